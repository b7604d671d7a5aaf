#include "html/html_tag.h"

typedef struct {
    uint8_t n;
    const char *name;
    uint16_t bits;
} tag_row;

static const tag_row tag_rows[CW_TAG_COUNT] = {{0, "", 0},
#define TAG_ROW(constant, name, bits) \
    {sizeof(name) - 1, name, CW_TAG_BITS_##constant},
                                               CW_TAG_MAP(TAG_ROW)
#undef TAG_ROW
};

/* TAG_SLOTS, TAG_FACTOR, tag_slots[]: a hash without collisions, found by
 * gen_tags over the very rows above. */
#include "tags_res.h"

static uint32_t tag_hash(cw_bytes name)
{
    uint32_t first = name.at[0], last = name.at[name.n - 1],
             middle = name.at[name.n / 2];
    uint32_t key = first | last << 8 | middle << 16 | (uint32_t)name.n << 24;
    return (key * TAG_FACTOR) >> TAG_SHIFT;
}

cw_html_tag cw_html_tag_find(cw_bytes name)
{
    if (name.n == 0 || name.n > TAG_NAME_MAX)
        return CW_TAG_OTHER;
    unsigned tag = tag_slots[tag_hash(name)];
    const tag_row *row = &tag_rows[tag];
    if (row->n != name.n || memcmp(row->name, name.at, name.n) != 0)
        return CW_TAG_OTHER;
    return (cw_html_tag)tag;
}

cw_bytes cw_html_tag_name(cw_html_tag tag)
{
    return (cw_bytes){(const uint8_t *)tag_rows[tag].name, tag_rows[tag].n};
}

uint32_t cw_html_tag_bits(cw_html_tag tag)
{
    return tag_rows[tag].bits;
}
