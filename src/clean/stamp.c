/* stamp.c: explicit dates, and the times beside them. */
#include "clean/stamp_int.h"

enum { MONTH_BYTES_MAX = 24 };

/* The names of the months, in the order of their bytes, as they are looked for:
 * English, German, French, Spanish, Portuguese, Italian, Dutch, Danish,
 * Norwegian, Swedish, Turkish, Romanian, Indonesian, Arabic; Polish, Czech,
 * Russian, Ukrainian, Greek in the genitive, Finnish in the partitive. */
static const struct {
    char name[MONTH_BYTES_MAX]; // in place: every "about 400" looks for one
    uint8_t month;
} months[] = {
    {"abril", 4},         {"agosto", 8},       {"agustus", 8},
    {"août", 8},          {"apr", 4},          {"april", 4},
    {"aprile", 4},        {"aprilie", 4},      {"aralık", 12},
    {"aug", 8},           {"august", 8},       {"augusti", 8},
    {"augustus", 8},      {"avril", 4},        {"ağustos", 8},
    {"března", 3},        {"czerwca", 6},      {"dec", 12},
    {"december", 12},     {"decembrie", 12},   {"des", 12},
    {"desember", 12},     {"dez", 12},         {"dezember", 12},
    {"dezembro", 12},     {"dicembre", 12},    {"diciembre", 12},
    {"dubna", 4},         {"décembre", 12},    {"ekim", 10},
    {"elokuuta", 8},      {"enero", 1},        {"eylül", 9},
    {"feb", 2},           {"febbraio", 2},     {"febrero", 2},
    {"februar", 2},       {"februari", 2},     {"februarie", 2},
    {"february", 2},      {"fevereiro", 2},    {"février", 2},
    {"gennaio", 1},       {"giugno", 6},       {"grudnia", 12},
    {"haziran", 6},       {"heinäkuuta", 7},   {"helmikuuta", 2},
    {"huhtikuuta", 4},    {"ianuarie", 1},     {"iulie", 7},
    {"iunie", 6},         {"jan", 1},          {"janeiro", 1},
    {"januar", 1},        {"januari", 1},      {"january", 1},
    {"janvier", 1},       {"joulukuuta", 12},  {"juillet", 7},
    {"juin", 6},          {"jul", 7},          {"julho", 7},
    {"juli", 7},          {"julio", 7},        {"july", 7},
    {"jun", 6},           {"june", 6},         {"junho", 6},
    {"juni", 6},          {"junio", 6},        {"jänner", 1},
    {"kasım", 11},        {"kesäkuuta", 6},    {"května", 5},
    {"kwietnia", 4},      {"ledna", 1},        {"lipca", 7},
    {"listopada", 11},    {"listopadu", 11},   {"lokakuuta", 10},
    {"luglio", 7},        {"lutego", 2},       {"maaliskuuta", 3},
    {"maart", 3},         {"maggio", 5},       {"mai", 5},
    {"maio", 5},          {"maj", 5},          {"maja", 5},
    {"mar", 3},           {"marca", 3},        {"march", 3},
    {"maret", 3},         {"marraskuuta", 11}, {"mars", 3},
    {"mart", 3},          {"martie", 3},       {"marts", 3},
    {"marzo", 3},         {"março", 3},        {"may", 5},
    {"mayo", 5},          {"mayıs", 5},        {"mei", 5},
    {"märz", 3},          {"nisan", 4},        {"noiembrie", 11},
    {"nov", 11},          {"november", 11},    {"novembre", 11},
    {"novembro", 11},     {"noviembre", 11},   {"ocak", 1},
    {"oct", 10},          {"october", 10},     {"octobre", 10},
    {"octombrie", 10},    {"octubre", 10},     {"okt", 10},
    {"oktober", 10},      {"ottobre", 10},     {"outubro", 10},
    {"października", 10}, {"prosince", 12},    {"sep", 9},
    {"sept", 9},          {"september", 9},    {"septembre", 9},
    {"septembrie", 9},    {"septiembre", 9},   {"setembro", 9},
    {"settembre", 9},     {"sierpnia", 8},     {"srpna", 8},
    {"stycznia", 1},      {"syyskuuta", 9},    {"tammikuuta", 1},
    {"temmuz", 7},        {"toukokuuta", 5},   {"września", 9},
    {"září", 9},          {"února", 2},        {"července", 7},
    {"června", 6},        {"října", 10},       {"şubat", 2},
    {"Απριλίου", 4},      {"Αυγούστου", 8},    {"Δεκεμβρίου", 12},
    {"Ιανουαρίου", 1},    {"Ιουλίου", 7},      {"Ιουνίου", 6},
    {"Μαΐου", 5},         {"Μαρτίου", 3},      {"Νοεμβρίου", 11},
    {"Οκτωβρίου", 10},    {"Σεπτεμβρίου", 9},  {"Φεβρουαρίου", 2},
    {"августа", 8},       {"апреля", 4},       {"березня", 3},
    {"вересня", 9},       {"грудня", 12},      {"декабря", 12},
    {"жовтня", 10},       {"июля", 7},         {"июня", 6},
    {"квітня", 4},        {"липня", 7},        {"листопада", 11},
    {"лютого", 2},        {"марта", 3},        {"мая", 5},
    {"ноября", 11},       {"октября", 10},     {"сентября", 9},
    {"серпня", 8},        {"січня", 1},        {"травня", 5},
    {"февраля", 2},       {"червня", 6},       {"января", 1},
    {"أبريل", 4},         {"أغسطس", 8},        {"أكتوبر", 10},
    {"إبريل", 4},         {"اغسطس", 8},        {"اكتوبر", 10},
    {"ديسمبر", 12},       {"سبتمبر", 9},       {"فبراير", 2},
    {"مارس", 3},          {"مايو", 5},         {"نوفمبر", 11},
    {"يناير", 1},         {"يوليه", 7},        {"يوليو", 7},
    {"يونيه", 6},         {"يونيو", 6},
};
#define N_MONTHS (sizeof months / sizeof *months)

