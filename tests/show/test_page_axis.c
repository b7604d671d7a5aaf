/* Places of days, labels, rows and heights of the drawings. */
#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "show/page_axis.h"
#include "support/case.h"

enum { DAYS = 32 };

typedef struct {
    int32_t day[DAYS];
    uint32_t weight[DAYS];
    size_t n;
    int32_t left, right;
} given;

static const char *text_of(case_now *now, cw_bytes value)
{
    cw_bytes copy;
    return cw_arena_copy(now->arena, value, &copy) == CW_OK
               ? (const char *)copy.at
               : "";
}

static int32_t day_of(const char *text)
{
    int year = 0, month = 0, day = 0;
    if (sscanf(text, "%d-%d-%d", &year, &month, &day) != 3)
        return CW_NO_DAY;
    return cw_day_from_date((cw_date){year, (uint8_t)month, (uint8_t)day});
}

/* "0 100: 2024-05-03=2 ..." up to the end or an @ */
static given read_given(const char *text)
{
    given out = {.n = 0};
    const char *at = strchr(text, ':');
    if (at == NULL || sscanf(text, "%d %d", &out.left, &out.right) != 2)
        return out;
    for (at++; *at == ' ' && at[1] != '@' && out.n < DAYS;) {
        at++;
        out.day[out.n] = day_of(at);
        at += strcspn(at, " =");
        out.weight[out.n] = *at == '=' ? (uint32_t)atoi(at + 1) : 0;
        at += strcspn(at, " ");
        out.n++;
    }
    return out;
}

static cw_axis make(case_now *now, given *from)
{
    cw_axis axis = {NULL, 0};
    if (cw_axis_make(from->day, from->n, from->left, from->right, now->arena,
                     &axis) != CW_OK)
        case_fail(now, 0, "memory ran out");
    return axis;
}

static void one_axis(case_now *now, const char *text, cw_buf *out)
{
    given from = read_given(text);
    cw_axis axis = make(now, &from);
    for (size_t i = 0; i < axis.n; i++) {
        char day[11];
        cw_day_print(axis.at[i].day, day);
        cw_buf_addf(out, "%s%s %d%s", i > 0 ? "\n" : "", day, axis.at[i].x,
                    axis.at[i].is_broken ? " broken" : "");
    }
}

static void one_place(case_now *now, const char *text, cw_buf *out)
{
    given from = read_given(text);
    cw_axis axis = make(now, &from);
    const char *at = strchr(text, '@');
    if (at == NULL || axis.n == 0)
        case_fail(now, 0, "no day was asked for");
    else
        cw_buf_addf(out, "%d", cw_axis_x(&axis, day_of(at + 2)));
}

static void one_labels(case_now *now, const char *text, cw_buf *out)
{
    int32_t width = atoi(text);
    given from = read_given(text + strcspn(text, " ") + 1);
    uint32_t weight[DAYS];
    bool is_shown[DAYS];
    cw_axis axis;
    memcpy(weight, from.weight, sizeof weight); // days are given in order
    axis = make(now, &from);
    if (cw_axis_labels(&axis, weight, width, now->arena, is_shown) != CW_OK)
        case_fail(now, 0, "memory ran out");
    for (size_t i = 0; i < axis.n; i++) {
        char day[11];
        cw_day_print(axis.at[i].day, day);
        if (is_shown[i])
            cw_buf_addf(out, "%s%s", out->n > 0 ? " " : "", day);
    }
}

static void one_rows(const char *text, cw_buf *out)
{
    int32_t row_end[8];
    size_t n_rows = (size_t)atoi(text);
    int from, to, n;
    for (size_t i = 0; i < 8; i++)
        row_end[i] = INT32_MIN;
    text = strchr(text, ':') + 1;
    for (; sscanf(text, " %d-%d%n", &from, &to, &n) == 2; text += n) {
        size_t row = cw_axis_row(row_end, n_rows, from, to);
        cw_buf_add_text(out, out->n > 0 ? " " : "");
        if (row == n_rows)
            cw_buf_add_text(out, "none");
        else
            cw_buf_addf(out, "%zu", row);
    }
}

static void one_height(const char *text, cw_buf *out)
{
    char *at;
    double value = strtod(text, &at), low = strtod(at, &at);
    double high = strtod(at, &at);
    cw_buf_addf(
        out, "%d",
        cw_axis_height(value, low, high, (int32_t)strtol(at, NULL, 10)));
}

static void one_number(case_now *now, void *state)
{
    cw_bytes value;
    cw_buf out;
    (void)state;
    cw_buf_init(&out, now->arena, 4096);
    if (case_field(now, "gap", &value))
        cw_buf_addf(&out, "%d", cw_axis_gap(atoi(text_of(now, value))));
    else if (case_field(now, "axis", &value))
        one_axis(now, text_of(now, value), &out);
    else if (case_field(now, "at", &value))
        one_place(now, text_of(now, value), &out);
    else if (case_field(now, "labels", &value))
        one_labels(now, text_of(now, value), &out);
    else if (case_field(now, "rows", &value))
        one_rows(text_of(now, value), &out);
    else if (case_field(now, "height", &value))
        one_height(text_of(now, value), &out);
    else
        case_fail(now, 0, "unknown kind of case");
    case_expect_rest(now, 1, cw_buf_bytes(&out));
}

static void numbers(void **state)
{
    (void)state;
    case_run_file("tests/show/page_axis.case", one_number, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers)};
    return case_run_tests(tests);
}
