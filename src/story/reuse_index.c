/* reuse_index.c: fingerprints that come again, in little memory.
 *
 * Most fingerprints stand in one report alone, and who asks for them finds
 * nothing. So they are met twice. The first time the reports are walked
 * backwards, and each fingerprint sets three bits of a filter; one whose bits
 * are all set has likely been met, so a later report holds it (Bloom, CACM
 * 1970; the bits of one key lie in one line, as in Putze, Sanders and Singler,
 * WEA 2007). Only those are held the second time, forwards, in chains by key
 * with the newest first, and they leave when their report is too old:
 *
 *   filter    [bytes of all bodies / 2 bits]   until all are met once
 *   returns   [fingerprints]                   a bit each: does it come again
 *      |
 *   heads     | tags 3 | 0 | 0 | tags 8 | 0 |  4 bytes, a third of them empty
 *   postings  | key turn at | -> | .. |        16 bytes, of the fullest window
 *
 * Of 600 English words some 240 are fingerprints, for which the filter takes
 * 240 bytes and what comes again 40. Heads and postings take 280 where one
 * report in ten is half a copy, which is with all else less than 400
 * (tests/story/test_reuse.c), and some 1 000 where two of three reports hold
 * passages of others.
 *
 * A head tells with the bits that the place of a posting leaves free which keys
 * may be in its chain: of ten that are not, nine are refused by their tag, and
 * no posting is fetched for them. */
#include "story/reuse_int.h"

/* Every fingerprint lies elsewhere in memory, and is asked for some time before
 * it is looked at: no more at once than a processor waits for. */
enum { AHEAD = 16 };

enum {
    LINE_WORDS = 8,             // of the filter; 512 bits
    BODY_BYTES_PER_LINE = 1024, // one bit for two bytes of body
    BODY_BYTES_PER_PRINT = 12,  // or more; of shorter words the bits grow
};

static uint32_t half_of(uint64_t key)
{
    return (uint32_t)(key >> 32);
}

/* ---- first pass --------------------------------------------------------- */

cw_status cw_print_filter_init(cw_print_filter *filter, uint64_t n_body_bytes)
{
    *filter = (cw_print_filter){0};
    cw_arena_init(&filter->arena, CW_MAX_STORY_ARENA);
    cw_arena_init(&filter->returns_arena, CW_MAX_STORY_ARENA);
    filter->n_lines = (size_t)(n_body_bytes / BODY_BYTES_PER_LINE + 1);
    if (filter->n_lines > UINT32_MAX)
        filter->n_lines = UINT32_MAX;
    filter->lines = cw_arena_array(&filter->arena, filter->n_lines,
                                   sizeof *filter->lines * LINE_WORDS);
    if (!filter->lines)
        return CW_NO_MEMORY;
    return cw_grow(
        &filter->returns_arena, (void **)&filter->returns, &filter->capacity,
        (size_t)(n_body_bytes / BODY_BYTES_PER_PRINT / 8) + 1, 1, SIZE_MAX);
}

/* Winnowing keeps small keys, so the upper half
 * is spread anew: else the first lines would be full four times over. */
