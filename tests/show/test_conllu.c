/* Reading words that are given as columns. */
#include "show/conllu.h"

#include "support/case.h"

static void one_file(case_now *now, void *state)
{
    cw_given_words given;
    size_t n = 0, word = 0;
    cw_buf file, out;
    (void)state;
    cw_buf_init(&file, now->arena, 1 << 20);
    cw_buf_init(&out, now->arena, 1 << 20);
    while (n < now->n_lines && !cw_bytes_equal(case_raw(now, n), CW_LIT("="))) {
        (void)cw_buf_add(&file, case_line(now, n++));
        (void)cw_buf_add_byte(&file, '\n');
    }
    if (cw_given_read(cw_buf_bytes(&file), now->arena, &given) != CW_OK)
        case_fail(now, 0, "it cannot be read");
    for (size_t at = 0; at < given.text.n; at++) {
        while (word < given.n_lines &&
               (cw_range_is_empty(given.lines[word].word) ||
                given.lines[word].word.from < at))
            word++;
        if (word < given.n_lines && given.lines[word].word.from == at)
            (void)cw_buf_add_byte(&out, '|');
        (void)cw_buf_add_byte(
            &out, given.text.at[at] == '\n' ? '/' : given.text.at[at]);
    }
    case_expect(now, n + 1, cw_buf_bytes(&out));
}

static void files(void **state)
{
    (void)state;
    case_run_file("tests/show/given.case", one_file, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(files)};
    return case_run_tests(tests);
}
