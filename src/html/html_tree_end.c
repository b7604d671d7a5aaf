/* html_tree_end.c: the "in body" insertion mode, text and end tags; the modes
 * after the body, and those of framesets (13.2.6.4.19 to .21, .23). */
#include "html/html_tree_int.h"

/* The element of that name nearest on the stack, unless a special one stands
 * before it. */
void tree_any_end(tree_builder *b, const cw_html_token *t)
{
    for (uint32_t i = b->n_open; i-- > 1;) {
        const cw_html_node *node = tree_node(b, b->open[i]);
        if (node->tag == t->tag && node->space == CW_SPACE_HTML &&
            (t->tag != CW_TAG_OTHER || cw_bytes_equal(node->name, t->name))) {
            uint32_t target = b->open[i];
            if (t->tag != CW_TAG_OTHER)
                tree_imply_ends(b, t->tag, t);
            else // an element of no list is none of the implied
                tree_imply_ends(b, CW_TAG_OTHER, t);
            tree_pop_to(b, tree_find_open(b, target), t);
            return;
        }
        if ((cw_html_tag_bits((cw_html_tag)node->tag) & CW_TAG_IS_SPECIAL) != 0)
            return;
    }
}

static void end_block(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has(b, t->tag, SCOPE_DEFAULT))
        return;
    tree_imply_ends(b, CW_TAG_OTHER, t);
    tree_pop_until(b, t->tag, t);
}

static void end_item(tree_builder *b, const cw_html_token *t)
{
    tree_scope scope = t->tag == CW_TAG_LI ? SCOPE_LIST_ITEM : SCOPE_DEFAULT;
    if (!tree_has(b, t->tag, scope))
        return;
    tree_imply_ends(b, t->tag, t);
    tree_pop_until(b, t->tag, t);
}

static void end_form(tree_builder *b, const cw_html_token *t)
{
    uint32_t form = b->form;
    if (tree_is_open(b, CW_TAG_TEMPLATE)) {
        end_block(b, t);
        return;
    }
    b->form = 0;
    if (form == 0 || (tree_node(b, form)->flags & NODE_IS_OPEN) == 0 ||
        !tree_node_in_scope(b, form))
        return;
    tree_imply_ends(b, CW_TAG_OTHER, t);
    tree_remove_open(b, form);
    tree_node(b, form)->end = t->range;
}

static void end_p(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has(b, CW_TAG_P, SCOPE_BUTTON))
        tree_insert_implied(b, CW_TAG_P);
    tree_close_p(b, t);
}

static void end_heading(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has_heading(b))
        return;
    tree_imply_ends(b, CW_TAG_OTHER, t);
    uint32_t i = b->n_open - 1;
    while (!tree_is_heading(tree_tag(b, b->open[i])))
        i--;
    tree_pop_to(b, i, t);
}

static void end_object(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has(b, t->tag, SCOPE_DEFAULT))
        return;
    end_block(b, t);
    tree_clear_to_marker(b);
}

static void end_br(tree_builder *b, cw_html_token *t)
{
    t->n_attributes = 0;
    tree_reconstruct(b);
    tree_insert_void(b, t);
    b->is_frameset_ok = false;
}

static bool end_body(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has(b, CW_TAG_BODY, SCOPE_DEFAULT))
        return false;
    tree_node(b, b->tree->body)->end = t->range;
    b->mode = MODE_AFTER_BODY;
    return t->tag == CW_TAG_HTML;
}

bool tree_body_end(tree_builder *b, cw_html_token *t)
{
    switch (t->tag) {
    case CW_TAG_TEMPLATE:
        return tree_in_head(b, t);
    case CW_TAG_BODY:
    case CW_TAG_HTML:
        return end_body(b, t);
    case CW_TAG_ADDRESS:
    case CW_TAG_ARTICLE:
    case CW_TAG_ASIDE:
    case CW_TAG_BLOCKQUOTE:
    case CW_TAG_BUTTON:
    case CW_TAG_CENTER:
    case CW_TAG_DETAILS:
    case CW_TAG_DIALOG:
    case CW_TAG_DIR:
    case CW_TAG_DIV:
    case CW_TAG_DL:
    case CW_TAG_FIELDSET:
    case CW_TAG_FIGCAPTION:
    case CW_TAG_FIGURE:
    case CW_TAG_FOOTER:
    case CW_TAG_HEADER:
    case CW_TAG_HGROUP:
    case CW_TAG_LISTING:
    case CW_TAG_MAIN:
    case CW_TAG_MENU:
    case CW_TAG_NAV:
    case CW_TAG_OL:
    case CW_TAG_PRE:
    case CW_TAG_SEARCH:
    case CW_TAG_SECTION:
    case CW_TAG_SELECT:
    case CW_TAG_SUMMARY:
    case CW_TAG_UL:
        end_block(b, t);
        return false;
    case CW_TAG_FORM:
        end_form(b, t);
        return false;
    case CW_TAG_P:
        end_p(b, t);
        return false;
    case CW_TAG_LI:
    case CW_TAG_DD:
    case CW_TAG_DT:
        end_item(b, t);
        return false;
    case CW_TAG_H1:
    case CW_TAG_H2:
    case CW_TAG_H3:
    case CW_TAG_H4:
    case CW_TAG_H5:
    case CW_TAG_H6:
        end_heading(b, t);
        return false;
    case CW_TAG_APPLET:
    case CW_TAG_MARQUEE:
    case CW_TAG_OBJECT:
        end_object(b, t);
        return false;
    case CW_TAG_BR:
        end_br(b, t);
        return false;
    default:
        if ((cw_html_tag_bits(t->tag) & CW_TAG_IS_FORMATTING) == 0 ||
            !tree_adopt(b, t->tag, t))
            tree_any_end(b, t);
        return false;
    }
}

