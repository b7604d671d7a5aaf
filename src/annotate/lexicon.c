/* lexicon.c: looking up in the tables that gen_lexicon.c made. */
#include "annotate/lexicon.h"

#include "cues_res.h"
#include "names_res.h"

/* FNV-1a, 32 bit: the tables are ours, so no key can aim at one slot for
 * longer than the longest run in them. */
static uint32_t hash(cw_bytes key)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < key.n; i++)
        h = (h ^ key.at[i]) * 16777619u;
    return h;
}

static const cw_lexeme *find(const cw_lexeme *entries, const uint16_t *slots,
                             size_t n_slots, cw_bytes key)
{
    size_t at = hash(key) & (n_slots - 1);
    for (; slots[at]; at = (at + 1) & (n_slots - 1)) {
        const cw_lexeme *entry = &entries[slots[at] - 1];
        if (entry->n_key == key.n && memcmp(entry->key, key.at, key.n) == 0)
            return entry;
    }
    return NULL;
}

const cw_lexeme *cw_lexicon_name(cw_bytes phrase)
{
    if (phrase.n == 0)
        return NULL;
    return find(names_entries, names_slots,
                sizeof names_slots / sizeof *names_slots, phrase);
}

const cw_lexeme *cw_lexicon_cue(cw_bytes lemmas)
{
    if (lemmas.n == 0)
        return NULL;
    return find(cues_entries, cues_slots,
                sizeof cues_slots / sizeof *cues_slots, lemmas);
}

uint32_t cw_lexicon_name_classes(cw_bytes phrase)
{
    const cw_lexeme *entry = cw_lexicon_name(phrase);
    return entry ? entry->classes : 0;
}
