/* intake.c: reading, cleaning and annotating in a pool. */
#include "intake.h"

#include "base/limits.h"
#include "base/pool.h"
#include "clean/clean.h"
#include "clean/paste.h"

#define SLOTS_PER_WORKER 4u
#define MEMO_TOKENS      ((size_t)1 << 20) // many reports: as much as it holds

typedef struct {
    const cw_intake *intake;
    cw_intake_count *count;
    cw_read *read;
    cw_intake_slot *slots;
    size_t next_memory;
} road;

static cw_status next_item(void *shared, size_t job, size_t slot_number)
{
    road *on = shared;
    cw_intake_slot *slot = &on->slots[slot_number];
    cw_status status = CW_END;
    (void)job;
    cw_arena_clear(&slot->arena);
    if (on->read != NULL)
        status = cw_read_next(on->read, &slot->arena, &slot->item);
    if (status == CW_END && on->next_memory < on->intake->n_memory) {
        const cw_memory_input *input = &on->intake->memory[on->next_memory++];
        slot->item = (cw_read_item){
            .kind = CW_ITEM_BYTES, .path = input->name, .bytes = input->bytes};
        status = CW_OK;
    }
    return status;
}

/* A limit is the input's fault; memory that ran out is nobody's. */
static cw_status told(cw_intake_slot *slot, cw_status status, const char *step)
{
    if (status != CW_LIMIT)
        return status;
    return cw_fail(&slot->error, status, (const char *)slot->item.path.at,
                   CW_NO_BYTE, "Split it, or leave it out", "too large for %s",
                   step);
}

/* The report of a file holds its own text: the page's is not read again. An
 * address that stands in it is that of an MHTML file. */
static void forget_page(cw_intake_slot *slot)
{
    cw_page *page = &slot->page;
    if (slot->item.kind != CW_ITEM_FILE || slot->n_parts > 0 || page->url.n > 0)
        return;
    cw_arena_move(NULL, (void *)(uintptr_t)page->utf8.at, page->utf8.n);
    cw_arena_move(NULL, (void *)(uintptr_t)page->map.at,
                  page->map.n * sizeof *page->map.at);
    page->source = page->utf8 = (cw_bytes){NULL, 0};
    page->map = (cw_map){NULL, 0};
}

/* The report of slot->page, and its marks. */
static cw_status work_page(const cw_intake *intake, cw_intake_slot *slot,
                           cw_worker *worker)
{
    const cw_date_candidate *published;
    cw_arena *scratch = &worker->scratch;
    slot->page.needs_body_only = intake->step == CW_STEP_BODY;
    cw_status status =
        cw_clean(&slot->page, &slot->arena, scratch, &slot->report);
    if (status == CW_OK)
        forget_page(slot);
    if (status != CW_OK || intake->step < CW_STEP_ANNOTATE)
        return told(slot, status, "finding its main text");
    published = cw_report_published(slot->report);
    if (worker->kept == NULL)
        worker->kept =
            cw_memo_make(intake->model, MEMO_TOKENS, &worker->lasting);
    status = cw_annotate(intake->model, worker->kept, slot->report,
                         published != NULL ? published->moment.day : CW_NO_DAY,
                         &slot->arena, scratch, &slot->marks);
    return told(slot, status, "annotating");
}

static cw_status make_page(const cw_intake *intake, cw_intake_slot *slot,
                           cw_arena *scratch)
{
    if (intake->make != NULL && slot->status != CW_NO_MEMORY &&
        intake->make(intake->shared, slot, scratch) != CW_OK)
        slot->status = CW_NO_MEMORY;
    return slot->status;
}

/* Part i stands in the slot. */
static void show_part(cw_intake_slot *slot, size_t i)
{
    slot->page = slot->parts[i].page;
    slot->report = slot->parts[i].report;
    slot->marks = slot->parts[i].marks;
}

static cw_status work_parts(const cw_intake *intake, cw_intake_slot *slot,
                            cw_worker *worker)
{
    const cw_page *pages = NULL;
    size_t n = 1;
    cw_status status =
        cw_paste_split(&slot->page, &slot->arena, &worker->scratch, &pages, &n);
    if (status != CW_OK)
        return told(slot, status, "finding its articles");
    if (pages != &slot->page) {
        slot->parts = cw_arena_array(&slot->arena, n, sizeof *slot->parts);
        if (slot->parts == NULL)
            return CW_NO_MEMORY;
        slot->n_parts = n;
    }
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        slot->page = pages[i];
        status = work_page(intake, slot, worker);
        if (slot->n_parts > 0)
            slot->parts[i] =
                (struct cw_intake_part){slot->page, slot->report, slot->marks};
    }
    return status;
}

