/* times_value.c: TIMEX3 values and the days they cover. */
#include "annotate/times_value.h"

#include <stdarg.h>
#include <stdio.h>

void cw_time_set_days(cw_time *t, int32_t from, int32_t to)
{
    t->from_day = from;
    t->to_day = to;
}

void cw_time_print(cw_time *t, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(t->value, sizeof t->value, format, list);
    va_end(list);
}

int32_t cw_time_day_of(int32_t year, int32_t month, int32_t day)
{
    cw_date date = {year, (uint8_t)month, (uint8_t)day};
    return cw_date_is_valid(date) ? cw_day_from_date(date) : CW_NO_DAY;
}

void cw_time_put_year(cw_time *t, int32_t year)
{
    if (year < 0)
        cw_time_print(t, "BC%04d", (int)-year % 10000);
    else
        cw_time_print(t, "%04d", (int)year % 10000);
    if (year > 0 && year < 9999)
        cw_time_set_days(t, cw_time_day_of(year, 1, 1),
                         cw_time_day_of(year, 12, 31));
}

void cw_time_put_month(cw_time *t, int32_t year, int32_t month)
{
    if (month < 1 || month > 12)
        return;
    if (year < 0)
        cw_time_print(t, "BC%04d-%02d", (int)-year % 10000, (int)month);
    else
        cw_time_print(t, "%04d-%02d", (int)year % 10000, (int)month);
    if (year > 0 && year < 9999)
        cw_time_set_days(
            t, cw_time_day_of(year, month, 1),
            cw_time_day_of(year, month, cw_month_days(year, (int)month)));
}

static const char *const parts[] = {
#define TEXT(name, text) text,
    CW_TIME_PART_MAP(TEXT)
#undef TEXT
};

void cw_time_put_part(cw_time *t)
{
    if (t->part < sizeof parts / sizeof *parts)
        cw_time_print(t, "XXXX-XX-XXT%s", parts[t->part]);
}

/* The day, with its part or its clock time. */
void cw_time_put_day(cw_time *t, int32_t day)
{
    char iso[11];
    if (day == CW_NO_DAY)
        return;
    cw_day_print(day, iso);
    if (t->minute >= 0)
        cw_time_print(t, "%sT%02d:%02d%s", iso, t->minute / 60 % 24,
                      t->minute % 60, t->zone_min == 0 ? "Z" : "");
    else if (t->part && t->part < sizeof parts / sizeof *parts)
        cw_time_print(t, "%sT%s", iso, parts[t->part]);
    else
        cw_time_print(t, "%s", iso);
    cw_time_set_days(t, day, day);
}

/* ISO 8601 week of a day: its year and number. */
void cw_time_put_week(cw_time *t, int32_t day, bool is_weekend)
{
    int32_t monday = day - cw_day_weekday(day);
    int32_t thursday = monday + 3;
    int32_t year = cw_date_from_day(thursday).year;
    int32_t week = (thursday - cw_time_day_of(year, 1, 1)) / 7 + 1;
    cw_time_print(t, is_weekend ? "%04d-W%02d-WE" : "%04d-W%02d",
                  (int)year % 10000, (int)week);
    cw_time_set_days(t, is_weekend ? monday + 5 : monday, monday + 6);
}

void cw_time_put_season(cw_time *t, int32_t year, int32_t season)
{
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    int32_t month = 3 * (season & 3) + 3, last;
    cw_time_print(t, "%04d-%s", (int)year % 10000, names[season & 3]);
    last = month + 2 > 12 ? month - 10 : month + 2;
    year = month == 12 ? year : year;
    cw_time_set_days(t, cw_time_day_of(year, month, 1),
                     cw_time_day_of(month == 12 ? year + 1 : year, last,
                                    cw_month_days(month == 12 ? year + 1 : year,
                                                  (int)last)));
}

void cw_time_put_quarter(cw_time *t, int32_t year, int32_t quarter)
{
    int32_t month = quarter * 3;
    cw_time_print(t, "%04d-Q%d", (int)year % 10000, (int)quarter);
    cw_time_set_days(
        t, cw_time_day_of(year, month - 2, 1),
        cw_time_day_of(year, month, cw_month_days(year, (int)month)));
}

void cw_time_put_decade(cw_time *t, int32_t year)
{
    cw_time_print(t, "%03d", (int)(year / 10) % 1000);
    if (year > 0 && year < 9980)
        cw_time_set_days(t, cw_time_day_of(year - year % 10, 1, 1),
                         cw_time_day_of(year - year % 10 + 9, 12, 31));
}

/* "P3D", "PT4H", "PXY", "P1.5Y". */
void cw_time_put_duration(cw_time *t, int32_t n, int32_t unit, int32_t flags)
{
    static const char *const letters[] = {"X",  "S", "M", "H", "D", "WE",
                                          "W",  "W", "M", "Q", "Y", "DE",
                                          "CE", "L", "D", "S"};
    const char *time =
        unit >= CW_TIME_UNIT_SECOND && unit <= CW_TIME_UNIT_HOUR ? "T" : "";
    if (unit < 0 || (size_t)unit >= sizeof letters / sizeof *letters)
        return;
    if (n < 0)
        n = -n;
    if (unit == CW_TIME_UNIT_FORTNIGHT && n < 1000000)
        n *= 2;
    if (unit == CW_TIME_UNIT_DECADE && !flags && n < 1000000) {
        n *= 10; // "the past decade": P10Y, as annotators write it
        unit = CW_TIME_UNIT_YEAR;
    }
    if (flags & 1)
        cw_time_print(t, "P%sX%s", time, letters[unit]);
    else if (flags & 2)
        cw_time_print(t, "P%s%d.5%s", time, (int)n, letters[unit]);
    else
        cw_time_print(t, "P%s%d%s", time, (int)n, letters[unit]);
}
