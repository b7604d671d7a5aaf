/* model_map.c: a model file in memory, without reading it twice. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "annotate/model.h"

static cw_status unreadable(cw_error *error, const char *path, const char *why)
{
    return cw_fail(error, CW_UNREADABLE, path, CW_NO_BYTE,
                   "Name a file like model/en.bin",
                   "the model cannot be read: %s", why);
}

/* What is no regular file or larger than a section can say maps to nothing,
 * which is refused as cut off. */
static cw_status map(const char *path, cw_error *error, cw_bytes *out)
{
    struct stat st;
    void *at = MAP_FAILED;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return unreadable(error, path, strerror(errno));
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
        st.st_size <= UINT32_MAX)
        at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    (void)close(fd);
    if (at != MAP_FAILED)
        *out = (cw_bytes){at, (size_t)st.st_size};
    return CW_OK;
}

cw_status cw_model_map(const char *path, cw_error *error, cw_bytes *bytes,
                       cw_model *out)
{
    cw_status status;
    *bytes = (cw_bytes){NULL, 0};
    *out = (cw_model){0};
    status = map(path, error, bytes);
    if (status != CW_OK)
        return status;
    status = cw_model_open(*bytes, error, out);
    if (status == CW_OK)
        return CW_OK;
    cw_model_unmap(*bytes);
    *bytes = (cw_bytes){NULL, 0};
    if (error)
        (void)snprintf(error->path, sizeof error->path, "%s", path);
    return status;
}

void cw_model_unmap(cw_bytes bytes)
{
    if (bytes.n > 0)
        (void)munmap((void *)bytes.at, bytes.n);
}
