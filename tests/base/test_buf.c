/* Buffers and growing arrays: their maxima, and what failure leaves. */
#include "base/buf.h"

#include "support/case.h"

static void contents_are_what_was_added(void **state)
{
    cw_arena arena;
    cw_buf buf;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_buf_init(&buf, &arena, 1000);
    assert_int_equal(cw_buf_bytes(&buf).n, 0);
    assert_int_equal(cw_buf_add(&buf, (cw_bytes){NULL, 0}), CW_OK);
    assert_int_equal(test_blocks_alive(), 1); // the terminating 0 has a place
    assert_int_equal(cw_buf_add_text(&buf, "two "), CW_OK);
    assert_int_equal(cw_buf_add_byte(&buf, 'x'), CW_OK);
    assert_int_equal(cw_buf_add_utf8(&buf, 0x20AC), CW_OK);
    assert_int_equal(cw_buf_addf(&buf, " %d of %s", 3, "four"), CW_OK);
    assert_true(cw_bytes_equal(cw_buf_bytes(&buf),
                               CW_LIT("two x\xE2\x82\xAC 3 of four")));
    cw_buf_clear(&buf);
    assert_int_equal(cw_buf_add_text(&buf, "again"), CW_OK);
    assert_true(cw_bytes_equal(cw_buf_bytes(&buf), CW_LIT("again")));
    cw_arena_free(&arena);
}

/* Every maximum at n - 1, n and n + 1, by adding and by printing. */
static void the_maximum_is_kept_to_the_byte(void **state)
{
    static const size_t maxima[] = {1, 2, 63, 64, 65, 255, 256, 300, 16384};
    static uint8_t bytes[20000];
    cw_arena arena;
    (void)state;
    memset(bytes, 'b', sizeof bytes);
    cw_arena_init(&arena, SIZE_MAX);
    for (size_t i = 0; i < sizeof maxima / sizeof maxima[0]; i++) {
        for (size_t n = maxima[i] - 1; n <= maxima[i] + 1; n++) {
            cw_status want = n <= maxima[i] ? CW_OK : CW_LIMIT;
            cw_buf buf;
            cw_buf_init(&buf, &arena, maxima[i]);
            assert_int_equal(cw_buf_add(&buf, (cw_bytes){bytes, n}), want);
            assert_int_equal(buf.n, want == CW_OK ? n : 0);
            cw_buf_init(&buf, &arena, maxima[i]);
            assert_int_equal(cw_buf_addf(&buf, "%.*s", (int)n, bytes), want);
            assert_int_equal(buf.n, want == CW_OK ? n : 0);
            cw_buf_init(&buf, &arena, maxima[i]);
            for (size_t k = 0; k < n; k++)
                (void)cw_buf_add_byte(&buf, 'b');
            assert_int_equal(cw_buf_status(&buf), want);
            assert_int_equal(buf.n, n < maxima[i] ? n : maxima[i]);
        }
    }
    cw_arena_free(&arena);
}

static void the_first_failure_stays(void **state)
{
    cw_arena arena;
    cw_buf buf;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_buf_init(&buf, &arena, 5);
    assert_int_equal(cw_buf_add_text(&buf, "abc"), CW_OK);
    assert_int_equal(cw_buf_add_text(&buf, "defg"), CW_LIMIT);
    assert_int_equal(cw_buf_add_text(&buf, "d"), CW_LIMIT);
    assert_int_equal(cw_buf_addf(&buf, "%s", ""), CW_LIMIT);
    assert_int_equal(cw_buf_status(&buf), CW_LIMIT);
    assert_true(cw_bytes_equal(cw_buf_bytes(&buf), CW_LIT("abc")));
    cw_buf_clear(&buf);
    assert_int_equal(cw_buf_add_text(&buf, "defgh"), CW_OK);
    cw_arena_free(&arena);
}

static void a_maximum_of_nothing(void **state)
{
    cw_arena arena;
    cw_buf buf;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_buf_init(&buf, &arena, 0);
    assert_int_equal(cw_buf_addf(&buf, "%s", ""), CW_OK);
    assert_int_equal(cw_buf_add_byte(&buf, 'a'), CW_LIMIT);
    cw_arena_free(&arena);
}

static void a_buffer_can_be_added_to_itself(void **state)
{
    cw_arena arena;
    cw_buf buf;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_buf_init(&buf, &arena, SIZE_MAX);
    (void)cw_buf_add_text(&buf, "ab");
    for (size_t i = 0; i < 18; i++) {
        (void)cw_buf_add(&buf, cw_buf_bytes(&buf));
        assert_non_null(cw_arena_alloc(&arena, 1)); // it must move each time
    }
    assert_int_equal(cw_buf_status(&buf), CW_OK);
    assert_int_equal(buf.n, 2 << 18);
    for (size_t i = 0; i < buf.n; i++)
        assert_int_equal(buf.at[i], i % 2 == 0 ? 'a' : 'b');
    cw_arena_free(&arena);
}

static void a_failed_allocation_keeps_what_was_there(void **state)
{
    bool is_done = false;
    (void)state;
    for (size_t n = 0; !is_done; n++) {
        cw_arena arena;
        cw_buf buf;
        size_t added = 0;
        cw_arena_init(&arena, SIZE_MAX);
        cw_buf_init(&buf, &arena, 1000);
        test_fail_allocation(n);
        while (added < 1000 && cw_buf_addf(&buf, "%d", 7) == CW_OK)
            added++;
        is_done = cw_buf_status(&buf) == CW_OK;
        assert_true(is_done || cw_buf_status(&buf) == CW_NO_MEMORY);
        assert_int_equal(buf.n, added);
        for (size_t i = 0; i < buf.n; i++)
            assert_int_equal(buf.at[i], '7');
        cw_arena_free(&arena);
        assert_int_equal(test_blocks_alive(), 0);
        assert_in_range(n, 0, 10);
    }
}

static void arrays_grow_to_their_maximum(void **state)
{
    static const size_t maxima[] = {1, 7, 8, 9, 1000};
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (size_t k = 0; k < sizeof maxima / sizeof maxima[0]; k++) {
        uint32_t *items = NULL;
        size_t capacity = 0, n = 0;
        cw_status status = CW_OK;
        for (;; n++) {
            status = cw_grow(&arena, (void **)&items, &capacity, n + 1,
                             sizeof *items, maxima[k]);
            if (status != CW_OK)
                break;
            assert_in_range(capacity, n + 1, maxima[k]);
            items[n] = (uint32_t)n;
        }
        assert_int_equal(status, CW_LIMIT);
        assert_int_equal(n, maxima[k]);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(items[i], i);
    }
    cw_arena_free(&arena);
}

static void arrays_too_large_to_count_are_refused(void **state)
{
    cw_arena arena;
    void *items = NULL;
    size_t capacity = 0;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_int_equal(
        cw_grow(&arena, &items, &capacity, SIZE_MAX / 4, 8, SIZE_MAX),
        CW_NO_MEMORY);
    assert_null(items);
    assert_int_equal(capacity, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contents_are_what_was_added),
        cmocka_unit_test(the_maximum_is_kept_to_the_byte),
        cmocka_unit_test(the_first_failure_stays),
        cmocka_unit_test(a_maximum_of_nothing),
        cmocka_unit_test(a_buffer_can_be_added_to_itself),
        cmocka_unit_test(a_failed_allocation_keeps_what_was_there),
        cmocka_unit_test(arrays_grow_to_their_maximum),
        cmocka_unit_test(arrays_too_large_to_count_are_refused),
    };
    return case_run_tests(tests);
}
