/* page_figures.c: figures, what each counts, and how they moved. */
#include <math.h>

#include "show/dossier_text_int.h"
#include "show/page_int.h"

/* "3 days", but "3 km" and "3 USD": a unit written out has a plural. */
static bool is_counted(const cw_story_figure *figure)
{
    return strlen(figure->unit) > 2 && cw_is_lower((uint8_t)figure->unit[0]) &&
           !(figure->value >= 1 && figure->value <= 1);
}

/* The words of the report up to what is counted; what is counted, when it
 * stands elsewhere; or else the beginning of the sentence. */
static void put_of(cw_sheet *sheet, const cw_story_figure *figure)
{
    cw_span span = figure->cite.at[0];
    cw_bytes text = cw_report_text(sheet->dossier->reports[span.report].report);
    bool is_next = figure->words.n > figure->n_own;
    if (is_next || figure->of.n > 0) {
        cw_sheet_cut(sheet, is_next ? figure->words : figure->of, 160);
        return;
    }
    cw_sheet_markup(sheet, "<span class=\"within\">");
    cw_sheet_cut(sheet, cw_bytes_cut(text, span.from, span.to), 90);
    cw_sheet_markup(sheet, "</span>");
}

static void put_value(cw_sheet *sheet, const cw_story_figure *figure)
{
    char low[48], high[48];
    cw_sheet_markupf(sheet, "<span class=\"bound\">%s</span><b>",
                     cw_tell_bound(figure->bound));
    if (figure->bound == CW_BOUND_RANGE || isnan(figure->value)) {
        cw_tell_number(figure->low, low);
        cw_tell_number(figure->high, high);
        cw_sheet_markupf(sheet, "%s–%s", low, high);
    } else {
        cw_tell_number(figure->value, low);
        cw_sheet_markupf(sheet, "%s", low);
    }
    cw_sheet_markup(sheet, "</b>");
    if (strcmp(figure->unit, "percent") == 0)
        cw_sheet_markup(sheet, " %");
    else if (figure->unit[0] != 0) {
        cw_sheet_markup(sheet, " ");
        cw_sheet_words(sheet, figure->unit);
        cw_sheet_put(sheet, is_counted(figure) ? "s" : "");
    }
}

static void put_figure(cw_sheet *sheet, const cw_story_figure *figure)
{
    cw_sheet_open_line(sheet, &(cw_page_line){.element = "li",
                                              .classes = figure->n_series > 1
                                                             ? "figure moved"
                                                             : "figure",
                                              .id = figure->id.text,
                                              .kind = "figure",
                                              .cite = figure->cite,
                                              .from_day = CW_NO_DAY});
    cw_sheet_markup(sheet, "<p class=\"value\">");
    put_value(sheet, figure);
    cw_sheet_markup(sheet, "</p><div class=\"of\"><p>");
    put_of(sheet, figure);
    cw_sheet_cites(sheet, figure->cite);
    cw_sheet_markup(sheet, "</p>");
    if (figure->n_series > 1)
        cw_sheet_series(sheet, figure);
    cw_sheet_markup(sheet, "</div></li>\n");
}

/* Figures that moved first, then those that several reports give. */
void cw_sheet_figures(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n = 0;
    if (story->n_figures == 0)
        return;
    cw_sheet_open_section(sheet, "figures", "Figures", story->n_figures);
    cw_sheet_markup(sheet, "<ul class=\"figures\">\n");
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < story->n_figures && n < CW_PAGE_FIGURES; i++) {
            const cw_story_figure *figure = &story->figures[i];
            int rank = figure->n_series > 1 ? 0 : figure->reports.n > 1 ? 1 : 2;
            if (rank != round)
                continue;
            put_figure(sheet, figure);
            n++;
        }
    cw_sheet_markup(sheet, "</ul>\n");
    cw_sheet_more(sheet, story->n_figures - n, "figure", "figures");
    cw_sheet_close_section(sheet);
}
