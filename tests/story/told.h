/* told.h: cases of the story room: a few reports, then questions about what
 * is told of them.
 *
 *   # two outlets, one strike
 *   report a | The Morning Post | 2024-03-05
 *   title Dockers end strike
 *   Dockers in Velling ended their strike on Monday.
 *   report b | The Harbour Times | -
 *   ...
 *   ? stories
 *   a b
 *   ? entity Velling
 *   ...
 *
 * `report` begins clean text, `page` a pasted page with its furniture; a dash
 * is an outlet or a date that nobody states. Each other line is a paragraph.
 * Before the first question may stand `query W`, `from D`, `to D`, `since D`
 * and `max-dates N`. Every dossier that is built is also checked: each cite
 * is read back from its report. Included by the test programs of this room. */
#ifndef CLEW_TESTS_TOLD_H
#define CLEW_TESTS_TOLD_H

#include <stdlib.h>

#include "annotate/annotate.h"
#include "base/sha256.h"
#include "clean/clean.h"
#include "story/story.h"
#include "support/case.h"

enum { TOLD_MAX = 1024 };

typedef struct {
    cw_arena keep, scratch;
    cw_page pages[TOLD_MAX];
    const cw_report *reports[TOLD_MAX];
    const cw_marks *marks[TOLD_MAX];
    size_t n;
    cw_story_options options;
    const cw_dossier *dossier;
    size_t n_lines; // of the case, before the first question
} told_case;

static inline void told_init(told_case *told)
{
    *told = (told_case){.options = {.from_day = CW_NO_DAY,
                                    .to_day = CW_NO_DAY,
                                    .since_day = CW_NO_DAY}};
    cw_arena_init(&told->keep, SIZE_MAX);
    cw_arena_init(&told->scratch, SIZE_MAX);
}

static inline void told_free(told_case *told)
{
    cw_arena_free(&told->keep);
    cw_arena_free(&told->scratch);
}

static inline bool told_after(cw_bytes line, const char *word, cw_bytes *rest)
{
    cw_bytes start = cw_bytes_from(word);
    if (!cw_bytes_starts(line, start) || line.n <= start.n ||
        line.at[start.n] != ' ')
        return false;
    *rest = cw_bytes_cut(line, start.n + 1, line.n);
    return true;
}

/* The next field of "a | b | c"; empty for a dash. */
static inline cw_bytes told_field(cw_bytes *rest)
{
    size_t bar = cw_bytes_find(*rest, CW_LIT("|"), 0);
    size_t end = bar == CW_NOT_FOUND ? rest->n : bar;
    cw_bytes field = cw_bytes_trim(cw_bytes_cut(*rest, 0, end));
    *rest = cw_bytes_cut(*rest, bar == CW_NOT_FOUND ? end : end + 1, rest->n);
    return cw_bytes_equal(field, CW_LIT("-")) ? CW_LIT("") : field;
}

static inline int32_t told_day(cw_bytes text)
{
    cw_moment moment;
    char precision;
    (void)cw_moment_read(text, &moment, &precision);
    return moment.day;
}

static inline bool told_option(told_case *told, cw_bytes line)
{
    cw_bytes value;
    uint64_t number;
    if (told_after(line, "query", &told->options.query))
        return true;
    if (told_after(line, "from", &value))
        told->options.from_day = told_day(value);
    else if (told_after(line, "to", &value))
        told->options.to_day = told_day(value);
    else if (told_after(line, "since", &value))
        told->options.since_day = told_day(value);
    else if (told_after(line, "max-dates", &value) &&
             cw_bytes_number(value, 1000, &number))
        told->options.max_dates = (uint32_t)number;
    else
        return false;
    return true;
}

static inline void told_begin(told_case *told, cw_page_kind kind, cw_bytes line)
{
    cw_page *page = &told->pages[told->n++];
    *page = (cw_page){.kind = kind, .charset = "utf-8"};
    page->path = page->source_id = told_field(&line);
    page->outlet = told_field(&line);
    page->published = told_field(&line);
}

