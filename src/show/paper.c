/* paper.c: placing words. */
#include "show/paper.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "show/safe.h"

void cw_paper_init(cw_paper *paper, cw_sink *sink, unsigned width,
                   bool has_color)
{
    memset(paper, 0, sizeof *paper);
    paper->sink = sink;
    paper->width = width < 20 ? 20 : width;
    paper->has_color = has_color;
}

static void put_blanks(cw_paper *paper, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        cw_sink_add_byte(paper->sink, ' ');
    paper->column += n;
}

static void break_line(cw_paper *paper)
{
    cw_sink_add_byte(paper->sink, '\n');
    paper->column = 0;
    paper->needs_blank = false;
    put_blanks(paper, paper->indent);
}

/* Put the gathered word where it fits. */
static void place_word(cw_paper *paper)
{
    unsigned before = paper->needs_blank ? 1 : 0;
    if (paper->word_n == 0)
        return;
    if (paper->column > paper->indent &&
        paper->column + before + paper->word_width > paper->width)
        break_line(paper);
    else
        put_blanks(paper, before);
    cw_sink_add(paper->sink,
                (cw_bytes){(const uint8_t *)paper->word, paper->word_n});
    paper->column += paper->word_width;
    paper->needs_blank = false;
    paper->word_n = 0;
    paper->word_width = 0;
}

void cw_paper_blank(cw_paper *paper)
{
    place_word(paper);
    paper->needs_blank = paper->column > paper->indent;
}

/* A word longer than a line is cut where the line ends. */
static void gather(cw_paper *paper, const char *bytes, size_t n, unsigned width)
{
    unsigned room =
        paper->width -
        (paper->indent < paper->width - 8 ? paper->indent : paper->width - 8);
    if (paper->word_width + width > room ||
        paper->word_n + n > sizeof paper->word)
        place_word(paper);
    memcpy(paper->word + paper->word_n, bytes, n);
    paper->word_n += n;
    paper->word_width += width;
}

static void add_code_point(cw_paper *paper, uint32_t c, cw_bytes as_is)
{
    char shown[16];
    size_t n;
    if (c == CW_BAD_CODE_POINT) {
        gather(paper, "\xEF\xBF\xBD", 3, 1);
    } else if (c == 0xA0) { // a blank that keeps its words together
        gather(paper, " ", 1, 1);
    } else if (cw_utf8_is_unsafe(c)) {
        n = cw_safe_show(c, shown);
        gather(paper, shown, n, (unsigned)(n - 4)); // the marks: 3 bytes each
    } else if (cw_utf8_is_space(c)) {
        cw_paper_blank(paper);
    } else {
        gather(paper, (const char *)as_is.at, as_is.n,
               (unsigned)cw_utf8_width(c));
    }
}

void cw_paper_add(cw_paper *paper, cw_bytes text)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = cw_utf8_next(text, &at);
        add_code_point(paper, c, cw_bytes_cut(text, from, at));
    }
}

void cw_paper_add_cut(cw_paper *paper, cw_bytes text, unsigned columns_max)
{
    size_t at = 0, end = 0; // text[0, end) ends with a word
    unsigned columns = 0;
    while (at < text.n && columns <= columns_max) {
        size_t from = at;
        uint32_t c = cw_utf8_next(text, &at);
        if (c != CW_BAD_CODE_POINT && cw_utf8_is_space(c))
            end = from;
        columns += c == CW_BAD_CODE_POINT ? 1 : (unsigned)cw_utf8_width(c);
    }
    if (columns <= columns_max || end == 0) {
        cw_paper_add(paper, text);
        return;
    }
    cw_paper_add(paper, cw_bytes_cut(text, 0, end));
    cw_paper_text(paper, " …");
}

void cw_paper_text(cw_paper *paper, const char *text)
{
    cw_paper_add(paper, cw_bytes_from(text));
}

/* Of numbers and words of ours; past 255 bytes it is cut. */
void cw_paper_addf(cw_paper *paper, const char *format, ...)
{
    char line[256];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(line, sizeof line, format, values);
    va_end(values);
    cw_paper_text(paper, line);
}

/* Codes have no width and stay with the word they stand at. */
void cw_paper_style(cw_paper *paper, cw_style style)
{
    static const char *const codes[] = {
        [CW_STYLE_PLAIN] = "\x1b[0m",
        [CW_STYLE_BOLD] = "\x1b[0;1m",
        [CW_STYLE_DIM] = "\x1b[0;2m",
        [CW_STYLE_WARN] = "\x1b[0;1;33m",
    };
    if (style != paper->style && paper->has_color)
        gather(paper, codes[style], strlen(codes[style]), 0);
    paper->style = style;
}

void cw_paper_to(cw_paper *paper, unsigned column)
{
    place_word(paper);
    if (paper->column > column || (paper->column == column && column > 0)) {
        paper->indent = column;
        break_line(paper);
        return;
    }
    put_blanks(paper, column - paper->column);
    paper->needs_blank = false;
}

void cw_paper_indent(cw_paper *paper, unsigned column)
{
    paper->indent = column;
    if (paper->column < column && paper->word_n == 0)
        cw_paper_to(paper, column);
}

void cw_paper_end_line(cw_paper *paper)
{
    cw_paper_style(paper, CW_STYLE_PLAIN);
    place_word(paper);
    cw_sink_add_byte(paper->sink, '\n');
    paper->column = 0;
    paper->indent = 0;
    paper->needs_blank = false;
}

void cw_paper_empty_line(cw_paper *paper)
{
    cw_sink_add_byte(paper->sink, '\n');
}
