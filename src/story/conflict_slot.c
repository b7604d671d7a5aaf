/* conflict_slot.c: where two statements of one event differ. */
#include <math.h>

#include "annotate/lexicon.h"
#include "annotate/words.h"
#include "story/conflict_int.h"

/* APART: they differ, but so loosely that it shows two events rather than a
 * disagreement on one. */
typedef enum { APART = -2, DIFFERS = -1, UNKNOWN = 0, AGREES = 1 } slot_state;

enum { NUMBER, DAY, PLACE, WHO, DID, N_SLOTS };

typedef struct {
    int8_t state[N_SLOTS];
    uint32_t count_a, count_b; // of the findings' counts
    uint32_t where_a, where_b; // entities
    bool is_growing;           // the number may have grown since
} slots;

static const cw_event *event_of(const cw_plot *plot, uint32_t happening)
{
    const cw_happening *here = &plot->happenings[happening];
    uint32_t report = plot->statements[here->statement].span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    return &CW_AT(marks, marks->events, cw_event)[here->event];
}

static cw_bytes report_text(const cw_plot *plot, uint32_t statement)
{
    uint32_t report = plot->statements[statement].span.report;
    return cw_report_text(plot->batch->reports[report].report);
}

/* ---- numbers ------------------------------------------------------------ */

typedef struct {
    double low, high;
} interval;

/* The interval a hedge leaves open; "about" and "nearly" a tenth. */
static interval interval_of(const cw_figure *figure)
{
    double value = figure->value;
    switch (figure->bound) {
    case CW_BOUND_ABOUT:
    case CW_BOUND_NEARLY:
        return (interval){value * 0.9, value * 1.1};
    case CW_BOUND_AT_LEAST:
    case CW_BOUND_MORE_THAN:
        return (interval){value, INFINITY};
    case CW_BOUND_AT_MOST:
    case CW_BOUND_LESS_THAN:
        return (interval){-INFINITY, value};
    case CW_BOUND_RANGE:
        return (interval){figure->low, figure->high};
    default:
        return (interval){value, value};
    }
}

/* 850 for 847: the value has noughts at its end and is the other, rounded. */
static bool is_rounded(double round_value, double value)
{
    double unit = 1;
    while (unit < 1e15 && fmod(round_value, unit * 10) == 0)
        unit *= 10;
    return round_value != 0 && unit > 1 &&
           fabs(round_value - value) <= unit / 2 &&
           fabs(round_value - value) <= fabs(value) * 0.05;
}

static slot_state compare_values(const cw_figure *a, const cw_figure *b)
{
    interval x = interval_of(a), y = interval_of(b);
    if (x.low <= y.high && y.low <= x.high)
        return AGREES;
    if (is_rounded(a->value, b->value) || is_rounded(b->value, a->value))
        return AGREES;
    return DIFFERS;
}

static bool is_toll(uint8_t matter)
{
    return matter == CW_EVENT_KILL || matter == CW_EVENT_INJURE ||
           matter == CW_EVENT_END || matter == CW_EVENT_ARREST;
}

static cw_bytes modifiers(const cw_plot *plot, const cw_count *count)
{
    uint32_t from = cw_count_figure(plot, count)->of.from;
    size_t n = from < count->head_at.from ? count->head_at.from - from : 0;
    return cw_bytes_trim(
        cw_bytes_cut(count->of, 0, n < count->of.n ? n : count->of.n));
}

/* "Somali pirates" are not the pirates, "two more" not the two: the words
 * between a number and its noun must be the same. */
static bool same_modifiers(const cw_plot *plot, const cw_count *a,
                           const cw_count *b)
{
    return cw_bytes_equal_fold(modifiers(plot, a), modifiers(plot, b));
}

/* Games that were played are not those that were missed. */
static bool same_event(const cw_plot *plot, const cw_count *a,
                       const cw_count *b)
{
    enum { VERY_LIKE = 550 };
    const cw_statement *left = &plot->statements[a->statement];
    const cw_statement *right = &plot->statements[b->statement];
    if (a->matter == b->matter && a->matter != CW_EVENT_OTHER)
        return true;
    if (cw_bytes_equal(a->event_lemma, b->event_lemma))
        return true;
    return (a->matter == CW_EVENT_OTHER || b->matter == CW_EVENT_OTHER) &&
           cw_statement_likeness(plot, left, right) >= VERY_LIKE;
}

