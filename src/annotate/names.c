/* names.c: names of people, organizations, places and other things.
 *
 *   tokens -> runs of capitalised words -> candidates -> kinds by evidence
 *
 *   "Norland 's Foreign Minister Ana Ruiz told the Harbour Council ..."
 *    [place]    [title         ][person ]          [organization ]
 *
 * What is found here is evidence: the trained head (names_head.c) reads it with
 * everything else and has the last word on where a name begins and ends and
 * what kind it is.
 *
 * Sentences in normal case are read first. Titles in Title Case, where a
 * capital says nothing, and lines in capitals then keep only names that the
 * lexicons or those sentences know. */
#include "annotate/names_int.h"

#include <stdlib.h>

enum {
    NAME_TOKENS_MAX = 12, // a longer sequence is a list or a heading
};

uint32_t cw_names_classes(const cw_names *names, size_t a, size_t b)
{
    uint8_t room[CW_LOOK_ROOM];
    return cw_lexicon_name_classes(cw_look_phrase(names->draft, a, b, room));
}

/* Most tokens of one name of the lexicons that begins at i: its length, and
 * its classes in *classes; 0 when none. */
uint32_t cw_names_longest(const cw_names *names, uint32_t i, uint32_t wanted,
                          uint32_t *classes)
{
    uint32_t n = names->end - i;
    for (n = n < CW_KNOWN_TOKENS_MAX ? n : CW_KNOWN_TOKENS_MAX; n > 0; n--) {
        if (n > 1 && !cw_names_is_capital(names->draft, i + n - 1) &&
            !(cw_look(names->draft, i + n - 1)->shape & CW_SHAPE_DIGIT))
            continue;
        *classes = cw_names_classes(names, i, i + n);
        if (*classes & wanted)
            return n;
    }
    *classes = 0;
    return 0;
}

/* Where the run of capitalised words that begins at i ends. Lower-case
 * particles ("van", "bin") and "&" join when a capital follows. */
static uint32_t run_end(const cw_names *names, uint32_t i)
{
    const cw_draft *draft = names->draft;
    uint32_t end = i + 1;
    while (end < names->end && end - i < NAME_TOKENS_MAX) {
        const cw_token *token = cw_look(draft, end);
        bool has_next = end + 1 < names->end;
        bool is_joined = !(token->shape & CW_SHAPE_SPACE_BEFORE);
        if (is_joined && has_next && cw_look_is(draft, end, "-") &&
            cw_names_is_word(draft, end + 1) &&
            !(cw_look(draft, end + 1)->shape & CW_SHAPE_SPACE_BEFORE))
            end += 2;
        else if (cw_names_is_word(draft, end))
            end++;
        else if (has_next && cw_names_is_word(draft, end + 1) &&
                 (cw_names_is_particle(draft, end) ||
                  cw_look_is(draft, end, "&")))
            end += 2;
        else if (end + 2 < names->end && cw_names_is_particle(draft, end) &&
                 cw_names_is_particle(draft, end + 1) &&
                 cw_names_is_word(draft, end + 2))
            end += 3;
        else
            break;
    }
    return end;
}

static uint32_t title_length(const cw_names *names, uint32_t i)
{
    uint32_t classes;
    uint32_t n = cw_names_longest(names, i, CW_LEX_TITLES, &classes);
    if (n == 0 &&
        cw_look_has(names->draft, i, CW_WORD_HONORIFIC | CW_WORD_OFFICE))
        n = 1;
    return n;
}

