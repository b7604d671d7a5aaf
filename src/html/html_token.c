#include "html/html_token_int.h"

#include "base/sixteen.h"

#define SP (BYTE_SPACE | BYTE_NAME_END)
#define AN BYTE_ALNUM
#define UP (BYTE_ALNUM | BYTE_UPPER)
const uint8_t cw_html_byte[256] = {
    ['\0'] = BYTE_ODD | BYTE_MARK,
    ['\t'] = SP,
    ['\n'] = SP,
    ['\f'] = SP,
    ['\r'] = SP | BYTE_ODD | BYTE_MARK,
    [' '] = SP,
    ['/'] = BYTE_NAME_END,
    ['>'] = BYTE_NAME_END,
    ['='] = BYTE_EQUALS,
    ['&'] = BYTE_REFERENCE | BYTE_MARK,
    ['<'] = BYTE_MARK,
    ['0'] = AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    ['A'] = UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    ['N'] = UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    UP,
    ['a'] = AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    ['n'] = AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
    AN,
};
#undef SP
#undef AN
#undef UP

void cw_html_init(cw_html *html, cw_bytes page, cw_arena *arena)
{
    html->page = page;
    html->cut = page.n > UINT32_MAX ? "the page is longer than 4 GiB" : NULL;
    if (html->cut != NULL)
        html->page.n = UINT32_MAX;
    html->at = 0;
    html->state = CW_HTML_DATA;
    html->allows_cdata = false;
    html->last_start = (cw_bytes){NULL, 0};
    html->raw_end = 0;
    html->is_raw = false;
    html->arena = arena;
    cw_buf_init(&html->value, arena, CW_MAX_ATTRIBUTE_BYTES);
    html->status = CW_OK;
    html->n_attributes = 0;
}

/* Sixteen bytes a step, then one by one: the first CR or NUL at or after `at`,
 * or `end`; and the first of these or `&` or `<`. */
static size_t find_odd(const uint8_t *page, size_t at, size_t end)
{
    for (; end - at >= CW_SIXTEEN; at += CW_SIXTEEN) {
        cw_sixteen here = cw_sixteen_load(page + at);
        uint32_t odd = cw_sixteen_bits(cw_sixteen_or(
            cw_sixteen_equal(here, '\r'), cw_sixteen_equal(here, '\0')));
        if (odd != 0)
            return at + cw_sixteen_first(odd);
    }
    while (at < end && !BYTE_IS(page[at], BYTE_ODD))
        at++;
    return at;
}

size_t cw_html_find_mark(const uint8_t *page, size_t at, size_t end)
{
    for (; end - at >= CW_SIXTEEN; at += CW_SIXTEEN) {
        cw_sixteen here = cw_sixteen_load(page + at);
        uint32_t marks = cw_sixteen_bits(
            cw_sixteen_or(cw_sixteen_or(cw_sixteen_equal(here, '<'),
                                        cw_sixteen_equal(here, '&')),
                          cw_sixteen_or(cw_sixteen_equal(here, '\r'),
                                        cw_sixteen_equal(here, '\0'))));
        if (marks != 0)
            return at + cw_sixteen_first(marks);
    }
    while (at < end && !BYTE_IS(page[at], BYTE_MARK))
        at++;
    return at;
}

static size_t find_byte(cw_bytes page, size_t at, uint8_t c)
{
    const uint8_t *found =
        at < page.n ? memchr(page.at + at, c, page.n - at) : NULL;
    return found == NULL ? page.n : (size_t)(found - page.at);
}

static void give_text(cw_html *html, size_t from, size_t to,
                      cw_html_token *token)
{
    token->kind = CW_HTML_TEXT;
    token->range = (cw_range){(uint32_t)from, (uint32_t)to};
    token->data = cw_bytes_cut(html->page, from, to);
    token->n_decoded = 0;
    token->is_nul = false;
    html->at = to;
}

static void give_decoded(cw_html *html, size_t from, size_t to, size_t n,
                         cw_html_token *token)
{
    give_text(html, from, to, token);
    token->n_decoded = (uint8_t)n;
    token->data = (cw_bytes){token->decoded, n};
}

