/* html_tree_body.c: the "in body" insertion mode (13.2.6.4.7), start tags. */
#include "html/html_tree_int.h"

static void start_html(tree_builder *b, const cw_html_token *t)
{
    if (!tree_is_open(b, CW_TAG_TEMPLATE))
        tree_add_attributes(b, b->open[0], t);
}

static bool has_open_body(const tree_builder *b)
{
    return b->n_open > 1 && tree_tag(b, b->open[1]) == CW_TAG_BODY;
}

static void start_body(tree_builder *b, const cw_html_token *t)
{
    if (!has_open_body(b) || tree_is_open(b, CW_TAG_TEMPLATE))
        return;
    b->is_frameset_ok = false;
    tree_add_attributes(b, b->open[1], t);
}

static void start_frameset(tree_builder *b, const cw_html_token *t)
{
    if (!has_open_body(b) || !b->is_frameset_ok)
        return;
    tree_unlink(b, b->open[1]);
    if (b->tree->body == b->open[1])
        b->tree->body = 0;
    tree_pop_to(b, 1, t);
    tree_insert(b, t);
    b->mode = MODE_IN_FRAMESET;
}

static void start_block(tree_builder *b, const cw_html_token *t)
{
    tree_close_p(b, t);
    tree_insert(b, t);
}

static void start_heading(tree_builder *b, const cw_html_token *t)
{
    tree_close_p(b, t);
    if (tree_is_heading(tree_tag(b, tree_current(b))))
        tree_pop(b, t);
    tree_insert(b, t);
}

static void start_form(tree_builder *b, const cw_html_token *t)
{
    bool in_template = tree_is_open(b, CW_TAG_TEMPLATE);
    if (b->form != 0 && !in_template)
        return;
    tree_close_p(b, t);
    uint32_t node = tree_insert(b, t);
    if (!in_template)
        b->form = node;
}

/* li, dd, dt: an open one of the same list is closed first. */
static void start_item(tree_builder *b, const cw_html_token *t)
{
    bool is_li = t->tag == CW_TAG_LI;
    b->is_frameset_ok = false;
    for (uint32_t i = b->n_open; i-- > 0;) {
        cw_html_tag tag = tree_tag(b, b->open[i]);
        if (is_li ? tag == CW_TAG_LI : tag == CW_TAG_DD || tag == CW_TAG_DT) {
            tree_imply_ends(b, tag, t);
            tree_pop_until(b, tag, t);
            break;
        }
        if ((cw_html_tag_bits(tag) & CW_TAG_IS_SPECIAL) != 0 &&
            tag != CW_TAG_ADDRESS && tag != CW_TAG_DIV && tag != CW_TAG_P)
            break;
    }
    start_block(b, t);
}

static void start_button(tree_builder *b, const cw_html_token *t)
{
    if (tree_has(b, CW_TAG_BUTTON, SCOPE_DEFAULT)) {
        tree_imply_ends(b, CW_TAG_OTHER, t);
        tree_pop_until(b, CW_TAG_BUTTON, t);
    }
    tree_reconstruct(b);
    tree_insert(b, t);
    b->is_frameset_ok = false;
}

static void start_formatting(tree_builder *b, const cw_html_token *t)
{
    if (t->tag == CW_TAG_A) {
        uint32_t open = tree_find_listed(b, CW_TAG_A);
        if (open != 0) {
            if (!tree_adopt(b, CW_TAG_A, t))
                tree_any_end(b, t);
            tree_unlist(b, open);
            tree_remove_open(b, open);
        }
    }
    tree_reconstruct(b);
    if (t->tag == CW_TAG_NOBR && tree_has(b, CW_TAG_NOBR, SCOPE_DEFAULT)) {
        if (!tree_adopt(b, CW_TAG_NOBR, t))
            tree_any_end(b, t);
        tree_reconstruct(b);
    }
    tree_list(b, tree_insert(b, t));
}

static void start_object(tree_builder *b, const cw_html_token *t)
{
    tree_reconstruct(b);
    tree_insert(b, t);
    tree_list_marker(b);
    b->is_frameset_ok = false;
}

static void start_table(tree_builder *b, const cw_html_token *t)
{
    if (!b->tree->is_quirky)
        tree_close_p(b, t);
    tree_insert(b, t);
    b->is_frameset_ok = false;
    b->mode = MODE_IN_TABLE;
}

