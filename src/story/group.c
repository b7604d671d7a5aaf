/* group.c: the stream: each report joins the story it is most like on average,
 * or founds one; and the repair, which links all anew and keeps the numbers.
 *
 *   vector -> reports that share its terms (newest holders of each)
 *          -> the nearest of them: pairs, kept for the repair
 *          -> their stories: mean likeness to the newest members, decayed by
 *             the days since the story's last report
 *
 * The first answer is quick and by what is known so far; the second does not
 * hang on the order of arrival, but for pairs that fell out of a full list. */
#include "story/group.h"

#include <stdlib.h>

#include "story/link.h"
#include "story/story_int.h"

enum {
    HOLDERS_FIRST = 4, // room for reports of a term, doubled up to
    HOLDERS_MAX = 64,  // the newest reports a term is looked up in
    NEAR_MAX = 16,     // nearest reports of a newcomer that are kept
    NEAR_MIN = 80,     // their likeness, thousandths
    MEMBERS_MAX = 8,   // newest members of a story a newcomer is compared to
    STORIES_MAX = 4,   // stories of the nearest that it is compared to
    ATTACH_MIN = 100,  // likeness of a round-up to a report of a story
};

typedef struct {
    uint32_t report, weight;
} holder;

/* Newest reports that hold a term, as a ring once it is full. */
typedef struct {
    holder *at; // [room]
    uint32_t n; // ever noted
    uint32_t room;
} holders;

typedef struct {
    cw_sketch sketch;
    cw_vector vector; // as weighed when it came
    int32_t day;
    uint32_t language;
    uint32_t story;          // CW_NONE: a round-up of no story that is known
    const uint32_t *further; // [n_further] stories of a round-up
    size_t n_further;
} known_report;

typedef struct {
    uint32_t members[MEMBERS_MAX]; // the newest, as a ring
    uint32_t n;
    int32_t from_day, to_day; // of dated members
    uint32_t leads_to;        // itself, or the story it turned out to be
    uint32_t storyline;
} known_story;

typedef struct {
    uint32_t report, likeness;
} neighbour;

struct cw_grouper {
    cw_arena *arena;
    cw_lexis lexis;
    holders *held; // [lexis.words.n] or fewer
    size_t n_held, held_capacity;
    known_report *reports; // [n_reports]
    size_t n_reports, reports_capacity;
    known_story *stories; // [n_stories]
    size_t n_stories, stories_capacity;
    cw_link_pair *pairs; // [n_pairs]
    size_t n_pairs, pairs_capacity;
    /* While a newcomer is compared: its product with each report, and those
     * with any. */
    uint32_t *product; // [n_reports] 0 between newcomers; about CW_UNIT^2 at
                       // most, 2^24
    size_t product_capacity;
    uint32_t *met; // [n_met]
    size_t n_met, met_capacity;
    uint16_t *spread; // [lexis.words.n] weights of the newcomer, else 0
    size_t spread_capacity;
};

cw_status cw_grouper_open(cw_arena *arena, cw_grouper **out)
{
    cw_grouper *grouper = cw_arena_array(arena, 1, sizeof *grouper);
    *out = grouper;
    if (!grouper)
        return CW_NO_MEMORY;
    grouper->arena = arena;
    return cw_lexis_init(&grouper->lexis, arena);
}

cw_status cw_group_read(cw_grouper *grouper, const cw_group_item *item,
                        cw_arena *scratch, cw_sketch *out)
{
    cw_bytes texts[2] = {item->title, item->text};
    return cw_sketch_read(&grouper->lexis, texts, 2, grouper->arena, scratch,
                          out);
}

/* ---- the nearest reports ------------------------------------------------ */

static cw_status note_holder(cw_grouper *grouper, uint32_t term, holder newest)
{
    holders *list = &grouper->held[term];
    if (list->n == list->room && list->room < HOLDERS_MAX) {
        uint32_t room = list->room > 0 ? 2 * list->room : HOLDERS_FIRST;
        list->at =
            cw_arena_grow(grouper->arena, list->at, list->room * sizeof newest,
                          room * sizeof newest);
        if (!list->at) {
            *list = (holders){NULL, 0, 0};
            return CW_NO_MEMORY;
        }
        list->room = room;
    }
    list->at[list->n++ % list->room] = newest;
    return CW_OK;
}

