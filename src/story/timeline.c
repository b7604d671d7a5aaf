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

typedef struct {
    uint32_t statement, time; // time: CW_NONE for basis "published"
    int32_t from_day, to_day;
    uint8_t grain, basis, status;
    uint32_t line; // smallest candidate it was joined with
} candidate;

typedef struct {
    candidate *at;
    size_t n, capacity;
} candidates;

static cw_status add_candidate(cw_plot *plot, candidates *list, candidate found)
{
    const cw_story_options *options = plot->batch->options;
    cw_status status;
    if ((options->from_day != CW_NO_DAY && found.to_day < options->from_day) ||
        (options->to_day != CW_NO_DAY && found.from_day > options->to_day))
        return CW_OK;
    status = cw_grow(plot->scratch, (void **)&list->at, &list->capacity,
                     list->n + 1, sizeof *list->at, CW_MAX_STORY_ITEMS);
    if (status == CW_OK)
        list->at[list->n++] = found;
    return status;
}

/* The event that a time expression dates: the nearest of its sentence, one
 * that claims it before others, a verb before a noun, one that stands before
 * the expression before one that follows. NULL: there is none. */
static const cw_event *event_at(const cw_event *events, uint32_t n_events,
                                uint32_t time, const cw_time *times)
{
    const cw_event *best = NULL;
    uint64_t best_distance = UINT64_MAX;
    for (uint32_t i = 0; i < n_events; i++) {
        uint32_t a = events[i].range.from, b = times[time].range.from;
        uint64_t distance = a < b ? b - a : 2 * (a - b) + 10;
        if (events[i].is_noun)
            distance = distance * 2 + 8;
        if (events[i].time != time)
            distance *= 64;
        if (distance < best_distance) {
            best_distance = distance;
            best = &events[i];
        }
    }
    return best;
}

/* "officials said on Friday": when it was said, not when it was. */
static bool is_saying(const cw_marks *marks, const cw_event *event)
{
    static const char *const verbs[] = {"say", "tell", "report", "add"};
    cw_bytes lemma =
        cw_bytes_cut(cw_slice_bytes(marks, marks->strings), event->lemma_at,
                     (size_t)event->lemma_at + event->lemma_n);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (cw_bytes_equal(lemma, cw_bytes_from(verbs[i])))
            return !event->is_noun;
    return false;
}

static bool is_a_date(const cw_time *time)
{
    return (time->type == CW_TIME_DATE || time->type == CW_TIME_TIME) &&
           time->from_day != CW_NO_DAY && time->to_day != CW_NO_DAY &&
           time->grain < CW_GRAIN_DECADE;
}

/* Candidates of the times[from .. to) of one sentence. The day on which it was
 * said stands back when the sentence tells another day. */
static cw_status add_times(cw_plot *plot, candidates *list, uint32_t s,
                           const cw_event *events, uint32_t n_events,
                           uint32_t from, uint32_t to)
{
    const cw_told_report *told =
        &plot->batch->reports[plot->statements[s].span.report];
    cw_status status = CW_OK;
    uint32_t n_dates = 0;
    for (uint32_t i = from; i < to; i++)
        n_dates += is_a_date(&told->times[i]);
    for (uint32_t i = from; i < to && status == CW_OK; i++) {
        const cw_time *time = &told->times[i];
        const cw_event *event = event_at(events, n_events, i, told->times);
        if (!is_a_date(time) ||
            (n_dates > 1 && event && is_saying(told->marks, event)))
            continue;
        status = add_candidate(
            plot, list,
            (candidate){
                .statement = s,
                .time = i,
                .from_day = time->from_day,
                .to_day = time->to_day,
                .grain = time->grain,
                .basis = time->anchor == CW_ANCHOR_NONE ? CW_BASIS_STATED
                                                        : CW_BASIS_RESOLVED,
                .status = event ? event->factuality : CW_FACT_HAPPENED});
    }
    return status;
}

