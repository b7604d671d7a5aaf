/* bytes.c: comparing, finding, trimming and splitting runs of bytes. */
#include "base/bytes.h"

#include "base/sixteen.h"

bool cw_bytes_among(cw_bytes a, const char *const *words)
{
    for (; *words; words++)
        if (cw_bytes_are(a, *words))
            return true;
    return false;
}

bool cw_bytes_among_fold(cw_bytes a, const char *const *words)
{
    // most words of a list differ in their first letter already
    uint8_t first = a.n > 0 ? a.at[0] & 0xDF : 0;
    for (; *words; words++)
        if (((uint8_t)(*words)[0] & 0xDF) == first &&
            cw_bytes_are_fold(a, *words))
            return true;
    return false;
}

bool cw_bytes_equal_fold(cw_bytes a, cw_bytes b)
{
    return a.n == b.n && cw_bytes_starts_fold(a, b);
}

bool cw_bytes_starts(cw_bytes text, cw_bytes prefix)
{
    return prefix.n <= text.n &&
           (prefix.n == 0 || memcmp(text.at, prefix.at, prefix.n) == 0);
}

bool cw_bytes_starts_fold(cw_bytes text, cw_bytes prefix)
{
    if (prefix.n > text.n)
        return false;
    for (size_t i = 0; i < prefix.n; i++)
        if (cw_to_lower(text.at[i]) != cw_to_lower(prefix.at[i]))
            return false;
    return true;
}

bool cw_bytes_ends(cw_bytes text, cw_bytes suffix)
{
    return suffix.n <= text.n &&
           (suffix.n == 0 ||
            memcmp(text.at + (text.n - suffix.n), suffix.at, suffix.n) == 0);
}

bool cw_bytes_ends_fold(cw_bytes text, cw_bytes suffix)
{
    return suffix.n == 0 ||
           (suffix.n <= text.n &&
            cw_bytes_starts_fold(cw_bytes_cut(text, text.n - suffix.n, text.n),
                                 suffix));
}

int cw_bytes_compare(cw_bytes a, cw_bytes b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n == 0 ? 0 : memcmp(a.at, b.at, n);
    if (order == 0)
        return (a.n > b.n) - (a.n < b.n);
    return order < 0 ? -1 : 1;
}

#define SHORT_NEEDLE 24u // at most so many comparisons a byte: still linear

/* Where both its first and its last byte stand, sixteen places at a time, the
 * needle is compared. */
static size_t find_by_ends(cw_bytes text, cw_bytes needle, size_t from)
{
    size_t last = text.n - needle.n; // the last place that it fits in
    uint8_t begin = needle.at[0], end = needle.at[needle.n - 1];
    for (; from <= last && last - from >= CW_SIXTEEN - 1; from += CW_SIXTEEN) {
        const uint8_t *at = text.at + from;
        uint32_t places = cw_sixteen_bits(cw_sixteen_and(
            cw_sixteen_equal(cw_sixteen_load(at), begin),
            cw_sixteen_equal(cw_sixteen_load(at + needle.n - 1), end)));
        for (; places != 0; places &= places - 1) {
            size_t first = cw_sixteen_first(places);
            if (memcmp(at + first, needle.at, needle.n) == 0)
                return from + first;
        }
    }
    for (; from <= last; from++)
        if (text.at[from] == begin &&
            memcmp(text.at + from, needle.at, needle.n) == 0)
            return from;
    return CW_NOT_FOUND;
}

size_t cw_bytes_find(cw_bytes text, cw_bytes needle, size_t from)
{
    const uint8_t *found;
    if (from > text.n || needle.n > text.n - from)
        return CW_NOT_FOUND;
    if (needle.n == 0)
        return from;
    if (needle.n > 1 && needle.n <= SHORT_NEEDLE)
        return find_by_ends(text, needle, from);
    // most texts do not even hold the first byte, which memchr knows sooner
    found = memchr(text.at + from, *needle.at, text.n - from);
    if (found != NULL && needle.n > 1)
        found = memmem(found, text.n - (size_t)(found - text.at), needle.at,
                       needle.n);
    return found == NULL ? CW_NOT_FOUND : (size_t)(found - text.at);
}

/* The two-way search: constant space, and at most 2 n comparisons.
 * Crochemore, Perrin: Two-way string-matching, Journal of the ACM 38 (1991).
 *
 *   needle = left right, |left| = cut, cut < period of the needle
 *
 * The right part is compared forwards, then the left part backwards. A
 * mismatch i bytes into the right part allows a shift by i + 1. */

/* Start of the largest suffix of needle in the order of bytes (or in the
 * reverse order), and the period of that suffix. */
static size_t largest_suffix(cw_bytes needle, bool reverse, size_t *period)
{
    size_t best = 0, next = 1, k = 0;
    *period = 1;
    while (next + k < needle.n) {
        uint8_t a = cw_to_lower(needle.at[next + k]);
        uint8_t b = cw_to_lower(needle.at[best + k]);
        if (a == b) {
            k++;
            if (k == *period) {
                next += k;
                k = 0;
            }
        } else if ((a < b) != reverse) {
            next += k + 1;
            k = 0;
            *period = next - best;
        } else {
            best = next++;
            k = 0;
            *period = 1;
        }
    }
    return best;
}