/* Room for one more report, and for the terms the lexis has learned. */
static cw_status make_room(cw_grouper *grouper)
{
    cw_arena *arena = grouper->arena;
    size_t n = grouper->n_reports + 1, n_words = grouper->lexis.words.n;
    cw_status status =
        cw_grow(arena, (void **)&grouper->reports, &grouper->reports_capacity,
                n, sizeof *grouper->reports, CW_MAX_REPORTS);
    if (status == CW_OK)
        status = cw_grow(arena, (void **)&grouper->product,
                         &grouper->product_capacity, n,
                         sizeof *grouper->product, CW_MAX_REPORTS);
    if (status == CW_OK)
        status = cw_grow(arena, (void **)&grouper->met, &grouper->met_capacity,
                         n, sizeof *grouper->met, CW_MAX_REPORTS);
    if (status == CW_OK)
        status =
            cw_grow(arena, (void **)&grouper->pairs, &grouper->pairs_capacity,
                    grouper->n_pairs + NEAR_MAX, sizeof *grouper->pairs,
                    (size_t)CW_MAX_REPORTS * NEAR_MAX);
    if (status == CW_OK)
        status =
            cw_grow(arena, (void **)&grouper->held, &grouper->held_capacity,
                    n_words, sizeof *grouper->held, CW_MAX_TOKENS);
    if (status == CW_OK)
        status =
            cw_grow(arena, (void **)&grouper->spread, &grouper->spread_capacity,
                    n_words, sizeof *grouper->spread, CW_MAX_TOKENS);
    if (status != CW_OK)
        return status;
    for (; grouper->n_held < n_words; grouper->n_held++) {
        grouper->held[grouper->n_held] = (holders){NULL, 0, 0};
        grouper->spread[grouper->n_held] = 0;
    }
    return CW_OK;
}

/* Products with all reports that hold a term of the newcomer. */
static void multiply(cw_grouper *grouper, cw_vector vector)
{
    uint32_t *product = grouper->product, *met = grouper->met;
    size_t n_met = 0;
    for (size_t i = 0; i < vector.n; i++) {
        const holders *list = &grouper->held[vector.at[i].term];
        uint32_t n = list->n < list->room ? list->n : list->room;
        uint32_t weight = vector.at[i].weight;
        const holder *other = list->at;
        for (const holder *end = other + n; other < end; other++) {
            uint32_t before = product[other->report];
            met[n_met] = other->report; // written over unless it is the first
            n_met += before == 0;
            product[other->report] = before + other->weight * weight;
        }
    }
    grouper->n_met = n_met;
}

/* Put one among the nearest, which stand in order: most alike first, of
 * equals the older. */
static size_t insert(neighbour *near, size_t n, neighbour found)
{
    size_t at = n < NEAR_MAX ? n : NEAR_MAX;
    while (at > 0 && (near[at - 1].likeness < found.likeness ||
                      (near[at - 1].likeness == found.likeness &&
                       near[at - 1].report > found.report))) {
        if (at < NEAR_MAX)
            near[at] = near[at - 1];
        at--;
    }
    if (at < NEAR_MAX)
        near[at] = found;
    return n < NEAR_MAX ? n + 1 : NEAR_MAX;
}

/* The nearest reports in near[NEAR_MAX]; how many. */
static size_t find_nearest(cw_grouper *grouper, const known_report *newcomer,
                           neighbour *near)
{
    size_t n = 0, n_met;
    uint32_t *product = grouper->product;
    const uint32_t *met = grouper->met;
    multiply(grouper, newcomer->vector);
    n_met = grouper->n_met;
    for (size_t i = 0; i < n_met; i++) {
        uint32_t other = met[i];
        uint32_t likeness = (uint32_t)(product[other] * 1000ull /
                                       ((uint64_t)CW_UNIT * CW_UNIT));
        product[other] = 0;
        if (likeness >= NEAR_MIN &&
            grouper->reports[other].language == newcomer->language)
            n = insert(near, n, (neighbour){other, likeness});
    }
    return n;
}

/* ---- the story of a newcomer -------------------------------------------- */

