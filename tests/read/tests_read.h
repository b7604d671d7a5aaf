/* tests_read.h: a page and an error as lines of text, for the cases. */
#ifndef CLEW_TESTS_READ_H
#define CLEW_TESTS_READ_H

#include "read/page.h"
#include "support/case.h"

static inline void show_value(cw_buf *out, const char *key, cw_bytes value)
{
    if (value.n > 0) {
        cw_buf_addf(out, " %s=", key);
        cw_buf_add(out, value);
    }
}

/* "a.txt text utf-8 |Some text|", then what was given and the map. */
static inline void show_page(cw_buf *out, const cw_page *page)
{
    static const char *const kinds[] = {"text", "html", "clean"};
    cw_buf_add(out, page->path);
    if (page->line > 0)
        cw_buf_addf(out, ":%u", (unsigned)page->line);
    cw_buf_addf(out, " %s %s |", kinds[page->kind], page->charset);
    cw_buf_add(out, page->utf8);
    cw_buf_add_text(out, "|");
    show_value(out, "id", page->source_id);
    show_value(out, "url", page->url);
    show_value(out, "outlet", page->outlet);
    show_value(out, "title", page->title);
    show_value(out, "published", page->published);
    for (size_t i = 0; i < page->n_byline; i++)
        show_value(out, "by", page->byline[i]);
    for (size_t i = 0; i < page->map.n; i++)
        cw_buf_addf(out, " [%u,%u,%u]", page->map.at[i].text_from,
                    page->map.at[i].source_from, page->map.at[i].length);
    if (page->is_cut)
        cw_buf_addf(out, " cut: %s", page->note);
    cw_buf_add_byte(out, '\n');
}

static inline void show_error(cw_buf *out, const cw_error *error)
{
    char line[1200];
    cw_error_line(error, line, sizeof line);
    cw_buf_addf(out, "! %s\n", line);
}

#endif
