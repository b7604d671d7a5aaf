/* words.h: the English word list (data/en/words/, made into words_res.h).
 *
 * A line of a word file is a lemma with its tag and classes; the generator
 * makes the inflected forms. One form may stand for several entries ("left":
 * verb leave past, adjective left); they are answered together. */
#ifndef CW_ANNOTATE_WORDS_H
#define CW_ANNOTATE_WORDS_H

#include "annotate/marks.h"

/* Classes a word may belong to, beside its tag (bits of word_class). */
enum {
    CW_WORD_MONTH = 1,
    CW_WORD_WEEKDAY = 2,
    CW_WORD_NUMBER = 4,        // one, dozen, hundred, million, bn
    CW_WORD_HONORIFIC = 8,     // Mr, Ms, Dr, Sir
    CW_WORD_OFFICE = 16,       // president, minister, judge, spokeswoman
    CW_WORD_SAY = 32,          // said, told, denied: may be a quotation's cue
    CW_WORD_MODAL = 64,        // will, would, may, could
    CW_WORD_NEGATION = 128,    // not, never, no, without, failed
    CW_WORD_NATIONALITY = 256, // Russian, Kenyan
    CW_WORD_ORG_HEAD = 512,    // court, ministry, agency, bank, party, council
    CW_WORD_PLACE_HEAD = 1024, // city, river, province, airport, square
    CW_WORD_EVENT = 2048,      // noun that names an event: visit, attack, talks
    CW_WORD_HUMAN = 4096,      // noun for people: children, villagers, troops
    CW_WORD_FUNCTION = 8192,   // closed-class word
    CW_WORD_FIRST_NAME = 16384,
    CW_WORD_UNIT = 32768, // km, dollars, per cent, hours, tonnes
};

typedef struct {
    cw_bytes lemma;
    cw_bytes about;      // the country of a nationality, else empty
    uint8_t tag, form;   // cw_tag, CW_FORM bits
    uint8_t event_class; // cw_event_class of a verb or event noun
    uint8_t gender;      // of a first name: 'm', 'f', 'u' (both); else 0
    uint16_t classes;    // CW_WORD bits; a PROPN with PLACE_HEAD is a country
} cw_word;

/* Entries of a word form, lower case with plain apostrophes: at[0 .. n) in
 * order of how common they are in news; n is 0 when it is unknown. */
typedef struct {
    const cw_word *at;
    size_t n;
} cw_words;
cw_words cw_words_find(cw_bytes form);

/* The same for a word as it stands in a text: any case, curly apostrophes. */
cw_words cw_words_find_fold(cw_bytes word);

/* The entry with this tag, or NULL. */
const cw_word *cw_words_with_tag(cw_words words, cw_tag tag);

/* The longest word that is looked up, in bytes; longer ones are unknown. */
#define CW_MAX_WORD_BYTES 40

/* A word in lower case with plain apostrophes: bytes written to out, 0 when
 * it is longer than CW_MAX_WORD_BYTES. Letters outside ASCII too. */
size_t cw_word_fold(cw_bytes word, uint8_t out[CW_MAX_WORD_BYTES]);

#endif
