/* series_scope.c: which counts are of one thing that may move. */
#include "story/series_int.h"

#include "story/align.h"

enum {
    SERIES_MATCH = 330,    // match score of two statements of one series
    SAME_EVENT_LIKE = 250, // likeness that is enough under one predicate
    ALIKE = 450,           // ... and under two, or none
};

/* "48 of 61 stations": the 61 is what all of them are. */
static bool is_total(const cw_plot *plot, const cw_count *count)
{
    const cw_marks *marks =
        cw_plot_marks(plot, plot->statements[count->statement].span.report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t at = cw_token_at(marks, cw_count_figure(plot, count)->range.from);
    if (at > 1 && cw_bytes_are(cw_token_lemma(marks, &tokens[at - 1]), "all"))
        at--;
    return at > 1 &&
           cw_bytes_are(cw_token_lemma(marks, &tokens[at - 1]), "of") &&
           tokens[at - 2].tag == CW_TAG_NUM;
}

/* The lemma of the last noun of a phrase before its first preposition: "a
 * loaf of bread" is a loaf; empty for a pronoun. */
static cw_bytes head_noun(const cw_marks *marks, cw_range phrase)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    cw_bytes head = {NULL, 0};
    for (uint32_t i = cw_token_at(marks, phrase.from);
         i < marks->tokens.n && tokens[i].range.to <= phrase.to &&
         tokens[i].tag != CW_TAG_ADP;
         i++)
        if (tokens[i].tag == CW_TAG_NOUN || tokens[i].tag == CW_TAG_PROPN)
            head = cw_token_lemma(marks, &tokens[i]);
    return head;
}

/* Of whom or of what the count is told: the one who does what the figure
 * belongs to, else the nouns before the figure. */
static cw_bytes subject_of(const cw_plot *plot, const cw_count *count)
{
    const cw_statement *statement = &plot->statements[count->statement];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_event *event =
        count->event == CW_NONE
            ? NULL
            : &CW_AT(marks, marks->events, cw_event)[count->event];
    cw_bytes head = {NULL, 0};
    if (event && !cw_range_is_empty(event->who))
        head = head_noun(marks, event->who);
    if (head.n == 0)
        head = head_noun(marks,
                         (cw_range){statement->span.from,
                                    cw_count_figure(plot, count)->range.from});
    return head;
}

/* What a share or a price is of does not stand behind the number. */
static bool is_measured(const cw_plot *plot, const cw_count *count)
{
    static const char *const moneys[] = {"crown",    "mark", "franc", "dollar",
                                         "pound",    "euro", "cent",  "rouble",
                                         "shilling", "peso", NULL};
    return cw_count_figure(plot, count)->unit[0] != 0 ||
           cw_bytes_among(count->head, moneys);
}

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

static bool are_of_one_matter(const cw_plot *plot, const cw_count *a,
                              const cw_count *b)
{
    return cw_statements_match(plot, a->statement, b->statement).score >=
           SERIES_MATCH;
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
    if (is_measured(plot, a) &&
        !cw_bytes_equal(subject_of(plot, a), subject_of(plot, b)))
        return false;
    like = cw_statement_likeness(plot, left, right);
    if (like >= (a->has_event && b->has_event &&
                         cw_bytes_equal(a->event_lemma, b->event_lemma)
                     ? SAME_EVENT_LIKE
                     : ALIKE))
        return true;
    return a->matter == b->matter && are_of_one_matter(plot, a, b);
}

uint64_t cw_count_thing(const cw_plot *plot, const cw_count *count)
{
    return is_measured(plot, count) && !is_toll(count->matter)
               ? cw_hash_mix(
                     cw_hash(subject_of(plot, count)),
                     cw_hash(cw_bytes_from(cw_count_figure(plot, count)->unit)))
               : cw_hash(count->head);
}

bool cw_counts_of_one_thing(const cw_plot *plot, const cw_count *a,
                            const cw_count *b)
{
    const cw_figure *x = cw_count_figure(plot, a);
    const cw_figure *y = cw_count_figure(plot, b);
    bool is_bare = a->head.n == 0 || b->head.n == 0;
    if (is_measured(plot, a) && is_measured(plot, b) && !is_toll(a->matter))
        return strcmp(x->unit, y->unit) == 0 && x->is_rate == y->is_rate &&
               (cw_bytes_equal(a->head, b->head) ||
                (is_bare && x->unit[0] != 0));
    return cw_counts_of_one_kind(plot, a, b);
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
    return (is_toll(a->matter) || !is_measured(plot, a)) &&
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
    if (is_toll(a->matter))
        return a->matter == b->matter && are_of_one_matter(plot, a, b) &&
               !are_of_other_times(plot, a, b);
    return !is_total(plot, a) && !is_total(plot, b) &&
           is_one_measure(plot, a, b) && !are_of_other_times(plot, a, b);
}
