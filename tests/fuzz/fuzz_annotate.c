/* The annotate room on any text: the marks are sound (cw_marks_check), lists
 * ascend, and resolving once more for the same day changes nothing. The input
 * needs to be UTF-8 as the reader hands it on, so bad bytes are replaced. */
#include "annotate/annotate.h"
#include "annotate/times.h"
#include "check.h"

static void check_order(const cw_marks *marks)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_time *times = CW_AT(marks, marks->times, cw_time);
    const cw_figure *figures = CW_AT(marks, marks->figures, cw_figure);
    for (uint32_t i = 1; i < marks->tokens.n; i++)
        CHECK(tokens[i - 1].range.to <= tokens[i].range.from);
    for (uint32_t i = 1; i < marks->times.n; i++)
        CHECK(times[i - 1].range.to <= times[i].range.from);
    for (uint32_t i = 1; i < marks->figures.n; i++)
        CHECK(figures[i - 1].range.from <= figures[i].range.from);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_arena keep, scratch;
    const cw_marks *marks;
    cw_bytes text;
    cw_time *times;
    int32_t day = size ? 18000 + data[0] * 8 : CW_NO_DAY;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    text = valid_utf8((cw_bytes){data, size}, &keep);
    CHECK(cw_annotate_text(NULL, text, day, &keep, &scratch, &marks) == CW_OK);
    CHECK(cw_marks_check(marks, marks->head.n_bytes, text.n));
    check_order(marks);
    times = cw_arena_array(&keep, marks->times.n, sizeof *times);
    CHECK(times != NULL);
    if (marks->times.n) {
        size_t n = marks->times.n;
        memcpy(times, CW_AT(marks, marks->times, cw_time), n * sizeof *times);
        cw_times_resolve(times, n, day);
        CHECK(memcmp(times, CW_AT(marks, marks->times, cw_time),
                     n * sizeof *times) == 0);
    }
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
    return 0;
}
