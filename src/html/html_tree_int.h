/* html_tree_int.h: what the files of tree construction share.
 *
 *   html_tree.c          the page in, the tree out; reading the tree
 *   html_tree_insert.c   making nodes, finding their place, text
 *   html_tree_stack.c    open elements, scopes, active formatting elements
 *   html_tree_adopt.c    the adoption agency
 *   html_tree_head.c     insertion modes before the body, and templates
 *   html_tree_body.c     "in body", start tags
 *   html_tree_end.c      "in body", end tags; after body; framesets
 *   html_tree_table.c    insertion modes of tables
 *   html_tree_foreign.c  SVG and MathML
 *   html_tree_quirks.c   doctypes that mean quirks mode
 *
 * Invariants:
 * 1. Before each token there is room for NODE_RESERVE nodes and
 *    ATTRIBUTE_RESERVE attributes, more than one token can make, so making a
 *    node never fails in the middle of a rule.
 * 2. A node is in open[] exactly if it has NODE_IS_OPEN, in listed[] exactly
 *    if it has NODE_IS_LISTED; n_open_of[tag] counts open[].
 * 3. Every rule that asks for its token again has changed the mode or made
 *    the stack of open elements shorter. */
#ifndef CW_HTML_HTML_TREE_INT_H
#define CW_HTML_HTML_TREE_INT_H

#include "html/html_token_int.h"
#include "html/html_tree.h"

enum {
    NODE_IS_OPEN = 1,
    NODE_IS_LISTED = 2,
    NODE_IS_HTML_POINT = 4, // annotation-xml that holds HTML
};

enum {
    /* Unclosed formatting elements that misnested pages carry on from one
     * paragraph to the next; the oldest is forgotten past this. It bounds
     * how many nodes one token can make. */
    LISTED_MAX = 64,
    NODE_RESERVE = 256,
    ATTRIBUTE_RESERVE = 4 * CW_MAX_HTML_ATTRIBUTES,
};

typedef enum {
    MODE_INITIAL,
    MODE_BEFORE_HTML,
    MODE_BEFORE_HEAD,
    MODE_IN_HEAD,
    MODE_IN_HEAD_NOSCRIPT,
    MODE_AFTER_HEAD,
    MODE_IN_BODY,
    MODE_TEXT,
    MODE_IN_TABLE,
    MODE_IN_TABLE_TEXT,
    MODE_IN_CAPTION,
    MODE_IN_COLUMN_GROUP,
    MODE_IN_TABLE_BODY,
    MODE_IN_ROW,
    MODE_IN_CELL,
    MODE_IN_TEMPLATE,
    MODE_AFTER_BODY,
    MODE_IN_FRAMESET,
    MODE_AFTER_FRAMESET,
    MODE_AFTER_AFTER_BODY,
    MODE_AFTER_AFTER_FRAMESET,
} tree_mode;

typedef struct {
    cw_html_tree *tree;
    cw_arena *arena;
    size_t node_capacity, attribute_capacity, piece_capacity;
    uint32_t open[CW_MAX_HTML_DEPTH]; // [0] is html, the last is current
    uint32_t listed[LISTED_MAX];      // active formatting; 0 is a marker
    uint64_t listed_hash[LISTED_MAX]; // of their attributes, in any order
    uint8_t template_modes[CW_MAX_HTML_DEPTH];
    uint32_t n_open, n_listed, n_template_modes;
    uint16_t n_open_of[CW_TAG_COUNT];
    uint8_t mode, original_mode;
    cw_range place;   // empty, where the token under way begins
    uint32_t form;    // the form element pointer
    uint32_t context; // of a fragment, else 0
    uint32_t pending_first, pending_last; // pieces of table text
    bool pending_has_ink;                 // one is more than white space
    bool is_frameset_ok, is_fostering, drops_newline, is_scripted;
    cw_status status;
    cw_html html;
} tree_builder;

