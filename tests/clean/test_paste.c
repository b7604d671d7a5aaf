/* Messages and articles of one pasted text. */
#include "clean/paste.h"

#include "base/limits.h"
#include "read/read.h"
#include "support/case.h"

static const char prose[] =
    "Ferries returned to the bay on Friday after crews and the company agreed "
    "on pay, which ended a strike of nine days. The first boat left the quay "
    "before dawn, and islanders who had slept there were aboard. Both sides "
    "said that the deal runs for two years and that nobody would lose the pay "
    "of the days that were lost, which the company first refused.";

/* Line i of the case; "@prose" stands for a paragraph of 60 words. */
static void add_line(case_now *now, size_t i, cw_buf *text)
{
    cw_bytes line = case_line(now, i);
    size_t at = cw_bytes_find(line, CW_LIT("@prose"), 0);
    if (at == CW_NOT_FOUND) {
        cw_buf_add(text, line);
    } else {
        cw_buf_add(text, cw_bytes_cut(line, 0, at));
        cw_buf_add_text(text, prose);
    }
    cw_buf_add_byte(text, '\n');
}

/* Every run of the map holds the bytes of the source, and together they are
 * the whole text of the part. */
static void check_map(case_now *now, const cw_page *part)
{
    uint32_t at = 0;
    for (size_t i = 0; i < part->map.n; i++) {
        cw_map_entry run = part->map.at[i];
        cw_bytes text =
            cw_bytes_cut(part->utf8, run.text_from, run.text_from + run.length);
        cw_bytes source = cw_bytes_cut(part->source, run.source_from,
                                       run.source_from + run.length);
        if (run.text_from != at || !cw_bytes_equal(text, source))
            case_fail(now, 0, "run %zu of the map is wrong", i);
        at = run.text_from + run.length;
    }
    if (part->map.n > 0 && at != part->utf8.n)
        case_fail(now, 0, "the map ends at %u of %zu", at, part->utf8.n);
}

/* "first line ... last line" of a part that is not empty. */
static void add_part(const cw_page *part, cw_buf *got)
{
    cw_bytes text = cw_bytes_trim(part->utf8);
    size_t first = cw_bytes_find(text, CW_LIT("\n"), 0), last = text.n;
    first = first == CW_NOT_FOUND ? text.n : first;
    while (last > 0 && text.at[last - 1] != '\n')
        last--;
    cw_buf_addf(got, "%s= %.*s", got->n > 0 ? "\n" : "",
                (int)(first < 40 ? first : 40), (const char *)text.at);
    if (last > 0)
        cw_buf_addf(got, " ... %.*s",
                    (int)(text.n - last < 40 ? text.n - last : 40),
                    (const char *)text.at + last);
    if (part->is_remark)
        cw_buf_add_text(got, " (remark)");
}

/* Lines of a text, then a line "= ..." for each part. */
static void one_text(case_now *now, void *state)
{
    cw_buf text, got;
    cw_page page;
    cw_error error;
    const cw_page *parts;
    size_t n_parts, n = 0;
    cw_arena scratch;
    (void)state;
    cw_buf_init(&text, now->arena, 1 << 20);
    cw_buf_init(&got, now->arena, 1 << 20);
    for (; n < now->n_lines && !cw_bytes_starts(case_raw(now, n), CW_LIT("= "));
         n++)
        add_line(now, n, &text);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    if (cw_read_bytes(cw_buf_bytes(&text), CW_LIT("a.txt"), now->arena, &error,
                      &page) != CW_OK ||
        cw_paste_split(&page, now->arena, &scratch, &parts, &n_parts) != CW_OK)
        case_fail(now, 0, "the text was not read");
    else
        for (size_t i = 0; i < n_parts; i++) {
            check_map(now, &parts[i]);
            add_part(&parts[i], &got);
        }
    case_expect_rest(now, n, cw_buf_bytes(&got));
    cw_arena_free(&scratch);
}

