/* brief.c: the title of a story and the few sentences that tell most of it.
 *
 *   sentences -> the one that holds most of what many reports tell and no
 *   sentence taken does, again and again -> first those of at most 40 words
 *   together, the short brief, then more, up to 150 words and 5 sentences
 *
 * Each can be read alone (alone.h) and names no bare weekday: what names one is
 * cut (day_cut.h), or left out; only a story all of whose sentences must be is
 * told with them.
 *
 * Coverage of weighted concepts (Gillick and Favre, ILP-NLP 2009), greedily:
 *   c(t)     = (reports that hold t / those of the commonest term) squared
 *   score(s) = COVER * sum c(t) over the terms of s not yet told
 *                    / (words of s + WORDS_BASE) + what speaks for it itself */
#include <stdlib.h>

#include "story/alone.h"
#include "story/day_cut.h"
#include "story/locate.h"

enum {
    SENTENCES_MAX = 5,
    WORDS_MAX = 150,
    SHORT_WORDS_MAX = 40,
    SHORT_MAX = 2,       // sentences of the short brief
    SECOND_LEAST = 400,  // of the first one's score, thousandths
    BYTES_MAX = 320,     // a longer sentence is not read in a brief
    LOOK_MAX = 200,      // best sentences that are compared
    LIKE_MAX = 550,      // a sentence as like one taken says nothing new
    SAME_LIKE_MAX = 480, // ... nor one of the same claim
    COVER = 8,           // of what many reports tell
    WORDS_BASE = 12,     // a short sentence is no better than one of so many
    ORIGIN_BONUS = 150,  // for each further report that tells it, up to
    ORIGINS_MAX = 4,
    LEAD_BONUS = 150,
    NEW_BONUS = 600,  // for what the last day opens with, far less before
    LINE_BONUS = 400, // for the heaviest line of the timeline
    STATE_LOSS = 150, // nothing happens in it
    SAID_LOSS = 500,  // it begins with somebody's words
    OLD_LOSS = 600,   // of a headline with a value that is no longer held
};

#define OVERTAKEN UINT32_MAX

/* ---- choosing ----------------------------------------------------------- */

typedef struct {
    uint32_t statement, n_words;
    int64_t own;   // what speaks for it, whatever else is told
    int64_t score; // with what it would tell
    bool is_taken; // or as like one taken as makes no difference
} candidate;

typedef struct {
    const cw_plot *plot;
    candidate *at; // [n]
    size_t n;
    uint32_t *tells; // [terms] c(t) in thousandths; 0 once it is told
} chooser;

/* Where the report stands between the first day of the story and the last. */
static int64_t newness(const cw_plot *plot, const cw_statement *statement)
{
    int64_t first = plot->story->first_day, last = plot->story->last_day;
    int64_t day = cw_report_day(plot, statement->span.report);
    if (first == CW_NO_DAY || day == CW_NO_DAY || last <= first)
        return 0;
    return NEW_BONUS * (day - first) * (day - first) /
           ((last - first) * (last - first));
}

static bool begins_quoted(const cw_plot *plot, const cw_statement *statement)
{
    cw_bytes text = cw_span_text(plot->batch, statement->span);
    return cw_bytes_starts(text, CW_LIT("\"")) ||
           cw_bytes_starts(text, CW_LIT("“"));
}

/* c(t): what many reports tell is the story. */
static cw_status weigh_terms(const cw_plot *plot, uint32_t **out)
{
    uint32_t *tells = cw_arena_array(plot->scratch, plot->terms.n, 4);
    uint64_t most = 1;
    *out = tells;
    if (!tells)
        return CW_NO_MEMORY;
    for (size_t t = 0; t < plot->terms.n; t++)
        if (plot->term_reports[t] > most)
            most = plot->term_reports[t];
    for (size_t t = 0; t < plot->terms.n; t++) {
        uint64_t share = plot->term_reports[t] * 1000 / most;
        tells[t] = (uint32_t)(share * share / 1000);
    }
    return CW_OK;
}

