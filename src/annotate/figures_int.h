/* figures_int.h: reading numbers, and finding what they count.
 *
 *   more than  $  1.2  bn   in infrastructure projects
 *   bound     unit number   of             head^
 *
 * figures.c puts them together; figures_read.c and figures_part.c read the
 * number, figures_unit.c the units, figures_of.c what is counted, and
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
    char unit[12]; // unit inside its token: "word", "day"; "" if none
    bool is_ordinal, is_vague, is_compound; // compound: "three-day"
    bool is_word;                           // written in letters
    bool is_part;                           // of a whole: "half", "one in five"
} cw_figure_number;

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

/* The currency that a word or sign means ("$", "euros", "Rs"); NULL: none. */
const char *cw_figure_currency(cw_bytes form);

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

/* Fill figure->of and head. [from, to) are the tokens of the whole figure. */
void cw_figure_find_of(const cw_figure_view *view, size_t from, size_t to,
                       bool is_compound, cw_figure *figure);

static inline cw_bytes cw_figure_word(const cw_figure_view *view, size_t i)
{
    return cw_draft_word(view->draft, &view->tokens[i]);
}

/* Is token i this word, whatever its case? False past the sentence. */
static inline bool cw_figure_is(const cw_figure_view *view, size_t i,
                                const char *word)
{
    return i < view->n && cw_bytes_are_fold(cw_figure_word(view, i), word);
}

#endif
