/* json.c: the JSON writer. */
#include "show/json.h"

#include <assert.h>
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

static void add_escaped(cw_sink *sink, uint32_t c)
{
    static const char short_form[] = "btn fr"; // of U+0008 to U+000D
    if (c == '"' || c == '\\')
        cw_sink_addf(sink, "\\%c", (char)c);
    else if (c >= 8 && c <= 13 && c != 11)
        cw_sink_addf(sink, "\\%c", short_form[c - 8]);
    else if (c > 0xFFFF)
        cw_sink_addf(sink, "\\u%04x\\u%04x", 0xD7C0 + (c >> 10),
                     0xDC00 + (c & 0x3FF));
    else
        cw_sink_addf(sink, "\\u%04x", c);
}

/* Eight bytes at once: are all of them printable ASCII without " and \\?
 * Below 0x20, equal to 0x22 or 0x5C, 0x7F, or above: the upper bit of some
 * byte of a difference. "Determine if a word has a byte less than n" and its
 * neighbours, Anderson, Bit Twiddling Hacks. */
static bool are_plain(const uint8_t *at)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t w, quote, slash, odd;
    memcpy(&w, at, sizeof w);
    quote = w ^ ones * '"';
    slash = w ^ ones * '\\';
    odd = (w - ones * 0x20) | (w + ones) | w; // below 0x20; 0x7F; above
    odd |= (quote - ones) | (slash - ones);
    return (odd & tops) == 0;
}

static bool is_plain(uint8_t c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
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
        size_t next = at;
        uint32_t c = text.at[at];
        if (text.n - at >= 8 && are_plain(text.at + at)) {
            at += 8;
            continue;
        }
        if (is_plain((uint8_t)c)) {
            at++;
            continue;
        }
        c = cw_utf8_next(text, &next);
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
