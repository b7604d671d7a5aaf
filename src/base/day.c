/* day.c: the proleptic Gregorian calendar in integers. */
#include "base/day.h"

#define DAYS_400_YEARS 146097 // 400 * 365 + 97 leap days
#define YEAR_MAX       9999
#define DAY_MIN        (-719162) // 0001-01-01
#define DAY_MAX        2932896   // 9999-12-31

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int cw_month_days(int32_t year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool cw_date_is_valid(cw_date date)
{
    return date.year >= 1 && date.year <= YEAR_MAX && date.day >= 1 &&
           date.day <= cw_month_days(date.year, date.month);
}

/* Years are counted from March, so that the leap day is the last of its year
 * and the months before a month have (153 m + 2) / 5 days, m = 0 in March.
 * (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.)
 * -719468 is the day of 0000-03-01. */
int32_t cw_day_from_date(cw_date date)
{
    int32_t year, month, of_year;
    if (!cw_date_is_valid(date))
        return CW_NO_DAY;
    year = date.year - (date.month <= 2);
    month = (date.month + 9) % 12;
    of_year = (153 * month + 2) / 5 + date.day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719468;
}

cw_date cw_date_from_day(int32_t day)
{
    int32_t cycle, of_cycle, year, of_year, month;
    if (day < DAY_MIN || day > DAY_MAX)
        return (cw_date){0, 0, 0};
    day += 719468; // days since 0000-03-01: above 0 for every valid day
    cycle = day / DAYS_400_YEARS;
    of_cycle = day % DAYS_400_YEARS;
    year = (of_cycle - of_cycle / 1460 + of_cycle / 36524 -
            of_cycle / (DAYS_400_YEARS - 1)) /
           365;
    of_year = of_cycle - (365 * year + year / 4 - year / 100);
    month = (5 * of_year + 2) / 153;
    return (cw_date){
        .year = cycle * 400 + year + (month >= 10),
        .month = (uint8_t)(month < 10 ? month + 3 : month - 9),
        .day = (uint8_t)(of_year - (153 * month + 2) / 5 + 1),
    };
}

int cw_day_weekday(int32_t day)
{
    int weekday = (int)(((int64_t)day + 3) % 7); // day 0 is a Thursday
    return weekday < 0 ? weekday + 7 : weekday;
}

int32_t cw_day_add_months(int32_t day, int n)
{
    cw_date date = cw_date_from_day(day);
    int64_t months;
    int last;
    if (date.month == 0)
        return CW_NO_DAY;
    months = (int64_t)date.year * 12 + date.month - 1 + n;
    if (months < 12 || months >= (YEAR_MAX + 1) * 12)
        return CW_NO_DAY;
    date.year = (int32_t)(months / 12);
    date.month = (uint8_t)(months % 12 + 1);
    last = cw_month_days(date.year, date.month);
    if (date.day > last)
        date.day = (uint8_t)last;
    return cw_day_from_date(date);
}

/* The last n decimal digits of value, then a 0; answers the place of that. */
static char *put_digits(char *out, int value, int n)
{
    for (int i = n; i > 0; value /= 10)
        out[--i] = (char)('0' + value % 10);
    out[n] = 0;
    return out + n;
}

static char *put_char(char *out, char c)
{
    out[0] = c;
    out[1] = 0;
    return out + 1;
}

void cw_day_print(int32_t day, char out[11])
{
    cw_date date = cw_date_from_day(day);
    out[0] = 0;
    if (date.month == 0)
        return;
    out = put_char(put_digits(out, date.year, 4), '-');
    out = put_char(put_digits(out, date.month, 2), '-');
    put_digits(out, date.day, 2);
}

void cw_moment_print(cw_moment moment, char out[32])
{
    bool is_west = moment.zone_min < 0;
    int zone = is_west ? -moment.zone_min : moment.zone_min;
    cw_day_print(moment.day, out);
    if (out[0] == 0 || moment.minute < 0)
        return;
    out = put_char(out + strlen(out), 'T');
    out = put_char(put_digits(out, moment.minute / 60, 2), ':');
    out = put_digits(out, moment.minute % 60, 2);
    if (moment.second >= 0)
        out = put_digits(put_char(out, ':'), moment.second, 2);
    if (moment.zone_min == CW_NO_ZONE)
        return;
    if (zone == 0) {
        put_char(out, 'Z');
        return;
    }
    out = put_digits(put_char(out, is_west ? '-' : '+'), zone / 60, 2);
    put_digits(put_char(out, ':'), zone % 60, 2);
}

/* Exactly n digits at *at, value at most max. */
static bool read_digits(cw_bytes text, size_t *at, size_t n, uint64_t max,
                        int *out)
{
    uint64_t value;
    if (text.n - *at < n ||
        !cw_bytes_number(cw_bytes_cut(text, *at, *at + n), max, &value))
        return false;
    *at += n;
    *out = (int)value;
    return true;
}

static bool read_byte(cw_bytes text, size_t *at, uint8_t byte)
{
    if (*at >= text.n || text.at[*at] != byte)
        return false;
    *at += 1;
    return true;
}

static bool read_date(cw_bytes text, size_t *at, int32_t *day, char *precision)
{
    int year, month = 1, day_of_month = 1;
    if (!read_digits(text, at, 4, YEAR_MAX, &year))
        return false;
    *precision = 'y';
    if (read_byte(text, at, '-')) {
        if (!read_digits(text, at, 2, 12, &month))
            return false;
        *precision = 'm';
        if (read_byte(text, at, '-')) {
            if (!read_digits(text, at, 2, 31, &day_of_month))
                return false;
            *precision = 'd';
        }
    }
    *day = cw_day_from_date(
        (cw_date){year, (uint8_t)month, (uint8_t)day_of_month});
    return *day != CW_NO_DAY;
}

/* hh:mm, hh:mm:ss, with a fraction that is read and dropped */
static bool read_time(cw_bytes text, size_t *at, cw_moment *out)
{
    int hour, minute, second;
    size_t digits;
    if (!read_digits(text, at, 2, 23, &hour) || !read_byte(text, at, ':') ||
        !read_digits(text, at, 2, 59, &minute))
        return false;
    out->minute = (int16_t)(hour * 60 + minute);
    if (!read_byte(text, at, ':'))
        return true;
    if (!read_digits(text, at, 2, 60, &second))
        return false;
    out->second = (int16_t)second;
    if (!read_byte(text, at, '.') && !read_byte(text, at, ','))
        return true;
    digits = *at;
    while (*at < text.n && cw_is_digit(text.at[*at]))
        *at += 1;
    return *at > digits;
}

/* Z, +hh:mm, +hhmm, +hh, to 14 hours either way; nothing is no zone */
static bool read_zone(cw_bytes text, size_t *at, int16_t *zone_min)
{
    bool is_west, has_colon;
    int hours, minutes = 0;
    if (*at == text.n)
        return true;
    (void)read_byte(text, at, ' ');
    if (read_byte(text, at, 'Z') || read_byte(text, at, 'z')) {
        *zone_min = 0;
        return true;
    }
    is_west = read_byte(text, at, '-');
    if ((!is_west && !read_byte(text, at, '+')) ||
        !read_digits(text, at, 2, 14, &hours))
        return false;
    has_colon = read_byte(text, at, ':');
    if ((has_colon || *at < text.n) && !read_digits(text, at, 2, 59, &minutes))
        return false;
    if (hours * 60 + minutes > 14 * 60)
        return false;
    *zone_min =
        (int16_t)(is_west ? -(hours * 60 + minutes) : hours * 60 + minutes);
    return true;
}

static bool read_moment(cw_bytes text, cw_moment *out, char *precision)
{
    size_t at = 0;
    if (!read_date(text, &at, &out->day, precision))
        return false;
    if (at == text.n)
        return true;
    if (*precision != 'd' ||
        (!read_byte(text, &at, 'T') && !read_byte(text, &at, 't') &&
         !read_byte(text, &at, ' ')))
        return false;
    *precision = 'M';
    return read_time(text, &at, out) && read_zone(text, &at, &out->zone_min) &&
           at == text.n;
}

bool cw_moment_read(cw_bytes text, cw_moment *out, char *precision)
{
    *out = CW_NO_MOMENT;
    *precision = 0;
    if (read_moment(text, out, precision))
        return true;
    *out = CW_NO_MOMENT;
    *precision = 0;
    return false;
}
