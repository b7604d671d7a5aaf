/* conflict_guard.c: pairs that look like a disagreement and are none.
 *
 * Found by reading what was flagged in reports of five large stories, where
 * nothing was planted (docs/story.md). */
#include "story/conflict_int.h"

static uint32_t report_of(const cw_plot *plot, uint32_t statement)
{
    return plot->statements[statement].span.report;
}

/* Does the report of statement s give this value for this kind of count, in
 * any sentence? Then it knows both values and contradicts neither. */
static bool report_tells(const cw_findings *findings, uint32_t s,
                         const cw_count *count)
{
    enum { LOOK = 400 }; // statements either way
    const cw_plot *plot = findings->plot;
    uint32_t report = report_of(plot, s), from = s, to = s;
    while (from > 0 && s - from < LOOK && report_of(plot, from - 1) == report)
        from--;
    while (to < plot->n_statements && to - s < LOOK &&
           report_of(plot, to) == report)
        to++;
    for (uint32_t i = findings->first_count[from];
         i < findings->first_count[to]; i++) {
        const cw_count *other = &findings->counts.at[i];
        // "bringing the total to 203" counts without naming what
        if (cw_count_figure(plot, other)->value ==
                cw_count_figure(plot, count)->value &&
            (other->head.n == 0 || cw_counts_of_one_kind(plot, other, count)))
            return true;
    }
    return false;
}

/* "has seized", "are patrolling": so it stands on the day of the report. */
static bool is_present(const cw_plot *plot, uint32_t s)
{
    static const char *const words[] = {"has", "have", "is", "are", NULL};
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, report_of(plot, s));
    const cw_sentence *sentence =
        &CW_AT(marks, marks->sentences, cw_sentence)[statement->sentence];
    const cw_token *tokens =
        CW_AT(marks, marks->tokens, cw_token) + sentence->first;
    for (uint32_t i = 0; i < sentence->n; i++)
        if (cw_bytes_among_fold(
                cw_bytes_at(cw_text_of(plot, s), tokens[i].range), words))
            return true;
    return false;
}

/* What stands at so many on two days may have changed between them, unless it
 * is said of one day that both name. */
bool cw_guards_number(const cw_findings *findings, const cw_slots *found)
{
    for (uint32_t i = 0; i < found->n_counts; i++) {
        const cw_count *x = &findings->counts.at[found->count_a[i]];
        const cw_count *y = &findings->counts.at[found->count_b[i]];
        if (!found->is_growing && found->state[CW_SLOT_DAY] < CW_SLOT_AGREES &&
            x->as_of_day != CW_NO_DAY && y->as_of_day != CW_NO_DAY &&
            x->as_of_day != y->as_of_day &&
            (is_present(findings->plot, x->statement) ||
             is_present(findings->plot, y->statement)))
            return true;
        if (report_tells(findings, x->statement, y) ||
            report_tells(findings, y->statement, x))
            return true;
    }
    return false;
}

/* A toll grows with the days of one event. Where both sentences date their
 * dead, to other days, or the later number is clearly the smaller and no day
 * is shared, the dead are others. */
bool cw_guards_growth(const cw_findings *findings, const cw_match *match,
                      const cw_slots *found)
{
    enum { WEEKS_DAYS = 14 };
    const cw_plot *plot = findings->plot;
    cw_happening x, y;
    if (cw_slots_find_day(plot, match->a, &x) &&
        cw_slots_find_day(plot, match->b, &y) && cw_days_agree(&x, &y) < 0)
        return true;
    for (uint32_t i = 0;
         i < found->n_counts && found->state[CW_SLOT_DAY] < CW_SLOT_AGREES;
         i++) {
        const cw_count *a = &findings->counts.at[found->count_a[i]];
        const cw_count *b = &findings->counts.at[found->count_b[i]];
        const cw_count *first = a->as_of_day <= b->as_of_day ? a : b;
        const cw_count *last = first == a ? b : a;
        bool is_running = is_present(plot, first->statement) &&
                          is_present(plot, last->statement);
        if (cw_count_figure(plot, last)->value <
            0.8 * cw_count_figure(plot, first)->value)
            return true;
        // weeks later only what "has been killed" so far goes on
        if (!is_running && last->as_of_day != CW_NO_DAY &&
            first->as_of_day != CW_NO_DAY &&
            last->as_of_day - first->as_of_day > WEEKS_DAYS)
            return true;
    }
    return false;
}

static bool is_one_entity(uint32_t a, uint32_t b)
{
    return a != CW_NONE && a == b;
}

/* Is it the same deed of the same people? "Explosions were heard", "the show
 * was aired": without a name on either side it may be told of any day. */
static bool is_named_deed(const cw_happening *x, const cw_happening *y)
{
    return cw_bytes_equal(x->lemma, y->lemma) &&
           (is_one_entity(x->who, y->who) || is_one_entity(x->whom, y->whom));
}

/* The words of one are nearly all in the other. */
static bool are_very_like(const cw_plot *plot, const cw_happening *x,
                          const cw_happening *y)
{
    enum { VERY_LIKE = 550 };
    return cw_statement_containment(plot, &plot->statements[x->statement],
                                    &plot->statements[y->statement]) >=
           VERY_LIKE;
}

static int32_t offset_of(const cw_plot *plot, const cw_happening *happening)
{
    int32_t day = cw_report_day(plot, report_of(plot, happening->statement));
    return day == CW_NO_DAY ? INT32_MAX : day - happening->from_day;
}

/* Weeks between two days are two deeds, not one told wrongly; so are two days
 * of which each report tells its own: "killed on Tuesday", "on Friday". */
bool cw_guards_day(const cw_plot *plot, const cw_match *match)
{
    enum { DAYS_MAX = 10 };
    cw_happening x, y;
    int32_t gap;
    if (!cw_slots_find_day(plot, match->a, &x) ||
        !cw_slots_find_day(plot, match->b, &y))
        return true;
    gap = x.from_day > y.from_day ? x.from_day - y.from_day
                                  : y.from_day - x.from_day;
    return gap > DAYS_MAX ||
           (!is_named_deed(&x, &y) && !are_very_like(plot, &x, &y)) ||
           (offset_of(plot, &x) != INT32_MAX &&
            offset_of(plot, &x) == offset_of(plot, &y));
}

/* "I am not leaving", "it was not improved by": what hardly says anything by
 * itself can be denied of one thing and told of another. */
bool cw_guards_did(const cw_plot *plot, const cw_match *match)
{
    static const char *const light[] = {
        "go",   "be",   "have", "make",  "take", "do",      "get",
        "come", "give", "put",  "leave", "want", "improve", NULL};
    const cw_happening *x = &plot->happenings[match->a];
    const cw_happening *y = &plot->happenings[match->b];
    if (cw_bytes_among(x->lemma, light) || cw_bytes_among(y->lemma, light))
        return !is_named_deed(x, y) || !is_one_entity(x->whom, y->whom);
    return !is_named_deed(x, y) && !are_very_like(plot, x, y);
}

/* What nobody is named for, and no day, goes on in many places at once. */
bool cw_guards_place(const cw_plot *plot, const cw_match *match,
                     const cw_slots *found)
{
    const cw_happening *x = &plot->happenings[match->a];
    const cw_happening *y = &plot->happenings[match->b];
    return found->state[CW_SLOT_DAY] != CW_SLOT_AGREES &&
           !is_named_deed(x, y) && !are_very_like(plot, x, y);
}
