/* figures_bound.c: the words that say how exact a number is, and the interval
 * it then means. */
#include "annotate/figures_int.h"

#include <math.h>

typedef struct {
    const char *words; // lower case, one blank between
    uint8_t bound;
} bound_words;

/* Before the number; where one ends like another, the longer first. */
static const bound_words before[] = {
    {"no fewer than", CW_BOUND_AT_LEAST},
    {"no less than", CW_BOUND_AT_LEAST},
    {"not less than", CW_BOUND_AT_LEAST},
    {"not fewer than", CW_BOUND_AT_LEAST},
    {"no more than", CW_BOUND_AT_MOST},
    {"not more than", CW_BOUND_AT_MOST},
    {"a minimum of", CW_BOUND_AT_LEAST},
    {"a maximum of", CW_BOUND_AT_MOST},
    {"as many as", CW_BOUND_AT_MOST},
    {"as much as", CW_BOUND_AT_MOST},
    {"as high as", CW_BOUND_AT_MOST},
    {"as few as", CW_BOUND_AT_LEAST},
    {"as little as", CW_BOUND_AT_LEAST},
    {"as low as", CW_BOUND_AT_LEAST},
    {"in excess of", CW_BOUND_MORE_THAN},
    {"in the region of", CW_BOUND_ABOUT},
    {"in the order of", CW_BOUND_ABOUT},
    {"on the order of", CW_BOUND_ABOUT},
    {"something like", CW_BOUND_ABOUT},
    {"an estimated", CW_BOUND_ABOUT},
    {"well over", CW_BOUND_MORE_THAN},
    {"just over", CW_BOUND_MORE_THAN},
    {"slightly over", CW_BOUND_MORE_THAN},
    {"a little over", CW_BOUND_MORE_THAN},
    {"well above", CW_BOUND_MORE_THAN},
    {"just above", CW_BOUND_MORE_THAN},
    {"just under", CW_BOUND_LESS_THAN},
    {"just below", CW_BOUND_LESS_THAN},
    {"slightly under", CW_BOUND_LESS_THAN},
    {"a little under", CW_BOUND_LESS_THAN},
    {"just short of", CW_BOUND_NEARLY},
    {"just shy of", CW_BOUND_NEARLY},
    {"not quite", CW_BOUND_NEARLY},
    {"at least", CW_BOUND_AT_LEAST},
    {"at minimum", CW_BOUND_AT_LEAST},
    {"at most", CW_BOUND_AT_MOST},
    {"more than", CW_BOUND_MORE_THAN},
    {"greater than", CW_BOUND_MORE_THAN},
    {"higher than", CW_BOUND_MORE_THAN},
    {"longer than", CW_BOUND_MORE_THAN},
    {"better than", CW_BOUND_MORE_THAN},
    {"upwards of", CW_BOUND_MORE_THAN},
    {"upward of", CW_BOUND_MORE_THAN},
    {"north of", CW_BOUND_MORE_THAN},
    {"exceeding", CW_BOUND_MORE_THAN},
    {"less than", CW_BOUND_LESS_THAN},
    {"fewer than", CW_BOUND_LESS_THAN},
    {"lower than", CW_BOUND_LESS_THAN},
    {"up to", CW_BOUND_AT_MOST},
    {"close to", CW_BOUND_NEARLY},
    {"shy of", CW_BOUND_NEARLY},
    {"nearly", CW_BOUND_NEARLY},
    {"almost", CW_BOUND_NEARLY},
    {"virtually", CW_BOUND_NEARLY},
    {"approaching", CW_BOUND_NEARLY},
    {"over", CW_BOUND_MORE_THAN},
    {"above", CW_BOUND_MORE_THAN},
    {"under", CW_BOUND_LESS_THAN},
    {"below", CW_BOUND_LESS_THAN},
    {"about", CW_BOUND_ABOUT},
    {"around", CW_BOUND_ABOUT},
    {"roughly", CW_BOUND_ABOUT},
    {"approximately", CW_BOUND_ABOUT},
    {"approx.", CW_BOUND_ABOUT},
    {"approx", CW_BOUND_ABOUT},
    {"some", CW_BOUND_ABOUT},
    {"estimated", CW_BOUND_ABOUT},
    {"circa", CW_BOUND_ABOUT},
    {"c.", CW_BOUND_ABOUT},
    {"~", CW_BOUND_ABOUT},
    {"exactly", CW_BOUND_EXACT},
    {"an average of", CW_BOUND_EXACT},
    {"a total of", CW_BOUND_EXACT},
    {"maybe", CW_BOUND_ABOUT},
    {"perhaps", CW_BOUND_ABOUT},
    {"minimum", CW_BOUND_AT_LEAST},
    {"maximum", CW_BOUND_AT_MOST},
    {">", CW_BOUND_MORE_THAN},
    {"<", CW_BOUND_LESS_THAN},
    {"≥", CW_BOUND_AT_LEAST},
    {"≤", CW_BOUND_AT_MOST},
};

