/* times_govern.c: the tense of the verb that governs a time expression. */
#include "annotate/times_govern.h"

#include "annotate/words.h"

typedef struct {
    const cw_draft *draft;
    const cw_token *tokens;
    size_t n;
    bool looks_on; // the present means what lies ahead
} view;

static bool lemma_is(const view *v, size_t i, const char *lemma)
{
    return cw_bytes_equal(cw_draft_lemma(v->draft, &v->tokens[i]),
                          cw_bytes_from(lemma));
}

static bool word_is(const view *v, size_t i, const char *word)
{
    return cw_bytes_equal_fold(cw_draft_word(v->draft, &v->tokens[i]),
                               cw_bytes_from(word));
}

/* "is due on Monday", "scheduled for Monday": words that look forward
 * whatever the tense of their verb. */
static bool is_forward_word(const view *v, size_t i)
{
    static const char *const words[] = {
        "due",      "scheduled", "expected",    "planned",
        "upcoming", "slated",    "forthcoming", "planning",
        "plans",    "hopes",     "intends",     "deadline",
        "aims",     "set",       "poised",      NULL};
    for (const char *const *word = words; *word; word++)
        if (word_is(v, i, *word))
            return !word_is(v, i, "set") ||
                   (i > 0 && v->tokens[i - 1].tag == CW_TAG_AUX);
    return false;
}

/* The tense of the verb at i by its form and the auxiliaries before it. */
static int8_t tense_of(const view *v, size_t i)
{
    const cw_token *verb = &v->tokens[i];
    bool has_be = false;
    // "would stay closed": the closing is no event of its own
    if (i > 0 && v->tokens[i - 1].tag == CW_TAG_VERB &&
        (lemma_is(v, i - 1, "stay") || lemma_is(v, i - 1, "remain")))
        verb = &v->tokens[--i];
    if (verb->word_class & CW_WORD_MODAL && verb->tag == CW_TAG_AUX)
        return lemma_is(v, i, "could") || lemma_is(v, i, "might") ? 0 : 1;
    for (size_t k = i, steps = 0; k-- > 0 && steps < 5; steps++) {
        const cw_token *token = &v->tokens[k];
        if (token->tag == CW_TAG_ADV || token->tag == CW_TAG_PRON ||
            (token->tag == CW_TAG_PART && !word_is(v, k, "to")))
            continue;
        if (word_is(v, k, "to")) {
            // "went to visit", "began to fall": the verb before it tells
            for (size_t j = k; j-- > 0 && k - j < 3;)
                if (v->tokens[j].tag == CW_TAG_VERB)
                    return v->tokens[j].form & CW_FORM_PAST &&
                                   !is_forward_word(v, j) &&
                                   (lemma_is(v, j, "go") ||
                                    lemma_is(v, j, "begin") ||
                                    lemma_is(v, j, "come") ||
                                    lemma_is(v, j, "help") ||
                                    lemma_is(v, j, "fail"))
                               ? -1
                               : 1;
            return 1;
        }
        if (token->tag != CW_TAG_AUX)
            break;
        if (token->word_class & CW_WORD_MODAL)
            return lemma_is(v, k, "could") || lemma_is(v, k, "might") ? 0 : 1;
        if (lemma_is(v, k, "have") || (token->form & CW_FORM_PAST))
            return -1;
        has_be |= lemma_is(v, k, "be");
        if (has_be && (verb->form & CW_FORM_ING))
            return 1; // "is arriving on Tuesday"
    }
    if (is_forward_word(v, i))
        return 1;
    if (has_be)
        return 0;
    if (verb->form & (CW_FORM_PAST | CW_FORM_PARTICIPLE))
        return -1;
    // "the fair opens on Friday": what happens at a stated time lies ahead
    return !v->looks_on || verb->tag != CW_TAG_VERB ||
                   (verb->word_class & CW_WORD_SAY) ||
                   !(verb->form & (CW_FORM_PRESENT_S | CW_FORM_BASE))
               ? 0
               : 1;
}

static bool is_verb(const view *v, size_t i)
{
    const cw_token *token = &v->tokens[i];
    return (token->tag == CW_TAG_VERB || token->tag == CW_TAG_AUX) &&
           token->form != CW_FORM_ING;
}

/* "said that on Friday it would open", "said from May it would be shut": the
 * time stands before the clause that it is of. "Said on Friday it would open"
 * is when it was said. */
static bool opens_clause(const view *v, size_t from)
{
    size_t i = from;
    while (i > 0 && from - i < 3 &&
           (v->tokens[i - 1].tag == CW_TAG_ADP ||
            v->tokens[i - 1].tag == CW_TAG_ADV) &&
           !word_is(v, i - 1, "that"))
        i--;
    if (i > 0 && word_is(v, i - 1, "that") &&
        v->tokens[i - 1].tag == CW_TAG_SCONJ)
        return true;
    return i < from && i > 0 && (v->tokens[i - 1].word_class & CW_WORD_SAY) &&
           v->tokens[i - 1].tag == CW_TAG_VERB &&
           (v->tokens[i - 1].form & (CW_FORM_PAST | CW_FORM_PRESENT_S)) &&
           (word_is(v, i, "from") || word_is(v, i, "by"));
}

int8_t cw_time_direction(const cw_draft *draft, const cw_sentence *sentence,
                         size_t from, size_t to, bool is_weekday)
{
    view v = {draft, draft->tokens.at + sentence->first, sentence->n,
              is_weekday && !sentence->is_headline};
    // "Tuesday's ruling": its own verb stands behind it
    bool is_owner = to < v.n && word_is(&v, to, "'s");
    size_t limit = from > 24 ? from - 24 : 0;
    if (from > 0 &&
        (word_is(&v, from - 1, "since") || word_is(&v, from - 1, "ended")))
        return -1;
    if (from > 0 &&
        (word_is(&v, from - 1, "ending") || word_is(&v, from - 1, "payable")))
        return 1;
    // "as soon as Tuesday"
    if (is_weekday && from > 2 && word_is(&v, from - 1, "as") &&
        word_is(&v, from - 3, "as"))
        return 1;
    // what a stated day owns has been, unless a modal follows
    v.looks_on &= !is_owner;
    for (size_t i = is_owner || opens_clause(&v, from) ? 0 : from;
         i-- > limit;) {
        if (word_is(&v, i, ";"))
            break;
        if (is_forward_word(&v, i) && v.tokens[i].tag != CW_TAG_VERB)
            return 1;
        // "arrived ahead of talks on Friday": the talks lie ahead
        if (word_is(&v, i, "ahead") && i + 1 < from && word_is(&v, i + 1, "of"))
            return 1;
        if (is_verb(&v, i) || (v.tokens[i].tag == CW_TAG_VERB && i > 0 &&
                               v.tokens[i - 1].tag == CW_TAG_AUX)) {
            int8_t tense = tense_of(&v, i);
            bool is_until = from > 0 && word_is(&v, from - 1, "until");
            // "has until Monday", "kept it shut until Monday": a term
            return is_until && !lemma_is(&v, i, "be") ? 1 : tense;
        }
    }
    for (size_t i = to; i < v.n && i < to + 24; i++) {
        int8_t tense;
        if (word_is(&v, i, ";"))
            break;
        if (!is_verb(&v, i))
            continue;
        tense = tense_of(&v, i);
        // "is to meet": the next verb of the clause says more
        if (tense == 0 && v.tokens[i].tag == CW_TAG_AUX && i + 1 < v.n)
            continue;
        return is_owner && tense == 0 ? -1 : tense;
    }
    return is_owner ? -1 : 0;
}
