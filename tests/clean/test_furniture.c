/* The lexicon on single lines; names of a byline; outlets and agencies. */
#include <stdio.h>

#include "clean/clean_int.h"
#include "clean/outlets.h"

#include "support/case.h"

/* line, then its kind, or "none" below the weight that decides alone */
static void one_line(case_now *now, void *state)
{
    cw_bytes text = case_line(now, 0);
    cw_verdict verdict =
        cw_furniture_judge(text, (cw_range){0, (uint32_t)text.n});
    (void)state;
    case_expect(now, 1,
                cw_bytes_from(verdict.weight >= CW_PHRASE_SURE
                                  ? cw_furniture_name(verdict.kind)
                                  : "none"));
}

/* line, then the names joined with " | ", or "nobody" */
static void one_byline(case_now *now, void *state)
{
    cw_bytes text = case_line(now, 0);
    bool is_bare = !cw_bytes_starts_fold(text, CW_LIT("by"));
    cw_range people[CW_MAX_BYLINE];
    cw_buf got;
    (void)state;
    cw_buf_init(&got, now->arena, 4096);
    size_t n = cw_byline_split(text, (cw_range){0, (uint32_t)text.n}, is_bare,
                               people, CW_MAX_BYLINE);
    for (size_t i = 0; i < n; i++) {
        cw_buf_add_text(&got, i > 0 ? " | " : "");
        cw_buf_add(&got, cw_bytes_at(text, people[i]));
    }
    if (n == 0)
        cw_buf_add_text(&got, "nobody");
    case_expect(now, 1, cw_buf_bytes(&got));
}

/* "host X", "name X" or "agency X", then name and owner */
static void one_outlet(case_now *now, void *state)
{
    cw_bytes value;
    const cw_outlet *row = NULL;
    const char *agency = NULL;
    cw_buf got;
    (void)state;
    cw_buf_init(&got, now->arena, 4096);
    if (case_field(now, "host", &value))
        row = cw_outlet_by_host(value);
    else if (case_field(now, "name", &value))
        row = cw_outlet_by_name(value);
    else if (case_field(now, "agency", &value))
        agency = cw_agency_find(value);
    if (row)
        cw_buf_addf(&got, "%s / %s", row->name, row->owner);
    else
        cw_buf_add_text(&got, agency ? agency : "unknown");
    case_expect(now, 1, cw_buf_bytes(&got));
}

static void lines(void **state)
{
    (void)state;
    case_run_file("tests/clean/furniture.case", one_line, NULL);
}

static void bylines(void **state)
{
    (void)state;
    case_run_file("tests/clean/byline.case", one_byline, NULL);
}

static void outlets(void **state)
{
    (void)state;
    case_run_file("tests/clean/outlets.case", one_outlet, NULL);
}

/* The set of words that turns most blocks away beforehand turns no example of
 * a rule away. */
static void every_rule_is_reached(void **state)
{
    char line[4096];
    FILE *file = fopen("data/en/furniture.rules", "rb");
    size_t n_rules = 0;
    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        size_t n = strcspn(line, "\r\n"), at = n;
        if (n == 0 || line[0] == '#')
            continue;
        while (at > 0 && line[at - 1] != '\t' &&
               (line[at - 1] != ' ' || line[at - 2] != ' '))
            at--;
        cw_bytes example = {(const uint8_t *)line + at, n - at};
        cw_verdict verdict =
            cw_furniture_judge(example, (cw_range){0, (uint32_t)example.n});
        if (verdict.weight == 0)
            fail_msg("no rule is found in: %.*s", (int)example.n, line + at);
        n_rules++;
    }
    (void)fclose(file);
    assert_true(n_rules > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines), cmocka_unit_test(every_rule_is_reached),
        cmocka_unit_test(bylines), cmocka_unit_test(outlets)};
    return case_run_tests(tests);
}
