/* times_resolve.c: from meaning, direction and the report's date to days.
 *
 * Pure: the same times and the same date give the same answer, as often as
 * it is asked. The story room calls it again with dates it tries. */
#include "annotate/times_told.h"
#include "annotate/times_value.h"

#include <stdlib.h>

/* ---- shifting ---------------------------------------------------------- */

/* n units on from a day, at the grain of the unit. */
static void put_shift(cw_time *t, int32_t base, int64_t n, int32_t unit)
{
    cw_date date;
    int64_t months;
    if (base == CW_NO_DAY || n > 100000 || n < -100000)
        return;
    date = cw_date_from_day(base);
    switch (unit) {
    case CW_TIME_UNIT_SECOND:
    case CW_TIME_UNIT_MINUTE:
    case CW_TIME_UNIT_HOUR:
        cw_time_put_day(t, n > -12 && n < 12 ? base : base + (int32_t)(n / 24));
        return;
    case CW_TIME_UNIT_DAY:
    case CW_TIME_UNIT_NIGHT:
        cw_time_put_day(t, base + (int32_t)n);
        return;
    case CW_TIME_UNIT_WEEKEND:
        cw_time_put_week(t, base + 7 * (int32_t)n, true);
        return;
    case CW_TIME_UNIT_WEEK:
        cw_time_put_week(t, base + 7 * (int32_t)n, false);
        return;
    case CW_TIME_UNIT_FORTNIGHT:
        cw_time_put_week(t, base + 14 * (int32_t)n, false);
        return;
    case CW_TIME_UNIT_MONTH:
    case CW_TIME_UNIT_QUARTER:
        months = (int64_t)date.year * 12 + date.month - 1 +
                 n * (unit == CW_TIME_UNIT_QUARTER ? 3 : 1);
        if (months < 12 || months > 9998 * 12)
            return;
        if (unit == CW_TIME_UNIT_MONTH)
            cw_time_put_month(t, (int32_t)(months / 12),
                              (int32_t)(months % 12) + 1);
        else
            cw_time_put_quarter(t, (int32_t)(months / 12),
                                (int32_t)(months % 12) / 3 + 1);
        return;
    case CW_TIME_UNIT_YEAR:
        if (date.year + n > 0 && date.year + n < 9999)
            cw_time_put_year(t, date.year + (int32_t)n);
        return;
    case CW_TIME_UNIT_DECADE:
        if (date.year + n * 10 > 0 && date.year + n * 10 < 9980)
            cw_time_put_decade(t, date.year + (int32_t)n * 10);
        return;
    case CW_TIME_UNIT_CENTURY:
        if (date.year / 100 + n > 0 && date.year / 100 + n < 99) {
            int32_t century = date.year / 100 + (int32_t)n;
            cw_time_print(t, "%02d", (int)century);
            cw_time_set_days(t, cw_time_day_of(century * 100, 1, 1),
                             cw_time_day_of(century * 100 + 99, 12, 31));
        }
        return;
    default:
        return;
    }
}

/* "two weeks ago" counts days back and is precise; "last week" is the week
 * before this one. Both are shifts: the former has n of two or more, or the
 * word ago, which its rule tells. */
static void resolve_shift(const cw_time_told *r, cw_time *t)
{
    const char *rule = cw_time_rule_name(t->rule);
    bool is_counted = strncmp(rule, "ago", 3) == 0 ||
                      strncmp(rule, "from-now", 8) == 0 ||
                      strncmp(rule, "units-time", 10) == 0 ||
                      strncmp(rule, "year-ago", 8) == 0;
    int32_t unit = t->b;
    if (is_counted && r->today != CW_NO_DAY &&
        (unit == CW_TIME_UNIT_WEEK || unit == CW_TIME_UNIT_FORTNIGHT) &&
        abs(t->a) < 10000) {
        cw_time_put_day(t,
                        r->today + t->a * (unit == CW_TIME_UNIT_WEEK ? 7 : 14));
        return;
    }
    if (unit == CW_TIME_UNIT_WEEKEND && t->a == 0 && r->today != CW_NO_DAY) {
        // the weekend that is on, or by tense the one before or after
        int32_t ahead = cw_day_weekday(r->today) >= 5 || t->direction > 0;
        cw_time_put_week(t, r->today - (ahead ? 0 : 7), true);
        return;
    }
    if (unit == CW_TIME_UNIT_YEAR && t->a == -1 && is_counted &&
        r->quarter_day != CW_NO_DAY) {
        // "the third quarter ... a year ago": the same quarter of that year
        put_shift(t, r->quarter_day, -4, CW_TIME_UNIT_QUARTER);
        return;
    }
    if (unit == CW_TIME_UNIT_QUARTER && t->a == -1 &&
        r->quarter_day != CW_NO_DAY && strcmp(rule, "unit-latest") == 0) {
        put_shift(t, r->quarter_day, 0, unit); // the one that is told of
        return;
    }
    if (r->is_history && unit >= CW_TIME_UNIT_WEEK && t->a == 0 &&
        r->told_day != CW_NO_DAY)
        put_shift(t, r->told_day, 0, unit);
    else
        put_shift(t, r->today, t->a, unit);
}

