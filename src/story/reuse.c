/* reuse.c: passages that reports share, word for word.
 *
 *   words -> 5-word shingles -> winnowed, window 4: a shared run of 8 words or
 *   more leaves an equal fingerprint in both (Schleimer, Wilkerson, Aiken,
 *   SIGMOD 2003) -> seeds -> the full run -> over edits of a few words
 *
 *   first pass   which fingerprints recur at all (reuse_index.c)
 *   second pass  report 9 meets the first holder of each of its fingerprints
 *                and the newest few, then holds them itself
 *
 * So ten thousand copies of one text cost ten thousand times a small number;
 * they hang together through their neighbours. A short run that many reports
 * hold, and nothing else with it, is a stock phrase and no copy. Words are read
 * anew in each pass, and again when an older report is met: that takes less
 * time than fetching what would have been kept. */
#include "story/reuse.h"

#include <stdlib.h>

#include "story/reuse_int.h"

enum {
    BODIES_KEPT = 8192, // bodies of earlier reports whose words are at hand
    WORDS_KEPT_MAX = 4 << 20, // of all those bodies: 64 MiB
    TWINS_MAX = 8,            // equal texts that are paired with all others
    STOCK_HOLDERS = 6,        // reports that make a run a stock phrase ...
    STOCK_WORDS = 16,         // ... when it is shorter than this
    NEAR_DUPLICATE = 800,     // containment both ways, thousandths
    WIRE_COPY = 400,          // containment one way, with an agency named
};

typedef struct {
    uint64_t hash;      // of all words in order
    bool leaves_prints; // not: too short, or a twin like many others
} known_body;

/* Two places with one fingerprint; report a is before the one at hand. */
typedef struct {
    uint32_t a, at_a, at_b;
} seed;

/* A fingerprint inside a short passage of a pair that shares nothing longer:
 * how many hold it is known at the end. */
typedef struct {
    uint32_t copy, passage;
    const cw_print_cell *cell;
} doubt;

typedef struct {
    const cw_told_report *reports;
    size_t n_reports;
    cw_arena *keep, *scratch;
    known_body *known;    // [n_reports]
    size_t n_bytes_known; // of them, and what finds equal texts
    cw_print_index index;
    cw_body here, recalled; // the report at hand, an earlier one
    cw_body *kept;          // ... and more, [BODIES_KEPT] by number modulo it
    size_t n_words_kept;
    cw_prints prints;     // of the report at hand ...
    cw_print_cell **cell; // [prints.n] ... and their cells or NULL
    size_t cell_capacity;
    seed *seeds;
    size_t n_seeds, seeds_capacity;
    doubt *doubts;
    size_t n_doubts, doubts_capacity;
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
    size_t from = 0, to = work->prints.n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (work->prints.at[middle].at < word)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Is a passage known by now to be a stock phrase: by the fingerprint in it
 * that most hold, for near its ends they differ from report to report. */
static bool is_stock(const reuse *work, const cw_stretch *found)
{
    if (found->n_equal >= STOCK_WORDS)
        return false;
    for (size_t i = first_print(work, found->from_b);
         i < work->prints.n && work->prints.at[i].at < found->to_b; i++)
        if (work->cell[i] && work->cell[i]->n_holders >= STOCK_HOLDERS)
            return true;
    return false;
}

static cw_status add_doubts(reuse *work, const cw_stretch *found,
                            uint32_t passage)
{
    cw_status status = CW_OK;
    for (size_t i = first_print(work, found->from_b);
         i < work->prints.n && work->prints.at[i].at < found->to_b &&
         status == CW_OK;
         i++) {
        if (!work->cell[i])
            continue;
        status = cw_grow(work->scratch, (void **)&work->doubts,
                         &work->doubts_capacity, work->n_doubts + 1,
                         sizeof *work->doubts, UINT32_MAX);
        if (status == CW_OK)
            work->doubts[work->n_doubts++] =
                (doubt){(uint32_t)work->copies.n, passage, work->cell[i]};
    }
    return status;
}

/* Passages of one pair; none when all they share are stock phrases. Seeds
 * ascend by place in a, so one inside a stretch found before is skipped, and
 * no word of a is read over twice from the left. */
static cw_status align_pair(reuse *work, const seed *seeds, size_t n,
                            const cw_body *a, cw_copy *copy)
{
    const cw_body *b = &work->here;
    cw_mark mark = cw_arena_mark(work->keep);
    cw_passage *passages = cw_arena_array(work->keep, n, sizeof *passages);
    size_t n_doubts = work->n_doubts;
    uint32_t a_done = 0, n_words = 0;
    bool is_sure = false, is_copy = false;
    cw_status status = passages ? CW_OK : CW_NO_MEMORY;
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
        passages[copy->n_passages++] = passage_of(copy, a, b, &found);
    }
    if (is_sure || !is_copy || status != CW_OK)
        work->n_doubts = n_doubts;
    if (!is_sure && !is_copy) {
        copy->n_passages = 0;
        cw_arena_reset(work->keep, mark);
        return status;
    }
    copy->passages = passages;
    copy->containment[0] = share(n_words, a->n);
    copy->containment[1] = share(n_words, b->n);
    return status;
}

