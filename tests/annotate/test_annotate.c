/* What holds for all of annotating: failing memory, hostile input in linear
 * time, limits, and blocks from outside. */
#include "annotate/annotate_case.h"
#include "annotate/known.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STORY                                                               \
    "Mr Bo Ek, 43, said on Monday that more than 40 homes were lost. \"We " \
    "will rebuild,\" he added, in March 2021."

static void every_allocation_fails_once(void **state)
{
    cw_status status = CW_NO_MEMORY;
    (void)state;
    for (size_t n = 0; status != CW_OK; n++) {
        const cw_marks *marks;
        cw_arena keep, scratch;
        cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
        cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
        test_fail_allocation(n);
        status = cw_annotate_text(NULL, CW_LIT(STORY), 19600, &keep, &scratch,
                                  &marks);
        assert_true(status == CW_OK || status == CW_NO_MEMORY);
        assert_true((status == CW_OK) == (marks != NULL));
        cw_arena_free(&keep);
        cw_arena_free(&scratch);
        assert_int_equal(test_blocks_alive(), 0);
    }
}

/* No token parts a code point, nor ends inside one. */
static void assert_whole_points(const cw_marks *marks, cw_bytes text)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    for (uint32_t i = 0; i < marks->tokens.n; i++) {
        cw_range range = tokens[i].range;
        assert_true((text.at[range.from] & 0xC0) != 0x80);
        assert_true(range.to == text.n || (text.at[range.to] & 0xC0) != 0x80);
    }
}

/* Seconds of processor time for n bytes of the pattern repeated. */
static double seconds_for(const char *pattern, size_t n)
{
    size_t length = strlen(pattern);
    uint8_t *text = malloc(n);
    const cw_marks *marks;
    cw_arena keep, scratch;
    clock_t start;
    assert_non_null(text);
    for (size_t i = 0; i < n; i++)
        text[i] = (uint8_t)pattern[i % length];
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    start = clock();
    assert_int_equal(cw_annotate_text(NULL, (cw_bytes){text, n}, 19600, &keep,
                                      &scratch, &marks),
                     CW_OK);
    start = clock() - start;
    assert_true(cw_marks_check(marks, marks->head.n_bytes, n));
    assert_whole_points(marks, (cw_bytes){text, n});
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
    free(text);
    return (double)start / CLOCKS_PER_SEC;
}

/* Four times the input takes at most about four times as long; the margin is
 * wide because the machine may be busy. */
static void time_is_linear(void **state)
{
    static const char *const patterns[] = {
        ".,;:!?", "\"", "'s ", "a", "A. ", "1,", "3-", "one two ", "(",
        "\xE2\x80\x9C", "May 2, ", "the of the ", "www.", "a@", "said ", "\n",
        "more than ", "No. ", "x-", "Monday ", "$", ".\" ", "Ana Ruiz ", "@ ",
        // faces, a mark of direction before Hebrew, Cyrillic, bad scans
        "\xF0\x9F\x98\x80 ", "\xE2\x80\x8F\xD7\xA9\xD7\x9C. ",
        "\xD0\x9C\xD0\xB8\xD1\x80 Oslo ", "rn1l|0O. ,tbe "};
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        double small = seconds_for(patterns[i], 1 << 16);
        double large = seconds_for(patterns[i], 1 << 18);
        if (large > 10 * small + 0.5)
            fail_msg("\"%s\": %.3f s, four times as much %.3f s", patterns[i],
                     small, large);
    }
}

static void ten_megabytes_of_punctuation(void **state)
{
    (void)state;
    assert_true(seconds_for(".,;:!?", 10000000) < 60);
}

/* A sentence has at most CW_MAX_SENTENCE_TOKENS tokens, then it is cut. */
static void long_sentences_are_cut(void **state)
{
    (void)state;
    for (size_t n = CW_MAX_SENTENCE_TOKENS - 1; n <= CW_MAX_SENTENCE_TOKENS + 1;
         n++) {
        char *text = malloc(2 * n);
        const cw_marks *marks;
        cw_arena keep, scratch;
        assert_non_null(text);
        for (size_t i = 0; i < n; i++)
            memcpy(text + 2 * i, "x ", 2);
        cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
        cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
        assert_int_equal(cw_annotate_text(NULL,
                                          (cw_bytes){(uint8_t *)text, 2 * n},
                                          CW_NO_DAY, &keep, &scratch, &marks),
                         CW_OK);
        assert_int_equal(marks->tokens.n, n);
        assert_int_equal(marks->sentences.n,
                         n > CW_MAX_SENTENCE_TOKENS ? 2 : 1);
        cw_arena_free(&keep);
        cw_arena_free(&scratch);
        free(text);
    }
}

/* Every byte of the block changed in turn: the check answers, and never
 * reads outside (the sanitizers would say so). Cut short, it is refused. */
