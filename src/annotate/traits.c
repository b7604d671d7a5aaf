/* traits.c: one look at the bytes of each token. */
#include "annotate/figures_int.h"
#include "annotate/memo.h"
#include "annotate/tag_int.h"
#include "annotate/times_seen.h"
#include "base/utf8.h"

const cw_trait cw_no_trait = {.form = 1, .lower = 1};

/* FNV-1a with digits alike; never 0, which marks a free slot. */
static uint32_t hash_word(cw_bytes word)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < word.n; i++) {
        uint8_t c = cw_is_digit(word.at[i]) ? '0' : word.at[i];
        hash = (hash ^ c) * 16777619u;
    }
    return hash ? hash : 1;
}

/* Four bytes as a number, the missing ones 0. */
static uint32_t pack_bytes(const uint8_t *at, size_t n)
{
    uint32_t packed = 0;
    for (size_t i = 0; i < n && i < 4; i++)
        packed = packed << 8 | (cw_is_digit(at[i]) ? '0' : at[i]);
    return packed;
}

/* Letters and their case, for the bits of the token and its shape. */
typedef struct {
    size_t n_letters, n_upper, n_digits, n_other, n_points;
    bool is_upper_first, has_hyphen, is_link;
} letters;

static letters count_letters(cw_bytes word)
{
    letters count = {0};
    size_t at = 0;
    while (at < word.n) {
        size_t here = at;
        uint8_t c = word.at[at];
        bool is_letter, is_upper;
        if (c < 0x80) {
            at++;
            is_letter = cw_is_alpha(c);
            is_upper = cw_is_upper(c);
        } else {
            uint32_t point = cw_utf8_next(word, &at);
            is_letter = cw_utf8_is_letter(point);
            is_upper = is_letter && cw_utf8_is_upper(point);
        }
        count.n_letters += is_letter;
        count.n_upper += is_upper;
        count.n_digits += cw_is_digit(c);
        count.n_points += c == '.';
        count.n_other += !is_letter && !cw_is_digit(c);
        count.has_hyphen |= c == '-' && here > 0;
        count.is_link |=
            here > 0 && (c == '@' || (c == '/' && word.at[here - 1] == '/'));
        count.is_upper_first |= is_upper && here == 0;
    }
    return count;
}

static cw_look_shape shape_of(const letters *count)
{
    if (count->n_digits > 0 && count->n_letters > 0)
        return CW_LOOK_DIGIT_LETTER;
    if (count->n_digits > 0)
        return count->n_other > 0 ? CW_LOOK_NUMBER : CW_LOOK_DIGITS;
    if (count->n_letters == 0)
        return CW_LOOK_SIGN;
    if (count->has_hyphen)
        return count->n_upper > 0 ? CW_LOOK_HYPHEN_UPPER : CW_LOOK_HYPHEN_LOWER;
    if (count->n_points > 0 && count->n_upper > 0)
        return CW_LOOK_DOTTED;
    if (count->n_upper == 0)
        return CW_LOOK_LOWER;
    if (count->n_upper == count->n_letters)
        return count->n_letters == 1 ? CW_LOOK_LETTER : CW_LOOK_UPPER;
    return count->is_upper_first && count->n_upper == 1 ? CW_LOOK_TITLE
                                                        : CW_LOOK_MIXED;
}

static void set_trait(const cw_draft *draft, cw_token *token, cw_trait *trait)
{
    cw_bytes word = cw_draft_word(draft, token);
    letters count = count_letters(word);
    cw_candidate candidate;
    cw_cluster cluster;
    if (count.is_upper_first)
        token->shape |= CW_SHAPE_UPPER_FIRST;
    if (count.n_letters)
        token->shape |= CW_SHAPE_LETTER;
    if (count.n_letters >= 2 && count.n_upper == count.n_letters)
        token->shape |= CW_SHAPE_ALL_UPPER;
    cw_tag_candidate(draft, token, &candidate);
    *trait = (cw_trait){
        .form = hash_word(word),
        .readings = candidate.tags |
                    (uint32_t)candidate.forms << CW_READING_FORM |
                    (candidate.words.n > 0 ? CW_READING_LISTED : 0) |
                    (count.is_link ? CW_READING_LINK : 0),
        .entries = candidate.words.at,
        .n_entries = (uint8_t)candidate.words.n,
        .shape = (uint8_t)shape_of(&count),
        .n_form = candidate.n_form,
    };
    if (candidate.n_form) {
        size_t n = candidate.n_form, n_end = n < 4 ? n : 4;
        trait->lower = hash_word((cw_bytes){candidate.form, n});
        trait->begins = pack_bytes(candidate.form, n);
        trait->ends = pack_bytes(candidate.form + n - n_end, n_end);
    } else {
        trait->lower = trait->form;
    }
    for (size_t k = 0; k < candidate.words.n; k++)
        trait->classes |= candidate.words.at[k].classes;
    if (candidate.words.n == 0)
        trait->classes = candidate.guess.classes;
    if (cw_time_may_begin((cw_bytes){candidate.form, candidate.n_form}))
        trait->begins_what |= CW_BEGINS_TIME;
    if (cw_figure_may_begin(word))
        trait->begins_what |= CW_BEGINS_NUMBER;
    cluster = cw_model_cluster(&draft->model, trait->form);
    if (cluster.fine == 0 && trait->form != trait->lower)
        cluster = cw_model_cluster(&draft->model, trait->lower);
    trait->fine = cluster.fine;
    trait->coarse = cluster.coarse;
}

/* Of a word that was met before the memo tells. */
static void recall_trait(const cw_draft *draft, cw_token *token,
                         cw_trait *trait)
{
    cw_bytes word = cw_draft_word(draft, token);
    uint8_t shape = token->shape & (uint8_t)~CW_SHAPE_SPACE_BEFORE;
    cw_memo_word *place;
    uint32_t hash = 2166136261u;
    if (word.n > CW_MEMO_WORD_BYTES) {
        set_trait(draft, token, trait);
        return;
    }
    for (size_t i = 0; i < word.n; i++)
        hash = (hash ^ word.at[i]) * 16777619u;
    place = &draft->memo->words[(hash ^ hash >> 15) & draft->memo->mask];
    if (place->n != word.n || place->shape_before != shape ||
        memcmp(place->word, word.at, word.n) != 0) {
        place->n = (uint8_t)word.n;
        place->shape_before = shape;
        memcpy(place->word, word.at, word.n);
        set_trait(draft, token, &place->trait);
        place->shape_after = token->shape & (uint8_t)~CW_SHAPE_SPACE_BEFORE;
    }
    token->shape |= place->shape_after;
    *trait = place->trait;
}

cw_status cw_find_traits(cw_draft *draft)
{
    if (!draft->memo)
        draft->memo =
            cw_memo_make(&draft->model, draft->tokens.n, draft->arena);
    draft->traits =
        cw_arena_array(draft->arena, draft->tokens.n, sizeof *draft->traits);
    if (!draft->memo || !draft->traits)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < draft->tokens.n; i++)
        recall_trait(draft, &draft->tokens.at[i], &draft->traits[i]);
    return CW_OK;
}
