/* reuse_twins.c: equal texts. A handful are paired like any others; of more,
 * each is paired with the first and the one before only, and leaves no
 * fingerprints: what is told of the first holds for it. */
#include "story/reuse_int.h"

enum { TWINS_MAX = 8 }; // equal texts that are paired with all others

/* Slots by hash, few bytes of each: see cw_print_index. */
typedef struct {
    uint64_t seed;
    uint64_t *hash;   // [n]
    uint32_t *slots;  // [n_slots] number of the first with a text, and 1
    size_t n_slots;   // a power of two, at most two thirds full
    uint32_t *n_more; // [n] at the first: others with its text
    uint32_t *newest; // ... and the newest of them
} seen;

static cw_status open_seen(seen *all, size_t n, cw_arena *scratch)
{
    all->seed = cw_table_seed();
    for (all->n_slots = 16; all->n_slots / 3 * 2 < n;)
        all->n_slots *= 2;
    all->hash = cw_arena_array(scratch, n, sizeof *all->hash);
    all->slots = cw_arena_array(scratch, all->n_slots, sizeof *all->slots);
    all->n_more = cw_arena_array(scratch, n, sizeof *all->n_more);
    all->newest = cw_arena_array(scratch, n, sizeof *all->newest);
    return all->hash && all->slots && all->n_more && all->newest ? CW_OK
                                                                 : CW_NO_MEMORY;
}

/* The slot of a report: of the first with its hash, or free. */
static uint32_t *slot_of(const seen *all, uint32_t number)
{
    uint64_t hash = all->hash[number];
    size_t at = cw_hash_mix(hash, all->seed) & (all->n_slots - 1);
    while (all->slots[at] > 0 && all->hash[all->slots[at] - 1] != hash)
        at = (at + 1) & (all->n_slots - 1);
    return &all->slots[at];
}

static cw_status add_pair(cw_twins *twins, uint32_t a, uint32_t b,
                          cw_arena *scratch)
{
    cw_status status = cw_grow(scratch, (void **)&twins->at, &twins->capacity,
                               twins->n + 1, sizeof *twins->at, UINT32_MAX);
    if (status == CW_OK)
        twins->at[twins->n++] = (cw_twin){a, b};
    return status;
}

cw_status cw_twins_find(const cw_reuse_order *order,
                        const cw_told_report *reports, cw_arena *scratch,
                        cw_twins *twins)
{
    cw_status status;
    seen all;
    *twins = (cw_twins){0};
    twins->is_more = cw_arena_array(scratch, order->n, 1);
    status = open_seen(&all, order->n, scratch);
    if (!twins->is_more)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < order->n && status == CW_OK; i++) {
        uint32_t number = order->at[i], first, *slot;
        all.hash[number] = cw_body_hash(&reports[number]);
        slot = slot_of(&all, number);
        first = *slot - 1;
        if (*slot == 0 || cw_is_too_old(order, &reports[first],
                                        reports[number].published.day)) {
            *slot = number + 1;
            continue;
        }
        if (!cw_body_equals(&reports[first], &reports[number]) ||
            ++all.n_more[first] < TWINS_MAX)
            continue;
        twins->is_more[number] = true;
        status = add_pair(twins, first, number, scratch);
        if (status == CW_OK && all.n_more[first] > TWINS_MAX)
            status = add_pair(twins, all.newest[first], number, scratch);
        all.newest[first] = number;
    }
    twins->n_bytes = order->n * (sizeof *all.hash + sizeof *all.n_more +
                                 sizeof *all.newest + 1) +
                     all.n_slots * sizeof *all.slots;
    return status;
}
