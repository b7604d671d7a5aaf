/* undated.c: the day of a report that does not state one.
 *
 *   undated U: "…arrived in the port on Tuesday…"
 *   dated   D: "…arrived in the port on 17 October…"      (aligned sentences)
 *     -> every day p on which U's "Tuesday" would be 17 October gets a vote
 *   leads that tell the same event vote for D's own day
 *     -> the day with most votes; a month when a month is all they tell
 *
 * Reports settled in one round testify in the next. A day that rests on less
 * than VOTES_MIN stays unknown. Nothing here asks the clock. */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/times.h"
#include "story/story_int.h"

enum {
    LIKE_MIN = 260,   // likeness of sentences that may tell one event
    LEAD_MIN = 350,   // likeness of leads that tell one event
    VOTES_MIN = 600,  // of the best day
    HOLDERS_MAX = 48, // sentences a term is looked up in
    ROUNDS = 3,
    NEWS_DAYS = 3,   // before and after, that a lead tells of as its own
    DAY_REACH = 10,  // days around a day that may be the report's
    LONG_REACH = 45, // the same around a week, a month
    VOTES_SPAN = 4096,
    PLATEAU_DAYS = 2, // best days within so many are one day
};

/* A sentence with dates, or one of the first of its report. */
typedef struct {
    uint32_t report, sentence;
    cw_ids terms;
    uint32_t weight;
    uint32_t first_time, n_times;
    bool is_lead;
} clue;

/* Votes for a range of days that begins with the first vote; far ones are
 * dropped, since a story's dates lie close. */
typedef struct {
    int32_t base;
    uint32_t *at; // [VOTES_SPAN]
    uint32_t best_like;
    cw_span best_span;  // words of U that decided
    int32_t best_day;   // what they mean
    uint32_t best_with; // report that says so
    bool is_any;
} votes_cast;

typedef struct {
    cw_told_report *reports;
    size_t n_reports;
    cw_arena *keep, *scratch;
    cw_table terms;
    uint32_t *term_weight;
    clue *clues;
    size_t n_clues, capacity;
    uint32_t *first_clue;             // [n_reports + 1]
    uint32_t (*holders)[HOLDERS_MAX]; // [terms.n] clues, newest as a ring
    uint32_t *n_holders;
    uint32_t *met;    // [n_clues] the meeting it was met in last
    uint32_t meeting; // counts up with every clue that looks for others
} search;

/* ---- clues -------------------------------------------------------------- */

static cw_status add_clues(search *work, uint32_t report)
{
    const cw_marks *marks = work->reports[report].marks;
    const cw_sentence *sentences = CW_AT(marks, marks->sentences, cw_sentence);
    const cw_time *times = CW_AT(marks, marks->times, cw_time);
    uint32_t time = 0, n_leads = 0;
    for (uint32_t s = 0; s < marks->sentences.n; s++) {
        clue here = {.report = report, .sentence = s};
        cw_status status;
        while (time < marks->times.n && times[time].sentence < s)
            time++;
        here.first_time = time;
        while (time < marks->times.n && times[time].sentence == s)
            time++;
        here.n_times = time - here.first_time;
        here.is_lead =
            sentences[s].role == CW_ROLE_TITLE ||
            (cw_role_is_body((cw_role)sentences[s].role) && n_leads++ < 2);
        if (!here.is_lead && here.n_times == 0)
            continue;
        status = cw_sentence_terms(marks, &sentences[s], work->scratch,
                                   &work->terms, &here.terms);
        for (size_t i = 0; i < here.terms.n; i++)
            work->terms.entries[here.terms.at[i]].value++;
        if (status == CW_OK)
            status =
                cw_grow(work->scratch, (void **)&work->clues, &work->capacity,
                        work->n_clues + 1, sizeof here, SIZE_MAX / sizeof here);
        if (status != CW_OK)
            return status;
        work->clues[work->n_clues++] = here;
    }
    return CW_OK;
}

static cw_status find_clues(search *work)
{
    cw_status status = CW_OK;
    work->first_clue = cw_arena_array(work->scratch, work->n_reports + 1, 4);
    if (!work->first_clue)
        return CW_NO_MEMORY;
    cw_table_init(&work->terms, work->scratch, CW_MAX_TOKENS);
    for (uint32_t r = 0; r < work->n_reports && status == CW_OK; r++) {
        status = add_clues(work, r);
        work->first_clue[r + 1] = (uint32_t)work->n_clues;
    }
    return status;
}

