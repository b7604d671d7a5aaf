/* conflict_int.h: what the parts of conflict.c hand to each other.
 *
 *   pairs of statements of one event (align.h)
 *     -> slots: number, day, place, who, did it happen     conflict_slot.c
 *        each agrees, differs or is not known
 *     -> one slot differs, the others agree -> findings
 *   glossed acronyms, people of one office                  conflict_name.c
 *     -> findings
 *   findings that share a side -> conflicts                 conflict.c
 *
 * Two reports that differ in several slots tell of two events, not of one
 * event differently. A wrong flag costs a reader more than a missing one. */
#ifndef CW_STORY_CONFLICT_INT_H
#define CW_STORY_CONFLICT_INT_H

#include "story/align.h"
#include "story/count.h"
#include "story/postings.h"

/* What one report says in one slot. */
typedef struct {
    cw_bytes value; // as a reader sees it
    uint64_t key;   // equal for equal values of one matter
    cw_span cite;
    int32_t day;   // as of when, CW_NO_DAY if unknown
    double number; // of kind NUMBER, for the order of sides
} cw_said;

/* Two reports that say different things in one slot. */
typedef struct {
    uint8_t kind; // cw_conflict_kind
    bool is_revised;
    uint32_t score;
    cw_bytes about;
    uint64_t matter; // findings of one kind and matter are one conflict; of
                     // events the matter is found by equal cites
    cw_said a, b;
} cw_finding;

typedef struct {
    cw_plot *plot;
    const cw_count *counts; // those of the plot
    uint32_t *first_count;  // [n_statements + 1] counts of a statement
    cw_finding *at;
    size_t n, capacity;
} cw_findings;

CW_CHECK cw_status cw_finding_add(cw_findings *findings, cw_finding found);

/* How what two statements say of one slot relates. APART: they differ so
 * loosely that it shows two events rather than a disagreement on one. */
typedef enum {
    CW_SLOT_APART = -2,
    CW_SLOT_DIFFERS = -1,
    CW_SLOT_UNKNOWN = 0,
    CW_SLOT_AGREES = 1,
} cw_slot_state;

enum {
    CW_SLOT_NUMBER,
    CW_SLOT_DAY,
    CW_SLOT_PLACE,
    CW_SLOT_WHO,
    CW_SLOT_DID,
    CW_N_SLOTS,
    CW_SLOT_COUNTS = 4
};

typedef struct {
    cw_slot_state state[CW_N_SLOTS];
    uint32_t count_a[CW_SLOT_COUNTS]; // of the findings' counts, pairs that
    uint32_t count_b[CW_SLOT_COUNTS]; // differ
    uint32_t n_counts, n_agreeing_counts;
    uint32_t n_apart;          // of other places or days, so of other things
    uint32_t where_a, where_b; // entities
    bool is_growing;           // the numbers may have moved since
} cw_slots;

/* conflict_number.c: fills state[NUMBER], counts, is_growing */
void cw_slots_number(const cw_findings *findings, uint32_t a, uint32_t b,
                     cw_slots *out);
/* The same of two counts alone. */
void cw_slots_count(const cw_findings *findings, uint32_t i, uint32_t j,
                    cw_slots *out);
/* conflict_measure.c: "carrying 214 passengers", "180 on board the train" */
CW_CHECK cw_status cw_conflicts_of_measures(cw_findings *findings);
/* conflict_once.c: "last inspected on 12 March", "founded in 1887" */
CW_CHECK cw_status cw_conflicts_of_once(cw_findings *findings);
/* conflict_place.c: fills where_a, where_b; and pairs of no known event that
 * differ in nothing but the place. */
cw_slot_state cw_slots_place(const cw_plot *plot, uint32_t a, uint32_t b,
                             cw_slots *out);
CW_CHECK cw_status cw_conflicts_of_place(cw_findings *findings,
                                         const cw_pair *pair);
/* conflict_day.c */
cw_slot_state cw_slots_day(const cw_plot *plot, const cw_match *match);
/* The day a happening is told to be on, in *out; false if none is sure. */
bool cw_slots_find_day(const cw_plot *plot, uint32_t happening,
                       cw_happening *out);
/* conflict_who.c: the predicates of *match are one; and reversed roles:
 * "a warrant issued by the president", "a warrant against the president". */
cw_slot_state cw_slots_who(const cw_plot *plot, const cw_match *match);
CW_CHECK cw_status cw_conflicts_of_roles(cw_findings *findings);

/* conflict_slot.c */
const cw_event *cw_event_of(const cw_plot *plot, uint32_t happening);
static inline cw_bytes cw_text_of(const cw_plot *plot, uint32_t statement)
{
    uint32_t report = plot->statements[statement].span.report;
    return cw_report_text(plot->batch->reports[report].report);
}
cw_said cw_say_who(const cw_plot *plot, uint32_t happening);
cw_bytes cw_about_event(const cw_plot *plot, uint32_t happening);
bool cw_names_overlap(cw_bytes a, cw_bytes b); // one holds the other
bool cw_names_share_a_word(cw_bytes a, cw_bytes b);

/* A finding for each pair of counts. */
CW_CHECK cw_status cw_finding_add_numbers(cw_findings *findings,
                                          const cw_slots *found,
                                          uint32_t score);

/* Of a pair of plot->like. */
CW_CHECK cw_status cw_conflicts_of_pair(cw_findings *findings,
                                        const cw_pair *pair);
/* conflict_guard.c: true when the pair that differs in this slot is none. */
bool cw_guards_number(const cw_findings *findings, const cw_slots *found);
/* `match` of the happenings that agree, or NULL. */
bool cw_guards_growth(const cw_findings *findings, const cw_match *match,
                      const cw_slots *found);
bool cw_guards_day(const cw_plot *plot, const cw_match *match);
bool cw_guards_did(const cw_plot *plot, const cw_match *match,
                   const cw_slots *found);
/* Both count their things: "the 13th case", "the 10th". */
bool cw_guards_ordinals(const cw_plot *plot, uint32_t a, uint32_t b);
bool cw_guards_place(const cw_plot *plot, const cw_match *match,
                     const cw_slots *found);
/* conflict_name.c */
/* Do two names spell one that comes from another script? */
bool cw_names_transcribed(const cw_plot *plot, cw_bytes a, cw_bytes b);
CW_CHECK cw_status cw_conflicts_of_names(cw_findings *findings);

/* dispute.c: claims that are denied say so afterwards. */
CW_CHECK cw_status cw_disputes_find(cw_plot *plot);

#endif
