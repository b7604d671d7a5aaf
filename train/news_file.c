/* news_file.c: a report of the corpus from its file. */
#include "news_file.h"

#include <stdio.h>

#include "learn.h"

void news_file_read(const char *path, cw_arena *keep, news_report *out)
{
    FILE *in = fopen(path, "rb");
    uint8_t *bytes = learn_array(keep, NEWS_MAX_BYTES, 1);
    cw_bytes file = {bytes, in ? fread(bytes, 1, NEWS_MAX_BYTES, in) : 0};
    cw_error error;
    if (!in)
        train_fail("cannot be read", path);
    fclose(in);
    if (news_read(path, file, keep, &error, out) != CW_OK)
        train_fail(error.what, path);
}
