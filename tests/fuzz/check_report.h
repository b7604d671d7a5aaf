/* check_report.h: what holds of every report, for the fuzz targets. */
#ifndef CLEW_FUZZ_CHECK_REPORT_H
#define CLEW_FUZZ_CHECK_REPORT_H

#include "check.h"
#include "clean/clean.h"

/* It passes the check of reports from outside; what is furniture has a kind;
 * no day lies behind the page's own latest stamp. */
static inline void check_report(const cw_report *report)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    const cw_date_candidate *date = cw_report_published(report);
    CHECK(cw_report_check(report, report->head.n_bytes));
    for (uint32_t i = 0; i < report->blocks.n; i++)
        CHECK((blocks[i].furniture == CW_FURNITURE_NONE) ==
              (blocks[i].role != CW_ROLE_FURNITURE));
    CHECK(!date || !date->is_modified);
    CHECK(!date || report->latest_day == CW_NO_DAY ||
          date->moment.day <= report->latest_day);
}

/* The report of a page, which is the same when it is made again. */
static inline const cw_report *check_clean(const cw_page *page, cw_arena *keep,
                                           cw_arena *scratch)
{
    const cw_report *first, *again;
    CHECK(cw_clean(page, keep, scratch, &first) == CW_OK);
    check_report(first);
    CHECK(cw_clean(page, keep, scratch, &again) == CW_OK);
    CHECK(first->head.n_bytes == again->head.n_bytes);
    CHECK(memcmp(first, again, first->head.n_bytes) == 0);
    return first;
}

#endif
