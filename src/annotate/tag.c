/* tag.c: parts of speech, verb forms and lemmas, by word list and context.
 *
 *   form -> entries of words.h (or a guess from shape and suffix)
 *        -> one of them, by the words before and the entries of the next
 *        -> tag, form, lemma, classes
 *
 * One pass from left to right; the choice looks at the tags already given,
 * and at what the next two words could be. */
#include "annotate/tag_int.h"

enum { N_LEMMAS = 4096 }; // direct-mapped, so that a lemma is written once

typedef struct {
    uint32_t at;
    uint16_t n;
} lemma_place;

typedef struct {
    cw_draft *draft;
    lemma_place *lemmas; // [N_LEMMAS]
    cw_candidate *words; // [CW_MAX_SENTENCE_TOKENS] of the sentence at hand
    size_t first, n;     // its tokens
    bool is_headline;
} tagger;

static cw_token *token_at(tagger *t, size_t i)
{
    return &t->draft->tokens.at[t->first + i];
}

/* ---- choosing ---------------------------------------------------------- */

static bool could_be(const tagger *t, size_t i, uint32_t tags)
{
    return i < t->n && (t->words[i].tags & tags) != 0;
}

static bool form_is(const tagger *t, size_t i, const char *form)
{
    return i < t->n && t->words[i].n_form == strlen(form) &&
           memcmp(t->words[i].form, form, t->words[i].n_form) == 0;
}

static bool form_in(const tagger *t, size_t i, const char *const *forms)
{
    for (; i < t->n && *forms; forms++)
        if (form_is(t, i, *forms))
            return true;
    return false;
}

static bool is_subject_pronoun(const tagger *t, size_t i)
{
    static const char *const forms[] = {"i",    "he",  "she", "it",    "we",
                                        "they", "you", "who", "there", NULL};
    return form_in(t, i, forms);
}

static bool is_possessive(const tagger *t, size_t i)
{
    static const char *const forms[] = {"his", "her", "its",  "their",
                                        "our", "my",  "your", NULL};
    return form_in(t, i, forms);
}

/* The nearest token before i that is no adverb, negation or quotation mark;
 * t->n when there is none. */
static size_t before(tagger *t, size_t i)
{
    for (size_t k = i, steps = 0; k-- > 0 && steps < 6; steps++) {
        const cw_token *token = token_at(t, k);
        bool is_mark = token->tag == CW_TAG_PUNCT && !form_is(t, k, ",") &&
                       !form_is(t, k, ";") && !form_is(t, k, ":") &&
                       !form_is(t, k, ".") && !form_is(t, k, "-") &&
                       !form_is(t, k, "(");
        if (token->tag == CW_TAG_ADV || is_mark || form_is(t, k, "not") ||
            form_is(t, k, "n't"))
            continue;
        return k;
    }
    return t->n;
}

/* Forms of the auxiliaries whose lemma the next choice depends on. */
static bool is_lemma(tagger *t, size_t i, const char *lemma)
{
    return i < t->n && cw_bytes_equal(cw_draft_lemma(t->draft, token_at(t, i)),
                                      cw_bytes_from(lemma));
}

static bool is_tagged(tagger *t, size_t i, uint32_t tags)
{
    return i < t->n && ((1u << token_at(t, i)->tag) & tags) != 0;
}

/* be, have, do: an auxiliary when a verb follows within its reach. */
static bool is_helper(tagger *t, size_t i)
{
    const cw_candidate *c = &t->words[i];
    uint8_t wanted = CW_FORM_BASE;
    if (cw_words_with_tag(c->words, CW_TAG_AUX) == NULL)
        return false;
    if (cw_bytes_equal(c->words.at[0].lemma, CW_LIT("be")))
        return true;
    if (cw_bytes_equal(c->words.at[0].lemma, CW_LIT("have")))
        wanted = CW_FORM_PARTICIPLE;
    for (size_t k = i + 1; k < t->n && k < i + 5; k++) {
        const cw_candidate *next = &t->words[k];
        if (next->forms & wanted)
            return true;
        if (!(next->tags & (BIT(ADV) | BIT(PART))) && !is_subject_pronoun(t, k))
            return form_is(t, i, "'ve");
    }
    return false;
}

