/* train_tags.c: the head that tags (src/annotate/tag_model.c).
 *
 *   usage: train_tags MODEL-IN MODEL-OUT [--without PART] FILE.conllu...
 *
 * Labels are the pairs of UPOS and XPOS that stand PAIR_MIN times; a frequent
 * word that has nearly always one of them is not asked about at all. */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/tag_int.h"
#include "annotate/traits.h"
#include "learn.h"
#include "model_file.h"
#include "treebank.h"

enum {
    ROUNDS = 5, // trainings: the first chooses features, then a mean is taken
    EPOCHS = 5,
    PAIR_MIN = 5,
    KNOWN_MIN = 25, // times that a word stands, to be known
    KNOWN_OF = 200, // of so many times at most one other label
    SEEN_MIN = 3,
    FEATURES_MAX = 115000,
    MARGIN = 1,
    UNIT = 4, // weights are in quarters: 32 is the largest
};

typedef struct {
    cw_arena *arena;
    treebank bank;
    cw_tag_pair pairs[CW_MAX_LABELS];
    uint32_t n_pairs;
    uint8_t *label; // [n_tokens]
    cw_known_word *known;
    size_t n_known;
} tagging;

/* Pairs by how often they stand; the rare ones take the commonest pair of
 * their XPOS, or the first. */
static void find_pairs(tagging *t)
{
    static uint32_t count[CW_TAG_SYM + 1][CW_XPOS_TAGS];
    const treebank *bank = &t->bank;
    for (size_t i = 0; i < bank->gold.n; i++)
        count[bank->gold.at[i].tag][bank->gold.at[i].xpos]++;
    for (;;) {
        uint32_t best = PAIR_MIN - 1;
        cw_tag_pair pair = {0};
        for (uint8_t tag = 0; tag <= CW_TAG_SYM; tag++)
            for (uint8_t x = 0; x < CW_XPOS_TAGS; x++)
                if (count[tag][x] > best) {
                    best = count[tag][x];
                    pair = (cw_tag_pair){tag, x};
                }
        if (best < PAIR_MIN || t->n_pairs == CW_MAX_LABELS)
            break;
        count[pair.tag][pair.xpos] = 0;
        t->pairs[t->n_pairs++] = pair;
    }
    t->label = learn_array(t->arena, bank->gold.n, 1);
    for (size_t i = 0; i < bank->gold.n; i++) {
        treebank_gold gold = bank->gold.at[i];
        uint32_t same = t->n_pairs;
        for (uint32_t y = t->n_pairs; y-- > 0;) {
            if (t->pairs[y].xpos != gold.xpos)
                continue;
            same = y;
            if (t->pairs[y].tag == gold.tag) {
                t->label[i] = (uint8_t)y;
                break;
            }
        }
        if (same < t->n_pairs && t->pairs[same].tag != gold.tag)
            t->label[i] = (uint8_t)same;
    }
}

typedef struct {
    uint32_t form, label;
} seen_word;

static int compare_seen(const void *a, const void *b)
{
    const seen_word *x = a, *y = b;
    if (x->form != y->form)
        return x->form < y->form ? -1 : 1;
    return (x->label > y->label) - (x->label < y->label);
}

static void find_known(tagging *t)
{
    size_t n = t->bank.gold.n;
    seen_word *seen = learn_array(t->arena, n, sizeof *seen);
    t->known = learn_array(t->arena, n / KNOWN_MIN + 1, sizeof *t->known);
    for (size_t i = 0; i < n; i++)
        seen[i] = (seen_word){t->bank.draft.traits[i].form, t->label[i]};
    qsort(seen, n, sizeof *seen, compare_seen);
    for (size_t i = 0, end; i < n; i = end) {
        size_t best = 0, best_label = 0, run = i;
        for (end = i; end < n && seen[end].form == seen[i].form; end++) {
            if (seen[end].label != seen[run].label)
                run = end;
            if (end + 1 - run > best) {
                best = end + 1 - run;
                best_label = seen[end].label;
            }
        }
        if (end - i >= KNOWN_MIN && (end - i - best) * KNOWN_OF <= end - i)
            t->known[t->n_known++] =
                (cw_known_word){seen[i].form, (uint32_t)best_label};
    }
}

/* The best other label, if the right one does not lead by MARGIN; else the
 * right one, which teaches nothing. */
static uint32_t rival(const int32_t *score, uint32_t n, uint32_t gold)
{
    uint32_t best = gold == 0;
    for (uint32_t y = 0; y < n; y++)
        if (y != gold && score[y] > score[best])
            best = y;
    return score[gold] - score[best] < MARGIN ? best : gold;
}

