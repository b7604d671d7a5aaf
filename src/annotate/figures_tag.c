/* figures_tag.c: what a word is beside a figure, where its tag may be wrong.
 *
 *   Rents average $1,850       a verb, tagged as a noun or an adjective
 *   Aid worth $45m             a noun, tagged as a verb
 *   a 4% pay offer             the same
 *   310 billion won for loans  money, tagged as a verb
 *
 * A tagger learns words from running text, where "average" is a noun and "won"
 * a verb; beside a number the place decides. */
#include "annotate/figures_int.h"
#include "annotate/words.h"

bool cw_figure_is_korean(const cw_figure_view *v, size_t i)
{
    static const char *const prepositions[] = {"to",   "for", "at",   "by",
                                               "from", "of",  "with", NULL};
    uint32_t objects = CW_TAG_BIT(DET) | CW_TAG_BIT(PRON) | CW_TAG_BIT(NOUN) |
                       CW_TAG_BIT(ADJ) | CW_TAG_BIT(PROPN) | CW_TAG_BIT(NUM);
    size_t before;
    bool has_scale, has_rate;
    if (i < 2 || !cw_figure_is(v, i, "won") ||
        !cw_figure_tagged(v, i - 1, CW_TAG_BIT(NUM)))
        return false;
    has_scale = cw_figure_scale(cw_figure_word(v, i - 1), false) > 2;
    before = i - 2;
    if (has_scale && before > 0)
        before--;
    has_rate = cw_figure_is(v, i + 1, "a") && i + 2 < v->n &&
               (v->tokens[i + 2].word_class & CW_WORD_UNIT);
    return has_rate || (has_scale && !cw_figure_tagged(v, i + 1, objects)) ||
           cw_figure_tagged(v, before, CW_TAG_BIT(VERB)) ||
           cw_figure_among(v, before, prepositions);
}

/* Token i, past the adverbs of degree and the currency sign, is followed by a
 * number: "cost about £5", "total 40", "range from 3". */
static bool is_before_number(const cw_figure_view *v, size_t i)
{
    static const char *const openers[] = {
        "about",   "around", "roughly", "nearly",  "almost", "over",
        "under",   "more",   "less",    "than",    "just",   "only",
        "at",      "least",  "most",    "up",      "to",     "some",
        "between", "from",   "an",      "average", "of",     NULL};
    size_t limit = i + 5;
    for (i++; i < v->n && i < limit; i++) {
        if (cw_figure_tagged(v, i, CW_TAG_BIT(NUM) | CW_TAG_BIT(SYM)))
            return true;
        if (!cw_figure_among(v, i, openers))
            return false;
    }
    return false;
}

/* "Prices range from", "Support for joining": a sentence that is no headline
 * begins with its subject, not with the verb. */
static bool is_opening_noun(const cw_figure_view *v, size_t i)
{
    uint8_t form = v->tokens[i].form;
    if (i > 0 || v->sentence->is_headline)
        return false;
    if (form & CW_FORM_PRESENT_S)
        return true;
    return !(form & (CW_FORM_ING | CW_FORM_PAST | CW_FORM_PARTICIPLE)) &&
           (cw_figure_is(v, 1, "worth") ||
            cw_figure_tagged(v, 1,
                             CW_TAG_BIT(ADP) | CW_TAG_BIT(SCONJ) |
                                 CW_TAG_BIT(VERB) | CW_TAG_BIT(AUX)));
}

/* "a 4% pay offer": a noun before a noun, behind an article and a measure. */
static bool is_in_compound(const cw_figure_view *v, size_t i)
{
    size_t at = i;
    if (!cw_figure_tagged(v, i + 1, CW_TAG_BIT(NOUN)))
        return false;
    while (at > 0 && at + 5 > i && cw_figure_is_measured(v, at - 1))
        at--;
    return at < i && at > 0 &&
           cw_figure_tagged(v, at - 1, CW_TAG_BIT(DET) | CW_TAG_BIT(ADJ));
}