/* True when markup begins at page[at] == '<' in the data state; otherwise
 * the "<" is text (tag open state, anything else). */
static bool begins_markup(cw_bytes page, size_t at)
{
    uint8_t c = at + 1 < page.n ? page.at[at + 1] : 0;
    if (c == '/')
        return at + 2 < page.n;
    return cw_is_alpha(c) || c == '!' || c == '?';
}

/* Where a run of text ends that goes as it stands: at markup, a reference, a
 * CR or a NUL. A "<" or "&" that begins neither belongs to the run. */
static size_t find_piece_end(const cw_html *html, size_t at, size_t end,
                             bool has_tags)
{
    cw_bytes page = html->page;
    uint8_t decoded[CW_HTML_DECODED_MAX], n;
    size_t to;
    while ((at = cw_html_find_mark(page.at, at, end)) < end) {
        uint8_t c = page.at[at];
        bool is_text =
            (c == '<' && !(has_tags && begins_markup(page, at))) ||
            (c == '&' && !cw_html_reference(page, at, false, &to, decoded, &n));
        if (!is_text)
            break;
        at++;
    }
    return at;
}

/* A piece of text that ends before `end` at the latest: what the mark at
 * html->at became, or the run up to the next mark. False when nothing came of
 * it (the CR of CR LF). */
static bool read_piece(cw_html *html, size_t end, bool has_tags,
                       bool has_references, bool keeps_nul,
                       cw_html_token *token)
{
    cw_bytes page = html->page;
    size_t from = html->at, at = from, to;
    uint8_t n;
    if (!has_tags && !has_references)
        at = find_odd(page.at, at, end);
    else
        at = find_piece_end(html, at, end, has_tags);
    if (at > from) {
        give_text(html, from, at, token);
        return true;
    }
    if (page.at[at] == '&' &&
        cw_html_reference(page, at, false, &to, token->decoded, &n)) {
        give_decoded(html, at, to, n, token);
        return true;
    }
    if (page.at[at] == '\r') {
        html->at++;
        if (html->at < page.n && page.at[html->at] == '\n')
            return false;
        token->decoded[0] = '\n';
        give_decoded(html, at, at + 1, 1, token);
        return true;
    }
    if (keeps_nul) {
        while (at < end && page.at[at] == '\0')
            at++;
        give_text(html, from, at, token);
        token->is_nul = true;
        return true;
    }
    memcpy(token->decoded, "\xEF\xBF\xBD", 3);
    give_decoded(html, at, at + 1, 3, token);
    return true;
}

/* Is page[at] the "<" of the end tag that ends this raw text: an appropriate
 * end tag token (13.2.5) and then white space, "/" or ">"? */
static bool is_raw_end(const cw_html *html, size_t at, cw_bytes name)
{
    cw_bytes page = html->page;
    size_t to = at + 2 + name.n;
    if (name.n == 0 || to >= page.n || page.at[at + 1] != '/')
        return false;
    return BYTE_IS(page.at[to], BYTE_NAME_END) &&
           cw_bytes_equal_fold(cw_bytes_cut(page, at + 2, to), name);
}

static size_t find_raw_end(const cw_html *html)
{
    size_t at = html->at;
    while ((at = find_byte(html->page, at, '<')) < html->page.n) {
        if (is_raw_end(html, at, html->last_start))
            return at;
        at++;
    }
    return at;
}

/* The script data states (13.2.5.4, 13.2.5.15 to .30): inside <!-- the text
 * is escaped, and a <script> there escapes doubly, up to its </script>. */
