/* select.c: the run of pieces with the best sum is the report.
 *
 *   points   -2 -2 -1 | +9 +12 -1 +7 +15 | -2 -3 -30 | +6 +6 -2 ...
 *                     first              last
 *
 * The weights are set by hand; docs/clean.md has the figures they give. */
#include "clean/furniture.h"

#define END_POINTS      (-24) // "Most read", "Leave a comment": it is over
#define END_TREE_POINTS (-8)  // in a tree, where classes say it as well
#define SENTENCE_MAX    16    // of one paragraph, however long

#define REST_MAX     48u // pieces behind the run, for the run to go on
#define UNMARKED_MAX 4u  // lines in one gap that nobody named
#define RESUME_WORDS 8u  // of a sentence behind the gap

static int32_t sentence_points(const cw_piece *piece)
{
    int32_t points = 1 + (int32_t)(piece->n_words / 5);
    return points < SENTENCE_MAX ? points : SENTENCE_MAX;
}

static int32_t piece_points(const cw_sheet *sheet, const cw_piece *piece)
{
    int32_t tree = piece->tag_points;
    if (cw_is_furniture(piece)) {
        if (piece->ends)
            return sheet->page->kind == CW_PAGE_HTML ? END_TREE_POINTS
                                                     : END_POINTS;
        return piece->furniture == CW_FURNITURE_CAPTION ||
                       piece->furniture == CW_FURNITURE_APPEAL ||
                       piece->furniture == CW_FURNITURE_RELATED
                   ? -1
                   : -3;
    }
    if (piece->n_chars > 0 && piece->n_link * 2 > piece->n_chars &&
        piece->n_words < 40)
        return -3 + (tree < 0 ? tree : 0);
    if (cw_is_sentence(piece)) {
        int32_t points = sentence_points(piece);
        if (piece->n_words >= 8 && piece->n_stop * 8 < piece->n_words &&
            sheet->language[0] && piece->n_caps * 3 > piece->n_words)
            points = -1;
        return points + tree;
    }
    if (piece->n_words >= 25)
        return (int32_t)(piece->n_words / 8) + tree;
    return (piece->n_words >= 10 ? -1 : -2) + (tree < 4 ? tree : 3);
}

void cw_sheet_select(cw_sheet *sheet)
{
    int64_t sum = 0, best = 0;
    size_t from = 0;
    sheet->first = sheet->last = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        cw_piece *piece = &sheet->pieces[i];
        piece->score = piece_points(sheet, piece);
        if (sum <= 0) {
            sum = 0;
            from = i;
        }
        sum += piece->score;
        if (sum > best) {
            best = sum;
            sheet->first = from;
            sheet->last = i + 1;
        }
    }
    while (sheet->first < sheet->last && sheet->pieces[sheet->first].score <= 0)
        sheet->first++;
}

static bool is_plain_body(const cw_piece *piece)
{
    return !cw_is_furniture(piece) &&
           (cw_is_sentence(piece) || piece->n_words >= 25);
}

/* What a piece inside the run is: a body role, or furniture. */
static void give_role(cw_sheet *sheet, size_t i)
{
    cw_piece *piece = &sheet->pieces[i];
    bool next_is_body =
        i + 1 < sheet->last && is_plain_body(&sheet->pieces[i + 1]);
    if (cw_is_furniture(piece)) {
        piece->role = CW_ROLE_FURNITURE;
        return;
    }
    piece->furniture = CW_FURNITURE_NONE;
    switch (piece->form) {
    case CW_FORM_HEADING:
    case CW_FORM_TITLE:
        piece->role = CW_ROLE_HEADING;
        break;
    case CW_FORM_LIST:
        piece->role = CW_ROLE_LIST;
        break;
    case CW_FORM_QUOTE:
        piece->role = CW_ROLE_QUOTE;
        break;
    case CW_FORM_TABLE:
        piece->role = CW_ROLE_TABLE;
        break;
    case CW_FORM_PARAGRAPH:
        piece->role = CW_ROLE_PARAGRAPH;
        break;
    default:
        if (is_plain_body(piece))
            piece->role = CW_ROLE_PARAGRAPH;
        else if (next_is_body && piece->n_words <= 14)
            piece->role = CW_ROLE_HEADING;
        else
            piece->role = CW_ROLE_LIST;
    }
    if (piece->score < -2) {
        piece->role = CW_ROLE_FURNITURE;
        piece->furniture = CW_FURNITURE_OTHER;
    }
}

/* Outside the run everything is furniture; what the lexicon did not name is
 * navigation when it is short. */
static void give_outside(cw_piece *piece)
{
    piece->role = CW_ROLE_FURNITURE;
    if (!cw_is_furniture(piece))
        piece->furniture = piece->n_words <= 6 && !cw_is_sentence(piece)
                               ? CW_FURNITURE_NAVIGATION
                               : CW_FURNITURE_OTHER;
}

/* A pasted report is often interrupted near its end by links and appeals that
 * outweigh the two or three short paragraphs behind them. When little of the
 * page is left, the run goes on to the sentences behind such a gap; behind a
 * long rest (a whole page with its foot) it does not. */
static void extend_tail(cw_sheet *sheet)
{
    size_t end = sheet->last, n_unmarked = 0;
    while (end < sheet->n &&
           (!sheet->pieces[end].ends ||
            sheet->pieces[end].furniture == CW_FURNITURE_RELATED))
        end++;
    if (sheet->first == sheet->last || sheet->n - sheet->last > REST_MAX)
        return;
    for (size_t i = sheet->last; i < end && n_unmarked <= UNMARKED_MAX; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        if (cw_is_furniture(piece))
            continue;
        if (cw_is_sentence(piece) && piece->n_words >= RESUME_WORDS) {
            sheet->last = i + 1;
            n_unmarked = 0;
        } else {
            n_unmarked++;
        }
    }
}

void cw_sheet_trim(cw_sheet *sheet)
{
    if (sheet->page->kind == CW_PAGE_TEXT)
        extend_tail(sheet);
    while (sheet->last > sheet->first &&
           !is_plain_body(&sheet->pieces[sheet->last - 1]) &&
           sheet->pieces[sheet->last - 1].form == CW_FORM_NONE)
        sheet->last--;
    for (size_t i = 0; i < sheet->n; i++)
        if (i >= sheet->first && i < sheet->last)
            give_role(sheet, i);
        else
            give_outside(&sheet->pieces[i]);
}
