/* byline.c: who wrote it: "By Ana Brook and Joe Marsh, political editors in
 * Port Sand" -> two people. Roles, places, agencies and newspapers are told
 * from people by their words. */
#include "base/limits.h"
#include "clean/furniture.h"
#include "clean/outlets.h"

#define TAIL_BEFORE 3u  // pieces at the report's end
#define TAIL_LABEL  12u // where "Written by" and a name still count
#define TAIL_AFTER  40u // and behind it, where an author's box may stand

/* Words that make a part of a byline something else than a person. */
static const char *const role_words[] = {"correspondent",
                                         "correspondents",
                                         "editor",
                                         "reporter",
                                         "reporters",
                                         "staff",
                                         "agency",
                                         "agencies",
                                         "desk",
                                         "team",
                                         "news",
                                         "writer",
                                         "writers",
                                         "bureau",
                                         "chief",
                                         "producer",
                                         "analyst",
                                         "columnist",
                                         "journalist",
                                         "press",
                                         "times",
                                         "post",
                                         "online",
                                         "digital",
                                         "senior",
                                         "political",
                                         "contributor",
                                         "director",
                                         "web",
                                         "wire",
                                         "service",
                                         "media",
                                         "newspaper",
                                         "magazine",
                                         "tv",
                                         "radio",
                                         "editors",
                                         "author",
                                         "and",
                                         "by",
                                         "updated",
                                         "published",
                                         "photography",
                                         "newsroom",
                                         "international",
                                         "world",
                                         "daily",
                                         "business",
                                         "sport",
                                         "sports",
                                         "politics",
                                         "comments",
                                         "share",
                                         "menu",
                                         "home",
                                         "opinion",
                                         "policy",
                                         "privacy",
                                         "subscribe",
                                         "advertisement",
                                         "today",
                                         "latest",
                                         "university",
                                         "institute",
                                         "ministry",
                                         "office",
                                         "council",
                                         "police",
                                         "about",
                                         "contact",
                                         "more",
                                         "read",
                                         "video",
                                         "live",
                                         "photo",
                                         "photos",
                                         "technology",
                                         "science",
                                         "health",
                                         "culture",
                                         "entertainment",
                                         "lifestyle",
                                         "weather",
                                         "travel",
                                         "guest",
                                         "special",
                                         "associate",
                                         "founder",
                                         "cofounder",
                                         "co-founder",
                                         "ceo",
                                         "reviewer",
                                         "lead",
                                         "manager",
                                         "expert",
                                         "blog",
                                         "admin",
                                         "administrator",
                                         "redaktion",
                                         "redaccion",
                                         "redacción",
                                         "rédaction",
                                         "redactie",
                                         "redazione",
                                         "redacción",
                                         "board",
                                         "committee",
                                         "department",
                                         "association",
                                         "foundation",
                                         "society",
                                         "center",
                                         "centre",
                                         "company",
                                         "inc",
                                         "inc.",
                                         "ltd",
                                         "llc",
                                         "gmbh",
                                         "group",
                                         "network",
                                         "studio",
                                         "studios",
                                         "community",
                                         "official",
                                         "support",
                                         "marketing",
                                         "strategy",
                                         "software",
                                         "engineer",
                                         "scientist",
                                         "researcher",
                                         "strategist",
                                         "specialist",
                                         "consultant",
                                         "advisor",
                                         "freelance",
                                         "freelancer",
                                         "professor",
                                         "reading",
                                         "newsletter",
                                         "podcast",
                                         "follow",
                                         "us",
                                         "our",
                                         "your",
                                         "the",
                                         "middle",
                                         "east",
                                         "africa",
                                         "europe",
                                         "asia",
                                         "america",
                                         "united",
                                         "kingdom",
                                         "states",
                                         "republic",
                                         "islands",
                                         "city"};

/* Small words inside names. */
static const char *const particles[] = {
    "de", "da",  "di",  "van", "von", "der",  "den", "del", "la",
    "le", "al",  "el",  "bin", "ibn", "bint", "ben", "dos", "das",
    "du", "ter", "ten", "zu",  "af",  "av",   "e",   "y",   "st"};

static bool stands_in(cw_bytes word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (cw_bytes_equal_fold(word, cw_bytes_from(list[i])))
            return true;
    return false;
}

#define STANDS_IN(word, list) \
    stands_in(word, list, sizeof(list) / sizeof *(list))

