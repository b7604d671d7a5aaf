/* nounphrase.c: noun phrases and subjects by shallow rules. */
#include "annotate/nounphrase.h"

enum { PHRASE_TOKENS_MAX = 24, CROSS_TOKENS_MAX = 40 };

static const cw_tokens no_tokens = {0, 0};

static uint32_t *new_map(const cw_draft *draft)
{
    uint32_t *map =
        cw_arena_alloc(draft->arena, (draft->tokens.n + 1) * sizeof *map);
    if (map)
        memset(map, 0xff, (draft->tokens.n + 1) * sizeof *map);
    return map;
}

static void fill_range(const cw_draft *draft, uint32_t *map, cw_range range,
                       uint32_t value)
{
    size_t i = cw_look_token_at(draft, range.from);
    for (; i < draft->tokens.n && cw_look(draft, i)->range.from < range.to; i++)
        if (map[i] == CW_NONE)
            map[i] = value;
}

cw_status cw_view_init(cw_view *view, const cw_draft *draft)
{
    *view = (cw_view){draft, new_map(draft), new_map(draft), new_map(draft)};
    if (!view->name || !view->time || !view->mention)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < draft->names.n; i++) {
        const cw_name *name = &draft->names.at[i];
        for (uint32_t k = 0; k < name->n; k++)
            view->name[name->first + k] = i;
    }
    for (uint32_t i = 0; i < draft->times.n; i++)
        fill_range(draft, view->time, draft->times.at[i].range, i);
    for (uint32_t i = 0; i < draft->mentions.n; i++)
        fill_range(draft, view->mention, draft->mentions.at[i].range, i);
    return CW_OK;
}

static bool is_nominal(const cw_view *view, uint32_t i)
{
    uint8_t tag = cw_look_tag(view->draft, i);
    if (view->time[i] != CW_NONE && view->name[i] == CW_NONE &&
        cw_look_has(view->draft, i, CW_WORD_MONTH | CW_WORD_WEEKDAY))
        return false;
    return tag == CW_TAG_NOUN || tag == CW_TAG_PROPN ||
           view->name[i] != CW_NONE;
}

/* "the", "a", "his", "two of the", "some": may begin a phrase. */
static bool is_opener(const cw_draft *draft, uint32_t i)
{
    uint8_t tag = cw_look_tag(draft, i);
    if (tag == CW_TAG_DET)
        return true;
    static const char *const owners[] = {"his", "her", "its",  "their",
                                         "my",  "our", "your", NULL};
    return tag == CW_TAG_PRON && cw_look_in(draft, i, owners);
}

static bool is_pronoun_subject(const cw_draft *draft, uint32_t i)
{
    static const char *const words[] = {
        "he",     "she",      "they", "it",       "we",      "i",
        "you",    "him",      "her",  "them",     "us",      "me",
        "who",    "everyone", "one",  "somebody", "someone", "everybody",
        "nobody", "others",   "many", "some",     "several", "both",
        "most",   "those",    "all",  "another",  "few",     "neither",
        "either", "each",     NULL};
    uint8_t tag = cw_look_tag(draft, i);
    return (tag == CW_TAG_PRON || tag == CW_TAG_DET || tag == CW_TAG_ADJ ||
            tag == CW_TAG_NUM || tag == CW_TAG_NOUN) &&
           cw_look_in(draft, i, words);
}

static bool joins(const cw_draft *draft, uint32_t i)
{
    static const char *const words[] = {"of",   "for", "at", "in",     "from",
                                        "with", "on",  "to", "inside", NULL};
    return cw_look_in(draft, i, words);
}

/* One phrase, without what "and" joins to it. */
static cw_tokens single_before(const cw_view *view, uint32_t end,
                               uint32_t least)
{
    const cw_draft *draft = view->draft;
    uint32_t i = end;
    if (end <= least)
        return no_tokens;
    if (is_pronoun_subject(draft, end - 1) && !is_nominal(view, end - 1))
        return (cw_tokens){end - 1, end};
    if (!is_nominal(view, end - 1) &&
        cw_look_tag(draft, end - 1) != CW_TAG_NUM &&
        !cw_look_is(draft, end - 1, "%"))
        return no_tokens;
    bool is_open = true; // no determiner has closed the phrase yet
    while (i > least && end - i < PHRASE_TOKENS_MAX) {
        uint32_t k = i - 1;
        uint8_t tag = cw_look_tag(draft, k);
        if (is_open &&
            (is_nominal(view, k) || tag == CW_TAG_ADJ || tag == CW_TAG_NUM ||
             cw_look_is(draft, k, "-") || cw_look_is(draft, k, "%")))
            i--;
        else if (is_open && tag == CW_TAG_VERB && k > least &&
                 (cw_look(draft, k)->form &
                  (CW_FORM_PARTICIPLE | CW_FORM_ING)) &&
                 is_opener(draft, k - 1))
            i--; // "the elected mayor"
        else if (is_open && tag == CW_TAG_VERB && k > 0 &&
                 (cw_look(draft, k)->form &
                  (CW_FORM_PAST | CW_FORM_PARTICIPLE)) &&
                 cw_look_is_mark(draft, k - 1))
            i--; // “...,” retired general Ana Ruiz said
        else if (is_open && is_opener(draft, k)) {
            i--;
            is_open = false;
        } else if (cw_look_is_possessive(draft, k) && k > least &&
                   is_nominal(view, k - 1)) {
            i -= 2;
            is_open = true;
        } else if (joins(draft, k) && k > least && i < end &&
                   is_nominal(view, k - 1) && view->time[k - 1] == CW_NONE) {
            i -= 2;
            is_open = true;
        } else if (cw_look_is(draft, k, "of") && k > least && i < end &&
                   (cw_look_tag(draft, k - 1) == CW_TAG_NUM ||
                    is_pronoun_subject(draft, k - 1))) {
            i -= 2; // "one of the advisers"
        } else {
            break;
        }
    }
    while (i < end && (cw_look_tag(draft, i) == CW_TAG_PUNCT ||
                       cw_look_is_possessive(draft, i)))
        i++;
    return i < end ? (cw_tokens){i, end} : no_tokens;
}