/* Do both count the same? Part of a count is never the whole; "passengers"
 * and "people" are one when both were killed. */
static bool count_the_same(const cw_plot *plot, const cw_count *a,
                           const cw_count *b, bool *is_growing)
{
    uint8_t x = a->matter, y = b->matter;
    if (a->is_part != b->is_part || a->is_earlier || b->is_earlier ||
        cw_count_figure(plot, a)->is_vague ||
        cw_count_figure(plot, b)->is_vague || !same_modifiers(plot, a, b))
        return false;
    *is_growing = is_toll(x) && x == y;
    if (is_toll(x) || is_toll(y)) {
        if (x != y)
            return false;
    } else if (a->has_event && b->has_event && !same_event(plot, a, b)) {
        return false;
    }
    if (cw_counts_of_one_kind(plot, a, b) && a->head.n > 0)
        return true;
    return a->is_human && b->is_human && is_toll(x) &&
           cw_count_figure(plot, a)->unit[0] == 0 &&
           cw_count_figure(plot, b)->unit[0] == 0;
}

/* A sentence that counts the same thing twice tells of parts or of times. */
static bool is_alone(const cw_findings *findings, uint32_t number)
{
    const cw_count *count = &findings->counts.at[number];
    uint32_t from = findings->first_count[count->statement];
    uint32_t to = findings->first_count[count->statement + 1];
    for (uint32_t i = from; i < to; i++) {
        const cw_count *other = &findings->counts.at[i];
        if (i != number && !other->is_earlier &&
            ((count->head.n > 0 && cw_bytes_equal(other->head, count->head)) ||
             (is_toll(count->matter) && other->matter == count->matter &&
              other->is_human)))
            return false;
    }
    return true;
}

/* One pair of figures that count the same: equal ones win over unequal; more
 * than one unequal pair says nothing. */
static void compare_counts(const cw_findings *findings, uint32_t a, uint32_t b,
                           slots *out)
{
    const cw_plot *plot = findings->plot;
    uint32_t n_differ = 0, n_agree = 0;
    for (uint32_t i = findings->first_count[a];
         i < findings->first_count[a + 1]; i++) {
        for (uint32_t j = findings->first_count[b];
             j < findings->first_count[b + 1]; j++) {
            const cw_count *x = &findings->counts.at[i];
            const cw_count *y = &findings->counts.at[j];
            bool is_growing;
            if (!count_the_same(plot, x, y, &is_growing))
                continue;
            if (compare_values(cw_count_figure(plot, x),
                               cw_count_figure(plot, y)) == AGREES) {
                n_agree++;
                continue;
            }
            n_differ++;
            out->count_a = i;
            out->count_b = j;
            out->is_growing = is_growing;
        }
    }
    if (n_agree == 0 && n_differ == 1 && is_alone(findings, out->count_a) &&
        is_alone(findings, out->count_b))
        out->state[NUMBER] = DIFFERS;
    else
        out->state[NUMBER] = n_agree > 0 ? AGREES : UNKNOWN;
}

/* ---- days --------------------------------------------------------------- */

/* "arrived ahead of talks on Monday": a word between the predicate and the
 * time says that the time is another event's. */
static bool is_own_time(const cw_plot *plot, const cw_happening *happening)
{
    static const char *const words[] = {"ahead",     "before", "after", "since",
                                        "following", "until",  "who",   "which",
                                        "that",      "for",    NULL};
    const cw_statement *statement = &plot->statements[happening->statement];
    uint32_t report = statement->span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_event *event =
        &CW_AT(marks, marks->events, cw_event)[happening->event];
    uint32_t from = event->token, to;
    if (happening->time == CW_NONE)
        return false;
    to = cw_token_at(
        marks, plot->batch->reports[report].times[happening->time].range.from);
    if (to < from) {
        to = from;
        from = CW_AT(marks, marks->sentences, cw_sentence)[statement->sentence]
                   .first;
    }
    for (uint32_t i = from; i < to; i++)
        for (const char *const *word = words; *word; word++)
            if (cw_bytes_equal(cw_token_lemma(marks, &tokens[i]),
                               cw_bytes_from(*word)))
                return false;
    return true;
}

