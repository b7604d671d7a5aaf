#include "base/table.h"
#include "html/html_tree_int.h"

static void count_open(tree_builder *b, uint32_t node, bool is_opened)
{
    cw_html_node *at = tree_node(b, node);
    if (is_opened) {
        at->flags |= NODE_IS_OPEN;
        b->n_open_of[at->tag]++;
    } else {
        at->flags &= (uint8_t)~NODE_IS_OPEN;
        b->n_open_of[at->tag]--;
    }
}

/* Past the depth limit the new element takes the place of the current one on
 * the stack: what would be its child becomes its sibling's. The caller has
 * linked it already, so it moves out one level. */
static void flatten(tree_builder *b, uint32_t node)
{
    uint32_t current = tree_current(b);
    cw_html_note_cut(&b->tree->cut, TREE_DEEP);
    if (tree_node(b, node)->parent == current &&
        tree_node(b, current)->parent != 0) {
        tree_unlink(b, node);
        tree_link(b, node, (tree_place){tree_node(b, current)->parent, 0});
    }
    tree_remove_open_at(b, b->n_open - 1);
}

void tree_push(tree_builder *b, uint32_t node)
{
    if (b->n_open == CW_MAX_HTML_DEPTH)
        flatten(b, node);
    b->open[b->n_open++] = node;
    count_open(b, node, true);
}

void tree_pop(tree_builder *b, const cw_html_token *t)
{
    uint32_t node = b->open[--b->n_open];
    count_open(b, node, false);
    if (cw_range_is_empty(tree_node(b, node)->end)) // body and html may end
        tree_node(b, node)->end = (cw_range){t->range.from, t->range.from};
}

void tree_pop_to(tree_builder *b, uint32_t i, const cw_html_token *t)
{
    uint32_t node = b->open[i];
    while (b->n_open > i)
        tree_pop(b, t);
    if (t->kind == CW_HTML_END_TAG)
        tree_node(b, node)->end = t->range;
}

void tree_pop_until(tree_builder *b, cw_html_tag tag, const cw_html_token *t)
{
    uint32_t i = b->n_open;
    while (i > 1 && tree_tag(b, b->open[i - 1]) != tag)
        i--;
    if (i > 1) // html stays
        tree_pop_to(b, i - 1, t);
}

uint32_t tree_find_open(const tree_builder *b, uint32_t node)
{
    uint32_t i = b->n_open;
    while (i > 0 && b->open[i - 1] != node)
        i--;
    return i - 1; // the caller knows that it is there
}

void tree_remove_open_at(tree_builder *b, uint32_t i)
{
    count_open(b, b->open[i], false);
    b->n_open--;
    memmove(b->open + i, b->open + i + 1, (b->n_open - i) * sizeof *b->open);
}

void tree_remove_open(tree_builder *b, uint32_t node)
{
    if ((tree_node(b, node)->flags & NODE_IS_OPEN) != 0)
        tree_remove_open_at(b, tree_find_open(b, node));
}

void tree_insert_open_at(tree_builder *b, uint32_t i, uint32_t node)
{
    memmove(b->open + i + 1, b->open + i, (b->n_open - i) * sizeof *b->open);
    b->open[i] = node;
    b->n_open++;
    count_open(b, node, true);
}

void tree_replace_open_at(tree_builder *b, uint32_t i, uint32_t node)
{
    count_open(b, b->open[i], false);
    b->open[i] = node;
    count_open(b, node, true);
}

bool tree_is_open(const tree_builder *b, cw_html_tag tag)
{
    return b->n_open_of[tag] > 0;
}

/* Does this element end the search of a scope (13.2.4.2)? */
static bool ends_scope(cw_html_tag tag, tree_scope scope)
{
    switch (scope) {
    case SCOPE_TABLE:
        return tag == CW_TAG_HTML || tag == CW_TAG_TABLE ||
               tag == CW_TAG_TEMPLATE;
    case SCOPE_LIST_ITEM:
        if (tag == CW_TAG_OL || tag == CW_TAG_UL)
            return true;
        break;
    case SCOPE_BUTTON:
        if (tag == CW_TAG_BUTTON)
            return true;
        break;
    case SCOPE_DEFAULT:
        break;
    }
    return (cw_html_tag_bits(tag) & CW_TAG_IS_SCOPE) != 0;
}

