/* times_govern.h: does the verb that governs a time expression look back or
 * forward? "arrived on Tuesday" back, "will arrive on Tuesday" and "plans to
 * arrive on Tuesday" forward. */
#ifndef CW_ANNOTATE_TIMES_GOVERN_H
#define CW_ANNOTATE_TIMES_GOVERN_H

#include "annotate/annotate_int.h"

/* -1 past, 1 future, 0 neither, for tokens [from, to) of the sentence. Looks
 * at no more than 24 tokens on either side. A verb in the present looks forward
 * to a weekday ("the fair opens on Friday"), else it looks nowhere. */
int8_t cw_time_direction(const cw_draft *draft, const cw_sentence *sentence,
                         size_t from, size_t to, bool is_weekday);

#endif
