/* tree_int.h: a web page while it is read; inside this room only.
 *
 *   page -> html tree -> text segments -> pieces with tag features (tree.c)
 *                   \-> meta, link, time (meta.c) --+-> facts and dates
 *                   \-> JSON-LD (jsonld.c) ---------+                     */
#ifndef CW_CLEAN_TREE_INT_H
#define CW_CLEAN_TREE_INT_H

#include "clean/clean_int.h"
#include "html/html_text.h"

typedef struct cw_live cw_live; // live.h

typedef struct {
    cw_html_tree tree;
    cw_html_text text;
    cw_live *live;
} cw_web;

/* Order of the dates that markup gives; smaller is better. */
enum {
    CW_ORDER_LD = 10,        // JSON-LD of an article
    CW_ORDER_META = 12,      // article:published_time
    CW_ORDER_ITEM = 14,      // itemprop datePublished
    CW_ORDER_META_MORE = 16, // parsely-pub-date, dc.date, ...
    CW_ORDER_LD_PAGE = 20,   // JSON-LD of the web page
    CW_ORDER_TIME = 46,      // <time datetime> near the title
    CW_ORDER_TIME_FAR = 75,
};

/* Ranks of the signs that name an author; smaller is better. */
enum {
    CW_SIGN_LD = 1,
    CW_SIGN_META = 2, // author, byl, ...
    CW_SIGN_META_MORE = 3,
    CW_SIGN_LD_PAGE = 4, // of the web page
    CW_SIGN_ITEM = 5,    // itemprop=author
    CW_SIGN_LABEL = 6,   // twitter:label1 "Written by", twitter:data1
    CW_SIGN_LINK = 10,   // to /author/ana-brook, near the title
    CW_SIGN_CLASS = 11,
    CW_SIGN_WIDE = 12, // a class with "author" anywhere in it
    CW_SIGN_REL = 14,  // rel=author anywhere
};

/* Trees and texts live in `memory`; pieces in the sheet's scratch. */
CW_CHECK cw_status cw_web_read(cw_sheet *sheet, cw_arena *memory, cw_web *web);

/* A page up to the point where its pieces are judged: measured, marked by the
 * lexicon. *web is empty unless it is a tree. */
CW_CHECK cw_status cw_sheet_read(cw_sheet *sheet, cw_arena *memory,
                                 cw_web *web);

/* What JSON-LD says, then what meta, link, title and time say. */
CW_CHECK cw_status cw_web_find_ld(cw_sheet *sheet, const cw_web *web,
                                  cw_arena *memory);
CW_CHECK cw_status cw_web_find_meta(cw_sheet *sheet, const cw_web *web,
                                    cw_arena *memory);

/* <time datetime> elements, once it is known where the report stands. */
void cw_web_find_times(cw_sheet *sheet, const cw_web *web);

/* The bytes of the markup around the title and the head of the report. */
cw_range cw_web_report_place(const cw_sheet *sheet, const cw_web *web);

/* Elements in place that name an author (signers.c). */
void cw_web_find_signers(cw_sheet *sheet, const cw_web *web, cw_range place);
/* When nobody signs there: the one person whom such elements name, wherever
 * they stand. Several are the authors of other stories. */
void cw_web_find_lone_signer(cw_sheet *sheet, const cw_web *web);

/* The people whom the page's scripts name (byline_scripts.c). */
void cw_web_sign_by_scripts(cw_sheet *sheet, const cw_web *web);

/* A date as markup writes it: ISO 8601, or as pages print it. */
bool cw_date_value(cw_bytes value, cw_moment *moment, cw_precision *precision);

/* The source range of bytes of the markup. */
static inline cw_range cw_web_source(const cw_sheet *sheet, cw_range page)
{
    return cw_map_range(sheet->page->map, page);
}

#endif
