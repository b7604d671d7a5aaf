/* stamp_int.h: what stamp.c (dates) and stamp_clock.c (times) share. */
#ifndef CW_CLEAN_STAMP_INT_H
#define CW_CLEAN_STAMP_INT_H

#include "clean/stamp.h"

/* Any byte of a letter outside ASCII is one. */
static inline bool cw_stamp_is_letter(uint8_t c)
{
    return cw_is_alpha(c) || c >= 0x80;
}

/* Past white space, U+00A0 among it. */
static inline size_t cw_stamp_skip_blanks(cw_bytes text, size_t at, size_t end)
{
    while (at < end) {
        if (cw_is_space(text.at[at]))
            at++;
        else if (end - at >= 2 && text.at[at] == 0xC2 &&
                 text.at[at + 1] == 0xA0)
            at += 2;
        else
            break;
    }
    return at;
}

/* Up to n_max digits at *at. */
static inline bool cw_stamp_read_digits(cw_bytes text, size_t *at, size_t end,
                                        size_t n_max, unsigned *value,
                                        size_t *n)
{
    size_t from = *at;
    *value = 0;
    while (*at < end && *at - from < n_max && cw_is_digit(text.at[*at]))
        *value = *value * 10 + (unsigned)(text.at[(*at)++] - '0');
    *n = *at - from;
    return *n > 0;
}

/* "08:49", "8.49 pm", "3pm", "10h12", "20:43:49.123Z" at *at, with its zone;
 * *at moves past it. moment->day settles the zone. */
bool cw_stamp_read_time(cw_bytes text, size_t *at, size_t end,
                        cw_moment *moment);

#endif
