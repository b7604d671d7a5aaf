/* times_seen.c: months, numbers, units, clock times ... among the tokens. */
#include "annotate/times_seen.h"

#include "annotate/words.h"

#define BIT(class) (1u << CW_TIME_CLASS_##class)

typedef struct {
    const char *word;
    int16_t value;
} named;

static int16_t value_of(const named *list, size_t n, cw_bytes form)
{
    for (size_t i = 0; i < n; i++)
        if (cw_bytes_are(form, list[i].word))
            return list[i].value;
    return -1;
}
#define VALUE_OF(list, form) value_of(list, sizeof list / sizeof *list, form)

static const named numbers[] = {
    {"one", 1},        {"two", 2},       {"three", 3},     {"four", 4},
    {"five", 5},       {"six", 6},       {"seven", 7},     {"eight", 8},
    {"nine", 9},       {"ten", 10},      {"eleven", 11},   {"twelve", 12},
    {"thirteen", 13},  {"fourteen", 14}, {"fifteen", 15},  {"sixteen", 16},
    {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},    {"forty", 40},    {"fifty", 50},    {"sixty", 60},
    {"seventy", 70},   {"eighty", 80},   {"ninety", 90},   {"zero", 0},
};

static const named ordinals[] = {
    {"first", 1},       {"second", 2},       {"third", 3},
    {"fourth", 4},      {"fifth", 5},        {"sixth", 6},
    {"seventh", 7},     {"eighth", 8},       {"ninth", 9},
    {"tenth", 10},      {"eleventh", 11},    {"twelfth", 12},
    {"thirteenth", 13}, {"fourteenth", 14},  {"fifteenth", 15},
    {"sixteenth", 16},  {"seventeenth", 17}, {"eighteenth", 18},
    {"nineteenth", 19}, {"twentieth", 20},   {"thirtieth", 30},
    {"hundredth", 100},
};

