/* The reading room on one input of any bytes: kind, gunzip, character set,
 * decoder and map; then the same bytes as a line of JSONL. The first byte
 * chooses the name, which decides where the bytes do not. */
#include "check_html.h"
#include "read/jsonl_int.h"
#include "read/read.h"

static void check_equal(cw_bytes a, cw_bytes b)
{
    CHECK(cw_bytes_equal(a, b));
}

/* The fast reader of JSONL reads nothing that jansson reads otherwise. */
static void check_ways(cw_bytes line, cw_arena *arena)
{
    cw_page flat = {0}, full = {0};
    cw_error error;
    bool is_read;
    CHECK(cw_jsonl_page_flat(line, arena, &flat, &is_read) == CW_OK);
    if (!is_read)
        return;
    CHECK(cw_jsonl_page_full(line, CW_LIT("a"), 1, 0, arena, &error, &full) ==
          CW_OK);
    CHECK(flat.kind == full.kind && flat.n_byline == full.n_byline);
    check_equal(flat.utf8, full.utf8);
    check_equal(flat.source_id, full.source_id);
    check_equal(flat.url, full.url);
    check_equal(flat.outlet, full.outlet);
    check_equal(flat.title, full.title);
    check_equal(flat.published, full.published);
    for (size_t i = 0; i < flat.n_byline; i++)
        check_equal(flat.byline[i], full.byline[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.txt", "a.html", "a", "a.jsonl"};
    cw_bytes bytes = {data, size}, name;
    cw_error error;
    cw_page page;
    cw_arena arena;
    if (size == 0)
        return 0;
    name = cw_bytes_from(names[data[0] % 4]);
    bytes = cw_bytes_cut(bytes, 1, size);
    cw_arena_init(&arena, FUZZ_ARENA);
    if (cw_read_bytes(bytes, name, &arena, &error, &page) == CW_OK)
        check_map(page.map, page.utf8, page.source);
    if (cw_jsonl_page(bytes, name, 1, 0, &arena, &error, &page) == CW_OK)
        check_map(page.map, page.utf8, page.source);
    check_ways(bytes, &arena);
    cw_arena_free(&arena);
    return 0;
}
