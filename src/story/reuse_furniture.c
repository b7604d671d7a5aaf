/* reuse_furniture.c: site text that reports share, line by line; and the
 * copies of one story among those of the batch. */
#include <stdlib.h>

#include "base/search.h"
#include "story/reuse_int.h"

enum { LINE_WORDS_MIN = 4 }; // of a line that says something

typedef struct {
    const cw_told_report *reports; // [n_reports]
    size_t n_reports;
    cw_arena *scratch;
} furnisher;

cw_status cw_copy_add(cw_copy_list *list, cw_arena *keep, cw_copy copy)
{
    cw_status status =
        cw_grow(keep, (void **)&list->at, &list->capacity, list->n + 1,
                sizeof copy, SIZE_MAX / sizeof copy);
    if (status == CW_OK)
        list->at[list->n++] = copy;
    return status;
}

static size_t count_words(cw_bytes text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += cw_is_space(text.at[i]) != 0 && i > 0 &&
             !cw_is_space(text.at[i - 1]);
    return n + 1;
}

/* Two reports with one line: blocks at_a and at_b. */
typedef struct {
    uint32_t a, b, at_a, at_b;
} common_line;

typedef struct {
    common_line *at;
    size_t n, capacity;
} common_lines;

static int compare_lines(const void *a, const void *b)
{
    const common_line *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    return x->at_a < y->at_a ? -1 : x->at_a > y->at_a;
}

/* Furniture lines that an earlier report has as well, the newest of them. */
static cw_status pair_furniture(furnisher *work, common_lines *found)
{
    cw_table lines;
    common_line *newest = NULL;
    size_t capacity = 0;
    cw_table_init(&lines, work->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t r = 0; r < work->n_reports; r++) {
        const cw_report *report = work->reports[r].report;
        const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
        for (uint32_t i = 0; i < report->blocks.n; i++) {
            cw_bytes line =
                cw_bytes_at(cw_report_text(report), blocks[i].range);
            cw_table_entry *entry;
            bool is_new;
            cw_status status;
            if (blocks[i].role != CW_ROLE_FURNITURE ||
                count_words(line) < LINE_WORDS_MIN)
                continue;
            status = cw_table_add(&lines, line, &is_new, &entry);
            if (status == CW_OK && is_new) {
                entry->value = (uint32_t)(lines.n - 1);
                status = cw_grow(work->scratch, (void **)&newest, &capacity,
                                 lines.n, sizeof *newest, CW_MAX_STORY_ITEMS);
            } else if (status == CW_OK && newest[entry->value].b != r) {
                status = cw_grow(work->scratch, (void **)&found->at,
                                 &found->capacity, found->n + 1,
                                 sizeof *found->at, CW_MAX_TOKENS);
                if (status == CW_OK)
                    found->at[found->n++] =
                        (common_line){newest[entry->value].b, r,
                                      newest[entry->value].at_b, i};
            }
            if (status != CW_OK)
                return status == CW_LIMIT ? CW_OK : status;
            newest[entry->value] = (common_line){.b = r, .at_b = i};
        }
    }
    return CW_OK;
}

static cw_span block_span(const furnisher *work, uint32_t report,
                          uint32_t block)
{
    const cw_report *of = work->reports[report].report;
    return cw_span_of(report, CW_AT(of, of->blocks, cw_block)[block].range);
}

cw_status cw_furniture_copies(const cw_told_report *reports, size_t n,
                              cw_arena *keep, cw_arena *scratch,
                              cw_copy_list *out)
{
    furnisher work = {reports, n, scratch};
    common_lines lines = {0};
    cw_status status = pair_furniture(&work, &lines);
    if (lines.n > 0)
        qsort(lines.at, lines.n, sizeof *lines.at, compare_lines);
    for (size_t from = 0, to; from < lines.n && status == CW_OK; from = to) {
        cw_copy copy = {.a = lines.at[from].a,
                        .b = lines.at[from].b,
                        .kind = CW_COPY_FURNITURE};
        cw_passage *passages;
        for (to = from; to < lines.n && lines.at[to].a == copy.a &&
                        lines.at[to].b == copy.b;)
            to++;
        passages = cw_arena_array(keep, to - from, sizeof *passages);
        if (!passages)
            return CW_NO_MEMORY;
        for (size_t i = from; i < to; i++)
            passages[copy.n_passages++] =
                (cw_passage){block_span(&work, copy.a, lines.at[i].at_a),
                             block_span(&work, copy.b, lines.at[i].at_b)};
        copy.passages = passages;
        status = cw_copy_add(out, keep, copy);
    }
    return status;
}

/* ---- the copies of one story --------------------------------------------- */

/* The copies between members of one story, by place. */
typedef struct {
    const cw_copies *all;
    const uint32_t *story_of;
    cw_reports members;
    size_t n_members; // whose copies were looked at, the last of them at
    size_t next, end; // all->at[next .. end)
} member_copies;

/* NULL: there are no more. */
static const cw_copy *next_copy(member_copies *on)
{
    const cw_copies *all = on->all;
    for (;;) {
        uint32_t a;
        while (on->next < on->end) {
            const cw_copy *copy = &all->at[on->next++];
            if (on->story_of[copy->b] == on->story_of[copy->a])
                return copy;
        }
        if (on->n_members == on->members.n)
            return NULL;
        a = on->members.at[on->n_members++];
        on->next = CW_FIRST_FROM(all->at, all->n, cw_copy, a, a);
        on->end = CW_FIRST_FROM(all->at, all->n, cw_copy, a, a + 1);
    }
}

static uint32_t share_of(const cw_copy *copy)
{
    return copy->containment[0] > copy->containment[1] ? copy->containment[0]
                                                       : copy->containment[1];
}

static cw_status keep_copy(cw_arena *keep, const cw_copy *copy, cw_copy *out)
{
    size_t n_bytes = copy->n_passages * sizeof *copy->passages;
    cw_passage *passages = cw_arena_alloc(keep, n_bytes);
    if (!passages)
        return CW_NO_MEMORY;
    memcpy(passages, copy->passages, n_bytes);
    *out = *copy;
    out->passages = passages;
    return CW_OK;
}

cw_status cw_copies_choose(const cw_copies *all, const uint32_t *story_of,
                           cw_arena *keep, cw_story *story)
{
    enum { SHARE_MAX = 1000 };
    cw_reports members = story->reports;
    size_t n_with[SHARE_MAX + 1] = {0}; // by share
    size_t most = 8 * members.n > 40 ? 8 * members.n : 40;
    size_t n = 0, least = SHARE_MAX, n_above = 0;
    member_copies on = {all, story_of, members, 0, 0, 0};
    const cw_copy *copy;
    cw_copy *told;
    cw_status status = CW_OK;
    for (; (copy = next_copy(&on)); n++)
        n_with[share_of(copy)]++;
    while (least > 0 && n_above + n_with[least] < most)
        n_above += n_with[least--];
    most = n < most ? n : most;
    n_with[least] = most - n_above; // the first so many of them
    told = cw_arena_array(keep, most, sizeof *told);
    if (!told)
        return CW_NO_MEMORY;
    on = (member_copies){all, story_of, members, 0, 0, 0};
    while (status == CW_OK && (copy = next_copy(&on))) {
        size_t share = share_of(copy);
        if (share < least || n_with[share] == 0)
            continue;
        n_with[share]--;
        status = keep_copy(keep, copy, &told[story->n_copies++]);
    }
    story->copies = told;
    return status;
}
