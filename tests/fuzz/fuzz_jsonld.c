/* A page whose markup about itself is any bytes: JSON-LD, and the same bytes
 * as the value of meta elements and of a time. The first byte chooses. */
#include "check_report.h"
#include "read/read.h"

static const struct {
    const char *before, *after;
} places[] = {
    {"<script type=application/ld+json>", "</script>"},
    {"<meta property=article:published_time content='", "'>"},
    {"<meta name=author content='", "'>"},
    {"<time datetime='", "'>x</time>"},
    {"<script type=application/ld+json>{\"@type\":\"NewsArticle\",",
     "</script>"},
    {"<script type=application/ld+json>{\"@type\":\"LiveBlogPosting\","
     "\"liveBlogUpdate\":[",
     "]}</script>"},
    {"<div itemscope itemtype=http://schema.org/NewsArticle>", "</div>"},
};
enum { N_PLACES = sizeof places / sizeof *places };

static const char body[] =
    "<h1>Ferry strike ends in Carrow</h1><p>The ferries of Carrow sailed again "
    "on Monday after a strike of nine days, the port authority said, and the "
    "first of them was full.</p><p>“Nobody won,” said Ana Brook, who speaks "
    "for the crews. The talks go on in June.</p>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const cw_report *first, *again;
    cw_arena keep, scratch;
    cw_error error;
    cw_page page;
    cw_buf text;
    if (size == 0)
        return 0;
    cw_arena_init(&keep, FUZZ_ARENA);
    cw_arena_init(&scratch, FUZZ_ARENA);
    cw_buf_init(&text, &keep, CW_MAX_TEXT_BYTES);
    cw_buf_add_text(&text, places[data[0] % N_PLACES].before);
    cw_buf_add(&text, (cw_bytes){data + 1, size - 1});
    cw_buf_add_text(&text, places[data[0] % N_PLACES].after);
    cw_buf_add_text(&text, body);
    if (cw_read_bytes(cw_buf_bytes(&text), CW_LIT("a.html"), &keep, &error,
                      &page) == CW_OK) {
        page.kind = CW_PAGE_HTML;
        CHECK(cw_clean(&page, &keep, &scratch, &first) == CW_OK);
        check_report(first);
        CHECK(cw_clean(&page, &keep, &scratch, &again) == CW_OK);
        CHECK(first->head.n_bytes == again->head.n_bytes);
        CHECK(memcmp(first, again, first->head.n_bytes) == 0);
    }
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
    return 0;
}
