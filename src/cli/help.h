/* help.h: what is made from the table of commands and options. */
#ifndef CW_CLI_HELP_H
#define CW_CLI_HELP_H

#include "options.h"
#include "output.h"

void cw_help_program(cw_output *output);
void cw_help_command(cw_output *output, const cw_command *command);
void cw_help_man(cw_output *output, const cw_command *command); // NULL: clew(1)
void cw_help_completion(cw_output *output);                     // bash

#endif
