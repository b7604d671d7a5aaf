#include "base/utf8.h"
#include "html/html_token_int.h"

typedef struct {
    uint16_t name_at; // in entity_names; the next row's is its end
    uint8_t n;
    uint8_t value[CW_HTML_DECODED_MAX];
} entity_row;

#include "entities_res.h"

/* What the numbers 80 to 9F mean in a reference: windows-1252, as in the
 * table of 13.2.5.80; 0 keeps the number. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static uint32_t digit_value(uint8_t c)
{
    if (cw_is_digit(c))
        return c - '0';
    c = cw_to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10u : 16;
}

/* Numeric character reference state to its end state. */
static bool read_number(cw_bytes page, size_t at, size_t *to,
                        uint8_t out[CW_HTML_DECODED_MAX], uint8_t *n)
{
    uint32_t base = 10, code = 0, digit;
    uint8_t utf8[4];
    if (at < page.n && (page.at[at] == 'x' || page.at[at] == 'X')) {
        base = 16;
        at++;
    }
    size_t from = at;
    for (; at < page.n && (digit = digit_value(page.at[at])) < base; at++)
        code = code > 0x10FFFF ? code : code * base + digit;
    if (at == from)
        return false;
    if (code >= 0x80 && code < 0xA0 && windows_1252[code - 0x80] != 0)
        code = windows_1252[code - 0x80];
    if (code == 0)
        code = 0xFFFD;
    *n = (uint8_t)cw_utf8_put(code, utf8);
    memcpy(out, utf8, *n);
    *to = at + (at < page.n && page.at[at] == ';');
    return true;
}

/* The longest name of the table that begins at page[at]: rows [low, high)
 * agree with the page so far, and each further byte narrows them. Returns the
 * row, or N_ENTITIES. */
static size_t find_name(cw_bytes page, size_t at, size_t *n_name)
{
    size_t best = N_ENTITIES;
    uint8_t c = at < page.n ? page.at[at] : 0;
    if (c >= 128)
        return best;
    size_t low = entity_first[c], high = entity_first[c + 1];
    for (size_t n = 1; low < high; n++) {
        if ((size_t)(entity_rows[low + 1].name_at - entity_rows[low].name_at) ==
            n) {
            best = low++; // a name that ends here stands before longer ones
            *n_name = n;
        }
        if (at + n >= page.n)
            break;
        c = page.at[at + n];
        size_t from = low, to = high;
        while (from < to) { // first row whose byte n is not below c
            size_t middle = from + (to - from) / 2;
            if ((uint8_t)entity_names[entity_rows[middle].name_at + n] < c)
                from = middle + 1;
            else
                to = middle;
        }
        for (low = from, to = high; from < to;) { // first one above c
            size_t middle = from + (to - from) / 2;
            if ((uint8_t)entity_names[entity_rows[middle].name_at + n] <= c)
                from = middle + 1;
            else
                to = middle;
        }
        high = from;
    }
    return best;
}

bool cw_html_reference(cw_bytes page, size_t at, bool in_attribute, size_t *to,
                       uint8_t out[CW_HTML_DECODED_MAX], uint8_t *n)
{
    size_t n_name = 0;
    if (++at < page.n && page.at[at] == '#')
        return read_number(page, at + 1, to, out, n);
    size_t row = find_name(page, at, &n_name);
    if (row == N_ENTITIES)
        return false;
    *to = at + n_name;
    /* "for historical reasons": ?a=b&copy=c in an attribute is no (c) */
    if (in_attribute && page.at[*to - 1] != ';' && *to < page.n &&
        BYTE_IS(page.at[*to], BYTE_EQUALS | BYTE_ALNUM))
        return false;
    *n = entity_rows[row].n;
    memcpy(out, entity_rows[row].value, *n);
    return true;
}

/* Append one byte of page[*at ...) as it is to be, and move *at past it. */
static void copy_odd(cw_html *html, size_t *at, size_t to, int how)
{
    cw_bytes page = html->page;
    uint8_t c = page.at[*at], out[CW_HTML_DECODED_MAX], n;
    size_t next;
    if (c == '&' && (how & COPY_REFERENCES) != 0 &&
        cw_html_reference((cw_bytes){page.at, to}, *at, true, &next, out, &n)) {
        cw_buf_add(&html->value, (cw_bytes){out, n});
        *at = next;
        return;
    }
    ++*at;
    if (c == '\0') {
        cw_buf_add(&html->value, CW_LIT("\xEF\xBF\xBD"));
    } else if (c != '\r') {
        cw_buf_add_byte(&html->value,
                        (how & COPY_LOWER) != 0 ? cw_to_lower(c) : c);
    } else if (*at == to || page.at[*at] != '\n') {
        cw_buf_add_byte(&html->value, '\n');
    }
}

#define VALUE_IS_CUT "an attribute is longer than 1 MiB and was cut there"

/* The bytes up to the limit, not ending inside a character. */
static cw_bytes cut_to_limit(cw_html *html, cw_bytes bytes, size_t max)
{
    if (bytes.n <= max)
        return bytes;
    cw_html_note_cut(&html->cut, VALUE_IS_CUT);
    while (max > 0 && (bytes.at[max] & 0xC0) == 0x80)
        max--;
    return (cw_bytes){bytes.at, max};
}

/* First byte of page[at, to) that is not copied as it stands, or `to`. */
static size_t find_odd(cw_bytes page, size_t at, size_t to, int how)
{
    int odd = BYTE_ODD | BYTE_UPPER;
    if (how == COPY_LOWER) {
        while (at < to && !BYTE_IS(page.at[at], odd))
            at++;
        return at;
    }
    odd = how == COPY_REFERENCES ? BYTE_ODD | BYTE_REFERENCE : BYTE_ODD;
    while ((at = cw_html_find_mark(page.at, at, to)) < to &&
           !BYTE_IS(page.at[at], odd))
        at++;
    return at;
}

cw_bytes cw_html_copy(cw_html *html, size_t from, size_t to, int how)
{
    cw_buf *value = &html->value;
    cw_bytes page = html->page, result = {NULL, 0};
    size_t at = find_odd(page, from, to, how);
    if (at == to)
        return cut_to_limit(html, cw_bytes_cut(page, from, to),
                            CW_MAX_ATTRIBUTE_BYTES);
    cw_buf_clear(value);
    for (at = from; at < to && value->status == CW_OK;) {
        size_t next = find_odd(page, at, to, how);
        cw_bytes run = cw_bytes_cut(page, at, next);
        cw_bytes kept = cut_to_limit(html, run, value->max - value->n);
        cw_buf_add(value, kept);
        if (kept.n < run.n)
            break;
        at = next;
        if (at < to && value->status == CW_OK)
            copy_odd(html, &at, to, how);
    }
    if (value->status == CW_LIMIT)
        cw_html_note_cut(&html->cut, VALUE_IS_CUT);
    if (value->status == CW_NO_MEMORY)
        html->status = CW_NO_MEMORY;
    else if (cw_arena_copy(html->arena, cw_buf_bytes(value), &result) != CW_OK)
        html->status = CW_NO_MEMORY;
    return result;
}
