/* tag_model.c: the head that tags: features of a token, and choosing from
 * left to right.
 *
 *   label(i) = argmax over y of sum over k of W[f(k)][y]
 *
 * Greedy, since the labels after a word add little once its neighbours' words,
 * endings and classes are seen (Collins 2002 on the averaged perceptron;
 * Ratnaparkhi 1996 on the templates). */
#include "annotate/tag_int.h"
#include "annotate/traits.h"

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

size_t cw_tag_features(const cw_tag_sentence *s, size_t i,
                       uint32_t out[CW_TAG_FEATURES])
{
    const cw_trait *w = &s->traits[i];
    const cw_trait *a = cw_trait_at(s->traits, s->n, i - 1);
    const cw_trait *aa = cw_trait_at(s->traits, s->n, i - 2);
    const cw_trait *b = cw_trait_at(s->traits, s->n, i + 1);
    const cw_trait *bb = cw_trait_at(s->traits, s->n, i + 2);
    uint32_t before = i > 0 ? s->label[i - 1] : CW_NO_LABEL;
    uint32_t second = i > 1 ? s->label[i - 2] : CW_NO_LABEL;
    uint32_t shape =
        w->shape | (uint32_t)s->is_headline << 4 | (uint32_t)(i == 0) << 5;
    uint32_t finite = s->has_finite;
    uint32_t ahead = look_ahead(s, i);
    size_t k = 0;
#define ADD(a_, b_) out[k] = cw_feature((uint32_t)k + 1, (a_), (b_)), k++
    ADD(0, 0);
    ADD(w->form, 0);
    ADD(w->lower, before);
    ADD(w->lower, b->lower);
    ADD(w->lower, a->lower);
    ADD(w->lower, 0);
    ADD(end_of(w, 1), shape);
    ADD(end_of(w, 2), shape);
    ADD(end_of(w, 3), 0);
    ADD(end_of(w, 4), w->n_form > 6);
    ADD(end_of(w, 3), before);
    ADD(w->begins >> 8, 0);
    ADD(w->begins, w->n_form > 5);
    ADD(shape, before);
    ADD(shape, b->shape | (uint32_t)a->shape << 4);
    ADD(w->readings, 0);
    ADD(w->readings, before);
    ADD(w->readings, b->readings);
    ADD(w->readings, end_of(w, 2));
    ADD(w->fine, before);
    ADD(w->fine, b->fine);
    ADD(w->coarse, b->coarse | (uint32_t)a->coarse << 8);
    ADD(w->fine, shape);
    ADD(before, second);
    ADD(before, b->readings);
    ADD(before, b->lower);
    ADD(a->lower, before);
    ADD(aa->lower, second);
    ADD(b->lower, 0);
    ADD(bb->lower, 0);
    ADD(b->fine, a->fine);
    ADD(bb->coarse, b->coarse);
    ADD(end_of(b, 3), before);
    ADD(a->lower, b->lower);
    ADD(end_of(w, 2), s->auxiliary);
    ADD(end_of(w, 2), finite << 8 | before);
    ADD(w->readings, finite);
    ADD(w->lower, finite);
    ADD(finite << 2 | ahead, before);
    ADD(finite << 2 | ahead, end_of(w, 2));
    ADD(ahead, a->readings);
#undef ADD
    return k;
}

/* The best label; a word is none of the marks, whatever stands beside it. */
static uint8_t choose(const cw_model *model, const uint32_t *feature, size_t K,
                      bool is_sign)
{
    int32_t score[CW_MAX_LABELS] = {0};
    uint8_t best = 0;
    bool has_best = false;
    cw_weights_add(&model->tags, feature, K, score);
    for (uint8_t y = 0; y < model->tags.n_labels; y++) {
        if (!is_sign && model->tag_pairs[y].tag == CW_TAG_PUNCT)
            continue;
        if (!has_best || score[y] > score[best])
            best = y;
        has_best = true;
    }
    return best;
}

void cw_tag_labels(const cw_model *model, const cw_trait *traits, size_t n,
                   bool is_headline, uint8_t *label)
{
    cw_tag_sentence s;
    cw_tag_begin(&s, traits, n, is_headline, label);
    for (size_t i = 0; i < n; i++) {
        uint32_t feature[CW_TAG_FEATURES];
        int known = cw_model_known(model, traits[i].form);
        uint8_t best =
            known >= 0 ? (uint8_t)known
                       : choose(model, feature, cw_tag_features(&s, i, feature),
                                traits[i].shape == CW_LOOK_SIGN);
        cw_tag_put(&s, i, best, model->tag_pairs[best]);
    }
}
