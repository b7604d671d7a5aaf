/* day.h: days of the Gregorian calendar as numbers since 1970-01-01.
 *
 * Day numbers order, subtract and compare as int32_t. CW_NO_DAY is unknown.
 * No call here asks the clock or the locale. */
#ifndef CW_BASE_DAY_H
#define CW_BASE_DAY_H

#include "base/bytes.h"

#define CW_NO_DAY INT32_MIN

typedef struct {
    int32_t year;
    uint8_t month; // 1 to 12
    uint8_t day;   // 1 to 31
} cw_date;

/* A moment as a page states it. zone_min is minutes east of UTC. */
typedef struct {
    int32_t day;      // local day, CW_NO_DAY if unknown
    int16_t minute;   // of the local day, 0 to 1439, or -1: not stated
    int16_t second;   // 0 to 60, or -1: not stated
    int16_t zone_min; // -1 * 60 * 14 to 60 * 14, or CW_NO_ZONE
} cw_moment;
#define CW_NO_ZONE   INT16_MAX
#define CW_NO_MOMENT ((cw_moment){CW_NO_DAY, -1, -1, CW_NO_ZONE})

/* A date that is not valid has CW_NO_DAY; a day outside the years 1 to 9999
 * has the date 0-0-0 and prints as "". */
bool cw_date_is_valid(cw_date date); // years 1 to 9999
int32_t cw_day_from_date(cw_date date);
cw_date cw_date_from_day(int32_t day);
int cw_day_weekday(int32_t day); // 0 Monday to 6 Sunday
int cw_month_days(int32_t year, int month);
/* The same day of the month n months on; the 31st becomes the last day. */
int32_t cw_day_add_months(int32_t day, int n);

/* "2023-10-17" into out[11]; CW_NO_DAY gives "". */
void cw_day_print(int32_t day, char out[11]);
/* "2023-08-30T08:49-04:00", shorter when less is known; out[32]. */
void cw_moment_print(cw_moment moment, char out[32]);
/* ISO 8601: YYYY, YYYY-MM, YYYY-MM-DD, with T or blank and a time, fraction,
 * zone (Z, +hh:mm, +hhmm, +hh; a blank may stand before it). False, and
 * CW_NO_MOMENT, when anything is left over or invalid. The day of YYYY and
 * YYYY-MM is their first. precision: 'y', 'm', 'd' (day), 'M' (minute). */
bool cw_moment_read(cw_bytes text, cw_moment *out, char *precision);

#endif
