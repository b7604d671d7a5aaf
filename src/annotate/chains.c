/* chains.c: which names of a report mean the same thing.
 *
 *   full names of people        -> chains
 *   single words                -> the newest person of that surname
 *   acronyms, short forms       -> the long form beside or before them
 *   descriptors, pronouns       -> chains_offices.c
 *
 * Names are read twice: those of several words first, so that a surname in
 * the headline finds the person who is introduced below it. */
#include "annotate/chains_int.h"

#include <stdlib.h>

enum { INITIALS_MAX = 12 };

uint32_t cw_chains_links(const cw_table *table, cw_bytes key)
{
    const cw_table_entry *entry = cw_table_find(table, key);
    return entry ? entry->value : CW_NONE;
}

cw_status cw_chains_link(cw_chains *chains, cw_table *table, cw_bytes key,
                         uint32_t value)
{
    bool is_new;
    cw_table_entry *entry;
    cw_status status = cw_table_add(table, key, &is_new, &entry);
    if (status != CW_OK)
        return status == CW_LIMIT ? CW_OK : status;
    if (is_new)
        entry->value = CW_NONE;
    else if (entry->value != CW_NONE &&
             chains->links.at[entry->value].chain == value)
        return CW_OK;
    cw_link *link =
        cw_draft_add(chains->draft, &chains->links, sizeof *link, CW_MAX_MARKS);
    if (!link)
        return chains->draft->is_cut ? CW_OK : CW_NO_MEMORY;
    *link = (cw_link){value, entry->value};
    entry->value = (uint32_t)chains->links.n - 1;
    return CW_OK;
}

cw_status cw_chains_mention(cw_chains *chains, cw_range range, uint32_t chain,
                            uint32_t sentence, uint32_t name,
                            cw_mention_kind kind)
{
    cw_draft *draft = chains->draft;
    cw_mention *mention =
        cw_draft_add(draft, &draft->mentions, sizeof *mention, CW_MAX_MARKS);
    if (!mention)
        return draft->is_cut ? CW_OK : CW_NO_MEMORY;
    *mention = (cw_mention){.range = range,
                            .chain = chain,
                            .sentence = sentence,
                            .name = name,
                            .kind = (uint8_t)kind};
    return CW_OK;
}

static cw_bytes word_at(const cw_chains *chains, uint32_t token)
{
    return cw_draft_word(chains->draft, cw_look(chains->draft, token));
}

/* The text under which a name is known: "U.S." and "America" are both
 * "United States". Lives in the draft's arena. */
static cw_status key_of(cw_chains *chains, const cw_name *name, cw_bytes *key)
{
    uint8_t room[CW_LOOK_ROOM];
    cw_draft *draft = chains->draft;
    cw_bytes text =
        cw_look_phrase(draft, name->first, name->first + name->n, room);
    if (text.n == 0)
        text = cw_bytes_at(draft->text, name->range);
    const cw_lexeme *known = cw_lexicon_name(text);
    if (known && known->n_value > 0 && name->kind != CW_NAME_PERSON &&
        (known->classes & (CW_LEX_COUNTRY | CW_LEX_ORG))) {
        *key = cw_lexeme_value(known);
        return CW_OK;
    }
    *key = text;
    bool is_upper = name->n == 1 && text.n >= 4 && text.n <= sizeof room &&
                    (cw_look(draft, name->first)->shape & CW_SHAPE_ALL_UPPER);
    if (is_upper) {
        /* "VALDORA" of a dateline is Valdora, "UNESCO" is Unesco. */
        for (size_t i = 0; i < text.n; i++)
            room[i] = i == 0 ? text.at[i] : cw_to_lower(text.at[i]);
        text.at = room;
    }
    return text.at == room ? cw_arena_copy(draft->arena, text, key) : CW_OK;
}

/* "Harbour Relief Commission" -> "HRC": first letters of its capitalised
 * words. */
