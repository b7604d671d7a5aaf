/* options.c: the table, and reading a command line by it. */
#include "options.h"

#include <stdio.h>
#include <string.h>

#include "commands.h"

const cw_option cw_options[CW_N_OPTIONS] = {
#define OPTION_ROW(id, name, letter, argument, help) \
    [CW_OPTION_##id] = {name, letter, argument, help},
    CW_OPTION_MAP(OPTION_ROW)
#undef OPTION_ROW
};

#define LINES_OPTIONS (CW_ALLOWS(OUTPUT) | CW_ALLOWS(WORKERS) | CW_ALLOWS(HELP))
#define SAID_OPTIONS  (CW_ALLOWS(OUTLET) | CW_ALLOWS(PUBLISHED))

const cw_command cw_commands[] = {
    {.name = "tell",
     .operands = "PATH ...",
     .summary = "tell the story of many reports as one cited record",
     .details =
         "Reads every PATH, finds the text of each report, and tells the "
         "stories they share: what happened when, who said what, which "
         "claims are independent of each other, where the reports differ, "
         "and what was only announced. Every line is cited to bytes of a "
         "report.\n\n"
         "A PATH is a file (plain text or a saved web page, gzipped or not), "
         "a folder (every file below it), a file of JSON lines, or - for "
         "standard input. The order of the paths does not matter.\n\n"
         "Formats: text is for reading; json is one document, "
         "clew.dossier/1; html is one page that can be sent: it proves every "
         "line, loads nothing, and can be read offline and on paper.",
     .formats = "text|html|json",
     .example = "clew tell --query 'harbour fire' reports/",
     .options = LINES_OPTIONS | SAID_OPTIONS | CW_ALLOWS(FORMAT) |
                CW_ALLOWS(JSON) | CW_ALLOWS(QUERY) | CW_ALLOWS(FROM) |
                CW_ALLOWS(TO) | CW_ALLOWS(SINCE) | CW_ALLOWS(MAX_DATES) |
                CW_ALLOWS(WHY) | CW_ALLOWS(MODEL),
     .operands_min = 1,
     .operands_max = SIZE_MAX,
     .run = cw_cli_tell},
    {.name = "extract",
     .operands = "PATH ...",
     .summary = "print what each page says, without its furniture",
     .details =
         "Prints one line of JSON for each report, in the order of the "
         "inputs: title, byline, outlet, every date the page states, the "
         "body, and what was left out of it, each with its bytes in the "
         "page.",
     .example = "clew extract page.html | jq -r .body",
     .options = LINES_OPTIONS | SAID_OPTIONS,
     .operands_min = 1,
     .operands_max = SIZE_MAX,
     .run = cw_cli_extract},
    {.name = "annotate",
     .operands = "FILE ...",
     .summary = "mark sentences, names, times, figures and quotations",
     .details =
         "Takes plain text and prints what a careful reader would underline: "
         "sentences, words with their tags, names, times with the days they "
         "mean, figures, quotations with their speakers, and events.\n\n"
         "Formats: json is one line for each text; conllu has a word a line, "
         "names in the last column; timeml is the text with its times and "
         "events marked. With several files each line of JSON names its "
         "path.",
     .formats = "json|conllu|timeml",
     .example = "clew annotate --date 2024-05-03 note.txt",
     .options = LINES_OPTIONS | CW_ALLOWS(FORMAT) | CW_ALLOWS(JSON) |
                CW_ALLOWS(DATE) | CW_ALLOWS(PRETOKENIZED) | CW_ALLOWS(EXPLAIN) |
                CW_ALLOWS(MODEL),
     .operands_min = 1,
     .operands_max = SIZE_MAX,
     .run = cw_cli_annotate},
    {.name = "group",
     .operands = "FILE.jsonl ...",
     .summary = "say which reports tell one story",
     .details = "Reads reports as JSON lines, {\"id\", \"title\", \"text\", "
                "\"published\", \"outlet\"}, and prints {\"id\", \"story\"} "
                "for each, in their order. A story is one event; the events "
                "that belong together have one \"storyline\", the number of "
                "the oldest. A round-up or a live blog founds no story: it has "
                "the one it tells most of, the others under \"also\", or "
                "null. A story's number is given when it is founded.\n\n"
                "With --live each report is answered when it is read, by those "
                "before it. Now and then, and at the end, all are weighed "
                "anew: {\"from\", \"to\"} says that one story turned out to "
                "be another, and a report that is elsewhere now is told again, "
                "with the number it \"was\" under.",
     .example = "clew group week31.jsonl > stories.jsonl",
     .options = LINES_OPTIONS | CW_ALLOWS(LIVE),
     .operands_min = 1,
     .operands_max = SIZE_MAX,
     .run = cw_cli_group},
    {.name = "copies",
     .operands = "FILE.jsonl ...",
     .summary = "find reports that share text",
     .details = "Prints a line of JSON for each two reports that share a "
                "passage: how much of each stands in the other, the bytes of "
                "the passages, and where the text came from if the reports "
                "say so. Reports published more than 30 days apart are not "
                "compared; one without a day is compared with all.",
     .example = "clew copies week31.jsonl",
     .options = LINES_OPTIONS | SAID_OPTIONS | CW_ALLOWS(DAYS),
     .operands_min = 1,
     .operands_max = SIZE_MAX,
     .run = cw_cli_copies},
    {.name = "doctor",
     .operands = "",
     .summary = "print versions, abilities and the limits in force",
     .details = "Prints what this program was built with, what it can do for "
                "each language, and every limit it keeps.",
     .example = "clew doctor",
     .options = CW_ALLOWS(HELP),
     .run = cw_cli_doctor},
    {.name = "help",
     .operands = "[VERB]",
     .summary = "print help on the program or one command",
     .details = "Prints this list, the help of one command, manual pages, or "
                "completion for bash.",
     .example = "clew help tell",
     .options = CW_ALLOWS(HELP) | CW_ALLOWS(MAN) | CW_ALLOWS(COMPLETION),
     .operands_max = 1,
     .run = cw_cli_help},
    {.name = "version",
     .operands = "",
     .summary = "print the version",
     .details = "Prints the name and version of the program.",
     .example = "clew version",
     .options = CW_ALLOWS(HELP),
     .run = cw_cli_version},
};

const size_t cw_n_commands = sizeof cw_commands / sizeof *cw_commands;

const cw_command *cw_command_find(const char *name)
{
    for (size_t i = 0; i < cw_n_commands; i++)
        if (strcmp(cw_commands[i].name, name) == 0)
            return &cw_commands[i];
    return NULL;
}

/* ---- nearest name ------------------------------------------------------ */

#define NAME_MAX_LETTERS 24u
#define WRONG_MAX        2u

/* Optimal string alignment: letters changed, missing, added or exchanged with
 * their neighbour.
 *   cost[i][k]  of turning a[0 .. i) into b[0 .. k) */
static unsigned distance(const char *a, const char *b)
{
    unsigned cost[NAME_MAX_LETTERS + 1][NAME_MAX_LETTERS + 1];
    size_t n = strlen(a), m = strlen(b);
    if (n > NAME_MAX_LETTERS || m > NAME_MAX_LETTERS)
        return NAME_MAX_LETTERS;
    for (size_t i = 0; i <= n; i++)
        for (size_t k = 0; k <= m; k++) {
            unsigned least;
            if (i == 0 || k == 0) {
                cost[i][k] = (unsigned)(i + k);
                continue;
            }
            least = cost[i - 1][k - 1] + (a[i - 1] != b[k - 1]);
            if (cost[i - 1][k] + 1 < least)
                least = cost[i - 1][k] + 1;
            if (cost[i][k - 1] + 1 < least)
                least = cost[i][k - 1] + 1;
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
                a[i - 2] == b[k - 1] && cost[i - 2][k - 2] + 1 < least)
                least = cost[i - 2][k - 2] + 1;
            cost[i][k] = least;
        }
    return cost[n][m];
}

