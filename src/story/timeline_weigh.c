/* timeline_weigh.c: how much a day weighs, and which sentence tells it best.
 *
 * A day weighs as many reports as date something to it, each by the sentence
 * that is nearest to the story; a report that comes out later and still names
 * the day counts in full, one of the day itself for little. A sentence tells
 * its day well when it is near to the centroid of the day and to that of the
 * story, and uses phrases that other reports of the day use:
 *
 *   u(s)   unit vector of the rarities of s's terms
 *   C(d)   sum of u over the sentences of day d, those of reports that came
 *          out on the day or the two after it 10, the others 7
 *   S      sum of u over all candidates
 *   B(s)   mean of log n(b) over the pairs b of neighbouring lemmas of s: n(b)
 *          sentences of the day have them; divided by log(N + 2), N sentences
 *   tells  = (.4 cos(u, C) + .6 cos(u, S) + .2 B) log(1 + weight of s)
 *
 * and .3 of that when it is too short to say much or too long to be read on a
 * line; the share falls slowly from 22 terms to 27, as one word more is no
 * other sentence. The constants were chosen on Timeline17 (bench: "timelines").
 * Mentions alone give its days F1 .543, reports .574, reports that come out
 * later .59; in a first experiment ROUGE-2 fell from .041 to .037 without B,
 * and ROUGE-1 from .127 to .118 without S. */
#include <stdlib.h>

#include "base/table.h"
#include "story/share.h"
#include "story/timeline_int.h"

enum {
    UNIT = 1024,           // length of a unit vector
    SUM_MAX = 1 << 20,     // largest component of a sum that is scaled
    NEAR_DAYS = 2,         // a report this late is near its day
    TERMS_MIN = 5,         // of a sentence that says enough
    TERMS_MAX = 22,        // and of one that still fits a line well
    TERMS_OVER = 6,        // as many more do not fit
    UNFIT_SHARE = 300,     // thousandths of what an unfit sentence tells
    SAME_DAY_SHARE = 3,    // tenths that a report of the day itself counts
    REPORT_LEAST = 300,    // what any report adds, beside its sentence's weight
    SAID_BEFORE = 500,     // cosine, in thousandths, of one told already
    LOOK = 24,             // better candidates that one is compared with
    WEIGHT_MAX = 100000000 // of a line
};

typedef struct {
    uint64_t *sum;   // [n_terms]
    uint32_t *terms; // [n] those that are not 0
    size_t n;
    uint64_t length;
} centroid;

/* A sentence of the day that is weighed. */
typedef struct {
    uint32_t candidate, tells;
} telling;

typedef struct {
    const cw_plot *plot;
    cw_candidates *list;
    centroid story, day;
    uint32_t *length;  // [n_statements] of the vector of rarities, 0: unknown
    uint32_t say;      // the term that binds no phrase, or CW_NONE
    uint64_t **pairs;  // [n_statements] hashes of its neighbouring lemmas,
    uint32_t *n_pairs; // ascending, each once; NULL: not yet made
} weigher;

static cw_status centroid_init(centroid *c, const cw_plot *plot)
{
    c->sum = cw_arena_array(plot->scratch, plot->terms.n, sizeof *c->sum);
    c->terms = cw_arena_array(plot->scratch, plot->terms.n, sizeof *c->terms);
    return c->sum && c->terms ? CW_OK : CW_NO_MEMORY;
}

static void centroid_clear(centroid *c)
{
    for (size_t i = 0; i < c->n; i++)
        c->sum[c->terms[i]] = 0;
    c->n = 0;
}

static void measure(weigher *w, uint32_t s)
{
    const cw_ids terms = w->plot->statements[s].terms;
    uint64_t squares = 0;
    if (w->length[s] != 0)
        return;
    for (size_t i = 0; i < terms.n; i++) {
        uint64_t weight = w->plot->term_weight[terms.at[i]];
        squares += weight * weight;
    }
    w->length[s] = (uint32_t)cw_square_root(squares) + 1;
}

/* Component i of u(s). */
static uint64_t unit(const weigher *w, uint32_t s, size_t i)
{
    uint32_t term = w->plot->statements[s].terms.at[i];
    return (uint64_t)w->plot->term_weight[term] * UNIT / w->length[s];
}

