/* news_file.h: a report of the corpus for a training program, which ends when
 * it cannot be read. */
#ifndef CLEW_TRAIN_NEWS_FILE_H
#define CLEW_TRAIN_NEWS_FILE_H

#include "train/news.h"

/* Everything in *out lives in keep. */
void news_file_read(const char *path, cw_arena *keep, news_report *out);

#endif
