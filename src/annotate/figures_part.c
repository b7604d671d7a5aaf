/* figures_part.c: parts of a whole, and numbers that are made with a half.
 *
 *   half of the wells      0.5     two-thirds of voters   0.667
 *   a quarter of a point   0.25    three out of four      0.75
 *   one in five pupils     0.2     half a million         500 000
 *   a million and a half   1.5 million
 *   one and a half million 1.5 million
 *   two and three quarters 2.75
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

/* "by half", "by two thirds": a change, whose whole stands before it. */
static bool is_change_by(const cw_figure_view *v, size_t at)
{
    static const char *const bounds[] = {"about",   "almost", "nearly",
                                         "around",  "over",   "some",
                                         "roughly", "than",   NULL};
    if (at > 0 && cw_figure_among(v, at - 1, bounds))
        at--;
    if (at > 0 && cw_figure_is(v, at - 1, "more"))
        at--;
    return at > 0 && cw_figure_is(v, at - 1, "by");
}

/* "half", "a half", "half a million", "half a dozen", "half an hour"; not "the
 * first half". */
static bool read_half(const cw_figure_view *v, size_t at, cw_figure_number *out)
{
    char unit[12];
    if ((cw_figure_is(v, at + 1, "a") || cw_figure_is(v, at + 1, "an")) &&
        at + 2 < v->n) {
        int exponent = cw_figure_scale(cw_figure_word(v, at + 2), false);
        if (exponent > 1)
            return cw_figure_put(v, at, at + 3,
                                 0.5 * cw_figure_decimal(1, exponent), out);
        if (cw_figure_is(v, at + 2, "dozen"))
            return cw_figure_put(v, at, at + 3, 6, out);
        if (cw_figure_unit(v, at + 2, unit) > 0)
            return cw_figure_put(v, at, at + 2, 0.5, out); // "half a point"
        return false;
    }
    if (cw_figure_is(v, at + 1, "million") ||
        cw_figure_is(v, at + 1, "billion"))
        return cw_figure_put(
            v, at, at + 2,
            0.5 * cw_figure_decimal(
                      1, cw_figure_scale(cw_figure_word(v, at + 1), false)),
            out);
    if (!is_change_by(v, at) &&
        (!has_whole(v, at + 1) ||
         (at > 0 && (v->tokens[at - 1].tag == CW_TAG_ADJ ||
                     v->tokens[at - 1].tag == CW_TAG_NUM ||
                     v->tokens[at - 1].tag == CW_TAG_DET))))
        return false;
    out->is_part = true;
    return cw_figure_put(v, at, at + 1, 0.5, out);
}

/* "a third of", "one quarter of", "two thirds of", "two-thirds", "by a third";
 * "a quarter of a million", "three quarters of an hour". */
static bool read_fraction(const cw_figure_view *v, size_t at,
                          cw_figure_number *out)
{
    cw_bytes word = cw_figure_word(v, at);
    const uint8_t *hyphen = memchr(word.at, '-', word.n);
    double above;
    int below, exponent;
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
        // "two thirds", "three quarters" are parts; "a third" may be a turn
        if (!cw_figure_is(v, to + 1, "of") && !is_change_by(v, at) &&
            !(above > 1 && above < below &&
              cw_bytes_ends_fold(cw_figure_word(v, to), CW_LIT("s"))))
            return false;
        to++;
    }
    if (above < 1 || below == 0 || above >= below)
        return false;
    above /= below;
    if (cw_figure_is(v, to, "of") && cw_figure_is(v, to + 1, "a") &&
        to + 2 < v->n &&
        (exponent = cw_figure_scale(cw_figure_word(v, to + 2), false)) > 0)
        return cw_figure_put(v, at, to + 3,
                             above * cw_figure_decimal(1, exponent), out);
    out->is_part = true;
    return cw_figure_put(v, at, to, above, out);
}

/* "1 in 8", "nine in 10"; "two in five households" of something in the plural
 * and at the start of a clause: elsewhere a bare "in" joins as often a number
 * and a time or a place. */
