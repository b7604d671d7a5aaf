/* html_tree_table.c: insertion modes of tables (13.2.6.4.9 to .15). */
#include "html/html_tree_int.h"

static bool is_section(cw_html_tag tag)
{
    return tag == CW_TAG_TBODY || tag == CW_TAG_TFOOT || tag == CW_TAG_THEAD;
}

static bool is_cell(cw_html_tag tag)
{
    return (cw_html_tag_bits(tag) & CW_TAG_IS_CELL) != 0;
}

/* caption, col, colgroup, a section or a row: what ends the part of a table
 * that is open. Cells too, unless they are content of the part. */
static bool begins_part(cw_html_tag tag)
{
    return tag == CW_TAG_CAPTION || tag == CW_TAG_COL ||
           tag == CW_TAG_COLGROUP || is_section(tag);
}

/* Clear the stack back to a table, section or row context. */
static void clear_to(tree_builder *b, bool (*is_context)(cw_html_tag),
                     const cw_html_token *t)
{
    for (;;) {
        cw_html_tag tag = tree_tag(b, tree_current(b));
        if (is_context(tag) || tag == CW_TAG_TEMPLATE || b->n_open <= 1)
            return;
        tree_pop(b, t);
    }
}

static bool is_table(cw_html_tag tag)
{
    return tag == CW_TAG_TABLE;
}
static bool is_row(cw_html_tag tag)
{
    return tag == CW_TAG_TR;
}

static bool fostered(tree_builder *b, cw_html_token *t)
{
    bool is_again;
    b->is_fostering = true;
    is_again = tree_in_body(b, t);
    b->is_fostering = false;
    return is_again;
}

static bool begin_text(tree_builder *b, cw_html_token *t)
{
    cw_html_tag tag = tree_tag(b, tree_current(b));
    if (tag != CW_TAG_TABLE && tag != CW_TAG_TR && tag != CW_TAG_TEMPLATE &&
        !is_section(tag))
        return fostered(b, t);
    b->original_mode = b->mode;
    b->mode = MODE_IN_TABLE_TEXT;
    return true;
}

bool tree_in_table_text(tree_builder *b, cw_html_token *t)
{
    if (t->kind == CW_HTML_TEXT) {
        if (!t->is_nul)
            tree_hold_text(b, t);
        return false;
    }
    if (b->pending_has_ink) {
        b->is_fostering = true;
        tree_reconstruct(b);
        tree_insert_held(b);
        b->is_fostering = false;
        b->is_frameset_ok = false;
    } else {
        tree_insert_held(b);
    }
    b->mode = b->original_mode;
    return true;
}

static bool end_table(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has(b, CW_TAG_TABLE, SCOPE_TABLE))
        return false;
    tree_pop_until(b, CW_TAG_TABLE, t);
    tree_reset_mode(b);
    return t->kind == CW_HTML_START_TAG;
}

static void table_form(tree_builder *b, const cw_html_token *t)
{
    if (b->form != 0 || tree_is_open(b, CW_TAG_TEMPLATE))
        return;
    b->form = tree_new_element(b, t);
    tree_link(b, b->form, tree_place_for(b, tree_current(b)));
}

static bool table_start(tree_builder *b, cw_html_token *t)
{
    const cw_html_attribute *type;
    switch (t->tag) {
    case CW_TAG_CAPTION:
        clear_to(b, is_table, t);
        tree_list_marker(b);
        tree_insert(b, t);
        b->mode = MODE_IN_CAPTION;
        return false;
    case CW_TAG_COLGROUP:
        clear_to(b, is_table, t);
        tree_insert(b, t);
        b->mode = MODE_IN_COLUMN_GROUP;
        return false;
    case CW_TAG_COL:
        clear_to(b, is_table, t);
        tree_insert_implied(b, CW_TAG_COLGROUP);
        b->mode = MODE_IN_COLUMN_GROUP;
        return true;
    case CW_TAG_TBODY:
    case CW_TAG_TFOOT:
    case CW_TAG_THEAD:
        clear_to(b, is_table, t);
        tree_insert(b, t);
        b->mode = MODE_IN_TABLE_BODY;
        return false;
    case CW_TAG_TD:
    case CW_TAG_TH:
    case CW_TAG_TR:
        clear_to(b, is_table, t);
        tree_insert_implied(b, CW_TAG_TBODY);
        b->mode = MODE_IN_TABLE_BODY;
        return true;
    case CW_TAG_TABLE:
        return end_table(b, t);
    case CW_TAG_STYLE:
    case CW_TAG_SCRIPT:
    case CW_TAG_TEMPLATE:
        return tree_in_head(b, t);
    case CW_TAG_INPUT:
        type = tree_token_attribute(t, CW_LIT("type"));
        if (type == NULL || !cw_bytes_equal_fold(type->value, CW_LIT("hidden")))
            break;
        tree_insert_void(b, t);
        return false;
    case CW_TAG_FORM:
        table_form(b, t);
        return false;
    default:
        break;
    }
    return fostered(b, t);
}

