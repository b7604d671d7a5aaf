/* count.c: what the figures of a story count. */
#include "story/count.h"

#include "annotate/words.h"
#include "story/share.h"

enum { JOB_STATEMENTS = 4096 };

typedef struct {
    cw_count *at;
    size_t n, capacity;
} count_list;

typedef struct {
    const cw_plot *plot;
    count_list list;
} counting;

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

/* "five of those killed", "including two children", "of whom three", "a
 * further 17": some of a count. */
static bool is_part(const cw_marks *marks, cw_bytes text,
                    const cw_figure *figure)
{
    static const char *const after_of[] = {"them",  "those", "the",  "whom",
                                           "these", "its",   "their"};
    static const char *const before[] = {"including", "among",   "whom",
                                         "another",   "further", "additional"};
    static const char *const more[] = {"more",       "other",   "others",
                                       "additional", "further", "new"};
    uint32_t first = cw_token_at(marks, figure->range.from);
    uint32_t after = cw_token_at(marks, figure->range.to);
    if (word_is(marks, text, after, "of"))
        for (size_t i = 0; i < sizeof after_of / sizeof *after_of; i++)
            if (word_is(marks, text, after + 1, after_of[i]))
                return true;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (word_is(marks, text, after, more[i]))
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
    count->as_of_day = cw_report_day(plot, report);
    for (size_t i = cw_first_time(told, sentence);
         i < marks->times.n && told->times[i].sentence == sentence; i++) {
        const cw_time *time = &told->times[i];
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
    return figure->unit[0] != 0 || !cw_range_is_empty(figure->of);
}

/* The words before the number are taken for what it counts: "fallen ill rose
 * to 143". */
static bool stands_behind(const cw_figure *figure)
{
    return figure->unit[0] == 0 && !cw_range_is_empty(figure->of) &&
           figure->of.to <= figure->range.from;
}

/* ---- counts told at a distance ------------------------------------------ */

static bool lemma_is(const cw_marks *marks, uint32_t token, const char *lemma)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    return cw_bytes_equal(cw_token_lemma(marks, &tokens[token]),
                          cw_bytes_from(lemma));
}

static bool lemma_in(const cw_marks *marks, uint32_t token,
                     const char *const *lemmas)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    return cw_bytes_among(cw_token_lemma(marks, &tokens[token]), lemmas);
}

/* "The number of people killed has risen to 14", "the death toll stood at
 * 20": what the figure counts, by the words before it; false if nothing
 * says. */
static bool find_subject(const cw_plot *plot, cw_count *count)
{
    static const char *const reached[] = {
        "to",    "at",   "reach", "pass",  "hit",   "exceed", "be",
        "total", "over", "than",  "least", "about", NULL};
    const cw_statement *statement = &plot->statements[count->statement];
    uint32_t report = statement->span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t token = cw_token_at(marks, count->figure->range.from);
    if (token <= sentence->first || !lemma_in(marks, token - 1, reached))
        return false;
    for (uint32_t i = sentence->first; i < token; i++) {
        if (lemma_is(marks, i, "toll")) {
            count->head = CW_LIT("people");
            count->of = cw_bytes_at(text, tokens[i].range);
            if (i > sentence->first && lemma_is(marks, i - 1, "death"))
                count->of = cw_bytes_cut(text, tokens[i - 1].range.from,
                                         tokens[i].range.to);
            count->is_human = true;
            return true;
        }
        if (!lemma_is(marks, i, "number") || !lemma_is(marks, i + 1, "of"))
            continue;
        for (uint32_t j = i + 2; j < token && j < i + 7; j++) {
            if (tokens[j].tag != CW_TAG_NOUN ||
                tokens[j + 1].tag == CW_TAG_NOUN)
                continue;
            count->head = cw_token_lemma(marks, &tokens[j]);
            count->of = cw_bytes_cut(text, tokens[i + 2].range.from,
                                     tokens[j].range.to);
            count->is_human = (tokens[j].word_class & CW_WORD_HUMAN) != 0;
            return true;
        }
    }
    return false;
}

/* "up from 12", "rose from 12 to 14", "up 3.3 percent from 12", "14 against
 * 12" */
