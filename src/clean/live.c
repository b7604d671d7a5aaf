#include "clean/live.h"

#include "base/table.h"

#define ENTRIES_MIN   3u  // fewer elements with a time are no list of entries
#define ANCESTORS_MAX 24u // from a time or a piece up to its entry
#define NO_NODE       UINT32_MAX

static cw_bytes string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value))
        return (cw_bytes){NULL, 0};
    return cw_bytes_trim((cw_bytes){(const uint8_t *)json_string_value(value),
                                    json_string_length(value)});
}

static cw_bytes fragment_of(cw_bytes url)
{
    const uint8_t *mark = url.n > 0 ? memchr(url.at, '#', url.n) : NULL;
    return mark == NULL ? (cw_bytes){NULL, 0}
                        : cw_bytes_cut(url, (size_t)(mark - url.at) + 1, url.n);
}

static CW_CHECK cw_status add_update(cw_live *live, const json_t *object,
                                     cw_range source, cw_arena *memory)
{
    cw_draft_date date = {.moment = CW_NO_MOMENT,
                          .evidence = CW_EVIDENCE_META,
                          .source = source,
                          .what = CW_LIT("JSON-LD liveBlogUpdate")};
    cw_bytes id = string_of(object, "url");
    cw_live_update *update;
    cw_status status =
        cw_grow(memory, (void **)&live->updates, &live->update_capacity,
                live->n_updates + 1, sizeof *live->updates, CW_MAX_ENTRIES);
    if (status != CW_OK)
        return status == CW_LIMIT ? CW_OK : status;
    if (id.n == 0)
        id = string_of(object, "@id");
    (void)cw_date_value(string_of(object, "datePublished"), &date.moment,
                        &date.precision);
    update = &live->updates[live->n_updates];
    update->date = date;
    status = cw_arena_copy(memory, fragment_of(id), &update->id);
    if (status == CW_OK)
        status = cw_arena_copy(memory, string_of(object, "headline"),
                               &update->headline);
    live->n_updates += status == CW_OK;
    return status;
}

cw_status cw_live_read_ld(cw_live *live, const json_t *object, cw_range source,
                          cw_arena *memory)
{
    const json_t *updates = json_object_get(object, "liveBlogUpdate");
    cw_status status = CW_OK;
    live->is_live = true;
    for (size_t i = 0; i < json_array_size(updates) && status == CW_OK; i++)
        if (json_is_object(json_array_get(updates, i)))
            status =
                add_update(live, json_array_get(updates, i), source, memory);
    return status;
}

/* ---- is it one? -------------------------------------------------------- */

static bool names_live_blog(cw_bytes value)
{
    return cw_bytes_find_fold(value, CW_LIT("liveblog"), 0) != CW_NOT_FOUND ||
           cw_bytes_find_fold(value, CW_LIT("live-blog"), 0) != CW_NOT_FOUND ||
           cw_bytes_find_fold(value, CW_LIT("live_blog"), 0) != CW_NOT_FOUND;
}

/* The elements that a body piece stands in say so; a link to a live blog
 * elsewhere on the page does not. */
static bool is_declared(const cw_sheet *sheet, const cw_html_tree *tree)
{
    uint32_t node =
        sheet->first < sheet->last ? sheet->pieces[sheet->first].node : 0;
    for (size_t depth = 0; node != 0 && depth < ANCESTORS_MAX; depth++) {
        static const char *const keys[] = {"class", "id", "itemtype",
                                           "data-type"};
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (names_live_blog(cw_html_attribute_value(
                    tree, node, cw_bytes_from(keys[i]))))
                return true;
        node = tree->nodes[node].parent;
    }
    return false;
}

/* ---- entries by their times -------------------------------------------- */

/* Of every element: how many of its children hold a time, and the last one
 * that did. Times come in document order, so that is enough to count. */
typedef struct {
    uint32_t n_children, last_child;
} time_count;

static bool has_time(const cw_html_tree *tree, uint32_t node)
{
    const cw_html_node *at = &tree->nodes[node];
    return at->kind == CW_NODE_ELEMENT && at->tag == CW_TAG_TIME &&
           cw_html_attribute_find(tree, node, CW_LIT("datetime")) != NULL;
}

static void count_times(const cw_html_tree *tree, time_count *counts)
{
    for (uint32_t node = 1; node != 0;
         node = cw_html_node_next(tree, node, 0)) {
        uint32_t child = node, parent = tree->nodes[node].parent;
        if (!has_time(tree, node))
            continue;
        for (size_t depth = 0; parent != 0 && depth < ANCESTORS_MAX; depth++) {
            if (counts[parent].last_child != child) {
                counts[parent].last_child = child;
                counts[parent].n_children++;
            }
            child = parent;
            parent = tree->nodes[parent].parent;
        }
    }
}

