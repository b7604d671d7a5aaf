/* Tree construction, of whole pages and of fragments inside any element, with
 * and without scripting: the first byte chooses. The tree is a tree, stays
 * below its depth, and the same page gives the same tree again. */
#include "check_html.h"

static const char *const contexts[] = {
    "",         "div",       "p",        "table",
    "tbody",    "tr",        "td",       "caption",
    "colgroup", "select",    "template", "title",
    "script",   "svg title", "math mi",  "html",
    "head",     "body",      "frameset", "svg foreignObject",
    "button",   "form",      "ul",       "math annotation-xml"};
enum { N_CONTEXTS = sizeof contexts / sizeof *contexts };

static void check_depth(const cw_html_tree *tree)
{
    for (uint32_t at = 1; at < tree->n_nodes; at++) {
        size_t depth = 0;
        for (uint32_t up = at; up != 0; up = tree->nodes[up].parent)
            CHECK(++depth <= CW_MAX_HTML_DEPTH + 2);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_html_options options = {0};
    cw_html_tree tree, again;
    cw_arena keep, scratch;
    if (size == 0)
        return 0;
    cw_arena_init(&keep, FUZZ_ARENA);
    cw_arena_init(&scratch, FUZZ_ARENA);
    cw_bytes page = valid_utf8((cw_bytes){data + 1, size - 1}, &keep);
    options.is_scripted = data[0] & 128;
    options.context = cw_bytes_from(contexts[data[0] % N_CONTEXTS]);
    CHECK(cw_html_tree_build(page, &options, &keep, &scratch, &tree) == CW_OK);
    CHECK(cw_html_tree_build(page, &options, &keep, &scratch, &again) == CW_OK);
    check_tree(&tree);
    if (tree.n_nodes < 2000)
        check_depth(&tree);
    CHECK(tree.n_nodes == again.n_nodes && tree.body == again.body &&
          tree.n_attributes == again.n_attributes);
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
    return 0;
}
