/* clean.c: the order of the work, and the report as one block. */
#include "clean/clean.h"

#include "base/limits.h"
#include "base/sha256.h"
#include "clean/furniture.h"
#include "clean/live.h"

/* A page of the JSONL kind "text" has no furniture. */
static void keep_everything(cw_sheet *sheet)
{
    sheet->first = 0;
    sheet->last = sheet->n;
    for (size_t i = 0; i < sheet->n; i++) {
        sheet->pieces[i].role = CW_ROLE_PARAGRAPH;
        sheet->pieces[i].furniture = CW_FURNITURE_NONE;
    }
    sheet->title_at = sheet->n;
    sheet->title.value = sheet->page->title;
}

static void take_given(cw_sheet *sheet)
{
    const cw_page *page = sheet->page;
    for (size_t i = 0; i < page->n_byline; i++)
        cw_sheet_add_person(sheet, (cw_draft_fact){.value = page->byline[i]});
    if (page->url.n > 0)
        sheet->url = (cw_draft_fact){.value = page->url};
}

/* Neither what parts a sentence from the next nor the language is asked for. */
static bool is_plain_body(const cw_sheet *sheet)
{
    return sheet->page->kind == CW_PAGE_CLEAN && sheet->page->needs_body_only;
}

/* The pieces of a page, and what its markup says of it. */
static CW_CHECK cw_status read_pieces(cw_sheet *sheet, cw_arena *memory,
                                      cw_web *web)
{
    cw_status status;
    take_given(sheet);
    if (sheet->page->kind != CW_PAGE_HTML) {
        status = cw_sheet_read_lines(sheet);
        if (status == CW_OK && !is_plain_body(sheet))
            status = cw_sheet_unglue(sheet);
        if (status == CW_OK && sheet->page->kind == CW_PAGE_TEXT)
            status = cw_sheet_peel(sheet);
        return status;
    }
    status = cw_web_read(sheet, memory, web);
    if (status == CW_OK)
        status = cw_web_find_ld(sheet, web, memory);
    if (status == CW_OK)
        status = cw_web_find_meta(sheet, web, memory);
    return status;
}

cw_status cw_sheet_read(cw_sheet *sheet, cw_arena *memory, cw_web *web)
{
    cw_status status = read_pieces(sheet, memory, web);
    if (status != CW_OK)
        return status;
    if (!is_plain_body(sheet))
        cw_sheet_find_language(sheet);
    if (sheet->page->kind != CW_PAGE_CLEAN) {
        status = cw_sheet_measure(sheet);
        if (status != CW_OK)
            return status;
        cw_sheet_mark(sheet);
        if (sheet->page->kind == CW_PAGE_TEXT)
            cw_sheet_read_mail(sheet);
    } // else its pieces are measured when asked for
    return CW_OK;
}

static CW_CHECK cw_status find_signers(cw_sheet *sheet, cw_arena *memory,
                                       const cw_web *web)
{
    cw_status status;
    if (sheet->page->kind == CW_PAGE_HTML)
        cw_web_find_signers(sheet, web, cw_web_report_place(sheet, web));
    status = cw_sheet_choose_signers(sheet, CW_SIGN_LABEL, memory);
    if (sheet->n_byline == 0)
        cw_sheet_find_byline(sheet);
    else if (sheet->page->kind == CW_PAGE_HTML)
        cw_sheet_fill_byline(sheet);
    if (status == CW_OK)
        status = cw_sheet_choose_signers(sheet, UINT8_MAX, memory);
    if (sheet->n_byline == 0 && sheet->page->kind == CW_PAGE_HTML)
        cw_web_sign_by_scripts(sheet, web);
    if (sheet->page->kind == CW_PAGE_HTML)
        cw_sheet_sign_by_given_name(sheet);
    cw_sheet_sign_loosely(sheet);
    if (sheet->n_byline == 0 && sheet->page->kind == CW_PAGE_HTML)
        cw_web_find_lone_signer(sheet, web);
    return status;
}

