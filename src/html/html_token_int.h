/* html_token_int.h: what the tokenizer's files share.
 *
 *   html_token.c            text in every state, and which token begins
 *   html_token_tag.c        start and end tags, attributes
 *   html_token_markup.c     comments, doctype, CDATA
 *   html_token_reference.c  character references */
#ifndef CW_HTML_HTML_TOKEN_INT_H
#define CW_HTML_HTML_TOKEN_INT_H

#include "html/html_token.h"

/* Classes of a byte: BYTE_IS(c, SPACE). CR counts as white space, since it
 * would have become LF before the tokenizer of the standard sees it. */
enum {
    BYTE_SPACE = 1 << 0,    // TAB LF FF CR blank
    BYTE_NAME_END = 1 << 1, // white space, / and >
    BYTE_UPPER = 1 << 2,
    BYTE_ALNUM = 1 << 3,
    BYTE_ODD = 1 << 4,       // NUL and CR: to be replaced when copied
    BYTE_REFERENCE = 1 << 5, // &
    BYTE_EQUALS = 1 << 6,
    BYTE_MARK = 1 << 7, // < & CR NUL: where a run of text may end
};
extern const uint8_t cw_html_byte[256];
#define BYTE_IS(c, bits) ((cw_html_byte[c] & (bits)) != 0)

static inline size_t cw_html_skip_space(cw_bytes page, size_t at)
{
    while (at < page.n && BYTE_IS(page.at[at], BYTE_SPACE))
        at++;
    return at;
}

/* The first < & CR or NUL at or after page[at], or `end`. */
size_t cw_html_find_mark(const uint8_t *page, size_t at, size_t end);

/* A reference that begins at page[at] == '&'. On true, *to is the byte after
 * it and token-sized `out` holds *n bytes; on false it is text. */
bool cw_html_reference(cw_bytes page, size_t at, bool in_attribute, size_t *to,
                       uint8_t out[CW_HTML_DECODED_MAX], uint8_t *n);

/* page[from, to) with NUL and line ends replaced, and, as asked, in lower
 * case, and with references decoded. Borrowed from the page when nothing
 * changes. At most CW_MAX_ATTRIBUTE_BYTES: html->cut tells of more. */
enum { COPY_LOWER = 1, COPY_REFERENCES = 2 };
cw_bytes cw_html_copy(cw_html *html, size_t from, size_t to, int how);

/* Read from the byte after "<" or "</": name, attributes, ">". False when
 * the page ends inside the tag, which then gives no token. */
bool cw_html_read_tag(cw_html *html, size_t name_at, cw_html_token *token);

/* Read from the byte after "<!". False: it was "<![CDATA[" and set the state,
 * with no token. */
bool cw_html_read_markup(cw_html *html, size_t at, cw_html_token *token);

/* A bogus comment whose data begin at `at`. */
void cw_html_read_bogus(cw_html *html, size_t at, cw_html_token *token);

#define CW_HTML_MANY_ATTRIBUTES \
    "a tag has more than 256 attributes; the others were left out"
_Static_assert(CW_MAX_HTML_ATTRIBUTES == 256, "as the note says");
_Static_assert(CW_MAX_ATTRIBUTE_BYTES == 1 << 20, "as the note says");

#endif
