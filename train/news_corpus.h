/* news_corpus.h: all reports of the corpus, what is checked of them, and the
 * tables that are made of them.
 *
 *   files ─▶ news_read ─▶ news_corpus ─▶ news_check, news_check_repeats
 *                                    ├─▶ news_print_tables
 *                                    └─▶ news_print_agreement */
#ifndef TRAIN_NEWS_CORPUS_H
#define TRAIN_NEWS_CORPUS_H

#include "train/news.h"

typedef struct {
    const char *path;
    news_report report;
    bool is_kept_aside; // stands in measure/
} news_file;

typedef struct {
    cw_arena keep;
    news_file *files; // [n] ascending by path
    size_t n, capacity;
    cw_bytes public_figures; // full names, one a line; may be empty
    uint32_t n_complaints;
} news_corpus;

/* Prints "PATH: line N: WHAT 'WORD'" and counts it. */
void news_complain(news_corpus *corpus, const news_file *file, uint32_t line,
                   const char *what, cw_bytes word);

/* Each report by itself: head, spans, ids, values, days of the week, numbers,
 * names of public figures. */
void news_check(news_corpus *corpus);

/* Sentences that stand twice, and frames that stand more than three times. A
 * frame is a sentence with names, references, times and figures blotted out. */
void news_check_repeats(news_corpus *corpus);

/* Markdown: marks per layer, and shares per register and region. */
void news_print_tables(const news_corpus *corpus);

/* How well `second`, annotated again from bare text, agrees with the reports
 * of `first` of the same file name; Markdown. False when one is missing or its
 * text differs. */
bool news_print_agreement(news_corpus *first, news_corpus *second);

/* Words of a text as a reader counts them: runs between white space. */
uint32_t news_count_words(cw_bytes text);

/* The part of a path after its last slash. */
const char *news_file_name(const char *path);

#endif
