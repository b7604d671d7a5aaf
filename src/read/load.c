#include "read/load.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "read/input.h"

#define SPLIT_REMEDY "Split it, or give the part that holds the report"
#define AGAIN_REMEDY "Fetch the file again, or use what was read"

static cw_status fail(cw_load_error *error, cw_status status, uint64_t byte,
                      const char *what, const char *remedy)
{
    *error = (cw_load_error){byte, what, remedy};
    return status;
}

static cw_status fail_errno(cw_load_error *error)
{
    return fail(error, CW_UNREADABLE, CW_NO_BYTE, cw_errno_text(errno),
                "Check the path and its permissions");
}

static cw_status fail_size(cw_load_error *error)
{
    return fail(error, CW_LIMIT, CW_MAX_INPUT_BYTES,
                "the input is larger than 256 MiB", SPLIT_REMEDY);
}

/* Not blocking, should the path be a FIFO by now. */
static int open_file(const char *path)
{
    int fd;
    do {
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

static ssize_t read_some(int fd, void *out, size_t n)
{
    ssize_t got;
    do {
        got = read(fd, out, n);
    } while (got < 0 && errno == EINTR);
    return got;
}

/* One byte more than the size is asked for, so that a file that grew
 * meanwhile, or one that hides its size (/proc), is read to its end too. */
static cw_status read_all(int fd, size_t size_hint, cw_arena *keep,
                          cw_load_error *error, cw_bytes *raw)
{
    size_t capacity = size_hint < 4096 ? 4096 : size_hint + 1, n = 0;
    uint8_t *at = cw_arena_alloc(keep, capacity);
    while (at) {
        ssize_t got = read_some(fd, at + n, capacity - n);
        if (got < 0)
            return fail_errno(error);
        if (got == 0)
            break;
        n += (size_t)got;
        if (n > CW_MAX_INPUT_BYTES)
            return fail_size(error);
        if (n == capacity) {
            uint8_t *more;
            if (capacity > CW_MAX_INPUT_BYTES / 2)
                capacity = CW_MAX_INPUT_BYTES + 1;
            else
                capacity *= 2;
            more = cw_arena_alloc(keep, capacity);
            if (more)
                memcpy(more, at, n);
            at = more;
        }
    }
    *raw = (cw_bytes){at, at ? n : 0};
    return at ? CW_OK : CW_NO_MEMORY;
}

cw_status cw_load_raw(const char *path, cw_arena *keep, cw_load_error *error,
                      cw_bytes *raw)
{
    struct stat st;
    cw_status status;
    int fd = open_file(path);
    *raw = (cw_bytes){0};
    if (fd < 0)
        return fail_errno(error);
    if (fstat(fd, &st) != 0)
        status = fail_errno(error);
    else if (!S_ISREG(st.st_mode))
        status = fail(error, CW_UNREADABLE, CW_NO_BYTE,
                      "is no longer a regular file", "Give a file");
    else if (st.st_size > (off_t)CW_MAX_INPUT_BYTES)
        status = fail_size(error);
    else
        status = read_all(fd, (size_t)st.st_size, keep, error, raw);
    close(fd);
    return status;
}

/* Inflate all of raw into `out`, whose maximum is one more than allowed. */
static cw_status gunzip_all(cw_gunzip *gunzip, cw_bytes raw, cw_buf *out,
                            cw_load_error *error)
{
    uint8_t piece[16384];
    const char *why = NULL;
    cw_bytes in = raw;
    cw_status status = CW_OK, added = CW_OK;
    while (status == CW_OK && added == CW_OK) {
        size_t got;
        status =
            cw_gunzip_next(gunzip, &in, true, piece, sizeof piece, &got, &why);
        added = cw_buf_add(out, (cw_bytes){piece, got});
    }
    if (added != CW_OK)
        return added;
    if (status == CW_BAD_INPUT) {
        status = fail(error, out->n > 0 ? CW_OK : CW_BAD_INPUT, raw.n - in.n,
                      why, AGAIN_REMEDY);
    }
    return status == CW_END ? CW_OK : status;
}

cw_status cw_load_entity(cw_bytes raw, size_t size_max, cw_arena *keep,
                         cw_load_error *error, cw_bytes *entity)
{
    cw_gunzip gunzip;
    cw_status status;
    cw_buf out;
    *error = (cw_load_error){CW_NO_BYTE, NULL, NULL};
    *entity = raw;
    if (!cw_is_gzip(raw))
        return CW_OK;
    *entity = (cw_bytes){0};
    status = cw_gunzip_init(&gunzip);
    if (status != CW_OK)
        return status;
    cw_buf_init(&out, keep, size_max);
    status = gunzip_all(&gunzip, raw, &out, error);
    cw_gunzip_free(&gunzip);
    if (status == CW_LIMIT)
        return fail(error, CW_LIMIT, CW_NO_BYTE, "unpacks to more than 256 MiB",
                    SPLIT_REMEDY);
    if (status == CW_OK)
        *entity = cw_buf_bytes(&out);
    return status;
}

/* Fill raw behind the bytes that are left. */
static cw_status refill(cw_stream *stream, cw_load_error *error)
{
    ssize_t got;
    memmove(stream->raw, stream->raw + stream->at, stream->n - stream->at);
    stream->n -= stream->at;
    stream->at = 0;
    got = read_some(stream->fd, stream->raw + stream->n,
                    CW_STREAM_BYTES - stream->n);
    if (got < 0) {
        stream->is_last = true;
        return fail_errno(error);
    }
    stream->is_last = got == 0;
    stream->n += (size_t)got;
    stream->raw_read += (size_t)got;
    return CW_OK;
}

/* Enough to tell the kind: a whole line, so that a program that writes JSONL
 * into a pipe is answered line by line, or a full buffer. */
static bool has_head(const cw_stream *stream)
{
    return stream->is_last || stream->n == CW_STREAM_BYTES ||
           (stream->n > 0 && stream->raw[0] == '{' &&
            memchr(stream->raw, '\n', stream->n));
}

cw_status cw_stream_open(cw_stream *stream, const char *path,
                         cw_load_error *error)
{
    cw_status status = CW_OK;
    memset(stream, 0, sizeof *stream);
    stream->is_standard = path == NULL;
    stream->fd =
        path ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
    if (stream->fd < 0)
        return fail_errno(error);
    stream->raw = cw_alloc(CW_STREAM_BYTES);
    if (!stream->raw)
        status = CW_NO_MEMORY;
    while (status == CW_OK && !has_head(stream))
        status = refill(stream, error);
    stream->is_gzip = cw_is_gzip((cw_bytes){stream->raw, stream->n});
    if (status == CW_OK && stream->is_gzip)
        status = cw_gunzip_init(&stream->gunzip);
    if (status != CW_OK)
        cw_stream_close(stream);
    return status;
}

cw_status cw_stream_head(cw_stream *stream, uint8_t *out, size_t n_out,
                         size_t *got)
{
    cw_bytes in = {stream->raw + stream->at, stream->n - stream->at};
    cw_status status;
    cw_gunzip gunzip;
    const char *why;
    *got = in.n < n_out ? in.n : n_out;
    if (!stream->is_gzip) {
        memcpy(out, in.at, *got);
        return CW_OK;
    }
    status = cw_gunzip_init(&gunzip);
    for (*got = 0; status == CW_OK && *got < n_out && in.n > 0;) {
        size_t more;
        status = cw_gunzip_next(&gunzip, &in, stream->is_last, out + *got,
                                n_out - *got, &more, &why);
        *got += more;
    }
    cw_gunzip_free(&gunzip);
    return status == CW_NO_MEMORY ? status : CW_OK;
}

static cw_status read_gunzipped(cw_stream *stream, uint8_t *out, size_t n_out,
                                size_t *got, cw_load_error *error)
{
    cw_bytes in = {stream->raw + stream->at, stream->n - stream->at};
    const char *why;
    cw_status status = cw_gunzip_next(&stream->gunzip, &in, stream->is_last,
                                      out, n_out, got, &why);
    stream->at = stream->n - in.n;
    if (status == CW_BAD_INPUT)
        return fail(error, status, stream->raw_read - in.n, why, AGAIN_REMEDY);
    return status;
}

cw_status cw_stream_read(cw_stream *stream, uint8_t *out, size_t n_out,
                         size_t *got, cw_load_error *error)
{
    cw_status status = CW_OK;
    for (*got = 0; status == CW_OK && *got == 0;) {
        size_t left = stream->n - stream->at;
        if (left == 0 && !stream->is_last) {
            status = refill(stream, error);
        } else if (stream->is_gzip) {
            status = read_gunzipped(stream, out, n_out, got, error);
        } else if (left == 0) {
            status = CW_END;
        } else {
            *got = left < n_out ? left : n_out;
            memcpy(out, stream->raw + stream->at, *got);
            stream->at += *got;
        }
    }
    return status;
}

cw_status cw_stream_rest(cw_stream *stream, cw_arena *keep,
                         cw_load_error *error, cw_bytes *raw)
{
    cw_status status = CW_OK;
    cw_buf all;
    cw_buf_init(&all, keep, CW_MAX_INPUT_BYTES);
    while (status == CW_OK) {
        status = cw_buf_add(
            &all, (cw_bytes){stream->raw + stream->at, stream->n - stream->at});
        stream->at = stream->n;
        if (status == CW_OK && stream->is_last)
            break;
        if (status == CW_OK)
            status = refill(stream, error);
    }
    *raw = status == CW_OK ? cw_buf_bytes(&all) : (cw_bytes){0};
    return status == CW_LIMIT ? fail_size(error) : status;
}

void cw_stream_close(cw_stream *stream)
{
    cw_gunzip_free(&stream->gunzip);
    if (stream->fd >= 0 && !stream->is_standard)
        close(stream->fd);
    cw_alloc_free(stream->raw);
    stream->raw = NULL;
    stream->fd = -1;
}
