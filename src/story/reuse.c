/* reuse.c: passages that reports share, word for word.
 *
 *   words -> 5-word shingles -> winnowed, window 4: a shared run of 8 words or
 *   more leaves an equal fingerprint in both (Schleimer, Wilkerson, Aiken,
 *   SIGMOD 2003) -> seeds -> the full run -> over edits of a few words
 *
 *   prints   sorted by key: | key 1: report 0, 3, 9 | key 2: report 3 | ...
 *   report 9 meets the first holder of each of its keys and the newest few
 *
 * So ten thousand copies of one text cost ten thousand times a small number;
 * they hang together through their neighbours. A short run that many reports
 * hold, and nothing else with it, is a stock phrase and no copy. */
#include "story/reuse.h"

#include <stdlib.h>

#include "story/reuse_int.h"

enum {
    SHINGLE = 5,
    WINDOW = 4,
    RUN_MIN = SHINGLE + WINDOW - 1, // words of a passage, at least
    EDIT_MAX = 6,         // words lost or added inside a passage, at one place
    RESUME_MIN = 3,       // equal words that end such an edit
    HOLDERS_MAX = 6,      // earlier holders a fingerprint is paired with
    TWINS_MAX = 8,        // equal texts that are paired with all others
    STOCK_HOLDERS = 6,    // reports that make a run a stock phrase ...
    STOCK_WORDS = 16,     // ... when it is shorter than this
    NEAR_DUPLICATE = 800, // containment both ways, thousandths
    WIRE_COPY = 400,      // containment one way, with an agency named
};

typedef struct {
    const cw_run_word *words; // ranges count in the report's text
    uint32_t n;
    uint64_t hash; // of all words in order
    uint32_t first_print;
} body_words;

typedef struct {
    uint64_t key;
    uint32_t report, at; // first word of the shingle
    uint32_t number;     // in the order they were made
} fingerprint;

/* Two places with one fingerprint; report a < b. */
typedef struct {
    uint32_t a, at_a, at_b;
} seed;

typedef struct {
    const cw_told_report *reports;
    size_t n_reports;
    cw_arena *keep, *scratch;
    body_words *bodies; // [n_reports + 1]
    fingerprint *prints;
    size_t n_prints, prints_capacity;
    uint32_t *place;     // [n_prints] of print `number` in the sorted prints
    uint32_t *first;     // [n_prints] sorted place of its key's first print
    uint32_t *n_holders; // [n_prints] at a key's first print: its reports
    seed *seeds;         // of the report that meets the others now
    size_t n_seeds, seeds_capacity;
    cw_copy_list copies;
} reuse;

/* ---- words and fingerprints --------------------------------------------- */

static cw_status read_body(reuse *work, uint32_t number)
{
    const cw_report *report = work->reports[number].report;
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_bytes text = cw_report_text(report);
    size_t room = 0, n = 0;
    cw_run_word *words;
    for (uint32_t i = 0; i < report->blocks.n; i++)
        if (cw_role_is_body((cw_role)blocks[i].role))
            room += (blocks[i].range.to - blocks[i].range.from) / 2 + 1;
    words = cw_arena_array(work->scratch, room, sizeof *words);
    if (!words)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        size_t first = n;
        if (!cw_role_is_body((cw_role)blocks[i].role))
            continue;
        n += cw_run_words(cw_bytes_at(text, blocks[i].range), words + n);
        for (size_t w = first; w < n; w++) {
            words[w].range.from += blocks[i].range.from;
            words[w].range.to += blocks[i].range.from;
        }
    }
    work->bodies[number].words = words;
    work->bodies[number].n = (uint32_t)n;
    work->bodies[number].hash = cw_run_key(words, n);
    return CW_OK;
}

static cw_status add_print(reuse *work, uint64_t key, uint32_t report,
                           uint32_t at)
{
    cw_status status =
        cw_grow(work->scratch, (void **)&work->prints, &work->prints_capacity,
                work->n_prints + 1, sizeof *work->prints, UINT32_MAX);
    if (status != CW_OK)
        return status;
    work->prints[work->n_prints] =
        (fingerprint){key, report, at, (uint32_t)work->n_prints};
    work->n_prints++;
    return CW_OK;
}

