/* annotate.c: the steps in their order, and packing what they found. */
#include "annotate/annotate_int.h"

void *cw_draft_add(cw_draft *draft, void *list, size_t item_size, size_t n_max)
{
    struct {
        void *at;
        size_t n, capacity;
    } *items = list;
    cw_status status = CW_OK;
    if (items->n >= n_max) {
        draft->is_cut = true;
        return NULL;
    }
    if (items->n == items->capacity) {
        void *at = items->at;
        status = cw_grow(draft->arena, &at, &items->capacity, items->n + 1,
                         item_size, n_max);
        items->at = at;
    }
    if (status == CW_LIMIT)
        draft->is_cut = true;
    return status == CW_OK
               ? (void *)((uint8_t *)items->at + items->n++ * item_size)
               : NULL;
}

enum { FIRST_STEP = 0, BEHIND_TOKENS = 1, BEHIND_NAMES = 8 };

static cw_status run_steps(cw_draft *draft, size_t from)
{
    static cw_status (*const steps[])(cw_draft *) = {
        cw_find_tokens, cw_find_traits, cw_find_sentences, cw_find_tags,
        cw_find_heads,  cw_find_times,  cw_find_figures,   cw_find_names,
        cw_find_chains, cw_find_quotes, cw_find_events,
    };
    cw_status status = CW_OK;
    for (size_t i = from; i < sizeof steps / sizeof *steps; i++) {
        status = steps[i](draft);
        if (status == CW_LIMIT)
            draft->is_cut = true;
        else if (status != CW_OK)
            return status;
    }
    return CW_OK;
}

/* Indexes into ranges become offsets from the start of the block. */
static void relocate(cw_draft *draft, cw_slice ranges)
{
    for (size_t i = 0; i < draft->quotes.n; i++) {
        cw_slice *slices[] = {&draft->quotes.at[i].content,
                              &draft->quotes.at[i].source,
                              &draft->quotes.at[i].cue};
        for (size_t k = 0; k < 3; k++)
            slices[k]->at =
                slices[k]->n
                    ? ranges.at + slices[k]->at * (uint32_t)sizeof(cw_range)
                    : 0;
    }
}

#define ADD(list) \
    cw_pack_add(pack, draft->list.at, draft->list.n, sizeof *draft->list.at)

static cw_status pack_draft(cw_draft *draft, cw_arena *keep,
                            const cw_marks **out)
{
    cw_pack pack_state, *pack = &pack_state;
    cw_marks marks = {.is_cut = draft->is_cut};
    const void *block = NULL;
    cw_status status;
    cw_pack_init(pack, keep, sizeof marks, CW_MARKS_MAGIC, UINT32_MAX);
    marks.strings = cw_pack_add_bytes(pack, cw_buf_bytes(&draft->strings));
    marks.tokens = ADD(tokens);
    marks.sentences = ADD(sentences);
    marks.names = ADD(names);
    marks.mentions = ADD(mentions);
    marks.chains = ADD(chains);
    marks.times = ADD(times);
    marks.figures = ADD(figures);
    marks.ranges = ADD(ranges);
    relocate(draft, marks.ranges);
    marks.quotes = ADD(quotes);
    marks.events = ADD(events);
    marks.head = (cw_block_head){CW_MARKS_MAGIC, (uint32_t)pack->n};
    status = cw_pack_end(pack, &marks, sizeof marks, &block);
    *out = status == CW_OK ? block : NULL;
    return status;
}

/* The steps over a draft whose text and blocks, or tokens, are set. */
static cw_status annotate(const cw_model *model, cw_draft *draft,
                          int32_t published_day, cw_arena *keep,
                          const cw_marks **out)
{
    cw_status status;
    if (model)
        draft->model = *model;
    else
        cw_model_linked(&draft->model);
    cw_buf_init(&draft->strings, draft->arena, CW_MAX_TEXT_BYTES * 2u);
    status = run_steps(draft, draft->is_given ? BEHIND_TOKENS : FIRST_STEP);
    if (status == CW_OK) {
        cw_times_resolve(draft->times.at, draft->times.n, published_day);
        status = pack_draft(draft, keep, out);
    }
    // a block too large to pack can only mean that memory is too small
    return status == CW_LIMIT ? CW_NO_MEMORY : status;
}

/* The report's blocks, the one with the dateline without it: "TOWN (Agency) -"
 * is no part of the first sentence. */
static cw_status read_blocks(const cw_report *report, cw_arena *scratch,
                             const cw_block **out)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_range dateline = report->dateline_block;
    cw_block *own;
    *out = blocks;
    if (cw_range_is_empty(dateline))
        return CW_OK;
    own = cw_arena_array(scratch, report->blocks.n, sizeof *own);
    if (!own)
        return CW_NO_MEMORY;
    memcpy(own, blocks, report->blocks.n * sizeof *own);
    for (uint32_t i = 0; i < report->blocks.n; i++)
        if (own[i].range.from == dateline.from && dateline.to < own[i].range.to)
            own[i].range.from = dateline.to;
    *out = own;
    return CW_OK;
}

