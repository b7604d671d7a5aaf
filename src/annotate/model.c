/* model.c: checking a model file, and looking its weights up. */
#include "annotate/model.h"

#include "annotate/marks.h"

#include <assert.h>
#include <xxhash.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static const char *const section_names[] = {
#define SECTION_NAME(name, text) text,
    CW_MODEL_SECTION_MAP(SECTION_NAME)
#undef SECTION_NAME
};

static cw_status damaged(cw_error *error, uint64_t byte, const char *what)
{
    return cw_fail(error, CW_DAMAGED, "", byte,
                   "Use the model that came with this version", "%s", what);
}

/* The rows lie inside the file; sections follow them, aligned to 8. */
static cw_status check_rows(cw_bytes bytes, cw_error *error)
{
    cw_model_head head;
    cw_model_row row;
    memcpy(&head, bytes.at, sizeof head);
    uint64_t end = sizeof head + (uint64_t)head.n_sections * sizeof row;
    if (end > bytes.n)
        return damaged(error, 12, "the list of sections is cut off");
    for (uint32_t i = 0; i < head.n_sections; i++) {
        uint64_t at = sizeof head + (uint64_t)i * sizeof row;
        memcpy(&row, bytes.at + at, sizeof row);
        if (row.at < end || row.at % 8 != 0 || row.at > bytes.n ||
            row.n_bytes > bytes.n - row.at)
            return damaged(error, at, "a section lies outside the file");
    }
    return CW_OK;
}

static cw_status check_head(cw_bytes bytes, cw_error *error)
{
    cw_model_head head;
    if (bytes.n < sizeof head)
        return damaged(error, bytes.n, "the model file is cut off");
    memcpy(&head, bytes.at, sizeof head);
    if (head.magic != CW_MODEL_MAGIC)
        return damaged(error, 0, "this is not a model file of Clew");
    if (head.version != CW_MODEL_VERSION)
        return cw_fail(error, CW_DAMAGED, "", 4,
                       "Use the model that came with this version",
                       "the model file has format %u, not %u", head.version,
                       CW_MODEL_VERSION);
    if (head.n_bytes != bytes.n)
        return damaged(error, 8, "the model file is cut off or has a tail");
    if (head.checksum !=
        XXH3_64bits(bytes.at + sizeof head, bytes.n - sizeof head))
        return damaged(error, 16, "the model file was altered");
    return check_rows(bytes, error);
}

/* The bytes of a section; n is 0 when the file has none. */
static cw_bytes find_section(cw_bytes bytes, cw_model_section section)
{
    cw_model_head head;
    cw_model_row row;
    if (bytes.n < sizeof head)
        return (cw_bytes){bytes.at, 0};
    memcpy(&head, bytes.at, sizeof head);
    for (uint32_t i = 0; i < head.n_sections; i++) {
        memcpy(&row, bytes.at + sizeof head + i * sizeof row, sizeof row);
        if (strncmp(row.name, section_names[section], sizeof row.name) == 0)
            return cw_bytes_cut(bytes, row.at, (size_t)row.at + row.n_bytes);
    }
    return (cw_bytes){bytes.at, 0};
}

static bool is_power_of_two(size_t n)
{
    return n > 0 && (n & (n - 1)) == 0;
}

/* False when the sizes in a weights section are not those of its bytes. */
static bool find_weights(cw_bytes section, cw_weights *out)
{
    cw_weights_head head;
    *out = (cw_weights){0};
    if (section.n == 0)
        return true;
    if (section.n < sizeof head)
        return false;
    memcpy(&head, section.at, sizeof head);
    uint64_t n_slots = (uint64_t)head.n_slots + CW_MODEL_PROBES;
    uint64_t n = sizeof head +
                 n_slots * (sizeof *out->rows + sizeof *out->checks) +
                 (uint64_t)head.n_pairs * sizeof *out->pairs +
                 (uint64_t)head.n_full * cw_weights_width(head.n_labels);
    if (head.n_labels == 0 || head.n_labels > CW_MAX_LABELS ||
        head.n_slots == 0 || n > section.n || section.n - n >= 8)
        return false;
    out->rows = (const void *)(section.at + sizeof head);
    out->checks = (const void *)(out->rows + n_slots);
    out->pairs = (const void *)(out->checks + n_slots);
    out->full = (const void *)(out->pairs + head.n_pairs);
    out->n_slots = head.n_slots;
    out->n_labels = head.n_labels;
    return true;
}

