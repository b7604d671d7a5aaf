/* undated_int.h: what speaks for a day or a month of an undated report U; known
 * to undated*.c only. D is a dated report that tells what U tells. */
#ifndef CW_STORY_UNDATED_INT_H
#define CW_STORY_UNDATED_INT_H

#include "annotate/times.h"
#include "story/story_int.h"

enum {
    CW_VOTES_SPAN = 4096,                // days
    CW_MONTHS_SPAN = CW_VOTES_SPAN / 28, // as many months, and some
};

/* Why a day or month was chosen: the pair of sentences most alike. */
typedef struct {
    uint32_t like;
    cw_span words; // of U
    cw_span told;  // the sentence of D that says what they mean
    int32_t day;   // what they mean
    bool is_month; // of which only the month counts
} cw_reason;

/* What speaks for one month. */
typedef struct {
    uint32_t hinted; // words of U, shared among the months they fit
    uint32_t told;   // likeness of the news of this month most like U's
    cw_reason why;   // of the hint that fits the fewest months
} cw_month_votes;

/* Votes for a range of days around the first vote; far ones are dropped,
 * since a story's dates lie close. */
typedef struct {
    int32_t base;
    uint32_t *at;           // [CW_VOTES_SPAN]
    cw_month_votes *months; // [CW_MONTHS_SPAN] the first is that of `base`
    int32_t latest;         // latest day that U looks back on, or CW_NO_DAY
    cw_reason best;
    bool is_any;
} cw_ballot;

/* The first vote says where the range lies. */
void cw_begin_ballot(cw_ballot *ballot, int32_t day);
/* Keep the better of two reasons. */
void cw_note_reason(cw_reason *best, cw_reason found);

/* A month, or what is as long: words that no day can be read from. */
bool cw_is_month_hint(const cw_time *time);
/* Votes for the months in which `asked` of U would cover what `told` of D
 * means. False: the month of D's own day is none of them. */
bool cw_vote_by_month(cw_ballot *ballot, const cw_time *asked,
                      const cw_time *told, int32_t published_day,
                      cw_reason why);
/* A sentence of U tells what is news on this day. */
void cw_note_month(cw_ballot *ballot, int32_t day, uint32_t like);
/* The month that words of U hint at and that has news most like U's; false
 * when another month does nearly as well. ballot->best: the reason. */
bool cw_decide_month(cw_told_report *told, cw_ballot *ballot);

int32_t cw_month_start(int32_t day);
void cw_infer_date(cw_told_report *told, int32_t first, cw_precision precision);

#endif
