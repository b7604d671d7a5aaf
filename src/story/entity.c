/* entity.c: one record per person, organization and place of a story.
 *
 *   chains of all members -> draft entities -> joined by name -> records
 *
 * Joined, in this order: equal full names (case and quotes folded); an
 * acronym with the one long form it stands for; a person's first and last
 * name with the one that has names between them; a person's single name with
 * the one full name that ends in it. Where two full names would fit, the
 * chain stays alone: two people of one surname are worse as one than one
 * person as two. */
#include <stdlib.h>

#include "base/utf8.h"
#include "story/story_int.h"

typedef struct {
    uint32_t report, chain;
    cw_bytes name; // folded, without "the" before it
    cw_bytes last; // its last word
    uint32_t n_words;
    uint32_t n_mentions;
    uint8_t kind;
    uint32_t parent; // union-find
} draft_entity;

typedef struct {
    cw_plot *plot;
    draft_entity *drafts;
    size_t n, capacity;
    cw_status status;
} entity_work;

static uint32_t root(entity_work *work, uint32_t i)
{
    while (work->drafts[i].parent != i)
        i = work->drafts[i].parent =
            work->drafts[work->drafts[i].parent].parent;
    return i;
}

static void join(entity_work *work, uint32_t a, uint32_t b)
{
    a = root(work, a);
    b = root(work, b);
    if (a != b)
        work->drafts[a > b ? a : b].parent = a < b ? a : b;
}

static cw_bytes fold_name(entity_work *work, cw_bytes name)
{
    cw_buf buf;
    cw_bytes folded;
    cw_buf_init(&buf, work->plot->scratch, 4096);
    if (cw_utf8_fold(name, &buf) == CW_NO_MEMORY)
        work->status = CW_NO_MEMORY;
    folded = cw_buf_bytes(&buf);
    if (cw_bytes_starts(folded, CW_LIT("the ")))
        folded = cw_bytes_cut(folded, 4, folded.n);
    return folded;
}

static void split_name(draft_entity *draft)
{
    size_t from = 0;
    draft->n_words = draft->name.n > 0;
    for (size_t i = 0; i < draft->name.n; i++) {
        if (draft->name.at[i] == ' ') {
            draft->n_words++;
            from = i + 1;
        }
    }
    draft->last = cw_bytes_cut(draft->name, from, draft->name.n);
}

/* Adjectives of nationality name no place; pronouns are no alias. */
static bool is_sighting(const cw_marks *marks, const cw_mention *mention)
{
    if (mention->kind == CW_MENTION_PRONOUN)
        return false;
    return mention->name == CW_NONE ||
           !CW_AT(marks, marks->names, cw_name)[mention->name].is_adjective;
}

static cw_status add_chains(entity_work *work, uint32_t report)
{
    cw_plot *plot = work->plot;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_chain *chains = CW_AT(marks, marks->chains, cw_chain);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    uint32_t *n_seen =
        cw_arena_array(plot->scratch, marks->chains.n, sizeof *n_seen);
    plot->entity_of[report] =
        cw_arena_array(plot->scratch, marks->chains.n, sizeof(uint32_t));
    if (!plot->entity_of[report] || !n_seen)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < marks->mentions.n; i++)
        if (mentions[i].chain != CW_NONE && is_sighting(marks, &mentions[i]))
            n_seen[mentions[i].chain]++;
    for (uint32_t c = 0; c < marks->chains.n; c++) {
        const cw_mention *best = &mentions[chains[c].best];
        draft_entity *draft;
        cw_status status;
        plot->entity_of[report][c] = CW_NONE;
        if (best->kind != CW_MENTION_NAME || n_seen[c] == 0)
            continue;
        status = cw_grow(plot->scratch, (void **)&work->drafts, &work->capacity,
                         work->n + 1, sizeof *draft, CW_MAX_STORY_ITEMS);
        if (status != CW_OK)
            return status;
        draft = &work->drafts[work->n];
        *draft = (draft_entity){
            .report = report,
            .chain = c,
            .name = fold_name(work, cw_bytes_at(text, best->range)),
            .n_mentions = n_seen[c],
            .kind = chains[c].kind,
            .parent = (uint32_t)work->n};
        split_name(draft);
        plot->entity_of[report][c] = (uint32_t)work->n++;
    }
    return CW_OK;
}

/* ---- joining ------------------------------------------------------------ */

static cw_table_entry *table_add(entity_work *work, cw_table *table,
                                 cw_bytes key, bool *is_new)
{
    cw_table_entry *entry = NULL;
    cw_status status = cw_table_add(table, key, is_new, &entry);
    if (status != CW_OK)
        work->status = status;
    return entry;
}

