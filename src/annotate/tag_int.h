/* tag_int.h: the readings of a word, between tag_guess.c and tag.c. */
#ifndef CW_ANNOTATE_TAG_INT_H
#define CW_ANNOTATE_TAG_INT_H

#include "annotate/annotate_int.h"
#include "annotate/words.h"

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

/* Does the folded word end so, with two bytes or more before it? */
bool cw_tag_has_suffix(const cw_candidate *word, const char *suffix);

#endif
