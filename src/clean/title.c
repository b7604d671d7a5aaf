/* title.c: the headline above the report, the standfirst under it, and the
 * dateline at the head of the first paragraph. */
#include "clean/furniture.h"
#include "clean/outlets.h"

#define TITLE_DISTANCE 40u // pieces above the body that are looked at
/* Of headline-like lines in a row the later ones are the standfirst. */
#define STANDFIRST_POINTS 12

/* "By Ana Brook", a bare name, a name with its role: no headline. */
static bool is_name_like(const cw_sheet *sheet, size_t i)
{
    cw_range people[4];
    const cw_piece *piece = &sheet->pieces[i];
    if (cw_bytes_starts(cw_piece_text(sheet, i), CW_LIT("By ")))
        return true;
    return piece->n_words <= 7 &&
           cw_byline_split(sheet->text, piece->range, true, people, 4) > 0;
}

/* The line that says who and when, nearest above the body: titles stand just
 * above it, other headlines further up or below. */
static size_t find_anchor(const cw_sheet *sheet)
{
    size_t from =
        sheet->first > TITLE_DISTANCE ? sheet->first - TITLE_DISTANCE : 0;
    for (size_t i = sheet->first; i > from; i--) {
        const cw_piece *piece = &sheet->pieces[i - 1];
        cw_bytes line = cw_bytes_at(sheet->text, piece->range);
        if (piece->furniture == CW_FURNITURE_DATE_LINE && piece->has_stamp)
            return i - 1;
        if (cw_bytes_starts(line, CW_LIT("By ")) && piece->n_words <= 14)
            return i - 1;
    }
    return sheet->n;
}

/* The same words stand in another line ("Share this: ..."). */
static bool is_repeated(const cw_sheet *sheet, size_t i)
{
    cw_bytes line = cw_piece_text(sheet, i);
    size_t from = i > 60 ? i - 60 : 0;
    size_t to = i + 60 < sheet->n ? i + 60 : sheet->n;
    for (size_t k = from; k < to; k++) {
        cw_bytes other = cw_piece_text(sheet, k);
        if (k != i && other.n >= line.n && other.n <= line.n + 200 &&
            cw_bytes_find(other, line, 0) != CW_NOT_FOUND)
            return true;
    }
    return false;
}

static int32_t title_points(const cw_sheet *sheet, size_t i, size_t anchor)
{
    const cw_piece *piece = &sheet->pieces[i];
    int32_t words = (int32_t)piece->n_words, distance = 0;
    for (size_t k = i + 1; k < sheet->first; k++)
        distance += cw_is_furniture(&sheet->pieces[k]) ? 1 : 2;
    if (words < 3 || words > 32 || cw_is_furniture(piece) || piece->has_stamp ||
        piece->starts_lower || is_name_like(sheet, i))
        return 0;
    int32_t points = 40 + 2 * (words < 12 ? words : 12) - distance;
    if (piece->end == '.' || piece->end == ':')
        points -= 25;
    if (piece->form == CW_FORM_TITLE)
        points += 40;
    else if (piece->form == CW_FORM_HEADING)
        points += 10;
    if (anchor < sheet->n && i < anchor && anchor - i <= 5)
        points += 22 - 3 * (int32_t)(anchor - i);
    else if (anchor < sheet->n && i > anchor)
        points -= anchor + 3 >= i ? 4 : 10;
    if (words >= 4 && is_repeated(sheet, i))
        points += 10;
    if (piece->n_link * 2 > piece->n_chars)
        points -= 20;
    return points;
}

/* Standfirst: lines between the title and the body that are no furniture, at
 * most two; also the first body line when furniture parts it from the rest. */
static void find_summary(cw_sheet *sheet)
{
    size_t n_found = 0;
    for (size_t i = sheet->title_at + 1; i < sheet->first && n_found < 2; i++) {
        cw_piece *piece = &sheet->pieces[i];
        if (cw_is_furniture(piece) || piece->n_words < 6 ||
            piece->n_words > 60 || piece->has_stamp || piece->tag_points < -2 ||
            cw_bytes_starts(cw_piece_text(sheet, i), CW_LIT("By ")))
            continue;
        if (i > sheet->title_at + 1 + n_found && !cw_is_sentence(piece))
            continue; // not directly below
        piece->role = CW_ROLE_SUMMARY;
        piece->furniture = CW_FURNITURE_NONE;
        n_found++;
    }
    if (n_found > 0 || sheet->last - sheet->first < 3)
        return;
    cw_piece *piece = &sheet->pieces[sheet->first];
    if (sheet->title_at + 1 == sheet->first && piece->n_words <= 45 &&
        piece->role == CW_ROLE_PARAGRAPH && cw_is_furniture(piece + 1))
        piece->role = CW_ROLE_SUMMARY;
}

