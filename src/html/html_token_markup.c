#include "html/html_token_int.h"

static void give_comment(cw_html *html, size_t from, size_t to, size_t next,
                         cw_html_token *token)
{
    token->kind = CW_HTML_COMMENT;
    token->data = cw_html_copy(html, from, to, 0);
    html->at = next;
}

void cw_html_read_bogus(cw_html *html, size_t at, cw_html_token *token)
{
    cw_bytes page = html->page;
    const uint8_t *end =
        at < page.n ? memchr(page.at + at, '>', page.n - at) : NULL;
    size_t to = end == NULL ? page.n : (size_t)(end - page.at);
    give_comment(html, at, to, end == NULL ? to : to + 1, token);
}

/* The comment states (13.2.5.43 to .52) come to this: data end before "-->"
 * or "--!>", at the end of the page before a "-", "--" or "--!" there, and at
 * once after "<!-->" and "<!--->". Of more dashes the last two end it. */
static void read_comment(cw_html *html, size_t from, cw_html_token *token)
{
    cw_bytes page = html->page;
    size_t at = from;
    for (size_t dash = 0; dash < 2 && from + dash < page.n; dash++) {
        if (page.at[from + dash] == '>') {
            give_comment(html, from, from, from + dash + 1, token);
            return;
        }
        if (page.at[from + dash] != '-')
            break;
    }
    while (at < page.n) {
        const uint8_t *dash = memchr(page.at + at, '-', page.n - at);
        if (dash == NULL)
            break;
        size_t first = (size_t)(dash - page.at);
        for (at = first; at < page.n && page.at[at] == '-';)
            at++;
        size_t to = at - first < 2 ? first : at - 2;
        size_t next = at;
        if (at - first >= 2 && next < page.n && page.at[next] == '!')
            next++;
        if (next == page.n || (at - first >= 2 && page.at[next] == '>')) {
            give_comment(html, from, to, next == page.n ? next : next + 1,
                         token);
            return;
        }
    }
    give_comment(html, from, page.n, page.n, token);
}

/* A quoted identifier; *at is at its first quotation mark and moves past the
 * last. False when ">" or the end of the page came first. */
static bool read_id(cw_html *html, size_t *at, cw_bytes *id)
{
    cw_bytes page = html->page;
    uint8_t quote = page.at[*at];
    size_t from = ++*at;
    while (*at < page.n && page.at[*at] != quote && page.at[*at] != '>')
        ++*at;
    *id = cw_html_copy(html, from, *at, 0);
    if (*at == page.n || page.at[*at] == '>')
        return false;
    ++*at;
    return true;
}

static bool is_quote(cw_bytes page, size_t at)
{
    return at < page.n && (page.at[at] == '"' || page.at[at] == '\'');
}

/* After DOCTYPE name state to after DOCTYPE system identifier state. *at
 * moves to where bogus text, ">" or the end of the page follows; true when
 * the doctype is whole so far. */
static bool read_ids(cw_html *html, size_t *at, cw_html_token *token)
{
    cw_bytes page = html->page;
    cw_bytes rest = cw_bytes_cut(page, *at, page.n);
    if (cw_bytes_starts_fold(rest, CW_LIT("public"))) {
        *at = cw_html_skip_space(page, *at + 6);
        if (!is_quote(page, *at))
            return false;
        token->has_public = true;
        if (!read_id(html, at, &token->public_id))
            return false;
        *at = cw_html_skip_space(page, *at);
        if (*at < page.n && page.at[*at] == '>')
            return true;
    } else if (cw_bytes_starts_fold(rest, CW_LIT("system"))) {
        *at = cw_html_skip_space(page, *at + 6);
    } else {
        return *at < page.n && page.at[*at] == '>';
    }
    if (!is_quote(page, *at))
        return false;
    token->has_system = true;
    if (!read_id(html, at, &token->system_id))
        return false;
    *at = cw_html_skip_space(page, *at);
    return *at < page.n; // what follows is bogus, and no quirk
}

/* The DOCTYPE states (13.2.5.53 to .68), from after the keyword. */
static void read_doctype(cw_html *html, size_t at, cw_html_token *token)
{
    cw_bytes page = html->page;
    size_t from = cw_html_skip_space(page, at);
    token->kind = CW_HTML_DOCTYPE;
    token->has_public = token->has_system = false;
    token->public_id = token->system_id = (cw_bytes){NULL, 0};
    for (at = from; at < page.n && page.at[at] != '>' &&
                    !BYTE_IS(page.at[at], BYTE_SPACE);)
        at++;
    token->name = cw_html_copy(html, from, at, COPY_LOWER);
    token->is_quirky = at == from;
    at = cw_html_skip_space(page, at);
    if (at > from && !read_ids(html, &at, token))
        token->is_quirky = true;
    while (at < page.n && page.at[at] != '>')
        at++;
    html->at = at < page.n ? at + 1 : at;
}

bool cw_html_read_markup(cw_html *html, size_t at, cw_html_token *token)
{
    cw_bytes rest = cw_bytes_cut(html->page, at, html->page.n);
    if (cw_bytes_starts(rest, CW_LIT("--"))) {
        read_comment(html, at + 2, token);
    } else if (cw_bytes_starts_fold(rest, CW_LIT("doctype"))) {
        read_doctype(html, at + 7, token);
    } else if (html->allows_cdata && cw_bytes_starts(rest, CW_LIT("[CDATA["))) {
        html->state = CW_HTML_CDATA;
        html->is_raw = false;
        html->at = at + 7;
        return false;
    } else {
        cw_html_read_bogus(html, at, token);
    }
    return true;
}
