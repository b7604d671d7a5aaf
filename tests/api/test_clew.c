/* The public library, as a caller meets it. */
#include "clew/clew.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "support/case.h"

static const char friday[] =
    "Storm closes pier of Vell\nBy Ana Ruiz\n3 May 2024\n\n"
    "VELL - The pier was closed on Friday after waves broke two of its piles, "
    "the harbour master said.\n\nBoats were moved to the inner harbour. \"We "
    "will open it again on Monday,\" said harbour master Tom Ekholm.\n";
static const char monday[] =
    "Pier of Vell open again\n6 May 2024\n\n"
    "The pier of Vell was opened on Monday, three days after a storm broke "
    "two of its piles. Harbour master Tom Ekholm cut the ribbon.\n";

typedef struct {
    char bytes[1 << 18];
    size_t n;
    size_t n_calls, refuses_at; // 0: never
} page;

static int keep(void *shared, const char *bytes, size_t n)
{
    page *to = shared;
    if (++to->n_calls == to->refuses_at)
        return 1;
    assert_true(n < sizeof to->bytes - to->n);
    memcpy(to->bytes + to->n, bytes, n);
    to->n += n;
    to->bytes[to->n] = 0;
    return 0;
}

static void keep_line(void *shared, const char *line)
{
    page *to = shared;
    (void)keep(to, line, strlen(line));
    (void)keep(to, "\n", 1);
}

static clew *opened(void)
{
    clew *run;
    assert_int_equal(clew_open(&run), CLEW_OK);
    clew_set_workers(run, 2);
    return run;
}

static void add(clew *run, const char *name, const char *text)
{
    assert_int_equal(clew_add_bytes(run, name, text, strlen(text)), CLEW_OK);
}

static page *told(bool is_turned, size_t n_workers, page *to)
{
    clew_dossier *dossier;
    clew *run = opened();
    memset(to, 0, sizeof *to);
    clew_set_workers(run, n_workers);
    add(run, is_turned ? "b.txt" : "a.txt", is_turned ? monday : friday);
    add(run, is_turned ? "a.txt" : "b.txt", is_turned ? friday : monday);
    assert_int_equal(clew_tell(run, NULL, &dossier), CLEW_OK);
    clew_close(run);
    assert_int_equal(clew_dossier_reports(dossier), 2);
    assert_int_equal(clew_dossier_json(dossier, keep, to), CLEW_OK);
    assert_int_equal(clew_dossier_text(dossier, NULL, keep, to), CLEW_OK);
    clew_dossier_free(dossier);
    return to;
}

static void a_dossier_outlives_its_run_and_has_no_order(void **state)
{
    static page one, other;
    (void)state;
    told(false, 1, &one);
    assert_string_equal(told(true, 1, &other)->bytes, one.bytes);
    assert_string_equal(told(false, 5, &other)->bytes, one.bytes);
    assert_int_equal(test_blocks_alive(), 0);
}

static void lines_are_json_in_the_order_of_the_inputs(void **state)
{
    static page lines;
    clew *run = opened();
    json_t *first;
    char *end;
    (void)state;
    add(run, "b.txt", monday);
    add(run, "a.txt", friday);
    assert_int_equal(clew_set_outlet(run, "a.txt", "Courier"), CLEW_OK);
    assert_int_equal(clew_set_outlet(run, "a.txt", ""), CLEW_USAGE);
    assert_int_equal(clew_set_published(run, "a.txt", "soon"), CLEW_USAGE);
    assert_non_null(strstr(clew_message(run), "soon"));
    clew_close(run);
    run = opened();
    add(run, "b.txt", monday);
    add(run, "a.txt", friday);
    memset(&lines, 0, sizeof lines);
    assert_int_equal(clew_extract(run, keep, &lines), CLEW_OK);
    end = strchr(lines.bytes, '\n');
    assert_non_null(end);
    first = json_loadb(lines.bytes, (size_t)(end - lines.bytes), 0, NULL);
    assert_non_null(first);
    assert_string_equal(json_string_value(json_object_get(first, "path")),
                        "b.txt");
    json_decref(first);
    clew_close(run);
}