/* The day with this weekday that the tense points to. The report's own
 * weekday is the report's day, unless the verb looks forward. */
static void resolve_weekday(const cw_time_told *r, cw_time *t)
{
    int32_t ahead, day;
    if (r->today == CW_NO_DAY || t->a < 0 || t->a > 6) {
        if (t->a >= 0 && t->a < 7)
            cw_time_print(t, "XXXX-WXX-%d", (int)t->a + 1);
        return;
    }
    ahead = (t->a - cw_day_weekday(r->today) + 7) % 7;
    if (t->meaning == CW_TIME_MEANING_WEEKDAY_OF) {
        day = r->today - cw_day_weekday(r->today) + 7 * t->b + t->a;
    } else if (t->b == 2) { // this: of the week that is on
        day = r->today - cw_day_weekday(r->today) + t->a;
    } else if (t->b < 0) {
        day = r->today - (ahead ? 7 - ahead : 7);
    } else if (t->b > 0) {
        day = r->today + (ahead ? ahead : 7);
    } else if (ahead == 0) {
        day = r->today;
    } else {
        day = t->direction > 0 ? r->today + ahead : r->today + ahead - 7;
    }
    cw_time_put_day(t, day);
}

static void resolve_date(const cw_time_told *r, cw_time *t, int32_t year,
                         int32_t month, int32_t day, int32_t which)
{
    if (year == 0 && month)
        year = cw_time_told_year(r, t, month, day, which);
    if (year == 0) {
        if (month && day)
            cw_time_print(t, "XXXX-%02d-%02d", (int)month, (int)day);
        else if (month)
            cw_time_print(t, "XXXX-%02d", (int)month);
        return;
    }
    if (month == 0 && r->quarter_day != CW_NO_DAY && year > 0 &&
        cw_bytes_ends(cw_bytes_from(cw_time_rule_name(t->rule)),
                      CW_LIT("-period")))
        cw_time_put_quarter(t, year, // "in the 1988 period"
                            (cw_date_from_day(r->quarter_day).month + 2) / 3);
    else if (month == 0)
        cw_time_put_year(t, year);
    else if (day == 0)
        cw_time_put_month(t, year, month);
    else if (year > 0)
        cw_time_put_day(t, cw_time_day_of(year, month, day));
    else
        cw_time_print(t, "BC%04d-%02d-%02d", (int)-year % 10000, (int)month,
                      (int)day);
}

static void resolve_days(const cw_time_told *r, cw_time *t)
{
    int32_t first = t->c & 31, last = t->c >> 5;
    int32_t year = t->a ? t->a : cw_time_told_year(r, t, t->b, first, 0);
    int32_t from = year > 0 ? cw_time_day_of(year, t->b, first) : CW_NO_DAY;
    int32_t to = year > 0 ? cw_time_day_of(year, t->b, last) : CW_NO_DAY;
    char a[11], b[11];
    if (from == CW_NO_DAY || to == CW_NO_DAY || from > to)
        return;
    cw_day_print(from, a);
    cw_day_print(to, b);
    cw_time_print(t, "%s", t->is_range == 3 ? b : a);
    cw_time_set_days(t, from, to);
}

