/* news_check.c: what must be true of every annotated report by itself. */
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "train/news_corpus.h"

/* TIMEX3 values (TimeML 1.2.1, section 2.2): a point or a duration. */
static const char point_pattern[] =
    "^([0-9X]{2,4}"
    "(-([0-9X]{2}|W[0-9X]{2}|Q[1-4X]|H[12X]|SP|SU|FA|WI)"
    "(-([0-9X]{1,2}|WE))?)?)?"
    "(T([0-9X]{2}(:[0-9X]{2}(:[0-9X]{2})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
    "|MO|MI|AF|EV|NI|DT))?$";
static const char duration_pattern[] =
    "^P(T?[0-9X.]+(Y|M|W|D|H|S|DE|CE|Q|WE|NI|MO|AF|EV|SP|SU|FA|WI))+$";

static const char *const weekdays[] = {"monday",   "tuesday", "wednesday",
                                       "thursday", "friday",  "saturday",
                                       "sunday"};
static const char *const months[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

static bool matches(const char *pattern, cw_bytes word)
{
    char copy[64];
    regex_t regex;
    bool found;
    if (word.n == 0 || word.n >= sizeof copy)
        return false;
    memcpy(copy, word.at, word.n);
    copy[word.n] = 0;
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        abort();
    found = regexec(&regex, copy, 0, NULL, 0) == 0;
    regfree(&regex);
    return found;
}

static bool is_time_value(cw_bytes value)
{
    return cw_bytes_are(value, "PRESENT_REF") ||
           cw_bytes_are(value, "PAST_REF") ||
           cw_bytes_are(value, "FUTURE_REF") || matches(point_pattern, value) ||
           matches(duration_pattern, value);
}

/* The day a value begins with, or CW_NO_DAY; false when its digits make a
 * date that does not exist. */
static bool day_of_value(cw_bytes value, int32_t *day)
{
    cw_moment moment;
    char precision;
    *day = CW_NO_DAY;
    if (value.n < 10 ||
        !matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", cw_bytes_cut(value, 0, 10)))
        return true;
    if (!cw_moment_read(cw_bytes_cut(value, 0, 10), &moment, &precision))
        return false;
    *day = moment.day;
    return true;
}

static bool is_word_at(cw_bytes text, size_t at, size_t n)
{
    return (at == 0 || !cw_is_alpha(text.at[at - 1])) &&
           (at + n == text.n || !cw_is_alpha(text.at[at + n]));
}

/* Which of names [n] is the only one that stands in words; -1 if none or
 * several. */
static int only_named(cw_bytes words, const char *const *names, int n)
{
    int found = -1;
    for (int i = 0; i < n; i++) {
        cw_bytes name = cw_bytes_from(names[i]);
        size_t at = cw_bytes_find_fold(words, name, 0);
        if (at == CW_NOT_FOUND || !is_word_at(words, at, name.n))
            continue;
        if (found >= 0)
            return -1;
        found = i;
    }
    return found;
}

static void check_time(news_corpus *corpus, const news_file *file,
                       const news_mark *mark, cw_bytes words)
{
    int weekday = only_named(words, weekdays, 7);
    int month = only_named(words, months, 12);
    int32_t day;
    if (!is_time_value(mark->head) || !day_of_value(mark->head, &day)) {
        news_complain(corpus, file, mark->line, "no TIMEX3 value:", mark->head);
        return;
    }
    if (day == CW_NO_DAY)
        return;
    if (weekday >= 0 && month < 0 &&
        cw_bytes_find(words, CW_LIT(" "), 0) == CW_NOT_FOUND &&
        cw_day_weekday(day) != weekday)
        news_complain(corpus, file, mark->line,
                      "the value is another day of the week than", words);
    if (weekday >= 0 && month >= 0 && cw_day_weekday(day) != weekday)
        news_complain(corpus, file, mark->line,
                      "the date is no such day of the week:", words);
    if (month >= 0 && cw_date_from_day(day).month != month + 1)
        news_complain(corpus, file, mark->line,
                      "the value is of another month than", words);
}

/* Digits of a figure with what multiplies them: "1.2m" is 1200000. False when
 * the words hold no digits, or several numbers. */
static bool number_in(cw_bytes words, double *out)
{
    static const struct {
        const char *word;
        double times;
    } scales[] = {{"m", 1e6},         {"mn", 1e6},      {"million", 1e6},
                  {"bn", 1e9},        {"billion", 1e9}, {"b", 1e9},
                  {"trillion", 1e12}, {"tn", 1e12},     {"thousand", 1e3},
                  {"k", 1e3},         {"crore", 1e7},   {"lakh", 1e5},
                  {"M", 1e6},         {"K", 1e3},       {"B", 1e9},
                  {"MILLION", 1e6},   {"BILLION", 1e9}, {"Million", 1e6},
                  {"Billion", 1e9},   {"cents", 0.01},  {"cent", 0.01},
                  {"pence", 0.01},    {"p", 0.01}};
    char digits[32];
    size_t n = 0, at = 0, from;
    while (at < words.n && !cw_is_digit(words.at[at]))
        at++;
    for (; at < words.n && n + 1 < sizeof digits; at++)
        if (cw_is_digit(words.at[at]) ||
            (words.at[at] == '.' && at + 1 < words.n &&
             cw_is_digit(words.at[at + 1])))
            digits[n++] = (char)words.at[at];
        else if (words.at[at] != ',')
            break;
    digits[n] = 0;
    if (n == 0)
        return false;
    *out = strtod(digits, NULL);
    while (at < words.n && (words.at[at] == ' ' || words.at[at] == '-'))
        at++;
    for (from = at; at < words.n && cw_is_alpha(words.at[at]); at++)
        ;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (cw_bytes_are(cw_bytes_cut(words, from, at), scales[i].word))
            *out *= scales[i].times;
    for (; at < words.n; at++)
        if (cw_is_digit(words.at[at]))
            return false;
    return true;
}

static void check_figure(news_corpus *corpus, const news_file *file,
                         const news_mark *mark, cw_bytes words)
{
    cw_bytes bound = news_argument_of(mark, "bound");
    double value, seen;
    char copy[64] = {0};
    if (!matches("^-?[0-9]+(\\.[0-9]+)?(-[0-9]+(\\.[0-9]+)?)?$", mark->head)) {
        news_complain(corpus, file, mark->line, "no figure:", mark->head);
        return;
    }
    if (bound.n && !matches("^(min|max|about|over|under)$", bound))
        news_complain(corpus, file, mark->line, "no such bound:", bound);
    memcpy(copy, mark->head.at, mark->head.n);
    value = strtod(copy, NULL);
    value = value < 0 ? -value : value;
    if (cw_bytes_find(cw_bytes_cut(mark->head, 1, mark->head.n), CW_LIT("-"),
                      0) == CW_NOT_FOUND &&
        number_in(words, &seen) &&
        (seen - value > 1e-6 * value || value - seen > 1e-6 * value))
        news_complain(corpus, file, mark->line,
                      "the value is not the number in", words);
}

static bool is_class(cw_bytes name)
{
    static const char *const classes[] = {
        "KILL",   "INJURE",   "ATTACK",   "FIGHT",    "ARREST",      "COURT",
        "VOTE",   "LAW",      "APPOINT",  "RESIGN",   "MEET",        "AGREE",
        "DEMAND", "REJECT",   "THREATEN", "SANCTION", "PROTEST",     "AID",
        "VISIT",  "MOVE",     "RESCUE",   "DISASTER", "ACCIDENT",    "HEALTH",
        "COST",   "WORK",     "SPORT",    "CULTURE",  "SCIENCE",     "BUILD",
        "OTHER",  "ANNOUNCE", "BUSINESS", "MILITARY", "INVESTIGATE", NULL};
    return cw_bytes_among(name, classes);
}

static bool has_chain(const news_report *report, cw_bytes id)
{
    for (uint32_t i = 0; i < report->n_marks; i++)
        if (report->marks[i].kind <= NEWS_REFERENCE &&
            cw_bytes_equal(report->marks[i].head, id))
            return true;
    return false;
}

/* A role may hold several chains with commas between: `who=france,germany`. */
static void check_ids(news_corpus *corpus, const news_file *file,
                      const news_mark *mark, cw_bytes ids)
{
    for (size_t from = 0, to; from <= ids.n; from = to + 1) {
        cw_bytes id;
        to = cw_bytes_find(ids, CW_LIT(","), from);
        if (to == CW_NOT_FOUND)
            to = ids.n;
        id = cw_bytes_cut(ids, from, to);
        if (!has_chain(&file->report, id))
            news_complain(corpus, file, mark->line,
                          "nothing in the report has the id", id);
    }
}

static void check_event(news_corpus *corpus, const news_file *file,
                        const news_mark *mark)
{
    static const char *const roles[] = {"who", "whom", "where", "by"};
    cw_bytes when = news_argument_of(mark, "when");
    if (!is_class(mark->head))
        news_complain(corpus, file, mark->line, "no such class:", mark->head);
    if (when.n && !is_time_value(when))
        news_complain(corpus, file, mark->line, "no TIMEX3 value:", when);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        cw_bytes id = news_argument_of(mark, roles[i]);
        if (id.n)
            check_ids(corpus, file, mark, id);
    }
}

/* A source or a cue speaks of a content of its report. */
static void check_statement(news_corpus *corpus, const news_file *file,
                            const news_mark *mark)
{
    const news_report *report = &file->report;
    for (uint32_t i = 0; i < report->n_marks; i++)
        if (report->marks[i].kind == NEWS_CONTENT &&
            cw_bytes_equal(report->marks[i].head, mark->head))
            return;
    news_complain(corpus, file, mark->line, "no content has the number",
                  mark->head);
}

static void check_words(news_corpus *corpus, const news_file *file,
                        const news_mark *mark, cw_bytes words)
{
    uint8_t last = words.at[words.n - 1];
    if (mark->kind == NEWS_CONTENT)
        return;
    if (strchr(",;:", last) ||
        (last == '.' && mark->kind >= NEWS_TIME && mark->kind != NEWS_SOURCE &&
         !cw_bytes_ends(words, CW_LIT(".m.")) && words.n > 6))
        news_complain(corpus, file, mark->line,
                      "a mark ends in a sign:", words);
}

static void check_public_figure(news_corpus *corpus, const news_file *file,
                                const news_mark *mark, cw_bytes words)
{
    size_t at = 0;
    cw_range line;
    while (cw_bytes_line(corpus->public_figures, &at, &line))
        if (line.to > line.from &&
            cw_bytes_equal_fold(cw_bytes_at(corpus->public_figures, line),
                                words))
            news_complain(corpus, file, mark->line,
                          "this is a real public figure:", words);
}

static void check_mark(news_corpus *corpus, const news_file *file,
                       const news_mark *mark)
{
    cw_bytes words = cw_bytes_at(file->report.text, mark->range);
    check_words(corpus, file, mark, words);
    switch (mark->kind) {
    case NEWS_PER:
        check_public_figure(corpus, file, mark, words);
        break;
    case NEWS_TIME:
        check_time(corpus, file, mark, words);
        break;
    case NEWS_FIGURE:
        check_figure(corpus, file, mark, words);
        break;
    case NEWS_EVENT:
        check_event(corpus, file, mark);
        break;
    case NEWS_SOURCE:
    case NEWS_CUE:
        check_statement(corpus, file, mark);
        break;
    default:
        break;
    }
}

static void check_head(news_corpus *corpus, const news_file *file)
{
    const news_report *report = &file->report;
    static const char registers[] =
        "^(agency|broadsheet|tabloid|broadcaster|local|business|sport|court|"
        "disaster|diplomacy|science|culture|ticker|release)$";
    static const char regions[] =
        "^(british|american|indian|african|australian|translated)$";
    cw_moment moment;
    char precision;
    if (!cw_moment_read(report->date, &moment, &precision) || precision != 'd')
        news_complain(corpus, file, 1, "no date:", report->date);
    if (!matches(registers, report->reg))
        news_complain(corpus, file, 1, "no such register:", report->reg);
    if (!matches(regions, report->region))
        news_complain(corpus, file, 1, "no such region:", report->region);
    if (!matches("^(sentence|title|capitals)$", report->headline_case))
        news_complain(corpus, file, 1, "no such case:", report->headline_case);
    if (!matches("^[A-Z]$", report->writer))
        news_complain(corpus, file, 1, "no writer:", report->writer);
    if (report->outlet.n == 0)
        news_complain(corpus, file, 1, "no outlet:", report->outlet);
}

/* Ids of names that are used once and take part in nothing are a slip of the
 * pen in one of the two places; an R needs a name or another R. */
static void check_chains(news_corpus *corpus, const news_file *file)
{
    const news_report *report = &file->report;
    for (uint32_t i = 0; i < report->n_marks; i++) {
        const news_mark *mark = &report->marks[i];
        cw_bytes words = cw_bytes_at(report->text, mark->range);
        uint32_t n = 0;
        if (mark->kind != NEWS_REFERENCE || words.n > 5)
            continue;
        for (uint32_t j = 0; j < report->n_marks; j++)
            n += report->marks[j].kind <= NEWS_REFERENCE &&
                 cw_bytes_equal(report->marks[j].head, mark->head);
        if (n < 2)
            news_complain(corpus, file, mark->line,
                          "a pronoun refers to nothing:", mark->head);
    }
}

void news_check(news_corpus *corpus)
{
    for (size_t i = 0; i < corpus->n; i++) {
        const news_file *file = &corpus->files[i];
        check_head(corpus, file);
        check_chains(corpus, file);
        for (uint32_t j = 0; j < file->report.n_marks; j++)
            check_mark(corpus, file, &file->report.marks[j]);
    }
}
