/* clew_lines.c: commands that answer in lines of JSON: extract, group,
 * copies. */
#include <stdio.h>

#include "base/limits.h"
#include "clew_int.h"
#include "show/extract_json.h"
#include "show/json.h"
#include "story/group.h"
#include "story/reuse.h"

typedef struct {
    cw_api_work work;
    cw_api_output output;
    cw_sink sink;
} lines;

static void begin(lines *all, clew *run, clew_write write, void *shared)
{
    all->work.run = run;
    cw_api_output_init(&all->output, write, shared, &all->sink);
}

/* What came out before a failure is handed on as well. */
static clew_status end(lines *all, clew_status answer)
{
    cw_status status = cw_sink_end(&all->sink);
    if (status != CW_OK && answer != CLEW_NO_MEMORY)
        answer = cw_api_answer(all->work.run, status, NULL);
    return answer;
}

/* ---- extract ----------------------------------------------------------- */

static cw_status make_extract(void *shared, cw_intake_slot *slot,
                              cw_arena *scratch)
{
    cw_sink sink;
    (void)shared;
    (void)scratch;
    cw_sink_init_buf(&sink, &slot->out);
    if (slot->status == CW_OK) {
        cw_report_print_json(slot->report, &sink);
    } else {
        char note[600];
        (void)snprintf(note, sizeof note, "%s.%s%s%s", slot->error.what,
                       slot->error.remedy[0] ? " " : "", slot->error.remedy,
                       slot->error.remedy[0] ? "." : "");
        cw_failed_print_json(slot->item.path, slot->item.line, note, &sink);
    }
    return cw_sink_end(&sink);
}

static cw_status put_lines(void *shared, const cw_intake_slot *slot)
{
    lines *all = shared;
    cw_sink_add(&all->sink, cw_buf_bytes(&slot->out));
    return all->sink.status;
}

clew_status clew_extract(clew *run, clew_write write, void *shared)
{
    lines all;
    cw_intake intake = cw_api_intake(run, CW_STEP_CLEAN, &all);
    begin(&all, run, write, shared);
    intake.make = make_extract;
    intake.merge = put_lines;
    return end(&all, cw_api_run(run, &intake));
}

/* ---- group ------------------------------------------------------------- */

/* A report, and what was written of it. */
typedef struct {
    cw_bytes id;
    uint32_t story, storyline;
    bool is_written;
} placed;

typedef struct {
    lines lines; // first: intake wants a cw_api_work there
    cw_grouper *grouper;
    cw_arena keep, scratch;
    placed *at; // [n] the reports that were added
    size_t n, capacity;
    bool is_live;
    size_t n_repair;    // live: reports there are at the next repair
    uint32_t *leads_to; // [n_leads] ... and where each number was said to lead
    size_t n_leads, leads_capacity;
} grouping;

/* Live, stories are repaired when half as many reports have come as there
 * were, so that all repairs together cost three times the last. */
enum { REPAIR_FIRST = 64 };

static cw_status join_body(const cw_report *report, cw_buf *out)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_bytes text = cw_report_text(report);
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        if (!cw_role_is_body(blocks[i].role))
            continue;
        if (out->n > 0)
            (void)cw_buf_add_text(out, "\n\n");
        (void)cw_buf_add(out, cw_bytes_at(text, blocks[i].range));
    }
    return cw_buf_status(out);
}

/* Numbers are printed from 1; a round-up of no known story has null. */
static void print_number(cw_json *json, const char *key, uint32_t number)
{
    cw_json_key(json, key);
    if (number == CW_NONE)
        cw_json_null(json);
    else
        cw_json_int(json, (int64_t)number + 1);
}

/* A report told before is told with the number it was under. */
static void print_story(grouping *on, uint32_t report)
{
    const uint32_t *further;
    size_t n = cw_group_further(on->grouper, report, &further);
    placed *told = &on->at[report];
    cw_json json;
    cw_json_init(&json, &on->lines.sink);
    cw_json_open(&json, '{', CW_JSON_INLINE);
    cw_json_key(&json, "id");
    cw_json_text(&json, told->id);
    print_number(&json, "story", cw_group_story(on->grouper, report));
    print_number(&json, "storyline", cw_group_storyline(on->grouper, report));
    if (told->is_written)
        print_number(&json, "was", told->story);
    told->story = cw_group_story(on->grouper, report);
    told->storyline = cw_group_storyline(on->grouper, report);
    told->is_written = true;
    if (n > 0) {
        cw_json_key(&json, "also");
        cw_json_open(&json, '[', CW_JSON_INLINE);
        for (size_t i = 0; i < n; i++)
            cw_json_int(&json, (int64_t)further[i] + 1);
        cw_json_close(&json);
    }
    cw_json_close(&json);
    cw_sink_add_byte(&on->lines.sink, '\n');
}

