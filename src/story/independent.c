/* independent.c: how many origins a claim has once copies are folded.
 *
 *   supporters = nodes; an edge for each reason two of them depend on one
 *   another; independent = connected components (DESIGN section 6)
 *
 * Edges: one outlet, one owner, a shared run of eight words or more, a shorter
 * sentence in copied reports, one named source. An unknown outlet or owner
 * joins nobody. */
#include <stdio.h>

#include "story/locate.h"
#include "story/share.h"

enum { RUN_WORDS_MIN = 8, SHOWN_BYTES_MAX = 60 };

typedef struct {
    const cw_plot *plot;
    const uint32_t *statements; // [n]
    uint32_t *parent;           // [n] union-find by smallest
    uint32_t n_origins;         // components so far
    size_t n;
    cw_folded *folded; // [n] room; each union adds one
    size_t n_folded;
    cw_status status;
} folder;

static uint32_t root(const folder *fold, uint32_t i)
{
    while (fold->parent[i] != i)
        i = fold->parent[i] = fold->parent[fold->parent[i]];
    return i;
}

static uint32_t report_of(const folder *fold, uint32_t i)
{
    return fold->plot->statements[fold->statements[i]].span.report;
}

static cw_bytes text_of(const folder *fold, uint32_t i)
{
    return cw_span_text(fold->plot->batch,
                        fold->plot->statements[fold->statements[i]].span);
}

/* Join i with an earlier j; the reason is written only when it is needed. */
static void join(folder *fold, uint32_t j, uint32_t i, const char *what,
                 cw_bytes detail)
{
    uint32_t a = root(fold, j), b = root(fold, i);
    cw_buf why;
    if (a == b || fold->status != CW_OK)
        return;
    fold->parent[a > b ? a : b] = a < b ? a : b;
    fold->n_origins--;
    if (report_of(fold, i) == report_of(fold, j))
        return;
    cw_buf_init(&why, fold->plot->keep, 512);
    cw_buf_add_text(&why, what);
    cw_buf_add(&why, detail);
    fold->folded[fold->n_folded++] =
        (cw_folded){report_of(fold, i), report_of(fold, j), cw_buf_bytes(&why)};
    fold->status = cw_buf_status(&why);
}

/* First supporter with this key, or i itself when it is the first. */
static uint32_t first_with(folder *fold, cw_table *table, cw_bytes key,
                           uint32_t i)
{
    cw_table_entry *entry;
    bool is_new;
    cw_status status = cw_table_add(table, key, &is_new, &entry);
    if (status != CW_OK) {
        fold->status = status;
        return i;
    }
    if (is_new)
        entry->value = i;
    return entry->value;
}

static void fold_reports(folder *fold)
{
    cw_table outlets, owners;
    cw_table_init(&outlets, fold->plot->scratch, CW_MAX_STORY_ITEMS);
    cw_table_init(&owners, fold->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < fold->n; i++) {
        const cw_told_report *told =
            &fold->plot->batch->reports[report_of(fold, i)];
        cw_bytes outlet =
            cw_slice_bytes(told->report, told->report->outlet.value);
        uint32_t j;
        if (i > 0 && report_of(fold, i) == report_of(fold, i - 1))
            join(fold, i - 1, i, "one report", CW_LIT(""));
        if (outlet.n > 0 && (j = first_with(fold, &outlets, outlet, i)) != i)
            join(fold, j, i, "same outlet: ", outlet);
        if (told->owner.n > 0 &&
            (j = first_with(fold, &owners, told->owner, i)) != i)
            join(fold, j, i, "same owner: ", told->owner);
    }
}

static void join_by_run(folder *fold, uint32_t j, uint32_t i)
{
    cw_range range;
    cw_bytes text = text_of(fold, i);
    uint32_t n =
        cw_longest_run(text, text_of(fold, j), fold->plot->scratch, &range);
    char what[64];
    cw_bytes words = cw_bytes_at(text, range);
    if (words.n > SHOWN_BYTES_MAX) {
        words.n = SHOWN_BYTES_MAX;
        while (words.n > 0 && words.at[words.n] != ' ')
            words.n--;
    }
    snprintf(what, sizeof what, "shares %u words: ", n);
    join(fold, j, i, what, words);
}

