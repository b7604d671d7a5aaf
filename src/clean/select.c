/* select.c: which pieces are the report.
 *
 *   score    -9 -4 | +9 -1 +7 +8 -2 -3 +6 | -2 -9 -9 -3 +1
 *                    first                last        too far behind
 *
 * A piece with a score above 0 is body (score.h). The run with the best sum
 * is the core; body before and behind it belongs to it across a gap that is
 * not wide, so that a report split over several containers is one, and words
 * about the outlet at the foot of the page are none. */
#include "clean/furniture.h"
#include "clean/score.h"

#define GAP_BEFORE   12u // pieces without body in between
#define GAP_BEHIND   40u
#define REST_MAX     48u  // pieces behind the run, for the run to go on
#define UNMARKED_MAX 4u   // lines in one gap that nobody named
#define RESUME_WORDS 8u   // of a sentence behind the gap
#define NEWS_LIFT    384  // of scores, when the markup says it is a report
#define SURE_WEIGHT  8u   // of the lexicon: whatever the score
#define SCORE_MAX    1024 // in a sum; surer ones count as this
#define WORDS_MAX    60u

static bool is_body(const cw_piece *piece)
{
    return piece->score > 0 && piece->weight < SURE_WEIGHT;
}

/* |points| <= SCORE_MAX * (WORDS_MAX + 1) < 2^16 */
static int32_t run_points(const cw_piece *piece)
{
    int32_t score = piece->score;
    int32_t words =
        (int32_t)(piece->n_words < WORDS_MAX ? piece->n_words : WORDS_MAX);
    score = score > SCORE_MAX ? SCORE_MAX : score;
    score = score < -SCORE_MAX ? -SCORE_MAX : score;
    return score * (words + 1);
}

static bool is_free_sentence(const cw_piece *piece)
{
    return cw_is_sentence(piece) && !cw_is_furniture(piece) &&
           piece->tag_down == 0 && piece->n_link * 2 <= piece->n_chars;
}

/* Where no piece looks like one of a news page, but most words stand in plain
 * sentences (a note, a page made by hand), these are the report. */
static void take_sentences(cw_sheet *sheet)
{
    uint64_t n_free = 0, n_words = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        n_words += piece->n_words;
        n_free += is_free_sentence(piece) ? piece->n_words : 0;
    }
    for (size_t i = 0; i < sheet->n && n_free * 2 > n_words; i++) {
        if (!is_free_sentence(&sheet->pieces[i]))
            continue;
        sheet->pieces[i].score = 1;
        if (sheet->first == sheet->last)
            sheet->first = i;
        sheet->last = i + 1;
    }
}

static void widen(cw_sheet *sheet)
{
    size_t gap = 0;
    for (size_t i = sheet->first; i > 0 && gap <= GAP_BEFORE; i--) {
        gap = is_body(&sheet->pieces[i - 1]) ? 0 : gap + 1;
        if (gap == 0)
            sheet->first = i - 1;
    }
    gap = 0;
    for (size_t i = sheet->last; i < sheet->n && gap <= GAP_BEHIND; i++) {
        gap = is_body(&sheet->pieces[i]) ? 0 : gap + 1;
        if (gap == 0)
            sheet->last = i + 1;
    }
}

/* The best run, from body to body; empty when there is none. */
static void find_run(cw_sheet *sheet)
{
    int64_t sum = 0, best = 0;
    size_t from = 0;
    sheet->first = sheet->last = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        if (sum <= 0) {
            sum = 0;
            from = i;
        }
        sum += run_points(&sheet->pieces[i]);
        if (sum > best) {
            best = sum;
            sheet->first = from;
            sheet->last = i + 1;
        }
    }
    while (sheet->first < sheet->last && !is_body(&sheet->pieces[sheet->first]))
        sheet->first++;
    while (sheet->first < sheet->last &&
           !is_body(&sheet->pieces[sheet->last - 1]))
        sheet->last--;
}

