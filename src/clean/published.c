/* published.c: when it was published: every date the page gives for itself,
 * the best first.
 *
 * Order: given, markup, address, date line at the title, date line elsewhere,
 * dateline, explicit date in the first sentences. A date that is later than
 * the page's own newest stamp, or that only an event in the body bears, is no
 * candidate. */
#include "base/limits.h"
#include "clean/furniture.h"
#include "clean/tree_int.h"

enum {
    ORDER_GIVEN = 0,
    ORDER_URL = 40,
    ORDER_LABEL = 50,    // "Published 3 May 2024" beside title or body
    ORDER_LINE = 55,     // a bare date line beside them
    ORDER_DATELINE = 60, // PORT SAND, May 3, 2024 -
    ORDER_SENTENCE = 65, // on Tuesday (3/5/2024)
    ORDER_FAR_LABEL = 70,
    ORDER_FAR = 80, // a date line far from the report
};

#define BEHIND_MAX   12u // pieces behind the report
#define SAME_MINUTES 20  // two stamps of one moment

void cw_sheet_add_date(cw_sheet *sheet, cw_draft_date date)
{
    if (date.moment.day == CW_NO_DAY)
        return;
    for (size_t i = 0; i < sheet->n_dates; i++) {
        const cw_draft_date *other = &sheet->dates[i];
        if (other->order == date.order &&
            other->moment.day == date.moment.day &&
            other->moment.minute == date.moment.minute &&
            other->is_modified == date.is_modified)
            return;
    }
    if (sheet->n_dates == CW_MAX_CANDIDATES) { // the best are kept
        if (sheet->dates[sheet->n_dates - 1].order <= date.order)
            return;
        sheet->n_dates--;
    }
    size_t at = sheet->n_dates++;
    while (at > 0 && sheet->dates[at - 1].order > date.order) {
        sheet->dates[at] = sheet->dates[at - 1];
        at--;
    }
    sheet->dates[at] = date;
}

/* Sought in the whole page, but only when an ambiguous date is met. */
typedef enum {
    ORDER_NOT_SOUGHT,
    ORDER_UNKNOWN,
    ORDER_DAY_FIRST,
    ORDER_MONTH_FIRST
} day_order;

/* Does any numeric date of the page tell days from months? */
static day_order find_day_order(const cw_sheet *sheet)
{
    size_t n_day = 0, n_month = 0, at = 0;
    cw_stamp stamp;
    while (cw_stamp_next(sheet->text, &at, sheet->text.n, &stamp)) {
        n_day += stamp.first > 12;
        n_month += stamp.second > 12;
    }
    if (n_day > 0 && n_month == 0)
        return ORDER_DAY_FIRST;
    return n_month > 0 && n_day == 0 ? ORDER_MONTH_FIRST : ORDER_UNKNOWN;
}

/* The weekday named just before text[at), "(" and blanks between: 0 Monday
 * to 6, or -1. */
static int weekday_before(cw_bytes text, size_t from, size_t at)
{
    static const char *const names[] = {"monday",   "tuesday", "wednesday",
                                        "thursday", "friday",  "saturday",
                                        "sunday"};
    while (at > from && (text.at[at - 1] == '(' || text.at[at - 1] == ',' ||
                         cw_is_space(text.at[at - 1])))
        at--;
    for (int i = 0; i < 7; i++)
        if (cw_bytes_ends_fold(cw_bytes_cut(text, from, at),
                               cw_bytes_from(names[i])))
            return i;
    return -1;
}

/* False: the order of day and month cannot be told, neither by the weekday
 * before it, nor by the page's other numeric dates, nor by a date found
 * before (the address, the markup). */
static bool settle(const cw_sheet *sheet, cw_stamp *stamp, day_order *order)
{
    if (!stamp->is_ambiguous)
        return true;
    cw_stamp swapped = cw_stamp_swap(*stamp);
    int weekday = weekday_before(sheet->text, 0, stamp->range.from);
    bool fits = cw_day_weekday(stamp->moment.day) == weekday;
    bool fits_swapped = cw_day_weekday(swapped.moment.day) == weekday;
    if (weekday >= 0 && fits != fits_swapped) {
        *stamp = fits ? *stamp : swapped;
        return true;
    }
    for (size_t i = 0; i < sheet->n_dates; i++) {
        int32_t day = sheet->dates[i].moment.day;
        if (day == stamp->moment.day || day == swapped.moment.day) {
            *stamp = day == stamp->moment.day ? *stamp : swapped;
            return true;
        }
    }
    if (*order == ORDER_NOT_SOUGHT)
        *order = find_day_order(sheet);
    if (*order == ORDER_MONTH_FIRST)
        *stamp = cw_stamp_swap(*stamp);
    return *order != ORDER_UNKNOWN;
}

