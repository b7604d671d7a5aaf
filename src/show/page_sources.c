/* page_sources.c: the reports themselves: where they come from, how they are
 * dated and why, and their text. */
#include <stdio.h>
#include <stdlib.h>

#include "base/sha256.h"
#include "show/dossier_text_int.h"
#include "show/page_int.h"

/* ---- dates ------------------------------------------------------------- */

static const char *evidence_words(uint8_t evidence)
{
    static const char *const words[] = {
        [CW_EVIDENCE_NONE] = "",
        [CW_EVIDENCE_GIVEN] = "given by the user",
        [CW_EVIDENCE_META] = "from the page’s data",
        [CW_EVIDENCE_URL] = "from the address",
        [CW_EVIDENCE_TEXT] = "stated in the text",
        [CW_EVIDENCE_INFERRED] = "inferred",
    };
    return evidence <= CW_EVIDENCE_INFERRED ? words[evidence] : "";
}

static uint8_t grain_of(uint8_t precision)
{
    return precision == CW_PRECISION_MONTH  ? CW_GRAIN_MONTH
           : precision == CW_PRECISION_YEAR ? CW_GRAIN_YEAR
                                            : CW_GRAIN_NONE;
}

static void put_published(cw_sheet *sheet, const cw_told_report *told)
{
    bool is_interval =
        told->first_day != CW_NO_DAY && told->evidence == CW_EVIDENCE_INFERRED;
    cw_sheet_days(sheet, is_interval ? told->first_day : told->published.day,
                  is_interval ? told->last_day : told->published.day,
                  grain_of(told->precision));
    if (told->precision == CW_PRECISION_MINUTE && told->published.minute >= 0)
        cw_sheet_markupf(sheet, " %02d:%02d", told->published.minute / 60,
                         told->published.minute % 60);
}

static void put_why(cw_sheet *sheet, const cw_told_report *told)
{
    const cw_date_candidate *stated = cw_report_published(told->report);
    cw_sheet_words(sheet, evidence_words(told->evidence));
    if (told->why.n > 0) {
        cw_sheet_markup(sheet, ": ");
        cw_sheet_text(sheet, told->why);
    } else if (stated != NULL && stated->what.n > 0 &&
               told->evidence != CW_EVIDENCE_INFERRED) {
        cw_sheet_markup(sheet, ": ");
        cw_sheet_text(sheet, cw_slice_bytes(told->report, stated->what));
    }
    cw_sheet_cites(sheet, told->why_cite);
}

/* Every date the page states, the chosen one first. */
static void put_candidates(cw_sheet *sheet, const cw_report *report)
{
    const cw_date_candidate *all =
        CW_AT(report, report->dates, cw_date_candidate);
    if (report->dates.n < 2)
        return;
    cw_sheet_markupf(sheet,
                     "<dt>Evidence</dt><dd><details><summary>%u dates on "
                     "the page</summary><ul>\n",
                     report->dates.n);
    for (uint32_t i = 0; i < report->dates.n && i < 12; i++) {
        char value[32];
        cw_moment_print(all[i].moment, value);
        cw_sheet_markupf(sheet, "<li>%s%s, %s", value,
                         all[i].is_modified ? " (modified)" : "",
                         evidence_words(all[i].evidence));
        if (all[i].what.n > 0) {
            cw_sheet_markup(sheet, ": ");
            cw_sheet_text(sheet, cw_slice_bytes(report, all[i].what));
        }
        cw_sheet_markup(sheet, "</li>\n");
    }
    cw_sheet_markup(sheet, "</ul></details></dd>\n");
}

/* ---- facts ------------------------------------------------------------- */

static void put_fact(cw_sheet *sheet, const char *label, cw_bytes value)
{
    if (value.n == 0)
        return;
    cw_sheet_markupf(sheet, "<dt>%s</dt><dd>", label);
    cw_sheet_said(sheet, value);
    cw_sheet_markup(sheet, "</dd>\n");
}

static void put_facts(cw_sheet *sheet, const char *label,
                      const cw_report *report, cw_slice facts)
{
    const cw_fact *all = CW_AT(report, facts, cw_fact);
    if (facts.n == 0)
        return;
    cw_sheet_markupf(sheet, "<dt>%s</dt><dd>", label);
    for (uint32_t i = 0; i < facts.n; i++) {
        cw_sheet_put(sheet, i > 0 ? ", " : "");
        cw_sheet_said(sheet, cw_slice_bytes(report, all[i].value));
    }
    cw_sheet_markup(sheet, "</dd>\n");
}

/* Only a web address becomes a link; what else a page calls its address is
 * printed as words. */