/* known: bytes at the needle's start that the last shift has proven equal */
static size_t two_way_fold(cw_bytes text, cw_bytes needle, size_t from,
                           size_t cut, size_t period, bool repeats)
{
    size_t known = 0;
    while (from <= text.n - needle.n) {
        const uint8_t *at = text.at + from;
        size_t i = cut > known ? cut : known;
        while (i < needle.n && cw_to_lower(at[i]) == cw_to_lower(needle.at[i]))
            i++;
        if (i < needle.n) {
            from += i - cut + 1;
            known = 0;
            continue;
        }
        i = cut;
        while (i > known &&
               cw_to_lower(at[i - 1]) == cw_to_lower(needle.at[i - 1]))
            i--;
        if (i <= known)
            return from;
        from += period;
        known = repeats ? needle.n - period : 0;
    }
    return CW_NOT_FOUND;
}

/* Most places end at their first byte, and no table need be made. */
static size_t find_short(cw_bytes text, cw_bytes needle, size_t from)
{
    uint8_t small = cw_to_lower(needle.at[0]);
    uint8_t large = cw_is_lower(small) ? (uint8_t)(small - 32) : small;
    for (size_t last = text.n - needle.n; from <= last; from++) {
        size_t i = 1;
        if (text.at[from] != small && text.at[from] != large)
            continue;
        while (i < needle.n &&
               cw_to_lower(text.at[from + i]) == cw_to_lower(needle.at[i]))
            i++;
        if (i == needle.n)
            return from;
    }
    return CW_NOT_FOUND;
}

size_t cw_bytes_find_fold(cw_bytes text, cw_bytes needle, size_t from)
{
    size_t period, cut, other_period, other_cut;
    bool repeats;
    if (from > text.n || needle.n > text.n - from)
        return CW_NOT_FOUND;
    if (needle.n == 0)
        return from;
    if (needle.n <= SHORT_NEEDLE)
        return find_short(text, needle, from);
    cut = largest_suffix(needle, false, &period);
    other_cut = largest_suffix(needle, true, &other_period);
    if (other_cut > cut) {
        cut = other_cut;
        period = other_period;
    }
    repeats = cut + period <= needle.n &&
              cw_bytes_equal_fold(cw_bytes_cut(needle, 0, cut),
                                  cw_bytes_cut(needle, period, period + cut));
    if (!repeats)
        period = (cut > needle.n - cut ? cut : needle.n - cut) + 1;
    return two_way_fold(text, needle, from, cut, period, repeats);
}

static const uint8_t nbsp[2] = {0xC2, 0xA0}; // U+00A0 in UTF-8

static void trim(cw_bytes text, size_t *from, size_t *to)
{
    for (;;) {
        if (*from < *to && cw_is_space(text.at[*from]))
            *from += 1;
        else if (*to - *from >= 2 && memcmp(text.at + *from, nbsp, 2) == 0)
            *from += 2;
        else
            break;
    }
    for (;;) {
        if (*from < *to && cw_is_space(text.at[*to - 1]))
            *to -= 1;
        else if (*to - *from >= 2 && memcmp(text.at + *to - 2, nbsp, 2) == 0)
            *to -= 2;
        else
            break;
    }
}

cw_bytes cw_bytes_trim(cw_bytes text)
{
    size_t from = 0, to = text.n;
    if (text.n == 0)
        return text;
    trim(text, &from, &to);
    return cw_bytes_cut(text, from, to);
}

cw_range cw_range_trim(cw_bytes text, cw_range range)
{
    size_t from = range.from, to = range.to;
    if (cw_range_is_empty(range))
        return range;
    trim(text, &from, &to);
    return (cw_range){(uint32_t)from, (uint32_t)to};
}

bool cw_bytes_number(cw_bytes digits, uint64_t max, uint64_t *out)
{
    uint64_t value = 0;
    *out = 0;
    if (digits.n == 0)
        return false;
    for (size_t i = 0; i < digits.n; i++) {
        uint8_t digit = (uint8_t)(digits.at[i] - '0');
        if (digit > 9 || digit > max || value > (max - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

static size_t line_end(cw_bytes text, size_t at)
{
    for (; text.n - at >= CW_SIXTEEN; at += CW_SIXTEEN) {
        cw_sixteen here = cw_sixteen_load(text.at + at);
        uint32_t ends = cw_sixteen_bits(cw_sixteen_or(
            cw_sixteen_equal(here, '\n'), cw_sixteen_equal(here, '\r')));
        if (ends != 0)
            return at + cw_sixteen_first(ends);
    }
    while (at < text.n && text.at[at] != '\n' && text.at[at] != '\r')
        at++;
    return at;
}

bool cw_bytes_line(cw_bytes text, size_t *at, cw_range *line)
{
    size_t end = *at;
    *line = (cw_range){(uint32_t)end, (uint32_t)end};
    if (end >= text.n)
        return false;
    end = line_end(text, end);
    line->to = (uint32_t)end;
    if (end + 1 < text.n && text.at[end] == '\r' && text.at[end + 1] == '\n')
        end++;
    *at = end < text.n ? end + 1 : end;
    return true;
}
