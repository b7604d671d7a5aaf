/* peel.c: furniture inside a paragraph.
 *
 *   "... said the mayor. Sign up for our newsletter."  ->  two pieces
 *
 * Only whole sentences, only at the two ends, and only by strong rules of the
 * lexicon, because a report may quote such words. A page that came as one
 * line is cut before "By Ana Brook" and behind its date line as well. */
#include "clean/clean_int.h"
#include "clean/letters.h"

#define PEEL_WEIGHT     8u   // of the lexicon; single hints never peel
#define PEEL_BYTES_MAX  400u // of one sentence
#define PEEL_MAX        12u  // sentences from one end
#define HEAD_BYTES      400u // of a one-line page: title, byline, date
#define ONE_LINE_PIECES 2u
#define ONE_LINE_BYTES  600u

static bool is_closing(cw_bytes text, size_t at, size_t end, size_t *n)
{
    uint8_t c = text.at[at];
    *n = 1;
    if (c == '"' || c == '\'' || c == ')' || c == ']')
        return true;
    *n = 3;
    return end - at >= 3 && c == 0xE2 && text.at[at + 1] == 0x80 &&
           (text.at[at + 2] == 0x9D || text.at[at + 2] == 0x99);
}

/* Titles and initials whose point ends no sentence. */
static bool is_abbreviation(cw_bytes text, size_t from, size_t dot)
{
    static const char *const words[] = {
        "Mr",   "Mrs", "Ms",  "Dr",   "St",  "Gen", "Col", "Lt",  "Sen",
        "Rep",  "Gov", "No",  "Prof", "Sgt", "vs",  "Jan", "Feb", "Aug",
        "Sept", "Oct", "Nov", "Dec",  "Inc", "Co",  "Jr",  NULL};
    size_t start = dot;
    while (start > from && cw_is_alpha(text.at[start - 1]))
        start--;
    cw_bytes word = cw_bytes_cut(text, start, dot);
    return word.n <= 1 || cw_bytes_among(word, words) ||
           (start > from && text.at[start - 1] == '.');
}

/* The end of the sentence that begins at text[at]: past its blanks, or end. */
static size_t sentence_end(cw_bytes text, size_t at, size_t end)
{
    size_t from = at, n;
    while ((at = cw_stop_next(text, at, end)) < end) {
        uint8_t c = text.at[at++];
        size_t next = at;
        while (next < end && is_closing(text, next, end, &n))
            next += n;
        if (next < end && !cw_is_space(text.at[next]))
            continue;
        if (c == '.' && is_abbreviation(text, from, at - 1))
            continue;
        while (next < end && cw_is_space(text.at[next]))
            next++;
        return next;
    }
    return end;
}

/* The start of the last sentence of text[from, end). Looks back as far as a
 * sentence may be long. */
static size_t last_sentence(cw_bytes text, size_t from, size_t end)
{
    size_t at = end - from > PEEL_BYTES_MAX ? end - PEEL_BYTES_MAX : from;
    size_t last = from;
    if (at > from) { // to the first sentence that begins in the window
        at = sentence_end(text, at, end);
        if (at == end)
            return from;
        last = at;
    }
    while (at < end) {
        last = at;
        at = sentence_end(text, at, end);
    }
    return last;
}

static bool is_peel(cw_bytes text, size_t from, size_t to)
{
    if (to - from > PEEL_BYTES_MAX || to - from < 8)
        return false;
    cw_range range =
        cw_range_trim(text, (cw_range){(uint32_t)from, (uint32_t)to});
    if (cw_range_is_empty(range))
        return false;
    uint8_t first = text.at[range.from];
    cw_verdict verdict = cw_furniture_judge(text, range);
    return verdict.weight >= PEEL_WEIGHT && first != '"' && first != 0xE2 &&
           verdict.kind != CW_FURNITURE_CAPTION &&
           verdict.kind != CW_FURNITURE_NAVIGATION;
}

/* " By Ana Brook" in text[from, end): where the B stands, or end. */
static size_t find_by(cw_bytes text, size_t from, size_t end)
{
    for (size_t at = from; at + 6 < end; at++) {
        if (!cw_bytes_starts(cw_bytes_cut(text, at, end), CW_LIT(" By ")) ||
            !cw_is_upper(text.at[at + 4]))
            continue;
        size_t p = at + 4;
        while (p < end && !cw_is_space(text.at[p]))
            p++;
        if (p + 1 < end && cw_is_upper(text.at[p + 1]))
            return at + 1;
    }
    return end;
}

