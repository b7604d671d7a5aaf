/* dossier_text.c: what all sections share, the head of a story, the whole. */
#include "show/dossier_text.h"

#include <stdio.h>

#include "base/limits.h"
#include "base/table.h"
#include "base/utf8.h"
#include "show/dossier_text_int.h"

/* ---- helpers of all sections ------------------------------------------- */

void cw_tell_heading(cw_teller *teller, const char *heading)
{
    cw_paper_empty_line(&teller->paper);
    cw_paper_style(&teller->paper, CW_STYLE_BOLD);
    cw_paper_text(&teller->paper, heading);
    cw_paper_end_line(&teller->paper);
}

/* A line across, and an empty one. */
void cw_tell_rule(cw_teller *teller)
{
    for (unsigned i = 0; i < teller->paper.width; i++)
        cw_sink_add_text(teller->paper.sink, "─");
    cw_paper_end_line(&teller->paper);
    cw_paper_empty_line(&teller->paper);
}

/* The number of a place among those cited in its report, from 1; 0 when
 * memory ran out. */
static size_t number_of(cw_teller *teller, cw_span span)
{
    cw_cited *cited = &teller->cited[span.report];
    cw_range range = {span.from, span.to};
    cw_status status;
    for (size_t i = 0; i < cited->n; i++)
        if (cited->at[i].from == span.from && cited->at[i].to == span.to)
            return i + 1;
    status = cw_grow(teller->scratch, (void **)&cited->at, &cited->capacity,
                     cited->n + 1, sizeof *cited->at, CW_MAX_STORY_ITEMS);
    if (status != CW_OK) {
        teller->status = status;
        return 0;
    }
    cited->at[cited->n++] = range;
    return cited->n;
}

/* True when none of cites[0 .. i) is of the same report. */
static bool is_new_report(cw_cites cites, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (cites.at[k].report == cites.at[i].report)
            return false;
    return true;
}

/* Which of many cites are shown: of each report the first, as far as there is
 * room, then others. */
static size_t choose_marks(cw_cites cites, size_t chosen[CW_SHOWN_MARKS])
{
    size_t n = 0;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < cites.n && n < CW_SHOWN_MARKS; i++)
            if (is_new_report(cites, i) == (round == 0))
                chosen[n++] = i;
    for (size_t i = 1; i < n; i++) // back in their order
        for (size_t k = i; k > 0 && chosen[k] < chosen[k - 1]; k--) {
            size_t swapped = chosen[k];
            chosen[k] = chosen[k - 1];
            chosen[k - 1] = swapped;
        }
    return n;
}

void cw_tell_marks(cw_teller *teller, cw_cites cites)
{
    cw_paper *paper = &teller->paper;
    size_t chosen[CW_SHOWN_MARKS], n;
    if (cites.n == 0)
        return;
    n = choose_marks(cites, chosen);
    cw_paper_blank(paper);
    cw_paper_style(paper, CW_STYLE_DIM);
    for (size_t i = 0; i < n; i++)
        cw_paper_addf(paper, "[%s%zu]",
                      cw_tell_letter(teller, cites.at[chosen[i]].report),
                      number_of(teller, cites.at[chosen[i]]));
    if (n < cites.n)
        cw_paper_addf(paper, " (+%zu)", cites.n - n);
    cw_paper_style(paper, CW_STYLE_PLAIN);
}

void cw_tell_more(cw_teller *teller, unsigned column, size_t n, const char *one,
                  const char *many)
{
    if (n == 0)
        return;
    cw_paper_indent(&teller->paper, column);
    cw_paper_style(&teller->paper, CW_STYLE_DIM);
    cw_paper_addf(&teller->paper, "… and %zu more %s (--format json shows all)",
                  n, n == 1 ? one : many);
    cw_paper_end_line(&teller->paper);
}

void cw_tell_support(cw_teller *teller, size_t n_reports, uint32_t independent)
{
    cw_paper_blank(&teller->paper);
    cw_paper_style(&teller->paper, CW_STYLE_DIM);
    cw_paper_text(&teller->paper, "–\u00A0");
    if (n_reports == 1)
        cw_paper_text(&teller->paper, "1\u00A0report");
    else
        cw_paper_addf(&teller->paper,
                      "%zu\u00A0reports,\u00A0%u\u00A0independent", n_reports,
                      independent);
    cw_paper_style(&teller->paper, CW_STYLE_PLAIN);
}

/* ---- head -------------------------------------------------------------- */

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static cw_bytes outlet_of(const cw_teller *teller, uint32_t number)
{
    const cw_report *report = teller->dossier->reports[number].report;
    return cw_slice_bytes(report, report->outlet.value);
}

