/* dossier_text_facts.c: the timeline of a story, its plans, conflicts and
 * claims. */
#include <stdlib.h>

#include "show/dossier_text_int.h"

#define DATE_COLUMN 2u
#define LINE_COLUMN 19u

/* ---- timeline ---------------------------------------------------------- */

/* The weight that a line needs to be among the n_max heaviest. When several
 * weigh the same, all of them are shown or, past twice n_max, none. */
static int compare_falling(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a < b) - (a > b);
}

static uint32_t least_weight(cw_teller *teller, size_t n_max)
{
    const cw_story *story = teller->story;
    uint32_t *weights, least = 0;
    cw_mark mark = cw_arena_mark(teller->scratch);
    if (story->n_timeline <= n_max)
        return 0;
    weights =
        cw_arena_array(teller->scratch, story->n_timeline, sizeof *weights);
    if (weights == NULL) {
        teller->status = CW_NO_MEMORY;
        return 0;
    }
    for (size_t i = 0; i < story->n_timeline; i++)
        weights[i] = story->timeline[i].weight;
    qsort(weights, story->n_timeline, sizeof *weights, compare_falling);
    least = weights[n_max - 1];
    cw_arena_reset(teller->scratch, mark);
    return least;
}

static void tell_line_status(cw_teller *teller, const cw_timeline_line *line)
{
    static const char *const words[] = {
        [CW_FACT_HAPPENED] = NULL,         [CW_FACT_PLANNED] = "planned:",
        [CW_FACT_NOT] = "did not happen:", [CW_FACT_POSSIBLE] = "possible:",
        [CW_FACT_ALLEGED] = "alleged:",
    };
    const char *word =
        line->status <= CW_FACT_ALLEGED ? words[line->status] : NULL;
    if (word == NULL)
        return;
    cw_paper_style(&teller->paper, CW_STYLE_WARN);
    cw_paper_text(&teller->paper, word);
    cw_paper_style(&teller->paper, CW_STYLE_PLAIN);
    cw_paper_blank(&teller->paper);
}

static void tell_outcome(cw_teller *teller, const cw_timeline_line *line)
{
    cw_paper *paper = &teller->paper;
    bool is_plan = line->status == CW_FACT_PLANNED;
    if (line->outcome == CW_OUTCOME_DID_NOT)
        cw_paper_text(paper, " →\u00A0did\u00A0not\u00A0come\u00A0true");
    else if (line->outcome == CW_OUTCOME_CAME_TRUE)
        cw_paper_text(paper, is_plan ? " →\u00A0came\u00A0true"
                                     : " ←\u00A0as\u00A0announced");
    if (line->announced_by.n > 0)
        cw_tell_marks(teller, line->announced_by);
}

/* before[40]: the days of the line above, told once; now those of this. */
static void tell_timeline_line(cw_teller *teller, const cw_timeline_line *line,
                               char before[40])
{
    static const char marks[] = {[CW_BASIS_STATED] = ' ',
                                 [CW_BASIS_RESOLVED] = '~',
                                 [CW_BASIS_PUBLISHED] = '*'};
    cw_paper *paper = &teller->paper;
    char days[40];
    cw_tell_days(line->from_day, line->to_day, line->grain, days);
    if (strcmp(days, before) != 0) {
        cw_paper_to(paper, DATE_COLUMN);
        cw_paper_style(paper, CW_STYLE_BOLD);
        cw_paper_text(paper, days);
        cw_paper_style(paper, CW_STYLE_PLAIN);
        memcpy(before, days, sizeof days);
    }
    if (line->basis < sizeof marks && marks[line->basis] != ' ') {
        cw_paper_to(paper, LINE_COLUMN - 2);
        cw_paper_addf(paper, "%c", marks[line->basis]);
    }
    cw_paper_to(paper, LINE_COLUMN);
    cw_paper_indent(paper, LINE_COLUMN);
    if (line->grain == CW_GRAIN_MINUTE && line->from_minute >= 0)
        cw_paper_addf(paper, "%02d:%02d ", line->from_minute / 60,
                      line->from_minute % 60);
    tell_line_status(teller, line);
    cw_paper_add_cut(paper, line->text, CW_SHOWN_COLUMNS);
    cw_tell_marks(teller, line->cite);
    tell_outcome(teller, line);
    if (line->reports.n > 1)
        cw_tell_support(teller, line->reports.n, line->independent);
    cw_paper_end_line(paper);
}

