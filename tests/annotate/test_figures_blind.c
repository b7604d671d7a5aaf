/* How many sentences of five files are read as a careful reader does: a
 * measure, and no demand on each of them.
 *
 *   figures_plain.case         what the manual promises, one thing each
 *   figures_blind.case         written before its writer saw the grammar
 *   figures_blind_again.case   the same, after the first had been mended
 *   figures_blind_third.case   the same, after the second had been
 *   figures_blind_last.case    the same, after the third; still unmended, so
 *                              the one that tells of other text
 *
 * They are kept as they were written, so a miss is mended in general or left
 * standing. A sentence is right when it has all its figures, no other, and
 * each has the value, bound, unit and head noun (the form stands at the head
 * of each file). Prints the share and what was missed. */
#include "annotate/annotate_case.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEAST_PERCENT = 95 };

typedef struct {
    int n, n_right;
} share;

/* Part i of a text parted by `sign`, without the blanks around it; empty when
 * there are fewer. */
static cw_bytes part(cw_bytes text, uint8_t sign, int i)
{
    size_t from = 0, to = 0;
    for (; to < text.n; to++)
        if (text.at[to] == sign) {
            if (i-- == 0)
                break;
            from = to + 1;
        }
    if (to == text.n && i > 0)
        from = to;
    return cw_bytes_trim(cw_bytes_cut(text, from, to));
}

static bool word_fits(cw_bytes wanted, cw_bytes got)
{
    if (wanted.n == 0)
        return got.n == 0;
    for (int i = 0; part(wanted, '/', i).n > 0; i++)
        if (cw_bytes_are(part(wanted, '/', i), "*") ||
            cw_bytes_equal(part(wanted, '/', i), got))
            return true;
    return false;
}

/* Within a thousandth, so that 0.6667 stands for two thirds. */
static bool number_fits(const char *wanted, double got)
{
    double value = strtod(wanted, NULL);
    return fabs(value - got) <= 1e-3 * fabs(value);
}

/* "14", "14..20" or "0.75/3"; "vague". */
static bool value_fits(cw_bytes wanted, const cw_figure *f)
{
    if (cw_bytes_are(wanted, "vague") || f->is_vague)
        return cw_bytes_are(wanted, "vague") && f->is_vague;
    for (int i = 0; part(wanted, '/', i).n > 0; i++) {
        char text[64];
        const char *dots;
        (void)snprintf(text, sizeof text, "%.*s", (int)part(wanted, '/', i).n,
                       (const char *)part(wanted, '/', i).at);
        dots = strstr(text, "..");
        if (dots ? number_fits(text, f->low) && number_fits(dots + 2, f->high)
                 : number_fits(text, f->value))
            return true;
    }
    return false;
}

static bool figure_fits(cw_bytes line, cw_bytes text, const cw_figure *f)
{
    cw_bytes marks = part(line, '|', 4);
    return value_fits(part(line, '|', 0), f) &&
           word_fits(part(line, '|', 1),
                     cw_bytes_from(cw_bound_name((cw_bound)f->bound))) &&
           word_fits(part(line, '|', 2), cw_bytes_from(f->unit)) &&
           word_fits(part(line, '|', 3), cw_bytes_at(text, f->head)) &&
           cw_bytes_are(marks, "ordinal") == (f->is_ordinal != 0) &&
           cw_bytes_are(marks, "rate") == (f->is_rate != 0);
}

static void print_missed(case_now *now, cw_bytes text, const cw_marks *marks)
{
    const cw_figure *f = CW_AT(marks, marks->figures, cw_figure);
    print_message("missed: %s\n", test_shown(now->arena, text));
    for (uint32_t i = 0; i < marks->figures.n; i++, f++)
        print_message("  read %.10g (%.10g..%.10g) | %s | %s | %s |%s%s%s\n",
                      f->value, f->low, f->high,
                      cw_bound_name((cw_bound)f->bound), f->unit,
                      test_shown(now->arena, cw_bytes_at(text, f->head)),
                      f->is_ordinal ? " ordinal" : "",
                      f->is_vague ? " vague" : "", f->is_rate ? " rate" : "");
}

static void one_text(case_now *now, void *state)
{
    share *all = state;
    cw_bytes text = case_line(now, 0);
    const cw_marks *marks = case_marks(now, text, 19600);
    const cw_figure *figures;
    bool is_right;
    if (!marks)
        return;
    figures = CW_AT(marks, marks->figures, cw_figure);
    is_right = cw_bytes_are(case_line(now, 1), "nothing")
                   ? marks->figures.n == 0
                   : marks->figures.n + 1 == now->n_lines;
    for (uint32_t i = 0; is_right && i < marks->figures.n; i++)
        is_right = figure_fits(case_line(now, i + 1), text, &figures[i]);
    all->n++;
    all->n_right += is_right;
    if (!is_right)
        print_missed(now, text, marks);
}

static void file_is_read(const char *path)
{
    share all = {0};
    case_run_file(path, one_text, &all);
    print_message("%s: %d of %d right\n", path, all.n_right, all.n);
    assert_true(all.n_right * 100 >= LEAST_PERCENT * all.n);
}

static void plain(void **state)
{
    (void)state;
    file_is_read("tests/annotate/figures_plain.case");
}

static void blind(void **state)
{
    (void)state;
    file_is_read("tests/annotate/figures_blind.case");
}

static void blind_again(void **state)
{
    (void)state;
    file_is_read("tests/annotate/figures_blind_again.case");
}

static void blind_third(void **state)
{
    (void)state;
    file_is_read("tests/annotate/figures_blind_third.case");
}

static void blind_last(void **state)
{
    (void)state;
    file_is_read("tests/annotate/figures_blind_last.case");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain), cmocka_unit_test(blind),
        cmocka_unit_test(blind_again), cmocka_unit_test(blind_third),
        cmocka_unit_test(blind_last)};
    return case_run_tests(tests);
}
