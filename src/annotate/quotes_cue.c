/* quotes_cue.c: words that attach a statement to its speaker, and who that is.
 *
 *   Ruiz, the mayor, has said that ...     subject before the verb
 *   “...,” said Ruiz, the mayor            subject after it
 *   according to Ruiz                      phrase before the speaker
 *   Ruiz praised ..., adding that ...      subject of the verb before */
#include "annotate/quotes_int.h"

/* bound the work for any text */
enum { LOOK_BACK_MAX = 40, RELATIVE_MAX = 12 };

static bool is_finite_form(const cw_draft *draft, uint32_t i)
{
    uint8_t tag = cw_look_tag(draft, i);
    return tag == CW_TAG_AUX ||
           (tag == CW_TAG_VERB &&
            (cw_look(draft, i)->form & (CW_FORM_PAST | CW_FORM_PRESENT_S)));
}

/* The clause of the verb has another one before it, and not in a relative
 * clause: "he met a man named Lind". */
static bool has_finite_before(const cw_quotes *quotes, uint32_t verb)
{
    static const char *const relatives[] = {"who", "which", "that", NULL};
    const cw_draft *draft = quotes->draft;
    bool is_found = false;
    for (uint32_t i = verb; i > quotes->first; i--) {
        if (cw_look_in(draft, i - 1, relatives))
            is_found = false;
        else if (cw_look_tag(draft, i - 1) == CW_TAG_PUNCT ||
                 cw_look_tag(draft, i - 1) == CW_TAG_CCONJ ||
                 cw_look_tag(draft, i - 1) == CW_TAG_SCONJ)
            break;
        else
            is_found |= is_finite_form(draft, i - 1);
    }
    return is_found;
}

/* "Ruiz, at the meeting, cited the costs": the tagger takes a past tense far
 * from its subject for a participle. It has a thing behind it and no verb
 * further on whose subject it could describe ("the fund called Hope closed").
 */
static bool is_past(const cw_quotes *quotes, uint32_t verb)
{
    static const char *const openers[] = {"that", "who",  "which", "and", "but",
                                          "as",   "when", "if",    ",",   NULL};
    const cw_draft *draft = quotes->draft;
    uint32_t i = verb + 1;
    if (!(cw_look(draft, verb)->form & CW_FORM_PARTICIPLE) ||
        has_finite_before(quotes, verb))
        return false;
    // “...,” Ruiz tweeted on Sunday
    cw_tokens subject = cw_np_before(&quotes->view, verb, quotes->first);
    if (subject.from > 0 && subject.from < subject.to &&
        cw_is_quoted(quotes, subject.from - 1))
        return true;
    if (i >= quotes->end ||
        !(cw_look_begins_phrase(draft, i) || cw_look_is(draft, i, "that")))
        return false;
    for (; i < quotes->end && !cw_look_in(draft, i, openers); i++) {
        bool is_contact = i > verb + 1 && quotes->view.name[i] != CW_NONE &&
                          cw_look_tag(draft, i - 1) == CW_TAG_NOUN;
        if (is_contact) // "cited remarks Lind had made"
            return true;
        if (is_finite_form(draft, i))
            return false;
    }
    return true;
}

static bool is_finite(const cw_quotes *quotes, uint32_t verb, uint32_t group)
{
    const cw_token *token = cw_look(quotes->draft, verb);
    if (token->form & (CW_FORM_PAST | CW_FORM_PRESENT_S))
        return true;
    return group < verb || (token->form & CW_FORM_BASE) ||
           token->tag == CW_TAG_NOUN || is_past(quotes, verb);
}

/* "adding", "later adding", and not "was adding". */
static bool is_participle_alone(const cw_draft *draft, uint32_t verb,
                                uint32_t group)
{
    for (uint32_t i = group; i < verb; i++)
        if (cw_look_tag(draft, i) != CW_TAG_ADV)
            return false;
    return (cw_look(draft, verb)->form & CW_FORM_ING) != 0;
}

