/* names_kind.c: which kind a name is, by the evidence of all its mentions.
 *
 * Each mention votes with points where it stands (title before it, verb after
 * it, its words, the lexicons); the votes of equal texts are added; a single
 * word that is the last one of a person's full name votes with that person.
 * "One sense per discourse" (Gale, Church, Yarowsky, HLT 1992) is why the sum
 * of a report beats what one sentence says. */
#include "annotate/names_int.h"

enum { LAND_POINTS = 12 };

static void vote(cw_candidate *found, cw_name_kind kind, int points)
{
    found->score[kind] = (int16_t)(found->score[kind] + points);
}

static void weigh_lexicon(const cw_names *names, cw_candidate *found)
{
    const cw_draft *draft = names->draft;
    uint32_t end = found->first + found->n;
    uint32_t classes = cw_names_classes(names, found->first, end);
    int points = found->n > 1 ? 12 : 7;
    if (classes & (CW_LEX_ADJECTIVE | CW_LEX_PEOPLE))
        found->is_adjective = 1;
    if (classes & (CW_LEX_PLACES | CW_LEX_ADJECTIVE | CW_LEX_PEOPLE))
        vote(found, CW_NAME_PLACE, points);
    if (classes & (CW_LEX_ORG | CW_LEX_SEAT))
        vote(found, CW_NAME_ORGANIZATION, points);
    if (classes & CW_LEX_OTHER)
        vote(found, CW_NAME_OTHER, points);
    uint32_t first = cw_names_classes(names, found->first, found->first + 1);
    bool is_given = (first & CW_LEX_FIRST) ||
                    cw_look_has(draft, found->first, CW_WORD_FIRST_NAME);
    if (is_given && found->n > 1 && found->n <= 5)
        vote(found, CW_NAME_PERSON, 7);
    else if (is_given)
        vote(found, CW_NAME_PERSON, 4);
    if (cw_names_classes(names, end - 1, end) & CW_LEX_SURNAME)
        vote(found, CW_NAME_PERSON, 3);
    if (is_given && found->n > 1 && !found->gender) {
        uint32_t sex = first & CW_LEX_FIRST;
        found->gender = sex == CW_LEX_FIRST_MALE     ? 'm'
                        : sex == CW_LEX_FIRST_FEMALE ? 'f'
                                                     : 0;
    }
}

/* First words of places that are hardly ever part of another name. */
static bool is_landform(const cw_draft *draft, uint32_t i)
{
    static const char *const words[] = {
        "Mount", "Mt",  "Mt.",   "Lake",  "Fort",  "Port", "Cape", "Isle",
        "Gulf",  "San", "Santa", "River", "Saint", "St",   "St.",  NULL};
    return cw_look_in(draft, i, words);
}

static bool has_digit(cw_bytes word)
{
    for (size_t i = 0; i < word.n; i++)
        if (cw_is_digit(word.at[i]))
            return true;
    return false;
}