/* The pages of a case: lines [0, n_lines) of `now`. */
static inline void told_read(told_case *told, case_now *now)
{
    cw_buf text;
    cw_bytes rest;
    cw_buf_init(&text, &told->keep, SIZE_MAX);
    for (size_t i = 0; i <= now->n_lines; i++) {
        cw_bytes line = i < now->n_lines ? case_line(now, i) : CW_LIT("?");
        bool is_clean = told_after(line, "report", &rest);
        bool is_page = !is_clean && told_after(line, "page", &rest);
        bool is_end = line.n > 0 && line.at[0] == '?';
        cw_page *page = &told->pages[told->n > 0 ? told->n - 1 : 0];
        told->n_lines = i;
        if ((is_clean || is_page || is_end) && told->n > 0) {
            page->utf8 = page->source = cw_buf_bytes(&text);
            cw_buf_init(&text, &told->keep, SIZE_MAX);
        }
        if (is_end)
            return;
        if (is_clean || is_page)
            told_begin(told, is_clean ? CW_PAGE_CLEAN : CW_PAGE_TEXT, rest);
        else if (told_option(told, line))
            continue;
        else if (page->kind == CW_PAGE_CLEAN &&
                 told_after(line, "title", &rest))
            page->title = rest;
        else {
            cw_buf_add_text(&text, text.n == 0                   ? ""
                                   : page->kind == CW_PAGE_CLEAN ? "\n\n"
                                                                 : "\n");
            cw_buf_add(&text, line);
        }
    }
}

static inline int told_compare(const void *a, const void *b)
{
    const cw_page *x = a, *y = b;
    int order = memcmp(x->sha256, y->sha256, sizeof x->sha256);
    return order != 0 ? order : cw_bytes_compare(x->path, y->path);
}

/* Reports and marks of the pages, in the order that `tell` sorts them. */
static inline cw_status told_annotate(told_case *told)
{
    cw_status status = CW_OK;
    for (size_t i = 0; i < told->n; i++)
        cw_sha256(told->pages[i].source, told->pages[i].sha256);
    qsort(told->pages, told->n, sizeof *told->pages, told_compare);
    for (size_t i = 0; i < told->n && status == CW_OK; i++) {
        const cw_date_candidate *published;
        status = cw_clean(&told->pages[i], &told->keep, &told->scratch,
                          &told->reports[i]);
        if (status != CW_OK)
            break;
        published = cw_report_published(told->reports[i]);
        status = cw_annotate(NULL, NULL, told->reports[i],
                             published ? published->moment.day : CW_NO_DAY,
                             &told->keep, &told->scratch, &told->marks[i]);
    }
    return status;
}

static inline cw_status told_build(told_case *told)
{
    return cw_story_build(told->reports, told->marks, told->n, &told->options,
                          &told->keep, &told->scratch, &told->dossier);
}

/* ---- reading back ------------------------------------------------------- */

static inline cw_bytes told_span(const told_case *told, cw_span span)
{
    return cw_bytes_cut(cw_report_text(told->reports[span.report]), span.from,
                        span.to);
}

static inline bool told_cites_hold(const told_case *told, cw_cites cites,
                                   const cw_reports *reports)
{
    size_t n_reports = 0;
    if (cites.n == 0)
        return false;
    for (size_t i = 0; i < cites.n; i++) {
        cw_span span = cites.at[i];
        if (span.report >= told->n || span.from >= span.to ||
            span.to > cw_report_text(told->reports[span.report]).n)
            return false;
        if (i > 0 && cites.at[i - 1].report > span.report)
            return false;
        n_reports += i == 0 || cites.at[i - 1].report != span.report;
        if (reports && (n_reports > reports->n ||
                        reports->at[n_reports - 1] != span.report))
            return false;
    }
    return !reports || n_reports == reports->n;
}

/* Is a line the words of one of its cites? "…" may stand for a cut. */
static inline bool told_is_verbatim(const told_case *told, cw_bytes text,
                                    cw_cites cites)
{
    size_t cut = cw_bytes_find(text, CW_LIT("…"), 0);
    cw_bytes head = cw_bytes_cut(text, 0, cut == CW_NOT_FOUND ? text.n : cut);
    head = cw_bytes_trim(head);
    for (size_t i = 0; i < cites.n; i++)
        if (cw_bytes_find(told_span(told, cites.at[i]), head, 0) !=
            CW_NOT_FOUND)
            return true;
    return false;
}

