/* figures_money.c: currencies by sign, code, letters, word and land.
 *
 *   $5   5 euros   USD 5   Rs 5   5 Swiss francs   A$5
 *
 * Units are codes of ISO 4217; where a word is the money of several lands and
 * none is named, the word itself ("peso"). */
#include "annotate/figures_int.h"

typedef struct {
    const char *word, *unit;
} money;

static const char *unit_in(const money *list, size_t n, cw_bytes form)
{
    for (size_t i = 0; i < n; i++)
        if (cw_bytes_are_fold(form, list[i].word))
            return list[i].unit;
    return NULL;
}

/* Signs, and words without the s of their plural. */
static const money words[] = {
    {"$", "USD"},         {"£", "GBP"},
    {"€", "EUR"},         {"¥", "JPY"},
    {"₹", "INR"},         {"₽", "RUB"},
    {"₩", "KRW"},         {"₺", "TRY"},
    {"₴", "UAH"},         {"₦", "NGN"},
    {"₱", "PHP"},         {"₫", "VND"},
    {"฿", "THB"},         {"₪", "ILS"},
    {"₸", "KZT"},         {"₵", "GHS"},
    {"₡", "CRC"},         {"₾", "GEL"},
    {"₼", "AZN"},       {"₲", "PYG"},
    {"₿", "BTC"},       {"dollar", "USD"},
    {"buck", "USD"},      {"euro", "EUR"},
    {"sterling", "GBP"},  {"yen", "JPY"},
    {"yuan", "CNY"},      {"renminbi", "CNY"},
    {"rupee", "INR"},     {"rouble", "RUB"},
    {"ruble", "RUB"},     {"won", "KRW"},
    {"franc", "CHF"},     {"lira", "TRY"},
    {"lire", "ITL"},      {"peso", "peso"},
    {"rand", "ZAR"},      {"shilling", "shilling"},
    {"naira", "NGN"},     {"riyal", "riyal"},
    {"rial", "IRR"},      {"dirham", "AED"},
    {"dinar", "dinar"},   {"krona", "SEK"},
    {"kronor", "SEK"},    {"kroner", "krone"},
    {"krone", "krone"},   {"zloty", "PLN"},
    {"zlotych", "PLN"},   {"hryvnia", "UAH"},
    {"mark", "mark"},     {"baht", "THB"},
    {"rupiah", "IDR"},    {"reais", "BRL"},
    {"shekel", "ILS"},    {"forint", "HUF"},
    {"lei", "RON"},       {"leva", "BGN"},
    {"koruna", "CZK"},    {"taka", "BDT"},
    {"dong", "VND"},      {"ringgit", "MYR"},
    {"tenge", "KZT"},     {"manat", "AZN"},
    {"lari", "GEL"},      {"dram", "AMD"},
    {"birr", "ETB"},      {"cedi", "GHS"},
    {"kwacha", "ZMW"},    {"kwanza", "AOA"},
    {"pula", "BWP"},      {"kyat", "MMK"},
    {"kip", "LAK"},       {"riel", "KHR"},
    {"tugrik", "MNT"},    {"afghani", "AFN"},
    {"bolivar", "VES"},   {"guarani", "PYG"},
    {"boliviano", "BOB"}, {"quetzal", "GTQ"},
    {"lempira", "HNL"},   {"gourde", "HTG"},
    {"dalasi", "GMD"},    {"ariary", "MGA"},
    {"meticais", "MZN"},  {"somoni", "TJS"},
    {"lek", "ALL"},       {"denar", "MKD"},
    {"kuna", "HRK"},      {"deutschmark", "DEM"},
    {"bitcoin", "BTC"},   {"cent", "cent"},
    {"pence", "penny"},   {"paise", "paisa"},
    {"paisa", "paisa"},   {"kopeck", "kopeck"},
    {"kopek", "kopeck"},
};

/* Letters before a sum, in their own case. */
static const money letters[] = {
    {"Rs", "INR"},      {"Rs.", "INR"},  {"Re", "INR"},  {"Rp", "IDR"},
    {"RM", "MYR"},      {"Tk", "BDT"},   {"KSh", "KES"}, {"Ksh", "KES"},
    {"USh", "UGX"},     {"Ush", "UGX"},  {"TSh", "TZS"}, {"Tsh", "TZS"},
    {"Sh", "shilling"}, {"NKr", "NOK"},  {"Nkr", "NOK"}, {"SKr", "SEK"},
    {"Skr", "SEK"},     {"DKr", "DKK"},  {"Dkr", "DKK"}, {"SFr", "CHF"},
    {"Sfr", "CHF"},     {"Fr", "CHF"},   {"Dh", "AED"},  {"Dhs", "AED"},
    {"SR", "SAR"},      {"QR", "QAR"},   {"NIS", "ILS"}, {"RMB", "CNY"},
    {"Php", "PHP"},     {"Kr", "krone"},
};

