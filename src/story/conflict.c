/* conflict.c: what reports of one story tell differently. */
#include "story/conflict_int.h"
#include "story/groups.h"
#include "story/share.h"

#include <stdlib.h>

enum {
    PAIRS_MAX = 2000000, // best pairs looked at
    CONFLICTS_MAX = 36,
    SIDES_MAX = 8,
    SIDE_CITES_MAX = 64,
    FINDINGS_MAX = 65536,
};

cw_status cw_finding_add(cw_findings *findings, cw_finding found)
{
    cw_status status;
    if (findings->n == FINDINGS_MAX ||
        found.a.cite.report == found.b.cite.report)
        return CW_OK;
    status = cw_grow(findings->plot->scratch, (void **)&findings->at,
                     &findings->capacity, findings->n + 1, sizeof *findings->at,
                     FINDINGS_MAX);
    if (status == CW_OK)
        findings->at[findings->n++] = found;
    return status;
}

/* Fills first_count. */
static cw_status index_counts(cw_findings *findings)
{
    const cw_plot *plot = findings->plot;
    uint32_t count = 0;
    findings->first_count =
        cw_arena_array(plot->scratch, plot->n_statements + 1, 4);
    if (!findings->first_count)
        return CW_NO_MEMORY;
    for (uint32_t s = 0; s < plot->n_statements; s++) {
        findings->first_count[s] = count;
        while (count < plot->n_counts && plot->counts[count].statement == s)
            count++;
    }
    findings->first_count[plot->n_statements] = count;
    return CW_OK;
}

/* ---- pairs -------------------------------------------------------------- */

enum { JOB_PAIRS = 16384 };

typedef struct {
    cw_findings *findings;
    const cw_pair *pairs;
} pair_work;

/* Of many pairs few differ: those that do are told here. */
typedef struct {
    uint32_t *at; // pairs
    size_t n;
} differing;

static cw_status sieve_pairs(void *shared, cw_worker *worker, size_t from,
                             size_t to, cw_arena *arena, void **result)
{
    const pair_work *work = shared;
    cw_plot plot = *work->findings->plot; // whose arenas are this job's
    cw_findings found = *work->findings;
    cw_status status = CW_OK;
    differing *out = *result = cw_arena_array(arena, 1, sizeof *out);
    plot.keep = plot.scratch = &worker->scratch;
    found.plot = &plot;
    found.at = NULL;
    found.n = found.capacity = 0;
    if (!out || !(out->at = cw_arena_array(arena, to - from, sizeof *out->at)))
        return CW_NO_MEMORY;
    for (size_t i = from; i < to && status == CW_OK; i++) {
        size_t before = found.n;
        status = cw_conflicts_of_pair(&found, &work->pairs[i]);
        if (found.n > before)
            out->at[out->n++] = (uint32_t)i;
    }
    return status;
}

static cw_status take_pairs(void *shared, const void *result)
{
    const pair_work *work = shared;
    const differing *found = result;
    cw_status status = CW_OK;
    for (size_t i = 0; i < found->n && status == CW_OK; i++)
        status =
            cw_conflicts_of_pair(work->findings, &work->pairs[found->at[i]]);
    return status;
}

static cw_status conflicts_of_pairs(cw_findings *findings)
{
    static const cw_share_calls calls = {sieve_pairs, take_pairs};
    const cw_plot *plot = findings->plot;
    pair_work work = {findings, plot->like.at};
    return cw_share_out(plot->like.n < PAIRS_MAX ? plot->like.n : PAIRS_MAX,
                        JOB_PAIRS, plot->batch->options->n_workers, &calls,
                        &work);
}

/* ---- findings that share a side ----------------------------------------- */

typedef struct {
    cw_findings *findings;
    cw_groups groups; // of findings
} joiner;

/* Findings of one kind whose side cites the same words in the same slot. */
static cw_status join_by_key(joiner *work, cw_postings *index, uint64_t key,
                             uint32_t i)
{
    uint32_t at = cw_postings_first(index, key);
    if (at != CW_NONE)
        cw_groups_join(&work->groups, index->at[at].item, i);
    return cw_postings_add(index, key, i);
}

static uint64_t side_key(const cw_finding *found, const cw_said *said)
{
    uint64_t key = cw_hash_mix(found->kind, said->cite.report);
    key = cw_hash_mix(key, said->cite.from);
    return cw_hash_mix(key, said->key);
}

