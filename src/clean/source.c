/* source.c: which outlet this is, and which agencies it credits.
 *
 * The outlet, best first: given by the user; the page's own markup; its host
 * in outlets.tsv; "Source: NAME and agencies"; a known name as one of the
 * first lines; how it names itself in appeals
 * ("NAME is trusted by", "Support NAME"); the copyright line. */
#include "clean/furniture.h"
#include "clean/outlets.h"

#define TAIL_PIECES 4u  // agency credits stand in the last body paragraphs
#define TOP_PIECES  4u  // where a page shows its own name
#define HEAD_PIECES 12u // the head of a report, above its body

/* Last words that make a name that of an agency, and that of an outlet: for
 * the many that stand in no table. */
static const char *const agency_ends[] = {
    " Wire",         " News Agency",       " Press Agency", " Newswire",
    " News Service", " Press Association", " Press"};
static const char *const outlet_ends[] = {
    "Times",    "Post",     "Mail",      "Herald",      "Gazette",   "Courier",
    "Tribune",  "Journal",  "Chronicle", "Observer",    "Telegraph", "Guardian",
    "Standard", "Star",     "Express",   "Mirror",      "Echo",      "Globe",
    "Record",   "Newsroom", "Dispatch",  "Inquirer",    "Ledger",    "Examiner",
    "Sentinel", "Bulletin", "Argus",     "Independent", "Daily",     "News",
    "Weekly",   "Review",   "Today",     "Beacon",      "Bell",      "Radio",
    "Monitor",  "Advocate", "Register",  "Advertiser",  "Messenger", "Citizen"};
/* First words of the names of broadcasters. */
static const char *const outlet_starts[] = {"Radio ", "Channel ", "TV "};

static bool ends_in(cw_bytes name, const char *const *ends, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        cw_bytes end = cw_bytes_from(ends[i]);
        if (name.n > end.n + 1 && cw_bytes_ends(name, end) &&
            (end.at[0] == ' ' || name.at[name.n - end.n - 1] == ' '))
            return true;
    }
    return false;
}

/* "Eastwire": one word that ends so. */
static bool is_one_wire(cw_bytes name)
{
    return name.n > 6 && cw_bytes_ends(name, CW_LIT("wire")) &&
           cw_bytes_find(name, CW_LIT(" "), 0) == CW_NOT_FOUND;
}

/* The agency that the name means, as it is listed or as it stands. */
static cw_bytes agency_name(cw_bytes name)
{
    const char *listed = cw_agency_find(name);
    if (listed)
        return cw_bytes_from(listed);
    bool is_agency =
        name.n > 0 && name.n <= 60 && cw_is_upper(*name.at) &&
        (is_one_wire(name) ||
         ends_in(name, agency_ends, sizeof agency_ends / sizeof *agency_ends));
    return is_agency ? name : (cw_bytes){NULL, 0};
}

static bool is_outlet_name(cw_bytes name)
{
    for (size_t i = 0; i < sizeof outlet_starts / sizeof *outlet_starts; i++)
        if (cw_bytes_starts(name, cw_bytes_from(outlet_starts[i])))
            return true;
    return cw_outlet_by_name(name) ||
           ends_in(name, outlet_ends, sizeof outlet_ends / sizeof *outlet_ends);
}

void cw_sheet_add_agency(cw_sheet *sheet, cw_bytes name, cw_range span)
{
    cw_sheet_sign_agency(sheet, agency_name(cw_bytes_trim(name)), span);
}

void cw_sheet_sign_agency(cw_sheet *sheet, cw_bytes value, cw_range span)
{
    if (value.n == 0 || sheet->n_agency == CW_MAX_AGENCIES)
        return;
    for (size_t i = 0; i < sheet->n_agency; i++)
        if (cw_bytes_equal(sheet->agency[i].value, value))
            return;
    sheet->agency[sheet->n_agency++] =
        (cw_draft_fact){.value = value, .span = span};
}

static bool is_name_byte(uint8_t c)
{
    return cw_is_alpha(c) || cw_is_digit(c) || c >= 0x80 || c == '.' ||
           c == '\'' || c == '&' || c == '-';
}

/* Words with capitals from text[at]: the end of the run, small words such as
 * "of" inside it included. */
