/* page_kept.c: the kept text of one report, every cited place in a <mark>
 * that can be linked to and leads back.
 *
 *   text    | ... the crane fell at noon, the port said ... |
 *   cites        [----------------------------------)  B1
 *                    [-----------)                     B2, inside
 *
 * Places nest; where two cross, the later one is parted at the end of the
 * earlier one. Past MARKS_DEPTH open marks a place gets an empty anchor. */
#include "show/page_int.h"

enum { MARKS_DEPTH = 6 };

typedef struct {
    const cw_page_cite *cite;
    uint32_t number;
    uint32_t to;
    bool is_rest; // of a place that was parted: no id a second time
} open_mark;

typedef struct {
    cw_sheet *sheet;
    uint32_t report;
    cw_bytes text;
    const cw_page_cite *const *cites; // by from, then the longest first
    const uint32_t *numbers;
    size_t n, next;
    open_mark open[MARKS_DEPTH]; // innermost last
    size_t n_open;
    open_mark rest[MARKS_DEPTH]; // parted, to be opened again
    size_t n_rest;
} keeper;

/* ---- marks ------------------------------------------------------------- */

static void put_open(keeper *k, const open_mark *mark)
{
    const cw_span *span = &mark->cite->span;
    cw_sheet_put(k->sheet, mark->cite->is_quiet ? "<span" : "<mark");
    if (!mark->is_rest)
        cw_sheet_markupf(k->sheet, " id=\"r%s-%u-%u\"",
                         k->sheet->dossier->reports[k->report].id, span->from,
                         span->to);
    cw_sheet_markup(k->sheet, ">");
}

/* The number stands behind the last word of its place. */
static void put_close(keeper *k, const open_mark *mark)
{
    cw_sheet_put(k->sheet, mark->cite->is_quiet ? "</span>" : "</mark>");
    if (mark->to == mark->cite->span.to && !mark->cite->is_quiet)
        cw_sheet_markupf(k->sheet,
                         "<a class=\"back\" href=\"#%s\" title=\"back to the "
                         "line\">%s%u</a>",
                         mark->cite->line, cw_sheet_letter(k->sheet, k->report),
                         mark->number);
}

/* A place that is linked to and cannot be marked. */
static void put_anchor(const keeper *k, const cw_span *span)
{
    cw_sheet_markupf(k->sheet, "<span id=\"r%s-%u-%u\"></span>",
                     k->sheet->dossier->reports[k->report].id, span->from,
                     span->to);
}

static void open_one(keeper *k, open_mark mark)
{
    if (k->n_open == MARKS_DEPTH) {
        if (!mark.is_rest)
            put_anchor(k, &mark.cite->span);
        return;
    }
    if (k->n_open > 0 && mark.to > k->open[k->n_open - 1].to) {
        if (k->n_rest < MARKS_DEPTH)
            k->rest[k->n_rest++] =
                (open_mark){mark.cite, mark.number, mark.cite->span.to, true};
        mark.to = k->open[k->n_open - 1].to;
    }
    put_open(k, &mark);
    k->open[k->n_open++] = mark;
}

static void close_at(keeper *k, uint32_t at)
{
    while (k->n_open > 0 && k->open[k->n_open - 1].to <= at)
        put_close(k, &k->open[--k->n_open]);
    for (size_t n = k->n_rest; n > 0; n--) {
        open_mark rest = k->rest[0];
        k->n_rest--;
        memmove(k->rest, k->rest + 1, k->n_rest * sizeof *k->rest);
        if (rest.to > at)
            open_one(k, rest);
    }
}

static uint32_t next_stop(const keeper *k, uint32_t to)
{
    uint32_t stop = to;
    if (k->n_open > 0 && k->open[k->n_open - 1].to < stop)
        stop = k->open[k->n_open - 1].to;
    if (k->next < k->n && k->cites[k->next]->span.from < stop)
        stop = k->cites[k->next]->span.from;
    return stop;
}

/* Text of [from, to): marks do not reach over the end of a paragraph. */
static void put_range(keeper *k, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to;) {
        uint32_t stop;
        while (k->next < k->n && k->cites[k->next]->span.from <= at) {
            const cw_page_cite *cite = k->cites[k->next];
            open_mark mark = {cite, k->numbers[k->next], cite->span.to, false};
            k->next++;
            if (mark.to > to)
                mark.to = to;
            open_one(k, mark);
        }
        stop = next_stop(k, to);
        if (stop > at)
            cw_sheet_text(k->sheet, cw_bytes_cut(k->text, at, stop));
        at = stop;
        close_at(k, at);
    }
    while (k->n_open > 0)
        put_close(k, &k->open[--k->n_open]);
    k->n_rest = 0;
}