static bool is_earlier(const cw_marks *marks, const cw_sentence *sentence,
                       uint32_t token)
{
    static const char *const moved[] = {
        "up",   "down", "rise",   "grow",  "increase", "climb", "fall",
        "drop", "off",  "revise", "raise", "jump",     NULL};
    static const char *const against[] = {"vs", "versus", "against", NULL};
    enum { REACH = 5 };
    if (token > sentence->first && lemma_in(marks, token - 1, against))
        return true;
    if (token < sentence->first + 2 || !lemma_is(marks, token - 1, "from"))
        return false;
    for (uint32_t d = 2; d <= REACH && token >= sentence->first + d; d++)
        if (lemma_in(marks, token - d, moved))
            return true;
    return false;
}

/* "injuring about 30", "51 were injured": a bare number of people. */
static bool is_bare_toll(const cw_marks *marks, const cw_sentence *sentence,
                         const cw_figure *figure)
{
    static const char *const struck[] = {"kill",    "injure",  "wound",
                                         "hurt",    "die",     "dead",
                                         "injured", "missing", NULL};
    static const char *const verbs[] = {"kill",    "injure",   "wound",
                                        "killing", "injuring", NULL};
    enum { REACH = 4 };
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t before = cw_token_at(marks, figure->range.from);
    uint32_t after = cw_token_at(marks, figure->range.to);
    uint32_t end = sentence->first + sentence->n;
    if (before > sentence->first && lemma_in(marks, before - 1, verbs))
        return true;
    for (uint32_t i = after; i < end && i < after + REACH; i++) {
        if (lemma_in(marks, i, struck))
            return i > after;
        if (tokens[i].tag != CW_TAG_AUX && tokens[i].tag != CW_TAG_ADV)
            return false;
    }
    return false;
}

/* The figure counts nothing itself: it takes what its sentence counts. */
static bool borrow_count(const cw_plot *plot, const count_list *list,
                         cw_count *count)
{
    const cw_statement *statement = &plot->statements[count->statement];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    uint32_t token = cw_token_at(marks, count->figure->range.from);
    const cw_count *before = list->n > 0 ? &list->at[list->n - 1] : NULL;
    if (find_subject(plot, count))
        return true;
    if (is_bare_toll(marks, sentence, count->figure)) {
        count->head = CW_LIT("people");
        count->of = CW_LIT("people");
        count->is_human = true;
        return true;
    }
    if (!before || before->statement != count->statement ||
        !is_earlier(marks, sentence, token))
        return false;
    count->head = before->head;
    count->of = before->of;
    count->is_human = before->is_human;
    count->is_earlier = true;
    return true;
}

/* Another figure than this one has its number among these tokens. */
static bool figure_between(const cw_marks *marks, uint32_t number,
                           uint32_t from, uint32_t to)
{
    const cw_figure *figures = CW_AT(marks, marks->figures, cw_figure);
    for (uint32_t i = number; i-- > 0 && figures[i].token >= from;)
        if (figures[i].token < to)
            return true;
    for (uint32_t i = number + 1; i < marks->figures.n && figures[i].token < to;
         i++)
        if (figures[i].token >= from)
            return true;
    return false;
}

/* Words that say what became of the people counted. */
static uint8_t matter_of_lemma(cw_bytes lemma)
{
    static const struct {
        const char *lemma;
        uint8_t matter;
    } words[] = {
        {"kill", CW_EVENT_KILL},       {"die", CW_EVENT_KILL},
        {"dead", CW_EVENT_KILL},       {"death", CW_EVENT_KILL},
        {"toll", CW_EVENT_KILL},       {"killing", CW_EVENT_KILL},
        {"fatality", CW_EVENT_KILL},   {"drown", CW_EVENT_KILL},
        {"injure", CW_EVENT_INJURE},   {"injured", CW_EVENT_INJURE},
        {"wounded", CW_EVENT_INJURE},  {"hurt", CW_EVENT_INJURE},
        {"wound", CW_EVENT_INJURE},    {"injury", CW_EVENT_INJURE},
        {"injuring", CW_EVENT_INJURE}, {"missing", CW_EVENT_END},
        {"infect", CW_MATTER_CASE},    {"infection", CW_MATTER_CASE},
        {"sicken", CW_MATTER_CASE},    {"diagnose", CW_MATTER_CASE},
        {"ill", CW_MATTER_CASE},       {"sick", CW_MATTER_CASE},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cw_bytes_are(lemma, words[i].lemma))
            return words[i].matter;
    return CW_EVENT_OTHER;
}

