/* recur.h: which words of a piece stand elsewhere in the page too.
 *
 *   cw_sheet_measure ─▶ long_words of the sheet: a key each, in text order
 *   cw_recurrence_open ─▶ in how many pieces of prose each key stands
 *   cw_recurrence_of   ─▶ how many long words of one piece recur
 *
 * The names and the matter of a report come again from paragraph to paragraph;
 * a teaser, a comment or a notice brings words of its own. Only equality
 * counts, so that no word enters a model.
 *
 *   key  31 bits of the word's spread hash (slots.h), lowest bit: a capital
 * that does not begin the piece */
#ifndef CW_CLEAN_RECUR_H
#define CW_CLEAN_RECUR_H

#include "clean/clean_int.h"

#define CW_LONG_WORD_BYTES 5u

static inline bool cw_long_word_fits(cw_range word)
{
    return word.to - word.from >= CW_LONG_WORD_BYTES;
}

/* A byte that belongs to no word stands between two. */
static inline size_t cw_long_words_max(size_t n_bytes)
{
    return n_bytes / (CW_LONG_WORD_BYTES + 1) + 1;
}

static inline uint32_t cw_long_word_key(uint64_t spread, bool is_cap)
{
    return ((uint32_t)(spread >> 32) & ~1u) | is_cap;
}

typedef struct {
    uint32_t last; // 1 + piece that was counted last
    uint32_t n;    // pieces of prose
} cw_recurring;

typedef struct {
    const cw_sheet *sheet;
    cw_recurring *slots; // [mask + 1], a power of two
    uint32_t mask;
} cw_recurrence;

/* Long words of one piece; n_1 of them stand in another piece of prose, n_3
 * in three; n_caps_1 of n_caps have a capital as well. */
typedef struct {
    uint32_t n, n_1, n_3, n_caps, n_caps_1;
} cw_recurring_words;

/* In the sheet's scratch. is_prose says which pieces are counted. */
CW_CHECK cw_status cw_recurrence_open(cw_recurrence *recurrence,
                                      const cw_sheet *sheet,
                                      bool (*is_prose)(const cw_piece *piece));
cw_recurring_words cw_recurrence_of(const cw_recurrence *recurrence,
                                    const cw_piece *piece, bool is_prose);

#endif
