/* Comparing, finding, trimming and splitting runs of bytes. */
#include "base/bytes.h"

#include "support/case.h"

static void add_place(cw_buf *got, size_t place)
{
    if (place == CW_NOT_FOUND)
        (void)cw_buf_add_text(got, "none");
    else
        (void)cw_buf_addf(got, "%zu", place);
}

/* "find [FROM] NEEDLE": digits and a blank at the start are FROM */
static void find(cw_bytes text, cw_bytes needle, bool is_fold, cw_buf *got)
{
    uint64_t from = 0;
    if (needle.n >= 2 && needle.at[1] == ' ' &&
        cw_bytes_number(cw_bytes_cut(needle, 0, 1), 9, &from))
        needle = cw_bytes_cut(needle, 2, needle.n);
    add_place(got, is_fold ? cw_bytes_find_fold(text, needle, (size_t)from)
                           : cw_bytes_find(text, needle, (size_t)from));
}

static void split(cw_bytes text, cw_buf *got)
{
    cw_range line;
    for (size_t at = 0; cw_bytes_line(text, &at, &line);) {
        (void)cw_buf_add_byte(got, '[');
        (void)cw_buf_add(got, cw_bytes_at(text, line));
        (void)cw_buf_add_byte(got, ']');
    }
}

static void compare_ends(cw_bytes text, cw_bytes other, cw_buf *got)
{
    static const char *const answer[] = {"no", "yes"};
    (void)cw_buf_addf(got,
                      "starts %s, ends %s, fold starts %s, fold ends %s, "
                      "equal %s, fold equal %s",
                      answer[cw_bytes_starts(text, other)],
                      answer[cw_bytes_ends(text, other)],
                      answer[cw_bytes_starts_fold(text, other)],
                      answer[cw_bytes_ends_fold(text, other)],
                      answer[cw_bytes_equal(text, other)],
                      answer[cw_bytes_equal_fold(text, other)]);
}

/* line 0: what to do, and its argument; line 1: the text; line 2: the result */
static void bytes_case(case_now *now, void *state)
{
    cw_bytes text = case_line(now, 1), given;
    cw_buf got;
    uint64_t max, number;
    (void)state;
    cw_buf_init(&got, now->arena, 10000);
    if (case_field(now, "find", &given)) {
        find(text, given, false, &got);
    } else if (case_field(now, "fold-find", &given)) {
        find(text, given, true, &got);
    } else if (case_field(now, "compare", &given)) {
        (void)cw_buf_addf(&got, "%d", cw_bytes_compare(text, given));
    } else if (case_field(now, "ends", &given)) {
        compare_ends(text, given, &got);
    } else if (case_field(now, "number", &given)) {
        if (!cw_bytes_number(given, UINT64_MAX, &max))
            case_fail(now, 0, "bad maximum");
        if (cw_bytes_number(text, max, &number))
            (void)cw_buf_addf(&got, "%llu", (unsigned long long)number);
        else
            (void)cw_buf_add_text(&got, "none");
    } else if (cw_bytes_equal(case_raw(now, 0), CW_LIT("trim"))) {
        cw_range all = {0, (uint32_t)text.n};
        cw_bytes trimmed = cw_bytes_trim(text);
        (void)cw_buf_add(&got, trimmed);
        if (!cw_bytes_equal(cw_bytes_at(text, cw_range_trim(text, all)),
                            trimmed))
            case_fail(now, 1, "the range is trimmed in another way");
    } else {
        split(text, &got);
    }
    case_expect(now, 2, cw_buf_bytes(&got));
}

static void cases(void **state)
{
    (void)state;
    case_run_file("tests/base/bytes.case", bytes_case, NULL);
}

static size_t find_simply(cw_bytes text, cw_bytes needle, size_t from)
{
    for (; from + needle.n <= text.n; from++)
        if (memcmp(text.at + from, needle.at, needle.n) == 0)
            return from;
    return CW_NOT_FOUND;
}

/* Every text of 9 and every needle of 1 to 6 letters a, b: all periods. */
static void finding_agrees_with_looking_everywhere(void **state)
{
    (void)state;
    for (unsigned t = 0; t < 1u << 9; t++) {
        uint8_t text[9];
        for (unsigned i = 0; i < 9; i++)
            text[i] = t >> i & 1 ? 'a' : 'b';
        for (unsigned k = 2; k < 1u << 7; k++) {
            uint8_t needle[6], upper[6];
            size_t n = 0;
            for (unsigned rest = k; rest > 1; rest >>= 1) {
                needle[n] = rest & 1 ? 'a' : 'b';
                upper[n] = (uint8_t)(needle[n] - 32);
                n++;
            }
            for (size_t from = 0; from < 3; from++) {
                size_t place = find_simply((cw_bytes){text, 9},
                                           (cw_bytes){needle, n}, from);
                assert_int_equal(cw_bytes_find((cw_bytes){text, 9},
                                               (cw_bytes){needle, n}, from),
                                 place);
                assert_int_equal(cw_bytes_find_fold((cw_bytes){text, 9},
                                                    (cw_bytes){upper, n}, from),
                                 place);
            }
        }
    }
}

