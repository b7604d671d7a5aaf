/* gen_background.c: model/background.tsv -> background_res.h
 *
 *   usage: gen_background OUT background.tsv
 *
 * Checks that the words ascend and that no count is above the number of
 * stretches; writes each word's inverse frequency log2(N / n) in 1/16. */
#include <stdint.h>

#include "../data/gen/gen_lines.h"

enum { WORDS_MAX = 65536 };

static char words[WORDS_MAX][40];
static unsigned counts[WORDS_MAX];

/* As cw_log2_16 in src/story: linear between powers of two. */
static unsigned log2_16(unsigned long x)
{
    unsigned whole = 0;
    while (x >> (whole + 1))
        whole++;
    return whole * 16 + (unsigned)(((x - (1ul << whole)) * 16) >> whole);
}

int main(int n_arguments, char **arguments)
{
    gen_input in;
    FILE *out;
    char *column[2];
    unsigned long n_stretches;
    size_t n_word;
    unsigned n = 0, at = 0;
    if (n_arguments != 3)
        return 2;
    gen_open(&in, arguments[2]);
    if (!gen_next(&in) || gen_columns(in.text, false, column, 2) != 2 ||
        strcmp(column[0], "stretches") != 0)
        gen_fail(&in, "the number of stretches must stand first");
    n_stretches = strtoul(column[1], NULL, 10);
    while (gen_next(&in)) {
        if (gen_columns(in.text, false, column, 2) != 2)
            gen_fail(&in, "a line is a word, a TAB and a count");
        n_word = strlen(column[0]);
        if (n == WORDS_MAX || n_word >= sizeof words[0])
            gen_fail(&in, "more words, or a longer one, than there is room");
        if (n > 0 && strcmp(words[n - 1], column[0]) >= 0)
            gen_fail(&in, "'%s' does not come after '%s'", column[0],
                     words[n - 1]);
        memcpy(words[n], column[0], n_word + 1);
        counts[n] = (unsigned)strtoul(column[1], NULL, 10);
        if (counts[n] == 0 || counts[n] > n_stretches)
            gen_fail(&in, "a count of 1 to %lu is wanted", n_stretches);
        n++;
    }
    out = fopen(arguments[1], "wb");
    if (!out)
        return 3;
    fprintf(out,
            "/* Made by gen_background from model/background.tsv. */\n"
            "enum { N_BACKGROUND = %u, BACKGROUND_LOG_N = %u };\n"
            "static const uint8_t background_words[] = {",
            n, log2_16(n_stretches));
    for (unsigned i = 0; i < n; i++) {
        fprintf(out, "\n    ");
        for (const char *c = words[i]; *c; c++)
            fprintf(out, "%u,", (unsigned)(unsigned char)*c);
    }
    fprintf(out, "\n};\nstatic const uint32_t background_at[] = {");
    for (unsigned i = 0; i <= n; i++) {
        fprintf(out, "%s%u,", i % 12 ? " " : "\n    ", at);
        at += i < n ? (unsigned)strlen(words[i]) : 0;
    }
    fprintf(out, "\n};\nstatic const uint8_t background_idf[] = {");
    for (unsigned i = 0; i < n; i++)
        fprintf(out, "%s%u,", i % 16 ? " " : "\n    ",
                log2_16(n_stretches) - log2_16(counts[i]));
    fprintf(out, "\n};\n");
    return fclose(out) == 0 ? 0 : 3;
}
