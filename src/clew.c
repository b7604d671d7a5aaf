/* clew.c: handles, inputs and settings of the public library. */
#include "clew/clew.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "clew_int.h"
#include "show/dossier_json.h"
#include "show/dossier_text.h"
#include "show/page_print.h"

/* ---- a run ------------------------------------------------------------- */

clew_status clew_open(clew **out)
{
    clew *run = cw_alloc(sizeof *run);
    *out = run;
    if (run == NULL)
        return CLEW_NO_MEMORY;
    memset(run, 0, sizeof *run);
    cw_arena_init(&run->arena, CW_MAX_STORY_ARENA);
    atomic_init(&run->cancel, false);
    return CLEW_OK;
}

void clew_close(clew *run)
{
    if (run == NULL)
        return;
    cw_model_unmap(run->model_bytes);
    cw_arena_free(&run->arena);
    cw_alloc_free(run);
}

const char *clew_message(const clew *run)
{
    return run->message;
}

clew_status clew_set_model(clew *run, const char *path)
{
    cw_error error = {.what = ""};
    cw_status status;
    cw_model_unmap(run->model_bytes);
    status = cw_model_map(path, &error, &run->model_bytes, &run->model);
    run->has_model = status == CW_OK;
    return cw_api_answer(run, status == CW_OK ? CW_OK : CW_USAGE, &error);
}

void clew_set_workers(clew *run, size_t n)
{
    run->n_workers = n;
}

void clew_on_problem(clew *run, clew_problem call, void *shared)
{
    run->problem = call;
    run->problem_shared = shared;
}

void clew_on_progress(clew *run, clew_progress call, void *shared)
{
    run->progress = call;
    run->progress_shared = shared;
}

void clew_cancel(clew *run)
{
    atomic_store(&run->cancel, true);
}

const char *clew_version(void)
{
    return CLEW_VERSION;
}

clew_status cw_api_answer(clew *run, cw_status status, const cw_error *error)
{
    run->message[0] = 0;
    if (status == CW_OK)
        return CLEW_OK;
    if (error != NULL && error->what[0] != 0)
        cw_error_line(error, run->message, sizeof run->message);
    else
        (void)snprintf(run->message, sizeof run->message, "%s.",
                       cw_status_text(status));
    switch (status) {
    case CW_USAGE:
        return CLEW_USAGE;
    case CW_UNWRITABLE:
        return CLEW_UNWRITABLE;
    case CW_CANCELLED:
        return CLEW_CANCELLED;
    default:
        return CLEW_NO_MEMORY;
    }
}

/* ---- inputs ------------------------------------------------------------ */

static cw_status keep_text(clew *run, const char *text, cw_bytes *out)
{
    return cw_arena_copy(&run->arena, cw_bytes_from(text), out);
}

clew_status clew_add_path(clew *run, const char *path)
{
    cw_bytes kept;
    cw_status status =
        cw_grow(&run->arena, (void **)&run->paths, &run->path_capacity,
                run->n_paths + 1, sizeof *run->paths, CW_MAX_INPUTS);
    if (status == CW_OK)
        status = keep_text(run, path, &kept);
    if (status == CW_OK)
        run->paths[run->n_paths++] = (const char *)kept.at;
    return cw_api_answer(run, status, NULL);
}

clew_status clew_add_bytes(clew *run, const char *name, const void *bytes,
                           size_t n)
{
    cw_memory_input input;
    cw_status status =
        cw_grow(&run->arena, (void **)&run->memory, &run->memory_capacity,
                run->n_memory + 1, sizeof *run->memory, CW_MAX_INPUTS);
    if (status == CW_OK)
        status = keep_text(run, name, &input.name);
    if (status == CW_OK)
        status = cw_arena_copy(&run->arena, (cw_bytes){bytes, n}, &input.bytes);
    if (status == CW_OK)
        run->memory[run->n_memory++] = input;
    return cw_api_answer(run, status, NULL);
}

