/* load.h: from a file or a pipe to entity bytes.
 *
 *   path ─▶ cw_load_raw ─▶ bytes as stored ─▶ cw_load_entity ─▶ entity
 *
 *   path ─▶ cw_stream_open ─▶ cw_stream_head (to tell the kind) ─┐
 *                              ├─▶ cw_stream_read: entity, piece by piece
 *                              └─▶ cw_stream_rest: all bytes as stored
 *
 * The entity is the file after gunzip; anything may be gzipped, and only its
 * first bytes are asked. */
#ifndef CW_READ_LOAD_H
#define CW_READ_LOAD_H

#include "read/gunzip.h"

/* What went wrong, without the path: filled into a cw_error by the caller. */
typedef struct {
    uint64_t byte;             // offset into the stored bytes or CW_NO_BYTE
    const char *what, *remedy; // static strings
} cw_load_error;

/* The whole regular file. CW_UNREADABLE, CW_LIMIT (more than
 * CW_MAX_INPUT_BYTES), CW_NO_MEMORY. */
CW_CHECK cw_status cw_load_raw(const char *path, cw_arena *keep,
                               cw_load_error *error, cw_bytes *raw);

/* Gunzipped, or raw itself. CW_OK with error->what set: damaged or cut off,
 * and *entity is what could be read. CW_BAD_INPUT: nothing could be.
 * CW_LIMIT: more than size_max bytes came out. */
CW_CHECK cw_status cw_load_entity(cw_bytes raw, size_t size_max, cw_arena *keep,
                                  cw_load_error *error, cw_bytes *entity);

#define CW_STREAM_BYTES 65536u

typedef struct {
    int fd;           // -1: closed
    bool is_standard; // not ours to close
    bool is_gzip, is_last;
    uint8_t *raw; // [CW_STREAM_BYTES], allocated by open
    size_t at, n; // raw[at .. n) is not used up yet
    uint64_t raw_read;
    cw_gunzip gunzip;
} cw_stream;

/* path NULL: standard input. Reads the first bytes, and blocks for them. */
CW_CHECK cw_status cw_stream_open(cw_stream *stream, const char *path,
                                  cw_load_error *error);

/* The first bytes of the entity, to tell its kind; nothing is used up. */
CW_CHECK cw_status cw_stream_head(cw_stream *stream, uint8_t *out, size_t n_out,
                                  size_t *got);

/* Up to n_out more bytes of the entity; CW_END: no more. On CW_BAD_INPUT and
 * CW_UNREADABLE *got bytes came out before the damage. */
CW_CHECK cw_status cw_stream_read(cw_stream *stream, uint8_t *out, size_t n_out,
                                  size_t *got, cw_load_error *error);

/* All bytes as stored, from the first; for a stream only opened so far. */
CW_CHECK cw_status cw_stream_rest(cw_stream *stream, cw_arena *keep,
                                  cw_load_error *error, cw_bytes *raw);

void cw_stream_close(cw_stream *stream); // tolerates closed and {.fd = -1}

#endif