/* "a study published last month": a time at the end is crossed. */
static uint32_t before_time(const cw_view *view, uint32_t end, uint32_t least)
{
    uint32_t i = end;
    while (i > least + 1 && view->time[i - 1] != CW_NONE &&
           view->name[i - 1] == CW_NONE)
        i--;
    return i;
}

/* Where a clause may begin: its first noun phrase may be "A and B". */
static bool is_clause_start(const cw_draft *draft, uint32_t i, uint32_t least)
{
    return i <= least || cw_look_tag(draft, i - 1) == CW_TAG_PUNCT ||
           cw_look_tag(draft, i - 1) == CW_TAG_SCONJ ||
           cw_look_is(draft, i - 1, "that");
}

cw_tokens cw_np_before(const cw_view *view, uint32_t end, uint32_t least)
{
    const cw_draft *draft = view->draft;
    cw_tokens phrase =
        single_before(view, before_time(view, end, least), least);
    if (phrase.from >= phrase.to || phrase.from < least + 2 ||
        !cw_look_is(draft, phrase.from - 1, "and"))
        return phrase;
    cw_tokens first = single_before(view, phrase.from - 1, least);
    if (first.from < first.to && is_clause_start(draft, first.from, least))
        phrase.from = first.from;
    return phrase;
}

cw_tokens cw_np_after(const cw_view *view, uint32_t from, uint32_t limit)
{
    const cw_draft *draft = view->draft;
    uint32_t i = from, last = from;
    if (from >= limit)
        return no_tokens;
    bool is_last =
        from + 1 >= limit || cw_look_tag(draft, from + 1) == CW_TAG_PUNCT;
    if (is_pronoun_subject(draft, from) &&
        (!is_opener(draft, from) || is_last) &&
        !(!is_last && is_nominal(view, from + 1) &&
          !cw_look_is(draft, from, "he")))
        return (cw_tokens){from, from + 1};
    bool has_noun = false;
    while (i < limit && i - from < PHRASE_TOKENS_MAX) {
        uint8_t tag = cw_look_tag(draft, i);
        if (is_nominal(view, i)) {
            has_noun = true;
            last = ++i;
        } else if (has_noun && cw_look_is_possessive(draft, i)) {
            has_noun = false;
            i++;
        } else if (!has_noun && (is_opener(draft, i) || tag == CW_TAG_ADJ ||
                                 tag == CW_TAG_NUM || tag == CW_TAG_ADV ||
                                 cw_look_is(draft, i, "-") ||
                                 (cw_look(draft, i)->form &
                                  (CW_FORM_PARTICIPLE | CW_FORM_ING)))) {
            i++;
        } else if (has_noun && cw_look_is(draft, i, "of") && i + 1 < limit &&
                   (cw_look_tag(draft, i + 1) != CW_TAG_VERB ||
                    view->name[i + 1] != CW_NONE)) {
            has_noun = false;
            i++;
        } else if (has_noun &&
                   (cw_look_is(draft, i, "-") || tag == CW_TAG_NUM) &&
                   i + 1 < limit && is_nominal(view, i + 1)) {
            i++;
        } else {
            break;
        }
    }
    return last > from ? (cw_tokens){from, last} : no_tokens;
}

uint32_t cw_np_head(const cw_view *view, cw_tokens phrase)
{
    const cw_draft *draft = view->draft;
    uint32_t head = phrase.from;
    for (uint32_t i = phrase.from; i < phrase.to; i++) {
        uint8_t tag = cw_look_tag(draft, i);
        if (view->name[i] != CW_NONE) {
            const cw_name *name = &draft->names.at[view->name[i]];
            head = name->first + name->n - 1;
            i = head;
        } else if (tag == CW_TAG_NOUN || tag == CW_TAG_PROPN ||
                   tag == CW_TAG_PRON || tag == CW_TAG_NUM) {
            head = i;
        } else if (i > phrase.from &&
                   (tag == CW_TAG_ADP || cw_look_is(draft, i, ",") ||
                    cw_look_is(draft, i, "(") || cw_look_is(draft, i, "who"))) {
            break;
        }
    }
    return head < phrase.to ? head : phrase.to - 1;
}