static cw_status add_override(clew *run, cw_override_list *list,
                              const char *path, const char *value)
{
    cw_read_override added;
    cw_status status = cw_grow(&run->arena, (void **)&list->at, &list->capacity,
                               list->n + 1, sizeof *list->at, CW_MAX_INPUTS);
    if (status == CW_OK)
        status = keep_text(run, path, &added.path);
    if (status == CW_OK)
        status = keep_text(run, value, &added.value);
    if (status == CW_OK)
        list->at[list->n++] = added;
    return status;
}

clew_status clew_set_outlet(clew *run, const char *path, const char *outlet)
{
    cw_error error;
    if (outlet[0] == 0)
        return cw_api_answer(run,
                             cw_fail(&error, CW_USAGE, path, CW_NO_BYTE,
                                     "Write FILE=NAME",
                                     "no name of an outlet was given"),
                             &error);
    return cw_api_answer(run, add_override(run, &run->outlets, path, outlet),
                         NULL);
}

clew_status clew_set_published(clew *run, const char *path, const char *date)
{
    cw_moment moment;
    cw_error error;
    char precision;
    if (!cw_moment_read(cw_bytes_from(date), &moment, &precision))
        return cw_api_answer(run,
                             cw_fail(&error, CW_USAGE, path, CW_NO_BYTE,
                                     "Write YYYY-MM-DD, YYYY-MM or YYYY, with "
                                     "THH:MM if the time is known",
                                     "\"%.64s\" is no date", date),
                             &error);
    return cw_api_answer(run, add_override(run, &run->published, path, date),
                         NULL);
}

/* DD-MM-YYYY, as some collections write their days. */
static bool read_day_first(cw_bytes value, int32_t *day)
{
    uint64_t d, m, y;
    cw_date date;
    if (value.n != 10 || value.at[2] != '-' || value.at[5] != '-' ||
        !cw_bytes_number(cw_bytes_cut(value, 0, 2), 31, &d) ||
        !cw_bytes_number(cw_bytes_cut(value, 3, 5), 12, &m) ||
        !cw_bytes_number(cw_bytes_cut(value, 6, 10), 9999, &y))
        return false;
    date = (cw_date){(int32_t)y, (uint8_t)m, (uint8_t)d};
    if (!cw_date_is_valid(date))
        return false;
    *day = cw_day_from_date(date);
    return true;
}

clew_status cw_api_read_day(clew *run, const char *name, const char *value,
                            int32_t *day)
{
    cw_moment moment;
    cw_error error;
    char precision;
    *day = CW_NO_DAY;
    if (value == NULL || read_day_first(cw_bytes_from(value), day))
        return CLEW_OK;
    if (!cw_moment_read(cw_bytes_from(value), &moment, &precision) ||
        precision == 'y' || precision == 'm')
        return cw_api_answer(run,
                             cw_fail(&error, CW_USAGE, NULL, CW_NO_BYTE,
                                     "Write YYYY-MM-DD",
                                     "\"%.64s\" is no day for %s", value, name),
                             &error);
    *day = moment.day;
    return CLEW_OK;
}

/* ---- runs -------------------------------------------------------------- */

static void tell_problem(void *shared, const cw_error *error)
{
    const clew *run = ((const cw_api_work *)shared)->run;
    char line[1536];
    if (run->problem == NULL)
        return;
    cw_error_line(error, line, sizeof line);
    run->problem(run->problem_shared, line);
}

static void tell_progress(void *shared, size_t done, size_t all)
{
    const clew *run = ((const cw_api_work *)shared)->run;
    if (run->progress != NULL)
        run->progress(run->progress_shared, done, all);
}

