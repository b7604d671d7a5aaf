/* events_fact.c: did it happen, is it planned, was it only said?
 *
 * The words that decide stand in the verb group ("may not visit"), before
 * the infinitive ("agreed to visit", "is due to visit"), or at the head of
 * the clause ("if"). After Saurí and Pustejovsky, FactBank, 2009: polarity
 * and certainty are read off these words, outermost first. */
#include "annotate/events_int.h"

/* What a governing word makes of the infinitive or noun after it. */
typedef enum {
    GOVERNS_NOTHING,
    GOVERNS_HAPPENED, // managed to, began to
    GOVERNS_PLANNED,  // plans to, is due to, agreed to
    GOVERNS_NOT,      // failed to, refused to, cancelled
    GOVERNS_POSSIBLE, // is likely to, considers
    GOVERNS_ALLEGED,  // accused of, is said to
} governing;

static governing governing_of(const cw_draft *draft, uint32_t token)
{
    static const struct {
        const char *lemma;
        governing governs;
    } words[] = {
        {"plan", GOVERNS_PLANNED},       {"expect", GOVERNS_PLANNED},
        {"schedule", GOVERNS_PLANNED},   {"scheduled", GOVERNS_PLANNED},
        {"agree", GOVERNS_PLANNED},      {"prepare", GOVERNS_PLANNED},
        {"intend", GOVERNS_PLANNED},     {"want", GOVERNS_PLANNED},
        {"hope", GOVERNS_PLANNED},       {"seek", GOVERNS_PLANNED},
        {"aim", GOVERNS_PLANNED},        {"decide", GOVERNS_PLANNED},
        {"promise", GOVERNS_PLANNED},    {"pledge", GOVERNS_PLANNED},
        {"vow", GOVERNS_PLANNED},        {"threaten", GOVERNS_PLANNED},
        {"set", GOVERNS_PLANNED},        {"due", GOVERNS_PLANNED},
        {"about", GOVERNS_PLANNED},      {"order", GOVERNS_PLANNED},
        {"ask", GOVERNS_PLANNED},        {"urge", GOVERNS_PLANNED},
        {"call", GOVERNS_PLANNED},       {"invite", GOVERNS_PLANNED},
        {"propose", GOVERNS_PLANNED},    {"announce", GOVERNS_PLANNED},
        {"offer", GOVERNS_PLANNED},      {"try", GOVERNS_PLANNED},
        {"ready", GOVERNS_PLANNED},      {"determined", GOVERNS_PLANNED},
        {"plans", GOVERNS_PLANNED},      {"proposal", GOVERNS_PLANNED},
        {"decision", GOVERNS_PLANNED},   {"intention", GOVERNS_PLANNED},
        {"effort", GOVERNS_PLANNED},     {"attempt", GOVERNS_PLANNED},
        {"pledges", GOVERNS_PLANNED},    {"bid", GOVERNS_PLANNED},
        {"demand", GOVERNS_PLANNED},     {"need", GOVERNS_PLANNED},
        {"require", GOVERNS_PLANNED},    {"oblige", GOVERNS_PLANNED},
        {"advise", GOVERNS_PLANNED},     {"tell", GOVERNS_PLANNED},
        {"warn", GOVERNS_PLANNED},       {"consider", GOVERNS_POSSIBLE},
        {"likely", GOVERNS_POSSIBLE},    {"unlikely", GOVERNS_POSSIBLE},
        {"possible", GOVERNS_POSSIBLE},  {"mull", GOVERNS_POSSIBLE},
        {"able", GOVERNS_POSSIBLE},      {"could", GOVERNS_POSSIBLE},
        {"discuss", GOVERNS_POSSIBLE},   {"suggest", GOVERNS_POSSIBLE},
        {"fail", GOVERNS_NOT},           {"decline", GOVERNS_NOT},
        {"refuse", GOVERNS_NOT},         {"avoid", GOVERNS_NOT},
        {"cancel", GOVERNS_NOT},         {"deny", GOVERNS_NOT},
        {"neglect", GOVERNS_NOT},        {"unable", GOVERNS_NOT},
        {"failure", GOVERNS_NOT},        {"refusal", GOVERNS_NOT},
        {"prevent", GOVERNS_NOT},        {"reject", GOVERNS_NOT},
        {"scrap", GOVERNS_NOT},          {"abandon", GOVERNS_NOT},
        {"postpone", GOVERNS_PLANNED},   {"delay", GOVERNS_PLANNED},
        {"stop", GOVERNS_NOT},           {"cease", GOVERNS_NOT},
        {"halt", GOVERNS_NOT},           {"kill", GOVERNS_NOT},
        {"forecast", GOVERNS_PLANNED},   {"predict", GOVERNS_PLANNED},
        {"anticipate", GOVERNS_PLANNED}, {"allow", GOVERNS_HAPPENED},
        {"enable", GOVERNS_HAPPENED},    {"lead", GOVERNS_HAPPENED},
        {"block", GOVERNS_NOT},          {"skip", GOVERNS_NOT},
        {"miss", GOVERNS_NOT},           {"manage", GOVERNS_HAPPENED},
        {"begin", GOVERNS_HAPPENED},     {"start", GOVERNS_HAPPENED},
        {"continue", GOVERNS_HAPPENED},  {"help", GOVERNS_HAPPENED},
        {"force", GOVERNS_HAPPENED},     {"cause", GOVERNS_HAPPENED},
        {"come", GOVERNS_HAPPENED},      {"accuse", GOVERNS_ALLEGED},
        {"allege", GOVERNS_ALLEGED},     {"alleged", GOVERNS_ALLEGED},
        {"suspect", GOVERNS_ALLEGED},    {"believe", GOVERNS_ALLEGED},
        {"claim", GOVERNS_ALLEGED},      {"report", GOVERNS_ALLEGED},
        {"say", GOVERNS_ALLEGED},        {"think", GOVERNS_ALLEGED},
        {"allegation", GOVERNS_ALLEGED}, {"accusation", GOVERNS_ALLEGED},
    };
    cw_bytes lemma = cw_draft_lemma(draft, cw_look(draft, token));
    if (cw_bytes_equal(lemma, CW_LIT("call")) && token + 1 < draft->tokens.n &&
        cw_look_is(draft, token + 1, "off"))
        return GOVERNS_NOT;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (lemma.n > 0 && lemma.at[0] == (uint8_t)words[i].lemma[0] &&
            cw_bytes_are(lemma, words[i].lemma))
            return words[i].governs;
    return GOVERNS_NOTHING;
}

