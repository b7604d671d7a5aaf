/* claim.c: statements of different reports that tell the same matter, joined
 * into claims, each with its best verbatim sentence.
 *
 *   equal words -> one cluster
 *   pairs, best first -> clusters (a newcomer must be like what is there)
 *     -> claims: text, cites, independent origins
 *
 * A statement stands in at most one cluster. Single statements become claims
 * too when they are central and there is room: one origin, and shown so. */
#include <stdlib.h>

#include "story/align.h"
#include "story/aside.h"
#include "story/groups.h"
#include "story/postings.h"
#include "story/share.h"

enum {
    PAIR_MIN = 440,   // score at which two statements tell the same matter
    MEMBER_MIN = 400, // mean score a newcomer must reach with the others
    TWICE_MIN = 520,  // ... that is told in the report of one of them
    CHECKED_MAX = 12, // members a newcomer is compared with
    SINGLES_PER_REPORT = 2,
    STATEMENT_MAX = 1000, // bytes; longer ones are not looked up by their words
};

/* ---- clusters ----------------------------------------------------------- */

enum { REFUSALS_BITS = 14 }; // of the number that is remembered

/* Two clusters that are not like enough, as large as they were then: a cluster
 * that grows keeps or loses its root. Many pairs ask for the same two. */
typedef struct {
    uint32_t a, b, n_a, n_b; // n_a is 0: none yet
} refusal;

typedef struct {
    const cw_plot *plot;
    cw_groups groups;  // of statements
    uint32_t *laid;    // [terms.n] see cw_terms_lay
    refusal *refusals; // [1 << REFUSALS_BITS]
} joiner;

/* Mean score of the statements of two clusters, of at most CHECKED_MAX each. */
static int32_t mean_score(const joiner *join, uint32_t a, uint32_t b)
{
    const cw_plot *plot = join->plot;
    int64_t sum = 0, n = 0;
    uint32_t x = a;
    for (int i = 0; i < CHECKED_MAX && x != CW_NONE; i++) {
        uint32_t y = b;
        cw_terms_lay(plot, x, join->laid);
        for (int j = 0; j < CHECKED_MAX && y != CW_NONE; j++) {
            uint32_t likeness = cw_laid_likeness(plot, x, join->laid, y);
            sum += cw_match_with(plot, x, y, likeness).score;
            n++;
            y = join->groups.next[y];
        }
        cw_terms_lift(plot, x, join->laid);
        x = join->groups.next[x];
    }
    return n > 0 ? (int32_t)(sum / n) : 0;
}

/* Do both hold a sentence of the body of one report? A report says a thing once
 * more in its headline, seldom in its text. */
static bool share_a_report(const cw_plot *plot, const cw_groups *join,
                           uint32_t a, uint32_t b)
{
    uint32_t x = a;
    for (int i = 0; i < CHECKED_MAX && x != CW_NONE; i++, x = join->next[x]) {
        const cw_statement *left = &plot->statements[x];
        uint32_t y = b;
        for (int j = 0; j < CHECKED_MAX && y != CW_NONE;
             j++, y = join->next[y]) {
            const cw_statement *right = &plot->statements[y];
            if (left->span.report == right->span.report &&
                left->role != CW_ROLE_TITLE && right->role != CW_ROLE_TITLE)
                return true;
        }
    }
    return false;
}