/* "Amin", "Åse", "al-Amin" */
static bool is_large(cw_bytes word)
{
    for (size_t i = 2; i + 1 < word.n && i < 5; i++)
        if (word.at[i] == '-' && cw_is_upper(word.at[i + 1]))
            return true;
    return cw_is_upper(*word.at) || *word.at >= 0xC3;
}

static bool next_part(cw_bytes text, size_t *at, cw_bytes *word)
{
    while (*at < text.n && cw_is_space(text.at[*at]))
        (*at)++;
    size_t from = *at;
    while (*at < text.n && !cw_is_space(text.at[*at]))
        (*at)++;
    *word = cw_bytes_cut(text, from, *at);
    return word->n > 0;
}

bool cw_names_a_role(cw_bytes name)
{
    size_t at = 0;
    cw_bytes word;
    while (next_part(name, &at, &word))
        if (STANDS_IN(word, role_words))
            return true;
    return false;
}

bool cw_is_person_name(cw_bytes name)
{
    size_t at = 0, n_words = 0, n_large = 0;
    cw_bytes word;
    if (name.n > 60)
        return false;
    for (size_t i = 0; i < name.n; i++)
        if (cw_is_digit(name.at[i]) ||
            strchr("@:/|!?()[]\"#_+=<>&;", name.at[i]))
            return false;
    while (next_part(name, &at, &word)) {
        n_words++;
        if (STANDS_IN(word, role_words))
            return false;
        if (is_large(word))
            n_large++;
        else if (!STANDS_IN(word, particles))
            return false;
    }
    return n_words >= 2 && n_words <= 6 && n_large >= 2;
}

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

/* Blanks of all kinds off both ends: a byline often holds NBSP. */
static cw_range trim_blanks(cw_bytes text, cw_range range)
{
    uint32_t before;
    do {
        before = range.to - range.from;
        range = cw_range_trim(text, range);
        cw_bytes line = cw_bytes_at(text, range);
        if (cw_bytes_starts(line, CW_LIT("\xC2\xA0")))
            range.from += 2;
        else if (cw_bytes_ends(line, CW_LIT("\xC2\xA0")))
            range.to -= 2;
    } while (range.to - range.from != before);
    return range;
}

static bool skip_lead(cw_bytes text, cw_range *range)
{
    static const char *const leads[] = {
        "written by",    "words by",   "reported by", "story by",
        "posted by",     "article by", "report by",   "author:",
        "authors:",      "reporter:",  "by:",         "by",
        "von",           "por",        "par",         "text:",
        "autorin/autor", "author"};
    *range = trim_blanks(text, *range);
    cw_bytes line = cw_bytes_at(text, *range);
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t n = strlen(leads[i]);
        if (!cw_bytes_starts_fold(line, cw_bytes_from(leads[i])) || line.n <= n)
            continue;
        bool ends = cw_is_space(line.at[n]) || line.at[n] == 0xC2 ||
                    leads[i][n - 1] == ':' || cw_is_upper(line.at[n]);
        if (!ends)
            continue;
        range->from += (uint32_t)n;
        *range = trim_blanks(text, *range);
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
    while (next_part(line, &at, &word)) {
        if (cut == line.n && STANDS_IN(word, role_words))
            cut = (size_t)(word.at - line.at);
        last = word;
    }
    if (last.n > 0 && STANDS_IN(last, jobs))
        part.to = part.from + (uint32_t)cut;
    return cw_range_trim(text, part);
}

cw_range cw_byline_core(cw_bytes text, cw_range range)
{
    (void)skip_lead(text, &range);
    return trim_blanks(text, cut_at_stop(text, range));
}

