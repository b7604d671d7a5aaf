/* figures_words.c: numbers in words, and words joined by hyphens. */
#include "annotate/figures_int.h"
#include "annotate/times_seen.h"
#include "annotate/words.h"

bool cw_figure_put(const cw_figure_view *v, size_t from, size_t to,
                   double value, cw_figure_number *out)
{
    out->from = from;
    out->to = to;
    out->value = value;
    out->is_word = true;
    out->range =
        (cw_range){v->tokens[from].range.from, v->tokens[to - 1].range.to};
    return true;
}

int32_t cw_figure_small(cw_bytes form)
{
    const uint8_t *hyphen = memchr(form.at, '-', form.n);
    int32_t value, units;
    size_t at;
    if (form.n == 0)
        return -1;
    value = cw_number_word(form);
    if (value >= 0 || !hyphen)
        return value;
    at = (size_t)(hyphen - form.at);
    value = cw_number_word(cw_bytes_cut(form, 0, at));
    units = at + 1 < form.n ? cw_number_word(cw_bytes_cut(form, at + 1, form.n))
                            : -1;
    return value >= 20 && value % 10 == 0 && units > 0 && units < 10
               ? value + units
               : -1;
}

/* ---- a number that grows word by word ----------------------------------- */

/* "three hundred and twenty thousand": `total` holds what a scale closed,
 * `run` what stands before the next one, -1 before the first word. */
typedef struct {
    double total, run;
} sum;

/* Add a small number, "dozen" or a scale; false when it cannot follow. */
static bool sum_add(sum *s, cw_bytes form)
{
    int32_t value = cw_figure_small(form);
    int exponent = cw_figure_scale(form, false);
    bool has_run = s->run > 0;
    if (value >= 0 && (s->run <= 0 ||
                       (s->run >= 20 && value < 10 &&
                        (int32_t)s->run % 10 == 0 && s->run < 100) ||
                       (s->run >= 100 && (int32_t)s->run % 100 == 0)))
        s->run = (s->run < 0 ? 0 : s->run) + value;
    else if (cw_bytes_are(form, "dozen") && has_run)
        s->run *= 12;
    else if (exponent == 2 && has_run)
        s->run *= 100;
    else if (exponent > 2 && has_run) {
        s->total += s->run * cw_figure_decimal(1, exponent);
        s->run = 0;
    } else
        return false;
    return true;
}

static double sum_value(const sum *s)
{
    return s->total + (s->run > 0 ? s->run : 0);
}

static bool sum_is_begun(const sum *s)
{
    return s->run >= 0 || s->total > 0;
}

static cw_bytes folded(const cw_figure_view *v, size_t i,
                       uint8_t room[CW_MAX_WORD_BYTES])
{
    return (cw_bytes){room,
                      i < v->n ? cw_word_fold(cw_figure_word(v, i), room) : 0};
}

/* "a hundred", "another dozen", "the thousand": one of them. */
static bool is_one_of(const cw_figure_view *v, size_t scale)
{
    uint8_t room[CW_MAX_WORD_BYTES];
    cw_bytes word = folded(v, scale, room);
    return cw_bytes_are(word, "dozen") ||
           (cw_figure_scale(word, false) && word.n > 3);
}

bool cw_figure_read_words(const cw_figure_view *v, size_t at,
                          cw_figure_number *out)
{
    static const char *const ones[] = {"another", "the",  "first",
                                       "last",    "next", NULL};
    sum s = {0, -1};
    size_t i = at;
    if (cw_figure_is(v, at, "a")) {
        if (!is_one_of(v, at + 1))
            return false;
        s.run = 1;
        i++;
    } else if (at > 0 && cw_figure_among(v, at - 1, ones) && is_one_of(v, at)) {
        s.run = 1;
    }
    for (; i < v->n && i < at + 8; i++) {
        uint8_t room[CW_MAX_WORD_BYTES], next[CW_MAX_WORD_BYTES];
        cw_bytes form = folded(v, i, room);
        if (v->tokens[i].shape & CW_SHAPE_DIGIT)
            break;
        if (cw_bytes_are(form, "and") && s.run >= 100 &&
            cw_figure_small(folded(v, i + 1, next)) >= 0 &&
            !(v->tokens[i + 1].shape & CW_SHAPE_DIGIT))
            continue;
        if (!sum_add(&s, form))
            break;
    }
    return i > at && sum_is_begun(&s) &&
           cw_figure_put(v, at, i, sum_value(&s), out);
}

