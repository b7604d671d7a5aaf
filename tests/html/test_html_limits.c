/* Pages made to be slow, deep or large: limits at n - 1, n and n + 1, nothing
 * lost that can be kept, and time that doubles when the page does. */
#include <stdio.h>
#include <time.h>

#include "html/html_text.h"
#include "support/case.h"

typedef struct {
    cw_arena keep, scratch;
    cw_buf page;
    cw_html_tree tree;
    cw_html_text text;
} bench;

static void begin(bench *b)
{
    cw_arena_init(&b->keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&b->scratch, CW_MAX_REPORT_ARENA);
    cw_buf_init(&b->page, &b->keep, CW_MAX_INPUT_BYTES);
}

static void add_many(bench *b, const char *what, size_t n)
{
    for (size_t i = 0; i < n; i++)
        cw_buf_add_text(&b->page, what);
    assert_int_equal(cw_buf_status(&b->page), CW_OK);
}

static void parse(bench *b)
{
    cw_bytes bytes = cw_buf_bytes(&b->page);
    cw_page page = {.source = bytes, .utf8 = bytes};
    assert_int_equal(
        cw_html_tree_build(bytes, NULL, &b->keep, &b->scratch, &b->tree),
        CW_OK);
    assert_int_equal(
        cw_html_text_build(&b->tree, &page, &b->keep, &b->scratch, &b->text),
        CW_OK);
}

static void end(bench *b)
{
    cw_arena_free(&b->keep);
    cw_arena_free(&b->scratch);
}

static size_t depth_of(const cw_html_tree *tree)
{
    size_t deepest = 0, depth = 0;
    for (uint32_t at = 0;;) {
        if (tree->nodes[at].first_child != 0) {
            at = tree->nodes[at].first_child;
            deepest = ++depth > deepest ? depth : deepest;
            continue;
        }
        for (; at != 0 && tree->nodes[at].next == 0; depth--)
            at = tree->nodes[at].parent;
        if (at == 0)
            return deepest;
        at = tree->nodes[at].next;
    }
}

/* html and body are open too; the text is one level deeper. */
static void a_deep_page_is_flattened(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 2; more++) {
        bench b;
        begin(&b);
        add_many(&b, "<div>", CW_MAX_HTML_DEPTH - 2 - 1 + more);
        add_many(&b, "x", 1);
        parse(&b);
        assert_int_equal(b.tree.cut != NULL, more == 2);
        assert_int_equal(depth_of(&b.tree),
                         CW_MAX_HTML_DEPTH + (more == 0 ? 0 : 1));
        assert_true(cw_bytes_equal(b.text.text, CW_LIT("x")));
        end(&b);
    }
}

static void attributes_of_a_tag_are_limited(void **state)
{
    (void)state;
    for (size_t n = CW_MAX_HTML_ATTRIBUTES - 1; n <= CW_MAX_HTML_ATTRIBUTES + 1;
         n++) {
        bench b;
        begin(&b);
        cw_buf_add_text(&b.page, "<p");
        for (size_t i = 0; i < n; i++)
            cw_buf_addf(&b.page, " a%zu=%zu A%zu=again", i, i, i);
        cw_buf_add_text(&b.page, ">x");
        parse(&b);
        uint32_t p = b.tree.nodes[b.tree.body].first_child;
        assert_int_equal(b.tree.nodes[p].n, n > CW_MAX_HTML_ATTRIBUTES
                                                ? CW_MAX_HTML_ATTRIBUTES
                                                : n);
        assert_int_equal(b.tree.cut != NULL, n > CW_MAX_HTML_ATTRIBUTES);
        assert_true(
            cw_bytes_equal(cw_html_attribute_value(&b.tree, p, CW_LIT("a200")),
                           CW_LIT("200")));
        assert_true(cw_bytes_equal(b.text.text, CW_LIT("x")));
        end(&b);
    }
}

