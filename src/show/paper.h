/* paper.h: lines for a terminal: words wrapped at a width, hanging indents,
 * colours where they are wanted, and nothing that a terminal would obey.
 *
 *   indent                                                      width
 *   |      word word word word word word word word word word    |
 *   |      hanging word word
 *
 * Width is counted in columns (cw_utf8_width), not in bytes. */
#ifndef CW_SHOW_PAPER_H
#define CW_SHOW_PAPER_H

#include "show/sink.h"

#define CW_PAPER_WORD_BYTES 512u

typedef enum {
    CW_STYLE_PLAIN,
    CW_STYLE_BOLD, // titles, names
    CW_STYLE_DIM,  // marks of citations, notes
    CW_STYLE_WARN, // conflicts, plans that failed
} cw_style;

typedef struct {
    cw_sink *sink;
    unsigned width; // columns of a line
    bool has_color;
    unsigned indent;  // of the lines that follow in this paragraph
    unsigned column;  // next column of this line, from 0
    bool needs_blank; // a blank stands before the next word
    cw_style style;
    unsigned word_width;
    size_t word_n;
    char word[CW_PAPER_WORD_BYTES]; // gathered, not yet placed
} cw_paper;

void cw_paper_init(cw_paper *paper, cw_sink *sink, unsigned width,
                   bool has_color);

/* Text of a source or of ours: runs of white space part words, a no-break
 * space is a blank that does not, unsafe characters are shown as ‹U+202E›. */
void cw_paper_add(cw_paper *paper, cw_bytes text);
void cw_paper_text(cw_paper *paper, const char *text);
void cw_paper_addf(cw_paper *paper, const char *format, ...) CW_PRINTF(2, 3);

/* At most about columns_max columns of it, cut between words, then "…". */
void cw_paper_add_cut(cw_paper *paper, cw_bytes text, unsigned columns_max);

/* How what follows looks, until the next call; a line end resets it. */
void cw_paper_style(cw_paper *paper, cw_style style);

/* A blank before the next word; at the start of a line nothing. */
void cw_paper_blank(cw_paper *paper);

/* Blanks up to this column, at least one; a new line if it is passed. */
void cw_paper_to(cw_paper *paper, unsigned column);

/* The lines that follow begin at this column. */
void cw_paper_indent(cw_paper *paper, unsigned column);

void cw_paper_end_line(cw_paper *paper); // indent goes back to 0
void cw_paper_empty_line(cw_paper *paper);

#endif
