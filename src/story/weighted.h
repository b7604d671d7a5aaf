/* weighted.h: a report or a story as weighted terms, for its cosine with
 * another. Terms are numbers of a table, ascending, each once. Inside
 * src/story only. */
#ifndef CW_STORY_WEIGHTED_H
#define CW_STORY_WEIGHTED_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t term, weight;
} cw_weighted;

/* Keep the heaviest n_max, of equals the first; how many were kept. */
size_t cw_weighted_keep(cw_weighted *terms, size_t n, size_t n_max);

/* sum over t of a[t] b[t] */
uint64_t cw_weighted_dot(const cw_weighted *a, size_t n_a, const cw_weighted *b,
                         size_t n_b);

/* a + b into out[n_a + n_b]; how many terms. Sums must stay below 2^32. */
size_t cw_weighted_add(const cw_weighted *a, size_t n_a, const cw_weighted *b,
                       size_t n_b, cw_weighted *out);

#endif
