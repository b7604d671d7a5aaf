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
    return cw_figure_among(v, i - 1, ends);
}

/* "at 7.30 on Monday": a clock time with a stop. */
static bool is_stopped_clock(const cw_figure_view *v,
                             const cw_figure_number *number)
{
    cw_bytes word = cw_figure_word(v, number->from);
    static const char *const parts[] = {"morning", "afternoon", "evening",
                                        NULL};
    const uint8_t *stop = memchr(word.at, '.', word.n);
    size_t next = number->to;
    if (stop && number->value < 24 && cw_figure_is(v, next, "in") &&
        cw_figure_is(v, next + 1, "the") && cw_figure_among(v, next + 2, parts))
        return true;
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
    return at > 2 && cw_figure_among(v, at - 2, heads);
}

/* Digits of several tokens: "020 7946 0991", "+44 20 7946 0991", "(020) 7946
 * 0991", "212 555 0142". */
static bool is_in_phone(const cw_figure_view *v, size_t at)
{
    size_t first = at, after = at + 1, n;
    cw_bytes word;
    while (first > 0 && first + 5 > at &&
           ((v->tokens[first - 1].shape & CW_SHAPE_DIGIT) ||
            (first > 1 && cw_figure_is(v, first - 1, ")") &&
             (v->tokens[first - 2].shape & CW_SHAPE_DIGIT))))
        first--;
    while (after < v->n && after < at + 5 &&
           (v->tokens[after].shape & CW_SHAPE_DIGIT))
        after++;
    n = after - first;
    word = cw_figure_word(v, first);
    return n > 1 &&
           (n > 2 || (word.at[0] == '0' && word.n > 1 && word.at[1] != '.') ||
            (first > 0 && (cw_figure_is(v, first - 1, "+") ||
                           cw_figure_is(v, first - 1, "("))));
}

/* Words that number what stands behind them, whatever their case. */
static const char *const labels[] = {
    "no.",      "nos.",       "number",      "page",        "pages",
    "chapter",  "section",    "sections",    "article",     "articles",
    "room",     "gate",       "route",       "highway",     "flight",
    "group",    "level",      "phase",       "day",         "week",
    "part",     "version",    "type",        "line",        "unit",
    "stage",    "bus",        "channel",     "grade",       "class",
    "box",      "#",          "p.",          "vol.",        "volume",
    "psalm",    "apollo",     "world",       "game",        "tier",
    "category", "lot",        "hill",        "interstate",  "junction",
    "exit",     "platform",   "terminal",    "runway",      "pier",
    "rule",     "resolution", "clause",      "paragraph",   "schedule",
    "annex",    "appendix",   "table",       "fig.",        "figure",
    "verse",    "act",        "scene",       "episode",     "series",
    "season",   "issue",      "proposition", "prop",        "title",
    "bill",     "directive",  "regulation",  "protocol",    "form",
    "court",    "courtroom",  "ward",        "cell",        "seat",
    "row",      "bay",        "dock",        "berth",       "track",
    "lane",     "hole",       "race",        "round",       "match",
    "heat",     "set",        "division",    "district",    "zone",
    "area",     "block",      "building",    "studio",      "mark",
    "model",    "formula",    "isbn",        "code",        "pin",
    "id",       "docket",     "order",       "ref",         "ref.",
    "§",        "s.",         "art.",        "sec.",        "chap.",
    "mile",     "kilometer",  "squadron",    "battalion",   "regiment",
    "reactor",  "unit",       "factor",      "windows",     "iphone",
    "covid",    "under",      "sector",      "sub-section", "subsection",
    "item",     "question",   "step",        "apartment",   "apt.",
    "apt",      "suite",      "floor",       "house",       "plot",
    "pier",     "pot",        "pool",        "serial",      "boeing",
    "airbus",   "bib",        "shirt",       "jersey",      "locker",
    "precinct", "booth",      "stall",       "hangar",      "carriage",
    "cabin",    "warehouse",  NULL};

/* Is the noun phrase behind the number of one thing? A count has a plural. */
static bool is_of_one(const cw_figure_view *v, const cw_figure_number *number)
{
    size_t i = number->to;
    while (i < v->n &&
           (v->tokens[i].tag == CW_TAG_ADJ || v->tokens[i].tag == CW_TAG_NOUN ||
            v->tokens[i].tag == CW_TAG_PROPN))
        i++;
    return i > number->to && v->tokens[i - 1].xpos == CW_XPOS_NN &&
           !(v->tokens[i - 1].word_class & CW_WORD_HUMAN);
}

