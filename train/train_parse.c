/* train_parse.c: the parser (src/annotate/parse.h), its moves and relations.
 *
 *   usage: train_parse MODEL-IN MODEL-OUT TAGS-0 ... TAGS-3 FILE.conllu...
 *
 * Sentence i reads its tags from model TAGS-(i % JACKKNIFE), which was not
 * trained on it, so that tags are as wrong as they will be later. A move
 * costs as many right arcs as it puts out of reach (Goldberg and Nivre 2013);
 * of those that cost least the best by the model is taught, and the model's
 * own choice is followed. */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/parse.h"
#include "learn.h"
#include "model_file.h"
#include "treebank.h"

enum {
    ROUNDS = 4, // trainings: the first chooses features, then a mean is taken
    EPOCHS = 5,
    UNIT = 4,
    MOVES_MARGIN = 12, // the right answer has to lead by so much
    RELATIONS_MARGIN = 8,
    SEEN_MIN = 2,
    MOVES_MAX = 200000,
    RELATIONS_MAX = 40000,
};

typedef struct {
    cw_arena *arena;
    treebank bank;
    cw_parse *p;
    uint16_t head[CW_PARSE_MAX]; // right heads of the sentence; n: root
} parsing;

static void set_tags(parsing *t, char **paths)
{
    cw_draft *draft = &t->bank.draft;
    cw_token *kept = learn_array(t->arena, draft->tokens.n, sizeof *kept);
    for (uint32_t part = 0; part < TREEBANK_JACKKNIFE; part++) {
        model_file file;
        model_file_read(&file, paths[part], t->arena);
        model_file_open(&file, t->arena, &draft->model);
        if (cw_find_tags(draft) != CW_OK)
            train_fail("memory ran out", NULL);
        for (size_t s = 0; s < draft->sentences.n; s++) {
            const cw_sentence *sentence = &draft->sentences.at[s];
            if (t->bank.group.at[sentence->first] % TREEBANK_JACKKNIFE == part)
                memcpy(kept + sentence->first,
                       draft->tokens.at + sentence->first,
                       sentence->n * sizeof *kept);
        }
    }
    memcpy(draft->tokens.at, kept, draft->tokens.n * sizeof *kept);
}

static bool is_on_stack(const cw_parse *p, uint16_t node, uint16_t n_below)
{
    for (uint16_t i = 0; i + n_below < p->n_stack; i++)
        if (p->stack[i] == node)
            return true;
    return false;
}

/* Right arcs that are out of reach after the move. */
static int cost_of(const parsing *t, cw_move move)
{
    const cw_parse *p = t->p;
    uint16_t b0 = p->next, s0, head;
    int cost = 0;
    if (move == CW_MOVE_SHIFT) {
        for (uint16_t i = 0; i < p->n_stack; i++)
            cost += t->head[p->stack[i]] == b0;
        return cost + is_on_stack(p, t->head[b0], 1);
    }
    s0 = p->stack[p->n_stack - 1];
    head = t->head[s0];
    for (uint16_t i = b0; i < p->n; i++)
        cost += t->head[i] == s0;
    if (move == CW_MOVE_LEFT)
        return cost + (head > b0 ||
                       (p->n_stack > 1 && head == p->stack[p->n_stack - 2]));
    return cost + (head >= b0);
}

static void set_heads(parsing *t, const cw_sentence *sentence)
{
    for (uint32_t i = 0; i < sentence->n; i++) {
        uint32_t head = t->bank.gold.at[sentence->first + i].head;
        t->head[i] =
            head < sentence->n ? (uint16_t)head : (uint16_t)sentence->n;
    }
}

static void begin(parsing *t, const cw_sentence *sentence)
{
    cw_parse_begin(t->p, t->bank.draft.traits + sentence->first,
                   t->bank.draft.tokens.at + sentence->first, sentence->n);
    set_heads(t, sentence);
}

/* The right tree's moves, for counting features; any of least cost. */
static void count_moves(parsing *t, learner *l, const cw_sentence *sentence)
{
    uint8_t moves;
    begin(t, sentence);
    while ((moves = cw_parse_moves(t->p)) != 0) {
        uint32_t feature[CW_MOVE_FEATURES];
        int least = INT32_MAX;
        cw_move best = CW_MOVES;
        learn_count(l, feature, cw_parse_features(t->p, feature), SEEN_MIN);
        for (cw_move move = CW_MOVES; move-- > 0;)
            if ((moves >> move & 1) && cost_of(t, move) < least) {
                least = cost_of(t, move);
                best = move;
            }
        cw_parse_move(t->p, best);
    }
}

