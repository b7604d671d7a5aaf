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

enum {
    HOLDERS_MAX = 48, // reports a term is paired over
    PAIR_MIN = 80,    // likeness of two reports that link.h is asked about
    ATTACH_MIN = 100, // likeness of a round-up to a report of its story
};

typedef struct {
    cw_arena keep; // of the sketches; freed when all is linked
    cw_arena *scratch;
    cw_lexis lexis;
    cw_sketch *sketches; // [n]
    cw_link_item *items; // [n]
    uint32_t n;
    cw_link_pair *pairs;
    size_t n_pairs, capacity;
    uint32_t (*held)[HOLDERS_MAX]; // [lexis.words.n] newest, as a ring
    uint32_t *n_held;              // [lexis.words.n] ever
    uint32_t *met;                 // [n] by which report last, from 1
    uint16_t *spread;              // [lexis.words.n] of the report at hand
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

/* Room for the newest holders of each term. */
static cw_status open_holders(splitter *split)
{
    size_t n_words = split->lexis.words.n;
    split->held = cw_arena_array(split->scratch, n_words, sizeof *split->held);
    split->n_held =
        cw_arena_array(split->scratch, n_words, sizeof *split->n_held);
    split->met = cw_arena_array(split->scratch, split->n, sizeof *split->met);
    split->spread =
        cw_arena_array(split->scratch, n_words, sizeof *split->spread);
    return split->held && split->n_held && split->met && split->spread
               ? CW_OK
               : CW_NO_MEMORY;
}

/* Pairs of a report with the newest holders of each of its terms, each once. */
static cw_status pair_report(splitter *split, uint32_t r)
{
    cw_vector here = split->items[r].vector;
    cw_vector_spread(here, split->spread);
    for (size_t i = 0; i < here.n; i++) {
        uint32_t term = here.at[i].term, n = split->n_held[term];
        n = n < HOLDERS_MAX ? n : HOLDERS_MAX;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t other = split->held[term][k];
            cw_status status;
            if (split->met[other] == r + 1)
                continue;
            split->met[other] = r + 1;
            if (cw_vector_spread_likeness(split->items[other].vector,
                                          split->spread) < PAIR_MIN)
                continue;
            status = add_pair(split, other, r);
            if (status != CW_OK)
                return status;
        }
    }
    cw_vector_unspread(here, split->spread);
    return CW_OK;
}

static cw_status find_pairs(splitter *split)
{
    cw_status status = open_holders(split);
    for (uint32_t r = 0; r < split->n && status == CW_OK; r++) {
        cw_vector here = split->items[r].vector;
        if (split->sketches[r].is_roundup)
            continue;
        status = pair_report(split, r);
        for (size_t i = 0; i < here.n; i++) {
            uint32_t term = here.at[i].term;
            split->held[term][split->n_held[term]++ % HOLDERS_MAX] = r;
        }
    }
    return status;
}

/* A round-up makes no two stories one: it is laid to the story of the report
 * it is most like, the first of equals; a story of its own when there is
 * none. */
static cw_status lay_roundup(splitter *split, uint32_t r, uint32_t *story_of,
                             uint32_t *n_stories)
{
    uint32_t best = ATTACH_MIN, nearest = CW_NONE;
    cw_status status;
    split->n_pairs = 0;
    status = pair_report(split, r);
    for (size_t i = 0; i < split->n_pairs; i++) {
        uint32_t other = split->pairs[i].a;
        uint32_t likeness = cw_vector_likeness(split->items[other].vector,
                                               split->items[r].vector);
        if (split->items[other].language == split->items[r].language &&
            !cw_link_is_barred(&split->items[other], &split->items[r]) &&
            (likeness > best || (likeness == best && other < nearest))) {
            best = likeness;
            nearest = other;
        }
    }
    story_of[r] = nearest == CW_NONE ? (*n_stories)++ : story_of[nearest];
    return status;
}

/* Numbers of the stories, in the order of their first reports; round-ups
 * last. */
static cw_status number_stories(splitter *split, const cw_told_report *reports,
                                const uint32_t *storyline, uint32_t *story_of,
                                uint32_t *n_stories)
{
    cw_status status = CW_OK;
    for (uint32_t i = 0; i < split->n; i++) {
        if (!is_told(&reports[i]) || split->sketches[i].is_roundup)
            story_of[i] = CW_NONE;
        else
            story_of[i] =
                storyline[i] == i ? (*n_stories)++ : story_of[storyline[i]];
    }
    for (uint32_t i = 0; i < split->n && status == CW_OK; i++)
        if (is_told(&reports[i]) && split->sketches[i].is_roundup)
            status = lay_roundup(split, i, story_of, n_stories);
    return status;
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
    if (status == CW_OK)
        status =
            number_stories(&split, reports, storyline, story_of, n_stories);
    cw_arena_reset(scratch, mark);
    cw_arena_free(&split.keep);
    return status;
}