static bool equals_folded(cw_bytes a, cw_bytes b)
{
    a = cw_bytes_trim(a);
    b = cw_bytes_trim(b);
    return cw_bytes_equal_fold(a, b);
}

void cw_sheet_find_title(cw_sheet *sheet)
{
    size_t from =
        sheet->first > TITLE_DISTANCE ? sheet->first - TITLE_DISTANCE : 0;
    int32_t best = 0;
    sheet->title_at = sheet->n;
    if (sheet->first == sheet->last)
        return;
    for (size_t i = 0; i < sheet->last && sheet->headline.n > 0; i++)
        if (equals_folded(cw_piece_text(sheet, i), sheet->headline) &&
            (sheet->title_at == sheet->n || i <= sheet->first))
            sheet->title_at = i;
    size_t top = from, anchor = find_anchor(sheet), run = from;
    for (size_t i = top; i < sheet->first && sheet->title_at == sheet->n; i++) {
        int32_t points = title_points(sheet, i, anchor);
        if (points <= 0 || sheet->pieces[run].n_words < 5)
            run = points <= 0 ? i + 1 : i;
        else if (i > run && sheet->pieces[i].form == CW_FORM_NONE)
            points -= STANDFIRST_POINTS;
        if (points > best) {
            best = points;
            from = i;
        }
    }
    if (sheet->title_at == sheet->n && best > 0)
        sheet->title_at = from;
    if (sheet->page->title.n > 0)
        sheet->title.value = sheet->page->title;
    else if (sheet->headline.n > 0)
        sheet->title.value = sheet->headline;
    if (sheet->title_at == sheet->n)
        return;
    cw_piece *piece = &sheet->pieces[sheet->title_at];
    piece->role = CW_ROLE_TITLE;
    piece->furniture = CW_FURNITURE_NONE;
    piece->weight = 0;
    sheet->title.span = piece->range;
    if (sheet->title.value.n == 0)
        sheet->title.value = cw_bytes_at(sheet->text, piece->range);
    if (sheet->title_at < sheet->first)
        find_summary(sheet);
}

/* ---- dateline ---------------------------------------------------------- */

/* Capitals before a dash that are no place. */
static const char *const not_places[] = {
    "live",      "watch",   "update", "updated",   "breaking",
    "exclusive", "opinion", "video",  "analysis",  "note",
    "editor",    "listen",  "photos", "report",    "reuters",
    "ap",        "afp",     "news",   "read",      "correction",
    "warning",   "just in", "new",    "explainer", NULL};

static size_t skip_spaces(cw_bytes text, size_t at, size_t end)
{
    while (at < end && cw_is_space(text.at[at]))
        at++;
    return at;
}

/* A dash at text[at] with a blank before or after it; its length. */
static size_t dash_length(cw_bytes text, size_t at, size_t end)
{
    if (end - at >= 3 && text.at[at] == 0xE2 && text.at[at + 1] == 0x80 &&
        text.at[at + 2] >= 0x92 && text.at[at + 2] <= 0x95)
        return 3;
    if (end - at >= 2 && text.at[at] == '-' && text.at[at + 1] == '-')
        return 2;
    return at < end && text.at[at] == '-' ? 1 : 0;
}

/* A word of a place name; *is_upper stays true while all are capitals. */
static bool place_word(cw_bytes text, size_t *at, size_t end, bool *is_upper)
{
    size_t p = *at, n_letters = 0;
    bool begins_large = false, has_lower = false;
    for (; p < end; p++) {
        uint8_t c = text.at[p];
        bool is_wide_dash = c == 0xE2 && dash_length(text, p, end) > 0;
        if (is_wide_dash ||
            !(cw_is_alpha(c) || c >= 0x80 || c == '.' || c == '\'' || c == '-'))
            break;
        if (c == '-' && p + 1 < end && !cw_is_alpha(text.at[p + 1]) &&
            text.at[p + 1] < 0x80)
            break;
        begins_large |= n_letters == 0 &&
                        (cw_is_upper(c) || c == 0xC3 || c == 0xC5 || c == 0xC4);
        has_lower |= cw_is_lower(c);
        n_letters++;
    }
    if (n_letters == 0 || !begins_large)
        return false;
    *is_upper = *is_upper && !has_lower;
    *at = p;
    return true;
}

typedef struct {
    cw_range place;
    cw_range agency; // inside brackets; may be empty
    size_t n_words;
    bool is_upper; // the town in capitals
    bool has_date;
    uint32_t end; // behind its dash or bracket: where the report begins
} dateline;

static bool is_place(cw_bytes place)
{
    return place.n >= 2 && !cw_bytes_among_fold(place, not_places);
}

/* "May 3 (Reuters) - ": a day where a town would be. */
static size_t skip_month_day(cw_bytes text, dateline *out, size_t at,
                             size_t end)
{
    while (at < end && cw_is_digit(text.at[at]))
        at++;
    out->has_date = true;
    out->n_words = 0;
    return skip_spaces(text, at, end);
}

