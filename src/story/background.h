/* background.h: how rare a word is in English at large (model/README.md).
 *
 * The words of a batch cannot tell: all reports of one story hold its names.
 * The table is counted from open text by train/count_background.c. */
#ifndef CW_STORY_BACKGROUND_H
#define CW_STORY_BACKGROUND_H

#include "base/bytes.h"

/* log2(N / n) in 1/16 for a word, folded as cw_utf8_fold does, that stands in
 * n of N stretches of text: 0 for "the", about 80 for "court". A word the table
 * does not know is rarer than any it knows. */
uint32_t cw_background_weight(cw_bytes word);

#endif