/* Tags of words whose choice needs rules of their own; -1: none of them. */
static int choose_special(tagger *t, size_t i)
{
    size_t prev = before(t, i);
    const cw_candidate *c = &t->words[i];
    uint32_t nominal = BIT(NOUN) | BIT(PROPN) | BIT(ADJ) | BIT(NUM);
    if (form_is(t, i, "to")) {
        size_t next = i + 1;
        while (could_be(t, next, BIT(ADV)) && next < i + 3)
            next++;
        if (next < t->n && (t->words[next].forms & CW_FORM_BASE) &&
            !(token_at(t, next)->shape & CW_SHAPE_UPPER_FIRST))
            return CW_TAG_PART;
        return CW_TAG_ADP;
    }
    if (form_is(t, i, "'s")) {
        if (is_tagged(t, prev, BIT(PRON) | BIT(ADV)) &&
            !form_is(t, prev, "one"))
            return CW_TAG_AUX;
        if (could_be(t, i + 1, BIT(DET) | BIT(PART)) ||
            (i + 1 < t->n && (t->words[i + 1].forms & CW_FORM_ING) &&
             !could_be(t, i + 1, BIT(NOUN))))
            return CW_TAG_AUX;
        return CW_TAG_PART;
    }
    if (form_is(t, i, "'") && i > 0)
        return is_tagged(t, i - 1, BIT(NOUN) | BIT(PROPN)) &&
                       !(token_at(t, i)->shape & CW_SHAPE_SPACE_BEFORE) &&
                       could_be(t, i + 1, nominal) &&
                       t->words[i - 1].form[t->words[i - 1].n_form - 1] == 's'
                   ? CW_TAG_PART
                   : CW_TAG_PUNCT;
    if (form_is(t, i, "that")) {
        if (is_tagged(t, prev, BIT(NOUN) | BIT(PROPN)) &&
            (i + 1 < t->n &&
             (t->words[i + 1].forms & (CW_FORM_PAST | CW_FORM_PRESENT_S)) &&
             !could_be(t, i + 1, BIT(NOUN))))
            return CW_TAG_PRON;
        if (is_tagged(t, prev, BIT(ADP)) || could_be(t, i + 1, BIT(AUX)))
            return could_be(t, i + 1, BIT(NOUN)) ? CW_TAG_DET : CW_TAG_PRON;
        if (is_tagged(t, prev, BIT(VERB) | BIT(NOUN) | BIT(ADJ)))
            return CW_TAG_SCONJ;
        return could_be(t, i + 1, BIT(NOUN)) ? CW_TAG_DET : CW_TAG_PRON;
    }
    if (form_is(t, i, "this") || form_is(t, i, "these") ||
        form_is(t, i, "those"))
        return could_be(t, i + 1, nominal) &&
                       !could_be(t, i + 1, BIT(AUX) | BIT(ADP))
                   ? CW_TAG_DET
                   : CW_TAG_PRON;
    if (form_is(t, i, "what") || form_is(t, i, "which"))
        return CW_TAG_PRON;
    if (form_is(t, i, "there"))
        return could_be(t, i + 1, BIT(AUX)) ? CW_TAG_PRON : CW_TAG_ADV;
    if ((c->tags & (BIT(ADP) | BIT(SCONJ))) == (BIT(ADP) | BIT(SCONJ))) {
        bool is_clause =
            is_subject_pronoun(t, i + 1) ||
            (i + 1 < t->n && (t->words[i + 1].forms & CW_FORM_ING) &&
             !could_be(t, i + 1, BIT(NOUN)));
        for (size_t k = i + 1; !is_clause && k < t->n && k < i + 6; k++) {
            if (could_be(t, k, BIT(PUNCT) | BIT(ADP) | BIT(CCONJ)))
                break;
            is_clause =
                k > i + 1 &&
                (could_be(t, k, BIT(AUX)) ||
                 ((t->words[k].forms & (CW_FORM_PAST | CW_FORM_PRESENT_S)) &&
                  !could_be(t, k, BIT(NOUN) | BIT(ADJ))));
        }
        return is_clause ? CW_TAG_SCONJ : CW_TAG_ADP;
    }
    if ((c->tags & (BIT(AUX) | BIT(VERB))) == (BIT(AUX) | BIT(VERB)) &&
        !(c->tags & BIT(NOUN)))
        return is_helper(t, i) ? CW_TAG_AUX : CW_TAG_VERB;
    if (form_is(t, i, "like"))
        return is_subject_pronoun(t, prev) || is_tagged(t, prev, BIT(PART)) ||
                       is_tagged(t, prev, BIT(AUX))
                   ? CW_TAG_VERB
                   : CW_TAG_ADP;
    if (form_is(t, i, "no"))
        return could_be(t, i + 1, nominal) ? CW_TAG_DET : CW_TAG_INTJ;
    return -1;
}

