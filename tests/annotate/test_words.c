/* words.case: a form, then for each entry, in their order,
 *   lemma TAG EVENT forms[+forms] about
 * EVENT "-" for none, forms of verbs: base s past part ing; "unknown". */
#include "annotate/annotate_case.h"
#include "annotate/words.h"

static void one_form(case_now *now, void *state)
{
    static const char *const forms[] = {"base", "s", "past", "part", "ing"};
    cw_words words = cw_words_find_fold(case_line(now, 0));
    cw_buf got;
    (void)state;
    cw_buf_init(&got, now->arena, CW_MAX_LINE_BYTES);
    for (size_t i = 0; i < words.n; i++) {
        const cw_word *word = &words.at[i];
        const char *mark = " ";
        if (i)
            cw_buf_add_byte(&got, '\n');
        cw_buf_add(&got, word->lemma);
        cw_buf_addf(&got, " %s %s", cw_tag_name(word->tag),
                    word->event_class ? cw_event_class_name(word->event_class)
                                      : "-");
        for (size_t k = 0; k < 5; k++)
            if (word->form >> k & 1) {
                cw_buf_addf(&got, "%s%s", mark, forms[k]);
                mark = "+";
            }
        if (word->about.n)
            cw_buf_addf(&got, " %.*s", (int)word->about.n,
                        (const char *)word->about.at);
        if (word->gender)
            cw_buf_addf(&got, " %c", word->gender);
    }
    if (words.n == 0)
        cw_buf_add_text(&got, "unknown");
    case_expect_rest(now, 1, cw_buf_bytes(&got));
}

static void forms(void **state)
{
    (void)state;
    case_run_file("tests/annotate/words.case", one_form, NULL);
}

/* Longer than any word of the list, empty, and bytes that are no text. */
static void odd_forms_are_unknown(void **state)
{
    uint8_t form[CW_MAX_WORD_BYTES + 2];
    (void)state;
    memset(form, 'a', sizeof form);
    for (size_t n = 0; n <= sizeof form; n++)
        assert_int_equal(n == 1 ? 0 : cw_words_find_fold((cw_bytes){form, n}).n,
                         0);
    memset(form, 0xE2, sizeof form);
    for (size_t n = 0; n <= sizeof form; n++)
        assert_int_equal(cw_words_find_fold((cw_bytes){form, n}).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(forms),
                                       cmocka_unit_test(odd_forms_are_unknown)};
    return case_run_tests(tests);
}
