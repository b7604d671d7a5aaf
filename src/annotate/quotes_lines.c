/* quotes_lines.c: speakers who stand before a colon or behind a dash.
 *
 *   RUIZ: We are ready.                       a line of a transcript
 *   Ruiz, on the dam: “We are ready.”         words with their speaker's name
 *   “We are ready.” - Ana Ruiz, the mayor */
#include "annotate/quotes_int.h"

enum {
    SPEAKER_TOKENS_MAX = 6,
    LABEL_TOKENS_MAX = 14 // ", to Lind, on the dam"
};

static bool is_in_capitals(const cw_draft *draft, uint32_t i)
{
    cw_bytes word = cw_draft_word(draft, cw_look(draft, i));
    for (size_t b = 0; b < word.n; b++)
        if (word.at[b] >= 'a' && word.at[b] <= 'z')
            return false;
    return word.n > 2;
}

/* A word that is not only a name: "update", "check". */
static bool is_common(const cw_draft *draft, uint32_t i)
{
    cw_words known =
        cw_words_find_fold(cw_draft_word(draft, cw_look(draft, i)));
    for (size_t k = 0; k < known.n; k++)
        if (known.at[k].tag != CW_TAG_PROPN)
            return true;
    return false;
}

/* "RUIZ", and not "UPDATE": in capitals, and no word but a name in the list;
 * "Police", "Poll": who may speak without a name. */
static bool is_nameless_speaker(const cw_draft *draft, uint32_t i)
{
    static const char *const papers[] = {
        "poll", "report", "study", "survey", "source", "official", NULL};
    return cw_look_lemma_in(draft, i, papers) ||
           cw_look_has(draft, i, CW_WORD_OFFICE | CW_WORD_ORG_HEAD) ||
           (!is_common(draft, i) && is_in_capitals(draft, i));
}

/* Where the block of the sentence being read ends. */
static uint32_t block_end(const cw_quotes *quotes)
{
    const cw_draft *draft = quotes->draft;
    uint32_t s = quotes->sentence + 1;
    while (s < draft->sentences.n && !draft->sentences.at[s].begins_block)
        s++;
    return cw_look_end(&draft->sentences.at[s - 1]);
}

/* The name at i, or a word in capitals that is nothing else. */
static cw_tokens speaker_at(const cw_quotes *quotes, uint32_t i)
{
    const cw_draft *draft = quotes->draft;
    uint32_t name = quotes->view.name[i];
    if (name == CW_NONE)
        return cw_look_is_upper(draft, i) && is_in_capitals(draft, i) &&
                       is_nameless_speaker(draft, i)
                   ? (cw_tokens){i, i + 1}
                   : (cw_tokens){0, 0};
    uint32_t to = i;
    while (to < quotes->end && quotes->view.name[to] == name)
        to++;
    return draft->names.at[name].kind == CW_NAME_OTHER ? (cw_tokens){0, 0}
                                                       : (cw_tokens){i, to};
}

/* A verb of its own: "scolded", and not "speaking in May". */
static bool has_verb_in(const cw_draft *draft, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (cw_look_tag(draft, i) == CW_TAG_AUX ||
            (cw_look_tag(draft, i) == CW_TAG_VERB &&
             !(cw_look(draft, i)->form & CW_FORM_ING)))
            return true;
    return false;
}

/* All of its words begin with a capital and one is no common word: "The Elsen
 * Courier", and not "Fact Check". */
static bool is_capitalized(const cw_draft *draft, cw_tokens phrase)
{
    bool is_proper = false;
    for (uint32_t i = phrase.from; i < phrase.to; i++) {
        if (!cw_look_is_upper(draft, i))
            return false;
        is_proper |= !is_common(draft, i);
    }
    return is_proper;
}

/* "Ruiz, on the dam: “...”": the speaker opens the sentence, and at most what
 * or whom it is about follows. */
static cw_tokens speaker_before(const cw_quotes *quotes, uint32_t colon)
{
    static const char *const opens[] = {",", "(", NULL};
    const cw_draft *draft = quotes->draft;
    cw_tokens none = {0, 0};
    uint32_t first = quotes->first;
    while (first < colon && (cw_look_tag(draft, first) == CW_TAG_PUNCT ||
                             cw_look_tag(draft, first) == CW_TAG_NUM))
        first++; // "* Ruiz: ...", "1. Ruiz: ..."
    cw_tokens source = cw_np_after(&quotes->view, first, colon);
    if (source.from == source.to)
        source = speaker_at(quotes, first);
    if (source.from == source.to || colon - source.to > LABEL_TOKENS_MAX ||
        has_verb_in(draft, source.to, colon))
        return none;
    for (uint32_t i = source.to; i < colon; i++)
        if (cw_is_quoted(quotes, i) || quotes->is_cued[i])
            return none;
    bool is_named = cw_np_name(&quotes->view, source) != CW_NONE ||
                    cw_look_has(draft, source.to - 1, CW_WORD_HUMAN) ||
                    speaker_at(quotes, source.from).to > 0;
    bool is_bare = source.to == colon;
    if (!is_named && (!is_bare || !is_capitalized(draft, source) ||
                      is_in_capitals(draft, source.to - 1)))
        return none; // "THE CLAIM:"
    return is_bare || cw_look_in(draft, source.to, opens) ||
                   cw_look_tag(draft, source.to) == CW_TAG_ADP
               ? source
               : none;
}