/* A word that may be noun, verb or adjective, and where it stands. */
typedef struct {
    const cw_candidate *word;
    size_t i, prev; // prev == n: first of its sentence
    uint8_t forms;  // of the verb it may be
    bool can_noun, can_adj, noun_next;
} open_word;

static bool is_listed_adjective(const open_word *w)
{
    return w->word->words.n && w->word->words.at[0].tag == CW_TAG_ADJ;
}

/* The reading of a word that is no verb here. */
static int without_verb(const open_word *w)
{
    return w->can_adj && w->noun_next ? CW_TAG_ADJ
           : w->can_noun              ? CW_TAG_NOUN
           : w->can_adj               ? CW_TAG_ADJ
                                      : CW_TAG_VERB;
}

static int after_auxiliary(tagger *t, const open_word *w)
{
    bool is_modal = token_at(t, w->prev)->word_class & CW_WORD_MODAL;
    if ((is_modal || is_lemma(t, w->prev, "do")) && (w->forms & CW_FORM_BASE))
        return CW_TAG_VERB;
    if (is_modal || !(w->forms & (CW_FORM_PARTICIPLE | CW_FORM_ING)))
        return without_verb(w);
    return w->can_adj && is_lemma(t, w->prev, "be") &&
                   !(w->forms & CW_FORM_ING) && !form_is(t, w->i + 1, "by") &&
                   is_listed_adjective(w)
               ? CW_TAG_ADJ
               : CW_TAG_VERB;
}

/* "the visit", "his arrival", "a wounded man", "rising prices" */
static int after_determiner(tagger *t, const open_word *w)
{
    if (w->can_noun)
        return w->can_adj && w->noun_next ? CW_TAG_ADJ : CW_TAG_NOUN;
    if (w->can_adj && w->noun_next)
        return CW_TAG_ADJ;
    if (w->can_adj && !(w->forms & CW_FORM_ING))
        return CW_TAG_ADJ;
    // no finite verb stands here: "the wave", "40 bikes"
    if (w->forms & (CW_FORM_BASE | CW_FORM_PRESENT_S) &&
        !(w->forms & CW_FORM_PARTICIPLE) && !is_tagged(t, w->prev, BIT(ADJ)))
        return CW_TAG_NOUN;
    return w->can_adj && (w->forms & (CW_FORM_ING | CW_FORM_PARTICIPLE))
               ? CW_TAG_ADJ
               : CW_TAG_VERB;
}

/* The noun before it ends like a plural. */
static bool follows_plural(const tagger *t, const open_word *w)
{
    const cw_candidate *noun = &t->words[w->prev];
    return noun->n_form > 0 && noun->form[noun->n_form - 1] == 's';
}

