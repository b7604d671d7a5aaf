/* body_pages.h: pages with what is body in them, for the block scorer.
 *
 *   GOLD, pages ─▶ pieces, a row of src/clean/features.h each ─▶ labels
 *
 * GOLD holds the bodies; its lines 1, 3, 5 ... are used. A piece is body when
 * most of its words stand in the gold body in runs of three words; it counts
 * by its share of the page's words, so that long and short pages weigh alike.
 * The programs that train end with a message when something fails. */
#ifndef CLEW_TRAIN_BODY_PAGES_H
#define CLEW_TRAIN_BODY_PAGES_H

#include "clean/features.h"

enum { BODY_FOLDS = 4 };

typedef struct {
    cw_arena arena;
    cw_sheet *sheet;
    cw_feature_row *rows; // [sheet->n], as all below
    uint8_t *label;
    uint32_t *weight, *words, *common; // words of the piece that gold has
    uint32_t n_gold;
    size_t fold, first; // first row of it among those of all pages
    bool is_crop;       // a part of a page that is there as a whole
} body_page;

typedef struct {
    body_page *pages;
    size_t n_pages, n_rows;
} body_set;

/* The pages below paths[0 .. n_paths) that gold knows: pages themselves, or
 * what flatten_pages.py made of them. */
body_set body_pages_read(const char *gold, const char *const *paths,
                         size_t n_paths);

/* n zeroed elements; the program's own as long as it runs. */
void *body_array(size_t n, size_t size);

#endif