static void apply(cw_predicate *predicate, governing governs)
{
    if (governs == GOVERNS_PLANNED)
        predicate->factuality = CW_FACT_PLANNED;
    else if (governs == GOVERNS_POSSIBLE)
        predicate->factuality = CW_FACT_POSSIBLE;
    else if (governs == GOVERNS_ALLEGED)
        predicate->factuality = CW_FACT_ALLEGED;
    else if (governs == GOVERNS_NOT) {
        predicate->factuality = CW_FACT_NOT;
        predicate->is_negative = true;
    }
}

/* Modals, negations and adverbs of the verb group. */
static void read_group(const cw_events *events, cw_predicate *predicate)
{
    static const char *const may[] = {"may", "might",  "could",
                                      "can", "cannot", NULL};
    static const char *const will[] = {"will",  "'ll",    "’ll",  "shall",
                                       "would", "should", "must", "wo",
                                       "'d",    NULL};
    static const char *const not [] = {"not",    "n't",    "n’t",
                                       "never",  "hardly", "cannot",
                                       "nearly", "almost", NULL};
    static const char *const said[] = {"reportedly", "allegedly", "apparently",
                                       "supposedly", NULL};
    static const char *const maybe[] = {"possibly", "perhaps", "probably",
                                        NULL};
    const cw_draft *draft = events->draft;
    bool is_not = false;
    for (uint32_t i = predicate->group; i < predicate->token; i++) {
        if (cw_look_in(draft, i, may) || cw_look_in(draft, i, maybe))
            predicate->factuality = CW_FACT_POSSIBLE;
        else if (cw_look_in(draft, i, will))
            predicate->factuality = CW_FACT_PLANNED;
        else if (cw_look_in(draft, i, said))
            predicate->factuality = CW_FACT_ALLEGED;
        is_not = is_not || cw_look_in(draft, i, not );
    }
    if (is_not) {
        predicate->factuality = CW_FACT_NOT;
        predicate->is_negative = true;
    }
}

