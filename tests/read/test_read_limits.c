/* Limits at n - 1, n and n + 1, bombs, and allocations that fail. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/limits.h"
#include "read/input.h"
#include "read/load.h"
#include "read/read.h"
#include "tests_read.h"

static char folder[64], home[4096];

static int enter(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/clew-limits-XXXXXX");
    return !getcwd(home, sizeof home) || !mkdtemp(folder) || chdir(folder) != 0;
}

static int leave(void **state)
{
    char remove_it[96];
    (void)state;
    snprintf(remove_it, sizeof remove_it, "rm -rf %s", folder);
    return chdir(home) != 0 || system(remove_it) != 0;
}

static FILE *create(const char *path)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    return file;
}

/* Read one path to its end: pages made, and the last failure. */
static size_t read_path(const char *path, cw_status *last, cw_error *error)
{
    cw_read_options options = {.paths = &path, .n_paths = 1};
    size_t n_pages = 0;
    cw_arena keep, slot;
    cw_read *reader;
    cw_arena_init(&keep, (size_t)1 << 32);
    cw_arena_init(&slot, (size_t)1 << 32);
    *last = cw_read_open(&options, &keep, error, &reader);
    while (*last == CW_OK) {
        cw_read_item item;
        cw_page page;
        cw_status status = cw_read_next(reader, &slot, &item);
        if (status == CW_END)
            break;
        assert_int_equal(status, CW_OK);
        status = cw_read_page(&item, &slot, error, &page);
        n_pages += status == CW_OK;
        if (status != CW_OK) {
            *last = status;
            break;
        }
        cw_arena_clear(&slot);
    }
    cw_read_close(reader);
    cw_arena_free(&slot);
    cw_arena_free(&keep);
    return n_pages;
}

/* Files with a hole as large as the limit; the last byte past it is one too
 * many. */
static void an_input_has_a_largest_size(void **state)
{
    (void)state;
    for (int more = -1; more <= 1; more++) {
        cw_load_error why;
        cw_bytes raw;
        cw_arena arena;
        fclose(create("big"));
        assert_int_equal(truncate("big", (off_t)CW_MAX_INPUT_BYTES + more), 0);
        cw_arena_init(&arena, (size_t)1 << 32);
        assert_int_equal(cw_load_raw("big", &arena, &why, &raw),
                         more > 0 ? CW_LIMIT : CW_OK);
        if (more <= 0)
            assert_int_equal(raw.n, (size_t)CW_MAX_INPUT_BYTES + (size_t)more);
        cw_arena_free(&arena);
    }
}

static size_t write_bomb(uint8_t *out, size_t n_out, size_t n_zeros)
{
    static const uint8_t zeros[65536];
    z_stream z = {.next_out = out, .avail_out = (unsigned)n_out};
    assert_int_equal(
        deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY),
        Z_OK);
    for (size_t left = n_zeros; left > 0 || z.avail_in > 0;) {
        z.next_in = (Bytef *)(uintptr_t)zeros;
        z.avail_in = (unsigned)(left < sizeof zeros ? left : sizeof zeros);
        left -= z.avail_in;
        assert_int_equal(deflate(&z, left > 0 ? Z_NO_FLUSH : Z_FINISH),
                         left > 0 ? Z_OK : Z_STREAM_END);
    }
    deflateEnd(&z);
    return n_out - z.avail_out;
}

static void gunzip_stops_at_its_maximum(void **state)
{
    static uint8_t packed[1 << 20];
    size_t n = write_bomb(packed, sizeof packed, 100000);
    (void)state;
    for (size_t max = 99999; max <= 100001; max++) {
        cw_load_error why;
        cw_bytes entity;
        cw_arena arena;
        cw_arena_init(&arena, 1 << 24);
        assert_int_equal(
            cw_load_entity((cw_bytes){packed, n}, max, &arena, &why, &entity),
            max < 100000 ? CW_LIMIT : CW_OK);
        assert_int_equal(entity.n, max < 100000 ? 0 : 100000);
        cw_arena_free(&arena);
    }
}

