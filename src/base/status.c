/* status.c: texts of the statuses, filling and printing an error. */
#include "base/status.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

const char *cw_status_text(cw_status status)
{
    switch (status) {
#define CW_STATUS_CASE(name, text) \
    case CW_##name:                \
        return text;
        CW_STATUS_MAP(CW_STATUS_CASE)
#undef CW_STATUS_CASE
    }
    return "unknown status";
}

/* Texts are formatted aside first: the caller may pass parts of *error. */
cw_status cw_fail(cw_error *error, cw_status status, const char *path,
                  uint64_t byte, const char *remedy, const char *what, ...)
{
    cw_error filled = {.byte = byte};
    va_list values;
    if (error == NULL)
        return status;
    va_start(values, what);
    (void)vsnprintf(filled.what, sizeof filled.what, what, values);
    va_end(values);
    (void)snprintf(filled.path, sizeof filled.path, "%s", path ? path : "");
    (void)snprintf(filled.remedy, sizeof filled.remedy, "%s",
                   remedy ? remedy : "");
    *error = filled;
    return status;
}

typedef struct {
    char *at;
    size_t n, size; // n < size; one byte is kept for the final 0
} line;

static void line_add(line *out, const char *bytes, size_t n)
{
    if (n >= out->size - out->n) {
        out->size = out->n + 1; // full: a later, shorter piece stays out too
        return;
    }
    memcpy(out->at + out->n, bytes, n);
    out->n += n;
}

/* Whole code points only; what a terminal could obey is shown as \xNN. */
static void line_add_shown(line *out, const char *text)
{
    cw_bytes bytes = cw_bytes_from(text);
    for (size_t at = 0; at < bytes.n;) {
        size_t from = at;
        uint32_t c = cw_utf8_next(bytes, &at);
        if (c != '\t' && c != '\n' && !cw_utf8_is_unsafe(c)) {
            line_add(out, text + from, at - from);
            continue;
        }
        for (; from < at; from++) {
            char shown[8];
            int n = snprintf(shown, sizeof shown, "\\x%02X", bytes.at[from]);
            line_add(out, shown, (size_t)n);
        }
    }
}

void cw_error_line(const cw_error *error, char *out, uint32_t size)
{
    line made = {out, 0, size};
    if (size == 0)
        return;
    if (error->path[0] != 0) {
        line_add_shown(&made, error->path);
        line_add_shown(&made, ": ");
    }
    if (error->byte != CW_NO_BYTE) {
        char place[40];
        (void)snprintf(place, sizeof place,
                       "byte %llu: ", (unsigned long long)error->byte);
        line_add_shown(&made, place);
    }
    line_add_shown(&made, error->what);
    line_add_shown(&made, ".");
    if (error->remedy[0] != 0) {
        line_add_shown(&made, " ");
        line_add_shown(&made, error->remedy);
        line_add_shown(&made, ".");
    }
    out[made.n] = 0;
}