/* The agency that one of the two credits in its own words, b's first. */
static void name_agency(const reuse *work, cw_copy *copy)
{
    uint32_t pair[2] = {copy->a, copy->b};
    for (int k = 0; k < 2 && copy->origin.n == 0; k++) {
        const cw_report *report = work->reports[pair[k]].report;
        const cw_fact *agency = CW_AT(report, report->agency, cw_fact);
        if (report->agency.n == 0)
            continue;
        copy->origin = cw_slice_bytes(report, agency[0].value);
        copy->has_origin_cite = !cw_range_is_empty(agency[0].span);
        copy->origin_cite = cw_span_of(pair[k], agency[0].span);
    }
}

static void name_earliest(const reuse *work, cw_copy *copy)
{
    const cw_told_report *a = &work->reports[copy->a];
    const cw_told_report *b = &work->reports[copy->b];
    const cw_told_report *first;
    if (a->published.day == CW_NO_DAY || b->published.day == CW_NO_DAY ||
        a->published.day == b->published.day)
        return;
    first = a->published.day < b->published.day ? a : b;
    copy->origin = cw_slice_bytes(first->report, first->report->outlet.value);
}

static void judge_copy(const reuse *work, cw_copy *copy)
{
    uint32_t more = copy->containment[0] > copy->containment[1]
                        ? copy->containment[0]
                        : copy->containment[1];
    uint32_t less = copy->containment[0] + copy->containment[1] - more;
    copy->kind = CW_COPY_PASSAGE;
    if (more < WIRE_COPY)
        return;
    name_agency(work, copy);
    if (copy->origin.n > 0)
        copy->kind = CW_COPY_WIRE;
    else if (less >= NEAR_DUPLICATE)
        copy->kind = CW_COPY_NEAR_DUPLICATE;
    if (copy->origin.n == 0)
        name_earliest(work, copy);
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

/* Seeds of one fingerprint with those that held it before; now held here. */
static cw_status meet_holders(reuse *work, const cw_print *print,
                              cw_print_cell *cell)
{
    const cw_posting *row;
    size_t n = cw_print_index_row(&work->index, cell, &row);
    cw_status status =
        cw_grow(work->scratch, (void **)&work->seeds, &work->seeds_capacity,
                work->n_seeds + n, sizeof *work->seeds, UINT32_MAX);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        if (row[i].report != work->here.report)
            work->seeds[work->n_seeds++] =
                (seed){row[i].report, row[i].at, print->at};
    cw_print_index_add(&work->index, cell,
                       (cw_posting){work->here.report, print->at});
    return status;
}

/* All seeds of the report at hand, by earlier report and place. */
static cw_status find_seeds(reuse *work)
{
    cw_status status =
        cw_body_winnow(&work->here, work->scratch, &work->prints);
    size_t n = work->prints.n;
    work->n_seeds = 0;
    if (status == CW_OK)
        status = cw_grow(work->scratch, (void **)&work->cell,
                         &work->cell_capacity, n, sizeof(void *), UINT32_MAX);
    if (status == CW_OK)
        cw_print_index_find(&work->index, &work->prints, work->cell);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        if (work->cell[i])
            status = meet_holders(work, &work->prints.at[i], work->cell[i]);
    if (work->n_seeds > 0)
        qsort(work->seeds, work->n_seeds, sizeof *work->seeds, compare_seeds);
    return status;
}

/* The report with every earlier one that it shares a fingerprint with. */
static cw_status meet_others(reuse *work, uint32_t b)
{
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
        if (status == CW_OK && copy.n_passages > 0) {
            judge_copy(work, &copy);
            status = cw_copy_add(&work->copies, work->keep, copy);
        }
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
                is_stock_now |=
                    work->doubts[i].cell->n_holders >= STOCK_HOLDERS;
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

static bool are_twins(const cw_body *a, const cw_body *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->words[i].hash != b->words[i].hash)
            return false;
    return true;
}

/* The report at hand is the same as an earlier one. */
static cw_status add_twin(reuse *work, uint32_t earlier)
{
    uint32_t n = (uint32_t)work->here.n;
    cw_copy copy = {
        .a = earlier, .b = work->here.report, .containment = {1000, 1000}};
    cw_stretch all = {0, n, 0, n, n, n};
    cw_passage *passage = cw_arena_array(work->keep, 1, sizeof *passage);
    const cw_body *a;
    cw_status status = recall_body(work, earlier, &a);
    if (!passage || status != CW_OK)
        return CW_NO_MEMORY;
    *passage = passage_of(&copy, a, &work->here, &all);
    copy.passages = passage;
    copy.n_passages = 1;
    judge_copy(work, &copy);
    return cw_copy_add(&work->copies, work->keep, copy);
}

/* Equal texts: slots by hash, so few bytes of each that the index is most of
 * what is held. */
typedef struct {
    uint64_t seed;
    uint32_t *slots;  // [n_slots] number of the first with a text, and 1
    size_t n_slots;   // a power of two, at most two thirds full
    uint32_t *n_more; // [n_reports] at the first: others with its text
    uint32_t *newest; // ... and the newest of them
} twins;

static cw_status open_twins(twins *seen, size_t n, cw_arena *scratch)
{
    seen->seed = cw_table_seed();
    for (seen->n_slots = 16; seen->n_slots / 3 * 2 < n;)
        seen->n_slots *= 2;
    seen->slots = cw_arena_array(scratch, seen->n_slots, sizeof *seen->slots);
    seen->n_more = cw_arena_array(scratch, n, sizeof *seen->n_more);
    seen->newest = cw_arena_array(scratch, n, sizeof *seen->newest);
    return seen->slots && seen->n_more && seen->newest ? CW_OK : CW_NO_MEMORY;
}

/* The first report with this hash, which may be `number`. */
static uint32_t first_twin(const reuse *work, twins *seen, uint32_t number)
{
    uint64_t hash = work->known[number].hash;
    size_t at = cw_hash_mix(hash, seen->seed) & (seen->n_slots - 1);
    while (seen->slots[at] > 0 && work->known[seen->slots[at] - 1].hash != hash)
        at = (at + 1) & (seen->n_slots - 1);
    if (seen->slots[at] == 0)
        seen->slots[at] = number + 1;
    return seen->slots[at] - 1;
}

/* Equal texts past TWINS_MAX are paired with the first and the one before
 * only, and leave no fingerprints: what is told of the first holds for them. */
static cw_status know_body(reuse *work, twins *seen, uint32_t number)
{
    known_body *known = &work->known[number];
    const cw_body *other;
    uint32_t first;
    cw_status status =
        cw_body_read(work->reports, number, work->scratch, &work->here);
    if (status != CW_OK || work->here.n < CW_RUN_MIN)
        return status;
    known->leaves_prints = true;
    known->hash = cw_run_key(work->here.words, work->here.n);
    first = first_twin(work, seen, number);
    if (first == number)
        return CW_OK;
    status = recall_body(work, first, &other);
    if (status != CW_OK || !are_twins(other, &work->here) ||
        ++seen->n_more[first] < TWINS_MAX)
        return status;
    known->leaves_prints = false;
    status = add_twin(work, first);
    if (status == CW_OK && seen->newest[first] > first)
        status = add_twin(work, seen->newest[first]);
    seen->newest[first] = number;
    return status;
}

/* ---- the whole ---------------------------------------------------------- */

static cw_status count_prints(reuse *work)
{
    twins seen;
    cw_status status = open_twins(&seen, work->n_reports, work->scratch);
    work->n_bytes_known =
        work->n_reports * (sizeof *work->known + 8) + seen.n_slots * 4;
    for (uint32_t i = 0; i < work->n_reports && status == CW_OK; i++) {
        status = know_body(work, &seen, i);
        if (status != CW_OK || !work->known[i].leaves_prints)
            continue;
        status = cw_body_winnow(&work->here, work->scratch, &work->prints);
        if (status == CW_OK)
            status = cw_print_index_count(&work->index, &work->prints);
    }
    return status;
}

static uint64_t count_bytes(const cw_told_report *reports, size_t n)
{
    uint64_t n_bytes = 0;
    for (size_t i = 0; i < n; i++)
        n_bytes += reports[i].report->text.n;
    return n_bytes;
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

cw_status cw_reuse_find(const cw_told_report *reports, size_t n, cw_arena *keep,
                        cw_arena *scratch, cw_copies *out)
{
    cw_mark mark = cw_arena_mark(scratch);
    reuse *work = cw_arena_array(scratch, 1, sizeof *work);
    cw_copy_list found = {0};
    cw_status status = CW_NO_MEMORY;
    *out = (cw_copies){0};
    if (!work)
        return CW_NO_MEMORY;
    *work = (reuse){
        .reports = reports, .n_reports = n, .keep = keep, .scratch = scratch};
    work->known = cw_arena_array(scratch, n, sizeof *work->known);
    work->kept = cw_arena_array(scratch, BODIES_KEPT, sizeof *work->kept);
    if (work->known && work->kept)
        status = cw_print_index_init(&work->index, count_bytes(reports, n));
    if (status == CW_OK)
        status = count_prints(work);
    if (status == CW_OK)
        status = cw_print_index_sort(&work->index);
    for (uint32_t i = 0; i < n && status == CW_OK; i++)
        if (work->known[i].leaves_prints)
            status = meet_others(work, i);
    if (status == CW_OK) {
        drop_stock(work);
        status = cw_furniture_copies(reports, n, keep, scratch, &work->copies);
    }
    found = work->copies;
    out->n_index_bytes = work->index.n_bytes_max + work->n_bytes_known;
    cw_print_index_free(&work->index);
    cw_arena_reset(scratch, mark);
    if (status != CW_OK)
        return status;
    if (found.n > 0)
        qsort(found.at, found.n, sizeof *found.at, compare_copies);
    out->at = found.at;
    out->n = found.n;
    return CW_OK;
}