static int64_t covered(const chooser *on, const candidate *here)
{
    cw_ids terms = on->plot->statements[here->statement].terms;
    int64_t sum = 0;
    for (size_t i = 0; i < terms.n; i++)
        sum += on->tells[terms.at[i]];
    return COVER * sum / (here->n_words + WORDS_BASE);
}

/* What speaks for a sentence, whatever else is told: who else tells it, where
 * it stands; the newest first sentence when it tells what many tell. */
static int64_t own_score(const chooser *on, const candidate *here)
{
    const cw_plot *plot = on->plot;
    const cw_statement *statement = &plot->statements[here->statement];
    const cw_cluster *cluster =
        &plot->clusters[plot->cluster_of[here->statement]];
    int64_t score = 0, n_reports = 0;
    uint32_t report = CW_NONE,
             bytes = statement->span.to - statement->span.from;
    for (size_t i = 0; i < cluster->n && n_reports < ORIGINS_MAX; i++) {
        uint32_t at = plot->statements[cluster->statements[i]].span.report;
        n_reports += at != report;
        report = at;
    }
    score += (n_reports - 1) * ORIGIN_BONUS;
    score += statement->is_lead ? LEAD_BONUS : 0;
    if (statement->is_first)
        score += newness(plot, statement) * covered(on, here) / 1000;
    score -= statement->n_happenings == 0 ? STATE_LOSS : 0;
    score -= begins_quoted(plot, statement) ? SAID_LOSS : 0;
    return bytes > 220 ? score - (bytes - 220) : score;
}

static bool can_be_told(const cw_statement *statement)
{
    return statement->is_whole && statement->role == CW_ROLE_PARAGRAPH &&
           !statement->is_quoted &&
           statement->span.to - statement->span.from <= BYTES_MAX;
}

static int compare_candidates(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->statement < y->statement ? -1 : x->statement > y->statement;
}

/* A plan of which it is known what became of it is no news. */
static bool is_overtaken(const cw_timeline_line *line)
{
    return line->status == CW_FACT_PLANNED &&
           (line->outcome == CW_OUTCOME_CAME_TRUE ||
            line->outcome == CW_OUTCOME_DID_NOT);
}

/* Where a value was replaced by a later one, only the last is news. */
static void note_old_values(const cw_plot *plot, const cw_conflict *conflict,
                            uint32_t *bonus)
{
    if (!conflict->is_revised)
        return;
    for (size_t i = 0; i + 1 < conflict->n_sides; i++)
        for (size_t k = 0; k < conflict->sides[i].cite.n; k++) {
            uint32_t statement =
                cw_statement_at(plot, conflict->sides[i].cite.at[k]);
            if (statement != CW_NONE)
                bonus[statement] = OVERTAKEN;
        }
}

/* The heavier the day a sentence is told on, the better it leads; OVERTAKEN
 * for the sentence of a plan or a value that was. */
static cw_status note_lines(const cw_plot *plot, uint32_t **out)
{
    uint32_t *bonus = cw_arena_array(plot->scratch, plot->n_statements, 4);
    uint32_t heaviest = 1;
    *out = bonus;
    if (!bonus)
        return CW_NO_MEMORY;
    for (size_t l = 0; l < plot->n_lines; l++)
        if (plot->lines[l].weight > heaviest)
            heaviest = plot->lines[l].weight;
    for (size_t l = 0; l < plot->n_lines; l++) {
        uint32_t here =
            (uint32_t)((uint64_t)plot->lines[l].weight * LINE_BONUS / heaviest);
        for (size_t i = 0; i < plot->line_statements[l].n; i++) {
            uint32_t s = plot->line_statements[l].at[i];
            bonus[s] = here > bonus[s] ? here : bonus[s];
        }
    }
    for (size_t l = 0; l < plot->n_lines; l++)
        if (is_overtaken(&plot->lines[l]))
            bonus[plot->line_statements[l].at[0]] = OVERTAKEN;
    for (size_t c = 0; c < plot->story->n_conflicts; c++)
        note_old_values(plot, &plot->story->conflicts[c], bonus);
    return CW_OK;
}

