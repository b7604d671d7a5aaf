/* train_fail.h: how a training program ends when it cannot go on. */
#ifndef CLEW_TRAIN_FAIL_H
#define CLEW_TRAIN_FAIL_H

/* "train: WHERE: WHAT", exit 3; `where` may be NULL. */
_Noreturn void train_fail(const char *what, const char *where);

#endif
