/* furniture.h: small questions about a piece that has been marked; inside
 * this room only. */
#ifndef CW_CLEAN_FURNITURE_H
#define CW_CLEAN_FURNITURE_H

#include "clean/clean_int.h"
#include "clean/letters.h"

/* A look at the words of a block, one after the other, beforehand: most blocks
 * hold nothing that a rule of the lexicon cannot do without, a rare word, two
 * in a row, a first word or a ©, and are not judged. */
extern const uint64_t cw_furniture_words[CW_WORD_SET];

typedef struct {
    uint64_t before; // hash of the last word
    bool is_worth;   // judging
} cw_furniture_look;

static inline void cw_furniture_see_word(cw_furniture_look *look, uint64_t hash)
{
    look->is_worth |=
        cw_word_set_holds(cw_furniture_words, cw_slot_spread(hash));
    look->is_worth |= cw_word_set_holds(
        cw_furniture_words, cw_slot_spread_pair(look->before, hash));
    look->before = hash;
}

static inline void cw_furniture_see_gap(cw_furniture_look *look, cw_bytes text,
                                        size_t at, size_t n)
{
    look->is_worth |=
        n == 2 && text.at[at] == 0xC2 && text.at[at + 1] == 0xA9; // ©
}

bool cw_is_furniture(const cw_piece *piece);
bool cw_is_sentence(const cw_piece *piece);
bool cw_is_headline(const cw_piece *piece);
void cw_piece_mark(cw_piece *piece, cw_furniture kind);

#endif
