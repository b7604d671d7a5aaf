#include "read/page.h"
#include "base/search.h"

/* The last entry that begins at or before text_at, or map.n if none does. */
static size_t find_entry(cw_map map, uint32_t text_at)
{
    size_t after =
        CW_FIRST_FROM(map.at, map.n, cw_map_entry, text_from, text_at + 1);
    return after == 0 ? map.n : after - 1;
}

static uint32_t find_start(cw_map map, uint32_t text_at)
{
    size_t i = find_entry(map, text_at);
    const cw_map_entry *entry = &map.at[i];
    uint32_t into;
    if (i == map.n)
        return 0;
    into = text_at - entry->text_from;
    return entry->source_from + (into < entry->length ? into : entry->length);
}

static uint32_t find_end(cw_map map, uint32_t text_at)
{
    uint32_t last = text_at - 1;
    size_t i = find_entry(map, last);
    const cw_map_entry *entry = &map.at[i];
    if (i < map.n && last - entry->text_from < entry->length)
        return entry->source_from + (last - entry->text_from) + 1;
    i = i == map.n ? 0 : i + 1;
    if (i < map.n)
        return map.at[i].source_from;
    return entry->source_from + entry->length;
}

uint32_t cw_map_find(cw_map map, uint32_t text_at, bool at_end)
{
    if (map.n == 0)
        return text_at;
    if (at_end && text_at > 0)
        return find_end(map, text_at);
    return find_start(map, text_at);
}

cw_range cw_map_range(cw_map map, cw_range text)
{
    cw_range source;
    source.from = cw_map_find(map, text.from, false);
    source.to =
        text.to > text.from ? cw_map_find(map, text.to, true) : source.from;
    if (source.to < source.from)
        source.to = source.from;
    return source;
}
