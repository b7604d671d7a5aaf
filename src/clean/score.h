/* score.h: the trained block scorer. Oblivious trees: all nodes of one level
 * ask the same question, so that a tree is DEPTH comparisons and one look-up.
 *
 *   s(row) = start + sum over trees t of leaf[t][b],
 *   bit d of b: row[feature[t][d]] > threshold[t][d]
 *
 * Integers only: unit 1/256 of a logit, above 0 is body. */
#ifndef CW_CLEAN_SCORE_H
#define CW_CLEAN_SCORE_H

#include "clean/features.h"

#define CW_TREE_DEPTH  5u
#define CW_TREE_LEAVES (1u << CW_TREE_DEPTH)

/* Web pages and flat texts have weights of their own. */
typedef enum {
    CW_SCORE_TREE,
    CW_SCORE_FLAT,
    CW_N_SCORERS,
} cw_scorer;

typedef struct {
    uint8_t feature[CW_TREE_DEPTH];
    int16_t threshold[CW_TREE_DEPTH];
    int16_t leaf[CW_TREE_LEAVES];
} cw_score_tree;

static inline int32_t cw_score_row(const cw_score_tree *trees, size_t n_trees,
                                   int32_t start, const int16_t *row)
{
    int32_t score = start;
    for (size_t t = 0; t < n_trees; t++) {
        uint32_t leaf = 0;
        for (uint32_t d = 0; d < CW_TREE_DEPTH; d++)
            leaf |= (uint32_t)(row[trees[t].feature[d]] > trees[t].threshold[d])
                    << d;
        score += trees[t].leaf[leaf];
    }
    return score;
}

/* The same for LANES rows at once, feature by feature: one comparison answers
 * a question for all of them. */
#define CW_SCORE_LANES 8u
typedef int16_t cw_lanes
    __attribute__((vector_size(CW_SCORE_LANES * sizeof(int16_t))));
void cw_score_lanes(const cw_score_tree *trees, size_t n_trees, int32_t start,
                    const cw_lanes column[CW_N_FEATURES],
                    int32_t score[CW_SCORE_LANES]);

/* The scores into pieces[].score. */
CW_CHECK cw_status cw_sheet_score(cw_sheet *sheet);

#endif
