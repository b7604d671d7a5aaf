/* page_claims.c: claims against outlets, with the independent counts and the
 * reason for each folding. */
#include "show/page_int.h"

/* The outlets of a story: one column each, or none when there are too many. */
typedef struct {
    cw_bytes names[CW_PAGE_COLUMNS];
    uint32_t first[CW_PAGE_COLUMNS]; // its first report, whose letter stands
    size_t n;                        // above it; 0: no columns
} outlets;

static size_t column_of(const outlets *all, cw_bytes name)
{
    size_t i = 0;
    while (i < all->n && !cw_bytes_equal_fold(all->names[i], name))
        i++;
    return i;
}

/* In the order of the letters. */
static void find_outlets(const cw_sheet *sheet, outlets *out)
{
    const cw_dossier *dossier = sheet->dossier;
    uint32_t story = (uint32_t)(sheet->story - dossier->stories);
    out->n = 0;
    for (size_t i = sheet->first_report; i < dossier->n_reports; i++) {
        uint32_t report = sheet->order.reports[i];
        cw_bytes name;
        if (sheet->order.story_of[report] != story)
            break;
        name = cw_sheet_outlet(sheet, report);
        if (column_of(out, name) < out->n)
            continue;
        if (out->n == CW_PAGE_COLUMNS) {
            out->n = 0;
            return;
        }
        out->names[out->n] = name;
        out->first[out->n++] = report;
    }
}

static void put_table_head(cw_sheet *sheet, const outlets *all)
{
    cw_sheet_markup(sheet, "<thead><tr><th scope=\"col\" class=\"claim\">"
                           "Claim</th>");
    for (size_t i = 0; i < all->n; i++) {
        cw_sheet_markup(sheet, "<th scope=\"col\" class=\"outlet\"><span>");
        cw_sheet_text(sheet, all->names[i]);
        cw_sheet_markup(sheet, "</span></th>");
    }
    if (all->n == 0)
        cw_sheet_markup(sheet, "<th scope=\"col\">Told by</th>");
    cw_sheet_markup(sheet, "<th scope=\"col\" class=\"number\">Independent"
                           "</th></tr></thead>\n");
}

/* The places of one outlet. data-label names the column when the table folds
 * on a narrow screen. */
static void put_cell(cw_sheet *sheet, const cw_claim *claim, const outlets *all,
                     size_t column)
{
    size_t n = 0;
    cw_sheet_markup(sheet, "<td class=\"outlet");
    for (size_t i = 0; i < claim->cite.n; i++) {
        cw_span span = claim->cite.at[i];
        if (column_of(all, cw_sheet_outlet(sheet, span.report)) != column)
            continue;
        if (n == 0) {
            cw_sheet_markup(sheet, "\"");
            cw_sheet_attribute(sheet, "data-label", all->names[column]);
            cw_sheet_markup(sheet, ">");
        }
        cw_sheet_put(sheet, n > 0 ? " " : "");
        if (n++ < 3)
            cw_sheet_cite(sheet, span);
    }
    if (n == 0)
        cw_sheet_markup(sheet, " no\"><span class=\"no\">not told</span>");
    cw_sheet_markup(sheet, "</td>");
}

static void put_folded(cw_sheet *sheet, const cw_claim *claim)
{
    if (claim->n_folded == 0)
        return;
    cw_sheet_markup(sheet, "<ul class=\"folded\">\n");
    for (size_t i = 0; i < claim->n_folded && i < 12; i++) {
        const cw_folded *folded = &claim->folded[i];
        cw_sheet_markup(sheet, "<li>");
        cw_sheet_report(sheet, folded->report);
        cw_sheet_markup(sheet, " counts with ");
        cw_sheet_report(sheet, folded->with);
        cw_sheet_markup(sheet, ": ");
        cw_sheet_text(sheet, folded->why);
        cw_sheet_markup(sheet, "</li>\n");
    }
    if (claim->n_folded > 12)
        cw_sheet_markupf(sheet, "<li>and %zu more foldings</li>\n",
                         claim->n_folded - 12);
    cw_sheet_markup(sheet, "</ul>");
}