static void resolve_season(const cw_time_told *r, cw_time *t)
{
    int32_t year = t->a, month, start;
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    if (!year && (r->is_history || t->c == 4))
        year = r->last_year; // "that same autumn"
    if (year < 0) {
        cw_time_print(t, "BC%04d-%s", (int)-year % 10000, names[t->b & 3]);
        return;
    }
    if (!year) {
        if (r->today == CW_NO_DAY) {
            cw_time_print(t, "XXXX-%s", names[t->b & 3]);
            return;
        }
        year = cw_date_from_day(r->today).year;
        month = 3 * (t->b & 3) + 3;
        start = cw_time_day_of(year, month, 1);
        if (t->c < 0 ||
            (t->c == 0 && t->direction <= 0 && start > r->today + 45))
            year -= start + 60 > r->today ? 1 : 0;
        else if (t->c == 1)
            year += start <= r->today ? 1 : 0;
    }
    cw_time_put_season(t, year, t->b);
}

/* The year of a part of the year whose middle is this month: the nearest one
 * that the tense allows. What is just over may still be reported on ("expects
 * to post a third-quarter loss"), and where no tense tells, what is over is
 * spoken of more often. */
static int32_t nearest_year(const cw_time_told *r, const cw_time *t,
                            int32_t month)
{
    enum { JUST_OVER = 4, AGAINST = 12, UNTOLD = 5 }; // months
    cw_date today = cw_date_from_day(r->today);
    int32_t best = today.year, best_cost = INT32_MAX;
    for (int32_t year = today.year - 1; year <= today.year + 1; year++) {
        int32_t away = (year - today.year) * 12 + month - today.month;
        int32_t cost = abs(away);
        if (away > 1 && t->direction <= 0)
            cost += t->direction < 0 ? AGAINST : UNTOLD;
        if (away < -JUST_OVER && t->direction > 0)
            cost += AGAINST;
        if (cost < best_cost) {
            best_cost = cost;
            best = year;
        }
    }
    return best;
}

static void resolve_part_of_year(const cw_time_told *r, cw_time *t, int32_t n)
{
    int32_t year = t->a, months = 12 / n;
    if (t->b < 1 || t->b > n)
        return;
    if (!year && r->is_history && r->last_year > 0)
        year = r->last_year;
    if (!year) {
        if (r->today == CW_NO_DAY) {
            cw_time_print(t, n == 4 ? "XXXX-Q%d" : "XXXX-H%d", (int)t->b);
            return;
        }
        year = cw_date_from_day(r->today).year;
        if (t->c == -2 || t->c == 3)
            year += t->c == 3 ? 1 : -1;
        else if (t->c == 0)
            year = nearest_year(r, t, t->b * months - months / 2);
    }
    if (n == 4) {
        cw_time_put_quarter(t, year, t->b);
    } else {
        int32_t last = t->b * months;
        cw_time_print(t, "%04d-H%d", (int)year % 10000, (int)t->b);
        cw_time_set_days(
            t, cw_time_day_of(year, last - months + 1, 1),
            cw_time_day_of(year, last, cw_month_days(year, (int)last)));
    }
}

static void resolve_holiday(const cw_time_told *r, cw_time *t)
{
    int32_t year = t->a, day;
    if (!year && r->is_history && r->last_year > 0)
        year = r->last_year;
    if (!year) {
        if (r->today == CW_NO_DAY)
            return;
        year = cw_date_from_day(r->today).year;
        day = cw_time_holiday(t->b, year);
        if (t->direction < 0 && day > r->today)
            year--;
        else if (t->direction > 0 && day < r->today)
            year++;
        else if (t->direction == 0 && day > r->today + 183)
            year--;
        else if (t->direction == 0 && day < r->today - 183)
            year++;
    }
    if (year > 1 && year < 9998)
        cw_time_put_day(t, cw_time_holiday(t->b, year));
}

/* "the quarter ended July 31": the quarter of the year that holds most of it,
 * which is that of the day six weeks before its end. */
static void resolve_ended(const cw_time_told *r, cw_time *t)
{
    enum { HALF_QUARTER_DAYS = 46 };
    int32_t year =
        t[1].a ? t[1].a : cw_time_told_year(r, &t[1], t[1].b, t[1].c, 0);
    int32_t end = year > 0 ? cw_time_day_of(year, t[1].b, t[1].c) : CW_NO_DAY;
    if (end != CW_NO_DAY)
        put_shift(t, end - HALF_QUARTER_DAYS, 0, CW_TIME_UNIT_QUARTER);
}

