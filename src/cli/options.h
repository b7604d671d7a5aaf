/* options.h: the one table of commands and options. Parsing, --help, manual
 * pages and completion are made from it, so they cannot drift apart.
 *
 *   argv ─▶ cw_arguments_read ─▶ command, values, operands
 *   table ─▶ help.c ─▶ --help, clew help VERB, roff, completion */
#ifndef CW_CLI_OPTIONS_H
#define CW_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* id, name, letter (0: none), argument (NULL: a flag), help */
#define CW_OPTION_MAP(X)                                                    \
    X(OUTPUT, "output", 'o', "FILE",                                        \
      "write to FILE, whole or not at all, instead of standard output")     \
    X(FORMAT, "format", 0, "FORMAT", "how it is written: see below")        \
    X(JSON, "json", 0, NULL, "the same as --format json")                   \
    X(QUERY, "query", 'q', "WORDS",                                         \
      "weight days and sentences by these words; stories that never speak " \
      "of them are left out, reports are not")                              \
    X(FROM, "from", 0, "DAY", "tell what happened on or after DAY")         \
    X(TO, "to", 0, "DAY", "tell what happened on or before DAY")            \
    X(SINCE, "since", 0, "DAY",                                             \
      "tell what the reports after DAY add to those before")                \
    X(MAX_DATES, "max-dates", 0, "N",                                       \
      "keep the N heaviest days of each story")                             \
    X(DAYS, "days", 0, "N",                                                 \
      "compare reports published at most N days apart (30)")                \
    X(LIVE, "live", 0, NULL,                                                \
      "answer as reports arrive, and again where an answer changes")        \
    X(OUTLET, "outlet", 0, "FILE=NAME",                                     \
      "FILE was published by NAME; may be given again")                     \
    X(PUBLISHED, "published", 0, "FILE=DATE",                               \
      "FILE was published on DATE; may be given again")                     \
    X(WHY, "why", 0, NULL,                                                  \
      "say why reports were counted as one and dated as they are")          \
    X(DATE, "date", 0, "DAY",                                               \
      "the day of publication, from which \"Monday\" is reckoned")          \
    X(PRETOKENIZED, "pretokenized", 0, NULL,                                \
      "FILE holds CoNLL columns; answer in CoNLL-U, word for word")         \
    X(EXPLAIN, "explain", 0, NULL, "name the rule that found each time")    \
    X(MODEL, "model", 0, "FILE",                                            \
      "read by the weights in FILE, not $CLEW_MODEL or those built in")     \
    X(MAN, "man", 0, NULL, "print the manual page in roff")                 \
    X(COMPLETION, "completion", 0, NULL, "print completion for bash")       \
    X(WORKERS, "jobs", 'j', "N",                                            \
      "work on N inputs at once, 1 to 64; changes nothing but the time")    \
    X(HELP, "help", 'h', NULL, "print this help")

typedef enum {
#define CW_OPTION_ENUM(id, ...) CW_OPTION_##id,
    CW_OPTION_MAP(CW_OPTION_ENUM)
#undef CW_OPTION_ENUM
        CW_N_OPTIONS
} cw_option_id;

typedef struct {
    const char *name;
    char letter;
    const char *argument; // NULL: a flag
    const char *help;
} cw_option;

typedef struct cw_arguments cw_arguments;

typedef struct {
    const char *name;
    const char *operands; // "PATH ...", "" when it takes none
    const char *summary;  // one line
    const char *details;  // paragraphs, parted by an empty line
    const char *formats;  // "text|html|json", the first is the default; NULL
    const char *example;  // command line, and what it does
    uint32_t options;     // bits of cw_option_id
    size_t operands_min, operands_max;
    int (*run)(const cw_arguments *arguments); // answers the exit status
} cw_command;

#define CW_ALLOWS(id) (1u << CW_OPTION_##id)

struct cw_arguments {
    const cw_command *command;
    const char *values[CW_N_OPTIONS]; // last one given; "" for a flag; NULL
    const char *const *operands;      // in their order
    size_t n_operands;
    const char *const *outlets; // every FILE=NAME
    size_t n_outlets;
    const char *const *published; // every FILE=DATE
    size_t n_published;
};

extern const cw_option cw_options[CW_N_OPTIONS];
extern const cw_command cw_commands[];
extern const size_t cw_n_commands;

const cw_command *cw_command_find(const char *name); // or NULL

/* Read argv[2 ..] for a command. False: one line about what is wrong was
 * written to message[0 .. size). The strings are argv's own; the lists live
 * in `keep`. */
bool cw_arguments_read(const cw_command *command, int argc, char **argv,
                       cw_arena *keep, cw_arguments *out, char *message,
                       size_t size);

/* A whole number from 1 to max; 0 when it is none. */
unsigned cw_arguments_number(const char *text, unsigned max);

/* The name of the list nearest to a misspelt one, or NULL when none is near:
 * at most two letters wrong, missing, too many or exchanged. */
const char *cw_nearest(const char *given, const char *const *names, size_t n);

#endif
