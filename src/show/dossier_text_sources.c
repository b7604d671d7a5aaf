/* dossier_text_sources.c: days, numbers and outlets in words; the sources,
 * where every mark leads. */
#include <math.h>
#include <stdio.h>

#include "show/dossier_text_int.h"
#include "show/json.h"

/* ---- words for values -------------------------------------------------- */

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static void print_between(cw_date from, cw_date to, char out[40])
{
    const char *first = months[from.month - 1], *last = months[to.month - 1];
    if (from.year != to.year)
        (void)snprintf(out, 40, "%d %s %d – %d %s %d", from.day, first,
                       (int)from.year, to.day, last, (int)to.year);
    else if (from.month != to.month)
        (void)snprintf(out, 40, "%d %s – %d %s %d", from.day, first, to.day,
                       last, (int)to.year);
    else if (from.day != to.day)
        (void)snprintf(out, 40, "%d–%d %s %d", from.day, to.day, last,
                       (int)to.year);
    else
        (void)snprintf(out, 40, "%d %s %d", to.day, last, (int)to.year);
}

void cw_tell_days(int32_t from_day, int32_t to_day, uint8_t grain, char out[40])
{
    cw_date from = cw_date_from_day(from_day), to = cw_date_from_day(to_day);
    if (from.year == 0 || to.year == 0) {
        (void)snprintf(out, 40, "day unknown");
        return;
    }
    switch (grain) {
    case CW_GRAIN_MONTH:
        (void)snprintf(out, 40, "%s %d", months[from.month - 1],
                       (int)from.year);
        break;
    case CW_GRAIN_SEASON:
    case CW_GRAIN_QUARTER:
    case CW_GRAIN_HALF:
        (void)snprintf(out, 40, "%s–%s %d", months[from.month - 1],
                       months[to.month - 1], (int)to.year);
        break;
    case CW_GRAIN_YEAR:
        if (from.year == to.year)
            (void)snprintf(out, 40, "%d", (int)from.year);
        else
            (void)snprintf(out, 40, "%d–%d", (int)from.year, (int)to.year);
        break;
    case CW_GRAIN_DECADE:
        (void)snprintf(out, 40, "%ds", (int)from.year);
        break;
    case CW_GRAIN_CENTURY:
        (void)snprintf(out, 40, "%d–%d", (int)from.year, (int)to.year);
        break;
    default:
        print_between(from, to, out);
    }
}

const char *cw_tell_bound(uint8_t bound)
{
    const char *const words[] = {
        [CW_BOUND_EXACT] = "",
        [CW_BOUND_ABOUT] = "about ",
        [CW_BOUND_AT_LEAST] = "at least ",
        [CW_BOUND_MORE_THAN] = "more than ",
        [CW_BOUND_AT_MOST] = "at most ",
        [CW_BOUND_LESS_THAN] = "less than ",
        [CW_BOUND_NEARLY] = "nearly ",
        [CW_BOUND_RANGE] = "",
    };
    return bound <= CW_BOUND_RANGE ? words[bound] : "";
}

void cw_tell_number(double value, char out[48])
{
    char plain[40];
    size_t n = 0, n_whole = 0;
    if (!isfinite(value)) {
        (void)snprintf(out, 48, "…");
        return;
    }
    cw_number_print(value, plain);
    while (cw_is_digit((uint8_t)plain[n_whole + (plain[0] == '-')]))
        n_whole++;
    for (size_t i = 0, left = n_whole; plain[i] != 0 && n + 4 < 48; i++) {
        bool is_whole = cw_is_digit((uint8_t)plain[i]) && left > 0;
        out[n++] = plain[i];
        if (is_whole && --left > 0 && left % 3 == 0 && n_whole > 3)
            out[n++] = ',';
    }
    out[n] = 0;
}

static cw_bytes file_name(cw_bytes path)
{
    size_t from = path.n;
    while (from > 0 && path.at[from - 1] != '/')
        from--;
    return cw_bytes_cut(path, from, path.n);
}

static cw_bytes host_of(cw_bytes url)
{
    size_t from = cw_bytes_find(url, CW_LIT("://"), 0), to;
    if (from == CW_NOT_FOUND)
        return (cw_bytes){NULL, 0};
    from += 3;
    to = cw_bytes_find(url, CW_LIT("/"), from);
    url = cw_bytes_cut(url, from, to == CW_NOT_FOUND ? url.n : to);
    if (cw_bytes_starts_fold(url, CW_LIT("www.")))
        url = cw_bytes_cut(url, 4, url.n);
    return url;
}

cw_bytes cw_tell_outlet(const cw_told_report *told)
{
    const cw_report *report = told->report;
    cw_bytes name = cw_slice_bytes(report, report->outlet.value);
    if (name.n == 0)
        name = host_of(cw_slice_bytes(report, report->url.value));
    if (name.n == 0)
        name = cw_slice_bytes(report, report->source_id);
    if (name.n == 0)
        name = file_name(cw_slice_bytes(report, report->path));
    return name;
}

/* ---- sources ----------------------------------------------------------- */

