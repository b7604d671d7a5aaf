/* conflict_slot.c: where two statements of one event differ. */
#include "annotate/words.h"
#include "story/conflict_int.h"

const cw_event *cw_event_of(const cw_plot *plot, uint32_t happening)
{
    const cw_happening *here = &plot->happenings[happening];
    uint32_t report = plot->statements[here->statement].span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    return &CW_AT(marks, marks->events, cw_event)[here->event];
}

/* ---- did it happen ------------------------------------------------------ */

/* "did not sign", "has never signed": said flatly of the past. What was
 * prevented, is not expected or could not be is another matter. */
static bool is_flat_denial(const cw_plot *plot, uint32_t h)
{
    static const char *const nots[] = {"not", "n't", "never", NULL};
    static const char *const past[] = {"did", "has",  "have", "had",
                                       "was", "were", NULL};
    enum { REACH = 4 };
    const cw_statement *statement =
        &plot->statements[plot->happenings[h].statement];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t token = cw_event_of(plot, h)->token;
    bool has_not = false, has_past = false;
    for (uint32_t d = 1; d <= REACH && d <= token; d++) {
        cw_bytes lemma = cw_token_lemma(marks, &tokens[token - d]);
        if (tokens[token - d].word_class & CW_WORD_MODAL)
            return false;
        has_not |= cw_bytes_among(lemma, nots);
        has_past |= cw_bytes_among_fold(
            cw_bytes_at(cw_text_of(plot, plot->happenings[h].statement),
                        tokens[token - d].range),
            past);
        if (tokens[token - d].tag == CW_TAG_NOUN ||
            tokens[token - d].tag == CW_TAG_PROPN)
            break;
    }
    return has_not && has_past;
}

static cw_slot_state compare_did(const cw_plot *plot, const cw_match *match)
{
    const cw_happening *x = &plot->happenings[match->a];
    const cw_happening *y = &plot->happenings[match->b];
    bool is_not_a = x->factuality == CW_FACT_NOT;
    bool is_not_b = y->factuality == CW_FACT_NOT;
    if ((x->factuality != CW_FACT_HAPPENED && !is_not_a) ||
        (y->factuality != CW_FACT_HAPPENED && !is_not_b))
        return CW_SLOT_UNKNOWN;
    if (is_not_a == is_not_b)
        return CW_SLOT_AGREES;
    return is_flat_denial(plot, is_not_a ? match->a : match->b)
               ? CW_SLOT_DIFFERS
               : CW_SLOT_UNKNOWN;
}

/* ---- one pair ----------------------------------------------------------- */

static cw_said said_here(const cw_plot *plot, uint32_t s, cw_range about,
                         cw_bytes value)
{
    return (cw_said){.value = value,
                     .key = cw_hash(value),
                     .cite = cw_cite_around(plot, s, about),
                     .day =
                         cw_report_day(plot, plot->statements[s].span.report)};
}

static cw_said say_number(const cw_findings *findings, uint32_t number)
{
    const cw_plot *plot = findings->plot;
    const cw_count *count = &findings->counts[number];
    const cw_figure *figure = count->figure;
    cw_said said = said_here(
        plot, count->statement, figure->range,
        cw_bytes_at(cw_text_of(plot, count->statement), figure->range));
    memcpy(&said.key, &figure->value, sizeof said.key);
    said.number = figure->value;
    if (count->as_of_day != CW_NO_DAY)
        said.day = count->as_of_day;
    return said;
}

static cw_status say_day(const cw_plot *plot, uint32_t h, cw_said *out)
{
    cw_happening dated;
    char text[11];
    cw_bytes value;
    cw_status status;
    if (!cw_slots_find_day(plot, h, &dated))
        dated = plot->happenings[h];
    cw_day_print(dated.from_day, text);
    status = cw_arena_copy(plot->keep, cw_bytes_from(text), &value);
    *out = said_here(plot, plot->happenings[h].statement,
                     cw_event_of(plot, h)->range, value);
    return status;
}

cw_said cw_say_who(const cw_plot *plot, uint32_t h)
{
    const cw_event *event = cw_event_of(plot, h);
    uint32_t s = plot->happenings[h].statement, who = plot->happenings[h].who;
    cw_said said = said_here(plot, s, event->who,
                             cw_bytes_at(cw_text_of(plot, s), event->who));
    if (who != CW_NONE)
        said.key = cw_hash_mix(3, who);
    return said;
}

