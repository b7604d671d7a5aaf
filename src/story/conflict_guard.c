/* conflict_guard.c: pairs that look like a disagreement and are none.
 *
 * Found by reading what was flagged in reports of five large stories, where
 * nothing was planted (docs/story.md). */
#include "story/conflict_int.h"

static uint32_t report_of(const cw_plot *plot, uint32_t statement)
{
    return plot->statements[statement].span.report;
}

/* A bare figure of the same sentence: "17 more cases, bringing the total to
 * 203". */
static bool sentence_tells(const cw_plot *plot, uint32_t s, double value)
{
    const cw_marks *marks = cw_plot_marks(plot, report_of(plot, s));
    const cw_figure *figures = CW_AT(marks, marks->figures, cw_figure);
    for (uint32_t i = 0; i < marks->figures.n &&
                         figures[i].sentence <= plot->statements[s].sentence;
         i++)
        if (figures[i].sentence == plot->statements[s].sentence &&
            figures[i].value == value)
            return true;
    return false;
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
        const cw_count *other = &findings->counts[i];
        // "bringing the total to 203" counts without naming what
        if (other->figure->value == count->figure->value &&
            (other->head.n == 0 || cw_counts_of_one_kind(other, count)))
            return true;
    }
    return sentence_tells(plot, s, count->figure->value);
}

/* "has seized", "are patrolling": so it stands on the day of the report. */
static bool is_present(const cw_plot *plot, uint32_t s)
{
    static const char *const words[] = {"has", "have", "is", "are", NULL};
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, report_of(plot, s));
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    const cw_token *tokens =
        CW_AT(marks, marks->tokens, cw_token) + sentence->first;
    for (uint32_t i = 0; i < sentence->n; i++)
        if (cw_bytes_among_fold(
                cw_bytes_at(cw_text_of(plot, s), tokens[i].range), words))
            return true;
    return false;
}

/* "rose 1.8 percent", "narrowed to $24": a move of its hour. */
static bool is_move(const cw_count *count)
{
    static const char *const words[] = {
        "rise", "fall",  "gain",   "lose",  "drop",    "climb", "jump",
        "slip", "add",   "edge",   "grow",  "decline", "slide", "increase",
        "sink", "surge", "narrow", "widen", NULL};
    return count->figure->unit[0] != 0 &&
           cw_bytes_among(count->event_lemma, words);
}

static bool are_as_of_one_day(const cw_count *x, const cw_count *y)
{
    return x->as_of_day == CW_NO_DAY || y->as_of_day == CW_NO_DAY ||
           x->as_of_day == y->as_of_day;
}

static int32_t days_between(const cw_count *x, const cw_count *y)
{
    if (are_as_of_one_day(x, y))
        return 0;
    return x->as_of_day < y->as_of_day ? y->as_of_day - x->as_of_day
                                       : x->as_of_day - y->as_of_day;
}

enum { WEEKS_DAYS = 14 };

static bool is_far(double a, double b)
{
    enum { TIMES_MAX = 10 };
    return a > b * TIMES_MAX || b > a * TIMES_MAX;
}

/* What goes on being counted stands at several values in one day. */
static bool is_open_count(const cw_findings *findings, uint32_t i, uint32_t j)
{
    return findings->counts[i].matter != CW_EVENT_KILL &&
           findings->counts[i].scope.is_running &&
           findings->counts[j].scope.is_running;
}

/* "Ten ships were loading": a state of its day, if it is no measure. */
static bool is_state(const cw_findings *findings, uint32_t i)
{
    enum { REACH = 5 };
    const cw_plot *plot = findings->plot;
    const cw_count *count = &findings->counts[i];
    const cw_marks *marks =
        cw_plot_marks(plot, report_of(plot, count->statement));
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t token = count->figure->token;
    for (uint32_t d = 1; d <= REACH && token + d + 1 < marks->tokens.n; d++)
        if (cw_bytes_are(cw_token_lemma(marks, &tokens[token + d]), "be") &&
            tokens[token + d + 1].form == CW_FORM_ING)
            return findings->counts[i].scope.measure == CW_MEASURE_NONE;
    return false;
}

/* What stands at so many on two days may have changed between them, unless it
 * is said of one day that both name, or is a measure, that lasts. */
static bool may_have_changed(const cw_findings *findings, uint32_t i,
                             uint32_t j)
{
    const cw_plot *plot = findings->plot;
    const cw_count *x = &findings->counts[i], *y = &findings->counts[j];
    bool is_lasting =
        findings->counts[i].scope.measure != CW_MEASURE_NONE &&
        findings->counts[i].scope.measure == findings->counts[j].scope.measure;
    return !are_as_of_one_day(x, y) &&
           ((!is_lasting && (is_present(plot, x->statement) ||
                             is_present(plot, y->statement))) ||
            findings->counts[i].scope.is_window ||
            findings->counts[j].scope.is_window || is_state(findings, i) ||
            is_state(findings, j) || days_between(x, y) > WEEKS_DAYS);
}

