/* chains_offices.c: words that stand for somebody named elsewhere.
 *
 *   "Norland's foreign minister Ana Ruiz"   title: she holds (Norland,
 *                                           minister), and is called so
 *   "Karl Lind, the mayor of Valdora"       apposition: the same
 *   "the Norlander minister", "the mayor"   found again by country and office
 *   "the commission"                        the newest name ending so
 *   "he", "she"                             the newest person that fits
 *
 * What fits nobody, or two, is left alone: a wrong link costs a reader more
 * than a missing one. */
#include "annotate/chains_int.h"

enum { PRONOUN_SENTENCES = 3, TITLE_TOKENS_MAX = 10 };

static bool is_office(const cw_draft *draft, uint32_t i)
{
    return cw_look_has(draft, i, CW_WORD_OFFICE) &&
           (cw_look_tag(draft, i) == CW_TAG_NOUN ||
            cw_look_tag(draft, i) == CW_TAG_PROPN);
}

/* The country that names among tokens [from, to) belong to: "Norlander",
 * "Norland 's", "the Kremlin". Unknown lands stand for themselves. */
static cw_bytes country_of(const cw_draft *draft, const uint32_t *name_at,
                           uint32_t from, uint32_t to)
{
    uint8_t room[CW_LOOK_ROOM];
    for (uint32_t i = from; i < to; i++) {
        if (name_at[i] == CW_NONE)
            continue;
        const cw_name *name = &draft->names.at[name_at[i]];
        cw_bytes text =
            cw_look_phrase(draft, name->first, name->first + name->n, room);
        const cw_lexeme *known = cw_lexicon_name(text);
        if (known && known->n_value > 0)
            return cw_lexeme_value(known);
        if (name->kind != CW_NAME_PERSON)
            return cw_bytes_at(draft->text, name->range);
    }
    return (cw_bytes){NULL, 0};
}

/* "Norland" and "Norlander", "Valdora" and "Valdoran": lands that no list
 * knows. One begins the other but for its last letter. */
static bool is_same_country(cw_bytes a, cw_bytes b)
{
    if (cw_bytes_equal(a, b))
        return true;
    cw_bytes less = a.n < b.n ? a : b, more = a.n < b.n ? b : a;
    return less.n >= 5 && more.n - less.n <= 4 &&
           memcmp(less.at, more.at, less.n - 1) == 0;
}

/* Offices at the head of a state or a house are called its leader. */
static bool is_leading(cw_bytes office)
{
    static const char *const words[] = {
        "president", "premier", "leader",   "chancellor", "king",
        "queen",     "chief",   "chairman", "ruler",      NULL};
    return cw_bytes_among(office, words);
}

typedef struct {
    cw_chains *common;
    uint32_t *name_at; // [n_tokens] index of the name, or CW_NONE
    uint8_t *covered;  // [n_tokens] part of a title or an apposition
} reader;

static cw_status add_descriptor(reader *r, uint32_t chain, uint32_t sentence,
                                uint32_t from, uint32_t to)
{
    memset(r->covered + from, 1, to - from);
    return cw_chains_mention(r->common,
                             cw_look_range(r->common->draft, from, to), chain,
                             sentence, CW_NONE, CW_MENTION_DESCRIPTOR);
}

static cw_status add_holder(reader *r, uint32_t chain, uint32_t from,
                            uint32_t to, uint32_t office)
{
    cw_chains *chains = r->common;
    const cw_draft *draft = chains->draft;
    cw_holder *holder = cw_draft_add(chains->draft, &chains->holders,
                                     sizeof *holder, CW_MAX_MARKS);
    if (!holder)
        return chains->draft->is_cut ? CW_OK : CW_NO_MEMORY;
    *holder =
        (cw_holder){.country = country_of(draft, r->name_at, from, to),
                    .office = cw_draft_lemma(draft, cw_look(draft, office)),
                    .chain = chain};
    if (office > from && cw_look_tag(draft, office - 1) != CW_TAG_DET &&
        r->name_at[office - 1] == CW_NONE &&
        !cw_look_is_possessive(draft, office - 1))
        holder->kind = cw_draft_lemma(draft, cw_look(draft, office - 1));
    cw_status status =
        cw_chains_link(chains, &chains->by_office, holder->office,
                       (uint32_t)chains->holders.n - 1);
    /* "the Norlander leader" may be its president or its king. */
    if (status == CW_OK && is_leading(holder->office) &&
        !cw_bytes_equal(holder->office, CW_LIT("leader")))
        status = cw_chains_link(chains, &chains->by_office, CW_LIT("leader"),
                                (uint32_t)chains->holders.n - 1);
    return status;
}

