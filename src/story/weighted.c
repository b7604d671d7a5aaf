/* weighted.c: weighted terms, cut, multiplied and added. */
#include "story/weighted.h"

#include <stdbool.h>

/* The k-th largest weight, 1 <= k <= n, found digit by digit of 8 bits from
 * the top: count the digits of those that share the digits found so far, and
 * walk down from the largest until k are passed. *n_above: how many are
 * heavier. */
static uint32_t nth_weight(const cw_weighted *terms, size_t n, size_t k,
                           size_t *n_above)
{
    uint32_t found = 0, mask = 0;
    *n_above = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
        size_t count[256] = {0};
        uint32_t digit = 255;
        for (size_t i = 0; i < n; i++)
            if ((terms[i].weight & mask) == found)
                count[terms[i].weight >> shift & 255]++;
        while (*n_above + count[digit] < k)
            *n_above += count[digit--];
        found |= digit << shift;
        mask |= 255u << shift;
    }
    return found;
}

size_t cw_weighted_keep(cw_weighted *terms, size_t n, size_t n_max)
{
    size_t kept = 0, n_above, n_equal;
    uint32_t least;
    if (n <= n_max || n_max == 0)
        return n < n_max ? n : n_max;
    least = nth_weight(terms, n, n_max, &n_above);
    n_equal = n_max - n_above;
    for (size_t i = 0; i < n; i++) {
        if (terms[i].weight < least)
            continue;
        if (terms[i].weight == least && n_equal == 0)
            continue;
        n_equal -= terms[i].weight == least;
        terms[kept++] = terms[i];
    }
    return kept;
}

uint64_t cw_weighted_dot(const cw_weighted *a, size_t n_a, const cw_weighted *b,
                         size_t n_b)
{
    uint64_t sum = 0;
    size_t i = 0, j = 0;
    while (i < n_a && j < n_b) {
        uint32_t x = a[i].term, y = b[j].term;
        if (x == y)
            sum += (uint64_t)a[i].weight * b[j].weight;
        i += x <= y;
        j += y <= x;
    }
    return sum;
}

size_t cw_weighted_add(const cw_weighted *a, size_t n_a, const cw_weighted *b,
                       size_t n_b, cw_weighted *out)
{
    size_t i = 0, j = 0, n = 0;
    while (i < n_a || j < n_b) {
        bool left = j == n_b || (i < n_a && a[i].term <= b[j].term);
        bool right = i == n_a || (j < n_b && b[j].term <= a[i].term);
        out[n++] =
            (cw_weighted){left ? a[i].term : b[j].term,
                          (left ? a[i].weight : 0) + (right ? b[j].weight : 0)};
        i += left;
        j += right;
    }
    return n;
}
