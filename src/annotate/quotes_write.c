/* quotes_write.c: the quotations of a report as marks, in text order. */
#include "annotate/quotes_int.h"

#include <stdlib.h>

static cw_slice write_ranges(cw_quotes_reader *r, const cw_tokens *list,
                             size_t n)
{
    cw_draft *draft = r->common.draft;
    const cw_view *view = &r->common.view;
    cw_slice slice = {(uint32_t)draft->ranges.n, 0};
    for (size_t i = 0; i < n; i++) {
        if (list[i].from >= list[i].to)
            continue;
        cw_range *range =
            cw_draft_add(draft, &draft->ranges, sizeof *range, CW_MAX_MARKS);
        if (!range) {
            if (!draft->is_cut)
                r->common.status = CW_NO_MEMORY;
            return slice;
        }
        *range = cw_tokens_range(view, list[i]);
        slice.n++;
    }
    return slice;
}

typedef struct {
    uint32_t number, from;
} place;

static int by_place(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

cw_status cw_quotes_write(cw_quotes_reader *r)
{
    cw_draft *draft = r->common.draft;
    size_t n = 0;
    place *order =
        cw_arena_alloc(draft->arena, (r->list.n + 1) * sizeof *order);
    uint32_t *new_number =
        cw_arena_alloc(draft->arena, (r->list.n + 1) * sizeof *new_number);
    if (!order || !new_number)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < r->list.n; i++) {
        new_number[i] = CW_NONE;
        if (r->list.at[i].n_content > 0)
            order[n++] = (place){i, r->list.at[i].content[0].from};
    }
    if (n > 0)
        qsort(order, n, sizeof *order, by_place);
    for (uint32_t i = 0; i < n; i++)
        new_number[order[i].number] = i;
    for (size_t i = 0; i < n; i++) {
        const cw_said *s = &r->list.at[order[i].number];
        cw_quote *quote =
            cw_draft_add(draft, &draft->quotes, sizeof *quote, CW_MAX_MARKS);
        if (!quote)
            return draft->is_cut ? CW_OK : CW_NO_MEMORY;
        *quote = (cw_quote){.kind = s->kind,
                            .confidence = s->confidence,
                            .is_denial = s->is_denial,
                            .is_scare = s->is_scare,
                            .speaker = s->speaker,
                            .chain = s->chain,
                            .previous = s->previous == CW_NONE
                                            ? CW_NONE
                                            : new_number[s->previous]};
        quote->sentence = (uint32_t)cw_look_sentence_at(
            draft, cw_look(draft, s->content[0].from)->range.from);
        quote->content = write_ranges(r, s->content, s->n_content);
        quote->source = write_ranges(r, &s->source, 1);
        quote->cue = write_ranges(r, &s->cue, 1);
    }
    return CW_OK;
}
