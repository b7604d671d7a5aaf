/* learn.c: the table of rows, the steps, and packing. */
#include "learn.h"

#include <stdio.h>
#include <stdlib.h>

void *learn_array(cw_arena *arena, size_t n, size_t size)
{
    void *items = cw_arena_array(arena, n, size);
    if (!items)
        train_fail("memory ran out", NULL);
    return items;
}

void learn_init(learner *l, cw_arena *arena, uint32_t n_labels)
{
    *l = (learner){.arena = arena, .n_labels = n_labels, .n_slots = 1 << 16};
    l->rows = learn_array(arena, l->n_slots, sizeof *l->rows);
}

static uint8_t *seen_of(const learner *l, uint32_t key)
{
    return &l->seen[(key * 0x85EBCA6Bu) >> 8];
}

void learn_count(learner *l, const uint32_t *feature, size_t K, uint8_t least)
{
    if (!l->seen)
        l->seen = learn_array(l->arena, LEARN_SEEN, 1);
    l->least_seen = least;
    for (size_t k = 0; k < K; k++) {
        uint8_t *seen = seen_of(l, feature[k]);
        if (*seen < 255)
            ++*seen;
    }
}

static learn_row *find_row(const learner *l, uint32_t key)
{
    size_t at = (key * 0x9E3779B1u) & (l->n_slots - 1);
    while (l->rows[at].key != 0 && l->rows[at].key != key)
        at = (at + 1) & (l->n_slots - 1);
    return &l->rows[at];
}

static void grow(learner *l)
{
    learn_row *old = l->rows;
    size_t n_old = l->n_slots;
    l->n_slots *= 2;
    l->rows = learn_array(l->arena, l->n_slots, sizeof *l->rows);
    for (size_t i = 0; i < n_old; i++)
        if (old[i].key != 0)
            *find_row(l, old[i].key) = old[i];
}

void learn_score(const learner *l, const uint32_t *feature, size_t K,
                 int32_t *score)
{
    for (size_t k = 0; k < K; k++)
        __builtin_prefetch(
            &l->rows[(feature[k] * 0x9E3779B1u) & (l->n_slots - 1)]);
    for (size_t k = 0; k < K; k++) {
        const learn_row *row = find_row(l, feature[k]);
        for (size_t i = 0; i < row->n; i++)
            score[row->cells[i].label] += row->cells[i].w;
    }
}

static learn_cell *find_cell(learner *l, learn_row *row, uint32_t label)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->cells[i].label == label)
            return &row->cells[i];
    if (row->n == row->capacity) {
        uint16_t capacity = (uint16_t)(row->capacity ? 2 * row->capacity : 2);
        learn_cell *cells = learn_array(l->arena, capacity, sizeof *cells);
        if (row->n)
            memcpy(cells, row->cells, row->n * sizeof *cells);
        row->cells = cells;
        row->capacity = capacity;
    }
    row->cells[row->n] = (learn_cell){.label = (uint8_t)label, .when = l->now};
    return &row->cells[row->n++];
}

static void bring_up(const learner *l, learn_cell *cell)
{
    cell->sum += (int64_t)cell->w * (l->now - cell->when);
    cell->when = l->now;
}

void learn_add(learner *l, const uint32_t *feature, size_t K, uint32_t label,
               int32_t change)
{
    for (size_t k = 0; k < K; k++) {
        learn_row *row;
        learn_cell *cell;
        if (l->seen && *seen_of(l, feature[k]) < l->least_seen)
            continue;
        if (2 * l->n_rows >= l->n_slots)
            grow(l);
        row = find_row(l, feature[k]);
        if (row->key == 0 || (l->is_closed && row->n == 0)) {
            if (feature[k] == 0 || l->is_closed)
                continue;
            row->key = feature[k];
            l->n_rows++;
        }
        cell = find_cell(l, row, label);
        bring_up(l, cell);
        cell->w += change;
    }
}

void learn_step(learner *l, const uint32_t *feature, size_t K, uint32_t good,
                uint32_t bad)
{
    l->now++;
    if (good == bad)
        return;
    learn_add(l, feature, K, good, 1);
    learn_add(l, feature, K, bad, -1);
}

void learn_begin(learner *l, uint64_t epoch, uint64_t n_epochs)
{
    if (epoch == 1 || epoch % n_epochs != 1)
        return;
    for (size_t i = 0; i < l->n_slots; i++)
        for (size_t c = 0; c < l->rows[i].n; c++) {
            bring_up(l, &l->rows[i].cells[c]);
            l->rows[i].cells[c].w = 0;
        }
}

