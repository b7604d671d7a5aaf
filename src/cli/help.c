/* help.c: help for the terminal. */
#include "help.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "clew/clew.h"

#define WIDTH       79u
#define HELP_COLUMN 26u

static void put(cw_output *output, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void put(cw_output *output, const char *format, ...)
{
    char line[1024];
    va_list values;
    int n;
    va_start(values, format);
    n = vsnprintf(line, sizeof line, format, values);
    va_end(values);
    if (n > 0 && (size_t)n < sizeof line)
        (void)cw_output_write(output, line, (size_t)n);
}

/* Words of a paragraph from column on, wrapped; our help is ASCII. */
static void put_words(cw_output *output, const char *words, unsigned column)
{
    unsigned at = column;
    bool is_first = true;
    while (*words != 0 && *words != '\n') {
        unsigned n = (unsigned)strcspn(words, " \n");
        if (!is_first && at + 1 + n > WIDTH) {
            put(output, "\n%*s", (int)column, "");
            at = column;
            is_first = true;
        }
        put(output, "%s%.*s", is_first ? "" : " ", (int)n, words);
        at += n + (is_first ? 0 : 1);
        is_first = false;
        words += n;
        words += *words == ' ';
    }
    put(output, "\n");
}

static void put_option(cw_output *output, const cw_option *option)
{
    char name[64];
    int n = snprintf(
        name, sizeof name, "  %c%c%s --%s%s%s", option->letter ? '-' : ' ',
        option->letter ? option->letter : ' ', option->letter ? "," : " ",
        option->name, option->argument ? " " : "",
        option->argument ? option->argument : "");
    put(output, "%s", name);
    if (n >= (int)HELP_COLUMN)
        put(output, "\n%*s", (int)HELP_COLUMN, "");
    else
        put(output, "%*s", (int)HELP_COLUMN - n, "");
    put_words(output, option->help, HELP_COLUMN);
}

void cw_help_program(cw_output *output)
{
    put(output,
        "clew %s: follow one news story through many reports\n\n"
        "usage: clew VERB [OPTION ...] [PATH ...]\n\n",
        clew_version());
    for (size_t i = 0; i < cw_n_commands; i++)
        put(output, "  %-10s %s\n", cw_commands[i].name,
            cw_commands[i].summary);
    put(output,
        "\nclew help VERB says more of each. A PATH is a file, a folder, a "
        "file of\nJSON lines, or - for standard input; any of them may be "
        "gzipped.\n\n"
        "exit status: 0 done; 1 done, but some inputs failed, each named on "
        "standard\nerror; 2 wrong usage; 3 the output cannot be written, or "
        "memory ran out\n");
}

void cw_help_command(cw_output *output, const cw_command *command)
{
    const char *paragraph = command->details;
    put(output, "clew %s: %s\n\nusage: clew %s%s%s%s\n\n", command->name,
        command->summary, command->name,
        command->options == CW_ALLOWS(HELP) ? "" : " [OPTION ...]",
        command->operands[0] ? " " : "", command->operands);
    for (;;) {
        put_words(output, paragraph, 0);
        put(output, "\n");
        paragraph = strstr(paragraph, "\n\n");
        if (paragraph == NULL)
            break;
        paragraph += 2;
    }
    put(output, "options:\n");
    for (int i = 0; i < CW_N_OPTIONS; i++) {
        if (!(command->options & 1u << i))
            continue;
        if (i == CW_OPTION_FORMAT) {
            cw_option option = cw_options[i];
            char help[128];
            (void)snprintf(help, sizeof help, "%s; the first is the default",
                           command->formats);
            option.help = help;
            put_option(output, &option);
            continue;
        }
        put_option(output, &cw_options[i]);
    }
    put(output, "\nexample: %s\n", command->example);
}

/* ---- manual pages ------------------------------------------------------ */

/* A leading dot or quote would be a request, a hyphen a hyphen. */
static void put_roff(cw_output *output, const char *text)
{
    if (*text == '.' || *text == '\'')
        put(output, "\\&");
    for (; *text != 0; text++) {
        if (*text == '\\')
            put(output, "\\e");
        else if (*text == '-')
            put(output, "\\-");
        else if (text[0] == '\n' && text[1] == '\n') {
            put(output, "\n.PP\n");
            text++;
        } else
            put(output, "%c", *text);
    }
}

static void man_options(cw_output *output, const cw_command *command)
{
    put(output, ".SH OPTIONS\n");
    for (int i = 0; i < CW_N_OPTIONS; i++) {
        const cw_option *option = &cw_options[i];
        if (!(command->options & 1u << i))
            continue;
        put(output, ".TP\n");
        if (option->letter)
            put(output, ".BR \\-%c \", \" ", option->letter);
        else
            put(output, ".BR ");
        put(output, "\\-\\-");
        put_roff(output, option->name);
        if (option->argument != NULL)
            put(output, " \" \" \\fI%s\\fR", option->argument);
        put(output, "\n");
        if (i == CW_OPTION_FORMAT)
            put(output, "one of %s; the first is the default",
                command->formats);
        else
            put_roff(output, option->help);
        put(output, ".\n");
    }
}

static void man_exit_status(cw_output *output)
{
    put(output, ".SH EXIT STATUS\n"
                ".TP\n.B 0\ndone\n"
                ".TP\n.B 1\ndone, but some inputs failed; each is named on "
                "standard error\n"
                ".TP\n.B 2\nthe command line is wrong\n"
                ".TP\n.B 3\nthe output cannot be written, or memory ran "
                "out\n");
}

static void man_program(cw_output *output)
{
    put(output,
        ".TH CLEW 1 \"\" \"clew %s\" \"User Commands\"\n.SH NAME\nclew \\- "
        "follow one news story through many reports\n.SH SYNOPSIS\n.B "
        "clew\n\\fIVERB\\fR [\\fIOPTION\\fR ...] [\\fIPATH\\fR ...]\n"
        ".SH COMMANDS\n",
        clew_version());
    for (size_t i = 0; i < cw_n_commands; i++) {
        put(output, ".TP\n.BR clew\\-%s (1)\n", cw_commands[i].name);
        put_roff(output, cw_commands[i].summary);
        put(output, "\n");
    }
    man_exit_status(output);
    put(output, ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nwhen it is set and not "
                "empty, nothing is coloured\n");
}

void cw_help_man(cw_output *output, const cw_command *command)
{
    char title[32];
    size_t n = 0;
    if (command == NULL) {
        man_program(output);
        return;
    }
    for (const char *c = command->name; *c != 0 && n + 1 < sizeof title; c++)
        title[n++] = (char)(*c - 'a' + 'A');
    title[n] = 0;
    put(output,
        ".TH CLEW\\-%s 1 \"\" \"clew %s\" \"User Commands\"\n.SH NAME\n"
        "clew\\-%s \\- ",
        title, clew_version(), command->name);
    put_roff(output, command->summary);
    put(output, "\n.SH SYNOPSIS\n.B clew %s\n", command->name);
    if (command->options != CW_ALLOWS(HELP))
        put(output, "[\\fIOPTION\\fR ...]\n");
    if (command->operands[0] != 0)
        put(output, "%s\n", command->operands);
    put(output, ".SH DESCRIPTION\n");
    put_roff(output, command->details);
    put(output, "\n");
    man_options(output, command);
    put(output, ".SH EXAMPLE\n.EX\n");
    put_roff(output, command->example);
    put(output, "\n.EE\n");
    man_exit_status(output);
    put(output, ".SH SEE ALSO\n.BR clew (1)\n");
}

/* ---- completion -------------------------------------------------------- */

void cw_help_completion(cw_output *output)
{
    put(output, "_clew() {\n"
                "    local word=${COMP_WORDS[COMP_CWORD]}\n"
                "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
                "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                "        COMPREPLY=($(compgen -W \"");
    for (size_t i = 0; i < cw_n_commands; i++)
        put(output, "%s%s", i > 0 ? " " : "", cw_commands[i].name);
    put(output, "\" -- \"$word\"))\n        return\n    fi\n"
                "    case ${COMP_WORDS[1]},$before in\n");
    for (size_t i = 0; i < cw_n_commands; i++) {
        const char *formats = cw_commands[i].formats;
        if (formats == NULL)
            continue;
        put(output, "    %s,--format) COMPREPLY=($(compgen -W \"",
            cw_commands[i].name);
        for (; *formats != 0; formats++)
            put(output, "%c", *formats == '|' ? ' ' : *formats);
        put(output, "\" -- \"$word\")); return ;;\n");
    }
    put(output, "    help,*) COMPREPLY=($(compgen -W \"");
    for (size_t i = 0; i < cw_n_commands; i++)
        put(output, "%s ", cw_commands[i].name);
    put(output, "--man --completion\" -- \"$word\")); return ;;\n");
    put(output, "    esac\n    case ${COMP_WORDS[1]},$word in\n");
    for (size_t i = 0; i < cw_n_commands; i++) {
        put(output, "    %s,-*) COMPREPLY=($(compgen -W \"",
            cw_commands[i].name);
        for (int k = 0; k < CW_N_OPTIONS; k++)
            if (cw_commands[i].options & 1u << k)
                put(output, "--%s ", cw_options[k].name);
        put(output, "\" -- \"$word\")) ;;\n");
    }
    put(output, "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
                "    esac\n}\n"
                "complete -o filenames -F _clew clew\n");
}