/* "Nine Lanterns", "Formula One", "Planet Seven": number words with a capital
 * beside another, where the sentence has small letters. */
static bool is_in_title(const cw_figure_view *v, const cw_figure_number *number)
{
    size_t at = number->from, to = number->to;
    return number->is_word && !number->is_ordinal &&
           !v->sentence->is_headline && is_upper(v, at) &&
           !(v->tokens[at].shape & CW_SHAPE_FIRST) && at > 0 &&
           ((to < v->n && is_upper(v, to)) ||
            (is_upper(v, at - 1) && v->tokens[at - 1].tag != CW_TAG_DET));
}

/* "the Second World War": two capitals and more, a name. */
static bool is_numbered_name(const cw_figure_view *v,
                             const cw_figure_number *number)
{
    size_t to = number->to;
    return number->is_ordinal && number->is_word && !v->sentence->is_headline &&
           is_upper(v, number->from) && to + 1 < v->n && is_upper(v, to) &&
           is_upper(v, to + 1);
}

/* "wears bib 104,": one thing without an article has its number for a name,
 * and nothing stands behind that the number could count. */
static bool is_named_thing(const cw_figure_view *v,
                           const cw_figure_number *number)
{
    static const char *const words[] = {"age", "aged", "noon", "midnight",
                                        NULL};
    size_t at = number->from, to = number->to;
    return at > 1 && !number->is_word && !v->sentence->is_headline &&
           v->tokens[at - 1].xpos == CW_XPOS_NN && !is_upper(v, at - 1) &&
           cw_figure_tagged(v, at - 2, CW_TAG_BIT(VERB) | CW_TAG_BIT(ADP)) &&
           !cw_figure_is_measuring(v, at - 1) &&
           !cw_figure_among(v, at - 1, words) && number->value < 10000 &&
           !memchr(cw_figure_word(v, at).at, ',', cw_figure_word(v, at).n) &&
           !memchr(cw_figure_word(v, at).at, '.', cw_figure_word(v, at).n) &&
           (to >= v->n || v->tokens[to].tag == CW_TAG_PUNCT);
}

/* "reached the last 16", "the top 10": places, not a count. */
static bool is_place_of_some(const cw_figure_view *v,
                             const cw_figure_number *number)
{
    static const char *const words[] = {"last", "final", "top", "best", NULL};
    size_t to = number->to;
    return number->from > 0 && cw_figure_among(v, number->from - 1, words) &&
           v->tokens[number->from - 1].tag != CW_TAG_VERB &&
           (to >= v->n || v->tokens[to].tag == CW_TAG_PUNCT ||
            (v->tokens[to].tag == CW_TAG_ADP && !cw_figure_is(v, to, "to")) ||
            v->tokens[to].tag == CW_TAG_CCONJ || is_of_one(v, number));
}

