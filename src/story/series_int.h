/* series_int.h: which counts are of one thing that may move.
 *
 *   cw_count_thing           a key, equal for counts of one thing
 *   cw_counts_of_one_thing   the same noun, or the same unit of one subject
 *   cw_counts_may_move       on two days, of one scope, told in one way
 *
 * A toll is known by what became of those counted. Of anything else, votes,
 * jobs, a price, a share, the sentences must be of one predicate or alike, and
 * neither may name a person, body or place instead of one that the other
 * names. */
#ifndef CW_STORY_SERIES_INT_H
#define CW_STORY_SERIES_INT_H

#include "story/count.h"

uint64_t cw_count_thing(const cw_count *count);

bool cw_counts_of_one_thing(const cw_count *a, const cw_count *b);

bool cw_counts_may_move(const cw_plot *plot, const cw_count *a,
                        const cw_count *b);

#endif
