/* times_make.h: from a rule and what its steps caught to a cw_time.
 *
 *   "the {third} quarter of {1997}"  ->  cw_time_make  ->  QUARTER 1997, 3
 *                                        (joined with its neighbours)
 *                                    ->  cw_time_set_grain  ->  quarter */
#ifndef CW_ANNOTATE_TIMES_MAKE_H
#define CW_ANNOTATE_TIMES_MAKE_H

#include "annotate/annotate_int.h"
#include "annotate/times_int.h"

/* What the steps of a rule caught; 0 where nothing, minute -1, zone_min
 * CW_NO_ZONE. */
typedef struct {
    int32_t year, month, day, day2, weekday, num, unit, season, ordinal;
    int32_t quarter, decade;
    uint8_t flags, part, mod;
    int16_t minute, zone_min;
} cw_time_caught;

/* The expression that rule `number` means. Where it stands, its sentence,
 * context and direction are the finder's to say. */
cw_time cw_time_make(const cw_time_rule *rule, uint16_t number,
                     const cw_time_caught *caught);

/* One day or night, so that a part of it or a clock time may be added. */
bool cw_time_is_whole_day(const cw_time *time);

/* Set grain and anchor from the meaning, once all parts are joined. */
void cw_time_set_grain(cw_time *time);

#endif
