/* train_body.c: the weights of the block scorer, model/body.tsv.
 *
 *   usage: train_body page|flat GOLD.jsonl FOLDER... > part of model/body.tsv
 *
 *   pages ─▶ rows of src/clean/features.h ─▶ boosted trees
 *
 * GOLD holds the bodies; its lines 1, 3, 5 ... are used. A FOLDER holds the
 * pages themselves, or what flatten_pages.py made of them. A piece is body
 * when most of its words stand in the gold body in runs of GRAM words; it
 * counts by its share of the page's words, so that long and short pages weigh
 * alike. No word goes into the model.
 *
 * Boosted oblivious trees (Prokhorenkova et al., CatBoost, NeurIPS 2018, sec.
 * 4) on the logistic loss. Rows are put into bins once; sums are integers, so
 * the same input gives the same bytes. */
#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "clean/live.h"
#include "clean/score.h"
#include "clean/tree_int.h"
#include "read/read.h"

enum {
    PAGES_MAX = 4096,
    GRAM = 3,
    CROP_LESS = 3, // they count as less of a page
    CROPS = 2,     // of each flat page
    BINS = 48,
    FOLDS = 4,
    TREES = 96,
    SIGMOID_MAX = 2048, // scores beyond it are certain
    UNIT = 4096,        // of a probability
};
/* Of a page a score must be above this, unit 1/256 of a logit: unseen pages
 * gain .008 of precision by it and lose .000 of word F1. */
static const int32_t CUT_PAGE = 128;
/* Twice, four and ten times the PULL, and 48 to 120 trees, move word F1 of
 * unseen pages by no more than .0015. */
static const double RATE = 0.12, PULL = 40.0 * UNIT; // lambda

typedef struct {
    uint64_t *grams;
    size_t n_grams;
    json_t *row;
    uint32_t n_words;
} gold_page;

typedef struct {
    cw_arena arena;
    cw_sheet *sheet;
    cw_feature_row *rows;
    uint8_t *label;
    uint32_t *weight, *words, *common; // words of the piece that gold has
    uint32_t n_gold;
    size_t fold, first; // first row of it in the whole table
    bool is_crop;
} page;

typedef struct {
    cw_score_tree trees[256];
    size_t n;
    int32_t start;
} model;

static gold_page golds[PAGES_MAX];
static size_t n_golds;
static page pages[PAGES_MAX];
static size_t n_pages, n_rows;

static void fail(const char *what)
{
    fprintf(stderr, "train_body: %s\n", what);
    exit(3);
}

static void *array(size_t n, size_t size)
{
    void *block = calloc(n > 0 ? n : 1, size);
    if (!block)
        fail("memory ran out");
    return block;
}

/* ---- labels ------------------------------------------------------------ */

static bool is_word_byte(cw_bytes text, size_t at)
{
    uint8_t c = text.at[at];
    if (c == 0xE2 && at + 1 < text.n && text.at[at + 1] == 0x80)
        return false; // general punctuation
    if (at >= 1 && text.at[at - 1] == 0xE2 && c == 0x80)
        return false;
    if (at >= 2 && text.at[at - 2] == 0xE2 && text.at[at - 1] == 0x80)
        return false;
    return cw_is_alpha(c) || cw_is_digit(c) || (c >= 0x80 && c != 0xC2);
}

/* Hashes of the words of text into words[0 .. n_max); how many. */
static size_t hash_words(cw_bytes text, uint64_t *words, size_t n_max)
{
    size_t n = 0, at = 0;
    while (at < text.n && n < n_max) {
        uint64_t hash = 1469598103934665603u;
        size_t from = at;
        while (at < text.n && is_word_byte(text, at))
            hash = (hash ^ cw_to_lower(text.at[at++])) * 1099511628211u;
        if (at > from)
            words[n++] = hash;
        else
            at++;
    }
    return n;
}

static uint64_t gram_of(const uint64_t *words, size_t n)
{
    uint64_t hash = n;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ words[i]) * 0x9E3779B97F4A7C15u + (hash >> 29);
    return hash;
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool has_gram(const gold_page *gold, uint64_t gram)
{
    return bsearch(&gram, gold->grams, gold->n_grams, sizeof gram,
                   compare_hashes) != NULL;
}

