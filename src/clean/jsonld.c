/* jsonld.c: what the page says of itself in JSON-LD (schema.org).
 *
 * Every object of every script is looked at, through arrays and @graph, with
 * a list instead of recursion; a script nested deeper than CW_MAX_JSON_DEPTH
 * is left alone before jansson sees it. The first article wins; a WebPage
 * only fills what no article said. */
#include <jansson.h>

#include "base/buf.h"
#include "clean/live.h"

#define LD_BYTES_MAX   2097152u // of one script
#define LD_OBJECTS_MAX 4096u    // of one page

typedef struct {
    cw_sheet *sheet;
    cw_live *live;
    cw_arena *memory;
    cw_range script; // bytes of the markup
    cw_bytes markup; // of the page
    const json_t *list[LD_OBJECTS_MAX];
    size_t n;
    bool has_article;
} ld_page;

/* Brackets open at once, outside strings. */
static bool is_shallow(cw_bytes json)
{
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < json.n; i++) {
        uint8_t c = json.at[i];
        if (in_string) {
            if (c == '\\')
                i++;
            else
                in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > CW_MAX_JSON_DEPTH)
                return false;
        } else if ((c == '}' || c == ']') && depth > 0) {
            depth--;
        }
    }
    return true;
}

static cw_bytes string_of(const json_t *value)
{
    if (!json_is_string(value))
        return (cw_bytes){NULL, 0};
    return (cw_bytes){(const uint8_t *)json_string_value(value),
                      json_string_length(value)};
}

/* A string, an object's name, or the first of an array of them. */
static cw_bytes name_of(const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value)) {
        const json_t *name = json_object_get(value, "name");
        value = name ? name : json_object_get(value, "@value");
        if (json_is_array(value))
            value = json_array_get(value, 0);
    }
    return cw_bytes_trim(string_of(value));
}

static bool type_has(const json_t *object, const char *part)
{
    const json_t *type = json_object_get(object, "@type");
    if (json_is_array(type)) {
        for (size_t i = 0; i < json_array_size(type); i++) {
            cw_bytes name = string_of(json_array_get(type, i));
            if (cw_bytes_find_fold(name, cw_bytes_from(part), 0) !=
                CW_NOT_FOUND)
                return true;
        }
        return false;
    }
    return cw_bytes_find_fold(string_of(type), cw_bytes_from(part), 0) !=
           CW_NOT_FOUND;
}

static bool is_article(const json_t *object)
{
    return type_has(object, "Article") || type_has(object, "Posting") ||
           type_has(object, "Report") || type_has(object, "Review");
}

static bool is_web_page(const json_t *object)
{
    return type_has(object, "WebPage");
}

/* Where the value stands in the script; the whole script if it is escaped. */
static cw_range source_of(const ld_page *ld, cw_bytes value)
{
    cw_bytes script = cw_bytes_at(ld->markup, ld->script);
    size_t at = cw_bytes_find(script, value, 0);
    cw_range range = ld->script;
    if (at != CW_NOT_FOUND) {
        range.from = ld->script.from + (uint32_t)at;
        range.to = range.from + (uint32_t)value.n;
    }
    return cw_web_source(ld->sheet, range);
}

static CW_CHECK cw_status keep_fact(const ld_page *ld, cw_bytes value,
                                    cw_draft_fact *fact)
{
    *fact = (cw_draft_fact){.source = source_of(ld, value)};
    cw_status status = CW_OK;
    value = cw_bytes_trim(value);
    if (cw_bytes_find(value, CW_LIT("&"), 0) != CW_NOT_FOUND)
        status = cw_markup_unescape(value, ld->memory, &fact->value);
    else
        status = cw_arena_copy(ld->memory, value, &fact->value);
    return status;
}

static void add_date(ld_page *ld, const json_t *object, const char *key,
                     bool is_modified, uint32_t order)
{
    cw_bytes value = cw_bytes_trim(string_of(json_object_get(object, key)));
    cw_draft_date date = {.evidence = CW_EVIDENCE_META,
                          .is_modified = is_modified,
                          .order = order,
                          .what = is_modified
                                      ? CW_LIT("JSON-LD dateModified")
                                      : CW_LIT("JSON-LD datePublished")};
    if (value.n == 0 || !cw_date_value(value, &date.moment, &date.precision))
        return;
    date.source = source_of(ld, value);
    cw_sheet_add_date(ld->sheet, date);
}