static bool is_be(const cw_draft *draft, uint32_t i)
{
    return cw_look_lemma(draft, i, "be") || cw_look_lemma(draft, i, "get");
}

/* "was told", "is said": the subject is not who speaks. */
bool cw_quotes_is_passive(const cw_draft *draft, uint32_t verb, uint32_t group)
{
    if (!(cw_look(draft, verb)->form & CW_FORM_PARTICIPLE))
        return false;
    bool has_be = false;
    for (uint32_t i = group; i < verb; i++)
        has_be =
            is_be(draft, i) || (has_be && !cw_look_lemma(draft, i, "have"));
    return has_be;
}

/* "did not say", "declined to say", "to say": no statement was made. */
static bool is_unsaid(const cw_draft *draft, uint32_t verb, uint32_t group)
{
    static const char *const negations[] = {"not",   "n't",    "n’t",
                                            "never", "cannot", NULL};
    for (uint32_t i = group; i < verb; i++)
        if (cw_look_in(draft, i, negations) || cw_look_is(draft, i, "to"))
            return true;
    return false;
}

#define STANCES                                                           \
    ((uint32_t)(CW_CUE_NOUN | CW_CUE_THING | CW_CUE_PLAN | CW_CUE_STATE | \
                CW_CUE_LEND | CW_CUE_HELD))

static uint32_t cue_classes(const cw_draft *draft, uint32_t i)
{
    const cw_lexeme *entry =
        cw_lexicon_cue(cw_draft_lemma(draft, cw_look(draft, i)));
    return entry ? entry->classes & ~STANCES : 0;
}

/* "According to", "in the words of": tokens it takes, 0 if none. */
static uint32_t phrase_cue(const cw_draft *draft, uint32_t i, uint32_t end)
{
    static const char *const starts[] = {"according", "in", "as", NULL};
    uint8_t room[CW_LOOK_ROOM], lower[CW_LOOK_ROOM];
    if (!cw_look_in(draft, i, starts))
        return 0;
    for (uint32_t n = 4; n >= 2; n--) {
        if (i + n > end)
            continue;
        cw_bytes text = cw_look_phrase(draft, i, i + n, room);
        for (size_t k = 0; k < text.n; k++)
            lower[k] = cw_to_lower(text.at[k]);
        const cw_lexeme *entry = cw_lexicon_cue((cw_bytes){lower, text.n});
        if (entry && (entry->classes & CW_CUE_PHRASE))
            return n;
    }
    return 0;
}

/* Titles and then a person's name, and nothing else: "Dr Miriam Kolb". */
static bool is_person(const cw_quotes *quotes, cw_tokens phrase)
{
    const cw_draft *draft = quotes->draft;
    uint32_t i = phrase.from, name;
    while (i < phrase.to && quotes->view.name[i] == CW_NONE &&
           cw_look_has(draft, i, CW_WORD_HONORIFIC | CW_WORD_OFFICE))
        i++;
    name = i < phrase.to ? quotes->view.name[i] : CW_NONE;
    return name != CW_NONE && quotes->view.name[phrase.to - 1] == name &&
           draft->names.at[name].kind == CW_NAME_PERSON;
}

/* A phrase with the apposition that follows it: "Ana Ruiz, the mayor", "the
 * mayor, Ana Ruiz". */