/* weight(t) = log2((N + 1) / df) + 1, as in statement.c */
static cw_status index_clues(search *work)
{
    uint32_t log_n = cw_log2_16(work->n_clues + 1);
    size_t n = work->terms.n;
    work->term_weight = cw_arena_array(work->scratch, n, 4);
    work->holders = cw_arena_array(work->scratch, n, sizeof *work->holders);
    work->n_holders = cw_arena_array(work->scratch, n, 4);
    work->met = cw_arena_array(work->scratch, work->n_clues, 4);
    if (!work->term_weight || !work->holders || !work->n_holders || !work->met)
        return CW_NO_MEMORY;
    for (size_t t = 0; t < n; t++) {
        work->term_weight[t] = cw_rarity(log_n, work->terms.entries[t].value);
    }
    for (uint32_t c = 0; c < work->n_clues; c++) {
        clue *here = &work->clues[c];
        for (size_t i = 0; i < here->terms.n; i++) {
            uint32_t t = here->terms.at[i];
            here->weight += work->term_weight[t];
            work->holders[t][work->n_holders[t]++ % HOLDERS_MAX] = c;
        }
    }
    return CW_OK;
}

static uint32_t likeness(const search *work, const clue *a, const clue *b)
{
    uint64_t common =
        cw_ids_common_weight(a->terms, b->terms, work->term_weight);
    return a->weight + b->weight == 0
               ? 0
               : (uint32_t)(2000 * common / (a->weight + b->weight));
}

/* ---- votes -------------------------------------------------------------- */

static void vote(votes_cast *ballot, int32_t day, uint32_t votes)
{
    int64_t at;
    if (!ballot->is_any) {
        ballot->is_any = true;
        ballot->base = day - VOTES_SPAN / 2;
    }
    at = (int64_t)day - ballot->base;
    if (at >= 0 && at < VOTES_SPAN)
        ballot->at[at] += votes;
}

static bool is_settled(const cw_told_report *told)
{
    return told->published.day != CW_NO_DAY &&
           told->precision <= CW_PRECISION_DAY;
}

static bool is_anchored(const cw_time *time)
{
    return time->anchor == CW_ANCHOR_REPORT &&
           (time->type == CW_TIME_DATE || time->type == CW_TIME_TIME);
}

static void note_best(votes_cast *ballot, uint32_t like, cw_span span,
                      int32_t day, uint32_t with)
{
    if (like <= ballot->best_like)
        return;
    ballot->best_like = like;
    ballot->best_span = span;
    ballot->best_day = day;
    ballot->best_with = with;
}

/* Days on which `asked` of U would mean what `told` of D means. A day tells
 * more than a week or a month, so its votes count four times. */
static void vote_by_time(votes_cast *ballot, uint32_t report,
                         const cw_time *asked, const cw_time *told,
                         uint32_t with, uint32_t like)
{
    bool is_day = told->grain <= CW_GRAIN_DAY && asked->grain <= CW_GRAIN_DAY;
    int32_t reach = asked->grain <= CW_GRAIN_DAY ? DAY_REACH : LONG_REACH;
    int32_t from = told->from_day - reach, to = told->to_day + reach;
    bool is_any = false;
    if (told->to_day - told->from_day > 31 || from > to)
        return;
    for (int32_t p = from; p <= to; p++) {
        cw_time tried = *asked;
        cw_times_resolve(&tried, 1, p);
        if (tried.from_day == CW_NO_DAY || tried.from_day < told->from_day ||
            tried.to_day > told->to_day)
            continue;
        vote(ballot, p, is_day ? 4 * like : like);
        is_any = true;
    }
    if (is_any)
        note_best(ballot, is_day ? 4 * like : like,
                  cw_span_of(report, asked->range), told->from_day, with);
}

/* Does a sentence tell of its report's own days, or of no day at all? */
static bool is_of_the_day(const cw_told_report *told, const clue *here)
{
    bool is_dated = false;
    for (uint32_t i = 0; i < here->n_times; i++) {
        const cw_time *time = &told->times[here->first_time + i];
        if (time->from_day == CW_NO_DAY || time->to_day == CW_NO_DAY)
            continue;
        if (time->from_day <= told->published.day + NEWS_DAYS &&
            time->to_day >= told->published.day - NEWS_DAYS)
            return true;
        is_dated = true;
    }
    return !is_dated;
}

