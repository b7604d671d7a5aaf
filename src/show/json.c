/* json.c: the JSON writer. */
#include "show/json.h"

#include <assert.h>
#include <endian.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

void cw_json_init(cw_json *json, cw_sink *sink)
{
    *json = (cw_json){.sink = sink};
}

static void new_line(cw_json *json)
{
    cw_sink_add_byte(json->sink, '\n');
    for (uint32_t i = 0; i < json->depth; i++)
        cw_sink_add_byte(json->sink, ' ');
}

/* What stands between this item and the one before it. */
static void begin_item(cw_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0)
        return;
    if (json->level[json->depth - 1].has_items)
        cw_sink_add_byte(json->sink, ',');
    json->level[json->depth - 1].has_items = true;
    if (json->level[json->depth - 1].layout == CW_JSON_LINES)
        new_line(json);
}

void cw_json_open(cw_json *json, char bracket, cw_json_layout layout)
{
    assert(json->depth < CW_JSON_DEPTH);
    begin_item(json);
    cw_sink_add_byte(json->sink, (uint8_t)bracket);
    json->level[json->depth].closer = bracket == '{' ? '}' : ']';
    json->level[json->depth].layout = (uint8_t)layout;
    json->level[json->depth].has_items = false;
    json->depth++;
}

void cw_json_close(cw_json *json)
{
    assert(json->depth > 0);
    json->depth--;
    if (json->level[json->depth].layout == CW_JSON_LINES &&
        json->level[json->depth].has_items)
        new_line(json);
    cw_sink_add_byte(json->sink, json->level[json->depth].closer);
}

void cw_json_add_key(cw_json *json, cw_bytes key)
{
    begin_item(json);
    cw_sink_add_byte(json->sink, '"');
    cw_sink_add(json->sink, key);
    cw_sink_add_byte(json->sink, '"');
    cw_sink_add_byte(json->sink, ':');
    json->after_key = true;
}

static void add_code(cw_sink *sink, uint32_t c)
{
    static const char hex[] = "0123456789abcdef";
    uint8_t out[6] = {'\\', 'u'};
    for (int i = 0; i < 4; i++)
        out[2 + i] = (uint8_t)hex[c >> (12 - 4 * i) & 15];
    cw_sink_add(sink, (cw_bytes){out, sizeof out});
}

static void add_escaped(cw_sink *sink, uint32_t c)
{
    static const char short_form[] = "btn fr"; // of U+0008 to U+000D
    bool has_form = c >= 8 && c <= 13 && c != 11;
    if (has_form || c == '"' || c == '\\') {
        uint8_t out[2] = {'\\', (uint8_t)c};
        if (has_form)
            out[1] = (uint8_t)short_form[c - 8];
        cw_sink_add(sink, (cw_bytes){out, sizeof out});
    } else if (c > 0xFFFF) {
        add_code(sink, 0xD7C0 + (c >> 10));
        add_code(sink, 0xDC00 + (c & 0x3FF));
    } else {
        add_code(sink, c);
    }
}

/* Of eight bytes those before the first that is no printable ASCII, or " or
 * \\. Below 0x20, equal to 0x22 or 0x5C, 0x7F, or above: the upper bit of some
 * byte of a difference, of which the lowest is never wrong. "Determine if a
 * word has a byte less than n" and its neighbours, Anderson, Bit Twiddling
 * Hacks. */
static size_t count_plain(const uint8_t *at)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t w, quote, slash, odd;
    memcpy(&w, at, sizeof w);
    w = le64toh(w);
    quote = w ^ ones * '"';
    slash = w ^ ones * '\\';
    odd = (w - ones * 0x20) | (w + ones) | w; // below 0x20; 0x7F; above
    odd |= (quote - ones) | (slash - ones);
    odd &= tops;
    return odd == 0 ? sizeof w : (size_t)__builtin_ctzll(odd) / 8;
}

