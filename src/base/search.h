/* search.h: the first of many items in order whose number is as large as one
 * looked for.
 *
 *   item  | range.from 3 | range.from 9 | range.from 12 |   ascending
 *   CW_FIRST_FROM(items, 3, cw_token, range.from, 4) is 1 */
#ifndef CW_BASE_SEARCH_H
#define CW_BASE_SEARCH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Of n items of `size` bytes, by the uint32_t at `member` of each: the first
 * with `least` or more, or n. */
static inline size_t cw_first_from(const void *items, size_t n, size_t size,
                                   size_t member, uint32_t least)
{
    const uint8_t *bytes = items;
    size_t from = 0, to = n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        uint32_t value;
        memcpy(&value, bytes + middle * size + member, sizeof value);
        if (value < least)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

#define CW_FIRST_FROM(items, n, type, member, least) \
    cw_first_from((items), (n), sizeof(type), offsetof(type, member), (least))

#endif
