/* The prescan runs on raw bytes before any tree exists, so it reads tags its
 * own way; the names of the functions are those of WHATWG HTML 13.2.3.2. */
#include "read/prescan.h"

#define NAME_MAX_BYTES 24 // longer names are none of those looked for

typedef struct {
    cw_bytes page;
    size_t at;
    cw_bytes unknown; // first label of a meta charset that no one knows
} cursor;

/* An attribute. The name is cut; the value is borrowed, case kept. */
typedef struct {
    char name[NAME_MAX_BYTES];
    cw_bytes value;
} attribute;

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_over(const cursor *c)
{
    return c->at >= c->page.n;
}

static void skip_blanks(cursor *c, bool slash_too)
{
    while (!is_over(c) && (is_blank(c->page.at[c->at]) ||
                           (slash_too && c->page.at[c->at] == '/')))
        c->at++;
}

static void skip_past(cursor *c, cw_bytes mark, size_t from)
{
    size_t found =
        from < c->page.n ? cw_bytes_find(c->page, mark, from) : CW_NOT_FOUND;
    c->at = found == CW_NOT_FOUND ? c->page.n : found + mark.n;
}

/* Steps 9 to 11 of "get an attribute": the value behind the "=". */
static cw_bytes read_value(cursor *c)
{
    size_t from;
    skip_blanks(c, false);
    if (is_over(c))
        return (cw_bytes){0};
    from = c->at;
    if (c->page.at[from] == '"' || c->page.at[from] == '\'') {
        uint8_t quote = c->page.at[from];
        const uint8_t *end =
            memchr(c->page.at + from + 1, quote, c->page.n - from - 1);
        if (!end) {
            c->at = c->page.n;
            return (cw_bytes){0};
        }
        c->at = (size_t)(end - c->page.at) + 1;
        return cw_bytes_cut(c->page, from + 1, c->at - 1);
    }
    while (!is_over(c) && !is_blank(c->page.at[c->at]) &&
           c->page.at[c->at] != '>')
        c->at++;
    return cw_bytes_cut(c->page, from, c->at);
}

/* "Get an attribute"; false when the tag has no more. */
static bool next_attribute(cursor *c, attribute *out)
{
    size_t n = 0;
    memset(out, 0, sizeof *out);
    skip_blanks(c, true);
    if (is_over(c) || c->page.at[c->at] == '>')
        return false;
    for (; !is_over(c); c->at++) {
        uint8_t byte = c->page.at[c->at];
        if ((byte == '=' && n > 0) || is_blank(byte) || byte == '/' ||
            byte == '>')
            break;
        if (n < NAME_MAX_BYTES - 1)
            out->name[n] = (char)cw_to_lower(byte);
        n++;
    }
    if (n >= NAME_MAX_BYTES)
        out->name[0] = 0;
    skip_blanks(c, false);
    if (!is_over(c) && c->page.at[c->at] == '=') {
        c->at++;
        out->value = read_value(c);
    }
    return true;
}

const cw_charset *cw_charset_in_content(cw_bytes content)
{
    cursor c = {.page = content};
    for (;;) {
        size_t found = cw_bytes_find_fold(content, CW_LIT("charset"), c.at);
        size_t from;
        if (found == CW_NOT_FOUND)
            return NULL;
        c.at = found + 7;
        skip_blanks(&c, false);
        if (is_over(&c) || content.at[c.at] != '=')
            continue;
        c.at++;
        skip_blanks(&c, false);
        if (is_over(&c))
            return NULL;
        from = c.at;
        if (content.at[from] == '"' || content.at[from] == '\'') {
            const uint8_t *end = memchr(content.at + from + 1, content.at[from],
                                        content.n - from - 1);
            if (!end)
                return NULL;
            return cw_charset_find(
                cw_bytes_cut(content, from + 1, (size_t)(end - content.at)));
        }
        while (!is_over(&c) && !is_blank(content.at[c.at]) &&
               content.at[c.at] != ';')
            c.at++;
        return cw_charset_find(cw_bytes_cut(content, from, c.at));
    }
}

