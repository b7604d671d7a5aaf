/* aside.c: statements that tell a claim besides what they are about.
 *
 *   happenings -> by (predicate, participant)
 *   happening of a claim -> those of equal predicate, with a participant in
 *     common and none that differs -> words around both -> told aside
 *
 * One event is seldom told of in the same words, so the predicate, what stands
 * near it in both, and how rare these are in the story have to make up for the
 * rest of the sentence. */
#include "story/aside.h"

#include "story/align.h"
#include "story/locate.h"

enum {
    LOOK_MAX = 48,    // happenings met through one participant
    NEAR = 14,        // tokens on each side that belong to an event
    SHARED_MIN = 1350 // thousandths of log2(N): what the events must share
};

static uint64_t key_of(cw_bytes lemma, uint32_t term)
{
    return cw_hash_mix(cw_hash(lemma), term);
}

/* "The arrest", "the invasion": a noun is often the background of what is
 * told. */
static bool can_be_aside(const cw_happening *happening)
{
    return !happening->is_noun && happening->event_class != CW_EVENT_STATE;
}

/* Terms of the words around an event, without its own: ids [2 NEAR]. */
static cw_ids words_near(const cw_plot *plot, const cw_happening *happening,
                         uint32_t *ids)
{
    const cw_statement *statement = &plot->statements[happening->statement];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_sentence *sentence =
        &CW_AT(marks, marks->sentences, cw_sentence)[statement->sentence];
    const cw_event *event =
        &CW_AT(marks, marks->events, cw_event)[happening->event];
    uint32_t from = sentence->first, to = from + sentence->n;
    size_t n = 0;
    from = event->token > from + NEAR ? event->token - NEAR : from;
    to = to > event->token + NEAR + 1 ? event->token + NEAR + 1 : to;
    for (uint32_t i = from; i < to; i++) {
        const cw_table_entry *entry;
        if (i == event->token)
            continue;
        entry = cw_table_find(&plot->terms, cw_token_lemma(marks, &tokens[i]));
        if (entry)
            ids[n++] = (uint32_t)(entry - plot->terms.entries);
    }
    return (cw_ids){ids, cw_ids_sort(ids, n)};
}

cw_status cw_asides_init(cw_asides *asides, const cw_plot *plot)
{
    cw_status status = CW_OK;
    asides->plot = plot;
    cw_postings_init(&asides->events, plot->scratch);
    for (uint32_t h = 0; h < plot->n_happenings && status == CW_OK; h++) {
        uint32_t room[2 * NEAR];
        cw_ids near;
        if (!can_be_aside(&plot->happenings[h]))
            continue;
        near = words_near(plot, &plot->happenings[h], room);
        for (size_t i = 0; i < near.n && status == CW_OK; i++)
            status = cw_postings_add(
                &asides->events, key_of(plot->happenings[h].lemma, near.at[i]),
                h);
    }
    return status;
}

/* ---- is it told? -------------------------------------------------------- */

/* How much the words of both events tell, in 1/16 bit. */
static uint32_t shared_weight(const cw_plot *plot, const cw_happening *a,
                              const cw_happening *b)
{
    uint32_t of_a[2 * NEAR], of_b[2 * NEAR];
    const cw_table_entry *own = cw_table_find(&plot->terms, a->lemma);
    uint32_t weight = own ? plot->term_weight[own - plot->terms.entries] : 0;
    return weight + cw_ids_common_weight(words_near(plot, a, of_a),
                                         words_near(plot, b, of_b),
                                         plot->term_weight);
}

static bool differ(uint32_t a, uint32_t b)
{
    return a != CW_NONE && b != CW_NONE && a != b;
}

static bool tell_one_event(const cw_plot *plot, const cw_happening *a,
                           const cw_happening *b)
{
    uint32_t log_n = cw_log2_16(plot->n_statements + 1);
    if (!cw_bytes_equal(a->lemma, b->lemma) || differ(a->who, b->who) ||
        differ(a->whom, b->whom) || differ(a->where, b->where) ||
        a->factuality != b->factuality ||
        plot->denies[a->statement] != plot->denies[b->statement])
        return false;
    if (a->basis != CW_BASIS_PUBLISHED && b->basis != CW_BASIS_PUBLISHED &&
        cw_days_agree(a, b) < 0)
        return false;
    return shared_weight(plot, a, b) * 1000ull >= (uint64_t)log_n * SHARED_MIN;
}

