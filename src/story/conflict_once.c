/* conflict_once.c: what happened once, and is told of two days.
 *
 *   "The crane was last inspected on 12 March"
 *   "... it was last inspected on 12 April, papers show"
 *     -> (inspect, crane): 2024-03-12 against 2024-04-12
 *
 * Nobody is born, dies or is founded twice; what was last done, or first, was
 * done once; and long ago a thing was opened or built once. The sentences may
 * have nothing else in common, so they meet by predicate and thing. */
#include "story/conflict_int.h"

enum {
    LOOK_MAX = 16,
    SCORE = 750,
    LONG_AGO_DAYS = 365,
    TIME_REACH = 6, // tokens between the verb and its date
};

typedef struct {
    uint32_t statement;
    cw_range verb;
    const cw_time *time;
    bool is_last;
} deed;

static bool is_always_once(cw_bytes lemma)
{
    static const char *const words[] = {
        "bear", "born", "die", "found", "establish", "inaugurate", NULL};
    return cw_bytes_among(lemma, words);
}

static bool is_once_long_ago(cw_bytes lemma)
{
    static const char *const words[] = {
        "open",  "build",   "complete",  "launch", "sign",  "create",
        "elect", "appoint", "introduce", "join",   "marry", NULL};
    return cw_bytes_among(lemma, words);
}

/* The token before `token` over "was last", ", which was originally". */
static uint32_t subject_end(const cw_marks *marks, uint32_t first,
                            uint32_t token)
{
    static const char *const words[] = {"last", "first", NULL};
    static const char *const relative[] = {"who", "which", "that", NULL};
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    while (token > first &&
           (tokens[token - 1].tag == CW_TAG_AUX ||
            tokens[token - 1].tag == CW_TAG_ADV ||
            cw_bytes_among(cw_token_lemma(marks, &tokens[token - 1]), words)))
        token--;
    if (token > first &&
        cw_bytes_among(cw_token_lemma(marks, &tokens[token - 1]), relative)) {
        token--;
        if (token > first && tokens[token - 1].tag == CW_TAG_PUNCT)
            token--;
    }
    return token;
}

/* What the deed was done to or by: the name or noun before the verb. A mere
 * noun must be a known one: "the bridge", "its bridge". */
static uint64_t thing_before(const cw_plot *plot, uint32_t report,
                             uint32_t first, uint32_t end)
{
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    size_t name;
    uint32_t from;
    if (end == first)
        return 0;
    name = cw_first_name(marks, tokens[first].range.from);
    for (; name < marks->names.n && names[name].first < end; name++)
        if (names[name].first + names[name].n == end) {
            uint32_t entity = names[name].chain == CW_NONE
                                  ? CW_NONE
                                  : plot->entity_of[report][names[name].chain];
            return entity == CW_NONE ? 0 : cw_hash_mix(1, entity);
        }
    if (tokens[end - 1].tag != CW_TAG_NOUN)
        return 0;
    for (from = end - 1; from > first && (tokens[from - 1].tag == CW_TAG_ADJ ||
                                          tokens[from - 1].tag == CW_TAG_NOUN ||
                                          tokens[from - 1].tag == CW_TAG_PROPN);
         from--)
        continue;
    if (from == first || tokens[from - 1].tag != CW_TAG_DET ||
        !cw_bytes_are(cw_token_lemma(marks, &tokens[from - 1]), "the"))
        return 0;
    return cw_hash_mix(2, cw_hash(cw_token_lemma(marks, &tokens[end - 1])));
}

/* The same where the subject opens the sentence and something stands between:
 * "The bridge opened in 1961 and", "The bridge, police said,". */
static uint64_t thing_at_start(const cw_marks *marks, uint32_t first,
                               uint32_t end)
{
    static const char *const links[] = {"and", "but", ",", NULL};
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t head = first + 1;
    if (end < first + 3 ||
        !cw_bytes_are(cw_token_lemma(marks, &tokens[first]), "the") ||
        !cw_bytes_among(cw_token_lemma(marks, &tokens[end - 1]), links))
        return 0;
    while (head < end &&
           (tokens[head].tag == CW_TAG_ADJ || tokens[head].tag == CW_TAG_NOUN))
        head++;
    head--;
    return head == first || tokens[head].tag != CW_TAG_NOUN
               ? 0
               : cw_hash_mix(2, cw_hash(cw_token_lemma(marks, &tokens[head])));
}

