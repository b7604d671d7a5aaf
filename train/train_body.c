/* train_body.c: the weights of the block scorer, model/body.tsv.
 *
 *   usage: train_body page|flat GOLD.jsonl FOLDER... > part of model/body.tsv
 *
 *   pages ─▶ rows of src/clean/features.h ─▶ boosted trees
 *
 * How pages become rows with labels is told in body_pages.h. No word goes into
 * the model.
 *
 * Boosted oblivious trees (Prokhorenkova et al., CatBoost, NeurIPS 2018, sec.
 * 4) on the logistic loss. Rows are put into bins once; sums are integers, so
 * the same input gives the same bytes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "body_pages.h"
#include "clean/score.h"

enum {
    BINS = 48,
    TREES_PAGE = 96,
    TREES_FLAT = 192,
    SIGMOID_MAX = 2048, // scores beyond it are certain
    UNIT = 4096,        // of a probability
};
/* Of a page a score must be above this, unit 1/256 of a logit: unseen pages
 * gain .008 of precision by it and lose .000 of word F1. */
static const int32_t CUT_PAGE = 128;
/* Twice, four and ten times the PULL, and 48 to 120 trees, move word F1 of
 * unseen pages by no more than .0015. */
static const double RATE = 0.12, PULL = 40.0 * UNIT; // lambda
/* Of flat texts twice as many trees learn half as fast: word F1 of unseen ones
 * is .9217 in place of .9200. */
static const double RATE_FLAT = 0.06;

typedef struct {
    cw_score_tree trees[256];
    size_t n;
    int32_t start;
} model;

static body_set set;

/* ---- boosting ---------------------------------------------------------- */

typedef struct {
    int16_t edge[CW_N_FEATURES][BINS]; // bin b: value <= edge[b], > edge[b-1]
    size_t n_edges[CW_N_FEATURES];
    uint8_t *bin[CW_N_FEATURES]; // [set.n_rows]
    uint8_t *label, *fold;
    uint32_t *weight;
    int32_t *score;
    int32_t *g, *h;
    uint8_t *leaf;
} table;

static uint16_t sigmoid[2 * SIGMOID_MAX + 1];

static int compare_values(const void *a, const void *b)
{
    return *(const int16_t *)a - *(const int16_t *)b;
}

/* Edges at equal numbers of rows; a value that fills a bin has it alone. */
static void find_edges(table *t, size_t f, const int16_t *values)
{
    int16_t *sorted = body_array(set.n_rows, sizeof *sorted);
    memcpy(sorted, values, set.n_rows * sizeof *sorted);
    qsort(sorted, set.n_rows, sizeof *sorted, compare_values);
    size_t n = 0;
    for (size_t b = 1; b < BINS; b++) {
        int16_t edge = sorted[set.n_rows * b / BINS];
        if ((n == 0 || edge > t->edge[f][n - 1]) &&
            edge < sorted[set.n_rows - 1])
            t->edge[f][n++] = edge;
    }
    if (sorted[0] < sorted[set.n_rows - 1] &&
        (n == 0 || t->edge[f][0] > sorted[0])) {
        memmove(&t->edge[f][1], &t->edge[f][0], n * sizeof t->edge[f][0]);
        t->edge[f][0] = sorted[0];
        n++;
    }
    t->n_edges[f] = n < BINS ? n : BINS - 1;
    free(sorted);
}

static void fill_table(table *t)
{
    int16_t *values = body_array(set.n_rows, sizeof *values);
    for (size_t f = 0; f < CW_N_FEATURES; f++) {
        for (size_t p = 0; p < set.n_pages; p++)
            for (size_t i = 0; i < set.pages[p].sheet->n; i++)
                values[set.pages[p].first + i] = set.pages[p].rows[i][f];
        find_edges(t, f, values);
        if (!t->bin[f])
            t->bin[f] = body_array(set.n_rows, 1);
        for (size_t r = 0; r < set.n_rows; r++) {
            size_t low = 0, high = t->n_edges[f];
            while (low < high) {
                size_t middle = (low + high) / 2;
                if (values[r] > t->edge[f][middle])
                    low = middle + 1;
                else
                    high = middle;
            }
            t->bin[f][r] = (uint8_t)low;
        }
    }
    free(values);
}

/* g = w (y - p), h = w p (1 - p); |g| <= 2000 * UNIT < 2^23 */
static void find_gradients(table *t, size_t without)
{
    for (size_t r = 0; r < set.n_rows; r++) {
        int32_t s = t->score[r];
        s = s > SIGMOID_MAX ? SIGMOID_MAX : s < -SIGMOID_MAX ? -SIGMOID_MAX : s;
        int32_t p = sigmoid[s + SIGMOID_MAX];
        int32_t w = t->fold[r] == without ? 0 : (int32_t)t->weight[r];
        t->g[r] = w * ((t->label[r] ? UNIT : 0) - p);
        t->h[r] = (int32_t)((int64_t)w * p * (UNIT - p) / UNIT);
    }
}

