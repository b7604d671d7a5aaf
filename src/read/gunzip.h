/* gunzip.h: gzip (RFC 1952) piece by piece, all members of a file.
 *
 *   in  |member|member|zeros|      out  |whole entity|
 *
 * Zero bytes after the last member are padding (tape, block devices). Memory
 * does not depend on the input; a bomb is the caller's maximum to stop. */
#ifndef CW_READ_GUNZIP_H
#define CW_READ_GUNZIP_H

#include <zlib.h>

#include "base/arena.h"

typedef struct {
    z_stream z;
    bool is_open, is_between; // between two members
    bool is_done;             // all members read, or given up
} cw_gunzip;

bool cw_is_gzip(cw_bytes raw); // begins like a gzip member

CW_CHECK cw_status cw_gunzip_init(cw_gunzip *gunzip);

/* Inflate from the start of *in, which moves on, into out[0 .. n_out). Give
 * more input when *in is empty; is_last says that none will come. CW_OK: got
 * bytes came out (perhaps 0); CW_END: got bytes, and nothing follows;
 * CW_BAD_INPUT: the same, and *why says what was wrong: what came out so far
 * may be used. CW_NO_MEMORY. */
CW_CHECK cw_status cw_gunzip_next(cw_gunzip *gunzip, cw_bytes *in, bool is_last,
                                  uint8_t *out, size_t n_out, size_t *got,
                                  const char **why);

void cw_gunzip_free(cw_gunzip *gunzip); // tolerates a zeroed one

#endif