/* What stands first among the laws that the story breaks, or NULL. */
static inline const char *told_broken(const told_case *told,
                                      const cw_story *story)
{
    for (size_t i = 0; i < story->n_entities; i++)
        if (!told_cites_hold(told, story->entities[i].mentions,
                             &story->entities[i].reports))
            return "an entity is not cited";
    for (size_t i = 0; i < story->n_timeline; i++)
        if (!told_cites_hold(told, story->timeline[i].cite,
                             &story->timeline[i].reports) ||
            !told_is_verbatim(told, story->timeline[i].text,
                              story->timeline[i].cite))
            return "a line of the timeline is not in its cites";
    for (size_t i = 0; i < story->n_claims; i++)
        if (!told_cites_hold(told, story->claims[i].cite,
                             &story->claims[i].reports) ||
            !told_is_verbatim(told, story->claims[i].text,
                              story->claims[i].cite) ||
            story->claims[i].independent == 0)
            return "a claim is not in its cites";
    for (size_t i = 0; i < story->n_quotes; i++)
        if (!told_cites_hold(told, story->quotes[i].cite, NULL))
            return "a quotation is not cited";
    for (size_t i = 0; i < story->n_figures; i++)
        if (!told_cites_hold(told, story->figures[i].cite,
                             &story->figures[i].reports))
            return "a figure is not cited";
    for (size_t i = 0; i < story->brief.n; i++)
        if (!told_cites_hold(told, story->brief.at[i].cite, NULL))
            return "a line of the brief is not cited";
    for (size_t i = 0; i < story->n_copies; i++)
        for (size_t k = 0; k < story->copies[i].n_passages; k++)
            if (story->copies[i].passages[k].a.report != story->copies[i].a ||
                story->copies[i].passages[k].b.report != story->copies[i].b)
                return "a passage stands in another report";
    return NULL;
}

/* ---- answers ------------------------------------------------------------ */

static inline cw_bytes told_name(const told_case *told, uint32_t report)
{
    return told->pages[report].path;
}

static inline int told_compare_lines(const void *a, const void *b)
{
    return cw_bytes_compare(*(const cw_bytes *)a, *(const cw_bytes *)b);
}

/* Items joined by a mark, in the order of their bytes: hashes give reports
 * their numbers, and a case should not know them. */
static inline void told_join(cw_buf *out, cw_bytes *items, size_t n, char mark)
{
    if (n > 0)
        qsort(items, n, sizeof *items, told_compare_lines);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            cw_buf_add_byte(out, (uint8_t)mark);
        cw_buf_add(out, items[i]);
    }
}

static inline void told_add_reports(const told_case *told, cw_reports reports,
                                    cw_buf *out)
{
    cw_bytes names[TOLD_MAX];
    for (size_t i = 0; i < reports.n; i++)
        names[i] = told_name(told, reports.at[i]);
    told_join(out, names, reports.n, ' ');
}

/* Answers are lists of lines; each is made in a buffer of its own. */
typedef struct {
    cw_bytes at[512];
    size_t n;
    cw_buf line;
    cw_arena *arena;
} told_lines;

static inline cw_buf *told_line(told_lines *lines)
{
    cw_buf_init(&lines->line, lines->arena, SIZE_MAX);
    return &lines->line;
}

static inline void told_end_line(told_lines *lines)
{
    if (lines->n < sizeof lines->at / sizeof *lines->at)
        lines->at[lines->n++] = cw_buf_bytes(&lines->line);
}

static inline void told_stories(const told_case *told, told_lines *lines)
{
    for (size_t i = 0; i < told->dossier->n_stories; i++) {
        told_add_reports(told, told->dossier->stories[i].reports,
                         told_line(lines));
        told_end_line(lines);
    }
}

/* "b 2024-03-06 day inferred: Tuesday" */
static inline void told_dates(const told_case *told, told_lines *lines)
{
    static const char *const precisions[] = {"", " minute", " day", " month",
                                             " year"};
    for (uint32_t i = 0; i < told->n; i++) {
        const cw_told_report *report = &told->dossier->reports[i];
        cw_buf *out = told_line(lines);
        char day[11];
        cw_day_print(report->published.day, day);
        cw_buf_add(out, told_name(told, i));
        cw_buf_addf(out, " %s%s", day[0] ? day : "unknown",
                    precisions[report->precision]);
        if (report->why_cite.n > 0) {
            cw_buf_add_text(out, " inferred: ");
            cw_buf_add(out, told_span(told, report->why_cite.at[0]));
        }
        told_end_line(lines);
    }
}

