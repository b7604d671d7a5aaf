/* score.c: the block scorer at work. Weights from model/body.tsv
 * (train/train_body.c). */
#include "clean/score.h"

#include "body_res.h"

#define LANES CW_SCORE_LANES

void cw_score_lanes(const cw_score_tree *trees, size_t n_trees, int32_t start,
                    const cw_lanes column[CW_N_FEATURES], int32_t score[LANES])
{
    for (size_t l = 0; l < LANES; l++)
        score[l] = start;
    for (size_t t = 0; t < n_trees; t++) {
        cw_lanes leaf = {0};
        for (uint32_t d = 0; d < CW_TREE_DEPTH; d++) { // true is -1 in a lane
            cw_lanes threshold = trees[t].threshold[d] - (cw_lanes){0};
            leaf |=
                (column[trees[t].feature[d]] > threshold) & (int16_t)(1 << d);
        }
        for (size_t l = 0; l < LANES; l++)
            score[l] += trees[t].leaf[leaf[l]];
    }
}

/* At most 256 trees of leaves below 2^15 each: |s| < 2^24. */
cw_status cw_sheet_score(cw_sheet *sheet)
{
    cw_features *features;
    cw_status status = cw_features_open(sheet, &features);
    cw_scorer kind =
        sheet->page->kind == CW_PAGE_HTML ? CW_SCORE_TREE : CW_SCORE_FLAT;
    size_t n_columns =
        kind == CW_SCORE_TREE ? CW_N_TREE_FEATURES : CW_N_FEATURES;
    cw_lanes column[CW_N_FEATURES] = {{0}};
    for (size_t i = 0; i < sheet->n && status == CW_OK; i += LANES) {
        size_t n = sheet->n - i < LANES ? sheet->n - i : LANES;
        int32_t score[LANES];
        for (size_t l = 0; l < n; l++) {
            cw_feature_row row;
            cw_features_next(features, row);
            for (size_t k = 0; k < n_columns; k++)
                column[k][l] = row[k];
        }
        cw_score_lanes(body_trees + body_first[kind],
                       body_first[kind + 1] - body_first[kind],
                       body_start[kind], column, score);
        for (size_t l = 0; l < n; l++)
            sheet->pieces[i + l].score = score[l];
    }
    return status;
}
