/* group.h: which reports tell one story: streaming TF-IDF with separate
 * title and text channels against story centroids, with time decay.
 *
 * Reports arrive in order; each joins the story it is most like or founds
 * one. Used by `tell` (whose batch is small and may be one story) and by
 * `clew group`. */
#ifndef CW_STORY_GROUP_H
#define CW_STORY_GROUP_H

#include "story/dossier.h"

typedef struct cw_grouper cw_grouper;

/* A report for grouping; borrowed for the call only. */
typedef struct {
    cw_bytes title, text;
    int32_t day; // of publication, CW_NO_DAY: no decay
} cw_group_item;

CW_CHECK cw_status cw_grouper_open(cw_arena *arena, cw_grouper **out);
/* *story is the number of its story, from 0 in order of founding. */
CW_CHECK cw_status cw_grouper_add(cw_grouper *grouper,
                                  const cw_group_item *item, cw_arena *scratch,
                                  uint32_t *story);

#endif
