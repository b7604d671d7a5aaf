/* byline_lines.c: which lines of a page name who wrote it: at the title, or in
 * the author's box behind the report. */
#include "clean/byline_int.h"
#include "clean/furniture.h"
#include "clean/outlets.h"

#define TAIL_BEFORE 3u  // pieces at the report's end
#define TAIL_LABEL  12u // where "Written by" and a name still count
#define TAIL_AFTER  40u // and behind it, where an author's box may stand

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

void cw_sheet_sign(cw_sheet *sheet, cw_range name)
{
    cw_sheet_add_person(
        sheet,
        (cw_draft_fact){.value = cw_bytes_at(sheet->text, name), .span = name});
}

static bool begins_with_by(cw_bytes line)
{
    return cw_bytes_starts_fold(line, CW_LIT("by ")) ||
           cw_bytes_starts_fold(line, CW_LIT("written by ")) ||
           cw_bytes_starts_fold(line, CW_LIT("story by ")) ||
           cw_bytes_starts_fold(line, CW_LIT("words by "));
}

/* What follows " by " in a line that says when or how it came out: "Posted on
 * 3 May 2024 by Ana Brook"; empty: nothing does. A name below another line
 * belongs to a list of facts: "Released: 3 May 2024 by Brook Books". */
static cw_range behind_by(const cw_sheet *sheet, const cw_piece *piece)
{
    static const char *const bys[] = {" by ",   " von ", " por ", " par ",
                                      " door ", " av ",  " af "};
    static const char *const verbs[] = {"posted",  "published", "written",
                                        "updated", "submitted", "created",
                                        "added",   "reported",  "contributed"};
    cw_bytes line = cw_bytes_at(sheet->text, piece->range);
    bool is_said = piece->has_stamp;
    if (piece->n_words > 24 || piece->end == '.')
        return (cw_range){0, 0};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        is_said |= cw_bytes_starts_fold(line, cw_bytes_from(verbs[i]));
    for (size_t i = 0; is_said && i < sizeof bys / sizeof *bys; i++) {
        size_t at = cw_bytes_find_fold(line, cw_bytes_from(bys[i]), 0);
        if (at != CW_NOT_FOUND && cw_bytes_find(line, CW_LIT("\n"), 0) > at)
            return (cw_range){piece->range.from +
                                  (uint32_t)(at + strlen(bys[i])),
                              piece->range.to};
    }
    return (cw_range){0, 0};
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
        cw_sheet_sign(sheet, people[k]);
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
            (void)cw_byline_skip_lead(sheet->text, &part);
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
        cw_range names = has_by || after_by || sheet->n_byline > 0
                             ? (cw_range){0, 0}
                             : behind_by(sheet, piece);
        bool is_behind = !cw_range_is_empty(names);
        if (!is_behind)
            names = piece->range;
        if (!has_by && !after_by && !is_behind &&
            (piece->n_words > 14 || i >= sheet->first + 2 ||
             (i <= top && !piece->has_stamp) || !is_bare_place(sheet, i) ||
             sheet->n_byline > 0))
            continue;
        if (cw_is_furniture(piece) && piece->furniture != CW_FURNITURE_BYLINE &&
            piece->furniture != CW_FURNITURE_DATE_LINE)
            continue;
        size_t n =
            cw_byline_split(sheet->text, names, !has_by, people, CW_MAX_BYLINE);
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