static bool can_be_one(uint8_t a, uint8_t b)
{
    return a == b || a == CW_NAME_OTHER || b == CW_NAME_OTHER ||
           (a != CW_NAME_PERSON && b != CW_NAME_PERSON);
}

static void join_equal_names(entity_work *work, cw_table *names)
{
    for (uint32_t i = 0; i < work->n; i++) {
        bool is_new = false;
        cw_table_entry *entry =
            table_add(work, names, work->drafts[i].name, &is_new);
        if (!entry)
            return;
        if (is_new)
            entry->value = i;
        else if (can_be_one(work->drafts[i].kind,
                            work->drafts[entry->value].kind))
            join(work, entry->value, i);
    }
}

/* Initials of the words of a folded name that begin a word of content:
 * "international criminal court" gives "icc", "bank of england" "be" and
 * "boe". `with_small` takes of, and, for, the as well. */
static cw_bytes initials(entity_work *work, cw_bytes name, bool with_small)
{
    static const char *const small[] = {"of ", "and ", "for ", "the ", "de "};
    cw_buf buf;
    cw_buf_init(&buf, work->plot->scratch, 64);
    for (size_t i = 0; i < name.n; i++) {
        bool is_small = false;
        if (i > 0 && name.at[i - 1] != ' ' && name.at[i - 1] != '-')
            continue;
        for (size_t k = 0; k < sizeof small / sizeof *small; k++)
            is_small |= cw_bytes_starts(cw_bytes_cut(name, i, name.n),
                                        cw_bytes_from(small[k]));
        if (with_small || !is_small)
            cw_buf_add_byte(&buf, name.at[i]);
    }
    return cw_buf_status(&buf) == CW_OK ? cw_buf_bytes(&buf)
                                        : (cw_bytes){NULL, 0};
}

/* Key -> the one root that has it; CW_NONE once two different ones have. */
static void note_unique(entity_work *work, cw_table *table, cw_bytes key,
                        uint32_t i)
{
    bool is_new = false;
    cw_table_entry *entry;
    if (key.n == 0)
        return;
    entry = table_add(work, table, key, &is_new);
    if (!entry)
        return;
    if (is_new)
        entry->value = i;
    else if (entry->value != CW_NONE &&
             root(work, entry->value) != root(work, i))
        entry->value = CW_NONE;
}

static void join_acronyms(entity_work *work)
{
    cw_table long_forms;
    cw_table_init(&long_forms, work->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < work->n; i++) {
        const draft_entity *draft = &work->drafts[i];
        if (draft->n_words < 2 || draft->kind == CW_NAME_PERSON)
            continue;
        note_unique(work, &long_forms, initials(work, draft->name, false), i);
        note_unique(work, &long_forms, initials(work, draft->name, true), i);
    }
    for (uint32_t i = 0; i < work->n; i++) {
        const draft_entity *draft = &work->drafts[i];
        const cw_table_entry *entry;
        if (draft->n_words != 1 || draft->name.n < 2 || draft->name.n > 8 ||
            draft->kind == CW_NAME_PERSON)
            continue;
        entry = cw_table_find(&long_forms, draft->name);
        if (entry && entry->value != CW_NONE)
            join(work, entry->value, i);
    }
}

/* "ana maria ruiz" as "ana ruiz". */
static cw_bytes first_and_last(entity_work *work, const draft_entity *draft)
{
    cw_buf buf;
    size_t space = cw_bytes_find(draft->name, CW_LIT(" "), 0);
    cw_buf_init(&buf, work->plot->scratch, 4096);
    cw_buf_add(&buf, cw_bytes_cut(draft->name, 0, space + 1));
    cw_buf_add(&buf, draft->last);
    return cw_buf_status(&buf) == CW_OK ? cw_buf_bytes(&buf)
                                        : (cw_bytes){NULL, 0};
}

static void join_middle_names(entity_work *work)
{
    cw_table full;
    cw_table_init(&full, work->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < work->n; i++) {
        const draft_entity *draft = &work->drafts[i];
        if (draft->kind == CW_NAME_PERSON && draft->n_words >= 3)
            note_unique(work, &full, first_and_last(work, draft), i);
    }
    for (uint32_t i = 0; i < work->n; i++) {
        const draft_entity *draft = &work->drafts[i];
        const cw_table_entry *entry;
        if (draft->kind != CW_NAME_PERSON || draft->n_words != 2)
            continue;
        entry = cw_table_find(&full, draft->name);
        if (entry && entry->value != CW_NONE)
            join(work, entry->value, i);
    }
}

