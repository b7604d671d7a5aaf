/* cli_help.c: clew help. */
#include "help.h"
#include "work.h"

int cw_cli_help(const cw_arguments *arguments)
{
    const cw_command *command = NULL;
    cw_output output;
    (void)cw_output_open(&output, NULL);
    if (arguments->n_operands == 1) {
        command = cw_command_find(arguments->operands[0]);
        if (command == NULL)
            return cw_cli_wrong("there is no command \"%.100s\". clew help "
                                "lists them.",
                                arguments->operands[0]);
    }
    if (arguments->values[CW_OPTION_MAN] != NULL)
        cw_help_man(&output, command);
    else if (arguments->values[CW_OPTION_COMPLETION] != NULL)
        cw_help_completion(&output);
    else if (command != NULL)
        cw_help_command(&output, command);
    else
        cw_help_program(&output);
    if (output.error != 0 || !cw_output_commit(&output))
        return cw_output_tell_failure(&output);
    return CW_EXIT_DONE;
}
