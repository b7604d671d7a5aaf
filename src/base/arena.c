/* arena.c: chunks of memory that are freed together.
 *
 *   chunk:  | header | item | item | ... free ... |
 *           size bytes in all, used bytes behind the header
 *
 * Under AddressSanitizer the free part is poisoned, and each item is followed
 * by at least 16 poisoned bytes, so that writing past an item and reading
 * after cw_arena_reset are found as they are with malloc. */
#include "base/arena.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define CW_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CW_ASAN 1
#endif
#endif

#ifdef CW_ASAN
#include <sanitizer/asan_interface.h>
#define GAP 16u
#else
#define GAP                                0u
#define ASAN_POISON_MEMORY_REGION(at, n)   ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

#define ALIGNMENT     16u
#define CHUNK_MIN     16384u
#define CHUNK_MAX     1048576u
#define PAGE_BYTES    ((uintptr_t)4096) // where pages are larger, madvise fails
#define GIVE_BACK_MIN 1048576u          // less is soon written again
#define MOVE_BYTES    262144u           // of an item at a time

struct cw_arena_chunk {
    _Alignas(ALIGNMENT) cw_arena_chunk *before;
    size_t size; // of the whole chunk, this header counted
    size_t used; // bytes behind this header, a multiple of ALIGNMENT
};

/* The only state shared by a whole process, for tests: the hook is set while
 * one thread runs; the count is exact whenever no call is under way. */
static struct {
    cw_alloc_hook hook;
    void *shared;
    atomic_size_t alive;
} allocation;

void cw_alloc_set_hook(cw_alloc_hook hook, void *shared)
{
    allocation.hook = hook;
    allocation.shared = shared;
}

size_t cw_alloc_alive(void)
{
    return atomic_load_explicit(&allocation.alive, memory_order_relaxed);
}

void *cw_alloc(size_t n)
{
    void *block = NULL;
    if (n > PTRDIFF_MAX) // no object may be larger (C17 6.5.6)
        return NULL;
    if (allocation.hook == NULL || allocation.hook(n, allocation.shared))
        block = malloc(n > 0 ? n : 1);
    if (block != NULL)
        atomic_fetch_add_explicit(&allocation.alive, 1, memory_order_relaxed);
    return block;
}

void cw_alloc_free(void *block)
{
    if (block != NULL)
        atomic_fetch_sub_explicit(&allocation.alive, 1, memory_order_relaxed);
    free(block);
}

static uint8_t *chunk_data(cw_arena_chunk *chunk)
{
    return (uint8_t *)(chunk + 1);
}

static size_t chunk_room(const cw_arena_chunk *chunk)
{
    return chunk->size - sizeof *chunk - chunk->used;
}

static void chunk_cut(cw_arena_chunk *chunk, size_t used)
{
    ASAN_POISON_MEMORY_REGION(chunk_data(chunk) + used,
                              chunk->size - sizeof *chunk - used);
    chunk->used = used;
}

static void chunk_free(cw_arena *arena, cw_arena_chunk *chunk)
{
    ASAN_UNPOISON_MEMORY_REGION(chunk, chunk->size);
    arena->size -= chunk->size;
    cw_alloc_free(chunk);
}

/* Bytes that an item of n takes in its chunk; 0 when that overflows. */
static size_t taken_by(size_t n)
{
    if (n > SIZE_MAX - ALIGNMENT - GAP)
        return 0;
    return ((n + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1)) + GAP;
}

/* A new head with room for `need` bytes: twice the size of the last chunk
 * within [CHUNK_MIN, CHUNK_MAX], more if needed, less if the maximum is near.
 */
static bool chunk_add(cw_arena *arena, size_t need)
{
    size_t size = CHUNK_MIN;
    size_t left = arena->size_max - arena->size;
    cw_arena_chunk *chunk;
    if (need > SIZE_MAX - sizeof *chunk || need + sizeof *chunk > left)
        return false;
    if (arena->head != NULL)
        size = arena->head->size < CHUNK_MAX / 2 ? arena->head->size * 2
                                                 : CHUNK_MAX;
    if (size < CHUNK_MIN)
        size = CHUNK_MIN;
    if (allocation.hook != NULL)
        size = 0; // each item its own chunk, so that each can be refused
    if (size < need + sizeof *chunk)
        size = need + sizeof *chunk;
    if (size > left)
        size = left;
    chunk = cw_alloc(size);
    if (chunk == NULL)
        return false;
    chunk->before = arena->head;
    chunk->size = size;
    chunk_cut(chunk, 0);
    arena->head = chunk;
    arena->size += size;
    return true;
}

void cw_arena_init(cw_arena *arena, size_t size_max)
{
    *arena = (cw_arena){.size_max = size_max};
}