/* The office in a name's title, with the possessive before it. */
static cw_status read_title(reader *r, uint32_t number)
{
    cw_chains *chains = r->common;
    const cw_draft *draft = chains->draft;
    const cw_name *name = &draft->names.at[number];
    if (cw_range_is_empty(name->title) || name->chain == CW_NONE)
        return CW_OK;
    uint32_t from = (uint32_t)cw_look_token_at(draft, name->title.from);
    uint32_t to = name->first, office = CW_NONE;
    for (uint32_t i = from; i < to; i++)
        if (cw_look_has(draft, i, CW_WORD_OFFICE))
            office = i;
    if (office == CW_NONE)
        return CW_OK;
    uint32_t start = from, least = draft->sentences.at[name->sentence].first;
    if (start > least + 1 && cw_look_is_possessive(draft, start - 1) &&
        r->name_at[start - 2] != CW_NONE)
        start = draft->names.at[r->name_at[start - 2]].first;
    cw_status status = add_holder(r, name->chain, start, to, office);
    if (status == CW_OK)
        status = add_descriptor(r, name->chain, name->sentence, start, to);
    return status;
}

/* "The mayor of Valdora, Karl Lind, ..." */
static cw_status read_reversed(reader *r, uint32_t number)
{
    const cw_draft *draft = r->common->draft;
    const cw_name *name = &draft->names.at[number];
    uint32_t least = draft->sentences.at[name->sentence].first;
    uint32_t after = name->first + name->n, office = CW_NONE;
    if (name->kind != CW_NAME_PERSON || name->chain == CW_NONE ||
        name->first < least + 2 || !cw_look_is(draft, name->first - 1, ",") ||
        after >= draft->tokens.n || !cw_look_is(draft, after, ","))
        return CW_OK;
    uint32_t to = name->first - 1;
    for (uint32_t i = to; i > least && to - i < TITLE_TOKENS_MAX; i--) {
        uint32_t k = i - 1;
        uint8_t tag = cw_look_tag(draft, k);
        if (is_office(draft, k))
            office = k;
        if (tag == CW_TAG_PUNCT || tag == CW_TAG_VERB || tag == CW_TAG_AUX)
            return CW_OK;
        if (tag != CW_TAG_DET || office == CW_NONE)
            continue;
        cw_status status = add_holder(r, name->chain, k, to, office);
        if (status == CW_OK)
            status = add_descriptor(r, name->chain, name->sentence, k, to);
        return status;
    }
    return CW_OK;
}

/* "Karl Lind, the mayor of Valdora, ..." */
static cw_status read_apposition(reader *r, uint32_t number)
{
    cw_chains *chains = r->common;
    const cw_draft *draft = chains->draft;
    const cw_name *name = &draft->names.at[number];
    uint32_t end = cw_look_end(&draft->sentences.at[name->sentence]);
    uint32_t i = name->first + name->n, office = CW_NONE;
    if (name->kind != CW_NAME_PERSON || name->chain == CW_NONE ||
        i + 2 >= end || !cw_look_is(draft, i, ","))
        return CW_OK;
    uint32_t from = ++i;
    for (; i < end && i - from < TITLE_TOKENS_MAX; i++) {
        uint8_t tag = cw_look_tag(draft, i);
        if (is_office(draft, i) && office == CW_NONE)
            office = i;
        bool is_part = tag == CW_TAG_NOUN || tag == CW_TAG_PROPN ||
                       tag == CW_TAG_ADJ || tag == CW_TAG_DET ||
                       tag == CW_TAG_ADP || tag == CW_TAG_NUM ||
                       cw_look_is_possessive(draft, i) ||
                       (tag == CW_TAG_PRON && i == from);
        if (!is_part || (tag == CW_TAG_ADP && office == CW_NONE) ||
            (r->name_at[i] != CW_NONE &&
             draft->names.at[r->name_at[i]].kind == CW_NAME_PERSON))
            break;
    }
    if (office == CW_NONE || i >= end || cw_look_tag(draft, i) != CW_TAG_PUNCT)
        return CW_OK;
    cw_status status = add_holder(r, name->chain, from, i, office);
    if (status == CW_OK)
        status = add_descriptor(r, name->chain, name->sentence, from, i);
    return status;
}

/* Whoever holds this office of this country; without a country, the newest
 * if only one person of the report holds it. */
