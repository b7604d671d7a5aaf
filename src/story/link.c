/* link.c: average link over the pairs worth a look, best first.
 *
 * The mean of all pairs of two groups is the product of the sums of their
 * vectors, so a group is kept as one sum, cut to its heaviest terms:
 *
 *   mean(A, B) = sum(A) . sum(B) / (|A| |B|) * decay(days between A and B)
 *
 * Every pair waits under its mean, 1000 at most. A pair that is worth less when
 * it comes up than when it was put in goes back under what it is worth now, so
 * nothing joins those that wait under one mean once their turn has come: they
 * are sorted then, and only then. */
#include "story/link.h"
#include "base/search.h"

#include <stdlib.h>

#include "story/apart.h"
#include "story/groups.h"
#include "story/story_int.h"

/* Chosen on topics 1 to 25 of ECB+ (bench/quality.py): plateau .08 to .12
 * and .18 to .20. A lone report needs less to join a story than two stories
 * need to become one. */
enum {
    LONE_MIN = 100,  // mean of a lone report, or two, and a story
    GROUP_MIN = 190, // mean of two stories, or of two reports
    LONE_N = 2,
    STORY_N = 3,
    STORYLINE_MIN = 90, // mean of two events of one storyline
    NEAR_N = 3,         // nearest reports that speak for a lone one
    VOTES_MIN = 2,      // of them that must stand in the story it joins
    SUM_TERMS = 256,    // heaviest terms of a group that are kept
    MEANS_BITS = 14,    // of the number of means that are remembered
    TRIES_MAX = 8,      // times a pair goes back
    MEAN_MAX = 1000,
    PASSES_MAX = 3, // over the pairs that were not joined
    APART_MIN = 6,  // fewer reports are not told apart
};

typedef struct {
    const cw_weighted *at; // [n] by term: sum of the vectors
    size_t n;
    int32_t from_day, to_day; // of dated members; CW_NO_DAY: none
} bundle;

/* The reports most alike to one, most alike first. */
typedef struct {
    uint32_t item[NEAR_N], likeness[NEAR_N]; // CW_NONE, 0: fewer
} nearest;

/* A pair that waits: its number among the pairs, the one after it under the
 * same mean (CW_NONE: the last), and how often it went back. */
typedef struct {
    uint32_t pair, next, tries;
} waiting;

typedef struct {
    uint32_t a, b, number; // its items, its place in the queue
} turn;

typedef struct {
    uint32_t a, b, n_a, n_b, mean; // n_a is 0: none yet
} known_mean;

typedef struct {
    const cw_link_work *work;
    cw_arena *scratch;
    cw_groups groups;
    known_mean *means;  // [1 << MEANS_BITS]
    bundle *bundles;    // [n] of a root
    uint16_t *likeness; // [n_pairs] of the two reports themselves
    nearest *near;      // [n]
    waiting *queue;     // [n_queue] of [n_pairs]
    size_t n_queue;
    uint32_t first[MEAN_MAX + 1]; // of those that wait under a mean
    turn *turn;                   // [n_pairs] those whose turn it is
    bool is_storyline; // joins groups to storylines, at any distance in days
} linker;

uint32_t cw_link_decay(int64_t days)
{
    static const uint16_t gauss[] = {1000, 1000, 946, 801, 607, 411, 249, 135,
                                     66,   29,   11,  4,   1,   0,   0,   0};
    return days < 16 ? gauss[days] : 0;
}

uint32_t cw_link_needed(size_t n_a, size_t n_b)
{
    size_t less = n_a < n_b ? n_a : n_b, more = n_a < n_b ? n_b : n_a;
    return less <= LONE_N && more >= STORY_N ? LONE_MIN : GROUP_MIN;
}

/* ---- one template ------------------------------------------------------- */

static bool holds(const cw_sketch *sketch, uint32_t term)
{
    size_t at =
        CW_FIRST_FROM(sketch->at, sketch->n, cw_sketch_term, term, term);
    return at < sketch->n && sketch->at[at].term == term;
}

/* The words of a's headline: how many b's headline has too, and how many are
 * names that b does not have at all. */
