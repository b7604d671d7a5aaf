/* clew_tell.c: the main job: every report of the inputs, then the stories.
 *
 *   intake -> blocks copied behind each other in the dossier's arena
 *          -> cleaned as a batch, changed ones annotated again
 *          -> sorted by (sha256, path, line) -> cw_story_build */
#include <stdlib.h>

#include "base/limits.h"
#include "base/pool.h"
#include "clean/clean.h"
#include "clew_int.h"

typedef struct {
    const cw_report *report;
    const cw_marks *marks;
} reading;

typedef struct {
    cw_api_work work;
    cw_arena *keep;
    reading *at;
    size_t n, capacity;
} readings;

static cw_status keep_reading(void *shared, const cw_intake_slot *slot)
{
    readings *all = shared;
    reading *added;
    cw_status status;
    if (slot->status != CW_OK)
        return CW_OK;
    status = cw_grow(all->keep, (void **)&all->at, &all->capacity, all->n + 1,
                     sizeof *all->at, CW_MAX_REPORTS);
    if (status != CW_OK)
        return status;
    added = &all->at[all->n++];
    added->report = cw_block_copy(slot->report, all->keep);
    added->marks = cw_block_copy(slot->marks, all->keep);
    return added->report != NULL && added->marks != NULL ? CW_OK : CW_NO_MEMORY;
}

/* ---- what only the batch can know -------------------------------------- */

typedef struct {
    readings *all;
    const size_t *changed; // [n_changed] numbers of readings
    size_t n_changed, next;
    struct {
        cw_arena arena;
        const cw_marks *marks;
        cw_status status;
    } slot[CW_MAX_WORKERS];
    const cw_model *model;
} again;

static cw_status next_changed(void *shared, size_t job, size_t slot)
{
    again *on = shared;
    (void)slot;
    return job < on->n_changed ? CW_OK : CW_END;
}

static void annotate_changed(void *shared, cw_worker *worker, size_t job,
                             size_t slot)
{
    again *on = shared;
    const cw_report *report = on->all->at[on->changed[job]].report;
    const cw_date_candidate *published = cw_report_published(report);
    cw_arena_clear(&on->slot[slot].arena);
    on->slot[slot].status = cw_annotate(
        on->model, NULL, report, published ? published->moment.day : CW_NO_DAY,
        &on->slot[slot].arena, &worker->scratch, &on->slot[slot].marks);
}

static cw_status keep_changed(void *shared, size_t job, size_t slot)
{
    again *on = shared;
    reading *at = &on->all->at[on->changed[job]];
    if (on->slot[slot].status != CW_OK)
        return on->slot[slot].status;
    at->marks = cw_block_copy(on->slot[slot].marks, on->all->keep);
    return at->marks != NULL ? CW_OK : CW_NO_MEMORY;
}

static cw_status annotate_again(readings *all, const size_t *changed, size_t n)
{
    static const cw_pool_calls calls = {next_changed, annotate_changed,
                                        keep_changed};
    const clew *run = all->work.run;
    size_t n_workers = cw_pool_workers(run->n_workers);
    cw_status status;
    again *on = cw_alloc(sizeof *on);
    if (on == NULL)
        return CW_NO_MEMORY;
    *on = (again){.all = all,
                  .changed = changed,
                  .n_changed = n,
                  .model = run->has_model ? &run->model : NULL};
    for (size_t i = 0; i < CW_MAX_WORKERS; i++)
        cw_arena_init(&on->slot[i].arena, CW_MAX_REPORT_ARENA);
    status = cw_pool_run(n_workers, n_workers, &calls, on, &run->cancel);
    for (size_t i = 0; i < CW_MAX_WORKERS; i++)
        cw_arena_free(&on->slot[i].arena);
    cw_alloc_free(on);
    return status;
}