/* The only day a sentence names, though no event holds it. */
static bool only_day(const cw_plot *plot, const cw_statement *statement,
                     cw_happening *out)
{
    const cw_told_report *told = &plot->batch->reports[statement->span.report];
    size_t n = told->marks->times.n, from = 0, to = n;
    bool is_found = false;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (told->times[middle].sentence < statement->sentence)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < n && told->times[from].sentence == statement->sentence;
         from++) {
        const cw_time *time = &told->times[from];
        if (time->type > CW_TIME_TIME || time->from_day == CW_NO_DAY)
            continue;
        if (is_found || time->type != CW_TIME_DATE)
            return false;
        is_found = true;
        out->time = (uint32_t)from;
        out->from_day = time->from_day;
        out->to_day = time->to_day;
        out->grain = time->grain;
        out->basis = CW_BASIS_RESOLVED;
    }
    return is_found;
}

/* The day a statement's event is told to be on: of the happening itself, or
 * the one day that all dated happenings of its sentence share. */
static bool find_days(const cw_plot *plot, uint32_t h, cw_happening *out)
{
    const cw_statement *statement;
    bool is_found = false;
    *out = plot->happenings[h];
    if (out->from_day != CW_NO_DAY && out->basis != CW_BASIS_PUBLISHED)
        return is_own_time(plot, out);
    statement = &plot->statements[out->statement];
    for (uint32_t i = 0; i < statement->n_happenings; i++) {
        const cw_happening *other =
            &plot->happenings[statement->first_happening + i];
        if (other->from_day == CW_NO_DAY || other->basis == CW_BASIS_PUBLISHED)
            continue;
        if (is_found &&
            (out->from_day != other->from_day || out->to_day != other->to_day))
            return false;
        *out = *other;
        is_found = true;
    }
    return is_found || only_day(plot, statement, out);
}

/* A day that a report names itself, or by a weekday of a report whose own day
 * is known; a bare hour ("at 6 pm") names none. */
static bool is_sure_day(const cw_plot *plot, const cw_happening *happening)
{
    const cw_told_report *told =
        &plot->batch
             ->reports[plot->statements[happening->statement].span.report];
    const cw_time *time;
    if (happening->time == CW_NONE)
        return false;
    time = &told->times[happening->time];
    if (time->type != CW_TIME_DATE && time->anchor != CW_ANCHOR_NONE &&
        time->grain != CW_GRAIN_PART)
        return false;
    return time->anchor == CW_ANCHOR_NONE ||
           told->evidence != CW_EVIDENCE_INFERRED;
}

static slot_state compare_days(const cw_plot *plot, const cw_match *match)
{
    cw_happening x, y;
    int agree;
    int32_t gap;
    if (!find_days(plot, match->a, &x) || !find_days(plot, match->b, &y))
        return UNKNOWN;
    agree = cw_days_agree(&x, &y);
    if (agree >= 0)
        return (slot_state)agree;
    if (x.grain > CW_GRAIN_DAY || y.grain > CW_GRAIN_DAY)
        return x.grain < CW_GRAIN_YEAR && y.grain < CW_GRAIN_YEAR ? APART
                                                                  : UNKNOWN;
    gap = x.from_day > y.from_day ? x.from_day - y.from_day
                                  : y.from_day - x.from_day;
    if (!is_sure_day(plot, &x) || !is_sure_day(plot, &y) || gap % 7 == 0)
        return UNKNOWN; // "last Friday" may be the one before
    if (gap == 1 && (x.grain == CW_GRAIN_PART || y.grain == CW_GRAIN_PART))
        return UNKNOWN;
    return DIFFERS;
}

/* ---- places ------------------------------------------------------------- */

static const cw_entity *entity_at(const cw_plot *plot, uint32_t entity)
{
    return &plot->story->entities[entity];
}

