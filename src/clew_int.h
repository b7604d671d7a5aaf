/* clew_int.h: what the parts of the public library share. Included by
 * src/clew*.c only. */
#ifndef CLEW_INT_H
#define CLEW_INT_H

#include "annotate/model.h"
#include "clew/clew.h"
#include "intake.h"
#include "show/sink.h"
#include "story/story.h"

typedef struct {
    cw_read_override *at;
    size_t n, capacity;
} cw_override_list;

struct clew {
    cw_arena arena; // inputs and settings, until close
    const char **paths;
    size_t n_paths, path_capacity;
    cw_memory_input *memory;
    size_t n_memory, memory_capacity;
    cw_override_list outlets, published;
    size_t n_workers;
    cw_bytes model_bytes; // a mapped file, or empty
    cw_model model;       // borrows from it
    bool has_model;       // else the one that is linked in
    atomic_bool cancel;
    clew_problem problem;
    void *problem_shared;
    clew_progress progress;
    void *progress_shared;
    char message[1024];
};

struct clew_dossier {
    cw_arena keep;
    const cw_dossier *told;
};

/* Where the lines of a run go: the caller's function behind a sink. */
typedef struct {
    clew_write write;
    void *shared;
} cw_api_output;

void cw_api_output_init(cw_api_output *output, clew_write write, void *shared,
                        cw_sink *sink);

/* An intake over the inputs of this handle; the caller adds step, make, merge
 * and runs it with cw_api_run. `problem` and `progress` need `shared` to begin
 * with a cw_api_work. */
typedef struct {
    clew *run;
} cw_api_work;
cw_intake cw_api_intake(clew *run, cw_intake_step step, void *shared);

/* Run it. CLEW_OK, CLEW_PARTLY, CLEW_NOTHING, or why it ended early. */
clew_status cw_api_run(clew *run, const cw_intake *intake);

/* The public status of an internal one, with its message in *run. */
clew_status cw_api_answer(clew *run, cw_status status, const cw_error *error);

/* A day given by the caller; NULL gives CW_NO_DAY. */
CW_CHECK clew_status cw_api_read_day(clew *run, const char *name,
                                     const char *value, int32_t *day);

/* What an input is called in lines: its own id, else its report's. */
cw_bytes cw_api_line_id(const cw_report *report);

#endif
