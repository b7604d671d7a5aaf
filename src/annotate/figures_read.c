/* figures_read.c: numbers in digits and in words. */
#include "annotate/figures_int.h"
#include "annotate/times_seen.h"
#include "annotate/words.h"

#include <math.h>

/* ---- digits ------------------------------------------------------------ */

/* mantissa * 10^exponent. Both the mantissa (below 2^53) and powers of ten up
 * to 22 are exact doubles, so the result is rounded once, everywhere alike. */
static double decimal(uint64_t mantissa, int exponent)
{
    double power = 1;
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent) && i < 22; i++)
        power *= 10;
    return exponent < 0 ? (double)mantissa / power : (double)mantissa * power;
}

/* "1,234.5" at the start of a token: how many bytes, 0 when its signs are not
 * those of a number. Commas part groups of three (or two, as in India). */
static size_t read_decimal(cw_bytes word, uint64_t *mantissa, int *exponent)
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

/* The unit behind the first hyphen of a compound: "word" of "5,000-word",
 * "year" of "43-year-old". */
static void compound_unit(cw_bytes rest, cw_figure_number *out)
{
    const uint8_t *second = memchr(rest.at, '-', rest.n);
    const char *name;
    if (second)
        rest.n = (size_t)(second - rest.at);
    name = cw_figure_currency(rest);
    if (!name)
        name = cw_figure_measure(rest);
    out->is_compound = true;
    if (name)
        cw_figure_put_unit(out->unit, name);
}

static bool read_digit_token(const cw_figure_view *v, size_t at,
                             cw_figure_number *out)
{
    cw_bytes word = cw_figure_word(v, at), rest;
    uint32_t from = v->tokens[at].range.from;
    uint64_t mantissa;
    int exponent, extra;
    size_t n = read_decimal(word, &mantissa, &exponent);
    if (n == 0)
        return false;
    rest = cw_bytes_cut(word, n, word.n);
    out->from = at;
    out->to = at + 1;
    out->range = (cw_range){from, from + (uint32_t)n};
    if (rest.n > 1 && rest.at[0] == '-') {
        out->value = decimal(mantissa, exponent);
        rest = cw_bytes_cut(rest, 1, rest.n);
        if (cw_bytes_equal_fold(rest, CW_LIT("odd")))
            return true;
        extra = cw_figure_scale(rest, false); // "$5-million"
        if (extra) {
            out->value = decimal(mantissa, exponent + extra);
            out->range.to = from + (uint32_t)word.n;
            return true;
        }
        compound_unit(rest, out);
        return true;
    }
    if (is_ordinal_ending(rest) && exponent >= 0) {
        out->is_ordinal = true;
        out->range.to = from + (uint32_t)word.n;
        out->value = decimal(mantissa, exponent);
        return true;
    }
    if (rest.n) {
        const char *unit = cw_figure_measure(rest);
        const uint8_t *hyphen = memchr(rest.at, '-', rest.n);
        cw_bytes before_hyphen = rest;
        if (hyphen)
            before_hyphen.n = (size_t)(hyphen - rest.at);
        extra = cw_figure_scale(before_hyphen, true);
        if (extra) {
            exponent += extra;
            out->range.to = from + (uint32_t)(n + before_hyphen.n);
            if (hyphen && before_hyphen.n + 1 < rest.n)
                compound_unit(cw_bytes_cut(rest, before_hyphen.n + 1, rest.n),
                              out);
        } else if (unit) {
            cw_figure_put_unit(out->unit, unit);
        } else if (cw_bytes_are(rest, "p") && mantissa < 1000) {
            cw_figure_put_unit(out->unit, "penny"); // "12p"
        } else {
            return false; // "737s", "3D", "4x4"
        }
    }
    while (out->to < v->n && !out->is_compound && !out->unit[0]) {
        extra =
            cw_figure_scale(cw_figure_word(v, out->to),
                            rest.n == 0 && at > 0 &&
                                cw_figure_currency(cw_figure_word(v, at - 1)));
        if (!extra || v->tokens[out->to].tag == CW_TAG_VERB)
            break;
        exponent += extra;
        out->range.to = v->tokens[out->to].range.to;
        out->to++;
    }
    out->value = decimal(mantissa, exponent);
    return true;
}

