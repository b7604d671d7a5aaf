/* figures.c: the figures of each sentence: number, bound, unit, what counts.
 *
 * Numbers inside dates and clock times are no figures; durations are both.
 * Names ("Flight 12", "Article 5"), scores ("2-1"), telephone numbers and
 * the numbers of lists are none. Linear: a sentence is walked once, and each
 * number looks at a bounded stretch on both sides. */
#include "annotate/figures_int.h"
#include "annotate/words.h"

/* ---- one figure -------------------------------------------------------- */

/* Can the token be somebody whose age is told? */
static bool is_somebody(const cw_figure_view *v, size_t i)
{
    static const char *const words[] = {"who", "he", "she", "whom", NULL};
    return v->tokens[i].tag == CW_TAG_PROPN ||
           (v->tokens[i].word_class & CW_WORD_HUMAN) ||
           (v->tokens[i].word_class & CW_WORD_OFFICE) ||
           cw_figure_among(v, i, words);
}

/* The clause ends at token i, or the sentence does. */
static bool is_clause_end(const cw_figure_view *v, size_t i)
{
    static const char *const joins[] = {"and",  "but",  "when", "in", "on",
                                        "last", "next", "this", NULL};
    return i >= v->n || v->tokens[i].tag == CW_TAG_PUNCT ||
           cw_figure_among(v, i, joins);
}

/* "Ito, 43, said", "the driver, 47, was", "aged 43", "who is 66", "turned 40
 * on Friday", "at the age of 81", "died at 81". */
static bool is_age(const cw_figure_view *v, const cw_figure_number *number)
{
    static const char *const ages[] = {"aged", "age", "ages", NULL};
    static const char *const being[] = {"be", "turn", NULL};
    size_t at = number->from;
    cw_bytes lemma;
    if (number->unit[0] || number->value > 120 || number->value < 1 || at == 0)
        return false;
    if (cw_figure_among(v, at - 1, ages) ||
        (at > 1 && cw_figure_is(v, at - 1, "between") &&
         cw_figure_among(v, at - 2, ages)))
        return true;
    if (at > 1 &&
        (cw_figure_is(v, at - 1, "of") || cw_figure_is(v, at - 1, "between")))
        return cw_figure_is(v, at - 2, "age") ||
               (at > 2 && cw_figure_is(v, at - 2, "of") &&
                cw_figure_among(v, at - 3, ages));
    if (at > 2 && cw_figure_is(v, at - 1, "and") &&
        cw_figure_is(v, at - 3, "aged") && !number->is_word)
        return true; // "aged 19 and 22"
    lemma = cw_draft_lemma(v->draft, &v->tokens[at - 1]);
    if (at > 1 && cw_figure_is(v, at - 1, "at") &&
        cw_bytes_are(cw_draft_lemma(v->draft, &v->tokens[at - 2]), "die"))
        return is_clause_end(v, number->to);
    if (at > 1 && cw_bytes_among(lemma, being) && is_clause_end(v, number->to))
        return is_somebody(v, at - 2) ||
               (at > 2 && v->tokens[at - 2].tag == CW_TAG_AUX &&
                is_somebody(v, at - 3));
    return at > 1 && !number->is_word && cw_figure_is(v, at - 1, ",") &&
           is_somebody(v, at - 2) &&
           (cw_figure_is(v, number->to, ",") ||
            cw_figure_is(v, number->to, "."));
}

bool cw_figure_is_change(const cw_figure_view *v, size_t i)
{
    static const char *const lemmas[] = {
        "rise",       "fall",   "grow",    "climb", "drop",    "increase",
        "decrease",   "cut",    "go",      "raise", "reduce",  "lower",
        "jump",       "slip",   "shrink",  "move",  "decline", "expand",
        "lift",       "change", "surge",   "soar",  "swell",   "widen",
        "narrow",     "double", "triple",  "up",    "down",    "gain",
        "lose",       "add",    "tumble",  "slide", "plunge",  "weaken",
        "strengthen", "ease",   "recover", "rally", "dip",     "edge",
        "sink",       NULL};
    return cw_bytes_among(cw_draft_lemma(v->draft, &v->tokens[i]), lemmas);
}

/* "rose from 200 to 250", "an increase from $4m to $9m": two figures, and not
 * the range of "employs from 200 to 250". */
