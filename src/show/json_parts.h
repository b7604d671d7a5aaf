/* json_parts.h: values that several of our formats share. Inside src/show. */
#ifndef CW_SHOW_JSON_PARTS_H
#define CW_SHOW_JSON_PARTS_H

#include "clean/report.h"
#include "show/json.h"

/* "2023", "2023-10", "2023-10-17" or with a time, as far as it is known;
 * null for CW_NO_DAY. precision: cw_precision. */
void cw_json_moment(cw_json *json, cw_moment moment, uint8_t precision);

/* A day, or a minute of it when minute >= 0; null for CW_NO_DAY. */
void cw_json_day(cw_json *json, int32_t day, int16_t minute, int16_t zone_min);

const char *cw_precision_name(cw_precision precision); // NULL for NONE
const char *cw_report_status_name(cw_report_status status);

/* Keys value, precision, evidence, why, span?, source, modified of one date
 * candidate, as an object. */
void cw_json_candidate(cw_json *json, const cw_report *report,
                       const cw_date_candidate *candidate, bool with_span);

/* The people or agencies of a slice of cw_fact, as an array of strings. */
void cw_json_facts(cw_json *json, const cw_report *report, cw_slice facts);

/* [from,to], or null when the range is empty. */
void cw_json_range_or_null(cw_json *json, cw_range range);

#endif
