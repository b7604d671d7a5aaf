/* reuse_judge.c: what kind of copy a pair is, and where its text came from. */
#include <stdlib.h>

#include "story/reuse_int.h"

enum {
    NEAR_DUPLICATE = 800, // containment both ways, thousandths
    WIRE_COPY = 400,      // containment one way, with an agency named
};

/* The agency that one of the two credits in its own words, b's first. */
static void name_agency(const cw_told_report *reports, cw_copy *copy)
{
    uint32_t pair[2] = {copy->a, copy->b};
    for (int k = 0; k < 2 && copy->origin.n == 0; k++) {
        const cw_report *report = reports[pair[k]].report;
        const cw_fact *agency = CW_AT(report, report->agency, cw_fact);
        if (report->agency.n == 0)
            continue;
        copy->origin = cw_slice_bytes(report, agency[0].value);
        copy->has_origin_cite = !cw_range_is_empty(agency[0].span);
        copy->origin_cite = cw_span_of(pair[k], agency[0].span);
    }
}

static void name_earliest(const cw_told_report *reports, cw_copy *copy)
{
    const cw_told_report *a = &reports[copy->a];
    const cw_told_report *b = &reports[copy->b];
    const cw_told_report *first;
    if (a->published.day == CW_NO_DAY || b->published.day == CW_NO_DAY ||
        a->published.day == b->published.day)
        return;
    first = a->published.day < b->published.day ? a : b;
    copy->origin = cw_slice_bytes(first->report, first->report->outlet.value);
}

void cw_copy_judge(const cw_told_report *reports, cw_copy *copy)
{
    uint32_t more = copy->containment[0] > copy->containment[1]
                        ? copy->containment[0]
                        : copy->containment[1];
    uint32_t less = copy->containment[0] + copy->containment[1] - more;
    copy->kind = CW_COPY_PASSAGE;
    if (more < WIRE_COPY)
        return;
    name_agency(reports, copy);
    if (copy->origin.n > 0)
        copy->kind = CW_COPY_WIRE;
    else if (less >= NEAR_DUPLICATE)
        copy->kind = CW_COPY_NEAR_DUPLICATE;
    if (copy->origin.n == 0)
        name_earliest(reports, copy);
}

static int compare_passages(const void *a, const void *b)
{
    const cw_passage *x = a, *y = b;
    if (x->a.from != y->a.from)
        return x->a.from < y->a.from ? -1 : 1;
    return x->b.from < y->b.from ? -1 : x->b.from > y->b.from;
}

void cw_copy_turn(cw_copy *copy, cw_passage *passages)
{
    uint32_t a = copy->a, in_a = copy->containment[0];
    copy->a = copy->b;
    copy->b = a;
    copy->containment[0] = copy->containment[1];
    copy->containment[1] = in_a;
    for (size_t i = 0; i < copy->n_passages; i++)
        passages[i] = (cw_passage){passages[i].b, passages[i].a};
    qsort(passages, copy->n_passages, sizeof *passages, compare_passages);
}
