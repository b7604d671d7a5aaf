/* aside.c: statements that tell a claim besides what they are about.
 *
 *   happenings -> by (predicate, participant)
 *   happening of a claim -> those of equal predicate, with a participant in
 *     common and none that differs -> words around both -> told aside
 *
 * One event is seldom told of in the same words, so the predicate, what stands
 * near it in both, and how rare these are in the story have to make up for the
 * rest of the sentence. */
#include "story/aside.h"
#include "base/search.h"

#include <stdlib.h>

#include "story/align.h"
#include "story/locate.h"
#include "story/share.h"

enum {
    JOB_HAPPENINGS = 8192,
    LOOK_MAX = 48,    // happenings met through one participant
    NEAR = 14,        // tokens on each side that belong to an event
    MORE_MAX = 8,     // told aside beyond as many as tell the claim
    SHARED_MIN = 1350 // thousandths of log2(N): what the events must share
};

static uint64_t key_of(const cw_happening *happening, uint32_t term)
{
    return cw_hash_mix(happening->predicate, term);
}

/* "The arrest", "the invasion": a noun is often the background of what is
 * told. */
static bool can_be_aside(const cw_happening *happening)
{
    return !happening->is_noun && happening->event_class != CW_EVENT_STATE;
}

/* Terms of the words around an event, without its own: ids [2 NEAR]. */
static cw_ids words_near(const cw_plot *plot, const cw_happening *happening,
                         uint32_t *ids)
{
    const cw_statement *statement = &plot->statements[happening->statement];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    const cw_event *event =
        &CW_AT(marks, marks->events, cw_event)[happening->event];
    uint32_t from = sentence->first, to = from + sentence->n;
    size_t n = 0;
    from = event->token > from + NEAR ? event->token - NEAR : from;
    to = to > event->token + NEAR + 1 ? event->token + NEAR + 1 : to;
    for (uint32_t i = from; i < to; i++) {
        const cw_table_entry *entry;
        if (i == event->token)
            continue;
        entry = cw_table_find(&plot->terms, cw_token_lemma(marks, &tokens[i]));
        if (entry)
            ids[n++] = (uint32_t)(entry - plot->terms.entries);
    }
    return (cw_ids){ids, cw_ids_sort(ids, n)};
}

/* Terms near the happenings of a job: those of the i-th end at ends[i]. */
typedef struct {
    uint32_t *near, *ends;
    size_t n_near, capacity, n;
} near_words;

typedef struct {
    cw_asides *asides;
    size_t n_near, capacity, n; // so far
} near_work;

static cw_status read_in_job(void *shared, cw_worker *worker, size_t from,
                             size_t to, cw_arena *arena, void **result)
{
    const near_work *all = shared;
    const cw_plot *plot = all->asides->plot;
    near_words *out = *result = cw_arena_array(arena, 1, sizeof *out);
    cw_status status = CW_OK;
    (void)worker;
    if (!out ||
        !(out->ends = cw_arena_array(arena, to - from, sizeof *out->ends)))
        return CW_NO_MEMORY;
    for (size_t h = from; h < to && status == CW_OK; h++) {
        uint32_t room[2 * NEAR];
        cw_ids near = words_near(plot, &plot->happenings[h], room);
        status =
            cw_grow(arena, (void **)&out->near, &out->capacity,
                    out->n_near + near.n, sizeof *out->near, CW_MAX_TOKENS);
        if (status == CW_OK && near.n > 0)
            memcpy(out->near + out->n_near, near.at, near.n * sizeof *near.at);
        out->n_near += near.n;
        out->ends[out->n++] = (uint32_t)out->n_near;
    }
    return status;
}

static cw_status keep_near(void *shared, const void *result)
{
    near_work *all = shared;
    cw_asides *asides = all->asides;
    const near_words *from = result;
    cw_status status = cw_grow(asides->plot->scratch, (void **)&asides->near,
                               &all->capacity, all->n_near + from->n_near,
                               sizeof *asides->near, CW_MAX_TOKENS);
    if (status != CW_OK)
        return status;
    if (from->n_near > 0)
        memcpy(asides->near + all->n_near, from->near,
               from->n_near * sizeof *from->near);
    for (size_t i = 0; i < from->n; i++)
        asides->near_from[++all->n] = (uint32_t)all->n_near + from->ends[i];
    all->n_near += from->n_near;
    return CW_OK;
}