static void a_bad_input_is_told_and_stops_nothing(void **state)
{
    static page lines, problems;
    clew *run = opened();
    (void)state;
    memset(&lines, 0, sizeof lines);
    memset(&problems, 0, sizeof problems);
    clew_on_problem(run, keep_line, &problems);
    assert_int_equal(clew_add_path(run, "no/such/file"), CLEW_OK);
    add(run, "a.txt", friday);
    assert_int_equal(clew_extract(run, keep, &lines), CLEW_PARTLY);
    assert_non_null(strstr(problems.bytes, "no/such/file"));
    assert_non_null(strstr(lines.bytes, "\"status\":\"failed\""));
    assert_non_null(strstr(lines.bytes, "\"status\":\"ok\""));
    clew_close(run);
}

static void equal_bytes_are_two_reports(void **state)
{
    static page out;
    clew_dossier *dossier;
    clew *run = opened();
    const char *first, *second;
    char id[16];
    (void)state;
    add(run, "a.txt", friday);
    add(run, "b.txt", friday);
    assert_int_equal(clew_tell(run, NULL, &dossier), CLEW_OK);
    memset(&out, 0, sizeof out);
    assert_int_equal(clew_dossier_json(dossier, keep, &out), CLEW_OK);
    first = strstr(out.bytes, "\"id\":\"");
    assert_non_null(first);
    (void)snprintf(id, sizeof id, "%.12s-2", first + 6);
    second = strstr(out.bytes, id);
    assert_non_null(second);
    clew_dossier_free(dossier);
    clew_close(run);
}

static void nothing_is_told_of_nothing(void **state)
{
    clew_dossier *dossier;
    clew *run = opened();
    (void)state;
    assert_int_equal(clew_add_path(run, "no/such/file"), CLEW_OK);
    assert_int_equal(clew_tell(run, NULL, &dossier), CLEW_NOTHING);
    assert_null(dossier);
    clew_dossier_free(dossier);
    clew_close(run);
    clew_close(NULL);
}

static void a_wrong_day_is_refused(void **state)
{
    clew_tell_options options = {.from = "2024-02-30"};
    clew_dossier *dossier;
    clew *run = opened();
    (void)state;
    add(run, "a.txt", friday);
    assert_int_equal(clew_tell(run, &options, &dossier), CLEW_USAGE);
    assert_null(dossier);
    assert_non_null(strstr(clew_message(run), "2024-02-30"));
    clew_close(run);
}

static void a_refused_write_ends_the_run(void **state)
{
    static page lines;
    (void)state;
    for (size_t at = 1; at < 4; at++) {
        clew_dossier *dossier;
        clew *run = opened();
        memset(&lines, 0, sizeof lines);
        lines.refuses_at = 1;
        for (size_t i = 0; i < 200; i++)
            add(run, "a.txt", friday);
        assert_int_equal(clew_extract(run, keep, &lines), CLEW_UNWRITABLE);
        assert_int_equal(lines.n_calls, 1);
        assert_int_equal(clew_tell(run, NULL, &dossier), CLEW_OK);
        lines.refuses_at = at;
        lines.n_calls = 0;
        assert_int_equal(clew_dossier_json(dossier, keep, &lines),
                         CLEW_UNWRITABLE);
        clew_dossier_free(dossier);
        clew_close(run);
    }
    assert_int_equal(test_blocks_alive(), 0);
}

static void cancel_now(void *shared, size_t done, size_t all)
{
    (void)all;
    if (done == 2)
        clew_cancel(shared);
}

