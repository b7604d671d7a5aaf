/* Relocatable blocks: built, moved, and refused when they lie. */
#include "base/pack.h"

#include "support/case.h"

#define MAGIC 0x31545354u // "TST1"

typedef struct {
    cw_block_head block;
    cw_slice words, name, nothing;
    uint32_t count;
} test_head;

static cw_status build(cw_arena *arena, size_t size_max, const void **out)
{
    static const uint64_t words[] = {1, 1u << 20, UINT64_MAX};
    test_head head = {.count = 3};
    cw_pack pack;
    cw_pack_init(&pack, arena, sizeof head, MAGIC, size_max);
    head.name = cw_pack_add_bytes(&pack, CW_LIT("Ostermole Pier"));
    head.words = cw_pack_add(&pack, words, 3, sizeof words[0]);
    head.nothing = cw_pack_add(&pack, NULL, 0, sizeof words[0]);
    return cw_pack_end(&pack, &head, sizeof head, out);
}

static void a_moved_block_reads_the_same(void **state)
{
    _Alignas(8) uint8_t moved[256];
    const test_head *head;
    const void *block;
    cw_arena arena;
    size_t n;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_int_equal(build(&arena, 1000, &block), CW_OK);
    n = ((const cw_block_head *)block)->n_bytes;
    assert_in_range(n, sizeof *head + 36, sizeof moved);
    assert_int_equal(n % 8, 0);
    memcpy(moved, block, n);
    cw_arena_free(&arena); // nothing points back
    head = (const void *)moved;
    assert_int_equal(head->block.magic, MAGIC);
    assert_int_equal(head->count, 3);
    assert_int_equal(head->words.at % 8, 0);
    assert_int_equal(CW_AT(head, head->words, uint64_t)[1], 1u << 20);
    assert_true(CW_AT(head, head->words, uint64_t)[2] == UINT64_MAX);
    assert_true(cw_bytes_equal(cw_slice_bytes(head, head->name),
                               CW_LIT("Ostermole Pier")));
    assert_int_equal(head->nothing.n, 0);
    assert_int_equal(head->nothing.at, 0);
}

static void a_copy_outlives_its_block(void **state)
{
    const void *block, *copy;
    const test_head *head;
    cw_arena arena, keep, full;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_arena_init(&keep, SIZE_MAX);
    cw_arena_init(&full, 8);
    assert_int_equal(build(&arena, 1000, &block), CW_OK);
    assert_null(cw_block_copy(block, &full));
    copy = cw_block_copy(block, &keep);
    assert_non_null(copy);
    head = block;
    assert_memory_equal(copy, block, head->block.n_bytes);
    cw_arena_free(&arena);
    head = copy;
    assert_true(cw_bytes_equal(cw_slice_bytes(head, head->name),
                               CW_LIT("Ostermole Pier")));
    cw_arena_free(&keep);
    cw_arena_free(&full);
}

/* The bytes between arrays are no leftovers of earlier work. */
static void equal_results_are_equal_bytes(void **state)
{
    const void *first, *second;
    cw_arena arena;
    uint8_t *dirt;
    size_t n;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_int_equal(build(&arena, 1000, &first), CW_OK);
    {
        cw_mark mark = cw_arena_mark(&arena);
        dirt = cw_arena_alloc(&arena, 4000);
        assert_non_null(dirt);
        memset(dirt, 0xAA, 4000);
        cw_arena_reset(&arena, mark);
    }
    assert_int_equal(build(&arena, 1000, &second), CW_OK);
    n = ((const cw_block_head *)first)->n_bytes;
    assert_memory_equal(first, second, n);
    cw_arena_free(&arena);
}

static void the_maximum_is_kept(void **state)
{
    const void *block;
    cw_arena arena;
    size_t n;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_int_equal(build(&arena, SIZE_MAX, &block), CW_OK);
    n = ((const cw_block_head *)block)->n_bytes;
    assert_int_equal(build(&arena, n - 1, &block), CW_LIMIT);
    assert_null(block);
    assert_int_equal(build(&arena, n, &block), CW_OK);
    assert_int_equal(build(&arena, n + 1, &block), CW_OK);
    assert_int_equal(build(&arena, 0, &block), CW_LIMIT);
    cw_arena_free(&arena);
}

