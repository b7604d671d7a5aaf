/* safe.h: text of sources, made harmless.
 *
 * A page may hold bytes that a terminal obeys: escape sequences, and
 * characters that turn the direction of writing so that a line reads as what
 * it is not. They are shown, as ‹U+202E›, and never emitted. */
#ifndef CW_SHOW_SAFE_H
#define CW_SHOW_SAFE_H

#include "show/sink.h"

/* For people: controls, bidirectional marks, zero-width and line separators
 * are shown. TAB and LF become blanks. Bad bytes become U+FFFD. */
void cw_safe_text(cw_sink *sink, cw_bytes text);

/* For programs whose format has no escapes: only controls (but TAB) and what
 * overrides, embeds or isolates a direction of writing are shown. */
void cw_safe_data(cw_sink *sink, cw_bytes text);

/* For XML 1.0 (section 2.2): markup escaped, unsafe characters as character
 * references, those that XML forbids as ‹U+001B›. */
void cw_safe_xml(cw_sink *sink, cw_bytes text);

/* ‹U+202E› into out[16]; bytes written. */
size_t cw_safe_show(uint32_t code_point, char out[16]);

#endif
