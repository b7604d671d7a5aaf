/* Labels, decoders, the prescan and the choice between them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/utf8.h"
#include "read/charset.h"
#include "read/prescan.h"
#include "tests_read.h"

static const char *name_of(const cw_charset *charset)
{
    return charset ? charset->name : "none";
}

static void expect_name(case_now *now, size_t i, const cw_charset *charset)
{
    case_expect(now, i, cw_bytes_from(name_of(charset)));
}

/* name, then labels that stand for it */
static void one_label(case_now *now, void *state)
{
    (void)state;
    for (size_t i = 1; i < now->n_lines; i++)
        expect_name(now, 0, cw_charset_find(case_line(now, i)));
}

/* label, bytes, text, and on request the map */
static void one_decode(case_now *now, void *state)
{
    const cw_charset *charset = cw_charset_find(case_line(now, 0));
    cw_decoded decoded;
    cw_buf map;
    (void)state;
    cw_buf_init(&map, now->arena, 4096);
    if (!charset || cw_decode(charset, case_line(now, 1), 0, 1 << 20,
                              now->arena, &decoded) != CW_OK) {
        case_fail(now, 0, "cannot decode");
        return;
    }
    case_expect(now, 2, decoded.utf8);
    for (size_t i = 0; i < decoded.map.n; i++)
        cw_buf_addf(&map, "%s%u,%u,%u", i > 0 ? " " : "",
                    decoded.map.at[i].text_from, decoded.map.at[i].source_from,
                    decoded.map.at[i].length);
    if (now->n_lines > 3)
        case_expect(now, 3, cw_buf_bytes(&map));
}

/* expected name, page */
static void one_prescan(case_now *now, void *state)
{
    (void)state;
    expect_name(now, 0, cw_prescan(case_rest(now, 1), 1024, NULL));
}

/* "text" or "html" and the expected name, bytes */
static void one_detect(case_now *now, void *state)
{
    cw_bytes given = case_line(now, 0);
    bool is_html = cw_bytes_starts(given, CW_LIT("html "));
    cw_bytes expected = cw_bytes_cut(given, 5, given.n);
    cw_charset_found found;
    const char *got;
    (void)state;
    if (cw_charset_detect(case_rest(now, 1), is_html, (cw_bytes){0}, &found) !=
        CW_OK)
        case_fail(now, 0, "no memory");
    got = found.charset ? found.charset->name : found.foreign;
    if (!cw_bytes_equal(expected, cw_bytes_from(got)))
        case_fail(now, 0, "got %s", got);
}

static void labels(void **state)
{
    (void)state;
    case_run_file("tests/read/labels.case", one_label, NULL);
}

static void decoders(void **state)
{
    (void)state;
    case_run_file("tests/read/decode.case", one_decode, NULL);
}

static void prescans(void **state)
{
    (void)state;
    case_run_file("tests/read/prescan.case", one_prescan, NULL);
}

static void detections(void **state)
{
    (void)state;
    case_run_file("tests/read/charset.case", one_detect, NULL);
}

/* Every label of the table finds its own encoding, in any case. */
static void every_label_is_found(void **state)
{
    char line[128], label[64], name[64], upper[66];
    size_t n = 0;
    FILE *file = fopen("data/charset/labels.tsv", "r");
    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        const cw_charset *charset;
        if (line[0] == '#' || sscanf(line, "%63s %63s", label, name) != 2)
            continue;
        snprintf(upper, sizeof upper, " %s\t", label);
        for (char *c = upper; *c; c++)
            *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
        charset = cw_charset_find(cw_bytes_from(upper));
        assert_non_null(charset);
        assert_string_equal(charset->name, name);
        n++;
    }
    fclose(file);
    assert_int_equal(n, 228); // the standard's table of August 2023
}