/* Of every WINDOW shingles the least is kept; the rightmost when equal. */
static cw_status winnow(reuse *work, uint32_t number)
{
    const body_words *body = &work->bodies[number];
    uint64_t window[WINDOW];
    uint32_t kept = UINT32_MAX;
    if (body->n < RUN_MIN)
        return CW_OK;
    for (uint32_t at = 0; at + SHINGLE <= body->n; at++) {
        uint32_t least = at;
        cw_status status;
        window[at % WINDOW] = cw_run_key(body->words + at, SHINGLE);
        if (at + 1 < WINDOW)
            continue;
        for (uint32_t k = 1; k < WINDOW; k++)
            if (window[(at - k) % WINDOW] < window[least % WINDOW])
                least = at - k;
        if (least == kept)
            continue;
        kept = least;
        status = add_print(work, window[least % WINDOW], number, least);
        if (status != CW_OK)
            return status;
    }
    return CW_OK;
}

/* ---- seeds -------------------------------------------------------------- */

static int compare_prints(const void *a, const void *b)
{
    const fingerprint *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static cw_status index_prints(reuse *work)
{
    size_t n = work->n_prints;
    size_t first = 0;
    work->place = cw_arena_array(work->scratch, n, sizeof *work->place);
    work->first = cw_arena_array(work->scratch, n, sizeof *work->first);
    work->n_holders = cw_arena_array(work->scratch, n, sizeof *work->n_holders);
    if (!work->place || !work->first || !work->n_holders)
        return CW_NO_MEMORY;
    if (n > 0)
        qsort(work->prints, n, sizeof *work->prints, compare_prints);
    for (size_t i = 0; i < n; i++) {
        if (work->prints[i].key != work->prints[first].key)
            first = i;
        work->place[work->prints[i].number] = (uint32_t)i;
        work->first[i] = (uint32_t)first;
        work->n_holders[first] +=
            i == first || work->prints[i].report != work->prints[i - 1].report;
    }
    return CW_OK;
}

static cw_status add_seed(reuse *work, uint32_t a, uint32_t at_a, uint32_t at_b)
{
    cw_status status =
        cw_grow(work->scratch, (void **)&work->seeds, &work->seeds_capacity,
                work->n_seeds + 1, sizeof *work->seeds, UINT32_MAX);
    if (status == CW_OK)
        work->seeds[work->n_seeds++] = (seed){a, at_a, at_b};
    return status;
}

/* Seeds of one fingerprint with its first holder and the newest few. */
static cw_status meet_holders(reuse *work, uint32_t i)
{
    const fingerprint *here = &work->prints[i];
    uint32_t first = work->first[i];
    cw_status status = CW_OK;
    for (uint32_t k = 0; k <= HOLDERS_MAX && status == CW_OK; k++) {
        uint32_t other =
            k < HOLDERS_MAX && i > first + k + 1 ? i - k - 1 : first;
        if (work->prints[other].report != here->report)
            status = add_seed(work, work->prints[other].report,
                              work->prints[other].at, here->at);
        if (other == first)
            break;
    }
    return status;
}

static int compare_seeds(const void *a, const void *b)
{
    const seed *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->at_a != y->at_a)
        return x->at_a < y->at_a ? -1 : 1;
    return x->at_b < y->at_b ? -1 : x->at_b > y->at_b;
}

/* ---- alignment ---------------------------------------------------------- */

/* Thousandths; a passage repeated in one report may count twice in the other,
 * so the share is held at the whole. */
static uint32_t share(uint32_t n_words, uint32_t n_all)
{
    if (n_words >= n_all)
        return 1000;
    return (uint32_t)(n_words * 1000ull / n_all);
}

/* Two texts read side by side in one direction from two places. */
typedef struct {
    const body_words *a, *b;
    int64_t at_a, at_b;   // next words
    int64_t end_a, end_b; // where reading ends, exclusive
    int step;             // 1 or -1
    uint32_t n_equal;
} reader;

static bool are_equal(const reader *read, int64_t skip_a, int64_t skip_b)
{
    int64_t i = read->at_a + read->step * skip_a;
    int64_t j = read->at_b + read->step * skip_b;
    return (read->end_a - i) * read->step > 0 &&
           (read->end_b - j) * read->step > 0 &&
           read->a->words[i].hash == read->b->words[j].hash;
}

/* Past an edit: the least words skipped on both sides after which
 * RESUME_MIN are equal again. */
static bool resume(reader *read)
{
    for (int skipped = 1; skipped <= 2 * EDIT_MAX; skipped++) {
        int from = skipped > EDIT_MAX ? skipped - EDIT_MAX : 0;
        for (int i = from; i <= skipped && i <= EDIT_MAX; i++) {
            int n = 0;
            while (n < RESUME_MIN && are_equal(read, i + n, skipped - i + n))
                n++;
            if (n == RESUME_MIN) {
                read->at_a += read->step * i;
                read->at_b += read->step * (skipped - i);
                return true;
            }
        }
    }
    return false;
}

