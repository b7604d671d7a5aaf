/* page_print.c: the page around the stories. */
#include "show/page_print.h"

#include <stdlib.h>

#include "base/limits.h"
#include "clew/clew.h"
#include "page_res.h"
#include "show/page_int.h"

/* Nothing is loaded, nothing is sent; the one style and the one script are
 * known by their hashes. */
static void put_head(cw_sheet *sheet)
{
    const cw_dossier *dossier = sheet->dossier;
    cw_sheet_markup(sheet, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                           "<meta charset=\"utf-8\">\n"
                           "<meta http-equiv=\"Content-Security-Policy\" "
                           "content=\"default-src 'none'; style-src '");
    cw_sheet_put(sheet, page_style_hash);
    cw_sheet_markup(sheet, "'; script-src '");
    cw_sheet_put(sheet, page_script_hash);
    cw_sheet_markup(sheet,
                    "'; base-uri 'none'; form-action 'none'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, "
                    "initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n"
                    "<meta name=\"generator\" content=\"clew " CLEW_VERSION
                    " (" CLEW_MODEL ")\">\n<title>");
    if (dossier->n_stories == 1)
        cw_sheet_text(sheet, dossier->stories[0].title);
    else if (dossier->n_stories == 0)
        cw_sheet_markup(sheet, "No story was found");
    else
        cw_sheet_markupf(sheet, "%zu stories in %zu reports",
                         dossier->n_stories, dossier->n_reports);
    cw_sheet_markup(sheet, "</title>\n<style>");
    cw_sink_add(sheet->sink,
                (cw_bytes){page_style_bytes, sizeof page_style_bytes});
    cw_sheet_markup(sheet, "</style>\n</head>\n<body>\n"
                           "<a class=\"skip\" href=\"#main\">Skip to the "
                           "story</a>\n");
}

/* ---- contents ---------------------------------------------------------- */

static size_t count_shared_copies(const cw_story *story)
{
    size_t n = 0;
    for (size_t i = 0; i < story->n_copies; i++)
        n += story->copies[i].kind != CW_COPY_FURNITURE;
    return n;
}

static void put_entry(cw_sheet *sheet, const char *name, const char *label,
                      size_t n)
{
    if (n > 0)
        cw_sheet_markupf(sheet,
                         "<li><a href=\"#%s\">%s <span class=\"count\">%zu"
                         "</span></a></li>\n",
                         name, label, n);
}

static void put_contents_of_one(cw_sheet *sheet, const cw_story *story)
{
    put_entry(sheet, "timeline", "Timeline", story->n_timeline);
    put_entry(sheet, "announced", "Without a day", story->n_announced);
    put_entry(sheet, "claims", "Claims", story->n_claims);
    put_entry(sheet, "conflicts", "Differences", story->n_conflicts);
    put_entry(sheet, "figures", "Figures", story->n_figures);
    put_entry(sheet, "quotes", "Quotations", story->n_quotes);
    put_entry(sheet, "names", "Names", story->n_entities);
    put_entry(sheet, "copies", "Copies", count_shared_copies(story));
    put_entry(sheet, "sources", "Sources", cw_sheet_n_sources(sheet));
}

static void put_contents(cw_sheet *sheet)
{
    const cw_dossier *dossier = sheet->dossier;
    cw_sheet_markup(sheet, "<nav class=\"contents\" aria-label=\"Contents\">\n"
                           "<p class=\"brand\">Clew</p>\n<ul>\n");
    if (dossier->n_stories == 1) {
        put_contents_of_one(sheet, &dossier->stories[0]);
    } else {
        for (size_t i = 0; i < dossier->n_stories && i < CW_PAGE_CONTENTS;
             i++) {
            const cw_story *story = &dossier->stories[i];
            cw_sheet_markupf(sheet, "<li><a href=\"#%s\">", story->id.text);
            cw_sheet_cut(sheet, story->title, 60);
            cw_sheet_markupf(sheet,
                             " <span class=\"count\">%zu</span></a>"
                             "</li>\n",
                             story->reports.n);
        }
        put_entry(sheet, "sources", "Sources", cw_sheet_n_sources(sheet));
    }
    cw_sheet_markup(sheet, "</ul>\n</nav>\n");
}

/* ---- filters ----------------------------------------------------------- */

static void put_choice(cw_sheet *sheet, const char *value, cw_bytes label)
{
    cw_sheet_markupf(sheet, "<option value=\"%s\">", value);
    cw_sheet_text(sheet, label.n > 60 ? cw_bytes_cut(label, 0, 60) : label);
    cw_sheet_markup(sheet, "</option>\n");
}

