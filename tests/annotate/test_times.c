/* times.case: a text, "published DAY" if it is known, then "words = value"
 * for every time expression in text order, or "words = value from..to".
 * "nothing" when there is none. times.rules: the example of every rule. */
#include "annotate/annotate_case.h"

#include <string.h>

static void add_time(cw_buf *got, cw_bytes text, const cw_time *time,
                     bool with_days)
{
    char from[11], to[11];
    cw_buf_add(got, cw_bytes_at(text, time->range));
    cw_buf_addf(got, " = %s", time->value);
    cw_day_print(time->from_day, from);
    cw_day_print(time->to_day, to);
    if (with_days)
        cw_buf_addf(got, " %s..%s", from, to);
}

static void one_text(case_now *now, void *state)
{
    cw_bytes text = case_line(now, 0), ignored;
    const cw_marks *marks = case_marks(now, text, case_day(now));
    size_t first = case_field(now, "published", &ignored) ? 2 : 1;
    const cw_time *times;
    cw_buf got;
    (void)state;
    if (!marks)
        return;
    times = CW_AT(marks, marks->times, cw_time);
    cw_buf_init(&got, now->arena, CW_MAX_LINE_BYTES);
    for (uint32_t i = 0; i < marks->times.n; i++) {
        bool with_days = false;
        if (i)
            cw_buf_add_byte(&got, '\n');
        if (first + i < now->n_lines) {
            cw_bytes line = case_line(now, first + i);
            with_days = cw_bytes_find(line, CW_LIT(".."), 0) != CW_NOT_FOUND;
        }
        add_time(&got, text, &times[i], with_days);
    }
    if (marks->times.n == 0)
        cw_buf_add_text(&got, "nothing");
    case_expect_rest(now, first, cw_buf_bytes(&got));
}

/* name TAB pattern TAB meaning TAB text @ date → value: an expression found
 * by this rule has the value. A prefix shows in the one it stands before. */
static bool example_holds(cw_bytes line, cw_arena *arena)
{
    size_t tab[3], at = 0, place, arrow;
    cw_bytes name, text, value, day;
    const cw_marks *marks;
    const cw_time *times;
    cw_arena scratch;
    cw_status status;
    cw_moment moment;
    char precision;
    bool is_prefix, is_found = false;
    for (size_t i = 0; i < 3; i++) {
        tab[i] = cw_bytes_find(line, CW_LIT("\t"), at);
        if (tab[i] == CW_NOT_FOUND)
            return false;
        at = tab[i] + 1;
    }
    place = cw_bytes_find(line, CW_LIT(" @ "), at);
    arrow = cw_bytes_find(line, CW_LIT(" → "), at);
    if (place == CW_NOT_FOUND || arrow == CW_NOT_FOUND)
        return false;
    name = cw_bytes_cut(line, 0, tab[0]);
    text = cw_bytes_cut(line, at, place);
    day = cw_bytes_cut(line, place + 3, arrow);
    value = cw_bytes_cut(line, arrow + 5, line.n);
    is_prefix = cw_bytes_find(cw_bytes_cut(line, tab[1], tab[2]),
                              CW_LIT("PREFIX"), 0) != CW_NOT_FOUND;
    if (!cw_moment_read(day, &moment, &precision))
        return false;
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    status = cw_annotate_text(NULL, text, moment.day, arena, &scratch, &marks);
    cw_arena_free(&scratch);
    if (status != CW_OK)
        return false;
    times = CW_AT(marks, marks->times, cw_time);
    for (uint32_t i = 0; i < marks->times.n; i++)
        if (cw_bytes_equal(cw_bytes_from(times[i].value), value) &&
            (is_prefix
                 ? times[i].mod != CW_MOD_NONE
                 : cw_bytes_equal(
                       cw_bytes_from(cw_time_rule_name(times[i].rule)), name)))
            is_found = true;
    return is_found;
}

static void rules(void **state)
{
    cw_arena arena;
    cw_bytes file;
    cw_range range;
    size_t at = 0;
    (void)state;
    cw_arena_init(&arena, CW_MAX_REPORT_ARENA);
    file = test_read_file("data/en/times.rules", &arena);
    while (cw_bytes_line(file, &at, &range)) {
        cw_bytes line = cw_bytes_at(file, range);
        bool is_good;
        if (line.n == 0 || line.at[0] == '#')
            continue;
        is_good = example_holds(line, &arena);
        if (!is_good)
            print_message("times.rules: the example fails: %s\n",
                          test_shown(&arena, line));
        case_count(is_good ? CASE_PASSED : CASE_FAILED);
    }
    cw_arena_free(&arena);
}

static void texts(void **state)
{
    (void)state;
    case_run_file("tests/annotate/times.case", one_text, NULL);
}

/* The same marks, resolved for other days: as if annotated with each. */
static void resolving_again_forgets_the_day_before(void **state)
{
    cw_bytes text = CW_LIT("She left on Monday, came back two days later, and "
                           "will sail on 3 May. It was March, last week.");
    int32_t days[] = {19600, 19725, CW_NO_DAY, 19600};
    cw_arena arena, scratch;
    (void)state;
    cw_arena_init(&arena, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    for (size_t i = 0; i + 1 < sizeof days / sizeof *days; i++) {
        const cw_marks *first, *second;
        cw_time times[16];
        uint32_t n;
        assert_int_equal(
            cw_annotate_text(NULL, text, days[i], &arena, &scratch, &first),
            CW_OK);
        assert_int_equal(cw_annotate_text(NULL, text, days[i + 1], &arena,
                                          &scratch, &second),
                         CW_OK);
        n = first->times.n;
        assert_true(n >= 5 && n <= 16);
        memcpy(times, CW_AT(first, first->times, cw_time), n * sizeof *times);
        cw_times_resolve(times, n, days[i + 1]);
        assert_memory_equal(times, CW_AT(second, second->times, cw_time),
                            n * sizeof *times);
    }
    cw_arena_free(&arena);
    cw_arena_free(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts), cmocka_unit_test(rules),
        cmocka_unit_test(resolving_again_forgets_the_day_before)};
    return case_run_tests(tests);
}