/* Candidates of one statement; *time and *event move past its sentence. */
static cw_status add_statement(cw_plot *plot, candidates *list, uint32_t s,
                               uint32_t *time, uint32_t *event)
{
    const cw_statement *statement = &plot->statements[s];
    const cw_told_report *told = &plot->batch->reports[statement->span.report];
    const cw_marks *marks = told->marks;
    const cw_event *events = CW_AT(marks, marks->events, cw_event);
    uint32_t first_event, first_time;
    while (*time < marks->times.n &&
           told->times[*time].sentence < statement->sentence)
        ++*time;
    first_time = *time;
    while (*time < marks->times.n &&
           told->times[*time].sentence == statement->sentence)
        ++*time;
    while (*event < marks->events.n &&
           events[*event].sentence < statement->sentence)
        ++*event;
    first_event = *event;
    while (*event < marks->events.n &&
           events[*event].sentence == statement->sentence)
        ++*event;
    if (!statement->is_whole)
        return CW_OK;
    return add_times(plot, list, s, events + first_event, *event - first_event,
                     first_time, *time);
}

/* Leads that tell an event without a time are dated by their report. */
static cw_status add_published(cw_plot *plot, candidates *list, uint32_t s)
{
    const cw_statement *statement = &plot->statements[s];
    for (uint32_t i = 0; i < statement->n_happenings; i++) {
        const cw_happening *happening =
            &plot->happenings[statement->first_happening + i];
        if (happening->basis == CW_BASIS_PUBLISHED &&
            happening->from_day != CW_NO_DAY &&
            statement->role != CW_ROLE_TITLE)
            return add_candidate(plot, list,
                                 (candidate){.statement = s,
                                             .time = CW_NONE,
                                             .from_day = happening->from_day,
                                             .to_day = happening->to_day,
                                             .grain = CW_GRAIN_DAY,
                                             .basis = CW_BASIS_PUBLISHED,
                                             .status = happening->factuality});
    }
    return CW_OK;
}

static cw_status find_candidates(cw_plot *plot, candidates *list)
{
    uint32_t report = CW_NONE, time = 0, event = 0;
    cw_status status = CW_OK;
    for (uint32_t s = 0; s < plot->n_statements && status == CW_OK; s++) {
        if (plot->statements[s].span.report != report) {
            report = plot->statements[s].span.report;
            time = event = 0;
        }
        status = add_statement(plot, list, s, &time, &event);
        if (status == CW_OK)
            status = add_published(plot, list, s);
    }
    return status;
}

/* ---- joining ------------------------------------------------------------ */

enum {
    JOIN_MIN = 400,  // score at which equal intervals tell one matter
    GROUP_LOOK = 40, // candidates of one interval a candidate is held to
};

static int compare_candidates(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->from_day != y->from_day)
        return x->from_day < y->from_day ? -1 : 1;
    if (x->to_day != y->to_day)
        return x->to_day < y->to_day ? -1 : 1;
    if (x->statement != y->statement)
        return x->statement < y->statement ? -1 : 1;
    return x->time < y->time ? -1 : x->time > y->time;
}

static bool tell_the_same(const cw_plot *plot, const candidate *a,
                          const candidate *b)
{
    if ((a->status == CW_FACT_PLANNED) != (b->status == CW_FACT_PLANNED) ||
        (a->status == CW_FACT_NOT) != (b->status == CW_FACT_NOT))
        return false;
    if (a->statement == b->statement ||
        plot->cluster_of[a->statement] == plot->cluster_of[b->statement])
        return true;
    return cw_statements_match(plot, a->statement, b->statement).score >=
           JOIN_MIN;
}

static void join_candidates(const cw_plot *plot, candidates *list)
{
    for (uint32_t i = 0; i < list->n; i++) {
        candidate *here = &list->at[i];
        uint32_t looked = 0;
        here->line = i;
        for (uint32_t j = i; j-- > 0 && looked < GROUP_LOOK; looked++) {
            const candidate *before = &list->at[j];
            if (before->from_day != here->from_day ||
                before->to_day != here->to_day)
                break;
            if (tell_the_same(plot, before, here)) {
                here->line = before->line;
                break;
            }
        }
    }
}

/* ---- lines -------------------------------------------------------------- */

typedef struct {
    uint32_t first; // candidate that names the line
    uint32_t best;  // candidate that gives the text
    uint32_t weight;
    const uint32_t *statements; // [n] best first
    size_t n;
} draft_line;

