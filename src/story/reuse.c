/* reuse.c: passages that reports share, word for word.
 *
 *   words -> 5-word shingles -> winnowed, window 4: a shared run of 8 words or
 *   more leaves an equal fingerprint in both (Schleimer, Wilkerson, Aiken,
 *   SIGMOD 2003) -> seeds -> extended word by word to the full run
 *
 * A fingerprint is paired with its first holder and the newest few, so that
 * ten thousand copies of one text cost ten thousand times a small number; the
 * copies hang together through their neighbours. */
#include "story/reuse.h"

#include <stdlib.h>

#include "story/story_int.h"

enum {
    SHINGLE = 5,
    WINDOW = 4,
    RUN_MIN = SHINGLE + WINDOW - 1, // words of a passage, at least
    HOLDERS_MAX = 6,      // earlier holders a fingerprint is paired with
    NEAR_DUPLICATE = 800, // containment both ways, thousandths
    WIRE_COPY = 400,      // containment one way, with an agency named
    LINE_WORDS_MIN = 4,   // of a furniture line that says something
};

typedef struct {
    const cw_run_word *words; // ranges count in the report's text
    uint32_t n;
} body_words;

typedef struct {
    uint64_t key;
    uint32_t report, at; // first word of the shingle
} fingerprint;

/* Two places with one fingerprint; report a < b. */
typedef struct {
    uint32_t a, b, at_a, at_b;
} seed;

typedef struct {
    const cw_told_report *reports;
    size_t n_reports;
    cw_arena *keep, *scratch;
    body_words *bodies; // [n_reports]
    fingerprint *prints;
    size_t n_prints, prints_capacity;
    seed *seeds;
    size_t n_seeds, seeds_capacity;
    cw_copy *copies;
    size_t n_copies, copies_capacity;
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
    work->bodies[number] = (body_words){words, (uint32_t)n};
    return CW_OK;
}

static cw_status add_print(reuse *work, uint64_t key, uint32_t report,
                           uint32_t at)
{
    cw_status status =
        cw_grow(work->scratch, (void **)&work->prints, &work->prints_capacity,
                work->n_prints + 1, sizeof *work->prints,
                SIZE_MAX / sizeof *work->prints);
    if (status == CW_OK)
        work->prints[work->n_prints++] = (fingerprint){key, report, at};
    return status;
}

