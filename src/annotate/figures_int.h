/* figures_int.h: reading numbers, and finding what they count.
 *
 *   more than  $  1.2  bn   in infrastructure projects
 *   bound     unit number   of             head^
 *
 * figures.c puts them together; figures_read.c reads numbers in digits,
 * figures_words.c those in words, figures_part.c parts of a whole;
 * figures_bound.c the bounds, figures_unit.c and figures_money.c the units,
 * figures_of.c what is counted, figures_tag.c words whose tag misleads, and
 * figures_not.c knows what is no figure. */
#ifndef CW_ANNOTATE_FIGURES_INT_H
#define CW_ANNOTATE_FIGURES_INT_H

#include "annotate/annotate_int.h"

/* One sentence at hand; indexes count from its first token. */
typedef struct {
    cw_draft *draft;
    const cw_sentence *sentence;
    const cw_token *tokens;
    size_t n;
} cw_figure_view;

/* A number as it stands: tokens [from, to), or the first bytes of one token
 * ("5,000" of "5,000-word"). */
typedef struct {
    size_t from, to;
    cw_range range; // bytes of the number alone
    double value;
    double high;   // of a range inside its token ("5-to-7-year"), else 0
    char unit[12]; // unit inside its token: "word", "day"; "" if none
    bool is_ordinal, is_vague, is_compound; // compound: "three-day"
    bool is_word;                           // written in letters
    bool is_part;                           // of a whole: "half", "one in five"
    bool is_rate;                           // "£3m-a-year"
} cw_figure_number;

/* Nearly every word begins no number, and one look says so: letters alone, of
 * more than one, that no list here holds. Words of the number class do. */
bool cw_figure_may_begin(cw_bytes word);

/* The number that begins at token `at`; false when there is none. */
bool cw_figure_read(const cw_figure_view *view, size_t at,
                    cw_figure_number *out);

/* The unit that token `at` begins: its name, and how many tokens it has; 0
 * when it is none. */
size_t cw_figure_unit(const cw_figure_view *view, size_t at, char unit[12]);

/* Make `name` the unit, cut to the room there is. */
void cw_figure_put_unit(char unit[12], const char *name);

/* The exponent of a scale word ("million": 6), 0: none. `m`, `k` and `b` are
 * scales only right behind digits ("40m"), or after a currency sign. */
int cw_figure_scale(cw_bytes form, bool is_attached);

/* The measure that a word means, one or many ("miles": "mile"); NULL: none. */
const char *cw_figure_measure(cw_bytes form);

/* Is it a unit of money, by ISO 4217 or, where a word is several, by name? */
bool cw_figure_is_money(const char *unit);

/* The currency that a word, code or sign means ("$", "euros", "USD"), and
 * that letters before a sum mean ("Rs"; "R" only when it is large), and that
 * letters before a dollar sign tell from the others ("A$"); NULL: none. */
const char *cw_figure_currency(cw_bytes form);
const char *cw_figure_letters(cw_bytes form, bool is_large);
const char *cw_figure_dollar(cw_bytes prefix);

/* "Swiss francs", "Hong Kong dollars" at token `at`: tokens it has, or 0. */
size_t cw_figure_currency_of_land(const cw_figure_view *view, size_t at,
                                  const char **unit);

/* mantissa * 10^exponent, rounded once and everywhere alike. */
double cw_figure_decimal(uint64_t mantissa, int exponent);

/* "1,234.5" at the start of a word: how many bytes, 0 when its signs are not
 * those of a number. */
size_t cw_figure_digits(cw_bytes word, uint64_t *mantissa, int *exponent);

/* A number in words ("three hundred and twenty thousand"), a vague one
 * ("dozens", "several hundred"), an ordinal ("third", "twenty-first"), and a
 * token whose hyphens join number and measure ("two-and-a-half-year",
 * "5,000-word"). */
bool cw_figure_read_words(const cw_figure_view *view, size_t at,
                          cw_figure_number *out);
bool cw_figure_read_vague(const cw_figure_view *view, size_t at,
                          cw_figure_number *out);
bool cw_figure_read_ordinal(const cw_figure_view *view, size_t at,
                            cw_figure_number *out);
bool cw_figure_read_hyphened(const cw_figure_view *view, size_t at,
                             cw_figure_number *out);

