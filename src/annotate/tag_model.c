/* tag_model.c: the head that tags: features of a token, and choosing from
 * left to right.
 *
 *   label(i) = argmax over y of sum over k of W[f(k)][y]
 *
 * Greedy, since the labels after a word add little once its neighbours' words,
 * endings and classes are seen (Collins 2002 on the averaged perceptron;
 * Ratnaparkhi 1996 on the templates). */
#include "annotate/memo.h"
#include "annotate/tag_int.h"

/* The last n bytes of a packed word. */
static uint32_t end_of(const cw_trait *trait, unsigned n)
{
    return trait->ends & (0xFFFFFFFFu >> (32 - 8 * n));
}

void cw_tag_begin(cw_tag_sentence *s, const cw_trait *traits, size_t n,
                  bool is_headline, uint8_t *label)
{
    *s = (cw_tag_sentence){traits, n, is_headline, label, 0, false};
}

void cw_tag_put(cw_tag_sentence *s, size_t i, uint8_t label, cw_tag_pair pair)
{
    s->label[i] = label;
    s->has_finite |= pair.xpos == CW_XPOS_MD || pair.xpos == CW_XPOS_VBD ||
                     pair.xpos == CW_XPOS_VBZ || pair.xpos == CW_XPOS_VBP;
    if (pair.tag == CW_TAG_AUX)
        s->auxiliary = s->traits[i].lower;
    else if (pair.tag == CW_TAG_VERB)
        s->auxiliary = 0; // it has found its verb
}

/* What comes first behind a word that may be past or participle, as in "the
 * aid promised in May came" and "they promised in May that aid would come". */
typedef enum {
    AHEAD_NOT_ASKED,
    AHEAD_NOTHING,
    AHEAD_CLAUSE, // a conjunction or a comma
    AHEAD_VERB    // another verb
} ahead_kind;

enum {
    AHEAD_MAX = 12,
    AMBIGUOUS = (CW_FORM_PAST | CW_FORM_PARTICIPLE) << CW_READING_FORM,
    FINITE = (CW_FORM_PAST | CW_FORM_PRESENT_S) << CW_READING_FORM,
};

static ahead_kind look_ahead(const cw_tag_sentence *s, size_t i)
{
    if ((s->traits[i].readings & AMBIGUOUS) != AMBIGUOUS)
        return AHEAD_NOT_ASKED;
    for (size_t k = i + 1; k < s->n && k <= i + AHEAD_MAX; k++) {
        const cw_trait *trait = &s->traits[k];
        uint32_t seen = trait->readings;
        if ((seen & BIT(SCONJ) && !(seen & BIT(ADP))) ||
            (trait->shape == CW_LOOK_SIGN && trait->ends == ','))
            return AHEAD_CLAUSE;
        if (seen & BIT(AUX) ||
            (seen & FINITE && !(seen & (BIT(NOUN) | BIT(ADJ)))))
            return AHEAD_VERB;
    }
    return AHEAD_NOTHING;
}

/* What the features of a word alone look at, as one number. */
static uint32_t shape_of(const cw_tag_sentence *s, size_t i)
{
    return s->traits[i].shape | (uint32_t)s->is_headline << 4 |
           (uint32_t)(i == 0) << 5;
}

static uint32_t label_before(const cw_tag_sentence *s, size_t i)
{
    return i > 0 ? s->label[i - 1] : CW_NO_LABEL;
}

/* A feature has the number of its template, which the model knows it by. */
#define ADD(template, a_, b_) out[k++] = cw_feature((template), (a_), (b_))

/* Those that follow from cw_memo_key. */
static size_t own_features(const cw_tag_sentence *s, size_t i, uint32_t *out)
{
    const cw_trait *w = &s->traits[i];
    uint32_t before = label_before(s, i), shape = shape_of(s, i);
    uint32_t finite = s->has_finite;
    size_t k = 0;
    ADD(1, 0, 0);
    ADD(2, w->form, 0);
    ADD(3, w->lower, before);
    ADD(6, w->lower, 0);
    ADD(7, end_of(w, 1), shape);
    ADD(8, end_of(w, 2), shape);
    ADD(9, end_of(w, 3), 0);
    ADD(10, end_of(w, 4), w->n_form > 6);
    ADD(11, end_of(w, 3), before);
    ADD(12, w->begins >> 8, 0);
    ADD(13, w->begins, w->n_form > 5);
    ADD(14, shape, before);
    ADD(16, w->readings, 0);
    ADD(17, w->readings, before);
    ADD(19, w->readings, end_of(w, 2));
    ADD(20, w->fine, before);
    ADD(23, w->fine, shape);
    ADD(36, end_of(w, 2), finite << 8 | before);
    ADD(37, w->readings, finite);
    ADD(38, w->lower, finite);
    return k;
}

