/* train_names.c: the head of names (src/annotate/names_head.c).
 *
 *   usage: train_names MODEL-IN MODEL-OUT [--fold K] FILE[=KINDS]...
 *
 * FILE is two columns (word, BIO tag) or a report of the corpus (*.news).
 * KINDS are the letters of the kinds that the file marks, PLOM unless said:
 * where a kind is not marked, "O" says nothing about it, and the best labels
 * that agree with what is marked are learnt (a structured perceptron with
 * hidden labels, as in Sun et al., IJCAI 2009). Fold K of 5 leaves every
 * fifth news document of GUM out; --fold none trains on all.
 * Of wikigold the last fifth of the sentences is always left out.
 *
 * The second pass reads votes of the first. So that votes are as wrong in
 * training as they will be later, two heads are trained on one half of the
 * reports each, and vote on the other. */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/names_int.h"
#include "learn.h"
#include "model_file.h"
#include "news_file.h"

enum {
    N = CW_NAME_LABELS,
    ROUNDS = 4, // trainings, whose mean is taken
    EPOCHS = 5,
    BLIND = 3, // every third time a sentence is read

    UNIT = 4,
    SEEN_MIN = 2,
    FEATURES_MAX = 140000,
    CHUNK = 25, // sentences of a document, where documents are not told
    FOLDS = 5,
    DOCS_MAX = 20000,
    WORDS_MAX = 4000,
};

typedef struct {
    cw_draft draft;
    cw_names_view view;
    uint16_t *gold;  // [tokens.n] bits of the labels that may be right
    uint16_t *may;   // [tokens.n] bits of the labels that may be given
    uint8_t *label;  // [tokens.n] given
    uint32_t weight; // times a round
} document;

typedef struct {
    cw_arena *arena;
    const cw_model *model;
    document *docs;
    size_t n;
    int fold; // -1: none
} corpus;

/* ---- documents ---------------------------------------------------------- */

/* Some sets take "the" and titles into names ("Queen Ingrid"); a name here
 * begins behind them, when a capitalised word of it is left. */
static void strip(const cw_draft *draft, const cw_sentence *sentence,
                  uint16_t *gold)
{
    for (uint32_t i = sentence->first; i + 1 < cw_look_end(sentence); i++) {
        bool is_person = gold[i] == 1 << CW_LABEL_B_PER;
        bool is_begin = is_person || gold[i] == 1 << CW_LABEL_B_LOC ||
                        gold[i] == 1 << CW_LABEL_B_ORG ||
                        gold[i] == 1 << CW_LABEL_B_MISC;
        uint32_t classes =
            cw_lexicon_name_classes(cw_draft_word(draft, cw_look(draft, i)));
        bool is_title =
            is_person &&
            (classes & CW_LEX_TITLES ||
             cw_look_has(draft, i, CW_WORD_HONORIFIC | CW_WORD_OFFICE));
        if (!is_begin || gold[i + 1] != gold[i] << 1 ||
            !cw_look_is_upper(draft, i + 1) ||
            !(is_title || cw_look_is(draft, i, "the")))
            continue;
        gold[i + 1] = gold[i];
        gold[i] = 1;
    }
}

static void prepare(corpus *c, document *doc, const uint16_t *gold)
{
    cw_draft *draft = &doc->draft;
    cw_buf_init(&draft->strings, c->arena, CW_MAX_TEXT_BYTES);
    if (cw_find_traits(draft) != CW_OK || cw_find_sentences(draft) != CW_OK ||
        cw_find_tags(draft) != CW_OK || cw_names_guess(draft) != CW_OK ||
        cw_names_view_init(&doc->view, draft) != CW_OK)
        train_fail("memory ran out", NULL);
    doc->gold = learn_array(c->arena, draft->tokens.n, sizeof *doc->gold);
    doc->may = learn_array(c->arena, draft->tokens.n, sizeof *doc->may);
    doc->label = learn_array(c->arena, draft->tokens.n, sizeof *doc->label);
    for (size_t s = 0; s < draft->sentences.n; s++) {
        const cw_sentence *sentence = &draft->sentences.at[s];
        for (uint32_t i = sentence->first; i < cw_look_end(sentence); i++) {
            bool may = cw_names_may_be(&doc->view, sentence, i);
            doc->may[i] = may ? (1 << N) - 1 : 1;
            doc->gold[i] = may ? gold[i] : 1;
        }
        strip(draft, sentence, doc->gold);
        // what cannot be found is not asked for: no inside without a begin
        for (uint32_t i = sentence->first; i < cw_look_end(sentence); i++)
            for (uint8_t y = CW_LABEL_I_PER; y < N; y = (uint8_t)(y + 2))
                if (doc->gold[i] == 1 << y &&
                    (i == sentence->first ||
                     !(doc->gold[i - 1] & (3 << (y - 1)))))
                    doc->gold[i] = (uint16_t)(1 << (y - 1));
    }
}