/* The one place a statement says "in", "at", "near", "off" before. */
static uint32_t place_of(const cw_plot *plot, uint32_t s)
{
    static const char *const words[] = {"in",  "at",   "near",
                                        "off", "over", "outside"};
    const cw_statement *statement = &plot->statements[s];
    uint32_t report = statement->span.report, found = CW_NONE;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    cw_bytes text = report_text(plot, s);
    size_t from = 0, to = marks->names.n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (names[middle].range.from < statement->span.from)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < marks->names.n && names[from].range.to <= statement->span.to;
         from++) {
        const cw_name *name = &names[from];
        bool is_placed = false;
        uint32_t entity, before;
        if (name->kind != CW_NAME_PLACE || name->chain == CW_NONE ||
            name->is_adjective || name->first == 0)
            continue;
        before = name->first - 1;
        if (before > 0 &&
            cw_bytes_equal_fold(cw_bytes_at(text, tokens[before].range),
                                CW_LIT("the")))
            before--;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            is_placed |=
                cw_bytes_equal_fold(cw_bytes_at(text, tokens[before].range),
                                    cw_bytes_from(words[w]));
        entity = plot->entity_of[report][name->chain];
        if (!is_placed || entity == CW_NONE || entity == found)
            continue;
        if (found != CW_NONE)
            return CW_NONE;
        found = entity;
    }
    return found;
}

static bool is_country(const cw_entity *entity)
{
    return (cw_lexicon_name_classes(entity->name) &
            (CW_LEX_COUNTRY | CW_LEX_CONTINENT | CW_LEX_REGION)) != 0;
}

static bool is_told_in(const cw_entity *entity, uint32_t report)
{
    return cw_ids_hold((cw_ids){entity->reports.at, entity->reports.n}, report);
}

static bool names_overlap(cw_bytes a, cw_bytes b)
{
    return cw_bytes_find_fold(a, b, 0) != CW_NOT_FOUND ||
           cw_bytes_find_fold(b, a, 0) != CW_NOT_FOUND;
}

/* A report that names both places may mean one inside the other. */
static slot_state compare_places(const cw_plot *plot, uint32_t a, uint32_t b,
                                 slots *out)
{
    const cw_entity *x, *y;
    out->where_a = place_of(plot, a);
    out->where_b = place_of(plot, b);
    if (out->where_a == CW_NONE || out->where_b == CW_NONE)
        return UNKNOWN;
    if (out->where_a == out->where_b)
        return AGREES;
    x = entity_at(plot, out->where_a);
    y = entity_at(plot, out->where_b);
    if (is_country(x) != is_country(y) || names_overlap(x->name, y->name) ||
        is_told_in(x, plot->statements[b].span.report) ||
        is_told_in(y, plot->statements[a].span.report))
        return UNKNOWN;
    return DIFFERS;
}

/* ---- who ---------------------------------------------------------------- */

/* Words that name nobody in particular: "officials" may be "the police". */
static bool is_generic(cw_bytes lemma)
{
    static const char *const lemmas[] = {
        "official",    "authority", "government", "police",      "officer",
        "people",      "group",     "source",     "agency",      "who",
        "which",       "that",      "he",         "she",         "it",
        "they",        "man",       "woman",      "person",      "resident",
        "state",       "country",   "leader",     "president",   "minister",
        "team",        "ministry",  "spokesman",  "spokeswoman", "one",
        "this",        "we",        "i",          "force",       "side",
        "report",      "company",   "party",      "court",       "local",
        "several",     "many",      "two",        "both",        "some",
        "spokesperson"};
    for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++)
        if (cw_bytes_equal(lemma, cw_bytes_from(lemmas[i])))
            return true;
    return false;
}

/* The first words of a phrase that describe: no articles and the like. */
typedef struct {
    cw_bytes lemma[6];
    size_t n;
    bool is_generic; // all of them
    bool is_body;    // "the border police": definite, its head a body
} phrase;

static phrase read_phrase(const cw_marks *marks, cw_range range)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    phrase out = {.is_generic = true};
    uint32_t first = cw_token_at(marks, range.from);
    bool is_definite =
        first < marks->tokens.n &&
        cw_bytes_equal(cw_token_lemma(marks, &tokens[first]), CW_LIT("the"));
    for (uint32_t i = first;
         i < marks->tokens.n && tokens[i].range.to <= range.to && out.n < 6;
         i++) {
        cw_bytes lemma = cw_token_lemma(marks, &tokens[i]);
        if (!(tokens[i].shape & CW_SHAPE_LETTER) ||
            tokens[i].tag == CW_TAG_DET || tokens[i].tag == CW_TAG_ADP)
            continue;
        out.is_generic &= is_generic(lemma);
        out.is_body =
            is_definite && ((tokens[i].word_class & CW_WORD_ORG_HEAD) != 0 ||
                            cw_bytes_equal(lemma, CW_LIT("guard")));
        out.lemma[out.n++] = lemma;
    }
    return out;
}

