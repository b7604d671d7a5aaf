/* reuse.c: passages that reports share, word for word.
 *
 *   words -> 5-word shingles -> winnowed, window 4: a shared run of 8 words or
 *   more leaves an equal fingerprint in both (Schleimer, Wilkerson, Aiken,
 *   SIGMOD 2003) -> seeds -> the full run -> over edits of a few words
 *
 *   first pass   backwards: which fingerprints come again (reuse_index.c)
 *   second pass  a report meets the first holder of each of its fingerprints
 *                and the newest few, then holds those that come again
 *
 * So ten thousand copies of one text cost ten thousand times a small number;
 * they hang together through their neighbours. A short run that many reports
 * hold, and nothing else with it, is a stock phrase and no copy. Words are read
 * anew in each pass, and again when an older report is met: that takes less
 * time than fetching what would have been kept. */
#include "story/reuse.h"
#include "base/search.h"

#include <stdlib.h>

#include "story/reuse_int.h"

enum {
    BODIES_KEPT = 16384, // bodies of earlier reports whose words are at hand
    WORDS_KEPT_MAX = 8 << 20, // of all those bodies: 128 MiB
    STOCK_HOLDERS = 6,        // reports that make a run a stock phrase ...
    DOUBT_BITS = 1 << 15,
    STOCK_WORDS = 16, // ... when it is shorter than this
};

/* Two places with one fingerprint; report a is before the one at hand. */
typedef struct {
    uint32_t a, at_a, at_b;
} seed;

/* A fingerprint inside a short passage of a pair that shares nothing longer:
 * how many hold it is known at the end. */
typedef struct {
    uint32_t copy, passage;
    uint32_t key; // among the doubted ones
} doubt;

/* One that was doubted: holders are counted on when those who held it first
 * have left the index, for a phrase is stock in any month. */
typedef struct {
    uint32_t n_holders, newest;
} doubted_key;

typedef struct {
    const cw_told_report *reports;
    size_t n_reports;
    cw_arena *keep, *scratch;
    cw_reuse_order order;
    cw_twins twins;
    cw_print_filter filter;
    uint32_t *n_returning; // [n_reports] prints of each that come again
    cw_print_index index;
    uint32_t turn;          // of the report at hand
    cw_body here, recalled; // the report at hand, an earlier one
    cw_body *kept;          // ... and more, [BODIES_KEPT] by number modulo it
    size_t n_words_kept;
    cw_prints prints;   // of the report at hand ...
    uint8_t *n_holders; // [prints.n] ... and reports that hold each by now
    size_t n_holders_capacity;
    seed *seeds;
    size_t n_seeds, seeds_capacity;
    cw_passage *passages; // of the pair at hand
    size_t passages_capacity;
    doubt *doubts;
    size_t n_doubts, doubts_capacity;
    cw_table doubts_by_key; // upper half of a fingerprint -> doubted
    doubted_key *doubted;   // [doubts_by_key.n]
    size_t doubted_capacity;
    uint64_t doubt_bits[DOUBT_BITS / 64]; // by key; none set: not doubted
    cw_copy_list copies;
} reuse;

/* The words of an earlier report; good until the next call. Few are asked for
 * once, those of a much copied text again and again: they are kept from the
 * second time on. */
static cw_status recall_body(reuse *work, uint32_t number, const cw_body **out)
{
    cw_body *kept = &work->kept[number % BODIES_KEPT];
    bool is_asked_again = kept->report == number + 1;
    cw_status status = CW_OK;
    *out = kept;
    if (is_asked_again && kept->n > 0)
        return CW_OK;
    *out = &work->recalled;
    status =
        cw_body_read(work->reports, number, work->scratch, &work->recalled);
    kept->report = number + 1; // 0 is none
    kept->n = 0;
    if (status != CW_OK || !is_asked_again ||
        work->n_words_kept + work->recalled.n > WORDS_KEPT_MAX)
        return status;
    work->n_words_kept -= kept->capacity;
    status = cw_body_make_room(kept, work->recalled.n, work->scratch);
    work->n_words_kept += kept->capacity;
    if (status != CW_OK)
        return status;
    kept->n = work->recalled.n;
    memcpy(kept->words, work->recalled.words, kept->n * sizeof *kept->words);
    return CW_OK;
}

/* ---- pairs -------------------------------------------------------------- */

