/* dossier.h: the record of one or several stories, every line cited.
 *
 *   reports + marks -> cw_story_build -> dossier
 *
 *   dossier -> reports[n]      as read, with the date that was settled on
 *           -> stories[m] -> title, brief
 *                         -> entities, timeline, announced, claims,
 *                            conflicts, quotes, figures, copies
 *
 * Laws. (1) Every line has at least one cite. (2) A cite is at most one
 * sentence, its text is the bytes of its span. (3) `text` of a line is
 * verbatim from one of its cited reports; "…" may mark a cut. (4) `reports`
 * of an entry is exactly the set of reports it cites, ascending by index.
 * (5) Unknown is CW_NO_DAY, n == 0 or CW_NONE, never a guess.
 *
 * Reports are numbered by their order in the batch, which is sorted by
 * (sha256, path); spans carry that number. All memory is the story arena's;
 * texts point into the reports' blocks, which must live as long. */
#ifndef CW_STORY_DOSSIER_H
#define CW_STORY_DOSSIER_H

#include "annotate/marks.h"
#include "clean/report.h"

typedef struct {
    const cw_span *at;
    size_t n;
} cw_cites;

typedef struct {
    const uint32_t *at; // report numbers, ascending, each once
    size_t n;
} cw_reports;

/* Ids: a letter for the kind and 12 hex digits of the hash of (kind, report
 * id, first span), "-2" for a second of the same: "t3f0c9a1b2c4d". */
typedef struct {
    char text[20];
} cw_id;

typedef struct {
    cw_bytes text; // verbatim; "…" marks a cut
    cw_cites cite;
} cw_line;

/* What happened on a day that its words name as a weekday: the words without
 * it, "…" in its place, and the day. */
typedef struct {
    cw_bytes text;
    cw_cites cite;            // the whole sentence
    int32_t from_day, to_day; // CW_NO_DAY where nothing is left out
} cw_brief_line;

typedef struct {
    const cw_brief_line *at;
    size_t n;
} cw_brief;

/* ---- entities ---------------------------------------------------------- */

typedef struct {
    cw_bytes text;
    uint32_t count;
} cw_alias;

typedef struct {
    cw_bytes text; // "the Kremlin leader" without its article
    cw_span cite;
    uint32_t count;
} cw_descriptor;

typedef struct {
    cw_id id;
    cw_bytes name;
    uint8_t kind; // cw_name_kind
    uint8_t gender;
    const cw_alias *aliases; // most frequent first, then by text
    size_t n_aliases;
    const cw_descriptor *descriptors;
    size_t n_descriptors;
    cw_cites mentions; // by report, then by place
    cw_reports reports;
} cw_entity;

/* ---- timeline ---------------------------------------------------------- */

typedef enum {
    CW_BASIS_STATED,
    CW_BASIS_RESOLVED,
    CW_BASIS_PUBLISHED
} cw_basis;
typedef enum {
    CW_OUTCOME_NONE, // the line is no plan and fulfils none
    CW_OUTCOME_CAME_TRUE,
    CW_OUTCOME_DID_NOT,
    CW_OUTCOME_UNKNOWN,
} cw_outcome;

typedef struct {
    cw_id id;
    int32_t from_day, to_day;       // both covered
    int16_t from_minute, to_minute; // local, or -1
    int16_t zone_min;
    uint8_t grain;   // cw_grain
    uint8_t basis;   // cw_basis
    uint8_t status;  // cw_factuality
    uint8_t outcome; // cw_outcome
    uint32_t weight; // comparable over the whole dossier
    uint32_t independent;
    cw_bytes text;
    cw_cites cite;
    cw_reports reports;
    cw_cites announced_by;
} cw_timeline_line;

typedef struct {
    cw_bytes text;
    cw_cites cite;
    cw_reports reports;
} cw_announced;

/* ---- claims and conflicts ---------------------------------------------- */

typedef struct {
    uint32_t report, with; // this report was folded into that one
    cw_bytes why;          // "same owner", "shares 9 words: …", ...
} cw_folded;

typedef struct {
    uint32_t entity;  // index into the story's entities, or CW_NONE
    cw_bytes speaker; // as the source names it
    cw_cites cite;
} cw_dispute;

typedef struct {
    cw_id id;
    cw_bytes text;
    cw_cites cite;
    cw_reports reports;
    uint32_t independent; // connected components after folding, >= 1
    const cw_folded *folded;
    size_t n_folded;
    const cw_dispute *disputed_by;
    size_t n_disputed_by;
} cw_claim;

#define CW_CONFLICT_MAP(X) \
    X(NUMBER, "number")    \
    X(DATE, "date")        \
    X(PLACE, "place")      \
    X(WHO, "who")          \
    X(NAME, "name")        \
    X(HAPPENED, "happened")
typedef enum {
#define CW_CONFLICT_ENUM(name, text) CW_CONFLICT_##name,
    CW_CONFLICT_MAP(CW_CONFLICT_ENUM)
#undef CW_CONFLICT_ENUM
} cw_conflict_kind;

