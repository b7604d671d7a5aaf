/* look.h: short questions about the tokens of a draft. */
#ifndef CW_ANNOTATE_LOOK_H
#define CW_ANNOTATE_LOOK_H

#include "annotate/annotate_int.h"
#include "annotate/words.h"

static inline const cw_token *cw_look(const cw_draft *draft, size_t i)
{
    return &draft->tokens.at[i];
}

static inline uint32_t cw_look_end(const cw_sentence *sentence)
{
    return sentence->first + sentence->n;
}

/* The token's text is these bytes, ASCII case ignored. */
static inline bool cw_look_is(const cw_draft *draft, size_t i, const char *word)
{
    return cw_bytes_are_fold(cw_draft_word(draft, cw_look(draft, i)), word);
}

static inline bool cw_look_lemma(const cw_draft *draft, size_t i,
                                 const char *lemma)
{
    return cw_bytes_are(cw_draft_lemma(draft, cw_look(draft, i)), lemma);
}

static inline bool cw_look_has(const cw_draft *draft, size_t i, uint16_t bits)
{
    return (cw_look(draft, i)->word_class & bits) != 0;
}

static inline uint8_t cw_look_tag(const cw_draft *draft, size_t i)
{
    return cw_look(draft, i)->tag;
}

static inline bool cw_look_is_upper(const cw_draft *draft, size_t i)
{
    return (cw_look(draft, i)->shape & CW_SHAPE_UPPER_FIRST) != 0;
}

/* One of the words, or its lemma one of the lemmas, of a list that ends with
 * NULL. */
bool cw_look_in(const cw_draft *draft, size_t i, const char *const *words);
bool cw_look_lemma_in(const cw_draft *draft, size_t i,
                      const char *const *lemmas);

/* A word of a kind that begins a noun phrase. */
bool cw_look_begins_phrase(const cw_draft *draft, size_t i);

/* "'s", "’s", or the apostrophe alone after a plural. */
bool cw_look_is_possessive(const cw_draft *draft, size_t i);

/* A quotation mark, single or double, of any style. */
bool cw_look_is_mark(const cw_draft *draft, size_t i);

/* Bytes from the start of token a to the end of token b - 1; a < b. */
static inline cw_range cw_look_range(const cw_draft *draft, size_t a, size_t b)
{
    return (cw_range){cw_look(draft, a)->range.from,
                      cw_look(draft, b - 1)->range.to};
}

/* Index of the first token that ends after this byte; n when there is none.
 * Binary search: tokens ascend. */
size_t cw_look_token_at(const cw_draft *draft, uint32_t byte);
/* The same for sentences. */
size_t cw_look_sentence_at(const cw_draft *draft, uint32_t byte);

/* A text with single blanks and plain apostrophes: itself, or in `room`. Empty
 * when longer than the room. */
enum { CW_LOOK_ROOM = 96 };
cw_bytes cw_look_plain(cw_bytes text, uint8_t room[CW_LOOK_ROOM]);

/* The same for what tokens [a, b) say. */
cw_bytes cw_look_phrase(const cw_draft *draft, size_t a, size_t b,
                        uint8_t room[CW_LOOK_ROOM]);

#endif