static void weigh_words(const cw_names *names, cw_candidate *found)
{
    const cw_draft *draft = names->draft;
    uint32_t end = found->first + found->n;
    uint32_t last = cw_names_classes(names, end - 1, end);
    uint32_t first = cw_names_classes(names, found->first, found->first + 1);
    const cw_token *token = cw_look(draft, found->first);
    uint32_t length = token->range.to - token->range.from;
    if (found->n > 1) {
        if (last & CW_LEX_ORG_SUFFIX)
            vote(found, CW_NAME_ORGANIZATION, 12);
        if (last & CW_LEX_ORG_HEAD)
            vote(found, CW_NAME_ORGANIZATION, 9);
        if (last & CW_LEX_OTHER_HEAD)
            vote(found, CW_NAME_OTHER, 9);
        if (last & CW_LEX_PLACE_HEAD)
            vote(found, CW_NAME_PLACE, 8);
        if (first & CW_LEX_PLACE_FIRST)
            vote(found, CW_NAME_PLACE,
                 is_landform(draft, found->first) ? 9 : 3);
    } else if (last & (CW_LEX_ORG_HEAD | CW_LEX_OTHER_HEAD)) {
        vote(found,
             last & CW_LEX_ORG_HEAD ? CW_NAME_ORGANIZATION : CW_NAME_OTHER, 4);
    }
    uint32_t n_common = 0;
    bool has_of = false;
    for (uint32_t i = found->first; i < end; i++) {
        const cw_token *word = cw_look(draft, i);
        if (has_digit(cw_draft_word(draft, word)))
            vote(found, CW_NAME_OTHER, 8);
        if (cw_look_is(draft, i, "&"))
            vote(found, CW_NAME_ORGANIZATION, 5);
        has_of |= cw_look_is(draft, i, "of") || cw_look_is(draft, i, "for");
        if (i > found->first && cw_look_is(draft, i, "and"))
            vote(found, CW_NAME_OTHER, last & CW_LEX_ORG_HEAD ? 0 : 9);
        n_common += cw_names_is_common(draft, i);
        if (i + 1 < end && cw_look_is(draft, i + 1, "of") &&
            (cw_names_classes(names, i, i + 1) & CW_LEX_ORG_HEAD))
            vote(found, CW_NAME_ORGANIZATION, 6);
    }
    /* "Brandt Lifting", "North Shipping": what a firm does is its last word. */
    if (found->n > 1 && cw_names_is_common(draft, end - 1) &&
        cw_bytes_ends(cw_draft_word(draft, cw_look(draft, end - 1)),
                      CW_LIT("ing")) &&
        !cw_look_has(draft, found->first, CW_WORD_FIRST_NAME))
        vote(found, CW_NAME_ORGANIZATION, 6);
    if (has_of && (first & CW_LEX_ORG_HEAD))
        vote(found, CW_NAME_ORGANIZATION, 9);
    if (has_of && (first & CW_LEX_PLACE_HEAD))
        vote(found, CW_NAME_PLACE, 8);
    if (has_of && (first & CW_LEX_OTHER_HEAD))
        vote(found, CW_NAME_OTHER, 9);
    if (found->n == 1 && (token->shape & CW_SHAPE_ALL_UPPER) && length >= 2 &&
        length <= 6)
        vote(found, CW_NAME_ORGANIZATION, 4);
    if (found->n >= 2 && found->n <= 4 && n_common == 0)
        vote(found, CW_NAME_PERSON, 3);
    else if (found->n >= 2 && n_common == found->n)
        vote(found, CW_NAME_OTHER, 3);
    else if (found->n == 1)
        vote(found, CW_NAME_OTHER, 1);
}

static void weigh_title(const cw_names *names, cw_candidate *found)
{
    const cw_draft *draft = names->draft;
    if (found->title_n == 0)
        return;
    uint32_t end = found->title_first + found->title_n;
    uint32_t classes =
        cw_names_classes(names, found->title_first, end) |
        cw_names_classes(names, end - 1, end) |
        cw_names_classes(names, found->title_first, found->title_first + 1);
    vote(found, CW_NAME_PERSON,
         cw_look_has(draft, found->title_first, CW_WORD_HONORIFIC) ? 16 : 10);
    if (classes & CW_LEX_TITLE_FEMALE)
        found->gender = 'f';
    else if (classes & CW_LEX_TITLE_MALE)
        found->gender = 'm';
}