static double gain_of(int64_t g, int64_t h)
{
    return (double)g * (double)g / ((double)h + PULL);
}

typedef struct {
    int64_t g, h;
} sums;

/* The question that parts all 2^depth leaves best, or feature n_features. */
static double best_question(const table *t, size_t depth, size_t f,
                            size_t *edge)
{
    static sums hist[CW_TREE_LEAVES][BINS];
    size_t n_leaves = (size_t)1 << depth, n_bins = t->n_edges[f] + 1;
    double best = 0, gains[BINS] = {0};
    for (size_t l = 0; l < n_leaves; l++)
        memset(hist[l], 0, n_bins * sizeof hist[l][0]);
    for (size_t r = 0; r < set.n_rows; r++) {
        sums *s = &hist[t->leaf[r]][t->bin[f][r]];
        s->g += t->g[r];
        s->h += t->h[r];
    }
    for (size_t l = 0; l < n_leaves; l++) {
        sums all = {0, 0}, left = {0, 0};
        for (size_t b = 0; b < n_bins; b++) {
            all.g += hist[l][b].g;
            all.h += hist[l][b].h;
        }
        for (size_t b = 0; b + 1 < n_bins; b++) {
            left.g += hist[l][b].g;
            left.h += hist[l][b].h;
            gains[b] += gain_of(left.g, left.h) +
                        gain_of(all.g - left.g, all.h - left.h) -
                        gain_of(all.g, all.h);
        }
    }
    for (size_t b = 0; b + 1 < n_bins; b++)
        if (gains[b] > best) {
            best = gains[b];
            *edge = b;
        }
    return best;
}

static const char *const feature_names[] = {
#define FEATURE_NAME(name) #name,
    CW_FEATURE_MAP(FEATURE_NAME)
#undef FEATURE_NAME
};

/* Pseudo-random choice of features, the same each time. */
static bool is_tried(size_t tree, size_t f)
{
    uint32_t x = (uint32_t)(tree * 7919 + f * 104729 + 12345);
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return (x >> 8) % 5 < 3;
}

static void grow_tree(table *t, size_t number, cw_score_tree *tree)
{
    memset(t->leaf, 0, set.n_rows);
    for (size_t d = 0; d < CW_TREE_DEPTH; d++) {
        double best = 0;
        size_t best_f = 0, best_edge = 0;
        for (size_t f = 0; f < CW_N_FEATURES; f++) {
            size_t edge = 0;
            if (t->n_edges[f] == 0 || !is_tried(number, f))
                continue;
            double gain = best_question(t, d, f, &edge);
            if (gain > best) {
                best = gain;
                best_f = f;
                best_edge = edge;
            }
        }
        tree->feature[d] = (uint8_t)best_f;
        tree->threshold[d] = best > 0 ? t->edge[best_f][best_edge] : INT16_MAX;
        for (size_t r = 0; r < set.n_rows && best > 0; r++)
            t->leaf[r] =
                (uint8_t)(t->leaf[r] |
                          (t->bin[best_f][r] > best_edge ? 1u << d : 0u));
    }
}

static void set_leaves(table *t, double rate, cw_score_tree *tree)
{
    sums leaf[CW_TREE_LEAVES] = {{0, 0}};
    for (size_t r = 0; r < set.n_rows; r++) {
        leaf[t->leaf[r]].g += t->g[r];
        leaf[t->leaf[r]].h += t->h[r];
    }
    for (size_t b = 0; b < CW_TREE_LEAVES; b++) {
        double value =
            rate * (double)leaf[b].g / ((double)leaf[b].h + PULL) * 256.0;
        tree->leaf[b] = (int16_t)(value < 0 ? value - .5 : value + .5);
    }
    for (size_t r = 0; r < set.n_rows; r++)
        t->score[r] += tree->leaf[t->leaf[r]];
}

/* A model from all rows but those of one fold (BODY_FOLDS: from all). */
static void boost(table *t, size_t without, bool is_flat, model *out)
{
    double rate = is_flat ? RATE_FLAT : RATE;
    out->n = is_flat ? TREES_FLAT : TREES_PAGE;
    out->start = -256;
    for (size_t r = 0; r < set.n_rows; r++)
        t->score[r] = out->start;
    for (size_t k = 0; k < out->n; k++) {
        find_gradients(t, without);
        grow_tree(t, k, &out->trees[k]);
        set_leaves(t, rate, &out->trees[k]);
    }
}