/* How many outlets are named, and how many reports name none. */
static size_t count_outlets(cw_teller *teller, size_t *n_unnamed)
{
    cw_reports reports = teller->story->reports;
    cw_mark mark = cw_arena_mark(teller->scratch);
    cw_table seen;
    size_t n;
    *n_unnamed = 0;
    cw_table_init(&seen, teller->scratch, CW_MAX_REPORTS);
    for (size_t i = 0; i < reports.n && teller->status == CW_OK; i++) {
        cw_bytes name = outlet_of(teller, reports.at[i]);
        cw_table_entry *entry;
        cw_buf folded;
        bool is_new;
        cw_buf_init(&folded, teller->scratch, CW_MAX_TEXT_BYTES * 2u);
        *n_unnamed += name.n == 0;
        if (name.n > 0) {
            teller->status = cw_utf8_fold(name, &folded);
            if (teller->status == CW_OK)
                teller->status =
                    cw_table_add(&seen, cw_buf_bytes(&folded), &is_new, &entry);
        }
    }
    n = seen.n;
    cw_arena_reset(teller->scratch, mark);
    return n;
}

static void tell_head(cw_teller *teller)
{
    const cw_story *story = teller->story;
    cw_paper *paper = &teller->paper;
    char days[40];
    size_t n_unnamed, n_outlets = count_outlets(teller, &n_unnamed);
    cw_paper_style(paper, CW_STYLE_BOLD);
    cw_paper_add(paper, story->title);
    cw_paper_end_line(paper);
    cw_paper_style(paper, CW_STYLE_DIM);
    cw_paper_addf(paper, "%zu report%s", story->reports.n,
                  plural(story->reports.n));
    if (n_outlets > 0)
        cw_paper_addf(paper, " · %zu outlet%s", n_outlets, plural(n_outlets));
    if (n_unnamed > 0)
        cw_paper_addf(paper, " · %zu without the outlet's name", n_unnamed);
    if (story->first_day != CW_NO_DAY) {
        cw_tell_days(story->first_day, story->last_day, CW_GRAIN_NONE, days);
        cw_paper_addf(paper, " · %s", days);
    }
    cw_paper_end_line(paper);
    if (story->brief.n > 0)
        cw_paper_empty_line(paper);
    for (size_t i = 0; i < story->brief.n; i++) {
        const cw_brief_line *line = &story->brief.at[i];
        if (i > 0 && i == story->n_short)
            cw_paper_empty_line(paper);
        cw_paper_indent(paper, 2);
        cw_paper_add_cut(paper, line->text, CW_SHOWN_COLUMNS);
        if (line->from_day != CW_NO_DAY) {
            cw_tell_days(line->from_day, line->to_day, CW_GRAIN_NONE, days);
            cw_paper_addf(paper, " (%s)", days);
        }
        cw_tell_marks(teller, line->cite);
        cw_paper_end_line(paper);
    }
}

/* ---- overview ---------------------------------------------------------- */

typedef struct {
    size_t n_sure, n_single, n_disputed;       // claims
    size_t n_conflicts, n_revised;             // conflicts
    size_t n_planned, n_true, n_not, n_no_day; // plans
} overview;

static overview count_all(const cw_story *story)
{
    overview n = {.n_no_day = story->n_announced};
    for (size_t i = 0; i < story->n_claims; i++) {
        n.n_sure += story->claims[i].independent > 1;
        n.n_single += story->claims[i].independent <= 1;
        n.n_disputed += story->claims[i].n_disputed_by > 0;
    }
    for (size_t i = 0; i < story->n_conflicts; i++) {
        n.n_revised += story->conflicts[i].is_revised;
        n.n_conflicts += !story->conflicts[i].is_revised;
    }
    for (size_t i = 0; i < story->n_timeline; i++) {
        const cw_timeline_line *line = &story->timeline[i];
        if (line->status != CW_FACT_PLANNED)
            continue;
        n.n_planned++;
        n.n_true += line->outcome == CW_OUTCOME_CAME_TRUE;
        n.n_not += line->outcome == CW_OUTCOME_DID_NOT;
    }
    return n;
}

static void overview_label(cw_teller *teller, const char *label)
{
    cw_paper_indent(&teller->paper, 2);
    cw_paper_style(&teller->paper, CW_STYLE_BOLD);
    cw_paper_text(&teller->paper, label);
    cw_paper_style(&teller->paper, CW_STYLE_PLAIN);
    cw_paper_to(&teller->paper, 13);
    cw_paper_indent(&teller->paper, 13);
}

