/* The tokenizer alone, begun in any of its states: the first byte chooses. It
 * always comes to an end, tokens ascend and lie inside, text is not empty and
 * UTF-8, and the bytes between two tokens belong to the one behind. */
#include "check_html.h"
#include "html/html_token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const ends[] = {"title", "style", "script", "x"};
    static cw_html html;
    cw_arena arena;
    if (size == 0)
        return 0;
    cw_arena_init(&arena, FUZZ_ARENA);
    cw_bytes page = valid_utf8((cw_bytes){data + 1, size - 1}, &arena);
    cw_html_init(&html, page, &arena);
    html.state = (cw_html_state)(data[0] % (CW_HTML_CDATA + 1));
    html.allows_cdata = data[0] & 64;
    html.last_start = cw_bytes_from(ends[data[0] / 8 % 4]);
    check_tokens(&html);
    cw_arena_free(&arena);
    return 0;
}