static void add_code(cw_buf *all, const char *head, int a, int b)
{
    cw_buf_add_text(all, head);
    cw_buf_add_byte(all, (uint8_t)a);
    if (b > 0)
        cw_buf_add_byte(all, (uint8_t)b);
    cw_buf_add_text(all, "\n\n");
}

/* Every code of one, two, three (EUC-JP) and four (GB18030) bytes, each on a
 * line of its own: no error can reach the next. */
static void add_every_code(cw_buf *all, cw_decode_method method)
{
    for (int a = 0x80; a <= 0xFF; a++) {
        add_code(all, "", a, 0);
        for (int b = 0x40; method != CW_DECODE_SINGLE && b <= 0xFE; b++) {
            add_code(all, "", a, b);
            if (method == CW_DECODE_EUC_JP && a > 0xA0 && b > 0xA0)
                add_code(all, "\x8F", a, b);
        }
    }
    for (int i = 0; method == CW_DECODE_GB18030 && i < 4 * 12600; i++) {
        char head[3] = {(char)(0x81 + i / 12600), (char)(0x30 + i / 1260 % 10),
                        0};
        add_code(all, head, 0x81 + i / 10 % 126, 0x30 + i % 10);
    }
}

/* name, hash of all that the table says. The tables are made from the iconv
 * of the building machine: this tells when that one differs. */
static void one_table(case_now *now, void *state)
{
    const cw_charset *charset = cw_charset_find(case_line(now, 0));
    cw_decoded decoded;
    cw_buf all;
    char hash[17] = "";
    (void)state;
    cw_buf_init(&all, now->arena, 1 << 20);
    if (charset) {
        add_every_code(&all, (cw_decode_method)charset->method);
        if (cw_decode(charset, cw_buf_bytes(&all), 0, 1 << 20, now->arena,
                      &decoded) == CW_OK)
            snprintf(hash, sizeof hash, "%016llx",
                     (unsigned long long)cw_hash(decoded.utf8));
    }
    case_expect(now, 1, cw_bytes_from(hash));
}

static void tables(void **state)
{
    (void)state;
    case_run_file("tests/read/tables.case", one_table, NULL);
}

static const char *const method_names[] = {
    "utf-8",    "windows-1252", "gb18030",       "big5",
    "euc-jp",   "iso-2022-jp",  "shift_jis",     "euc-kr",
    "utf-16be", "utf-16le",     "x-user-defined"};
#define N_METHODS (sizeof method_names / sizeof method_names[0])

