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

/* The interval a hedge leaves open; "about" and "nearly" a tenth, "a dozen"
 * two. */
static interval interval_of(const cw_plot *plot, const cw_count *count)
{
    const cw_figure *figure = count->figure;
    double value = figure->value;
    if (cw_bytes_find_fold(
            cw_bytes_at(cw_text_of(plot, count->statement), figure->range),
            CW_LIT("dozen"), 0) != CW_NOT_FOUND)
        return (interval){value - 2, value + 2};
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

static bool are_values_one(const cw_plot *plot, const cw_count *a,
                           const cw_count *b)
{
    interval x = interval_of(plot, a), y = interval_of(plot, b);
    double left = a->figure->value;
    double right = b->figure->value;
    return (x.low <= y.high && y.low <= x.high) || is_rounded(left, right) ||
           is_rounded(right, left);
}

static bool is_toll(uint8_t matter)
{
    return matter == CW_EVENT_KILL || matter == CW_EVENT_INJURE ||
           matter == CW_EVENT_END || matter == CW_EVENT_ARREST ||
           matter == CW_MATTER_CASE;
}

static cw_bytes modifiers(const cw_count *count)
{
    uint32_t from = count->figure->of.from;
    size_t n = from < count->head_at.from ? count->head_at.from - from : 0;
    return cw_bytes_trim(
        cw_bytes_cut(count->of, 0, n < count->of.n ? n : count->of.n));
}

/* "Somali pirates" are not the pirates, "two more" not the two: the words
 * between a number and its noun must be the same. */
static bool same_modifiers(const cw_count *a, const cw_count *b)
{
    return cw_bytes_equal_fold(modifiers(a), modifiers(b));
}

/* Games that were played are not those that were missed. What is raised to a
 * value was only offered before. */
static bool same_event(const cw_plot *plot, const cw_count *a,
                       const cw_count *b, bool is_moved)
{
    enum { VERY_LIKE = 550, MOVED_LIKE = 400 };
    const cw_statement *left = &plot->statements[a->statement];
    const cw_statement *right = &plot->statements[b->statement];
    if (a->matter == b->matter && a->matter != CW_EVENT_OTHER)
        return true;
    if (cw_bytes_equal(a->event_lemma, b->event_lemma))
        return true;
    return (a->matter == CW_EVENT_OTHER || b->matter == CW_EVENT_OTHER) &&
           cw_statement_likeness(plot, left, right) >=
               (is_moved ? MOVED_LIKE : VERY_LIKE);
}

/* Do both count the same? Part of a count is never the whole; "passengers"
 * and "people" are one when both were killed. */
static bool count_the_same(const cw_findings *findings, uint32_t i, uint32_t j,
                           bool *is_growing)
{
    const cw_plot *plot = findings->plot;
    const cw_count *a = &findings->counts[i], *b = &findings->counts[j];
    uint8_t x = a->matter, y = b->matter;
    uint8_t measure = findings->counts[i].scope.measure;
    bool is_measure = measure != CW_MEASURE_NONE &&
                      measure == findings->counts[j].scope.measure;
    if (findings->counts[i].scope.is_price ||
        findings->counts[j].scope.is_price || a->is_part != b->is_part ||
        a->is_earlier || b->is_earlier || a->figure->is_vague ||
        b->figure->is_vague || !same_modifiers(a, b))
        return false;
    *is_growing =
        (is_toll(x) && x == y) || (is_measure && measure == CW_MEASURE_LEAD);
    if (is_measure)
        return measure == CW_MEASURE_SPEED || cw_counts_of_one_kind(a, b) ||
               (a->is_human && b->is_human);
    if (is_toll(x) || is_toll(y)) {
        if (x != y)
            return false;
    } else if (a->has_event && b->has_event &&
               !same_event(plot, a, b,
                           findings->counts[i].scope.is_moved ||
                               findings->counts[j].scope.is_moved)) {
        return false;
    }
    if (cw_counts_of_one_kind(a, b) && a->head.n > 0)
        return true;
    return a->is_human && b->is_human && is_toll(x) &&
           a->figure->unit[0] == 0 && b->figure->unit[0] == 0;
}

/* A sentence that counts the same thing twice tells of parts or of times. */
static bool is_alone(const cw_findings *findings, uint32_t number)
{
    const cw_count *count = &findings->counts[number];
    uint32_t from = findings->first_count[count->statement];
    uint32_t to = findings->first_count[count->statement + 1];
    for (uint32_t i = from; i < to; i++) {
        const cw_count *other = &findings->counts[i];
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

/* Told on a day after the other report came out, or long before it. */
static bool is_out_of_reach(const cw_plot *plot, const cw_count_scope *dated,
                            const cw_count *other)
{
    enum { REACH_DAYS = 60 };
    int32_t day =
        cw_report_day(plot, plot->statements[other->statement].span.report);
    return day != CW_NO_DAY &&
           (dated->from_day > day || day - dated->to_day > REACH_DAYS);
}

/* "26 in Homs", "77 in Syria"; "39 on Wednesday", "77 on Friday": unequal
 * values of other places or days count other things. */
static bool are_scopes_apart(const cw_findings *findings, uint32_t i,
                             uint32_t j)
{
    const cw_plot *plot = findings->plot;
    const cw_count_scope *x = &findings->counts[i].scope,
                         *y = &findings->counts[j].scope;
    const cw_entity *entities = plot->story->entities;
    if (x->where != CW_NONE && y->where != CW_NONE && x->where != y->where &&
        !cw_names_overlap(entities[x->where].name, entities[y->where].name))
        return true;
    if (x->is_running && y->is_running)
        return false; // so far, whatever day is named
    if (x->from_day != CW_NO_DAY && y->from_day != CW_NO_DAY)
        return x->to_day < y->from_day || y->to_day < x->from_day;
    return (x->from_day != CW_NO_DAY &&
            is_out_of_reach(plot, x, &findings->counts[j])) ||
           (y->from_day != CW_NO_DAY &&
            is_out_of_reach(plot, y, &findings->counts[i]));
}

/* "42 have been flown out", "500 have": what is counted goes on. */
static bool is_so_far(const cw_findings *findings, uint32_t i, uint32_t j)
{
    return findings->counts[i].scope.is_running &&
           findings->counts[j].scope.is_running;
}

/* Two counts of two statements, into *out; true when they are equal. */
static bool compare_counts(const cw_findings *findings, uint32_t i, uint32_t j,
                           cw_slots *out)
{
    const cw_count *x = &findings->counts[i], *y = &findings->counts[j];
    bool is_growing;
    if (!count_the_same(findings, i, j, &is_growing))
        return false;
    if (are_values_one(findings->plot, x, y))
        return true;
    if (are_scopes_apart(findings, i, j)) {
        out->n_apart++;
        return false;
    }
    if (!is_alone(findings, i) || !is_alone(findings, j))
        return false;
    is_growing =
        findings->counts[i].scope.is_moved ||
        findings->counts[j].scope.is_moved ||
        ((is_growing || is_so_far(findings, i, j)) && are_days_apart(x, y));
    out->is_growing = is_growing && (out->is_growing || out->n_counts == 0);
    if (out->n_counts < CW_SLOT_COUNTS) {
        out->count_a[out->n_counts] = i;
        out->count_b[out->n_counts++] = j;
    }
    return false;
}

static void settle(cw_slots *out)
{
    if (out->n_counts == 1 || out->is_growing)
        out->state[CW_SLOT_NUMBER] = CW_SLOT_DIFFERS;
    else if (out->n_agreeing_counts > 0)
        out->state[CW_SLOT_NUMBER] = CW_SLOT_AGREES;
}

void cw_slots_count(const cw_findings *findings, uint32_t i, uint32_t j,
                    cw_slots *out)
{
    out->n_agreeing_counts += compare_counts(findings, i, j, out);
    settle(out);
}

/* Figures that count the same: one unequal pair is a disagreement unless one
 * of the two is equal to another figure. Several unequal pairs say nothing,
 * but tolls of two days that all moved, and what is said to have moved. */
void cw_slots_number(const cw_findings *findings, uint32_t a, uint32_t b,
                     cw_slots *out)
{
    for (uint32_t i = findings->first_count[a];
         i < findings->first_count[a + 1]; i++)
        for (uint32_t j = findings->first_count[b];
             j < findings->first_count[b + 1]; j++)
            out->n_agreeing_counts += compare_counts(findings, i, j, out);
    settle(out);
}
