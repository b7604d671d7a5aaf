/* features.h: what the block scorer sees of a piece; numbers of its layout,
 * never its words.
 *
 *   pieces ─▶ cw_features_open ─▶ cw_features_next ─▶ row [N_FEATURES]
 *          ─▶ cw_sheet_score ─▶ a score for each
 *
 * A flat text has 0 in every column that only a tree can fill, and a page in
 * those that stand in for its tree (CW_FLAT_FEATURE_MAP). */
#ifndef CW_CLEAN_FEATURES_H
#define CW_CLEAN_FEATURES_H

#include "clean/clean_int.h"

/* Shares are in 1/1000; lists of names are cut at no more than COUNT_MAX.
 *
 *   LEX_*       what furniture.rules says
 *   SHARE_k     prose of the page below the k-th element around the piece
 *   IN_ARTICLE  1: in the <article> with most prose, 2: in another
 *   SIGN_*      the pieces whose elements are named alike: their share of the
 *               words, their links, how many
 *   GROUP_*     the pieces of the same parent
 *   REPEAT      how often its text stands in the page; below 0: once more
 *   SINCE_, TO_ pieces since, or to, the title, an end, a long sentence
 *   NEAR_, FAR_ sums of the pieces within 4 and 12 on each side
 *   _P1, _N1    of the piece before, and of the next one
 *   SHARED_*    its long words that stand in one, or in three, other pieces of
 *               prose, and the same of those with a capital: the words of one
 *               report recur, those of teasers stand alone */
// clang-format off
#define CW_FEATURE_MAP(X)                                                  \
    X(WORDS) X(SENTENCES) X(STOP) X(CAPS) X(DIGITS) X(LINK) X(WORD_CHARS)  \
    X(END) X(LOWER) X(QUOTED) X(WE) X(STAMP) X(GAP)                        \
    X(LEX_WEIGHT) X(LEX_KIND) X(LEX_ENDS)                                  \
    X(FORM) X(TAG_POINTS) X(TAG_DOWN) X(TREE_KIND) X(DEPTH)                \
    X(SHARE_1) X(SHARE_2) X(SHARE_3) X(SHARE_4) X(IN_ARTICLE)              \
    X(SIGN_SHARE) X(SIGN_LINK) X(SIGN_N) X(GROUP_LINK) X(GROUP_N)          \
    X(INDEX) X(FROM_END) X(PLACE) X(PROSE_BEFORE) X(SINCE_TITLE)           \
    X(N_ENDS) X(SINCE_END) X(SINCE_PROSE) X(TO_PROSE)                      \
    X(NEAR_PROSE) X(FAR_PROSE) X(NEAR_LINK) X(FAR_LINK) X(NEAR_LEX)        \
    X(REPEAT) X(WORDS_P1) X(WORDS_P2) X(WORDS_N1) X(WORDS_N2)              \
    X(LINK_P1) X(LINK_N1) X(END_P1) X(END_N1) X(FORM_P1) X(FORM_N1)        \
    X(LEX_P1) X(LEX_N1) X(PAGE_PIECES) X(PAGE_PROSE) X(PAGE_LINK)          \
    CW_FLAT_FEATURE_MAP(X)
#define CW_FLAT_FEATURE_MAP(X)                                             \
    X(MARKS) X(COMMAS) X(SHARED_1) X(SHARED_3) X(SHARED_CAPS)              \
    X(NEAR_WORDS) X(FAR_WORDS) X(NEAR_ENDS) X(FAR_ENDS)                    \
    X(NEAR_CAPS) X(FAR_CAPS) X(NEAR_STOP) X(FAR_STOP)                      \
    X(NEAR_DIGITS) X(FAR_DIGITS) X(NEAR_STAMP) X(FAR_STAMP)                \
    X(NEAR_WE) X(FAR_WE) X(NEAR_QUOTED) X(FAR_QUOTED)                      \
    X(NEAR_SHARED) X(FAR_SHARED)                                           \
    X(CAPS_P1) X(CAPS_N1) X(STOP_P1) X(STOP_N1) X(KIND_P1) X(KIND_N1)      \
    X(WORDS_P3) X(WORDS_N3)
// clang-format on

typedef enum {
#define CW_FEATURE_ENUM(name) CW_FEATURE_##name,
    CW_FEATURE_MAP(CW_FEATURE_ENUM)
#undef CW_FEATURE_ENUM
        CW_N_FEATURES,
    CW_N_TREE_FEATURES = CW_FEATURE_MARKS, // the rest is of flat texts
} cw_feature;

typedef int16_t cw_feature_row[CW_N_FEATURES];

/* The rows of a sheet, one after the other and once each, so that they never
 * stand in memory together. In the sheet's scratch. */
typedef struct cw_features cw_features;
CW_CHECK cw_status cw_features_open(const cw_sheet *sheet, cw_features **out);

/* The row of the next piece, of which there must be one. */
void cw_features_next(cw_features *features, int16_t *row);

#endif