/* Terms near every happening, each event's words read once. */
static cw_status read_words(cw_asides *asides)
{
    static const cw_share_calls calls = {read_in_job, keep_near};
    const cw_plot *plot = asides->plot;
    near_work all = {.asides = asides};
    asides->near_from =
        cw_arena_array(plot->scratch, plot->n_happenings + 1, 4);
    if (!asides->near_from)
        return CW_NO_MEMORY;
    return cw_share_out(plot->n_happenings, JOB_HAPPENINGS,
                        plot->batch->options->n_workers, &calls, &all);
}

static cw_ids near_of(const cw_asides *asides, const cw_happening *happening)
{
    const uint32_t *from =
        asides->near_from + (happening - asides->plot->happenings);
    return (cw_ids){asides->near + from[0], from[1] - from[0]};
}

cw_status cw_asides_init(cw_asides *asides, const cw_plot *plot)
{
    cw_status status;
    *asides = (cw_asides){.plot = plot};
    status = read_words(asides);
    cw_postings_init(&asides->events, plot->scratch);
    for (uint32_t h = 0; h < plot->n_happenings && status == CW_OK; h++) {
        const cw_happening *happening = &plot->happenings[h];
        cw_ids near = near_of(asides, happening);
        for (size_t i = 0;
             can_be_aside(happening) && i < near.n && status == CW_OK; i++)
            status = cw_postings_add(&asides->events,
                                     key_of(happening, near.at[i]), h);
    }
    return status == CW_OK ? cw_postings_settle(&asides->events, LOOK_MAX)
                           : status;
}

cw_status cw_aside_search_init(cw_aside_search *search, const cw_asides *asides,
                               cw_arena *scratch)
{
    const cw_plot *plot = asides->plot;
    *search = (cw_aside_search){.asides = asides, .scratch = scratch};
    search->met = cw_arena_array(scratch, plot->n_happenings, 4);
    search->told_in = cw_arena_array(scratch, plot->batch->n_reports, 4);
    return search->met && search->told_in ? CW_OK : CW_NO_MEMORY;
}

/* ---- is it told? -------------------------------------------------------- */

/* How much its predicate tells, in 1/16 bit. */
static uint32_t weight_of(const cw_plot *plot, const cw_happening *happening)
{
    const cw_table_entry *own = cw_table_find(&plot->terms, happening->lemma);
    return own ? plot->term_weight[own - plot->terms.entries] : 0;
}

static bool differ(uint32_t a, uint32_t b)
{
    return a != CW_NONE && b != CW_NONE && a != b;
}

/* The number of those an event is told of, "118 people had fallen ill"; NULL if
 * there is none. */
static const cw_figure *figure_of(const cw_plot *plot,
                                  const cw_happening *happening)
{
    uint32_t report = plot->statements[happening->statement].span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_figure *figures = CW_AT(marks, marks->figures, cw_figure);
    cw_range who = CW_AT(marks, marks->events, cw_event)[happening->event].who;
    size_t i = CW_FIRST_FROM(figures, marks->figures.n, cw_figure, range.from,
                             who.from);
    return i < marks->figures.n && figures[i].range.to <= who.to ? &figures[i]
                                                                 : NULL;
}

/* "52 children fell ill", "118 people had fallen ill" */
static bool are_other_numbers(const cw_plot *plot, const cw_happening *a,
                              const cw_happening *b)
{
    const cw_figure *x = figure_of(plot, a), *y = figure_of(plot, b);
    return x && y && (x->high < y->low || y->high < x->low);
}

static bool are_of_other_days(const cw_happening *a, const cw_happening *b)
{
    return a->basis != CW_BASIS_PUBLISHED && b->basis != CW_BASIS_PUBLISHED &&
           cw_days_agree(a, b) < 0;
}

