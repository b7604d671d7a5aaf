/* page_axis.c: days to places. */
#include "show/page_axis.h"

#include <stdlib.h>

static int compare_days(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

int32_t cw_axis_gap(int32_t days)
{
    int32_t power = 0;
    while (days >> (power + 1) > 0)
        power++;
    return 64 + 16 * power + (int32_t)((((int64_t)days << 4) >> power) - 16);
}

/* x = left + (right - left) * sum of gaps before / sum of all gaps. Gaps are
 * at most 64 + 16 * 32, days at most 2^20: the product fits 64 bits. */
cw_status cw_axis_make(int32_t *days, size_t n, int32_t left, int32_t right,
                       cw_arena *keep, cw_axis *out)
{
    cw_axis_day *at = cw_arena_array(keep, n, sizeof *at);
    int64_t *before = cw_arena_array(keep, n, sizeof *before);
    size_t m = 0;
    *out = (cw_axis){NULL, 0};
    if (at == NULL || before == NULL)
        return CW_NO_MEMORY;
    if (n > 1)
        qsort(days, n, sizeof *days, compare_days);
    for (size_t i = 0; i < n; i++) {
        int64_t gap;
        if (m > 0 && at[m - 1].day == days[i])
            continue;
        gap = m > 0 ? (int64_t)days[i] - at[m - 1].day : 0;
        before[m] = m > 0 ? before[m - 1] + cw_axis_gap((int32_t)gap) : 0;
        at[m++] =
            (cw_axis_day){.day = days[i], .is_broken = gap > CW_AXIS_BREAK};
    }
    for (size_t i = 0; i < m; i++)
        at[i].x =
            m == 1
                ? left + (right - left) / 2
                : left + (int32_t)((right - left) * before[i] / before[m - 1]);
    *out = (cw_axis){at, m};
    return CW_OK;
}

int32_t cw_axis_x(const cw_axis *axis, int32_t day)
{
    size_t low = 0, high = axis->n;
    const cw_axis_day *a, *b;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (axis->at[middle].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return axis->at[0].x;
    a = &axis->at[low - 1];
    if (low == axis->n || a->day == day)
        return a->x;
    b = &axis->at[low];
    return a->x + (int32_t)((int64_t)(b->x - a->x) * (day - a->day) /
                            (b->day - a->day));
}

/* ---- labels ------------------------------------------------------------ */

typedef struct {
    uint32_t weight;
    size_t i;
} weighed;

static int compare_weighed(const void *left, const void *right)
{
    const weighed *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->i > b->i) - (a->i < b->i);
}

/* Room on both sides up to the next shown one. The walk ends where a label
 * could not touch any more, so it is short. */
static bool has_room(const cw_axis *axis, const bool *is_shown, size_t i,
                     int32_t width)
{
    for (size_t k = i; k-- > 0 && axis->at[i].x - axis->at[k].x < width;)
        if (is_shown[k])
            return false;
    for (size_t k = i + 1; k < axis->n && axis->at[k].x - axis->at[i].x < width;
         k++)
        if (is_shown[k])
            return false;
    return true;
}

cw_status cw_axis_labels(const cw_axis *axis, const uint32_t *weight,
                         int32_t width, cw_arena *scratch, bool *is_shown)
{
    cw_mark mark = cw_arena_mark(scratch);
    weighed *all = cw_arena_array(scratch, axis->n, sizeof *all);
    if (all == NULL)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < axis->n; i++) {
        bool is_end = i == 0 || i + 1 == axis->n;
        all[i] = (weighed){is_end ? UINT32_MAX : weight[i], i};
        is_shown[i] = false;
    }
    if (axis->n > 1)
        qsort(all, axis->n, sizeof *all, compare_weighed);
    for (size_t i = 0; i < axis->n; i++)
        is_shown[all[i].i] = has_room(axis, is_shown, all[i].i, width);
    cw_arena_reset(scratch, mark);
    return CW_OK;
}

size_t cw_axis_row(int32_t *row_end, size_t n_rows, int32_t from, int32_t to)
{
    size_t row = 0;
    while (row < n_rows && row_end[row] > from)
        row++;
    if (row < n_rows)
        row_end[row] = to;
    return row;
}

int32_t cw_axis_height(double value, double low, double high, int32_t height)
{
    if (!(high > low))
        return height / 2;
    if (!(value > low))
        return 0;
    if (value > high)
        return height;
    return (int32_t)((value - low) / (high - low) * height + 0.5);
}
