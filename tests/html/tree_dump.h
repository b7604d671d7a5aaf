/* tree_dump.h: a tree as html5lib writes it, one node a line:
 *
 *   | <html>
 *   |   <body>
 *   |     class="a"
 *   |     "text"
 *
 * Included by the test programs of the html room. */
#ifndef CLEW_TESTS_TREE_DUMP_H
#define CLEW_TESTS_TREE_DUMP_H

#include <stdlib.h>

#include "html/html_tree.h"

static inline void dump_indent(cw_buf *out, size_t depth)
{
    cw_buf_add_text(out, out->n > 0 ? "\n| " : "| ");
    for (size_t i = 0; i < depth; i++)
        cw_buf_add_text(out, "  ");
}

/* A byte of the name as it is written: "xlink href" in a namespace. */
static inline uint8_t dump_byte(const cw_html_attribute *attribute, size_t i)
{
    uint8_t c = attribute->name.at[i];
    return attribute->space != CW_SPACE_NONE && c == ':' ? ' ' : c;
}

static inline void dump_attribute_name(cw_buf *out,
                                       const cw_html_attribute *attribute)
{
    for (size_t i = 0; i < attribute->name.n; i++)
        cw_buf_add_byte(out, dump_byte(attribute, i));
}

static inline int dump_compare(const void *a, const void *b)
{
    const cw_html_attribute *one = *(const cw_html_attribute *const *)a;
    const cw_html_attribute *other = *(const cw_html_attribute *const *)b;
    size_t i = 0, n = one->name.n < other->name.n ? one->name.n : other->name.n;
    while (i < n && dump_byte(one, i) == dump_byte(other, i))
        i++;
    if (i == n)
        return (one->name.n > n) - (other->name.n > n);
    return dump_byte(one, i) < dump_byte(other, i) ? -1 : 1;
}

static inline void dump_attributes(const cw_html_tree *tree,
                                   const cw_html_node *node, size_t depth,
                                   cw_buf *out)
{
    const cw_html_attribute *sorted[CW_MAX_HTML_ATTRIBUTES];
    for (uint32_t i = 0; i < node->n; i++)
        sorted[i] = &tree->attributes[node->first + i];
    qsort(sorted, node->n, sizeof *sorted, dump_compare);
    for (uint32_t i = 0; i < node->n; i++) {
        dump_indent(out, depth);
        dump_attribute_name(out, sorted[i]);
        cw_buf_add_text(out, "=\"");
        cw_buf_add(out, sorted[i]->value);
        cw_buf_add_byte(out, '"');
    }
}

static inline void dump_doctype(const cw_html_tree *tree,
                                const cw_html_node *node, cw_buf *out)
{
    cw_buf_add_text(out, "<!DOCTYPE ");
    cw_buf_add(out, node->name);
    if (tree->public_id.n > 0 || tree->system_id.n > 0) {
        cw_buf_add_text(out, " \"");
        cw_buf_add(out, tree->public_id);
        cw_buf_add_text(out, "\" \"");
        cw_buf_add(out, tree->system_id);
        cw_buf_add_byte(out, '"');
    }
    cw_buf_add_byte(out, '>');
}

static inline void dump_node(const cw_html_tree *tree, uint32_t at,
                             size_t depth, cw_buf *out)
{
    const cw_html_node *node = &tree->nodes[at];
    dump_indent(out, depth);
    switch (node->kind) {
    case CW_NODE_DOCTYPE:
        dump_doctype(tree, node, out);
        break;
    case CW_NODE_COMMENT:
        cw_buf_add_text(out, "<!-- ");
        cw_buf_add(out, node->name);
        cw_buf_add_text(out, " -->");
        break;
    case CW_NODE_TEXT:
        cw_buf_add_byte(out, '"');
        cw_html_node_text(tree, at, out);
        cw_buf_add_byte(out, '"');
        break;
    default:
        cw_buf_add_byte(out, '<');
        if (node->space == CW_SPACE_SVG)
            cw_buf_add_text(out, "svg ");
        if (node->space == CW_SPACE_MATH)
            cw_buf_add_text(out, "math ");
        cw_buf_add(out, node->name);
        cw_buf_add_byte(out, '>');
        dump_attributes(tree, node, depth + 1, out);
        if (node->tag == CW_TAG_TEMPLATE) {
            dump_indent(out, depth + 1);
            cw_buf_add_text(out, "content");
        }
    }
}

/* Everything below root, without root itself. */
static inline void dump_tree(const cw_html_tree *tree, uint32_t root,
                             cw_buf *out)
{
    size_t depth = 0;
    uint32_t at = tree->nodes[root].first_child;
    while (at != 0) {
        const cw_html_node *node = &tree->nodes[at];
        size_t content = node->tag == CW_TAG_TEMPLATE;
        dump_node(tree, at, depth, out);
        if (node->first_child != 0) {
            depth += 1 + content;
            at = node->first_child;
            continue;
        }
        while (at != root && tree->nodes[at].next == 0) {
            at = tree->nodes[at].parent;
            if (at != root)
                depth -= 1u + (tree->nodes[at].tag == CW_TAG_TEMPLATE);
        }
        at = at == root ? 0 : tree->nodes[at].next;
    }
}

#endif
