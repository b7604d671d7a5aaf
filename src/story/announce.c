/* announce.c: plans without a day, and what became of plans.
 *
 *   planned statements -> no coming day -> announced
 *   planned happenings -> later happenings of the same family and people
 *     -> came_true: the line of what happened cites the announcement
 *     -> did_not:   the line of the plan cites why
 *
 * Later is: told by a report of a later day, or dated after the plan was
 * published. A visit that is planned is met by an arrival, a summit by a
 * meeting: moves and meetings are one family, else the predicate must be the
 * same. */
#include <stdlib.h>

#include "annotate/words.h"
#include "story/align.h"
#include "story/locate.h"
#include "story/postings.h"

enum {
    LOOK_MAX = 48,       // later happenings a plan is held to
    LIKE_SAME_DAY = 150, // ... when the very day is the same
    LIKE_MIN = 300,      // likeness that makes up for unnamed participants
    ANNOUNCED_ROOM = 8,  // announcements told of any story, and
    ANNOUNCED_PER_REPORT = 2,
    CITES_MAX = 64, // of one line, when more are added
};

typedef struct {
    cw_plot *plot;
    cw_postings facts;    // (family, participant) -> happenings
    cw_postings failures; // entity or term -> statements that call things off
    cw_postings lines;    // statement -> lines
} announce_work;

/* ---- what belongs together ---------------------------------------------- */

/* Going somewhere and having come there; sitting down together. */
static uint64_t family_of(const cw_happening *happening)
{
    static const char *const going[] = {"visit", "arrive", "travel", "fly",
                                        "land",  "go",     "come",   "attend",
                                        "trip",  "tour",   "join",   NULL};
    static const char *const meeting[] = {"meet",  "meeting", "talk",
                                          "talks", "summit",  NULL};
    if (cw_bytes_among(happening->lemma, going))
        return 1;
    if (cw_bytes_among(happening->lemma, meeting))
        return 2;
    return cw_hash(happening->lemma);
}

static uint64_t fact_key(const cw_happening *happening, uint32_t entity)
{
    return cw_hash_mix(family_of(happening), entity);
}

static bool calls_off(cw_bytes lemma)
{
    static const char *const lemmas[] = {"cancel",  "postpone", "scrap",
                                         "abandon", "shelve",   "delay",
                                         "suspend", "call",     NULL};
    return cw_bytes_among(lemma, lemmas);
}

/* "said that the port would reopen": what was to come then. */
static bool is_reported_plan(const cw_marks *marks, const cw_sentence *sentence,
                             uint32_t token)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    bool is_said = false, is_condition = false;
    if (token <= sentence->first ||
        !cw_bytes_equal(cw_token_lemma(marks, &tokens[token - 1]),
                        CW_LIT("would")))
        return false;
    for (uint32_t i = sentence->first; i < sentence->first + sentence->n; i++) {
        cw_bytes lemma = cw_token_lemma(marks, &tokens[i]);
        is_said |= i < token && (tokens[i].word_class & CW_WORD_SAY) != 0;
        is_condition |= cw_bytes_equal(lemma, CW_LIT("if"));
    }
    return is_said && !is_condition;
}

/* Factuality PLANNED is given to purposes and duties too ("came to meet"); an
 * announcement says that it will be, or names the planning. */
static bool is_plan(const cw_plot *plot, const cw_happening *happening)
{
    enum { REACH = 5 };
    static const char *const will[] = {"will", "shall", "'ll", "would", NULL};
    static const char *const planning[] = {
        "plan",   "expect",  "schedule", "due",      "set",        "intend",
        "accept", "confirm", "announce", "invite",   "invitation", "promise",
        "pledge", "vow",     "prepare",  "schedule", "scheduled",  "gear",
        "agree",  "hope",    "ready",    "propose",  "order",      NULL};
    uint32_t s = happening->statement;
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    uint32_t token =
        CW_AT(marks, marks->events, cw_event)[happening->event].token;
    if ((tokens[token].shape & CW_SHAPE_QUOTED) != 0)
        return false;
    if (happening->factuality != CW_FACT_PLANNED)
        return is_reported_plan(marks, sentence, token);
    if (sentence->is_headline)
        return true; // "Ruiz to visit Oslo"
    for (uint32_t i = token; i-- > sentence->first && token - i <= REACH;)
        if (cw_bytes_among(cw_token_lemma(marks, &tokens[i]), will))
            return true;
    for (uint32_t i = 0; i < sentence->n; i++)
        if (sentence->first + i < token &&
            cw_bytes_among(cw_token_lemma(marks, &tokens[sentence->first + i]),
                           planning))
            return true;
    return false;
}