static cw_bytes initials_of(const cw_chains *chains, const cw_name *name,
                            uint8_t out[INITIALS_MAX])
{
    size_t n = 0;
    for (uint32_t i = 0; i < name->n && n < INITIALS_MAX; i++) {
        cw_bytes word = word_at(chains, name->first + i);
        if (word.n > 0 && cw_is_upper(word.at[0]))
            out[n++] = word.at[0];
    }
    return (cw_bytes){out, n};
}

/* Index everything by which later, shorter mentions may find this chain. */
static cw_status index_name(cw_chains *chains, const cw_name *name,
                            uint32_t chain)
{
    uint8_t letters[INITIALS_MAX];
    cw_status status = CW_OK;
    uint32_t last = name->first + name->n - 1;
    if (name->n < 2)
        return CW_OK;
    if (name->kind == CW_NAME_PERSON) {
        status = cw_chains_link(chains, &chains->by_last, word_at(chains, last),
                                chain);
    } else {
        cw_bytes initials = initials_of(chains, name, letters), kept;
        if (initials.n >= 2) {
            status = cw_arena_copy(chains->draft->arena, initials, &kept);
            if (status == CW_OK)
                status =
                    cw_chains_link(chains, &chains->by_initials, kept, chain);
        }
        if (status == CW_OK)
            status = cw_chains_link(
                chains, &chains->by_head,
                cw_draft_lemma(chains->draft, cw_look(chains->draft, last)),
                chain);
    }
    if (status == CW_OK)
        status = cw_chains_link(chains, &chains->by_first,
                                word_at(chains, name->first), chain);
    return status;
}

static cw_status new_thread(cw_chains *chains, uint32_t name_number,
                            uint32_t *chain)
{
    const cw_name *name = &chains->draft->names.at[name_number];
    cw_thread *thread = cw_draft_add(chains->draft, &chains->threads,
                                     sizeof *thread, CW_MAX_MARKS);
    *chain = CW_NONE;
    if (!thread)
        return chains->draft->is_cut ? CW_OK : CW_NO_MEMORY;
    *thread = (cw_thread){.name = name_number,
                          .n_tokens = name->n,
                          .kind = name->kind,
                          .gender = name->gender};
    *chain = (uint32_t)chains->threads.n - 1;
    return index_name(chains, name, *chain);
}

/* A person of several words met under another form: "Ana Ruiz" after "Ana
 * Maria Ruiz". Same first and last word, and no two genders. */
static uint32_t find_longer_person(const cw_chains *chains, const cw_name *name)
{
    cw_bytes first = word_at(chains, name->first);
    uint32_t last = name->first + name->n - 1;
    uint32_t at = cw_chains_links(&chains->by_last, word_at(chains, last));
    for (int steps = 0; at != CW_NONE && steps < 8;
         at = chains->links.at[at].next, steps++) {
        const cw_thread *thread =
            &chains->threads.at[chains->links.at[at].chain];
        const cw_name *other = &chains->draft->names.at[thread->name];
        cw_bytes other_first = word_at(chains, other->first);
        bool is_initial = first.n > 0 && other_first.n > 0 &&
                          first.at[0] == other_first.at[0] &&
                          (first.n <= 2 || other_first.n <= 2);
        bool clash =
            name->gender && thread->gender && name->gender != thread->gender;
        if (!clash && (is_initial || cw_bytes_equal(first, other_first)))
            return chains->links.at[at].chain;
    }
    return CW_NONE;
}

/* Of the chains that share a word: the newest that fits the gender, and for
 * a first name only when there is no second. */
static uint32_t find_by_word(const cw_chains *chains, const cw_table *table,
                             const cw_name *name, bool is_unique)
{
    uint32_t best = CW_NONE, n = 0;
    uint32_t at = cw_chains_links(table, word_at(chains, name->first));
    for (int steps = 0; at != CW_NONE && steps < 16;
         at = chains->links.at[at].next, steps++) {
        uint32_t chain = chains->links.at[at].chain;
        const cw_thread *thread = &chains->threads.at[chain];
        if (thread->kind != name->kind ||
            (name->gender && thread->gender && name->gender != thread->gender))
            continue;
        n++;
        if (best == CW_NONE ||
            thread->last_seen > chains->threads.at[best].last_seen)
            best = chain;
    }
    return is_unique && n != 1 ? CW_NONE : best;
}

