/* gen_classes OUT furniture-classes.tsv
 *
 * The words sorted, with their points and kind; refuses a word twice, one
 * that is not small letters, and an unknown kind. */
#include "clean/report.h"
#include "gen_lines.h"
#include "gen_slots.h"

enum { WORDS_MAX = 1024 };

static const char *const kind_names[] = {
#define KIND_NAME(name, text) text,
    CW_FURNITURE_MAP(KIND_NAME)
#undef KIND_NAME
};

typedef struct {
    char *text;
    int points;
    size_t kind;
} word;

static word words[WORDS_MAX];
static size_t n_words;

static int by_text(const void *a, const void *b)
{
    return strcmp(((const word *)a)->text, ((const word *)b)->text);
}

static size_t kind_of(const gen_input *in, const char *text)
{
    if (strcmp(text, "-") == 0)
        return CW_FURNITURE_NONE;
    for (size_t k = 1; k < sizeof kind_names / sizeof *kind_names; k++)
        if (strcmp(kind_names[k], text) == 0)
            return k;
    gen_fail(in, "unknown kind \"%s\"", text);
    return 0;
}

int main(int argc, char **argv)
{
    gen_input in;
    char *column[3];
    if (argc != 3)
        return 2;
    gen_open(&in, argv[2]);
    while (gen_next(&in)) {
        if (gen_columns(in.text, false, column, 3) != 3)
            gen_fail(&in, "not word, points, kind");
        if (strspn(column[0], "abcdefghijklmnopqrstuvwxyz0123456789") !=
            strlen(column[0]))
            gen_fail(&in, "\"%s\" is not small letters", column[0]);
        for (size_t i = 0; i < n_words; i++)
            if (strcmp(words[i].text, column[0]) == 0)
                gen_fail(&in, "\"%s\" stands twice", column[0]);
        if (n_words == WORDS_MAX)
            gen_fail(&in, "too many words");
        words[n_words++] = (word){gen_copy(column[0]), atoi(column[1]),
                                  kind_of(&in, column[2])};
    }
    qsort(words, n_words, sizeof *words, by_text);
    FILE *out = gen_create(argv[1]);
    fprintf(out, "static const struct {\n    const char *text;\n"
                 "    int8_t points;\n    uint8_t kind;\n} class_words[] = "
                 "{\n");
    for (size_t i = 0; i < n_words; i++)
        fprintf(out, "{\"%s\", %d, %zu},\n", words[i].text, words[i].points,
                words[i].kind);
    fprintf(out, "};\n");
    gen_slots slots = gen_slots_for(n_words);
    for (size_t i = 0; i < n_words; i++)
        cw_slots_add(slots.at, slots.n, words[i].text, i);
    gen_slots_print(out, "class_slots", &slots);
    return fclose(out) == 0 ? 0 : 1;
}