/* "a b wire_copy 1.000 0.430 Reuters" */
static inline void told_copies(const told_case *told, told_lines *lines,
                               bool with_passages)
{
    for (size_t s = 0; s < told->dossier->n_stories; s++) {
        const cw_story *story = &told->dossier->stories[s];
        for (size_t i = 0; i < story->n_copies; i++) {
            const cw_copy *copy = &story->copies[i];
            cw_bytes a = told_name(told, copy->a), b = told_name(told, copy->b);
            bool is_turned = cw_bytes_compare(a, b) > 0;
            cw_buf *out = told_line(lines);
            cw_buf_add(out, is_turned ? b : a);
            cw_buf_add_byte(out, ' ');
            cw_buf_add(out, is_turned ? a : b);
            cw_buf_addf(out, " %s %u %u", cw_copy_kind_name(copy->kind),
                        copy->containment[is_turned],
                        copy->containment[!is_turned]);
            if (copy->origin.n > 0)
                cw_buf_add_byte(out, ' ');
            cw_buf_add(out, copy->origin);
            for (size_t k = 0; with_passages && k < copy->n_passages; k++) {
                cw_buf_add_text(out, k == 0 ? ": " : " | ");
                cw_buf_add(out,
                           told_span(told, is_turned ? copy->passages[k].b
                                                     : copy->passages[k].a));
            }
            told_end_line(lines);
        }
    }
}

/* "Ana Ruiz person: Ms Ruiz 1, Ruiz 2; mayor of Velling" */
static inline void told_entities(const told_case *told, told_lines *lines,
                                 cw_bytes name)
{
    for (size_t s = 0; s < told->dossier->n_stories; s++) {
        const cw_story *story = &told->dossier->stories[s];
        for (size_t i = 0; i < story->n_entities; i++) {
            const cw_entity *entity = &story->entities[i];
            cw_buf *out = told_line(lines);
            cw_bytes aliases[32];
            size_t n = entity->n_aliases < 32 ? entity->n_aliases : 32;
            if (name.n > 0 && !cw_bytes_equal(entity->name, name))
                continue;
            cw_buf_add(out, entity->name);
            cw_buf_addf(out,
                        " %s: ", cw_name_kind_name((cw_name_kind)entity->kind));
            for (size_t k = 0; k < n; k++) {
                cw_buf alias;
                cw_buf_init(&alias, lines->arena, SIZE_MAX);
                cw_buf_add(&alias, entity->aliases[k].text);
                cw_buf_addf(&alias, " %u", entity->aliases[k].count);
                aliases[k] = cw_buf_bytes(&alias);
            }
            told_join(out, aliases, n, ',');
            cw_buf_add_text(out, " in ");
            told_add_reports(told, entity->reports, out);
            told_end_line(lines);
        }
    }
}

static inline void told_days(cw_buf *out, int32_t from_day, int32_t to_day)
{
    char day[11];
    cw_day_print(from_day, day);
    cw_buf_add_text(out, day);
    cw_day_print(to_day, day);
    if (to_day != from_day)
        cw_buf_addf(out, "/%s", day);
}

/* "2024-03-04 stated happened 2 a b: text" */
static inline void told_timeline(const told_case *told, told_lines *lines)
{
    for (size_t s = 0; s < told->dossier->n_stories; s++) {
        const cw_story *story = &told->dossier->stories[s];
        for (size_t i = 0; i < story->n_timeline; i++) {
            const cw_timeline_line *line = &story->timeline[i];
            cw_buf *out = told_line(lines);
            told_days(out, line->from_day, line->to_day);
            cw_buf_addf(out, " %s %s %u ", cw_basis_name((cw_basis)line->basis),
                        cw_fact_name((cw_factuality)line->status),
                        line->independent);
            told_add_reports(told, line->reports, out);
            cw_buf_add_text(out, ": ");
            cw_buf_add(out, line->text);
            told_end_line(lines);
        }
    }
}

