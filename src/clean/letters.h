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
#include "base/sixteen.h"
#include "clean/slots.h"

extern const uint8_t cw_letters[256];

/* A word as the lists of slots.h are asked for it. */
typedef struct {
    uint64_t hash, head;
} cw_word_key;

static inline cw_word_key cw_word_key_of(cw_bytes word)
{
    return (cw_word_key){cw_slot_hash(word.at, word.n),
                         cw_slot_head(word.at, word.n)};
}

/* Of two words of letters and digits whose heads are equal to this one: are
 * they equal? True when all of them is in it: at most seven bytes of ASCII. */
static inline bool cw_head_is_whole(uint64_t head)
{
    return (head & UINT64_C(0xFF80808080808080)) == 0;
}

/* Eight bytes from text[at] on, the first lowest; zeros behind the end. */
static inline uint64_t cw_letters_eight(cw_bytes text, size_t at)
{
    uint64_t eight = 0;
    if (text.n - at >= sizeof eight)
        memcpy(&eight, text.at + at, sizeof eight);
    else
        memcpy(&eight, text.at + at, text.n - at);
    return le64toh(eight);
}

/* The top bit of each byte that is a letter or a digit of ASCII. No sum
 * carries: what is added to lies below 0x80. */
static inline uint64_t cw_letters_plain(uint64_t eight)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t low = eight & 0x7F * ones, small = low | 0x20 * ones;
    uint64_t letters =
        (small + (0x80 - 'a') * ones) & ~(small + (0x7F - 'z') * ones);
    uint64_t digits =
        (low + (0x80 - '0') * ones) & ~(low + (0x7F - '9') * ones);
    return (letters | digits) & ~eight & 0x80 * ones;
}

/* So many of the eight bytes at text[at] are letters or digits of ASCII, up to
 * the first that is none. */
static inline size_t cw_letters_run(uint64_t eight)
{
    uint64_t others = cw_letters_plain(eight) ^ UINT64_C(0x8080808080808080);
    return others ? (size_t)__builtin_ctzll(others) / 8 : CW_SLOT_EIGHT;
}

/* The end of the run of ASCII letters and digits that begins at text[at], and
 * the key of the run. The words of a page are walked with this. */
static inline size_t cw_letters_end(cw_bytes text, size_t at, size_t end,
                                    cw_word_key *key)
{
    uint64_t eight = cw_letters_eight(text, at);
    size_t n = cw_letters_run(eight);
    n = n < end - at ? n : end - at;
    key->head = cw_slot_fold(eight, n);
    key->hash = cw_slot_take(0, key->head);
    for (at += n; n == CW_SLOT_EIGHT && at < end; at += n) {
        eight = cw_letters_eight(text, at);
        n = cw_letters_run(eight);
        n = n < end - at ? n : end - at;
        if (n > 0)
            key->hash = cw_slot_take(key->hash, cw_slot_fold(eight, n));
    }
    return at;
}

/* U+2000 to U+206F: dashes, quotation marks, ... */
static inline bool cw_is_wide_punctuation(cw_bytes text, size_t at, size_t end)
{
    return end - at >= 3 && text.at[at] == 0xE2 &&
           (text.at[at + 1] == 0x80 || text.at[at + 1] == 0x81);
}

/* The first mark that may end a sentence, . ! ?, in text[at, end), or end. */
static inline size_t cw_stop_next(cw_bytes text, size_t at, size_t end)
{
    for (; end - at >= CW_SIXTEEN; at += CW_SIXTEEN) {
        uint32_t stops =
            cw_sixteen_bits(cw_sixteen_stop(cw_sixteen_load(text.at + at)));
        if (stops != 0)
            return at + cw_sixteen_first(stops);
    }
    while (at < end && text.at[at] != '.' && text.at[at] != '!' &&
           text.at[at] != '?')
        at++;
    return at;
}

/* Runs of other bytes than ASCII white space. */
size_t cw_letters_count_words(cw_bytes text);

/* ---- the words of a text ------------------------------------------------ */

typedef struct {
    cw_range range;
    cw_word_key key;
} cw_word;

/* Length of what stands at text[at] and belongs to no word; 0: a word. */
static inline size_t cw_gap_length(cw_bytes text, size_t at, size_t end)
{
    uint8_t c = text.at[at];
    if (c == 0xE2)
        return cw_is_wide_punctuation(text, at, end) ? 3 : 0;
    if (c == 0xC2)
        return end - at >= 2 ? 2 : 1;
    return cw_letters[c] == 0;
}

/* The rest of a word behind its letters of ASCII. */
size_t cw_word_rest(cw_bytes text, size_t at, size_t end, cw_word *word);

/* The end of the run of letters and digits at text[at] (bytes of other
 * scripts count as letters; General Punctuation does not). */
static inline size_t cw_word_read(cw_bytes text, size_t at, size_t end,
                                  cw_word *word)
{
    word->range.from = (uint32_t)at;
    at = cw_letters_end(text, at, end, &word->key);
    word->range.to = (uint32_t)at;
    return at == end || text.at[at] < 0x80 ? at
                                           : cw_word_rest(text, at, end, word);
}

static inline bool cw_word_next(cw_bytes text, size_t *at, size_t end,
                                cw_word *word)
{
    size_t n;
    while (*at < end && (n = cw_gap_length(text, *at, end)) > 0)
        *at += n;
    if (*at >= end)
        return false;
    *at = cw_word_read(text, *at, end, word);
    return true;
}

#endif
