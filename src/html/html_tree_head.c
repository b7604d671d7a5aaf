/* html_tree_head.c: insertion modes before the body (13.2.6.4.1 to .6), raw
 * text (.8), and templates (.22). */
#include "html/html_tree_int.h"

bool tree_initial(tree_builder *b, cw_html_token *t)
{
    if (tree_is_blank_text(t))
        return false;
    if (t->kind == CW_HTML_COMMENT) {
        tree_append_comment(b, t, 0);
        return false;
    }
    b->mode = MODE_BEFORE_HTML;
    b->tree->is_quirky = t->kind != CW_HTML_DOCTYPE || tree_is_quirky(t);
    if (t->kind != CW_HTML_DOCTYPE)
        return true;
    uint32_t node = tree_new_node(b, CW_NODE_DOCTYPE, t->range);
    tree_node(b, node)->name = t->name;
    tree_link(b, node, (tree_place){0, 0});
    b->tree->public_id = t->public_id;
    b->tree->system_id = t->system_id;
    return false;
}

bool tree_before_html(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_DOCTYPE:
        return false;
    case CW_HTML_COMMENT:
        tree_append_comment(b, t, 0);
        return false;
    case CW_HTML_TEXT:
        if (tree_is_blank_text(t))
            return false;
        break;
    case CW_HTML_START_TAG:
        if (t->tag != CW_TAG_HTML)
            break;
        b->tree->html = tree_insert(b, t);
        b->mode = MODE_BEFORE_HEAD;
        return false;
    case CW_HTML_END_TAG:
        if (t->tag != CW_TAG_HEAD && t->tag != CW_TAG_BODY &&
            t->tag != CW_TAG_HTML && t->tag != CW_TAG_BR)
            return false;
        break;
    case CW_HTML_EOF:
        break;
    }
    b->tree->html = tree_insert_implied(b, CW_TAG_HTML);
    b->mode = MODE_BEFORE_HEAD;
    return true;
}

bool tree_before_head(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_DOCTYPE:
        return false;
    case CW_HTML_COMMENT:
        tree_insert_comment(b, t);
        return false;
    case CW_HTML_TEXT:
        if (tree_is_blank_text(t))
            return false;
        break;
    case CW_HTML_START_TAG:
        if (t->tag == CW_TAG_HTML)
            return tree_in_body(b, t);
        if (t->tag != CW_TAG_HEAD)
            break;
        b->tree->head = tree_insert(b, t);
        b->mode = MODE_IN_HEAD;
        return false;
    case CW_HTML_END_TAG:
        if (t->tag != CW_TAG_HEAD && t->tag != CW_TAG_BODY &&
            t->tag != CW_TAG_HTML && t->tag != CW_TAG_BR)
            return false;
        break;
    case CW_HTML_EOF:
        break;
    }
    b->tree->head = tree_insert_implied(b, CW_TAG_HEAD);
    b->mode = MODE_IN_HEAD;
    return true;
}

void tree_insert_raw(tree_builder *b, const cw_html_token *t,
                     cw_html_state state)
{
    tree_insert(b, t);
    b->html.state = state;
    b->original_mode = b->mode;
    b->mode = MODE_TEXT;
}

static void start_template(tree_builder *b, const cw_html_token *t)
{
    tree_insert(b, t);
    tree_list_marker(b);
    b->is_frameset_ok = false;
    b->mode = MODE_IN_TEMPLATE;
    if (b->n_template_modes < CW_MAX_HTML_DEPTH)
        b->template_modes[b->n_template_modes++] = MODE_IN_TEMPLATE;
}

static void end_template(tree_builder *b, const cw_html_token *t)
{
    if (!tree_is_open(b, CW_TAG_TEMPLATE))
        return;
    tree_imply_all_ends(b, t);
    tree_pop_until(b, CW_TAG_TEMPLATE, t);
    tree_clear_to_marker(b);
    if (b->n_template_modes > 0)
        b->n_template_modes--;
    tree_reset_mode(b);
}

