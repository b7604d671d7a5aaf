/* page_timeline.c: the list of the timeline, and plans without a day. */
#include <stdio.h>
#include <stdlib.h>

#include "show/dossier_text_int.h"
#include "show/page_int.h"

/* ---- which lines ------------------------------------------------------- */

typedef struct {
    uint32_t weight;
    size_t number;
} weighed;

static int compare_weight(const void *left, const void *right)
{
    const weighed *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static int compare_number(const void *left, const void *right)
{
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    return (a > b) - (a < b);
}

/* The heaviest lines in the order of the dossier, how many, and the weight of
 * those that are set large. NULL when memory ran out. */
static size_t *choose_lines(cw_sheet *sheet, size_t *n_chosen, uint32_t *large)
{
    enum { LARGE = 12 };
    const cw_story *story = sheet->story;
    size_t n = story->n_timeline;
    weighed *all = cw_arena_array(sheet->scratch, n, sizeof *all);
    size_t *chosen = cw_arena_array(sheet->scratch, n, sizeof *chosen);
    if (all == NULL || chosen == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++)
        all[i] = (weighed){story->timeline[i].weight, i};
    qsort(all, n, sizeof *all, compare_weight);
    *large = all[n < LARGE ? n - 1 : LARGE - 1].weight;
    *n_chosen = n < CW_PAGE_TIMELINE ? n : CW_PAGE_TIMELINE;
    for (size_t i = 0; i < *n_chosen; i++)
        chosen[i] = all[i].number;
    qsort(chosen, *n_chosen, sizeof *chosen, compare_number);
    return chosen;
}

/* ---- a line ------------------------------------------------------------ */

static const char *status_class(const cw_timeline_line *line)
{
    static const char *const classes[] = {
        [CW_FACT_HAPPENED] = "happened", [CW_FACT_PLANNED] = "planned",
        [CW_FACT_NOT] = "not",           [CW_FACT_POSSIBLE] = "possible",
        [CW_FACT_ALLEGED] = "alleged",
    };
    return line->status <= CW_FACT_ALLEGED ? classes[line->status] : "";
}

static void put_status(cw_sheet *sheet, const cw_timeline_line *line)
{
    static const char *const words[] = {
        [CW_FACT_HAPPENED] = NULL,        [CW_FACT_PLANNED] = "planned",
        [CW_FACT_NOT] = "did not happen", [CW_FACT_POSSIBLE] = "possible",
        [CW_FACT_ALLEGED] = "alleged",
    };
    const char *word =
        line->status <= CW_FACT_ALLEGED ? words[line->status] : NULL;
    if (word != NULL)
        cw_sheet_markupf(sheet, "<b class=\"status\">%s</b> ", word);
}

static void put_basis(cw_sheet *sheet, const cw_timeline_line *line)
{
    if (line->basis == CW_BASIS_RESOLVED)
        cw_sheet_markup(sheet, " · <span class=\"basis\">day inferred "
                               "from the words</span>");
    else if (line->basis == CW_BASIS_PUBLISHED)
        cw_sheet_markup(sheet, " · <span class=\"basis\">day of publication"
                               "</span>");
}

static void put_outcome(cw_sheet *sheet, const cw_timeline_line *line)
{
    bool is_plan = line->status == CW_FACT_PLANNED;
    if (line->outcome == CW_OUTCOME_DID_NOT)
        cw_sheet_markup(sheet, " · <b class=\"failed\">did not come true</b>");
    else if (line->outcome == CW_OUTCOME_CAME_TRUE && is_plan)
        cw_sheet_markup(sheet, " · <b class=\"fulfilled\">came true</b>");
    else if (line->outcome == CW_OUTCOME_CAME_TRUE)
        cw_sheet_markup(sheet, " · <b class=\"fulfilled\">as announced</b>");
    else if (line->outcome == CW_OUTCOME_UNKNOWN && is_plan)
        cw_sheet_markup(sheet, " · outcome unknown");
    cw_sheet_cites(sheet, line->announced_by);
}

static void put_when(cw_sheet *sheet, const cw_timeline_line *line)
{
    cw_sheet_markup(sheet, "<p class=\"when\">");
    cw_sheet_days(sheet, line->from_day, line->to_day, line->grain);
    if (line->grain == CW_GRAIN_MINUTE && line->from_minute >= 0)
        cw_sheet_markupf(sheet, " <span class=\"clock\">%02d:%02d</span>",
                         line->from_minute / 60, line->from_minute % 60);
    cw_sheet_markup(sheet, "</p>");
}

/* A day is told once; the lines below it leave its place empty. */
static bool is_same_day(const cw_timeline_line *a, const cw_timeline_line *b)
{
    bool is_coarse = a->grain >= CW_GRAIN_MONTH || b->grain >= CW_GRAIN_MONTH;
    return a->from_day == b->from_day && a->to_day == b->to_day &&
           (!is_coarse || a->grain == b->grain);
}

static void put_line(cw_sheet *sheet, const cw_timeline_line *line,
                     size_t number, bool is_large, bool is_same)
{
    char classes[64];
    (void)snprintf(classes, sizeof classes, "%s %s%s%s", status_class(line),
                   cw_basis_name(line->basis), is_large ? " large" : "",
                   is_same ? " same" : "");
    cw_sheet_open_line(sheet,
                       &(cw_page_line){.element = "li",
                                       .classes = classes,
                                       .id = line->id.text,
                                       .kind = line->status == CW_FACT_PLANNED
                                                   ? "announced"
                                                   : "happened",
                                       .cite = line->cite,
                                       .from_day = line->from_day,
                                       .to_day = line->to_day});
    put_when(sheet, line);
    cw_sheet_markupf(sheet,
                     "<p class=\"n\"><span>%zu</span></p>"
                     "<div class=\"what\"><p>",
                     number);
    put_status(sheet, line);
    cw_sheet_said(sheet, line->text);
    cw_sheet_cites(sheet, line->cite);
    cw_sheet_markup(sheet, "</p><p class=\"meta\">");
    cw_sheet_support(sheet, line->reports.n, line->independent);
    put_basis(sheet, line);
    put_outcome(sheet, line);
    cw_sheet_markup(sheet, "</p></div></li>\n");
}

void cw_sheet_timeline(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n, *chosen;
    uint32_t large;
    if (story->n_timeline == 0)
        return;
    chosen = choose_lines(sheet, &n, &large);
    if (chosen == NULL) {
        sheet->status = CW_NO_MEMORY;
        return;
    }
    cw_sheet_open_section(sheet, "timeline", "Timeline", story->n_timeline);
    cw_sheet_drawing(sheet, chosen, n);
    cw_sheet_markup(sheet, "<ol class=\"timeline\">\n");
    for (size_t i = 0; i < n; i++) {
        const cw_timeline_line *line = &story->timeline[chosen[i]];
        put_line(sheet, line, i + 1, line->weight >= large,
                 i > 0 && is_same_day(line, &story->timeline[chosen[i - 1]]));
    }
    cw_sheet_markup(sheet, "</ol>\n");
    cw_sheet_more(sheet, story->n_timeline - n, "line", "lines");
    cw_sheet_close_section(sheet);
}

/* ---- announced --------------------------------------------------------- */

void cw_sheet_announced(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n = story->n_announced < CW_PAGE_ANNOUNCED ? story->n_announced
                                                      : CW_PAGE_ANNOUNCED;
    if (n == 0)
        return;
    cw_sheet_open_section(sheet, "announced", "Announced, without a day",
                          story->n_announced);
    cw_sheet_markup(sheet, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        const cw_announced *line = &story->announced[i];
        char id[40];
        cw_sheet_name(sheet, "announced", i + 1, id);
        cw_sheet_open_line(sheet, &(cw_page_line){.element = "li",
                                                  .classes = "",
                                                  .id = id,
                                                  .kind = "announced",
                                                  .cite = line->cite,
                                                  .from_day = CW_NO_DAY});
        cw_sheet_said(sheet, line->text);
        cw_sheet_cites(sheet, line->cite);
        cw_sheet_markup(sheet, "</li>\n");
    }
    cw_sheet_markup(sheet, "</ul>\n");
    cw_sheet_more(sheet, story->n_announced - n, "plan", "plans");
    cw_sheet_close_section(sheet);
}