static bool table_end(tree_builder *b, cw_html_token *t)
{
    switch (t->tag) {
    case CW_TAG_TABLE:
        return end_table(b, t);
    case CW_TAG_TEMPLATE:
        return tree_in_head(b, t);
    case CW_TAG_BODY:
    case CW_TAG_CAPTION:
    case CW_TAG_COL:
    case CW_TAG_COLGROUP:
    case CW_TAG_HTML:
    case CW_TAG_TBODY:
    case CW_TAG_TD:
    case CW_TAG_TFOOT:
    case CW_TAG_TH:
    case CW_TAG_THEAD:
    case CW_TAG_TR:
        return false;
    default:
        return fostered(b, t);
    }
}

bool tree_in_table(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_TEXT:
        return begin_text(b, t);
    case CW_HTML_COMMENT:
        tree_insert_comment(b, t);
        return false;
    case CW_HTML_DOCTYPE:
        return false;
    case CW_HTML_START_TAG:
        return table_start(b, t);
    case CW_HTML_END_TAG:
        return table_end(b, t);
    case CW_HTML_EOF:
        return tree_in_body(b, t);
    }
    return false;
}

/* False: there is no caption to close. */
static bool close_caption(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has(b, CW_TAG_CAPTION, SCOPE_TABLE))
        return false;
    tree_imply_ends(b, CW_TAG_OTHER, t);
    tree_pop_until(b, CW_TAG_CAPTION, t);
    tree_clear_to_marker(b);
    b->mode = MODE_IN_TABLE;
    return true;
}

bool tree_in_caption(tree_builder *b, cw_html_token *t)
{
    if (t->kind == CW_HTML_START_TAG &&
        (begins_part(t->tag) || t->tag == CW_TAG_TR || is_cell(t->tag)))
        return close_caption(b, t);
    if (t->kind != CW_HTML_END_TAG)
        return tree_in_body(b, t);
    switch (t->tag) {
    case CW_TAG_CAPTION:
        (void)close_caption(b, t);
        return false;
    case CW_TAG_TABLE:
        return close_caption(b, t);
    case CW_TAG_BODY:
    case CW_TAG_COL:
    case CW_TAG_COLGROUP:
    case CW_TAG_HTML:
    case CW_TAG_TBODY:
    case CW_TAG_TD:
    case CW_TAG_TFOOT:
    case CW_TAG_TH:
    case CW_TAG_THEAD:
    case CW_TAG_TR:
        return false;
    default:
        return tree_in_body(b, t);
    }
}

bool tree_in_column_group(tree_builder *b, cw_html_token *t)
{
    switch (t->kind) {
    case CW_HTML_TEXT:
        if (t->is_nul || !tree_is_blank(t->data))
            break;
        tree_insert_text(b, t);
        return false;
    case CW_HTML_COMMENT:
        tree_insert_comment(b, t);
        return false;
    case CW_HTML_DOCTYPE:
        return false;
    case CW_HTML_START_TAG:
        if (t->tag == CW_TAG_HTML)
            return tree_in_body(b, t);
        if (t->tag == CW_TAG_TEMPLATE)
            return tree_in_head(b, t);
        if (t->tag != CW_TAG_COL)
            break;
        tree_insert_void(b, t);
        return false;
    case CW_HTML_END_TAG:
        if (t->tag == CW_TAG_TEMPLATE)
            return tree_in_head(b, t);
        if (t->tag == CW_TAG_COL)
            return false;
        break;
    case CW_HTML_EOF:
        return tree_in_body(b, t);
    }
    if (!tree_current_is(b, CW_TAG_COLGROUP))
        return false;
    bool is_its_end = t->kind == CW_HTML_END_TAG && t->tag == CW_TAG_COLGROUP;
    if (is_its_end)
        tree_pop_to(b, b->n_open - 1, t);
    else
        tree_pop(b, t);
    b->mode = MODE_IN_TABLE;
    return !is_its_end;
}

/* Leave the section that is open. */
static void close_section(tree_builder *b, const cw_html_token *t)
{
    clear_to(b, is_section, t);
    if (b->n_open > 1 && t->kind == CW_HTML_END_TAG && is_section(t->tag))
        tree_pop_to(b, b->n_open - 1, t);
    else if (b->n_open > 1)
        tree_pop(b, t);
    b->mode = MODE_IN_TABLE;
}