static void a_run_can_be_cancelled(void **state)
{
    clew_dossier *dossier;
    clew *run = opened();
    (void)state;
    for (size_t i = 0; i < 100; i++)
        add(run, "a.txt", friday);
    clew_on_progress(run, cancel_now, run);
    assert_int_equal(clew_tell(run, NULL, &dossier), CLEW_CANCELLED);
    assert_null(dossier);
    clew_close(run);
    assert_int_equal(test_blocks_alive(), 0);
}

/* ---- the n-th allocation fails, for every n ----------------------------- */

typedef clew_status (*entry)(clew *run, page *to);

static clew_status extract_lines(clew *run, page *to)
{
    return clew_extract(run, keep, to);
}

static clew_status annotate_lines(clew *run, page *to)
{
    clew_annotate_options options = {.date = "2024-05-03"};
    return clew_annotate(run, &options, keep, to);
}

static clew_status group_lines(clew *run, page *to)
{
    return clew_group(run, NULL, keep, to);
}

static clew_status group_live(clew *run, page *to)
{
    clew_group_options options = {.is_live = 1};
    return clew_group(run, &options, keep, to);
}

static clew_status copy_lines(clew *run, page *to)
{
    return clew_copies(run, NULL, keep, to);
}

static clew_status tell_story(clew *run, page *to)
{
    clew_tell_options options = {.query = "pier", .from = "2024-05-01"};
    clew_dossier *dossier;
    clew_status status = clew_tell(run, &options, &dossier);
    if (status == CLEW_OK)
        status = clew_dossier_text(dossier, NULL, keep, to);
    clew_dossier_free(dossier);
    return status;
}

static clew_status run_entry(entry call, page *to)
{
    clew_status status;
    clew *run;
    status = clew_open(&run);
    if (status != CLEW_OK)
        return status;
    clew_set_workers(run, 1);
    status = clew_add_bytes(run, "a.txt", friday, sizeof friday - 1);
    if (status == CLEW_OK)
        status = clew_add_bytes(run, "b.txt", monday, sizeof monday - 1);
    if (status == CLEW_OK)
        status = clew_set_outlet(run, "b.txt", "Courier");
    if (status == CLEW_OK)
        status = call(run, to);
    clew_close(run);
    return status;
}

/* A failure is never answered with less: what is CLEW_OK is the whole. */
static void every_allocation_fails_once(void **state)
{
    static const entry entries[] = {extract_lines, annotate_lines, group_lines,
                                    group_live,    copy_lines,     tell_story};
    static page lines, whole;
    (void)state;
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        clew_status status = CLEW_NO_MEMORY;
        memset(&whole, 0, sizeof whole);
        test_fail_allocation(SIZE_MAX);
        assert_int_equal(run_entry(entries[i], &whole), CLEW_OK);
        for (size_t n = 0; status != CLEW_OK; n++) {
            memset(&lines, 0, sizeof lines);
            test_fail_allocation(n);
            status = run_entry(entries[i], &lines);
            if (status != CLEW_OK && status != CLEW_NO_MEMORY)
                fail_msg("entry %zu, allocation %zu: status %d", i, n,
                         (int)status);
            if (status == CLEW_OK && strcmp(lines.bytes, whole.bytes) != 0)
                fail_msg("entry %zu, allocation %zu is swallowed", i, n);
            assert_int_equal(test_blocks_alive(), 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dossier_outlives_its_run_and_has_no_order),
        cmocka_unit_test(lines_are_json_in_the_order_of_the_inputs),
        cmocka_unit_test(a_bad_input_is_told_and_stops_nothing),
        cmocka_unit_test(equal_bytes_are_two_reports),
        cmocka_unit_test(nothing_is_told_of_nothing),
        cmocka_unit_test(a_wrong_day_is_refused),
        cmocka_unit_test(a_refused_write_ends_the_run),
        cmocka_unit_test(a_run_can_be_cancelled),
        cmocka_unit_test(every_allocation_fails_once),
    };
    return case_run_tests(tests);
}
