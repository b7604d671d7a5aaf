/* reuse_int.h: what the files of reuse share. Included by reuse*.c only.
 *
 *   reuse.c            the two passes, and the passages of a pair
 *   reuse_order.c      who comes before whom, and how far back
 *   reuse_judge.c      what kind of copy a pair is
 *   reuse_body.c       the words of one body, and their fingerprints
 *   reuse_twins.c      equal texts
 *   reuse_index.c      which fingerprints come again, and who holds them
 *   reuse_align.c      what two bodies share around one equal fingerprint
 *   reuse_furniture.c  lines of site text, and the copies of one story */
#ifndef CW_STORY_REUSE_INT_H
#define CW_STORY_REUSE_INT_H

#include "story/story_int.h"

enum {
    CW_SHINGLE = 5,
    CW_WINDOW = 4,
    CW_RUN_MIN = CW_SHINGLE + CW_WINDOW - 1, // words of a passage, at least
    CW_HOLDERS_MAX = 6, // newest holders a fingerprint is paired with ...
    CW_HELD_MAX = CW_HOLDERS_MAX + 1, // ... and the first
};

typedef struct {
    cw_copy *at; // in the keep arena
    size_t n, capacity;
} cw_copy_list;

/* The order in which reports meet: those without a day first, the others by
 * day, and each number after those before it where days are equal. */
typedef struct {
    uint32_t *at; // [n] numbers of reports
    size_t n;
    uint32_t window_days; // 0: no report is too old for another
} cw_reuse_order;

/* Of reports[0 .. n); window_days is the caller's. *order lives in `scratch`.
 */
CW_CHECK cw_status cw_reuse_order_init(cw_reuse_order *order,
                                       const cw_told_report *reports, size_t n,
                                       cw_arena *scratch);

/* Is a report too old to meet one of this day? */
bool cw_is_too_old(const cw_reuse_order *order, const cw_told_report *report,
                   int32_t day);

/* Kind and origin of a pair whose containment is known. */
void cw_copy_judge(const cw_told_report *reports, cw_copy *copy);

/* The pair as it is told: the lower number first, which need not be the earlier
 * report. */
void cw_copy_turn(cw_copy *copy, cw_passage *passages);

CW_CHECK cw_status cw_copy_add(cw_copy_list *list, cw_arena *keep,
                               cw_copy copy);

/* Lines of furniture that reports share, as copies of kind FURNITURE: each
 * line with the newest earlier report that has it. */
CW_CHECK cw_status cw_furniture_copies(const cw_told_report *reports, size_t n,
                                       cw_arena *keep, cw_arena *scratch,
                                       cw_copy_list *out);

/* ---- reuse_twins.c ------------------------------------------------------ */

typedef struct {
    uint32_t earlier, later;
} cw_twin;

typedef struct {
    cw_twin *at; // pairs to tell, those of one `later` together
    size_t n, capacity;
    bool *is_more; // [n of reports] told by those pairs alone
    size_t n_bytes;
} cw_twins;

/* In `scratch`. */
CW_CHECK cw_status cw_twins_find(const cw_reuse_order *order,
                                 const cw_told_report *reports,
                                 cw_arena *scratch, cw_twins *twins);

/* ---- reuse_body.c ------------------------------------------------------- */

typedef struct {
    cw_run_word *words; // ranges count in the report's text
    size_t n, capacity;
    uint32_t report;
} cw_body;

/* Room for n words; what was there is lost. */
CW_CHECK cw_status cw_body_make_room(cw_body *body, size_t n, cw_arena *arena);

/* The body words of report `number` into *body, whose memory is used again. */
CW_CHECK cw_status cw_body_read(const cw_told_report *reports, uint32_t number,
                                cw_arena *arena, cw_body *body);

typedef struct {
    uint64_t key;
    uint32_t at; // first word of the shingle
} cw_print;

