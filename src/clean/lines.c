/* lines.c: a flat text as pieces.
 *
 * A line is a piece, unless the text is hard-wrapped: then lines of a group
 * (between empty lines) are joined where the next line's first word would not
 * have fitted any more. Lines that lost their end, so that a sentence and
 * the next capital touch, are split again. */
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "clean/clean_int.h"
#include "clean/letters.h"
#include "clean/paste.h"

_Static_assert(CW_MAX_BLOCKS_SHARE == 72, "as the note says");

#define MAIL_LINES 16u  // of the head of a message
#define WRAP_MIN   40u  // columns; narrower texts are lists, not wrapped prose
#define WRAP_MAX   120u // wider lines are paragraphs

cw_status cw_sheet_add(cw_sheet *sheet, cw_range range, cw_piece **out)
{
    if (out)
        *out = NULL;
    range = cw_range_trim(sheet->text, range);
    if (cw_range_is_empty(range))
        return CW_OK;
    if (sheet->n == CW_MAX_BLOCKS) {
        sheet->cut = "the report has more than 262144 blocks and was cut there";
        return CW_OK;
    }
    if (sheet->page->kind == CW_PAGE_HTML && sheet->n >= CW_MAX_BLOCKS_BASE &&
        (sheet->n - CW_MAX_BLOCKS_BASE) * CW_MAX_BLOCKS_SHARE >=
            sheet->page->utf8.n) {
        sheet->cut = "the page is nearly all edges of blocks: it has more than "
                     "one for 72 bytes, and was cut there";
        return CW_OK;
    }
    cw_status status =
        cw_grow(sheet->scratch, (void **)&sheet->pieces, &sheet->capacity,
                sheet->n + 1, sizeof *sheet->pieces, CW_MAX_BLOCKS);
    if (status != CW_OK)
        return status;
    cw_piece *piece = &sheet->pieces[sheet->n++];
    *piece = (cw_piece){.range = range};
    if (out)
        *out = piece;
    return CW_OK;
}

/* Columns of a line: code points. */
static size_t line_width(cw_bytes line)
{
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++)
        n += (line.at[i] & 0xC0) != 0x80;
    return n;
}

static size_t first_word_width(cw_bytes line)
{
    size_t n = 0;
    while (n < line.n && !cw_is_space(line.at[n]))
        n++;
    return line_width(cw_bytes_cut(line, 0, n));
}

typedef struct {
    size_t width;           // of the widest line that another one follows
    size_t n_inner, n_full; // lines with a follower; those that were full
} wrap_count;

/* Where the words of a message begin, behind the lines of its head. */
static size_t behind_mail_head(cw_bytes text)
{
    size_t at = 0, head = 0;
    cw_range line;
    for (size_t n = 0; n < MAIL_LINES && cw_bytes_line(text, &at, &line); n++) {
        cw_bytes words = cw_bytes_trim(cw_bytes_at(text, line)), value;
        if (cw_is_mail_attribution(words) || cw_is_mail_forward(words) ||
            cw_mail_header_of(words, &value) != CW_MAIL_NONE)
            head = at;
        else if (words.n > 0)
            break;
    }
    return head;
}

/* One pass over the lines from `from` on that have a follower without an empty
 * line between; with width 0 it finds the width, else it counts the full ones.
 */
static void count_wrap(cw_bytes text, size_t from, wrap_count *count)
{
    size_t at = from, width = count->width;
    cw_range line, before = {0, 0};
    while (cw_bytes_line(text, &at, &line)) {
        cw_range trimmed = cw_range_trim(text, line);
        if (!cw_range_is_empty(trimmed) && !cw_range_is_empty(before)) {
            cw_bytes last = cw_bytes_at(text, before);
            size_t n = line_width(last);
            if (width == 0 && n > count->width)
                count->width = n;
            count->n_inner += width > 0;
            count->n_full +=
                width > 0 &&
                n + 1 + first_word_width(cw_bytes_at(text, trimmed)) > width;
        }
        before = trimmed;
    }
}

