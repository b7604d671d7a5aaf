/* story_int.h: what the parts of the story room share. Included inside
 * src/story only.
 *
 *   batch  all reports of a run        (dates, copies, grouping)
 *   plot   one story being worked out  (everything after grouping)
 *
 *   plot -> entities       entity.c     one per person, organization, place
 *        -> statements     statement.c  one per body sentence or headline
 *        -> happenings     happening.c  one per event mention with its day
 *        -> claims         claim.c      happenings and statements aligned
 *        -> timeline       timeline.c   dated happenings, merged
 *        -> announced      announce.c   plans, and what became of them
 *        -> quotes         wording.c    the same words across outlets
 *        -> counts         count.c      figures with what they count
 *        -> conflicts      conflict.c   typed slots of aligned claims
 *        -> figures        series.c     values of one thing over time
 *        -> brief          brief.c      the few sentences that tell most
 *
 * Scores are integers in thousandths unless said; ties break by (report,
 * place), so the output never depends on the order of hashing. */
#ifndef CW_STORY_STORY_INT_H
#define CW_STORY_STORY_INT_H

#include "base/buf.h"
#include "base/limits.h"
#include "base/table.h"
#include "story/group.h"
#include "story/reuse.h"
#include "story/story.h"

typedef struct {
    const uint32_t *at; // ascending, each once
    size_t n;
} cw_ids;

/* One sentence as this room reads it. */
typedef struct {
    cw_span span;
    uint32_t sentence;    // index into the report's marks
    uint8_t role;         // cw_role
    uint8_t is_first;     // body sentence of its report
    uint8_t is_lead;      // ... or the one after it
    uint8_t is_quoted;    // begins and ends inside quotation marks
    uint8_t is_headline;  // as its sentence
    uint8_t is_whole;     // has a verb, and a name or noun: can stand alone
    uint8_t is_outdated;  // tells a value that a later one replaced (series.c)
    cw_ids terms;         // content lemmas, plot-wide numbers
    cw_ids labels;        // those of the terms that say who somebody is
    cw_ids entities;      // of the plot
    uint32_t term_weight; // sum of the terms' weights
    uint32_t first_happening, n_happenings;
    uint32_t weight; // how central it is to the story (statement.c)
} cw_statement;

/* One event mention, with what its clause says. */
typedef struct {
    uint32_t statement, event; // event: index into the report's marks
    cw_bytes lemma;
    uint32_t predicate; // number of the lemma: equal for equal lemmas
    uint8_t event_class;
    uint8_t factuality;
    uint8_t grain;   // of its day, CW_GRAIN_NONE when undated
    uint8_t basis;   // cw_basis
    uint8_t is_noun; // \"invasion\": often the background of what is told
    uint8_t is_main; // what its sentence is about
    uint32_t who, whom, where; // plot entities, or CW_NONE
    uint32_t time;             // index into the report's times, or CW_NONE
    int32_t from_day, to_day;  // CW_NO_DAY when undated
} cw_happening;

/* A claim while it is made: the statements that support it. */
typedef struct {
    const uint32_t *happenings; // [n] plot happenings, by (report, place);
                                // CW_NONE for a statement without one
    const uint32_t *statements; // [n] the statement of each
    size_t n;
    uint32_t lead; // which of them gives the text
} cw_cluster;

/* Two statements worth aligning (align.h). */
typedef struct {
    uint32_t a, b; // a < b, of different reports
    int32_t score;
} cw_pair;

typedef struct {
    cw_pair *at; // best first
    size_t n;
} cw_pairs;

enum { CW_LIKE_MIN = 250 }; // likeness of pairs that may be in conflict

typedef struct cw_count cw_count; // count.h

typedef struct {
    const cw_told_report *reports; // [n_reports] of the whole batch
    size_t n_reports;
    const uint32_t *copied_with; // [n_reports] the first of those that share
                                 // copied text, however far round
    const cw_story_options *options;
} cw_batch;

