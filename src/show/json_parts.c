/* json_parts.c: dates, facts and ranges in JSON. */
#include "show/json_parts.h"

const char *cw_precision_name(cw_precision precision)
{
    switch (precision) {
    case CW_PRECISION_MINUTE:
        return "minute";
    case CW_PRECISION_DAY:
        return "day";
    case CW_PRECISION_MONTH:
        return "month";
    case CW_PRECISION_YEAR:
        return "year";
    case CW_PRECISION_NONE:
        break;
    }
    return NULL;
}

const char *cw_report_status_name(cw_report_status status)
{
    switch (status) {
    case CW_REPORT_OK:
        return "ok";
    case CW_REPORT_PARTIAL:
        return "partial";
    case CW_REPORT_EMPTY:
        return "empty";
    case CW_REPORT_FAILED:
        break;
    }
    return "failed";
}

void cw_json_moment(cw_json *json, cw_moment moment, uint8_t precision)
{
    char out[32];
    if (precision != CW_PRECISION_MINUTE)
        moment = (cw_moment){moment.day, -1, -1, CW_NO_ZONE};
    cw_moment_print(moment, out);
    if (precision == CW_PRECISION_MONTH && out[0] != 0)
        out[7] = 0;
    if (precision == CW_PRECISION_YEAR && out[0] != 0)
        out[4] = 0;
    cw_json_text_or_null(json, cw_bytes_from(out));
}

void cw_json_day(cw_json *json, int32_t day, int16_t minute, int16_t zone_min)
{
    cw_moment moment = {day, minute, -1, minute < 0 ? CW_NO_ZONE : zone_min};
    cw_json_moment(json, moment, CW_PRECISION_MINUTE);
}

void cw_json_range_or_null(cw_json *json, cw_range range)
{
    if (cw_range_is_empty(range))
        cw_json_null(json);
    else
        cw_json_range(json, range);
}

void cw_json_candidate(cw_json *json, const cw_report *report,
                       const cw_date_candidate *candidate, bool with_span)
{
    cw_json_open(json, '{', CW_JSON_INLINE);
    cw_json_key(json, "value");
    cw_json_moment(json, candidate->moment, candidate->precision);
    cw_json_key(json, "precision");
    cw_json_word(json, cw_precision_name(candidate->precision));
    cw_json_key(json, "evidence");
    cw_json_word(json, cw_evidence_name(candidate->evidence));
    if (with_span) {
        cw_json_key(json, "why");
        cw_json_text_or_null(json, cw_slice_bytes(report, candidate->what));
        cw_json_key(json, "span");
        cw_json_range_or_null(json, candidate->span);
        cw_json_key(json, "source");
        cw_json_range_or_null(json, candidate->source);
    } else {
        cw_json_key(json, "source");
        cw_json_range_or_null(json, candidate->source);
        cw_json_key(json, "why");
        cw_json_text_or_null(json, cw_slice_bytes(report, candidate->what));
    }
    cw_json_key(json, "modified");
    cw_json_bool(json, candidate->is_modified);
    cw_json_close(json);
}

void cw_json_facts(cw_json *json, const cw_report *report, cw_slice facts)
{
    cw_json_open(json, '[', CW_JSON_INLINE);
    for (uint32_t i = 0; i < facts.n; i++) {
        const cw_fact *fact = &CW_AT(report, facts, cw_fact)[i];
        cw_json_text(json, cw_slice_bytes(report, fact->value));
    }
    cw_json_close(json);
}