/* "Shares fell" and "shares rose": one thing moves one way at a time. */
static bool are_opposite(cw_bytes a, cw_bytes b)
{
    static const char *const pairs[][2] = {
        {"rise", "fall"},     {"rise", "drop"},      {"increase", "fall"},
        {"climb", "fall"},    {"gain", "lose"},      {"win", "lose"},
        {"open", "close"},    {"reopen", "close"},   {"begin", "end"},
        {"start", "end"},     {"accept", "reject"},  {"approve", "reject"},
        {"arrive", "leave"},  {"convict", "acquit"}, {"hire", "sack"},
        {"arrest", "release"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int turned = 0; turned < 2; turned++)
            if (cw_bytes_are(a, pairs[i][turned]) &&
                cw_bytes_are(b, pairs[i][!turned]))
                return true;
    return false;
}

/* One says that it happened and one that it did not, or both give it another
 * day: two claims, however alike their words are. Whether they are in conflict
 * is for conflict.c to say. */
static bool deny_each_other(const cw_happening *a, const cw_happening *b)
{
    if (!a->is_main || !b->is_main)
        return false;
    if (a->predicate != b->predicate)
        return are_opposite(a->lemma, b->lemma);
    if ((a->factuality == CW_FACT_NOT) != (b->factuality == CW_FACT_NOT))
        return true;
    return a->basis != CW_BASIS_PUBLISHED && b->basis != CW_BASIS_PUBLISHED &&
           cw_days_agree(a, b) < 0;
}

static bool are_contrary(const cw_plot *plot, const cw_pair *pair)
{
    const cw_statement *a = &plot->statements[pair->a];
    const cw_statement *b = &plot->statements[pair->b];
    for (uint32_t i = 0; i < a->n_happenings; i++)
        for (uint32_t j = 0; j < b->n_happenings; j++)
            if (deny_each_other(&plot->happenings[a->first_happening + i],
                                &plot->happenings[b->first_happening + j]))
                return true;
    return false;
}

/* Are the clusters like enough to be one? */
static bool are_like(joiner *join, uint32_t a, uint32_t b)
{
    uint32_t n_a = join->groups.size[a], n_b = join->groups.size[b];
    refusal *known = &join->refusals[(a * 0x9e3779b1u ^ b * 0x85ebca77u) >>
                                     (32 - REFUSALS_BITS)];
    if (known->n_a == n_a && known->n_b == n_b && known->a == a &&
        known->b == b)
        return false;
    if (n_a + n_b == 2 ||
        mean_score(join, a, b) >=
            (share_a_report(join->plot, &join->groups, a, b) ? TWICE_MIN
                                                             : MEMBER_MIN))
        return true;
    *known = (refusal){a, b, n_a, n_b};
    return false;
}

static void join_pair(joiner *join, const cw_pair *pair)
{
    const cw_plot *plot = join->plot;
    uint32_t a = join->groups.root[pair->a], b = join->groups.root[pair->b];
    if (a == b || are_contrary(plot, pair) ||
        plot->denies[pair->a] != plot->denies[pair->b])
        return; // who denies a claim does not support it
    if (are_like(join, a, b))
        cw_groups_join(&join->groups, a, b);
}

/* What a statement says: its words in their order, and the days it tells of
 * in so many words. 0: no words. */
static uint64_t words_key(const cw_plot *plot, const cw_statement *statement,
                          cw_run_word *room)
{
    cw_bytes text =
        cw_report_text(plot->batch->reports[statement->span.report].report);
    cw_range range = {statement->span.from, statement->span.to};
    size_t n = cw_run_words_quick(text, range, room);
    uint64_t key = cw_run_key(room, n);
    for (uint32_t i = 0; i < statement->n_happenings; i++) {
        const cw_happening *happening =
            &plot->happenings[statement->first_happening + i];
        if (happening->basis != CW_BASIS_PUBLISHED)
            key = cw_hash_mix(key, (uint32_t)happening->from_day);
    }
    return n > 0 ? cw_hash_mix(key, statement->role == CW_ROLE_TITLE) : 0;
}

/* Equal words of two reports are one claim, however often they were copied:
 * the walks that find the others look only so far. */
static cw_status join_equal(const cw_plot *plot, cw_groups *join)
{
    cw_postings seen;
    cw_status status = CW_OK;
    cw_run_word *room =
        cw_arena_array(plot->scratch, STATEMENT_MAX, sizeof *room);
    if (!room)
        return CW_NO_MEMORY;
    cw_postings_init(&seen, plot->scratch);
    for (uint32_t s = 0; s < plot->n_statements && status == CW_OK; s++) {
        const cw_statement *statement = &plot->statements[s];
        uint64_t key;
        uint32_t at;
        if (statement->span.to - statement->span.from > STATEMENT_MAX)
            continue;
        key = words_key(plot, statement, room);
        if (key == 0)
            continue;
        at = cw_postings_first(&seen, key);
        if (at == CW_NONE)
            status = cw_postings_add(&seen, key, s);
        else if (plot->statements[seen.at[at].item].span.report !=
                 statement->span.report)
            cw_groups_join(join, seen.at[at].item, s);
    }
    return status;
}

/* All statements in groups; what that takes is in the arena. Fills
 * plot->like. */
static cw_status join_pairs(cw_plot *plot, cw_arena *arena, cw_groups *groups)
{
    cw_plot beside = *plot;
    joiner join = {.plot = plot};
    cw_pairs same;
    cw_status status = cw_groups_init(&join.groups, arena, plot->n_statements);
    beside.scratch = arena;
    join.laid = cw_arena_array(arena, plot->terms.n, 4);
    join.refusals =
        cw_arena_array(arena, 1u << REFUSALS_BITS, sizeof *join.refusals);
    if (!join.laid || !join.refusals)
        return CW_NO_MEMORY;
    if (status == CW_OK)
        status = join_equal(&beside, &join.groups);
    if (status == CW_OK)
        status = cw_pairs_find(&beside, PAIR_MIN, CW_LIKE_MIN, plot->scratch,
                               &same, &plot->like);
    for (size_t i = 0; status == CW_OK && i < same.n; i++)
        join_pair(&join, &same.at[i]);
    *groups = join.groups;
    return status;
}

/* The statement that says it best: most like the others, then whole, not a
 * headline, central, short enough to read. */
static uint32_t choose_lead(const cw_plot *plot, const uint32_t *statements,
                            size_t n)
{
    uint32_t best = 0;
    int64_t best_score = INT64_MIN;
    for (uint32_t i = 0; i < n; i++) {
        const cw_statement *statement = &plot->statements[statements[i]];
        uint32_t bytes = statement->span.to - statement->span.from;
        int64_t score = statement->weight;
        for (uint32_t j = 0; j < n && j < CHECKED_MAX; j++)
            if (j != i)
                score +=
                    cw_statement_likeness(plot, statement,
                                          &plot->statements[statements[j]]) /
                    (uint32_t)(n < CHECKED_MAX ? n : CHECKED_MAX);
        if (statement->role == CW_ROLE_TITLE || !statement->is_whole)
            score -= 400;
        if (bytes > 300)
            score -= (bytes - 300) * 2;
        if (score > best_score) {
            best_score = score;
            best = i;
        }
    }
    return best;
}

/* The happening of each member that agrees best with the lead's. */
static void choose_happenings(const cw_plot *plot, const uint32_t *statements,
                              size_t n, uint32_t lead, uint32_t *happenings)
{
    for (size_t i = 0; i < n; i++) {
        size_t other = i == lead ? (lead + 1) % n : lead;
        happenings[i] =
            n == 1
                ? CW_NONE
                : cw_statements_match(plot, statements[i], statements[other]).a;
    }
}

static cw_status make_clusters(cw_plot *plot, const cw_groups *join)
{
    size_t n_all = plot->n_statements;
    plot->clusters = cw_arena_array(plot->scratch, n_all, sizeof(cw_cluster));
    plot->cluster_of = cw_arena_array(plot->scratch, n_all, sizeof(uint32_t));
    if (!plot->clusters || !plot->cluster_of)
        return CW_NO_MEMORY;
    for (uint32_t s = 0; s < plot->n_statements; s++) {
        uint32_t *statements, *happenings, n = 0;
        if (join->root[s] != s)
            continue;
        statements = cw_arena_array(plot->scratch, join->size[s], 4);
        happenings = cw_arena_array(plot->scratch, join->size[s], 4);
        if (!statements || !happenings)
            return CW_NO_MEMORY;
        for (uint32_t m = s; m != CW_NONE; m = join->next[m])
            statements[n++] = m;
        n = (uint32_t)cw_ids_sort(statements, n);
        for (uint32_t i = 0; i < n; i++)
            plot->cluster_of[statements[i]] = (uint32_t)plot->n_clusters;
        cw_cluster *cluster = &plot->clusters[plot->n_clusters++];
        cluster->lead = choose_lead(plot, statements, n);
        choose_happenings(plot, statements, n, cluster->lead, happenings);
        cluster->statements = statements;
        cluster->happenings = happenings;
        cluster->n = n;
    }
    return CW_OK;
}

/* ---- claims ------------------------------------------------------------- */

typedef struct {
    uint32_t cluster, n_reports, weight;
    cw_ids statements; // those of the cluster, and those that tell it aside
    cw_span first;
} ranked;

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->n_reports != y->n_reports)
        return x->n_reports > y->n_reports ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return cw_span_compare(x->first, y->first);
}