static bool check_weights(cw_bytes section, const cw_weights *weights)
{
    cw_weights_head head;
    if (weights->n_labels == 0)
        return true;
    memcpy(&head, section.at, sizeof head);
    if (head.n_labels <= CW_FEW_LABELS)
        return true; // rows of weights refer to nothing
    for (uint32_t i = 0; i < head.n_slots + CW_MODEL_PROBES; i++) {
        uint32_t at = weights->rows[i].where >> 8;
        uint32_t n = weights->rows[i].where & 255;
        if (n == CW_FULL_ROW ? at >= head.n_full
                             : at > head.n_pairs || n > head.n_pairs - at)
            return false;
    }
    for (uint32_t i = 0; i < head.n_pairs; i++)
        if (weights->pairs[i].label >= head.n_labels)
            return false;
    return true;
}

/* A table of rows by key: its slots and mask, or nothing. */
static bool find_table(cw_bytes section, size_t row_size, const void **rows,
                       uint32_t *mask)
{
    size_t n = section.n / row_size;
    *rows = NULL;
    *mask = 0;
    if (section.n == 0)
        return true;
    if (n * row_size != section.n || !is_power_of_two(n))
        return false;
    *rows = section.at;
    *mask = (uint32_t)(n - 1);
    return true;
}

static bool find_all(cw_bytes bytes, cw_model *out)
{
    cw_bytes pairs = find_section(bytes, CW_MODEL_TAG_PAIRS);
    const void *rows;
    bool is_good =
        find_weights(find_section(bytes, CW_MODEL_TAGS), &out->tags) &&
        find_weights(find_section(bytes, CW_MODEL_ENDS), &out->ends) &&
        (out->ends.n_labels == 0 || out->ends.n_labels == 2) &&
        find_weights(find_section(bytes, CW_MODEL_NAMES), &out->names) &&
        find_weights(find_section(bytes, CW_MODEL_MOVES), &out->moves) &&
        (out->moves.n_labels == 0 || out->moves.n_labels == CW_MOVES) &&
        find_weights(find_section(bytes, CW_MODEL_RELATIONS),
                     &out->relations) &&
        out->relations.n_labels <= CW_RELATIONS &&
        (out->names.n_labels == 0 || out->names.n_labels == CW_NAME_LABELS);
    out->tag_pairs = (const void *)pairs.at;
    is_good = is_good && pairs.n / sizeof *out->tag_pairs >= out->tags.n_labels;
    is_good =
        is_good && find_table(find_section(bytes, CW_MODEL_CLUSTERS),
                              sizeof *out->clusters, &rows, &out->cluster_mask);
    out->clusters = is_good ? rows : NULL;
    is_good =
        is_good && find_table(find_section(bytes, CW_MODEL_TAG_KNOWN),
                              sizeof *out->known, &rows, &out->known_mask);
    out->known = is_good ? rows : NULL;
    is_good =
        is_good && find_table(find_section(bytes, CW_MODEL_GAZETTE),
                              sizeof *out->gazette, &rows, &out->gazette_mask);
    out->gazette = is_good ? rows : NULL;
    return is_good;
}

static bool check_labels(const cw_model *model)
{
    for (uint32_t i = 0; i < model->tags.n_labels; i++)
        if (model->tag_pairs[i].tag > CW_TAG_SYM ||
            model->tag_pairs[i].xpos >= CW_XPOS_TAGS)
            return false;
    for (uint32_t i = 0; model->known && i <= model->known_mask; i++)
        if (model->known[i].label >= model->tags.n_labels)
            return false;
    return true;
}

cw_status cw_model_open(cw_bytes bytes, cw_error *error, cw_model *out)
{
    cw_status status = check_head(bytes, error);
    *out = (cw_model){0};
    if (status != CW_OK)
        return status;
    if (!find_all(bytes, out) ||
        !check_weights(find_section(bytes, CW_MODEL_TAGS), &out->tags) ||
        !check_weights(find_section(bytes, CW_MODEL_NAMES), &out->names) ||
        !check_weights(find_section(bytes, CW_MODEL_ENDS), &out->ends) ||
        !check_weights(find_section(bytes, CW_MODEL_MOVES), &out->moves) ||
        !check_weights(find_section(bytes, CW_MODEL_RELATIONS),
                       &out->relations) ||
        !check_labels(out)) {
        *out = (cw_model){0};
        return damaged(error, CW_NO_BYTE, "a section of the model is wrong");
    }
    return CW_OK;
}

