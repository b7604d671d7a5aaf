/* series.c: the figures of a story, equal ones told once, and how the count
 * of one thing moved over time.
 *
 *   counts -> by (value, unit) -> one figure when they count the same thing
 *     -> figures of one kind in statements of one matter, on different days
 *     -> series
 *
 * A reader sees the whole sentence of each, so that "12" is never bare. */
#include <math.h>
#include <stdlib.h>

#include "story/groups.h"
#include "story/postings.h"
#include "story/series_int.h"
#include "story/share.h"

enum {
    SAME_HEAD_LIKE = 120,  // likeness at which equal counts of one kind merge
    OTHER_HEAD_LIKE = 150, // ... whose heads differ, with a telling value
    LOOK_MAX = 24,
};

typedef struct {
    cw_plot *plot;
    bool *is_contested; // [n_statements] a side of a conflict
    cw_groups same;     // counts that tell one figure
    cw_groups line;     // counts of one series
} figure_work;

/* 123 is hardly met twice by chance, 3 and 100 are. */
static bool is_telling_value(double value)
{
    return value >= 20 && fmod(value, 10) != 0;
}

static bool is_one_figure(const figure_work *work, const cw_count *a,
                          const cw_count *b)
{
    const cw_plot *plot = work->plot;
    const cw_figure *figure = a->figure;
    const cw_statement *left = &plot->statements[a->statement];
    const cw_statement *right = &plot->statements[b->statement];
    bool is_telling;
    if (a->statement == b->statement)
        return false;
    if (plot->cluster_of[a->statement] == plot->cluster_of[b->statement])
        return true;
    is_telling = is_telling_value(figure->value);
    if (cw_counts_of_one_kind(a, b))
        return (a->matter == b->matter && a->head.n > 0 && is_telling) ||
               cw_statement_likeness(plot, left, right) >= SAME_HEAD_LIKE;
    return is_telling &&
           cw_statement_likeness(plot, left, right) >= OTHER_HEAD_LIKE &&
           cw_ids_common(left->entities, right->entities) > 0;
}

/* The key of figures that may be equal: a value's bits and its unit. */
static uint64_t value_key(const cw_count *count)
{
    const cw_figure *figure = count->figure;
    uint64_t bits;
    memcpy(&bits, &figure->value, sizeof bits);
    return cw_hash_mix(bits, cw_hash(cw_bytes_from(figure->unit)));
}

/* ---- series ------------------------------------------------------------- */

static bool holds(cw_cites cites, cw_span span)
{
    for (size_t i = 0; i < cites.n; i++)
        if (cw_span_compare(cites.at[i], span) == 0)
            return true;
    return false;
}

static cw_status find_contested(figure_work *work)
{
    const cw_plot *plot = work->plot;
    work->is_contested =
        cw_arena_array(plot->scratch, plot->n_statements, sizeof(bool));
    if (!work->is_contested)
        return CW_NO_MEMORY;
    for (size_t c = 0; c < plot->story->n_conflicts; c++) {
        const cw_conflict *conflict = &plot->story->conflicts[c];
        for (uint32_t i = 0; i < conflict->n_sides; i++)
            for (size_t k = 0; k < conflict->sides[i].cite.n; k++) {
                uint32_t s =
                    cw_statement_at(plot, conflict->sides[i].cite.at[k]);
                if (s != CW_NONE)
                    work->is_contested[s] = true;
            }
    }
    return CW_OK;
}

/* Two counts that cannot both be true are no movement of one. */
static bool are_in_conflict(const figure_work *work, uint32_t s, uint32_t t)
{
    const cw_plot *plot = work->plot;
    cw_span a = plot->statements[s].span, b = plot->statements[t].span;
    if (!work->is_contested[s] || !work->is_contested[t])
        return false;
    for (size_t c = 0; c < plot->story->n_conflicts; c++) {
        const cw_conflict *conflict = &plot->story->conflicts[c];
        uint32_t side_a = CW_NONE, side_b = CW_NONE;
        if (conflict->kind != CW_CONFLICT_NUMBER || conflict->is_revised)
            continue;
        for (uint32_t i = 0; i < conflict->n_sides; i++) {
            side_a = holds(conflict->sides[i].cite, a) ? i : side_a;
            side_b = holds(conflict->sides[i].cite, b) ? i : side_b;
        }
        if (side_a != CW_NONE && side_b != CW_NONE && side_a != side_b)
            return true;
    }
    return false;
}

static bool is_one_series(const figure_work *work, const cw_count *a,
                          const cw_count *b)
{
    const cw_plot *plot = work->plot;
    return cw_counts_of_one_thing(a, b) &&
           !are_in_conflict(work, a->statement, b->statement) &&
           cw_counts_may_move(plot, a, b);
}

