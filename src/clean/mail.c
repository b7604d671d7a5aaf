/* mail.c: what the head of a message says: who wrote it, when, on what. Its
 * lines are furniture whatever the scorer makes of them. */
#include "clean/byline_int.h"
#include "clean/furniture.h"
#include "clean/paste.h"

#define HEAD_PIECES 16u
#define HEAD_WEIGHT 10u // of the lexicon: decides against any score

/* "Fwd: Re: Boats sail again" -> "Boats sail again" */
static cw_range without_answers(cw_bytes text, cw_range range)
{
    static const char *const marks[] = {
        "re:", "fwd:", "fw:", "aw:", "wg:", "sv:", "vs:", "tr:", "rv:"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cw_bytes_starts_fold(cw_bytes_at(text, range),
                                 cw_bytes_from(marks[i]))) {
            range.from += (uint32_t)strlen(marks[i]);
            range = cw_range_trim(text, range);
            i = (size_t)-1; // they come in any order, more than once
        }
    return range;
}

/* The name before the address: "Ana Brook <ana@port.example>". */
static void take_sender(cw_sheet *sheet, cw_range range)
{
    cw_bytes line = cw_bytes_at(sheet->text, range);
    size_t address = cw_bytes_find(line, CW_LIT("<"), 0);
    if (address == CW_NOT_FOUND)
        address = cw_bytes_find(line, CW_LIT(" wrote"), 0);
    if (address != CW_NOT_FOUND)
        range.to = range.from + (uint32_t)address;
    range = cw_range_trim(sheet->text, range);
    while (!cw_range_is_empty(range) &&
           strchr("\",", sheet->text.at[range.from]))
        range =
            cw_range_trim(sheet->text, (cw_range){range.from + 1, range.to});
    if (range.to > range.from && sheet->text.at[range.to - 1] == '"')
        range.to--;
    cw_bytes name = cw_bytes_at(sheet->text, range);
    if (cw_is_person_name(name) && sheet->sender.value.n == 0)
        sheet->sender = (cw_draft_fact){.value = name, .span = range};
}

static void take_attribution(cw_sheet *sheet, cw_range range)
{
    cw_stamp stamp;
    size_t at = range.from;
    if (cw_stamp_next(sheet->text, &at, range.to, &stamp))
        range.from = stamp.range.to;
    take_sender(sheet, range);
}

/* True: the piece is a line of a message's head. */
static bool read_head(cw_sheet *sheet, cw_piece *piece)
{
    cw_bytes line = cw_bytes_at(sheet->text, piece->range), value;
    cw_mail_header header = cw_mail_header_of(line, &value);
    cw_range range = piece->range;
    if (cw_is_mail_attribution(line))
        take_attribution(sheet, range);
    else if (header == CW_MAIL_NONE && !cw_is_mail_forward(line))
        return false;
    if (header != CW_MAIL_NONE)
        range.from += (uint32_t)(value.at - line.at);
    if (header == CW_MAIL_FROM)
        take_sender(sheet, range);
    if (header == CW_MAIL_SUBJECT) {
        range = without_answers(sheet->text, range);
        sheet->subject = (cw_draft_fact){
            .value = cw_bytes_at(sheet->text, range), .span = range};
    }
    piece->furniture = piece->has_stamp && header != CW_MAIL_SUBJECT
                           ? CW_FURNITURE_DATE_LINE
                       : header == CW_MAIL_FROM ? CW_FURNITURE_BYLINE
                                                : CW_FURNITURE_OTHER;
    piece->weight = HEAD_WEIGHT;
    return true;
}

void cw_sheet_read_mail(cw_sheet *sheet)
{
    cw_bytes value, line;
    if (sheet->n == 0)
        return;
    line = cw_piece_text(sheet, 0);
    bool is_mail = cw_is_mail_attribution(line) || cw_is_mail_forward(line);
    for (size_t i = 0; i < 3 && i < sheet->n && !is_mail; i++) {
        if (cw_mail_header_of(cw_piece_text(sheet, i), &value) == CW_MAIL_NONE)
            return;
        is_mail = i == 2; // three fields in a row
    }
    for (size_t i = 0; is_mail && i < sheet->n && i < HEAD_PIECES; i++)
        if (!read_head(sheet, &sheet->pieces[i]))
            break;
}

void cw_sheet_sign_mail(cw_sheet *sheet)
{
    if (sheet->title.value.n == 0 && sheet->title_at == sheet->n)
        sheet->title = sheet->subject;
    if (sheet->n_byline == 0 && sheet->sender.value.n > 0)
        cw_sheet_add_person(sheet, sheet->sender);
}
