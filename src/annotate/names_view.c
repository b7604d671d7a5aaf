/* names_view.c: what the trained head of names sees of a token.
 *
 *   ... told  Energy  Minister  Ana  Ruiz  of  Brae  ...
 *                               [run   ^i ]
 *       before the run ^             ^last     ^after the run
 *
 * A run is a sequence of capitalised words; its neighbours and its last word
 * say most about its kind (Ratinov and Roth, CoNLL 2009, on such features). */
#include "annotate/names_int.h"

enum { RUN_MAX = 8, GAZETTE_TOKENS_MAX = 4, SURE = 16, SURE_FROM = 80 };

static bool is_upper_shape(const cw_trait *trait)
{
    switch (trait->shape) {
    case CW_LOOK_TITLE:
    case CW_LOOK_UPPER:
    case CW_LOOK_LETTER:
    case CW_LOOK_MIXED:
    case CW_LOOK_DOTTED:
    case CW_LOOK_HYPHEN_UPPER:
        return true;
    default:
        return false;
    }
}

static void read_guess(cw_names_view *view)
{
    static const uint8_t begin[] = {
        [CW_NAME_OTHER] = CW_LABEL_B_MISC,
        [CW_NAME_PERSON] = CW_LABEL_B_PER,
        [CW_NAME_ORGANIZATION] = CW_LABEL_B_ORG,
        [CW_NAME_PLACE] = CW_LABEL_B_LOC,
    };
    for (size_t k = 0; k < view->draft->names.n; k++) {
        const cw_name *name = &view->draft->names.at[k];
        uint8_t label =
            name->is_adjective ? (uint8_t)CW_LABEL_B_MISC : begin[name->kind];
        uint8_t sure = name->confidence >= SURE_FROM ? SURE : 0;
        for (uint32_t i = 0; i < name->n; i++)
            view->guess[name->first + i] = (uint8_t)((label + (i > 0)) | sure);
    }
}

/* The longest name of the gazetteers at each capitalised word: its kinds, and
 * bit 7 on the words behind the first. */
static void read_gazette(cw_names_view *view, const cw_sentence *sentence)
{
    const cw_draft *draft = view->draft;
    uint32_t end = cw_look_end(sentence);
    for (uint32_t i = sentence->first; i < end;) {
        uint32_t hash = 2166136261u, n_best = 1;
        uint32_t kinds_best = 0;
        for (uint32_t n = 0; is_upper_shape(&draft->traits[i]) &&
                             n < GAZETTE_TOKENS_MAX && i + n < end;
             n++) {
            cw_bytes word = cw_draft_word(draft, cw_look(draft, i + n));
            uint32_t kinds;
            if (n > 0)
                hash = (hash ^ ' ') * 16777619u;
            for (size_t k = 0; k < word.n; k++)
                hash = (hash ^ word.at[k]) * 16777619u;
            kinds = cw_model_gazette(&draft->model, hash);
            if (kinds) {
                kinds_best = kinds;
                n_best = n + 1;
            }
        }
        for (uint32_t n = 0; n < n_best; n++)
            view->gazette[i + n] =
                (uint8_t)(kinds_best | (kinds_best && n > 0 ? 128 : 0));
        i += n_best;
    }
}

cw_status cw_names_view_init(cw_names_view *view, cw_draft *draft)
{
    size_t n = draft->tokens.n;
    *view = (cw_names_view){
        .draft = draft,
        .guess = cw_arena_array(draft->arena, n, sizeof *view->guess),
        .lexicon = cw_arena_array(draft->arena, n, sizeof *view->lexicon),
        .gazette = cw_arena_array(draft->arena, n, sizeof *view->gazette),
        .vote = cw_arena_array(draft->arena, n, sizeof *view->vote),
    };
    if (!view->guess || !view->lexicon || !view->gazette || !view->vote)
        return CW_NO_MEMORY;
    read_guess(view);
    for (size_t i = 0; i < n; i++)
        if (is_upper_shape(&draft->traits[i]))
            view->lexicon[i] = cw_lexicon_name_classes(
                cw_draft_word(draft, cw_look(draft, i)));
    for (size_t s = 0; s < draft->sentences.n; s++)
        read_gazette(view, &draft->sentences.at[s]);
    return CW_OK;
}

