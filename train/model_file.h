/* model_file.h: a model file, read, with a section put in, and written.
 * Sections stand in the order of cw_model_section, whatever the order in
 * which they were made. */
#ifndef CLEW_TRAIN_MODEL_FILE_H
#define CLEW_TRAIN_MODEL_FILE_H

#include "annotate/model.h"
#include "base/arena.h"

typedef struct {
    cw_bytes sections[CW_MODEL_SECTIONS];
} model_file;

/* "-" is a model without sections. Ends the program on failure. */
void model_file_read(model_file *file, const char *path, cw_arena *arena);
void model_file_write(const model_file *file, const char *path,
                      cw_arena *arena);

/* The same as bytes, opened as the library opens them. */
void model_file_open(const model_file *file, cw_arena *arena, cw_model *out);

/* A table of rows of `size` bytes whose first four are a key that is not 0,
 * as an open-addressing table. Rows come in order of importance: one that
 * finds no place is left out. */
cw_bytes model_file_table(const void *rows, size_t n, size_t size,
                          cw_arena *arena);

#endif