static void start_void(tree_builder *b, const cw_html_token *t)
{
    tree_reconstruct(b);
    tree_insert_void(b, t);
    b->is_frameset_ok = false;
}

/* A fragment that is the contents of a select. */
static bool is_in_select(const tree_builder *b)
{
    return b->context != 0 && tree_tag(b, b->context) == CW_TAG_SELECT;
}

static void start_input(tree_builder *b, const cw_html_token *t)
{
    const cw_html_attribute *type = tree_token_attribute(t, CW_LIT("type"));
    if (is_in_select(b))
        return;
    if (tree_has(b, CW_TAG_SELECT, SCOPE_DEFAULT))
        tree_pop_until(b, CW_TAG_SELECT, t);
    tree_reconstruct(b);
    tree_insert_void(b, t);
    if (type == NULL || !cw_bytes_equal_fold(type->value, CW_LIT("hidden")))
        b->is_frameset_ok = false;
}

static void start_hr(tree_builder *b, const cw_html_token *t)
{
    tree_close_p(b, t);
    if (tree_has(b, CW_TAG_SELECT, SCOPE_DEFAULT))
        tree_imply_ends(b, CW_TAG_OTHER, t);
    tree_insert_void(b, t);
    b->is_frameset_ok = false;
}

static void start_select(tree_builder *b, const cw_html_token *t)
{
    if (is_in_select(b))
        return;
    if (tree_has(b, CW_TAG_SELECT, SCOPE_DEFAULT)) {
        tree_pop_until(b, CW_TAG_SELECT, t);
        return;
    }
    tree_reconstruct(b);
    tree_insert(b, t);
    b->is_frameset_ok = false;
}

static void start_option(tree_builder *b, const cw_html_token *t)
{
    if (tree_has(b, CW_TAG_SELECT, SCOPE_DEFAULT))
        tree_imply_ends(
            b, t->tag == CW_TAG_OPTION ? CW_TAG_OPTGROUP : CW_TAG_OTHER, t);
    else if (tree_current_is(b, CW_TAG_OPTION))
        tree_pop(b, t);
    tree_reconstruct(b);
    tree_insert(b, t);
}

static void start_raw(tree_builder *b, const cw_html_token *t)
{
    if (t->tag == CW_TAG_XMP) {
        tree_close_p(b, t);
        tree_reconstruct(b);
    }
    if (t->tag != CW_TAG_NOEMBED)
        b->is_frameset_ok = false;
    tree_insert_raw(b, t, CW_HTML_RAWTEXT);
}

static void start_textarea(tree_builder *b, const cw_html_token *t)
{
    tree_insert_raw(b, t, CW_HTML_RCDATA);
    b->drops_newline = true;
    b->is_frameset_ok = false;
}

static void start_pre(tree_builder *b, const cw_html_token *t)
{
    start_block(b, t);
    b->drops_newline = true;
    b->is_frameset_ok = false;
}

static void start_plaintext(tree_builder *b, const cw_html_token *t)
{
    start_block(b, t);
    b->html.state = CW_HTML_PLAINTEXT;
}

/* rb, rtc, rp, rt */
static void start_ruby_part(tree_builder *b, const cw_html_token *t)
{
    bool is_text = t->tag == CW_TAG_RP || t->tag == CW_TAG_RT;
    if (tree_has(b, CW_TAG_RUBY, SCOPE_DEFAULT))
        tree_imply_ends(b, is_text ? CW_TAG_RTC : CW_TAG_OTHER, t);
    tree_insert(b, t);
}

static void start_image(tree_builder *b, cw_html_token *t)
{
    t->tag = CW_TAG_IMG;
    t->name = cw_html_tag_name(CW_TAG_IMG);
    start_void(b, t);
}

static void start_other(tree_builder *b, const cw_html_token *t)
{
    tree_reconstruct(b);
    tree_insert(b, t);
}

