/* annotate.h: from a report to its marks.
 *
 *   report.text + blocks
 *      -> tokens -> sentences -> tags, lemmas          token.c sentence.c tag.c
 *      -> times, figures          (grammars)           times.c figures.c
 *      -> names -> chains                              names.c chains.c
 *      -> quotes                                       quotes.c
 *      -> events with factuality                       events.c
 *
 * Each step appends to a cw_draft (annotate_int.h) in the scratch arena; the
 * draft is packed into one relocatable block at the end. Only body blocks and
 * the title are read; furniture has no marks. Nothing here knows other
 * reports (names are read again with theirs: known.h), and nothing asks the
 * clock. */
#ifndef CW_ANNOTATE_ANNOTATE_H
#define CW_ANNOTATE_ANNOTATE_H

#include "annotate/marks.h"
#include "annotate/model.h"
#include "clean/report.h"

/* What a worker keeps of words from one report to the next, so as to look at
 * each once (memo.h): for texts of about n tokens in all by one model (NULL:
 * the one that is linked in). NULL when memory ran out. */
typedef struct cw_memo cw_memo;
CW_CHECK cw_memo *cw_memo_make(const cw_model *model, size_t n,
                               cw_arena *arena);

/* The marks of one report, in `keep`, by the weights of `model` (NULL: those
 * that are linked in). published_day resolves times as far as it can
 * (CW_NO_DAY: anchored ones stay unresolved; the story room resolves them later
 * with cw_times_resolve). Its tokens have no heads: nothing in a story asks for
 * them, and they take the longest. The memo may be NULL: then words are kept
 * for this report only. Fails only with CW_NO_MEMORY. */
CW_CHECK cw_status cw_annotate(const cw_model *model, cw_memo *memo,
                               const cw_report *report, int32_t published_day,
                               cw_arena *keep, cw_arena *scratch,
                               const cw_marks **out);

/* The same for bare text, with heads: one paragraph block per blank-line run.
 * `text` is borrowed; ranges count in it. */
CW_CHECK cw_status cw_annotate_text(const cw_model *model, cw_bytes text,
                                    int32_t published_day, cw_arena *keep,
                                    cw_arena *scratch, const cw_marks **out);

/* One token of a text whose tokens and sentences are known. */
typedef struct {
    cw_range range; // not empty; ascending, not overlapping
    bool begins_sentence;
} cw_given_token;

/* The same for given tokens, which come back as they are: no token is parted
 * or joined, and sentences end only where the next one begins (or at
 * CW_MAX_SENTENCE_TOKENS). */
CW_CHECK cw_status cw_annotate_given(const cw_model *model, cw_bytes text,
                                     const cw_given_token *tokens,
                                     size_t n_tokens, int32_t published_day,
                                     cw_arena *keep, cw_arena *scratch,
                                     const cw_marks **out);

#endif
