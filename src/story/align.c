/* align.c: which statements of different reports tell the same matter. */
#include "story/align.h"

#include "story/postings.h"
#include "story/share.h"

/* Chosen on stories written for this project (tests/story/align.case): what
 * agreement and disagreement of an event's parts add to the likeness of the
 * words, in thousandths. */
enum {
    SAME_LEMMA = 250,
    SAME_NOUN = 100, // "invasion" and "invasion": often only background
    SAME_CLASS = 120,
    SAME_WHO = 100,
    OTHER_WHO = -200,
    SAME_WHOM = 100,
    OTHER_WHOM = -100,
    SAME_WHERE = 60,
    OTHER_WHERE = -40,
    SAME_DAYS = 60,
    OTHER_DAYS = -250,
    PLAN_AGAINST_FACT = -150,
    BOTH_ASIDE = -150, // what they share is what neither of them is about
};

int cw_days_agree(const cw_happening *a, const cw_happening *b)
{
    if (a->from_day == CW_NO_DAY || b->from_day == CW_NO_DAY)
        return 0;
    return a->from_day <= b->to_day && b->from_day <= a->to_day ? 1 : -1;
}

static int32_t part(uint32_t a, uint32_t b, int32_t same, int32_t other)
{
    if (a == CW_NONE || b == CW_NONE)
        return 0;
    return a == b ? same : other;
}

static bool is_telling(uint8_t event_class)
{
    return event_class != CW_EVENT_OTHER && event_class != CW_EVENT_SAY &&
           event_class != CW_EVENT_STATE;
}

/* What two event mentions have in common; 0 when their predicates differ. */
static int32_t happening_score(const cw_happening *a, const cw_happening *b)
{
    int32_t score;
    if (a->predicate == b->predicate)
        score = a->is_noun && b->is_noun ? SAME_NOUN : SAME_LEMMA;
    else if (a->event_class == b->event_class && is_telling(a->event_class))
        score = SAME_CLASS;
    else
        return 0;
    score += part(a->who, b->who, SAME_WHO, OTHER_WHO);
    score += part(a->whom, b->whom, SAME_WHOM, OTHER_WHOM);
    score += part(a->where, b->where, SAME_WHERE, OTHER_WHERE);
    if (a->basis != CW_BASIS_PUBLISHED && b->basis != CW_BASIS_PUBLISHED) {
        int agree = cw_days_agree(a, b);
        score += agree > 0 ? SAME_DAYS : agree < 0 ? OTHER_DAYS : 0;
    }
    if ((a->factuality == CW_FACT_PLANNED) !=
        (b->factuality == CW_FACT_PLANNED))
        score += PLAN_AGAINST_FACT;
    return score;
}

/* What of the likeness only says who somebody is, if that is most of it: "its
 * chief engineer, Miriam Tolle". Without an event in common it is no matter. */
static int32_t label_share(const cw_plot *plot, const cw_statement *a,
                           const cw_statement *b, uint32_t likeness)
{
    enum { MOST = 750 };
    uint32_t both = a->term_weight + b->term_weight;
    uint64_t common =
        cw_ids_common_weight(a->labels, b->labels, plot->term_weight);
    uint32_t share = both == 0 ? 0 : (uint32_t)(2000 * common / both);
    return share * 1000ull >= (uint64_t)likeness * MOST ? (int32_t)share : 0;
}

cw_match cw_match_with(const cw_plot *plot, uint32_t a, uint32_t b,
                       uint32_t likeness)
{
    const cw_statement *left = &plot->statements[a];
    const cw_statement *right = &plot->statements[b];
    cw_match match = {.a = CW_NONE, .b = CW_NONE, .likeness = likeness};
    int32_t best = 0, worst = 0;
    for (uint32_t i = 0; i < left->n_happenings; i++) {
        for (uint32_t j = 0; j < right->n_happenings; j++) {
            uint32_t x = left->first_happening + i;
            uint32_t y = right->first_happening + j;
            int32_t score =
                happening_score(&plot->happenings[x], &plot->happenings[y]);
            if (score > best) {
                best = score;
                match.a = x;
                match.b = y;
            }
            worst = score < worst ? score : worst;
        }
    }
    if (match.a != CW_NONE) {
        const cw_happening *x = &plot->happenings[match.a];
        const cw_happening *y = &plot->happenings[match.b];
        if (!x->is_main && !y->is_main)
            best += BOTH_ASIDE;
        match.is_same_predicate = x->predicate == y->predicate;
    }
    if (match.a == CW_NONE)
        worst -= label_share(plot, left, right, likeness);
    match.score = (int32_t)match.likeness + (match.a != CW_NONE ? best : worst);
    return match;
}

