/* page_diff.h: the words that two wordings of one quotation do not share.
 *
 *   before  We will rebuild, and soon
 *   after   We will rebuild soon
 *   runs    same "We will rebuild"   gone ", and"   same "soon"
 *
 * Words and marks of punctuation are compared, white space is not; capitals
 * and the shape of quotation marks and dashes do not count. A longest common
 * subsequence of at most CW_DIFF_WORDS words of each side after what both
 * begin and end with was taken off; past that the middle is told as changed
 * whole. */
#ifndef CW_SHOW_PAGE_DIFF_H
#define CW_SHOW_PAGE_DIFF_H

#include "base/arena.h"

#define CW_DIFF_WORDS 400u

typedef enum { CW_DIFF_SAME, CW_DIFF_GONE, CW_DIFF_NEW } cw_diff_kind;

typedef struct {
    cw_range range;    // of before when GONE, else of after
    uint8_t kind;      // cw_diff_kind
    uint8_t has_blank; // white space stands before it
} cw_diff_run;

typedef struct {
    const cw_diff_run *runs;
    size_t n;
} cw_diff;

/* In `keep`, with what it needed meanwhile. CW_NO_MEMORY. */
CW_CHECK cw_status cw_diff_make(cw_bytes before, cw_bytes after, cw_arena *keep,
                                cw_diff *out);

#endif
