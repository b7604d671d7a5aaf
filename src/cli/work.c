/* work.c: opening, telling and closing a run. */
#include "work.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#define WORKERS_MAX       64u // CW_MAX_WORKERS, as the help says
#define SAID_BYTES_MAX    ((size_t)256 << 20)
#define PROGRESS_AFTER_S  1
#define PROGRESS_EVERY_US 200000
#define TICKS_A_SECOND    (1000000 / PROGRESS_EVERY_US)

/* No clock is asked: a timer says when the work is long enough for a line,
 * and its ticks are the time that went by. */
static volatile sig_atomic_t is_progress_due, n_ticks;

static void progress_is_due(int number)
{
    (void)number;
    n_ticks += n_ticks == 0 ? PROGRESS_AFTER_S * TICKS_A_SECOND : 1;
    is_progress_due = 1;
}

static void start_progress(cw_work *work)
{
    struct sigaction action = {0};
    struct itimerval timer = {.it_value.tv_sec = PROGRESS_AFTER_S,
                              .it_interval.tv_usec = PROGRESS_EVERY_US};
    work->has_progress = isatty(STDERR_FILENO) == 1;
    if (!work->has_progress)
        return;
    action.sa_handler = progress_is_due;
    action.sa_flags = SA_RESTART;
    (void)sigaction(SIGALRM, &action, NULL);
    (void)setitimer(ITIMER_REAL, &timer, NULL);
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

/* "4 s", "12 min", "3 h": rounded up, in the largest unit of which two and
 * more are left. */
static void print_time(uint64_t seconds)
{
    if (seconds < 120)
        (void)fprintf(stderr, "%" PRIu64 " s", seconds);
    else if (seconds < 7200)
        (void)fprintf(stderr, "%" PRIu64 " min", (seconds + 59) / 60);
    else
        (void)fprintf(stderr, "%" PRIu64 " h", (seconds + 3599) / 3600);
}

/* clew: 840 of 2000 inputs, 210/s, 6 s left */
static void tell_progress(void *shared, size_t done, size_t all)
{
    cw_work *work = shared;
    uint64_t ticks = (uint64_t)n_ticks, n = done;
    if (!work->has_progress || !is_progress_due)
        return;
    is_progress_due = 0;
    work->is_progress_shown = true;
    (void)fprintf(stderr, "\rclew: %zu", done);
    if (all > done)
        (void)fprintf(stderr, " of %zu", all);
    (void)fprintf(stderr, " inputs, %" PRIu64 "/s",
                  (n * TICKS_A_SECOND + ticks / 2) / ticks);
    // of the lines of one file nobody knows how many are to come
    if (all > done && n > 0) {
        (void)fputs(", ", stderr);
        print_time(((all - n) * ticks / n + TICKS_A_SECOND - 1) /
                   TICKS_A_SECOND);
        (void)fputs(" left", stderr);
    }
    (void)fputs("\x1b[K", stderr);
}

/* FILE=VALUE at its last sign: file names hold "=" more often than names of
 * outlets do. */
static clew_status set_said(clew *run, const char *said, cw_arena *scratch,
                            clew_status (*set)(clew *, const char *,
                                               const char *))
{
    const char *sign = strrchr(said, '=');
    cw_bytes path = {(const uint8_t *)said, (size_t)(sign - said)};
    if (cw_arena_copy(scratch, path, &path) != CW_OK)
        return CLEW_NO_MEMORY;
    return set(run, (const char *)path.at, sign + 1);
}

/* Trained weights in place of those that are built in: --model, else
 * $CLEW_MODEL. */
static clew_status set_model(clew *run, const cw_arguments *arguments)
{
    const char *path = arguments->values[CW_OPTION_MODEL];
    if (path == NULL)
        path = getenv("CLEW_MODEL");
    return path == NULL || path[0] == 0 ? CLEW_OK : clew_set_model(run, path);
}

static clew_status set_up(clew *run, const cw_arguments *arguments)
{
    clew_status answer = set_model(run, arguments);
    cw_arena scratch;
    cw_arena_init(&scratch, SAID_BYTES_MAX);
    for (size_t i = 0; answer == CLEW_OK && i < arguments->n_operands; i++)
        answer = clew_add_path(run, arguments->operands[i]);
    for (size_t i = 0; answer == CLEW_OK && i < arguments->n_outlets; i++)
        answer =
            set_said(run, arguments->outlets[i], &scratch, clew_set_outlet);
    for (size_t i = 0; answer == CLEW_OK && i < arguments->n_published; i++)
        answer = set_said(run, arguments->published[i], &scratch,
                          clew_set_published);
    cw_arena_free(&scratch);
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
    start_progress(work);
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
