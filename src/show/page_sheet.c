/* page_sheet.c: markup, words, lines and citations of the page. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "show/dossier_text_int.h"
#include "show/page_int.h"

/* ---- markup and words -------------------------------------------------- */

void cw_sheet_put(cw_sheet *sheet, const char *markup)
{
    cw_sink_add_text(sheet->sink, markup);
}

void cw_sheet_markupf(cw_sheet *sheet, const char *format, ...)
{
    char text[512];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    cw_sink_add_text(sheet->sink, text);
}

void cw_sheet_text(cw_sheet *sheet, cw_bytes text)
{
    cw_page_safe_text(sheet->sink, text);
}

void cw_sheet_words(cw_sheet *sheet, const char *words)
{
    cw_sheet_text(sheet, cw_bytes_from(words));
}

void cw_sheet_attribute(cw_sheet *sheet, const char *name, cw_bytes value)
{
    cw_sheet_markupf(sheet, " %s=\"", name);
    cw_page_safe_attribute(sheet->sink, value);
    cw_sheet_markup(sheet, "\"");
}

void cw_sheet_said(cw_sheet *sheet, cw_bytes text)
{
    if (text.n > CW_PAGE_SAID) {
        cw_sheet_cut(sheet, text, CW_PAGE_SAID);
        return;
    }
    cw_sheet_markup(sheet, "<span class=\"said\">");
    cw_sheet_text(sheet, text);
    cw_sheet_markup(sheet, "</span>");
}

/* Cut between words, and never inside a code point. */
void cw_sheet_cut(cw_sheet *sheet, cw_bytes text, size_t bytes_max)
{
    size_t to = bytes_max;
    if (text.n <= bytes_max) {
        cw_sheet_said(sheet, text);
        return;
    }
    while (to > 0 && !cw_is_space(text.at[to]))
        to--;
    if (to == 0)
        for (to = bytes_max; to > 0 && (text.at[to] & 0xC0) == 0x80;)
            to--;
    cw_sheet_markup(sheet, "<span class=\"said\">");
    cw_sheet_text(sheet, cw_bytes_cut(text, 0, to));
    cw_sheet_markup(sheet, " …</span>");
}

const char *cw_sheet_letter(const cw_sheet *sheet, uint32_t report)
{
    return sheet->order.letters[report].text;
}

cw_bytes cw_sheet_outlet(const cw_sheet *sheet, uint32_t report)
{
    return cw_tell_outlet(&sheet->dossier->reports[report]);
}

const char *cw_plural(size_t n)
{
    return n == 1 ? "" : "s";
}

void cw_sheet_days(cw_sheet *sheet, int32_t from_day, int32_t to_day,
                   uint8_t grain)
{
    char from[11], days[40];
    if (from_day == CW_NO_DAY || to_day == CW_NO_DAY) {
        cw_sheet_markup(sheet, "day unknown");
        return;
    }
    cw_day_print(from_day, from);
    cw_tell_days(from_day, to_day, grain, days);
    cw_sheet_markupf(sheet, "<time datetime=\"%s\">%s</time>", from, days);
}

/* ---- sections and lines ------------------------------------------------ */

void cw_sheet_name(const cw_sheet *sheet, const char *name, size_t number,
                   char out[40])
{
    bool is_only = sheet->dossier->n_stories == 1;
    char tail[24] = "";
    if (number > 0)
        (void)snprintf(tail, sizeof tail, "-%zu", number);
    (void)snprintf(out, 40, "%.13s%s%.12s%.11s",
                   is_only ? "" : sheet->story->id.text, is_only ? "" : "-",
                   name, tail);
}

void cw_sheet_open_section(cw_sheet *sheet, const char *name,
                           const char *heading, size_t n)
{
    int level = sheet->dossier->n_stories == 1 ? 2 : 3;
    char id[40];
    cw_sheet_name(sheet, name, 0, id);
    cw_sheet_markupf(sheet,
                     "\n<section id=\"%s\" class=\"part\" "
                     "aria-labelledby=\"%s-h\">\n<h%d id=\"%s-h\">%s",
                     id, id, level, id, heading);
    if (n > 0)
        cw_sheet_markupf(sheet, " <span class=\"count\">%zu</span>", n);
    cw_sheet_markupf(sheet, "</h%d>\n", level);
}

void cw_sheet_close_section(cw_sheet *sheet)
{
    cw_sheet_markup(sheet, "</section>\n");
}

void cw_sheet_more(cw_sheet *sheet, size_t n, const char *one, const char *many)
{
    if (n > 0)
        cw_sheet_markupf(sheet,
                         "<p class=\"note\">… and %zu more %s, left out of "
                         "this page; the JSON dossier has all.</p>\n",
                         n, n == 1 ? one : many);
}

/* True when none of cites[0 .. i) is of the same report. */
static bool is_new_report(cw_cites cites, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (cites.at[k].report == cites.at[i].report)
            return false;
    return true;
}

static cw_cites at_most(cw_cites cites, size_t n)
{
    cites.n = cites.n < n ? cites.n : n;
    return cites;
}