cw_intake cw_api_intake(clew *run, cw_intake_step step, void *shared)
{
    return (cw_intake){
        .paths = {.paths = run->paths,
                  .n_paths = run->n_paths,
                  .outlets = run->outlets.at,
                  .n_outlets = run->outlets.n,
                  .published = run->published.at,
                  .n_published = run->published.n},
        .memory = run->memory,
        .n_memory = run->n_memory,
        .n_workers = run->n_workers,
        .cancel = &run->cancel,
        .step = step,
        .model = run->has_model ? &run->model : NULL,
        .problem = tell_problem,
        .progress = tell_progress,
        .shared = shared,
    };
}

clew_status cw_api_run(clew *run, const cw_intake *intake)
{
    cw_error error = {.byte = CW_NO_BYTE};
    cw_intake_count count;
    cw_status status = cw_intake_run(intake, &error, &count);
    clew_status answer = cw_api_answer(run, status, &error);
    if (answer != CLEW_OK)
        return answer;
    if (count.n_inputs > 0 && count.n_failed == count.n_inputs)
        return CLEW_NOTHING;
    return count.n_problems > 0 ? CLEW_PARTLY : CLEW_OK;
}

cw_bytes cw_api_line_id(const cw_report *report)
{
    if (report->source_id.n > 0)
        return cw_slice_bytes(report, report->source_id);
    return cw_bytes_from(report->id);
}

/* ---- output ------------------------------------------------------------ */

static cw_status put_output(void *shared, cw_bytes bytes)
{
    const cw_api_output *output = shared;
    int stop = output->write(output->shared, (const char *)bytes.at, bytes.n);
    return stop == 0 ? CW_OK : CW_UNWRITABLE;
}

void cw_api_output_init(cw_api_output *output, clew_write write, void *shared,
                        cw_sink *sink)
{
    *output = (cw_api_output){write, shared};
    cw_sink_init(sink, put_output, output);
}

static clew_status written(cw_status status)
{
    if (status == CW_OK)
        return CLEW_OK;
    return status == CW_UNWRITABLE ? CLEW_UNWRITABLE : CLEW_NO_MEMORY;
}

clew_status clew_dossier_json(const clew_dossier *dossier, clew_write write,
                              void *shared)
{
    cw_api_output output;
    cw_sink sink;
    cw_api_output_init(&output, write, shared, &sink);
    return written(cw_dossier_print_json(dossier->told, &sink));
}

clew_status clew_dossier_text(const clew_dossier *dossier,
                              const clew_text_options *options,
                              clew_write write, void *shared)
{
    cw_text_options text = {.width = 80};
    cw_api_output output;
    cw_arena scratch;
    cw_status status;
    cw_sink sink;
    if (options != NULL) {
        text.width = options->width > 0 ? options->width : 80;
        text.has_color = options->has_color != 0;
        text.has_why = options->has_why != 0;
    }
    cw_api_output_init(&output, write, shared, &sink);
    cw_arena_init(&scratch, CW_MAX_STORY_ARENA);
    status = cw_dossier_print_text(dossier->told, &text, &scratch, &sink);
    cw_arena_free(&scratch);
    return written(status);
}

clew_status clew_dossier_html(const clew_dossier *dossier, clew_write write,
                              void *shared)
{
    cw_api_output output;
    cw_arena scratch;
    cw_status status;
    cw_sink sink;
    cw_api_output_init(&output, write, shared, &sink);
    cw_arena_init(&scratch, CW_MAX_STORY_ARENA);
    status = cw_dossier_print_page(dossier->told, &scratch, &sink);
    cw_arena_free(&scratch);
    return written(status);
}

size_t clew_dossier_reports(const clew_dossier *dossier)
{
    return dossier->told->n_reports;
}

size_t clew_dossier_stories(const clew_dossier *dossier)
{
    return dossier->told->n_stories;
}

void clew_dossier_free(clew_dossier *dossier)
{
    if (dossier == NULL)
        return;
    cw_arena_free(&dossier->keep);
    cw_alloc_free(dossier);
}