cw_candidate *cw_names_add(cw_names *names, uint32_t first, uint32_t end)
{
    uint8_t room[CW_LOOK_ROOM];
    cw_draft *draft = names->draft;
    cw_candidate *found =
        cw_draft_add(draft, &names->found, sizeof *found, CW_MAX_MARKS);
    if (!found) {
        names->status = names->found.n < CW_MAX_MARKS ? CW_NO_MEMORY : CW_LIMIT;
        return NULL;
    }
    *found = (cw_candidate){.sentence = names->sentence,
                            .first = first,
                            .n = end - first,
                            .form = CW_NONE};
    cw_bytes text = cw_look_phrase(draft, first, end, room);
    if (text.n == 0)
        text = cw_bytes_at(draft->text, cw_look_range(draft, first, end));
    if (text.at == room && cw_arena_copy(draft->arena, text, &text) != CW_OK) {
        names->status = CW_NO_MEMORY;
        names->found.n--; // no candidate without its form
        return NULL;
    }
    bool is_new;
    cw_table_entry *entry;
    cw_status status = cw_table_add(&names->texts, text, &is_new, &entry);
    if (status != CW_OK) {
        names->status = status;
        names->found.n--;
        return NULL;
    }
    if (is_new) {
        cw_form *form =
            cw_draft_add(draft, &names->forms, sizeof *form, CW_MAX_MARKS);
        if (!form) {
            names->status =
                names->forms.n < CW_MAX_MARKS ? CW_NO_MEMORY : CW_LIMIT;
            names->found.n--;
            return NULL;
        }
        *form = (cw_form){.n_tokens = end - first};
        entry->value = (uint32_t)names->forms.n - 1;
    }
    found->form = entry->value;
    return found;
}

/* Kind given by the word that ends a sequence, as a class; 0 when none. */
static uint32_t head_class(const cw_names *names, uint32_t i)
{
    uint32_t classes = cw_names_classes(names, i, i + 1);
    uint32_t heads = CW_LEX_ORG_HEAD | CW_LEX_ORG_SUFFIX | CW_LEX_PLACE_HEAD |
                     CW_LEX_OTHER_HEAD;
    return classes & heads;
}

/* "Ministry of Foreign Affairs", "Agency for Food and Water": an organization
 * head takes "of X" and "for X" along, and inside them one "and X". */
static uint32_t extend_by_of(const cw_names *names, uint32_t end)
{
    static const char *const prepositions[] = {"of", "for", "on", "against",
                                               NULL};
    const cw_draft *draft = names->draft;
    bool is_inside = false;
    for (int rounds = 0; rounds < 3; rounds++) {
        uint32_t next = end;
        bool is_open = next + 1 < names->end &&
                       (cw_look_in(draft, next, prepositions) ||
                        (is_inside && cw_look_is(draft, next, "and")));
        if (!is_open)
            break;
        bool is_and = cw_look_is(draft, next, "and");
        next++;
        if (next + 1 < names->end && cw_look_is(draft, next, "the") && !is_and)
            next++;
        if (!cw_names_is_word(draft, next) || title_length(names, next) > 0)
            break;
        end = run_end(names, next);
        is_inside = true;
        if (is_and)
            break;
    }
    return end;
}

/* "Food and Drug Administration": [first, end) is followed by "and" and a run
 * whose last word is a head. */
static uint32_t extend_by_and(const cw_names *names, uint32_t first,
                              uint32_t end)
{
    const cw_draft *draft = names->draft;
    if (end + 1 >= names->end || end - first > 2 ||
        !cw_look_is(draft, end, "and") || !cw_names_is_word(draft, end + 1))
        return end;
    uint32_t classes;
    if (cw_names_longest(names, first, CW_LEX_KNOWN | CW_LEX_FIRST, &classes) >
            0 ||
        cw_look_has(draft, first, CW_WORD_FIRST_NAME) ||
        head_class(names, end - 1))
        return end;
    uint32_t last = run_end(names, end + 1);
    if (last - (end + 1) > 4)
        return end;
    if (last - (end + 1) >= 2 && head_class(names, last - 1))
        return last;
    /* "the Salt and Stone forum": the head may be written small. */
    if (last < names->end && last - (end + 1) == 1 &&
        !cw_look_is_upper(draft, last)) {
        static const char *const heads[] = {
            "initiative", "forum",     "summit", "project",
            "programme",  "program",   "act",    "plan",
            "scheme",     "agreement", NULL};
        if (cw_look_in(draft, last, heads))
            return last;
    }
    return end;
}