static bool has_word(cw_bytes text, size_t at, size_t end, const char *word)
{
    size_t n = strlen(word);
    return end - at >= n &&
           cw_bytes_starts_fold(cw_bytes_cut(text, at, end),
                                cw_bytes_from(word)) &&
           (at + n == end || !cw_stamp_is_letter(text.at[at + n]));
}

/* The end of a word, or a place past MONTH_BYTES_MAX in a longer one. */
static size_t letters_end(cw_bytes text, size_t at, size_t end)
{
    if (end - at > MONTH_BYTES_MAX + 1)
        end = at + MONTH_BYTES_MAX + 1;
    while (at < end && cw_stamp_is_letter(text.at[at]))
        at++;
    return at;
}

static bool read_month(cw_bytes text, size_t *at, size_t end, unsigned *month)
{
    size_t word_end = letters_end(text, *at, end), n = word_end - *at;
    if (n < 3 || n > MONTH_BYTES_MAX)
        return false;
    char word[MONTH_BYTES_MAX] = {0};
    for (size_t i = 0; i < n; i++)
        word[i] = (char)cw_to_lower(text.at[*at + i]);
    size_t from = 0, to = N_MONTHS;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = memcmp(word, months[middle].name, sizeof word);
        if (order == 0) {
            *at = word_end;
            *month = months[middle].month;
            return true;
        }
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return false;
}

static bool set_day(cw_stamp *out, unsigned year, unsigned month, unsigned day)
{
    cw_date date = {(int32_t)year, (uint8_t)month, (uint8_t)day};
    if (year < 1990 || year > 2099 || month > 12 || day > 31 ||
        !cw_date_is_valid(date))
        return false;
    out->moment = CW_NO_MOMENT;
    out->moment.day = cw_day_from_date(date);
    return true;
}

/* Words and marks that may stand between a date and its time. */
static size_t skip_between(cw_bytes text, size_t at, size_t end)
{
    static const char *const words[] = {"at", "on",    "um",   "kl",
                                        "à",  "a las", "alle", "om",
                                        "às", "saat",  "klo"};
    size_t limit = end - at > 14 ? at + 14 : end;
    for (;;) {
        size_t p = cw_stamp_skip_blanks(text, at, limit);
        while (p < limit && strchr(",|-.;/T(", text.at[p]) && text.at[p])
            p++;
        if (limit - p >= 3 && text.at[p] == 0xE2 && text.at[p + 1] == 0x80)
            p += 3; // dash or bullet
        else if (limit - p >= 2 && text.at[p] == 0xC2)
            p += 2; // middle dot, NBSP
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (has_word(text, p, limit, words[i]))
                p += strlen(words[i]);
        if (p == at)
            return at;
        at = p;
    }
}

static bool is_year_sign(cw_bytes text, size_t at, size_t end, const char *sign)
{
    return cw_bytes_starts(cw_bytes_cut(text, at, end), cw_bytes_from(sign));
}

