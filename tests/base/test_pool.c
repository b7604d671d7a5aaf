/* The pool: order of merging, windows, failures, cancelling. */
#include "base/pool.h"

#include <sched.h>

#include "base/limits.h"
#include "support/case.h"

#define WINDOW_MAX 16
#define NEVER      SIZE_MAX

typedef struct {
    size_t n_jobs, window;
    size_t next_fails, merge_fails, cancel_in; // job number, or NEVER
    atomic_bool cancel;
    size_t result[WINDOW_MAX];
    atomic_size_t n_worked;
    size_t n_next, n_merged, open_max;
    bool is_wrong;
    size_t merged[2000];
} run;

static cw_status run_next(void *shared, size_t job, size_t slot)
{
    run *now = shared;
    if (job == now->next_fails)
        return CW_UNREADABLE;
    if (job >= now->n_jobs)
        return CW_END;
    now->is_wrong |= job != now->n_next || slot >= now->window;
    now->n_next++;
    if (now->n_next - now->n_merged > now->open_max)
        now->open_max = now->n_next - now->n_merged;
    now->result[slot] = 0;
    return CW_OK;
}

/* Some jobs take longer than others, so that they end out of order. */
static void run_work(void *shared, cw_worker *worker, size_t job, size_t slot)
{
    run *now = shared;
    uint8_t *scratch = cw_arena_alloc(&worker->scratch, 100 + job);
    size_t sum = 0;
    if (scratch == NULL || worker->number >= CW_MAX_WORKERS)
        return;
    memset(scratch, 1, 100 + job);
    for (size_t i = 0; i < 100 + job; i++)
        sum += scratch[i];
    for (size_t i = 0; i < (job * 7919) % 13; i++)
        sched_yield();
    now->result[slot] = sum;
    atomic_fetch_add(&now->n_worked, 1);
}

static cw_status run_merge(void *shared, size_t job, size_t slot)
{
    run *now = shared;
    now->is_wrong |= job != now->n_merged || now->result[slot] != 100 + job;
    now->merged[now->n_merged++] = job;
    if (job == now->cancel_in)
        atomic_store(&now->cancel, true);
    return job == now->merge_fails ? CW_UNWRITABLE : CW_OK;
}

static const cw_pool_calls calls = {run_next, run_work, run_merge};

static cw_status do_run(run *now, size_t n_workers)
{
    cw_status status =
        cw_pool_run(n_workers, now->window, &calls, now, &now->cancel);
    assert_false(now->is_wrong);
    assert_true(now->open_max <= now->window);
    assert_int_equal(test_blocks_alive(), 0);
    return status;
}

static const size_t workers[] = {1, 2, 5, 16};
static const size_t windows[] = {1, 2, 3, 16};

#define EACH(workers_at, window_at)                           \
    for (size_t workers_at = 0; workers_at < 4; workers_at++) \
        for (size_t window_at = 0; window_at < 4; window_at++)

static void jobs_are_merged_in_order(void **state)
{
    static const size_t n_jobs[] = {0, 1, 2, 15, 16, 17, 1000};
    (void)state;
    for (size_t n = 0; n < sizeof n_jobs / sizeof n_jobs[0]; n++)
        EACH(i, k)
        {
            run now = {.n_jobs = n_jobs[n],
                       .window = windows[k],
                       .next_fails = NEVER,
                       .merge_fails = NEVER,
                       .cancel_in = NEVER};
            assert_int_equal(do_run(&now, workers[i]), CW_OK);
            assert_int_equal(now.n_merged, n_jobs[n]);
            assert_int_equal(now.n_worked, n_jobs[n]);
        }
}

/* What was read before the failure is still merged. */
static void reading_fails(void **state)
{
    (void)state;
    EACH(i, k)
    {
        run now = {.n_jobs = 100,
                   .window = windows[k],
                   .next_fails = 37,
                   .merge_fails = NEVER,
                   .cancel_in = NEVER};
        assert_int_equal(do_run(&now, workers[i]), CW_UNREADABLE);
        assert_int_equal(now.n_merged, 37);
    }
}