static cw_said say_place(const cw_plot *plot, uint32_t h, uint32_t where)
{
    cw_said said = said_here(plot, plot->happenings[h].statement,
                             cw_event_of(plot, h)->range,
                             plot->story->entities[where].name);
    said.key = where;
    return said;
}

static cw_said say_did(const cw_plot *plot, uint32_t h)
{
    bool is_not = plot->happenings[h].factuality == CW_FACT_NOT;
    cw_said said = said_here(
        plot, plot->happenings[h].statement, cw_event_of(plot, h)->range,
        is_not ? CW_LIT("did not happen") : CW_LIT("happened"));
    said.key = is_not;
    return said;
}

/* What both speak of: the predicate with its object, or what is counted. */
cw_bytes cw_about_event(const cw_plot *plot, uint32_t h)
{
    const cw_event *event = cw_event_of(plot, h);
    uint32_t s = plot->happenings[h].statement;
    cw_range range = event->range;
    if (!cw_range_is_empty(event->whom) && event->whom.from >= range.to &&
        event->whom.to - range.from <= 120)
        range.to = event->whom.to;
    return cw_bytes_at(cw_text_of(plot, s), range);
}

cw_status cw_finding_add_numbers(cw_findings *findings, const cw_slots *found,
                                 uint32_t score)
{
    cw_status status = CW_OK;
    for (uint32_t i = 0; i < found->n_counts && status == CW_OK; i++)
        status = cw_finding_add(
            findings,
            (cw_finding){.kind = CW_CONFLICT_NUMBER,
                         .score = score,
                         .about = findings->counts[found->count_a[i]].of,
                         .is_revised = found->is_growing,
                         .a = say_number(findings, found->count_a[i]),
                         .b = say_number(findings, found->count_b[i])});
    return status;
}

static cw_status add_found(cw_findings *findings, const cw_match *match,
                           const cw_slots *found, int slot, uint32_t score)
{
    static const uint8_t kinds[CW_N_SLOTS] = {
        CW_CONFLICT_NUMBER, CW_CONFLICT_DATE, CW_CONFLICT_PLACE,
        CW_CONFLICT_WHO, CW_CONFLICT_HAPPENED};
    const cw_plot *plot = findings->plot;
    cw_finding finding = {.kind = kinds[slot], .score = score};
    cw_status status = CW_OK;
    finding.about = cw_about_event(plot, match->a);
    switch (slot) {
    case CW_SLOT_DAY:
        status = say_day(plot, match->a, &finding.a);
        if (status == CW_OK)
            status = say_day(plot, match->b, &finding.b);
        break;
    case CW_SLOT_PLACE:
        finding.a = say_place(plot, match->a, found->where_a);
        finding.b = say_place(plot, match->b, found->where_b);
        break;
    case CW_SLOT_WHO:
        finding.a = cw_say_who(plot, match->a);
        finding.b = cw_say_who(plot, match->b);
        break;
    default:
        finding.a = say_did(plot, match->a);
        finding.b = say_did(plot, match->b);
    }
    return status == CW_OK ? cw_finding_add(findings, finding) : status;
}

/* Chosen on invented stories and planted cases (tests/story/conflict.case):
 * how alike the words of two statements of one event are at least, and what
 * each agreeing slot is worth. */
enum {
    LIKE_MIN = 250,
    LIKE_WITHOUT_EVENT = 350, // when no predicates agree
    VERY_LIKE = 550,          // as good as one more part that agrees
    NEARLY_EQUAL = 600,       // but for a word or two one sentence
    AGREEING = 100,
    SCORE_MIN = 485,
    GROWING_MIN = 450, // of a count that only grew
};

/* The main predicate of a statement, else its first. */
static uint32_t main_happening(const cw_plot *plot, uint32_t s)
{
    const cw_statement *statement = &plot->statements[s];
    for (uint32_t i = 0; i < statement->n_happenings; i++)
        if (cw_event_of(plot, statement->first_happening + i)->is_main)
            return statement->first_happening + i;
    return statement->n_happenings > 0 ? statement->first_happening : CW_NONE;
}

