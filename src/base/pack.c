/* pack.c: building relocatable blocks. Every array begins at a multiple of 8
 * and the bytes between are 0, so equal results are equal bytes. */
#include "base/pack.h"

#include "base/buf.h"

/* n zero bytes at the end, rounded up to a multiple of 8; NULL on failure. */
static uint8_t *extend(cw_pack *pack, size_t n)
{
    size_t rounded, from = pack->n;
    void *at = pack->at;
    if (pack->status != CW_OK)
        return NULL;
    if (n > pack->max - from) {
        pack->status = CW_LIMIT;
        return NULL;
    }
    rounded = (n + 7) & ~(size_t)7;
    pack->status = cw_grow(pack->arena, &at, &pack->capacity, from + rounded, 1,
                           pack->max);
    if (pack->status != CW_OK)
        return NULL;
    pack->at = at;
    memset(pack->at + from, 0, rounded);
    pack->n = from + rounded;
    return pack->at + from;
}

void cw_pack_init(cw_pack *pack, cw_arena *arena, size_t head_size,
                  uint32_t magic, size_t size_max)
{
    size_t max = size_max < UINT32_MAX ? size_max : UINT32_MAX;
    *pack = (cw_pack){.arena = arena,
                      .max = max & ~(size_t)7,
                      .head_size = head_size,
                      .magic = magic,
                      .status = CW_OK};
    if (head_size < sizeof(cw_block_head))
        pack->status = CW_USAGE;
    else
        (void)extend(pack, head_size);
}

/* Room for n items at *at, NULL when the slice is empty. */
static cw_slice make_room(cw_pack *pack, size_t n, size_t item_size,
                          uint8_t **at, size_t *n_bytes)
{
    size_t from = pack->n;
    *at = NULL;
    if (n == 0 || pack->status != CW_OK)
        return (cw_slice){0, 0};
    if (n > UINT32_MAX || __builtin_mul_overflow(n, item_size, n_bytes)) {
        pack->status = CW_LIMIT;
        return (cw_slice){0, 0};
    }
    *at = extend(pack, *n_bytes);
    return *at == NULL ? (cw_slice){0, 0}
                       : (cw_slice){(uint32_t)from, (uint32_t)n};
}

cw_slice cw_pack_add(cw_pack *pack, const void *items, size_t n,
                     size_t item_size)
{
    size_t n_bytes;
    uint8_t *at;
    cw_slice slice = make_room(pack, n, item_size, &at, &n_bytes);
    if (at != NULL)
        memcpy(at, items, n_bytes);
    return slice;
}

cw_slice cw_pack_move(cw_pack *pack, void *items, size_t n, size_t item_size)
{
    size_t n_bytes;
    uint8_t *at;
    cw_slice slice = make_room(pack, n, item_size, &at, &n_bytes);
    if (at != NULL)
        cw_arena_move(at, items, n_bytes);
    return slice;
}

cw_slice cw_pack_add_bytes(cw_pack *pack, cw_bytes bytes)
{
    return cw_pack_add(pack, bytes.at, bytes.n, 1);
}

cw_status cw_pack_end(cw_pack *pack, const void *head, size_t head_size,
                      const void **out)
{
    cw_block_head start = {pack->magic, (uint32_t)pack->n};
    *out = NULL;
    if (pack->status == CW_OK && head_size != pack->head_size)
        pack->status = CW_USAGE;
    if (pack->status != CW_OK)
        return pack->status;
    memcpy(pack->at, head, head_size);
    memcpy(pack->at, &start, sizeof start);
    *out = pack->at;
    return CW_OK;
}

const void *cw_block_copy(const void *block, cw_arena *arena)
{
    const cw_block_head *head = block;
    void *copy = cw_arena_alloc(arena, head->n_bytes);
    if (copy != NULL)
        memcpy(copy, block, head->n_bytes);
    return copy;
}

bool cw_slice_fits(const cw_block_head *block, cw_slice slice, size_t item_size)
{
    size_t n_bytes;
    if (slice.n == 0)
        return true;
    return slice.at % 8 == 0 && slice.at >= sizeof *block &&
           slice.at <= block->n_bytes &&
           !__builtin_mul_overflow((size_t)slice.n, item_size, &n_bytes) &&
           n_bytes <= block->n_bytes - slice.at;
}