static void changed_blocks_are_checked(void **state)
{
    const cw_marks *marks;
    cw_arena keep, scratch;
    uint8_t *copy;
    size_t n;
    (void)state;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    assert_int_equal(
        cw_annotate_text(NULL, CW_LIT(STORY), 19600, &keep, &scratch, &marks),
        CW_OK);
    n = marks->head.n_bytes;
    copy = malloc(n);
    assert_non_null(copy);
    for (size_t i = 0; i < n; i++) {
        memcpy(copy, marks, n);
        copy[i] ^= 0xFF;
        (void)cw_marks_check((const cw_marks *)(const void *)copy, n,
                             sizeof STORY - 1);
    }
    memcpy(copy, marks, n);
    assert_true(cw_marks_check((const cw_marks *)(const void *)copy, n,
                               sizeof STORY - 1));
    assert_false(cw_marks_check((const cw_marks *)(const void *)copy, n - 8,
                                sizeof STORY - 1));
    assert_false(cw_marks_check((const cw_marks *)(const void *)copy, n, 20));
    free(copy);
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
}

/* ---- with what the other reports say ------------------------------------ */

#define SURE \
    "Mr Bo Brook, the mayor, resigned on Monday. Mr Brook said he was tired."
#define WEAK \
    "BROOK SHUTS OSSING FERRY TERMINAL\n\nThe mayor resigned on Monday."
#define OTHER "More than 40 homes were lost in the flood, officials said."

static const char *const story[] = {SURE, WEAK, OTHER};
enum { STORY_REPORTS = sizeof story / sizeof *story };

/* Reads the story's reports, each by itself; then what they say together. */
static cw_status read_story(const cw_marks *marks[STORY_REPORTS],
                            cw_known *known, cw_arena *keep, cw_arena *scratch)
{
    cw_known_report reports[STORY_REPORTS];
    for (size_t i = 0; i < STORY_REPORTS; i++) {
        cw_status status = cw_annotate_text(NULL, cw_bytes_from(story[i]),
                                            19600, keep, scratch, &marks[i]);
        if (status != CW_OK)
            return status;
        reports[i] = cw_known_report_of(cw_bytes_from(story[i]), marks[i]);
    }
    return cw_known_make(known, reports, STORY_REPORTS, keep);
}

static cw_status read_again(size_t i, const cw_marks *const *marks,
                            const cw_known *known, cw_arena *keep,
                            cw_arena *scratch, const cw_marks **out)
{
    return cw_annotate_again(known, cw_bytes_from(story[i]), marks[i], keep,
                             scratch, out);
}

/* The headline's surname is found, in a chain; tokens, times and all else that
 * names do not decide are the same bytes; what does not change is not made. */
static void names_are_read_again(void **state)
{
    const cw_marks *marks[STORY_REPORTS], *again;
    const cw_name *name;
    cw_known known;
    cw_arena keep, scratch;
    (void)state;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    assert_int_equal(read_story(marks, &known, &keep, &scratch), CW_OK);
    assert_int_equal(marks[1]->names.n, 0);
    assert_int_equal(read_again(1, marks, &known, &keep, &scratch, &again),
                     CW_OK);
    assert_true(cw_marks_check(again, again->head.n_bytes, strlen(story[1])));
    assert_int_equal(again->names.n, 1);
    name = CW_AT(again, again->names, cw_name);
    assert_int_equal(name->kind, CW_NAME_PERSON);
    assert_int_equal(name->range.from, 0);
    assert_int_equal(name->range.to, strlen("BROOK"));
    assert_int_not_equal(name->chain, CW_NONE);
    assert_int_equal(again->tokens.n, marks[1]->tokens.n);
    assert_memory_equal(CW_AT(again, again->tokens, cw_token),
                        CW_AT(marks[1], marks[1]->tokens, cw_token),
                        again->tokens.n * sizeof(cw_token));
    assert_int_equal(again->times.n, marks[1]->times.n);
    assert_memory_equal(CW_AT(again, again->times, cw_time),
                        CW_AT(marks[1], marks[1]->times, cw_time),
                        again->times.n * sizeof(cw_time));
    assert_int_equal(read_again(2, marks, &known, &keep, &scratch, &again),
                     CW_OK);
    assert_ptr_equal(again, marks[2]);
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
}

static void reading_again_tells_when_memory_runs_out(void **state)
{
    cw_status status = CW_NO_MEMORY;
    (void)state;
    for (size_t n = 0; status != CW_OK; n++) {
        const cw_marks *marks[STORY_REPORTS], *again;
        cw_known known;
        cw_arena keep, scratch;
        cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
        cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
        test_fail_allocation(n);
        status = read_story(marks, &known, &keep, &scratch);
        if (status == CW_OK) {
            status = read_again(1, marks, &known, &keep, &scratch, &again);
            assert_true((status == CW_OK) == (again != NULL));
        }
        assert_true(status == CW_OK || status == CW_NO_MEMORY);
        cw_arena_free(&keep);
        cw_arena_free(&scratch);
        assert_int_equal(test_blocks_alive(), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_fails_once),
        cmocka_unit_test(time_is_linear),
        cmocka_unit_test(ten_megabytes_of_punctuation),
        cmocka_unit_test(long_sentences_are_cut),
        cmocka_unit_test(changed_blocks_are_checked),
        cmocka_unit_test(names_are_read_again),
        cmocka_unit_test(reading_again_tells_when_memory_runs_out)};
    return case_run_tests(tests);
}
