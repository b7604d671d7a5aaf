/* letters.h: the bytes of words, folded to small letters.
 *
 *   cw_letters[c]   'a' for 'A', c itself for other letters, for digits and
 *                   for bytes above ASCII; 0 where a word may end
 *
 * 0 too for C2 (NBSP, ©, »: Latin-1 has no letter there but ª, µ and º) and
 * for E2, which begins General Punctuation as well as letters: whoever meets
 * an E2 asks the byte behind it. */
#ifndef CW_CLEAN_LETTERS_H
#define CW_CLEAN_LETTERS_H

#include "base/bytes.h"
#include "clean/slots.h"

extern const uint8_t cw_letters[256];

/* The end of the run of such bytes that begins at text[at]; *hash goes on
 * with them. The words of a page are walked with this: two steps a byte. */
static inline size_t cw_letters_end(cw_bytes text, size_t at, size_t end,
                                    uint64_t *hash)
{
    uint64_t h = *hash;
    uint8_t c;
    for (; at < end && (c = cw_letters[text.at[at]]) != 0; at++)
        h = cw_slot_next(h, c);
    *hash = h;
    return at;
}

/* U+2000 to U+206F: dashes, quotation marks, ... */
static inline bool cw_is_wide_punctuation(cw_bytes text, size_t at, size_t end)
{
    return end - at >= 3 && text.at[at] == 0xE2 &&
           (text.at[at + 1] == 0x80 || text.at[at + 1] == 0x81);
}

#endif