/* Runs of GRAM words, and each paragraph of fewer words as a whole. */
static void read_gold(gold_page *gold, json_t *row)
{
    json_t *body = json_object_get(row, "body");
    size_t n_bytes = 0, n_max;
    uint64_t *words;
    gold->row = row;
    for (size_t i = 0; i < json_array_size(body); i++)
        n_bytes += json_string_length(json_array_get(body, i)) + 1;
    n_max = n_bytes;
    gold->grams = array(n_max + 1, sizeof *gold->grams);
    words = array(n_max + 1, sizeof *words);
    for (size_t i = 0; i < json_array_size(body); i++) {
        json_t *part = json_array_get(body, i);
        cw_bytes rest = {(const uint8_t *)json_string_value(part),
                         json_string_length(part)};
        size_t at = 0;
        cw_range line;
        while (cw_bytes_line(rest, &at, &line)) {
            size_t n = hash_words(cw_bytes_at(rest, line), words, n_max);
            gold->n_words += (uint32_t)n;
            if (n > 0 && n < GRAM)
                gold->grams[gold->n_grams++] = gram_of(words, n);
            for (size_t k = 0; k + GRAM <= n; k++)
                gold->grams[gold->n_grams++] = gram_of(words + k, GRAM);
        }
    }
    free(words);
    qsort(gold->grams, gold->n_grams, sizeof *gold->grams, compare_hashes);
}

static void read_golds(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *line = NULL;
    size_t size = 0, number = 0;
    json_error_t error;
    if (!file)
        fail("the gold file cannot be opened");
    while (getline(&line, &size, file) > 0)
        if (number++ % 2 == 0 && n_golds < PAGES_MAX) {
            json_t *row = json_loads(line, 0, &error);
            if (!row)
                fail("a gold line is not JSON");
            read_gold(&golds[n_golds++], row);
        }
    free(line);
    fclose(file);
}

static const gold_page *find_gold(cw_bytes path, size_t *number)
{
    size_t from = path.n;
    while (from > 0 && path.at[from - 1] != '/')
        from--;
    cw_bytes name = cw_bytes_cut(path, from, path.n);
    for (size_t i = 0; i < n_golds; i++) {
        const char *id = json_string_value(json_object_get(golds[i].row, "id"));
        size_t n = strlen(id);
        if (name.n > n && name.at[n] == '.' &&
            cw_bytes_starts(name, cw_bytes_from(id))) {
            *number = i;
            return &golds[i];
        }
    }
    return NULL;
}

static void label_piece(page *p, const gold_page *gold, size_t i,
                        uint64_t *words, size_t n_max)
{
    cw_bytes text = cw_piece_text(p->sheet, i);
    size_t n = hash_words(text, words, n_max), n_common = 0, until = 0;
    if (n > 0 && n < GRAM)
        n_common = has_gram(gold, gram_of(words, n)) ? n : 0;
    for (size_t k = 0; k + GRAM <= n; k++)
        if (has_gram(gold, gram_of(words + k, GRAM))) {
            n_common += k + GRAM - (until > k ? until : k);
            until = k + GRAM;
        }
    if (p->rows[i][CW_FEATURE_REPEAT] < 0) // its text stood there before
        n_common = 0;
    p->words[i] = (uint32_t)n;
    p->common[i] = (uint32_t)n_common;
    p->label[i] = n_common * 2 > n;
    uint64_t weight = 4000u * (n + 3) / (gold->n_words + 300u);
    weight = p->is_crop ? weight / CROP_LESS : weight;
    p->weight[i] = (uint32_t)(weight < 1 ? 1 : weight > 2000 ? 2000 : weight);
}

/* ---- pages ------------------------------------------------------------- */

/* Labels and weights of a page whose pieces are there. */
static void finish_page(page *p, const gold_page *gold, size_t number)
{
    static uint64_t words[1 << 20];
    size_t n = p->sheet->n;
    if (cw_features_read(p->sheet, &p->rows) != CW_OK)
        fail("memory ran out");
    p->label = array(n, sizeof *p->label);
    p->weight = array(n, sizeof *p->weight);
    p->common = array(n, sizeof *p->common);
    p->words = array(n, sizeof *p->words);
    p->n_gold = gold->n_words;
    p->fold = number % FOLDS;
    p->first = n_rows;
    n_rows += n;
    for (size_t i = 0; i < n; i++)
        label_piece(p, gold, i, words, sizeof words / sizeof *words);
}

/* What people paste is often the report with a little around it: the same
 * page again from a few pieces above its body to a few below. */