/* "if the talks fail", "unless": the clause states a condition. */
static bool is_condition(const cw_events *events, uint32_t group)
{
    static const char *const words[] = {"if", "unless", "whether", NULL};
    const cw_draft *draft = events->draft;
    for (uint32_t i = group; i > events->first && group - i < 8; i--) {
        if (cw_look_is(draft, i - 1, ",") ||
            cw_look_tag(draft, i - 1) == CW_TAG_VERB)
            return false;
        if (cw_look_in(draft, i - 1, words))
            return true;
    }
    return false;
}

static void take(cw_predicate *predicate, const cw_predicate *from)
{
    predicate->factuality = from->factuality;
    predicate->is_negative = from->is_negative;
}

/* "the first woman to lead", "one of the few indexes to rise". */
static bool is_first_of(const cw_draft *draft, uint32_t i)
{
    static const char *const words[] = {"first", "second", "third", "last",
                                        "only",  "few",    NULL};
    return cw_look_in(draft, i, words);
}

/* "fell 3% to close at 7,114", "rose to reach": the end of what the verb
 * before it tells, not a purpose. */
static bool is_outcome(const cw_draft *draft, uint32_t verb, uint32_t before)
{
    static const char *const ends[] = {"close", "end",    "finish", "reach",
                                       "hit",   "settle", "slip",   "become",
                                       "stand", NULL};
    static const char *const moves[] = {
        "fall", "drop", "rise",    "gain", "climb", "rebound", "recover",
        "jump", "slip", "tumble",  "dip",  "surge", "decline", "lose",
        "go",   "grow", "plummet", "come", "slide", "add",     NULL};
    return cw_look_lemma_in(draft, verb, ends) &&
           cw_look_lemma_in(draft, before, moves);
}

/* The word before "to": "agreed to meet", "ordered them to leave". */
static void read_infinitive(cw_events *events, cw_predicate *predicate,
                            uint32_t to)
{
    const cw_draft *draft = events->draft;
    predicate->factuality = CW_FACT_PLANNED;
    for (uint32_t i = to; i > events->first && to - i < 6; i--) {
        uint32_t k = i - 1;
        uint8_t tag = cw_look_tag(draft, k);
        if (tag == CW_TAG_PUNCT || tag == CW_TAG_SCONJ)
            return;
        governing governs = governing_of(draft, k);
        bool is_able = tag == CW_TAG_VERB || tag == CW_TAG_ADJ ||
                       (tag == CW_TAG_NOUN && i == to) ||
                       cw_look_is(draft, k, "due") ||
                       cw_look_is(draft, k, "about");
        if (governs != GOVERNS_NOTHING && is_able) {
            apply(predicate, governs);
            if (governs == GOVERNS_HAPPENED)
                predicate->factuality = CW_FACT_HAPPENED;
            /* "did not agree to meet": all fails; "will begin to fly", "will
             * be able to sell": what the outer verb is. */
            cw_predicate outer = {
                .token = k,
                .group = cw_verb_group(&events->view, k, events->first)};
            read_group(events, &outer);
            if (outer.is_negative ||
                (outer.factuality != CW_FACT_HAPPENED &&
                 (governs == GOVERNS_HAPPENED || cw_look_is(draft, k, "able"))))
                take(predicate, &outer);
            return;
        }
        if (is_first_of(draft, k)) {
            predicate->factuality = CW_FACT_HAPPENED;
            return;
        }
        if (tag == CW_TAG_VERB) {
            if (is_outcome(draft, predicate->token, k))
                predicate->factuality = CW_FACT_HAPPENED;
            return;
        }
    }
    for (uint32_t i = to; i > events->first && to - i < 16; i--)
        if (cw_look_tag(draft, i - 1) == CW_TAG_VERB) {
            if (is_outcome(draft, predicate->token, i - 1))
                predicate->factuality = CW_FACT_HAPPENED;
            return;
        }
}