/* "NKr800m", "Rs500": the letters of a currency and digits in one token. */
static bool read_prefixed(const cw_figure_view *v, size_t at,
                          cw_figure_number *out)
{
    static const struct {
        const char *letters, *unit;
    } prefixes[] = {{"nkr", "NOK"}, {"skr", "SEK"}, {"dkr", "DKK"},
                    {"rs", "INR"},  {"inr", "INR"}, {"usd", "USD"},
                    {"eur", "EUR"}, {"gbp", "GBP"}, {"aed", "AED"},
                    {"rm", "MYR"},  {"chf", "CHF"}, {"sfr", "CHF"},
                    {"ksh", "KES"}, {"kes", "KES"}, {"zar", "ZAR"},
                    {"ngn", "NGN"}, {"php", "PHP"}, {"idr", "IDR"},
                    {"cny", "CNY"}, {"rmb", "CNY"}, {"sar", "SAR"}};
    cw_bytes word = cw_figure_word(v, at);
    size_t n = 0, n_digits;
    uint64_t mantissa;
    int exponent, scale = 0;
    while (n < word.n && cw_is_alpha(word.at[n]))
        n++;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        cw_bytes rest;
        if (!cw_bytes_are_fold(cw_bytes_cut(word, 0, n), prefixes[i].letters))
            continue;
        rest = cw_bytes_cut(word, n, word.n);
        n_digits = read_decimal(rest, &mantissa, &exponent);
        rest = cw_bytes_cut(rest, n_digits, rest.n);
        if (n_digits == 0 ||
            (rest.n > 0 && (scale = cw_figure_scale(rest, true)) == 0))
            return false;
        out->from = at;
        out->to = at + 1;
        if (rest.n == 0 && out->to < v->n)
            scale = cw_figure_scale(cw_figure_word(v, out->to), true);
        out->to += rest.n == 0 && scale > 0;
        out->value = decimal(mantissa, exponent + scale);
        out->range = (cw_range){v->tokens[at].range.from + (uint32_t)n,
                                v->tokens[out->to - 1].range.to};
        cw_figure_put_unit(out->unit, prefixes[i].unit);
        return true;
    }
    return false;
}

/* ---- words ------------------------------------------------------------- */

/* one .. ninety-nine of one token; -1: none. */
static int32_t small_number(cw_bytes form)
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

/* "three hundred and twenty thousand", "two million". */
static bool read_words(const cw_figure_view *v, size_t at,
                       cw_figure_number *out)
{
    double total = 0, run = -1;
    size_t i = at;
    if (cw_figure_is(v, at, "a")) {
        uint8_t next[CW_MAX_WORD_BYTES];
        cw_bytes word;
        if (at + 1 >= v->n)
            return false;
        word = (cw_bytes){next, cw_word_fold(cw_figure_word(v, at + 1), next)};
        if (!(cw_figure_scale(word, false) && word.n > 3) &&
            !cw_bytes_equal(word, CW_LIT("dozen")))
            return false;
        run = 1;
        i++;
    }
    for (; i < v->n && i < at + 8; i++) {
        uint8_t buffer[CW_MAX_WORD_BYTES];
        cw_bytes form = {buffer, cw_word_fold(cw_figure_word(v, i), buffer)};
        int32_t value =
            v->tokens[i].shape & CW_SHAPE_DIGIT ? -1 : small_number(form);
        int exponent = cw_figure_scale(form, false);
        if (value >= 0 &&
            (run < 0 || run == 0 ||
             (run >= 20 && value < 10 && (int32_t)run % 10 == 0) ||
             (run >= 100 && (int32_t)run % 100 == 0))) {
            run = (run < 0 ? 0 : run) + value;
        } else if (cw_bytes_equal(form, CW_LIT("dozen")) && run > 0) {
            run *= 12;
        } else if (exponent == 2 && run > 0) {
            run *= 100;
        } else if (exponent > 2 && run > 0) {
            total += run * decimal(1, exponent);
            run = 0;
        } else if (cw_bytes_equal(form, CW_LIT("and")) && run >= 100 &&
                   i + 1 < v->n && !(v->tokens[i + 1].shape & CW_SHAPE_DIGIT)) {
            uint8_t after[CW_MAX_WORD_BYTES];
            cw_bytes next = {after,
                             cw_word_fold(cw_figure_word(v, i + 1), after)};
            if (small_number(next) < 0)
                break;
        } else {
            break;
        }
    }
    if (i == at || (total == 0 && run < 0))
        return false;
    out->from = at;
    out->value = total + (run > 0 ? run : 0);
    if (cw_figure_is(v, i, "and") && cw_figure_is(v, i + 1, "a") &&
        cw_figure_is(v, i + 2, "half")) {
        out->value += 0.5;
        i += 3;
    }
    out->to = i;
    out->is_word = true;
    out->range =
        (cw_range){v->tokens[at].range.from, v->tokens[i - 1].range.to};
    return true;
}