static void crop_page(const page *whole, const gold_page *gold, size_t number,
                      uint32_t k)
{
    size_t n = whole->sheet->n, from = 0, to = n;
    uint32_t x = (uint32_t)(number * 2654435761u) + k * 40503u;
    while (from < n && !whole->label[from])
        from++;
    while (to > from && !whole->label[to - 1])
        to--;
    if (from == to || n_pages == PAGES_MAX)
        return;
    size_t above = (x >> 8) % 7, below = (x >> 16) % 14;
    from = from > above ? from - above : 0;
    to = to + below < n ? to + below : n;
    page *p = &pages[n_pages++];
    cw_arena_init(&p->arena, CW_MAX_STORY_ARENA);
    p->sheet = array(1, sizeof *p->sheet);
    *p->sheet = *whole->sheet;
    p->sheet->scratch = &p->arena;
    p->is_crop = true;
    p->sheet->pieces += from;
    p->sheet->n = to - from;
    finish_page(p, gold, number);
}

static void read_one(const cw_read_item *item)
{
    size_t number = 0;
    const gold_page *gold = find_gold(item->path, &number);
    cw_error error;
    if (!gold || n_pages == PAGES_MAX)
        return;
    page *p = &pages[n_pages++];
    cw_arena memory;
    cw_live live = {0};
    cw_web web = {.live = &live};
    cw_arena_init(&p->arena, CW_MAX_STORY_ARENA);
    cw_arena_init(&memory, CW_MAX_REPORT_ARENA);
    cw_page *source = array(1, sizeof *source);
    p->sheet = array(1, sizeof *p->sheet);
    if (cw_read_page(item, &p->arena, &error, source) != CW_OK)
        fail(error.what);
    if (cw_arena_copy(&p->arena, source->path, &source->path) != CW_OK)
        fail("memory ran out");
    p->sheet->page = source;
    p->sheet->scratch = &p->arena;
    p->sheet->latest_day = CW_NO_DAY;
    p->sheet->text = source->utf8;
    p->sheet->map = source->map;
    if (cw_sheet_read(p->sheet, &memory, &web) != CW_OK)
        fail("a page could not be read");
    finish_page(p, gold, number);
    for (uint32_t k = 0; k < CROPS && source->kind == CW_PAGE_TEXT; k++)
        crop_page(p, gold, number, k);
    cw_arena_free(&memory);
}

static void read_folders(const char *const *paths, size_t n)
{
    cw_read_options options = {.paths = paths, .n_paths = n};
    cw_arena keep, text;
    cw_error error;
    cw_read *read;
    cw_read_item item;
    cw_status status;
    cw_arena_init(&keep, CW_MAX_STORY_ARENA);
    cw_arena_init(&text, CW_MAX_STORY_ARENA);
    if (cw_read_open(&options, &keep, &error, &read) != CW_OK)
        fail(error.what);
    while ((status = cw_read_next(read, &text, &item)) == CW_OK) {
        read_one(&item);
        cw_arena_clear(&text);
    }
    if (status != CW_END)
        fail("the input could not be read");
    cw_read_close(read);
    cw_arena_free(&text);
    cw_arena_free(&keep);
}

/* ---- boosting ---------------------------------------------------------- */