static void put_address(cw_sheet *sheet, cw_bytes url)
{
    cw_mark mark = cw_arena_mark(sheet->scratch);
    cw_buf href;
    cw_sink into;
    bool is_link;
    if (url.n == 0)
        return;
    cw_buf_init(&href, sheet->scratch, 3 * url.n + 16);
    cw_sink_init_buf(&into, &href);
    is_link = cw_page_safe_url(&into, url) && cw_sink_end(&into) == CW_OK;
    cw_sheet_markup(sheet, "<dt>Address</dt><dd class=\"path\">");
    if (is_link) {
        cw_sheet_markup(sheet, "<a rel=\"noopener noreferrer\" href=\"");
        cw_sink_add(sheet->sink, cw_buf_bytes(&href));
        cw_sheet_markup(sheet, "\">");
    }
    cw_sheet_text(sheet, url);
    cw_sheet_put(sheet, is_link ? "</a></dd>\n" : "</dd>\n");
    cw_arena_reset(sheet->scratch, mark);
}

static void put_path(cw_sheet *sheet, const cw_report *report)
{
    cw_sheet_text(sheet, cw_slice_bytes(report, report->path));
    if (report->line > 0)
        cw_sheet_markupf(sheet, ", line %llu",
                         (unsigned long long)report->line);
}

static void put_particulars(cw_sheet *sheet, const cw_told_report *told)
{
    const cw_report *report = told->report;
    char sha256[65];
    cw_hex(report->sha256, 32, sha256);
    cw_sheet_markup(sheet, "<dl>\n<dt>Published</dt><dd>");
    put_published(sheet, told);
    cw_sheet_markup(sheet, " <span class=\"why\">");
    put_why(sheet, told);
    cw_sheet_markup(sheet, "</span></dd>\n");
    put_candidates(sheet, report);
    put_facts(sheet, "By", report, report->byline);
    put_facts(sheet, "Agency", report, report->agency);
    put_fact(sheet, "Dateline", cw_slice_bytes(report, report->dateline.value));
    put_fact(sheet, "Owner", told->owner);
    put_address(sheet, cw_slice_bytes(report, report->url.value));
    cw_sheet_markup(sheet, "<dt>File</dt><dd class=\"path\">");
    put_path(sheet, report);
    cw_sheet_markupf(sheet,
                     "</dd>\n<dt>SHA-256</dt><dd class=\"path\">%s"
                     "</dd>\n",
                     sha256);
    put_fact(sheet, "Note", cw_slice_bytes(report, report->note));
    cw_sheet_markup(sheet, "</dl>\n");
}

/* ---- one report -------------------------------------------------------- */

typedef struct {
    const cw_page_cite **cites; // by report, then from, then the longest
    uint32_t *numbers;
    size_t *first; // [n_reports + 1]
} cited_places;

typedef struct {
    const cw_page_cite *cite;
    uint32_t number;
} numbered;

static int compare_places(const void *left, const void *right)
{
    const cw_span *a = &((const numbered *)left)->cite->span;
    const cw_span *b = &((const numbered *)right)->cite->span;
    if (a->report != b->report)
        return a->report < b->report ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to < b->to) - (a->to > b->to);
}

static cw_status sort_places(cw_sheet *sheet, cited_places *out)
{
    size_t n = sheet->cited.n, n_reports = sheet->dossier->n_reports;
    numbered *all = cw_arena_array(sheet->scratch, n, sizeof *all);
    out->cites = cw_arena_array(sheet->scratch, n, sizeof *out->cites);
    out->numbers = cw_arena_array(sheet->scratch, n, sizeof *out->numbers);
    out->first =
        cw_arena_array(sheet->scratch, n_reports + 1, sizeof *out->first);
    if (all == NULL || out->cites == NULL || out->numbers == NULL ||
        out->first == NULL)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        all[i] = (numbered){&sheet->cites[i], sheet->cited.entries[i].value};
        out->first[sheet->cites[i].span.report + 1]++;
    }
    for (size_t i = 0; i < n_reports; i++)
        out->first[i + 1] += out->first[i];
    if (n > 1)
        qsort(all, n, sizeof *all, compare_places);
    for (size_t i = 0; i < n; i++) {
        out->cites[i] = all[i].cite;
        out->numbers[i] = all[i].number;
    }
    return CW_OK;
}

static void put_source(cw_sheet *sheet, uint32_t number, bool is_whole,
                       const cited_places *places)
{
    const cw_told_report *told = &sheet->dossier->reports[number];
    cw_bytes title = cw_slice_bytes(told->report, told->report->title.value);
    size_t first = places->first[number];
    char day[11];
    cw_day_print(told->published.day, day);
    cw_sheet_markupf(sheet,
                     "<article class=\"source\" id=\"r%s\" "
                     "data-letter=\"%s\" data-d=\"%s\"",
                     told->id, cw_sheet_letter(sheet, number), day);
    cw_sheet_attribute(sheet, "data-outlet", cw_sheet_outlet(sheet, number));
    cw_sheet_markupf(sheet,
                     ">\n<h3><span class=\"letter\">%s</span> "
                     "<span class=\"outlet\">",
                     cw_sheet_letter(sheet, number));
    cw_sheet_text(sheet, cw_sheet_outlet(sheet, number));
    cw_sheet_markup(sheet, "</span> ");
    cw_sheet_said(sheet, title);
    cw_sheet_markup(sheet, "</h3>\n");
    put_particulars(sheet, told);
    cw_sheet_kept(sheet, number, is_whole, places->cites + first,
                  places->numbers + first, places->first[number + 1] - first);
    cw_sheet_markup(sheet, "</article>\n");
}