static void weigh_before(const cw_names *names, cw_candidate *found)
{
    static const char *const place_nouns[] = {
        "city",   "town",   "village", "province", "district", "region",
        "island", "river",  "port",    "capital",  "suburb",   "state",
        "county", "border", "outside", "republic", NULL};
    static const char *const org_nouns[] = {
        "company", "firm",    "group",   "newspaper", "broadcaster", "agency",
        "party",   "charity", "bank",    "airline",   "carmaker",    "maker",
        "website", "daily",   "network", "magazine",  "retailer",    "giant",
        "club",    "militia", "startup", NULL};
    const cw_draft *draft = names->draft;
    uint32_t start = draft->sentences.at[found->sentence].first;
    uint32_t at = found->first;
    if (found->title_n > 0 || at == start)
        return;
    uint32_t before = at - 1;
    bool has_article =
        cw_look_is(draft, before, "the") || cw_look_is(draft, before, "a") ||
        cw_look_is(draft, before, "an") || cw_look_is(draft, before, "its") ||
        cw_look_tag(draft, before) == CW_TAG_NUM;
    if (has_article) {
        vote(found, CW_NAME_PERSON, -5);
        vote(found, CW_NAME_ORGANIZATION, 2);
        if (before == start)
            return;
        before--;
    }
    static const char *const into[] = {
        "in",      "near",    "across",   "throughout", "into",
        "towards", "toward",  "outside",  "around",     "via",
        "inside",  "visited", "southern", "northern",   "eastern",
        "western", "central", "downtown", "nearby",     NULL};
    if (cw_look_in(draft, before, into))
        vote(found, CW_NAME_PLACE, has_article ? 2 : 5);
    else if (cw_look_is(draft, before, "to") ||
             cw_look_is(draft, before, "from") ||
             cw_look_is(draft, before, "at"))
        vote(found, CW_NAME_PLACE, has_article ? 1 : 2);
    else if (cw_look_is(draft, before, "of") && before > start &&
             cw_look_in(draft, before - 1, place_nouns))
        vote(found, CW_NAME_PLACE, 6);
    else if (cw_look_in(draft, before, org_nouns))
        vote(found, CW_NAME_ORGANIZATION, 5);
    else if (cw_look_in(draft, before, place_nouns))
        vote(found, CW_NAME_PLACE, 3);
    else if (!has_article &&
             cw_look_has(draft, before, CW_WORD_OFFICE | CW_WORD_HONORIFIC) &&
             cw_look_tag(draft, before) != CW_TAG_VERB)
        vote(found, CW_NAME_PERSON, 7);
    else if (!has_article && cw_look_has(draft, before, CW_WORD_HUMAN))
        vote(found, CW_NAME_PERSON, 3);
}

/* ", a village in", ", the mayor", ", 43,", ", who", "(Harbour Party)". */
static void weigh_apposition(const cw_names *names, cw_candidate *found,
                             uint32_t comma, uint32_t end)
{
    const cw_draft *draft = names->draft;
    uint32_t i = comma + 1;
    if (i >= end)
        return;
    if (cw_look_is(draft, i, "who")) {
        vote(found, CW_NAME_PERSON, 5);
        return;
    }
    const cw_token *token = cw_look(draft, i);
    if ((token->shape & CW_SHAPE_DIGIT) && i + 1 < end &&
        token->range.to - token->range.from <= 2 &&
        cw_look_is(draft, i + 1, ",")) {
        vote(found, CW_NAME_PERSON, 8);
        return;
    }
    bool has_article = cw_look_is(draft, i, "a") ||
                       cw_look_is(draft, i, "an") ||
                       cw_look_is(draft, i, "the");
    for (uint32_t k = i; k < end && k < i + 5; k++) {
        if (cw_look_tag(draft, k) == CW_TAG_ADP ||
            cw_look_tag(draft, k) == CW_TAG_PUNCT ||
            cw_look_tag(draft, k) == CW_TAG_VERB)
            break;
        if (cw_look_has(draft, k, CW_WORD_OFFICE | CW_WORD_HUMAN)) {
            vote(found, CW_NAME_PERSON, 4);
            return;
        }
        if (has_article && cw_look_has(draft, k, CW_WORD_PLACE_HEAD)) {
            vote(found, CW_NAME_PLACE, 6);
            return;
        }
        if (has_article && cw_look_has(draft, k, CW_WORD_ORG_HEAD)) {
            vote(found, CW_NAME_ORGANIZATION, 5);
            return;
        }
    }
}

