/* The tokenizer alone, begun in any of its states: the first byte chooses. It
 * always comes to an end, tokens ascend and lie inside, text is not empty and
 * UTF-8, and the bytes between two tokens belong to the one behind. */
#include "check.h"
#include "html/html_token.h"

static void check_tag(const cw_html_token *token, size_t n)
{
    CHECK(token->name.n > 0 && token->n_attributes <= CW_MAX_HTML_ATTRIBUTES);
    for (size_t i = 0; i < token->n_attributes; i++) {
        const cw_html_attribute *attribute = &token->attributes[i];
        CHECK(attribute->name.n > 0);
        CHECK(attribute->value.n <= CW_MAX_ATTRIBUTE_BYTES);
        CHECK(cw_utf8_valid(attribute->value) == attribute->value.n);
        check_range(attribute->value_range, n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const ends[] = {"title", "style", "script", "x"};
    static cw_html html;
    cw_html_token token;
    cw_arena arena;
    uint32_t at = 0;
    size_t n_tokens = 0;
    if (size == 0)
        return 0;
    cw_arena_init(&arena, FUZZ_ARENA);
    cw_bytes page = valid_utf8((cw_bytes){data + 1, size - 1}, &arena);
    cw_html_init(&html, page, &arena);
    html.state = (cw_html_state)(data[0] % (CW_HTML_CDATA + 1));
    html.allows_cdata = data[0] & 64;
    html.last_start = cw_bytes_from(ends[data[0] / 8 % 4]);
    do {
        CHECK(cw_html_next(&html, &token) == CW_OK);
        CHECK(++n_tokens <= 2 * page.n + 2);
        check_range(token.range, page.n);
        CHECK(token.range.from >= at);
        at = token.range.to;
        if (token.kind == CW_HTML_TEXT)
            CHECK(token.data.n > 0 &&
                  cw_utf8_valid(token.data) == token.data.n);
        if (token.kind == CW_HTML_START_TAG || token.kind == CW_HTML_END_TAG)
            check_tag(&token, page.n);
    } while (token.kind != CW_HTML_EOF);
    cw_arena_free(&arena);
    return 0;
}
