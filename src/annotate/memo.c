/* memo.c: making an empty memo. */
#include "annotate/memo.h"

#include <assert.h>

static_assert(sizeof(cw_memo_key) == 28, "a key has no padding");

/* Below any sum of CW_MAX_FEATURES weights by more than another such sum, and
 * still a number of 16 bits when one is added to it. */
enum { BARRED = -3 * 64 * 128 };
static_assert(CW_MAX_FEATURES <= 64, "sums stay within 64 * 128");

cw_memo *cw_memo_make(const cw_model *model, size_t n, cw_arena *arena)
{
    cw_memo *memo = cw_arena_array(arena, 1, sizeof *memo);
    cw_model linked;
    size_t places = 64;
    while (places < n && places < CW_MEMO_PLACES_MAX)
        places *= 2;
    if (!memo)
        return NULL;
    if (!model) {
        cw_model_linked(&linked);
        model = &linked;
    }
    memo->mask = (uint32_t)(places - 1);
    memo->width = cw_weights_width(model->tags.n_labels);
    memo->words = cw_arena_array(arena, places, sizeof *memo->words);
    memo->keys = cw_arena_array(arena, places, sizeof *memo->keys);
    memo->sums =
        cw_arena_alloc(arena, places * memo->width * sizeof *memo->sums);
    for (uint32_t y = 0; y < CW_MAX_LABELS; y++) {
        bool is_label = y < model->tags.n_labels;
        memo->barred[0][y] = is_label ? 0 : BARRED;
        memo->barred[1][y] =
            is_label && model->tag_pairs[y].tag != CW_TAG_PUNCT ? 0 : BARRED;
    }
    return memo->words && memo->keys && memo->sums ? memo : NULL;
}