typedef struct {
    const cw_batch *batch;
    cw_reports members;
    cw_arena *keep;         // of the dossier
    cw_arena *scratch;      // of this plot; freed when it is told
    cw_table terms;         // lemma -> number
    uint32_t *term_weight;  // [terms.n] log2(N/df) in 1/16
    uint32_t *term_reports; // [terms.n] reports with a statement that holds it
    cw_statement *statements;
    size_t n_statements;
    cw_happening *happenings;
    size_t n_happenings;
    cw_cluster *clusters;
    size_t n_clusters;
    cw_pairs like; // statements alike in their words, CW_LIKE_MIN and more
    /* [n_reports of batch][marks' chains] -> plot entity or CW_NONE:
     * entity_of[report][chain] */
    uint32_t **entity_of;
    bool is_asked_for;      // some statement holds a word of --query
    uint32_t *cluster_of;   // [n_statements] each stands in exactly one
    uint8_t *denies;        // [n_statements] it denies what another says
    const cw_count *counts; // [n_counts] by statement, then place
    size_t n_counts;
    cw_claim *claims;   // of the story, for dispute.c to add to
    uint32_t *claim_of; // [n_clusters] or CW_NONE when it is not told
    /* The timeline while announce.c still adds to it, and the statements
     * behind each line, the one that gave the text first. */
    cw_timeline_line *lines;
    cw_ids *line_statements; // [n_lines] not sorted
    size_t n_lines;
    cw_story *story; // what has been made so far
} cw_plot;

/* ---- helpers (plot.c) --------------------------------------------------- */

const cw_marks *cw_plot_marks(const cw_plot *plot, uint32_t report);
/* The sentence that a statement was made of. */
const cw_sentence *cw_plot_sentence(const cw_plot *plot,
                                    const cw_statement *statement);
cw_bytes cw_span_text(const cw_batch *batch, cw_span span);
/* What a reader knows a report by: its outlet, else the last part of its
 * path. */
cw_bytes cw_report_label(const cw_told_report *told);
static inline cw_span cw_span_of(uint32_t report, cw_range range)
{
    return (cw_span){report, range.from, range.to};
}
/* By report, then from, then to. */
int cw_span_compare(cw_span a, cw_span b);
/* Copies of cites, sorted by place, each once; and the set of their
 * reports. */
CW_CHECK cw_status cw_cites_make(cw_arena *keep, const cw_span *at, size_t n,
                                 cw_cites *cites, cw_reports *reports);
/* Sort ids in place and drop repeats; the new count. */
size_t cw_ids_sort(uint32_t *ids, size_t n);
bool cw_ids_hold(cw_ids ids, uint32_t id);
size_t cw_ids_common(cw_ids a, cw_ids b);

/* log2(x) in 1/16, x > 0: the fraction is linear between powers of two (off by
 * less than 1/11), so that no floating point is needed. */
uint32_t cw_log2_16(uint64_t x);
uint64_t cw_square_root(uint64_t x); // floor

/* Ids of one list, made unique in order: "t" + hash, "-2" ... */
typedef struct {
    cw_table seen;
} cw_id_maker;
void cw_id_maker_init(cw_id_maker *maker, cw_arena *scratch);
CW_CHECK cw_status cw_id_make(cw_id_maker *maker, cw_arena *keep, char kind,
                              const char *report_id, cw_span first, cw_id *out);

/* The content lemmas of a sentence in the order of its words, as numbers of
 * `numbers`, which takes in new ones; in the arena. */
CW_CHECK cw_status cw_sentence_lemmas(const cw_marks *marks,
                                      const cw_sentence *sentence,
                                      cw_arena *arena, cw_table *numbers,
                                      cw_ids *out);
/* What a sentence is about: the same, ascending, each once. */
CW_CHECK cw_status cw_sentence_terms(const cw_marks *marks,
                                     const cw_sentence *sentence,
                                     cw_arena *arena, cw_table *numbers,
                                     cw_ids *out);

/* Sum of the weights of the ids that both hold: weight [highest id + 1]. */
uint32_t cw_ids_common_weight(cw_ids a, cw_ids b, const uint32_t *weight);
/* log2(N / df) in 1/16 and one more, at least 1: log_n is log2(N) in 1/16. */
uint32_t cw_rarity(uint32_t log_n, uint32_t df);

/* Likeness of two statements in thousandths: weight of common terms over the
 * mean of both weights (Dice with inverse document frequency). */
uint32_t cw_statement_likeness(const cw_plot *plot, const cw_statement *a,
                               const cw_statement *b);
/* Weight of common terms over the smaller weight. */
uint32_t cw_statement_containment(const cw_plot *plot, const cw_statement *a,
                                  const cw_statement *b);

/* A word of a text: letters and digits, compared without case. */
typedef struct {
    uint64_t hash;
    cw_range range; // in that text
} cw_run_word;

