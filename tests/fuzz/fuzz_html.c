/* The html room on any page: tokens, tree and text. Checked are the promises
 * of the headers: ranges lie inside, links agree, the tree is a tree, stays
 * below its depth, and text and map fit together. The input needs to be UTF-8
 * as the reader hands it on, so bad bytes are replaced first. */
#include "check_html.h"
#include "html/html_text.h"

/* The bytes as ISO 8859-1, with the map that a decoder would give. */
static void decode_latin1(cw_bytes given, cw_arena *arena, cw_page *page)
{
    cw_map_entry *entries = cw_arena_array(arena, given.n + 1, sizeof *entries);
    cw_buf out;
    size_t n = 0;
    CHECK(entries != NULL);
    cw_buf_init(&out, arena, CW_MAX_TEXT_BYTES);
    for (uint32_t at = 0; at < given.n; at++) {
        bool is_run = given.at[at] < 0x80;
        if (is_run && (at == 0 || given.at[at - 1] >= 0x80))
            entries[n++] = (cw_map_entry){(uint32_t)out.n, at, 0};
        entries[n > 0 ? n - 1 : 0].length += is_run;
        cw_buf_add_utf8(&out, given.at[at]);
    }
    if (n == 0) // nothing is equal: the end of both
        entries[n++] = (cw_map_entry){(uint32_t)out.n, (uint32_t)given.n, 0};
    page->source = given;
    page->utf8 = cw_buf_bytes(&out);
    page->map = (cw_map){entries, n};
}

static void check_text(const cw_html_text *text, const cw_page *page)
{
    size_t at = 0;
    CHECK(cw_utf8_valid(text->text) == text->text.n);
    for (size_t i = 0; i < text->map.n; i++) {
        cw_map_entry entry = text->map.at[i];
        CHECK(entry.text_from >= at);
        at = (size_t)entry.text_from + entry.length;
        CHECK(at <= text->text.n &&
              (size_t)entry.source_from + entry.length <= page->source.n);
        CHECK(memcmp(text->text.at + entry.text_from,
                     page->source.at + entry.source_from, entry.length) == 0);
    }
    for (size_t i = 0; i < text->n_runs; i++) {
        check_range(text->runs[i].text, text->text.n);
        check_range(text->runs[i].source, page->source.n);
        CHECK(!cw_range_is_empty(text->runs[i].text));
    }
    at = 0;
    for (size_t i = 0; i < text->n_segments; i++) {
        CHECK(text->segments[i].text.from >= at);
        at = text->segments[i].text.to;
        CHECK(text->segments[i].text.from < at && at <= text->text.n);
    }
}

static void check_page(const cw_page *page, cw_arena *keep)
{
    static cw_html html;
    cw_arena scratch;
    cw_html_tree tree;
    cw_html_text text;
    cw_arena_init(&scratch, FUZZ_ARENA);
    cw_html_init(&html, page->utf8, keep);
    check_tokens(&html);
    CHECK(cw_html_tree_build(page->utf8, NULL, keep, &scratch, &tree) == CW_OK);
    check_tree(&tree);
    CHECK(cw_html_text_build(&tree, page, keep, &scratch, &text) == CW_OK);
    check_text(&text, page);
    cw_arena_free(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_bytes given = {data, size};
    cw_page page = {.kind = CW_PAGE_HTML};
    cw_arena keep;
    cw_arena_init(&keep, FUZZ_ARENA);
    page.utf8 = page.source = valid_utf8(given, &keep);
    check_page(&page, &keep);
    if (cw_utf8_valid(given) < size) {
        decode_latin1(given, &keep, &page);
        check_page(&page, &keep);
    }
    cw_arena_free(&keep);
    return 0;
}
