/* nounphrase.h: noun phrases and subjects by shallow rules.
 *
 *   tokens:  Ana Ruiz , the mayor of Valdora , said on Monday that ...
 *            [subject                        ] ^verb
 *
 * There is no parser: the rules know tags, names, time expressions, and the
 * order of English. Where they are not sure they answer nothing. Ranges of
 * tokens are half open. */
#ifndef CW_ANNOTATE_NOUNPHRASE_H
#define CW_ANNOTATE_NOUNPHRASE_H

#include "annotate/look.h"

typedef struct {
    uint32_t from, to; // tokens; from == to: none
} cw_tokens;

/* A draft with the ways from a token to its marks. */
typedef struct {
    const cw_draft *draft;
    uint32_t *name;    // [n_tokens] index of the name it is part of
    uint32_t *time;    // [n_tokens] index of its time expression
    uint32_t *mention; // [n_tokens] index of the mention it is part of
} cw_view;             // each CW_NONE where there is none

CW_CHECK cw_status cw_view_init(cw_view *view, const cw_draft *draft);

/* The phrase whose last token is end - 1, not before least. */
cw_tokens cw_np_before(const cw_view *view, uint32_t end, uint32_t least);

/* The phrase that begins at `from`, ending before limit; "of X" belongs to
 * it, other prepositions do not. */
cw_tokens cw_np_after(const cw_view *view, uint32_t from, uint32_t limit);

/* Its head: the last noun, name or pronoun before "of", a comma, "who". */
uint32_t cw_np_head(const cw_view *view, cw_tokens phrase);

/* First token of the verb group that ends in the verb: "has not yet said". */
uint32_t cw_verb_group(const cw_view *view, uint32_t verb, uint32_t least);

/* The subject before a verb group that begins at `group`; appositions and
 * relative clauses between commas are crossed. */
cw_tokens cw_subject_before(const cw_view *view, uint32_t group,
                            uint32_t least);

/* The chain that a phrase stands for by its head, or CW_NONE. */
uint32_t cw_np_chain(const cw_view *view, cw_tokens phrase);

/* The name that a phrase is about: of its head, else of its apposition. */
uint32_t cw_np_name(const cw_view *view, cw_tokens phrase);

static inline cw_range cw_tokens_range(const cw_view *view, cw_tokens tokens)
{
    return tokens.from < tokens.to
               ? cw_look_range(view->draft, tokens.from, tokens.to)
               : (cw_range){0, 0};
}

#endif
