/* series_scope.c: which counts are of one thing that may move. */
#include "story/series_int.h"

#include "story/align.h"

enum {
    SERIES_MATCH = 330,    // match score of two statements of one series
    SAME_EVENT_LIKE = 250, // likeness that is enough under one predicate
    ALIKE = 450,           // ... and under two, or none
};

/* Who told it is no part of what is counted. */
static bool is_source(const cw_plot *plot, const cw_statement *statement,
                      uint32_t entity)
{
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_quote *quotes = CW_AT(marks, marks->quotes, cw_quote);
    for (size_t i = cw_first_quote(marks, statement->sentence);
         i < marks->quotes.n && quotes[i].sentence == statement->sentence; i++)
        if (quotes[i].chain != CW_NONE &&
            plot->entity_of[statement->span.report][quotes[i].chain] == entity)
            return true;
    return false;
}

static bool has_own(const cw_plot *plot, const cw_statement *a,
                    const cw_statement *b, uint8_t kind)
{
    for (size_t i = 0; i < a->entities.n; i++) {
        uint32_t entity = a->entities.at[i];
        if (plot->story->entities[entity].kind == kind &&
            !cw_ids_hold(b->entities, entity) && !is_source(plot, a, entity))
            return true;
    }
    return false;
}

/* Each names a person, a body or a place that the other does not: the votes
 * of two candidates, the jobs in two towns. */
static bool are_of_other_scope(const cw_plot *plot, const cw_statement *a,
                               const cw_statement *b)
{
    for (uint8_t kind = CW_NAME_PERSON; kind <= CW_NAME_PLACE; kind++)
        if (has_own(plot, a, b, kind) && has_own(plot, b, a, kind))
            return true;
    return false;
}

static bool is_toll(uint8_t matter)
{
    return matter == CW_EVENT_KILL || matter == CW_EVENT_INJURE ||
           matter == CW_EVENT_END;
}

/* A count that is no toll moves when one thing is told of one scope in one
 * way: by one predicate, or in words that are alike. */
static bool is_one_measure(const cw_plot *plot, const cw_count *a,
                           const cw_count *b)
{
    const cw_statement *left = &plot->statements[a->statement];
    const cw_statement *right = &plot->statements[b->statement];
    uint32_t like;
    if (are_of_other_scope(plot, left, right))
        return false;
    if (a->scope.is_lead != b->scope.is_lead)
        return false;
    if (a->scope.is_lead)
        return true;
    if (a->scope.is_measured &&
        !cw_bytes_equal(a->scope.subject, b->scope.subject))
        return false;
    like = cw_statement_likeness(plot, left, right);
    if (like >= (a->has_event && b->has_event &&
                         cw_bytes_equal(a->event_lemma, b->event_lemma)
                     ? SAME_EVENT_LIKE
                     : ALIKE))
        return true;
    return a->matter == b->matter &&
           cw_match_with(plot, a->statement, b->statement, like).score >=
               SERIES_MATCH;
}

uint64_t cw_count_thing(const cw_count *count)
{
    return count->scope.is_measured && !is_toll(count->matter)
               ? cw_hash_mix(cw_hash(count->scope.subject),
                             cw_hash(cw_bytes_from(count->figure->unit)))
               : cw_hash(count->head);
}

bool cw_counts_of_one_thing(const cw_count *a, const cw_count *b)
{
    const cw_figure *x = a->figure;
    const cw_figure *y = b->figure;
    bool is_bare = a->head.n == 0 || b->head.n == 0;
    if (a->scope.is_measured && b->scope.is_measured && !is_toll(a->matter))
        return strcmp(x->unit, y->unit) == 0 && x->is_rate == y->is_rate &&
               (cw_bytes_equal(a->head, b->head) ||
                (is_bare && x->unit[0] != 0));
    return cw_counts_of_one_kind(a, b);
}

/* "In May 2004 thieves took two paintings": told of a day long before the
 * report. */
static bool is_of_long_ago(const cw_plot *plot, const cw_count *count)
{
    enum { REACH_DAYS = 60 };
    int32_t day =
        cw_report_day(plot, plot->statements[count->statement].span.report);
    int32_t told = count->scope.to_day;
    return day != CW_NO_DAY && told != CW_NO_DAY && day - told > REACH_DAYS;
}

/* The dead of an accident years ago; a price may well be told of years ago. */
static bool are_of_other_times(const cw_plot *plot, const cw_count *a,
                               const cw_count *b)
{
    return (is_toll(a->matter) || !a->scope.is_measured) &&
           is_of_long_ago(plot, a) != is_of_long_ago(plot, b);
}

bool cw_counts_may_move(const cw_plot *plot, const cw_count *a,
                        const cw_count *b)
{
    if (a->as_of_day == CW_NO_DAY || b->as_of_day == CW_NO_DAY ||
        a->as_of_day == b->as_of_day || a->is_part != b->is_part ||
        a->is_earlier || b->is_earlier || a->head.n == 0 ||
        is_toll(a->matter) != is_toll(b->matter))
        return false;
    if (are_of_other_times(plot, a, b))
        return false;
    if (is_toll(a->matter))
        return a->matter == b->matter &&
               cw_statements_match(plot, a->statement, b->statement).score >=
                   SERIES_MATCH;
    return !a->scope.is_total && !b->scope.is_total &&
           is_one_measure(plot, a, b);
}
