/* meta.c: what meta, link, title, html, h1, time and itemprop say.
 *
 * Names of meta properties: Open Graph (ogp.me), Dublin Core, schema.org, and
 * the names that publishing systems made common. */
#include "base/buf.h"
#include "clean/outlets.h"
#include "clean/tree_int.h"

#define VALUE_BYTES_MAX 2048u
#define H1_MAX          8u
#define H1_BYTES_MIN    12u // shorter ones are the site's or a section's name

/* ---- values ------------------------------------------------------------ */

/* "20240503", "20240503T101500", "20240503101500" */
static bool read_compact(cw_bytes value, cw_moment *moment,
                         cw_precision *precision)
{
    uint64_t number;
    cw_bytes day = {value.at, value.n < 8 ? value.n : 8};
    if (value.n < 8 || !cw_bytes_number(day, 99999999, &number))
        return false;
    if (value.n > 8 && value.at[8] != 'T' && !(value.n == 12 || value.n == 14))
        return false;
    cw_date date = {(int32_t)(number / 10000), (uint8_t)(number / 100 % 100),
                    (uint8_t)(number % 100)};
    if (date.year < 1990 || date.year > 2099 || !cw_date_is_valid(date))
        return false;
    *moment = CW_NO_MOMENT;
    moment->day = cw_day_from_date(date);
    *precision = CW_PRECISION_DAY;
    return true;
}

bool cw_date_value(cw_bytes value, cw_moment *moment, cw_precision *precision)
{
    char kind = 0;
    cw_stamp stamp;
    size_t at = 0;
    value = cw_bytes_trim(value);
    value.n = value.n < 200 ? value.n : 200;
    if (value.n < 8)
        return false;
    if (read_compact(value, moment, precision))
        return true;
    if (cw_moment_read(value, moment, &kind)) {
        cw_date date = cw_date_from_day(moment->day);
        *precision = kind == 'M' ? CW_PRECISION_MINUTE : CW_PRECISION_DAY;
        return kind != 'y' && kind != 'm' && date.year >= 1990 &&
               date.year <= 2099;
    }
    if (!cw_stamp_next(value, &at, value.n, &stamp) || stamp.is_ambiguous)
        return false;
    *moment = stamp.moment;
    *precision = moment->minute >= 0 ? CW_PRECISION_MINUTE : CW_PRECISION_DAY;
    return true;
}

void cw_sheet_set_language(cw_sheet *sheet, cw_bytes code)
{
    code = cw_bytes_trim(code);
    if (sheet->language[0] != 0 || code.n < 2 || !cw_is_alpha(code.at[0]) ||
        !cw_is_alpha(code.at[1]) ||
        (code.n > 2 && code.at[2] != '-' && code.at[2] != '_'))
        return;
    sheet->language[0] = (char)cw_to_lower(code.at[0]);
    sheet->language[1] = (char)cw_to_lower(code.at[1]);
    sheet->language[2] = 0;
}

/* ---- meta -------------------------------------------------------------- */

typedef enum {
    META_TITLE,
    META_OUTLET,
    META_AUTHOR,
    META_URL,
    META_PUBLISHED,
    META_MODIFIED,
    META_LANGUAGE,
} meta_kind;