static bool is_noun_before_verb(tagger *t, const open_word *w)
{
    size_t i = w->i, prev = w->prev;
    if (!(w->forms & CW_FORM_PRESENT_S) || !is_tagged(t, prev, BIT(NOUN)))
        return false;
    // "loss reserves stood": the next word is the verb
    if (could_be(t, i + 1, BIT(AUX)) ||
        (i + 1 < t->n && t->words[i + 1].tags == BIT(VERB) &&
         (t->words[i + 1].forms & CW_FORM_PAST)))
        return true;
    // "123 member states": one noun cannot be the subject after a number
    return w->can_noun && prev + 1 == i && prev > 0 &&
           is_tagged(t, prev - 1, BIT(NUM)) && !form_is(t, prev - 1, "one") &&
           !follows_plural(t, w);
}

/* Noun or verb, by the subject before and the object behind. */
static int noun_or_verb(tagger *t, const open_word *w)
{
    size_t next = w->i + 1, prev = w->prev;
    bool object_next = could_be(t, next, BIT(DET) | BIT(PRON) | BIT(SYM)) ||
                       (could_be(t, next, BIT(ADP) | BIT(PART)) &&
                        !form_is(t, next, "of") && (w->forms & CW_FORM_PAST));
    if (is_tagged(t, prev, BIT(ADP) | BIT(CCONJ)) && !object_next)
        return CW_TAG_NOUN;
    // "officials look at it": a plural subject before the base form
    if ((w->forms & CW_FORM_BASE) && prev + 1 == w->i &&
        is_tagged(t, prev, BIT(NOUN)) && follows_plural(t, w) &&
        could_be(t, next,
                 BIT(ADP) | BIT(DET) | BIT(PRON) | BIT(PART) | BIT(SCONJ)))
        return CW_TAG_VERB;
    if (is_tagged(t, prev, BIT(NOUN) | BIT(PROPN)) &&
        !(w->forms & CW_FORM_ING) &&
        (w->forms & (CW_FORM_PRESENT_S | CW_FORM_PAST)) &&
        (object_next || t->is_headline ||
         could_be(t, next, BIT(ADP) | BIT(PROPN) | BIT(ADV))))
        return CW_TAG_VERB;
    if (is_tagged(t, prev, BIT(NOUN) | BIT(PROPN) | BIT(CCONJ)) &&
        object_next && !(w->forms & CW_FORM_ING))
        return CW_TAG_VERB;
    if (w->forms & (CW_FORM_PAST | CW_FORM_PARTICIPLE))
        return CW_TAG_VERB;
    if (w->forms & CW_FORM_ING)
        return object_next ? CW_TAG_VERB : CW_TAG_NOUN;
    return CW_TAG_NOUN;
}

/* Among noun, verb and adjective readings, by what stands before. */
static int choose_open(tagger *t, size_t i)
{
    const cw_candidate *c = &t->words[i];
    size_t prev = before(t, i);
    bool has_verb = cw_words_with_tag(c->words, CW_TAG_VERB) || !c->words.n;
    open_word w = {.word = c,
                   .i = i,
                   .prev = prev,
                   .forms = has_verb ? c->forms : 0,
                   .can_noun = (c->tags & BIT(NOUN)) != 0,
                   .can_adj = (c->tags & BIT(ADJ)) != 0,
                   .noun_next =
                       could_be(t, i + 1, BIT(NOUN) | BIT(PROPN)) &&
                       !could_be(t, i + 1, BIT(AUX) | BIT(DET) | BIT(ADP))};
    if (!w.forms)
        return without_verb(&w);
    if (prev == t->n && i == 0 && (w.forms & CW_FORM_BASE) && w.can_noun)
        return !t->is_headline && could_be(t, i + 1, BIT(DET) | BIT(PRON))
                   ? CW_TAG_VERB
                   : CW_TAG_NOUN;
    if (is_tagged(t, prev, BIT(PART)) && form_is(t, prev, "to"))
        return w.forms & CW_FORM_BASE ? CW_TAG_VERB : without_verb(&w);
    if (is_tagged(t, prev, BIT(AUX)))
        return after_auxiliary(t, &w);
    if (is_tagged(t, prev, BIT(DET) | BIT(NUM) | BIT(ADJ)) ||
        is_possessive(t, prev) ||
        (is_tagged(t, prev, BIT(PART)) && form_is(t, prev, "'s")))
        return after_determiner(t, &w);
    if (is_subject_pronoun(t, prev))
        return CW_TAG_VERB;
    if (is_noun_before_verb(t, &w))
        return CW_TAG_NOUN;
    if (w.can_noun)
        return noun_or_verb(t, &w);
    bool is_adjective =
        w.can_adj && (is_listed_adjective(&w) ||
                      (w.noun_next && (w.forms & CW_FORM_PARTICIPLE) &&
                       is_tagged(t, prev, BIT(ADP) | BIT(CCONJ))));
    return is_adjective ? CW_TAG_ADJ : CW_TAG_VERB;
}