static cw_status add_fact(announce_work *work, uint32_t h)
{
    const cw_happening *happening = &work->plot->happenings[h];
    cw_status status =
        cw_postings_add(&work->facts, fact_key(happening, happening->who), h);
    if (status == CW_OK && happening->whom != happening->who)
        status = cw_postings_add(&work->facts,
                                 fact_key(happening, happening->whom), h);
    return status;
}

static uint64_t entity_key(uint32_t entity)
{
    return cw_hash_mix(1, entity);
}

static uint64_t term_key(uint32_t term)
{
    return cw_hash_mix(2, term);
}

static cw_status add_failure(announce_work *work, uint32_t s)
{
    const cw_statement *statement = &work->plot->statements[s];
    cw_status status = CW_OK;
    for (size_t i = 0; i < statement->terms.n && status == CW_OK; i++)
        status = cw_postings_add(&work->failures,
                                 term_key(statement->terms.at[i]), s);
    return status;
}

static cw_status index_plot(announce_work *work)
{
    const cw_plot *plot = work->plot;
    cw_status status = CW_OK;
    cw_postings_init(&work->facts, plot->scratch);
    cw_postings_init(&work->failures, plot->scratch);
    cw_postings_init(&work->lines, plot->scratch);
    for (uint32_t h = 0; h < plot->n_happenings && status == CW_OK; h++) {
        const cw_happening *happening = &plot->happenings[h];
        if (happening->factuality == CW_FACT_HAPPENED ||
            happening->factuality == CW_FACT_NOT)
            status = add_fact(work, h);
        if (status == CW_OK && calls_off(happening->lemma) &&
            happening->factuality == CW_FACT_HAPPENED)
            status = add_failure(work, happening->statement);
    }
    for (uint32_t l = 0; l < plot->n_lines && status == CW_OK; l++)
        for (size_t i = 0; i < plot->line_statements[l].n && status == CW_OK;
             i++)
            status = cw_postings_add(
                &work->lines, entity_key(plot->line_statements[l].at[i]), l);
    return status;
}

/* ---- what became of a plan ---------------------------------------------- */

/* The last day that a plan's sentence knows of. */
static int32_t told_day(const cw_plot *plot, const cw_happening *plan)
{
    return cw_report_day(plot, plot->statements[plan->statement].span.report);
}

static bool is_later(const cw_plot *plot, const cw_happening *plan,
                     const cw_happening *fact)
{
    int32_t planned = told_day(plot, plan), told = told_day(plot, fact);
    bool is_dated =
        fact->from_day != CW_NO_DAY && fact->basis != CW_BASIS_PUBLISHED;
    if (planned == CW_NO_DAY || told == CW_NO_DAY || told < planned)
        return false;
    if (is_dated && fact->to_day < planned)
        return false;
    if (told == planned &&
        !(is_dated && cw_bytes_equal(plan->lemma, fact->lemma)))
        return false;
    if (plan->from_day != CW_NO_DAY && plan->from_day >= planned) {
        if (fact->from_day != CW_NO_DAY)
            return fact->from_day <= plan->to_day &&
                   fact->to_day >= plan->from_day;
        return told >= plan->from_day;
    }
    return told > planned || (is_dated && fact->from_day > planned);
}

/* The same who is given by the index; one more thing must be shared. */
static bool is_of_plan(const cw_plot *plot, const cw_happening *plan,
                       const cw_happening *fact)
{
    const cw_statement *a = &plot->statements[plan->statement];
    const cw_statement *b = &plot->statements[fact->statement];
    size_t common = cw_ids_common(a->entities, b->entities);
    uint32_t like = cw_statement_likeness(plot, a, b);
    bool is_same_lemma = cw_bytes_equal(plan->lemma, fact->lemma);
    if (is_same_lemma && like >= LIKE_SAME_DAY && plan->from_day != CW_NO_DAY &&
        plan->from_day == fact->from_day)
        return true;
    if (plan->who == CW_NONE || fact->who == CW_NONE)
        return is_same_lemma && like >= LIKE_MIN;
    if (plan->who != fact->who && plan->who != fact->whom)
        return false;
    if (plan->where != CW_NONE && plan->where == fact->where)
        return true;
    if (plan->whom != CW_NONE && plan->whom == fact->whom)
        return true;
    return common >= 2 || (is_same_lemma && like >= LIKE_MIN);
}

/* Add the statement to the cites of a timeline line. */
static cw_status cite_also(cw_plot *plot, uint32_t l, uint32_t s)
{
    cw_timeline_line *line = &plot->lines[l];
    size_t n = line->cite.n;
    cw_span *spans = cw_arena_array(plot->scratch, n + 1, sizeof *spans);
    if (!spans)
        return CW_NO_MEMORY;
    if (n >= CITES_MAX)
        return CW_OK;
    memcpy(spans, line->cite.at, n * sizeof *spans);
    spans[n] = plot->statements[s].span;
    return cw_cites_make(plot->keep, spans, n + 1, &line->cite, &line->reports);
}