/* 2024-05-03, 2024/5/3, 2024. 5. 3., 2024年5月3日 */
static bool read_year_first(cw_bytes text, size_t *at, size_t end,
                            cw_stamp *out)
{
    size_t p = *at, n;
    unsigned year, month, day;
    if (!cw_stamp_read_digits(text, &p, end, 4, &year, &n) || n != 4 ||
        p >= end)
        return false;
    if (is_year_sign(text, p, end, "年") || is_year_sign(text, p, end, "년")) {
        p = cw_stamp_skip_blanks(text, p + 3, end);
        if (!cw_stamp_read_digits(text, &p, end, 2, &month, &n) || end - p < 3)
            return false;
        p = cw_stamp_skip_blanks(text, p + 3, end);
        if (!cw_stamp_read_digits(text, &p, end, 2, &day, &n) || end - p < 3)
            return false;
        p += 3;
    } else {
        uint8_t mark = text.at[p];
        if (mark != '-' && mark != '/' && mark != '.')
            return false;
        p = mark == '.' ? cw_stamp_skip_blanks(text, p + 1, end) : p + 1;
        if (!cw_stamp_read_digits(text, &p, end, 2, &month, &n) || p >= end ||
            text.at[p] != mark)
            return false;
        p = mark == '.' ? cw_stamp_skip_blanks(text, p + 1, end) : p + 1;
        if (!cw_stamp_read_digits(text, &p, end, 2, &day, &n))
            return false;
    }
    if (p < end && cw_is_digit(text.at[p]))
        return false;
    if (!set_day(out, year, month, day))
        return false;
    *at = p;
    return true;
}

/* A year after a day and a month: 2024, or '24. */
static bool read_year(cw_bytes text, size_t *at, size_t end, unsigned *year)
{
    size_t p = *at, n;
    static const char *const joins[] = {"de", "del", "of", "in"};
    for (int round = 0; round < 2; round++) {
        while (p < end &&
               (text.at[p] == ',' || text.at[p] == '.' || text.at[p] == '-'))
            p++;
        p = cw_stamp_skip_blanks(text, p, end);
        for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
            if (has_word(text, p, end, joins[i]))
                p = cw_stamp_skip_blanks(text, p + strlen(joins[i]), end);
    }
    if (!cw_stamp_read_digits(text, &p, end, 4, year, &n) || n != 4)
        return false;
    if (p < end && cw_is_digit(text.at[p])) { // "20246:01 PM", glued
        size_t colon = p;
        while (colon < end && cw_is_digit(text.at[colon]))
            colon++;
        if (colon - p > 2 || colon >= end || text.at[colon] != ':')
            return false;
    }
    *at = p;
    return true;
}

/* May a year follow the word at text[at]? Behind marks and blanks read_year
 * wants a digit, or a join. Of "19 homes were" this is asked before the names
 * of the months are gone through. */
static bool may_read_year(cw_bytes text, size_t at, size_t end)
{
    at = letters_end(text, at, end);
    for (int round = 0; round < 2; round++) {
        while (at < end &&
               (text.at[at] == ',' || text.at[at] == '.' || text.at[at] == '-'))
            at++;
        at = cw_stamp_skip_blanks(text, at, end);
    }
    return at < end &&
           (cw_is_digit(text.at[at]) || strchr("doi", text.at[at] | 32));
}

static size_t skip_ordinal(cw_bytes text, size_t at, size_t end)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "."};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (has_word(text, at, end, endings[i]) ||
            (endings[i][0] == '.' && at < end && text.at[at] == '.'))
            return at + strlen(endings[i]);
    if (end - at >= 2 && text.at[at] == 0xC2 && text.at[at + 1] == 0xBA)
        return at + 2; // 1º
    return at;
}

/* 3 May 2024, 3rd of May, 2024, 3. Mai 2024, 3-May-2024, 3 de mayo de 2024 */
static bool read_day_first(cw_bytes text, size_t *at, size_t end, cw_stamp *out)
{
    size_t p = *at, n;
    unsigned day, month, year;
    if (!cw_stamp_read_digits(text, &p, end, 3, &day, &n) || n > 2)
        return false;
    p = cw_stamp_skip_blanks(text, skip_ordinal(text, p, end), end);
    if (p < end && (text.at[p] == '-' || text.at[p] == '/'))
        p++;
    if (has_word(text, p, end, "of") || has_word(text, p, end, "de"))
        p = cw_stamp_skip_blanks(text, p + 2, end);
    if (!may_read_year(text, p, end) || !read_month(text, &p, end, &month) ||
        !read_year(text, &p, end, &year) || !set_day(out, year, month, day))
        return false;
    *at = p;
    return true;
}

