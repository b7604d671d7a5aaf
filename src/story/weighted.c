/* weighted.c: weighted terms, sorted, cut and multiplied. */
#include "story/weighted.h"

#include <stdlib.h>

static int compare_terms(const void *a, const void *b)
{
    const cw_weighted *x = a, *y = b;
    return x->term < y->term ? -1 : x->term > y->term;
}

static int compare_weights(const void *a, const void *b)
{
    const cw_weighted *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return compare_terms(a, b);
}

void cw_weighted_sort(cw_weighted *terms, size_t n)
{
    if (n > 0)
        qsort(terms, n, sizeof *terms, compare_terms);
}

size_t cw_weighted_keep(cw_weighted *terms, size_t n, size_t n_max)
{
    if (n > n_max) {
        qsort(terms, n, sizeof *terms, compare_weights);
        n = n_max;
    }
    cw_weighted_sort(terms, n);
    return n;
}

uint64_t cw_weighted_dot(const cw_weighted *a, size_t n_a, const cw_weighted *b,
                         size_t n_b)
{
    uint64_t sum = 0;
    size_t i = 0, j = 0;
    while (i < n_a && j < n_b) {
        if (a[i].term == b[j].term)
            sum += (uint64_t)a[i++].weight * b[j++].weight;
        else if (a[i].term < b[j].term)
            i++;
        else
            j++;
    }
    return sum;
}
