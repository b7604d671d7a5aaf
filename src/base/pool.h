/* pool.h: workers with ordered merge.
 *
 *          next (one at a time)     work (in parallel)     merge (in order)
 *   caller ----------> job i ----------> slot i ----------> job 0, 1, 2, ...
 *
 * `next` and `merge` run on the calling thread only, `work` on any; job i's
 * result belongs to job i until merge(i) has returned. At most `window` jobs
 * are between next and merge, so memory is bounded and reading streams. One
 * worker or sixteen give the same calls of merge in the same order. */
#ifndef CW_BASE_POOL_H
#define CW_BASE_POOL_H

#include <stdatomic.h>

#include "base/arena.h"

/* What a worker owns: handed to every job it runs, one after the other. */
typedef struct {
    size_t number;    // 0 .. n_workers - 1
    cw_arena scratch; // cleared before each job
    cw_arena lasting; // freed with the pool
    void *kept;       // NULL before its first job; what jobs leave to the next
                      // may save time and change no result
} cw_worker;

typedef struct {
    /* Set job_slot (window slots, reused) up for the next job: CW_OK, or
     * CW_END when there are no more, or a failure that ends the run. */
    cw_status (*next)(void *shared, size_t job, size_t slot);
    void (*work)(void *shared, cw_worker *worker, size_t job, size_t slot);
    /* A failure ends the run after the jobs under way, which are then not
     * merged. (When `next` fails, the jobs before it still are.) */
    cw_status (*merge)(void *shared, size_t job, size_t slot);
} cw_pool_calls;

/* n_workers 0: as many as the process may run on, at most CW_MAX_WORKERS.
 * One worker needs no thread: all three calls run on the caller's.
 * *cancel (may be NULL) is looked at between jobs: CW_CANCELLED, and no job
 * is merged after that. CW_USAGE when window is 0. */
CW_CHECK cw_status cw_pool_run(size_t n_workers, size_t window,
                               const cw_pool_calls *calls, void *shared,
                               const atomic_bool *cancel);

size_t cw_pool_workers(size_t asked); // what 0 stands for here
#endif
