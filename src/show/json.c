/* json.c: the JSON writer. */
#include "show/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/sixteen.h"
#include "base/utf8.h"

void cw_json_init(cw_json *json, cw_sink *sink)
{
    *json = (cw_json){.sink = sink};
}

void cw_json_new_line(cw_json *json)
{
    cw_sink_add_byte(json->sink, '\n');
    for (uint32_t i = 0; i < json->depth; i++)
        cw_sink_add_byte(json->sink, ' ');
}

static void end_item(cw_json *json)
{
    json->before = json->level[json->depth].between;
}

void cw_json_open(cw_json *json, char bracket, cw_json_layout layout)
{
    uint8_t before = layout == CW_JSON_LINES ? CW_JSON_NEW_LINE : 0;
    assert(json->depth < CW_JSON_DEPTH);
    cw_json_begin_item(json);
    cw_sink_add_byte(json->sink, (uint8_t)bracket);
    json->depth++;
    json->level[json->depth].closer = bracket == '{' ? '}' : ']';
    json->level[json->depth].between = before | CW_JSON_COMMA;
    json->before = before;
}

void cw_json_close(cw_json *json)
{
    uint8_t closer = json->level[json->depth].closer;
    assert(json->depth > 0);
    json->depth--;
    if (json->before == (CW_JSON_COMMA | CW_JSON_NEW_LINE))
        cw_json_new_line(json);
    cw_sink_add_byte(json->sink, closer);
    end_item(json);
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

/* Of the n <= 16 bytes at `at` those before the first that is no printable
 * ASCII, or " or \\. Sixteen may be read there, whatever stands behind. */
static size_t count_plain(const uint8_t *at, size_t n)
{
    cw_sixteen a = cw_sixteen_load(at);
    uint32_t plain = cw_sixteen_bits(cw_sixteen_within(a, 0x20, 0x7E));
    uint32_t marks = cw_sixteen_bits(
        cw_sixteen_or(cw_sixteen_equal(a, '"'), cw_sixteen_equal(a, '\\')));
    return cw_sixteen_first(~plain | marks | 1u << n);
}

/* Text up to what may need an escape. Sixteen bytes are copied at a time, and
 * looked at where they then stand. */
static size_t add_plain(cw_sink *sink, cw_bytes text)
{
    size_t at = 0, n, n_plain;
    do {
        uint8_t *to = cw_sink_room(sink, CW_SIXTEEN);
        n = text.n - at < CW_SIXTEEN ? text.n - at : CW_SIXTEEN;
        if (n == CW_SIXTEEN)
            memcpy(to, text.at + at, CW_SIXTEEN); // no call: of a known size
        else
            memcpy(to, text.at + at, n);
        n_plain = count_plain(to, n);
        sink->n += n_plain;
        at += n_plain;
    } while (n_plain == CW_SIXTEEN);
    return at;
}

/* The length of a first character that is common and never escaped: Latin
 * letters, and the dashes and quotation marks from U+2010 to U+2027. 0: it has
 * to be looked at. */
static size_t common_length(cw_bytes text)
{
    const uint8_t *c = text.at;
    if (text.n >= 2 && c[0] >= 0xC3 && c[0] <= 0xCB)
        return (c[1] & 0xC0) == 0x80 ? 2 : 0;
    if (text.n >= 3 && c[0] == 0xE2 && c[1] == 0x80)
        return c[2] >= 0x90 && c[2] <= 0xA7 ? 3 : 0;
    return 0;
}

/* The first character, which is not plain; its length. */
static size_t add_other(cw_sink *sink, cw_bytes text)
{
    size_t n = common_length(text);
    if (n == 0) {
        uint32_t c = cw_utf8_next(text, &n);
        if (c < 0x80 || c == CW_BAD_CODE_POINT || cw_utf8_is_unsafe(c)) {
            add_escaped(sink, c == CW_BAD_CODE_POINT ? 0xFFFD : c);
            return n;
        }
    }
    cw_sink_add(sink, cw_bytes_cut(text, 0, n));
    return n;
}

void cw_json_add_text(cw_json *json, cw_bytes text)
{
    while (text.n > 0) {
        size_t n = add_plain(json->sink, text);
        if (n < text.n)
            n += add_other(json->sink, cw_bytes_cut(text, n, text.n));
        text = cw_bytes_cut(text, n, text.n);
    }
}

void cw_json_open_text(cw_json *json)
{
    cw_json_begin_item(json);
    cw_sink_add_byte(json->sink, '"');
}

void cw_json_close_text(cw_json *json)
{
    cw_sink_add_byte(json->sink, '"');
    end_item(json);
}

void cw_json_text(cw_json *json, cw_bytes text)
{
    cw_json_open_text(json);
    cw_json_add_text(json, text);
    cw_json_close_text(json);
}

void cw_json_word(cw_json *json, const char *word)
{
    if (word == NULL) {
        cw_json_null(json);
        return;
    }
    cw_json_begin_item(json);
    cw_json_add_quoted(json, word);
    end_item(json);
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
    cw_json_begin_item(json);
    cw_sink_add_text(json->sink, text);
    end_item(json);
}

void cw_json_int(cw_json *json, int64_t value)
{
    cw_json_begin_item(json);
    cw_sink_add_int(json->sink, value);
    end_item(json);
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
    cw_sink *sink = json->sink;
    cw_json_begin_item(json);
    cw_sink_add_byte(sink, '[');
    cw_sink_add_int(sink, range.from);
    cw_sink_add_byte(sink, ',');
    cw_sink_add_int(sink, range.to);
    cw_sink_add_byte(sink, ']');
    end_item(json);
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
    } else if (fabs(value) < 1e15 && value == trunc(value)) {
        cw_json_int(json, (int64_t)value);
    } else {
        cw_number_print(value, out);
        add_raw(json, out);
    }
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
