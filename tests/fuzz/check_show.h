/* check_show.h: what a writer of show makes, for the fuzz targets. */
#ifndef CLEW_FUZZ_CHECK_SHOW_H
#define CLEW_FUZZ_CHECK_SHOW_H

#include "check.h"
#include "show/sink.h"

#define OUTPUT_MAX ((size_t)64 << 20)

typedef void (*writer)(cw_sink *sink, cw_bytes bytes);

/* UTF-8, whatever the bytes are. */
static inline cw_bytes written(cw_arena *arena, writer write, cw_bytes bytes)
{
    cw_sink sink;
    cw_buf out;
    cw_buf_init(&out, arena, OUTPUT_MAX);
    cw_sink_init_buf(&sink, &out);
    write(&sink, bytes);
    CHECK(cw_sink_end(&sink) == CW_OK);
    CHECK(cw_utf8_valid(cw_buf_bytes(&out)) == out.n);
    return cw_buf_bytes(&out);
}

#endif
