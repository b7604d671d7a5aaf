/* group.h: a stream of reports, and which story each of them tells.
 *
 *   report -> cw_group_read -> sketch        (sketch.h: words, weighed)
 *          -> cw_group_add  -> its story at once, by those that came before
 *          -> cw_group_repair               now and then: stories that turn
 *                                           out to be one are merged, those
 *                                           that are two are split
 *
 * A story's number is given when it is founded and never reused. When two
 * turn out to be one, the older keeps its number and the younger's leads to
 * it; when one turns out to be two, the larger part keeps it. Numbers never
 * hang on publishers' days.
 *
 * Two levels: a story is one event; a storyline holds the stories that go
 * together, and is known by the number of its oldest.
 *
 * A round-up or a live blog (roundup.h) is laid to one story or several, and
 * founds none.
 *
 * A report without a day is never too old or too new to join. */
#ifndef CW_STORY_GROUP_H
#define CW_STORY_GROUP_H

#include "story/dossier.h"
#include "story/sketch.h"

typedef struct cw_grouper cw_grouper;

/* A report for grouping; borrowed for the call only. */
typedef struct {
    cw_bytes title, text;
    int32_t day;       // of publication, CW_NO_DAY: no decay
    uint32_t language; // any number that is equal for one language
} cw_group_item;

CW_CHECK cw_status cw_grouper_open(cw_arena *arena, cw_grouper **out);

/* The words of a report, read and counted; kept by the grouper. */
CW_CHECK cw_status cw_group_read(cw_grouper *grouper, const cw_group_item *item,
                                 cw_arena *scratch, cw_sketch *out);

/* Report number n, counted from 0 by the calls: *story is the number of its
 * story for now, from 0 in order of founding. */
CW_CHECK cw_status cw_group_add(cw_grouper *grouper, const cw_sketch *sketch,
                                const cw_group_item *item, uint32_t *story);

/* Link all reports anew. */
CW_CHECK cw_status cw_group_repair(cw_grouper *grouper, cw_arena *scratch);

/* The story, and the storyline, of a report as known now; CW_NONE for a
 * round-up of nothing that is known. */
uint32_t cw_group_story(const cw_grouper *grouper, uint32_t report);
uint32_t cw_group_storyline(const cw_grouper *grouper, uint32_t report);

/* Stories that were ever founded: their numbers are below this. */
uint32_t cw_group_count(const cw_grouper *grouper);

/* Where a story's number leads that was once given: to itself, or to the older
 * story that it turned out to be. */
uint32_t cw_group_leads_to(const cw_grouper *grouper, uint32_t story);

/* The further stories of a round-up, the most alike first; how many. */
size_t cw_group_further(const cw_grouper *grouper, uint32_t report,
                        const uint32_t **stories);

#endif
