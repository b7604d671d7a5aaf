/* stories.c: which reports of a batch tell one story.
 *
 *   content lemmas of each report, names heavy
 *     -> cosine of pairs that share a term, best first
 *     -> joined when the two groups are alike on average (average link: one
 *        report like both does not make two stories one)
 *
 * A batch is what a reader gathered, often over months, so days do not count
 * here; the stream of `clew group` decays them (group.c). Nor do the words
 * of the batch tell how rare a word is, since all reports of one story hold
 * its names: that is read off English at large (background.h). */
#include <stdlib.h>

#include "annotate/words.h"
#include "base/utf8.h"
#include "story/background.h"
#include "story/groups.h"
#include "story/story_int.h"
#include "story/weighted.h"

enum {
    PAIR_MIN = 80,    // cosine of a pair worth looking at, thousandths
    MEAN_MIN = 85,    // mean cosine of two groups that are one story
    CHECKED_MAX = 16, // members of each group that the mean is taken over
    RARE_MIN = 64,    // log2(N / n) of a word that counts, in 1/16
    TERMS_MAX = 120,  // heaviest terms of a report that are compared
    HOLDERS_MAX = 48, // reports a term is paired over
    NAME_FACTOR = 2,
    LEAD_FACTOR = 2, // word of the headline and the first two sentences
    LEAD_SENTENCES = 3,
    SAME_TITLE = 150, // added to the cosine of reports of one headline
    TITLE_BYTES = 20, // a shorter one may be that of a column
};

typedef struct {
    cw_weighted *terms; // [n] by term
    size_t n;
    uint64_t length; // square root of the sum of squared weights
    uint64_t title;  // hash of the folded headline, 0: none or too short
    char language[8];
} vector;

typedef struct {
    uint32_t a, b, cosine;
} pair;

typedef struct {
    cw_arena *scratch;
    cw_table terms;   // lemma -> number
    vector *vectors;  // [n_reports]
    cw_groups groups; // of reports
    size_t n_reports;
    pair *pairs;
    size_t n_pairs, capacity;
} splitter;

static uint32_t factor_of(const cw_token *token)
{
    if (token->word_class & (CW_WORD_FUNCTION | CW_WORD_MODAL |
                             CW_WORD_WEEKDAY | CW_WORD_MONTH | CW_WORD_SAY))
        return 0;
    if (token->tag == CW_TAG_PROPN)
        return NAME_FACTOR;
    if (token->tag != CW_TAG_NOUN && token->tag != CW_TAG_VERB &&
        token->tag != CW_TAG_ADJ)
        return 0;
    return 1;
}

static cw_status hash_title(splitter *split, const cw_told_report *told,
                            vector *out)
{
    cw_bytes title = cw_slice_bytes(told->report, told->report->title.value);
    cw_buf folded;
    cw_status status;
    if (title.n < TITLE_BYTES)
        return CW_OK;
    cw_buf_init(&folded, split->scratch, CW_MAX_LINE_BYTES);
    status = cw_utf8_fold(title, &folded);
    if (status == CW_OK)
        out->title = cw_hash(cw_buf_bytes(&folded)) | 1;
    return status == CW_LIMIT ? CW_OK : status;
}

/* Terms with their summed factors, by number. */
static cw_status read_terms(splitter *split, const cw_told_report *told,
                            vector *out)
{
    const cw_marks *marks = told->marks;
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_sentence *sentences = CW_AT(marks, marks->sentences, cw_sentence);
    cw_weighted *list =
        cw_arena_array(split->scratch, marks->tokens.n, sizeof *list);
    uint32_t lead_end = marks->sentences.n > LEAD_SENTENCES
                            ? sentences[LEAD_SENTENCES].first
                            : marks->tokens.n;
    size_t n = 0, kept = 0;
    if (!list)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < marks->tokens.n; i++) {
        cw_bytes lemma = cw_token_lemma(marks, &tokens[i]);
        uint32_t factor = factor_of(&tokens[i]);
        cw_table_entry *entry;
        bool is_new;
        cw_status status;
        if (factor == 0)
            continue;
        factor *= i < lead_end ? LEAD_FACTOR : 1;
        status = cw_table_add(&split->terms, lemma, &is_new, &entry);
        if (status != CW_OK)
            return status;
        list[n++] =
            (cw_weighted){(uint32_t)(entry - split->terms.entries), factor};
    }
    cw_weighted_sort(list, n);
    for (size_t i = 0, j; i < n; i = j, kept++) {
        uint32_t sum = 0;
        for (j = i; j < n && list[j].term == list[i].term; j++)
            sum += list[j].weight;
        list[kept] = (cw_weighted){list[i].term, sum};
    }
    out->terms = list;
    out->n = kept;
    memcpy(out->language, told->report->language, sizeof out->language);
    return CW_OK;
}

