/* Heads and relations: parse.case for simple sentences, and what holds for
 * every text: one root in each sentence, and no way around it.
 *
 *   word relation head, for each word; head "-" of the root  */
#include "annotate/annotate_case.h"

#include <stdlib.h>

static void check_trees(const cw_marks *marks)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_sentence *sentences = CW_AT(marks, marks->sentences, cw_sentence);
    for (uint32_t s = 0; s < marks->sentences.n; s++) {
        uint32_t first = sentences[s].first, n = sentences[s].n, n_roots = 0;
        for (uint32_t i = first; i < first + n; i++) {
            uint32_t steps = 0, at = i;
            n_roots += tokens[i].head == CW_NONE;
            assert_int_not_equal(tokens[i].relation, CW_RELATION_NONE);
            assert_int_equal(tokens[i].head == CW_NONE,
                             tokens[i].relation == CW_RELATION_ROOT);
            for (; tokens[at].head != CW_NONE; at = tokens[at].head) {
                assert_in_range(tokens[at].head, first, first + n - 1);
                assert_true(++steps <= n);
            }
        }
        assert_int_equal(n_roots, 1);
    }
}

static void every_sentence_is_a_tree(void **state)
{
    static const char *const texts[] = {
        "She visited Oslo. Why?",
        "\" ' ) ( . , ; : ! ?",
        "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a",
        "Mr Ek, 43, who sold fish in Brae, said that \"nothing\" was left.",
        "1 2 3 4 5, 6 - 7 / 8 % 9 $ 10",
        "x",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const cw_marks *marks;
        cw_arena keep, scratch;
        cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
        cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
        assert_int_equal(cw_annotate_text(NULL, cw_bytes_from(texts[i]),
                                          CW_NO_DAY, &keep, &scratch, &marks),
                         CW_OK);
        check_trees(marks);
        cw_arena_free(&keep);
        cw_arena_free(&scratch);
    }
}

static void list_heads(cw_buf *out, cw_bytes text, const cw_marks *marks)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    check_trees(marks);
    for (uint32_t i = 0; i < marks->tokens.n; i++) {
        if (i > 0)
            cw_buf_add_byte(out, '\n');
        cw_buf_add(out, cw_bytes_at(text, tokens[i].range));
        cw_buf_addf(out, " %s ", cw_relation_name(tokens[i].relation));
        if (tokens[i].head == CW_NONE)
            cw_buf_add_byte(out, '-');
        else
            cw_buf_add(out, cw_bytes_at(text, tokens[tokens[i].head].range));
    }
}

static void texts(void **state)
{
    case_marks_list how = {list_heads};
    (void)state;
    case_run_file("tests/annotate/parse.case", case_list_marks, &how);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(every_sentence_is_a_tree),
    };
    return case_run_tests(tests);
}