static void pasted_texts(void **state)
{
    (void)state;
    case_run_file("tests/clean/paste.case", one_text, NULL);
}

/* n messages of one line; how many parts they become. */
static size_t count_parts(size_t n)
{
    cw_arena keep, scratch;
    cw_buf text;
    const cw_page *parts;
    size_t n_parts = 0;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    cw_buf_init(&text, &keep, CW_MAX_TEXT_BYTES);
    for (size_t i = 0; i < n; i++)
        cw_buf_addf(&text, "On 3 May 2024 Ana Brook wrote:\nNumber %zu.\n", i);
    cw_page page = {.kind = CW_PAGE_TEXT,
                    .source = cw_buf_bytes(&text),
                    .utf8 = cw_buf_bytes(&text)};
    assert_int_equal(cw_paste_split(&page, &keep, &scratch, &parts, &n_parts),
                     CW_OK);
    size_t n_bytes = 0;
    for (size_t i = 0; i < n_parts; i++)
        n_bytes += parts[i].utf8.n;
    assert_int_equal(n_bytes, text.n);
    cw_arena_free(&scratch);
    cw_arena_free(&keep);
    return n_parts;
}

/* Past the limit the last part takes what is left. */
static void parts_are_limited(void **state)
{
    (void)state;
    assert_int_equal(count_parts(CW_MAX_ENTRIES - 1), CW_MAX_ENTRIES - 1);
    assert_int_equal(count_parts(CW_MAX_ENTRIES), CW_MAX_ENTRIES);
    assert_int_equal(count_parts(CW_MAX_ENTRIES + 1), CW_MAX_ENTRIES);
}

/* Marks of any depth, in any order, end in linear time. */
static void deep_marks_end(void **state)
{
    cw_arena keep, scratch;
    cw_buf text;
    const cw_page *parts;
    size_t n_parts = 0, n_left = 0;
    (void)state;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    cw_buf_init(&text, &keep, CW_MAX_TEXT_BYTES);
    for (size_t i = 0; i < 20000; i++) {
        for (size_t k = 0; k < i % 23; k++)
            cw_buf_add_text(&text, "> ");
        cw_buf_add_text(&text, i % 5 == 0 ? "On 3 May 2024 Ana wrote:\n"
                                          : "Words of a boat.\n");
    }
    cw_page page = {.kind = CW_PAGE_TEXT,
                    .source = cw_buf_bytes(&text),
                    .utf8 = cw_buf_bytes(&text)};
    assert_int_equal(cw_paste_split(&page, &keep, &scratch, &parts, &n_parts),
                     CW_OK);
    for (size_t i = 0; i < n_parts; i++)
        for (size_t k = 0; k < parts[i].utf8.n; k++)
            n_left += parts[i].utf8.at[k] == '\n';
    assert_int_equal(n_left, 20000);
    cw_arena_free(&scratch);
    cw_arena_free(&keep);
}

static void every_allocation_fails_once(void **state)
{
    static const char mail[] = "Look.\n\nOn 3 May 2024 Ana Brook wrote:\n"
                               "> Boats sail.\n\nMore.\n";
    cw_status status = CW_NO_MEMORY;
    (void)state;
    for (size_t n = 0; status != CW_OK; n++) {
        cw_arena keep, scratch;
        const cw_page *parts;
        size_t n_parts;
        cw_page page = {.kind = CW_PAGE_TEXT,
                        .source = cw_bytes_from(mail),
                        .utf8 = cw_bytes_from(mail)};
        cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
        cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
        test_fail_allocation(n);
        status = cw_paste_split(&page, &keep, &scratch, &parts, &n_parts);
        assert_true(status == CW_OK || status == CW_NO_MEMORY);
        cw_arena_free(&scratch);
        cw_arena_free(&keep);
    }
    test_fail_allocation(SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pasted_texts), cmocka_unit_test(parts_are_limited),
        cmocka_unit_test(deep_marks_end),
        cmocka_unit_test(every_allocation_fails_once)};
    return case_run_tests(tests);
}
