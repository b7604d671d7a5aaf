#include "html/html_token_int.h"

/* Only to skip most comparisons of names that differ: 256 attributes a tag
 * bound what a hostile choice of names can cost. */
static uint32_t name_hash(cw_bytes name)
{
    return (uint32_t)name.n | (uint32_t)name.at[0] << 8 |
           (uint32_t)name.at[name.n / 2] << 16 |
           (uint32_t)name.at[name.n - 1] << 24;
}

static bool is_repeated(const cw_html *html, cw_bytes name, uint32_t hash)
{
    for (size_t i = 0; i < html->n_attributes; i++)
        if (html->hashes[i] == hash &&
            cw_bytes_equal(html->attributes[i].name, name))
            return true;
    return false;
}

#define DATA_URI_BYTES  4096u // a shorter one is kept like any other value
#define DATA_HEAD_BYTES 256u  // its media type and parameters end here

/* A picture or a font that stands in the page itself, "data:image/png;base64,
 * iVBORw..." (RFC 2397), is nothing that Clew reads. Of a long one the value
 * is what stands before the comma, and the comma; value_range is the whole.
 * So a page saved as one file costs the search for its quotation marks. */
static cw_range without_data(cw_bytes page, cw_range value)
{
    size_t n = value.to - value.from;
    const uint8_t *comma;
    if (n < DATA_URI_BYTES ||
        !cw_bytes_starts_fold(cw_bytes_at(page, value), CW_LIT("data:")))
        return value;
    comma = memchr(page.at + value.from, ',', DATA_HEAD_BYTES);
    if (comma != NULL)
        value.to = (uint32_t)(comma + 1 - page.at);
    return value;
}

/* Keep the attribute unless the tag has one of that name (13.2.5.33). */
static void add_attribute(cw_html *html, cw_range name, cw_range value)
{
    cw_bytes bytes = cw_html_copy(html, name.from, name.to, COPY_LOWER);
    if (bytes.n == 0)
        return; // memory ran out
    uint32_t hash = name_hash(bytes);
    if (is_repeated(html, bytes, hash))
        return;
    if (html->n_attributes == CW_MAX_HTML_ATTRIBUTES) {
        cw_html_note_cut(&html->cut, CW_HTML_MANY_ATTRIBUTES);
        return;
    }
    cw_range kept = without_data(html->page, value);
    html->hashes[html->n_attributes] = hash;
    html->attributes[html->n_attributes++] = (cw_html_attribute){
        .name = bytes,
        .value = cw_html_copy(html, kept.from, kept.to, COPY_REFERENCES),
        .value_range = value,
    };
}

static size_t find_class(cw_bytes page, size_t at, int bits)
{
    while (at < page.n && !BYTE_IS(page.at[at], bits))
        at++;
    return at;
}

/* Before attribute value state, and the three kinds of value. *at is after
 * the "=" and moves past the value; false when the page ends in it. */
static bool read_value(cw_bytes page, size_t *at, cw_range *value)
{
    size_t from = cw_html_skip_space(page, *at), to;
    if (from == page.n)
        return false;
    uint8_t quote = page.at[from];
    if (quote == '"' || quote == '\'') {
        const uint8_t *end =
            memchr(page.at + from + 1, quote, page.n - from - 1);
        if (end == NULL)
            return false;
        from++;
        to = (size_t)(end - page.at);
        *at = to + 1;
    } else {
        for (to = from; to < page.n && page.at[to] != '>' &&
                        !BYTE_IS(page.at[to], BYTE_SPACE);)
            to++;
        *at = to;
    }
    *value = (cw_range){(uint32_t)from, (uint32_t)to};
    return *at < page.n;
}

/* Before attribute name state to after attribute value state: *at moves to
 * the ">". False when the page ends first. */
static bool read_attributes(cw_html *html, size_t *at, bool keeps,
                            bool *is_self_closing)
{
    cw_bytes page = html->page;
    for (;;) {
        *at = cw_html_skip_space(page, *at);
        if (*at == page.n)
            return false;
        if (page.at[*at] == '>')
            return true;
        if (page.at[*at] == '/') {
            ++*at;
            *is_self_closing = *at < page.n && page.at[*at] == '>';
            continue;
        }
        size_t from = *at; // a "=" here begins a name
        size_t to = find_class(page, from + 1, BYTE_NAME_END | BYTE_EQUALS);
        cw_range name = {(uint32_t)from, (uint32_t)to};
        cw_range value = {(uint32_t)to, (uint32_t)to};
        size_t next = cw_html_skip_space(page, to);
        if (next < page.n && page.at[next] == '=') {
            *at = next + 1;
            if (!read_value(page, at, &value))
                return false;
        } else {
            *at = to;
        }
        if (keeps)
            add_attribute(html, name, value);
    }
}

/* The name of the tag; a known one comes from the table of tags. */
static void read_name(cw_html *html, size_t from, size_t to,
                      cw_html_token *token)
{
    uint8_t lower[16];
    size_t n = to - from;
    token->tag = CW_TAG_OTHER;
    if (n <= sizeof lower) {
        for (size_t i = 0; i < n; i++)
            lower[i] = cw_to_lower(html->page.at[from + i]);
        token->tag = cw_html_tag_find((cw_bytes){lower, n});
    }
    if (token->tag == CW_TAG_OTHER)
        token->name = cw_html_copy(html, from, to, COPY_LOWER);
    else
        token->name = cw_html_tag_name(token->tag);
}

bool cw_html_read_tag(cw_html *html, size_t name_at, cw_html_token *token)
{
    cw_bytes page = html->page;
    bool is_start = page.at[name_at - 1] == '<';
    size_t at = find_class(page, name_at, BYTE_NAME_END);
    size_t name_to = at;
    html->n_attributes = 0;
    token->is_self_closing = false;
    if (!read_attributes(html, &at, is_start, &token->is_self_closing)) {
        html->at = page.n; // the page ends in a tag: the tag is dropped
        return false;
    }
    token->kind = is_start ? CW_HTML_START_TAG : CW_HTML_END_TAG;
    token->attributes = html->attributes;
    token->n_attributes = html->n_attributes;
    read_name(html, name_at, name_to, token);
    if (is_start)
        html->last_start = token->name;
    html->at = at + 1;
    return true;
}
