/* apart.h: a group of like reports that speaks of several occurrences, told
 * apart by what only some of its reports name. Inside src/story only. */
#ifndef CW_STORY_APART_H
#define CW_STORY_APART_H

#include "story/link.h"

/* Number from 0 of the part of each member; *n_parts of them, 1 when all
 * speak of one thing. members[n] are items of the work. */
CW_CHECK cw_status cw_apart_split(const cw_link_work *work,
                                  const uint32_t *members, size_t n,
                                  cw_arena *scratch, uint32_t *part,
                                  uint32_t *n_parts);

#endif
