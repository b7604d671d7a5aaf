/* page_names.c: people, organizations and places; who copied whom. */
#include "show/page_int.h"

/* ---- names ------------------------------------------------------------- */

/* The first place in each report, and how often the name stands there. */
static void put_places(cw_sheet *sheet, const cw_entity *entity)
{
    size_t n_shown = 0, n_reports = 0;
    cw_cites all = entity->mentions;
    cw_sheet_markup(sheet, "<td class=\"cites\" data-label=\"Where\">");
    for (size_t i = 0, next; i < all.n; i = next) {
        for (next = i + 1; next < all.n; next++)
            if (all.at[next].report != all.at[i].report)
                break;
        if (n_reports++ >= 2 * CW_PAGE_CITES)
            continue;
        cw_sheet_put(sheet, n_shown++ > 0 ? " " : "");
        cw_sheet_cite(sheet, all.at[i]);
        if (next - i > 1)
            cw_sheet_markupf(sheet, "<span class=\"times\">×%zu</span>",
                             next - i);
    }
    if (n_reports > n_shown)
        cw_sheet_markupf(sheet, " <span class=\"rest\">+%zu reports</span>",
                         n_reports - n_shown);
    cw_sheet_markup(sheet, "</td>");
}

static void put_aliases(cw_sheet *sheet, const cw_entity *entity)
{
    size_t n = 0;
    for (size_t i = 0; i < entity->n_aliases && n < 4; i++) {
        if (cw_bytes_ends_fold(entity->aliases[i].text, entity->name))
            continue; // the name, or a title and the name
        cw_sheet_put(sheet, n++ == 0 ? "<span class=\"alias\">also " : ", ");
        cw_sheet_text(sheet, entity->aliases[i].text);
    }
    if (n > 0)
        cw_sheet_markup(sheet, "</span>");
}

static void put_name(cw_sheet *sheet, const cw_entity *entity)
{
    cw_sheet_open_line(sheet, &(cw_page_line){.element = "tr",
                                              .classes = "name",
                                              .id = entity->id.text,
                                              .kind = "name",
                                              .cite = entity->mentions,
                                              .from_day = CW_NO_DAY});
    cw_sheet_markup(sheet, "<th scope=\"row\">");
    cw_sheet_said(sheet, entity->name);
    cw_sheet_markup(sheet, "</th><td class=\"who\" data-label=\"Called\">");
    for (size_t i = 0; i < entity->n_descriptors && i < 2; i++) {
        cw_sheet_put(sheet, i > 0 ? "; " : "");
        cw_sheet_cut(sheet, entity->descriptors[i].text, 80);
    }
    cw_sheet_put(sheet, entity->n_descriptors > 0 && entity->n_aliases > 1
                            ? "<br>"
                            : "");
    put_aliases(sheet, entity);
    cw_sheet_markup(sheet, "</td>");
    put_places(sheet, entity);
    cw_sheet_markup(sheet, "</tr>\n");
}

/* Named in one report only, and by one name: a word in a row of such words. */
static bool is_minor(const cw_entity *entity)
{
    return entity->reports.n < 2 && entity->n_descriptors == 0 &&
           entity->n_aliases < 2;
}

static void put_minor(cw_sheet *sheet, const cw_entity *entity)
{
    cw_sheet_open_line(sheet, &(cw_page_line){.element = "li",
                                              .classes = "minor",
                                              .id = entity->id.text,
                                              .kind = "name",
                                              .cite = entity->mentions,
                                              .from_day = CW_NO_DAY});
    cw_sheet_said(sheet, entity->name);
    cw_sheet_markup(sheet, " <span class=\"cites\">");
    cw_sheet_cite(sheet, entity->mentions.at[0]);
    cw_sheet_markup(sheet, "</span></li>\n");
}

static void open_names(cw_sheet *sheet, bool is_of_minor, size_t n_before)
{
    if (is_of_minor)
        cw_sheet_put(sheet, n_before > 0
                                ? "<ul class=\"minors\"><li>also </li>\n"
                                : "<ul class=\"minors\">\n");
    else
        cw_sheet_markup(sheet, "<table class=\"names\">\n<thead><tr>"
                               "<th scope=\"col\">Name</th><th scope=\"col\">"
                               "Called</th><th scope=\"col\">Where</th></tr>"
                               "</thead>\n<tbody>\n");
}

/* How many entities there are of a kind, those not shown among them. */
static size_t put_names_in(cw_sheet *sheet, uint8_t kind, bool is_of_minor,
                           size_t n_before)
{
    const cw_story *story = sheet->story;
    size_t n = 0;
    for (size_t i = 0; i < story->n_entities; i++) {
        const cw_entity *entity = &story->entities[i];
        if (entity->kind != kind || entity->mentions.n == 0 ||
            is_minor(entity) != is_of_minor || n++ >= CW_PAGE_NAMES)
            continue;
        if (n == 1)
            open_names(sheet, is_of_minor, n_before);
        if (is_of_minor)
            put_minor(sheet, entity);
        else
            put_name(sheet, entity);
    }
    if (n > 0)
        cw_sheet_put(sheet, is_of_minor ? "</ul>\n" : "</tbody>\n</table>\n");
    if (n > CW_PAGE_NAMES)
        cw_sheet_more(sheet, n - CW_PAGE_NAMES, "name", "names");
    return n;
}

static void put_names_of(cw_sheet *sheet, uint8_t kind, const char *label)
{
    const cw_story *story = sheet->story;
    int level = sheet->dossier->n_stories == 1 ? 3 : 4;
    size_t i = 0, n;
    while (i < story->n_entities && story->entities[i].kind != kind)
        i++;
    if (i == story->n_entities)
        return;
    cw_sheet_markupf(sheet, "<div class=\"names-of\"><h%d>%s</h%d>\n", level,
                     label, level);
    n = put_names_in(sheet, kind, false, 0);
    (void)put_names_in(sheet, kind, true, n);
    cw_sheet_markup(sheet, "</div>\n");
}

