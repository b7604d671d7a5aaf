/* gen_times: data/en/times.rules -> times_res.h
 *
 *   name TAB pattern TAB TYPE meaning(arguments)[@part] TAB example
 *
 * A pattern is a row of steps: word, word|word, <class>, [left out or not],
 * {needed, but not part of the expression} at its ends. Every way of leaving
 * steps out becomes a variant, a flat row of steps; variants are listed under
 * each word and class that their first step accepts. Unknown classes,
 * meanings and arguments, repeated names, rules without an example and
 * patterns that an earlier rule has already end the build. The examples
 * themselves are run by tests/annotate/test_times.c, which has the matcher. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/times_int.h"

enum {
    MAX_RULES = 512,
    MAX_VARIANTS = 8192,
    MAX_STEPS = 65536,
    MAX_SETS = 1024,
    MAX_WORDS = CW_TIME_SET_WORDS * 32,
    N_SLOTS = 1024,
};

typedef struct {
    unsigned classes;
    unsigned set[CW_TIME_SET_WORDS];
    bool is_optional, is_context;
} step;

static char words[MAX_WORDS][24];
static size_t n_words = 1; // 0 is no word
static unsigned sets[MAX_SETS][CW_TIME_SET_WORDS];
static size_t n_sets = 1; // 0 is the empty set
static cw_time_rule rules[MAX_RULES];
static char names[MAX_RULES][32];
static size_t n_rules;
static cw_time_variant variants[MAX_VARIANTS];
static size_t n_variants;
static cw_time_step steps[MAX_STEPS];
static size_t n_steps;
static const char *file;
static unsigned line_number;

static void fail(const char *what, const char *word)
{
    fprintf(stderr, "%s:%u: %s: \"%s\"\n", file, line_number, what, word);
    exit(1);
}

#define TEXT(name, text) text,
#define NAME(name, text) #name,
static const char *const class_names[] = {CW_TIME_CLASS_MAP(TEXT) NULL};
static const char *const meaning_names[] = {CW_TIME_MEANING_MAP(TEXT) NULL};
static const char *const argument_names[] = {CW_TIME_ARGUMENT_MAP(TEXT) NULL};
static const char *const part_names[] = {CW_TIME_PART_MAP(TEXT) NULL};
static const char *const unit_names[] = {CW_TIME_UNIT_MAP(NAME) NULL};
static const char *const type_names[] = {"DATE", "TIME",   "DURATION",
                                         "SET",  "PREFIX", NULL};
static const char *const mod_names[] = {"NONE",   "START", "MID",    "END",
                                        "BEFORE", "AFTER", "APPROX", "LESS",
                                        "MORE",   NULL};

static int number_of(const char *const *list, const char *name)
{
    for (int i = 0; list[i]; i++)
        if (strcmp(list[i], name) == 0)
            return i;
    return -1;
}

static unsigned word_number(const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 1; i < n_words; i++)
        if (strcmp(words[i], word) == 0)
            return (unsigned)i;
    if (n_words == MAX_WORDS || n >= sizeof words[0])
        fail("too many words, or too long", word);
    memcpy(words[n_words], word, n + 1);
    return (unsigned)n_words++;
}

/* ---- patterns ---------------------------------------------------------- */

static void read_choice(char *text, step *out)
{
    for (char *word = strtok(text, "|"); word; word = strtok(NULL, "|")) {
        size_t n = strlen(word);
        if (word[0] == '<' && n > 2 && word[n - 1] == '>') {
            int class;
            word[n - 1] = 0;
            class = number_of(class_names, word + 1);
            if (class < 0)
                fail("unknown class", word + 1);
            out->classes |= 1u << class;
        } else {
            unsigned i = word_number(word);
            out->set[i / 32] |= 1u << i % 32;
        }
    }
}

/* The steps of a pattern into out[CW_TIME_STEPS]; how many. */
static size_t read_pattern(char *pattern, step *out)
{
    char *pieces[CW_TIME_STEPS], *save = NULL;
    size_t n = 0;
    for (char *p = strtok_r(pattern, " ", &save); p;
         p = strtok_r(NULL, " ", &save)) {
        if (n == CW_TIME_STEPS)
            fail("too many steps", p);
        pieces[n++] = p;
    }
    for (size_t i = 0; i < n; i++) {
        char *p = pieces[i];
        size_t length = strlen(p);
        out[i] = (step){0};
        out[i].is_optional = p[0] == '[';
        out[i].is_context = p[0] == '{';
        if (out[i].is_optional || out[i].is_context) {
            if (length < 3 || (p[length - 1] != ']' && p[length - 1] != '}'))
                fail("a bracket is not closed", p);
            p[length - 1] = 0;
            p++;
        }
        read_choice(p, &out[i]);
    }
    return n;
}

