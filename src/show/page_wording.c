/* page_wording.c: which words two wordings do not share. */
#include "base/utf8.h"
#include "show/page_diff.h"
#include "show/page_int.h"

/* ---- two wordings ------------------------------------------------------ */

static const char *const openers[] = {
    [CW_DIFF_SAME] = "", [CW_DIFF_GONE] = "<del>", [CW_DIFF_NEW] = "<ins>"};
static const char *const closers[] = {
    [CW_DIFF_SAME] = "", [CW_DIFF_GONE] = "</del>", [CW_DIFF_NEW] = "</ins>"};

/* Wordings that share less than a third are told as they are: the marks
 * would be more than the words. */
static bool is_alike(const cw_diff *diff, cw_bytes before, cw_bytes after)
{
    size_t n_same = 0;
    for (size_t i = 0; i < diff->n; i++)
        if (diff->runs[i].kind == CW_DIFF_SAME)
            n_same += diff->runs[i].range.to - diff->runs[i].range.from;
    return 3 * n_same >= (before.n > after.n ? before.n : after.n);
}

void cw_sheet_wording(cw_sheet *sheet, cw_bytes before, cw_bytes after)
{
    cw_mark mark = cw_arena_mark(sheet->scratch);
    cw_diff diff;
    cw_status status = cw_diff_make(before, after, sheet->scratch, &diff);
    if (status != CW_OK) {
        sheet->status = status;
        return;
    }
    cw_sheet_markup(sheet, "<span class=\"said\">");
    if (!is_alike(&diff, before, after)) {
        cw_sheet_text(sheet, after);
        diff.n = 0;
    }
    for (size_t i = 0; i < diff.n; i++) {
        const cw_diff_run *run = &diff.runs[i];
        cw_bytes from = run->kind == CW_DIFF_GONE ? before : after;
        cw_sheet_put(sheet, i > 0 && run->has_blank ? " " : "");
        cw_sheet_put(sheet, openers[run->kind]);
        cw_sheet_text(sheet, cw_bytes_at(from, run->range));
        cw_sheet_put(sheet, closers[run->kind]);
    }
    cw_sheet_markup(sheet, "</span>");
    cw_arena_reset(sheet->scratch, mark);
}

/* ---- the words of a value ---------------------------------------------- */

static bool is_word_byte(uint8_t c)
{
    return cw_is_alpha(c) || cw_is_digit(c) || c >= 0x80;
}

static bool is_whole_word(cw_bytes text, size_t from, size_t to)
{
    return (from == 0 || !is_word_byte(text.at[from - 1]) ||
            !is_word_byte(text.at[from])) &&
           (to == text.n || !is_word_byte(text.at[to]) ||
            !is_word_byte(text.at[to - 1]));
}

void cw_sheet_marked(cw_sheet *sheet, cw_bytes text, cw_bytes words)
{
    size_t at = 0, found = words.n > 0 ? 0 : CW_NOT_FOUND;
    cw_sheet_markup(sheet, "<span class=\"said\">");
    while (found != CW_NOT_FOUND) {
        found = cw_bytes_find_fold(text, words, found);
        if (found == CW_NOT_FOUND)
            break;
        if (!is_whole_word(text, found, found + words.n)) {
            found++;
            continue;
        }
        cw_sheet_text(sheet, cw_bytes_cut(text, at, found));
        cw_sheet_markup(sheet, "<mark>");
        cw_sheet_text(sheet, cw_bytes_cut(text, found, found + words.n));
        cw_sheet_markup(sheet, "</mark>");
        at = found += words.n;
    }
    cw_sheet_text(sheet, cw_bytes_cut(text, at, text.n));
    cw_sheet_markup(sheet, "</span>");
}