static int64_t days_since(const known_story *known, int32_t day)
{
    if (day == CW_NO_DAY || known->from_day == CW_NO_DAY)
        return 0;
    if (day > known->to_day)
        return (int64_t)day - known->to_day;
    return day < known->from_day ? (int64_t)known->from_day - day : 0;
}

static cw_link_item item_of(const known_report *from)
{
    return (cw_link_item){&from->sketch, from->vector, from->day,
                          from->language};
}

/* Mean likeness to the newest members, decayed. */
static uint32_t likeness_to(const cw_grouper *grouper, const known_story *known,
                            const known_report *newcomer)
{
    uint32_t n = known->n < MEMBERS_MAX ? known->n : MEMBERS_MAX, sum = 0;
    for (uint32_t k = 0; k < n; k++)
        sum += cw_vector_spread_likeness(
            grouper->reports[known->members[k]].vector, grouper->spread);
    return sum / n * cw_link_decay(days_since(known, newcomer->day)) / 1000;
}

/* The story among those of the nearest that the newcomer may join. */
static uint32_t best_story(cw_grouper *grouper, const known_report *newcomer,
                           const neighbour *near, size_t n_near)
{
    uint32_t seen[STORIES_MAX], best = CW_NONE, best_likeness = 0, n = 0;
    cw_link_item own = item_of(newcomer);
    cw_vector_spread(newcomer->vector, grouper->spread);
    for (size_t i = 0; i < n_near && n < STORIES_MAX; i++) {
        const known_report *other = &grouper->reports[near[i].report];
        const known_story *known = &grouper->stories[other->story];
        cw_link_item theirs = item_of(other);
        uint32_t likeness, k = 0;
        while (k < n && seen[k] != other->story)
            k++;
        if (k < n || near[i].likeness < CW_LINK_PAIR_MIN ||
            cw_link_is_barred(&own, &theirs))
            continue;
        seen[n++] = other->story;
        likeness = likeness_to(grouper, known, newcomer);
        if (likeness > best_likeness &&
            likeness >= cw_link_needed(1, known->n)) {
            best_likeness = likeness;
            best = other->story;
        }
    }
    cw_vector_unspread(newcomer->vector, grouper->spread);
    return best;
}

/* A round-up is laid to the stories of the reports it is like, the most alike
 * first: one story, and the further ones. */
static cw_status attach(cw_grouper *grouper, known_report *roundup,
                        const neighbour *near, size_t n_near)
{
    uint32_t seen[NEAR_MAX];
    size_t n = 0;
    for (size_t i = 0; i < n_near; i++) {
        const known_report *other = &grouper->reports[near[i].report];
        cw_link_item theirs = item_of(other), own = item_of(roundup);
        uint32_t number = other->story;
        size_t k = 0;
        while (k < n && seen[k] != number)
            k++;
        if (k == n && near[i].likeness >= ATTACH_MIN &&
            !cw_link_is_barred(&own, &theirs))
            seen[n++] = number;
    }
    roundup->story = n > 0 ? seen[0] : CW_NONE;
    roundup->n_further = n > 1 ? n - 1 : 0;
    if (n > 1) {
        uint32_t *further = cw_arena_array(grouper->arena, n - 1, sizeof *seen);
        if (!further)
            return CW_NO_MEMORY;
        memcpy(further, seen + 1, (n - 1) * sizeof *seen);
        roundup->further = further;
    }
    return CW_OK;
}

static cw_status found_story(cw_grouper *grouper, uint32_t *number)
{
    cw_status status = cw_grow(
        grouper->arena, (void **)&grouper->stories, &grouper->stories_capacity,
        grouper->n_stories + 1, sizeof *grouper->stories, CW_MAX_STORY_ITEMS);
    if (status != CW_OK)
        return status;
    *number = (uint32_t)grouper->n_stories++;
    grouper->stories[*number] = (known_story){.from_day = CW_NO_DAY,
                                              .to_day = CW_NO_DAY,
                                              .leads_to = *number,
                                              .storyline = *number};
    return CW_OK;
}

