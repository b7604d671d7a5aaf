/* entity_name.c: the form in which names are compared.
 *
 *   "The José Peña"       -> "jose pena"
 *   "C.W.U."              -> "cwu"
 *   "St. Orrin"           -> "saint orrin"
 *   "Tarn Shipping Ltd"   -> "tarn shipping"     of no person
 *   "Ludo van der Meer"   -> given "ludo", last "van der meer" */
#include "base/utf8.h"
#include "story/entity_int.h"

static cw_status add_word(cw_buf *out, cw_bytes word, bool is_first,
                          bool is_last)
{
    static const struct {
        const char *abbreviated, *whole;
    } forms[] = {
        {"st", "saint"}, {"mt", "mount"}, {"ft", "fort"}, {"&", "and"}};
    if (!is_first)
        (void)cw_buf_add_byte(out, ' ');
    for (size_t i = 0; !is_last && i < sizeof forms / sizeof *forms; i++)
        if (cw_bytes_are(word, forms[i].abbreviated))
            return cw_buf_add_text(out, forms[i].whole);
    return cw_buf_add(out, word);
}

static size_t word_end(cw_bytes text, size_t from)
{
    while (from < text.n && text.at[from] != ' ')
        from++;
    return from;
}

/* Folded, without accents, full stops and "the" before it, short forms
 * written out. */
static cw_status write_plain(cw_bytes name, cw_arena *arena, cw_bytes *plain)
{
    cw_buf folded, bare, out;
    cw_bytes text;
    cw_status status;
    cw_buf_init(&folded, arena, 4096);
    cw_buf_init(&bare, arena, 4096);
    cw_buf_init(&out, arena, 4096);
    status = cw_utf8_fold(name, &folded);
    text = cw_buf_bytes(&folded);
    if (cw_bytes_starts(text, CW_LIT("the ")))
        text = cw_bytes_cut(text, 4, text.n);
    for (size_t i = 0; i < text.n && status == CW_OK; i++)
        if (text.at[i] != '.')
            status = cw_buf_add_byte(&bare, text.at[i]);
    text = cw_buf_bytes(&bare);
    cw_buf_init(&folded, arena, 4096);
    if (status == CW_OK)
        status = cw_utf8_bare(text, &folded);
    text = cw_buf_bytes(&folded);
    for (size_t at = 0, end; at < text.n && status == CW_OK; at = end + 1) {
        end = word_end(text, at);
        status =
            add_word(&out, cw_bytes_cut(text, at, end), at == 0, end == text.n);
    }
    *plain = cw_buf_bytes(&out);
    return status;
}

/* Where the last word of text[0 .. end) begins. */
static size_t word_begin(cw_bytes text, size_t end)
{
    while (end > 0 && text.at[end - 1] != ' ')
        end--;
    return end;
}

/* Where a person's surname begins: its last word, with "jr" behind and small
 * words before it; 0 when nothing stands before those. */
static size_t surname_begin(cw_bytes name)
{
    static const char *const behind[] = {"jr", "sr", "ii", "iii", NULL};
    static const char *const before[] = {
        "van", "von", "der", "den", "de", "del", "da",  "di",  "dos",
        "du",  "la",  "le",  "al",  "el", "bin", "ben", "ter", NULL};
    size_t at = word_begin(name, name.n);
    if (at > 0 && cw_bytes_among(cw_bytes_cut(name, at, name.n), behind))
        at = word_begin(name, at - 1);
    while (at > 0) {
        size_t from = word_begin(name, at - 1);
        if (!cw_bytes_among(cw_bytes_cut(name, from, at - 1), before))
            break;
        at = from;
    }
    return at;
}

/* "ltd" says what form a firm has, not which it is. */
static cw_bytes without_form(cw_bytes name)
{
    static const char *const forms[] = {
        "ltd",         "limited", "inc", "plc", "llc", "corp", "co", "gmbh",
        "corporation", "ag",      "sa",  "nv",  "ab",  "oy",   NULL};
    size_t at = word_begin(name, name.n);
    return at > 0 && cw_bytes_among(cw_bytes_cut(name, at, name.n), forms)
               ? cw_bytes_cut(name, 0, at - 1)
               : name;
}

cw_status cw_entity_name(cw_bytes name, cw_arena *arena, cw_draft_entity *draft)
{
    bool is_person = draft->kind == CW_NAME_PERSON;
    size_t at;
    cw_status status = write_plain(name, arena, &draft->name);
    if (status != CW_OK)
        return status;
    if (!is_person)
        draft->name = without_form(draft->name);
    at = is_person ? surname_begin(draft->name)
                   : word_begin(draft->name, draft->name.n);
    draft->given = cw_bytes_cut(draft->name, 0, word_end(draft->name, 0));
    draft->last = cw_bytes_cut(draft->name, at, draft->name.n);
    draft->n_words = draft->name.n > 0;
    for (size_t i = 0; i < at; i++)
        draft->n_words += draft->name.at[i] == ' ';
    return CW_OK;
}
