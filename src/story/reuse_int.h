/* reuse_int.h: what the files of reuse share. Included by reuse*.c only.
 *
 *   reuse.c            the two passes, pairs, what kind of copy a pair is
 *   reuse_body.c       the words of one body, and their fingerprints
 *   reuse_index.c      which fingerprints recur, and who held them last
 *   reuse_align.c      what two bodies share around one equal fingerprint
 *   reuse_furniture.c  lines of site text, and the copies of one story */
#ifndef CW_STORY_REUSE_INT_H
#define CW_STORY_REUSE_INT_H

#include "story/story_int.h"

enum {
    CW_SHINGLE = 5,
    CW_WINDOW = 4,
    CW_RUN_MIN = CW_SHINGLE + CW_WINDOW - 1, // words of a passage, at least
    CW_HOLDERS_MAX = 6, // newest holders a fingerprint is paired with
};

typedef struct {
    cw_copy *at; // in the keep arena
    size_t n, capacity;
} cw_copy_list;

CW_CHECK cw_status cw_copy_add(cw_copy_list *list, cw_arena *keep,
                               cw_copy copy);

/* Lines of furniture that reports share, as copies of kind FURNITURE: each
 * line with the newest earlier report that has it. */
CW_CHECK cw_status cw_furniture_copies(const cw_told_report *reports, size_t n,
                                       cw_arena *keep, cw_arena *scratch,
                                       cw_copy_list *out);

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

/* The winnowed fingerprints of a body by place; none of one too short. Of
 * every CW_WINDOW keys the least is kept. The memory is used again. */
CW_CHECK cw_status cw_body_winnow(const cw_body *body, cw_arena *arena,
                                  cw_prints *out);

/* ---- reuse_index.c ------------------------------------------------------ */

typedef struct {
    uint32_t report, at;
} cw_posting;

/* A fingerprint that recurs. Its row of postings holds the first one and
 * after it, in turn, the newest CW_HOLDERS_MAX. */
typedef struct {
    uint32_t row;
    uint16_t key;      // 16 bits behind those that name the bucket
    uint8_t n_seen;    // goes round when the row does
    uint8_t n_holders; // stops at its most
} cw_print_cell;

typedef struct {
    cw_arena arena;   // of the filter, then of cells and postings
    uint64_t *filter; // [n_lines][8] while all are counted
    size_t n_lines;
    cw_arena note_arena;
    uint32_t *notes; // upper halves of keys, once for each return
    size_t n_notes, note_capacity;
    cw_print_cell *cells; // [n_cells + 1] by key; the last one ends the rows
    size_t n_cells;
    uint32_t *buckets; // [2^(32 - shift) + 1] first cell of half a key >> shift
    uint32_t shift;
    cw_posting *postings;
    size_t n_bytes_max; // the most that was held at once
} cw_print_index;

/* For bodies of so many bytes together. Then, for every report, count; then
 * sort once; then, for every report, find. */
CW_CHECK cw_status cw_print_index_init(cw_print_index *index,
                                       uint64_t n_body_bytes);
CW_CHECK cw_status cw_print_index_count(cw_print_index *index,
                                        const cw_prints *prints);
CW_CHECK cw_status cw_print_index_sort(cw_print_index *index);
/* cell[i]: that of prints[i], or NULL: no other fingerprint is like it. */
void cw_print_index_find(const cw_print_index *index, const cw_prints *prints,
                         cw_print_cell **cell);
/* The postings of a cell in any order; how many. */
size_t cw_print_index_row(const cw_print_index *index,
                          const cw_print_cell *cell, const cw_posting **row);
void cw_print_index_add(cw_print_index *index, cw_print_cell *cell,
                        cw_posting posting);
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