bool tree_body_start(tree_builder *b, cw_html_token *t)
{
    switch (t->tag) {
    case CW_TAG_HTML:
        start_html(b, t);
        return false;
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
    case CW_TAG_BODY:
        start_body(b, t);
        return false;
    case CW_TAG_FRAMESET:
        start_frameset(b, t);
        return false;
    case CW_TAG_ADDRESS:
    case CW_TAG_ARTICLE:
    case CW_TAG_ASIDE:
    case CW_TAG_BLOCKQUOTE:
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
    case CW_TAG_MAIN:
    case CW_TAG_MENU:
    case CW_TAG_NAV:
    case CW_TAG_OL:
    case CW_TAG_P:
    case CW_TAG_SEARCH:
    case CW_TAG_SECTION:
    case CW_TAG_SUMMARY:
    case CW_TAG_UL:
        start_block(b, t);
        return false;
    case CW_TAG_H1:
    case CW_TAG_H2:
    case CW_TAG_H3:
    case CW_TAG_H4:
    case CW_TAG_H5:
    case CW_TAG_H6:
        start_heading(b, t);
        return false;
    case CW_TAG_PRE:
    case CW_TAG_LISTING:
        start_pre(b, t);
        return false;
    case CW_TAG_FORM:
        start_form(b, t);
        return false;
    case CW_TAG_LI:
    case CW_TAG_DD:
    case CW_TAG_DT:
        start_item(b, t);
        return false;
    case CW_TAG_PLAINTEXT:
        start_plaintext(b, t);
        return false;
    case CW_TAG_BUTTON:
        start_button(b, t);
        return false;
    case CW_TAG_A:
    case CW_TAG_B:
    case CW_TAG_BIG:
    case CW_TAG_CODE:
    case CW_TAG_EM:
    case CW_TAG_FONT:
    case CW_TAG_I:
    case CW_TAG_NOBR:
    case CW_TAG_S:
    case CW_TAG_SMALL:
    case CW_TAG_STRIKE:
    case CW_TAG_STRONG:
    case CW_TAG_TT:
    case CW_TAG_U:
        start_formatting(b, t);
        return false;
    case CW_TAG_APPLET:
    case CW_TAG_MARQUEE:
    case CW_TAG_OBJECT:
        start_object(b, t);
        return false;
    case CW_TAG_TABLE:
        start_table(b, t);
        return false;
    case CW_TAG_AREA:
    case CW_TAG_BR:
    case CW_TAG_EMBED:
    case CW_TAG_IMG:
    case CW_TAG_KEYGEN:
    case CW_TAG_WBR:
        start_void(b, t);
        return false;
    case CW_TAG_INPUT:
        start_input(b, t);
        return false;
    case CW_TAG_PARAM:
    case CW_TAG_SOURCE:
    case CW_TAG_TRACK:
        tree_insert_void(b, t);
        return false;
    case CW_TAG_HR:
        start_hr(b, t);
        return false;
    case CW_TAG_IMAGE:
        start_image(b, t);
        return false;
    case CW_TAG_TEXTAREA:
        start_textarea(b, t);
        return false;
    case CW_TAG_XMP:
    case CW_TAG_IFRAME:
    case CW_TAG_NOEMBED:
        start_raw(b, t);
        return false;
    case CW_TAG_NOSCRIPT:
        if (b->is_scripted)
            tree_insert_raw(b, t, CW_HTML_RAWTEXT);
        else
            start_other(b, t);
        return false;
    case CW_TAG_SELECT:
        start_select(b, t);
        return false;
    case CW_TAG_OPTGROUP:
    case CW_TAG_OPTION:
        start_option(b, t);
        return false;
    case CW_TAG_RB:
    case CW_TAG_RTC:
    case CW_TAG_RP:
    case CW_TAG_RT:
        start_ruby_part(b, t);
        return false;
    case CW_TAG_MATH:
    case CW_TAG_SVG:
        tree_reconstruct(b);
        tree_start_foreign(b, t,
                           t->tag == CW_TAG_SVG ? CW_SPACE_SVG : CW_SPACE_MATH);
        return false;
    case CW_TAG_CAPTION:
    case CW_TAG_COL:
    case CW_TAG_COLGROUP:
    case CW_TAG_FRAME:
    case CW_TAG_HEAD:
    case CW_TAG_TBODY:
    case CW_TAG_TD:
    case CW_TAG_TFOOT:
    case CW_TAG_TH:
    case CW_TAG_THEAD:
    case CW_TAG_TR:
        return false;
    default:
        start_other(b, t);
        return false;
    }
}
