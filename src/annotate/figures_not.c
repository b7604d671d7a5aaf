/* figures_not.c: numbers that are no figures: labels, codes, scores, clock
 * times, years, streets; and words that count nothing ("the two met"). */
#include "annotate/figures_int.h"
#include "annotate/words.h"

static bool is_upper(const cw_figure_view *v, size_t i)
{
    return (v->tokens[i].shape & CW_SHAPE_UPPER_FIRST) != 0;
}

/* "14 Barrack Street": a house. */
static bool is_street(const cw_figure_view *v, const cw_figure_number *number)
{
    static const char *const ends[] = {
        "street",    "road",    "avenue", "lane",  "drive",
        "crescent",  "terrace", "square", "close", "place",
        "boulevard", "st",      NULL};
    size_t i = number->to;
    while (i < v->n && i < number->to + 4 && is_upper(v, i))
        i++;
    if (i < number->to + 2 || number->is_word)
        return false;
    for (const char *const *end = ends; *end; end++)
        if (cw_figure_is(v, i - 1, *end))
            return true;
    return false;
}

/* "at 7.30 on Monday": a clock time with a stop. */
static bool is_stopped_clock(const cw_figure_view *v,
                             const cw_figure_number *number)
{
    cw_bytes word = cw_figure_word(v, number->from);
    const uint8_t *stop = memchr(word.at, '.', word.n);
    size_t next = number->to;
    return stop && (size_t)(word.at + word.n - stop) == 3 && stop[1] < '6' &&
           number->value < 24 && cw_figure_is(v, number->from - 1, "at") &&
           cw_figure_is(v, next, "on") && next + 1 < v->n &&
           (v->tokens[next + 1].word_class & (CW_WORD_WEEKDAY | CW_WORD_MONTH));
}

/* "Group of 20", "Class of 1987": a number that is part of a name. */
static bool is_named_group(const cw_figure_view *v, size_t at)
{
    static const char *const heads[] = {"group", "class", "big", "council",
                                        NULL};
    if (at < 2 || !cw_figure_is(v, at - 1, "of") || !is_upper(v, at - 2))
        return false;
    for (const char *const *head = heads; *head; head++)
        if (cw_figure_is(v, at - 2, *head))
            return at > 2;
    return false;
}

/* Digits of several tokens that begin with a nought: "020 7946 0991". */
static bool is_in_phone(const cw_figure_view *v, size_t at)
{
    size_t first = at;
    while (first > 0 && first + 4 > at &&
           (v->tokens[first - 1].shape & CW_SHAPE_DIGIT))
        first--;
    return first < at && cw_figure_word(v, first).at[0] == '0' &&
           cw_figure_word(v, first).n > 1 &&
           cw_figure_word(v, first).at[1] != '.';
}

/* "Flight 12", "Article 5", "No. 10", "page 3", "Channel 4". */
bool cw_figure_is_label(const cw_figure_view *v, const cw_figure_number *number)
{
    static const char *const labels[] = {
        "no.",   "nos.",  "number", "page",    "chapter", "section", "article",
        "room",  "gate",  "route",  "highway", "flight",  "group",   "level",
        "phase", "day",   "week",   "part",    "version", "type",    "line",
        "unit",  "stage", "bus",    "channel", "grade",   "class",   "box",
        "#",     "p.",    "vol.",   "psalm",   "apollo",  "world",   "game",
        "tier",  NULL};
    size_t at = number->from;
    if (at == 0 || number->is_ordinal || number->unit[0] ||
        cw_figure_currency(cw_figure_word(v, at - 1)))
        return false;
    if (is_street(v, number) || is_stopped_clock(v, number) ||
        is_named_group(v, at))
        return true;
    // a sentence that begins "Boeing 737 jets": no count has a name before it
    if (at == 1 && v->tokens[0].tag == CW_TAG_PROPN && !number->is_word &&
        !(v->tokens[0].word_class & (CW_WORD_MONTH | CW_WORD_WEEKDAY)))
        return true;
    for (const char *const *label = labels; *label; label++)
        if (cw_figure_is(v, at - 1, *label))
            return !number->is_word || is_upper(v, at - 1);
    if ((v->tokens[at - 1].tag == CW_TAG_PROPN ||
         v->tokens[at - 1].tag == CW_TAG_NOUN) &&
        is_upper(v, at - 1) && !number->is_word &&
        !(v->tokens[at - 1].shape & CW_SHAPE_FIRST)) {
        // "Airbus 320 landed", "Boeing 737 jets" at the start; but "in Oslo 40
        // homes burned"
        const cw_token *next =
            number->to < v->n ? &v->tokens[number->to] : NULL;
        return !next || (next->tag != CW_TAG_NOUN && next->tag != CW_TAG_ADJ &&
                         next->tag != CW_TAG_SYM);
    }
    return false;
}

/* Digits joined by hyphens or brackets that count nothing: "2-1", "[3]",
 * "555-0142-77", the number of a list. */
