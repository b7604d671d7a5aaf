/* gen_slots.h: the slots of a word list (clean/slots.h), filled and printed. */
#ifndef GEN_SLOTS_H
#define GEN_SLOTS_H

#include <stdio.h>
#include <stdlib.h>

#include "clean/slots.h"

typedef struct {
    uint32_t *at;
    size_t n;
} gen_slots;

/* Empty ones for so many words. */
static inline gen_slots gen_slots_for(size_t n_words)
{
    gen_slots slots = {.n = 1};
    while (slots.n < 2 * n_words)
        slots.n *= 2;
    slots.at = calloc(slots.n, sizeof *slots.at);
    if (!slots.at)
        abort();
    return slots;
}

/* As an array of that name. */
static inline void gen_slots_print(FILE *out, const char *name,
                                   const gen_slots *slots)
{
    fprintf(out, "static const uint32_t %s[] = {\n", name);
    for (size_t i = 0; i < slots->n; i++)
        fprintf(out, "%uu,%s", (unsigned)slots->at[i], i % 8 == 7 ? "\n" : "");
    fprintf(out, "};\n");
}

#endif