/* True: take the token again, under the mode that is in force now. */
typedef bool tree_rule(tree_builder *b, cw_html_token *t);

tree_rule tree_initial, tree_before_html, tree_before_head, tree_in_head,
    tree_in_head_noscript, tree_after_head, tree_in_body, tree_text,
    tree_in_table, tree_in_table_text, tree_in_caption, tree_in_column_group,
    tree_in_table_body, tree_in_row, tree_in_cell, tree_in_template,
    tree_after_body, tree_in_frameset, tree_after_frameset,
    tree_after_after_body, tree_after_after_frameset, tree_foreign;
tree_rule tree_body_start, tree_body_end;

/* The rule of the mode in force, in HTML content. */
bool tree_apply_mode(tree_builder *b, cw_html_token *t);

/* ---- html_tree_insert.c */

/* Where a node goes: before a child, or (0) after the last one. */
typedef struct {
    uint32_t parent, before;
} tree_place;

tree_place tree_place_for(const tree_builder *b, uint32_t target);
uint32_t tree_new_node(tree_builder *b, cw_html_node_kind kind, cw_range range);
void tree_link(tree_builder *b, uint32_t node, tree_place place);
void tree_unlink(tree_builder *b, uint32_t node);
void tree_move_children(tree_builder *b, uint32_t from, uint32_t to);

/* Make the element of a start tag, put it in its place, and open it. */
uint32_t tree_insert(tree_builder *b, const cw_html_token *t);
/* The same for one without end tag: it is closed at once. */
void tree_insert_void(tree_builder *b, const cw_html_token *t);
/* One that no tag of the page asked for. */
uint32_t tree_insert_implied(tree_builder *b, cw_html_tag tag);
/* In SVG or MathML; token and attributes as adjusted by the caller. */
uint32_t tree_insert_foreign(tree_builder *b, const cw_html_token *t,
                             cw_html_space space);
/* Another element with the name and attributes of `node`, in no place. */
uint32_t tree_new_like(tree_builder *b, uint32_t node);
uint32_t tree_new_element(tree_builder *b, const cw_html_token *t);
/* In the current node; or as the last child of `parent`. */
void tree_insert_comment(tree_builder *b, const cw_html_token *t);
void tree_append_comment(tree_builder *b, const cw_html_token *t,
                         uint32_t parent);
/* Give the element the attributes it does not have yet. */
void tree_add_attributes(tree_builder *b, uint32_t node,
                         const cw_html_token *t);

void tree_insert_text(tree_builder *b, const cw_html_token *t);
void tree_insert_replaced(tree_builder *b, const cw_html_token *t);
void tree_hold_text(tree_builder *b, const cw_html_token *t);
void tree_insert_held(tree_builder *b);
bool tree_is_blank(cw_bytes text);
/* White space and nothing else. */
static inline bool tree_is_blank_text(const cw_html_token *t)
{
    return t->kind == CW_HTML_TEXT && !t->is_nul && tree_is_blank(t->data);
}

/* ---- html_tree_stack.c */

typedef enum {
    SCOPE_DEFAULT,
    SCOPE_LIST_ITEM,
    SCOPE_BUTTON,
    SCOPE_TABLE
} tree_scope;

static inline cw_html_node *tree_node(const tree_builder *b, uint32_t node)
{
    return &b->tree->nodes[node];
}
static inline uint32_t tree_current(const tree_builder *b)
{
    return b->n_open > 0 ? b->open[b->n_open - 1] : 0;
}
static inline cw_html_tag tree_tag(const tree_builder *b, uint32_t node)
{
    return (cw_html_tag)b->tree->nodes[node].tag;
}
static inline bool tree_current_is(const tree_builder *b, cw_html_tag tag)
{
    return b->n_open > 0 && tree_tag(b, tree_current(b)) == tag;
}
static inline uint32_t tree_bits(const tree_builder *b, uint32_t node)
{
    return cw_html_tag_bits(tree_tag(b, node));
}

