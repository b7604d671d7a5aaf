/* The page of a few reports; the same bytes again; every allocation failing
 * once. */
#include "show/page_print.h"
#include "story/told.h"

static void print(told_case *told, cw_buf *out)
{
    cw_sink sink;
    cw_sink_init_buf(&sink, out);
    if (cw_dossier_print_page(told->dossier, &told->scratch, &sink) != CW_OK)
        cw_buf_clear(out);
}

/* "< a < b < c": each behind the one before. */
static void check_order(case_now *now, size_t i, cw_bytes page, cw_bytes line)
{
    size_t at = 0;
    for (size_t from = 2; from < line.n;) {
        size_t to = cw_bytes_find(line, CW_LIT(" < "), from);
        to = to == CW_NOT_FOUND ? line.n : to;
        at = cw_bytes_find(page, cw_bytes_cut(line, from, to), at);
        if (at == CW_NOT_FOUND) {
            case_fail(now, i, "not in this order");
            return;
        }
        from = to + 3;
    }
}

static void check_line(case_now *now, size_t i, cw_bytes page)
{
    cw_bytes line = case_line(now, i), wanted;
    bool is_there;
    if (line.n < 3)
        return;
    wanted = cw_bytes_cut(line, 2, line.n);
    is_there = cw_bytes_find(page, wanted, 0) != CW_NOT_FOUND;
    if (line.at[0] == '<')
        check_order(now, i, page, line);
    else if (is_there != (line.at[0] == '+'))
        case_fail(now, i, is_there ? "stands in the page" : "is missing");
}

static void one_page(case_now *now, void *state)
{
    told_case *told = state;
    cw_buf page, again;
    told_init(told);
    told_read(told, now);
    if (told_annotate(told) != CW_OK || told_build(told) != CW_OK) {
        case_fail(now, 0, "no dossier was built");
        told_free(told);
        return;
    }
    cw_buf_init(&page, &told->keep, 1 << 24);
    cw_buf_init(&again, &told->keep, 1 << 24);
    print(told, &page);
    print(told, &again);
    if (page.n == 0 ||
        !cw_bytes_equal(cw_buf_bytes(&page), cw_buf_bytes(&again)))
        case_fail(now, 0, "the same dossier gave other bytes");
    for (size_t i = told->n_lines + 1; i < now->n_lines; i++)
        check_line(now, i, cw_buf_bytes(&page));
    told_free(told);
}

static told_case told_of_tests;

static void pages(void **state)
{
    (void)state;
    case_run_file("tests/show/page_print.case", one_page, &told_of_tests);
}

/* ---- failures ---------------------------------------------------------- */

static cw_status put_nothing(void *shared, cw_bytes bytes)
{
    (void)shared;
    (void)bytes;
    return CW_OK;
}

static cw_status refuse(void *shared, cw_bytes bytes)
{
    (void)shared;
    (void)bytes;
    return CW_UNWRITABLE;
}

static void one_failure(case_now *now, void *state)
{
    told_case *told = state;
    cw_status status = CW_NO_MEMORY;
    size_t n_alive;
    cw_sink sink;
    told_init(told);
    told_read(told, now);
    if (told_annotate(told) != CW_OK || told_build(told) != CW_OK)
        case_fail(now, 0, "no dossier was built");
    cw_arena_free(&told->scratch);
    n_alive = test_blocks_alive();
    for (size_t n = 0; !now->is_failed && status != CW_OK && n < 5000; n++) {
        cw_arena_init(&told->scratch, SIZE_MAX);
        cw_sink_init(&sink, put_nothing, NULL);
        test_fail_allocation(n);
        status = cw_dossier_print_page(told->dossier, &told->scratch, &sink);
        cw_arena_free(&told->scratch);
        if (status != CW_OK && status != CW_NO_MEMORY)
            case_fail(now, 0, "status %d", (int)status);
        if (test_blocks_alive() != n_alive)
            case_fail(now, 0, "the %zu-th failure left memory behind", n);
    }
    if (status != CW_OK)
        case_fail(now, 0, "never written");
    test_fail_allocation(SIZE_MAX); // none any more
    cw_arena_init(&told->scratch, SIZE_MAX);
    cw_sink_init(&sink, refuse, NULL);
    if (cw_dossier_print_page(told->dossier, &told->scratch, &sink) !=
        CW_UNWRITABLE)
        case_fail(now, 0, "a full disk went unseen");
    told_free(told);
}

static void every_allocation_fails_once(void **state)
{
    (void)state;
    case_run_file("tests/show/page_print_fails.case", one_failure,
                  &told_of_tests);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages), cmocka_unit_test(every_allocation_fails_once)};
    return case_run_tests(tests);
}
