/* apart.c: two earthquakes share nearly all their words; what tells them
 * apart is what all reports of the one name and none of the other.
 *
 *   members -> vectors weighed anew: what all of the group have weighs
 *              nothing, what only some have weighs most
 *     -> average link again, to the end, but for groups that contradict
 *        each other
 *
 * Groups A and B contradict each other when each has names and numbers of its
 * own that most of its reports give and few of the other's, the more so the
 * less alike they are otherwise:
 *
 *   f(A, t)  = reports of A that name t / (|A| + 1)
 *   own(A)   = sum of b(t) (f(A, t) - f(B, t)) where that is above 1/2
 *   both     = sum of b(t) min(f(A, t), f(B, t)) where one is above 1/2
 *   least    = min(own(A), own(B)), most = min(max(own(A), own(B)), 3 both)
 *   contradicted when least + most / 4 > both (.27 + 4.5 mean(A, B))
 *
 * A name spelt in two ways is one t, and the name of an outlet none: it tells
 * who reports, not what.
 *
 * b(t) is the rarity of t in English, mean(A, B) the mean cosine of their
 * reports as weighed anew. One side alone says little, however much it names: a
 * later report names more. Of a batch, which may span months, it says nothing:
 * most is 0. */
#include "story/apart.h"

#include <stdlib.h>

#include "clean/outlets.h"
#include "story/spelling.h"
#include "story/story_int.h"

/* Chosen on topics 1 to 25 of ECB+, near what logistic regression makes of the
 * pairs of groups that come up there: of 45 pairs of two stories 32 are kept
 * apart, of 205 of one story 4; by least > .4 both it was 27 and 10. */
enum {
    CONTRADICTS = 270,  // thousandths
    PER_LIKENESS = 45,  // tenths, see above
    ONE_SIDE_MAX = 3,   // times both: what the richer side counts at most
    SHARED_MIN = 20000, // what two groups have in common at least: b is 1/16
                        // bits, f thousandths
    MOST = 500,         // f of a name that most reports give, thousandths
    PART_MIN = 3,       // fewer reports contradict nobody
    LOOK_MAX = 160,     // members that are compared; others join a part later
};

/* A term of a member: its weight in the vector, 0 when it has none there. */
typedef struct {
    uint32_t term, member, weight, is_slot;
} held;

typedef struct {
    const cw_link_work *work;
    const uint32_t *members; // [n]
    size_t n;
    cw_arena *scratch;
    cw_weighted **weighed; // [n][n_weighed] vectors weighed anew
    size_t *n_weighed;
    uint64_t *sum;    // [n][n] over the pairs of two groups, of a root
    uint8_t *barred;  // [n][n] contradict each other
    uint32_t *size;   // [n] of a root; 0 when it is none
    uint16_t *count;  // [n][n_slots] members of a root's group that name it
    uint16_t *rarity; // [n_slots] b
    size_t n_slots;
    uint32_t *part; // [n] root of each
} splitter;

static const cw_link_item *item_of(const splitter *on, size_t i)
{
    return &on->work->items[on->members[i]];
}

/* ---- weighed anew ------------------------------------------------------- */

static int compare_held(const void *a, const void *b)
{
    const held *x = a, *y = b;
    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    return x->member < y->member ? -1 : x->member > y->member;
}

/* All terms of all members, sorted by term. */
static cw_status list_terms(splitter *on, held **out, size_t *n_out)
{
    size_t n = 0, n_all = 0;
    for (size_t i = 0; i < on->n; i++)
        n_all += item_of(on, i)->sketch->n;
    *out = cw_arena_array(on->scratch, n_all, sizeof **out);
    if (!*out)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < on->n; i++) {
        const cw_sketch *sketch = item_of(on, i)->sketch;
        cw_vector vector = item_of(on, i)->vector;
        for (size_t k = 0, v = 0; k < sketch->n; k++) {
            const cw_sketch_term *term = &sketch->at[k];
            bool is_slot = term->marks & CW_TERM_SLOT;
            bool is_weighed;
            while (v < vector.n && vector.at[v].term < term->term)
                v++;
            is_weighed = v < vector.n && vector.at[v].term == term->term;
            if (is_slot || is_weighed)
                (*out)[n++] =
                    (held){term->term, i, is_weighed ? vector.at[v].weight : 0,
                           is_slot};
        }
    }
    if (n > 0)
        qsort(*out, n, sizeof **out, compare_held);
    *n_out = n;
    return CW_OK;
}

