/* memo.h: what annotating keeps of words from one report to the next.
 *
 *   a word's bytes               -> its traits (traits.c)
 *   the word and what the tagger -> the sum of those of its weights that ask
 *   knows of the place before it    for nothing else (tag_model.c)
 *
 * Both follow from their keys alone, which are compared whole, so a memo that
 * is empty, full or another's changes no mark, only the time it takes. A key
 * has one place in its table, and the newest stays there. A memo serves one
 * worker and one model. */
#ifndef CW_ANNOTATE_MEMO_H
#define CW_ANNOTATE_MEMO_H

#include "annotate/traits.h"

enum {
    CW_MEMO_PLACES_MAX = 4096,
    CW_MEMO_WORD_BYTES = 21, // longer words are looked at each time
};

typedef struct {
    uint8_t n;                         // bytes of the word; 0: a free place
    uint8_t shape_before, shape_after; // of the token, CW_SHAPE
    uint8_t word[CW_MEMO_WORD_BYTES];
    cw_trait trait;
} cw_memo_word;

/* No byte of it is padding: keys are compared as bytes. */
typedef struct {
    uint32_t form, lower, ends, begins, readings; // form 0: a free place
    uint16_t fine;
    uint8_t n_form;
    uint8_t shape; // with CW_TAG_SHAPE bits
    uint8_t before, has_finite;
    uint8_t spare[2];
} cw_memo_key;

struct cw_memo {
    uint32_t mask;       // places - 1
    cw_memo_word *words; // [places]
    cw_memo_key *keys;   // [places]
    int16_t *sums;       // [places][width], the sum of the key beside it
    uint32_t width;      // cw_weights_width of the tags
    // added to the scores of labels that may not be chosen: [0] for signs,
    // [1] for words, which are none of the marks; [2][width]
    int16_t barred[2][CW_MAX_LABELS];
};

#endif