static cw_status clean_together(readings *all, cw_arena *scratch)
{
    const cw_report **reports =
        cw_arena_array(scratch, all->n, sizeof *reports);
    size_t *changed = cw_arena_array(scratch, all->n, sizeof *changed);
    size_t n_changed = 0;
    cw_status status;
    if (reports == NULL || changed == NULL)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < all->n; i++)
        reports[i] = all->at[i].report;
    status = cw_clean_batch(reports, all->n, all->keep, scratch);
    for (size_t i = 0; status == CW_OK && i < all->n; i++) {
        if (reports[i] == all->at[i].report)
            continue;
        all->at[i].report = reports[i];
        changed[n_changed++] = i;
    }
    if (status == CW_OK && n_changed > 0)
        status = annotate_again(all, changed, n_changed);
    return status;
}

/* ---- order, then the stories ------------------------------------------- */

static int compare_readings(const void *left, const void *right)
{
    const cw_report *a = ((const reading *)left)->report;
    const cw_report *b = ((const reading *)right)->report;
    int order = memcmp(a->sha256, b->sha256, sizeof a->sha256);
    if (order == 0)
        order = cw_bytes_compare(cw_slice_bytes(a, a->path),
                                 cw_slice_bytes(b, b->path));
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    return order;
}

static cw_status build(readings *all, const cw_story_options *options,
                       cw_arena *scratch, const cw_dossier **out)
{
    const cw_report **reports;
    const cw_marks **marks;
    cw_status status = clean_together(all, scratch);
    if (status != CW_OK)
        return status;
    if (all->n > 1)
        qsort(all->at, all->n, sizeof *all->at, compare_readings);
    reports = cw_arena_array(scratch, all->n, sizeof *reports);
    marks = cw_arena_array(scratch, all->n, sizeof *marks);
    if (reports == NULL || marks == NULL)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < all->n; i++) {
        reports[i] = all->at[i].report;
        marks[i] = all->at[i].marks;
    }
    return cw_story_build(reports, marks, all->n, options, all->keep, scratch,
                          out);
}

static clew_status read_options(clew *run, const clew_tell_options *given,
                                cw_story_options *options)
{
    static const clew_tell_options none;
    clew_status status;
    if (given == NULL)
        given = &none;
    *options = (cw_story_options){.query = cw_bytes_from(given->query),
                                  .max_dates = given->max_dates,
                                  .n_workers = (uint32_t)run->n_workers};
    status = cw_api_read_day(run, "--from", given->from, &options->from_day);
    if (status == CLEW_OK)
        status = cw_api_read_day(run, "--to", given->to, &options->to_day);
    if (status == CLEW_OK)
        status =
            cw_api_read_day(run, "--since", given->since, &options->since_day);
    return status;
}

clew_status clew_tell(clew *run, const clew_tell_options *given,
                      clew_dossier **out)
{
    readings all = {.work = {run}};
    cw_intake intake = cw_api_intake(run, CW_STEP_ANNOTATE, &all);
    cw_story_options options;
    clew_dossier *dossier;
    cw_arena scratch;
    clew_status answer = read_options(run, given, &options);
    *out = NULL;
    if (answer != CLEW_OK)
        return answer;
    dossier = cw_alloc(sizeof *dossier);
    if (dossier == NULL)
        return cw_api_answer(run, CW_NO_MEMORY, NULL);
    cw_arena_init(&dossier->keep, CW_MAX_STORY_ARENA);
    cw_arena_init(&scratch, CW_MAX_STORY_ARENA);
    all.keep = &dossier->keep;
    intake.merge = keep_reading;
    answer = cw_api_run(run, &intake);
    if (answer == CLEW_OK || answer == CLEW_PARTLY) {
        cw_status status = build(&all, &options, &scratch, &dossier->told);
        if (status != CW_OK)
            answer = cw_api_answer(run, status, NULL);
    }
    cw_arena_free(&scratch);
    if (answer == CLEW_OK || answer == CLEW_PARTLY)
        *out = dossier;
    else
        clew_dossier_free(dossier);
    return answer;
}