static void centroid_add(const weigher *w, centroid *c, uint32_t s,
                         uint64_t times)
{
    const cw_ids terms = w->plot->statements[s].terms;
    for (size_t i = 0; i < terms.n; i++) {
        uint64_t more = times * unit(w, s, i);
        if (more > 0 && c->sum[terms.at[i]] == 0)
            c->terms[c->n++] = terms.at[i];
        c->sum[terms.at[i]] += more;
    }
}

/* Scaled so that its squares cannot overflow, and measured. */
static void centroid_settle(centroid *c)
{
    uint64_t most = 0, squares = 0;
    for (size_t i = 0; i < c->n; i++)
        most = c->sum[c->terms[i]] > most ? c->sum[c->terms[i]] : most;
    for (size_t i = 0; i < c->n; i++) {
        uint64_t *sum = &c->sum[c->terms[i]];
        if (most > SUM_MAX)
            *sum = *sum * SUM_MAX / most;
        squares += *sum * *sum;
    }
    c->length = cw_square_root(squares);
}

/* 1000 cos(u(s), c). */
static uint64_t likeness(const weigher *w, const centroid *c, uint32_t s)
{
    const cw_ids terms = w->plot->statements[s].terms;
    uint64_t dot = 0;
    for (size_t i = 0; i < terms.n; i++)
        dot += unit(w, s, i) * c->sum[terms.at[i]];
    return dot * 1000 / UNIT / (c->length + 1);
}

/* 1000 cos(u(a), u(b)). */
static uint64_t likeness_of_two(const weigher *w, uint32_t a, uint32_t b)
{
    const cw_ids x = w->plot->statements[a].terms;
    const cw_ids y = w->plot->statements[b].terms;
    uint64_t dot = 0;
    for (size_t i = 0, j = 0; i < x.n && j < y.n;) {
        if (x.at[i] == y.at[j])
            dot += unit(w, a, i++) * unit(w, b, j++);
        else if (x.at[i] < y.at[j])
            i++;
        else
            j++;
    }
    return dot * 1000 / UNIT / UNIT;
}

/* ---- phrases ------------------------------------------------------------ */

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static cw_status make_pairs(weigher *w, uint32_t s)
{
    const cw_plot *plot = w->plot;
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    cw_table *terms = (cw_table *)&plot->terms; // it holds them all
    cw_ids lemmas;
    uint32_t before = CW_NONE;
    size_t n = 0;
    cw_status status;
    if (w->pairs[s])
        return CW_OK;
    status = cw_sentence_lemmas(marks, sentence, plot->scratch, terms, &lemmas);
    if (status != CW_OK)
        return status;
    w->pairs[s] = cw_arena_array(plot->scratch, lemmas.n, sizeof **w->pairs);
    if (!w->pairs[s])
        return CW_NO_MEMORY;
    for (size_t i = 0; i < lemmas.n; i++) {
        uint32_t lemma = lemmas.at[i];
        if (lemma == w->say)
            continue;
        if (before != CW_NONE)
            w->pairs[s][n++] = (uint64_t)before << 32 | lemma;
        before = lemma;
    }
    if (n > 1)
        qsort(w->pairs[s], n, sizeof **w->pairs, compare_hashes);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || w->pairs[s][i] != w->pairs[s][i - 1])
            w->pairs[s][w->n_pairs[s]++] = w->pairs[s][i];
    return CW_OK;
}

/* All pairs of the day's sentences, ascending, each as often as it stands. */
static cw_status gather_pairs(const weigher *w, size_t from, size_t to,
                              uint64_t **all, size_t *n_all)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += w->n_pairs[w->list->at[i].statement];
    *n_all = 0;
    *all = cw_arena_array(w->plot->scratch, n, sizeof **all);
    if (!*all)
        return CW_NO_MEMORY;
    for (size_t i = from; i < to; i++) {
        uint32_t s = w->list->at[i].statement;
        if (w->n_pairs[s] > 0)
            memcpy(*all + *n_all, w->pairs[s],
                   w->n_pairs[s] * sizeof **w->pairs);
        *n_all += w->n_pairs[s];
    }
    if (n > 1)
        qsort(*all, n, sizeof **all, compare_hashes);
    return CW_OK;
}

