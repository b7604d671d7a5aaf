#include "html/html_tree_int.h"

static tree_rule *const mode_rules[] = {
    [MODE_INITIAL] = tree_initial,
    [MODE_BEFORE_HTML] = tree_before_html,
    [MODE_BEFORE_HEAD] = tree_before_head,
    [MODE_IN_HEAD] = tree_in_head,
    [MODE_IN_HEAD_NOSCRIPT] = tree_in_head_noscript,
    [MODE_AFTER_HEAD] = tree_after_head,
    [MODE_IN_BODY] = tree_in_body,
    [MODE_TEXT] = tree_text,
    [MODE_IN_TABLE] = tree_in_table,
    [MODE_IN_TABLE_TEXT] = tree_in_table_text,
    [MODE_IN_CAPTION] = tree_in_caption,
    [MODE_IN_COLUMN_GROUP] = tree_in_column_group,
    [MODE_IN_TABLE_BODY] = tree_in_table_body,
    [MODE_IN_ROW] = tree_in_row,
    [MODE_IN_CELL] = tree_in_cell,
    [MODE_IN_TEMPLATE] = tree_in_template,
    [MODE_AFTER_BODY] = tree_after_body,
    [MODE_IN_FRAMESET] = tree_in_frameset,
    [MODE_AFTER_FRAMESET] = tree_after_frameset,
    [MODE_AFTER_AFTER_BODY] = tree_after_after_body,
    [MODE_AFTER_AFTER_FRAMESET] = tree_after_after_frameset,
};

bool tree_apply_mode(tree_builder *b, cw_html_token *t)
{
    if (t->tag > CW_TAG_MATH)
        t->tag = CW_TAG_OTHER; // <desc> outside of SVG is any element
    return mode_rules[b->mode](b, t);
}

/* 13.2.6, the tree construction dispatcher. */
static void take(tree_builder *b, cw_html_token *t)
{
    bool is_again;
    b->place = (cw_range){t->range.from, t->range.from};
    do {
        is_again =
            tree_is_foreign(b, t) ? tree_foreign(b, t) : tree_apply_mode(b, t);
    } while (is_again);
}

/* Modes that treat white space and other characters alike, or hold them. */
static bool takes_whole_text(tree_mode mode)
{
    switch (mode) {
    case MODE_IN_BODY:
    case MODE_TEXT:
    case MODE_IN_TABLE_TEXT:
    case MODE_IN_CAPTION:
    case MODE_IN_CELL:
    case MODE_IN_TABLE:
    case MODE_IN_TABLE_BODY:
    case MODE_IN_ROW:
    case MODE_IN_TEMPLATE:
        return true;
    default:
        return false;
    }
}

/* Bytes at the start of text that the mode takes as one: a run of white
 * space, or up to the next one where only white space is kept. */
static size_t text_run(const tree_builder *b, cw_bytes text)
{
    bool is_framed = b->mode == MODE_IN_FRAMESET ||
                     b->mode == MODE_AFTER_FRAMESET ||
                     b->mode == MODE_AFTER_AFTER_FRAMESET;
    bool is_blank = tree_is_blank((cw_bytes){text.at, 1});
    size_t n = 1;
    if (takes_whole_text(b->mode) || (!is_blank && !is_framed))
        return text.n;
    while (n < text.n &&
           tree_is_blank(cw_bytes_cut(text, n, n + 1)) == is_blank)
        n++;
    return n;
}

static void take_text(tree_builder *b, cw_html_token *t)
{
    if (b->drops_newline && t->data.at[0] == '\n') {
        if (t->n_decoded > 0 || t->data.n == 1)
            return;
        t->range.from++;
        t->data = cw_bytes_cut(t->data, 1, t->data.n);
    }
    if (t->n_decoded > 0 || t->is_nul) {
        take(b, t);
        return;
    }
    cw_range left = t->range;
    while (left.from < left.to) {
        size_t n = text_run(b, cw_bytes_at(b->tree->page, left));
        t->range = (cw_range){left.from, left.from + (uint32_t)n};
        t->data = cw_bytes_at(b->tree->page, t->range);
        take(b, t);
        left.from += (uint32_t)n;
    }
}