size_t cw_byline_split(cw_bytes text, cw_range range, bool is_bare,
                       cw_range *out, size_t n_max)
{
    size_t n = 0;
    bool has_lead = skip_lead(text, &range);
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

void cw_sheet_add_person(cw_sheet *sheet, cw_draft_fact person)
{
    person.value = cw_bytes_trim(person.value);
    if (cw_bytes_starts_fold(person.value, CW_LIT("by ")))
        person.value =
            cw_bytes_trim(cw_bytes_cut(person.value, 3, person.value.n));
    if (cw_bytes_find(person.value, CW_LIT("@"), 0) != CW_NOT_FOUND)
        return; // an address
    if (person.value.n == 0 || sheet->n_byline == CW_MAX_BYLINE)
        return;
    for (size_t i = 0; i < sheet->n_byline; i++)
        if (cw_bytes_equal_fold(sheet->byline[i].value, person.value)) {
            if (cw_range_is_empty(sheet->byline[i].span))
                sheet->byline[i].span = person.span;
            return;
        }
    sheet->byline[sheet->n_byline++] = person;
}

static bool begins_with_by(cw_bytes line)
{
    return cw_bytes_starts_fold(line, CW_LIT("by ")) ||
           cw_bytes_starts_fold(line, CW_LIT("written by ")) ||
           cw_bytes_starts_fold(line, CW_LIT("story by ")) ||
           cw_bytes_starts_fold(line, CW_LIT("words by "));
}

/* "Ports correspondent, Varmouth" below a name. */
static bool is_role_line(const cw_sheet *sheet, size_t i)
{
    static const char *const jobs[] = {
        "correspondent", "reporter",  "editor",     "journalist", "columnist",
        "founder",       "executive", "specialist", "strategist", "director",
        "engineer",      "analyst",   "writer",     "manager",    "redakteur"};
    cw_bytes line = cw_piece_text(sheet, i);
    if (sheet->pieces[i].n_words > 7 || sheet->pieces[i].end != 0)
        return false;
    for (size_t k = 0; k < sizeof jobs / sizeof *jobs; k++)
        if (cw_bytes_find_fold(line, cw_bytes_from(jobs[k]), 0) != CW_NOT_FOUND)
            return true;
    return false;
}

/* A line of names stands by itself as a byline when a date line touches it, or
 * in flat text the title or the standfirst; in a tree, when classes say so. */
static bool is_bare_place(const cw_sheet *sheet, size_t i)
{
    bool is_tree = sheet->page->kind == CW_PAGE_HTML;
    if (sheet->pieces[i].tree_kind == CW_FURNITURE_BYLINE)
        return true;
    if (i + 1 < sheet->n && is_role_line(sheet, i + 1))
        return true;
    if (is_tree && i == sheet->title_at + 1 && i + 2 < sheet->n &&
        sheet->pieces[i + 2].furniture == CW_FURNITURE_DATE_LINE)
        return true; // title, name, job, date
    for (size_t k = i > 0 ? i - 1 : 0; k <= i + 1 && k < sheet->n; k++) {
        const cw_piece *near = &sheet->pieces[k];
        bool is_date_line = near->furniture == CW_FURNITURE_DATE_LINE &&
                            near->role == CW_ROLE_FURNITURE;
        bool is_head = k == sheet->title_at || near->role == CW_ROLE_SUMMARY;
        if (k != i && (is_date_line || (is_head && !is_tree)))
            return true;
    }
    return false;
}

static void add_people(cw_sheet *sheet, size_t i, const cw_range *people,
                       size_t n)
{
    cw_piece *piece = &sheet->pieces[i];
    for (size_t k = 0; k < n; k++)
        cw_sheet_add_person(
            sheet, (cw_draft_fact){.value = cw_bytes_at(sheet->text, people[k]),
                                   .span = people[k]});
    if (piece->furniture != CW_FURNITURE_DATE_LINE || !piece->has_stamp)
        piece->furniture = CW_FURNITURE_BYLINE;
    piece->role = CW_ROLE_FURNITURE;
}

/* "By A and B" glued before or behind the agency: "By Ana Brook, Reuters". */
static void read_agencies(cw_sheet *sheet, cw_range range)
{
    size_t from = range.from;
    for (size_t at = range.from; at <= range.to; at++)
        if (at == range.to || strchr(",/|&()-", sheet->text.at[at])) {
            cw_range part = cw_range_trim(
                sheet->text, (cw_range){(uint32_t)from, (uint32_t)at});
            (void)skip_lead(sheet->text, &part);
            cw_bytes name = cw_bytes_at(sheet->text, part);
            if (cw_agency_find(name))
                cw_sheet_add_agency(sheet, name, part);
            from = at + 1;
        }
}

/* "Written by" alone, or before the name. */
static bool is_author_label(cw_bytes line, bool is_whole)
{
    static const char *const labels[] = {"written by",   "author",
                                         "authors",      "about the author",
                                         "posted by",    "by",
                                         "autor",        "autorin",
                                         "auteur",       "about the authors",
                                         "story by",     "words by",
                                         "article by",   "report by",
                                         "autorin/autor"};
    if (is_whole && line.n > 0 && line.at[line.n - 1] == ':')
        line.n--;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        cw_bytes label = cw_bytes_from(labels[i]);
        if (is_whole ? cw_bytes_equal_fold(line, label)
                     : (cw_bytes_ends(label, CW_LIT(" by")) ||
                        cw_bytes_ends(label, CW_LIT("/autor"))) &&
                           cw_bytes_starts_fold(line, label))
            return true;
    }
    return false;
}

