/* annotate_case.h: the marks of a text, for the tests of this room. */
#ifndef CLEW_TESTS_ANNOTATE_CASE_H
#define CLEW_TESTS_ANNOTATE_CASE_H

#include "annotate/annotate.h"
#include "annotate/times.h"
#include "base/limits.h"
#include "support/case.h"

/* The marks in the case's arena; NULL fails the case. */
static inline const cw_marks *case_marks(case_now *now, cw_bytes text,
                                         int32_t published_day)
{
    const cw_marks *marks = NULL;
    cw_arena scratch;
    cw_status status;
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    status = cw_annotate_text(NULL, text, published_day, now->arena, &scratch,
                              &marks);
    cw_arena_free(&scratch);
    if (status != CW_OK || !cw_marks_check(marks, marks->head.n_bytes, text.n))
        case_fail(now, 0, "no marks, or marks that are not sound");
    return status == CW_OK ? marks : NULL;
}

/* A case of one text and the lines that one list of its marks is told in. */
typedef struct {
    void (*list)(cw_buf *out, cw_bytes text, const cw_marks *marks);
} case_marks_list;

/* For case_run_file, with a case_marks_list as its state. */
static inline void case_list_marks(case_now *now, void *state)
{
    const case_marks_list *how = state;
    cw_bytes text = case_line(now, 0);
    const cw_marks *marks = case_marks(now, text, CW_NO_DAY);
    cw_buf got;
    if (!marks)
        return;
    cw_buf_init(&got, now->arena, CW_MAX_LINE_BYTES);
    how->list(&got, text, marks);
    if (got.n == 0)
        cw_buf_add_text(&got, "nothing");
    case_expect_rest(now, 1, cw_buf_bytes(&got));
}

/* The day of a field such as "published 2023-08-02"; CW_NO_DAY without. */
static inline int32_t case_day(case_now *now)
{
    cw_bytes value;
    cw_moment moment;
    char precision;
    if (!case_field(now, "published", &value) ||
        !cw_moment_read(value, &moment, &precision))
        return CW_NO_DAY;
    return moment.day;
}

#endif
