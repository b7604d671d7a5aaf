/* html_token.h: the WHATWG tokenizer (HTML 13.2.5) over one page in memory.
 *
 *   page:   <p class="a&amp;b">Fish &amp; chips</p>
 *   tokens: [start tag p     ][text][ref ][text][end]
 *           range = bytes of the page each token was made from
 *
 * The whole page is in memory, so a token is read forward in one go instead
 * of state by state; functions name the states that they cover. Text comes in
 * pieces: either bytes of the page as they stand, or what one character
 * reference, line end or NUL became, so that every byte of text has its
 * source. Adjacent text tokens are one text.
 *
 * Line ends: CR LF gives the LF alone, a lone CR an LF (13.2.3.5).
 *
 * Tree construction steers the tokenizer between two tokens: it sets `state`
 * after the start tag of a raw text element, and `allows_cdata` in foreign
 * content. */
#ifndef CW_HTML_HTML_TOKEN_H
#define CW_HTML_HTML_TOKEN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "html/html_tag.h"

typedef enum {
    CW_HTML_EOF,
    CW_HTML_TEXT,
    CW_HTML_START_TAG,
    CW_HTML_END_TAG,
    CW_HTML_COMMENT,
    CW_HTML_DOCTYPE,
} cw_html_token_kind;

typedef enum {
    CW_HTML_DATA,
    CW_HTML_RCDATA,    // title, textarea: references, no tags
    CW_HTML_RAWTEXT,   // style, xmp, iframe, noembed, noframes
    CW_HTML_SCRIPT,    // script, with its escapes inside <!-- -->
    CW_HTML_PLAINTEXT, // everything to the end of the page
    CW_HTML_CDATA,     // <![CDATA[ ... ]]> in foreign content
} cw_html_state;

/* Namespaces, of attributes (NONE, XLINK, XML, XMLNS) and of elements. */
typedef enum {
    CW_SPACE_NONE,
    CW_SPACE_HTML = CW_SPACE_NONE,
    CW_SPACE_SVG,
    CW_SPACE_MATH,
    CW_SPACE_XLINK,
    CW_SPACE_XML,
    CW_SPACE_XMLNS,
} cw_html_space;

typedef struct {
    cw_bytes name;  // lower case; adjusted in foreign elements ("viewBox")
    cw_bytes value; // decoded; of a long data: URI the part up to its comma
    cw_range value_range; // bytes of the page, without the quotation marks
    uint8_t space;        // cw_html_space
} cw_html_attribute;

enum { CW_HTML_DECODED_MAX = 7 }; // bytes of the longest reference

typedef struct {
    cw_html_token_kind kind;
    cw_range range; // bytes of the page
    cw_bytes data;  // text or comment
    /* text: the bytes that a reference, a CR or a NUL became; data points
     * here. n_decoded == 0: data are the bytes of the page at range. */
    uint8_t decoded[CW_HTML_DECODED_MAX];
    uint8_t n_decoded;
    bool is_nul; // text: NULs, which tree construction drops or replaces
    /* tags and doctype */
    cw_html_tag tag;
    cw_bytes name;                       // lower case
    const cw_html_attribute *attributes; // good until the next call
    size_t n_attributes;
    bool is_self_closing;
    bool is_quirky;              // doctype: the force-quirks flag
    bool has_public, has_system; // doctype: a missing id is not an empty one
    cw_bytes public_id, system_id;
} cw_html_token;

typedef struct cw_html {
    cw_bytes page;
    size_t at;           // next byte to read
    cw_html_state state; // set by tree construction
    bool allows_cdata;   // set by tree construction
    cw_bytes last_start; // name of the last start tag
    size_t raw_end;      // where the raw text under way ends, when is_raw
    bool is_raw;         // raw_end is known
    const char *cut;     // which limit dropped or cut something; NULL: none
    cw_arena *arena;
    cw_buf value; // reused for decoding
    cw_status status;
    size_t n_attributes;
    cw_html_attribute attributes[CW_MAX_HTML_ATTRIBUTES];
    uint32_t hashes[CW_MAX_HTML_ATTRIBUTES]; // of the attribute names
} cw_html;

/* Of several limits the first one met is told. */
static inline void cw_html_note_cut(const char **cut, const char *why)
{
    if (*cut == NULL)
        *cut = why;
}

/* The page is borrowed as long as tokens and trees made of it are used; what
 * had to be decoded lives in the arena. A page past UINT32_MAX bytes is cut. */
void cw_html_init(cw_html *html, cw_bytes page, cw_arena *arena);

/* The next token; after the last one CW_HTML_EOF, again and again. Fails only
 * with CW_NO_MEMORY. */
CW_CHECK cw_status cw_html_next(cw_html *html, cw_html_token *token);

#endif