cw_match cw_statements_match(const cw_plot *plot, uint32_t a, uint32_t b)
{
    return cw_match_with(plot, a, b,
                         cw_statement_likeness(plot, &plot->statements[a],
                                               &plot->statements[b]));
}

void cw_terms_lay(const cw_plot *plot, uint32_t s, uint32_t *laid)
{
    cw_ids terms = plot->statements[s].terms;
    for (size_t i = 0; i < terms.n; i++)
        laid[terms.at[i]] = plot->term_weight[terms.at[i]];
}

void cw_terms_lift(const cw_plot *plot, uint32_t s, uint32_t *laid)
{
    cw_ids terms = plot->statements[s].terms;
    for (size_t i = 0; i < terms.n; i++)
        laid[terms.at[i]] = 0;
}

uint32_t cw_laid_likeness(const cw_plot *plot, uint32_t s, const uint32_t *laid,
                          uint32_t other)
{
    const cw_statement *with = &plot->statements[other];
    uint32_t both = plot->statements[s].term_weight + with->term_weight;
    uint32_t common = 0;
    for (size_t i = 0; i < with->terms.n; i++)
        common += laid[with->terms.at[i]];
    return both == 0 ? 0 : (uint32_t)(2000ull * common / both);
}

/* ---- pairs -------------------------------------------------------------- */

typedef struct {
    cw_pair *at;
    size_t n, capacity;
} pair_list;

static cw_status add_pairs(pair_list *list, cw_arena *arena,
                           const cw_pair *pairs, size_t n)
{
    cw_status status =
        cw_grow(arena, (void **)&list->at, &list->capacity, list->n + n,
                sizeof *list->at, CW_MAX_STORY_ITEMS * 16ull);
    if (status == CW_OK && n > 0)
        memcpy(list->at + list->n, pairs, n * sizeof *pairs);
    if (status == CW_OK)
        list->n += n;
    return status;
}

/* What all statements are looked up in; read only once it is made. */
typedef struct {
    const cw_plot *plot;
    uint32_t *posting_from; // [terms.n + 1] postings of term t: statements
    uint32_t *postings;     //   postings[posting_from[t] .. [t + 1])
    uint32_t *previous;     // [n_happenings] the one before of equal predicate
                            // and participant, or CW_NONE
    int32_t score_min, likeness_min;
} lookup;

/* The statements of one job, one after the other. */
typedef struct {
    const lookup *in;
    cw_arena *pair_arena;
    uint32_t *shared;  // [n_statements] weight shared with the current
    uint32_t *touched; // statements whose `shared` is not 0
    size_t n_touched;
    uint32_t *laid; // [terms.n] see cw_terms_lay
    pair_list same, like;
} finder;

/* A term found in more statements than this says nothing about pairs. */
enum { POSTINGS_MAX = 64, CHAIN_MAX = 24 };

static cw_status index_terms(lookup *in)
{
    const cw_plot *plot = in->plot;
    size_t n_terms = plot->terms.n, n = 0;
    uint32_t *at;
    in->posting_from =
        cw_arena_array(plot->scratch, n_terms + 1, sizeof(uint32_t));
    at = cw_arena_array(plot->scratch, n_terms + 1, sizeof *at);
    if (!in->posting_from || !at)
        return CW_NO_MEMORY;
    for (size_t s = 0; s < plot->n_statements; s++)
        for (size_t i = 0; i < plot->statements[s].terms.n; i++)
            in->posting_from[plot->statements[s].terms.at[i] + 1]++;
    for (size_t t = 0; t < n_terms; t++)
        in->posting_from[t + 1] += in->posting_from[t];
    n = in->posting_from[n_terms];
    in->postings = cw_arena_array(plot->scratch, n, sizeof(uint32_t));
    if (!in->postings)
        return CW_NO_MEMORY;
    memcpy(at, in->posting_from, (n_terms + 1) * sizeof *at);
    for (uint32_t s = 0; s < plot->n_statements; s++)
        for (size_t i = 0; i < plot->statements[s].terms.n; i++)
            in->postings[at[plot->statements[s].terms.at[i]]++] = s;
    return CW_OK;
}

