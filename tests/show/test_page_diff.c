/* What two wordings do not share; and that long ones stay cheap. */
#include "show/page_diff.h"

#include "support/case.h"

static void print(const cw_diff *diff, cw_bytes before, cw_bytes after,
                  cw_buf *out)
{
    static const char *const open[] = {"", "-[", "+["};
    static const char *const close[] = {"", "]-", "]+"};
    for (size_t i = 0; i < diff->n; i++) {
        const cw_diff_run *run = &diff->runs[i];
        cw_bytes from = run->kind == CW_DIFF_GONE ? before : after;
        cw_buf_add_text(out, i > 0 && run->has_blank ? " " : "");
        cw_buf_add_text(out, open[run->kind]);
        cw_buf_add(out, cw_bytes_at(from, run->range));
        cw_buf_add_text(out, close[run->kind]);
    }
}

static void one_pair(case_now *now, void *state)
{
    cw_bytes before = case_line(now, 0), after = case_line(now, 1);
    cw_diff diff;
    cw_buf out;
    (void)state;
    cw_buf_init(&out, now->arena, 4096);
    if (cw_diff_make(before, after, now->arena, &diff) != CW_OK)
        case_fail(now, 0, "memory ran out");
    else
        print(&diff, before, after, &out);
    case_expect(now, 2, cw_buf_bytes(&out));
}

static void pairs(void **state)
{
    (void)state;
    case_run_file("tests/show/page_diff.case", one_pair, NULL);
}

/* n words "a b a b ..." against n words "b c b c ...". */
static size_t runs_of(size_t n, cw_arena *arena)
{
    cw_buf before, after;
    cw_diff diff;
    cw_buf_init(&before, arena, 4 * n);
    cw_buf_init(&after, arena, 4 * n);
    for (size_t i = 0; i < n; i++) {
        cw_buf_add_text(&before, i % 2 ? "b " : "a ");
        cw_buf_add_text(&after, i % 2 ? "c " : "b ");
    }
    assert_int_equal(
        cw_diff_make(cw_buf_bytes(&before), cw_buf_bytes(&after), arena, &diff),
        CW_OK);
    return diff.n;
}

static void past_the_limit_the_middle_is_told_whole(void **state)
{
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, 1 << 26);
    assert_true(runs_of(CW_DIFF_WORDS - 1, &arena) > 2);
    assert_true(runs_of(CW_DIFF_WORDS, &arena) > 2);
    assert_int_equal(runs_of(CW_DIFF_WORDS + 1, &arena), 2);
    cw_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs),
        cmocka_unit_test(past_the_limit_the_middle_is_told_whole)};
    return case_run_tests(tests);
}
