/* learn.h: an averaged perceptron over hashed features, in integers.
 *
 *   w(f, y) += 1 for the right label, -= 1 for the one that was chosen
 *   weight  = sum of w over all steps / number of steps      (Collins 2002)
 *
 *   row [n_rows]  one feature: key, its cells
 *   cell          label, w, sum of w up to `when`, `when`
 *
 * Only labels that were ever right or chosen wrongly have a cell, so rows stay
 * short. No floating point: the same input gives the same bytes anywhere. */
#ifndef CLEW_TRAIN_LEARN_H
#define CLEW_TRAIN_LEARN_H

#include "annotate/model.h"
#include "base/arena.h"
#include "train_fail.h"

typedef struct {
    int64_t sum;
    int32_t w;
    uint32_t when;
    uint8_t label;
} learn_cell;

typedef struct {
    uint32_t key; // 0: free
    uint16_t n, capacity;
    learn_cell *cells;
} learn_row;

typedef struct {
    cw_arena *arena;
    learn_row *rows; // open addressing, a power of two of slots
    size_t n_rows, n_slots;
    uint32_t n_labels;
    bool is_closed;     // no new rows
    uint32_t now;       // steps made
    uint8_t *seen;      // [LEARN_SEEN] times a feature was counted, or NULL
    uint8_t least_seen; // those counted less often are never learnt
} learner;

void learn_init(learner *l, cw_arena *arena, uint32_t n_labels);

/* Before learning: count each feature of the examples. What stands less than
 * `least` times only learns single examples by heart. */
enum { LEARN_SEEN = 1 << 24 };
void learn_count(learner *l, const uint32_t *feature, size_t K, uint8_t least);

/* Add the scores of the labels, in whole units. */
void learn_score(const learner *l, const uint32_t *feature, size_t K,
                 int32_t *score);

/* One step is made; good != bad teaches the difference. */
void learn_step(learner *l, const uint32_t *feature, size_t K, uint32_t good,
                uint32_t bad);

/* Teach without making a step: for one more decision of the same example. */
void learn_add(learner *l, const uint32_t *feature, size_t K, uint32_t label,
               int32_t change);

/* Before each reading, epoch from 1: after every n_epochs > 1 learning begins
 * anew from nothing, while the means go on. The mean of trainings in several
 * orders wavers less than one (McDonald, Hall and Mann 2010). */
void learn_begin(learner *l, uint64_t epoch, uint64_t n_epochs);

/* Keep the n_max features whose weights are largest, and learn on with those
 * alone, so that what is left makes up for what is gone. Means begin anew. */
void learn_narrow(learner *l, int32_t unit, size_t n_max);

/* The weights section: averages times `unit`, rounded, at most 127. When there
 * are more than n_max features, those whose largest weight is smallest are
 * left out, all of one size together. In the learner's arena. */
cw_bytes learn_pack(const learner *l, int32_t unit, size_t n_max);

/* An order of n items that is the same each time: Fisher and Yates with a
 * xorshift generator. */
void learn_shuffle(uint32_t *items, size_t n, uint64_t seed);

/* cw_arena_array or the end of the program. */
void *learn_array(cw_arena *arena, size_t n, size_t size);

#endif
