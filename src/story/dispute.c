/* dispute.c: named speakers who deny what a claim says. */
#include "story/conflict_int.h"

bool cw_is_denial(const cw_plot *plot, uint32_t statement)
{
    static const char *const lemmas[] = {"deny",  "refute", "dispute",
                                         "rebut", "reject", "dismiss"};
    const cw_statement *here = &plot->statements[statement];
    const cw_marks *marks = cw_plot_marks(plot, here->span.report);
    const cw_event *events = CW_AT(marks, marks->events, cw_event);
    uint32_t from = 0, to = marks->events.n;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (events[middle].sentence < here->sentence)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < marks->events.n && events[from].sentence == here->sentence;
         from++) {
        cw_bytes lemma = cw_bytes_cut(
            cw_slice_bytes(marks, marks->strings), events[from].lemma_at,
            (size_t)events[from].lemma_at + events[from].lemma_n);
        if (events[from].is_noun)
            continue;
        for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++)
            if (cw_bytes_equal(lemma, cw_bytes_from(lemmas[i])))
                return true;
    }
    return false;
}
