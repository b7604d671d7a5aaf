/* cli_tell.c: clew tell. */
#include <sys/ioctl.h>

#include "work.h"

enum { FORMAT_TEXT, FORMAT_HTML, FORMAT_JSON };

#define COLUMNS 80u

/* A terminal narrower than 80 columns gets lines that fit it. */
static unsigned columns(const cw_output *output)
{
    struct winsize size = {0};
    if (ioctl(output->fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 ||
        size.ws_col > COLUMNS)
        return COLUMNS;
    return size.ws_col;
}

static clew_status print(cw_work *work, const clew_dossier *dossier,
                         const cw_arguments *arguments, int format)
{
    clew_text_options options = {
        .width = columns(&work->output),
        .has_color = cw_output_has_color(&work->output),
        .has_why = arguments->values[CW_OPTION_WHY] != NULL};
    if (format == FORMAT_JSON)
        return clew_dossier_json(dossier, cw_output_write, &work->output);
    if (format == FORMAT_HTML)
        return clew_dossier_html(dossier, cw_output_write, &work->output);
    return clew_dossier_text(dossier, &options, cw_output_write, &work->output);
}

int cw_cli_tell(const cw_arguments *arguments)
{
    const char *const *values = arguments->values;
    clew_tell_options options = {.query = values[CW_OPTION_QUERY],
                                 .from = values[CW_OPTION_FROM],
                                 .to = values[CW_OPTION_TO],
                                 .since = values[CW_OPTION_SINCE]};
    int format = cw_work_format(arguments), status;
    clew_dossier *dossier;
    clew_status answer, printed;
    cw_work work;
    if (format < 0)
        return CW_EXIT_USAGE;
    if (values[CW_OPTION_MAX_DATES] != NULL) {
        options.max_dates =
            cw_arguments_number(values[CW_OPTION_MAX_DATES], 1000000);
        if (options.max_dates == 0)
            return cw_cli_wrong("--max-dates takes a number from 1, not "
                                "\"%.100s\".",
                                values[CW_OPTION_MAX_DATES]);
    }
    status = cw_work_open(&work, arguments);
    if (status != CW_EXIT_DONE)
        return status;
    answer = clew_tell(work.run, &options, &dossier);
    if (dossier != NULL) {
        printed = print(&work, dossier, arguments, format);
        answer = printed != CLEW_OK ? printed : answer;
    }
    clew_dossier_free(dossier);
    return cw_work_close(&work, answer);
}
