/* pool.c: a bounded ring of jobs between one caller and its workers.
 *
 *   jobs   0 ... merged ......... taken ......... issued ...
 *          done  |  under way or done  |  waiting  |  not yet made
 *          issued - merged <= window; job i stands in slot i % window
 *
 * 1. One mutex guards the three counters, is_done and is_stopping.
 * 2. A slot is written by `next`, then by `work`, then read by `merge`, and
 *    each hands it on under the mutex.
 * 3. The caller merges in the order of jobs, so threads cannot show. */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include "base/limits.h"

typedef struct {
    const cw_pool_calls *calls;
    void *shared;
    size_t window;
    size_t merged, taken, issued;
    bool *is_done;    // [window]
    bool is_stopping; // workers end before their next job
    pthread_mutex_t mutex;
    pthread_cond_t is_issued, is_worked;
} ring;

typedef struct {
    ring *pool;
    cw_worker worker;
    pthread_t thread;
} pool_thread;

size_t cw_pool_workers(size_t asked)
{
    cpu_set_t set;
    size_t n = asked;
    if (n == 0 && sched_getaffinity(0, sizeof set, &set) == 0)
        n = (size_t)CPU_COUNT(&set);
    if (n == 0)
        n = 1;
    return n < CW_MAX_WORKERS ? n : CW_MAX_WORKERS;
}

static bool is_cancelled(const atomic_bool *cancel)
{
    return cancel != NULL && atomic_load(cancel);
}

static void worker_init(cw_worker *worker, size_t number)
{
    *worker = (cw_worker){.number = number};
    cw_arena_init(&worker->scratch, CW_MAX_REPORT_ARENA);
    cw_arena_init(&worker->lasting, CW_MAX_REPORT_ARENA);
}

static void worker_free(cw_worker *worker)
{
    cw_arena_free(&worker->scratch);
    cw_arena_free(&worker->lasting);
}

/* The same calls with no thread at all. */
static cw_status run_alone(size_t window, const cw_pool_calls *calls,
                           void *shared, const atomic_bool *cancel)
{
    cw_worker worker;
    cw_status status = CW_OK;
    worker_init(&worker, 0);
    for (size_t job = 0; status == CW_OK; job++) {
        if (is_cancelled(cancel)) {
            status = CW_CANCELLED;
            break;
        }
        status = calls->next(shared, job, job % window);
        if (status != CW_OK)
            break;
        cw_arena_clear(&worker.scratch);
        calls->work(shared, &worker, job, job % window);
        status = calls->merge(shared, job, job % window);
    }
    worker_free(&worker);
    return status == CW_END ? CW_OK : status;
}

static void *run_worker(void *given)
{
    pool_thread *thread = given;
    ring *pool = thread->pool;
    pthread_mutex_lock(&pool->mutex);
    for (;;) {
        size_t job;
        while (!pool->is_stopping && pool->taken == pool->issued)
            pthread_cond_wait(&pool->is_issued, &pool->mutex);
        if (pool->is_stopping)
            break;
        job = pool->taken++;
        pthread_mutex_unlock(&pool->mutex);
        cw_arena_clear(&thread->worker.scratch);
        pool->calls->work(pool->shared, &thread->worker, job,
                          job % pool->window);
        pthread_mutex_lock(&pool->mutex);
        pool->is_done[job % pool->window] = true;
        pthread_cond_signal(&pool->is_worked);
    }
    pthread_mutex_unlock(&pool->mutex);
    return NULL;
}

/* Workers take no signals, so that a handler runs on the caller's thread.
 * Answers how many could be started. */