static CW_CHECK cw_status add_part(cw_sheet *sheet, const cw_piece *whole,
                                   size_t from, size_t to)
{
    cw_piece *piece;
    cw_range range = {(uint32_t)from, (uint32_t)to};
    cw_status status = cw_sheet_add(sheet, range, &piece);
    if (status == CW_OK && piece) {
        range = piece->range;
        *piece = *whole;
        piece->range = range;
    }
    return status;
}

/* Title, byline and date line off the head of a one-line page. */
static CW_CHECK cw_status cut_head(cw_sheet *sheet, const cw_piece *whole,
                                   size_t *from)
{
    cw_bytes text = sheet->text;
    size_t end = whole->range.to - *from > HEAD_BYTES ? *from + HEAD_BYTES
                                                      : whole->range.to;
    size_t at = *from, by = find_by(text, *from, end);
    cw_stamp stamp;
    cw_status status = CW_OK;
    bool has_stamp = cw_stamp_next(text, &at, end, &stamp);
    if (by < end && (!has_stamp || by < stamp.range.from)) {
        status = add_part(sheet, whole, *from, by);
        *from = by;
    }
    if (status == CW_OK && has_stamp && stamp.range.to < end) {
        status = add_part(sheet, whole, *from, stamp.range.to);
        *from = stamp.range.to;
    }
    return status;
}

/* The middle of a piece, between the furniture at its two ends. */
typedef struct {
    size_t from, to;
    size_t head[PEEL_MAX], tail[PEEL_MAX]; // where those sentences begin
    size_t n_head, n_tail;
} peeled;

static peeled find_middle(cw_bytes text, size_t from, size_t end)
{
    peeled p = {.from = from, .to = end};
    while (p.n_head < PEEL_MAX) {
        size_t to = sentence_end(text, p.from, end);
        if (to >= end || !is_peel(text, p.from, to))
            break;
        p.head[p.n_head++] = p.from;
        p.from = to;
    }
    while (p.n_tail < PEEL_MAX) {
        size_t last = last_sentence(text, p.from, p.to);
        if (last <= p.from || !is_peel(text, last, p.to))
            break;
        p.tail[p.n_tail++] = last;
        p.to = last;
    }
    return p;
}

static CW_CHECK cw_status peel_piece(cw_sheet *sheet, const cw_piece *whole,
                                     bool is_page)
{
    cw_bytes text = sheet->text;
    size_t from = whole->range.from, end = whole->range.to;
    cw_status status = CW_OK;
    if (is_page)
        status = cut_head(sheet, whole, &from);
    peeled p = find_middle(text, from, end);
    cw_range middle = {(uint32_t)p.from, (uint32_t)p.to};
    bool is_all = p.n_head + p.n_tail == 0 ||
                  cw_furniture_judge(text, middle).weight >= CW_PHRASE_SURE;
    if (status == CW_OK && is_all)
        return add_part(sheet, whole, from, end);
    for (size_t i = 0; i < p.n_head && status == CW_OK; i++)
        status = add_part(sheet, whole, p.head[i],
                          i + 1 < p.n_head ? p.head[i + 1] : p.from);
    if (status == CW_OK)
        status = add_part(sheet, whole, p.from, p.to);
    for (size_t i = p.n_tail; i > 0 && status == CW_OK; i--)
        status =
            add_part(sheet, whole, p.tail[i - 1], i > 1 ? p.tail[i - 2] : end);
    return status;
}

cw_status cw_sheet_peel(cw_sheet *sheet)
{
    cw_piece *old = sheet->pieces;
    size_t n_old = sheet->n;
    cw_status status = CW_OK;
    sheet->pieces = NULL;
    sheet->n = sheet->capacity = 0;
    for (size_t i = 0; i < n_old && status == CW_OK; i++) {
        uint32_t n = old[i].range.to - old[i].range.from;
        bool is_page =
            n_old <= ONE_LINE_PIECES && i == 0 && n >= ONE_LINE_BYTES;
        status = peel_piece(sheet, &old[i], is_page);
    }
    return status;
}
