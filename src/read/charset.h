/* charset.h: which encoding a page is in, and on what evidence.
 *
 *   byte order mark ─▶ label of a header ─▶ declared (HTML) ─▶ valid UTF-8
 *                                  ─▶ uchardet ─▶ windows-1252
 *
 * The first that answers wins. A page that declares its encoding late (past
 * the 1024 bytes of the prescan) is found too: what a browser does by
 * "changing the encoding while parsing" (WHATWG HTML 13.2.3.5). */
#ifndef CW_READ_CHARSET_H
#define CW_READ_CHARSET_H

#include "read/decode.h"

typedef struct {
    const cw_charset *charset; // NULL: known, but not one we read
    size_t n_mark;             // bytes of the byte order mark, 0 if none
    char foreign[32];          // uchardet's name of what we do not read
    cw_bytes unknown; // label the page declares and nobody knows, when the
                      // charset had to be guessed instead; part of source
} cw_charset_found;

/* label: what the header of a MIME part says; empty: nothing. A label that
 * nobody knows counts for nothing. Linear, no allocation of ours.
 * CW_NO_MEMORY from uchardet only. */
CW_CHECK cw_status cw_charset_detect(cw_bytes source, bool is_html,
                                     cw_bytes label, cw_charset_found *out);

/* The byte order mark alone: charset NULL when there is none. */
cw_charset_found cw_charset_mark(cw_bytes source);

#endif
