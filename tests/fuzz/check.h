/* check.h: what the fuzz targets share. A promise that does not hold ends the
 * target where it stands. */
#ifndef CLEW_FUZZ_CHECK_H
#define CLEW_FUZZ_CHECK_H

#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

#define CHECK(that)  \
    do {             \
        if (!(that)) \
            abort(); \
    } while (0)

#define FUZZ_ARENA ((size_t)1 << 31)

/* Bytes as the reader hands them on: what is no UTF-8 becomes U+FFFD. */
static inline cw_bytes valid_utf8(cw_bytes given, cw_arena *arena)
{
    cw_buf out;
    cw_buf_init(&out, arena, CW_MAX_TEXT_BYTES);
    for (size_t at = 0; at < given.n;) {
        uint32_t code = cw_utf8_next(given, &at);
        cw_buf_add_utf8(&out, code == CW_BAD_CODE_POINT ? 0xFFFD : code);
    }
    return cw_buf_bytes(&out);
}

/* The bytes behind the first, between two texts that it chose. */
static inline cw_bytes between(const char *before, const uint8_t *data,
                               size_t size, const char *after, cw_arena *arena)
{
    cw_buf out;
    cw_buf_init(&out, arena, CW_MAX_TEXT_BYTES);
    cw_buf_add_text(&out, before);
    cw_buf_add(&out, (cw_bytes){data + 1, size - 1});
    cw_buf_add_text(&out, after);
    return cw_buf_bytes(&out);
}

#endif
