/* gen_roundups OUT roundups.tsv
 *
 * The phrases with whether they begin a headline. Refuses a phrase twice, and
 * one that its own example does not hold. */
#include "gen_lines.h"

enum { PHRASES_MAX = 256 };

typedef struct {
    char *text; // lower case
    bool is_first;
    unsigned line;
} phrase;

static phrase phrases[PHRASES_MAX];
static size_t n_phrases;

static void add(gen_input *in, char *text, char *example)
{
    bool is_first = text[0] == '=';
    const char *at;
    text += is_first;
    gen_lower(example);
    at = strstr(example, text);
    if (!at || (is_first && at != example))
        gen_fail(in, "the example does not hold \"%s\"", text);
    for (size_t i = 0; i < n_phrases; i++)
        if (strcmp(phrases[i].text, text) == 0)
            gen_fail(in, "\"%s\" also stands in line %u", text,
                     phrases[i].line);
    if (n_phrases == PHRASES_MAX || !*text)
        gen_fail(in, "no phrase, or too many");
    phrases[n_phrases++] = (phrase){gen_copy(text), is_first, in->line};
}

int main(int argc, char **argv)
{
    gen_input in;
    char *column[2];
    if (argc != 3)
        return 2;
    gen_open(&in, argv[2]);
    while (gen_next(&in)) {
        if (gen_columns(in.text, false, column, 2) != 2)
            gen_fail(&in, "a phrase and an example are wanted");
        add(&in, column[0], column[1]);
    }
    FILE *out = gen_create(argv[1]);
    fprintf(out, "static const struct {\n    const char *text;\n    bool "
                 "is_first;\n} roundups[] = {\n");
    for (size_t i = 0; i < n_phrases; i++) {
        fputc('{', out);
        gen_print(out, phrases[i].text);
        fprintf(out, ", %s},\n", phrases[i].is_first ? "true" : "false");
    }
    fprintf(out, "};\n");
    return fclose(out) == 0 ? 0 : 1;
}
