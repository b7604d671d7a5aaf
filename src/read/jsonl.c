#include "read/jsonl.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "read/decode.h"
#include "read/flatjson.h"
#include "read/jsonl_int.h"

typedef struct {
    cw_bytes line, path;
    uint64_t number, byte;
    cw_arena *keep;
    cw_error *error;
} reader;

static cw_status fail(const reader *r, size_t at, const char *remedy,
                      const char *what)
{
    return cw_fail(r->error, CW_BAD_INPUT, (const char *)r->path.at,
                   r->byte + at, remedy, "line %" PRIu64 ": %s", r->number,
                   what);
}

/* At a backslash inside a string: the bytes of the escape, of a pair of
 * surrogates both. A lone one is overwritten: jansson would refuse it. */
static size_t mend_escape(uint8_t *text, cw_bytes line, size_t at)
{
    int32_t unit = cw_json_unit(line, at), low = -1;
    if (unit < 0)
        return 2;
    if (unit < 0xD800 || unit > 0xDFFF)
        return 6;
    if (unit < 0xDC00)
        low = cw_json_unit(line, at + 6);
    if (low >= 0xDC00 && low <= 0xDFFF)
        return 12;
    memcpy(text + at + 2, "FFFD", 4);
    return 6;
}

/* One pass before jansson: mends lone surrogates in text[0 .. n), and answers
 * the first byte that is nested too deep (jansson recurses), or n. */
static size_t mend(uint8_t *text, size_t n)
{
    cw_bytes line = {text, n};
    size_t depth = 0;
    bool in_string = false;
    for (size_t at = 0; at < n;) {
        uint8_t c = text[at];
        if (in_string && c == '\\') {
            at += mend_escape(text, line, at);
            continue;
        }
        if (c == '"')
            in_string = !in_string;
        else if (!in_string && (c == '{' || c == '['))
            depth++;
        else if (!in_string && (c == '}' || c == ']') && depth > 0)
            depth--;
        if (depth > CW_MAX_JSON_DEPTH)
            return at;
        at++;
    }
    return n;
}

static cw_bytes string_bytes(const json_t *string)
{
    return (cw_bytes){(const uint8_t *)json_string_value(string),
                      json_string_length(string)};
}

/* The string under key, copied to keep; n == 0 when absent, null or "". */
static cw_status read_string(const reader *r, const json_t *object,
                             const char *key, cw_bytes *out)
{
    const json_t *value = json_object_get(object, key);
    char what[96];
    *out = (cw_bytes){0};
    if (!value || json_is_null(value))
        return CW_OK;
    if (!json_is_string(value)) {
        snprintf(what, sizeof what, "\"%s\" is not a string", key);
        return fail(r, 0, "Write its value in double quotes", what);
    }
    return cw_arena_copy(r->keep, string_bytes(value), out);
}

static cw_status read_id(const reader *r, const json_t *object, cw_bytes *out)
{
    const json_t *value = json_object_get(object, "id");
    char digits[32];
    if (!json_is_integer(value))
        return read_string(r, object, "id", out);
    snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT,
             json_integer_value(value));
    return cw_arena_copy(r->keep, cw_bytes_from(digits), out);
}

#define BYLINE_REMEDY "Write a string, or an array of strings"

static cw_status read_byline(const reader *r, const json_t *object,
                             cw_page *page)
{
    const json_t *value = json_object_get(object, "byline");
    bool is_array = json_is_array(value);
    size_t n = is_array ? json_array_size(value) : 1;
    cw_bytes *people;
    if (!value || json_is_null(value))
        return CW_OK;
    if (n > CW_MAX_BYLINE)
        return fail(r, 0, "Name fewer people", "\"byline\" is too long");
    people = cw_arena_array(r->keep, n, sizeof *people);
    if (!people)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        const json_t *one = is_array ? json_array_get(value, i) : value;
        cw_status status;
        if (!json_is_string(one))
            return fail(r, 0, BYLINE_REMEDY, "\"byline\" is no string");
        if (json_string_length(one) == 0)
            continue;
        status =
            cw_arena_copy(r->keep, string_bytes(one), &people[page->n_byline]);
        if (status != CW_OK)
            return status;
        page->n_byline++;
    }
    page->byline = people;
    return CW_OK;
}

static cw_status read_body(const reader *r, const json_t *object, cw_page *page)
{
    const json_t *text = json_object_get(object, "text");
    bool is_text = text && !json_is_null(text);
    const json_t *html = json_object_get(object, "html");
    if (!is_text && (!html || json_is_null(html)))
        return fail(r, 0, "Give the report under \"text\", or under \"html\"",
                    "neither \"text\" nor \"html\" is there");
    page->kind = is_text ? CW_PAGE_CLEAN : CW_PAGE_HTML;
    page->charset = "utf-8";
    return read_string(r, object, is_text ? "text" : "html", &page->source);
}

static cw_status read_object(const reader *r, const json_t *object,
                             cw_page *page)
{
    struct {
        const char *key;
        cw_bytes *out;
    } strings[] = {{"url", &page->url},
                   {"outlet", &page->outlet},
                   {"title", &page->title},
                   {"published", &page->published}};
    cw_status status = read_body(r, object, page);
    if (status == CW_OK)
        status = read_id(r, object, &page->source_id);
    for (size_t i = 0; i < 4 && status == CW_OK; i++)
        status = read_string(r, object, strings[i].key, strings[i].out);
    if (status == CW_OK)
        status = read_byline(r, object, page);
    page->utf8 = page->source;
    return status;
}

#define LINE_REMEDY \
    "Each line must be one JSON object with \"text\" or \"html\""