static slot_state compare_phrases(const phrase *a, const phrase *b)
{
    size_t common = 0;
    if (a->n == 0 || b->n == 0)
        return UNKNOWN;
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->n; j++)
            common += cw_bytes_equal(a->lemma[i], b->lemma[j]);
    if (common > 0)
        return common == a->n || common == b->n ? AGREES : UNKNOWN;
    return a->is_generic || b->is_generic || !a->is_body || !b->is_body
               ? UNKNOWN
               : DIFFERS;
}

/* "Raj Chohan", "Raj K. Chohan" */
static bool share_a_word(cw_bytes a, cw_bytes b)
{
    for (size_t at = 0, to; at < a.n; at = to + 1) {
        cw_bytes word;
        size_t found;
        for (to = at; to < a.n && a.at[to] != ' '; to++)
            continue;
        word = cw_bytes_cut(a, at, to);
        found = word.n > 2 ? cw_bytes_find_fold(b, word, 0) : CW_NOT_FOUND;
        if (found != CW_NOT_FOUND)
            return true;
    }
    return false;
}

/* Two named people or two named bodies are two; a person and the body behind
 * may be one, and a report that names both may tell of both. */
static slot_state compare_named(const cw_plot *plot, const cw_happening *x,
                                const cw_happening *y)
{
    const cw_entity *one = entity_at(plot, x->who);
    const cw_entity *other = entity_at(plot, y->who);
    if (one->kind != other->kind || one->kind == CW_NAME_PLACE ||
        one->kind == CW_NAME_OTHER || names_overlap(one->name, other->name) ||
        share_a_word(one->name, other->name) ||
        is_told_in(one, plot->statements[y->statement].span.report) ||
        is_told_in(other, plot->statements[x->statement].span.report))
        return UNKNOWN;
    return DIFFERS;
}

/* A pronoun or description may have been given to the wrong one. */
static bool is_named(const cw_plot *plot, const cw_happening *happening,
                     cw_range who)
{
    return share_a_word(
        entity_at(plot, happening->who)->name,
        cw_bytes_at(report_text(plot, happening->statement), who));
}

static slot_state compare_who(const cw_plot *plot, const cw_match *match)
{
    const cw_happening *x = &plot->happenings[match->a];
    const cw_happening *y = &plot->happenings[match->b];
    cw_range left = event_of(plot, match->a)->who;
    cw_range right = event_of(plot, match->b)->who;
    phrase a, b;
    if (cw_range_is_empty(left) || cw_range_is_empty(right))
        return UNKNOWN;
    if ((x->who != CW_NONE && x->who == y->who) ||
        names_overlap(cw_bytes_at(report_text(plot, x->statement), left),
                      cw_bytes_at(report_text(plot, y->statement), right)))
        return AGREES;
    if (x->who != CW_NONE && y->who != CW_NONE)
        return is_named(plot, x, left) && is_named(plot, y, right)
                   ? compare_named(plot, x, y)
                   : UNKNOWN;
    a = read_phrase(
        cw_plot_marks(plot, plot->statements[x->statement].span.report), left);
    b = read_phrase(
        cw_plot_marks(plot, plot->statements[y->statement].span.report), right);
    if (x->who != CW_NONE || y->who != CW_NONE)
        return compare_phrases(&a, &b) == AGREES ? AGREES : UNKNOWN;
    return compare_phrases(&a, &b);
}

/* ---- did it happen ------------------------------------------------------ */

/* "did not sign", "has never signed": said flatly of the past. What was
 * prevented, is not expected or could not be is another matter. */
