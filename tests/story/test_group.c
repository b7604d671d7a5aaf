/* The stream of reports: which story each joins, in any number, in bounded
 * time, and what happens when memory ends. */
#include "story/group.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "support/case.h"

static cw_bytes column(cw_bytes *rest)
{
    size_t bar = cw_bytes_find(*rest, CW_LIT("|"), 0);
    size_t end = bar == CW_NOT_FOUND ? rest->n : bar;
    cw_bytes field = cw_bytes_trim(cw_bytes_cut(*rest, 0, end));
    *rest = cw_bytes_cut(*rest, bar == CW_NOT_FOUND ? end : end + 1, rest->n);
    return field;
}

static cw_status add(cw_grouper *grouper, const cw_group_item *item,
                     cw_arena *scratch, uint32_t *story)
{
    cw_sketch sketch;
    cw_status status = cw_group_read(grouper, item, scratch, &sketch);
    return status == CW_OK ? cw_group_add(grouper, &sketch, item, story)
                           : status;
}

/* "2", "1+3" for a round-up of two, "-" for one of none. */
static void put_stories(const cw_grouper *grouper, uint32_t report, cw_buf *out)
{
    const uint32_t *further;
    size_t n = cw_group_further(grouper, report, &further);
    uint32_t story = cw_group_story(grouper, report);
    if (story == CW_NONE)
        cw_buf_add_text(out, " -");
    else
        cw_buf_addf(out, " %u", story + 1);
    for (size_t i = 0; i < n; i++)
        cw_buf_addf(out, "+%u", further[i] + 1);
}

static size_t add_lines(case_now *now, size_t n, cw_grouper *grouper,
                        uint32_t *at_once)
{
    cw_arena scratch;
    cw_arena_init(&scratch, SIZE_MAX);
    for (size_t i = 0; i < n; i++) {
        cw_bytes line = case_line(now, i), day = column(&line);
        cw_group_item item = {.title = column(&line), .day = CW_NO_DAY};
        cw_moment moment;
        char precision;
        item.text = column(&line);
        if (cw_moment_read(day, &moment, &precision))
            item.day = moment.day;
        if (add(grouper, &item, &scratch, &at_once[i]) != CW_OK)
            case_fail(now, i, "not added");
    }
    if (cw_group_repair(grouper, &scratch) != CW_OK)
        case_fail(now, 0, "not repaired");
    cw_arena_free(&scratch);
    return n;
}

/* "day | title | text" a line, then "stories 1 2 1" as they are in the end;
 * before it, perhaps, "at once 1 2 2 lead to 1 1 1": the numbers that were
 * given as the reports came, and where those lead in the end. */
static void one_stream(case_now *now, void *state)
{
    bool is_at_once =
        now->n_lines > 1 &&
        cw_bytes_starts(case_line(now, now->n_lines - 2), CW_LIT("at once"));
    size_t n = now->n_lines - (is_at_once ? 2 : 1);
    uint32_t at_once[32];
    cw_grouper *grouper;
    cw_buf got;
    (void)state;
    cw_buf_init(&got, now->arena, 4096);
    if (cw_grouper_open(now->arena, &grouper) != CW_OK || n > 32)
        case_fail(now, 0, "not opened");
    n = add_lines(now, n, grouper, at_once);
    if (is_at_once) {
        cw_buf_add_text(&got, "at once");
        for (size_t i = 0; i < n; i++)
            cw_buf_addf(&got, " %u", at_once[i] + 1);
        cw_buf_add_text(&got, " lead to");
        for (size_t i = 0; i < n; i++)
            cw_buf_addf(&got, " %u",
                        cw_group_leads_to(grouper, at_once[i]) + 1);
        case_expect(now, n, cw_buf_bytes(&got));
        cw_buf_init(&got, now->arena, 4096);
    }
    cw_buf_add_text(&got, "stories");
    for (uint32_t i = 0; i < n; i++)
        put_stories(grouper, i, &got);
    case_expect(now, now->n_lines - 1, cw_buf_bytes(&got));
}

static void streams(void **state)
{
    (void)state;
    case_run_file("tests/story/group.case", one_stream, NULL);
}

/* Report i of an endless stream: five reports to a story of words that only
 * it has, so that the truth is known. */
static cw_group_item invent(size_t i, char *text, size_t n_text)
{
    unsigned long story = (unsigned long)(i / 5);
    int n = snprintf(text, n_text,
                     "The xq%lua of Yq%lub was found near Zq%luc by the wq%lud "
                     "crew, said report %zu of vq%lue and uq%luf.",
                     story, story, story, story, i % 5, story, story);
    return (cw_group_item){.title = CW_LIT("News of the day"),
                           .text = {(const uint8_t *)text, (size_t)n},
                           .day = 19000 + (int32_t)(story % 300)};
}

