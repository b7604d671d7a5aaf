#include "html/html_tree_int.h"

bool tree_is_blank(cw_bytes text)
{
    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = text.at[i];
        if (c != ' ' && c != '\n' && c != '\t' && c != '\f' && c != '\r')
            return false;
    }
    return true;
}

uint32_t tree_new_node(tree_builder *b, cw_html_node_kind kind, cw_range range)
{
    uint32_t node = b->tree->n_nodes++;
    b->tree->nodes[node] = (cw_html_node){
        .kind = (uint8_t)kind,
        .range = range,
        .end = {range.to, range.to},
    };
    return node;
}

void tree_link(tree_builder *b, uint32_t node, tree_place place)
{
    cw_html_node *nodes = b->tree->nodes;
    uint32_t previous = place.before != 0 ? nodes[place.before].previous
                                          : nodes[place.parent].last_child;
    nodes[node].parent = place.parent;
    nodes[node].previous = previous;
    nodes[node].next = place.before;
    if (previous != 0)
        nodes[previous].next = node;
    else
        nodes[place.parent].first_child = node;
    if (place.before != 0)
        nodes[place.before].previous = node;
    else
        nodes[place.parent].last_child = node;
}

/* A node without parent (the context of a fragment, a new one) stays. */
void tree_unlink(tree_builder *b, uint32_t node)
{
    cw_html_node *nodes = b->tree->nodes, *at = &nodes[node];
    if (at->previous != 0)
        nodes[at->previous].next = at->next;
    else if (nodes[at->parent].first_child == node)
        nodes[at->parent].first_child = at->next;
    if (at->next != 0)
        nodes[at->next].previous = at->previous;
    else if (nodes[at->parent].last_child == node)
        nodes[at->parent].last_child = at->previous;
    at->parent = at->previous = at->next = 0;
}

void tree_move_children(tree_builder *b, uint32_t from, uint32_t to)
{
    cw_html_node *nodes = b->tree->nodes;
    uint32_t first = nodes[from].first_child;
    if (first == 0)
        return;
    for (uint32_t child = first; child != 0; child = nodes[child].next)
        nodes[child].parent = to;
    nodes[first].previous = nodes[to].last_child;
    if (nodes[to].last_child != 0)
        nodes[nodes[to].last_child].next = first;
    else
        nodes[to].first_child = first;
    nodes[to].last_child = nodes[from].last_child;
    nodes[from].first_child = nodes[from].last_child = 0;
}

static bool is_table_part(cw_html_tag tag)
{
    return tag == CW_TAG_TABLE || tag == CW_TAG_TBODY || tag == CW_TAG_TFOOT ||
           tag == CW_TAG_THEAD || tag == CW_TAG_TR;
}

/* Foster parenting: before the last table, or in the last template when that
 * is the newer of the two. */
static tree_place foster_place(const tree_builder *b)
{
    for (uint32_t i = b->n_open; i-- > 0;) {
        uint32_t node = b->open[i];
        if (tree_tag(b, node) == CW_TAG_TEMPLATE)
            return (tree_place){node, 0};
        if (tree_tag(b, node) != CW_TAG_TABLE)
            continue;
        if (tree_node(b, node)->parent != 0)
            return (tree_place){tree_node(b, node)->parent, node};
        return (tree_place){b->open[i - 1], 0};
    }
    return (tree_place){b->open[0], 0};
}

/* The appropriate place for inserting a node (13.2.6.1). */
tree_place tree_place_for(const tree_builder *b, uint32_t target)
{
    if (b->is_fostering && is_table_part(tree_tag(b, target)))
        return foster_place(b);
    return (tree_place){target, 0};
}

static void copy_attributes(tree_builder *b, uint32_t node,
                            const cw_html_token *t)
{
    cw_html_tree *tree = b->tree;
    tree->nodes[node].first = tree->n_attributes;
    tree->nodes[node].n = (uint32_t)t->n_attributes;
    if (t->n_attributes > 0)
        memcpy(tree->attributes + tree->n_attributes, t->attributes,
               t->n_attributes * sizeof *t->attributes);
    tree->n_attributes += (uint32_t)t->n_attributes;
}

