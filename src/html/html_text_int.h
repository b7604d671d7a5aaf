/* html_text_int.h: what the two files of the text builder share.
 *
 *   html_text.c      walking the tree, white space, segments and runs
 *   html_text_map.c  the map, composed with the page's own */
#ifndef CW_HTML_HTML_TEXT_INT_H
#define CW_HTML_HTML_TEXT_INT_H

#include "html/html_text.h"

/* The map under construction. `text_end` and `source_end` are where the last
 * mapped bytes end; when they were a gap, an entry of length 0 may have to
 * say so before the next bytes do. */
typedef struct {
    cw_arena *arena;
    cw_map page; // of the page: utf8 to source
    size_t hint; // entry of the page's map that was used last
    cw_map_entry *entries;
    size_t n, capacity;
    uint32_t text_end, source_end;
    bool is_gap;
    cw_status status;
} text_map;

/* n bytes of the text at text_from are the bytes of page->utf8 at utf8_from. */
void text_map_equal(text_map *map, uint32_t text_from, uint32_t utf8_from,
                    uint32_t n);
/* The bytes `text` came as a whole from the bytes `utf8`. */
void text_map_gap(text_map *map, cw_range text, cw_range utf8);
void text_map_end(text_map *map);

#endif
