/* names_int.h: what the parts of names.c hand to each other. */
#ifndef CW_ANNOTATE_NAMES_INT_H
#define CW_ANNOTATE_NAMES_INT_H

#include "annotate/lexicon.h"
#include "annotate/look.h"
#include "annotate/traits.h"
#include "base/table.h"

enum { CW_N_NAME_KINDS = 4 };

/* A candidate: tokens [first, first + n) of the draft. */
typedef struct {
    uint32_t sentence, first, n;
    uint32_t title_first, title_n;  // the tokens of the title before it
    uint32_t form;                  // number of its text in `forms`
    int16_t score[CW_N_NAME_KINDS]; // evidence for each cw_name_kind
    uint8_t gender, is_adjective;
    uint8_t is_headline; // stands in title case: a weak witness
    uint8_t kind, confidence;
    uint8_t is_dropped; // a common word with a capital, no name
} cw_candidate;

/* Everything the report says about one text of a name. */
typedef struct {
    int32_t score[CW_N_NAME_KINDS];
    uint32_t n;
    uint32_t n_tokens;
    uint8_t gender;
    bool is_surname; // last or first word of a person's full name
} cw_form;

typedef struct {
    cw_draft *draft;
    CW_LIST(cw_candidate) found;
    CW_LIST(cw_form) forms;
    cw_table texts;    // name text -> number in forms
    cw_table capitals; // words seen with a capital inside a sentence
    cw_table surnames; // last word of people of two words or more
    uint32_t sentence; // the one being read
    uint32_t end;      // one past its last token
    cw_status status;
} cw_names;

/* Classes of tokens [a, b) as one name, 0 when unknown. */
uint32_t cw_names_classes(const cw_names *names, size_t a, size_t b);

/* Longest entry of the lexicons, in tokens. */
enum { CW_KNOWN_TOKENS_MAX = 6 };

/* Classes that make a name of their own. */
#define CW_LEX_KNOWN                                                  \
    (CW_LEX_PLACES | CW_LEX_ADJECTIVE | CW_LEX_PEOPLE | CW_LEX_SEAT | \
     CW_LEX_ORG | CW_LEX_OTHER)

/* Most tokens of one name of the lexicons that begins at i and has one of the
 * wanted classes: its length, and its classes in *classes; 0 when none. */
uint32_t cw_names_longest(const cw_names *names, uint32_t i, uint32_t wanted,
                          uint32_t *classes);

/* A candidate of tokens [first, end); NULL when there is no room for it. */
cw_candidate *cw_names_add(cw_names *names, uint32_t first, uint32_t end);

/* names.c: names by rules and lexicons alone, into draft->names. */
CW_CHECK cw_status cw_names_guess(cw_draft *draft);

/* The words of an office before a name, small or not: "harbour master Dmitry
 * Orlov", "Kremlin spokesman". Answers the first token. */
uint32_t cw_names_office(const cw_draft *draft, const cw_candidate *found);

/* names_head.c: the trained head. What it reads of each token beside its
 * traits, [tokens.n] each. */
typedef struct {
    const cw_draft *draft;
    uint8_t *guess;    // cw_name_label by the rules, and 16 when they are sure
    uint32_t *lexicon; // classes of the word in the lexicons
    uint8_t *gazette;  // kinds of the longest gazetteer name that holds it
    uint8_t *vote;     // of the whole report: see cw_names_vote; 0 at first
} cw_names_view;

/* The second label of each pair: inside a name, behind its first token. */
static inline bool cw_label_is_inside(uint8_t label)
{
    return label > 0 && label % 2 == 0;
}

enum { CW_NAME_FEATURES = 64, CW_VOTE_FEATURES = 8 };

CW_CHECK cw_status cw_names_view_init(cw_names_view *view, cw_draft *draft);
/* Could token i be part of a name? Others are outside without asking. */
bool cw_names_may_be(const cw_names_view *view, const cw_sentence *sentence,
                     uint32_t i);
/* Features of token i: all but the votes', and the votes'. */
size_t cw_names_features(const cw_names_view *view, const cw_sentence *sentence,
                         uint32_t i, uint32_t out[CW_NAME_FEATURES]);
size_t cw_names_votes(const cw_names_view *view, const cw_sentence *sentence,
                      uint32_t i, uint32_t out[CW_VOTE_FEATURES]);
/* The feature of a label that follows another. */
uint32_t cw_names_step(uint8_t before);

/* The best labels of n tokens. score [n][CW_NAME_LABELS], step
 * [before][label]; allowed [n]: bit y is set where label y may stand. */
void cw_names_decode(const int32_t (*score)[CW_NAME_LABELS],
                     const int32_t (*step)[CW_NAME_LABELS],
                     const uint16_t *allowed, size_t n, uint8_t *label);

/* view->vote from the labels [tokens.n] of the first pass. */
CW_CHECK cw_status cw_names_vote(cw_names_view *view, const uint8_t *label);

/* The title before a person, and the gender that it or the given name tells. */
void cw_names_dress(const cw_draft *draft, cw_name *name);

/* names_mend.c: a lower-case "van", "bin" or "de"; and rules over the labels
 * [tokens.n] of the second pass. */
bool cw_names_is_particle(const cw_draft *draft, size_t i);
void cw_names_mend(const cw_draft *draft, uint8_t *label);

/* names_word.c. Common: in the list of words as something other than a name,
 * or ends like one. A word with a capital; and one that may stand inside a
 * name. */
bool cw_names_is_common(const cw_draft *draft, size_t i);
bool cw_names_is_capital(const cw_draft *draft, size_t i);
bool cw_names_is_word(const cw_draft *draft, size_t i);

/* names_title.c */
typedef enum { CW_CASE_NORMAL, CW_CASE_TITLE, CW_CASE_UPPER } cw_line_case;
cw_line_case cw_names_case(const cw_draft *draft, const cw_sentence *sentence);
void cw_names_read_title(cw_names *names, bool is_upper_line);

/* names_kind.c: weigh each candidate where it stands, join what all mentions
 * of a text say, let full names decide for surnames, and choose. */
void cw_names_weigh(cw_names *names, cw_candidate *candidate);
CW_CHECK cw_status cw_names_choose(cw_names *names);

#endif