static cw_tokens with_apposition(const cw_quotes *quotes, cw_tokens phrase)
{
    const cw_draft *draft = quotes->draft;
    static const char *const joins[] = {"at",   "of",   "for", "in",
                                        "from", "with", NULL};
    uint32_t i = phrase.to;
    if (phrase.from == phrase.to)
        return phrase;
    while (i + 1 < quotes->end && cw_look_in(draft, i, joins) &&
           quotes->view.time[i + 1] == CW_NONE) {
        cw_tokens more = cw_np_after(&quotes->view, i + 1, quotes->end);
        if (more.from == more.to)
            break;
        phrase.to = i = more.to;
    }
    if (i + 1 >= quotes->end || !cw_look_is(draft, i, ",") ||
        cw_is_quoted(quotes, i + 1))
        return phrase;
    cw_tokens more = cw_np_after(&quotes->view, i + 1, quotes->end);
    bool is_named = cw_np_name(&quotes->view, phrase) != CW_NONE;
    if (more.from == more.to || (!is_named && !is_person(quotes, more)) ||
        quotes->view.time[more.from] != CW_NONE ||
        cw_look_tag(draft, more.from) == CW_TAG_PRON)
        return phrase;
    i = more.to;
    while (i + 1 < quotes->end && cw_look_in(draft, i, joins)) {
        more = cw_np_after(&quotes->view, i + 1, quotes->end);
        if (more.from == more.to)
            break;
        i = more.to;
    }
    bool is_closed = i >= quotes->end || cw_look_is(draft, i, ",") ||
                     cw_look_is(draft, i, ".") || cw_look_is_mark(draft, i) ||
                     cw_look_is(draft, i, ";");
    if (is_closed)
        phrase.to = i;
    return phrase;
}

static bool find_phrase(cw_quotes *quotes, uint32_t i, cw_cue *cue)
{
    uint32_t n = phrase_cue(quotes->draft, i, quotes->end);
    if (n == 0)
        return false;
    cw_tokens source = cw_np_after(&quotes->view, i + n, quotes->end);
    /* "according to police": the tagger may take the word for a verb. */
    if (source.from == source.to && i + n < quotes->end &&
        cw_look_tag(quotes->draft, i + n) == CW_TAG_VERB)
        source = (cw_tokens){i + n, i + n + 1};
    if (source.from == source.to)
        return false;
    *cue = (cw_cue){.from = i,
                    .verb = i,
                    .to = i + n,
                    .classes = CW_CUE_PHRASE,
                    .source = with_apposition(quotes, source),
                    .clause = i};
    return true;
}

/* The subject stands after the verb: “...,” said Ana Ruiz. */
static bool is_inverted(const cw_quotes *quotes, uint32_t verb,
                        uint32_t classes, cw_tokens *source)
{
    const cw_draft *draft = quotes->draft;
    const cw_token *token = cw_look(draft, verb);
    if (verb == 0 || verb + 1 >= quotes->end ||
        !(token->form & (CW_FORM_PAST | CW_FORM_PRESENT_S)))
        return false;
    uint32_t before = verb - 1;
    bool is_after_mark = cw_is_quoted(quotes, before);
    bool is_after_comma =
        verb > quotes->first && cw_look_is(draft, before, ",");
    if (is_after_comma && before > quotes->first)
        is_after_mark = is_after_mark || cw_is_quoted(quotes, before - 1);
    bool is_read = is_after_mark && cw_look_lemma(draft, verb, "read");
    bool is_plain_say = cw_look_lemma(draft, verb, "say") ||
                        cw_look_lemma(draft, verb, "write") ||
                        cw_look_lemma(draft, verb, "report") ||
                        cw_look_lemma(draft, verb, "add");
    if (!is_after_mark && !(is_after_comma && is_plain_say))
        return false;
    if (!is_read &&
        !(classes & (CW_CUE_SAY | CW_CUE_DIRECT | CW_CUE_ASK | CW_CUE_WRITE |
                     CW_CUE_WARN | CW_CUE_CLAIM | CW_CUE_CONCEDE)))
        return false;
    cw_tokens phrase = cw_np_after(&quotes->view, verb + 1, quotes->end);
    if (phrase.from == phrase.to || cw_is_quoted(quotes, phrase.from) ||
        quotes->view.time[phrase.from] != CW_NONE)
        return false;
    /* "the manager, Ana Ruiz, said the road was closed": no inversion. */
    for (uint32_t i = phrase.to; !is_after_mark && i < quotes->end; i++) {
        uint8_t tag = cw_look_tag(draft, i);
        if (tag == CW_TAG_VERB || tag == CW_TAG_AUX)
            return false;
        if (tag == CW_TAG_PUNCT)
            break;
    }
    *source = with_apposition(quotes, phrase);
    return true;
}

