/* cli_version.c: clew version. */
#include <stdio.h>

#include "work.h"

int cw_cli_version(const cw_arguments *arguments)
{
    cw_output output;
    char line[64];
    int n = snprintf(line, sizeof line, "clew %s\n", clew_version());
    (void)arguments;
    (void)cw_output_open(&output, NULL);
    if (cw_output_write(&output, line, (size_t)n) != 0 ||
        !cw_output_commit(&output))
        return cw_output_tell_failure(&output);
    return CW_EXIT_DONE;
}