/* w'(t) = w(t) log2((n + 1) / df(t)); 0 for what all or only one has */
static void weigh_run(splitter *on, const held *run, size_t n_run)
{
    uint32_t df = 0, factor;
    for (size_t i = 0; i < n_run; i++)
        df += run[i].weight > 0;
    if (df < 2 || df == on->n)
        return;
    factor = cw_log2_16(on->n + 1ull) - cw_log2_16(df);
    for (size_t i = 0; i < n_run; i++) {
        uint32_t m = run[i].member;
        if (run[i].weight > 0)
            on->weighed[m][on->n_weighed[m]++] =
                (cw_weighted){run[i].term, run[i].weight * factor};
    }
}

static cw_bytes word_of(const splitter *on, uint32_t term)
{
    return on->work->lexis->words.entries[term].key;
}

/* Is the term of a run a slot: named twice, and not who reports? */
static bool is_slot(const splitter *on, const held *run, size_t n_run)
{
    size_t n = 0;
    for (size_t i = 0; i < n_run; i++)
        n += run[i].is_slot;
    return n > 1 && !cw_outlet_by_name(word_of(on, run->term));
}

static size_t run_length(const held *list, size_t n)
{
    size_t i = 1;
    while (i < n && list[i].term == list[0].term)
        i++;
    return i;
}

typedef struct {
    uint64_t bones; // hash of its consonants
    uint32_t slot, term;
} spelt;

static int compare_spelt(const void *a, const void *b)
{
    const spelt *x = a, *y = b;
    if (x->bones != y->bones)
        return x->bones < y->bones ? -1 : 1;
    return x->slot < y->slot ? -1 : x->slot > y->slot;
}

/* What names a slot names the first that is spelt nearly alike. */
static void join_spellings(splitter *on, spelt *list)
{
    enum { LOOK = 8 };
    if (on->n_slots > 1)
        qsort(list, on->n_slots, sizeof *list, compare_spelt);
    for (size_t i = 1; i < on->n_slots; i++) {
        cw_bytes word = word_of(on, list[i].term);
        for (size_t k = i;
             k-- > 0 && i - k <= LOOK && list[k].bones == list[i].bones;) {
            if (!cw_is_respelling(word_of(on, list[k].term), word))
                continue;
            for (size_t m = 0; m < on->n; m++) {
                uint16_t *count = on->count + m * on->n_slots;
                count[list[k].slot] |= count[list[i].slot];
                count[list[i].slot] = 0;
            }
            list[i].slot = list[k].slot;
            break;
        }
    }
}

static uint64_t bones_of(cw_bytes word)
{
    uint8_t out[CW_LETTERS_MAX];
    return cw_hash(cw_plain_bones(word, out));
}

static cw_status weigh_anew(splitter *on)
{
    held *list;
    spelt *slots;
    size_t n, run;
    cw_status status = list_terms(on, &list, &n);
    on->weighed = cw_arena_array(on->scratch, on->n, sizeof *on->weighed);
    on->n_weighed = cw_arena_array(on->scratch, on->n, sizeof *on->n_weighed);
    if (status != CW_OK || !on->weighed || !on->n_weighed)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < on->n; i++) {
        on->weighed[i] =
            cw_arena_array(on->scratch, CW_VECTOR_TERMS, sizeof **on->weighed);
        if (!on->weighed[i])
            return CW_NO_MEMORY;
    }
    for (size_t i = 0; i < n; i += run) {
        run = run_length(list + i, n - i);
        weigh_run(on, list + i, run);
        on->n_slots += is_slot(on, list + i, run);
    }
    on->count =
        cw_arena_array(on->scratch, on->n * on->n_slots, sizeof *on->count);
    on->rarity = cw_arena_array(on->scratch, on->n_slots, sizeof *on->rarity);
    slots = cw_arena_array(on->scratch, on->n_slots, sizeof *slots);
    if (!on->count || !on->rarity || !slots)
        return CW_NO_MEMORY;
    for (size_t i = 0, slot = 0; i < n; i += run) {
        run = run_length(list + i, n - i);
        if (!is_slot(on, list + i, run))
            continue;
        slots[slot] = (spelt){bones_of(word_of(on, list[i].term)),
                              (uint32_t)slot, list[i].term};
        on->rarity[slot] = on->work->lexis->facts[list[i].term].background;
        for (size_t k = i; k < i + run; k++)
            on->count[list[k].member * on->n_slots + slot] =
                list[k].is_slot != 0;
        slot++;
    }
    join_spellings(on, slots);
    return CW_OK;
}

