/* stories.c: which reports of a batch tell one story.
 *
 *   sketch of each report (sketch.h) -> pairs that share a term
 *     -> linked (link.h), as reports of a stream are
 *
 * A batch is what a reader gathered, often over months, so days do not count
 * here; the stream of `clew group` decays them. Nor do the words of the batch
 * tell how rare a word is, since all reports of one story hold its names. What
 * is told is the storyline, since what happened later belongs to the story;
 * reports that contradict each other in their names are two (apart.h). On
 * topics 1 to 25 of ECB+, each a batch of two like stories, BCubed F1 is .93;
 * storylines as they are make .82, events .94, which cut the months of
 * Timeline17 into dozens of stories. */
#include "story/link.h"
#include "story/story_int.h"

enum { HOLDERS_MAX = 48 }; // reports a term is paired over

typedef struct {
    cw_arena keep; // of the sketches; freed when all is linked
    cw_arena *scratch;
    cw_lexis lexis;
    cw_sketch *sketches; // [n]
    cw_link_item *items; // [n]
    uint32_t n;
    cw_link_pair *pairs;
    size_t n_pairs, capacity;
} splitter;

static bool is_told(const cw_told_report *told)
{
    return told->report->status <= CW_REPORT_PARTIAL &&
           told->marks->sentences.n > 0;
}

static cw_status read_report(splitter *split, const cw_told_report *told,
                             cw_sketch *out)
{
    const cw_report *report = told->report;
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_bytes text = cw_report_text(report);
    cw_bytes *texts =
        cw_arena_array(&split->keep, report->blocks.n + 1u, sizeof *texts);
    size_t n = 0;
    if (!texts)
        return CW_NO_MEMORY;
    texts[n++] = cw_slice_bytes(report, report->title.value);
    for (uint32_t i = 0; i < report->blocks.n; i++)
        if (cw_role_is_body(blocks[i].role))
            texts[n++] = cw_bytes_at(text, blocks[i].range);
    return cw_sketch_read(&split->lexis, texts, n, &split->keep, split->scratch,
                          out);
}

static cw_status read_all(splitter *split, const cw_told_report *reports)
{
    cw_status status = cw_lexis_init(&split->lexis, &split->keep);
    for (uint32_t i = 0; i < split->n && status == CW_OK; i++) {
        if (!is_told(&reports[i]))
            continue;
        status = read_report(split, &reports[i], &split->sketches[i]);
    }
    for (uint32_t i = 0; i < split->n && status == CW_OK; i++) {
        cw_weighted *room =
            cw_arena_array(split->scratch, CW_VECTOR_TERMS, sizeof *room);
        if (!room)
            return CW_NO_MEMORY;
        split->items[i] = (cw_link_item){
            .sketch = &split->sketches[i],
            .vector = cw_sketch_weigh(&split->lexis, &split->sketches[i], room),
            .day = CW_NO_DAY,
            .language =
                (uint32_t)cw_hash(cw_bytes_from(reports[i].report->language))};
    }
    return status;
}

static cw_status add_pair(splitter *split, uint32_t a, uint32_t b)
{
    cw_status status =
        cw_grow(split->scratch, (void **)&split->pairs, &split->capacity,
                split->n_pairs + 1, sizeof *split->pairs, SIZE_MAX / 8);
    if (status == CW_OK)
        split->pairs[split->n_pairs++] = (cw_link_pair){a, b};
    return status;
}

/* Pairs through the terms: each report meets the newest holders of each of
 * its terms once. */
static cw_status find_pairs(splitter *split)
{
    cw_arena *scratch = split->scratch;
    size_t n_words = split->lexis.words.n;
    uint32_t(*held)[HOLDERS_MAX] =
        cw_arena_array(scratch, n_words, sizeof *held);
    uint32_t *n_held = cw_arena_array(scratch, n_words, sizeof *n_held);
    uint32_t *met = cw_arena_array(scratch, split->n, sizeof *met);
    cw_status status;
    if (!held || !n_held || !met)
        return CW_NO_MEMORY;
    for (uint32_t r = 0; r < split->n; r++) {
        cw_vector here = split->items[r].vector;
        for (size_t i = 0; i < here.n; i++) {
            uint32_t term = here.at[i].term;
            uint32_t n =
                n_held[term] < HOLDERS_MAX ? n_held[term] : HOLDERS_MAX;
            for (uint32_t k = 0; k < n; k++) {
                if (met[held[term][k]] == r + 1)
                    continue;
                met[held[term][k]] = r + 1;
                status = add_pair(split, held[term][k], r);
                if (status != CW_OK)
                    return status;
            }
            held[term][n_held[term]++ % HOLDERS_MAX] = r;
        }
    }
    return CW_OK;
}

cw_status cw_stories_split(const cw_told_report *reports, size_t n,
                           cw_arena *scratch, uint32_t *story_of,
                           uint32_t *n_stories)
{
    splitter split = {.scratch = scratch, .n = (uint32_t)n};
    cw_mark mark = cw_arena_mark(scratch);
    uint32_t *event = cw_arena_array(scratch, n, sizeof *event);
    uint32_t *storyline = cw_arena_array(scratch, n, sizeof *storyline);
    cw_status status;
    *n_stories = 0;
    cw_arena_init(&split.keep, CW_MAX_STORY_ARENA);
    split.sketches = cw_arena_array(scratch, n, sizeof *split.sketches);
    split.items = cw_arena_array(scratch, n, sizeof *split.items);
    status = event && storyline && split.sketches && split.items
                 ? read_all(&split, reports)
                 : CW_NO_MEMORY;
    if (status == CW_OK)
        status = find_pairs(&split);
    if (status == CW_OK) {
        cw_link_work work = {.lexis = &split.lexis,
                             .items = split.items,
                             .n = n,
                             .pairs = split.pairs,
                             .n_pairs = split.n_pairs,
                             .is_batch = true};
        status = cw_link_groups(&work, scratch, event, storyline);
    }
    for (uint32_t i = 0; i < n && status == CW_OK; i++)
        story_of[i] = !is_told(&reports[i]) ? CW_NONE
                      : storyline[i] == i   ? (*n_stories)++
                                            : story_of[storyline[i]];
    cw_arena_reset(scratch, mark);
    cw_arena_free(&split.keep);
    return status;
}