/* The first mention at or behind the beginning of a place. */
static size_t first_mention(const cw_sheet *sheet, cw_span span)
{
    size_t low = 0, high = sheet->n_people;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const cw_span *at = &sheet->people[middle].span;
        if (at->report < span.report ||
            (at->report == span.report && at->from < span.from))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* data-p: people named inside of the cited places, eight at most. */
static void put_people(cw_sheet *sheet, cw_cites cites)
{
    enum { PEOPLE = 8 };
    uint32_t found[PEOPLE];
    size_t n = 0;
    for (size_t i = 0; i < cites.n; i++) {
        cw_span span = cites.at[i];
        for (size_t k = first_mention(sheet, span);
             k < sheet->n_people && n < PEOPLE; k++) {
            const cw_page_mention *mention = &sheet->people[k];
            size_t seen = 0;
            if (mention->span.report != span.report ||
                mention->span.to > span.to)
                break;
            while (seen < n && found[seen] != mention->entity)
                seen++;
            if (seen == n)
                found[n++] = mention->entity;
        }
    }
    for (size_t i = 0; i < n; i++)
        cw_sheet_markupf(sheet, "%s%s", i == 0 ? " data-p=\"" : " ",
                         sheet->story->entities[found[i]].id.text);
    if (n > 0)
        cw_sheet_markup(sheet, "\"");
}

void cw_sheet_open_line(cw_sheet *sheet, const cw_page_line *line)
{
    cw_cites cites = at_most(line->cite, 256);
    cw_sheet_markupf(sheet, "<%s id=\"%s\" class=\"line %s\" data-k=\"%s\"",
                     line->element, line->id, line->classes, line->kind);
    (void)snprintf(sheet->line, sizeof sheet->line, "%s", line->id);
    for (size_t i = 0, n = 0; i < cites.n; i++)
        if (is_new_report(cites, i))
            cw_sheet_markupf(sheet, "%s%s", n++ == 0 ? " data-r=\"" : " ",
                             cw_sheet_letter(sheet, cites.at[i].report));
    if (cites.n > 0)
        cw_sheet_markup(sheet, "\"");
    put_people(sheet, cites);
    if (line->from_day != CW_NO_DAY && line->to_day != CW_NO_DAY) {
        char from[11], to[11];
        cw_day_print(line->from_day, from);
        cw_day_print(line->to_day, to);
        cw_sheet_markupf(sheet, " data-d=\"%s", from);
        if (line->to_day != line->from_day)
            cw_sheet_markupf(sheet, " %s", to);
        cw_sheet_markup(sheet, "\"");
    }
    cw_sheet_markup(sheet, ">");
}

/* ---- citations --------------------------------------------------------- */

uint32_t cw_sheet_remember(cw_sheet *sheet, cw_span span)
{
    cw_bytes key;
    cw_table_entry *entry;
    bool is_new;
    cw_status status;
    entry = cw_table_find(&sheet->cited,
                          (cw_bytes){(const uint8_t *)&span, sizeof span});
    if (entry != NULL)
        return entry->value;
    status = cw_arena_copy(
        sheet->scratch, (cw_bytes){(const uint8_t *)&span, sizeof span}, &key);
    if (status == CW_OK)
        status = cw_grow(sheet->scratch, (void **)&sheet->cites,
                         &sheet->cite_capacity, sheet->cited.n + 1,
                         sizeof *sheet->cites, CW_MAX_STORY_ITEMS);
    if (status == CW_OK)
        status = cw_table_add(&sheet->cited, key, &is_new, &entry);
    if (status != CW_OK) {
        sheet->status = status;
        return 0;
    }
    entry->value = ++sheet->n_cited[span.report];
    sheet->cites[sheet->cited.n - 1].span = span;
    sheet->cites[sheet->cited.n - 1].is_quiet = sheet->is_quiet;
    memcpy(sheet->cites[sheet->cited.n - 1].line, sheet->line,
           sizeof sheet->line);
    return entry->value;
}

void cw_sheet_cite(cw_sheet *sheet, cw_span span)
{
    uint32_t number = cw_sheet_remember(sheet, span);
    cw_sheet_markupf(sheet, "<a class=\"cite\" href=\"#r%s-%u-%u\"",
                     sheet->dossier->reports[span.report].id, span.from,
                     span.to);
    cw_sheet_attribute(sheet, "title", cw_sheet_outlet(sheet, span.report));
    cw_sheet_markupf(sheet, ">%s%u</a>", cw_sheet_letter(sheet, span.report),
                     number);
}

/* Of many places the first of each report comes before second ones. */
void cw_sheet_cites(cw_sheet *sheet, cw_cites cites)
{
    size_t n = 0;
    if (cites.n == 0)
        return;
    cw_sheet_markup(sheet, " <span class=\"cites\">");
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < cites.n && n < CW_PAGE_CITES; i++)
            if (is_new_report(cites, i) == (round == 0)) {
                cw_sheet_put(sheet, n++ > 0 ? " " : "");
                cw_sheet_cite(sheet, cites.at[i]);
            }
    if (n < cites.n)
        cw_sheet_markupf(sheet, " <span class=\"rest\">+%zu</span>",
                         cites.n - n);
    cw_sheet_markup(sheet, "</span>");
}

void cw_sheet_report(cw_sheet *sheet, uint32_t report)
{
    cw_sheet_markupf(sheet, "<a class=\"letter\" href=\"#r%s\"",
                     sheet->dossier->reports[report].id);
    cw_sheet_attribute(sheet, "title", cw_sheet_outlet(sheet, report));
    cw_sheet_markupf(sheet, ">%s</a>", cw_sheet_letter(sheet, report));
}

void cw_sheet_support(cw_sheet *sheet, size_t n_reports, uint32_t independent)
{
    if (n_reports == 1)
        cw_sheet_markup(sheet, "1 report");
    else
        cw_sheet_markupf(sheet, "%zu reports, %u independent", n_reports,
                         independent);
}
