/* happening.c: event mentions of a story with their participants and days.
 *
 * A mention takes the day of the time expression its clause holds. One
 * without, that is the main predicate of its sentence, takes the only time
 * expression of the sentence. A headline or lead without any is dated by the
 * report when it tells what happened (basis "published"), unless it lasted
 * for days or happens every so often. */
#include "story/locate.h"

static uint32_t entity_of(const cw_plot *plot, uint32_t report, uint32_t chain)
{
    return chain == CW_NONE ? CW_NONE : plot->entity_of[report][chain];
}

/* The entity of the first name inside a phrase of place. */
static uint32_t entity_in(const cw_plot *plot, uint32_t report,
                          const cw_event *event)
{
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    size_t from;
    if (cw_range_is_empty(event->where))
        return CW_NONE;
    from = cw_first_name(marks, event->where.from);
    if (from == marks->names.n || names[from].range.from >= event->where.to)
        return CW_NONE;
    return entity_of(plot, report, names[from].chain);
}

static bool is_dated(const cw_time *time)
{
    return (time->type == CW_TIME_DATE || time->type == CW_TIME_TIME) &&
           time->from_day != CW_NO_DAY && time->to_day != CW_NO_DAY;
}

/* "for nine days", "every Monday": longer than the day it is reported. */
static bool is_lasting(const cw_time *time)
{
    return time->type == CW_TIME_SET ||
           (time->type == CW_TIME_DURATION && time->value[0] == 'P' &&
            time->value[1] != 'T');
}

static bool has_lasting(const cw_told_report *told, uint32_t sentence,
                        uint32_t first)
{
    for (uint32_t i = first;
         i < told->marks->times.n && told->times[i].sentence == sentence; i++)
        if (is_lasting(&told->times[i]))
            return true;
    return false;
}

/* The only dated time of a sentence, or CW_NONE. Times ascend by sentence. */
static uint32_t only_time(const cw_marks *marks, const cw_time *times,
                          uint32_t sentence, uint32_t *at)
{
    uint32_t found = CW_NONE;
    bool is_only = true;
    while (*at < marks->times.n && times[*at].sentence < sentence)
        ++*at;
    for (uint32_t i = *at; i < marks->times.n && times[i].sentence == sentence;
         i++) {
        if (!is_dated(&times[i]))
            continue;
        is_only = found == CW_NONE;
        found = i;
    }
    return is_only ? found : CW_NONE;
}

/* Words after which a clause tells of another time than the one before it. */
static bool is_break(cw_bytes lemma)
{
    static const char *const breaks[] = {"before", "after",  "ahead", "since",
                                         "when",   "while",  "as",    "who",
                                         "which",  "follow", "until", NULL};
    return cw_bytes_among(lemma, breaks);
}

/* Does a time expression date this event? Not over another verb, nor over a
 * word that begins another clause: "arrived ahead of talks on Friday" dates
 * the talks, "buried on Friday, a week after it fell" the burial. A participle
 * is dated with the verb it hangs on: "in June it sank, killing 40". */
static bool is_reached(const cw_marks *marks, const cw_event *event,
                       const cw_time *time)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_sentence *sentence =
        &CW_AT(marks, marks->sentences, cw_sentence)[event->sentence];
    cw_range between = event->range.to <= time->range.from
                           ? (cw_range){event->range.to, time->range.from}
                           : (cw_range){time->range.to, event->range.from};
    uint32_t last = sentence->first + sentence->n;
    uint32_t verbs_left = tokens[event->token].form == CW_FORM_ING ? 1 : 0;
    for (uint32_t i = sentence->first; i < last; i++) {
        const cw_token *token = &tokens[i];
        bool is_near = token->range.to + 1 >= between.to;
        if (token->range.from < between.from || token->range.to > between.to)
            continue;
        if (token->tag == CW_TAG_VERB && token->form != CW_FORM_ING &&
            verbs_left-- == 0)
            return false;
        if (!is_near && is_break(cw_token_lemma(marks, token)))
            return false;
    }
    return true;
}

