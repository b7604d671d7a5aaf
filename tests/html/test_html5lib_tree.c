/* The public tree-construction cases of html5lib
 * (CLEW_DATA/data/html5lib/tree-construction, without scripted/ and without
 * the cases that need scripts). What we know to fail stands in known[], with
 * the reason; a case that fails and is not in it fails the test. */
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "html/tree_dump.h"
#include "support/case.h"

/* One case: "#data", "#errors", ... as sections of the file. */
typedef struct {
    cw_bytes data, context, document;
    bool has_context, is_scripted;
    uint32_t line;
} tree_case;

/* A browser puts a copy of the chosen option into <selectedcontent>, and does
 * so again when the choice changes; in a page read once, every word would
 * stand in its text twice. */
#define CHOSEN "the chosen option is not copied into <selectedcontent>"

/* file name, line of "#data", why */
static const struct {
    const char *file;
    uint32_t line;
    const char *why;
} known[] = {
    {"webkit02.dat", 692, CHOSEN},
    {"webkit02.dat", 706, CHOSEN},
    {"webkit02.dat", 732, CHOSEN},
    {"webkit02.dat", 748, CHOSEN},
};

static const char *why_known(const char *file, uint32_t line)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].file, file) == 0 && known[i].line == line)
            return known[i].why;
    return NULL;
}

/* The lines up to the next that begins a section or, after #document, up to
 * the next case; without the last line end. */
static cw_bytes read_section(cw_bytes file, size_t *at, uint32_t *line,
                             bool is_document)
{
    size_t from = *at, to = *at, next = *at;
    cw_range range;
    bool is_blank = false;
    while (cw_bytes_line(file, &next, &range)) {
        cw_bytes text = cw_bytes_at(file, range);
        if (is_document
                ? is_blank && cw_bytes_equal(text, CW_LIT("#data"))
                : text.n > 0 && text.at[0] == '#' &&
                      (cw_bytes_equal(text, CW_LIT("#errors")) ||
                       cw_bytes_equal(text, CW_LIT("#new-errors")) ||
                       cw_bytes_equal(text, CW_LIT("#document")) ||
                       cw_bytes_equal(text, CW_LIT("#script-off")) ||
                       cw_bytes_equal(text, CW_LIT("#script-on")) ||
                       cw_bytes_equal(text, CW_LIT("#document-fragment"))))
            break;
        is_blank = text.n == 0;
        to = next;
        *at = next;
        ++*line;
    }
    while (is_document && to > from && file.at[to - 1] == '\n')
        to--;
    if (!is_document && to > from)
        to--;
    return cw_bytes_cut(file, from, to);
}

static bool read_case(cw_bytes file, size_t *at, uint32_t *line, tree_case *out)
{
    cw_range range;
    *out = (tree_case){.line = *line};
    while (cw_bytes_line(file, at, &range)) {
        cw_bytes head = cw_bytes_at(file, range);
        ++*line;
        if (cw_bytes_equal(head, CW_LIT("#data"))) {
            out->line = *line - 1;
            out->data = read_section(file, at, line, false);
        } else if (cw_bytes_equal(head, CW_LIT("#document-fragment"))) {
            out->has_context = true;
            out->context = read_section(file, at, line, false);
        } else if (cw_bytes_equal(head, CW_LIT("#script-on"))) {
            out->is_scripted = true;
        } else if (cw_bytes_equal(head, CW_LIT("#document"))) {
            out->document = read_section(file, at, line, true);
            return true;
        } else {
            (void)read_section(file, at, line, false);
        }
    }
    return false;
}

static cw_html_options options_of(const tree_case *test)
{
    cw_html_options options = {.context = test->context};
    if (cw_bytes_starts(test->context, CW_LIT("svg "))) {
        options.context_space = CW_SPACE_SVG;
        options.context = cw_bytes_cut(test->context, 4, test->context.n);
    } else if (cw_bytes_starts(test->context, CW_LIT("math "))) {
        options.context_space = CW_SPACE_MATH;
        options.context = cw_bytes_cut(test->context, 5, test->context.n);
    }
    return options;
}

static case_result run_dat_case(const char *name, const tree_case *test,
                                cw_arena *arena, cw_arena *scratch)
{
    cw_html_options options = options_of(test);
    cw_html_tree tree;
    cw_buf got;
    const char *why = why_known(name, test->line);
    cw_buf_init(&got, arena, CW_MAX_TEXT_BYTES);
    assert_int_equal(
        cw_html_tree_build(test->data, &options, arena, scratch, &tree), CW_OK);
    dump_tree(&tree, test->has_context ? tree.html : 0, &got);
    bool is_same = cw_bytes_equal(cw_buf_bytes(&got), test->document);
    if (is_same && why != NULL)
        print_error("%s:%u: passes now, take it from the list\n", name,
                    (unsigned)test->line);
    else if (!is_same && why == NULL)
        print_error("%s:%u:\n%s\nexpected\n%s\ngot\n%s\n", name,
                    (unsigned)test->line, test_shown(arena, test->data),
                    test_shown(arena, test->document),
                    test_shown(arena, cw_buf_bytes(&got)));
    if (is_same)
        return why == NULL ? CASE_PASSED : CASE_FAILED;
    return why == NULL ? CASE_FAILED : CASE_SKIPPED;
}

static void run_file(const char *path, size_t counts[3])
{
    const char *slash = strrchr(path, '/');
    cw_arena files, arena;
    cw_bytes file;
    tree_case test;
    size_t at = 0;
    uint32_t line = 1;
    cw_arena_init(&files, CW_MAX_REPORT_ARENA);
    cw_arena_init(&arena, CW_MAX_REPORT_ARENA);
    file = test_read_file(path, &files);
    while (read_case(file, &at, &line, &test)) {
        if (test.is_scripted)
            continue;
        case_result result = run_dat_case(slash + 1, &test, &arena, &files);
        counts[result]++;
        case_count(result);
        cw_arena_clear(&arena);
    }
    cw_arena_free(&arena);
    cw_arena_free(&files);
}

static void tree_suite(void **state)
{
    char path[CW_MAX_PATH_BYTES];
    size_t counts[3] = {0, 0, 0};
    glob_t files;
    (void)state;
    test_data_path("data/html5lib/tree-construction", path);
    strncat(path, "/*.dat", sizeof path - strlen(path) - 1);
    assert_int_equal(glob(path, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        run_file(files.gl_pathv[i], counts);
    globfree(&files);
    print_message(
        "html5lib trees: %zu of %zu as expected\n", counts[CASE_PASSED],
        counts[CASE_PASSED] + counts[CASE_FAILED] + counts[CASE_SKIPPED]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tree_suite)};
    return case_run_tests(tests);
}