static unsigned set_number(const unsigned *set)
{
    for (size_t i = 0; i < n_sets; i++)
        if (memcmp(sets[i], set, sizeof sets[i]) == 0)
            return (unsigned)i;
    if (n_sets == MAX_SETS)
        fail("too many sets", "");
    memcpy(sets[n_sets], set, sizeof sets[n_sets]);
    return (unsigned)n_sets++;
}

static void add_variant(const step *pattern, size_t n, unsigned left_out)
{
    cw_time_variant v = {.rule = (uint16_t)(n_rules - 1),
                         .first = (uint16_t)n_steps};
    bool is_inside = false;
    unsigned bit = 0;
    if (n_variants == MAX_VARIANTS || n_steps + n > MAX_STEPS)
        fail("too many variants", names[n_rules - 1]);
    for (size_t i = 0; i < n; i++) {
        if (pattern[i].is_optional && (left_out >> bit++ & 1))
            continue;
        if (pattern[i].is_context && !is_inside)
            v.lead++;
        else if (pattern[i].is_context)
            v.trail++;
        else
            is_inside = true;
        steps[n_steps++] = (cw_time_step){pattern[i].classes,
                                          (uint16_t)set_number(pattern[i].set)};
        v.n++;
    }
    if (!is_inside)
        fail("nothing is left of the rule", names[n_rules - 1]);
    for (size_t i = 0; i < n_variants; i++)
        if (variants[i].n == v.n && variants[i].lead == v.lead &&
            memcmp(steps + variants[i].first, steps + v.first,
                   v.n * sizeof *steps) == 0) {
            if (variants[i].rule == v.rule) { // two ways to the same row
                n_steps = v.first;
                return;
            }
            fail("an earlier rule has this pattern", names[variants[i].rule]);
        }
    variants[n_variants++] = v;
}

/* ---- meanings ---------------------------------------------------------- */

static void read_argument(const char *text, cw_time_rule *rule, size_t i)
{
    int found = number_of(argument_names, text);
    if (found > 0) {
        rule->argument[i] = (uint8_t)found;
        return;
    }
    found = isdigit((unsigned char)*text) || *text == '-' ? atoi(text) : -1;
    if (!isdigit((unsigned char)*text) && *text != '-') {
        found = number_of(unit_names, text);
        if (found < 0)
            found = number_of(mod_names, text);
        if (found < 0)
            fail("unknown argument", text);
    }
    rule->number[i] = (int16_t)found;
}

static void read_meaning(char *text, cw_time_rule *rule)
{
    char *type = strtok(text, " "), *call = strtok(NULL, " ");
    char *open = call ? strchr(call, '(') : NULL;
    char *close = call ? strchr(call, ')') : NULL, *part = NULL;
    int found;
    if (!type || !open || !close)
        fail("a meaning is TYPE name(arguments)", text);
    if (close[1] == '@')
        part = close + 2;
    *open = *close = 0;
    found = number_of(type_names, type);
    if (found < 0)
        fail("unknown type", type);
    rule->type = (uint8_t)found;
    found = number_of(meaning_names, call);
    if (found < 0)
        fail("unknown meaning", call);
    rule->meaning = (uint8_t)found;
    if (part) {
        found = number_of(part_names, part);
        if (found < 0)
            fail("unknown part of the day", part);
        rule->part = (uint8_t)found;
    }
    found = 0;
    for (char *a = strtok(open + 1, ","); a && found < 3; a = strtok(NULL, ","))
        read_argument(a, rule, (size_t)found++);
}

static void read_rule(char *line)
{
    char *field[4] = {NULL};
    step pattern[CW_TIME_STEPS];
    unsigned n_optional = 0;
    size_t n, n_name, n_fields = 0;
    for (char *at = line; at && n_fields < 4; n_fields++) {
        char *tab = strchr(at, '\t');
        if (tab)
            *tab++ = 0;
        field[n_fields] = at;
        at = tab;
    }
    if (n_fields < 4 || !strstr(field[3], " → "))
        fail("a rule is name, pattern, meaning, example", line);
    n_name = strlen(field[0]);
    if (n_rules == MAX_RULES || n_name >= sizeof names[0])
        fail("too many rules, or a long name", field[0]);
    for (size_t i = 0; i < n_rules; i++)
        if (strcmp(names[i], field[0]) == 0)
            fail("a second rule of this name", field[0]);
    memcpy(names[n_rules], field[0], n_name + 1);
    rules[n_rules].name = names[n_rules];
    n_rules++;
    n = read_pattern(field[1], pattern);
    read_meaning(field[2], &rules[n_rules - 1]);
    for (size_t i = 0; i < n; i++)
        n_optional += pattern[i].is_optional;
    for (unsigned left_out = 0; left_out < 1u << n_optional; left_out++)
        add_variant(pattern, n, left_out);
}

/* ---- writing ----------------------------------------------------------- */

