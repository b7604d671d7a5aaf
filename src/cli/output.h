/* output.h: where a command writes: standard output, or a file that is
 * written whole or not at all.
 *
 *   open ─▶ FOLDER/.clew-XXXXXX ─▶ write ... ─▶ commit: fsync, rename
 *                                             └▶ discard: unlink
 *
 * A signal that ends the program removes the file written aside. What is no
 * ordinary file (a device, a pipe) is written directly. */
#ifndef CW_CLI_OUTPUT_H
#define CW_CLI_OUTPUT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    int fd;
    int error;             // errno of the first failure, 0: none
    const char *name;      // as given, borrowed; NULL: standard output
    char target[PATH_MAX]; // "" for standard output
    char aside[PATH_MAX];  // "" when written directly
} cw_output;

/* path NULL or "-": standard output. False: error is set. */
bool cw_output_open(cw_output *output, const char *path);

/* A clew_write: shared is the cw_output. */
int cw_output_write(void *shared, const char *bytes, size_t n);

bool cw_output_commit(cw_output *output); // false: error is set
void cw_output_discard(cw_output *output);

/* It is a terminal, and nobody asked for plain text. */
bool cw_output_has_color(const cw_output *output);

/* "clew: FILE: cannot be written: No space left on device. ..." on standard
 * error; nothing for a closed pipe. Answers the exit status. */
int cw_output_tell_failure(const cw_output *output);

/* Before anything else: descriptors 0 to 2 are open, so that no file takes
 * their place, and ending signals clean up. */
void cw_output_prepare(void);

#endif
