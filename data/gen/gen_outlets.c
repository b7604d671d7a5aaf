/* gen_outlets OUT outlets.tsv
 *
 * The rows sorted by host, and an index of folded names. Refuses more than
 * 500 rows, a host or name that stands twice, a host that is none, a row
 * without a source, and a year that is none. */
#include "gen_lines.h"

enum { ROWS_MAX = 500, COLUMNS = 5 };

typedef struct {
    char *column[COLUMNS]; // host, name, owner, source, year
    char *folded;
    unsigned line;
} row;

static row rows[ROWS_MAX];
static row *names[ROWS_MAX];
static size_t n_rows;

static int by_host(const void *a, const void *b)
{
    return strcmp(((const row *)a)->column[0], ((const row *)b)->column[0]);
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(row *const *)a)->folded, (*(row *const *)b)->folded);
}

/* As cw_outlet_by_name folds: small letters, no leading "the ". */
static char *fold(const char *name)
{
    char *copy = gen_copy(name);
    for (char *c = copy; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + 32);
    return strncmp(copy, "the ", 4) == 0 ? copy + 4 : copy;
}

static void check(gen_input *in, char **column)
{
    const char *host = column[0];
    int year = atoi(column[4]);
    if (!strchr(host, '.') || strpbrk(host, " /:") ||
        strncmp(host, "www.", 4) == 0)
        gen_fail(in, "\"%s\" is not a bare host", host);
    if (!*column[1] || !*column[3] || year < 1990 || year > 2100)
        gen_fail(in, "name, source or year is missing");
    for (size_t i = 0; i < n_rows; i++)
        if (strcmp(rows[i].column[0], host) == 0)
            gen_fail(in, "%s also stands in line %u", host, rows[i].line);
}

int main(int argc, char **argv)
{
    gen_input in;
    char *column[COLUMNS];
    if (argc != 3)
        return 2;
    gen_open(&in, argv[2]);
    while (gen_next(&in)) {
        if (gen_columns(in.text, false, column, COLUMNS) != COLUMNS)
            gen_fail(&in, "not host, name, owner, source, year");
        check(&in, column);
        if (n_rows == ROWS_MAX)
            gen_fail(&in, "more than %d rows", (int)ROWS_MAX);
        for (size_t i = 0; i < COLUMNS; i++)
            rows[n_rows].column[i] = gen_copy(column[i]);
        rows[n_rows].folded = fold(column[1]);
        rows[n_rows++].line = in.line;
    }
    qsort(rows, n_rows, sizeof *rows, by_host);
    for (size_t i = 0; i < n_rows; i++)
        names[i] = &rows[i];
    qsort(names, n_rows, sizeof *names, by_name);
    FILE *out = gen_create(argv[1]);
    fprintf(out, "static const cw_outlet outlets[] = {\n");
    for (size_t i = 0; i < n_rows; i++) {
        for (size_t k = 0; k < COLUMNS; k++) {
            fputs(k == 0 ? "{" : ", ", out);
            gen_print(out, rows[i].column[k]);
        }
        fputs("},\n", out);
    }
    fprintf(out, "};\nstatic const struct {\n    const char *name;\n"
                 "    unsigned row;\n} outlet_names[] = {\n");
    for (size_t i = 0; i < n_rows; i++) {
        if (i > 0 && strcmp(names[i]->folded, names[i - 1]->folded) == 0)
            continue; // one outlet with several hosts: the first row
        fputc('{', out);
        gen_print(out, names[i]->folded);
        fprintf(out, ", %zu},\n", (size_t)(names[i] - rows));
    }
    fprintf(out, "};\n");
    return fclose(out) == 0 ? 0 : 1;
}
