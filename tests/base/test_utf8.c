/* UTF-8 in both directions, its properties, and folding. */
#include "base/utf8.h"

#include "support/case.h"

static void decode(cw_bytes text, cw_buf *got)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = cw_utf8_next(text, &at);
        if (from > 0)
            (void)cw_buf_add_byte(got, ' ');
        if (c == CW_BAD_CODE_POINT)
            (void)cw_buf_addf(got, "bad%zu", at - from);
        else
            (void)cw_buf_addf(got, "%X", c);
    }
}

static void show_kinds(uint32_t c, cw_buf *got)
{
    static const char *const names[] = {"letter", "upper",  "lower", "space",
                                        "unsafe", "narrow", "wide"};
    bool is[] = {cw_utf8_is_letter(c), cw_utf8_is_upper(c),
                 cw_utf8_is_lower(c),  cw_utf8_is_space(c),
                 cw_utf8_is_unsafe(c), cw_utf8_width(c) == 0,
                 cw_utf8_width(c) == 2};
    const char *between = "=";
    (void)cw_buf_add_utf8(got, c);
    for (size_t i = 0; i < sizeof is; i++) {
        if (!is[i])
            continue;
        (void)cw_buf_addf(got, "%s%s", between, names[i]);
        between = ",";
    }
    if (between[0] == '=')
        (void)cw_buf_add_byte(got, '=');
}

/* Code points with a blank between each two. */
static void show_all_kinds(cw_bytes given, cw_buf *got)
{
    for (size_t at = 0; at < given.n; at++) {
        if (at > 0)
            (void)cw_buf_add_byte(got, ' ');
        show_kinds(cw_utf8_next(given, &at), got);
    }
}

static void utf8_case(case_now *now, void *state)
{
    cw_bytes given;
    cw_buf got;
    (void)state;
    cw_buf_init(&got, now->arena, 10000);
    if (case_field(now, "kinds", &given)) {
        show_all_kinds(given, &got);
        case_expect(now, 1, cw_buf_bytes(&got));
        return;
    }
    if (cw_bytes_equal(case_raw(now, 0), CW_LIT("decode")))
        decode(case_line(now, 1), &got);
    else if (cw_bytes_equal(case_raw(now, 0), CW_LIT("bare")))
        (void)cw_utf8_bare(case_line(now, 1), &got);
    else if (cw_utf8_fold(case_line(now, 1), &got) != CW_OK)
        case_fail(now, 1, "folding failed");
    case_expect(now, 2, cw_buf_bytes(&got));
}

static void cases(void **state)
{
    (void)state;
    case_run_file("tests/base/utf8.case", utf8_case, NULL);
}

/* Each of the 1 112 064 code points that UTF-8 can write, there and back. */
static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        uint8_t bytes[4];
        size_t n = cw_utf8_put(c, bytes), at = 0, end = n;
        bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
        uint32_t want = is_surrogate ? 0xFFFD : c;
        cw_bytes text = {bytes, n};
        if (cw_utf8_next(text, &at) != want || at != n ||
            cw_utf8_before(text, &end) != want || end != 0 ||
            cw_utf8_valid(text) != n)
            fail_msg("U+%04X", c);
    }
}

