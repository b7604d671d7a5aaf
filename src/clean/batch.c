/* batch.c: lines that recur over the pages of one outlet are furniture.
 *
 *   (outlet, folded line) -> in how many reports it stands
 *
 * Reports that follow one story share background paragraphs as well, so a
 * sentence is furniture only when it stands in at least three of the outlet's
 * reports and in half of them; a line that is no sentence, when it stands in
 * two. Equal files count once: the same bytes say nothing about a habit. */
#include "base/buf.h"
#include "base/limits.h"
#include "base/table.h"
#include "clean/clean.h"

#define BLOCKS_MAX     16777216u // of a batch; later ones are left as they are
#define SENTENCE_PAGES 3u
#define LINE_PAGES     2u

typedef struct {
    uint32_t last;    // report seen last + 1
    uint32_t n_pages; // different reports
} line_count;

typedef struct {
    const cw_report **reports;
    size_t n;
    cw_arena *keep, *scratch;
    cw_table outlets; // name -> number
    cw_table lines;   // key -> index into counts
    cw_table pages;   // SHA-256 of the reports seen
    line_count *counts;
    size_t counts_capacity;
    uint32_t *outlet;  // [n] number + 1; 0: unknown
    bool *is_copy;     // [n] the same bytes came before
    uint32_t *n_pages; // [n] by outlet number: its reports
} batch;

/* The key of a line: 4 bytes of the outlet's number, then the line with its
 * ASCII letters small and its white space single. */
static CW_CHECK cw_status line_key(cw_arena *arena, uint32_t outlet,
                                   cw_bytes line, cw_bytes *out)
{
    uint8_t *key = cw_arena_alloc(arena, line.n + sizeof outlet);
    size_t n = sizeof outlet;
    *out = (cw_bytes){NULL, 0};
    if (!key)
        return CW_NO_MEMORY;
    memcpy(key, &outlet, sizeof outlet);
    for (size_t i = 0; i < line.n; i++) {
        bool is_space = cw_is_space(line.at[i]);
        if (!is_space || key[n - 1] != ' ')
            key[n++] = is_space ? ' ' : cw_to_lower(line.at[i]);
    }
    *out = (cw_bytes){key, n};
    return CW_OK;
}

static CW_CHECK cw_status find_outlets(batch *all)
{
    cw_status status = CW_OK;
    for (size_t i = 0; i < all->n && status == CW_OK; i++) {
        const cw_report *report = all->reports[i];
        cw_bytes name = cw_slice_bytes(report, report->outlet.value);
        cw_table_entry *entry;
        bool is_new;
        if (name.n == 0)
            continue;
        cw_bytes sha = {report->sha256, sizeof report->sha256};
        status = cw_table_add(&all->pages, sha, &is_new, &entry);
        if (status != CW_OK)
            break;
        all->is_copy[i] = !is_new;
        status = cw_table_add(&all->outlets, name, &is_new, &entry);
        if (status != CW_OK)
            break;
        if (is_new)
            entry->value = (uint32_t)all->outlets.n - 1;
        all->outlet[i] = entry->value + 1;
        all->n_pages[entry->value] += !all->is_copy[i];
    }
    return status;
}

static CW_CHECK cw_status count_line(batch *all, size_t i, cw_bytes line)
{
    cw_bytes key;
    cw_table_entry *entry;
    bool is_new;
    if (all->lines.n >= BLOCKS_MAX)
        return CW_OK;
    cw_status status = line_key(all->scratch, all->outlet[i], line, &key);
    if (status == CW_OK)
        status = cw_table_add(&all->lines, key, &is_new, &entry);
    if (status == CW_OK && is_new) {
        entry->value = (uint32_t)all->lines.n - 1;
        status =
            cw_grow(all->scratch, (void **)&all->counts, &all->counts_capacity,
                    all->lines.n, sizeof *all->counts, BLOCKS_MAX);
        if (status == CW_OK)
            all->counts[entry->value] = (line_count){0, 0};
    }
    if (status != CW_OK)
        return status;
    line_count *count = &all->counts[entry->value];
    if (count->last != (uint32_t)i + 1) {
        count->last = (uint32_t)i + 1;
        count->n_pages++;
    }
    return CW_OK;
}

