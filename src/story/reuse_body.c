/* reuse_body.c: the words of a body and its fingerprints. */
#include "story/reuse_int.h"

/* The next body block at or behind *at; NULL: there is none. */
static const cw_block *next_body(const cw_report *report, uint32_t *at)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    while (*at < report->blocks.n &&
           !cw_role_is_body((cw_role)blocks[*at].role))
        ++*at;
    return *at < report->blocks.n ? &blocks[(*at)++] : NULL;
}

cw_status cw_body_make_room(cw_body *body, size_t n, cw_arena *arena)
{
    if (body->words != NULL && n <= body->capacity)
        return CW_OK;
    body->capacity = n + n / 2;
    body->words = cw_arena_alloc(arena, body->capacity * sizeof *body->words);
    return body->words ? CW_OK : CW_NO_MEMORY;
}

cw_status cw_body_read(const cw_told_report *reports, uint32_t number,
                       cw_arena *arena, cw_body *body)
{
    const cw_report *report = reports[number].report;
    const cw_block *block;
    cw_bytes text = cw_report_text(report);
    size_t room = 0;
    uint32_t at = 0;
    cw_status status;
    body->n = 0;
    body->report = number;
    while ((block = next_body(report, &at)) != NULL)
        room += (block->range.to - block->range.from) / 2 + 1;
    status = cw_body_make_room(body, room, arena);
    if (status != CW_OK)
        return status;
    for (at = 0; (block = next_body(report, &at)) != NULL;)
        body->n +=
            cw_run_words_quick(text, block->range, body->words + body->n);
    return CW_OK;
}

uint64_t cw_body_hash(const cw_told_report *told)
{
    cw_bytes text = cw_report_text(told->report);
    const cw_block *block;
    uint64_t hash = 0;
    uint32_t at = 0;
    while ((block = next_body(told->report, &at)) != NULL)
        hash = cw_hash_mix(hash, cw_hash(cw_bytes_at(text, block->range)));
    return hash;
}

bool cw_body_equals(const cw_told_report *a, const cw_told_report *b)
{
    uint32_t at_a = 0, at_b = 0;
    for (;;) {
        const cw_block *in_a = next_body(a->report, &at_a);
        const cw_block *in_b = next_body(b->report, &at_b);
        if (!in_a || !in_b)
            return in_a == in_b;
        if (!cw_bytes_equal(
                cw_bytes_at(cw_report_text(a->report), in_a->range),
                cw_bytes_at(cw_report_text(b->report), in_b->range)))
            return false;
    }
}

/* The lesser of two keys that begin at key[at], the right one when equal.
 * Without a branch: which one is less nobody can foresee. */
static size_t less_of_pair(const uint64_t *key, size_t at)
{
    return at + (key[at + 1] <= key[at]);
}

/* Keys as cw_run_key makes them, each from the one before: with P its factor,
 *   key(at + 1) = (key(at) - h(at) P^4) P + h(at + 5) */
static void roll_keys(const cw_run_word *words, size_t n_keys, uint64_t *key)
{
    uint64_t top = 1;
    for (int i = 1; i < CW_SHINGLE; i++)
        top *= CW_RUN_FACTOR;
    key[0] = cw_run_key(words, CW_SHINGLE);
    for (size_t at = 1; at < n_keys; at++)
        key[at] = (key[at - 1] - words[at - 1].hash * top) * CW_RUN_FACTOR +
                  words[at + CW_SHINGLE - 1].hash;
}

/* Of every window, which is two pairs, the least key. */
static void keep_least(const uint64_t *key, size_t n_keys, cw_prints *out)
{
    _Static_assert(CW_WINDOW == 4, "a window is two pairs");
    size_t first = less_of_pair(key, 0), second = less_of_pair(key, 1);
    size_t kept = SIZE_MAX;
    cw_print *to = out->at;
    for (size_t at = 2; at + 1 < n_keys; at++) {
        size_t third = less_of_pair(key, at);
        size_t least = first + (third - first) * (key[third] <= key[first]);
        *to = (cw_print){key[least], (uint32_t)least};
        to += least != kept;
        kept = least;
        first = second;
        second = third;
    }
    out->n = (size_t)(to - out->at);
}

cw_status cw_body_winnow(const cw_body *body, cw_arena *arena, cw_prints *out)
{
    size_t n_keys = body->n - CW_SHINGLE + 1;
    out->n = 0;
    if (body->n < CW_RUN_MIN)
        return CW_OK;
    if (n_keys > out->capacity) {
        out->capacity = n_keys + n_keys / 2;
        out->at = cw_arena_alloc(arena, out->capacity * sizeof *out->at);
        out->key = cw_arena_alloc(arena, out->capacity * sizeof *out->key);
        if (!out->at || !out->key) {
            out->capacity = 0;
            return CW_NO_MEMORY;
        }
    }
    roll_keys(body->words, n_keys, out->key);
    keep_least(out->key, n_keys, out);
    return CW_OK;
}