static CW_CHECK cw_status judge(cw_sheet *sheet, cw_arena *memory)
{
    bool is_clean = sheet->page->kind == CW_PAGE_CLEAN;
    cw_live live = {0};
    cw_web web = {.live = &live};
    cw_status status = cw_sheet_read(sheet, memory, &web);
    if (status != CW_OK)
        return status;
    if (is_clean) {
        keep_everything(sheet);
    } else {
        status = cw_sheet_select(sheet);
        if (status != CW_OK)
            return status;
        cw_sheet_give_roles(sheet);
        cw_sheet_find_title(sheet);
        status = find_signers(sheet, memory, &web);
        cw_sheet_sign_mail(sheet);
    }
    if (status == CW_OK && sheet->page->kind == CW_PAGE_HTML) {
        cw_posts_mark(sheet, &web);
        cw_web_find_times(sheet, &web);
        status = cw_live_find(sheet, &web, memory);
    }
    if (status != CW_OK)
        return status;
    cw_sheet_find_dateline(sheet);
    cw_sheet_find_source(sheet);
    cw_sheet_find_dates(sheet);
    return CW_OK;
}

static cw_fact pack_fact(cw_pack *pack, const cw_sheet *sheet,
                         const cw_draft_fact *draft)
{
    cw_fact fact = {.value = cw_pack_add_bytes(pack, draft->value),
                    .span = draft->span,
                    .source = draft->source};
    if (!cw_range_is_empty(draft->span) && cw_range_is_empty(draft->source))
        fact.source = cw_map_range(sheet->map, draft->span);
    return fact;
}

static cw_slice pack_facts(cw_pack *pack, const cw_sheet *sheet,
                           const cw_draft_fact *drafts, size_t n)
{
    cw_fact facts[CW_MAX_BYLINE];
    _Static_assert(CW_MAX_AGENCIES <= CW_MAX_BYLINE, "agencies fit as well");
    for (size_t i = 0; i < n; i++)
        facts[i] = pack_fact(pack, sheet, &drafts[i]);
    return cw_pack_add(pack, facts, n, sizeof *facts);
}

/* Field by field over zeros: the padding of the block stays 0. */
static void pack_date(cw_pack *pack, const cw_sheet *sheet,
                      const cw_draft_date *draft, cw_date_candidate *date)
{
    memset(date, 0, sizeof *date);
    date->moment.day = draft->moment.day;
    date->moment.minute = draft->moment.minute;
    date->moment.second = draft->moment.second;
    date->moment.zone_min = draft->moment.zone_min;
    date->precision = (uint8_t)draft->precision;
    date->evidence = (uint8_t)draft->evidence;
    date->is_modified = draft->is_modified;
    date->span = draft->span;
    date->source = draft->source;
    date->what = cw_pack_add_bytes(pack, draft->what);
    if (!cw_range_is_empty(draft->span))
        date->source = cw_map_range(sheet->map, draft->span);
}

static cw_slice pack_dates(cw_pack *pack, const cw_sheet *sheet)
{
    cw_date_candidate dates[CW_MAX_CANDIDATES];
    for (size_t i = 0; i < sheet->n_dates; i++) {
        pack_date(pack, sheet, &sheet->dates[i], &dates[i]);
        dates[i].rank = (uint8_t)i;
    }
    return cw_pack_add(pack, dates, sheet->n_dates, sizeof *dates);
}

static CW_CHECK cw_status pack_entries(cw_pack *pack, const cw_sheet *sheet,
                                       cw_slice *out)
{
    cw_entry *entries =
        cw_arena_array(sheet->scratch, sheet->n_entries, sizeof *entries);
    if (!entries)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < sheet->n_entries; i++) {
        const cw_draft_entry *draft = &sheet->entries[i];
        entries[i].first = draft->from;
        entries[i].n = draft->to - draft->from;
        pack_date(pack, sheet, &draft->date, &entries[i].date);
    }
    *out = cw_pack_add(pack, entries, sheet->n_entries, sizeof *entries);
    return CW_OK;
}