static uint32_t find_single_person(const cw_chains *chains, const cw_name *name)
{
    uint32_t chain = find_by_word(chains, &chains->by_last, name, false);
    if (chain == CW_NONE)
        chain = find_by_word(chains, &chains->by_first, name, true);
    return chain;
}

/* The long form in whose parentheses an acronym stands: "Harbour Relief
 * Commission (HRC)". Names ascend, so it is the name before. */
static uint32_t find_definition(const cw_chains *chains, uint32_t number)
{
    const cw_draft *draft = chains->draft;
    const cw_name *name = &draft->names.at[number];
    if (number == 0 || name->first == 0 ||
        !cw_look_is(draft, name->first - 1, "("))
        return CW_NONE;
    const cw_name *before = &draft->names.at[number - 1];
    bool is_beside = before->first + before->n + 1 == name->first &&
                     before->n > 1 && before->kind != CW_NAME_PERSON &&
                     before->sentence == name->sentence;
    return is_beside ? before->chain : CW_NONE;
}

/* "Salt and Stone" after "Salt and Stone Initiative". */
static uint32_t find_by_beginning(const cw_chains *chains, const cw_name *name)
{
    const cw_draft *draft = chains->draft;
    cw_bytes text = cw_bytes_at(draft->text, name->range);
    uint32_t at =
        cw_chains_links(&chains->by_first, word_at(chains, name->first));
    for (int steps = 0; at != CW_NONE && steps < 16;
         at = chains->links.at[at].next, steps++) {
        uint32_t chain = chains->links.at[at].chain;
        const cw_name *other = &draft->names.at[chains->threads.at[chain].name];
        if (other->kind != CW_NAME_PERSON && other->n == name->n + 1 &&
            cw_bytes_starts(cw_bytes_at(draft->text, other->range), text))
            return chain;
    }
    return CW_NONE;
}

static uint32_t find_other(const cw_chains *chains, uint32_t number)
{
    const cw_draft *draft = chains->draft;
    const cw_name *name = &draft->names.at[number];
    const cw_token *token = cw_look(draft, name->first);
    if (name->n > 2)
        return find_by_beginning(chains, name);
    if (name->n == 1 && (token->shape & CW_SHAPE_ALL_UPPER)) {
        uint32_t at =
            cw_chains_links(&chains->by_initials, word_at(chains, name->first));
        return at == CW_NONE ? CW_NONE : chains->links.at[at].chain;
    }
    bool is_short = name->n == 1 && name->kind == CW_NAME_ORGANIZATION &&
                    !(cw_lexicon_name_classes(word_at(chains, name->first)) &
                      (CW_LEX_ORG_HEAD | CW_LEX_PLACES));
    return is_short ? find_by_word(chains, &chains->by_first, name, true)
                    : CW_NONE;
}

/* The chain that this text had before, a new one, or one found by its parts.
 * Texts that were matched once stay matched, except for surnames, which go to
 * whoever was named last. */
static cw_status assign(cw_chains *chains, uint32_t number)
{
    cw_name *name = &chains->draft->names.at[number];
    bool is_surname = name->kind == CW_NAME_PERSON && name->n == 1;
    uint32_t chain = CW_NONE;
    cw_bytes key;
    cw_status status = key_of(chains, name, &key);
    if (status != CW_OK)
        return status;
    if (is_surname)
        chain = find_single_person(chains, name);
    if (chain == CW_NONE)
        chain = find_definition(chains, number);
    bool is_new;
    cw_table_entry *entry;
    status = cw_table_add(&chains->by_text, key, &is_new, &entry);
    if (status != CW_OK)
        return status == CW_LIMIT ? CW_OK : status;
    if (is_new)
        entry->value = CW_NONE;
    if (chain == CW_NONE)
        chain = entry->value;
    if (chain == CW_NONE && name->kind == CW_NAME_PERSON && name->n > 1)
        chain = find_longer_person(chains, name);
    else if (chain == CW_NONE && name->kind != CW_NAME_PERSON)
        chain = find_other(chains, number);
    if (chain == CW_NONE)
        status = new_thread(chains, number, &chain);
    entry->value = chain;
    name->chain = chain;
    return status;
}

