/* case.c: reading .case files, counting, and failing allocations. */
#include "support/case.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/utf8.h"

/* One cmocka test as it was given, and what became of it. */
typedef struct {
    const struct CMUnitTest *given;
    void *state;
    bool is_ended;
    size_t count[3]; // of its cases, by case_result
} test_record;

static test_record *running;

static size_t cases_of(const test_record *test)
{
    return test->count[CASE_PASSED] + test->count[CASE_FAILED] +
           test->count[CASE_SKIPPED];
}

void case_count(case_result result)
{
    if (running != NULL)
        running->count[result]++;
}

/* ---- running ---- */

static int begin_test(void **state)
{
    test_record *test = *state;
    running = test;
    cw_alloc_set_hook(NULL, NULL);
    return test->given->setup_func ? test->given->setup_func(&test->state) : 0;
}

static int end_test(void **state)
{
    test_record *test = *state;
    cw_alloc_set_hook(NULL, NULL);
    return test->given->teardown_func ? test->given->teardown_func(&test->state)
                                      : 0;
}

/* A failed assertion leaves by longjmp: is_ended then stays false. */
static void run_one(void **state)
{
    test_record *test = *state;
    test->given->test_func(&test->state);
    if (test->count[CASE_FAILED] > 0)
        fail_msg("%zu of %zu cases failed", test->count[CASE_FAILED],
                 cases_of(test));
    test->is_ended = true;
}

/* A test counts as its cases; one without cases, or stopped by an assertion
 * beside cases that all passed, counts as itself. Both a failed and a skipped
 * test leave by longjmp; n_failed says how many failed. */
static void add_up(const test_record *tests, size_t n, size_t n_failed,
                   size_t total[3])
{
    size_t n_stopped = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < 3; k++)
            total[k] += tests[i].count[k];
        if (tests[i].is_ended)
            total[CASE_PASSED] += cases_of(&tests[i]) == 0;
        else if (tests[i].count[CASE_FAILED] > 0)
            n_failed--; // counted as its cases
        else
            n_stopped++;
    }
    total[CASE_FAILED] += n_failed;
    total[CASE_SKIPPED] += n_stopped - n_failed;
}

int case_run_group(const struct CMUnitTest *tests, size_t n)
{
    test_record *records = calloc(n, sizeof *records);
    struct CMUnitTest *wrapped = calloc(n, sizeof *wrapped);
    size_t total[3] = {0, 0, 0};
    int failed;
    if (records == NULL || wrapped == NULL)
        abort();
    for (size_t i = 0; i < n; i++) {
        records[i] =
            (test_record){.given = &tests[i], .state = tests[i].initial_state};
        wrapped[i] = (struct CMUnitTest){tests[i].name, run_one, begin_test,
                                         end_test, &records[i]};
    }
    failed = _cmocka_run_group_tests("tests", wrapped, n, NULL, NULL);
    add_up(records, n, failed > 0 ? (size_t)failed : 0, total);
    free(records);
    free(wrapped);
    fflush(stderr);
    printf("# cases: %zu passed, %zu failed, %zu skipped\n", total[CASE_PASSED],
           total[CASE_FAILED], total[CASE_SKIPPED]);
    fflush(stdout);
    return failed == 0 ? 0 : 1;
}

/* ---- one case ---- */

const char *test_shown(cw_arena *arena, cw_bytes bytes)
{
    cw_buf out;
    cw_buf_init(&out, arena, SIZE_MAX);
    for (size_t at = 0; at < bytes.n;) {
        size_t from = at;
        uint32_t c = cw_utf8_next(bytes, &at);
        if (c == '\n')
            (void)cw_buf_add_text(&out, "\\n");
        else if (c == '\t')
            (void)cw_buf_add_text(&out, "\\t");
        else if (!cw_utf8_is_unsafe(c))
            (void)cw_buf_add(&out, cw_bytes_cut(bytes, from, at));
        else
            for (; from < at; from++)
                (void)cw_buf_addf(&out, "\\x%02X", bytes.at[from]);
    }
    (void)cw_buf_add_byte(&out, 0);
    return cw_buf_status(&out) == CW_OK ? (const char *)out.at : "";
}

void case_fail(case_now *now, size_t i, const char *format, ...)
{
    char what[4096];
    size_t line = i < now->n_lines ? i : now->n_lines - 1;
    va_list values;
    va_start(values, format);
    (void)vsnprintf(what, sizeof what, format, values);
    va_end(values);
    now->is_failed = true;
    printf("%s:%" PRIu32 ": %s%s%s\n", now->path, now->number[line], what,
           now->comment.n > 0 ? " # " : "",
           now->comment.n > 0 ? test_shown(now->arena, now->comment) : "");
}