void cw_tell_timeline(cw_teller *teller)
{
    const cw_story *story = teller->story;
    uint32_t least = least_weight(teller, CW_SHOWN_TIMELINE);
    char before[40] = "";
    bool has_resolved = false, has_published = false;
    size_t n = 0;
    if (story->n_timeline == 0)
        return;
    cw_tell_heading(teller, "TIMELINE");
    for (size_t i = 0; i < story->n_timeline; i++) {
        const cw_timeline_line *line = &story->timeline[i];
        if (line->weight < least || n >= CW_SHOWN_TIMELINE)
            continue;
        n++;
        has_resolved |= line->basis == CW_BASIS_RESOLVED;
        has_published |= line->basis == CW_BASIS_PUBLISHED;
        tell_timeline_line(teller, line, before);
    }
    cw_tell_more(teller, DATE_COLUMN, story->n_timeline - n, "line", "lines");
    if (!has_resolved && !has_published)
        return;
    cw_paper_indent(&teller->paper, DATE_COLUMN);
    cw_paper_style(&teller->paper, CW_STYLE_DIM);
    if (has_resolved)
        cw_paper_text(&teller->paper,
                      "~ day worked out from words like \"Monday\"");
    if (has_published)
        cw_paper_text(&teller->paper, has_resolved ? " · * day of publication"
                                                   : "* day of publication");
    cw_paper_end_line(&teller->paper);
}

void cw_tell_announced(cw_teller *teller)
{
    const cw_story *story = teller->story;
    size_t n = story->n_announced < CW_SHOWN_PLANS ? story->n_announced
                                                   : CW_SHOWN_PLANS;
    if (n == 0)
        return;
    cw_tell_heading(teller, "ANNOUNCED, WITHOUT A DAY");
    for (size_t i = 0; i < n; i++) {
        cw_paper_indent(&teller->paper, 2);
        cw_paper_text(&teller->paper, "- ");
        cw_paper_indent(&teller->paper, 4);
        cw_paper_add_cut(&teller->paper, story->announced[i].text,
                         CW_SHOWN_COLUMNS);
        cw_tell_marks(teller, story->announced[i].cite);
        cw_paper_end_line(&teller->paper);
    }
    cw_tell_more(teller, 2, story->n_announced - n, "plan", "plans");
}

/* ---- conflicts --------------------------------------------------------- */

static void tell_side(cw_teller *teller, const cw_side *side)
{
    cw_paper *paper = &teller->paper;
    size_t n = side->reports.n < 3 ? side->reports.n : 3;
    cw_paper_indent(paper, 4);
    cw_paper_style(paper, CW_STYLE_BOLD);
    cw_paper_add_cut(paper, side->value, 60);
    cw_paper_style(paper, CW_STYLE_PLAIN);
    cw_paper_text(paper, " – ");
    cw_paper_indent(paper, 8);
    for (size_t i = 0; i < n; i++) {
        const cw_told_report *told =
            &teller->dossier->reports[side->reports.at[i]];
        char days[40];
        cw_paper_text(paper, i > 0 ? ", " : "");
        cw_paper_add(paper, cw_tell_outlet(told));
        if (told->published.day != CW_NO_DAY) {
            cw_tell_days(told->published.day, told->published.day,
                         CW_GRAIN_NONE, days);
            cw_paper_addf(paper, " (%s)", days);
        }
    }
    if (n < side->reports.n)
        cw_paper_addf(paper, " and %zu more", side->reports.n - n);
    if (side->cite.n > 0) {
        cw_span cite = side->cite.at[0];
        cw_bytes text =
            cw_report_text(teller->dossier->reports[cite.report].report);
        cw_paper_text(paper, ": ");
        cw_paper_add_cut(paper, cw_bytes_cut(text, cite.from, cite.to), 160);
    }
    cw_tell_marks(teller, side->cite);
    cw_paper_end_line(paper);
}

