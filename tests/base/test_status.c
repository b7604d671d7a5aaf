/* Errors as one line, and the texts of the statuses. */
#include "base/status.h"

#include "base/utf8.h"
#include "support/case.h"

static const char *field(case_now *now, const char *key)
{
    cw_bytes value, copy;
    if (!case_field(now, key, &value) ||
        cw_arena_copy(now->arena, value, &copy) != CW_OK)
        return NULL;
    return (const char *)copy.at;
}

/* path, byte, what and remedy, each left out when there is none; at last the
 * line made of them */
static void error_case(case_now *now, void *state)
{
    cw_bytes text;
    uint64_t byte = CW_NO_BYTE;
    cw_error error;
    char line[2048];
    (void)state;
    if (case_field(now, "byte", &text) &&
        !cw_bytes_number(text, UINT64_MAX, &byte))
        case_fail(now, 0, "bad byte");
    if (cw_fail(&error, CW_BAD_INPUT, field(now, "path"), byte,
                field(now, "remedy"), "%s", field(now, "what")) != CW_BAD_INPUT)
        case_fail(now, 0, "another status came back");
    cw_error_line(&error, line, sizeof line);
    case_expect(now, now->n_lines - 1, cw_bytes_from(line));
}

static void cases(void **state)
{
    (void)state;
    case_run_file("tests/base/status.case", error_case, NULL);
}

static void every_status_has_its_text(void **state)
{
    (void)state;
    for (int i = CW_OK; i <= CW_CANCELLED; i++) {
        assert_string_not_equal(cw_status_text((cw_status)i), "");
        assert_string_not_equal(cw_status_text((cw_status)i), "unknown status");
        for (int k = CW_OK; k < i; k++)
            assert_string_not_equal(cw_status_text((cw_status)i),
                                    cw_status_text((cw_status)k));
    }
    assert_string_equal(cw_status_text(CW_NO_MEMORY), "memory ran out");
    assert_string_equal(cw_status_text((cw_status)99), "unknown status");
}

static void an_error_need_not_be_asked_for(void **state)
{
    (void)state;
    assert_int_equal(cw_fail(NULL, CW_LIMIT, "a", 1, "b", "%d", 1), CW_LIMIT);
}

static void long_texts_are_cut(void **state)
{
    char text[1000], line[2000];
    cw_error error;
    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    (void)cw_fail(&error, CW_LIMIT, text, 1, text, "%s", text);
    assert_int_equal(strlen(error.path), sizeof error.path - 1);
    assert_int_equal(strlen(error.what), sizeof error.what - 1);
    assert_int_equal(strlen(error.remedy), sizeof error.remedy - 1);
    cw_error_line(&error, line, sizeof line);
    assert_int_equal(strlen(line), 511 + 2 + 8 + 255 + 2 + 255 + 1);
}

static void an_error_can_be_made_from_its_own_parts(void **state)
{
    cw_error error;
    (void)state;
    (void)cw_fail(&error, CW_LIMIT, "port.txt", 1, "Wait", "the %s", "tide");
    (void)cw_fail(&error, CW_LIMIT, error.path, error.byte, error.remedy,
                  "line 2: %s", error.what);
    assert_string_equal(error.path, "port.txt");
    assert_string_equal(error.what, "line 2: the tide");
    assert_string_equal(error.remedy, "Wait");
}

/* Any size of line: ended by 0, no half character and no half escape. */
static void a_short_line_is_cut_between_characters(void **state)
{
    char whole[100], line[100];
    cw_error error;
    (void)state;
    (void)cw_fail(&error, CW_LIMIT, "\xE6\xB8\xAF\x1B.txt", 7, "", "bad");
    cw_error_line(&error, whole, sizeof whole);
    for (uint32_t size = 0; size <= sizeof line; size++) {
        size_t n;
        memset(line, '~', sizeof line);
        cw_error_line(&error, line, size);
        if (size == 0) {
            assert_int_equal(line[0], '~');
            continue;
        }
        n = strlen(line);
        assert_true(n < size);
        assert_memory_equal(line, whole, n);
        assert_int_equal(cw_utf8_valid((cw_bytes){(uint8_t *)line, n}), n);
        assert_true(n <= 3 || n >= 7);
        for (size_t i = size; i < sizeof line; i++)
            assert_int_equal(line[i], '~');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(every_status_has_its_text),
        cmocka_unit_test(an_error_need_not_be_asked_for),
        cmocka_unit_test(long_texts_are_cut),
        cmocka_unit_test(an_error_can_be_made_from_its_own_parts),
        cmocka_unit_test(a_short_line_is_cut_between_characters),
    };
    return case_run_tests(tests);
}