/* A word with a capital inside a sentence is a name, save closed-class words
 * of a headline and nationalities. At the start of a sentence the word list
 * tells; unknown words are names there. */
static int choose_capital(tagger *t, size_t i)
{
    const cw_candidate *c = &t->words[i];
    const cw_token *token = token_at(t, i);
    uint32_t closed = BIT(DET) | BIT(ADP) | BIT(PRON) | BIT(AUX) | BIT(CCONJ) |
                      BIT(SCONJ) | BIT(PART);
    if (!(token->shape & CW_SHAPE_UPPER_FIRST))
        return -1;
    if (c->words.n && (c->words.at[0].classes & CW_WORD_NATIONALITY))
        return c->words.at[0].tag;
    if (c->tags & BIT(PROPN)) {
        // "May" begins a name of a month or a modal: a digit or "in" tells
        if (!(c->tags & (BIT(AUX) | BIT(VERB))))
            return CW_TAG_PROPN;
        if (i > 0 && !(token->shape & CW_SHAPE_FIRST))
            return CW_TAG_PROPN;
        return could_be(t, i + 1, BIT(NUM)) ? CW_TAG_PROPN : -1;
    }
    if (c->tags & closed)
        return -1;
    if (token->shape & CW_SHAPE_FIRST) {
        if (c->words.n == 0 && c->guess.tag == CW_TAG_ADV)
            return -1;
        if (c->words.n == 0)
            return cw_tag_has_suffix(c, "ing") || cw_tag_has_suffix(c, "ed")
                       ? -1
                       : CW_TAG_PROPN;
        return i + 1 < t->n && !t->is_headline && (c->tags & BIT(NOUN)) &&
                       (token_at(t, i + 1)->shape & CW_SHAPE_UPPER_FIRST) &&
                       !(c->tags & (BIT(VERB) | BIT(ADV)))
                   ? CW_TAG_PROPN
                   : -1;
    }
    if (t->is_headline && c->words.n)
        return -1;
    if (i > 0 && c->words.n && !(c->tags & BIT(NOUN)) &&
        (form_is(t, i - 1, ":") || form_is(t, i - 1, "“") ||
         form_is(t, i - 1, "\"")))
        return -1; // begins a sentence inside a sentence
    if (i > 0 && c->words.n && (token_at(t, i - 1)->tag == CW_TAG_PUNCT) &&
        (form_is(t, i - 1, "“") || form_is(t, i - 1, "\"")))
        return -1;
    return CW_TAG_PROPN;
}