/* ---- all --------------------------------------------------------------- */

static void put_left_out(cw_sheet *sheet)
{
    const cw_dossier *dossier = sheet->dossier;
    size_t n = 0;
    for (size_t i = 0; i < dossier->n_reports; i++) {
        const cw_report *report = dossier->reports[i].report;
        cw_bytes note = cw_slice_bytes(report, report->note);
        if (sheet->order.story_of[i] < dossier->n_stories ||
            n++ >= CW_PAGE_LEFT_OUT)
            continue;
        if (n == 1)
            cw_sheet_markup(sheet, "<section class=\"part\" id=\"left-out\">\n"
                                   "<h2>In no story</h2>\n<ul class=\"plain\">"
                                   "\n");
        cw_sheet_markup(sheet, "<li class=\"path\">");
        put_path(sheet, report);
        if (note.n > 0) {
            cw_sheet_markup(sheet, ": ");
            cw_sheet_text(sheet, note);
        }
        cw_sheet_markup(sheet, "</li>\n");
    }
    if (n > 0)
        cw_sheet_markup(sheet, "</ul>\n");
    if (n > CW_PAGE_LEFT_OUT)
        cw_sheet_more(sheet, n - CW_PAGE_LEFT_OUT, "report", "reports");
    if (n > 0)
        cw_sheet_markup(sheet, "</section>\n");
}

/* The words that date a report are cited in its own head, before the text of
 * the report they stand in is written. */
static void cite_dates(cw_sheet *sheet)
{
    const cw_dossier *dossier = sheet->dossier;
    for (size_t i = 0; i < dossier->n_reports; i++) {
        const cw_told_report *told = &dossier->reports[i];
        (void)snprintf(sheet->line, sizeof sheet->line, "r%s", told->id);
        for (size_t c = 0; c < told->why_cite.n; c++)
            (void)cw_sheet_remember(sheet, told->why_cite.at[c]);
    }
}

/* Few enough reports, and short enough, to be sent whole. */
static bool is_small(const cw_dossier *dossier)
{
    uint64_t n_bytes = 0;
    for (size_t i = 0; i < dossier->n_reports; i++)
        n_bytes += dossier->reports[i].report->text.n;
    return dossier->n_reports <= CW_PAGE_WHOLE_REPORTS &&
           n_bytes <= CW_PAGE_WHOLE_BYTES;
}

size_t cw_sheet_n_sources(const cw_sheet *sheet)
{
    size_t n = 0;
    for (size_t i = 0; i < sheet->dossier->n_reports; i++)
        n += sheet->order.story_of[i] < sheet->dossier->n_stories;
    return n;
}

void cw_sheet_sources(cw_sheet *sheet)
{
    const cw_dossier *dossier = sheet->dossier;
    bool is_whole = is_small(dossier);
    cited_places places;
    cw_status status;
    if (dossier->n_stories == 0) {
        put_left_out(sheet);
        return;
    }
    cite_dates(sheet);
    status = sort_places(sheet, &places);
    if (status != CW_OK) {
        sheet->status = status;
        return;
    }
    cw_sheet_markupf(sheet,
                     "\n<section id=\"sources\" class=\"part\" "
                     "aria-labelledby=\"sources-h\">\n<h2 "
                     "id=\"sources-h\">Sources <span class=\"count\">"
                     "%zu</span></h2>\n",
                     cw_sheet_n_sources(sheet));
    if (is_whole)
        cw_sheet_markup(sheet, "<p class=\"lead\">The text as Clew kept it, "
                               "in reading order. <mark>Marked</mark> words "
                               "are cited above, and their numbers lead back. "
                               "<span class=\"furniture\">Grey</span> text "
                               "belongs to the page, not to the report.</p>\n");
    else
        cw_sheet_markupf(sheet,
                         "<p class=\"lead\"><b>Only the cited "
                         "paragraphs are in this file</b>, because it "
                         "tells of %zu reports: whole texts are kept up to %d "
                         "reports and %d MB.</p>\n",
                         dossier->n_reports, (int)CW_PAGE_WHOLE_REPORTS,
                         (int)CW_PAGE_WHOLE_BYTES / 1000000);
    for (size_t i = 0; i < dossier->n_reports; i++) {
        uint32_t report = sheet->order.reports[i];
        if (sheet->order.story_of[report] < sheet->n_told &&
            sheet->sink->status == CW_OK)
            put_source(sheet, report, is_whole, &places);
    }
    cw_sheet_markup(sheet, "</section>\n");
    put_left_out(sheet);
}