/* Leads that tell one event were written on its day or the next. */
static void vote_by_lead(votes_cast *ballot, const search *work,
                         const clue *own, const clue *other, uint32_t like)
{
    const cw_told_report *told = &work->reports[other->report];
    const cw_marks *marks = work->reports[own->report].marks;
    cw_range range =
        CW_AT(marks, marks->sentences, cw_sentence)[own->sentence].range;
    vote(ballot, told->published.day, 3 * like);
    vote(ballot, told->published.day + 1, like);
    note_best(ballot, 3 * like, cw_span_of(own->report, range),
              told->published.day, other->report);
}

static void vote_by_pair(votes_cast *ballot, const search *work,
                         const clue *own, const clue *other, uint32_t like)
{
    const cw_told_report *u = &work->reports[own->report];
    const cw_told_report *d = &work->reports[other->report];
    if (own->is_lead && other->is_lead && like >= LEAD_MIN && is_settled(d) &&
        is_of_the_day(d, other))
        vote_by_lead(ballot, work, own, other, like);
    for (uint32_t i = 0; i < own->n_times; i++) {
        const cw_time *asked = &u->times[own->first_time + i];
        if (!is_anchored(asked))
            continue;
        for (uint32_t j = 0; j < other->n_times; j++) {
            const cw_time *told = &d->times[other->first_time + j];
            if (told->from_day != CW_NO_DAY && told->to_day != CW_NO_DAY &&
                told->grain >= CW_GRAIN_MINUTE &&
                told->type != CW_TIME_DURATION && told->type != CW_TIME_SET)
                vote_by_time(ballot, own->report, asked, told, other->report,
                             like);
        }
    }
}

static void collect_votes(search *work, uint32_t report, votes_cast *ballot)
{
    for (uint32_t c = work->first_clue[report];
         c < work->first_clue[report + 1]; c++) {
        const clue *own = &work->clues[c];
        work->meeting++;
        for (size_t i = 0; i < own->terms.n; i++) {
            uint32_t t = own->terms.at[i];
            uint32_t n = work->n_holders[t] < HOLDERS_MAX ? work->n_holders[t]
                                                          : HOLDERS_MAX;
            for (uint32_t k = 0; k < n; k++) {
                uint32_t h = work->holders[t][k], like;
                const clue *other = &work->clues[h];
                if (work->met[h] == work->meeting || other->report == report)
                    continue;
                work->met[h] = work->meeting;
                like = likeness(work, own, other);
                if (like >= LIKE_MIN)
                    vote_by_pair(ballot, work, own, other, like);
            }
        }
    }
}

/* ---- decision ----------------------------------------------------------- */

static cw_status explain(search *work, uint32_t report,
                         const votes_cast *ballot)
{
    cw_told_report *told = &work->reports[report];
    const cw_told_report *with = &work->reports[ballot->best_with];
    char day[11];
    cw_buf why;
    cw_bytes words =
        cw_bytes_at(cw_report_text(told->report),
                    (cw_range){ballot->best_span.from, ballot->best_span.to});
    cw_day_print(ballot->best_day, day);
    cw_buf_init(&why, work->keep, 1024);
    cw_buf_add_text(&why, words.n <= 40 ? "its \"" : "its lead");
    if (words.n <= 40) {
        cw_buf_add(&why, words);
        cw_buf_add_text(&why, "\"");
    }
    cw_buf_addf(&why, " is %s by ", day);
    cw_buf_add(&why, cw_report_label(with));
    cw_buf_add_text(&why, ", which tells the same event");
    told->why = cw_buf_bytes(&why);
    told->why_cite = ballot->best_span;
    told->has_why_cite = true;
    return cw_buf_status(&why);
}

static int32_t month_start(int32_t day)
{
    cw_date date = cw_date_from_day(day);
    date.day = 1;
    return cw_day_from_date(date);
}

/* The first of the best days, when they lie close together; the month, when
 * they lie in one; else nothing. */
