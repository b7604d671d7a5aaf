/* conflict_measure.c: counts of one measure, in whatever words.
 *
 *   "The train was carrying 214 passengers"
 *   "There were 180 passengers on board the train"
 *
 * The two sentences share hardly a word, but a train has one number of
 * passengers, a firm one of staff, a candidate one of votes ahead. */
#include "story/conflict_int.h"

enum { LOOK_MAX = 16, SCORE = 600, TERM_WEIGHT_MIN = 8 };

/* Does the statement name a body? */
static bool names_body(const cw_plot *plot, uint32_t s)
{
    const cw_ids ids = plot->statements[s].entities;
    for (size_t i = 0; i < ids.n; i++)
        if (plot->story->entities[ids.at[i]].kind == CW_NAME_ORGANIZATION)
            return true;
    return false;
}

/* The statement that says what this one is about: the one before it of "It
 * employs 62", the nearest before that names a body of "The company has 62
 * employees". CW_NONE: it says so itself. */
static uint32_t leans_on(const cw_plot *plot, uint32_t s)
{
    enum { REACH = 8 };
    static const char *const pronouns[] = {"it", "they", NULL};
    static const char *const firms[] = {"company", "firm", "group", NULL};
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    const cw_token *tokens =
        CW_AT(marks, marks->tokens, cw_token) + sentence->first;
    bool is_pronoun =
        sentence->n > 0 &&
        cw_bytes_among(cw_token_lemma(marks, &tokens[0]), pronouns);
    bool is_firm = sentence->n > 1 &&
                   cw_bytes_are(cw_token_lemma(marks, &tokens[0]), "the") &&
                   cw_bytes_among(cw_token_lemma(marks, &tokens[1]), firms);
    if (!is_pronoun && !is_firm)
        return CW_NONE;
    for (uint32_t k = s;
         k-- > 0 && s - k <= REACH &&
         plot->statements[k].span.report == statement->span.report;)
        if (is_pronoun || names_body(plot, k))
            return k;
    return CW_NONE;
}

static bool is_vehicle(cw_bytes lemma)
{
    static const char *const words[] = {
        "train",  "ferry",  "bus",      "plane", "aircraft", "jet",
        "flight", "ship",   "boat",     "tram",  "liner",    "helicopter",
        "cruise", "vessel", "airliner", "coach", "balloon",  NULL};
    return cw_bytes_among(lemma, words);
}

/* What the measure is told with, not of. */
static bool is_of_measure(cw_bytes lemma)
{
    static const char *const words[] = {"people", "person",  "work", "worth",
                                        "worker", "company", "say",  "tell",
                                        "supply", "serve",   NULL};
    return cw_bytes_among(lemma, words) ||
           cw_bytes_starts(lemma, CW_LIT("employ"));
}

/* A term that both hold beside what is counted; of passengers, what carries
 * them. */
static bool share_a_term(const cw_plot *plot, uint32_t a, uint32_t b,
                         cw_bytes head, bool is_aboard)
{
    const cw_ids x = plot->statements[a].terms, y = plot->statements[b].terms;
    for (size_t i = 0; i < x.n; i++) {
        cw_bytes lemma = plot->terms.entries[x.at[i]].key;
        if (cw_ids_hold(y, x.at[i]) && !cw_bytes_equal(lemma, head) &&
            plot->term_weight[x.at[i]] >= TERM_WEIGHT_MIN &&
            (is_aboard ? is_vehicle(lemma) : !is_of_measure(lemma)))
            return true;
    }
    return false;
}

/* Is a person or body named, and, in the second, one that both name? */
static bool is_named(const cw_plot *plot, uint32_t s)
{
    const cw_ids ids = plot->statements[s].entities;
    for (size_t i = 0; i < ids.n; i++)
        if (plot->story->entities[ids.at[i]].kind != CW_NAME_PLACE)
            return true;
    return false;
}

static bool share_a_name(const cw_plot *plot, uint32_t a, uint32_t b)
{
    const cw_ids x = plot->statements[a].entities;
    for (size_t i = 0; i < x.n; i++)
        if (plot->story->entities[x.at[i]].kind != CW_NAME_PLACE &&
            cw_ids_hold(plot->statements[b].entities, x.at[i]))
            return true;
    return false;
}

/* Firms are told apart by their names; what has none by a noun. */
static bool are_about_one(const cw_plot *plot, uint32_t a, uint32_t b,
                          cw_bytes head, cw_measure measure)
{
    if (measure == CW_MEASURE_ABOARD)
        return share_a_term(plot, a, b, head, true);
    return share_a_name(plot, a, b) ||
           ((!is_named(plot, a) || !is_named(plot, b)) &&
            share_a_term(plot, a, b, head, false));
}

static bool are_of_one(const cw_findings *findings, uint32_t i, uint32_t j)
{
    const cw_plot *plot = findings->plot;
    uint32_t a = findings->counts[i].statement;
    uint32_t b = findings->counts[j].statement;
    cw_bytes head = findings->counts[i].head;
    cw_measure measure = (cw_measure)findings->counts[i].scope.measure;
    uint32_t on_a = leans_on(plot, a), on_b = leans_on(plot, b);
    return are_about_one(plot, a, b, head, measure) ||
           (on_a != CW_NONE && are_about_one(plot, on_a, b, head, measure)) ||
           (on_b != CW_NONE && are_about_one(plot, a, on_b, head, measure));
}

static cw_status meet_measures(cw_findings *findings, cw_postings *index,
                               uint32_t i)
{
    const cw_plot *plot = findings->plot;
    const cw_count *here = &findings->counts[i];
    uint64_t key =
        cw_hash_mix(findings->counts[i].scope.measure, cw_hash(here->head));
    uint32_t at = cw_postings_first(index, key);
    cw_status status = CW_OK;
    for (int k = 0; at != CW_NONE && k < LOOK_MAX && status == CW_OK;
         k++, at = cw_postings_next(index, at)) {
        uint32_t other = index->at[at].item;
        const cw_count *before = &findings->counts[other];
        cw_slots found = {.n_counts = 0};
        if (plot->statements[before->statement].span.report ==
                plot->statements[here->statement].span.report ||
            !are_of_one(findings, other, i))
            continue;
        cw_slots_count(findings, other, i, &found);
        if (found.state[CW_SLOT_NUMBER] != CW_SLOT_DIFFERS ||
            cw_guards_number(findings, &found) ||
            (found.is_growing && cw_guards_growth(findings, NULL, &found)))
            continue;
        status = cw_finding_add_numbers(findings, &found, SCORE);
    }
    return status == CW_OK ? cw_postings_add(index, key, i) : status;
}

cw_status cw_conflicts_of_measures(cw_findings *findings)
{
    cw_postings index;
    cw_status status = CW_OK;
    cw_postings_init(&index, findings->plot->scratch);
    for (uint32_t i = 0; i < findings->plot->n_counts && status == CW_OK; i++)
        if (findings->counts[i].scope.measure != CW_MEASURE_NONE)
            status = meet_measures(findings, &index, i);
    return status;
}
