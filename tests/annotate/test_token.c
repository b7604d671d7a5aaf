/* token.case: a text, then its tokens between bars; sentence.case: a text,
 * then a sentence on each line; tag.case: a text, then word/TAG for each
 * token, then, if given, "lemmas" and the lemmas. */
#include "annotate/annotate_case.h"

static void one_tokens(case_now *now, void *state)
{
    cw_bytes text = case_line(now, 0);
    const cw_marks *marks = case_marks(now, text, CW_NO_DAY);
    const cw_token *tokens;
    cw_buf got;
    (void)state;
    if (!marks)
        return;
    tokens = CW_AT(marks, marks->tokens, cw_token);
    cw_buf_init(&got, now->arena, CW_MAX_LINE_BYTES);
    for (uint32_t i = 0; i < marks->tokens.n; i++) {
        if (i)
            cw_buf_add_byte(&got, '|');
        cw_buf_add(&got, cw_bytes_at(text, tokens[i].range));
    }
    case_expect(now, 1, cw_buf_bytes(&got));
}

static void one_sentences(case_now *now, void *state)
{
    cw_bytes text = case_line(now, 0);
    const cw_marks *marks = case_marks(now, text, CW_NO_DAY);
    const cw_sentence *sentences;
    cw_buf got;
    (void)state;
    if (!marks)
        return;
    sentences = CW_AT(marks, marks->sentences, cw_sentence);
    cw_buf_init(&got, now->arena, CW_MAX_LINE_BYTES);
    for (uint32_t i = 0; i < marks->sentences.n; i++) {
        cw_bytes words = cw_bytes_at(text, sentences[i].range);
        if (i)
            cw_buf_add_byte(&got, '\n');
        for (size_t k = 0; k < words.n; k++) // lines of the text as blanks
            cw_buf_add_byte(&got, words.at[k] == '\n' ? ' ' : words.at[k]);
    }
    case_expect_rest(now, 1, cw_buf_bytes(&got));
}

static void one_tags(case_now *now, void *state)
{
    static const char *const forms[] = {"", ".base", ".s", "", ".past"};
    cw_bytes text = case_line(now, 0);
    const cw_marks *marks = case_marks(now, text, CW_NO_DAY);
    const cw_token *tokens;
    cw_buf got, lemmas;
    (void)state;
    if (!marks)
        return;
    tokens = CW_AT(marks, marks->tokens, cw_token);
    cw_buf_init(&got, now->arena, CW_MAX_LINE_BYTES);
    cw_buf_init(&lemmas, now->arena, CW_MAX_LINE_BYTES);
    cw_buf_add_text(&lemmas, "lemmas");
    for (uint32_t i = 0; i < marks->tokens.n; i++) {
        const cw_token *token = &tokens[i];
        if (i)
            cw_buf_add_byte(&got, ' ');
        cw_buf_add(&got, cw_bytes_at(text, token->range));
        cw_buf_add_byte(&got, '/');
        cw_buf_add_text(&got, cw_tag_name(token->tag));
        if (token->tag == CW_TAG_VERB && token->form <= CW_FORM_PAST)
            cw_buf_add_text(&got, forms[token->form]);
        else if (token->tag == CW_TAG_VERB)
            cw_buf_add_text(&got, token->form == CW_FORM_PARTICIPLE ? ".part"
                                  : token->form == CW_FORM_ING      ? ".ing"
                                                                    : "");
        cw_buf_add_byte(&lemmas, ' ');
        cw_buf_add(&lemmas, cw_token_lemma(marks, token));
    }
    case_expect(now, 1, cw_buf_bytes(&got));
    if (now->n_lines > 2)
        case_expect(now, 2, cw_buf_bytes(&lemmas));
}

static void tokens(void **state)
{
    (void)state;
    case_run_file("tests/annotate/token.case", one_tokens, NULL);
}

static void sentences(void **state)
{
    (void)state;
    case_run_file("tests/annotate/sentence.case", one_sentences, NULL);
}

static void tags(void **state)
{
    (void)state;
    case_run_file("tests/annotate/tag.case", one_tags, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tokens),
                                       cmocka_unit_test(sentences),
                                       cmocka_unit_test(tags)};
    return case_run_tests(tests);
}