void case_skip(case_now *now, const char *why)
{
    now->is_skipped = true;
    printf("%s:%" PRIu32 ": skipped: %s\n", now->path, now->number[0], why);
}

cw_bytes case_raw(case_now *now, size_t i)
{
    if (i < now->n_lines)
        return cw_bytes_at(now->file, now->line[i]);
    case_fail(now, i, "line %zu of the case is missing", i + 1);
    return CW_LIT("");
}

/* Up to n_max hexadecimal digits at *at. */
static bool read_hex(cw_bytes text, size_t *at, size_t n_max, uint32_t *out)
{
    size_t from = *at;
    *out = 0;
    for (; *at < text.n && *at - from < n_max; *at += 1) {
        uint8_t c = cw_to_lower(text.at[*at]);
        if (!cw_is_digit(c) && (c < 'a' || c > 'f'))
            break;
        *out = *out * 16 + (uint32_t)(cw_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return *at > from;
}

/* The escape whose letter stands at *at; false when there is no such one. */
static bool resolve_escape(cw_bytes text, size_t *at, cw_buf *out)
{
    uint32_t value;
    size_t from;
    uint8_t c = *at < text.n ? text.at[(*at)++] : 0;
    switch (c) {
    case 'n':
        return cw_buf_add_byte(out, '\n') == CW_OK;
    case 't':
        return cw_buf_add_byte(out, '\t') == CW_OK;
    case 'r':
        return cw_buf_add_byte(out, '\r') == CW_OK;
    case '\\':
    case '#':
        return cw_buf_add_byte(out, c) == CW_OK;
    case 'e':
        return true;
    case 'x':
        from = *at;
        return read_hex(text, at, 2, &value) && *at == from + 2 &&
               cw_buf_add_byte(out, (uint8_t)value) == CW_OK;
    case 'u':
        if (*at >= text.n || text.at[*at] != '{')
            return false;
        *at += 1;
        if (!read_hex(text, at, 6, &value) || *at >= text.n ||
            text.at[*at] != '}')
            return false;
        *at += 1;
        return cw_buf_add_utf8(out, value) == CW_OK;
    default:
        return false;
    }
}

static void resolve(case_now *now, size_t i, cw_bytes text, cw_buf *out)
{
    for (size_t at = 0; at < text.n;) {
        size_t next = cw_bytes_find(text, CW_LIT("\\"), at);
        size_t to = next == CW_NOT_FOUND ? text.n : next;
        (void)cw_buf_add(out, cw_bytes_cut(text, at, to));
        at = to + 1;
        if (to < text.n && !resolve_escape(text, &at, out)) {
            case_fail(now, i, "byte %zu: unknown escape", to);
            return;
        }
    }
}

cw_bytes case_line(case_now *now, size_t i)
{
    cw_buf out;
    cw_buf_init(&out, now->arena, SIZE_MAX);
    resolve(now, i, case_raw(now, i), &out);
    return cw_buf_bytes(&out);
}

cw_bytes case_rest(case_now *now, size_t i)
{
    cw_buf out;
    cw_buf_init(&out, now->arena, SIZE_MAX);
    for (size_t k = i; k < now->n_lines; k++) {
        if (k > i)
            (void)cw_buf_add_byte(&out, '\n');
        resolve(now, k, case_raw(now, k), &out);
    }
    return cw_buf_bytes(&out);
}

bool case_field(case_now *now, const char *key, cw_bytes *value)
{
    cw_bytes wanted = cw_bytes_from(key);
    *value = (cw_bytes){NULL, 0};
    for (size_t i = 0; i < now->n_lines; i++) {
        cw_bytes text = case_raw(now, i);
        cw_buf out;
        if (!cw_bytes_starts(text, wanted) || text.n == wanted.n ||
            text.at[wanted.n] != ' ')
            continue;
        cw_buf_init(&out, now->arena, SIZE_MAX);
        resolve(now, i, cw_bytes_cut(text, wanted.n + 1, text.n), &out);
        *value = cw_buf_bytes(&out);
        return true;
    }
    return false;
}

static void expect(case_now *now, size_t i, cw_bytes expected, cw_bytes got)
{
    if (!cw_bytes_equal(expected, got))
        case_fail(now, i, "expected \"%s\", got \"%s\"",
                  test_shown(now->arena, expected),
                  test_shown(now->arena, got));
}

void case_expect(case_now *now, size_t i, cw_bytes got)
{
    expect(now, i, case_line(now, i), got);
}

void case_expect_rest(case_now *now, size_t i, cw_bytes got)
{
    size_t at = 0, k = i;
    if (cw_bytes_equal(case_rest(now, i), got))
        return;
    for (cw_range line; cw_bytes_line(got, &at, &line); k++) {
        cw_bytes text = cw_bytes_at(got, line);
        if (k >= now->n_lines)
            case_fail(now, k, "expected no more, got \"%s\"",
                      test_shown(now->arena, text));
        else
            expect(now, k, case_line(now, k), text);
        if (now->is_failed)
            return;
    }
    if (k < now->n_lines)
        case_fail(now, k, "expected \"%s\", got no more",
                  test_shown(now->arena, case_line(now, k)));
    else
        case_fail(now, i, "line ends differ: got \"%s\"",
                  test_shown(now->arena, got));
}

/* ---- files ---- */

cw_bytes test_read_file(const char *path, cw_arena *arena)
{
    FILE *file = fopen(path, "rb");
    cw_buf out;
    uint8_t part[16384];
    if (file == NULL)
        fail_msg("%s cannot be opened: run the test in the source folder",
                 path);
    cw_buf_init(&out, arena, SIZE_MAX);
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        (void)cw_buf_add(&out, (cw_bytes){part, n});
    fclose(file);
    assert_int_equal(cw_buf_status(&out), CW_OK);
    return cw_buf_bytes(&out);
}

void test_data_path(const char *name, char *path)
{
    const char *folder = getenv("CLEW_DATA");
    const char *required = getenv("CLEW_DATA_REQUIRED");
    (void)snprintf(path, CW_MAX_PATH_BYTES, "%s/%s",
                   folder != NULL && folder[0] != 0 ? folder : "../shared",
                   name);
    if (access(path, R_OK) == 0)
        return;
    if (required != NULL && strcmp(required, "1") == 0)
        fail_msg("%s is not there; CLEW_DATA names the folder", path);
    printf("skipped: %s is not there; CLEW_DATA names the folder\n", path);
    skip();
}

static void run_case(case_now *now, case_function function, void *state)
{
    now->is_failed = now->is_skipped = false;
    function(now, state);
    case_count(now->is_failed    ? CASE_FAILED
               : now->is_skipped ? CASE_SKIPPED
                                 : CASE_PASSED);
    cw_arena_clear(now->arena);
}

static cw_bytes comment_of(cw_bytes line)
{
    return cw_bytes_trim(cw_bytes_cut(line, 1, line.n));
}

void case_run_file(const char *path, case_function function, void *state)
{
    cw_arena keep, arena;
    cw_range *lines = NULL, line;
    uint32_t *numbers = NULL, number = 0;
    size_t n_max = 0, at = 0, n_cases = 0;
    case_now now = {.path = path, .arena = &arena};
    cw_arena_init(&keep, SIZE_MAX);
    cw_arena_init(&arena, SIZE_MAX);
    now.file = test_read_file(path, &keep);
    while (cw_bytes_line(now.file, &at, &line))
        n_max++;
    lines = cw_arena_array(&keep, n_max, sizeof *lines);
    numbers = cw_arena_array(&keep, n_max, sizeof *numbers);
    assert_true(lines != NULL && numbers != NULL);
    now.line = lines;
    now.number = numbers;
    for (at = 0; n_max > 0; number++) {
        bool is_end = !cw_bytes_line(now.file, &at, &line);
        cw_bytes text = cw_bytes_at(now.file, line);
        if (text.n > 0 && text.at[0] == '#') {
            now.comment = comment_of(text);
        } else if (text.n > 0) {
            lines[now.n_lines] = line;
            numbers[now.n_lines++] = number + 1;
        } else if (now.n_lines > 0) {
            run_case(&now, function, state);
            n_cases++;
            now.n_lines = 0;
            now.comment = CW_LIT("");
        }
        if (is_end)
            break;
    }
    cw_arena_free(&arena);
    cw_arena_free(&keep);
    if (n_cases == 0)
        fail_msg("%s holds no case", path);
}

/* ---- allocations that fail ---- */

static atomic_size_t n_before_failure;

static bool allow(size_t n, void *shared)
{
    (void)n;
    (void)shared;
    return atomic_fetch_sub(&n_before_failure, 1) != 0;
}

void test_fail_allocation(size_t n)
{
    atomic_store(&n_before_failure, n);
    cw_alloc_set_hook(allow, NULL);
}

size_t test_blocks_alive(void)
{
    return cw_alloc_alive();
}
