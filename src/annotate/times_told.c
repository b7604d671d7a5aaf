/* times_told.c: the year, the day and the quarter that a report speaks of. */
#include "annotate/times_told.h"

#include "annotate/times_value.h"

#include <stdlib.h>

/* ---- the year ---------------------------------------------------------- */

/* How far a day lies from the report's, made longer by `penalty` when it lies
 * on the side that the tense does not point to. */
static int32_t distance(const cw_time_told *r, const cw_time *t, int32_t day,
                        int32_t penalty)
{
    int32_t away = day - r->today;
    bool is_against = away > 0 ? t->direction < 0 : t->direction > 0;
    return abs(away) + (is_against ? penalty : 0);
}

/* Months since the year 1 BC began; years BC are negative, none is 0. */
static int32_t month_index(int32_t year, int32_t month)
{
    return (year < 0 ? year + 1 : year) * 12 + month - 1;
}

/* The year that stands in the sentence behind expression i; 0: none. */
static int32_t year_behind(const cw_time_told *r, size_t i)
{
    enum { STEPS = 4 };
    for (size_t k = i + 1; k < r->n && k <= i + STEPS &&
                           r->times[k].sentence == r->times[i].sentence;
         k++)
        if (r->times[k].meaning == CW_TIME_MEANING_DATE && r->times[k].a)
            return r->times[k].a;
    return 0;
}

/* A history is told in order, mostly: the year of a bare month is the one that
 * is nearest to the month told before, unless a year was named since. What
 * deviating costs, in months, was chosen on the odd documents of WikiWars. */
static int32_t year_of_history(const cw_time_told *r, const cw_time *t,
                               int32_t month)
{
    enum { FAR = 18, OTHER = 8, OTHER_HERE = 12, OTHER_BEHIND = 6 };
    int32_t behind = year_behind(r, (size_t)(t - r->times));
    int32_t best = r->last_year, best_cost = INT32_MAX;
    int32_t told = r->last_year;
    if (r->told_month != CW_NO_DAY) {
        told = (r->told_month - (r->told_month < 0 ? 11 : 0)) / 12;
        told -= told <= 0; // 0 of month_index is the year 1 BC
    }
    for (int32_t k = 0; k < 6; k++) {
        int32_t year = (k < 3 ? r->last_year : told) + k % 3 - 1;
        int32_t cost = 0;
        if (year == 0)
            continue;
        if (r->told_month != CW_NO_DAY) {
            int32_t away = month_index(year, month) - r->told_month;
            away = away < 0 ? -away * 3 / 2 : away;
            cost = away < FAR ? away : FAR;
        }
        if (year != r->last_year)
            cost += r->last_sentence == t->sentence ? OTHER_HERE : OTHER;
        if (behind && year != behind)
            cost += OTHER_BEHIND;
        if (cost < best_cost) {
            best_cost = cost;
            best = year;
        }
    }
    return best;
}

/* The year of a bare month, or month and day. Told along its own years, a
 * history goes on with the year before; else the words decide ("last May"),
 * then the tense and the nearness to the report's date. The tense of a month
 * is trusted more than that of a day: "the dividend payable Nov. 20", said in
 * a past-tense sentence of early November, lies ahead. */
int32_t cw_time_told_year(const cw_time_told *r, const cw_time *t,
                          int32_t month, int32_t day, int32_t which)
{
    int32_t middle = !day ? 15 : day > 28 ? 28 : day, year, best, penalty;
    bool is_on;
    if (which == 4 && r->last_year)
        return r->last_year; // "May of that year"
    if (r->is_history && r->last_year)
        return year_of_history(r, t, month);
    if (r->today == CW_NO_DAY)
        return 0;
    year = cw_date_from_day(r->today).year;
    is_on = !day && cw_date_from_day(r->today).month == month;
    best = year;
    if (which == 2 || (is_on && which == 0))
        return year;
    if (which < 0)
        return cw_time_day_of(year, month, middle) < r->today && !is_on
                   ? year
                   : year - 1;
    if (which > 0)
        return cw_time_day_of(year, month, middle) > r->today && !is_on
                   ? year
                   : year + 1;
    // "ended" and "ending" leave no doubt on which side a day lies
    penalty = cw_time_ends_term(t) ? 366 : day ? 230 : 320;
    for (int32_t y = year - 1; y <= year + 1; y++)
        if (y > 0 && y < 9999 &&
            distance(r, t, cw_time_day_of(y, month, middle), penalty) <
                distance(r, t, cw_time_day_of(best, month, middle), penalty))
            best = y;
    return best;
}

/* ---- what was told ------------------------------------------------------ */

/* A history names its years: many expressions with a year before the report's,
 * and hardly any that need its date. */
