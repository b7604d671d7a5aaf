/* model_file.c: sections in and out. */
#include "model_file.h"

#include "learn.h"

#include <stdio.h>
#include <xxhash.h>

static const char *const names[] = {
#define SECTION_NAME(name, text) text,
    CW_MODEL_SECTION_MAP(SECTION_NAME)
#undef SECTION_NAME
};

static cw_bytes read_file(const char *path, cw_arena *arena)
{
    FILE *in = fopen(path, "rb");
    long n = in && fseek(in, 0, SEEK_END) == 0 ? ftell(in) : -1;
    uint8_t *bytes;
    if (n < 0)
        train_fail("cannot be read", path);
    rewind(in);
    bytes = learn_array(arena, (size_t)n + 1, 1);
    if (fread(bytes, 1, (size_t)n, in) != (size_t)n)
        train_fail("cannot be read", path);
    fclose(in);
    return (cw_bytes){bytes, (size_t)n};
}

void model_file_read(model_file *file, const char *path, cw_arena *arena)
{
    cw_bytes bytes;
    cw_model model;
    cw_error error;
    cw_model_head head;
    *file = (model_file){0};
    if (strcmp(path, "-") == 0)
        return;
    bytes = read_file(path, arena);
    if (cw_model_open(bytes, &error, &model) != CW_OK)
        train_fail(error.what, path);
    memcpy(&head, bytes.at, sizeof head);
    for (uint32_t i = 0; i < head.n_sections; i++) {
        cw_model_row row;
        memcpy(&row, bytes.at + sizeof head + i * sizeof row, sizeof row);
        for (size_t s = 0; s < CW_MODEL_SECTIONS; s++)
            if (strncmp(names[s], row.name, sizeof row.name) == 0)
                file->sections[s] =
                    cw_bytes_cut(bytes, row.at, (size_t)row.at + row.n_bytes);
    }
}

static cw_bytes pack(const model_file *file, cw_arena *arena)
{
    cw_model_head head = {.magic = CW_MODEL_MAGIC, .version = CW_MODEL_VERSION};
    size_t n = sizeof head, at;
    uint8_t *bytes;
    for (size_t s = 0; s < CW_MODEL_SECTIONS; s++)
        if (file->sections[s].n) {
            head.n_sections++;
            n += sizeof(cw_model_row) + (file->sections[s].n + 7) / 8 * 8;
        }
    bytes = learn_array(arena, n, 1);
    at = sizeof head + head.n_sections * sizeof(cw_model_row);
    for (size_t s = 0, i = 0; s < CW_MODEL_SECTIONS; s++) {
        cw_bytes section = file->sections[s];
        cw_model_row row = {.at = (uint32_t)at, .n_bytes = (uint32_t)section.n};
        if (section.n == 0)
            continue;
        memcpy(row.name, names[s], strlen(names[s]));
        memcpy(bytes + sizeof head + i++ * sizeof row, &row, sizeof row);
        memcpy(bytes + at, section.at, section.n);
        at += (section.n + 7) / 8 * 8;
    }
    head.n_bytes = (uint32_t)n;
    head.checksum = XXH3_64bits(bytes + sizeof head, n - sizeof head);
    memcpy(bytes, &head, sizeof head);
    return (cw_bytes){bytes, n};
}

void model_file_open(const model_file *file, cw_arena *arena, cw_model *out)
{
    cw_error error;
    if (cw_model_open(pack(file, arena), &error, out) != CW_OK)
        train_fail(error.what, "the model made here");
}

void model_file_write(const model_file *file, const char *path, cw_arena *arena)
{
    cw_bytes bytes = pack(file, arena);
    FILE *out = fopen(path, "wb");
    if (!out || fwrite(bytes.at, 1, bytes.n, out) != bytes.n ||
        fclose(out) != 0)
        train_fail("cannot be written", path);
    fprintf(stderr, "%s: %zu bytes\n", path, bytes.n);
}

cw_bytes model_file_table(const void *rows, size_t n, size_t size,
                          cw_arena *arena)
{
    size_t n_slots = 16;
    uint8_t *table;
    while (n_slots < n + n / 3)
        n_slots *= 2;
    table = learn_array(arena, n_slots, size);
    for (size_t i = 0; i < n; i++) {
        const uint8_t *row = (const uint8_t *)rows + i * size;
        uint32_t key, other;
        memcpy(&key, row, sizeof key);
        for (uint32_t k = 0; k < CW_MODEL_PROBES; k++) {
            uint8_t *slot = table + ((key + k) & (n_slots - 1)) * size;
            memcpy(&other, slot, sizeof other);
            if (other == key)
                break;
            if (other == 0) {
                memcpy(slot, row, size);
                break;
            }
        }
    }
    return (cw_bytes){table, n_slots * size};
}