/* A capitalised word one or two tokens away on this side. */
static bool is_near(const cw_names_view *view, const cw_sentence *sentence,
                    uint32_t i, bool is_left)
{
    const cw_trait *traits = view->draft->traits;
    uint32_t end = cw_look_end(sentence);
    for (uint32_t k = 1; k <= 2; k++) {
        uint32_t at = is_left ? i - k : i + k;
        if (at < sentence->first || at >= end || (is_left && at > i))
            return false;
        if (is_upper_shape(&traits[at]))
            return true;
    }
    return false;
}

static bool is_hyphen(const cw_names_view *view, uint32_t i)
{
    const cw_trait *trait = &view->draft->traits[i];
    return trait->shape == CW_LOOK_SIGN && trait->ends == '-';
}

/* "EU-led", "Oslo-based": small behind the last hyphen. */
static bool is_compound(const cw_names_view *view, uint32_t i)
{
    cw_bytes word = cw_draft_word(view->draft, cw_look(view->draft, i));
    size_t at = word.n;
    while (at > 0 && word.at[at - 1] != '-')
        at--;
    return at < word.n && cw_is_lower(word.at[at]);
}

bool cw_names_may_be(const cw_names_view *view, const cw_sentence *sentence,
                     uint32_t i)
{
    const cw_trait *trait = &view->draft->traits[i];
    if (view->guess[i])
        return true;
    if (trait->shape == CW_LOOK_HYPHEN_UPPER && is_compound(view, i))
        return false;
    // in a headline a common word needs more than its capital
    if (sentence->is_headline && trait->shape == CW_LOOK_TITLE &&
        (trait->readings & CW_READING_LISTED) && view->lexicon[i] == 0)
        return false;
    if (is_upper_shape(trait))
        return true;
    if (!is_near(view, sentence, i, true))
        return false;
    if (is_hyphen(view, i) || (i > sentence->first && is_hyphen(view, i - 1)))
        return true; // "Cheuk - yan", parted by the caller
    if (trait->shape == CW_LOOK_DIGITS || trait->shape == CW_LOOK_DIGIT_LETTER)
        return true;
    return (trait->shape == CW_LOOK_SIGN || trait->n_form <= 4) &&
           is_near(view, sentence, i, false);
}

/* The run of capitalised words around token i: [*from, *to). */
static void find_run(const cw_names_view *view, const cw_sentence *sentence,
                     uint32_t i, uint32_t *from, uint32_t *to)
{
    const cw_trait *traits = view->draft->traits;
    *from = i;
    *to = i + 1;
    while (*from > sentence->first && i - *from < RUN_MAX &&
           is_upper_shape(&traits[*from - 1]))
        --*from;
    while (*to < cw_look_end(sentence) && *to - i < RUN_MAX &&
           is_upper_shape(&traits[*to]))
        ++*to;
}