static void join_surnames(entity_work *work)
{
    cw_table surnames;
    cw_table_init(&surnames, work->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < work->n; i++) {
        const draft_entity *draft = &work->drafts[i];
        if (draft->kind == CW_NAME_PERSON && draft->n_words >= 2)
            note_unique(work, &surnames, draft->last, i);
    }
    for (uint32_t i = 0; i < work->n; i++) {
        const draft_entity *draft = &work->drafts[i];
        const cw_table_entry *entry;
        if (draft->n_words != 1 ||
            (draft->kind != CW_NAME_PERSON && draft->kind != CW_NAME_OTHER))
            continue;
        entry = cw_table_find(&surnames, draft->name);
        if (entry && entry->value != CW_NONE)
            join(work, entry->value, i);
    }
}

/* ---- records ------------------------------------------------------------ */

typedef struct {
    uint32_t draft_root, n_reports, n_mentions, last_report;
    cw_span first;
} order_key;

static int compare_keys(const void *a, const void *b)
{
    const order_key *x = a, *y = b;
    if (x->n_reports != y->n_reports)
        return x->n_reports > y->n_reports ? -1 : 1;
    if (x->n_mentions != y->n_mentions)
        return x->n_mentions > y->n_mentions ? -1 : 1;
    return cw_span_compare(x->first, y->first);
}

/* One mention of an entity, as the records are filled from. */
typedef struct {
    uint32_t entity;
    cw_span span;   // the name, or the descriptor
    cw_span titled; // with its title: "Mr Ek"; empty if none
    uint8_t kind;   // cw_mention_kind
} sighting;

static int compare_sightings(const void *a, const void *b)
{
    const sighting *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    return cw_span_compare(x->span, y->span);
}

/* Ranks the roots and turns entity_of from draft numbers to ranks. */
static cw_status number_entities(entity_work *work, size_t *n_entities)
{
    cw_plot *plot = work->plot;
    order_key *keys = cw_arena_array(plot->scratch, work->n, sizeof *keys);
    uint32_t *rank = cw_arena_array(plot->scratch, work->n, 4);
    size_t n = 0;
    if (!keys || !rank)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < work->n; i++) {
        const draft_entity *draft = &work->drafts[i];
        const cw_marks *marks = cw_plot_marks(plot, draft->report);
        const cw_chain *chain =
            &CW_AT(marks, marks->chains, cw_chain)[draft->chain];
        const cw_mention *best =
            &CW_AT(marks, marks->mentions, cw_mention)[chain->best];
        uint32_t r = root(work, i);
        if (r == i) {
            rank[i] = (uint32_t)n;
            keys[n++] =
                (order_key){.draft_root = i,
                            .last_report = CW_NONE,
                            .first = cw_span_of(draft->report, best->range)};
        }
        keys[rank[r]].n_mentions += draft->n_mentions;
        keys[rank[r]].n_reports += keys[rank[r]].last_report != draft->report;
        keys[rank[r]].last_report = draft->report;
    }
    if (n > 0)
        qsort(keys, n, sizeof *keys, compare_keys);
    for (uint32_t k = 0; k < n; k++)
        rank[keys[k].draft_root] = k;
    for (size_t m = 0; m < plot->members.n; m++) {
        uint32_t report = plot->members.at[m];
        uint32_t n_chains = cw_plot_marks(plot, report)->chains.n;
        for (uint32_t c = 0; c < n_chains; c++) {
            uint32_t *entity = &plot->entity_of[report][c];
            if (*entity != CW_NONE)
                *entity = rank[root(work, *entity)];
        }
    }
    *n_entities = n;
    return CW_OK;
}

/* The stretch from a name's title to its end: "Mr Ek"; empty without one. */
static cw_range titled_range(const cw_marks *marks, const cw_mention *mention)
{
    const cw_name *name;
    if (mention->name == CW_NONE)
        return (cw_range){0, 0};
    name = &CW_AT(marks, marks->names, cw_name)[mention->name];
    if (cw_range_is_empty(name->title) || name->title.to > name->range.from ||
        name->range.from - name->title.to > 1)
        return (cw_range){0, 0};
    return (cw_range){name->title.from, name->range.to};
}