static cw_status add_announcement(cw_plot *plot, uint32_t l, uint32_t plan)
{
    cw_timeline_line *line = &plot->lines[l];
    size_t n = line->announced_by.n;
    cw_span *spans = cw_arena_array(plot->scratch, n + 1, sizeof *spans);
    if (!spans)
        return CW_NO_MEMORY;
    line->outcome = CW_OUTCOME_CAME_TRUE;
    if (n == CITES_MAX)
        return CW_OK;
    if (n > 0)
        memcpy(spans, line->announced_by.at, n * sizeof *spans);
    spans[n] = plot->statements[plan].span;
    return cw_cites_make(plot->keep, spans, n + 1, &line->announced_by, NULL);
}

/* Lines of what happened cite the plan; those of the plan say so too. */
static cw_status tell_came_true(announce_work *work, const cw_happening *plan,
                                const cw_happening *fact)
{
    cw_plot *plot = work->plot;
    cw_status status = CW_OK;
    uint32_t at = cw_postings_first(&work->lines, entity_key(fact->statement));
    for (; at != CW_NONE && status == CW_OK;
         at = cw_postings_next(&work->lines, at)) {
        const cw_timeline_line *line = &plot->lines[work->lines.at[at].item];
        if (line->status == CW_FACT_HAPPENED &&
            (fact->from_day == CW_NO_DAY || (line->from_day <= fact->to_day &&
                                             fact->from_day <= line->to_day)))
            status = add_announcement(plot, work->lines.at[at].item,
                                      plan->statement);
    }
    at = cw_postings_first(&work->lines, entity_key(plan->statement));
    for (; at != CW_NONE; at = cw_postings_next(&work->lines, at)) {
        cw_timeline_line *line = &plot->lines[work->lines.at[at].item];
        if (line->status == CW_FACT_PLANNED &&
            line->outcome == CW_OUTCOME_UNKNOWN)
            line->outcome = CW_OUTCOME_CAME_TRUE;
    }
    return status;
}

static cw_status tell_did_not(announce_work *work, const cw_happening *plan,
                              uint32_t why)
{
    cw_plot *plot = work->plot;
    cw_status status = CW_OK;
    uint32_t at = cw_postings_first(&work->lines, entity_key(plan->statement));
    for (; at != CW_NONE && status == CW_OK;
         at = cw_postings_next(&work->lines, at)) {
        uint32_t l = work->lines.at[at].item;
        bool is_of_plan = plot->lines[l].from_day == plan->from_day &&
                          plot->lines[l].to_day == plan->to_day;
        if (plot->lines[l].outcome == CW_OUTCOME_CAME_TRUE ||
            (plot->lines[l].status != CW_FACT_PLANNED && !is_of_plan))
            continue;
        plot->lines[l].status = CW_FACT_PLANNED;
        plot->lines[l].outcome = CW_OUTCOME_DID_NOT;
        status = cite_also(plot, l, why);
    }
    return status;
}

/* A later statement that calls the plan off: it names what was planned and
 * somebody of the plan, or is very like it. */
static uint32_t find_failure(const announce_work *work,
                             const cw_happening *plan)
{
    const cw_plot *plot = work->plot;
    const cw_statement *statement = &plot->statements[plan->statement];
    cw_table_entry *term = cw_table_find(&plot->terms, plan->lemma);
    uint32_t at, number;
    int32_t planned = told_day(plot, plan);
    if (!term || planned == CW_NO_DAY)
        return CW_NONE;
    number = (uint32_t)(term - plot->terms.entries);
    at = cw_postings_first(&work->failures, term_key(number));
    for (int k = 0; at != CW_NONE && k < LOOK_MAX;
         k++, at = cw_postings_next(&work->failures, at)) {
        uint32_t s = work->failures.at[at].item;
        const cw_statement *other = &plot->statements[s];
        int32_t told = cw_report_day(plot, other->span.report);
        if (told == CW_NO_DAY || told < planned ||
            other->span.report == statement->span.report)
            continue;
        if (cw_ids_common(statement->entities, other->entities) > 0 ||
            cw_statement_likeness(plot, statement, other) >= LIKE_MIN)
            return s;
    }
    return CW_NONE;
}

