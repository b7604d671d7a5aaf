/* Prescan, detection and every decoder: the first byte chooses the decoder,
 * and the limit on what comes out. What comes out is UTF-8 within the limit,
 * with a map that holds. */
#include "check_html.h"
#include "read/charset.h"
#include "read/prescan.h"

static const char *const labels[] = {
    "utf-8",        "windows-1252", "windows-1251",   "gb18030",
    "gbk",          "big5",         "euc-jp",         "iso-2022-jp",
    "shift_jis",    "euc-kr",       "utf-16be",       "utf-16le",
    "replacement",  "koi8-r",       "x-user-defined", "iso-8859-8-i",
    "windows-1253", "macintosh"};
enum { N_LABELS = sizeof labels / sizeof *labels };

static void check_decoder(const cw_charset *charset, cw_bytes source,
                          size_t from, size_t max, cw_arena *arena)
{
    cw_decoded decoded;
    if (charset == NULL || charset->method == CW_DECODE_REPLACEMENT)
        return;
    CHECK(cw_decode(charset, source, from, max, arena, &decoded) == CW_OK);
    CHECK(decoded.utf8.n <= max || decoded.utf8.at == source.at);
    if (decoded.map.n > 0 || cw_utf8_valid(source) == source.n)
        check_map(decoded.map, decoded.utf8, source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_charset_found found;
    cw_bytes source, unknown, label;
    cw_arena arena;
    if (size == 0)
        return 0;
    source = (cw_bytes){data + 1, size - 1};
    label = cw_bytes_cut(source, 0, source.n < 12 ? source.n : 12);
    cw_arena_init(&arena, FUZZ_ARENA);
    (void)cw_charset_find(label);
    (void)cw_charset_in_content(source);
    (void)cw_prescan(source, 1024, &unknown);
    for (int is_html = 0; is_html < 2; is_html++) {
        CHECK(cw_charset_detect(source, is_html, (cw_bytes){0}, &found) ==
              CW_OK);
        CHECK(found.charset != NULL || found.foreign[0] != 0);
        check_decoder(found.charset, source, found.n_mark, 4 * size, &arena);
    }
    check_decoder(cw_charset_find(cw_bytes_from(labels[data[0] % N_LABELS])),
                  source, 0, data[0] & 128 ? size / 2 : 4 * size, &arena);
    cw_arena_free(&arena);
    return 0;
}
