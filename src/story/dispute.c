/* dispute.c: named speakers who deny what a claim says.
 *
 *   denials: "Ruiz denied having closed the bridge"
 *     -> the claim they stand in, the claims they are like, or, when they
 *        say "this accusation", the claim of the sentence before
 *     -> claim.disputed_by */
#include "base/search.h"
#include "story/conflict_int.h"

#include <stdlib.h>

#include "annotate/words.h"

enum {
    LIKE_MIN = 250,  // of a denial and the sentence it denies
    COMMON_MIN = 2,  // terms they share beside the speaker's name
    BACK_MAX = 3,    // sentences it may lean back over
    SHORT_TERMS = 7, // a denial with so few terms leans on the one before
};

/* ---- denials ------------------------------------------------------------ */

static uint32_t first_event(const cw_marks *marks, uint32_t sentence)
{
    const cw_event *events = CW_AT(marks, marks->events, cw_event);
    return (uint32_t)CW_FIRST_FROM(events, marks->events.n, cw_event, sentence,
                                   sentence);
}

static cw_bytes event_lemma(const cw_marks *marks, const cw_event *event)
{
    return cw_bytes_cut(cw_slice_bytes(marks, marks->strings), event->lemma_at,
                        (size_t)event->lemma_at + event->lemma_n);
}

/* Offers and plans are rejected too; these verbs need words that are said. */
static bool names_words_said(const cw_plot *plot, uint32_t s)
{
    static const char *const said[] = {"accusation", "allegation", "claim",
                                       "charge",     "suggestion", "report",
                                       "statement",  "account",    "assertion",
                                       "complaint",  NULL};
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    for (uint32_t i = 0; i < sentence->n; i++)
        if (cw_bytes_among(cw_token_lemma(marks, &tokens[sentence->first + i]),
                           said))
            return true;
    return false;
}

/* The event that denies, in the marks of the statement's report. */
static uint32_t denying_event(const cw_plot *plot, uint32_t s)
{
    static const char *const deny[] = {"deny", "refute", "rebut", NULL};
    static const char *const reject[] = {"reject", "dismiss", "dispute",
                                         "contest", NULL};
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_event *events = CW_AT(marks, marks->events, cw_event);
    for (uint32_t i = first_event(marks, statement->sentence);
         i < marks->events.n && events[i].sentence == statement->sentence;
         i++) {
        cw_bytes lemma = event_lemma(marks, &events[i]);
        if (events[i].is_noun || events[i].is_negative)
            continue;
        if (cw_bytes_among(lemma, deny) ||
            (cw_bytes_among(lemma, reject) && names_words_said(plot, s)))
            return i;
    }
    return CW_NONE;
}

static uint32_t denying_quote(const cw_plot *plot, uint32_t s)
{
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_quote *quotes = CW_AT(marks, marks->quotes, cw_quote);
    for (uint32_t i = 0; i < marks->quotes.n; i++)
        if (quotes[i].is_denial && quotes[i].sentence == statement->sentence)
            return i;
    return CW_NONE;
}

cw_status cw_denials_find(cw_plot *plot)
{
    uint8_t *found = cw_arena_array(plot->scratch, plot->n_statements, 1);
    plot->denies = found;
    if (!found)
        return CW_NO_MEMORY;
    for (uint32_t s = 0; s < plot->n_statements; s++)
        found[s] = denying_event(plot, s) != CW_NONE;
    for (size_t i = 0; i < plot->members.n; i++) {
        uint32_t report = plot->members.at[i];
        const cw_marks *marks = cw_plot_marks(plot, report);
        const cw_quote *quotes = CW_AT(marks, marks->quotes, cw_quote);
        for (uint32_t q = 0; q < marks->quotes.n; q++) {
            uint32_t s = quotes[q].is_denial
                             ? cw_statement_of(plot, report, quotes[q].sentence)
                             : CW_NONE;
            if (s != CW_NONE)
                found[s] = 1;
        }
    }
    return CW_OK;
}

/* ---- who denies --------------------------------------------------------- */

typedef struct {
    uint32_t claim, entity;
    cw_bytes speaker;
    cw_span cite;
} dispute;

typedef struct {
    cw_plot *plot;
    dispute *at;
    size_t n, capacity;
} disputes;

static bool find_speaker(const cw_plot *plot, uint32_t s, dispute *out)
{
    uint32_t report = plot->statements[s].span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    uint32_t quote = denying_quote(plot, s), event = denying_event(plot, s);
    out->entity = CW_NONE;
    out->speaker = (cw_bytes){0};
    if (quote != CW_NONE) {
        const cw_quote *here = &CW_AT(marks, marks->quotes, cw_quote)[quote];
        if (here->chain != CW_NONE)
            out->entity = plot->entity_of[report][here->chain];
        if (here->source.n > 0)
            out->speaker =
                cw_bytes_at(text, CW_AT(marks, here->source, cw_range)[0]);
    }
    if (event != CW_NONE && out->entity == CW_NONE && out->speaker.n == 0) {
        const cw_event *here = &CW_AT(marks, marks->events, cw_event)[event];
        if (here->who_chain != CW_NONE)
            out->entity = plot->entity_of[report][here->who_chain];
        out->speaker = cw_bytes_at(text, here->who);
    }
    return out->entity != CW_NONE || out->speaker.n > 0;
}

/* Terms that both hold, without the speaker's name and the denying itself: a
 * denial is of something, not of all that its speaker does. */
