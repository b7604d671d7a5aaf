/* published_better.c: which of several dates is the page's day.
 *
 * The candidates are in order; each rule here knows one way in which the first
 * is wrong, and puts a better one before it. */
#include "clean/published_int.h"

#define SAME_MINUTES 20 // two stamps of one moment

/* The first published date of the list, or n_dates. */
static size_t first_published(const cw_sheet *sheet)
{
    size_t i = 0;
    while (i < sheet->n_dates && sheet->dates[i].is_modified)
        i++;
    return i;
}

/* dates[better] stands where dates[best] stood, before it. */
static void put_before(cw_sheet *sheet, size_t best, size_t better)
{
    cw_draft_date date = sheet->dates[better];
    for (size_t i = better; i > best; i--)
        sheet->dates[i] = sheet->dates[i - 1];
    date.order = sheet->dates[best].order;
    sheet->dates[best] = date;
}

/* Minutes since 1970 in UTC; the moment has a zone. */
static int64_t utc_minute(cw_moment moment)
{
    return (int64_t)moment.day * 1440 + moment.minute - moment.zone_min;
}

static bool has_zone(cw_moment moment)
{
    return moment.minute >= 0 && moment.zone_min != CW_NO_ZONE;
}

/* A machine's stamp in UTC and the page's own in its zone are one moment, and
 * the readers' day is that of the page. */
static void prefer_own_zone(cw_sheet *sheet)
{
    size_t best = first_published(sheet);
    if (best == sheet->n_dates || !has_zone(sheet->dates[best].moment) ||
        sheet->dates[best].moment.zone_min != 0)
        return;
    int64_t minute = utc_minute(sheet->dates[best].moment);
    for (size_t i = best + 1; i < sheet->n_dates; i++) {
        const cw_draft_date *date = &sheet->dates[i];
        if (date->is_modified || !has_zone(date->moment) ||
            date->moment.zone_min == 0)
            continue;
        int64_t apart = utc_minute(date->moment) - minute;
        if (apart >= -SAME_MINUTES && apart <= SAME_MINUTES) {
            put_before(sheet, best, i);
            return;
        }
    }
}

/* Minutes by which a moment without zone would be ahead of UTC, if both are
 * one moment: a zone keeps to quarters of an hour, -12:00 to +14:00 (tz
 * database). A bare day fits when some such zone has it. */
static bool may_be_local(cw_moment local, cw_moment utc)
{
    enum { WEST_MAX = 12 * 60, EAST_MAX = 14 * 60, DAY = 24 * 60 };
    int32_t days = local.day - utc.day;
    if (days < -1 || days > 1)
        return false;
    if (local.minute < 0)
        return days == -1 ? utc.minute < WEST_MAX
                          : days == 0 || utc.minute >= DAY - EAST_MAX;
    int32_t ahead = days * DAY + local.minute - utc.minute;
    return ahead >= -WEST_MAX && ahead <= EAST_MAX && ahead % 15 == 0;
}

/* Where a machine's stamp in UTC lies a day beside the one that the page
 * prints for its readers, or has in its address, and a zone explains it, the
 * readers' day counts. A line may be an update's, so it needs its time. */
static void prefer_own_day(cw_sheet *sheet)
{
    size_t best = first_published(sheet);
    if (best == sheet->n_dates || !has_zone(sheet->dates[best].moment) ||
        sheet->dates[best].moment.zone_min != 0)
        return;
    cw_moment utc = sheet->dates[best].moment;
    size_t better = sheet->n_dates;
    for (size_t i = best + 1; i < sheet->n_dates; i++) {
        const cw_draft_date *date = &sheet->dates[i];
        bool is_line =
            date->order == CW_ORDER_LABEL ||
            (date->order == CW_ORDER_LINE && date->moment.minute >= 0);
        if (date->is_modified || has_zone(date->moment) ||
            !(date->order == CW_ORDER_URL || date->order == CW_ORDER_ITEM ||
              is_line) ||
            !may_be_local(date->moment, utc))
            continue;
        if (date->moment.day == utc.day)
            return; // the page agrees with the machine
        if (better == sheet->n_dates)
            better = i;
    }
    if (better < sheet->n_dates)
        put_before(sheet, best, better);
}

/* Is the day printed in a date line at the report, and not as an update's? */
static bool is_printed(const cw_sheet *sheet, int32_t day)
{
    for (size_t i = 0; i < sheet->n_dates; i++)
        if ((sheet->dates[i].order == CW_ORDER_LABEL ||
             sheet->dates[i].order == CW_ORDER_LINE) &&
            !sheet->dates[i].is_modified && sheet->dates[i].moment.day == day)
            return true;
    return false;
}

/* Some systems stamp both dates with the day on which they build the page: a
 * published day, without a time, that is the modified one gives way to an
 * earlier day that the head of the page or its markup states. */