static cw_passage passage_of(const cw_copy *copy, const cw_body *a,
                             const cw_body *b, const cw_stretch *found)
{
    const cw_run_word *in_a = a->words, *in_b = b->words;
    return (cw_passage){{copy->a, in_a[found->from_a].range.from,
                         in_a[found->to_a - 1].range.to},
                        {copy->b, in_b[found->from_b].range.from,
                         in_b[found->to_b - 1].range.to}};
}

/* Thousandths; a passage repeated in one report may count twice in the other,
 * so the share is held at the whole. */
static uint32_t share(uint32_t n_words, size_t n_all)
{
    if (n_words >= n_all)
        return 1000;
    return (uint32_t)(n_words * 1000ull / n_all);
}

/* First fingerprint of the report at hand at or behind this word. */
static size_t first_print(const reuse *work, uint32_t word)
{
    return CW_FIRST_FROM(work->prints.at, work->prints.n, cw_print, at, word);
}

/* Is a passage known by now to be a stock phrase: by the fingerprint in it
 * that most hold, for near its ends they differ from report to report. */
static bool is_stock(const reuse *work, const cw_stretch *found)
{
    if (found->n_equal >= STOCK_WORDS)
        return false;
    for (size_t i = first_print(work, found->from_b);
         i < work->prints.n && work->prints.at[i].at < found->to_b; i++)
        if (work->n_holders[i] >= STOCK_HOLDERS)
            return true;
    return false;
}

static uint64_t *doubt_word(reuse *work, uint32_t half)
{
    return &work->doubt_bits[half / 64 % (DOUBT_BITS / 64)];
}

/* The i-th fingerprint of the report at hand among the doubted ones. */
static cw_status doubt_print(reuse *work, size_t i, uint32_t *number)
{
    uint32_t half = (uint32_t)(work->prints.at[i].key >> 32);
    cw_table_entry *entry;
    bool is_new;
    cw_bytes key;
    cw_status status = cw_arena_copy(
        work->scratch, (cw_bytes){(const uint8_t *)&half, sizeof half}, &key);
    if (status == CW_OK)
        status = cw_table_add(&work->doubts_by_key, key, &is_new, &entry);
    if (status != CW_OK)
        return status;
    if (is_new) {
        entry->value = (uint32_t)work->doubts_by_key.n - 1;
        status = cw_grow(work->scratch, (void **)&work->doubted,
                         &work->doubted_capacity, work->doubts_by_key.n,
                         sizeof *work->doubted, UINT32_MAX);
        if (status != CW_OK)
            return status;
        work->doubted[entry->value] =
            (doubted_key){work->n_holders[i], work->here.report};
        *doubt_word(work, half) |= 1ull << half % 64;
    }
    *number = entry->value;
    return CW_OK;
}

/* The report at hand holds this one, too: how many do? 0: nobody doubted it. */
static uint32_t count_doubted(reuse *work, uint64_t print)
{
    uint32_t half = (uint32_t)(print >> 32);
    const cw_table_entry *entry;
    doubted_key *known;
    if (!(*doubt_word(work, half) >> half % 64 & 1))
        return 0;
    entry = cw_table_find(&work->doubts_by_key,
                          (cw_bytes){(const uint8_t *)&half, sizeof half});
    if (!entry)
        return 0;
    known = &work->doubted[entry->value];
    known->n_holders += known->newest != work->here.report;
    known->newest = work->here.report;
    return known->n_holders;
}

static cw_status add_doubts(reuse *work, const cw_stretch *found,
                            uint32_t passage)
{
    cw_status status = CW_OK;
    for (size_t i = first_print(work, found->from_b);
         i < work->prints.n && work->prints.at[i].at < found->to_b &&
         status == CW_OK;
         i++) {
        uint32_t key;
        if (work->n_holders[i] < 2)
            continue;
        status = doubt_print(work, i, &key);
        if (status == CW_OK)
            status = cw_grow(work->scratch, (void **)&work->doubts,
                             &work->doubts_capacity, work->n_doubts + 1,
                             sizeof *work->doubts, UINT32_MAX);
        if (status == CW_OK)
            work->doubts[work->n_doubts++] =
                (doubt){(uint32_t)work->copies.n, passage, key};
    }
    return status;
}

static cw_status make_room(reuse *work, size_t n_passages)
{
    return cw_grow(work->scratch, (void **)&work->passages,
                   &work->passages_capacity, n_passages, sizeof *work->passages,
                   UINT32_MAX);
}

