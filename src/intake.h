/* intake.h: the road that every command begins with: from inputs to reports,
 * in parallel and in order.
 *
 *   inputs -> item -> page -> report -> marks -> make    any worker
 *      |                                           |
 *    next (order of the inputs)                  merge   the caller's thread
 *
 * What one input needs lives in the arena of its slot, which is used again
 * after merge: memory is bounded by the workers, not by the inputs. An input
 * that fails is told and counted, and stops nothing. */
#ifndef CW_INTAKE_H
#define CW_INTAKE_H

#include <stdatomic.h>

#include "annotate/annotate.h"
#include "base/buf.h"
#include "read/read.h"

/* An input in memory, behind those with a path. */
typedef struct {
    cw_bytes name, bytes;
} cw_memory_input;

typedef struct {
    cw_arena arena;          // page, report, marks, out
    cw_read_item item;       // as it was found
    cw_status status;        // of reading it
    cw_error error;          // why not, or what was cut (page.is_cut)
    cw_page page;            // with CW_OK
    const cw_report *report; // from CW_STEP_CLEAN on
    const cw_marks *marks;   // from CW_STEP_ANNOTATE on
    cw_buf out;              // what make wrote
    struct cw_intake_part {  // of a text that holds several articles: make and
        cw_page page;        // merge are called for each, which then stands
        const cw_report *report; // in page, report and marks
        const cw_marks *marks;
    } * parts; // [n_parts]
    size_t n_parts;
} cw_intake_slot;

typedef enum {
    CW_STEP_PAGE,    // only read
    CW_STEP_BODY,    // and cleaned as far as words and credits need it; a line
                     // that has an id is known by it alone
    CW_STEP_CLEAN,   // and cleaned
    CW_STEP_ANNOTATE // and annotated
} cw_intake_step;

typedef struct {
    cw_read_options paths;
    const cw_memory_input *memory; // [n_memory]
    size_t n_memory;
    size_t n_workers; // 0: as many as there are
    const atomic_bool *cancel;
    cw_intake_step step;   // how far each input goes
    const cw_model *model; // NULL: the one that is linked in
    /* May be NULL. On any worker, also for an input that failed: append to
     * slot->out, which merge finds whole with the first of several parts and
     * empty with the others. */
    cw_status (*make)(void *shared, cw_intake_slot *slot, cw_arena *scratch);
    /* May be NULL. In the order of the inputs. */
    cw_status (*merge)(void *shared, const cw_intake_slot *slot);
    void (*problem)(void *shared, const cw_error *error);    // may be NULL
    void (*progress)(void *shared, size_t done, size_t all); // may be NULL
    void *shared;
} cw_intake;

typedef struct {
    size_t n_inputs, n_failed; // pages and failures met
    size_t n_problems;         // failures, and pages read in part
} cw_intake_count;

/* Fails with CW_USAGE (*error says why), CW_NO_MEMORY, CW_CANCELLED, or what
 * make or merge answered. */
CW_CHECK cw_status cw_intake_run(const cw_intake *intake, cw_error *error,
                                 cw_intake_count *count);

#endif