static bool is_change(const cw_figure_view *v, size_t at)
{
    if (at > 0 && cw_figure_currency(cw_figure_word(v, at - 1)))
        at--;
    if (at == 0 || !cw_figure_is(v, at - 1, "from"))
        return false;
    for (size_t i = at - 1; i > 0 && i + 6 > at; i--)
        if (cw_figure_is_change(v, i - 1))
            return true;
    return false;
}

/* "fell by 12,000 to 1.4 million", "fell $1.20 to $82.45": by how much, and
 * to what; but "rose by 5 to 7 per cent" is a range. `at`: the number with its
 * sign. */
static bool is_step(const cw_figure_view *v, size_t at, bool is_money,
                    double by, double to)
{
    if (at > 1 && cw_figure_is(v, at - 1, "by"))
        at--;
    return at > 0 && cw_figure_is_change(v, at - 1) &&
           (is_money || to > 3 * by);
}

static bool is_dash(const cw_figure_view *v, size_t i)
{
    return cw_figure_is(v, i, "-") || cw_figure_is(v, i, "–") ||
           cw_figure_is(v, i, "—");
}

static bool is_sign_of_money(const cw_figure_view *v, size_t i)
{
    return i < v->n && cw_figure_currency(cw_figure_word(v, i)) &&
           !cw_is_alpha(cw_figure_word(v, i).at[0]);
}

/* "two or three days": neighbours in words or digits, before a noun. */
static bool is_choice(const cw_figure_view *v, const cw_figure_number *first,
                      const cw_figure_number *second)
{
    return first->is_word == second->is_word && !first->is_part &&
           first->value >= 1 && second->value <= 2 * first->value &&
           second->to < v->n &&
           (v->tokens[second->to].tag == CW_TAG_NOUN ||
            v->tokens[second->to].tag == CW_TAG_ADJ);
}

/* The second number of a range: "5-7", "8 to 10", "5% to 7%", "between $8m and
 * $10m", "16- to 24-year-olds", "two or three". */
static bool read_range(const cw_figure_view *v, const cw_figure_number *first,
                       cw_figure_number *second)
{
    size_t to = first->to, before = first->from, n_unit = 0;
    char unit[12], second_unit[12];
    bool is_between, has_dash, is_or, is_joined;
    if (first->is_ordinal || first->is_vague || first->is_compound ||
        first->is_part)
        return false;
    if (before > 0 && is_sign_of_money(v, before - 1))
        before--;
    is_between = before > 0 && cw_figure_is(v, before - 1, "between");
    if (!is_dash(v, to) && !first->unit[0] && !cw_figure_is(v, to, "to"))
        n_unit = cw_figure_unit(v, to, unit);
    to += n_unit;
    has_dash = is_dash(v, to);
    is_or = cw_figure_is(v, to, "or") && to == first->to;
    is_joined = cw_figure_is(v, to, "to") && !is_change(v, first->from);
    if (!has_dash && !is_or && !is_joined &&
        !(is_between && cw_figure_is(v, to, "and")))
        return false;
    to += has_dash && cw_figure_is(v, to + 1, "to") ? 2 : 1;
    if (is_sign_of_money(v, to)) {
        if (before == first->from)
            return false; // "fell 6% to $2bn"
        to++;
    }
    if (!cw_figure_read(v, to, second) || second->is_ordinal ||
        second->is_vague || second->from != to)
        return false;
    // "5% to 7%", but "two points to 31 per cent"
    if (n_unit > 0 && (!cw_figure_unit(v, second->to, second_unit) ||
                       strcmp(unit, second_unit) != 0))
        return false;
    if (is_joined &&
        is_step(v, before, before < first->from, first->value, second->value))
        return false;
    return !is_or || is_choice(v, first, second);
}

/* "8-10 million": the scale belongs to both ends. */
static double scaled_like(double low, double high)
{
    double scale = 1;
    while (low * scale * 1000 <= high && scale < 1e12)
        scale *= 1000;
    return low * scale;
}

/* "per person", "a day", "an ounce", "each year". Of money any noun may come
 * behind the article ("$3 a dose"); but "$5m a year earlier" is another. */