static cw_status join_findings(joiner *work)
{
    cw_findings *findings = work->findings;
    cw_arena *scratch = findings->plot->scratch;
    cw_postings index;
    cw_status status = CW_OK;
    cw_postings_init(&index, scratch);
    status = cw_groups_init(&work->groups, scratch, findings->n);
    for (uint32_t i = 0; i < findings->n && status == CW_OK; i++) {
        const cw_finding *found = &findings->at[i];
        if (found->matter != 0) {
            status = join_by_key(work, &index,
                                 cw_hash_mix(found->kind, found->matter), i);
            continue;
        }
        status = join_by_key(work, &index, side_key(found, &found->a), i);
        if (status == CW_OK)
            status = join_by_key(work, &index, side_key(found, &found->b), i);
    }
    return status;
}

/* ---- conflicts ---------------------------------------------------------- */

typedef struct {
    cw_said first;
    cw_span cites[SIDE_CITES_MAX];
    size_t n;
} draft_side;

typedef struct {
    draft_side sides[SIDES_MAX];
    size_t n;
    uint32_t score;
    bool is_revised;
} draft_conflict;

static void add_said(draft_conflict *draft, const cw_said *said)
{
    draft_side *side = NULL;
    for (size_t i = 0; i < draft->n && !side; i++)
        if (draft->sides[i].first.key == said->key)
            side = &draft->sides[i];
    if (!side) {
        if (draft->n == SIDES_MAX)
            return;
        side = &draft->sides[draft->n++];
        *side = (draft_side){.first = *said};
    }
    if (said->day != CW_NO_DAY &&
        (side->first.day == CW_NO_DAY || said->day < side->first.day))
        side->first.day = said->day;
    if (side->n < SIDE_CITES_MAX)
        side->cites[side->n++] = said->cite;
}

/* By time when the value was revised, else the side of most cites first. */
static int compare_sides(const draft_side *a, const draft_side *b,
                         bool is_revised)
{
    if (is_revised && a->first.day != b->first.day)
        return a->first.day < b->first.day ? -1 : 1;
    if (is_revised && (a->first.number < b->first.number ||
                       a->first.number > b->first.number))
        return a->first.number < b->first.number ? -1 : 1;
    if (!is_revised && a->n != b->n)
        return a->n > b->n ? -1 : 1;
    return cw_span_compare(a->first.cite, b->first.cite);
}

static void sort_sides(draft_conflict *draft)
{
    for (size_t i = 1; i < draft->n; i++)
        for (size_t j = i;
             j > 0 && compare_sides(&draft->sides[j], &draft->sides[j - 1],
                                    draft->is_revised) < 0;
             j--) {
            draft_side swap = draft->sides[j];
            draft->sides[j] = draft->sides[j - 1];
            draft->sides[j - 1] = swap;
        }
}

static void add_teller(const cw_plot *plot, cw_buf *buf, uint32_t report)
{
    const cw_told_report *told = &plot->batch->reports[report];
    int32_t day = cw_report_day(plot, report);
    char text[11];
    cw_buf_add(buf, cw_report_label(told));
    if (day == CW_NO_DAY)
        return;
    cw_day_print(day, text);
    cw_buf_addf(buf, " (%s)", text);
}

/* "The Courier (2024-05-03): 12; Daily Ledger (2024-05-04): 15; the same
 * event, the same count" */
static cw_status tell_why(cw_plot *plot, const cw_conflict *conflict,
                          cw_bytes *out)
{
    static const char *const same[] = {
        [CW_CONFLICT_NUMBER] = "both count the same",
        [CW_CONFLICT_DATE] = "both tell of one event",
        [CW_CONFLICT_PLACE] = "both tell of one event",
        [CW_CONFLICT_WHO] = "both tell of one event",
        [CW_CONFLICT_NAME] = "both mean one",
        [CW_CONFLICT_HAPPENED] = "both tell of one event",
    };
    cw_buf buf;
    cw_buf_init(&buf, plot->keep, 4096);
    for (size_t i = 0; i < conflict->n_sides; i++) {
        const cw_side *side = &conflict->sides[i];
        add_teller(plot, &buf, side->reports.at[0]);
        if (side->reports.n > 1)
            cw_buf_addf(&buf, " and %zu more", side->reports.n - 1);
        cw_buf_add_text(&buf, ": ");
        cw_buf_add(&buf, side->value);
        cw_buf_add_text(&buf, "; ");
    }
    cw_buf_add_text(&buf, conflict->is_revised
                              ? "the later value replaces the earlier"
                              : same[conflict->kind]);
    *out = cw_buf_bytes(&buf);
    return cw_buf_status(&buf);
}

