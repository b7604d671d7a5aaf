#include "html/html_text_int.h"

#include "base/limits.h"
#include "base/search.h"

static void add_entry(text_map *map, uint32_t text, uint32_t source, uint32_t n)
{
    cw_status status =
        cw_grow(map->arena, (void **)&map->entries, &map->capacity, map->n + 1,
                sizeof *map->entries, CW_MAX_TEXT_BYTES);
    if (status != CW_OK)
        map->status = status;
    else
        map->entries[map->n++] = (cw_map_entry){text, source, n};
}

/* Say where an open gap ended, unless what comes next begins just there. */
static void close_gap(text_map *map, uint32_t text, uint32_t source)
{
    if (map->is_gap && (text != map->text_end || source != map->source_end))
        add_entry(map, map->text_end, map->source_end, 0);
}

static void add_equal(text_map *map, uint32_t text, uint32_t source, uint32_t n)
{
    close_gap(map, text, source);
    if (map->n > 0 && !map->is_gap && text == map->text_end &&
        source == map->source_end)
        map->entries[map->n - 1].length += n;
    else
        add_entry(map, text, source, n);
    map->is_gap = false;
    map->text_end = text + n;
    map->source_end = source + n;
}

static void add_gap(text_map *map, cw_range text, cw_range source)
{
    close_gap(map, text.from, source.from);
    if (map->n == 0 || map->is_gap || text.from != map->text_end ||
        source.from != map->source_end)
        add_entry(map, text.from, source.from, 0);
    map->is_gap = true;
    map->text_end = text.to;
    map->source_end = source.to;
}

/* The last entry of the page's map that begins at or before `at`; the one
 * used last, or the next, in nearly all cases. */
static size_t find_entry(text_map *map, uint32_t at)
{
    const cw_map_entry *entries = map->page.at;
    size_t n = map->page.n, i = map->hint, after;
    for (int turn = 0; turn < 2 && i < n; turn++, i++)
        if (entries[i].text_from <= at &&
            (i + 1 == n || at < entries[i + 1].text_from))
            return map->hint = i;
    after = CW_FIRST_FROM(entries, n, cw_map_entry, text_from, at + 1);
    return map->hint = after == 0 ? 0 : after - 1;
}

void text_map_equal(text_map *map, uint32_t text_from, uint32_t utf8_from,
                    uint32_t n)
{
    uint32_t at = utf8_from, end = utf8_from + n;
    if (map->page.n == 0) {
        add_equal(map, text_from, utf8_from, n);
        return;
    }
    while (at < end) {
        size_t i = find_entry(map, at);
        const cw_map_entry *entry = &map->page.at[i];
        uint32_t entry_end = entry->text_from + entry->length;
        uint32_t text = text_from + (at - utf8_from), to;
        if (at >= entry->text_from && at < entry_end) {
            to = entry_end < end ? entry_end : end;
            add_equal(map, text, entry->source_from + (at - entry->text_from),
                      to - at);
        } else { // decoded by the page's charset
            size_t next = at < entry->text_from ? i : i + 1;
            to = end;
            if (next < map->page.n && map->page.at[next].text_from < end)
                to = map->page.at[next].text_from;
            add_gap(map, (cw_range){text, text + (to - at)},
                    cw_map_range(map->page, (cw_range){at, to}));
        }
        at = to;
    }
}

void text_map_gap(text_map *map, cw_range text, cw_range utf8)
{
    add_gap(map, text, cw_map_range(map->page, utf8));
}

void text_map_end(text_map *map)
{
    if (map->is_gap)
        add_entry(map, map->text_end, map->source_end, 0);
}