/* Make *out the number in words that tokens [from, to) say; answers true. */
bool cw_figure_put(const cw_figure_view *view, size_t from, size_t to,
                   double value, cw_figure_number *out);

/* The value of a fraction in signs, "½" or "1/2", that is token i; 0: none. */
double cw_figure_fraction(const cw_figure_view *view, size_t i);

/* one .. ninety-nine of one token; -1: none. */
int32_t cw_figure_small(cw_bytes form);

/* A part or share in words or as "M in N" that begins at token `at`: "half",
 * "two-thirds", "one in five"; also "half a million", "one and a half
 * million". False when there is none. */
bool cw_figure_read_part(const cw_figure_view *view, size_t at,
                         cw_figure_number *out);

/* Numbers that are no figures, each for its reason: a name's ("Flight 12"),
 * a score's or a telephone's, a clock's, a year. */
bool cw_figure_is_label(const cw_figure_view *view,
                        const cw_figure_number *number);
bool cw_figure_is_code(const cw_figure_view *view,
                       const cw_figure_number *number);
bool cw_figure_is_hour(const cw_figure_view *view,
                       const cw_figure_number *number);
bool cw_figure_is_year(const cw_figure_view *view,
                       const cw_figure_number *number, const cw_figure *figure);

/* Does the number count, once it is known what? */
bool cw_figure_counts(const cw_figure_view *view,
                      const cw_figure_number *number, const cw_figure *figure);

/* The bound before a figure, *from moves to its first token; and behind it,
 * where *to moves past it and `bound` is answered when there is none. */
uint8_t cw_figure_bound_before(const cw_figure_view *view, size_t *from,
                               const char *unit);
uint8_t cw_figure_bound_behind(const cw_figure_view *view, size_t *to,
                               uint8_t bound);

/* Set low and high from value, bound and is_vague. */
void cw_figure_set_interval(cw_figure *figure);

/* What token i is beside a figure, whatever its tag: a noun; a verb that says
 * how much its subject is ("average $5"); a word of another measure ("6%" of
 * "fell 6% to £1.9 billion"). */
bool cw_figure_is_noun(const cw_figure_view *view, size_t i);
bool cw_figure_is_measuring(const cw_figure_view *view, size_t i);
bool cw_figure_is_measured(const cw_figure_view *view, size_t i);

/* Is "won" at token i money: "310 billion won for loans", "paid 5,000 won"? */
bool cw_figure_is_korean(const cw_figure_view *view, size_t i);

/* A verb of change: "rose", "fell", "up". */
bool cw_figure_is_change(const cw_figure_view *view, size_t i);

/* Fill figure->of and head. [from, to) are the tokens of the whole figure. */
void cw_figure_find_of(const cw_figure_view *view, size_t from, size_t to,
                       bool is_compound, cw_figure *figure);

static inline cw_bytes cw_figure_word(const cw_figure_view *view, size_t i)
{
    return cw_draft_word(view->draft, &view->tokens[i]);
}

/* Has token i one of the tags? They are a sum of CW_TAG_BIT. */
#define CW_TAG_BIT(tag) (1u << CW_TAG_##tag)
static inline bool cw_figure_tagged(const cw_figure_view *view, size_t i,
                                    uint32_t tags)
{
    return i < view->n && ((1u << view->tokens[i].tag) & tags);
}

/* Is token i this word, whatever its case? False past the sentence. */
static inline bool cw_figure_is(const cw_figure_view *view, size_t i,
                                const char *word)
{
    return i < view->n && cw_bytes_are_fold(cw_figure_word(view, i), word);
}

/* The word, or its plural in s? */
static inline bool cw_figure_is_some(const cw_figure_view *view, size_t i,
                                     const char *word)
{
    cw_bytes form;
    if (i >= view->n)
        return false;
    form = cw_figure_word(view, i);
    if (cw_bytes_are_fold(form, word))
        return true;
    return form.n > 1 && (form.at[form.n - 1] | 32) == 's' &&
           cw_bytes_are_fold(cw_bytes_cut(form, 0, form.n - 1), word);
}

static inline bool cw_figure_among(const cw_figure_view *view, size_t i,
                                   const char *const *words)
{
    return i < view->n && cw_bytes_among_fold(cw_figure_word(view, i), words);
}

#endif
