/* alone.c: can a sentence be read away from its report? */
#include "story/alone.h"

#include "annotate/words.h"
#include "story/locate.h"

/* Words at the start of a sentence that hang on the one before it. */
static bool hangs_on_another(cw_bytes first)
{
    static const char *const words[] = {
        "he",      "she",  "they", "it",        "this",    "that",    "these",
        "those",   "his",  "her",  "their",     "its",     "but",     "and",
        "or",      "so",   "yet",  "also",      "however", "then",    "there",
        "instead", "both", "such", "meanwhile", "others",  "another", "still",
        "thus",    "we",   "i",    "our",       "you",     "some",    "one",
        "nor",     "him",  "them", "here",      "asked",   "now",     "later",
        NULL};
    return cw_bytes_among_fold(first, words);
}

/* Where the first person named or told of in a sentence begins; its end if
 * there is none. */
static uint32_t first_person(const cw_marks *marks, const cw_sentence *sentence)
{
    const uint16_t human =
        CW_WORD_HONORIFIC | CW_WORD_OFFICE | CW_WORD_HUMAN | CW_WORD_FIRST_NAME;
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    const cw_token *tokens =
        CW_AT(marks, marks->tokens, cw_token) + sentence->first;
    uint32_t first = sentence->range.to;
    for (size_t i = cw_first_name(marks, sentence->range.from);
         i < marks->names.n && names[i].range.from < first; i++)
        if (names[i].kind == CW_NAME_PERSON || names[i].kind == CW_NAME_OTHER)
            first = names[i].range.from;
    for (uint32_t i = 0; i < sentence->n && tokens[i].range.from < first; i++)
        if (tokens[i].word_class & human)
            first = tokens[i].range.from;
    return first;
}

/* Whom a pronoun means must stand before it in the sentence: for "he" and
 * "her" somebody, for "it" and "their" something. "This accusation" points
 * out of the sentence, and so does who writes "my daughter". */
static bool has_loose_pronoun(const cw_marks *marks, cw_bytes text,
                              const cw_sentence *sentence)
{
    static const char *const persons[] = {
        "he", "she", "him", "her", "his", "hers", "himself", "herself", NULL};
    static const char *const things[] = {"it",     "its",        "they",
                                         "them",   "their",      "theirs",
                                         "itself", "themselves", NULL};
    static const char *const pointing[] = {"this", "these", NULL};
    static const char *const writers[] = {"i",   "me",   "my",     "mine", "we",
                                          "our", "ours", "myself", NULL};
    const cw_token *tokens =
        CW_AT(marks, marks->tokens, cw_token) + sentence->first;
    uint32_t person = first_person(marks, sentence);
    bool has_thing = false;
    for (uint32_t i = 0; i < sentence->n; i++) {
        cw_bytes word = cw_bytes_at(text, tokens[i].range);
        if ((tokens[i].range.from < person &&
             cw_bytes_among_fold(word, persons)) ||
            (!has_thing && cw_bytes_among_fold(word, things)) ||
            cw_bytes_among_fold(word, pointing) ||
            (!(tokens[i].shape & CW_SHAPE_QUOTED) &&
             cw_bytes_among_fold(word, writers)))
            return true;
        has_thing |=
            tokens[i].tag == CW_TAG_NOUN || tokens[i].tag == CW_TAG_PROPN;
    }
    return false;
}

bool cw_stands_alone(const cw_plot *plot, const cw_statement *statement)
{
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    const cw_token *tokens =
        CW_AT(marks, marks->tokens, cw_token) + sentence->first;
    cw_bytes text =
        cw_report_text(plot->batch->reports[statement->span.report].report);
    return sentence->n > 0 &&
           !hangs_on_another(cw_bytes_at(text, tokens->range)) &&
           !has_loose_pronoun(marks, text, sentence);
}

/* Is a month within reach of a weekday: "Monday 4 March", "4 March, a
 * Monday"? */
static bool has_month_near(const cw_token *tokens, uint32_t n, uint32_t at)
{
    enum { REACH = 4 };
    uint32_t from = at > REACH ? at - REACH : 0;
    for (uint32_t i = from; i < n && i <= at + REACH; i++)
        if (tokens[i].word_class & CW_WORD_MONTH)
            return true;
    return false;
}

bool cw_is_bare_day(const cw_token *tokens, uint32_t n, uint32_t i,
                    cw_bytes text)
{
    static const char *const days[] = {"today",       "yesterday", "tomorrow",
                                       "tonight",     "overnight", "today's",
                                       "yesterday's", NULL};
    return cw_bytes_among_fold(cw_bytes_at(text, tokens[i].range), days) ||
           ((tokens[i].word_class & CW_WORD_WEEKDAY) &&
            !has_month_near(tokens, n, i));
}

uint32_t cw_count_words(cw_bytes text)
{
    uint32_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n +=
            !cw_is_space(text.at[i]) && (i == 0 || cw_is_space(text.at[i - 1]));
    return n;
}
