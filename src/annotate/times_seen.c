/* times_seen.c: months, numbers, units, clock times ... among the tokens. */
#include "annotate/times_seen_int.h"
#include "annotate/traits.h"

int16_t cw_time_value(const cw_time_named *list, size_t n, cw_bytes form)
{
    uint8_t first = form.n > 0 ? form.at[0] : 0;
    for (size_t i = 0; i < n; i++)
        if ((uint8_t)list[i].word[0] == first &&
            cw_bytes_are(form, list[i].word))
            return list[i].value;
    return -1;
}

static const cw_time_named numbers[] = {
    {"one", 1},        {"two", 2},       {"three", 3},     {"four", 4},
    {"five", 5},       {"six", 6},       {"seven", 7},     {"eight", 8},
    {"nine", 9},       {"ten", 10},      {"eleven", 11},   {"twelve", 12},
    {"thirteen", 13},  {"fourteen", 14}, {"fifteen", 15},  {"sixteen", 16},
    {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},    {"forty", 40},    {"fifty", 50},    {"sixty", 60},
    {"seventy", 70},   {"eighty", 80},   {"ninety", 90},   {"zero", 0},
};

static const cw_time_named ordinals[] = {
    {"first", 1},       {"second", 2},       {"third", 3},
    {"fourth", 4},      {"fifth", 5},        {"sixth", 6},
    {"seventh", 7},     {"eighth", 8},       {"ninth", 9},
    {"tenth", 10},      {"eleventh", 11},    {"twelfth", 12},
    {"thirteenth", 13}, {"fourteenth", 14},  {"fifteenth", 15},
    {"sixteenth", 16},  {"seventeenth", 17}, {"eighteenth", 18},
    {"nineteenth", 19}, {"twentieth", 20},   {"thirtieth", 30},
    {"hundredth", 100},
};

