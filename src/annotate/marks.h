/* marks.h: what a careful reader would underline in one report: stand-off
 * spans over the report's text, as one relocatable block (base/pack.h).
 *
 *   text      | ... Ms Ito said on Monday that 40 homes were lost ... |
 *   tokens      Ms|Ito|said|on|Monday|that|40|homes|were|lost
 *   sentences   [--------------------------------------------------)
 *   names       [-----)  person
 *   times                     [----)  DATE, before the report's date
 *   figures                               [) 40, of "homes"
 *   quotes      source [-----) cue [--) content [----------------)
 *   events                                              [--) lose, happened
 *
 * All ranges are bytes of the report's text and never cut a code point. Lists
 * ascend by range.from, then range.to. CW_NONE is "no such index". */
#ifndef CW_ANNOTATE_MARKS_H
#define CW_ANNOTATE_MARKS_H

#include "base/day.h"
#include "base/pack.h"

#define CW_NONE UINT32_MAX

/* Universal POS tags. */
#define CW_TAG_MAP(TAG) \
    TAG(X)              \
    TAG(NOUN)           \
    TAG(PROPN)          \
    TAG(VERB)           \
    TAG(AUX)            \
    TAG(ADJ)            \
    TAG(ADV)            \
    TAG(PRON)           \
    TAG(DET)            \
    TAG(ADP)            \
    TAG(NUM)            \
    TAG(CCONJ)          \
    TAG(SCONJ)          \
    TAG(PART)           \
    TAG(INTJ)           \
    TAG(PUNCT)          \
    TAG(SYM)
typedef enum {
#define CW_TAG_ENUM(name) CW_TAG_##name,
    CW_TAG_MAP(CW_TAG_ENUM)
#undef CW_TAG_ENUM
} cw_tag;

/* Penn Treebank tags, as the English treebanks of Universal Dependencies
 * have them in XPOS; NONE: not tagged. */
#define CW_XPOS_MAP(X) \
    X(NONE, "_")       \
    X(NN, "NN")        \
    X(NNS, "NNS")      \
    X(NNP, "NNP")      \
    X(NNPS, "NNPS")    \
    X(VB, "VB")        \
    X(VBD, "VBD")      \
    X(VBG, "VBG")      \
    X(VBN, "VBN")      \
    X(VBP, "VBP")      \
    X(VBZ, "VBZ")      \
    X(MD, "MD")        \
    X(JJ, "JJ")        \
    X(JJR, "JJR")      \
    X(JJS, "JJS")      \
    X(RB, "RB")        \
    X(RBR, "RBR")      \
    X(RBS, "RBS")      \
    X(IN, "IN")        \
    X(DT, "DT")        \
    X(PDT, "PDT")      \
    X(PRP, "PRP")      \
    X(PRPS, "PRP$")    \
    X(WDT, "WDT")      \
    X(WP, "WP")        \
    X(WPS, "WP$")      \
    X(WRB, "WRB")      \
    X(EX, "EX")        \
    X(CC, "CC")        \
    X(TO, "TO")        \
    X(RP, "RP")        \
    X(POS, "POS")      \
    X(CD, "CD")        \
    X(UH, "UH")        \
    X(FW, "FW")        \
    X(LS, "LS")        \
    X(SYM, "SYM")      \
    X(DOLLAR, "$")     \
    X(STOP, ".")       \
    X(COMMA, ",")      \
    X(COLON, ":")      \
    X(OPEN, "``")      \
    X(CLOSE, "''")     \
    X(LRB, "-LRB-")    \
    X(RRB, "-RRB-")    \
    X(HYPH, "HYPH")    \
    X(NFP, "NFP")      \
    X(ADD, "ADD")      \
    X(AFX, "AFX")      \
    X(GW, "GW")
typedef enum {
#define CW_XPOS_ENUM(name, text) CW_XPOS_##name,
    CW_XPOS_MAP(CW_XPOS_ENUM)
#undef CW_XPOS_ENUM
        CW_XPOS_TAGS
} cw_xpos;

