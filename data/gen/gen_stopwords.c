/* gen_stopwords OUT stopwords.tsv
 *
 * Sorted words, each with the languages it belongs to as bits; a language is
 * its place in stopword_languages. Refuses a word twice in one language. */
#include <inttypes.h>

#include "gen_lines.h"
#include "gen_slots.h"

enum { WORDS_MAX = 4096, LANGUAGES_MAX = 32 };

typedef struct {
    char *text;
    uint32_t languages;
} word;

static word words[WORDS_MAX];
static char *languages[LANGUAGES_MAX];
static size_t n_words, n_languages;

static int by_text(const void *a, const void *b)
{
    return strcmp(((const word *)a)->text, ((const word *)b)->text);
}

static void add_word(char *text)
{
    uint32_t bit = UINT32_C(1) << (n_languages - 1);
    for (size_t i = 0; i < n_words; i++)
        if (strcmp(words[i].text, text) == 0) {
            words[i].languages |= bit;
            return;
        }
    if (n_words < WORDS_MAX)
        words[n_words++] = (word){gen_copy(text), bit};
}

int main(int argc, char **argv)
{
    gen_input in;
    char *column[2];
    if (argc != 3)
        return 2;
    gen_open(&in, argv[2]);
    while (gen_next(&in)) {
        if (gen_columns(in.text, false, column, 2) != 2 ||
            strlen(column[0]) != 2)
            gen_fail(&in, "not a language code, TAB, words");
        if (n_languages == LANGUAGES_MAX)
            gen_fail(&in, "too many languages");
        languages[n_languages++] = gen_copy(column[0]);
        for (char *w = strtok(column[1], " "); w; w = strtok(NULL, " "))
            add_word(w);
    }
    qsort(words, n_words, sizeof *words, by_text);
    FILE *out = gen_create(argv[1]);
    fprintf(out, "static const char *const stopword_languages[] = {");
    for (size_t i = 0; i < n_languages; i++)
        fprintf(out, "\"%s\", ", languages[i]);
    fprintf(out, "};\nstatic const struct {\n    const char *text;\n"
                 "    uint64_t head;\n    uint32_t languages;\n} stopwords[] = "
                 "{\n");
    for (size_t i = 0; i < n_words; i++)
        fprintf(
            out, "{\"%s\", UINT64_C(%" PRIu64 "), %uu},\n", words[i].text,
            cw_slot_head((const uint8_t *)words[i].text, strlen(words[i].text)),
            (unsigned)words[i].languages);
    fprintf(out, "};\n");
    gen_slots slots = gen_slots_for(n_words);
    for (size_t i = 0; i < n_words; i++)
        cw_slots_add(slots.at, slots.n, words[i].text, i);
    gen_slots_print(out, "stopword_slots", &slots);
    return fclose(out) == 0 ? 0 : 1;
}