static uint16_t outside_bits(const char *kinds)
{
    uint16_t bits = 1;
    if (!strchr(kinds, 'P'))
        bits |= 1 << CW_LABEL_B_PER | 1 << CW_LABEL_I_PER;
    if (!strchr(kinds, 'L'))
        bits |= 1 << CW_LABEL_B_LOC | 1 << CW_LABEL_I_LOC;
    if (!strchr(kinds, 'O'))
        bits |= 1 << CW_LABEL_B_ORG | 1 << CW_LABEL_I_ORG;
    if (!strchr(kinds, 'M'))
        bits |= 1 << CW_LABEL_B_MISC | 1 << CW_LABEL_I_MISC;
    return bits;
}

static uint16_t gold_bits(const char *tag, uint16_t outside)
{
    static const char *const names[N] = {"O",     "B-PER",  "I-PER",
                                         "B-LOC", "I-LOC",  "B-ORG",
                                         "I-ORG", "B-MISC", "I-MISC"};
    for (uint8_t y = 1; y < N; y++)
        if (strcmp(names[y], tag) == 0)
            return (uint16_t)(1 << y);
    return outside;
}

typedef struct {
    corpus *c;
    cw_buf text;
    cw_given_token *words; // [WORDS_MAX]
    uint16_t *gold;        // [WORDS_MAX]
    size_t n, n_sentences;
    bool begins, is_left_out;
} column_reader;

static void end_document(column_reader *r)
{
    corpus *c = r->c;
    document *doc;
    cw_bytes text;
    if (r->n > 0 && !r->is_left_out && c->n < DOCS_MAX) {
        doc = &c->docs[c->n++];
        if (cw_arena_copy(c->arena, cw_buf_bytes(&r->text), &text) != CW_OK)
            train_fail("memory ran out", NULL);
        *doc = (document){
            .weight = 1,
            .draft = {.text = text, .arena = c->arena, .model = *c->model}};
        if (cw_draft_give(&doc->draft, r->words, r->n) != CW_OK)
            train_fail("memory ran out", NULL);
        prepare(c, doc, r->gold);
    }
    cw_buf_clear(&r->text);
    r->n = r->n_sentences = 0;
}

static size_t count_sentences(const char *path)
{
    FILE *in = fopen(path, "r");
    char line[4096];
    size_t n = 0;
    bool is_open = false;
    if (!in)
        train_fail("cannot be read", path);
    while (fgets(line, sizeof line, in)) {
        n += is_open && line[0] == '\n';
        is_open = line[0] != '\n';
    }
    fclose(in);
    return n + is_open;
}

static void read_columns(corpus *c, const char *path, uint16_t outside)
{
    FILE *in = fopen(path, "r");
    char line[4096];
    size_t n_news = 0, n_all = count_sentences(path), n_read = 0;
    bool is_wikigold = strstr(path, "wikigold") != NULL, has_docs = false;
    column_reader r = {.c = c, .begins = true};
    if (!in)
        train_fail("cannot be read", path);
    cw_buf_init(&r.text, c->arena, CW_MAX_TEXT_BYTES);
    r.words = learn_array(c->arena, WORDS_MAX, sizeof *r.words);
    r.gold = learn_array(c->arena, WORDS_MAX, sizeof *r.gold);
    while (fgets(line, sizeof line, in)) {
        char *tag;
        line[strcspn(line, "\r\n")] = 0;
        if (strncmp(line, "-DOCSTART-", 10) == 0) {
            bool is_news = strstr(line, "GUM_news_") != NULL;
            end_document(&r);
            has_docs = true;
            r.is_left_out = is_news && (int)(n_news % FOLDS) == c->fold;
            n_news += is_news;
            continue;
        }
        tag = line + strlen(line);
        while (tag > line && tag[-1] != ' ' && tag[-1] != '\t')
            tag--;
        if (line[0] == 0 || r.n == WORDS_MAX) {
            r.n_sentences += !r.begins;
            n_read += !r.begins;
            r.begins = true;
            if ((!has_docs && r.n_sentences == CHUNK) || r.n == WORDS_MAX)
                end_document(&r);
            if (is_wikigold && n_read >= n_all - n_all / 5)
                break;
            continue;
        }
        if (r.n > 0)
            (void)cw_buf_add_text(&r.text, r.begins ? "\n\n" : " ");
        r.words[r.n].range.from = (uint32_t)r.text.n;
        (void)cw_buf_add(
            &r.text, (cw_bytes){(const uint8_t *)line, strcspn(line, " \t")});
        r.words[r.n].range.to = (uint32_t)r.text.n;
        r.words[r.n].begins_sentence = r.begins;
        r.gold[r.n++] = gold_bits(tag, outside);
        r.begins = false;
    }
    end_document(&r);
    fclose(in);
}

