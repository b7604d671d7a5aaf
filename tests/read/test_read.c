/* Whole inputs: files written as the case says, then read by the calls that
 * the commands use; what came out is shown line by line.
 *
 *   file a.txt Some text     write this file (escapes as in case.h)
 *   gzip a.txt.gz Some text  the same, gzipped; gzip2: in two members
 *   cut a.txt.gz 20          keep only the first 20 bytes
 *   stdin Some text          what - reads
 *   pipe p Some text         a named pipe that somebody writes into
 *   outlet a.txt=The Name    override
 *   read a.txt b             the arguments; what comes is the rest           */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "base/sha256.h"
#include "read/read.h"
#include "tests_read.h"

static void write_gzip(const char *path, cw_bytes bytes, bool is_two)
{
    size_t half = is_two ? bytes.n / 2 : bytes.n;
    gzFile file = gzopen(path, "wb9");
    gzwrite(file, bytes.at, (unsigned)half);
    gzclose(file);
    if (is_two) {
        file = gzopen(path, "ab9");
        gzwrite(file, bytes.at + half, (unsigned)(bytes.n - half));
        gzclose(file);
    }
}

static void write_file(const char *path, cw_bytes bytes)
{
    FILE *file = fopen(path, "wb");
    fwrite(bytes.at, 1, bytes.n, file);
    fclose(file);
}

/* A pipe holds 64 KiB before its writer must wait: enough for a case. */
static void set_stdin(cw_bytes bytes)
{
    int ends[2];
    if (pipe(ends) != 0)
        return;
    (void)!write(ends[1], bytes.at, bytes.n);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
}

static void write_pipe(const char *path, cw_bytes bytes)
{
    mkfifo(path, 0644);
    if (fork() == 0) {
        write_file(path, bytes); // waits for the reader
        _exit(0);
    }
}

/* "a.txt Some text" -> the path (ended by a 0), and the text behind it. */
static const char *split(case_now *now, cw_bytes value, cw_bytes *rest)
{
    const uint8_t *blank = memchr(value.at, ' ', value.n);
    size_t n = blank ? (size_t)(blank - value.at) : value.n;
    cw_bytes path;
    *rest = cw_bytes_cut(value, blank ? n + 1 : n, value.n);
    if (cw_arena_copy(now->arena, cw_bytes_cut(value, 0, n), &path) != CW_OK)
        return "";
    return (const char *)path.at;
}

static void add_override(cw_read_override *at, size_t *n, cw_bytes value)
{
    size_t equals = cw_bytes_find(value, CW_LIT("="), 0);
    at[*n].path = cw_bytes_cut(value, 0, equals);
    at[*n].value = cw_bytes_cut(value, equals + 1, value.n);
    *n += 1;
}

typedef struct {
    const char *paths[8];
    cw_read_override outlets[4], published[4];
    cw_read_options options;
    size_t next; // line of the case that is expected first
} set_up;

static void set_up_one(case_now *now, size_t i, set_up *up)
{
    cw_bytes line = case_line(now, i), rest, value = {0};
    const char *verb = split(now, line, &value), *path;
    if (strcmp(verb, "outlet") == 0) {
        add_override(up->outlets, &up->options.n_outlets, value);
        return;
    }
    if (strcmp(verb, "published") == 0) {
        add_override(up->published, &up->options.n_published, value);
        return;
    }
    if (strcmp(verb, "stdin") == 0) {
        set_stdin(value);
        return;
    }
    path = split(now, value, &rest);
    if (strcmp(verb, "pipe") == 0)
        write_pipe(path, rest);
    else if (strcmp(verb, "folder") == 0)
        mkdir(path, 0755);
    else if (strcmp(verb, "file") == 0)
        write_file(path, rest);
    else if (strcmp(verb, "link") == 0)
        (void)!symlink(split(now, rest, &rest), path);
    else if (strcmp(verb, "fifo") == 0)
        mkfifo(path, 0644);
    else if (strncmp(verb, "gzip", 4) == 0)
        write_gzip(path, rest, verb[4] == '2');
    else if (strcmp(verb, "cut") == 0)
        (void)!truncate(path, strtol(split(now, rest, &rest), NULL, 10));
    else
        case_fail(now, i, "unknown verb %s", verb);
}

