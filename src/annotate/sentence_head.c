/* sentence_head.c: the trained head of sentence ends. It asks about every
 * place behind a sign or before a capital, and what the rules said there is
 * one of its features.
 *
 *   Leo Maria Varga resigned           two first names: goes on
 *   Thanks , Leo Maria , can you       a mail, no verb so far: ends
 *
 * Whether a text ends its sentences without a sign is seen from how its blocks
 * close, from the verbs on either side, and from the lists of names. */
#include "annotate/lexicon.h"
#include "annotate/sentence_int.h"

enum { AHEAD_MAX = 12 };

static bool is_upper(const cw_trait *trait)
{
    return trait->shape != CW_LOOK_LOWER && trait->shape != CW_LOOK_SIGN &&
           trait->shape != CW_LOOK_HYPHEN_LOWER;
}

static bool is_sign(const cw_trait *trait)
{
    return trait->shape == CW_LOOK_SIGN;
}

/* What may be the verb of a sentence, and hardly anything else. */
static bool is_verb(const cw_trait *trait)
{
    enum {
        FINITE = (CW_FORM_PAST | CW_FORM_PRESENT_S) << CW_READING_FORM,
        VERB = 1 << CW_TAG_VERB,
        AUX = 1 << CW_TAG_AUX,
        OTHERS = 1 << CW_TAG_NOUN | 1 << CW_TAG_ADJ | 1 << CW_TAG_PROPN
    };
    return trait->readings & AUX ||
           (trait->readings & VERB && trait->readings & FINITE &&
            !(trait->readings & OTHERS));
}

uint32_t cw_ends_manner(const cw_draft *draft, const uint8_t *ends,
                        size_t first, size_t end)
{
    uint32_t n = 0, n_closed = 0;
    for (size_t i = first; i < end; i++) {
        const cw_trait *trait = &draft->traits[i];
        if (!(ends[i] & CW_END_FIXED))
            continue;
        n++;
        n_closed += is_sign(trait) || (uint8_t)trait->ends == '.';
    }
    return n_closed == n ? 3 : 4 * n_closed / (n + 1);
}

void cw_ends_begin(cw_ends_block *block, const cw_draft *draft, uint8_t *ends,
                   size_t first, size_t end, uint32_t manner)
{
    *block = (cw_ends_block){.draft = draft,
                             .ends = ends,
                             .first = first,
                             .end = end,
                             .begin = first,
                             .manner = manner};
}

/* Dots behind a verb: with no verb before them they join more often ("Nice
 * people... I hear"). */
static bool closes_clause(const cw_ends_block *block, size_t i)
{
    const cw_draft *draft = block->draft;
    return block->has_verb &&
           cw_is_ellipsis(cw_draft_word(draft, &draft->tokens.at[i]));
}

/* "Thomas Sam, 42, resigned": a name and an age, between the two of which
 * nothing ends. */
static bool parts_aged_name(const cw_ends_block *block, size_t i)
{
    const cw_trait *w = &block->draft->traits[i];
    return i + 3 < block->end && is_upper(w) && is_upper(w + 1) &&
           is_sign(w + 2) && (uint8_t)w[2].ends == ',' &&
           w[3].shape == CW_LOOK_DIGITS && w[3].n_form <= 3;
}

bool cw_ends_may(cw_ends_block *block, size_t i)
{
    const cw_trait *w = &block->draft->traits[i], *b = w + 1;
    block->has_verb |= is_verb(w);
    if (is_sign(w) && ((uint8_t)w->ends == '(' || (uint8_t)w->ends == '['))
        block->depth = 1;
    if (is_sign(w) && ((uint8_t)w->ends == ')' || (uint8_t)w->ends == ']'))
        block->depth = 2;
    if (i + 1 >= block->end)
        return false;
    // where a blank is missing the rules are strict, and right; so they are
    // about dots behind a clause: "He waited... Nobody came."
    if ((block->ends[i] & CW_END_FIXED) ||
        ((block->ends[i] & CW_END_RULE) &&
         (!(block->draft->tokens.at[i + 1].shape & CW_SHAPE_SPACE_BEFORE) ||
          closes_clause(block, i)))) {
        block->begin = i + 1;
        block->has_verb = false;
        block->depth = 0;
        return false;
    }
    if (block->ends[i] & CW_END_RULE)
        return true;
    if (parts_aged_name(block, i))
        return false;
    if (!(block->draft->tokens.at[i + 1].shape & CW_SHAPE_SPACE_BEFORE))
        return is_sign(w) && (uint8_t)w->ends != '-' && !is_sign(b);
    return is_sign(w) || (uint8_t)w->ends == '.' || is_upper(b) || is_sign(b) ||
           ((w->readings | b->readings) & CW_READING_LINK);
}

void cw_ends_put(cw_ends_block *block, size_t i, bool is_end)
{
    block->ends[i] |= is_end ? CW_END_YES : CW_END_NO;
    if (!is_end)
        return;
    block->begin = i + 1;
    block->has_verb = false;
    block->depth = 0;
}

/* 0 to 3, then in steps. */
static uint32_t few(size_t n)
{
    return (uint32_t)(n < 4 ? n : n < 8 ? 4 : n < 16 ? 5 : n < 32 ? 6 : 7);
}