static void a_bomb_is_refused(void **state)
{
    static uint8_t packed[1 << 20];
    size_t n =
        write_bomb(packed, sizeof packed, (size_t)CW_MAX_INPUT_BYTES + 1);
    cw_error error = {0};
    cw_status status;
    FILE *file = create("bomb.txt.gz");
    (void)state;
    assert_int_equal(fwrite(packed, 1, n, file), n);
    fclose(file);
    // zeros alone are binary, but the size is seen first
    assert_int_equal(read_path("bomb.txt.gz", &status, &error), 0);
    assert_int_equal(status, CW_LIMIT);
    assert_non_null(strstr(error.what, "256 MiB"));
}

static void write_line(const char *path, size_t n)
{
    static const char before[] = "{\"text\":\"", after[] = "\"}";
    static char block[1 << 20];
    size_t left = n - (sizeof before - 1) - (sizeof after - 1);
    FILE *file = create(path);
    memset(block, 'x', sizeof block);
    fputs(before, file);
    for (; left > sizeof block; left -= sizeof block)
        fwrite(block, 1, sizeof block, file);
    fwrite(block, 1, left, file);
    fputs(after, file);
    fputs("\n{\"text\":\"next\"}\n", file);
    fclose(file);
}

static void a_text_has_a_largest_size(void **state)
{
    (void)state;
    for (int more = -1; more <= 1; more++) {
        size_t n = (size_t)CW_MAX_TEXT_BYTES + (size_t)(more + 1) - 1;
        cw_error error = {0};
        cw_arena arena;
        cw_page page;
        cw_arena_init(&arena, (size_t)1 << 32);
        uint8_t *bytes = cw_arena_alloc(&arena, n);
        assert_non_null(bytes);
        memset(bytes, 'x', n);
        assert_int_equal(cw_read_bytes((cw_bytes){bytes, n}, CW_LIT("a.txt"),
                                       &arena, &error, &page),
                         CW_OK);
        assert_int_equal(page.utf8.n, more > 0 ? CW_MAX_TEXT_BYTES : n);
        assert_int_equal(page.is_cut, more > 0);
        cw_arena_free(&arena);
    }
}

/* Paths that name nothing are inputs too: no file need be made. */
static void inputs_are_limited(void **state)
{
    enum { NAME_BYTES = 12 };
    size_t n_max = (size_t)CW_MAX_INPUTS + 1;
    char *names = malloc(n_max * NAME_BYTES);
    const char **paths = malloc(n_max * sizeof *paths);
    (void)state;
    assert_non_null(names);
    assert_non_null(paths);
    for (size_t i = 0; i < n_max; i++) {
        paths[i] = names + i * NAME_BYTES;
        snprintf(names + i * NAME_BYTES, NAME_BYTES, "n%zu", i);
    }
    for (size_t n = n_max - 2; n <= n_max; n++) {
        cw_input_list list;
        cw_arena arena;
        cw_arena_init(&arena, (size_t)1 << 32);
        assert_int_equal(cw_input_find(paths, n, &arena, &list), CW_OK);
        assert_int_equal(list.n, n);
        assert_int_equal(list.at[n - 1].status,
                         n > CW_MAX_INPUTS ? CW_LIMIT : CW_UNREADABLE);
        cw_arena_free(&arena);
    }
    free(names);
    free(paths);
}

static void reports_are_limited(void **state)
{
    (void)state;
    for (int more = -1; more <= 1; more++) {
        size_t n = (size_t)CW_MAX_REPORTS + (size_t)(more + 1) - 1, n_lines = 0;
        const char *path = "many.jsonl";
        cw_read_options options = {.paths = &path, .n_paths = 1};
        cw_error error = {0};
        cw_arena keep, slot;
        cw_read_item item;
        cw_read *reader;
        FILE *out = create(path);
        for (size_t i = 0; i < n; i++)
            fputs("{\"text\":\"a\"}\n", out);
        fclose(out);
        cw_arena_init(&keep, (size_t)1 << 32);
        cw_arena_init(&slot, (size_t)1 << 32);
        assert_int_equal(cw_read_open(&options, &keep, &error, &reader), CW_OK);
        while (cw_read_next(reader, &slot, &item) == CW_OK) {
            n_lines += item.kind == CW_ITEM_LINE;
            cw_arena_clear(&slot);
        }
        assert_int_equal(n_lines, more > 0 ? CW_MAX_REPORTS : n);
        assert_int_equal(item.kind == CW_ITEM_ERROR, more > 0);
        cw_read_close(reader);
        cw_arena_free(&slot);
        cw_arena_free(&keep);
    }
}

