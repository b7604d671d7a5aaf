/* given.c: tokens and sentences that the caller has parted already. */
#include "annotate/annotate_int.h"
#include "base/utf8.h"

static bool has_space_before(cw_bytes text, uint32_t from)
{
    size_t at = from;
    return from > 0 && cw_utf8_is_space(cw_utf8_before(text, &at));
}

/* Each sentence is a block of its own; more than CW_MAX_BLOCKS share one. */
cw_status cw_draft_give(cw_draft *draft, const cw_given_token *given, size_t n)
{
    cw_block *blocks = NULL;
    size_t n_blocks = 0, capacity = 0;
    for (size_t i = 0; i < n; i++) {
        void *items = blocks;
        cw_token *token =
            cw_draft_add(draft, &draft->tokens, sizeof *token, CW_MAX_TOKENS);
        if (!token)
            return draft->is_cut ? CW_LIMIT : CW_NO_MEMORY;
        *token = (cw_token){.range = given[i].range};
        if (cw_is_digit(draft->text.at[given[i].range.from]))
            token->shape |= CW_SHAPE_DIGIT;
        if (has_space_before(draft->text, given[i].range.from))
            token->shape |= CW_SHAPE_SPACE_BEFORE;
        if (n_blocks > 0 &&
            (!given[i].begins_sentence || n_blocks == CW_MAX_BLOCKS)) {
            blocks[n_blocks - 1].range.to = given[i].range.to;
            continue;
        }
        if (cw_grow(draft->arena, &items, &capacity, n_blocks + 1,
                    sizeof *blocks, CW_MAX_BLOCKS) != CW_OK)
            return CW_NO_MEMORY;
        blocks = items;
        blocks[n_blocks++] =
            (cw_block){.range = given[i].range, .role = CW_ROLE_PARAGRAPH};
    }
    draft->blocks = blocks;
    draft->n_blocks = n_blocks;
    draft->is_given = true;
    return CW_OK;
}
