/* gen_lines.h: what the generators of the clean room share: a data file line
 * by line, its columns, and an end that names file and line. */
#ifndef GEN_LINES_H
#define GEN_LINES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *path;
    FILE *file;
    unsigned line;
    char text[4096];
} gen_input;

static inline void gen_fail(const gen_input *in, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fprintf(stderr, "%s:%u: ", in->path, in->line);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    exit(1);
}

static inline void gen_open(gen_input *in, const char *path)
{
    *in = (gen_input){.path = path, .file = fopen(path, "rb")};
    if (!in->file)
        gen_fail(in, "cannot be opened");
}

/* The next line that is neither empty nor a comment. */
static inline bool gen_next(gen_input *in)
{
    while (fgets(in->text, sizeof in->text, in->file)) {
        size_t n = strlen(in->text);
        in->line++;
        if (n > 0 && in->text[n - 1] != '\n' && !feof(in->file))
            gen_fail(in, "line is longer than %zu bytes", sizeof in->text);
        while (n > 0 && strchr("\r\n \t", in->text[n - 1]))
            in->text[--n] = 0;
        if (n > 0 && in->text[0] != '#')
            return true;
    }
    fclose(in->file);
    return false;
}

/* Cut the line at each separator into at most n columns; how many. A TAB
 * separates; so do two blanks when `blanks` is set. */
static inline size_t gen_columns(char *text, bool blanks, char **column,
                                 size_t n)
{
    size_t k = 0;
    while (k < n) {
        column[k++] = text;
        for (; *text; text++)
            if (*text == '\t' || (blanks && text[0] == ' ' && text[1] == ' '))
                break;
        if (!*text || k == n)
            break;
        *text++ = 0;
        while (blanks && (*text == ' ' || *text == '\t'))
            text++;
    }
    return k;
}

/* Letters of ASCII in small ones, in place. */
static inline void gen_lower(char *text)
{
    for (; *text; text++)
        if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text | 0x20);
}

static inline char *gen_copy(const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = malloc(n);
    if (!copy)
        abort();
    return memcpy(copy, text, n);
}

/* The file that is written; ends the generator when it cannot be. */
static inline FILE *gen_create(const char *path)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        exit(1);
    return out;
}

/* A C string literal of the text. */
static inline void gen_print(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++)
        if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else
            fputc(*text, out);
    fputc('"', out);
}

#endif