static size_t name_end(cw_bytes text, size_t at, size_t end)
{
    static const char *const small[] = {"of", "and", "for", "in"};
    size_t last = at;
    for (int n = 0; n < 6 && at < end; n++) {
        size_t from = at;
        while (at < end && is_name_byte(text.at[at]))
            at++;
        cw_bytes word = cw_bytes_cut(text, from, at);
        if (word.n == 0)
            break;
        bool is_large = cw_is_upper(*word.at) || *word.at >= 0xC3;
        bool is_small = false;
        for (size_t i = 0; i < sizeof small / sizeof *small; i++)
            is_small |= cw_bytes_are(word, small[i]);
        if (!is_large && !(is_small && n > 0))
            break;
        if (is_large)
            last = at;
        while (at < end && text.at[at] == ' ')
            at++;
    }
    while (last > 0 && text.at[last - 1] == '.')
        last--;
    return last;
}

/* What a page calls itself: words before and after the name. */
static const struct {
    const char *before, *after;
    bool needs_table; // too common: only when outlets.tsv has the name
} self_names[] = {
    {"", " is trusted by", false},
    {"The ", " is on the ground", false},
    {"upport ", "", true},
    {"ubscribe to ", " Daily", false},
    {"ubscribe to ", "", true},
    {"follow other ", " readers", false},
    {"ead more from ", "", true},
    {"ign up to ", "", true},
    {"ollow ", " on ", true},
    {"dd ", " as a preferred source", false},
    {"first appeared in ", "", true},
    {"first appeared on ", "", true},
    {"ost watched on ", "", false},
    {"ost read on ", "", false},
    {"ost read in ", "", false},
};

static bool set_outlet(cw_sheet *sheet, cw_range name, bool needs_table)
{
    name = cw_range_trim(sheet->text, name);
    cw_bytes value = cw_bytes_at(sheet->text, name);
    const cw_outlet *known = cw_outlet_by_name(value);
    if (value.n < 2 || (needs_table && !is_outlet_name(value)))
        return false;
    sheet->outlet.span = name;
    sheet->outlet.value = known ? cw_bytes_from(known->name) : value;
    return true;
}

static bool find_self_name(cw_sheet *sheet, cw_range range, size_t rule)
{
    cw_bytes text = sheet->text, line = cw_bytes_at(text, range);
    cw_bytes before = cw_bytes_from(self_names[rule].before);
    cw_bytes after = cw_bytes_from(self_names[rule].after);
    size_t at = 0;
    if (before.n > 0) {
        at = cw_bytes_find(line, before, 0);
        if (at == CW_NOT_FOUND)
            return false;
        if (before.at[0] != 'T')
            at += before.n;
    }
    if (before.n == 0) { // the name stands before `after`
        size_t stop = cw_bytes_find(line, after, 0);
        if (stop == CW_NOT_FOUND || stop == 0 || stop > 60)
            return false;
        size_t end = name_end(line, 0, line.n);
        return end == stop &&
               set_outlet(sheet,
                          (cw_range){range.from, range.from + (uint32_t)stop},
                          self_names[rule].needs_table);
    }
    if (cw_bytes_starts(cw_bytes_cut(line, at, line.n), CW_LIT("the ")))
        at += 4;
    size_t end = name_end(line, at, line.n);
    if (after.n > 0) {
        size_t stop = cw_bytes_find(line, after, at);
        if (stop == CW_NOT_FOUND || stop > end + 1 || stop <= at)
            return false;
        end = stop;
    }
    cw_range name = {range.from + (uint32_t)at, range.from + (uint32_t)end};
    return end > at && set_outlet(sheet, name, self_names[rule].needs_table);
}

