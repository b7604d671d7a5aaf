/* conllu.h: marks as CoNLL-U (universaldependencies.org/format.html), names
 * in MISC as NE=B-PER, I-PER, ...; and reading words that are given that way.
 *
 *   pretokenized:  columns -> cw_given_read -> text of the words, given words
 *                  text, tokens -> cw_annotate_given -> marks
 *                  marks + given words -> columns, the words as they were
 *
 * FORM is a word of the source and must stay that word for whoever aligns it:
 * zero-width characters are kept. Controls and characters that turn the
 * direction of writing are shown as ‹U+202E›. */
#ifndef CW_SHOW_CONLLU_H
#define CW_SHOW_CONLLU_H

#include "annotate/annotate.h"
#include "show/sink.h"

/* path: of the "# newdoc" line, n == 0: none. Failures are the sink's. */
void cw_marks_print_conllu(const cw_marks *marks, cw_bytes text, cw_bytes path,
                           cw_sink *sink);

/* One line of the given columns. */
typedef struct {
    cw_range line; // of the file, without its end
    cw_range word; // of `text`; empty: not a word (comment, "3-4", blank)
    bool is_first; // of its sentence
} cw_given;

typedef struct {
    const cw_given *lines; // every line of the file
    size_t n_lines;
    const cw_given_token *tokens; // the lines that are words
    size_t n_tokens;
    cw_bytes text; // the words; a blank between two unless SpaceAfter=No, a
                   // blank line between sentences
} cw_given_words;

/* Read CoNLL-U, or any columns whose first is the word. In `keep`. Fails with
 * CW_NO_MEMORY or CW_LIMIT. */
CW_CHECK cw_status cw_given_read(cw_bytes file, cw_arena *keep,
                                 cw_given_words *out);

/* The given lines again, with what `marks` of given->text say about them. */
void cw_given_print_conllu(const cw_given_words *given, cw_bytes file,
                           const cw_marks *marks, cw_sink *sink);

#endif
