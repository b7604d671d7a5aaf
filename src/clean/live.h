/* live.h: the dated entries of a live blog; inside this room only.
 *
 *   JSON-LD LiveBlogPosting ─▶ updates: id, headline, time ─┐
 *   elements with a time side by side ──────────────────────┴─▶ entries
 *
 * A page is a live blog when it says so: by JSON-LD, microdata, or a class.
 * Its entries are the children of one element that hold a <time datetime>
 * each; where there are none, what JSON-LD calls its updates, found again by
 * their ids or headlines. An entry without a time that the page states has
 * none here either. */
#ifndef CW_CLEAN_LIVE_H
#define CW_CLEAN_LIVE_H

#include <jansson.h>

#include "clean/tree_int.h"

/* What JSON-LD says of one entry; in the memory of the tree. */
typedef struct {
    cw_bytes id; // the part of its address behind the #
    cw_bytes headline;
    cw_draft_date date;
} cw_live_update;

struct cw_live {
    bool is_live;
    cw_live_update *updates; // at most CW_MAX_ENTRIES
    size_t n_updates, update_capacity;
    cw_draft_entry *entries; // in the sheet's scratch
    size_t n, capacity;
};

/* The updates of a LiveBlogPosting; `source` is that of the script. */
CW_CHECK cw_status cw_live_read_ld(cw_live *live, const json_t *object,
                                   cw_range source, cw_arena *memory);

/* The entries of web->live, once it is known what is body: sheet->entries. */
CW_CHECK cw_status cw_live_find(cw_sheet *sheet, const cw_web *web,
                                cw_arena *memory);

/* Body pieces inside a post of another site, as it is embedded: their role
 * becomes CW_ROLE_POST. */
void cw_posts_mark(cw_sheet *sheet, const cw_web *web);

#endif