static bool is_plain(uint8_t c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* The length of a character at text[at] that is common and never escaped:
 * Latin letters, and the dashes and quotation marks from U+2010 to U+2027. 0:
 * it has to be looked at. */
static size_t common_length(cw_bytes text, size_t at)
{
    const uint8_t *c = text.at + at;
    if (text.n - at >= 2 && c[0] >= 0xC3 && c[0] <= 0xCB)
        return (c[1] & 0xC0) == 0x80 ? 2 : 0;
    if (text.n - at >= 3 && c[0] == 0xE2 && c[1] == 0x80)
        return c[2] >= 0x90 && c[2] <= 0xA7 ? 3 : 0;
    return 0;
}

void cw_json_open_text(cw_json *json)
{
    begin_item(json);
    cw_sink_add_byte(json->sink, '"');
}

void cw_json_close_text(cw_json *json)
{
    cw_sink_add_byte(json->sink, '"');
}

void cw_json_text(cw_json *json, cw_bytes text)
{
    cw_json_open_text(json);
    cw_json_add_text(json, text);
    cw_json_close_text(json);
}

void cw_json_add_text(cw_json *json, cw_bytes text)
{
    cw_sink *sink = json->sink;
    size_t from = 0, at = 0; // [from, at) is good as it is
    while (at < text.n) {
        size_t n = text.n - at >= 8 ? count_plain(text.at + at)
                                    : (size_t)is_plain(text.at[at]);
        if (n == 0)
            n = common_length(text, at);
        at += n;
        if (n > 0)
            continue;
        size_t next = at;
        uint32_t c = cw_utf8_next(text, &next);
        if (c >= 0x80 && c != CW_BAD_CODE_POINT && !cw_utf8_is_unsafe(c)) {
            at = next;
            continue;
        }
        cw_sink_add(sink, cw_bytes_cut(text, from, at));
        add_escaped(sink, c == CW_BAD_CODE_POINT ? 0xFFFD : c);
        from = at = next;
    }
    cw_sink_add(sink, cw_bytes_cut(text, from, at));
}

void cw_json_word(cw_json *json, const char *word)
{
    if (word == NULL)
        cw_json_null(json);
    else
        cw_json_text(json, cw_bytes_from(word));
}

void cw_json_text_or_null(cw_json *json, cw_bytes text)
{
    if (text.n == 0)
        cw_json_null(json);
    else
        cw_json_text(json, text);
}

static void add_raw(cw_json *json, const char *text)
{
    begin_item(json);
    cw_sink_add_text(json->sink, text);
}

void cw_json_int(cw_json *json, int64_t value)
{
    begin_item(json);
    cw_sink_add_int(json->sink, value);
}

void cw_json_bool(cw_json *json, bool value)
{
    add_raw(json, value ? "true" : "false");
}

void cw_json_null(cw_json *json)
{
    add_raw(json, "null");
}

void cw_json_range(cw_json *json, cw_range range)
{
    cw_json_open(json, '[', CW_JSON_INLINE);
    cw_json_int(json, range.from);
    cw_json_int(json, range.to);
    cw_json_close(json);
}

void cw_json_thousandths(cw_json *json, uint32_t value)
{
    char out[24];
    int n = snprintf(out, sizeof out, "%u.%03u", value / 1000, value % 1000);
    while (out[n - 1] == '0')
        out[--n] = 0;
    if (out[n - 1] == '.')
        out[n - 1] = 0;
    add_raw(json, out);
}

void cw_json_number(cw_json *json, double value)
{
    char out[40];
    if (!isfinite(value)) {
        cw_json_null(json);
        return;
    }
    cw_number_print(value, out);
    add_raw(json, out);
}

/* |value| = 0.DIGITS * 10^point, at least one digit. printf and strtod follow
 * the host program's locale, which may write any decimal mark; only digits are
 * taken from what they print, and both read the same mark back. */
static int shortest_digits(double value, char digits[20], int *point)
{
    char out[48];
    int n = 0;
    const char *c;
    for (int precision = 0; precision <= 16; precision++) {
        (void)snprintf(out, sizeof out, "%.*e", precision, value);
        if (strtod(out, NULL) == value)
            break;
    }
    for (c = out; *c != 'e' && *c != 0; c++)
        if (cw_is_digit((uint8_t)*c) && n < 19)
            digits[n++] = *c;
    *point = (int)strtol(c + 1, NULL, 10) + 1;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    digits[n] = 0;
    return n;
}

void cw_number_print(double value, char out[40])
{
    char digits[20];
    int point, n;
    const char *sign = value < 0 ? "-" : "";
    if (value == 0) {
        (void)snprintf(out, 40, "0"); // never "-0"
        return;
    }
    n = shortest_digits(value < 0 ? -value : value, digits, &point);
    if (point >= n && point <= 17)
        (void)snprintf(out, 40, "%s%s%.*s", sign, digits, point - n,
                       "00000000000000000");
    else if (point > 0 && point < n)
        (void)snprintf(out, 40, "%s%.*s.%s", sign, point, digits,
                       digits + point);
    else if (point <= 0 && point > -5)
        (void)snprintf(out, 40, "%s0.%.*s%s", sign, -point, "00000", digits);
    else
        (void)snprintf(out, 40, "%s%c%s%se%d", sign, digits[0],
                       n > 1 ? "." : "", digits + 1, point - 1);
}
