/* marks_list.h: names, chains, quotations and events as lines of a case.
 *
 *   names    kind | name | title | m, f, adjective
 *   chains   fullest name = its other mentions; only chains of two and more
 *   quotes   kind, scare or stance, denial, goes on | speaker | source | cue |
 * content events   word | factuality | who | whom | where | when
 *
 * Pieces of one thing are joined with " + "; "nothing" when there is none. */
#ifndef CLEW_TESTS_ANNOTATE_MARKS_LIST_H
#define CLEW_TESTS_ANNOTATE_MARKS_LIST_H

#include "annotate/annotate.h"
#include "base/buf.h"

/* Words with line ends as blanks: a case's line is one line. */
static inline void list_words(cw_buf *out, cw_bytes text, cw_range range)
{
    for (uint32_t i = range.from; i < range.to; i++)
        cw_buf_add_byte(out, text.at[i] == '\n' ? ' ' : text.at[i]);
}

static inline void list_next(cw_buf *out)
{
    if (out->n > 0)
        cw_buf_add_byte(out, '\n');
}

static inline void list_names(cw_buf *out, cw_bytes text, const cw_marks *marks)
{
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    for (uint32_t i = 0; i < marks->names.n; i++) {
        list_next(out);
        cw_buf_addf(out, "%s | ", cw_name_kind_name(names[i].kind));
        list_words(out, text, names[i].range);
        cw_buf_add_text(out, " | ");
        list_words(out, text, cw_range_trim(text, names[i].title));
        cw_buf_add_text(out, " |");
        if (names[i].gender)
            cw_buf_addf(out, " %c", names[i].gender);
        if (names[i].is_adjective)
            cw_buf_add_text(out, " adjective");
    }
}

static inline void list_chains(cw_buf *out, cw_bytes text,
                               const cw_marks *marks)
{
    const cw_chain *chains = CW_AT(marks, marks->chains, cw_chain);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    for (uint32_t i = 0; i < marks->chains.n; i++) {
        const char *joint = " = ";
        if (chains[i].n < 2)
            continue;
        list_next(out);
        list_words(out, text, mentions[chains[i].best].range);
        for (uint32_t k = 0; k < marks->mentions.n; k++) {
            if (mentions[k].chain != i || k == chains[i].best)
                continue;
            cw_buf_add_text(out, joint);
            list_words(out, text, mentions[k].range);
            joint = " + ";
        }
    }
}

static inline void list_pieces(cw_buf *out, cw_bytes text,
                               const cw_marks *marks, cw_slice slice)
{
    const cw_range *ranges = CW_AT(marks, slice, cw_range);
    for (uint32_t i = 0; i < slice.n; i++) {
        if (i > 0)
            cw_buf_add_text(out, " + ");
        list_words(out, text, ranges[i]);
    }
    cw_buf_add_text(out, " | ");
}

static inline void list_quotes(cw_buf *out, cw_bytes text,
                               const cw_marks *marks)
{
    const cw_quote *quotes = CW_AT(marks, marks->quotes, cw_quote);
    const cw_chain *chains = CW_AT(marks, marks->chains, cw_chain);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    for (uint32_t i = 0; i < marks->quotes.n; i++) {
        const cw_quote *q = &quotes[i];
        list_next(out);
        cw_buf_addf(out, "%s%s%s%s | ", cw_quote_kind_name(q->kind),
                    q->is_scare                     ? ", scare"
                    : q->confidence < CW_QUOTE_TOLD ? ", stance"
                                                    : "",
                    q->is_denial ? ", denial" : "",
                    q->previous != CW_NONE ? ", goes on" : "");
        if (q->chain != CW_NONE)
            list_words(out, text, mentions[chains[q->chain].best].range);
        cw_buf_add_text(out, " | ");
        list_pieces(out, text, marks, q->source);
        list_pieces(out, text, marks, q->cue);
        list_pieces(out, text, marks, q->content);
        out->n -= 3;
    }
}

static inline void list_events(cw_buf *out, cw_bytes text,
                               const cw_marks *marks)
{
    const cw_event *events = CW_AT(marks, marks->events, cw_event);
    const cw_time *times = CW_AT(marks, marks->times, cw_time);
    for (uint32_t i = 0; i < marks->events.n; i++) {
        const cw_event *e = &events[i];
        const cw_range parts[] = {e->who, e->whom, e->where};
        list_next(out);
        list_words(out, text, e->range);
        cw_buf_addf(out, " | %s", cw_fact_name(e->factuality));
        for (size_t k = 0; k < 3; k++) {
            cw_buf_add_text(out, " | ");
            list_words(out, text, parts[k]);
        }
        cw_buf_add_text(out, " | ");
        if (e->time != CW_NONE)
            list_words(out, text, times[e->time].range);
    }
}

#endif
