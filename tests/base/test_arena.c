/* Arenas: alignment, limits, marks, growing, failing allocations. */
#include "base/arena.h"

#include "support/case.h"

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#endif

static void init_allocates_nothing(void **state)
{
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, 1000);
    assert_int_equal(test_blocks_alive(), 0);
    assert_int_equal(arena.size, 0);
    cw_arena_free(&arena);
    cw_arena_free(&arena);
    memset(&arena, 0, sizeof arena);
    cw_arena_free(&arena);
    cw_arena_clear(&arena);
}

static void items_are_aligned_apart_and_stay(void **state)
{
    enum { N = 3000 };
    static uint8_t *item[N];
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (size_t i = 0; i < N; i++) {
        item[i] = cw_arena_alloc(&arena, i + 1);
        assert_non_null(item[i]);
        assert_int_equal((uintptr_t)item[i] % 16, 0);
        memset(item[i], (int)(i % 251), i + 1);
    }
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k <= i; k++)
            if (item[i][k] != i % 251)
                fail_msg("item %zu is overwritten at %zu", i, k);
    cw_arena_free(&arena);
    assert_int_equal(test_blocks_alive(), 0);
}

static void nothing_has_a_valid_place(void **state)
{
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, 0);
    assert_non_null(cw_arena_alloc(&arena, 0));
    assert_non_null(cw_arena_array(&arena, 0, 8));
    assert_non_null(cw_arena_array(&arena, 8, 0));
    assert_null(cw_arena_alloc(&arena, 1));
    assert_int_equal(test_blocks_alive(), 0);
}

/* The least maximum that gives n bytes; one less gives none, and one more byte
 * is refused by it once 16 are passed. */
static void the_maximum_is_kept_to_the_byte(void **state)
{
    static const size_t sizes[] = {1, 16, 17, 5000, 16384, 100000, 3000000};
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        cw_arena arena;
        size_t least = sizes[i] / 16 * 16;
        bool is_given = false;
        for (; !is_given; least += !is_given) {
            cw_arena_init(&arena, least);
            is_given = cw_arena_alloc(&arena, sizes[i]) != NULL;
            assert_true(arena.size <= least);
            cw_arena_free(&arena);
        }
        assert_in_range(least, sizes[i], sizes[i] + 80);
        cw_arena_init(&arena, least + 1);
        assert_non_null(cw_arena_alloc(&arena, sizes[i]));
        assert_null(cw_arena_alloc(&arena, 16));
        cw_arena_free(&arena);
    }
}

/* The first chunk is 16 KiB; a maximum below it still gives what fits. */
static void a_small_maximum_is_used_up(void **state)
{
    cw_arena arena;
    size_t n = 0;
    (void)state;
    cw_arena_init(&arena, 4096);
    while (cw_arena_alloc(&arena, 16) != NULL)
        n++;
    assert_in_range(n, 100, 256);
    assert_int_equal(arena.size, 4096);
    cw_arena_free(&arena);
}

static void sizes_that_wrap_around_are_refused(void **state)
{
    cw_arena arena;
    cw_bytes out;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (size_t n = SIZE_MAX; n > SIZE_MAX - 100; n--)
        assert_null(cw_arena_alloc(&arena, n));
    assert_null(cw_arena_array(&arena, SIZE_MAX / 2, 3));
    assert_null(cw_arena_array(&arena, SIZE_MAX / 8 + 2, 8));
    assert_int_equal(
        cw_arena_copy(&arena, (cw_bytes){(const uint8_t *)"", SIZE_MAX}, &out),
        CW_NO_MEMORY);
    assert_null(out.at);
    assert_int_equal(test_blocks_alive(), 0);
}

static void arrays_are_cleared(void **state)
{
    cw_arena arena;
    cw_mark mark;
    uint8_t *bytes;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    mark = cw_arena_mark(&arena);
    bytes = cw_arena_alloc(&arena, 1000);
    assert_non_null(bytes);
    memset(bytes, 7, 1000);
    cw_arena_reset(&arena, mark);
    bytes = cw_arena_array(&arena, 100, 10);
    assert_non_null(bytes);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(bytes[i], 0);
    cw_arena_free(&arena);
}