/* ---- average link ------------------------------------------------------- */

/* Cosines of all pairs, unit 2^-20. */
static cw_status compare_all(splitter *on)
{
    size_t n = on->n;
    uint64_t *length = cw_arena_array(on->scratch, n, sizeof *length);
    on->sum = cw_arena_array(on->scratch, n * n, sizeof *on->sum);
    on->barred = cw_arena_array(on->scratch, n * n, 1);
    on->size = cw_arena_array(on->scratch, n, sizeof *on->size);
    on->part = cw_arena_array(on->scratch, n, sizeof *on->part);
    if (!length || !on->sum || !on->barred || !on->size || !on->part)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < n; i++) {
        on->size[i] = 1;
        on->part[i] = i;
        length[i] =
            cw_square_root(cw_weighted_dot(on->weighed[i], on->n_weighed[i],
                                           on->weighed[i], on->n_weighed[i]));
        for (uint32_t k = 0; k < i; k++) {
            uint64_t both = length[i] * length[k];
            uint64_t dot = cw_weighted_dot(on->weighed[i], on->n_weighed[i],
                                           on->weighed[k], on->n_weighed[k]);
            if (both > 0)
                on->sum[i * n + k] = on->sum[k * n + i] = (dot << 20) / both;
        }
    }
    return CW_OK;
}

static bool contradict(const splitter *on, size_t a, size_t b)
{
    const uint16_t *count_a = on->count + a * on->n_slots;
    const uint16_t *count_b = on->count + b * on->n_slots;
    uint64_t own_a = 0, own_b = 0, both = 0, least, most, mean;
    if (on->size[a] < PART_MIN || on->size[b] < PART_MIN)
        return false;
    for (size_t s = 0; s < on->n_slots; s++) {
        uint32_t in_a = count_a[s] * 1000u / (on->size[a] + 1);
        uint32_t in_b = count_b[s] * 1000u / (on->size[b] + 1);
        if (in_a <= MOST && in_b <= MOST)
            continue;
        both += on->rarity[s] * (uint64_t)(in_a < in_b ? in_a : in_b);
        if (in_a > in_b + MOST)
            own_a += on->rarity[s] * (uint64_t)(in_a - in_b);
        if (in_b > in_a + MOST)
            own_b += on->rarity[s] * (uint64_t)(in_b - in_a);
    }
    mean = on->sum[a * on->n + b] * 1000 /
           ((uint64_t)on->size[a] * on->size[b] << 20);
    least = own_a < own_b ? own_a : own_b;
    most = own_a < own_b ? own_b : own_a;
    both += SHARED_MIN;
    most = most < ONE_SIDE_MAX * both ? most : ONE_SIDE_MAX * both;
    if (on->work->is_batch)
        most = 0;
    return (least + most / 4) * 1000 >
           both * (CONTRADICTS + mean * PER_LIKENESS / 10);
}

/* The two groups most alike that may be joined; false when there are none. */
static bool best_pair(splitter *on, size_t *best_a, size_t *best_b)
{
    size_t n = on->n;
    uint64_t best = 0;
    bool is_found = false;
    for (size_t a = 0; a < n; a++) {
        for (size_t b = a + 1; on->size[a] > 0 && b < n; b++) {
            uint64_t mean;
            if (on->size[b] == 0 || on->barred[a * n + b])
                continue;
            mean = (on->sum[a * n + b] << 8) /
                   ((uint64_t)on->size[a] * on->size[b]);
            if (is_found && mean <= best)
                continue;
            is_found = true;
            best = mean;
            *best_a = a;
            *best_b = b;
        }
    }
    return is_found;
}

