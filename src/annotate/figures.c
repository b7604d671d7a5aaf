/* figures.c: the figures of each sentence: number, bound, unit, what counts.
 *
 * Numbers inside dates and clock times are no figures; durations are both.
 * Names ("Flight 12", "Article 5"), scores ("2-1"), telephone numbers and
 * the numbers of lists are none. Linear: a sentence is walked once, and each
 * number looks at a bounded stretch on both sides. */
#include "annotate/figures_int.h"
#include "annotate/words.h"

#include <math.h>

/* ---- bounds ------------------------------------------------------------ */

typedef struct {
    const char *words; // before the number, lower case, one blank between
    uint8_t bound;
} bound_words;

/* The longer first. */
static const bound_words bounds[] = {
    {"no fewer than", CW_BOUND_AT_LEAST},
    {"no less than", CW_BOUND_AT_LEAST},
    {"not less than", CW_BOUND_AT_LEAST},
    {"no more than", CW_BOUND_AT_MOST},
    {"not more than", CW_BOUND_AT_MOST},
    {"a minimum of", CW_BOUND_AT_LEAST},
    {"a maximum of", CW_BOUND_AT_MOST},
    {"as many as", CW_BOUND_AT_MOST},
    {"as much as", CW_BOUND_AT_MOST},
    {"as few as", CW_BOUND_AT_LEAST},
    {"as little as", CW_BOUND_AT_LEAST},
    {"in excess of", CW_BOUND_MORE_THAN},
    {"an estimated", CW_BOUND_ABOUT},
    {"an average of", CW_BOUND_ABOUT},
    {"well over", CW_BOUND_MORE_THAN},
    {"just over", CW_BOUND_MORE_THAN},
    {"slightly over", CW_BOUND_MORE_THAN},
    {"a little over", CW_BOUND_MORE_THAN},
    {"just under", CW_BOUND_NEARLY},
    {"at least", CW_BOUND_AT_LEAST},
    {"at most", CW_BOUND_AT_MOST},
    {"more than", CW_BOUND_MORE_THAN},
    {"greater than", CW_BOUND_MORE_THAN},
    {"upwards of", CW_BOUND_MORE_THAN},
    {"upward of", CW_BOUND_MORE_THAN},
    {"less than", CW_BOUND_LESS_THAN},
    {"fewer than", CW_BOUND_LESS_THAN},
    {"up to", CW_BOUND_AT_MOST},
    {"close to", CW_BOUND_NEARLY},
    {"nearly", CW_BOUND_NEARLY},
    {"almost", CW_BOUND_NEARLY},
    {"over", CW_BOUND_MORE_THAN},
    {"above", CW_BOUND_MORE_THAN},
    {"under", CW_BOUND_LESS_THAN},
    {"below", CW_BOUND_LESS_THAN},
    {"about", CW_BOUND_ABOUT},
    {"around", CW_BOUND_ABOUT},
    {"roughly", CW_BOUND_ABOUT},
    {"approximately", CW_BOUND_ABOUT},
    {"approx.", CW_BOUND_ABOUT},
    {"some", CW_BOUND_ABOUT},
    {"estimated", CW_BOUND_ABOUT},
    {"circa", CW_BOUND_ABOUT},
    {"~", CW_BOUND_ABOUT},
    {"exactly", CW_BOUND_EXACT},
    {"maybe", CW_BOUND_ABOUT},
    {"perhaps", CW_BOUND_ABOUT},
    {"minimum", CW_BOUND_AT_LEAST},
    {">", CW_BOUND_MORE_THAN},
    {"<", CW_BOUND_LESS_THAN},
};

/* Do the words stand right before token `at`? How many tokens; 0: no. */
static size_t stand_before(const cw_figure_view *v, size_t at,
                           const char *words)
{
    size_t n = 1, i;
    const char *word = words;
    for (const char *c = words; *c; c++)
        n += *c == ' ';
    if (n > at)
        return 0;
    for (i = at - n; i < at; i++) {
        size_t length = strcspn(word, " ");
        if (!cw_bytes_equal_fold(cw_figure_word(v, i),
                                 (cw_bytes){(const uint8_t *)word, length}))
            return 0;
        word += length + (word[length] == ' ');
    }
    return n;
}

/* The bound before the figure; *from moves to its first token. */
static uint8_t bound_before(const cw_figure_view *v, size_t *from)
{
    if (*from == 0 || cw_is_digit(cw_figure_word(v, *from - 1).at[0]))
        return CW_BOUND_EXACT;
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        size_t n = stand_before(v, *from, bounds[i].words);
        if (n) {
            *from -= n;
            return bounds[i].bound;
        }
    }
    return CW_BOUND_EXACT;
}