/* Relations of Universal Dependencies to the head; NONE: not parsed. */
#define CW_RELATION_MAP(X)            \
    X(NONE, "_")                      \
    X(ROOT, "root")                   \
    X(NSUBJ, "nsubj")                 \
    X(NSUBJ_PASS, "nsubj:pass")       \
    X(NSUBJ_OUTER, "nsubj:outer")     \
    X(CSUBJ, "csubj")                 \
    X(CSUBJ_PASS, "csubj:pass")       \
    X(OBJ, "obj")                     \
    X(IOBJ, "iobj")                   \
    X(CCOMP, "ccomp")                 \
    X(XCOMP, "xcomp")                 \
    X(OBL, "obl")                     \
    X(OBL_AGENT, "obl:agent")         \
    X(OBL_UNMARKED, "obl:unmarked")   \
    X(VOCATIVE, "vocative")           \
    X(EXPL, "expl")                   \
    X(DISLOCATED, "dislocated")       \
    X(ADVCL, "advcl")                 \
    X(ADVCL_RELCL, "advcl:relcl")     \
    X(ADVMOD, "advmod")               \
    X(DISCOURSE, "discourse")         \
    X(AUX, "aux")                     \
    X(AUX_PASS, "aux:pass")           \
    X(COP, "cop")                     \
    X(MARK, "mark")                   \
    X(NMOD, "nmod")                   \
    X(NMOD_POSS, "nmod:poss")         \
    X(NMOD_UNMARKED, "nmod:unmarked") \
    X(NMOD_DESC, "nmod:desc")         \
    X(APPOS, "appos")                 \
    X(NUMMOD, "nummod")               \
    X(ACL, "acl")                     \
    X(ACL_RELCL, "acl:relcl")         \
    X(AMOD, "amod")                   \
    X(DET, "det")                     \
    X(DET_PREDET, "det:predet")       \
    X(CASE, "case")                   \
    X(CONJ, "conj")                   \
    X(CC, "cc")                       \
    X(CC_PRECONJ, "cc:preconj")       \
    X(FIXED, "fixed")                 \
    X(FLAT, "flat")                   \
    X(LIST, "list")                   \
    X(PARATAXIS, "parataxis")         \
    X(COMPOUND, "compound")           \
    X(COMPOUND_PRT, "compound:prt")   \
    X(ORPHAN, "orphan")               \
    X(GOESWITH, "goeswith")           \
    X(REPARANDUM, "reparandum")       \
    X(PUNCT, "punct")                 \
    X(DEP, "dep")
typedef enum {
#define CW_RELATION_ENUM(name, text) CW_RELATION_##name,
    CW_RELATION_MAP(CW_RELATION_ENUM)
#undef CW_RELATION_ENUM
        CW_RELATIONS
} cw_relation;

/* Forms a verb token may have (bits: "put" is base, past and participle). */
enum {
    CW_FORM_BASE = 1,       // go
    CW_FORM_PRESENT_S = 2,  // goes
    CW_FORM_PAST = 4,       // went
    CW_FORM_PARTICIPLE = 8, // gone
    CW_FORM_ING = 16,       // going
};

/* What a token looks like (bits). */
enum {
    CW_SHAPE_UPPER_FIRST = 1,
    CW_SHAPE_ALL_UPPER = 2, // two or more letters, all capital
    CW_SHAPE_DIGIT = 4,     // begins with a digit
    CW_SHAPE_SPACE_BEFORE = 8,
    CW_SHAPE_FIRST = 16,  // first word of its sentence (after quotes)
    CW_SHAPE_QUOTED = 32, // inside quotation marks
    CW_SHAPE_LETTER = 64, // holds a letter
};

typedef struct {
    cw_range range;
    uint32_t lemma_at; // in cw_marks.strings; lower case, apostrophes plain
    uint16_t lemma_n;
    uint8_t tag;         // cw_tag
    uint8_t form;        // CW_FORM bits, 0 unless VERB or AUX
    uint8_t shape;       // CW_SHAPE bits
    uint8_t xpos;        // cw_xpos
    uint16_t word_class; // CW_WORD bits of words.h: month, weekday, title, ...
    uint32_t head;       // token that governs it; CW_NONE: root, or not parsed
    uint8_t relation;    // cw_relation to it
    uint8_t spare[3];
} cw_token;

