/* look.c: short questions about the tokens of a draft. */
#include "annotate/look.h"
#include "base/search.h"

bool cw_look_in(const cw_draft *draft, size_t i, const char *const *words)
{
    return cw_bytes_among_fold(cw_draft_word(draft, cw_look(draft, i)), words);
}

bool cw_look_lemma_in(const cw_draft *draft, size_t i,
                      const char *const *lemmas)
{
    return cw_bytes_among(cw_draft_lemma(draft, cw_look(draft, i)), lemmas);
}

bool cw_look_begins_phrase(const cw_draft *draft, size_t i)
{
    switch (cw_look_tag(draft, i)) {
    case CW_TAG_NOUN:
    case CW_TAG_PROPN:
    case CW_TAG_PRON:
    case CW_TAG_DET:
    case CW_TAG_ADJ:
    case CW_TAG_NUM:
        return true;
    default:
        return false;
    }
}

bool cw_look_is_possessive(const cw_draft *draft, size_t i)
{
    cw_bytes word = cw_draft_word(draft, cw_look(draft, i));
    if (word.n > 4 || (word.at[0] != '\'' && word.at[0] != 0xE2))
        return false;
    if (cw_bytes_equal(word, CW_LIT("'s")) ||
        cw_bytes_equal(word, CW_LIT("’s")))
        return true;
    bool is_apostrophe =
        cw_bytes_equal(word, CW_LIT("'")) || cw_bytes_equal(word, CW_LIT("’"));
    if (!is_apostrophe || i == 0 ||
        (cw_look(draft, i)->shape & CW_SHAPE_SPACE_BEFORE))
        return false;
    cw_bytes before = cw_draft_word(draft, cw_look(draft, i - 1));
    return before.n > 2 && before.at[before.n - 1] == 's';
}

bool cw_look_is_mark(const cw_draft *draft, size_t i)
{
    static const char *const marks[] = {"\"", "“",  "”",  "„", "‟", "«",
                                        "»",  "'",  "‘",  "’", "‚", "‹",
                                        "›",  "``", "''", NULL};
    return cw_look(draft, i)->range.to - cw_look(draft, i)->range.from <= 3 &&
           cw_look_in(draft, i, marks);
}

size_t cw_look_token_at(const cw_draft *draft, uint32_t byte)
{
    return CW_FIRST_FROM(draft->tokens.at, draft->tokens.n, cw_token, range.to,
                         byte + 1);
}

size_t cw_look_sentence_at(const cw_draft *draft, uint32_t byte)
{
    return CW_FIRST_FROM(draft->sentences.at, draft->sentences.n, cw_sentence,
                         range.to, byte + 1);
}

/* The text as it stands will do: no white space but single blanks, no curly
 * apostrophe (which begins with E2). */
static bool is_plain(cw_bytes text)
{
    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = text.at[i];
        if ((c < ' ') || c == 0xE2 || c == 0xC2 ||
            (c == ' ' && i + 1 < text.n && text.at[i + 1] == ' '))
            return false;
    }
    return true;
}

cw_bytes cw_look_plain(cw_bytes text, uint8_t room[CW_LOOK_ROOM])
{
    size_t n = 0;
    if (text.n > CW_LOOK_ROOM)
        return (cw_bytes){NULL, 0};
    if (is_plain(text))
        return text;
    for (size_t i = 0; i < text.n; i++) {
        bool is_apostrophe = i + 2 < text.n && text.at[i] == 0xE2 &&
                             text.at[i + 1] == 0x80 &&
                             (text.at[i + 2] == 0x98 || text.at[i + 2] == 0x99);
        bool is_nbsp =
            i + 1 < text.n && text.at[i] == 0xC2 && text.at[i + 1] == 0xA0;
        if (is_apostrophe) {
            room[n++] = '\'';
            i += 2;
        } else if (is_nbsp || cw_is_space(text.at[i])) {
            i += is_nbsp;
            if (n > 0 && room[n - 1] != ' ')
                room[n++] = ' ';
        } else {
            room[n++] = text.at[i];
        }
    }
    return (cw_bytes){room, n};
}

cw_bytes cw_look_phrase(const cw_draft *draft, size_t a, size_t b,
                        uint8_t room[CW_LOOK_ROOM])
{
    return cw_look_plain(cw_bytes_at(draft->text, cw_look_range(draft, a, b)),
                         room);
}