/* The average in units, rounded to the nearest, halves away from 0. */
static int32_t weight_of(const learner *l, const learn_cell *cell, int32_t unit)
{
    int64_t sum = cell->sum + (int64_t)cell->w * (l->now - cell->when);
    int64_t size = (sum < 0 ? -sum : sum) * unit;
    int64_t weight = (size + l->now / 2) / (l->now ? l->now : 1);
    weight = weight > 127 ? 127 : weight;
    return (int32_t)(sum < 0 ? -weight : weight);
}

typedef struct {
    uint32_t key;
    cw_weight_row row;
    const cw_weight_pair *pairs; // [n], of heads of many labels
    uint32_t n;
} packed_row;

static int compare_rows(const void *a, const void *b)
{
    uint32_t x = ((const packed_row *)a)->key, y = ((const packed_row *)b)->key;
    return (x > y) - (x < y);
}

static int compare_pairs(const void *a, const void *b)
{
    return ((const cw_weight_pair *)a)->label -
           ((const cw_weight_pair *)b)->label;
}

/* Rows in the order of their keys, which is that of their slots. A row may
 * not be further than CW_MODEL_PROBES from its place; nor may two rows of one
 * neighbourhood have the same check: the later one is then left out. Answers
 * how many were. */
static size_t place_rows(const packed_row *rows, size_t n, cw_weight_row *slots,
                         uint16_t *checks, uint32_t n_slots)
{
    size_t n_out = 0;
    for (size_t i = 0; i < n; i++) {
        uint16_t check = cw_weights_check(rows[i].key);
        uint32_t at = cw_weights_slot(rows[i].key, n_slots);
        uint32_t end = at + CW_MODEL_PROBES;
        while (at < end && checks[at] != 0 && checks[at] != check)
            at++;
        if (at == end || checks[at] == check) {
            n_out++;
            continue;
        }
        checks[at] = check;
        slots[at] = rows[i].row;
    }
    return n_out;
}

static int32_t largest_weight(const learner *l, const learn_row *row,
                              int32_t unit)
{
    int32_t largest = 0;
    for (size_t c = 0; c < row->n; c++) {
        int32_t weight = weight_of(l, &row->cells[c], unit);
        weight = weight < 0 ? -weight : weight;
        largest = weight > largest ? weight : largest;
    }
    return largest;
}

/* The least size of a row's largest weight so that at most n_max are kept. */
static int32_t find_least(const learner *l, int32_t unit, size_t n_max)
{
    size_t count[128] = {0}, n = 0;
    int32_t least = 128;
    for (size_t i = 0; i < l->n_slots; i++)
        count[largest_weight(l, &l->rows[i], unit)]++;
    while (least > 1 && n + count[least - 1] <= n_max)
        n += count[--least];
    return least;
}

void learn_narrow(learner *l, int32_t unit, size_t n_max)
{
    int32_t least = find_least(l, unit, n_max);
    for (size_t i = 0; i < l->n_slots; i++) {
        learn_row *row = &l->rows[i];
        if (largest_weight(l, row, unit) < least)
            row->n = 0;
    }
    l->is_closed = true;
    for (size_t i = 0; i < l->n_slots; i++)
        for (size_t c = 0; c < l->rows[i].n; c++) {
            l->rows[i].cells[c].sum = 0;
            l->rows[i].cells[c].when = 0;
        }
    l->now = 0;
}

/* The weights of a row that are not 0: all in itself when the labels are few,
 * else as pairs, for which there is room at `pairs`. */
static packed_row pack_row(const learner *l, const learn_row *row, int32_t unit,
                           cw_weight_pair *pairs)
{
    packed_row packed = {.key = row->key, .pairs = pairs};
    for (size_t c = 0; c < row->n; c++) {
        int8_t weight = (int8_t)weight_of(l, &row->cells[c], unit);
        if (l->n_labels <= CW_FEW_LABELS)
            packed.row.weight[row->cells[c].label] = weight;
        else if (weight != 0)
            pairs[packed.n++] = (cw_weight_pair){row->cells[c].label, weight};
    }
    qsort(pairs, packed.n, sizeof *pairs, compare_pairs);
    return packed;
}

