/* body_pages.c: the rows that the block scorer is trained on. */
#include "body_pages.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "clean/live.h"
#include "clean/tree_int.h"
#include "open_text.h"
#include "train_fail.h"

enum {
    PAGES_MAX = 4096,
    GRAM = 3,
    CROP_LESS = 3, // they count as less of a page
    CROPS = 2,     // of each flat page
};

typedef struct {
    uint64_t *grams;
    size_t n_grams;
    json_t *row;
    uint32_t n_words;
} gold_page;

typedef struct {
    gold_page *golds;
    size_t n_golds;
    body_set set;
} reading;

void *body_array(size_t n, size_t size)
{
    void *block = calloc(n > 0 ? n : 1, size);
    if (!block)
        train_fail("memory ran out", "train_body");
    return block;
}

/* ---- labels ------------------------------------------------------------ */

static bool is_word_byte(cw_bytes text, size_t at)
{
    uint8_t c = text.at[at];
    if (c == 0xE2 && at + 1 < text.n && text.at[at + 1] == 0x80)
        return false; // general punctuation
    if (at >= 1 && text.at[at - 1] == 0xE2 && c == 0x80)
        return false;
    if (at >= 2 && text.at[at - 2] == 0xE2 && text.at[at - 1] == 0x80)
        return false;
    return cw_is_alpha(c) || cw_is_digit(c) || (c >= 0x80 && c != 0xC2);
}

/* Hashes of the words of text into words[0 .. n_max); how many. */
static size_t hash_words(cw_bytes text, uint64_t *words, size_t n_max)
{
    size_t n = 0, at = 0;
    while (at < text.n && n < n_max) {
        uint64_t hash = 1469598103934665603u;
        size_t from = at;
        while (at < text.n && is_word_byte(text, at))
            hash = (hash ^ cw_to_lower(text.at[at++])) * 1099511628211u;
        if (at > from)
            words[n++] = hash;
        else
            at++;
    }
    return n;
}

static uint64_t gram_of(const uint64_t *words, size_t n)
{
    uint64_t hash = n;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ words[i]) * 0x9E3779B97F4A7C15u + (hash >> 29);
    return hash;
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool has_gram(const gold_page *gold, uint64_t gram)
{
    return bsearch(&gram, gold->grams, gold->n_grams, sizeof gram,
                   compare_hashes) != NULL;
}

/* Runs of GRAM words, and each paragraph of fewer words as a whole. */
static void read_gold(gold_page *gold, json_t *row)
{
    json_t *body = json_object_get(row, "body");
    size_t n_bytes = 0, n_max;
    uint64_t *words;
    gold->row = row;
    for (size_t i = 0; i < json_array_size(body); i++)
        n_bytes += json_string_length(json_array_get(body, i)) + 1;
    n_max = n_bytes;
    gold->grams = body_array(n_max + 1, sizeof *gold->grams);
    words = body_array(n_max + 1, sizeof *words);
    for (size_t i = 0; i < json_array_size(body); i++) {
        json_t *part = json_array_get(body, i);
        cw_bytes rest = {(const uint8_t *)json_string_value(part),
                         json_string_length(part)};
        size_t at = 0;
        cw_range line;
        while (cw_bytes_line(rest, &at, &line)) {
            size_t n = hash_words(cw_bytes_at(rest, line), words, n_max);
            gold->n_words += (uint32_t)n;
            if (n > 0 && n < GRAM)
                gold->grams[gold->n_grams++] = gram_of(words, n);
            for (size_t k = 0; k + GRAM <= n; k++)
                gold->grams[gold->n_grams++] = gram_of(words + k, GRAM);
        }
    }
    free(words);
    qsort(gold->grams, gold->n_grams, sizeof *gold->grams, compare_hashes);
}

static void read_golds(reading *r, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *line = NULL;
    size_t size = 0, number = 0;
    json_error_t error;
    if (!file)
        train_fail("the gold file cannot be opened", "train_body");
    while (getline(&line, &size, file) > 0)
        if (number++ % 2 == 0 && r->n_golds < PAGES_MAX) {
            json_t *row = json_loads(line, 0, &error);
            if (!row)
                train_fail("a gold line is not JSON", "train_body");
            read_gold(&r->golds[r->n_golds++], row);
        }
    free(line);
    fclose(file);
}

static const gold_page *find_gold(const reading *r, cw_bytes path,
                                  size_t *number)
{
    size_t from = path.n;
    while (from > 0 && path.at[from - 1] != '/')
        from--;
    cw_bytes name = cw_bytes_cut(path, from, path.n);
    for (size_t i = 0; i < r->n_golds; i++) {
        const char *id =
            json_string_value(json_object_get(r->golds[i].row, "id"));
        size_t n = strlen(id);
        if (name.n > n && name.at[n] == '.' &&
            cw_bytes_starts(name, cw_bytes_from(id))) {
            *number = i;
            return &r->golds[i];
        }
    }
    return NULL;
}

