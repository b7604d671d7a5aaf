/* clew_annotate.c: marks of plain texts, and of words that are given. */
#include "base/limits.h"
#include "clew_int.h"
#include "show/annotate_json.h"
#include "show/conllu.h"
#include "show/timeml.h"

typedef struct {
    cw_api_work work;
    cw_api_output output;
    cw_sink sink;
    clew_annotate_options options;
    const cw_model *model;
    int32_t day;
    cw_arena scratch; // of printing straight to the output
} annotating;

/* The path is told where it is not plain which input a line belongs to. */
static bool is_only_input(const clew *run, const cw_intake_slot *slot)
{
    if (run->n_paths + run->n_memory != 1 || slot->item.line > 0)
        return false;
    return run->n_memory == 1 ||
           cw_bytes_equal(slot->item.path, cw_bytes_from(run->paths[0]));
}

static cw_status print_given(const annotating *on, cw_intake_slot *slot,
                             cw_arena *scratch, cw_sink *sink)
{
    cw_given_words given;
    cw_status status = cw_given_read(slot->page.utf8, &slot->arena, &given);
    if (status == CW_OK)
        status = cw_annotate_given(on->model, given.text, given.tokens,
                                   given.n_tokens, on->day, &slot->arena,
                                   scratch, &slot->marks);
    if (status == CW_OK)
        cw_given_print_conllu(&given, slot->page.utf8, slot->marks, sink);
    return status;
}

static cw_status print_marks(const annotating *on, const cw_intake_slot *slot,
                             cw_arena *scratch, cw_sink *sink)
{
    cw_bytes text = slot->page.utf8, path = slot->item.path;
    if (is_only_input(on->work.run, slot) &&
        on->options.format != CLEW_MARKS_TIMEML)
        path.n = 0;
    switch (on->options.format) {
    case CLEW_MARKS_CONLLU:
        cw_marks_print_conllu(slot->marks, text, path, sink);
        break;
    case CLEW_MARKS_TIMEML:
        cw_marks_print_timeml(slot->marks, text, path, on->day, sink);
        break;
    case CLEW_MARKS_JSON:
        return cw_marks_print_json(
            slot->marks, text,
            &(cw_annotate_json_options){path, on->options.has_explanations},
            scratch, sink);
    }
    return CW_OK;
}

/* The marks of the only input are printed by put_marks: they are some 30 times
 * as long as their text, and nothing needs to wait for them. */
static cw_status print_text(const annotating *on, cw_intake_slot *slot,
                            cw_arena *scratch, cw_sink *sink)
{
    cw_status status = cw_annotate_text(on->model, slot->page.utf8, on->day,
                                        &slot->arena, scratch, &slot->marks);
    if (status != CW_OK || is_only_input(on->work.run, slot))
        return status;
    return print_marks(on, slot, scratch, sink);
}

static cw_status make_marks(void *shared, cw_intake_slot *slot,
                            cw_arena *scratch)
{
    const annotating *on = shared;
    cw_status status, end;
    cw_sink sink;
    if (slot->status != CW_OK)
        return CW_OK;
    if (slot->page.kind == CW_PAGE_HTML) {
        slot->status = cw_fail(&slot->error, CW_BAD_INPUT,
                               (const char *)slot->item.path.at, 0,
                               "Run clew extract on it and annotate its body",
                               "this is a web page, not plain text");
        return CW_OK;
    }
    cw_sink_init_buf(&sink, &slot->out);
    status = on->options.is_pretokenized ? print_given(on, slot, scratch, &sink)
                                         : print_text(on, slot, scratch, &sink);
    end = cw_sink_end(&sink);
    return status != CW_OK ? status : end;
}

static cw_status put_marks(void *shared, const cw_intake_slot *slot)
{
    annotating *on = shared;
    cw_status status = CW_OK;
    if (slot->status == CW_OK && !on->options.is_pretokenized &&
        is_only_input(on->work.run, slot))
        status = print_marks(on, slot, &on->scratch, &on->sink);
    else
        cw_sink_add(&on->sink, cw_buf_bytes(&slot->out));
    return status != CW_OK ? status : on->sink.status;
}

clew_status clew_annotate(clew *run, const clew_annotate_options *options,
                          clew_write write, void *shared)
{
    annotating on = {.work = {run}};
    cw_intake intake = cw_api_intake(run, CW_STEP_PAGE, &on);
    clew_status answer;
    cw_status status;
    if (options != NULL)
        on.options = *options;
    answer = cw_api_read_day(run, "--date", on.options.date, &on.day);
    if (answer != CLEW_OK)
        return answer;
    cw_api_output_init(&on.output, write, shared, &on.sink);
    on.model = intake.model;
    intake.make = make_marks;
    intake.merge = put_marks;
    cw_arena_init(&on.scratch, CW_MAX_REPORT_ARENA);
    answer = cw_api_run(run, &intake);
    cw_arena_free(&on.scratch);
    status = cw_sink_end(&on.sink);
    if (status != CW_OK && answer != CLEW_NO_MEMORY)
        answer = cw_api_answer(run, status, NULL);
    return answer;
}
