/* published.c: when it was published: every date the page gives for itself,
 * the best first.
 *
 * Order: given, markup, address, date line at the title, date line elsewhere,
 * dateline, explicit date in the first sentences. A date that is later than
 * the page's own newest stamp, or that only an event in the body bears, is no
 * candidate. */
#include "base/limits.h"
#include "clean/furniture.h"
#include "clean/published_int.h"

#define BEHIND_MAX  12u // pieces behind the report
#define STRAY_WORDS 24u

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
        uint32_t base =
            is_near ? (is_published ? CW_ORDER_LABEL : CW_ORDER_LINE)
                    : (is_published ? CW_ORDER_FAR_LABEL : CW_ORDER_FAR);
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

/* Nothing near the report is a date line: the first short line with a date
 * that is no part of the report is taken for one. */
static void find_stray_dates(cw_sheet *sheet, day_order *order)
{
    for (size_t i = 0; i < sheet->n && sheet->n_dates == 0; i++)
        if (sheet->pieces[i].has_stamp &&
            sheet->pieces[i].role == CW_ROLE_FURNITURE &&
            sheet->pieces[i].n_words <= STRAY_WORDS)
            add_line_dates(sheet, &sheet->pieces[i], false, false, order);
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
                          in_dateline ? CW_ORDER_DATELINE : CW_ORDER_SENTENCE,
                          in_dateline ? "dateline" : "weekday with date");
        }
    }
}

static void find_given(cw_sheet *sheet)
{
    const cw_page *page = sheet->page;
    cw_draft_date date = {.evidence = CW_EVIDENCE_GIVEN,
                          .order = CW_ORDER_GIVEN,
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
                          .order = CW_ORDER_URL,
                          .what = CW_LIT("address")};
    if (cw_stamp_from_url(sheet->url.value, &date.moment))
        cw_sheet_add_date(sheet, date);
}

/* <time> elements may be those of other stories. */
static bool is_stamp(const cw_draft_date *date, bool markup_only)
{
    return date->order != CW_ORDER_SENTENCE &&
           (!markup_only || date->order < CW_ORDER_URL);
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

void cw_sheet_find_dates(cw_sheet *sheet)
{
    day_order order = ORDER_NOT_SOUGHT;
    find_given(sheet);
    find_url_date(sheet);
    if (sheet->page->kind != CW_PAGE_CLEAN)
        find_line_dates(sheet, &order);
    find_body_dates(sheet, &order);
    if (sheet->n_dates == 0 && sheet->page->kind != CW_PAGE_CLEAN)
        find_stray_dates(sheet, &order);
    drop_late(sheet);
    cw_sheet_prefer_dates(sheet);
}