static bool can_stand_alone(const cw_statement *statement)
{
    return statement->is_whole && statement->n_happenings > 0 &&
           statement->role != CW_ROLE_TITLE && !statement->is_quoted;
}

static cw_status rank_cluster(cw_aside_search *search, uint32_t number,
                              cw_arena *arena, ranked *out)
{
    const cw_plot *plot = search->asides->plot;
    const cw_cluster *cluster = &plot->clusters[number];
    uint32_t lead = cluster->statements[cluster->lead], report = CW_NONE;
    cw_status status;
    *out = (ranked){.cluster = number,
                    .weight = plot->statements[lead].weight,
                    .first = plot->statements[cluster->statements[0]].span};
    status = cw_asides_find(search, cluster, arena, &out->statements);
    for (size_t i = 0; i < out->statements.n; i++) {
        uint32_t here = plot->statements[out->statements.at[i]].span.report;
        out->n_reports += here != report;
        report = here;
    }
    return status;
}

enum { JOB_CLUSTERS = 8192 };

typedef struct {
    const cw_asides *asides;
    ranked *at;
    size_t n;
} ranked_list;

/* The clusters of one job that can be told. */
static cw_status rank_in_job(void *shared, cw_worker *worker, size_t from,
                             size_t to, cw_arena *arena, void **result)
{
    const ranked_list *all = shared;
    const cw_plot *plot = all->asides->plot;
    ranked_list *out = *result = cw_arena_array(arena, 1, sizeof *out);
    cw_aside_search search;
    cw_status status =
        cw_aside_search_init(&search, all->asides, &worker->scratch);
    if (!out || !(out->at = cw_arena_array(arena, to - from, sizeof *out->at)))
        return CW_NO_MEMORY;
    for (size_t c = from; c < to && status == CW_OK; c++) {
        const cw_cluster *cluster = &plot->clusters[c];
        if (cluster->n > 1 ||
            can_stand_alone(&plot->statements[cluster->statements[0]]))
            status =
                rank_cluster(&search, (uint32_t)c, arena, &out->at[out->n++]);
    }
    return status;
}

