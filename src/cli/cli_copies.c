/* cli_copies.c: clew copies. */
#include "work.h"

int cw_cli_copies(const cw_arguments *arguments)
{
    cw_work work;
    int status = cw_work_open(&work, arguments);
    if (status != CW_EXIT_DONE)
        return status;
    return cw_work_close(&work,
                         clew_copies(work.run, cw_output_write, &work.output));
}