/* ---- joining ------------------------------------------------------------ */

enum { JOB_COUNTS = 2048 };

/* Counts that have a key in common are compared, each with the LOOK_MAX before
 * it: on any worker, since whether two are one hangs on no other two. */
typedef struct {
    const figure_work *work;
    bool (*are_one)(const figure_work *work, const cw_count *a,
                    const cw_count *b);
    cw_postings index; // posting i is count i
    cw_groups *groups;
} joining;

typedef struct {
    uint32_t (*at)[2]; // counts to be joined
    size_t n;
} joined;

static cw_status compare_in_job(void *shared, cw_worker *worker, size_t from,
                                size_t to, cw_arena *arena, void **result)
{
    const joining *on = shared;
    const cw_count *counts = on->work->plot->counts;
    joined *out = *result = cw_arena_array(arena, 1, sizeof *out);
    (void)worker;
    if (!out || !(out->at = cw_arena_array(arena, (to - from) * LOOK_MAX,
                                           sizeof *out->at)))
        return CW_NO_MEMORY;
    for (uint32_t i = (uint32_t)from; i < to; i++) {
        uint32_t other = cw_postings_next(&on->index, i);
        for (int k = 0; other != CW_NONE && k < LOOK_MAX; k++) {
            if (on->are_one(on->work, &counts[i], &counts[other])) {
                out->at[out->n][0] = i;
                out->at[out->n++][1] = other;
            }
            other = cw_postings_next(&on->index, other);
        }
    }
    return CW_OK;
}

static cw_status join_found(void *shared, const void *result)
{
    const joining *on = shared;
    const joined *found = result;
    for (size_t k = 0; k < found->n; k++)
        cw_groups_join(on->groups, found->at[k][0], found->at[k][1]);
    return CW_OK;
}

static cw_status join_counts(figure_work *work, cw_groups *groups,
                             uint64_t (*key_of)(const cw_count *count),
                             bool (*are_one)(const figure_work *work,
                                             const cw_count *a,
                                             const cw_count *b))
{
    static const cw_share_calls calls = {compare_in_job, join_found};
    const cw_plot *plot = work->plot;
    joining on = {.work = work, .are_one = are_one, .groups = groups};
    cw_status status = cw_groups_init(groups, plot->scratch, plot->n_counts);
    cw_postings_init(&on.index, plot->scratch);
    for (uint32_t i = 0; i < plot->n_counts && status == CW_OK; i++)
        status = cw_postings_add(&on.index, key_of(&plot->counts[i]), i);
    if (status != CW_OK)
        return status;
    return cw_share_out(plot->n_counts, JOB_COUNTS,
                        plot->batch->options->n_workers, &calls, &on);
}

/* The count of the hurt and the toll of the dead beside it, of one report. */
typedef struct {
    uint32_t dead; // root of its series, CW_NONE if it has none
    uint32_t hurt; // CW_NONE where it gives none, or several
} report_toll;

static report_toll toll_of(const figure_work *work, uint32_t from, uint32_t to)
{
    const cw_plot *plot = work->plot;
    const cw_groups *line = &work->line;
    report_toll out = {CW_NONE, CW_NONE};
    for (uint32_t i = from; i < to; i++) {
        const cw_count *count = &plot->counts[i];
        double value = count->figure->value;
        uint32_t root = line->root[i];
        if (count->is_part || count->is_earlier || !count->is_human)
            continue;
        if (count->matter == CW_EVENT_KILL && line->size[root] > 1 &&
            (out.dead == CW_NONE || line->size[root] > line->size[out.dead])) {
            out.dead = root;
        } else if (count->matter == CW_EVENT_INJURE) {
            double before = out.hurt == CW_NONE
                                ? value
                                : plot->counts[out.hurt].figure->value;
            if (value < before || value > before)
                return (report_toll){CW_NONE, CW_NONE};
            out.hurt = i;
        }
    }
    return out;
}

/* "Forty-six people were injured" names no event; the toll of the dead that
 * its report gives says of which series it is. */
static cw_status join_hurt(figure_work *work)
{
    const cw_plot *plot = work->plot;
    const cw_count *counts = plot->counts;
    uint32_t to, n = (uint32_t)plot->n_counts;
    cw_postings index;
    cw_status status = CW_OK;
    cw_postings_init(&index, plot->scratch);
    for (uint32_t from = 0; from < n && status == CW_OK; from = to) {
        uint32_t at,
            report = plot->statements[counts[from].statement].span.report;
        report_toll toll;
        for (to = from + 1;
             to < n &&
             plot->statements[counts[to].statement].span.report == report;)
            to++;
        toll = toll_of(work, from, to);
        if (toll.dead == CW_NONE || toll.hurt == CW_NONE)
            continue;
        at = cw_postings_first(&index, toll.dead);
        if (at == CW_NONE) {
            status = cw_postings_add(&index, toll.dead, toll.hurt);
            continue;
        }
        cw_groups_join(&work->line, toll.hurt, index.at[at].item);
    }
    return status;
}