/* ---- paragraphs -------------------------------------------------------- */

static const char *element_of(const cw_block *block)
{
    switch (block->role) {
    case CW_ROLE_TITLE:
        return "p class=\"headline\"";
    case CW_ROLE_HEADING:
        return "p class=\"heading\"";
    case CW_ROLE_FURNITURE:
        return "p class=\"furniture\"";
    case CW_ROLE_QUOTE:
        return "p class=\"block\"";
    default:
        return "p";
    }
}

static bool holds_cite(const keeper *k, cw_range range)
{
    return k->next < k->n && k->cites[k->next]->span.from < range.to;
}

/* Where a long paragraph of many reports begins and ends. */
static cw_range around_cites(const keeper *k, cw_range range)
{
    const cw_span *first = &k->cites[k->next]->span;
    uint32_t from = first->from > range.from ? first->from : range.from;
    uint32_t to = first->to;
    if (range.to - range.from <= CW_PAGE_BLOCK)
        return range;
    for (size_t i = k->next; i < k->n && k->cites[i]->span.from < range.to; i++)
        if (k->cites[i]->span.to > to &&
            k->cites[i]->span.to - from <= CW_PAGE_BLOCK)
            to = k->cites[i]->span.to;
    to = to < range.to ? to : range.to;
    return (cw_range){from, to > from ? to : from};
}

static void put_block(keeper *k, const cw_block *block, bool is_whole)
{
    cw_range range = is_whole ? block->range : around_cites(k, block->range);
    cw_sheet_markupf(k->sheet, "<%s>", element_of(block));
    if (range.from > block->range.from)
        cw_sheet_markup(k->sheet, "… ");
    put_range(k, range.from, range.to);
    if (range.to < block->range.to)
        cw_sheet_markup(k->sheet, " …");
    while (k->next < k->n && k->cites[k->next]->span.from < block->range.to)
        put_anchor(k, &k->cites[k->next++]->span);
    cw_sheet_markup(k->sheet, "</p>\n");
}

static bool is_plain_furniture(const keeper *k, const cw_block *block)
{
    return block->role == CW_ROLE_FURNITURE && !holds_cite(k, block->range);
}

/* Many lines of furniture in a row fold into one. */
static size_t put_furniture(keeper *k, const cw_block *blocks, size_t i,
                            size_t n)
{
    enum { FOLD = 4 };
    size_t end = i;
    while (end < n && is_plain_furniture(k, &blocks[end]))
        end++;
    if (end - i > FOLD)
        cw_sheet_markupf(k->sheet,
                         "<details class=\"furniture\"><summary>%zu "
                         "lines of the page around the report"
                         "</summary>\n",
                         end - i);
    for (size_t at = i; at < end; at++)
        put_block(k, &blocks[at], true);
    if (end - i > FOLD)
        cw_sheet_markup(k->sheet, "</details>\n");
    return end;
}

/* When the page is full: only what links to. */
static void put_anchors(const keeper *k)
{
    cw_sheet_markup(k->sheet,
                    "<p class=\"note\">The text is left out: the file "
                    "would be too large.");
    for (size_t i = 0; i < k->n; i++)
        put_anchor(k, &k->cites[i]->span);
    cw_sheet_markup(k->sheet, "</p>\n");
}

void cw_sheet_kept(cw_sheet *sheet, uint32_t report, bool is_whole,
                   const cw_page_cite *const *cites, const uint32_t *numbers,
                   size_t n)
{
    const cw_report *from = sheet->dossier->reports[report].report;
    const cw_block *blocks = CW_AT(from, from->blocks, cw_block);
    bool is_gap = false;
    keeper k = {.sheet = sheet,
                .report = report,
                .text = cw_report_text(from),
                .cites = cites,
                .numbers = numbers,
                .n = n};
    if (sheet->n_bytes >= CW_PAGE_BYTES) {
        put_anchors(&k);
        return;
    }
    cw_sheet_markup(sheet, "<div class=\"kept said\">\n");
    for (size_t i = 0; i < from->blocks.n;) {
        if (!is_whole && !holds_cite(&k, blocks[i].range)) {
            is_gap = true;
            i++;
        } else if (is_plain_furniture(&k, &blocks[i])) {
            i = put_furniture(&k, blocks, i, from->blocks.n);
        } else {
            if (is_gap)
                cw_sheet_markup(sheet, "<p class=\"gap\">…</p>\n");
            is_gap = false;
            put_block(&k, &blocks[i++], is_whole);
        }
    }
    while (k.next < k.n) // what stands in no paragraph
        put_anchor(&k, &k.cites[k.next++]->span);
    cw_sheet_markup(sheet, "</div>\n");
}
