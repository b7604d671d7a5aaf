/* check_html.h: what holds of maps, tokens and trees, for the fuzz targets. */
#ifndef CLEW_FUZZ_CHECK_HTML_H
#define CLEW_FUZZ_CHECK_HTML_H

#include "check.h"
#include "html/html_tree.h"
#include "read/page.h"

static inline void check_range(cw_range range, size_t n)
{
    CHECK(range.from <= range.to && range.to <= n);
}

/* The map of a decoded page: runs ascend in both columns, are equal bytes,
 * and the whole lies inside the source. */
static inline void check_map(cw_map map, cw_bytes utf8, cw_bytes source)
{
    cw_range whole = {0, (uint32_t)utf8.n};
    size_t text = 0, from = 0;
    CHECK(cw_utf8_valid(utf8) == utf8.n);
    for (size_t i = 0; i < map.n; i++) {
        cw_map_entry entry = map.at[i];
        CHECK(entry.text_from >= text && entry.source_from >= from);
        text = (size_t)entry.text_from + entry.length;
        from = (size_t)entry.source_from + entry.length;
        CHECK(text <= utf8.n && from <= source.n);
        CHECK(memcmp(utf8.at + entry.text_from, source.at + entry.source_from,
                     entry.length) == 0);
    }
    whole = cw_map_range(map, whole);
    CHECK(whole.from <= whole.to && whole.to <= source.n);
}

static inline void check_tag(const cw_html_token *token, size_t n)
{
    CHECK(token->name.n > 0 && token->n_attributes <= CW_MAX_HTML_ATTRIBUTES);
    for (size_t i = 0; i < token->n_attributes; i++) {
        const cw_html_attribute *attribute = &token->attributes[i];
        CHECK(attribute->name.n > 0);
        CHECK(attribute->value.n <= CW_MAX_ATTRIBUTE_BYTES);
        CHECK(cw_utf8_valid(attribute->value) == attribute->value.n);
        check_range(attribute->value_range, n);
    }
}

/* Tokens ascend, cover bytes of the page, and come to an end. */
static inline void check_tokens(cw_html *html)
{
    cw_html_token token;
    size_t n = html->page.n, n_tokens = 0;
    uint32_t at = 0;
    do {
        CHECK(cw_html_next(html, &token) == CW_OK);
        CHECK(++n_tokens <= 2 * n + 2);
        check_range(token.range, n);
        CHECK(token.range.from >= at);
        at = token.range.to;
        if (token.kind == CW_HTML_TEXT)
            CHECK(token.data.n > 0 &&
                  cw_utf8_valid(token.data) == token.data.n);
        if (token.kind == CW_HTML_START_TAG || token.kind == CW_HTML_END_TAG)
            check_tag(&token, n);
    } while (token.kind != CW_HTML_EOF);
}

static inline void check_text_node(const cw_html_tree *tree,
                                   const cw_html_node *node)
{
    uint32_t piece = node->first, last = 0;
    CHECK(piece != 0);
    for (; piece != 0; piece = tree->pieces[piece].next) {
        check_range(tree->pieces[piece].source, tree->page.n);
        last = piece;
    }
    CHECK(last == node->n);
}

static inline void check_node(const cw_html_tree *tree, uint32_t at)
{
    const cw_html_node *node = &tree->nodes[at];
    size_t n = tree->page.n;
    check_range(node->range, n);
    check_range(node->end, n);
    if (node->first_child != 0)
        CHECK(tree->nodes[node->first_child].parent == at &&
              tree->nodes[node->first_child].previous == 0);
    if (node->last_child != 0)
        CHECK(tree->nodes[node->last_child].parent == at &&
              tree->nodes[node->last_child].next == 0);
    if (node->next != 0)
        CHECK(tree->nodes[node->next].previous == at &&
              tree->nodes[node->next].parent == node->parent);
    if (node->kind == CW_NODE_ELEMENT)
        for (uint32_t i = 0; i < node->n; i++)
            check_range(tree->attributes[node->first + i].value_range, n);
    if (node->kind == CW_NODE_TEXT)
        check_text_node(tree, node);
}

/* Ranges lie inside, links agree, and the tree is a tree. */
static inline void check_tree(const cw_html_tree *tree)
{
    uint32_t n_seen = 0;
    CHECK(tree->html != 0);
    for (uint32_t at = 0; at != 0 || n_seen == 0;
         at = cw_html_node_next(tree, at, 0)) {
        CHECK(++n_seen <= tree->n_nodes);
        check_node(tree, at);
        if (at == 0 && tree->nodes[0].first_child == 0)
            break;
    }
}

#endif