static void put_disputed(cw_sheet *sheet, const cw_claim *claim)
{
    for (size_t i = 0; i < claim->n_disputed_by; i++) {
        cw_sheet_markup(sheet, "<p class=\"disputed\"><b>disputed by</b> ");
        cw_sheet_said(sheet, claim->disputed_by[i].speaker);
        cw_sheet_cites(sheet, claim->disputed_by[i].cite);
        cw_sheet_markup(sheet, "</p>");
    }
}

static void put_claim(cw_sheet *sheet, const cw_claim *claim,
                      const outlets *all)
{
    cw_sheet_open_line(sheet, &(cw_page_line){.element = "tr",
                                              .classes = claim->independent > 1
                                                             ? "confirmed"
                                                             : "single",
                                              .id = claim->id.text,
                                              .kind = "claim",
                                              .cite = claim->cite,
                                              .from_day = CW_NO_DAY});
    cw_sheet_markup(sheet, "<th scope=\"row\" class=\"claim\">");
    cw_sheet_said(sheet, claim->text);
    put_disputed(sheet, claim);
    put_folded(sheet, claim);
    cw_sheet_markup(sheet, "</th>");
    for (size_t i = 0; i < all->n; i++)
        put_cell(sheet, claim, all, i);
    if (all->n == 0) {
        cw_sheet_markup(sheet, "<td data-label=\"Told by\">");
        cw_sheet_cites(sheet, claim->cite);
        cw_sheet_markup(sheet, "</td>");
    }
    cw_sheet_markupf(sheet,
                     "<td class=\"number\" data-label=\"Independent\">"
                     "<b>%u</b> of %zu</td></tr>\n",
                     claim->independent, claim->reports.n);
}

static bool is_single(const cw_claim *claim)
{
    return claim->reports.n < 2 && claim->n_disputed_by == 0;
}

/* Rows of one kind; how many. n_max: of both kinds together. */
static size_t put_rows(cw_sheet *sheet, const outlets *all, bool is_of_single,
                       size_t n_max)
{
    const cw_story *story = sheet->story;
    size_t n = 0;
    for (size_t i = 0; i < story->n_claims && n < n_max; i++) {
        if (is_single(&story->claims[i]) != is_of_single)
            continue;
        if (n++ == 0)
            cw_sheet_put(sheet, is_of_single ? "<tbody class=\"singles\">\n"
                                             : "<tbody>\n");
        if (n == 1 && is_of_single)
            cw_sheet_markupf(sheet,
                             "<tr class=\"group\"><th scope=\"rowgroup\" "
                             "colspan=\"%zu\">From one report only</th></tr>"
                             "\n",
                             (all->n > 0 ? all->n : 1) + 2);
        put_claim(sheet, &story->claims[i], all);
    }
    if (n > 0)
        cw_sheet_markup(sheet, "</tbody>\n");
    return n;
}

/* Claims of several reports before those of one, in the dossier's order. */
void cw_sheet_claims(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n;
    outlets all;
    if (story->n_claims == 0)
        return;
    find_outlets(sheet, &all);
    cw_sheet_open_section(sheet, "claims", "Who reports what", story->n_claims);
    cw_sheet_markup(sheet,
                    "<p class=\"lead\">Copies, outlets of one owner and "
                    "reports that name the same source count once.</p>\n"
                    "<table class=\"claims\">\n<caption class=\"hidden\">"
                    "Claims, the outlets that tell them, and how many are "
                    "independent</caption>\n");
    put_table_head(sheet, &all);
    n = put_rows(sheet, &all, false, CW_PAGE_CLAIMS);
    n += put_rows(sheet, &all, true, CW_PAGE_CLAIMS - n);
    cw_sheet_markup(sheet, "</table>\n");
    cw_sheet_more(sheet, story->n_claims - n, "claim", "claims");
    cw_sheet_close_section(sheet);
}
