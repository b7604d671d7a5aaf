/* since.c: --since D tells what the reports after day D add to those before.
 *
 *   entry without a cite of a later report   dropped: it was told before
 *   entry with later cites only              told when it brings a name, a
 *                                            number or a date that no earlier
 *                                            statement has
 *   line of the brief                        as any other entry
 *   figure or conflict with a later cite     always told: it may have changed
 *
 * An undated report counts as later only when nothing else is known of it
 * than that it was gathered now; its lines are told rather than lost. */
#include "story/story_int.h"

typedef struct {
    const cw_plot *plot;
    bool *is_late;  // [n_reports of the batch]
    bool *is_known; // [terms.n] held by an earlier statement
    bool *is_met;   // [entities] named by an earlier statement
} sifter;

static cw_status read_earlier(sifter *sieve)
{
    const cw_plot *plot = sieve->plot;
    int32_t since = plot->batch->options->since_day;
    sieve->is_late = cw_arena_array(plot->scratch, plot->batch->n_reports, 1);
    sieve->is_known = cw_arena_array(plot->scratch, plot->terms.n, 1);
    sieve->is_met = cw_arena_array(plot->scratch, plot->story->n_entities, 1);
    if (!sieve->is_late || !sieve->is_known || !sieve->is_met)
        return CW_NO_MEMORY;
    for (size_t r = 0; r < plot->batch->n_reports; r++) {
        int32_t day = plot->batch->reports[r].published.day;
        sieve->is_late[r] = day == CW_NO_DAY || day > since;
    }
    for (size_t s = 0; s < plot->n_statements; s++) {
        const cw_statement *statement = &plot->statements[s];
        if (sieve->is_late[statement->span.report])
            continue;
        for (size_t i = 0; i < statement->terms.n; i++)
            sieve->is_known[statement->terms.at[i]] = true;
        for (size_t i = 0; i < statement->entities.n; i++)
            sieve->is_met[statement->entities.at[i]] = true;
    }
    return CW_OK;
}

static bool is_number(cw_bytes lemma)
{
    return lemma.n > 0 && cw_is_digit(lemma.at[0]);
}

/* A later statement that names somebody new, or a new number or day. */
static bool brings_news(const sifter *sieve, const cw_statement *statement)
{
    const cw_plot *plot = sieve->plot;
    for (size_t i = 0; i < statement->entities.n; i++)
        if (!sieve->is_met[statement->entities.at[i]])
            return true;
    for (size_t i = 0; i < statement->terms.n; i++) {
        uint32_t term = statement->terms.at[i];
        if (!sieve->is_known[term] && is_number(plot->terms.entries[term].key))
            return true;
    }
    for (uint32_t i = 0; i < statement->n_happenings; i++) {
        uint32_t h = statement->first_happening + i;
        cw_bytes lemma = plot->happenings[h].lemma;
        const cw_table_entry *entry = cw_table_find(&plot->terms, lemma);
        if (entry && !sieve->is_known[entry - plot->terms.entries])
            return true;
    }
    return false;
}

static bool has_late(const sifter *sieve, cw_cites cites, bool *has_early)
{
    bool found = false;
    *has_early = false;
    for (size_t i = 0; i < cites.n; i++) {
        found |= sieve->is_late[cites.at[i].report];
        *has_early |= !sieve->is_late[cites.at[i].report];
    }
    return found;
}

