/* utf8.h: UTF-8 forwards, backwards, and in properties (utf8proc). */
#ifndef CW_BASE_UTF8_H
#define CW_BASE_UTF8_H

#include "base/buf.h"

#define CW_BAD_CODE_POINT 0xFFFFFFFFu

/* The code point at text[*at], and *at moves past it. A byte that begins no
 * valid sequence answers CW_BAD_CODE_POINT and moves by the maximal subpart
 * (Unicode 15, section 3.9), as the WHATWG decoder does. *at < text.n. */
uint32_t cw_utf8_next(cw_bytes text, size_t *at);

/* The code point that ends at text[*at], and *at moves to its start.
 * *at > 0. The text must be valid. */
uint32_t cw_utf8_before(cw_bytes text, size_t *at);

/* First byte that is not valid UTF-8, or text.n. */
size_t cw_utf8_valid(cw_bytes text);

/* 1 to 4 bytes into out; surrogates and values past 10FFFF as U+FFFD. */
size_t cw_utf8_put(uint32_t code_point, uint8_t out[4]);

bool cw_utf8_is_letter(uint32_t code_point);
bool cw_utf8_is_upper(uint32_t code_point);
bool cw_utf8_is_lower(uint32_t code_point);
bool cw_utf8_is_space(uint32_t code_point); // White_Space, and U+FEFF
/* Controls (but not TAB, LF), bidirectional marks, zero-width format
 * characters, line separators: what show makes visible, never emits. */
bool cw_utf8_is_unsafe(uint32_t code_point);
int cw_utf8_width(uint32_t code_point); // terminal columns, 0 to 2

/* Case folded, quotes and dashes made plain, white space runs as one blank
 * and trimmed, characters nobody sees (soft hyphen, zero width) left out,
 * letters and their accents composed, bad bytes as U+FFFD: the form in which
 * names, sentences and titles are compared. Appends to *out. */
cw_status cw_utf8_fold(cw_bytes text, cw_buf *out);

/* Letters without the accents that Unicode can part from them: "peña" as
 * "pena"; everything else as it is. Appends to *out. */
cw_status cw_utf8_bare(cw_bytes text, cw_buf *out);

#endif