static cw_status grow(tree_builder *b, size_t n_nodes, size_t n_attributes)
{
    cw_html_tree *tree = b->tree;
    cw_status status = cw_grow(b->arena, (void **)&tree->nodes,
                               &b->node_capacity, n_nodes, sizeof *tree->nodes,
                               (size_t)CW_MAX_HTML_NODES + 2u * NODE_RESERVE);
    if (status != CW_OK)
        return status;
    return cw_grow(b->arena, (void **)&tree->attributes, &b->attribute_capacity,
                   n_attributes, sizeof *tree->attributes,
                   (size_t)CW_MAX_HTML_NODES + 2u * ATTRIBUTE_RESERVE);
}

/* Invariant 1. */
static cw_status make_room(tree_builder *b)
{
    size_t n_nodes = (size_t)b->tree->n_nodes + NODE_RESERVE;
    size_t n_attributes = (size_t)b->tree->n_attributes + ATTRIBUTE_RESERVE;
    if (n_nodes <= b->node_capacity && n_attributes <= b->attribute_capacity)
        return CW_OK;
    return grow(b, n_nodes, n_attributes);
}

/* Pages of news hold a node every 116 bytes and an attribute every 140 (the
 * 378 pages of pages/dev), so that most never grow. */
static cw_status make_first_room(tree_builder *b)
{
    size_t n = b->tree->page.n / 128;
    if (n > CW_MAX_HTML_NODES)
        n = CW_MAX_HTML_NODES;
    return grow(b, n + NODE_RESERVE, n + ATTRIBUTE_RESERVE);
}

/* Which limit the tree has reached; NULL: none. */
static const char *full_because(const cw_html_tree *tree)
{
    size_t n_bytes = tree->n_nodes * sizeof *tree->nodes +
                     tree->n_attributes * sizeof *tree->attributes +
                     tree->n_pieces * sizeof *tree->pieces;
    if (tree->n_nodes > CW_MAX_HTML_NODES ||
        tree->n_attributes > CW_MAX_HTML_NODES)
        return TREE_MANY_NODES;
    return n_bytes > CW_MAX_TREE_BASE + CW_MAX_TREE_SHARE * tree->page.n
               ? TREE_DENSE
               : NULL;
}

/* 13.4: the stack holds html alone; the context decides mode and state. */
static void begin_fragment(tree_builder *b, const cw_html_options *options)
{
    cw_html_token t = {.kind = CW_HTML_START_TAG, .name = options->context};
    uint8_t lower[16];
    size_t n = t.name.n < sizeof lower ? t.name.n : 0;
    for (size_t i = 0; i < n; i++)
        lower[i] = cw_to_lower(t.name.at[i]);
    t.tag = cw_html_tag_find((cw_bytes){lower, n});
    b->context = tree_new_element(b, &t);
    cw_html_node *context = tree_node(b, b->context);
    context->space = (uint8_t)options->context_space;
    context->tag = (uint8_t)tree_tag_in(t.tag, options->context_space);
    b->tree->html = tree_insert_implied(b, CW_TAG_HTML);
    if (context->tag == CW_TAG_TEMPLATE)
        b->template_modes[b->n_template_modes++] = MODE_IN_TEMPLATE;
    tree_reset_mode(b);
    if (context->tag == CW_TAG_FORM)
        b->form = b->context;
    switch (context->tag) {
    case CW_TAG_TITLE:
    case CW_TAG_TEXTAREA:
        b->html.state = CW_HTML_RCDATA;
        break;
    case CW_TAG_STYLE:
    case CW_TAG_XMP:
    case CW_TAG_IFRAME:
    case CW_TAG_NOEMBED:
    case CW_TAG_NOFRAMES:
        b->html.state = CW_HTML_RAWTEXT;
        break;
    case CW_TAG_SCRIPT:
        b->html.state = CW_HTML_SCRIPT;
        break;
    case CW_TAG_NOSCRIPT:
        b->html.state = b->is_scripted ? CW_HTML_RAWTEXT : CW_HTML_DATA;
        break;
    case CW_TAG_PLAINTEXT:
        b->html.state = CW_HTML_PLAINTEXT;
        break;
    default:
        break;
    }
}