bool tree_has(const tree_builder *b, cw_html_tag tag, tree_scope scope)
{
    if (b->n_open_of[tag] == 0)
        return false;
    for (uint32_t i = b->n_open; i-- > 0;) {
        cw_html_tag at = tree_tag(b, b->open[i]);
        if (at == tag)
            return true;
        if (ends_scope(at, scope))
            return false;
    }
    return false;
}

bool tree_node_in_scope(const tree_builder *b, uint32_t node)
{
    for (uint32_t i = b->n_open; i-- > 0;) {
        if (b->open[i] == node)
            return true;
        if (ends_scope(tree_tag(b, b->open[i]), SCOPE_DEFAULT))
            return false;
    }
    return false;
}

bool tree_has_heading(const tree_builder *b)
{
    for (uint32_t i = b->n_open; i-- > 0;) {
        if (tree_is_heading(tree_tag(b, b->open[i])))
            return true;
        if (ends_scope(tree_tag(b, b->open[i]), SCOPE_DEFAULT))
            return false;
    }
    return false;
}

void tree_imply_ends(tree_builder *b, cw_html_tag but, const cw_html_token *t)
{
    while (b->n_open > 0 && tree_tag(b, tree_current(b)) != but &&
           (tree_bits(b, tree_current(b)) & CW_TAG_IS_IMPLIED_END) != 0)
        tree_pop(b, t);
}

void tree_imply_all_ends(tree_builder *b, const cw_html_token *t)
{
    while (b->n_open > 0 &&
           (tree_bits(b, tree_current(b)) & CW_TAG_IS_IMPLIED_ALL) != 0)
        tree_pop(b, t);
}

void tree_close_p(tree_builder *b, const cw_html_token *t)
{
    if (!tree_has(b, CW_TAG_P, SCOPE_BUTTON))
        return;
    tree_imply_ends(b, CW_TAG_P, t);
    tree_pop_until(b, CW_TAG_P, t);
}

/* Reset the insertion mode appropriately (13.2.4.1). */
void tree_reset_mode(tree_builder *b)
{
    for (uint32_t i = b->n_open; i-- > 0;) {
        bool is_last = i == 0;
        uint32_t node = is_last && b->context != 0 ? b->context : b->open[i];
        switch (tree_tag(b, node)) {
        case CW_TAG_TD:
        case CW_TAG_TH:
            if (is_last)
                break;
            b->mode = MODE_IN_CELL;
            return;
        case CW_TAG_TR:
            b->mode = MODE_IN_ROW;
            return;
        case CW_TAG_TBODY:
        case CW_TAG_THEAD:
        case CW_TAG_TFOOT:
            b->mode = MODE_IN_TABLE_BODY;
            return;
        case CW_TAG_CAPTION:
            b->mode = MODE_IN_CAPTION;
            return;
        case CW_TAG_COLGROUP:
            b->mode = MODE_IN_COLUMN_GROUP;
            return;
        case CW_TAG_TABLE:
            b->mode = MODE_IN_TABLE;
            return;
        case CW_TAG_TEMPLATE:
            if (b->n_template_modes == 0)
                break;
            b->mode = b->template_modes[b->n_template_modes - 1];
            return;
        case CW_TAG_HEAD:
            if (is_last)
                break;
            b->mode = MODE_IN_HEAD;
            return;
        case CW_TAG_BODY:
            b->mode = MODE_IN_BODY;
            return;
        case CW_TAG_FRAMESET:
            b->mode = MODE_IN_FRAMESET;
            return;
        case CW_TAG_HTML:
            b->mode = b->tree->head == 0 ? MODE_BEFORE_HEAD : MODE_AFTER_HEAD;
            return;
        default:
            break;
        }
    }
    b->mode = MODE_IN_BODY;
}

/* ---- the list of active formatting elements (13.2.4.3) */

static void remove_listed_at(tree_builder *b, uint32_t i)
{
    if (b->listed[i] != 0)
        tree_node(b, b->listed[i])->flags &= (uint8_t)~NODE_IS_LISTED;
    b->n_listed--;
    memmove(b->listed + i, b->listed + i + 1,
            (b->n_listed - i) * sizeof *b->listed);
    memmove(b->listed_hash + i, b->listed_hash + i + 1,
            (b->n_listed - i) * sizeof *b->listed_hash);
}