/* The words of supporter i hashed, and those of each window of RUN_WORDS_MIN;
 * a supporter whose words are all those of an earlier one needs no windows. A
 * sentence shorter than a window is a copy when its report is one. */
typedef struct {
    cw_table windows; // window -> first supporter with it
    cw_table wholes;  // all words -> first supporter with them
    cw_run_word *words;
    uint64_t *keys; // [n windows] of the supporter at hand; tables borrow them
} runs;

static cw_status hash_windows(folder *fold, runs *seen, uint32_t i, size_t *n,
                              uint64_t *whole)
{
    size_t n_words = cw_run_words(text_of(fold, i), seen->words);
    *n = n_words < RUN_WORDS_MIN ? 0 : n_words - RUN_WORDS_MIN + 1;
    *whole = cw_run_key(seen->words, n_words);
    seen->keys =
        cw_arena_array(fold->plot->scratch, *n + 1, sizeof *seen->keys);
    if (!seen->keys)
        return CW_NO_MEMORY;
    seen->keys[*n] = *whole;
    return CW_OK;
}

static void fold_windows(folder *fold, runs *seen, uint32_t i, size_t n)
{
    for (size_t w = 0; w < n && fold->n_origins > 1; w++) {
        cw_bytes key = {(const uint8_t *)&seen->keys[w], sizeof *seen->keys};
        uint32_t j;
        seen->keys[w] = cw_run_key(seen->words + w, RUN_WORDS_MIN);
        j = first_with(fold, &seen->windows, key, i);
        if (j != i && root(fold, j) != root(fold, i))
            join_by_run(fold, j, i);
    }
}

/* Equal runs through a table of hashed windows, so that a claim with a
 * thousand supporters stays linear. */
static void fold_runs(folder *fold)
{
    cw_arena *scratch = fold->plot->scratch;
    size_t bytes_max = 0;
    runs seen = {.words = NULL};
    for (uint32_t i = 0; i < fold->n; i++)
        if (text_of(fold, i).n > bytes_max)
            bytes_max = text_of(fold, i).n;
    seen.words = cw_arena_array(scratch, bytes_max / 2 + 1, sizeof *seen.words);
    if (!seen.words)
        fold->status = CW_NO_MEMORY;
    cw_table_init(&seen.windows, scratch, CW_MAX_TOKENS);
    cw_table_init(&seen.wholes, scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0;
         i < fold->n && fold->status == CW_OK && fold->n_origins > 1; i++) {
        cw_mark mark = cw_arena_mark(scratch);
        uint64_t whole;
        uint32_t j;
        size_t n;
        fold->status = hash_windows(fold, &seen, i, &n, &whole);
        if (fold->status != CW_OK)
            continue;
        if (n == 0)
            seen.keys[0] = cw_hash_mix(
                whole, fold->plot->batch->copied_with[report_of(fold, i)] + 1);
        j = first_with(
            fold, &seen.wholes,
            (cw_bytes){(const uint8_t *)&seen.keys[n], sizeof *seen.keys}, i);
        if (j == i) {
            fold_windows(fold, &seen, i, n);
        } else {
            cw_arena_reset(scratch, mark);
            if (root(fold, j) != root(fold, i))
                join_by_run(fold, j, i);
        }
    }
}

/* The entity to whom a sentence attributes what it tells: the speaker of a
 * quotation that begins in it. */
static uint32_t source_of(const folder *fold, uint32_t i)
{
    const cw_plot *plot = fold->plot;
    const cw_statement *statement = &plot->statements[fold->statements[i]];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_quote *quotes = CW_AT(marks, marks->quotes, cw_quote);
    size_t from = cw_first_quote(marks, statement->sentence);
    while (from < marks->quotes.n && quotes[from].confidence < CW_QUOTE_TOLD &&
           quotes[from].sentence == statement->sentence)
        from++;
    if (from == marks->quotes.n ||
        quotes[from].sentence != statement->sentence ||
        quotes[from].chain == CW_NONE)
        return CW_NONE;
    return plot->entity_of[statement->span.report][quotes[from].chain];
}

