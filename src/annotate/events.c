/* events.c: what is said to happen.
 *
 *   predicates -> factuality       -> participants   -> events
 *   verbs, event  events_fact.c       events_roles.c
 *   nouns
 *
 * A verb without any participant is dropped rather than guessed at. */
#include "annotate/events_int.h"
#include "base/search.h"

static uint8_t event_class(const cw_draft *draft, uint32_t token, bool is_noun)
{
    cw_bytes lemma = cw_draft_lemma(draft, cw_look(draft, token));
    cw_words words = cw_words_find(lemma);
    for (size_t i = 0; i < words.n; i++)
        if (words.at[i].tag == (is_noun ? CW_TAG_NOUN : CW_TAG_VERB) &&
            words.at[i].event_class != CW_EVENT_OTHER)
            return words.at[i].event_class;
    return CW_EVENT_OTHER;
}

static bool has_be(const cw_draft *draft, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (cw_look_lemma(draft, i, "be") || cw_look_lemma(draft, i, "get"))
            return true;
    return false;
}

/* Fill what the verb's own group tells. */
static void read_verb(const cw_events *events, cw_predicate *predicate)
{
    const cw_draft *draft = events->draft;
    const cw_token *token = cw_look(draft, predicate->token);
    uint32_t group =
        cw_verb_group(&events->view, predicate->token, events->first);
    predicate->group = group;
    for (uint32_t i = group; i < predicate->token; i++)
        if (cw_look_is(draft, i, "to"))
            predicate->is_infinitive = true;
    bool is_participle = (token->form & CW_FORM_PARTICIPLE) != 0;
    predicate->is_passive =
        is_participle && has_be(draft, group, predicate->token);
    bool is_bare = group == predicate->token;
    predicate->is_participle =
        is_bare && (token->form & (CW_FORM_ING | CW_FORM_PARTICIPLE)) &&
        !(token->form & (CW_FORM_PAST | CW_FORM_PRESENT_S | CW_FORM_BASE));
    /* "talks aimed at", "a man named": past and participle look alike; after
     * its noun without a subject of its own it is left a finite verb. */
    predicate->is_finite =
        !predicate->is_infinitive && !predicate->is_participle;
}

static void add_predicate(cw_events *events, uint32_t token, bool is_noun)
{
    cw_predicate *predicate =
        cw_draft_add(events->draft, &events->predicates, sizeof *predicate,
                     CW_MAX_SENTENCE_TOKENS);
    if (!predicate) {
        if (!events->draft->is_cut)
            events->status = CW_NO_MEMORY;
        return;
    }
    *predicate =
        (cw_predicate){.token = token, .group = token, .is_noun = is_noun};
    if (!is_noun)
        read_verb(events, predicate);
    /* The one being judged must not find itself among those before it. */
    cw_predicate now = *predicate;
    events->predicates.n--;
    cw_events_judge(events, &now);
    cw_events_find_roles(events, &now);
    events->predicates.n++;
    *predicate = now;
}

static bool is_predicate_noun(const cw_events *events, uint32_t i)
{
    const cw_token *token = cw_look(events->draft, i);
    if (!(token->word_class & CW_WORD_EVENT) || token->tag != CW_TAG_NOUN)
        return false;
    uint32_t name = events->view.name[i];
    return name == CW_NONE ||
           events->draft->names.at[name].kind == CW_NAME_OTHER;
}

/* "stayed closed", "looked tired": what the verb before says of its subject. */
static bool is_complement(const cw_events *events, uint32_t i)
{
    static const char *const links[] = {"stay", "remain", "look",
                                        "seem", "keep",   "feel"};
    const cw_draft *draft = events->draft;
    if (i == events->first ||
        !(cw_look(draft, i)->form & (CW_FORM_PAST | CW_FORM_PARTICIPLE)))
        return false;
    for (size_t k = 0; k < sizeof links / sizeof *links; k++)
        if (cw_look_lemma(draft, i - 1, links[k]))
            return true;
    return false;
}

static bool is_predicate_verb(const cw_events *events, uint32_t i)
{
    const cw_draft *draft = events->draft;
    if (is_complement(events, i))
        return false;
    if (cw_look_tag(draft, i) != CW_TAG_VERB ||
        events->view.name[i] != CW_NONE || events->view.time[i] != CW_NONE)
        return false;
    /* "the operating system", "the planned visit": a modifier of a noun. */
    if (i > events->first && i + 1 < events->end &&
        cw_look_tag(draft, i + 1) == CW_TAG_NOUN) {
        uint8_t before = cw_look_tag(draft, i - 1);
        if (before == CW_TAG_DET || before == CW_TAG_NUM ||
            cw_look_is_possessive(draft, i - 1))
            return false;
    }
    static const char *const empty[] = {
        "be",      "have",      "do",     "become", "seem",
        "include", "according", "accord", "let",    NULL};
    return !cw_look_lemma_in(draft, i, empty);
}

