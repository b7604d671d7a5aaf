/* locate.h: from a place in a report to the sentence and the statement that
 * hold it, and what a reader is shown of it. Inside src/story only. */
#ifndef CW_STORY_LOCATE_H
#define CW_STORY_LOCATE_H

#include "story/story_int.h"

/* The statement made of this sentence, or CW_NONE when it is not told. */
uint32_t cw_statement_of(const cw_plot *plot, uint32_t report,
                         uint32_t sentence);

/* The statement that a span begins in, or CW_NONE. */
uint32_t cw_statement_at(const cw_plot *plot, cw_span span);

/* The sentence that holds this byte, or the first one after it; marks'
 * number of sentences when there is none. */
uint32_t cw_sentence_at(const cw_marks *marks, uint32_t byte);

/* The first token that begins at or after this byte. */
uint32_t cw_token_at(const cw_marks *marks, uint32_t byte);

/* A sentence longer than this is cut when it is cited or told. */
#define CW_CITE_BYTES 600

/* The statement's span; of one longer than CW_CITE_BYTES the part around
 * `about`, cut between words. */
cw_span cw_cite_around(const cw_plot *plot, uint32_t statement, cw_range about);

/* The first name that begins at or after this byte; marks->names.n if none. */
size_t cw_first_name(const cw_marks *marks, uint32_t byte);

/* The first quotation that begins in this sentence or a later one. */
size_t cw_first_quote(const cw_marks *marks, uint32_t sentence);

/* The first of the report's times in this sentence or a later one. */
size_t cw_first_time(const cw_told_report *told, uint32_t sentence);

/* The lemma of the last token that begins inside the range; empty if none. */
cw_bytes cw_lemma_in(const cw_marks *marks, cw_range range);

/* The day on which a report was published, CW_NO_DAY if not known to a day;
 * of an inferred one the first day of its interval. */
int32_t cw_report_day(const cw_plot *plot, uint32_t report);

#endif
