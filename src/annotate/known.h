/* known.h: what all reports of a story say about its names, so that what is
 * told for certain in one place corrects what is weak in another.
 *
 *   names of every report -> forms: points for each kind -> settled kinds
 *     "Ana Ruiz"  person 14            person
 *     "Ruiz"      person 9, place 1    person  (a surname of that story)
 *     "Harbour"   organization 1, small letters 12        no name
 *   -> cw_annotate_again
 *
 * "One sense per discourse" (Gale, Church, Yarowsky, HLT 1992), with the story
 * as the discourse. Linear in the reports; their order decides nothing but the
 * numbers of the forms. */
#ifndef CW_ANNOTATE_KNOWN_H
#define CW_ANNOTATE_KNOWN_H

#include "annotate/marks.h"
#include "base/table.h"

/* Kinds of cw_name_kind, and adjectives of lands ("Russian"). */
enum { CW_KNOWN_NATION = 4, CW_N_KNOWN_KINDS = 5 };

/* Longest form, in tokens. */
enum { CW_KNOWN_FORM_TOKENS = 6 };

typedef struct {
    uint32_t points[CW_N_KNOWN_KINDS];
    uint32_t n;       // mentions
    uint32_t n_sure;  // of them with little doubt
    uint32_t n_bare;  // single word: with a capital and in no name
    uint32_t n_small; // single word: in small letters
    uint8_t n_tokens;
    uint8_t kind;    // of most points
    bool is_settled; // and hardly any rival
    bool is_surname; // last word of a settled person's full name
} cw_known_form;

/* One report as it was read. */
typedef struct {
    cw_bytes text;
    const cw_token *tokens;
    const cw_sentence *sentences; // [n_sentences]
    const cw_name *names;         // [n_names]
    size_t n_sentences, n_names;
} cw_known_report;

static inline cw_known_report cw_known_report_of(cw_bytes text,
                                                 const cw_marks *marks)
{
    return (cw_known_report){
        .text = text,
        .tokens = CW_AT(marks, marks->tokens, cw_token),
        .sentences = CW_AT(marks, marks->sentences, cw_sentence),
        .names = CW_AT(marks, marks->names, cw_name),
        .n_sentences = marks->sentences.n,
        .n_names = marks->names.n,
    };
}

typedef struct {
    cw_arena *arena;
    cw_table texts;       // name as cw_known_key writes it -> number of a form
    cw_table firsts;      // its first word -> tokens of the longest such form
    cw_known_form *forms; // [n]
    size_t n, capacity;
} cw_known;

/* From reports [n], in the arena. */
CW_CHECK cw_status cw_known_make(cw_known *known,
                                 const cw_known_report *reports, size_t n,
                                 cw_arena *arena);

/* The form of these words, or NULL. */
const cw_known_form *cw_known_find(const cw_known *known, cw_bytes words);

/* Tokens of the longest form that begins with this word; 0 when none does. */
uint32_t cw_known_longest(const cw_known *known, cw_bytes word);

static inline uint8_t cw_known_kind(const cw_name *name)
{
    return name->is_adjective ? CW_KNOWN_NATION : name->kind;
}

/* Points of one mention for its kind. */
uint32_t cw_known_points(const cw_name *name, const cw_sentence *sentence);

/* The marks of a report once all reports of its story are read: its names with
 * what is known of them, and the chains, quotations and events that follow; all
 * else stays. *out is `marks` itself where no name changes. */
CW_CHECK cw_status cw_annotate_again(const cw_known *known, cw_bytes text,
                                     const cw_marks *marks, cw_arena *keep,
                                     cw_arena *scratch, const cw_marks **out);

#endif