/* A name that begins with what was given is near, however long it is. */
const char *cw_nearest(const char *given, const char *const *names, size_t n)
{
    const char *nearest = NULL;
    unsigned least = WRONG_MAX + 1;
    size_t n_given = strlen(given);
    for (size_t i = 0; i < n; i++) {
        unsigned wrong = distance(given, names[i]);
        if (n_given >= 3 && wrong > WRONG_MAX &&
            strncmp(given, names[i], n_given) == 0)
            wrong = WRONG_MAX;
        if (wrong < least && wrong < strlen(names[i])) {
            least = wrong;
            nearest = names[i];
        }
    }
    return nearest;
}

/* ---- reading ----------------------------------------------------------- */

typedef struct {
    cw_arguments *out;
    const char **operands, **outlets, **published; // [argc] each
    char *message;
    size_t size;
} reader;

static bool wrong(const reader *on, const char *what, const char *given,
                  const char *remedy)
{
    (void)snprintf(on->message, on->size,
                   "%s \"%.100s\" for %s. %sSee clew "
                   "help %s.",
                   what, given, on->out->command->name, remedy,
                   on->out->command->name);
    return false;
}

static bool unknown_option(const reader *on, const char *given)
{
    const char *names[CW_N_OPTIONS], *nearest;
    char word[64], remedy[64] = "";
    size_t n = 0;
    for (int i = 0; i < CW_N_OPTIONS; i++)
        if (on->out->command->options & 1u << i)
            names[n++] = cw_options[i].name;
    (void)snprintf(word, sizeof word, "%.*s",
                   (int)strcspn(given + (given[1] == '-' ? 2 : 1), "="),
                   given + (given[1] == '-' ? 2 : 1));
    nearest = cw_nearest(word, names, n);
    if (nearest != NULL)
        (void)snprintf(remedy, sizeof remedy, "Did you mean --%s? ", nearest);
    return wrong(on, "unknown option", given, remedy);
}

