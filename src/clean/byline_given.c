/* byline_given.c: who signs a page where neither markup nor a "By" says so.
 * A line is taken for a signature when it is a person's name that begins with
 * a given name (data/en/names/people.tsv) and stands where people sign: below
 * the title beside the date, or in the words about the author at the end. */
#include "clean/byline_int.h"

#define LINE_WORDS  8u
#define NEAR_DATE   2u  // pieces between a name and the date
#define BEHIND_MAX  40u // pieces behind the report
#define BIO_WORDS   120u
#define BIO_LOOKED  30u // words of it that may tell the job
#define BIO_IN_BODY 3u // last pieces of the report that may be about its author
#define ABOUT_WORDS 5u

static cw_bytes first_word(cw_bytes text)
{
    size_t at = 0;
    cw_bytes word = {NULL, 0};
    (void)cw_byline_word(text, &at, &word);
    return word;
}

/* The people of a line that names nothing else; how many. */
static size_t people_of(const cw_sheet *sheet, cw_range line, cw_range *people)
{
    size_t n = cw_byline_split(sheet->text, line, true, people, CW_MAX_BYLINE);
    return n > 0 && cw_is_given_name(
                        first_word(cw_bytes_at(sheet->text, people[0])))
               ? n
               : 0;
}

static bool is_near_date(const cw_sheet *sheet, size_t i)
{
    size_t end = i + NEAR_DATE + 1 < sheet->n ? i + NEAR_DATE + 1 : sheet->n;
    for (size_t k = i > NEAR_DATE ? i - NEAR_DATE : 0; k < end; k++)
        if (sheet->pieces[k].has_stamp && sheet->pieces[k].n_words <= 24)
            return true;
    return false;
}

static void sign_at_date(cw_sheet *sheet)
{
    cw_range people[CW_MAX_BYLINE];
    size_t from = sheet->title_at < sheet->first ? sheet->title_at + 1
                  : sheet->first > 6             ? sheet->first - 6
                                                 : 0;
    for (size_t i = from; i <= sheet->first && i < sheet->last; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        if (piece->n_words > LINE_WORDS || piece->end != 0 ||
            !is_near_date(sheet, i))
            continue;
        size_t n = people_of(sheet, piece->range, people);
        for (size_t k = 0; k < n; k++)
            cw_sheet_sign(sheet, people[k]);
        if (n > 0)
            return;
    }
}

/* The name in "Ana Brook is a ports reporter in Port Sand." and "Ana Brook
 * covers ports ..."; empty: the piece is not about one person's work. */
static cw_range bio_name(const cw_sheet *sheet, const cw_piece *piece)
{
    static const char *const verbs[] = {"is",     "was",   "has",     "writes",
                                        "covers", "works", "reports", "joined"};
    cw_bytes text = cw_piece_text(sheet, (size_t)(piece - sheet->pieces));
    cw_bytes word;
    cw_range name = {0, 0};
    size_t at = 0;
    if (piece->n_words < 5 || piece->n_words > BIO_WORDS)
        return name;
    for (size_t n = 0; n < BIO_LOOKED && cw_byline_word(text, &at, &word);
         n++) {
        bool is_verb = CW_STANDS_IN(word, verbs);
        if (n == 0 && !cw_is_given_name(word))
            return (cw_range){0, 0};
        if (cw_range_is_empty(name) && n >= 2 && is_verb)
            name = cw_range_trim(
                sheet->text,
                (cw_range){piece->range.from,
                           piece->range.from + (uint32_t)(word.at - text.at)});
        if (cw_range_is_empty(name) && n > 4)
            return (cw_range){0, 0};
        if (!cw_range_is_empty(name) && cw_is_role_word(word))
            return cw_is_person_name(cw_bytes_at(sheet->text, name))
                       ? name
                       : (cw_range){0, 0};
    }
    return (cw_range){0, 0};
}

/* The name in "About Ana Brook". */
static cw_range about_name(const cw_sheet *sheet, const cw_piece *piece)
{
    cw_bytes line = cw_piece_text(sheet, (size_t)(piece - sheet->pieces));
    cw_range name = {piece->range.from + 6, piece->range.to};
    if (piece->n_words > ABOUT_WORDS ||
        !cw_bytes_starts_fold(line, CW_LIT("about ")))
        return (cw_range){0, 0};
    line = cw_bytes_at(sheet->text, name = cw_range_trim(sheet->text, name));
    return cw_is_person_name(line) && cw_is_given_name(first_word(line))
               ? name
               : (cw_range){0, 0};
}

/* "(Reporting by Ana Brook and Joe Marsh; Editing by Leo Varga)" */
static size_t sign_reporters(cw_sheet *sheet, const cw_piece *piece)
{
    cw_range people[CW_MAX_BYLINE];
    cw_bytes line = cw_piece_text(sheet, (size_t)(piece - sheet->pieces));
    cw_bytes lead = CW_LIT("reporting by ");
    size_t at = cw_bytes_find_fold(line, lead, 0);
    if (at > 1 || piece->n_words > BIO_WORDS)
        return 0;
    size_t end = at += lead.n;
    while (end < line.n && line.at[end] != ';' && line.at[end] != ')')
        end++;
    cw_range names = {piece->range.from + (uint32_t)at,
                      piece->range.from + (uint32_t)end};
    size_t n =
        cw_byline_split(sheet->text, names, false, people, CW_MAX_BYLINE);
    for (size_t i = 0; i < n; i++)
        cw_sheet_sign(sheet, people[i]);
    return n;
}

static void sign_behind(cw_sheet *sheet)
{
    size_t from = sheet->last > BIO_IN_BODY ? sheet->last - BIO_IN_BODY : 0;
    for (size_t i = from > sheet->first ? from : sheet->first;
         i < sheet->n && i < sheet->last + BEHIND_MAX; i++) {
        cw_range name = bio_name(sheet, &sheet->pieces[i]);
        if (cw_range_is_empty(name))
            name = about_name(sheet, &sheet->pieces[i]);
        if (sign_reporters(sheet, &sheet->pieces[i]) > 0)
            return;
        if (!cw_range_is_empty(name)) {
            cw_sheet_sign(sheet, name);
            return;
        }
    }
}

void cw_sheet_sign_by_given_name(cw_sheet *sheet)
{
    if (sheet->n_byline > 0 || sheet->first == sheet->last)
        return;
    sign_at_date(sheet);
    if (sheet->n_byline == 0)
        sign_behind(sheet);
}