static void merging_fails(void **state)
{
    (void)state;
    EACH(i, k)
    {
        run now = {.n_jobs = 100,
                   .window = windows[k],
                   .next_fails = 40,
                   .merge_fails = 37,
                   .cancel_in = NEVER};
        assert_int_equal(do_run(&now, workers[i]), CW_UNWRITABLE);
        assert_int_equal(now.n_merged, 38);
        assert_in_range(now.n_worked, 38, 38 + windows[k]);
    }
}

static void the_caller_cancels(void **state)
{
    static const size_t jobs[] = {0, 37, 99}; // 99: the last one
    (void)state;
    for (size_t n = 0; n < 3; n++)
        EACH(i, k)
        {
            run now = {.n_jobs = 100,
                       .window = windows[k],
                       .next_fails = NEVER,
                       .merge_fails = NEVER,
                       .cancel_in = jobs[n]};
            assert_int_equal(do_run(&now, workers[i]), CW_CANCELLED);
            assert_int_equal(now.n_merged, jobs[n] + 1);
        }
}

static void nothing_starts_when_cancelled_before(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        run now = {.n_jobs = 100, .window = 8, .next_fails = NEVER};
        atomic_store(&now.cancel, true);
        assert_int_equal(do_run(&now, workers[i]), CW_CANCELLED);
        assert_int_equal(now.n_next, 0);
    }
}

static void nobody_needs_to_be_able_to_cancel(void **state)
{
    run now = {.n_jobs = 20,
               .window = 4,
               .next_fails = NEVER,
               .merge_fails = NEVER,
               .cancel_in = NEVER};
    (void)state;
    assert_int_equal(cw_pool_run(2, 4, &calls, &now, NULL), CW_OK);
    assert_int_equal(now.n_merged, 20);
}

static void a_window_of_nothing_is_refused(void **state)
{
    run now = {.n_jobs = 20};
    (void)state;
    assert_int_equal(cw_pool_run(2, 0, &calls, &now, NULL), CW_USAGE);
    assert_int_equal(now.n_next, 0);
}

static void without_memory_nothing_starts(void **state)
{
    run now = {.n_jobs = 20, .next_fails = NEVER};
    (void)state;
    test_fail_allocation(0);
    assert_int_equal(cw_pool_run(2, 4, &calls, &now, NULL), CW_NO_MEMORY);
    assert_int_equal(now.n_next, 0);
    assert_int_equal(test_blocks_alive(), 0);
}

static void workers_are_counted(void **state)
{
    (void)state;
    assert_in_range(cw_pool_workers(0), 1, CW_MAX_WORKERS);
    assert_int_equal(cw_pool_workers(1), 1);
    assert_int_equal(cw_pool_workers(CW_MAX_WORKERS - 1), CW_MAX_WORKERS - 1);
    assert_int_equal(cw_pool_workers(CW_MAX_WORKERS), CW_MAX_WORKERS);
    assert_int_equal(cw_pool_workers(CW_MAX_WORKERS + 1), CW_MAX_WORKERS);
    assert_int_equal(cw_pool_workers(SIZE_MAX), CW_MAX_WORKERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_are_merged_in_order),
        cmocka_unit_test(reading_fails),
        cmocka_unit_test(merging_fails),
        cmocka_unit_test(the_caller_cancels),
        cmocka_unit_test(nothing_starts_when_cancelled_before),
        cmocka_unit_test(nobody_needs_to_be_able_to_cancel),
        cmocka_unit_test(a_window_of_nothing_is_refused),
        cmocka_unit_test(without_memory_nothing_starts),
        cmocka_unit_test(workers_are_counted),
    };
    return case_run_tests(tests);
}
