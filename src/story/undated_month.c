/* undated_month.c: the month of a report that only months hint at. */
#include "story/undated_int.h"

/* Chosen on the timeline topics with the dates of each second report that
 * names a month, and all its sentences that name a day, taken away. */
enum {
    MONTH_VOTES_MIN = 700,
    MONTHS_REACH = 4, // around a day, that may be the report's
};

int32_t cw_month_start(int32_t day)
{
    cw_date date = cw_date_from_day(day);
    date.day = 1;
    return cw_day_from_date(date);
}

/* Months since the year 0. */
static int32_t month_number(int32_t day)
{
    cw_date date = cw_date_from_day(day);
    return date.year * 12 + date.month - 1;
}

/* The votes of the month of a day, NULL when it is far from the first vote. */
static cw_month_votes *month_at(cw_ballot *ballot, int32_t day)
{
    int32_t at = month_number(day) - month_number(ballot->base);
    return at >= 0 && at < CW_MONTHS_SPAN ? &ballot->months[at] : NULL;
}

void cw_begin_ballot(cw_ballot *ballot, int32_t day)
{
    if (!ballot->is_any) {
        ballot->is_any = true;
        ballot->base = day - CW_VOTES_SPAN / 2;
    }
}

void cw_note_reason(cw_reason *best, cw_reason found)
{
    if (found.like > best->like)
        *best = found;
}

bool cw_is_month_hint(const cw_time *time)
{
    return time->type == CW_TIME_DATE && time->anchor <= CW_ANCHOR_REPORT &&
           time->grain >= CW_GRAIN_MONTH && time->grain <= CW_GRAIN_QUARTER;
}

/* Would `asked`, read in the month of this first day, cover what `told` means?
 * It is read on the side of the month that its tense looks away from. Who
 * writes in spring says "this spring": "since the spring" looks back on it. */
static bool is_said_in(int32_t start, const cw_time *asked, const cw_time *told)
{
    cw_time tried = *asked;
    int32_t p = asked->direction > 0 ? start : cw_day_add_months(start, 1) - 1;
    cw_times_resolve(&tried, 1, p);
    if (tried.from_day == CW_NO_DAY || told->from_day < tried.from_day ||
        told->to_day > tried.to_day)
        return false;
    if (asked->direction > 0)
        return true;
    return asked->meaning == CW_TIME_MEANING_SEASON && asked->c == 0
               ? tried.to_day < p
               : tried.from_day <= p;
}

bool cw_vote_by_month(cw_ballot *ballot, const cw_time *asked,
                      const cw_time *told, int32_t published_day, cw_reason why)
{
    cw_month_votes *said[2 * MONTHS_REACH + 1];
    uint32_t n = 0;
    bool is_now = false;
    cw_begin_ballot(ballot, told->from_day);
    for (int m = -MONTHS_REACH; m <= MONTHS_REACH; m++) {
        int32_t start = cw_day_add_months(cw_month_start(told->from_day), m);
        cw_month_votes *month = month_at(ballot, start);
        if (!month || !is_said_in(start, asked, told))
            continue;
        said[n++] = month;
        is_now |= published_day != CW_NO_DAY &&
                  start == cw_month_start(published_day);
    }
    why.like /= n > 0 ? n : 1;
    why.day = told->from_day;
    why.is_month = true;
    for (uint32_t i = 0; i < n; i++) {
        said[i]->hinted += why.like;
        cw_note_reason(&said[i]->why, why);
    }
    if (n == 1 && asked->direction <= 0 && told->from_day > ballot->latest)
        ballot->latest = told->from_day;
    return n == 0 || is_now;
}

void cw_note_month(cw_ballot *ballot, int32_t day, uint32_t like)
{
    cw_month_votes *month;
    cw_begin_ballot(ballot, day);
    month = month_at(ballot, day);
    if (month && like > month->told)
        month->told = like;
}

void cw_infer_date(cw_told_report *told, int32_t first, cw_precision precision)
{
    told->precision = (uint8_t)precision;
    told->published = CW_NO_MOMENT;
    told->published.day = first;
    told->evidence = CW_EVIDENCE_INFERRED;
    told->first_day = first;
    told->last_day = precision == CW_PRECISION_MONTH
                         ? cw_day_add_months(first, 1) - 1
                         : first;
}

bool cw_decide_month(cw_told_report *told, cw_ballot *ballot)
{
    uint32_t best = 0, second = 0;
    int32_t at = 0, from = 0;
    if (ballot->latest != CW_NO_DAY)
        from = month_number(ballot->latest) - month_number(ballot->base);
    for (int32_t m = from > 0 ? from : 0; m < CW_MONTHS_SPAN; m++) {
        const cw_month_votes *month = &ballot->months[m];
        uint32_t votes = month->hinted > 0 ? month->hinted + month->told : 0;
        if (votes > best) {
            second = best;
            best = votes;
            at = m;
        } else if (votes > second) {
            second = votes;
        }
    }
    if (best < MONTH_VOTES_MIN || 2 * (uint64_t)best < 3 * (uint64_t)second)
        return false;
    cw_infer_date(told, cw_day_add_months(cw_month_start(ballot->base), at),
                  CW_PRECISION_MONTH);
    ballot->best = ballot->months[at].why;
    return true;
}
