/* story.c: the way from annotated reports to a dossier. */
#include "story/story.h"

#include <stdlib.h>

#include "clean/outlets.h"
#include "story/groups.h"
#include "story/share.h"
#include "story/story_int.h"

#define CONFLICT_NAME(name, text) [CW_CONFLICT_##name] = text,
static const char *const conflict_names[] = {CW_CONFLICT_MAP(CONFLICT_NAME)};
#undef CONFLICT_NAME

const char *cw_conflict_kind_name(cw_conflict_kind kind)
{
    return conflict_names[kind];
}

const char *cw_basis_name(cw_basis basis)
{
    static const char *const names[] = {"stated", "resolved", "published"};
    return names[basis];
}

const char *cw_outcome_name(cw_outcome outcome)
{
    static const char *const names[] = {NULL, "came_true", "did_not",
                                        "unknown"};
    return names[outcome];
}

const char *cw_copy_kind_name(cw_copy_kind kind)
{
    static const char *const names[] = {"near_duplicate", "wire_copy",
                                        "shared_passage", "furniture"};
    return names[kind];
}

/* ---- reports ------------------------------------------------------------ */

/* The id of a report, "-2", "-3" for a second and third of equal bytes. */
static void name_report(cw_told_report *told, uint32_t number)
{
    size_t n = strlen(told->report->id);
    char digits[12];
    size_t k = 0;
    memcpy(told->id, told->report->id, n + 1);
    if (number < 2)
        return;
    told->id[n++] = '-';
    for (; number > 0; number /= 10)
        digits[k++] = (char)('0' + number % 10);
    while (k > 0 && n + 1 < sizeof told->id)
        told->id[n++] = digits[--k];
    told->id[n] = 0;
}

/* An owner the table does not know joins nobody: DESIGN section 6. */
static cw_bytes owner_of(cw_bytes outlet)
{
    const cw_outlet *row = outlet.n > 0 ? cw_outlet_by_name(outlet) : NULL;
    return row ? cw_bytes_from(row->owner) : (cw_bytes){NULL, 0};
}

static void tell_report(cw_told_report *told, const cw_report *report,
                        const cw_marks *marks)
{
    const cw_date_candidate *published = cw_report_published(report);
    cw_bytes outlet = cw_slice_bytes(report, report->outlet.value);
    *told = (cw_told_report){.report = report,
                             .marks = marks,
                             .published = CW_NO_MOMENT,
                             .first_day = CW_NO_DAY,
                             .last_day = CW_NO_DAY,
                             .owner = owner_of(outlet)};
    if (published) {
        told->published = published->moment;
        told->precision = published->precision;
        told->evidence = published->evidence;
    }
}

static cw_status tell_reports(const cw_report *const *reports,
                              const cw_marks *const *marks, size_t n,
                              cw_arena *keep, cw_told_report **out)
{
    cw_told_report *told = cw_arena_array(keep, n, sizeof *told);
    uint32_t number = 1; // equal bytes stand side by side in the batch
    if (!told)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        bool is_equal = i > 0 && memcmp(reports[i - 1]->sha256,
                                        reports[i]->sha256, 32) == 0;
        number = is_equal ? number + 1 : 1;
        tell_report(&told[i], reports[i], marks[i]);
        name_report(&told[i], number);
    }
    *out = told;
    return CW_OK;
}

/* ---- stories ------------------------------------------------------------ */

/* Two parts of the work at once, from so many reports on. */
enum { PARTS = 2, APART_FROM = 64 };

static void find_days(const cw_plot *plot)
{
    cw_story *story = plot->story;
    story->first_day = story->last_day = CW_NO_DAY;
    for (size_t i = 0; i < plot->members.n; i++) {
        int32_t day = plot->batch->reports[plot->members.at[i]].published.day;
        if (day == CW_NO_DAY)
            continue;
        if (story->first_day == CW_NO_DAY || day < story->first_day)
            story->first_day = day;
        if (story->last_day == CW_NO_DAY || day > story->last_day)
            story->last_day = day;
    }
}

typedef struct {
    cw_status (*build)(cw_plot *plot);
    bool leaves_nothing; // in the plot's scratch arena
} plot_step;

static cw_status run_steps(cw_plot *plot, const plot_step *steps, size_t n)
{
    cw_status status = CW_OK;
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        cw_mark mark = cw_arena_mark(plot->scratch);
        status = steps[i].build(plot);
        if (steps[i].leaves_nothing)
            cw_arena_reset(plot->scratch, mark);
    }
    return status;
}

/* Quotations ask for nothing but statements and entities, and nothing but the
 * dossier asks for them: one worker's, they are told beside the steps from
 * claims to figures. */
