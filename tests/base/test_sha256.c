/* SHA-256 against known answers, and hexadecimal. */
#include "base/sha256.h"

#include "support/case.h"

static void digest_case(case_now *now, void *state)
{
    uint8_t digest[32];
    char text[65];
    (void)state;
    cw_sha256(case_line(now, 0), digest);
    cw_hex(digest, 32, text);
    case_expect(now, 1, cw_bytes_from(text));
}

static void cases(void **state)
{
    (void)state;
    case_run_file("tests/base/sha256.case", digest_case, NULL);
}

/* The long example of FIPS 180-4. */
static void a_million_letters(void **state)
{
    enum { N = 1000000 };
    uint8_t *text = test_malloc(N), digest[32];
    char shown[65];
    (void)state;
    memset(text, 'a', N);
    cw_sha256((cw_bytes){text, N}, digest);
    cw_hex(digest, 32, shown);
    assert_string_equal(shown, "cdc76e5c9914fb9281a1c7e284d73e67"
                               "f1809a48a497200e046d39ccc7112cd0");
    test_free(text);
}

static void no_bytes_may_stand_nowhere(void **state)
{
    uint8_t digest[32];
    char shown[13];
    (void)state;
    cw_sha256((cw_bytes){NULL, 0}, digest);
    cw_hex(digest, 6, shown);
    assert_string_equal(shown, "e3b0c44298fc");
    cw_hex(digest, 0, shown);
    assert_string_equal(shown, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(a_million_letters),
        cmocka_unit_test(no_bytes_may_stand_nowhere),
    };
    return case_run_tests(tests);
}