uint32_t cw_verb_group(const cw_view *view, uint32_t verb, uint32_t least)
{
    const cw_draft *draft = view->draft;
    uint32_t i = verb;
    while (i > least && verb - i < 6) {
        uint8_t tag = cw_look_tag(draft, i - 1);
        bool is_part =
            tag == CW_TAG_AUX || tag == CW_TAG_ADV ||
            (tag == CW_TAG_PART && !cw_look_is_possessive(draft, i - 1)) ||
            cw_look_has(draft, i - 1, CW_WORD_MODAL);
        if (!is_part)
            break;
        i--;
    }
    return i;
}

/* The sign that opens an aside which this token closes, or NULL. */
static const char *aside_opener(const cw_draft *draft, uint32_t close)
{
    static const char *const signs[][2] = {{",", ","}, {")", "("},
                                           {"—", "—"}, {"–", "–"},
                                           {"―", "―"}, {"--", "--"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (cw_look_is(draft, close, signs[i][0]))
            return signs[i][1];
    return NULL;
}

/* The comma that opens the aside whose closing comma stands at `close`. */
static uint32_t opening_comma(const cw_view *view, uint32_t close,
                              uint32_t least)
{
    uint32_t i = close;
    const char *mark = aside_opener(view->draft, close);
    while (i > least && close - i < CROSS_TOKENS_MAX) {
        i--;
        if (cw_look_is(view->draft, i, mark))
            return i;
    }
    return CW_NONE;
}

cw_tokens cw_subject_before(const cw_view *view, uint32_t group, uint32_t least)
{
    const cw_draft *draft = view->draft;
    uint32_t end = group;
    if (end <= least)
        return no_tokens;
    if (cw_look_is(draft, end - 1, "who") ||
        cw_look_is(draft, end - 1, "which") ||
        (cw_look_is(draft, end - 1, "that") && end > least + 1 &&
         is_nominal(view, end - 2))) {
        end--;
        if (end > least && cw_look_is(draft, end - 1, ","))
            end--;
        return cw_np_before(view, end, least);
    }
    /* "the families, many of whom say" */
    if (cw_look_is(draft, end - 1, "whom") && end > least + 2 &&
        cw_look_is(draft, end - 2, "of"))
        return single_before(view, end - 2, least);
    /* An adverbial aside: "Ruiz, on Monday, said". An apposition keeps its
     * place in the phrase: "Ruiz, the mayor of Valdora, said". */
    if (aside_opener(draft, end - 1)) {
        uint32_t open = opening_comma(view, end - 1, least);
        if (open == CW_NONE)
            return no_tokens;
        /* "Ana Ruiz (Elsen), the mayor, said": past the brackets. */
        uint32_t close = open;
        if (open > least + 1 && cw_look_is(draft, open - 1, ")"))
            close = opening_comma(view, open - 1, least);
        if (close == CW_NONE)
            return no_tokens;
        cw_tokens before = cw_np_before(view, close, least);
        if (before.from == before.to)
            return no_tokens;
        uint8_t tag = cw_look_tag(draft, open + 1);
        bool is_apposition = tag == CW_TAG_DET || is_nominal(view, open + 1) ||
                             tag == CW_TAG_ADJ || tag == CW_TAG_NUM ||
                             is_opener(draft, open + 1) ||
                             cw_look_is(draft, open + 1, "who");
        if (cw_look_is(draft, open, "("))
            return (cw_tokens){before.from, end};
        if (is_apposition && view->time[open + 1] == CW_NONE)
            return (cw_tokens){before.from, end - 1};
        return before;
    }
    return cw_np_before(view, end, least);
}

uint32_t cw_np_name(const cw_view *view, cw_tokens phrase)
{
    if (phrase.from >= phrase.to)
        return CW_NONE;
    uint32_t head = cw_np_head(view, phrase);
    if (view->name[head] != CW_NONE)
        return view->name[head];
    const cw_draft *draft = view->draft;
    for (uint32_t i = phrase.from; i + 1 < phrase.to; i++) {
        uint32_t at = i + 1;
        if (!cw_look_is(draft, i, ","))
            continue;
        /* "the chief engineer, Dr Miriam Tolle" */
        while (at + 1 < phrase.to && view->name[at] == CW_NONE &&
               cw_look_has(draft, at, CW_WORD_HONORIFIC | CW_WORD_OFFICE))
            at++;
        if (view->name[at] != CW_NONE &&
            draft->names.at[view->name[at]].kind == CW_NAME_PERSON)
            return view->name[at];
    }
    return CW_NONE;
}

uint32_t cw_np_chain(const cw_view *view, cw_tokens phrase)
{
    if (phrase.from >= phrase.to)
        return CW_NONE;
    uint32_t name = cw_np_name(view, phrase);
    if (name != CW_NONE && !view->draft->names.at[name].is_adjective)
        return view->draft->names.at[name].chain;
    uint32_t mention = view->mention[cw_np_head(view, phrase)];
    return mention == CW_NONE ? CW_NONE
                              : view->draft->mentions.at[mention].chain;
}