static void copies_end_in_zero(void **state)
{
    cw_arena arena;
    cw_bytes copy;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_int_equal(cw_arena_copy(&arena, CW_LIT("quay"), &copy), CW_OK);
    assert_int_equal(copy.n, 4);
    assert_string_equal((const char *)copy.at, "quay");
    assert_int_equal(cw_arena_copy(&arena, (cw_bytes){NULL, 0}, &copy), CW_OK);
    assert_int_equal(copy.n, 0);
    assert_string_equal((const char *)copy.at, "");
    cw_arena_free(&arena);
}

/* Marks of nested work, over several chunks and with items before them. */
static void marks_take_back_what_came_after(void **state)
{
    cw_arena arena;
    cw_mark outer, inner;
    uint8_t *kept, *again;
    size_t size;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    kept = cw_arena_alloc(&arena, 100);
    assert_non_null(kept);
    memset(kept, 'k', 100);
    outer = cw_arena_mark(&arena);
    size = arena.size;
    for (size_t round = 0; round < 3; round++) {
        again = cw_arena_alloc(&arena, 10);
        assert_non_null(again);
        inner = cw_arena_mark(&arena);
        for (size_t i = 0; i < 50; i++) {
            uint8_t *item = cw_arena_alloc(&arena, 100000);
            assert_non_null(item);
            memset(item, 'x', 100000);
        }
        cw_arena_reset(&arena, inner);
        assert_int_equal(arena.size, size);
        cw_arena_reset(&arena, outer);
        assert_ptr_equal(cw_arena_alloc(&arena, 10), again);
        cw_arena_reset(&arena, outer);
    }
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(kept[i], 'k');
    cw_arena_free(&arena);
    assert_int_equal(test_blocks_alive(), 0);
}

static void what_is_absorbed_goes_with_the_arena(void **state)
{
    cw_arena arena, other;
    cw_mark mark;
    char *first, *second;
    (void)state;
    cw_arena_init(&arena, 100000);
    cw_arena_init(&other, 100000);
    assert_int_equal(cw_arena_absorb(&arena, &other), CW_OK);
    first = cw_arena_alloc(&arena, 10);
    second = cw_arena_alloc(&other, 10);
    memcpy(first, "first one", 10);
    memcpy(second, "the other", 10);
    mark = cw_arena_mark(&arena);
    assert_int_equal(cw_arena_absorb(&arena, &other), CW_OK);
    assert_int_equal(other.size, 0);
    cw_arena_free(&other);
    assert_string_equal(first, "first one");
    assert_string_equal(second, "the other");
    assert_int_equal(test_blocks_alive(), 2);
    cw_arena_reset(&arena, mark);
    assert_string_equal(first, "first one");
    assert_int_equal(test_blocks_alive(), 1);
    assert_non_null(cw_arena_alloc(&other, 90000));
    assert_int_equal(cw_arena_absorb(&arena, &other), CW_NO_MEMORY);
    cw_arena_free(&other);
    cw_arena_free(&arena);
    assert_int_equal(test_blocks_alive(), 0);
}

static void clear_keeps_the_largest_chunk(void **state)
{
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_non_null(cw_arena_alloc(&arena, 10));
    assert_non_null(cw_arena_alloc(&arena, 5000000));
    assert_non_null(cw_arena_alloc(&arena, 10));
    cw_arena_clear(&arena);
    assert_int_equal(test_blocks_alive(), 1);
    assert_in_range(arena.size, 5000000, 5000100);
    assert_non_null(cw_arena_alloc(&arena, 5000000));
    assert_int_equal(test_blocks_alive(), 1);
    cw_arena_free(&arena);
}