static void compare_titles(const cw_sketch *a, const cw_sketch *b,
                           size_t *n_shared, size_t *n_own, size_t *n_all)
{
    size_t j = 0;
    *n_shared = *n_own = *n_all = 0;
    for (size_t i = 0; i < a->n; i++) {
        if (!(a->at[i].marks & CW_TERM_TITLE))
            continue;
        ++*n_all;
        while (j < b->n && b->at[j].term < a->at[i].term)
            j++;
        if (j < b->n && b->at[j].term == a->at[i].term &&
            (b->at[j].marks & CW_TERM_TITLE))
            ++*n_shared;
        else if ((a->at[i].marks & CW_TERM_NAME) && !holds(b, a->at[i].term))
            ++*n_own;
    }
}

/* Is a's headline b's, with names of its own in it? At least two thirds of its
 * other words are the same; a count may differ too. */
static bool fills_template(const cw_sketch *a, const cw_sketch *b)
{
    enum { SHARED_MIN = 2, OWN_MAX = 2 };
    size_t shared, own, all;
    compare_titles(a, b, &shared, &own, &all);
    return own > 0 && own <= OWN_MAX && shared >= SHARED_MIN &&
           3 * shared >= 2 * (all - own);
}

static size_t count_names(const cw_sketch *sketch)
{
    size_t n = 0;
    for (size_t i = 0; i < sketch->n; i++)
        n += (sketch->at[i].marks & CW_TERM_NAME) != 0;
    return n;
}

/* Do both give names, and never the same? */
static bool share_no_name(const cw_sketch *a, const cw_sketch *b)
{
    enum { NAMES_MIN = 2 };
    for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
        uint32_t x = a->at[i].term, y = b->at[j].term;
        if (x == y && (a->at[i].marks & b->at[j].marks & CW_TERM_NAME))
            return false;
        i += x <= y;
        j += y <= x;
    }
    return count_names(a) >= NAMES_MIN && count_names(b) >= NAMES_MIN;
}

/* Do they share less than a quarter of the shorter one's words? Few are
 * enough in number when both are long. */
static bool share_few_words(cw_vector a, cw_vector b)
{
    enum { PART = 4, ENOUGH = 9 };
    size_t least = a.n < b.n ? a.n : b.n, n = 0;
    for (size_t i = 0, j = 0; i < a.n && j < b.n;) {
        uint32_t x = a.at[i].term, y = b.at[j].term;
        n += x == y;
        i += x <= y;
        j += y <= x;
    }
    return n < ENOUGH && n * PART < least;
}

bool cw_link_is_barred(const cw_link_item *a, const cw_link_item *b)
{
    if (share_few_words(a->vector, b->vector) ||
        share_no_name(a->sketch, b->sketch))
        return true;
    return fills_template(a->sketch, b->sketch) &&
           fills_template(b->sketch, a->sketch);
}

/* ---- groups ------------------------------------------------------------- */

/* Days between two groups, 0 when they overlap or one has no day. */
static int64_t days_between(const bundle *a, const bundle *b)
{
    if (a->from_day == CW_NO_DAY || b->from_day == CW_NO_DAY)
        return 0;
    if (a->from_day > b->to_day)
        return (int64_t)a->from_day - b->to_day;
    return b->from_day > a->to_day ? (int64_t)b->from_day - a->to_day : 0;
}

/* Mean of all pairs of two groups, decayed. Many pairs ask for the same two
 * groups: the last answer is kept, and is good while both have their sizes,
 * since a group that grows keeps or loses its root. */
static uint32_t mean_of(const linker *on, uint32_t a, uint32_t b)
{
    const bundle *x = &on->bundles[a], *y = &on->bundles[b];
    uint32_t n_a = on->groups.size[a], n_b = on->groups.size[b];
    known_mean *known =
        &on->means[(a * 0x9e3779b1u ^ b * 0x85ebca77u) >> (32 - MEANS_BITS)];
    uint64_t mean;
    if (known->n_a == n_a && known->n_b == n_b && known->a == a &&
        known->b == b)
        return known->mean;
    /* At most CW_UNIT^2 n_a n_b: 2^24 times 2^38, as CW_MAX_REPORTS parted in
     * two make no more pairs; the mean is below 2^25. */
    mean = cw_weighted_dot(x->at, x->n, y->at, y->n) / ((uint64_t)n_a * n_b) *
           1000 / ((uint64_t)CW_UNIT * CW_UNIT);
    if (!on->is_storyline)
        mean = mean * cw_link_decay(days_between(x, y)) / 1000;
    *known = (known_mean){a, b, n_a, n_b, (uint32_t)mean};
    return (uint32_t)mean;
}