/* Words of a text into words[room for text.n]; how many. */
size_t cw_run_words(cw_bytes text, cw_run_word *words);
/* The words of a part of a text, their ranges those of the text, with hashes
 * that hold for this run only: tables of words are kept under those above. In
 * a fifth of the time. */
size_t cw_run_words_quick(cw_bytes text, cw_range range, cw_run_word *words);

/* key(w1 .. wn) = sum of h(wi) P^(n - i) modulo 2^64, P odd: words in their
 * order. The hashes are mixed well, so their weighted sum is. */
#define CW_RUN_FACTOR 0x9e3779b97f4a7c15u
static inline uint64_t cw_run_key(const cw_run_word *words, size_t n)
{
    uint64_t key = 0;
    for (size_t i = 0; i < n; i++)
        key = key * CW_RUN_FACTOR + words[i].hash;
    return key;
}

/* Longest run of equal words (letters and digits, case folded) of two texts,
 * and where it stands in a. */
uint32_t cw_longest_run(cw_bytes a, cw_bytes b, cw_arena *scratch,
                        cw_range *in_a);

/* How many independent origins some statements have, and who was folded with
 * whom and why. */
typedef struct {
    uint32_t independent;
    const cw_folded *folded; // [n_folded], in plot->keep when asked for
    size_t n_folded;
} cw_origins;

/* Those of each of n lists, shared out among the workers (independent.c);
 * has_folded: who was folded is asked for. */
CW_CHECK cw_status cw_origins_count(const cw_plot *plot, const cw_ids *lists,
                                    size_t n, bool has_folded, cw_origins *out);

/* Fills `also_by` of the story's quotations (attribution.c). */
CW_CHECK cw_status cw_attributions_find(cw_plot *plot, cw_story_quote *quotes,
                                        size_t n);

/* Fills plot->denies: "Ruiz denied having ..." (dispute.c). */
CW_CHECK cw_status cw_denials_find(cw_plot *plot);

/* ---- steps, in this order ----------------------------------------------- */

/* Settle dates of the batch; resolve the times of every report (undated.c).
 * reports[i].published of a dated report is filled already. */
CW_CHECK cw_status cw_dates_settle(cw_told_report *reports, size_t n,
                                   cw_arena *keep, cw_arena *scratch);
/* Story number of each report, from 0; CW_NONE: in no story (stories.c). */
CW_CHECK cw_status cw_stories_split(const cw_told_report *reports, size_t n,
                                    cw_arena *scratch, uint32_t *story_of,
                                    uint32_t *n_stories);
/* Fills the copies of a story whose members are known (reuse_furniture.c): as
 * many as it tells claims at most (DESIGN section 5: a dossier is a reading),
 * those that share most. */
CW_CHECK cw_status cw_copies_choose(const cw_copies *all,
                                    const uint32_t *story_of, cw_arena *keep,
                                    cw_story *story);
/* The marks of the members of a story once their names are read again with
 * what all of them say (reread.c). */
CW_CHECK cw_status cw_names_reread(cw_told_report *reports, cw_reports members,
                                   size_t n_workers, cw_arena *keep,
                                   cw_arena *scratch);
CW_CHECK cw_status cw_entities_build(cw_plot *plot);   // entity.c
CW_CHECK cw_status cw_statements_build(cw_plot *plot); // statement.c
CW_CHECK cw_status cw_query_apply(cw_plot *plot);      // query.c
CW_CHECK cw_status cw_happenings_build(cw_plot *plot); // happening.c
CW_CHECK cw_status cw_claims_build(cw_plot *plot);     // claim.c
CW_CHECK cw_status cw_timeline_build(cw_plot *plot);   // timeline.c
CW_CHECK cw_status cw_announced_build(cw_plot *plot);  // announce.c
CW_CHECK cw_status cw_counts_build(cw_plot *plot);     // count.c
CW_CHECK cw_status cw_conflicts_build(cw_plot *plot);  // conflict.c
CW_CHECK cw_status cw_figures_build(cw_plot *plot);    // series.c
CW_CHECK cw_status cw_quotes_build(cw_plot *plot);     // wording.c
CW_CHECK cw_status cw_brief_build(cw_plot *plot);      // brief.c, and title
CW_CHECK cw_status cw_since_apply(cw_plot *plot);      // since.c, last

#endif