static bool set_value(const reader *on, int id, const char *value)
{
    cw_arguments *out = on->out;
    if (id == CW_OPTION_OUTLET || id == CW_OPTION_PUBLISHED) {
        const char *sign = strrchr(value, '=');
        if (sign == NULL || sign == value || sign[1] == 0)
            return wrong(on,
                         id == CW_OPTION_OUTLET ? "--outlet takes FILE=NAME, "
                                                  "not"
                                                : "--published takes "
                                                  "FILE=DATE, not",
                         value, "");
    }
    if (id == CW_OPTION_OUTLET)
        on->outlets[out->n_outlets++] = value;
    if (id == CW_OPTION_PUBLISHED)
        on->published[out->n_published++] = value;
    out->values[id] = value;
    return true;
}

/* The option that a word names, or CW_N_OPTIONS. *value is what stands in the
 * same word ("--format=json", "-j4"), else NULL. */
static int find_option(const cw_command *command, const char *word,
                       const char **value)
{
    size_t n = strcspn(word, "=");
    *value = NULL;
    for (int i = 0; i < CW_N_OPTIONS; i++) {
        const cw_option *option = &cw_options[i];
        if (!(command->options & 1u << i))
            continue;
        if (word[1] == '-') {
            if (strlen(option->name) != n - 2 ||
                strncmp(option->name, word + 2, n - 2) != 0)
                continue;
            *value = word[n] == '=' ? word + n + 1 : NULL;
            return i;
        }
        if (word[1] == option->letter && option->letter != 0) {
            if (word[2] != 0 && option->argument == NULL)
                continue;
            *value = word[2] != 0 ? word + 2 : NULL;
            return i;
        }
    }
    return CW_N_OPTIONS;
}

static bool read_words(const reader *on, int argc, char **argv)
{
    cw_arguments *out = on->out;
    bool is_over = false; // after "--" nothing is an option
    for (int i = 2; i < argc; i++) {
        const char *word = argv[i], *value;
        int id;
        if (is_over || word[0] != '-' || word[1] == 0) {
            on->operands[out->n_operands++] = word;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            is_over = true;
            continue;
        }
        id = find_option(out->command, word, &value);
        if (id == CW_N_OPTIONS)
            return unknown_option(on, word);
        if (cw_options[id].argument == NULL && value != NULL)
            return wrong(on, "no value belongs to", word, "");
        if (cw_options[id].argument != NULL && value == NULL) {
            if (i + 1 >= argc)
                return wrong(on, "a value is missing after", word, "");
            value = argv[++i];
        }
        if (!set_value(on, id, value != NULL ? value : ""))
            return false;
    }
    return true;
}

static bool check_operands(const reader *on)
{
    const cw_arguments *out = on->out;
    if (out->values[CW_OPTION_HELP] != NULL)
        return true;
    if (out->n_operands < out->command->operands_min) {
        (void)snprintf(on->message, on->size,
                       "%s needs %s: a file, a folder, or - for standard "
                       "input. See clew help %s.",
                       out->command->name, out->command->operands,
                       out->command->name);
        return false;
    }
    if (out->n_operands > out->command->operands_max)
        return wrong(on, "too many words, from",
                     out->operands[out->command->operands_max], "");
    for (size_t i = 0; i < out->n_operands; i++)
        if (out->operands[i][0] == 0)
            return wrong(on, "an empty path", "", "");
    return true;
}

bool cw_arguments_read(const cw_command *command, int argc, char **argv,
                       cw_arena *keep, cw_arguments *out, char *message,
                       size_t size)
{
    size_t room = argc > 0 ? (size_t)argc : 1;
    const char **lists = cw_arena_array(keep, room, 3 * sizeof *lists);
    reader on = {
        .out = out, .operands = lists, .message = message, .size = size};
    *out = (cw_arguments){.command = command};
    if (lists == NULL) {
        (void)snprintf(message, size, "memory ran out.");
        return false;
    }
    on.outlets = lists + room;
    on.published = lists + 2 * room;
    out->operands = on.operands;
    out->outlets = on.outlets;
    out->published = on.published;
    return read_words(&on, argc, argv) && check_operands(&on);
}

unsigned cw_arguments_number(const char *text, unsigned max)
{
    unsigned value = 0;
    for (; *text >= '0' && *text <= '9'; text++) {
        value = value * 10 + (unsigned)(*text - '0');
        if (value > max)
            return 0;
    }
    return *text == 0 ? value : 0;
}
