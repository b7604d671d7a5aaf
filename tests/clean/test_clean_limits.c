/* The limits of a report at n - 1, n and n + 1. Of blocks the rest is cut, and
 * the report says so; of dates and people the best are kept, and nothing of
 * the report is missing. */
#include <time.h>

#include "base/limits.h"
#include "clean/clean.h"
#include "support/case.h"

typedef struct {
    cw_arena keep, scratch;
    cw_buf page;
    const cw_report *report;
} bench;

static void begin(bench *b)
{
    cw_arena_init(&b->keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&b->scratch, CW_MAX_REPORT_ARENA);
    cw_buf_init(&b->page, &b->keep, CW_MAX_TEXT_BYTES);
}

static void clean(bench *b, cw_page_kind kind)
{
    cw_page page = {.kind = kind,
                    .path = CW_LIT("a"),
                    .source = cw_buf_bytes(&b->page),
                    .utf8 = cw_buf_bytes(&b->page)};
    assert_int_equal(cw_clean(&page, &b->keep, &b->scratch, &b->report), CW_OK);
    assert_true(cw_report_check(b->report, b->report->head.n_bytes));
}

static void end(bench *b)
{
    cw_arena_free(&b->keep);
    cw_arena_free(&b->scratch);
}

static void check_cut(const bench *b, bool is_cut)
{
    cw_bytes note = cw_slice_bytes(b->report, b->report->note);
    assert_int_equal(b->report->status,
                     is_cut ? CW_REPORT_PARTIAL : CW_REPORT_OK);
    assert_int_equal(cw_bytes_find(note, CW_LIT("262144 blocks"), 0) !=
                         CW_NOT_FOUND,
                     is_cut);
}

#define WORDS "The boats left the quay at dawn, the crew of them said."

static void blocks_are_limited(void **state)
{
    (void)state;
    for (int is_html = 0; is_html < 2; is_html++)
        for (size_t n = CW_MAX_BLOCKS - 1; n <= CW_MAX_BLOCKS + 1; n++) {
            bench b;
            begin(&b);
            for (size_t i = 0; i < n; i++)
                cw_buf_add_text(&b.page, is_html ? "<p class=story-text>" WORDS
                                                 : WORDS "\n\n");
            clean(&b, is_html ? CW_PAGE_HTML : CW_PAGE_TEXT);
            assert_int_equal(b.report->blocks.n,
                             n < CW_MAX_BLOCKS ? n : CW_MAX_BLOCKS);
            check_cut(&b, n > CW_MAX_BLOCKS);
            end(&b);
        }
}

/* Blocks of 58 bytes are more than their share; a comment makes the page as
 * long as that many blocks ask for. */
static void blocks_take_their_share(void **state)
{
    const size_t n_blocks = 90000;
    const size_t least =
        (n_blocks - 1 - CW_MAX_BLOCKS_BASE) * CW_MAX_BLOCKS_SHARE + 1;
    (void)state;
    for (size_t n = least - 1; n <= least + 1; n++) {
        bench b;
        begin(&b);
        for (size_t i = 0; i < n_blocks; i++)
            cw_buf_add_text(&b.page, "<p>" WORDS);
        cw_buf_add_text(&b.page, "<!--");
        while (b.page.n < n)
            cw_buf_add_text(&b.page, "x");
        clean(&b, CW_PAGE_HTML);
        cw_bytes note = cw_slice_bytes(b.report, b.report->note);
        assert_int_equal(b.report->blocks.n, n_blocks - (n < least));
        assert_int_equal(cw_bytes_find(note, CW_LIT("72 bytes"), 0) !=
                             CW_NOT_FOUND,
                         n < least);
        end(&b);
    }
}

static double seconds_for(size_t n_pieces)
{
    struct timespec from, to;
    bench b;
    begin(&b);
    for (size_t i = 0; i < n_pieces; i++)
        cw_buf_add_text(&b.page, WORDS "<br><br>");
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    clean(&b, CW_PAGE_HTML);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    end(&b);
    return (double)(to.tv_sec - from.tv_sec) +
           1e-9 * (double)(to.tv_nsec - from.tv_nsec);
}

/* One element that holds all pieces of a page; what is quadratic takes sixteen
 * times as long for four times as many. The best of three counts. */
static void a_segment_of_many_pieces_takes_linear_time(void **state)
{
    bool is_linear = false;
    (void)state;
    for (int turn = 0; turn < 3 && !is_linear; turn++) {
        double small = seconds_for(10000);
        is_linear = seconds_for(40000) < 6 * small + 0.02;
    }
    assert_true(is_linear);
}

/* The page's own date comes after so many of other stories, and is kept. */
static void dates_are_limited(void **state)
{
    (void)state;
    for (size_t n = CW_MAX_CANDIDATES - 2; n <= CW_MAX_CANDIDATES; n++) {
        bench b;
        begin(&b);
        cw_buf_add_text(&b.page, "<h1>Boats leave the quay at dawn</h1>"
                                 "<div>Published 3 May 2024</div>");
        for (size_t i = 0; i < 4; i++)
            cw_buf_add_text(&b.page, "<p>" WORDS " " WORDS);
        for (size_t i = 0; i < n; i++)
            cw_buf_addf(&b.page,
                        "<div><a href=/%zu>x</a><time datetime=2024-0%zu-%02zu>"
                        "</time></div>",
                        i, 1 + i / 28, 1 + i % 28);
        clean(&b, CW_PAGE_HTML);
        const cw_date_candidate *best = cw_report_published(b.report);
        assert_int_equal(b.report->dates.n,
                         n + 1 < CW_MAX_CANDIDATES ? n + 1 : CW_MAX_CANDIDATES);
        assert_int_equal(b.report->status, CW_REPORT_OK);
        assert_int_equal(best->moment.day,
                         cw_day_from_date((cw_date){2024, 5, 3}));
        end(&b);
    }
}

/* A name for every number: Ana Aab, Ana Bab, ... */
static void people_are_limited(void **state)
{
    (void)state;
    for (size_t n = CW_MAX_BYLINE - 1; n <= CW_MAX_BYLINE + 1; n++) {
        bench b;
        begin(&b);
        cw_buf_add_text(&b.page, "<script type=application/ld+json>{\"@type\":"
                                 "\"NewsArticle\",\"author\":[");
        for (size_t i = 0; i < n; i++)
            cw_buf_addf(
                &b.page, "%s{\"@type\":\"Person\",\"name\":\"Ana %c%cab\"}",
                i > 0 ? "," : "", (char)('A' + i / 26), (char)('a' + i % 26));
        cw_buf_add_text(&b.page, "]}</script><h1>Boats leave the quay</h1>");
        for (size_t i = 0; i < 4; i++)
            cw_buf_add_text(&b.page, "<p>" WORDS " " WORDS);
        clean(&b, CW_PAGE_HTML);
        assert_int_equal(b.report->byline.n,
                         n < CW_MAX_BYLINE ? n : CW_MAX_BYLINE);
        assert_int_equal(b.report->status, CW_REPORT_OK);
        end(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_limited),
        cmocka_unit_test(blocks_take_their_share),
        cmocka_unit_test(a_segment_of_many_pieces_takes_linear_time),
        cmocka_unit_test(dates_are_limited),
        cmocka_unit_test(people_are_limited)};
    return case_run_tests(tests);
}