static uint64_t *filter_line(uint64_t *lines, size_t n_lines, uint64_t key)
{
    uint64_t spread = half_of(key) * 0x9e3779b1u;
    return lines + LINE_WORDS * (spread * n_lines >> 32);
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

cw_status cw_print_filter_add(cw_print_filter *filter, const cw_prints *prints,
                              uint32_t *n_returning)
{
    size_t at = filter->n_bits, n_lines = filter->n_lines;
    uint64_t *lines = filter->lines;
    const cw_print *print = prints->at, *end = print + prints->n;
    uint32_t n = 0, byte;
    uint8_t *returns;
    cw_status status = cw_grow(
        &filter->returns_arena, (void **)&filter->returns, &filter->capacity,
        (at + prints->n + 7) / 8, sizeof *filter->returns, SIZE_MAX);
    *n_returning = 0;
    if (status != CW_OK)
        return status;
    filter->n_bits += prints->n;
    returns = filter->returns;
    byte = at % 8 > 0 ? returns[at / 8] : 0;
    for (; print < end; print++) {
        bool is_set;
        if (end - print > AHEAD)
            __builtin_prefetch(filter_line(lines, n_lines, print[AHEAD].key),
                               1);
        is_set = set_bits(filter_line(lines, n_lines, print->key), print->key);
        byte |= (uint32_t)is_set << at % 8;
        n += is_set;
        returns[at / 8] = (uint8_t)byte;
        if (++at % 8 == 0)
            byte = 0;
    }
    *n_returning = n;
    return CW_OK;
}

size_t cw_print_filter_close(cw_print_filter *filter)
{
    cw_arena_free(&filter->arena);
    filter->lines = NULL;
    return filter->n_lines * LINE_WORDS * sizeof *filter->lines;
}

void cw_print_filter_take(cw_print_filter *filter, const cw_prints *prints)
{
    filter->n_bits -= prints->n;
}

bool cw_print_returns(const cw_print_filter *filter, size_t i)
{
    size_t at = filter->n_bits + i;
    return filter->returns[at / 8] >> at % 8 & 1;
}

void cw_print_filter_free(cw_print_filter *filter)
{
    cw_arena_free(&filter->arena);
    cw_arena_free(&filter->returns_arena);
}

/* ---- second pass -------------------------------------------------------- */

cw_status cw_print_index_init(cw_print_index *index, size_t n_postings_max)
{
    *index = (cw_print_index){.n_postings_max = n_postings_max,
                              .factor = (uint32_t)cw_table_seed() | 1,
                              .n_heads = n_postings_max + 1};
    cw_arena_init(&index->arena, CW_MAX_STORY_ARENA);
    if (n_postings_max > UINT32_MAX / 2) // a tag needs a bit
        return CW_NO_MEMORY;
    while (n_postings_max >> index->place_bits > 0)
        index->place_bits++;
    index->heads =
        cw_arena_array(&index->arena, index->n_heads, sizeof *index->heads);
    // not cleared: what no window needs is never touched
    index->postings =
        cw_arena_alloc(&index->arena, n_postings_max * sizeof *index->postings);
    return index->heads && index->postings ? CW_OK : CW_NO_MEMORY;
}

/* The factor is odd and drawn anew: no text can aim at one chain. As many heads
 * as postings at most, so below 2^32. */
static uint32_t *head_of(const cw_print_index *index, uint32_t key)
{
    uint64_t spread = key * index->factor;
    return &index->heads[spread * index->n_heads >> 32];
}

static uint32_t place_in(const cw_print_index *index, uint32_t link)
{
    return link & ((1u << index->place_bits) - 1);
}

/* One of the bits of a head that no place takes. */
static uint32_t tag_of(const cw_print_index *index, uint32_t key)
{
    uint64_t spread = key * 0x9e3779b1u;
    return 1u << index->place_bits << (spread * (32 - index->place_bits) >> 32);
}

static bool is_gone(const cw_print_index *index, const cw_posting *posting)
{
    return posting->turn >= index->gone_from && posting->turn < index->gone_to;
}

/* Take the posting that *link names out of its chain; the tags of a head
 * stay. */
static void release(cw_print_index *index, uint32_t *link)
{
    uint32_t place = place_in(index, *link);
    cw_posting *posting = &index->postings[place - 1];
    *link += posting->next - place;
    posting->next = index->unused;
    index->unused = place;
}

static void drop_gone(cw_print_index *index)
{
    for (size_t i = 0; i < index->n_heads; i++) {
        uint32_t tags = 0, *link = &index->heads[i], place;
        while ((place = place_in(index, *link)) > 0) {
            cw_posting *posting = &index->postings[place - 1];
            if (is_gone(index, posting)) {
                release(index, link);
            } else {
                tags |= tag_of(index, posting->key);
                link = &posting->next;
            }
        }
        index->heads[i] = place_in(index, index->heads[i]) | tags;
    }
}

/* Room for a posting, its place and 1. The window of each report was counted,
 * so what is not there yet is held by reports too old. */
static uint32_t take_place(cw_print_index *index)
{
    uint32_t place = index->unused;
    if (place == 0 && index->n_postings < index->n_postings_max)
        return (uint32_t)++index->n_postings;
    if (place == 0)
        drop_gone(index);
    place = index->unused;
    if (place > 0)
        index->unused = index->postings[place - 1].next;
    return place;
}

void cw_print_index_look_ahead(const cw_print_index *index,
                               const cw_prints *prints, size_t i)
{
    if (i + 2 * AHEAD < prints->n)
        __builtin_prefetch(
            head_of(index, half_of(prints->at[i + 2 * AHEAD].key)));
    if (i + AHEAD < prints->n) {
        uint32_t key = half_of(prints->at[i + AHEAD].key);
        uint32_t head = *head_of(index, key);
        if (head & tag_of(index, key))
            __builtin_prefetch(&index->postings[place_in(index, head)] - 1);
    }
}

size_t cw_print_index_find(cw_print_index *index, uint64_t key,
                           cw_posting held[CW_HELD_MAX])
{
    uint32_t half = half_of(key), place;
    uint32_t *link = head_of(index, half);
    size_t n = 0;
    if (!(*link & tag_of(index, half)))
        return 0;
    while ((place = place_in(index, *link)) > 0) {
        cw_posting *posting = &index->postings[place - 1];
        if (is_gone(index, posting)) {
            release(index, link);
            continue;
        }
        if (posting->key == half && n < CW_HELD_MAX)
            held[n++] = *posting;
        link = &posting->next;
    }
    return n;
}

void cw_print_index_add(cw_print_index *index, uint64_t key, cw_posting newest)
{
    uint32_t *head = head_of(index, half_of(key));
    uint32_t *last = NULL, *last_but_one = NULL, place;
    size_t n = 0;
    newest.key = half_of(key);
    for (uint32_t *link = head; (place = place_in(index, *link)) > 0;
         link = &index->postings[place - 1].next) {
        if (index->postings[place - 1].key != newest.key)
            continue;
        last_but_one = last;
        last = link;
        n++;
    }
    if (n == CW_HELD_MAX)
        release(index, last_but_one);
    place = take_place(index);
    if (place == 0)
        return;
    newest.next = place_in(index, *head);
    index->postings[place - 1] = newest;
    *head += place - newest.next;
    *head |= tag_of(index, newest.key);
}

size_t cw_print_index_bytes(const cw_print_index *index)
{
    return index->n_heads * sizeof *index->heads +
           index->n_postings * sizeof *index->postings;
}

void cw_print_index_free(cw_print_index *index)
{
    cw_arena_free(&index->arena);
}
