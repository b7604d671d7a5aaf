/* Hash tables: order of entries, maxima, failing allocations, hashes. */
#include "base/table.h"

#include <stdio.h>

#include "support/case.h"

static cw_bytes key_of(cw_arena *arena, unsigned i)
{
    char text[32];
    cw_bytes key = {NULL, 0};
    (void)snprintf(text, sizeof text, "key %u", i);
    assert_int_equal(cw_arena_copy(arena, cw_bytes_from(text), &key), CW_OK);
    return key;
}

static void entries_are_found_and_keep_their_order(void **state)
{
    enum { N = 20000 };
    cw_arena arena;
    cw_table table;
    cw_table_entry *entry;
    bool is_new;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_table_init(&table, &arena, N);
    assert_null(cw_table_find(&table, CW_LIT("key 0")));
    for (unsigned i = 0; i < N; i++) {
        assert_int_equal(
            cw_table_add(&table, key_of(&arena, i), &is_new, &entry), CW_OK);
        assert_true(is_new);
        assert_int_equal(entry->value, 0);
        entry->value = i * 3;
    }
    assert_int_equal(table.n, N);
    assert_true(table.n * 4 <= table.n_slots * 3);
    for (unsigned i = 0; i < N; i++) {
        entry = cw_table_find(&table, key_of(&arena, i));
        assert_ptr_equal(entry, &table.entries[i]);
        assert_int_equal(entry->value, i * 3);
        assert_int_equal(
            cw_table_add(&table, key_of(&arena, i), &is_new, &entry), CW_OK);
        assert_false(is_new);
        assert_ptr_equal(entry, &table.entries[i]);
    }
    assert_int_equal(table.n, N);
    assert_null(cw_table_find(&table, CW_LIT("key 20000")));
    cw_arena_free(&arena);
}

static void keys_differ_by_their_bytes(void **state)
{
    static const cw_bytes keys[] = {
        {(const uint8_t *)"a", 1},    {(const uint8_t *)"A", 1},
        {(const uint8_t *)"a\0", 2},  {(const uint8_t *)"\0", 1},
        {(const uint8_t *)"", 0},     {(const uint8_t *)"a ", 2},
        {(const uint8_t *)"\xC3", 1},
    };
    cw_arena arena;
    cw_table table;
    cw_table_entry *entry;
    bool is_new;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_table_init(&table, &arena, 100);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(cw_table_add(&table, keys[i], &is_new, &entry), CW_OK);
        assert_true(is_new);
    }
    assert_int_equal(cw_table_add(&table, (cw_bytes){NULL, 0}, &is_new, &entry),
                     CW_OK);
    assert_false(is_new);
    assert_ptr_equal(entry, &table.entries[4]);
    cw_arena_free(&arena);
}

static void the_maximum_is_kept(void **state)
{
    static const size_t maxima[] = {0, 1, 11, 12, 13, 100};
    (void)state;
    for (size_t i = 0; i < sizeof maxima / sizeof maxima[0]; i++) {
        cw_arena arena;
        cw_table table;
        cw_table_entry *entry;
        bool is_new;
        unsigned n = 0;
        cw_status status;
        cw_arena_init(&arena, SIZE_MAX);
        cw_table_init(&table, &arena, maxima[i]);
        do
            status = cw_table_add(&table, key_of(&arena, n++), &is_new, &entry);
        while (status == CW_OK);
        assert_int_equal(status, CW_LIMIT);
        assert_null(entry);
        assert_int_equal(table.n, maxima[i]);
        if (maxima[i] > 0) {
            assert_int_equal(
                cw_table_add(&table, key_of(&arena, 0), &is_new, &entry),
                CW_OK); // what is there is still found
            assert_false(is_new);
        }
        cw_arena_free(&arena);
    }
}

static void every_allocation_fails_once(void **state)
{
    static const char *const words[] = {
        "tide", "quay", "buoy", "mole",  "pier", "dock",  "crane", "berth",
        "hull", "keel", "mast", "stern", "bow",  "cable", "winch", "gull"};
    bool is_done = false;
    (void)state;
    for (size_t n = 0; !is_done; n++) {
        cw_arena arena;
        cw_table table;
        cw_table_entry *entry;
        bool is_new;
        size_t n_added = 0;
        cw_arena_init(&arena, SIZE_MAX);
        cw_table_init(&table, &arena, 100);
        test_fail_allocation(n);
        for (size_t i = 0; i < 16; i++) {
            cw_status status =
                cw_table_add(&table, cw_bytes_from(words[i]), &is_new, &entry);
            assert_true(status == CW_OK || status == CW_NO_MEMORY);
            n_added += status == CW_OK;
        }
        is_done = n_added == 16;
        assert_int_equal(table.n, n_added);
        assert_in_range(n_added, 15, 16); // the next try succeeds
        for (size_t i = 0; i < table.n; i++)
            assert_ptr_equal(cw_table_find(&table, table.entries[i].key),
                             &table.entries[i]);
        cw_arena_free(&arena);
        assert_int_equal(test_blocks_alive(), 0);
    }
}

static void each_table_draws_its_seed(void **state)
{
    cw_arena arena;
    cw_table table[4];
    bool is_one = true;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (size_t i = 0; i < 4; i++) {
        cw_table_init(&table[i], &arena, 1);
        is_one = is_one && table[i].seed == table[0].seed;
    }
    assert_false(is_one);
}

/* Kept data hold these numbers: XXH3 of xxHash 0.8, seed 0. */
static void hashes_are_the_same_everywhere(void **state)
{
    (void)state;
    assert_true(cw_hash(CW_LIT("")) == 0x2D06800538D394C2u);
    assert_true(cw_hash(CW_LIT("")) == cw_hash((cw_bytes){NULL, 0}));
    assert_true(cw_hash(CW_LIT("a")) != cw_hash(CW_LIT("b")));
    assert_true(cw_hash_mix(1, 2) != cw_hash_mix(2, 1));
    assert_true(cw_hash_mix(0x0706050403020100u, 0x0F0E0D0C0B0A0908u) ==
                cw_hash(CW_LIT("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A"
                               "\x0B\x0C\x0D\x0E\x0F")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_found_and_keep_their_order),
        cmocka_unit_test(keys_differ_by_their_bytes),
        cmocka_unit_test(the_maximum_is_kept),
        cmocka_unit_test(every_allocation_fails_once),
        cmocka_unit_test(each_table_draws_its_seed),
        cmocka_unit_test(hashes_are_the_same_everywhere),
    };
    return case_run_tests(tests);
}