static inline void told_claims(const told_case *told, told_lines *lines,
                               size_t n_reports_min)
{
    for (size_t s = 0; s < told->dossier->n_stories; s++) {
        const cw_story *story = &told->dossier->stories[s];
        for (size_t i = 0; i < story->n_claims; i++) {
            const cw_claim *claim = &story->claims[i];
            cw_buf *out = told_line(lines);
            if (claim->reports.n < n_reports_min)
                continue;
            cw_buf_addf(out, "%u of ", claim->independent);
            told_add_reports(told, claim->reports, out);
            cw_buf_add_text(out, ": ");
            cw_buf_add(out, claim->text);
            for (size_t k = 0; k < claim->n_folded; k++) {
                cw_buf_add_text(out, k == 0 ? " (" : "; ");
                cw_buf_add(out, claim->folded[k].why);
                cw_buf_add_text(out, k + 1 == claim->n_folded ? ")" : "");
            }
            told_end_line(lines);
        }
    }
}

/* What a test program answers beside the questions here; false: no such
 * question. Given to told_run as its state. */
typedef struct {
    bool (*answer)(const told_case *told, cw_bytes what, told_lines *lines);
} told_more;

/* The answer to "? WHAT", its lines in the order of their bytes. */
static inline cw_bytes told_answer(const told_case *told, cw_bytes what,
                                   const told_more *more, cw_arena *arena)
{
    told_lines lines = {.arena = arena};
    cw_bytes name = {NULL, 0};
    cw_buf out;
    if (cw_bytes_equal(what, CW_LIT("stories")))
        told_stories(told, &lines);
    else if (cw_bytes_equal(what, CW_LIT("dates")))
        told_dates(told, &lines);
    else if (cw_bytes_equal(what, CW_LIT("copies")))
        told_copies(told, &lines, false);
    else if (cw_bytes_equal(what, CW_LIT("passages")))
        told_copies(told, &lines, true);
    else if (cw_bytes_equal(what, CW_LIT("entities")))
        told_entities(told, &lines, name);
    else if (told_after(what, "entity", &name))
        told_entities(told, &lines, name);
    else if (cw_bytes_equal(what, CW_LIT("timeline")))
        told_timeline(told, &lines);
    else if (cw_bytes_equal(what, CW_LIT("claims")))
        told_claims(told, &lines, 2);
    else if (cw_bytes_equal(what, CW_LIT("single claims")))
        told_claims(told, &lines, 1);
    else if (!more || !more->answer(told, what, &lines))
        return CW_LIT("(no such question)");
    cw_buf_init(&out, arena, SIZE_MAX);
    told_join(&out, lines.at, lines.n, '\n');
    return lines.n == 0 ? CW_LIT("nothing") : cw_buf_bytes(&out);
}

/* One case: read, build, check, ask. */
static inline void told_run(case_now *now, void *state)
{
    told_case told;
    told_init(&told);
    told_read(&told, now);
    if (told_annotate(&told) != CW_OK || told_build(&told) != CW_OK) {
        case_fail(now, 0, "the story was not built");
        told_free(&told);
        return;
    }
    for (size_t s = 0; s < told.dossier->n_stories; s++) {
        const char *broken = told_broken(&told, &told.dossier->stories[s]);
        if (broken)
            case_fail(now, 0, "%s", broken);
    }
    for (size_t i = told.n_lines, end; i < now->n_lines; i = end) {
        cw_bytes what = case_line(now, i), got;
        cw_buf wanted;
        cw_buf_init(&wanted, now->arena, SIZE_MAX);
        for (end = i + 1; end < now->n_lines; end++) {
            cw_bytes line = case_line(now, end);
            if (line.n > 0 && line.at[0] == '?')
                break;
            cw_buf_add_text(&wanted, end > i + 1 ? "\n" : "");
            cw_buf_add(&wanted, line);
        }
        got = told_answer(&told, cw_bytes_cut(what, 2, what.n), state,
                          now->arena);
        if (!cw_bytes_equal(got, cw_buf_bytes(&wanted)))
            case_fail(now, i, "%.*s: got\n%.*s", (int)what.n,
                      (const char *)what.at, (int)got.n, (const char *)got.at);
    }
    told_free(&told);
}

#endif