static uint8_t choose_tag(tagger *t, size_t i)
{
    const cw_candidate *c = &t->words[i];
    uint32_t open = BIT(NOUN) | BIT(VERB) | BIT(ADJ);
    int tag;
    if (c->tags == 0)
        return CW_TAG_X;
    tag = choose_capital(t, i);
    if (tag < 0 && (c->tags & BIT(AUX)) && (c->tags & BIT(PROPN)))
        tag = CW_TAG_AUX; // "may"
    if (tag < 0)
        tag = choose_special(t, i);
    if (tag >= 0)
        return (uint8_t)tag;
    if ((c->tags & (c->tags - 1)) == 0 && !(c->tags & open))
        return (uint8_t)__builtin_ctz(c->tags);
    if (c->tags & (BIT(ADV) | BIT(ADP) | BIT(DET) | BIT(AUX))) {
        uint32_t rest = c->tags & ~(BIT(ADV) | BIT(VERB) | BIT(PROPN));
        bool noun_next = could_be(t, i + 1, BIT(NOUN) | BIT(PROPN) | BIT(ADJ));
        size_t prev = before(t, i);
        if (!(c->tags & BIT(ADV)))
            return c->words.n ? c->words.at[0].tag : (uint8_t)CW_TAG_X;
        if ((c->tags & BIT(ADP)) &&
            (noun_next || could_be(t, i + 1, BIT(DET) | BIT(PRON) | BIT(NUM))))
            return CW_TAG_ADP;
        if ((c->tags & BIT(VERB)) && !(c->tags & BIT(ADJ)) &&
            (is_tagged(t, prev, BIT(AUX)) || is_subject_pronoun(t, prev) ||
             (is_tagged(t, prev, BIT(PART)) && form_is(t, prev, "to"))))
            return CW_TAG_VERB;
        if ((c->tags & BIT(ADJ)) && (noun_next || is_lemma(t, prev, "be") ||
                                     is_tagged(t, prev, BIT(DET))))
            return could_be(t, i + 1, BIT(ADJ)) &&
                           !could_be(t, i + 1, BIT(NOUN))
                       ? CW_TAG_ADV
                       : CW_TAG_ADJ;
        if ((c->tags & BIT(NOUN)) &&
            (is_tagged(t, prev, BIT(DET) | BIT(ADJ)) || is_possessive(t, prev)))
            return CW_TAG_NOUN;
        if (rest == 0 || (c->tags & BIT(ADV)))
            return CW_TAG_ADV;
    }
    if (c->tags & open)
        return (uint8_t)choose_open(t, i);
    return c->words.n ? c->words.at[0].tag : c->guess.tag;
}

/* ---- forms and lemmas -------------------------------------------------- */

/* Past or participle, base or present: one bit where the context says so. */
static uint8_t choose_form(tagger *t, size_t i, uint8_t forms)
{
    uint8_t past = CW_FORM_PAST | CW_FORM_PARTICIPLE;
    size_t prev = before(t, i);
    bool after_helper = is_tagged(t, prev, BIT(AUX)) &&
                        (is_lemma(t, prev, "have") || is_lemma(t, prev, "be"));
    bool after_to = is_tagged(t, prev, BIT(PART)) && form_is(t, prev, "to");
    if ((forms & CW_FORM_BASE) &&
        (after_to || (is_tagged(t, prev, BIT(AUX)) && !after_helper)))
        return CW_FORM_BASE;
    if ((forms & past) == past) {
        if (after_helper || (i + 1 < t->n && form_is(t, i + 1, "by")) ||
            is_tagged(t, prev, BIT(DET) | BIT(ADP) | BIT(ADJ)) ||
            is_lemma(t, prev, "get"))
            return CW_FORM_PARTICIPLE;
        return CW_FORM_PAST;
    }
    return forms;
}

/* The stem of a form that the word list does not have. */
static size_t strip_ending(uint8_t *form, size_t n, const cw_token *token)
{
    if (token->tag == CW_TAG_VERB && n > 5 &&
        memcmp(form + n - 3, "ing", 3) == 0)
        return n - 3;
    if (token->tag == CW_TAG_VERB && n > 4 &&
        memcmp(form + n - 2, "ed", 2) == 0)
        return n - 2;
    if ((token->tag == CW_TAG_NOUN || token->tag == CW_TAG_VERB) && n > 4 &&
        form[n - 1] == 's' && form[n - 2] != 's' && form[n - 2] != 'u' &&
        form[n - 2] != 'i') {
        if (n > 5 && memcmp(form + n - 3, "ies", 3) == 0) {
            form[n - 3] = 'y';
            return n - 2;
        }
        return n - 1;
    }
    return n;
}

