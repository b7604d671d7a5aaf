/* run.c: the words of a sentence as hashes, and runs of them two sentences
 * share. */
#include "base/utf8.h"
#include "story/story_int.h"

/* The letters of a word as they are hashed. A long word is hashed in pieces. */
typedef struct {
    uint8_t at[64];
    size_t n;
    uint64_t hash;
} letters;

static void end_piece(letters *word)
{
    word->hash =
        cw_hash_mix(word->hash, cw_hash((cw_bytes){word->at, word->n}));
    word->n = 0;
}

static void add_letter(letters *word, uint32_t c)
{
    if (word->n + 4 > sizeof word->at)
        end_piece(word);
    if (c < 128)
        word->at[word->n++] = cw_to_lower((uint8_t)c);
    else
        word->n += cw_utf8_put(c, word->at + word->n);
}

/* A letter or digit, an apostrophe, or what ends a word. */
static bool is_of_word(uint32_t c)
{
    if (c < 128)
        return cw_is_alpha((uint8_t)c) || cw_is_digit((uint8_t)c) || c == '\'';
    return c == 0x2019 || cw_utf8_is_letter(c);
}

/* The hash folds ASCII case; an apostrophe inside a word, plain or curly, is
 * left out of it. */
size_t cw_run_words(cw_bytes text, cw_run_word *words)
{
    size_t n = 0, at = 0;
    while (at < text.n) {
        letters word = {.n = 0};
        size_t from = at, n_letters = 0;
        while (at < text.n) {
            size_t next = at;
            uint32_t c =
                text.at[at] < 128 ? text.at[next++] : cw_utf8_next(text, &next);
            if (!is_of_word(c))
                break;
            at = next;
            if (c == '\'' || c == 0x2019)
                continue;
            add_letter(&word, c);
            n_letters++;
        }
        if (n_letters > 0) {
            end_piece(&word);
            words[n++] =
                (cw_run_word){word.hash, {(uint32_t)from, (uint32_t)at}};
        } else if (at < text.n) {
            cw_utf8_next(text, &at);
        }
    }
    return n;
}

/* The classic table of common suffix lengths, one row kept:
 *   row[j] = length of the run ending at a[i] and b[j]
 * Texts are sentences, so n_a * n_b stays small; longer ones are cut. */
uint32_t cw_longest_run(cw_bytes a, cw_bytes b, cw_arena *scratch,
                        cw_range *in_a)
{
    enum { BYTES_MAX = 4096 };
    cw_mark mark = cw_arena_mark(scratch);
    uint32_t best = 0;
    cw_run_word *words_a, *words_b;
    uint32_t *row;
    size_t n_a, n_b;
    a.n = a.n < BYTES_MAX ? a.n : BYTES_MAX;
    b.n = b.n < BYTES_MAX ? b.n : BYTES_MAX;
    words_a = cw_arena_array(scratch, a.n + 1, sizeof *words_a);
    words_b = cw_arena_array(scratch, b.n + 1, sizeof *words_b);
    row = cw_arena_array(scratch, b.n + 1, sizeof *row);
    *in_a = (cw_range){0, 0};
    if (words_a && words_b && row) {
        n_a = cw_run_words(a, words_a);
        n_b = cw_run_words(b, words_b);
        for (size_t i = 0; i < n_a; i++) {
            for (size_t j = n_b; j-- > 0;) {
                bool same = words_a[i].hash == words_b[j].hash;
                row[j] = !same ? 0 : j > 0 ? row[j - 1] + 1 : 1;
                if (row[j] > best) {
                    best = row[j];
                    in_a->from = words_a[i + 1 - best].range.from;
                    in_a->to = words_a[i].range.to;
                }
            }
        }
    }
    cw_arena_reset(scratch, mark);
    return best;
}