/* Titles that are as often part of a name: "Larry King". */
static bool is_doubtful_title(const cw_draft *draft, uint32_t i)
{
    static const char *const words[] = {
        "King",   "Queen",  "Prince",  "Pope",    "Judge",   "Bishop",
        "Baron",  "Major",  "Justice", "Chief",   "General", "Count",
        "Duke",   "Lord",   "Sheriff", "Marshal", "Shah",    "Lady",
        "Father", "Sister", "Brother", "Saint",   "Private", "Manager",
        "Chair",  "Dean",   "Earl",    NULL};
    return cw_look_in(draft, i, words);
}

/* A person's name inside a run: not past another title, nor past a known
 * name of another kind that follows two words. */
static uint32_t person_end(const cw_names *names, uint32_t first, uint32_t end)
{
    uint32_t i = first + 1;
    while (i < end && i - first < 6) {
        uint32_t classes;
        uint32_t title = title_length(names, i);
        if (title > 0 && i + title < end &&
            (i - first >= 2 || !is_doubtful_title(names->draft, i)))
            break;
        if (i - first >= 2 &&
            cw_names_longest(names, i, CW_LEX_COUNTRY | CW_LEX_ADJECTIVE,
                             &classes) > 0)
            break;
        i++;
    }
    return i;
}

/* The sequence's last word makes it one organization, place or thing. */
static bool ends_in_head(const cw_names *names, uint32_t at, uint32_t end)
{
    if (end - at < 2)
        return false;
    uint32_t head = head_class(names, end - 1);
    if (!head)
        return false;
    uint32_t first = cw_names_classes(names, at, at + 1);
    bool is_given = (first & CW_LEX_FIRST) && end - at == 2;
    if (is_given && !(head & CW_LEX_ORG_SUFFIX))
        return !(cw_names_classes(names, end - 1, end) & CW_LEX_SURNAME) &&
               cw_names_is_common(names->draft, end - 1) &&
               !(head & CW_LEX_PLACE_HEAD);
    if (title_length(names, at) > 0 && !(first & CW_LEX_PLACE_FIRST))
        return (head & (CW_LEX_ORG_HEAD | CW_LEX_ORG_SUFFIX)) != 0 &&
               end - at <= 3 &&
               !cw_look_has(names->draft, at, CW_WORD_HONORIFIC);
    return true;
}