static size_t start_threads(ring *pool, pool_thread *threads, size_t n)
{
    sigset_t all, before;
    size_t i;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (i = 0; i < n; i++) {
        threads[i].pool = pool;
        worker_init(&threads[i].worker, i);
        if (pthread_create(&threads[i].thread, NULL, run_worker, &threads[i]) !=
            0)
            break;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return i;
}

static void join_threads(ring *pool, pool_thread *threads, size_t n)
{
    pthread_mutex_lock(&pool->mutex);
    pool->is_stopping = true;
    pthread_cond_broadcast(&pool->is_issued);
    pthread_mutex_unlock(&pool->mutex);
    for (size_t i = 0; i < n; i++) {
        pthread_join(threads[i].thread, NULL);
        worker_free(&threads[i].worker);
    }
}

/* Make the next job; the mutex is held on entry and on return. */
static cw_status issue(ring *pool)
{
    size_t job = pool->issued;
    cw_status status;
    pthread_mutex_unlock(&pool->mutex);
    status = pool->calls->next(pool->shared, job, job % pool->window);
    pthread_mutex_lock(&pool->mutex);
    if (status == CW_OK) {
        pool->is_done[job % pool->window] = false;
        pool->issued++;
        pthread_cond_signal(&pool->is_issued);
    }
    return status;
}

static cw_status merge(ring *pool)
{
    size_t job = pool->merged;
    cw_status status;
    pthread_mutex_unlock(&pool->mutex);
    status = pool->calls->merge(pool->shared, job, job % pool->window);
    pthread_mutex_lock(&pool->mutex);
    pool->merged++;
    return status;
}

/* The caller's part. A merge that fails wins over a later `next` that failed
 * sooner, for with one worker it would have come first. */
static cw_status run_caller(ring *pool, const atomic_bool *cancel)
{
    cw_status read = CW_OK, status = CW_OK;
    pthread_mutex_lock(&pool->mutex);
    while (status == CW_OK) {
        if (is_cancelled(cancel))
            status = CW_CANCELLED;
        else if (read == CW_OK && pool->issued - pool->merged < pool->window)
            read = issue(pool);
        else if (pool->merged == pool->issued)
            break;
        else if (pool->merged < pool->taken &&
                 pool->is_done[pool->merged % pool->window])
            status = merge(pool);
        else
            pthread_cond_wait(&pool->is_worked, &pool->mutex);
    }
    pthread_mutex_unlock(&pool->mutex);
    if (status == CW_OK)
        status = read;
    return status == CW_END ? CW_OK : status;
}

/* The pool and what it needs in one block, freed together. */
typedef struct {
    ring pool;
    pool_thread threads[CW_MAX_WORKERS];
    bool is_done[];
} pool_block;

cw_status cw_pool_run(size_t n_workers, size_t window,
                      const cw_pool_calls *calls, void *shared,
                      const atomic_bool *cancel)
{
    size_t n = cw_pool_workers(n_workers), n_started;
    pool_block *block;
    cw_status status;
    if (window == 0)
        return CW_USAGE;
    if (n > window)
        n = window; // more could never have a job at once
    if (n == 1)
        return run_alone(window, calls, shared, cancel);
    if (window > SIZE_MAX - sizeof *block)
        return CW_NO_MEMORY;
    block = cw_alloc(sizeof *block + window);
    if (block == NULL)
        return CW_NO_MEMORY;
    block->pool = (ring){.calls = calls,
                         .shared = shared,
                         .window = window,
                         .is_done = block->is_done,
                         .mutex = PTHREAD_MUTEX_INITIALIZER,
                         .is_issued = PTHREAD_COND_INITIALIZER,
                         .is_worked = PTHREAD_COND_INITIALIZER};
    n_started = start_threads(&block->pool, block->threads, n);
    if (n_started == 0)
        status = run_alone(window, calls, shared, cancel);
    else
        status = run_caller(&block->pool, cancel);
    join_threads(&block->pool, block->threads, n_started);
    pthread_cond_destroy(&block->pool.is_issued);
    pthread_cond_destroy(&block->pool.is_worked);
    pthread_mutex_destroy(&block->pool.mutex);
    cw_alloc_free(block);
    return status;
}
