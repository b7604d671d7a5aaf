/* figures_part.c: parts of a whole, and numbers that are made with a half.
 *
 *   half of the wells      0.5     two-thirds of voters   0.667
 *   a quarter of a point   0.25    three out of four      0.75
 *   one in five pupils     0.2     half a million         500 000
 *   a million and a half   1.5 million
 *   one and a half million 1.5 million
 *
 * "half" alone is as often a half of a game, "a third" a turn and "quarter" a
 * part of the year, so each needs what it is a part of behind it. */
#include "annotate/figures_int.h"
#include "annotate/times_seen.h"
#include "annotate/words.h"

/* 2 for "half", 3 for "third" or "thirds", ...; 0: no part. */
static int part_of(cw_bytes word)
{
    static const struct {
        const char *word;
        int n;
    } parts[] = {{"half", 2},  {"third", 3},  {"quarter", 4},    {"fourth", 4},
                 {"fifth", 5}, {"sixth", 6},  {"seventh", 7},    {"eighth", 8},
                 {"ninth", 9}, {"tenth", 10}, {"hundredth", 100}};
    if (cw_bytes_are_fold(word, "halves"))
        return 2;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t n = strlen(parts[i].word);
        if (word.n >= n &&
            cw_bytes_are_fold(cw_bytes_cut(word, 0, n), parts[i].word) &&
            (word.n == n || (n + 1 == word.n && word.at[n] == 's')))
            return parts[i].n;
    }
    return 0;
}

static double times_ten(double value, int exponent)
{
    for (int i = 0; i < exponent; i++)
        value *= 10;
    return value;
}

static bool put(const cw_figure_view *v, size_t from, size_t to, double value,
                cw_figure_number *out)
{
    out->from = from;
    out->to = to;
    out->value = value;
    out->is_word = true;
    out->range =
        (cw_range){v->tokens[from].range.from, v->tokens[to - 1].range.to};
    return true;
}

/* Stands there what a part can be of: "of the wells", "the money"? */
static bool has_whole(const cw_figure_view *v, size_t at)
{
    static const char *const openers[] = {"of",  "the", "its",   "his", "her",
                                          "our", "my",  "their", NULL};
    for (const char *const *word = openers; *word; word++)
        if (cw_figure_is(v, at, *word))
            return at + 1 < v->n;
    return false;
}

/* A cardinal of one word or of digits alone; -1: none. */
static double cardinal(const cw_figure_view *v, size_t at)
{
    uint8_t buffer[CW_MAX_WORD_BYTES];
    cw_bytes form;
    uint64_t value;
    if (at >= v->n)
        return -1;
    if (v->tokens[at].shape & CW_SHAPE_DIGIT)
        return cw_bytes_number(cw_figure_word(v, at), 100000, &value)
                   ? (double)value
                   : -1;
    form = (cw_bytes){buffer, cw_word_fold(cw_figure_word(v, at), buffer)};
    if (cw_bytes_are(form, "hundred"))
        return 100;
    return form.n ? (double)cw_number_word(form) : -1;
}

/* "half", "a half", "half a million", "half a dozen"; not "the first half". */
static bool read_half(const cw_figure_view *v, size_t at, cw_figure_number *out)
{
    char unit[12];
    if (cw_figure_is(v, at + 1, "a") && at + 2 < v->n) {
        int exponent = cw_figure_scale(cw_figure_word(v, at + 2), false);
        if (exponent > 3)
            return put(v, at, at + 3, times_ten(0.5, exponent), out);
        if (cw_figure_is(v, at + 2, "dozen"))
            return put(v, at, at + 3, 6, out);
        if (cw_figure_unit(v, at + 2, unit) > 0)
            return put(v, at, at + 2, 0.5, out); // "half a point"
        return false;
    }
    if (!has_whole(v, at + 1) ||
        (at > 0 && (v->tokens[at - 1].tag == CW_TAG_ADJ ||
                    v->tokens[at - 1].tag == CW_TAG_NUM ||
                    v->tokens[at - 1].tag == CW_TAG_DET)))
        return false;
    out->is_part = true;
    return put(v, at, at + 1, 0.5, out);
}

