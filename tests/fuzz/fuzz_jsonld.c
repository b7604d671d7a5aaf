/* A page whose markup about itself is any bytes: JSON-LD, and the same bytes
 * as the value of meta elements and of a time. The first byte chooses. */
#include "check_report.h"
#include "read/read.h"

#define BODY                                                                  \
    "<h1>Ferry strike ends in Carrow</h1><p>The ferries of Carrow sailed "    \
    "again on Monday after a strike of nine days, the port authority "        \
    "said, and the first of them was full.</p><p>“Nobody won,” said Ana " \
    "Brook, who speaks for the crews. The talks go on in June.</p>"

static const struct {
    const char *before, *after;
} places[] = {
    {"<script type=application/ld+json>", "</script>" BODY},
    {"<meta property=article:published_time content='", "'>" BODY},
    {"<meta name=author content='", "'>" BODY},
    {"<time datetime='", "'>x</time>" BODY},
    {"<script type=application/ld+json>{\"@type\":\"NewsArticle\",",
     "</script>" BODY},
    {"<script type=application/ld+json>{\"@type\":\"LiveBlogPosting\","
     "\"liveBlogUpdate\":[",
     "]}</script>" BODY},
    {"<div itemscope itemtype=http://schema.org/NewsArticle>", "</div>" BODY},
};
enum { N_PLACES = sizeof places / sizeof *places };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_arena keep, scratch;
    cw_error error;
    cw_page page;
    if (size == 0)
        return 0;
    cw_arena_init(&keep, FUZZ_ARENA);
    cw_arena_init(&scratch, FUZZ_ARENA);
    cw_bytes text = between(places[data[0] % N_PLACES].before, data, size,
                            places[data[0] % N_PLACES].after, &keep);
    if (cw_read_bytes(text, CW_LIT("a.html"), &keep, &error, &page) == CW_OK) {
        page.kind = CW_PAGE_HTML;
        (void)check_clean(&page, &keep, &scratch);
    }
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
    return 0;
}
