/* day_cut.h: a sentence without its weekdays, for who reads it later.
 *
 *   "A crane fell in Velling on Thursday evening, killing four."
 *   -> "A crane fell in Velling …, killing four."  and the day, 2 May
 *
 * Only an adverbial can go ("on Thursday evening", "said Friday"): without it
 * a sentence still stands and still says the same. Inside src/story only. */
#ifndef CW_STORY_DAY_CUT_H
#define CW_STORY_DAY_CUT_H

#include "story/story_int.h"

enum { CW_DAY_CUTS_MAX = 4 };

typedef struct {
    cw_range at[CW_DAY_CUTS_MAX]; // bytes of the report's text, ascending
    uint32_t n;
    int32_t from_day, to_day; // when it happened, by what is cut; CW_NO_DAY
                              // where that only dates the saying of it or a
                              // thing that is mentioned
} cw_day_cuts;

/* What to cut so that no bare day is left (alone.h); false if one of them
 * cannot go, or if what is cut names two days. */
bool cw_day_cuts_find(const cw_plot *plot, const cw_statement *statement,
                      cw_day_cuts *out);

/* The sentence without them, "…" for each; the report's own words, not copied,
 * when there is none. */
CW_CHECK cw_status cw_day_cuts_text(const cw_plot *plot,
                                    const cw_statement *statement,
                                    const cw_day_cuts *cuts, cw_bytes *out);

#endif