/* "a third of", "one quarter of", "two thirds of", "two-thirds". */
static bool read_fraction(const cw_figure_view *v, size_t at,
                          cw_figure_number *out)
{
    cw_bytes word = cw_figure_word(v, at);
    const uint8_t *hyphen = memchr(word.at, '-', word.n);
    double above;
    int below;
    size_t to = at + 1;
    if (hyphen) {
        size_t n = (size_t)(hyphen - word.at);
        uint8_t buffer[CW_MAX_WORD_BYTES];
        cw_bytes form = {buffer,
                         cw_word_fold(cw_bytes_cut(word, 0, n), buffer)};
        above = form.n ? (double)cw_number_word(form) : -1;
        below = part_of(cw_bytes_cut(word, n + 1, word.n));
        if (above > 1 && word.at[word.n - 1] != 's')
            return false; // "twenty-third"
    } else {
        above = cw_figure_is(v, at, "a") ? 1 : cardinal(v, at);
        below = to < v->n ? part_of(cw_figure_word(v, to)) : 0;
        to++;
        if (!cw_figure_is(v, to, "of"))
            return false;
    }
    if (above < 1 || below == 0 || above >= below)
        return false;
    out->is_part = true;
    return put(v, at, to, above / below, out);
}

/* "one in five pupils", "nine in 10", "three out of four". A bare "in" joins
 * as often a number and a time, so it needs a one or a round whole. */
static bool read_share(const cw_figure_view *v, size_t at,
                       cw_figure_number *out)
{
    double above = cardinal(v, at), below;
    bool is_out =
        cw_figure_is(v, at + 1, "out") && cw_figure_is(v, at + 2, "of");
    size_t to = at + (is_out ? 3 : 2);
    char unit[12];
    if (above < 1 || (!is_out && !cw_figure_is(v, at + 1, "in")))
        return false;
    if (cw_figure_is(v, to, "every"))
        to++;
    below = cardinal(v, to);
    if (below <= above || (below >= 1900 && below < 2100) ||
        (!is_out && above != 1 && below != 10 && below != 100 && below != 1000))
        return false;
    if (cw_figure_unit(v, to + 1, unit) > 0 || cardinal(v, to + 1) >= 0 ||
        cw_figure_is(v, to + 1, "-"))
        return false;
    out->is_part = true;
    return put(v, at, to + 1, above / below, out);
}

/* "one and a half million", "a million and a half". */
static bool read_with_half(const cw_figure_view *v, size_t at,
                           cw_figure_number *out)
{
    double value = cw_figure_is(v, at, "a") ? 1 : cardinal(v, at);
    int before, behind;
    size_t i = at + 1;
    if (value < 1 || i >= v->n)
        return false;
    before = cw_figure_scale(cw_figure_word(v, i), false);
    i += before > 0;
    if (!cw_figure_is(v, i, "and") || !cw_figure_is(v, i + 1, "a") ||
        !cw_figure_is(v, i + 2, "half"))
        return false;
    i += 3;
    behind = i < v->n ? cw_figure_scale(cw_figure_word(v, i), false) : 0;
    if ((before > 0) == (behind > 0))
        return false;
    return put(v, at, i + (behind > 0), times_ten(value + 0.5, before + behind),
               out);
}

bool cw_figure_read_part(const cw_figure_view *v, size_t at,
                         cw_figure_number *out)
{
    if (cw_figure_is(v, at, "half"))
        return read_half(v, at, out);
    if (cw_figure_is(v, at, "twice") &&
        (cw_figure_is(v, at + 1, "as") ||
         (!cw_figure_is(v, at + 1, "of") && has_whole(v, at + 1)))) {
        out->is_part = true; // "twice the forecast"
        return put(v, at, at + 1, 2, out);
    }
    return read_with_half(v, at, out) || read_share(v, at, out) ||
           read_fraction(v, at, out);
}
