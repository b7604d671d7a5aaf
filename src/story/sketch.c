/* sketch.c: words of a report, counted and weighed.
 *
 *   w(t) = (1 + log2 count) * r(t)^1.5 * (2 for a name)
 *   r(t) = b(t) + 2 s own(t)       own(t) = log2((N + 1) / df(t))
 *   b(t) = background(t), less s of what it is above own(t) + 4 bits
 *   s    = N / (N + 20)
 *
 * What a handful of reports hold in common is their story, what fifty hold in
 * common is their field: s. A name that English at large never had may stand
 * in every report of a year: b.
 *
 * Chosen on topics 1 to 25 of ECB+ (bench/quality.py): with background alone
 * the stories of one field run together (NewsWCL50 .77), and with the
 * exponent 1 or 2 the best threshold of the one set is not that of the
 * other. */
#include "story/sketch.h"

#include <stdlib.h>

#include "annotate/words.h"
#include "story/background.h"
#include "story/roundup.h"
#include "story/story_int.h"

enum {
    WORDS_MAX = 600, // first words of a report that are read
    LEAD_WORDS = 60, // of the text, which count twice
    LEAD_FACTOR = 2,
    TITLE_FACTOR = 3,
    NAME_FACTOR = 2,
    RARE_MIN = 64,      // background weight of a word that counts, 1/16
    CAP_PART = 6,       // the heaviest word is at most this part of a vector
    TRUST_MAX = 64,     // what English says more than the reports do, 1/16
    FIELD_REPORTS = 20, // reports that begin to tell what is common
    WORD_BYTES_MIN = 3,
    NUMBER_BYTES_MIN = 2,
    POWER_N = 2048, // rarities, 1/16: more than 16 + 2 * 25 bits
};

cw_status cw_lexis_init(cw_lexis *lexis, cw_arena *arena)
{
    *lexis = (cw_lexis){.arena = arena};
    cw_table_init(&lexis->words, arena, CW_MAX_TOKENS);
    lexis->power = cw_arena_array(arena, POWER_N, sizeof *lexis->power);
    if (!lexis->power)
        return CW_NO_MEMORY;
    for (uint32_t x = 0; x < POWER_N; x++) // x sqrt(x), below 2^17
        lexis->power[x] = (uint32_t)(x * cw_square_root(x * 256ull) / 16);
    return CW_OK;
}

/* A word in lower case, without "'s"; empty when it is too long for one. */
static cw_bytes fold_word(cw_bytes word, uint8_t folded[CW_MAX_WORD_BYTES])
{
    cw_bytes out = {folded, cw_word_fold(word, folded)};
    if (cw_bytes_ends(out, CW_LIT("'s")))
        out.n -= 2;
    return out;
}

static cw_status word_number(cw_lexis *lexis, cw_bytes word, uint32_t *number)
{
    cw_table_entry *entry = cw_table_find(&lexis->words, word);
    cw_status status;
    cw_bytes key;
    bool is_new;
    if (entry) {
        *number = (uint32_t)(entry - lexis->words.entries);
        return CW_OK;
    }
    status = cw_arena_copy(lexis->arena, word, &key);
    if (status == CW_OK)
        status =
            cw_grow(lexis->arena, (void **)&lexis->facts, &lexis->capacity,
                    lexis->words.n + 1, sizeof *lexis->facts, CW_MAX_TOKENS);
    if (status == CW_OK)
        status = cw_table_add(&lexis->words, key, &is_new, &entry);
    if (status != CW_OK)
        return status;
    *number = (uint32_t)lexis->words.n - 1;
    lexis->facts[*number] =
        (cw_lexis_word){.background = (uint16_t)cw_background_weight(word)};
    return CW_OK;
}

/* Does a capital letter begin the word, and no sentence before it? */
static bool is_name(cw_bytes text, cw_range word)
{
    size_t at = word.from;
    if (!cw_is_upper(text.at[at]))
        return false;
    while (at > 0 && text.at[at - 1] == ' ')
        at--;
    if (at == 0 || strchr(".!?\n\":", text.at[at - 1]))
        return false;
    return at < 3 || text.at[at - 3] != 0xe2 || text.at[at - 2] != 0x80 ||
           (text.at[at - 1] != 0x9c && text.at[at - 1] != 0x9d); // “ ”
}

