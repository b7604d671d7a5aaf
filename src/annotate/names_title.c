/* names_title.c: names where capitals say nothing: titles in Title Case, and
 * lines in capitals. What the lexicons or the sentences in normal case know
 * is a name here too; of the rest only words that no list holds. */
#include "annotate/names_int.h"

/* A form of the sentences read before, at most this many tokens long. */
static uint32_t longest_seen(const cw_names *names, uint32_t i)
{
    uint8_t room[CW_LOOK_ROOM];
    uint32_t n = names->end - i;
    for (n = n < CW_KNOWN_TOKENS_MAX ? n : CW_KNOWN_TOKENS_MAX; n > 0; n--) {
        cw_bytes text = cw_look_phrase(names->draft, i, i + n, room);
        if (text.n > 0 && cw_table_find(&names->texts, text))
            return n;
    }
    return 0;
}

/* Words that no list knows and given names: in Title Case a name of a person
 * or a thing that the sentences did not mention. */
static bool is_strange(const cw_names *names, size_t i)
{
    return cw_names_is_word(names->draft, i) &&
           !cw_names_is_common(names->draft, i) &&
           !(cw_look(names->draft, i)->word_class & CW_WORD_FUNCTION);
}

/* In a line of capitals: "VALDORA" is Valdora when that is known. */
static bool is_known_upper(const cw_names *names, uint32_t i)
{
    uint8_t text[CW_LOOK_ROOM];
    cw_bytes word = cw_draft_word(names->draft, cw_look(names->draft, i));
    if (word.n > sizeof text || word.n < 3)
        return false;
    for (size_t k = 0; k < word.n; k++)
        text[k] = k == 0 ? word.at[k] : cw_to_lower(word.at[k]);
    cw_bytes name = {text, word.n};
    return (cw_lexicon_name_classes(name) & (CW_LEX_KNOWN & ~CW_LEX_OTHER)) !=
               0 ||
           cw_table_find(&names->texts, name) != NULL;
}

void cw_names_read_title(cw_names *names, bool is_upper_line)
{
    const cw_draft *draft = names->draft;
    uint32_t i = draft->sentences.at[names->sentence].first;
    while (i < names->end && names->status == CW_OK) {
        uint32_t classes, n = 0;
        if (cw_names_is_capital(draft, i)) {
            uint32_t seen = longest_seen(names, i);
            n = cw_names_longest(names, i, CW_LEX_KNOWN, &classes);
            n = seen > n ? seen : n;
            if (n == 1 && seen == 0 && cw_names_is_common(draft, i) &&
                (classes & (CW_LEX_OTHER | CW_LEX_ORG)) && !is_upper_line &&
                !(cw_look(draft, i)->shape & CW_SHAPE_ALL_UPPER))
                n = 0;
            while (n == 0 || (i + n < names->end && !is_upper_line && n < 4 &&
                              seen == 0 && classes == 0)) {
                if (is_upper_line ? !is_known_upper(names, i + n)
                                  : !is_strange(names, i + n))
                    break;
                n++;
            }
        }
        if (n > 0) {
            cw_candidate *found = cw_names_add(names, i, i + n);
            if (!found)
                return;
            found->is_headline = 1;
        }
        i += n > 0 ? n : 1;
    }
}

/* How a sentence uses capitals: words of the word list in capitals tell. */
cw_line_case cw_names_case(const cw_draft *draft, const cw_sentence *sentence)
{
    uint32_t n = 0, n_capital = 0, n_upper = 0, n_letters = 0;
    for (uint32_t i = sentence->first; i < cw_look_end(sentence); i++) {
        const cw_token *token = cw_look(draft, i);
        uint32_t length = token->range.to - token->range.from;
        if (!(token->shape & CW_SHAPE_LETTER) || length < 2)
            continue;
        n_letters++;
        n_upper += (token->shape & CW_SHAPE_ALL_UPPER) != 0;
        bool is_upper = (token->shape & CW_SHAPE_UPPER_FIRST) != 0;
        if ((token->shape & CW_SHAPE_FIRST) || length < (is_upper ? 4 : 3) ||
            (token->word_class & CW_WORD_FUNCTION))
            continue;
        if (is_upper && !cw_names_is_common(draft, i))
            continue;
        n++;
        n_capital += is_upper;
    }
    if (n_letters >= 3 && n_upper * 10 >= n_letters * 6)
        return CW_CASE_UPPER;
    /* A sentence with a full stop may be full of names; a title hardly ever
     * ends in one. */
    bool is_stopped =
        sentence->n > 0 &&
        cw_bytes_ends(
            cw_draft_word(draft, cw_look(draft, cw_look_end(sentence) - 1)),
            CW_LIT("."));
    if (is_stopped ? n >= 6 && n_capital * 10 >= n * 9
                   : n >= 2 && n_capital * 10 >= n * 7)
        return CW_CASE_TITLE;
    return CW_CASE_NORMAL;
}
