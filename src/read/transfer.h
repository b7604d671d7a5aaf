/* transfer.h: content transfer encodings of MIME (RFC 2045, section 6).
 *
 *   "caf=C3=A9=\r\n!"  quoted-printable ─▶  "café!"
 *   "Y2Fmw6k="         base64           ─▶  "café"
 *
 * Bytes that mean nothing are kept as they stand in quoted-printable and left
 * out in base64, as the standard advises: a broken part is still read. */
#ifndef CW_READ_TRANSFER_H
#define CW_READ_TRANSFER_H

#include "base/arena.h"

/* The body decoded as `encoding` (the value of the header field) says. Other
 * encodings, 7bit, 8bit and binary, and an unknown one, change nothing: *out
 * is then the body itself. CW_NO_MEMORY. */
CW_CHECK cw_status cw_transfer_decode(cw_bytes body, cw_bytes encoding,
                                      cw_arena *keep, cw_bytes *out);

#endif
