/* work.h: what all commands with inputs do: a handle with the inputs and
 * settings of the command line, an output, messages and a progress line. */
#ifndef CW_CLI_WORK_H
#define CW_CLI_WORK_H

#include "clew/clew.h"
#include "commands.h"
#include "output.h"

typedef struct {
    clew *run;
    cw_output output;
    bool has_progress; // standard error is a terminal
    bool is_progress_shown;
} cw_work;

/* CW_EXIT_DONE, or the exit status after the line that says why. */
int cw_work_open(cw_work *work, const cw_arguments *arguments);

/* Commit or discard the output, say what is left to say, close. Answers the
 * exit status. */
int cw_work_close(cw_work *work, clew_status answer);

/* The number of the value among "a|b|c", or -1 after the line that says why.
 * A missing value is the first. --json means json. */
int cw_work_format(const cw_arguments *arguments);

#endif