static cw_status settle_plan(announce_work *work, const cw_happening *plan)
{
    cw_plot *plot = work->plot;
    uint32_t at = cw_postings_first(&work->facts, fact_key(plan, plan->who));
    uint32_t failure;
    cw_status status = CW_OK;
    for (int k = 0; at != CW_NONE && k < LOOK_MAX && status == CW_OK;
         k++, at = cw_postings_next(&work->facts, at)) {
        const cw_happening *fact = &plot->happenings[work->facts.at[at].item];
        if (fact->statement == plan->statement || !is_later(plot, plan, fact) ||
            !is_of_plan(plot, plan, fact))
            continue;
        if (fact->factuality == CW_FACT_HAPPENED)
            status = tell_came_true(work, plan, fact);
        else if (cw_bytes_equal(plan->lemma, fact->lemma) &&
                 told_day(plot, fact) > told_day(plot, plan))
            status = tell_did_not(work, plan, fact->statement);
    }
    if (status != CW_OK)
        return status;
    failure = find_failure(work, plan);
    return failure == CW_NONE ? CW_OK : tell_did_not(work, plan, failure);
}

/* ---- announcements without a day ---------------------------------------- */

/* Some day or span of days after the report's own stands in the sentence. */
static bool names_coming_day(const cw_plot *plot, const cw_statement *statement)
{
    const cw_told_report *told = &plot->batch->reports[statement->span.report];
    int32_t day = cw_report_day(plot, statement->span.report);
    size_t n = told->marks->times.n;
    for (size_t i = cw_first_time(told, statement->sentence);
         i < n && told->times[i].sentence == statement->sentence; i++) {
        const cw_time *time = &told->times[i];
        if (time->type > CW_TIME_TIME || time->to_day == CW_NO_DAY)
            continue;
        if (day == CW_NO_DAY || time->to_day >= day)
            return true;
    }
    return false;
}

static bool is_announcement(const cw_plot *plot, uint32_t s)
{
    const cw_statement *statement = &plot->statements[s];
    bool is_planned = false;
    if (!statement->is_whole || statement->role == CW_ROLE_TITLE ||
        statement->is_quoted)
        return false;
    for (uint32_t i = 0; i < statement->n_happenings; i++)
        is_planned |=
            is_plan(plot, &plot->happenings[statement->first_happening + i]);
    return is_planned && !names_coming_day(plot, statement);
}

typedef struct {
    uint32_t statement, n_reports, weight;
} ranked;

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->n_reports != y->n_reports)
        return x->n_reports > y->n_reports ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->statement < y->statement ? -1 : x->statement > y->statement;
}

/* The announcements of a claim are told once, by the first of them. */
static bool rank_announcement(const cw_plot *plot, uint32_t s, ranked *out)
{
    const cw_cluster *cluster = &plot->clusters[plot->cluster_of[s]];
    uint32_t report = CW_NONE;
    *out = (ranked){.statement = s, .weight = plot->statements[s].weight};
    for (size_t i = 0; i < cluster->n; i++) {
        uint32_t other = cluster->statements[i];
        if (!is_announcement(plot, other))
            continue;
        if (other < s)
            return false;
        out->n_reports += plot->statements[other].span.report != report;
        report = plot->statements[other].span.report;
    }
    return true;
}

static cw_status make_announced(cw_plot *plot, uint32_t s, cw_announced *out)
{
    const cw_cluster *cluster = &plot->clusters[plot->cluster_of[s]];
    cw_span *spans = cw_arena_array(plot->scratch, cluster->n, sizeof *spans);
    size_t n = 0;
    if (!spans)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < cluster->n; i++)
        if (is_announcement(plot, cluster->statements[i]))
            spans[n++] = plot->statements[cluster->statements[i]].span;
    out->text = cw_span_text(plot->batch, plot->statements[s].span);
    return cw_cites_make(plot->keep, spans, n, &out->cite, &out->reports);
}

static cw_status tell_announced(cw_plot *plot)
{
    size_t most = ANNOUNCED_ROOM + ANNOUNCED_PER_REPORT * plot->members.n;
    size_t n = 0;
    ranked *list =
        cw_arena_array(plot->scratch, plot->n_statements, sizeof *list);
    cw_announced *announced;
    cw_status status = CW_OK;
    if (!list)
        return CW_NO_MEMORY;
    for (uint32_t s = 0; s < plot->n_statements; s++)
        if (is_announcement(plot, s) && rank_announcement(plot, s, &list[n]))
            n++;
    if (n > 0)
        qsort(list, n, sizeof *list, compare_ranked);
    n = n < most ? n : most;
    announced = cw_arena_array(plot->keep, n, sizeof *announced);
    if (!announced)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n && status == CW_OK; i++)
        status = make_announced(plot, list[i].statement, &announced[i]);
    plot->story->announced = announced;
    plot->story->n_announced = n;
    return status;
}

cw_status cw_announced_build(cw_plot *plot)
{
    announce_work work = {.plot = plot};
    cw_status status = index_plot(&work);
    for (uint32_t h = 0; h < plot->n_happenings && status == CW_OK; h++)
        if (is_plan(plot, &plot->happenings[h]))
            status = settle_plan(&work, &plot->happenings[h]);
    return status == CW_OK ? tell_announced(plot) : status;
}