/* "40 or more", "40 or so", "40-odd", "40 plus"; *to moves behind it. */
static uint8_t bound_behind(const cw_figure_view *v, size_t *to, uint8_t bound)
{
    if (cw_figure_is(v, *to, "or") && *to + 1 < v->n) {
        uint8_t found = cw_figure_is(v, *to + 1, "more") ? CW_BOUND_AT_LEAST
                        : cw_figure_is(v, *to + 1, "so") ? CW_BOUND_ABOUT
                        : cw_figure_is(v, *to + 1, "less") ||
                                cw_figure_is(v, *to + 1, "fewer")
                            ? CW_BOUND_AT_MOST
                            : CW_BOUND_EXACT;
        if (found != CW_BOUND_EXACT) {
            *to += 2;
            return found;
        }
    }
    if (cw_figure_is(v, *to, "+")) {
        *to += 1;
        return CW_BOUND_AT_LEAST;
    }
    return bound;
}

/* The interval that value and bound mean. About is read as a tenth either
 * way; dozens as two of them up to the next larger word. */
static void set_interval(cw_figure *figure)
{
    double v = figure->value;
    figure->low = figure->high = v;
    if (figure->is_vague) {
        figure->low = 2 * v;
        figure->high = v == 12 || v == 20 ? 100 : 10 * v;
        if (figure->bound == CW_BOUND_EXACT)
            figure->bound = CW_BOUND_ABOUT;
        return;
    }
    switch (figure->bound) {
    case CW_BOUND_ABOUT:
    case CW_BOUND_NEARLY:
        figure->low = v * 0.9;
        if (figure->bound == CW_BOUND_ABOUT)
            figure->high = v * 1.1;
        break;
    case CW_BOUND_AT_LEAST:
    case CW_BOUND_MORE_THAN:
        figure->high = INFINITY;
        break;
    case CW_BOUND_AT_MOST:
    case CW_BOUND_LESS_THAN:
        figure->low = 0;
        break;
    default:
        break;
    }
}

/* ---- one figure -------------------------------------------------------- */

/* "Ito, 43, said": an age between commas behind a name. */
static bool is_age(const cw_figure_view *v, const cw_figure_number *number)
{
    size_t at = number->from;
    if (number->unit[0] || number->value > 120 || number->value < 1)
        return false;
    if (at > 0 && cw_figure_is(v, at - 1, "aged"))
        return true;
    return at > 1 && !number->is_word && cw_figure_is(v, at - 1, ",") &&
           v->tokens[at - 2].tag == CW_TAG_PROPN &&
           (cw_figure_is(v, number->to, ",") ||
            cw_figure_is(v, number->to, "."));
}

/* "rose from 200 to 250", "an increase from $4m to $9m": two figures, and not
 * the range of "employs from 200 to 250". */
static bool is_change(const cw_figure_view *v, size_t at)
{
    static const char *const lemmas[] = {
        "rise",     "fall",   "grow",   "climb", "drop",    "increase",
        "decrease", "cut",    "go",     "raise", "reduce",  "lower",
        "jump",     "slip",   "shrink", "move",  "decline", "expand",
        "lift",     "change", "surge",  "soar",  "swell",   "widen",
        "narrow",   "double", "triple", "up",    "down",    NULL};
    if (at > 0 && cw_figure_currency(cw_figure_word(v, at - 1)))
        at--;
    if (at == 0 || !cw_figure_is(v, at - 1, "from"))
        return false;
    for (size_t i = at - 1; i > 0 && i + 6 > at; i--)
        for (const char *const *lemma = lemmas; *lemma; lemma++)
            if (cw_bytes_are(cw_draft_lemma(v->draft, &v->tokens[i - 1]),
                             *lemma))
                return true;
    return false;
}

/* The second number of a range: "5-7", "8 to 10", "between 8 and 10". */
static bool read_range(const cw_figure_view *v, const cw_figure_number *first,
                       cw_figure_number *second)
{
    size_t to = first->to;
    bool is_between =
        first->from > 0 && cw_figure_is(v, first->from - 1, "between");
    bool is_from = is_change(v, first->from);
    bool is_dash = cw_figure_is(v, to, "-") || cw_figure_is(v, to, "–");
    if (first->is_ordinal || first->is_vague || first->is_compound)
        return false;
    if (!(is_dash || (is_between && cw_figure_is(v, to, "and")) ||
          (!is_from && cw_figure_is(v, to, "to"))))
        return false;
    to++;
    if (to < v->n && cw_figure_currency(cw_figure_word(v, to)) &&
        !cw_is_alpha(cw_figure_word(v, to).at[0]))
        to++;
    return cw_figure_read(v, to, second) && !second->is_ordinal &&
           !second->is_vague && second->from == to;
}

