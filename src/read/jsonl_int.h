/* jsonl_int.h: the two ways of reading a line, for jsonl.c and its tests. */
#ifndef CW_READ_JSONL_INT_H
#define CW_READ_JSONL_INT_H

#include "read/jsonl.h"

/* With flatjson.h. *is_read false: not a usual line, nothing was decided. */
CW_CHECK cw_status cw_jsonl_page_flat(cw_bytes line, cw_arena *keep,
                                      cw_page *page, bool *is_read);

/* With jansson: any line, and what is wrong with it. */
CW_CHECK cw_status cw_jsonl_page_full(cw_bytes line, cw_bytes path,
                                      uint64_t number, uint64_t byte,
                                      cw_arena *keep, cw_error *error,
                                      cw_page *page);

#endif
