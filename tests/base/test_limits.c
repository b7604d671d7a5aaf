/* Every limit of limits.h stands in its list once, in the same order. */
#include "base/limits.h"

#include "support/case.h"

static const struct {
    const char *name;
    uint64_t value;
    const char *unit, *meaning;
} limits[] = {
#define ROW(name, unit, meaning) {#name, CW_##name, unit, meaning},
    CW_LIMIT_MAP(ROW)
#undef ROW
};

/* Counted in the header's own text, so that none can be forgotten. */
static void every_limit_is_listed(void **state)
{
    static const size_t n_limits = sizeof limits / sizeof limits[0];
    cw_bytes define = CW_LIT("#define CW_MAX_"), header;
    cw_arena arena;
    cw_range line;
    size_t n = 0;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    header = test_read_file("src/base/limits.h", &arena);
    for (size_t at = 0; cw_bytes_line(header, &at, &line);) {
        cw_bytes text = cw_bytes_at(header, line), name;
        size_t end;
        if (!cw_bytes_starts(text, define))
            continue;
        end = cw_bytes_find(text, CW_LIT(" "), define.n);
        assert_true(end != CW_NOT_FOUND && n < n_limits);
        name = cw_bytes_cut(text, define.n - 4, end); // from MAX_ on
        if (!cw_bytes_equal(name, cw_bytes_from(limits[n].name)))
            fail_msg("%.*s is not listed as number %zu", (int)name.n, name.at,
                     n);
        n++;
    }
    assert_int_equal(n, n_limits);
    cw_arena_free(&arena);
}

static void every_limit_is_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        assert_true(limits[i].value > 0);
        assert_true(strlen(limits[i].unit) > 2);
        assert_true(strlen(limits[i].meaning) > 5);
        assert_null(strchr(limits[i].unit, ' '));
    }
}

/* Offsets into a text are uint32_t, and a text comes from an input. */
static void ranges_can_hold_every_text(void **state)
{
    (void)state;
    assert_true(CW_MAX_TEXT_BYTES < UINT32_MAX);
    assert_true(CW_MAX_INPUT_BYTES < UINT32_MAX);
    assert_true(CW_MAX_LINE_BYTES <= CW_MAX_INPUT_BYTES);
    assert_true(CW_MAX_REPORT_ARENA <= CW_MAX_STORY_ARENA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_limit_is_listed),
        cmocka_unit_test(every_limit_is_explained),
        cmocka_unit_test(ranges_can_hold_every_text),
    };
    return case_run_tests(tests);
}