static CW_CHECK cw_status pack_blocks(cw_pack *pack, const cw_sheet *sheet,
                                      cw_slice *out)
{
    cw_block *blocks = cw_arena_array(sheet->scratch, sheet->n, sizeof *blocks);
    if (!blocks)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < sheet->n; i++) {
        const cw_piece *piece = &sheet->pieces[i];
        blocks[i].range = piece->range;
        blocks[i].role = piece->role;
        if (piece->role == CW_ROLE_FURNITURE)
            blocks[i].furniture = piece->furniture != CW_FURNITURE_NONE
                                      ? piece->furniture
                                      : (uint8_t)CW_FURNITURE_OTHER;
    }
    *out = cw_pack_add(pack, blocks, sheet->n, sizeof *blocks);
    return CW_OK;
}

/* The text of a tree was made for this report alone, and moves: of a large page
 * nothing stands in memory twice. A flat text is the page's own. */
static void pack_text(cw_pack *pack, const cw_sheet *sheet, cw_report *report)
{
    void *text = (void *)(uintptr_t)sheet->text.at;
    void *map = (void *)(uintptr_t)sheet->map.at;
    if (sheet->page->kind == CW_PAGE_HTML) {
        report->text = cw_pack_move(pack, text, sheet->text.n, 1);
        report->map =
            cw_pack_move(pack, map, sheet->map.n, sizeof *sheet->map.at);
    } else {
        report->text = cw_pack_add_bytes(pack, sheet->text);
        report->map =
            cw_pack_add(pack, map, sheet->map.n, sizeof *sheet->map.at);
    }
}

static CW_CHECK cw_status pack_report(const cw_sheet *sheet, cw_arena *keep,
                                      const cw_report **out)
{
    const cw_page *page = sheet->page;
    cw_report report;
    cw_pack pack;
    const void *block;
    memset(&report, 0, sizeof report); // its padding is kept as well
    cw_pack_init(&pack, keep, sizeof report, CW_REPORT_MAGIC, UINT32_MAX);
    memcpy(report.sha256, page->sha256, sizeof report.sha256);
    cw_hex(page->sha256, 6, report.id);
    report.kind = (uint8_t)page->kind;
    memcpy(report.language, sheet->language, sizeof report.language);
    report.path = cw_pack_add_bytes(&pack, page->path);
    report.source_id = cw_pack_add_bytes(&pack, page->source_id);
    report.note = cw_pack_add_bytes(
        &pack, cw_bytes_from(cw_sheet_verdict(sheet, &report.status)));
    report.line = page->line;
    cw_status status = pack_blocks(&pack, sheet, &report.blocks);
    if (status != CW_OK)
        return status;
    report.title = pack_fact(&pack, sheet, &sheet->title);
    report.outlet = pack_fact(&pack, sheet, &sheet->outlet);
    report.url = pack_fact(&pack, sheet, &sheet->url);
    report.dateline = pack_fact(&pack, sheet, &sheet->dateline);
    report.dateline_block = sheet->dateline_block;
    report.byline = pack_facts(&pack, sheet, sheet->byline, sheet->n_byline);
    report.agency = pack_facts(&pack, sheet, sheet->agency, sheet->n_agency);
    report.dates = pack_dates(&pack, sheet);
    report.latest_day = sheet->latest_day;
    status = pack_entries(&pack, sheet, &report.entries);
    if (status != CW_OK)
        return status;
    pack_text(&pack, sheet, &report); // last: it may be gone from the sheet
    status = cw_pack_end(&pack, &report, sizeof report, &block);
    *out = block;
    return status;
}

cw_status cw_clean(const cw_page *page, cw_arena *keep, cw_arena *scratch,
                   const cw_report **out)
{
    cw_mark mark = cw_arena_mark(scratch);
    *out = NULL;
    if (page->utf8.n > CW_MAX_TEXT_BYTES)
        return CW_LIMIT;
    cw_sheet *sheet = cw_arena_array(scratch, 1, sizeof *sheet);
    if (!sheet)
        return CW_NO_MEMORY;
    sheet->page = page;
    sheet->scratch = scratch;
    sheet->latest_day = CW_NO_DAY;
    sheet->text = page->utf8;
    sheet->map = page->map;
    cw_arena memory; // of the tree, which asks for an arena of its own
    cw_arena_init(&memory, CW_MAX_REPORT_ARENA);
    cw_status status = judge(sheet, &memory);
    if (status == CW_OK)
        status = pack_report(sheet, keep, out);
    cw_arena_free(&memory);
    cw_arena_reset(scratch, mark);
    return status;
}
