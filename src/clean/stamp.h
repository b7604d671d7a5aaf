/* stamp.h: explicit calendar dates as pages print them.
 *
 *   "Published 10:12 BST, 3 May 2024"  ->  2024-05-03, 10:12, +01:00
 *
 * Only dates with a day, a month and a year; "Tuesday" and "last May" are the
 * work of annotate. Month names of twenty languages, and years before days as
 * in 2024-05-03 or 2024年5月3日. */
#ifndef CW_CLEAN_STAMP_H
#define CW_CLEAN_STAMP_H

#include "base/day.h"

typedef struct {
    cw_range range; // with its time and zone
    cw_moment moment;
    uint8_t first, second; // of a numeric date a/b/year, else 0
    bool is_ambiguous; // a/b/year, both at most 12: the moment reads day first
} cw_stamp;

/* The next date at or after *at in text[.., end); *at moves past it. Years
 * from 1990 to 2099. */
bool cw_stamp_next(cw_bytes text, size_t *at, size_t end, cw_stamp *out);

/* The same stamp read month first. */
cw_stamp cw_stamp_swap(cw_stamp stamp);

/* A date inside a web address: /2024/05/03/, /20240503/, -2024-05-03. */
bool cw_stamp_from_url(cw_bytes url, cw_moment *out);

/* Offset of a zone name or number ("EDT", "GMT+3", "+02:00") at text[*at]; *at
 * moves past it. `day` settles summer time of ET, CT, MT and PT. */
bool cw_zone_read(cw_bytes text, size_t *at, size_t end, int32_t day,
                  int16_t *zone_min);

#endif
