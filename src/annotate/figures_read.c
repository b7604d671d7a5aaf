/* figures_read.c: numbers in digits. */
#include "annotate/figures_int.h"
#include "annotate/traits.h"

/* ---- digits ------------------------------------------------------------ */

/* mantissa * 10^exponent. Both the mantissa (below 2^53) and powers of ten up
 * to 22 are exact doubles, so the result is rounded once, everywhere alike. */
double cw_figure_decimal(uint64_t mantissa, int exponent)
{
    double power = 1;
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent) && i < 22; i++)
        power *= 10;
    return exponent < 0 ? (double)mantissa / power : (double)mantissa * power;
}

/* Commas part groups of three (or two, as in India). */
size_t cw_figure_digits(cw_bytes word, uint64_t *mantissa, int *exponent)
{
    size_t at = 0, n_digits = 0, group = 0;
    bool has_comma = false, has_stop = false;
    *mantissa = 0;
    *exponent = 0;
    for (; at < word.n; at++) {
        uint8_t c = word.at[at];
        if (cw_is_digit(c)) {
            if (*mantissa < UINT64_C(900000000000000)) {
                *mantissa = *mantissa * 10 + (uint64_t)(c - '0');
                *exponent -= has_stop;
            } else if (!has_stop) {
                ++*exponent;
            }
            n_digits++;
            group++;
        } else if (c == ',' && !has_stop && at + 1 < word.n &&
                   cw_is_digit(word.at[at + 1])) {
            if (has_comma ? group != 3 && group != 2 : group > 3)
                return 0;
            has_comma = true;
            group = 0;
        } else if (c == '.' && !has_stop && at + 1 < word.n &&
                   cw_is_digit(word.at[at + 1])) {
            if (has_comma && group != 3)
                return 0;
            has_stop = true;
        } else {
            break;
        }
    }
    if (n_digits == 0 || n_digits > 18 ||
        (has_comma && !has_stop && group != 3))
        return 0;
    if (at < word.n && strchr(".,:/", word.at[at]))
        return 0;
    return at;
}

static bool is_ordinal_ending(cw_bytes rest)
{
    return rest.n == 2 && (cw_bytes_equal_fold(rest, CW_LIT("st")) ||
                           cw_bytes_equal_fold(rest, CW_LIT("nd")) ||
                           cw_bytes_equal_fold(rest, CW_LIT("rd")) ||
                           cw_bytes_equal_fold(rest, CW_LIT("th")));
}

/* A scale behind the digits, in tokens of its own: "1.2 million", "5 lakh
 * crore"; "bn-euro" also holds the unit. */
static int read_scales(const cw_figure_view *v, cw_figure_number *out)
{
    bool is_sum =
        out->from > 0 && cw_figure_currency(cw_figure_word(v, out->from - 1));
    int exponent = 0;
    while (out->to < v->n && v->tokens[out->to].tag != CW_TAG_VERB) {
        cw_bytes word = cw_figure_word(v, out->to);
        const uint8_t *hyphen = memchr(word.at, '-', word.n);
        int scale;
        if (hyphen)
            word.n = (size_t)(hyphen - word.at);
        scale = cw_figure_scale(word, is_sum);
        if (!scale)
            break;
        exponent += scale;
        out->range.to = v->tokens[out->to].range.from + (uint32_t)word.n;
        out->to++;
        if (hyphen) {
            cw_bytes rest = cw_figure_word(v, out->to - 1);
            rest = cw_bytes_cut(rest, word.n + 1, rest.n);
            hyphen = memchr(rest.at, '-', rest.n);
            if (hyphen)
                rest.n = (size_t)(hyphen - rest.at);
            out->is_compound = !cw_bytes_are_fold(rest, "plus");
            out->is_rate = cw_bytes_are_fold(rest, "a");
            if (cw_figure_currency(rest))
                cw_figure_put_unit(out->unit, cw_figure_currency(rest));
            else if (cw_figure_measure(rest))
                cw_figure_put_unit(out->unit, cw_figure_measure(rest));
            else if (cw_bytes_are_fold(rest, "pound"))
                cw_figure_put_unit(out->unit, "GBP");
            break;
        }
    }
    return exponent;
}

double cw_figure_fraction(const cw_figure_view *v, size_t i)
{
    static const struct {
        const char *sign;
        double value;
    } signs[] = {{"½", 0.5},       {"¼", 0.25},    {"¾", 0.75},
                 {"⅓", 1.0 / 3},   {"⅔", 2.0 / 3}, {"⅕", 0.2},
                 {"⅛", 0.125},     {"⅜", 0.375},   {"1/2", 0.5},
                 {"1/4", 0.25},    {"3/4", 0.75},  {"1/3", 1.0 / 3},
                 {"2/3", 2.0 / 3}, {"1/8", 0.125}, {"3/8", 0.375},
                 {"5/8", 0.625},   {"7/8", 0.875}};
    for (size_t f = 0; i < v->n && f < sizeof signs / sizeof *signs; f++)
        if (cw_bytes_are(cw_figure_word(v, i), signs[f].sign))
            return signs[f].value;
    return 0;
}