/* Those that also look at the words and labels around. */
static size_t place_features(const cw_tag_sentence *s, size_t i, uint32_t *out)
{
    const cw_trait *w = &s->traits[i];
    const cw_trait *a = cw_trait_at(s->traits, s->n, i - 1);
    const cw_trait *aa = cw_trait_at(s->traits, s->n, i - 2);
    const cw_trait *b = cw_trait_at(s->traits, s->n, i + 1);
    const cw_trait *bb = cw_trait_at(s->traits, s->n, i + 2);
    uint32_t before = label_before(s, i), shape = shape_of(s, i);
    uint32_t second = i > 1 ? s->label[i - 2] : CW_NO_LABEL;
    uint32_t finite = s->has_finite;
    uint32_t ahead = look_ahead(s, i);
    size_t k = 0;
    ADD(4, w->lower, b->lower);
    ADD(5, w->lower, a->lower);
    ADD(15, shape, b->shape | (uint32_t)a->shape << 4);
    ADD(18, w->readings, b->readings);
    ADD(21, w->fine, b->fine);
    ADD(22, w->coarse, b->coarse | (uint32_t)a->coarse << 8);
    ADD(24, before, second);
    ADD(25, before, b->readings);
    ADD(26, before, b->lower);
    ADD(27, a->lower, before);
    ADD(28, aa->lower, second);
    ADD(29, b->lower, 0);
    ADD(30, bb->lower, 0);
    ADD(31, b->fine, a->fine);
    ADD(32, bb->coarse, b->coarse);
    ADD(33, end_of(b, 3), before);
    ADD(34, a->lower, b->lower);
    ADD(35, end_of(w, 2), s->auxiliary);
    ADD(39, finite << 2 | ahead, before);
    ADD(40, finite << 2 | ahead, end_of(w, 2));
    ADD(41, ahead, a->readings);
    return k;
}
#undef ADD

size_t cw_tag_features(const cw_tag_sentence *s, size_t i,
                       uint32_t out[CW_TAG_FEATURES])
{
    size_t k = own_features(s, i, out);
    return k + place_features(s, i, out + k);
}

static cw_memo_key key_of(const cw_tag_sentence *s, size_t i)
{
    const cw_trait *w = &s->traits[i];
    return (cw_memo_key){.form = w->form,
                         .lower = w->lower,
                         .ends = w->ends,
                         .begins = w->begins,
                         .readings = w->readings,
                         .fine = w->fine,
                         .n_form = w->n_form,
                         .shape = (uint8_t)shape_of(s, i),
                         .before = (uint8_t)label_before(s, i),
                         .has_finite = s->has_finite};
}

/* The scores that a token has by its own features. */
static const int16_t *own_sum(const cw_model *model, cw_memo *memo,
                              const cw_tag_sentence *s, size_t i)
{
    cw_memo_key key = key_of(s, i);
    uint32_t place = cw_feature(key.before, key.form,
                                key.shape | (uint32_t)key.has_finite << 8) &
                     memo->mask;
    int16_t *sum = memo->sums + (size_t)place * memo->width;
    uint32_t feature[CW_TAG_FEATURES];
    if (memcmp(&memo->keys[place], &key, sizeof key) == 0)
        return sum;
    memset(sum, 0, memo->width * sizeof *sum);
    cw_weights_sum(&model->tags, feature, own_features(s, i, feature), sum);
    memo->keys[place] = key;
    return sum;
}

/* The best label; a word is none of the marks, whatever stands beside it. */
static uint8_t choose(const cw_model *model, cw_memo *memo,
                      const cw_tag_sentence *s, size_t i)
{
    uint32_t feature[CW_TAG_FEATURES];
    int16_t score[CW_MAX_LABELS];
    const int16_t *barred = memo->barred[s->traits[i].shape != CW_LOOK_SIGN];
    uint32_t best;
    memcpy(score, own_sum(model, memo, s, i), memo->width * sizeof *score);
    cw_weights_sum(&model->tags, feature, place_features(s, i, feature), score);
    for (uint32_t y = 0; y < memo->width; y++)
        score[y] = (int16_t)(score[y] + barred[y]);
    best = cw_weights_best(score, 0, memo->width);
    return best < model->tags.n_labels ? (uint8_t)best : 0;
}

void cw_tag_labels(const cw_model *model, cw_memo *memo, const cw_trait *traits,
                   size_t n, bool is_headline, uint8_t *label)
{
    cw_tag_sentence s;
    cw_tag_begin(&s, traits, n, is_headline, label);
    for (size_t i = 0; i < n; i++) {
        int known = cw_model_known(model, traits[i].form);
        uint8_t best = known >= 0 ? (uint8_t)known : choose(model, memo, &s, i);
        cw_tag_put(&s, i, best, model->tag_pairs[best]);
    }
}