/* ---- a claim ------------------------------------------------------------ */

typedef struct {
    const cw_asides *asides;
    uint32_t *at;
    size_t n, capacity;
} finder;

static bool is_of_report(const finder *find, uint32_t report)
{
    for (size_t i = 0; i < find->n; i++)
        if (find->asides->plot->statements[find->at[i]].span.report == report)
            return true;
    return false;
}

static cw_status add(finder *find, uint32_t statement)
{
    cw_status status = cw_grow(find->asides->plot->scratch, (void **)&find->at,
                               &find->capacity, find->n + 1, sizeof *find->at,
                               CW_MAX_STORY_ITEMS);
    if (status == CW_OK)
        find->at[find->n++] = statement;
    return status;
}

/* Those told with a word that stands near a happening of the claim. */
static cw_status look_up(finder *find, const cw_happening *own, uint32_t term)
{
    const cw_plot *plot = find->asides->plot;
    const cw_postings *events = &find->asides->events;
    cw_status status = CW_OK;
    uint32_t at = cw_postings_first(events, key_of(own->lemma, term));
    for (int k = 0; at != CW_NONE && k < LOOK_MAX && status == CW_OK; k++) {
        const cw_happening *other = &plot->happenings[events->at[at].item];
        const cw_statement *statement = &plot->statements[other->statement];
        at = cw_postings_next(events, at);
        if (statement->role != CW_ROLE_TITLE &&
            !is_of_report(find, statement->span.report) &&
            tell_one_event(plot, own, other))
            status = add(find, other->statement);
    }
    return status;
}

/* What a claim is about, if it is what its leading statement is about. */
static const cw_happening *matter_of(const cw_plot *plot,
                                     const cw_cluster *cluster)
{
    uint32_t number = cluster->happenings[cluster->lead];
    const cw_statement *lead =
        &plot->statements[cluster->statements[cluster->lead]];
    const cw_marks *marks = cw_plot_marks(plot, lead->span.report);
    const cw_event *events = CW_AT(marks, marks->events, cw_event);
    for (uint32_t h = 0; h < lead->n_happenings; h++) {
        const cw_happening *here = &plot->happenings[lead->first_happening + h];
        if (events[here->event].is_main &&
            (cluster->n == 1 || lead->first_happening + h == number))
            return here;
    }
    return NULL;
}

/* What a member says of it, or NULL. */
static const cw_happening *happening_of(const cw_plot *plot,
                                        const cw_cluster *cluster, size_t i,
                                        const cw_happening *matter)
{
    uint32_t number = cluster->happenings[i];
    if (i == cluster->lead)
        return matter;
    return number != CW_NONE &&
                   cw_bytes_equal(plot->happenings[number].lemma, matter->lemma)
               ? &plot->happenings[number]
               : NULL;
}

cw_status cw_asides_find(const cw_asides *asides, const cw_cluster *cluster,
                         cw_ids *out)
{
    enum { MEMBERS_MAX = 12 };
    finder find = {.asides = asides};
    const cw_happening *matter = matter_of(asides->plot, cluster);
    cw_status status = CW_OK;
    for (size_t i = 0; i < cluster->n && status == CW_OK; i++)
        status = add(&find, cluster->statements[i]);
    for (size_t i = 0; matter && can_be_aside(matter) && i < cluster->n &&
                       i < MEMBERS_MAX && status == CW_OK;
         i++) {
        const cw_happening *own =
            happening_of(asides->plot, cluster, i, matter);
        uint32_t room[2 * NEAR];
        cw_ids near;
        if (!own)
            continue;
        near = words_near(asides->plot, own, room);
        for (size_t k = 0; k < near.n && status == CW_OK; k++)
            status = look_up(&find, own, near.at[k]);
    }
    *out = (cw_ids){find.at, cw_ids_sort(find.at, find.n)};
    return status;
}