/* "10 000 homes": groups of three parted by blanks, before what is counted.
 * Not a telephone's "555 012 7781" and not "in 1999 100 homes". */
static size_t spaced_groups(const cw_figure_view *v, size_t at, uint64_t *value)
{
    size_t i = at + 1;
    uint64_t group;
    cw_bytes first = cw_figure_word(v, at);
    if (first.n > 3 || first.at[0] == '0' ||
        !cw_bytes_number(first, 999, value) ||
        (at > 0 &&
         (v->tokens[at - 1].shape & (CW_SHAPE_DIGIT | CW_SHAPE_UPPER_FIRST)) &&
         (v->tokens[at - 1].tag == CW_TAG_NUM ||
          v->tokens[at - 1].tag == CW_TAG_NOUN ||
          v->tokens[at - 1].tag == CW_TAG_PROPN)))
        return 0;
    for (; i < v->n && i < at + 4; i++) {
        if (cw_figure_word(v, i).n != 3 ||
            !cw_bytes_number(cw_figure_word(v, i), 999, &group))
            break;
        *value = *value * 1000 + group;
    }
    if (i == at + 1 || i >= v->n || (v->tokens[i].shape & CW_SHAPE_DIGIT) ||
        (v->tokens[i].tag != CW_TAG_NOUN && v->tokens[i].tag != CW_TAG_ADJ &&
         v->tokens[i].tag != CW_TAG_SYM))
        return 0;
    return i - at;
}

/* The letters behind digits in one token: "40m", "5kg", "12p", "30C". */
static bool read_ending(const cw_figure_view *v, size_t at, cw_bytes rest,
                        cw_figure_number *out, int *scale)
{
    static const char *const far[] = {
        "long",      "high",  "tall",       "deep",         "wide",
        "away",      "race",  "sprint",     "hurdles",      "freestyle",
        "butterfly", "relay", "backstroke", "breaststroke", "final",
        "below",     "above", NULL};
    bool is_small = rest.n > 1 || !cw_is_upper(rest.at[0]);
    const char *unit = is_small ? cw_figure_measure(rest) : NULL;
    bool is_sum = at > 0 && cw_figure_currency(cw_figure_word(v, at - 1));
    *scale = cw_figure_scale(rest, true);
    if (cw_bytes_are(rest, "m") && !is_sum &&
        (cw_figure_among(v, at + 1, far) ||
         (at > 0 && cw_figure_is(v, at - 1, "the") &&
          (at + 1 >= v->n || v->tokens[at + 1].tag == CW_TAG_ADP ||
           v->tokens[at + 1].tag == CW_TAG_PUNCT)))) {
        *scale = 0;
        unit = "metre";
    }
    if (*scale)
        return cw_bytes_are(rest, "K")
                   ? is_sum || !(at + 1 < v->n &&
                                 v->tokens[at + 1].xpos == CW_XPOS_NN)
                   : true;
    if (!unit && cw_bytes_are(rest, "p") && out->value < 1000)
        unit = "penny";
    if (!unit && cw_bytes_are(rest, "c") && out->value < 1000 && at > 0)
        unit = "cent";
    if (!unit && cw_bytes_are(rest, "C") && out->value < 60 && at > 0 &&
        !(v->tokens[at - 1].shape & CW_SHAPE_UPPER_FIRST))
        unit = "celsius";
    if (!unit)
        unit = cw_figure_currency(rest);
    if (!unit)
        return false; // "737s", "3D", "4x4"
    cw_figure_put_unit(out->unit, unit);
    return true;
}

static bool read_digit_token(const cw_figure_view *v, size_t at,
                             cw_figure_number *out)
{
    cw_bytes word = cw_figure_word(v, at), rest;
    uint32_t from = v->tokens[at].range.from;
    uint64_t mantissa, grouped;
    int exponent, scale = 0;
    size_t n = cw_figure_digits(word, &mantissa, &exponent), n_groups;
    if (n == 0)
        return false;
    rest = cw_bytes_cut(word, n, word.n);
    if (memchr(rest.at, '-', rest.n))
        return cw_figure_read_hyphened(v, at, out);
    out->from = at;
    out->to = at + 1;
    out->range = (cw_range){from, from + (uint32_t)n};
    out->value = cw_figure_decimal(mantissa, exponent);
    if (is_ordinal_ending(rest) && exponent >= 0) {
        out->is_ordinal = true;
        out->range.to = from + (uint32_t)word.n;
        return true;
    }
    if (rest.n && !read_ending(v, at, rest, out, &scale))
        return false;
    if (scale)
        out->range.to = from + (uint32_t)word.n;
    if (!rest.n && (n_groups = spaced_groups(v, at, &grouped)) > 0) {
        mantissa = grouped;
        out->to = at + n_groups;
        out->range.to = v->tokens[out->to - 1].range.to;
    }
    if (!rest.n && cw_figure_fraction(v, out->to) > 0) {
        out->value += cw_figure_fraction(v, out->to); // "2½", "2 1/2"
        out->range.to = v->tokens[out->to++].range.to;
        out->value *= cw_figure_decimal(1, read_scales(v, out));
        return true;
    }
    if (!out->unit[0])
        exponent += scale + read_scales(v, out);
    out->value = cw_figure_decimal(mantissa, exponent);
    return true;
}

