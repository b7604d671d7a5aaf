#include "read/flatjson.h"

#include "base/utf8.h"

typedef struct {
    cw_bytes line;
    size_t at;
} cursor;

static int peek(const cursor *c)
{
    return c->at < c->line.n ? c->line.at[c->at] : -1;
}

static void skip_blanks(cursor *c)
{
    while (c->at < c->line.n &&
           (c->line.at[c->at] == ' ' || c->line.at[c->at] == '\t' ||
            c->line.at[c->at] == '\r' || c->line.at[c->at] == '\n'))
        c->at++;
}

static bool take(cursor *c, int byte)
{
    if (peek(c) != byte)
        return false;
    c->at++;
    return true;
}

int32_t cw_json_unit(cw_bytes text, size_t at)
{
    int32_t value = 0;
    if (text.n < 6 || at > text.n - 6 || text.at[at] != '\\' ||
        text.at[at + 1] != 'u')
        return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        uint8_t c = cw_to_lower(text.at[i]);
        if (!cw_is_digit(c) && (c < 'a' || c > 'f'))
            return -1;
        value = value * 16 + (cw_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

/* The escape whose backslash stands at `at`: its code point, and how many
 * bytes it takes; 0 bytes: none that is right. */
static size_t read_escape(cw_bytes text, size_t at, uint32_t *code_point)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    int32_t unit, low;
    const char *found;
    if (text.n < at + 2)
        return 0;
    found = text.at[at + 1] != 0 ? strchr(from, text.at[at + 1]) : NULL;
    if (found) {
        *code_point = (uint8_t)to[found - from];
        return 2;
    }
    unit = cw_json_unit(text, at);
    *code_point = (uint32_t)unit;
    if (unit < 0xD800 || unit > 0xDFFF)
        return unit < 0 ? 0 : 6;
    low = cw_json_unit(text, at + 6);
    if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return 0;
    *code_point =
        0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
    return 12;
}

/* Eight bytes at once: is one of them a quote, a backslash or a control?
 * The usual test for a zero byte, (x - 0x01..) & ~x & 0x80.., of x less the
 * byte looked for; a byte below 0x20 by its borrow. May err after a true hit,
 * never before it, so a hit is looked at byte by byte. */
static bool has_special(const uint8_t *at)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones * 0x80;
    uint64_t x, quote, slash;
    memcpy(&x, at, 8);
    quote = x ^ (ones * '"');
    slash = x ^ (ones * '\\');
    return ((((x - ones * 0x20) & ~x) | ((quote - ones) & ~quote) |
             ((slash - ones) & ~slash)) &
            tops) != 0;
}

static bool read_string(cursor *c, cw_bytes *out)
{
    size_t from;
    if (!take(c, '"'))
        return false;
    from = c->at;
    for (;;) {
        uint32_t code_point;
        size_t n;
        while (c->line.n - c->at >= 8 && !has_special(c->line.at + c->at))
            c->at += 8;
        while (c->at < c->line.n && c->line.at[c->at] >= 0x20 &&
               c->line.at[c->at] != '"' && c->line.at[c->at] != '\\')
            c->at++;
        if (peek(c) == '"')
            break;
        if (peek(c) != '\\')
            return false;
        n = read_escape(c->line, c->at, &code_point);
        if (n == 0)
            return false;
        c->at += n;
    }
    *out = cw_bytes_cut(c->line, from, c->at++);
    return true;
}

static bool read_word(cursor *c, cw_bytes word)
{
    cw_bytes rest = cw_bytes_cut(c->line, c->at, c->line.n);
    if (!cw_bytes_starts(rest, word))
        return false;
    c->at += word.n;
    return true;
}