/* So many units from the expression it hangs on, else from the report. */
static void resolve_context(const cw_time_told *r, cw_time *t, size_t i)
{
    int32_t base = r->today, unit = t->b;
    uint8_t grain = CW_GRAIN_DAY;
    bool is_near = t->context < i &&
                   r->times[t->context].sentence == t->sentence &&
                   r->times[t->context].from_day != CW_NO_DAY &&
                   !cw_time_ends_term(&r->times[t->context]);
    if (unit == CW_TIME_UNIT_QUARTER && t->a == 0 && i + 1 < r->n &&
        cw_time_ends_term(&t[1]) && t[1].sentence == t->sentence) {
        resolve_ended(r, t);
        return;
    }
    if (!is_near && r->quarter_day != CW_NO_DAY &&
        ((unit == CW_TIME_UNIT_YEAR && t->a == -1) ||
         (unit == CW_TIME_UNIT_QUARTER && t->a == 0))) {
        // "third-quarter profit rose. A year earlier ..."
        put_shift(t, r->quarter_day, unit == CW_TIME_UNIT_YEAR ? -4 : 0,
                  CW_TIME_UNIT_QUARTER);
        return;
    }
    if (r->is_history && r->last_year < 0) {
        // before our era years can be counted, days cannot
        int32_t year = t->context < i && r->times[t->context].a < 0
                           ? r->times[t->context].a
                           : r->last_year;
        if (unit == CW_TIME_UNIT_YEAR && year + t->a < 0)
            cw_time_put_year(t, year + t->a);
        return;
    }
    if (t->context < i) {
        const cw_time *other = &r->times[t->context];
        if (other->from_day == CW_NO_DAY)
            return;
        base = other->from_day;
        grain = other->grain;
    } else if (r->is_history && r->told_day != CW_NO_DAY) {
        base = r->told_day; // a history goes on from its own days
    }
    if (base == CW_NO_DAY)
        return;
    // a day cannot be counted from a month: keep the coarser grain
    if ((unit == CW_TIME_UNIT_DAY || unit == CW_TIME_UNIT_WEEK) && t->a != 0 &&
        grain >= CW_GRAIN_MONTH) {
        cw_time_print(t, "XXXX-XX-XX");
        return;
    }
    if (unit == CW_TIME_UNIT_WEEK && t->a != 0 && grain <= CW_GRAIN_DAY &&
        t->context < i && abs(t->a) < 10000) {
        cw_time_put_day(t, base + 7 * t->a);
        return;
    }
    if (unit == CW_TIME_UNIT_YEAR && t->a != 0 && grain == CW_GRAIN_QUARTER) {
        put_shift(t, base, (int64_t)t->a * 4, CW_TIME_UNIT_QUARTER);
        return;
    }
    put_shift(t, base, t->a, unit);
}

/* "It fell on Thursday evening, officials said on Friday. The arm broke at
 * 8.20pm": an hour that is past belongs to the day of what was told just
 * before, which is the first day of its sentence, if that is of late. */
static int32_t day_told_before(const cw_time_told *r, const cw_time *t)
{
    enum { SENTENCES_MAX = 2, DAYS_MAX = 7 };
    size_t first = t->context;
    uint32_t sentence = r->times[first].sentence;
    int32_t day;
    if (t->direction >= 0 || r->today == CW_NO_DAY ||
        t->sentence - sentence > SENTENCES_MAX)
        return CW_NO_DAY;
    while (first > 0 && r->times[first - 1].sentence == sentence)
        first--;
    day = r->times[first].from_day;
    return day != CW_NO_DAY && day == r->times[first].to_day &&
                   day <= r->today && r->today - day <= DAYS_MAX
               ? day
               : CW_NO_DAY;
}

static void resolve_clock(const cw_time_told *r, cw_time *t, size_t i)
{
    int32_t day = r->today;
    if (t->context < i && r->times[t->context].sentence == t->sentence &&
        r->times[t->context].from_day == r->times[t->context].to_day)
        day = r->times[t->context].from_day;
    else if (t->context < i && r->times[t->context].sentence < t->sentence) {
        int32_t before = day_told_before(r, t);
        day = before != CW_NO_DAY ? before : day;
    }
    if (day == r->today && r->is_history && r->told_day != CW_NO_DAY)
        day = r->told_day;
    if (day != CW_NO_DAY)
        cw_time_put_day(t, day);
    else if (t->minute >= 0)
        cw_time_print(t, "XXXX-XX-XXT%02d:%02d", t->minute / 60 % 24,
                      t->minute % 60);
}

