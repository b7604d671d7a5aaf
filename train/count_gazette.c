/* count_gazette.c: names of places that Debian's iso-codes and tzdata have.
 *
 *   usage: count_gazette MODEL-IN MODEL-OUT ISO-CODES/json
 * ZONEINFO/zone1970.tab
 *
 * Kinds: 1 a country, 2 a part of one, 4 a city that gives a time zone its
 * name, 8 a language. A name of more than four words, or with signs in it, is
 * left out. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "learn.h"
#include "model_file.h"

enum { NAMES_MAX = 40000, NAME_BYTES = 64 };

typedef struct {
    cw_gazette *rows;
    size_t n;
} gazette;

static void add(gazette *g, const char *name, uint32_t kind)
{
    uint32_t hash = 2166136261u;
    size_t n = strcspn(name, ",;([/"), n_words = 1;
    while (n > 0 && name[n - 1] == ' ')
        n--;
    if (n < 3 || n > NAME_BYTES || g->n == NAMES_MAX ||
        !(cw_is_upper((uint8_t)name[0]) || (uint8_t)name[0] >= 0x80))
        return;
    for (size_t i = 0; i < n; i++) {
        uint8_t c = (uint8_t)(name[i] == '_' ? ' ' : name[i]);
        n_words += c == ' ';
        hash = (hash ^ c) * 16777619u;
    }
    if (n_words <= 4)
        g->rows[g->n++] = (cw_gazette){hash ? hash : 1, kind};
}

/* `keys` of every object of the list that the file holds. */
static void read_json(gazette *g, const char *folder, const char *file,
                      const char *const *keys, uint32_t kind)
{
    char path[4096];
    json_t *root, *list, *row;
    const char *name;
    size_t i;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    root = json_load_file(path, 0, NULL);
    if (!root)
        train_fail("cannot be read", path);
    json_object_foreach(root, name, list) json_array_foreach(
        list, i, row) for (const char *const *key = keys; *key; key++)
    {
        const char *text = json_string_value(json_object_get(row, *key));
        if (text)
            add(g, text, kind);
    }
    json_decref(root);
}

/* "RS +4450+02030 Europe/Belgrade Comments": the last part of the third. */
static void read_zones(gazette *g, const char *path)
{
    FILE *in = fopen(path, "r");
    char line[1024];
    if (!in)
        train_fail("cannot be read", path);
    while (fgets(line, sizeof line, in)) {
        char *zone = strchr(line, '\t'), *city;
        zone = zone ? strchr(zone + 1, '\t') : NULL;
        if (line[0] == '#' || !zone)
            continue;
        zone[1 + strcspn(zone + 1, "\t\n")] = 0;
        city = strrchr(zone, '/');
        if (city)
            add(g, city + 1, 4);
    }
    fclose(in);
}

static int compare(const void *a, const void *b)
{
    const cw_gazette *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

int main(int n_arguments, char **arguments)
{
    static const char *const country[] = {"name", "common_name",
                                          "official_name", NULL};
    static const char *const name[] = {"name", NULL};
    cw_arena arena;
    model_file file;
    gazette g = {0};
    size_t n = 0;
    if (n_arguments != 5)
        train_fail("usage: count_gazette MODEL-IN MODEL-OUT ISO ZONES", NULL);
    cw_arena_init(&arena, (size_t)1 << 30);
    g.rows = learn_array(&arena, NAMES_MAX, sizeof *g.rows);
    model_file_read(&file, arguments[1], &arena);
    read_json(&g, arguments[3], "iso_3166-1.json", country, 1);
    read_json(&g, arguments[3], "iso_3166-2.json", name, 2);
    read_json(&g, arguments[3], "iso_639-2.json", name, 8);
    read_zones(&g, arguments[4]);
    qsort(g.rows, g.n, sizeof *g.rows, compare);
    for (size_t i = 0; i < g.n; i++)
        if (n > 0 && g.rows[n - 1].key == g.rows[i].key)
            g.rows[n - 1].kinds |= g.rows[i].kinds;
        else
            g.rows[n++] = g.rows[i];
    fprintf(stderr, "gazette: %zu names\n", n);
    file.sections[CW_MODEL_GAZETTE] =
        model_file_table(g.rows, n, sizeof *g.rows, &arena);
    model_file_write(&file, arguments[2], &arena);
    cw_arena_free(&arena);
    return 0;
}
