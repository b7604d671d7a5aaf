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

/* Statements come before the steps that compare them; entities before
 * statements, which hold their numbers; conflicts before figures, whose
 * series leave out what cannot both be true. */
static cw_status build_plot(cw_plot *plot)
{
    static const struct {
        cw_status (*build)(cw_plot *plot);
        bool leaves_nothing; // in the plot's scratch arena
    } steps[] = {
        {cw_entities_build, false},  {cw_statements_build, false},
        {cw_query_apply, false},     {cw_happenings_build, false},
        {cw_claims_build, false},    {cw_timeline_build, false},
        {cw_announced_build, false}, {cw_quotes_build, true},
        {cw_conflicts_build, true},  {cw_figures_build, true},
        {cw_copies_build, true},     {cw_brief_build, true},
        {cw_since_apply, true},
    };
    cw_status status = CW_OK;
    find_days(plot);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == CW_OK;
         i++) {
        cw_mark mark = cw_arena_mark(plot->scratch);
        status = steps[i].build(plot);
        if (steps[i].leaves_nothing)
            cw_arena_reset(plot->scratch, mark);
    }
    return status;
}

static cw_status build_story(const cw_batch *batch, cw_reports members,
                             cw_arena *keep, cw_arena *scratch, cw_story *story,
                             bool *is_asked_for)
{
    cw_plot plot = {.batch = batch,
                    .members = members,
                    .keep = keep,
                    .scratch = scratch,
                    .story = story};
    cw_mark mark = cw_arena_mark(scratch);
    cw_id_maker ids;
    cw_status status;
    *story = (cw_story){.reports = members};
    cw_id_maker_init(&ids, scratch);
    status = cw_id_make(&ids, keep, 's', batch->reports[members.at[0]].id,
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

/* Members of each story: all[first[s] .. first[s + 1]), ascending. */
static cw_status list_members(const cw_batch *batch, const uint32_t *story_of,
                              uint32_t n_stories, cw_arena *keep,
                              cw_arena *scratch, uint32_t **all,
                              uint32_t **first)
{
    uint32_t *at = cw_arena_array(scratch, n_stories + 1u, sizeof *at);
    *all = cw_arena_array(keep, batch->n_reports, sizeof **all);
    *first = cw_arena_array(scratch, n_stories + 1u, sizeof **first);
    if (!at || !*all || !*first)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < batch->n_reports; i++)
        if (story_of[i] != CW_NONE)
            (*first)[story_of[i] + 1]++;
    for (uint32_t s = 0; s < n_stories; s++)
        at[s + 1] = (*first)[s + 1] += (*first)[s];
    for (uint32_t i = 0; i < batch->n_reports; i++)
        if (story_of[i] != CW_NONE)
            (*all)[at[story_of[i]]++] = i;
    return CW_OK;
}

/* told: batch->reports, whose names are read again. */
static cw_status build_stories(const cw_batch *batch, const uint32_t *story_of,
                               uint32_t n, cw_told_report *told, cw_arena *keep,
                               cw_arena *scratch, cw_dossier *dossier)
{
    uint32_t n_told = 0, *all = NULL, *first = NULL;
    cw_story *stories;
    cw_status status =
        list_members(batch, story_of, n, keep, scratch, &all, &first);
    stories = cw_arena_array(keep, n, sizeof *stories);
    if (status == CW_OK && !stories)
        status = CW_NO_MEMORY;
    for (uint32_t i = 0; i < n && status == CW_OK; i++) {
        cw_reports members = {all + first[i], first[i + 1] - first[i]};
        bool is_asked_for = false;
        status = cw_names_reread(told, members, batch->options->n_workers, keep,
                                 scratch);
        if (status == CW_OK)
            status = build_story(batch, members, keep, scratch,
                                 &stories[n_told], &is_asked_for);
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

/* Fills batch->copied_with. */
static cw_status link_copies(cw_batch *batch, cw_arena *scratch)
{
    cw_groups groups;
    cw_status status = cw_groups_init(&groups, scratch, batch->n_reports);
    if (status != CW_OK)
        return status;
    for (size_t i = 0; i < batch->copies.n; i++)
        if (batch->copies.at[i].kind != CW_COPY_FURNITURE)
            cw_groups_join(&groups, batch->copies.at[i].a,
                           batch->copies.at[i].b);
    batch->copied_with = groups.root;
    return CW_OK;
}

/* Copies and stories are found side by side, since neither asks for the other;
 * only the copies are put in `keep`. */
typedef struct {
    cw_batch *batch;
    cw_arena *keep;
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
        status = i == 0 // copies, then stories
                     ? cw_reuse_find(batch->reports, batch->n_reports, 0,
                                     on->keep, &worker->scratch, &batch->copies)
                     : cw_stories_split(batch->reports, batch->n_reports,
                                        &worker->scratch, on->story_of,
                                        &on->n_stories);
    return status;
}

static cw_status take_ground(void *shared, const void *result)
{
    (void)shared;
    (void)result; // each part wrote its own
    return CW_OK;
}

static cw_status lay_ground(groundwork *on, cw_arena *scratch)
{
    enum { PARTS = 2, APART_FROM = 64 }; // reports that are worth a thread
    static const cw_share_calls calls = {find_ground, take_ground};
    cw_status status;
    on->story_of = cw_arena_array(scratch, on->batch->n_reports, 4);
    if (!on->story_of)
        return CW_NO_MEMORY;
    status = cw_share_out(PARTS, on->batch->n_reports < APART_FROM ? PARTS : 1,
                          on->batch->options->n_workers, &calls, on);
    return status == CW_OK ? link_copies(on->batch, scratch) : status;
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
    groundwork ground = {.batch = &batch, .keep = keep};
    cw_status status;
    *out = NULL;
    if (!dossier)
        return CW_NO_MEMORY;
    status = tell_reports(reports, marks, n, keep, &told);
    if (status == CW_OK)
        status = cw_dates_settle(told, n, keep, scratch);
    batch.reports = told;
    if (status == CW_OK)
        status = lay_ground(&ground, scratch);
    if (status == CW_OK)
        status = build_stories(&batch, ground.story_of, ground.n_stories, told,
                               keep, scratch, dossier);
    cw_arena_reset(scratch, mark);
    if (status != CW_OK)
        return status;
    dossier->reports = told;
    dossier->n_reports = n;
    *out = dossier;
    return CW_OK;
}
