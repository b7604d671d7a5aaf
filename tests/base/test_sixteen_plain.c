/* The twin of sixteen.h for machines without SSE2. */
#define CW_SIXTEEN_PLAIN
#include "test_sixteen.c"
