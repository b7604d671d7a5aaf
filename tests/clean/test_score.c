/* The scorer of many rows at once agrees with that of one. */
#include "clean/score.h"

#include "support/case.h"

static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

/* Values and thresholds of few kinds, so that many are equal, and the ends of
 * their range. */
static int16_t next_value(uint32_t *state)
{
    static const int16_t ends[] = {INT16_MIN, -1, 0, 1, INT16_MAX};
    uint32_t n = next_number(state);
    return n % 4 == 0 ? ends[n / 4 % 5] : (int16_t)(n % 7);
}

static void lanes_agree_with_rows(void **state)
{
    enum { N_TREES = 256 };
    static cw_score_tree trees[N_TREES];
    uint32_t seed = 6;
    (void)state;
    for (size_t t = 0; t < N_TREES; t++) {
        for (size_t d = 0; d < CW_TREE_DEPTH; d++) {
            trees[t].feature[d] = (uint8_t)(next_number(&seed) % CW_N_FEATURES);
            trees[t].threshold[d] = next_value(&seed);
        }
        for (size_t i = 0; i < CW_TREE_LEAVES; i++)
            trees[t].leaf[i] = (int16_t)next_number(&seed);
    }
    for (size_t n_trees = 0; n_trees <= N_TREES; n_trees++) {
        cw_feature_row row[CW_SCORE_LANES];
        cw_lanes column[CW_N_FEATURES];
        int32_t score[CW_SCORE_LANES];
        for (size_t k = 0; k < CW_N_FEATURES; k++)
            for (size_t l = 0; l < CW_SCORE_LANES; l++)
                column[k][l] = row[l][k] = next_value(&seed);
        cw_score_lanes(trees, n_trees, 77, column, score);
        for (size_t l = 0; l < CW_SCORE_LANES; l++)
            assert_int_equal(score[l],
                             cw_score_row(trees, n_trees, 77, row[l]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lanes_agree_with_rows)};
    return case_run_tests(tests);
}
