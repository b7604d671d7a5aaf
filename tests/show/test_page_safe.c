/* Each context of the page, and what it must not let through. */
#include "show/page_safe.h"

#include "support/case.h"

static void one_text(case_now *now, void *state)
{
    cw_bytes value;
    cw_sink sink;
    cw_buf out;
    bool is_link = true;
    (void)state;
    cw_buf_init(&out, now->arena, 1 << 16);
    cw_sink_init_buf(&sink, &out);
    if (case_field(now, "text", &value))
        cw_page_safe_text(&sink, value);
    else if (case_field(now, "attribute", &value))
        cw_page_safe_attribute(&sink, value);
    else if (case_field(now, "url", &value))
        is_link = cw_page_safe_url(&sink, value);
    else
        case_fail(now, 0, "unknown kind of case");
    if (cw_sink_end(&sink) != CW_OK)
        case_fail(now, 0, "the sink failed");
    if (!is_link && out.n > 0)
        case_fail(now, 0, "something was added for no link");
    case_expect(now, 1, is_link ? cw_buf_bytes(&out) : CW_LIT("none"));
}

static void texts(void **state)
{
    (void)state;
    case_run_file("tests/show/page_safe.case", one_text, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts)};
    return case_run_tests(tests);
}
