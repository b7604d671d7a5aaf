/* page_int.h: what the sections of the page share. Included inside src/show
 * only.
 *
 *   section ─▶ cw_sheet_open_line ─▶ words of sources, numbers, citations
 *                                        │ remembered in `cited`
 *   sources ◀────────────────────────────┘ every remembered place is marked
 *
 * Markup is written by cw_sheet_markup, which takes literals only; whatever
 * comes from a source passes one of the three functions of page_safe.h. */
#ifndef CW_SHOW_PAGE_INT_H
#define CW_SHOW_PAGE_INT_H

#include "base/table.h"
#include "show/dossier_order.h"
#include "show/page_print.h"
#include "show/page_safe.h"

/* How many entries a section shows; what is left out is counted aloud. */
enum {
    CW_PAGE_WHOLE_REPORTS = 200,    // more: only the cited paragraphs
    CW_PAGE_WHOLE_BYTES = 8000000,  // of their texts; more: the same
    CW_PAGE_STORY_BYTES = 11000000, // after that no story is begun
    CW_PAGE_BYTES = 19000000,       // after that no text of a source is begun
    CW_PAGE_SAID = 3000,            // bytes of one quoted text
    CW_PAGE_TIMELINE = 400,
    CW_PAGE_ANNOUNCED = 100,
    CW_PAGE_CLAIMS = 250,
    CW_PAGE_CONFLICTS = 120,
    CW_PAGE_FIGURES = 250,
    CW_PAGE_SPEAKERS = 120,
    CW_PAGE_QUOTES = 400,
    CW_PAGE_NAMES = 80, // of one kind
    CW_PAGE_COPIES = 250,
    CW_PAGE_LEFT_OUT = 200,
    CW_PAGE_CONTENTS = 60, // stories named beside the page
    CW_PAGE_GLANCE = 4,    // of each column at the top
    CW_PAGE_CITES = 8,     // of one line
    CW_PAGE_COLUMNS = 10,  // outlets that get a column of the table
    CW_PAGE_PEOPLE = 40,   // in the filter
    CW_PAGE_BLOCK = 1600,  // bytes of a paragraph, of many reports
};

/* A place that some line cites; `line` is the id of the first that does. */
typedef struct {
    cw_span span;
    bool is_quiet; // a name or a copied passage: linked to, not marked
    char line[40];
} cw_page_cite;

/* A person named at a place; by report, then place. */
typedef struct {
    cw_span span;
    uint32_t entity;
} cw_page_mention;

typedef struct {
    cw_sink *sink;    // counts into n_bytes
    uint64_t n_bytes; // handed on, without what the sink gathers
    const cw_dossier *dossier;
    size_t n_told;       // stories told: after them the page was full
    size_t first_report; // of the story in order.reports
    const cw_story *story;
    cw_arena *scratch;
    cw_dossier_order order;
    cw_table cited;      // the bytes of a cw_span; entry i is cites[i]
    cw_page_cite *cites; // in the order in which the page cites them
    size_t cite_capacity;
    uint32_t *n_cited;       // [n_reports] places cited of each
    cw_page_mention *people; // of the story
    size_t n_people;
    char line[40]; // id of the line that is written now
    bool is_quiet; // its places are
    cw_status status;
} cw_sheet;

/* ---- markup and words -------------------------------------------------- */

void cw_sheet_put(cw_sheet *sheet, const char *markup);
#define cw_sheet_markup(sheet, literal) cw_sheet_put(sheet, "" literal)
/* Numbers, ids and fixed words of ours; at most 511 bytes. */
void cw_sheet_markupf(cw_sheet *sheet, const char *format, ...) CW_PRINTF(2, 3);
void cw_sheet_text(cw_sheet *sheet, cw_bytes text);
void cw_sheet_words(cw_sheet *sheet, const char *words); // of ours, escaped
void cw_sheet_attribute(cw_sheet *sheet, const char *name, cw_bytes value);

/* <span class="said">, the words of a source: isolated from what stands
 * around them, so that their direction of writing cannot leave it. */
void cw_sheet_said(cw_sheet *sheet, cw_bytes text);
void cw_sheet_cut(cw_sheet *sheet, cw_bytes text, size_t bytes_max);

