#include "read/gunzip.h"

#define GZIP_ONLY (16 + MAX_WBITS)

static void *zip_alloc(void *shared, unsigned n, unsigned size)
{
    (void)shared;
    return n > 0 && size > SIZE_MAX / n ? NULL : cw_alloc((size_t)n * size);
}

static void zip_free(void *shared, void *block)
{
    (void)shared;
    cw_alloc_free(block);
}

bool cw_is_gzip(cw_bytes raw)
{
    return raw.n >= 3 && raw.at[0] == 0x1F && raw.at[1] == 0x8B &&
           raw.at[2] == Z_DEFLATED;
}

cw_status cw_gunzip_init(cw_gunzip *gunzip)
{
    memset(gunzip, 0, sizeof *gunzip);
    gunzip->z.zalloc = zip_alloc;
    gunzip->z.zfree = zip_free;
    if (inflateInit2(&gunzip->z, GZIP_ONLY) != Z_OK)
        return CW_NO_MEMORY;
    gunzip->is_open = true;
    return CW_OK;
}

void cw_gunzip_free(cw_gunzip *gunzip)
{
    if (gunzip->is_open)
        inflateEnd(&gunzip->z);
    gunzip->is_open = false;
}

static cw_status give_up(cw_gunzip *gunzip, const char **why, const char *text)
{
    gunzip->is_done = true;
    *why = text;
    return CW_BAD_INPUT;
}

/* What stands after a member: another one, zeros, or rubbish. */
static cw_status next_member(cw_gunzip *gunzip, cw_bytes *in, bool is_last,
                             const char **why)
{
    while (in->n > 0 && in->at[0] == 0)
        *in = cw_bytes_cut(*in, 1, in->n);
    if (in->n == 0) {
        gunzip->is_done = is_last;
        return is_last ? CW_END : CW_OK;
    }
    if (in->at[0] != 0x1F)
        return give_up(gunzip, why, "bytes after the gzip data are no gzip");
    gunzip->is_between = false;
    return inflateReset(&gunzip->z) == Z_OK ? CW_OK : CW_NO_MEMORY;
}

/* zlib counts in unsigned int: hand it at most this much at a time. */
static unsigned piece(size_t n)
{
    return n < (1u << 30) ? (unsigned)n : 1u << 30;
}

cw_status cw_gunzip_next(cw_gunzip *gunzip, cw_bytes *in, bool is_last,
                         uint8_t *out, size_t n_out, size_t *got,
                         const char **why)
{
    unsigned n_in;
    int answer;
    *got = 0;
    if (gunzip->is_done)
        return CW_END;
    if (gunzip->is_between) {
        cw_status status = next_member(gunzip, in, is_last, why);
        if (status != CW_OK || gunzip->is_between)
            return status;
    }
    n_in = piece(in->n);
    gunzip->z.next_in = (Bytef *)(uintptr_t)in->at;
    gunzip->z.avail_in = n_in;
    gunzip->z.next_out = out;
    gunzip->z.avail_out = piece(n_out);
    answer = inflate(&gunzip->z, Z_NO_FLUSH);
    *got = piece(n_out) - gunzip->z.avail_out;
    *in = cw_bytes_cut(*in, n_in - gunzip->z.avail_in, in->n);
    if (answer == Z_MEM_ERROR)
        return CW_NO_MEMORY;
    if (answer == Z_STREAM_END)
        gunzip->is_between = true;
    else if (answer != Z_OK && answer != Z_BUF_ERROR)
        return give_up(gunzip, why, "the gzip data are damaged");
    else if (in->n == 0 && is_last && *got < piece(n_out))
        return give_up(gunzip, why, "the gzip data end early");
    return CW_OK;
}
