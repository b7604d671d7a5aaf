/* table.c: hash table from bytes to a number.
 *
 *   hash ---> slots [n_slots]  entry number + 1 ---> entries [n]
 *
 * 1. n_slots is 0 or a power of two, and n <= 3/4 n_slots: a search ends.
 * 2. Nothing is ever taken out, so no slot needs a tombstone. */
#include "base/table.h"

#include <endian.h>
#include <sys/auxv.h>
#include <sys/random.h>
#include <xxhash.h>

#include "base/buf.h"

/* Without the system call (a sandbox may forbid it) the 16 random bytes that
 * the kernel hands to every program serve instead: getauxval(3), AT_RANDOM. */
uint64_t cw_table_seed(void)
{
    uint64_t seed = 0;
    const void *given;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == (ssize_t)sizeof seed)
        return seed;
    given = (const void *)(uintptr_t)getauxval(AT_RANDOM);
    return given != NULL ? XXH3_64bits(given, 16) : 0;
}

void cw_table_init(cw_table *table, cw_arena *arena, size_t n_max)
{
    *table = (cw_table){.arena = arena, .seed = cw_table_seed()};
    table->n_max = n_max < UINT32_MAX / 2 ? n_max : UINT32_MAX / 2;
}

static uint64_t key_hash(const cw_table *table, cw_bytes key)
{
    return XXH3_64bits_withSeed(key.at, key.n, table->seed);
}

/* The slot that holds this key, or the free one where it belongs. */
static size_t find_slot(const cw_table *table, cw_bytes key, uint64_t hash)
{
    size_t i = (size_t)hash & (table->n_slots - 1);
    for (; table->slots[i] != 0; i = (i + 1) & (table->n_slots - 1)) {
        const cw_table_entry *entry = &table->entries[table->slots[i] - 1];
        if (entry->hash == hash && cw_bytes_equal(entry->key, key))
            break;
    }
    return i;
}

cw_table_entry *cw_table_find(const cw_table *table, cw_bytes key)
{
    size_t slot;
    if (table->n == 0)
        return NULL;
    slot = find_slot(table, key, key_hash(table, key));
    return table->slots[slot] == 0 ? NULL
                                   : &table->entries[table->slots[slot] - 1];
}

static cw_status grow_slots(cw_table *table)
{
    size_t n_slots = table->n_slots == 0 ? 16 : table->n_slots * 2;
    uint32_t *slots = cw_arena_array(table->arena, n_slots, sizeof *slots);
    if (slots == NULL)
        return CW_NO_MEMORY;
    for (size_t k = 0; k < table->n; k++) {
        size_t i = (size_t)table->entries[k].hash & (n_slots - 1);
        while (slots[i] != 0)
            i = (i + 1) & (n_slots - 1);
        slots[i] = (uint32_t)k + 1;
    }
    table->slots = slots;
    table->n_slots = n_slots;
    return CW_OK;
}

cw_status cw_table_add(cw_table *table, cw_bytes key, bool *is_new,
                       cw_table_entry **out)
{
    uint64_t hash = key_hash(table, key);
    cw_status status = CW_OK;
    size_t slot;
    *is_new = false;
    *out = NULL;
    if (table->n_slots > 0) {
        slot = find_slot(table, key, hash);
        if (table->slots[slot] != 0) {
            *out = &table->entries[table->slots[slot] - 1];
            return CW_OK;
        }
    }
    status = cw_grow(table->arena, (void **)&table->entries, &table->capacity,
                     table->n + 1, sizeof *table->entries, table->n_max);
    if (status == CW_OK && table->n + 1 > table->n_slots / 4 * 3)
        status = grow_slots(table);
    if (status != CW_OK)
        return status;
    slot = find_slot(table, key, hash);
    table->entries[table->n] = (cw_table_entry){.key = key, .hash = hash};
    *out = &table->entries[table->n];
    table->n++;
    table->slots[slot] = (uint32_t)table->n;
    *is_new = true;
    return CW_OK;
}

uint64_t cw_hash(cw_bytes bytes)
{
    return XXH3_64bits(bytes.at, bytes.n);
}

/* The two numbers are hashed in little-endian order on every machine. */
uint64_t cw_hash_mix(uint64_t a, uint64_t b)
{
    uint64_t both[2] = {htole64(a), htole64(b)};
    return XXH3_64bits(both, sizeof both);
}