/* ---- vague numbers --------------------------------------------------------
 */

/* 12 for "dozen", 100 for "hundred"; 0: not a word for a count. */
static double count_word(const cw_figure_view *v, size_t i, bool is_many)
{
    static const struct {
        const char *word;
        int exponent;
    } words[] = {{"ten", 1},     {"hundred", 2},  {"thousand", 3},
                 {"lakh", 5},    {"million", 6},  {"crore", 7},
                 {"billion", 9}, {"trillion", 12}};
    cw_bytes form;
    if (i >= v->n)
        return 0;
    form = cw_figure_word(v, i);
    if (is_many) {
        if (form.n < 4 || (form.at[form.n - 1] | 32) != 's')
            return 0;
        form.n--;
    }
    if (cw_bytes_are_fold(form, "dozen"))
        return 12;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (cw_bytes_are_fold(form, words[w].word))
            return cw_figure_decimal(1, words[w].exponent);
    return 0;
}

/* "several hundred", "a few dozen", "a couple of thousand": tokens before the
 * count, 0 when it is none. */
static size_t vague_opener(const cw_figure_view *v, size_t at)
{
    static const char *const openers[] = {"several", "few", "many", NULL};
    size_t i = at + cw_figure_is(v, at, "a");
    if (cw_figure_among(v, i, openers))
        return i + 1 - at;
    if (cw_figure_is(v, i, "couple"))
        return i + 1 + cw_figure_is(v, i + 1, "of") - at;
    return 0;
}

/* "dozens", "hundreds", "tens of thousands", "scores", "several hundred". */
bool cw_figure_read_vague(const cw_figure_view *v, size_t at,
                          cw_figure_number *out)
{
    size_t n_opener = vague_opener(v, at), to = at + n_opener + 1;
    double value = count_word(v, to - 1, n_opener == 0), more;
    if (n_opener == 0 && cw_figure_is(v, at, "scores") &&
        cw_figure_is(v, at + 1, "of"))
        value = 20;
    if (value == 0 || (n_opener && value == 10))
        return false;
    if (n_opener && (more = count_word(v, to, false)) > 100) {
        value *= more; // "several hundred thousand"
        to++;
    } else if (cw_figure_is(v, to, "of") &&
               (more = count_word(v, to + 1, true)) > 12) {
        value *= more;
        to += 2;
    }
    if (value == 10) // "tens" without of thousands
        return false;
    out->is_vague = true;
    return cw_figure_put(v, at, to, value, out);
}

/* ---- ordinals -------------------------------------------------------------
 */

