/* score.c: the block scorer at work. Weights from model/body.tsv
 * (train/train_body.c). */
#include "clean/score.h"

#include "body_res.h"

/* At most 256 trees of leaves below 2^15 each: |s| < 2^24. */
cw_status cw_sheet_score(cw_sheet *sheet)
{
    cw_feature_row *rows;
    cw_status status = cw_features_read(sheet, &rows);
    cw_scorer kind =
        sheet->page->kind == CW_PAGE_HTML ? CW_SCORE_TREE : CW_SCORE_FLAT;
    for (size_t i = 0; i < sheet->n && status == CW_OK; i++)
        sheet->pieces[i].score = cw_score_row(
            body_trees + body_first[kind],
            body_first[kind + 1] - body_first[kind], body_start[kind], rows[i]);
    return status;
}
