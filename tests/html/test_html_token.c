/* Tokens and their bytes, from tests/html/html_token.case. */
#include "html/html_token.h"
#include "support/case.h"

static void print_attributes(cw_buf *out, const cw_html_token *token)
{
    for (size_t i = 0; i < token->n_attributes; i++) {
        const cw_html_attribute *at = &token->attributes[i];
        cw_buf_add_byte(out, ' ');
        cw_buf_add(out, at->name);
        cw_buf_add_text(out, "=\"");
        cw_buf_add(out, at->value);
        cw_buf_addf(out, "\"@%u-%u", (unsigned)at->value_range.from,
                    (unsigned)at->value_range.to);
    }
    cw_buf_add_text(out, token->is_self_closing ? " /" : "");
}

static void print_doctype(cw_buf *out, const cw_html_token *token)
{
    cw_buf_add_text(out, "doctype ");
    cw_buf_add(out, token->name);
    if (token->has_public) {
        cw_buf_add_text(out, " public \"");
        cw_buf_add(out, token->public_id);
        cw_buf_add_text(out, "\"");
    }
    if (token->has_system) {
        cw_buf_add_text(out, " system \"");
        cw_buf_add(out, token->system_id);
        cw_buf_add_text(out, "\"");
    }
    cw_buf_add_text(out, token->is_quirky ? " quirky" : "");
}

static void print_token(cw_buf *out, const cw_html_token *token)
{
    cw_buf_addf(out, "%s%u-%u ", out->n > 0 ? "\n" : "",
                (unsigned)token->range.from, (unsigned)token->range.to);
    switch (token->kind) {
    case CW_HTML_TEXT:
        cw_buf_add_text(out, token->is_nul ? "nul " : "text ");
        cw_buf_add(out, token->data);
        cw_buf_add_text(out, token->n_decoded > 0 ? " *" : "");
        break;
    case CW_HTML_START_TAG:
        cw_buf_add_text(out, "start ");
        cw_buf_add(out, token->name);
        print_attributes(out, token);
        break;
    case CW_HTML_END_TAG:
        cw_buf_add_text(out, "end ");
        cw_buf_add(out, token->name);
        break;
    case CW_HTML_COMMENT:
        cw_buf_add_text(out, token->data.n > 0 ? "comment " : "comment");
        cw_buf_add(out, token->data);
        break;
    case CW_HTML_DOCTYPE:
        print_doctype(out, token);
        break;
    case CW_HTML_EOF:
        break;
    }
}

static cw_html_state state_of(cw_bytes name)
{
    static const char *const names[] = {[CW_HTML_DATA] = "data",
                                        [CW_HTML_RCDATA] = "rcdata",
                                        [CW_HTML_RAWTEXT] = "rawtext",
                                        [CW_HTML_SCRIPT] = "script",
                                        [CW_HTML_PLAINTEXT] = "plaintext"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (cw_bytes_equal(cw_bytes_from(names[i]), name))
            return (cw_html_state)i;
    fail_msg("no such state");
    return CW_HTML_DATA;
}

static void one_page(case_now *now, void *state)
{
    static cw_html html;
    cw_html_token token;
    cw_bytes name;
    cw_buf got;
    size_t expected = 1;
    (void)state;
    cw_buf_init(&got, now->arena, CW_MAX_TEXT_BYTES);
    cw_html_init(&html, case_line(now, 0), now->arena);
    if (case_field(now, "state", &name)) {
        html.state = state_of(name);
        html.last_start = CW_LIT("x");
        expected++;
    }
    while (cw_html_next(&html, &token) == CW_OK && token.kind != CW_HTML_EOF)
        print_token(&got, &token);
    case_expect_rest(now, expected, cw_buf_bytes(&got));
}

static void pages(void **state)
{
    (void)state;
    case_run_file("tests/html/html_token.case", one_page, NULL);
}

static void the_end_stays_the_end(void **state)
{
    static cw_html html;
    cw_html_token token;
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, CW_MAX_REPORT_ARENA);
    cw_html_init(&html, CW_LIT("a"), &arena);
    assert_int_equal(cw_html_next(&html, &token), CW_OK);
    assert_int_equal(token.kind, CW_HTML_TEXT);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(cw_html_next(&html, &token), CW_OK);
        assert_int_equal(token.kind, CW_HTML_EOF);
        assert_int_equal(token.range.from, 1);
    }
    cw_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages),
        cmocka_unit_test(the_end_stays_the_end),
    };
    return case_run_tests(tests);
}