/* True: the start tag belongs here and was taken. */
static bool start_in_head(tree_builder *b, cw_html_token *t)
{
    switch (t->tag) {
    case CW_TAG_BASE:
    case CW_TAG_BASEFONT:
    case CW_TAG_BGSOUND:
    case CW_TAG_LINK:
    case CW_TAG_META:
        tree_insert_void(b, t);
        return true;
    case CW_TAG_TITLE:
        tree_insert_raw(b, t, CW_HTML_RCDATA);
        return true;
    case CW_TAG_NOSCRIPT:
        if (b->is_scripted) {
            tree_insert_raw(b, t, CW_HTML_RAWTEXT);
        } else {
            tree_insert(b, t);
            b->mode = MODE_IN_HEAD_NOSCRIPT;
        }
        return true;
    case CW_TAG_NOFRAMES:
    case CW_TAG_STYLE:
        tree_insert_raw(b, t, CW_HTML_RAWTEXT);
        return true;
    case CW_TAG_SCRIPT:
        tree_insert_raw(b, t, CW_HTML_SCRIPT);
        return true;
    case CW_TAG_TEMPLATE:
        start_template(b, t);
        return true;
    default:
        return false;
    }
}

bool tree_in_head(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_DOCTYPE:
        return false;
    case CW_HTML_COMMENT:
        tree_insert_comment(b, t);
        return false;
    case CW_HTML_TEXT:
        if (!tree_is_blank_text(t))
            break;
        tree_insert_text(b, t);
        return false;
    case CW_HTML_START_TAG:
        if (t->tag == CW_TAG_HTML)
            return tree_in_body(b, t);
        if (t->tag == CW_TAG_HEAD || start_in_head(b, t))
            return false;
        break;
    case CW_HTML_END_TAG:
        if (t->tag == CW_TAG_TEMPLATE) {
            end_template(b, t);
            return false;
        }
        if (t->tag == CW_TAG_HEAD) {
            tree_pop_to(b, b->n_open - 1, t);
            b->mode = MODE_AFTER_HEAD;
            return false;
        }
        if (t->tag != CW_TAG_BODY && t->tag != CW_TAG_HTML &&
            t->tag != CW_TAG_BR)
            return false;
        break;
    case CW_HTML_EOF:
        break;
    }
    tree_pop(b, t);
    b->mode = MODE_AFTER_HEAD;
    return true;
}

bool tree_in_head_noscript(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_DOCTYPE:
        return false;
    case CW_HTML_COMMENT:
        return tree_in_head(b, t);
    case CW_HTML_TEXT:
        if (tree_is_blank_text(t))
            return tree_in_head(b, t);
        break;
    case CW_HTML_START_TAG:
        switch (t->tag) {
        case CW_TAG_HTML:
            return tree_in_body(b, t);
        case CW_TAG_BASEFONT:
        case CW_TAG_BGSOUND:
        case CW_TAG_LINK:
        case CW_TAG_META:
        case CW_TAG_NOFRAMES:
        case CW_TAG_STYLE:
            return tree_in_head(b, t);
        case CW_TAG_HEAD:
        case CW_TAG_NOSCRIPT:
            return false;
        default:
            break;
        }
        break;
    case CW_HTML_END_TAG:
        if (t->tag == CW_TAG_NOSCRIPT) {
            tree_pop_to(b, b->n_open - 1, t);
            b->mode = MODE_IN_HEAD;
            return false;
        }
        if (t->tag != CW_TAG_BR)
            return false;
        break;
    case CW_HTML_EOF:
        break;
    }
    tree_pop(b, t);
    b->mode = MODE_IN_HEAD;
    return true;
}

/* A start tag of the head that comes after it: it still goes there. */
static bool start_late_in_head(tree_builder *b, cw_html_token *t)
{
    switch (t->tag) {
    case CW_TAG_BASE:
    case CW_TAG_BASEFONT:
    case CW_TAG_BGSOUND:
    case CW_TAG_LINK:
    case CW_TAG_META:
    case CW_TAG_NOFRAMES:
    case CW_TAG_SCRIPT:
    case CW_TAG_STYLE:
    case CW_TAG_TEMPLATE:
    case CW_TAG_TITLE:
        tree_push(b, b->tree->head);
        (void)start_in_head(b, t);
        tree_remove_open(b, b->tree->head);
        return true;
    default:
        return false;
    }
}