/* Numbers that rules can give; others stand in damaged blocks only. */
static bool is_sane(const cw_time *t)
{
    int32_t a_max = t->meaning == CW_TIME_MEANING_DURATION ||
                            t->meaning == CW_TIME_MEANING_PERIOD ||
                            t->meaning == CW_TIME_MEANING_SET
                        ? 1000000000
                        : 1000000;
    return t->a >= -a_max && t->a <= a_max && t->b >= -1000 && t->b <= 1000 &&
           t->c >= -1000 && t->c <= 1024;
}

static void resolve_one(const cw_time_told *r, size_t i)
{
    cw_time *t = &r->times[i];
    memset(t->value, 0, sizeof t->value);
    cw_time_set_days(t, CW_NO_DAY, CW_NO_DAY);
    if (!is_sane(t))
        return;
    switch (t->meaning) {
    case CW_TIME_MEANING_DATE:
        resolve_date(r, t, t->a, t->b, t->c, 0);
        break;
    case CW_TIME_MEANING_DATE_OF:
        if (t->a == 4)
            resolve_date(r, t, 0, t->b, t->c, 4);
        else if (r->today != CW_NO_DAY)
            resolve_date(r, t, cw_date_from_day(r->today).year + t->a, t->b,
                         t->c, 0);
        break;
    case CW_TIME_MEANING_DAYS:
        resolve_days(r, t);
        break;
    case CW_TIME_MEANING_MONTH:
        resolve_date(r, t, 0, t->a, 0, t->b);
        break;
    case CW_TIME_MEANING_WEEKDAY:
    case CW_TIME_MEANING_WEEKDAY_OF:
        resolve_weekday(r, t);
        break;
    case CW_TIME_MEANING_SHIFT:
        resolve_shift(r, t);
        break;
    case CW_TIME_MEANING_CONTEXT:
        resolve_context(r, t, i);
        break;
    case CW_TIME_MEANING_SEASON:
        resolve_season(r, t);
        break;
    case CW_TIME_MEANING_QUARTER:
        resolve_part_of_year(r, t, 4);
        break;
    case CW_TIME_MEANING_HALF:
        resolve_part_of_year(r, t, 2);
        break;
    case CW_TIME_MEANING_DECADE:
        cw_time_put_decade(t, t->a);
        break;
    case CW_TIME_MEANING_CENTURY:
        if (t->a < -1 && t->a > -99) {
            cw_time_print(t, "BC%02d", (int)-t->a - 1);
        } else if (t->a > 1 && t->a < 99) {
            cw_time_print(t, "%02d", (int)t->a - 1);
            cw_time_set_days(t, cw_time_day_of((t->a - 1) * 100, 1, 1),
                             cw_time_day_of((t->a - 1) * 100 + 99, 12, 31));
        }
        break;
    case CW_TIME_MEANING_HOLIDAY:
        resolve_holiday(r, t);
        break;
    case CW_TIME_MEANING_DURATION:
    case CW_TIME_MEANING_PERIOD:
        cw_time_put_duration(t, t->a, t->b, t->c);
        break;
    case CW_TIME_MEANING_SET:
        cw_time_put_duration(t, t->a, t->b, 0);
        break;
    case CW_TIME_MEANING_SET_DAY:
        cw_time_print(t, "XXXX-WXX-%d", (int)t->a + 1);
        break;
    case CW_TIME_MEANING_SET_MONTH:
        cw_time_print(t, "XXXX-%02d", (int)t->a);
        break;
    case CW_TIME_MEANING_REF:
        cw_time_print(t, "%s",
                      t->a < 0   ? "PAST_REF"
                      : t->a > 0 ? "FUTURE_REF"
                                 : "PRESENT_REF");
        break;
    case CW_TIME_MEANING_CLOCK:
        resolve_clock(r, t, i);
        break;
    case CW_TIME_MEANING_UNKNOWN:
        if (t->part)
            cw_time_put_part(t); // "at night"
        break;
    default:
        break;
    }
}

void cw_times_resolve(cw_time *times, size_t n, int32_t published_day)
{
    cw_time_told told;
    cw_time_told_init(&told, times, n, published_day);
    for (size_t i = 0; i < n; i++) {
        cw_time_told_forget(&told, i);
        resolve_one(&told, i);
        cw_time_told_add(&told, i);
    }
}