typedef struct {
    cw_range range;       // without surrounding white space
    uint32_t first, n;    // tokens[first .. first + n)
    uint32_t block;       // index into the report's blocks
    uint8_t role;         // cw_role of that block: TITLE, PARAGRAPH, ...
    uint8_t is_headline;  // title case, present tense stands for the past
    uint8_t begins_block; // first sentence of its block
    uint8_t spare;
} cw_sentence;

typedef enum {
    CW_NAME_OTHER,
    CW_NAME_PERSON,
    CW_NAME_ORGANIZATION,
    CW_NAME_PLACE,
} cw_name_kind;

typedef struct {
    cw_range range; // the name without its title: "Ito", "Ana Ruiz"
    cw_range title; // "Ms", "Prime Minister", empty if none; before it
    uint32_t sentence, first, n; // tokens of the name
    uint8_t kind;                // cw_name_kind
    uint8_t confidence;   // 0 to 100: story's second pass trusts high ones
    uint8_t is_adjective; // "Russian", "Chinese": nationality, not the place
    uint8_t gender;       // 0 unknown, 'm', 'f': from Mr, Mrs, he, she
    uint32_t chain;       // index into chains, or CW_NONE
} cw_name;

/* Mentions of one thing inside one report: names, descriptors ("the
 * Kremlin leader"), and pronouns where a speaker or participant needs one. */
typedef enum {
    CW_MENTION_NAME,
    CW_MENTION_DESCRIPTOR,
    CW_MENTION_PRONOUN
} cw_mention_kind;

typedef struct {
    cw_range range;
    uint32_t chain, sentence;
    uint32_t name; // index into names, or CW_NONE
    uint8_t kind;  // cw_mention_kind
    uint8_t spare[3];
} cw_mention;

typedef struct {
    uint32_t best; // index into mentions: its fullest name
    uint32_t n;    // mentions of this chain
    uint8_t kind;  // cw_name_kind
    uint8_t gender;
    uint8_t spare[2];
} cw_chain;

typedef enum {
    CW_TIME_DATE,
    CW_TIME_TIME,
    CW_TIME_DURATION,
    CW_TIME_SET
} cw_time_type;

/* How fine a time expression is; also the precision of a timeline line. */
#define CW_GRAIN_MAP(X)    \
    X(NONE, "unknown")     \
    X(MINUTE, "minute")    \
    X(PART, "part_of_day") \
    X(DAY, "day")          \
    X(WEEKEND, "weekend")  \
    X(WEEK, "week")        \
    X(MONTH, "month")      \
    X(SEASON, "season")    \
    X(QUARTER, "quarter")  \
    X(HALF, "half_year")   \
    X(YEAR, "year")        \
    X(DECADE, "decade")    \
    X(CENTURY, "century")
typedef enum {
#define CW_GRAIN_ENUM(name, text) CW_GRAIN_##name,
    CW_GRAIN_MAP(CW_GRAIN_ENUM)
#undef CW_GRAIN_ENUM
} cw_grain;

/* What a time expression needs before its days are known. */
typedef enum {
    CW_ANCHOR_NONE,    // "17 October 2023": complete in itself
    CW_ANCHOR_REPORT,  // "Monday", "last week": the report's date
    CW_ANCHOR_CONTEXT, // "the same day", "a day earlier", "that March": an
                       // earlier expression of the text (`context`)
    CW_ANCHOR_UNKNOWN, // "the 600th day of the war": cannot be resolved here
} cw_anchor;

/* One time expression. Finding fills everything but value, from_day, to_day
 * of an anchored one; cw_times_resolve (times.h) fills those for a given
 * date of the report, as often as that date is tried or changed. */