static bool is_history(const cw_time *times, size_t n, int32_t today)
{
    size_t n_far = 0, n_near = 0;
    int32_t year = today == CW_NO_DAY ? 0 : cw_date_from_day(today).year;
    for (size_t i = 0; i < n; i++) {
        const cw_time *t = &times[i];
        bool has_year = t->meaning == CW_TIME_MEANING_DATE && t->a != 0;
        n_far += has_year && (year == 0 || t->a < year);
        // "later in the year" may be any year's
        n_near += t->meaning == CW_TIME_MEANING_WEEKDAY ||
                  (t->meaning == CW_TIME_MEANING_SHIFT &&
                   !(t->a == 0 && t->b == CW_TIME_UNIT_YEAR));
    }
    return n_far >= 6 && n_near * 4 <= n_far;
}

static bool is_bare_year(const cw_time *t)
{
    return t->meaning == CW_TIME_MEANING_DATE && t->a != 0 && t->b == 0;
}

/* The second of "1975-1976": what follows begins with the first. */
static bool ends_years(const cw_time_told *r, size_t i)
{
    const cw_time *t = &r->times[i];
    return i > 0 && is_bare_year(t) && is_bare_year(t - 1) &&
           t->range.from - t[-1].range.to <= sizeof "–" - 1;
}

/* "the nine months", "the year ended June 30": what follows compares terms
 * longer than a quarter. */
static bool is_longer_term(const cw_time *t)
{
    return t->type == CW_TIME_DURATION &&
           ((t->b == CW_TIME_UNIT_MONTH && (t->a == 6 || t->a == 9)) ||
            strcmp(cw_time_rule_name(t->rule), "duration-ended") == 0);
}

bool cw_time_ends_term(const cw_time *t)
{
    return strncmp(cw_time_rule_name(t->rule), "term-end", 8) == 0;
}

/* A quarter that is over, or is told of as past, is the one whose accounts
 * are given. */
static void add_quarter(cw_time_told *r, const cw_time *t)
{
    if (is_longer_term(t))
        r->quarter_day = CW_NO_DAY;
    if (t->grain != CW_GRAIN_QUARTER || t->from_day == CW_NO_DAY ||
        t->type != CW_TIME_DATE)
        return;
    if (((t->direction <= 0 && r->quarter_day == CW_NO_DAY) ||
         t->to_day < r->today) &&
        t->meaning != CW_TIME_MEANING_CONTEXT)
        r->quarter_day = t->from_day;
    r->quarter_sentence = t->sentence;
}

void cw_time_told_init(cw_time_told *r, cw_time *times, size_t n, int32_t today)
{
    *r = (cw_time_told){.times = times,
                        .n = n,
                        .today = today,
                        .is_history = is_history(times, n, today),
                        .last_sentence = UINT32_MAX,
                        .told_day = CW_NO_DAY,
                        .told_month = CW_NO_DAY,
                        .quarter_day = CW_NO_DAY};
}

void cw_time_told_forget(cw_time_told *r, size_t i)
{
    enum {
        SENTENCES = 8
    }; // 2: value F1 .824, 4: .829, 8 and more: .832 on
       // the odd documents of TimeBank
    if (r->times[i].sentence > r->quarter_sentence + SENTENCES)
        r->quarter_day = CW_NO_DAY;
}

void cw_time_told_add(cw_time_told *r, size_t i)
{
    const cw_time *t = &r->times[i];
    bool has_year = t->meaning == CW_TIME_MEANING_DATE && t->a != 0;
    cw_date day;
    if (ends_years(r, i))
        return;
    add_quarter(r, t);
    if (has_year && t->a < 0) {
        r->last_year = t->a;
        r->last_sentence = t->sentence;
        r->told_day = CW_NO_DAY;
        if (t->b)
            r->told_month = month_index(t->a, t->b);
    }
    if (t->from_day == CW_NO_DAY || t->type != CW_TIME_DATE ||
        t->grain < CW_GRAIN_DAY || t->grain > CW_GRAIN_YEAR ||
        t->meaning == CW_TIME_MEANING_WEEKDAY ||
        t->meaning == CW_TIME_MEANING_SHIFT)
        return;
    if (r->is_history && !has_year && r->last_year == 0)
        return;
    day = cw_date_from_day(t->from_day);
    if (has_year || t->meaning == CW_TIME_MEANING_CONTEXT || !r->is_history) {
        r->last_year = day.year;
        r->last_sentence = t->sentence;
    }
    if (t->grain < CW_GRAIN_YEAR) {
        r->told_day = t->from_day;
        r->told_month = month_index(day.year, day.month);
    }
}
