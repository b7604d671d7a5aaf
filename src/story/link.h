/* link.h: reports alike on average are one story. Inside src/story only.
 *
 *   pairs of reports worth a look, best first
 *     -> joined when their groups are alike on average (average link: one
 *        report like both does not make two stories one)
 *     -> what in a group speaks of other things is told apart (apart.h)
 *
 *   storyline   groups alike at all           "the piracy off Aden"
 *   event       reports of one occurrence     "the Mysore stops two boats"
 *
 * A batch that a reader gathered is told by its storylines, and a storyline
 * that speaks of two occurrences by name is told apart, too.
 *
 * The result does not hang on the order of the items but for exact ties. */
#ifndef CW_STORY_LINK_H
#define CW_STORY_LINK_H

#include "story/sketch.h"

/* Likeness of the two reports that bring two groups together, at least. */
enum { CW_LINK_PAIR_MIN = 160 };

typedef struct {
    const cw_sketch *sketch;
    cw_vector vector;
    int32_t day;       // of publication; CW_NO_DAY: never too far apart
    uint32_t language; // items of two languages are never joined
} cw_link_item;

typedef struct {
    uint32_t a, b; // items, a < b
} cw_link_pair;

typedef struct {
    const cw_lexis *lexis;
    const cw_link_item *items; // [n]
    size_t n;
    const cw_link_pair *pairs; // [n_pairs] those of one b stand together
    size_t n_pairs;
    bool is_batch; // storylines are told apart, and events are not asked for
} cw_link_work;

/* event[i], storyline[i]: the first item of the group of item i; [n] each.
 * Of a batch event[] is left as it is.
 * `scratch` comes back as it was. */
CW_CHECK cw_status cw_link_groups(const cw_link_work *work, cw_arena *scratch,
                                  uint32_t *event, uint32_t *storyline);

/* exp(-d^2 / (2 * 3^2)) in thousandths for d = days - 1: what is a day old is
 * as good as new. */
uint32_t cw_link_decay(int64_t days);

/* Can these two not tell one story, however alike their words? They share
 * a few heavy words only, they name nothing in common, or their headlines fill
 * one template with other names
 * ("Barlow wins Harrant", "Barlow wins Kestrel"). */
bool cw_link_is_barred(const cw_link_item *a, const cw_link_item *b);

/* What two groups need to be joined: the mean of their pairs, thousandths. */
uint32_t cw_link_needed(size_t n_a, size_t n_b);

#endif
