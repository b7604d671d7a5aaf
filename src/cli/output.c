/* output.c: writing aside, and cleaning up. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "read/input.h"

/* What a signal handler removes; a program writes one file. */
static char aside_now[PATH_MAX];
static volatile sig_atomic_t has_aside;

static void end_by_signal(int number)
{
    if (has_aside)
        (void)unlink(aside_now);
    (void)raise(number); // the handler was reset: this ends the program
}

static void catch_signal(int number)
{
    struct sigaction action = {0}, before;
    if (sigaction(number, NULL, &before) != 0 || before.sa_handler == SIG_IGN)
        return;
    action.sa_handler = end_by_signal;
    action.sa_flags = (int)(SA_RESETHAND | SA_NODEFER);
    (void)sigaction(number, &action, NULL);
}

void cw_output_prepare(void)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT};
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        catch_signal(ending[i]);
}

static bool failed(cw_output *output, int number)
{
    if (output->error == 0)
        output->error = number;
    return false;
}

/* Link targets are replaced, not the links. */
static bool find_target(cw_output *output, const char *path)
{
    if (strlen(path) >= sizeof output->target)
        return failed(output, ENAMETOOLONG);
    if (realpath(path, output->target) == NULL)
        (void)snprintf(output->target, sizeof output->target, "%s", path);
    return true;
}

static bool open_aside(cw_output *output, mode_t mode)
{
    const char *slash = strrchr(output->target, '/');
    size_t n = slash != NULL ? (size_t)(slash - output->target) + 1 : 0;
    int written = snprintf(output->aside, sizeof output->aside,
                           "%.*s.clew-XXXXXX", (int)n, output->target);
    if (written < 0 || (size_t)written >= sizeof output->aside) {
        output->aside[0] = 0;
        return failed(output, ENAMETOOLONG);
    }
    output->fd = mkostemp(output->aside, O_CLOEXEC);
    if (output->fd < 0) {
        output->aside[0] = 0;
        return failed(output, errno);
    }
    (void)memcpy(aside_now, output->aside, sizeof aside_now);
    has_aside = 1;
    (void)fchmod(output->fd, mode);
    return true;
}

bool cw_output_open(cw_output *output, const char *path)
{
    struct stat found;
    mode_t mask = umask(0);
    (void)umask(mask);
    *output = (cw_output){.fd = STDOUT_FILENO};
    if (path == NULL || strcmp(path, "-") == 0)
        return true;
    output->name = path;
    if (path[0] == 0)
        return failed(output, ENOENT);
    if (!find_target(output, path))
        return false;
    if (stat(output->target, &found) != 0)
        return open_aside(output, 0666 & ~mask);
    if (S_ISDIR(found.st_mode))
        return failed(output, EISDIR);
    if (S_ISREG(found.st_mode)) {
        if (access(output->target, W_OK) != 0)
            return failed(output, errno);
        return open_aside(output, found.st_mode & 07777);
    }
    output->fd = open(output->target, O_WRONLY | O_CLOEXEC);
    return output->fd >= 0 || failed(output, errno);
}

int cw_output_write(void *shared, const char *bytes, size_t n)
{
    cw_output *output = shared;
    while (n > 0) {
        ssize_t written = write(output->fd, bytes, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            (void)failed(output, written < 0 ? errno : EIO);
            return 1;
        }
        bytes += written;
        n -= (size_t)written;
    }
    return 0;
}

static void sync_folder(const char *target)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(target, '/');
    int fd;
    (void)snprintf(folder, sizeof folder, "%.*s",
                   slash != NULL ? (int)(slash - target) + 1 : 1,
                   slash != NULL ? target : ".");
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    (void)fsync(fd);
    (void)close(fd);
}

bool cw_output_commit(cw_output *output)
{
    if (output->target[0] == 0) // some file systems tell a full disk at close
        return close(output->fd) == 0 || errno == EBADF ||
               failed(output, errno);
    if (output->aside[0] != 0 && fsync(output->fd) != 0)
        (void)failed(output, errno);
    if (close(output->fd) != 0)
        (void)failed(output, errno);
    output->fd = -1;
    if (output->error == 0 && output->aside[0] != 0 &&
        rename(output->aside, output->target) != 0)
        (void)failed(output, errno);
    if (output->error != 0) {
        cw_output_discard(output);
        return false;
    }
    has_aside = 0;
    if (output->aside[0] != 0)
        sync_folder(output->target);
    return true;
}

void cw_output_discard(cw_output *output)
{
    if (output->target[0] != 0 && output->fd >= 0)
        (void)close(output->fd);
    output->fd = -1;
    if (output->aside[0] != 0)
        (void)unlink(output->aside);
    output->aside[0] = 0;
    has_aside = 0;
}

bool cw_output_has_color(const cw_output *output)
{
    const char *refused = getenv("NO_COLOR"); // no-color.org
    const char *terminal = getenv("TERM");
    if (refused != NULL && refused[0] != 0)
        return false;
    if (terminal == NULL || strcmp(terminal, "dumb") == 0)
        return false;
    return output->fd >= 0 && isatty(output->fd) == 1;
}

int cw_output_tell_failure(const cw_output *output)
{
    if (output->error == EPIPE)
        return CW_EXIT_DONE; // whoever read has read enough
    if (output->name == NULL)
        (void)cw_cli_wrong("standard output: cannot be written: %s. What was "
                           "written is cut short.",
                           cw_errno_text(output->error));
    else
        (void)cw_cli_wrong("%s: cannot be written: %s. What stood there is "
                           "as it was; choose another FILE for -o.",
                           output->name, cw_errno_text(output->error));
    return CW_EXIT_UNWRITABLE;
}
