/* figures_unit.c: scales, currencies and measures of figures. */
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

static const named_unit currencies[] = {
    {"$", "USD"},        {"£", "GBP"},
    {"€", "EUR"},        {"¥", "JPY"},
    {"₹", "INR"},        {"₽", "RUB"},
    {"₩", "KRW"},        {"₺", "TRY"},
    {"₴", "UAH"},        {"₦", "NGN"},
    {"rs", "INR"},       {"rs.", "INR"},
    {"dollar", "USD"},   {"dollars", "USD"},
    {"euro", "EUR"},     {"euros", "EUR"},
    {"pounds", "GBP"},   {"yen", "JPY"},
    {"yuan", "CNY"},     {"renminbi", "CNY"},
    {"rupees", "INR"},   {"rupee", "INR"},
    {"rouble", "RUB"},   {"roubles", "RUB"},
    {"ruble", "RUB"},    {"rubles", "RUB"},
    {"won", "KRW"},      {"franc", "CHF"},
    {"francs", "CHF"},   {"usd", "USD"},
    {"eur", "EUR"},      {"gbp", "GBP"},
    {"lira", "TRY"},     {"lire", "ITL"},
    {"peso", "peso"},    {"pesos", "peso"},
    {"rand", "ZAR"},     {"shillings", "shilling"},
    {"naira", "NGN"},    {"riyals", "riyal"},
    {"dirhams", "AED"},  {"dinars", "dinar"},
    {"krona", "SEK"},    {"kronor", "SEK"},
    {"kroner", "krone"}, {"zloty", "PLN"},
    {"hryvnia", "UAH"},  {"hryvnias", "UAH"},
    {"marks", "mark"},   {"baht", "THB"},
    {"rupiah", "IDR"},   {"reais", "BRL"},
    {"shekels", "ILS"},  {"cents", "cent"},
    {"pence", "penny"},  {"buck", "USD"},
    {"bucks", "USD"},
};