/* "8-10 million": the scale belongs to both ends. */
static double scaled_like(double low, double high)
{
    double scale = 1;
    while (low * scale * 1000 <= high && scale < 1e12)
        scale *= 1000;
    return low * scale;
}

static bool is_per(const cw_figure_view *v, size_t at)
{
    if (cw_figure_is(v, at, "per") || cw_figure_is(v, at, "/"))
        return true;
    return (cw_figure_is(v, at, "a") || cw_figure_is(v, at, "an") ||
            cw_figure_is(v, at, "each") || cw_figure_is(v, at, "every")) &&
           at + 1 < v->n &&
           (cw_figure_is(v, at + 1, "day") || cw_figure_is(v, at + 1, "week") ||
            cw_figure_is(v, at + 1, "month") ||
            cw_figure_is(v, at + 1, "year") ||
            cw_figure_is(v, at + 1, "hour") ||
            cw_figure_is(v, at + 1, "minute") ||
            cw_figure_is(v, at + 1, "barrel") ||
            cw_figure_is(v, at + 1, "share") ||
            cw_figure_is(v, at + 1, "ton") || cw_figure_is(v, at + 1, "night"));
}

/* "14 witnesses or more": the bound behind what is counted. */
static void set_bound_behind_of(const cw_figure_view *v, size_t to,
                                cw_figure *figure)
{
    while (to < v->n && v->tokens[to].range.from < figure->head.to)
        to++;
    if (cw_range_is_empty(figure->head))
        return;
    figure->bound = bound_behind(v, &to, figure->bound);
    if (figure->bound != CW_BOUND_EXACT)
        set_interval(figure);
}

static void set_rate(const cw_figure_view *v, size_t to, cw_figure *figure)
{
    size_t end = to;
    while (end < v->n && end < to + 4 &&
           v->tokens[end].range.from < figure->of.to)
        end++;
    figure->is_rate = is_per(v, to) || is_per(v, end);
}

/* Currency before the number: "$", "US$", "Rs"; *from moves to it. */
static void unit_before(const cw_figure_view *v, size_t *from, char unit[12])
{
    static const struct {
        const char *prefix, *unit;
    } dollars[] = {{"A", "AUD"},  {"AU", "AUD"}, {"C", "CAD"}, {"CA", "CAD"},
                   {"NZ", "NZD"}, {"HK", "HKD"}, {"S", "SGD"}, {"US", "USD"},
                   {"R", "BRL"},  {"NT", "TWD"}};
    const char *name;
    cw_bytes sign;
    if (*from == 0)
        return;
    sign = cw_figure_word(v, *from - 1);
    name = cw_figure_currency(sign);
    if (!name || (cw_is_lower(sign.at[0]) && sign.n > 2))
        return;
    cw_figure_put_unit(unit, name);
    --*from;
    if (*from == 0 || sign.at[0] != '$' ||
        (v->tokens[*from].shape & CW_SHAPE_SPACE_BEFORE))
        return;
    for (size_t i = 0; i < sizeof dollars / sizeof *dollars; i++)
        if (cw_figure_is(v, *from - 1, dollars[i].prefix)) {
            cw_figure_put_unit(unit, dollars[i].unit);
            --*from;
            return;
        }
}

/* Cents and pence in dollars and pounds, as "$" is read: both ends. */
static void put_in_main_unit(cw_figure *figure, cw_figure_number *second)
{
    bool is_cent = strcmp(figure->unit, "cent") == 0;
    if (!is_cent && strcmp(figure->unit, "penny") != 0)
        return;
    cw_figure_put_unit(figure->unit, is_cent ? "USD" : "GBP");
    figure->value /= 100;
    second->value /= 100;
}

/* "minus 12 degrees": below zero, of what can be. */
static bool is_negative(const cw_figure_view *v, size_t from, const char *unit)
{
    return from > 0 && cw_figure_is(v, from - 1, "minus") &&
           (strcmp(unit, "degree") == 0 || strcmp(unit, "celsius") == 0 ||
            strcmp(unit, "fahrenheit") == 0 || strcmp(unit, "percent") == 0);
}

/* The figure of the number; *next is the first token behind all of it. False
 * when the number is none. */