static void join(splitter *on, size_t a, size_t b)
{
    size_t n = on->n;
    on->size[a] += on->size[b];
    on->size[b] = 0;
    for (size_t i = 0; i < n; i++) {
        on->sum[a * n + i] += on->sum[b * n + i];
        on->sum[i * n + a] = on->sum[a * n + i];
        on->barred[a * n + i] = on->barred[i * n + a] = 0;
        if (on->part[i] == b)
            on->part[i] = (uint32_t)a;
    }
    for (size_t s = 0; s < on->n_slots; s++)
        on->count[a * on->n_slots + s] =
            (uint16_t)(on->count[a * on->n_slots + s] +
                       on->count[b * on->n_slots + s]);
}

static cw_status split(splitter *on)
{
    size_t n = on->n, a, b;
    cw_status status = weigh_anew(on);
    if (status == CW_OK)
        status = compare_all(on);
    while (status == CW_OK && best_pair(on, &a, &b)) {
        if (contradict(on, a, b))
            on->barred[a * n + b] = on->barred[b * n + a] = 1;
        else
            join(on, a, b);
    }
    return status;
}

/* ---- the whole group ---------------------------------------------------- */

/* The part that a member is most like which was not compared. sum, n: [parts]
 * of its pairs with the compared members of each. */
static uint32_t nearest(const splitter *on, uint32_t item, const uint32_t *part,
                        uint32_t n_parts, uint64_t *sum, uint64_t *n)
{
    cw_vector own = on->work->items[item].vector;
    uint32_t best = 0;
    memset(sum, 0, n_parts * sizeof *sum);
    memset(n, 0, n_parts * sizeof *n);
    for (size_t i = 0; i < on->n; i++) {
        cw_vector other = item_of(on, i)->vector;
        sum[part[i]] += cw_weighted_dot(own.at, own.n, other.at, other.n);
        n[part[i]]++;
    }
    for (uint32_t p = 1; p < n_parts; p++)
        if (sum[p] / n[p] > sum[best] / n[best])
            best = p;
    return best;
}

/* Members of a large group are compared at even steps: member i is the one
 * at i * n / LOOK_MAX. */
static cw_status choose(splitter *on, const uint32_t *members, size_t n)
{
    uint32_t *some;
    if (n <= LOOK_MAX) {
        on->members = members;
        on->n = n;
        return CW_OK;
    }
    some = cw_arena_array(on->scratch, LOOK_MAX, sizeof *some);
    if (!some)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < LOOK_MAX; i++)
        some[i] = members[i * n / LOOK_MAX];
    on->members = some;
    on->n = LOOK_MAX;
    return CW_OK;
}

/* part[n_members], from what was found for the members that were compared. */
static cw_status give_parts(splitter *on, const uint32_t *members, size_t n,
                            uint32_t *part, uint32_t *n_parts)
{
    uint32_t *number = cw_arena_array(on->scratch, on->n, sizeof *number);
    uint64_t *sum = cw_arena_array(on->scratch, on->n, sizeof *sum);
    uint64_t *count = cw_arena_array(on->scratch, on->n, sizeof *count);
    if (!number || !sum || !count)
        return CW_NO_MEMORY;
    *n_parts = 0;
    for (size_t i = 0; i < on->n; i++)
        if (on->part[i] == i)
            number[i] = (*n_parts)++;
    for (size_t i = 0; i < on->n; i++)
        on->part[i] = number[on->part[i]];
    for (size_t i = 0, k = 0; i < n; i++) {
        if (k < on->n && on->members[k] == members[i])
            part[i] = on->part[k++];
        else if (*n_parts == 1)
            part[i] = 0;
        else
            part[i] = nearest(on, members[i], on->part, *n_parts, sum, count);
    }
    return CW_OK;
}

cw_status cw_apart_split(const cw_link_work *work, const uint32_t *members,
                         size_t n, cw_arena *scratch, uint32_t *part,
                         uint32_t *n_parts)
{
    cw_mark mark = cw_arena_mark(scratch);
    splitter on = {.work = work, .scratch = scratch};
    cw_status status = choose(&on, members, n);
    *n_parts = 1;
    if (status == CW_OK)
        status = split(&on);
    if (status == CW_OK)
        status = give_parts(&on, members, n, part, n_parts);
    cw_arena_reset(scratch, mark);
    return status;
}
