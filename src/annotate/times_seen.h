/* times_seen.h: what a token is in the eyes of the rules of times. */
#ifndef CW_ANNOTATE_TIMES_SEEN_H
#define CW_ANNOTATE_TIMES_SEEN_H

#include "annotate/annotate_int.h"
#include "annotate/times_int.h"

#define CW_TIME_BIT(class) (1u << CW_TIME_CLASS_##class)

/* One token: the classes it may stand for, and the value in each. */
typedef struct {
    uint32_t classes; // CW_TIME_BIT of each cw_time_class
    uint16_t word;    // literal of the rules, 0 if none
    uint8_t n_num;    // tokens of the number that begins here
    uint8_t n_clock;  // tokens of the clock time that begins here
    uint8_t n_spelled;
    uint8_t day, month, weekday, unit, season, part, quarter, mod;
    uint8_t flags; // of num: 1 vague, 2 and a half
    int16_t minute, zone_min;
    int32_t num, year, ordinal, decade;
} cw_time_seen;

/* See the n tokens of a sentence, in seen[n]. find_word answers the literal
 * of the rules that a folded word is, or 0. */
void cw_times_see(const cw_draft *draft, const cw_sentence *sentence,
                  uint16_t (*find_word)(cw_bytes), cw_time_seen *seen);

/* Does the folded word mean anything to the rules, by itself or with what
 * follows? Names of days and months have a word class for it. times_find.c */
bool cw_time_may_begin(cw_bytes form);

/* The part of that answer that is no literal of the rules. */
bool cw_time_is_seen(cw_bytes form);

/* A number word or digits of up to nine places, without scale; -1: none. */
int32_t cw_number_word(cw_bytes form);

/* CW_TIME_UNIT of a word, singular or plural; is_plural tells which. */
cw_time_unit cw_time_unit_of(cw_bytes form, bool *is_plural);

#endif
