/* figures_unit.c: scales and measures of figures. */
#include "annotate/figures_int.h"

/* ---- scales and units -------------------------------------------------- */

typedef struct {
    const char *word;
    int exponent;
} scale;

static const scale scales[] = {
    {"hundred", 2},   {"thousand", 3}, {"million", 6}, {"billion", 9},
    {"trillion", 12}, {"bn", 9},       {"mn", 6},      {"m", 6},
    {"k", 3},         {"tn", 12},      {"crore", 7},   {"crores", 7},
    {"lakh", 5},      {"lakhs", 5},    {"b", 9},       {"mln", 6},
    {"bln", 9},       {"bn.", 9},      {"trn", 12},    {"millions", 6},
    {"t", 12},        {"mio", 6},      {"mil", 6},     {"m.", 6},
};

int cw_figure_scale(cw_bytes form, bool is_attached)
{
    if (form.n == 1 && !is_attached)
        return 0;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (cw_bytes_are_fold(form, scales[i].word))
            return scales[i].exponent;
    return 0;
}

typedef struct {
    const char *word, *unit;
} named_unit;

/* Measures; plurals in s are made from these. */
static const named_unit measures[] = {
    {"%", "percent"},
    {"percent", "percent"},
    {"pct", "percent"},
    {"pc", "percent"},
    {"bp", "basis_point"},
    {"nm", "nanometre"},
    {"micron", "micron"},
    {"km", "km"},
    {"kms", "km"},
    {"kilometre", "km"},
    {"kilometer", "km"},
    {"metre", "metre"},
    {"meter", "metre"},
    {"cm", "cm"},
    {"centimetre", "cm"},
    {"centimeter", "cm"},
    {"mm", "mm"},
    {"millimetre", "mm"},
    {"millimeter", "mm"},
    {"mile", "mile"},
    {"yard", "yard"},
    {"feet", "foot"},
    {"foot", "foot"},
    {"ft", "foot"},
    {"inch", "inch"},
    {"inches", "inch"},
    {"furlong", "furlong"},
    {"fathom", "fathom"},
    {"light-year", "light_year"},
    {"acre", "acre"},
    {"hectare", "hectare"},
    {"kg", "kg"},
    {"kilogram", "kg"},
    {"kilogramme", "kg"},
    {"kilo", "kg"},
    {"gram", "gram"},
    {"gramme", "gram"},
    {"g", "gram"},
    {"milligram", "mg"},
    {"mg", "mg"},
    {"microgram", "microgram"},
    {"carat", "carat"},
    {"bushel", "bushel"},
    {"lbs", "pound"},
    {"tonne", "tonne"},
    {"ton", "ton"},
    {"ounce", "ounce"},
    {"litre", "litre"},
    {"liter", "litre"},
    {"l", "litre"},
    {"millilitre", "ml"},
    {"milliliter", "ml"},
    {"ml", "ml"},
    {"pint", "pint"},
    {"gallon", "gallon"},
    {"barrel", "barrel"},
    {"degree", "degree"},
    {"°", "degree"},
    {"°c", "celsius"},
    {"°f", "fahrenheit"},
    {"watt", "watt"},
    {"kilowatt", "kilowatt"},
    {"megawatt", "megawatt"},
    {"gigawatt", "gigawatt"},
    {"mw", "megawatt"},
    {"gw", "gigawatt"},
    {"kw", "kilowatt"},
    {"terawatt", "terawatt"},
    {"kwh", "kwh"},
    {"mwh", "mwh"},
    {"gwh", "gwh"},
    {"twh", "twh"},
    {"kilowatt-hour", "kwh"},
    {"megawatt-hour", "mwh"},
    {"gigawatt-hour", "gwh"},
    {"terawatt-hour", "twh"},
    {"volt", "volt"},
    {"horsepower", "horsepower"},
    {"bhp", "horsepower"},
    {"decibel", "decibel"},
    {"hertz", "hertz"},
    {"khz", "khz"},
    {"mhz", "mhz"},
    {"ghz", "ghz"},
    {"calorie", "calorie"},
    {"ppm", "ppm"},
    {"mph", "mph"},
    {"kph", "kph"},
    {"km/h", "kph"},
    {"knot", "knot"},
    {"gigabyte", "gigabyte"},
    {"gb", "gigabyte"},
    {"megabyte", "megabyte"},
    {"mb", "megabyte"},
    {"terabyte", "terabyte"},
    {"tb", "terabyte"},
    {"second", "second"},
    {"sec", "second"},
    {"millisecond", "millisecond"},
    {"minute", "minute"},
    {"min", "minute"},
    {"hour", "hour"},
    {"hr", "hour"},
    {"day", "day"},
    {"night", "night"},
    {"week", "week"},
    {"fortnight", "fortnight"},
    {"month", "month"},
    {"quarter", "quarter"},
    {"year", "year"},
    {"yr", "year"},
    {"decade", "decade"},
    {"century", "century"},
    {"centuries", "century"},
    {"point", "point"},
    {"word", "word"},
    {"page", "page"},
    {"storey", "storey"},
    {"story", "storey"},
    {"seat", "seat"},
    {"member", "member"},
    {"metric", "metric"},
    {"lb", "pound"},
};

static const char *unit_in(const named_unit *list, size_t n, cw_bytes form)
{
    for (size_t i = 0; i < n; i++)
        if (cw_bytes_are_fold(form, list[i].word))
            return list[i].unit;
    return NULL;
}