static void every_allocation_fails_once(void **state)
{
    cw_status status = CW_NO_MEMORY;
    (void)state;
    for (size_t n = 0; status != CW_OK; n++) {
        const void *block;
        cw_arena arena;
        cw_arena_init(&arena, SIZE_MAX);
        test_fail_allocation(n);
        status = build(&arena, 1000, &block);
        assert_true(status == CW_OK ||
                    (status == CW_NO_MEMORY && block == NULL));
        cw_arena_free(&arena);
        assert_int_equal(test_blocks_alive(), 0);
    }
}

static void a_head_of_another_size_is_refused(void **state)
{
    cw_block_head head = {0, 0};
    const void *block;
    cw_arena arena;
    cw_pack pack;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_pack_init(&pack, &arena, sizeof(test_head), MAGIC, 1000);
    assert_int_equal(cw_pack_end(&pack, &head, sizeof head, &block), CW_USAGE);
    assert_null(block);
    cw_pack_init(&pack, &arena, 4, MAGIC, 1000);
    assert_int_equal(cw_pack_end(&pack, &head, 4, &block), CW_USAGE);
    cw_arena_free(&arena);
}

static void arrays_that_wrap_around_are_refused(void **state)
{
    uint64_t item = 0;
    const void *block;
    cw_block_head head = {0, 0};
    cw_arena arena;
    cw_pack pack;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_pack_init(&pack, &arena, sizeof head, MAGIC, SIZE_MAX);
    assert_int_equal(cw_pack_add(&pack, &item, SIZE_MAX / 8 + 2, 8).n, 0);
    assert_int_equal(cw_pack_add(&pack, &item, 1, 8).n, 0); // it stays failed
    assert_int_equal(cw_pack_end(&pack, &head, sizeof head, &block), CW_LIMIT);
    cw_pack_init(&pack, &arena, sizeof head, MAGIC, SIZE_MAX);
    assert_int_equal(cw_pack_add(&pack, &item, UINT32_MAX, 8).n, 0);
    assert_int_equal(cw_pack_end(&pack, &head, sizeof head, &block), CW_LIMIT);
    cw_arena_free(&arena);
}

/* Slices of a block of 64 bytes. */
static void slices_inside_fit(void **state)
{
    static const struct {
        cw_slice slice;
        size_t item_size;
        bool fits;
    } given[] = {
        {{8, 7}, 8, true},
        {{8, 8}, 8, false},
        {{56, 8}, 1, true},
        {{56, 9}, 1, false},
        {{64, 1}, 1, false},
        {{0, 0}, 8, true},
        {{0, 1}, 1, false}, // the head is no array
        {{12, 1}, 4, false},
        {{72, 1}, 1, false},
        {{UINT32_MAX - 7, 1}, 8, false},
        {{8, UINT32_MAX}, 8, false},
        {{8, UINT32_MAX}, SIZE_MAX, false},
        {{8, 2}, SIZE_MAX / 2 + 1, false},
    };
    cw_block_head block = {MAGIC, 64};
    (void)state;
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
        if (cw_slice_fits(&block, given[i].slice, given[i].item_size) !=
            given[i].fits)
            fail_msg("slice %zu", i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moved_block_reads_the_same),
        cmocka_unit_test(a_copy_outlives_its_block),
        cmocka_unit_test(equal_results_are_equal_bytes),
        cmocka_unit_test(the_maximum_is_kept),
        cmocka_unit_test(every_allocation_fails_once),
        cmocka_unit_test(a_head_of_another_size_is_refused),
        cmocka_unit_test(arrays_that_wrap_around_are_refused),
        cmocka_unit_test(slices_inside_fit),
    };
    return case_run_tests(tests);
}
