/* run.c: the words of a sentence as hashes, and runs of them two sentences
 * share. */
#include <endian.h>

#include "base/sixteen.h"
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

#define EACH(byte) (0x0101010101010101u * (byte))

/* ---- sixty-four bytes at once ------------------------------------------- */

enum { BLOCK = 64, PIECE = 16 };

/* Bit i speaks of byte i of a block. */
typedef struct {
    uint64_t plain; // a letter or a digit of ASCII
    uint64_t odd;   // an apostrophe, or a byte behind ASCII
} block_bits;

static block_bits look_at_block(const uint8_t *at)
{
    block_bits bits = {0, 0};
    for (unsigned i = 0; i < BLOCK; i += CW_SIXTEEN) {
        cw_sixteen bytes = cw_sixteen_load(at + i);
        cw_sixteen letter = cw_sixteen_or(cw_sixteen_within(bytes, 'a', 'z'),
                                          cw_sixteen_within(bytes, 'A', 'Z'));
        cw_sixteen mark = cw_sixteen_equal(bytes, '\'');
        bits.plain |= (uint64_t)cw_sixteen_bits(cw_sixteen_or(
                          letter, cw_sixteen_within(bytes, '0', '9')))
                      << i;
        bits.odd |= (uint64_t)cw_sixteen_bits(cw_sixteen_or(bytes, mark)) << i;
    }
    return bits;
}

static uint64_t eight_at(const uint8_t *at)
{
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
    return le64toh(eight);
}

/* Sixteen bytes more: both halves of a product of 128 bits, so that each bit of
 * the bytes bears on each of the hash (as in wyhash, by Wang Yi). */
static uint64_t take_piece(uint64_t hash, uint64_t first, uint64_t second)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)(first ^ hash ^ 0x9fb21c651e98df25u) *
                   (second ^ 0x9e3779b97f4a7c15u);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* n bytes of ASCII letters and digits, in pieces of which the last is filled up
 * with zeros. Of `at` a whole piece may be read. */
static uint64_t hash_plain(const uint8_t *at, size_t n)
{
    static const uint8_t inside[2 * PIECE] = {255, 255, 255, 255, 255, 255,
                                              255, 255, 255, 255, 255, 255,
                                              255, 255, 255, 255};
    const uint8_t *mask;
    uint64_t hash = 0;
    for (; n > PIECE; at += PIECE, n -= PIECE)
        hash = take_piece(hash, eight_at(at) | EACH(0x20),
                          eight_at(at + 8) | EACH(0x20));
    mask = inside + PIECE - n;
    return take_piece(hash, (eight_at(at) | EACH(0x20)) & eight_at(mask),
                      (eight_at(at + 8) | EACH(0x20)) & eight_at(mask + 8));
}

/* The whole pieces of a word read letter by letter. */
static void take_pieces(letters *word)
{
    size_t at = 0;
    for (; at + PIECE <= word->n; at += PIECE)
        word->hash = take_piece(word->hash, eight_at(word->at + at),
                                eight_at(word->at + at + 8));
    word->n -= at;
    memmove(word->at, word->at + at, word->n);
}

/* The words that begin in [*at, end), letter by letter; *at is then behind the
 * last. */
static size_t read_slowly(cw_bytes text, size_t *at, size_t end,
                          cw_run_word *words)
{
    size_t n = 0;
    while (*at < end) {
        size_t from = *at;
        letters word;
        if (read_word(text, at, take_pieces, &word) > 0) {
            take_pieces(&word);
            if (word.n > 0) {
                memset(word.at + word.n, 0, PIECE - word.n);
                word.n = PIECE;
                take_pieces(&word);
            }
            words[n++] =
                (cw_run_word){word.hash, {(uint32_t)from, (uint32_t)*at}};
        } else if (*at < end) {
            cw_utf8_next(text, at);
        }
    }
    return n;
}

/* The words of the block at text[*at]; `bytes` are the same and a piece more.
 * A word that goes on behind the block is left for the next, which begins with
 * it, but for one as long as a block. */
static size_t read_block(cw_bytes text, size_t *at, const uint8_t *bytes,
                         cw_run_word *words)
{
    block_bits bits = look_at_block(bytes);
    uint64_t all = bits.plain | bits.odd, starts, ends;
    size_t begun = *at, n = 0;
    if (all == ~(uint64_t)0)
        return read_slowly(text, at, begun + BLOCK, words);
    *at += BLOCK - (unsigned)__builtin_clzll(~all); // ones at the upper end
    all &= ~(uint64_t)0 >> (BLOCK - (*at - begun));
    starts = all & ~(all << 1);
    ends = all << 1 & ~all; // the bit behind each word
    for (; starts != 0; starts &= starts - 1, ends &= ends - 1) {
        uint64_t word = (ends & -ends) - (starts & -starts);
        size_t first = (size_t)__builtin_ctzll(starts);
        size_t last = (size_t)__builtin_ctzll(ends);
        if ((bits.odd & word) == 0) {
            words[n++] = (cw_run_word){
                hash_plain(bytes + first, last - first),
                {(uint32_t)(begun + first), (uint32_t)(begun + last)}};
        } else {
            size_t from = begun + first;
            n += read_slowly(text, &from, begun + last, words + n);
        }
    }
    return n;
}

size_t cw_run_words_quick(cw_bytes text, cw_range range, cw_run_word *words)
{
    size_t n = 0, at = range.from;
    text.n = range.to;
    while (at < text.n) {
        uint8_t end[BLOCK + PIECE] = {0};
        if (text.n - at >= sizeof end) {
            n += read_block(text, &at, text.at + at, words + n);
        } else {
            memcpy(end, text.at + at, text.n - at);
            n += read_block(text, &at, end, words + n);
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
    words_a = cw_arena_alloc(scratch, (a.n / 2 + 1) * sizeof *words_a);
    words_b = cw_arena_alloc(scratch, (b.n / 2 + 1) * sizeof *words_b);
    row = cw_arena_array(scratch, b.n / 2 + 1, sizeof *row);
    *in_a = (cw_range){0, 0};
    if (words_a && words_b && row) {
        n_a = cw_run_words_quick(a, (cw_range){0, (uint32_t)a.n}, words_a);
        n_b = cw_run_words_quick(b, (cw_range){0, (uint32_t)b.n}, words_b);
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
