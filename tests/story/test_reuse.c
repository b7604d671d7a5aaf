/* Copies in quantity: what the index holds of each report, and that doubled
 * input takes about double the time. */
#include "story/reuse.h"

#include <stdio.h>
#include <time.h>

#include "clean/clean.h"
#include "support/case.h"

enum { WORDS = 600, SENTENCE = 12, COPIED = 10 };

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* 600 words of a vocabulary in which low numbers are common. */
static void invent_text(uint32_t seed, cw_buf *text)
{
    uint32_t state = seed * 2654435761u + 1;
    for (int i = 0; i < WORDS; i++) {
        uint32_t wide = next_random(&state) % 12000;
        uint32_t word = wide % (1 + next_random(&state) % 12000);
        cw_buf_add_text(text, i == 0 ? "" : i % SENTENCE ? " " : ". ");
        for (uint32_t left = word * 7 + 49; left > 0; left /= 7)
            cw_buf_addf(text, "%c", "etaoins"[left % 7]);
    }
    cw_buf_add_text(text, ".");
}

/* Every tenth report begins as the one seven before it does. */
static cw_told_report invent_report(uint32_t i, cw_arena *keep,
                                    cw_arena *scratch)
{
    cw_told_report told = {.published = CW_NO_MOMENT};
    cw_page page = {.kind = CW_PAGE_CLEAN, .needs_body_only = true};
    cw_buf text;
    cw_mark mark = cw_arena_mark(scratch);
    cw_buf_init(&text, scratch, SIZE_MAX);
    if (i % COPIED == COPIED - 1) {
        invent_text(i - 7, &text);
        text.n /= 2;
        cw_buf_add_text(&text, " ");
    }
    invent_text(i, &text);
    page.utf8 = page.source = cw_buf_bytes(&text);
    (void)snprintf((char *)page.sha256, sizeof page.sha256, "%u", i);
    assert_int_equal(cw_clean(&page, keep, scratch, &told.report), CW_OK);
    cw_arena_reset(scratch, mark);
    return told;
}

/* So many on a day; 0: none has a day. */
static double find_copies(size_t n, size_t n_daily, cw_copies *found)
{
    static cw_told_report reports[4000];
    cw_arena keep, scratch;
    clock_t begun;
    cw_arena_init(&keep, SIZE_MAX);
    cw_arena_init(&scratch, SIZE_MAX);
    for (uint32_t i = 0; i < n; i++) {
        reports[i] = invent_report(i, &keep, &scratch);
        if (n_daily > 0)
            reports[i].published.day = (int32_t)(i / n_daily);
    }
    begun = clock();
    assert_int_equal(cw_reuse_find(reports, n, 30, &keep, &scratch, found),
                     CW_OK);
    begun = clock() - begun;
    cw_arena_free(&scratch);
    cw_arena_free(&keep);
    return (double)begun / CLOCKS_PER_SEC;
}

/* Of news in which one report in ten is half a copy. */
static void index_takes_400_bytes_a_report(void **state)
{
    cw_copies found;
    (void)state;
    (void)find_copies(4000, 0, &found);
    assert_in_range(found.n, 400, 430);
    assert_in_range(found.n_index_bytes, 4000, 4000 * 400);
}

/* What is older than the window gives its place to what comes. */
static void old_reports_leave(void **state)
{
    cw_copies one_day, many_days;
    (void)state;
    (void)find_copies(4000, 4000, &one_day);
    (void)find_copies(4000, 10, &many_days);
    assert_int_equal(one_day.n, many_days.n); // copies follow on their sources
    assert_in_range(many_days.n_postings, 1, one_day.n_postings / 4);
}

static void double_input_double_time(void **state)
{
    double least = 1e9, most = 1e9;
    cw_copies found;
    (void)state;
    for (int i = 0; i < 3; i++) {
        double small = find_copies(1000, 0, &found);
        double large = find_copies(4000, 0, &found);
        least = small < least ? small : least;
        most = large < most ? large : most;
    }
    assert_true(most < 16 * least + 0.05); // 4 if the machine is quiet
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(index_takes_400_bytes_a_report),
        cmocka_unit_test(old_reports_leave),
        cmocka_unit_test(double_input_double_time),
    };
    return case_run_tests(tests);
}
