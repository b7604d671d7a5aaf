/* cli_doctor.c: clew doctor. */
#include "work.h"

int cw_cli_doctor(const cw_arguments *arguments)
{
    cw_output output;
    (void)arguments;
    (void)cw_output_open(&output, NULL);
    if (clew_doctor(cw_output_write, &output) != CLEW_OK ||
        !cw_output_commit(&output))
        return cw_output_tell_failure(&output);
    return CW_EXIT_DONE;
}