static bool has_section(const tree_builder *b)
{
    return tree_has(b, CW_TAG_TBODY, SCOPE_TABLE) ||
           tree_has(b, CW_TAG_THEAD, SCOPE_TABLE) ||
           tree_has(b, CW_TAG_TFOOT, SCOPE_TABLE);
}

bool tree_in_table_body(tree_builder *b, cw_html_token *t)
{
    bool is_start = t->kind == CW_HTML_START_TAG;
    if (!is_start && t->kind != CW_HTML_END_TAG)
        return tree_in_table(b, t);
    if (is_start && t->tag == CW_TAG_TR) {
        clear_to(b, is_section, t);
        tree_insert(b, t);
        b->mode = MODE_IN_ROW;
        return false;
    }
    if (is_start && is_cell(t->tag)) {
        clear_to(b, is_section, t);
        tree_insert_implied(b, CW_TAG_TR);
        b->mode = MODE_IN_ROW;
        return true;
    }
    if (is_start ? begins_part(t->tag) : t->tag == CW_TAG_TABLE) {
        if (!has_section(b))
            return false;
        close_section(b, t);
        return true;
    }
    if (!is_start && is_section(t->tag)) {
        if (tree_has(b, t->tag, SCOPE_TABLE))
            close_section(b, t);
        return false;
    }
    return tree_in_table(b, t);
}

/* False: no row is open. */
static bool close_row(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has(b, CW_TAG_TR, SCOPE_TABLE))
        return false;
    clear_to(b, is_row, t);
    if (t->kind == CW_HTML_END_TAG && t->tag == CW_TAG_TR)
        tree_pop_to(b, b->n_open - 1, t);
    else
        tree_pop(b, t);
    b->mode = MODE_IN_TABLE_BODY;
    return true;
}

bool tree_in_row(tree_builder *b, cw_html_token *t)
{
    bool is_start = t->kind == CW_HTML_START_TAG;
    if (!is_start && t->kind != CW_HTML_END_TAG)
        return tree_in_table(b, t);
    if (is_start && is_cell(t->tag)) {
        clear_to(b, is_row, t);
        tree_insert(b, t);
        b->mode = MODE_IN_CELL;
        tree_list_marker(b);
        return false;
    }
    if (is_start ? begins_part(t->tag) || t->tag == CW_TAG_TR
                 : t->tag == CW_TAG_TABLE)
        return close_row(b, t);
    if (!is_start && t->tag == CW_TAG_TR) {
        (void)close_row(b, t);
        return false;
    }
    if (!is_start && is_section(t->tag))
        return tree_has(b, t->tag, SCOPE_TABLE) && close_row(b, t);
    return tree_in_table(b, t);
}

/* False: no cell is open. */
static bool close_cell(tree_builder *b, const cw_html_token *t)
{
    bool is_td = tree_has(b, CW_TAG_TD, SCOPE_TABLE);
    if (!is_td && !tree_has(b, CW_TAG_TH, SCOPE_TABLE))
        return false;
    tree_imply_ends(b, CW_TAG_OTHER, t);
    while (!is_cell(tree_tag(b, tree_current(b))))
        tree_pop(b, t);
    tree_pop(b, t);
    tree_clear_to_marker(b);
    b->mode = MODE_IN_ROW;
    return true;
}

static void end_cell(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has(b, t->tag, SCOPE_TABLE))
        return;
    tree_imply_ends(b, CW_TAG_OTHER, t);
    tree_pop_until(b, t->tag, t);
    tree_clear_to_marker(b);
    b->mode = MODE_IN_ROW;
}

bool tree_in_cell(tree_builder *b, cw_html_token *t)
{
    if (t->kind == CW_HTML_START_TAG &&
        (begins_part(t->tag) || t->tag == CW_TAG_TR || is_cell(t->tag)))
        return close_cell(b, t);
    if (t->kind != CW_HTML_END_TAG)
        return tree_in_body(b, t);
    switch (t->tag) {
    case CW_TAG_TD:
    case CW_TAG_TH:
        end_cell(b, t);
        return false;
    case CW_TAG_TABLE:
    case CW_TAG_TBODY:
    case CW_TAG_TFOOT:
    case CW_TAG_THEAD:
    case CW_TAG_TR:
        return tree_has(b, t->tag, SCOPE_TABLE) && close_cell(b, t);
    case CW_TAG_BODY:
    case CW_TAG_CAPTION:
    case CW_TAG_COL:
    case CW_TAG_COLGROUP:
    case CW_TAG_HTML:
        return false;
    default:
        return tree_in_body(b, t);
    }
}