static int compare_weights(const void *a, const void *b)
{
    const packed_row *x = a, *y = b;
    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return memcmp(x->pairs, y->pairs, x->n * sizeof *x->pairs);
}

/* The rows that the head keeps beside its table. */
typedef struct {
    cw_weight_pair *pairs;
    int8_t *full;
    uint32_t n_pairs, n_full, width;
} laid_rows;

/* Long rows first: they belong to the features that fire most, and what is
 * read often then shares its cache lines. Equal rows stand once. */
static void lay_rows(packed_row *rows, size_t n, laid_rows *out)
{
    qsort(rows, n, sizeof *rows, compare_weights);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && compare_weights(&rows[i - 1], &rows[i]) == 0) {
            rows[i].row = rows[i - 1].row;
        } else if (rows[i].n > out->width / 5) {
            int8_t *full = out->full + (size_t)out->n_full * out->width;
            for (uint32_t p = 0; p < rows[i].n; p++)
                full[rows[i].pairs[p].label] = rows[i].pairs[p].weight;
            rows[i].row.where = out->n_full++ << 8 | CW_FULL_ROW;
        } else {
            memcpy(out->pairs + out->n_pairs, rows[i].pairs,
                   rows[i].n * sizeof *out->pairs);
            rows[i].row.where = out->n_pairs << 8 | rows[i].n;
            out->n_pairs += rows[i].n;
        }
    }
}

cw_bytes learn_pack(const learner *l, int32_t unit, size_t n_max)
{
    packed_row *rows = learn_array(l->arena, l->n_rows + 1, sizeof *rows);
    int32_t least = find_least(l, unit, n_max);
    size_t n = 0, n_cells = 0, n_slots, n_out, n_bytes;
    cw_weights_head head = {.n_labels = l->n_labels};
    cw_weight_pair *pairs;
    laid_rows laid = {.width = cw_weights_width(l->n_labels)};
    cw_weight_row *slots;
    uint16_t *checks;
    uint8_t *bytes;
    for (size_t i = 0; i < l->n_slots; i++)
        n_cells += l->rows[i].n;
    pairs = learn_array(l->arena, n_cells + 1, sizeof *pairs);
    laid.pairs = learn_array(l->arena, n_cells + 1, sizeof *laid.pairs);
    // a full row takes the place of more pairs than a fifth of its width
    laid.full = learn_array(l->arena, 5 * n_cells + laid.width, 1);
    n_cells = 0;
    for (size_t i = 0; i < l->n_slots; i++)
        if (largest_weight(l, &l->rows[i], unit) >= least) {
            rows[n] = pack_row(l, &l->rows[i], unit, pairs + n_cells);
            n_cells += rows[n++].n;
        }
    if (l->n_labels > CW_FEW_LABELS)
        lay_rows(rows, n, &laid);
    head.n_pairs = laid.n_pairs;
    head.n_full = laid.n_full;
    if (head.n_pairs >= 1u << 24)
        train_fail("too many weights for one head", NULL);
    qsort(rows, n, sizeof *rows, compare_rows);
    head.n_slots = (uint32_t)(n + n / 5 + 1);
    n_slots = head.n_slots + CW_MODEL_PROBES;
    n_bytes = sizeof head + n_slots * (sizeof *slots + sizeof *checks) +
              head.n_pairs * sizeof *pairs + laid.n_full * laid.width;
    bytes = learn_array(l->arena, n_bytes, 1);
    memcpy(bytes, &head, sizeof head);
    slots = (void *)(bytes + sizeof head);
    checks = (void *)(slots + n_slots);
    n_out = place_rows(rows, n, slots, checks, head.n_slots);
    pairs = memcpy(checks + n_slots, laid.pairs, head.n_pairs * sizeof *pairs);
    memcpy(pairs + head.n_pairs, laid.full, laid.n_full * laid.width);
    fprintf(stderr,
            "  %zu of %zu features kept (weights from %d up), %u weights and "
            "%u full rows, %zu not placed\n",
            n, l->n_rows, least, head.n_pairs, head.n_full, n_out);
    return (cw_bytes){bytes, n_bytes};
}

void learn_shuffle(uint32_t *items, size_t n, uint64_t seed)
{
    uint64_t x = seed * 0x9E3779B97F4A7C15u + 1;
    for (size_t i = n; i > 1; i--) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        size_t j = (size_t)(x % i);
        uint32_t item = items[j];
        items[j] = items[i - 1];
        items[i - 1] = item;
    }
}