/* The way to the next sign: tokens, and whether a verb comes before it. */
static uint32_t look_ahead(const cw_ends_block *block, size_t i)
{
    size_t n = 0;
    bool has_verb = false;
    for (size_t k = i + 1; k < block->end && n < AHEAD_MAX; k++, n++) {
        const cw_trait *trait = &block->draft->traits[k];
        if (block->ends[k] & CW_END_RULE || (k > i + 1 && is_sign(trait)))
            break;
        has_verb |= is_verb(trait);
    }
    return few(n) << 1 | has_verb;
}

/* Lists of names that hold the word: first names, surnames, places, titles
 * and others. */
static uint32_t name_lists(const cw_draft *draft, size_t i)
{
    uint32_t classes;
    if (!is_upper(&draft->traits[i]))
        return 0;
    classes =
        cw_lexicon_name_classes(cw_draft_word(draft, &draft->tokens.at[i]));
    return 1 | (classes & CW_LEX_FIRST ? 2 : 0) |
           (classes & CW_LEX_SURNAME ? 4 : 0) |
           (classes & CW_LEX_PLACES ? 8 : 0) |
           (classes & CW_LEX_TITLES ? 16 : 0) | (classes ? 32 : 0);
}

size_t cw_ends_features(const cw_ends_block *block, size_t i,
                        uint32_t out[CW_END_FEATURES])
{
    const cw_draft *draft = block->draft;
    const uint8_t *ends = block->ends;
    const cw_trait *traits = draft->traits + block->first;
    const cw_token *tokens = draft->tokens.at;
    size_t n = block->end - block->first, at = i - block->first;
    const cw_trait *w = &traits[at];
    const cw_trait *a = cw_trait_at(traits, n, at - 1);
    const cw_trait *aa = cw_trait_at(traits, n, at - 2);
    const cw_trait *b = cw_trait_at(traits, n, at + 1);
    const cw_trait *bb = cw_trait_at(traits, n, at + 2);
    bool has_space = (tokens[i + 1].shape & CW_SHAPE_SPACE_BEFORE) != 0;
    uint32_t rule = (ends[i] & CW_END_RULE) | (uint32_t)has_space << 1 |
                    (uint32_t)((tokens[i].shape & CW_SHAPE_QUOTED) != 0) << 2;
    uint32_t near = i > block->first ? ends[i - 1] & CW_END_RULE : 0;
    uint32_t shapes = w->shape | (uint32_t)b->shape << 4;
    uint32_t length = few(i - block->begin);
    uint32_t lists = name_lists(draft, i) | name_lists(draft, i + 1) << 6;
    const cw_trait *last = &traits[n - 1];
    uint32_t closed = is_sign(last) || (uint8_t)last->ends == '.';
    // how the text goes about it, and whether both sides could be sentences
    uint32_t manner = block->manner << 1 | closed;
    uint32_t verbs = look_ahead(block, i) << 1 | block->has_verb;
    uint32_t signs = (uint32_t)is_sign(w) << 1 | (ends[i] & CW_END_RULE);
    uint32_t left = few(block->end - i - 2) << 1 | closed;
    uint32_t inside = block->depth | (tokens[i + 1].shape & CW_SHAPE_QUOTED) |
                      (uint32_t)((tokens[i].shape & CW_SHAPE_QUOTED) != 0) << 8;
    // "- oats - rye": the next word is what the sentence began with
    const cw_trait *begin = &draft->traits[block->begin];
    uint32_t is_item = b->form == begin->form;
    size_t k = 0;
    if (i + 2 < block->end)
        near |= (uint32_t)(ends[i + 1] & CW_END_RULE) << 1;
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
    ADD(manner, shapes);
    ADD(manner, signs | length << 2);
    ADD(manner << 2 | signs, verbs);
    ADD(manner << 2 | signs, lists);
    ADD(lists, shapes);
    ADD(lists, length);
    ADD(lists, verbs);
    ADD(verbs, shapes);
    ADD(verbs, length << 2 | signs);
    ADD(verbs, w->lower);
    ADD(verbs, b->lower);
    ADD(manner, w->lower);
    ADD(manner, b->lower);
    ADD(left, shapes);
    ADD(left, signs | length << 2);
    ADD(left, w->lower);
    ADD(inside, shapes);
    ADD(inside, w->lower);
    ADD(is_item, shapes);
    ADD(shapes, a->shape | (uint32_t)aa->shape << 4);
    ADD(a->lower, b->lower);
    ADD(begin->lower, shapes);
    ADD(begin->lower, w->lower);
    ADD(b->lower, length);
    ADD(few(n), length << 2 | signs);
    ADD(few(n) << 8 | length, shapes);
    ADD(a->readings, b->readings);
#undef ADD
    return k;
}

void cw_ends_decide(const cw_draft *draft, uint8_t *ends, size_t first,
                    size_t end, uint32_t manner)
{
    cw_ends_block block;
    cw_ends_begin(&block, draft, ends, first, end, manner);
    for (size_t i = first; i < end; i++) {
        uint32_t feature[CW_END_FEATURES];
        int32_t score[2] = {0};
        if (!cw_ends_may(&block, i))
            continue;
        cw_weights_add(&draft->model.ends, feature,
                       cw_ends_features(&block, i, feature), score);
        cw_ends_put(&block, i, score[1] > score[0]);
    }
}