static void fold_sources(folder *fold)
{
    cw_table sources;
    uint32_t *keys = cw_arena_array(fold->plot->scratch, fold->n, 4);
    if (!keys) {
        fold->status = CW_NO_MEMORY;
        return;
    }
    cw_table_init(&sources, fold->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < fold->n; i++) {
        uint32_t j;
        keys[i] = source_of(fold, i);
        if (keys[i] == CW_NONE)
            continue;
        j = first_with(fold, &sources, (cw_bytes){(const uint8_t *)&keys[i], 4},
                       i);
        if (j != i)
            join(fold, j, i,
                 "same source: ", fold->plot->story->entities[keys[i]].name);
    }
}

static cw_status count_origins(const cw_plot *plot, cw_ids list,
                               cw_origins *out)
{
    folder fold = {.plot = plot,
                   .statements = list.at,
                   .n = list.n,
                   .n_origins = (uint32_t)list.n};
    cw_mark mark = cw_arena_mark(plot->scratch);
    fold.parent = cw_arena_array(plot->scratch, fold.n, sizeof *fold.parent);
    fold.folded = cw_arena_array(plot->keep, fold.n, sizeof *fold.folded);
    if (!fold.parent || !fold.folded)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < fold.n; i++)
        fold.parent[i] = i;
    if (fold.n > 1) {
        fold_reports(&fold);
        fold_runs(&fold);
        fold_sources(&fold);
    }
    *out = (cw_origins){fold.n_origins, fold.folded, fold.n_folded};
    cw_arena_reset(plot->scratch, mark);
    return fold.status;
}

/* ---- all lists ---------------------------------------------------------- */

enum { JOB_LISTS = 512 };

typedef struct {
    const cw_plot *plot;
    const cw_ids *lists;
    bool has_folded;
    cw_origins *out;
    size_t n; // taken
} origin_work;

typedef struct {
    cw_origins *at;
    size_t n;
} origins_of_job;

static cw_status count_in_job(void *shared, cw_worker *worker, size_t from,
                              size_t to, cw_arena *arena, void **result)
{
    const origin_work *work = shared;
    cw_plot plot = *work->plot; // whose arenas are this job's
    cw_status status = CW_OK;
    origins_of_job *out = *result = cw_arena_array(arena, 1, sizeof *out);
    plot.keep = arena;
    plot.scratch = &worker->scratch;
    if (!out || !(out->at = cw_arena_array(arena, to - from, sizeof *out->at)))
        return CW_NO_MEMORY;
    for (size_t i = from; i < to && status == CW_OK; i++)
        status = count_origins(&plot, work->lists[i], &out->at[out->n++]);
    return status;
}

static cw_status keep_folded(const origin_work *work, cw_origins *origins)
{
    cw_arena *keep = work->plot->keep;
    cw_status status = CW_OK;
    cw_folded *kept;
    if (!work->has_folded)
        origins->n_folded = 0;
    kept = cw_arena_array(keep, origins->n_folded, sizeof *kept);
    if (!kept)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < origins->n_folded && status == CW_OK; i++) {
        kept[i] = origins->folded[i];
        status = cw_arena_copy(keep, kept[i].why, &kept[i].why);
    }
    origins->folded = kept;
    return status;
}

static cw_status take_origins(void *shared, const void *result)
{
    origin_work *work = shared;
    const origins_of_job *job = result;
    cw_status status = CW_OK;
    for (size_t i = 0; i < job->n && status == CW_OK; i++) {
        cw_origins *out = &work->out[work->n++];
        *out = job->at[i];
        status = keep_folded(work, out);
    }
    return status;
}

cw_status cw_origins_count(const cw_plot *plot, const cw_ids *lists, size_t n,
                           bool has_folded, cw_origins *out)
{
    static const cw_share_calls calls = {count_in_job, take_origins};
    origin_work work = {plot, lists, has_folded, out, 0};
    return cw_share_out(n, JOB_LISTS, plot->batch->options->n_workers, &calls,
                        &work);
}