static bool is_share(const cw_figure_view *v, size_t at, size_t below_at,
                     double above, double below)
{
    static const char *const before[] = {"about",  "around", "roughly", "some",
                                         "nearly", "almost", "than",    "least",
                                         "that",   "for",    "and",     "only",
                                         "just",   "by",     "to",      NULL};
    if (above == 1 || below == 10 || below == 100 || below == 1000)
        return true;
    return below <= 20 && (at == 0 || cw_figure_among(v, at - 1, before)) &&
           below_at + 1 < v->n && v->tokens[below_at + 1].xpos == CW_XPOS_NNS;
}

/* "one in five pupils", "nine in 10", "three out of four". */
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
        (!is_out && !is_share(v, at, to, above, below)))
        return false;
    if (cw_figure_unit(v, to + 1, unit) > 0 || cardinal(v, to + 1) >= 0 ||
        cw_figure_is(v, to + 1, "-"))
        return false;
    out->is_part = true;
    return cw_figure_put(v, at, to + 1, above / below, out);
}

/* "two and a half", "three and a quarter", "one and three quarters": what
 * stands behind the "and" at token i, and its tokens; 0: none. */
static double added_part(const cw_figure_view *v, size_t i, size_t *n)
{
    double above;
    int below;
    if (!cw_figure_is(v, i, "and") || i + 2 >= v->n)
        return 0;
    above = cw_figure_is(v, i + 1, "a") ? 1 : cardinal(v, i + 1);
    below = part_of(cw_figure_word(v, i + 2));
    *n = 3;
    if (above < 1 &&
        memchr(cw_figure_word(v, i + 1).at, '-', cw_figure_word(v, i + 1).n)) {
        cw_figure_number part;
        *n = 2;
        return read_fraction(v, i + 1, &part) ? part.value : 0;
    }
    return above >= 1 && below > above ? above / below : 0;
}

/* "two and a half", "one and a half million", "a million and a half". */
static bool read_with_part(const cw_figure_view *v, size_t at,
                           cw_figure_number *out)
{
    double value = cw_figure_is(v, at, "a") ? 1 : cardinal(v, at), part;
    int before, behind = 0;
    size_t i = at + 1, n;
    if (value < 1 || i >= v->n)
        return false;
    before = cw_figure_scale(cw_figure_word(v, i), false);
    i += before > 0;
    part = added_part(v, i, &n);
    if (part == 0 || (cw_figure_is(v, at, "a") && before == 0))
        return false;
    i += n;
    if (before == 0 && i < v->n)
        behind = cw_figure_scale(cw_figure_word(v, i), false);
    return cw_figure_put(v, at, i + (behind > 0),
                         (value + part) * cw_figure_decimal(1, before + behind),
                         out);
}

/* "twice the forecast", "double the rate", "three times the size". */
static bool read_multiple(const cw_figure_view *v, size_t at,
                          cw_figure_number *out)
{
    bool is_twice = cw_figure_is(v, at, "twice");
    double value = is_twice || cw_figure_is(v, at, "double") ? 2 : 3;
    if (!is_twice && (v->tokens[at].tag == CW_TAG_VERB ||
                      (at > 0 && (v->tokens[at - 1].tag == CW_TAG_PART ||
                                  v->tokens[at - 1].tag == CW_TAG_AUX))))
        return false;
    if (!(is_twice && cw_figure_is(v, at + 1, "as")) &&
        (cw_figure_is(v, at + 1, "of") || !has_whole(v, at + 1)))
        return false;
    out->is_part = true;
    return cw_figure_put(v, at, at + 1, value, out);
}

/* "½ a mile", "¾ of the seats": a sign of its own. */
static bool read_sign(const cw_figure_view *v, size_t at, cw_figure_number *out)
{
    double value = cw_figure_fraction(v, at);
    char unit[12];
    size_t next = at + 1 + cw_figure_is(v, at + 1, "a");
    if (value == 0 ||
        (!cw_figure_is(v, at + 1, "of") && cw_figure_unit(v, next, unit) == 0))
        return false;
    out->is_part = true;
    return cw_figure_put(v, at, next, value, out);
}

bool cw_figure_read_part(const cw_figure_view *v, size_t at,
                         cw_figure_number *out)
{
    if (cw_figure_is(v, at, "half"))
        return read_half(v, at, out);
    if (cw_figure_is(v, at, "twice") || cw_figure_is(v, at, "double") ||
        cw_figure_is(v, at, "triple"))
        return read_multiple(v, at, out);
    return read_with_part(v, at, out) || read_share(v, at, out) ||
           read_fraction(v, at, out) || read_sign(v, at, out);
}