/* Every mention with an entity, by entity and place. */
static cw_status find_sightings(cw_plot *plot, sighting **out, size_t *n_out)
{
    size_t room = 0, n = 0;
    sighting *list;
    for (size_t m = 0; m < plot->members.n; m++)
        room += cw_plot_marks(plot, plot->members.at[m])->mentions.n;
    list = cw_arena_array(plot->scratch, room, sizeof *list);
    if (!list)
        return CW_NO_MEMORY;
    for (size_t m = 0; m < plot->members.n; m++) {
        uint32_t report = plot->members.at[m];
        const cw_marks *marks = cw_plot_marks(plot, report);
        const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
        for (uint32_t i = 0; i < marks->mentions.n; i++) {
            const cw_mention *mention = &mentions[i];
            uint32_t entity = mention->chain == CW_NONE
                                  ? CW_NONE
                                  : plot->entity_of[report][mention->chain];
            if (entity == CW_NONE || !is_sighting(marks, mention))
                continue;
            list[n++] =
                (sighting){entity, cw_span_of(report, mention->range),
                           cw_span_of(report, titled_range(marks, mention)),
                           mention->kind};
        }
    }
    if (n > 0)
        qsort(list, n, sizeof *list, compare_sightings);
    *out = list;
    *n_out = n;
    return CW_OK;
}

/* Texts of one entity counted: aliases or descriptors, most frequent first. */
typedef struct {
    cw_table table; // text -> number in list
    struct {
        cw_bytes text;
        cw_span cite;
        uint32_t count;
    } * list;
    size_t n, capacity;
} text_counts;

static cw_status count_text(cw_plot *plot, text_counts *counts, cw_span span)
{
    cw_bytes text = cw_span_text(plot->batch, span);
    cw_table_entry *entry;
    bool is_new;
    cw_status status = cw_table_add(&counts->table, text, &is_new, &entry);
    if (status != CW_OK)
        return status;
    if (is_new) {
        status =
            cw_grow(plot->scratch, (void **)&counts->list, &counts->capacity,
                    counts->n + 1, sizeof *counts->list, CW_MAX_STORY_ITEMS);
        if (status != CW_OK)
            return status;
        entry->value = (uint32_t)counts->n;
        counts->list[counts->n].text = text;
        counts->list[counts->n].cite = span;
        counts->list[counts->n++].count = 0;
    }
    counts->list[entry->value].count++;
    return CW_OK;
}

static int compare_aliases(const void *a, const void *b)
{
    const cw_alias *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return cw_bytes_compare(x->text, y->text);
}

static int compare_descriptors(const void *a, const void *b)
{
    const cw_descriptor *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return cw_bytes_compare(x->text, y->text);
}

static cw_span without_article(const cw_batch *batch, cw_span span)
{
    static const char *const articles[] = {"the ", "a ",   "an ",   "his ",
                                           "her ", "its ", "their "};
    cw_bytes text = cw_span_text(batch, span);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        cw_bytes article = cw_bytes_from(articles[i]);
        if (text.n > article.n && cw_bytes_starts_fold(text, article)) {
            span.from += (uint32_t)article.n;
            break;
        }
    }
    return span;
}

/* The name: the longest alias of the most words among those that are not
 * rare, so that "Ana Maria Ruiz" wins over "Ruiz" and a misprint does not. */
static cw_bytes choose_name(const cw_alias *aliases, size_t n)
{
    cw_bytes best = aliases[0].text;
    uint32_t best_words = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t words = 1;
        for (size_t k = 0; k < aliases[i].text.n; k++)
            words += aliases[i].text.at[k] == ' ';
        if (words > best_words && aliases[i].text.n <= 80) {
            best = aliases[i].text;
            best_words = words;
        }
    }
    return best;
}

