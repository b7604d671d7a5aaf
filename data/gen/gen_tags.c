/* gen_tags OUT: a collision-free hash over the tag names of html_tag.h.
 *
 *   key  = first byte | last << 8 | middle << 16 | length << 24
 *   slot = key * TAG_FACTOR >> TAG_SHIFT
 *
 * Refuses when two names share a key or no factor parts them all. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "html/html_tag.h"

enum { SLOT_BITS = 11, SLOTS = 1 << SLOT_BITS, TRIES = 1 << 24 };

static const char *const names[CW_TAG_COUNT] = {"",
#define TAG_NAME(constant, name, bits) name,
                                                CW_TAG_MAP(TAG_NAME)
#undef TAG_NAME
};

static uint32_t tag_key(const char *name)
{
    size_t n = strlen(name);
    return (uint32_t)(uint8_t)name[0] | (uint32_t)(uint8_t)name[n - 1] << 8 |
           (uint32_t)(uint8_t)name[n / 2] << 16 | (uint32_t)n << 24;
}

static int fill(uint32_t factor, uint8_t slots[SLOTS])
{
    memset(slots, 0, SLOTS);
    for (unsigned tag = 1; tag < CW_TAG_COUNT; tag++) {
        if (names[tag][0] == '\0')
            continue;
        uint32_t slot = (tag_key(names[tag]) * factor) >> (32 - SLOT_BITS);
        if (slots[slot] != 0)
            return 0;
        slots[slot] = (uint8_t)tag;
    }
    return 1;
}

int main(int argc, char **argv)
{
    static uint8_t slots[SLOTS];
    uint32_t factor = 0x9E3779B1u;
    size_t longest = 0;
    unsigned tries = 0;
    if (argc != 2) {
        fprintf(stderr, "usage: gen_tags OUT\n");
        return 2;
    }
    _Static_assert(CW_TAG_COUNT <= 256, "a tag fits a byte");
    while (!fill(factor, slots) && ++tries < TRIES)
        factor = factor * 1664525u + 1013904223u;
    if (tries == TRIES) {
        fprintf(stderr, "gen_tags: no factor parts the names; add a byte to "
                        "the key\n");
        return 1;
    }
    for (unsigned tag = 1; tag < CW_TAG_COUNT; tag++)
        if (strlen(names[tag]) > longest)
            longest = strlen(names[tag]);
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) {
        fprintf(stderr, "%s: cannot be written\n", argv[1]);
        return 1;
    }
    fprintf(out,
            "/* Made by gen_tags from src/html/html_tag.h. */\n"
            "#define TAG_FACTOR 0x%08Xu\n#define TAG_SHIFT %d\n"
            "#define TAG_NAME_MAX %zuu\n"
            "static const uint8_t tag_slots[%d] = {",
            (unsigned)factor, 32 - SLOT_BITS, longest, SLOTS);
    for (unsigned i = 0; i < SLOTS; i++)
        fprintf(out, "%s%u,", i % 16 == 0 ? "\n    " : " ", slots[i]);
    fprintf(out, "\n};\n");
    return fclose(out) == 0 ? 0 : 1;
}
