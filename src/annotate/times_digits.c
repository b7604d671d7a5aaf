/* times_digits.c: days, years, dates, clock times and decades in digits. */
#include "annotate/times_seen_int.h"

static const cw_time_named zones[] = {
    {"gmt", 0},    {"utc", 0},    {"est", -300}, {"edt", -240}, {"et", -300},
    {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"pst", -480}, {"pdt", -420},
    {"cet", 60},   {"cest", 120}, {"eet", 120},  {"msk", 180},  {"ist", 330},
    {"jst", 540},  {"kst", 540},  {"bst", 60},   {"aest", 600}, {"wat", 60},
    {"eat", 180},  {"hkt", 480},
};

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

/* Minutes from GMT of a zone in capitals, -1 if it is none. */
static int16_t zone_of(cw_bytes word)
{
    uint8_t form[CW_MAX_WORD_BYTES];
    return word.n >= 2 && cw_is_upper(word.at[1])
               ? CW_TIME_VALUE(zones, cw_time_fold(word, form))
               : (int16_t)-1;
}

/* "1430 GMT": hours and minutes without a mark, before a zone in capitals. */
static void see_zoned_clock(const cw_draft *draft, const cw_token *token,
                            cw_bytes form, cw_time_seen *seen)
{
    int16_t zone = zone_of(cw_draft_word(draft, token + 1));
    int32_t clock;
    size_t at = 0;
    if (zone == -1 || form.n != 4 || !read_digits(form, &at, 4, &clock) ||
        at != 4 || clock > 2400 || clock % 100 > 59)
        return;
    seen->minute = (int16_t)(clock / 100 % 24 * 60 + clock % 100);
    seen->zone_min = zone;
    seen->classes |= CW_TIME_BIT(CLOCK);
    seen->n_clock = 2;
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
        cw_bytes next =
            cw_time_fold(cw_draft_word(draft, token + 1), next_form);
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
        zone = zone_of(next);
        if (zone != -1) {
            seen->zone_min = zone;
            if (next.at == draft->text.at + token[n].range.from)
                n++;
        } else if (cw_bytes_equal_fold(next, CW_LIT("local")) &&
                   n_left > n + 1) {
            n += 2; // "local time"
        }
    }
    seen->classes |= CW_TIME_BIT(CLOCK);
    seen->n_clock = (uint8_t)n;
}

static bool word_is(const cw_draft *draft, const cw_token *token,
                    const char *word)
{
    return cw_bytes_are_fold(cw_draft_word(draft, token), word);
}

/* The second year of "1995-96", with n_before tokens of its sentence before
 * it; 0: it is none. */
static int32_t short_year(const cw_draft *draft, const cw_token *token,
                          size_t n_before)
{
    uint64_t first, last;
    if (n_before < 2 ||
        (!word_is(draft, token - 1, "-") && !word_is(draft, token - 1, "–")) ||
        (n_before > 2 && token[-3].tag == CW_TAG_SYM) ||
        token->range.to - token->range.from != 2 ||
        !cw_bytes_number(cw_draft_word(draft, token - 2), 2199, &first) ||
        !cw_bytes_number(cw_draft_word(draft, token), 99, &last) ||
        first < 1000 || last <= first % 100)
        return 0;
    return (int32_t)(first - first % 100 + last);
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
    if (n_left > 2 && short_year(draft, token + 2, n_before + 2))
        return true;
    if (n_left > 2 && (token[2].shape & CW_SHAPE_DIGIT) &&
        token[2].range.to - token[2].range.from == 4 &&
        (word_is(draft, token + 1, "-") || word_is(draft, token + 1, "–")) &&
        !(n_before && token[-1].tag == CW_TAG_SYM))
        return true; // "the era 1955-1963"
    if (n_before > 1 && (token[-2].shape & CW_SHAPE_DIGIT) &&
        token[-2].range.to - token[-2].range.from == 4 &&
        (word_is(draft, token - 1, "-") || word_is(draft, token - 1, "–")))
        return true;
    if (n_before) {
        cw_bytes before = cw_time_fold(cw_draft_word(draft, token - 1), form);
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

void cw_times_see_digits(const cw_draft *draft, const cw_token *token,
                         size_t n_before, size_t n_left, cw_bytes form,
                         cw_time_seen *seen)
{
    size_t at = 0;
    int32_t value;
    see_clock(draft, token, n_left, form, seen);
    if (n_left > 1)
        see_zoned_clock(draft, token, form, seen);
    if (see_numeric_date(form, seen))
        return;
    if (!read_digits(form, &at, 9, &value))
        return;
    if (at == 4 && value % 10 != 0 && cw_bytes_ends(form, CW_LIT("'s")))
        form.n -= 2; // "1965's harvest"; "1960's" is a decade
    if (at == form.n) {
        seen->num = value;
        if (value >= 1 && value <= 31 && form.n <= 2) {
            seen->classes |= CW_TIME_BIT(DAY);
            seen->day = (uint8_t)value;
        }
        seen->year = short_year(draft, token, n_before);
        if (seen->year)
            seen->classes |= CW_TIME_BIT(YEAR);
        if (form.n == 4 && value >= 1000 && value < 2200) {
            seen->classes |= CW_TIME_BIT(ANYYEAR);
            seen->year = value;
            if (is_year_here(draft, token, n_before, n_left, value))
                seen->classes |= CW_TIME_BIT(YEAR);
        }
        return;
    }
    if (at + 2 == form.n && (memcmp(form.at + at, "th", 2) == 0 ||
                             memcmp(form.at + at, "st", 2) == 0 ||
                             memcmp(form.at + at, "nd", 2) == 0 ||
                             memcmp(form.at + at, "rd", 2) == 0)) {
        seen->classes |= CW_TIME_BIT(ORDINAL);
        seen->ordinal = value;
        if (value >= 1 && value <= 31) {
            seen->classes |= CW_TIME_BIT(DAY);
            seen->day = (uint8_t)value;
        }
    } else if (form.at[form.n - 1] == 's' && at >= form.n - 2 &&
               (at == 4 || at == 2) && value % 10 == 0 &&
               (at == 2 || (value >= 1000 && value < 2200))) {
        bool is_short =
            at == 2 && n_before > 0 &&
            (word_is(draft, token - 1, "'") || word_is(draft, token - 1, "’"));
        if (at == 4 || is_short) {
            seen->classes |= CW_TIME_BIT(DECADE);
            seen->decade = at == 4 ? value : value + (value < 20 ? 2000 : 1900);
        }
    }
}