cw_status cw_annotate(const cw_model *model, cw_memo *memo,
                      const cw_report *report, int32_t published_day,
                      cw_arena *keep, cw_arena *scratch, const cw_marks **out)
{
    cw_mark mark = cw_arena_mark(scratch);
    cw_draft draft = {.text = cw_report_text(report),
                      .n_blocks = report->blocks.n,
                      .arena = scratch,
                      .memo = memo};
    cw_status status = read_blocks(report, scratch, &draft.blocks);
    *out = NULL;
    if (status == CW_OK)
        status = annotate(model, &draft, published_day, keep, out);
    cw_arena_reset(scratch, mark);
    return status;
}

/* ---- again, with what the story knows ------------------------------------ */

/* A list of the draft made of a slice of marks; false when memory ran out. */
#define TAKE(list) \
    take(marks, marks->list, sizeof *draft->list.at, &draft->list, scratch)

static bool take(const cw_marks *marks, cw_slice slice, size_t item_size,
                 void *list, cw_arena *scratch)
{
    struct {
        void *at;
        size_t n, capacity;
    } *items = list;
    items->at = cw_arena_array(scratch, slice.n, item_size);
    items->n = items->capacity = slice.n;
    if (items->at && slice.n > 0)
        memcpy(items->at, (const uint8_t *)marks + slice.at,
               slice.n * item_size);
    return items->at != NULL;
}

/* What the steps up to the names wrote. */
static cw_status take_marks(const cw_marks *marks, cw_draft *draft,
                            cw_arena *scratch)
{
    draft->is_cut = marks->is_cut;
    cw_buf_init(&draft->strings, scratch, CW_MAX_TEXT_BYTES * 2u);
    return TAKE(tokens) && TAKE(sentences) && TAKE(times) && TAKE(figures) &&
                   TAKE(names) &&
                   cw_buf_add(&draft->strings,
                              cw_slice_bytes(marks, marks->strings)) == CW_OK
               ? CW_OK
               : CW_NO_MEMORY;
}

cw_status cw_annotate_again(const cw_known *known, cw_bytes text,
                            const cw_marks *marks, cw_arena *keep,
                            cw_arena *scratch, const cw_marks **out)
{
    cw_mark mark = cw_arena_mark(scratch);
    cw_draft draft = {.text = text, .arena = scratch};
    bool is_changed = false;
    cw_status status = take_marks(marks, &draft, scratch);
    *out = marks;
    if (status == CW_OK)
        status = cw_names_again(&draft, known, &is_changed);
    if (status == CW_OK && is_changed)
        status = run_steps(&draft, BEHIND_NAMES);
    if (status == CW_OK && is_changed)
        status = pack_draft(&draft, keep, out);
    if (status != CW_OK)
        *out = NULL;
    cw_arena_reset(scratch, mark);
    return status;
}

/* One paragraph for each run of lines without a blank one between them. */
static cw_status make_blocks(cw_bytes text, cw_arena *arena, cw_block **blocks,
                             size_t *n_blocks)
{
    size_t at = 0, capacity = 0;
    cw_range line;
    bool is_open = false;
    while (cw_bytes_line(text, &at, &line)) {
        cw_range words = cw_range_trim(text, line);
        void *items = *blocks;
        cw_status status;
        if (cw_range_is_empty(words)) {
            is_open = false;
            continue;
        }
        if (is_open || *n_blocks == CW_MAX_BLOCKS) {
            (*blocks)[*n_blocks - 1].range.to = words.to;
            continue;
        }
        status = cw_grow(arena, &items, &capacity, *n_blocks + 1,
                         sizeof **blocks, CW_MAX_BLOCKS);
        if (status != CW_OK)
            return status;
        *blocks = items;
        (*blocks)[(*n_blocks)++] =
            (cw_block){.range = words, .role = CW_ROLE_PARAGRAPH};
        is_open = true;
    }
    return CW_OK;
}

cw_status cw_annotate_text(const cw_model *model, cw_bytes text,
                           int32_t published_day, cw_arena *keep,
                           cw_arena *scratch, const cw_marks **out)
{
    cw_mark mark = cw_arena_mark(scratch);
    cw_block *blocks = NULL;
    cw_draft draft = {.text = text, .arena = scratch, .has_heads = true};
    cw_status status;
    *out = NULL;
    if (text.n > CW_MAX_TEXT_BYTES)
        draft.text.n = CW_MAX_TEXT_BYTES;
    status = make_blocks(draft.text, scratch, &blocks, &draft.n_blocks);
    draft.blocks = blocks;
    if (status == CW_OK)
        status = annotate(model, &draft, published_day, keep, out);
    cw_arena_reset(scratch, mark);
    return status;
}

cw_status cw_annotate_given(const cw_model *model, cw_bytes text,
                            const cw_given_token *tokens, size_t n_tokens,
                            int32_t published_day, cw_arena *keep,
                            cw_arena *scratch, const cw_marks **out)
{
    cw_mark mark = cw_arena_mark(scratch);
    cw_draft draft = {.text = text, .arena = scratch, .has_heads = true};
    cw_status status = cw_draft_give(&draft, tokens, n_tokens);
    *out = NULL;
    if (status == CW_OK || status == CW_LIMIT)
        status = annotate(model, &draft, published_day, keep, out);
    cw_arena_reset(scratch, mark);
    return status;
}
