/* times_int.h: what the rules of times.rules are made of. Shared by
 * gen_times.c, which checks and compiles them, and times_find.c, which
 * matches them. */
#ifndef CW_ANNOTATE_TIMES_INT_H
#define CW_ANNOTATE_TIMES_INT_H

#include "annotate/times.h"

/* <class> in a pattern: what the words of a report are seen as. */
#define CW_TIME_CLASS_MAP(X)                                            \
    X(WEEKDAY, "weekday")   /* Monday, Tues. */                         \
    X(WEEKDAYS, "weekdays") /* Mondays */                               \
    X(MONTH, "month")       /* October, Oct., mid-October */            \
    X(DAY, "day")           /* 17, 17th, seventeenth */                 \
    X(YEAR, "year")         /* 2023, alone only in fitting company */   \
    X(ANYYEAR, "anyyear")   /* four digits, beside a month */           \
    X(NUM, "num")           /* three, 40, twenty-four, a few (vague) */ \
    X(ORDINAL, "ordinal")   /* third, 3rd */                            \
    X(UNIT, "unit")         /* day, week, ... singular */               \
    X(UNITS, "units")       /* days, weeks, ... plural */               \
    X(SEASON, "season")     /* summer, mid-summer */                    \
    X(PART, "part")         /* morning */                               \
    X(CLOCK, "clock")       /* 10:30, 10.30am, 2pm */                   \
    X(ISO, "iso")           /* 2023-10-17 */                            \
    X(SLASH, "slash")       /* 17/10/2023 */                            \
    X(DECADE, "decade")     /* 1990s, '90s, nineties */                 \
    X(NUMUNIT, "numunit")   /* two-day, 10-year-old */                  \
    X(QUARTER, "quarter")   /* third-quarter, Q3 */                     \
    X(SPELLED, "spelled")   /* nineteen ninety-six */
typedef enum {
#define CW_TIME_CLASS_ENUM(name, text) CW_TIME_CLASS_##name,
    CW_TIME_CLASS_MAP(CW_TIME_CLASS_ENUM)
#undef CW_TIME_CLASS_ENUM
        CW_TIME_CLASSES
} cw_time_class;

/* An argument of a meaning is a number, or what the pattern caught. */
#define CW_TIME_ARGUMENT_MAP(X)  \
    X(NUMBER, "")                \
    X(YEAR, "year")              \
    X(MONTH, "month")            \
    X(DAY, "day")                \
    X(WEEKDAY, "weekday")        \
    X(NUM, "num")                \
    X(MINUS_NUM, "-num")         \
    X(UNIT, "unit")              \
    X(SEASON, "season")          \
    X(ORDINAL, "ordinal")        \
    X(DECADE, "decade")          \
    X(DAYS, "days")              \
    X(FLAGS, "flags")            \
    X(MINUS_YEAR, "-year")       \
    X(MINUS_ORDINAL, "-ordinal") \
    X(QUARTER, "quarter")
typedef enum {
#define CW_TIME_ARGUMENT_ENUM(name, text) CW_TIME_ARGUMENT_##name,
    CW_TIME_ARGUMENT_MAP(CW_TIME_ARGUMENT_ENUM)
#undef CW_TIME_ARGUMENT_ENUM
} cw_time_argument;

enum {
    CW_TIME_STEPS = 12,     // most steps of one variant of a rule
    CW_TIME_SET_WORDS = 12, // 32-bit words of a set of literals
};

typedef struct {
    uint32_t classes; // bit c: a word seen as class c fits
    uint16_t set;     // row of time_sets, literals that fit
} cw_time_step;

typedef struct {
    uint16_t rule, first; // steps[first .. first + n)
    uint8_t n, lead;      // the first `lead` steps are not part of the span
    uint8_t trail;        // nor are the last `trail`
} cw_time_variant;

typedef struct {
    const char *name;
    uint8_t type, meaning, part; // cw_time_type, ...
    uint8_t argument[3];         // cw_time_argument
    int16_t number[3];           // where the argument is NUMBER
} cw_time_rule;

typedef struct {
    uint16_t first, n; // time_starts[first .. first + n)
} cw_time_starts;

#endif