/* All that may be told, the best first. */
static cw_status rank_candidates(chooser *on)
{
    const cw_plot *plot = on->plot;
    uint32_t *bonus;
    on->at = cw_arena_array(plot->scratch, plot->n_statements, sizeof *on->at);
    if (!on->at || weigh_terms(plot, &on->tells) != CW_OK ||
        note_lines(plot, &bonus) != CW_OK)
        return CW_NO_MEMORY;
    for (uint32_t s = 0; s < plot->n_statements; s++) {
        const cw_statement *statement = &plot->statements[s];
        candidate *here = &on->at[on->n];
        if (!can_be_told(statement) || bonus[s] == OVERTAKEN ||
            statement->is_outdated)
            continue;
        *here = (candidate){.statement = s,
                            .n_words = cw_count_words(
                                cw_span_text(plot->batch, statement->span))};
        here->own = own_score(on, here) + bonus[s];
        here->score = here->own + covered(on, here);
        on->n++;
    }
    if (on->n > 0)
        qsort(on->at, on->n, sizeof *on->at, compare_candidates);
    return CW_OK;
}

/* The best of them that stand alone and have no bare weekday; of a story all of
 * whose sentences have one, the best that stand alone. */
static cw_status find_candidates(chooser *on)
{
    const cw_plot *plot = on->plot;
    candidate bare[LOOK_MAX];
    size_t n_dated = 0, n_bare = 0;
    cw_status status = rank_candidates(on);
    if (status != CW_OK)
        return status;
    for (size_t i = 0; i < on->n && n_dated < LOOK_MAX; i++) {
        const cw_statement *statement = &plot->statements[on->at[i].statement];
        cw_day_cuts cuts;
        if (!cw_stands_alone(plot, statement))
            continue;
        if (cw_day_cuts_find(plot, statement, &cuts))
            on->at[n_dated++] = on->at[i];
        else if (n_bare < LOOK_MAX)
            bare[n_bare++] = on->at[i];
    }
    on->n = n_dated > 0 ? n_dated : n_bare;
    if (n_dated == 0 && n_bare > 0)
        memcpy(on->at, bare, n_bare * sizeof *bare);
    return CW_OK;
}

/* The best sentence that is new and of at most so many words. */
static candidate *best_left(const chooser *on, uint32_t words_max)
{
    candidate *best = NULL;
    for (size_t i = 0; i < on->n; i++) {
        candidate *here = &on->at[i];
        if (!here->is_taken && here->n_words <= words_max &&
            (!best || here->score > best->score))
            best = here;
    }
    return best;
}

/* What is told once need not be told again. */
static void take(chooser *on, const candidate *taken)
{
    const cw_plot *plot = on->plot;
    const cw_statement *statement = &plot->statements[taken->statement];
    uint32_t cluster = plot->cluster_of[taken->statement];
    for (size_t i = 0; i < statement->terms.n; i++)
        on->tells[statement->terms.at[i]] = 0;
    for (size_t i = 0; i < on->n; i++) {
        candidate *here = &on->at[i];
        bool is_same = plot->cluster_of[here->statement] == cluster;
        here->is_taken |=
            cw_statement_likeness(plot, statement,
                                  &plot->statements[here->statement]) >
            (is_same ? SAME_LIKE_MAX : LIKE_MAX);
        here->score = here->own + covered(on, here);
    }
}

static cw_status make_line(const cw_plot *plot, const cw_statement *statement,
                           cw_brief_line *line)
{
    cw_day_cuts cuts;
    cw_status status;
    if (!cw_day_cuts_find(plot, statement, &cuts))
        cuts = (cw_day_cuts){.from_day = CW_NO_DAY, .to_day = CW_NO_DAY};
    line->from_day = cuts.from_day;
    line->to_day = cuts.to_day;
    status = cw_day_cuts_text(plot, statement, &cuts, &line->text);
    return status == CW_OK ? cw_cites_make(plot->keep, &statement->span, 1,
                                           &line->cite, NULL)
                           : status;
}