/* "avoided going", "accused of stealing", "after visiting". */
static void read_participle(cw_events *events, cw_predicate *predicate)
{
    const cw_draft *draft = events->draft;
    uint32_t k = predicate->group;
    if (k == events->first)
        return;
    k--;
    if (cw_look_tag(draft, k) == CW_TAG_ADP ||
        cw_look_tag(draft, k) == CW_TAG_SCONJ) {
        if (cw_look_is(draft, k, "without")) {
            apply(predicate, GOVERNS_NOT);
            return;
        }
        static const char *const preps[] = {"of", "from", "on", "for", NULL};
        if (!cw_look_in(draft, k, preps))
            return;
        if (k > events->first && !cw_look_is(draft, k, "from") &&
            governing_of(draft, k - 1) == GOVERNS_PLANNED) {
            apply(predicate, GOVERNS_PLANNED); // "plans on reviving"
            return;
        }
        for (uint32_t i = k; i > events->first && k - i < 6; i--) {
            uint8_t tag = cw_look_tag(draft, i - 1);
            governing governs = governing_of(draft, i - 1);
            if (tag == CW_TAG_VERB || tag == CW_TAG_NOUN) {
                if (governs == GOVERNS_ALLEGED || governs == GOVERNS_NOT)
                    apply(predicate, governs);
                if (tag == CW_TAG_VERB)
                    return;
            }
        }
        return;
    }
    if (cw_look_tag(draft, k) == CW_TAG_VERB) {
        governing governs = governing_of(draft, k);
        if (governs == GOVERNS_NOT || governs == GOVERNS_POSSIBLE)
            apply(predicate, governs);
        if (governs == GOVERNS_HAPPENED) { // "will continue using"
            cw_predicate outer = {
                .token = k,
                .group = cw_verb_group(&events->view, k, events->first)};
            read_group(events, &outer);
            take(predicate, &outer);
        }
    }
}

/* "cancelled visit", "planned talks", "no attack": words before a noun. */
static bool read_modifiers(const cw_events *events, cw_predicate *predicate)
{
    static const struct {
        const char *word;
        governing governs;
    } words[] = {
        {"planned", GOVERNS_PLANNED},
        {"scheduled", GOVERNS_PLANNED},
        {"upcoming", GOVERNS_PLANNED},
        {"proposed", GOVERNS_PLANNED},
        {"future", GOVERNS_PLANNED},
        {"forthcoming", GOVERNS_PLANNED},
        {"next", GOVERNS_PLANNED},
        {"expected", GOVERNS_PLANNED},
        {"possible", GOVERNS_POSSIBLE},
        {"potential", GOVERNS_POSSIBLE},
        {"likely", GOVERNS_POSSIBLE},
        {"alleged", GOVERNS_ALLEGED},
        {"suspected", GOVERNS_ALLEGED},
        {"reported", GOVERNS_ALLEGED},
        {"cancelled", GOVERNS_NOT},
        {"canceled", GOVERNS_NOT},
        {"no", GOVERNS_NOT},
        {"without", GOVERNS_NOT},
        {"failed", GOVERNS_HAPPENED},
    };
    const cw_draft *draft = events->draft;
    for (uint32_t i = predicate->token;
         i > events->first && predicate->token - i < 4; i--) {
        uint8_t tag = cw_look_tag(draft, i - 1);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (cw_look_is(draft, i - 1, words[k].word)) {
                apply(predicate, words[k].governs);
                return true;
            }
        if (tag != CW_TAG_ADJ && tag != CW_TAG_NOUN && tag != CW_TAG_DET &&
            tag != CW_TAG_NUM && tag != CW_TAG_PROPN)
            break;
    }
    return false;
}

/* "the threat of a strike", "prospects for a return to growth", "plans for
 * talks": a noun that says how sure the noun behind it is. */
