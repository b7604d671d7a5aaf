/* extract_json.h: one report as a line of `clew extract`
 * (docs/extract.schema.json). Every `source` is a range of bytes of the page
 * before character decoding. */
#ifndef CW_SHOW_EXTRACT_JSON_H
#define CW_SHOW_EXTRACT_JSON_H

#include "clean/report.h"
#include "show/sink.h"

/* The report as one line; its failures are the sink's. */
void cw_report_print_json(const cw_report *report, cw_sink *sink);

/* The line of an input that could not be read: status "failed", all else
 * unknown. line is of a JSONL file, 0 otherwise; note says why. */
void cw_failed_print_json(cw_bytes path, uint64_t line, const char *note,
                          cw_sink *sink);

#endif