/* "VALDORA, Norland (HNA) -": the place in capitals before the first dash of
 * a report's first words. */
static void weigh_dateline(const cw_names *names, cw_candidate *found,
                           uint32_t i, uint32_t end)
{
    static const char *const dashes[] = {"-", "–", "—", "--", NULL};
    const cw_draft *draft = names->draft;
    const cw_sentence *sentence = &draft->sentences.at[found->sentence];
    if (found->first != sentence->first || !sentence->begins_block)
        return;
    for (uint32_t k = i; k < end && k < i + 8; k++)
        if (cw_look_in(draft, k, dashes)) {
            bool is_upper =
                (cw_look(draft, found->first)->shape & CW_SHAPE_ALL_UPPER) &&
                (cw_look(draft, k)->shape & CW_SHAPE_SPACE_BEFORE);
            if (is_upper)
                vote(found, CW_NAME_PLACE, 10);
            return;
        }
}

static void weigh_after(const cw_names *names, cw_candidate *found)
{
    static const char *const mental[] = {
        "say",     "tell",   "add",   "believe", "think", "write",
        "ask",     "recall", "joke",  "smile",   "laugh", "resign",
        "marry",   "die",    "speak", "walk",    "wear",  "sit",
        "explain", "admit",  "argue", "insist",  NULL};
    const cw_draft *draft = names->draft;
    uint32_t end = cw_look_end(&draft->sentences.at[found->sentence]);
    uint32_t i = found->first + found->n;
    if (i >= end)
        return;
    weigh_dateline(names, found, i, end);
    if (cw_look_has(draft, i, CW_WORD_OFFICE) && found->n == 1 &&
        found->title_n == 0)
        vote(found, CW_NAME_PLACE, 3);
    if (cw_look_is(draft, i, ",")) {
        weigh_apposition(names, found, i, end);
        return;
    }
    if (cw_look_is(draft, i, "who")) {
        vote(found, CW_NAME_PERSON, 5);
        return;
    }
    if (cw_look_is_possessive(draft, i) && i + 1 < end) {
        static const char *const own[] = {
            "wife",    "husband", "son",   "daughter", "mother",
            "father",  "lawyer",  "death", "career",   "family",
            "brother", "sister",  NULL};
        static const char *const company[] = {"shares",  "chief", "board",
                                              "profits", "sales", NULL};
        static const char *const land[] = {
            "capital", "government", "parliament", "economy",
            "border",  "president",  "army",       NULL};
        if (cw_look_in(draft, i + 1, own))
            vote(found, CW_NAME_PERSON, 4);
        else if (cw_look_in(draft, i + 1, company))
            vote(found, CW_NAME_ORGANIZATION, 3);
        else if (cw_look_in(draft, i + 1, land) ||
                 cw_look_has(draft, i + 1, CW_WORD_OFFICE) ||
                 (i + 2 < end && cw_look_has(draft, i + 2, CW_WORD_OFFICE)))
            vote(found, CW_NAME_PLACE, 3);
        return;
    }
    cw_bytes lemma = cw_draft_lemma(draft, cw_look(draft, i));
    for (size_t k = 0; mental[k]; k++)
        if (cw_look_tag(draft, i) == CW_TAG_VERB &&
            cw_bytes_are(lemma, mental[k])) {
            vote(found, CW_NAME_PERSON, 2);
            vote(found, CW_NAME_PLACE, -1);
            return;
        }
    static const char *const org_nouns[] = {
        "shares",    "spokesman", "spokeswoman", "officials", "executives",
        "newspaper", "employees", "fighters",    "militants", NULL};
    if (cw_look_in(draft, i, org_nouns))
        vote(found, CW_NAME_ORGANIZATION, 3);
}