/* "A", the outlet's name */
const char *cw_sheet_letter(const cw_sheet *sheet, uint32_t report);
cw_bytes cw_sheet_outlet(const cw_sheet *sheet, uint32_t report);
const char *cw_plural(size_t n); // "" or "s"

/* <time datetime="…">3–5 May 2024</time> */
void cw_sheet_days(cw_sheet *sheet, int32_t from_day, int32_t to_day,
                   uint8_t grain);

/* ---- sections and lines ------------------------------------------------ */

/* A heading below the story's title; name is the id of its section. */
void cw_sheet_open_section(cw_sheet *sheet, const char *name,
                           const char *heading, size_t n);
void cw_sheet_close_section(cw_sheet *sheet);
/* The id of a section or of a line that has none of its own. */
void cw_sheet_name(const cw_sheet *sheet, const char *name, size_t number,
                   char out[40]);
/* "… and 4 more lines (--format json has all)"; nothing for n == 0 */
void cw_sheet_more(cw_sheet *sheet, size_t n, const char *one,
                   const char *many);

typedef struct {
    const char *element, *classes, *id, *kind;
    cw_cites cite;            // whose outlets and people the filters know
    int32_t from_day, to_day; // CW_NO_DAY: the days of its reports
} cw_page_line;

/* The element with what the filters read; the caller closes it. What is
 * cited until the next line leads back to this one. */
void cw_sheet_open_line(cw_sheet *sheet, const cw_page_line *line);

/* Links to the words: <a class="cite" href="#…">B3</a> ... */
void cw_sheet_cites(cw_sheet *sheet, cw_cites cites);
void cw_sheet_cite(cw_sheet *sheet, cw_span span);
/* The number of a place among those cited in its report, from 1; from now on
 * its source marks it. */
uint32_t cw_sheet_remember(cw_sheet *sheet, cw_span span);
/* A link to the report: <a class="letter" href="#…">B</a> */
void cw_sheet_report(cw_sheet *sheet, uint32_t report);
/* "3 reports, 2 independent" */
void cw_sheet_support(cw_sheet *sheet, size_t n_reports, uint32_t independent);

/* ---- sections ---------------------------------------------------------- */

void cw_sheet_head(cw_sheet *sheet);      // page_head.c
void cw_sheet_timeline(cw_sheet *sheet);  // page_timeline.c
void cw_sheet_announced(cw_sheet *sheet); // page_timeline.c
void cw_sheet_claims(cw_sheet *sheet);    // page_claims.c
void cw_sheet_conflicts(cw_sheet *sheet); // page_conflicts.c
void cw_sheet_figures(cw_sheet *sheet);   // page_figures.c
void cw_sheet_quotes(cw_sheet *sheet);    // page_quotes.c
void cw_sheet_names(cw_sheet *sheet);     // page_names.c
void cw_sheet_copies(cw_sheet *sheet);    // page_names.c
size_t cw_sheet_n_sources(const cw_sheet *sheet);
void cw_sheet_sources(cw_sheet *sheet); // page_sources.c
/* The drawing above the list; page_drawing.c */
void cw_sheet_drawing(cw_sheet *sheet, const size_t *shown, size_t n_shown);
/* Values that moved; page_series.c */
void cw_sheet_series(cw_sheet *sheet, const cw_story_figure *figure);
/* Kept text of one report with its cited places marked; page_kept.c */
void cw_sheet_kept(cw_sheet *sheet, uint32_t report, bool is_whole,
                   const cw_page_cite *const *cites, const uint32_t *numbers,
                   size_t n);
/* <ins> and <del> of what differs between two wordings; page_wording.c */
void cw_sheet_wording(cw_sheet *sheet, cw_bytes before, cw_bytes after);
/* `text` with every whole-word place of `words` in <mark>; page_wording.c */
void cw_sheet_marked(cw_sheet *sheet, cw_bytes text, cw_bytes words);
/* The value of a side: a day as people write it, else its words; and what it
 * is that differs. page_conflicts.c */
void cw_sheet_value(cw_sheet *sheet, const cw_conflict *conflict,
                    const cw_side *side);
const char *cw_conflict_words(const cw_conflict *conflict);

#endif
