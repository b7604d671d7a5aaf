/* reuse.h: text shared by reports.
 *
 *   tokens -> 5-word shingles -> winnowed fingerprints -> inverted index
 *     -> candidate pairs -> exact alignment -> passages, containment
 *
 * Used by `tell` (claims fold copies) and by `clew copies`. */
#ifndef CW_STORY_REUSE_H
#define CW_STORY_REUSE_H

#include "story/dossier.h"

enum { CW_COPY_WINDOW_DAYS = 30 }; // of `clew copies`, unless it is told

typedef struct {
    const cw_copy *at; // by (a, b)
    size_t n;
    size_t n_index_bytes; // the most that was held for all reports at once,
                          // beside their text: see reuse_index.c
    size_t n_postings;    // the most fingerprints that were held at once
} cw_copies;

/* Copies among reports[0 .. n), in `keep`. Two reports published more than
 * window_days apart are no copies of each other (0: however far); one without
 * a day may be of any. Reports meet in the order of their days, and of one day
 * in that of their numbers; who meets whom hangs on nothing else, and only
 * where more than a handful share a text. Body text gives near duplicates,
 * wire copies and shared passages; equal furniture gives kind FURNITURE. A
 * passage holds a run of eight equal words or more and may go on over edits of
 * a few words; containment counts equal words only. Reads no marks. */
CW_CHECK cw_status cw_reuse_find(const cw_told_report *reports, size_t n,
                                 uint32_t window_days, cw_arena *keep,
                                 cw_arena *scratch, cw_copies *out);

#endif
