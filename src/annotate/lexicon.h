/* lexicon.h: what is known about names and cues before reading.
 *
 * Two tables made by data/gen/gen_lexicon.c from data/en/names/ and
 * data/en/cues.tsv: a phrase, its classes, and for some a value (the country
 * of "Danish", the short form of an organization). Names are found with their
 * capitals, cues by lemmas with single blanks between them. */
#ifndef CW_ANNOTATE_LEXICON_H
#define CW_ANNOTATE_LEXICON_H

#include "base/bytes.h"

/* class of a name or title, its word in the .tsv files */
#define CW_NAME_CLASS_MAP(X)        \
    X(COUNTRY, "country")           \
    X(ADJECTIVE, "adjective")       \
    X(CAPITAL, "capital")           \
    X(PEOPLE, "people")             \
    X(CITY, "city")                 \
    X(REGION, "region")             \
    X(CONTINENT, "continent")       \
    X(WATER, "water")               \
    X(SEAT, "seat")                 \
    X(ORG, "org")                   \
    X(ORG_HEAD, "org_head")         \
    X(ORG_SUFFIX, "org_suffix")     \
    X(PLACE_HEAD, "place_head")     \
    X(PLACE_FIRST, "place_first")   \
    X(OTHER, "other")               \
    X(OTHER_HEAD, "other_head")     \
    X(FIRST_MALE, "first_male")     \
    X(FIRST_FEMALE, "first_female") \
    X(SURNAME, "surname")           \
    X(PARTICLE, "particle")         \
    X(TITLE, "title")               \
    X(TITLE_MALE, "title_male")     \
    X(TITLE_FEMALE, "title_female")

#define CW_CUE_CLASS_MAP(X) \
    X(SAY, "say")           \
    X(CLAIM, "claim")       \
    X(CONCEDE, "concede")   \
    X(DENY, "deny")         \
    X(PROMISE, "promise")   \
    X(DEMAND, "demand")     \
    X(ASK, "ask")           \
    X(WRITE, "write")       \
    X(THINK, "think")       \
    X(WARN, "warn")         \
    X(PRAISE, "praise")     \
    X(ACCUSE, "accuse")     \
    X(LABEL, "label")       \
    X(DIRECT, "direct")     \
    X(TELL, "tell")         \
    X(SHOW, "show")         \
    X(PHRASE, "phrase")     \
    X(NOUN, "noun")         \
    X(THING, "thing")       \
    X(PLAN, "plan")         \
    X(STATE, "state")       \
    X(LEND, "lend")         \
    X(HELD, "held")

enum {
#define CW_CLASS_INDEX(name, text) CW_LEX_INDEX_##name,
    CW_NAME_CLASS_MAP(CW_CLASS_INDEX)
#undef CW_CLASS_INDEX
#define CW_CLASS_INDEX(name, text) CW_CUE_INDEX_##name,
        CW_CUE_START = -1,
    CW_CUE_CLASS_MAP(CW_CLASS_INDEX)
#undef CW_CLASS_INDEX
};

/* Classes as bits. */
enum {
#define CW_CLASS_BIT(name, text) CW_LEX_##name = 1 << CW_LEX_INDEX_##name,
    CW_NAME_CLASS_MAP(CW_CLASS_BIT)
#undef CW_CLASS_BIT
#define CW_CLASS_BIT(name, text) CW_CUE_##name = 1 << CW_CUE_INDEX_##name,
        CW_CUE_CLASS_MAP(CW_CLASS_BIT)
#undef CW_CLASS_BIT
};

/* Classes that say "a place", "a given name". */
#define CW_LEX_PLACES                                                \
    (CW_LEX_COUNTRY | CW_LEX_CAPITAL | CW_LEX_CITY | CW_LEX_REGION | \
     CW_LEX_CONTINENT | CW_LEX_WATER)
#define CW_LEX_FIRST  (CW_LEX_FIRST_MALE | CW_LEX_FIRST_FEMALE)
#define CW_LEX_TITLES (CW_LEX_TITLE | CW_LEX_TITLE_MALE | CW_LEX_TITLE_FEMALE)

typedef struct {
    const char *key, *value; // value is "" when there is none
    uint8_t n_key, n_value;
    uint32_t classes; // CW_LEX or CW_CUE bits
} cw_lexeme;

/* The entry of exactly these bytes, or NULL. */
const cw_lexeme *cw_lexicon_name(cw_bytes phrase);
const cw_lexeme *cw_lexicon_cue(cw_bytes lemmas);

/* Its classes, 0 when it is unknown. */
uint32_t cw_lexicon_name_classes(cw_bytes phrase);

static inline cw_bytes cw_lexeme_value(const cw_lexeme *lexeme)
{
    return (cw_bytes){(const uint8_t *)lexeme->value, lexeme->n_value};
}

#endif
