/* sentence_head.c: the trained head of sentence ends. It asks about every
 * place behind a sign or before a capital, and what the rules said there is
 * one of its features. */
#include "annotate/sentence_int.h"

static bool is_upper(const cw_trait *trait)
{
    return trait->shape != CW_LOOK_LOWER && trait->shape != CW_LOOK_SIGN &&
           trait->shape != CW_LOOK_HYPHEN_LOWER;
}

bool cw_ends_may(const cw_draft *draft, const uint8_t *ends, size_t i,
                 size_t end)
{
    const cw_trait *traits = draft->traits;
    uint8_t last = (uint8_t)traits[i].ends;
    if (i + 1 >= end || (ends[i] & CW_END_FIXED))
        return false;
    if (ends[i] & CW_END_RULE)
        return true;
    if (!(draft->tokens.at[i + 1].shape & CW_SHAPE_SPACE_BEFORE))
        return traits[i].shape == CW_LOOK_SIGN && last != '-' &&
               traits[i + 1].shape != CW_LOOK_SIGN;
    return traits[i].shape == CW_LOOK_SIGN || last == '.' ||
           is_upper(&traits[i + 1]) || traits[i + 1].shape == CW_LOOK_SIGN;
}

/* Tokens since the rules last ended a sentence, 0 to 3, then in steps. */
static uint32_t length_before(const uint8_t *ends, size_t first, size_t i)
{
    size_t n = 0;
    while (i - n > first && n < 40 && !(ends[i - n - 1] & CW_END_RULE))
        n++;
    return (uint32_t)(n < 4 ? n : n < 8 ? 4 : n < 16 ? 5 : n < 32 ? 6 : 7);
}

size_t cw_ends_features(const cw_draft *draft, const uint8_t *ends,
                        size_t first, size_t end, size_t i,
                        uint32_t out[CW_END_FEATURES])
{
    const cw_trait *traits = draft->traits + first;
    const cw_token *tokens = draft->tokens.at;
    size_t n = end - first, at = i - first;
    const cw_trait *w = &traits[at];
    const cw_trait *a = cw_trait_at(traits, n, at - 1);
    const cw_trait *aa = cw_trait_at(traits, n, at - 2);
    const cw_trait *b = cw_trait_at(traits, n, at + 1);
    const cw_trait *bb = cw_trait_at(traits, n, at + 2);
    bool has_space = (tokens[i + 1].shape & CW_SHAPE_SPACE_BEFORE) != 0;
    uint32_t rule = (ends[i] & CW_END_RULE) | (uint32_t)has_space << 1 |
                    (uint32_t)((tokens[i].shape & CW_SHAPE_QUOTED) != 0) << 2;
    uint32_t near = i > first ? ends[i - 1] & CW_END_RULE : 0;
    uint32_t shapes = w->shape | (uint32_t)b->shape << 4;
    uint32_t length = length_before(ends, first, i);
    size_t k = 0;
    near |= i + 2 < end ? (ends[i + 1] & CW_END_RULE) << 1u : 0u;
#define ADD(a_, b_) out[k] = cw_feature((uint32_t)k + 401, (a_), (b_)), k++
    ADD(rule, near);
    ADD(rule, w->lower);
    ADD(rule, b->lower);
    ADD(rule, shapes);
    ADD(w->lower, b->lower);
    ADD(w->lower, b->shape | rule << 4);
    ADD(w->lower, a->lower);
    ADD(b->lower, bb->lower);
    ADD(b->form, w->shape);
    ADD(b->form, rule);
    ADD(b->fine, w->lower);
    ADD(w->fine, b->fine);
    ADD(shapes, a->shape | (uint32_t)bb->shape << 4);
    ADD(shapes, length);
    ADD(w->lower, length);
    ADD(rule, length);
    ADD(b->readings, w->readings);
    ADD(b->readings, w->lower);
    ADD(b->coarse, bb->coarse | (uint32_t)w->coarse << 8);
    ADD(a->lower, w->lower ^ b->shape);
    ADD(a->ends & 0xFFFFFF, shapes);
    ADD(a->shape | shapes << 4, a->n_form < 5 ? a->n_form : 5);
    ADD(aa->lower, w->lower);
    ADD(b->lower, bb->shape | rule << 4);
    ADD(w->readings, shapes);
#undef ADD
    return k;
}

/* Mails end sentences without a sign ("thanks Al"); news, where most of what is
 * read comes from, does not break between two capitals nor near the sentence's
 * beginning: that is inside a name ("Leo Maria Varga"). */
static bool is_in_name(const cw_draft *draft, const uint8_t *ends, size_t first,
                       size_t i)
{
    enum { WORDS_MIN = 4 };
    const cw_trait *traits = draft->traits;
    size_t n = 0;
    if (traits[i].shape == CW_LOOK_SIGN || (uint8_t)traits[i].ends == '.')
        return false;
    while (i - n > first && n < WORDS_MIN &&
           !(ends[i - n - 1] & (CW_END_YES | CW_END_RULE)))
        n++;
    return n < WORDS_MIN || (is_upper(&traits[i]) && is_upper(&traits[i + 1]));
}

void cw_ends_decide(const cw_draft *draft, uint8_t *ends, size_t first,
                    size_t end)
{
    for (size_t i = first; i < end; i++) {
        uint32_t feature[CW_END_FEATURES];
        int32_t score[2] = {0};
        if (!cw_ends_may(draft, ends, i, end))
            continue;
        cw_weights_add(&draft->model.ends, feature,
                       cw_ends_features(draft, ends, first, end, i, feature),
                       score);
        ends[i] |= score[1] > score[0] && !is_in_name(draft, ends, first, i)
                       ? CW_END_YES
                       : CW_END_NO;
    }
}
