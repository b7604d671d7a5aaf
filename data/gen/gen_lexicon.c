/* gen_lexicon.c: tables of words and phrases with classes.
 *
 *   gen_lexicon OUT NAME FILE.tsv...
 *
 * A line is "phrase<TAB>class[<TAB>value]"; '#' at its start is a comment.
 * One phrase may stand in several lines and files: its classes are joined and
 * its first value is kept. NAME is "names" or "cues": which list of classes of
 * annotate/lexicon.h the files may use. The table is open addressing over
 * FNV-1a of the phrase's bytes, as lexicon.c reads it. */
#include "annotate/lexicon.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRIES_MAX = 60000, LINE_MAX_BYTES = 512 };

typedef struct {
    char *key, *value;
    uint32_t classes;
} entry;

static entry entries[ENTRIES_MAX];
static size_t n_entries;
static const char *const *classes; // of NAME, ended by NULL
static int32_t slots[4 * ENTRIES_MAX];
static size_t n_slots;
#define TEXT(name, text) text,
static const char *const name_classes[] = {CW_NAME_CLASS_MAP(TEXT) NULL};
static const char *const cue_classes[] = {CW_CUE_CLASS_MAP(TEXT) NULL};
#undef TEXT
static const char *path;
static unsigned long line_number;

static void fail(const char *format, ...)
    __attribute__((format(printf, 1, 2), noreturn));

static void fail(const char *format, ...)
{
    va_list list;
    fprintf(stderr, "%s:%lu: ", path, line_number);
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
    exit(1);
}

static uint32_t hash(const char *text)
{
    uint32_t h = 2166136261u;
    for (; *text; text++)
        h = (h ^ (uint8_t)*text) * 16777619u;
    return h;
}

static char *keep(const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = malloc(n);
    if (!copy)
        fail("memory ran out");
    return memcpy(copy, text, n);
}

static uint32_t class_bit(const char *name)
{
    for (size_t i = 0; classes[i]; i++)
        if (strcmp(classes[i], name) == 0)
            return 1u << i;
    fail("unknown class '%s'", name);
}

static void check_text(const char *text)
{
    if (!*text || *text == ' ' || text[strlen(text) - 1] == ' ')
        fail("empty field, or a blank at its end");
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < 32 || *c == '"' || *c == '\\')
            fail("a character that has no place here: %d", *c);
}

static void add(const char *key, uint32_t bit, const char *value)
{
    size_t at = hash(key) & (n_slots - 1);
    while (slots[at] >= 0 && strcmp(entries[slots[at]].key, key) != 0)
        at = (at + 1) & (n_slots - 1);
    if (slots[at] < 0) {
        if (n_entries == ENTRIES_MAX)
            fail("more than %d phrases", ENTRIES_MAX);
        slots[at] = (int32_t)n_entries;
        entries[n_entries++] = (entry){keep(key), NULL, 0};
    }
    entry *e = &entries[slots[at]];
    if (e->classes & bit)
        fail("'%s' has this class already", key);
    e->classes |= bit;
    if (value && !e->value)
        e->value = keep(value);
}

static void read_file(void)
{
    char line[LINE_MAX_BYTES];
    FILE *file = fopen(path, "r");
    line_number = 0;
    if (!file)
        fail("cannot be opened");
    while (fgets(line, sizeof line, file)) {
        line_number++;
        size_t n = strlen(line);
        if (n == 0 || line[n - 1] != '\n')
            fail("line too long, or no newline at the end");
        line[n - 1] = 0;
        if (line[0] == '#' || line[0] == 0)
            continue;
        char *name = strchr(line, '\t');
        if (!name)
            fail("no class");
        *name++ = 0;
        char *value = strchr(name, '\t');
        if (value)
            *value++ = 0;
        check_text(line);
        check_text(name);
        if (value)
            check_text(value);
        add(line, class_bit(name), value);
    }
    fclose(file);
}

static void write_slots(FILE *out, const char *name)
{
    size_t n = 64;
    while (n < 2 * n_entries)
        n *= 2;
    uint16_t *table = calloc(n, sizeof *table);
    if (!table || n_entries >= UINT16_MAX)
        fail("the table cannot be made");
    for (size_t i = 0; i < n_entries; i++) {
        size_t at = hash(entries[i].key) & (n - 1);
        while (table[at])
            at = (at + 1) & (n - 1);
        table[at] = (uint16_t)(i + 1);
    }
    fprintf(out, "static const uint16_t %s_slots[%zu] = {\n", name, n);
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%u,%s", table[i], i % 16 == 15 ? "\n" : "");
    fprintf(out, "};\n\n");
    free(table);
}

static void write_table(FILE *out, const char *name)
{
    fprintf(out, "static const cw_lexeme %s_entries[%zu] = {\n", name,
            n_entries);
    for (size_t i = 0; i < n_entries; i++) {
        const entry *e = &entries[i];
        fprintf(out, "{\"%s\", \"%s\", %zu, %zu, 0x%" PRIx32 "u},\n", e->key,
                e->value ? e->value : "", strlen(e->key),
                e->value ? strlen(e->value) : 0, e->classes);
    }
    fprintf(out, "};\n\n");
    write_slots(out, name);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: gen_lexicon OUT NAME FILE.tsv...\n");
        return 2;
    }
    classes = strcmp(argv[2], "cues") == 0 ? cue_classes : name_classes;
    n_slots = 1;
    while (n_slots < 2 * ENTRIES_MAX)
        n_slots *= 2;
    memset(slots, 0xff, n_slots * sizeof *slots);
    for (int i = 3; i < argc; i++) {
        path = argv[i];
        read_file();
    }
    FILE *out = fopen(argv[1], "w");
    if (!out) {
        fprintf(stderr, "%s: cannot be written\n", argv[1]);
        return 1;
    }
    fprintf(out, "/* made by gen_lexicon.c; do not edit */\n");
    write_table(out, argv[2]);
    return fclose(out) == 0 ? 0 : 1;
}