/* first .. hundredth of one word without a hyphen; 0: none. */
static int32_t plain_ordinal(cw_bytes form)
{
    static const char *const ordinals[] = {
        "first",     "second",      "third",      "fourth",     "fifth",
        "sixth",     "seventh",     "eighth",     "ninth",      "tenth",
        "eleventh",  "twelfth",     "thirteenth", "fourteenth", "fifteenth",
        "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
    static const char *const tens[] = {"thirtieth", "fortieth",   "fiftieth",
                                       "sixtieth",  "seventieth", "eightieth",
                                       "ninetieth", "hundredth"};
    for (int32_t i = 0; i < 20; i++)
        if (cw_bytes_are_fold(form, ordinals[i]))
            return i + 1;
    for (int32_t i = 0; i < 8; i++)
        if (cw_bytes_are_fold(form, tens[i]))
            return 10 * i + 30;
    return 0;
}

bool cw_figure_read_ordinal(const cw_figure_view *v, size_t at,
                            cw_figure_number *out)
{
    uint8_t room[CW_MAX_WORD_BYTES];
    cw_bytes form = folded(v, at, room);
    const uint8_t *hyphen = form.n ? memchr(form.at, '-', form.n) : NULL;
    int32_t value = plain_ordinal(form);
    if (hyphen) { // "twenty-first"
        size_t n = (size_t)(hyphen - form.at);
        int32_t ten = cw_number_word(cw_bytes_cut(form, 0, n));
        int32_t one = plain_ordinal(cw_bytes_cut(form, n + 1, form.n));
        value =
            ten >= 20 && ten % 10 == 0 && one > 0 && one < 10 ? ten + one : 0;
    }
    out->is_ordinal = value > 0;
    return value > 0 && cw_figure_put(v, at, at + 1, value, out);
}

/* ---- hyphens --------------------------------------------------------------
 */

/* A token cut at its hyphens. */
typedef struct {
    cw_bytes at[8];
    size_t n;
} parts;

static bool cut_at_hyphens(cw_bytes form, parts *p)
{
    size_t from = 0;
    p->n = 0;
    for (size_t i = 0; i <= form.n; i++)
        if (i == form.n || form.at[i] == '-') {
            if (i == from || p->n == 8)
                return false;
            p->at[p->n++] = cw_bytes_cut(form, from, i);
            from = i + 1;
        }
    return p->n > 1;
}

static bool part_is(const parts *p, size_t i, const char *word)
{
    return i < p->n && cw_bytes_are(p->at[i], word);
}

/* The number that begins at part i; answers its parts, 0: none. Digits are
 * one part, words as many as grow one number; "two-and-a-half", "half-a-". */
static size_t number_of_parts(const parts *p, size_t i, double *value)
{
    sum s = {0, -1};
    size_t from = i, n;
    uint64_t mantissa;
    int exponent, scale = 0;
    if (part_is(p, i, "half") || part_is(p, i, "quarter")) {
        *value = part_is(p, i, "half") ? 0.5 : 0.25;
        i += 1 + part_is(p, i + 1, "a");
    } else if ((n = cw_figure_digits(p->at[i], &mantissa, &exponent)) > 0) {
        cw_bytes rest = cw_bytes_cut(p->at[i], n, p->at[i].n);
        if (rest.n > 0 && (scale = cw_figure_scale(rest, true)) == 0)
            return 0;
        *value = cw_figure_decimal(mantissa, exponent + scale);
        i++;
    } else {
        while (i < p->n && sum_add(&s, p->at[i]))
            i++;
        if (!sum_is_begun(&s))
            return 0;
        *value = sum_value(&s);
    }
    if (part_is(p, i, "and") && part_is(p, i + 1, "a") &&
        part_is(p, i + 2, "half")) {
        *value += 0.5;
        i += 3;
    }
    if (i < p->n && i > from &&
        (scale = cw_figure_scale(p->at[i], false)) > 2) {
        *value *= cw_figure_decimal(1, scale);
        i++;
    }
    return i - from;
}

/* The unit that part i begins; "" when it is none. */
static const char *unit_of_parts(const parts *p, size_t i)
{
    const char *unit;
    if (part_is(p, i + 1, "point") || part_is(p, i + 1, "points")) {
        if (part_is(p, i, "percentage"))
            return "percent_pt";
        if (part_is(p, i, "basis"))
            return "basis_point";
    }
    if (part_is(p, i, "light") && part_is(p, i + 1, "year"))
        return "light_year";
    if (cw_bytes_are(p->at[i], "pound"))
        return "GBP";
    unit = cw_figure_currency(p->at[i]);
    if (!unit && p->at[i].n > 1)
        unit = cw_figure_measure(p->at[i]);
    return unit ? unit : "";
}

/* What a number before a hyphen never counts: "two-way", "five-star". */
static bool is_uncounted(cw_bytes part)
{
    static const char *const list[] = {
        "time",  "times",   "way",   "fold",   "something",
        "star",  "wheel",   "piece", "figure", "dimensional",
        "sided", "pronged", "digit", "footed", "plus",
        "class", "hand",    "part",  NULL};
    return part.n == 1 || cw_bytes_among(part, list);
}

/* What number words count before a hyphen, beside units. */
static bool is_counted(cw_bytes part)
{
    static const char *const list[] = {
        "man",    "woman",  "person",  "member",    "strong",  "nation",
        "party",  "judge",  "country", "state",     "bedroom", "bed",
        "room",   "car",    "vehicle", "match",     "game",    "race",
        "goal",   "run",    "vote",    "team",      "boat",    "ship",
        "lane",   "door",   "berth",   "passenger", "engine",  "hole",
        "stage",  "stop",   "city",    "building",  "house",   "home",
        "unit",   "volume", "episode", "song",      "track",   "set",
        "barrel", "wicket", "shot",    "stroke",    "lap",     NULL};
    return cw_bytes_among(part, list);
}

/* "Under-16s", "over-65s", "under-fives": an age that bounds a group. Of "the
 * under-21 side" it is a name. */
static bool read_age_group(const cw_figure_view *v, size_t at, const parts *p,
                           cw_figure_number *out)
{
    parts age = *p;
    double value;
    cw_bytes *years = &age.at[1];
    if (p->n != 2 || !(part_is(p, 0, "under") || part_is(p, 0, "over")) ||
        !cw_bytes_ends(*years, CW_LIT("s")))
        return false;
    years->n--;
    if (number_of_parts(&age, 1, &value) != 1 || value > 120 ||
        !cw_figure_put(v, at, at + 1, value, out))
        return false;
    out->range.from += (uint32_t)p->at[0].n + 1;
    out->range.to = out->range.from + (uint32_t)years->n;
    out->is_compound = true;
    cw_figure_put_unit(out->unit, "year");
    return true;
}

/* "three-day", "two-and-a-half-year", "5,000-word", "43-year-old",
 * "12-to-17-year-olds", "40-odd", "$5-million", "£3m-a-year". */
bool cw_figure_read_hyphened(const cw_figure_view *v, size_t at,
                             cw_figure_number *out)
{
    uint8_t room[CW_MAX_WORD_BYTES];
    parts p;
    double value, high;
    size_t i, n, n_bytes = 0;
    const char *unit = "";
    bool is_digits = (v->tokens[at].shape & CW_SHAPE_DIGIT) != 0;
    if (!cut_at_hyphens(folded(v, at, room), &p))
        return false;
    if (read_age_group(v, at, &p, out))
        return true;
    i = number_of_parts(&p, 0, &value);
    if (i == 0)
        return false;
    if (part_is(&p, i, "to") && i + 1 < p.n &&
        (n = number_of_parts(&p, i + 1, &high)) > 0 && high > value) {
        out->high = high;
        i += n + 1;
    }
    for (size_t part = 0; part < i; part++)
        n_bytes += p.at[part].n + (part > 0);
    if (i < p.n && !part_is(&p, i, "odd") && !part_is(&p, i, "plus")) {
        out->is_compound = true;
        out->is_rate = part_is(&p, i, "a") || part_is(&p, i, "per");
        unit = out->is_rate ? "" : unit_of_parts(&p, i);
        if (!unit[0] && !out->is_rate &&
            (is_digits ? is_uncounted(p.at[i]) : !is_counted(p.at[i])))
            return false;
        if (part_is(&p, 0, "half") && strcmp(unit, "year") == 0)
            return false; // "half-year results"
    }
    if (!cw_figure_put(v, at, at + 1, value, out))
        return false;
    cw_figure_put_unit(out->unit, unit);
    out->is_word = !is_digits;
    out->range.to = out->range.from + (uint32_t)n_bytes;
    return true;
}