/* w(t) = log2(1 + tf) * log2(N / n), both in 1/16; common words weigh 0 */
static void weigh_vector(const splitter *split, vector *here)
{
    size_t kept = 0;
    for (size_t i = 0; i < here->n; i++) {
        cw_weighted term = here->terms[i];
        uint32_t idf =
            cw_background_weight(split->terms.entries[term.term].key);
        if (idf < RARE_MIN)
            continue;
        term.weight = cw_log2_16(1ull + term.weight) * idf;
        here->terms[kept++] = term;
    }
    here->n = cw_weighted_keep(here->terms, kept, TERMS_MAX);
    here->length = cw_square_root(
        cw_weighted_dot(here->terms, here->n, here->terms, here->n));
}

static uint32_t cosine(const splitter *split, uint32_t a, uint32_t b)
{
    const vector *x = &split->vectors[a], *y = &split->vectors[b];
    uint64_t lengths = x->length * y->length;
    if (lengths == 0 || strcmp(x->language, y->language) != 0)
        return 0;
    return (uint32_t)(cw_weighted_dot(x->terms, x->n, y->terms, y->n) * 1000 /
                      lengths) +
           (x->title != 0 && x->title == y->title ? SAME_TITLE : 0);
}

static cw_status add_pair(splitter *split, uint32_t a, uint32_t b)
{
    pair found = {a, b, cosine(split, a, b)};
    cw_status status;
    if (found.cosine < PAIR_MIN)
        return CW_OK;
    status = cw_grow(split->scratch, (void **)&split->pairs, &split->capacity,
                     split->n_pairs + 1, sizeof found, SIZE_MAX / sizeof found);
    if (status == CW_OK)
        split->pairs[split->n_pairs++] = found;
    return status;
}

static int compare_pairs(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->cosine != y->cosine)
        return x->cosine > y->cosine ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static uint32_t mean_cosine(const splitter *split, uint32_t a, uint32_t b)
{
    uint64_t sum = 0;
    uint32_t n = 0;
    for (int i = 0; i < CHECKED_MAX && a != CW_NONE; i++) {
        uint32_t other = b;
        for (int j = 0; j < CHECKED_MAX && other != CW_NONE; j++) {
            sum += cosine(split, a, other);
            n++;
            other = split->groups.next[other];
        }
        a = split->groups.next[a];
    }
    return n > 0 ? (uint32_t)(sum / n) : 0;
}

static void join_groups(splitter *split)
{
    if (split->n_pairs > 0)
        qsort(split->pairs, split->n_pairs, sizeof *split->pairs,
              compare_pairs);
    for (size_t i = 0; i < split->n_pairs; i++) {
        uint32_t a = split->groups.root[split->pairs[i].a];
        uint32_t b = split->groups.root[split->pairs[i].b];
        if (a == b || mean_cosine(split, a, b) < MEAN_MIN)
            continue;
        cw_groups_join(&split->groups, a, b);
    }
}

/* Pairs through the terms: each report meets the newest holders of each of
 * its terms once. */
static cw_status find_pairs(splitter *split)
{
    cw_arena *scratch = split->scratch;
    uint32_t(*held)[HOLDERS_MAX] =
        cw_arena_array(scratch, split->terms.n, sizeof *held);
    uint32_t *n_held = cw_arena_array(scratch, split->terms.n, 4);
    uint32_t *met = cw_arena_array(scratch, split->n_reports, 4);
    cw_status status;
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
                status = add_pair(split, held[term][k], r);
                if (status != CW_OK)
                    return status;
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
    status = split.vectors ? cw_groups_init(&split.groups, scratch, n)
                           : CW_NO_MEMORY;
    for (uint32_t i = 0; i < n && status == CW_OK; i++) {
        if (is_told(&reports[i]))
            status = read_terms(&split, &reports[i], &split.vectors[i]);
        if (is_told(&reports[i]) && status == CW_OK)
            status = hash_title(&split, &reports[i], &split.vectors[i]);
    }
    for (uint32_t i = 0; i < n && status == CW_OK; i++)
        weigh_vector(&split, &split.vectors[i]);
    if (status == CW_OK)
        status = find_pairs(&split);
    if (status == CW_OK)
        join_groups(&split);
    for (uint32_t i = 0; i < n && status == CW_OK; i++)
        story_of[i] = !is_told(&reports[i]) ? CW_NONE
                      : split.groups.root[i] == i
                          ? (*n_stories)++
                          : story_of[split.groups.root[i]];
    cw_arena_reset(scratch, mark);
    return status;
}
