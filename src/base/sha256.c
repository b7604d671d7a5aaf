/* sha256.c: the digest comes from nettle. */
#include "base/sha256.h"

#include <nettle/sha2.h>

void cw_sha256(cw_bytes bytes, uint8_t out[32])
{
    struct sha256_ctx context;
    sha256_init(&context);
    if (bytes.n > 0)
        sha256_update(&context, bytes.n, bytes.at);
    sha256_digest(&context, SHA256_DIGEST_SIZE, out);
}

void cw_hex(const uint8_t *bytes, size_t n_bytes, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n_bytes; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * n_bytes] = 0;
}
