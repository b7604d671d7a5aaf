/* share.h: a long list shared out among workers. Inside src/story only.
 *
 *   items  0 .. size | size .. 2 size | ...     a job each, on any worker
 *   results    0     |       1        | ...     taken in this order by one
 *
 * A job reads what was made before and writes only its result, which stands in
 * an arena of its own until it is taken: one worker or sixteen give the same
 * calls of `take`. Jobs that write to places of their own instead leave nothing
 * to take. A list of one job needs no thread. */
#ifndef CW_STORY_SHARE_H
#define CW_STORY_SHARE_H

#include "base/pool.h"

typedef struct {
    CW_CHECK cw_status (*work)(void *shared, cw_worker *worker, size_t from,
                               size_t to, cw_arena *arena, void **result);
    CW_CHECK cw_status (*take)(void *shared, const void *result); // or NULL
} cw_share_calls;

/* Items 0 .. n_items - 1, `size` to a job. n_workers as for cw_pool_run. */
CW_CHECK cw_status cw_share_out(size_t n_items, size_t size, size_t n_workers,
                                const cw_share_calls *calls, void *shared);

#endif