static uint64_t shingle_at(const body_words *body, size_t at)
{
    uint64_t key = 0;
    for (size_t k = 0; k < SHINGLE; k++)
        key = cw_hash_mix(key, body->words[at + k].hash);
    return key;
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
        window[at % WINDOW] = shingle_at(body, at);
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
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static cw_status add_seed(reuse *work, const fingerprint *a,
                          const fingerprint *b)
{
    cw_status status;
    if (a->report == b->report)
        return CW_OK;
    status = cw_grow(work->scratch, (void **)&work->seeds,
                     &work->seeds_capacity, work->n_seeds + 1,
                     sizeof *work->seeds, SIZE_MAX / sizeof *work->seeds);
    if (status == CW_OK)
        work->seeds[work->n_seeds++] =
            (seed){a->report, b->report, a->at, b->at};
    return status;
}

static cw_status pair_prints(reuse *work)
{
    cw_status status = CW_OK;
    size_t first = 0;
    if (work->n_prints > 0)
        qsort(work->prints, work->n_prints, sizeof *work->prints,
              compare_prints);
    for (size_t i = 1; i < work->n_prints && status == CW_OK; i++) {
        if (work->prints[i].key != work->prints[first].key) {
            first = i;
            continue;
        }
        for (size_t k = 1; k <= HOLDERS_MAX && i - k > first && status == CW_OK;
             k++)
            status = add_seed(work, &work->prints[i - k], &work->prints[i]);
        if (status == CW_OK)
            status = add_seed(work, &work->prints[first], &work->prints[i]);
    }
    return status;
}

static int compare_seeds(const void *a, const void *b)
{
    const seed *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
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

/* Passages of one pair. Seeds ascend by place in a, so a seed inside the run
 * before it is skipped, and no word is extended over twice from the left. */
static cw_status align_pair(reuse *work, const seed *seeds, size_t n,
                            cw_copy *copy)
{
    const body_words *a = &work->bodies[copy->a], *b = &work->bodies[copy->b];
    cw_passage *passages = cw_arena_array(work->keep, n, sizeof *passages);
    uint32_t a_done = 0, n_words = 0;
    if (!passages)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        uint32_t from_a = seeds[i].at_a, from_b = seeds[i].at_b, length = 0;
        if (from_a < a_done)
            continue;
        while (from_a > a_done && from_b > 0 &&
               a->words[from_a - 1].hash == b->words[from_b - 1].hash)
            from_a--, from_b--;
        while (from_a + length < a->n && from_b + length < b->n &&
               a->words[from_a + length].hash == b->words[from_b + length].hash)
            length++;
        if (length < RUN_MIN)
            continue;
        passages[copy->n_passages++] =
            (cw_passage){{copy->a, a->words[from_a].range.from,
                          a->words[from_a + length - 1].range.to},
                         {copy->b, b->words[from_b].range.from,
                          b->words[from_b + length - 1].range.to}};
        a_done = from_a + length;
        n_words += length;
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

static cw_status add_copy(reuse *work, cw_copy copy)
{
    cw_status status =
        cw_grow(work->keep, (void **)&work->copies, &work->copies_capacity,
                work->n_copies + 1, sizeof copy, SIZE_MAX / sizeof copy);
    if (status == CW_OK)
        work->copies[work->n_copies++] = copy;
    return status;
}

static cw_status align_all(reuse *work)
{
    cw_status status = CW_OK;
    if (work->n_seeds > 0)
        qsort(work->seeds, work->n_seeds, sizeof *work->seeds, compare_seeds);
    for (size_t from = 0, to; from < work->n_seeds && status == CW_OK;
         from = to) {
        cw_copy copy = {.a = work->seeds[from].a, .b = work->seeds[from].b};
        for (to = from; to < work->n_seeds && work->seeds[to].a == copy.a &&
                        work->seeds[to].b == copy.b;)
            to++;
        status = align_pair(work, work->seeds + from, to - from, &copy);
        if (status == CW_OK && copy.n_passages > 0) {
            judge_copy(work, &copy);
            status = add_copy(work, copy);
        }
    }
    return status;
}

/* ---- common furniture --------------------------------------------------- */

static size_t count_words(cw_bytes text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += cw_is_space(text.at[i]) != 0 && i > 0 &&
             !cw_is_space(text.at[i - 1]);
    return n + 1;
}

/* A furniture line that an earlier report has as well: a seed of lines, its
 * places the numbers of the blocks. */
static cw_status pair_furniture(reuse *work)
{
    cw_table lines;
    fingerprint *newest = NULL;
    size_t capacity = 0;
    work->n_seeds = 0;
    cw_table_init(&lines, work->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t r = 0; r < work->n_reports; r++) {
        const cw_report *report = work->reports[r].report;
        const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
        for (uint32_t i = 0; i < report->blocks.n; i++) {
            cw_bytes line =
                cw_bytes_at(cw_report_text(report), blocks[i].range);
            fingerprint here = {.report = r, .at = i};
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
            } else if (status == CW_OK) {
                status = add_seed(work, &newest[entry->value], &here);
            }
            if (status != CW_OK)
                return status == CW_LIMIT ? CW_OK : status;
            newest[entry->value] = here;
        }
    }
    return CW_OK;
}

static cw_status tell_furniture(reuse *work)
{
    cw_status status = CW_OK;
    if (work->n_seeds > 0)
        qsort(work->seeds, work->n_seeds, sizeof *work->seeds, compare_seeds);
    for (size_t from = 0, to; from < work->n_seeds && status == CW_OK;
         from = to) {
        cw_copy copy = {.a = work->seeds[from].a,
                        .b = work->seeds[from].b,
                        .kind = CW_COPY_FURNITURE};
        const cw_report *a = work->reports[copy.a].report;
        const cw_report *b = work->reports[copy.b].report;
        cw_passage *passages;
        for (to = from; to < work->n_seeds && work->seeds[to].a == copy.a &&
                        work->seeds[to].b == copy.b;)
            to++;
        passages = cw_arena_array(work->keep, to - from, sizeof *passages);
        if (!passages)
            return CW_NO_MEMORY;
        for (size_t i = from; i < to; i++)
            passages[copy.n_passages++] = (cw_passage){
                cw_span_of(
                    copy.a,
                    CW_AT(a, a->blocks, cw_block)[work->seeds[i].at_a].range),
                cw_span_of(
                    copy.b,
                    CW_AT(b, b->blocks, cw_block)[work->seeds[i].at_b].range)};
        copy.passages = passages;
        status = add_copy(work, copy);
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
    work.bodies = cw_arena_array(scratch, n, sizeof *work.bodies);
    if (!work.bodies)
        status = CW_NO_MEMORY;
    for (uint32_t i = 0; i < n && status == CW_OK; i++) {
        status = read_body(&work, i);
        if (status == CW_OK)
            status = winnow(&work, i);
    }
    if (status == CW_OK)
        status = pair_prints(&work);
    if (status == CW_OK)
        status = align_all(&work);
    if (status == CW_OK)
        status = pair_furniture(&work);
    if (status == CW_OK)
        status = tell_furniture(&work);
    cw_arena_reset(scratch, mark);
    if (status != CW_OK)
        return status;
    if (work.n_copies > 0)
        qsort(work.copies, work.n_copies, sizeof *work.copies, compare_copies);
    *out = (cw_copies){work.copies, work.n_copies};
    return CW_OK;
}

cw_status cw_copies_build(cw_plot *plot)
{
    const cw_copies *all = &plot->batch->copies;
    cw_ids members = {plot->members.at, plot->members.n};
    cw_copy *copies;
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        n += cw_ids_hold(members, all->at[i].a) &&
             cw_ids_hold(members, all->at[i].b);
    copies = cw_arena_array(plot->keep, n, sizeof *copies);
    if (!copies)
        return CW_NO_MEMORY;
    n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (cw_ids_hold(members, all->at[i].a) &&
            cw_ids_hold(members, all->at[i].b))
            copies[n++] = all->at[i];
    plot->story->copies = copies;
    plot->story->n_copies = n;
    return CW_OK;
}
