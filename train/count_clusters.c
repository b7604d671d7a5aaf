/* count_clusters.c: classes of words that stand in like company.
 *
 *   usage: count_clusters MODEL-IN MODEL-OUT FILE.jsonl[:EVERY]...
 *
 * A word's company are the CONTEXTS commonest words, as its left and as its
 * right neighbours: 2 x CONTEXTS columns. Words are moved, one at a time, to
 * the class that makes classes tell most of the company,
 *
 *   I = sum over c, x of f(N(c, x)) - sum over c of f(N(c)),  f(n) = n log2 n
 *
 * the exchange algorithm of Martin, Liermann and Ney (Speech Communication
 * 24(1), 1998) with the company fixed, which makes a move linear in the
 * number of classes. Logarithms are integers, so that the same text gives the
 * same classes anywhere.
 *
 *   word   [n_words]      by count, commonest first
 *   start  [n_words + 1]  its columns are pair[start .. next start)
 *   N      [columns][C]   times that class and column stand together  */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "annotate/traits.h"
#include "learn.h"
#include "model_file.h"
#include "open_text.h"

enum {
    TOKENS_MAX = 40000000,
    WORDS_MAX = 50000,
    COUNT_MIN = 8,
    CONTEXTS = 1500,
    FINE = 400,
    COARSE = 64,
    ROUNDS = 4,
    LOG_SIZE = 1 << 16,
    LOG_UNIT = 4096,

};

#define NONE UINT32_MAX // a word without a number

typedef struct {
    uint32_t form, count;
} word_count;

typedef struct {
    uint32_t column, n;
} company;

typedef struct {
    cw_arena *arena;
    uint32_t *form; // [n] of every token, 0 between texts
    size_t n;
    word_count *words;
    size_t n_words;
    company *pair;
    size_t *start;
    int32_t log2_of[LOG_SIZE];
} clustering;

static void take_text(void *shared, cw_bytes text, cw_arena *arena)
{
    clustering *c = shared;
    cw_block block = {.range = {0, (uint32_t)text.n},
                      .role = CW_ROLE_PARAGRAPH};
    cw_draft draft = {
        .text = text, .blocks = &block, .n_blocks = 1, .arena = arena};
    if (cw_find_tokens(&draft) != CW_OK || cw_find_traits(&draft) != CW_OK)
        train_fail("memory ran out", NULL);
    if (c->n + draft.tokens.n + 1 > TOKENS_MAX)
        return;
    for (size_t i = 0; i < draft.tokens.n; i++)
        c->form[c->n++] = draft.traits[i].form;
    c->form[c->n++] = 0;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int compare_counts(const void *a, const void *b)
{
    const word_count *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->form > y->form) - (x->form < y->form);
}

static void count_words(clustering *c)
{
    uint32_t *sorted = learn_array(c->arena, c->n + 1, sizeof *sorted);
    memcpy(sorted, c->form, c->n * sizeof *sorted);
    qsort(sorted, c->n, sizeof *sorted, compare_numbers);
    c->words = learn_array(c->arena, c->n / COUNT_MIN + 1, sizeof *c->words);
    for (size_t i = 0, end; i < c->n; i = end) {
        for (end = i; end < c->n && sorted[end] == sorted[i]; end++)
            ;
        if (sorted[i] != 0 && end - i >= COUNT_MIN)
            c->words[c->n_words++] =
                (word_count){sorted[i], (uint32_t)(end - i)};
    }
    qsort(c->words, c->n_words, sizeof *c->words, compare_counts);
    if (c->n_words > WORDS_MAX)
        c->n_words = WORDS_MAX;
}

static int compare_forms(const void *a, const void *b)
{
    return compare_numbers(a, b); // the form stands first
}

/* form [n] becomes the number of its word, or NONE. */
static void number_tokens(clustering *c)
{
    word_count *sorted = learn_array(c->arena, c->n_words, sizeof *sorted);
    for (uint32_t i = 0; i < c->n_words; i++)
        sorted[i] = (word_count){c->words[i].form, i};
    qsort(sorted, c->n_words, sizeof *sorted, compare_forms);
    for (size_t i = 0; i < c->n; i++) {
        const word_count *found = bsearch(&c->form[i], sorted, c->n_words,
                                          sizeof *sorted, compare_forms);
        c->form[i] = found ? found->count : NONE;
    }
}

