/* names_word.c: what one word says: common or not, and whether its capital
 * can belong to a name. */
#include "annotate/names_int.h"

bool cw_names_is_common(const cw_draft *draft, size_t i)
{
    uint8_t lower[CW_LOOK_ROOM];
    cw_bytes word = cw_draft_word(draft, cw_look(draft, i));
    if (word.n > sizeof lower)
        return false;
    for (size_t k = 0; k < word.n; k++)
        lower[k] = cw_to_lower(word.at[k]);
    cw_words words = cw_words_find((cw_bytes){lower, word.n});
    for (size_t k = 0; k < words.n; k++)
        if (words.at[k].tag != CW_TAG_PROPN &&
            !(words.at[k].classes & CW_WORD_FIRST_NAME))
            return true;
    /* Endings that make common words of those the list does not hold. */
    static const char *const endings[] = {"tion",  "tions",  "ment",  "ments",
                                          "ness",  "ship",   "ology", "ences",
                                          "ities", "ically", "isms",  NULL};
    for (size_t k = 0; words.n == 0 && endings[k] && word.n > 6; k++)
        if (cw_bytes_ends((cw_bytes){lower, word.n}, cw_bytes_from(endings[k])))
            return true;
    return false;
}

/* "Norland-based", "EU-led": a name inside an adjective is none. */
static bool is_compound(const cw_draft *draft, size_t i)
{
    cw_bytes word = cw_draft_word(draft, cw_look(draft, i));
    for (size_t k = word.n; k > 1; k--) {
        if (word.at[k - 1] != '-')
            continue;
        cw_bytes end = cw_bytes_cut(word, k, word.n);
        if (end.n < 3 || !cw_is_lower(end.at[0]))
            return false;
        cw_words words = cw_words_find(end);
        return words.n > 0;
    }
    return false;
}

/* Months, weekdays, "I" and the like: capitals that make no name. */
static bool is_never(const cw_draft *draft, size_t i)
{
    static const char *const words[] = {
        "I",   "I'm",   "I've", "OK",  "a.m.", "p.m.", "AM",  "PM",  "GMT",
        "BST", "EDT",   "EST",  "PDT", "PST",  "UTC",  "CET", "No",  "No.",
        "PhD", "Ph.D.", "CEO",  "TV",  "CD",   "DVD",  "ID",  "VIP", "DJ",
        "DNA", "USD",   "GBP",  "EUR", "LGBT", "GDP",  "CV",  "Q&A", NULL};
    const cw_token *token = cw_look(draft, i);
    /* "US$ 40", "C$12": a currency. */
    if (i + 1 < draft->tokens.n && cw_look_is(draft, i + 1, "$"))
        return true;
    /* "May" is a name only after a title or a given name. */
    if ((token->word_class & CW_WORD_MONTH) && i + 1 < draft->tokens.n &&
        cw_look_is_upper(draft, i + 1) &&
        (cw_lexicon_name_classes(cw_draft_word(draft, token)) & CW_LEX_FIRST))
        return false; // "Jan Berg"
    if (token->word_class & (CW_WORD_MONTH | CW_WORD_WEEKDAY))
        return i == 0 || !cw_look_has(draft, i - 1,
                                      CW_WORD_HONORIFIC | CW_WORD_OFFICE |
                                          CW_WORD_FIRST_NAME);
    if (is_compound(draft, i))
        return true;
    return cw_look_in(draft, i, words);
}

bool cw_names_is_capital(const cw_draft *draft, size_t i)
{
    const cw_token *token = cw_look(draft, i);
    cw_bytes word = cw_draft_word(draft, token);
    if (!(token->shape & CW_SHAPE_LETTER))
        return false;
    if (token->shape & CW_SHAPE_UPPER_FIRST)
        return true;
    bool is_arabic = word.n > 4 && (word.at[2] == '-') &&
                     cw_is_upper(word.at[3]) &&
                     (cw_bytes_starts(word, CW_LIT("al")) ||
                      cw_bytes_starts(word, CW_LIT("el")) ||
                      cw_bytes_starts(word, CW_LIT("an")) ||
                      cw_bytes_starts(word, CW_LIT("as")));
    return is_arabic;
}

/* The word may stand inside a name. Inside Title Case words of the closed
 * classes are written small, so nothing more need be asked. */
bool cw_names_is_word(const cw_draft *draft, size_t i)
{
    return cw_names_is_capital(draft, i) && !is_never(draft, i);
}