void cw_names_weigh(cw_names *names, cw_candidate *found)
{
    weigh_lexicon(names, found);
    weigh_words(names, found);
    if (!found->is_headline) {
        weigh_title(names, found);
        weigh_before(names, found);
        weigh_after(names, found);
    }
    cw_form *form = &names->forms.at[found->form];
    form->n++;
    for (int k = 0; k < CW_N_NAME_KINDS; k++)
        form->score[k] += found->score[k];
    if (found->gender)
        form->gender = found->gender;
}

static cw_name_kind best_kind(const int32_t score[CW_N_NAME_KINDS],
                              int32_t *margin)
{
    /* Equal points: a person is the commonest unknown name in news. */
    static const cw_name_kind order[] = {CW_NAME_PERSON, CW_NAME_ORGANIZATION,
                                         CW_NAME_PLACE, CW_NAME_OTHER};
    cw_name_kind best = CW_NAME_PERSON;
    int32_t second = INT32_MIN;
    for (int k = 1; k < CW_N_NAME_KINDS; k++)
        if (score[order[k]] > score[best])
            best = order[k];
    for (int k = 0; k < CW_N_NAME_KINDS; k++)
        if (order[k] != best && score[order[k]] > second)
            second = score[order[k]];
    *margin = score[best] - second;
    return best;
}

/* Last words of people with more than one word, and the first ones: in some
 * languages the family name stands first. */
static cw_status note_surnames(cw_names *names)
{
    cw_draft *draft = names->draft;
    for (size_t i = 0; i < names->found.n; i++) {
        const cw_candidate *found = &names->found.at[i];
        const cw_form *form = &names->forms.at[found->form];
        int32_t margin;
        if (found->n < 2 || best_kind(form->score, &margin) != CW_NAME_PERSON ||
            margin < 3)
            continue;
        const uint32_t ends[] = {found->first + found->n - 1, found->first};
        for (size_t k = 0; k < 2; k++) {
            bool is_new;
            cw_table_entry *entry;
            cw_bytes word = cw_draft_word(draft, cw_look(draft, ends[k]));
            cw_status status =
                cw_table_add(&names->surnames, word, &is_new, &entry);
            if (status == CW_NO_MEMORY)
                return status;
            if (status == CW_OK && is_new)
                entry->value = found->form;
        }
    }
    return CW_OK;
}

/* One common word with a capital ("the Island", "Campaign") is a name only
 * with some evidence beside its capital. */
static bool is_mere_word(const cw_names *names, const cw_candidate *found)
{
    const cw_draft *draft = names->draft;
    const cw_form *form = &names->forms.at[found->form];
    if (found->n > 1 || found->is_adjective || form->is_surname ||
        (cw_look(draft, found->first)->shape & CW_SHAPE_ALL_UPPER) ||
        !cw_names_is_common(draft, found->first))
        return false;
    return form->score[found->kind] / (int32_t)form->n < 5;
}

static void support_by_surname(cw_names *names, const cw_candidate *found,
                               bool *is_done)
{
    cw_form *form = &names->forms.at[found->form];
    if (found->n != 1 || is_done[found->form])
        return;
    is_done[found->form] = true;
    const cw_table_entry *entry = cw_table_find(
        &names->surnames,
        cw_draft_word(names->draft, cw_look(names->draft, found->first)));
    if (!entry)
        return;
    form->is_surname = true;
    form->score[CW_NAME_PERSON] += 6 + 3 * (int32_t)form->n;
    if (!form->gender)
        form->gender = names->forms.at[entry->value].gender;
}

/* "Norlander", "Valdoran": an adjective of a land that no list knows, when
 * the report names the land too. Answers the form of the land. */