void cw_arena_clear(cw_arena *arena)
{
    cw_arena_chunk *kept = arena->head;
    for (cw_arena_chunk *i = arena->head; i != NULL; i = i->before)
        kept = i->size > kept->size ? i : kept;
    while (arena->head != NULL) {
        cw_arena_chunk *chunk = arena->head;
        arena->head = chunk->before;
        if (chunk != kept)
            chunk_free(arena, chunk);
    }
    if (kept != NULL) {
        kept->before = NULL;
        chunk_cut(kept, 0);
    }
    arena->head = kept;
}

void cw_arena_free(cw_arena *arena)
{
    while (arena->head != NULL) {
        cw_arena_chunk *chunk = arena->head;
        arena->head = chunk->before;
        chunk_free(arena, chunk);
    }
}

void *cw_arena_alloc(cw_arena *arena, size_t n)
{
    static _Alignas(ALIGNMENT) uint8_t nothing[1];
    size_t need = taken_by(n);
    uint8_t *item;
    if (n == 0)
        return nothing;
    if (need == 0)
        return NULL;
    if ((arena->head == NULL || chunk_room(arena->head) < need) &&
        !chunk_add(arena, need))
        return NULL;
    item = chunk_data(arena->head) + arena->head->used;
    arena->head->used += need;
    ASAN_UNPOISON_MEMORY_REGION(item, n);
    return item;
}

void *cw_arena_array(cw_arena *arena, size_t count, size_t size)
{
    size_t n;
    void *items;
    if (__builtin_mul_overflow(count, size, &n))
        return NULL;
    items = cw_arena_alloc(arena, n);
    if (items != NULL && n > 0)
        memset(items, 0, n);
    return items;
}

/* Pages go back to the system step by step, so that an array that grows never
 * stands in memory twice. They stay part of the chunk, and are empty pages
 * when the arena is used anew. */
void cw_arena_move(void *place, void *item, size_t n)
{
    uint8_t *to = place, *from = item;
    uintptr_t given = ((uintptr_t)from + PAGE_BYTES - 1) & ~(PAGE_BYTES - 1);
    for (size_t at = 0; at < n;) {
        size_t step = n - at < MOVE_BYTES ? n - at : MOVE_BYTES;
        if (to != NULL)
            memcpy(to + at, from + at, step);
        at += step;
        uintptr_t done = ((uintptr_t)from + at) & ~(PAGE_BYTES - 1);
        if (n < GIVE_BACK_MIN || done <= given)
            continue;
        (void)madvise((void *)given, done - given, MADV_DONTNEED);
        given = done;
    }
    ASAN_POISON_MEMORY_REGION(from, n);
}

void *cw_arena_grow(cw_arena *arena, void *item, size_t n_old, size_t n)
{
    cw_arena_chunk *head = arena->head;
    size_t before = taken_by(n_old), after = taken_by(n);
    uint8_t *moved;
    if (n <= n_old)
        return item;
    if (head != NULL && n_old > 0 && after > 0 &&
        (uint8_t *)item + before == chunk_data(head) + head->used &&
        after - before <= chunk_room(head)) {
        head->used += after - before;
        ASAN_UNPOISON_MEMORY_REGION(item, n);
        return item;
    }
    moved = cw_arena_alloc(arena, n);
    if (moved != NULL && n_old > 0)
        cw_arena_move(moved, item, n_old);
    return moved;
}

cw_status cw_arena_absorb(cw_arena *arena, cw_arena *from)
{
    cw_arena_chunk *oldest = from->head;
    if (from->size > arena->size_max - arena->size)
        return CW_NO_MEMORY;
    if (oldest == NULL)
        return CW_OK;
    while (oldest->before != NULL)
        oldest = oldest->before;
    oldest->before = arena->head;
    arena->head = from->head;
    arena->size += from->size;
    from->head = NULL;
    from->size = 0;
    return CW_OK;
}

cw_status cw_arena_copy(cw_arena *arena, cw_bytes bytes, cw_bytes *out)
{
    uint8_t *copy = NULL;
    *out = (cw_bytes){NULL, 0};
    if (bytes.n < SIZE_MAX)
        copy = cw_arena_alloc(arena, bytes.n + 1);
    if (copy == NULL)
        return CW_NO_MEMORY;
    if (bytes.n > 0)
        memcpy(copy, bytes.at, bytes.n);
    copy[bytes.n] = 0;
    *out = (cw_bytes){copy, bytes.n};
    return CW_OK;
}

cw_mark cw_arena_mark(const cw_arena *arena)
{
    return (cw_mark){arena->head, arena->head ? arena->head->used : 0};
}

void cw_arena_reset(cw_arena *arena, cw_mark mark)
{
    if (mark.chunk == NULL) {
        cw_arena_clear(arena);
        return;
    }
    while (arena->head != mark.chunk) {
        cw_arena_chunk *chunk = arena->head;
        arena->head = chunk->before;
        chunk_free(arena, chunk);
    }
    chunk_cut(arena->head, mark.used);
}
