/* reuse_align.c: what two bodies share around one equal fingerprint: the run
 * of equal words, and what goes on behind edits of a few words. */
#include "story/reuse_int.h"

enum {
    EDIT_MAX = 6,   // words lost or added inside a passage, at one place
    RESUME_MIN = 3, // equal words that end such an edit
};

/* Two texts read side by side in one direction from two places. */
typedef struct {
    const cw_body *a, *b;
    int64_t at_a, at_b;   // next words
    int64_t end_a, end_b; // where reading ends, exclusive
    int step;             // 1 or -1
    uint32_t n_equal;
} reader;

static bool are_equal(const reader *read, int64_t skip_a, int64_t skip_b)
{
    int64_t i = read->at_a + read->step * skip_a;
    int64_t j = read->at_b + read->step * skip_b;
    return (read->end_a - i) * read->step > 0 &&
           (read->end_b - j) * read->step > 0 &&
           read->a->words[i].hash == read->b->words[j].hash;
}

/* The next words on one side, as far as an edit reaches. */
enum { AHEAD = EDIT_MAX + RESUME_MIN };

static int look_ahead(const cw_body *body, int64_t at, int64_t end, int step,
                      uint64_t ahead[AHEAD])
{
    int n = 0;
    for (; n < AHEAD && (end - at) * step > 0; at += step)
        ahead[n++] = body->words[at].hash;
    return n;
}

/* A bit for each of the places at which RESUME_MIN equal words may begin. */
static uint64_t kinds_ahead(const uint64_t *ahead, int n)
{
    uint64_t kinds = 0;
    for (int i = 0; i + RESUME_MIN <= n; i++)
        kinds |= 1ull << ((ahead[i] + 3 * ahead[i + 1]) * CW_RUN_FACTOR >> 58);
    return kinds;
}

/* Past an edit: the least words skipped on both sides after which
 * RESUME_MIN are equal again. */
static bool resume(reader *read)
{
    uint64_t a[AHEAD], b[AHEAD];
    int n_a = look_ahead(read->a, read->at_a, read->end_a, read->step, a);
    int n_b = look_ahead(read->b, read->at_b, read->end_b, read->step, b);
    if (!(kinds_ahead(a, n_a) & kinds_ahead(b, n_b)))
        return false;
    for (int skipped = 1; skipped <= 2 * EDIT_MAX; skipped++) {
        int from = skipped > EDIT_MAX ? skipped - EDIT_MAX : 0;
        for (int i = from; i <= skipped && i <= EDIT_MAX; i++) {
            int j = skipped - i;
            if (i + RESUME_MIN > n_a || j + RESUME_MIN > n_b ||
                memcmp(a + i, b + j, RESUME_MIN * sizeof *a) != 0)
                continue;
            read->at_a += read->step * i;
            read->at_b += read->step * j;
            return true;
        }
    }
    return false;
}

static void read_equal(reader *read)
{
    while (are_equal(read, 0, 0)) {
        read->at_a += read->step;
        read->at_b += read->step;
        read->n_equal++;
    }
}

static void read_on(reader *read)
{
    do
        read_equal(read);
    while (resume(read));
}

cw_stretch cw_stretch_find(const cw_body *a, const cw_body *b, uint32_t at_a,
                           uint32_t at_b, uint32_t a_done)
{
    reader right = {a, b, at_a, at_b, (int64_t)a->n, (int64_t)b->n, 1, 0};
    reader left = {
        a,  b, (int64_t)at_a - 1, (int64_t)at_b - 1, (int64_t)a_done - 1, -1,
        -1, 0};
    cw_stretch found = {0};
    read_equal(&right);
    read_equal(&left);
    found.n_run = right.n_equal + left.n_equal;
    if (found.n_run >= CW_RUN_MIN) {
        if (resume(&right))
            read_on(&right);
        if (resume(&left))
            read_on(&left);
    }
    found.n_equal = right.n_equal + left.n_equal;
    found.from_a = (uint32_t)(left.at_a + 1);
    found.from_b = (uint32_t)(left.at_b + 1);
    found.to_a = (uint32_t)right.at_a;
    found.to_b = (uint32_t)right.at_b;
    return found;
}
