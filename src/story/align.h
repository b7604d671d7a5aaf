/* align.h: how alike two statements are in what they tell. One definition
 * for claims, timeline, announcements and conflicts. Inside src/story only. */
#ifndef CW_STORY_ALIGN_H
#define CW_STORY_ALIGN_H

#include "story/story_int.h"

typedef struct {
    int32_t score;     // thousandths; about 500 and more: the same matter
    uint32_t likeness; // of their words alone
    uint32_t a, b;     // happenings that agree best, or CW_NONE
    bool is_same_predicate;
} cw_match;

cw_match cw_statements_match(const cw_plot *plot, uint32_t a, uint32_t b);
/* The same of two whose likeness is known. */
cw_match cw_match_with(const cw_plot *plot, uint32_t a, uint32_t b,
                       uint32_t likeness);

/* One statement that meets many: its terms' weights are laid out in laid
 * [terms.n], all 0 before and after, and the likeness of each of the others
 * costs one look a term. */
void cw_terms_lay(const cw_plot *plot, uint32_t s, uint32_t *laid);
uint32_t cw_laid_likeness(const cw_plot *plot, uint32_t s, const uint32_t *laid,
                          uint32_t other);
void cw_terms_lift(const cw_plot *plot, uint32_t s, uint32_t *laid);

/* -1 when both are dated and share no day, 1 when they share one, else 0. */
int cw_days_agree(const cw_happening *a, const cw_happening *b);

/* Of all pairs of statements that share rare words, or predicate and
 * participant: *same are those with score >= score_min, *like those whose words
 * alone are alike, likeness_min and more, whatever contradicts in their parts,
 * in `keep`; both best first, ties by (a, b). Headlines are left out, their
 * reports say it again in a sentence. Linear in the statements: a statement
 * meets at most some hundreds of others. They are shared out among workers. */
CW_CHECK cw_status cw_pairs_find(const cw_plot *plot, int32_t score_min,
                                 int32_t likeness_min, cw_arena *keep,
                                 cw_pairs *same, cw_pairs *like);

#endif