/* As it stands, and decoded: "\xC3\xA9" must not be cut in two. */
static void a_long_value_is_cut(void **state)
{
    static const char *const lasts[] = {"a", "&amp;", "\xC3\xA9"};
    (void)state;
    for (size_t kind = 0; kind < 3; kind++)
        for (size_t n = CW_MAX_ATTRIBUTE_BYTES - 2; n <= CW_MAX_ATTRIBUTE_BYTES;
             n++) {
            bench b;
            begin(&b);
            add_many(&b, "<p title='", 1);
            add_many(&b, "x", n);
            add_many(&b, lasts[kind], 1);
            add_many(&b, "'>y", 1);
            parse(&b);
            size_t full = n + (kind == 2 ? 2 : 1);
            uint32_t p = b.tree.nodes[b.tree.body].first_child;
            cw_bytes value =
                cw_html_attribute_value(&b.tree, p, CW_LIT("title"));
            assert_int_equal(value.n, full > CW_MAX_ATTRIBUTE_BYTES ? n : full);
            assert_int_equal(b.tree.cut != NULL, full > CW_MAX_ATTRIBUTE_BYTES);
            end(&b);
        }
}

/* A picture of several megabytes inside the page: its head is the value, its
 * range is whole, and nothing counts as cut. */
static void a_long_data_uri_is_passed_over(void **state)
{
    (void)state;
    for (size_t n = 4095; n <= 2 * CW_MAX_ATTRIBUTE_BYTES; n = n * 2 - 4095) {
        bench b;
        begin(&b);
        add_many(&b, "<img src='DATA:image/png;base64,", 1);
        add_many(&b, "A", n - 22);
        add_many(&b, "'>y", 1);
        parse(&b);
        uint32_t img = b.tree.nodes[b.tree.body].first_child;
        const cw_html_attribute *src =
            cw_html_attribute_find(&b.tree, img, CW_LIT("src"));
        assert_int_equal(src->value.n, n < 4096 ? n : 22);
        assert_int_equal(src->value_range.to - src->value_range.from, n);
        assert_null(b.tree.cut);
        end(&b);
        n += n == 4095;
    }
}

/* document, html, head, body and a text stand beside the n elements. The page
 * is so long that its tree may hold that many. */
static void nodes_are_limited(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 2; more++) {
        bench b;
        begin(&b);
        add_many(&b, "<br>", CW_MAX_HTML_NODES - 4 - 1 - 2 + more);
        add_many(&b, "sixteen letters ", 2600000);
        add_many(&b, "<br>", 1);
        parse(&b);
        assert_int_equal(b.tree.cut != NULL, more == 2);
        end(&b);
    }
}

/* Tags of 4 bytes take a node each, which is more than their share; a comment
 * behind them takes one node and makes the page long enough for all. */
static void a_tree_takes_its_share(void **state)
{
    enum { N_TAGS = 131072, N_OTHERS = 5 }; // document ... body, the comment
    const size_t n_tree = (N_TAGS + N_OTHERS) * sizeof(cw_html_node);
    const size_t least =
        (n_tree - CW_MAX_TREE_BASE - 1) / CW_MAX_TREE_SHARE + 1;
    (void)state;
    for (size_t n = least - 1; n <= least + 1; n++) {
        bench b;
        begin(&b);
        add_many(&b, "<br>", N_TAGS);
        add_many(&b, "<!--", 1);
        add_many(&b, "x", n - b.page.n);
        parse(&b);
        assert_int_equal(b.tree.cut != NULL, n < least);
        end(&b);
    }
}

/* ---- time */

/* A page of `size` bytes: head, many times the middle. */
typedef struct {
    const char *name, *head, *middle;
} slow_page;

