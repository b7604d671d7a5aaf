#include "story/groups.h"

cw_status cw_groups_init(cw_groups *groups, cw_arena *arena, size_t n)
{
    groups->root = cw_arena_array(arena, n, sizeof(uint32_t));
    groups->next = cw_arena_array(arena, n, sizeof(uint32_t));
    groups->last = cw_arena_array(arena, n, sizeof(uint32_t));
    groups->size = cw_arena_array(arena, n, sizeof(uint32_t));
    if (!groups->root || !groups->next || !groups->last || !groups->size)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < n; i++) {
        groups->root[i] = groups->last[i] = i;
        groups->next[i] = CW_NONE;
        groups->size[i] = 1;
    }
    return CW_OK;
}

void cw_groups_join(cw_groups *groups, uint32_t a, uint32_t b)
{
    uint32_t first = groups->root[a], second = groups->root[b];
    if (first == second)
        return;
    if (second < first) {
        uint32_t swap = first;
        first = second;
        second = swap;
    }
    groups->next[groups->last[first]] = second;
    groups->last[first] = groups->last[second];
    groups->size[first] += groups->size[second];
    for (uint32_t i = second; i != CW_NONE; i = groups->next[i])
        groups->root[i] = first;
}