/* The author's box behind the report: a label and a name, or names each with
 * a job below. */
static void find_tail_byline(cw_sheet *sheet)
{
    cw_range people[CW_MAX_BYLINE];
    size_t from = sheet->last > TAIL_LABEL ? sheet->last - TAIL_LABEL : 0;
    size_t end = sheet->last + TAIL_AFTER < sheet->n ? sheet->last + TAIL_AFTER
                                                     : sheet->n;
    for (size_t i = from > sheet->first ? from : sheet->first; i < end; i++) {
        cw_piece *piece = &sheet->pieces[i];
        cw_bytes line = cw_piece_text(sheet, i);
        if (piece->n_words > 12 || piece->end == '.')
            continue;
        bool has_label = is_author_label(line, false);
        bool after_label = i > 0 && i + TAIL_BEFORE >= sheet->last &&
                           is_author_label(cw_piece_text(sheet, i - 1), true);
        bool has_job = i >= sheet->last && i < sheet->last + 8 &&
                       i + 1 < sheet->n && piece->n_words <= 4 &&
                       is_role_line(sheet, i + 1);
        if (!has_label && !after_label && (!has_job || sheet->n_byline > 4))
            continue;
        size_t n = cw_byline_split(sheet->text, piece->range, !has_label,
                                   people, CW_MAX_BYLINE);
        if (n > 0)
            add_people(sheet, i, people, n);
        if (n > 0 && !has_job)
            return;
    }
}

static void find_head_byline(cw_sheet *sheet)
{
    cw_range people[CW_MAX_BYLINE];
    size_t top = sheet->title_at < sheet->n ? sheet->title_at : 0;
    size_t from = sheet->title_at < sheet->n && top >= 3 ? top - 3 : top;
    size_t end =
        sheet->first + 3 < sheet->last ? sheet->first + 3 : sheet->last;
    if (sheet->first == sheet->last)
        return;
    if (sheet->title_at == sheet->n)
        from = sheet->first > 12 ? sheet->first - 12 : 0;
    for (size_t i = from; i < end; i++) {
        cw_piece *piece = &sheet->pieces[i];
        cw_bytes line = cw_bytes_at(sheet->text, piece->range);
        if (piece->role == CW_ROLE_TITLE || piece->n_words > 40 ||
            piece->role == CW_ROLE_SUMMARY)
            continue;
        bool has_by = begins_with_by(line);
        bool after_by =
            i > 0 && sheet->pieces[i - 1].n_words <= 4 &&
            (cw_bytes_equal_fold(cw_piece_text(sheet, i - 1), CW_LIT("by")) ||
             sheet->pieces[i - 1].furniture == CW_FURNITURE_BYLINE) &&
            sheet->n_byline == 0;
        if (cw_is_sentence(piece) && piece->n_words > 12)
            continue;
        if (!has_by && !after_by &&
            (piece->n_words > 14 || i >= sheet->first + 2 ||
             (i <= top && !piece->has_stamp) || !is_bare_place(sheet, i) ||
             sheet->n_byline > 0))
            continue;
        if (cw_is_furniture(piece) && piece->furniture != CW_FURNITURE_BYLINE &&
            piece->furniture != CW_FURNITURE_DATE_LINE)
            continue;
        size_t n = cw_byline_split(sheet->text, piece->range, !has_by, people,
                                   CW_MAX_BYLINE);
        if (n > 0)
            add_people(sheet, i, people, n);
        if (has_by || n > 0) {
            read_agencies(sheet, piece->range);
            piece->role = CW_ROLE_FURNITURE;
            if (piece->furniture != CW_FURNITURE_DATE_LINE)
                piece->furniture = CW_FURNITURE_BYLINE;
        }
    }
}

void cw_sheet_find_byline(cw_sheet *sheet)
{
    find_head_byline(sheet);
    if (sheet->n_byline == 0 && sheet->first < sheet->last)
        find_tail_byline(sheet);
}
