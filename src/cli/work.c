/* work.c: opening, telling and closing a run. */
#include "work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define WORKERS_MAX       64u // CW_MAX_WORKERS, as the help says
#define PROGRESS_AFTER_MS 1000
#define PROGRESS_EVERY_MS 100

static long long now_ms(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void wipe_progress(cw_work *work)
{
    if (work->is_progress_shown)
        (void)fputs("\r\x1b[K", stderr);
    work->is_progress_shown = false;
}

static void tell_problem(void *shared, const char *line)
{
    wipe_progress(shared);
    (void)fprintf(stderr, "clew: %s\n", line);
}

static void tell_progress(void *shared, size_t done, size_t all)
{
    cw_work *work = shared;
    long long now;
    if (!work->has_progress)
        return;
    now = now_ms();
    if (now - work->began_ms < PROGRESS_AFTER_MS ||
        now - work->shown_ms < PROGRESS_EVERY_MS)
        return;
    work->shown_ms = now;
    work->is_progress_shown = true;
    (void)fprintf(stderr, "\rclew: %zu of %zu inputs\x1b[K", done, all);
}

/* FILE=VALUE at its last sign: file names hold "=" more often than names of
 * outlets do. */
static clew_status set_said(clew *run, const char *said,
                            clew_status (*set)(clew *, const char *,
                                               const char *))
{
    const char *sign = strrchr(said, '=');
    char *path = strndup(said, (size_t)(sign - said));
    clew_status answer = CLEW_NO_MEMORY;
    if (path != NULL)
        answer = set(run, path, sign + 1);
    free(path);
    return answer;
}

static clew_status set_up(clew *run, const cw_arguments *arguments)
{
    clew_status answer = CLEW_OK;
    for (size_t i = 0; answer == CLEW_OK && i < arguments->n_operands; i++)
        answer = clew_add_path(run, arguments->operands[i]);
    for (size_t i = 0; answer == CLEW_OK && i < arguments->n_outlets; i++)
        answer = set_said(run, arguments->outlets[i], clew_set_outlet);
    for (size_t i = 0; answer == CLEW_OK && i < arguments->n_published; i++)
        answer = set_said(run, arguments->published[i], clew_set_published);
    return answer;
}

int cw_work_open(cw_work *work, const cw_arguments *arguments)
{
    const char *workers = arguments->values[CW_OPTION_WORKERS];
    unsigned n = 0;
    clew_status answer;
    memset(work, 0, sizeof *work);
    if (workers != NULL) {
        n = cw_arguments_number(workers, WORKERS_MAX);
        if (n == 0)
            return cw_cli_wrong("-j takes a number from 1 to %u, not "
                                "\"%.100s\".",
                                WORKERS_MAX, workers);
    }
    answer = clew_open(&work->run);
    if (answer == CLEW_OK)
        answer = set_up(work->run, arguments);
    if (answer != CLEW_OK)
        return cw_work_close(work, answer);
    clew_set_workers(work->run, n);
    clew_on_problem(work->run, tell_problem, work);
    clew_on_progress(work->run, tell_progress, work);
    work->has_progress = isatty(STDERR_FILENO) == 1;
    work->began_ms = now_ms();
    if (!cw_output_open(&work->output, arguments->values[CW_OPTION_OUTPUT])) {
        clew_close(work->run);
        return cw_output_tell_failure(&work->output);
    }
    return CW_EXIT_DONE;
}

int cw_work_close(cw_work *work, clew_status answer)
{
    int status = CW_EXIT_UNWRITABLE;
    wipe_progress(work);
    switch (answer) {
    case CLEW_OK:
    case CLEW_PARTLY:
        status = answer == CLEW_OK ? CW_EXIT_DONE : CW_EXIT_PARTLY;
        if (!cw_output_commit(&work->output))
            status = cw_output_tell_failure(&work->output);
        break;
    case CLEW_NOTHING:
        status = CW_EXIT_PARTLY;
        break;
    case CLEW_UNWRITABLE:
        status = cw_output_tell_failure(&work->output);
        break;
    case CLEW_USAGE:
        status = cw_cli_wrong("%s", clew_message(work->run));
        break;
    case CLEW_NO_MEMORY:
    case CLEW_CANCELLED:
        (void)cw_cli_wrong("%s", work->run != NULL ? clew_message(work->run)
                                                   : "memory ran out.");
        break;
    }
    if (answer != CLEW_OK && answer != CLEW_PARTLY)
        cw_output_discard(&work->output);
    clew_close(work->run);
    return status;
}

int cw_work_format(const cw_arguments *arguments)
{
    const char *given = arguments->values[CW_OPTION_FORMAT];
    const char *at = arguments->command->formats;
    if (arguments->values[CW_OPTION_JSON] != NULL)
        given = "json";
    if (given == NULL)
        return 0;
    for (int number = 0;; number++) {
        size_t n = strcspn(at, "|");
        if (strlen(given) == n && strncmp(at, given, n) == 0)
            return number;
        if (at[n] == 0)
            break;
        at += n + 1;
    }
    (void)cw_cli_wrong("unknown format \"%.100s\" for %s. Write one of %s.",
                       given, arguments->command->name,
                       arguments->command->formats);
    return -1;
}
