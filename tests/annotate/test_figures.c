/* figures.case: a text, then for each figure in text order
 *   words | value | bound | unit | what it counts | marks
 * with low..high for the value of a range or a vague figure, and of the marks
 * ordinal, vague, rate those that are set. "nothing": there is none. */
#include "annotate/annotate_case.h"

static void one_text(case_now *now, void *state)
{
    cw_bytes text = case_line(now, 0);
    const cw_marks *marks = case_marks(now, text, 19600);
    const cw_figure *figures;
    cw_buf got;
    (void)state;
    if (!marks)
        return;
    figures = CW_AT(marks, marks->figures, cw_figure);
    cw_buf_init(&got, now->arena, CW_MAX_LINE_BYTES);
    for (uint32_t i = 0; i < marks->figures.n; i++) {
        const cw_figure *f = &figures[i];
        if (i)
            cw_buf_add_byte(&got, '\n');
        cw_buf_add(&got, cw_bytes_at(text, f->range));
        if (f->bound == CW_BOUND_RANGE || f->is_vague)
            cw_buf_addf(&got, " | %.10g..%.10g", f->low, f->high);
        else
            cw_buf_addf(&got, " | %.10g", f->value);
        cw_buf_addf(&got, " | %s | %s | ", cw_bound_name(f->bound), f->unit);
        cw_buf_add(&got, cw_bytes_at(text, f->of));
        cw_buf_addf(&got, " |%s%s%s", f->is_ordinal ? " ordinal" : "",
                    f->is_vague ? " vague" : "", f->is_rate ? " rate" : "");
    }
    if (marks->figures.n == 0)
        cw_buf_add_text(&got, "nothing");
    case_expect_rest(now, 1, cw_buf_bytes(&got));
}

static void texts(void **state)
{
    (void)state;
    case_run_file("tests/annotate/figures.case", one_text, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts)};
    return case_run_tests(tests);
}
