/* times_holiday.c: the days of feasts, fixed and movable. */
#include "annotate/times_value.h"

/* Easter Sunday of a Gregorian year: the anonymous algorithm (Nature, 20
 * April 1876; Meeus, Astronomical Algorithms, chapter 8). */
static int32_t easter(int32_t year)
{
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451;
    int32_t month = (h + l - 7 * m + 114) / 31;
    return cw_time_day_of(year, month, (h + l - 7 * m + 114) % 31 + 1);
}

/* The n-th Monday .. Sunday (0 .. 6) of a month. */
static int32_t nth_weekday(int32_t year, int32_t month, int32_t weekday,
                           int32_t n)
{
    int32_t first = cw_time_day_of(year, month, 1);
    return first + (weekday - cw_day_weekday(first) + 7) % 7 + 7 * (n - 1);
}

int32_t cw_time_holiday(int32_t which, int32_t year)
{
    static const struct {
        uint8_t month, day;
    } fixed[] = {{12, 25}, {12, 24}, {12, 26}, {1, 1}, {12, 31}};
    if (which < 5)
        return cw_time_day_of(year, fixed[which].month, fixed[which].day);
    switch (which) {
    case 5:
        return easter(year);
    case 6:
        return easter(year) - 2;
    case 7:
        return easter(year) + 1;
    case 8:
        return cw_time_day_of(year, 2, 14);
    case 9:
        return cw_time_day_of(year, 10, 31);
    case 10:
        return cw_time_day_of(year, 5, 1);
    case 11:
        return nth_weekday(year, 11, 3, 4);
    case 12:
        return nth_weekday(year, 9, 0, 1);
    case 13: // the last Monday of May
        return nth_weekday(year, 6, 0, 1) - 7;
    case 14:
        return cw_time_day_of(year, 11, 11);
    case 15:
        return nth_weekday(year, 10, 0, 2);
    case 16: // the Tuesday after the first Monday of November
        return nth_weekday(year, 11, 0, 1) + 1;
    case 17:
        return nth_weekday(year, 1, 0, 3);
    case 18:
        return nth_weekday(year, 2, 0, 3);
    case 19:
        return nth_weekday(year, 5, 6, 2);
    case 20:
        return nth_weekday(year, 6, 6, 3);
    case 21: // Palm Sunday
        return easter(year) - 7;
    case 22: // Ash Wednesday
        return easter(year) - 46;
    default:
        return cw_time_day_of(year, 3, 17);
    }
}
