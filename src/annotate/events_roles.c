/* events_roles.c: who did what to whom, where and when, by word order. */
#include "annotate/events_int.h"

enum { LENDERS_MAX = 12, TIME_TOKENS_MAX = 60 };

/* The predicate before that lends its subject: "agreed to meet", "met Lind
 * and left", "praised her, saying". */
static const cw_predicate *lender(const cw_events *events,
                                  const cw_predicate *predicate)
{
    size_t n = events->predicates.n;
    for (size_t k = n; k > 0 && n - k < LENDERS_MAX; k--) {
        const cw_predicate *other = &events->predicates.at[k - 1];
        if (!other->is_noun && other->token < predicate->group &&
            predicate->group - other->token < 30)
            return other;
    }
    return NULL;
}

/* "asked Lind to leave": the object of the verb before is the subject. */
static bool is_object_control(const cw_draft *draft, uint32_t verb)
{
    static const char *const lemmas[] = {
        "ask",  "order", "urge",   "tell",    "force",  "invite",   "allow",
        "help", "want",  "expect", "require", "advise", "persuade", NULL};
    return cw_look_lemma_in(draft, verb, lemmas);
}

/* "is due to visit", "was likely to fail": the subject of the "be" before the
 * infinitive. */
static cw_tokens subject_of_be(const cw_events *events, uint32_t group)
{
    const cw_draft *draft = events->draft;
    if (cw_look_tag(draft, group) == CW_TAG_AUX) // "is to visit"
        return cw_subject_before(&events->view, group, events->first);
    for (uint32_t i = group; i > events->first && group - i < 5; i--) {
        uint8_t tag = cw_look_tag(draft, i - 1);
        if (tag == CW_TAG_AUX) {
            uint32_t be = cw_verb_group(&events->view, i - 1, events->first);
            return cw_subject_before(&events->view, be, events->first);
        }
        if (tag != CW_TAG_ADJ && tag != CW_TAG_ADV && tag != CW_TAG_PART &&
            tag != CW_TAG_ADP)
            break;
    }
    return (cw_tokens){0, 0};
}

static void find_subject(cw_events *events, cw_predicate *predicate,
                         cw_tokens *subject)
{
    const cw_draft *draft = events->draft;
    const cw_predicate *other = lender(events, predicate);
    uint32_t group = predicate->group;
    bool is_joined =
        group > events->first && (cw_look_is(draft, group - 1, "and") ||
                                  cw_look_is(draft, group - 1, "or") ||
                                  cw_look_is(draft, group - 1, "then") ||
                                  cw_look_is(draft, group - 1, "but"));
    if (!predicate->is_infinitive && !predicate->is_participle && !is_joined)
        *subject = cw_subject_before(&events->view, group, events->first);
    if (predicate->is_infinitive)
        *subject = subject_of_be(events, group);
    if (subject->from < subject->to)
        return;
    if (predicate->is_infinitive && !other) {
        *subject = cw_np_before(&events->view, group, events->first);
        return;
    }
    if (!other)
        return;
    /* "asked Lind to leave", "accused Lind of stealing". */
    bool is_of = predicate->is_participle && group > events->first &&
                 (cw_look_is(draft, group - 1, "of") ||
                  cw_look_is(draft, group - 1, "from"));
    bool is_object = other->whom.from < other->whom.to &&
                     (is_of || (predicate->is_infinitive &&
                                is_object_control(draft, other->token)));
    *subject = is_object           ? other->whom
               : other->is_passive ? other->whom
                                   : other->who;
}

/* "by the police" after a passive. */
static cw_tokens find_agent(const cw_events *events, uint32_t from)
{
    const cw_draft *draft = events->draft;
    for (uint32_t i = from; i + 1 < events->end && i < from + 10; i++) {
        if (cw_look_is(draft, i, "by") && events->view.time[i + 1] == CW_NONE)
            return cw_np_after(&events->view, i + 1, events->end);
        uint8_t tag = cw_look_tag(draft, i);
        if (tag == CW_TAG_VERB || cw_look_is(draft, i, ","))
            break;
    }
    return (cw_tokens){0, 0};
}

static cw_tokens find_object(const cw_events *events, uint32_t verb)
{
    static const char *const links[] = {"with", "against", "on",  "at",
                                        "for",  "off",     "out", "up",
                                        "down", "over",    NULL};
    const cw_draft *draft = events->draft;
    uint32_t i = verb + 1;
    if (i < events->end && cw_look_in(draft, i, links))
        i++;
    if (i >= events->end || events->view.time[i] != CW_NONE ||
        (cw_look_tag(draft, i) == CW_TAG_VERB &&
         events->view.name[i] == CW_NONE))
        return (cw_tokens){0, 0};
    return cw_np_after(&events->view, i, events->end);
}