static double seconds_for(size_t n, bool is_checked)
{
    clock_t begun = clock();
    cw_arena keep, scratch;
    cw_grouper *grouper;
    cw_arena_init(&keep, SIZE_MAX);
    cw_arena_init(&scratch, SIZE_MAX);
    assert_int_equal(cw_grouper_open(&keep, &grouper), CW_OK);
    for (size_t i = 0; i < n; i++) {
        char text[400];
        cw_group_item item = invent(i, text, sizeof text);
        uint32_t story;
        assert_int_equal(add(grouper, &item, &scratch, &story), CW_OK);
        if (is_checked)
            assert_int_equal(story, i / 5);
    }
    assert_int_equal(cw_group_repair(grouper, &scratch), CW_OK);
    for (uint32_t i = 0; is_checked && i < n; i++)
        assert_int_equal(cw_group_story(grouper, i), i / 5);
    cw_arena_free(&scratch);
    cw_arena_free(&keep);
    return (double)(clock() - begun) / CLOCKS_PER_SEC;
}

static void long_streams_stay_apart(void **state)
{
    (void)state;
    (void)seconds_for(3000, true);
}

/* Twice the stream takes about twice the time; the least of three runs, since
 * other programs run beside. */
static void doubled_stream_takes_double_time(void **state)
{
    double once = 1e9, twice = 1e9;
    (void)state;
    for (int i = 0; i < 3; i++) {
        double seconds = seconds_for(4000, false);
        once = seconds < once ? seconds : once;
        seconds = seconds_for(8000, false);
        twice = seconds < twice ? seconds : twice;
    }
    assert_true(twice < 3.2 * once + .05);
}

/* One word a hundred thousand times, and bytes that are no text. */
static void hostile_text_is_borne(void **state)
{
    enum { N = 1000000 };
    cw_arena keep, scratch;
    cw_grouper *grouper;
    uint8_t *bytes;
    uint32_t story;
    (void)state;
    cw_arena_init(&keep, SIZE_MAX);
    cw_arena_init(&scratch, SIZE_MAX);
    bytes = cw_arena_alloc(&keep, N);
    assert_non_null(bytes);
    assert_int_equal(cw_grouper_open(&keep, &grouper), CW_OK);
    for (int form = 0; form < 3; form++) {
        cw_group_item item = {.text = {bytes, N}, .day = INT32_MAX};
        for (size_t i = 0; i < N; i++)
            bytes[i] = form == 0   ? (uint8_t)("heron "[i % 6])
                       : form == 1 ? (uint8_t)'x'
                                   : (uint8_t)(i * 7 + 128);
        assert_int_equal(add(grouper, &item, &scratch, &story), CW_OK);
    }
    cw_arena_free(&scratch);
    cw_arena_free(&keep);
}

/* Enough of one story that it is looked at for parts, and a round-up. */
static cw_status group_eight(void)
{
    cw_arena keep, scratch;
    cw_grouper *grouper;
    cw_status status;
    cw_arena_init(&keep, SIZE_MAX);
    cw_arena_init(&scratch, SIZE_MAX);
    status = cw_grouper_open(&keep, &grouper);
    for (size_t i = 0; i < 8 && status == CW_OK; i++) {
        char text[400];
        cw_group_item item = invent(i % 5, text, sizeof text);
        uint32_t story;
        if (i == 7)
            item.title = CW_LIT("News in brief");
        status = add(grouper, &item, &scratch, &story);
    }
    if (status == CW_OK)
        status = cw_group_repair(grouper, &scratch);
    cw_arena_free(&scratch);
    cw_arena_free(&keep);
    return status;
}

static void every_allocation_fails_once(void **state)
{
    cw_status status = CW_NO_MEMORY;
    (void)state;
    for (size_t n = 0; status != CW_OK; n++) {
        test_fail_allocation(n);
        status = group_eight();
        assert_true(status == CW_OK || status == CW_NO_MEMORY);
        assert_int_equal(test_blocks_alive(), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams), cmocka_unit_test(long_streams_stay_apart),
        cmocka_unit_test(doubled_stream_takes_double_time),
        cmocka_unit_test(hostile_text_is_borne),
        cmocka_unit_test(every_allocation_fails_once)};
    return case_run_tests(tests);
}
