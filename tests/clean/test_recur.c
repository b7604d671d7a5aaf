/* Words that stand in several pieces of a flat text. */
#include "clean/recur.h"

#include "support/case.h"

static bool is_long(const cw_piece *piece)
{
    return piece->n_words > 1;
}

/* harbour  Ferry crews
 * ferry    and Ferry
 * notice   ferry, one word and so no prose */
static void words_of_other_pieces_recur(void **state)
{
    const uint32_t ferry = 2 << 1, crews = 3 << 1, harbour = 4 << 1, cap = 1;
    uint32_t keys[] = {harbour,     ferry | cap, crews, ferry,
                       ferry | cap, ferry,       5 << 1};
    cw_piece pieces[] = {{.n_words = 3, .long_from = 0, .n_long = 3},
                         {.n_words = 3, .long_from = 3, .n_long = 2},
                         {.n_words = 1, .long_from = 5, .n_long = 2}};
    cw_arena arena;
    cw_recurrence recurrence;
    (void)state;
    cw_arena_init(&arena, 1 << 20);
    cw_sheet sheet = {.scratch = &arena,
                      .pieces = pieces,
                      .n = 3,
                      .long_words = keys,
                      .n_long_words = sizeof keys / sizeof *keys};
    assert_int_equal(cw_recurrence_open(&recurrence, &sheet, is_long), CW_OK);
    cw_recurring_words words = cw_recurrence_of(&recurrence, &pieces[0], true);
    assert_int_equal(words.n, 3);
    assert_int_equal(words.n_1, 1); // the ferry; its own words do not count
    assert_int_equal(words.n_caps, 1);
    assert_int_equal(words.n_caps_1, 1);
    words = cw_recurrence_of(&recurrence, &pieces[1], true);
    assert_int_equal(words.n_1, 2);
    words = cw_recurrence_of(&recurrence, &pieces[2], false);
    assert_int_equal(words.n_1, 1); // twice in the second piece is one piece
    assert_int_equal(words.n_3, 0);
    cw_arena_free(&arena);
}

/* A word of five bytes and a blank for each key: as many as there can be. */
static void keys_never_outnumber_the_bytes(void **state)
{
    (void)state;
    for (size_t n = 0; n < 100; n++)
        assert_true((n + 1) / 6 <= cw_long_words_max(n));
    assert_false(cw_long_word_fits((cw_range){0, 4}));
    assert_true(cw_long_word_fits((cw_range){0, 5}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_other_pieces_recur),
        cmocka_unit_test(keys_never_outnumber_the_bytes)};
    return case_run_tests(tests);
}
