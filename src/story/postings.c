/* postings.c: chains of items behind hashed keys. */
#include "story/postings.h"

void cw_postings_init(cw_postings *index, cw_arena *arena)
{
    *index = (cw_postings){.arena = arena};
    cw_table_init(&index->keys, arena, CW_MAX_TOKENS);
}

cw_status cw_postings_add(cw_postings *index, uint64_t key, uint32_t item)
{
    cw_bytes bytes = {(const uint8_t *)&key, sizeof key};
    cw_table_entry *entry = cw_table_find(&index->keys, bytes);
    bool is_new;
    cw_status status = CW_OK;
    if (!entry) {
        status = cw_arena_copy(index->arena, bytes, &bytes);
        if (status == CW_OK)
            status = cw_table_add(&index->keys, bytes, &is_new, &entry);
    }
    if (status == CW_OK)
        status = cw_grow(index->arena, (void **)&index->at, &index->capacity,
                         index->n + 1, sizeof *index->at, CW_MAX_TOKENS);
    if (status != CW_OK)
        return status;
    index->at[index->n++] = (cw_posting){item, entry->value - 1};
    entry->value = (uint32_t)index->n;
    return CW_OK;
}

uint32_t cw_postings_first(const cw_postings *index, uint64_t key)
{
    cw_bytes bytes = {(const uint8_t *)&key, sizeof key};
    const cw_table_entry *entry = cw_table_find(&index->keys, bytes);
    return entry ? entry->value - 1 : CW_NONE;
}
