/* speed.h: what the programs that measure a speed share. */
#ifndef CW_BENCH_SPEED_H
#define CW_BENCH_SPEED_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

_Noreturn static inline void fail(const char *what)
{
    fprintf(stderr, "not measured: %s\n", what);
    exit(3);
}

/* Processor time of this program so far. */
static inline double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif
