/* tag_int.h: the readings of a word, between tag_guess.c and tag.c. */
#ifndef CW_ANNOTATE_TAG_INT_H
#define CW_ANNOTATE_TAG_INT_H

#include "annotate/annotate_int.h"
#include "annotate/words.h"

struct cw_trait;

#define BIT(tag) (1u << CW_TAG_##tag)

typedef struct {
    cw_words words;
    cw_word guess; // one entry of our own when the word list has none
    uint32_t tags; // bit t: an entry has tag t
    uint8_t forms; // CW_FORM bits of its verb entries
    uint8_t n_form;
    uint8_t form[CW_MAX_WORD_BYTES];
} cw_candidate;

/* The readings of a token: the entries of the word list, else a guess. */
void cw_tag_candidate(const cw_draft *draft, const cw_token *token,
                      cw_candidate *out);

enum { CW_TAG_FEATURES = 48, CW_NO_LABEL = 255 };

/* A sentence being tagged from left to right. */
typedef struct {
    const struct cw_trait *traits; // [n]
    size_t n;
    bool is_headline;
    uint8_t *label;     // [n] given to the tokens before i
    uint32_t auxiliary; // the last one before i, folded; 0: none
    bool has_finite;    // a finite verb stands before i
} cw_tag_sentence;

/* Before the first token; label lends room for n. */
void cw_tag_begin(cw_tag_sentence *s, const struct cw_trait *traits, size_t n,
                  bool is_headline, uint8_t *label);
/* The features of token i: how many were written. */
size_t cw_tag_features(const cw_tag_sentence *s, size_t i,
                       uint32_t out[CW_TAG_FEATURES]);
/* Token i has got its label, which stands for this pair. */
void cw_tag_put(cw_tag_sentence *s, size_t i, uint8_t label, cw_tag_pair pair);

/* Labels of a sentence's n tokens by the model. */
void cw_tag_labels(const cw_model *model, cw_memo *memo,
                   const struct cw_trait *traits, size_t n, bool is_headline,
                   uint8_t *label);

/* Does the folded word end so, with two bytes or more before it? */
bool cw_tag_has_suffix(const cw_candidate *word, const char *suffix);

/* The lemma of a word that no list has, by its tag and form: form[0 .. n) in
 * lower case becomes it; the answer is its length, at most n + 1. */
size_t cw_guess_lemma(uint8_t *form, size_t n, const cw_token *token);

#endif