typedef struct {
    cw_bytes value; // verbatim or canonical: "123", "2023-10-17", "the ICC"
    cw_cites cite;
    cw_reports reports;
} cw_side;

typedef struct {
    cw_id id;
    uint8_t kind;       // cw_conflict_kind
    uint8_t is_revised; // state "revised", sides in order of time
    uint32_t score;     // 0 to 1000
    cw_bytes about;     // what both sides speak of
    const cw_side *sides;
    size_t n_sides;
    cw_bytes why; // one readable sentence
} cw_conflict;

/* ---- quotations and figures -------------------------------------------- */

/* Another report gives the same words to somebody else. */
typedef struct {
    uint32_t entity;
    cw_cites cite;
} cw_attribution;

typedef struct {
    cw_id id;
    uint8_t kind;     // cw_quote_kind
    uint32_t entity;  // speaker, or CW_NONE
    cw_bytes speaker; // as the source names it; n == 0 unknown
    cw_bytes cue;
    cw_bytes text; // one passage, or passages joined by " … "
    cw_cites cite;
    const cw_line *variants; // other wordings of the same words
    size_t n_variants;
    const cw_attribution *also_by; // by entity
    size_t n_also_by;
} cw_story_quote;

typedef struct {
    int32_t as_of_day; // the figure's own time, else the report's; CW_NO_DAY
    double value;
    uint32_t report;
} cw_series_point;

typedef struct {
    cw_id id;
    double value, low, high; // value is NAN when only an interval is known
    char unit[12];
    uint8_t bound;
    cw_bytes of;    // what it counts
    cw_bytes words; // "about 300 of the paintings", as a report writes them:
    uint32_t n_own; // its first n_own bytes are the figure; `of` may follow
    cw_cites cite;
    cw_reports reports;
    const cw_series_point *series; // by day, then report; n >= 2 or 0
    size_t n_series;
} cw_story_figure;

/* ---- copies ------------------------------------------------------------ */

typedef enum {
    CW_COPY_NEAR_DUPLICATE,
    CW_COPY_WIRE,
    CW_COPY_PASSAGE,
    CW_COPY_FURNITURE,
} cw_copy_kind;

typedef struct {
    cw_span a, b;
} cw_passage;

typedef struct {
    uint32_t a, b;           // reports, a < b
    uint8_t kind;            // cw_copy_kind
    uint32_t containment[2]; // thousandths of a's (b's) body found in the other
    const cw_passage *passages; // by place in a
    size_t n_passages;
    cw_bytes origin;     // "Reuters", an outlet, n == 0 unknown
    cw_span origin_cite; // empty span: no words say so
    bool has_origin_cite;
} cw_copy;

/* ---- the whole --------------------------------------------------------- */

typedef struct {
    cw_id id;
    cw_bytes title; // verbatim headline or sentence
    cw_span title_cite;
    cw_reports reports;
    int32_t first_day, last_day; // of publication, CW_NO_DAY unknown
    cw_brief brief; // at most 150 words; its first n_short lines, of at most
                    // 40 words together, are the short brief
    size_t n_short;
    const cw_entity *entities;
    size_t n_entities;
    const cw_timeline_line *timeline; // by day, then weight falling
    size_t n_timeline;
    const cw_announced *announced;
    size_t n_announced;
    const cw_claim *claims;
    size_t n_claims;
    const cw_conflict *conflicts; // by score falling
    size_t n_conflicts;
    const cw_story_quote *quotes;
    size_t n_quotes;
    const cw_story_figure *figures;
    size_t n_figures;
    const cw_copy *copies;
    size_t n_copies;
} cw_story;

/* A report as the dossier tells it: the block that cleaning made, and what
 * only the batch could settle. */
typedef struct {
    const cw_report *report;
    const cw_marks *marks;
    char id[20];                 // 12 hex digits, "-2" for equal bytes
    cw_moment published;         // settled; day CW_NO_DAY if unknown
    uint8_t precision;           // cw_precision
    uint8_t evidence;            // cw_evidence
    int32_t first_day, last_day; // interval when inferred: both the same if
                                 // one day; CW_NO_DAY if unknown
    cw_bytes why;                // of an inferred date: one readable sentence
    cw_cites why_cite;           // the words that decided it: its own, then
                                 // the sentence of a dated report
    const cw_time *times;        // marks' times, resolved for this date
    cw_bytes owner;              // of the outlet, n == 0 unknown
} cw_told_report;

typedef struct {
    const cw_told_report *reports;
    size_t n_reports;
    const cw_story *stories; // most reports first, then by id
    size_t n_stories;
    cw_bytes query; // the words of --query, n == 0: it was not given
} cw_dossier;

const char *cw_basis_name(cw_basis basis);
const char *cw_outcome_name(cw_outcome outcome); // NULL for NONE
const char *cw_conflict_kind_name(cw_conflict_kind kind);
const char *cw_copy_kind_name(cw_copy_kind kind);

#endif
