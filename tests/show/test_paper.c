/* Wrapping, hanging indents, colours. */
#include "show/paper.h"

#include <stdlib.h>

#include "support/case.h"

static void one_paragraph(case_now *now, void *state)
{
    cw_bytes line = case_line(now, 0), text;
    unsigned columns_max = 0, width = 80, indent = 0;
    size_t at = 0;
    cw_paper paper;
    cw_sink sink;
    cw_buf out;
    char *after;
    (void)state;
    cw_buf_init(&out, now->arena, 1 << 20);
    (void)cw_buf_add(&out, line);
    (void)cw_buf_add_byte(&out, 0);
    after = (char *)out.at;
    if (cw_bytes_starts(line, CW_LIT("cut "))) {
        columns_max = (unsigned)strtoul(after + 4, &after, 10);
    } else {
        width = (unsigned)strtoul(after, &after, 10);
        indent = (unsigned)strtoul(after, &after, 10);
    }
    at = (size_t)(after - (char *)out.at) + 1;
    text = at <= line.n ? cw_bytes_cut(line, at, line.n) : CW_LIT("");
    cw_buf_init(&out, now->arena, 1 << 20);
    cw_sink_init_buf(&sink, &out);
    cw_paper_init(&paper, &sink, width, false);
    cw_paper_indent(&paper, indent);
    if (columns_max > 0)
        cw_paper_add_cut(&paper, text, columns_max);
    else
        cw_paper_add(&paper, text);
    cw_paper_end_line(&paper);
    if (cw_sink_end(&sink) != CW_OK || out.n == 0)
        case_fail(now, 0, "nothing was written");
    else
        case_expect_rest(now, 1,
                         cw_bytes_cut(cw_buf_bytes(&out), 0, out.n - 1));
}

static void paragraphs(void **state)
{
    (void)state;
    case_run_file("tests/show/paper.case", one_paragraph, NULL);
}

static cw_bytes coloured(cw_arena *arena, bool has_color)
{
    cw_paper paper;
    cw_sink sink;
    cw_buf out;
    cw_buf_init(&out, arena, 1 << 20);
    cw_sink_init_buf(&sink, &out);
    cw_paper_init(&paper, &sink, 20, has_color);
    cw_paper_text(&paper, "a ");
    cw_paper_style(&paper, CW_STYLE_BOLD);
    cw_paper_text(&paper, "bold word");
    cw_paper_style(&paper, CW_STYLE_PLAIN);
    cw_paper_text(&paper, ", then more");
    cw_paper_end_line(&paper);
    assert_int_equal(cw_sink_end(&sink), CW_OK);
    return cw_buf_bytes(&out);
}

static void colours_have_no_width(void **state)
{
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_true(cw_bytes_equal(coloured(&arena, false),
                               CW_LIT("a bold word, then\nmore\n")));
    assert_true(
        cw_bytes_equal(coloured(&arena, true),
                       CW_LIT("a \x1b[0;1mbold word\x1b[0m, then\nmore\n")));
    cw_arena_free(&arena);
}

static void columns_line_up(void **state)
{
    cw_arena arena;
    cw_paper paper;
    cw_sink sink;
    cw_buf out;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_buf_init(&out, &arena, 1000);
    cw_sink_init_buf(&sink, &out);
    cw_paper_init(&paper, &sink, 24, false);
    cw_paper_to(&paper, 2);
    cw_paper_text(&paper, "May");
    cw_paper_to(&paper, 8);
    cw_paper_indent(&paper, 8);
    cw_paper_text(&paper, "the pier was closed");
    cw_paper_end_line(&paper);
    cw_paper_text(&paper, "too wide for it");
    cw_paper_to(&paper, 8);
    cw_paper_text(&paper, "so below");
    cw_paper_end_line(&paper);
    assert_int_equal(cw_sink_end(&sink), CW_OK);
    assert_true(
        cw_bytes_equal(cw_buf_bytes(&out), CW_LIT("  May   the pier was\n"
                                                  "        closed\n"
                                                  "too wide for it\n"
                                                  "        so below\n")));
    cw_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs),
        cmocka_unit_test(colours_have_no_width),
        cmocka_unit_test(columns_line_up),
    };
    return case_run_tests(tests);
}
