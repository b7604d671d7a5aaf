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

/* "...", "..", "…". */
bool cw_is_ellipsis(cw_bytes word);

/* ends [tokens.n] by the rules; also sets the tokens' CW_SHAPE_QUOTED. */
void cw_ends_guess(cw_draft *draft, uint8_t *ends);

enum { CW_END_FEATURES = 56 };

/* A block being decided from left to right, tokens [first, end). */
typedef struct {
    const cw_draft *draft;
    uint8_t *ends; // [tokens.n]
    size_t first, end;
    size_t begin;    // token after the last end
    uint32_t manner; // of the whole text: cw_ends_manner
    bool has_verb;   // since `begin`
    uint8_t depth;   // of brackets since then: 1 inside, 2 behind
} cw_ends_block;

/* How many of the blocks of tokens [first, end) close with a sign: 0 hardly
 * any, 3 nearly all. Reports close theirs; mails and lists do not. */
uint32_t cw_ends_manner(const cw_draft *draft, const uint8_t *ends,
                        size_t first, size_t end);

void cw_ends_begin(cw_ends_block *block, const cw_draft *draft, uint8_t *ends,
                   size_t first, size_t end, uint32_t manner);

/* Token i is read. True when a sentence may end behind it: then ask, and put
 * the answer. */
bool cw_ends_may(cw_ends_block *block, size_t i);
size_t cw_ends_features(const cw_ends_block *block, size_t i,
                        uint32_t out[CW_END_FEATURES]);
void cw_ends_put(cw_ends_block *block, size_t i, bool is_end);

/* Add what the head says to ends [first .. end) of a block. */
void cw_ends_decide(const cw_draft *draft, uint8_t *ends, size_t first,
                    size_t end, uint32_t manner);

#endif