/* "Source: Harbour Mail and news agencies" */
static bool find_source_line(cw_sheet *sheet, cw_range range)
{
    cw_bytes text = sheet->text, line = cw_bytes_at(text, range);
    bool found = false;
    size_t from = 0;
    if (cw_bytes_starts_fold(line, CW_LIT("source:")))
        from = 7;
    else if (cw_bytes_starts_fold(line, CW_LIT("sources:")))
        from = 8;
    else
        return false;
    while (from < line.n) {
        while (from < line.n && !is_name_byte(line.at[from]))
            from++;
        size_t end = from;
        while (
            end < line.n && !strchr(",/|;", line.at[end]) &&
            !cw_bytes_starts(cw_bytes_cut(line, end, line.n), CW_LIT(" and ")))
            end++;
        cw_range part =
            cw_range_trim(text, (cw_range){range.from + (uint32_t)from,
                                           range.from + (uint32_t)end});
        cw_bytes name = cw_bytes_at(text, part);
        bool is_plain = name.n == 0 || cw_is_lower(*name.at);
        if (agency_name(name).n > 0)
            cw_sheet_add_agency(sheet, name, part);
        else if (!is_plain && !found && sheet->outlet.value.n == 0)
            found = set_outlet(sheet, part, false);
        from = end + 1;
        if (cw_bytes_starts(cw_bytes_cut(line, end, line.n), CW_LIT(" and ")))
            from = end + 5;
    }
    return found;
}

/* "© 2024 Harbour Mail. All rights reserved." */
static bool find_copyright(cw_sheet *sheet, cw_range range)
{
    cw_bytes line = cw_bytes_at(sheet->text, range);
    size_t at = cw_bytes_find(line, CW_LIT("\xC2\xA9"), 0);
    size_t skip = 2;
    if (at == CW_NOT_FOUND) {
        at = cw_bytes_find_fold(line, CW_LIT("copyright"), 0);
        skip = 9;
    }
    if (at == CW_NOT_FOUND || at > 40)
        return false;
    at += skip;
    while (at < line.n && (!cw_is_alpha(line.at[at]) ||
                           cw_bytes_starts_fold(cw_bytes_cut(line, at, line.n),
                                                CW_LIT("by "))))
        at++;
    size_t end = name_end(line, at, line.n);
    cw_range name = {range.from + (uint32_t)at, range.from + (uint32_t)end};
    return end > at && set_outlet(sheet, name, true);
}

/* Agencies named in a credit: "With inputs from PTI", "(Reuters)" at the end
 * of a paragraph, "Joe Marsh, AP, contributed to this report". */
static void find_credits(cw_sheet *sheet, cw_range range)
{
    size_t at = range.from;
    while (at < range.to) {
        while (at < range.to && !cw_is_alpha(sheet->text.at[at]))
            at++;
        size_t end = name_end(sheet->text, at, range.to), from = at;
        /* the longest spelling that begins here */
        for (size_t stop = end; stop > from; stop--) {
            cw_range part = {(uint32_t)from, (uint32_t)stop};
            cw_bytes name = cw_bytes_at(sheet->text, part);
            if ((stop == end || !is_name_byte(sheet->text.at[stop])) &&
                agency_name(name).n > 0) {
                cw_sheet_add_agency(sheet, name, part);
                at = stop;
                break;
            }
        }
        while (at < range.to && is_name_byte(sheet->text.at[at]))
            at++;
        at = at == from ? at + 1 : at;
    }
}

/* A last bracket or a last line that holds an agency and nothing else. */
static void find_tail_credit(cw_sheet *sheet, const cw_piece *piece)
{
    cw_bytes text = sheet->text;
    cw_range range = piece->range;
    size_t at = range.to;
    if (at > range.from && text.at[at - 1] == '.')
        at--;
    if (at <= range.from || (text.at[at - 1] != ')' && text.at[at - 1] != ']'))
        return;
    size_t close = at - 1;
    while (at > range.from && text.at[at - 1] != '(' && text.at[at - 1] != '[')
        at--;
    if (close - at <= 60)
        find_credits(sheet, (cw_range){(uint32_t)at, (uint32_t)close});
}

/* "Thank you for standing with the Harbour Evening Post." */
static void find_in_appeal(cw_sheet *sheet, cw_range range)
{
    size_t at = range.from;
    while (at < range.to && sheet->outlet.value.n == 0) {
        while (at < range.to && !cw_is_upper(sheet->text.at[at]))
            at++;
        size_t end = name_end(sheet->text, at, range.to);
        cw_range name = {(uint32_t)at, (uint32_t)end};
        if (end > at && end - at <= 60 &&
            is_outlet_name(cw_bytes_at(sheet->text, name)))
            (void)set_outlet(sheet, name, true);
        while (at < range.to && is_name_byte(sheet->text.at[at]))
            at++;
        at = at < end ? end : at;
    }
}