bool cw_guards_number(const cw_findings *findings, const cw_slots *found)
{
    for (uint32_t n = 0; n < found->n_counts; n++) {
        uint32_t i = found->count_a[n], j = found->count_b[n];
        const cw_count *x = &findings->counts[i];
        const cw_count *y = &findings->counts[j];
        if (!found->is_growing &&
            (is_move(x) || is_move(y) || is_open_count(findings, i, j) ||
             is_far(x->figure->value, y->figure->value) ||
             (found->state[CW_SLOT_DAY] < CW_SLOT_AGREES &&
              may_have_changed(findings, i, j))))
            return true;
        if (report_tells(findings, x->statement, y) ||
            report_tells(findings, y->statement, x))
            return true;
    }
    return false;
}

/* May the later of two values replace the earlier? A toll grows; what is
 * lowered is said to be. Where no day is shared, the later one must be told as
 * a count so far, or both within days, and neither may be many times the
 * other: else they are the dead of two attacks. So are tens over months: one
 * disaster is counted within weeks, and a war's dead are hundreds. */
static bool is_growth(const cw_findings *findings, uint32_t i, uint32_t j,
                      bool is_one_day)
{
    enum { SOON_DAYS = 3, TIMES_MAX = 3, MANY = 100 };
    const cw_count *a = &findings->counts[i], *b = &findings->counts[j];
    bool is_in_order = a->as_of_day != b->as_of_day
                           ? a->as_of_day < b->as_of_day
                           : findings->counts[j].scope.is_moved;
    uint32_t first = is_in_order ? i : j, last = is_in_order ? j : i;
    const cw_count_scope *before = &findings->counts[first].scope;
    const cw_count_scope *after = &findings->counts[last].scope;
    double less = findings->counts[first].figure->value;
    double more = findings->counts[last].figure->value;
    if (before->is_window || after->is_window || is_move(a) || is_move(b))
        return false;
    if (more < less && !after->is_moved)
        return days_between(a, b) == 0 && before->is_moved;
    if (is_one_day)
        return true;
    if (more > less * TIMES_MAX)
        return false;
    if (!after->is_running && after->measure != CW_MEASURE_LEAD)
        return days_between(a, b) <= SOON_DAYS &&
               before->from_day == CW_NO_DAY && after->from_day == CW_NO_DAY;
    return days_between(a, b) <= WEEKS_DAYS ||
           (before->is_running && more >= MANY);
}

bool cw_guards_growth(const cw_findings *findings, const cw_match *match,
                      const cw_slots *found)
{
    const cw_plot *plot = findings->plot;
    cw_happening x, y;
    bool is_one_day = false; // not only one year
    if (match && cw_slots_find_day(plot, match->a, &x) &&
        cw_slots_find_day(plot, match->b, &y)) {
        if (cw_days_agree(&x, &y) < 0)
            return true;
        is_one_day = x.grain <= CW_GRAIN_WEEK && y.grain <= CW_GRAIN_WEEK;
    }
    for (uint32_t i = 0; i < found->n_counts; i++)
        if (!is_growth(findings, found->count_a[i], found->count_b[i],
                       is_one_day))
            return true;
    return false;
}

/* What hardly says anything by itself is done of many things. */
static bool is_light(cw_bytes lemma)
{
    static const char *const light[] = {
        "go",   "be",  "have",  "make", "take",    "do",   "get",
        "come", "put", "leave", "want", "improve", "give", NULL};
    return cw_bytes_among(lemma, light);
}

static bool is_one_entity(uint32_t a, uint32_t b)
{
    return a != CW_NONE && a == b;
}

/* Terms that both hold and that are not of those who did it. */
static uint32_t terms_beside_doers(const cw_plot *plot, const cw_match *match)
{
    uint32_t a = plot->happenings[match->a].statement;
    uint32_t b = plot->happenings[match->b].statement, n = 0;
    cw_bytes x =
        cw_bytes_at(cw_text_of(plot, a), cw_event_of(plot, match->a)->who);
    cw_bytes y =
        cw_bytes_at(cw_text_of(plot, b), cw_event_of(plot, match->b)->who);
    cw_ids left = plot->statements[a].terms, right = plot->statements[b].terms;
    for (size_t i = 0; i < left.n; i++) {
        cw_bytes lemma = plot->terms.entries[left.at[i]].key;
        n += cw_ids_hold(right, left.at[i]) &&
             cw_bytes_find_fold(x, lemma, 0) == CW_NOT_FOUND &&
             cw_bytes_find_fold(y, lemma, 0) == CW_NOT_FOUND;
    }
    return n;
}