/* {"from":4,"to":2}: a number that was written leads to another now. */
static void print_redirect(grouping *on, uint32_t from, uint32_t to)
{
    cw_json json;
    cw_json_init(&json, &on->lines.sink);
    cw_json_open(&json, '{', CW_JSON_INLINE);
    print_number(&json, "from", from);
    print_number(&json, "to", to);
    cw_json_close(&json);
    cw_sink_add_byte(&on->lines.sink, '\n');
}

static cw_status print_redirects(grouping *on)
{
    uint32_t n = cw_group_count(on->grouper);
    cw_status status =
        cw_grow(&on->keep, (void **)&on->leads_to, &on->leads_capacity, n,
                sizeof *on->leads_to, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < n && status == CW_OK; i++) {
        uint32_t to = cw_group_leads_to(on->grouper, i);
        if (to != (i < on->n_leads ? on->leads_to[i] : i))
            print_redirect(on, i, to);
        on->leads_to[i] = to;
    }
    on->n_leads = n;
    return status;
}

/* All is linked anew, and what was not written, or otherwise, is written. */
static cw_status repair(grouping *on)
{
    cw_status status;
    cw_arena_clear(&on->scratch);
    status = cw_group_repair(on->grouper, &on->scratch);
    if (status == CW_OK && on->is_live)
        status = print_redirects(on);
    for (uint32_t i = 0; i < on->n && status == CW_OK; i++) {
        const placed *told = &on->at[i];
        if (!told->is_written ||
            told->story != cw_group_story(on->grouper, i) ||
            told->storyline != cw_group_storyline(on->grouper, i))
            print_story(on, i);
    }
    on->n_repair = on->n + on->n / 2;
    return status;
}

/* The newest report, before the next one is waited for. */
static cw_status answer_live(grouping *on)
{
    cw_status status = CW_OK;
    print_story(on, (uint32_t)on->n - 1);
    if (on->n >= on->n_repair)
        status = repair(on);
    return status == CW_OK ? cw_sink_end(&on->lines.sink) : status;
}

static cw_status group_report(void *shared, const cw_intake_slot *slot)
{
    grouping *on = shared;
    const cw_date_candidate *published;
    cw_group_item item;
    cw_sketch sketch;
    cw_status status;
    uint32_t story;
    cw_buf body;
    if (slot->status != CW_OK)
        return CW_OK;
    cw_arena_clear(&on->scratch);
    cw_buf_init(&body, &on->scratch, CW_MAX_TEXT_BYTES + CW_MAX_BLOCKS * 2u);
    status = join_body(slot->report, &body);
    if (status == CW_OK)
        status = cw_grow(&on->keep, (void **)&on->at, &on->capacity, on->n + 1,
                         sizeof *on->at, CW_MAX_REPORTS);
    if (status != CW_OK)
        return status;
    on->at[on->n] = (placed){.story = CW_NONE};
    status = cw_arena_copy(&on->keep, cw_api_line_id(slot->report),
                           &on->at[on->n].id);
    if (status != CW_OK)
        return status;
    on->n++;
    published = cw_report_published(slot->report);
    item = (cw_group_item){
        .title = cw_slice_bytes(slot->report, slot->report->title.value),
        .text = cw_buf_bytes(&body),
        .day = published != NULL ? published->moment.day : CW_NO_DAY,
        .language = (uint32_t)cw_hash(cw_bytes_from(slot->report->language))};
    status = cw_group_read(on->grouper, &item, &on->scratch, &sketch);
    if (status == CW_OK)
        status = cw_group_add(on->grouper, &sketch, &item, &story);
    return status == CW_OK && on->is_live ? answer_live(on) : status;
}

clew_status clew_group(clew *run, const clew_group_options *options,
                       clew_write write, void *shared)
{
    grouping on = {.is_live = options != NULL && options->is_live,
                   .n_repair = REPAIR_FIRST};
    cw_intake intake = cw_api_intake(run, CW_STEP_CLEAN, &on);
    clew_status answer;
    begin(&on.lines, run, write, shared);
    cw_arena_init(&on.keep, CW_MAX_STORY_ARENA);
    cw_arena_init(&on.scratch, CW_MAX_STORY_ARENA);
    intake.merge = group_report;
    if (on.is_live) // workers would wait for inputs that are still to come
        intake.n_workers = 1;
    answer = cw_api_answer(run, cw_grouper_open(&on.keep, &on.grouper), NULL);
    if (answer == CLEW_OK)
        answer = cw_api_run(run, &intake);
    if (answer == CLEW_OK || answer == CLEW_PARTLY) {
        cw_status status = repair(&on);
        if (status != CW_OK)
            answer = cw_api_answer(run, status, NULL);
    }
    answer = end(&on.lines, answer);
    cw_arena_free(&on.scratch);
    cw_arena_free(&on.keep);
    return answer;
}

