/* undated.c: the day of a report that does not state one.
 *
 *   undated U: "…arrived in the port on Tuesday…"
 *   dated   D: "…arrived in the port on 17 October…"      (aligned sentences)
 *     -> every day p on which U's "Tuesday" would be 17 October gets a vote
 *   leads that tell the same event vote for D's own day
 *     -> the day with most votes; a month when a month is all they tell
 *
 *   U: "…was closed in October…"    aligned with D: "…closed on 17 October…"
 *     -> October and the months after it are hinted at
 *     -> of those the one in which most dated reports tell what U tells
 *
 * Reports settled in one round testify in the next; months are for what no
 * round has settled. A day that rests on less than VOTES_MIN stays unknown,
 * and so does the month that no words of U hint at. Nothing here asks the
 * clock. */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/times.h"
#include "story/undated_int.h"

enum {
    LIKE_MIN = 260,   // likeness of sentences that may tell one event
    LEAD_MIN = 350,   // likeness of leads that tell one event
    VOTES_MIN = 600,  // of the best day
    HOLDERS_MAX = 48, // sentences a term is looked up in
    ROUNDS = 3,
    NEWS_DAYS = 3,    // before and after, that a lead tells of as its own
    DAY_REACH = 10,   // days around a day that may be the report's
    LONG_REACH = 45,  // the same around a week, a month
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
    cw_ballot ballot; // of the report being settled
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

static cw_status make_ballot(search *work)
{
    cw_ballot *ballot = &work->ballot;
    ballot->at =
        cw_arena_array(work->scratch, CW_VOTES_SPAN, sizeof *ballot->at);
    ballot->months =
        cw_arena_array(work->scratch, CW_MONTHS_SPAN, sizeof *ballot->months);
    return ballot->at && ballot->months ? CW_OK : CW_NO_MEMORY;
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

static void vote(cw_ballot *ballot, int32_t day, uint32_t votes)
{
    int64_t at;
    cw_begin_ballot(ballot, day);
    at = (int64_t)day - ballot->base;
    if (at >= 0 && at < CW_VOTES_SPAN)
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

static cw_span clue_span(const search *work, const clue *here)
{
    const cw_marks *marks = work->reports[here->report].marks;
    return cw_span_of(
        here->report,
        CW_AT(marks, marks->sentences, cw_sentence)[here->sentence].range);
}

/* Days on which `asked` of U would mean what `told` of D means. A day tells
 * more than a week or a month, so its votes count four times. */
static void vote_by_day(cw_ballot *ballot, const cw_time *asked,
                        const cw_time *told, cw_reason why)
{
    int32_t reach = asked->grain <= CW_GRAIN_DAY ? DAY_REACH : LONG_REACH;
    bool is_any = false;
    if (told->grain <= CW_GRAIN_DAY && asked->grain <= CW_GRAIN_DAY)
        why.like *= 4;
    why.is_month = asked->grain == CW_GRAIN_MONTH;
    for (int32_t p = told->from_day - reach; p <= told->to_day + reach; p++) {
        cw_time tried = *asked;
        cw_times_resolve(&tried, 1, p);
        if (tried.from_day == CW_NO_DAY || tried.from_day < told->from_day ||
            tried.to_day > told->to_day)
            continue;
        vote(ballot, p, why.like);
        is_any = true;
    }
    if (is_any)
        cw_note_reason(&ballot->best, why);
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
static void vote_by_lead(cw_ballot *ballot, int32_t day, cw_reason why)
{
    vote(ballot, day, 3 * why.like);
    vote(ballot, day + 1, why.like);
    why.like *= 3;
    why.day = day;
    cw_note_reason(&ballot->best, why);
}

static bool is_usable(const cw_time *told)
{
    return told->from_day != CW_NO_DAY && told->to_day != CW_NO_DAY &&
           told->grain >= CW_GRAIN_MINUTE && told->type != CW_TIME_DURATION &&
           told->type != CW_TIME_SET;
}

/* What a sentence about D's own days, or of `other` at one of its times, says
 * of the words of U. False: that U did not come out in the month of D. */
static bool vote_by_time(cw_ballot *ballot, const cw_time *asked,
                         const cw_time *told, int32_t published_day,
                         cw_reason why)
{
    if (told->to_day < told->from_day || told->to_day - told->from_day > 31)
        return true;
    why.day = told->from_day;
    if (is_anchored(asked))
        vote_by_day(ballot, asked, told, why);
    return !cw_is_month_hint(asked) ||
           cw_vote_by_month(ballot, asked, told, published_day, why);
}

static void vote_by_pair(cw_ballot *ballot, const search *work, const clue *own,
                         const clue *other, uint32_t like)
{
    const cw_told_report *u = &work->reports[own->report];
    const cw_told_report *d = &work->reports[other->report];
    bool is_news = is_settled(d) && is_of_the_day(d, other);
    bool is_now = is_news;
    cw_reason why = {.like = like,
                     .words = clue_span(work, own),
                     .told = clue_span(work, other)};
    if (own->is_lead && other->is_lead && like >= LEAD_MIN && is_news)
        vote_by_lead(ballot, d->published.day, why);
    for (uint32_t i = 0; i < own->n_times; i++) {
        const cw_time *asked = &u->times[own->first_time + i];
        if (!is_anchored(asked) && !cw_is_month_hint(asked))
            continue;
        why.words = cw_span_of(own->report, asked->range);
        for (uint32_t j = 0; j < other->n_times; j++) {
            const cw_time *told = &d->times[other->first_time + j];
            if (is_usable(told))
                is_now &=
                    vote_by_time(ballot, asked, told, d->published.day, why);
        }
        if (cw_is_month_hint(asked) && other->n_times == 0 && is_news)
            is_now &= cw_vote_by_month(ballot, asked,
                                       &(cw_time){.from_day = d->published.day,
                                                  .to_day = d->published.day},
                                       d->published.day, why);
    }
    if (is_now)
        cw_note_month(ballot, d->published.day, like);
}

static void collect_votes(search *work, uint32_t report)
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
                    vote_by_pair(&work->ballot, work, own, other, like);
            }
        }
    }
}