typedef struct {
    cw_range range;
    uint32_t sentence;
    uint8_t type;     // cw_time_type
    uint8_t grain;    // cw_grain
    uint8_t anchor;   // cw_anchor
    int8_t direction; // tense of the governing verb: -1 past, 1 future, 0
    uint8_t is_range; // 0; 2, 3: the two ends of a range ("from Monday" "to
                      // Wednesday"), where the end's `context` is its
                      // beginning; of days of one month ("2" "to 5 May")
                      // both cover all of them
    uint8_t mod;      // cw_time_mod of times.h: start, end, early, about
    uint16_t rule;    // number in the rules table, for --explain
    uint32_t context; // index into times of the expression it hangs on
    uint8_t meaning;  // what a, b, c stand for: cw_time_meaning of times.h
    uint8_t part;     // part of the day: cw_time_part of times.h, 0 none
    uint8_t spare[2];
    int32_t a, b, c;          // what the rule keeps for resolving, see times.h
    int16_t minute;           // clock time in local minutes, or -1
    int16_t zone_min;         // minutes east of UTC, or CW_NO_ZONE
    int32_t from_day, to_day; // first and last day covered, or CW_NO_DAY
    char value[24];           // TIMEX3: "2023-10-17", "P3D", "2023-W42", ""
} cw_time;

#define CW_BOUND_MAP(X)       \
    X(EXACT, "exact")         \
    X(ABOUT, "about")         \
    X(AT_LEAST, "at_least")   \
    X(MORE_THAN, "more_than") \
    X(AT_MOST, "at_most")     \
    X(LESS_THAN, "less_than") \
    X(NEARLY, "nearly")       \
    X(RANGE, "range")
typedef enum {
#define CW_BOUND_ENUM(name, text) CW_BOUND_##name,
    CW_BOUND_MAP(CW_BOUND_ENUM)
#undef CW_BOUND_ENUM
} cw_bound;

/* A figure. Values are decimals: value = units * 10^-CW_FIGURE_DIGITS would
 * overflow for trillions with fractions, so doubles are used; they are read
 * from at most 17 significant digits and printed with the shortest form that
 * reads back equal, so the same text gives the same bytes everywhere. */
typedef struct {
    cw_range range;  // number with its bound and unit: "more than 40 homes"
                     // gives "more than 40"
    cw_range number; // "40", "19,000", "three", "1.2bn"
    uint32_t sentence, token; // token of the number
    double value;             // of a range the lower end
    double low, high;         // interval meant; INFINITY where open
    char unit[12];            // "USD", "percent", "km", "hour", ""; singular
    uint8_t bound;            // cw_bound
    uint8_t is_ordinal;       // "third visit"
    uint8_t is_vague;         // "dozens", "hundreds"
    uint8_t is_rate;          // "per year"
    cw_range of;              // what is counted: "homes", "member states of the
                              // court"; empty if unknown
    cw_range head;            // head noun inside of: "homes", "states"
} cw_figure;

typedef enum {
    CW_QUOTE_DIRECT,
    CW_QUOTE_INDIRECT,
    CW_QUOTE_MIXED
} cw_quote_kind;

/* Marks below this confidence are attitudes and acts of speech toward a thing
 * ("mocked the plan"): attributed, but nothing was told. */
enum { CW_QUOTE_TOLD = 30 };

typedef struct {
    uint8_t kind;       // cw_quote_kind
    uint8_t confidence; // 0 to 100; below CW_QUOTE_TOLD no statement
    uint8_t is_denial;  // cue denies its content: "denied", "rejected"
    uint8_t is_scare;   // words in marks that nobody is said to have said
    uint32_t sentence;  // where the content begins
    cw_slice content;   // cw_range, text order, without outer marks
    cw_slice source;    // cw_range: the words that name the speaker
    cw_slice cue;       // cw_range: "said", "according to"
    uint32_t speaker;   // index into names, or CW_NONE
    uint32_t chain;     // of the speaker, or CW_NONE
    uint32_t previous;  // quote that this one continues, or CW_NONE
} cw_quote;

#define CW_FACT_MAP(X)      \
    X(HAPPENED, "happened") \
    X(PLANNED, "planned")   \
    X(NOT, "not")           \
    X(POSSIBLE, "possible") \
    X(ALLEGED, "alleged")
typedef enum {
#define CW_FACT_ENUM(name, text) CW_FACT_##name,
    CW_FACT_MAP(CW_FACT_ENUM)
#undef CW_FACT_ENUM
} cw_factuality;