/* The statement of a span; statements ascend by place. */
static const cw_statement *statement_at(const cw_plot *plot, cw_span span)
{
    size_t from = 0, to = plot->n_statements;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (cw_span_compare(plot->statements[middle].span, span) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from < plot->n_statements &&
                   cw_span_compare(plot->statements[from].span, span) == 0
               ? &plot->statements[from]
               : NULL;
}

static bool is_new(const sifter *sieve, cw_cites cites)
{
    bool has_early;
    if (!has_late(sieve, cites, &has_early) || has_early)
        return false;
    for (size_t i = 0; i < cites.n; i++) {
        const cw_statement *statement = statement_at(sieve->plot, cites.at[i]);
        if (!statement || brings_news(sieve, statement))
            return true;
    }
    return false;
}

static bool is_told_line(const sifter *sieve, const void *item)
{
    const cw_timeline_line *line = item;
    bool has_early;
    return is_new(sieve, line->cite) ||
           ((line->outcome == CW_OUTCOME_CAME_TRUE ||
             line->outcome == CW_OUTCOME_DID_NOT) &&
            has_late(sieve, line->cite, &has_early));
}

static bool is_told_announced(const sifter *sieve, const void *item)
{
    return is_new(sieve, ((const cw_announced *)item)->cite);
}

static bool is_told_claim(const sifter *sieve, const void *item)
{
    return is_new(sieve, ((const cw_claim *)item)->cite);
}

static bool is_told_quote(const sifter *sieve, const void *item)
{
    bool has_early;
    return has_late(sieve, ((const cw_story_quote *)item)->cite, &has_early) &&
           !has_early;
}

static bool is_told_figure(const sifter *sieve, const void *item)
{
    const cw_story_figure *figure = item;
    bool has_early;
    return has_late(sieve, figure->cite, &has_early) &&
           (!has_early || figure->n_series > 0);
}

static bool is_told_conflict(const sifter *sieve, const void *item)
{
    const cw_conflict *conflict = item;
    bool has_early;
    for (size_t i = 0; i < conflict->n_sides; i++)
        if (has_late(sieve, conflict->sides[i].cite, &has_early))
            return true;
    return false;
}

static bool is_told_brief(const sifter *sieve, const void *item)
{
    return is_new(sieve, ((const cw_brief_line *)item)->cite);
}

/* The told ones of items[0 .. *n), as a new list in the keep arena. */
static const void *sift(const sifter *sieve, const void *items, size_t *n,
                        size_t size,
                        bool (*is_told)(const sifter *, const void *),
                        cw_status *status)
{
    uint8_t *kept = cw_arena_array(sieve->plot->keep, *n, size);
    size_t n_kept = 0;
    if (!kept) {
        *status = CW_NO_MEMORY;
        return items;
    }
    for (size_t i = 0; i < *n; i++) {
        const uint8_t *item = (const uint8_t *)items + i * size;
        if (is_told(sieve, item))
            memcpy(kept + n_kept++ * size, item, size);
    }
    *n = n_kept;
    return kept;
}

/* Its first n_short lines are the short brief, also of what is left. */
static void sift_brief(const sifter *sieve, cw_story *story, cw_status *status)
{
    size_t n_short = 0;
    for (size_t i = 0; i < story->n_short; i++)
        n_short += is_told_brief(sieve, &story->brief.at[i]);
    story->n_short = n_short;
    story->brief.at = sift(sieve, story->brief.at, &story->brief.n,
                           sizeof *story->brief.at, is_told_brief, status);
}

cw_status cw_since_apply(cw_plot *plot)
{
    sifter work = {.plot = plot};
    cw_story *story = plot->story;
    cw_status status = CW_OK;
    if (plot->batch->options->since_day == CW_NO_DAY)
        return CW_OK;
    status = read_earlier(&work);
    if (status != CW_OK)
        return status;
    sift_brief(&work, story, &status);
    story->timeline = sift(&work, story->timeline, &story->n_timeline,
                           sizeof *story->timeline, is_told_line, &status);
    story->announced =
        sift(&work, story->announced, &story->n_announced,
             sizeof *story->announced, is_told_announced, &status);
    story->claims = sift(&work, story->claims, &story->n_claims,
                         sizeof *story->claims, is_told_claim, &status);
    story->quotes = sift(&work, story->quotes, &story->n_quotes,
                         sizeof *story->quotes, is_told_quote, &status);
    story->figures = sift(&work, story->figures, &story->n_figures,
                          sizeof *story->figures, is_told_figure, &status);
    story->conflicts =
        sift(&work, story->conflicts, &story->n_conflicts,
             sizeof *story->conflicts, is_told_conflict, &status);
    return status;
}
