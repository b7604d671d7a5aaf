/* reuse_order.c: who comes before whom, and how far back. */
#include <stdlib.h>

#include "story/reuse_int.h"

bool cw_is_too_old(const cw_reuse_order *order, const cw_told_report *report,
                   int32_t day)
{
    int32_t own = report->published.day;
    return order->window_days > 0 && own != CW_NO_DAY && day != CW_NO_DAY &&
           (int64_t)day - own > order->window_days;
}

typedef struct {
    int32_t day; // CW_NO_DAY is the least
    uint32_t number;
} dated;

static int compare_dated(const void *a, const void *b)
{
    const dated *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

cw_status cw_reuse_order_init(cw_reuse_order *order,
                              const cw_told_report *reports, size_t n,
                              cw_arena *scratch)
{
    cw_mark mark;
    dated *list;
    order->n = n;
    order->at = cw_arena_array(scratch, n, sizeof *order->at);
    mark = cw_arena_mark(scratch);
    list = cw_arena_array(scratch, n, sizeof *list);
    if (!order->at || !list)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < n; i++)
        list[i] = (dated){reports[i].published.day, i};
    if (n > 0)
        qsort(list, n, sizeof *list, compare_dated);
    for (size_t i = 0; i < n; i++)
        order->at[i] = list[i].number;
    cw_arena_reset(scratch, mark);
    return CW_OK;
}
