/* join_model.c: heads that were trained side by side, in one model.
 *
 *   usage: join_model MODEL-OUT MODEL MORE...
 *
 * Sections that MODEL lacks are taken from the first of MORE that has them. */
#include "model_file.h"

#include "base/limits.h"
#include "learn.h"

int main(int n_arguments, char **arguments)
{
    cw_arena arena;
    model_file all;
    if (n_arguments < 4)
        train_fail("usage: join_model MODEL-OUT MODEL MORE...", NULL);
    cw_arena_init(&arena, CW_MAX_STORY_ARENA);
    model_file_read(&all, arguments[2], &arena);
    for (int i = 3; i < n_arguments; i++) {
        model_file more;
        model_file_read(&more, arguments[i], &arena);
        for (int s = 0; s < CW_MODEL_SECTIONS; s++)
            if (all.sections[s].n == 0)
                all.sections[s] = more.sections[s];
    }
    model_file_write(&all, arguments[1], &arena);
    cw_arena_free(&arena);
    return 0;
}
