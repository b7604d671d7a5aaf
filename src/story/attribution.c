/* attribution.c: the same words given to different people.
 *
 *   quotations -> runs of RUN_WORDS words -> pairs of known, different speakers
 *     in different reports -> each names the other in `also_by`
 *
 * They stay two quotations: who of both said it, or whether both did, nobody
 * here knows. A short phrase may well be said twice. */
#include "story/postings.h"

enum {
    RUN_WORDS = 6,    // that both have in one run
    SAME_SHARE = 800, // of the shorter one's words, in thousandths
    LOOK_MAX = 24,    // quotations met through one run
    ALSO_MAX = 8,     // other speakers told of one quotation
};

typedef struct {
    cw_plot *plot;
    cw_story_quote *quotes;
    uint32_t *n_words; // [n_quotes]
    cw_postings runs;  // run of words -> quotations
} finder;

static bool share_a_report(const cw_story_quote *a, const cw_story_quote *b)
{
    for (size_t i = 0; i < a->cite.n; i++)
        for (size_t k = 0; k < b->cite.n; k++)
            if (a->cite.at[i].report == b->cite.at[k].report)
                return true;
    return false;
}

static bool is_contradicted(const finder *find, uint32_t a, uint32_t b)
{
    const cw_story_quote *x = &find->quotes[a], *y = &find->quotes[b];
    uint32_t less = find->n_words[a] < find->n_words[b] ? find->n_words[a]
                                                        : find->n_words[b];
    cw_range range;
    if (x->entity == y->entity || share_a_report(x, y))
        return false;
    return cw_longest_run(x->text, y->text, find->plot->scratch, &range) *
               1000 >=
           less * SAME_SHARE;
}

static cw_status add(cw_plot *plot, cw_story_quote *to,
                     const cw_story_quote *other)
{
    cw_attribution *list = (cw_attribution *)to->also_by;
    size_t at = to->n_also_by;
    if (!list)
        to->also_by = list = cw_arena_array(plot->keep, ALSO_MAX, sizeof *list);
    if (!list)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < at; i++)
        if (list[i].entity == other->entity)
            return CW_OK;
    if (at == ALSO_MAX)
        return CW_OK;
    for (; at > 0 && list[at - 1].entity > other->entity; at--)
        list[at] = list[at - 1];
    list[at] = (cw_attribution){other->entity, other->cite};
    to->n_also_by++;
    return CW_OK;
}

/* Those met before that have a run of this one's words. */
static cw_status meet_others(finder *find, uint32_t i)
{
    cw_story_quote *quote = &find->quotes[i];
    cw_arena *scratch = find->plot->scratch;
    cw_run_word *words =
        cw_arena_array(scratch, quote->text.n + 1, sizeof *words);
    cw_status status = words ? CW_OK : CW_NO_MEMORY;
    if (!words)
        return status;
    find->n_words[i] = (uint32_t)cw_run_words(quote->text, words);
    for (uint32_t w = 0; w + RUN_WORDS <= find->n_words[i] && status == CW_OK;
         w++) {
        uint64_t key = cw_run_key(words + w, RUN_WORDS);
        uint32_t at = cw_postings_first(&find->runs, key);
        for (int k = 0; at != CW_NONE && k < LOOK_MAX && status == CW_OK; k++) {
            uint32_t other = find->runs.at[at].item;
            at = cw_postings_next(&find->runs, at);
            if (other == i || !is_contradicted(find, i, other))
                continue;
            status = add(find->plot, quote, &find->quotes[other]);
            if (status == CW_OK)
                status = add(find->plot, &find->quotes[other], quote);
        }
        if (status == CW_OK)
            status = cw_postings_add(&find->runs, key, i);
    }
    return status;
}

cw_status cw_attributions_find(cw_plot *plot, cw_story_quote *quotes, size_t n)
{
    finder find = {.plot = plot, .quotes = quotes};
    cw_mark mark = cw_arena_mark(plot->scratch);
    cw_status status = CW_OK;
    find.n_words = cw_arena_array(plot->scratch, n, sizeof *find.n_words);
    if (!find.n_words)
        return CW_NO_MEMORY;
    cw_postings_init(&find.runs, plot->scratch);
    for (uint32_t i = 0; i < n && status == CW_OK; i++)
        if (quotes[i].entity != CW_NONE && quotes[i].kind != CW_QUOTE_INDIRECT)
            status = meet_others(&find, i);
    cw_arena_reset(plot->scratch, mark);
    return status;
}
