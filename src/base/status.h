/* status.h: what a call that can fail answers, and the sentence that helps.
 *
 * The library never prints and never exits: it returns a status, and fills a
 * cw_error where the caller gave one. The command prints
 *
 *   clew: PATH: byte BYTE: WHAT. REMEDY.
 *
 * Codes and texts come from one list, so neither can be forgotten. */
#ifndef CW_BASE_STATUS_H
#define CW_BASE_STATUS_H

#include <stdint.h>

#define CW_CHECK             __attribute__((warn_unused_result))
#define CW_PRINTF(at, first) __attribute__((format(printf, at, first)))

/* name, what it means in a few words */
#define CW_STATUS_MAP(X)                                         \
    X(OK, "done")                                                \
    X(END, "nothing more to read")                               \
    X(NO_MEMORY, "memory ran out")                               \
    X(LIMIT, "a limit was reached")                              \
    X(USAGE, "the call or the command line is wrong")            \
    X(UNREADABLE, "the input cannot be opened or read")          \
    X(BAD_INPUT, "the input is malformed or of an unknown kind") \
    X(UNWRITABLE, "the output cannot be opened or written")      \
    X(DAMAGED, "kept data do not match what was kept")           \
    X(CANCELLED, "the caller asked to stop")

typedef enum {
#define CW_STATUS_ENUM(name, text) CW_##name,
    CW_STATUS_MAP(CW_STATUS_ENUM)
#undef CW_STATUS_ENUM
} cw_status;

#define CW_NO_BYTE UINT64_MAX // the error stands at no particular byte

typedef struct {
    char path[512];   // input or output it is about; "" if none; cut if long
    uint64_t byte;    // offset into it, or CW_NO_BYTE
    char what[256];   // what is wrong, no final full stop
    char remedy[256]; // what to do about it, no final full stop; may be ""
} cw_error;

/* "memory ran out" for CW_NO_MEMORY; never NULL. */
const char *cw_status_text(cw_status status);

/* Fill *error (which may be NULL) and return status, so that a caller writes
 * `return cw_fail(error, CW_BAD_INPUT, path, byte, "remedy", "what %d", n)`. */
cw_status cw_fail(cw_error *error, cw_status status, const char *path,
                  uint64_t byte, const char *remedy, const char *what, ...)
    CW_PRINTF(6, 7);

/* One line without a newline: "week31.txt: byte 18: NUL byte. Remove it." in
 * out[0 .. size), always ended by a 0; control bytes are shown as \xNN. */
void cw_error_line(const cw_error *error, char *out, uint32_t size);

#endif