static const cw_time_named months[] = {
    {"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4},  {"may", 5},  {"jun", 6},
    {"jul", 7}, {"aug", 8}, {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
};

static const cw_time_named weekdays[] = {{"mon", 0}, {"tue", 1}, {"wed", 2},
                                         {"thu", 3}, {"fri", 4}, {"sat", 5},
                                         {"sun", 6}};

static const cw_time_named units[] = {
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

/* As long as one of these. */
static const cw_time_named lengths[] = {{"daylong", CW_TIME_UNIT_DAY},
                                        {"weeklong", CW_TIME_UNIT_WEEK},
                                        {"monthlong", CW_TIME_UNIT_MONTH},
                                        {"yearlong", CW_TIME_UNIT_YEAR}};

static const cw_time_named seasons[] = {
    {"spring", 0}, {"summer", 1}, {"autumn", 2}, {"fall", 2}, {"winter", 3}};

static const cw_time_named parts[] = {
    {"morning", CW_TIME_PART_MORNING},     {"noon", CW_TIME_PART_MIDDAY},
    {"afternoon", CW_TIME_PART_AFTERNOON}, {"evening", CW_TIME_PART_EVENING},
    {"night", CW_TIME_PART_NIGHT},         {"lunchtime", CW_TIME_PART_MIDDAY},
};

static const cw_time_named tens[] = {
    {"twenties", 20}, {"thirties", 30},  {"forties", 40},  {"fifties", 50},
    {"sixties", 60},  {"seventies", 70}, {"eighties", 80}, {"nineties", 90}};

int32_t cw_number_word(cw_bytes form)
{
    uint64_t digits;
    if (form.n == 0)
        return -1;
    if (cw_is_digit(form.at[0]))
        return cw_bytes_number(form, 999999999, &digits) ? (int32_t)digits : -1;
    return CW_TIME_VALUE(numbers, form);
}

cw_time_unit cw_time_unit_of(cw_bytes form, bool *is_plural)
{
    int16_t unit = CW_TIME_VALUE(units, form);
    *is_plural = false;
    if (unit < 0 && form.n > 2 && form.at[form.n - 1] == 's') {
        *is_plural = true;
        unit = CW_TIME_VALUE(units, cw_bytes_cut(form, 0, form.n - 1));
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
    // "may" and "march" are verbs more often than months; the other months
    // are months even where the tagger took them for something else
    if ((token->word_class & CW_WORD_MONTH) &&
        (token->tag == CW_TAG_PROPN ||
         (token->tag != CW_TAG_VERB && token->tag != CW_TAG_AUX &&
          (token->shape & CW_SHAPE_UPPER_FIRST)))) {
        value = CW_TIME_VALUE(months, cw_bytes_cut(form, 0, 3));
        if (value > 0) {
            seen->classes |= CW_TIME_BIT(MONTH);
            seen->month = (uint8_t)value;
        }
    }
    if (token->word_class & CW_WORD_WEEKDAY) {
        value = CW_TIME_VALUE(weekdays, cw_bytes_cut(form, 0, 3));
        if (value >= 0) {
            seen->classes |= cw_bytes_ends(form, CW_LIT("days"))
                                 ? CW_TIME_BIT(WEEKDAYS)
                                 : CW_TIME_BIT(WEEKDAY);
            seen->weekday = (uint8_t)value;
        }
    }
}

static void see_season(const cw_draft *draft, const cw_token *token,
                       cw_bytes form, bool is_first, bool is_last,
                       cw_time_seen *seen)
{
    int16_t value = CW_TIME_VALUE(seasons, form);
    if (value < 0 || token->tag == CW_TAG_VERB)
        return;
    if (cw_bytes_equal(form, CW_LIT("fall")) && !is_first &&
        token[-1].tag == CW_TAG_CCONJ)
        return; // "the rise and fall"
    if (cw_bytes_equal(form, CW_LIT("fall")) && !is_last) {
        cw_bytes next = cw_draft_word(draft, token + 1);
        if (cw_bytes_equal_fold(next, CW_LIT("in")))
            return; // "the fall in prices"
        if (cw_bytes_equal_fold(next, CW_LIT("of")) &&
            !(token[2].shape & CW_SHAPE_DIGIT))
            return; // "the fall of the town"
    }
    seen->classes |= CW_TIME_BIT(SEASON);
    seen->season = (uint8_t)value;
}

static void see_word(const cw_token *token, bool is_last, cw_bytes form,
                     cw_time_seen *seen)
{
    bool is_plural;
    cw_time_unit unit = cw_time_unit_of(form, &is_plural);
    int16_t value;
    if (unit != CW_TIME_UNIT_NONE &&
        (is_plural || unit != CW_TIME_UNIT_SECOND)) {
        seen->classes |= is_plural ? CW_TIME_BIT(UNITS) : CW_TIME_BIT(UNIT);
        seen->unit = (uint8_t)unit;
    }
    value = CW_TIME_VALUE(lengths, form);
    if (value > 0) {
        seen->classes |= CW_TIME_BIT(NUMUNIT);
        seen->unit = (uint8_t)value;
        seen->num = 1;
    }
    value = CW_TIME_VALUE(parts, form);
    if (value >= 0) {
        seen->classes |= CW_TIME_BIT(PART);
        seen->part = (uint8_t)value;
    }
    value = CW_TIME_VALUE(ordinals, form);
    if (value > 0) {
        seen->classes |= CW_TIME_BIT(ORDINAL);
        seen->ordinal = value;
        // "by the end of May the Second Squadron": part of a name
        if (value <= 31 && (is_last || token->tag == CW_TAG_NUM ||
                            !(token->shape & CW_SHAPE_UPPER_FIRST) ||
                            !(token[1].shape & CW_SHAPE_UPPER_FIRST))) {
            seen->classes |= CW_TIME_BIT(DAY);
            seen->day = (uint8_t)value;
        }
    }
    value = CW_TIME_VALUE(tens, form);
    if (value > 0) {
        seen->classes |= CW_TIME_BIT(DECADE);
        seen->decade = 1900 + value;
    }
}

/* What "mid-", "early-" and "late-" stand for; CW_MOD_NONE: no such prefix. */
static uint8_t mod_of(cw_bytes left)
{
    return cw_bytes_equal(left, CW_LIT("mid"))     ? CW_MOD_MID
           : cw_bytes_equal(left, CW_LIT("early")) ? CW_MOD_START
           : cw_bytes_equal(left, CW_LIT("late"))  ? CW_MOD_END
                                                   : CW_MOD_NONE;
}

/* The month that a whole word means; -1: none. */
static int16_t month_of(cw_bytes word)
{
    cw_words words = cw_words_find(word);
    uint32_t classes =
        words.n ? words.at[0].classes | words.at[words.n - 1].classes : 0u;
    return word.n >= 3 && (classes & CW_WORD_MONTH)
               ? CW_TIME_VALUE(months, cw_bytes_cut(word, 0, 3))
               : (int16_t)-1;
}

/* The right part of "mid-August", "early-summer", "late-1990s", "mid-2023". */
static void see_modified(cw_bytes right, cw_time_seen *seen)
{
    int16_t value = month_of(right);
    if (value > 0) {
        seen->classes |= CW_TIME_BIT(MONTH);
        seen->month = (uint8_t)value;
        return;
    }
    value = CW_TIME_VALUE(seasons, right);
    if (value >= 0) {
        seen->classes |= CW_TIME_BIT(SEASON);
        seen->season = (uint8_t)value;
        return;
    }
    if (right.n == 5 && right.at[4] == 's' &&
        cw_number_word(cw_bytes_cut(right, 0, 4)) >= 1000) {
        seen->classes |= CW_TIME_BIT(DECADE);
        seen->decade = cw_number_word(cw_bytes_cut(right, 0, 4));
    } else if (right.n == 4 && cw_number_word(right) >= 1000) {
        seen->classes |= CW_TIME_BIT(YEAR) | CW_TIME_BIT(ANYYEAR);
        seen->year = cw_number_word(right);
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
    if (cw_bytes_are(left, "single"))
        number = 1;
    if (cw_bytes_are(right, "long") &&
        cw_time_unit_of(left, &is_plural) != CW_TIME_UNIT_NONE && !is_plural) {
        number = 1; // "a day-long strike"
        right = left;
    }
    if (cw_bytes_are(right, "quarters"))
        return; // "three-quarters" is a part of something
    seen->mod = mod_of(left);
    if (seen->mod) {
        see_modified(right, seen);
        return;
    }
    if (cw_bytes_equal(right, CW_LIT("quarter")) &&
        (value = CW_TIME_VALUE(ordinals, left)) > 0 && value <= 4) {
        seen->classes |= CW_TIME_BIT(QUARTER);
        seen->quarter = (uint8_t)value;
        return;
    }
    if (number >= 20 && number % 10 == 0 && number < 100 &&
        !(token->shape & CW_SHAPE_DIGIT)) {
        value = CW_TIME_VALUE(ordinals, right);
        if (value > 0 && value < 10) {
            seen->classes |= CW_TIME_BIT(ORDINAL) | CW_TIME_BIT(DAY);
            seen->ordinal = number + value;
            seen->day = (uint8_t)seen->ordinal;
            if (seen->ordinal > 31)
                seen->classes &= ~CW_TIME_BIT(DAY);
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
            seen->classes |= CW_TIME_BIT(NUMUNIT);
            seen->unit = (uint8_t)unit;
            seen->num = number;
        }
    }
}

/* ---- numbers of several tokens ----------------------------------------- */

static const char *const vague[] = {"several", "few",       "some",
                                    "many",    "countless", NULL};

static bool token_is(const cw_draft *draft, const cw_token *token,
                     const char *word)
{
    return cw_bytes_are(cw_draft_word(draft, token), word);
}

/* "two", "twenty four", "three hundred", "a few", "a couple of", "a dozen":
 * how many tokens, 0: no number here. */
static size_t see_count(const cw_draft *draft, const cw_token *token,
                        size_t n_left, cw_time_seen *seen)
{
    uint8_t form[CW_MAX_WORD_BYTES];
    size_t n = 0;
    int32_t total = 0, run = -1;
    cw_bytes word = cw_time_fold(cw_draft_word(draft, token), form);
    if (n_left > 1 && word.n == 1 && word.at[0] == 'a') {
        word = cw_time_fold(cw_draft_word(draft, token + 1), form);
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
        word = cw_time_fold(cw_draft_word(draft, token + n), form);
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
    if (n < n_left && (token_is(draft, &token[n], "1/2") ||
                       token_is(draft, &token[n], "½"))) {
        seen->flags = 2; // "4 1/2 years"
        n++;
    }
    return n;
}

/* "nineteen ninety-six", "two thousand": a year in words. */
static size_t see_spelled(const cw_draft *draft, const cw_token *token,
                          size_t n_left, cw_time_seen *seen)
{
    uint8_t form[CW_MAX_WORD_BYTES];
    int32_t first =
        cw_number_word(cw_time_fold(cw_draft_word(draft, token), form));
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

bool cw_time_is_seen(cw_bytes form)
{
    static const cw_token token = {0}; // of no sentence, so the last one
    cw_time_seen seen = {0};
    if (form.n == 0)
        return false;
    see_word(&token, true, form, &seen);
    if (seen.classes || CW_TIME_VALUE(seasons, form) >= 0 ||
        cw_number_word(form) >= 0 || cw_is_digit(form.at[0]) ||
        cw_bytes_among(form, vague) || cw_bytes_are(form, "a") ||
        memchr(form.at, '-', form.n))
        return true;
    return form.n == 2 && form.at[0] == 'q'; // "Q3"
}

void cw_times_see(const cw_draft *draft, const cw_sentence *sentence,
                  uint16_t (*find_word)(cw_bytes), cw_time_seen *seen)
{
    const cw_token *tokens = draft->tokens.at + sentence->first;
    const cw_trait *traits = draft->traits + sentence->first;
    size_t n = sentence->n;
    for (size_t i = 0; i < n; i++) {
        uint8_t buffer[CW_MAX_WORD_BYTES];
        cw_bytes form;
        cw_time_seen *s = &seen[i];
        *s = (cw_time_seen){.minute = -1, .zone_min = CW_NO_ZONE};
        if (!(traits[i].begins_what & CW_BEGINS_TIME) &&
            !(tokens[i].word_class & (CW_WORD_MONTH | CW_WORD_WEEKDAY)) &&
            !(tokens[i].shape & CW_SHAPE_DIGIT))
            continue;
        form = cw_time_fold(cw_draft_word(draft, &tokens[i]), buffer);
        if (form.n == 0)
            continue;
        s->word = find_word(form);
        if (tokens[i].shape & CW_SHAPE_DIGIT)
            cw_times_see_digits(draft, &tokens[i], i, n - i, form, s);
        else if (!(tokens[i].shape & CW_SHAPE_LETTER))
            continue;
        else if (form.at[0] == 'q' && form.n == 2 && form.at[1] >= '1' &&
                 form.at[1] <= '4') {
            s->classes |= CW_TIME_BIT(QUARTER);
            s->quarter = (uint8_t)(form.at[1] - '0');
        } else {
            see_calendar(&tokens[i], form, s);
            see_season(draft, &tokens[i], form, i == 0, i + 2 >= n, s);
            see_word(&tokens[i], i + 1 == n, form, s);
        }
        see_hyphenated(&tokens[i], form, s);
        if (s->classes & CW_TIME_BIT(NUMUNIT))
            continue;
        if (tokens[i].shape & CW_SHAPE_DIGIT ||
            (tokens[i].word_class & CW_WORD_NUMBER) || form.n <= 9) {
            s->n_spelled = (uint8_t)see_spelled(draft, &tokens[i], n - i, s);
            if (s->n_spelled)
                s->classes |= CW_TIME_BIT(SPELLED);
            s->n_num = (uint8_t)see_count(draft, &tokens[i], n - i, s);
            if (s->n_num && !(s->classes & CW_TIME_BIT(ORDINAL)))
                s->classes |= CW_TIME_BIT(NUM);
        }
    }
}