/* Single letters that are money before a scale or thousands: "R450m". */
static const money single[] = {
    {"R", "ZAR"}, {"N", "NGN"}, {"P", "PHP"}, {"K", "ZMW"}};

static const char *const codes[] = {
    "USD", "EUR", "GBP", "JPY", "CNY", "INR", "RUB", "KRW", "TRY", "UAH",
    "NGN", "PHP", "VND", "THB", "ILS", "KZT", "GHS", "AUD", "CAD", "NZD",
    "HKD", "SGD", "TWD", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "CHF",
    "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "RSD",
    "ZAR", "KES", "UGX", "TZS", "ETB", "EGP", "MAD", "TND", "DZD", "XOF",
    "XAF", "SAR", "QAR", "AED", "KWD", "BHD", "OMR", "JOD", "IQD", "IRR",
    "LBP", "SYP", "PKR", "BDT", "LKR", "NPR", "MMK", "IDR", "MYR", NULL};

static const char *code_of(cw_bytes form)
{
    for (const char *const *code = codes; *code; code++)
        if (cw_bytes_are(form, *code))
            return *code;
    return NULL;
}

const char *cw_figure_currency(cw_bytes form)
{
    size_t n = sizeof words / sizeof *words;
    const char *unit;
    if (form.n == 3 && cw_is_upper(form.at[0]) &&
        (unit = code_of(form)) != NULL)
        return unit;
    if (cw_bytes_are_fold(form, "pounds"))
        return "GBP"; // a pound alone is as often a weight
    unit = unit_in(words, n, form);
    if (!unit && form.n > 2 && (form.at[form.n - 1] | 32) == 's')
        unit = unit_in(words, n, cw_bytes_cut(form, 0, form.n - 1));
    return unit;
}

const char *cw_figure_letters(cw_bytes form, bool is_large)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (cw_bytes_are(form, letters[i].word))
            return letters[i].unit;
    for (size_t i = 0; is_large && i < sizeof single / sizeof *single; i++)
        if (cw_bytes_are(form, single[i].word))
            return single[i].unit;
    return code_of(form);
}

const char *cw_figure_dollar(cw_bytes prefix)
{
    static const money dollars[] = {
        {"US", "USD"}, {"A", "AUD"},  {"AU", "AUD"},  {"C", "CAD"},
        {"CA", "CAD"}, {"NZ", "NZD"}, {"HK", "HKD"},  {"S", "SGD"},
        {"R", "BRL"},  {"NT", "TWD"}, {"Z", "ZWL"},   {"J", "JMD"},
        {"TT", "TTD"}, {"EC", "XCD"}, {"MX", "MXN"},  {"Mex", "MXN"},
        {"FJ", "FJD"}, {"N", "NAD"},  {"Bds", "BBD"},
    };
    for (size_t i = 0; i < sizeof dollars / sizeof *dollars; i++)
        if (cw_bytes_are(prefix, dollars[i].word))
            return dollars[i].unit;
    return NULL;
}

bool cw_figure_is_money(const char *unit)
{
    static const char *const several[] = {"peso",  "shilling", "riyal", "dinar",
                                          "krone", "mark",     "cent",  "penny",
                                          "paisa", "kopeck",   NULL};
    return cw_bytes_among(cw_bytes_from(unit), several) ||
           (unit[0] >= 'A' && unit[0] <= 'Z');
}

/* "Swiss francs": a currency that its land tells from others of the name. Of
 * a land of two words the last stands here. */
