/* aside.h: statements that tell a claim besides what they are about. Inside
 * src/story only.
 *
 *   "The court accused Ek of hiding two accounts."           the claim
 *   "Ek, whom the court accuses of hiding accounts, left."   tells it aside
 *
 * A statement stands in one cluster, by what most of it says; what it says
 * aside supports the claims of others. */
#ifndef CW_STORY_ASIDE_H
#define CW_STORY_ASIDE_H

#include "story/postings.h"

typedef struct {
    const cw_plot *plot;
    cw_postings events;  // predicate and a word near it -> happenings
    uint32_t *near;      // terms near happening h, ascending:
    uint32_t *near_from; //   near[near_from[h] .. near_from[h + 1])
} cw_asides;

typedef struct {
    uint32_t statement;
    uint32_t weight; // of what it shares with the claim, in 1/16 bit
} cw_aside_found;

/* One worker's search: many claims, one after the other. */
typedef struct {
    const cw_asides *asides;
    cw_arena *scratch;
    cw_aside_found *found; // [n_found] for the claim at hand
    size_t n_found, capacity;
    const cw_happening *matter; // what the claim is about, or NULL
    uint32_t number;            // of the claim's cluster, from 1
    uint32_t *met;     // [n_happenings] by which happening last, from 1
    uint32_t *told_in; // [reports of the batch] which cluster last, from 1
} cw_aside_search;

/* What all claims are looked up in; lives in the plot's scratch arena. */
CW_CHECK cw_status cw_asides_init(cw_asides *asides, const cw_plot *plot);
CW_CHECK cw_status cw_aside_search_init(cw_aside_search *search,
                                        const cw_asides *asides,
                                        cw_arena *scratch);

/* The statements of a cluster and those that tell it aside, one of each report
 * that is not in it, ascending; in the arena. Told aside are those that share
 * the most with it, and not many more than tell it themselves. Each cluster
 * once a search. */
CW_CHECK cw_status cw_asides_find(cw_aside_search *search,
                                  const cw_cluster *cluster, cw_arena *arena,
                                  cw_ids *out);

#endif