/* The verb that "saying", "adding" and "and said" hang on has the subject. */
static cw_tokens shared_subject(const cw_quotes *quotes, uint32_t verb)
{
    const cw_draft *draft = quotes->draft;
    static const char *const under[] = {"as", "while",   "when",
                                        "if", "because", NULL};
    cw_tokens first = {0, 0};
    if (quotes->subject.from < quotes->subject.to)
        return quotes->subject;
    int n_tried = 0;
    for (uint32_t i = verb;
         i > quotes->first && verb - i < LOOK_BACK_MAX && n_tried < 4; i--) {
        uint32_t k = i - 1;
        uint8_t tag = cw_look_tag(draft, k);
        bool is_verb = tag == CW_TAG_VERB ||
                       (tag == CW_TAG_AUX && cw_look_lemma(draft, k, "be"));
        if (!is_verb || cw_is_quoted(quotes, k))
            continue;
        uint32_t group = cw_verb_group(&quotes->view, k, quotes->first);
        /* "attempting" has no subject, "is attempting" has. */
        if (group == k &&
            !(cw_look(draft, k)->form & (CW_FORM_PAST | CW_FORM_PRESENT_S |
                                         CW_FORM_BASE | CW_FORM_PARTICIPLE)))
            continue;
        n_tried++;
        cw_tokens subject =
            cw_subject_before(&quotes->view, group, quotes->first);
        if (subject.from >= subject.to)
            continue;
        bool is_under = subject.from > quotes->first &&
                        cw_look_in(draft, subject.from - 1, under);
        if (!is_under)
            return subject;
        first = subject;
    }
    return first;
}

/* "The Times on Saturday wrote", "the firm just this month said": where the
 * time and its preposition or adverb begin; `group` when there is none. */
static uint32_t before_adverbial(const cw_quotes *quotes, uint32_t group,
                                 uint32_t least)
{
    const cw_draft *draft = quotes->draft;
    uint32_t i = group;
    while (i > least && quotes->view.time[i - 1] != CW_NONE)
        i--;
    while (i < group && i > least &&
           (cw_look_tag(draft, i - 1) == CW_TAG_ADP ||
            cw_look_tag(draft, i - 1) == CW_TAG_ADV))
        i--;
    return i;
}

/* "the doctor who sent the letter said": the noun before the clause that
 * stands between it and the verb, when `phrase` ends such a clause. */
static cw_tokens past_relative(const cw_quotes *quotes, cw_tokens phrase,
                               uint32_t group, uint32_t least)
{
    static const char *const openers[] = {"who", "that", "which", NULL};
    const cw_draft *draft = quotes->draft;
    uint32_t from = phrase.from < phrase.to ? phrase.from : group;
    bool has_verb = false;
    for (uint32_t i = from; i > least + 1 && from - i < RELATIVE_MAX; i--) {
        uint32_t k = i - 1;
        uint8_t tag = cw_look_tag(draft, k);
        if (tag == CW_TAG_PUNCT)
            break;
        has_verb = has_verb || tag == CW_TAG_VERB || tag == CW_TAG_AUX;
        uint8_t before = cw_look_tag(draft, k - 1);
        if (!has_verb || !cw_look_in(draft, k, openers) ||
            (before != CW_TAG_NOUN && before != CW_TAG_PROPN))
            continue;
        cw_tokens noun = cw_np_before(&quotes->view, k, least);
        if (noun.from < noun.to)
            return (cw_tokens){noun.from, group};
    }
    return phrase;
}