static bool is_per(const cw_figure_view *v, size_t at, bool is_money)
{
    static const char *const openers[] = {"a", "an", "each", "every", NULL};
    static const char *const days[] = {"earlier", "ago",   "later", "before",
                                       "after",   "older", NULL};
    if (cw_figure_is(v, at, "per") || cw_figure_is(v, at, "/"))
        return !cw_figure_is(v, at + 1, "cent");
    return at + 1 < v->n && cw_figure_among(v, at, openers) &&
           !cw_figure_among(v, at + 2, days) &&
           ((v->tokens[at + 1].word_class & CW_WORD_UNIT) ||
            cw_figure_measure(cw_figure_word(v, at + 1)) ||
            (is_money && (v->tokens[at + 1].tag == CW_TAG_NOUN ||
                          cw_figure_is(v, at + 1, "share"))));
}

/* "14 witnesses or more": the bound behind what is counted. */
static void set_bound_behind_of(const cw_figure_view *v, size_t to,
                                cw_figure *figure)
{
    while (to < v->n && v->tokens[to].range.from < figure->head.to)
        to++;
    if (cw_range_is_empty(figure->head))
        return;
    figure->bound = cw_figure_bound_behind(v, &to, figure->bound);
    if (figure->bound != CW_BOUND_EXACT)
        cw_figure_set_interval(figure);
}

static void set_rate(const cw_figure_view *v, size_t to, cw_figure *figure)
{
    size_t end = to;
    bool is_money = cw_figure_is_money(figure->unit);
    while (end < v->n && end < to + 4 &&
           v->tokens[end].range.from < figure->of.to)
        end++;
    figure->is_rate |= is_per(v, to, is_money) || is_per(v, end, is_money);
}

/* Currency before the number: "$", "US$", "Rs"; *from moves to it. */
static void unit_before(const cw_figure_view *v, size_t *from, char unit[12])
{
    const char *name, *dollar;
    cw_bytes sign;
    if (*from == 0)
        return;
    sign = cw_figure_word(v, *from - 1);
    name = cw_is_alpha(sign.at[0]) ? cw_figure_letters(sign, false)
                                   : cw_figure_currency(sign);
    if (!name)
        return;
    cw_figure_put_unit(unit, name);
    --*from;
    if (*from == 0 || sign.at[0] != '$' ||
        (v->tokens[*from].shape & CW_SHAPE_SPACE_BEFORE))
        return;
    dollar = cw_figure_dollar(cw_figure_word(v, *from - 1));
    if (dollar) {
        cw_figure_put_unit(unit, dollar);
        --*from;
    }
}

/* Cents, pence, paise in dollars, pounds, rupees, as "$" is read: both ends. */
static void put_in_main_unit(cw_figure *figure, cw_figure_number *second)
{
    static const char *const hundredths[][2] = {
        {"cent", "USD"}, {"penny", "GBP"}, {"paisa", "INR"}, {"kopeck", "RUB"}};
    for (size_t i = 0; i < sizeof hundredths / sizeof *hundredths; i++)
        if (strcmp(figure->unit, hundredths[i][0]) == 0) {
            cw_figure_put_unit(figure->unit, hundredths[i][1]);
            figure->value /= 100;
            second->value /= 100;
            return;
        }
}

/* "minus 12 degrees", "-0.3%": below zero, of what can be. A hyphen is a sign
 * when it hangs on the number alone. */
static bool is_negative(const cw_figure_view *v, size_t from, const char *unit)
{
    static const char *const units[] = {"degree", "celsius", "fahrenheit",
                                        "percent", NULL};
    if (from == 0)
        return false;
    if (cw_figure_is(v, from - 1, "minus"))
        return true;
    return (cw_figure_is(v, from - 1, "-") || cw_figure_is(v, from - 1, "−") ||
            cw_figure_is(v, from - 1, "–")) &&
           !(v->tokens[from].shape & CW_SHAPE_SPACE_BEFORE) &&
           (from == 1 || (v->tokens[from - 1].shape & CW_SHAPE_SPACE_BEFORE)) &&
           cw_bytes_among(cw_bytes_from(unit), units);
}

/* Unit behind the number, which ends before *to; *to moves past it. "A quarter
 * of a point", "hundreds of miles": the unit that the number is of. */
