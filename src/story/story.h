/* story.h: from annotated reports to a dossier.
 *
 *   reports, marks
 *     -> copies (reuse.c)          who shares words with whom
 *     -> groups (group.c)          which reports tell one story
 *     -> dates (undated.c)         days of undated reports, times resolved
 *     -> entities (entity.c)       one person, one record
 *     -> facts of each sentence -> claims, timeline, conflicts, figures,
 *        quotes, announced, brief
 *
 * The same reports in any order give the same dossier: the caller sorts them
 * by (sha256, path) before. Needs no store and asks no clock. */
#ifndef CW_STORY_STORY_H
#define CW_STORY_STORY_H

#include "story/dossier.h"

typedef struct {
    cw_bytes query;     // words that weight days and sentences; n == 0: none
    int32_t from_day;   // keep what happened on or after; CW_NO_DAY: all
    int32_t to_day;     // ... on or before
    int32_t since_day;  // tell what reports after this day add; CW_NO_DAY
    uint32_t max_dates; // the heaviest days of each story; 0: all that fit
    uint32_t n_workers; // 0: as many as there are
} cw_story_options;

/* The dossier of reports[0 .. n) with marks[0 .. n), in `keep`. Reports of
 * status EMPTY or FAILED may be there; they are told and in no story. Fails
 * with CW_NO_MEMORY or CW_LIMIT. */
CW_CHECK cw_status cw_story_build(const cw_report *const *reports,
                                  const cw_marks *const *marks, size_t n,
                                  const cw_story_options *options,
                                  cw_arena *keep, cw_arena *scratch,
                                  const cw_dossier **out);

#endif