static uint32_t step(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Of any bytes: the text is valid UTF-8, the map ascends and is true byte for
 * byte, and every range of the text leads to a range of the source. */
static void check_decoded(const cw_decoded *d, cw_bytes source)
{
    size_t text = 0, from = 0;
    assert_int_equal(cw_utf8_valid(d->utf8), d->utf8.n);
    for (size_t i = 0; i < d->map.n; i++) {
        cw_map_entry e = d->map.at[i];
        assert_true(e.text_from >= text && e.source_from >= from);
        assert_true((size_t)e.text_from + e.length <= d->utf8.n);
        assert_true((size_t)e.source_from + e.length <= source.n);
        assert_memory_equal(d->utf8.at + e.text_from, source.at + e.source_from,
                            e.length);
        text = e.text_from + e.length;
        from = e.source_from + e.length;
    }
    for (uint32_t at = 0; at < d->utf8.n; at++) {
        cw_range got = cw_map_range(d->map, (cw_range){at, at + 1});
        assert_true(got.from < got.to && got.to <= source.n);
    }
}

static void any_bytes_decode(void **state)
{
    static const uint8_t often[] = {0x1B, '$',  'B',  '(',  'J',  0x81, 0x30,
                                    0x8E, 0x8F, 0xA1, 0xD8, 0xDC, 0,    ' '};
    uint8_t bytes[64];
    cw_arena arena;
    uint32_t seed = 1;
    (void)state;
    cw_arena_init(&arena, 1 << 24);
    for (size_t round = 0; round < 40000; round++) {
        cw_decoded decoded;
        size_t n = 1 + step(&seed) % sizeof bytes;
        const char *name = method_names[round % N_METHODS];
        for (size_t i = 0; i < n; i++)
            bytes[i] = step(&seed) % 3 ? (uint8_t)step(&seed)
                                       : often[step(&seed) % sizeof often];
        assert_int_equal(cw_decode(cw_charset_find(cw_bytes_from(name)),
                                   (cw_bytes){bytes, n}, 0, 4096, &arena,
                                   &decoded),
                         CW_OK);
        check_decoded(&decoded, (cw_bytes){bytes, n});
        cw_arena_clear(&arena);
    }
    cw_arena_free(&arena);
}

/* A maximum of n bytes never splits a character and never is passed. */
static void a_limit_cuts_between_characters(void **state)
{
    cw_bytes source = CW_LIT("ab\xE9\x80xyz\xFF\xFE.");
    const cw_charset *charset = cw_charset_find(CW_LIT("latin1"));
    cw_decoded whole, cut;
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, 1 << 20);
    assert_int_equal(cw_decode(charset, source, 0, 100, &arena, &whole), CW_OK);
    for (size_t n = 0; n <= whole.utf8.n + 1; n++) {
        assert_int_equal(cw_decode(charset, source, 0, n, &arena, &cut), CW_OK);
        assert_int_equal(cut.is_cut, n < whole.utf8.n);
        assert_true(cut.utf8.n <= n);
        assert_memory_equal(cut.utf8.at, whole.utf8.at, cut.utf8.n);
        check_decoded(&cut, source);
    }
    cw_arena_free(&arena);
}

static cw_bytes section(cw_bytes file, size_t *at, const char *end)
{
    size_t from = *at, to = cw_bytes_find(file, cw_bytes_from(end), from);
    if (to == CW_NOT_FOUND)
        to = file.n;
    *at = to + strlen(end);
    return cw_bytes_cut(file, from, to);
}

/* The encoding cases of html5lib: data, and the encoding the page declares,
 * windows-1252 when it declares none. */
static void run_html5lib(const char *name, cw_arena *arena)
{
    char path[4096], relative[128];
    cw_bytes file;
    size_t at = 0, number = 0;
    snprintf(relative, sizeof relative, "data/html5lib/encoding/%s", name);
    test_data_path(relative, path);
    file = test_read_file(path, arena);
    while ((at = cw_bytes_find(file, CW_LIT("#data\n"), at)) != CW_NOT_FOUND) {
        cw_bytes data, label;
        cw_charset_found mark;
        const cw_charset *got, *expected;
        at += 6;
        data = section(file, &at, "\n#encoding\n");
        label = section(file, &at, "\n");
        expected = cw_charset_find(label);
        mark = cw_charset_mark(data);
        got = mark.charset ? mark.charset : cw_prescan(data, 65536, NULL);
        if (!got)
            got = cw_charset_find(CW_LIT("windows-1252"));
        number++;
        case_count(got == expected ? CASE_PASSED : CASE_FAILED);
        if (got != expected)
            fprintf(stderr, "%s: case %zu: got %s, expected %s\n", path, number,
                    name_of(got), name_of(expected));
    }
}

static void html5lib_encodings(void **state)
{
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, 1 << 26);
    run_html5lib("tests1.dat", &arena);
    run_html5lib("tests2.dat", &arena);
    run_html5lib("test-yahoo-jp.dat", &arena);
    cw_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels),
        cmocka_unit_test(every_label_is_found),
        cmocka_unit_test(decoders),
        cmocka_unit_test(tables),
        cmocka_unit_test(any_bytes_decode),
        cmocka_unit_test(a_limit_cuts_between_characters),
        cmocka_unit_test(prescans),
        cmocka_unit_test(detections),
        cmocka_unit_test(html5lib_encodings),
    };
    return case_run_tests(tests);
}
