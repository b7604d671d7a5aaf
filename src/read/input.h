/* input.h: the files behind the paths of a command line.
 *
 *   PATH ... ─▶ cw_input_find ─▶ list of files, pipes and failures
 *
 * A folder gives every file below it, ordered by the bytes of the whole path
 * (as `find | LC_ALL=C sort`). Names that begin with a dot are left alone, and
 * so is the folder X_files or X.files that a browser writes beside X.html.
 * Links to files are followed, links to folders are not: no path can loop. A
 * FIFO is read when it is named itself (shells pass <(command) that way),
 * never when it is met in a folder; devices and sockets are refused. */
#ifndef CW_READ_INPUT_H
#define CW_READ_INPUT_H

#include "base/arena.h"

typedef enum {
    CW_INPUT_FILE,
    CW_INPUT_PIPE,
    CW_INPUT_STDIN,
    CW_INPUT_ERROR, // status, what and remedy say why
} cw_input_kind;

typedef struct {
    cw_bytes path; // ended by a 0 that is not counted
    cw_input_kind kind;
    cw_status status;
    const char *what, *remedy; // static strings
} cw_input;

typedef struct {
    cw_input *at;
    size_t n, capacity;
} cw_input_list;

/* Fails only with CW_NO_MEMORY. Past CW_MAX_INPUTS the list ends with one
 * CW_LIMIT entry. Everything lives in `keep`. */
CW_CHECK cw_status cw_input_find(const char *const *paths, size_t n_paths,
                                 cw_arena *keep, cw_input_list *out);

/* The text of an errno value in English, whatever the locale. */
const char *cw_errno_text(int number);

#endif
