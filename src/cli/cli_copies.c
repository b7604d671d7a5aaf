/* cli_copies.c: clew copies. */
#include "work.h"

#define DAYS_MAX 1000000u

int cw_cli_copies(const cw_arguments *arguments)
{
    const char *days = arguments->values[CW_OPTION_DAYS];
    clew_copies_options options = {0};
    cw_work work;
    int status;
    if (days != NULL) {
        options.days = cw_arguments_number(days, DAYS_MAX);
        if (options.days == 0)
            return cw_cli_wrong("--days takes a number from 1 to %u, not "
                                "\"%.100s\".",
                                DAYS_MAX, days);
    }
    status = cw_work_open(&work, arguments);
    if (status != CW_EXIT_DONE)
        return status;
    return cw_work_close(
        &work, clew_copies(work.run, &options, cw_output_write, &work.output));
}