static cw_status keep_ranked(void *shared, const void *result)
{
    ranked_list *all = shared;
    const ranked_list *from = result;
    for (size_t i = 0; i < from->n; i++) {
        ranked *kept = &all->at[all->n];
        uint32_t *ids = cw_arena_array(all->asides->plot->scratch,
                                       from->at[i].statements.n, sizeof *ids);
        if (!ids)
            return CW_NO_MEMORY;
        *kept = from->at[i];
        memcpy(ids, kept->statements.at, kept->statements.n * sizeof *ids);
        kept->statements.at = ids;
        all->n++;
    }
    return CW_OK;
}

static cw_status make_claim(cw_plot *plot, cw_id_maker *ids, const ranked *rank,
                            const cw_origins *origins, cw_claim *claim)
{
    const cw_cluster *cluster = &plot->clusters[rank->cluster];
    const cw_statement *lead =
        &plot->statements[cluster->statements[cluster->lead]];
    cw_ids all = rank->statements;
    cw_span *spans = cw_arena_array(plot->scratch, all.n, sizeof *spans);
    cw_status status;
    if (!spans)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < all.n; i++)
        spans[i] = plot->statements[all.at[i]].span;
    claim->text = cw_span_text(plot->batch, lead->span);
    status =
        cw_cites_make(plot->keep, spans, all.n, &claim->cite, &claim->reports);
    if (status != CW_OK)
        return status;
    claim->independent = origins->independent;
    claim->folded = origins->folded;
    claim->n_folded = origins->n_folded;
    return cw_id_make(ids, plot->keep, 'c',
                      plot->batch->reports[lead->span.report].id, lead->span,
                      &claim->id);
}

