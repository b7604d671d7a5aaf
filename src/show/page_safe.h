/* page_safe.h: text of sources inside a web page. One function for each
 * context of HTML; nothing from a source ever comes into a style, a script, a
 * comment, or a tag's name.
 *
 *   <p title="ATTRIBUTE"><a href="URL">TEXT</a></p>
 *
 * Controls, bidirectional marks and zero-width characters are shown, as
 * ‹U+202E›, in all of them: a title cannot disguise itself. Bad bytes become
 * U+FFFD. */
#ifndef CW_SHOW_PAGE_SAFE_H
#define CW_SHOW_PAGE_SAFE_H

#include "show/sink.h"

/* Between tags. TAB and LF become blanks. */
void cw_page_safe_text(cw_sink *sink, cw_bytes text);

/* Between the double quotes of an attribute that is no URL. */
void cw_page_safe_attribute(cw_sink *sink, cw_bytes text);

/* Between the double quotes of an href. Only an absolute http or https
 * address with a host is a link; false, and nothing added, for all others.
 * What RFC 3986 does not allow in an address is percent-encoded. */
bool cw_page_safe_url(cw_sink *sink, cw_bytes url);

#endif