/* What two events must share to be one, in 1/16 bit. */
static uint32_t least_shared(const cw_plot *plot)
{
    return (cw_log2_16(plot->n_statements + 1) * SHARED_MIN + 999) / 1000;
}

/* What two that tell one event share, in 1/16 bit; 0 when they do not. `weight`
 * is that of their predicate; the words near both add theirs. */
static uint32_t shared_by(const cw_asides *asides, const cw_happening *a,
                          const cw_happening *b, uint32_t weight)
{
    const cw_plot *plot = asides->plot;
    if (a->predicate != b->predicate || differ(a->who, b->who) ||
        differ(a->whom, b->whom) || differ(a->where, b->where) ||
        a->factuality != b->factuality ||
        plot->denies[a->statement] != plot->denies[b->statement])
        return 0;
    if (are_of_other_days(a, b))
        return 0;
    weight += cw_ids_common_weight(near_of(asides, a), near_of(asides, b),
                                   plot->term_weight);
    return weight >= least_shared(plot) ? weight : 0;
}

/* ---- a claim ------------------------------------------------------------ */

static cw_status add(cw_aside_search *search, uint32_t statement,
                     uint32_t weight)
{
    cw_status status =
        cw_grow(search->scratch, (void **)&search->found, &search->capacity,
                search->n_found + 1, sizeof *search->found, CW_MAX_STORY_ITEMS);
    if (status == CW_OK)
        search->found[search->n_found++] = (cw_aside_found){statement, weight};
    return status;
}

/* The words of near[0 .. n) by which every happening can be met that shares
 * enough with this one, which has `weight` by its predicate: without those
 * that together weigh too little, the lightest, which most happenings have.
 * Sorts near[], the heaviest first; answers how many are left. */
static size_t leave_light(const cw_plot *plot, uint32_t weight, uint32_t *near,
                          size_t n)
{
    uint32_t least = least_shared(plot);
    for (size_t i = 1; i < n; i++) {
        uint32_t term = near[i];
        size_t k = i;
        for (;
             k > 0 && plot->term_weight[near[k - 1]] < plot->term_weight[term];
             k--)
            near[k] = near[k - 1];
        near[k] = term;
    }
    while (n > 0 && weight + plot->term_weight[near[n - 1]] < least)
        weight += plot->term_weight[near[--n]];
    return n;
}

/* Those told with a word that stands near a happening of the claim. One that
 * was met through another word of the same happening is judged already. The
 * others are asked for from memory before the first is judged, as a long
 * story's happenings stand in no near cache. */
static cw_status look_up(cw_aside_search *search, const cw_happening *own,
                         uint32_t weight, uint32_t term)
{
    const cw_asides *asides = search->asides;
    const cw_plot *plot = asides->plot;
    uint32_t number = (uint32_t)(own - plot->happenings) + 1;
    uint32_t met[LOOK_MAX];
    size_t n = 0;
    cw_status status = CW_OK;
    uint32_t at = cw_postings_first(&asides->events, key_of(own, term));
    for (int k = 0; at != CW_NONE && k < LOOK_MAX; k++) {
        uint32_t item = asides->events.at[at].item;
        at = cw_postings_next(&asides->events, at);
        if (search->met[item] == number)
            continue;
        search->met[item] = number;
        met[n++] = item;
        __builtin_prefetch(&plot->happenings[item]);
        __builtin_prefetch(&asides->near_from[item]);
    }
    for (size_t i = 0; i < n; i++) {
        const cw_happening *other = &plot->happenings[met[i]];
        __builtin_prefetch(&plot->statements[other->statement]);
        __builtin_prefetch(&asides->near[asides->near_from[met[i]]]);
    }
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        const cw_happening *other = &plot->happenings[met[i]];
        const cw_statement *statement = &plot->statements[other->statement];
        uint32_t shared = 0;
        if (statement->role != CW_ROLE_TITLE &&
            search->told_in[statement->span.report] != search->number &&
            !are_of_other_days(search->matter, other) &&
            !are_other_numbers(plot, search->matter, other))
            shared = shared_by(asides, own, other, weight);
        if (shared > 0)
            status = add(search, other->statement, shared);
    }
    return status;
}

