/* Sixteen bytes at a time answer as each byte alone: every byte at every
 * place. test_sixteen_plain.c holds the twin without SSE2 to the same. */
#include "base/bytes.h"
#include "base/sixteen.h"

#include "support/case.h"

static void expect(uint32_t bits, size_t place, bool holds)
{
    assert_int_equal(bits >> place & 1, holds);
}

static void every_byte_at_every_place(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 256; c++)
        for (size_t i = 0; i < CW_SIXTEEN; i++) {
            uint8_t bytes[CW_SIXTEEN];
            for (size_t k = 0; k < CW_SIXTEEN; k++)
                bytes[k] = (uint8_t)(c + (k - i) * 7);
            cw_sixteen a = cw_sixteen_load(bytes);
            uint8_t b = (uint8_t)c;
            expect(cw_sixteen_bits(a), i, b >= 0x80);
            expect(cw_sixteen_bits(cw_sixteen_equal(a, 'x')), i, b == 'x');
            expect(cw_sixteen_bits(cw_sixteen_within(a, 'A', 'Z')), i,
                   cw_is_upper(b));
            expect(cw_sixteen_bits(cw_sixteen_within(a, 0x7E, 0x81)), i,
                   b >= 0x7E && b <= 0x81);
            expect(cw_sixteen_bits(cw_sixteen_space(a)), i, cw_is_space(b));
            expect(cw_sixteen_bits(cw_sixteen_stop(a)), i,
                   b == '.' || b == '!' || b == '?');
            expect(
                cw_sixteen_bits(cw_sixteen_and(cw_sixteen_within(a, 'a', 'm'),
                                               cw_sixteen_within(a, 'k', 'z'))),
                i, b >= 'k' && b <= 'm');
        }
}

static void first_of_bits(void **state)
{
    (void)state;
    for (size_t i = 0; i < CW_SIXTEEN; i++)
        assert_int_equal(cw_sixteen_first(0xFFFFu << i & 0xFFFFu), i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_at_every_place),
        cmocka_unit_test(first_of_bits),
    };
    return case_run_tests(tests);
}