static void read_equal(reader *read)
{
    while (are_equal(read, 0, 0)) {
        read->at_a += read->step;
        read->at_b += read->step;
        read->n_equal++;
    }
}

static void read_on(reader *read)
{
    do
        read_equal(read);
    while (resume(read));
}

typedef struct {
    uint32_t from_a, to_a, from_b, to_b; // words
    uint32_t n_equal;
    uint32_t n_run; // of the run without an edit that it began with
} stretch;

/* What two bodies share around a seed, from word a_done of a on. */
static stretch find_stretch(const body_words *a, const body_words *b,
                            const seed *at, uint32_t a_done)
{
    reader right = {a, b, at->at_a, at->at_b, a->n, b->n, 1, 0};
    reader left = {a,
                   b,
                   (int64_t)at->at_a - 1,
                   (int64_t)at->at_b - 1,
                   (int64_t)a_done - 1,
                   -1,
                   -1,
                   0};
    stretch found = {0};
    read_equal(&right);
    read_equal(&left);
    found.n_run = right.n_equal + left.n_equal;
    if (found.n_run >= RUN_MIN) {
        if (resume(&right))
            read_on(&right);
        if (resume(&left))
            read_on(&left);
    }
    found.n_equal = right.n_equal + left.n_equal;
    found.from_a = (uint32_t)(left.at_a + 1);
    found.from_b = (uint32_t)(left.at_b + 1);
    found.to_a = (uint32_t)right.at_a;
    found.to_b = (uint32_t)right.at_b;
    return found;
}

static cw_passage passage_of(const reuse *work, const cw_copy *copy,
                             const stretch *found)
{
    const cw_run_word *a = work->bodies[copy->a].words;
    const cw_run_word *b = work->bodies[copy->b].words;
    return (cw_passage){
        {copy->a, a[found->from_a].range.from, a[found->to_a - 1].range.to},
        {copy->b, b[found->from_b].range.from, b[found->to_b - 1].range.to}};
}

static const fingerprint *print_at(const reuse *work, uint32_t number)
{
    return &work->prints[work->place[number]];
}

/* A short stretch around words that many reports hold, by the fingerprint of
 * b in it that most hold: near its ends they differ from report to report. */
static bool is_stock(const reuse *work, uint32_t b, const stretch *found)
{
    uint32_t from = work->bodies[b].first_print;
    uint32_t to = work->bodies[b + 1].first_print, end = to;
    if (found->n_equal >= STOCK_WORDS)
        return false;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (print_at(work, middle)->at < found->from_b)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < end && print_at(work, from)->at < found->to_b; from++)
        if (work->n_holders[work->first[work->place[from]]] >= STOCK_HOLDERS)
            return true;
    return false;
}

/* Passages of one pair; none when all they share are stock phrases. Seeds
 * ascend by place in a, so one inside a stretch found before is skipped, and
 * no word of a is read over twice from the left. */
static cw_status align_pair(reuse *work, const seed *seeds, size_t n,
                            cw_copy *copy)
{
    const body_words *a = &work->bodies[copy->a], *b = &work->bodies[copy->b];
    cw_mark mark = cw_arena_mark(work->keep);
    cw_passage *passages = cw_arena_array(work->keep, n, sizeof *passages);
    uint32_t a_done = 0, n_words = 0;
    bool is_copy = false;
    if (!passages)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        stretch found;
        if (seeds[i].at_a < a_done)
            continue;
        found = find_stretch(a, b, &seeds[i], a_done);
        if (found.n_run < RUN_MIN)
            continue;
        passages[copy->n_passages++] = passage_of(work, copy, &found);
        a_done = found.to_a;
        n_words += found.n_equal;
        is_copy |= !is_stock(work, copy->b, &found);
    }
    if (!is_copy) {
        copy->n_passages = 0;
        cw_arena_reset(work->keep, mark);
        return CW_OK;
    }
    copy->passages = passages;
    copy->containment[0] = share(n_words, a->n);
    copy->containment[1] = share(n_words, b->n);
    return CW_OK;
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