static bool opens_span(const cw_quotes *quotes, uint32_t i)
{
    uint32_t span = quotes->marked_at[i];
    return span != CW_NONE && quotes->marked.at[span].open == i;
}

/* “...” - Ana Ruiz, the mayor: the speaker closes the paragraph, or the next
 * one's words follow. */
static cw_tokens speaker_behind(const cw_quotes *quotes, uint32_t dash)
{
    const cw_draft *draft = quotes->draft;
    uint32_t end = dash + 1;
    while (end < quotes->end && !opens_span(quotes, end))
        end++;
    bool is_last = end >= draft->tokens.n || opens_span(quotes, end) ||
                   quotes->sentence + 1 >= draft->sentences.n ||
                   draft->sentences.at[quotes->sentence + 1].begins_block;
    while (end > dash + 1 && cw_look_tag(draft, end - 1) == CW_TAG_PUNCT)
        end--;
    if (!is_last || dash + 1 >= end || end - dash > LABEL_TOKENS_MAX ||
        speaker_at(quotes, dash + 1).to == 0 ||
        has_verb_in(draft, dash + 1, end))
        return (cw_tokens){0, 0};
    return (cw_tokens){dash + 1, end};
}

bool cw_quotes_label(cw_quotes_reader *r, uint32_t i)
{
    static const char *const dashes[] = {"-", "--", "–", "—", "―", NULL};
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    cw_tokens source = {0, 0};
    uint32_t span = CW_NONE;
    if (cw_look(draft, i)->shape & CW_SHAPE_LETTER)
        return false;
    if (cw_look_is(draft, i, ":") && i + 1 < draft->tokens.n) {
        span = quotes->marked_at[i + 1];
        if (opens_span(quotes, i + 1))
            source = speaker_before(quotes, i);
    } else if (i > 0 && cw_look_in(draft, i, dashes)) {
        span = quotes->marked_at[i - 1];
        if (span != CW_NONE && quotes->marked.at[span].close == i - 1)
            source = speaker_behind(quotes, i);
    }
    if (source.from == source.to || quotes->marked.at[span].owner != CW_NONE)
        return false;
    cw_cue cue = {
        .from = i, .to = i + 1, .verb = i, .source = source, .clause = i};
    cw_said *s = cw_quotes_add(r, &cue, 90);
    if (s)
        cw_quotes_add_speech(r, s, span);
    return true;
}

/* "RUIZ: We are ready.": a name and a colon begin a paragraph. Once one in
 * capitals has spoken, words in capitals are names too: "COOK: Thank you." */
void cw_quotes_line(cw_quotes_reader *r)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    uint32_t first = quotes->first, colon;
    if (!draft->sentences.at[quotes->sentence].begins_block)
        return;
    while (first < quotes->end && cw_look_is_mark(draft, first))
        first++;
    for (colon = first;
         colon < quotes->end && colon - first <= SPEAKER_TOKENS_MAX; colon++)
        if (cw_look_is(draft, colon, ":"))
            break;
    if (colon == first || colon + 3 >= quotes->end ||
        !cw_look_is(draft, colon, ":") || quotes->is_cued[colon])
        return;
    for (uint32_t i = first; i < colon; i++)
        if (!cw_look_is_upper(draft, i))
            return;
    uint32_t name = quotes->view.name[colon - 1];
    bool is_named =
        name != CW_NONE && draft->names.at[name].kind != CW_NAME_OTHER;
    bool is_loud = is_in_capitals(draft, colon - 1);
    if (!is_named && !(is_loud && quotes->is_transcript) &&
        !(name == CW_NONE && is_nameless_speaker(draft, colon - 1)))
        return;
    quotes->is_transcript |= is_loud;
    cw_quotes_add_stance(
        r, (cw_tokens){colon, colon + 1}, (cw_tokens){first, colon},
        (cw_tokens){colon + 1, is_loud ? block_end(quotes) : quotes->end});
}
