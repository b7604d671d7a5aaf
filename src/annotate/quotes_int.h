/* quotes_int.h: what the parts of quotes.c hand to each other. */
#ifndef CW_ANNOTATE_QUOTES_INT_H
#define CW_ANNOTATE_QUOTES_INT_H

#include "annotate/lexicon.h"
#include "annotate/nounphrase.h"

/* Words between quotation marks: tokens [from, to) without the marks. */
typedef struct {
    uint32_t from, to;
    uint32_t open, close; // tokens of the marks; close may be CW_NONE
    uint32_t next;        // the same speech in the next paragraph, or CW_NONE
    uint32_t owner;       // quote that has it, or CW_NONE
    bool is_continued;    // continues the span before
} cw_marked;

/* One word or phrase that attaches a statement to its speaker. */
typedef struct {
    uint32_t from, to; // tokens of the cue: its whole verb group
    uint32_t verb;     // the word that is the cue
    uint32_t classes;  // CW_CUE bits
    cw_tokens source;
    uint32_t clause; // first token of the attributing clause
} cw_cue;

typedef struct {
    cw_draft *draft;
    cw_view view;
    CW_LIST(cw_marked) marked;
    uint32_t *marked_at; // [n_tokens] span a token stands in, or CW_NONE
    bool *is_cued;       // [n_tokens] part of a cue already
    bool *is_told;       // [n_tokens] part of what somebody says
    bool *is_meant;      // [n_tokens] part of what a stance is about
    uint32_t sentence;   // being read
    uint32_t first, end; // its tokens
    cw_tokens subject;   // of the newest finite cue of this sentence
    bool is_transcript;  // somebody in capitals has spoken a line
    cw_status status;    // CW_NO_MEMORY: something was not written down
} cw_quotes;

enum { CW_CUE_WORDS_MAX = 5 }; // "raise questions about"
enum { CW_PIECES_MAX = 6 };    // more pieces of one speech are joined

/* A quotation in tokens, before it is written. */
typedef struct {
    cw_tokens cue, source, content[CW_PIECES_MAX];
    uint32_t n_content, sentence, previous, speaker, chain;
    uint8_t kind, confidence, is_denial, is_scare;
} cw_said;

typedef struct {
    cw_quotes common;
    CW_LIST(cw_said) list;
} cw_quotes_reader;

/* quotes.c: one more quotation, with the cue if it has one; NULL when there
 * is no room. Then the words of a span and of those it continues. */
cw_said *cw_quotes_add(cw_quotes_reader *r, const cw_cue *cue, int confidence);
void cw_quotes_add_speech(cw_quotes_reader *r, cw_said *s, uint32_t last);

/* quotes_lines.c: the words in marks beside token i, a colon or a dash, if
 * their speaker is named on its other side. */
bool cw_quotes_label(cw_quotes_reader *r, uint32_t i);

/* The sentence being read is a line of a transcript. */
void cw_quotes_line(cw_quotes_reader *r);

/* quotes_rest.c: spans without a cue, in text order, each with the newest
 * speaker before it. */
void cw_quotes_rest(cw_quotes_reader *r);

/* quotes_write.c: the list as marks of the draft. */
CW_CHECK cw_status cw_quotes_write(cw_quotes_reader *r);

/* quotes_marks.c: pair the marks of the report. */
CW_CHECK cw_status cw_quotes_pair(cw_quotes *quotes);

/* quotes_cue.c: the cue at token i of the sentence, if there is one. */
bool cw_quotes_cue(cw_quotes *quotes, uint32_t i, cw_cue *cue);

/* Who speaks by the verb at `verb`, whose group begins at `group`: its
 * subject, or for "adding" and "and said" that of the verb before. */
cw_tokens cw_quotes_source(cw_quotes *quotes, uint32_t verb, uint32_t group);

/* Classes of the cue of the lexicon that is the verb at i as a lemma and then
 * n - 1 words as they stand; 0 when there is none. */
uint32_t cw_quotes_cue_of(const cw_quotes *quotes, uint32_t i, uint32_t n);

/* "called for", "agreed with": tokens of the longest cue that begins with the
 * verb. */
uint32_t cw_quotes_cue_length(const cw_quotes *quotes, uint32_t verb);

/* "was told", "is said": the subject is not who speaks. */
bool cw_quotes_is_passive(const cw_draft *draft, uint32_t verb, uint32_t group);

/* quotes_stance.c: attitudes and acts of speech toward a thing, of words that
 * nothing else has taken. */
void cw_quotes_stances(cw_quotes_reader *r);

/* One of them: nothing inside its content is one of its own. */
void cw_quotes_add_stance(cw_quotes_reader *r, cw_tokens cue, cw_tokens source,
                          cw_tokens content);

/* quotes_content.c: "the road was closed", not "the request to close it". */
bool cw_quotes_is_clause(const cw_quotes *quotes, uint32_t from);

/* Adverbials between a cue and what was said: "on Monday", "in a statement".
 * Answers the token after one, or i. */
uint32_t cw_quotes_skip_adverbial(const cw_quotes *quotes, uint32_t i);

/* Where what was said begins after a cue; CW_NONE when nothing follows. */
uint32_t cw_quotes_content(const cw_quotes *quotes, const cw_cue *cue);

/* Read sentence `number` from now on. */
static inline void cw_quotes_enter(cw_quotes *quotes, uint32_t number)
{
    const cw_sentence *sentence = &quotes->draft->sentences.at[number];
    quotes->sentence = number;
    quotes->first = sentence->first;
    quotes->end = cw_look_end(sentence);
    quotes->subject = (cw_tokens){0, 0};
}

static inline bool cw_is_quoted(const cw_quotes *quotes, uint32_t i)
{
    return quotes->marked_at[i] != CW_NONE;
}

#endif