static const named months[] = {
    {"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4},  {"may", 5},  {"jun", 6},
    {"jul", 7}, {"aug", 8}, {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
};

static const named weekdays[] = {{"mon", 0}, {"tue", 1}, {"wed", 2}, {"thu", 3},
                                 {"fri", 4}, {"sat", 5}, {"sun", 6}};

static const named units[] = {
    {"second", CW_TIME_UNIT_SECOND},
    {"minute", CW_TIME_UNIT_MINUTE},
    {"hour", CW_TIME_UNIT_HOUR},
    {"day", CW_TIME_UNIT_DAY},
    {"weekend", CW_TIME_UNIT_WEEKEND},
    {"week", CW_TIME_UNIT_WEEK},
    {"fortnight", CW_TIME_UNIT_FORTNIGHT},
    {"month", CW_TIME_UNIT_MONTH},
    {"quarter", CW_TIME_UNIT_QUARTER},
    {"year", CW_TIME_UNIT_YEAR},
    {"decade", CW_TIME_UNIT_DECADE},
    {"century", CW_TIME_UNIT_CENTURY},
    {"night", CW_TIME_UNIT_NIGHT},
    {"yr", CW_TIME_UNIT_YEAR},
    {"centurie", CW_TIME_UNIT_CENTURY},
    {"hr", CW_TIME_UNIT_HOUR},
    {"min", CW_TIME_UNIT_MINUTE},
    {"millennium", CW_TIME_UNIT_MILLENNIUM},
};

static const named seasons[] = {
    {"spring", 0}, {"summer", 1}, {"autumn", 2}, {"fall", 2}, {"winter", 3}};

static const named parts[] = {
    {"morning", CW_TIME_PART_MORNING},     {"noon", CW_TIME_PART_MIDDAY},
    {"afternoon", CW_TIME_PART_AFTERNOON}, {"evening", CW_TIME_PART_EVENING},
    {"night", CW_TIME_PART_NIGHT},         {"lunchtime", CW_TIME_PART_MIDDAY},
};

static const named tens[] = {
    {"twenties", 20}, {"thirties", 30},  {"forties", 40},  {"fifties", 50},
    {"sixties", 60},  {"seventies", 70}, {"eighties", 80}, {"nineties", 90}};

static const named zones[] = {
    {"gmt", 0},    {"utc", 0},    {"est", -300}, {"edt", -240}, {"et", -300},
    {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"pst", -480}, {"pdt", -420},
    {"cet", 60},   {"cest", 120}, {"eet", 120},  {"msk", 180},  {"ist", 330},
    {"jst", 540},  {"kst", 540},  {"bst", 60},   {"aest", 600}, {"wat", 60},
    {"eat", 180},  {"hkt", 480},
};

static cw_bytes folded(cw_bytes word, uint8_t form[CW_MAX_WORD_BYTES])
{
    return (cw_bytes){form, cw_word_fold(word, form)};
}

int32_t cw_number_word(cw_bytes form)
{
    uint64_t digits;
    if (form.n == 0)
        return -1;
    if (cw_is_digit(form.at[0]))
        return cw_bytes_number(form, 999999999, &digits) ? (int32_t)digits : -1;
    return VALUE_OF(numbers, form);
}

cw_time_unit cw_time_unit_of(cw_bytes form, bool *is_plural)
{
    int16_t unit = VALUE_OF(units, form);
    *is_plural = false;
    if (unit < 0 && form.n > 2 && form.at[form.n - 1] == 's') {
        *is_plural = true;
        unit = VALUE_OF(units, cw_bytes_cut(form, 0, form.n - 1));
    }
    return unit < 0 ? CW_TIME_UNIT_NONE : (cw_time_unit)unit;
}

/* ---- words ------------------------------------------------------------- */

/* January to December, and what is cut to three or four letters with or
 * without a stop; the word list says whether it is a month at all. */
static void see_calendar(const cw_token *token, cw_bytes form,
                         cw_time_seen *seen)
{
    int16_t value;
    if (form.n < 3)
        return;
    if ((token->word_class & CW_WORD_MONTH) && token->tag == CW_TAG_PROPN) {
        value = VALUE_OF(months, cw_bytes_cut(form, 0, 3));
        if (value > 0) {
            seen->classes |= BIT(MONTH);
            seen->month = (uint8_t)value;
        }
    }
    if (token->word_class & CW_WORD_WEEKDAY) {
        value = VALUE_OF(weekdays, cw_bytes_cut(form, 0, 3));
        if (value >= 0) {
            seen->classes |= BIT(WEEKDAY);
            seen->weekday = (uint8_t)value;
        }
    }
}

static void see_season(const cw_draft *draft, const cw_token *token,
                       cw_bytes form, bool is_last, cw_time_seen *seen)
{
    int16_t value = VALUE_OF(seasons, form);
    if (value < 0 || token->tag == CW_TAG_VERB)
        return;
    if (cw_bytes_equal(form, CW_LIT("fall")) && !is_last) {
        cw_bytes next = cw_draft_word(draft, token + 1);
        if (cw_bytes_equal_fold(next, CW_LIT("in")))
            return; // "the fall in prices"
        if (cw_bytes_equal_fold(next, CW_LIT("of")) &&
            !(token[2].shape & CW_SHAPE_DIGIT))
            return; // "the fall of the town"
    }
    seen->classes |= BIT(SEASON);
    seen->season = (uint8_t)value;
}

static void see_word(cw_bytes form, cw_time_seen *seen)
{
    bool is_plural;
    cw_time_unit unit = cw_time_unit_of(form, &is_plural);
    int16_t value;
    if (unit != CW_TIME_UNIT_NONE &&
        (is_plural || unit != CW_TIME_UNIT_SECOND)) {
        seen->classes |= is_plural ? BIT(UNITS) : BIT(UNIT);
        seen->unit = (uint8_t)unit;
    }
    value = VALUE_OF(parts, form);
    if (value >= 0) {
        seen->classes |= BIT(PART);
        seen->part = (uint8_t)value;
    }
    value = VALUE_OF(ordinals, form);
    if (value > 0) {
        seen->classes |= BIT(ORDINAL);
        seen->ordinal = value;
        if (value <= 31) {
            seen->classes |= BIT(DAY);
            seen->day = (uint8_t)value;
        }
    }
    value = VALUE_OF(tens, form);
    if (value > 0) {
        seen->classes |= BIT(DECADE);
        seen->decade = 1900 + value;
    }
}

/* "two-day", "10-year-old", "third-quarter", "mid-August", "twenty-first",
 * "mid-1990s": the parts beside the first hyphen tell. */
static void see_hyphenated(const cw_token *token, cw_bytes form,
                           cw_time_seen *seen)
{
    const uint8_t *hyphen = memchr(form.at, '-', form.n);
    size_t at = hyphen ? (size_t)(hyphen - form.at) : form.n;
    cw_bytes left, right;
    const uint8_t *second;
    bool is_plural;
    int32_t number;
    int16_t value;
    if (at == 0 || at + 1 >= form.n)
        return;
    left = cw_bytes_cut(form, 0, at);
    right = cw_bytes_cut(form, at + 1, form.n);
    number = cw_number_word(left);
    if (cw_bytes_equal(left, CW_LIT("mid")) ||
        cw_bytes_equal(left, CW_LIT("early")) ||
        cw_bytes_equal(left, CW_LIT("late"))) {
        seen->mod = form.at[0] == 'm'   ? CW_MOD_MID
                    : form.at[0] == 'e' ? CW_MOD_START
                                        : CW_MOD_END;
        value = right.n >= 3 && cw_words_find(right).n &&
                        (cw_words_find(right).at[0].classes |
                         cw_words_find(right)
                             .at[cw_words_find(right).n - 1]
                             .classes) &
                            CW_WORD_MONTH
                    ? VALUE_OF(months, cw_bytes_cut(right, 0, 3))
                    : -1;
        if (value > 0) {
            seen->classes |= BIT(MONTH);
            seen->month = (uint8_t)value;
            return;
        }
        value = VALUE_OF(seasons, right);
        if (value >= 0) {
            seen->classes |= BIT(SEASON);
            seen->season = (uint8_t)value;
            return;
        }
        if (right.n == 5 && right.at[4] == 's' &&
            cw_number_word(cw_bytes_cut(right, 0, 4)) >= 1000) {
            seen->classes |= BIT(DECADE);
            seen->decade = cw_number_word(cw_bytes_cut(right, 0, 4));
        } else if (right.n == 4 && cw_number_word(right) >= 1000) {
            seen->classes |= BIT(YEAR) | BIT(ANYYEAR);
            seen->year = cw_number_word(right);
        }
        return;
    }
    if (cw_bytes_equal(right, CW_LIT("quarter")) &&
        (value = VALUE_OF(ordinals, left)) > 0 && value <= 4) {
        seen->classes |= BIT(QUARTER);
        seen->quarter = (uint8_t)value;
        return;
    }
    if (number >= 20 && number % 10 == 0 && number < 100 &&
        !(token->shape & CW_SHAPE_DIGIT)) {
        value = VALUE_OF(ordinals, right);
        if (value > 0 && value < 10) {
            seen->classes |= BIT(ORDINAL) | BIT(DAY);
            seen->ordinal = number + value;
            seen->day = (uint8_t)seen->ordinal;
            if (seen->ordinal > 31)
                seen->classes &= ~BIT(DAY);
            return;
        }
    }
    second = memchr(right.at, '-', right.n);
    if (second && cw_bytes_ends(right, CW_LIT("-old")))
        return; // an age is a figure
    if (second)
        right.n = (size_t)(second - right.at);
    if (number >= 0 && right.n) {
        cw_time_unit unit = cw_time_unit_of(right, &is_plural);
        if (unit != CW_TIME_UNIT_NONE) {
            seen->classes |= BIT(NUMUNIT);
            seen->unit = (uint8_t)unit;
            seen->num = number;
        }
    }
}

/* ---- digits ------------------------------------------------------------ */

static bool read_digits(cw_bytes text, size_t *at, size_t n_max, int32_t *out)
{
    size_t from = *at;
    int32_t value = 0;
    while (*at < text.n && *at - from < n_max && cw_is_digit(text.at[*at]))
        value = value * 10 + (text.at[(*at)++] - '0');
    *out = value;
    return *at > from;
}

static void see_date(cw_time_seen *seen, int class, int32_t year, int32_t month,
                     int32_t day)
{
    cw_date date = {year, (uint8_t)month, (uint8_t)day};
    if (month < 1 || month > 12 || day < 1 || day > 31 ||
        !cw_date_is_valid(date))
        return;
    seen->classes |= 1u << class;
    seen->year = year;
    seen->month = (uint8_t)month;
    seen->day = (uint8_t)day;
}

/* 2023-10-17, 17/10/2023, 10/17/23, 17.10.2023. Where both orders are
 * possible the day stands first, as in most of the world. */
static bool see_numeric_date(cw_bytes form, cw_time_seen *seen)
{
    int32_t a, b, c;
    size_t at = 0, n_first, n_last;
    uint8_t mark;
    if (!read_digits(form, &at, 4, &a) || at >= form.n)
        return false;
    n_first = at;
    mark = form.at[at++];
    if ((mark != '/' && mark != '-' && mark != '.') ||
        !read_digits(form, &at, 2, &b) || at >= form.n || form.at[at++] != mark)
        return false;
    n_last = at;
    if (!read_digits(form, &at, 4, &c) || at != form.n)
        return false;
    n_last = at - n_last;
    if (n_first == 4)
        see_date(seen, CW_TIME_CLASS_ISO, a, b, c);
    else if (n_last == 4 || (n_last == 2 && mark == '/'))
        see_date(seen, CW_TIME_CLASS_SLASH,
                 n_last == 4 ? c : c + (c < 70 ? 2000 : 1900), b > 12 ? a : b,
                 b > 12 ? b : a);
    return true;
}

static int am_or_pm(cw_bytes form)
{
    if (cw_bytes_equal(form, CW_LIT("am")) ||
        cw_bytes_equal(form, CW_LIT("a.m.")) ||
        cw_bytes_equal(form, CW_LIT("a.m")))
        return 1;
    if (cw_bytes_equal(form, CW_LIT("pm")) ||
        cw_bytes_equal(form, CW_LIT("p.m.")) ||
        cw_bytes_equal(form, CW_LIT("p.m")))
        return 2;
    return 0;
}

/* "10:30", "10.30am", "2pm", "10" before a.m. or o'clock; with the tokens
 * after it that belong to it: the half of the day and the zone. */
static void see_clock(const cw_draft *draft, const cw_token *token,
                      size_t n_left, cw_bytes form, cw_time_seen *seen)
{
    uint8_t next_form[CW_MAX_WORD_BYTES];
    int32_t hour, minute = 0, second;
    size_t at = 0, n = 1;
    bool has_minutes = false;
    int half;
    cw_bytes rest;
    if (!read_digits(form, &at, 2, &hour))
        return;
    if (at < form.n && (form.at[at] == ':' || form.at[at] == '.')) {
        bool is_colon = form.at[at] == ':';
        size_t digits = ++at;
        if (!read_digits(form, &at, 2, &minute) || at - digits != 2)
            return;
        has_minutes = is_colon;
        if (is_colon && at < form.n && form.at[at] == ':') {
            at++;
            if (!read_digits(form, &at, 2, &second) || second > 60)
                return;
        }
    }
    rest = cw_bytes_cut(form, at, form.n);
    half = am_or_pm(rest);
    if (rest.n && !half)
        return;
    if (!half && n_left > 1) {
        cw_bytes next = folded(cw_draft_word(draft, token + 1), next_form);
        half = am_or_pm(next);
        if (half)
            n++;
        else if (cw_bytes_equal(next, CW_LIT("o'clock"))) {
            has_minutes = true;
            n++;
        } else if (cw_bytes_equal(next, CW_LIT("o'")) && n_left > 2) {
            has_minutes = true;
            n += 2;
        }
    }
    if ((!half && !has_minutes) || minute > 59 || hour > 24 ||
        (half && (hour > 12 || hour == 0)))
        return;
    if (half)
        hour = hour % 12 + (half == 2 ? 12 : 0);
    seen->minute = (int16_t)((hour % 24) * 60 + minute);
    seen->zone_min = CW_NO_ZONE;
    if (n_left > n) {
        cw_bytes next = cw_draft_word(draft, token + n);
        int16_t zone;
        if (cw_bytes_equal(next, CW_LIT("(")) && n_left > n + 1)
            next = cw_draft_word(draft, token + n + 1);
        zone = VALUE_OF(zones, folded(next, next_form));
        if (zone != -1 && next.n >= 2 && cw_is_upper(next.at[1])) {
            seen->zone_min = zone;
            if (next.at == draft->text.at + token[n].range.from)
                n++;
        } else if (cw_bytes_equal_fold(next, CW_LIT("local")) &&
                   n_left > n + 1) {
            n += 2; // "local time"
        }
    }
    seen->classes |= BIT(CLOCK);
    seen->n_clock = (uint8_t)n;
}

static bool word_is(const cw_draft *draft, const cw_token *token,
                    const char *word)
{
    return cw_bytes_are_fold(cw_draft_word(draft, token), word);
}

/* Does a bare year fit here? "in 2013", "2017 and 2019", "the 2013 race";
 * not "2013 homes", "$2000", "flight 1990", "2000 km". */
static bool is_year_here(const cw_draft *draft, const cw_token *token,
                         size_t n_before, size_t n_left, int32_t year)
{
    static const char *const leads[] = {
        "in",   "since",  "by",     "until",  "till",    "from", "of",
        "to",   "before", "after",  "during", "between", "and",  "early",
        "late", "mid",    "around", "circa",  "through", "or",   NULL};
    uint8_t form[CW_MAX_WORD_BYTES];
    bool is_led = false;
    // "(1861-1865)", "1792-97": brackets and dashes between years
    if (n_left > 1 &&
        (word_is(draft, token + 1, ")") || word_is(draft, token + 1, "–")))
        is_led =
            n_before &&
            (word_is(draft, token - 1, "(") || word_is(draft, token - 1, "–") ||
             word_is(draft, token - 1, ",") || token[-1].tag == CW_TAG_ADP);
    if (n_before && word_is(draft, token - 1, "(") && n_left > 1 &&
        word_is(draft, token + 1, "-"))
        return true;
    if (n_before > 1 && (token[-2].shape & CW_SHAPE_DIGIT) &&
        token[-2].range.to - token[-2].range.from == 4 &&
        (word_is(draft, token - 1, "-") || word_is(draft, token - 1, "–")))
        return true;
    if (n_before) {
        cw_bytes before = folded(cw_draft_word(draft, token - 1), form);
        for (const char *const *lead = leads; *lead; lead++)
            is_led |= cw_bytes_are(before, *lead);
        if (token[-1].tag == CW_TAG_SYM || token[-1].tag == CW_TAG_NUM ||
            cw_bytes_equal(before, CW_LIT(".")) ||
            cw_bytes_equal(before, CW_LIT("-")) ||
            (token[-1].word_class & CW_WORD_NUMBER))
            return false;
    }
    if (n_left > 1) {
        const cw_token *next = token + 1;
        cw_bytes after = cw_draft_word(draft, next);
        if (next->tag == CW_TAG_SYM || (next->word_class & CW_WORD_UNIT) ||
            (next->word_class & CW_WORD_NUMBER && next->tag != CW_TAG_ADJ))
            return false;
        if (next->tag == CW_TAG_NOUN && after.n > 1 &&
            after.at[after.n - 1] == 's' &&
            !(next->word_class & CW_WORD_EVENT) && year < 1950)
            return false; // "1,500 homes" without its comma
        if (next->tag == CW_TAG_NOUN && (next->word_class & CW_WORD_HUMAN) &&
            !is_led)
            return false;
    }
    return is_led || (year >= 1900 && year < 2050);
}

static void see_number(const cw_draft *draft, const cw_token *token,
                       size_t n_before, size_t n_left, cw_bytes form,
                       cw_time_seen *seen)
{
    size_t at = 0;
    int32_t value;
    see_clock(draft, token, n_left, form, seen);
    if (see_numeric_date(form, seen))
        return;
    if (!read_digits(form, &at, 9, &value))
        return;
    if (at == form.n) {
        seen->num = value;
        if (value >= 1 && value <= 31 && form.n <= 2) {
            seen->classes |= BIT(DAY);
            seen->day = (uint8_t)value;
        }
        if (form.n == 4 && value >= 1000 && value < 2200) {
            seen->classes |= BIT(ANYYEAR);
            seen->year = value;
            if (is_year_here(draft, token, n_before, n_left, value))
                seen->classes |= BIT(YEAR);
        }
        return;
    }
    if (at + 2 == form.n && (memcmp(form.at + at, "th", 2) == 0 ||
                             memcmp(form.at + at, "st", 2) == 0 ||
                             memcmp(form.at + at, "nd", 2) == 0 ||
                             memcmp(form.at + at, "rd", 2) == 0)) {
        seen->classes |= BIT(ORDINAL);
        seen->ordinal = value;
        if (value >= 1 && value <= 31) {
            seen->classes |= BIT(DAY);
            seen->day = (uint8_t)value;
        }
    } else if (form.at[form.n - 1] == 's' && at >= form.n - 2 &&
               (at == 4 || at == 2) && value % 10 == 0 &&
               (at == 2 || (value >= 1000 && value < 2200))) {
        if (at == 4) {
            seen->classes |= BIT(DECADE);
            seen->decade = value;
        }
    }
}

/* ---- numbers of several tokens ----------------------------------------- */

static const char *const vague[] = {"several", "few",       "some",
                                    "many",    "countless", NULL};

/* "two", "twenty four", "three hundred", "a few", "a couple of", "a dozen":
 * how many tokens, 0: no number here. */
static size_t see_count(const cw_draft *draft, const cw_token *token,
                        size_t n_left, cw_time_seen *seen)
{
    uint8_t form[CW_MAX_WORD_BYTES];
    size_t n = 0;
    int32_t total = 0, run = -1;
    cw_bytes word = folded(cw_draft_word(draft, token), form);
    if (n_left > 1 && word.n == 1 && word.at[0] == 'a') {
        word = folded(cw_draft_word(draft, token + 1), form);
        if (cw_bytes_equal(word, CW_LIT("few"))) {
            seen->flags = 1;
            return 2;
        }
        if (cw_bytes_equal(word, CW_LIT("couple"))) {
            seen->num = 2;
            return n_left > 2 &&
                           cw_bytes_equal_fold(cw_draft_word(draft, token + 2),
                                               CW_LIT("of"))
                       ? 3
                       : 2;
        }
        if (!cw_bytes_equal(word, CW_LIT("dozen")) &&
            !cw_bytes_equal(word, CW_LIT("hundred")) &&
            !cw_bytes_equal(word, CW_LIT("thousand")))
            return 0;
        run = 1;
        n = 1;
    }
    for (const char *const *v = vague; n == 0 && *v; v++)
        if (cw_bytes_are(word, *v)) {
            seen->flags = 1;
            return 1;
        }
    for (; n < n_left && n < 6; n++) {
        const uint8_t *hyphen;
        int32_t value, scale = 0;
        word = folded(cw_draft_word(draft, token + n), form);
        value = cw_number_word(word);
        if (word.n == 4 && value >= 1900 && value < 2100)
            break; // a year, not a count
        hyphen = word.n ? memchr(word.at, '-', word.n) : NULL;
        if (value < 0 && hyphen && !cw_is_digit(word.at[0])) {
            size_t at = (size_t)(hyphen - word.at);
            int32_t left = cw_number_word(cw_bytes_cut(word, 0, at));
            int32_t right =
                at + 1 < word.n
                    ? cw_number_word(cw_bytes_cut(word, at + 1, word.n))
                    : -1;
            if (left >= 20 && left % 10 == 0 && right > 0 && right < 10)
                value = left + right;
        }
        scale = cw_bytes_equal(word, CW_LIT("hundred"))    ? 100
                : cw_bytes_equal(word, CW_LIT("thousand")) ? 1000
                : cw_bytes_equal(word, CW_LIT("dozen"))    ? 12
                                                           : 0;
        if (scale && run >= 0 && run < 10000) {
            total += run * scale;
            run = 0;
        } else if (value >= 0 && (run < 0 || run == 0 ||
                                  (run >= 20 && run % 10 == 0 && value < 10 &&
                                   !cw_is_digit(word.at[0])))) {
            run = run < 0 ? value : run + value;
        } else {
            break;
        }
    }
    if (n == 0 || (total == 0 && run < 0))
        return 0;
    seen->num = total + (run > 0 ? run : 0);
    return n;
}

/* "nineteen ninety-six", "two thousand": a year in words. */
static size_t see_spelled(const cw_draft *draft, const cw_token *token,
                          size_t n_left, cw_time_seen *seen)
{
    uint8_t form[CW_MAX_WORD_BYTES];
    int32_t first = cw_number_word(folded(cw_draft_word(draft, token), form));
    cw_time_seen rest = {0};
    size_t n;
    if (first < 15 || first > 20 || n_left < 2 ||
        (token->shape & CW_SHAPE_DIGIT) || (token[1].shape & CW_SHAPE_DIGIT))
        return 0;
    n = see_count(draft, token + 1, n_left - 1, &rest);
    if (n == 0 || rest.flags || rest.num < 10 || rest.num > 99)
        return 0;
    seen->year = first * 100 + rest.num;
    return n + 1;
}

void cw_times_see(const cw_draft *draft, const cw_sentence *sentence,
                  uint16_t (*find_word)(cw_bytes), cw_time_seen *seen)
{
    const cw_token *tokens = draft->tokens.at + sentence->first;
    size_t n = sentence->n;
    for (size_t i = 0; i < n; i++) {
        uint8_t buffer[CW_MAX_WORD_BYTES];
        cw_bytes form = folded(cw_draft_word(draft, &tokens[i]), buffer);
        cw_time_seen *s = &seen[i];
        *s = (cw_time_seen){.minute = -1, .zone_min = CW_NO_ZONE};
        if (form.n == 0)
            continue;
        s->word = find_word(form);
        if (tokens[i].shape & CW_SHAPE_DIGIT)
            see_number(draft, &tokens[i], i, n - i, form, s);
        else if (!(tokens[i].shape & CW_SHAPE_LETTER))
            continue;
        else if (form.at[0] == 'q' && form.n == 2 && form.at[1] >= '1' &&
                 form.at[1] <= '4') {
            s->classes |= BIT(QUARTER);
            s->quarter = (uint8_t)(form.at[1] - '0');
        } else {
            see_calendar(&tokens[i], form, s);
            see_season(draft, &tokens[i], form, i + 2 >= n, s);
            see_word(form, s);
        }
        see_hyphenated(&tokens[i], form, s);
        if (s->classes & BIT(NUMUNIT))
            continue;
        if (tokens[i].shape & CW_SHAPE_DIGIT ||
            (tokens[i].word_class & CW_WORD_NUMBER) || form.n <= 9) {
            s->n_spelled = (uint8_t)see_spelled(draft, &tokens[i], n - i, s);
            if (s->n_spelled)
                s->classes |= BIT(SPELLED);
            s->n_num = (uint8_t)see_count(draft, &tokens[i], n - i, s);
            if (s->n_num && !(s->classes & BIT(ORDINAL)))
                s->classes |= BIT(NUM);
        }
    }
}