static bool ends_part(const cw_marks *marks, const cw_token *token)
{
    cw_bytes lemma = cw_token_lemma(marks, token);
    return cw_bytes_equal(lemma, CW_LIT("and")) ||
           cw_bytes_equal(lemma, CW_LIT("but")) ||
           cw_bytes_equal(lemma, CW_LIT(",")) ||
           cw_bytes_equal(lemma, CW_LIT(";"));
}

/* Does the part of the sentence that holds this token count something else?
 * Its word then says what became of those: "1.5 million were left homeless by
 * the quake, which killed 200,000". */
static bool has_own_figure(const cw_marks *marks, const cw_sentence *sentence,
                           uint32_t number, uint32_t token)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t from = token, to = token + 1;
    uint32_t end = sentence->first + sentence->n;
    while (from > sentence->first && !ends_part(marks, &tokens[from - 1]))
        from--;
    while (to < end && !ends_part(marks, &tokens[to]))
        to++;
    return figure_between(marks, number, from, to);
}

/* The first such word from a figure on in one direction, to the end of its
 * part of the sentence, or of the sentence itself. */
static uint8_t matter_along(const cw_marks *marks, const cw_sentence *sentence,
                            uint32_t number, int step, bool in_part)
{
    enum { REACH = 20 };
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t token = CW_AT(marks, marks->figures, cw_figure)[number].token;
    uint32_t end = sentence->first + sentence->n, at = token;
    bool is_own_part = true;
    for (int d = 0; d < REACH; d++) {
        uint8_t matter;
        if (step < 0 ? at == sentence->first : at + 1 >= end)
            break;
        at = step < 0 ? at - 1 : at + 1;
        is_own_part &= !ends_part(marks, &tokens[at]);
        if (in_part && !is_own_part)
            break;
        matter = matter_of_lemma(cw_token_lemma(marks, &tokens[at]));
        if (matter != CW_EVENT_OTHER &&
            (is_own_part || !has_own_figure(marks, sentence, number, at)))
            return matter;
    }
    return CW_EVENT_OTHER;
}

/* "killing 4 people and injuring 17": first what is counted itself, then the
 * words of the figure's own part, those of the sentence, else the class of its
 * event. */
static uint8_t matter_of(const cw_plot *plot, const cw_count *count)
{
    const cw_statement *statement = &plot->statements[count->statement];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    uint8_t matter = cw_bytes_are(count->head, "case")
                         ? CW_MATTER_CASE
                         : matter_of_lemma(count->head);
    if (matter == CW_EVENT_OTHER)
        matter = matter_along(marks, sentence, count->number, 1, true);
    if (matter == CW_EVENT_OTHER)
        matter = matter_along(marks, sentence, count->number, -1, true);
    if (matter == CW_EVENT_OTHER)
        matter = matter_along(marks, sentence, count->number, 1, false);
    if (matter == CW_EVENT_OTHER)
        matter = matter_along(marks, sentence, count->number, -1, false);
    return matter != CW_EVENT_OTHER ? matter : count->event_class;
}

/* ---- all counts --------------------------------------------------------- */

/* "left 40 people dead" counts people; "shares in Orlen" are those of Orlen and
 * of nobody else. */
