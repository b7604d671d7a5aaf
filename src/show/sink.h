/* sink.h: where output goes: bytes gathered and handed on in large pieces.
 *
 *   writers (json.h, text.h, ...) -> sink [gathered 16 KiB] -> put(shared, ..)
 *
 * `put` writes to a file, a buffer, or the caller's own function. The first
 * failure stays: later additions do nothing, so that a writer needs one check,
 * cw_sink_end, at its end. */
#ifndef CW_SHOW_SINK_H
#define CW_SHOW_SINK_H

#include "base/buf.h"

#define CW_SINK_BYTES 16384u

typedef cw_status (*cw_sink_put)(void *shared, cw_bytes bytes);

typedef struct {
    cw_sink_put put;
    void *shared;
    cw_status status;
    size_t n;
    uint8_t at[CW_SINK_BYTES];
} cw_sink;

void cw_sink_init(cw_sink *sink, cw_sink_put put, void *shared);
void cw_sink_init_buf(cw_sink *sink, cw_buf *buf); // appends to *buf
void cw_sink_hand_on(cw_sink *sink);               // what was gathered

void cw_sink_add(cw_sink *sink, cw_bytes bytes);
static inline void cw_sink_add_byte(cw_sink *sink, uint8_t byte)
{
    if (sink->n < sizeof sink->at)
        sink->at[sink->n++] = byte;
    else
        cw_sink_add(sink, (cw_bytes){&byte, 1});
}

/* Room for n <= CW_SINK_BYTES bytes. Whoever writes there adds to sink->n how
 * many of them are to stay. */
static inline uint8_t *cw_sink_room(cw_sink *sink, size_t n)
{
    if (n > sizeof sink->at - sink->n)
        cw_sink_hand_on(sink);
    return sink->at + sink->n;
}

void cw_sink_add_text(cw_sink *sink, const char *text);
void cw_sink_add_int(cw_sink *sink, int64_t value); // in decimal
/* For numbers, ids and fixed words: past 511 bytes it is cut. */
void cw_sink_addf(cw_sink *sink, const char *format, ...) CW_PRINTF(2, 3);

/* Hand on what was gathered; the first failure of the sink's life. */
CW_CHECK cw_status cw_sink_end(cw_sink *sink);

#endif
