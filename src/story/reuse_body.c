/* reuse_body.c: the words of a body and its fingerprints. */
#include "story/reuse_int.h"

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
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_bytes text = cw_report_text(report);
    size_t room = 0;
    cw_status status;
    body->n = 0;
    body->report = number;
    for (uint32_t i = 0; i < report->blocks.n; i++)
        if (cw_role_is_body((cw_role)blocks[i].role))
            room += (blocks[i].range.to - blocks[i].range.from) / 2 + 1;
    status = cw_body_make_room(body, room, arena);
    if (status != CW_OK)
        return status;
    for (uint32_t i = 0; i < report->blocks.n; i++)
        if (cw_role_is_body((cw_role)blocks[i].role))
            body->n += cw_run_words_quick(text, blocks[i].range,
                                          body->words + body->n);
    return CW_OK;
}

/* Least of four keys that end at key[at], the rightmost when equal. Without
 * branches: which one is least nobody can foresee. */
static size_t least_of_window(const uint64_t *key, size_t at)
{
    _Static_assert(CW_WINDOW == 4, "three others are looked at");
    size_t left = at - 3 + (key[at - 2] <= key[at - 3]);
    size_t right = at - 1 + (key[at] <= key[at - 1]);
    return left + (right - left) * (key[right] <= key[left]);
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

cw_status cw_body_winnow(const cw_body *body, cw_arena *arena, cw_prints *out)
{
    size_t n_keys = body->n - CW_SHINGLE + 1, kept = SIZE_MAX;
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
    for (size_t at = CW_WINDOW - 1; at < n_keys; at++) {
        size_t least = least_of_window(out->key, at);
        out->at[out->n] = (cw_print){out->key[least], (uint32_t)least};
        out->n += least != kept;
        kept = least;
    }
    return CW_OK;
}