static void a_line_has_a_longest_length(void **state)
{
    (void)state;
    for (int more = -1; more <= 1; more++) {
        cw_error error = {0};
        cw_status status;
        write_line("long.jsonl", (size_t)CW_MAX_LINE_BYTES + (size_t)more);
        assert_int_equal(read_path("long.jsonl", &status, &error),
                         more > 0 ? 0 : 2);
        assert_int_equal(status, more > 0 ? CW_LIMIT : CW_OK);
    }
}

/* After a line that is much too long the next ones are read, with their own
 * numbers. */
static void the_line_after_a_long_one_is_read(void **state)
{
    const char *path = "longer.jsonl";
    cw_read_options options = {.paths = &path, .n_paths = 1};
    cw_read_item item;
    cw_error error;
    cw_read *reader;
    cw_arena arena;
    (void)state;
    write_line(path, (size_t)CW_MAX_LINE_BYTES * 2);
    cw_arena_init(&arena, (size_t)1 << 30);
    assert_int_equal(cw_read_open(&options, &arena, &error, &reader), CW_OK);
    assert_int_equal(cw_read_next(reader, &arena, &item), CW_OK);
    assert_int_equal(item.kind, CW_ITEM_ERROR);
    assert_int_equal(item.line, 1);
    assert_int_equal(cw_read_next(reader, &arena, &item), CW_OK);
    assert_int_equal(item.kind, CW_ITEM_LINE);
    assert_int_equal(item.line, 2);
    assert_int_equal(item.byte, (uint64_t)CW_MAX_LINE_BYTES * 2 + 1);
    assert_int_equal(cw_read_next(reader, &arena, &item), CW_END);
    cw_read_close(reader);
    cw_arena_free(&arena);
}

static void nesting_has_a_depth(void **state)
{
    (void)state;
    for (unsigned depth = CW_MAX_JSON_DEPTH - 1; depth <= CW_MAX_JSON_DEPTH + 1;
         depth++) {
        cw_error error = {0};
        cw_status status;
        FILE *file = create("deep.jsonl");
        fputs("{\"text\":\"[[[[\",\"x\":", file);
        for (unsigned i = 1; i < depth; i++)
            putc('[', file);
        for (unsigned i = 1; i < depth; i++)
            putc(']', file);
        fputs("}", file);
        fclose(file);
        assert_int_equal(read_path("deep.jsonl", &status, &error),
                         depth <= CW_MAX_JSON_DEPTH);
        assert_int_equal(status,
                         depth <= CW_MAX_JSON_DEPTH ? CW_OK : CW_BAD_INPUT);
    }
}

static void a_byline_has_a_length(void **state)
{
    (void)state;
    for (unsigned n = CW_MAX_BYLINE - 1; n <= CW_MAX_BYLINE + 1; n++) {
        cw_error error = {0};
        cw_status status;
        FILE *file = create("people.jsonl");
        fputs("{\"text\":\"x\",\"byline\":[", file);
        for (unsigned i = 0; i < n; i++)
            fputs(i > 0 ? ",\"A\"" : "\"A\"", file);
        fputs("]}", file);
        fclose(file);
        assert_int_equal(read_path("people.jsonl", &status, &error),
                         n <= CW_MAX_BYLINE);
    }
}

