/* paste.h: the articles and messages that one pasted text holds.
 *
 *   Please look at this.                       part 1: a remark
 *   On 3 May 2024 Ana Brook wrote:             part 2
 *   > Ferries returned to the bay.             part 2, without its mark
 *   ---------- Forwarded message ---------     part 3
 *
 * Invariants: each byte of the text, but the marks of quotation before its
 * lines, stands in one part, in the order of the text; the map of a part
 * leads to the bytes of the whole entity. */
#ifndef CW_CLEAN_PASTE_H
#define CW_CLEAN_PASTE_H

#include "read/page.h"

/* A page for each part, in `keep`: *parts [*n], or *n == 1 and the page
 * itself. Only CW_PAGE_TEXT is split. At most CW_MAX_ENTRIES parts, the last
 * with all that is left. A part's identity is the SHA-256 of its own bytes.
 * Linear in the text. `scratch` comes back as it was. */
CW_CHECK cw_status cw_paste_split(const cw_page *page, cw_arena *keep,
                                  cw_arena *scratch, const cw_page **parts,
                                  size_t *n);

/* "On 3 May 2024 Ana Brook wrote:" */
bool cw_is_mail_attribution(cw_bytes line);
/* "---------- Forwarded message ---------" */
bool cw_is_mail_forward(cw_bytes line);
/* "Subject: Boats sail again"; *value is what stands behind the colon. */
typedef enum {
    CW_MAIL_NONE,
    CW_MAIL_FROM,
    CW_MAIL_SUBJECT,
    CW_MAIL_DATE,
    CW_MAIL_OTHER
} cw_mail_header;
cw_mail_header cw_mail_header_of(cw_bytes line, cw_bytes *value);

#endif
