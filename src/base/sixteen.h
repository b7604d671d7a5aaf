/* sixteen.h: sixteen bytes of a text at a time.
 *
 *   cw_sixteen_load ─▶ compare, join ─▶ cw_sixteen_bits: bit i speaks of byte i
 *
 * Texts are mostly looked through for bytes that are rare: ends of lines and
 * of sentences, capitals, what is no ASCII. On x86 a step of sixteen takes as
 * long as one byte did; elsewhere, and where CW_SIXTEEN_PLAIN is defined, the
 * twin below answers the same. A comparison gives lanes of all ones or zeros.
 */
#ifndef CW_BASE_SIXTEEN_H
#define CW_BASE_SIXTEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CW_SIXTEEN 16u

#if defined(__SSE2__) && !defined(CW_SIXTEEN_PLAIN)
#include <emmintrin.h>

typedef __m128i cw_sixteen;

static inline cw_sixteen cw_sixteen_load(const uint8_t *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

static inline cw_sixteen cw_sixteen_equal(cw_sixteen a, uint8_t byte)
{
    return _mm_cmpeq_epi8(a, _mm_set1_epi8((char)byte));
}

/* Bytes from first to last, both counted. */
static inline cw_sixteen cw_sixteen_within(cw_sixteen a, uint8_t first,
                                           uint8_t last)
{
    __m128i past = _mm_sub_epi8(a, _mm_set1_epi8((char)first));
    __m128i most = _mm_set1_epi8((char)(last - first));
    return _mm_cmpeq_epi8(_mm_min_epu8(past, most), past);
}

static inline cw_sixteen cw_sixteen_or(cw_sixteen a, cw_sixteen b)
{
    return _mm_or_si128(a, b);
}

static inline cw_sixteen cw_sixteen_and(cw_sixteen a, cw_sixteen b)
{
    return _mm_and_si128(a, b);
}

/* The upper bits: of a comparison those that hold, of bytes those above ASCII.
 */
static inline uint32_t cw_sixteen_bits(cw_sixteen a)
{
    return (uint32_t)_mm_movemask_epi8(a);
}

#else

typedef struct {
    uint8_t at[CW_SIXTEEN];
} cw_sixteen;

static inline cw_sixteen cw_sixteen_load(const uint8_t *at)
{
    cw_sixteen a;
    memcpy(a.at, at, CW_SIXTEEN);
    return a;
}

static inline cw_sixteen cw_sixteen_within(cw_sixteen a, uint8_t first,
                                           uint8_t last)
{
    for (size_t i = 0; i < CW_SIXTEEN; i++)
        a.at[i] = a.at[i] >= first && a.at[i] <= last ? 0xFF : 0;
    return a;
}

static inline cw_sixteen cw_sixteen_equal(cw_sixteen a, uint8_t byte)
{
    return cw_sixteen_within(a, byte, byte);
}

static inline cw_sixteen cw_sixteen_or(cw_sixteen a, cw_sixteen b)
{
    for (size_t i = 0; i < CW_SIXTEEN; i++)
        a.at[i] |= b.at[i];
    return a;
}

static inline cw_sixteen cw_sixteen_and(cw_sixteen a, cw_sixteen b)
{
    for (size_t i = 0; i < CW_SIXTEEN; i++)
        a.at[i] &= b.at[i];
    return a;
}

static inline uint32_t cw_sixteen_bits(cw_sixteen a)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < CW_SIXTEEN; i++)
        bits |= (uint32_t)(a.at[i] >> 7) << i;
    return bits;
}

#endif

/* ASCII white space, as cw_is_space has it. */
static inline cw_sixteen cw_sixteen_space(cw_sixteen a)
{
    return cw_sixteen_or(cw_sixteen_equal(a, ' '),
                         cw_sixteen_within(a, '\t', '\r'));
}

/* The marks that end a sentence: . ! ? */
static inline cw_sixteen cw_sixteen_stop(cw_sixteen a)
{
    return cw_sixteen_or(
        cw_sixteen_or(cw_sixteen_equal(a, '.'), cw_sixteen_equal(a, '!')),
        cw_sixteen_equal(a, '?'));
}

/* The first bit that is set; bits is not 0. */
static inline size_t cw_sixteen_first(uint32_t bits)
{
    return (size_t)__builtin_ctz(bits);
}

#endif