static bool decide(cw_told_report *told, const votes_cast *ballot)
{
    int32_t first = CW_NO_DAY, last = CW_NO_DAY;
    uint32_t best = VOTES_MIN - 1;
    for (int32_t i = 0; ballot->is_any && i < VOTES_SPAN; i++) {
        if (ballot->at[i] > best) {
            best = ballot->at[i];
            first = ballot->base + i;
        }
        if (ballot->at[i] == best && first != CW_NO_DAY)
            last = ballot->base + i;
    }
    if (first == CW_NO_DAY)
        return false;
    if (last - first <= PLATEAU_DAYS) {
        told->precision = CW_PRECISION_DAY;
        last = first;
    } else if (month_start(first) == month_start(last)) {
        told->precision = CW_PRECISION_MONTH;
        first = month_start(first);
        last = cw_day_add_months(first, 1) - 1;
    } else {
        return false;
    }
    told->published = CW_NO_MOMENT;
    told->published.day = first;
    told->evidence = CW_EVIDENCE_INFERRED;
    told->first_day = first;
    told->last_day = last;
    return true;
}

static cw_status resolve_times(cw_told_report *told, cw_arena *keep)
{
    size_t n = told->marks->times.n;
    cw_time *times = cw_arena_array(keep, n, sizeof *times);
    if (!times)
        return CW_NO_MEMORY;
    if (n > 0)
        memcpy(times, CW_AT(told->marks, told->marks->times, cw_time),
               n * sizeof *times);
    cw_times_resolve(times, n,
                     is_settled(told) ? told->published.day : CW_NO_DAY);
    told->times = times;
    return CW_OK;
}

/* One undated report; *is_new when it has a date now. */
static cw_status settle(search *work, uint32_t report, uint32_t *votes,
                        bool *is_new)
{
    cw_told_report *told = &work->reports[report];
    votes_cast ballot = {.at = votes};
    cw_status status = CW_OK;
    memset(votes, 0, VOTES_SPAN * sizeof *votes);
    collect_votes(work, report, &ballot);
    *is_new = decide(told, &ballot);
    if (*is_new)
        status = explain(work, report, &ballot);
    if (*is_new && status == CW_OK && is_settled(told))
        status = resolve_times(told, work->keep);
    return status;
}

/* Within a round nobody testifies with a date of the same round, so the order
 * of the reports does not matter. */
static cw_status settle_round(search *work, uint32_t *votes, bool *is_any)
{
    bool *is_new = cw_arena_array(work->scratch, work->n_reports, 1);
    cw_told_report *before =
        cw_arena_array(work->scratch, work->n_reports, sizeof *before);
    cw_status status = CW_OK;
    *is_any = false;
    if (!is_new || !before)
        return CW_NO_MEMORY;
    for (uint32_t r = 0; r < work->n_reports && status == CW_OK; r++) {
        if (work->reports[r].published.day != CW_NO_DAY)
            continue;
        before[r] = work->reports[r];
        status = settle(work, r, votes, &is_new[r]);
        if (is_new[r]) {
            cw_told_report settled = work->reports[r];
            work->reports[r] = before[r];
            before[r] = settled;
            *is_any = true;
        }
    }
    for (uint32_t r = 0; r < work->n_reports; r++)
        if (is_new[r])
            work->reports[r] = before[r];
    return status;
}

static cw_status settle_undated(search *work)
{
    uint32_t *votes = cw_arena_array(work->scratch, VOTES_SPAN, sizeof *votes);
    bool is_any = true;
    cw_status status = votes ? find_clues(work) : CW_NO_MEMORY;
    if (status == CW_OK)
        status = index_clues(work);
    for (int round = 0; round < ROUNDS && is_any && status == CW_OK; round++)
        status = settle_round(work, votes, &is_any);
    return status;
}

cw_status cw_dates_settle(cw_told_report *reports, size_t n, cw_arena *keep,
                          cw_arena *scratch)
{
    search work = {
        .reports = reports, .n_reports = n, .keep = keep, .scratch = scratch};
    cw_mark mark = cw_arena_mark(scratch);
    bool has_undated = false;
    cw_status status = CW_OK;
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        has_undated |= reports[i].published.day == CW_NO_DAY;
        status = resolve_times(&reports[i], keep);
    }
    if (has_undated && status == CW_OK)
        status = settle_undated(&work);
    cw_arena_reset(scratch, mark);
    return status;
}
