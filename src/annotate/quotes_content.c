/* quotes_content.c: where what was said begins after its cue.
 *
 *   said on Monday | that the road was closed
 *   told reporters | “We are ready.”
 *   warned, as did the mayor, | that it would fall */
#include "annotate/quotes_int.h"

enum { ASIDE_MAX = 14 }; // tokens between the commas of an aside

/* A noun phrase with its verb behind it. */
bool cw_quotes_is_clause(const cw_quotes *quotes, uint32_t from)
{
    const cw_draft *draft = quotes->draft;
    cw_tokens phrase = cw_np_after(&quotes->view, from, quotes->end);
    if (cw_look_is(draft, from, "there"))
        phrase = (cw_tokens){from, from + 1};
    uint32_t i = phrase.to;
    if (phrase.from == phrase.to)
        return false;
    for (int steps = 0; steps < 5 && i < quotes->end; steps++) {
        uint8_t tag = cw_look_tag(draft, i);
        if (tag == CW_TAG_VERB || tag == CW_TAG_AUX)
            return !(cw_look(draft, i)->form & CW_FORM_ING) ||
                   (cw_look(draft, i)->form & CW_FORM_PRESENT_S);
        if (cw_look_is(draft, i, "who") || cw_look_is(draft, i, "and") ||
            tag == CW_TAG_ADV) {
            phrase = cw_np_after(&quotes->view, i + 1, quotes->end);
            i = phrase.from < phrase.to ? phrase.to : i + 1;
        } else if (tag == CW_TAG_ADP && i + 1 < quotes->end) {
            phrase = cw_np_after(&quotes->view, i + 1, quotes->end);
            if (phrase.from == phrase.to)
                return false;
            i = phrase.to;
        } else {
            return false;
        }
    }
    return false;
}

static bool has_verb(const cw_quotes *quotes, uint32_t from)
{
    const cw_draft *draft = quotes->draft;
    for (uint32_t i = from; i < quotes->end; i++) {
        uint8_t tag = cw_look_tag(draft, i);
        if (tag == CW_TAG_VERB || tag == CW_TAG_AUX)
            return true;
    }
    return false;
}

#define TAKES_CLAUSE                                                         \
    (CW_CUE_SAY | CW_CUE_CLAIM | CW_CUE_CONCEDE | CW_CUE_PROMISE |           \
     CW_CUE_WRITE | CW_CUE_THINK | CW_CUE_WARN | CW_CUE_SHOW | CW_CUE_DENY | \
     CW_CUE_ASK | CW_CUE_TELL)
#define TAKES_THING (CW_CUE_DENY | CW_CUE_ACCUSE | CW_CUE_DEMAND)

uint32_t cw_quotes_skip_adverbial(const cw_quotes *quotes, uint32_t i)
{
    const cw_draft *draft = quotes->draft;
    if (quotes->view.time[i] != CW_NONE) {
        uint32_t time = quotes->view.time[i];
        while (i < quotes->end && quotes->view.time[i] == time)
            i++;
        return i;
    }
    uint8_t tag = cw_look_tag(draft, i);
    if (tag == CW_TAG_ADV)
        return i + 1;
    if (tag == CW_TAG_ADP && i + 1 < quotes->end) {
        if (quotes->view.time[i + 1] != CW_NONE)
            return i + 1;
        cw_tokens phrase = cw_np_after(&quotes->view, i + 1, quotes->end);
        return phrase.from < phrase.to ? phrase.to : i;
    }
    return i;
}

static bool begins_clause(const cw_draft *draft, uint32_t i)
{
    static const char *const words[] = {"there",   "both",  "either",
                                        "neither", "every", NULL};
    return cw_look_in(draft, i, words) || cw_look_begins_phrase(draft, i);
}

/* "donations, which he said were large": the subject of what is said stands
 * before the speaker. */
static bool is_asked_about(const cw_quotes *quotes, const cw_cue *cue,
                           uint32_t i)
{
    static const char *const words[] = {"which", "who", "that", "what", NULL};
    uint8_t tag = cw_look_tag(quotes->draft, i);
    return (cue->classes & (CW_CUE_SAY | CW_CUE_CLAIM | CW_CUE_THINK)) &&
           (tag == CW_TAG_AUX || tag == CW_TAG_VERB) && i == cue->to &&
           cue->source.from > quotes->first &&
           cw_look_in(quotes->draft, cue->source.from - 1, words);
}

/* "warned, as did the mayor, that": the clause behind an aside whose comma
 * stands at i; CW_NONE when there is none. */
static uint32_t that_past_aside(const cw_quotes *quotes, uint32_t i)
{
    for (uint32_t k = i + 1; k + 1 < quotes->end && k - i < ASIDE_MAX; k++)
        if (cw_look_is(quotes->draft, k, ","))
            return cw_look_is(quotes->draft, k + 1, "that") ? k + 1 : CW_NONE;
    return CW_NONE;
}

uint32_t cw_quotes_content(const cw_quotes *quotes, const cw_cue *cue)
{
    static const char *const openers[] = {"that",    "whether", "how",   "why",
                                          "what",    "when",    "where", "if",
                                          "because", NULL};
    const cw_draft *draft = quotes->draft;
    uint32_t i = cue->to, classes = cue->classes;
    if (cue->to > cue->verb + 1) { // "agreed with Lind that"
        cw_tokens other = cw_np_after(&quotes->view, i, quotes->end);
        if (other.from < other.to && other.to < quotes->end &&
            cw_look_is(draft, other.to, "that"))
            i = other.to;
    }
    if (classes & CW_CUE_TELL) {
        cw_tokens hearer = cw_np_after(&quotes->view, i, quotes->end);
        bool is_told =
            cw_look_lemma(draft, cue->verb, "tell") ||
            (hearer.to < quotes->end && cw_look_in(draft, hearer.to, openers));
        if (hearer.from < hearer.to && !cw_is_quoted(quotes, i) && is_told &&
            !cw_look_in(draft, i, openers))
            i = hearer.to;
    }
    for (int steps = 0; steps < 6 && i < quotes->end; steps++) {
        if (cw_look_in(draft, i, openers))
            return (classes & (TAKES_CLAUSE | CW_CUE_DEMAND)) ? i : CW_NONE;
        if (cw_is_quoted(quotes, i))
            return i;
        if (cw_look_is(draft, i, ":") && i + 1 < quotes->end)
            return i + 1;
        if (cw_look_is(draft, i, ",") && i + 1 < quotes->end &&
            cw_is_quoted(quotes, i + 1))
            return i + 1;
        if (cw_look_is(draft, i, ","))
            return (classes & TAKES_CLAUSE) ? that_past_aside(quotes, i)
                                            : CW_NONE;
        if (cw_look_is(draft, i, "to") && i + 1 < quotes->end &&
            cw_look_tag(draft, i + 1) == CW_TAG_VERB)
            return classes & (CW_CUE_PROMISE | CW_CUE_DEMAND) ? i : CW_NONE;
        uint32_t next = cw_quotes_skip_adverbial(quotes, i);
        if (next > i && !cw_look_is(draft, i, "there")) {
            i = next;
            continue;
        }
        if (is_asked_about(quotes, cue, i))
            return i;
        if (!begins_clause(draft, i))
            return CW_NONE;
        if (classes & TAKES_THING)
            return i;
        bool is_said = cw_look_lemma(draft, cue->verb, "say")
                           ? has_verb(quotes, i)
                           : cw_quotes_is_clause(quotes, i);
        return (classes & TAKES_CLAUSE) && is_said ? i : CW_NONE;
    }
    return CW_NONE;
}