static void put_outlets(cw_sheet *sheet)
{
    size_t n = sheet->dossier->n_reports;
    cw_sheet_markup(sheet, "<label>Source <select name=\"r\">"
                           "<option value=\"\">all</option>\n");
    for (size_t i = 0; i < n && i < CW_PAGE_WHOLE_REPORTS; i++) {
        uint32_t report = sheet->order.reports[i];
        const char *letter = cw_sheet_letter(sheet, report);
        cw_sheet_markupf(sheet, "<option value=\"%s\">%s ", letter, letter);
        cw_sheet_text(sheet, cw_sheet_outlet(sheet, report));
        cw_sheet_markup(sheet, "</option>\n");
    }
    cw_sheet_markup(sheet, "</select></label>\n");
}

static void put_people(cw_sheet *sheet)
{
    const cw_dossier *dossier = sheet->dossier;
    size_t n = 0;
    cw_sheet_markup(sheet, "<label>Person <select name=\"p\">"
                           "<option value=\"\">all</option>\n");
    for (size_t i = 0; i < dossier->n_stories; i++)
        for (size_t k = 0; k < dossier->stories[i].n_entities; k++) {
            const cw_entity *entity = &dossier->stories[i].entities[k];
            if (entity->kind != CW_NAME_PERSON || n >= CW_PAGE_PEOPLE)
                continue;
            put_choice(sheet, entity->id.text, entity->name);
            n++;
        }
    cw_sheet_markup(sheet, "</select></label>\n");
}

/* Shown by the script, which is what makes them work. Days are typed: the
 * field knows how to offer a calendar. */
static void put_filters(cw_sheet *sheet)
{
    static const char *const kinds[][2] = {{"happened", "What happened"},
                                           {"announced", "Announced"},
                                           {"claim", "Claims"},
                                           {"conflict", "Differences"},
                                           {"figure", "Figures"},
                                           {"quote", "Quotations"},
                                           {"name", "Names"}};
    cw_sheet_markup(sheet, "<form id=\"tools\" class=\"tools\" role=\"search\" "
                           "aria-label=\"Find and filter\" hidden>\n"
                           "<label class=\"find\">Find <input name=\"q\" "
                           "type=\"search\" autocomplete=\"off\" "
                           "spellcheck=\"false\"></label>\n"
                           "<button id=\"more\" type=\"button\" "
                           "aria-expanded=\"false\">Filter</button>\n");
    put_outlets(sheet);
    put_people(sheet);
    cw_sheet_markup(sheet, "<label>Day <input name=\"d\" type=\"date\">"
                           "</label>\n<label>Kind <select name=\"k\">"
                           "<option value=\"\">all</option>\n");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        put_choice(sheet, kinds[i][0], cw_bytes_from(kinds[i][1]));
    cw_sheet_markup(sheet,
                    "</select></label>\n<button type=\"reset\">Clear</button>"
                    "\n<p id=\"found\" class=\"found\" role=\"status\"></p>\n"
                    "</form>\n");
}

/* ---- stories ----------------------------------------------------------- */

static int compare_mentions(const void *left, const void *right)
{
    const cw_page_mention *a = left, *b = right;
    if (a->span.report != b->span.report)
        return a->span.report < b->span.report ? -1 : 1;
    if (a->span.from != b->span.from)
        return a->span.from < b->span.from ? -1 : 1;
    if (a->span.to != b->span.to)
        return a->span.to < b->span.to ? -1 : 1;
    return (a->entity > b->entity) - (a->entity < b->entity);
}

/* Only people who can be chosen in the filter. */
static void find_people(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n = 0, n_chosen = 0, n_all = 0;
    for (size_t i = 0; i < story->n_entities; i++)
        if (story->entities[i].kind == CW_NAME_PERSON)
            n_all += story->entities[i].mentions.n;
    sheet->n_people = 0;
    sheet->people =
        cw_arena_array(sheet->scratch, n_all, sizeof *sheet->people);
    if (sheet->people == NULL) {
        sheet->status = CW_NO_MEMORY;
        return;
    }
    for (uint32_t i = 0; i < story->n_entities; i++) {
        const cw_entity *entity = &story->entities[i];
        if (entity->kind != CW_NAME_PERSON || n_chosen++ >= CW_PAGE_PEOPLE)
            continue;
        for (size_t k = 0; k < entity->mentions.n; k++)
            sheet->people[n++] = (cw_page_mention){entity->mentions.at[k], i};
    }
    if (n > 1)
        qsort(sheet->people, n, sizeof *sheet->people, compare_mentions);
    sheet->n_people = n;
}