static cw_status look_around(cw_aside_search *search, const cw_happening *own)
{
    const cw_plot *plot = search->asides->plot;
    cw_ids near = near_of(search->asides, own);
    uint32_t terms[2 * NEAR], weight = weight_of(plot, own);
    cw_status status = CW_OK;
    size_t n;
    if (near.n > 0)
        memcpy(terms, near.at, near.n * sizeof *terms);
    n = leave_light(plot, weight, terms, near.n);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        status = look_up(search, own, weight, terms[i]);
    return status;
}

/* What a claim is about, if it is what its leading statement is about. */
static const cw_happening *matter_of(const cw_plot *plot,
                                     const cw_cluster *cluster)
{
    uint32_t number = cluster->happenings[cluster->lead];
    const cw_statement *lead =
        &plot->statements[cluster->statements[cluster->lead]];
    for (uint32_t h = 0; h < lead->n_happenings; h++) {
        const cw_happening *here = &plot->happenings[lead->first_happening + h];
        if (here->is_main &&
            (cluster->n == 1 || lead->first_happening + h == number))
            return here;
    }
    return NULL;
}

/* What a member says of it, or NULL. */
static const cw_happening *happening_of(const cw_plot *plot,
                                        const cw_cluster *cluster, size_t i,
                                        const cw_happening *matter)
{
    uint32_t number = cluster->happenings[i];
    if (i == cluster->lead)
        return matter;
    return number != CW_NONE &&
                   plot->happenings[number].predicate == matter->predicate
               ? &plot->happenings[number]
               : NULL;
}

static int compare_found(const void *a, const void *b)
{
    const cw_aside_found *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->statement > y->statement) - (x->statement < y->statement);
}

/* The members, and the best of what was found, one of a report. A thousand
 * that mention what five hundred tell make it no surer. */
static cw_status choose(cw_aside_search *search, const cw_cluster *cluster,
                        cw_arena *arena, cw_ids *out)
{
    const cw_plot *plot = search->asides->plot;
    size_t n = cluster->n, most = 2 * n + MORE_MAX;
    uint32_t *at;
    most = most < n + search->n_found ? most : n + search->n_found;
    at = cw_arena_array(arena, most, sizeof *at);
    if (!at)
        return CW_NO_MEMORY;
    memcpy(at, cluster->statements, n * sizeof *at);
    if (search->n_found > 0)
        qsort(search->found, search->n_found, sizeof *search->found,
              compare_found);
    for (size_t i = 0; i < search->n_found && n < most; i++) {
        uint32_t found = search->found[i].statement;
        uint32_t *told = &search->told_in[plot->statements[found].span.report];
        if (*told == search->number)
            continue;
        *told = search->number;
        at[n++] = found;
    }
    *out = (cw_ids){at, cw_ids_sort(at, n)};
    return CW_OK;
}

cw_status cw_asides_find(cw_aside_search *search, const cw_cluster *cluster,
                         cw_arena *arena, cw_ids *out)
{
    enum { MEMBERS_MAX = 12 };
    const cw_asides *asides = search->asides;
    const cw_plot *plot = asides->plot;
    const cw_happening *matter = matter_of(plot, cluster);
    cw_status status = CW_OK;
    search->number = (uint32_t)(cluster - plot->clusters) + 1;
    search->n_found = 0;
    search->matter = matter;
    for (size_t i = 0; i < cluster->n; i++)
        search->told_in[plot->statements[cluster->statements[i]].span.report] =
            search->number;
    for (size_t i = 0; matter && can_be_aside(matter) && i < cluster->n &&
                       i < MEMBERS_MAX && status == CW_OK;
         i++) {
        const cw_happening *own = happening_of(plot, cluster, i, matter);
        if (own)
            status = look_around(search, own);
    }
    return status == CW_OK ? choose(search, cluster, arena, out) : status;
}
