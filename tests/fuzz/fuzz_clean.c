/* The cleaning room on one page of any bytes. The first byte chooses the kind;
 * what comes out passes the check of reports from outside, its blocks do not
 * overlap, and the same bytes give the same report again. */
#include <stdlib.h>

#include "base/limits.h"
#include "clean/clean.h"
#include "read/read.h"

#define CHECK(that)  \
    do {             \
        if (!(that)) \
            abort(); \
    } while (0)

/* Bytes of the body of one report are at most those of its text. */
static void check_report(const cw_report *report)
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.txt", "a.html"};
    cw_error error;
    cw_page page;
    cw_arena keep, scratch;
    const cw_report *first, *again;
    if (size == 0)
        return 0;
    cw_arena_init(&keep, (size_t)1 << 31);
    cw_arena_init(&scratch, (size_t)1 << 31);
    cw_bytes bytes = {data + 1, size - 1};
    if (cw_read_bytes(bytes, cw_bytes_from(names[data[0] % 2]), &keep, &error,
                      &page) == CW_OK) {
        if (data[0] % 3 == 2)
            page.kind = CW_PAGE_CLEAN;
        CHECK(cw_clean(&page, &keep, &scratch, &first) == CW_OK);
        check_report(first);
        CHECK(cw_clean(&page, &keep, &scratch, &again) == CW_OK);
        CHECK(first->head.n_bytes == again->head.n_bytes);
        CHECK(memcmp(first, again, first->head.n_bytes) == 0);
        const cw_report *batch[2] = {first, again};
        CHECK(cw_clean_batch(batch, 2, &keep, &scratch) == CW_OK);
        check_report(batch[0]);
    }
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
    return 0;
}