static cw_status parse(const reader *r, json_t **object)
{
    json_error_t why;
    const cw_charset *utf8 = cw_charset_find(CW_LIT("utf-8"));
    cw_decoded decoded;
    uint8_t *text;
    size_t n, deep;
    cw_status status =
        cw_decode(utf8, r->line, 0, CW_MAX_INPUT_BYTES, r->keep, &decoded);
    if (status != CW_OK)
        return status;
    n = decoded.utf8.n;
    text = cw_arena_alloc(r->keep, n);
    if (!text)
        return CW_NO_MEMORY;
    memcpy(text, decoded.utf8.at, n);
    deep = mend(text, n);
    if (deep < n)
        return fail(r, deep, "Leave out what is nested so deep",
                    "more than 64 levels of nesting");
    *object = json_loadb((const char *)text, n, JSON_ALLOW_NUL, &why);
    if (!*object && json_error_code(&why) == json_error_out_of_memory)
        return CW_NO_MEMORY;
    if (!*object)
        return fail(r, why.position > 0 ? (size_t)why.position - 1 : 0,
                    LINE_REMEDY, why.text);
    return CW_OK;
}

cw_status cw_jsonl_page_full(cw_bytes line, cw_bytes path, uint64_t number,
                             uint64_t byte, cw_arena *keep, cw_error *error,
                             cw_page *page)
{
    reader r = {line, path, number, byte, keep, error};
    cw_mark mark = cw_arena_mark(keep);
    json_t *object = NULL;
    cw_status status = parse(&r, &object);
    cw_arena_reset(keep, mark); // jansson has its own copy
    if (status == CW_OK && !json_is_object(object))
        status = fail(&r, 0, LINE_REMEDY, "is JSON, but not an object");
    if (status == CW_OK)
        status = read_object(&r, object, page);
    json_decref(object);
    return status;
}

/* Absent, null or a string; false: of another type. */
static bool flat_string(const cw_flat *flat, const char *key, cw_bytes *value)
{
    const cw_flat_member *member = cw_flat_find(flat, key);
    *value = (cw_bytes){0};
    if (!member || member->kind == CW_FLAT_NULL)
        return true;
    *value = member->value;
    return member->kind == CW_FLAT_STRING ||
           (member->kind == CW_FLAT_INTEGER && strcmp(key, "id") == 0);
}

static bool flat_byline(const cw_flat *flat, const cw_bytes **people, size_t *n)
{
    const cw_flat_member *member = cw_flat_find(flat, "byline");
    *n = 0;
    if (!member || member->kind == CW_FLAT_NULL)
        return true;
    *people = &member->value;
    *n = 1;
    if (member->kind == CW_FLAT_STRINGS) {
        *people = flat->strings + member->first;
        *n = member->n;
    }
    return member->kind == CW_FLAT_STRING ||
           (member->kind == CW_FLAT_STRINGS && *n <= CW_MAX_BYLINE);
}

static cw_status copy_people(const cw_bytes *people, size_t n, cw_arena *keep,
                             cw_page *page)
{
    cw_bytes *copies = cw_arena_array(keep, n, sizeof *copies);
    cw_status status = copies ? CW_OK : CW_NO_MEMORY;
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        status = cw_flat_string(people[i], keep, &copies[page->n_byline]);
        page->n_byline += status == CW_OK && people[i].n > 0;
    }
    page->byline = copies;
    return status;
}

cw_status cw_jsonl_page_flat(cw_bytes line, cw_arena *keep, cw_page *page,
                             bool *is_read)
{
    struct {
        const char *key;
        cw_bytes *out, value;
    } strings[] = {
        {"id", &page->source_id, {0}},        {"url", &page->url, {0}},
        {"outlet", &page->outlet, {0}},       {"title", &page->title, {0}},
        {"published", &page->published, {0}}, {"text", &page->source, {0}}};
    const cw_flat_member *text;
    const cw_bytes *people = NULL;
    cw_status status = CW_OK;
    size_t n_people = 0;
    cw_flat flat;
    *is_read = false;
    if (cw_utf8_valid(line) < line.n || !cw_flat_read(line, &flat))
        return CW_OK;
    text = cw_flat_find(&flat, "text");
    if (!text || text->kind == CW_FLAT_NULL) {
        strings[5].key = "html";
        text = cw_flat_find(&flat, "html");
    }
    *is_read = text && text->kind == CW_FLAT_STRING &&
               flat_byline(&flat, &people, &n_people);
    for (size_t i = 0; i < 6 && *is_read; i++)
        *is_read = flat_string(&flat, strings[i].key, &strings[i].value);
    if (!*is_read)
        return CW_OK;
    for (size_t i = 0; i < 6 && status == CW_OK; i++)
        if (strings[i].value.n > 0)
            status = cw_flat_string(strings[i].value, keep, strings[i].out);
    if (status == CW_OK && n_people > 0)
        status = copy_people(people, n_people, keep, page);
    page->kind = strings[5].key[0] == 't' ? CW_PAGE_CLEAN : CW_PAGE_HTML;
    page->charset = "utf-8";
    page->utf8 = page->source;
    return status;
}

cw_status cw_jsonl_page(cw_bytes line, cw_bytes path, uint64_t number,
                        uint64_t byte, cw_arena *keep, cw_error *error,
                        cw_page *page)
{
    bool is_read;
    cw_status status;
    *page = (cw_page){.path = path, .line = number};
    status = cw_jsonl_page_flat(line, keep, page, &is_read);
    if (status == CW_OK && !is_read)
        status =
            cw_jsonl_page_full(line, path, number, byte, keep, error, page);
    return status;
}