/* The width the text is wrapped at; 0: it is not. Four of five lines that
 * another line follows must be full, and there must be some. */
static size_t wrap_width(cw_bytes text, size_t from)
{
    wrap_count count = {0};
    count_wrap(text, from, &count);
    if (count.width < WRAP_MIN || count.width > WRAP_MAX)
        return 0;
    count_wrap(text, from, &count);
    return count.n_inner >= 3 && count.n_full * 5 >= count.n_inner * 4
               ? count.width
               : 0;
}

cw_status cw_sheet_read_lines(cw_sheet *sheet)
{
    cw_bytes text = sheet->text;
    size_t at = 0, head = behind_mail_head(text);
    size_t width = wrap_width(text, head);
    cw_range line, last_line = {0, 0};
    cw_status status = CW_OK;
    bool has_gap = true;
    if (cw_bytes_starts(text, CW_LIT("\xEF\xBB\xBF")))
        at = 3;
    while (status == CW_OK && cw_bytes_line(text, &at, &line)) {
        cw_range trimmed = cw_range_trim(text, line);
        if (cw_range_is_empty(trimmed)) {
            has_gap = true;
            continue;
        }
        cw_bytes words = cw_bytes_at(text, trimmed);
        bool joins = width > 0 && !has_gap && line.from > head &&
                     sheet->n > 0 &&
                     line_width(cw_bytes_at(text, last_line)) + 1 +
                             first_word_width(words) >
                         width;
        cw_piece *piece;
        if (joins) {
            sheet->pieces[sheet->n - 1].range.to = trimmed.to;
        } else {
            status = cw_sheet_add(sheet, trimmed, &piece);
            if (status == CW_OK && piece)
                piece->has_gap = has_gap;
        }
        last_line = trimmed;
        has_gap = false;
    }
    return status;
}

/* Past closing quotation marks and brackets that follow a sentence mark. */
static size_t skip_closing(cw_bytes text, size_t at, size_t end)
{
    while (at < end) {
        uint8_t c = text.at[at];
        if (c == '"' || c == '\'' || c == ')' || c == ']')
            at++;
        else if (end - at >= 3 && c == 0xE2 && text.at[at + 1] == 0x80 &&
                 (text.at[at + 2] == 0x9D || text.at[at + 2] == 0x99))
            at += 3;
        else
            break;
    }
    return at;
}

/* A new sentence may begin at text[at]: capital and a small letter or blank,
 * or an opening quotation mark before a capital. */
static bool begins_sentence(cw_bytes text, size_t at, size_t end)
{
    if (end - at > 3 && text.at[at] == 0xE2 && text.at[at + 1] == 0x80 &&
        (text.at[at + 2] == 0x9C || text.at[at + 2] == 0x98))
        at += 3;
    if (at + 1 >= end)
        return false;
    size_t next = at;
    if (!cw_utf8_is_upper(cw_utf8_next(text, &next)) || next >= end)
        return false;
    size_t after = next;
    uint32_t c = cw_utf8_next(text, &after);
    return c == ' ' || c == 0x2019 || c == '\'' || cw_utf8_is_lower(c);
}

/* The word that ends at text[at) is a real one, not an initial or "U.S":
 * two letters at least, the last one small, or a number of two digits. */
static bool ends_word(cw_bytes text, size_t from, size_t at)
{
    size_t n = 0, p = at;
    if (at == from)
        return false;
    uint8_t last = text.at[at - 1];
    if (last == ')' || last == '"' || last >= 0x80)
        return true;
    while (p > from && (cw_is_alpha(text.at[p - 1]) ||
                        cw_is_digit(text.at[p - 1]) || text.at[p - 1] >= 0x80))
        p--, n++;
    if (p > from && text.at[p - 1] == '.')
        return false; // e.g.Such, www.x.Com
    return n >= 2 && (cw_is_lower(last) || cw_is_digit(last));
}

/* A glued place is judged by what stands near it, so that a text of nothing
 * but such places takes linear time. */