static void add_lemma(tagger *t, cw_token *token, cw_bytes lemma)
{
    cw_buf *strings = &t->draft->strings;
    uint32_t hash = 2166136261u;
    lemma_place *place;
    if (lemma.n > UINT16_MAX)
        lemma.n = UINT16_MAX;
    for (size_t i = 0; i < lemma.n; i++)
        hash = (hash ^ lemma.at[i]) * 16777619u;
    place = &t->lemmas[(hash ^ hash >> 16) & (N_LEMMAS - 1)];
    if (place->n != lemma.n ||
        memcmp(strings->at + place->at, lemma.at, lemma.n) != 0) {
        lemma_place added = {(uint32_t)strings->n, (uint16_t)lemma.n};
        if (cw_buf_add(strings, lemma) != CW_OK)
            added.n = 0; // the caller sees the buffer's status
        *place = added;
    }
    token->lemma_at = place->at;
    token->lemma_n = place->n;
}

static void set_token(tagger *t, size_t i)
{
    cw_candidate *c = &t->words[i];
    cw_token *token = token_at(t, i);
    const cw_word *entry = NULL;
    cw_bytes lemma;
    uint8_t forms;
    token->tag = choose_tag(t, i);
    for (size_t k = 0; k < c->words.n; k++) {
        const cw_word *word = &c->words.at[k];
        token->word_class |= word->classes;
        if (word->tag == token->tag && !entry)
            entry = word;
    }
    if (!c->words.n)
        token->word_class = c->guess.classes;
    if (token->tag == CW_TAG_VERB || token->tag == CW_TAG_AUX) {
        forms = entry ? entry->form : c->forms;
        for (size_t k = 0; k < c->words.n; k++)
            if (c->words.at[k].tag == token->tag)
                forms |= c->words.at[k].form;
        token->form = choose_form(t, i, forms);
        // "found": find past, found base; "left", "lay": the form decides
        for (size_t k = 0; k < c->words.n; k++)
            if (c->words.at[k].tag == token->tag &&
                (c->words.at[k].form & token->form)) {
                entry = &c->words.at[k];
                break;
            }
    }
    if (entry) {
        lemma = entry->lemma;
    } else if (c->n_form) {
        uint8_t n = c->n_form;
        if (!c->words.n && token->tag != CW_TAG_PROPN)
            n = (uint8_t)strip_ending(c->form, n, token);
        lemma = (cw_bytes){c->form, n};
    } else {
        lemma = cw_draft_word(t->draft, token); // longer than any word
    }
    add_lemma(t, token, lemma);
    if (token->tag == CW_TAG_PROPN && c->words.n && !entry &&
        !(token->shape & CW_SHAPE_FIRST))
        token->word_class &= (uint16_t)~CW_WORD_FUNCTION;
}

cw_status cw_find_tags(cw_draft *draft)
{
    tagger t = {.draft = draft};
    t.lemmas = cw_arena_array(draft->arena, N_LEMMAS, sizeof *t.lemmas);
    t.words =
        cw_arena_array(draft->arena, CW_MAX_SENTENCE_TOKENS, sizeof *t.words);
    if (!t.lemmas || !t.words)
        return CW_NO_MEMORY;
    for (size_t s = 0; s < draft->sentences.n; s++) {
        const cw_sentence *sentence = &draft->sentences.at[s];
        t.first = sentence->first;
        t.n = sentence->n;
        t.is_headline = sentence->is_headline;
        for (size_t i = 0; i < t.n; i++)
            cw_tag_candidate(draft, token_at(&t, i), &t.words[i]);
        for (size_t i = 0; i < t.n; i++)
            set_token(&t, i);
    }
    return cw_buf_status(&draft->strings);
}