static void distrust_build_date(cw_sheet *sheet)
{
    size_t best = first_published(sheet);
    bool is_build = false;
    if (best == sheet->n_dates ||
        sheet->dates[best].evidence != CW_EVIDENCE_META ||
        sheet->dates[best].moment.minute >= 0)
        return;
    for (size_t i = 0; i < sheet->n_dates; i++)
        is_build |= sheet->dates[i].is_modified &&
                    sheet->dates[i].moment.minute < 0 &&
                    sheet->dates[i].moment.day == sheet->dates[best].moment.day;
    for (size_t i = best + 1; i < sheet->n_dates && is_build; i++)
        if (!sheet->dates[i].is_modified &&
            sheet->dates[i].order < CW_ORDER_DATELINE &&
            sheet->dates[i].moment.day + 1 < sheet->dates[best].moment.day) {
            put_before(sheet, best, i);
            return;
        }
}

/* Microdata of several days belong to comments or to a list of stories: what
 * else the page says of itself comes first. */
static void distrust_list(cw_sheet *sheet)
{
    size_t best = first_published(sheet);
    bool is_list = false;
    if (best == sheet->n_dates || sheet->dates[best].order != CW_ORDER_ITEM)
        return;
    for (size_t i = best + 1; i < sheet->n_dates; i++) {
        const cw_draft_date *date = &sheet->dates[i];
        if (date->is_modified)
            continue;
        if (date->order == CW_ORDER_ITEM)
            is_list |= date->moment.day != sheet->dates[best].moment.day;
        else if (is_list && date->order < CW_ORDER_TIME) {
            put_before(sheet, best, i);
            return;
        }
    }
}

/* Of several <time> elements the one whose day a date line prints too. */
static void prefer_printed_time(cw_sheet *sheet)
{
    size_t best = first_published(sheet);
    if (best == sheet->n_dates || sheet->dates[best].order > CW_ORDER_TIME ||
        sheet->dates[best].order + 1 < CW_ORDER_TIME ||
        is_printed(sheet, sheet->dates[best].moment.day))
        return;
    for (size_t i = best + 1; i < sheet->n_dates; i++)
        if ((sheet->dates[i].order <= CW_ORDER_TIME ||
             sheet->dates[i].order + 1 >= CW_ORDER_TIME_FAR) &&
            !sheet->dates[i].is_modified &&
            is_printed(sheet, sheet->dates[i].moment.day)) {
            put_before(sheet, best, i);
            return;
        }
}

#define REISSUE_DAYS 2 // news is changed within these

/* A page may print for its readers only the day of a later issue of the text,
 * which the markup calls modified, and leave the first to JSON-LD alone. Two
 * that agree outvote the one that nothing else on the page repeats. */
static void prefer_reissue(cw_sheet *sheet)
{
    size_t best = first_published(sheet), printed = sheet->n_dates;
    if (best == sheet->n_dates || sheet->dates[best].order != CW_ORDER_LD)
        return;
    int32_t day = sheet->dates[best].moment.day;
    for (size_t i = 0; i < sheet->n_dates; i++) {
        const cw_draft_date *date = &sheet->dates[i];
        bool is_line =
            date->order == CW_ORDER_LABEL || date->order == CW_ORDER_LINE;
        if (i != best && date->moment.day == day &&
            date->order != CW_ORDER_LD && date->order != CW_ORDER_LD_PAGE)
            return; // it is repeated
        if (is_line && printed < sheet->n_dates &&
            sheet->dates[printed].moment.day != date->moment.day)
            return;
        printed = is_line ? i : printed;
    }
    if (printed == sheet->n_dates ||
        sheet->dates[printed].moment.day <= day + REISSUE_DAYS)
        return;
    for (size_t i = 0; i < sheet->n_dates; i++)
        if (sheet->dates[i].is_modified &&
            sheet->dates[i].order < CW_ORDER_URL &&
            sheet->dates[i].moment.day == sheet->dates[printed].moment.day) {
            sheet->dates[printed].is_modified = false;
            put_before(sheet, best < printed ? best : printed, printed);
            return;
        }
}

/* A page that says only when it was updated was there on that day: without a
 * better date the oldest of its updates stands for the publication too. */
static void promote_modified(cw_sheet *sheet)
{
    cw_draft_date oldest = {.moment = CW_NO_MOMENT};
    for (size_t i = 0; i < sheet->n_dates; i++) {
        const cw_draft_date *date = &sheet->dates[i];
        if (!date->is_modified)
            return;
        if (date->order < CW_ORDER_FAR_LABEL &&
            (oldest.moment.day == CW_NO_DAY ||
             date->moment.day < oldest.moment.day))
            oldest = *date;
    }
    oldest.is_modified = false;
    oldest.what = CW_LIT("date of an update, no other is given");
    cw_sheet_add_date(sheet, oldest);
}

/* The published ones first, so that [0] is the choice. */
static void put_modified_last(cw_sheet *sheet)
{
    cw_draft_date sorted[CW_MAX_CANDIDATES];
    size_t n = 0;
    for (int modified = 0; modified < 2; modified++)
        for (size_t i = 0; i < sheet->n_dates; i++)
            if (sheet->dates[i].is_modified == (modified == 1))
                sorted[n++] = sheet->dates[i];
    memcpy(sheet->dates, sorted, n * sizeof *sorted);
}

void cw_sheet_prefer_dates(cw_sheet *sheet)
{
    prefer_own_zone(sheet);
    prefer_own_day(sheet);
    distrust_list(sheet);
    prefer_printed_time(sheet);
    distrust_build_date(sheet);
    prefer_reissue(sheet);
    promote_modified(sheet);
    put_modified_last(sheet);
}
