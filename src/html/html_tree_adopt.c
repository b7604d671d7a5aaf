/* html_tree_adopt.c: end tags of misnested formatting elements (13.2.6.4.7).
 *
 *   <b>one<p>two</b>three</p>   ->   <b>one</b><p><b>two</b>three</p>
 *
 * The names are those of the standard: `formatting` is the element the end
 * tag means, `furthest` the block that stands inside and stays open. */
#include "html/html_tree_int.h"

static uint32_t list_index(const tree_builder *b, uint32_t node)
{
    uint32_t i = b->n_listed;
    while (i > 0 && b->listed[i - 1] != node)
        i--;
    return i - 1;
}

/* The topmost special element below open[i] on the stack; n_open: none. */
static uint32_t furthest_block(const tree_builder *b, uint32_t i)
{
    while (++i < b->n_open &&
           (tree_bits(b, b->open[i]) & CW_TAG_IS_SPECIAL) == 0)
        continue;
    return i;
}

/* The inner loop: from the furthest block up to the formatting element at
 * open[low], open elements on the way are made anew (the three nearest that
 * are listed) or leave the stack. *high is the block's index and follows it;
 * *bookmark is the place in the list. Returns the last node. */
static uint32_t inner_loop(tree_builder *b, uint32_t low, uint32_t *high,
                           uint32_t *bookmark)
{
    uint32_t furthest = b->open[*high], last = furthest;
    uint32_t n_passed = 0;
    for (uint32_t i = *high; --i > low;) {
        uint32_t node = b->open[i];
        bool is_listed = (tree_node(b, node)->flags & NODE_IS_LISTED) != 0;
        if (++n_passed > 3 && is_listed) {
            *bookmark -= list_index(b, node) < *bookmark;
            tree_unlist(b, node);
            is_listed = false;
        }
        if (!is_listed) {
            tree_remove_open_at(b, i);
            --*high;
            continue;
        }
        uint32_t copy = tree_new_like(b, node), at = list_index(b, node);
        tree_node(b, node)->flags &= (uint8_t)~NODE_IS_LISTED;
        tree_node(b, copy)->flags |= NODE_IS_LISTED;
        b->listed[at] = copy;
        tree_replace_open_at(b, i, copy);
        if (last == furthest)
            *bookmark = at + 1;
        tree_unlink(b, last);
        tree_link(b, last, (tree_place){copy, 0});
        last = copy;
    }
    return last;
}

/* One turn of the outer loop, with a furthest block at open[high]. */
static void adopt_once(tree_builder *b, uint32_t formatting, uint32_t low,
                       uint32_t high)
{
    uint32_t ancestor = b->open[low - 1], furthest = b->open[high];
    uint32_t bookmark = list_index(b, formatting);
    uint64_t hash = b->listed_hash[bookmark];
    uint32_t last = inner_loop(b, low, &high, &bookmark);
    tree_unlink(b, last);
    tree_link(b, last, tree_place_for(b, ancestor));
    uint32_t copy = tree_new_like(b, formatting);
    tree_move_children(b, furthest, copy);
    tree_link(b, copy, (tree_place){furthest, 0});
    bookmark -= list_index(b, formatting) < bookmark;
    tree_unlist(b, formatting);
    tree_list_at(b, bookmark, copy, hash);
    tree_remove_open_at(b, low);
    tree_insert_open_at(b, high, copy); // the block is at high - 1 now
}

bool tree_adopt(tree_builder *b, cw_html_tag subject, const cw_html_token *t)
{
    uint32_t current = tree_current(b);
    if (tree_tag(b, current) == subject &&
        (tree_node(b, current)->flags & NODE_IS_LISTED) == 0) {
        tree_pop_to(b, b->n_open - 1, t);
        return true;
    }
    for (int turn = 0; turn < 8; turn++) {
        uint32_t formatting = tree_find_listed(b, subject);
        if (formatting == 0)
            return false;
        if ((tree_node(b, formatting)->flags & NODE_IS_OPEN) == 0) {
            tree_unlist(b, formatting);
            return true;
        }
        if (!tree_node_in_scope(b, formatting))
            return true;
        uint32_t low = tree_find_open(b, formatting);
        uint32_t high = furthest_block(b, low);
        if (high == b->n_open) {
            tree_pop_to(b, low, t);
            tree_unlist(b, formatting);
            return true;
        }
        if (turn == 0 && t->kind == CW_HTML_END_TAG)
            tree_node(b, formatting)->end = t->range;
        adopt_once(b, formatting, low, high);
    }
    return true;
}