/* A sentence marked as quoted, between two paragraphs of the report. */
static void take_quotes(cw_sheet *sheet)
{
    for (size_t i = 1; i + 1 < sheet->n; i++) {
        cw_piece *piece = &sheet->pieces[i];
        if (piece->form == CW_FORM_QUOTE && is_free_sentence(piece) &&
            is_body(piece - 1) && is_body(piece + 1) && piece->score <= 0)
            piece->score = 1;
    }
}

cw_status cw_sheet_select(cw_sheet *sheet)
{
    cw_status status = cw_sheet_score(sheet);
    if (status != CW_OK || sheet->page->is_remark)
        return status;
    take_quotes(sheet);
    find_run(sheet);
    if (sheet->first == sheet->last && sheet->is_news) {
        for (size_t i = 0; i < sheet->n; i++)
            sheet->pieces[i].score += NEWS_LIFT;
        find_run(sheet);
    }
    if (sheet->first < sheet->last)
        widen(sheet);
    else
        take_sentences(sheet);
    return CW_OK;
}

static bool is_plain_body(const cw_piece *piece)
{
    return !cw_is_furniture(piece) &&
           (cw_is_sentence(piece) || piece->n_words >= 25);
}

/* What is not body is furniture; what the lexicon did not name is
 * navigation when it is short. */
static void give_outside(cw_piece *piece)
{
    piece->role = CW_ROLE_FURNITURE;
    if (!cw_is_furniture(piece))
        piece->furniture = piece->n_words <= 6 && !cw_is_sentence(piece)
                               ? CW_FURNITURE_NAVIGATION
                               : CW_FURNITURE_OTHER;
}

/* What a piece inside the run is: a body role, or furniture. */
static void give_role(cw_sheet *sheet, size_t i)
{
    cw_piece *piece = &sheet->pieces[i];
    bool next_is_body =
        i + 1 < sheet->last && is_plain_body(&sheet->pieces[i + 1]);
    if (!is_body(piece)) {
        give_outside(piece);
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
}

/* A pasted report is often interrupted near its end by links and appeals that
 * make the two or three short paragraphs behind them look like more of these.
 * When little of the page is left, the run goes on to the sentences behind
 * such a gap; behind a long rest (a whole page with its foot) it does not. */
static void extend_tail(cw_sheet *sheet)
{
    size_t end = sheet->last, n_unmarked = 0;
    while (end < sheet->n &&
           (!sheet->pieces[end].ends ||
            sheet->pieces[end].furniture == CW_FURNITURE_RELATED))
        end++;
    if (sheet->n - sheet->last > REST_MAX)
        return;
    for (size_t i = sheet->last; i < end && n_unmarked <= UNMARKED_MAX; i++) {
        cw_piece *piece = &sheet->pieces[i];
        if (cw_is_furniture(piece) || piece->tag_down < 0)
            continue;
        if (cw_is_sentence(piece) && piece->n_words >= RESUME_WORDS) {
            sheet->last = i + 1;
            piece->score = 1;
            n_unmarked = 0;
        } else {
            n_unmarked++;
        }
    }
}

/* What stands at the ends without being a sentence is no body: headlines and
 * credits; of a tree only where no element says what it is. */
static bool is_loose_end(const cw_sheet *sheet, size_t i)
{
    const cw_piece *piece = &sheet->pieces[i];
    return !is_plain_body(piece) &&
           (sheet->page->kind != CW_PAGE_HTML || piece->form == CW_FORM_NONE ||
            piece->form == CW_FORM_TITLE || piece->form == CW_FORM_PARAGRAPH);
}

static void trim_ends(cw_sheet *sheet)
{
    while (sheet->first < sheet->last && is_loose_end(sheet, sheet->first))
        sheet->first++;
    while (sheet->first < sheet->last && is_loose_end(sheet, sheet->last - 1))
        sheet->last--;
}

void cw_sheet_give_roles(cw_sheet *sheet)
{
    trim_ends(sheet);
    if (sheet->first < sheet->last &&
        (sheet->page->kind == CW_PAGE_TEXT || sheet->n <= REST_MAX))
        extend_tail(sheet);
    for (size_t i = 0; i < sheet->n; i++)
        if (i >= sheet->first && i < sheet->last)
            give_role(sheet, i);
        else
            give_outside(&sheet->pieces[i]);
}
