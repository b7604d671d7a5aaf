/* spelling.h: one name written with other letters. Inside src/story only.
 *
 *   letters   Sergey, Sergei    serkei      as they are heard
 *   bones     Khaled, Khalid    klt         consonants alone
 *
 * Words come folded (cw_utf8_fold); answers stand in `out`. */
#ifndef CW_STORY_SPELLING_H
#define CW_STORY_SPELLING_H

#include "base/bytes.h"

enum { CW_LETTERS_MAX = 32 }; // of a word, when letters are compared

/* Letters changed, added or left out (Levenshtein); CW_LETTERS_MAX when a word
 * is longer than that. */
uint32_t cw_letter_distance(cw_bytes a, cw_bytes b);

/* Letters by which one script is written in another: y, j as i; g, c as k;
 * v as b; doubled letters as one. */
cw_bytes cw_plain_letters(cw_bytes word, uint8_t out[CW_LETTERS_MAX]);

/* The consonants of a word, those written in several ways as one, without h. */
cw_bytes cw_plain_bones(cw_bytes word, uint8_t out[CW_LETTERS_MAX]);

/* Two long words with the same bones and hardly another letter: "Gaddafi",
 * "Gadhafi". Not "Niger", "Nigeria". */
bool cw_is_respelling(cw_bytes a, cw_bytes b);

#endif
