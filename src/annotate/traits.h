/* traits.h: what every head asks about a token, worked out once.
 *
 *   token -> bytes -> form, lower, ends, begins, shape      hashes, packed
 * bytes
 *                  -> entries of the word list -> readings
 *                  -> classes in open text -> fine, coarse
 *
 * The heads (sentence ends, tags, dependencies, names) mix these numbers into
 * feature hashes; none of them reads the bytes again. */
#ifndef CW_ANNOTATE_TRAITS_H
#define CW_ANNOTATE_TRAITS_H

#include "annotate/annotate_int.h"
#include "annotate/model.h"
#include "annotate/words.h"

/* Bits of readings above those of the tags. */
enum {
    CW_READING_FORM = 17, // CW_FORM bits from here on
    CW_READING_PAST = CW_FORM_PAST << CW_READING_FORM,
    CW_READING_LISTED = 1 << 22,
    CW_READING_LINK = 1 << 23, // an address of the web or of mail
};

typedef enum {
    CW_LOOK_SIGN,
    CW_LOOK_LOWER,        // harbour
    CW_LOOK_TITLE,        // Harbour
    CW_LOOK_UPPER,        // NATO
    CW_LOOK_LETTER,       // I
    CW_LOOK_MIXED,        // iPhone, McRae
    CW_LOOK_DOTTED,       // U.S., Mr.
    CW_LOOK_HYPHEN_LOWER, // long-term
    CW_LOOK_HYPHEN_UPPER, // Anglo-Irish
    CW_LOOK_DIGITS,       // 1984
    CW_LOOK_NUMBER,       // 1,000.5, 10:30
    CW_LOOK_DIGIT_LETTER, // 40th, 5km
} cw_look_shape;

/* What a word can be the first or only one of; without a bit it is neither
 * sought nor weighed there. */
enum {
    CW_BEGINS_TIME = 1,   // for the rules of times, beside days and months
    CW_BEGINS_NUMBER = 2, // for figures, beside words of the number class
};

typedef struct cw_trait {
    uint32_t form;          // hash of the word as it stands, digits as 0
    uint32_t lower;         // the same of the folded word
    uint32_t ends, begins;  // its last and first four bytes, folded
    uint32_t readings;      // bit t: the word list (or a guess) has tag t
    const cw_word *entries; // [n_entries] of the word list
    uint16_t fine;          // classes in open text
    uint8_t coarse;
    uint8_t shape;    // cw_look_shape
    uint16_t classes; // CW_WORD bits of all entries
    uint8_t n_entries;
    uint8_t n_form;      // bytes of the folded word, 0 when it is too long
    uint8_t begins_what; // CW_BEGINS bits
} cw_trait;

/* A word that stands outside its sentence; every heads' edge. */
extern const cw_trait cw_no_trait;

static inline const cw_trait *cw_trait_at(const cw_trait *traits, size_t n,
                                          size_t i)
{
    return i < n ? &traits[i] : &cw_no_trait; // i may have wrapped below 0
}

#endif
