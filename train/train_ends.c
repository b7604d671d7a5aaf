/* train_ends.c: the head of sentence ends (src/annotate/sentence_head.c).
 *
 *   usage: train_ends MODEL-IN MODEL-OUT FILE...
 *
 * FILE is CoNLL-U or a report of the corpus (*.news). The text is that of the
 * "# text" lines, with a blank between sentences and an empty line between
 * paragraphs; words are parted as Clew parts them. The head follows its own
 * answers, so that it has seen its mistakes. */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/sentence_int.h"
#include "learn.h"
#include "model_file.h"
#include "news_file.h"

enum {
    ROUNDS = 10, // trainings, whose mean is taken
    EPOCHS = 5,
    UNIT = 4,
    END_MARGIN = 80,  // the right answer has to lead by so much; by more
    NONE_MARGIN = 50, // for an end, of which else too few are found
    SEEN_MIN = 3,
    FEATURES_MAX = 20000,
    LINE_MAX_BYTES = 1 << 16,
};

typedef struct {
    cw_arena *arena;
    cw_buf text;
    CW_LIST(cw_block) blocks;
    CW_LIST(uint32_t) ends;      // bytes where sentences end
    CW_LIST(uint32_t) documents; // first block of each
    cw_draft draft;
    uint8_t *rules;  // [tokens.n]
    uint8_t *said;   // [tokens.n] and what the head said
    uint8_t *gold;   // [tokens.n]
    size_t *first;   // [blocks.n + 1] first token of each block
    uint8_t *manner; // [blocks.n]
} corpus;

static void *add_to(corpus *c, void *at, size_t *capacity, size_t n,
                    size_t size)
{
    if (cw_grow(c->arena, &at, capacity, n + 1, size, CW_MAX_TOKENS) != CW_OK)
        train_fail("memory ran out", NULL);
    return at;
}

static void add_document(corpus *c)
{
    c->documents.at = add_to(c, c->documents.at, &c->documents.capacity,
                             c->documents.n, sizeof *c->documents.at);
    c->documents.at[c->documents.n++] = (uint32_t)c->blocks.n;
}

static void add_sentence(corpus *c, cw_bytes text, bool begins_block)
{
    (void)cw_buf_add_text(&c->text, begins_block ? "\n\n" : " ");
    if (begins_block) {
        uint32_t from = (uint32_t)c->text.n;
        c->blocks.at = add_to(c, c->blocks.at, &c->blocks.capacity, c->blocks.n,
                              sizeof *c->blocks.at);
        c->blocks.at[c->blocks.n++] =
            (cw_block){.range = {from, from}, .role = CW_ROLE_PARAGRAPH};
    }
    if (cw_buf_add(&c->text, text) != CW_OK)
        train_fail("memory ran out", NULL);
    c->ends.at =
        add_to(c, c->ends.at, &c->ends.capacity, c->ends.n, sizeof *c->ends.at);
    c->ends.at[c->ends.n++] = (uint32_t)c->text.n;
    c->blocks.at[c->blocks.n - 1].range.to = (uint32_t)c->text.n;
}

static void read_trees(corpus *c, const char *path)
{
    FILE *in = fopen(path, "r");
    char *line = learn_array(c->arena, LINE_MAX_BYTES, 1);
    bool begins_block = true;
    if (!in)
        train_fail("cannot be read", path);
    while (fgets(line, LINE_MAX_BYTES, in)) {
        bool is_document = strncmp(line, "# newdoc", 8) == 0;
        line[strcspn(line, "\r\n")] = 0;
        if (is_document)
            add_document(c);
        begins_block |= is_document || strncmp(line, "# newpar", 8) == 0;
        if (strncmp(line, "# text = ", 9) != 0)
            continue;
        add_sentence(c, cw_bytes_from(line + 9), begins_block);
        begins_block = false;
    }
    fclose(in);
}

/* Sentences of a paragraph are joined by a blank; whatever else stands between
 * two is a break. */
static void read_news(corpus *c, const char *path)
{
    news_report news;
    news_file_read(path, c->arena, &news);
    add_document(c);
    for (uint32_t i = 0; i < news.n_sentences; i++) {
        cw_range range = news.sentences[i].range;
        size_t before = i > 0 ? news.sentences[i - 1].range.to : range.from;
        bool is_joined = cw_bytes_equal(
            cw_bytes_cut(news.text, before, range.from), CW_LIT(" "));
        add_sentence(c, cw_bytes_at(news.text, range), !is_joined);
    }
}

static void read_file(corpus *c, const char *path)
{
    if (cw_bytes_ends(cw_bytes_from(path), CW_LIT(".news")))
        read_news(c, path);
    else
        read_trees(c, path);
}

