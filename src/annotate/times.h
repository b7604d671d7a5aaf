/* times.h: time expressions of one report.
 *
 *   tokens -> find -> type, grain, anchor, direction -> resolve -> days, value
 *
 * Finding needs the words; resolving also the report's date. Neither ever
 * asks the clock. Rules are lines of data/en/times.rules. */
#ifndef CW_ANNOTATE_TIMES_H
#define CW_ANNOTATE_TIMES_H

#include "annotate/marks.h"

typedef enum {
    CW_MOD_NONE,
    CW_MOD_START, // early May
    CW_MOD_MID,
    CW_MOD_END,    // late May
    CW_MOD_BEFORE, // before May
    CW_MOD_AFTER,  // after, since May
    CW_MOD_APPROX, // around May
    CW_MOD_LESS,   // less than three days
    CW_MOD_MORE,   // more than three days
} cw_time_mod;

/* Units of a, b, c. */
#define CW_TIME_UNIT_MAP(X)     \
    X(NONE, "")                 \
    X(SECOND, "second")         \
    X(MINUTE, "minute")         \
    X(HOUR, "hour")             \
    X(DAY, "day")               \
    X(WEEKEND, "weekend")       \
    X(WEEK, "week")             \
    X(FORTNIGHT, "fortnight")   \
    X(MONTH, "month")           \
    X(QUARTER, "quarter")       \
    X(YEAR, "year")             \
    X(DECADE, "decade")         \
    X(CENTURY, "century")       \
    X(MILLENNIUM, "millennium") \
    X(NIGHT, "night")           \
    X(SEASON, "season")
typedef enum {
#define CW_TIME_UNIT_ENUM(name, text) CW_TIME_UNIT_##name,
    CW_TIME_UNIT_MAP(CW_TIME_UNIT_ENUM)
#undef CW_TIME_UNIT_ENUM
} cw_time_unit;

/* Parts of the day, as TIMEX3 writes them after the T. */
#define CW_TIME_PART_MAP(X) \
    X(NONE, "")             \
    X(MORNING, "MO")        \
    X(MIDDAY, "MI")         \
    X(AFTERNOON, "AF")      \
    X(EVENING, "EV")        \
    X(NIGHT, "NI")          \
    X(DAYTIME, "DT")
typedef enum {
#define CW_TIME_PART_ENUM(name, text) CW_TIME_PART_##name,
    CW_TIME_PART_MAP(CW_TIME_PART_ENUM)
#undef CW_TIME_PART_ENUM
} cw_time_part;

/* What a rule means, and what a, b and c of its expressions hold. `which` is
 * -1 last, 0 the nearest by tense, 1 next, 2 this; of a month 4 that year's;
 * of a quarter 2 this year's, -2 last year's, 3 next year's. Years count from
 * 1; negative ones are BC; 0 is unknown. A PERIOD of negative n runs from the
 * report's date on. */
#define CW_TIME_MEANING_MAP(X)                                                 \
    X(UNKNOWN, "unknown") /* cannot be resolved: "the 600th day of it" */      \
    X(DATE, "date")       /* year, month, day; 0 where not said */             \
    X(DAYS, "days")       /* year, month, first day + 32 * last day */         \
    X(WEEKDAY, "weekday") /* 0 Monday .. 6, which */                           \
    X(WEEKDAY_OF, "weekday_of") /* 0 Monday .. 6, weeks from the report's */   \
    X(SHIFT, "shift")           /* n, unit: so many from the report's date */  \
    X(CONTEXT, "context")       /* n, unit: so many from another expression */ \
    X(MONTH, "month")           /* month, which */                             \
    X(DATE_OF, "date_of")       /* years from the report's, or 4: that year;   \
                                   month, day */                               \
    X(SEASON, "season")         /* year, 0 spring .. 3 winter, which */        \
    X(QUARTER, "quarter")       /* year, 1 .. 4, which */                      \
    X(HALF, "half")             /* year, 1 or 2, which */                      \
    X(DECADE, "decade")         /* its first year */                           \
    X(CENTURY, "century")       /* 20 for the 20th */                          \
    X(HOLIDAY, "holiday")       /* year, number in times_resolve.c, which */   \
    X(DURATION, "duration")     /* n, unit, 1 vague + 2 and a half */          \
    X(PERIOD, "period")   /* n, unit: up to the report's date, c as above */   \
    X(SET, "set")         /* n, unit: every n units */                         \
    X(SET_DAY, "set_day") /* 0 Monday .. 6 */                                  \
    X(SET_MONTH, "set_month") /* month */                                      \
    X(REF, "ref")             /* -1 the past, 0 now, 1 the future */           \
    X(CLOCK, "clock")   /* minute and zone alone; in a rule: minute, 1 */      \
    X(PREFIX, "prefix") /* in the rules only: cw_time_mod */
typedef enum {
#define CW_TIME_MEANING_ENUM(name, text) CW_TIME_MEANING_##name,
    CW_TIME_MEANING_MAP(CW_TIME_MEANING_ENUM)
#undef CW_TIME_MEANING_ENUM
} cw_time_meaning;

/* Fill value, from_day and to_day of times[0 .. n) for a report of this day
 * (CW_NO_DAY: unknown; anchored expressions then keep what can be said
 * without it, e.g. the value "XXXX-10-17", and CW_NO_DAY). `out` may be a
 * copy of marks' own list; the marks themselves stay as they are. */
void cw_times_resolve(cw_time *times, size_t n, int32_t published_day);

/* The name of a rule as in data/en/times.rules, for --explain; "" if out of
 * range. */
const char *cw_time_rule_name(uint16_t rule);

#endif
