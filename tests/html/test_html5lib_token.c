/* The public tokenizer cases of html5lib (CLEW_DATA/data/html5lib/tokenizer):
 * JSON, one run for each initial state of a case. Left out: xmlViolation.test
 * (not required) and cases with lone surrogates, which no UTF-8 can hold. */
#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "html/html_token.h"
#include "support/case.h"

typedef struct {
    json_t *list; // tokens as html5lib writes them
    cw_buf text;  // characters not yet in the list
} token_list;

static json_t *json_from(cw_bytes bytes)
{
    json_t *string = json_stringn((const char *)bytes.at, bytes.n);
    assert_non_null(string);
    return string;
}

static void flush_text(token_list *tokens)
{
    if (tokens->text.n > 0)
        json_array_append_new(
            tokens->list, json_pack("[so]", "Character",
                                    json_from(cw_buf_bytes(&tokens->text))));
    cw_buf_clear(&tokens->text);
}

static json_t *doctype_json(const cw_html_token *token)
{
    return json_pack(
        "[sooob]", "DOCTYPE",
        token->name.n > 0 ? json_from(token->name) : json_null(),
        token->has_public ? json_from(token->public_id) : json_null(),
        token->has_system ? json_from(token->system_id) : json_null(),
        !token->is_quirky);
}

static json_t *start_json(const cw_html_token *token)
{
    json_t *attributes = json_object();
    json_t *start;
    for (size_t i = 0; i < token->n_attributes; i++) {
        const cw_html_attribute *attribute = &token->attributes[i];
        json_object_setn_new(attributes, (const char *)attribute->name.at,
                             attribute->name.n, json_from(attribute->value));
    }
    start = json_pack("[soo]", "StartTag", json_from(token->name), attributes);
    if (token->is_self_closing)
        json_array_append_new(start, json_true());
    return start;
}

static void add_token(token_list *tokens, const cw_html_token *token)
{
    if (token->kind == CW_HTML_TEXT) {
        cw_buf_add(&tokens->text, token->data);
        return;
    }
    flush_text(tokens);
    if (token->kind == CW_HTML_DOCTYPE)
        json_array_append_new(tokens->list, doctype_json(token));
    else if (token->kind == CW_HTML_START_TAG)
        json_array_append_new(tokens->list, start_json(token));
    else if (token->kind == CW_HTML_END_TAG)
        json_array_append_new(
            tokens->list, json_pack("[so]", "EndTag", json_from(token->name)));
    else if (token->kind == CW_HTML_COMMENT)
        json_array_append_new(
            tokens->list, json_pack("[so]", "Comment", json_from(token->data)));
}

static cw_html_state state_of(const char *name)
{
    static const struct {
        const char *name;
        cw_html_state state;
    } states[] = {
        {"Data state", CW_HTML_DATA},
        {"PLAINTEXT state", CW_HTML_PLAINTEXT},
        {"RCDATA state", CW_HTML_RCDATA},
        {"RAWTEXT state", CW_HTML_RAWTEXT},
        {"Script data state", CW_HTML_SCRIPT},
        {"CDATA section state", CW_HTML_CDATA},
    };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].name, name) == 0)
            return states[i].state;
    fail_msg("unknown state %s", name);
    return CW_HTML_DATA;
}

static json_t *tokens_of(cw_bytes page, const char *state,
                         const char *last_start, cw_arena *arena)
{
    static cw_html html;
    cw_html_token token;
    token_list tokens = {.list = json_array()};
    cw_buf_init(&tokens.text, arena, CW_MAX_TEXT_BYTES);
    cw_html_init(&html, page, arena);
    html.state = state_of(state);
    html.last_start = cw_bytes_from(last_start);
    do {
        assert_int_equal(cw_html_next(&html, &token), CW_OK);
        assert_true(token.range.from <= token.range.to);
        assert_true(token.range.to <= page.n);
        add_token(&tokens, &token);
    } while (token.kind != CW_HTML_EOF);
    flush_text(&tokens);
    return tokens.list;
}

/* "\\uHHHH" in a doubly escaped string. A lone surrogate answers false: it is
 * no character and stands in no UTF-8. */
