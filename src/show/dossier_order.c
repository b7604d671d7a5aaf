/* dossier_order.c: reports by story and day. */
#include "show/dossier_order.h"

#include <stdlib.h>

typedef struct {
    const cw_dossier *dossier;
    const uint32_t *story_of; // [n_reports]
} by_day_order;

/* A month or year counts as its last day: it is not known to be earlier. */
static int32_t last_day_of(const cw_told_report *told)
{
    int32_t day = told->published.day;
    if (day == CW_NO_DAY)
        return INT32_MAX;
    if (told->evidence == CW_EVIDENCE_INFERRED && told->last_day != CW_NO_DAY)
        return told->last_day;
    if (told->precision == CW_PRECISION_MONTH)
        return cw_day_add_months(day, 1) - 1;
    if (told->precision == CW_PRECISION_YEAR)
        return cw_day_add_months(day, 12) - 1;
    return day;
}

static int compare_by_day(const void *left, const void *right, void *shared)
{
    const by_day_order *by = shared;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    const cw_told_report *x = &by->dossier->reports[a];
    const cw_told_report *y = &by->dossier->reports[b];
    int32_t day_x = last_day_of(x), day_y = last_day_of(y);
    if (by->story_of[a] != by->story_of[b])
        return by->story_of[a] < by->story_of[b] ? -1 : 1;
    if (day_x != day_y)
        return day_x < day_y ? -1 : 1;
    if (x->published.minute != y->published.minute)
        return x->published.minute < y->published.minute ? -1 : 1;
    return (a > b) - (a < b);
}

/* "A" ... "Z", "AA" ...: bijective base 26, three letters reach 18 278. */
static void set_letter(cw_letter *letter, uint32_t number)
{
    char turned[8];
    size_t n = 0;
    for (uint64_t left = (uint64_t)number + 1; left > 0 && n < 3;
         left = (left - 1) / 26)
        turned[n++] = (char)('A' + (left - 1) % 26);
    for (size_t i = 0; i < n; i++)
        letter->text[i] = turned[n - 1 - i];
    letter->text[n] = 0;
}

cw_status cw_dossier_order_make(const cw_dossier *dossier, cw_arena *keep,
                                cw_dossier_order *out)
{
    size_t n = dossier->n_reports;
    out->reports = cw_arena_array(keep, n, sizeof *out->reports);
    out->story_of = cw_arena_array(keep, n, sizeof *out->story_of);
    out->letters = cw_arena_array(keep, n, sizeof *out->letters);
    if (out->reports == NULL || out->story_of == NULL || out->letters == NULL)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        out->reports[i] = (uint32_t)i;
        out->story_of[i] = (uint32_t)dossier->n_stories;
    }
    for (size_t i = 0; i < dossier->n_stories; i++)
        for (size_t k = 0; k < dossier->stories[i].reports.n; k++)
            out->story_of[dossier->stories[i].reports.at[k]] = (uint32_t)i;
    if (n > 1)
        qsort_r(out->reports, n, sizeof *out->reports, compare_by_day,
                &(by_day_order){dossier, out->story_of});
    for (size_t i = 0; i < n; i++)
        set_letter(&out->letters[out->reports[i]], (uint32_t)i);
    return CW_OK;
}
