/* stories.c: which reports of a batch tell one story.
 *
 *   content lemmas of each report, names heavy
 *     -> cosine of pairs that share an uncommon term
 *     -> single link above LINK_MIN
 *
 * A batch is what a reader gathered, often over months, so days do not count
 * here; the stream of `clew group` decays them (group.c). Batches are small
 * too: log2((N + SMOOTH) / df) keeps a word that all five reports hold from
 * weighing nothing. */
#include <stdlib.h>

#include "annotate/words.h"
#include "story/story_int.h"

enum {
    LINK_MIN = 250, // cosine, thousandths (tests/story/stories.case)
    SMOOTH = 16,
    TERMS_MAX = 120,  // heaviest terms of a report that are compared
    HOLDERS_MAX = 48, // reports a term is paired over
    NAME_FACTOR = 3,
    RARE_FACTOR = 2, // word that the lexicon does not know
};

typedef struct {
    uint32_t term, weight;
} weighted;

typedef struct {
    weighted *terms; // [n] by term
    size_t n;
    uint64_t length; // square root of the sum of squared weights
    char language[8];
} vector;

typedef struct {
    cw_arena *scratch;
    cw_table terms;  // lemma -> document frequency
    vector *vectors; // [n_reports]
    uint32_t *parent;
    size_t n_reports;
} splitter;

static uint32_t factor_of(const cw_token *token, cw_bytes lemma)
{
    if (token->word_class & (CW_WORD_FUNCTION | CW_WORD_MODAL |
                             CW_WORD_WEEKDAY | CW_WORD_MONTH | CW_WORD_SAY))
        return 0;
    if (token->tag == CW_TAG_PROPN)
        return NAME_FACTOR;
    if (token->tag != CW_TAG_NOUN && token->tag != CW_TAG_VERB &&
        token->tag != CW_TAG_ADJ)
        return 0;
    return cw_words_find(lemma).n == 0 ? RARE_FACTOR : 1;
}

static int compare_terms(const void *a, const void *b)
{
    const weighted *x = a, *y = b;
    return x->term < y->term ? -1 : x->term > y->term;
}

static int compare_weights(const void *a, const void *b)
{
    const weighted *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return compare_terms(a, b);
}

/* Terms with their summed factors; df counts each report once. */
static cw_status read_terms(splitter *split, const cw_told_report *told,
                            vector *out)
{
    const cw_marks *marks = told->marks;
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    weighted *list =
        cw_arena_array(split->scratch, marks->tokens.n, sizeof *list);
    size_t n = 0, kept = 0;
    if (!list)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < marks->tokens.n; i++) {
        cw_bytes lemma = cw_token_lemma(marks, &tokens[i]);
        uint32_t factor = factor_of(&tokens[i], lemma);
        cw_table_entry *entry;
        bool is_new;
        cw_status status;
        if (factor == 0)
            continue;
        status = cw_table_add(&split->terms, lemma, &is_new, &entry);
        if (status != CW_OK)
            return status;
        list[n++] =
            (weighted){(uint32_t)(entry - split->terms.entries), factor};
    }
    if (n > 0)
        qsort(list, n, sizeof *list, compare_terms);
    for (size_t i = 0, j; i < n; i = j, kept++) {
        uint32_t sum = 0;
        for (j = i; j < n && list[j].term == list[i].term; j++)
            sum += list[j].weight;
        list[kept] = (weighted){list[i].term, sum};
        split->terms.entries[list[kept].term].value++;
    }
    out->terms = list;
    out->n = kept;
    memcpy(out->language, told->report->language, sizeof out->language);
    return CW_OK;
}

static uint64_t dot(const vector *a, const vector *b)
{
    uint64_t sum = 0;
    size_t i = 0, j = 0;
    while (i < a->n && j < b->n) {
        if (a->terms[i].term == b->terms[j].term)
            sum += (uint64_t)a->terms[i++].weight * b->terms[j++].weight;
        else if (a->terms[i].term < b->terms[j].term)
            i++;
        else
            j++;
    }
    return sum;
}