/* "NKr800m", "Rs500", "R1.5bn": the letters of a currency and digits in one
 * token; a decimal point or comma parts it in three. */
static bool read_prefixed(const cw_figure_view *v, size_t at,
                          cw_figure_number *out)
{
    cw_bytes word = cw_figure_word(v, at), rest;
    size_t n = 0, n_digits, to = at + 1;
    uint64_t mantissa;
    int exponent, scale = 0;
    const char *unit;
    while (n < word.n && cw_is_alpha(word.at[n]))
        n++;
    if (n == 0 || n > 3 || n == word.n || !cw_is_digit(word.at[n]))
        return false;
    if ((cw_figure_is(v, to, ".") || cw_figure_is(v, to, ",")) &&
        to + 1 < v->n &&
        !((v->tokens[to].shape | v->tokens[to + 1].shape) &
          CW_SHAPE_SPACE_BEFORE) &&
        (v->tokens[to + 1].shape & CW_SHAPE_DIGIT)) {
        to += 2;
        word.n = v->tokens[to - 1].range.to - v->tokens[at].range.from;
    }
    rest = cw_bytes_cut(word, n, word.n);
    n_digits = cw_figure_digits(rest, &mantissa, &exponent);
    rest = cw_bytes_cut(rest, n_digits, rest.n);
    if (n_digits == 0 ||
        (rest.n > 0 && (scale = cw_figure_scale(rest, true)) == 0))
        return false;
    if (rest.n == 0 && to < v->n)
        scale = cw_figure_scale(cw_figure_word(v, to), true);
    unit = cw_figure_letters(cw_bytes_cut(word, 0, n),
                             scale > 0 || memchr(word.at, ',', word.n) != NULL);
    if (!unit)
        return false;
    out->from = at;
    out->to = to + (rest.n == 0 && scale > 0);
    out->value = cw_figure_decimal(mantissa, exponent + scale);
    out->range = (cw_range){v->tokens[at].range.from + (uint32_t)n,
                            v->tokens[out->to - 1].range.to};
    cw_figure_put_unit(out->unit, unit);
    return true;
}

bool cw_figure_may_begin(cw_bytes word)
{
    static const char *const words[] = {"half", "twice",  "double",  "triple",
                                        "tens", "scores", "several", "few",
                                        "many", "couple", NULL};
    if (word.n < 2 || !cw_is_alpha(word.at[0]))
        return true;
    for (size_t i = 1; i < word.n; i++)
        if (word.at[i] == '-' || cw_is_digit(word.at[i]))
            return true;
    return cw_bytes_among_fold(word, words);
}

bool cw_figure_read(const cw_figure_view *v, size_t at, cw_figure_number *out)
{
    static const char *const openers[] = {"tens", "scores", "several", "few",
                                          "many", "couple", NULL};
    bool is_article;
    *out = (cw_figure_number){0};
    if (at >= v->n)
        return false;
    if (!(v->draft->traits[v->sentence->first + at].begins_what &
          CW_BEGINS_NUMBER) &&
        !(v->tokens[at].word_class & CW_WORD_NUMBER))
        return false;
    if (cw_figure_read_part(v, at, out))
        return true;
    if (v->tokens[at].shape & CW_SHAPE_DIGIT)
        return read_digit_token(v, at, out);
    if (!cw_is_alpha(v->draft->text.at[v->tokens[at].range.from]))
        return false;
    if (read_prefixed(v, at, out))
        return true;
    // only words with the class, "a dozen", and compounds can be numbers
    is_article = cw_figure_is(v, at, "a");
    if (is_article || (v->tokens[at].word_class & CW_WORD_NUMBER) ||
        cw_figure_among(v, at, openers))
        return cw_figure_read_vague(v, at, out) ||
               (!is_article && cw_figure_read_ordinal(v, at, out)) ||
               cw_figure_read_words(v, at, out);
    if (!memchr(cw_figure_word(v, at).at, '-', cw_figure_word(v, at).n))
        return false;
    return cw_figure_read_words(v, at, out) ||
           cw_figure_read_ordinal(v, at, out) ||
           cw_figure_read_hyphened(v, at, out);
}