/* The same of an event that knows who did it, when a clause stands between:
 * "Ostrik, who painted the frieze, died". */
static uint64_t thing_of_event(const cw_plot *plot, uint32_t s, uint32_t token)
{
    const cw_statement *statement = &plot->statements[s];
    uint32_t report = statement->span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    for (uint32_t i = 0; i < statement->n_happenings; i++) {
        uint32_t h = statement->first_happening + i;
        const cw_event *event = cw_event_of(plot, h);
        uint32_t entity = event->is_passive ? plot->happenings[h].whom
                                            : plot->happenings[h].who;
        cw_range who = event->is_passive ? event->whom : event->who;
        size_t name = cw_first_name(marks, who.from);
        if (event->token == token && entity != CW_NONE &&
            name < marks->names.n && names[name].range.to <= who.to &&
            names[name].chain != CW_NONE &&
            plot->entity_of[report][names[name].chain] == entity)
            return cw_hash_mix(1, entity);
    }
    return 0;
}

/* "in April", "on 12 March", no "three months ago". */
static bool is_dated_by_name(cw_bytes text, const cw_time *time)
{
    cw_bytes words = cw_bytes_at(text, time->range);
    for (size_t i = 0; i < words.n; i++)
        if ((words.at[i] >= '0' && words.at[i] <= '9') ||
            (words.at[i] >= 'A' && words.at[i] <= 'Z'))
            return true;
    return false;
}

/* The date right after the verb: "founded in 1887", "inspected by the port on
 * 12 March". */
static const cw_time *date_after(const cw_told_report *told, uint32_t sentence,
                                 uint32_t token)
{
    const cw_marks *marks = told->marks;
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    for (size_t i = cw_first_time(told, sentence);
         i < marks->times.n && told->times[i].sentence == sentence; i++) {
        const cw_time *time = &told->times[i];
        uint32_t at = cw_token_at(marks, time->range.from);
        if (at <= token)
            continue;
        if (at - token > TIME_REACH || time->type != CW_TIME_DATE ||
            time->from_day == CW_NO_DAY || time->to_day == CW_NO_DAY ||
            time->grain < CW_GRAIN_DAY || time->grain > CW_GRAIN_YEAR ||
            time->mod != 0 ||
            !is_dated_by_name(cw_report_text(told->report), time))
            return NULL;
        for (uint32_t k = token + 1; k < at; k++)
            if (tokens[k].tag == CW_TAG_VERB || tokens[k].tag == CW_TAG_PUNCT)
                return NULL;
        return time;
    }
    return NULL;
}

static bool is_long_ago(const cw_plot *plot, uint32_t report,
                        const cw_time *time)
{
    int32_t day = cw_report_day(plot, report);
    return day != CW_NO_DAY && day - time->to_day > LONG_AGO_DAYS;
}

/* A later inspection is told by a report that came out after it. */
static bool could_know(const cw_plot *plot, const deed *early, const deed *late)
{
    int32_t day =
        cw_report_day(plot, plot->statements[early->statement].span.report);
    return !early->is_last || day == CW_NO_DAY || late->time->to_day <= day;
}

static bool do_differ(const cw_plot *plot, const deed *a, const deed *b)
{
    const deed *early = a->time->from_day < b->time->from_day ? a : b;
    const deed *late = early == a ? b : a;
    return early->time->to_day < late->time->from_day &&
           could_know(plot, early, late);
}

/* Told of two years, the years are what differs. */
static cw_status say(const cw_plot *plot, const deed *at, bool is_year,
                     cw_said *out)
{
    cw_bytes value = cw_bytes_from(at->time->value);
    uint32_t report = plot->statements[at->statement].span.report;
    cw_bytes key =
        is_year ? cw_bytes_cut(value, 0, value.n < 4 ? value.n : 4) : value;
    *out = (cw_said){.key = cw_hash(key),
                     .cite = cw_cite_around(plot, at->statement, at->verb),
                     .day = cw_report_day(plot, report)};
    return cw_arena_copy(plot->keep, value, &out->value);
}

