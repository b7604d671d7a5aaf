/* sketch.h: what a report is about, as weighted words: the one reading and the
 * one likeness by which the whole program says that two reports tell one
 * story. Inside src/story only.
 *
 *   title, text -> cw_sketch_read -> terms, counted, by number
 *               -> cw_lexis_count    each is held by one more report
 *               -> cw_sketch_weigh -> vector of length 1
 *               -> cw_vector_dot     likeness, in thousandths
 *
 * A word weighs by how often the report has it, by how rare it is in English
 * at large (background.h) and by how few reports at hand hold it: at the start
 * of a stream nothing is frequent yet, and in a stream about one field all
 * hold its words. Names count double: places, people and days are what two
 * stories of one kind differ in.
 *
 * Only the first WORDS_MAX words are read: what a news report is about stands
 * there, and long reports are not more alike for being long. */
#ifndef CW_STORY_SKETCH_H
#define CW_STORY_SKETCH_H

#include "base/table.h"
#include "story/weighted.h"

enum {
    CW_UNIT = 4096,       // length of a vector
    CW_VECTOR_TERMS = 96, // heaviest terms of a report that are compared
};

enum {
    CW_TERM_NAME = 1,  // has a capital letter inside a sentence
    CW_TERM_SLOT = 2,  // a name or a number: what a template leaves open
    CW_TERM_TITLE = 4, // stands in the headline
    CW_TERM_SHORT = 8, // two digits: a slot, too short to weigh
};

typedef struct {
    uint32_t term;  // number in the lexis
    uint16_t count; // how often, by where it stands
    uint16_t marks; // CW_TERM bits
} cw_sketch_term;

typedef struct {
    const cw_sketch_term *at; // [n] by term
    size_t n;
    bool is_roundup; // roundup.h
} cw_sketch;

typedef struct {
    const cw_weighted *at; // [n] by term; squares sum to about CW_UNIT^2
    size_t n;
} cw_vector;

/* The words of all reports at hand. */
typedef struct {
    uint16_t background; // weight in English at large, 1/16
    uint16_t marks;      // in the report that is being read
    uint32_t count;      // the same; 0 between reports
    uint32_t n_reports;  // that hold it
} cw_lexis_word;

typedef struct {
    cw_arena *arena;
    cw_table words;       // folded word -> its number
    cw_lexis_word *facts; // [words.n]
    size_t capacity;
    uint32_t n_reports;
    uint32_t *power; // [POWER_N] x^1.5 of a rarity
} cw_lexis;

CW_CHECK cw_status cw_lexis_init(cw_lexis *lexis, cw_arena *arena);

/* The sketch of a report, in `keep`; the lexis learns its words, and does not
 * count them yet. texts[0] is the headline, the others run on. */
CW_CHECK cw_status cw_sketch_read(cw_lexis *lexis, const cw_bytes *texts,
                                  size_t n_texts, cw_arena *keep,
                                  cw_arena *scratch, cw_sketch *out);

/* One more report holds these terms. */
void cw_lexis_count(cw_lexis *lexis, const cw_sketch *sketch);

/* How rare a word is, in 1/16 bits, by the reports counted so far. */
uint32_t cw_lexis_rarity(const cw_lexis *lexis, uint32_t term);

/* The vector of a sketch into room[CW_VECTOR_TERMS]; empty when nothing in it
 * weighs. */
cw_vector cw_sketch_weigh(const cw_lexis *lexis, const cw_sketch *sketch,
                          cw_weighted *room);

/* The cosine, in thousandths. */
uint32_t cw_vector_likeness(cw_vector a, cw_vector b);

/* The same of one vector with many: its weights in an array by term, [words of
 * the lexis] and 0 elsewhere, and taken out again. */
void cw_vector_spread(cw_vector vector, uint16_t *spread);
void cw_vector_unspread(cw_vector vector, uint16_t *spread);
uint32_t cw_vector_spread_likeness(cw_vector vector, const uint16_t *spread);

#endif