/* "Flight 12", "Article 5", "No. 10", "page 3", "a Category 4 storm". */
bool cw_figure_is_label(const cw_figure_view *v, const cw_figure_number *number)
{
    static const char *const calls[] = {"call",   "calls", "dial", "dialled",
                                        "dialed", "ring",  "text", NULL};
    static const char *const pairs[] = {
        "junctions", "category", "categories", "sections",  "articles", "pages",
        "chapters",  "gates",    "rooms",      "platforms", "exits",    "lots",
        "rows",      "lanes",    "booth",      "flights",   "routes",   NULL};
    size_t at = number->from;
    const cw_token *before, *next;
    char unit[12];
    if (is_numbered_name(v, number))
        return true;
    if (at == 0 || number->is_ordinal || number->unit[0] || number->is_part ||
        cw_figure_currency(cw_figure_word(v, at - 1)) ||
        cw_figure_letters(cw_figure_word(v, at - 1), false))
        return false;
    before = &v->tokens[at - 1];
    next = number->to < v->n ? &v->tokens[number->to] : NULL;
    if (is_street(v, number) || is_stopped_clock(v, number) ||
        is_named_group(v, at) || is_in_title(v, number) ||
        is_named_thing(v, number) || is_place_of_some(v, number))
        return true;
    // a sentence that begins "Boeing 737 jets": no count has a name before it
    if (at == 1 && before->tag == CW_TAG_PROPN && !number->is_word &&
        !(before->word_class & (CW_WORD_MONTH | CW_WORD_WEEKDAY)))
        return true;
    if (cw_figure_among(v, at - 1, labels) &&
        (before->tag != CW_TAG_VERB || is_upper(v, at - 1)) &&
        !number->is_vague && (!number->is_word || is_upper(v, at - 1)) &&
        (before->tag != CW_TAG_ADP))
        return cw_figure_unit(v, number->to, unit) == 0 || is_upper(v, at - 1);
    if (cw_figure_is(v, at - 1, "no") && is_upper(v, at - 1) &&
        !number->is_word)
        return !next || next->xpos != CW_XPOS_NNS; // "No 10"
    // "junctions 21 and 24"
    if (at > 2 &&
        (cw_figure_is(v, at - 1, "and") || cw_figure_is(v, at - 1, "to")) &&
        (v->tokens[at - 2].shape & CW_SHAPE_DIGIT) &&
        cw_figure_among(v, at - 3, pairs))
        return true;
    if (at > 0 && cw_figure_among(v, at - 1, pairs))
        return true;
    if (cw_figure_among(v, at - 1, calls) && !number->is_word)
        return !next || next->tag != CW_TAG_NOUN; // "dial 999"
    if ((before->tag == CW_TAG_PROPN || before->tag == CW_TAG_NOUN) &&
        is_upper(v, at - 1) && !number->is_word &&
        !(before->shape & CW_SHAPE_FIRST)) {
        // "an Airbus 320 landed", "the Norvex 50 index"; but "in Oslo 40 homes
        // burned", "in Oslo 40 per cent of homes"
        if (cw_figure_unit(v, number->to, unit) > 0)
            return false;
        return !next || is_of_one(v, number) ||
               (next->tag != CW_TAG_NOUN && next->tag != CW_TAG_ADJ &&
                next->tag != CW_TAG_SYM);
    }
    return false;
}

/* "0142": the last part of a telephone number, and of no sum. */
static bool is_long_code(cw_bytes word)
{
    return word.n >= 4 && !memchr(word.at, ',', word.n) &&
           !memchr(word.at, '.', word.n) && cw_is_digit(word.at[word.n - 1]);
}

/* "2-1": the number before token `to` and the next are a score's, for nothing
 * is behind them that they could count. Of "a 3-1 win" the noun is the game's.
 */
static bool is_score(const cw_figure_view *v, const cw_figure_number *number)
{
    static const char *const games[] = {
        "win",       "victory", "defeat",   "draw",      "loss",      "lead",
        "tie",       "record",  "score",    "aggregate", "thriller",  "vote",
        "majority",  "ruling",  "decision", "split",     "advantage", "series",
        "home",      "away",    "first",    "margin",    "rout",      "triumph",
        "scoreline", "result",  "winners",  "winner",    "success",   "start",
        NULL};
    size_t second = number->to + 1, next = second + 1;
    cw_figure_number other;
    if (second >= v->n || !(v->tokens[second].shape & CW_SHAPE_DIGIT) ||
        !(cw_figure_is(v, second - 1, "-") || cw_figure_is(v, second - 1, "–")))
        return false;
    if (cw_figure_is(v, next, "-") || is_long_code(cw_figure_word(v, second)) ||
        cw_figure_among(v, next, games))
        return !cw_figure_read(v, second, &other) || other.value < 10000;
    if (!cw_figure_read(v, second, &other) || other.value <= number->value)
        return !cw_figure_currency(cw_figure_word(v, number->from)) &&
               other.unit[0] == 0 && !other.is_compound &&
               !(other.to > second + 1);
    return !(next < v->n && (v->tokens[next].tag == CW_TAG_NOUN ||
                             v->tokens[next].tag == CW_TAG_NUM ||
                             v->tokens[next].tag == CW_TAG_SYM ||
                             v->tokens[next].tag == CW_TAG_ADJ ||
                             cw_figure_is(v, next, "per"))) &&
           !other.unit[0] && !other.is_compound && other.to == second + 1;
}

