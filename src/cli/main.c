/* main.c: from the command line to a command. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "commands.h"
#include "help.h"

#define ARGUMENT_BYTES_MAX ((size_t)256 << 20)

int cw_cli_wrong(const char *format, ...)
{
    va_list values;
    (void)fputs("clew: ", stderr);
    va_start(values, format);
    (void)vfprintf(stderr, format, values);
    va_end(values);
    (void)fputc('\n', stderr);
    return CW_EXIT_USAGE;
}

static int no_command(const char *given)
{
    const char *names[32], *nearest;
    size_t n = 0;
    for (; n < cw_n_commands && n < sizeof names / sizeof *names; n++)
        names[n] = cw_commands[n].name;
    nearest = cw_nearest(given, names, n);
    if (nearest == NULL)
        return cw_cli_wrong("there is no command \"%.100s\". clew help lists "
                            "them.",
                            given);
    return cw_cli_wrong("there is no command \"%.100s\". Did you mean %s?",
                        given, nearest);
}

static int run_command(const cw_command *command, int argc, char **argv)
{
    cw_arguments arguments;
    char message[512];
    cw_arena keep;
    int status;
    cw_arena_init(&keep, ARGUMENT_BYTES_MAX);
    if (!cw_arguments_read(command, argc, argv, &keep, &arguments, message,
                           sizeof message)) {
        status = cw_cli_wrong("%s", message);
    } else if (arguments.values[CW_OPTION_HELP] != NULL) {
        cw_output output;
        (void)cw_output_open(&output, NULL);
        cw_help_command(&output, command);
        status = output.error == 0 && cw_output_commit(&output)
                     ? CW_EXIT_DONE
                     : cw_output_tell_failure(&output);
    } else {
        status = command->run(&arguments);
    }
    cw_arena_free(&keep);
    return status;
}

/* Page after page takes and frees the same few arenas. The C library would
 * give their memory back to the system after each and ask for it again, which
 * is an eighth of the time of small pages; this much it may keep. Larger blocks
 * go back at once. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    enum { KEPT_BYTES = 4194304, LARGE_BYTES = 2097152 };
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    (void)mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
}

int main(int argc, char **argv)
{
    static char help[] = "help", version[] = "version";
    const cw_command *command;
    char *name;
    keep_memory();
    cw_output_prepare();
    if (argc < 2)
        return cw_cli_wrong("a command is missing. clew help lists them.");
    name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = help;
    if (strcmp(name, "--version") == 0)
        name = version;
    command = cw_command_find(name);
    if (command == NULL)
        return no_command(name);
    return run_command(command, argc, argv);
}
