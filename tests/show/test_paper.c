/* Wrapping, hanging indents, colours. */
#include "show/paper.h"

#include <stdlib.h>

#include "base/utf8.h"
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

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* Words of any length, some of them wide, some longer than a line or than the
 * room for a word. */
static cw_bytes random_words(cw_arena *arena, uint64_t *seed)
{
    static const char *const letters[] = {"a", "b", "é", "東", "京", "x", "—"};
    cw_buf out;
    cw_buf_init(&out, arena, 1 << 20);
    for (uint64_t n = next_random(seed) % 40; n > 0; n--) {
        uint64_t random = next_random(seed);
        uint64_t length = random % 31 == 0 ? random % 900 : random % 12;
        for (; length > 0; length--)
            (void)cw_buf_add_text(&out, letters[next_random(seed) % 7]);
        (void)cw_buf_add_byte(&out, ' ');
    }
    return cw_buf_bytes(&out);
}

static cw_bytes without_blanks(cw_arena *arena, cw_bytes text)
{
    cw_buf out;
    cw_buf_init(&out, arena, 1 << 20);
    for (size_t i = 0; i < text.n; i++)
        if (!cw_is_space(text.at[i]))
            (void)cw_buf_add_byte(&out, text.at[i]);
    return cw_buf_bytes(&out);
}

static void no_line_is_too_wide_and_no_word_is_lost(void **state)
{
    uint64_t seed = 2463534242u;
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (unsigned round = 0; round < 600; round++) {
        unsigned width = 20 + round % 61, indent = round % 11;
        cw_bytes words = random_words(&arena, &seed), given;
        size_t at = 0;
        cw_range line;
        cw_paper paper;
        cw_sink sink;
        cw_buf out;
        cw_buf_init(&out, &arena, 1 << 20);
        cw_sink_init_buf(&sink, &out);
        cw_paper_init(&paper, &sink, width, false);
        cw_paper_indent(&paper, indent);
        cw_paper_add(&paper, words);
        cw_paper_end_line(&paper);
        assert_int_equal(cw_sink_end(&sink), CW_OK);
        while (cw_bytes_line(cw_buf_bytes(&out), &at, &line)) {
            unsigned columns = 0;
            for (size_t i = line.from; i < line.to;)
                columns += (unsigned)cw_utf8_width(
                    cw_utf8_next(cw_buf_bytes(&out), &i));
            assert_true(columns <= width);
        }
        given = without_blanks(&arena, words);
        assert_true(
            cw_bytes_equal(given, without_blanks(&arena, cw_buf_bytes(&out))));
        cw_arena_clear(&arena);
    }
    cw_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs),
        cmocka_unit_test(colours_have_no_width),
        cmocka_unit_test(columns_line_up),
        cmocka_unit_test(no_line_is_too_wide_and_no_word_is_lost),
    };
    return case_run_tests(tests);
}