static cw_status join(linker *on, uint32_t a, uint32_t b)
{
    const bundle *x = &on->bundles[a], *y = &on->bundles[b];
    cw_weighted *sum = cw_arena_array(on->scratch, x->n + y->n, sizeof *sum);
    bundle both = *x;
    if (!sum)
        return CW_NO_MEMORY;
    both.at = sum;
    both.n = cw_weighted_keep(
        sum, cw_weighted_add(x->at, x->n, y->at, y->n, sum), SUM_TERMS);
    if (y->from_day != CW_NO_DAY) {
        if (x->from_day == CW_NO_DAY || y->from_day < x->from_day)
            both.from_day = y->from_day;
        if (x->from_day == CW_NO_DAY || y->to_day > x->to_day)
            both.to_day = y->to_day;
    }
    cw_groups_join(&on->groups, a, b);
    on->bundles[on->groups.root[a]] = both;
    return CW_OK;
}

/* ---- the nearest -------------------------------------------------------- */

static void note_near(nearest *list, uint32_t item, uint32_t likeness)
{
    int at = NEAR_N;
    while (at > 0 &&
           (list->likeness[at - 1] < likeness ||
            (list->likeness[at - 1] == likeness && list->item[at - 1] > item)))
        at--;
    for (int i = NEAR_N - 1; i > at; i--) {
        list->item[i] = list->item[i - 1];
        list->likeness[i] = list->likeness[i - 1];
    }
    if (at < NEAR_N) {
        list->item[at] = item;
        list->likeness[at] = likeness;
    }
}

static void find_nearest(linker *on)
{
    const cw_link_work *work = on->work;
    for (size_t i = 0; i < work->n; i++)
        for (int k = 0; k < NEAR_N; k++)
            on->near[i].item[k] = CW_NONE;
    for (size_t i = 0; i < work->n_pairs; i++) {
        const cw_link_pair *pair = &work->pairs[i];
        note_near(&on->near[pair->a], pair->b, on->likeness[i]);
        note_near(&on->near[pair->b], pair->a, on->likeness[i]);
    }
}

/* Likeness of every pair. The terms of b are spread over an array as long as
 * the lexis, so that each a costs one look a term. */
static cw_status compare_pairs(linker *on)
{
    const cw_link_work *work = on->work;
    uint16_t *spread =
        cw_arena_array(on->scratch, work->lexis->words.n, sizeof *spread);
    if (!spread)
        return CW_NO_MEMORY;
    for (size_t i = 0, from = 0; i < work->n_pairs; i++) {
        const cw_link_pair *pair = &work->pairs[i];
        const cw_link_item *x = &work->items[pair->a],
                           *y = &work->items[pair->b];
        if (i == from)
            cw_vector_spread(y->vector, spread);
        if (x->language == y->language)
            on->likeness[i] =
                (uint16_t)cw_vector_spread_likeness(x->vector, spread);
        if (i + 1 == work->n_pairs || work->pairs[i + 1].b != pair->b) {
            cw_vector_unspread(y->vector, spread);
            from = i + 1;
        }
    }
    return CW_OK;
}

/* How many of the nearest of a lone report stand in the group. */
static uint32_t votes(const linker *on, uint32_t lone, uint32_t group)
{
    uint32_t n = 0;
    for (int k = 0; k < NEAR_N; k++) {
        uint32_t item = on->near[lone].item[k];
        n += item != CW_NONE && on->groups.root[item] == group;
    }
    return n;
}

/* May two groups so much alike be joined? A lone report, or two, needs little
 * likeness when most of those it is nearest to stand in the story. */
