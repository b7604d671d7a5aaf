/* locate.c: binary searches over statements, sentences and tokens. */
#include "story/locate.h"
#include "base/search.h"

uint32_t cw_statement_of(const cw_plot *plot, uint32_t report,
                         uint32_t sentence)
{
    size_t from = 0, to = plot->n_statements;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const cw_statement *here = &plot->statements[middle];
        if (here->span.report < report ||
            (here->span.report == report && here->sentence < sentence))
            from = middle + 1;
        else
            to = middle;
    }
    if (from == plot->n_statements ||
        plot->statements[from].span.report != report ||
        plot->statements[from].sentence != sentence)
        return CW_NONE;
    return (uint32_t)from;
}

uint32_t cw_statement_at(const cw_plot *plot, cw_span span)
{
    const cw_marks *marks = cw_plot_marks(plot, span.report);
    return cw_statement_of(plot, span.report, cw_sentence_at(marks, span.from));
}

uint32_t cw_sentence_at(const cw_marks *marks, uint32_t byte)
{
    const cw_sentence *sentences = CW_AT(marks, marks->sentences, cw_sentence);
    return (uint32_t)CW_FIRST_FROM(sentences, marks->sentences.n, cw_sentence,
                                   range.to, byte + 1);
}

uint32_t cw_token_at(const cw_marks *marks, uint32_t byte)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    return (uint32_t)CW_FIRST_FROM(tokens, marks->tokens.n, cw_token,
                                   range.from, byte);
}

cw_span cw_cite_around(const cw_plot *plot, uint32_t statement, cw_range about)
{
    enum { AROUND = CW_CITE_BYTES / 3 };
    cw_span span = plot->statements[statement].span;
    cw_bytes text = cw_report_text(plot->batch->reports[span.report].report);
    if (span.to - span.from <= CW_CITE_BYTES)
        return span;
    if (about.from > span.from + AROUND) {
        span.from = about.from - AROUND;
        while (span.from < about.from && text.at[span.from - 1] != ' ')
            span.from++;
    }
    if (span.to > span.from + CW_CITE_BYTES) {
        uint32_t to = span.from + CW_CITE_BYTES;
        while (to > about.to && to > span.from && text.at[to] != ' ')
            to--;
        span.to = to > about.to ? to : about.to;
    }
    return span;
}

size_t cw_first_name(const cw_marks *marks, uint32_t byte)
{
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    return CW_FIRST_FROM(names, marks->names.n, cw_name, range.from, byte);
}

size_t cw_first_time(const cw_told_report *told, uint32_t sentence)
{
    return CW_FIRST_FROM(told->times, told->marks->times.n, cw_time, sentence,
                         sentence);
}

cw_bytes cw_lemma_in(const cw_marks *marks, cw_range range)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t end = cw_token_at(marks, range.to);
    if (cw_range_is_empty(range) || end == 0 ||
        tokens[end - 1].range.from < range.from)
        return (cw_bytes){0};
    return cw_token_lemma(marks, &tokens[end - 1]);
}

int32_t cw_report_day(const cw_plot *plot, uint32_t report)
{
    const cw_told_report *told = &plot->batch->reports[report];
    if (told->published.day != CW_NO_DAY && told->precision <= CW_PRECISION_DAY)
        return told->published.day;
    return told->first_day;
}

size_t cw_first_quote(const cw_marks *marks, uint32_t sentence)
{
    const cw_quote *quotes = CW_AT(marks, marks->quotes, cw_quote);
    return CW_FIRST_FROM(quotes, marks->quotes.n, cw_quote, sentence, sentence);
}
