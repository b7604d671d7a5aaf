/* open_text.c: through the read room, as every input. */
#include "open_text.h"

#include "base/limits.h"
#include "learn.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>

void open_text_read(const char *path_every,
                    void (*take)(void *shared, cw_bytes text, cw_arena *arena),
                    void *shared)
{
    char path[CW_MAX_PATH_BYTES];
    const char *paths = path;
    cw_read_options options = {.paths = &paths, .n_paths = 1};
    cw_arena keep, text;
    cw_error error;
    cw_read *read;
    cw_read_item item;
    cw_status status;
    uint32_t number = 0, every = 1;
    char *colon;
    snprintf(path, sizeof path, "%s", path_every);
    colon = strrchr(path, ':');
    if (colon) {
        *colon = 0;
        every = (uint32_t)strtoul(colon + 1, NULL, 10);
    }
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&text, CW_MAX_REPORT_ARENA);
    if (cw_read_open(&options, &keep, &error, &read) != CW_OK)
        learn_fail(error.what, path);
    while ((status = cw_read_next(read, &text, &item)) == CW_OK) {
        cw_page page;
        if (number++ % (every ? every : 1) == 0) {
            if (cw_read_page(&item, &text, &error, &page) != CW_OK)
                learn_fail(error.what, path);
            take(shared, page.utf8, &text);
        }
        cw_arena_clear(&text);
    }
    if (status != CW_END)
        learn_fail("the input could not be read", path);
    cw_read_close(read);
    cw_arena_free(&text);
    cw_arena_free(&keep);
}