/* Passages of one pair into work->passages; none when all they share are stock
 * phrases. Seeds ascend by place in a, so one inside a stretch found before is
 * skipped, and no word of a is read over twice from the left. */
static cw_status align_pair(reuse *work, const seed *seeds, size_t n,
                            const cw_body *a, cw_copy *copy)
{
    const cw_body *b = &work->here;
    size_t n_doubts = work->n_doubts;
    uint32_t a_done = 0, n_words = 0;
    bool is_sure = false, is_copy = false;
    cw_status status = make_room(work, n);
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        cw_stretch found;
        if (seeds[i].at_a < a_done)
            continue;
        found = cw_stretch_find(a, b, seeds[i].at_a, seeds[i].at_b, a_done);
        if (found.n_run < CW_RUN_MIN)
            continue;
        a_done = found.to_a;
        n_words += found.n_equal;
        is_sure |= found.n_equal >= STOCK_WORDS;
        if (!is_sure && !is_stock(work, &found)) {
            is_copy = true;
            status = add_doubts(work, &found, (uint32_t)copy->n_passages);
        }
        work->passages[copy->n_passages++] = passage_of(copy, a, b, &found);
    }
    if (is_sure || !is_copy || status != CW_OK)
        work->n_doubts = n_doubts;
    if (!is_sure && !is_copy)
        copy->n_passages = 0;
    copy->containment[0] = share(n_words, a->n);
    copy->containment[1] = share(n_words, b->n);
    return status;
}

/* A pair with the passages at hand. */
static cw_status add_copy(reuse *work, cw_copy *copy)
{
    cw_passage *kept =
        cw_arena_array(work->keep, copy->n_passages, sizeof *kept);
    if (!kept)
        return CW_NO_MEMORY;
    memcpy(kept, work->passages, copy->n_passages * sizeof *kept);
    if (copy->a > copy->b)
        cw_copy_turn(copy, kept);
    copy->passages = kept;
    cw_copy_judge(work->reports, copy);
    return cw_copy_add(&work->copies, work->keep, *copy);
}

/* ---- seeds -------------------------------------------------------------- */

static int compare_seeds(const void *a, const void *b)
{
    const seed *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->at_a != y->at_a)
        return x->at_a < y->at_a ? -1 : 1;
    return x->at_b < y->at_b ? -1 : x->at_b > y->at_b;
}

/* Seeds of the i-th fingerprint with those that held it before. */
static cw_status meet_holders(reuse *work, size_t i)
{
    const cw_print *print = &work->prints.at[i];
    cw_posting held[CW_HELD_MAX];
    size_t n = cw_print_index_find(&work->index, print->key, held);
    cw_status status = CW_OK;
    uint32_t n_ever = count_doubted(work, print->key);
    work->n_holders[i] = n > 0 ? (uint8_t)(held[0].n_holders + 1) : 1;
    if (n_ever > work->n_holders[i])
        work->n_holders[i] = n_ever < UINT8_MAX ? (uint8_t)n_ever : UINT8_MAX;
    if (n == 0)
        return CW_OK;
    status =
        cw_grow(work->scratch, (void **)&work->seeds, &work->seeds_capacity,
                work->n_seeds + n, sizeof *work->seeds, UINT32_MAX);
    for (size_t k = 0; k < n && status == CW_OK; k++)
        work->seeds[work->n_seeds++] =
            (seed){work->order.at[held[k].turn], held[k].at, print->at};
    return status;
}

/* Those that come again are held by the report at hand from now on. */
static void hold_prints(reuse *work)
{
    enum { HOLDERS_TOLD = 15 }; // at most
    cw_print_filter_take(&work->filter, &work->prints);
    for (size_t i = 0; i < work->prints.n; i++) {
        const cw_print *print = &work->prints.at[i];
        uint8_t n = work->n_holders[i];
        if (cw_print_returns(&work->filter, i))
            cw_print_index_add(&work->index, print->key,
                               (cw_posting){.turn = work->turn,
                                            .at = print->at & 0xfffffffu,
                                            .n_holders = n < HOLDERS_TOLD
                                                             ? n & 15u
                                                             : HOLDERS_TOLD});
    }
}