static bool has_label(cw_bytes words, const char *const *labels, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (cw_bytes_find_fold(words, cw_bytes_from(labels[i]), 0) !=
            CW_NOT_FOUND)
            return true;
    return false;
}

static bool says_modified(cw_bytes words)
{
    static const char *const labels[] = {
        "updated",           "modified",    "last edited", "aktualisiert",
        "mis \xC3\xA0 jour", "actualizado", "aggiornato",  "bijgewerkt",
        "oppdatert",         "uppdaterad",  "opdateret",   "atualizado",
        "corrected",         "revised"};
    return has_label(words, labels, sizeof labels / sizeof *labels);
}

static bool says_published(cw_bytes words)
{
    static const char *const labels[] = {"published",
                                         "posted",
                                         "first published",
                                         "issued",
                                         "created",
                                         ("ver\xC3\xB6"
                                          "ffentlicht"),
                                         "publi\xC3\xA9",
                                         "publicado",
                                         "pubblicato",
                                         "gepubliceerd",
                                         "date",
                                         "dated",
                                         "release"};
    return has_label(words, labels, sizeof labels / sizeof *labels);
}

/* The stamps of one line; the words before each say what it is. */
static void add_line_dates(cw_sheet *sheet, const cw_piece *piece, bool is_near,
                           bool is_modified, day_order *order)
{
    size_t at = piece->range.from, from = at;
    cw_stamp stamp;
    while (cw_stamp_next(sheet->text, &at, piece->range.to, &stamp)) {
        cw_bytes words = cw_bytes_cut(sheet->text, from, stamp.range.from);
        bool is_published = says_published(words);
        is_modified = says_modified(words) || (is_modified && !is_published);
        from = at;
        if (!settle(sheet, &stamp, order))
            continue;
        uint32_t base = is_near ? (is_published ? ORDER_LABEL : ORDER_LINE)
                                : (is_published ? ORDER_FAR_LABEL : ORDER_FAR);
        cw_sheet_add_date(sheet,
                          (cw_draft_date){.moment = stamp.moment,
                                          .precision = stamp.moment.minute >= 0
                                                           ? CW_PRECISION_MINUTE
                                                           : CW_PRECISION_DAY,
                                          .evidence = CW_EVIDENCE_TEXT,
                                          .is_modified = is_modified,
                                          .order = base,
                                          .span = stamp.range,
                                          .what = CW_LIT("date line")});
    }
}

/* A label alone ("Last updated:") before a bare stamp on the next line. */
static bool is_update_label_before(const cw_sheet *sheet, size_t i)
{
    return i > 0 && sheet->pieces[i - 1].n_words <= 3 &&
           says_modified(cw_piece_text(sheet, i - 1));
}

static bool is_near_report(const cw_sheet *sheet, size_t i)
{
    size_t top = sheet->title_at < sheet->n && sheet->title_at < sheet->first
                     ? sheet->title_at
                     : sheet->first;
    return i + 4 >= top && i < sheet->last + 2;
}

static void find_line_dates(cw_sheet *sheet, day_order *order)
{
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        if (piece->role != CW_ROLE_FURNITURE || !piece->has_stamp ||
            piece->n_words > 40)
            continue;
        bool is_line = piece->furniture == CW_FURNITURE_DATE_LINE ||
                       piece->furniture == CW_FURNITURE_BYLINE;
        bool is_behind =
            sheet->first < sheet->last && i >= sheet->last + BEHIND_MAX;
        if (!is_line || is_behind)
            continue;
        add_line_dates(sheet, piece, is_near_report(sheet, i),
                       is_update_label_before(sheet, i), order);
    }
}

static void add_text_date(cw_sheet *sheet, const cw_stamp *stamp,
                          uint32_t order, const char *what)
{
    cw_sheet_add_date(sheet, (cw_draft_date){.moment = stamp->moment,
                                             .precision = CW_PRECISION_DAY,
                                             .evidence = CW_EVIDENCE_TEXT,
                                             .order = order,
                                             .span = stamp->range,
                                             .what = cw_bytes_from(what)});
}

