/* The reader of annotated reports: a line, and its marks, text or mistake. */
#include "train/news.h"

#include "support/case.h"

static void show_marks(const news_report *report, cw_buf *out)
{
    for (uint32_t i = 0; i < report->n_marks; i++) {
        const news_mark *mark = &report->marks[i];
        cw_buf_addf(out, "%s%s %u-%u", i > 0 ? "\n" : "",
                    news_kind_name(mark->kind), mark->range.from,
                    mark->range.to);
        if (mark->head.n > 0)
            cw_buf_addf(out, " %.*s", (int)mark->head.n,
                        (const char *)mark->head.at);
        if (mark->sort)
            cw_buf_addf(out, " %c", mark->sort);
        for (uint32_t k = 0; k < mark->n_arguments; k++)
            cw_buf_addf(out, " %.*s=%.*s", (int)mark->arguments[k].key.n,
                        (const char *)mark->arguments[k].key.at,
                        (int)mark->arguments[k].value.n,
                        (const char *)mark->arguments[k].value.at);
    }
}

static void one_line(case_now *now, void *state)
{
    cw_buf file, got;
    news_report report;
    cw_error error;
    cw_bytes expected;
    cw_status status;
    (void)state;
    cw_buf_init(&file, now->arena, NEWS_MAX_BYTES);
    cw_buf_init(&got, now->arena, NEWS_MAX_BYTES);
    cw_buf_add_text(&file, "#date 2031-05-02\n\n");
    cw_buf_add(&file, case_line(now, 0));
    cw_buf_add_text(&file, "\n");
    status =
        news_read("a.news", cw_buf_bytes(&file), now->arena, &error, &report);
    if (case_field(now, "wrong", &expected)) {
        cw_bytes what = cw_bytes_from(error.what);
        if (status != CW_BAD_INPUT)
            case_fail(now, 1, "the line was read");
        else if (!cw_bytes_starts(what, expected))
            case_fail(now, 1, "another mistake: %s", error.what);
        return;
    }
    if (status != CW_OK) {
        case_fail(now, 0, "%s", error.what);
        return;
    }
    if (case_field(now, "text", &expected))
        cw_buf_addf(&got, "text %.*s", (int)report.text.n,
                    (const char *)report.text.at);
    else if (case_field(now, "n", &expected))
        cw_buf_addf(&got, "n %u", report.n_marks);
    else
        show_marks(&report, &got);
    case_expect(now, 1, cw_buf_bytes(&got));
}

static void lines(void **state)
{
    (void)state;
    case_run_file("tests/train/news.case", one_line, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines)};
    return case_run_tests(tests);
}
