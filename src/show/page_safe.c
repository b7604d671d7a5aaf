/* page_safe.c: escaping for each context of a web page. */
#include "show/page_safe.h"

#include "base/utf8.h"
#include "show/safe.h"

static const char *escaped(uint32_t c, bool in_attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return in_attribute ? "&quot;" : NULL;
    case '\'':
        return in_attribute ? "&#39;" : NULL;
    case '`': // an old browser took it for a quotation mark
        return in_attribute ? "&#96;" : NULL;
    case '\t':
    case '\n':
        return " ";
    case CW_BAD_CODE_POINT:
        return "\xEF\xBF\xBD";
    default:
        return NULL;
    }
}

/* Runs of harmless ASCII, the most of any text, go out in one piece. */
static size_t plain_run(cw_bytes text, size_t from)
{
    size_t to = from;
    while (to < text.n && text.at[to] >= 0x20 && text.at[to] < 0x7F &&
           text.at[to] != '&' && text.at[to] != '<' && text.at[to] != '>' &&
           text.at[to] != '"' && text.at[to] != '\'' && text.at[to] != '`')
        to++;
    return to;
}

static void add_safe(cw_sink *sink, cw_bytes text, bool in_attribute)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        const char *instead;
        char shown[16];
        uint32_t c;
        at = plain_run(text, from);
        if (at > from) {
            cw_sink_add(sink, cw_bytes_cut(text, from, at));
            continue;
        }
        c = cw_utf8_next(text, &at);
        instead = escaped(c, in_attribute);
        if (instead != NULL)
            cw_sink_add_text(sink, instead);
        else if (cw_utf8_is_unsafe(c))
            cw_sink_add(sink, (cw_bytes){(const uint8_t *)shown,
                                         cw_safe_show(c, shown)});
        else
            cw_sink_add(sink, cw_bytes_cut(text, from, at));
    }
}

void cw_page_safe_text(cw_sink *sink, cw_bytes text)
{
    add_safe(sink, text, false);
}

void cw_page_safe_attribute(cw_sink *sink, cw_bytes text)
{
    add_safe(sink, text, true);
}

/* RFC 3986, section 2: unreserved and reserved characters, and the percent
 * sign. The apostrophe is reserved, and encoded all the same. */
static bool is_of_url(uint8_t c)
{
    return cw_is_alpha(c) || cw_is_digit(c) ||
           (c != 0 && strchr("-._~:/?#[]@!$()*+,;=%", c) != NULL);
}

/* "https://" and what may begin a host; no user name, which could pass for
 * one. */
static bool is_address(cw_bytes url)
{
    size_t from, end;
    if (cw_bytes_starts_fold(url, CW_LIT("https://")))
        from = 8;
    else if (cw_bytes_starts_fold(url, CW_LIT("http://")))
        from = 7;
    else
        return false;
    for (end = from; end < url.n; end++)
        if (strchr("/?#\\", url.at[end]) != NULL)
            break;
    return end > from && memchr(url.at + from, '@', end - from) == NULL &&
           (cw_is_alpha(url.at[from]) || cw_is_digit(url.at[from]) ||
            url.at[from] == '[' || url.at[from] >= 0x80);
}

bool cw_page_safe_url(cw_sink *sink, cw_bytes url)
{
    if (!is_address(url))
        return false;
    for (size_t i = 0; i < url.n; i++) {
        if (url.at[i] == '&')
            cw_sink_add_text(sink, "&amp;");
        else if (is_of_url(url.at[i]))
            cw_sink_add_byte(sink, url.at[i]);
        else
            cw_sink_addf(sink, "%%%02X", url.at[i]);
    }
    return true;
}
