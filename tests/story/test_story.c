/* What the story room tells of small batches, one file for each module; the
 * questions are those of told.h. */
#include "told.h"

static void stories(void **state)
{
    (void)state;
    case_run_file("tests/story/stories.case", told_run, NULL);
}

static void copies(void **state)
{
    (void)state;
    case_run_file("tests/story/reuse.case", told_run, NULL);
}

static void dates(void **state)
{
    (void)state;
    case_run_file("tests/story/undated.case", told_run, NULL);
}

static void entities(void **state)
{
    (void)state;
    case_run_file("tests/story/entity.case", told_run, NULL);
}

static void people(void **state)
{
    (void)state;
    case_run_file("tests/story/people.case", told_run, NULL);
}

static void names_again(void **state)
{
    (void)state;
    case_run_file("tests/story/reread.case", told_run, NULL);
}

static void claims(void **state)
{
    (void)state;
    case_run_file("tests/story/claim.case", told_run, NULL);
}

static void origins(void **state)
{
    (void)state;
    case_run_file("tests/story/independent.case", told_run, NULL);
}

static void timelines(void **state)
{
    (void)state;
    case_run_file("tests/story/timeline.case", told_run, NULL);
}

static void queries(void **state)
{
    (void)state;
    case_run_file("tests/story/query.case", told_run, NULL);
}

static void news(void **state)
{
    (void)state;
    case_run_file("tests/story/since.case", told_run, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stories),   cmocka_unit_test(copies),
        cmocka_unit_test(dates),     cmocka_unit_test(entities),
        cmocka_unit_test(people),    cmocka_unit_test(names_again),
        cmocka_unit_test(claims),    cmocka_unit_test(origins),
        cmocka_unit_test(timelines), cmocka_unit_test(queries),
        cmocka_unit_test(news)};
    return case_run_tests(tests);
}