void tree_push(tree_builder *b, uint32_t node);
void tree_pop(tree_builder *b, const cw_html_token *t);
/* Pop up to and with open[i]; its end is the token if that is an end tag. */
void tree_pop_to(tree_builder *b, uint32_t i, const cw_html_token *t);
void tree_pop_until(tree_builder *b, cw_html_tag tag, const cw_html_token *t);
void tree_remove_open(tree_builder *b, uint32_t node);
void tree_remove_open_at(tree_builder *b, uint32_t i);
void tree_insert_open_at(tree_builder *b, uint32_t i, uint32_t node);
void tree_replace_open_at(tree_builder *b, uint32_t i, uint32_t node);
uint32_t tree_find_open(const tree_builder *b, uint32_t node); // its index
bool tree_is_open(const tree_builder *b, cw_html_tag tag);
bool tree_has(const tree_builder *b, cw_html_tag tag, tree_scope scope);
bool tree_node_in_scope(const tree_builder *b, uint32_t node);
bool tree_has_heading(const tree_builder *b);
static inline bool tree_is_heading(cw_html_tag tag)
{
    return tag >= CW_TAG_H1 && tag <= CW_TAG_H6;
}

/* Generate implied end tags, except for `but` (CW_TAG_OTHER: for none). */
void tree_imply_ends(tree_builder *b, cw_html_tag but, const cw_html_token *t);
void tree_imply_all_ends(tree_builder *b, const cw_html_token *t);
void tree_close_p(tree_builder *b, const cw_html_token *t); // if in scope
void tree_reset_mode(tree_builder *b);

void tree_list(tree_builder *b, uint32_t node);
void tree_list_at(tree_builder *b, uint32_t i, uint32_t node, uint64_t hash);
void tree_list_marker(tree_builder *b);
void tree_unlist(tree_builder *b, uint32_t node);
void tree_clear_to_marker(tree_builder *b);
uint32_t tree_find_listed(const tree_builder *b, cw_html_tag tag); // or 0
void tree_reconstruct(tree_builder *b);

/* ---- html_tree_adopt.c: false: no such element, use "any other end tag" */
bool tree_adopt(tree_builder *b, cw_html_tag subject, const cw_html_token *t);

/* ---- html_tree_head.c */
void tree_insert_raw(tree_builder *b, const cw_html_token *t,
                     cw_html_state state);

/* ---- html_tree_end.c */
void tree_any_end(tree_builder *b, const cw_html_token *t);

/* ---- html_tree_foreign.c */
bool tree_is_foreign(const tree_builder *b, const cw_html_token *t);
uint32_t tree_adjusted_current(const tree_builder *b);
/* The tag of a name in a namespace: <title> in SVG is CW_TAG_SVG_TITLE. */
cw_html_tag tree_tag_in(cw_html_tag tag, cw_html_space space);
void tree_start_foreign(tree_builder *b, cw_html_token *t, cw_html_space space);

/* ---- html_tree_quirks.c */
bool tree_is_quirky(const cw_html_token *doctype);

/* Value of a token's attribute, or NULL. */
const cw_html_attribute *tree_token_attribute(const cw_html_token *t,
                                              cw_bytes name);

/* What a tree says when a limit changed it. */
#define TREE_MANY_NODES \
    "the page has more than 4194304 elements and texts and was cut there"
#define TREE_DENSE                                                          \
    "the page is nearly all tags: its tree takes more than five times its " \
    "bytes, and was cut there"
#define TREE_DEEP \
    "elements stand deeper than 512 in each other: read as if flat"
_Static_assert(CW_MAX_HTML_NODES == 4194304, "as the note says");
_Static_assert(CW_MAX_TREE_SHARE == 5, "as the note says");
_Static_assert(CW_MAX_HTML_DEPTH == 512, "as the note says");

#endif