/* One <meta ...>: step "a sequence of bytes starting with meta". */
static const cw_charset *read_meta(cursor *c)
{
    bool got_pragma = false, has_http_equiv = false, has_content = false,
         has_charset = false, is_label = false;
    const cw_charset *charset = NULL;
    attribute a;
    while (next_attribute(c, &a)) {
        if (strcmp(a.name, "http-equiv") == 0 && !has_http_equiv) {
            has_http_equiv = true;
            got_pragma = cw_bytes_equal_fold(a.value, CW_LIT("content-type"));
        } else if (strcmp(a.name, "content") == 0 && !has_content) {
            has_content = true;
            if (!charset)
                charset = cw_charset_in_content(a.value);
        } else if (strcmp(a.name, "charset") == 0 && !has_charset) {
            has_charset = true;
            is_label = true;
            charset = cw_charset_find(a.value);
            if (!charset && c->unknown.n == 0)
                c->unknown = a.value;
        }
    }
    if (is_over(c)) // the tag does not end: the standard aborts
        return NULL;
    return is_label || got_pragma ? charset : NULL;
}

/* "Get an XML encoding": <?xml ... encoding="..." ?> at the very start. */
static const cw_charset *read_xml_declaration(cw_bytes page)
{
    size_t end, at;
    uint8_t quote;
    if (!cw_bytes_starts(page, CW_LIT("<?xml")))
        return NULL;
    end = cw_bytes_find(page, CW_LIT(">"), 0);
    if (end == CW_NOT_FOUND)
        return NULL;
    page.n = end;
    at = cw_bytes_find(page, CW_LIT("encoding"), 0);
    if (at == CW_NOT_FOUND)
        return NULL;
    for (at += 8; at < page.n && page.at[at] <= ' ';)
        at++;
    if (at >= page.n || page.at[at] != '=')
        return NULL;
    for (at++; at < page.n && page.at[at] <= ' ';)
        at++;
    quote = at < page.n ? page.at[at] : 0;
    if (quote != '"' && quote != '\'')
        return NULL;
    end = cw_bytes_find(page, (cw_bytes){&quote, 1}, at + 1);
    if (end == CW_NOT_FOUND)
        return NULL;
    for (size_t i = at + 1; i < end; i++)
        if (page.at[i] <= ' ')
            return NULL;
    return cw_charset_find(cw_bytes_cut(page, at + 1, end));
}

static const cw_charset *as_declared(const cw_charset *charset)
{
    if (charset && (charset->method == CW_DECODE_UTF_16BE ||
                    charset->method == CW_DECODE_UTF_16LE))
        return cw_charset_find(CW_LIT("utf-8"));
    if (charset && charset->method == CW_DECODE_X_USER_DEFINED)
        return cw_charset_find(CW_LIT("windows-1252"));
    return charset;
}

static bool starts_tag(cw_bytes rest)
{
    size_t at = rest.n > 1 && rest.at[1] == '/' ? 2 : 1;
    return at < rest.n && cw_is_alpha(rest.at[at]);
}

static void skip_tag(cursor *c)
{
    attribute a;
    while (!is_over(c) && !is_blank(c->page.at[c->at]) &&
           c->page.at[c->at] != '>')
        c->at++;
    while (next_attribute(c, &a))
        continue;
}

const cw_charset *cw_prescan(cw_bytes page, size_t n_max, cw_bytes *unknown)
{
    const cw_charset *charset = NULL;
    cursor c = {.page = page};
    if (c.page.n > n_max)
        c.page.n = n_max;
    while (!is_over(&c) && !charset) {
        cw_bytes rest = cw_bytes_cut(c.page, c.at, c.page.n);
        const uint8_t *tag = memchr(rest.at, '<', rest.n);
        if (!tag)
            break;
        c.at = (size_t)(tag - c.page.at);
        rest = cw_bytes_cut(c.page, c.at, c.page.n);
        if (cw_bytes_starts(rest, CW_LIT("<!--"))) {
            skip_past(&c, CW_LIT("-->"), c.at + 2);
        } else if (cw_bytes_starts_fold(rest, CW_LIT("<meta")) && rest.n > 5 &&
                   (is_blank(rest.at[5]) || rest.at[5] == '/')) {
            c.at += 6;
            charset = read_meta(&c);
        } else if (starts_tag(rest)) {
            skip_tag(&c);
        } else if (rest.n > 1 && (rest.at[1] == '!' || rest.at[1] == '/' ||
                                  rest.at[1] == '?')) {
            skip_past(&c, CW_LIT(">"), c.at + 1);
        } else {
            c.at++;
        }
    }
    if (!charset)
        charset = read_xml_declaration(page);
    if (unknown)
        *unknown = c.unknown;
    return as_declared(charset);
}
