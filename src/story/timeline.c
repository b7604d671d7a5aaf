/* timeline.c: dated statements, merged over reports.
 *
 *   resolved times -> candidates (statement, interval, status)
 *     -> groups of one interval -> joined when they tell the same matter
 *     -> lines: text, cites, weight; the heaviest that fit, by day
 *
 * A statement gives one line for each day it dates. Undated statements that
 * stand in one claim with a line's statements are cited with it. */
#include <stdlib.h>

#include "story/align.h"
#include "story/timeline_int.h"

/* ---- joining ------------------------------------------------------------ */

enum {
    JOIN_MIN = 400,  // score at which equal intervals tell one matter
    EQUAL_MIN = 950, // likeness of what was copied from one day to another
    GROUP_LOOK = 40, // candidates of one interval a candidate is held to
};

static int compare_candidates(const void *a, const void *b)
{
    const cw_candidate *x = a, *y = b;
    if (x->from_day != y->from_day)
        return x->from_day < y->from_day ? -1 : 1;
    if (x->to_day != y->to_day)
        return x->to_day < y->to_day ? -1 : 1;
    if (x->statement != y->statement)
        return x->statement < y->statement ? -1 : 1;
    return x->time < y->time ? -1 : x->time > y->time;
}

static bool have_one_status(const cw_candidate *a, const cw_candidate *b)
{
    return (a->status == CW_FACT_PLANNED) == (b->status == CW_FACT_PLANNED) &&
           (a->status == CW_FACT_NOT) == (b->status == CW_FACT_NOT);
}

static bool tell_the_same(const cw_plot *plot, const cw_candidate *a,
                          const cw_candidate *b)
{
    if (!have_one_status(a, b))
        return false;
    return a->statement == b->statement ||
           plot->cluster_of[a->statement] == plot->cluster_of[b->statement] ||
           cw_statements_match(plot, a->statement, b->statement).score >=
               JOIN_MIN;
}

static bool have_one_interval(const cw_candidate *a, const cw_candidate *b)
{
    return a->from_day == b->from_day && a->to_day == b->to_day;
}

/* The same words on a later day, dated by nothing but their report, are told
 * again: they tell no other day. */
static bool repeats(const cw_plot *plot, const cw_candidate *here,
                    const cw_candidate *before)
{
    if (!have_one_status(here, before))
        return false;
    return have_one_interval(here, before) ||
           (here->basis == CW_BASIS_PUBLISHED &&
            before->basis == CW_BASIS_PUBLISHED &&
            cw_statement_likeness(plot, &plot->statements[here->statement],
                                  &plot->statements[before->statement]) >=
                EQUAL_MIN);
}

/* A candidate joins the last one of its claim, however many stand between,
 * else the nearest that tells the same. */
static cw_status join_candidates(const cw_plot *plot, cw_candidates *list)
{
    uint32_t *last = cw_arena_array(plot->scratch, plot->n_clusters, 4);
    if (!last)
        return CW_NO_MEMORY;
    for (size_t c = 0; c < plot->n_clusters; c++)
        last[c] = CW_NONE;
    for (uint32_t i = 0; i < list->n; i++) {
        cw_candidate *here = &list->at[i];
        uint32_t *claimed = &last[plot->cluster_of[here->statement]];
        uint32_t looked = 0;
        here->line = i;
        if (*claimed != CW_NONE && repeats(plot, here, &list->at[*claimed]))
            here->line = list->at[*claimed].line;
        for (uint32_t j = i;
             here->line == i && j-- > 0 && looked < GROUP_LOOK &&
             have_one_interval(&list->at[j], here);
             looked++)
            if (tell_the_same(plot, &list->at[j], here))
                here->line = list->at[j].line;
        *claimed = i;
    }
    return CW_OK;
}

/* ---- lines -------------------------------------------------------------- */

typedef struct {
    uint32_t first; // candidate that names the line
    uint32_t best;  // candidate that gives the text
    uint32_t weight;
    const uint32_t *statements; // [n] best first
    size_t n;
} draft_line;

typedef struct {
    cw_plot *plot;
    const cw_candidates *list;
    uint32_t *next;     // [list->n] next candidate of the line, or CW_NONE
    uint32_t *cited_by; // [n_clusters] 2 * line + 1: counted for it, + 2: cited
    uint8_t *n_citing;  // [n_clusters] lines that cite its undated statements
} drafter;