static size_t find_script_end(const cw_html *html)
{
    cw_bytes page = html->page;
    enum { PLAIN, ESCAPED, DOUBLY } level = PLAIN;
    size_t dashes = 0; // where the "--" of the "<!--" stand
    for (size_t at = html->at; at < page.n; at++) {
        at = level == PLAIN ? find_byte(page, at, '<') : at;
        if (at == page.n)
            break;
        cw_bytes rest = cw_bytes_cut(page, at, page.n);
        if (rest.at[0] == '>') {
            if (at >= dashes + 2 && page.at[at - 1] == '-' &&
                page.at[at - 2] == '-')
                level = PLAIN;
            continue;
        }
        if (rest.at[0] != '<')
            continue;
        if (level != DOUBLY && is_raw_end(html, at, html->last_start))
            return at;
        if (level == PLAIN && cw_bytes_starts(rest, CW_LIT("<!--"))) {
            level = ESCAPED;
            dashes = at + 2;
            at += 3;
        } else if (level == ESCAPED && rest.n > 7 &&
                   cw_bytes_starts_fold(rest, CW_LIT("<script")) &&
                   BYTE_IS(rest.at[7], BYTE_NAME_END)) {
            level = DOUBLY;
        } else if (level == DOUBLY && is_raw_end(html, at, CW_LIT("script"))) {
            level = ESCAPED;
        }
    }
    return page.n;
}

/* Text up to the end tag that ends it, then that tag. False: no token yet. */
static bool read_raw(cw_html *html, cw_html_token *token)
{
    if (!html->is_raw) {
        if (html->state == CW_HTML_PLAINTEXT)
            html->raw_end = html->page.n;
        else if (html->state == CW_HTML_SCRIPT)
            html->raw_end = find_script_end(html);
        else
            html->raw_end = find_raw_end(html);
        html->is_raw = true;
    }
    if (html->at < html->raw_end)
        return read_piece(html, html->raw_end, false,
                          html->state == CW_HTML_RCDATA, false, token);
    html->is_raw = false;
    html->state = CW_HTML_DATA;
    return html->at < html->page.n &&
           cw_html_read_tag(html, html->at + 2, token);
}

static size_t find_cdata_end(const cw_html *html)
{
    cw_bytes page = html->page;
    size_t at = html->at;
    while ((at = find_byte(page, at, ']')) < page.n) {
        if (cw_bytes_starts(cw_bytes_cut(page, at, page.n), CW_LIT("]]>")))
            return at;
        at++;
    }
    return at;
}

static bool read_cdata(cw_html *html, cw_html_token *token)
{
    if (!html->is_raw) {
        html->raw_end = find_cdata_end(html);
        html->is_raw = true;
    }
    if (html->at < html->raw_end)
        return read_piece(html, html->raw_end, false, false, true, token);
    html->is_raw = false;
    html->state = CW_HTML_DATA;
    html->at += html->at < html->page.n ? 3 : 0;
    return false;
}

/* Data state, tag open state, end tag open state. False: no token yet. */
static bool read_data(cw_html *html, cw_html_token *token)
{
    cw_bytes page = html->page;
    size_t at = html->at;
    if (page.at[at] != '<' || !begins_markup(page, at))
        return read_piece(html, page.n, true, true, true, token);
    uint8_t c = page.at[at + 1];
    if (cw_is_alpha(c))
        return cw_html_read_tag(html, at + 1, token);
    if (c == '!')
        return cw_html_read_markup(html, at + 2, token);
    if (c == '?') {
        cw_html_read_bogus(html, at + 1, token);
        return true;
    }
    c = page.at[at + 2];
    if (cw_is_alpha(c))
        return cw_html_read_tag(html, at + 2, token);
    if (c == '>') {
        html->at = at + 3;
        return false;
    }
    cw_html_read_bogus(html, at + 2, token);
    return true;
}

cw_status cw_html_next(cw_html *html, cw_html_token *token)
{
    bool is_found = false;
    while (!is_found && html->at < html->page.n && html->status == CW_OK) {
        size_t from = html->at;
        token->is_nul = false;
        token->n_decoded = 0;
        if (html->state == CW_HTML_DATA)
            is_found = read_data(html, token);
        else if (html->state == CW_HTML_CDATA)
            is_found = read_cdata(html, token);
        else
            is_found = read_raw(html, token);
        if (is_found && token->kind != CW_HTML_TEXT)
            token->range = (cw_range){(uint32_t)from, (uint32_t)html->at};
    }
    if (!is_found) {
        uint32_t end = (uint32_t)html->page.n;
        token->kind = CW_HTML_EOF;
        token->range = (cw_range){end, end};
        token->data = (cw_bytes){NULL, 0};
    }
    return html->status;
}