static void join_story(cw_grouper *grouper, uint32_t number, uint32_t member)
{
    known_story *known = &grouper->stories[number];
    int32_t day = grouper->reports[member].day;
    grouper->reports[member].story = number;
    known->members[known->n++ % MEMBERS_MAX] = member;
    if (day == CW_NO_DAY)
        return;
    if (known->from_day == CW_NO_DAY || day < known->from_day)
        known->from_day = day;
    if (known->to_day == CW_NO_DAY || day > known->to_day)
        known->to_day = day;
}

cw_status cw_group_add(cw_grouper *grouper, const cw_sketch *sketch,
                       const cw_group_item *item, uint32_t *story)
{
    cw_weighted room[CW_VECTOR_TERMS], *weighted;
    neighbour near[NEAR_MAX];
    cw_vector vector;
    known_report *newcomer;
    uint32_t number;
    size_t n_near;
    cw_status status = make_room(grouper);
    if (status != CW_OK)
        return status;
    cw_lexis_count(&grouper->lexis, sketch);
    vector = cw_sketch_weigh(&grouper->lexis, sketch, room);
    weighted = cw_arena_array(grouper->arena, vector.n, sizeof *weighted);
    if (!weighted)
        return CW_NO_MEMORY;
    if (vector.n > 0)
        memcpy(weighted, vector.at, vector.n * sizeof *weighted);
    number = (uint32_t)grouper->n_reports++;
    grouper->product[number] = 0;
    newcomer = &grouper->reports[number];
    *newcomer = (known_report){.sketch = *sketch,
                               .vector = {weighted, vector.n},
                               .day = item->day,
                               .language = item->language,
                               .story = CW_NONE};
    n_near = find_nearest(grouper, newcomer, near);
    if (sketch->is_roundup) {
        status = attach(grouper, newcomer, near, n_near);
        *story = newcomer->story;
        return status;
    }
    *story = best_story(grouper, newcomer, near, n_near);
    if (*story == CW_NONE)
        status = found_story(grouper, story);
    if (status == CW_OK)
        join_story(grouper, *story, number);
    for (size_t i = 0; i < n_near; i++)
        grouper->pairs[grouper->n_pairs++] =
            (cw_link_pair){near[i].report, number};
    for (size_t i = 0; i < vector.n && status == CW_OK; i++)
        status = note_holder(grouper, weighted[i].term,
                             (holder){number, weighted[i].weight});
    return status;
}

/* ---- repair ------------------------------------------------------------- */

/* A group of reports as linked anew and a story it takes reports from. */
typedef struct {
    uint32_t story, group, n;
} overlap;

