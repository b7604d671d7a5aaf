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
 * The hash turns by five bits a letter: small letters differ in their lowest
 * five, so twelve of them are packed side by side, in two steps each, and one
 * multiplication at the end spreads them. */
#ifndef CW_CLEAN_SLOTS_H
#define CW_CLEAN_SLOTS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The hash of a word and one byte more; 0 is that of no byte. */
static inline uint64_t cw_slot_next(uint64_t hash, uint8_t byte)
{
    return (hash << 5 | hash >> 59) ^ byte;
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
    uint64_t hash = 0, spread;
    size_t slot;
    for (const char *c = word; *c != 0; c++)
        hash = cw_slot_next(hash, (uint8_t)*c);
    spread = cw_slot_spread(hash);
    slot = cw_slot_first(spread, n_slots);
    while (slots[slot] != 0)
        slot = (slot + 1) & (n_slots - 1);
    slots[slot] = cw_slot_tag(spread) | (uint32_t)(number + 1);
}

#endif