bool tree_after_head(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_DOCTYPE:
        return false;
    case CW_HTML_COMMENT:
        tree_insert_comment(b, t);
        return false;
    case CW_HTML_TEXT:
        if (!tree_is_blank_text(t))
            break;
        tree_insert_text(b, t);
        return false;
    case CW_HTML_START_TAG:
        if (t->tag == CW_TAG_HTML)
            return tree_in_body(b, t);
        if (t->tag == CW_TAG_BODY) {
            b->tree->body = tree_insert(b, t);
            b->is_frameset_ok = false;
            b->mode = MODE_IN_BODY;
            return false;
        }
        if (t->tag == CW_TAG_FRAMESET) {
            tree_insert(b, t);
            b->mode = MODE_IN_FRAMESET;
            return false;
        }
        if (t->tag == CW_TAG_HEAD || start_late_in_head(b, t))
            return false;
        break;
    case CW_HTML_END_TAG:
        if (t->tag == CW_TAG_TEMPLATE)
            return tree_in_head(b, t);
        if (t->tag != CW_TAG_BODY && t->tag != CW_TAG_HTML &&
            t->tag != CW_TAG_BR)
            return false;
        break;
    case CW_HTML_EOF:
        break;
    }
    b->tree->body = tree_insert_implied(b, CW_TAG_BODY);
    b->mode = MODE_IN_BODY;
    return true;
}

bool tree_text(tree_builder *b, cw_html_token *t)
{
    if (t->kind == CW_HTML_TEXT) {
        tree_insert_text(b, t);
        return false;
    }
    b->mode = b->original_mode;
    if (t->kind == CW_HTML_EOF) {
        tree_pop(b, t);
        return true;
    }
    tree_pop_to(b, b->n_open - 1, t);
    return false;
}

static bool switch_template(tree_builder *b, tree_mode mode)
{
    b->mode = (uint8_t)mode;
    if (b->n_template_modes > 0)
        b->template_modes[b->n_template_modes - 1] = (uint8_t)mode;
    return true;
}

static bool start_in_template(tree_builder *b, cw_html_token *t)
{
    switch (t->tag) {
    case CW_TAG_BASE:
    case CW_TAG_BASEFONT:
    case CW_TAG_BGSOUND:
    case CW_TAG_LINK:
    case CW_TAG_META:
    case CW_TAG_NOFRAMES:
    case CW_TAG_SCRIPT:
    case CW_TAG_STYLE:
    case CW_TAG_TEMPLATE:
    case CW_TAG_TITLE:
        return tree_in_head(b, t);
    case CW_TAG_CAPTION:
    case CW_TAG_COLGROUP:
    case CW_TAG_TBODY:
    case CW_TAG_TFOOT:
    case CW_TAG_THEAD:
        return switch_template(b, MODE_IN_TABLE);
    case CW_TAG_COL:
        return switch_template(b, MODE_IN_COLUMN_GROUP);
    case CW_TAG_TR:
        return switch_template(b, MODE_IN_TABLE_BODY);
    case CW_TAG_TD:
    case CW_TAG_TH:
        return switch_template(b, MODE_IN_ROW);
    default:
        return switch_template(b, MODE_IN_BODY);
    }
}

bool tree_in_template(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_DOCTYPE:
    case CW_HTML_COMMENT:
    case CW_HTML_TEXT:
        return tree_in_body(b, t);
    case CW_HTML_START_TAG:
        return start_in_template(b, t);
    case CW_HTML_END_TAG:
        return t->tag == CW_TAG_TEMPLATE && tree_in_head(b, t);
    case CW_HTML_EOF:
        break;
    }
    if (!tree_is_open(b, CW_TAG_TEMPLATE))
        return false;
    tree_pop_until(b, CW_TAG_TEMPLATE, t);
    tree_clear_to_marker(b);
    if (b->n_template_modes > 0)
        b->n_template_modes--;
    tree_reset_mode(b);
    return true;
}
