/* pack.h: relocatable blocks, the form in which one report's results travel.
 *
 *   block:  | head struct (cw_block_head first) | array | array | ...
 *                  cw_slice {at, n} ---------------^
 *
 * A block holds offsets from its own start and no pointer, so it can be
 * stored, sent over a pipe or handed to another thread with memcpy. `at` is a
 * multiple of 8. A block that came from outside is validated by its room
 * (cw_report_check, cw_marks_check) before anything in it is read. */
#ifndef CW_BASE_PACK_H
#define CW_BASE_PACK_H

#include "base/arena.h"

typedef struct {
    uint32_t at; // bytes from the start of the block
    uint32_t n;  // items, not bytes
} cw_slice;

typedef struct {
    uint32_t magic;   // which room's block this is, and its version
    uint32_t n_bytes; // of the whole block
} cw_block_head;

/* The items of a slice: CW_AT(report, report->blocks, cw_block)[i] */
#define CW_AT(block, slice, type) \
    ((const type *)(const void *)((const uint8_t *)(block) + (slice).at))

static inline cw_bytes cw_slice_bytes(const void *block, cw_slice slice)
{
    return (cw_bytes){(const uint8_t *)block + slice.at, slice.n};
}

typedef struct {
    cw_arena *arena;
    uint8_t *at;
    size_t n, capacity, max;
    size_t head_size;
    uint32_t magic;
    cw_status status; // as in buf.h: the first failure stays
} cw_pack;

/* Begin a block whose head struct is head_size bytes; the head is cleared. */
void cw_pack_init(cw_pack *pack, cw_arena *arena, size_t head_size,
                  uint32_t magic, size_t size_max);

/* Append n items; an empty slice has n == 0 and at == 0. Items are copied. */
cw_slice cw_pack_add(cw_pack *pack, const void *items, size_t n,
                     size_t item_size);
/* The same of items that nobody reads any more (cw_arena_move). */
cw_slice cw_pack_move(cw_pack *pack, void *items, size_t n, size_t item_size);
cw_slice cw_pack_add_bytes(cw_pack *pack, cw_bytes bytes);

/* Copy the filled head over the start and set magic and n_bytes. *out lives
 * in the arena given to init. CW_USAGE when head_size is not that of init. */
CW_CHECK cw_status cw_pack_end(cw_pack *pack, const void *head,
                               size_t head_size, const void **out);

/* A copy of a finished block, as good as the first since blocks hold no
 * pointers; NULL when the arena has no room. */
const void *cw_block_copy(const void *block, cw_arena *arena);

/* True when the slice lies inside the block, behind its cw_block_head, and
 * begins at a multiple of 8; an empty slice always fits. */
bool cw_slice_fits(const cw_block_head *block, cw_slice slice,
                   size_t item_size);

#endif
