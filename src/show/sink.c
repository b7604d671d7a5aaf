/* sink.c: gathering bytes for output. */
#include "show/sink.h"

#include <stdarg.h>
#include <stdio.h>

void cw_sink_init(cw_sink *sink, cw_sink_put put, void *shared)
{
    sink->put = put;
    sink->shared = shared;
    sink->status = CW_OK;
    sink->n = 0;
}

static cw_status put_buf(void *shared, cw_bytes bytes)
{
    cw_buf *buf = shared;
    return cw_buf_add(buf, bytes);
}

void cw_sink_init_buf(cw_sink *sink, cw_buf *buf)
{
    cw_sink_init(sink, put_buf, buf);
}

static void hand_on(cw_sink *sink, cw_bytes bytes)
{
    if (sink->status == CW_OK && bytes.n > 0)
        sink->status = sink->put(sink->shared, bytes);
}

cw_status cw_sink_end(cw_sink *sink)
{
    hand_on(sink, (cw_bytes){sink->at, sink->n});
    sink->n = 0;
    return sink->status;
}

void cw_sink_add(cw_sink *sink, cw_bytes bytes)
{
    if (bytes.n == 0)
        return;
    if (bytes.n > sizeof sink->at - sink->n) {
        hand_on(sink, (cw_bytes){sink->at, sink->n});
        sink->n = 0;
    }
    if (bytes.n > sizeof sink->at) {
        hand_on(sink, bytes);
        return;
    }
    memcpy(sink->at + sink->n, bytes.at, bytes.n);
    sink->n += bytes.n;
}

void cw_sink_add_text(cw_sink *sink, const char *text)
{
    cw_sink_add(sink, cw_bytes_from(text));
}

/* A dossier is mostly keys and spans: digits here are ten times cheaper than
 * printf's. */
void cw_sink_add_int(cw_sink *sink, int64_t value)
{
    uint8_t out[20];
    size_t from = sizeof out;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        out[--from] = (uint8_t)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        out[--from] = '-';
    cw_sink_add(sink, (cw_bytes){out + from, sizeof out - from});
}

void cw_sink_addf(cw_sink *sink, const char *format, ...)
{
    char line[512];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(line, sizeof line, format, values);
    va_end(values);
    cw_sink_add_text(sink, line);
}