static void unit_behind(const cw_figure_view *v, const cw_figure_number *number,
                        size_t *to, char unit[12])
{
    size_t n = number->is_compound || number->unit[0]
                   ? 0
                   : cw_figure_unit(v, *to, unit);
    size_t of = *to + 1;
    *to += n;
    if (n || unit[0] || !cw_figure_is(v, of - 1, "of"))
        return;
    if (number->is_part)
        of += cw_figure_is(v, of, "a") || cw_figure_is(v, of, "an");
    if (!(number->is_vague || (number->is_part && of > *to + 1)))
        return;
    n = cw_figure_unit(v, of, unit);
    if (n)
        *to = of + n;
}

/* Both ends of a range; "between" and "from" belong to it. */
static void set_range(const cw_figure_view *v, double high, size_t *from,
                      cw_figure *figure)
{
    if (*from > 0 && (cw_figure_is(v, *from - 1, "between") ||
                      cw_figure_is(v, *from - 1, "from")))
        --*from;
    figure->low = scaled_like(figure->value, high);
    figure->value = figure->low;
    figure->high = high;
}

static void set_bound(const cw_figure_view *v, size_t number, size_t *from,
                      size_t *to, cw_figure *figure)
{
    cw_bytes word = cw_figure_word(v, number);
    figure->bound = cw_figure_bound_before(v, from, figure->unit);
    figure->bound = cw_figure_bound_behind(v, to, figure->bound);
    if (cw_bytes_starts_fold(word, CW_LIT("under-")))
        figure->bound = CW_BOUND_LESS_THAN;
    else if (cw_bytes_starts_fold(word, CW_LIT("over-")))
        figure->bound = CW_BOUND_MORE_THAN;
    if (cw_bytes_ends_fold(word, CW_LIT("-odd")) ||
        (cw_figure_is(v, *to, "odd") && *to + 1 < v->n &&
         v->tokens[*to + 1].tag == CW_TAG_NOUN))
        figure->bound = CW_BOUND_ABOUT;
    else if (cw_bytes_ends_fold(cw_figure_word(v, *to - 1), CW_LIT("-plus")))
        figure->bound = CW_BOUND_AT_LEAST;
    cw_figure_set_interval(figure);
}

/* The figure of the number; *next is the first token behind all of it. False
 * when the number is none. */
static bool make_figure(const cw_figure_view *v, cw_figure_number number,
                        cw_figure *figure, size_t *next)
{
    static const char *const freezing[] = {"zero", "freezing", NULL};
    cw_figure_number second = {.value = number.high};
    size_t from = number.from, to = number.to;
    bool is_years;
    *figure = (cw_figure){.number = number.range,
                          .value = number.value,
                          .is_ordinal = number.is_ordinal,
                          .is_vague = number.is_vague,
                          .is_rate = number.is_rate};
    memcpy(figure->unit, number.unit, sizeof figure->unit);
    *next = to;
    if (cw_figure_is_label(v, &number) || cw_figure_is_hour(v, &number) ||
        cw_figure_is_code(v, &number))
        return false;
    if (number.high > 0) {
        figure->bound = CW_BOUND_RANGE;
    } else if (read_range(v, &number, &second) && second.value > number.value) {
        figure->bound = CW_BOUND_RANGE;
        number.is_compound = second.is_compound;
        to = second.to;
        figure->number.to = second.range.to;
        memcpy(figure->unit, second.unit, sizeof figure->unit);
    }
    unit_before(v, &from, figure->unit);
    unit_behind(v, figure->bound == CW_BOUND_RANGE ? &second : &number, &to,
                figure->unit);
    put_in_main_unit(figure, &second);
    if (is_negative(v, from, figure->unit)) {
        figure->value = -figure->value;
        from--;
    } else if (cw_figure_is(v, to, "below") &&
               cw_figure_among(v, to + 1, freezing)) {
        figure->value = -figure->value;
        to += 2;
    }
    is_years = !figure->unit[0] && is_age(v, &number);
    if (is_years)
        cw_figure_put_unit(figure->unit, "year");
    if (figure->bound == CW_BOUND_RANGE)
        set_range(v, second.value, &from, figure);
    else
        set_bound(v, number.from, &from, &to, figure);
    figure->range =
        (cw_range){v->tokens[from].range.from, v->tokens[to - 1].range.to};
    *next = to;
    if (is_years)
        return true;
    if (cw_figure_is(v, to, "old") && strcmp(figure->unit, "year") == 0)
        to++;
    else
        cw_figure_find_of(v, from, to, number.is_compound, figure);
    if (number.is_compound && !figure->unit[0] && cw_range_is_empty(figure->of))
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