/* "the experts I met said": a noun, a subject and a verb before the verb. */
static cw_tokens past_contact(const cw_quotes *quotes, uint32_t group,
                              uint32_t least)
{
    const cw_draft *draft = quotes->draft;
    cw_tokens none = {0, 0};
    if (group < least + 3 || cw_look_tag(draft, group - 1) != CW_TAG_VERB ||
        cw_look_tag(draft, group - 2) != CW_TAG_PRON)
        return none;
    cw_tokens noun = cw_np_before(&quotes->view, group - 2, least);
    return noun.from < noun.to ? (cw_tokens){noun.from, group} : none;
}

/* "Citing costs, Ruiz closed": the subject after the first comma. */
static cw_tokens later_subject(const cw_quotes *quotes, uint32_t verb)
{
    const cw_draft *draft = quotes->draft;
    for (uint32_t i = verb + 1; i + 1 < quotes->end && i - verb < LOOK_BACK_MAX;
         i++)
        if (cw_look_is(draft, i, ",") && !cw_is_quoted(quotes, i))
            return cw_np_after(&quotes->view, i + 1, quotes->end);
    return (cw_tokens){0, 0};
}

static bool find_source(cw_quotes *quotes, uint32_t verb, uint32_t group,
                        cw_cue *cue)
{
    static const char *const governors[] = {"of",      "with",  "to",
                                            "without", "about", NULL};
    const cw_draft *draft = quotes->draft;
    uint32_t least = quotes->first;
    /* Words in quotation marks before the subject are not part of it. */
    for (uint32_t i = group; i > quotes->first; i--)
        if (cw_is_quoted(quotes, i - 1)) {
            least = i;
            break;
        }
    bool is_ing = is_participle_alone(draft, verb, group);
    bool is_joined = group > least && (cw_look_is(draft, group - 1, "and") ||
                                       cw_look_is(draft, group - 1, "but") ||
                                       cw_look_is(draft, group - 1, "then") ||
                                       cw_look_is(draft, group - 1, "or"));
    if (is_ing && group > least && cw_look_in(draft, group - 1, governors))
        return false; // "accused of saying that", "open to opposing views"
    if (is_ing || is_joined) {
        bool is_ahead =
            is_ing && (group == quotes->first ||
                       (group == quotes->first + 1 &&
                        cw_look_tag(draft, quotes->first) == CW_TAG_ADP));
        cue->source = is_ahead ? later_subject(quotes, verb)
                               : shared_subject(quotes, group);
        cue->clause = group > least ? group - 1 : group;
        return cue->source.from < cue->source.to;
    }
    if (!is_finite(quotes, verb, group))
        return false;
    cue->source = cw_subject_before(&quotes->view, group, least);
    if (cue->source.from == cue->source.to) {
        uint32_t end = before_adverbial(quotes, group, least);
        if (end < group)
            cue->source = cw_subject_before(&quotes->view, end, least);
        else
            cue->source = past_contact(quotes, group, least);
    }
    cue->source = past_relative(quotes, cue->source, group, least);
    cue->clause = cue->source.from;
    if (cue->source.from == cue->source.to)
        return false;
    if (cue->classes & ~(uint32_t)(CW_CUE_DIRECT | CW_CUE_LABEL | CW_CUE_SHOW))
        quotes->subject = cue->source;
    return true;
}

/* All classes of the lemma at i with the n - 1 words behind it. */
static uint32_t classes_of(const cw_quotes *quotes, uint32_t i, uint32_t n)
{
    const cw_draft *draft = quotes->draft;
    uint8_t room[CW_LOOK_ROOM];
    cw_bytes lemma = cw_draft_lemma(draft, cw_look(draft, i));
    if (lemma.n == 0 || lemma.n > sizeof room || n > quotes->end - i)
        return 0;
    memcpy(room, lemma.at, lemma.n);
    size_t used = lemma.n;
    for (uint32_t k = i + 1; k < i + n; k++) {
        cw_bytes word = cw_draft_word(draft, cw_look(draft, k));
        if (word.n >= sizeof room - used)
            return 0;
        room[used++] = ' ';
        for (size_t b = 0; b < word.n; b++)
            room[used++] = cw_to_lower(word.at[b]);
    }
    const cw_lexeme *entry = cw_lexicon_cue((cw_bytes){room, used});
    return entry ? entry->classes : 0;
}

