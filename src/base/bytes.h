/* bytes.h: borrowed runs of bytes, and the two kinds of place in a text.
 *
 *   cw_bytes   at, n          memory that somebody else owns
 *   cw_range   from, to       bytes [from, to) of one report's text
 *   cw_span    report, from, to   the same, saying which report of the batch
 *
 * Ranges live inside one report (clean, annotate); spans cross reports
 * (story, show). Nothing else in Clew points into a text. */
#ifndef CW_BASE_BYTES_H
#define CW_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const uint8_t *at; // may be NULL only when n is 0
    size_t n;
} cw_bytes;

typedef struct {
    uint32_t from, to; // half open; from <= to
} cw_range;

typedef struct {
    uint32_t report;   // index of the report in its batch
    uint32_t from, to; // bytes of that report's text, half open
} cw_span;

/* A string literal as bytes, without its final 0. */
#define CW_LIT(s) ((cw_bytes){(const uint8_t *)("" s), sizeof(s) - 1})

static inline cw_bytes cw_bytes_from(const char *s)
{
    return (cw_bytes){(const uint8_t *)s, s ? strlen(s) : 0};
}

/* text[from, to); the range must lie inside. */
static inline cw_bytes cw_bytes_cut(cw_bytes text, size_t from, size_t to)
{
    return (cw_bytes){text.at + from, to - from};
}

static inline cw_bytes cw_bytes_at(cw_bytes text, cw_range range)
{
    return cw_bytes_cut(text, range.from, range.to);
}

static inline bool cw_range_is_empty(cw_range r)
{
    return r.from >= r.to;
}

static inline bool cw_range_overlaps(cw_range a, cw_range b)
{
    return a.from < b.to && b.from < a.to;
}

static inline bool cw_range_holds(cw_range outer, cw_range inner)
{
    return outer.from <= inner.from && inner.to <= outer.to;
}

static inline bool cw_is_space(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool cw_is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}
static inline bool cw_is_upper(uint8_t c)
{
    return c >= 'A' && c <= 'Z';
}
static inline bool cw_is_lower(uint8_t c)
{
    return c >= 'a' && c <= 'z';
}
static inline bool cw_is_alpha(uint8_t c)
{
    return cw_is_upper(c) || cw_is_lower(c);
}
static inline uint8_t cw_to_lower(uint8_t c)
{
    return cw_is_upper(c) ? (uint8_t)(c + 32) : c;
}

static inline bool cw_bytes_equal(cw_bytes a, cw_bytes b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

/* a is the text of a C string. For lists of words, where the first bytes
 * nearly always settle it: the string's length is not asked for. */
static inline bool cw_bytes_are(cw_bytes a, const char *s)
{
    size_t i = 0;
    while (i < a.n && s[i] != 0 && a.at[i] == (uint8_t)s[i])
        i++;
    return i == a.n && s[i] == 0;
}

/* The same in any ASCII case, where bytes differ in bit 5 at most: of a list
 * most words end at their first byte. */
static inline bool cw_bytes_are_fold(cw_bytes a, const char *s)
{
    size_t i = 0;
    if (a.n > 0 && ((a.at[0] ^ (uint8_t)s[0]) & 0xDF) != 0)
        return false;
    while (i < a.n && s[i] != 0 &&
           cw_to_lower(a.at[i]) == cw_to_lower((uint8_t)s[i]))
        i++;
    return i == a.n && s[i] == 0;
}

/* a is one of the words of a list that ends with NULL; the second in any
 * ASCII case. Linear in the list: for the short ones that stand beside the
 * rule they serve. */
bool cw_bytes_among(cw_bytes a, const char *const *words);
bool cw_bytes_among_fold(cw_bytes a, const char *const *words);

/* ASCII case only; other bytes compare as they are. */
bool cw_bytes_equal_fold(cw_bytes a, cw_bytes b);
bool cw_bytes_starts(cw_bytes text, cw_bytes prefix);
bool cw_bytes_starts_fold(cw_bytes text, cw_bytes prefix);
bool cw_bytes_ends(cw_bytes text, cw_bytes suffix);
bool cw_bytes_ends_fold(cw_bytes text, cw_bytes suffix);

/* memcmp order, the shorter first when one begins the other: -1, 0, 1. */
int cw_bytes_compare(cw_bytes a, cw_bytes b);

#define CW_NOT_FOUND SIZE_MAX

/* First place of needle in text at or after from, or CW_NOT_FOUND. Linear. */
size_t cw_bytes_find(cw_bytes text, cw_bytes needle, size_t from);
size_t cw_bytes_find_fold(cw_bytes text, cw_bytes needle, size_t from);

/* Without ASCII white space (and NBSP) at both ends. */
cw_bytes cw_bytes_trim(cw_bytes text);
cw_range cw_range_trim(cw_bytes text, cw_range range);

/* A whole run of ASCII digits as a number; false if empty, other bytes stand
 * in it, or it is above max. */
bool cw_bytes_number(cw_bytes digits, uint64_t max, uint64_t *out);

/* The next line of text beginning at *at, without its line end (LF, CRLF or
 * CR); *at moves past the line end. False when *at is at the end. */
bool cw_bytes_line(cw_bytes text, size_t *at, cw_range *line);

#endif
