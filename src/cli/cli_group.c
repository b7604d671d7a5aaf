/* cli_group.c: clew group. */
#include "work.h"

int cw_cli_group(const cw_arguments *arguments)
{
    clew_group_options options = {
        .is_live = arguments->values[CW_OPTION_LIVE] != NULL};
    cw_work work;
    int status = cw_work_open(&work, arguments);
    if (status != CW_EXIT_DONE)
        return status;
    return cw_work_close(
        &work, clew_group(work.run, &options, cw_output_write, &work.output));
}