/* ---- copies ------------------------------------------------------------ */

typedef struct {
    lines lines; // first, as above
    cw_arena keep;
    cw_told_report *at;
    size_t n, capacity;
} copying;

static cw_status keep_report(void *shared, const cw_intake_slot *slot)
{
    copying *on = shared;
    const cw_date_candidate *published;
    cw_told_report *told;
    cw_status status;
    if (slot->status != CW_OK)
        return CW_OK;
    status = cw_grow(&on->keep, (void **)&on->at, &on->capacity, on->n + 1,
                     sizeof *on->at, CW_MAX_REPORTS);
    if (status != CW_OK)
        return status;
    told = &on->at[on->n++];
    *told = (cw_told_report){.published = CW_NO_MOMENT,
                             .first_day = CW_NO_DAY,
                             .last_day = CW_NO_DAY};
    published = cw_report_published(slot->report);
    if (published != NULL) {
        told->published = published->moment;
        told->precision = published->precision;
        told->evidence = published->evidence;
        told->first_day = told->last_day = published->moment.day;
    }
    (void)snprintf(told->id, sizeof told->id, "%s", slot->report->id);
    told->report = cw_block_copy(slot->report, &on->keep);
    return told->report != NULL ? CW_OK : CW_NO_MEMORY;
}

static void print_side(cw_json *json, const char *key, cw_span span)
{
    cw_json_key(json, key);
    cw_json_range(json, (cw_range){span.from, span.to});
}

static void print_copy(copying *on, const cw_copy *copy)
{
    cw_json writer, *json = &writer;
    cw_json_init(json, &on->lines.sink);
    cw_json_open(json, '{', CW_JSON_INLINE);
    cw_json_key(json, "a");
    cw_json_text(json, cw_api_line_id(on->at[copy->a].report));
    cw_json_key(json, "b");
    cw_json_text(json, cw_api_line_id(on->at[copy->b].report));
    cw_json_key(json, "kind");
    cw_json_word(json, cw_copy_kind_name(copy->kind));
    cw_json_key(json, "containment");
    cw_json_open(json, '[', CW_JSON_INLINE);
    cw_json_thousandths(json, copy->containment[0]);
    cw_json_thousandths(json, copy->containment[1]);
    cw_json_close(json);
    cw_json_key(json, "passages");
    cw_json_open(json, '[', CW_JSON_INLINE);
    for (size_t i = 0; i < copy->n_passages; i++) {
        cw_json_open(json, '{', CW_JSON_INLINE);
        print_side(json, "a", copy->passages[i].a);
        print_side(json, "b", copy->passages[i].b);
        cw_json_close(json);
    }
    cw_json_close(json);
    cw_json_key(json, "origin");
    cw_json_text_or_null(json, copy->origin);
    cw_json_close(json);
    cw_sink_add_byte(&on->lines.sink, '\n');
}

clew_status clew_copies(clew *run, const clew_copies_options *options,
                        clew_write write, void *shared)
{
    uint32_t days = options != NULL && options->days > 0 ? options->days
                                                         : CW_COPY_WINDOW_DAYS;
    copying on = {0};
    cw_intake intake = cw_api_intake(run, CW_STEP_BODY, &on);
    cw_copies copies = {0};
    clew_status answer;
    cw_arena scratch;
    begin(&on.lines, run, write, shared);
    cw_arena_init(&on.keep, CW_MAX_STORY_ARENA);
    cw_arena_init(&scratch, CW_MAX_STORY_ARENA);
    intake.merge = keep_report;
    answer = cw_api_run(run, &intake);
    if (answer == CLEW_OK || answer == CLEW_PARTLY) {
        cw_status status =
            cw_reuse_find(on.at, on.n, days, &on.keep, &scratch, &copies);
        if (status != CW_OK)
            answer = cw_api_answer(run, status, NULL);
        for (size_t i = 0; status == CW_OK && i < copies.n; i++)
            print_copy(&on, &copies.at[i]);
    }
    answer = end(&on.lines, answer);
    cw_arena_free(&scratch);
    cw_arena_free(&on.keep);
    return answer;
}
