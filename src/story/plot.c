/* plot.c: small things the steps of the story room share. */
#include <stdio.h>
#include <stdlib.h>

#include "base/sha256.h"
#include "story/story_int.h"

const cw_marks *cw_plot_marks(const cw_plot *plot, uint32_t report)
{
    return plot->batch->reports[report].marks;
}

const cw_sentence *cw_plot_sentence(const cw_plot *plot,
                                    const cw_statement *statement)
{
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    return &CW_AT(marks, marks->sentences, cw_sentence)[statement->sentence];
}

cw_bytes cw_span_text(const cw_batch *batch, cw_span span)
{
    cw_bytes text = cw_report_text(batch->reports[span.report].report);
    return cw_bytes_cut(text, span.from, span.to);
}

cw_bytes cw_report_label(const cw_told_report *told)
{
    cw_bytes outlet = cw_slice_bytes(told->report, told->report->outlet.value);
    cw_bytes path = cw_slice_bytes(told->report, told->report->path);
    if (outlet.n > 0)
        return outlet;
    for (size_t i = path.n; i-- > 0;)
        if (path.at[i] == '/' && i + 1 < path.n)
            return cw_bytes_cut(path, i + 1, path.n);
    return path;
}

int cw_span_compare(cw_span a, cw_span b)
{
    if (a.report != b.report)
        return a.report < b.report ? -1 : 1;
    if (a.from != b.from)
        return a.from < b.from ? -1 : 1;
    return a.to < b.to ? -1 : a.to > b.to;
}

static int compare_spans(const void *a, const void *b)
{
    return cw_span_compare(*(const cw_span *)a, *(const cw_span *)b);
}

cw_status cw_cites_make(cw_arena *keep, const cw_span *at, size_t n,
                        cw_cites *cites, cw_reports *reports)
{
    cw_span *spans = cw_arena_array(keep, n, sizeof *spans);
    uint32_t *numbers = cw_arena_array(keep, n, sizeof *numbers);
    size_t n_spans = 0, n_reports = 0;
    if (!spans || !numbers)
        return CW_NO_MEMORY;
    if (n > 0)
        memcpy(spans, at, n * sizeof *spans);
    qsort(spans, n, sizeof *spans, compare_spans);
    for (size_t i = 0; i < n; i++) {
        if (n_spans > 0 && cw_span_compare(spans[n_spans - 1], spans[i]) == 0)
            continue;
        if (n_reports == 0 || numbers[n_reports - 1] != spans[i].report)
            numbers[n_reports++] = spans[i].report;
        spans[n_spans++] = spans[i];
    }
    *cites = (cw_cites){spans, n_spans};
    if (reports)
        *reports = (cw_reports){numbers, n_reports};
    return CW_OK;
}

static int compare_ids(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

size_t cw_ids_sort(uint32_t *ids, size_t n)
{
    size_t kept = 0;
    if (n == 0)
        return 0;
    qsort(ids, n, sizeof *ids, compare_ids);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || ids[kept - 1] != ids[i])
            ids[kept++] = ids[i];
    return kept;
}

bool cw_ids_hold(cw_ids ids, uint32_t id)
{
    size_t from = 0, to = ids.n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (ids.at[middle] == id)
            return true;
        if (ids.at[middle] < id)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

size_t cw_ids_common(cw_ids a, cw_ids b)
{
    size_t common = 0, i = 0, j = 0;
    while (i < a.n && j < b.n) {
        if (a.at[i] == b.at[j])
            common++, i++, j++;
        else if (a.at[i] < b.at[j])
            i++;
        else
            j++;
    }
    return common;
}

uint32_t cw_log2_16(uint64_t x)
{
    uint32_t whole = 63 - (uint32_t)__builtin_clzll(x);
    uint64_t rest = x - (1ull << whole);
    return whole * 16 +
           (uint32_t)(whole < 4 ? rest * 16 >> whole : rest >> (whole - 4));
}

uint64_t cw_square_root(uint64_t x)
{
    uint64_t root = 0;
    for (uint64_t bit = 1ull << 31; bit > 0; bit >>= 1)
        if ((root + bit) * (root + bit) <= x)
            root += bit;
    return root;
}

void cw_id_maker_init(cw_id_maker *maker, cw_arena *scratch)
{
    cw_table_init(&maker->seen, scratch, CW_MAX_STORY_ITEMS);
}

/* The hash is of "kind|report id|from-to", so an id says nothing of other
 * reports and stays when some are added. */
cw_status cw_id_make(cw_id_maker *maker, cw_arena *keep, char kind,
                     const char *report_id, cw_span first, cw_id *out)
{
    char name[80];
    uint8_t digest[32];
    cw_table_entry *entry;
    cw_bytes key;
    bool is_new;
    cw_status status;
    int n = snprintf(name, sizeof name, "%c|%s|%u-%u", kind, report_id,
                     first.from, first.to);
    cw_sha256((cw_bytes){(const uint8_t *)name, (size_t)n}, digest);
    out->text[0] = kind;
    cw_hex(digest, 6, out->text + 1);
    status = cw_arena_copy(keep, cw_bytes_from(out->text), &key);
    if (status != CW_OK)
        return status;
    status = cw_table_add(&maker->seen, key, &is_new, &entry);
    if (status != CW_OK)
        return status;
    if (!is_new)
        snprintf(out->text + 13, sizeof out->text - 13, "-%u",
                 (unsigned)(entry->value + 1) % 100000);
    entry->value++;
    return CW_OK;
}

/* ---- likeness ----------------------------------------------------------- */

uint32_t cw_rarity(uint32_t log_n, uint32_t df)
{
    uint32_t log_df = cw_log2_16(df);
    return log_n > log_df ? log_n - log_df + 1 : 1;
}

uint32_t cw_ids_common_weight(cw_ids a, cw_ids b, const uint32_t *weight)
{
    uint32_t sum = 0;
    size_t i = 0, j = 0;
    while (i < a.n && j < b.n) {
        if (a.at[i] == b.at[j])
            sum += weight[a.at[i]], i++, j++;
        else if (a.at[i] < b.at[j])
            i++;
        else
            j++;
    }
    return sum;
}

uint32_t cw_statement_likeness(const cw_plot *plot, const cw_statement *a,
                               const cw_statement *b)
{
    uint32_t both = a->term_weight + b->term_weight;
    if (both == 0)
        return 0;
    return (
        uint32_t)(2000ull *
                  cw_ids_common_weight(a->terms, b->terms, plot->term_weight) /
                  both);
}

uint32_t cw_statement_containment(const cw_plot *plot, const cw_statement *a,
                                  const cw_statement *b)
{
    uint32_t less =
        a->term_weight < b->term_weight ? a->term_weight : b->term_weight;
    if (less == 0)
        return 0;
    return (
        uint32_t)(1000ull *
                  cw_ids_common_weight(a->terms, b->terms, plot->term_weight) /
                  less);
}
