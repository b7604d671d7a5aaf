/* slots.h: the place of a word in a list that the build made.
 *
 *   slots [n_slots]  1 + the number of a word, 0: free; n_slots is a power of
 *                    two and at least twice the number of words
 *
 * The generators fill the slots, the room reads them. A word is looked for
 * from its hash on up to a free slot; most words of a text stand in no list
 * and meet a free one at once. The list is fixed, so words aimed at one slot
 * cost no more than its longest run. */
#ifndef CW_CLEAN_SLOTS_H
#define CW_CLEAN_SLOTS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* FNV-1a of a string of n bytes. */
static inline uint32_t cw_slot_hash(const char *word, size_t n)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (uint8_t)word[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static inline void cw_slots_add(uint16_t *slots, size_t n_slots,
                                const char *word, size_t number)
{
    size_t slot = cw_slot_hash(word, strlen(word)) & (n_slots - 1);
    while (slots[slot] != 0)
        slot = (slot + 1) & (n_slots - 1);
    slots[slot] = (uint16_t)(number + 1);
}

#endif
