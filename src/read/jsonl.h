/* jsonl.h: one line of JSONL as a page.
 *
 *   {"id","url","outlet","title","byline","published","text"}   clean text
 *   {"id","url","outlet","title","byline","published","html"}   a web page
 *
 * "text" wins when both are there. Other keys are left alone; null is as good
 * as absent. "byline" is a string or an array of strings, "id" a string or a
 * whole number. A lone surrogate escape and a byte that is not UTF-8 become
 * U+FFFD; "\u0000" stays what it is. */
#ifndef CW_READ_JSONL_H
#define CW_READ_JSONL_H

#include "read/page.h"

/* line: without its line end. byte: where it begins in the entity. The page has
 * no sha256 yet. CW_OK, or CW_BAD_INPUT with path, byte and line in *error,
 * CW_NO_MEMORY. */
CW_CHECK cw_status cw_jsonl_page(cw_bytes line, cw_bytes path, uint64_t number,
                                 uint64_t byte, cw_arena *keep, cw_error *error,
                                 cw_page *page);

#endif
