/* The readable text of pages: what it is, which bytes it came from, and which
 * block holds what. */
#include "html/html_text.h"
#include "support/case.h"

static cw_page page_of(cw_bytes html)
{
    return (cw_page){.kind = CW_PAGE_HTML, .source = html, .utf8 = html};
}

static cw_html_text text_of(case_now *now, const cw_page *page,
                            cw_html_tree *tree)
{
    cw_arena scratch;
    cw_html_text text;
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    assert_int_equal(
        cw_html_tree_build(page->utf8, NULL, now->arena, &scratch, tree),
        CW_OK);
    assert_int_equal(
        cw_html_text_build(tree, page, now->arena, &scratch, &text), CW_OK);
    cw_arena_free(&scratch);
    return text;
}

/* Every entry of the map: equal bytes, in order, inside. */
static void check_map(case_now *now, const cw_page *page,
                      const cw_html_text *text)
{
    uint32_t at = 0;
    for (size_t i = 0; i < text->map.n; i++) {
        cw_map_entry entry = text->map.at[i];
        if (entry.text_from < at ||
            entry.text_from + (size_t)entry.length > text->text.n ||
            entry.source_from + (size_t)entry.length > page->source.n) {
            case_fail(now, 0, "map entry %zu lies outside or goes back", i);
            return;
        }
        if (memcmp(text->text.at + entry.text_from,
                   page->source.at + entry.source_from, entry.length) != 0)
            case_fail(now, 0, "map entry %zu: bytes differ", i);
        at = entry.text_from + entry.length;
    }
}

static void check_segments(case_now *now, const cw_html_text *text)
{
    uint32_t at = 0;
    size_t run = 0;
    for (size_t i = 0; i < text->n_segments; i++) {
        const cw_html_segment *segment = &text->segments[i];
        if (segment->text.from < at || cw_range_is_empty(segment->text) ||
            segment->text.to > text->text.n || segment->first_run != run)
            case_fail(now, 0, "segment %zu is out of place", i);
        for (; run < segment->first_run + segment->n_runs; run++)
            if (!cw_range_holds(segment->text, text->runs[run].text))
                case_fail(now, 0, "run %zu is not in its segment", run);
        at = segment->text.to;
    }
    if (run != text->n_runs)
        case_fail(now, 0, "runs without a segment");
}

/* "blocks p td": the elements of the segments, in order. */
static void check_blocks(case_now *now, const cw_html_tree *tree,
                         const cw_html_text *text)
{
    cw_bytes expected;
    cw_buf got;
    if (!case_field(now, "blocks", &expected))
        return;
    cw_buf_init(&got, now->arena, CW_MAX_TEXT_BYTES);
    for (size_t i = 0; i < text->n_segments; i++) {
        cw_buf_add_text(&got, i > 0 ? " " : "");
        cw_buf_add(&got, tree->nodes[text->segments[i].node].name);
    }
    if (!cw_bytes_equal(expected, cw_buf_bytes(&got)))
        case_fail(now, 0, "blocks are %s",
                  test_shown(now->arena, cw_buf_bytes(&got)));
}

/* "cite A & B = A &amp; B": the words, and the bytes of the source for them */
static void check_cite(case_now *now, size_t line, const cw_page *page,
                       const cw_html_text *text)
{
    cw_bytes given = case_line(now, line);
    if (!cw_bytes_starts(given, CW_LIT("cite ")))
        return;
    size_t equals = cw_bytes_find(given, CW_LIT(" = "), 0);
    assert_true(equals != CW_NOT_FOUND);
    cw_bytes words = cw_bytes_cut(given, 5, equals);
    size_t from = cw_bytes_find(text->text, words, 0);
    if (from == CW_NOT_FOUND) {
        case_fail(now, line, "the words are not in the text");
        return;
    }
    cw_range source = cw_map_range(
        text->map, (cw_range){(uint32_t)from, (uint32_t)(from + words.n)});
    cw_bytes got = cw_bytes_at(page->source, source);
    if (!cw_bytes_equal(got, cw_bytes_cut(given, equals + 3, given.n)))
        case_fail(now, line, "its source is %s", test_shown(now->arena, got));
}