static const struct {
    const char *name;
    uint8_t kind, order;
} meta_names[] = {
    {"og:title", META_TITLE, 1},
    {"twitter:title", META_TITLE, 2},
    {"dc.title", META_TITLE, 3},
    {"parsely-title", META_TITLE, 3},
    {"sailthru.title", META_TITLE, 3},
    {"og:site_name", META_OUTLET, 1},
    {"application-name", META_OUTLET, 3},
    {"dc.publisher", META_OUTLET, 2},
    {"author", META_AUTHOR, CW_SIGN_META},
    {"article:author", META_AUTHOR, CW_SIGN_META_MORE},
    {"article:author_name", META_AUTHOR, CW_SIGN_META},
    {"byl", META_AUTHOR, CW_SIGN_META},
    {"articleauthor", META_AUTHOR, CW_SIGN_META},
    {"parsely-author", META_AUTHOR, CW_SIGN_META},
    {"sailthru.author", META_AUTHOR, CW_SIGN_META_MORE},
    {"dc.creator", META_AUTHOR, CW_SIGN_META_MORE},
    {"dcterms.creator", META_AUTHOR, CW_SIGN_META_MORE},
    {"citation_author", META_AUTHOR, CW_SIGN_META_MORE},
    {"og:url", META_URL, 2},
    {"article:published_time", META_PUBLISHED, CW_ORDER_META},
    {"og:article:published_time", META_PUBLISHED, CW_ORDER_META},
    {"og:published_time", META_PUBLISHED, CW_ORDER_META},
    {"article:published", META_PUBLISHED, CW_ORDER_META},
    {"datepublished", META_PUBLISHED, CW_ORDER_ITEM},
    {"datecreated", META_PUBLISHED, CW_ORDER_META_MORE},
    {"parsely-pub-date", META_PUBLISHED, CW_ORDER_META_MORE},
    {"sailthru.date", META_PUBLISHED, CW_ORDER_META_MORE},
    {"cxenseparse:recs:publishtime", META_PUBLISHED, CW_ORDER_META_MORE},
    {"cxenseparse:publishtime", META_PUBLISHED, CW_ORDER_META_MORE},
    {"pubdate", META_PUBLISHED, CW_ORDER_META_MORE},
    {"publishdate", META_PUBLISHED, CW_ORDER_META_MORE},
    {"publish-date", META_PUBLISHED, CW_ORDER_META_MORE},
    {"publish_date", META_PUBLISHED, CW_ORDER_META_MORE},
    {"publication_date", META_PUBLISHED, CW_ORDER_META_MORE},
    {"date_published", META_PUBLISHED, CW_ORDER_META_MORE},
    {"article.published", META_PUBLISHED, CW_ORDER_META_MORE},
    {"article.created", META_PUBLISHED, CW_ORDER_META_MORE + 1},
    {"published_time_telegram", META_PUBLISHED, CW_ORDER_META_MORE},
    {"dc.date", META_PUBLISHED, CW_ORDER_META_MORE + 1},
    {"dc.date.issued", META_PUBLISHED, CW_ORDER_META_MORE},
    {"dc.date.created", META_PUBLISHED, CW_ORDER_META_MORE + 1},
    {"dcterms.date", META_PUBLISHED, CW_ORDER_META_MORE + 1},
    {"dcterms.created", META_PUBLISHED, CW_ORDER_META_MORE + 1},
    {"dcterms.issued", META_PUBLISHED, CW_ORDER_META_MORE},
    {"citation_publication_date", META_PUBLISHED, CW_ORDER_META_MORE},
    {"date", META_PUBLISHED, CW_ORDER_META_MORE + 1},
    {"originalpublicationdate", META_PUBLISHED, CW_ORDER_META_MORE},
    {"displaydate", META_PUBLISHED, CW_ORDER_META_MORE + 1},
    {"ptime", META_PUBLISHED, CW_ORDER_META_MORE},
    {"article:modified_time", META_MODIFIED, CW_ORDER_META},
    {"og:updated_time", META_MODIFIED, CW_ORDER_META_MORE},
    {"datemodified", META_MODIFIED, CW_ORDER_ITEM},
    {"lastmod", META_MODIFIED, CW_ORDER_META_MORE},
    {"last-modified", META_MODIFIED, CW_ORDER_META_MORE},
    {"article.updated", META_MODIFIED, CW_ORDER_META_MORE},
    {"dcterms.modified", META_MODIFIED, CW_ORDER_META_MORE},
    {"content-language", META_LANGUAGE, 1},
    {"language", META_LANGUAGE, 2},
    {"inlanguage", META_LANGUAGE, 2},
};

typedef struct {
    cw_sheet *sheet;
    const cw_html_tree *tree;
    cw_arena *memory;
    cw_draft_fact title, outlet, url, page_title, h1[H1_MAX];
    uint8_t title_order, outlet_order, url_order;
    size_t n_h1;
    bool has_item_author;
    uint8_t written_label; // twitter:labelN that says "Written by"
} meta_page;

static cw_draft_fact attribute_fact(const meta_page *meta, uint32_t node,
                                    cw_bytes name)
{
    const cw_html_attribute *attribute =
        cw_html_attribute_find(meta->tree, node, name);
    if (!attribute)
        return (cw_draft_fact){0};
    return (cw_draft_fact){
        .value = cw_bytes_trim(attribute->value),
        .source = cw_web_source(meta->sheet, attribute->value_range)};
}