static cw_status drafter_init(drafter *draft, cw_plot *plot,
                              const cw_candidates *list)
{
    uint32_t *last = cw_arena_array(plot->scratch, list->n, sizeof *last);
    *draft = (drafter){.plot = plot, .list = list};
    draft->next = cw_arena_array(plot->scratch, list->n, sizeof *draft->next);
    draft->cited_by = cw_arena_array(plot->scratch, plot->n_clusters,
                                     sizeof *draft->cited_by);
    draft->n_citing = cw_arena_array(plot->scratch, plot->n_clusters, 1);
    if (!last || !draft->next || !draft->cited_by || !draft->n_citing)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < list->n; i++) {
        uint32_t line = list->at[i].line;
        draft->next[i] = CW_NONE;
        if (line != i)
            draft->next[last[line]] = i;
        last[line] = i;
    }
    return CW_OK;
}

/* The candidate that tells the line best gives its text and its weight, which
 * grows by a tenth for each further report, up to the double; the answer is
 * how many statements the line may cite at most. */
static size_t weigh_line(const drafter *draft, draft_line *line)
{
    enum { FURTHER_MAX = 10 };
    const cw_candidate *at = draft->list->at;
    uint32_t report = CW_NONE;
    uint64_t n_reports = 0;
    size_t n = 0;
    for (uint32_t c = line->first; c != CW_NONE; c = draft->next[c]) {
        uint32_t here = draft->plot->statements[at[c].statement].span.report;
        n++;
        n_reports += here != report;
        report = here;
        if (at[c].weight > at[line->best].weight)
            line->best = c;
    }
    n_reports = n_reports < FURTHER_MAX ? n_reports : FURTHER_MAX;
    line->weight = (uint32_t)(at[line->best].weight * (9 + n_reports) / 10);
    return n;
}

/* Undated members of the claim that a statement of a line stands in. */
static size_t add_claimed(const cw_plot *plot, const cw_cluster *cluster,
                          uint32_t *statements)
{
    size_t n = 0;
    for (size_t i = 0; i < cluster->n; i++) {
        const cw_statement *other = &plot->statements[cluster->statements[i]];
        bool is_dated = false;
        for (uint32_t h = 0; h < other->n_happenings; h++)
            is_dated |=
                plot->happenings[other->first_happening + h].time != CW_NONE;
        if (!is_dated && other->role != CW_ROLE_TITLE)
            statements[n++] = cluster->statements[i];
    }
    return n;
}

/* Does one more line cite the undated statements of this claim? Those of a
 * claim that is told of many days belong to none of them, and a large one
 * would be cited as often as it has days. */
static bool may_cite(drafter *draft, uint32_t cluster)
{
    enum { CITING_MAX = 4 };
    if (draft->n_citing[cluster] == CITING_MAX)
        return false;
    draft->n_citing[cluster]++;
    return true;
}

/* The statements of line `number`: those of its candidates, then the undated
 * ones of each of their claims, once. */
static cw_status list_statements(drafter *draft, draft_line *line,
                                 uint32_t number, size_t n_candidates)
{
    const cw_plot *plot = draft->plot;
    const cw_candidate *at = draft->list->at;
    size_t room = n_candidates, n = 0;
    uint32_t *statements;
    for (uint32_t c = line->first; c != CW_NONE; c = draft->next[c]) {
        uint32_t cluster = plot->cluster_of[at[c].statement];
        if (draft->cited_by[cluster] == 2 * number + 1 ||
            !may_cite(draft, cluster))
            continue;
        room += plot->clusters[cluster].n;
        draft->cited_by[cluster] = 2 * number + 1;
    }
    statements = cw_arena_array(plot->scratch, room, sizeof *statements);
    if (!statements)
        return CW_NO_MEMORY;
    statements[n++] = at[line->best].statement;
    for (uint32_t c = line->first; c != CW_NONE; c = draft->next[c])
        if (c != line->best)
            statements[n++] = at[c].statement;
    for (uint32_t c = line->first; c != CW_NONE; c = draft->next[c]) {
        uint32_t cluster = plot->cluster_of[at[c].statement];
        if (draft->cited_by[cluster] == 2 * number + 1)
            n += add_claimed(plot, &plot->clusters[cluster], statements + n);
        draft->cited_by[cluster] = 2 * number + 2;
    }
    line->statements = statements;
    line->n = n;
    return CW_OK;
}

static cw_status draft_lines(cw_plot *plot, const cw_candidates *list,
                             draft_line *lines, size_t *n_lines)
{
    drafter draft;
    cw_status status = drafter_init(&draft, plot, list);
    for (uint32_t i = 0; i < list->n && status == CW_OK; i++) {
        draft_line *line = &lines[*n_lines];
        if (list->at[i].line != i)
            continue;
        *line = (draft_line){.first = i, .best = i};
        status = list_statements(&draft, line, (uint32_t)*n_lines,
                                 weigh_line(&draft, line));
        ++*n_lines;
    }
    return status;
}

