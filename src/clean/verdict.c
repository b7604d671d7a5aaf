/* verdict.c: what is said of a page as a whole: why it holds no report, or
 * that it holds only the beginning of one. */
#include "clean/furniture.h"

#define STUB_WORDS  250u // a report that is longer is not called a stub
#define WALL_PIECES 10u  // behind the report, where a wall stands

typedef struct {
    uint64_t words, body, consent, chars, link_chars;
} page_sums;

static page_sums sum_up(const cw_sheet *sheet)
{
    page_sums sums = {0};
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        bool is_body = cw_role_is_body((cw_role)piece->role);
        sums.words += piece->n_words;
        sums.body += is_body ? piece->n_words : 0;
        sums.consent += !is_body && piece->furniture == CW_FURNITURE_CONSENT
                            ? piece->n_words
                            : 0;
        sums.chars += piece->n_chars;
        sums.link_chars += piece->n_link;
    }
    return sums;
}

static const char *why_empty(const cw_sheet *sheet, const page_sums *sums)
{
    if (sheet->n == 0)
        return "the page has no text";
    if (sheet->page->is_remark)
        return "a few words on the message that they come with";
    if (sums->consent * 3 > sums->words)
        return "the page asks for consent and shows no report";
    if (sums->link_chars * 2 > sums->chars)
        return "the page is a list of links";
    if (sheet->is_paid)
        return "the page is for subscribers and shows no report";
    return "no run of sentences was found";
}

/* "Subscribe to continue reading" right behind the report. */
static bool has_wall(const cw_sheet *sheet)
{
    static const char *const walls[] = {
        "continue reading",
        "to keep reading",
        "read the full",
        "read the rest",
        "already a subscrib",
        "subscribers only",
        "for subscribers",
        "unlock this article",
        "weiterlesen mit",
        "nur f\xC3\xBCr abonnent",
        "r\xC3\xA9serv\xC3\xA9 aux abonn\xC3\xA9s",
        "solo para suscriptores",
        "per abbonati"};
    for (size_t i = sheet->last; i < sheet->n && i < sheet->last + WALL_PIECES;
         i++)
        for (size_t k = 0; k < sizeof walls / sizeof *walls; k++)
            if (sheet->pieces[i].n_words <= 40 &&
                cw_bytes_find_fold(cw_piece_text(sheet, i),
                                   cw_bytes_from(walls[k]), 0) != CW_NOT_FOUND)
                return true;
    return false;
}

const char *cw_sheet_verdict(const cw_sheet *sheet, uint8_t *status)
{
    *status = CW_REPORT_OK;
    bool is_clean = sheet->page->kind == CW_PAGE_CLEAN;
    page_sums sums = sum_up(sheet);
    bool has_body = false;
    for (size_t i = 0; i < sheet->n && !has_body; i++)
        has_body = cw_role_is_body((cw_role)sheet->pieces[i].role);
    if (!has_body) {
        *status = CW_REPORT_EMPTY;
        return why_empty(sheet, &sums);
    }
    if (sheet->page->is_cut || sheet->cut != NULL) {
        *status = CW_REPORT_PARTIAL;
        return sheet->page->is_cut ? sheet->page->note : sheet->cut;
    }
    if (sheet->page->note == NULL && !is_clean && sums.body < STUB_WORDS &&
        (sheet->is_paid || has_wall(sheet)))
        return "the page is for subscribers; this is only its beginning";
    return sheet->page->note;
}
