/* The small arithmetic that every step of the room shares. */
#include "story/story_int.h"

#include "support/case.h"

/* sixteenths of log2, linear between powers of two */
static void logarithms(void **state)
{
    static const struct {
        uint64_t x;
        uint32_t sixteenths;
    } known[] = {{1, 0},      {2, 16},     {3, 24},           {4, 32},
                 {6, 40},     {8, 48},     {16, 64},          {24, 72},
                 {1000, 159}, {1024, 160}, {UINT64_MAX, 1023}};
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(cw_log2_16(known[i].x), known[i].sixteenths);
    for (uint64_t x = 1; x < 5000; x++)
        assert_true(cw_log2_16(x) <= cw_log2_16(x + 1));
}

static void roots(void **state)
{
    (void)state;
    for (uint64_t root = 0; root < 3000; root++) {
        assert_int_equal(cw_square_root(root * root), root);
        assert_int_equal(cw_square_root(root * root + 2 * root), root);
    }
    assert_int_equal(cw_square_root(UINT64_MAX), UINT32_MAX);
}

static void sorted_ids(void **state)
{
    uint32_t ids[] = {7, 3, 7, 1, 3, 9}, other[] = {0, 1, 9, 12};
    size_t n = cw_ids_sort(ids, 6);
    cw_ids set = {ids, n}, more = {other, 4};
    (void)state;
    assert_int_equal(n, 4);
    for (uint32_t id = 0; id < 12; id++)
        assert_int_equal(cw_ids_hold(set, id),
                         id == 1 || id == 3 || id == 7 || id == 9);
    assert_int_equal(cw_ids_common(set, more), 2);
    assert_int_equal(cw_ids_sort(ids, 0), 0);
}

/* Cites come out sorted and once each, with the set of their reports. */
static void cites(void **state)
{
    cw_span given[] = {{2, 5, 9}, {0, 1, 4}, {2, 5, 9}, {2, 3, 4}};
    cw_cites made;
    cw_reports reports;
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_int_equal(cw_cites_make(&arena, given, 4, &made, &reports), CW_OK);
    assert_int_equal(made.n, 3);
    assert_int_equal(made.at[1].from, 3);
    assert_int_equal(reports.n, 2);
    assert_int_equal(reports.at[1], 2);
    cw_arena_free(&arena);
}

/* The longest run of equal words, and where it stands. */
static void runs(void **state)
{
    cw_bytes a = CW_LIT("The captain’s dog, a small one, bit the judge.");
    cw_bytes b = CW_LIT("Yesterday the captain's DOG a small one slept");
    cw_arena arena;
    cw_range at;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    assert_int_equal(cw_longest_run(a, b, &arena, &at), 6);
    assert_int_equal(at.from, 0);
    assert_int_equal(a.at[at.to - 1], 'e');
    assert_int_equal(cw_longest_run(a, CW_LIT(""), &arena, &at), 0);
    assert_int_equal(cw_longest_run(CW_LIT("..."), a, &arena, &at), 0);
    assert_int_equal(arena.size == 0 || at.to == at.from, 1);
    cw_arena_free(&arena);
}

/* Words read a block at a time are those read letter by letter, whatever stands
 * at a block's ends, and each word has one hash. */
static void quick_words(void **state)
{
    enum { BYTES = 300, TEXTS = 400 };
    static const char *pieces[] = {"a", "B",  "7", "word", "seventeenletters",
                                   " ", ". ", "'", "’",    "é"};
    uint8_t room[BYTES + 40];
    cw_run_word slow[BYTES], quick[BYTES];
    uint32_t chance = 1;
    (void)state;
    for (int text = 0; text < TEXTS; text++) {
        cw_bytes bytes = {room, 0};
        size_t n;
        while (bytes.n < (size_t)(text % BYTES)) {
            const char *piece;
            chance = chance * 1664525u + 1013904223u;
            // one text in four hardly has an end of a word
            piece = pieces[(chance >> 16) % (text % 4 == 0 ? 5 : 10)];
            memcpy(room + bytes.n, piece, strlen(piece));
            bytes.n += strlen(piece);
        }
        n = cw_run_words(bytes, slow);
        assert_int_equal(
            cw_run_words_quick(bytes, (cw_range){0, (uint32_t)bytes.n}, quick),
            n);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(quick[i].range.from, slow[i].range.from);
            assert_int_equal(quick[i].range.to, slow[i].range.to);
            for (size_t k = 0; k < i; k++)
                assert_int_equal(quick[i].hash == quick[k].hash,
                                 slow[i].hash == slow[k].hash);
        }
    }
}

/* A second entry at one place gets "-2", a third "-3". */
static void names(void **state)
{
    cw_arena arena;
    cw_id_maker maker;
    cw_id id[3];
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_id_maker_init(&maker, &arena);
    for (int i = 0; i < 3; i++)
        assert_int_equal(cw_id_make(&maker, &arena, 'c', "0123456789ab",
                                    (cw_span){0, 4, 9}, &id[i]),
                         CW_OK);
    assert_int_equal(strlen(id[0].text), 13);
    assert_int_equal(id[0].text[0], 'c');
    assert_string_equal(id[1].text + 13, "-2");
    assert_string_equal(id[2].text + 13, "-3");
    cw_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logarithms), cmocka_unit_test(roots),
        cmocka_unit_test(sorted_ids), cmocka_unit_test(cites),
        cmocka_unit_test(runs),       cmocka_unit_test(quick_words),
        cmocka_unit_test(names)};
    return case_run_tests(tests);
}