typedef struct {
    cw_plot *plot;
    cw_plot beside; // whose arenas are its own
} two_sides;

/* Conflicts come before figures, whose series leave out what cannot both be
 * true. */
static cw_status tell_sides(void *shared, cw_worker *worker, size_t from,
                            size_t to, cw_arena *arena, void **result)
{
    static const plot_step steps[] = {
        {cw_claims_build, false},    {cw_timeline_build, false},
        {cw_announced_build, false}, {cw_counts_build, false},
        {cw_conflicts_build, true},  {cw_figures_build, true},
    };
    two_sides *on = shared;
    cw_status status = CW_OK;
    (void)worker;
    (void)arena;
    *result = NULL;
    for (size_t i = from; i < to && status == CW_OK; i++) {
        if (i > 0) {
            status = run_steps(on->plot, steps, sizeof steps / sizeof *steps);
            continue;
        }
        status = cw_quotes_build(&on->beside);
        cw_arena_free(on->beside.scratch);
    }
    return status;
}

static cw_status build_sides(cw_plot *plot)
{
    static const cw_share_calls calls = {tell_sides, NULL};
    two_sides on = {plot, *plot};
    cw_arena keep, scratch;
    cw_status status;
    cw_arena_init(&keep, CW_MAX_STORY_ARENA);
    cw_arena_init(&scratch, CW_MAX_STORY_ARENA);
    on.beside.keep = &keep;
    on.beside.scratch = &scratch;
    status = cw_share_out(PARTS, plot->members.n < APART_FROM ? PARTS : 1,
                          plot->batch->options->n_workers, &calls, &on);
    if (status == CW_OK)
        status = cw_arena_absorb(plot->keep, &keep);
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
    return status;
}

/* Statements come before the steps that compare them; entities before
 * statements, which hold their numbers. */
static cw_status build_plot(cw_plot *plot)
{
    static const plot_step steps[] = {
        {cw_entities_build, false}, {cw_statements_build, false},
        {cw_query_apply, false},    {cw_happenings_build, false},
        {build_sides, false},       {cw_brief_build, true},
        {cw_since_apply, true},
    };
    find_days(plot);
    return run_steps(plot, steps, sizeof steps / sizeof *steps);
}

/* Of a story its reports and copies are known. */
static cw_status build_story(const cw_batch *batch, cw_arena *keep,
                             cw_arena *scratch, cw_story *story,
                             bool *is_asked_for)
{
    cw_plot plot = {.batch = batch,
                    .members = story->reports,
                    .keep = keep,
                    .scratch = scratch,
                    .story = story};
    cw_mark mark = cw_arena_mark(scratch);
    cw_id_maker ids;
    cw_status status;
    cw_id_maker_init(&ids, scratch);
    status =
        cw_id_make(&ids, keep, 's', batch->reports[story->reports.at[0]].id,
                   (cw_span){0}, &story->id);
    if (status == CW_OK)
        status = build_plot(&plot);
    *is_asked_for = plot.is_asked_for;
    cw_arena_reset(scratch, mark);
    return status;
}

static int compare_stories(const void *a, const void *b)
{
    const cw_story *x = a, *y = b;
    if (x->reports.n != y->reports.n)
        return x->reports.n > y->reports.n ? -1 : 1;
    return strcmp(x->id.text, y->id.text);
}

/* told: batch->reports, whose names are read again. Stories that are not asked
 * for are left out of stories [n]. */
static cw_status build_stories(const cw_batch *batch, cw_story *stories,
                               uint32_t n, cw_told_report *told, cw_arena *keep,
                               cw_arena *scratch, cw_dossier *dossier)
{
    uint32_t n_told = 0;
    cw_status status = CW_OK;
    for (uint32_t i = 0; i < n && status == CW_OK; i++) {
        cw_story *story = &stories[n_told];
        bool is_asked_for = false;
        *story = stories[i];
        status = cw_names_reread(told, story->reports,
                                 batch->options->n_workers, keep, scratch);
        if (status == CW_OK)
            status = build_story(batch, keep, scratch, story, &is_asked_for);
        n_told += is_asked_for;
    }
    if (status != CW_OK)
        return status;
    if (n_told > 0)
        qsort(stories, n_told, sizeof *stories, compare_stories);
    dossier->stories = stories;
    dossier->n_stories = n_told;
    return cw_arena_copy(keep, batch->options->query, &dossier->query);
}

/* ---- copies and stories ------------------------------------------------- */

/* Found side by side, since neither asks for the other. Of the copies few are
 * told: all are gone when the stories have theirs. */
typedef struct {
    cw_batch *batch;
    cw_arena of_copies;
    cw_copies copies;   // of the whole batch
    uint32_t *story_of; // [n_reports]
    uint32_t n_stories;
} groundwork;

