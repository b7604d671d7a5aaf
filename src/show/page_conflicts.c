/* page_conflicts.c: where reports differ, side by side. */
#include "show/page_int.h"

const char *cw_conflict_words(const cw_conflict *conflict)
{
    static const char *const words[] = {
        [CW_CONFLICT_NUMBER] = "Number", [CW_CONFLICT_DATE] = "Day",
        [CW_CONFLICT_PLACE] = "Place",   [CW_CONFLICT_WHO] = "Who",
        [CW_CONFLICT_NAME] = "Name",     [CW_CONFLICT_HAPPENED] = "Whether",
    };
    return conflict->kind <= CW_CONFLICT_HAPPENED ? words[conflict->kind] : "";
}

/* The day of "2025-03-09", or CW_NO_DAY. */
static int32_t day_of(const cw_conflict *conflict, const cw_side *side)
{
    cw_moment moment;
    char precision;
    if (conflict->kind != CW_CONFLICT_DATE ||
        !cw_moment_read(side->value, &moment, &precision) || precision != 'd')
        return CW_NO_DAY;
    return moment.day;
}

void cw_sheet_value(cw_sheet *sheet, const cw_conflict *conflict,
                    const cw_side *side)
{
    int32_t day = day_of(conflict, side);
    if (day != CW_NO_DAY)
        cw_sheet_days(sheet, day, day, CW_GRAIN_DAY);
    else
        cw_sheet_cut(sheet, side->value, 120);
}

/* The words of a sentence that mean this day: "Sunday's"; empty if none. */
static cw_range words_of_day(const cw_told_report *told, cw_span span,
                             int32_t day)
{
    const cw_time *times = told->times;
    cw_range found = {0, 0};
    for (uint32_t i = 0; times != NULL && i < told->marks->times.n; i++)
        if (times[i].range.from >= span.from && times[i].range.to <= span.to &&
            times[i].from_day == day && times[i].to_day == day &&
            cw_range_is_empty(found))
            found = times[i].range;
    return found;
}

static void put_place(cw_sheet *sheet, const cw_conflict *conflict,
                      const cw_side *side, cw_span span)
{
    const cw_told_report *told = &sheet->dossier->reports[span.report];
    cw_bytes text = cw_report_text(told->report), words = side->value;
    int32_t day = day_of(conflict, side);
    if (day != CW_NO_DAY)
        words = cw_bytes_at(text, words_of_day(told, span, day));
    cw_sheet_markup(sheet, "<p class=\"quoted\">");
    cw_sheet_marked(sheet, cw_bytes_cut(text, span.from, span.to), words);
    cw_sheet_markup(sheet, " <span class=\"cites\">");
    cw_sheet_cite(sheet, span);
    cw_sheet_markup(sheet, "</span> <span class=\"meta\">");
    cw_sheet_text(sheet, cw_sheet_outlet(sheet, span.report));
    cw_sheet_markup(sheet, "</span></p>\n");
}

/* The value, then each report's own sentence with the value marked. */
static void put_side(cw_sheet *sheet, const cw_conflict *conflict,
                     const cw_side *side)
{
    cw_sheet_markup(sheet, "<div class=\"side\"><p class=\"value\">");
    cw_sheet_value(sheet, conflict, side);
    cw_sheet_markup(sheet, "</p>\n");
    for (size_t i = 0; i < side->cite.n && i < CW_PAGE_CITES; i++)
        put_place(sheet, conflict, side, side->cite.at[i]);
    if (side->cite.n > CW_PAGE_CITES)
        cw_sheet_markupf(sheet, "<p class=\"meta\">and %zu more places</p>\n",
                         side->cite.n - CW_PAGE_CITES);
    cw_sheet_markup(sheet, "</div>\n");
}

/* What the filters know of a conflict is what all its sides cite. */
static cw_cites all_cites(cw_sheet *sheet, const cw_conflict *conflict)
{
    size_t n = 0;
    cw_span *all;
    for (size_t i = 0; i < conflict->n_sides; i++)
        n += conflict->sides[i].cite.n;
    all = cw_arena_array(sheet->scratch, n, sizeof *all);
    if (all == NULL) {
        sheet->status = CW_NO_MEMORY;
        return (cw_cites){NULL, 0};
    }
    n = 0;
    for (size_t i = 0; i < conflict->n_sides; i++)
        for (size_t k = 0; k < conflict->sides[i].cite.n; k++)
            all[n++] = conflict->sides[i].cite.at[k];
    return (cw_cites){all, n};
}

static void put_conflict(cw_sheet *sheet, const cw_conflict *conflict)
{
    int level = sheet->dossier->n_stories == 1 ? 3 : 4;
    cw_sheet_open_line(sheet,
                       &(cw_page_line){.element = "article",
                                       .classes = conflict->is_revised
                                                      ? "conflict revised"
                                                      : "conflict",
                                       .id = conflict->id.text,
                                       .kind = "conflict",
                                       .cite = all_cites(sheet, conflict),
                                       .from_day = CW_NO_DAY});
    cw_sheet_markupf(sheet, "<h%d><span class=\"kind\">%s%s</span> ", level,
                     cw_conflict_words(conflict),
                     conflict->is_revised ? ", revised" : "");
    cw_sheet_said(sheet, conflict->about);
    cw_sheet_markupf(sheet, "</h%d>\n<div class=\"sides\">\n", level);
    for (size_t i = 0; i < conflict->n_sides; i++)
        put_side(sheet, conflict, &conflict->sides[i]);
    cw_sheet_markup(sheet, "</div>\n");
    if (conflict->why.n > 0) {
        cw_sheet_markup(sheet, "<p class=\"meta\">");
        cw_sheet_text(sheet, conflict->why);
        cw_sheet_markup(sheet, "</p>\n");
    }
    cw_sheet_markup(sheet, "</article>\n");
}

void cw_sheet_conflicts(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n = story->n_conflicts < CW_PAGE_CONFLICTS ? story->n_conflicts
                                                      : CW_PAGE_CONFLICTS;
    if (n == 0)
        return;
    cw_sheet_open_section(sheet, "conflicts", "Where the reports differ",
                          story->n_conflicts);
    for (size_t i = 0; i < n; i++)
        put_conflict(sheet, &story->conflicts[i]);
    cw_sheet_more(sheet, story->n_conflicts - n, "difference", "differences");
    cw_sheet_close_section(sheet);
}
