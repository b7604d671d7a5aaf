/* byline.c: the people of one line: "By Ana Brook and Joe Marsh, political
 * editors in Port Sand" -> two people. */
#include "clean/byline_int.h"
#include "clean/outlets.h"

/* A run of names may end in a role or a place: cut what follows. */
static const char *const stops[] = {" in ",
                                    " for ",
                                    " at ",
                                    " from ",
                                    " | ",
                                    " - ",
                                    " / ",
                                    " is ",
                                    "Published",
                                    "Updated",
                                    "Last updated",
                                    "Posted",
                                    " on ",
                                    " via ",
                                    " \xE2\x80\x93 ",
                                    " \xE2\x80\x94 ",
                                    " \xC2\xB7 ",
                                    " \xE2\x80\xA2 ",
                                    " For ",
                                    "|",
                                    "\n",
                                    " ("};

static cw_range cut_at_stop(cw_bytes text, cw_range range)
{
    cw_bytes line = cw_bytes_at(text, range);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t at = cw_bytes_find(line, cw_bytes_from(stops[i]), 0);
        if (at != CW_NOT_FOUND && at > 0)
            line.n = at;
    }
    range.to = range.from + (uint32_t)line.n;
    cw_stamp stamp;
    size_t at = range.from;
    if (cw_stamp_next(text, &at, range.to, &stamp)) {
        if (stamp.range.from > range.from)
            range.to = stamp.range.from;
        else // "3 May 2024 Ana Brook"
            range.from = stamp.range.to;
    }
    return cw_range_trim(text, range);
}

bool cw_byline_skip_lead(cw_bytes text, cw_range *range)
{
    static const char *const leads[] = {
        "written by",
        "words by",
        "reported by",
        "story by",
        "posted by",
        "article by",
        "report by",
        "author:",
        "authors:",
        "reporter:",
        "by:",
        "by",
        "von",
        "por",
        "par",
        "text:",
        "autorin/autor",
        "author",
        "af",
        "av",
        "door",
        "od",
        "autor:",
        "text by",
        "words:",
        "pi\305\241e:",
        "\xD0\x90\xD0\xB2\xD1\x82\xD0\xBE\xD1\x80:",
        "\xD0\x90\xD0\xB2\xD1\x82\xD0\xBE\xD1\x80\xD1\x8B:"};
    *range = cw_range_trim(text, *range);
    cw_bytes line = cw_bytes_at(text, *range);
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t n = strlen(leads[i]);
        if (!cw_bytes_starts_fold(line, cw_bytes_from(leads[i])) || line.n <= n)
            continue;
        bool ends = cw_is_space(line.at[n]) || line.at[n] == 0xC2 ||
                    leads[i][n - 1] == ':' ||
                    (cw_is_lower(line.at[n - 1]) && cw_is_upper(line.at[n]));
        if (!ends)
            continue;
        range->from += (uint32_t)n;
        *range = cw_range_trim(text, *range);
        return true;
    }
    return false;
}

/* Length of a join ("," "and" "&" ";") at line[at]; 0: none. */
static size_t join_length(cw_bytes line, size_t at)
{
    static const char *const joins[] = {", and ", " and ", " & ", ", ",
                                        "; ",     " und ", " y ", " et ",
                                        " with ", ",",     ";"};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
        if (cw_bytes_starts(cw_bytes_cut(line, at, line.n),
                            cw_bytes_from(joins[i])))
            return strlen(joins[i]);
    return 0;
}

/* "Ana Brook Political Correspondent": the name before the words of a role
 * that ends in a job; else the part as it is. */
static cw_range without_role(cw_bytes text, cw_range part)
{
    static const char *const jobs[] = {
        "correspondent", "editor",     "reporter",    "writer",  "columnist",
        "journalist",    "producer",   "contributor", "founder", "author",
        "expert",        "specialist", "strategist",  "analyst", "manager",
        "director",      "reviewer",   "engineer",    "ceo"};
    cw_bytes line = cw_bytes_at(text, part), word, last = {NULL, 0};
    size_t at = 0, cut = line.n;
    while (cw_byline_word(line, &at, &word)) {
        if (cut == line.n && cw_is_role_word(word))
            cut = (size_t)(word.at - line.at);
        last = word;
    }
    if (last.n > 0 && CW_STANDS_IN(last, jobs) && cut < line.n) {
        at = 0; // "AP National Writer" leaves an agency's name
        (void)cw_byline_word(line, &at, &word);
        part.to = part.from + (cw_agency_find(word) ? 0 : (uint32_t)cut);
    }
    return cw_range_trim(text, part);
}

cw_range cw_byline_core(cw_bytes text, cw_range range)
{
    (void)cw_byline_skip_lead(text, &range);
    return cut_at_stop(text, range);
}

size_t cw_byline_split(cw_bytes text, cw_range range, bool is_bare,
                       cw_range *out, size_t n_max)
{
    size_t n = 0;
    bool has_lead = cw_byline_skip_lead(text, &range);
    if (range.to - range.from > 400)
        return 0;
    range = cut_at_stop(text, range);
    if (cw_range_is_empty(range))
        return 0;
    cw_bytes line = cw_bytes_at(text, range);
    size_t from = 0;
    for (size_t at = 0; at <= line.n && n < n_max;) {
        size_t join = at < line.n ? join_length(line, at) : 0;
        if (at < line.n && join == 0) {
            at++;
            continue;
        }
        cw_range part = {range.from + (uint32_t)from,
                         range.from + (uint32_t)at};
        part = without_role(text, cw_range_trim(text, part));
        bool is_name = cw_is_person_name(cw_bytes_at(text, part)) &&
                       !cw_agency_find(cw_bytes_at(text, part)) &&
                       !cw_outlet_by_name(cw_bytes_at(text, part));
        if (is_name)
            out[n++] = part;
        else if (is_bare && !has_lead && n == 0)
            return 0;
        if (at == line.n)
            break;
        at += join;
        from = at;
    }
    return n;
}
