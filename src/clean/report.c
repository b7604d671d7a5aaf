/* report.c: names, the chosen date, and the check of a block from outside. */
#include "clean/report.h"

#include "base/limits.h"

static const char *const role_names[] = {
#define ROLE_NAME(name, text, is_body) text,
    CW_ROLE_MAP(ROLE_NAME)
#undef ROLE_NAME
};

static const bool role_is_body[] = {
#define ROLE_IS_BODY(name, text, is_body) is_body,
    CW_ROLE_MAP(ROLE_IS_BODY)
#undef ROLE_IS_BODY
};

static const char *const furniture_names[] = {
#define FURNITURE_NAME(name, text) text,
    CW_FURNITURE_MAP(FURNITURE_NAME)
#undef FURNITURE_NAME
};

static const char *const evidence_names[] = {"none", "given", "meta",
                                             "url",  "text",  "inferred"};

#define N_OF(list) (sizeof(list) / sizeof *(list))

const char *cw_role_name(cw_role role)
{
    return (size_t)role < N_OF(role_names) ? role_names[role] : "furniture";
}

bool cw_role_is_body(cw_role role)
{
    return (size_t)role < N_OF(role_is_body) && role_is_body[role];
}

const char *cw_furniture_name(cw_furniture furniture)
{
    return (size_t)furniture < N_OF(furniture_names)
               ? furniture_names[furniture]
               : "other";
}

const char *cw_evidence_name(cw_evidence evidence)
{
    return (size_t)evidence < N_OF(evidence_names) ? evidence_names[evidence]
                                                   : "none";
}

const cw_date_candidate *cw_report_published(const cw_report *report)
{
    const cw_date_candidate *dates =
        CW_AT(report, report->dates, cw_date_candidate);
    if (report->dates.n == 0 || dates[0].is_modified)
        return NULL;
    return &dates[0];
}

static bool is_inside(cw_range range, uint32_t n)
{
    return range.from <= range.to && range.to <= n;
}

static bool fact_fits(const cw_report *report, const cw_fact *fact)
{
    return cw_slice_fits(&report->head, fact->value, 1) &&
           is_inside(fact->span, report->text.n) &&
           fact->source.from <= fact->source.to;
}

static bool facts_fit(const cw_report *report, cw_slice slice, uint32_t n_max)
{
    if (!cw_slice_fits(&report->head, slice, sizeof(cw_fact)) ||
        slice.n > n_max)
        return false;
    const cw_fact *facts = CW_AT(report, slice, cw_fact);
    for (uint32_t i = 0; i < slice.n; i++)
        if (!fact_fits(report, &facts[i]))
            return false;
    return true;
}

static bool blocks_fit(const cw_report *report)
{
    if (!cw_slice_fits(&report->head, report->blocks, sizeof(cw_block)))
        return false;
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    uint32_t at = 0;
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        if (blocks[i].range.from < at || cw_range_is_empty(blocks[i].range) ||
            blocks[i].range.to > report->text.n ||
            blocks[i].role >= N_OF(role_names) ||
            blocks[i].furniture >= N_OF(furniture_names))
            return false;
        at = blocks[i].range.to;
    }
    return true;
}

static bool dates_fit(const cw_report *report)
{
    if (!cw_slice_fits(&report->head, report->dates, sizeof(cw_date_candidate)))
        return false;
    const cw_date_candidate *dates =
        CW_AT(report, report->dates, cw_date_candidate);
    for (uint32_t i = 0; i < report->dates.n; i++)
        if (!is_inside(dates[i].span, report->text.n) ||
            dates[i].source.from > dates[i].source.to ||
            dates[i].evidence > CW_EVIDENCE_INFERRED ||
            dates[i].precision > CW_PRECISION_YEAR ||
            !cw_slice_fits(&report->head, dates[i].what, 1))
            return false;
    return true;
}

static bool entries_fit(const cw_report *report)
{
    if (!cw_slice_fits(&report->head, report->entries, sizeof(cw_entry)))
        return false;
    const cw_entry *entries = CW_AT(report, report->entries, cw_entry);
    uint64_t at = 0;
    for (uint32_t i = 0; i < report->entries.n; i++) {
        const cw_date_candidate *date = &entries[i].date;
        if (entries[i].first < at || entries[i].n == 0 ||
            date->source.from > date->source.to ||
            date->precision > CW_PRECISION_YEAR ||
            date->evidence > CW_EVIDENCE_INFERRED ||
            !cw_slice_fits(&report->head, date->what, 1))
            return false;
        at = (uint64_t)entries[i].first + entries[i].n;
    }
    return at <= report->blocks.n;
}

static bool map_fits(const cw_report *report)
{
    if (!cw_slice_fits(&report->head, report->map, sizeof(cw_map_entry)))
        return false;
    const cw_map_entry *map = CW_AT(report, report->map, cw_map_entry);
    uint64_t text_at = 0;
    for (uint32_t i = 0; i < report->map.n; i++) {
        uint64_t source_at = (uint64_t)map[i].source_from + map[i].length;
        if (map[i].text_from < text_at)
            return false;
        text_at = (uint64_t)map[i].text_from + map[i].length;
        if (text_at > report->text.n || source_at > UINT32_MAX)
            return false;
    }
    return true;
}

bool cw_report_check(const cw_report *report, size_t n_bytes)
{
    if (n_bytes < sizeof *report || report->head.magic != CW_REPORT_MAGIC ||
        report->head.n_bytes != n_bytes)
        return false;
    const cw_slice strings[] = {report->path, report->source_id, report->note,
                                report->text};
    for (size_t i = 0; i < N_OF(strings); i++)
        if (!cw_slice_fits(&report->head, strings[i], 1))
            return false;
    return report->kind <= CW_PAGE_CLEAN &&
           report->status <= CW_REPORT_FAILED &&
           memchr(report->id, 0, sizeof report->id) &&
           memchr(report->language, 0, sizeof report->language) &&
           map_fits(report) && entries_fit(report) && blocks_fit(report) &&
           dates_fit(report) && fact_fits(report, &report->title) &&
           fact_fits(report, &report->outlet) &&
           fact_fits(report, &report->url) &&
           fact_fits(report, &report->dateline) &&
           report->dateline_block.from <= report->dateline_block.to &&
           report->dateline_block.to <= report->text.n &&
           facts_fit(report, report->byline, CW_MAX_BYLINE) &&
           facts_fit(report, report->agency, UINT32_MAX / sizeof(cw_fact));
}