typedef struct {
    cw_lexis *lexis;
    uint32_t *met; // [n_met] terms in the order they were met
    size_t n_met;
    size_t n_words; // of the texts after the headline
} reading;

/* Counts one word; its number is noted when it is met first. */
static cw_status read_word(reading *on, cw_bytes text, cw_range range,
                           bool is_title)
{
    uint8_t folded[CW_MAX_WORD_BYTES];
    cw_bytes word = fold_word(cw_bytes_at(text, range), folded);
    bool is_number = word.n > 0 && cw_is_digit(word.at[0]);
    cw_lexis_word *facts;
    uint32_t term;
    cw_status status;
    if (word.n < (is_number ? NUMBER_BYTES_MIN : WORD_BYTES_MIN))
        return CW_OK;
    status = word_number(on->lexis, word, &term);
    if (status != CW_OK)
        return status;
    facts = &on->lexis->facts[term];
    if (facts->background <= RARE_MIN)
        return CW_OK;
    if (facts->count == 0) {
        on->met[on->n_met++] = term;
        facts->marks = word.n < WORD_BYTES_MIN ? CW_TERM_SHORT : 0;
    }
    facts->count += is_title                   ? TITLE_FACTOR
                    : on->n_words < LEAD_WORDS ? LEAD_FACTOR
                                               : 1u;
    if (is_number)
        facts->marks |= CW_TERM_SLOT;
    else if (is_name(text, range))
        facts->marks |= CW_TERM_NAME | CW_TERM_SLOT;
    if (is_title)
        facts->marks |= CW_TERM_TITLE;
    return CW_OK;
}

static int compare_terms(const void *a, const void *b)
{
    const cw_sketch_term *x = a, *y = b;
    return x->term < y->term ? -1 : x->term > y->term;
}

/* What was counted, by term; the counts of the lexis go back to 0. */
static cw_status end_reading(reading *on, cw_arena *keep, cw_status status,
                             cw_sketch *out)
{
    cw_sketch_term *at = cw_arena_array(keep, on->n_met, sizeof *at);
    for (size_t i = 0; i < on->n_met; i++) {
        cw_lexis_word *facts = &on->lexis->facts[on->met[i]];
        if (at)
            at[i] = (cw_sketch_term){on->met[i], (uint16_t)facts->count,
                                     facts->marks};
        facts->count = 0;
    }
    if (!at)
        return CW_NO_MEMORY;
    if (on->n_met > 0)
        qsort(at, on->n_met, sizeof *at, compare_terms);
    out->at = at;
    out->n = on->n_met;
    return status;
}

cw_status cw_sketch_read(cw_lexis *lexis, const cw_bytes *texts, size_t n_texts,
                         cw_arena *keep, cw_arena *scratch, cw_sketch *out)
{
    /* Words this long at most: a text of one endless word is read no
     * further. */
    enum { BYTES_MAX = 16384 };
    cw_mark mark = cw_arena_mark(scratch);
    reading on = {.lexis = lexis};
    cw_run_word *words =
        cw_arena_alloc(scratch, (BYTES_MAX / 2 + 1) * sizeof *words);
    cw_status status = CW_OK;
    *out = (cw_sketch){NULL, 0, false};
    on.met = cw_arena_array(scratch, 2 * WORDS_MAX, sizeof *on.met);
    if (!words || !on.met) {
        cw_arena_reset(scratch, mark);
        return CW_NO_MEMORY;
    }
    for (size_t i = 0; i < n_texts && status == CW_OK; i++) {
        cw_bytes text = texts[i];
        size_t n, n_max = WORDS_MAX - on.n_words;
        text.n = text.n < BYTES_MAX ? text.n : BYTES_MAX;
        n = n_max > 0 ? cw_run_words(text, words) : 0;
        n = n < n_max ? n : n_max;
        for (size_t k = 0; k < n && status == CW_OK; k++) {
            status = read_word(&on, text, words[k].range, i == 0);
            on.n_words += i > 0;
        }
    }
    out->is_roundup = n_texts > 1 && cw_is_roundup(texts[0], texts[1]);
    status = end_reading(&on, keep, status, out);
    cw_arena_reset(scratch, mark);
    return status;
}

