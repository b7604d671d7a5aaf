/* sha256.h: SHA-256 of an input, the identity of a report (nettle). */
#ifndef CW_BASE_SHA256_H
#define CW_BASE_SHA256_H

#include "base/bytes.h"

void cw_sha256(cw_bytes bytes, uint8_t out[32]);

/* The first n_bytes of the digest in lower-case hex, ended by a 0:
 * out[2 * n_bytes + 1]. */
void cw_hex(const uint8_t *bytes, size_t n_bytes, char *out);

#endif