static void tell_overview(cw_teller *teller)
{
    overview n = count_all(teller->story);
    cw_paper *paper = &teller->paper;
    cw_paper_empty_line(paper);
    overview_label(teller, "Sure");
    if (teller->story->reports.n == 1)
        cw_paper_text(paper, "one report only: nothing here is confirmed by "
                             "another");
    else if (n.n_sure == 0)
        cw_paper_text(paper, "no claim has two independent sources");
    else
        cw_paper_addf(paper,
                      "%zu claim%s from two or more independent "
                      "outlets; %zu from one source",
                      n.n_sure, plural(n.n_sure), n.n_single);
    if (n.n_disputed > 0)
        cw_paper_addf(paper, "; %zu disputed", n.n_disputed);
    cw_paper_end_line(paper);
    if (n.n_conflicts + n.n_revised > 0) {
        overview_label(teller, "Differs");
        cw_paper_addf(paper, "%zu conflict%s", n.n_conflicts,
                      plural(n.n_conflicts));
        if (n.n_revised > 0)
            cw_paper_addf(paper, "; %zu figure%s revised as time went on",
                          n.n_revised, plural(n.n_revised));
        cw_paper_end_line(paper);
    }
    if (n.n_planned + n.n_no_day > 0) {
        overview_label(teller, "Announced");
        cw_paper_addf(paper, "%zu plan%s with a day, %zu without", n.n_planned,
                      plural(n.n_planned), n.n_no_day);
        if (n.n_true + n.n_not > 0)
            cw_paper_addf(paper, "; %zu came true, %zu did not", n.n_true,
                          n.n_not);
        cw_paper_end_line(paper);
    }
}

/* ---- the whole --------------------------------------------------------- */

/* When there are several stories, or none: which. */
static void tell_contents(cw_teller *teller)
{
    const cw_dossier *dossier = teller->dossier;
    cw_paper *paper = &teller->paper;
    size_t n = dossier->n_stories < CW_SHOWN_STORIES ? dossier->n_stories
                                                     : CW_SHOWN_STORIES;
    if (dossier->n_stories == 0) {
        cw_paper_addf(paper, "No story was found in %zu report%s",
                      dossier->n_reports, plural(dossier->n_reports));
        if (dossier->query.n > 0) {
            cw_paper_text(paper, " with a word of “");
            cw_paper_add(paper, dossier->query);
            cw_paper_text(paper, "”");
        }
        cw_paper_text(paper, ".");
        cw_paper_end_line(paper);
    }
    if (dossier->n_stories < 2)
        return;
    cw_paper_addf(paper, "%zu stories in %zu reports", dossier->n_stories,
                  dossier->n_reports);
    cw_paper_end_line(paper);
    for (size_t i = 0; i < n; i++) {
        const cw_story *story = &dossier->stories[i];
        cw_paper_indent(paper, 2);
        cw_paper_addf(paper, "%zu.", i + 1);
        cw_paper_to(paper, 6);
        cw_paper_indent(paper, 6);
        cw_paper_add_cut(paper, story->title, 140);
        cw_paper_style(paper, CW_STYLE_DIM);
        cw_paper_addf(paper, " (%zu\u00A0report%s)", story->reports.n,
                      plural(story->reports.n));
        cw_paper_end_line(paper);
    }
    cw_tell_more(teller, 2, dossier->n_stories - n, "story", "stories");
    cw_paper_empty_line(paper);
    cw_tell_rule(teller);
}

static void tell_story(cw_teller *teller, const cw_story *story)
{
    teller->story = story;
    tell_head(teller);
    tell_overview(teller);
    cw_tell_timeline(teller);
    cw_tell_announced(teller);
    cw_tell_conflicts(teller);
    cw_tell_claims(teller);
    cw_tell_figures(teller);
    cw_tell_quotes(teller);
    cw_tell_names(teller);
    cw_tell_copies(teller);
    cw_tell_sources(teller);
}

cw_status cw_dossier_print_text(const cw_dossier *dossier,
                                const cw_text_options *options,
                                cw_arena *scratch, cw_sink *sink)
{
    cw_teller teller = {
        .dossier = dossier, .options = options, .scratch = scratch};
    cw_mark mark = cw_arena_mark(scratch);
    cw_status end;
    cw_paper_init(&teller.paper, sink, options->width, options->has_color);
    teller.cited =
        cw_arena_array(scratch, dossier->n_reports, sizeof *teller.cited);
    teller.status =
        teller.cited == NULL
            ? CW_NO_MEMORY
            : cw_dossier_order_make(dossier, scratch, &teller.order);
    if (teller.status == CW_OK)
        tell_contents(&teller);
    for (size_t i = 0; i < dossier->n_stories; i++) {
        if (teller.status != CW_OK || sink->status != CW_OK)
            break;
        if (i > 0) {
            cw_paper_empty_line(&teller.paper);
            cw_tell_rule(&teller);
        }
        tell_story(&teller, &dossier->stories[i]);
    }
    if (teller.status == CW_OK)
        cw_tell_left_out(&teller);
    end = cw_sink_end(sink);
    cw_arena_reset(scratch, mark);
    return teller.status != CW_OK ? teller.status : end;
}