static bool make_figure(const cw_figure_view *v, cw_figure_number number,
                        cw_figure *figure, size_t *next)
{
    cw_figure_number second = {0};
    size_t from = number.from, to = number.to, n_unit;
    *figure = (cw_figure){.number = number.range,
                          .value = number.value,
                          .is_ordinal = number.is_ordinal,
                          .is_vague = number.is_vague};
    memcpy(figure->unit, number.unit, sizeof figure->unit);
    *next = to;
    if (cw_figure_is_label(v, &number) || cw_figure_is_hour(v, &number))
        return false;
    if (read_range(v, &number, &second)) {
        if (second.value > number.value && !cw_figure_is_code(v, &number)) {
            figure->bound = CW_BOUND_RANGE;
            to = second.to;
            figure->number.to = second.range.to;
            memcpy(figure->unit, second.unit, sizeof figure->unit);
        }
    } else if (cw_figure_is_code(v, &number)) {
        return false;
    }
    if (figure->bound != CW_BOUND_RANGE && cw_figure_is_code(v, &number))
        return false;
    unit_before(v, &from, figure->unit);
    n_unit = number.is_compound && figure->unit[0]
                 ? 0
                 : cw_figure_unit(v, to, figure->unit);
    to += n_unit;
    if (number.is_part && !n_unit && cw_figure_is(v, to, "of") &&
        (cw_figure_is(v, to + 1, "a") || cw_figure_is(v, to + 1, "an")) &&
        (n_unit = cw_figure_unit(v, to + 2, figure->unit)) > 0)
        to += 2 + n_unit; // "a quarter of a point"
    put_in_main_unit(figure, &second);
    if (is_negative(v, from, figure->unit)) {
        figure->value = -figure->value;
        from--;
    }
    if (is_age(v, &number) && !n_unit) {
        memcpy(figure->unit, "year", 5);
        figure->range = number.range;
        set_interval(figure);
        return true;
    }
    if (figure->bound == CW_BOUND_RANGE) {
        if (from > 0 && (cw_figure_is(v, from - 1, "between") ||
                         cw_figure_is(v, from - 1, "from")))
            from--;
        figure->low = scaled_like(figure->value, second.value);
        figure->value = figure->low;
        figure->high = second.value;
    } else {
        figure->bound = bound_before(v, &from);
        figure->bound = bound_behind(v, &to, figure->bound);
        if (cw_figure_word(v, number.from).n > 4 &&
            cw_bytes_ends_fold(cw_figure_word(v, number.from), CW_LIT("-odd")))
            figure->bound = CW_BOUND_ABOUT;
        set_interval(figure);
    }
    figure->range =
        (cw_range){v->tokens[from].range.from, v->tokens[to - 1].range.to};
    if (cw_figure_is(v, to, "old") && strcmp(figure->unit, "year") == 0)
        to++;
    else
        cw_figure_find_of(v, from, to, number.is_compound, figure);
    if (number.is_compound && !number.unit[0] && cw_range_is_empty(figure->of))
        return false;
    if (figure->bound == CW_BOUND_EXACT)
        set_bound_behind_of(v, to, figure);
    set_rate(v, to, figure);
    if (cw_figure_is(v, to, "per") && cw_figure_read(v, to + 1, &second))
        to = second.to; // "12 per 100,000 people": one figure
    *next = to;
    return cw_figure_counts(v, &number, figure) &&
           !cw_figure_is_year(v, &number, figure);
}

/* ---- all figures ------------------------------------------------------- */

/* Is the number part of a date, a clock time or a set? `time` moves on. */
static bool is_in_time(const cw_draft *draft, cw_range number, size_t *time)
{
    while (*time < draft->times.n &&
           draft->times.at[*time].range.to <= number.from)
        ++*time;
    for (size_t i = *time; i < draft->times.n && i < *time + 2; i++) {
        const cw_time *t = &draft->times.at[i];
        if (t->type != CW_TIME_DURATION && cw_range_overlaps(t->range, number))
            return true;
    }
    return false;
}

static cw_status find_in_sentence(const cw_figure_view *v, size_t number,
                                  size_t *time)
{
    cw_draft *draft = v->draft;
    for (size_t at = 0; at < v->n;) {
        cw_figure_number read;
        cw_figure figure, *out;
        size_t next;
        if (!cw_figure_read(v, at, &read)) {
            at++;
            continue;
        }
        if (is_in_time(draft, read.range, time)) {
            at = read.to;
            continue;
        }
        if (!make_figure(v, read, &figure, &next)) {
            at = next > at ? next : at + 1;
            continue;
        }
        figure.sentence = (uint32_t)number;
        figure.token = v->sentence->first + (uint32_t)read.from;
        out = cw_draft_add(draft, &draft->figures, sizeof *out, CW_MAX_MARKS);
        if (!out)
            return draft->is_cut ? CW_LIMIT : CW_NO_MEMORY;
        *out = figure;
        at = next;
    }
    return CW_OK;
}

cw_status cw_find_figures(cw_draft *draft)
{
    size_t time = 0;
    cw_status status = CW_OK;
    for (size_t i = 0; i < draft->sentences.n && status == CW_OK; i++) {
        const cw_sentence *sentence = &draft->sentences.at[i];
        cw_figure_view view = {.draft = draft,
                               .sentence = sentence,
                               .tokens = draft->tokens.at + sentence->first,
                               .n = sentence->n};
        status = find_in_sentence(&view, i, &time);
    }
    return status;
}