static void draft_from(const joiner *work, uint32_t root, draft_conflict *draft)
{
    draft->n = 0;
    draft->score = 0;
    draft->is_revised = false;
    for (uint32_t i = root; i != CW_NONE; i = work->groups.next[i]) {
        const cw_finding *found = &work->findings->at[i];
        add_said(draft, &found->a);
        add_said(draft, &found->b);
        draft->is_revised |= found->is_revised;
        if (found->score > draft->score)
            draft->score = found->score;
    }
    sort_sides(draft);
}

static cw_status make_conflict(const joiner *work, uint32_t root,
                               cw_id_maker *ids, draft_conflict *draft,
                               cw_conflict *out)
{
    cw_plot *plot = work->findings->plot;
    const cw_finding *first = &work->findings->at[root];
    cw_side *sides;
    cw_status status = CW_OK;
    draft_from(work, root, draft);
    sides = cw_arena_array(plot->keep, draft->n, sizeof *sides);
    if (!sides)
        return CW_NO_MEMORY;
    *out = (cw_conflict){.kind = first->kind,
                         .is_revised = draft->is_revised,
                         .score = draft->score,
                         .about = first->about,
                         .sides = sides,
                         .n_sides = draft->n};
    for (size_t i = 0; i < draft->n && status == CW_OK; i++) {
        sides[i].value = draft->sides[i].first.value;
        status =
            cw_cites_make(plot->keep, draft->sides[i].cites, draft->sides[i].n,
                          &sides[i].cite, &sides[i].reports);
    }
    if (status == CW_OK)
        status = tell_why(plot, out, &out->why);
    if (status != CW_OK)
        return status;
    return cw_id_make(ids, plot->keep, 'k',
                      plot->batch->reports[first->a.cite.report].id,
                      first->a.cite, &out->id);
}

typedef struct {
    uint32_t root, score;
    bool is_revised;
} ranked;

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->is_revised != y->is_revised)
        return x->is_revised ? 1 : -1;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->root < y->root ? -1 : x->root > y->root;
}

static int compare_conflicts(const void *a, const void *b)
{
    const cw_conflict *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return strcmp(x->id.text, y->id.text);
}

static cw_status make_conflicts(const joiner *work)
{
    cw_plot *plot = work->findings->plot;
    size_t n = 0;
    ranked *ranks =
        cw_arena_array(plot->scratch, work->findings->n, sizeof *ranks);
    draft_conflict *draft = cw_arena_array(plot->scratch, 1, sizeof *draft);
    cw_conflict *conflicts;
    cw_id_maker ids;
    cw_status status = CW_OK;
    if (!ranks || !draft)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < work->findings->n; i++) {
        if (work->groups.root[i] != i)
            continue;
        ranks[n] = (ranked){.root = i};
        for (uint32_t f = i; f != CW_NONE; f = work->groups.next[f]) {
            const cw_finding *found = &work->findings->at[f];
            ranks[n].is_revised |= found->is_revised;
            if (found->score > ranks[n].score)
                ranks[n].score = found->score;
        }
        n++;
    }
    if (n > 0)
        qsort(ranks, n, sizeof *ranks, compare_ranked);
    n = n < CONFLICTS_MAX ? n : CONFLICTS_MAX;
    conflicts = cw_arena_array(plot->keep, n, sizeof *conflicts);
    if (!conflicts)
        return CW_NO_MEMORY;
    cw_id_maker_init(&ids, plot->scratch);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        status = make_conflict(work, ranks[i].root, &ids, draft, &conflicts[i]);
    if (status == CW_OK && n > 0)
        qsort(conflicts, n, sizeof *conflicts, compare_conflicts);
    plot->story->conflicts = conflicts;
    plot->story->n_conflicts = n;
    return status;
}

cw_status cw_conflicts_build(cw_plot *plot)
{
    cw_findings findings = {.plot = plot, .counts = plot->counts};
    joiner work = {.findings = &findings};
    cw_status status = index_counts(&findings);
    if (status == CW_OK)
        status = cw_disputes_find(plot);
    if (status == CW_OK)
        status = conflicts_of_pairs(&findings);
    if (status == CW_OK)
        status = cw_conflicts_of_measures(&findings);
    if (status == CW_OK)
        status = cw_conflicts_of_once(&findings);
    if (status == CW_OK)
        status = cw_conflicts_of_roles(&findings);
    if (status == CW_OK)
        status = cw_conflicts_of_names(&findings);
    if (status == CW_OK)
        status = join_findings(&work);
    return status == CW_OK ? make_conflicts(&work) : status;
}