static void put_story(cw_sheet *sheet, const cw_story *story)
{
    sheet->story = story;
    find_people(sheet);
    cw_sheet_markupf(sheet, "<article class=\"story\" id=\"%s\">\n",
                     story->id.text);
    cw_sheet_head(sheet);
    cw_sheet_timeline(sheet);
    cw_sheet_announced(sheet);
    cw_sheet_claims(sheet);
    cw_sheet_conflicts(sheet);
    cw_sheet_figures(sheet);
    cw_sheet_quotes(sheet);
    cw_sheet_names(sheet);
    cw_sheet_copies(sheet);
    cw_sheet_markup(sheet, "</article>\n");
}

/* The reports of a story stand together in the order. */
static void put_next_story(cw_sheet *sheet)
{
    size_t i = sheet->first_report;
    put_story(sheet, &sheet->dossier->stories[sheet->n_told]);
    while (i < sheet->dossier->n_reports &&
           sheet->order.story_of[sheet->order.reports[i]] == sheet->n_told)
        i++;
    sheet->first_report = i;
    sheet->n_told++;
}

static void put_stories(cw_sheet *sheet)
{
    const cw_dossier *dossier = sheet->dossier;
    if (dossier->n_stories == 0)
        cw_sheet_markupf(sheet, "<h1>No story was found in %zu report%s</h1>\n",
                         dossier->n_reports, cw_plural(dossier->n_reports));
    else if (dossier->n_stories > 1)
        cw_sheet_markupf(sheet, "<h1>%zu stories in %zu reports</h1>\n",
                         dossier->n_stories, dossier->n_reports);
    while (sheet->n_told < dossier->n_stories && sheet->status == CW_OK &&
           sheet->sink->status == CW_OK && sheet->n_bytes < CW_PAGE_STORY_BYTES)
        put_next_story(sheet);
    cw_sheet_more(sheet, dossier->n_stories - sheet->n_told, "story",
                  "stories");
    for (size_t i = sheet->n_told; // where the contents lead all the same
         i < dossier->n_stories && i < CW_PAGE_CONTENTS; i++)
        cw_sheet_markupf(sheet, "<span id=\"%s\"></span>\n",
                         dossier->stories[i].id.text);
}

static void put_foot(cw_sheet *sheet)
{
    cw_sheet_markup(
        sheet,
        "<footer class=\"foot\">\n<p>Words set like <span class=\"said\">this"
        "</span> are the sources’ own, letter for letter; all other words are "
        "Clew’s. It quotes, counts and compares; it gives no verdict on what "
        "is true.</p>\n<p>Made by Clew " CLEW_VERSION " (" CLEW_MODEL
        "). This file loads nothing and sends nothing.</p>\n"
        "</footer>\n<script>");
    cw_sink_add(sheet->sink,
                (cw_bytes){page_script_bytes, sizeof page_script_bytes});
    cw_sheet_markup(sheet, "</script>\n</body>\n</html>\n");
}

static cw_status make_ready(cw_sheet *sheet)
{
    cw_table_init(&sheet->cited, sheet->scratch, CW_MAX_STORY_ITEMS);
    sheet->n_cited = cw_arena_array(sheet->scratch, sheet->dossier->n_reports,
                                    sizeof *sheet->n_cited);
    if (sheet->n_cited == NULL)
        return CW_NO_MEMORY;
    return cw_dossier_order_make(sheet->dossier, sheet->scratch, &sheet->order);
}

/* Counts what is handed on: the page has a largest size. */
typedef struct {
    cw_sheet *sheet;
    cw_sink *to;
} counter;

static cw_status count(void *shared, cw_bytes bytes)
{
    counter *c = shared;
    c->sheet->n_bytes += bytes.n;
    cw_sink_add(c->to, bytes);
    return c->to->status;
}

cw_status cw_dossier_print_page(const cw_dossier *dossier, cw_arena *scratch,
                                cw_sink *sink)
{
    cw_sink counted;
    cw_sheet sheet = {.sink = &counted, .dossier = dossier, .scratch = scratch};
    counter to = {&sheet, sink};
    cw_mark mark = cw_arena_mark(scratch);
    cw_status counted_end, end;
    cw_sink_init(&counted, count, &to);
    sheet.status = make_ready(&sheet);
    if (sheet.status == CW_OK) {
        put_head(&sheet);
        put_contents(&sheet);
        cw_sheet_markup(&sheet, "<main id=\"main\">\n");
        put_filters(&sheet);
        put_stories(&sheet);
        cw_sheet_sources(&sheet);
        cw_sheet_markup(&sheet, "</main>\n");
        put_foot(&sheet);
    }
    counted_end = cw_sink_end(&counted);
    end = cw_sink_end(sink);
    cw_arena_reset(scratch, mark);
    if (sheet.status != CW_OK)
        return sheet.status;
    return counted_end != CW_OK ? counted_end : end;
}
