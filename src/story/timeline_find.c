/* timeline_find.c: which statements tell which days.
 *
 * A statement is a candidate for each day it dates. One that states no time is
 * dated by its report when it is the lead and tells an event; in a story of
 * many reports, where a day is told by all that came out on it, also when it
 * stands near the top. */
#include "story/timeline_int.h"

enum {
    MANY_REPORTS = 40, // of a story whose days are told, not its sentences
    TOP_SENTENCES = 8  // of a report, that tell the day it came out
};

static cw_status add_candidate(cw_plot *plot, cw_candidates *list,
                               cw_candidate found)
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
    static const char *const verbs[] = {"say", "tell", "report", "add", NULL};
    cw_bytes lemma =
        cw_bytes_cut(cw_slice_bytes(marks, marks->strings), event->lemma_at,
                     (size_t)event->lemma_at + event->lemma_n);
    return cw_bytes_among(lemma, verbs) && !event->is_noun;
}

static bool is_a_date(const cw_time *time)
{
    return (time->type == CW_TIME_DATE || time->type == CW_TIME_TIME) &&
           time->from_day != CW_NO_DAY && time->to_day != CW_NO_DAY &&
           time->grain < CW_GRAIN_DECADE;
}

/* Candidates of the times[from .. to) of one sentence. The day on which it was
 * said stands back when the sentence tells another day. */
static cw_status add_times(cw_plot *plot, cw_candidates *list, uint32_t s,
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
            (cw_candidate){
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
static cw_status add_statement(cw_plot *plot, cw_candidates *list, uint32_t s,
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
static cw_status add_published(cw_plot *plot, cw_candidates *list, uint32_t s)
{
    const cw_statement *statement = &plot->statements[s];
    for (uint32_t i = 0; i < statement->n_happenings; i++) {
        const cw_happening *happening =
            &plot->happenings[statement->first_happening + i];
        if (happening->basis == CW_BASIS_PUBLISHED &&
            happening->from_day != CW_NO_DAY &&
            statement->role != CW_ROLE_TITLE)
            return add_candidate(
                plot, list,
                (cw_candidate){.statement = s,
                               .time = CW_NONE,
                               .from_day = happening->from_day,
                               .to_day = happening->to_day,
                               .grain = CW_GRAIN_DAY,
                               .basis = CW_BASIS_PUBLISHED,
                               .status = happening->factuality});
    }
    return CW_OK;
}

/* A sentence near the top of a report that states no time. */
static cw_status add_reported(cw_plot *plot, cw_candidates *list, uint32_t s,
                              uint32_t n_before)
{
    const cw_statement *statement = &plot->statements[s];
    const cw_told_report *told = &plot->batch->reports[statement->span.report];
    if (plot->members.n < MANY_REPORTS || n_before >= TOP_SENTENCES ||
        !statement->is_whole || statement->role == CW_ROLE_TITLE ||
        told->published.day == CW_NO_DAY || told->precision > CW_PRECISION_DAY)
        return CW_OK;
    return add_candidate(plot, list,
                         (cw_candidate){.statement = s,
                                        .time = CW_NONE,
                                        .from_day = told->published.day,
                                        .to_day = told->published.day,
                                        .grain = CW_GRAIN_DAY,
                                        .basis = CW_BASIS_PUBLISHED,
                                        .status = CW_FACT_HAPPENED});
}

cw_status cw_candidates_find(cw_plot *plot, cw_candidates *list)
{
    uint32_t report = CW_NONE, time = 0, event = 0, n_body = 0;
    cw_status status = CW_OK;
    for (uint32_t s = 0; s < plot->n_statements && status == CW_OK; s++) {
        const cw_statement *statement = &plot->statements[s];
        size_t n = list->n;
        if (statement->span.report != report) {
            report = statement->span.report;
            time = event = n_body = 0;
        }
        status = add_statement(plot, list, s, &time, &event);
        if (status == CW_OK)
            status = add_published(plot, list, s);
        if (status == CW_OK && list->n == n)
            status = add_reported(plot, list, s, n_body);
        n_body += statement->role != CW_ROLE_TITLE;
    }
    return status;
}
