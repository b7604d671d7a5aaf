/* mhtml.h: a page that a browser saved as one MHTML file (RFC 2557).
 *
 *   MIME-Version: 1.0                             header of the file
 *   Content-Type: multipart/related; boundary="B"; start="<root>"
 *
 *   --B
 *   Content-Type: text/html; charset="utf-8"      a part: header,
 *   Content-Transfer-Encoding: quoted-printable
 *   Content-Location: https://mail.example/a
 *                                                 empty line,
 *   <p>caf=C3=A9                                  body
 *   --B--
 *
 *   file ─▶ cw_mhtml_find ─▶ root part ─▶ transfer decoding ─▶ entity
 *
 * The root is the part that `start` names, else the one whose place is that
 * of the whole file, else the first HTML part: frames of advertisements are
 * HTML parts as well. Its bytes after the transfer decoding are the entity in
 * which `source` counts (DESIGN section 3). A mail with an HTML part is read
 * the same way, and so is a file that is one HTML part with a MIME header. */
#ifndef CW_READ_MHTML_H
#define CW_READ_MHTML_H

#include "base/arena.h"

#define CW_MHTML_NESTING 8u // multiparts inside multiparts

/* head: the first bytes of a file. It begins with a MIME header that says
 * multipart (but not with attachments only to a text), or text/html. */
bool cw_mhtml_is(cw_bytes head);

typedef struct {
    cw_bytes root;    // decoded; in keep, or a part of the file
    cw_bytes url;     // where the page was saved from; empty: not said
    cw_bytes charset; // label in the header of the part; empty: none
    bool is_html;     // else text/plain: no part holds a page
    bool is_cut;      // the file ends inside the root
} cw_mhtml;

/* CW_BAD_INPUT: no part holds a page or a text. CW_NO_MEMORY. Linear: each
 * line is compared with at most CW_MHTML_NESTING boundaries. */
CW_CHECK cw_status cw_mhtml_find(cw_bytes file, cw_arena *keep, cw_mhtml *out);

#endif