static cw_status make_brief(cw_plot *plot)
{
    cw_story *story = plot->story;
    chooser on = {.plot = plot};
    uint32_t n_words = 0;
    int64_t first = 0; // score of the first line
    bool is_short = true;
    cw_brief_line *lines =
        cw_arena_array(plot->keep, SENTENCES_MAX, sizeof *lines);
    cw_status status = lines ? find_candidates(&on) : CW_NO_MEMORY;
    story->brief = (cw_brief){lines, 0};
    while (status == CW_OK && story->brief.n < SENTENCES_MAX) {
        uint32_t most = is_short ? SHORT_WORDS_MAX : WORDS_MAX;
        candidate *best = best_left(&on, most - n_words);
        cw_brief_line *line = &lines[story->brief.n];
        if (is_short && best && best->score * 1000 < first * SECOND_LEAST)
            best = NULL;
        if (!best && !is_short)
            break;
        if (!best) {
            is_short = false;
            continue;
        }
        status = make_line(plot, &plot->statements[best->statement], line);
        n_words += cw_count_words(line->text);
        story->brief.n++;
        story->n_short += is_short;
        is_short &= story->n_short < SHORT_MAX;
        first = story->brief.n == 1 ? best->score : first;
        take(&on, best);
    }
    return status;
}

/* ---- title -------------------------------------------------------------- */

static bool is_of_word(uint8_t c)
{
    return cw_is_alpha(c) || cw_is_digit(c) || c >= 0x80;
}

static bool holds_word(cw_bytes text, cw_bytes word)
{
    size_t at = 0;
    while (word.n > 0 &&
           (at = cw_bytes_find_fold(text, word, at)) != CW_NOT_FOUND) {
        size_t end = at + word.n;
        if ((at == 0 || !is_of_word(text.at[at - 1])) &&
            (end == text.n || !is_of_word(text.at[end])))
            return true;
        at = end;
    }
    return false;
}

/* "Crane kills four" when six have died. */
static bool holds_old_value(const cw_story *story, cw_bytes headline)
{
    for (size_t c = 0; c < story->n_conflicts; c++) {
        const cw_conflict *conflict = &story->conflicts[c];
        for (size_t i = 0; conflict->is_revised && i + 1 < conflict->n_sides;
             i++)
            if (holds_word(headline, conflict->sides[i].value))
                return true;
    }
    return false;
}

/* A headline as the page shows it; a title known from metadata only has no
 * place in the text and cannot be cited. */
static int64_t headline_score(const cw_plot *plot, uint32_t report,
                              uint32_t *statement)
{
    const cw_report *page = plot->batch->reports[report].report;
    cw_range span = page->title.span;
    uint32_t bytes = span.to - span.from;
    int64_t score;
    if (cw_range_is_empty(span) || bytes > CW_CITE_BYTES)
        return -1;
    *statement = cw_statement_at(plot, cw_span_of(report, span));
    if (*statement == CW_NONE)
        return -1;
    score = 1000 + plot->statements[*statement].weight;
    if (bytes < 25 || bytes > 130)
        score -= 300;
    if (holds_old_value(plot->story, cw_bytes_at(cw_report_text(page), span)))
        score -= OLD_LOSS;
    return score;
}

static void choose_title(cw_plot *plot)
{
    int64_t best = -1;
    cw_story *story = plot->story;
    for (size_t i = 0; i < plot->members.n; i++) {
        uint32_t report = plot->members.at[i], statement;
        int64_t score = headline_score(plot, report, &statement);
        if (score <= best)
            continue;
        best = score;
        story->title_cite =
            cw_span_of(report, plot->batch->reports[report].report->title.span);
    }
    if (best < 0 && story->brief.n > 0)
        story->title_cite = story->brief.at[0].cite.at[0];
    else if (best < 0 && plot->n_statements > 0)
        story->title_cite = plot->statements[0].span;
    if (story->title_cite.to > story->title_cite.from)
        story->title = cw_span_text(plot->batch, story->title_cite);
}

cw_status cw_brief_build(cw_plot *plot)
{
    cw_status status = make_brief(plot);
    if (status == CW_OK)
        choose_title(plot);
    return status;
}