static bool starts_with(const cw_time_variant *v, unsigned word, int class)
{
    const cw_time_step *first = &steps[v->first];
    return class >= 0 ? (first->classes >> class & 1)
                      : (sets[first->set][word / 32] >> word % 32 & 1);
}

/* Lists of variants by first word, then by first class. */
static void write_starts(FILE *out)
{
    size_t total = n_words + CW_TIME_CLASSES, at = 0;
    static cw_time_starts starts[MAX_WORDS + CW_TIME_CLASSES];
    fprintf(out, "static const uint16_t time_starts[] = {\n");
    for (size_t i = 0; i < total; i++) {
        starts[i].first = (uint16_t)at;
        for (size_t v = 0; v < n_variants; v++)
            if (i != 0 &&
                starts_with(&variants[v], i < n_words ? (unsigned)i : 0,
                            i < n_words ? -1 : (int)(i - n_words))) {
                fprintf(out, "%zu,", v);
                at++;
            }
        starts[i].n = (uint16_t)(at - starts[i].first);
    }
    if (at > UINT16_MAX)
        fail("too many starts", "");
    fprintf(out, "0};\n\nstatic const cw_time_starts time_by_word[] = {\n");
    for (size_t i = 0; i < total; i++) {
        if (i == n_words)
            fprintf(out, "};\n\nstatic const cw_time_starts "
                         "time_by_class[] = {\n");
        fprintf(out, "{%u,%u},", starts[i].first, starts[i].n);
    }
    fprintf(out, "};\n\n");
}

static void write_words(FILE *out)
{
    static unsigned slots[N_SLOTS];
    fprintf(out, "static const char time_words[][24] = {\"\",\n");
    for (size_t i = 1; i < n_words; i++) {
        unsigned hash = 2166136261u;
        for (const char *c = words[i]; *c; c++)
            hash = (hash ^ (unsigned char)*c) * 16777619u;
        hash &= N_SLOTS - 1;
        while (slots[hash])
            hash = (hash + 1) & (N_SLOTS - 1);
        slots[hash] = (unsigned)i;
        fprintf(out, "\"%s\",%s", words[i], i % 8 == 0 ? "\n" : "");
    }
    fprintf(out, "};\n\nstatic const uint16_t time_slots[%d] = {\n", N_SLOTS);
    for (size_t i = 0; i < N_SLOTS; i++)
        fprintf(out, "%u,%s", slots[i], i % 24 == 23 ? "\n" : "");
    fprintf(out, "};\n\n");
}

static void write_rules(FILE *out)
{
    fprintf(out, "static const uint32_t time_sets[][CW_TIME_SET_WORDS] = {\n");
    for (size_t i = 0; i < n_sets; i++) {
        fprintf(out, "{");
        for (size_t k = 0; k < CW_TIME_SET_WORDS; k++)
            fprintf(out, "%uu,", sets[i][k]);
        fprintf(out, "},\n");
    }
    fprintf(out, "};\n\nstatic const cw_time_step time_steps[] = {\n");
    for (size_t i = 0; i < n_steps; i++)
        fprintf(out, "{%uu,%u},%s", steps[i].classes, steps[i].set,
                i % 8 == 7 ? "\n" : "");
    fprintf(out, "};\n\nstatic const cw_time_variant time_variants[] = {\n");
    for (size_t i = 0; i < n_variants; i++)
        fprintf(out, "{%u,%u,%u,%u,%u},%s", variants[i].rule, variants[i].first,
                variants[i].n, variants[i].lead, variants[i].trail,
                i % 6 == 5 ? "\n" : "");
    fprintf(out, "};\n\nstatic const cw_time_rule time_rules[] = {\n");
    for (size_t i = 0; i < n_rules; i++) {
        const cw_time_rule *r = &rules[i];
        fprintf(out, "{\"%s\",%u,%u,%u,{%u,%u,%u},{%d,%d,%d}},\n", r->name,
                r->type, r->meaning, r->part, r->argument[0], r->argument[1],
                r->argument[2], r->number[0], r->number[1], r->number[2]);
    }
    fprintf(out, "};\n");
}

int main(int argc, char **argv)
{
    char line[512];
    FILE *in = argc == 3 ? fopen(argv[2], "r") : NULL, *out;
    file = argc == 3 ? argv[2] : "";
    if (!in)
        fail("cannot be opened", file);
    while (fgets(line, sizeof line, in)) {
        line_number++;
        line[strcspn(line, "\r\n")] = 0;
        if (*line && *line != '#')
            read_rule(line);
    }
    fclose(in);
    out = fopen(argv[1], "w");
    if (!out)
        return 1;
    fprintf(out, "/* made by gen_times from data/en/times.rules */\n");
    write_words(out);
    write_rules(out);
    write_starts(out);
    return fclose(out) == 0 ? 0 : 1;
}