static int compare_weight(const void *a, const void *b)
{
    const draft_line *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

static int compare_first(const void *a, const void *b)
{
    const draft_line *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

/* The heaviest days when --max-dates bounds them: lines come heaviest first,
 * and a line of a day past the bound is dropped. */
static size_t bound_dates(const cw_plot *plot, const cw_candidates *list,
                          draft_line *lines, size_t n)
{
    uint32_t max_dates = plot->batch->options->max_dates;
    size_t kept = 0;
    uint32_t n_days = 0;
    if (max_dates == 0)
        return n;
    for (size_t i = 0; i < n; i++) {
        int32_t day = list->at[lines[i].first].from_day;
        bool is_known = false;
        for (size_t j = 0; j < kept && !is_known; j++)
            is_known = list->at[lines[j].first].from_day == day;
        if (!is_known && n_days == max_dates)
            continue;
        n_days += !is_known;
        lines[kept++] = lines[i];
    }
    return kept;
}

static cw_status make_line(cw_plot *plot, const cw_candidates *list,
                           cw_id_maker *ids, const draft_line *draft,
                           cw_timeline_line *line)
{
    const cw_candidate *best = &list->at[draft->best];
    const cw_statement *lead = &plot->statements[best->statement];
    const cw_told_report *told = &plot->batch->reports[lead->span.report];
    cw_span *spans = cw_arena_array(plot->scratch, draft->n, sizeof *spans);
    cw_status status;
    if (!spans)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < draft->n; i++)
        spans[i] = plot->statements[draft->statements[i]].span;
    *line = (cw_timeline_line){
        .from_day = best->from_day,
        .to_day = best->to_day,
        .from_minute = -1,
        .to_minute = -1,
        .zone_min = CW_NO_ZONE,
        .grain = best->grain,
        .basis = best->basis,
        .status = best->status,
        .outcome = best->status == CW_FACT_PLANNED ? CW_OUTCOME_UNKNOWN
                                                   : CW_OUTCOME_NONE,
        .weight = draft->weight,
        .text = cw_span_text(plot->batch, lead->span),
    };
    if (best->time != CW_NONE && best->grain == CW_GRAIN_MINUTE) {
        line->from_minute = line->to_minute = told->times[best->time].minute;
        line->zone_min = told->times[best->time].zone_min;
    }
    status =
        cw_cites_make(plot->keep, spans, draft->n, &line->cite, &line->reports);
    if (status != CW_OK)
        return status;
    return cw_id_make(ids, plot->keep, 't', told->id, lead->span, &line->id);
}

cw_status cw_timeline_build(cw_plot *plot)
{
    cw_candidates list = {0};
    size_t n = 0, most;
    draft_line *lines;
    cw_origins *origins;
    cw_id_maker ids;
    cw_status status = cw_candidates_find(plot, &list);
    if (status != CW_OK)
        return status;
    if (list.n > 0)
        qsort(list.at, list.n, sizeof *list.at, compare_candidates);
    status = join_candidates(plot, &list);
    if (status == CW_OK)
        status = cw_candidates_weigh(plot, &list);
    if (status != CW_OK)
        return status;
    lines = cw_arena_array(plot->scratch, list.n, sizeof *lines);
    if (!lines)
        return CW_NO_MEMORY;
    status = draft_lines(plot, &list, lines, &n);
    if (status != CW_OK)
        return status;
    if (n > 0)
        qsort(lines, n, sizeof *lines, compare_weight);
    n = bound_dates(plot, &list, lines, n);
    most = 8 * plot->members.n > 40 ? 8 * plot->members.n : 40;
    n = n < most ? n : most;
    if (n > 0)
        qsort(lines, n, sizeof *lines, compare_first);
    plot->lines = cw_arena_array(plot->keep, n, sizeof *plot->lines);
    plot->line_statements =
        cw_arena_array(plot->scratch, n, sizeof *plot->line_statements);
    origins = cw_arena_array(plot->scratch, n, sizeof *origins);
    if (!plot->lines || !plot->line_statements || !origins)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        plot->line_statements[i] = (cw_ids){lines[i].statements, lines[i].n};
    status = cw_origins_count(plot, plot->line_statements, n, false, origins);
    cw_id_maker_init(&ids, plot->scratch);
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        status = make_line(plot, &list, &ids, &lines[i], &plot->lines[i]);
        plot->lines[i].independent = origins[i].independent;
    }
    plot->n_lines = n;
    plot->story->timeline = plot->lines;
    plot->story->n_timeline = n;
    return status;
}