static bool is_flat_denial(const cw_plot *plot, uint32_t h)
{
    static const char *const nots[] = {"not", "n't", "never", NULL};
    static const char *const past[] = {"did", "do",   "has", "have", "had",
                                       "was", "were", "be",  NULL};
    enum { REACH = 4 };
    const cw_statement *statement =
        &plot->statements[plot->happenings[h].statement];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t token = event_of(plot, h)->token;
    bool has_not = false, has_past = false;
    for (uint32_t d = 1; d <= REACH && d <= token; d++) {
        cw_bytes lemma = cw_token_lemma(marks, &tokens[token - d]);
        if (tokens[token - d].word_class & CW_WORD_MODAL)
            return false;
        for (const char *const *word = nots; *word; word++)
            has_not |= cw_bytes_equal(lemma, cw_bytes_from(*word));
        for (const char *const *word = past; *word; word++)
            has_past |= cw_bytes_equal(lemma, cw_bytes_from(*word));
        if (tokens[token - d].tag == CW_TAG_NOUN ||
            tokens[token - d].tag == CW_TAG_PROPN)
            break;
    }
    return has_not && has_past;
}

static slot_state compare_did(const cw_plot *plot, const cw_match *match)
{
    const cw_happening *x = &plot->happenings[match->a];
    const cw_happening *y = &plot->happenings[match->b];
    bool is_not_a = x->factuality == CW_FACT_NOT;
    bool is_not_b = y->factuality == CW_FACT_NOT;
    if ((x->factuality != CW_FACT_HAPPENED && !is_not_a) ||
        (y->factuality != CW_FACT_HAPPENED && !is_not_b))
        return UNKNOWN;
    if (is_not_a == is_not_b)
        return AGREES;
    return is_flat_denial(plot, is_not_a ? match->a : match->b) ? DIFFERS
                                                                : UNKNOWN;
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
    const cw_count *count = &findings->counts.at[number];
    const cw_figure *figure = cw_count_figure(plot, count);
    cw_said said = said_here(
        plot, count->statement, figure->range,
        cw_bytes_at(report_text(plot, count->statement), figure->range));
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
    if (!find_days(plot, h, &dated))
        dated = plot->happenings[h];
    cw_day_print(dated.from_day, text);
    status = cw_arena_copy(plot->keep, cw_bytes_from(text), &value);
    *out = said_here(plot, plot->happenings[h].statement,
                     event_of(plot, h)->range, value);
    return status;
}

static cw_said say_who(const cw_plot *plot, uint32_t h)
{
    const cw_event *event = event_of(plot, h);
    uint32_t s = plot->happenings[h].statement, who = plot->happenings[h].who;
    cw_said said = said_here(plot, s, event->who,
                             cw_bytes_at(report_text(plot, s), event->who));
    if (who != CW_NONE)
        said.key = cw_hash_mix(3, who);
    return said;
}

static cw_said say_place(const cw_plot *plot, uint32_t h, uint32_t where)
{
    cw_said said =
        said_here(plot, plot->happenings[h].statement, event_of(plot, h)->range,
                  entity_at(plot, where)->name);
    said.key = where;
    return said;
}

static cw_said say_did(const cw_plot *plot, uint32_t h)
{
    bool is_not = plot->happenings[h].factuality == CW_FACT_NOT;
    cw_said said =
        said_here(plot, plot->happenings[h].statement, event_of(plot, h)->range,
                  is_not ? CW_LIT("did not happen") : CW_LIT("happened"));
    said.key = is_not;
    return said;
}

/* What both speak of: the predicate with its object, or what is counted. */
static cw_bytes about_event(const cw_plot *plot, uint32_t h)
{
    const cw_event *event = event_of(plot, h);
    uint32_t s = plot->happenings[h].statement;
    cw_range range = event->range;
    if (!cw_range_is_empty(event->whom) && event->whom.from >= range.to &&
        event->whom.to - range.from <= 120)
        range.to = event->whom.to;
    return cw_bytes_at(report_text(plot, s), range);
}

