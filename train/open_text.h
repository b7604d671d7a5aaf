/* open_text.h: what the training programs read, one input after another; each
 * ends the program when one cannot be read. */
#ifndef CLEW_TRAIN_OPEN_TEXT_H
#define CLEW_TRAIN_OPEN_TEXT_H

#include "read/read.h"

/* Every input below paths[0 .. n_paths). `arena` is emptied after each. */
void open_inputs_read(const char *const *paths, size_t n_paths,
                      void (*take)(void *shared, const cw_read_item *item,
                                   cw_arena *arena),
                      void *shared);

/* The texts of JSONL files of open English: FILE or FILE:EVERY, which takes
 * each n-th text, so that one large source does not speak for all. */
void open_text_read(const char *path_every,
                    void (*take)(void *shared, cw_bytes text, cw_arena *arena),
                    void *shared);

#endif