static bool read_noun_before(const cw_events *events, cw_predicate *predicate)
{
    static const char *const open[] = {
        "threat",     "risk", "chance",    "possibility", "prospect", "fear",
        "likelihood", "hope", "option",    "speculation", "rumour",   "rumor",
        "danger",     "odds", "potential", "warning",     "worry",    NULL};
    static const char *const planned[] = {
        "plan",   "proposal", "preparation", "deadline",    "call",
        "demand", "schedule", "request",     "arrangement", "target",
        "appeal", "push",     NULL};
    static const char *const joins[] = {"of", "for", "to", NULL};
    const cw_draft *draft = events->draft;
    for (uint32_t i = predicate->token;
         i > events->first + 1 && predicate->token - i < 7; i--) {
        uint8_t tag = cw_look_tag(draft, i - 1);
        if (tag == CW_TAG_PUNCT || tag == CW_TAG_VERB || tag == CW_TAG_AUX)
            return false;
        if (!cw_look_in(draft, i - 1, joins) ||
            cw_look_tag(draft, i - 2) != CW_TAG_NOUN)
            continue;
        if (cw_look_lemma_in(draft, i - 2, open))
            apply(predicate, GOVERNS_POSSIBLE);
        else if (cw_look_lemma_in(draft, i - 2, planned))
            apply(predicate, GOVERNS_PLANNED);
        else
            continue;
        return true;
    }
    return false;
}

/* "ease the crisis", "rejected the proposal": what the object names is there
 * whatever becomes of the verb. */
static bool is_given(const cw_draft *draft, uint32_t verb, uint32_t noun)
{
    static const char *const handles[] = {
        "ease",    "face",   "reduce", "address", "tackle",  "limit",
        "improve", "stem",   "end",    "handle",  "resolve", "meet",
        "cut",     "combat", "fight",  "lower",   "cover",   "recover",
        "discuss", "review", "study",  "explain", "confirm", "secure",
        "respond", "answer", "refuse", "reject",  NULL};
    static const char *const acts[] = {
        "proposal", "demand",   "request",  "offer",     "call",
        "claim",    "decision", "crisis",   "cost",      "loss",
        "report",   "growth",   "disaster", "question",  "sale",
        "ban",      "debt",     "problem",  "operation", NULL};
    return cw_look_lemma_in(draft, verb, handles) &&
           cw_look_lemma_in(draft, noun, acts);
}

/* A noun after a verb of its clause shares what the verb says: "will hold
 * talks"; verbs like "cancel" decide on their own. */
static void read_noun(cw_events *events, cw_predicate *predicate)
{
    const cw_draft *draft = events->draft;
    if (read_modifiers(events, predicate) ||
        read_noun_before(events, predicate))
        return;
    for (uint32_t i = predicate->token;
         i > events->first && predicate->token - i < 7; i--) {
        uint8_t tag = cw_look_tag(draft, i - 1);
        if (tag == CW_TAG_PUNCT || tag == CW_TAG_SCONJ ||
            cw_look_is(draft, i - 1, "after") ||
            cw_look_is(draft, i - 1, "during"))
            return;
        if (tag != CW_TAG_VERB)
            continue;
        if (is_given(draft, i - 1, predicate->token))
            return;
        for (size_t k = events->predicates.n; k > 0; k--) {
            const cw_predicate *verb = &events->predicates.at[k - 1];
            if (verb->token < i - 1)
                break;
            if (verb->token != i - 1)
                continue;
            if (verb->factuality != CW_FACT_HAPPENED)
                predicate->factuality = verb->factuality;
            predicate->is_negative = verb->is_negative;
        }
        governing governs = governing_of(draft, i - 1);
        if (governs != GOVERNS_HAPPENED && governs != GOVERNS_ALLEGED)
            apply(predicate, governs);
        return;
    }
}

/* "will stay closed and reopen", "is due to speak and leave": a bare verb
 * after "and" takes what governs the verb before it. */