static void touch(finder *find, uint32_t other, uint32_t weight)
{
    if (find->shared[other] == 0)
        find->touched[find->n_touched++] = other;
    find->shared[other] += weight;
}

static void touch_by_terms(finder *find, uint32_t s)
{
    const cw_statement *statement = &find->in->plot->statements[s];
    for (size_t i = 0; i < statement->terms.n; i++) {
        uint32_t term = statement->terms.at[i];
        uint32_t from = find->in->posting_from[term];
        uint32_t to = find->in->posting_from[term + 1];
        if (to - from > POSTINGS_MAX)
            continue;
        for (; from < to && find->in->postings[from] < s; from++)
            touch(find, find->in->postings[from],
                  find->in->plot->term_weight[term]);
    }
}

/* Main statements of big stories share only common words; their event does
 * the pairing: equal predicate and equal first participant. */
static cw_status chain_events(lookup *in)
{
    const cw_plot *plot = in->plot;
    cw_postings events; // predicate and participant -> happenings
    cw_status status = CW_OK;
    cw_postings_init(&events, plot->scratch);
    in->previous =
        cw_arena_array(plot->scratch, plot->n_happenings, sizeof *in->previous);
    if (!in->previous)
        return CW_NO_MEMORY;
    for (uint32_t h = 0; h < plot->n_happenings && status == CW_OK; h++) {
        const cw_happening *happening = &plot->happenings[h];
        uint64_t key = cw_hash_mix(happening->predicate, happening->who);
        uint32_t newest = cw_postings_first(&events, key);
        in->previous[h] = CW_NONE;
        if (happening->who == CW_NONE)
            continue;
        if (newest != CW_NONE)
            in->previous[h] = events.at[newest].item;
        status = cw_postings_add(&events, key, h);
    }
    return status;
}

static void touch_by_events(finder *find, uint32_t s)
{
    const cw_plot *plot = find->in->plot;
    const cw_statement *statement = &plot->statements[s];
    for (uint32_t i = 0; i < statement->n_happenings; i++) {
        uint32_t before = find->in->previous[statement->first_happening + i];
        for (int k = 0; before != CW_NONE && k < CHAIN_MAX; k++) {
            if (plot->happenings[before].statement != s)
                touch(find, plot->happenings[before].statement, 1);
            before = find->in->previous[before];
        }
    }
}

static cw_status take_pairs(finder *find, uint32_t s)
{
    const cw_plot *plot = find->in->plot;
    cw_status status = CW_OK;
    for (size_t i = 0; i < find->n_touched; i++) {
        uint32_t other = find->touched[i];
        int32_t likeness, score;
        find->shared[other] = 0;
        if (plot->statements[other].span.report ==
                plot->statements[s].span.report ||
            plot->statements[other].role == CW_ROLE_TITLE ||
            plot->statements[s].role == CW_ROLE_TITLE || status != CW_OK)
            continue;
        likeness = (int32_t)cw_laid_likeness(plot, s, find->laid, other);
        score = cw_match_with(plot, other, s, (uint32_t)likeness).score;
        if (score >= find->in->score_min)
            status = add_pairs(&find->same, find->pair_arena,
                               &(cw_pair){other, s, score}, 1);
        if (likeness >= find->in->likeness_min && status == CW_OK)
            status = add_pairs(&find->like, find->pair_arena,
                               &(cw_pair){other, s, likeness}, 1);
    }
    find->n_touched = 0;
    return status;
}

/* ---- the best first ------------------------------------------------------ */

/* Pairs from[n] into to[n] by their keys, from 0 to most; those of one key as
 * they were. */