/* One name from the run [at, end); answers where to go on. */
static uint32_t take_name(cw_names *names, uint32_t at, uint32_t end)
{
    const cw_draft *draft = names->draft;
    uint32_t classes;
    uint32_t known = cw_names_longest(names, at, CW_LEX_KNOWN, &classes);
    uint32_t title = title_length(names, at);
    if (known >= 2 && known >= title && at + known >= end &&
        !(classes & CW_LEX_ADJECTIVE)) {
        uint32_t to = at + known;
        if (classes & CW_LEX_ORG)
            to = to > end ? to : end;
        return cw_names_add(names, at, to) ? to : names->end;
    }
    /* "Secretary of State Ana Ruiz": "of" ended the run too early. */
    if (title > 1 && at + title >= end) {
        uint32_t next = at + title;
        if (next >= names->end || !cw_names_is_word(draft, next))
            return next;
        end = run_end(names, next);
    }
    if (ends_in_head(names, at, end)) {
        /* "US Supreme Court": the country is a name of its own. */
        if (known == 1 && (classes & CW_LEX_COUNTRY) && end - at > 2 &&
            (cw_look(draft, at)->shape & CW_SHAPE_ALL_UPPER)) {
            return cw_names_add(names, at, at + 1) ? at + 1 : names->end;
        }
        uint32_t to = end;
        if (head_class(names, end - 1) & CW_LEX_ORG_HEAD)
            to = extend_by_of(names, end);
        return cw_names_add(names, at, to) ? to : names->end;
    }
    if (title == 0 && end - at == 1 &&
        (head_class(names, at) & (CW_LEX_OTHER_HEAD | CW_LEX_PLACE_HEAD))) {
        uint32_t to = extend_by_of(names, end);
        return cw_names_add(names, at, to) ? to : names->end;
    }
    if (title > 0) {
        uint32_t first = at + title, more;
        while (first < end && (more = title_length(names, first)) > 0 &&
               first + more < end)
            first += more;
        if (first >= end)
            return first;
        uint32_t to = person_end(names, first, end);
        cw_candidate *found = cw_names_add(names, first, to);
        if (!found)
            return names->end;
        found->title_first = at;
        found->title_n = first - at;
        return to;
    }
    if (known >= 1 && at + known < end) {
        bool is_split = known >= 2 ||
                        (classes & (CW_LEX_ADJECTIVE | CW_LEX_PEOPLE)) ||
                        title_length(names, at + known) > 0 ||
                        ((classes & (CW_LEX_COUNTRY | CW_LEX_ORG)) &&
                         !(classes & (CW_LEX_FIRST | CW_LEX_SURNAME)) &&
                         end - at - known >= 2);
        if (is_split)
            return cw_names_add(names, at, at + known) ? at + known
                                                       : names->end;
    }
    uint32_t to = person_end(names, at, end);
    if (to == end && (head_class(names, end - 1) & CW_LEX_ORG_HEAD) &&
        end < names->end)
        to = extend_by_of(names, end);
    else if (to == end)
        to = extend_by_and(names, at, end);
    return cw_names_add(names, at, to) ? to : names->end;
}

/* A sentence, or one inside quotation marks or after a colon. */
static bool begins_sentence(const cw_names *names, uint32_t i)
{
    const cw_draft *draft = names->draft;
    if (cw_look(draft, i)->shape & CW_SHAPE_FIRST)
        return true;
    if (i == draft->sentences.at[names->sentence].first)
        return true;
    static const char *const breaks[] = {":", "•", "–", "—", "--", NULL};
    return cw_look_in(draft, i - 1, breaks) ||
           (cw_look_is_mark(draft, i - 1) &&
            !(cw_look(draft, i)->shape & CW_SHAPE_SPACE_BEFORE));
}

/* A word that no list knows begins a sentence: it is a name only if it is
 * used like one, and does not end like an adjective or an adverb. */
static bool is_subject_like(const cw_names *names, uint32_t i)
{
    static const char *const endings[] = {
        "ly",   "ing",  "al",   "ed",   "ous",  "ive", "ary",  "able", "ic",
        "less", "ment", "tion", "ness", "ance", "ful", "ists", "ers",  NULL};
    const cw_draft *draft = names->draft;
    const cw_token *token = cw_look(draft, i);
    if ((token->shape & CW_SHAPE_ALL_UPPER) ||
        cw_table_find(&names->capitals, cw_draft_word(draft, token)))
        return true;
    if (cw_names_classes(names, i, i + 1) & (CW_LEX_FIRST | CW_LEX_SURNAME))
        return true;
    for (size_t k = 0; endings[k]; k++)
        if (cw_bytes_ends(cw_draft_word(draft, token),
                          cw_bytes_from(endings[k])))
            return false;
    if (i + 1 >= names->end)
        return false;
    uint8_t next = cw_look_tag(draft, i + 1);
    return next == CW_TAG_VERB || next == CW_TAG_AUX || next == CW_TAG_PUNCT ||
           next == CW_TAG_CCONJ || cw_look_is_possessive(draft, i + 1);
}

/* What a capital at the start of a sentence is worth: the first token of the
 * run that may belong to a name. */