/* "the three accused were", "of the 19 accused". */
static bool is_counted_group(const cw_figure_view *v, size_t i)
{
    return i > 1 &&
           (cw_figure_tagged(v, i, CW_TAG_BIT(ADJ)) ||
            (v->tokens[i].form & (CW_FORM_PARTICIPLE | CW_FORM_PAST))) &&
           cw_figure_tagged(v, i - 1, CW_TAG_BIT(NUM)) &&
           cw_figure_tagged(v, i - 2, CW_TAG_BIT(DET)) &&
           cw_figure_tagged(v, i + 1, CW_TAG_BIT(VERB) | CW_TAG_BIT(AUX));
}

/* A noun that is tagged as a verb or an adjective. */
static bool is_misread_noun(const cw_figure_view *v, size_t i)
{
    if (cw_figure_tagged(v, i, CW_TAG_BIT(ADJ)))
        return is_counted_group(v, i) ||
               (i > 0 && cw_figure_tagged(v, i - 1, CW_TAG_BIT(DET)) &&
                cw_figure_tagged(v, i + 1, CW_TAG_BIT(AUX))); // "the fine was"
    return cw_figure_tagged(v, i, CW_TAG_BIT(VERB)) &&
           (is_counted_group(v, i) || is_opening_noun(v, i) ||
            is_in_compound(v, i) ||
            (cw_figure_is(v, i + 1, "worth") &&
             cw_bytes_ends(cw_figure_word(v, i), CW_LIT("s"))));
}

/* "Tickets cost £5", "Rents in the port average $1,850", "Onions now cost 75":
 * a verb, though a word that may be a noun, for it has a noun before it and
 * the figure behind. */
bool cw_figure_is_measuring(const cw_figure_view *v, size_t i)
{
    static const char *const words[] = {
        "cost",     "costs",    "weigh",  "weighs",  "measure",
        "measures", "total",    "totals", "average", "range",
        "ranges",   "averages", "number", "numbers", NULL};
    size_t before = i;
    if (i == 0 || !cw_figure_among(v, i, words) || !is_before_number(v, i))
        return false;
    while (before > 1 && cw_figure_tagged(v, before - 1, CW_TAG_BIT(ADV)))
        before--;
    return cw_figure_tagged(v, before - 1,
                            CW_TAG_BIT(NOUN) | CW_TAG_BIT(PROPN)) ||
           is_misread_noun(v, before - 1) ||
           cw_figure_tagged(v, before - 1,
                            CW_TAG_BIT(AUX) | CW_TAG_BIT(PRON)) ||
           (cw_figure_tagged(v, before - 1,
                             CW_TAG_BIT(ADJ) | CW_TAG_BIT(CCONJ)) &&
            cw_figure_is_some(v, i, "cost"));
}

bool cw_figure_is_noun(const cw_figure_view *v, size_t i)
{
    return is_misread_noun(v, i) ||
           (cw_figure_tagged(v, i, CW_TAG_BIT(NOUN) | CW_TAG_BIT(PROPN)) &&
            !(v->tokens[i].word_class & CW_WORD_WEEKDAY) &&
            !cw_figure_is_measuring(v, i));
}

/* A word of another measure on the way: "fell 6% to £1.9 billion". */
bool cw_figure_is_measured(const cw_figure_view *v, size_t i)
{
    cw_bytes word = cw_figure_word(v, i);
    static const char *const points[] = {"percentage", "basis", "square",
                                         "cubic", NULL};
    if (i > 0 && cw_figure_is(v, i, "cent") && cw_figure_is(v, i - 1, "per"))
        return true;
    if (i > 1 && cw_figure_among(v, i - 1, points) &&
        cw_figure_tagged(v, i - 2, CW_TAG_BIT(NUM)))
        return true;
    if (i > 0 && cw_figure_among(v, i, points) &&
        cw_figure_tagged(v, i - 1, CW_TAG_BIT(NUM)))
        return true;
    return cw_figure_tagged(v, i, CW_TAG_BIT(NUM) | CW_TAG_BIT(SYM)) ||
           (i > 0 && cw_figure_tagged(v, i - 1, CW_TAG_BIT(NUM)) &&
            (cw_figure_currency(word) || cw_figure_measure(word) ||
             cw_figure_scale(word, false)));
}
