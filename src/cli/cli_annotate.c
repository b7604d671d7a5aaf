/* cli_annotate.c: clew annotate. */
#include "work.h"

int cw_cli_annotate(const cw_arguments *arguments)
{
    /* in the order of the table: json|conllu|timeml */
    static const clew_marks_format formats[] = {
        CLEW_MARKS_JSON, CLEW_MARKS_CONLLU, CLEW_MARKS_TIMEML};
    const char *const *values = arguments->values;
    clew_annotate_options options = {
        .date = values[CW_OPTION_DATE],
        .is_pretokenized = values[CW_OPTION_PRETOKENIZED] != NULL,
        .has_explanations = values[CW_OPTION_EXPLAIN] != NULL};
    int format = cw_work_format(arguments), status;
    cw_work work;
    if (format < 0)
        return CW_EXIT_USAGE;
    options.format = formats[format];
    if (options.is_pretokenized && values[CW_OPTION_FORMAT] != NULL &&
        options.format != CLEW_MARKS_CONLLU)
        return cw_cli_wrong("--pretokenized answers in CoNLL-U. Leave --format "
                            "out, or write --format conllu.");
    status = cw_work_open(&work, arguments);
    if (status != CW_EXIT_DONE)
        return status;
    return cw_work_close(&work, clew_annotate(work.run, &options,
                                              cw_output_write, &work.output));
}
