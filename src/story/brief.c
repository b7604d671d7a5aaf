/* brief.c: the title of a story and the few sentences that tell most of it.
 *
 *   claims' sentences, by weight -> one after the other, each as unlike those
 *   taken as can be -> first those of at most 40 words together, the short
 *   brief, then more, up to 150 words and 5 sentences
 *
 * Each can be read alone (alone.h) and names no bare weekday: what names one is
 * cut (day_cut.h), or left out; only a story all of whose sentences must be is
 * told with them.
 *
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998):
 *   score(s) = weight(s) - the greatest likeness to a sentence taken */
#include <stdlib.h>

#include "story/alone.h"
#include "story/day_cut.h"
#include "story/locate.h"

enum {
    SENTENCES_MAX = 5,
    WORDS_MAX = 150,
    SHORT_WORDS_MAX = 40,
    SHORT_MAX = 2,      // sentences of the short brief
    BYTES_MAX = 320,    // a longer sentence is not read in a brief
    LOOK_MAX = 200,     // heaviest sentences that are compared
    LIKE_MAX = 420,     // a sentence as like one taken says nothing new
    ORIGIN_BONUS = 150, // for each further report that tells it, up to
    ORIGINS_MAX = 4,
    LEAD_BONUS = 150,
    NEW_BONUS = 300,  // for a lead of the last day, the less the older
    LINE_BONUS = 400, // for the heaviest line of the timeline
    STATE_LOSS = 150, // nothing happens in it
    SAID_LOSS = 250,  // it begins with somebody's words
    OLD_LOSS = 600,   // of a headline with a value that is no longer held
};

#define OVERTAKEN UINT32_MAX

/* ---- choosing ----------------------------------------------------------- */

typedef struct {
    uint32_t statement;
    int64_t score;
    uint32_t likeness; // greatest, to those taken
    bool is_taken;
} candidate;

/* Where the report stands between the first day of the story and the last. */
static int64_t newness(const cw_plot *plot, const cw_statement *statement)
{
    int64_t first = plot->story->first_day, last = plot->story->last_day;
    int64_t day = cw_report_day(plot, statement->span.report);
    if (first == CW_NO_DAY || day == CW_NO_DAY || last <= first)
        return 0;
    return NEW_BONUS * (day - first) / (last - first);
}

static bool begins_quoted(const cw_plot *plot, const cw_statement *statement)
{
    cw_bytes text = cw_span_text(plot->batch, statement->span);
    return cw_bytes_starts(text, CW_LIT("\"")) ||
           cw_bytes_starts(text, CW_LIT("“"));
}

static int64_t score_of(const cw_plot *plot, uint32_t number)
{
    const cw_statement *statement = &plot->statements[number];
    const cw_cluster *cluster = &plot->clusters[plot->cluster_of[number]];
    int64_t score = statement->weight, n_reports = 0;
    uint32_t report = CW_NONE,
             bytes = statement->span.to - statement->span.from;
    for (size_t i = 0; i < cluster->n && n_reports < ORIGINS_MAX; i++) {
        uint32_t here = plot->statements[cluster->statements[i]].span.report;
        n_reports += here != report;
        report = here;
    }
    score += (n_reports - 1) * ORIGIN_BONUS;
    if (statement->is_lead)
        score += LEAD_BONUS + newness(plot, statement);
    score -= statement->n_happenings == 0 ? STATE_LOSS : 0;
    score -= begins_quoted(plot, statement) ? SAID_LOSS : 0;
    return bytes > 220 ? score - (bytes - 220) : score;
}