/* The object that {"@id": ...} alone stands for, when the script has it. */
static const json_t *object_meant(const ld_page *ld, const json_t *value)
{
    cw_bytes id = string_of(json_object_get(value, "@id"));
    for (size_t i = 0; id.n > 0 && i < ld->n; i++)
        if (cw_bytes_equal(string_of(json_object_get(ld->list[i], "@id")),
                           id) &&
            json_object_get(ld->list[i], "name"))
            return ld->list[i];
    return value;
}

static CW_CHECK cw_status add_author(ld_page *ld, const json_t *author,
                                     uint8_t rank)
{
    if (json_is_object(author) && !json_object_get(author, "name"))
        author = object_meant(ld, author);
    cw_sign sign = {.rank = rank,
                    .is_organization = json_is_object(author) &&
                                       type_has(author, "Organization"),
                    .is_person =
                        json_is_object(author) && type_has(author, "Person")};
    cw_bytes name = name_of(author);
    if (name.n == 0)
        return CW_OK;
    cw_status status = keep_fact(ld, name, &sign.fact);
    if (status == CW_OK)
        cw_sheet_add_sign(ld->sheet, sign);
    return status;
}

static CW_CHECK cw_status add_authors(ld_page *ld, const json_t *object,
                                      uint8_t rank)
{
    const json_t *author = json_object_get(object, "author");
    cw_status status = CW_OK;
    if (!author)
        author = json_object_get(object, "creator");
    if (!author)
        return CW_OK;
    if (!json_is_array(author))
        return add_author(ld, author, rank);
    for (size_t i = 0; i < json_array_size(author) && status == CW_OK; i++)
        status = add_author(ld, json_array_get(author, i), rank);
    return status;
}

static CW_CHECK cw_status read_article(ld_page *ld, const json_t *object)
{
    cw_sheet *sheet = ld->sheet;
    cw_status status = CW_OK;
    cw_bytes headline = name_of(json_object_get(object, "headline"));
    if (headline.n == 0)
        headline = name_of(json_object_get(object, "name"));
    if (headline.n > 0)
        status = keep_fact(ld, headline, &sheet->ld_title);
    if (status == CW_OK)
        status = add_authors(ld, object, CW_SIGN_LD);
    cw_bytes outlet = name_of(json_object_get(object, "publisher"));
    if (status == CW_OK && outlet.n > 0 && sheet->outlet.value.n == 0)
        status = keep_fact(ld, outlet, &sheet->outlet);
    add_date(ld, object, "datePublished", false, CW_ORDER_LD);
    add_date(ld, object, "dateModified", true, CW_ORDER_LD);
    cw_bytes language = string_of(json_object_get(object, "inLanguage"));
    cw_sheet_set_language(sheet, language);
    const json_t *is_free = json_object_get(object, "isAccessibleForFree");
    sheet->is_paid = json_is_false(is_free) ||
                     cw_bytes_are_fold(string_of(is_free), "false");
    sheet->is_news = type_has(object, "News") || type_has(object, "LiveBlog");
    ld->has_article = true;
    if (status == CW_OK && type_has(object, "LiveBlog"))
        status = cw_live_read_ld(ld->live, object,
                                 cw_web_source(sheet, ld->script), ld->memory);
    return status;
}

/* The objects inside an object or an array go on the list. */
static void add_inner(ld_page *ld, const json_t *value)
{
    const char *key;
    json_t *inner;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            if (ld->n < LD_OBJECTS_MAX)
                ld->list[ld->n++] = json_array_get(value, i);
        return;
    }
    void *iter = json_object_iter((json_t *)(uintptr_t)value);
    for (; iter;
         iter = json_object_iter_next((json_t *)(uintptr_t)value, iter)) {
        key = json_object_iter_key(iter);
        inner = json_object_iter_value(iter);
        bool is_list = strcmp(key, "@graph") == 0 ||
                       strcmp(key, "mainEntity") == 0 ||
                       strcmp(key, "mainEntityOfPage") == 0;
        if (is_list && ld->n < LD_OBJECTS_MAX &&
            (json_is_object(inner) || json_is_array(inner)))
            ld->list[ld->n++] = inner;
    }
}

