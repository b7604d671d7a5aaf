/* run.c: the words of a sentence as hashes, and runs of them two sentences
 * share. */
#include <endian.h>

#include "base/utf8.h"
#include "story/story_int.h"

/* The letters of a word as they are hashed. A long word is hashed in pieces. */
typedef struct {
    uint8_t at[64];
    size_t n;
    uint64_t hash;
} letters;

/* What a byte of ASCII is hashed as; 0: it ends a word. */
enum { APOSTROPHE = 1 };
#define FOLD_ROW_A(c) c, c + 1, c + 2, c + 3, c + 4, c + 5, c + 6, c + 7
#define FOLD_ROW_B(c) FOLD_ROW_A(c), FOLD_ROW_A(c + 8)
static const uint8_t folded[128] = {
    ['\''] = APOSTROPHE,     ['0'] = FOLD_ROW_A('0'), '8', '9',
    ['A'] = FOLD_ROW_B('a'), FOLD_ROW_A('q'),         'y', 'z',
    ['a'] = FOLD_ROW_B('a'), FOLD_ROW_A('q'),         'y', 'z'};

/* The hash that tables of words are kept under. */
static void end_piece(letters *word)
{
    word->hash =
        cw_hash_mix(word->hash, cw_hash((cw_bytes){word->at, word->n}));
    word->n = 0;
}

/* A letter behind ASCII. */
static bool is_of_word(uint32_t c)
{
    return c > 0 && (c == 0x2019 || cw_utf8_is_letter(c));
}

/* Past one word at text[*at], or past what is none: how many letters. An
 * apostrophe inside a word, plain or curly, is left out of its hash. */
static size_t read_word(cw_bytes text, size_t *at, void (*end)(letters *),
                        letters *word)
{
    size_t p = *at, n_letters = 0;
    word->n = 0;
    word->hash = 0;
    while (p < text.n) {
        uint8_t c = text.at[p] < 128 ? folded[text.at[p]] : 0;
        size_t next = p + 1;
        uint32_t wide = 0;
        if (text.at[p] >= 128) {
            next = p;
            wide = cw_utf8_next(text, &next);
        }
        if (c == 0 && !is_of_word(wide))
            break;
        p = next;
        if (c == APOSTROPHE || wide == 0x2019)
            continue;
        if (word->n + 4 > sizeof word->at)
            end(word);
        if (c > 0)
            word->at[word->n++] = c;
        else
            word->n += cw_utf8_put(wide, word->at + word->n);
        n_letters++;
    }
    *at = p;
    return n_letters;
}

size_t cw_run_words(cw_bytes text, cw_run_word *words)
{
    size_t n = 0, at = 0;
    letters word;
    while (at < text.n) {
        size_t from = at;
        if (read_word(text, &at, end_piece, &word) > 0) {
            end_piece(&word);
            words[n++] =
                (cw_run_word){word.hash, {(uint32_t)from, (uint32_t)at}};
        } else if (at < text.n) {
            if (text.at[at] < 128)
                at++;
            else
                cw_utf8_next(text, &at);
        }
    }
    return n;
}

/* ---- eight bytes at once ------------------------------------------------ */

#define EACH(byte) (0x0101010101010101u * (byte))

/* The top bit of each byte that is a letter or a digit of ASCII. Sums of seven
 * bits and less than 0x80 carry into no neighbour. */
static uint64_t word_bytes(uint64_t eight)
{
    uint64_t plain = eight & EACH(0x7f), lower = plain | EACH(0x20);
    uint64_t letter = (lower + EACH(0x80 - 'a')) & ~(lower + EACH(0x7f - 'z'));
    uint64_t digit = (plain + EACH(0x80 - '0')) & ~(plain + EACH(0x7f - '9'));
    return (letter | digit) & ~eight & EACH(0x80);
}

static uint64_t take_eight(uint64_t hash, uint64_t eight)
{
    hash = (hash ^ eight) * 0x9fb21c651e98df25u;
    return hash ^ hash >> 32;
}

/* The whole eights of a piece; at the end of a word the rest as well. */
static void take_eights(letters *word)
{
    size_t at = 0;
    for (uint64_t eight; at + 8 <= word->n; at += 8) {
        memcpy(&eight, word->at + at, 8);
        word->hash = take_eight(word->hash, le64toh(eight));
    }
    word->n -= at;
    memmove(word->at, word->at + at, word->n);
}

static uint64_t end_quick(letters *word)
{
    uint64_t eight = 0;
    take_eights(word);
    memcpy(&eight, word->at, word->n);
    return word->n > 0 ? take_eight(word->hash, le64toh(eight)) : word->hash;
}

/* A word of ASCII at text[*at], its hash as of end_quick; false: none, or one
 * that must be read letter by letter. */
static bool read_plain(cw_bytes text, size_t *at, uint64_t *hash)
{
    size_t p = *at;
    *hash = 0;
    while (text.n - p >= 8) {
        uint64_t eight, ends;
        unsigned n;
        memcpy(&eight, text.at + p, 8);
        eight = le64toh(eight);
        ends = ~word_bytes(eight) & EACH(0x80);
        n = ends ? (unsigned)__builtin_ctzll(ends) / 8 : 8;
        if (n == 8) {
            *hash = take_eight(*hash, eight | EACH(0x20));
            p += 8;
            continue;
        }
        p += n;
        if (p == *at || text.at[p] >= 128 || text.at[p] == '\'')
            return false;
        if (n > 0) {
            uint64_t inside = ((uint64_t)1 << 8 * n) - 1;
            *hash = take_eight(*hash, (eight | EACH(0x20)) & inside);
        }
        *at = p;
        return true;
    }
    return false;
}

size_t cw_run_words_quick(cw_bytes text, cw_range range, cw_run_word *words)
{
    size_t n = 0, at = range.from;
    text.n = range.to;
    while (at < text.n) {
        size_t from = at;
        uint64_t hash;
        letters word;
        if (text.at[at] < 128 && folded[text.at[at]] == 0) {
            at++;
            continue;
        }
        if (!read_plain(text, &at, &hash)) {
            if (read_word(text, &at, take_eights, &word) == 0) {
                if (at < text.n)
                    cw_utf8_next(text, &at);
                continue;
            }
            hash = end_quick(&word);
        }
        hash *= CW_RUN_FACTOR;
        words[n++] =
            (cw_run_word){hash ^ hash >> 29, {(uint32_t)from, (uint32_t)at}};
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