/* Classes of events: PLOVER's, and what news needs beside them. */
#define CW_EVENT_MAP(X) \
    X(OTHER)            \
    X(SAY)              \
    X(MEET)             \
    X(MOVE)             \
    X(AGREE)            \
    X(AID)              \
    X(ASSAULT)          \
    X(COERCE)           \
    X(CONCEDE)          \
    X(CONSULT)          \
    X(COOPERATE)        \
    X(DEMAND)           \
    X(DISAPPROVE)       \
    X(FIGHT)            \
    X(INVESTIGATE)      \
    X(MOBILIZE)         \
    X(PROTEST)          \
    X(REJECT)           \
    X(RETREAT)          \
    X(SANCTION)         \
    X(SUPPORT)          \
    X(THREATEN)         \
    X(KILL)             \
    X(INJURE)           \
    X(ARREST)           \
    X(CHARGE)           \
    X(TRIAL)            \
    X(VOTE)             \
    X(COST)             \
    X(DISASTER)         \
    X(SPORT)            \
    X(BUSINESS)         \
    X(BEGIN)            \
    X(END)              \
    X(APPOINT)          \
    X(RESIGN)           \
    X(INVITE)           \
    X(PLAN)             \
    X(MAKE)             \
    X(TRANSFER)         \
    X(STATE)
typedef enum {
#define CW_EVENT_ENUM(name) CW_EVENT_##name,
    CW_EVENT_MAP(CW_EVENT_ENUM)
#undef CW_EVENT_ENUM
} cw_event_class;

typedef struct {
    cw_range range; // the predicate: "visited", "arrest" (a noun)
    uint32_t sentence, token;
    uint32_t lemma_at; // in strings
    uint16_t lemma_n;
    uint8_t event_class; // cw_event_class
    uint8_t factuality;  // cw_factuality
    uint8_t is_negative; // polarity
    uint8_t is_noun;
    uint8_t is_main; // predicate of its sentence's main clause
    uint8_t is_passive;
    cw_range who, whom, where;      // phrases; empty if unknown
    uint32_t who_chain, whom_chain; // chains of their heads, or CW_NONE
    uint32_t time;                  // index into times, or CW_NONE
    cw_range alleged_by;            // "prosecutors", empty unless ALLEGED
} cw_event;

#define CW_MARKS_MAGIC 0x314d5743u // "CWM1"

typedef struct {
    cw_block_head head;
    cw_slice strings;   // bytes: lemmas
    cw_slice tokens;    // cw_token
    cw_slice sentences; // cw_sentence
    cw_slice names;     // cw_name
    cw_slice mentions;  // cw_mention
    cw_slice chains;    // cw_chain
    cw_slice times;     // cw_time
    cw_slice figures;   // cw_figure
    cw_slice ranges;    // cw_range: what the slices of quotes point to; `at`
                        // of those slices counts from the block's start too
    cw_slice quotes;    // cw_quote
    cw_slice events;    // cw_event
    uint8_t is_cut;     // CW_MAX_MARKS or CW_MAX_TOKENS was reached
    uint8_t spare[7];
} cw_marks;

static inline cw_bytes cw_token_lemma(const cw_marks *marks,
                                      const cw_token *token)
{
    cw_bytes strings = cw_slice_bytes(marks, marks->strings);
    return cw_bytes_cut(strings, token->lemma_at,
                        (size_t)token->lemma_at + token->lemma_n);
}

const char *cw_tag_name(cw_tag tag);
const char *cw_xpos_name(cw_xpos xpos);
const char *cw_relation_name(cw_relation relation); // "nsubj", "nsubj:pass"
const char *cw_grain_name(cw_grain grain);
const char *cw_bound_name(cw_bound bound);
const char *cw_fact_name(cw_factuality factuality);
const char *cw_event_class_name(cw_event_class event_class);
const char *cw_name_kind_name(cw_name_kind kind); // "person", "place", ...
const char *cw_quote_kind_name(cw_quote_kind kind);
const char *cw_time_type_name(cw_time_type type); // "DATE", ...

/* True when every slice, index and range of a block from outside is good for
 * a text of n_text bytes. */
bool cw_marks_check(const cw_marks *marks, size_t n_bytes, size_t n_text);

#endif
