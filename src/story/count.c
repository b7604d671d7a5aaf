/* count.c: what the figures of a story count. */
#include "story/count.h"

#include "annotate/words.h"

const cw_figure *cw_count_figure(const cw_plot *plot, const cw_count *count)
{
    uint32_t report = plot->statements[count->statement].span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    return &CW_AT(marks, marks->figures, cw_figure)[count->figure];
}

/* Distance in bytes between a figure and an event of its sentence; an event
 * whose participant holds the figure is nearest. */
static uint32_t event_distance(const cw_event *event, const cw_figure *figure)
{
    uint32_t a = event->range.from, b = figure->range.from;
    uint32_t distance = a < b ? b - a : a - b;
    if (cw_range_overlaps(event->whom, figure->range) ||
        cw_range_overlaps(event->who, figure->range))
        distance /= 16;
    return event->is_noun ? distance * 2 + 8 : distance;
}

static uint32_t governing_event(const cw_marks *marks, uint32_t sentence,
                                uint32_t first, const cw_figure *figure)
{
    const cw_event *events = CW_AT(marks, marks->events, cw_event);
    uint32_t best = CW_NONE, best_distance = UINT32_MAX;
    for (uint32_t i = first;
         i < marks->events.n && events[i].sentence == sentence; i++) {
        uint32_t distance = event_distance(&events[i], figure);
        if (events[i].event_class == CW_EVENT_SAY || distance >= best_distance)
            continue;
        best = i;
        best_distance = distance;
    }
    return best;
}

static bool word_is(const cw_marks *marks, cw_bytes text, uint32_t token,
                    const char *word)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    return token < marks->tokens.n &&
           cw_bytes_equal_fold(cw_bytes_at(text, tokens[token].range),
                               cw_bytes_from(word));
}

/* "five of those killed", "including two children", "of whom three". */
static bool is_part(const cw_marks *marks, cw_bytes text,
                    const cw_figure *figure)
{
    static const char *const after_of[] = {"them",  "those", "the",  "whom",
                                           "these", "its",   "their"};
    static const char *const before[] = {"including", "among", "whom"};
    uint32_t first = cw_token_at(marks, figure->range.from);
    uint32_t after = cw_token_at(marks, figure->range.to);
    if (word_is(marks, text, after, "of"))
        for (size_t i = 0; i < sizeof after_of / sizeof *after_of; i++)
            if (word_is(marks, text, after + 1, after_of[i]))
                return true;
    for (size_t i = 0; first > 0 && i < sizeof before / sizeof *before; i++)
        if (word_is(marks, text, first - 1, before[i]))
            return true;
    return false;
}

static bool is_human(const cw_marks *marks, cw_range head)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t end = cw_token_at(marks, head.to);
    return !cw_range_is_empty(head) && end > 0 &&
           tokens[end - 1].range.from >= head.from &&
           (tokens[end - 1].word_class & CW_WORD_HUMAN) != 0;
}

/* "by Monday", "as of 3 May", "until noon": the day a count stood so. */
static void find_as_of(const cw_plot *plot, uint32_t report, uint32_t sentence,
                       cw_count *count)
{
    const cw_told_report *told = &plot->batch->reports[report];
    const cw_marks *marks = told->marks;
    cw_bytes text = cw_report_text(told->report);
    size_t from = 0, to = marks->times.n;
    count->as_of_day = cw_report_day(plot, report);
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (told->times[middle].sentence < sentence)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < marks->times.n && told->times[from].sentence == sentence;
         from++) {
        const cw_time *time = &told->times[from];
        uint32_t token = cw_token_at(marks, time->range.from);
        if (time->to_day == CW_NO_DAY || time->grain > CW_GRAIN_DAY ||
            token == 0)
            continue;
        if (word_is(marks, text, token - 1, "by") ||
            word_is(marks, text, token - 1, "until") ||
            (token > 1 && word_is(marks, text, token - 1, "of") &&
             word_is(marks, text, token - 2, "as"))) {
            count->as_of_day = time->to_day;
            count->is_as_of_said = true;
        }
    }
}

static bool is_year(const cw_figure *figure)
{
    return figure->unit[0] == 0 && cw_range_is_empty(figure->of) &&
           figure->value >= 1000 && figure->value <= 2100;
}

static bool is_counted(const cw_figure *figure)
{
    if (figure->is_ordinal || is_year(figure))
        return false;
    return figure->unit[0] != 0 || !cw_range_is_empty(figure->of);
}

static cw_count count_of(const cw_plot *plot, uint32_t statement,
                         uint32_t number, uint32_t first_event)
{
    uint32_t report = plot->statements[statement].span.report;
    uint32_t sentence = plot->statements[statement].sentence;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_figure *figure = &CW_AT(marks, marks->figures, cw_figure)[number];
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    cw_count count = {
        .statement = statement,
        .figure = number,
        .head = cw_lemma_in(marks, figure->head),
        .of = cw_bytes_at(text, figure->of),
        .event_class = CW_EVENT_OTHER,
        .is_human = is_human(marks, figure->head),
        .is_part = is_part(marks, text, figure),
        .event = governing_event(marks, sentence, first_event, figure),
    };
    if (count.event != CW_NONE) {
        const cw_event *event =
            &CW_AT(marks, marks->events, cw_event)[count.event];
        count.has_event = true;
        count.event_class = event->event_class;
        count.factuality = event->factuality;
    }
    find_as_of(plot, report, sentence, &count);
    return count;
}

cw_status cw_counts_find(const cw_plot *plot, cw_counts *out)
{
    size_t n = 0;
    uint32_t report = CW_NONE, figure = 0, event = 0;
    for (size_t i = 0; i < plot->members.n; i++)
        n += cw_plot_marks(plot, plot->members.at[i])->figures.n;
    out->n = 0;
    out->at = cw_arena_array(plot->scratch, n, sizeof *out->at);
    if (!out->at)
        return CW_NO_MEMORY;
    for (uint32_t s = 0; s < plot->n_statements; s++) {
        const cw_statement *statement = &plot->statements[s];
        const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
        const cw_figure *figures = CW_AT(marks, marks->figures, cw_figure);
        const cw_event *events = CW_AT(marks, marks->events, cw_event);
        if (statement->span.report != report) {
            report = statement->span.report;
            figure = event = 0;
        }
        while (event < marks->events.n &&
               events[event].sentence < statement->sentence)
            event++;
        while (figure < marks->figures.n &&
               figures[figure].sentence < statement->sentence)
            figure++;
        for (; figure < marks->figures.n &&
               figures[figure].sentence == statement->sentence;
             figure++)
            if (is_counted(&figures[figure]))
                out->at[out->n++] = count_of(plot, s, figure, event);
    }
    return CW_OK;
}

bool cw_counts_of_one_kind(const cw_plot *plot, const cw_count *a,
                           const cw_count *b)
{
    const cw_figure *x = cw_count_figure(plot, a);
    const cw_figure *y = cw_count_figure(plot, b);
    if (strcmp(x->unit, y->unit) != 0 || x->is_rate != y->is_rate)
        return false;
    if (a->head.n == 0 && b->head.n == 0)
        return true;
    return cw_bytes_equal(a->head, b->head);
}