/* What a speaker says in his own words is his, not the report's. */
static bool is_in_quotes(const cw_plot *plot, uint32_t h)
{
    uint32_t s = plot->happenings[h].statement;
    const cw_marks *marks =
        cw_plot_marks(plot, plot->statements[s].span.report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    return (tokens[cw_event_of(plot, h)->token].shape & CW_SHAPE_QUOTED) != 0;
}

/* The happenings that tell the same, "sign" and "put a signature" too. Of a
 * noun ("the strike was called off") it is the verb that says what happened.
 */
static bool find_happenings(const cw_plot *plot, const cw_pair *pair,
                            cw_match *match)
{
    uint32_t like_min = LIKE_MIN;
    *match = cw_match_with(plot, pair->a, pair->b, (uint32_t)pair->score);
    if (match->a == CW_NONE || cw_event_of(plot, match->a)->is_noun ||
        cw_event_of(plot, match->b)->is_noun) {
        like_min = match->a == CW_NONE ? LIKE_WITHOUT_EVENT : LIKE_MIN;
        match->a = main_happening(plot, pair->a);
        match->b = main_happening(plot, pair->b);
    }
    return match->likeness >= like_min && match->a != CW_NONE &&
           match->b != CW_NONE && !is_in_quotes(plot, match->a) &&
           !is_in_quotes(plot, match->b);
}

/* The same was done to the same thing: "the crane was inspected" twice. */
static bool is_same_thing(const cw_plot *plot, const cw_match *match)
{
    const cw_happening *x = &plot->happenings[match->a];
    const cw_happening *y = &plot->happenings[match->b];
    cw_bytes a = cw_lemma_in(
        cw_plot_marks(plot, plot->statements[x->statement].span.report),
        cw_event_of(plot, match->a)->whom);
    cw_bytes b = cw_lemma_in(
        cw_plot_marks(plot, plot->statements[y->statement].span.report),
        cw_event_of(plot, match->b)->whom);
    return match->is_same_predicate && a.n > 0 && cw_bytes_equal(a, b) &&
           cw_bytes_equal(x->lemma, y->lemma);
}

static uint32_t contained(const cw_plot *plot, uint32_t a, uint32_t b)
{
    return cw_statement_containment(plot, &plot->statements[a],
                                    &plot->statements[b]);
}

static bool is_past_form(const cw_plot *plot, uint32_t h)
{
    uint32_t s = plot->happenings[h].statement;
    const cw_marks *marks =
        cw_plot_marks(plot, plot->statements[s].span.report);
    return (CW_AT(marks, marks->tokens, cw_token)[cw_event_of(plot, h)->token]
                .form &
            CW_FORM_PAST) != 0;
}

/* "The driver applied the brake", "the driver did not apply the brake": simple
 * past, not what goes on or has never been, told within days. */
static bool is_told_of_once(const cw_plot *plot, const cw_match *match)
{
    enum { SOON_DAYS = 7 };
    static const char *const past[] = {"did", "was", "were", "had", NULL};
    uint32_t not_told = plot->happenings[match->a].factuality == CW_FACT_NOT
                            ? match->a
                            : match->b;
    uint32_t told = not_told == match->a ? match->b : match->a;
    uint32_t s = plot->happenings[not_told].statement;
    uint32_t other = plot->happenings[told].statement;
    const cw_marks *marks =
        cw_plot_marks(plot, plot->statements[s].span.report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t token = cw_event_of(plot, not_told)->token;
    int32_t x = cw_report_day(plot, plot->statements[s].span.report);
    int32_t y = cw_report_day(plot, plot->statements[other].span.report);
    bool is_past = false;
    for (uint32_t d = 1; d <= 3 && d <= token; d++)
        is_past |= cw_bytes_among_fold(
            cw_bytes_at(cw_text_of(plot, s), tokens[token - d].range), past);
    return is_past && is_past_form(plot, told) &&
           cw_event_of(plot, told)->is_main &&
           cw_event_of(plot, not_told)->is_main && x != CW_NO_DAY &&
           y != CW_NO_DAY && x - y <= SOON_DAYS && y - x <= SOON_DAYS;
}

/* Both name the day, not only a month or a year. */
static bool is_day_shared(const cw_plot *plot, const cw_match *match)
{
    cw_happening x, y;
    return cw_slots_find_day(plot, match->a, &x) &&
           cw_slots_find_day(plot, match->b, &y) && x.grain <= CW_GRAIN_DAY &&
           y.grain <= CW_GRAIN_DAY && cw_days_agree(&x, &y) > 0;
}

/* Where a thing comes from, is made or lies is told of no day: "the eggs came
 * from a farm in Tolsen". */
static bool is_of_origin(const cw_plot *plot, const cw_match *match)
{
    static const char *const words[] = {
        "come",        "originate", "stem",    "bear", "bury",     "make",
        "manufacture", "build",     "produce", "grow", "register", NULL};
    const cw_happening *x = &plot->happenings[match->a];
    return cw_bytes_equal(x->lemma, plot->happenings[match->b].lemma) &&
           cw_bytes_among(x->lemma, words);
}

/* Does nothing but the differing slot keep two sentences from being one, and
 * is that of no day, or of a time that both name? */
static bool is_of_no_day(const cw_plot *plot, const cw_match *match,
                         const cw_slots *found, int differing)
{
    if (differing == CW_SLOT_PLACE)
        return is_of_origin(plot, match);
    return differing == CW_SLOT_DID && match->likeness >= NEARLY_EQUAL &&
           found->state[CW_SLOT_DAY] == CW_SLOT_AGREES;
}

cw_status cw_conflicts_of_pair(cw_findings *findings, const cw_pair *pair)
{
    const cw_plot *plot = findings->plot;
    uint32_t a = pair->a, b = pair->b;
    cw_match match;
    cw_slots found = {.n_counts = 0};
    int differing = -1;
    uint32_t n_agree = 0, n_differ = 0, score;
    // headlines leave out by whom, when and where
    if (plot->denies[a] || plot->denies[b] || plot->statements[a].is_headline ||
        plot->statements[b].is_headline)
        return CW_OK;
    if (!find_happenings(plot, pair, &match))
        return cw_conflicts_of_place(findings, pair);
    cw_slots_number(findings, a, b, &found);
    found.state[CW_SLOT_DAY] = (int8_t)cw_slots_day(plot, &match);
    found.state[CW_SLOT_PLACE] = (int8_t)cw_slots_place(plot, a, b, &found);
    found.state[CW_SLOT_WHO] = (int8_t)cw_slots_who(plot, &match);
    found.state[CW_SLOT_DID] = (int8_t)compare_did(plot, &match);
    for (int slot = 0; slot < CW_N_SLOTS; slot++) {
        if (found.state[slot] == CW_SLOT_APART)
            return CW_OK;
        n_agree += found.state[slot] == CW_SLOT_AGREES && slot != CW_SLOT_DID;
        n_differ += found.state[slot] == CW_SLOT_DIFFERS;
        if (found.state[slot] == CW_SLOT_DIFFERS)
            differing = slot;
    }
    if (found.n_apart > 0 && differing != CW_SLOT_NUMBER)
        return CW_OK;
    if (differing == CW_SLOT_NUMBER || differing == CW_SLOT_DAY ||
        is_day_shared(plot, &match) ||
        (differing == CW_SLOT_DID && is_told_of_once(plot, &match)) ||
        is_of_no_day(plot, &match, &found, differing))
        n_agree += (found.n_agreeing_counts > 0 ? 1u : 0) +
                   (is_same_thing(plot, &match) ? 1u : 0) +
                   (contained(plot, a, b) >= VERY_LIKE ? 1u : 0);
    score = match.likeness + n_agree * AGREEING;
    if (n_differ != 1 || score < (found.is_growing ? GROWING_MIN : SCORE_MIN) ||
        n_agree < (differing == CW_SLOT_NUMBER ? 1u : 2u))
        return CW_OK;
    if (differing != CW_SLOT_DID && found.state[CW_SLOT_DID] != CW_SLOT_AGREES)
        return CW_OK;
    if (cw_guards_ordinals(plot, a, b))
        return CW_OK;
    if ((differing == CW_SLOT_NUMBER &&
         (cw_guards_number(findings, &found) ||
          (found.is_growing && cw_guards_growth(findings, &match, &found)))) ||
        (differing == CW_SLOT_DAY && cw_guards_day(plot, &match)) ||
        (differing == CW_SLOT_PLACE && cw_guards_place(plot, &match, &found)) ||
        (differing == CW_SLOT_DID && cw_guards_did(plot, &match, &found)))
        return CW_OK;
    score = score < 1000 ? score : 1000;
    return differing == CW_SLOT_NUMBER
               ? cw_finding_add_numbers(findings, &found, score)
               : add_found(findings, &match, &found, differing, score);
}