uint32_t cw_quotes_cue_of(const cw_quotes *quotes, uint32_t i, uint32_t n)
{
    return classes_of(quotes, i, n) &
           ~(uint32_t)(CW_CUE_NOUN | CW_CUE_STATE | CW_CUE_PHRASE |
                       CW_CUE_DIRECT | CW_CUE_LEND | CW_CUE_HELD);
}

uint32_t cw_quotes_cue_length(const cw_quotes *quotes, uint32_t verb)
{
    for (uint32_t n = CW_CUE_WORDS_MAX; n > 1; n--)
        if (cw_quotes_cue_of(quotes, verb, n) & CW_CUE_THING)
            return n;
    return 1;
}

cw_tokens cw_quotes_source(cw_quotes *quotes, uint32_t verb, uint32_t group)
{
    cw_cue cue = {.classes = CW_CUE_LABEL};
    return find_source(quotes, verb, group, &cue) ? cue.source
                                                  : (cw_tokens){0, 0};
}

/* "..., the Elsen Courier reports.", "Lind notes that": the tagger takes the
 * verb behind a name for a noun. */
static bool is_hidden_verb(const cw_quotes *quotes, uint32_t i)
{
    const cw_draft *draft = quotes->draft;
    cw_bytes word = cw_draft_word(draft, cw_look(draft, i));
    if (cw_look_tag(draft, i) != CW_TAG_NOUN || i <= quotes->first ||
        word.at[word.n - 1] != 's' || quotes->view.name[i - 1] == CW_NONE ||
        quotes->view.name[i] != CW_NONE ||
        !(cue_classes(draft, i) & (CW_CUE_SAY | CW_CUE_CLAIM)))
        return false;
    const cw_name *name = &draft->names.at[quotes->view.name[i - 1]];
    uint32_t from = name->first;
    from -= from > quotes->first && cw_look_tag(draft, from - 1) == CW_TAG_DET;
    bool is_last =
        i + 1 >= quotes->end || cw_look_tag(draft, i + 1) == CW_TAG_PUNCT;
    if (is_last)
        return from > quotes->first && cw_look_is(draft, from - 1, ",");
    return from == quotes->first && cw_look_is(draft, i + 1, "that");
}

bool cw_quotes_cue(cw_quotes *quotes, uint32_t i, cw_cue *cue)
{
    const cw_draft *draft = quotes->draft;
    if (find_phrase(quotes, i, cue))
        return true;
    if (cw_look_tag(draft, i) != CW_TAG_VERB && !is_hidden_verb(quotes, i))
        return false;
    uint32_t classes = cue_classes(draft, i), n = 1;
    if (!classes) { // "pointed out", "shot back"
        classes = classes_of(quotes, i, 2) & ~STANCES;
        n = 2;
    }
    if (!classes)
        return false;
    uint32_t group = cw_verb_group(&quotes->view, i, quotes->first);
    while (group < i && cw_is_quoted(quotes, group))
        group++;
    *cue = (cw_cue){.from = group,
                    .verb = i,
                    .to = i + cw_quotes_cue_length(quotes, i),
                    .classes = classes,
                    .clause = i};
    if (cue->to < i + n)
        cue->to = i + n;
    if (is_inverted(quotes, i, classes, &cue->source)) {
        quotes->subject = cue->source;
        return true;
    }
    if (is_unsaid(draft, i, group) || cw_quotes_is_passive(draft, i, group))
        return false;
    return find_source(quotes, i, group, cue);
}