static uint32_t skip_sentence_start(const cw_names *names, uint32_t at,
                                    uint32_t end)
{
    const cw_draft *draft = names->draft;
    const cw_token *token = cw_look(draft, at);
    uint32_t classes;
    if (cw_names_longest(names, at, CW_LEX_KNOWN, &classes) > 0 ||
        title_length(names, at) > 0)
        return at;
    if (token->word_class & CW_WORD_FUNCTION)
        return at + 1;
    if (!cw_names_is_common(draft, at) &&
        (end - at > 1 || is_subject_like(names, at)))
        return at;
    uint32_t own = cw_names_classes(names, at, at + 1);
    bool has_verb = end < names->end && cw_look_tag(draft, end) == CW_TAG_VERB;
    if ((own & (CW_LEX_FIRST | CW_LEX_SURNAME)) && (end - at > 1 || has_verb))
        return at;
    if (cw_table_find(&names->capitals, cw_draft_word(draft, token)))
        return at;
    if (!cw_names_is_common(draft, at))
        return at + 1;
    bool is_phrase = end - at > 1 &&
                     (token->tag == CW_TAG_PROPN || token->tag == CW_TAG_NOUN ||
                      token->tag == CW_TAG_ADJ) &&
                     cw_names_is_common(draft, at + 1);
    return is_phrase ? at : at + 1;
}

/* Words before a name that are written with a capital only by habit. */
static bool is_empty_word(const cw_draft *draft, size_t i)
{
    static const char *const words[] = {
        "Former", "Late",   "Ex",   "Acting", "The",   "A",   "An",   "Mid",
        "Then",   "This",   "That", "These",  "Those", "His", "Her",  "Their",
        "Its",    "Our",    "My",   "Your",   "He",    "She", "They", "We",
        "It",     "You",    "And",  "But",    "Or",    "If",  "When", "While",
        "After",  "Before", "As",   "At",     "In",    "On",  "By",   "For",
        "From",   "To",     "Of",   "With",   "Yes",   "Oh",  NULL};
    return cw_look_in(draft, i, words) &&
           !(cw_look(draft, i)->shape & CW_SHAPE_ALL_UPPER);
}

/* "The Hague", "The Guardian": an article that belongs to a known name. */
static bool is_known_article(const cw_names *names, uint32_t i)
{
    uint32_t classes;
    return cw_look_is(names->draft, i, "the") &&
           cw_names_longest(names, i, CW_LEX_KNOWN, &classes) >= 2;
}

static void read_run(cw_names *names, uint32_t at, uint32_t end)
{
    while (at < end && names->status == CW_OK) {
        if (is_empty_word(names->draft, at) && !is_known_article(names, at))
            at++;
        else
            at = take_name(names, at, end);
    }
}

static void read_normal(cw_names *names)
{
    const cw_draft *draft = names->draft;
    uint32_t i = draft->sentences.at[names->sentence].first;
    while (i < names->end && names->status == CW_OK) {
        if (!cw_names_is_word(draft, i)) {
            i++;
            continue;
        }
        uint32_t end = run_end(names, i), at = i;
        if (begins_sentence(names, i))
            at = is_known_article(names, i)
                     ? i
                     : skip_sentence_start(names, i, end);
        size_t n = names->found.n;
        read_run(names, at, end);
        i = end;
        if (names->found.n > n) {
            const cw_candidate *last = &names->found.at[names->found.n - 1];
            if (last->first + last->n > i)
                i = last->first + last->n;
        }
    }
}

/* Words with a capital inside sentences, before any name is read: they are
 * the evidence for the same word at the start of one. */
static cw_status note_capitals(cw_names *names, uint32_t number)
{
    const cw_draft *draft = names->draft;
    const cw_sentence *sentence = &draft->sentences.at[number];
    names->sentence = number;
    for (uint32_t i = sentence->first; i < cw_look_end(sentence); i++) {
        const cw_token *token = cw_look(draft, i);
        if (!(token->shape & CW_SHAPE_UPPER_FIRST) ||
            (token->shape & CW_SHAPE_QUOTED) || begins_sentence(names, i))
            continue;
        cw_table_entry *entry;
        bool is_new;
        cw_status status = cw_table_add(
            &names->capitals, cw_draft_word(draft, token), &is_new, &entry);
        if (status == CW_NO_MEMORY)
            return status;
    }
    return CW_OK;
}

