/* dossier_order.h: the order in which people meet the reports, and their
 * letters: story after story, in each the oldest first, what is in no story
 * last. "A" ... "Z", "AA" ... "ZZZ". */
#ifndef CW_SHOW_DOSSIER_ORDER_H
#define CW_SHOW_DOSSIER_ORDER_H

#include "story/dossier.h"

typedef struct {
    char text[4];
} cw_letter;

typedef struct {
    uint32_t *reports;  // [n_reports] in that order
    uint32_t *story_of; // [n_reports] by report; n_stories: none
    cw_letter *letters; // [n_reports] by report
} cw_dossier_order;

/* CW_NO_MEMORY of keep. */
CW_CHECK cw_status cw_dossier_order_make(const cw_dossier *dossier,
                                         cw_arena *keep, cw_dossier_order *out);

#endif