/* What it was done to is told with a word in common: "called off the strike",
 * "cancelled the port strike". */
static bool is_one_thing(const cw_plot *plot, const cw_match *match)
{
    uint32_t a = plot->happenings[match->a].statement;
    uint32_t b = plot->happenings[match->b].statement;
    cw_bytes x =
        cw_bytes_at(cw_text_of(plot, a), cw_event_of(plot, match->a)->whom);
    cw_bytes y =
        cw_bytes_at(cw_text_of(plot, b), cw_event_of(plot, match->b)->whom);
    cw_ids terms = plot->statements[a].terms;
    for (size_t i = 0; i < terms.n; i++) {
        cw_bytes lemma = plot->terms.entries[terms.at[i]].key;
        if (cw_bytes_find_fold(x, lemma, 0) != CW_NOT_FOUND &&
            cw_bytes_find_fold(y, lemma, 0) != CW_NOT_FOUND)
            return true;
    }
    return false;
}

/* One verb, or two verbs of one thing: "the old bridge was shut", "closed the
 * old bridge". One minister who "attended" and "asked" did two deeds. */
static bool is_one_deed(const cw_plot *plot, const cw_match *match)
{
    enum { TERMS_MIN = 2 };
    return cw_bytes_equal(plot->happenings[match->a].lemma,
                          plot->happenings[match->b].lemma) ||
           terms_beside_doers(plot, match) >= TERMS_MIN;
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
    return gap > DAYS_MAX || !is_one_deed(plot, match) ||
           (is_light(x.lemma) && !are_very_like(plot, &x, &y)) ||
           (!is_named_deed(&x, &y) && !are_very_like(plot, &x, &y)) ||
           (offset_of(plot, &x) != INT32_MAX &&
            offset_of(plot, &x) == offset_of(plot, &y));
}

/* "Has not stepped down" and, a day later, "stepped down" are both true. */
static bool may_have_come_true(const cw_plot *plot, const cw_happening *x,
                               const cw_happening *y)
{
    const cw_happening *not_told = x->factuality == CW_FACT_NOT ? x : y;
    const cw_happening *told = not_told == x ? y : x;
    int32_t before = cw_report_day(plot, report_of(plot, not_told->statement));
    int32_t after = cw_report_day(plot, report_of(plot, told->statement));
    return before == CW_NO_DAY || after == CW_NO_DAY || before < after;
}

/* "I am not leaving", "it was not improved by": what hardly says anything by
 * itself can be denied of one thing and told of another. */
bool cw_guards_did(const cw_plot *plot, const cw_match *match,
                   const cw_slots *found)
{
    const cw_happening *x = &plot->happenings[match->a];
    const cw_happening *y = &plot->happenings[match->b];
    if ((!cw_bytes_equal(x->lemma, y->lemma) && !is_one_thing(plot, match)) ||
        (found->state[CW_SLOT_DAY] != CW_SLOT_AGREES &&
         may_have_come_true(plot, x, y)))
        return true;
    if (is_light(x->lemma))
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

static bool is_in_time(const cw_told_report *told, uint32_t sentence,
                       cw_range range)
{
    for (size_t i = cw_first_time(told, sentence);
         i < told->marks->times.n && told->times[i].sentence == sentence; i++)
        if (cw_range_overlaps(told->times[i].range, range))
            return true;
    return false;
}

/* The only ordinal of a statement in digits, "13th", that is no date; empty if
 * it has none or several. */
static cw_bytes ordinal_of(const cw_plot *plot, uint32_t s)
{
    uint32_t report = report_of(plot, s);
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_sentence *sentence = cw_plot_sentence(plot, &plot->statements[s]);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    cw_bytes found = {0};
    for (uint32_t i = 0; i < sentence->n; i++) {
        const cw_token *token = &tokens[sentence->first + i];
        cw_bytes text = cw_bytes_at(cw_text_of(plot, s), token->range);
        if (!(token->shape & CW_SHAPE_DIGIT) ||
            !(token->shape & CW_SHAPE_LETTER) || text.n < 3 ||
            (text.at[text.n - 1] != 'h' && text.at[text.n - 1] != 'd' &&
             text.at[text.n - 1] != 't') ||
            is_in_time(&plot->batch->reports[report],
                       plot->statements[s].sentence, token->range))
            continue;
        if (found.n > 0)
            return (cw_bytes){0};
        found = text;
    }
    return found;
}

bool cw_guards_ordinals(const cw_plot *plot, uint32_t a, uint32_t b)
{
    cw_bytes x = ordinal_of(plot, a), y = ordinal_of(plot, b);
    return x.n > 0 && y.n > 0 && !cw_bytes_equal(x, y);
}