/* A whole number that fits 18 digits; others are for jansson to judge. */
static bool read_integer(cursor *c, cw_flat_member *member)
{
    size_t from = c->at, digits;
    (void)take(c, '-');
    digits = c->at;
    while (c->at < c->line.n && cw_is_digit(c->line.at[c->at]))
        c->at++;
    member->kind = CW_FLAT_INTEGER;
    member->value = cw_bytes_cut(c->line, from, c->at);
    if (c->at == digits || c->at - digits > 18 ||
        (c->line.at[digits] == '0' && member->value.n > 1))
        return false;
    return peek(c) != '.' && peek(c) != 'e' && peek(c) != 'E';
}

static bool read_strings(cursor *c, cw_flat *flat, cw_flat_member *member)
{
    member->kind = CW_FLAT_STRINGS;
    member->first = flat->n_strings;
    c->at++;
    skip_blanks(c);
    if (take(c, ']'))
        return true;
    do {
        skip_blanks(c);
        if (flat->n_strings == CW_FLAT_STRINGS_MAX ||
            !read_string(c, &flat->strings[flat->n_strings]))
            return false;
        flat->n_strings++;
        member->n++;
        skip_blanks(c);
    } while (take(c, ','));
    return take(c, ']');
}

static bool read_value(cursor *c, cw_flat *flat, cw_flat_member *member)
{
    switch (peek(c)) {
    case '"':
        member->kind = CW_FLAT_STRING;
        return read_string(c, &member->value);
    case '[':
        return read_strings(c, flat, member);
    case 'n':
        member->kind = CW_FLAT_NULL;
        return read_word(c, CW_LIT("null"));
    case 't':
        member->kind = CW_FLAT_BOOLEAN;
        return read_word(c, CW_LIT("true"));
    case 'f':
        member->kind = CW_FLAT_BOOLEAN;
        return read_word(c, CW_LIT("false"));
    default:
        return read_integer(c, member);
    }
}

bool cw_flat_read(cw_bytes line, cw_flat *out)
{
    cursor c = {line, 0};
    out->n_members = out->n_strings = 0;
    skip_blanks(&c);
    if (!take(&c, '{'))
        return false;
    do {
        cw_flat_member *member = &out->members[out->n_members];
        if (out->n_members == CW_FLAT_MEMBERS)
            return false;
        *member = (cw_flat_member){0};
        skip_blanks(&c);
        if (!read_string(&c, &member->key) ||
            memchr(member->key.at, '\\', member->key.n))
            return false;
        skip_blanks(&c);
        if (!take(&c, ':'))
            return false;
        skip_blanks(&c);
        if (!read_value(&c, out, member))
            return false;
        out->n_members++;
        skip_blanks(&c);
    } while (take(&c, ','));
    if (!take(&c, '}'))
        return false;
    skip_blanks(&c);
    return c.at == line.n;
}

const cw_flat_member *cw_flat_find(const cw_flat *flat, const char *key)
{
    cw_bytes name = cw_bytes_from(key);
    for (size_t i = flat->n_members; i > 0; i--)
        if (cw_bytes_equal(flat->members[i - 1].key, name))
            return &flat->members[i - 1];
    return NULL;
}

cw_status cw_flat_string(cw_bytes value, cw_arena *keep, cw_bytes *out)
{
    const uint8_t *slash = value.n ? memchr(value.at, '\\', value.n) : NULL;
    uint8_t *text;
    size_t n = 0, at = 0;
    if (!slash)
        return cw_arena_copy(keep, value, out);
    *out = (cw_bytes){0};
    text = cw_arena_alloc(keep, value.n + 4); // no escape grows
    if (!text)
        return CW_NO_MEMORY;
    while (slash) {
        size_t plain = (size_t)(slash - value.at) - at;
        uint32_t code_point = 0;
        memcpy(text + n, value.at + at, plain);
        n += plain;
        at += plain;
        at += read_escape(value, at, &code_point);
        n += cw_utf8_put(code_point, text + n);
        slash = at < value.n ? memchr(value.at + at, '\\', value.n - at) : NULL;
    }
    if (at < value.n)
        memcpy(text + n, value.at + at, value.n - at);
    n += value.n - at;
    text[n] = 0;
    *out = (cw_bytes){text, n};
    return CW_OK;
}