/* The first place in all[0 .. n) at or after which pair may stand. */
static size_t lower_bound(const uint64_t *all, size_t n, uint64_t pair)
{
    size_t from = 0;
    while (n > 0) {
        size_t half = n / 2;
        if (all[from + half] < pair) {
            from += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return from;
}

/* 1000 B(s). */
static uint64_t shared_phrases(const weigher *w, uint32_t s,
                               const uint64_t *all, size_t n_all,
                               size_t n_sentences)
{
    uint64_t logs = 0;
    uint32_t n = w->n_pairs[s];
    for (uint32_t i = 0; i < n; i++) {
        uint64_t pair = w->pairs[s][i];
        size_t at = lower_bound(all, n_all, pair), many = at;
        while (many < n_all && all[many] == pair && many - at < 1024)
            many++;
        logs += cw_log2_16(many - at);
    }
    return n == 0 ? 0 : logs * 1000 / n / cw_log2_16(n_sentences + 2);
}

/* ---- a day -------------------------------------------------------------- */

static uint32_t report_of(const weigher *w, size_t i)
{
    return w->plot->statements[w->list->at[i].statement].span.report;
}

static int32_t published(const weigher *w, size_t i)
{
    const cw_told_report *told = &w->plot->batch->reports[report_of(w, i)];
    return told->published.day;
}

/* How well a sentence of n terms fits a line, in thousandths. */
static uint32_t fitness(size_t n)
{
    uint32_t share = 1000;
    if (n > TERMS_MAX)
        share = n < TERMS_MAX + TERMS_OVER
                    ? (uint32_t)(TERMS_MAX + TERMS_OVER - n) * 1000 / TERMS_OVER
                    : 0;
    return n < TERMS_MIN || share < UNFIT_SHARE ? UNFIT_SHARE : share;
}

/* How well candidate i tells its day. */
static uint32_t tells(const weigher *w, size_t i, const uint64_t *all,
                      size_t n_all, size_t n_sentences)
{
    uint32_t s = w->list->at[i].statement;
    const cw_statement *statement = &w->plot->statements[s];
    uint64_t score = 4 * likeness(w, &w->day, s) +
                     6 * likeness(w, &w->story, s) +
                     2 * shared_phrases(w, s, all, n_all, n_sentences);
    score = score * cw_log2_16(1 + statement->weight) / 160;
    return (uint32_t)(score * fitness(statement->terms.n) / 1000) + 1;
}

/* Sum over the day's reports of the heaviest sentence of each. Candidates of
 * one report stand together. */
static uint64_t weigh_day(const weigher *w, size_t from, size_t to)
{
    uint64_t sum = 0;
    for (size_t i = from; i < to;) {
        uint32_t report = report_of(w, i);
        int32_t day = published(w, i);
        uint64_t most = 0;
        bool is_later = day != CW_NO_DAY && day > w->list->at[i].to_day;
        for (; i < to && report_of(w, i) == report; i++) {
            uint32_t s = w->list->at[i].statement;
            uint64_t weight = REPORT_LEAST + w->plot->statements[s].weight;
            most = weight > most ? weight : most;
        }
        sum += most * (is_later ? 10 : SAME_DAY_SHARE) / 10;
    }
    return sum;
}

static int compare_told(const void *a, const void *b)
{
    const telling *x = a, *y = b;
    if (x->tells != y->tells)
        return x->tells > y->tells ? -1 : 1;
    return x->candidate < y->candidate ? -1 : x->candidate > y->candidate;
}

/* What a better sentence of the day said already counts for a quarter. */
static void discount_repeats(const weigher *w, telling *best, size_t n)
{
    size_t kept[LOOK], n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t s = w->list->at[best[i].candidate].statement;
        bool is_said = false;
        for (size_t k = 0; k < n_kept && !is_said; k++) {
            const cw_candidate *better = &w->list->at[best[kept[k]].candidate];
            is_said = better->statement != s &&
                      likeness_of_two(w, better->statement, s) > SAID_BEFORE;
        }
        if (is_said)
            best[i].tells = best[i].tells / 4 + 1;
        else if (n_kept < LOOK)
            kept[n_kept++] = i;
    }
}

/* weight = what the day weighs * tells / what its best sentence tells. */
static cw_status weigh_interval(weigher *w, size_t from, size_t to)
{
    cw_mark mark = cw_arena_mark(w->plot->scratch);
    uint64_t *all, day, most;
    size_t n_all = 0;
    telling *best = cw_arena_array(w->plot->scratch, to - from, sizeof *best);
    cw_status status = gather_pairs(w, from, to, &all, &n_all);
    if (!best || status != CW_OK)
        return best ? status : CW_NO_MEMORY;
    centroid_clear(&w->day);
    for (size_t i = from; i < to; i++) {
        int32_t late = published(w, i);
        late = late == CW_NO_DAY ? 0 : late - w->list->at[i].to_day;
        centroid_add(w, &w->day, w->list->at[i].statement,
                     late >= 0 && late <= NEAR_DAYS ? 10 : 7);
    }
    centroid_settle(&w->day);
    for (size_t i = from; i < to; i++)
        best[i - from] =
            (telling){(uint32_t)i, tells(w, i, all, n_all, to - from)};
    if (to - from > 1)
        qsort(best, to - from, sizeof *best, compare_told);
    discount_repeats(w, best, to - from);
    day = weigh_day(w, from, to);
    most = best[0].tells;
    for (size_t i = 0; i < to - from; i++) {
        uint64_t weight = day * best[i].tells / most;
        w->list->at[best[i].candidate].weight =
            (uint32_t)(weight < WEIGHT_MAX ? weight : WEIGHT_MAX);
    }
    cw_arena_reset(w->plot->scratch, mark);
    return CW_OK;
}

/* ---- all intervals ------------------------------------------------------ */

enum { JOB_INTERVALS = 256 };

typedef struct {
    const weigher *common; // but for the day and the pairs
    const uint32_t *first; // [n + 1] candidates of an interval
} weighing;

/* Nothing of one interval is asked for by another: each writes the weights of
 * its own candidates. */
static cw_status weigh_in_job(void *shared, cw_worker *worker, size_t from,
                              size_t to, cw_arena *arena, void **result)
{
    const weighing *all = shared;
    weigher w = *all->common;
    cw_plot plot = *w.plot; // whose scratch is this job's
    size_t n = plot.n_statements;
    cw_status status;
    (void)arena;
    *result = NULL;
    plot.scratch = &worker->scratch;
    w.plot = &plot;
    w.pairs = cw_arena_array(plot.scratch, n, sizeof *w.pairs);
    w.n_pairs = cw_arena_array(plot.scratch, n, sizeof *w.n_pairs);
    if (!w.pairs || !w.n_pairs)
        return CW_NO_MEMORY;
    status = centroid_init(&w.day, &plot);
    for (size_t k = from; k < to && status == CW_OK; k++) {
        size_t first = all->first[k], end = all->first[k + 1];
        for (size_t i = first; i < end && status == CW_OK; i++)
            status = make_pairs(&w, w.list->at[i].statement);
        if (status == CW_OK)
            status = weigh_interval(&w, first, end);
    }
    return status;
}

static cw_status weigher_init(weigher *w, const cw_plot *plot,
                              cw_candidates *list)
{
    const cw_table_entry *say = cw_table_find(&plot->terms, CW_LIT("say"));
    *w = (weigher){.plot = plot, .list = list};
    w->say = say ? (uint32_t)(say - plot->terms.entries) : CW_NONE;
    w->length =
        cw_arena_array(plot->scratch, plot->n_statements, sizeof *w->length);
    if (!w->length || centroid_init(&w->story, plot) != CW_OK)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < list->n; i++) {
        measure(w, list->at[i].statement);
        centroid_add(w, &w->story, list->at[i].statement, 1);
    }
    centroid_settle(&w->story);
    return CW_OK;
}

static cw_status find_intervals(const cw_candidates *list, cw_arena *scratch,
                                uint32_t **first, size_t *n)
{
    *n = 0;
    *first = cw_arena_array(scratch, list->n + 1, sizeof **first);
    if (!*first)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < list->n; i++)
        if (i == 0 || list->at[i].from_day != list->at[i - 1].from_day ||
            list->at[i].to_day != list->at[i - 1].to_day)
            (*first)[(*n)++] = i;
    (*first)[*n] = (uint32_t)list->n;
    return CW_OK;
}

cw_status cw_candidates_weigh(const cw_plot *plot, cw_candidates *list)
{
    static const cw_share_calls calls = {weigh_in_job, NULL};
    weigher w;
    uint32_t *first;
    size_t n;
    cw_mark mark = cw_arena_mark(plot->scratch);
    cw_status status = weigher_init(&w, plot, list);
    if (status == CW_OK)
        status = find_intervals(list, plot->scratch, &first, &n);
    if (status == CW_OK)
        status = cw_share_out(n, JOB_INTERVALS, plot->batch->options->n_workers,
                              &calls, &(weighing){&w, first});
    cw_arena_reset(plot->scratch, mark);
    return status;
}
