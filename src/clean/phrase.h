/* phrase.h: short word patterns, compiled by the build, matched over words.
 *
 *   rules file -> gen_furniture -> steps, words -> cw_phrase_match
 *
 *   pattern   your (support|donation) (helps|keeps) us?
 *   word      one word, lower case; marks between words do not matter, but a
 *             match never crosses . ! ? nor a line end
 *   (a|b)     one of these words        x?      may be missing
 *   <cap>     a word with a capital     <caps>  one to five of them
 *   <num>     digits                    <any>   any one word
 *   ...       up to five words          : | / [ ] ( ) @ © -   this mark
 *   ^  $      begin and end of the block (marks outside do not count)
 *
 * The generator links the same matcher, so that the example beside each rule
 * is checked when Clew is built. Matching is linear: a pattern has at most
 * CW_PHRASE_STEPS steps and two gaps. */
#ifndef CW_CLEAN_PHRASE_H
#define CW_CLEAN_PHRASE_H

#include "base/bytes.h"

#define CW_PHRASE_STEPS   16u
#define CW_PHRASE_GAP     5u
#define CW_PHRASE_CAPS    5u
#define CW_PHRASE_NO_WORD UINT16_MAX

typedef enum {
    CW_STEP_WORD,  // one of alternatives[first .. first + n)
    CW_STEP_CAP,   // <cap>
    CW_STEP_CAPS,  // <caps>
    CW_STEP_NUM,   // <num>
    CW_STEP_ANY,   // <any>
    CW_STEP_GAP,   // ...
    CW_STEP_MARK,  // the byte in first
    CW_STEP_START, // ^
    CW_STEP_END,   // $
} cw_step_kind;

typedef struct {
    uint8_t kind; // cw_step_kind
    uint8_t is_optional;
    uint16_t first, n;
} cw_phrase_step;

typedef struct {
    const char *name;
    uint16_t first, n_steps;
    uint8_t kind;      // cw_furniture
    uint8_t weight;    // points; CW_PHRASE_SURE and more decides alone
    uint8_t words_max; // blocks with more words are not looked at; 0: any
    uint8_t follows;   // the headlines after it belong to it
    uint8_t ends;      // the report ends here
} cw_phrase_rule;
#define CW_PHRASE_SURE 6u

typedef struct {
    const char *const *words; // [n_words] sorted, lower case
    size_t n_words;
    const uint16_t *alternatives;
    const cw_phrase_step *steps;
    const cw_phrase_rule *rules;
    size_t n_rules;
    /* Rules that can begin with a word: by_word[starts[w] .. starts[w + 1]),
     * those that begin otherwise in by_word[starts[n_words] ..
     * starts[n_words + 1]). In each list those without ^ come first; among
     * those, and among the others, the longest words_max, 0 before all. */
    const uint16_t *starts, *by_word;
    const uint32_t *slots; // [n_slots] of the words (slots.h)
    size_t n_slots;
} cw_phrase_table;

typedef struct {
    uint32_t from, to;
    uint16_t word; // in the table, or CW_PHRASE_NO_WORD
    uint8_t mark;  // the byte of a mark ('c' for ©, '.' also for …), 0: word
    bool is_cap, is_number;
} cw_phrase_token;

/* The tokens of text[range), at most n_max; how many. */
size_t cw_phrase_tokens(const cw_phrase_table *table, cw_bytes text,
                        cw_range range, cw_phrase_token *tokens, size_t n_max);

/* Where rule matches when it begins at tokens[at]: true, and *end is one past
 * its last token. */
bool cw_phrase_match(const cw_phrase_table *table, const cw_phrase_rule *rule,
                     const cw_phrase_token *tokens, size_t n, size_t at,
                     size_t *end);

#endif