void cw_model_linked(cw_model *out)
{
    *out = (cw_model){0};
    if (!find_all(cw_model_linked_bytes(), out))
        *out = (cw_model){0};
}

/* Bit i: check[i] is `wanted`, which is not 0, and no check before it is 0. */
#ifdef __SSE2__
static uint32_t find_check(const uint16_t *check, uint16_t wanted)
{
    __m128i low = _mm_loadu_si128((const void *)check);
    __m128i high = _mm_loadu_si128((const void *)(check + 8));
    __m128i want = _mm_set1_epi16((short)wanted), none = _mm_setzero_si128();
    uint32_t found = (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(
        _mm_cmpeq_epi16(low, want), _mm_cmpeq_epi16(high, want)));
    uint32_t free = (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(
        _mm_cmpeq_epi16(low, none), _mm_cmpeq_epi16(high, none)));
    return found & (free - 1); // free 0: all bits
}
#else
static uint32_t find_check(const uint16_t *check, uint16_t wanted)
{
    for (uint32_t i = 0; i < CW_MODEL_PROBES && check[i] != 0; i++)
        if (check[i] == wanted)
            return 1u << i;
    return 0;
}
#endif

static_assert(CW_MODEL_PROBES == 16, "find_check looks at 16 slots");

/* The rows of those features that have one; every row is asked for from
 * memory before the first is read, as most stand in no near cache. */
static size_t find_rows(const cw_weights *weights, const uint32_t *feature,
                        size_t K, const cw_weight_row **rows)
{
    const uint16_t *checks = weights->checks;
    const cw_weight_row *all = weights->rows;
    uint32_t first[CW_MAX_FEATURES], n_slots = weights->n_slots;
    size_t n = 0;
    for (size_t k = 0; k < K; k++) {
        first[k] = cw_weights_slot(feature[k], n_slots);
        __builtin_prefetch(&checks[first[k]]);
    }
    for (size_t k = 0; k < K; k++) {
        uint32_t found =
            find_check(&checks[first[k]], cw_weights_check(feature[k]));
        // without a branch, which would be guessed wrong half the time
        rows[n] = &all[first[k]] + __builtin_ctz(found | 1u << 15);
        __builtin_prefetch(rows[n]);
        n += found != 0;
    }
    return n;
}

/* sum(y) += sum over k of row[k][y], for 16 labels at a time, and for the four
 * of a head of few labels.
 *
 *   row [n]      n <= CW_MAX_FEATURES, so that |sum| <= 64 * 128 < 2^15
 *   sum [width]  a multiple of 16 */
#ifdef __SSE2__
static void add_full(const int8_t *const *rows, size_t n, uint32_t width,
                     int16_t *sum)
{
    const __m128i zero = _mm_setzero_si128();
    for (uint32_t from = 0; from < width; from += 16) {
        __m128i low = _mm_loadu_si128((const void *)(sum + from));
        __m128i high = _mm_loadu_si128((const void *)(sum + from + 8));
        for (size_t k = 0; k < n; k++) {
            __m128i row = _mm_loadu_si128((const void *)(rows[k] + from));
            low = _mm_add_epi16(
                low, _mm_srai_epi16(_mm_unpacklo_epi8(zero, row), 8));
            high = _mm_add_epi16(
                high, _mm_srai_epi16(_mm_unpackhi_epi8(zero, row), 8));
        }
        _mm_storeu_si128((void *)(sum + from), low);
        _mm_storeu_si128((void *)(sum + from + 8), high);
    }
}

static void add_few(const cw_weight_row *const *rows, size_t n,
                    uint32_t n_labels, int32_t *score)
{
    const __m128i zero = _mm_setzero_si128();
    __m128i all = zero;
    int16_t sum[8];
    for (size_t k = 0; k < n; k++) {
        __m128i row = _mm_cvtsi32_si128((int)rows[k]->where);
        all =
            _mm_add_epi16(all, _mm_srai_epi16(_mm_unpacklo_epi8(zero, row), 8));
    }
    _mm_storeu_si128((void *)sum, all);
    for (uint32_t y = 0; y < n_labels; y++)
        score[y] += sum[y];
}
#else
static void add_full(const int8_t *const *rows, size_t n, uint32_t width,
                     int16_t *sum)
{
    for (size_t k = 0; k < n; k++)
        for (uint32_t y = 0; y < width; y++)
            sum[y] = (int16_t)(sum[y] + rows[k][y]);
}

