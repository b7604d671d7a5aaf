/* byline_scripts.c: the author that a page's scripts name.
 *
 *   {"articleAuthor":"Ana Brook", ...}          counting of readers
 *   {"author":{"id":7,"name":"Ana Brook"}, ...} state of the page
 *
 * Scripts know other stories and those who comment as well, so a name counts
 * only when it stands in the readable text: at its head, or as the one name of
 * all scripts. They are asked when nothing else names a person, not even one
 * by a pen name. */
#include "clean/byline_int.h"
#include "clean/tree_int.h"

#define NAMES_MAX  16u
#define NAME_BYTES 60u
#define FIELD_MAX  200u // bytes of an object before its name
#define HEAD_ABOVE 3u   // pieces above the title

static bool is_field_byte(uint8_t c)
{
    return c == ' ' || c == ':' || c == '=' || c == '[' || c == '\\';
}

/* The string that begins at script[at], behind blanks and marks of fields;
 * empty: none does. Quotation marks may be escaped, in a string of a script. */
static cw_bytes string_at(cw_bytes script, size_t at)
{
    size_t end;
    uint8_t mark;
    while (at < script.n && is_field_byte(script.at[at]))
        at++;
    if (at >= script.n || (script.at[at] != '"' && script.at[at] != '\''))
        return (cw_bytes){NULL, 0};
    mark = script.at[at++];
    for (end = at; end < script.n && end - at <= NAME_BYTES; end++)
        if (script.at[end] == mark || script.at[end] == '\\')
            return cw_bytes_trim(cw_bytes_cut(script, at, end));
    return (cw_bytes){NULL, 0};
}

/* What the field whose key ends at script[at] holds: a string, or the name
 * inside an object. */
static cw_bytes field_value(cw_bytes script, size_t at)
{
    static const char *const keys[] = {"\"name\"", "\"name\\\"",
                                       "\"displayName\"", "\"displayName\\\"",
                                       "name:"};
    size_t brace;
    while (at < script.n && (script.at[at] == '\\' || script.at[at] == '"' ||
                             script.at[at] == '\''))
        at++;
    for (brace = at; brace < script.n && is_field_byte(script.at[brace]);)
        brace++;
    if (brace == at || brace >= script.n)
        return (cw_bytes){NULL, 0};
    if (script.at[brace] != '{')
        return string_at(script, at);
    cw_bytes object = cw_bytes_cut(
        script, brace,
        brace + FIELD_MAX < script.n ? brace + FIELD_MAX : script.n);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t key = cw_bytes_find(object, cw_bytes_from(keys[i]), 0);
        if (key != CW_NOT_FOUND)
            return string_at(object, key + strlen(keys[i]));
    }
    return (cw_bytes){NULL, 0};
}

/* Where a name stands in the text, at the head or anywhere. */
static cw_range place_of(const cw_sheet *sheet, cw_bytes name, bool at_head)
{
    size_t first = 0, end = sheet->n;
    if (at_head) {
        first = sheet->title_at < sheet->first ? sheet->title_at : sheet->first;
        first = first > HEAD_ABOVE ? first - HEAD_ABOVE : 0;
        end = sheet->first < sheet->last ? sheet->first + 1 : sheet->first;
    }
    for (size_t i = first; i < end; i++) {
        size_t at = cw_bytes_find(cw_piece_text(sheet, i), name, 0);
        uint32_t from = sheet->pieces[i].range.from + (uint32_t)at;
        if (at != CW_NOT_FOUND)
            return (cw_range){from, from + (uint32_t)name.n};
    }
    return (cw_range){0, 0};
}

typedef struct {
    cw_bytes name[NAMES_MAX];
    size_t n;
} name_list;

static void read_script(cw_bytes script, name_list *list)
{
    static const char *const keys[] = {"uthor", "uthors", "uthorName",
                                       "uthor_name", "yline"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        cw_bytes key = cw_bytes_from(keys[k]);
        for (size_t at = cw_bytes_find(script, key, 0);
             at != CW_NOT_FOUND && list->n < NAMES_MAX;
             at = cw_bytes_find(script, key, at + 1)) {
            cw_bytes name = field_value(script, at + key.n);
            bool is_new = cw_is_person_name(name);
            for (size_t i = 0; i < list->n && is_new; i++)
                is_new = !cw_bytes_equal_fold(list->name[i], name);
            if (is_new)
                list->name[list->n++] = name;
        }
    }
}

void cw_web_sign_by_scripts(cw_sheet *sheet, const cw_web *web)
{
    const cw_html_tree *tree = &web->tree;
    name_list list = {.n = 0};
    for (size_t i = 0; i < sheet->n_signs; i++)
        if (sheet->signs[i].is_person)
            return; // a name of one word, or in small letters
    for (uint32_t node = 1; node < tree->n_nodes; node++) {
        uint32_t child = tree->nodes[node].first_child;
        if (tree->nodes[node].kind == CW_NODE_ELEMENT &&
            tree->nodes[node].tag == CW_TAG_SCRIPT && child != 0)
            read_script(cw_bytes_at(tree->page, tree->nodes[child].range),
                        &list);
    }
    for (size_t i = 0; i < list.n; i++) {
        cw_range span = place_of(sheet, list.name[i], list.n > 1);
        if (!cw_range_is_empty(span))
            cw_sheet_sign(sheet, span);
    }
}