/* Digits joined by hyphens or brackets that count nothing: "2-1", "[3]",
 * "555-0142-77", "12(3)", the number of a list. */
bool cw_figure_is_code(const cw_figure_view *v, const cw_figure_number *number)
{
    size_t at = number->from, to = number->to;
    cw_bytes word = cw_figure_word(v, at);
    bool is_opened = at > 0 && (cw_figure_is(v, at - 1, "(") ||
                                cw_figure_is(v, at - 1, "["));
    if (number->is_word)
        return false;
    if (word.n > 1 && word.at[0] == '0' && word.at[1] != '.')
        return true; // "007", "0300"
    if (to == at + 1 && is_in_phone(v, at))
        return true;
    if (is_opened && (cw_figure_is(v, to, ")") || cw_figure_is(v, to, "]")))
        return true;
    if (at == 0 && (cw_figure_is(v, to, ".") || cw_figure_is(v, to, ")")) &&
        to + 1 < v->n)
        return true;
    if (at > 0 &&
        (cw_figure_is(v, at - 1, "+") || cw_figure_is(v, at - 1, "#") ||
         cw_figure_is(v, at - 1, "@")))
        return true;
    if (is_score(v, number))
        return true;
    return at > 1 && cw_figure_is(v, at - 1, "-") &&
           !(v->tokens[at].shape & CW_SHAPE_SPACE_BEFORE) &&
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
    static const char *const them[] = {"them",  "whom", "those",
                                       "these", "the",  NULL};
    return cw_figure_is(v, next, "of") && cw_figure_among(v, next + 1, them);
}

/* A district, a floor or a century is only numbered. */
static const char *const numbered[] = {
    "century", "floor",      "district",  "grade",    "place",     "half",
    "quarter", "minute",     "amendment", "ward",     "hole",      "precinct",
    "circuit", "division",   "storey",    "story",    "row",       "avenue",
    "street",  "army",       "fleet",     "brigade",  "battalion", "regiment",
    "corps",   "parliament", "congress",  "republic", "world",     "party",
    "person",  "position",   "seed",      "tee",      "green",     "set",
    "lap",     "inning",     "over",      "chapter",  "book",      "act",
    NULL};

/* "the film's 100th screening", "his fourth goal", "the third country to
 * ban", "the fifth case since May": it had as many. */
static bool is_owned_turn(const cw_figure_view *v,
                          const cw_figure_number *number, size_t i,
                          const cw_figure *figure)
{
    static const char *const owners[] = {"his", "her", "its", "their",
                                         "my",  "our", NULL};
    static const char *const spans[] = {"since", "this", NULL};
    size_t at = number->from;
    if (number->value < 2 || at == 0 || v->tokens[i].tag != CW_TAG_NOUN ||
        is_upper(v, i) || (v->tokens[i].word_class & CW_WORD_OFFICE) ||
        v->tokens[i].range.from != figure->head.from ||
        cw_figure_among(v, i, numbered))
        return false;
    if (number->value > 2 && (v->tokens[at - 1].tag == CW_TAG_PART ||
                              cw_figure_among(v, at - 1, owners)))
        return true;
    return cw_figure_among(v, i + 1, spans) ||
           (cw_figure_is(v, i + 1, "to") && i + 2 < v->n &&
            v->tokens[i + 2].tag == CW_TAG_VERB) ||
           (cw_figure_is(v, i + 1, "in") &&
            (cw_figure_is(v, i + 2, "a") ||
             (i + 2 < v->n && v->tokens[i + 2].tag == CW_TAG_NUM)));
}

/* "one person", "one boat": not "one day", "on the one hand", "no one way". */
static bool is_one_counted(const cw_figure_view *v,
                           const cw_figure_number *number,
                           const cw_figure *figure)
{
    static const char *const others[] = {
        "of",       "another",   "day",     "thing",  "morning", "evening",
        "night",    "afternoon", "way",     "side",   "hand",    "point",
        "example",  "reason",    "time",    "stage",  "case",    "step",
        "theory",   "question",  "sign",    "idea",   "place",   "end",
        "family",   "moment",    "kind",    "sort",   "sense",   "respect",
        "instance", "issue",     "problem", "option", "source",  "account",
        "estimate", "more",      NULL};
    static const char *const before[] = {"the",   "this", "that",   "no", "any",
                                         "every", "each", "number", "a",  NULL};
    size_t at = number->from, next = number->to;
    if (cw_figure_among(v, next, others))
        return false;
    if (figure->unit[0] || number->is_compound)
        return true;
    if (next >= v->n ||
        !((1u << v->tokens[next].tag) & (1u << CW_TAG_NOUN | 1u << CW_TAG_ADJ)))
        return false;
    return !cw_range_is_empty(figure->of) &&
           (figure->bound != CW_BOUND_EXACT || at == 0 ||
            !cw_figure_among(v, at - 1, before));
}