/* Dates inside the dateline, and after a weekday in the first paragraphs. */
static void find_body_dates(cw_sheet *sheet, day_order *order)
{
    size_t n_seen = 0;
    for (size_t i = sheet->first; i < sheet->last && n_seen < 3; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        cw_stamp stamp;
        if (piece->role != CW_ROLE_PARAGRAPH && piece->role != CW_ROLE_SUMMARY)
            continue;
        size_t at = piece->range.from;
        size_t end = piece->range.to - at > 400 ? at + 400 : piece->range.to;
        n_seen++;
        while (cw_stamp_next(sheet->text, &at, end, &stamp)) {
            bool in_dateline = sheet->dateline.value.n > 0 &&
                               stamp.range.from >= sheet->dateline.span.to &&
                               stamp.range.from <= sheet->dateline.span.to + 4;
            bool has_weekday = weekday_before(sheet->text, piece->range.from,
                                              stamp.range.from) >= 0;
            if (!in_dateline && !has_weekday)
                continue;
            if (!settle(sheet, &stamp, order))
                continue;
            stamp.moment.minute = -1;
            add_text_date(sheet, &stamp,
                          in_dateline ? ORDER_DATELINE : ORDER_SENTENCE,
                          in_dateline ? "dateline" : "weekday with date");
        }
    }
}

static void find_given(cw_sheet *sheet)
{
    const cw_page *page = sheet->page;
    cw_draft_date date = {.evidence = CW_EVIDENCE_GIVEN,
                          .order = ORDER_GIVEN,
                          .what = CW_LIT("given")};
    char precision = 0;
    cw_bytes value = cw_bytes_trim(page->published);
    if (value.n == 0)
        return;
    if (!cw_moment_read(value, &date.moment, &precision)) {
        cw_stamp stamp;
        size_t at = 0;
        if (!cw_stamp_next(value, &at, value.n, &stamp) || stamp.is_ambiguous)
            return;
        date.moment = stamp.moment;
        precision = stamp.moment.minute >= 0 ? 'M' : 'd';
    }
    date.precision = precision == 'y'   ? CW_PRECISION_YEAR
                     : precision == 'm' ? CW_PRECISION_MONTH
                     : precision == 'M' ? CW_PRECISION_MINUTE
                                        : CW_PRECISION_DAY;
    cw_sheet_add_date(sheet, date);
}

static void find_url_date(cw_sheet *sheet)
{
    cw_draft_date date = {.evidence = CW_EVIDENCE_URL,
                          .precision = CW_PRECISION_DAY,
                          .order = ORDER_URL,
                          .what = CW_LIT("address")};
    if (cw_stamp_from_url(sheet->url.value, &date.moment))
        cw_sheet_add_date(sheet, date);
}

/* <time> elements may be those of other stories. */
static bool is_stamp(const cw_draft_date *date, bool markup_only)
{
    return date->order != ORDER_SENTENCE &&
           (!markup_only || date->order < ORDER_URL);
}

static int32_t latest_stamp(const cw_sheet *sheet, bool markup_only)
{
    int32_t latest = CW_NO_DAY;
    for (size_t i = 0; i < sheet->n_dates; i++)
        if (is_stamp(&sheet->dates[i], markup_only) &&
            sheet->dates[i].moment.day > latest)
            latest = sheet->dates[i].moment.day;
    return latest;
}

/* A page cannot be older than its own newest stamp; what is later than that
 * is an announced event, a subscription's end, an error. The stamps of the
 * page are those of its markup and its date lines; where the markup has any,
 * a line may be a day later, in another zone. */
static void drop_late(cw_sheet *sheet)
{
    int32_t latest = latest_stamp(sheet, false);
    int32_t markup = latest_stamp(sheet, true);
    if (markup != CW_NO_DAY && latest > markup + 1)
        latest = markup + 1;
    size_t n = 0;
    for (size_t i = 0; i < sheet->n_dates; i++)
        if (latest == CW_NO_DAY || sheet->dates[i].moment.day <= latest)
            sheet->dates[n++] = sheet->dates[i];
    sheet->n_dates = n;
    sheet->latest_day = latest_stamp(sheet, false);
}

/* ---- the better of two ------------------------------------------------- */

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
        bool is_printed =
            date->order == ORDER_LABEL ||
            (date->order == ORDER_LINE && date->moment.minute >= 0);
        if (date->is_modified || has_zone(date->moment) ||
            !(date->order == ORDER_URL || date->order == CW_ORDER_ITEM ||
              is_printed) ||
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
            sheet->dates[i].order < ORDER_DATELINE &&
            sheet->dates[i].moment.day + 1 < sheet->dates[best].moment.day) {
            put_before(sheet, best, i);
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
        if (date->order < ORDER_FAR_LABEL &&
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

void cw_sheet_find_dates(cw_sheet *sheet)
{
    day_order order = ORDER_NOT_SOUGHT;
    find_given(sheet);
    find_url_date(sheet);
    if (sheet->page->kind != CW_PAGE_CLEAN)
        find_line_dates(sheet, &order);
    find_body_dates(sheet, &order);
    drop_late(sheet);
    prefer_own_zone(sheet);
    prefer_own_day(sheet);
    distrust_build_date(sheet);
    promote_modified(sheet);
    put_modified_last(sheet);
}