static bool unescape(cw_bytes given, cw_buf *out)
{
    uint32_t high = 0;
    for (size_t at = 0; at < given.n;) {
        uint32_t code = given.at[at];
        bool is_escape =
            given.n - at >= 6 && code == '\\' && given.at[at + 1] == 'u';
        if (is_escape) {
            char hex[5] = {0};
            memcpy(hex, given.at + at + 2, 4);
            code = (uint32_t)strtoul(hex, NULL, 16);
        }
        at += is_escape ? 6 : 1;
        bool is_low = is_escape && code >= 0xDC00 && code < 0xE000;
        if (is_low != (high != 0))
            return false;
        if (is_low)
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00);
        high = is_escape && code >= 0xD800 && code < 0xDC00 ? code : 0;
        if (high != 0)
            continue;
        if (is_escape)
            cw_buf_add_utf8(out, code);
        else
            cw_buf_add_byte(out, (uint8_t)code);
    }
    return high == 0;
}

/* The strings of a doubly escaped value, unescaped; NULL: lone surrogate. */
static json_t *unescape_json(json_t *value, cw_arena *arena)
{
    json_t *item, *result;
    size_t i;
    if (json_is_string(value)) {
        cw_buf text;
        cw_buf_init(&text, arena, CW_MAX_TEXT_BYTES);
        if (!unescape((cw_bytes){(const uint8_t *)json_string_value(value),
                                 json_string_length(value)},
                      &text))
            return NULL;
        return json_from(cw_buf_bytes(&text));
    }
    if (!json_is_array(value))
        return json_incref(value);
    result = json_array();
    json_array_foreach(value, i, item)
    {
        json_t *plain = unescape_json(item, arena);
        if (plain == NULL) {
            json_decref(result);
            return NULL;
        }
        json_array_append_new(result, plain);
    }
    return result;
}

static void run_state(const char *file, json_t *test, json_t *input,
                      json_t *expected, const char *state, cw_arena *arena)
{
    json_t *last = json_object_get(test, "lastStartTag");
    cw_bytes page = {(const uint8_t *)json_string_value(input),
                     json_string_length(input)};
    json_t *got = tokens_of(page, state,
                            last == NULL ? "" : json_string_value(last), arena);
    if (!json_equal(got, expected)) {
        char *got_text = json_dumps(got, JSON_COMPACT);
        char *expected_text = json_dumps(expected, JSON_COMPACT);
        print_error("%s: %s (%s)\n  expected %s\n  got      %s\n", file,
                    json_string_value(json_object_get(test, "description")),
                    state, expected_text, got_text);
        free(got_text);
        free(expected_text);
        case_count(CASE_FAILED);
    } else {
        case_count(CASE_PASSED);
    }
    json_decref(got);
    cw_arena_clear(arena);
}

static void run_suite_test(const char *file, json_t *test, cw_arena *arena)
{
    json_t *states = json_object_get(test, "initialStates");
    json_t *input = json_object_get(test, "input");
    json_t *expected = json_object_get(test, "output");
    json_t *state;
    size_t i;
    bool is_double = json_is_true(json_object_get(test, "doubleEscaped"));
    input = is_double ? unescape_json(input, arena) : json_incref(input);
    expected =
        is_double ? unescape_json(expected, arena) : json_incref(expected);
    if (input == NULL || expected == NULL)
        case_count(CASE_SKIPPED); // lone surrogate
    else if (states == NULL)
        run_state(file, test, input, expected, "Data state", arena);
    else
        json_array_foreach(states, i, state) run_state(
            file, test, input, expected, json_string_value(state), arena);
    json_decref(input);
    json_decref(expected);
}

static void run_file(const char *file, cw_arena *arena)
{
    json_error_t error;
    json_t *all = json_load_file(file, JSON_ALLOW_NUL, &error), *test;
    size_t i;
    if (all == NULL)
        fail_msg("%s: %s", file, error.text);
    json_array_foreach(json_object_get(all, "tests"), i, test)
        run_suite_test(file, test, arena);
    json_decref(all);
}

static void tokenizer_suite(void **state)
{
    char path[CW_MAX_PATH_BYTES];
    cw_arena arena;
    glob_t files;
    (void)state;
    test_data_path("data/html5lib/tokenizer", path);
    strncat(path, "/*.test", sizeof path - strlen(path) - 1);
    assert_int_equal(glob(path, 0, NULL, &files), 0);
    cw_arena_init(&arena, CW_MAX_REPORT_ARENA);
    for (size_t i = 0; i < files.gl_pathc; i++)
        run_file(files.gl_pathv[i], &arena);
    cw_arena_free(&arena);
    globfree(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tokenizer_suite)};
    return case_run_tests(tests);
}
