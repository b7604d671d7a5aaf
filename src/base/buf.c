/* buf.c: growing bytes and arrays. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

#define ROOM_MIN 64u

void cw_buf_init(cw_buf *buf, cw_arena *arena, size_t max)
{
    *buf = (cw_buf){.arena = arena, .max = max, .status = CW_OK};
}

void cw_buf_clear(cw_buf *buf)
{
    buf->n = 0;
    buf->status = CW_OK;
}

/* Room for n more bytes of content and for the 0 that printf writes behind. */
static cw_status reserve(cw_buf *buf, size_t n)
{
    size_t needed, capacity;
    uint8_t *at;
    if (buf->status != CW_OK)
        return buf->status;
    if (n > buf->max - buf->n)
        return buf->status = CW_LIMIT;
    if (n >= SIZE_MAX - buf->n)
        return buf->status = CW_NO_MEMORY;
    needed = buf->n + n + 1;
    if (needed <= buf->capacity)
        return CW_OK;
    capacity = buf->capacity > SIZE_MAX / 2 ? SIZE_MAX : buf->capacity * 2;
    if (capacity > buf->max)
        capacity = buf->max;
    if (capacity < ROOM_MIN && ROOM_MIN <= buf->max)
        capacity = ROOM_MIN;
    if (capacity < needed)
        capacity = needed;
    at = cw_arena_grow(buf->arena, buf->at, buf->capacity, capacity);
    if (at == NULL)
        return buf->status = CW_NO_MEMORY;
    buf->at = at;
    buf->capacity = capacity;
    return CW_OK;
}

cw_status cw_buf_add(cw_buf *buf, cw_bytes bytes)
{
    // a part of the buffer itself moves with it
    uintptr_t into = (uintptr_t)bytes.at - (uintptr_t)buf->at;
    bool is_own = into < buf->n;
    if (reserve(buf, bytes.n) == CW_OK && bytes.n > 0) {
        if (is_own)
            bytes.at = buf->at + into;
        memcpy(buf->at + buf->n, bytes.at, bytes.n);
        buf->n += bytes.n;
    }
    return buf->status;
}

cw_status cw_buf_add_byte(cw_buf *buf, uint8_t byte)
{
    return cw_buf_add(buf, (cw_bytes){&byte, 1});
}

cw_status cw_buf_add_text(cw_buf *buf, const char *text)
{
    return cw_buf_add(buf, cw_bytes_from(text));
}

cw_status cw_buf_add_utf8(cw_buf *buf, uint32_t code_point)
{
    uint8_t bytes[4];
    return cw_buf_add(buf, (cw_bytes){bytes, cw_utf8_put(code_point, bytes)});
}

cw_status cw_buf_addf(cw_buf *buf, const char *format, ...)
{
    char small[256];
    int n;
    va_list values;
    va_start(values, format);
    n = vsnprintf(small, sizeof small, format, values);
    va_end(values);
    if (n < 0)
        return buf->status = buf->status != CW_OK ? buf->status : CW_USAGE;
    if ((size_t)n < sizeof small)
        return cw_buf_add(buf, (cw_bytes){(uint8_t *)small, (size_t)n});
    if (reserve(buf, (size_t)n) == CW_OK) {
        va_start(values, format);
        (void)vsnprintf((char *)buf->at + buf->n, (size_t)n + 1, format,
                        values);
        va_end(values);
        buf->n += (size_t)n;
    }
    return buf->status;
}

cw_status cw_grow(cw_arena *arena, void **items, size_t *capacity,
                  size_t n_needed, size_t item_size, size_t n_max)
{
    size_t n = *capacity > n_max / 2 ? n_max : *capacity * 2;
    size_t n_bytes;
    void *grown;
    if (n_needed > n_max)
        return CW_LIMIT;
    if (n_needed <= *capacity)
        return CW_OK;
    if (n < 8 && n_max >= 8)
        n = 8;
    if (n < n_needed)
        n = n_needed;
    if (__builtin_mul_overflow(n, item_size, &n_bytes))
        return CW_NO_MEMORY;
    grown = cw_arena_grow(arena, *items, *capacity * item_size, n_bytes);
    if (grown == NULL)
        return CW_NO_MEMORY;
    *items = grown;
    *capacity = n;
    return CW_OK;
}
