/* conflict_number.c: do two statements count the same thing differently?
 *
 *   "killing 12 people", "15 passengers died"    differ
 *   "at least 8", "11"; "847", "nearly 850"      agree: hedges overlap
 *   "5 of those killed", "two more"              parts: nothing is said */
#include <math.h>

#include "story/conflict_int.h"

typedef struct {
    double low, high;
} interval;

/* The interval a hedge leaves open; "about" and "nearly" a tenth. */
static interval interval_of(const cw_figure *figure)
{
    double value = figure->value;
    switch (figure->bound) {
    case CW_BOUND_ABOUT:
    case CW_BOUND_NEARLY:
        return (interval){value * 0.9, value * 1.1};
    case CW_BOUND_AT_LEAST:
    case CW_BOUND_MORE_THAN:
        return (interval){value, INFINITY};
    case CW_BOUND_AT_MOST:
    case CW_BOUND_LESS_THAN:
        return (interval){-INFINITY, value};
    case CW_BOUND_RANGE:
        return (interval){figure->low, figure->high};
    default:
        return (interval){value, value};
    }
}

/* 850 for 847: the value has noughts at its end and is the other, rounded. */
static bool is_rounded(double round_value, double value)
{
    double unit = 1;
    while (unit < 1e15 && fmod(round_value, unit * 10) == 0)
        unit *= 10;
    return round_value != 0 && unit > 1 &&
           fabs(round_value - value) <= unit / 2 &&
           fabs(round_value - value) <= fabs(value) * 0.05;
}

static cw_slot_state compare_values(const cw_figure *a, const cw_figure *b)
{
    interval x = interval_of(a), y = interval_of(b);
    if (x.low <= y.high && y.low <= x.high)
        return CW_SLOT_AGREES;
    if (is_rounded(a->value, b->value) || is_rounded(b->value, a->value))
        return CW_SLOT_AGREES;
    return CW_SLOT_DIFFERS;
}

static bool is_toll(uint8_t matter)
{
    return matter == CW_EVENT_KILL || matter == CW_EVENT_INJURE ||
           matter == CW_EVENT_END || matter == CW_EVENT_ARREST;
}

static cw_bytes modifiers(const cw_plot *plot, const cw_count *count)
{
    uint32_t from = cw_count_figure(plot, count)->of.from;
    size_t n = from < count->head_at.from ? count->head_at.from - from : 0;
    return cw_bytes_trim(
        cw_bytes_cut(count->of, 0, n < count->of.n ? n : count->of.n));
}

/* "Somali pirates" are not the pirates, "two more" not the two: the words
 * between a number and its noun must be the same. */
static bool same_modifiers(const cw_plot *plot, const cw_count *a,
                           const cw_count *b)
{
    return cw_bytes_equal_fold(modifiers(plot, a), modifiers(plot, b));
}

/* Games that were played are not those that were missed. */
static bool same_event(const cw_plot *plot, const cw_count *a,
                       const cw_count *b)
{
    enum { VERY_LIKE = 550 };
    const cw_statement *left = &plot->statements[a->statement];
    const cw_statement *right = &plot->statements[b->statement];
    if (a->matter == b->matter && a->matter != CW_EVENT_OTHER)
        return true;
    if (cw_bytes_equal(a->event_lemma, b->event_lemma))
        return true;
    return (a->matter == CW_EVENT_OTHER || b->matter == CW_EVENT_OTHER) &&
           cw_statement_likeness(plot, left, right) >= VERY_LIKE;
}

/* Do both count the same? Part of a count is never the whole; "passengers"
 * and "people" are one when both were killed. */
static bool count_the_same(const cw_plot *plot, const cw_count *a,
                           const cw_count *b, bool *is_growing)
{
    uint8_t x = a->matter, y = b->matter;
    if (a->is_part != b->is_part || a->is_earlier || b->is_earlier ||
        cw_count_figure(plot, a)->is_vague ||
        cw_count_figure(plot, b)->is_vague || !same_modifiers(plot, a, b))
        return false;
    *is_growing = is_toll(x) && x == y;
    if (is_toll(x) || is_toll(y)) {
        if (x != y)
            return false;
    } else if (a->has_event && b->has_event && !same_event(plot, a, b)) {
        return false;
    }
    if (cw_counts_of_one_kind(plot, a, b) && a->head.n > 0)
        return true;
    return a->is_human && b->is_human && is_toll(x) &&
           cw_count_figure(plot, a)->unit[0] == 0 &&
           cw_count_figure(plot, b)->unit[0] == 0;
}

/* A sentence that counts the same thing twice tells of parts or of times. */
static bool is_alone(const cw_findings *findings, uint32_t number)
{
    const cw_count *count = &findings->counts.at[number];
    uint32_t from = findings->first_count[count->statement];
    uint32_t to = findings->first_count[count->statement + 1];
    for (uint32_t i = from; i < to; i++) {
        const cw_count *other = &findings->counts.at[i];
        if (i != number && !other->is_earlier &&
            ((count->head.n > 0 && cw_bytes_equal(other->head, count->head)) ||
             (is_toll(count->matter) && other->matter == count->matter &&
              other->is_human)))
            return false;
    }
    return true;
}

static bool are_days_apart(const cw_count *a, const cw_count *b)
{
    return a->as_of_day != CW_NO_DAY && b->as_of_day != CW_NO_DAY &&
           a->as_of_day != b->as_of_day;
}

/* Figures that count the same: one unequal pair is a disagreement unless one
 * of the two is equal to another figure. Several unequal pairs say nothing,
 * but tolls of two days that all moved. */
void cw_slots_number(const cw_findings *findings, uint32_t a, uint32_t b,
                     cw_slots *out)
{
    const cw_plot *plot = findings->plot;
    uint32_t n_agree = 0, n_moved = 0;
    for (uint32_t i = findings->first_count[a];
         i < findings->first_count[a + 1]; i++) {
        for (uint32_t j = findings->first_count[b];
             j < findings->first_count[b + 1]; j++) {
            const cw_count *x = &findings->counts.at[i];
            const cw_count *y = &findings->counts.at[j];
            bool is_growing;
            if (!count_the_same(plot, x, y, &is_growing))
                continue;
            if (compare_values(cw_count_figure(plot, x),
                               cw_count_figure(plot, y)) == CW_SLOT_AGREES) {
                n_agree++;
                continue;
            }
            if (!is_alone(findings, i) || !is_alone(findings, j))
                continue;
            n_moved += is_growing && are_days_apart(x, y);
            if (out->n_counts < CW_SLOT_COUNTS) {
                out->count_a[out->n_counts] = i;
                out->count_b[out->n_counts++] = j;
            }
        }
    }
    out->is_growing = n_moved > 0 && n_moved == out->n_counts;
    if (out->n_counts == 1 || out->is_growing)
        out->state[CW_SLOT_NUMBER] = CW_SLOT_DIFFERS;
    else if (n_agree > 0)
        out->state[CW_SLOT_NUMBER] = CW_SLOT_AGREES;
    out->n_agreeing_counts = n_agree;
}