/* w(t) = log2(1 + tf) * log2((N + SMOOTH) / df), both in 1/16 */
static void weigh_vector(const splitter *split, vector *here)
{
    uint32_t log_n = cw_log2_16(split->n_reports + SMOOTH);
    for (size_t i = 0; i < here->n; i++) {
        weighted *term = &here->terms[i];
        uint32_t df = split->terms.entries[term->term].value;
        term->weight =
            cw_log2_16(1ull + term->weight) * (log_n - cw_log2_16(df));
    }
    if (here->n > TERMS_MAX) {
        qsort(here->terms, here->n, sizeof *here->terms, compare_weights);
        here->n = TERMS_MAX;
        qsort(here->terms, here->n, sizeof *here->terms, compare_terms);
    }
    here->length = cw_square_root(dot(here, here));
}

static uint32_t root(const splitter *split, uint32_t i)
{
    while (split->parent[i] != i)
        i = split->parent[i] = split->parent[split->parent[i]];
    return i;
}

static void link_pair(splitter *split, uint32_t a, uint32_t b)
{
    const vector *x = &split->vectors[a], *y = &split->vectors[b];
    uint32_t root_a = root(split, a), root_b = root(split, b);
    uint64_t lengths = x->length * y->length;
    if (root_a == root_b || lengths == 0 ||
        strcmp(x->language, y->language) != 0 ||
        dot(x, y) * 1000 / lengths < LINK_MIN)
        return;
    split->parent[root_a > root_b ? root_a : root_b] =
        root_a < root_b ? root_a : root_b;
}

/* Pairs through the terms: each report meets the newest holders of each of
 * its terms once. */
static cw_status link_all(splitter *split)
{
    cw_arena *scratch = split->scratch;
    uint32_t(*held)[HOLDERS_MAX] =
        cw_arena_array(scratch, split->terms.n, sizeof *held);
    uint32_t *n_held = cw_arena_array(scratch, split->terms.n, 4);
    uint32_t *met = cw_arena_array(scratch, split->n_reports, 4);
    if (!held || !n_held || !met)
        return CW_NO_MEMORY;
    for (uint32_t r = 0; r < split->n_reports; r++) {
        const vector *here = &split->vectors[r];
        for (size_t i = 0; i < here->n; i++) {
            uint32_t term = here->terms[i].term;
            uint32_t n =
                n_held[term] < HOLDERS_MAX ? n_held[term] : HOLDERS_MAX;
            for (uint32_t k = 0; k < n; k++) {
                if (met[held[term][k]] == r + 1)
                    continue;
                met[held[term][k]] = r + 1;
                link_pair(split, held[term][k], r);
            }
            held[term][n_held[term]++ % HOLDERS_MAX] = r;
        }
    }
    return CW_OK;
}

static bool is_told(const cw_told_report *told)
{
    return told->report->status <= CW_REPORT_PARTIAL &&
           told->marks->sentences.n > 0;
}

cw_status cw_stories_split(const cw_told_report *reports, size_t n,
                           cw_arena *scratch, uint32_t *story_of,
                           uint32_t *n_stories)
{
    splitter split = {.scratch = scratch, .n_reports = n};
    cw_mark mark = cw_arena_mark(scratch);
    cw_status status = CW_OK;
    *n_stories = 0;
    cw_table_init(&split.terms, scratch, CW_MAX_TOKENS);
    split.vectors = cw_arena_array(scratch, n, sizeof *split.vectors);
    split.parent = cw_arena_array(scratch, n, sizeof *split.parent);
    if (!split.vectors || !split.parent)
        status = CW_NO_MEMORY;
    for (uint32_t i = 0; i < n && status == CW_OK; i++) {
        split.parent[i] = i;
        if (is_told(&reports[i]))
            status = read_terms(&split, &reports[i], &split.vectors[i]);
    }
    for (uint32_t i = 0; i < n && status == CW_OK; i++)
        weigh_vector(&split, &split.vectors[i]);
    if (status == CW_OK)
        status = link_all(&split);
    for (uint32_t i = 0; i < n && status == CW_OK; i++) {
        uint32_t first = root(&split, i);
        story_of[i] = !is_told(&reports[i]) ? CW_NONE
                      : first == i          ? (*n_stories)++
                                            : story_of[first];
    }
    cw_arena_reset(scratch, mark);
    return status;
}