/* All seeds of the report at hand, by earlier report and place. */
static cw_status find_seeds(reuse *work)
{
    cw_status status =
        cw_body_winnow(&work->here, work->scratch, &work->prints);
    size_t n = work->prints.n;
    work->n_seeds = 0;
    if (status == CW_OK)
        status = cw_grow(work->scratch, (void **)&work->n_holders,
                         &work->n_holders_capacity, n, 1, UINT32_MAX);
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        cw_print_index_look_ahead(&work->index, &work->prints, i);
        status = meet_holders(work, i);
    }
    if (status == CW_OK)
        hold_prints(work);
    if (work->n_seeds > 0)
        qsort(work->seeds, work->n_seeds, sizeof *work->seeds, compare_seeds);
    return status;
}

/* The report with every earlier one that it shares a fingerprint with. */
static cw_status meet_others(reuse *work)
{
    uint32_t b = work->order.at[work->turn];
    cw_status status =
        cw_body_read(work->reports, b, work->scratch, &work->here);
    if (status == CW_OK)
        status = find_seeds(work);
    for (size_t from = 0, to; from < work->n_seeds && status == CW_OK;
         from = to) {
        cw_copy copy = {.a = work->seeds[from].a, .b = b};
        const cw_body *a;
        for (to = from; to < work->n_seeds && work->seeds[to].a == copy.a;)
            to++;
        status = recall_body(work, copy.a, &a);
        if (status == CW_OK)
            status = align_pair(work, work->seeds + from, to - from, a, &copy);
        if (status == CW_OK && copy.n_passages > 0)
            status = add_copy(work, &copy);
    }
    return status;
}

/* Pairs all of whose passages proved to be stock phrases are no copies. */
static void drop_stock(reuse *work)
{
    cw_copy_list *list = &work->copies;
    size_t n = 0;
    for (size_t i = 0; i < work->n_doubts;) {
        uint32_t copy = work->doubts[i].copy;
        bool is_copy = false;
        while (i < work->n_doubts && work->doubts[i].copy == copy) {
            uint32_t passage = work->doubts[i].passage;
            bool is_stock_now = false;
            for (; i < work->n_doubts && work->doubts[i].copy == copy &&
                   work->doubts[i].passage == passage;
                 i++)
                is_stock_now |= work->doubted[work->doubts[i].key].n_holders >=
                                STOCK_HOLDERS;
            is_copy |= !is_stock_now;
        }
        if (!is_copy)
            list->at[copy].n_passages = 0;
    }
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].n_passages > 0)
            list->at[n++] = list->at[i];
    list->n = n;
}

/* ---- equal texts -------------------------------------------------------- */

/* Of two equal texts each is one passage, if it is as long as any. */
static cw_status add_twin(reuse *work, cw_twin twin)
{
    cw_copy copy = {.a = twin.earlier,
                    .b = twin.later,
                    .containment = {1000, 1000},
                    .n_passages = 1};
    const cw_body *a;
    cw_stretch all;
    cw_status status = recall_body(work, twin.earlier, &a);
    if (status == CW_OK)
        status =
            cw_body_read(work->reports, twin.later, work->scratch, &work->here);
    if (status == CW_OK)
        status = make_room(work, 1);
    if (status != CW_OK || a->n < CW_RUN_MIN)
        return status;
    all = (cw_stretch){.to_a = (uint32_t)a->n, .to_b = (uint32_t)a->n};
    work->passages[0] = passage_of(&copy, a, &work->here, &all);
    return add_copy(work, &copy);
}

static cw_status add_twins(reuse *work)
{
    cw_status status =
        cw_twins_find(&work->order, work->reports, work->scratch, &work->twins);
    for (size_t i = 0; i < work->twins.n && status == CW_OK; i++)
        status = add_twin(work, work->twins.at[i]);
    return status;
}

/* ---- the whole ---------------------------------------------------------- */

/* The most postings that are held at once: what comes again of all reports
 * without a day, and of those of the fullest window. */
static size_t count_held(const reuse *work)
{
    const cw_reuse_order *order = &work->order;
    size_t held = 0, most = 0, oldest = 0;
    for (size_t i = 0; i < order->n; i++) {
        int32_t day = work->reports[order->at[i]].published.day;
        for (; day != CW_NO_DAY; oldest++) {
            const cw_told_report *old = &work->reports[order->at[oldest]];
            if (old->published.day != CW_NO_DAY &&
                !cw_is_too_old(order, old, day))
                break;
            if (old->published.day != CW_NO_DAY)
                held -= work->n_returning[order->at[oldest]];
        }
        held += work->n_returning[order->at[i]];
        most = held > most ? held : most;
    }
    return most;
}

