/* postings.h: an inverted index in memory: a 64-bit key -> the items that
 * have it, newest first. Inside src/story only.
 *
 *   for (uint32_t at = cw_postings_first(&index, key), k = 0;
 *        at != CW_NONE && k < LOOK_MAX; at = cw_postings_next(&index, at), k++)
 *       meet(index.at[at].item);
 *
 * Keys are hashes; whoever meets an item compares it for real. A walk states
 * how far it looks, so that common keys cost no more than others. */
#ifndef CW_STORY_POSTINGS_H
#define CW_STORY_POSTINGS_H

#include "story/story_int.h"

typedef struct {
    uint32_t item, next; // next: the one added before with this key
} cw_posting;

typedef struct {
    uint64_t key;
    uint32_t newest; // posting with this key
} cw_posting_chain;

typedef struct {
    cw_posting_chain *chains; // [n_chains] in the order of their first items
    size_t n_chains, chain_capacity;
    uint32_t *slots; // [n_slots] chain + 1, 0 is free; a power of two
    size_t n_slots;
    uint64_t seed;
    cw_posting *at;
    size_t n, capacity;
    cw_arena *arena;
} cw_postings;

void cw_postings_init(cw_postings *index, cw_arena *arena);
CW_CHECK cw_status cw_postings_add(cw_postings *index, uint64_t key,
                                   uint32_t item);
/* No more are added: of each chain the newest look_max stay, side by side, so
 * that a walk goes through memory in one direction. */
CW_CHECK cw_status cw_postings_settle(cw_postings *index, size_t look_max);
uint32_t cw_postings_first(const cw_postings *index, uint64_t key);
static inline uint32_t cw_postings_next(const cw_postings *index, uint32_t at)
{
    return index->at[at].next;
}

#endif