/* A report: our own words, each sentence of its a block. */
static void read_news(corpus *c, const char *path)
{
    news_report news;
    document *doc = &c->docs[c->n++];
    cw_block *blocks;
    uint16_t *gold;
    news_file_read(path, c->arena, &news);
    blocks = learn_array(c->arena, news.n_sentences, sizeof *blocks);
    for (uint32_t i = 0; i < news.n_sentences; i++)
        blocks[i] = (cw_block){.range = news.sentences[i].range,
                               .role = news.sentences[i].role == 'h'
                                           ? CW_ROLE_TITLE
                                           : CW_ROLE_PARAGRAPH};
    *doc = (document){.weight = 2,
                      .draft = {.text = news.text,
                                .blocks = blocks,
                                .n_blocks = news.n_sentences,
                                .arena = c->arena,
                                .model = *c->model}};
    if (cw_find_tokens(&doc->draft) != CW_OK)
        train_fail("memory ran out", path);
    gold = learn_array(c->arena, doc->draft.tokens.n, sizeof *gold);
    for (size_t i = 0; i < doc->draft.tokens.n; i++)
        gold[i] = 1;
    for (uint32_t k = 0; k < news.n_marks; k++) {
        const news_mark *mark = &news.marks[k];
        size_t i;
        if (mark->kind > NEWS_MISC)
            continue;
        i = cw_look_token_at(&doc->draft, mark->range.from);
        for (bool is_first = true;
             i < doc->draft.tokens.n &&
             cw_look(&doc->draft, i)->range.from < mark->range.to;
             i++, is_first = false)
            gold[i] = (uint16_t)(1 << (2 * mark->kind + (is_first ? 1 : 2)));
    }
    prepare(c, doc, gold);
}

/* ---- learning ------------------------------------------------------------ */

typedef struct {
    uint32_t all[CW_MAX_SENTENCE_TOKENS][CW_NAME_FEATURES + CW_VOTE_FEATURES];
    size_t n[CW_MAX_SENTENCE_TOKENS];
    int32_t score[CW_MAX_SENTENCE_TOKENS][N];
    int32_t step[N][N];
} workspace;

/* Unseen names are what matters: every so often the features that hold the
 * word itself are hidden, so that the others learn to do without. The numbers
 * are the places in cw_names_features. */
static size_t forget_words(uint32_t *feature, size_t n)
{
    static const uint8_t words[] = {1, 2, 7, 8, 10, 38, 42};
    size_t kept = 0;
    for (size_t k = 0, next = 0; k < n; k++)
        if (next < sizeof words && words[next] == k)
            next++;
        else
            feature[kept++] = feature[k];
    return kept;
}

static void score_sentence(const learner *l, const document *doc,
                           const cw_sentence *sentence, bool is_blind,
                           workspace *w)
{
    memset(w->step, 0, sizeof w->step);
    for (uint8_t y = 0; y < N; y++) {
        uint32_t feature = cw_names_step(y);
        learn_score(l, &feature, 1, w->step[y]);
    }
    for (uint32_t i = 0; i < sentence->n; i++) {
        uint32_t at = sentence->first + i;
        memset(w->score[i], 0, sizeof w->score[i]);
        w->n[i] = 0;
        if (doc->may[at] == 1)
            continue;
        w->n[i] = cw_names_features(&doc->view, sentence, at, w->all[i]);
        if (is_blind)
            w->n[i] = forget_words(w->all[i], w->n[i]);
        w->n[i] +=
            cw_names_votes(&doc->view, sentence, at, w->all[i] + w->n[i]);
        learn_score(l, w->all[i], w->n[i], w->score[i]);
    }
}