static bool read_set_up(case_now *now, set_up *up)
{
    size_t i = 0;
    memset(up, 0, sizeof *up);
    for (; i < now->n_lines; i++) {
        cw_bytes line = case_line(now, i), rest;
        const char *verb = split(now, line, &rest);
        if (strcmp(verb, "read") != 0) {
            set_up_one(now, i, up);
            continue;
        }
        while (rest.n > 0 && up->options.n_paths < 8)
            up->paths[up->options.n_paths++] = split(now, rest, &rest);
        up->options.paths = up->paths;
        up->options.outlets = up->outlets;
        up->options.published = up->published;
        up->next = i + 1;
        return true;
    }
    case_fail(now, 0, "no line says what to read");
    return false;
}

static void read_all(const set_up *up, cw_arena *arena, cw_buf *shown)
{
    cw_error error = {0};
    cw_read *reader;
    cw_status status = cw_read_open(&up->options, arena, &error, &reader);
    if (status != CW_OK)
        show_error(shown, &error);
    while (status == CW_OK) {
        cw_read_item item;
        cw_page page;
        status = cw_read_next(reader, arena, &item);
        if (status != CW_OK)
            break;
        memset(&error, 0, sizeof error);
        if (cw_read_page(&item, arena, &error, &page) == CW_OK)
            show_page(shown, &page);
        if (error.what[0])
            show_error(shown, &error);
    }
    cw_read_close(reader);
}

static void one_read(case_now *now, void *state)
{
    char folder[] = "/tmp/clew-read-XXXXXX", remove_it[64], here[4096];
    cw_buf shown;
    set_up up;
    (void)state;
    cw_buf_init(&shown, now->arena, 1 << 20);
    if (!mkdtemp(folder) || !getcwd(here, sizeof here) || chdir(folder) != 0)
        return;
    if (read_set_up(now, &up)) {
        read_all(&up, now->arena, &shown);
        if (shown.n > 0)
            shown.n--; // the last LF
        case_expect_rest(now, up.next, cw_buf_bytes(&shown));
    }
    while (wait(NULL) > 0)
        continue;
    (void)!chdir(here);
    snprintf(remove_it, sizeof remove_it, "rm -rf %s", folder);
    (void)!system(remove_it);
}

static void inputs(void **state)
{
    (void)state;
    case_run_file("tests/read/read.case", one_read, NULL);
}

/* Of a line that is known by its id no digest is made. */
static void the_digest_of_a_line(void **state)
{
    static const struct {
        const char *line;
        bool is_known_by_id, has_digest;
    } cases[] = {{"{\"id\":\"a\",\"text\":\"Fog.\"}", false, true},
                 {"{\"id\":\"a\",\"text\":\"Fog.\"}", true, false},
                 {"{\"text\":\"Fog.\"}", true, true}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t want[32] = {0};
        cw_read_item item = {.kind = CW_ITEM_LINE,
                             .path = CW_LIT("a.jsonl"),
                             .bytes = cw_bytes_from(cases[i].line),
                             .line = 1,
                             .is_known_by_id = cases[i].is_known_by_id};
        cw_error error = {0};
        cw_arena arena;
        cw_page page;
        cw_arena_init(&arena, SIZE_MAX);
        if (cases[i].has_digest)
            cw_sha256(item.bytes, want);
        assert_int_equal(cw_read_page(&item, &arena, &error, &page), CW_OK);
        assert_memory_equal(page.sha256, want, sizeof want);
        cw_arena_free(&arena);
    }
}

static void saved_as_one_file(void **state)
{
    (void)state;
    case_run_file("tests/read/mhtml.case", one_read, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(inputs),
                                       cmocka_unit_test(the_digest_of_a_line),
                                       cmocka_unit_test(saved_as_one_file)};
    return case_run_tests(tests);
}