static bool is_about(const cw_plot *plot, uint32_t denial, uint32_t s,
                     const dispute *found)
{
    const cw_statement *a = &plot->statements[denial];
    const cw_statement *b = &plot->statements[s];
    uint32_t n = 0;
    cw_bytes name = found->entity == CW_NONE
                        ? (cw_bytes){0}
                        : plot->story->entities[found->entity].name;
    for (size_t i = 0; i < a->terms.n; i++) {
        cw_bytes lemma = plot->terms.entries[a->terms.at[i]].key;
        n += cw_ids_hold(b->terms, a->terms.at[i]) &&
             cw_bytes_find_fold(found->speaker, lemma, 0) == CW_NOT_FOUND &&
             cw_bytes_find_fold(name, lemma, 0) == CW_NOT_FOUND;
    }
    return n >= COMMON_MIN;
}

static cw_status add_dispute(disputes *list, uint32_t denial, uint32_t s,
                             bool leans)
{
    cw_plot *plot = list->plot;
    dispute found = {.claim = plot->claim_of[plot->cluster_of[s]],
                     .cite = plot->statements[denial].span};
    cw_status status;
    if (found.claim == CW_NONE || s == denial || list->plot->denies[s] ||
        !find_speaker(plot, denial, &found) ||
        (!leans && !is_about(plot, denial, s, &found)))
        return CW_OK;
    status = cw_grow(plot->scratch, (void **)&list->at, &list->capacity,
                     list->n + 1, sizeof *list->at, CW_MAX_STORY_ITEMS);
    if (status == CW_OK)
        list->at[list->n++] = found;
    return status;
}

/* ---- what they deny ----------------------------------------------------- */

/* "denied this", "the accusations": what was denied stands before. */
static bool leans_back(const cw_plot *plot, uint32_t s)
{
    static const char *const words[] = {"it", "this", "that", "those", NULL};
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t event = denying_event(plot, s), token;
    if (event == CW_NONE || statement->terms.n > SHORT_TERMS)
        return false;
    token = CW_AT(marks, marks->events, cw_event)[event].token + 1;
    if (names_words_said(plot, s))
        return true;
    return token < marks->tokens.n &&
           cw_bytes_among(cw_token_lemma(marks, &tokens[token]), words);
}

static cw_status dispute_one(disputes *list, uint32_t denial)
{
    const cw_plot *plot = list->plot;
    const cw_cluster *cluster = &plot->clusters[plot->cluster_of[denial]];
    const cw_statement *statement = &plot->statements[denial];
    cw_status status = CW_OK;
    for (size_t i = 0; i < cluster->n && status == CW_OK; i++) {
        if (list->plot->denies[cluster->statements[i]])
            continue;
        return add_dispute(list, denial, cluster->statements[i], false);
    }
    if (!leans_back(plot, denial))
        return status;
    for (uint32_t s = denial, k = 0; s-- > 0 && k < BACK_MAX; k++) {
        if (plot->statements[s].span.report != statement->span.report)
            break;
        if (plot->claim_of[plot->cluster_of[s]] == CW_NONE ||
            plot->statements[s].is_quoted)
            continue;
        return add_dispute(list, denial, s, true);
    }
    return status;
}

static int compare_disputes(const void *a, const void *b)
{
    const dispute *x = a, *y = b;
    int order;
    if (x->claim != y->claim)
        return x->claim < y->claim ? -1 : 1;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    order = x->entity == CW_NONE ? cw_bytes_compare(x->speaker, y->speaker) : 0;
    return order != 0 ? order : cw_span_compare(x->cite, y->cite);
}

static bool is_one_dispute(const dispute *a, const dispute *b)
{
    return a->claim == b->claim && a->entity == b->entity &&
           (a->entity != CW_NONE || cw_bytes_equal(a->speaker, b->speaker));
}

/* Disputes of one speaker and claim become one, with all their cites. */
static cw_status tell_disputes(disputes *list)
{
    cw_plot *plot = list->plot;
    cw_span *spans = cw_arena_array(plot->scratch, list->n, sizeof *spans);
    cw_dispute *told = cw_arena_array(plot->keep, list->n, sizeof *told);
    size_t n = 0;
    cw_status status = CW_OK;
    if (!spans || !told)
        return CW_NO_MEMORY;
    if (list->n > 0)
        qsort(list->at, list->n, sizeof *list->at, compare_disputes);
    for (size_t i = 0, to; i < list->n && status == CW_OK; i = to) {
        cw_claim *claim = &plot->claims[list->at[i].claim];
        for (to = i;
             to < list->n && is_one_dispute(&list->at[i], &list->at[to]); to++)
            spans[to - i] = list->at[to].cite;
        told[n] = (cw_dispute){.entity = list->at[i].entity,
                               .speaker = list->at[i].speaker};
        status = cw_cites_make(plot->keep, spans, to - i, &told[n].cite, NULL);
        if (claim->n_disputed_by++ == 0)
            claim->disputed_by = &told[n];
        n++;
    }
    return status;
}

cw_status cw_disputes_find(cw_plot *plot)
{
    const uint8_t *denies = plot->denies;
    disputes list = {.plot = plot};
    cw_status status = CW_OK;
    for (uint32_t s = 0; s < plot->n_statements && status == CW_OK; s++)
        if (denies[s])
            status = dispute_one(&list, s);
    for (size_t i = 0; i < plot->like.n && status == CW_OK; i++) {
        uint32_t a = plot->like.at[i].a, b = plot->like.at[i].b;
        if (denies[a] == denies[b] ||
            cw_statement_likeness(plot, &plot->statements[a],
                                  &plot->statements[b]) < LIKE_MIN)
            continue;
        status = denies[b] ? add_dispute(&list, b, a, false)
                           : add_dispute(&list, a, b, false);
    }
    return status == CW_OK ? tell_disputes(&list) : status;
}
