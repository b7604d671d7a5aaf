/* reuse_int.h: what the two files of reuse share: the growing list of copies.
 * Included by reuse.c and reuse_furniture.c only. */
#ifndef CW_STORY_REUSE_INT_H
#define CW_STORY_REUSE_INT_H

#include "story/story_int.h"

typedef struct {
    cw_copy *at; // in the keep arena
    size_t n, capacity;
} cw_copy_list;

CW_CHECK cw_status cw_copy_add(cw_copy_list *list, cw_arena *keep,
                               cw_copy copy);

/* Lines of furniture that reports share, as copies of kind FURNITURE: each
 * line with the newest earlier report that has it. */
CW_CHECK cw_status cw_furniture_copies(const cw_told_report *reports, size_t n,
                                       cw_arena *keep, cw_arena *scratch,
                                       cw_copy_list *out);

#endif