static bool can_be_told(const cw_plot *plot, const cw_statement *statement)
{
    return statement->is_whole && statement->role == CW_ROLE_PARAGRAPH &&
           !statement->is_quoted &&
           statement->span.to - statement->span.from <= BYTES_MAX &&
           cw_stands_alone(plot, statement);
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
            cw_span at = conflict->sides[i].cite.at[k];
            const cw_marks *marks = cw_plot_marks(plot, at.report);
            uint32_t statement = cw_statement_of(
                plot, at.report, cw_sentence_at(marks, at.from));
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

static cw_status find_candidates(const cw_plot *plot, candidate **out,
                                 size_t *n)
{
    candidate *list =
        cw_arena_array(plot->scratch, plot->n_statements, sizeof *list);
    cw_day_cuts cuts;
    uint32_t *bonus;
    size_t n_dated = 0; // those without a bare weekday stand first
    *n = 0;
    *out = list;
    if (!list || note_lines(plot, &bonus) != CW_OK)
        return CW_NO_MEMORY;
    for (uint32_t s = 0; s < plot->n_statements; s++) {
        const cw_statement *statement = &plot->statements[s];
        if (!can_be_told(plot, statement) || bonus[s] == OVERTAKEN)
            continue;
        list[*n] =
            (candidate){.statement = s, .score = score_of(plot, s) + bonus[s]};
        if (cw_day_cuts_find(plot, statement, &cuts)) {
            candidate dated = list[*n];
            list[*n] = list[n_dated];
            list[n_dated++] = dated;
        }
        ++*n;
    }
    *n = n_dated > 0 ? n_dated : *n;
    if (*n > 0)
        qsort(list, *n, sizeof *list, compare_candidates);
    *n = *n < LOOK_MAX ? *n : LOOK_MAX;
    return CW_OK;
}

/* The best sentence that is new and of at most so many words. */
static candidate *best_left(const cw_plot *plot, candidate *list, size_t n,
                            uint32_t words_max)
{
    candidate *best = NULL;
    for (size_t i = 0; i < n; i++) {
        cw_span span = plot->statements[list[i].statement].span;
        if (list[i].is_taken || list[i].likeness > LIKE_MAX ||
            (best &&
             list[i].score - list[i].likeness <= best->score - best->likeness))
            continue;
        if (cw_count_words(cw_span_text(plot->batch, span)) <= words_max)
            best = &list[i];
    }
    return best;
}

static void note_likeness(const cw_plot *plot, candidate *list, size_t n,
                          const candidate *taken)
{
    const cw_statement *statement = &plot->statements[taken->statement];
    for (size_t i = 0; i < n; i++) {
        const cw_statement *other = &plot->statements[list[i].statement];
        uint32_t like = cw_statement_likeness(plot, statement, other);
        bool is_same_claim = plot->cluster_of[list[i].statement] ==
                             plot->cluster_of[taken->statement];
        if (is_same_claim)
            like = 1000;
        if (like > list[i].likeness)
            list[i].likeness = like;
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
    candidate *list;
    size_t n;
    uint32_t n_words = 0;
    bool is_short = true;
    cw_brief_line *lines =
        cw_arena_array(plot->keep, SENTENCES_MAX, sizeof *lines);
    cw_status status = find_candidates(plot, &list, &n);
    if (status == CW_OK && !lines)
        status = CW_NO_MEMORY;
    story->brief = (cw_brief){lines, 0};
    while (status == CW_OK && story->brief.n < SENTENCES_MAX) {
        uint32_t most = is_short ? SHORT_WORDS_MAX : WORDS_MAX;
        candidate *best = best_left(plot, list, n, most - n_words);
        cw_brief_line *line = &lines[story->brief.n];
        if (!best && !is_short)
            break;
        if (!best) {
            is_short = false;
            continue;
        }
        best->is_taken = true;
        status = make_line(plot, &plot->statements[best->statement], line);
        n_words += cw_count_words(line->text);
        story->brief.n++;
        story->n_short += is_short;
        is_short &= story->n_short < SHORT_MAX;
        note_likeness(plot, list, n, best);
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
    const cw_marks *marks = cw_plot_marks(plot, report);
    uint32_t bytes = span.to - span.from;
    int64_t score;
    if (cw_range_is_empty(span) || bytes > CW_CITE_BYTES)
        return -1;
    *statement =
        cw_statement_of(plot, report, cw_sentence_at(marks, span.from));
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