static void code_points_past_the_last_are_replaced(void **state)
{
    uint8_t bytes[4];
    (void)state;
    assert_int_equal(cw_utf8_put(0x110000, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    assert_int_equal(cw_utf8_put(CW_BAD_CODE_POINT, bytes), 3);
    assert_true(cw_utf8_is_unsafe(CW_BAD_CODE_POINT));
    assert_false(cw_utf8_is_letter(CW_BAD_CODE_POINT));
    assert_int_equal(cw_utf8_width(CW_BAD_CODE_POINT), 1);
}

/* All sequences of one to three bytes: what is taken is what put writes. */
static void only_the_shortest_form_is_valid(void **state)
{
    size_t n_valid[4] = {0};
    (void)state;
    for (uint32_t i = 0; i < 1u << 24; i++) {
        uint8_t bytes[3] = {(uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i};
        uint8_t again[4];
        size_t at = 0;
        uint32_t c = cw_utf8_next((cw_bytes){bytes, 3}, &at);
        if (at < 1 || at > 3)
            fail_msg("%06X moves by %zu", i, at);
        if (c == CW_BAD_CODE_POINT)
            continue;
        n_valid[at]++;
        if (cw_utf8_put(c, again) != at || memcmp(bytes, again, at) != 0)
            fail_msg("%06X is taken for U+%04X", i, c);
    }
    assert_int_equal(n_valid[1], 0x80u << 16);
    assert_int_equal(n_valid[2], (0x800u - 0x80) << 8);
    assert_int_equal(n_valid[3], 0x10000 - 0x800 - 0x800);
}

/* The first bad byte is told wherever it stands around the eight bytes that
 * are looked at together. */
static void the_first_bad_byte_is_told(void **state)
{
    uint8_t bytes[40];
    (void)state;
    for (size_t n = 0; n <= sizeof bytes; n++) {
        memset(bytes, 'a', sizeof bytes);
        assert_int_equal(cw_utf8_valid((cw_bytes){bytes, n}), n);
        for (size_t bad = 0; bad < n; bad++) {
            bytes[bad] = 0x80;
            assert_int_equal(cw_utf8_valid((cw_bytes){bytes, n}), bad);
            bytes[bad] = 'a';
        }
    }
    assert_int_equal(cw_utf8_valid(CW_LIT("abcdefgh\xE2\x82")), 8);
    assert_int_equal(cw_utf8_valid(CW_LIT("abcdef\xE2\x82\xAC")), 9);
}

/* 4 MiB of accents on one letter: a cluster is bounded, so is the time. */
static void piled_accents_take_linear_time(void **state)
{
    enum { N = 1 << 22 };
    uint8_t *text = test_malloc(N);
    cw_arena arena;
    cw_buf out;
    (void)state;
    for (size_t i = 0; i < N; i += 2)
        memcpy(text + i, i % 4 == 0 ? "\xCC\x81" : "\xCC\xA3", 2);
    text[0] = text[1] = 'a';
    cw_arena_init(&arena, SIZE_MAX);
    cw_buf_init(&out, &arena, SIZE_MAX);
    assert_int_equal(cw_utf8_fold((cw_bytes){text, N}, &out), CW_OK);
    assert_in_range(out.n, N / 2, N);
    assert_int_equal(cw_utf8_valid(cw_buf_bytes(&out)), out.n);
    cw_arena_free(&arena);
    test_free(text);
}

/* What is folded once stays as it is when folded again. */
static void folding_twice_changes_nothing(void **state)
{
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        cw_buf once, twice;
        uint8_t bytes[4];
        size_t n = cw_utf8_put(c, bytes);
        cw_buf_init(&once, &arena, 100);
        cw_buf_init(&twice, &arena, 100);
        assert_int_equal(cw_utf8_fold((cw_bytes){bytes, n}, &once), CW_OK);
        assert_int_equal(cw_utf8_fold(cw_buf_bytes(&once), &twice), CW_OK);
        if (!cw_bytes_equal(cw_buf_bytes(&once), cw_buf_bytes(&twice)))
            fail_msg("U+%04X", c);
        if (c % 1024 == 0)
            cw_arena_clear(&arena);
    }
    cw_arena_free(&arena);
}

/* ASCII is folded in pieces of 256 bytes: a text of each length around that,
 * with a blank, an accent or a sharp s at its end. */
static void long_words_are_folded_whole(void **state)
{
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (size_t n = 1; n < 600; n++) {
        uint8_t text[604], want[604];
        cw_buf out;
        memset(text, 'A', n);
        memset(want, 'a', n);
        memcpy(text + n, " \xC3\x9F ", 4);
        memcpy(want + n, " ss", 3);
        cw_buf_init(&out, &arena, sizeof text);
        assert_int_equal(cw_utf8_fold((cw_bytes){text, n + 4}, &out), CW_OK);
        assert_int_equal(out.n, n + 3);
        assert_memory_equal(out.at, want, n + 3);
        cw_buf_init(&out, &arena, sizeof text);
        memcpy(text + n - 1, "E\xCC\x81", 3);
        memcpy(want + n - 1, "\xC3\xA9", 2);
        assert_int_equal(cw_utf8_fold((cw_bytes){text, n + 2}, &out), CW_OK);
        assert_int_equal(out.n, n + 1);
        assert_memory_equal(out.at, want, n + 1);
    }
    cw_arena_free(&arena);
}

static void folding_stops_at_its_maximum(void **state)
{
    cw_arena arena;
    cw_buf out;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_buf_init(&out, &arena, 6);
    assert_int_equal(cw_utf8_fold(CW_LIT("STRASSE"), &out), CW_LIMIT);
    cw_buf_init(&out, &arena, 7);
    assert_int_equal(cw_utf8_fold(CW_LIT("Straße"), &out), CW_OK);
    cw_buf_init(&out, &arena, 6);
    assert_int_equal(cw_utf8_fold(CW_LIT("Straße"), &out), CW_LIMIT);
    cw_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(code_points_past_the_last_are_replaced),
        cmocka_unit_test(only_the_shortest_form_is_valid),
        cmocka_unit_test(the_first_bad_byte_is_told),
        cmocka_unit_test(piled_accents_take_linear_time),
        cmocka_unit_test(folding_twice_changes_nothing),
        cmocka_unit_test(long_words_are_folded_whole),
        cmocka_unit_test(folding_stops_at_its_maximum),
    };
    return case_run_tests(tests);
}