/* Basis before weight: a stated day is better evidence than a resolved one. */
static int64_t text_score(const cw_plot *plot, const candidate *found)
{
    const cw_statement *statement = &plot->statements[found->statement];
    uint32_t bytes = statement->span.to - statement->span.from;
    int64_t score = statement->weight;
    score += found->basis == CW_BASIS_PUBLISHED ? -300 : 0;
    score -= statement->role == CW_ROLE_TITLE ? 400 : 0;
    score -= statement->is_quoted ? 300 : 0;
    return bytes > 300 ? score - (bytes - 300) : score;
}

typedef struct {
    cw_plot *plot;
    const candidates *list;
    uint32_t *next;     // [list->n] next candidate of the line, or CW_NONE
    uint32_t *cited_by; // [n_clusters] 2 * line + 1: counted for it, + 2: cited
} drafter;

static cw_status drafter_init(drafter *draft, cw_plot *plot,
                              const candidates *list)
{
    uint32_t *last = cw_arena_array(plot->scratch, list->n, sizeof *last);
    *draft = (drafter){.plot = plot, .list = list};
    draft->next = cw_arena_array(plot->scratch, list->n, sizeof *draft->next);
    draft->cited_by = cw_arena_array(plot->scratch, plot->n_clusters,
                                     sizeof *draft->cited_by);
    if (!last || !draft->next || !draft->cited_by)
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

/* The weight of a line, the candidate that gives its text, and how many
 * statements it may cite at most. */
static size_t weigh_line(const drafter *draft, draft_line *line)
{
    const cw_plot *plot = draft->plot;
    uint32_t report = CW_NONE;
    int64_t best = INT64_MIN;
    size_t n = 0;
    for (uint32_t c = line->first; c != CW_NONE; c = draft->next[c]) {
        int64_t score = text_score(plot, &draft->list->at[c]);
        uint32_t s = draft->list->at[c].statement;
        n++;
        line->weight += plot->statements[s].weight;
        if (plot->statements[s].span.report != report)
            line->weight += 300;
        report = plot->statements[s].span.report;
        if (score > best) {
            best = score;
            line->best = c;
        }
    }
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

/* The statements of line `number`: those of its candidates, then the undated
 * ones of each of their claims, once. */
static cw_status list_statements(drafter *draft, draft_line *line,
                                 uint32_t number, size_t n_candidates)
{
    const cw_plot *plot = draft->plot;
    const candidate *at = draft->list->at;
    size_t room = n_candidates, n = 0;
    uint32_t *statements;
    for (uint32_t c = line->first; c != CW_NONE; c = draft->next[c]) {
        uint32_t cluster = plot->cluster_of[at[c].statement];
        if (draft->cited_by[cluster] != 2 * number + 1)
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

static cw_status draft_lines(cw_plot *plot, const candidates *list,
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
static size_t bound_dates(const cw_plot *plot, const candidates *list,
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

static cw_status make_line(cw_plot *plot, const candidates *list,
                           cw_id_maker *ids, const draft_line *draft,
                           cw_timeline_line *line)
{
    const candidate *best = &list->at[draft->best];
    const cw_statement *lead = &plot->statements[best->statement];
    const cw_told_report *told = &plot->batch->reports[lead->span.report];
    const cw_folded *folded;
    size_t n_folded;
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
    if (status == CW_OK)
        status = cw_independent_count(plot, draft->statements, draft->n,
                                      &line->independent, &folded, &n_folded);
    if (status != CW_OK)
        return status;
    return cw_id_make(ids, plot->keep, 't', told->id, lead->span, &line->id);
}

cw_status cw_timeline_build(cw_plot *plot)
{
    candidates list = {0};
    size_t n = 0, most;
    draft_line *lines;
    cw_id_maker ids;
    cw_status status = find_candidates(plot, &list);
    if (status != CW_OK)
        return status;
    if (list.n > 0)
        qsort(list.at, list.n, sizeof *list.at, compare_candidates);
    join_candidates(plot, &list);
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
    if (!plot->lines || !plot->line_statements)
        return CW_NO_MEMORY;
    cw_id_maker_init(&ids, plot->scratch);
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        status = make_line(plot, &list, &ids, &lines[i], &plot->lines[i]);
        plot->line_statements[i] = (cw_ids){lines[i].statements, lines[i].n};
    }
    plot->n_lines = n;
    plot->story->timeline = plot->lines;
    plot->story->n_timeline = n;
    return status;
}
