/* recur.c: words that stand in several pieces. Two words that meet in one slot
 * count as the same: the table has twice as many slots as there are words, and
 * a page that aims at them spoils numbers of its own only. */
#include "clean/recur.h"

#define SLOTS_MAX (UINT32_C(1) << 20)

static cw_recurring *slot_of(const cw_recurrence *r, uint32_t key)
{
    return &r->slots[key >> 1 & r->mask];
}

cw_status cw_recurrence_open(cw_recurrence *r, const cw_sheet *sheet,
                             bool (*is_prose)(const cw_piece *piece))
{
    uint32_t n_slots = 64;
    while (n_slots < sheet->n_long_words * 2 && n_slots < SLOTS_MAX)
        n_slots *= 2;
    r->sheet = sheet;
    r->mask = n_slots - 1;
    r->slots = cw_arena_array(sheet->scratch, n_slots, sizeof *r->slots);
    if (!r->slots)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        const uint32_t *key = sheet->long_words + piece->long_from;
        for (size_t k = 0; k < piece->n_long && is_prose(piece); k++) {
            cw_recurring *slot = slot_of(r, key[k]);
            slot->n += slot->last != i + 1;
            slot->last = (uint32_t)i + 1;
        }
    }
    return CW_OK;
}

cw_recurring_words cw_recurrence_of(const cw_recurrence *r,
                                    const cw_piece *piece, bool is_prose)
{
    const uint32_t *key = r->sheet->long_words + piece->long_from;
    cw_recurring_words words = {.n = piece->n_long};
    for (size_t k = 0; k < piece->n_long; k++) {
        uint32_t n = slot_of(r, key[k])->n - is_prose; // itself aside
        uint32_t is_cap = key[k] & 1;
        words.n_1 += n >= 1;
        words.n_3 += n >= 3;
        words.n_caps += is_cap;
        words.n_caps_1 += is_cap & (n >= 1);
    }
    return words;
}