static bool may_join(const linker *on, uint32_t a, uint32_t b, uint32_t mean)
{
    uint32_t less = on->groups.size[a] < on->groups.size[b] ? a : b;
    uint32_t more = less == a ? b : a;
    if (on->is_storyline)
        return mean >= STORYLINE_MIN;
    if (mean < cw_link_needed(on->groups.size[a], on->groups.size[b]))
        return false;
    return on->groups.size[less] > LONE_N || on->groups.size[more] < STORY_N ||
           votes(on, less, more) >= VOTES_MIN;
}

/* ---- the largest mean first, of equals the first items ------------------- */

/* A mean is above MEAN_MAX by rounding at most. */
static void put_under(linker *on, uint32_t mean, uint32_t number)
{
    mean = mean < MEAN_MAX ? mean : MEAN_MAX;
    on->queue[number].next = on->first[mean];
    on->first[mean] = number;
}

/* The mean of pair i while both of its reports are alone. */
static uint32_t mean_of_two(const linker *on, size_t i)
{
    const cw_link_pair *pair = &on->work->pairs[i];
    if (on->is_storyline)
        return on->likeness[i];
    return on->likeness[i] *
           cw_link_decay(
               days_between(&on->bundles[pair->a], &on->bundles[pair->b])) /
           1000;
}

/* The pairs of different groups that may still be joined. */
static void fill(linker *on)
{
    const cw_link_work *work = on->work;
    uint32_t least = on->is_storyline ? STORYLINE_MIN : CW_LINK_PAIR_MIN;
    on->n_queue = 0;
    for (size_t mean = 0; mean <= MEAN_MAX; mean++)
        on->first[mean] = CW_NONE;
    for (uint32_t i = 0; i < work->n_pairs; i++) {
        const cw_link_pair *pair = &work->pairs[i];
        uint32_t a = on->groups.root[pair->a], b = on->groups.root[pair->b];
        uint32_t mean;
        if (a == b || on->likeness[i] < least)
            continue;
        mean = on->groups.size[a] + on->groups.size[b] == 2 ? mean_of_two(on, i)
                                                            : mean_of(on, a, b);
        if (mean < (on->is_storyline ? STORYLINE_MIN : LONE_MIN))
            continue;
        on->queue[on->n_queue] = (waiting){.pair = i};
        put_under(on, mean, (uint32_t)on->n_queue++);
    }
}