static cw_status fill_entity(cw_plot *plot, const sighting *at, size_t n,
                             cw_entity *entity)
{
    text_counts names = {0}, titled = {0}, words = {0};
    cw_span *spans = cw_arena_array(plot->scratch, n, sizeof *spans);
    cw_alias *aliases;
    cw_descriptor *descriptors;
    cw_status status = spans ? CW_OK : CW_NO_MEMORY;
    cw_table_init(&names.table, plot->scratch, CW_MAX_STORY_ITEMS);
    cw_table_init(&titled.table, plot->scratch, CW_MAX_STORY_ITEMS);
    cw_table_init(&words.table, plot->scratch, CW_MAX_STORY_ITEMS);
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        spans[i] = at[i].span;
        if (at[i].kind == CW_MENTION_DESCRIPTOR)
            status = count_text(plot, &words,
                                without_article(plot->batch, at[i].span));
        else
            status = count_text(plot, &names, at[i].span);
        if (status == CW_OK && at[i].titled.to > at[i].titled.from &&
            at[i].titled.to - at[i].titled.from <= 60)
            status = count_text(plot, &titled, at[i].titled);
    }
    if (status != CW_OK)
        return status;
    aliases = cw_arena_array(plot->keep, names.n + titled.n, sizeof *aliases);
    descriptors = cw_arena_array(plot->keep, words.n, sizeof *descriptors);
    if (!aliases || !descriptors)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < names.n; i++)
        aliases[i] = (cw_alias){names.list[i].text, names.list[i].count};
    if (names.n > 0) {
        qsort(aliases, names.n, sizeof *aliases, compare_aliases);
        entity->name = choose_name(aliases, names.n);
    }
    for (size_t i = 0; i < titled.n; i++)
        aliases[names.n + i] =
            (cw_alias){titled.list[i].text, titled.list[i].count};
    for (size_t i = 0; i < words.n; i++)
        descriptors[i] = (cw_descriptor){words.list[i].text, words.list[i].cite,
                                         words.list[i].count};
    entity->aliases = aliases;
    entity->n_aliases = names.n + titled.n;
    entity->descriptors = descriptors;
    entity->n_descriptors = words.n;
    if (entity->n_aliases > 0)
        qsort(aliases, entity->n_aliases, sizeof *aliases, compare_aliases);
    if (words.n > 0)
        qsort(descriptors, words.n, sizeof *descriptors, compare_descriptors);
    return cw_cites_make(plot->keep, spans, n, &entity->mentions,
                         &entity->reports);
}

/* The kind most mentions vote for; OTHER only when nobody knows better. */
static void vote_kinds(entity_work *work, cw_entity *entities, size_t n)
{
    cw_plot *plot = work->plot;
    uint32_t(*votes)[4] = cw_arena_array(plot->scratch, n, sizeof *votes);
    if (!votes) {
        work->status = CW_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < work->n; i++) {
        const draft_entity *draft = &work->drafts[i];
        const cw_marks *marks = cw_plot_marks(plot, draft->report);
        uint32_t entity = plot->entity_of[draft->report][draft->chain];
        uint8_t gender =
            CW_AT(marks, marks->chains, cw_chain)[draft->chain].gender;
        votes[entity][draft->kind] += draft->n_mentions;
        if (entities[entity].gender == 0)
            entities[entity].gender = gender;
    }
    for (size_t e = 0; e < n; e++) {
        uint8_t best = CW_NAME_PERSON;
        for (uint8_t kind = CW_NAME_PERSON; kind <= CW_NAME_PLACE; kind++)
            if (votes[e][kind] > votes[e][best])
                best = kind;
        entities[e].kind = votes[e][best] > 0 ? best : CW_NAME_OTHER;
    }
}

static cw_status make_records(entity_work *work, size_t n)
{
    cw_plot *plot = work->plot;
    cw_entity *entities = cw_arena_array(plot->keep, n, sizeof *entities);
    sighting *list;
    size_t n_list, at = 0;
    cw_id_maker ids;
    cw_status status;
    if (!entities)
        return CW_NO_MEMORY;
    vote_kinds(work, entities, n);
    if (work->status != CW_OK)
        return work->status;
    status = find_sightings(plot, &list, &n_list);
    cw_id_maker_init(&ids, plot->scratch);
    for (uint32_t e = 0; e < n && status == CW_OK; e++) {
        size_t first = at;
        while (at < n_list && list[at].entity == e)
            at++;
        if (at == first)
            continue;
        status = fill_entity(plot, list + first, at - first, &entities[e]);
        if (status == CW_OK)
            status =
                cw_id_make(&ids, plot->keep, 'e',
                           plot->batch->reports[list[first].span.report].id,
                           list[first].span, &entities[e].id);
    }
    plot->story->entities = entities;
    plot->story->n_entities = n;
    return status;
}

cw_status cw_entities_build(cw_plot *plot)
{
    entity_work work = {.plot = plot};
    cw_table names;
    size_t n = 0;
    cw_status status = CW_OK;
    plot->entity_of = cw_arena_array(plot->scratch, plot->batch->n_reports,
                                     sizeof *plot->entity_of);
    if (!plot->entity_of)
        return CW_NO_MEMORY;
    for (size_t m = 0; m < plot->members.n && status == CW_OK; m++)
        status = add_chains(&work, plot->members.at[m]);
    if (status != CW_OK)
        return status;
    cw_table_init(&names, plot->scratch, CW_MAX_STORY_ITEMS);
    join_equal_names(&work, &names);
    join_acronyms(&work);
    join_middle_names(&work);
    join_surnames(&work);
    if (work.status != CW_OK)
        return work.status;
    status = number_entities(&work, &n);
    return status == CW_OK ? make_records(&work, n) : status;
}