uint32_t tree_new_element(tree_builder *b, const cw_html_token *t)
{
    uint32_t node = tree_new_node(b, CW_NODE_ELEMENT, t->range);
    tree_node(b, node)->tag = (uint8_t)t->tag;
    tree_node(b, node)->name = t->name;
    copy_attributes(b, node, t);
    return node;
}

static uint32_t place_and_open(tree_builder *b, uint32_t node)
{
    tree_link(b, node, tree_place_for(b, tree_current(b)));
    tree_push(b, node);
    return node;
}

uint32_t tree_insert(tree_builder *b, const cw_html_token *t)
{
    return place_and_open(b, tree_new_element(b, t));
}

void tree_insert_void(tree_builder *b, const cw_html_token *t)
{
    uint32_t node = tree_new_element(b, t);
    tree_link(b, node, tree_place_for(b, tree_current(b)));
}

uint32_t tree_insert_implied(tree_builder *b, cw_html_tag tag)
{
    cw_html_token t = {.kind = CW_HTML_START_TAG, .tag = tag};
    t.name = cw_html_tag_name(tag);
    t.range = b->place;
    return tree_insert(b, &t);
}

uint32_t tree_insert_foreign(tree_builder *b, const cw_html_token *t,
                             cw_html_space space)
{
    uint32_t node = tree_new_element(b, t);
    const cw_html_attribute *encoding;
    tree_node(b, node)->space = (uint8_t)space;
    if (t->tag == CW_TAG_MATH_ANNOTATION_XML) {
        encoding = tree_token_attribute(t, CW_LIT("encoding"));
        if (encoding != NULL &&
            (cw_bytes_equal_fold(encoding->value, CW_LIT("text/html")) ||
             cw_bytes_equal_fold(encoding->value,
                                 CW_LIT("application/xhtml+xml"))))
            tree_node(b, node)->flags |= NODE_IS_HTML_POINT;
    }
    return place_and_open(b, node);
}

uint32_t tree_new_like(tree_builder *b, uint32_t node)
{
    uint32_t copy = tree_new_node(b, CW_NODE_ELEMENT, b->place);
    const cw_html_node *from = tree_node(b, node);
    cw_html_node *to = tree_node(b, copy);
    to->tag = from->tag;
    to->space = from->space;
    to->name = from->name;
    to->first = from->first; // both own the same attributes
    to->n = from->n;
    return copy;
}

void tree_append_comment(tree_builder *b, const cw_html_token *t,
                         uint32_t parent)
{
    uint32_t node = tree_new_node(b, CW_NODE_COMMENT, t->range);
    tree_node(b, node)->name = t->data;
    tree_link(b, node, (tree_place){parent, 0});
}

void tree_insert_comment(tree_builder *b, const cw_html_token *t)
{
    uint32_t node = tree_new_node(b, CW_NODE_COMMENT, t->range);
    tree_node(b, node)->name = t->data;
    tree_link(b, node, tree_place_for(b, tree_current(b)));
}

const cw_html_attribute *tree_token_attribute(const cw_html_token *t,
                                              cw_bytes name)
{
    for (size_t i = 0; i < t->n_attributes; i++)
        if (cw_bytes_equal(t->attributes[i].name, name))
            return &t->attributes[i];
    return NULL;
}

/* The attributes of an element lie together, so they move to the end of the
 * array when more come. */
void tree_add_attributes(tree_builder *b, uint32_t node, const cw_html_token *t)
{
    cw_html_tree *tree = b->tree;
    cw_html_node *element = &tree->nodes[node];
    uint32_t first = tree->n_attributes, n = element->n;
    for (size_t i = 0; i < t->n_attributes; i++) {
        if (cw_html_attribute_find(tree, node, t->attributes[i].name) != NULL)
            continue;
        if (n == CW_MAX_HTML_ATTRIBUTES) {
            cw_html_note_cut(&tree->cut, CW_HTML_MANY_ATTRIBUTES);
            break;
        }
        if (n++ == element->n && first == tree->n_attributes) {
            memcpy(tree->attributes + first, tree->attributes + element->first,
                   element->n * sizeof *tree->attributes);
            tree->n_attributes += element->n;
        }
        tree->attributes[tree->n_attributes++] = t->attributes[i];
    }
    if (n > element->n) {
        element->first = first;
        element->n = n;
    }
}