static cw_range find_head(const cw_marks *marks, const cw_figure *figure)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t token = cw_token_at(marks, figure->head.from);
    if (token < marks->tokens.n && figure->of.to > figure->head.to &&
        cw_bytes_are(cw_token_lemma(marks, &tokens[token]), "share"))
        return tokens[cw_token_at(marks, figure->of.to - 1)].range;
    if (cw_range_is_empty(figure->head) || token == 0 ||
        token >= marks->tokens.n || figure->of.from >= figure->head.from ||
        matter_of_lemma(cw_token_lemma(marks, &tokens[token])) ==
            CW_EVENT_OTHER)
        return figure->head;
    return tokens[token - 1].range;
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
        .figure = figure,
        .number = number,
        .head_at = find_head(marks, figure),
        .of = cw_bytes_at(text, figure->of),
        .event_class = CW_EVENT_OTHER,
        .is_part = is_part(marks, text, figure),
        .event = governing_event(marks, sentence, first_event, figure),
    };
    count.is_earlier = is_earlier(
        marks, &CW_AT(marks, marks->sentences, cw_sentence)[sentence],
        cw_token_at(marks, figure->range.from));
    count.head = cw_lemma_in(marks, count.head_at);
    count.is_human = is_human(marks, count.head_at);
    if (count.event != CW_NONE) {
        const cw_event *event =
            &CW_AT(marks, marks->events, cw_event)[count.event];
        count.has_event = true;
        count.event_class = event->event_class;
        count.event_lemma =
            cw_bytes_cut(cw_slice_bytes(marks, marks->strings), event->lemma_at,
                         (size_t)event->lemma_at + event->lemma_n);
        count.factuality = event->factuality;
    }
    count.matter = matter_of(plot, &count);
    find_as_of(plot, report, sentence, &count);
    return count;
}

/* Counts of one statement; *figure moves past its sentence. */
static cw_status add_figures(const cw_plot *plot, uint32_t s, uint32_t *figure,
                             uint32_t event, cw_arena *arena, count_list *out)
{
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_figure *figures = CW_AT(marks, marks->figures, cw_figure);
    for (; *figure < marks->figures.n &&
           figures[*figure].sentence == statement->sentence;
         ++*figure) {
        const cw_figure *here = &figures[*figure];
        cw_count count;
        cw_status status;
        if (here->is_ordinal || is_year(here))
            continue;
        count = count_of(plot, s, *figure, event);
        if (stands_behind(here) && find_subject(plot, &count)) {
            count.matter = matter_of(plot, &count);
        } else if (!is_counted(here)) {
            if (here->is_vague || !borrow_count(plot, out, &count))
                continue;
            count.matter = matter_of(plot, &count);
        }
        count.scope = cw_count_scope_of(plot, &count);
        status = cw_grow(arena, (void **)&out->at, &out->capacity, out->n + 1,
                         sizeof *out->at, CW_MAX_TOKENS);
        if (status != CW_OK)
            return status;
        out->at[out->n++] = count;
    }
    return CW_OK;
}

static cw_status count_in_job(void *shared, cw_worker *worker, size_t from,
                              size_t to, cw_arena *arena, void **result)
{
    const cw_plot *plot = ((const counting *)shared)->plot;
    count_list *out = *result = cw_arena_array(arena, 1, sizeof *out);
    uint32_t report = CW_NONE, figure = 0, event = 0;
    cw_status status = out ? CW_OK : CW_NO_MEMORY;
    (void)worker;
    for (uint32_t s = (uint32_t)from; s < to && status == CW_OK; s++) {
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
        status = add_figures(plot, s, &figure, event, arena, out);
    }
    return status;
}

static cw_status keep_counts(void *shared, const void *result)
{
    counting *all = shared;
    const count_list *found = result;
    cw_status status =
        cw_grow(all->plot->scratch, (void **)&all->list.at, &all->list.capacity,
                all->list.n + found->n, sizeof *found->at, CW_MAX_TOKENS);
    if (status != CW_OK)
        return status;
    if (found->n > 0)
        memcpy(all->list.at + all->list.n, found->at,
               found->n * sizeof *found->at);
    all->list.n += found->n;
    return CW_OK;
}

cw_status cw_counts_build(cw_plot *plot)
{
    static const cw_share_calls calls = {count_in_job, keep_counts};
    counting all = {.plot = plot};
    cw_status status =
        cw_share_out(plot->n_statements, JOB_STATEMENTS,
                     plot->batch->options->n_workers, &calls, &all);
    plot->counts = all.list.at;
    plot->n_counts = all.list.n;
    return status;
}

bool cw_counts_of_one_kind(const cw_count *a, const cw_count *b)
{
    const cw_figure *x = a->figure, *y = b->figure;
    if (strcmp(x->unit, y->unit) != 0 || x->is_rate != y->is_rate)
        return false;
    if (a->head.n == 0 && b->head.n == 0)
        return true;
    return cw_bytes_equal(a->head, b->head);
}
