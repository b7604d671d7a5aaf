/* train_fail.c: one line on stderr. */
#include "train_fail.h"

#include <stdio.h>
#include <stdlib.h>

void train_fail(const char *what, const char *where)
{
    fprintf(stderr, "train: %s%s%s\n", where ? where : "", where ? ": " : "",
            what);
    exit(3);
}