static cw_status add_deeds(cw_findings *findings, uint64_t key, const deed *a,
                           const deed *b)
{
    const cw_plot *plot = findings->plot;
    bool is_year = memcmp(a->time->value, b->time->value, 4) != 0;
    cw_finding found = {
        .kind = CW_CONFLICT_DATE,
        .score = SCORE,
        .about = cw_bytes_at(cw_text_of(plot, a->statement), a->verb),
        .matter = key | 1};
    cw_status status = say(plot, a, is_year, &found.a);
    if (status == CW_OK)
        status = say(plot, b, is_year, &found.b);
    return status == CW_OK ? cw_finding_add(findings, found) : status;
}

typedef struct {
    cw_findings *findings;
    cw_postings index; // key of predicate and thing -> deeds
    deed *deeds;
    size_t n, capacity;
} once_work;

static cw_status meet_deed(once_work *work, uint64_t key, deed here)
{
    const cw_plot *plot = work->findings->plot;
    uint32_t at = cw_postings_first(&work->index, key);
    cw_status status = CW_OK;
    for (int k = 0; at != CW_NONE && k < LOOK_MAX && status == CW_OK;
         k++, at = cw_postings_next(&work->index, at)) {
        const deed *other = &work->deeds[work->index.at[at].item];
        if (do_differ(plot, other, &here))
            status = add_deeds(work->findings, key, other, &here);
    }
    if (status == CW_OK)
        status = cw_grow(plot->scratch, (void **)&work->deeds, &work->capacity,
                         work->n + 1, sizeof *work->deeds, CW_MAX_STORY_ITEMS);
    if (status != CW_OK)
        return status;
    work->deeds[work->n] = here;
    return cw_postings_add(&work->index, key, (uint32_t)work->n++);
}

static cw_status read_token(once_work *work, uint32_t s, uint32_t first,
                            uint32_t token)
{
    const cw_plot *plot = work->findings->plot;
    const cw_statement *statement = &plot->statements[s];
    uint32_t report = statement->span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_token *here = &CW_AT(marks, marks->tokens, cw_token)[token];
    cw_bytes lemma = cw_token_lemma(marks, here);
    bool is_last =
        token > first && cw_bytes_are(cw_token_lemma(marks, here - 1), "last");
    bool is_first =
        token > first && cw_bytes_are(cw_token_lemma(marks, here - 1), "first");
    deed found = {s, here->range, NULL, is_last};
    uint64_t thing;
    if (!is_last && !is_first && !is_always_once(lemma) &&
        !is_once_long_ago(lemma))
        return CW_OK;
    found.time =
        date_after(&plot->batch->reports[report], statement->sentence, token);
    if (!found.time || (!is_last && !is_first && !is_always_once(lemma) &&
                        !is_long_ago(plot, report, found.time)))
        return CW_OK;
    thing = thing_of_event(plot, s, token);
    if (thing == 0) {
        uint32_t end = subject_end(marks, first, token);
        thing = thing_before(plot, report, first, end);
        if (thing == 0)
            thing = thing_at_start(marks, first, end);
    }
    return thing == 0
               ? CW_OK
               : meet_deed(
                     work,
                     cw_hash_mix(cw_hash_mix(cw_hash(lemma), thing), is_first),
                     found);
}

cw_status cw_conflicts_of_once(cw_findings *findings)
{
    const cw_plot *plot = findings->plot;
    once_work work = {.findings = findings};
    cw_status status = CW_OK;
    cw_postings_init(&work.index, plot->scratch);
    for (uint32_t s = 0; s < plot->n_statements && status == CW_OK; s++) {
        const cw_statement *statement = &plot->statements[s];
        const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
        const cw_sentence *sentence = cw_plot_sentence(plot, statement);
        const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
        for (uint32_t i = 0; i < sentence->n && status == CW_OK; i++)
            if (tokens[sentence->first + i].tag == CW_TAG_VERB &&
                !(tokens[sentence->first + i].shape & CW_SHAPE_QUOTED))
                status =
                    read_token(&work, s, sentence->first, sentence->first + i);
    }
    return status;
}