/* "The Harbour Mail, 5 May 2025": the name without the day behind it. */
static cw_range without_day(const cw_sheet *sheet, cw_range line)
{
    cw_bytes text = cw_bytes_at(sheet->text, line);
    size_t comma = cw_bytes_find(text, CW_LIT(", "), 0);
    if (comma != CW_NOT_FOUND && comma + 2 < text.n &&
        cw_is_digit(text.at[comma + 2]))
        line.to = line.from + (uint32_t)comma;
    return line;
}

static void find_outlet(cw_sheet *sheet)
{
    const cw_page *page = sheet->page;
    if (page->outlet.n > 0) {
        sheet->outlet = (cw_draft_fact){.value = page->outlet};
        return;
    }
    if (sheet->outlet.value.n == 0 && sheet->url.value.n > 0) {
        const cw_outlet *known = cw_outlet_by_host(sheet->url.value);
        if (known)
            sheet->outlet.value = cw_bytes_from(known->name);
    }
    for (size_t i = 0; i < sheet->n && sheet->outlet.value.n == 0; i++)
        if (sheet->pieces[i].role == CW_ROLE_FURNITURE)
            (void)find_source_line(sheet, sheet->pieces[i].range);
    for (size_t i = 0; i < sheet->first && i < TOP_PIECES; i++)
        if (sheet->outlet.value.n == 0 &&
            sheet->pieces[i].role == CW_ROLE_FURNITURE &&
            !cw_agency_find(cw_piece_text(sheet, i)))
            (void)set_outlet(sheet, without_day(sheet, sheet->pieces[i].range),
                             true);
    for (size_t rule = 0; rule < sizeof self_names / sizeof *self_names &&
                          sheet->outlet.value.n == 0;
         rule++)
        for (size_t i = 0; i < sheet->n && sheet->outlet.value.n == 0; i++)
            if (sheet->pieces[i].role == CW_ROLE_FURNITURE)
                (void)find_self_name(sheet, sheet->pieces[i].range, rule);
    for (size_t i = 0; i < sheet->n && sheet->outlet.value.n == 0; i++)
        if (sheet->pieces[i].role == CW_ROLE_FURNITURE &&
            sheet->pieces[i].furniture == CW_FURNITURE_APPEAL)
            find_in_appeal(sheet, sheet->pieces[i].range);
    for (size_t i = sheet->n; i > 0 && sheet->outlet.value.n == 0; i--)
        if (sheet->pieces[i - 1].furniture == CW_FURNITURE_LEGAL)
            (void)find_copyright(sheet, sheet->pieces[i - 1].range);
}

/* The outlet's own name above the report is nobody's byline. */
static void drop_outlet_from_byline(cw_sheet *sheet)
{
    size_t n = 0;
    for (size_t i = 0; i < sheet->n_byline; i++)
        if (!cw_bytes_equal_fold(sheet->byline[i].value, sheet->outlet.value))
            sheet->byline[n++] = sheet->byline[i];
    if (n > 0)
        sheet->n_byline = n;
}

/* An agency by itself above or below the date line signs the report. */
static bool touches_date_line(const cw_sheet *sheet, size_t i)
{
    const cw_piece *piece = &sheet->pieces[i];
    return (i > 0 && piece[-1].furniture == CW_FURNITURE_DATE_LINE) ||
           (i + 1 < sheet->n && piece[1].furniture == CW_FURNITURE_DATE_LINE);
}

void cw_sheet_find_source(cw_sheet *sheet)
{
    find_outlet(sheet);
    drop_outlet_from_byline(sheet);
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        if (piece->role == CW_ROLE_FURNITURE && i < sheet->first &&
            i + HEAD_PIECES > sheet->first && touches_date_line(sheet, i) &&
            cw_agency_find(cw_piece_text(sheet, i))) {
            cw_sheet_add_agency(sheet, cw_piece_text(sheet, i), piece->range);
            sheet->pieces[i].furniture = CW_FURNITURE_BYLINE;
        }
        bool is_near = i + 1 >= sheet->first && i < sheet->last + 3;
        if (piece->role == CW_ROLE_FURNITURE && is_near &&
            piece->furniture == CW_FURNITURE_CREDIT)
            find_credits(sheet, piece->range);
        if (i < sheet->last && i + TAIL_PIECES >= sheet->last &&
            i >= sheet->first && piece->role == CW_ROLE_PARAGRAPH)
            find_tail_credit(sheet, piece);
    }
}