static void tell_conflict(cw_teller *teller, const cw_conflict *conflict)
{
    cw_paper *paper = &teller->paper;
    cw_paper_indent(paper, 2);
    cw_paper_style(paper, CW_STYLE_WARN);
    cw_paper_text(paper, conflict->is_revised
                             ? "revised"
                             : cw_conflict_kind_name(conflict->kind));
    cw_paper_style(paper, CW_STYLE_PLAIN);
    cw_paper_text(paper, ": ");
    cw_paper_add_cut(paper, conflict->about, 160);
    cw_paper_end_line(paper);
    for (size_t i = 0; i < conflict->n_sides; i++)
        tell_side(teller, &conflict->sides[i]);
    if (conflict->why.n == 0)
        return;
    cw_paper_indent(paper, 4);
    cw_paper_style(paper, CW_STYLE_DIM);
    cw_paper_text(paper, "Why: ");
    cw_paper_add(paper, conflict->why);
    cw_paper_end_line(paper);
}

void cw_tell_conflicts(cw_teller *teller)
{
    const cw_story *story = teller->story;
    size_t n = story->n_conflicts < CW_SHOWN_CONFLICTS ? story->n_conflicts
                                                       : CW_SHOWN_CONFLICTS;
    if (n == 0)
        return;
    cw_tell_heading(teller, "WHERE THE REPORTS DIFFER");
    for (size_t i = 0; i < n; i++)
        tell_conflict(teller, &story->conflicts[i]);
    cw_tell_more(teller, 2, story->n_conflicts - n, "conflict", "conflicts");
}

/* ---- claims ------------------------------------------------------------ */

static void tell_folded(cw_teller *teller, const cw_claim *claim)
{
    cw_paper *paper = &teller->paper;
    for (size_t i = 0; i < claim->n_folded; i++) {
        const cw_folded *folded = &claim->folded[i];
        cw_paper_indent(paper, 4);
        cw_paper_style(paper, CW_STYLE_DIM);
        cw_paper_addf(paper, "%s counts with %s: ",
                      cw_tell_letter(teller, folded->report),
                      cw_tell_letter(teller, folded->with));
        cw_paper_add_cut(paper, folded->why, 160);
        cw_paper_end_line(paper);
    }
}

static void tell_claim(cw_teller *teller, const cw_claim *claim)
{
    cw_paper *paper = &teller->paper;
    cw_paper_indent(paper, 2);
    cw_paper_text(paper, "- ");
    cw_paper_indent(paper, 4);
    cw_paper_add_cut(paper, claim->text, CW_SHOWN_COLUMNS);
    cw_tell_marks(teller, claim->cite);
    cw_tell_support(teller, claim->reports.n, claim->independent);
    cw_paper_end_line(paper);
    for (size_t i = 0; i < claim->n_disputed_by; i++) {
        cw_paper_indent(paper, 4);
        cw_paper_style(paper, CW_STYLE_WARN);
        cw_paper_text(paper, "disputed by ");
        cw_paper_style(paper, CW_STYLE_PLAIN);
        cw_paper_add(paper, claim->disputed_by[i].speaker);
        cw_tell_marks(teller, claim->disputed_by[i].cite);
        cw_paper_end_line(paper);
    }
    if (teller->options->has_why)
        tell_folded(teller, claim);
}

/* Only what stands in several reports, or is disputed: a claim of one report
 * is in the timeline if it matters. */
void cw_tell_claims(cw_teller *teller)
{
    const cw_story *story = teller->story;
    size_t n = 0, n_shown = 0;
    for (size_t i = 0; i < story->n_claims; i++) {
        const cw_claim *claim = &story->claims[i];
        if (claim->reports.n < 2 && claim->n_disputed_by == 0)
            continue;
        if (n++ == 0)
            cw_tell_heading(teller, "REPORTED BY SEVERAL");
        if (n_shown >= CW_SHOWN_CLAIMS)
            continue;
        tell_claim(teller, claim);
        n_shown++;
    }
    cw_tell_more(teller, 2, n - n_shown, "claim", "claims");
}