static void chunks_double_up_to_one_mebibyte(void **state)
{
    cw_arena arena;
    size_t before = 0, step = 0;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (size_t i = 0; i < 4000; i++) {
        assert_non_null(cw_arena_alloc(&arena, 1000));
        if (arena.size == before)
            continue;
        assert_true(step == 0 || arena.size - before == 2 * step ||
                    (arena.size - before == 1048576 && step == 1048576));
        step = arena.size - before;
        before = arena.size;
    }
    assert_int_equal(step, 1048576);
    cw_arena_free(&arena);
}

static void the_last_item_grows_in_place(void **state)
{
    cw_arena arena;
    uint8_t *item, *moved;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    item = cw_arena_alloc(&arena, 10);
    assert_non_null(item);
    memcpy(item, "0123456789", 10);
    assert_ptr_equal(cw_arena_grow(&arena, item, 10, 1000), item);
    assert_ptr_equal(cw_arena_grow(&arena, item, 1000, 500), item);
    assert_non_null(cw_arena_alloc(&arena, 1)); // now it is not the last
    moved = cw_arena_grow(&arena, item, 1000, 1001);
    assert_non_null(moved);
    assert_ptr_not_equal(moved, item);
    assert_memory_equal(moved, "0123456789", 10);
    moved = cw_arena_grow(&arena, moved, 1001, 2000000); // not in this chunk
    assert_non_null(moved);
    assert_memory_equal(moved, "0123456789", 10);
    assert_null(cw_arena_grow(&arena, moved, 2000000, SIZE_MAX - 4));
    assert_memory_equal(moved, "0123456789", 10);
    cw_arena_free(&arena);
}

static void freed_and_neighbouring_bytes_are_poisoned(void **state)
{
#ifdef HAS_ASAN
    cw_arena arena;
    cw_mark mark;
    uint8_t *item;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_non_null(cw_arena_alloc(&arena, 1));
    mark = cw_arena_mark(&arena);
    item = cw_arena_alloc(&arena, 32);
    assert_non_null(item);
    assert_non_null(cw_arena_alloc(&arena, 32));
    assert_null(__asan_region_is_poisoned(item, 32));
    assert_true(__asan_address_is_poisoned(item + 32));
    cw_arena_reset(&arena, mark);
    assert_true(__asan_address_is_poisoned(item));
    assert_true(__asan_address_is_poisoned(item + 31));
    cw_arena_free(&arena);
#else
    (void)state;
    skip();
#endif
}

static void a_refused_chunk_leaves_the_arena_usable(void **state)
{
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    test_fail_allocation(1);
    assert_non_null(cw_arena_alloc(&arena, 10));
    assert_null(cw_arena_alloc(&arena, 10));
    assert_int_equal(test_blocks_alive(), 1);
    assert_non_null(cw_arena_alloc(&arena, 10));
    cw_arena_free(&arena);
    assert_int_equal(test_blocks_alive(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(init_allocates_nothing),
        cmocka_unit_test(items_are_aligned_apart_and_stay),
        cmocka_unit_test(nothing_has_a_valid_place),
        cmocka_unit_test(the_maximum_is_kept_to_the_byte),
        cmocka_unit_test(a_small_maximum_is_used_up),
        cmocka_unit_test(sizes_that_wrap_around_are_refused),
        cmocka_unit_test(arrays_are_cleared),
        cmocka_unit_test(copies_end_in_zero),
        cmocka_unit_test(marks_take_back_what_came_after),
        cmocka_unit_test(what_is_absorbed_goes_with_the_arena),
        cmocka_unit_test(clear_keeps_the_largest_chunk),
        cmocka_unit_test(chunks_double_up_to_one_mebibyte),
        cmocka_unit_test(the_last_item_grows_in_place),
        cmocka_unit_test(freed_and_neighbouring_bytes_are_poisoned),
        cmocka_unit_test(a_refused_chunk_leaves_the_arena_usable),
    };
    return case_run_tests(tests);
}
