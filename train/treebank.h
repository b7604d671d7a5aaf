/* treebank.h: CoNLL-U with its tags and dependencies, as a draft whose tokens
 * are given and have their traits.
 *
 *   file of documents -> words, one text -> draft: tokens, traits, sentences
 *                     -> gold [n_tokens], number of each sentence's document
 *
 * Clew leaves a hyphenated word whole ("two-day") where these treebanks part
 * it in three. With `is_varied` sentences that hold such words come once more
 * with them joined; and every so often a short sentence comes once more as a
 * headline, in Title Case or capitals and without its full stop. */
#ifndef CLEW_TRAIN_TREEBANK_H
#define CLEW_TRAIN_TREEBANK_H

#include "annotate/annotate_int.h"

/* Sentences are parted in so many by their number, to be tagged by models
 * that were not trained on them. */
enum { TREEBANK_JACKKNIFE = 4 };

typedef struct {
    uint8_t tag, xpos; // cw_tag, cw_xpos
    uint8_t relation;  // cw_relation
    uint32_t head;     // token of the sentence, from 0; CW_NONE: root
} treebank_gold;

typedef struct {
    cw_arena *arena;
    cw_buf text;
    CW_LIST(cw_given_token) words;
    CW_LIST(treebank_gold) gold;
    CW_LIST(uint32_t)
    group;           // [n words] number of the sentence as read; its
                     // variants have the same
    uint32_t n_read; // sentences
    int without;     // part that is left out; -1: none
    cw_draft draft;  // after treebank_end
} treebank;

void treebank_init(treebank *bank, cw_arena *arena);
void treebank_read(treebank *bank, const char *path, bool is_varied);

/* No more files: make the draft, with the clusters of `model`. */
void treebank_end(treebank *bank, const cw_model *model);

#endif