static CW_CHECK cw_status read_objects(ld_page *ld, const json_t *root)
{
    cw_status status = CW_OK;
    ld->n = 0;
    ld->list[ld->n++] = root;
    for (size_t i = 0; i < ld->n; i++)
        add_inner(ld, ld->list[i]);
    for (size_t i = 0; i < ld->n && status == CW_OK; i++) {
        const json_t *value = ld->list[i];
        if (json_is_object(value) && is_article(value) && !ld->has_article)
            status = read_article(ld, value);
        else if (json_is_object(value) && is_web_page(value)) {
            add_date(ld, value, "datePublished", false, CW_ORDER_LD_PAGE);
            add_date(ld, value, "dateModified", true, CW_ORDER_LD_PAGE);
            status = add_authors(ld, value, CW_SIGN_LD_PAGE);
        }
    }
    return status;
}

/* Where the next object or list begins: behind "<![CDATA[" or "<!--" marks,
 * and behind the value before it. */
static cw_bytes next_value(cw_bytes script, size_t from)
{
    cw_bytes mark = CW_LIT("[CDATA[");
    while (from < script.n && script.at[from] != '{') {
        bool is_mark =
            cw_bytes_starts(cw_bytes_cut(script, from, script.n), mark);
        if (script.at[from] == '[' && !is_mark)
            break;
        from += is_mark ? mark.n : 1;
    }
    return cw_bytes_cut(script, from, script.n);
}

/* jansson refuses raw control characters inside strings, which pages have; and
 * they write several values one behind the other. */
static CW_CHECK cw_status read_script(ld_page *ld, cw_bytes script)
{
    cw_bytes rest;
    json_error_t error;
    if (script.n == 0 || script.n > LD_BYTES_MAX || !is_shallow(script))
        return CW_OK;
    cw_status status = cw_arena_copy(ld->memory, script, &rest);
    if (status != CW_OK)
        return status;
    uint8_t *bytes = (uint8_t *)(uintptr_t)rest.at;
    for (size_t i = 0; i < rest.n; i++)
        if (bytes[i] < 0x20)
            bytes[i] = ' ';
    rest = next_value(rest, 0);
    while (rest.n > 0 && status == CW_OK) {
        json_t *root =
            json_loadb((const char *)rest.at, rest.n,
                       JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);
        if (!root)
            return CW_OK; // not JSON, or no memory for it: the page says
                          // nothing
        status = read_objects(ld, root);
        json_decref(root);
        rest = next_value(rest, (size_t)error.position);
    }
    return status;
}

static bool is_ld_script(const cw_html_tree *tree, uint32_t node)
{
    return tree->nodes[node].kind == CW_NODE_ELEMENT &&
           tree->nodes[node].tag == CW_TAG_SCRIPT &&
           cw_bytes_starts_fold(cw_bytes_trim(cw_html_attribute_value(
                                    tree, node, CW_LIT("type"))),
                                CW_LIT("application/ld+json"));
}

cw_status cw_web_find_ld(cw_sheet *sheet, const cw_web *web, cw_arena *memory)
{
    const cw_html_tree *tree = &web->tree;
    cw_status status = CW_OK;
    ld_page *ld = cw_arena_alloc(memory, sizeof *ld);
    if (!ld)
        return CW_NO_MEMORY;
    ld->sheet = sheet;
    ld->live = web->live;
    ld->memory = memory;
    ld->markup = tree->page;
    ld->n = 0; // the list stays as it is: it would cost more than the rest
    ld->has_article = false;
    for (uint32_t node = 1; node < tree->n_nodes && status == CW_OK; node++) {
        if (!is_ld_script(tree, node) || tree->nodes[node].first_child == 0)
            continue;
        ld->script = tree->nodes[tree->nodes[node].first_child].range;
        status =
            read_script(ld, cw_bytes_trim(cw_bytes_at(tree->page, ld->script)));
    }
    return status;
}
