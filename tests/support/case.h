/* case.h: tests that are data, and what every test program needs.
 *
 * A .case file holds cases with blank lines between them. A line that begins
 * with # is a comment and says where the case came from:
 *
 *   # a leap day is a day
 *   2024-02-29
 *   weekday 3
 *
 * In a line stand for other bytes: \n \t \r \\ \xNN, \u{X} (a code point as
 * UTF-8), \# (a # that begins no comment) and \e (nothing: \e alone is the
 * empty line). A test program is
 *
 *   static void one_day(case_now *now, void *state)
 *   {
 *       cw_bytes given = case_line(now, 0);
 *       ...
 *       case_expect(now, 1, cw_buf_bytes(&got));
 *   }
 *   static void days(void **state)
 *   {
 *       (void)state;
 *       case_run_file("tests/base/day.case", one_day, NULL);
 *   }
 *   int main(void)
 *   {
 *       const struct CMUnitTest tests[] = {cmocka_unit_test(days)};
 *       return case_run_tests(tests);
 *   }
 *
 * It runs in the source folder and ends with one line that tests/run adds up:
 *
 *   # cases: 41 passed, 0 failed, 0 skipped
 *
 * Each case of a file counts as one, and so does each cmocka test that runs
 * no file. Inside a case say case_expect and case_fail: an assert_* of cmocka
 * would end the whole file. */
#ifndef CLEW_TESTS_CASE_H
#define CLEW_TESTS_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"

/* The case that runs now. Lines count from 0, comments are not among them. */
typedef struct {
    const char *path;       // of the .case file
    cw_bytes comment;       // the last comment above or in the case, or empty
    const cw_range *line;   // [n_lines] in the file
    const uint32_t *number; // [n_lines] line number in the file, from 1
    size_t n_lines;
    cw_arena *arena; // for the test's use; cleared after each case
    cw_bytes file;
    bool is_failed, is_skipped;
} case_now;

typedef void (*case_function)(case_now *now, void *state);

/* Every case of the file; a file that is missing or has none fails. */
void case_run_file(const char *path, case_function function, void *state);

/* Line i with its escapes resolved, then as it stands in the file. It fails
 * the case, and is empty, when there is no such line. */
cw_bytes case_line(case_now *now, size_t i);
cw_bytes case_raw(case_now *now, size_t i);

/* Lines i and on, resolved, joined with LF (none after the last). */
cw_bytes case_rest(case_now *now, size_t i);

/* The rest of the first line that begins with `key` and a blank, resolved;
 * false and empty when there is none: "published 2023-08-02". */
bool case_field(case_now *now, const char *key, cw_bytes *value);

/* Fail the case when `got` is not line i (lines i and on). */
void case_expect(case_now *now, size_t i, cw_bytes got);
void case_expect_rest(case_now *now, size_t i, cw_bytes got);

/* Fail or skip the case, said with the place of line i. */
void case_fail(case_now *now, size_t i, const char *format, ...)
    CW_PRINTF(3, 4);
void case_skip(case_now *now, const char *why);

/* For tests that find their cases elsewhere: count one more, instead of the
 * cmocka test that runs. Print what failed before. */
typedef enum { CASE_PASSED, CASE_FAILED, CASE_SKIPPED } case_result;
void case_count(case_result result);

/* Run the tests, print the last line; the exit status of main. */
#define case_run_tests(tests) \
    case_run_group(tests, sizeof(tests) / sizeof((tests)[0]))
int case_run_group(const struct CMUnitTest *tests, size_t n);

/* PATH of `name` in the public corpora (CLEW_DATA, else ../shared) in
 * path[CW_MAX_PATH_BYTES]. When it is not there the running cmocka test is
 * skipped, or fails if CLEW_DATA_REQUIRED=1. */
void test_data_path(const char *name, char *path);

/* A whole file in the arena; fails the running cmocka test. */
cw_bytes test_read_file(const char *path, cw_arena *arena);

/* Bytes with what a terminal cannot show as \xNN, in the arena. */
const char *test_shown(cw_arena *arena, cw_bytes bytes);

/* Let the n-th allocation from now on fail, once; 0 is the next. From here to
 * the end of the test every cw_arena_alloc takes a chunk of its own, so that
 * each of them can be the one that fails: take a small input.
 *
 *   for (size_t n = 0; status != CW_OK; n++) {
 *       test_fail_allocation(n);
 *       status = ...;
 *       assert_true(status == CW_OK || status == CW_NO_MEMORY);
 *       assert_int_equal(test_blocks_alive(), 0);
 *   } */
void test_fail_allocation(size_t n);
size_t test_blocks_alive(void);

#endif
