/* count_background.c: in how many stretches of open English text each word
 * stands: model/background.tsv, counted from sets marked T (docs/data.md).
 *
 *   usage: count_background FILE[:EVERY]... > model/background.tsv
 *
 * FILE is JSONL of `text`, gzipped or not; EVERY n takes each n-th text, so
 * that one large source does not speak for all. Texts are strung together and
 * cut into stretches of STRETCH words, about a short report, so that summaries
 * of one sentence and essays count alike. Same input, same bytes. */
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/table.h"
#include "base/utf8.h"
#include "open_text.h"
#include "story/story_int.h"
#include "train_fail.h"

enum { STRETCH = 400, COUNT_MIN = 10, WORD_MAX = 32 };

typedef struct {
    cw_arena keep;
    cw_table words; // folded word -> stretches that hold it
    uint32_t *last; // [words.n] newest stretch that counted it
    size_t capacity;
    uint32_t stretch; // number of the current one, from 1
    uint32_t n_words; // of the current one
} counter;

static void count_word(counter *count, cw_bytes word)
{
    cw_table_entry *entry;
    bool is_new;
    uint32_t number;
    cw_bytes key = word;
    if (!cw_table_find(&count->words, word) &&
        cw_arena_copy(&count->keep, word, &key) != CW_OK)
        train_fail("memory ran out", "count_background");
    if (cw_table_add(&count->words, key, &is_new, &entry) != CW_OK)
        train_fail("too many words", "count_background");
    number = (uint32_t)(entry - count->words.entries);
    if (is_new &&
        cw_grow(&count->keep, (void **)&count->last, &count->capacity,
                count->words.n, sizeof *count->last, CW_MAX_TOKENS) != CW_OK)
        train_fail("memory ran out", "count_background");
    if (is_new || count->last[number] != count->stretch)
        entry->value++;
    count->last[number] = count->stretch;
}

static void count_text(void *shared, cw_bytes text, cw_arena *scratch)
{
    counter *count = shared;
    cw_buf folded;
    cw_run_word *words;
    size_t n;
    cw_buf_init(&folded, scratch, CW_MAX_TEXT_BYTES);
    if (cw_utf8_fold(text, &folded) != CW_OK)
        train_fail("memory ran out", "count_background");
    text = cw_buf_bytes(&folded);
    words = cw_arena_array(scratch, text.n + 1, sizeof *words);
    if (!words)
        train_fail("memory ran out", "count_background");
    n = cw_run_words(text, words);
    for (size_t i = 0; i < n; i++) {
        cw_bytes word = cw_bytes_at(text, words[i].range);
        if (cw_bytes_ends(word, CW_LIT("'s")))
            word.n -= 2;
        if (word.n > 0 && word.n <= WORD_MAX)
            count_word(count, word);
        if (++count->n_words == STRETCH) {
            count->n_words = 0;
            count->stretch++;
        }
    }
}

static int compare_words(const void *a, const void *b)
{
    return cw_bytes_compare(((const cw_table_entry *)a)->key,
                            ((const cw_table_entry *)b)->key);
}

static bool is_word(cw_bytes key)
{
    return key.n > 0 && (cw_is_lower(key.at[0]) || key.at[0] >= 0x80);
}

/* A word is told when it stands in COUNT_MIN stretches and begins with a
 * letter; rarer ones are all alike to those who ask. */
static void print(counter *count)
{
    cw_table_entry *entries = count->words.entries;
    size_t n = count->words.n;
    qsort(entries, n, sizeof *entries, compare_words);
    printf("# Stretches of %d words that hold each word; made by "
           "train/count_background.c,\n# sources and licences in "
           "model/README.md.\nstretches\t%u\n",
           STRETCH, count->stretch);
    for (size_t i = 0; i < n; i++)
        if (entries[i].value >= COUNT_MIN && is_word(entries[i].key))
            printf("%.*s\t%u\n", (int)entries[i].key.n,
                   (const char *)entries[i].key.at, entries[i].value);
}

int main(int n_arguments, char **arguments)
{
    counter count = {.stretch = 1};
    cw_arena_init(&count.keep, CW_MAX_STORY_ARENA);
    cw_table_init(&count.words, &count.keep, CW_MAX_TOKENS);
    for (int i = 1; i < n_arguments; i++)
        open_text_read(arguments[i], count_text, &count);
    print(&count);
    cw_arena_free(&count.keep);
    return 0;
}
