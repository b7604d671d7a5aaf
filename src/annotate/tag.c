/* tag.c: parts of speech, verb forms and lemmas.
 *
 *   traits -> the model's label (tag_model.c) -> tag, xpos
 *          -> xpos -> form of a verb
 *          -> the word list's entry for that tag -> lemma, classes
 *
 * A word that the list does not have gets its lemma from its ending (lemma.c).
 */
#include "annotate/look.h"
#include "annotate/tag_int.h"
#include "annotate/traits.h"

enum { N_LEMMAS = 4096 }; // direct-mapped, so that a lemma is written once

typedef struct {
    uint32_t at;
    uint16_t n;
} lemma_place;

typedef struct {
    cw_draft *draft;
    lemma_place *lemmas; // [N_LEMMAS]
    uint8_t *label;      // [CW_MAX_SENTENCE_TOKENS] of the sentence at hand
} tagger;

/* The form that a verb's tag says. */
static uint8_t form_of(uint8_t xpos)
{
    switch (xpos) {
    case CW_XPOS_VB:
    case CW_XPOS_VBP:
        return CW_FORM_BASE;
    case CW_XPOS_VBZ:
        return CW_FORM_PRESENT_S;
    case CW_XPOS_VBD:
        return CW_FORM_PAST;
    case CW_XPOS_VBN:
        return CW_FORM_PARTICIPLE;
    case CW_XPOS_VBG:
        return CW_FORM_ING;
    default:
        return 0;
    }
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

static bool is_verbal(uint8_t tag)
{
    return tag == CW_TAG_VERB || tag == CW_TAG_AUX;
}

/* The word list's entry for a token's tag and form, or NULL: "found" is find
 * in the past, found in the base form. The list calls "be" an auxiliary where
 * it is the verb of its clause, too. */
static const cw_word *find_entry(const cw_trait *trait, const cw_token *token)
{
    const cw_word *entry = NULL;
    for (size_t k = 0; k < trait->n_entries; k++) {
        const cw_word *word = &trait->entries[k];
        if (word->tag != token->tag &&
            !(is_verbal(word->tag) && is_verbal(token->tag)))
            continue;
        if (word->form & token->form)
            return word;
        entry = entry ? entry : word;
    }
    return entry;
}

static void set_lemma(tagger *t, cw_token *token, const cw_trait *trait,
                      const cw_word *entry)
{
    uint8_t form[CW_MAX_WORD_BYTES];
    cw_bytes word = cw_draft_word(t->draft, token);
    size_t n;
    if (entry) {
        add_lemma(t, token, entry->lemma);
        return;
    }
    n = cw_word_fold(word, form);
    if (n == 0) {
        add_lemma(t, token, word); // longer than any word
        return;
    }
    if (trait->n_entries == 0 && token->tag != CW_TAG_PROPN)
        n = cw_guess_lemma(form, n, token);
    add_lemma(t, token, (cw_bytes){form, n});
}

static void set_token(tagger *t, cw_token *token, const cw_trait *trait,
                      cw_tag_pair pair)
{
    const cw_word *entry;
    token->tag = pair.tag;
    token->xpos = pair.xpos;
    token->form = form_of(pair.xpos);
    token->word_class |= trait->classes;
    entry = find_entry(trait, token);
    // a listed verb has only the forms it is listed with
    if (entry && token->form && entry->form && !(entry->form & token->form))
        token->form = entry->form;
    if (pair.xpos == CW_XPOS_MD && entry)
        token->form = entry->form;
    set_lemma(t, token, trait, entry);
    if (token->tag == CW_TAG_PROPN && trait->n_entries && !entry &&
        !(token->shape & CW_SHAPE_FIRST))
        token->word_class &= (uint16_t)~CW_WORD_FUNCTION;
}

/* A token's label, but for three things of which the treebanks have hardly
 * any: numbers with letters ("0.5mn"), the month of May in a date, and towns
 * that end as verbs do: a word that no list has, with a capital inside a
 * sentence, is a name ("sank off Ossing"). */
static cw_tag_pair pair_of(const cw_draft *draft, const cw_sentence *sentence,
                           size_t i, uint8_t label)
{
    const cw_trait *trait = &draft->traits[sentence->first + i];
    uint8_t shape = draft->tokens.at[sentence->first + i].shape;
    uint32_t may = BIT(PROPN) | BIT(AUX);
    cw_tag_pair pair;
    if (trait->shape == CW_LOOK_DIGIT_LETTER && trait->readings == BIT(NUM))
        return (cw_tag_pair){CW_TAG_NUM, CW_XPOS_CD};
    if (trait->shape == CW_LOOK_TITLE && (trait->readings & may) == may &&
        !sentence->is_headline &&
        (!(shape & CW_SHAPE_FIRST) ||
         (i + 1 < sentence->n && (trait[1].readings & BIT(NUM)))))
        return (cw_tag_pair){CW_TAG_PROPN, CW_XPOS_NNP};
    pair = draft->model.tag_pairs[label];
    if (pair.tag == CW_TAG_VERB && trait->shape == CW_LOOK_TITLE &&
        trait->n_entries == 0 && !(shape & CW_SHAPE_FIRST) &&
        !sentence->is_headline)
        return (cw_tag_pair){CW_TAG_PROPN, CW_XPOS_NNP};
    return pair;
}

/* A nominal, adverbs after it left out, stands before token i. */
static bool follows_subject(const cw_token *tokens, size_t i)
{
    while (i > 0 && tokens[i - 1].xpos == CW_XPOS_RB)
        i--;
    return i > 0 && (tokens[i - 1].tag == CW_TAG_NOUN ||
                     tokens[i - 1].tag == CW_TAG_PROPN ||
                     tokens[i - 1].xpos == CW_XPOS_PRP);
}

static bool is_finite(const cw_token *token)
{
    return token->xpos == CW_XPOS_VBD || token->xpos == CW_XPOS_VBZ ||
           token->xpos == CW_XPOS_VBP || token->xpos == CW_XPOS_MD;
}

/* "Adler shot down a drone": read as a noun, but a past form in the word list,
 * and what follows begins an object or an adverbial. */
static bool is_hidden_past(const cw_token *tokens, size_t i, size_t n)
{
    return tokens[i].xpos == CW_XPOS_NN && i + 1 < n &&
           (tokens[i + 1].tag == CW_TAG_DET ||
            tokens[i + 1].tag == CW_TAG_ADP ||
            tokens[i + 1].tag == CW_TAG_PRON ||
            tokens[i + 1].tag == CW_TAG_NUM);
}

/* Where a last clause of its own time or reason begins: ", when the count was
 * under way."; n when there is none. */
static size_t find_last_clause(const cw_token *tokens, size_t n)
{
    size_t comma = n > 1 ? n - 2 : 0;
    while (comma > 0 && tokens[comma].xpos != CW_XPOS_COMMA)
        comma--;
    return comma > 0 && (tokens[comma + 1].xpos == CW_XPOS_WRB ||
                         tokens[comma + 1].tag == CW_TAG_SCONJ)
               ? comma
               : n;
}

/* "Prices dropped by 2 percent.": a whole sentence has a finite verb; when
 * none was found outside a last clause, the first participle behind a nominal
 * is one. */
static void find_finite(tagger *t, const cw_sentence *sentence)
{
    const cw_draft *draft = t->draft;
    cw_token *tokens = draft->tokens.at + sentence->first;
    const cw_trait *traits = draft->traits + sentence->first;
    size_t n = find_last_clause(tokens, sentence->n), found = n;
    if (sentence->is_headline || tokens[sentence->n - 1].xpos != CW_XPOS_STOP)
        return;
    for (size_t i = 0; i < n; i++) {
        if (is_finite(&tokens[i]))
            return;
        if (found == n &&
            (tokens[i].xpos == CW_XPOS_VBN || is_hidden_past(tokens, i, n)) &&
            (traits[i].readings & CW_READING_PAST) &&
            follows_subject(tokens, i))
            found = i;
    }
    if (found == n)
        return;
    set_token(t, &tokens[found], &traits[found],
              (cw_tag_pair){CW_TAG_VERB, CW_XPOS_VBD});
}

/* May be a past form or participle: the list says so, or it was read as one,
 * or as an adjective that ends like one. */
static bool may_be_past(const cw_draft *draft, uint32_t i)
{
    const cw_token *token = cw_look(draft, i);
    return (draft->traits[i].readings & CW_READING_PAST) ||
           token->xpos == CW_XPOS_VBD || token->xpos == CW_XPOS_VBN ||
           (token->xpos == CW_XPOS_JJ &&
            cw_bytes_ends(cw_draft_word(draft, token), CW_LIT("ed")));
}

/* The signs between two words of a list from i on: a comma, "and", or both; 0
 * when there are none. */
static uint32_t list_signs(const cw_draft *draft, uint32_t i, uint32_t end,
                           bool *is_last)
{
    uint32_t n = i < end && cw_look(draft, i)->xpos == CW_XPOS_COMMA;
    *is_last = i + n < end && cw_look(draft, i + n)->xpos == CW_XPOS_CC;
    return n + *is_last;
}

/* "She modelled, bluffed, edited and bought it": what a list of three single
 * words and more begins with a verb in the past goes on as the same form. The
 * last word may have objects. */
static void spread_past(tagger *t, const cw_sentence *sentence)
{
    enum { WORDS_MAX = 8 };
    const cw_draft *draft = t->draft;
    uint32_t end = cw_look_end(sentence);
    for (uint32_t i = sentence->first; i < end; i++) {
        const cw_token *verb = cw_look(draft, i);
        uint32_t word[WORDS_MAX], n = 0, at = i + 1, n_signs;
        bool is_last = false;
        if (verb->xpos != CW_XPOS_VBD && verb->xpos != CW_XPOS_VBN)
            continue;
        while (n < WORDS_MAX && !is_last &&
               (n_signs = list_signs(draft, at, end, &is_last)) > 0 &&
               at + n_signs < end && may_be_past(draft, at + n_signs)) {
            word[n++] = at + n_signs;
            at += n_signs + 1;
        }
        if (!is_last || n < 2)
            continue;
        for (uint32_t k = 0; k < n; k++)
            if (cw_look(draft, word[k])->xpos != verb->xpos)
                set_token(t, &draft->tokens.at[word[k]],
                          &draft->traits[word[k]],
                          (cw_tag_pair){CW_TAG_VERB, verb->xpos});
        i = at - 1;
    }
}

cw_status cw_find_tags(cw_draft *draft)
{
    tagger t = {.draft = draft};
    t.lemmas = cw_arena_array(draft->arena, N_LEMMAS, sizeof *t.lemmas);
    t.label = cw_arena_array(draft->arena, CW_MAX_SENTENCE_TOKENS, 1);
    if (!t.lemmas || !t.label)
        return CW_NO_MEMORY;
    if (draft->model.tags.n_labels == 0)
        return CW_OK;
    for (size_t s = 0; s < draft->sentences.n; s++) {
        const cw_sentence *sentence = &draft->sentences.at[s];
        const cw_trait *traits = draft->traits + sentence->first;
        cw_tag_labels(&draft->model, draft->memo, traits, sentence->n,
                      sentence->is_headline, t.label);
        for (size_t i = 0; i < sentence->n; i++)
            set_token(&t, &draft->tokens.at[sentence->first + i], &traits[i],
                      pair_of(draft, sentence, i, t.label[i]));
        find_finite(&t, sentence);
        spread_past(&t, sentence);
    }
    return cw_buf_status(&draft->strings);
}