/* Measures; plurals in s are made from these. */
static const named_unit measures[] = {
    {"%", "percent"},
    {"percent", "percent"},
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
    {"acre", "acre"},
    {"hectare", "hectare"},
    {"kg", "kg"},
    {"kilogram", "kg"},
    {"kilo", "kg"},
    {"gram", "gram"},
    {"tonne", "tonne"},
    {"ton", "ton"},
    {"ounce", "ounce"},
    {"litre", "litre"},
    {"liter", "litre"},
    {"gallon", "gallon"},
    {"barrel", "barrel"},
    {"degree", "degree"},
    {"°", "degree"},
    {"°c", "celsius"},
    {"watt", "watt"},
    {"kilowatt", "kilowatt"},
    {"megawatt", "megawatt"},
    {"gigawatt", "gigawatt"},
    {"mw", "megawatt"},
    {"gw", "gigawatt"},
    {"kwh", "kwh"},
    {"mph", "mph"},
    {"kph", "kph"},
    {"km/h", "kph"},
    {"knot", "knot"},
    {"gigabyte", "gigabyte"},
    {"gb", "gigabyte"},
    {"second", "second"},
    {"minute", "minute"},
    {"hour", "hour"},
    {"day", "day"},
    {"night", "night"},
    {"week", "week"},
    {"fortnight", "fortnight"},
    {"month", "month"},
    {"quarter", "quarter"},
    {"year", "year"},
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

const char *cw_figure_currency(cw_bytes form)
{
    return unit_in(currencies, sizeof currencies / sizeof *currencies, form);
}

const char *cw_figure_measure(cw_bytes form)
{
    size_t n = sizeof measures / sizeof *measures;
    const char *unit = unit_in(measures, n, form);
    if (!unit && form.n > 2 && form.at[form.n - 1] == 's')
        unit = unit_in(measures, n, cw_bytes_cut(form, 0, form.n - 1));
    return unit;
}

bool cw_figure_is_money(const char *unit)
{
    static const char *const several[] = {"peso",  "shilling", "riyal",
                                          "dinar", "krone",    "mark",
                                          "cent",  "penny",    NULL};
    for (const char *const *name = several; *name; name++)
        if (strcmp(unit, *name) == 0)
            return true;
    return unit[0] >= 'A' && unit[0] <= 'Z';
}

/* "Swiss francs": a currency that its land tells from others of the name. */
static const char *currency_of_land(const cw_figure_view *v, size_t at)
{
    static const struct {
        const char *land, *word, *unit; // the word without its plural
    } lands[] = {
        {"us", "dollar", "USD"},          {"u.s.", "dollar", "USD"},
        {"american", "dollar", "USD"},    {"australian", "dollar", "AUD"},
        {"canadian", "dollar", "CAD"},    {"singapore", "dollar", "SGD"},
        {"taiwan", "dollar", "TWD"},      {"swiss", "franc", "CHF"},
        {"cfa", "franc", "XOF"},          {"british", "pound", "GBP"},
        {"egyptian", "pound", "EGP"},     {"sudanese", "pound", "SDG"},
        {"syrian", "pound", "SYP"},       {"lebanese", "pound", "LBP"},
        {"mexican", "peso", "MXN"},       {"philippine", "peso", "PHP"},
        {"argentine", "peso", "ARS"},     {"chilean", "peso", "CLP"},
        {"colombian", "peso", "COP"},     {"danish", "kroner", "DKK"},
        {"norwegian", "kroner", "NOK"},   {"swedish", "kronor", "SEK"},
        {"swedish", "krona", "SEK"},      {"indian", "rupee", "INR"},
        {"pakistani", "rupee", "PKR"},    {"nepali", "rupee", "NPR"},
        {"kenyan", "shilling", "KES"},    {"ugandan", "shilling", "UGX"},
        {"tanzanian", "shilling", "TZS"}, {"saudi", "riyal", "SAR"},
        {"qatari", "riyal", "QAR"},       {"iranian", "rial", "IRR"},
        {"kuwaiti", "dinar", "KWD"},      {"iraqi", "dinar", "IQD"},
        {"jordanian", "dinar", "JOD"},    {"serbian", "dinar", "RSD"},
        {"turkish", "lira", "TRY"},       {"czech", "crown", "CZK"},
    };
    cw_bytes word;
    if (at + 1 >= v->n)
        return NULL;
    word = cw_figure_word(v, at + 1);
    for (size_t i = 0; i < sizeof lands / sizeof *lands; i++) {
        size_t n = strlen(lands[i].word);
        if (cw_figure_is(v, at, lands[i].land) &&
            cw_bytes_are_fold(cw_bytes_cut(word, 0, n), lands[i].word) &&
            (word.n == n || (word.n == n + 1 && word.at[n] == 's')))
            return lands[i].unit;
    }
    return NULL;
}

void cw_figure_put_unit(char unit[12], const char *name)
{
    size_t n = strlen(name);
    memset(unit, 0, 12);
    memcpy(unit, name, n < 11 ? n : 11);
}

size_t cw_figure_unit(const cw_figure_view *v, size_t at, char unit[12])
{
    // words that count as units only behind a hyphen: "5,000-word"
    static const char *const counted[] = {"word",   "page",   "seat",  "member",
                                          "storey", "metric", "night", NULL};
    const char *name;
    cw_bytes word;
    if (at >= v->n)
        return 0;
    word = cw_figure_word(v, at);
    if (cw_figure_is(v, at, "per") &&
        (cw_figure_is(v, at + 1, "cent") || cw_figure_is(v, at + 1, "cent."))) {
        cw_figure_put_unit(unit, "percent");
        return 2;
    }
    if (cw_figure_is(v, at, "percentage") && at + 1 < v->n &&
        (cw_figure_is(v, at + 1, "points") ||
         cw_figure_is(v, at + 1, "point"))) {
        cw_figure_put_unit(unit, "percent_pt");
        return 2;
    }
    if ((cw_figure_is(v, at, "square") || cw_figure_is(v, at, "cubic")) &&
        at + 1 < v->n &&
        (name = cw_figure_measure(cw_figure_word(v, at + 1)))) {
        char made[32] = "sq_";
        if (cw_figure_is(v, at, "cubic"))
            memcpy(made, "cu_", 3);
        strncat(made, name, 20);
        cw_figure_put_unit(unit, made);
        return 2;
    }
    name = currency_of_land(v, at);
    if (name) {
        cw_figure_put_unit(unit, name);
        return 2;
    }
    if (cw_figure_is(v, at, "US"))
        return 0;
    if (cw_figure_is(v, at, "metric") && cw_figure_is(v, at + 1, "tons")) {
        cw_figure_put_unit(unit, "tonne");
        return 2;
    }
    name = cw_figure_currency(word);
    if (!name)
        name = cw_figure_measure(word);
    if (!name || (v->tokens[at].tag == CW_TAG_VERB && name[0] != 'm'))
        return 0;
    for (const char *const *c = counted; *c; c++)
        if (strcmp(name, *c) == 0)
            return 0;
    cw_figure_put_unit(unit, name);
    if (strcmp(name, "degree") == 0 &&
        (cw_figure_is(v, at + 1, "celsius") || cw_figure_is(v, at + 1, "c"))) {
        cw_figure_put_unit(unit, "celsius");
        return 2;
    }
    if (strcmp(name, "degree") == 0 && (cw_figure_is(v, at + 1, "fahrenheit") ||
                                        cw_figure_is(v, at + 1, "f"))) {
        cw_figure_put_unit(unit, "fahrenheit");
        return 2;
    }
    return 1;
}