static void take(cw_draft_fact fact, uint8_t order, cw_draft_fact *into,
                 uint8_t *into_order)
{
    if (fact.value.n == 0 || fact.value.n > VALUE_BYTES_MAX ||
        (into->value.n > 0 && *into_order <= order))
        return;
    *into = fact;
    *into_order = order;
}

static void add_date(const meta_page *meta, cw_draft_fact fact, cw_bytes what,
                     bool is_modified, uint32_t order)
{
    cw_draft_date date = {.evidence = CW_EVIDENCE_META,
                          .is_modified = is_modified,
                          .order = order,
                          .source = fact.source,
                          .what = what};
    if (cw_date_value(fact.value, &date.moment, &date.precision))
        cw_sheet_add_date(meta->sheet, date);
}

static void add_author(meta_page *meta, cw_draft_fact author, uint8_t rank)
{
    cw_sheet_add_sign(meta->sheet,
                      (cw_sign){.fact = author,
                                .rank = rank,
                                .is_catalogued = rank == CW_SIGN_META_MORE});
}

static void take_meta(meta_page *meta, cw_draft_fact fact, size_t i)
{
    uint8_t order = meta_names[i].order;
    switch (meta_names[i].kind) {
    case META_TITLE:
        take(fact, order, &meta->title, &meta->title_order);
        break;
    case META_OUTLET:
        take(fact, order, &meta->outlet, &meta->outlet_order);
        break;
    case META_URL:
        take(fact, order, &meta->url, &meta->url_order);
        break;
    case META_AUTHOR:
        add_author(meta, fact, order);
        break;
    case META_LANGUAGE:
        cw_sheet_set_language(meta->sheet, fact.value);
        break;
    default:
        add_date(meta, fact, cw_bytes_from(meta_names[i].name),
                 meta_names[i].kind == META_MODIFIED, order);
    }
}

/* twitter:label1 "Written by", twitter:data1 "Ana Brook" */
static void read_label(meta_page *meta, cw_bytes name, cw_draft_fact fact)
{
    static const char *const labels[] = {"written by",
                                         "verfasst von",
                                         "geschrieben von",
                                         "escrito por",
                                         ("\xC3\x89"
                                          "crit par"),
                                         "scritto da",
                                         "geschreven door",
                                         "author",
                                         "skrevet av",
                                         "skriven av",
                                         "skrevet af",
                                         "napisane przez",
                                         "by",
                                         "autor"};
    if (name.n == 14 && cw_bytes_starts_fold(name, CW_LIT("twitter:label"))) {
        for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
            if (cw_bytes_equal_fold(fact.value, cw_bytes_from(labels[i])))
                meta->written_label = name.at[13];
    } else if (name.n == 13 &&
               cw_bytes_starts_fold(name, CW_LIT("twitter:data")) &&
               meta->written_label == name.at[12]) {
        add_author(meta, fact, CW_SIGN_LABEL);
    }
}

static void read_meta(meta_page *meta, uint32_t node)
{
    static const char *const keys[] = {"property", "name", "itemprop",
                                       "http-equiv"};
    cw_draft_fact fact = attribute_fact(meta, node, CW_LIT("content"));
    if (fact.value.n == 0)
        return;
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        cw_bytes name = cw_bytes_trim(
            cw_html_attribute_value(meta->tree, node, cw_bytes_from(keys[k])));
        read_label(meta, name, fact);
        for (size_t i = 0;
             name.n > 0 && i < sizeof meta_names / sizeof *meta_names; i++)
            if (cw_bytes_equal_fold(name, cw_bytes_from(meta_names[i].name)))
                take_meta(meta, fact, i);
    }
}

/* ---- elements ---------------------------------------------------------- */

