/* Kinds, JSONL lines, places in the map: each case a few lines of data. */
#include <stdlib.h>
#include <string.h>

#include "read/jsonl_int.h"
#include "read/kind.h"
#include "tests_read.h"

/* KIND name, then the first bytes */
static void one_kind(case_now *now, void *state)
{
    cw_bytes given = case_line(now, 0), kind = given, name = given;
    size_t blank = cw_bytes_find(given, CW_LIT(" "), 0);
    (void)state;
    if (blank != CW_NOT_FOUND) {
        kind = cw_bytes_cut(given, 0, blank);
        name = cw_bytes_cut(given, blank + 1, given.n);
    }
    cw_bytes head = now->n_lines > 1 ? case_rest(now, 1) : (cw_bytes){0};
    const char *got = cw_kind_name(cw_kind_find(head, name));
    if (!cw_bytes_equal(kind, cw_bytes_from(got)))
        case_fail(now, 0, "got %s", got);
}

/* What jansson makes of the line must be what the fast way makes of it, when
 * that reads it at all. */
static void compare_ways(case_now *now, cw_bytes line)
{
    cw_page flat = {.path = CW_LIT("x")}, full = flat;
    cw_error error;
    cw_buf shown[2];
    bool is_read;
    cw_buf_init(&shown[0], now->arena, 1 << 20);
    cw_buf_init(&shown[1], now->arena, 1 << 20);
    if (cw_jsonl_page_flat(line, now->arena, &flat, &is_read) != CW_OK ||
        !is_read)
        return;
    if (cw_jsonl_page_full(line, full.path, 0, 0, now->arena, &error, &full) !=
        CW_OK) {
        case_fail(now, 0, "read fast, but not by jansson: %s", error.what);
        return;
    }
    show_page(&shown[0], &flat);
    show_page(&shown[1], &full);
    if (!cw_bytes_equal(cw_buf_bytes(&shown[0]), cw_buf_bytes(&shown[1])))
        case_fail(now, 0, "read fast it is %.*s", (int)shown[0].n,
                  (const char *)shown[0].at);
}

/* a line, then the page or the error */
static void one_line(case_now *now, void *state)
{
    cw_error error = {0};
    cw_page page;
    cw_buf shown;
    (void)state;
    cw_buf_init(&shown, now->arena, 1 << 20);
    if (cw_jsonl_page(case_line(now, 0), CW_LIT("a.jsonl"), 7, 1000, now->arena,
                      &error, &page) == CW_OK)
        show_page(&shown, &page);
    else
        show_error(&shown, &error);
    shown.n--; // the last LF
    case_expect_rest(now, 1, cw_buf_bytes(&shown));
    compare_ways(now, case_line(now, 0));
}

static uint32_t number(const char **at)
{
    char *end;
    unsigned long value = strtoul(*at, &end, 10);
    *at = end + (*end == ',');
    return (uint32_t)value;
}

static const char *line_text(case_now *now, size_t i)
{
    cw_bytes copy;
    if (cw_arena_copy(now->arena, case_line(now, i), &copy) != CW_OK)
        return "";
    return (const char *)copy.at; // ends in a 0
}

/* "text,source,length ..." then lines "from,to from,to": text and source */
static void one_map(case_now *now, void *state)
{
    cw_map_entry entries[16];
    cw_map map = {entries, 0};
    const char *at = line_text(now, 0);
    (void)state;
    while (map.n < 16 && cw_is_digit((uint8_t)*at)) {
        cw_map_entry *entry = &entries[map.n++];
        entry->text_from = number(&at);
        entry->source_from = number(&at);
        entry->length = number(&at);
        at += *at == ' ';
    }
    for (size_t i = 1; i < now->n_lines; i++) {
        cw_range text, source;
        at = line_text(now, i);
        text.from = number(&at);
        text.to = number(&at);
        source = cw_map_range(map, text);
        at += *at == ' ';
        if (number(&at) != source.from || number(&at) != source.to)
            case_fail(now, i, "got %u,%u", source.from, source.to);
    }
}

static void kinds(void **state)
{
    (void)state;
    case_run_file("tests/read/kind.case", one_kind, NULL);
}

static void json_lines(void **state)
{
    (void)state;
    case_run_file("tests/read/jsonl.case", one_line, NULL);
}

static void maps(void **state)
{
    (void)state;
    case_run_file("tests/read/map.case", one_map, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(kinds),
                                       cmocka_unit_test(json_lines),
                                       cmocka_unit_test(maps)};
    return case_run_tests(tests);
}