static void decode(const workspace *w, const uint16_t *allowed, size_t n,
                   uint8_t *label)
{
    cw_names_decode((const int32_t(*)[N])w->score, (const int32_t(*)[N])w->step,
                    allowed, n, label);
}

static size_t learn_sentence(learner *l, const document *doc,
                             const cw_sentence *sentence, bool is_blind,
                             workspace *w)
{
    static uint8_t given[CW_MAX_SENTENCE_TOKENS], right[CW_MAX_SENTENCE_TOKENS];
    size_t n_wrong = 0, n = sentence->n;
    score_sentence(l, doc, sentence, is_blind, w);
    decode(w, doc->may + sentence->first, n, given);
    decode(w, doc->gold + sentence->first, n, right);
    l->now++;
    for (size_t i = 0; i < n; i++) {
        uint8_t x = i > 0 ? given[i - 1] : 0, y = i > 0 ? right[i - 1] : 0;
        if (given[i] != right[i] || x != y) {
            uint32_t wrong_step = cw_names_step(x);
            uint32_t right_step = cw_names_step(y);
            learn_add(l, &right_step, 1, right[i], 1);
            learn_add(l, &wrong_step, 1, given[i], -1);
        }
        if (given[i] == right[i])
            continue;
        learn_add(l, w->all[i], w->n[i], right[i], 1);
        learn_add(l, w->all[i], w->n[i], given[i], -1);
        n_wrong++;
    }
    return n_wrong;
}

static void count_features(learner *l, const document *doc)
{
    for (size_t s = 0; s < doc->draft.sentences.n; s++) {
        const cw_sentence *sentence = &doc->draft.sentences.at[s];
        for (uint32_t i = sentence->first; i < cw_look_end(sentence); i++) {
            uint32_t feature[CW_NAME_FEATURES];
            if (doc->may[i] != 1)
                learn_count(l, feature,
                            cw_names_features(&doc->view, sentence, i, feature),
                            SEEN_MIN);
        }
    }
}

typedef struct {
    uint32_t doc, sentence;
    bool has_no_vote;
} place;

/* The sentences to learn of documents d with d % n_parts != part (part n_parts:
 * of all), in the learner's arena. Every second time without votes when
 * `both`. */
static place *find_places(const corpus *c, learner *l, uint32_t part,
                          uint32_t n_parts, bool both, size_t *n_places)
{
    size_t n = 0;
    place *places;
    for (size_t d = 0; d < c->n; d++)
        n += c->docs[d].draft.sentences.n * c->docs[d].weight;
    places = learn_array(l->arena, 2 * n, sizeof *places);
    n = 0;
    for (uint32_t d = 0; d < c->n; d++) {
        if (d % n_parts == part)
            continue;
        count_features(l, &c->docs[d]);
        for (uint32_t k = 0; k < c->docs[d].weight * (both ? 2 : 1); k++)
            for (uint32_t s = 0; s < c->docs[d].draft.sentences.n; s++)
                places[n++] = (place){d, s, both && k % 2};
    }
    *n_places = n;
    return places;
}

/* One sentence, by the votes of its document or without any. */
static size_t learn_place(corpus *c, learner *l, place at, bool is_blind,
                          workspace *w)
{
    static uint8_t kept[CW_MAX_SENTENCE_TOKENS];
    document *doc = &c->docs[at.doc];
    const cw_sentence *sentence = &doc->draft.sentences.at[at.sentence];
    uint8_t *votes = doc->view.vote + sentence->first;
    size_t n_wrong;
    if (!at.has_no_vote)
        return learn_sentence(l, doc, sentence, is_blind, w);
    memcpy(kept, votes, sentence->n);
    memset(votes, 0, sentence->n);
    n_wrong = learn_sentence(l, doc, sentence, is_blind, w);
    memcpy(votes, kept, sentence->n);
    return n_wrong;
}

