/* flatjson.h: the usual line of JSONL, read fast.
 *
 *   {"id":"n1","byline":["A","B"],"text":"It rained.","n":3,"x":null}
 *
 * One object whose values are strings, whole numbers, true, false, null or
 * arrays of strings: what every exporter writes. Anything else, be it nested,
 * malformed or only unusual, is not decided here: jansson reads such a line
 * again and says what is wrong. jansson alone reads 40 MB/s, this 600. */
#ifndef CW_READ_FLATJSON_H
#define CW_READ_FLATJSON_H

#include "base/arena.h"

typedef enum {
    CW_FLAT_NULL,
    CW_FLAT_STRING,
    CW_FLAT_INTEGER, // value: its digits as they stand, with the sign
    CW_FLAT_BOOLEAN,
    CW_FLAT_STRINGS, // array of strings: value of the first, then `n_more`
} cw_flat_kind;

#define CW_FLAT_MEMBERS     24u // keys of one line
#define CW_FLAT_STRINGS_MAX 32u // strings of one array

typedef struct {
    cw_flat_kind kind;
    cw_bytes key, value; // strings as they stand, escapes and all
    uint32_t first, n;   // STRINGS: strings[first .. first + n)
} cw_flat_member;

typedef struct {
    cw_flat_member members[CW_FLAT_MEMBERS];
    cw_bytes strings[CW_FLAT_STRINGS_MAX];
    uint32_t n_members, n_strings;
} cw_flat;

/* True when the line, which must be valid UTF-8, is of the usual kind. The
 * values are parts of line. Lone surrogate escapes make it unusual. */
bool cw_flat_read(cw_bytes line, cw_flat *out);

/* The last member of this name, as JSON readers do; NULL: none. */
const cw_flat_member *cw_flat_find(const cw_flat *flat, const char *key);

/* A string with its escapes resolved. It lives in keep. */
CW_CHECK cw_status cw_flat_string(cw_bytes value, cw_arena *keep,
                                  cw_bytes *out);

/* The UTF-16 unit of the escape \uXXXX whose backslash stands at `at`, or -1
 * when no such escape stands there. */
int32_t cw_json_unit(cw_bytes text, size_t at);

#endif