/* ---- text */

/* A piece that is in no chain yet; 0 when there may be no more of them, and
 * the text is dropped. */
static uint32_t new_piece(tree_builder *b, cw_range source, cw_bytes decoded)
{
    cw_html_tree *tree = b->tree;
    cw_status status = cw_grow(b->arena, (void **)&tree->pieces,
                               &b->piece_capacity, (size_t)tree->n_pieces + 2,
                               sizeof *tree->pieces, CW_MAX_HTML_NODES);
    if (status == CW_LIMIT) {
        cw_html_note_cut(&tree->cut, TREE_MANY_NODES);
        return 0;
    }
    if (status != CW_OK) {
        b->status = status;
        return 0;
    }
    tree->n_pieces += tree->n_pieces == 0 ? 2 : 1;
    cw_html_piece *piece = &tree->pieces[tree->n_pieces - 1];
    *piece = (cw_html_piece){.source = source};
    piece->n_decoded = (uint8_t)decoded.n;
    if (decoded.n > 0)
        memcpy(piece->decoded, decoded.at, decoded.n);
    return tree->n_pieces - 1;
}

static uint32_t token_piece(tree_builder *b, const cw_html_token *t)
{
    return new_piece(b, t->range, (cw_bytes){t->decoded, t->n_decoded});
}

/* Hang the piece behind `last`, or let that grow when both are bytes of the
 * page without a gap between them. The piece that ends the chain then. */
static uint32_t chain_piece(cw_html_tree *tree, uint32_t last, uint32_t piece)
{
    cw_html_piece *a = &tree->pieces[last], *z = &tree->pieces[piece];
    if (a->n_decoded == 0 && z->n_decoded == 0 &&
        a->source.to == z->source.from && z->next == 0 &&
        piece + 1 == tree->n_pieces) {
        a->source.to = z->source.to;
        tree->n_pieces--;
        return last;
    }
    a->next = piece;
    return piece;
}

/* Insert a character (13.2.6.1): at the end of the text that stands at the
 * place already, or as a text of its own. A document holds no text. */
static void insert_piece(tree_builder *b, uint32_t piece)
{
    cw_html_tree *tree = b->tree;
    tree_place place = tree_place_for(b, tree_current(b));
    cw_range source = tree->pieces[piece].source;
    if (place.parent == 0)
        return;
    uint32_t text = place.before != 0 ? tree->nodes[place.before].previous
                                      : tree->nodes[place.parent].last_child;
    if (text != 0 && tree->nodes[text].kind == CW_NODE_TEXT) {
        cw_html_node *node = &tree->nodes[text];
        node->n = chain_piece(tree, node->n, piece);
        if (source.to > node->range.to)
            node->range.to = source.to;
        return;
    }
    text = tree_new_node(b, CW_NODE_TEXT, source);
    tree->nodes[text].first = tree->nodes[text].n = piece;
    tree_link(b, text, place);
}

void tree_insert_text(tree_builder *b, const cw_html_token *t)
{
    uint32_t piece = token_piece(b, t);
    if (piece != 0)
        insert_piece(b, piece);
}

void tree_insert_replaced(tree_builder *b, const cw_html_token *t)
{
    for (uint32_t at = t->range.from; at < t->range.to; at++) {
        uint32_t piece =
            new_piece(b, (cw_range){at, at + 1}, CW_LIT("\xEF\xBF\xBD"));
        if (piece == 0)
            return;
        insert_piece(b, piece);
    }
}

void tree_hold_text(tree_builder *b, const cw_html_token *t)
{
    uint32_t piece = token_piece(b, t);
    if (piece == 0)
        return;
    b->pending_has_ink |= !tree_is_blank(t->data);
    if (b->pending_first == 0)
        b->pending_first = b->pending_last = piece;
    else
        b->pending_last = chain_piece(b->tree, b->pending_last, piece);
}

void tree_insert_held(tree_builder *b)
{
    uint32_t piece = b->pending_first;
    while (piece != 0) {
        uint32_t next = b->tree->pieces[piece].next;
        b->tree->pieces[piece].next = 0;
        insert_piece(b, piece);
        piece = next;
    }
    b->pending_first = b->pending_last = 0;
    b->pending_has_ink = false;
}
