/* slots.h: the place of a word in a list that the build made.
 *
 *   slots [n_slots]  tag << 16 | 1 + the number of a word, 0: free; n_slots is
 *                    a power of two and at least twice the number of words
 *
 * The generators fill the slots, the room reads them. A word is looked for
 * from its hash on up to a free slot; most words of a text stand in no list
 * and meet a free one at once, and the tag, sixteen other bits of the hash,
 * turns away nearly all of the rest before a word is compared. The list is
 * fixed, so words aimed at one slot cost no more than its longest run.
 *
 * A word is hashed in any case of ASCII, eight bytes at a time, the last ones
 * filled up with zeros: the first eight, most often all of it, are its head,
 * and of two words of at most eight letters and digits of ASCII the heads are
 * equal when the words are. */
#ifndef CW_CLEAN_SLOTS_H
#define CW_CLEAN_SLOTS_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CW_SLOT_EIGHT 8u // bytes taken at a time

/* The first n of eight bytes, n at most eight, in small letters. Bytes of
 * other scripts lose a bit: for them the result is a hash and no more. */
static inline uint64_t cw_slot_fold(uint64_t eight, size_t n)
{
    uint64_t small = eight | UINT64_C(0x2020202020202020);
    return n < CW_SLOT_EIGHT ? small & ((UINT64_C(1) << 8 * n) - 1) : small;
}

/* The hash of a word and of eight folded bytes more; 0 is that of no byte. */
static inline uint64_t cw_slot_take(uint64_t hash, uint64_t folded)
{
    hash = (hash ^ folded) * UINT64_C(0x9FB21C651E98DF25);
    return hash ^ hash >> 32;
}

/* The head of a word of n bytes, its first byte lowest. */
static inline uint64_t cw_slot_head(const uint8_t *word, size_t n)
{
    uint64_t eight = 0;
    n = n < CW_SLOT_EIGHT ? n : CW_SLOT_EIGHT;
    memcpy(&eight, word, n);
    return cw_slot_fold(le64toh(eight), n);
}

static inline uint64_t cw_slot_hash(const uint8_t *word, size_t n)
{
    uint64_t hash = 0;
    for (size_t at = 0; at < n; at += CW_SLOT_EIGHT)
        hash = cw_slot_take(hash, cw_slot_head(word + at, n - at));
    return hash;
}

/* Slot and tag of a finished hash: the upper bits of a product. The constant
 * is 2^64 divided by the golden ratio (Knuth, TAOCP 3, section 6.4). */
static inline uint64_t cw_slot_spread(uint64_t hash)
{
    return hash * UINT64_C(0x9E3779B97F4A7C15);
}

static inline size_t cw_slot_first(uint64_t spread, size_t n_slots)
{
    return (size_t)(spread >> 40) & (n_slots - 1);
}

static inline uint32_t cw_slot_tag(uint64_t spread)
{
    return (uint32_t)(spread >> 8) & 0xFFFF0000u;
}

/* A set of words and of pairs of words that answers "no" or "perhaps": three
 * bits of one 64 (Bloom, CACM 13 (7), 1970; of one word, so that a question
 * costs one look into memory). Of 1,200 members it takes one in some thousands
 * of others for one. */
#define CW_WORD_SET 1024u // of 64 bits

/* Of two words in a row, by their hashes; the first of a block stands behind
 * CW_WORD_NONE. */
#define CW_WORD_NONE UINT64_C(1)
static inline uint64_t cw_slot_spread_pair(uint64_t first, uint64_t second)
{
    return cw_slot_spread(first + 2 * second);
}

static inline uint64_t cw_word_set_bits(uint64_t spread)
{
    return UINT64_C(1) << (spread >> 48 & 63) |
           UINT64_C(1) << (spread >> 42 & 63) |
           UINT64_C(1) << (spread >> 36 & 63);
}

static inline bool cw_word_set_holds(const uint64_t *set, uint64_t spread)
{
    return (~set[spread >> 54] & cw_word_set_bits(spread)) == 0;
}

static inline void cw_word_set_add(uint64_t *set, uint64_t spread)
{
    set[spread >> 54] |= cw_word_set_bits(spread);
}

/* The number of the next word whose tag fits, from *slot on, which moves past
 * it; UINT32_MAX: there is none. The caller compares the word itself. */
static inline uint32_t cw_slots_next(const uint32_t *slots, size_t n_slots,
                                     uint64_t spread, size_t *slot)
{
    uint32_t tag = cw_slot_tag(spread), held;
    while ((held = slots[*slot]) != 0) {
        *slot = (*slot + 1) & (n_slots - 1);
        if ((held & 0xFFFF0000u) == tag)
            return (held & 0xFFFFu) - 1;
    }
    return UINT32_MAX;
}

static inline void cw_slots_add(uint32_t *slots, size_t n_slots,
                                const char *word, size_t number)
{
    uint64_t spread =
        cw_slot_spread(cw_slot_hash((const uint8_t *)word, strlen(word)));
    size_t slot = cw_slot_first(spread, n_slots);
    while (slots[slot] != 0)
        slot = (slot + 1) & (n_slots - 1);
    slots[slot] = cw_slot_tag(spread) | (uint32_t)(number + 1);
}

#endif