/* May 3, 2024; May 3rd 2024; May. 3, 2024 */
static bool read_month_first(cw_bytes text, size_t *at, size_t end,
                             cw_stamp *out)
{
    size_t word = *at, p = letters_end(text, word, end), n;
    unsigned day, month, year;
    while (p < end && (text.at[p] == '.' || text.at[p] == '-'))
        p++;
    p = cw_stamp_skip_blanks(text, p, end);
    // Every word comes here, and hardly any has a number behind it.
    if (p >= end || !cw_is_digit(text.at[p]) ||
        !read_month(text, &word, end, &month))
        return false;
    if (!cw_stamp_read_digits(text, &p, end, 3, &day, &n) || n > 2)
        return false;
    p = skip_ordinal(text, p, end);
    if (!read_year(text, &p, end, &year) || !set_day(out, year, month, day))
        return false;
    *at = p;
    return true;
}

/* 3/5/2024, 03.05.2024, 17-10-2023, 3.5.24 */
static bool read_numeric(cw_bytes text, size_t *at, size_t end, cw_stamp *out)
{
    size_t p = *at, n, n_year;
    unsigned a, b, year;
    if (!cw_stamp_read_digits(text, &p, end, 3, &a, &n) || n > 2 || p >= end)
        return false;
    uint8_t mark = text.at[p];
    if (mark != '/' && mark != '.' && mark != '-')
        return false;
    p++;
    if (mark == '.')
        p = cw_stamp_skip_blanks(text, p, end);
    if (!cw_stamp_read_digits(text, &p, end, 3, &b, &n) || n > 2 || p >= end ||
        text.at[p] != mark)
        return false;
    p++;
    if (mark == '.')
        p = cw_stamp_skip_blanks(text, p, end);
    if (!cw_stamp_read_digits(text, &p, end, 5, &year, &n_year) ||
        (n_year != 4 && (n_year != 2 || mark == '-')))
        return false;
    if (p + 1 < end && text.at[p] == mark && cw_is_digit(text.at[p + 1]))
        return false; // a version
    year += n_year == 2 ? 2000 : 0;
    bool is_day_first = set_day(out, year, b, a);
    if (!is_day_first && !set_day(out, year, a, b))
        return false;
    out->first = (uint8_t)a;
    out->second = (uint8_t)b;
    out->is_ambiguous = mark == '/' && a <= 12 && b <= 12 && a != b;
    *at = p;
    return true;
}

cw_stamp cw_stamp_swap(cw_stamp stamp)
{
    cw_date date = cw_date_from_day(stamp.moment.day);
    date.month = stamp.first;
    date.day = stamp.second;
    if (cw_date_is_valid(date))
        stamp.moment.day = cw_day_from_date(date);
    return stamp;
}

/* A weekday name with its comma before text[from): its start, or from. */
static size_t skip_weekday_back(cw_bytes text, size_t from, size_t at)
{
    static const char *const names[] = {
        "monday",   "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday",  "mon",       "tue",      "wed",
        "thu",      "fri",     "sat",       "sun",      NULL};
    size_t end = from;
    while (end > at &&
           (cw_is_space(text.at[end - 1]) || text.at[end - 1] == ','))
        end--;
    size_t start = end;
    while (start > at && cw_is_alpha(text.at[start - 1]))
        start--;
    cw_bytes word = cw_bytes_cut(text, start, end);
    return cw_bytes_among_fold(word, names) ? start : from;
}

/* A time that ends where the date begins: "10:12 BST, " before "3 May". */
static void read_time_before(cw_bytes text, size_t limit, cw_stamp *out)
{
    size_t from = skip_weekday_back(text, out->range.from, limit);
    size_t start = from > limit + 22 ? from - 22 : limit;
    for (size_t p = start; p < from; p++) {
        cw_moment moment = out->moment;
        size_t at = p;
        if (!cw_is_digit(text.at[p]) ||
            (p > 0 && (cw_is_digit(text.at[p - 1]) || text.at[p - 1] == ':')))
            continue;
        if (!cw_stamp_read_time(text, &at, from, &moment))
            continue;
        if (skip_between(text, at, from) >= from ||
            cw_stamp_skip_blanks(text, skip_between(text, at, from), from) >=
                from) {
            out->moment = moment;
            out->range.from = (uint32_t)p;
            return;
        }
    }
}

/* Every date holds a digit, and nothing but letters, then points or hyphens,
 * then blanks may stand before its first one: "Sept. 3". So no date begins in
 * text[from, at) before the place returned, when text[at] is the next digit.
 */
