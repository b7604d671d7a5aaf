/* timeml.h: times and events of one text as TimeML 1.2.1 (timeml.org): the
 * text itself with TIMEX3 and EVENT elements around its words. */
#ifndef CW_SHOW_TIMEML_H
#define CW_SHOW_TIMEML_H

#include "annotate/marks.h"
#include "show/sink.h"

/* path names the document; date is what the text was published on, CW_NO_DAY
 * unknown. Failures are the sink's. */
void cw_marks_print_timeml(const cw_marks *marks, cw_bytes text, cw_bytes path,
                           int32_t published_day, cw_sink *sink);

#endif