static cw_status find_ground(void *shared, cw_worker *worker, size_t from,
                             size_t to, cw_arena *arena, void **result)
{
    groundwork *on = shared;
    cw_batch *batch = on->batch;
    cw_status status = CW_OK;
    (void)arena;
    *result = NULL;
    for (size_t i = from; i < to && status == CW_OK; i++)
        status =
            i == 0 // copies, then stories
                ? cw_reuse_find(batch->reports, batch->n_reports, 0,
                                &on->of_copies, &worker->scratch, &on->copies)
                : cw_stories_split(batch->reports, batch->n_reports,
                                   &worker->scratch, on->story_of,
                                   &on->n_stories);
    return status;
}

/* Fills batch->copied_with. */
static cw_status link_copies(const groundwork *on, cw_arena *scratch)
{
    cw_groups groups;
    cw_status status = cw_groups_init(&groups, scratch, on->batch->n_reports);
    if (status != CW_OK)
        return status;
    for (size_t i = 0; i < on->copies.n; i++)
        if (on->copies.at[i].kind != CW_COPY_FURNITURE)
            cw_groups_join(&groups, on->copies.at[i].a, on->copies.at[i].b);
    on->batch->copied_with = groups.root;
    return CW_OK;
}

/* stories [n_stories], each with its members, ascending, and its copies. */
static cw_status list_stories(const groundwork *on, cw_arena *keep,
                              cw_arena *scratch, cw_story **stories)
{
    size_t n_reports = on->batch->n_reports, n = on->n_stories;
    uint32_t *first = cw_arena_array(scratch, n + 1, sizeof *first);
    uint32_t *all = cw_arena_array(keep, n_reports, sizeof *all);
    cw_status status = CW_OK;
    *stories = cw_arena_array(keep, n, sizeof **stories);
    if (!first || !all || !*stories)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n_reports; i++)
        if (on->story_of[i] != CW_NONE)
            first[on->story_of[i] + 1]++;
    for (size_t s = 0; s < n; s++) {
        first[s + 1] += first[s];
        (*stories)[s].reports.at = all + first[s];
    }
    for (uint32_t i = 0; i < n_reports; i++) {
        cw_reports *members;
        if (on->story_of[i] == CW_NONE)
            continue;
        members = &(*stories)[on->story_of[i]].reports;
        all[first[on->story_of[i]] + members->n++] = i;
    }
    for (size_t s = 0; s < n && status == CW_OK; s++)
        status =
            cw_copies_choose(&on->copies, on->story_of, keep, &(*stories)[s]);
    return status;
}

static cw_status lay_ground(groundwork *on, cw_arena *keep, cw_arena *scratch,
                            cw_story **stories)
{
    static const cw_share_calls calls = {find_ground, NULL};
    cw_status status;
    on->story_of = cw_arena_array(scratch, on->batch->n_reports, 4);
    if (!on->story_of)
        return CW_NO_MEMORY;
    cw_arena_init(&on->of_copies, CW_MAX_STORY_ARENA);
    status = cw_share_out(PARTS, on->batch->n_reports < APART_FROM ? PARTS : 1,
                          on->batch->options->n_workers, &calls, on);
    if (status == CW_OK)
        status = link_copies(on, scratch);
    if (status == CW_OK)
        status = list_stories(on, keep, scratch, stories);
    cw_arena_free(&on->of_copies);
    return status;
}

cw_status cw_story_build(const cw_report *const *reports,
                         const cw_marks *const *marks, size_t n,
                         const cw_story_options *options, cw_arena *keep,
                         cw_arena *scratch, const cw_dossier **out)
{
    cw_mark mark = cw_arena_mark(scratch);
    cw_dossier *dossier = cw_arena_array(keep, 1, sizeof *dossier);
    cw_told_report *told = NULL;
    cw_batch batch = {.n_reports = n, .options = options};
    groundwork ground = {.batch = &batch};
    cw_story *stories;
    cw_status status;
    *out = NULL;
    if (!dossier)
        return CW_NO_MEMORY;
    status = tell_reports(reports, marks, n, keep, &told);
    if (status == CW_OK)
        status = cw_dates_settle(told, n, keep, scratch);
    batch.reports = told;
    if (status == CW_OK)
        status = lay_ground(&ground, keep, scratch, &stories);
    if (status == CW_OK)
        status = build_stories(&batch, stories, ground.n_stories, told, keep,
                               scratch, dossier);
    cw_arena_reset(scratch, mark);
    if (status != CW_OK)
        return status;
    dossier->reports = told;
    dossier->n_reports = n;
    *out = dossier;
    return CW_OK;
}
