/* safe.c: showing what must not be emitted. */
#include "show/safe.h"

#include <stdio.h>

#include "base/utf8.h"

size_t cw_safe_show(uint32_t code_point, char out[16])
{
    return (size_t)snprintf(out, 16, "‹U+%04X›", (unsigned)code_point);
}

static void show(cw_sink *sink, uint32_t c)
{
    char shown[16];
    size_t n = cw_safe_show(c, shown);
    cw_sink_add(sink, (cw_bytes){(const uint8_t *)shown, n});
}

void cw_safe_text(cw_sink *sink, cw_bytes text)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = cw_utf8_next(text, &at);
        if (c == '\t' || c == '\n')
            cw_sink_add_byte(sink, ' ');
        else if (c == CW_BAD_CODE_POINT)
            cw_sink_add_text(sink, "\xEF\xBF\xBD");
        else if (cw_utf8_is_unsafe(c))
            show(sink, c);
        else
            cw_sink_add(sink, cw_bytes_cut(text, from, at));
    }
}

static bool turns_writing(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
           c == 0x2029;
}

void cw_safe_data(cw_sink *sink, cw_bytes text)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = cw_utf8_next(text, &at);
        if (c == CW_BAD_CODE_POINT)
            cw_sink_add_text(sink, "\xEF\xBF\xBD");
        else if (is_control(c) || turns_writing(c))
            show(sink, c);
        else
            cw_sink_add(sink, cw_bytes_cut(text, from, at));
    }
}

static void add_xml(cw_sink *sink, uint32_t c, cw_bytes as_is)
{
    if (c == '&')
        cw_sink_add_text(sink, "&amp;");
    else if (c == '<')
        cw_sink_add_text(sink, "&lt;");
    else if (c == '>')
        cw_sink_add_text(sink, "&gt;");
    else if (c == '"')
        cw_sink_add_text(sink, "&quot;");
    else if (c == CW_BAD_CODE_POINT)
        cw_sink_add_text(sink, "\xEF\xBF\xBD");
    else if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
             (c & 0xFFFE) == 0xFFFE)
        show(sink, c);
    else if (c == '\r' || cw_utf8_is_unsafe(c))
        cw_sink_addf(sink, "&#x%X;", (unsigned)c);
    else
        cw_sink_add(sink, as_is);
}

void cw_safe_xml(cw_sink *sink, cw_bytes text)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = cw_utf8_next(text, &at);
        add_xml(sink, c, cw_bytes_cut(text, from, at));
    }
}