static void label_piece(body_page *p, const gold_page *gold, size_t i,
                        uint64_t *words, size_t n_max)
{
    cw_bytes text = cw_piece_text(p->sheet, i);
    size_t n = hash_words(text, words, n_max), n_common = 0, until = 0;
    if (n > 0 && n < GRAM)
        n_common = has_gram(gold, gram_of(words, n)) ? n : 0;
    for (size_t k = 0; k + GRAM <= n; k++)
        if (has_gram(gold, gram_of(words + k, GRAM))) {
            n_common += k + GRAM - (until > k ? until : k);
            until = k + GRAM;
        }
    if (p->rows[i][CW_FEATURE_REPEAT] < 0) // its text stood there before
        n_common = 0;
    p->words[i] = (uint32_t)n;
    p->common[i] = (uint32_t)n_common;
    p->label[i] = n_common * 2 > n;
    uint64_t weight = 4000u * (n + 3) / (gold->n_words + 300u);
    weight = p->is_crop ? weight / CROP_LESS : weight;
    p->weight[i] = (uint32_t)(weight < 1 ? 1 : weight > 2000 ? 2000 : weight);
}

/* ---- pages ------------------------------------------------------------- */

/* Labels and weights of a page whose pieces are there. */
static void finish_page(reading *r, body_page *p, const gold_page *gold,
                        size_t number)
{
    static uint64_t words[1 << 20];
    size_t n = p->sheet->n;
    cw_features *features;
    if (cw_features_open(p->sheet, &features) != CW_OK)
        train_fail("memory ran out", "train_body");
    p->rows = body_array(n, sizeof *p->rows);
    for (size_t i = 0; i < n; i++)
        cw_features_next(features, p->rows[i]);
    p->label = body_array(n, sizeof *p->label);
    p->weight = body_array(n, sizeof *p->weight);
    p->common = body_array(n, sizeof *p->common);
    p->words = body_array(n, sizeof *p->words);
    p->n_gold = gold->n_words;
    p->fold = number % BODY_FOLDS;
    p->first = r->set.n_rows;
    r->set.n_rows += n;
    for (size_t i = 0; i < n; i++)
        label_piece(p, gold, i, words, sizeof words / sizeof *words);
}

/* What people paste is often the report with a little around it: the same
 * page again from a few pieces above its body to a few below. */
static void crop_page(reading *r, const body_page *whole, const gold_page *gold,
                      size_t number, uint32_t k)
{
    size_t n = whole->sheet->n, from = 0, to = n;
    uint32_t x = (uint32_t)(number * 2654435761u) + k * 40503u;
    while (from < n && !whole->label[from])
        from++;
    while (to > from && !whole->label[to - 1])
        to--;
    if (from == to || r->set.n_pages == PAGES_MAX)
        return;
    size_t above = (x >> 8) % 7, below = (x >> 16) % 14;
    from = from > above ? from - above : 0;
    to = to + below < n ? to + below : n;
    body_page *p = &r->set.pages[r->set.n_pages++];
    cw_arena_init(&p->arena, CW_MAX_STORY_ARENA);
    p->sheet = body_array(1, sizeof *p->sheet);
    *p->sheet = *whole->sheet;
    p->sheet->scratch = &p->arena;
    p->is_crop = true;
    p->sheet->pieces += from;
    p->sheet->n = to - from;
    finish_page(r, p, gold, number);
}

static void read_one(void *shared, const cw_read_item *item, cw_arena *arena)
{
    (void)arena; // a page lives on in its own
    reading *r = shared;
    size_t number = 0;
    const gold_page *gold = find_gold(r, item->path, &number);
    cw_error error;
    if (!gold || r->set.n_pages == PAGES_MAX)
        return;
    body_page *p = &r->set.pages[r->set.n_pages++];
    cw_arena memory;
    cw_live live = {0};
    cw_web web = {.live = &live};
    cw_arena_init(&p->arena, CW_MAX_STORY_ARENA);
    cw_arena_init(&memory, CW_MAX_REPORT_ARENA);
    cw_page *source = body_array(1, sizeof *source);
    p->sheet = body_array(1, sizeof *p->sheet);
    if (cw_read_page(item, &p->arena, &error, source) != CW_OK)
        train_fail(error.what, "train_body");
    if (cw_arena_copy(&p->arena, source->path, &source->path) != CW_OK)
        train_fail("memory ran out", "train_body");
    p->sheet->page = source;
    p->sheet->scratch = &p->arena;
    p->sheet->latest_day = CW_NO_DAY;
    p->sheet->text = source->utf8;
    p->sheet->map = source->map;
    if (cw_sheet_read(p->sheet, &memory, &web) != CW_OK)
        train_fail("a page could not be read", "train_body");
    finish_page(r, p, gold, number);
    for (uint32_t k = 0; k < CROPS && source->kind == CW_PAGE_TEXT; k++)
        crop_page(r, p, gold, number, k);
    cw_arena_free(&memory);
}

body_set body_pages_read(const char *gold, const char *const *paths,
                         size_t n_paths)
{
    reading r = {.golds = body_array(PAGES_MAX, sizeof *r.golds)};
    r.set.pages = body_array(PAGES_MAX, sizeof *r.set.pages);
    read_golds(&r, gold);
    open_inputs_read(paths, n_paths, read_one, &r);
    return r.set;
}