/* The element around a body piece whose children are the entries: the one
 * with most children that hold a time. */
static uint32_t find_list(const cw_sheet *sheet, const cw_html_tree *tree,
                          const time_count *counts)
{
    uint32_t best = 0;
    for (size_t i = sheet->first; i < sheet->last; i++) {
        uint32_t node = sheet->pieces[i].node;
        for (size_t depth = 0; node != 0 && depth < ANCESTORS_MAX; depth++) {
            if (counts[node].n_children > counts[best].n_children)
                best = node;
            node = tree->nodes[node].parent;
        }
    }
    return counts[best].n_children >= ENTRIES_MIN ? best : 0;
}

/* The child of `list` that the node stands in; 0: it is not below it. */
static uint32_t child_above(const cw_html_tree *tree, uint32_t list,
                            uint32_t node)
{
    for (size_t depth = 0; node != 0 && depth < ANCESTORS_MAX; depth++) {
        if (tree->nodes[node].parent == list)
            return node;
        node = tree->nodes[node].parent;
    }
    return 0;
}

/* The first time inside an element. */
static cw_draft_date time_inside(const cw_sheet *sheet,
                                 const cw_html_tree *tree, uint32_t element)
{
    cw_draft_date date = {.moment = CW_NO_MOMENT,
                          .evidence = CW_EVIDENCE_META,
                          .what = CW_LIT("time")};
    for (uint32_t node = element; node != 0;
         node = cw_html_node_next(tree, node, element)) {
        const cw_html_attribute *attribute;
        if (!has_time(tree, node))
            continue;
        attribute = cw_html_attribute_find(tree, node, CW_LIT("datetime"));
        if (!cw_date_value(attribute->value, &date.moment, &date.precision))
            continue;
        date.source = cw_web_source(sheet, attribute->value_range);
        break;
    }
    return date;
}

static CW_CHECK cw_status add_entry(cw_sheet *sheet, cw_live *live,
                                    size_t piece, cw_draft_date date)
{
    cw_status status =
        cw_grow(sheet->scratch, (void **)&live->entries, &live->capacity,
                live->n + 1, sizeof *live->entries, CW_MAX_ENTRIES);
    if (status == CW_OK)
        live->entries[live->n++] =
            (cw_draft_entry){(uint32_t)piece, (uint32_t)piece, date};
    if (status != CW_LIMIT)
        return status;
    sheet->cut = "the live blog has more than 4096 entries; those after them "
                 "are not told apart";
    return CW_OK;
}

static bool is_body(const cw_piece *piece)
{
    return cw_role_is_body((cw_role)piece->role);
}

/* A headline above the first words of the run was left outside it. */
static bool takes_back(cw_piece *piece)
{
    bool is_lost = piece->role == CW_ROLE_FURNITURE &&
                   piece->form == CW_FORM_HEADING &&
                   (piece->furniture == CW_FURNITURE_OTHER ||
                    piece->furniture == CW_FURNITURE_NAVIGATION);
    if (is_lost) {
        piece->role = CW_ROLE_HEADING;
        piece->furniture = CW_FURNITURE_NONE;
    }
    return is_lost;
}

/* "10:12", "2 hours ago": the time of an entry, as it is shown. */
static bool is_shown_time(const cw_piece *piece)
{
    return piece->n_words <= 5 && piece->n_digits > 0 && piece->end == 0 &&
           piece->form != CW_FORM_HEADING && piece->n_chars <= 30;
}

static CW_CHECK cw_status find_by_times(cw_sheet *sheet, const cw_web *web,
                                        cw_live *live, cw_arena *memory)
{
    const cw_html_tree *tree = &web->tree;
    uint32_t list, now = 0;
    cw_status status = CW_OK;
    time_count *counts = cw_arena_array(memory, tree->n_nodes, sizeof *counts);
    if (counts == NULL)
        return CW_NO_MEMORY;
    count_times(tree, counts);
    list = find_list(sheet, tree, counts);
    for (size_t i = 0; list != 0 && i < sheet->n && status == CW_OK; i++) {
        cw_piece *piece = &sheet->pieces[i];
        uint32_t child = child_above(tree, list, piece->node);
        if (child != 0 && is_body(piece) && is_shown_time(piece)) {
            piece->role = CW_ROLE_FURNITURE;
            piece->furniture = CW_FURNITURE_DATE_LINE;
        }
        if (!is_body(piece))
            continue;
        if (child == 0) {
            now = 0;
        } else if (child != now) {
            cw_draft_date date = time_inside(sheet, tree, child);
            size_t from = i;
            now = date.moment.day != CW_NO_DAY ? child : 0;
            while (now != 0 && from > 0 &&
                   child_above(tree, list, piece[-1].node) == child &&
                   takes_back(piece - 1)) {
                piece--;
                from--;
            }
            if (now != 0)
                status = add_entry(sheet, live, from, date);
        }
        if (now != 0 && live->n > 0)
            live->entries[live->n - 1].to = (uint32_t)i + 1;
    }
    return status;
}

