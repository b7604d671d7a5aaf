/* html_tree.h: the tree of a page (WHATWG HTML 13.2.6), with byte ranges.
 *
 *   page ─▶ tokenizer ─▶ insertion modes ─▶ nodes, attributes, pieces
 *
 *   nodes      [0] document, then in the order they were made;
 *              parent, first_child, next ... are indices, 0 is none
 *   attributes one array; an element owns [first, first + n)
 *   pieces     one array; a text node is a chain of them, each either bytes
 *              of the page or what a character reference became
 *
 * All in one arena; the page's bytes are borrowed. The tree is that of a
 * browser without scripts: html, head and body always exist, end tags that
 * may be left out are supplied, text misplaced in tables stands before them.
 * The contents of a <template> are its children. Deep pages are flattened at
 * CW_MAX_HTML_DEPTH open elements; past the other limits the tree ends early.
 * Nothing here recurses. */
#ifndef CW_HTML_HTML_TREE_H
#define CW_HTML_HTML_TREE_H

#include "html/html_token.h"

typedef enum {
    CW_NODE_DOCUMENT,
    CW_NODE_ELEMENT,
    CW_NODE_TEXT,
    CW_NODE_COMMENT,
    CW_NODE_DOCTYPE,
} cw_html_node_kind;

typedef struct {
    uint32_t parent, first_child, last_child, previous, next;
    uint8_t kind;  // cw_html_node_kind
    uint8_t tag;   // cw_html_tag; CW_TAG_OTHER unless an element
    uint8_t space; // cw_html_space of an element: HTML, SVG or MATH
    uint8_t flags; // of tree construction
    cw_bytes name; // of an element or doctype; of a comment its text
    /* Bytes of the page: start tag, comment, doctype, or the text from its
     * first piece to its last. Empty when the element was implied, or made
     * again after misnesting. */
    cw_range range;
    cw_range end;   // end tag; empty, at the place, when it was implied
    uint32_t first; // first attribute, or first piece
    uint32_t n;     // attributes, or of a text the last piece
} cw_html_node;

typedef struct {
    cw_range source;                      // bytes of the page
    uint32_t next;                        // piece of the same text, 0: last one
    uint8_t n_decoded;                    // 0: the bytes of the page themselves
    uint8_t decoded[CW_HTML_DECODED_MAX]; // otherwise these, UTF-8
} cw_html_piece;

typedef struct {
    cw_bytes page;
    cw_html_node *nodes;
    cw_html_attribute *attributes;
    cw_html_piece *pieces; // [0] is not used
    uint32_t n_nodes, n_attributes, n_pieces;
    uint32_t html, head, body;     // 0: none (a page of frames has no body)
    cw_bytes public_id, system_id; // of the doctype
    bool is_quirky;                // quirks mode
    const char *cut; // which limit flattened or ended it; NULL: none
} cw_html_tree;

typedef struct {
    bool is_scripted; // parse <noscript> as a browser with scripts does
    /* Parse as the contents of the element of this name (13.4); empty: a
     * whole page. */
    cw_bytes context;
    cw_html_space context_space;
} cw_html_options;

/* The tree of a page in `keep`; `scratch`, another arena, comes back as it
 * was. options may be NULL. Of a fragment the nodes hang below the element
 * tree->html. Fails only with CW_NO_MEMORY. */
CW_CHECK cw_status cw_html_tree_build(cw_bytes page,
                                      const cw_html_options *options,
                                      cw_arena *keep, cw_arena *scratch,
                                      cw_html_tree *out);

/* The attribute of that name (as in the page, lower case), or NULL. */
const cw_html_attribute *cw_html_attribute_find(const cw_html_tree *tree,
                                                uint32_t node, cw_bytes name);

/* Its value; empty when there is none. */
cw_bytes cw_html_attribute_value(const cw_html_tree *tree, uint32_t node,
                                 cw_bytes name);

/* The bytes that a piece of text stands for. */
cw_bytes cw_html_piece_bytes(const cw_html_tree *tree, uint32_t piece);

/* The node after `node` in tree order inside root's subtree, 0 at the end. */
uint32_t cw_html_node_next(const cw_html_tree *tree, uint32_t node,
                           uint32_t root);

/* The same, leaving out what is below `node`. */
uint32_t cw_html_node_skip(const cw_html_tree *tree, uint32_t node,
                           uint32_t root);

/* All text below a node, as it stands in the page, in the buffer. */
cw_status cw_html_node_text(const cw_html_tree *tree, uint32_t node,
                            cw_buf *out);

#endif