static void tell_date(cw_teller *teller, const cw_told_report *told)
{
    static const char *const words[] = {
        [CW_EVIDENCE_NONE] = "",
        [CW_EVIDENCE_GIVEN] = " (given)",
        [CW_EVIDENCE_META] = " (page data)",
        [CW_EVIDENCE_URL] = " (address)",
        [CW_EVIDENCE_TEXT] = " (stated on the page)",
        [CW_EVIDENCE_INFERRED] = " (inferred)",
    };
    cw_paper *paper = &teller->paper;
    bool is_interval =
        told->first_day != CW_NO_DAY && told->evidence == CW_EVIDENCE_INFERRED;
    int32_t first = is_interval ? told->first_day : told->published.day;
    int32_t last = is_interval ? told->last_day : told->published.day;
    char days[40];
    if (first == CW_NO_DAY || last == CW_NO_DAY) {
        cw_paper_text(paper, "day unknown");
        return;
    }
    cw_tell_days(first, last,
                 told->precision == CW_PRECISION_MONTH  ? CW_GRAIN_MONTH
                 : told->precision == CW_PRECISION_YEAR ? CW_GRAIN_YEAR
                                                        : CW_GRAIN_NONE,
                 days);
    cw_paper_text(paper, days);
    if (told->precision == CW_PRECISION_MINUTE && told->published.minute >= 0)
        cw_paper_addf(paper, " %02d:%02d", told->published.minute / 60,
                      told->published.minute % 60);
    cw_paper_text(
        paper,
        words[told->evidence <= CW_EVIDENCE_INFERRED ? told->evidence
                                                     : CW_EVIDENCE_NONE]);
}

static void tell_why(cw_teller *teller, const cw_told_report *told)
{
    cw_paper *paper = &teller->paper;
    if (told->why.n == 0 ||
        (told->evidence != CW_EVIDENCE_INFERRED && !teller->options->has_why))
        return;
    cw_paper_indent(paper, 6);
    cw_paper_style(paper, CW_STYLE_DIM);
    cw_paper_text(paper, "Dated so because: ");
    cw_paper_add(paper, told->why);
    cw_tell_marks(teller, told->why_cite);
    cw_paper_end_line(paper);
}

static void tell_path(cw_teller *teller, const cw_report *report)
{
    cw_paper_add(&teller->paper, cw_slice_bytes(report, report->path));
    if (report->line > 0)
        cw_paper_addf(&teller->paper, ", line %llu",
                      (unsigned long long)report->line);
}

static void tell_cited(cw_teller *teller, uint32_t number)
{
    cw_paper *paper = &teller->paper;
    const cw_cited *cited = &teller->cited[number];
    const cw_report *report = teller->dossier->reports[number].report;
    /* a text file is opened at its own bytes, of which a part of several or a
     * decoded text is a map */
    cw_map map = {CW_AT(report, report->map, cw_map_entry), report->map.n};
    bool is_text = report->kind == CW_PAGE_TEXT;
    if (cited->n == 0)
        return;
    cw_paper_indent(paper, 6);
    cw_paper_style(paper, CW_STYLE_DIM);
    cw_paper_text(paper, "bytes");
    for (size_t i = 0; i < cited->n; i++) {
        cw_range at = {cited->at[i].from, cited->at[i].to};
        at = is_text ? cw_map_range(map, at) : at;
        cw_paper_addf(paper, " [%s%zu]\u00A0%u-%u",
                      cw_tell_letter(teller, number), i + 1, at.from, at.to);
    }
    cw_paper_end_line(paper);
}

static void tell_source(cw_teller *teller, uint32_t number)
{
    const cw_told_report *told = &teller->dossier->reports[number];
    const cw_report *report = told->report;
    cw_bytes title = cw_slice_bytes(report, report->title.value);
    cw_paper *paper = &teller->paper;
    cw_paper_indent(paper, 2);
    cw_paper_style(paper, CW_STYLE_BOLD);
    cw_paper_text(paper, cw_tell_letter(teller, number));
    cw_paper_style(paper, CW_STYLE_PLAIN);
    cw_paper_to(paper, 6);
    cw_paper_indent(paper, 6);
    cw_paper_add(paper, cw_tell_outlet(told));
    cw_paper_text(paper, ", ");
    tell_date(teller, told);
    if (title.n > 0) {
        cw_paper_text(paper, ": ");
        cw_paper_add_cut(paper, title, 120);
    }
    cw_paper_end_line(paper);
    tell_why(teller, told);
    cw_paper_indent(paper, 6);
    tell_path(teller, report);
    cw_paper_end_line(paper);
    tell_cited(teller, number);
}

/* The reports stand in the order of the stories: those of this one come next.
 */
void cw_tell_sources(cw_teller *teller)
{
    const cw_dossier *dossier = teller->dossier;
    size_t story = (size_t)(teller->story - dossier->stories);
    cw_tell_heading(teller, "SOURCES");
    for (; teller->n_told < dossier->n_reports; teller->n_told++) {
        uint32_t number = teller->order.reports[teller->n_told];
        if (teller->order.story_of[number] != story)
            break;
        tell_source(teller, number);
    }
}

void cw_tell_left_out(cw_teller *teller)
{
    const cw_dossier *dossier = teller->dossier;
    size_t n = dossier->n_reports - teller->n_told;
    size_t n_shown = n < CW_SHOWN_LEFT_OUT ? n : CW_SHOWN_LEFT_OUT;
    if (n > 0)
        cw_tell_heading(teller, "IN NO STORY");
    for (size_t i = 0; i < n_shown; i++) {
        const cw_report *report =
            dossier->reports[teller->order.reports[teller->n_told + i]].report;
        cw_bytes note = cw_slice_bytes(report, report->note);
        cw_paper_indent(&teller->paper, 2);
        tell_path(teller, report);
        if (note.n > 0) {
            cw_paper_text(&teller->paper, ": ");
            cw_paper_add(&teller->paper, note);
        }
        cw_paper_end_line(&teller->paper);
    }
    cw_tell_more(teller, 2, n - n_shown, "report", "reports");
}
