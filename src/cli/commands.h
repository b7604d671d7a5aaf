/* commands.h: one function for each command: cli_tell.c, cli_extract.c, ...
 * Each answers the exit status: 0 done, 1 done but some inputs failed, 2
 * usage, 3 the output cannot be written or memory ran out. */
#ifndef CW_CLI_COMMANDS_H
#define CW_CLI_COMMANDS_H

#include "options.h"

enum { CW_EXIT_DONE, CW_EXIT_PARTLY, CW_EXIT_USAGE, CW_EXIT_UNWRITABLE };

int cw_cli_tell(const cw_arguments *arguments);
int cw_cli_extract(const cw_arguments *arguments);
int cw_cli_annotate(const cw_arguments *arguments);
int cw_cli_group(const cw_arguments *arguments);
int cw_cli_copies(const cw_arguments *arguments);
int cw_cli_doctor(const cw_arguments *arguments);
int cw_cli_help(const cw_arguments *arguments);
int cw_cli_version(const cw_arguments *arguments);

/* "clew: " and one line on standard error; answers CW_EXIT_USAGE. */
int cw_cli_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
