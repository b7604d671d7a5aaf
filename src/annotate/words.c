/* words.c: looking words up in the table that the build made. */
#include "annotate/words.h"

#include "base/utf8.h"

#include <utf8proc.h>

typedef struct {
    uint32_t form; // offset into word_pool
    uint16_t first;
    uint8_t n_form, n; // bytes of the form; entries from first
} word_form;

#include "words_res.h"

#define N_SLOTS (sizeof word_slots / sizeof *word_slots)

/* FNV-1a, as gen_words.c hashes the forms. The table is fixed, so a key aimed
 * at one slot costs no more than the longest probe of the table. */
static uint32_t word_hash(cw_bytes form)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < form.n; i++)
        hash = (hash ^ form.at[i]) * 16777619u;
    return hash;
}

cw_words cw_words_find(cw_bytes form)
{
    size_t slot = word_hash(form) & (N_SLOTS - 1);
    if (form.n == 0 || form.n > CW_MAX_WORD_BYTES)
        return (cw_words){NULL, 0};
    for (; word_slots[slot]; slot = (slot + 1) & (N_SLOTS - 1)) {
        const word_form *found = &word_forms[word_slots[slot]];
        if (found->n_form == form.n &&
            memcmp(word_pool + found->form, form.at, form.n) == 0)
            return (cw_words){word_entries + found->first, found->n};
    }
    return (cw_words){NULL, 0};
}

size_t cw_word_fold(cw_bytes word, uint8_t out[CW_MAX_WORD_BYTES])
{
    size_t n = 0, at = 0;
    if (word.n > CW_MAX_WORD_BYTES)
        return 0;
    while (at < word.n) {
        uint8_t utf8[4];
        uint32_t point;
        size_t n_utf8;
        if (word.at[at] < 0x80) {
            out[n++] = cw_to_lower(word.at[at++]);
            continue;
        }
        point = cw_utf8_next(word, &at);
        if (point == 0x2018 || point == 0x2019 || point == 0x02BC)
            point = '\'';
        else if (point == 0x2010 || point == 0x2011)
            point = '-';
        else if (point != CW_BAD_CODE_POINT)
            point = (uint32_t)utf8proc_tolower((utf8proc_int32_t)point);
        n_utf8 = cw_utf8_put(point, utf8);
        if (n + n_utf8 > CW_MAX_WORD_BYTES)
            return 0;
        memcpy(out + n, utf8, n_utf8);
        n += n_utf8;
    }
    return n;
}

cw_words cw_words_find_fold(cw_bytes word)
{
    uint8_t form[CW_MAX_WORD_BYTES];
    size_t n = cw_word_fold(word, form);
    return cw_words_find((cw_bytes){form, n});
}

const cw_word *cw_words_with_tag(cw_words words, cw_tag tag)
{
    for (size_t i = 0; i < words.n; i++)
        if (words.at[i].tag == tag)
            return &words.at[i];
    return NULL;
}