/* "killed four and wounded six", "Five died", "four were hurt": a number word
 * alone is somebody; not in "the two met". */
static bool stands_for_people(const cw_figure_view *v,
                              const cw_figure_number *number)
{
    static const char *const opened[] = {",", "and", "but", ";", ":", NULL};
    static const char *const harmed[] = {
        "dead", "injured", "hurt", "wounded", "missing", "killed", NULL};
    static const char *const sides[] = {"votes", "vote",  "seats", "points",
                                        "goals", "games", NULL};
    size_t at = number->from, to = number->to;
    bool is_before_verb = to < v->n && (v->tokens[to].tag == CW_TAG_VERB ||
                                        v->tokens[to].tag == CW_TAG_AUX);
    if (number->value < 2)
        return false;
    if (cw_figure_among(v, to, harmed))
        return true; // "three dead, fourteen injured"
    if (at == 0)
        return is_before_verb;
    if (at > 1 && cw_figure_is(v, at - 1, "to") &&
        cw_figure_among(v, at - 2, sides))
        return true; // "nine votes to four"
    if (v->tokens[at - 1].tag == CW_TAG_VERB || cw_figure_is(v, at - 1, "dead"))
        return to >= v->n || v->tokens[to].tag == CW_TAG_PUNCT ||
               v->tokens[to].tag == CW_TAG_CCONJ ||
               v->tokens[to].tag == CW_TAG_ADP ||
               v->tokens[to].tag == CW_TAG_ADJ;
    return cw_figure_among(v, at - 1, opened) &&
           (is_before_verb || (to < v->n && v->tokens[to].tag == CW_TAG_ADV));
}

static bool ordinal_counts(const cw_figure_view *v,
                           const cw_figure_number *number,
                           const cw_figure *figure)
{
    static const char *const turns[] = {
        "anniversary", "time",    "term",     "day",        "week",
        "month",       "year",    "round",    "trip",       "child",
        "win",         "season",  "birthday", "attempt",    "straight",
        "consecutive", "edition", "defeat",   "goal",       "title",
        "medal",       "victim",  "member",   "successive", "victory",
        "loss",        "draw",    "spell",    "stint",      "bid",
        "try",         "appeal",  "death",    "wave",       "marriage",
        "appearance",  "wicket",  "cap",      "album",      "hurricane",
        "storm",       NULL};
    if (cw_range_is_empty(figure->head))
        return false;
    for (size_t i = number->to; i < v->n && i < number->to + 4; i++) {
        if (v->tokens[i].range.from > figure->head.from)
            break;
        if (v->tokens[i].range.from == figure->head.from &&
            ((v->tokens[i].word_class & CW_WORD_EVENT) ||
             is_owned_turn(v, number, i, figure)))
            return true;
        if (cw_figure_among(v, i, turns) && !cw_figure_among(v, i, numbered))
            return number->value > 1;
    }
    return false;
}

/* "one" counts only before people and measures; first .. twentieth only what
 * comes in turns: "the third visit", not "the second half", "a third party". */
bool cw_figure_counts(const cw_figure_view *v, const cw_figure_number *number,
                      const cw_figure *figure)
{
    if (number->is_ordinal)
        return ordinal_counts(v, number, figure);
    if (number->is_word && number->value == 1)
        return is_one_counted(v, number, figure);
    // "the two met": a word that counts nothing here
    return !number->is_word || number->is_vague || figure->unit[0] ||
           number->value > 20 || number->is_part ||
           figure->bound != CW_BOUND_EXACT || !cw_range_is_empty(figure->of) ||
           is_of_them(v, number->to) || stands_for_people(v, number) ||
           (number->from > 0 && cw_figure_is(v, number->from - 1, "further"));
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