static const struct {
    const char *land, *word, *unit; // the word without its plural
} lands[] = {
    {"us", "dollar", "USD"},          {"u.s.", "dollar", "USD"},
    {"american", "dollar", "USD"},    {"australian", "dollar", "AUD"},
    {"canadian", "dollar", "CAD"},    {"singapore", "dollar", "SGD"},
    {"taiwan", "dollar", "TWD"},      {"kong", "dollar", "HKD"},
    {"zealand", "dollar", "NZD"},     {"zimbabwean", "dollar", "ZWL"},
    {"jamaican", "dollar", "JMD"},    {"namibian", "dollar", "NAD"},
    {"swiss", "franc", "CHF"},        {"cfa", "franc", "XOF"},
    {"french", "franc", "FRF"},       {"belgian", "franc", "BEF"},
    {"congolese", "franc", "CDF"},    {"rwandan", "franc", "RWF"},
    {"british", "pound", "GBP"},      {"egyptian", "pound", "EGP"},
    {"sudanese", "pound", "SDG"},     {"syrian", "pound", "SYP"},
    {"lebanese", "pound", "LBP"},     {"irish", "pound", "IEP"},
    {"cypriot", "pound", "CYP"},      {"mexican", "peso", "MXN"},
    {"philippine", "peso", "PHP"},    {"argentine", "peso", "ARS"},
    {"chilean", "peso", "CLP"},       {"colombian", "peso", "COP"},
    {"uruguayan", "peso", "UYU"},     {"cuban", "peso", "CUP"},
    {"danish", "kroner", "DKK"},      {"norwegian", "kroner", "NOK"},
    {"danish", "krone", "DKK"},       {"norwegian", "krone", "NOK"},
    {"danish", "crown", "DKK"},       {"norwegian", "crown", "NOK"},
    {"swedish", "crown", "SEK"},      {"swedish", "kronor", "SEK"},
    {"swedish", "krona", "SEK"},      {"icelandic", "krona", "ISK"},
    {"icelandic", "kronur", "ISK"},   {"indian", "rupee", "INR"},
    {"pakistani", "rupee", "PKR"},    {"pakistan", "rupee", "PKR"},
    {"nepali", "rupee", "NPR"},       {"nepalese", "rupee", "NPR"},
    {"lankan", "rupee", "LKR"},       {"mauritian", "rupee", "MUR"},
    {"kenyan", "shilling", "KES"},    {"kenya", "shilling", "KES"},
    {"ugandan", "shilling", "UGX"},   {"uganda", "shilling", "UGX"},
    {"tanzanian", "shilling", "TZS"}, {"somali", "shilling", "SOS"},
    {"saudi", "riyal", "SAR"},        {"qatari", "riyal", "QAR"},
    {"qatar", "riyal", "QAR"},        {"yemeni", "rial", "YER"},
    {"omani", "rial", "OMR"},         {"iranian", "rial", "IRR"},
    {"kuwaiti", "dinar", "KWD"},      {"kuwait", "dinar", "KWD"},
    {"iraqi", "dinar", "IQD"},        {"bahraini", "dinar", "BHD"},
    {"jordanian", "dinar", "JOD"},    {"serbian", "dinar", "RSD"},
    {"algerian", "dinar", "DZD"},     {"libyan", "dinar", "LYD"},
    {"tunisian", "dinar", "TND"},     {"turkish", "lira", "TRY"},
    {"syrian", "lira", "SYP"},        {"italian", "lire", "ITL"},
    {"lebanese", "lira", "LBP"},      {"czech", "crown", "CZK"},
    {"czech", "koruna", "CZK"},       {"slovak", "crown", "SKK"},
    {"moroccan", "dirham", "MAD"},    {"uae", "dirham", "AED"},
    {"emirati", "dirham", "AED"},     {"moldovan", "lei", "MDL"},
    {"romanian", "lei", "RON"},       {"brazilian", "real", "BRL"},
    {"brazilian", "reais", "BRL"},    {"peruvian", "sol", "PEN"},
    {"german", "mark", "DEM"},        {"finnish", "mark", "FIM"},
    {"korean", "won", "KRW"},         {"chinese", "yuan", "CNY"},
    {"russian", "rouble", "RUB"},     {"russian", "ruble", "RUB"},
    {"belarusian", "rouble", "BYN"},  {"belarusian", "ruble", "BYN"},
};

size_t cw_figure_currency_of_land(const cw_figure_view *v, size_t at,
                                  const char **unit)
{
    static const char *const firsts[] = {"hong",  "new",   "sri",
                                         "south", "north", NULL};
    size_t first = cw_figure_among(v, at, firsts);
    cw_bytes land;
    if (at + first + 1 >= v->n)
        return 0;
    land = cw_figure_word(v, at + first);
    for (size_t i = 0; i < sizeof lands / sizeof *lands; i++)
        if (cw_bytes_are_fold(land, lands[i].land) &&
            cw_figure_is_some(v, at + first + 1, lands[i].word)) {
            *unit = lands[i].unit;
            return first + 2;
        }
    return 0;
}