static void date_happening(const cw_plot *plot, uint32_t report,
                           const cw_statement *statement, const cw_event *event,
                           uint32_t only, uint32_t first_time,
                           cw_happening *happening)
{
    const cw_told_report *told = &plot->batch->reports[report];
    uint32_t time = event->time;
    happening->from_day = happening->to_day = CW_NO_DAY;
    happening->time = CW_NONE;
    if (time == CW_NONE || !is_dated(&told->times[time]))
        time = event->is_main ? only : CW_NONE;
    if (time != CW_NONE && !is_reached(told->marks, event, &told->times[time]))
        time = CW_NONE;
    if (time != CW_NONE) {
        const cw_time *found = &told->times[time];
        happening->time = time;
        happening->grain = found->grain;
        happening->from_day = found->from_day;
        happening->to_day = found->to_day;
        happening->basis = found->anchor == CW_ANCHOR_NONE ? CW_BASIS_STATED
                                                           : CW_BASIS_RESOLVED;
    } else if (event->is_main && event->factuality == CW_FACT_HAPPENED &&
               (statement->is_lead || statement->role == CW_ROLE_TITLE) &&
               only == CW_NONE && told->published.day != CW_NO_DAY &&
               told->precision <= CW_PRECISION_DAY &&
               !has_lasting(told, event->sentence, first_time)) {
        happening->grain = CW_GRAIN_DAY;
        happening->from_day = happening->to_day = told->published.day;
        happening->basis = CW_BASIS_PUBLISHED;
    }
}

/* To say something is no event of the story, but to confess is. */
static bool is_happening(const cw_marks *marks, const cw_event *event)
{
    static const char *const deeds[] = {"admit",   "agree",   "complain",
                                        "concede", "confess", "deny",
                                        "testify", NULL};
    const cw_token *token =
        &CW_AT(marks, marks->tokens, cw_token)[event->token];
    return event->event_class != CW_EVENT_SAY ||
           cw_bytes_among(cw_token_lemma(marks, token), deeds);
}

/* `first_time` is the first time expression of the sentence or after it. */
static void add_event(cw_plot *plot, uint32_t number, uint32_t event_number,
                      uint32_t only, uint32_t first_time)
{
    const cw_statement *statement = &plot->statements[number];
    uint32_t report = statement->span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_event *event =
        &CW_AT(marks, marks->events, cw_event)[event_number];
    cw_happening *happening = &plot->happenings[plot->n_happenings++];
    *happening = (cw_happening){
        .statement = number,
        .event = event_number,
        .lemma =
            cw_bytes_cut(cw_slice_bytes(marks, marks->strings), event->lemma_at,
                         (size_t)event->lemma_at + event->lemma_n),
        .event_class = event->event_class,
        .factuality = event->factuality,
        .is_noun = event->is_noun,
        .is_main = event->is_main,
        .who = entity_of(plot, report, event->who_chain),
        .whom = entity_of(plot, report, event->whom_chain),
        .where = entity_in(plot, report, event),
    };
    date_happening(plot, report, statement, event, only, first_time, happening);
}

/* Equal lemmas get equal numbers: pairs of happenings are compared by the
 * million. */
static cw_status number_predicates(cw_plot *plot)
{
    cw_table lemmas;
    cw_status status = CW_OK;
    cw_table_init(&lemmas, plot->scratch, CW_MAX_TOKENS);
    for (size_t h = 0; h < plot->n_happenings && status == CW_OK; h++) {
        cw_table_entry *entry;
        bool is_new;
        status =
            cw_table_add(&lemmas, plot->happenings[h].lemma, &is_new, &entry);
        if (status == CW_OK)
            plot->happenings[h].predicate = (uint32_t)(entry - lemmas.entries);
    }
    return status;
}

cw_status cw_happenings_build(cw_plot *plot)
{
    size_t n = 0;
    uint32_t event = 0, time = 0, report = CW_NONE;
    for (size_t i = 0; i < plot->members.n; i++)
        n += cw_plot_marks(plot, plot->members.at[i])->events.n;
    plot->happenings =
        cw_arena_array(plot->scratch, n + 1, sizeof *plot->happenings);
    if (!plot->happenings)
        return CW_NO_MEMORY;
    for (uint32_t s = 0; s < plot->n_statements; s++) {
        cw_statement *statement = &plot->statements[s];
        const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
        const cw_event *events = CW_AT(marks, marks->events, cw_event);
        uint32_t only;
        if (statement->span.report != report) {
            report = statement->span.report;
            event = time = 0;
        }
        only = only_time(marks, plot->batch->reports[report].times,
                         statement->sentence, &time);
        while (event < marks->events.n &&
               events[event].sentence < statement->sentence)
            event++;
        statement->first_happening = (uint32_t)plot->n_happenings;
        for (; event < marks->events.n &&
               events[event].sentence == statement->sentence;
             event++)
            if (is_happening(marks, &events[event]))
                add_event(plot, s, event, only, time);
        statement->n_happenings =
            (uint32_t)plot->n_happenings - statement->first_happening;
    }
    return number_predicates(plot);
}
