/* gen_entities OUT IN: the table of named character references.
 *
 *   IN   "amp;" TAB "26", one name a line, code points in hex
 *   OUT  names in byte order in one string, and for each its place in that
 *        string, its length and what it stands for in UTF-8
 *
 * Refuses, with file and line: names out of order or twice, characters that
 * no reference may hold, and values longer than the tokenizer's room. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_MAX = 4096, VALUE_MAX = 7, NAME_MAX_BYTES = 40 };

typedef struct {
    char name[NAME_MAX_BYTES];
    uint8_t value[VALUE_MAX];
    size_t n_value;
} entity;

static size_t put_utf8(unsigned long code, uint8_t out[4])
{
    if (code < 0x80) {
        out[0] = (uint8_t)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (uint8_t)(0xC0 | code >> 6);
        out[1] = (uint8_t)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (uint8_t)(0xE0 | code >> 12);
        out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | code >> 18);
    out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (code & 0x3F));
    return 4;
}

/* "name;" TAB "1D54 338": false when anything about it is wrong. */
static bool read_line(char *line, entity *out)
{
    char *tab = strchr(line, '\t');
    size_t n_name = tab == NULL ? 0 : (size_t)(tab - line);
    if (n_name == 0 || n_name >= NAME_MAX_BYTES)
        return false;
    for (size_t i = 0; i < n_name; i++) {
        bool is_alnum = (line[i] >= '0' && line[i] <= '9') ||
                        (line[i] >= 'A' && line[i] <= 'Z') ||
                        (line[i] >= 'a' && line[i] <= 'z');
        if (!is_alnum && !(line[i] == ';' && i + 1 == n_name))
            return false;
    }
    memcpy(out->name, line, n_name);
    out->name[n_name] = '\0';
    out->n_value = 0;
    for (char *at = tab + 1; *at != '\0' && *at != '\n';) {
        char *end;
        uint8_t utf8[4];
        unsigned long code = strtoul(at, &end, 16);
        if (end == at || code == 0 || code > 0x10FFFF)
            return false;
        size_t n = put_utf8(code, utf8);
        if (out->n_value + n > VALUE_MAX)
            return false;
        memcpy(out->value + out->n_value, utf8, n);
        out->n_value += n;
        at = end + (*end == ' ');
    }
    return out->n_value > 0;
}

static int read_file(const char *path, entity *entities, size_t *n)
{
    char line[256];
    size_t number = 0;
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        fprintf(stderr, "%s: cannot be opened\n", path);
        return 1;
    }
    *n = 0;
    while (fgets(line, sizeof line, in) != NULL) {
        number++;
        if (line[0] == '#')
            continue;
        bool is_good = *n < N_MAX && read_line(line, &entities[*n]);
        if (is_good && *n > 0)
            is_good = strcmp(entities[*n - 1].name, entities[*n].name) < 0;
        if (!is_good) {
            fprintf(stderr,
                    "%s:%zu: not a name and its code points, too long, or "
                    "out of order\n",
                    path, number);
            fclose(in);
            return 1;
        }
        (*n)++;
    }
    fclose(in);
    return 0;
}

static void write_table(FILE *out, const entity *entities, size_t n)
{
    size_t at = 0;
    fprintf(out, "/* Made by gen_entities from data/html/entities.tsv. */\n"
                 "static const char entity_names[] = {\n");
    for (size_t i = 0; i < n; i++) {
        fprintf(out, "   ");
        for (const char *c = entities[i].name; *c != '\0'; c++)
            fprintf(out, " '%c',", *c);
        fprintf(out, "\n");
    }
    fprintf(out,
            "};\n#define N_ENTITIES %zuu\n"
            "static const entity_row entity_rows[N_ENTITIES + 1] = {\n",
            n);
    for (size_t i = 0; i < n; i++) {
        fprintf(out, "    {%zu, %zu, {", at, entities[i].n_value);
        for (size_t k = 0; k < entities[i].n_value; k++)
            fprintf(out, "0x%02X,", entities[i].value[k]);
        fprintf(out, "}},\n");
        at += strlen(entities[i].name);
    }
    fprintf(out, "    {%zu, 0, {0}},\n};\n", at);
    fprintf(out, "/* entity_first[c]: first name that begins with c or a\n"
                 "   later byte */\n"
                 "static const uint16_t entity_first[129] = {");
    for (unsigned c = 0, i = 0; c <= 128; c++) {
        while (i < n && (unsigned char)entities[i].name[0] < c)
            i++;
        fprintf(out, "%s%u,", c % 12 == 0 ? "\n    " : " ", i);
    }
    fprintf(out, "\n};\n");
}

int main(int argc, char **argv)
{
    static entity entities[N_MAX];
    size_t n;
    if (argc != 3) {
        fprintf(stderr, "usage: gen_entities OUT entities.tsv\n");
        return 2;
    }
    if (read_file(argv[2], entities, &n) != 0)
        return 1;
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) {
        fprintf(stderr, "%s: cannot be written\n", argv[1]);
        return 1;
    }
    write_table(out, entities, n);
    return fclose(out) == 0 ? 0 : 1;
}
