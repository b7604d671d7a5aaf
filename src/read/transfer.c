#include "read/transfer.h"

static int hex_digit(uint8_t c)
{
    if (cw_is_digit(c))
        return c - '0';
    c = cw_to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Length of the line end at body[at]; 0: none stands there. */
static size_t line_end(cw_bytes body, size_t at)
{
    if (at < body.n && body.at[at] == '\n')
        return 1;
    return at + 1 < body.n && body.at[at] == '\r' && body.at[at + 1] == '\n'
               ? 2
               : 0;
}

/* Past blanks and then the line end that makes "=" a soft break; `at` itself
 * when it is none. */
static size_t soft_break(cw_bytes body, size_t at)
{
    size_t end = at, n;
    while (end < body.n && (body.at[end] == ' ' || body.at[end] == '\t'))
        end++;
    n = line_end(body, end);
    return end == body.n ? end : n > 0 ? end + n : at;
}

/* RFC 2045, 6.7. What comes out is never longer than the body. */
static size_t read_quoted(cw_bytes body, uint8_t *out)
{
    size_t n = 0, at = 0, kept = 0; // out[kept ..): blanks since the last word
    while (at < body.n) {
        uint8_t c = body.at[at++];
        if (c == '=') {
            size_t next = soft_break(body, at);
            int high = at + 1 < body.n ? hex_digit(body.at[at]) : -1;
            int low = high >= 0 ? hex_digit(body.at[at + 1]) : -1;
            if (next != at || at == body.n) {
                at = next;
            } else if (low >= 0) {
                out[n++] = (uint8_t)(high << 4 | low);
                at += 2;
            } else {
                out[n++] = c;
            }
            kept = n;
            continue;
        }
        if (line_end(body, at - 1) > 0)
            n = kept; // rule 3: blanks before a line end came on the way
        out[n++] = c;
        if (c != ' ' && c != '\t')
            kept = n;
    }
    return n;
}

static int base64_digit(uint8_t c)
{
    if (cw_is_upper(c))
        return c - 'A';
    if (cw_is_lower(c))
        return c - 'a' + 26;
    if (cw_is_digit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* RFC 2045, 6.8: groups of four digits are three bytes; "=" ends them. */
static size_t read_base64(cw_bytes body, uint8_t *out)
{
    uint32_t group = 0;
    size_t n = 0, n_digits = 0;
    for (size_t at = 0; at < body.n && body.at[at] != '='; at++) {
        int digit = base64_digit(body.at[at]);
        if (digit < 0)
            continue;
        group = group << 6 | (uint32_t)digit;
        if (++n_digits % 4 != 0)
            continue;
        out[n++] = (uint8_t)(group >> 16);
        out[n++] = (uint8_t)(group >> 8);
        out[n++] = (uint8_t)group;
    }
    if (n_digits % 4 >= 2)
        out[n++] = (uint8_t)(n_digits % 4 == 2 ? group >> 4 : group >> 10);
    if (n_digits % 4 == 3)
        out[n++] = (uint8_t)(group >> 2);
    return n;
}

cw_status cw_transfer_decode(cw_bytes body, cw_bytes encoding, cw_arena *keep,
                             cw_bytes *out)
{
    bool is_quoted = cw_bytes_equal_fold(encoding, CW_LIT("quoted-printable"));
    uint8_t *bytes;
    *out = body;
    if (!is_quoted && !cw_bytes_equal_fold(encoding, CW_LIT("base64")))
        return CW_OK;
    bytes = cw_arena_alloc(keep, body.n);
    if (!bytes)
        return CW_NO_MEMORY;
    *out = (cw_bytes){bytes, is_quoted ? read_quoted(body, bytes)
                                       : read_base64(body, bytes)};
    return CW_OK;
}