/* Which clusters are told: all of several reports, best first, then single
 * statements by weight; DESIGN section 5 bounds a reading at
 * max(40, 8 reports) claims. */
static cw_status choose_claims(const cw_plot *plot, ranked *list,
                               size_t *n_chosen)
{
    static const cw_share_calls calls = {rank_in_job, keep_ranked};
    cw_asides asides;
    ranked_list all = {&asides, list, 0};
    size_t most = 8 * plot->members.n > 40 ? 8 * plot->members.n : 40;
    size_t singles_max = SINGLES_PER_REPORT * plot->members.n, singles = 0;
    size_t kept = 0;
    cw_status status = cw_asides_init(&asides, plot);
    if (status == CW_OK)
        status = cw_share_out(plot->n_clusters, JOB_CLUSTERS,
                              plot->batch->options->n_workers, &calls, &all);
    if (all.n > 0)
        qsort(list, all.n, sizeof *list, compare_ranked);
    for (size_t i = 0; i < all.n && kept < most; i++) {
        if (list[i].n_reports < 2 && ++singles > singles_max)
            continue;
        list[kept++] = list[i];
    }
    *n_chosen = kept;
    return status;
}

static cw_status cluster_statements(cw_plot *plot)
{
    cw_groups groups;
    cw_arena arena;
    cw_status status;
    cw_arena_init(&arena, CW_MAX_STORY_ARENA);
    status = join_pairs(plot, &arena, &groups);
    if (status == CW_OK)
        status = make_clusters(plot, &groups);
    cw_arena_free(&arena);
    return status;
}

static cw_status count_origins(const cw_plot *plot, const ranked *list,
                               size_t n, cw_origins **out)
{
    cw_ids *supporters = cw_arena_array(plot->scratch, n, sizeof *supporters);
    *out = cw_arena_array(plot->scratch, n, sizeof **out);
    if (!supporters || !*out)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        supporters[i] = list[i].statements;
    return cw_origins_count(plot, supporters, n, true, *out);
}

static cw_status tell_claims(cw_plot *plot)
{
    ranked *list =
        cw_arena_array(plot->scratch, plot->n_clusters, sizeof *list);
    cw_claim *claims;
    cw_origins *origins;
    cw_id_maker ids;
    size_t n = 0;
    cw_status status = list ? choose_claims(plot, list, &n) : CW_NO_MEMORY;
    if (status == CW_OK)
        status = count_origins(plot, list, n, &origins);
    if (status != CW_OK)
        return status;
    claims = cw_arena_array(plot->keep, n, sizeof *claims);
    if (!claims)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < n; i++)
        plot->claim_of[list[i].cluster] = i;
    cw_id_maker_init(&ids, plot->scratch);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        status = make_claim(plot, &ids, &list[i], &origins[i], &claims[i]);
    plot->story->claims = plot->claims = claims;
    plot->story->n_claims = n;
    return status;
}

cw_status cw_claims_build(cw_plot *plot)
{
    cw_mark mark;
    cw_status status = cw_denials_find(plot);
    if (status == CW_OK)
        status = cluster_statements(plot);
    if (status != CW_OK)
        return status;
    plot->claim_of = cw_arena_array(plot->scratch, plot->n_clusters, 4);
    if (!plot->claim_of)
        return CW_NO_MEMORY;
    for (size_t c = 0; c < plot->n_clusters; c++)
        plot->claim_of[c] = CW_NONE;
    mark = cw_arena_mark(plot->scratch);
    status = tell_claims(plot);
    cw_arena_reset(plot->scratch, mark);
    return status;
}
