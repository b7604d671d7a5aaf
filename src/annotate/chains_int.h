/* chains_int.h: what the parts of chains.c hand to each other. */
#ifndef CW_ANNOTATE_CHAINS_INT_H
#define CW_ANNOTATE_CHAINS_INT_H

#include "annotate/lexicon.h"
#include "annotate/look.h"
#include "base/table.h"

/* A chain while it grows. */
typedef struct {
    uint32_t name;      // its fullest name, index into names
    uint32_t last_seen; // token of its newest mention while walking the text
    uint32_t n_tokens;  // of its fullest name
    uint8_t kind, gender;
} cw_thread;

/* Somebody holds an office: "Norland's foreign minister Ana Ruiz". */
typedef struct {
    cw_bytes country; // "Norland", empty when not said
    cw_bytes office;  // lemma of its last word: "minister"
    cw_bytes kind;    // the word before: "foreign", may be empty
    uint32_t chain;
} cw_holder;

/* Entries of one key, newest first. */
typedef struct {
    uint32_t chain, next; // next: index into links, or CW_NONE
} cw_link;

typedef struct {
    cw_draft *draft;
    CW_LIST(cw_thread) threads;
    CW_LIST(cw_link) links;
    CW_LIST(cw_holder) holders;
    cw_table by_text;     // name text, or what the lexicon says it stands for
    cw_table by_last;     // last word of a person's name -> links
    cw_table by_first;    // first word of a name -> links
    cw_table by_initials; // "HRC" of a longer name -> links
    cw_table by_head;     // last word of an organization's name -> links
    cw_table by_office;   // lemma of an office -> links into holders
} cw_chains;

CW_CHECK cw_status cw_chains_link(cw_chains *chains, cw_table *table,
                                  cw_bytes key, uint32_t value);
/* First link of a key, or CW_NONE. */
uint32_t cw_chains_links(const cw_table *table, cw_bytes key);

CW_CHECK cw_status cw_chains_mention(cw_chains *chains, cw_range range,
                                     uint32_t chain, uint32_t sentence,
                                     uint32_t name, cw_mention_kind kind);

/* chains_offices.c: descriptors and pronouns; reads names with their chains
 * and appends mentions in any order. */
CW_CHECK cw_status cw_chains_describe(cw_chains *chains);

#endif