bool tree_in_body(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_TEXT:
        if (t->is_nul)
            return false;
        tree_reconstruct(b);
        tree_insert_text(b, t);
        b->is_frameset_ok = b->is_frameset_ok && tree_is_blank(t->data);
        return false;
    case CW_HTML_COMMENT:
        tree_insert_comment(b, t);
        return false;
    case CW_HTML_DOCTYPE:
        return false;
    case CW_HTML_START_TAG:
        return tree_body_start(b, t);
    case CW_HTML_END_TAG:
        return tree_body_end(b, t);
    case CW_HTML_EOF:
        return b->n_template_modes > 0 && tree_in_template(b, t);
    }
    return false;
}

static bool is_tag(const cw_html_token *t, cw_html_token_kind kind,
                   cw_html_tag tag)
{
    return t->kind == kind && t->tag == tag;
}

bool tree_after_body(tree_builder *b, cw_html_token *t)
{
    if (t->kind == CW_HTML_COMMENT) {
        tree_append_comment(b, t, b->open[0]);
        return false;
    }
    if (t->kind == CW_HTML_DOCTYPE || t->kind == CW_HTML_EOF)
        return false;
    if (tree_is_blank_text(t) || is_tag(t, CW_HTML_START_TAG, CW_TAG_HTML))
        return tree_in_body(b, t);
    if (is_tag(t, CW_HTML_END_TAG, CW_TAG_HTML)) {
        if (b->context == 0) {
            tree_node(b, b->open[0])->end = t->range;
            b->mode = MODE_AFTER_AFTER_BODY;
        }
        return false;
    }
    b->mode = MODE_IN_BODY;
    return true;
}

bool tree_after_after_body(tree_builder *b, cw_html_token *t)
{
    if (t->kind == CW_HTML_COMMENT) {
        tree_append_comment(b, t, 0);
        return false;
    }
    if (t->kind == CW_HTML_EOF)
        return false;
    if (t->kind == CW_HTML_DOCTYPE || tree_is_blank_text(t) ||
        is_tag(t, CW_HTML_START_TAG, CW_TAG_HTML))
        return tree_in_body(b, t);
    b->mode = MODE_IN_BODY;
    return true;
}

static void end_frameset(tree_builder *b, const cw_html_token *t)
{
    if (b->n_open <= 1)
        return;
    tree_pop_to(b, b->n_open - 1, t);
    if (b->context == 0 && !tree_current_is(b, CW_TAG_FRAMESET))
        b->mode = MODE_AFTER_FRAMESET;
}

bool tree_in_frameset(tree_builder *b, cw_html_token *t)
{
    if (tree_is_blank_text(t))
        tree_insert_text(b, t);
    else if (t->kind == CW_HTML_COMMENT)
        tree_insert_comment(b, t);
    else if (is_tag(t, CW_HTML_START_TAG, CW_TAG_HTML))
        return tree_in_body(b, t);
    else if (is_tag(t, CW_HTML_START_TAG, CW_TAG_FRAMESET))
        tree_insert(b, t);
    else if (is_tag(t, CW_HTML_START_TAG, CW_TAG_FRAME))
        tree_insert_void(b, t);
    else if (is_tag(t, CW_HTML_START_TAG, CW_TAG_NOFRAMES))
        return tree_in_head(b, t);
    else if (is_tag(t, CW_HTML_END_TAG, CW_TAG_FRAMESET))
        end_frameset(b, t);
    return false;
}

bool tree_after_frameset(tree_builder *b, cw_html_token *t)
{
    if (tree_is_blank_text(t))
        tree_insert_text(b, t);
    else if (t->kind == CW_HTML_COMMENT)
        tree_insert_comment(b, t);
    else if (is_tag(t, CW_HTML_START_TAG, CW_TAG_HTML))
        return tree_in_body(b, t);
    else if (is_tag(t, CW_HTML_START_TAG, CW_TAG_NOFRAMES))
        return tree_in_head(b, t);
    else if (is_tag(t, CW_HTML_END_TAG, CW_TAG_HTML))
        b->mode = MODE_AFTER_AFTER_FRAMESET;
    return false;
}

bool tree_after_after_frameset(tree_builder *b, cw_html_token *t)
{
    if (t->kind == CW_HTML_COMMENT)
        tree_append_comment(b, t, 0);
    else if (tree_is_blank_text(t) || is_tag(t, CW_HTML_START_TAG, CW_TAG_HTML))
        return tree_in_body(b, t);
    else if (is_tag(t, CW_HTML_START_TAG, CW_TAG_NOFRAMES))
        return tree_in_head(b, t);
    return false;
}
