/* Trees and their bytes, from tests/html/html_tree.case; reading a tree. */
#include "html/html_tree.h"
#include "support/case.h"

static void print_node(const cw_html_tree *tree, uint32_t at, size_t depth,
                       cw_buf *out)
{
    const cw_html_node *node = &tree->nodes[at];
    cw_buf_add_text(out, out->n > 0 ? "\n" : "");
    for (size_t i = 0; i < depth; i++)
        cw_buf_add_text(out, "  ");
    if (node->kind == CW_NODE_TEXT) {
        cw_buf_add_byte(out, '"');
        cw_html_node_text(tree, at, out);
        cw_buf_add_byte(out, '"');
    } else {
        cw_buf_add(out, node->name);
    }
    cw_buf_addf(out, " %u-%u", (unsigned)node->range.from,
                (unsigned)node->range.to);
    if (node->kind == CW_NODE_ELEMENT &&
        (cw_html_tag_bits((cw_html_tag)node->tag) & CW_TAG_IS_VOID) == 0)
        cw_buf_addf(out, " %u-%u", (unsigned)node->end.from,
                    (unsigned)node->end.to);
}

static size_t depth_of(const cw_html_tree *tree, uint32_t at)
{
    size_t depth = 0;
    while ((at = tree->nodes[at].parent) != 0)
        depth++;
    return depth;
}

static cw_html_tree tree_of(cw_bytes page, cw_arena *arena)
{
    cw_html_tree tree;
    cw_arena scratch;
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    assert_int_equal(cw_html_tree_build(page, NULL, arena, &scratch, &tree),
                     CW_OK);
    cw_arena_free(&scratch);
    return tree;
}

static void one_page(case_now *now, void *state)
{
    cw_html_tree tree = tree_of(case_line(now, 0), now->arena);
    cw_buf got;
    (void)state;
    cw_buf_init(&got, now->arena, CW_MAX_TEXT_BYTES);
    for (uint32_t at = cw_html_node_next(&tree, 0, 0); at != 0;
         at = cw_html_node_next(&tree, at, 0))
        print_node(&tree, at, depth_of(&tree, at), &got);
    case_expect_rest(now, 1, cw_buf_bytes(&got));
}

static void pages(void **state)
{
    (void)state;
    case_run_file("tests/html/html_tree.case", one_page, NULL);
}

static void a_tree_can_be_read(void **state)
{
    cw_arena arena;
    cw_html_tree tree;
    cw_buf text;
    (void)state;
    cw_arena_init(&arena, CW_MAX_REPORT_ARENA);
    cw_buf_init(&text, &arena, CW_MAX_TEXT_BYTES);
    tree = tree_of(CW_LIT("<body data-kind='a&#38;b'><div>one<i>&amp;</i>"
                          "</div>two"),
                   &arena);
    assert_true(cw_bytes_equal(
        cw_html_attribute_value(&tree, tree.body, CW_LIT("data-kind")),
        CW_LIT("a&b")));
    assert_null(cw_html_attribute_find(&tree, tree.body, CW_LIT("id")));
    uint32_t div = tree.nodes[tree.body].first_child;
    assert_int_equal(tree.nodes[div].tag, CW_TAG_DIV);
    assert_int_equal(cw_html_node_text(&tree, div, &text), CW_OK);
    assert_true(cw_bytes_equal(cw_buf_bytes(&text), CW_LIT("one&")));
    uint32_t two = cw_html_node_skip(&tree, div, tree.body);
    assert_int_equal(tree.nodes[two].kind, CW_NODE_TEXT);
    assert_int_equal(cw_html_node_skip(&tree, two, tree.body), 0);
    cw_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages),
        cmocka_unit_test(a_tree_can_be_read),
    };
    return case_run_tests(tests);
}
