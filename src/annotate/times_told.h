/* times_told.h: what a report has told before, for the times that lean on it.
 *
 *   time -> (resolved with what was told) -> add -> the next time
 *
 * A bare month takes a year from it, "a day later" the day, "a year earlier"
 * the quarter that the accounts speak of. One pass over the times of a
 * report, in the order of the text. */
#ifndef CW_ANNOTATE_TIMES_TOLD_H
#define CW_ANNOTATE_TIMES_TOLD_H

#include "annotate/times.h"

typedef struct {
    cw_time *times; // [n]
    size_t n;
    int32_t today;     // the report's day, or CW_NO_DAY
    bool is_history;   // told along its own years, not from the report's day
    int32_t last_year; // of the latest expression with a year; 0 none yet
    uint32_t last_sentence; // where that stands, if the year is written there
    int32_t told_day;       // first day of the latest that has a month or a day
    int32_t told_month;     // its month since the year 1 BC, or CW_NO_DAY
    int32_t quarter_day;    // first day of the quarter that the report gives
                            // the accounts of, or CW_NO_DAY
    uint32_t quarter_sentence; // where a quarter was spoken of last
} cw_time_told;

/* Nothing is told yet by times[0 .. n) of a report of this day. */
void cw_time_told_init(cw_time_told *told, cw_time *times, size_t n,
                       int32_t today);

/* Before times[i] is resolved: forget what lies too far back. */
void cw_time_told_forget(cw_time_told *told, size_t i);

/* times[i] is resolved: what follows may lean on it. */
void cw_time_told_add(cw_time_told *told, size_t i);

/* The last day of a term of accounts: "the nine months ended Sept. 30". */
bool cw_time_ends_term(const cw_time *t);

/* The year of a bare month (day 0), or of a month and a day; `which` as in
 * times.h. 0 when nothing tells. */
int32_t cw_time_told_year(const cw_time_told *told, const cw_time *t,
                          int32_t month, int32_t day, int32_t which);

#endif