static int compare_overlaps(const void *a, const void *b)
{
    const overlap *x = a, *y = b;
    if (x->story != y->story)
        return x->story < y->story ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

/* Each story and each group that share reports, by story; how many. */
static size_t find_overlaps(const cw_grouper *grouper, const uint32_t *event,
                            overlap *list)
{
    size_t n = 0, n_all = 0;
    for (size_t i = 0; i < grouper->n_reports; i++)
        if (!grouper->reports[i].sketch.is_roundup)
            list[n_all++] = (overlap){grouper->reports[i].story, event[i], 1};
    if (n_all > 0)
        qsort(list, n_all, sizeof *list, compare_overlaps);
    for (size_t i = 0; i < n_all; i++) {
        if (n > 0 && compare_overlaps(&list[n - 1], &list[i]) == 0)
            list[n - 1].n++;
        else
            list[n++] = list[i];
    }
    return n;
}

/* number[group]: the oldest story most of whose reports stand in the group;
 * the others that do lead to it. CW_NONE: no story's greater part. */
static void keep_numbers(cw_grouper *grouper, const overlap *list, size_t n,
                         uint32_t *number)
{
    for (size_t i = 0; i < n;) {
        size_t best = i, from = i;
        known_story *known = &grouper->stories[list[i].story];
        for (; i < n && list[i].story == list[from].story; i++)
            if (list[i].n > list[best].n)
                best = i;
        if (number[list[best].group] == CW_NONE)
            number[list[best].group] = list[from].story;
        known->leads_to = number[list[best].group];
    }
}

static cw_status renumber(cw_grouper *grouper, const uint32_t *event,
                          const uint32_t *storyline, cw_arena *scratch)
{
    size_t n = grouper->n_reports, n_overlaps;
    overlap *list = cw_arena_array(scratch, n, sizeof *list);
    uint32_t *number = cw_arena_array(scratch, n, sizeof *number);
    uint32_t *oldest = cw_arena_array(scratch, n, sizeof *oldest);
    cw_status status = CW_OK;
    if (!list || !number || !oldest)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        number[i] = oldest[i] = CW_NONE;
    n_overlaps = find_overlaps(grouper, event, list);
    keep_numbers(grouper, list, n_overlaps, number);
    for (size_t i = 0; i < grouper->n_stories; i++) {
        known_story *known = &grouper->stories[i];
        known->n = 0;
        known->from_day = known->to_day = CW_NO_DAY;
    }
    for (uint32_t i = 0; i < n && status == CW_OK; i++) {
        if (grouper->reports[i].sketch.is_roundup)
            continue;
        if (number[event[i]] == CW_NONE)
            status = found_story(grouper, &number[event[i]]);
        if (status == CW_OK)
            join_story(grouper, number[event[i]], i);
    }
    for (size_t i = 0; i < n && status == CW_OK; i++)
        if (!grouper->reports[i].sketch.is_roundup &&
            grouper->reports[i].story < oldest[storyline[i]])
            oldest[storyline[i]] = grouper->reports[i].story;
    for (size_t i = 0; i < n && status == CW_OK; i++)
        if (!grouper->reports[i].sketch.is_roundup)
            grouper->stories[grouper->reports[i].story].storyline =
                oldest[storyline[i]];
    return status;
}

/* Round-ups by all that is known now: stories may have come after them. */
static cw_status attach_roundups(cw_grouper *grouper)
{
    cw_status status = CW_OK;
    for (size_t i = 0; i < grouper->n_reports && status == CW_OK; i++) {
        known_report *roundup = &grouper->reports[i];
        neighbour near[NEAR_MAX];
        if (roundup->sketch.is_roundup)
            status = attach(grouper, roundup, near,
                            find_nearest(grouper, roundup, near));
    }
    return status;
}

cw_status cw_group_repair(cw_grouper *grouper, cw_arena *scratch)
{
    cw_mark mark = cw_arena_mark(scratch);
    size_t n = grouper->n_reports;
    cw_link_item *items = cw_arena_array(scratch, n, sizeof *items);
    uint32_t *event = cw_arena_array(scratch, n, sizeof *event);
    uint32_t *storyline = cw_arena_array(scratch, n, sizeof *storyline);
    cw_weighted *room =
        cw_arena_array(scratch, n * CW_VECTOR_TERMS, sizeof *room);
    cw_link_work work = {.lexis = &grouper->lexis,
                         .items = items,
                         .n = n,
                         .pairs = grouper->pairs,
                         .n_pairs = grouper->n_pairs};
    cw_status status =
        items && event && storyline && room ? CW_OK : CW_NO_MEMORY;
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        items[i] = item_of(&grouper->reports[i]);
        items[i].vector =
            cw_sketch_weigh(&grouper->lexis, &grouper->reports[i].sketch, room);
        room += items[i].vector.n;
    }
    if (status == CW_OK)
        status = cw_link_groups(&work, scratch, event, storyline);
    if (status == CW_OK)
        status = renumber(grouper, event, storyline, scratch);
    if (status == CW_OK)
        status = attach_roundups(grouper);
    cw_arena_reset(scratch, mark);
    return status;
}

uint32_t cw_group_story(const cw_grouper *grouper, uint32_t report)
{
    return grouper->reports[report].story;
}

uint32_t cw_group_storyline(const cw_grouper *grouper, uint32_t report)
{
    uint32_t number = grouper->reports[report].story;
    return number == CW_NONE ? CW_NONE : grouper->stories[number].storyline;
}

uint32_t cw_group_count(const cw_grouper *grouper)
{
    return (uint32_t)grouper->n_stories;
}

/* A story leads to an older one, so this ends. */
uint32_t cw_group_leads_to(const cw_grouper *grouper, uint32_t story)
{
    while (grouper->stories[story].leads_to != story)
        story = grouper->stories[story].leads_to;
    return story;
}

size_t cw_group_further(const cw_grouper *grouper, uint32_t report,
                        const uint32_t **stories)
{
    *stories = grouper->reports[report].further;
    return grouper->reports[report].n_further;
}