/* d/d/d/.../a.txt, the given folder being level 1 */
static void folders_have_a_depth(void **state)
{
    char path[CW_MAX_FOLDER_DEPTH * 2 + 16] = "";
    (void)state;
    for (unsigned level = 1; level <= CW_MAX_FOLDER_DEPTH + 1; level++) {
        strcat(path, level > 1 ? "/d" : "d");
        assert_int_equal(mkdir(path, 0755), 0);
        if (level + 1 >= CW_MAX_FOLDER_DEPTH) {
            char file[sizeof path + 8];
            cw_input_list list;
            cw_arena arena;
            const char *top = "d";
            snprintf(file, sizeof file, "%s/a.txt", path);
            fclose(create(file));
            cw_arena_init(&arena, 1 << 24);
            assert_int_equal(cw_input_find(&top, 1, &arena, &list), CW_OK);
            assert_int_equal(list.at[0].kind,
                             CW_INPUT_FILE); // "d/.../a.txt" comes first
            assert_int_equal(list.at[list.n - 1].status,
                             level > CW_MAX_FOLDER_DEPTH ? CW_LIMIT : CW_OK);
            cw_arena_free(&arena);
        }
    }
}

static void a_path_has_a_length(void **state)
{
    static char path[CW_MAX_PATH_BYTES + 8];
    (void)state;
    memset(path, 'x', sizeof path);
    for (size_t n = CW_MAX_PATH_BYTES - 1; n <= CW_MAX_PATH_BYTES + 1; n++) {
        const char *given = path;
        cw_input_list list;
        cw_arena arena;
        path[n] = 0;
        cw_arena_init(&arena, 1 << 24);
        assert_int_equal(cw_input_find(&given, 1, &arena, &list), CW_OK);
        assert_int_equal(list.at[0].status,
                         n > CW_MAX_PATH_BYTES ? CW_LIMIT : CW_UNREADABLE);
        path[n] = 'x';
        cw_arena_free(&arena);
    }
}

static cw_status read_everything(const char *path)
{
    cw_read_options options = {.paths = &path, .n_paths = 1};
    cw_status status;
    cw_error error;
    cw_read *reader;
    cw_arena keep;
    cw_arena_init(&keep, 1 << 26);
    status = cw_read_open(&options, &keep, &error, &reader);
    while (status == CW_OK) {
        cw_read_item item;
        cw_page page;
        status = cw_read_next(reader, &keep, &item);
        if (status == CW_OK)
            status = cw_read_page(&item, &keep, &error, &page);
    }
    cw_read_close(reader);
    cw_arena_free(&keep);
    return status;
}

static void every_allocation_fails_once(void **state)
{
    cw_status status = CW_NO_MEMORY;
    gzFile zip;
    FILE *file;
    (void)state;
    assert_int_equal(mkdir("m", 0755), 0);
    file = create("m/a.txt");
    fputs("It\x92s 20\xB0 in Kel\xED.", file);
    fclose(file);
    file = create("m/b.jsonl");
    fputs("{\"id\":1,\"text\":\"x\xFF\",\"byline\":[\"A\"]}\n{\"html\":\"y\"}",
          file);
    fclose(file);
    zip = gzopen("m/c.html.gz", "wb");
    gzputs(zip, "<meta charset=gbk>\xD6\xD0");
    gzclose(zip);
    zip = gzopen("m/d.jsonl.gz", "wb");
    gzputs(zip, "{\"text\":\"x\"}\n");
    gzclose(zip);
    for (size_t n = 0; status != CW_END; n++) {
        assert_true(n < 1000);
        test_fail_allocation(n);
        status = read_everything("m");
        assert_true(status == CW_END || status == CW_NO_MEMORY);
        assert_int_equal(test_blocks_alive(), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_input_has_a_largest_size),
        cmocka_unit_test(gunzip_stops_at_its_maximum),
        cmocka_unit_test(a_bomb_is_refused),
        cmocka_unit_test(a_text_has_a_largest_size),
        cmocka_unit_test(inputs_are_limited),
        cmocka_unit_test(reports_are_limited),
        cmocka_unit_test(a_line_has_a_longest_length),
        cmocka_unit_test(the_line_after_a_long_one_is_read),
        cmocka_unit_test(nesting_has_a_depth),
        cmocka_unit_test(a_byline_has_a_length),
        cmocka_unit_test(folders_have_a_depth),
        cmocka_unit_test(a_path_has_a_length),
        cmocka_unit_test(every_allocation_fails_once),
    };
    int failed;
    if (enter(NULL) != 0)
        return 1;
    failed = case_run_tests(tests);
    return leave(NULL) != 0 || failed;
}
