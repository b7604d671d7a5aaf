/* The cleaning room on one page of any bytes. The first byte chooses the kind;
 * what comes out passes the check of reports from outside, its blocks do not
 * overlap, and the same bytes give the same report again. So does each part of
 * a pasted text. */
#include "check_report.h"
#include "clean/paste.h"
#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.txt", "a.html"};
    cw_error error;
    cw_page page;
    cw_arena keep, scratch;
    if (size == 0)
        return 0;
    cw_arena_init(&keep, FUZZ_ARENA);
    cw_arena_init(&scratch, FUZZ_ARENA);
    cw_bytes bytes = {data + 1, size - 1};
    if (cw_read_bytes(bytes, cw_bytes_from(names[data[0] % 2]), &keep, &error,
                      &page) == CW_OK) {
        if (data[0] % 3 == 2)
            page.kind = CW_PAGE_CLEAN;
        const cw_page *parts;
        size_t n_parts;
        CHECK(cw_paste_split(&page, &keep, &scratch, &parts, &n_parts) ==
              CW_OK);
        CHECK(n_parts >= 1);
        for (size_t i = 0; n_parts > 1 && i < n_parts; i++)
            (void)check_clean(&parts[i], &keep, &scratch);
        const cw_report *batch[2] = {check_clean(&page, &keep, &scratch),
                                     check_clean(&page, &keep, &scratch)};
        CHECK(cw_clean_batch(batch, 2, &keep, &scratch) == CW_OK);
        check_report(batch[0]);
    }
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
    return 0;
}
