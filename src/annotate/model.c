/* model.c: checking a model file, and looking its weights up. */
#include "annotate/model.h"

#include "annotate/marks.h"

#include <xxhash.h>

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
    uint64_t n = sizeof head + n_slots * sizeof *out->slots +
                 (uint64_t)head.n_pairs * sizeof *out->pairs;
    if (n > section.n || section.n - n >= 8 || head.n_slots == 0 ||
        head.n_labels == 0 || head.n_labels > CW_MAX_LABELS)
        return false;
    out->slots = (const void *)(section.at + sizeof head);
    out->pairs = (const void *)(out->slots + n_slots);
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
    for (uint32_t i = 0; i < head.n_slots + CW_MODEL_PROBES; i++)
        if (weights->slots[i].at > head.n_pairs ||
            weights->slots[i].n > head.n_pairs - weights->slots[i].at)
            return false;
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

/* The slot of a feature, or NULL. */
static const cw_weight_slot *find_slot(const cw_weights *weights,
                                       uint32_t feature)
{
    uint16_t check = (uint16_t)feature;
    const cw_weight_slot *slot =
        &weights->slots[cw_weights_slot(feature, weights->n_slots)];
    for (uint32_t i = 0; i < CW_MODEL_PROBES; i++, slot++) {
        if (slot->n == 0)
            return NULL;
        if (slot->check == check)
            return slot;
    }
    return NULL;
}

void cw_weights_add(const cw_weights *weights, const uint32_t *feature,
                    size_t K, int32_t *score)
{
    const cw_weight_slot *rows[64];
    size_t n = 0;
    if (weights->n_labels == 0)
        return;
    for (size_t k = 0; k < K; k++)
        __builtin_prefetch(
            &weights->slots[cw_weights_slot(feature[k], weights->n_slots)]);
    for (size_t k = 0; k < K; k++) {
        const cw_weight_slot *slot = find_slot(weights, feature[k]);
        if (!slot)
            continue;
        __builtin_prefetch(&weights->pairs[slot->at]);
        rows[n++] = slot;
    }
    for (size_t k = 0; k < n; k++) {
        const cw_weight_pair *pair = &weights->pairs[rows[k]->at];
        for (size_t i = 0; i < rows[k]->n; i++)
            score[pair[i].label] += pair[i].weight;
    }
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