/* A count with the point it makes. */
typedef struct {
    cw_series_point at;
    uint32_t statement;
} told_point;

static int compare_points(const void *a, const void *b)
{
    const told_point *x = a, *y = b;
    if (x->at.as_of_day != y->at.as_of_day)
        return x->at.as_of_day < y->at.as_of_day ? -1 : 1;
    if (x->at.report != y->at.report)
        return x->at.report < y->at.report ? -1 : 1;
    return x->at.value < y->at.value ? -1 : x->at.value > y->at.value;
}

static bool is_same_value(const cw_series_point *a, const cw_series_point *b)
{
    return !(a->value < b->value) && !(a->value > b->value);
}

/* Points of the series that count i stands in, in order of time. */
static cw_status order_points(const figure_work *work, uint32_t line,
                              told_point **out, size_t *n)
{
    const cw_plot *plot = work->plot;
    size_t room = 0;
    for (uint32_t i = line; i != CW_NONE; i = work->line.next[i])
        room++;
    *out = cw_arena_array(plot->scratch, room, sizeof **out);
    if (!*out)
        return CW_NO_MEMORY;
    for (uint32_t i = line; i != CW_NONE; i = work->line.next[i]) {
        const cw_count *count = &plot->counts[i];
        (*out)[(*n)++] =
            (told_point){{count->as_of_day, count->figure->value,
                          plot->statements[count->statement].span.report},
                         count->statement};
    }
    if (*n > 0)
        qsort(*out, *n, sizeof **out, compare_points);
    return CW_OK;
}

/* Equal values of one day once. None when the value never changed, or when
 * two that follow each other cannot both be true: then nobody knows how it
 * moved. */
static cw_status make_series(const figure_work *work, uint32_t line,
                             cw_story_figure *figure)
{
    const cw_plot *plot = work->plot;
    told_point *points;
    cw_series_point *kept;
    size_t n = 0, n_kept = 0;
    bool is_moving = false;
    cw_status status = order_points(work, line, &points, &n);
    kept = cw_arena_array(plot->keep, n, sizeof *kept);
    if (status != CW_OK || !kept)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        bool is_same = i > 0 && is_same_value(&points[i - 1].at, &points[i].at);
        if (i > 0 && !is_same &&
            are_in_conflict(work, points[i - 1].statement, points[i].statement))
            return CW_OK;
        if (is_same && points[i - 1].at.as_of_day == points[i].at.as_of_day)
            continue;
        is_moving |= i > 0 && !is_same;
        kept[n_kept++] = points[i].at;
    }
    if (!is_moving)
        return CW_OK;
    for (size_t i = 0; i < n; i++)
        plot->statements[points[i].statement].is_outdated |=
            points[i].at.as_of_day < points[n - 1].at.as_of_day &&
            !is_same_value(&points[i].at, &points[n - 1].at);
    figure->series = kept;
    figure->n_series = n_kept;
    return CW_OK;
}

/* ---- figures ------------------------------------------------------------ */

typedef struct {
    uint32_t root, n_reports, n, weight;
    cw_span first;
} ranked;

static ranked rank_figure(const figure_work *work, uint32_t root)
{
    const cw_plot *plot = work->plot;
    ranked out = {.root = root,
                  .first = plot->statements[plot->counts[root].statement].span};
    uint32_t report = CW_NONE;
    for (uint32_t i = root; i != CW_NONE; i = work->same.next[i]) {
        const cw_statement *statement =
            &plot->statements[plot->counts[i].statement];
        out.n++;
        out.n_reports += statement->span.report != report;
        report = statement->span.report;
        if (statement->weight > out.weight)
            out.weight = statement->weight;
    }
    return out;
}

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->n_reports != y->n_reports)
        return x->n_reports > y->n_reports ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (cw_span_compare(x->first, y->first) != 0)
        return cw_span_compare(x->first, y->first);
    return x->root < y->root ? -1 : x->root > y->root;
}

/* The commonest bound; of equally common ones the first of the enum. */
static uint8_t common_bound(const figure_work *work, uint32_t root)
{
    const cw_plot *plot = work->plot;
    uint32_t n[CW_BOUND_RANGE + 1] = {0};
    uint8_t best = 0;
    for (uint32_t i = root; i != CW_NONE; i = work->same.next[i])
        n[plot->counts[i].figure->bound]++;
    for (uint8_t b = 1; b <= CW_BOUND_RANGE; b++)
        if (n[b] > n[best])
            best = b;
    return best;
}

