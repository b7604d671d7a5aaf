/* dossier_text_int.h: what the sections of the terminal text share. Included
 * inside src/show only. */
#ifndef CW_SHOW_DOSSIER_TEXT_INT_H
#define CW_SHOW_DOSSIER_TEXT_INT_H

#include "show/dossier_order.h"
#include "show/dossier_text.h"
#include "show/paper.h"

/* How many entries a section shows before "… and N more". */
enum {
    CW_SHOWN_STORIES = 20, // in the list at the top
    CW_SHOWN_TIMELINE = 16,
    CW_SHOWN_CLAIMS = 10,
    CW_SHOWN_CONFLICTS = 10,
    CW_SHOWN_FIGURES = 12,
    CW_SHOWN_SPEAKERS = 8,
    CW_SHOWN_QUOTES = 3,   // of one speaker
    CW_SHOWN_INDIRECT = 1, // of these without quotation marks
    CW_SHOWN_NAMES = 12,   // of one kind
    CW_SHOWN_PLANS = 5,
    CW_SHOWN_COPIES = 10,
    CW_SHOWN_LEFT_OUT = 20,
    CW_SHOWN_MARKS = 4,     // of one line
    CW_SHOWN_COLUMNS = 240, // of one sentence
};

/* Places cited in one report, in the order in which the text cites them. */
typedef struct {
    cw_range *at;
    size_t n, capacity;
} cw_cited;

typedef struct {
    cw_paper paper;
    const cw_dossier *dossier;
    const cw_story *story;
    const cw_text_options *options;
    cw_arena *scratch;
    cw_cited *cited; // [dossier->n_reports]
    cw_dossier_order order;
    size_t n_told; // of order.reports: those whose source was told
    cw_status status;
} cw_teller;

/* A section's heading, after an empty line. */
void cw_tell_heading(cw_teller *teller, const char *heading);
void cw_tell_rule(cw_teller *teller);
/* " [A1][B2] (+3)" */
void cw_tell_marks(cw_teller *teller, cw_cites cites);
/* "… and 4 more lines (--format json shows all)"; nothing for n == 0 */
void cw_tell_more(cw_teller *teller, unsigned column, size_t n, const char *one,
                  const char *many);
/* "17 Oct 2023", "3–5 May 2024", "May 2024", "1990s"; out[40] */
void cw_tell_days(int32_t from_day, int32_t to_day, uint8_t grain,
                  char out[40]);
/* "A" ... "ZZZ": what the text calls a report. */
static inline const char *cw_tell_letter(const cw_teller *teller,
                                         uint32_t report)
{
    return teller->order.letters[report].text;
}

/* "about ", "at least "; empty where the number stands for itself. */
const char *cw_tell_bound(uint8_t bound);
/* "12,500", "1.5", "2–3 million" are numbers as a reader writes them. */
void cw_tell_number(double value, char out[48]);
/* The outlet's name, else the host of its address, else the file's name. */
cw_bytes cw_tell_outlet(const cw_told_report *told);
/* " – 3 reports, 2 independent" */
void cw_tell_support(cw_teller *teller, size_t n_reports, uint32_t independent);

/* dossier_text_facts.c */
void cw_tell_timeline(cw_teller *teller);
void cw_tell_announced(cw_teller *teller);
void cw_tell_conflicts(cw_teller *teller);
void cw_tell_claims(cw_teller *teller);
/* dossier_text_lists.c */
void cw_tell_figures(cw_teller *teller);
void cw_tell_quotes(cw_teller *teller);
void cw_tell_names(cw_teller *teller);
void cw_tell_copies(cw_teller *teller);
/* dossier_text_sources.c */
void cw_tell_sources(cw_teller *teller);
void cw_tell_left_out(cw_teller *teller); // reports in no story

#endif