static cw_status add_found(cw_findings *findings, const cw_match *match,
                           const slots *found, int slot, uint32_t score)
{
    static const uint8_t kinds[N_SLOTS] = {CW_CONFLICT_NUMBER, CW_CONFLICT_DATE,
                                           CW_CONFLICT_PLACE, CW_CONFLICT_WHO,
                                           CW_CONFLICT_HAPPENED};
    const cw_plot *plot = findings->plot;
    cw_finding finding = {.kind = kinds[slot], .score = score};
    cw_status status = CW_OK;
    finding.about = about_event(plot, match->a);
    switch (slot) {
    case NUMBER:
        finding.a = say_number(findings, found->count_a);
        finding.b = say_number(findings, found->count_b);
        finding.about = findings->counts.at[found->count_a].of;
        finding.is_revised = found->is_growing && finding.a.day != CW_NO_DAY &&
                             finding.b.day != CW_NO_DAY &&
                             finding.a.day != finding.b.day;
        break;
    case DAY:
        status = say_day(plot, match->a, &finding.a);
        if (status == CW_OK)
            status = say_day(plot, match->b, &finding.b);
        break;
    case PLACE:
        finding.a = say_place(plot, match->a, found->where_a);
        finding.b = say_place(plot, match->b, found->where_b);
        break;
    case WHO:
        finding.a = say_who(plot, match->a);
        finding.b = say_who(plot, match->b);
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
    AGREEING = 100,
    SCORE_MIN = 450,
};

/* The main predicate of a statement, else its first. */
static uint32_t main_happening(const cw_plot *plot, uint32_t s)
{
    const cw_statement *statement = &plot->statements[s];
    for (uint32_t i = 0; i < statement->n_happenings; i++)
        if (event_of(plot, statement->first_happening + i)->is_main)
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
    return (tokens[event_of(plot, h)->token].shape & CW_SHAPE_QUOTED) != 0;
}

/* The happenings that tell the same, "sign" and "put a signature" too. Of a
 * noun ("the strike was called off") it is the verb that says what happened.
 */
static bool find_happenings(const cw_plot *plot, uint32_t a, uint32_t b,
                            cw_match *match)
{
    uint32_t like_min = LIKE_MIN;
    *match = cw_statements_match(plot, a, b);
    if (match->a == CW_NONE || event_of(plot, match->a)->is_noun ||
        event_of(plot, match->b)->is_noun) {
        like_min = match->a == CW_NONE ? LIKE_WITHOUT_EVENT : LIKE_MIN;
        match->a = main_happening(plot, a);
        match->b = main_happening(plot, b);
    }
    return match->likeness >= like_min && match->a != CW_NONE &&
           match->b != CW_NONE && !is_in_quotes(plot, match->a) &&
           !is_in_quotes(plot, match->b);
}

/* Headlines leave out by whom, when and where. */
static bool is_headline(const cw_plot *plot, uint32_t s)
{
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    return CW_AT(marks, marks->sentences, cw_sentence)[statement->sentence]
        .is_headline;
}

cw_status cw_conflicts_of_pair(cw_findings *findings, uint32_t a, uint32_t b)
{
    const cw_plot *plot = findings->plot;
    cw_match match;
    slots found = {.count_a = CW_NONE, .count_b = CW_NONE};
    int differing = -1;
    uint32_t n_agree = 0, n_differ = 0, score;
    if (findings->denies[a] || findings->denies[b] || is_headline(plot, a) ||
        is_headline(plot, b) || !find_happenings(plot, a, b, &match))
        return CW_OK;
    compare_counts(findings, a, b, &found);
    found.state[DAY] = (int8_t)compare_days(plot, &match);
    found.state[PLACE] = (int8_t)compare_places(plot, a, b, &found);
    found.state[WHO] = (int8_t)compare_who(plot, &match);
    found.state[DID] = (int8_t)compare_did(plot, &match);
    for (int slot = 0; slot < N_SLOTS; slot++) {
        if (found.state[slot] == APART)
            return CW_OK;
        n_agree += found.state[slot] == AGREES && slot != DID;
        n_differ += found.state[slot] == DIFFERS;
        if (found.state[slot] == DIFFERS)
            differing = slot;
    }
    score = match.likeness + n_agree * AGREEING;
    if (n_differ != 1 || score < SCORE_MIN ||
        n_agree < (differing == NUMBER ? 1 : 2))
        return CW_OK;
    if (differing != DID && found.state[DID] != AGREES)
        return CW_OK;
    return add_found(findings, &match, &found, differing,
                     score < 1000 ? score : 1000);
}