/* ---- entries by what JSON-LD says -------------------------------------- */

/* Ids and headlines of the updates; the value is the update's number. Two
 * updates of one headline are told apart by nothing: the first has it. */
static CW_CHECK cw_status index_updates(const cw_live *live, cw_table *table)
{
    cw_status status = CW_OK;
    for (size_t i = 0; i < 2 * live->n_updates && status == CW_OK; i++) {
        const cw_live_update *update = &live->updates[i / 2];
        cw_bytes key = i % 2 == 0 ? update->id : update->headline;
        cw_table_entry *entry;
        bool is_new;
        if (key.n == 0)
            continue;
        status = cw_table_add(table, key, &is_new, &entry);
        if (status == CW_OK && is_new)
            entry->value = (uint32_t)(i / 2);
    }
    return status;
}

/* The update that a piece belongs to by the id of an element around it, or
 * begins by its words; NULL: it goes on with the one before. */
static const cw_table_entry *find_update(const cw_sheet *sheet,
                                         const cw_html_tree *tree,
                                         const cw_table *table, size_t i)
{
    uint32_t node = sheet->pieces[i].node;
    for (size_t depth = 0; node != 0 && depth < ANCESTORS_MAX; depth++) {
        cw_bytes id = cw_html_attribute_value(tree, node, CW_LIT("id"));
        const cw_table_entry *found =
            id.n > 0 ? cw_table_find(table, id) : NULL;
        if (found != NULL)
            return found;
        node = tree->nodes[node].parent;
    }
    return cw_table_find(table, cw_piece_text(sheet, i));
}

static CW_CHECK cw_status find_by_updates(cw_sheet *sheet, const cw_web *web,
                                          cw_live *live, cw_arena *memory)
{
    uint32_t now = NO_NODE;
    cw_table table;
    cw_status status;
    cw_table_init(&table, memory, 2 * (size_t)CW_MAX_ENTRIES);
    status = index_updates(live, &table);
    for (size_t i = 0; i < sheet->last && status == CW_OK; i++) {
        const cw_table_entry *found = find_update(sheet, &web->tree, &table, i);
        if (found != NULL && found->value != now)
            (void)takes_back(&sheet->pieces[i]);
        if (!is_body(&sheet->pieces[i]))
            continue;
        if (found != NULL && found->value != now) {
            now = found->value;
            status = add_entry(sheet, live, i, live->updates[now].date);
        }
        if (now != NO_NODE && live->n > 0)
            live->entries[live->n - 1].to = (uint32_t)i + 1;
    }
    return status;
}

cw_status cw_live_find(cw_sheet *sheet, const cw_web *web, cw_arena *memory)
{
    cw_live *live = web->live;
    cw_status status = CW_OK;
    if (sheet->first == sheet->last ||
        (!live->is_live && !is_declared(sheet, &web->tree)))
        return CW_OK;
    status = find_by_times(sheet, web, live, memory);
    if (status == CW_OK && live->n < ENTRIES_MIN && live->n_updates > 0) {
        live->n = 0;
        status = find_by_updates(sheet, web, live, memory);
    }
    sheet->entries = live->entries;
    sheet->n_entries = live->n;
    return status;
}

/* ---- posts ------------------------------------------------------------- */

/* Classes that the scripts of other sites look for to show a post. */
static const char *const post_classes[] = {
    "twitter-tweet", "twitter-video",  "instagram-media", "tiktok-embed",
    "bluesky-embed", "mastodon-embed", "fb-post",         "reddit-embed",
    "reddit-card",   "telegram-post",  "text-post-media", "threads-embed"};

static bool is_post(const cw_html_tree *tree, uint32_t node)
{
    cw_bytes words = cw_html_attribute_value(tree, node, CW_LIT("class"));
    for (size_t i = 0;
         words.n > 0 && i < sizeof post_classes / sizeof *post_classes; i++)
        if (cw_bytes_find(words, cw_bytes_from(post_classes[i]), 0) !=
            CW_NOT_FOUND)
            return true;
    return false;
}

#define POST_DEPTH 4u // <blockquote class=twitter-tweet><p>

void cw_posts_mark(cw_sheet *sheet, const cw_web *web)
{
    for (size_t i = sheet->first; i < sheet->last; i++) {
        uint32_t node = sheet->pieces[i].node;
        for (size_t depth = 0; node != 0 && depth < POST_DEPTH; depth++) {
            if (is_body(&sheet->pieces[i]) && is_post(&web->tree, node))
                sheet->pieces[i].role = CW_ROLE_POST;
            node = web->tree.nodes[node].parent;
        }
    }
}
