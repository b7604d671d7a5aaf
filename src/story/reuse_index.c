/* reuse_index.c: fingerprints that recur, in little memory.
 *
 * Most fingerprints stand in one report alone, and who asks for them finds
 * nothing. So they are met twice. The first time each sets three bits of a
 * filter; one whose bits are all set has likely been there before and is noted
 * (Bloom, CACM 1970; the bits of one key lie in one line, as in Putze, Sanders
 * and Singler, WEA 2007). Only what was noted gets a cell and postings:
 *
 *   filter  [bytes of all bodies / 2 bits]    gone when the notes are sorted
 *   notes   [returns]                        4 bytes each
 *      |
 *   cells   | key 07.. | key 1a.. | key 5e.. |      8 bytes each, by key
 *   rows    | 3:41 9:7 | 4:2 5:80 6:2 | 3:44 8:0 |  8 bytes a posting
 *
 * A row has room for as many postings as there are notes: the filter never
 * forgets, so only the first of equal keys goes without one, and the last is
 * held for nobody. Of 600 English words some 240 are fingerprints, for which
 * the filter takes 240 bytes; notes, and later cells and rows in the place of
 * both, stay below 400 where one report in twenty is half a copy
 * (tests/story/test_reuse.c). They take 1 000 where two of three reports hold
 * passages of others. */
#include <stdlib.h>

#include "story/reuse_int.h"

enum {
    LINE_WORDS = 8,             // of the filter; 512 bits
    BODY_BYTES_PER_LINE = 1024, // one bit for two bytes of body
    BODY_BYTES_PER_NOTE = 512,  // to begin with
    CELLS_PER_BUCKET = 2,
    ROW_MAX = CW_HOLDERS_MAX + 1,
    SEEN_MAX = 250, // a row was filled often by then
    HOLDERS_MAX = 255,
};

static void note_size(cw_print_index *index, size_t n_bytes)
{
    if (n_bytes > index->n_bytes_max)
        index->n_bytes_max = n_bytes;
}

cw_status cw_print_index_init(cw_print_index *index, uint64_t n_body_bytes)
{
    *index = (cw_print_index){0};
    cw_arena_init(&index->arena, CW_MAX_STORY_ARENA);
    cw_arena_init(&index->note_arena, CW_MAX_STORY_ARENA);
    index->n_lines = (size_t)(n_body_bytes / BODY_BYTES_PER_LINE + 1);
    if (index->n_lines > UINT32_MAX)
        index->n_lines = UINT32_MAX;
    index->filter = cw_arena_array(&index->arena, index->n_lines,
                                   sizeof *index->filter * LINE_WORDS);
    if (!index->filter)
        return CW_NO_MEMORY;
    return cw_grow(&index->note_arena, (void **)&index->notes,
                   &index->note_capacity,
                   (size_t)(n_body_bytes / BODY_BYTES_PER_NOTE) + 1,
                   sizeof *index->notes, UINT32_MAX);
}

/* Every fingerprint lies elsewhere in memory: all of a report are asked for
 * before the first is looked at. */
static uint64_t *filter_line(const cw_print_index *index, uint64_t key)
{
    return index->filter + LINE_WORDS * ((key >> 32) * index->n_lines >> 32);
}

/* Set the three bits of a key, each named by nine of its lower 27: were all
 * of them set before? */
static bool set_bits(uint64_t *line, uint64_t key)
{
    bool were_set = true;
    for (int i = 0; i < 3; i++, key >>= 9) {
        uint64_t *word = &line[key >> 6 & (LINE_WORDS - 1)];
        uint64_t bit = 1ull << (key & 63);
        were_set &= (*word & bit) != 0;
        *word |= bit;
    }
    return were_set;
}

static cw_status count_key(cw_print_index *index, uint64_t key)
{
    cw_status status = CW_OK;
    if (!set_bits(filter_line(index, key), key))
        return CW_OK;
    if (index->n_notes == index->note_capacity)
        status = cw_grow(&index->note_arena, (void **)&index->notes,
                         &index->note_capacity, index->n_notes + 1,
                         sizeof *index->notes, UINT32_MAX);
    if (status == CW_OK)
        index->notes[index->n_notes++] = (uint32_t)(key >> 32);
    return status;
}

cw_status cw_print_index_count(cw_print_index *index, const cw_prints *prints)
{
    cw_status status = CW_OK;
    for (size_t i = 0; i < prints->n; i++)
        __builtin_prefetch(filter_line(index, prints->at[i].key), 1);
    for (size_t i = 0; i < prints->n && status == CW_OK; i++)
        status = count_key(index, prints->at[i].key);
    return status;
}

