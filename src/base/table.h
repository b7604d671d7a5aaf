/* table.h: hash table from bytes to a number (xxHash, XXH3 with a seed).
 *
 * Open addressing, linear probing, at most 3/4 full. Keys are borrowed: they
 * must outlive the table. The order of the slots never reaches any output;
 * entries are numbered 0 .. n-1 in the order they were added, and walking
 * goes by that number. Each table draws its seed from the kernel, so
 * hostile keys cannot aim at one slot. */
#ifndef CW_BASE_TABLE_H
#define CW_BASE_TABLE_H

#include "base/arena.h"

typedef struct {
    cw_bytes key;
    uint32_t value;
    uint64_t hash;
} cw_table_entry;

typedef struct {
    cw_arena *arena;
    cw_table_entry *entries; // [n] in the order they were added
    uint32_t *slots;         // [n_slots] entry number + 1, 0 is free
    size_t n, capacity, n_slots;
    size_t n_max;
    uint64_t seed;
} cw_table;

void cw_table_init(cw_table *table, cw_arena *arena, size_t n_max);

/* A seed as tables draw them, for one made otherwise. */
uint64_t cw_table_seed(void);

/* The entry of this key, or NULL. */
cw_table_entry *cw_table_find(const cw_table *table, cw_bytes key);

/* The entry of this key, added with value 0 if new; *is_new tells. NULL in
 * *out on failure. The pointer is good until the next add. */
CW_CHECK cw_status cw_table_add(cw_table *table, cw_bytes key, bool *is_new,
                                cw_table_entry **out);

/* XXH3 with seed 0: the same on every machine and run, for ids and shingles
 * that are kept or compared; never for tables met by hostile keys. */
uint64_t cw_hash(cw_bytes bytes);
uint64_t cw_hash_mix(uint64_t a, uint64_t b);

#endif