static int compare_pairs(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void count_company(clustering *c)
{
    uint64_t *seen = learn_array(c->arena, 2 * c->n + 1, sizeof *seen);
    size_t n = 0, n_pairs = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (c->form[i] == NONE)
            continue;
        if (i > 0 && c->form[i - 1] < CONTEXTS)
            seen[n++] = (uint64_t)c->form[i] << 32 | c->form[i - 1];
        if (i + 1 < c->n && c->form[i + 1] < CONTEXTS)
            seen[n++] =
                (uint64_t)c->form[i] << 32 | (CONTEXTS + c->form[i + 1]);
    }
    qsort(seen, n, sizeof *seen, compare_pairs);
    c->pair = learn_array(c->arena, n + 1, sizeof *c->pair);
    c->start = learn_array(c->arena, c->n_words + 1, sizeof *c->start);
    for (size_t i = 0, end, word = 0; i <= n; i = end) {
        for (end = i; end < n && seen[end] == seen[i]; end++)
            ;
        size_t here = i < n ? (size_t)(seen[i] >> 32) : c->n_words;
        for (; word <= here; word++)
            c->start[word] = n_pairs;
        if (i == n)
            break;
        c->pair[n_pairs++] = (company){(uint32_t)seen[i], (uint32_t)(end - i)};
    }
}

/* f(n) = n log2 n in units of 1 / LOG_UNIT. */
static int64_t f(const clustering *c, int64_t n)
{
    int shift = 0;
    while (n >> shift >= LOG_SIZE)
        shift++;
    return n * (c->log2_of[n >> shift] + (int64_t)shift * LOG_UNIT);
}

/* Class of every word, from 0. */
static void exchange(const clustering *c, uint32_t C, uint16_t *class_of)
{
    int32_t *N = learn_array(c->arena, (size_t)2 * CONTEXTS * C, sizeof *N);
    int64_t *size = learn_array(c->arena, C, sizeof *size);
    int64_t *gain = learn_array(c->arena, C, sizeof *gain);
    for (int round = 0; round < ROUNDS; round++) {
        size_t n_moved = 0;
        for (size_t w = 0; w < c->n_words; w++) {
            const company *pair = c->pair + c->start[w];
            size_t n = c->start[w + 1] - c->start[w];
            int64_t total = 0;
            uint32_t best = 0;
            for (size_t i = 0; i < n; i++)
                total += pair[i].n;
            if (round > 0) {
                for (size_t i = 0; i < n; i++)
                    N[(size_t)pair[i].column * C + class_of[w]] -=
                        (int32_t)pair[i].n;
                size[class_of[w]] -= total;
            }
            for (uint32_t k = 0; k < C; k++)
                gain[k] = f(c, size[k]) - f(c, size[k] + total);
            for (size_t i = 0; i < n; i++) {
                const int32_t *row = N + (size_t)pair[i].column * C;
                int64_t alone = f(c, pair[i].n);
                for (uint32_t k = 0; k < C; k++)
                    gain[k] += row[k] == 0 ? alone
                                           : f(c, (int64_t)row[k] + pair[i].n) -
                                                 f(c, row[k]);
            }
            if (round == 0 && w < C)
                best = (uint32_t)w; // the commonest words begin the classes
            else
                for (uint32_t k = 1; k < C; k++)
                    best = gain[k] > gain[best] ? k : best;
            n_moved += round > 0 && best != class_of[w];
            class_of[w] = (uint16_t)best;
            for (size_t i = 0; i < n; i++)
                N[(size_t)pair[i].column * C + best] += (int32_t)pair[i].n;
            size[best] += total;
        }
        fprintf(stderr, "  %u classes, round %d: %zu of %zu words moved\n", C,
                round, n_moved, c->n_words);
    }
}

static cw_bytes find_classes(clustering *c)
{
    uint16_t *fine = learn_array(c->arena, c->n_words, sizeof *fine);
    uint16_t *coarse = learn_array(c->arena, c->n_words, sizeof *coarse);
    cw_cluster *rows = learn_array(c->arena, c->n_words, sizeof *rows);
    for (int32_t i = 1; i < LOG_SIZE; i++)
        c->log2_of[i] = (int32_t)lround(log2(i) * LOG_UNIT);
    exchange(c, COARSE, coarse);
    exchange(c, FINE, fine);
    for (size_t i = 0; i < c->n_words; i++)
        rows[i] = (cw_cluster){.key = c->words[i].form,
                               .fine = (uint16_t)(fine[i] + 1),
                               .coarse = (uint8_t)(coarse[i] + 1)};
    return model_file_table(rows, c->n_words, sizeof *rows, c->arena);
}

int main(int n_arguments, char **arguments)
{
    cw_arena arena;
    model_file file;
    clustering *c;
    if (n_arguments < 4)
        train_fail("usage: count_clusters MODEL-IN MODEL-OUT FILE...", NULL);
    cw_arena_init(&arena, CW_MAX_STORY_ARENA);
    c = learn_array(&arena, 1, sizeof *c);
    c->arena = &arena;
    c->form = learn_array(&arena, TOKENS_MAX, sizeof *c->form);
    model_file_read(&file, arguments[1], &arena);
    for (int i = 3; i < n_arguments; i++)
        open_text_read(arguments[i], take_text, c);
    count_words(c);
    fprintf(stderr, "clusters: %zu tokens, %zu words\n", c->n, c->n_words);
    number_tokens(c);
    count_company(c);
    file.sections[CW_MODEL_CLUSTERS] = find_classes(c);
    model_file_write(&file, arguments[2], &arena);
    cw_arena_free(&arena);
    return 0;
}
