/* unescape.c: character references inside the strings of JSON, where no HTML
 * tokenizer reads them: the common names, and every number. */
#include "base/buf.h"
#include "clean/clean_int.h"

/* "&#58;", "&#x3a;" at text[0): its length, 0 when it is none. */
static size_t read_reference(cw_bytes text, uint32_t *code)
{
    enum { DIGITS_MAX = 7 };
    size_t at = 2, digits;
    *code = 0;
    if (!cw_bytes_starts(text, CW_LIT("&#")))
        return 0;
    bool is_hex = text.n > 2 && cw_to_lower(text.at[2]) == 'x';
    digits = at += is_hex ? 1 : 0;
    for (; at < text.n && at - digits < DIGITS_MAX; at++) {
        uint8_t c = cw_to_lower(text.at[at]);
        bool is_letter = is_hex && c >= 'a' && c <= 'f';
        if (!cw_is_digit(c) && !is_letter)
            break;
        *code = *code * (is_hex ? 16 : 10) +
                (uint32_t)(is_letter ? c - 'a' + 10 : c - '0');
    }
    bool is_scalar =
        *code >= 0x20 && *code < 0x110000 && (*code < 0xD800 || *code > 0xDFFF);
    return at > digits && at < text.n && text.at[at] == ';' && is_scalar
               ? at + 1
               : 0;
}

cw_status cw_markup_unescape(cw_bytes text, cw_arena *memory, cw_bytes *out)
{
    static const struct {
        const char *name, *value;
    } references[] = {{"&amp;", "&"},
                      {"&quot;", "\""},
                      {"&apos;", "'"},
                      {"&lt;", "<"},
                      {"&gt;", ">"},
                      {"&nbsp;", " "},
                      {"&rsquo;", "\xE2\x80\x99"},
                      {"&lsquo;", "\xE2\x80\x98"},
                      {"&ldquo;", "\xE2\x80\x9C"},
                      {"&rdquo;", "\xE2\x80\x9D"},
                      {"&ndash;", "\xE2\x80\x93"},
                      {"&mdash;", "\xE2\x80\x94"}};
    cw_buf buf;
    cw_buf_init(&buf, memory, CW_MAX_ATTRIBUTE_BYTES);
    for (size_t at = 0; at < text.n;) {
        cw_bytes rest = cw_bytes_cut(text, at, text.n);
        size_t step = 0;
        for (size_t i = 0;
             rest.at[0] == '&' && i < sizeof references / sizeof *references;
             i++)
            if (cw_bytes_starts(rest, cw_bytes_from(references[i].name))) {
                cw_buf_add_text(&buf, references[i].value);
                step = strlen(references[i].name);
                break;
            }
        uint32_t code;
        if (step == 0 && (step = read_reference(rest, &code)) > 0)
            (void)cw_buf_add_utf8(&buf, code);
        if (step == 0) {
            cw_buf_add_byte(&buf, rest.at[0]);
            step = 1;
        }
        at += step;
    }
    *out = cw_buf_bytes(&buf);
    return cw_buf_status(&buf);
}