#define NEAR_BYTES 480u

static size_t near_before(size_t from, size_t at)
{
    return at - from > NEAR_BYTES ? at - NEAR_BYTES : from;
}

static size_t near_after(size_t at, size_t end)
{
    return end - at > NEAR_BYTES ? at + NEAR_BYTES : end;
}

static bool is_sure(cw_bytes text, size_t from, size_t to)
{
    cw_range range = {(uint32_t)from, (uint32_t)to};
    return cw_furniture_judge(text, range).weight >= CW_PHRASE_SURE;
}

/* Sixteen places at a time past those where nothing is glued: a mark before
 * white space, a letter that is no capital behind a small one. */
static size_t pass_unglued(cw_bytes text, size_t at, size_t end)
{
    for (; end - at > CW_SIXTEEN; at += CW_SIXTEEN) {
        cw_sixteen before = cw_sixteen_load(text.at + at - 1);
        cw_sixteen here = cw_sixteen_load(text.at + at);
        cw_sixteen behind = cw_sixteen_load(text.at + at + 1);
        uint32_t stops = cw_sixteen_bits(cw_sixteen_stop(here)) &
                         ~cw_sixteen_bits(cw_sixteen_space(behind));
        uint32_t glued = stops | cw_sixteen_bits(cw_sixteen_and(
                                     cw_sixteen_within(here, 'A', 'Z'),
                                     cw_sixteen_within(before, 'a', 'z')));
        if (glued != 0)
            return at + cw_sixteen_first(glued);
    }
    return at;
}

/* First glued place in text[from, end) after at; end: none. A sentence mark
 * that touches a capital is one when both sides have three words or the
 * lexicon knows a side; "logged inPlease" is one only by the lexicon. */
static size_t find_glue(cw_bytes text, size_t from, size_t at, size_t end)
{
    for (size_t p = at > from ? at : from + 1;
         p < end && (p = pass_unglued(text, p, end)) + 1 < end; p++) {
        uint8_t c = text.at[p], before = text.at[p - 1];
        if (c == '.' || c == '!' || c == '?') {
            size_t next = skip_closing(text, p + 1, end);
            if (next >= end || cw_is_space(text.at[next]) ||
                !begins_sentence(text, next, end) || !ends_word(text, from, p))
                continue;
            size_t left = near_before(from, next);
            size_t right = near_after(next, end);
            if ((cw_letters_count_words(cw_bytes_cut(text, left, next)) >= 3 &&
                 cw_letters_count_words(cw_bytes_cut(text, next, right)) >=
                     3) ||
                is_sure(text, left, next) || is_sure(text, next, right))
                return next;
        } else if (cw_is_upper(c) && cw_is_lower(before) &&
                   begins_sentence(text, p, end) && p - from >= 2) {
            size_t word = p, left = near_before(from, p);
            while (word > left && !cw_is_space(text.at[word - 1]))
                word--;
            if (p - word >= 2 && end - p <= NEAR_BYTES && is_sure(text, p, end))
                return p;
        }
    }
    return end;
}

cw_status cw_sheet_unglue(cw_sheet *sheet)
{
    cw_piece *old = sheet->pieces;
    size_t n_old = sheet->n;
    cw_status status = CW_OK;
    sheet->pieces = NULL;
    sheet->n = sheet->capacity = 0;
    for (size_t i = 0; i < n_old && status == CW_OK; i++) {
        size_t from = old[i].range.from, end = old[i].range.to;
        size_t n_cuts = 0;
        while (from < end && status == CW_OK) {
            size_t cut =
                n_cuts < 256 ? find_glue(sheet->text, from, from, end) : end;
            cw_piece *piece;
            cw_range range = {(uint32_t)from, (uint32_t)cut};
            status = cw_sheet_add(sheet, range, &piece);
            if (status == CW_OK && piece) {
                range = piece->range;
                *piece = old[i];
                piece->range = range;
            }
            from = cut;
            n_cuts++;
        }
    }
    return status;
}
