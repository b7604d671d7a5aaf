/* Days, weekdays, months, and reading and printing ISO 8601. */
#include "base/day.h"

#include "support/case.h"

static void one_case(case_now *now, void *state)
{
    cw_bytes given;
    cw_buf got;
    cw_moment moment;
    char precision;
    (void)state;
    cw_buf_init(&got, now->arena, 1000);
    if (case_field(now, "date", &given)) {
        if (!cw_moment_read(given, &moment, &precision))
            case_fail(now, 0, "not read");
        (void)cw_buf_addf(&got, "%d %d", moment.day,
                          cw_day_weekday(moment.day));
    }
    case_expect(now, 1, cw_buf_bytes(&got));
}

static void cases(void **state)
{
    (void)state;
    case_run_file("tests/base/day.case", one_case, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases)};
    return case_run_tests(tests);
}
