/* annotate_int.h: the draft that the steps of annotating fill, and the calls
 * between them. Included inside src/annotate only. */
#ifndef CW_ANNOTATE_ANNOTATE_INT_H
#define CW_ANNOTATE_ANNOTATE_INT_H

#include "annotate/annotate.h"
#include "annotate/known.h"
#include "annotate/model.h"
#include "annotate/times.h"
#include "base/buf.h"
#include "base/limits.h"

/* CW_LIST(type, name): a growing array in the draft's arena. */
#define CW_LIST(type)       \
    struct {                \
        type *at;           \
        size_t n, capacity; \
    }

typedef struct {
    cw_bytes text;
    const cw_block *blocks; // [n_blocks] of the report, or made for bare text
    size_t n_blocks;
    cw_arena *arena; // everything below; the caller's scratch
    cw_model model;  // borrowed weights
    bool is_given;   // tokens and sentences are the caller's
    bool has_heads;  // wanted: who depends on whom
    cw_buf strings;  // lemmas
    CW_LIST(cw_token) tokens;
    struct cw_trait *traits; // [tokens.n], traits.h
    cw_memo *memo;           // the worker's, else made for this draft alone
    CW_LIST(cw_sentence) sentences;
    CW_LIST(cw_time) times;
    CW_LIST(cw_figure) figures;
    CW_LIST(cw_name) names;
    CW_LIST(cw_mention) mentions;
    CW_LIST(cw_chain) chains;
    CW_LIST(cw_range) ranges;
    CW_LIST(cw_quote) quotes; // slices hold indexes into ranges until packed
    CW_LIST(cw_event) events;
    bool is_cut; // a list reached its maximum
} cw_draft;

/* Room for one more item at the end of a draft list; NULL at its maximum
 * (is_cut is set then) or when memory ran out. Use as
 *   cw_name *name = cw_draft_add(draft, &draft->names, sizeof *name, MAX);
 * The list types share the layout {at, n, capacity}. */
CW_CHECK void *cw_draft_add(cw_draft *draft, void *list, size_t item_size,
                            size_t n_max);

/* given.c: tokens, and a block for each sentence, in place of
 * cw_find_tokens; the text is set. */
CW_CHECK cw_status cw_draft_give(cw_draft *draft, const cw_given_token *given,
                                 size_t n);

/* The steps, in this order. Each reads what the steps before it wrote. */
CW_CHECK cw_status cw_find_tokens(cw_draft *draft);    // token.c
CW_CHECK cw_status cw_find_traits(cw_draft *draft);    // traits.c
CW_CHECK cw_status cw_find_sentences(cw_draft *draft); // sentence.c
CW_CHECK cw_status cw_find_tags(cw_draft *draft);      // tag.c
CW_CHECK cw_status cw_find_heads(cw_draft *draft);     // parse.c
CW_CHECK cw_status cw_find_times(cw_draft *draft);     // times_find.c
CW_CHECK cw_status cw_find_figures(cw_draft *draft);   // figures.c
CW_CHECK cw_status cw_find_names(cw_draft *draft);     // names.c
CW_CHECK cw_status cw_find_chains(cw_draft *draft);    // chains.c
CW_CHECK cw_status cw_find_quotes(cw_draft *draft);    // quotes.c
CW_CHECK cw_status cw_find_events(cw_draft *draft);    // events.c

/* names_again.c: draft->names with what the story knows; *is_changed tells
 * whether any is another. */
CW_CHECK cw_status cw_names_again(cw_draft *draft, const cw_known *known,
                                  bool *is_changed);

static inline cw_bytes cw_draft_lemma(const cw_draft *draft,
                                      const cw_token *token)
{
    return cw_bytes_cut(cw_buf_bytes(&draft->strings), token->lemma_at,
                        (size_t)token->lemma_at + token->lemma_n);
}

static inline cw_bytes cw_draft_word(const cw_draft *draft,
                                     const cw_token *token)
{
    return cw_bytes_at(draft->text, token->range);
}

#endif