void cw_lexis_count(cw_lexis *lexis, const cw_sketch *sketch)
{
    lexis->n_reports++;
    for (size_t i = 0; i < sketch->n; i++)
        lexis->facts[sketch->at[i].term].n_reports++;
}

uint32_t cw_lexis_rarity(const cw_lexis *lexis, uint32_t term)
{
    const cw_lexis_word *facts = &lexis->facts[term];
    uint32_t n = lexis->n_reports;
    uint32_t df = facts->n_reports > 0 ? facts->n_reports : 1;
    uint32_t own = cw_log2_16(n + 1ull) - cw_log2_16(df);
    uint32_t known = facts->background, most = own + TRUST_MAX;
    uint32_t rarity;
    if (known > most)
        known -= (uint32_t)((uint64_t)(known - most) * n / (n + FIELD_REPORTS));
    rarity = (uint32_t)(known + 2ull * own * n / (n + FIELD_REPORTS));
    return rarity < POWER_N ? rarity : POWER_N - 1;
}

static uint64_t length_of(const cw_weighted *terms, size_t n)
{
    uint64_t square = 0;
    for (size_t i = 0; i < n; i++)
        square += (uint64_t)terms[i].weight * terms[i].weight;
    return cw_square_root(square);
}

/* No word is more than a sixth of the whole: one name that two reports share
 * does not make them alike. The length after that. */
static uint64_t cap_weights(cw_weighted *terms, size_t n)
{
    uint64_t most = length_of(terms, n) / CAP_PART;
    for (size_t i = 0; i < n; i++)
        if (terms[i].weight > most)
            terms[i].weight = (uint32_t)most;
    return length_of(terms, n);
}

cw_vector cw_sketch_weigh(const cw_lexis *lexis, const cw_sketch *sketch,
                          cw_weighted *room)
{
    enum { ROOM = 2 * WORDS_MAX };
    cw_weighted all[ROOM];
    uint64_t length;
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < sketch->n && n < ROOM; i++) {
        const cw_sketch_term *term = &sketch->at[i];
        uint32_t rarity = cw_lexis_rarity(lexis, term->term);
        uint64_t weight = (16ull + cw_log2_16(term->count)) *
                          lexis->power[rarity] / 16; // below 2^22
        if (term->marks & CW_TERM_SHORT)
            continue;
        if (term->marks & CW_TERM_NAME)
            weight *= NAME_FACTOR;
        all[n++] = (cw_weighted){term->term, (uint32_t)weight};
    }
    n = cw_weighted_keep(all, n, CW_VECTOR_TERMS);
    length = cap_weights(all, n);
    for (size_t i = 0; i < n && length > 0; i++) {
        uint32_t weight =
            (uint32_t)(all[i].weight * (uint64_t)CW_UNIT / length);
        if (weight > 0)
            room[kept++] = (cw_weighted){all[i].term, weight};
    }
    return (cw_vector){room, kept};
}

uint32_t cw_vector_likeness(cw_vector a, cw_vector b)
{
    return (uint32_t)(cw_weighted_dot(a.at, a.n, b.at, b.n) * 1000 /
                      ((uint64_t)CW_UNIT * CW_UNIT));
}

void cw_vector_spread(cw_vector vector, uint16_t *spread)
{
    for (size_t i = 0; i < vector.n; i++)
        spread[vector.at[i].term] = (uint16_t)vector.at[i].weight;
}

void cw_vector_unspread(cw_vector vector, uint16_t *spread)
{
    for (size_t i = 0; i < vector.n; i++)
        spread[vector.at[i].term] = 0;
}

uint32_t cw_vector_spread_likeness(cw_vector vector, const uint16_t *spread)
{
    uint64_t dot = 0;
    for (size_t i = 0; i < vector.n; i++)
        dot += (uint64_t)vector.at[i].weight * spread[vector.at[i].term];
    return (uint32_t)(dot * 1000 / ((uint64_t)CW_UNIT * CW_UNIT));
}