/* The first "in PLACE" after the predicate in its clause, else before it. */
static cw_tokens find_place(const cw_events *events,
                            const cw_predicate *predicate)
{
    static const char *const links[] = {
        "in",     "at", "near",    "to",     "from",    "into", "outside",
        "across", "on", "through", "toward", "towards", NULL};
    const cw_draft *draft = events->draft;
    for (uint32_t i = predicate->token + 1;
         i + 1 < events->end && i < predicate->token + 18; i++) {
        uint8_t tag = cw_look_tag(draft, i);
        if (tag == CW_TAG_VERB || cw_look_is(draft, i, ";"))
            break;
        if (!cw_look_in(draft, i, links))
            continue;
        cw_tokens phrase = cw_np_after(&events->view, i + 1, events->end);
        if (phrase.from == phrase.to || events->view.time[i + 1] != CW_NONE)
            continue;
        uint32_t head = cw_np_head(&events->view, phrase);
        uint32_t name = events->view.name[head];
        bool is_place =
            (name != CW_NONE && draft->names.at[name].kind == CW_NAME_PLACE &&
             !draft->names.at[name].is_adjective) ||
            cw_look_has(draft, head, CW_WORD_PLACE_HEAD);
        if (is_place)
            return phrase;
    }
    return (cw_tokens){0, 0};
}

/* Participants of an event noun: "Ruiz's visit to Valdora", "the arrest of
 * Lind by police", "talks with Lind", "Norlander attack". */
static void find_noun_roles(cw_events *events, cw_predicate *predicate)
{
    const cw_draft *draft = events->draft;
    const cw_view *view = &events->view;
    uint32_t noun = predicate->token;
    cw_tokens phrase = cw_np_before(view, noun + 1, events->first);
    for (uint32_t i = phrase.from; i < noun; i++) {
        bool is_owner = cw_look_is_possessive(draft, i + 1) ||
                        (cw_look_tag(draft, i) == CW_TAG_PRON &&
                         cw_look(draft, i)->word_class & CW_WORD_FUNCTION) ||
                        (view->name[i] != CW_NONE &&
                         draft->names.at[view->name[i]].is_adjective);
        if (is_owner) {
            predicate->who = (cw_tokens){phrase.from, i + 1};
            while (predicate->who.from < i &&
                   cw_look_tag(draft, predicate->who.from) == CW_TAG_DET &&
                   view->name[i] != CW_NONE)
                predicate->who.from++;
        }
    }
    uint32_t next = noun + 1;
    if (next + 1 < events->end &&
        (cw_look_is(draft, next, "with") || cw_look_is(draft, next, "of") ||
         cw_look_is(draft, next, "against") || cw_look_is(draft, next, "on")) &&
        view->time[next + 1] == CW_NONE)
        predicate->whom = cw_np_after(view, next + 1, events->end);
    cw_tokens agent = find_agent(events, next);
    if (agent.from < agent.to)
        predicate->who = agent;
    if (predicate->who.from == predicate->who.to) {
        const cw_predicate *verb = lender(events, predicate);
        bool is_object =
            verb && verb->whom.from <= noun && noun < verb->whom.to;
        if (is_object && !verb->is_passive)
            predicate->who = verb->who;
    }
}

void cw_events_find_roles(cw_events *events, cw_predicate *predicate)
{
    const cw_draft *draft = events->draft;
    predicate->where = find_place(events, predicate);
    if (predicate->is_noun) {
        find_noun_roles(events, predicate);
        return;
    }
    if (predicate->is_passive) {
        find_subject(events, predicate, &predicate->whom);
        predicate->who = find_agent(events, predicate->token + 1);
        return;
    }
    find_subject(events, predicate, &predicate->who);
    predicate->whom = find_object(events, predicate->token);
    if (predicate->whom.from < predicate->whom.to &&
        predicate->where.from == predicate->where.to) {
        uint32_t name =
            events->view.name[cw_np_head(&events->view, predicate->whom)];
        if (name != CW_NONE && draft->names.at[name].kind == CW_NAME_PLACE)
            predicate->where = predicate->whom;
    }
}

uint32_t cw_events_find_time(const cw_events *events,
                             const cw_predicate *predicate)
{
    const cw_draft *draft = events->draft;
    const uint32_t *time = events->view.time;
    uint32_t token = predicate->token;
    for (uint32_t i = token + 1; i < events->end && i - token < TIME_TOKENS_MAX;
         i++) {
        if (time[i] != CW_NONE)
            return time[i];
        uint8_t tag = cw_look_tag(draft, i);
        bool is_finite =
            tag == CW_TAG_VERB &&
            (cw_look(draft, i)->form & (CW_FORM_PAST | CW_FORM_PRESENT_S)) &&
            !(cw_look(draft, i)->form & CW_FORM_PARTICIPLE);
        if (is_finite || tag == CW_TAG_SCONJ || cw_look_is(draft, i, ";"))
            break;
    }
    for (uint32_t i = token; i > events->first && token - i < TIME_TOKENS_MAX;
         i--) {
        if (time[i - 1] != CW_NONE)
            return time[i - 1];
        if (cw_look_tag(draft, i - 1) == CW_TAG_VERB && !predicate->is_noun)
            break;
    }
    return events->only_time;
}

uint32_t cw_events_only_time(const cw_events *events)
{
    uint32_t only = CW_NONE;
    for (uint32_t i = events->first; i < events->end; i++) {
        uint32_t time = events->view.time[i];
        if (time == CW_NONE || time == only)
            continue;
        if (only != CW_NONE)
            return CW_NONE;
        only = time;
    }
    return only;
}