static cw_status cite_figure(const figure_work *work, const ranked *rank,
                             cw_story_figure *out)
{
    const cw_plot *plot = work->plot;
    cw_span *spans = cw_arena_array(plot->scratch, rank->n, sizeof *spans);
    size_t n = 0;
    if (!spans)
        return CW_NO_MEMORY;
    for (uint32_t i = rank->root; i != CW_NONE; i = work->same.next[i]) {
        const cw_count *count = &plot->counts[i];
        spans[n++] =
            cw_cite_around(plot, count->statement, count->figure->range);
    }
    return cw_cites_make(plot->keep, spans, n, &out->cite, &out->reports);
}

/* The figure as it is written, up to the end of what it counts when that comes
 * next: "2.5 million crowns for the families". */
static void take_words(const cw_plot *plot, const cw_count *count,
                       cw_story_figure *out)
{
    enum { GAP_MAX = 16 }; // bytes: " of the stolen "
    uint32_t report = plot->statements[count->statement].span.report;
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    const cw_figure *figure = count->figure;
    cw_range words = figure->range;
    if (figure->of.from >= words.to && figure->of.from - words.to <= GAP_MAX)
        words.to = figure->of.to;
    out->words = cw_bytes_at(text, words);
    out->n_own = figure->range.to - figure->range.from;
}

static cw_status make_figure(const figure_work *work, cw_id_maker *ids,
                             const ranked *rank, bool tells_series,
                             cw_story_figure *out)
{
    const cw_plot *plot = work->plot;
    const cw_count *first = &plot->counts[rank->root];
    const cw_figure *figure = first->figure;
    cw_span span = cw_span_of(rank->first.report, figure->range);
    cw_status status = CW_OK;
    *out = (cw_story_figure){.bound = common_bound(work, rank->root)};
    for (uint32_t i = rank->root; i != CW_NONE; i = work->same.next[i]) {
        const cw_count *count = &plot->counts[i];
        if (count->figure->bound == out->bound) {
            first = count;
            break;
        }
    }
    figure = first->figure;
    take_words(plot, first, out);
    for (uint32_t i = rank->root; i != CW_NONE; i = work->same.next[i])
        if (plot->counts[i].of.n > out->of.n)
            out->of = plot->counts[i].of;
    out->value = figure->value;
    out->low = figure->low;
    out->high = figure->high;
    memcpy(out->unit, figure->unit, sizeof out->unit);
    status = cite_figure(work, rank, out);
    if (status == CW_OK && tells_series)
        status = make_series(work, work->line.root[rank->root], out);
    if (status != CW_OK)
        return status;
    return cw_id_make(ids, plot->keep, 'f',
                      plot->batch->reports[span.report].id, span, &out->id);
}

static cw_status make_figures(figure_work *work, ranked *ranks, size_t n)
{
    cw_plot *plot = work->plot;
    size_t most = 8 * plot->members.n > 40 ? 8 * plot->members.n : 40;
    bool *is_told = cw_arena_array(plot->scratch, plot->n_counts, sizeof(bool));
    cw_story_figure *figures;
    cw_id_maker ids;
    cw_status status = CW_OK;
    n = n < most ? n : most;
    figures = cw_arena_array(plot->keep, n, sizeof *figures);
    if (!figures || !is_told)
        return CW_NO_MEMORY;
    cw_id_maker_init(&ids, plot->scratch);
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        uint32_t line = work->line.root[ranks[i].root];
        status =
            make_figure(work, &ids, &ranks[i], !is_told[line], &figures[i]);
        is_told[line] = true;
    }
    plot->story->figures = figures;
    plot->story->n_figures = n;
    return status;
}

cw_status cw_figures_build(cw_plot *plot)
{
    figure_work work = {.plot = plot};
    ranked *ranks;
    size_t n = 0;
    cw_status status = find_contested(&work);
    ranks = cw_arena_array(plot->scratch, plot->n_counts, sizeof *ranks);
    if (!ranks)
        return CW_NO_MEMORY;
    if (status == CW_OK)
        status = join_counts(&work, &work.same, value_key, is_one_figure);
    if (status == CW_OK)
        status = join_counts(&work, &work.line, cw_count_thing, is_one_series);
    if (status == CW_OK)
        status = join_hurt(&work);
    if (status != CW_OK)
        return status;
    for (uint32_t i = 0; i < plot->n_counts; i++)
        if (work.same.root[i] == i)
            ranks[n++] = rank_figure(&work, i);
    if (n > 0)
        qsort(ranks, n, sizeof *ranks, compare_ranked);
    return make_figures(&work, ranks, n);
}