/* Texts that make a search which starts again at every byte take n * m steps:
 * 16 MiB and a needle of 1 MiB would be 8 * 10^12; here it is done at once. */
static void hostile_needles_take_linear_time(void **state)
{
    enum { TEXT = 1 << 24, NEEDLE = 1 << 20 };
    uint8_t *text = test_malloc(TEXT), *needle = test_malloc(NEEDLE);
    static const size_t odd_at[] = {0, NEEDLE / 2, NEEDLE - 1};
    (void)state;
    memset(text, 'a', TEXT);
    for (size_t i = 0; i < sizeof odd_at / sizeof odd_at[0]; i++) {
        memset(needle, 'A', NEEDLE);
        needle[odd_at[i]] = 'B';
        assert_int_equal(cw_bytes_find_fold((cw_bytes){text, TEXT},
                                            (cw_bytes){needle, NEEDLE}, 0),
                         CW_NOT_FOUND);
        memset(needle, 'a', NEEDLE);
        needle[odd_at[i]] = 'b';
        assert_int_equal(cw_bytes_find((cw_bytes){text, TEXT},
                                       (cw_bytes){needle, NEEDLE}, 0),
                         CW_NOT_FOUND);
    }
    text[TEXT - NEEDLE] = 'b'; // the needle now ends the text
    memset(needle, 'A', NEEDLE);
    needle[0] = 'B';
    assert_int_equal(cw_bytes_find_fold((cw_bytes){text, TEXT},
                                        (cw_bytes){needle, NEEDLE}, 0),
                     TEXT - NEEDLE);
    test_free(text);
    test_free(needle);
}

static void ranges_overlap_and_hold(void **state)
{
    cw_range a = {2, 5}, b = {5, 8}, c = {4, 6}, d = {3, 4}, none = {4, 4};
    (void)state;
    assert_false(cw_range_overlaps(a, b));
    assert_true(cw_range_overlaps(a, c));
    assert_true(cw_range_overlaps(c, b));
    assert_true(cw_range_holds(a, d));
    assert_true(cw_range_holds(a, a));
    assert_false(cw_range_holds(a, c));
    assert_true(cw_range_is_empty(none));
    assert_false(cw_range_is_empty(d));
}

/* A range inside the text: blanks outside it are not its own. */
static void trimming_stays_inside_the_range(void **state)
{
    cw_bytes text = CW_LIT("  ab \xC2\xA0 cd  ");
    cw_range got = cw_range_trim(text, (cw_range){1, 8});
    (void)state;
    assert_int_equal(got.from, 2);
    assert_int_equal(got.to, 4);
    got = cw_range_trim(text, (cw_range){4, 6}); // half of the NBSP stays
    assert_int_equal(got.from, 5);
    assert_int_equal(got.to, 6);
    got = cw_range_trim(text, (cw_range){4, 8});
    assert_true(cw_range_is_empty(got));
    got = cw_range_trim(text, (cw_range){3, 3});
    assert_int_equal(got.from, 3);
}

static void a_list_of_words_is_looked_through(void **state)
{
    static const char *const words[] = {"may", "Might", "m", NULL};
    static const char *const none[] = {NULL};
    (void)state;
    assert_true(cw_bytes_among(CW_LIT("may"), words));
    assert_true(cw_bytes_among(CW_LIT("m"), words));
    assert_false(cw_bytes_among(CW_LIT("ma"), words));
    assert_false(cw_bytes_among(CW_LIT("mays"), words));
    assert_false(cw_bytes_among(CW_LIT("might"), words));
    assert_true(cw_bytes_among_fold(CW_LIT("might"), words));
    assert_false(cw_bytes_among_fold(CW_LIT(""), words));
    assert_false(cw_bytes_among(CW_LIT(""), none));
}

/* A needle of each length at each place of texts of each length, beside
 * others that only begin and end like it. */
static void find_at_every_place(void **state)
{
    (void)state;
    for (size_t n = 2; n <= 27; n += n < 4 ? 1 : 7)
        for (size_t n_text = n; n_text < 70; n_text++)
            for (size_t place = 0; place + n <= n_text + 1; place++) {
                uint8_t text[70], needle[27];
                memset(needle, '-', n);
                needle[0] = 'a';
                needle[n - 1] = n > 2 ? 'z' : 'b';
                memset(text, 'a', n_text);
                if (place + n <= n_text)
                    memcpy(text + place, needle, n);
                assert_int_equal(cw_bytes_find((cw_bytes){text, n_text},
                                               (cw_bytes){needle, n}, 0),
                                 place + n > n_text ? CW_NOT_FOUND : place);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(find_at_every_place),
        cmocka_unit_test(finding_agrees_with_looking_everywhere),
        cmocka_unit_test(hostile_needles_take_linear_time),
        cmocka_unit_test(a_list_of_words_is_looked_through),
        cmocka_unit_test(ranges_overlap_and_hold),
        cmocka_unit_test(trimming_stays_inside_the_range),
    };
    return case_run_tests(tests);
}