static void read_coordination(const cw_events *events, cw_predicate *predicate)
{
    const cw_draft *draft = events->draft;
    uint32_t k = predicate->token, before = predicate->group;
    if (before == events->first || k - before > 1 ||
        cw_look_tag(draft, before - 1) != CW_TAG_CCONJ ||
        !(cw_look(draft, k)->form & CW_FORM_BASE))
        return;
    for (size_t i = events->predicates.n; i > 0; i--) {
        const cw_predicate *verb = &events->predicates.at[i - 1];
        if (verb->token >= k || verb->is_noun ||
            !(cw_look(draft, verb->token)->form & CW_FORM_BASE))
            continue;
        predicate->factuality = verb->factuality;
        predicate->is_negative = verb->is_negative;
        return;
    }
}

void cw_events_judge(cw_events *events, cw_predicate *predicate)
{
    const cw_draft *draft = events->draft;
    predicate->factuality = CW_FACT_HAPPENED;
    if (predicate->is_noun) {
        read_noun(events, predicate);
        return;
    }
    if (predicate->is_infinitive) {
        uint32_t to = predicate->token;
        while (to > events->first && !cw_look_is(draft, to, "to"))
            to--;
        read_infinitive(events, predicate, to);
    } else if (predicate->is_participle) {
        read_participle(events, predicate);
    }
    read_group(events, predicate);
    if (predicate->factuality == CW_FACT_HAPPENED)
        read_coordination(events, predicate);
    if (predicate->factuality == CW_FACT_HAPPENED &&
        is_condition(events, predicate->group))
        predicate->factuality = CW_FACT_POSSIBLE;
}

/* "The trial is set to begin", "the visit was cancelled", "the first flight
 * will take off": a noun is what its verb says of it. */
static void settle_subject(const cw_events *events, cw_predicate *noun,
                           const cw_predicate *verb)
{
    static const char *const happens[] = {
        "begin", "start", "take",  "commence", "happen", "occur",
        "open",  "go",    "end",   "continue", "follow", "resume",
        "close", "last",  "focus", NULL};
    const cw_draft *draft = events->draft;
    cw_tokens subject = verb->is_passive ? verb->whom : verb->who;
    if (verb->is_noun || subject.from >= subject.to ||
        subject.from > noun->token || subject.to <= noun->token ||
        cw_np_head(&events->view, subject) != noun->token)
        return;
    if (verb->is_passive) {
        governing governs = governing_of(draft, verb->token);
        if (governs == GOVERNS_PLANNED || governs == GOVERNS_NOT) {
            apply(noun, governs);
            return;
        }
    }
    if (verb->is_passive || cw_look_lemma_in(draft, verb->token, happens))
        if (verb->factuality != CW_FACT_ALLEGED)
            take(noun, verb);
}

/* "when it arrives in May": a clause of time in the present tense looks ahead
 * when its sentence does. */
static bool looks_ahead(const cw_events *events, const cw_predicate *verb)
{
    static const char *const when[] = {"when",   "once",  "until",
                                       "before", "after", NULL};
    const cw_draft *draft = events->draft;
    if (!(cw_look(draft, verb->token)->form & CW_FORM_PRESENT_S))
        return false;
    for (uint32_t i = verb->group; i > events->first && verb->group - i < 6;
         i--) {
        if (cw_look_in(draft, i - 1, when))
            return true;
        if (cw_look_tag(draft, i - 1) == CW_TAG_PUNCT ||
            cw_look_tag(draft, i - 1) == CW_TAG_VERB)
            break;
    }
    return false;
}

void cw_events_settle(cw_events *events)
{
    bool has_plan = false;
    for (size_t k = 0; k < events->predicates.n; k++) {
        const cw_predicate *verb = &events->predicates.at[k];
        has_plan |= verb->factuality == CW_FACT_PLANNED && !verb->is_noun;
        for (size_t i = k; i > 0 && k - i < 8; i--) {
            cw_predicate *noun = &events->predicates.at[i - 1];
            if (noun->is_noun && noun->factuality == CW_FACT_HAPPENED)
                settle_subject(events, noun, verb);
        }
    }
    for (size_t k = 0; has_plan && k < events->predicates.n; k++) {
        cw_predicate *verb = &events->predicates.at[k];
        if (!verb->is_noun && verb->factuality == CW_FACT_HAPPENED &&
            looks_ahead(events, verb))
            verb->factuality = CW_FACT_PLANNED;
    }
}
