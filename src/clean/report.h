/* report.h: one report: its readable text, cut into blocks that are body or
 * furniture, and what the page says about itself with the evidence for it.
 *
 *   page -> cw_clean -> report (a relocatable block, base/pack.h)
 *
 *   text    | title | byline | caption | para | advert para | para | ... |
 *   blocks    title   furn..   caption   para   furn  para    para         */
#ifndef CW_CLEAN_REPORT_H
#define CW_CLEAN_REPORT_H

#include "base/day.h"
#include "base/pack.h"
#include "read/page.h"

/* role, name in `extract`, is it body */
#define CW_ROLE_MAP(X)                                           \
    X(FURNITURE, "furniture", false)                             \
    X(TITLE, "title", false)                                     \
    X(SUMMARY, "summary", true) /* standfirst below the title */ \
    X(PARAGRAPH, "paragraph", true)                              \
    X(HEADING, "heading", true)                                  \
    X(LIST, "list", true)                                        \
    X(QUOTE, "quote", true)                                      \
    X(TABLE, "table", true)                                      \
    X(POST, "post", true) /* of another site, embedded */

typedef enum {
#define CW_ROLE_ENUM(name, text, is_body) CW_ROLE_##name,
    CW_ROLE_MAP(CW_ROLE_ENUM)
#undef CW_ROLE_ENUM
} cw_role;

/* kind of furniture, name in the output */
#define CW_FURNITURE_MAP(X)                                           \
    X(NONE, "none") /* not furniture */                               \
    X(OTHER, "other")                                                 \
    X(NAVIGATION, "navigation")                                       \
    X(DATE_LINE, "date_line") /* "Published 3 May 2024, 10:12" */     \
    X(BYLINE, "byline")                                               \
    X(CAPTION, "caption")                                             \
    X(CREDIT, "credit") /* "Source: X and agencies", photo credits */ \
    X(RELATED, "related")                                             \
    X(APPEAL, "appeal") /* donate, subscribe, app, newsletter */      \
    X(COMMENTS, "comments")                                           \
    X(REGISTRATION, "registration")                                   \
    X(SHARE, "share")                                                 \
    X(CONSENT, "consent")                                             \
    X(LEGAL, "legal")

typedef enum {
#define CW_FURNITURE_ENUM(name, text) CW_FURNITURE_##name,
    CW_FURNITURE_MAP(CW_FURNITURE_ENUM)
#undef CW_FURNITURE_ENUM
} cw_furniture;

typedef struct {
    cw_range range;    // of the text, trimmed, never empty; ascending
    uint8_t role;      // cw_role
    uint8_t furniture; // cw_furniture; NONE unless role is FURNITURE
} cw_block;

typedef enum {
    CW_EVIDENCE_NONE,
    CW_EVIDENCE_GIVEN, // the user or the JSONL line said so
    CW_EVIDENCE_META,  // JSON-LD, meta, <time>, microdata
    CW_EVIDENCE_URL,
    CW_EVIDENCE_TEXT,     // words of the readable text
    CW_EVIDENCE_INFERRED, // from weekdays and events, by the story room
} cw_evidence;

typedef enum {
    CW_PRECISION_NONE,
    CW_PRECISION_MINUTE,
    CW_PRECISION_DAY,
    CW_PRECISION_MONTH,
    CW_PRECISION_YEAR,
} cw_precision;

/* One date the page may have been published on. Times are kept as stated. */
typedef struct {
    cw_moment moment;    // its day is the first day covered
    uint8_t precision;   // cw_precision
    uint8_t evidence;    // cw_evidence
    uint8_t is_modified; // the page calls it updated, not published
    uint8_t rank;        // 0 is the best; the order of the candidates
    cw_range span;       // in the text; empty when not from it
    cw_range source;     // in the page; empty when from the URL or given
    cw_slice what;       // bytes: "article:published_time", "date line", ...
} cw_date_candidate;

/* One entry of a live blog: blocks [first, first + n), from its first body
 * block to its last. */
typedef struct {
    uint32_t first, n;
    cw_date_candidate date; // moment.day CW_NO_DAY: the page states none
} cw_entry;

/* A string the page states, with its place if it stands in the text. */
typedef struct {
    cw_slice value;  // bytes, in the block; n == 0: unknown
    cw_range span;   // of the text; empty when not from it
    cw_range source; // of the page; empty when not from it
} cw_fact;

typedef enum {
    CW_REPORT_OK,
    CW_REPORT_PARTIAL, // a limit or a cut-off page; note says which
    CW_REPORT_EMPTY,   // no article found; note says why
    CW_REPORT_FAILED,  // could not be read at all
} cw_report_status;

#define CW_REPORT_MAGIC 0x32525743u // "CWR2"

typedef struct {
    cw_block_head head;
    uint8_t sha256[32];
    char id[16];      // first 12 hex digits; "-2" is added by the batch
    uint8_t kind;     // cw_page_kind
    uint8_t status;   // cw_report_status
    char language[8]; // ISO 639-1, "" if unknown
    cw_slice path, source_id, note; // bytes
    uint64_t line;
    cw_slice text;   // bytes: everything readable, in reading order
    cw_slice map;    // cw_map_entry, empty when text is the file
    cw_slice blocks; // cw_block, ascending, not overlapping; white space
                     // between them belongs to none
    cw_fact title, outlet, url, dateline;
    cw_range dateline_block; // the whole dateline with agency and dash, from
                             // its block's start to the first sentence;
                             // empty if none
    cw_slice byline;         // cw_fact, people in page order
    cw_slice agency;         // cw_fact, agencies credited: "Reuters", "AP"
    cw_slice dates;          // cw_date_candidate, best first; [0] is the choice
    cw_slice entries;        // cw_entry, of a live blog; in page order
    int32_t latest_day;      // no date may lie after it: the page's own newest
                             // stamp; CW_NO_DAY when it has none
} cw_report;

static inline cw_bytes cw_report_text(const cw_report *report)
{
    return cw_slice_bytes(report, report->text);
}

/* The chosen publication candidate (never one that is_modified), or NULL. */
const cw_date_candidate *cw_report_published(const cw_report *report);

const char *cw_role_name(cw_role role);
bool cw_role_is_body(cw_role role);
const char *cw_furniture_name(cw_furniture furniture);
const char *cw_evidence_name(cw_evidence evidence);

/* True when every slice and range of a block from outside is in bounds. */
bool cw_report_check(const cw_report *report, size_t n_bytes);

#endif