const char *cw_figure_measure(cw_bytes form)
{
    size_t n = sizeof measures / sizeof *measures;
    const char *unit = unit_in(measures, n, form);
    if (!unit && form.n > 2 && form.at[form.n - 1] == 's')
        unit = unit_in(measures, n, cw_bytes_cut(form, 0, form.n - 1));
    return unit;
}

void cw_figure_put_unit(char unit[12], const char *name)
{
    size_t n = strlen(name);
    memset(unit, 0, 12);
    memcpy(unit, name, n < 11 ? n : 11);
}

/* Units of two words, and of three: "per cent", "square kilometres". */
static size_t unit_of_words(const cw_figure_view *v, size_t at, char unit[12])
{
    static const struct {
        const char *first, *second, *unit; // the second without its plural
    } pairs[] = {
        {"per", "cent", "percent"},
        {"per", "cent.", "percent"},
        {"percentage", "point", "percent_pt"},
        {"percent", "point", "percent_pt"},
        {"basis", "point", "basis_point"},
        {"metric", "ton", "tonne"},
        {"metric", "tonne", "tonne"},
        {"light", "year", "light_year"},
        {"troy", "ounce", "ounce"},
        {"nautical", "mile", "naut_mile"},
        {"kilowatt", "hour", "kwh"},
        {"megawatt", "hour", "mwh"},
        {"gigawatt", "hour", "gwh"},
        {"terawatt", "hour", "twh"},
        {"degree", "celsius", "celsius"},
        {"degree", "c", "celsius"},
        {"degree", "centigrade", "celsius"},
        {"degree", "fahrenheit", "fahrenheit"},
        {"degree", "f", "fahrenheit"},
        {"°", "c", "celsius"},
        {"°", "f", "fahrenheit"},
        {"p", "c", "percent"},
    };
    static const char *const squares[] = {"square", "sq", "sq.", NULL};
    bool is_cubic = cw_figure_is(v, at, "cubic");
    const char *name;
    if (at + 1 >= v->n)
        return 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (cw_figure_is_some(v, at, pairs[i].first) &&
            cw_figure_is_some(v, at + 1, pairs[i].second)) {
            cw_figure_put_unit(unit, pairs[i].unit);
            return 2;
        }
    }
    if ((is_cubic || cw_figure_among(v, at, squares)) &&
        (name = cw_figure_measure(cw_figure_word(v, at + 1))) != NULL) {
        char made[32] = "sq_";
        if (is_cubic)
            memcpy(made, "cu_", 3);
        strncat(made, name, 20);
        cw_figure_put_unit(unit, made);
        return 2;
    }
    return 0;
}

/* "weighed 198 pounds", "lost weight, 40 pounds", "6 feet tall and 180 pounds",
 * "12 pounds heavier": words of weight and height beside it. */
static bool is_of_body(const cw_figure_view *v, size_t at)
{
    static const char *const before[] = {
        "weigh", "weighs", "weighed", "weighing", "weight",  "feet",
        "foot",  "inches", "tall",    "ounces",   "heavier", NULL};
    static const char *const behind[] = {"heavier",    "lighter", "in",
                                         "overweight", "body",    NULL};
    for (size_t i = at; i > 0 && i + 9 > at; i--)
        if (cw_figure_among(v, i - 1, before))
            return true;
    return cw_figure_among(v, at + 1, behind) &&
           (!cw_figure_is(v, at + 1, "in") ||
            cw_figure_is(v, at + 2, "weight"));
}

/* "200 pounds of cocaine" is a weight, "of debt" and "were stolen" are not. */
static bool is_weight(const cw_figure_view *v, size_t at)
{
    static const char *const sums[] = {
        "money",  "cash",    "debt",  "debts",    "damage",   "savings",
        "aid",    "funding", "fees",  "benefits", "wages",    "fines",
        "tax",    "taxes",   "loans", "income",   "taxpayer", "taxpayers",
        "public", "worth",   "sales", "profit",   "revenue",  "investment",
        "bonds",  "the",     "its",   "their",    "his",      "her",
        NULL};
    if (!cw_figure_is(v, at, "pounds"))
        return false;
    if (is_of_body(v, at))
        return true;
    return cw_figure_is(v, at + 1, "of") && at + 2 < v->n &&
           !cw_figure_among(v, at + 2, sums) &&
           v->tokens[at + 2].tag != CW_TAG_NUM;
}

size_t cw_figure_unit(const cw_figure_view *v, size_t at, char unit[12])
{
    // words that count as units only behind a hyphen: "5,000-word"; "g" and
    // its like only behind digits, in one token with them
    static const char *const counted[] = {"word",   "page",   "seat",  "member",
                                          "storey", "metric", "night", NULL};
    const char *name = NULL;
    cw_bytes word;
    size_t n;
    if (at >= v->n)
        return 0;
    word = cw_figure_word(v, at);
    n = unit_of_words(v, at, unit);
    if (n == 0 && (n = cw_figure_currency_of_land(v, at, &name)) > 0)
        cw_figure_put_unit(unit, name);
    if (n > 0)
        return n;
    if (is_weight(v, at)) {
        cw_figure_put_unit(unit, "pound");
        return 1;
    }
    name = cw_figure_currency(word);
    if (!name && (word.n > 1 || !cw_is_alpha(word.at[0])))
        name = cw_figure_measure(word);
    if (!name ||
        (v->tokens[at].tag == CW_TAG_VERB && name[0] != 'm' &&
         !cw_figure_is_korean(v, at)) ||
        cw_bytes_among(cw_bytes_from(name), counted))
        return 0;
    cw_figure_put_unit(unit, name);
    return 1;
}
