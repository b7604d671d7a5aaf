/* Days, weekdays, months, and reading and printing ISO 8601. */
#include "base/day.h"

#include <stdlib.h>

#include "support/case.h"

static int32_t day_of(cw_bytes text)
{
    cw_moment moment;
    char precision;
    return cw_moment_read(text, &moment, &precision) ? moment.day : CW_NO_DAY;
}

static void show_day(int32_t day, cw_buf *out)
{
    char text[11];
    cw_day_print(day, text);
    (void)cw_buf_add_text(out, text[0] != 0 ? text : "unknown");
}

/* "day D" -> number and weekday, "months D N" -> day, "read TEXT" -> moment */
static void day_case(case_now *now, void *state)
{
    cw_bytes given;
    cw_buf got;
    (void)state;
    cw_buf_init(&got, now->arena, 1000);
    if (case_field(now, "day", &given)) {
        int32_t day = day_of(given);
        if (day == CW_NO_DAY)
            (void)cw_buf_add_text(&got, "unknown");
        else
            (void)cw_buf_addf(&got, "%d weekday %d", day, cw_day_weekday(day));
    } else if (case_field(now, "months", &given)) {
        cw_bytes text; // a copy, for its final 0
        int n = 0;
        if (cw_arena_copy(now->arena, given, &text) == CW_OK)
            n = (int)strtol((const char *)text.at + 10, NULL, 10);
        show_day(cw_day_add_months(day_of(cw_bytes_cut(given, 0, 10)), n),
                 &got);
    } else if (case_field(now, "read", &given)) {
        cw_moment moment;
        char precision, text[32];
        if (cw_moment_read(given, &moment, &precision)) {
            cw_moment_print(moment, text);
            (void)cw_buf_addf(&got, "%s %c", text, precision);
        } else {
            (void)cw_buf_add_text(&got, "no");
            if (moment.day != CW_NO_DAY || moment.minute != -1 ||
                precision != 0)
                case_fail(now, 0, "something is left in the moment");
        }
    }
    case_expect(now, 1, cw_buf_bytes(&got));
}

static void cases(void **state)
{
    (void)state;
    case_run_file("tests/base/day.case", day_case, NULL);
}

/* All 3 652 059 days of the years 1 to 9999, against counting on by one. */
static void every_day_follows_the_one_before(void **state)
{
    cw_date date = {1, 1, 1};
    int weekday = 0;
    int32_t day = -719162;
    (void)state;
    for (; cw_date_is_valid(date); day++) {
        cw_date back = cw_date_from_day(day);
        if (cw_day_from_date(date) != day || back.year != date.year ||
            back.month != date.month || back.day != date.day ||
            cw_day_weekday(day) != weekday)
            fail_msg("%d-%d-%d", date.year, date.month, date.day);
        weekday = (weekday + 1) % 7;
        if (++date.day > cw_month_days(date.year, date.month)) {
            date.day = 1;
            date.year += date.month == 12;
            date.month = (uint8_t)(date.month % 12 + 1);
        }
    }
    assert_int_equal(day, 2932897);
}

static void days_outside_the_calendar_have_no_date(void **state)
{
    static const int32_t days[] = {-719163,   2932897,   CW_NO_DAY,
                                   INT32_MAX, INT32_MIN, INT32_MIN + 1};
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        char text[32] = "x";
        cw_moment moment = {days[i], 10, 10, 0};
        assert_int_equal(cw_date_from_day(days[i]).month, 0);
        assert_int_equal(cw_day_add_months(days[i], 1), CW_NO_DAY);
        assert_in_range(cw_day_weekday(days[i]), 0, 6);
        cw_day_print(days[i], text);
        assert_string_equal(text, "");
        cw_moment_print(moment, text);
        assert_string_equal(text, "");
    }
}

static void months_have_their_days(void **state)
{
    (void)state;
    assert_int_equal(cw_month_days(2023, 0), 0);
    assert_int_equal(cw_month_days(2023, 13), 0);
    assert_int_equal(cw_month_days(2023, -1), 0);
    assert_int_equal(cw_month_days(1900, 2), 28);
    assert_int_equal(cw_month_days(2000, 2), 29);
    assert_int_equal(cw_month_days(2023, 12), 31);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(days_outside_the_calendar_have_no_date),
        cmocka_unit_test(months_have_their_days),
    };
    return case_run_tests(tests);
}
