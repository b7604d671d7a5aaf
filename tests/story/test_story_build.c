/* What holds of every dossier: the same whatever the hashes and the order of
 * the batch, each line cited, bounded in size, time and memory. */
#include <stdio.h>
#include <time.h>

#include "told.h"

static const char *const towns[] = {"Ossing",  "Carrow", "Gildon", "Velling",
                                    "Harrant", "Marden", "Yarrow", "Kestrel"};
static const char *const people[] = {"Leo Varga",    "Ana Ruiz",
                                     "Greta Moreau", "Samir Haddad",
                                     "Tilda Zeman",  "Rosa Okafor"};
static const char *const deeds[] = {"closed",   "visited", "repaired",
                                    "defended", "sold",    "inspected"};
static const char *const things[] = {"the old bridge",   "the harbour crane",
                                     "the town library", "the flooded mine",
                                     "the night ferry",  "the salt works"};
enum { N_TOWNS = 8, N_PEOPLE = 6, N_DEEDS = 6, N_THINGS = 6 };

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* Add report `i` of some sentences about one of the towns. */
static void add_report(told_case *told, uint32_t i, uint32_t town, bool is_same)
{
    uint32_t seed = is_same ? 1 : i * 2654435761u + 17;
    cw_page *page = &told->pages[told->n++];
    cw_buf text, name;
    cw_buf_init(&text, &told->keep, SIZE_MAX);
    cw_buf_init(&name, &told->keep, SIZE_MAX);
    for (uint32_t s = 0; s < 5; s++) {
        uint32_t value = next_random(&seed);
        cw_buf_addf(&text, "%s%s %s %s in %s on %u March 2024.",
                    s > 0 ? "\n\n" : "", people[value % N_PEOPLE],
                    deeds[value / 8 % N_DEEDS], things[value / 64 % N_THINGS],
                    towns[town], 1 + value / 512 % 20);
        if (s % 2 == 0)
            cw_buf_addf(&text, " It cost %u crowns, %s said.",
                        100 + value % 900, people[(value + 1) % N_PEOPLE]);
    }
    cw_buf_addf(&name, "r%04u", i);
    *page = (cw_page){.kind = CW_PAGE_CLEAN,
                      .charset = "utf-8",
                      .path = cw_buf_bytes(&name),
                      .source_id = cw_buf_bytes(&name),
                      .outlet = cw_buf_bytes(&name),
                      .published = CW_LIT("2024-03-21"),
                      .source = cw_buf_bytes(&text),
                      .utf8 = cw_buf_bytes(&text)};
}

static void make_batch(told_case *told, uint32_t n, uint32_t n_towns,
                       bool is_same)
{
    told_init(told);
    for (uint32_t i = 0; i < n; i++)
        add_report(told, i, i % n_towns, is_same);
    assert_int_equal(told_annotate(told), CW_OK);
}

static const char *const questions[] = {"stories",  "dates",    "copies",
                                        "entities", "timeline", "claims"};
enum { N_QUESTIONS = sizeof questions / sizeof *questions };

static cw_bytes answers(const told_case *told, size_t n, cw_arena *arena)
{
    cw_buf out;
    cw_buf_init(&out, arena, SIZE_MAX);
    for (size_t q = 0; q < n; q++) {
        cw_buf_add(&out,
                   told_answer(told, cw_bytes_from(questions[q]), NULL, arena));
        cw_buf_add_byte(&out, '\n');
    }
    return cw_buf_bytes(&out);
}

/* Every hash table draws a new seed; nothing of it may show. */
static void hashes_do_not_show(void **state)
{
    told_case *told = malloc(sizeof *told);
    cw_bytes first;
    (void)state;
    assert_non_null(told);
    make_batch(told, 24, 3, false);
    assert_int_equal(told_build(told), CW_OK);
    first = answers(told, N_QUESTIONS, &told->keep);
    assert_true(first.n > 2000);
    for (int round = 0; round < 4; round++) {
        cw_bytes again;
        assert_int_equal(told_build(told), CW_OK);
        again = answers(told, N_QUESTIONS, &told->keep);
        assert_true(cw_bytes_equal(first, again));
    }
    told_free(told);
    free(told);
}

static void rotate(told_case *told, size_t by)
{
    for (; by > 0; by--) {
        cw_page page = told->pages[0];
        const cw_report *report = told->reports[0];
        const cw_marks *marks = told->marks[0];
        for (size_t i = 1; i < told->n; i++) {
            told->pages[i - 1] = told->pages[i];
            told->reports[i - 1] = told->reports[i];
            told->marks[i - 1] = told->marks[i];
        }
        told->pages[told->n - 1] = page;
        told->reports[told->n - 1] = report;
        told->marks[told->n - 1] = marks;
    }
}

/* `tell` sorts its batch; stories, dates and copies do not even need that. */
static void order_does_not_matter(void **state)
{
    told_case *told = malloc(sizeof *told);
    cw_bytes first;
    (void)state;
    assert_non_null(told);
    make_batch(told, 15, 3, false);
    assert_int_equal(told_build(told), CW_OK);
    first = answers(told, 2, &told->keep);
    for (int round = 0; round < 4; round++) {
        rotate(told, 4);
        assert_int_equal(told_build(told), CW_OK);
        assert_true(cw_bytes_equal(first, answers(told, 2, &told->keep)));
    }
    told_free(told);
    free(told);
}