/* Behind the number or what it counts. */
static const bound_words behind[] = {
    {"or more", CW_BOUND_AT_LEAST},      {"or over", CW_BOUND_AT_LEAST},
    {"or above", CW_BOUND_AT_LEAST},     {"or older", CW_BOUND_AT_LEAST},
    {"or higher", CW_BOUND_AT_LEAST},    {"or longer", CW_BOUND_AT_LEAST},
    {"and over", CW_BOUND_AT_LEAST},     {"and above", CW_BOUND_AT_LEAST},
    {"and older", CW_BOUND_AT_LEAST},    {"and up", CW_BOUND_AT_LEAST},
    {"and upwards", CW_BOUND_AT_LEAST},  {"or so", CW_BOUND_ABOUT},
    {"or thereabouts", CW_BOUND_ABOUT},  {"or less", CW_BOUND_AT_MOST},
    {"or fewer", CW_BOUND_AT_MOST},      {"or under", CW_BOUND_AT_MOST},
    {"or below", CW_BOUND_AT_MOST},      {"or younger", CW_BOUND_AT_MOST},
    {"or lower", CW_BOUND_AT_MOST},      {"or shorter", CW_BOUND_AT_MOST},
    {"and under", CW_BOUND_AT_MOST},     {"and younger", CW_BOUND_AT_MOST},
    {"and below", CW_BOUND_AT_MOST},     {"at least", CW_BOUND_AT_LEAST},
    {"at most", CW_BOUND_AT_MOST},       {"+", CW_BOUND_AT_LEAST},
    {"at the least", CW_BOUND_AT_LEAST},
};

/* Do the words stand at token `at`? How many tokens; 0: no. */
static size_t stand_at(const cw_figure_view *v, size_t at, const char *words)
{
    size_t i = at;
    for (const char *word = words; *word; i++) {
        size_t n = strcspn(word, " ");
        if (i >= v->n ||
            !cw_bytes_equal_fold(cw_figure_word(v, i),
                                 (cw_bytes){(const uint8_t *)word, n}))
            return 0;
        word += n + (word[n] == ' ');
    }
    return i - at;
}

static bool has_tag(const cw_figure_view *v, size_t i, cw_tag tag)
{
    return i < v->n && v->tokens[i].tag == tag;
}

/* "go up to 12 euros": a verb and its particle, no bound. */
static bool is_going_up(const cw_figure_view *v, size_t at)
{
    static const char *const lemmas[] = {"go",    "come", "get",  "add",
                                         "creep", "edge", "inch", "tick",
                                         "move",  "step", NULL};
    return at > 0 && has_tag(v, at - 1, CW_TAG_VERB) &&
           cw_bytes_among(cw_draft_lemma(v->draft, &v->tokens[at - 1]), lemmas);
}

/* "pay $60m over five years", "a rise over two years": the time it takes. Not
 * "for over five years", "lasted over five years". */
static bool is_span(const cw_figure_view *v, size_t at, const char *unit)
{
    static const char *const spans[] = {"hour", "day",    "week",  "month",
                                        "year", "decade", "night", NULL};
    static const char *const lemmas[] = {"last",  "take",     "spend", "wait",
                                         "run",   "be",       "have",  "go",
                                         "serve", "continue", NULL};
    if (!cw_bytes_among(cw_bytes_from(unit), spans) || at == 0)
        return false;
    return !has_tag(v, at - 1, CW_TAG_ADP) && !has_tag(v, at - 1, CW_TAG_ADV) &&
           !cw_bytes_among(cw_draft_lemma(v->draft, &v->tokens[at - 1]),
                           lemmas);
}

uint8_t cw_figure_bound_before(const cw_figure_view *v, size_t *from,
                               const char *unit)
{
    if (*from == 0 || cw_is_digit(cw_figure_word(v, *from - 1).at[0]))
        return CW_BOUND_EXACT;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t n = 1;
        for (const char *c = before[i].words; *c; c++)
            n += *c == ' ';
        if (n > *from || !stand_at(v, *from - n, before[i].words))
            continue;
        if ((strcmp(before[i].words, "up to") == 0 &&
             is_going_up(v, *from - n)) ||
            (strcmp(before[i].words, "over") == 0 &&
             is_span(v, *from - n, unit)))
            return CW_BOUND_EXACT;
        *from -= n;
        return before[i].bound;
    }
    return CW_BOUND_EXACT;
}

uint8_t cw_figure_bound_behind(const cw_figure_view *v, size_t *to,
                               uint8_t bound)
{
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        size_t n = stand_at(v, *to, behind[i].words);
        // "40 at least 12 of whom": the words belong to the next number
        if (n && !has_tag(v, *to + n, CW_TAG_NUM)) {
            *to += n;
            return behind[i].bound;
        }
    }
    return bound;
}

/* About is read as a tenth either way; dozens as two of them up to the next
 * larger word. */
void cw_figure_set_interval(cw_figure *figure)
{
    double v = figure->value, tenth = fabs(v) / 10;
    figure->low = figure->high = v;
    if (figure->is_vague) {
        figure->low = 2 * v;
        figure->high = v == 12 || v == 20 ? 100 : 10 * v;
        if (figure->bound == CW_BOUND_EXACT)
            figure->bound = CW_BOUND_ABOUT;
        return;
    }
    switch (figure->bound) {
    case CW_BOUND_ABOUT:
    case CW_BOUND_NEARLY:
        figure->low = v - tenth;
        if (figure->bound == CW_BOUND_ABOUT)
            figure->high = v + tenth;
        break;
    case CW_BOUND_AT_LEAST:
    case CW_BOUND_MORE_THAN:
        figure->high = INFINITY;
        break;
    case CW_BOUND_AT_MOST:
    case CW_BOUND_LESS_THAN:
        figure->low = v < 0 ? -INFINITY : 0;
        break;
    default:
        break;
    }
}
