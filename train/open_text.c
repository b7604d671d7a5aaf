/* open_text.c: through the read room, as every input. */
#include "open_text.h"

#include "base/limits.h"
#include "train_fail.h"

#include <stdio.h>
#include <stdlib.h>

void open_inputs_read(const char *const *paths, size_t n_paths,
                      void (*take)(void *shared, const cw_read_item *item,
                                   cw_arena *arena),
                      void *shared)
{
    cw_read_options options = {.paths = paths, .n_paths = n_paths};
    cw_arena keep, text;
    cw_error error;
    cw_read *read;
    cw_read_item item;
    cw_status status;
    cw_arena_init(&keep, CW_MAX_STORY_ARENA);
    cw_arena_init(&text, CW_MAX_STORY_ARENA);
    if (cw_read_open(&options, &keep, &error, &read) != CW_OK)
        train_fail(error.what, paths[0]);
    while ((status = cw_read_next(read, &text, &item)) == CW_OK) {
        take(shared, &item, &text);
        cw_arena_clear(&text);
    }
    if (status != CW_END)
        train_fail("the input could not be read", paths[0]);
    cw_read_close(read);
    cw_arena_free(&text);
    cw_arena_free(&keep);
}

typedef struct {
    void (*take)(void *shared, cw_bytes text, cw_arena *arena);
    void *shared;
    const char *path;
    uint32_t number, every;
} text_reading;

static void take_text(void *shared, const cw_read_item *item, cw_arena *arena)
{
    text_reading *reading = shared;
    cw_page page;
    cw_error error;
    if (reading->number++ % reading->every != 0)
        return;
    if (cw_read_page(item, arena, &error, &page) != CW_OK)
        train_fail(error.what, reading->path);
    reading->take(reading->shared, page.utf8, arena);
}

void open_text_read(const char *path_every,
                    void (*take)(void *shared, cw_bytes text, cw_arena *arena),
                    void *shared)
{
    char path[CW_MAX_PATH_BYTES];
    const char *paths = path;
    text_reading reading = {take, shared, path, 0, 1};
    char *colon;
    snprintf(path, sizeof path, "%s", path_every);
    colon = strrchr(path, ':');
    if (colon) {
        *colon = 0;
        reading.every = (uint32_t)strtoul(colon + 1, NULL, 10);
    }
    if (reading.every == 0)
        reading.every = 1;
    open_inputs_read(&paths, 1, take_text, &reading);
}