static CW_CHECK cw_status text_fact(const meta_page *meta, uint32_t node,
                                    cw_draft_fact *fact)
{
    cw_buf buf;
    *fact = (cw_draft_fact){0};
    cw_buf_init(&buf, meta->memory, CW_MAX_ATTRIBUTE_BYTES);
    cw_status status = cw_html_node_text(meta->tree, node, &buf);
    if (status == CW_NO_MEMORY)
        return status;
    const cw_html_node *element = &meta->tree->nodes[node];
    cw_bytes text = cw_bytes_trim(cw_buf_bytes(&buf));
    uint8_t *bytes = (uint8_t *)(uintptr_t)text.at;
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) { // white space as the text has it
        bool is_space = cw_is_space(text.at[i]);
        if (!is_space || n == 0 || bytes[n - 1] != ' ')
            bytes[n++] = is_space ? ' ' : text.at[i];
    }
    fact->value = (cw_bytes){text.at, n};
    fact->source = cw_web_source(
        meta->sheet, (cw_range){element->range.to, element->end.from});
    if (fact->source.from > fact->source.to)
        fact->source = (cw_range){0, 0};
    return CW_OK;
}

static bool has_item(cw_bytes items, const char *name)
{
    return cw_bytes_equal_fold(cw_bytes_trim(items), cw_bytes_from(name));
}

static CW_CHECK cw_status read_item(meta_page *meta, uint32_t node)
{
    cw_bytes item =
        cw_html_attribute_value(meta->tree, node, CW_LIT("itemprop"));
    cw_draft_fact fact;
    cw_status status = CW_OK;
    if (item.n == 0)
        return CW_OK;
    bool is_modified = has_item(item, "dateModified");
    if (has_item(item, "datePublished") || is_modified) {
        fact = attribute_fact(meta, node, CW_LIT("datetime"));
        if (fact.value.n == 0)
            fact = attribute_fact(meta, node, CW_LIT("content"));
        if (fact.value.n == 0)
            status = text_fact(meta, node, &fact);
        add_date(meta, fact, CW_LIT("itemprop"), is_modified, CW_ORDER_ITEM);
    } else if (has_item(item, "author") && !meta->has_item_author &&
               meta->tree->nodes[node].tag != CW_TAG_META) {
        /* later ones are often those of comments */
        meta->has_item_author = true;
        status = text_fact(meta, node, &fact);
        if (fact.value.n < 80)
            add_author(meta, fact, CW_SIGN_REL);
    }
    return status;
}

static CW_CHECK cw_status read_element(meta_page *meta, uint32_t node)
{
    const cw_html_node *element = &meta->tree->nodes[node];
    cw_status status = read_item(meta, node);
    cw_draft_fact fact;
    if (status != CW_OK)
        return status;
    switch (element->tag) {
    case CW_TAG_META:
        read_meta(meta, node);
        break;
    case CW_TAG_HTML:
        cw_sheet_set_language(
            meta->sheet,
            cw_html_attribute_value(meta->tree, node, CW_LIT("lang")));
        break;
    case CW_TAG_LINK:
        if (cw_bytes_equal_fold(
                cw_html_attribute_value(meta->tree, node, CW_LIT("rel")),
                CW_LIT("canonical")))
            take(attribute_fact(meta, node, CW_LIT("href")), 1, &meta->url,
                 &meta->url_order);
        break;
    case CW_TAG_TITLE:
        if (meta->page_title.value.n == 0)
            status = text_fact(meta, node, &meta->page_title);
        break;
    case CW_TAG_H1:
        if (cw_html_is_unread(meta->tree, node))
            break;
        status = text_fact(meta, node, &fact);
        if (fact.value.n > 0 && meta->n_h1 < H1_MAX)
            meta->h1[meta->n_h1++] = fact;
        break;
    case CW_TAG_A:
        if (cw_bytes_equal_fold(
                cw_html_attribute_value(meta->tree, node, CW_LIT("rel")),
                CW_LIT("author"))) {
            status = text_fact(meta, node, &fact);
            if (cw_is_person_name(fact.value))
                add_author(meta, fact, CW_SIGN_REL);
        }
        break;
    default:
        break;
    }
    return status;
}

/* ---- title ------------------------------------------------------------- */

/* "Ferry strike ends | Harbour Mail" -> "Ferry strike ends": cut at the last
 * mark between blanks when what follows is the outlet, or the headline that
 * the page shows is what stands before it. */
