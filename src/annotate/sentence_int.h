/* sentence_int.h: between the rules for sentence ends (sentence.c) and the
 * head that has the last word on them (sentence_head.c). */
#ifndef CW_ANNOTATE_SENTENCE_INT_H
#define CW_ANNOTATE_SENTENCE_INT_H

#include "annotate/traits.h"

/* What stands behind a token. */
enum {
    CW_END_RULE = 1,  // the rules end a sentence here
    CW_END_FIXED = 2, // so they do for certain: block, line, length
    CW_END_YES = 4,   // what the head says, when it was asked
    CW_END_NO = 8,
};

/* ends [tokens.n] by the rules; also sets the tokens' CW_SHAPE_QUOTED. */
void cw_ends_guess(cw_draft *draft, uint8_t *ends);

/* Could a sentence end behind token i of a block that ends before `end`? */
bool cw_ends_may(const cw_draft *draft, const uint8_t *ends, size_t i,
                 size_t end);

enum { CW_END_FEATURES = 40 };
/* Features of the place behind token i of the block's tokens [first, end). */
size_t cw_ends_features(const cw_draft *draft, const uint8_t *ends,
                        size_t first, size_t end, size_t i,
                        uint32_t out[CW_END_FEATURES]);

/* Add what the head says to ends [first .. end) of a block. */
void cw_ends_decide(const cw_draft *draft, uint8_t *ends, size_t first,
                    size_t end);

#endif
