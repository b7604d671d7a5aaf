/* page_head.c: title, brief, and what is sure, differs and is announced. */
#include "show/dossier_text_int.h"
#include "show/page_int.h"

static cw_bytes named_outlet(const cw_sheet *sheet, uint32_t number)
{
    const cw_report *report = sheet->dossier->reports[number].report;
    return cw_slice_bytes(report, report->outlet.value);
}

/* Outlets that are named; each once. */
static size_t count_outlets(cw_sheet *sheet)
{
    cw_reports reports = sheet->story->reports;
    cw_mark mark = cw_arena_mark(sheet->scratch);
    cw_table names;
    cw_table_init(&names, sheet->scratch, reports.n);
    for (size_t i = 0; i < reports.n; i++) {
        cw_bytes name = named_outlet(sheet, reports.at[i]);
        cw_table_entry *entry;
        bool is_new;
        if (name.n > 0 && cw_table_add(&names, name, &is_new, &entry) != CW_OK)
            sheet->status = CW_NO_MEMORY;
    }
    cw_arena_reset(sheet->scratch, mark);
    return names.n;
}

static void put_title(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    int level = sheet->dossier->n_stories == 1 ? 1 : 2;
    size_t n_outlets = count_outlets(sheet);
    cw_sheet_markupf(sheet,
                     "<header class=\"title\">\n<p class=\"kicker\">"
                     "%zu report%s",
                     story->reports.n, cw_plural(story->reports.n));
    if (n_outlets > 0)
        cw_sheet_markupf(sheet, " · %zu outlet%s", n_outlets,
                         cw_plural(n_outlets));
    if (story->first_day != CW_NO_DAY) {
        cw_sheet_markup(sheet, " · ");
        cw_sheet_days(sheet, story->first_day, story->last_day, CW_GRAIN_NONE);
    }
    cw_sheet_markupf(sheet, "</p>\n<h%d>", level);
    cw_sheet_said(sheet, story->title);
    cw_sheet_markupf(sheet, "</h%d>\n</header>\n", level);
}

static void put_brief(cw_sheet *sheet)
{
    cw_brief brief = sheet->story->brief;
    char id[40];
    if (brief.n == 0)
        return;
    cw_sheet_name(sheet, "brief", 0, id);
    cw_sheet_markupf(sheet, "<div id=\"%s\" class=\"brief\">\n", id);
    for (size_t i = 0; i < brief.n; i++) {
        const cw_brief_line *line = &brief.at[i];
        bool is_short = i < sheet->story->n_short;
        cw_sheet_name(sheet, "brief", i + 1, id);
        cw_sheet_open_line(sheet,
                           &(cw_page_line){.element = "p",
                                           .classes = is_short ? "short" : "",
                                           .id = id,
                                           .kind = "brief",
                                           .cite = line->cite,
                                           .from_day = line->from_day,
                                           .to_day = line->to_day});
        cw_sheet_said(sheet, line->text);
        if (line->from_day != CW_NO_DAY) {
            cw_sheet_markup(sheet, " (");
            cw_sheet_days(sheet, line->from_day, line->to_day, CW_GRAIN_DAY);
            cw_sheet_markup(sheet, ")");
        }
        cw_sheet_cites(sheet, line->cite);
        cw_sheet_markup(sheet, "</p>\n");
    }
    cw_sheet_markup(sheet, "</div>\n");
}

/* ---- at a glance ------------------------------------------------------- */

static void open_column(cw_sheet *sheet, const char *classes,
                        const char *heading, size_t n)
{
    int level = sheet->dossier->n_stories == 1 ? 2 : 3;
    cw_sheet_markupf(sheet, "<section class=\"%s\"><h%d>%s", classes, level,
                     heading);
    if (n > 0)
        cw_sheet_markupf(sheet, " <span class=\"count\">%zu</span>", n);
    cw_sheet_markupf(sheet, "</h%d>\n", level);
}

/* A line of the glance leads to its entry below, where it is cited. */
static void put_entry(cw_sheet *sheet, const char *id, cw_bytes text)
{
    cw_sheet_markupf(sheet, "<li><a href=\"#%s\">", id);
    cw_sheet_cut(sheet, text, 170);
    cw_sheet_markup(sheet, "</a>");
}

static void put_rest(cw_sheet *sheet, const char *name, size_t n)
{
    char id[40];
    if (n == 0)
        return;
    cw_sheet_name(sheet, name, 0, id);
    cw_sheet_markupf(sheet,
                     "<p class=\"rest\"><a href=\"#%s\">and %zu "
                     "more</a></p>\n",
                     id, n);
}

