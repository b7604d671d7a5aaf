/* news.h: one annotated report of the corpus (train/corpus/README.md).
 *
 *   [P sen|Amara Sen] [C 1|said]   ─▶   text   "Amara Sen said"
 *                                       marks  PER [0, 9) sen, CUE [10, 14) 1
 *
 * The text is what a reader would see: sentences of a paragraph joined by a
 * blank, paragraphs by an empty line. Ranges are bytes of that text. */
#ifndef TRAIN_NEWS_H
#define TRAIN_NEWS_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/status.h"

/* the letter of the mark, and the word for it in tables */
#define NEWS_KIND_MAP(X) \
    X('P', PER)          \
    X('L', LOC)          \
    X('O', ORG)          \
    X('M', MISC)         \
    X('R', REFERENCE)    \
    X('T', TIME)         \
    X('N', FIGURE)       \
    X('S', SOURCE)       \
    X('C', CUE)          \
    X('Q', CONTENT)      \
    X('E', EVENT)

typedef enum {
#define NEWS_KIND_ENUM(letter, name) NEWS_##name,
    NEWS_KIND_MAP(NEWS_KIND_ENUM)
#undef NEWS_KIND_ENUM
        NEWS_N_KINDS
} news_kind;

enum {
    NEWS_MAX_DEPTH = 16,     // marks inside each other
    NEWS_MAX_ARGUMENTS = 6,  // named arguments of one mark
    NEWS_MAX_BYTES = 1 << 20 // of one report's file
};

typedef struct {
    cw_bytes key, value; // value is empty for a bare word, as "set"
} news_argument;

typedef struct {
    news_kind kind;
    cw_range range;
    uint32_t line;  // of the file, from 1
    uint32_t depth; // marks around it
    cw_bytes head;  // chain id (may be empty), TIMEX3 value, figure, number of
                    // the statement, or class of the event
    char sort;      // CONTENT: d i m; EVENT: + p n m (planned, not, maybe)
    uint32_t n_arguments;
    news_argument arguments[NEWS_MAX_ARGUMENTS];
} news_mark;

typedef struct {
    cw_range range;
    uint32_t line;
    char role; // ' ' body; h s b c f t as in the format
} news_sentence;

typedef struct {
    cw_bytes date, reg, region, outlet, headline_case, writer, reviewed,
        translated_from;
    cw_bytes text;
    news_sentence *sentences; // [n_sentences] in order
    news_mark *marks;         // [n_marks] by start; the outer one first
    uint32_t n_sentences, n_marks;
} news_report;

/* Reads one file. Everything in *out lives in keep, or in file. CW_BAD_INPUT,
 * with the line and what is wrong with it in *error, at the first mistake. */
CW_CHECK cw_status news_read(const char *path, cw_bytes file, cw_arena *keep,
                             cw_error *error, news_report *out);

/* The value of a named argument, or empty. */
cw_bytes news_argument_of(const news_mark *mark, const char *key);

const char *news_kind_name(news_kind kind);

#endif