static void read_page(tree_builder *b)
{
    cw_html_token t = {.kind = CW_HTML_TEXT};
    while (t.kind != CW_HTML_EOF && b->status == CW_OK) {
        b->html.allows_cdata =
            b->n_open > 0 &&
            tree_node(b, tree_adjusted_current(b))->space != CW_SPACE_HTML;
        b->status = cw_html_next(&b->html, &t);
        if (b->status != CW_OK)
            return;
        const char *full = full_because(b->tree);
        if (full != NULL) {
            cw_html_note_cut(&b->tree->cut, full);
            t.kind = CW_HTML_EOF;
        }
        b->status = make_room(b);
        if (b->status != CW_OK)
            return;
        bool drops = b->drops_newline;
        if (t.kind == CW_HTML_TEXT)
            take_text(b, &t);
        else
            take(b, &t);
        if (drops)
            b->drops_newline = false;
    }
    while (b->n_open > 0)
        tree_pop(b, &t);
    if (b->html.cut != NULL)
        cw_html_note_cut(&b->tree->cut, b->html.cut);
}

cw_status cw_html_tree_build(cw_bytes page, const cw_html_options *options,
                             cw_arena *keep, cw_arena *scratch,
                             cw_html_tree *out)
{
    cw_mark mark = cw_arena_mark(scratch);
    tree_builder *b = cw_arena_alloc(scratch, sizeof *b);
    *out = (cw_html_tree){.page = page};
    if (b == NULL)
        return CW_NO_MEMORY;
    memset(b, 0, offsetof(tree_builder, html));
    cw_html_init(&b->html, page, keep);
    out->page = b->html.page;
    out->cut = b->html.cut;
    b->tree = out;
    b->arena = keep;
    b->is_frameset_ok = true;
    b->is_scripted = options != NULL && options->is_scripted;
    b->status = make_first_room(b);
    if (b->status == CW_OK) {
        tree_new_node(b, CW_NODE_DOCUMENT, (cw_range){0, 0});
        if (options != NULL && options->context.n > 0)
            begin_fragment(b, options);
        read_page(b);
    }
    cw_status status = b->status;
    cw_arena_reset(scratch, mark);
    if (status != CW_OK)
        *out = (cw_html_tree){.page = page};
    return status;
}

const cw_html_attribute *cw_html_attribute_find(const cw_html_tree *tree,
                                                uint32_t node, cw_bytes name)
{
    const cw_html_node *element = &tree->nodes[node];
    if (element->kind != CW_NODE_ELEMENT)
        return NULL;
    for (uint32_t i = 0; i < element->n; i++) {
        const cw_html_attribute *attribute =
            &tree->attributes[element->first + i];
        if (cw_bytes_equal(attribute->name, name))
            return attribute;
    }
    return NULL;
}

cw_bytes cw_html_attribute_value(const cw_html_tree *tree, uint32_t node,
                                 cw_bytes name)
{
    const cw_html_attribute *attribute =
        cw_html_attribute_find(tree, node, name);
    return attribute == NULL ? (cw_bytes){NULL, 0} : attribute->value;
}

cw_bytes cw_html_piece_bytes(const cw_html_tree *tree, uint32_t piece)
{
    const cw_html_piece *at = &tree->pieces[piece];
    if (at->n_decoded > 0)
        return (cw_bytes){at->decoded, at->n_decoded};
    return cw_bytes_at(tree->page, at->source);
}

uint32_t cw_html_node_skip(const cw_html_tree *tree, uint32_t node,
                           uint32_t root)
{
    while (node != root && tree->nodes[node].next == 0)
        node = tree->nodes[node].parent;
    return node == root ? 0 : tree->nodes[node].next;
}

uint32_t cw_html_node_next(const cw_html_tree *tree, uint32_t node,
                           uint32_t root)
{
    if (tree->nodes[node].first_child != 0)
        return tree->nodes[node].first_child;
    return cw_html_node_skip(tree, node, root);
}

cw_status cw_html_node_text(const cw_html_tree *tree, uint32_t node,
                            cw_buf *out)
{
    for (uint32_t at = node;;) {
        if (tree->nodes[at].kind == CW_NODE_TEXT)
            for (uint32_t piece = tree->nodes[at].first; piece != 0;
                 piece = tree->pieces[piece].next)
                cw_buf_add(out, cw_html_piece_bytes(tree, piece));
        at = cw_html_node_next(tree, at, node);
        if (at == 0)
            return cw_buf_status(out);
    }
}
