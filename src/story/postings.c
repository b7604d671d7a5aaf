/* postings.c: chains of items behind hashed keys. */
#include "story/postings.h"

void cw_postings_init(cw_postings *index, cw_arena *arena)
{
    *index = (cw_postings){.arena = arena, .seed = cw_table_seed()};
}

/* The slot that leads to this key, or the free one where it belongs; at most
 * three quarters are taken, so one is found. */
static uint32_t *find_slot(const cw_postings *index, uint64_t key)
{
    size_t i = cw_hash_mix(key, index->seed) & (index->n_slots - 1);
    while (index->slots[i] != 0 &&
           index->chains[index->slots[i] - 1].key != key)
        i = (i + 1) & (index->n_slots - 1);
    return &index->slots[i];
}

static cw_status grow_slots(cw_postings *index)
{
    size_t n_slots = index->n_slots == 0 ? 16 : index->n_slots * 2;
    uint32_t *slots = cw_arena_array(index->arena, n_slots, sizeof *slots);
    if (!slots)
        return CW_NO_MEMORY;
    index->slots = slots;
    index->n_slots = n_slots;
    for (size_t i = 0; i < index->n_chains; i++)
        *find_slot(index, index->chains[i].key) = (uint32_t)i + 1;
    return CW_OK;
}

/* A chain for a key that has none. */
static cw_status add_chain(cw_postings *index, uint64_t key)
{
    cw_status status =
        cw_grow(index->arena, (void **)&index->chains, &index->chain_capacity,
                index->n_chains + 1, sizeof *index->chains, CW_MAX_TOKENS);
    if (status == CW_OK && index->n_chains + 1 > index->n_slots / 4 * 3)
        status = grow_slots(index);
    if (status != CW_OK)
        return status;
    index->chains[index->n_chains++] = (cw_posting_chain){key, CW_NONE};
    *find_slot(index, key) = (uint32_t)index->n_chains;
    return CW_OK;
}

static cw_posting_chain *find_chain(const cw_postings *index, uint64_t key)
{
    uint32_t slot = index->n_slots > 0 ? *find_slot(index, key) : 0;
    return slot > 0 ? &index->chains[slot - 1] : NULL;
}

cw_status cw_postings_add(cw_postings *index, uint64_t key, uint32_t item)
{
    cw_posting_chain *chain = find_chain(index, key);
    cw_status status = chain ? CW_OK : add_chain(index, key);
    if (status == CW_OK)
        status = cw_grow(index->arena, (void **)&index->at, &index->capacity,
                         index->n + 1, sizeof *index->at, CW_MAX_TOKENS);
    if (status != CW_OK)
        return status;
    if (!chain)
        chain = &index->chains[index->n_chains - 1];
    index->at[index->n] = (cw_posting){item, chain->newest};
    chain->newest = (uint32_t)index->n++;
    return CW_OK;
}

uint32_t cw_postings_first(const cw_postings *index, uint64_t key)
{
    const cw_posting_chain *chain = find_chain(index, key);
    return chain ? chain->newest : CW_NONE;
}

cw_status cw_postings_settle(cw_postings *index, size_t look_max)
{
    cw_posting *at = cw_arena_alloc(index->arena, index->n * sizeof *at);
    uint32_t n = 0;
    if (!at)
        return CW_NO_MEMORY;
    for (size_t c = 0; c < index->n_chains; c++) {
        uint32_t from = index->chains[c].newest;
        index->chains[c].newest = n;
        for (size_t k = 0; from != CW_NONE && k < look_max; k++) {
            at[n] = (cw_posting){index->at[from].item, n + 1};
            from = index->at[from].next;
            n++;
        }
        at[n - 1].next = CW_NONE;
    }
    cw_arena_move(NULL, index->at, index->capacity * sizeof *at);
    index->at = at;
    index->n = n;
    index->capacity = n;
    return CW_OK;
}