static void one_page(case_now *now, void *state)
{
    cw_page page = page_of(case_line(now, 0));
    cw_html_tree tree;
    cw_html_text text = text_of(now, &page, &tree);
    (void)state;
    case_expect(now, 1, text.text);
    check_map(now, &page, &text);
    check_segments(now, &text);
    check_blocks(now, &tree, &text);
    for (size_t i = 2; i < now->n_lines; i++)
        check_cite(now, i, &page, &text);
}

static void pages(void **state)
{
    (void)state;
    case_run_file("tests/html/html_text.case", one_page, NULL);
}

/* windows-1252 "<p>Caf\xE9 &amp; th\xE9</p>": the page's own map and the
 * text's are composed. */
static void a_charset_map_is_composed(void **state)
{
    static const cw_map_entry entries[] = {{0, 0, 6}, {8, 7, 9}, {19, 17, 4}};
    const cw_page page = {
        .source = CW_LIT("<p>Caf\xE9 &amp; th\xE9</p>"),
        .utf8 = CW_LIT("<p>Caf\xC3\xA9 &amp; th\xC3\xA9</p>"),
        .map = {entries, 3},
    };
    static const struct {
        cw_range text, source;
    } cites[] = {
        {{0, 3}, {3, 6}},     {{0, 5}, {3, 7}},  {{3, 5}, {6, 7}},
        {{6, 7}, {8, 13}},    {{5, 8}, {7, 14}}, {{8, 12}, {14, 17}},
        {{10, 12}, {16, 17}},
    };
    cw_arena keep, scratch;
    cw_html_tree tree;
    cw_html_text text;
    (void)state;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    assert_int_equal(
        cw_html_tree_build(page.utf8, NULL, &keep, &scratch, &tree), CW_OK);
    assert_int_equal(cw_html_text_build(&tree, &page, &keep, &scratch, &text),
                     CW_OK);
    assert_true(cw_bytes_equal(text.text, CW_LIT("Caf\xC3\xA9 & th\xC3\xA9")));
    for (size_t i = 0; i < sizeof cites / sizeof *cites; i++) {
        cw_range got = cw_map_range(text.map, cites[i].text);
        assert_int_equal(got.from, cites[i].source.from);
        assert_int_equal(got.to, cites[i].source.to);
    }
    assert_int_equal(text.n_runs, 1);
    assert_int_equal(text.runs[0].source.from, 3);
    assert_int_equal(text.runs[0].source.to, 17);
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
}

static void every_allocation_fails_once(void **state)
{
    const cw_page page = page_of(CW_LIT(
        "<title>A&amp;b</title><p CLASS='a&lt;b'>One &amp; <b>two<p>three"
        "</b><table>x<tr><td>y<td>z</table><pre>\r\n a\r b</pre>"));
    cw_status status = CW_NO_MEMORY;
    (void)state;
    for (size_t n = 0; status != CW_OK; n++) {
        cw_arena keep, scratch;
        cw_html_tree tree;
        cw_html_text text;
        cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
        cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
        test_fail_allocation(n);
        status = cw_html_tree_build(page.utf8, NULL, &keep, &scratch, &tree);
        if (status == CW_OK)
            status = cw_html_text_build(&tree, &page, &keep, &scratch, &text);
        assert_true(status == CW_OK || status == CW_NO_MEMORY);
        cw_arena_free(&keep);
        cw_arena_free(&scratch);
        assert_int_equal(test_blocks_alive(), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages),
        cmocka_unit_test(a_charset_map_is_composed),
        cmocka_unit_test(every_allocation_fails_once),
    };
    return case_run_tests(tests);
}
