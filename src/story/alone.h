/* alone.h: can a sentence be read away from its report? What is told first
 * must, for nothing stands before it. */
#ifndef CW_STORY_ALONE_H
#define CW_STORY_ALONE_H

#include "story/story_int.h"

/* It neither begins with a word that hangs on the sentence before, nor holds a
 * pronoun with nobody before it whom it could mean. */
bool cw_stands_alone(const cw_plot *plot, const cw_statement *statement);

/* Token i of a sentence's n is a weekday without a month beside it, or
 * "today": on which day, only the date of the report tells. */
bool cw_is_bare_day(const cw_token *tokens, uint32_t n, uint32_t i,
                    cw_bytes text);

/* Words as a reader counts them: what stands between blanks. */
uint32_t cw_count_words(cw_bytes text);

#endif
