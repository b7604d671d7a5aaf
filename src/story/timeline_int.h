/* timeline_int.h: what the timeline's steps share. Inside src/story only.
 *
 *   timeline_find.c   which statements tell which days
 *   timeline_weigh.c  how much a day weighs, and which sentence tells it best
 *   timeline.c        joins what tells the same, and makes the lines */
#ifndef CW_STORY_TIMELINE_INT_H
#define CW_STORY_TIMELINE_INT_H

#include "story/story_int.h"

/* One statement that tells one day or interval. */
typedef struct {
    uint32_t statement, time; // time: CW_NONE for basis "published"
    int32_t from_day, to_day;
    uint8_t grain, basis, status;
    uint32_t line;   // smallest candidate it was joined with
    uint32_t weight; // how well it tells its day; timeline_weigh.c
} cw_candidate;

typedef struct {
    cw_candidate *at;
    size_t n, capacity;
} cw_candidates;

/* All candidates of the plot, in no order; in the plot's scratch. */
CW_CHECK cw_status cw_candidates_find(cw_plot *plot, cw_candidates *list);

/* Sets the weights. The list is in the order of its intervals. */
CW_CHECK cw_status cw_candidates_weigh(const cw_plot *plot,
                                       cw_candidates *list);

#endif