static size_t earliest(cw_bytes text, size_t from, size_t at)
{
    while (at > from && (cw_is_space(text.at[at - 1]) ||
                         (text.at[at - 1] == 0xA0 && at - from >= 2 &&
                          text.at[at - 2] == 0xC2)))
        at -= text.at[at - 1] == 0xA0 ? 2 : 1;
    while (at > from && (text.at[at - 1] == '.' || text.at[at - 1] == '-'))
        at--;
    while (at > from && cw_stamp_is_letter(text.at[at - 1]))
        at--;
    return at;
}

/* The first digit of text[at, end), or end: eight bytes at a time. */
static size_t next_digit(cw_bytes text, size_t at, size_t end)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    for (; end - at >= 8; at += 8) {
        uint64_t eight, low;
        memcpy(&eight, text.at + at, sizeof eight);
        low = eight & 0x7F * ones; // no sum below carries
        if (((low + (0x80 - '0') * ones) & ~(low + (0x7F - '9') * ones) &
             ~eight & 0x80 * ones) != 0)
            break;
    }
    while (at < end && !cw_is_digit(text.at[at]))
        at++;
    return at;
}

/* A date that begins at text[at]; *end_at is where it ends. */
static bool read_date(cw_bytes text, size_t at, size_t end, size_t *end_at,
                      cw_stamp *out)
{
    uint8_t c = text.at[at], before = at > 0 ? text.at[at - 1] : ' ';
    *end_at = at;
    if (cw_is_digit(c))
        return !cw_is_digit(before) && before != '.' && before != '/' &&
               (read_year_first(text, end_at, end, out) ||
                read_day_first(text, end_at, end, out) ||
                read_numeric(text, end_at, end, out));
    return cw_is_alpha(c) &&
           (!cw_stamp_is_letter(before) ||
            (cw_is_upper(c) && cw_is_lower(before))) &&
           read_month_first(text, end_at, end, out);
}

bool cw_stamp_next(cw_bytes text, size_t *at, size_t end, cw_stamp *out)
{
    size_t begin = *at, digit = *at, q;
    *out = (cw_stamp){.moment = CW_NO_MOMENT};
    for (size_t p = *at; p < end; p++) {
        if (p >= digit && !cw_is_digit(text.at[p])) {
            digit = next_digit(text, p, end);
            if (digit == end)
                break;
            p = earliest(text, p, digit);
        }
        if (!read_date(text, p, end, &q, out))
            continue;
        out->range = (cw_range){(uint32_t)p, (uint32_t)q};
        size_t after = skip_between(text, q, end);
        if (cw_stamp_read_time(text, &after, end, &out->moment))
            out->range.to = (uint32_t)after;
        else
            read_time_before(text, begin, out);
        *at = out->range.to;
        return true;
    }
    *out = (cw_stamp){.moment = CW_NO_MOMENT};
    *at = end;
    return false;
}

bool cw_stamp_from_url(cw_bytes url, cw_moment *out)
{
    cw_stamp stamp;
    size_t n;
    for (size_t p = 0; p < url.n; p++) {
        size_t q = p;
        unsigned year, month = 0, day = 0;
        if (!cw_is_digit(url.at[p]) || p == 0 || cw_is_alpha(url.at[p - 1]) ||
            cw_is_digit(url.at[p - 1]))
            continue;
        if (!cw_stamp_read_digits(url, &q, url.n, 9, &year, &n) ||
            (n != 4 && n != 8)) {
            p = q;
            continue;
        }
        if (n == 8) {
            day = year % 100;
            month = year / 100 % 100;
            year /= 10000;
        } else {
            uint8_t mark = q < url.n ? url.at[q] : 0;
            if (mark != '/' && mark != '-' && mark != '_')
                continue;
            q++;
            if (!cw_stamp_read_digits(url, &q, url.n, 2, &month, &n)) {
                size_t name = q;
                while (q < url.n && cw_is_alpha(url.at[q]))
                    q++;
                cw_bytes word = cw_bytes_cut(url, name, q);
                size_t zero = 0;
                if (!read_month(word, &zero, word.n, &month))
                    continue;
            }
            if (q >= url.n || url.at[q] != mark)
                continue;
            q++;
            if (!cw_stamp_read_digits(url, &q, url.n, 2, &day, &n) ||
                (q < url.n && cw_is_digit(url.at[q])))
                continue;
        }
        if (set_day(&stamp, year, month, day)) {
            *out = stamp.moment;
            return true;
        }
    }
    return false;
}
