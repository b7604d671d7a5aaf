/* query.c: --query weights sentences by the words asked for, by BM25
 * (Robertson and Zaragoza, 2009) over the statements of a story, and so the
 * days, claims and the brief that are made of them. It drops no report; a
 * story without a matching sentence is not told.
 *
 *   s(q, d) = sum over t of idf(t) * 2.2 / (1 + 1.2 (.25 + .75 |d| / avg))
 *
 * A statement holds a term once, so tf is 1. Everything is in thousandths. */
#include "base/utf8.h"
#include "story/story_int.h"

enum { WORDS_MAX = 32, TERMS_MAX = 256, STEM_MIN = 5, ENDING_MAX = 4 };

/* Is one word a form or a relative of the other: "inspection", "inspected",
 * "inspectors"? They share their first STEM_MIN letters and differ only in an
 * ending; short words must be equal. */
static bool is_related(cw_bytes a, cw_bytes b)
{
    size_t same = 0;
    while (same < a.n && same < b.n && a.at[same] == b.at[same])
        same++;
    return (same == a.n && same == b.n) ||
           (same >= STEM_MIN && a.n - same <= ENDING_MAX &&
            b.n - same <= ENDING_MAX);
}

/* Plot terms that the query's words are related to. */
static cw_status find_terms(const cw_plot *plot, uint32_t *terms, size_t *n)
{
    cw_buf folded;
    cw_run_word *words;
    size_t n_words;
    cw_bytes query;
    cw_buf_init(&folded, plot->scratch, CW_MAX_PATH_BYTES);
    cw_utf8_fold(plot->batch->options->query, &folded);
    query = cw_buf_bytes(&folded);
    words = cw_arena_array(plot->scratch, query.n + 1, sizeof *words);
    if (cw_buf_status(&folded) == CW_NO_MEMORY || !words)
        return CW_NO_MEMORY;
    n_words = cw_run_words(query, words);
    n_words = n_words < WORDS_MAX ? n_words : WORDS_MAX;
    for (uint32_t t = 0; t < plot->terms.n && *n < TERMS_MAX; t++) {
        bool is_asked = false;
        for (size_t i = 0; i < n_words && !is_asked; i++)
            is_asked = is_related(plot->terms.entries[t].key,
                                  cw_bytes_at(query, words[i].range));
        if (is_asked)
            terms[(*n)++] = t;
    }
    return CW_OK;
}

cw_status cw_query_apply(cw_plot *plot)
{
    uint32_t terms[TERMS_MAX];
    size_t n = 0;
    uint64_t n_terms = 0;
    cw_status status;
    plot->is_asked_for = true;
    if (plot->batch->options->query.n == 0)
        return CW_OK;
    plot->is_asked_for = false;
    status = find_terms(plot, terms, &n);
    for (size_t s = 0; s < plot->n_statements; s++)
        n_terms += plot->statements[s].terms.n;
    for (size_t s = 0; s < plot->n_statements && status == CW_OK; s++) {
        cw_statement *statement = &plot->statements[s];
        uint64_t length =
            1000ull * statement->terms.n * plot->n_statements / (n_terms + 1);
        uint64_t below = 1000 + 1200 * (250 + 750 * length / 1000) / 1000;
        for (size_t i = 0; i < n; i++) {
            if (!cw_ids_hold(statement->terms, terms[i]))
                continue;
            statement->weight += (uint32_t)(plot->term_weight[terms[i]] *
                                            1000ull / 16 * 2200 / below);
            plot->is_asked_for = true;
        }
    }
    return status;
}
