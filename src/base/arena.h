/* arena.h: memory that is freed together.
 *
 * The law: a result belongs to the arena it was built in; inputs are only
 * borrowed for the call. One arena per report, one per story, one scratch
 * arena per worker, put back to its mark before returning.
 *
 *   block [used.....|free]  ->  block [used......|free]  ->  ...
 *
 * Chunks double from 16 KiB to 1 MiB; a larger request gets a chunk of its
 * own. An arena has a maximum; past it an allocation answers NULL. */
#ifndef CW_BASE_ARENA_H
#define CW_BASE_ARENA_H

#include "base/bytes.h"
#include "base/status.h"

typedef struct cw_arena_chunk cw_arena_chunk;

typedef struct cw_arena {
    cw_arena_chunk *head; // newest; NULL before the first allocation
    size_t size_max;      // bytes that may be held in all
    size_t size;          // bytes held in all
} cw_arena;

typedef struct {
    cw_arena_chunk *chunk;
    size_t used;
} cw_mark;

/* Allocates nothing yet. */
void cw_arena_init(cw_arena *arena, size_t size_max);

/* Keep the largest chunk for the next use, free the others. */
void cw_arena_clear(cw_arena *arena);

/* Tolerates a zeroed arena, and a second call. */
void cw_arena_free(cw_arena *arena);

/* n bytes aligned to 16, not cleared; NULL when memory or the maximum ran
 * out. n == 0 gives a valid pointer to nothing. */
CW_CHECK void *cw_arena_alloc(cw_arena *arena, size_t n);

/* The item of n_old bytes with n bytes, its first n_old kept: in place when it
 * was the last one allocated, else a copy, and the old bytes may not be read
 * any more: the system gets their pages back, so that an array that doubles
 * again and again takes its size and not twice its size. NULL on failure, and
 * the old item is as it was. */
CW_CHECK void *cw_arena_grow(cw_arena *arena, void *item, size_t n_old,
                             size_t n);

/* The n bytes of an item to another place, or nowhere when that is NULL:
 * nobody may read the old ones again, and the system gets their pages back. */
void cw_arena_move(void *place, void *item, size_t n);

/* count items of size bytes each, cleared to 0; NULL also on overflow. */
CW_CHECK void *cw_arena_array(cw_arena *arena, size_t count, size_t size);

/* What `from` holds belongs to the arena as if it had just been allocated
 * there, and stays where it is; `from` is as after its init. CW_NO_MEMORY past
 * the arena's maximum: nothing changes. */
CW_CHECK cw_status cw_arena_absorb(cw_arena *arena, cw_arena *from);

/* A copy of bytes, with a 0 after it that is not counted. */
CW_CHECK cw_status cw_arena_copy(cw_arena *arena, cw_bytes bytes,
                                 cw_bytes *out);

/* What was allocated after the mark is gone. A mark made before the first
 * allocation clears the arena. */
cw_mark cw_arena_mark(const cw_arena *arena);
void cw_arena_reset(cw_arena *arena, cw_mark mark);

/* For tests: all of Clew's own allocations go through these two. When a hook
 * is set it may refuse, so that the n-th allocation fails; new chunks then
 * hold one item each. Set it while a single thread runs. */
typedef bool (*cw_alloc_hook)(size_t n, void *shared); // false: let it fail
void cw_alloc_set_hook(cw_alloc_hook hook, void *shared);
size_t cw_alloc_alive(void); // blocks allocated and not yet freed
CW_CHECK void *cw_alloc(size_t n);
void cw_alloc_free(void *block);

#endif