static void train(corpus *c, learner *l, uint32_t part, uint32_t n_parts,
                  bool both)
{
    workspace *w = learn_array(c->arena, 1, sizeof *w);
    size_t n, n_wrong = 0;
    place *places = find_places(c, l, part, n_parts, both, &n);
    uint32_t *order = learn_array(c->arena, n, sizeof *order);
    for (uint8_t y = 0; y < N; y++) {
        uint32_t feature = cw_names_step(y);
        for (int k = 0; k < SEEN_MIN; k++)
            learn_count(l, &feature, 1, SEEN_MIN);
    }
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint64_t epoch = 1; epoch <= ROUNDS * EPOCHS; epoch++) {
        n_wrong = 0;
        learn_shuffle(order, n, epoch);
        learn_begin(l, epoch, EPOCHS);
        for (size_t i = 0; i < n; i++)
            n_wrong += learn_place(c, l, places[order[i]],
                                   (i + epoch) % BLIND == 0, w);
    }
    fprintf(stderr, "  %zu labels wrong in %zu sentences\n", n_wrong, n);
}

/* Labels of the documents d with d % n_parts == part, with the weights as
 * they will be used. */
static void vote(corpus *c, const learner *l, uint32_t part, uint32_t n_parts)
{
    workspace *w = learn_array(c->arena, 1, sizeof *w);
    cw_bytes packed = learn_pack(l, UNIT, FEATURES_MAX);
    model_file file = {0};
    cw_model model;
    file.sections[CW_MODEL_NAMES] = packed;
    model_file_open(&file, c->arena, &model);
    memset(w->step, 0, sizeof w->step);
    for (uint8_t y = 0; y < N; y++) {
        uint32_t feature = cw_names_step(y);
        cw_weights_add(&model.names, &feature, 1, w->step[y]);
    }
    for (uint32_t d = part; d < c->n; d += n_parts) {
        document *doc = &c->docs[d];
        for (size_t s = 0; s < doc->draft.sentences.n; s++) {
            const cw_sentence *sentence = &doc->draft.sentences.at[s];
            for (uint32_t i = 0; i < sentence->n; i++) {
                uint32_t at = sentence->first + i;
                memset(w->score[i], 0, sizeof w->score[i]);
                if (doc->may[at] != 1)
                    cw_weights_add(
                        &model.names, w->all[i],
                        cw_names_features(&doc->view, sentence, at, w->all[i]),
                        w->score[i]);
            }
            decode(w, doc->may + sentence->first, sentence->n,
                   doc->label + sentence->first);
        }
        if (cw_names_vote(&doc->view, doc->label) != CW_OK)
            train_fail("memory ran out", NULL);
        memset(doc->label, 0, doc->draft.tokens.n);
    }
}

static void read_files(corpus *c, char **paths, int n)
{
    for (int i = 0; i < n; i++) {
        char *kinds = strchr(paths[i], '=');
        size_t length;
        if (kinds)
            *kinds++ = 0;
        length = strlen(paths[i]);
        if (length > 5 && strcmp(paths[i] + length - 5, ".news") == 0)
            read_news(c, paths[i]);
        else
            read_columns(c, paths[i], outside_bits(kinds ? kinds : "PLOM"));
    }
}

int main(int n_arguments, char **arguments)
{
    cw_arena arena;
    model_file file;
    cw_model model;
    corpus c = {.arena = &arena, .model = &model, .fold = -1};
    learner half[2], l;
    int first = 3;
    if (n_arguments < 6)
        train_fail("usage: train_names MODEL-IN MODEL-OUT --fold K FILE...",
                   NULL);
    cw_arena_init(&arena, CW_MAX_STORY_ARENA);
    model_file_read(&file, arguments[1], &arena);
    file.sections[CW_MODEL_NAMES].n = 0;
    model_file_open(&file, &arena, &model);
    c.docs = learn_array(&arena, DOCS_MAX, sizeof *c.docs);
    if (strcmp(arguments[3], "--fold") == 0) {
        c.fold =
            strcmp(arguments[4], "none") == 0 ? -1 : (arguments[4][0] - '0');
        first = 5;
    }
    read_files(&c, arguments + first, n_arguments - first);
    fprintf(stderr, "names: %zu documents\n", c.n);
    for (uint32_t part = 0; part < 2; part++) {
        learn_init(&half[part], &arena, N);
        train(&c, &half[part], part, 2, false);
    }
    for (uint32_t part = 0; part < 2; part++)
        vote(&c, &half[part], part, 2);
    learn_init(&l, &arena, N);
    train(&c, &l, 1, 1, true);
    file.sections[CW_MODEL_NAMES] = learn_pack(&l, UNIT, FEATURES_MAX);
    model_file_write(&file, arguments[2], &arena);
    cw_arena_free(&arena);
    return 0;
}