static uint32_t find_holder(const cw_chains *chains, cw_bytes office,
                            cw_bytes country, cw_bytes kind)
{
    uint32_t best = CW_NONE, n = 0;
    uint32_t at = cw_chains_links(&chains->by_office, office);
    for (int steps = 0; at != CW_NONE && steps < 24;
         at = chains->links.at[at].next, steps++) {
        const cw_holder *holder =
            &chains->holders.at[chains->links.at[at].chain];
        bool is_kind = kind.n == 0 || holder->kind.n == 0 ||
                       cw_bytes_equal(kind, holder->kind);
        bool is_land = country.n == 0 || holder->country.n == 0 ||
                       is_same_country(country, holder->country);
        if (!is_kind || !is_land || holder->chain == best)
            continue;
        if (country.n > 0 && holder->country.n > 0)
            return holder->chain;
        best = holder->chain;
        n++;
    }
    return n == 1 ? best : CW_NONE;
}

/* "the Norlander foreign minister": from the article to the office. */
static cw_status read_description(reader *r, uint32_t sentence, uint32_t the,
                                  uint32_t *next)
{
    cw_chains *chains = r->common;
    const cw_draft *draft = chains->draft;
    uint32_t end = cw_look_end(&draft->sentences.at[sentence]);
    uint32_t i = the + 1, last = CW_NONE;
    while (i < end && i - the <= 5) {
        uint8_t tag = cw_look_tag(draft, i);
        if (tag != CW_TAG_NOUN && tag != CW_TAG_ADJ && tag != CW_TAG_PROPN &&
            r->name_at[i] == CW_NONE)
            break;
        last = i++;
    }
    if (last == CW_NONE)
        return CW_OK;
    bool is_named = r->name_at[last] != CW_NONE;
    bool has_of = i < end && cw_look_is(draft, i, "of");
    if (is_named)
        return CW_OK;
    uint32_t chain = CW_NONE;
    cw_bytes lemma = cw_draft_lemma(draft, cw_look(draft, last));
    cw_bytes word = cw_draft_word(draft, cw_look(draft, last));
    bool is_plural = word.n > lemma.n && word.at[word.n - 1] == 's';
    if (is_plural)
        return CW_OK;
    if (is_office(draft, last)) {
        cw_bytes country = country_of(draft, r->name_at, the + 1, last);
        if (country.n == 0 && has_of && i + 1 < end)
            country = country_of(draft, r->name_at, i + 1, i + 2);
        cw_bytes kind = {NULL, 0};
        if (last > the + 1 && r->name_at[last - 1] == CW_NONE)
            kind = cw_draft_lemma(draft, cw_look(draft, last - 1));
        chain = find_holder(chains, lemma, country, kind);
    } else if (last == the + 1 && !has_of) {
        uint32_t at = cw_chains_links(&chains->by_head, lemma);
        if (at != CW_NONE && chains->links.at[at].next == CW_NONE)
            chain = chains->links.at[at].chain;
    }
    *next = last + 1;
    if (chain == CW_NONE)
        return CW_OK;
    chains->threads.at[chain].last_seen = last;
    return cw_chains_mention(chains, cw_look_range(draft, the, last + 1), chain,
                             sentence, CW_NONE, CW_MENTION_DESCRIPTOR);
}

/* ---- pronouns ---- */

/* People in the order in which they were last named; a short memory is all
 * that a pronoun needs. */
typedef struct {
    uint32_t chain, sentence;
    bool is_subject; // the first person of its sentence
} recent;

enum { RECENT_MAX = 8 };

typedef struct {
    recent list[RECENT_MAX];
    uint32_t n;
} memory;

static void remember(memory *m, uint32_t chain, uint32_t sentence,
                     bool is_subject)
{
    uint32_t k = 0;
    while (k < m->n && m->list[k].chain != chain)
        k++;
    bool was_subject =
        k < m->n && m->list[k].sentence == sentence && m->list[k].is_subject;
    if (k == m->n && m->n < RECENT_MAX)
        m->n++;
    else if (k == m->n)
        k--;
    memmove(&m->list[1], &m->list[0], k * sizeof *m->list);
    m->list[0] = (recent){chain, sentence, is_subject || was_subject};
}

static uint8_t pronoun_gender(const cw_draft *draft, uint32_t i)
{
    static const char *const he[] = {"he", "him", "his", "himself", NULL};
    static const char *const she[] = {"she", "her", "hers", "herself", NULL};
    if (cw_look_tag(draft, i) != CW_TAG_PRON &&
        cw_look_tag(draft, i) != CW_TAG_DET)
        return 0;
    return cw_look_in(draft, i, he) ? 'm' : cw_look_in(draft, i, she) ? 'f' : 0;
}

/* The person a pronoun stands for: of those named in this or the last
 * sentences, the subject of the newest sentence, else the newest named. */