static cw_status deal(const cw_pair *from, cw_pair *to, size_t n,
                      uint32_t (*key_of)(const cw_pair *pair, int32_t best),
                      int32_t best, uint32_t most, cw_arena *scratch)
{
    cw_mark mark = cw_arena_mark(scratch);
    uint32_t *at = cw_arena_array(scratch, most + 2ull, sizeof *at);
    if (!at)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        at[key_of(&from[i], best) + 1]++;
    for (uint32_t key = 0; key <= most; key++)
        at[key + 1] += at[key];
    for (size_t i = 0; i < n; i++)
        to[at[key_of(&from[i], best)]++] = from[i];
    cw_arena_reset(scratch, mark);
    return CW_OK;
}

static uint32_t first_of(const cw_pair *pair, int32_t best)
{
    (void)best;
    return pair->a;
}

static uint32_t below_best(const cw_pair *pair, int32_t best)
{
    return (uint32_t)(best - pair->score);
}

/* By score, the best first, then by (a, b); they come by b. */
static cw_status sort_pairs(const cw_plot *plot, cw_pair *pairs, size_t n,
                            int32_t score_min)
{
    cw_mark mark = cw_arena_mark(plot->scratch);
    cw_pair *by_first = cw_arena_alloc(plot->scratch, n * sizeof *by_first);
    int32_t best = score_min;
    cw_status status;
    if (!by_first)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        best = pairs[i].score > best ? pairs[i].score : best;
    status = deal(pairs, by_first, n, first_of, best,
                  (uint32_t)plot->n_statements, plot->scratch);
    if (status == CW_OK)
        status = deal(by_first, pairs, n, below_best, best,
                      (uint32_t)(best - score_min), plot->scratch);
    cw_arena_reset(plot->scratch, mark);
    return status;
}

/* ---- all statements, in parallel ---------------------------------------- */

enum { JOB_STATEMENTS = 8192 };

typedef struct {
    const lookup *in;
    cw_arena *keep; // of those that are alike
    pair_list same, like;
} pair_work;

static cw_status find_in_job(void *shared, cw_worker *worker, size_t from,
                             size_t to, cw_arena *arena, void **result)
{
    const pair_work *work = shared;
    const cw_plot *plot = work->in->plot;
    cw_status status = CW_OK;
    finder *find = *result = cw_arena_array(arena, 1, sizeof *find);
    if (!find)
        return CW_NO_MEMORY;
    find->in = work->in;
    find->pair_arena = arena;
    find->shared = cw_arena_array(&worker->scratch, to, 4);
    find->touched = cw_arena_array(&worker->scratch, to, 4);
    find->laid = cw_arena_array(&worker->scratch, plot->terms.n, 4);
    if (!find->shared || !find->touched || !find->laid)
        return CW_NO_MEMORY;
    for (size_t i = from; i < to && status == CW_OK; i++) {
        uint32_t s = (uint32_t)i;
        touch_by_terms(find, s);
        touch_by_events(find, s);
        cw_terms_lay(plot, s, find->laid);
        status = take_pairs(find, s);
        cw_terms_lift(plot, s, find->laid);
    }
    return status;
}

static cw_status keep_pairs(void *shared, const void *result)
{
    pair_work *work = shared;
    const finder *from = result;
    cw_status status = add_pairs(&work->same, work->in->plot->scratch,
                                 from->same.at, from->same.n);
    if (status == CW_OK)
        status =
            add_pairs(&work->like, work->keep, from->like.at, from->like.n);
    return status;
}

cw_status cw_pairs_find(const cw_plot *plot, int32_t score_min,
                        int32_t likeness_min, cw_arena *keep, cw_pairs *same,
                        cw_pairs *like)
{
    static const cw_share_calls calls = {find_in_job, keep_pairs};
    lookup in = {
        .plot = plot, .score_min = score_min, .likeness_min = likeness_min};
    pair_work work = {.in = &in, .keep = keep};
    cw_status status = index_terms(&in);
    if (status == CW_OK)
        status = chain_events(&in);
    if (status == CW_OK)
        status = cw_share_out(plot->n_statements, JOB_STATEMENTS,
                              plot->batch->options->n_workers, &calls, &work);
    if (status == CW_OK)
        status = sort_pairs(plot, work.same.at, work.same.n, score_min);
    if (status == CW_OK)
        status = sort_pairs(plot, work.like.at, work.like.n, likeness_min);
    *same = (cw_pairs){work.same.at, work.same.n};
    *like = (cw_pairs){work.like.at, work.like.n};
    return status;
}