typedef struct {
    cw_print *at;
    size_t n, capacity;
    uint64_t *key; // of every shingle
} cw_prints;

/* Hash of the body's bytes, and are those of two reports equal? */
uint64_t cw_body_hash(const cw_told_report *report);
bool cw_body_equals(const cw_told_report *a, const cw_told_report *b);

/* The winnowed fingerprints of a body by place; none of one too short. Of
 * every CW_WINDOW keys the least is kept. The memory is used again. */
CW_CHECK cw_status cw_body_winnow(const cw_body *body, cw_arena *arena,
                                  cw_prints *out);

/* ---- reuse_index.c ------------------------------------------------------ */

/* Which fingerprints come again: reports are added from the last to the first,
 * and then taken from the first to the last. */
typedef struct {
    cw_arena arena, returns_arena;
    uint64_t *lines; // [n_lines][8] until it is closed
    size_t n_lines;
    uint8_t *returns; // [capacity] a bit for each fingerprint
    size_t n_bits, capacity;
} cw_print_filter;

/* For bodies of so many bytes together. */
CW_CHECK cw_status cw_print_filter_init(cw_print_filter *filter,
                                        uint64_t n_body_bytes);
/* *n_returning: how many of them the reports added before hold, or seem to. */
CW_CHECK cw_status cw_print_filter_add(cw_print_filter *filter,
                                       const cw_prints *prints,
                                       uint32_t *n_returning);
/* No more are added; the bytes that were held for it. */
size_t cw_print_filter_close(cw_print_filter *filter);
/* The prints of the report that was added last and not taken yet; then, does
 * the i-th of them come again? */
void cw_print_filter_take(cw_print_filter *filter, const cw_prints *prints);
bool cw_print_returns(const cw_print_filter *filter, size_t i);
void cw_print_filter_free(cw_print_filter *filter);

typedef struct {
    uint32_t next;          // place in its chain and 1; 0 is the last
    uint32_t key;           // upper half of the fingerprint
    uint32_t turn;          // of its report in the order
    uint32_t at : 28;       // word; a text has 2^27 bytes at most
    uint32_t n_holders : 4; // reports that held the key up to this one, or 15
} cw_posting;

/* Who holds a fingerprint: the first, and the newest CW_HOLDERS_MAX. */
typedef struct {
    cw_arena arena;
    uint32_t gone_from, gone_to; // turns of the reports that have left
    uint32_t *heads; // [n_heads] of a chain, see reuse_index.c; 0: none
    size_t n_heads;
    uint32_t place_bits; // lower bits of a head
    uint32_t factor;
    cw_posting *postings; // [n_postings] of [n_postings_max]
    size_t n_postings, n_postings_max;
    uint32_t unused; // chain of postings that were released
} cw_print_index;

CW_CHECK cw_status cw_print_index_init(cw_print_index *index,
                                       size_t n_postings_max);
/* While the i-th is found: fetch what later calls of find will look at. */
void cw_print_index_look_ahead(const cw_print_index *index,
                               const cw_prints *prints, size_t i);
/* Who holds this fingerprint, the newest first; how many. */
size_t cw_print_index_find(cw_print_index *index, uint64_t key,
                           cw_posting held[CW_HELD_MAX]);
void cw_print_index_add(cw_print_index *index, uint64_t key, cw_posting newest);
size_t cw_print_index_bytes(const cw_print_index *index);
void cw_print_index_free(cw_print_index *index);

/* ---- reuse_align.c ------------------------------------------------------ */

/* What two bodies share at one place, edits of a few words included. */
typedef struct {
    uint32_t from_a, to_a, from_b, to_b; // words
    uint32_t n_equal;
    uint32_t n_run; // of the run without an edit that it began with
} cw_stretch;

/* Around word at_a of a and at_b of b, from word a_done of a on. */
cw_stretch cw_stretch_find(const cw_body *a, const cw_body *b, uint32_t at_a,
                           uint32_t at_b, uint32_t a_done);

#endif
