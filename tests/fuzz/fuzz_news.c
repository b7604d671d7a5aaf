/* The reader of annotated reports on any bytes: what it accepts is sound. */
#include <stdlib.h>

#include "base/limits.h"
#include "train/news.h"

#define CHECK(that)  \
    do {             \
        if (!(that)) \
            abort(); \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_arena keep;
    cw_error error;
    news_report report;
    uint32_t from = 0;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    if (news_read("a.news", (cw_bytes){data, size}, &keep, &error, &report) ==
        CW_OK) {
        CHECK(report.date.n > 0 && report.n_sentences > 0);
        for (uint32_t i = 0; i < report.n_marks; i++) {
            cw_range range = report.marks[i].range;
            CHECK(range.from >= from && range.from < range.to);
            CHECK(range.to <= report.text.n);
            CHECK(report.marks[i].depth < NEWS_MAX_DEPTH);
            from = range.from;
        }
    }
    cw_arena_free(&keep);
    return 0;
}
