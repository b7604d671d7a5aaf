/* wording_int.h: between the files on quotations across reports.
 *
 *   marks' quotes -> wordings   wording_read.c   as one report words them
 *     -> quotations             wording.c        the same words joined
 *     -> other speakers         attribution.c */
#ifndef CW_STORY_WORDING_INT_H
#define CW_STORY_WORDING_INT_H

#include "story/story_int.h"

enum { CW_WORDING_FACTS = 8 };

/* A quotation as one report words it. */
typedef struct {
    uint32_t report, number; // of the quote among the report's marks
    uint32_t entity;         // who speaks, or CW_NONE
    uint32_t weight;         // of the sentence it begins in
    uint8_t kind;            // CW_QUOTE_...
    cw_bytes text;           // at most CW_CITE_BYTES
    cw_bytes speaker, cue;   // as written; empty when not said
    cw_span *cite;
    uint32_t n_cite;
    const cw_run_word *words; // their hashes are those of the lemmas
    uint32_t n_words;
    uint64_t kinds_of_words;          // a bit for each, by its hash
    uint64_t hash_of_words;           // of the words as they are written
    uint64_t facts[CW_WORDING_FACTS]; // hashes of its numbers, months, days
    uint32_t n_facts;                 // the first so many are kept
    uint32_t n_denials;               // "not", "never", "without"
    uint32_t root, next; // the quotation it belongs to; its next wording
    uint32_t last;       // of a root: its last wording
    uint32_t told;       // of a root: the speaker's entity, if any knows
} cw_wording;

typedef struct {
    cw_plot *plot;
    cw_wording *at; // [n], by report, in the order of the text
    size_t n;
    cw_run_word *room; // [CW_CITE_BYTES + 1] words while they are read
} cw_wordings;

/* What the reports of the story say that somebody said and that is worth
 * telling; each a quotation of its own. list->plot is given. */
CW_CHECK cw_status cw_wordings_read(cw_wordings *list);

#endif
