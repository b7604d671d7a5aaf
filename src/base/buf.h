/* buf.h: bytes that grow up to a stated maximum.
 *
 * Initialising cannot fail and allocates nothing. A failed append keeps what
 * was there and makes every later append fail with the same status, so that a
 * run of appends needs one check at its end (cw_buf_status). The bytes live in
 * the arena until it is reset or freed. */
#ifndef CW_BASE_BUF_H
#define CW_BASE_BUF_H

#include "base/arena.h"

typedef struct {
    cw_arena *arena;
    uint8_t *at;
    size_t n, capacity, max;
    cw_status status; // CW_OK, CW_LIMIT or CW_NO_MEMORY
} cw_buf;

void cw_buf_init(cw_buf *buf, cw_arena *arena, size_t max);
void cw_buf_clear(cw_buf *buf); // n = 0, status CW_OK; memory kept
cw_status cw_buf_add(cw_buf *buf, cw_bytes bytes);
cw_status cw_buf_add_byte(cw_buf *buf, uint8_t byte);
cw_status cw_buf_add_text(cw_buf *buf, const char *text);
cw_status cw_buf_add_utf8(cw_buf *buf, uint32_t code_point);
cw_status cw_buf_addf(cw_buf *buf, const char *format, ...) CW_PRINTF(2, 3);
static inline cw_status cw_buf_status(const cw_buf *buf)
{
    return buf->status;
}
static inline cw_bytes cw_buf_bytes(const cw_buf *buf)
{
    return (cw_bytes){buf->at, buf->n};
}

/* Growing arrays of any item, in an arena. `*items` holds room for *capacity
 * items; afterwards for at least n_needed. The new items are not cleared.
 * CW_LIMIT past n_max; on failure the old items stay as they were.
 *
 *   status = cw_grow(arena, (void **)&list->at, &list->capacity,
 *                    list->n + 1, sizeof *list->at, CW_MAX_TIMEX);      */
CW_CHECK cw_status cw_grow(cw_arena *arena, void **items, size_t *capacity,
                           size_t n_needed, size_t item_size, size_t n_max);

#endif