static int compare_waiting(const void *a, const void *b)
{
    const turn *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

/* Those that wait under a mean, by their items, but for those that were joined
 * meanwhile; how many. */
static size_t take_turn(linker *on, uint32_t mean)
{
    const uint32_t *root = on->groups.root;
    size_t n = 0;
    for (uint32_t i = on->first[mean]; i != CW_NONE; i = on->queue[i].next) {
        const cw_link_pair *pair = &on->work->pairs[on->queue[i].pair];
        if (root[pair->a] != root[pair->b])
            on->turn[n++] = (turn){pair->a, pair->b, i};
    }
    if (n > 0)
        qsort(on->turn, n, sizeof *on->turn, compare_waiting);
    return n;
}

/* Joins the groups of a pair if they are worth it now. */
static cw_status join_pair(linker *on, uint32_t put_in, const turn *now,
                           size_t *n_joined)
{
    const cw_link_item *items = on->work->items;
    waiting *pair = &on->queue[now->number];
    uint32_t a = on->groups.root[now->a], b = on->groups.root[now->b];
    uint32_t mean;
    if (a == b)
        return CW_OK;
    mean = mean_of(on, a, b);
    if (mean < put_in && mean >= LONE_MIN && pair->tries < TRIES_MAX) {
        pair->tries++;
        put_under(on, mean, now->number);
        return CW_OK;
    }
    if (!may_join(on, a, b, mean) ||
        (!on->is_storyline &&
         cw_link_is_barred(&items[now->a], &items[now->b])))
        return CW_OK;
    ++*n_joined;
    return join(on, a, b);
}

/* One pass; *n_joined groups were joined. */
static cw_status join_pairs(linker *on, size_t *n_joined)
{
    cw_status status = CW_OK;
    *n_joined = 0;
    fill(on);
    for (uint32_t mean = MEAN_MAX + 1; mean-- > 0 && status == CW_OK;) {
        size_t n = take_turn(on, mean);
        for (size_t i = 0; i < n && status == CW_OK; i++)
            status = join_pair(on, mean, &on->turn[i], n_joined);
    }
    return status;
}

static cw_status join_all(linker *on)
{
    cw_status status = CW_OK;
    size_t n_joined = 1;
    for (int i = 0; i < PASSES_MAX && n_joined > 0 && status == CW_OK; i++)
        status = join_pairs(on, &n_joined);
    return status;
}

/* ---- events ------------------------------------------------------------- */

/* Each group as the parts it falls into. */
static cw_status tell_apart(linker *on, uint32_t *event)
{
    size_t n = on->work->n;
    uint32_t *members = cw_arena_array(on->scratch, n, sizeof *members);
    uint32_t *part = cw_arena_array(on->scratch, n, sizeof *part);
    uint32_t *first = cw_arena_array(on->scratch, n, sizeof *first);
    cw_status status = members && part && first ? CW_OK : CW_NO_MEMORY;
    for (uint32_t root = 0; root < n && status == CW_OK; root++) {
        size_t n_members = 0;
        uint32_t n_parts = 1;
        if (on->groups.root[root] != root)
            continue;
        for (uint32_t i = root; i != CW_NONE; i = on->groups.next[i]) {
            event[i] = root;
            members[n_members++] = i;
        }
        if (n_members < APART_MIN)
            continue;
        status = cw_apart_split(on->work, members, n_members, on->scratch, part,
                                &n_parts);
        if (status != CW_OK || n_parts == 1)
            continue;
        for (uint32_t p = 0; p < n_parts; p++)
            first[p] = CW_NONE;
        for (size_t i = 0; i < n_members; i++)
            if (members[i] < first[part[i]])
                first[part[i]] = members[i];
        for (size_t i = 0; i < n_members; i++)
            event[members[i]] = first[part[i]];
    }
    return status;
}

cw_status cw_link_groups(const cw_link_work *work, cw_arena *scratch,
                         uint32_t *event, uint32_t *storyline)
{
    cw_mark mark = cw_arena_mark(scratch);
    linker on = {.work = work, .scratch = scratch};
    cw_status status = cw_groups_init(&on.groups, scratch, work->n);
    on.bundles = cw_arena_array(scratch, work->n, sizeof *on.bundles);
    on.means = cw_arena_array(scratch, 1u << MEANS_BITS, sizeof *on.means);
    on.queue = cw_arena_array(scratch, work->n_pairs, sizeof *on.queue);
    on.turn = cw_arena_array(scratch, work->n_pairs, sizeof *on.turn);
    on.likeness = cw_arena_array(scratch, work->n_pairs, sizeof *on.likeness);
    on.near = cw_arena_array(scratch, work->n, sizeof *on.near);
    if (status == CW_OK && (!on.means || !on.bundles || !on.queue || !on.turn ||
                            !on.likeness || !on.near))
        status = CW_NO_MEMORY;
    for (size_t i = 0; i < work->n && status == CW_OK; i++) {
        const cw_link_item *item = &work->items[i];
        on.bundles[i] =
            (bundle){item->vector.at, item->vector.n, item->day, item->day};
    }
    if (status == CW_OK)
        status = compare_pairs(&on);
    if (status == CW_OK) {
        find_nearest(&on);
        status = join_all(&on);
    }
    if (status == CW_OK && !work->is_batch)
        status = tell_apart(&on, event);
    on.is_storyline = true;
    if (on.means)
        memset(on.means, 0, (sizeof *on.means) << MEANS_BITS);
    if (status == CW_OK)
        status = join_all(&on);
    if (status == CW_OK && work->is_batch)
        status = tell_apart(&on, storyline);
    else if (status == CW_OK && work->n > 0)
        memcpy(storyline, on.groups.root, work->n * sizeof *storyline);
    cw_arena_reset(scratch, mark);
    return status;
}
