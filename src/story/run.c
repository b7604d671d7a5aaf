/* run.c: the words of a sentence as hashes, and runs of them two sentences
 * share. */
#include "base/utf8.h"
#include "story/story_int.h"

/* The hash folds ASCII case; an apostrophe inside a word, plain or curly, is
 * left out of it. */
size_t cw_run_words(cw_bytes text, cw_run_word *words)
{
    size_t n = 0, at = 0;
    while (at < text.n) {
        uint64_t hash = 0;
        size_t from = at, letters = 0;
        while (at < text.n) {
            size_t before = at;
            uint32_t c = cw_utf8_next(text, &at);
            if (c == '\'' || c == 0x2019)
                continue;
            if (c < 128 && !cw_is_alpha((uint8_t)c) &&
                !cw_is_digit((uint8_t)c)) {
                at = before;
                break;
            }
            if (c >= 128 && !cw_utf8_is_letter(c)) {
                at = before;
                break;
            }
            hash = cw_hash_mix(hash, c < 128 ? cw_to_lower((uint8_t)c) : c);
            letters++;
        }
        if (letters > 0)
            words[n++] = (cw_run_word){hash, {(uint32_t)from, (uint32_t)at}};
        else if (at < text.n)
            cw_utf8_next(text, &at);
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