/* "three-day", "two-thirds": a word, a hyphen and what it measures. */
static bool read_compound_word(const cw_figure_view *v, size_t at,
                               cw_figure_number *out)
{
    uint8_t buffer[CW_MAX_WORD_BYTES];
    cw_bytes form = {buffer, cw_word_fold(cw_figure_word(v, at), buffer)};
    const uint8_t *hyphen = form.n ? memchr(form.at, '-', form.n) : NULL;
    size_t n;
    int32_t value;
    if (!hyphen || hyphen == form.at || hyphen + 1 == form.at + form.n)
        return false;
    n = (size_t)(hyphen - form.at);
    value = cw_number_word(cw_bytes_cut(form, 0, n));
    if (value < 0)
        return false;
    compound_unit(cw_bytes_cut(form, n + 1, form.n), out);
    if (!out->unit[0])
        return false;
    out->from = at;
    out->to = at + 1;
    out->value = value;
    out->is_word = true;
    out->range = (cw_range){v->tokens[at].range.from,
                            v->tokens[at].range.from + (uint32_t)n};
    return true;
}

static bool read_ordinal_word(const cw_figure_view *v, size_t at,
                              cw_figure_number *out)
{
    static const char *const ordinals[] = {
        "first",     "second",      "third",      "fourth",     "fifth",
        "sixth",     "seventh",     "eighth",     "ninth",      "tenth",
        "eleventh",  "twelfth",     "thirteenth", "fourteenth", "fifteenth",
        "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (cw_figure_is(v, at, ordinals[i])) {
            out->from = at;
            out->to = at + 1;
            out->range = v->tokens[at].range;
            out->value = (double)(i + 1);
            out->is_ordinal = out->is_word = true;
            return true;
        }
    return false;
}

/* "dozens", "hundreds", "tens of thousands", "scores". */
static bool read_vague(const cw_figure_view *v, size_t at,
                       cw_figure_number *out)
{
    static const struct {
        const char *word;
        int exponent;
    } plurals[] = {{"tens", 1},     {"hundreds", 2}, {"thousands", 3},
                   {"millions", 6}, {"billions", 9}, {"trillions", 12}};
    double value = 0;
    size_t to = at + 1;
    if (cw_figure_is(v, at, "dozens"))
        value = 12;
    else if (cw_figure_is(v, at, "scores") && cw_figure_is(v, at + 1, "of"))
        value = 20;
    for (size_t i = 0; value == 0 && i < sizeof plurals / sizeof *plurals; i++)
        if (cw_figure_is(v, at, plurals[i].word))
            value = decimal(1, plurals[i].exponent);
    if (value == 0)
        return false;
    if (cw_figure_is(v, to, "of"))
        for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
            if (cw_figure_is(v, to + 1, plurals[i].word)) {
                value *= decimal(1, plurals[i].exponent);
                to += 2;
                break;
            }
    if (value == 10) // "tens" without of thousands
        return false;
    out->from = at;
    out->to = to;
    out->value = value;
    out->is_vague = out->is_word = true;
    out->range =
        (cw_range){v->tokens[at].range.from, v->tokens[to - 1].range.to};
    return true;
}

bool cw_figure_read(const cw_figure_view *v, size_t at, cw_figure_number *out)
{
    uint8_t first;
    *out = (cw_figure_number){0};
    if (at >= v->n)
        return false;
    if (cw_figure_read_part(v, at, out))
        return true;
    if (v->tokens[at].shape & CW_SHAPE_DIGIT)
        return read_digit_token(v, at, out);
    first = v->draft->text.at[v->tokens[at].range.from];
    if (!cw_is_alpha(first))
        return false;
    if (read_prefixed(v, at, out))
        return true;
    // only words with the class, "a dozen", and compounds can be numbers
    if (v->tokens[at].word_class & CW_WORD_NUMBER)
        return read_vague(v, at, out) || read_ordinal_word(v, at, out) ||
               read_words(v, at, out);
    if (cw_figure_is(v, at, "tens") || cw_figure_is(v, at, "scores"))
        return read_vague(v, at, out);
    if (cw_figure_is(v, at, "a") && read_words(v, at, out))
        return true;
    if (!memchr(cw_figure_word(v, at).at, '-', cw_figure_word(v, at).n))
        return false;
    return read_words(v, at, out) || read_ordinal_word(v, at, out) ||
           read_compound_word(v, at, out);
}
