/* published_int.h: the two steps to the day of publication.
 *
 *   published.c         every date that the page gives for itself, in order
 *   published_better.c  where dates contradict: which of them stands first   */
#ifndef CW_CLEAN_PUBLISHED_INT_H
#define CW_CLEAN_PUBLISHED_INT_H

#include "clean/tree_int.h"

/* Beside the orders of what markup gives (tree_int.h). */
enum {
    CW_ORDER_GIVEN = 0,
    CW_ORDER_URL = 40,
    CW_ORDER_LABEL = 50,    // "Published 3 May 2024" beside title or body
    CW_ORDER_LINE = 55,     // a bare date line beside them
    CW_ORDER_DATELINE = 60, // PORT SAND, May 3, 2024 -
    CW_ORDER_SENTENCE = 65, // on Tuesday (3/5/2024)
    CW_ORDER_FAR_LABEL = 70,
    CW_ORDER_FAR = 80, // a date line far from the report
};

/* The choice first, then the other candidates, those of updates last. */
void cw_sheet_prefer_dates(cw_sheet *sheet);

#endif
