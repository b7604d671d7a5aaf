/* The reading room on one input of any bytes: kind, gunzip, character set,
 * decoder and map; then the same bytes as a line of JSONL. The first byte
 * chooses the name, which decides where the bytes do not. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "read/jsonl_int.h"
#include "read/read.h"

#define CHECK(that)  \
    do {             \
        if (!(that)) \
            abort(); \
    } while (0)

static void check_page(const cw_page *page)
{
    cw_range whole = {0, (uint32_t)page->utf8.n};
    size_t text = 0, source = 0;
    CHECK(cw_utf8_valid(page->utf8) == page->utf8.n);
    for (size_t i = 0; i < page->map.n; i++) {
        cw_map_entry entry = page->map.at[i];
        CHECK(entry.text_from >= text && entry.source_from >= source);
        text = (size_t)entry.text_from + entry.length;
        source = (size_t)entry.source_from + entry.length;
        CHECK(text <= page->utf8.n && source <= page->source.n);
        CHECK(memcmp(page->utf8.at + entry.text_from,
                     page->source.at + entry.source_from, entry.length) == 0);
    }
    whole = cw_map_range(page->map, whole);
    CHECK(whole.from <= whole.to && whole.to <= page->source.n);
}

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
    cw_arena_init(&arena, (size_t)1 << 31);
    if (cw_read_bytes(bytes, name, &arena, &error, &page) == CW_OK)
        check_page(&page);
    if (cw_jsonl_page(bytes, name, 1, 0, &arena, &error, &page) == CW_OK)
        check_page(&page);
    check_ways(bytes, &arena);
    cw_arena_free(&arena);
    return 0;
}