/* TOWN[, Region][, May 3[, 2024]] [(AGENCY)] - */
static bool read_dateline(cw_bytes text, cw_range range, dateline *out)
{
    size_t at = range.from, end = range.to;
    end = end - at > 120 ? at + 120 : end;
    *out = (dateline){.is_upper = true};
    out->place.from = (uint32_t)at;
    while (out->n_words < 5 && place_word(text, &at, end, &out->is_upper)) {
        out->place.to = (uint32_t)at;
        out->n_words++;
        at = skip_spaces(text, at, end);
    }
    if (out->n_words == 0 && (at >= end || text.at[at] != '('))
        return false;
    if (out->n_words == 1 && at < end && cw_is_digit(text.at[at]))
        at = skip_month_day(text, out, at, end);
    for (int part = 0; part < 3 && at < end && text.at[at] == ','; part++) {
        size_t p = skip_spaces(text, at + 1, end);
        bool ignored = true, has_digit = false;
        size_t n_words = 0;
        while (n_words < 4 && p < end) {
            size_t before = p;
            if (cw_is_digit(text.at[p])) {
                while (p < end && cw_is_digit(text.at[p]))
                    p++;
                has_digit = true;
            } else if (!place_word(text, &p, end, &ignored)) {
                break;
            }
            if (p == before)
                break;
            n_words++;
            at = p;
            p = skip_spaces(text, p, end);
        }
        if (n_words == 0)
            break;
        out->has_date |= has_digit;
        if (!has_digit && !out->has_date)
            out->place.to = (uint32_t)at;
        at = skip_spaces(text, at, end);
    }
    at = skip_spaces(text, at, end);
    if (at < end && text.at[at] == '(') {
        size_t close = at + 1;
        while (close < end && text.at[close] != ')' && close - at < 40)
            close++;
        if (close >= end || text.at[close] != ')')
            return false;
        out->agency = (cw_range){(uint32_t)at + 1, (uint32_t)close};
        at = skip_spaces(text, close + 1, end);
    }
    bool has_blank = at > range.from && cw_is_space(text.at[at - 1]);
    bool is_agency = !cw_range_is_empty(out->agency) &&
                     cw_agency_find(cw_bytes_at(text, out->agency));
    out->end = (uint32_t)at;
    if (out->n_words == 0) // only the agency is told
        return is_agency;
    size_t dash = at < end ? dash_length(text, at, end) : 0;
    if (dash == 0 && is_agency && (out->is_upper || out->has_date))
        return is_place(cw_bytes_at(text, out->place));
    if (dash == 0 && at < end && text.at[at] == ':' &&
        (!cw_range_is_empty(out->agency) || out->is_upper))
        dash = 1;
    if (dash == 0 || at + dash >= end)
        return false;
    has_blank |= cw_is_space(text.at[at + dash]);
    out->end = (uint32_t)skip_spaces(text, at + dash, end);
    bool is_strong = !cw_range_is_empty(out->agency) || out->has_date;
    return has_blank && (out->is_upper || (is_strong && out->n_words <= 4)) &&
           is_place(cw_bytes_at(text, out->place));
}

/* A name in brackets between the town and the dash is the agency, listed or
 * not; a lower-case word there is none. */
static void sign_dateline(cw_sheet *sheet, cw_range span)
{
    cw_bytes name = cw_bytes_at(sheet->text, span);
    size_t before = sheet->n_agency;
    cw_sheet_add_agency(sheet, name, span);
    if (sheet->n_agency == before && cw_is_upper(*name.at))
        cw_sheet_sign_agency(sheet, name, span);
}

void cw_sheet_find_dateline(cw_sheet *sheet)
{
    enum { BYTES_MIN = 40 }; // a line that is no sentence has no dateline
    size_t n_seen = 0;
    for (size_t i = sheet->first; i < sheet->last && n_seen < 3; i++) {
        cw_piece *piece = &sheet->pieces[i];
        dateline found;
        if (sheet->page->kind == CW_PAGE_CLEAN && !sheet->page->needs_body_only)
            cw_piece_measure(sheet, piece); // only these few are asked for
        if (!cw_role_is_body((cw_role)piece->role) ||
            piece->role == CW_ROLE_HEADING ||
            piece->range.to - piece->range.from < BYTES_MIN)
            continue;
        n_seen++;
        if (!read_dateline(sheet->text, piece->range, &found))
            continue;
        if (found.n_words > 0) {
            sheet->dateline.span = found.place;
            sheet->dateline.value = cw_bytes_at(sheet->text, found.place);
        }
        if (!cw_range_is_empty(found.agency))
            sign_dateline(sheet, found.agency);
        sheet->dateline_block = (cw_range){piece->range.from, found.end};
        return;
    }
}
