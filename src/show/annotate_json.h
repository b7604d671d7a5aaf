/* annotate_json.h: the marks of one text as a line of JSON
 * (docs/annotate.schema.json). */
#ifndef CW_SHOW_ANNOTATE_JSON_H
#define CW_SHOW_ANNOTATE_JSON_H

#include "annotate/marks.h"
#include "show/sink.h"

typedef struct {
    cw_bytes path;         // n == 0: the line has no path
    bool has_explanations; // the rule that found each time
} cw_annotate_json_options;

/* Failures are the sink's, or CW_NO_MEMORY of `scratch`, which comes back as
 * it was. */
CW_CHECK cw_status cw_marks_print_json(const cw_marks *marks, cw_bytes text,
                                       const cw_annotate_json_options *options,
                                       cw_arena *scratch, cw_sink *sink);

#endif