/* Report b with every earlier report that it shares a fingerprint with. */
static cw_status meet_others(reuse *work, uint32_t b)
{
    cw_status status = CW_OK;
    uint32_t last = work->bodies[b + 1].first_print;
    work->n_seeds = 0;
    for (uint32_t i = work->bodies[b].first_print; i < last && status == CW_OK;
         i++)
        status = meet_holders(work, work->place[i]);
    if (work->n_seeds > 0)
        qsort(work->seeds, work->n_seeds, sizeof *work->seeds, compare_seeds);
    for (size_t from = 0, to; from < work->n_seeds && status == CW_OK;
         from = to) {
        cw_copy copy = {.a = work->seeds[from].a, .b = b};
        for (to = from; to < work->n_seeds && work->seeds[to].a == copy.a;)
            to++;
        status = align_pair(work, work->seeds + from, to - from, &copy);
        if (status == CW_OK && copy.n_passages > 0) {
            judge_copy(work, &copy);
            status = cw_copy_add(&work->copies, work->keep, copy);
        }
    }
    return status;
}

/* ---- equal texts -------------------------------------------------------- */

static bool are_twins(const body_words *a, const body_words *b)
{
    if (a->n != b->n || a->hash != b->hash)
        return false;
    for (uint32_t i = 0; i < a->n; i++)
        if (a->words[i].hash != b->words[i].hash)
            return false;
    return true;
}

static cw_status add_twin(reuse *work, uint32_t a, uint32_t b)
{
    uint32_t n = work->bodies[a].n;
    cw_copy copy = {.a = a, .b = b, .containment = {1000, 1000}};
    stretch all = {0, n, 0, n, n, n};
    cw_passage *passage = cw_arena_array(work->keep, 1, sizeof *passage);
    if (!passage)
        return CW_NO_MEMORY;
    *passage = passage_of(work, &copy, &all);
    copy.passages = passage;
    copy.n_passages = 1;
    judge_copy(work, &copy);
    return cw_copy_add(&work->copies, work->keep, copy);
}

/* Equal texts past TWINS_MAX are paired with the first and the one before
 * only, and leave no fingerprints: what is told of the first holds for them. */
static cw_status print_bodies(reuse *work)
{
    uint32_t *n_twins = cw_arena_array(work->scratch, work->n_reports, 4);
    uint32_t *newest = cw_arena_array(work->scratch, work->n_reports, 4);
    cw_table seen;
    cw_status status = n_twins && newest ? CW_OK : CW_NO_MEMORY;
    cw_table_init(&seen, work->scratch, CW_MAX_REPORTS);
    for (uint32_t i = 0; i < work->n_reports && status == CW_OK; i++) {
        body_words *body = &work->bodies[i];
        cw_table_entry *entry;
        bool is_new;
        uint32_t first;
        body->first_print = (uint32_t)work->n_prints;
        work->bodies[i + 1].first_print = body->first_print;
        if (body->n < RUN_MIN)
            continue;
        status = cw_table_add(
            &seen, (cw_bytes){(const uint8_t *)&body->hash, sizeof body->hash},
            &is_new, &entry);
        if (status != CW_OK)
            return status;
        if (is_new)
            entry->value = i;
        first = entry->value;
        if (is_new || !are_twins(&work->bodies[first], body) ||
            ++n_twins[first] < TWINS_MAX) {
            status = winnow(work, i);
        } else {
            status = add_twin(work, first, i);
            if (status == CW_OK && newest[first] > first)
                status = add_twin(work, newest[first], i);
            newest[first] = i;
        }
        work->bodies[i + 1].first_print = (uint32_t)work->n_prints;
    }
    return status;
}

/* ---- the whole ---------------------------------------------------------- */

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
    reuse work = {
        .reports = reports, .n_reports = n, .keep = keep, .scratch = scratch};
    cw_mark mark = cw_arena_mark(scratch);
    cw_status status = CW_OK;
    *out = (cw_copies){NULL, 0};
    work.bodies = cw_arena_array(scratch, n + 1, sizeof *work.bodies);
    if (!work.bodies)
        status = CW_NO_MEMORY;
    for (uint32_t i = 0; i < n && status == CW_OK; i++)
        status = read_body(&work, i);
    if (status == CW_OK)
        status = print_bodies(&work);
    if (status == CW_OK)
        status = index_prints(&work);
    for (uint32_t i = 0; i < n && status == CW_OK; i++)
        status = meet_others(&work, i);
    if (status == CW_OK)
        status = cw_furniture_copies(reports, n, keep, scratch, &work.copies);
    cw_arena_reset(scratch, mark);
    if (status != CW_OK)
        return status;
    if (work.copies.n > 0)
        qsort(work.copies.at, work.copies.n, sizeof *work.copies.at,
              compare_copies);
    *out = (cw_copies){work.copies.at, work.copies.n};
    return CW_OK;
}
