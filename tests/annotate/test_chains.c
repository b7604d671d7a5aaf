/* chains.case: a text, then its chains as marks_list.h writes them. */
#include "annotate/annotate_case.h"
#include "annotate/marks_list.h"

static void texts(void **state)
{
    case_marks_list how = {list_chains};
    (void)state;
    case_run_file("tests/annotate/chains.case", case_list_marks, &how);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts)};
    return case_run_tests(tests);
}