static cw_bytes without_site(cw_bytes title, cw_bytes outlet, cw_bytes h1)
{
    static const char *const marks[] = {
        " | ",        " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ",
        " \xC2\xB7 ", " :: "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        cw_bytes mark = cw_bytes_from(marks[i]);
        for (size_t at = cw_bytes_find(title, mark, 0);
             at != CW_NOT_FOUND && at > 0;
             at = cw_bytes_find(title, mark, at + mark.n)) {
            cw_bytes before = cw_bytes_trim(cw_bytes_cut(title, 0, at));
            cw_bytes after =
                cw_bytes_trim(cw_bytes_cut(title, at + mark.n, title.n));
            bool is_site =
                (outlet.n > 0 && cw_bytes_equal_fold(after, outlet)) ||
                cw_outlet_by_name(after) || (i == 0 && after.n * 2 < before.n);
            if (is_site || (h1.n > 0 && cw_bytes_equal_fold(before, h1)))
                return before;
        }
    }
    return title;
}

/* "Harbour Mail" above "Ferry strike ends | Harbour Mail": a masthead. */
static bool is_masthead(const meta_page *meta, cw_bytes h1)
{
    cw_bytes title = meta->page_title.value;
    size_t at = title.n > h1.n ? title.n - h1.n : 0;
    bool is_tail = at >= 3 && h1.n * 2 < title.n &&
                   cw_bytes_equal_fold(cw_bytes_cut(title, at, title.n), h1) &&
                   cw_is_space(title.at[at - 1]) &&
                   strchr("|-:", title.at[at - 2]);
    return is_tail || (meta->sheet->outlet.value.n > 0 &&
                       cw_bytes_equal_fold(h1, meta->sheet->outlet.value));
}

static void drop_mastheads(meta_page *meta)
{
    size_t n = 0;
    for (size_t i = 0; i < meta->n_h1; i++)
        if (!is_masthead(meta, meta->h1[i].value))
            meta->h1[n++] = meta->h1[i];
    for (size_t i = n; i < meta->n_h1; i++)
        meta->h1[i] = (cw_draft_fact){0};
    meta->n_h1 = n;
}

/* A headline of JSON-LD that <title> repeats is written for search engines,
 * and h1 and Open Graph, where they agree, outvote it. Elsewhere a news
 * page's JSON-LD has the editors' own. */
static bool is_outvoted(const meta_page *meta, cw_bytes h1)
{
    const cw_sheet *sheet = meta->sheet;
    cw_bytes ld = sheet->ld_title.value, title = meta->page_title.value;
    return h1.n >= H1_BYTES_MIN && cw_bytes_equal_fold(h1, meta->title.value) &&
           (!sheet->is_news || (ld.n > 0 && cw_bytes_starts_fold(title, ld)));
}

/* The h1 that is, begins or ends the page's title: the headline as it is
 * shown, without the site's name or a section before it. */
static const cw_draft_fact *shown_title(const meta_page *meta)
{
    const cw_draft_fact *titles[] = {&meta->title, &meta->page_title};
    for (size_t i = 0; i < meta->n_h1; i++)
        if (is_outvoted(meta, meta->h1[i].value))
            return &meta->h1[i];
    for (size_t i = 0; i < meta->n_h1; i++)
        for (size_t k = 0; k < 2; k++) {
            cw_bytes h1 = meta->h1[i].value, title = titles[k]->value;
            if (h1.n < H1_BYTES_MIN || title.n <= h1.n + 2)
                continue;
            cw_bytes begin = cw_bytes_cut(title, 0, h1.n);
            cw_bytes end = cw_bytes_cut(title, title.n - h1.n, title.n);
            uint8_t after = title.at[h1.n], before = end.at[-1];
            if ((cw_bytes_equal_fold(begin, h1) && cw_is_space(after) &&
                 !cw_is_alpha(title.at[h1.n + 1])) ||
                (cw_bytes_equal_fold(end, h1) && cw_is_space(before)))
                return &meta->h1[i];
        }
    return NULL;
}

