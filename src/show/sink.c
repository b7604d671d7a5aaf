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

static void put(cw_sink *sink, cw_bytes bytes)
{
    if (sink->status == CW_OK && bytes.n > 0)
        sink->status = sink->put(sink->shared, bytes);
}

void cw_sink_hand_on(cw_sink *sink)
{
    put(sink, (cw_bytes){sink->at, sink->n});
    sink->n = 0;
}

cw_status cw_sink_end(cw_sink *sink)
{
    cw_sink_hand_on(sink);
    return sink->status;
}

void cw_sink_add(cw_sink *sink, cw_bytes bytes)
{
    if (bytes.n == 0)
        return;
    if (bytes.n > sizeof sink->at) {
        cw_sink_hand_on(sink);
        put(sink, bytes);
        return;
    }
    memcpy(cw_sink_room(sink, bytes.n), bytes.at, bytes.n);
    sink->n += bytes.n;
}

void cw_sink_add_text(cw_sink *sink, const char *text)
{
    cw_sink_add(sink, cw_bytes_from(text));
}

static size_t count_digits(uint64_t value)
{
    size_t n = 1;
    for (; value >= 100; value /= 100)
        n += 2;
    return n + (value >= 10);
}

/* Marks and dossiers are mostly keys and spans: digits here, two at a time, are
 * many times cheaper than printf's. */
void cw_sink_add_int(cw_sink *sink, int64_t value)
{
    static const char pairs[] = "00010203040506070809"
                                "10111213141516171819"
                                "20212223242526272829"
                                "30313233343536373839"
                                "40414243444546474849"
                                "50515253545556575859"
                                "60616263646566676869"
                                "70717273747576777879"
                                "80818283848586878889"
                                "90919293949596979899";
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t n = count_digits(rest) + (value < 0);
    uint8_t *to = cw_sink_room(sink, n), *end = to + n;
    to[0] = '-';
    for (; rest >= 10; rest /= 100) {
        end -= 2;
        memcpy(end, pairs + rest % 100 * 2, 2);
    }
    if (rest > 0 || end == to + n)
        end[-1] = (uint8_t)('0' + rest);
    sink->n += n;
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
