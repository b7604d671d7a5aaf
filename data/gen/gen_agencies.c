/* gen_agencies OUT agencies.tsv
 *
 * Every spelling with the name it stands for, sorted by bytes; refuses a
 * spelling that stands twice. */
#include "gen_lines.h"

enum { SPELLINGS_MAX = 1024 };

typedef struct {
    char *spelling, *name;
    unsigned line;
} entry;

static entry entries[SPELLINGS_MAX];
static size_t n_entries;

static int by_spelling(const void *a, const void *b)
{
    return strcmp(((const entry *)a)->spelling, ((const entry *)b)->spelling);
}

static void add(gen_input *in, char *spelling, char *name)
{
    for (size_t i = 0; i < n_entries; i++)
        if (strcmp(entries[i].spelling, spelling) == 0)
            gen_fail(in, "\"%s\" also stands in line %u", spelling,
                     entries[i].line);
    if (n_entries == SPELLINGS_MAX || !*spelling)
        gen_fail(in, "no spelling, or too many");
    entries[n_entries++] = (entry){spelling, name, in->line};
}

int main(int argc, char **argv)
{
    gen_input in;
    char *column[2];
    if (argc != 3)
        return 2;
    gen_open(&in, argv[2]);
    while (gen_next(&in)) {
        size_t n = gen_columns(in.text, false, column, 2);
        char *name = gen_copy(column[0]);
        add(&in, name, name);
        for (char *s = n > 1 ? strtok(column[1], ";") : NULL; s;
             s = strtok(NULL, ";"))
            add(&in, gen_copy(s), name);
    }
    qsort(entries, n_entries, sizeof *entries, by_spelling);
    FILE *out = gen_create(argv[1]);
    fprintf(out, "static const struct {\n    const char *spelling, *name;\n} "
                 "agencies[] = {\n");
    for (size_t i = 0; i < n_entries; i++) {
        fputc('{', out);
        gen_print(out, entries[i].spelling);
        fputs(", ", out);
        gen_print(out, entries[i].name);
        fputs("},\n", out);
    }
    fprintf(out, "};\n");
    return fclose(out) == 0 ? 0 : 1;
}