static void work_item(void *shared, cw_worker *worker, size_t job,
                      size_t slot_number)
{
    const road *on = shared;
    const cw_intake *intake = on->intake;
    cw_intake_slot *slot = &on->slots[slot_number];
    (void)job;
    slot->report = NULL;
    slot->marks = NULL;
    slot->parts = NULL;
    slot->n_parts = 0;
    slot->page = (cw_page){0};
    slot->error = (cw_error){.byte = CW_NO_BYTE};
    cw_buf_init(&slot->out, &slot->arena, CW_MAX_OUTPUT_BYTES);
    slot->item.is_known_by_id = intake->step == CW_STEP_BODY;
    slot->status =
        cw_read_page(&slot->item, &slot->arena, &slot->error, &slot->page);
    if (slot->status == CW_OK && intake->step >= CW_STEP_BODY)
        slot->status = work_parts(intake, slot, worker);
    if (slot->status != CW_OK)
        slot->n_parts = 0; // the input fails as a whole
    if (slot->n_parts == 0)
        slot->status = make_page(intake, slot, &worker->scratch);
    for (size_t i = 0; i < slot->n_parts && slot->status == CW_OK; i++) {
        show_part(slot, i);
        slot->status = make_page(intake, slot, &worker->scratch);
    }
}

static cw_status merge_slot(const cw_intake *intake, const cw_intake_slot *slot)
{
    cw_intake_slot one = *slot;
    cw_status status = CW_OK;
    if (slot->n_parts == 0)
        return intake->merge(intake->shared, slot);
    for (size_t i = 0; i < slot->n_parts && status == CW_OK; i++) {
        show_part(&one, i);
        status = intake->merge(intake->shared, &one);
        cw_buf_init(&one.out, &one.arena, 0);
    }
    return status;
}

static cw_status merge_item(void *shared, size_t job, size_t slot_number)
{
    road *on = shared;
    const cw_intake *intake = on->intake;
    const cw_intake_slot *slot = &on->slots[slot_number];
    cw_status status = CW_OK;
    if (slot->status == CW_NO_MEMORY)
        return CW_NO_MEMORY;
    on->count->n_inputs++;
    on->count->n_failed += slot->status != CW_OK;
    if (slot->status != CW_OK || slot->page.is_cut) {
        on->count->n_problems++;
        if (intake->problem != NULL)
            intake->problem(intake->shared, &slot->error);
    }
    if (intake->merge != NULL)
        status = merge_slot(intake, slot);
    if (intake->progress != NULL) {
        size_t found = on->read != NULL ? cw_read_count(on->read) : 0;
        size_t all = found + intake->n_memory;
        intake->progress(intake->shared, job + 1,
                         all > job + 1 ? all : job + 1);
    }
    return status;
}

cw_status cw_intake_run(const cw_intake *intake, cw_error *error,
                        cw_intake_count *count)
{
    static const cw_pool_calls calls = {next_item, work_item, merge_item};
    size_t n_workers = cw_pool_workers(intake->n_workers);
    size_t window = n_workers * SLOTS_PER_WORKER;
    road on = {.intake = intake, .count = count};
    cw_status status = CW_OK;
    cw_arena keep;
    *count = (cw_intake_count){0};
    cw_arena_init(&keep, CW_MAX_STORY_ARENA);
    on.slots = cw_arena_array(&keep, window, sizeof *on.slots);
    if (on.slots == NULL)
        status = CW_NO_MEMORY;
    for (size_t i = 0; status == CW_OK && i < window; i++)
        cw_arena_init(&on.slots[i].arena, CW_MAX_REPORT_ARENA);
    if (status == CW_OK && intake->paths.n_paths > 0)
        status = cw_read_open(&intake->paths, &keep, error, &on.read);
    if (status == CW_OK)
        status = cw_pool_run(n_workers, window, &calls, &on, intake->cancel);
    cw_read_close(on.read);
    for (size_t i = 0; on.slots != NULL && i < window; i++)
        cw_arena_free(&on.slots[i].arena);
    cw_arena_free(&keep);
    return status;
}
