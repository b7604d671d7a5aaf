/* open_text.h: the texts of JSONL files of open English, one after another. */
#ifndef CLEW_TRAIN_OPEN_TEXT_H
#define CLEW_TRAIN_OPEN_TEXT_H

#include "base/arena.h"

/* FILE or FILE:EVERY, which takes each n-th text, so that one large source
 * does not speak for all. `arena` is emptied after each text. Ends the program
 * when the file cannot be read. */
void open_text_read(const char *path_every,
                    void (*take)(void *shared, cw_bytes text, cw_arena *arena),
                    void *shared);

#endif