static int compare_keys(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* What a cell and its bucket know of half a key: in a small batch less than
 * all of it, and some cells are of two keys, which does no harm. */
static uint32_t known_part(const cw_print_index *index, uint32_t half)
{
    return index->shift > 16 ? half >> (index->shift - 16) : half;
}

/* Cells, the room of their rows, and the buckets, from notes in order. */
static size_t fill_cells(cw_print_index *index)
{
    const uint32_t *notes = index->notes;
    size_t n_postings = 0, n = 0, bucket = 0;
    for (size_t i = 0, to; i < index->n_notes; i = to) {
        uint32_t part = known_part(index, notes[i]);
        for (to = i;
             to < index->n_notes && known_part(index, notes[to]) == part;)
            to++;
        while (bucket <= notes[i] >> index->shift)
            index->buckets[bucket++] = (uint32_t)n;
        index->cells[n++] =
            (cw_print_cell){.key = (uint16_t)part, .row = (uint32_t)n_postings};
        n_postings += to - i < ROW_MAX ? to - i : ROW_MAX;
    }
    while (bucket <= (size_t)1 << (32 - index->shift))
        index->buckets[bucket++] = (uint32_t)n;
    index->cells[n].row = (uint32_t)n_postings;
    return n_postings;
}

cw_status cw_print_index_sort(cw_print_index *index)
{
    size_t n_buckets, n_postings, n_bytes;
    size_t n_note_bytes = index->note_capacity * sizeof *index->notes;
    note_size(index, index->n_lines * LINE_WORDS * sizeof *index->filter +
                         n_note_bytes);
    cw_arena_free(&index->arena);
    cw_arena_init(&index->arena, CW_MAX_STORY_ARENA);
    index->filter = NULL;
    if (index->n_notes > 0)
        qsort(index->notes, index->n_notes, sizeof *index->notes, compare_keys);
    for (size_t i = 0; i < index->n_notes; i++)
        index->n_cells += i == 0 || index->notes[i] != index->notes[i - 1];
    for (index->shift = 31;
         index->shift > 4 &&
         index->n_cells / CELLS_PER_BUCKET > (size_t)1 << (32 - index->shift);)
        index->shift--;
    n_buckets = (size_t)1 << (32 - index->shift);
    index->cells =
        cw_arena_array(&index->arena, index->n_cells + 1, sizeof *index->cells);
    index->buckets =
        cw_arena_array(&index->arena, n_buckets + 1, sizeof *index->buckets);
    if (!index->cells || !index->buckets)
        return CW_NO_MEMORY;
    n_bytes = index->n_cells * sizeof *index->cells +
              n_buckets * sizeof *index->buckets;
    n_postings = fill_cells(index);
    note_size(index, n_bytes + n_note_bytes);
    cw_arena_free(&index->note_arena);
    index->notes = NULL;
    index->postings =
        cw_arena_array(&index->arena, n_postings, sizeof *index->postings);
    note_size(index, n_bytes + n_postings * sizeof *index->postings);
    return index->postings ? CW_OK : CW_NO_MEMORY;
}

static cw_print_cell *find_cell(const cw_print_index *index, uint32_t half)
{
    uint32_t at = index->buckets[half >> index->shift];
    uint32_t end = index->buckets[(half >> index->shift) + 1];
    uint16_t key = (uint16_t)known_part(index, half);
    while (at < end && index->cells[at].key != key)
        at++;
    return at < end ? &index->cells[at] : NULL;
}

void cw_print_index_find(const cw_print_index *index, const cw_prints *prints,
                         cw_print_cell **cell)
{
    const cw_print *at = prints->at;
    for (size_t i = 0; i < prints->n; i++)
        __builtin_prefetch(&index->buckets[at[i].key >> 32 >> index->shift]);
    for (size_t i = 0; i < prints->n; i++)
        __builtin_prefetch(
            &index->cells[index->buckets[at[i].key >> 32 >> index->shift]]);
    for (size_t i = 0; i < prints->n; i++)
        cell[i] = find_cell(index, (uint32_t)(at[i].key >> 32));
}

static uint32_t row_room(const cw_print_cell *cell)
{
    return cell[1].row - cell->row; // there is a last one that ends the rows
}

size_t cw_print_index_row(const cw_print_index *index,
                          const cw_print_cell *cell, const cw_posting **row)
{
    *row = index->postings + cell->row;
    return cell->n_seen < row_room(cell) ? cell->n_seen : row_room(cell);
}

/* Place of the posting that came n-th, from 0. */
static uint32_t place_in_row(uint32_t n)
{
    return n == 0 ? 0 : 1 + (n - 1) % CW_HOLDERS_MAX;
}

void cw_print_index_add(cw_print_index *index, cw_print_cell *cell,
                        cw_posting posting)
{
    uint32_t n = cell->n_seen, room = row_room(cell);
    cw_posting *row = index->postings + cell->row;
    if (room < ROW_MAX && n > room)
        return;
    if (cell->n_holders < HOLDERS_MAX &&
        (n == 0 || row[place_in_row(n - 1)].report != posting.report))
        cell->n_holders++;
    if (room == ROW_MAX || n < room)
        row[place_in_row(n)] = posting;
    cell->n_seen = (uint8_t)(n < SEEN_MAX ? n + 1 : n + 1 - CW_HOLDERS_MAX);
}

void cw_print_index_free(cw_print_index *index)
{
    cw_arena_free(&index->arena);
    cw_arena_free(&index->note_arena);
}