static uint32_t find_antecedent(const cw_chains *chains, const memory *m,
                                uint32_t sentence, uint8_t gender)
{
    uint32_t best = CW_NONE, best_rank = 0;
    for (uint32_t k = 0; k < m->n; k++) {
        const recent *one = &m->list[k];
        uint8_t own = chains->threads.at[one->chain].gender;
        if (one->sentence + PRONOUN_SENTENCES < sentence ||
            (own && own != gender))
            continue;
        uint32_t age = sentence - one->sentence;
        uint32_t rank = 100 - 20 * age + (one->is_subject ? 30 : 0) +
                        (own == gender ? 30 : 0) - k;
        if (best == CW_NONE || rank > best_rank) {
            best = one->chain;
            best_rank = rank;
        }
    }
    return best;
}

static cw_status read_pronoun(reader *r, memory *m, uint32_t sentence,
                              uint32_t i, uint8_t gender)
{
    cw_chains *chains = r->common;
    uint32_t chain = find_antecedent(chains, m, sentence, gender);
    if (chain == CW_NONE)
        return CW_OK;
    if (!chains->threads.at[chain].gender)
        chains->threads.at[chain].gender = gender;
    remember(m, chain, sentence, false);
    return cw_chains_mention(chains, cw_look(chains->draft, i)->range, chain,
                             sentence, CW_NONE, CW_MENTION_PRONOUN);
}

static bool is_article(const cw_draft *draft, uint32_t i)
{
    return cw_look_tag(draft, i) == CW_TAG_DET && cw_look_is(draft, i, "the");
}

/* "On Ruiz's visit", "with Ruiz": named, but not the one who acts. */
static bool may_be_subject(const cw_draft *draft, const cw_name *name,
                           uint32_t end)
{
    uint32_t from = name->first, after = name->first + name->n;
    if (after < end && cw_look_is_possessive(draft, after))
        return false;
    while (from > 0 && !cw_range_is_empty(name->title) &&
           cw_look(draft, from - 1)->range.from >= name->title.from)
        from--;
    return from == 0 || cw_look(draft, from - 1)->tag != CW_TAG_ADP;
}

/* One walk over a sentence: names are remembered, descriptions and pronouns
 * resolved. A title just before a name was read with the name. */
static cw_status read_sentence(reader *r, memory *m, uint32_t sentence)
{
    cw_chains *chains = r->common;
    const cw_draft *draft = chains->draft;
    uint32_t end = cw_look_end(&draft->sentences.at[sentence]);
    cw_status status = CW_OK;
    bool has_person = false;
    for (uint32_t i = draft->sentences.at[sentence].first;
         i < end && status == CW_OK;) {
        uint32_t number = r->name_at[i], next = i + 1;
        if (number != CW_NONE) {
            const cw_name *name = &draft->names.at[number];
            next = name->first + name->n;
            if (name->kind == CW_NAME_PERSON && name->chain != CW_NONE) {
                remember(m, name->chain, sentence,
                         !has_person && may_be_subject(draft, name, end));
                has_person = true;
            }
        } else if (is_article(draft, i) && !r->covered[i]) {
            size_t n = draft->mentions.n;
            status = read_description(r, sentence, i, &next);
            /* Names inside the description were not walked over. */
            if (draft->mentions.n > n) {
                uint32_t chain = draft->mentions.at[n].chain;
                if (chains->threads.at[chain].kind == CW_NAME_PERSON) {
                    remember(m, chain, sentence, !has_person);
                    has_person = true;
                }
            } else {
                next = i + 1;
            }
        } else {
            uint8_t gender = pronoun_gender(draft, i);
            if (gender)
                status = read_pronoun(r, m, sentence, i, gender);
        }
        i = next;
    }
    return status;
}

cw_status cw_chains_describe(cw_chains *chains)
{
    const cw_draft *draft = chains->draft;
    reader r = {.common = chains};
    r.name_at =
        cw_arena_alloc(draft->arena, (draft->tokens.n + 1) * sizeof *r.name_at);
    r.covered = cw_arena_array(draft->arena, draft->tokens.n + 1, 1);
    if (!r.name_at || !r.covered)
        return CW_NO_MEMORY;
    memset(r.name_at, 0xff, (draft->tokens.n + 1) * sizeof *r.name_at);
    for (uint32_t i = 0; i < draft->names.n; i++)
        for (uint32_t k = 0; k < draft->names.at[i].n; k++)
            r.name_at[draft->names.at[i].first + k] = i;
    cw_status status = CW_OK;
    for (uint32_t i = 0; i < draft->names.n && status == CW_OK; i++) {
        status = read_title(&r, i);
        if (status == CW_OK)
            status = read_apposition(&r, i);
        if (status == CW_OK)
            status = read_reversed(&r, i);
    }
    memory m = {.n = 0};
    for (uint32_t i = 0; i < draft->sentences.n && status == CW_OK; i++)
        status = read_sentence(&r, &m, i);
    return status;
}
