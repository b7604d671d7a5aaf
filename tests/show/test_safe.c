/* What is shown of characters that must not be emitted. */
#include "show/safe.h"

#include "support/case.h"

static void one_text(case_now *now, void *state)
{
    cw_bytes value;
    cw_sink sink;
    cw_buf out;
    (void)state;
    cw_buf_init(&out, now->arena, 1 << 20);
    cw_sink_init_buf(&sink, &out);
    if (case_field(now, "text", &value))
        cw_safe_text(&sink, value);
    else if (case_field(now, "data", &value))
        cw_safe_data(&sink, value);
    else if (case_field(now, "xml", &value))
        cw_safe_xml(&sink, value);
    else
        case_fail(now, 0, "unknown kind of case");
    if (cw_sink_end(&sink) != CW_OK)
        case_fail(now, 0, "the sink failed");
    case_expect(now, 1, cw_buf_bytes(&out));
}

static void texts(void **state)
{
    (void)state;
    case_run_file("tests/show/safe.case", one_text, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts)};
    return case_run_tests(tests);
}
