#include "story/share.h"

#include "base/limits.h"

typedef struct {
    cw_arena arena;
    void *result;
    cw_status status;
} job_slot;

typedef struct {
    size_t n_items, size;
    const cw_share_calls *calls;
    void *shared;
    job_slot slots[CW_MAX_WORKERS];
} sharing;

static cw_status next_job(void *shared, size_t job, size_t slot)
{
    const sharing *on = shared;
    (void)slot;
    return job * on->size < on->n_items ? CW_OK : CW_END;
}

static void work_job(void *shared, cw_worker *worker, size_t job, size_t slot)
{
    sharing *on = shared;
    job_slot *out = &on->slots[slot];
    size_t from = job * on->size, to = from + on->size;
    cw_arena_clear(&out->arena);
    out->status = on->calls->work(on->shared, worker, from,
                                  to < on->n_items ? to : on->n_items,
                                  &out->arena, &out->result);
}

static cw_status take_job(void *shared, size_t job, size_t slot)
{
    const sharing *on = shared;
    const job_slot *done = &on->slots[slot];
    (void)job;
    return done->status == CW_OK && on->calls->take
               ? on->calls->take(on->shared, done->result)
               : done->status;
}

cw_status cw_share_out(size_t n_items, size_t size, size_t n_workers,
                       const cw_share_calls *calls, void *shared)
{
    static const cw_pool_calls pool = {next_job, work_job, take_job};
    size_t n = n_items <= size ? 1 : cw_pool_workers(n_workers);
    cw_status status;
    sharing *on = cw_alloc(sizeof *on);
    if (!on)
        return CW_NO_MEMORY;
    *on = (sharing){n_items, size, calls, shared, {{{0}, NULL, CW_OK}}};
    for (size_t i = 0; i < n; i++)
        cw_arena_init(&on->slots[i].arena, CW_MAX_STORY_ARENA);
    status = cw_pool_run(n, n, &pool, on, NULL);
    for (size_t i = 0; i < n; i++)
        cw_arena_free(&on->slots[i].arena);
    cw_alloc_free(on);
    return status;
}
