/* times_seen_int.h: what times_seen.c (words) and times_digits.c share. */
#ifndef CW_ANNOTATE_TIMES_SEEN_INT_H
#define CW_ANNOTATE_TIMES_SEEN_INT_H

#include "annotate/times_seen.h"
#include "annotate/words.h"

typedef struct {
    const char *word; // folded
    int16_t value;
} cw_time_named;

/* The value of a folded word in a list; -1 when it is not there. */
int16_t cw_time_value(const cw_time_named *list, size_t n, cw_bytes form);
#define CW_TIME_VALUE(list, form) \
    cw_time_value(list, sizeof list / sizeof *list, form)

static inline cw_bytes cw_time_fold(cw_bytes word,
                                    uint8_t form[CW_MAX_WORD_BYTES])
{
    return (cw_bytes){form, cw_word_fold(word, form)};
}

/* See a token that begins with a digit. n_before and n_left are the tokens of
 * its sentence before it, and from it on. */
void cw_times_see_digits(const cw_draft *draft, const cw_token *token,
                         size_t n_before, size_t n_left, cw_bytes form,
                         cw_time_seen *seen);

#endif