/* ---- what it would give ------------------------------------------------ */

static void print_quality(const int32_t *score, const char *name)
{
    static const int32_t cuts[] = {-256, -128, -64, 0, 64, 128, 256};
    for (size_t c = 0; c < sizeof cuts / sizeof *cuts; c++) {
        double f[2] = {0, 0}, precision[2] = {0, 0};
        size_t n[2] = {0, 0};
        for (size_t p = 0; p < set.n_pages; p++) {
            uint64_t got = 0, right = 0;
            if (set.pages[p].is_crop)
                continue;
            size_t kind = set.pages[p].sheet->page->kind == CW_PAGE_HTML;
            for (size_t i = 0; i < set.pages[p].sheet->n; i++)
                if (score[set.pages[p].first + i] > cuts[c]) {
                    got += set.pages[p].words[i];
                    right += set.pages[p].common[i];
                }
            n[kind]++;
            if (right == 0)
                continue;
            if (right > set.pages[p].n_gold)
                right = set.pages[p].n_gold;
            f[kind] +=
                2.0 * (double)right / (double)(got + set.pages[p].n_gold);
            precision[kind] += (double)right / (double)(got > 0 ? got : 1);
        }
        fprintf(stderr, "%s cut %5d  trees F %.4f P %.4f  flat F %.4f P %.4f\n",
                name, cuts[c], f[1] / (double)n[1], precision[1] / (double)n[1],
                n[0] ? f[0] / (double)n[0] : 0,
                n[0] ? precision[0] / (double)n[0] : 0);
    }
}

/* Scores of every page by a model that has not seen it. */
static void score_unseen(table *t, bool is_flat, int32_t *score)
{
    model *m = body_array(1, sizeof *m);
    for (size_t fold = 0; fold < BODY_FOLDS; fold++) {
        boost(t, fold, is_flat, m);
        for (size_t r = 0; r < set.n_rows; r++)
            if (t->fold[r] == fold)
                score[r] = t->score[r];
    }
    free(m);
}

static void print_model(const model *m, const char *kind)
{
    int32_t cut = strcmp(kind, "page") == 0 ? CUT_PAGE : 0;
    printf("start\t%s\t%d\n", kind, m->start - cut);
    for (size_t k = 0; k < m->n; k++) {
        printf("tree\t%s", kind);
        for (size_t d = 0; d < CW_TREE_DEPTH; d++)
            printf("\t%s>%d", feature_names[m->trees[k].feature[d]],
                   m->trees[k].threshold[d]);
        for (size_t b = 0; b < CW_TREE_LEAVES; b++)
            printf("\t%d", m->trees[k].leaf[b]);
        printf("\n");
    }
}

static void make_table(table *t)
{
    t->label = body_array(set.n_rows, 1);
    t->fold = body_array(set.n_rows, 1);
    t->weight = body_array(set.n_rows, sizeof *t->weight);
    t->score = body_array(set.n_rows, sizeof *t->score);
    t->g = body_array(set.n_rows, sizeof *t->g);
    t->h = body_array(set.n_rows, sizeof *t->h);
    t->leaf = body_array(set.n_rows, 1);
    for (size_t p = 0; p < set.n_pages; p++)
        for (size_t i = 0; i < set.pages[p].sheet->n; i++) {
            t->label[set.pages[p].first + i] = set.pages[p].label[i];
            t->fold[set.pages[p].first + i] = (uint8_t)set.pages[p].fold;
            t->weight[set.pages[p].first + i] = set.pages[p].weight[i];
        }
    for (int s = -SIGMOID_MAX; s <= SIGMOID_MAX; s++)
        sigmoid[s + SIGMOID_MAX] =
            (uint16_t)(UNIT / (1.0 + exp(-s / 256.0)) + .5);
}

int main(int n_arguments, char **arguments)
{
    if (n_arguments < 4)
        return 2;
    set = body_pages_read(arguments[2], (const char *const *)(arguments + 3),
                          (size_t)n_arguments - 3);
    fprintf(stderr, "%zu pages, %zu rows\n", set.n_pages, set.n_rows);
    table *t = body_array(1, sizeof *t);
    model *m = body_array(1, sizeof *m);
    int32_t *unseen = body_array(set.n_rows, sizeof *unseen);
    bool is_flat = strcmp(arguments[1], "flat") == 0;
    make_table(t);
    fill_table(t);
    score_unseen(t, is_flat, unseen);
    print_quality(unseen, "unseen");
    boost(t, BODY_FOLDS, is_flat, m);
    print_model(m, arguments[1]);
    return 0;
}