static void touch(cw_chains *chains, uint32_t number)
{
    const cw_name *name = &chains->draft->names.at[number];
    if (name->chain == CW_NONE)
        return;
    cw_thread *thread = &chains->threads.at[name->chain];
    thread->last_seen = name->first;
    if (!thread->gender)
        thread->gender = name->gender;
    bool is_fuller = name->n > thread->n_tokens && name->kind == thread->kind;
    /* Of "VALDORA" and "Valdora" the second is the name. */
    const cw_token *own = cw_look(chains->draft, name->first);
    const cw_token *old =
        cw_look(chains->draft, chains->draft->names.at[thread->name].first);
    is_fuller |= name->n == thread->n_tokens &&
                 (old->shape & CW_SHAPE_ALL_UPPER) &&
                 !(own->shape & CW_SHAPE_ALL_UPPER);
    if (is_fuller) {
        thread->n_tokens = name->n;
        thread->name = number;
    }
}

static cw_status assign_names(cw_chains *chains)
{
    const cw_draft *draft = chains->draft;
    cw_status status = CW_OK;
    for (uint32_t i = 0; i < draft->names.n && status == CW_OK; i++) {
        const cw_name *name = &draft->names.at[i];
        if (!name->is_adjective && name->n > 1) {
            status = assign(chains, i);
            touch(chains, i);
        }
    }
    for (size_t i = 0; i < chains->threads.n; i++)
        chains->threads.at[i].last_seen = 0;
    for (uint32_t i = 0; i < draft->names.n && status == CW_OK; i++) {
        const cw_name *name = &draft->names.at[i];
        if (name->is_adjective)
            continue;
        if (name->n == 1)
            status = assign(chains, i);
        touch(chains, i);
        if (status == CW_OK && name->chain != CW_NONE)
            status = cw_chains_mention(chains, name->range, name->chain,
                                       name->sentence, i, CW_MENTION_NAME);
    }
    return status;
}

static int by_place(const void *a, const void *b)
{
    const cw_mention *x = a, *y = b;
    if (x->range.from != y->range.from)
        return x->range.from < y->range.from ? -1 : 1;
    if (x->range.to != y->range.to)
        return x->range.to < y->range.to ? -1 : 1;
    return x->kind - y->kind;
}

static cw_status write_chains(cw_chains *chains)
{
    cw_draft *draft = chains->draft;
    for (size_t i = 0; i < chains->threads.n; i++) {
        const cw_thread *thread = &chains->threads.at[i];
        cw_chain *chain =
            cw_draft_add(draft, &draft->chains, sizeof *chain, CW_MAX_MARKS);
        if (!chain)
            return CW_NO_MEMORY;
        *chain = (cw_chain){
            .best = CW_NONE, .kind = thread->kind, .gender = thread->gender};
    }
    if (draft->mentions.n > 0)
        qsort(draft->mentions.at, draft->mentions.n, sizeof *draft->mentions.at,
              by_place);
    for (uint32_t i = 0; i < draft->mentions.n; i++) {
        const cw_mention *mention = &draft->mentions.at[i];
        cw_chain *chain = &draft->chains.at[mention->chain];
        chain->n++;
        if (mention->kind == CW_MENTION_NAME &&
            (chain->best == CW_NONE ||
             mention->name == chains->threads.at[mention->chain].name))
            chain->best = i;
    }
    return CW_OK;
}

cw_status cw_find_chains(cw_draft *draft)
{
    cw_chains chains = {.draft = draft};
    cw_table *tables[] = {&chains.by_text,  &chains.by_last,
                          &chains.by_first, &chains.by_initials,
                          &chains.by_head,  &chains.by_office};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        cw_table_init(tables[i], draft->arena, CW_MAX_MARKS);
    cw_status status = assign_names(&chains);
    if (status == CW_OK)
        status = cw_chains_describe(&chains);
    if (status == CW_OK)
        status = write_chains(&chains);
    return status;
}