void tree_list_at(tree_builder *b, uint32_t i, uint32_t node, uint64_t hash)
{
    memmove(b->listed + i + 1, b->listed + i,
            (b->n_listed - i) * sizeof *b->listed);
    memmove(b->listed_hash + i + 1, b->listed_hash + i,
            (b->n_listed - i) * sizeof *b->listed_hash);
    b->listed[i] = node;
    b->listed_hash[i] = hash;
    b->n_listed++;
    if (node != 0)
        tree_node(b, node)->flags |= NODE_IS_LISTED;
}

/* The same for the same attributes in any order. It spares comparing an
 * element with every one of the list, attribute by attribute. */
static uint64_t attributes_hash(const cw_html_tree *tree, uint32_t node)
{
    const cw_html_node *element = &tree->nodes[node];
    uint64_t sum = element->n;
    for (uint32_t i = 0; i < element->n; i++) {
        const cw_html_attribute *at = &tree->attributes[element->first + i];
        sum += cw_hash_mix(cw_hash(at->name), cw_hash(at->value));
    }
    return sum;
}

static bool is_alike(const cw_html_tree *tree, uint32_t a, uint32_t z)
{
    const cw_html_node *one = &tree->nodes[a], *other = &tree->nodes[z];
    if (one->tag != other->tag || one->n != other->n)
        return false;
    for (uint32_t i = 0; i < one->n && one->first != other->first; i++) {
        const cw_html_attribute *attribute = &tree->attributes[one->first + i];
        const cw_html_attribute *same =
            cw_html_attribute_find(tree, z, attribute->name);
        if (same == NULL || !cw_bytes_equal(same->value, attribute->value))
            return false;
    }
    return true;
}

/* The Noah's Ark clause: of more than three alike since the last marker the
 * earliest leaves the list. */
static void keep_three(tree_builder *b, uint32_t node, uint64_t hash)
{
    uint32_t n_alike = 0, earliest = 0;
    for (uint32_t i = b->n_listed; i-- > 0 && b->listed[i] != 0;) {
        if (b->listed_hash[i] == hash &&
            is_alike(b->tree, b->listed[i], node)) {
            n_alike++;
            earliest = i;
        }
    }
    if (n_alike >= 3)
        remove_listed_at(b, earliest);
}

void tree_list(tree_builder *b, uint32_t node)
{
    uint64_t hash = attributes_hash(b->tree, node);
    keep_three(b, node, hash);
    if (b->n_listed == LISTED_MAX)
        remove_listed_at(b, 0);
    tree_list_at(b, b->n_listed, node, hash);
}

void tree_list_marker(tree_builder *b)
{
    if (b->n_listed == LISTED_MAX)
        remove_listed_at(b, 0);
    tree_list_at(b, b->n_listed, 0, 0);
}

void tree_unlist(tree_builder *b, uint32_t node)
{
    if ((tree_node(b, node)->flags & NODE_IS_LISTED) == 0)
        return;
    for (uint32_t i = b->n_listed; i-- > 0;)
        if (b->listed[i] == node) {
            remove_listed_at(b, i);
            return;
        }
}

void tree_clear_to_marker(tree_builder *b)
{
    while (b->n_listed > 0 && b->listed[b->n_listed - 1] != 0)
        remove_listed_at(b, b->n_listed - 1);
    if (b->n_listed > 0)
        b->n_listed--;
}

uint32_t tree_find_listed(const tree_builder *b, cw_html_tag tag)
{
    for (uint32_t i = b->n_listed; i-- > 0 && b->listed[i] != 0;)
        if (tree_tag(b, b->listed[i]) == tag)
            return b->listed[i];
    return 0;
}

/* Reconstruct the active formatting elements. At the depth limit nothing is
 * opened again, so that a deep page does not make them for every text. */
void tree_reconstruct(tree_builder *b)
{
    uint32_t i = b->n_listed;
    while (i > 0 && b->listed[i - 1] != 0 &&
           (tree_node(b, b->listed[i - 1])->flags & NODE_IS_OPEN) == 0)
        i--;
    for (; i < b->n_listed && b->n_open < CW_MAX_HTML_DEPTH; i++) {
        uint32_t old = b->listed[i], node = tree_new_like(b, old);
        tree_link(b, node, tree_place_for(b, tree_current(b)));
        tree_push(b, node);
        tree_node(b, old)->flags &= (uint8_t)~NODE_IS_LISTED;
        tree_node(b, node)->flags |= NODE_IS_LISTED;
        b->listed[i] = node;
    }
}