bool cw_figure_is_code(const cw_figure_view *v, const cw_figure_number *number)
{
    size_t at = number->from, to = number->to;
    cw_bytes word = cw_figure_word(v, at);
    if (number->is_word)
        return false;
    if (word.n > 1 && word.at[0] == '0' && word.at[1] != '.')
        return true; // "007", "0300"
    if (is_in_phone(v, at))
        return true;
    if (at > 0 && cw_figure_is(v, at - 1, "[") && cw_figure_is(v, to, "]"))
        return true;
    if (at == 0 && (cw_figure_is(v, to, ".") || cw_figure_is(v, to, ")")) &&
        to + 1 < v->n)
        return true;
    if (at > 0 &&
        (cw_figure_is(v, at - 1, "+") || cw_figure_is(v, at - 1, "#") ||
         cw_figure_is(v, at - 1, "@")))
        return true;
    // a score or a telephone number: digits - digits, and no noun behind
    if (cw_figure_is(v, to, "-") && to + 1 < v->n &&
        (v->tokens[to + 1].shape & CW_SHAPE_DIGIT)) {
        bool is_phone =
            cw_figure_is(v, to + 2, "-") || cw_figure_word(v, to + 1).n >= 4;
        bool counts = to + 2 < v->n && (v->tokens[to + 2].tag == CW_TAG_NOUN ||
                                        v->tokens[to + 2].tag == CW_TAG_NUM ||
                                        v->tokens[to + 2].tag == CW_TAG_SYM ||
                                        v->tokens[to + 2].tag == CW_TAG_ADJ ||
                                        cw_figure_is(v, to + 2, "per"));
        return is_phone || !counts;
    }
    return at > 1 && cw_figure_is(v, at - 1, "-") &&
           (v->tokens[at - 2].shape & CW_SHAPE_DIGIT);
}

/* "from 1 to 8 a.m.": the first of two clock times. */
bool cw_figure_is_hour(const cw_figure_view *v, const cw_figure_number *number)
{
    for (size_t i = number->to; i < v->n && i <= number->to + 2; i++)
        if (cw_figure_is(v, i, "a.m.") || cw_figure_is(v, i, "p.m.") ||
            cw_figure_is(v, i, "am") || cw_figure_is(v, i, "pm"))
            return number->value <= 24;
    return false;
}

/* "twelve of them", "three of whom". */
static bool is_of_them(const cw_figure_view *v, size_t next)
{
    return cw_figure_is(v, next, "of") && (cw_figure_is(v, next + 1, "them") ||
                                           cw_figure_is(v, next + 1, "whom") ||
                                           cw_figure_is(v, next + 1, "those") ||
                                           cw_figure_is(v, next + 1, "these"));
}

/* "the film's 100th screening", "his fourth goal": the one whose it is had as
 * many; but a district, a floor or a century is only numbered. */
static bool is_owned_turn(const cw_figure_view *v,
                          const cw_figure_number *number, size_t i,
                          const cw_figure *figure)
{
    static const char *const numbered[] = {
        "century", "floor",    "district", "grade",     "place",
        "half",    "quarter",  "minute",   "amendment", "ward",
        "hole",    "precinct", "circuit",  "division",  NULL};
    size_t at = number->from;
    if (number->value < 3 || at == 0 || v->tokens[i].tag != CW_TAG_NOUN ||
        is_upper(v, i) || v->tokens[i].range.from != figure->head.from)
        return false;
    for (const char *const *word = numbered; *word; word++)
        if (cw_figure_is(v, i, *word))
            return false;
    return v->tokens[at - 1].tag == CW_TAG_PART ||
           cw_figure_is(v, at - 1, "his") || cw_figure_is(v, at - 1, "her") ||
           cw_figure_is(v, at - 1, "its") || cw_figure_is(v, at - 1, "their");
}

/* "one" counts only before people and measures; first .. twentieth only what
 * comes in turns: "the third visit", not "the second half", "a third party". */
bool cw_figure_counts(const cw_figure_view *v, const cw_figure_number *number,
                      const cw_figure *figure)
{
    static const char *const turns[] = {
        "anniversary", "time",    "term",     "day",     "week",
        "month",       "year",    "round",    "trip",    "child",
        "win",         "season",  "birthday", "attempt", "straight",
        "consecutive", "edition", "defeat",   "goal",    "title",
        "medal",       "victim",  "member",   NULL};
    size_t next = number->to;
    if (number->is_word && number->value == 1 && !number->is_ordinal) {
        if (cw_figure_is(v, next, "of") || cw_figure_is(v, next, "another") ||
            cw_figure_is(v, next, "day") || cw_figure_is(v, next, "thing"))
            return false;
        if (figure->unit[0] || number->is_compound)
            return true;
        return next < v->n && v->tokens[next].tag == CW_TAG_NOUN &&
               (v->tokens[next].word_class & (CW_WORD_HUMAN | CW_WORD_EVENT));
    }
    // "the two met": a word that counts nothing here
    if (!number->is_ordinal)
        return !number->is_word || number->is_vague || figure->unit[0] ||
               number->value > 20 || number->is_part ||
               !cw_range_is_empty(figure->of) || is_of_them(v, next) ||
               (number->from > 0 &&
                cw_figure_is(v, number->from - 1, "further"));
    if (cw_range_is_empty(figure->head))
        return false;
    for (size_t i = next; i < v->n && i < next + 4; i++) {
        if (v->tokens[i].range.from > figure->head.from)
            break;
        if ((v->tokens[i].word_class & CW_WORD_EVENT) &&
            v->tokens[i].range.from == figure->head.from)
            return true;
        if (is_owned_turn(v, number, i, figure))
            return true;
        for (const char *const *turn = turns; *turn; turn++)
            if (cw_figure_is(v, i, *turn))
                return number->value > 1;
    }
    return false;
}

/* A bare 19xx or 20xx that counts nothing is a year. */
bool cw_figure_is_year(const cw_figure_view *v, const cw_figure_number *number,
                       const cw_figure *figure)
{
    return !number->is_word && !figure->unit[0] && !number->is_ordinal &&
           number->value >= 1900 && number->value < 2100 &&
           number->range.to - number->range.from == 4 &&
           (cw_range_is_empty(figure->of) ||
            !cw_bytes_ends(cw_bytes_at(v->draft->text, figure->head),
                           CW_LIT("s")));
}
