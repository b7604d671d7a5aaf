/* page_diff.c: longest common subsequence of words. */
#include "show/page_diff.h"

#include "base/limits.h"
#include "base/utf8.h"

typedef struct {
    cw_range range;
    uint8_t has_blank;
} word;

typedef struct {
    cw_bytes text;
    word *at;
    size_t n;
} words;

typedef struct {
    words before, after;
    cw_diff_run *runs;
    size_t n;
} differ;

/* ---- words ------------------------------------------------------------- */

static bool is_letter(uint32_t c)
{
    return c == CW_BAD_CODE_POINT || cw_utf8_is_letter(c) ||
           (c < 0x80 && cw_is_digit((uint8_t)c));
}

/* A run of letters and digits, with an apostrophe, comma or point between two
 * of them, or one other character. */
static size_t word_end(cw_bytes text, size_t from)
{
    size_t at = from, ahead;
    if (!is_letter(cw_utf8_next(text, &at)))
        return at;
    while (at < text.n) {
        uint32_t c;
        ahead = at;
        c = cw_utf8_next(text, &ahead);
        if (c == '\'' || c == 0x2019 || c == '.' || c == ',') {
            if (ahead >= text.n)
                break;
            c = cw_utf8_next(text, &ahead);
        }
        if (!is_letter(c))
            break;
        at = ahead;
    }
    return at;
}

static cw_status find_words(cw_bytes text, cw_arena *keep, words *out)
{
    uint8_t has_blank = 0;
    *out = (words){.text = text,
                   .at = cw_arena_array(keep, text.n, sizeof *out->at)};
    if (out->at == NULL)
        return CW_NO_MEMORY;
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        if (cw_utf8_is_space(cw_utf8_next(text, &at))) {
            has_blank = 1;
            continue;
        }
        at = word_end(text, from);
        out->at[out->n++] = (word){{(uint32_t)from, (uint32_t)at}, has_blank};
        has_blank = 0;
    }
    return CW_OK;
}

/* Marks and dashes are alike whatever their shape, ASCII letters whatever
 * their case. */
static uint32_t plain(uint32_t c)
{
    if (c >= 0x2018 && c <= 0x201B)
        return '\'';
    if (c >= 0x201C && c <= 0x201F)
        return '"';
    if (c >= 0x2010 && c <= 0x2015)
        return '-';
    return c < 0x80 ? cw_to_lower((uint8_t)c) : c;
}

static bool is_same(const words *a, size_t i, const words *b, size_t k)
{
    cw_bytes x = cw_bytes_at(a->text, a->at[i].range);
    cw_bytes y = cw_bytes_at(b->text, b->at[k].range);
    size_t at_x = 0, at_y = 0;
    while (at_x < x.n && at_y < y.n)
        if (plain(cw_utf8_next(x, &at_x)) != plain(cw_utf8_next(y, &at_y)))
            return false;
    return at_x == x.n && at_y == y.n;
}

/* ---- runs -------------------------------------------------------------- */

/* A word, not a mark: it is never glued to what was left out before it. */
static bool is_word(const words *of, size_t i)
{
    size_t at = of->at[i].range.from;
    return is_letter(cw_utf8_next(of->text, &at));
}

/* One more word of a kind; a word behind its like makes the run longer. */
static void add(differ *d, uint8_t kind, const words *of, size_t i)
{
    cw_diff_run *last = d->n > 0 ? &d->runs[d->n - 1] : NULL;
    if (last != NULL && last->kind == kind)
        last->range.to = of->at[i].range.to;
    else
        d->runs[d->n++] = (cw_diff_run){of->at[i].range, kind,
                                        of->at[i].has_blank || is_word(of, i)};
}

/* L[i][k] = length of the longest common subsequence of before[i ..] and
 * after[k ..], i < N, k < M:  1 + L[i+1][k+1] when the words are the same,
 * else max(L[i+1][k], L[i][k+1]); 0 at the ends. N, M <= CW_DIFF_WORDS. */
static cw_status align(differ *d, cw_range before, cw_range after,
                       cw_arena *keep)
{
    size_t N = before.to - before.from, M = after.to - after.from;
    size_t i = 0, k = 0;
    uint16_t *L = cw_arena_array(keep, (N + 1) * (M + 1), sizeof *L);
    if (L == NULL)
        return CW_NO_MEMORY;
    for (i = N; i-- > 0;)
        for (k = M; k-- > 0;) {
            uint16_t down = L[(i + 1) * (M + 1) + k];
            uint16_t right = L[i * (M + 1) + k + 1];
            uint16_t both = L[(i + 1) * (M + 1) + k + 1];
            L[i * (M + 1) + k] =
                is_same(&d->before, before.from + i, &d->after, after.from + k)
                    ? (uint16_t)(both + 1)
                : down > right ? down
                               : right;
        }
    for (i = k = 0; i < N || k < M;) {
        if (i < N && k < M &&
            is_same(&d->before, before.from + i, &d->after, after.from + k)) {
            add(d, CW_DIFF_SAME, &d->after, after.from + k++);
            i++;
        } else if (i < N && (k == M || L[(i + 1) * (M + 1) + k] >=
                                           L[i * (M + 1) + k + 1])) {
            add(d, CW_DIFF_GONE, &d->before, before.from + i++);
        } else {
            add(d, CW_DIFF_NEW, &d->after, after.from + k++);
        }
    }
    return CW_OK;
}

static void replace(differ *d, cw_range before, cw_range after)
{
    for (size_t i = before.from; i < before.to; i++)
        add(d, CW_DIFF_GONE, &d->before, i);
    for (size_t k = after.from; k < after.to; k++)
        add(d, CW_DIFF_NEW, &d->after, k);
}

cw_status cw_diff_make(cw_bytes before, cw_bytes after, cw_arena *keep,
                       cw_diff *out)
{
    differ d = {.n = 0};
    cw_range i, k;
    size_t n_same = 0;
    cw_status status = find_words(before, keep, &d.before);
    if (status == CW_OK)
        status = find_words(after, keep, &d.after);
    if (status != CW_OK)
        return status;
    d.runs = cw_arena_array(keep, d.before.n + d.after.n + 1, sizeof *d.runs);
    if (d.runs == NULL)
        return CW_NO_MEMORY;
    while (n_same < d.before.n && n_same < d.after.n &&
           is_same(&d.before, n_same, &d.after, n_same))
        add(&d, CW_DIFF_SAME, &d.after, n_same++);
    i = (cw_range){(uint32_t)n_same, (uint32_t)d.before.n};
    k = (cw_range){(uint32_t)n_same, (uint32_t)d.after.n};
    while (i.to > i.from && k.to > k.from &&
           is_same(&d.before, i.to - 1, &d.after, k.to - 1)) {
        i.to--;
        k.to--;
    }
    if (i.to - i.from <= CW_DIFF_WORDS && k.to - k.from <= CW_DIFF_WORDS)
        status = align(&d, i, k, keep);
    else
        replace(&d, i, k);
    for (size_t at = k.to; at < d.after.n; at++)
        add(&d, CW_DIFF_SAME, &d.after, at);
    *out = (cw_diff){d.runs, d.n};
    return status;
}