static uint32_t named_land(const cw_names *names, const cw_candidate *found)
{
    static const char *const endings[] = {"er",  "ian", "an", "n", "ese",
                                          "ish", "i",   "ic", NULL};
    static const char *const stems[] = {"", "a", "ia", "y", "o", "e", NULL};
    uint8_t room[CW_LOOK_ROOM];
    cw_bytes word =
        cw_draft_word(names->draft, cw_look(names->draft, found->first));
    if (found->n != 1 || found->title_n > 0 || word.n + 2 > sizeof room)
        return CW_NONE;
    for (size_t k = 0; endings[k]; k++) {
        size_t n = strlen(endings[k]);
        if (!cw_bytes_ends(word, cw_bytes_from(endings[k])) || word.n < n + 4)
            continue;
        for (size_t j = 0; stems[j]; j++) {
            size_t stem = word.n - n, more = strlen(stems[j]);
            memcpy(room, word.at, stem);
            memcpy(room + stem, stems[j], more);
            cw_bytes land = {room, stem + more};
            const cw_table_entry *entry = cw_table_find(&names->texts, land);
            if (entry && !cw_bytes_equal(land, word) &&
                !names->forms.at[entry->value].is_surname)
                return entry->value;
        }
    }
    return CW_NONE;
}

/* Words that are adjectives of a land say that the land is one. */
static void read_lands(cw_names *names)
{
    for (size_t i = 0; i < names->found.n; i++) {
        cw_candidate *found = &names->found.at[i];
        const cw_form *form = &names->forms.at[found->form];
        if (form->is_surname || form->score[CW_NAME_PERSON] >= 5)
            continue;
        uint32_t land = named_land(names, found);
        if (land == CW_NONE)
            continue;
        found->is_adjective = 1;
        found->score[CW_NAME_PLACE] = LAND_POINTS;
        names->forms.at[land].score[CW_NAME_PLACE] += LAND_POINTS;
    }
}

/* In a line of capitals "ELSEN" is what Elsen is elsewhere. */
static const cw_form *form_of(const cw_names *names, const cw_candidate *found)
{
    uint8_t text[CW_LOOK_ROOM];
    const cw_token *token = cw_look(names->draft, found->first);
    cw_bytes word = cw_draft_word(names->draft, token);
    if (found->is_headline && found->n == 1 && word.n <= sizeof text &&
        (token->shape & CW_SHAPE_ALL_UPPER)) {
        for (size_t k = 0; k < word.n; k++)
            text[k] = k == 0 ? word.at[k] : cw_to_lower(word.at[k]);
        const cw_table_entry *entry =
            cw_table_find(&names->texts, (cw_bytes){text, word.n});
        if (entry)
            return &names->forms.at[entry->value];
    }
    return &names->forms.at[found->form];
}

cw_status cw_names_choose(cw_names *names)
{
    bool *is_done = cw_arena_array(names->draft->arena, names->forms.n + 1,
                                   sizeof *is_done);
    if (!is_done || note_surnames(names) != CW_OK)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < names->found.n; i++)
        support_by_surname(names, &names->found.at[i], is_done);
    read_lands(names);
    for (size_t i = 0; i < names->found.n; i++) {
        cw_candidate *found = &names->found.at[i];
        const cw_form *form = form_of(names, found);
        int32_t score[CW_N_NAME_KINDS], margin;
        /* The mention's own evidence counts once more than the others'. */
        for (int k = 0; k < CW_N_NAME_KINDS; k++)
            score[k] = form->score[k] + found->score[k];
        found->kind = (uint8_t)best_kind(score, &margin);
        int32_t sure = 30 + 6 * margin;
        found->confidence = (uint8_t)(sure > 99 ? 99 : sure);
        if (found->kind == CW_NAME_PERSON && !found->gender)
            found->gender = form->gender;
        if (found->kind != CW_NAME_PERSON)
            found->gender = 0;
        if (found->kind != CW_NAME_PLACE)
            found->is_adjective = 0;
        found->is_dropped = is_mere_word(names, found);
    }
    return CW_OK;
}