static void put_sure(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n = 0, n_shown = 0;
    for (size_t i = 0; i < story->n_claims; i++)
        n += story->claims[i].independent > 1;
    open_column(sheet, "sure", "Sure", n);
    if (n == 0)
        cw_sheet_markup(sheet, "<p class=\"none\">Nothing is told by two "
                               "independent sources.</p>\n");
    else
        cw_sheet_markup(sheet, "<ul>\n");
    for (size_t i = 0; i < story->n_claims && n_shown < CW_PAGE_GLANCE; i++) {
        const cw_claim *claim = &story->claims[i];
        if (claim->independent < 2)
            continue;
        put_entry(sheet, claim->id.text, claim->text);
        cw_sheet_markupf(sheet,
                         " <span class=\"meta\">%u independent%s"
                         "</span></li>\n",
                         claim->independent,
                         claim->n_disputed_by > 0 ? ", disputed" : "");
        n_shown++;
    }
    if (n > 0)
        cw_sheet_markup(sheet, "</ul>\n");
    put_rest(sheet, "claims", n - n_shown);
    cw_sheet_markup(sheet, "</section>\n");
}

static void put_difference(cw_sheet *sheet, const cw_conflict *conflict)
{
    cw_sheet_markupf(sheet, "<li><a href=\"#%s\">", conflict->id.text);
    for (size_t k = 0; k < conflict->n_sides; k++) {
        if (k > 0)
            cw_sheet_put(sheet, conflict->is_revised
                                    ? " <span class=\"to\">→</span> "
                                    : " <span class=\"to\">or</span> ");
        cw_sheet_markup(sheet, "<b>");
        cw_sheet_value(sheet, conflict, &conflict->sides[k]);
        cw_sheet_markup(sheet, "</b>");
    }
    cw_sheet_markup(sheet, "</a> <span class=\"meta\">");
    cw_sheet_markupf(sheet, "%s%s: ", cw_conflict_words(conflict),
                     conflict->is_revised ? ", revised" : "");
    cw_sheet_cut(sheet, conflict->about, 110);
    cw_sheet_markup(sheet, "</span></li>\n");
}

static void put_differs(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n = story->n_conflicts < CW_PAGE_GLANCE ? story->n_conflicts
                                                   : CW_PAGE_GLANCE;
    open_column(sheet, "differs", "Differs", story->n_conflicts);
    if (n == 0)
        cw_sheet_markup(sheet, "<p class=\"none\">No contradiction was found "
                               "between the reports.</p>\n");
    else
        cw_sheet_markup(sheet, "<ul>\n");
    for (size_t i = 0; i < n; i++)
        put_difference(sheet, &story->conflicts[i]);
    if (n > 0)
        cw_sheet_markup(sheet, "</ul>\n");
    put_rest(sheet, "conflicts", story->n_conflicts - n);
    cw_sheet_markup(sheet, "</section>\n");
}

static void put_plan(cw_sheet *sheet, const cw_timeline_line *line)
{
    bool is_cut = sheet->story->n_timeline > CW_PAGE_TIMELINE;
    char id[40]; // a light line of a long timeline has no place of its own
    cw_sheet_name(sheet, "timeline", 0, id);
    put_entry(sheet, is_cut ? id : line->id.text, line->text);
    cw_sheet_markup(sheet, " <span class=\"meta\">");
    cw_sheet_days(sheet, line->from_day, line->to_day, line->grain);
    if (line->outcome == CW_OUTCOME_CAME_TRUE)
        cw_sheet_markup(sheet, ", came true");
    else if (line->outcome == CW_OUTCOME_DID_NOT)
        cw_sheet_markup(sheet, ", did not come true");
    cw_sheet_markup(sheet, "</span></li>\n");
}

static void put_announced(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n_days = 0, n_shown = 0, n;
    for (size_t i = 0; i < story->n_timeline; i++)
        n_days += story->timeline[i].status == CW_FACT_PLANNED;
    n = n_days + story->n_announced;
    open_column(sheet, "plans", "Announced", n);
    if (n == 0)
        cw_sheet_markup(sheet, "<p class=\"none\">No plan is told.</p>\n");
    else
        cw_sheet_markup(sheet, "<ul>\n");
    for (size_t i = story->n_timeline; i-- > 0 && n_shown < CW_PAGE_GLANCE;) {
        if (story->timeline[i].status != CW_FACT_PLANNED)
            continue;
        put_plan(sheet, &story->timeline[i]);
        n_shown++;
    }
    for (size_t i = 0; i < story->n_announced && n_shown < CW_PAGE_GLANCE;
         i++) {
        char id[40];
        cw_sheet_name(sheet, "announced", i + 1, id);
        put_entry(sheet, id, story->announced[i].text);
        cw_sheet_markup(sheet, " <span class=\"meta\">no day given</span>"
                               "</li>\n");
        n_shown++;
    }
    if (n > 0)
        cw_sheet_markup(sheet, "</ul>\n");
    put_rest(sheet, n_days > n_shown ? "timeline" : "announced", n - n_shown);
    cw_sheet_markup(sheet, "</section>\n");
}

void cw_sheet_head(cw_sheet *sheet)
{
    put_title(sheet);
    put_brief(sheet);
    cw_sheet_markup(sheet, "<div class=\"glance\">\n");
    put_sure(sheet);
    put_differs(sheet);
    put_announced(sheet);
    cw_sheet_markup(sheet, "</div>\n");
}