static void every_line_is_cited(void **state)
{
    told_case *told = malloc(sizeof *told);
    (void)state;
    assert_non_null(told);
    make_batch(told, 60, 2, false);
    assert_int_equal(told_build(told), CW_OK);
    for (size_t s = 0; s < told->dossier->n_stories; s++) {
        const cw_story *story = &told->dossier->stories[s];
        size_t most = 8 * story->reports.n > 40 ? 8 * story->reports.n : 40;
        const char *broken = told_broken(told, story);
        if (broken)
            fail_msg("%s", broken);
        assert_true(story->n_timeline <= most);
        assert_true(story->n_claims <= most);
        assert_true(story->n_figures <= most);
        assert_true(story->n_timeline > 0 && story->n_claims > 0);
    }
    told_free(told);
    free(told);
}

static double seconds_for(uint32_t n, bool is_same, size_t *n_copies,
                          size_t *n_bytes)
{
    told_case *told = malloc(sizeof *told);
    double least = 1e9;
    assert_non_null(told);
    make_batch(told, n, 1, is_same);
    for (int run = 0; run < 3; run++) {
        clock_t begun = clock();
        double seconds;
        assert_int_equal(told_build(told), CW_OK);
        seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
        least = seconds < least ? seconds : least;
    }
    *n_copies = 0;
    for (size_t s = 0; s < told->dossier->n_stories; s++)
        *n_copies += told->dossier->stories[s].n_copies;
    *n_bytes = told->keep.size + told->scratch.size;
    told_free(told);
    free(told);
    return least;
}

/* Twice the reports of one story take about twice the time. */
static void doubled_story_takes_double_time(void **state)
{
    size_t n_copies, n_bytes;
    double once = seconds_for(200, false, &n_copies, &n_bytes);
    double twice = seconds_for(400, false, &n_copies, &n_bytes);
    double fourfold = seconds_for(800, false, &n_copies, &n_bytes);
    (void)state;
    print_message("200: %.3f s, 400: %.3f s, 800: %.3f s\n", once, twice,
                  fourfold);
    assert_true(twice < 3 * once + .1);
    assert_true(fourfold < 9 * once + .1);
}

/* A thousand copies of one report are a thousand small things. */
static void equal_reports_stay_cheap(void **state)
{
    size_t n_copies, n_few, n_bytes, n_few_bytes;
    double few = seconds_for(125, true, &n_few, &n_few_bytes);
    double many = seconds_for(1000, true, &n_copies, &n_bytes);
    (void)state;
    print_message("125: %.3f s, 1000: %.3f s\n", few, many);
    assert_true(n_copies < 3 * 1000);
    assert_true(n_copies > 1000);
    assert_true(many < 8 * 3 * few + .1);
    assert_true(n_bytes < 16 * n_few_bytes + 10000000);
}

static cw_status build_two(void)
{
    static const char *const texts[] = {
        "Leo Varga closed the bridge in Ossing on 4 March 2024. Ruiz wept.",
        "The bridge in Ossing was closed by Varga on Monday.\n\nIt cost 40 "
        "crowns."};
    told_case *told = malloc(sizeof *told);
    cw_status status;
    assert_non_null(told);
    told_init(told);
    for (size_t i = 0; i < 2; i++) {
        cw_page *page = &told->pages[told->n++];
        *page = (cw_page){.kind = CW_PAGE_CLEAN,
                          .charset = "utf-8",
                          .path = CW_LIT("a"),
                          .source = cw_bytes_from(texts[i]),
                          .utf8 = cw_bytes_from(texts[i])};
        if (i == 0)
            page->published = CW_LIT("2024-03-05");
    }
    status = told_annotate(told);
    if (status == CW_OK)
        status = told_build(told);
    assert_true((status == CW_OK) == (told->dossier != NULL));
    told_free(told);
    free(told);
    return status;
}

static void every_allocation_fails_once(void **state)
{
    cw_status status = CW_NO_MEMORY;
    (void)state;
    for (size_t n = 0; status != CW_OK; n++) {
        test_fail_allocation(n);
        status = build_two();
        assert_true(status == CW_OK || status == CW_NO_MEMORY);
        assert_int_equal(test_blocks_alive(), 0);
    }
}

/* No reports, and reports that hold nothing. */
static void nothing_to_tell(void **state)
{
    told_case *told = malloc(sizeof *told);
    (void)state;
    assert_non_null(told);
    told_init(told);
    assert_int_equal(told_build(told), CW_OK);
    assert_int_equal(told->dossier->n_stories, 0);
    told->pages[told->n++] = (cw_page){
        .kind = CW_PAGE_CLEAN, .charset = "utf-8", .path = CW_LIT("empty")};
    assert_int_equal(told_annotate(told), CW_OK);
    assert_int_equal(told_build(told), CW_OK);
    assert_int_equal(told->dossier->n_stories, 0);
    assert_int_equal(told->dossier->n_reports, 1);
    told_free(told);
    free(told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_do_not_show),
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(every_line_is_cited),
        cmocka_unit_test(doubled_story_takes_double_time),
        cmocka_unit_test(equal_reports_stay_cheap),
        cmocka_unit_test(nothing_to_tell),
        cmocka_unit_test(every_allocation_fails_once)};
    return case_run_tests(tests);
}