static CW_CHECK cw_status count_lines(batch *all)
{
    cw_status status = CW_OK;
    for (size_t i = 0; i < all->n && status == CW_OK; i++) {
        const cw_report *report = all->reports[i];
        const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
        if (all->outlet[i] == 0 || all->is_copy[i] ||
            all->n_pages[all->outlet[i] - 1] < LINE_PAGES)
            continue;
        for (uint32_t k = 0; k < report->blocks.n && status == CW_OK; k++)
            if (cw_role_is_body((cw_role)blocks[k].role))
                status = count_line(
                    all, i,
                    cw_bytes_at(cw_report_text(report), blocks[k].range));
    }
    return status;
}

static bool is_sentence(cw_bytes line)
{
    while (line.n > 0 &&
           (line.at[line.n - 1] == '"' || line.at[line.n - 1] >= 0x80))
        line.n--;
    return line.n > 0 && strchr(".!?:", line.at[line.n - 1]);
}

static CW_CHECK cw_status recurs(batch *all, size_t i, cw_bytes line, bool *out)
{
    cw_bytes key;
    cw_mark mark = cw_arena_mark(all->scratch);
    cw_status status = line_key(all->scratch, all->outlet[i], line, &key);
    *out = false;
    if (status != CW_OK)
        return status;
    const cw_table_entry *entry = cw_table_find(&all->lines, key);
    if (entry) {
        uint32_t n = all->counts[entry->value].n_pages;
        uint32_t n_pages = all->n_pages[all->outlet[i] - 1];
        *out = is_sentence(line) ? n >= SENTENCE_PAGES && n * 2 >= n_pages
                                 : n >= LINE_PAGES;
    }
    cw_arena_reset(all->scratch, mark);
    return CW_OK;
}

/* The report with its recurring lines turned to furniture; the same one when
 * there are none, or when nothing would be left. */
static CW_CHECK cw_status mark_report(batch *all, size_t i)
{
    const cw_report *report = all->reports[i];
    const cw_block *old = CW_AT(report, report->blocks, cw_block);
    cw_block *blocks = NULL;
    size_t n_left = 0;
    uint8_t *copy = NULL;
    for (uint32_t k = 0; k < report->blocks.n; k++) {
        bool is_furniture = false;
        cw_bytes line = cw_bytes_at(cw_report_text(report), old[k].range);
        if (!cw_role_is_body((cw_role)old[k].role))
            continue;
        cw_status status = recurs(all, i, line, &is_furniture);
        if (status != CW_OK)
            return status;
        n_left += !is_furniture;
        if (!is_furniture)
            continue;
        if (!copy) {
            copy = cw_arena_alloc(all->keep, report->head.n_bytes);
            if (!copy)
                return CW_NO_MEMORY;
            memcpy(copy, report, report->head.n_bytes);
            blocks = (cw_block *)(void *)(copy + report->blocks.at);
        }
        blocks[k].role = CW_ROLE_FURNITURE;
        blocks[k].furniture = CW_FURNITURE_OTHER;
    }
    if (copy && n_left > 0)
        all->reports[i] = (const cw_report *)(const void *)copy;
    return CW_OK;
}

cw_status cw_clean_batch(const cw_report **reports, size_t n, cw_arena *keep,
                         cw_arena *scratch)
{
    cw_mark mark = cw_arena_mark(scratch);
    batch all = {.reports = reports, .n = n, .keep = keep, .scratch = scratch};
    cw_table_init(&all.outlets, scratch, CW_MAX_REPORTS);
    cw_table_init(&all.lines, scratch, BLOCKS_MAX);
    cw_table_init(&all.pages, scratch, CW_MAX_REPORTS);
    all.outlet = cw_arena_array(scratch, n, sizeof *all.outlet);
    all.n_pages = cw_arena_array(scratch, n, sizeof *all.n_pages);
    cw_status status = CW_NO_MEMORY;
    all.is_copy = cw_arena_array(scratch, n, sizeof *all.is_copy);
    if (all.outlet && all.n_pages && all.is_copy)
        status = find_outlets(&all);
    if (status == CW_OK)
        status = count_lines(&all);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        if (all.outlet[i] != 0)
            status = mark_report(&all, i);
    cw_arena_reset(scratch, mark);
    return status;
}