void cw_sheet_names(cw_sheet *sheet)
{
    if (sheet->story->n_entities == 0)
        return;
    cw_sheet_open_section(sheet, "names", "Who and where",
                          sheet->story->n_entities);
    sheet->is_quiet = true;
    put_names_of(sheet, CW_NAME_PERSON, "People");
    put_names_of(sheet, CW_NAME_ORGANIZATION, "Organizations");
    put_names_of(sheet, CW_NAME_PLACE, "Places");
    put_names_of(sheet, CW_NAME_OTHER, "Other names");
    sheet->is_quiet = false;
    cw_sheet_close_section(sheet);
}

/* ---- copies ------------------------------------------------------------ */

static const char *kind_words(const cw_copy *copy)
{
    static const char *const words[] = {
        [CW_COPY_NEAR_DUPLICATE] = "are nearly the same text",
        [CW_COPY_WIRE] = "carry the same agency text",
        [CW_COPY_PASSAGE] = "share passages",
        [CW_COPY_FURNITURE] = "share furniture",
    };
    return copy->kind <= CW_COPY_FURNITURE ? words[copy->kind] : "";
}

/* Both shares as bars: how much of each report stands in the other. */
static void put_share(cw_sheet *sheet, uint32_t report, uint32_t thousandths)
{
    cw_sheet_markup(sheet, "<p class=\"share\">");
    cw_sheet_report(sheet, report);
    cw_sheet_markupf(sheet,
                     " <svg class=\"bar\" viewBox=\"0 0 100 6\" "
                     "aria-hidden=\"true\"><rect class=\"all\" width=\"100\" "
                     "height=\"6\"/><rect class=\"part\" width=\"%u\" "
                     "height=\"6\"/></svg> %u %% of ",
                     (thousandths + 5) / 10, (thousandths + 5) / 10);
    cw_sheet_text(sheet, cw_sheet_outlet(sheet, report));
    cw_sheet_markup(sheet, "</p>\n");
}

static void put_passages(cw_sheet *sheet, const cw_copy *copy)
{
    enum { PASSAGES = 12 };
    if (copy->n_passages == 0)
        return;
    cw_sheet_markupf(sheet,
                     "<details><summary>%zu shared passage%s</summary>"
                     "<ul>\n",
                     copy->n_passages, cw_plural(copy->n_passages));
    for (size_t i = 0; i < copy->n_passages && i < PASSAGES; i++) {
        cw_span a = copy->passages[i].a;
        cw_bytes text =
            cw_report_text(sheet->dossier->reports[a.report].report);
        cw_sheet_markup(sheet, "<li>");
        cw_sheet_cut(sheet, cw_bytes_cut(text, a.from, a.to), 240);
        sheet->is_quiet = true;
        cw_sheet_cites(sheet, (cw_cites){&copy->passages[i].a, 1});
        cw_sheet_cites(sheet, (cw_cites){&copy->passages[i].b, 1});
        sheet->is_quiet = false;
        cw_sheet_markup(sheet, "</li>\n");
    }
    cw_sheet_markup(sheet, "</ul></details>\n");
}

static void put_copy(cw_sheet *sheet, const cw_copy *copy, const char *id)
{
    cw_span both[2] = {{copy->a, 0, 0}, {copy->b, 0, 0}};
    cw_sheet_open_line(sheet, &(cw_page_line){.element = "li",
                                              .classes = "copy",
                                              .id = id,
                                              .kind = "copy",
                                              .cite = {both, 2},
                                              .from_day = CW_NO_DAY});
    cw_sheet_markup(sheet, "<p class=\"pair\">");
    cw_sheet_report(sheet, copy->a);
    cw_sheet_markup(sheet, " and ");
    cw_sheet_report(sheet, copy->b);
    cw_sheet_markupf(sheet, " %s", kind_words(copy));
    if (copy->origin.n > 0) {
        cw_sheet_markup(sheet, "; origin: ");
        cw_sheet_said(sheet, copy->origin);
    }
    if (copy->has_origin_cite)
        cw_sheet_cites(sheet, (cw_cites){&copy->origin_cite, 1});
    cw_sheet_markup(sheet, "</p>\n<div class=\"shares\">");
    put_share(sheet, copy->a, copy->containment[0]);
    put_share(sheet, copy->b, copy->containment[1]);
    cw_sheet_markup(sheet, "</div>\n");
    put_passages(sheet, copy);
    cw_sheet_markup(sheet, "</li>\n");
}

void cw_sheet_copies(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n = 0, n_shown = 0;
    for (size_t i = 0; i < story->n_copies; i++)
        n += story->copies[i].kind != CW_COPY_FURNITURE;
    if (n == 0)
        return;
    cw_sheet_open_section(sheet, "copies", "Copies", n);
    cw_sheet_markup(sheet, "<p class=\"lead\">What copies each other counts "
                           "as one source.</p>\n<ul class=\"copies\">\n");
    for (size_t i = 0; i < story->n_copies && n_shown < CW_PAGE_COPIES; i++) {
        char id[40];
        if (story->copies[i].kind == CW_COPY_FURNITURE)
            continue;
        cw_sheet_name(sheet, "copy", ++n_shown, id);
        put_copy(sheet, &story->copies[i], id);
    }
    cw_sheet_markup(sheet, "</ul>\n");
    cw_sheet_more(sheet, n - n_shown, "pair", "pairs");
    cw_sheet_close_section(sheet);
}
