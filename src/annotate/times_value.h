/* times_value.h: writing the value of a time expression, with its days.
 *
 * Each call fills value, and from_day and to_day where days are covered.
 * Years before our era are negative: a value, but no days. */
#ifndef CW_ANNOTATE_TIMES_VALUE_H
#define CW_ANNOTATE_TIMES_VALUE_H

#include "annotate/times.h"
#include "base/status.h"

/* CW_NO_DAY when there is no such day. */
int32_t cw_time_day_of(int32_t year, int32_t month, int32_t day);

void cw_time_set_days(cw_time *t, int32_t from, int32_t to);
void cw_time_print(cw_time *t, const char *format, ...) CW_PRINTF(2, 3);

void cw_time_put_year(cw_time *t, int32_t year);                 // 2023
void cw_time_put_month(cw_time *t, int32_t year, int32_t month); // 2023-10
/* "2023-10-17", with the part of the day or clock time that t has. */
void cw_time_put_day(cw_time *t, int32_t day);
/* "XXXX-XX-XXTNI": the part of the day of t, on no day that is known. */
void cw_time_put_part(cw_time *t);
/* "2023-W42", "2023-W42-WE": the ISO week or weekend that holds the day. */
void cw_time_put_week(cw_time *t, int32_t day, bool is_weekend);
/* "2005-SU": 0 spring .. 3 winter, from March, June, September, December. */
void cw_time_put_season(cw_time *t, int32_t year, int32_t season);
void cw_time_put_quarter(cw_time *t, int32_t year, int32_t quarter); // 1 .. 4
void cw_time_put_decade(cw_time *t, int32_t year);                   // "199"
/* "P3D", "PT4H"; flags: 1 vague ("PXY"), 2 and a half ("P1.5Y"). */
void cw_time_put_duration(cw_time *t, int32_t n, int32_t unit, int32_t flags);

/* The day of a feast in a year: 0 Christmas, 1 its eve, 2 the day after, 3 New
 * Year, 4 its eve, 5 Easter, 6 Good Friday, 7 Easter Monday, 8 Valentine's, 9
 * Halloween, 10 May Day, of America 11 Thanksgiving, 12 Labor Day, 13 Memorial
 * Day, 14 Veterans Day, else Columbus Day. */
int32_t cw_time_holiday(int32_t which, int32_t year);

#endif