size_t cw_names_features(const cw_names_view *view, const cw_sentence *sentence,
                         uint32_t i, uint32_t out[CW_NAME_FEATURES])
{
    const cw_draft *draft = view->draft;
    const cw_trait *traits = draft->traits + sentence->first;
    const cw_token *tokens = draft->tokens.at + sentence->first;
    const uint8_t *guess = view->guess + sentence->first;
    const uint32_t *lexicon = view->lexicon + sentence->first;
    const uint8_t *gazette = view->gazette + sentence->first;
    size_t n = sentence->n, at = i - sentence->first;
    const cw_trait *w = &traits[at];
    const cw_trait *a = cw_trait_at(traits, n, at - 1);
    const cw_trait *aa = cw_trait_at(traits, n, at - 2);
    const cw_trait *b = cw_trait_at(traits, n, at + 1);
    const cw_trait *bb = cw_trait_at(traits, n, at + 2);
    bool has_a = at > 0, has_b = at + 1 < n;
    uint32_t xpos = tokens[at].xpos, xpos_a = has_a ? tokens[at - 1].xpos : 0;
    uint32_t xpos_b = has_b ? tokens[at + 1].xpos : 0;
    uint32_t guess_a = has_a ? guess[at - 1] : 0;
    uint32_t guess_b = has_b ? guess[at + 1] : 0;
    uint32_t lexicon_a = has_a ? lexicon[at - 1] : 0;
    uint32_t lexicon_b = has_b ? lexicon[at + 1] : 0;
    uint32_t class_a = has_a ? tokens[at - 1].word_class : 0;
    uint32_t class_b = has_b ? tokens[at + 1].word_class : 0;
    uint32_t first = (uint32_t)((tokens[at].shape & CW_SHAPE_FIRST) != 0) |
                     (uint32_t)sentence->is_headline << 1;
    uint32_t shapes =
        w->shape | (uint32_t)a->shape << 4 | (uint32_t)b->shape << 8;
    uint32_t from, to, place;
    size_t k = 0;
    find_run(view, sentence, i, &from, &to);
    place = (i - from) | (to - i) << 4;
    from -= sentence->first;
    to -= sentence->first;
    const cw_trait *before = cw_trait_at(traits, n, (size_t)from - 1);
    const cw_trait *after = cw_trait_at(traits, n, to);
    const cw_trait *last = &traits[to - 1];
    uint32_t class_after = to < n ? tokens[to].word_class : 0;
    uint32_t class_before = from > 0 ? tokens[from - 1].word_class : 0;
#define ADD(a_, b_) out[k] = cw_feature((uint32_t)k + 101, (a_), (b_)), k++
    ADD(0, 0);
    ADD(w->form, 0);
    ADD(w->lower, 0);
    ADD(a->lower, 0);
    ADD(b->lower, 0);
    ADD(aa->lower, 0);
    ADD(bb->lower, 0);
    ADD(a->lower, w->lower);
    ADD(w->lower, b->lower);
    ADD(aa->lower, a->lower);
    ADD(w->ends, w->n_form > 4);
    ADD(w->ends & 0xFFFFFF, w->shape);
    ADD(w->begins, w->n_form > 4);
    ADD(shapes, 0);
    ADD(w->shape, first);
    ADD(w->fine, 0);
    ADD(a->fine, 0);
    ADD(b->fine, 0);
    ADD(a->fine, w->fine);
    ADD(w->fine, b->fine);
    ADD(w->coarse, a->coarse | (uint32_t)b->coarse << 8);
    ADD(w->fine, first);
    ADD(xpos, first);
    ADD(xpos, xpos_a);
    ADD(xpos, xpos_b);
    ADD(guess[at], 0);
    ADD(guess[at], guess_a | guess_b << 8);
    ADD(guess[at], w->shape | first << 4);
    ADD(guess[at], w->fine);
    ADD(guess[at], xpos);
    ADD(lexicon[at], w->shape);
    ADD(lexicon[at], lexicon_a);
    ADD(lexicon[at], lexicon_b);
    ADD(lexicon[at], guess[at]);
    ADD(class_a, w->shape);
    ADD(class_b, w->shape);
    ADD(w->readings, first);
    ADD(place, w->shape);
    ADD(last->lower, 0);
    ADD(last->fine, place);
    ADD(last->ends & 0xFFFFFF, 0);
    ADD(lexicon[to - 1], lexicon[from]);
    ADD(traits[from].lower, to - from);
    ADD(before->lower, 0);
    ADD(after->lower, 0);
    ADD(before->fine, after->fine);
    ADD(before->lower, to - from);
    ADD(after->lower, to - from);
    ADD(class_before, class_after);
    ADD(gazette[at], 0);
    ADD(gazette[at], a->lower);
    ADD(gazette[at], lexicon[at]);
    ADD(gazette[at], guess[at]);
#undef ADD
    return k;
}

size_t cw_names_votes(const cw_names_view *view, const cw_sentence *sentence,
                      uint32_t i, uint32_t out[CW_VOTE_FEATURES])
{
    uint32_t end = cw_look_end(sentence);
    uint32_t vote = view->vote[i];
    uint32_t before = i > sentence->first ? view->vote[i - 1] : 0;
    uint32_t after = i + 1 < end ? view->vote[i + 1] : 0;
    size_t k = 0;
#define ADD(a_, b_) out[k] = cw_feature((uint32_t)k + 181, (a_), (b_)), k++
    ADD(vote, 0);
    ADD(vote, view->guess[i]);
    ADD(vote, before);
    ADD(vote, after);
    ADD(vote,
        view->draft->traits[i].shape | (uint32_t)sentence->is_headline << 4);
#undef ADD
    return k;
}

uint32_t cw_names_step(uint8_t before)
{
    return cw_feature(100, before, 0);
}