static uint64_t count_bytes(const cw_told_report *reports, size_t n)
{
    uint64_t n_bytes = 0;
    for (size_t i = 0; i < n; i++)
        n_bytes += reports[i].report->text.n;
    return n_bytes;
}

/* First pass, from the last report to the first. */
static cw_status count_prints(reuse *work)
{
    cw_status status = cw_print_filter_init(
        &work->filter, count_bytes(work->reports, work->n_reports));
    for (size_t i = work->order.n; i-- > 0 && status == CW_OK;) {
        uint32_t number = work->order.at[i];
        if (work->twins.is_more[number])
            continue;
        status =
            cw_body_read(work->reports, number, work->scratch, &work->here);
        if (status == CW_OK)
            status = cw_body_winnow(&work->here, work->scratch, &work->prints);
        if (status == CW_OK)
            status = cw_print_filter_add(&work->filter, &work->prints,
                                         &work->n_returning[number]);
    }
    return status;
}

/* Who is too old for the report at hand leaves; those without a day stay. */
static void let_go(reuse *work)
{
    const uint32_t *at = work->order.at;
    const cw_told_report *all = work->reports;
    int32_t day = all[at[work->turn]].published.day;
    uint32_t *gone = &work->index.gone_to;
    if (day == CW_NO_DAY)
        *gone = work->index.gone_from = work->turn + 1;
    else
        while (cw_is_too_old(&work->order, &all[at[*gone]], day))
            ++*gone;
}

/* Second pass, in order. */
static cw_status meet_all(reuse *work)
{
    cw_status status = CW_OK;
    for (; work->turn < work->order.n && status == CW_OK; work->turn++) {
        let_go(work);
        if (!work->twins.is_more[work->order.at[work->turn]])
            status = meet_others(work);
    }
    return status;
}

static cw_status find_all(reuse *work, size_t *n_bytes)
{
    size_t n = work->n_reports, n_counted;
    cw_status status =
        cw_reuse_order_init(&work->order, work->reports, n, work->scratch);
    cw_table_init(&work->doubts_by_key, work->scratch, CW_MAX_STORY_ITEMS);
    work->kept = cw_arena_array(work->scratch, BODIES_KEPT, sizeof *work->kept);
    work->n_returning =
        cw_arena_array(work->scratch, n, sizeof *work->n_returning);
    if (!work->kept || !work->n_returning)
        return CW_NO_MEMORY;
    if (status == CW_OK)
        status = add_twins(work);
    if (status == CW_OK)
        status = count_prints(work);
    if (status != CW_OK)
        return status;
    n_counted = cw_print_filter_close(&work->filter);
    status = cw_print_index_init(&work->index, count_held(work));
    if (status == CW_OK)
        status = meet_all(work);
    if (status == CW_OK)
        drop_stock(work);
    *n_bytes = cw_print_index_bytes(&work->index);
    if (*n_bytes < n_counted)
        *n_bytes = n_counted;
    *n_bytes += work->filter.capacity + work->twins.n_bytes +
                n * (sizeof *work->order.at + sizeof *work->n_returning);
    return status;
}

static int compare_copies(const void *a, const void *b)
{
    const cw_copy *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    return x->kind < y->kind ? -1 : x->kind > y->kind;
}

cw_status cw_reuse_find(const cw_told_report *reports, size_t n,
                        uint32_t window_days, cw_arena *keep, cw_arena *scratch,
                        cw_copies *out)
{
    cw_mark mark = cw_arena_mark(scratch);
    reuse *work = cw_arena_array(scratch, 1, sizeof *work);
    cw_copy_list found;
    cw_status status;
    *out = (cw_copies){0};
    if (!work)
        return CW_NO_MEMORY;
    *work = (reuse){.reports = reports,
                    .n_reports = n,
                    .keep = keep,
                    .scratch = scratch,
                    .order.window_days = window_days};
    status = find_all(work, &out->n_index_bytes);
    out->n_postings = work->index.n_postings;
    cw_print_index_free(&work->index);
    cw_print_filter_free(&work->filter);
    if (status == CW_OK)
        status = cw_furniture_copies(reports, n, keep, scratch, &work->copies);
    found = work->copies;
    cw_arena_reset(scratch, mark);
    if (status != CW_OK)
        return status;
    if (found.n > 0)
        qsort(found.at, found.n, sizeof *found.at, compare_copies);
    out->at = found.at;
    out->n = found.n;
    return CW_OK;
}