static void prepare(corpus *c, const cw_model *model)
{
    size_t n = 0;
    c->draft = (cw_draft){.text = cw_buf_bytes(&c->text),
                          .blocks = c->blocks.at,
                          .n_blocks = c->blocks.n,
                          .arena = c->arena,
                          .model = *model};
    if (cw_find_tokens(&c->draft) != CW_OK ||
        cw_find_traits(&c->draft) != CW_OK)
        train_fail("memory ran out", NULL);
    c->rules = learn_array(c->arena, c->draft.tokens.n, 1);
    c->said = learn_array(c->arena, c->draft.tokens.n, 1);
    c->gold = learn_array(c->arena, c->draft.tokens.n, 1);
    cw_ends_guess(&c->draft, c->rules);
    for (size_t i = 0; i < c->draft.tokens.n; i++) {
        uint32_t to = c->draft.tokens.at[i].range.to;
        while (n < c->ends.n && c->ends.at[n] < to)
            n++;
        c->gold[i] = n < c->ends.n && c->ends.at[n] == to;
    }
    c->first = learn_array(c->arena, c->blocks.n + 1, sizeof *c->first);
    for (size_t b = 0, i = 0; b < c->blocks.n; b++) {
        c->first[b] = i;
        while (i < c->draft.tokens.n &&
               c->draft.tokens.at[i].range.from < c->blocks.at[b].range.to)
            i++;
        c->first[b + 1] = i;
    }
    c->manner = learn_array(c->arena, c->blocks.n, 1);
    for (size_t d = 0; d < c->documents.n; d++) {
        size_t b = c->documents.at[d];
        size_t end =
            d + 1 < c->documents.n ? c->documents.at[d + 1] : c->blocks.n;
        uint32_t manner =
            cw_ends_manner(&c->draft, c->rules, c->first[b], c->first[end]);
        memset(c->manner + b, (int)manner, end - b);
    }
}

/* One block; places that were answered wrongly. l->seen is being counted
 * until the first step. */
static size_t go_over(const corpus *c, learner *l, uint32_t block,
                      bool is_counting)
{
    size_t first = c->first[block], end = c->first[block + 1], n_wrong = 0;
    cw_ends_block b;
    memcpy(c->said + first, c->rules + first, end - first);
    cw_ends_begin(&b, &c->draft, c->said, first, end, c->manner[block]);
    for (size_t i = first; i < end; i++) {
        uint32_t feature[CW_END_FEATURES];
        int32_t score[2] = {0};
        uint32_t best;
        size_t K;
        if (!cw_ends_may(&b, i))
            continue;
        K = cw_ends_features(&b, i, feature);
        if (is_counting) {
            learn_count(l, feature, K, SEEN_MIN);
            cw_ends_put(&b, i, c->gold[i]);
            continue;
        }
        learn_score(l, feature, K, score);
        best = score[1] > score[0];
        cw_ends_put(&b, i, best);
        n_wrong += best != c->gold[i];
        if (abs(score[1] - score[0]) < (c->gold[i] ? END_MARGIN : NONE_MARGIN))
            best = !c->gold[i];
        learn_step(l, feature, K, c->gold[i], best);
    }
    return n_wrong;
}

static void train(const corpus *c, learner *l)
{
    size_t n = c->draft.n_blocks, n_wrong = 0;
    uint32_t *order = learn_array(c->arena, n, sizeof *order);
    for (uint32_t i = 0; i < n; i++) {
        order[i] = i;
        (void)go_over(c, l, i, true);
    }
    for (uint64_t epoch = 1; epoch <= ROUNDS * EPOCHS; epoch++) {
        n_wrong = 0;
        learn_shuffle(order, n, epoch);
        learn_begin(l, epoch, EPOCHS);
        for (size_t i = 0; i < n; i++)
            n_wrong += go_over(c, l, order[i], false);
    }
    fprintf(stderr, "ends: %zu sentences, %zu places wrong\n", c->ends.n,
            n_wrong);
}

int main(int n_arguments, char **arguments)
{
    cw_arena arena;
    corpus c = {.arena = &arena};
    model_file file;
    cw_model model;
    learner l;
    if (n_arguments < 4)
        train_fail("usage: train_ends MODEL-IN MODEL-OUT FILE...", NULL);
    cw_arena_init(&arena, CW_MAX_STORY_ARENA);
    model_file_read(&file, arguments[1], &arena);
    file.sections[CW_MODEL_ENDS].n = 0;
    model_file_open(&file, &arena, &model);
    cw_buf_init(&c.text, &arena, CW_MAX_TEXT_BYTES);
    for (int i = 3; i < n_arguments; i++)
        read_file(&c, arguments[i]);
    prepare(&c, &model);
    learn_init(&l, &arena, 2);
    train(&c, &l);
    file.sections[CW_MODEL_ENDS] = learn_pack(&l, UNIT, FEATURES_MAX);
    model_file_write(&file, arguments[2], &arena);
    cw_arena_free(&arena);
    return 0;
}