static void learn_sentence(tagging *t, learner *l, const cw_model *model,
                           const cw_sentence *sentence, uint8_t *label,
                           size_t *n_wrong)
{
    const cw_trait *traits = t->bank.draft.traits + sentence->first;
    cw_tag_sentence s;
    cw_tag_begin(&s, traits, sentence->n, sentence->is_headline, label);
    for (size_t i = 0; i < sentence->n; i++) {
        uint32_t feature[CW_TAG_FEATURES], best = 0;
        int32_t score[CW_MAX_LABELS] = {0};
        int known = cw_model_known(model, traits[i].form);
        uint8_t gold = t->label[sentence->first + i];
        if (known >= 0) {
            best = (uint32_t)known;
        } else {
            size_t K = cw_tag_features(&s, i, feature);
            learn_score(l, feature, K, score);
            for (uint32_t y = 1; y < t->n_pairs; y++)
                if (score[y] > score[best])
                    best = y;
            learn_step(l, feature, K, gold, rival(score, t->n_pairs, gold));
            *n_wrong += best != gold;
        }
        cw_tag_put(&s, i, (uint8_t)best, t->pairs[best]);
    }
}

/* Features with the labels that are right before them. */
static void count_features(tagging *t, learner *l)
{
    const cw_draft *draft = &t->bank.draft;
    uint8_t label[CW_MAX_SENTENCE_TOKENS];
    for (size_t k = 0; k < draft->sentences.n; k++) {
        const cw_sentence *sentence = &draft->sentences.at[k];
        cw_tag_sentence s;
        cw_tag_begin(&s, draft->traits + sentence->first, sentence->n,
                     sentence->is_headline, label);
        for (size_t i = 0; i < sentence->n; i++) {
            uint32_t feature[CW_TAG_FEATURES];
            uint8_t gold = t->label[sentence->first + i];
            learn_count(l, feature, cw_tag_features(&s, i, feature), SEEN_MIN);
            cw_tag_put(&s, i, gold, t->pairs[gold]);
        }
    }
}

static void train(tagging *t, learner *l, const cw_model *model)
{
    const cw_draft *draft = &t->bank.draft;
    uint32_t *order = learn_array(t->arena, draft->sentences.n, sizeof *order);
    uint8_t label[CW_MAX_SENTENCE_TOKENS];
    for (uint32_t i = 0; i < draft->sentences.n; i++)
        order[i] = i;
    for (uint64_t epoch = 1; epoch <= ROUNDS * EPOCHS; epoch++) {
        size_t n_wrong = 0;
        learn_shuffle(order, draft->sentences.n, epoch);
        learn_begin(l, epoch, EPOCHS);
        for (size_t i = 0; i < draft->sentences.n; i++)
            learn_sentence(t, l, model, &draft->sentences.at[order[i]], label,
                           &n_wrong);
        if (epoch == EPOCHS)
            learn_narrow(l, UNIT, FEATURES_MAX);
        fprintf(stderr, "  epoch %d: %zu of %zu wrong\n", (int)epoch, n_wrong,
                t->bank.gold.n);
    }
}

int main(int n_arguments, char **arguments)
{
    cw_arena arena;
    tagging t = {.arena = &arena};
    model_file file;
    cw_model model;
    learner l;
    int first = 3;
    if (n_arguments < 4)
        train_fail("usage: train_tags MODEL-IN MODEL-OUT FILE.conllu...", NULL);
    cw_arena_init(&arena, CW_MAX_STORY_ARENA);
    model_file_read(&file, arguments[1], &arena);
    file.sections[CW_MODEL_TAGS].n = 0;
    file.sections[CW_MODEL_TAG_PAIRS].n = 0;
    file.sections[CW_MODEL_TAG_KNOWN].n = 0;
    model_file_open(&file, &arena, &model);
    treebank_init(&t.bank, &arena);
    if (strcmp(arguments[first], "--without") == 0) {
        t.bank.without = arguments[first + 1][0] - '0';
        first += 2;
    }
    for (int i = first; i < n_arguments; i++)
        treebank_read(&t.bank, arguments[i], true);
    treebank_end(&t.bank, &model);
    find_pairs(&t);
    find_known(&t);
    cw_bytes known =
        model_file_table(t.known, t.n_known, sizeof *t.known, &arena);
    model.known = (const void *)known.at;
    model.known_mask = (uint32_t)(known.n / sizeof *t.known - 1);
    fprintf(stderr, "tags: %zu tokens, %u labels, %zu known words\n",
            t.bank.gold.n, t.n_pairs, t.n_known);
    learn_init(&l, &arena, t.n_pairs);
    count_features(&t, &l);
    train(&t, &l, &model);
    file.sections[CW_MODEL_TAGS] = learn_pack(&l, UNIT, FEATURES_MAX);
    file.sections[CW_MODEL_TAG_PAIRS] =
        (cw_bytes){(const uint8_t *)t.pairs, t.n_pairs * sizeof *t.pairs};
    file.sections[CW_MODEL_TAG_KNOWN] = known;
    model_file_write(&file, arguments[2], &arena);
    cw_arena_free(&arena);
    return 0;
}