/* ---- decision ----------------------------------------------------------- */

static cw_status explain(search *work, uint32_t report, const cw_reason *why)
{
    cw_told_report *told = &work->reports[report];
    const cw_told_report *with = &work->reports[why->told.report];
    cw_bytes words = cw_bytes_at(cw_report_text(told->report),
                                 (cw_range){why->words.from, why->words.to});
    cw_span *cites;
    char day[11];
    cw_buf text;
    cw_day_print(why->day, day);
    cw_buf_init(&text, work->keep, 1024);
    cw_buf_add_text(&text, words.n <= 40 ? "its \"" : "its lead");
    if (words.n <= 40) {
        cw_buf_add(&text, words);
        cw_buf_add_text(&text, "\"");
    }
    cw_buf_addf(&text, " is %.*s by ", why->is_month ? 7 : 10, day);
    cw_buf_add(&text, cw_report_label(with));
    cw_buf_add_text(&text, ", which tells the same event");
    told->why = cw_buf_bytes(&text);
    cites = cw_arena_array(work->keep, 2, sizeof *cites);
    if (!cites)
        return CW_NO_MEMORY;
    cites[0] = why->words;
    cites[1] = why->told;
    told->why_cite = (cw_cites){cites, 2};
    return cw_buf_status(&text);
}

/* The first of the best days, when they lie close together; the month, when
 * they lie in one; else nothing. */
static bool decide_day(cw_told_report *told, const cw_ballot *ballot)
{
    int32_t first = CW_NO_DAY, last = CW_NO_DAY;
    uint32_t best = VOTES_MIN - 1;
    for (int32_t i = 0; ballot->is_any && i < CW_VOTES_SPAN; i++) {
        if (ballot->at[i] > best) {
            best = ballot->at[i];
            first = ballot->base + i;
        }
        if (ballot->at[i] == best && first != CW_NO_DAY)
            last = ballot->base + i;
    }
    if (first == CW_NO_DAY)
        return false;
    if (last - first <= PLATEAU_DAYS)
        cw_infer_date(told, first, CW_PRECISION_DAY);
    else if (cw_month_start(first) == cw_month_start(last))
        cw_infer_date(told, cw_month_start(first), CW_PRECISION_MONTH);
    else
        return false;
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
static cw_status settle(search *work, uint32_t report, bool by_month,
                        bool *is_new)
{
    cw_told_report *told = &work->reports[report];
    cw_ballot *ballot = &work->ballot;
    cw_status status = CW_OK;
    memset(ballot->at, 0, CW_VOTES_SPAN * sizeof *ballot->at);
    memset(ballot->months, 0, CW_MONTHS_SPAN * sizeof *ballot->months);
    *ballot = (cw_ballot){
        .at = ballot->at, .months = ballot->months, .latest = CW_NO_DAY};
    collect_votes(work, report);
    *is_new =
        by_month ? cw_decide_month(told, ballot) : decide_day(told, ballot);
    if (*is_new)
        status = explain(work, report, &ballot->best);
    if (*is_new && status == CW_OK && is_settled(told))
        status = resolve_times(told, work->keep);
    return status;
}

/* Within a round nobody testifies with a date of the same round, so the order
 * of the reports does not matter. */
static cw_status settle_round(search *work, bool by_month, bool *is_any)
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
        status = settle(work, r, by_month, &is_new[r]);
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
    bool is_any = true;
    cw_status status = find_clues(work);
    if (status == CW_OK)
        status = index_clues(work);
    if (status == CW_OK)
        status = make_ballot(work);
    for (int round = 0; round < ROUNDS && is_any && status == CW_OK; round++)
        status = settle_round(work, false, &is_any);
    if (status == CW_OK)
        status = settle_round(work, true, &is_any);
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
