/* extract_json.c: a report as JSON. */
#include "show/extract_json.h"

#include "show/json_parts.h"

static void key_text(cw_json *json, const char *key, cw_bytes text)
{
    cw_json_key(json, key);
    cw_json_text_or_null(json, text);
}

static const char *format_name(uint8_t kind)
{
    switch ((cw_page_kind)kind) {
    case CW_PAGE_TEXT:
        return "text";
    case CW_PAGE_HTML:
        return "html";
    case CW_PAGE_CLEAN:
        return "jsonl";
    }
    return NULL;
}

static cw_map report_map(const cw_report *report)
{
    return (cw_map){CW_AT(report, report->map, cw_map_entry), report->map.n};
}

static void print_dates(cw_json *json, const cw_report *report)
{
    const cw_date_candidate *dates =
        CW_AT(report, report->dates, cw_date_candidate);
    const cw_date_candidate *published = cw_report_published(report);
    const cw_date_candidate *modified = NULL;
    cw_json_key(json, "published");
    if (published != NULL)
        cw_json_candidate(json, report, published, false);
    else
        cw_json_null(json);
    cw_json_key(json, "published_candidates");
    cw_json_open(json, '[', CW_JSON_INLINE);
    for (uint32_t i = 0; i < report->dates.n; i++) {
        cw_json_candidate(json, report, &dates[i], false);
        if (dates[i].is_modified && modified == NULL)
            modified = &dates[i];
    }
    cw_json_close(json);
    cw_json_key(json, "modified");
    if (modified != NULL)
        cw_json_moment(json, modified->moment, modified->precision);
    else
        cw_json_null(json);
}

static void print_dateline(cw_json *json, const cw_report *report)
{
    cw_bytes place = cw_slice_bytes(report, report->dateline.value);
    cw_json_key(json, "dateline");
    if (place.n == 0) {
        cw_json_null(json);
        return;
    }
    cw_json_open(json, '{', CW_JSON_INLINE);
    key_text(json, "place", place);
    cw_json_key(json, "source");
    cw_json_range_or_null(json, report->dateline.source);
    cw_json_close(json);
}

/* The body blocks joined by blank lines, written piece by piece. */
static void print_body(cw_json *json, const cw_report *report)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_bytes text = cw_report_text(report);
    bool is_open = false;
    cw_json_key(json, "body");
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        if (!cw_role_is_body(blocks[i].role))
            continue;
        if (!is_open)
            cw_json_open_text(json);
        else
            cw_json_add_text(json, CW_LIT("\n\n"));
        cw_json_add_text(json, cw_bytes_at(text, blocks[i].range));
        is_open = true;
    }
    if (is_open)
        cw_json_close_text(json);
    else
        cw_json_null(json);
}

static void print_blocks(cw_json *json, const cw_report *report,
                         bool is_furniture)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_bytes text = cw_report_text(report);
    cw_map map = report_map(report);
    cw_json_key(json, is_furniture ? "furniture" : "blocks");
    cw_json_open(json, '[', CW_JSON_INLINE);
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        const cw_block *block = &blocks[i];
        if ((block->role == CW_ROLE_FURNITURE) != is_furniture)
            continue;
        cw_json_open(json, '{', CW_JSON_INLINE);
        key_text(json, "text", cw_bytes_at(text, block->range));
        cw_json_key(json, is_furniture ? "kind" : "role");
        cw_json_word(json, is_furniture ? cw_furniture_name(block->furniture)
                                        : cw_role_name(block->role));
        cw_json_key(json, "source");
        cw_json_range(json, cw_map_range(map, block->range));
        cw_json_close(json);
    }
    cw_json_close(json);
}

/* The body blocks of an entry joined by blank lines, and the bytes that they
 * stand in. Its title is its first heading. */
