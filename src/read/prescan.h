/* prescan.h: the character set an HTML page declares in its first bytes. */
#ifndef CW_READ_PRESCAN_H
#define CW_READ_PRESCAN_H

#include "read/decode.h"

/* "Prescan a byte stream to determine its encoding", WHATWG HTML 13.2.3.2,
 * over page[0 .. n_max), with the XML declaration as its fallback. NULL: none
 * is declared. utf-16 counts as utf-8, x-user-defined as windows-1252, as
 * the standard says: whoever reads the words is not reading UTF-16. *unknown
 * (may be NULL) is the first label that a meta gives and nobody knows, a part
 * of page; empty when there is none. */
const cw_charset *cw_prescan(cw_bytes page, size_t n_max, cw_bytes *unknown);

/* "Extracting a character encoding from a meta element" (2.4.4): the charset
 * in a content attribute, e.g. "text/html; charset=koi8-r". */
const cw_charset *cw_charset_in_content(cw_bytes content);

#endif