/* The first finite verb outside marks and relative clauses. */
static size_t main_predicate(const cw_events *events)
{
    const cw_draft *draft = events->draft;
    for (size_t k = 0; k < events->predicates.n; k++) {
        const cw_predicate *p = &events->predicates.at[k];
        if (p->is_noun || !p->is_finite)
            continue;
        bool is_relative = p->group > events->first &&
                           (cw_look_is(draft, p->group - 1, "who") ||
                            cw_look_is(draft, p->group - 1, "which") ||
                            cw_look_is(draft, p->group - 1, "that"));
        if (!is_relative)
            return k;
    }
    return SIZE_MAX;
}

static cw_status write_event(cw_events *events, const cw_predicate *predicate,
                             bool is_main)
{
    cw_draft *draft = events->draft;
    const cw_view *view = &events->view;
    const cw_token *token = cw_look(draft, predicate->token);
    bool has_participant = predicate->who.from < predicate->who.to ||
                           predicate->whom.from < predicate->whom.to;
    if (!predicate->is_noun && !has_participant)
        return CW_OK;
    cw_event *event =
        cw_draft_add(draft, &draft->events, sizeof *event, CW_MAX_MARKS);
    if (!event)
        return draft->is_cut ? CW_OK : CW_NO_MEMORY;
    *event = (cw_event){
        .range = token->range,
        .sentence = events->sentence,
        .token = predicate->token,
        .lemma_at = token->lemma_at,
        .lemma_n = token->lemma_n,
        .event_class = event_class(draft, predicate->token, predicate->is_noun),
        .factuality = predicate->factuality,
        .is_negative = predicate->is_negative,
        .is_noun = predicate->is_noun,
        .is_main = is_main,
        .is_passive = predicate->is_passive,
        .who = cw_tokens_range(view, predicate->who),
        .whom = cw_tokens_range(view, predicate->whom),
        .where = cw_tokens_range(view, predicate->where),
        .who_chain = cw_np_chain(view, predicate->who),
        .whom_chain = cw_np_chain(view, predicate->whom),
        .time = cw_events_find_time(events, predicate)};
    return CW_OK;
}

static cw_status read_sentence(cw_events *events, uint32_t number)
{
    const cw_draft *draft = events->draft;
    const cw_sentence *sentence = &draft->sentences.at[number];
    cw_status status;
    events->sentence = number;
    events->first = sentence->first;
    events->end = cw_look_end(sentence);
    events->predicates.n = 0;
    events->only_time = cw_events_only_time(events);
    for (uint32_t i = events->first; i < events->end; i++) {
        if (is_predicate_verb(events, i))
            add_predicate(events, i, false);
        else if (is_predicate_noun(events, i))
            add_predicate(events, i, true);
    }
    cw_events_settle(events);
    size_t main = main_predicate(events);
    status = events->status;
    for (size_t k = 0; k < events->predicates.n && status == CW_OK; k++)
        status = write_event(events, &events->predicates.at[k], k == main);
    return status;
}

/* Cues that leave open whether what they introduce is so. */
static bool is_claim(const cw_draft *draft, cw_range cue)
{
    static const char *const lemmas[] = {"claim",   "allege", "accuse",
                                         "purport", "assert", NULL};
    size_t i = cw_look_token_at(draft, cue.to - 1);
    for (size_t k = 0; i < draft->tokens.n && lemmas[k]; k++)
        if (cw_look_lemma(draft, i, lemmas[k]))
            return true;
    return false;
}

static size_t first_event_at(const cw_draft *draft, uint32_t byte)
{
    return CW_FIRST_FROM(draft->events.at, draft->events.n, cw_event,
                         range.from, byte);
}

/* What somebody claims has not happened for sure. */
static void mark_claims(cw_draft *draft)
{
    for (size_t i = 0; i < draft->quotes.n; i++) {
        const cw_quote *quote = &draft->quotes.at[i];
        if (quote->confidence < CW_QUOTE_TOLD || quote->cue.n == 0 ||
            quote->content.n == 0 ||
            !is_claim(draft, draft->ranges.at[quote->cue.at]))
            continue;
        cw_range content = draft->ranges.at[quote->content.at];
        for (size_t k = first_event_at(draft, content.from);
             k < draft->events.n && draft->events.at[k].range.to <= content.to;
             k++) {
            cw_event *event = &draft->events.at[k];
            if (event->factuality != CW_FACT_HAPPENED)
                continue;
            event->factuality = CW_FACT_ALLEGED;
            if (quote->source.n > 0)
                event->alleged_by = draft->ranges.at[quote->source.at];
        }
    }
}

cw_status cw_find_events(cw_draft *draft)
{
    cw_events events = {.draft = draft};
    cw_status status = cw_view_init(&events.view, draft);
    for (uint32_t i = 0; i < draft->sentences.n && status == CW_OK; i++)
        status = read_sentence(&events, i);
    if (status == CW_OK)
        mark_claims(draft);
    return status;
}