typedef struct {
    int16_t edge[CW_N_FEATURES][BINS]; // bin b: value <= edge[b], > edge[b-1]
    size_t n_edges[CW_N_FEATURES];
    uint8_t *bin[CW_N_FEATURES]; // [n_rows]
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
    int16_t *sorted = array(n_rows, sizeof *sorted);
    memcpy(sorted, values, n_rows * sizeof *sorted);
    qsort(sorted, n_rows, sizeof *sorted, compare_values);
    size_t n = 0;
    for (size_t b = 1; b < BINS; b++) {
        int16_t edge = sorted[n_rows * b / BINS];
        if ((n == 0 || edge > t->edge[f][n - 1]) && edge < sorted[n_rows - 1])
            t->edge[f][n++] = edge;
    }
    if (sorted[0] < sorted[n_rows - 1] &&
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
    int16_t *values = array(n_rows, sizeof *values);
    for (size_t f = 0; f < CW_N_FEATURES; f++) {
        for (size_t p = 0; p < n_pages; p++)
            for (size_t i = 0; i < pages[p].sheet->n; i++)
                values[pages[p].first + i] = pages[p].rows[i][f];
        find_edges(t, f, values);
        if (!t->bin[f])
            t->bin[f] = array(n_rows, 1);
        for (size_t r = 0; r < n_rows; r++) {
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
    for (size_t r = 0; r < n_rows; r++) {
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
    for (size_t r = 0; r < n_rows; r++) {
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
    memset(t->leaf, 0, n_rows);
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
        for (size_t r = 0; r < n_rows && best > 0; r++)
            t->leaf[r] =
                (uint8_t)(t->leaf[r] |
                          (t->bin[best_f][r] > best_edge ? 1u << d : 0u));
    }
}

static void set_leaves(table *t, cw_score_tree *tree)
{
    sums leaf[CW_TREE_LEAVES] = {{0, 0}};
    for (size_t r = 0; r < n_rows; r++) {
        leaf[t->leaf[r]].g += t->g[r];
        leaf[t->leaf[r]].h += t->h[r];
    }
    for (size_t b = 0; b < CW_TREE_LEAVES; b++) {
        double value =
            RATE * (double)leaf[b].g / ((double)leaf[b].h + PULL) * 256.0;
        tree->leaf[b] = (int16_t)(value < 0 ? value - .5 : value + .5);
    }
    for (size_t r = 0; r < n_rows; r++)
        t->score[r] += tree->leaf[t->leaf[r]];
}

/* A model from all rows but those of one fold (FOLDS: from all). */
static void boost(table *t, size_t without, size_t n_trees, model *out)
{
    out->n = n_trees;
    out->start = -256;
    for (size_t r = 0; r < n_rows; r++)
        t->score[r] = out->start;
    for (size_t k = 0; k < n_trees; k++) {
        find_gradients(t, without);
        grow_tree(t, k, &out->trees[k]);
        set_leaves(t, &out->trees[k]);
    }
}

/* ---- what it would give ------------------------------------------------ */

static void print_quality(const int32_t *score, const char *name)
{
    static const int32_t cuts[] = {-256, -128, -64, 0, 64, 128, 256};
    for (size_t c = 0; c < sizeof cuts / sizeof *cuts; c++) {
        double f[2] = {0, 0}, precision[2] = {0, 0};
        size_t n[2] = {0, 0};
        for (size_t p = 0; p < n_pages; p++) {
            uint64_t got = 0, right = 0;
            if (pages[p].is_crop)
                continue;
            size_t kind = pages[p].sheet->page->kind == CW_PAGE_HTML;
            for (size_t i = 0; i < pages[p].sheet->n; i++)
                if (score[pages[p].first + i] > cuts[c]) {
                    got += pages[p].words[i];
                    right += pages[p].common[i];
                }
            n[kind]++;
            if (right == 0)
                continue;
            if (right > pages[p].n_gold)
                right = pages[p].n_gold;
            f[kind] += 2.0 * (double)right / (double)(got + pages[p].n_gold);
            precision[kind] += (double)right / (double)(got > 0 ? got : 1);
        }
        fprintf(stderr, "%s cut %5d  trees F %.4f P %.4f  flat F %.4f P %.4f\n",
                name, cuts[c], f[1] / (double)n[1], precision[1] / (double)n[1],
                n[0] ? f[0] / (double)n[0] : 0,
                n[0] ? precision[0] / (double)n[0] : 0);
    }
}

/* Scores of every page by a model that has not seen it. */
static void score_unseen(table *t, size_t n_trees, int32_t *score)
{
    model *m = array(1, sizeof *m);
    for (size_t fold = 0; fold < FOLDS; fold++) {
        boost(t, fold, n_trees, m);
        for (size_t r = 0; r < n_rows; r++)
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
    t->label = array(n_rows, 1);
    t->fold = array(n_rows, 1);
    t->weight = array(n_rows, sizeof *t->weight);
    t->score = array(n_rows, sizeof *t->score);
    t->g = array(n_rows, sizeof *t->g);
    t->h = array(n_rows, sizeof *t->h);
    t->leaf = array(n_rows, 1);
    for (size_t p = 0; p < n_pages; p++)
        for (size_t i = 0; i < pages[p].sheet->n; i++) {
            t->label[pages[p].first + i] = pages[p].label[i];
            t->fold[pages[p].first + i] = (uint8_t)pages[p].fold;
            t->weight[pages[p].first + i] = pages[p].weight[i];
        }
    for (int s = -SIGMOID_MAX; s <= SIGMOID_MAX; s++)
        sigmoid[s + SIGMOID_MAX] =
            (uint16_t)(UNIT / (1.0 + exp(-s / 256.0)) + .5);
}

int main(int n_arguments, char **arguments)
{
    if (n_arguments < 4)
        return 2;
    read_golds(arguments[2]);
    read_folders((const char *const *)(arguments + 3), (size_t)n_arguments - 3);
    fprintf(stderr, "%zu pages, %zu rows\n", n_pages, n_rows);
    table *t = array(1, sizeof *t);
    model *m = array(1, sizeof *m);
    int32_t *unseen = array(n_rows, sizeof *unseen);
    make_table(t);
    fill_table(t);
    score_unseen(t, TREES, unseen);
    print_quality(unseen, "unseen");
    boost(t, FOLDS, TREES, m);
    print_model(m, arguments[1]);
    return 0;
}