static void print_entry(cw_json *json, const cw_report *report,
                        const cw_entry *entry)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    const cw_block *first = &blocks[entry->first], *end = first + entry->n;
    const cw_block *heading = NULL;
    cw_bytes text = cw_report_text(report);
    bool is_dated = entry->date.moment.day != CW_NO_DAY, is_open = false;
    for (const cw_block *b = first; b < end && heading == NULL; b++)
        heading = b->role == CW_ROLE_HEADING ? b : NULL;
    cw_json_open(json, '{', CW_JSON_INLINE);
    cw_json_key(json, "published");
    if (is_dated)
        cw_json_candidate(json, report, &entry->date, false);
    else
        cw_json_null(json);
    key_text(json, "title",
             heading != NULL ? cw_bytes_at(text, heading->range)
                             : (cw_bytes){NULL, 0});
    cw_json_key(json, "body");
    cw_json_open_text(json);
    for (const cw_block *b = first; b < end; b++) {
        if (!cw_role_is_body(b->role) || b == heading)
            continue;
        if (is_open)
            cw_json_add_text(json, CW_LIT("\n\n"));
        cw_json_add_text(json, cw_bytes_at(text, b->range));
        is_open = true;
    }
    cw_json_close_text(json);
    cw_json_key(json, "source");
    cw_json_range(
        json, cw_map_range(report_map(report),
                           (cw_range){first->range.from, end[-1].range.to}));
    cw_json_close(json);
}

/* Only of a live blog. */
static void print_entries(cw_json *json, const cw_report *report)
{
    const cw_entry *entries = CW_AT(report, report->entries, cw_entry);
    if (report->entries.n == 0)
        return;
    cw_json_key(json, "entries");
    cw_json_open(json, '[', CW_JSON_INLINE);
    for (uint32_t i = 0; i < report->entries.n; i++)
        print_entry(json, report, &entries[i]);
    cw_json_close(json);
}

void cw_report_print_json(const cw_report *report, cw_sink *sink)
{
    cw_json writer, *json = &writer;
    cw_json_init(json, sink);
    cw_json_open(json, '{', CW_JSON_INLINE);
    key_text(json, "path", cw_slice_bytes(report, report->path));
    if (report->line > 0) {
        cw_json_key(json, "line");
        cw_json_int(json, (int64_t)report->line);
    }
    cw_json_key(json, "id");
    cw_json_word(json, report->id);
    if (report->source_id.n > 0)
        key_text(json, "source_id", cw_slice_bytes(report, report->source_id));
    key_text(json, "url", cw_slice_bytes(report, report->url.value));
    cw_json_key(json, "format");
    cw_json_word(json, format_name(report->kind));
    key_text(json, "title", cw_slice_bytes(report, report->title.value));
    cw_json_key(json, "byline");
    cw_json_facts(json, report, report->byline);
    cw_json_key(json, "agency");
    cw_json_facts(json, report, report->agency);
    key_text(json, "outlet", cw_slice_bytes(report, report->outlet.value));
    print_dates(json, report);
    print_dateline(json, report);
    key_text(json, "language", cw_bytes_from(report->language));
    print_body(json, report);
    print_blocks(json, report, false);
    print_blocks(json, report, true);
    print_entries(json, report);
    cw_json_key(json, "status");
    cw_json_word(json, cw_report_status_name(report->status));
    key_text(json, "note", cw_slice_bytes(report, report->note));
    cw_json_close(json);
    cw_sink_add_byte(sink, '\n');
}

void cw_failed_print_json(cw_bytes path, uint64_t line, const char *note,
                          cw_sink *sink)
{
    cw_json writer, *json = &writer;
    cw_json_init(json, sink);
    cw_json_open(json, '{', CW_JSON_INLINE);
    key_text(json, "path", path);
    if (line > 0) {
        cw_json_key(json, "line");
        cw_json_int(json, (int64_t)line);
    }
    cw_sink_add_text(sink,
                     ",\"id\":null,\"url\":null,\"format\":null,"
                     "\"title\":null,\"byline\":[],\"agency\":[],"
                     "\"outlet\":null,\"published\":null,"
                     "\"published_candidates\":[],\"modified\":null,"
                     "\"dateline\":null,\"language\":null,\"body\":null,"
                     "\"blocks\":[],\"furniture\":[],\"status\":\"failed\"");
    key_text(json, "note", cw_bytes_from(note));
    cw_json_close(json);
    cw_sink_add_byte(sink, '\n');
}
