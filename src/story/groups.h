/* groups.h: items 0 .. n - 1 joined into groups. Inside src/story only.
 *
 *   root  1 1 3 1 3      the smallest item of each item's group
 *   next  1 -> 2 -> 4    a group as a list from its root, in the order in
 *                        which its parts were joined; CW_NONE ends it
 *
 * Joining writes the root of every item of one side, so groups are walked and
 * asked for without searching. */
#ifndef CW_STORY_GROUPS_H
#define CW_STORY_GROUPS_H

#include "annotate/marks.h"

typedef struct {
    uint32_t *root; // [n]
    uint32_t *next; // [n]
    uint32_t *last; // [n] of a root: the last of its group
    uint32_t *size; // [n] of a root: how many are in its group
} cw_groups;

/* Each item in a group of its own; the arrays live in the arena. */
CW_CHECK cw_status cw_groups_init(cw_groups *groups, cw_arena *arena, size_t n);

/* The groups of a and b become one; nothing when they are. */
void cw_groups_join(cw_groups *groups, uint32_t a, uint32_t b);

#endif
