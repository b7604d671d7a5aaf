/* entity_records.c: joined names as records, most reports first: the name,
 * kind, aliases, descriptors and mentions of each. */
#include <stdlib.h>

#include "story/entity_int.h"

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
static cw_status number_entities(cw_entity_work *work, size_t *n_entities)
{
    cw_plot *plot = work->plot;
    order_key *keys = cw_arena_array(plot->scratch, work->n, sizeof *keys);
    uint32_t *rank = cw_arena_array(plot->scratch, work->n, 4);
    size_t n = 0;
    if (!keys || !rank)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        const cw_marks *marks = cw_plot_marks(plot, draft->report);
        const cw_chain *chain =
            &CW_AT(marks, marks->chains, cw_chain)[draft->chain];
        const cw_mention *best =
            &CW_AT(marks, marks->mentions, cw_mention)[chain->best];
        uint32_t r = cw_entity_root(work, i);
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
                *entity = rank[cw_entity_root(work, *entity)];
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
            if (entity == CW_NONE || !cw_is_sighting(marks, mention))
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

/* The name: the alias of most words, so that "Ana Maria Ruiz" wins over
 * "Ruiz"; of those the most frequent, so that a misprint does not; of equally
 * frequent ones the longest, "Peña" before "Pena". */
static cw_bytes choose_name(const cw_alias *aliases, size_t n)
{
    cw_bytes best = aliases[0].text;
    uint32_t best_words = 0, best_count = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t words = 1;
        for (size_t k = 0; k < aliases[i].text.n; k++)
            words += aliases[i].text.at[k] == ' ';
        if (aliases[i].text.n > 80 || words < best_words ||
            (words == best_words &&
             (aliases[i].count < best_count || aliases[i].text.n <= best.n)))
            continue;
        best = aliases[i].text;
        best_words = words;
        best_count = aliases[i].count;
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
static void vote_kinds(cw_entity_work *work, cw_entity *entities, size_t n)
{
    cw_plot *plot = work->plot;
    uint32_t(*votes)[4] = cw_arena_array(plot->scratch, n, sizeof *votes);
    if (!votes) {
        work->status = CW_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
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

static cw_status make_records(cw_entity_work *work, size_t n)
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

cw_status cw_entity_records(cw_entity_work *work)
{
    size_t n = 0;
    cw_status status = number_entities(work, &n);
    return status == CW_OK ? make_records(work, n) : status;
}
