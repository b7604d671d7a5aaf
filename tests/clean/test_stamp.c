/* Dates and times as pages print them, and those inside addresses. */
#include "clean/stamp.h"

#include "support/case.h"

/* text, then a line for each date in it; "none" */
static void one_line(case_now *now, void *state)
{
    cw_bytes text = case_line(now, 0);
    cw_buf got;
    cw_stamp stamp;
    size_t at = 0;
    (void)state;
    cw_buf_init(&got, now->arena, 4096);
    while (cw_stamp_next(text, &at, text.n, &stamp)) {
        char value[32];
        cw_moment_print(stamp.moment, value);
        if (got.n > 0)
            cw_buf_add_byte(&got, '\n');
        cw_buf_addf(&got, "%s [%.*s]%s", value,
                    (int)(stamp.range.to - stamp.range.from),
                    (const char *)text.at + stamp.range.from,
                    stamp.is_ambiguous ? " ambiguous" : "");
    }
    if (got.n == 0)
        cw_buf_add_text(&got, "none");
    case_expect_rest(now, 1, cw_buf_bytes(&got));
}

static void one_address(case_now *now, void *state)
{
    cw_moment moment;
    char value[32] = "none";
    (void)state;
    if (cw_stamp_from_url(case_line(now, 0), &moment))
        cw_moment_print(moment, value);
    case_expect(now, 1, cw_bytes_from(value));
}

static void printed_dates(void **state)
{
    (void)state;
    case_run_file("tests/clean/stamp.case", one_line, NULL);
}

static void dates_in_addresses(void **state)
{
    (void)state;
    case_run_file("tests/clean/url_date.case", one_address, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(printed_dates),
                                       cmocka_unit_test(dates_in_addresses)};
    return case_run_tests(tests);
}