static void choose_title(meta_page *meta)
{
    cw_sheet *sheet = meta->sheet;
    cw_bytes outlet = sheet->outlet.value, h1 = {NULL, 0};
    drop_mastheads(meta);
    if (meta->n_h1 == 1)
        h1 = meta->h1[0].value;
    static const cw_draft_fact none;
    const cw_draft_fact *shown = shown_title(meta);
    if (!shown && !sheet->is_news && meta->n_h1 == 1 &&
        meta->h1[0].value.n >= H1_BYTES_MIN)
        shown = &meta->h1[0];
    const cw_draft_fact *order[] = {shown ? shown : &none, &sheet->ld_title,
                                    &meta->title, &meta->h1[0],
                                    &meta->page_title};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        cw_bytes value = without_site(order[i]->value, outlet, h1);
        if (value.n < 2 || (outlet.n > 0 && cw_bytes_equal_fold(value, outlet)))
            continue;
        sheet->title = *order[i];
        sheet->title.value = sheet->headline = value;
        break;
    }
}

cw_status cw_web_find_meta(cw_sheet *sheet, const cw_web *web, cw_arena *memory)
{
    cw_status status = CW_OK;
    meta_page *meta = cw_arena_array(memory, 1, sizeof *meta);
    if (!meta)
        return CW_NO_MEMORY;
    meta->sheet = sheet;
    meta->tree = &web->tree;
    meta->memory = memory;
    for (uint32_t node = 1; node < web->tree.n_nodes && status == CW_OK; node++)
        if (web->tree.nodes[node].kind == CW_NODE_ELEMENT &&
            web->tree.nodes[node].space == CW_SPACE_HTML)
            status = read_element(meta, node);
    if (sheet->url.value.n == 0)
        sheet->url = meta->url;
    if (sheet->outlet.value.n == 0)
        sheet->outlet = meta->outlet;
    choose_title(meta);
    return status;
}

/* ---- time -------------------------------------------------------------- */

/* Bytes of the page from the title to the end of the report: its own <time>
 * elements stand there, those of other stories elsewhere. */
cw_range cw_web_report_place(const cw_sheet *sheet, const cw_web *web)
{
    cw_range place = {0, 0};
    if (sheet->first == sheet->last)
        return place;
    size_t top =
        sheet->title_at < sheet->first ? sheet->title_at : sheet->first;
    top = top > 3 ? top - 3 : 0;
    const cw_html_node *first = &web->tree.nodes[sheet->pieces[top].node];
    const cw_html_node *body =
        &web->tree.nodes[sheet->pieces[sheet->first].node];
    place.from = first->range.from;
    place.to = body->range.to;
    return place;
}

/* pubdate or a class says that it is this page's date, "updated" in its class
 * that it is the other one. */
static void read_time(cw_sheet *sheet, const cw_html_tree *tree, uint32_t node,
                      cw_range place)
{
    const cw_html_attribute *attribute =
        cw_html_attribute_find(tree, node, CW_LIT("datetime"));
    cw_bytes names = cw_html_attribute_value(tree, node, CW_LIT("class"));
    if (!attribute)
        return;
    bool is_near = tree->nodes[node].range.from >= place.from &&
                   tree->nodes[node].range.from <= place.to;
    bool is_published =
        cw_html_attribute_find(tree, node, CW_LIT("pubdate")) ||
        cw_bytes_find_fold(names, CW_LIT("publish"), 0) != CW_NOT_FOUND ||
        cw_bytes_find_fold(names, CW_LIT("entry-date"), 0) != CW_NOT_FOUND;
    cw_draft_date date = {
        .evidence = CW_EVIDENCE_META,
        .is_modified =
            cw_bytes_find_fold(names, CW_LIT("updated"), 0) != CW_NOT_FOUND ||
            cw_bytes_find_fold(names, CW_LIT("modified"), 0) != CW_NOT_FOUND,
        .order = (uint32_t)(is_near ? CW_ORDER_TIME : CW_ORDER_TIME_FAR) -
                 (is_published ? 1u : 0u),
        .source = cw_web_source(sheet, attribute->value_range),
        .what = CW_LIT("time")};
    if (cw_date_value(attribute->value, &date.moment, &date.precision))
        cw_sheet_add_date(sheet, date);
}

void cw_web_find_times(cw_sheet *sheet, const cw_web *web)
{
    const cw_html_tree *tree = &web->tree;
    cw_range place = cw_web_report_place(sheet, web);
    for (uint32_t node = 1; node < tree->n_nodes; node++)
        if (tree->nodes[node].kind == CW_NODE_ELEMENT &&
            tree->nodes[node].tag == CW_TAG_TIME)
            read_time(sheet, tree, node, place);
}