static void add_few(const cw_weight_row *const *rows, size_t n,
                    uint32_t n_labels, int32_t *score)
{
    for (size_t k = 0; k < n; k++)
        for (uint32_t y = 0; y < n_labels; y++)
            score[y] += rows[k]->weight[y];
}
#endif

/* The rows of a head of more than CW_FEW_LABELS labels, added up. */
static void add_many(const cw_weights *weights,
                     const cw_weight_row *const *rows, size_t n, int16_t *sum)
{
    const int8_t *full[CW_MAX_FEATURES];
    size_t n_full = 0;
    uint32_t width = cw_weights_width(weights->n_labels);
    for (size_t k = 0; k < n; k++)
        __builtin_prefetch(
            (rows[k]->where & 255) == CW_FULL_ROW
                ? (const void *)&weights
                      ->full[(size_t)(rows[k]->where >> 8) * width]
                : &weights->pairs[rows[k]->where >> 8]);
    for (size_t k = 0; k < n; k++) {
        uint32_t at = rows[k]->where >> 8, n_pairs = rows[k]->where & 255;
        const cw_weight_pair *pair = &weights->pairs[at];
        if (n_pairs == CW_FULL_ROW) {
            full[n_full++] = &weights->full[(size_t)at * width];
            continue;
        }
        for (uint32_t i = 0; i < n_pairs; i++)
            sum[pair[i].label] = (int16_t)(sum[pair[i].label] + pair[i].weight);
    }
    if (n_full > 0)
        add_full(full, n_full, width, sum);
}

uint32_t cw_weights_best(const int16_t *sum, uint32_t from, uint32_t n)
{
    int16_t most = INT16_MIN;
    for (uint32_t y = from; y < n; y++)
        most = sum[y] > most ? sum[y] : most;
    while (from < n && sum[from] != most)
        from++;
    return from;
}

void cw_weights_sum(const cw_weights *weights, const uint32_t *feature,
                    size_t K, int16_t *sum)
{
    const cw_weight_row *rows[CW_MAX_FEATURES];
    int32_t score[CW_FEW_LABELS] = {0};
    size_t n;
    if (weights->n_labels == 0)
        return;
    n = find_rows(weights, feature, K, rows);
    if (weights->n_labels > CW_FEW_LABELS) {
        add_many(weights, rows, n, sum);
        return;
    }
    add_few(rows, n, weights->n_labels, score);
    for (uint32_t y = 0; y < weights->n_labels; y++)
        sum[y] = (int16_t)(sum[y] + score[y]);
}

void cw_weights_add(const cw_weights *weights, const uint32_t *feature,
                    size_t K, int32_t *score)
{
    const cw_weight_row *rows[CW_MAX_FEATURES];
    int16_t sum[CW_MAX_LABELS];
    size_t n;
    if (weights->n_labels == 0)
        return;
    n = find_rows(weights, feature, K, rows);
    if (weights->n_labels <= CW_FEW_LABELS) {
        add_few(rows, n, weights->n_labels, score);
        return;
    }
    memset(sum, 0, cw_weights_width(weights->n_labels) * sizeof *sum);
    add_many(weights, rows, n, sum);
    for (uint32_t y = 0; y < weights->n_labels; y++)
        score[y] += sum[y];
}

cw_cluster cw_model_cluster(const cw_model *model, uint32_t key)
{
    for (uint32_t i = 0; model->clusters && i < CW_MODEL_PROBES; i++) {
        const cw_cluster *row =
            &model->clusters[(key + i) & model->cluster_mask];
        if (row->key == key)
            return *row;
        if (row->key == 0)
            break;
    }
    return (cw_cluster){0};
}

uint32_t cw_model_gazette(const cw_model *model, uint32_t key)
{
    for (uint32_t i = 0; model->gazette && i < CW_MODEL_PROBES; i++) {
        const cw_gazette *row =
            &model->gazette[(key + i) & model->gazette_mask];
        if (row->key == key)
            return row->kinds;
        if (row->key == 0)
            break;
    }
    return 0;
}

int cw_model_known(const cw_model *model, uint32_t key)
{
    for (uint32_t i = 0; model->known && i < CW_MODEL_PROBES; i++) {
        const cw_known_word *row = &model->known[(key + i) & model->known_mask];
        if (row->key == key)
            return (int)row->label;
        if (row->key == 0)
            break;
    }
    return -1;
}