static void learn_moves(parsing *t, learner *l, const cw_sentence *sentence,
                        size_t *n_wrong)
{
    uint8_t moves;
    begin(t, sentence);
    while ((moves = cw_parse_moves(t->p)) != 0) {
        uint32_t feature[CW_MOVE_FEATURES];
        int32_t score[CW_MOVES] = {0};
        int cost[CW_MOVES], least = INT32_MAX;
        cw_move best = CW_MOVES, right = CW_MOVES, wrong = CW_MOVES;
        size_t K = cw_parse_features(t->p, feature);
        learn_score(l, feature, K, score);
        for (cw_move move = 0; move < CW_MOVES; move++) {
            if (!(moves >> move & 1))
                continue;
            cost[move] = cost_of(t, move);
            least = cost[move] < least ? cost[move] : least;
            if (best == CW_MOVES || score[move] > score[best])
                best = move;
        }
        for (cw_move move = 0; move < CW_MOVES; move++) {
            if (!(moves >> move & 1))
                continue;
            if (cost[move] == least &&
                (right == CW_MOVES || score[move] > score[right]))
                right = move;
            if (cost[move] > least &&
                (wrong == CW_MOVES || score[move] > score[wrong]))
                wrong = move;
        }
        *n_wrong += best == wrong;
        if (wrong == CW_MOVES || score[right] - score[wrong] >= MOVES_MARGIN)
            wrong = right;
        learn_step(l, feature, K, right, wrong);
        cw_parse_move(t->p, best);
    }
}

/* Relations of the right tree. */
static void learn_relations(parsing *t, learner *l, const cw_sentence *sentence,
                            bool is_counting, size_t *n_wrong)
{
    begin(t, sentence);
    for (uint16_t i = 0; i < sentence->n; i++)
        if (t->head[i] <= sentence->n)
            cw_parse_arc(t->p, t->head[i], i);
    for (uint32_t i = 0; i < sentence->n; i++) {
        uint32_t feature[CW_RELATION_FEATURES], best = CW_RELATION_ROOT + 1;
        int32_t score[CW_MAX_LABELS] = {0};
        uint32_t gold = t->bank.gold.at[sentence->first + i].relation;
        size_t K;
        if (t->head[i] == sentence->n || gold <= CW_RELATION_ROOT)
            continue;
        K = cw_relation_features(t->p, i, feature);
        if (is_counting) {
            learn_count(l, feature, K, SEEN_MIN);
            continue;
        }
        learn_score(l, feature, K, score);
        best += gold == best;
        for (uint32_t y = best; y < CW_RELATIONS; y++)
            if (y != gold && score[y] > score[best])
                best = y;
        *n_wrong += score[best] > score[gold];
        if (score[gold] - score[best] >= RELATIONS_MARGIN)
            best = gold;
        learn_step(l, feature, K, gold, best);
    }
}

static void train(parsing *t, learner *moves, learner *relations)
{
    const cw_draft *draft = &t->bank.draft;
    size_t n = draft->sentences.n, none = 0;
    uint32_t *order = learn_array(t->arena, n, sizeof *order);
    for (uint32_t i = 0; i < n; i++) {
        order[i] = i;
        count_moves(t, moves, &draft->sentences.at[i]);
        learn_relations(t, relations, &draft->sentences.at[i], true, &none);
    }
    for (uint64_t epoch = 1; epoch <= ROUNDS * EPOCHS; epoch++) {
        size_t n_moves = 0, n_relations = 0;
        learn_shuffle(order, n, epoch);
        learn_begin(moves, epoch, EPOCHS);
        learn_begin(relations, epoch, EPOCHS);
        for (size_t i = 0; i < n; i++) {
            const cw_sentence *sentence = &draft->sentences.at[order[i]];
            learn_moves(t, moves, sentence, &n_moves);
            learn_relations(t, relations, sentence, false, &n_relations);
        }
        if (epoch == EPOCHS) {
            learn_narrow(moves, UNIT, MOVES_MAX);
            learn_narrow(relations, UNIT, RELATIONS_MAX);
        }
        fprintf(stderr, "  epoch %d: %zu moves, %zu relations wrong\n",
                (int)epoch, n_moves, n_relations);
    }
}

int main(int n_arguments, char **arguments)
{
    cw_arena arena;
    static parsing t;
    model_file file;
    cw_model model;
    learner moves, relations;
    int first = 3 + TREEBANK_JACKKNIFE;
    if (n_arguments <= first)
        train_fail("usage: train_parse MODEL-IN MODEL-OUT TAGS... FILE...",
                   NULL);
    cw_arena_init(&arena, CW_MAX_STORY_ARENA);
    t.arena = &arena;
    t.p = learn_array(&arena, 1, sizeof *t.p);
    model_file_read(&file, arguments[1], &arena);
    model_file_open(&file, &arena, &model);
    treebank_init(&t.bank, &arena);
    for (int i = first; i < n_arguments; i++)
        treebank_read(&t.bank, arguments[i], true);
    treebank_end(&t.bank, &model);
    set_tags(&t, arguments + 3);
    fprintf(stderr, "parser: %zu tokens\n", t.bank.gold.n);
    learn_init(&moves, &arena, CW_MOVES);
    learn_init(&relations, &arena, CW_RELATIONS);
    train(&t, &moves, &relations);
    file.sections[CW_MODEL_MOVES] = learn_pack(&moves, UNIT, MOVES_MAX);
    file.sections[CW_MODEL_RELATIONS] =
        learn_pack(&relations, UNIT, RELATIONS_MAX);
    model_file_write(&file, arguments[2], &arena);
    cw_arena_free(&arena);
    return 0;
}
