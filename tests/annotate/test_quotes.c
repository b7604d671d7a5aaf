/* quotes.case: a text, then its quotes as marks_list.h writes them. */
#include "annotate/annotate_case.h"
#include "annotate/marks_list.h"

static void one_text(case_now *now, void *state)
{
    cw_bytes text = case_line(now, 0);
    const cw_marks *marks = case_marks(now, text, CW_NO_DAY);
    cw_buf got;
    (void)state;
    if (!marks)
        return;
    cw_buf_init(&got, now->arena, CW_MAX_LINE_BYTES);
    list_quotes(&got, text, marks);
    if (got.n == 0)
        cw_buf_add_text(&got, "nothing");
    case_expect_rest(now, 1, cw_buf_bytes(&got));
}

static void texts(void **state)
{
    (void)state;
    case_run_file("tests/annotate/quotes.case", one_text, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts)};
    return case_run_tests(tests);
}
