/* html_text.h: the readable text of a page, with the way back to its bytes.
 *
 *   tree ─▶ cw_html_text_build ─▶ text   "Port reopens\n\nShips sailed ..."
 *                                 runs   which text node made which bytes
 *                                 segments  which block holds which bytes
 *                                 map    text bytes to source bytes
 *
 * The text is that of the text nodes in tree order, outside head, script,
 * style, template, noscript and svg, and outside elements with `hidden` or an
 * inline display:none. ASCII white space becomes one blank, except in <pre>;
 * NBSP stays. Of several block edges in a row the widest counts: one LF, two
 * at the edge of a <p>; several <br> count as many LFs. Between cells of a
 * row stands a TAB, or the line break when a cell holds blocks. Nothing of
 * this begins or ends the text. */
#ifndef CW_HTML_HTML_TEXT_H
#define CW_HTML_HTML_TEXT_H

#include "html/html_tree.h"
#include "read/page.h"

/* The part of the text that one text node made. */
typedef struct {
    uint32_t node;   // its text node
    cw_range text;   // never empty; without white space at its ends
    cw_range source; // bytes of the page's source
    bool is_link;    // inside an <a> with href
} cw_html_run;

/* The text between two block edges or table cells. */
typedef struct {
    uint32_t node; // nearest element around it that is a block or a cell
    cw_range text; // never empty; the separators belong to no segment
    uint32_t first_run, n_runs; // runs[first_run .. first_run + n_runs)
} cw_html_segment;

typedef struct {
    cw_bytes text;
    /* As in read/page.h, and with entries of length 0: they hold the place in
     * the source of what stands before or after a gap, so that a character
     * reference maps to its own bytes. Text that the tree moved out of a
     * table steps back in the source column; lookups go by the text. */
    cw_map map;
    const cw_html_run *runs; // in order of the text
    size_t n_runs;
    const cw_html_segment *segments; // in order of the text
    size_t n_segments;
    const char *cut; // CW_MAX_TEXT_BYTES ended it: a note; NULL: whole
} cw_html_text;

/* The text of a tree built from page->utf8. It lives in `keep`; `scratch`,
 * another arena, comes back as it was. Fails only with CW_NO_MEMORY. */
CW_CHECK cw_status cw_html_text_build(const cw_html_tree *tree,
                                      const cw_page *page, cw_arena *keep,
                                      cw_arena *scratch, cw_html_text *out);

/* True for an element whose contents are not read: by its tag, `hidden`, or
 * an inline display:none. What React streams hidden, to be shown at once by
 * its own script (id "S:" and hex digits), is read. */
bool cw_html_is_unread(const cw_html_tree *tree, uint32_t node);

#endif