static int by_place(const void *a, const void *b)
{
    const cw_candidate *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

uint32_t cw_names_office(const cw_draft *draft, const cw_candidate *found)
{
    uint32_t start = found->first,
             least = draft->sentences.at[found->sentence].first;
    if (found->title_n > 0)
        start = found->title_first;
    else if (start == least || !cw_look_has(draft, start - 1, CW_WORD_OFFICE) ||
             cw_look_tag(draft, start - 1) == CW_TAG_VERB)
        return start;
    else
        start--;
    while (start > least && found->first - start < 5) {
        const cw_token *token = cw_look(draft, start - 1);
        bool is_part = token->tag == CW_TAG_NOUN ||
                       token->tag == CW_TAG_PROPN || token->tag == CW_TAG_ADJ;
        if (!is_part || (token->word_class & (CW_WORD_MONTH | CW_WORD_WEEKDAY)))
            break;
        start--;
    }
    return start;
}

static cw_status write_names(cw_names *names)
{
    cw_draft *draft = names->draft;
    for (size_t i = 0; i < names->found.n; i++) {
        const cw_candidate *found = &names->found.at[i];
        cw_name *name =
            cw_draft_add(draft, &draft->names, sizeof *name, CW_MAX_MARKS);
        if (!name)
            return draft->is_cut ? CW_OK : CW_NO_MEMORY;
        *name = (cw_name){.range = cw_look_range(draft, found->first,
                                                 found->first + found->n),
                          .sentence = found->sentence,
                          .first = found->first,
                          .n = found->n,
                          .kind = found->kind,
                          .confidence = found->confidence,
                          .is_adjective = found->is_adjective,
                          .gender = found->gender,
                          .chain = CW_NONE};
        name->title.from = name->title.to = name->range.from;
        if (found->kind == CW_NAME_PERSON) {
            uint32_t start = cw_names_office(draft, found);
            if (start < found->first)
                name->title = cw_look_range(draft, start, found->first);
        }
    }
    return CW_OK;
}

static cw_status read_sentences(cw_names *names)
{
    cw_draft *draft = names->draft;
    size_t n = draft->sentences.n;
    uint8_t *cases = cw_arena_array(draft->arena, n + 1, 1);
    if (!cases)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        cases[i] = (uint8_t)cw_names_case(draft, &draft->sentences.at[i]);
        if (cases[i] == CW_CASE_NORMAL &&
            note_capitals(names, (uint32_t)i) != CW_OK)
            return CW_NO_MEMORY;
    }
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n && names->status == CW_OK; i++) {
            names->sentence = (uint32_t)i;
            names->end = cw_look_end(&draft->sentences.at[i]);
            if (pass == 0 && cases[i] == CW_CASE_NORMAL)
                read_normal(names);
            else if (pass == 1 && cases[i] != CW_CASE_NORMAL)
                cw_names_read_title(names, cases[i] == CW_CASE_UPPER);
        }
    return names->status;
}

cw_status cw_names_guess(cw_draft *draft)
{
    cw_names names = {.draft = draft};
    cw_table_init(&names.texts, draft->arena, CW_MAX_MARKS);
    cw_table_init(&names.capitals, draft->arena, CW_MAX_MARKS);
    cw_table_init(&names.surnames, draft->arena, CW_MAX_MARKS);
    cw_status status = read_sentences(&names);
    if (status != CW_OK && status != CW_LIMIT)
        return status;
    if (names.found.n > 0)
        qsort(names.found.at, names.found.n, sizeof *names.found.at, by_place);
    for (size_t i = 0; i < names.found.n; i++)
        cw_names_weigh(&names, &names.found.at[i]);
    status = cw_names_choose(&names);
    if (status != CW_OK)
        return status;
    return write_names(&names);
}