static const slow_page slow_pages[] = {
    {"open tags", "", "<div>"},
    {"open inline tags", "", "<span>"},
    {"open formatting", "", "<b>"},
    {"paragraphs below formatting", "<b><i><u><s><a><tt><em><code>", "<p>"},
    {"links in links", "", "<a>x"},
    {"misnested", "", "<b><p></b>"},
    {"adopted again and again", "<b x=1><b x=2><b x=3><div>", "y</b><b><p>"},
    {"end tags without start", "<p>", "</x>"},
    {"end tags deep inside", "<object><span><span><span>", "</p>"},
    {"tables in tables", "", "<table><td>"},
    {"text in a table", "<table>", "x<tr>"},
    {"lists", "", "<ul><li>"},
    {"items", "<ul>", "<li>"},
    {"definition items in spans", "<dl>", "<dd><span>"},
    {"buttons", "", "<button>"},
    {"selects", "", "<select><option>"},
    {"svg", "<svg>", "<g>"},
    {"svg left and entered", "", "<svg><p>"},
    {"templates", "", "<template>"},
    {"framesets", "<frameset>", "<frameset>"},
    {"less-than signs", "", "<"},
    {"ampersands", "", "&"},
    {"half a reference", "", "&notit"},
    {"references", "", "&amp;"},
    {"NULs", "", "\xFF"}, // FF becomes a NUL, FE a letter
    {"carriage returns", "", "\r"},
    {"attributes", "<p ", "a b c "},
    {"one attribute", "<p title=\"", "x &amp; "},
    {"unclosed comment", "<!--", "- -"},
    {"dashes", "<!--", "-"},
    {"comments", "", "<!---->"},
    {"unclosed script", "<script>", "<!--<script>"},
    {"unclosed title", "<title>", "</titl"},
    {"titles", "", "<title></title>"},
    {"doctypes", "", "<!doctype html>"},
    {"CDATA", "<svg>", "<![CDATA[x]]>"},
    {"html again", "", "<html a=1 b=2>"},
    {"bodies", "", "<body a=1 b=2>"},
    {"blanks", "<p>", " "},
    {"breaks", "<p>", "<br>"},
    {"blanks in tags", "<p", " "},
    {"hidden", "", "<p hidden>x"},
    {"styles", "", "<p style='display:none;;;'>"},
    {"headings", "", "<h1>"},
    {"noscript", "", "<noscript>"},
    {"forms", "", "<form></div></form>"},
    {"ruby", "<ruby>", "<rt><rtc>"},
    {"formatting that differs in its last attribute", "",
     "<b a b c d e f g h i j k l m n o p q r s t u v w x y z=\xFE>"},
    {"one character", "", "x"},
};

static double seconds_for(const slow_page *slow, size_t size)
{
    struct timespec from, to;
    size_t n = size / strlen(slow->middle);
    bench b;
    begin(&b);
    add_many(&b, slow->head, 1);
    add_many(&b, slow->middle, n);
    for (size_t i = 0; i < b.page.n; i++) {
        if (b.page.at[i] == 0xFF)
            b.page.at[i] = 0;
        else if (b.page.at[i] == 0xFE)
            b.page.at[i] = (uint8_t)('a' + i / 7 % 26);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    parse(&b);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    end(&b);
    return (double)(to.tv_sec - from.tv_sec) +
           1e-9 * (double)(to.tv_nsec - from.tv_nsec);
}

/* Four times the page may take six times as long, and a bit for the clock:
 * what is quadratic takes sixteen. The best of three counts. */
static void time_grows_with_the_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof slow_pages / sizeof *slow_pages; i++) {
        const size_t size = 200000;
        bool is_linear = false;
        double small = 0, large = 0;
        for (int turn = 0; turn < 3 && !is_linear; turn++) {
            small = seconds_for(&slow_pages[i], size);
            large = seconds_for(&slow_pages[i], 4 * size);
            is_linear = large < 6 * small + 0.02;
        }
        if (!is_linear)
            print_error("%s: %.3f s, four times as much %.3f s\n",
                        slow_pages[i].name, small, large);
        case_count(is_linear ? CASE_PASSED : CASE_FAILED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deep_page_is_flattened),
        cmocka_unit_test(attributes_of_a_tag_are_limited),
        cmocka_unit_test(a_long_value_is_cut),
        cmocka_unit_test(a_long_data_uri_is_passed_over),
        cmocka_unit_test(nodes_are_limited),
        cmocka_unit_test(a_tree_takes_its_share),
        cmocka_unit_test(time_grows_with_the_page),
    };
    return case_run_tests(tests);
}
