/* model.h: the trained weights of the annotate room, as one file.
 *
 *   file:  | head | section row x n_sections | section | section | ...
 *          magic, version, n_bytes, checksum     ^-- 8-byte aligned
 *
 * The file is model/en.bin, made by `make train` and linked into the library;
 * another one may be given by its bytes. All numbers are little-endian, as
 * the machines that Clew is built for. A file from outside is checked whole
 * before anything in it is read: checksum, sizes, every index.
 *
 * A weights section is a hash table of rows, in arrays of their own, so that
 * most features, which are in no row, cost one short read:
 *
 *   row   [n]        heads of up to CW_FEW_LABELS labels: the weight of each
 *                    others: at << 8 | k, pair[at .. at + k), or where most
 *                    labels have a weight at << 8 | CW_FULL_ROW, full[at]
 *   check [n]        lower half of the feature's hash, 0 as 1; 0: free slot
 *   pair  [n_pairs]  label, weight
 *   full  [n_full]   a weight of each label, padded to a multiple of 16
 *
 * A feature is a 32-bit hash; its slot is sought from hash * n_slots / 2^32
 * onwards, at most CW_MODEL_PROBES slots far; so many spare slots stand behind
 * the last one. What is not there weighs 0. */
#ifndef CW_ANNOTATE_MODEL_H
#define CW_ANNOTATE_MODEL_H

#include "base/bytes.h"
#include "base/status.h"

#define CW_MODEL_MAGIC   0x4c4d5743u // "CWML"
#define CW_MODEL_VERSION 3u

enum {
    CW_MODEL_PROBES = 16,
    CW_MAX_LABELS = 128,
    CW_FEW_LABELS = 4,
    CW_FULL_ROW = 255,    // of cw_weight_row.where
    CW_MAX_FEATURES = 64, // of one decision
};

/* Sections: index, the name that stands in the file, what it holds. */
#define CW_MODEL_SECTION_MAP(X)                               \
    X(CLUSTERS, "clusters")  /* of words: cw_cluster */       \
    X(TAGS, "tags")          /* weights over cw_tag_pair */   \
    X(TAG_PAIRS, "tagpairs") /* cw_tag_pair [labels] */       \
    X(TAG_KNOWN, "tagknown") /* cw_known_word */              \
    X(ENDS, "ends")          /* weights: 0 goes on, 1 ends */ \
    X(MOVES, "moves")        /* weights over cw_move */       \
    X(RELATIONS, "relation") /* weights over cw_relation */   \
    X(NAMES, "names")        /* weights over cw_name_label */ \
    X(GAZETTE, "gazette")    /* names of places: cw_gazette */
typedef enum {
#define CW_MODEL_ENUM(name, text) CW_MODEL_##name,
    CW_MODEL_SECTION_MAP(CW_MODEL_ENUM)
#undef CW_MODEL_ENUM
        CW_MODEL_SECTIONS
} cw_model_section;

/* Moves of the parser (parse.h). */
typedef enum { CW_MOVE_SHIFT, CW_MOVE_LEFT, CW_MOVE_RIGHT, CW_MOVES } cw_move;

/* Labels of the names' head: outside, and begin and inside of each kind. */
typedef enum {
    CW_LABEL_O,
    CW_LABEL_B_PER,
    CW_LABEL_I_PER,
    CW_LABEL_B_LOC,
    CW_LABEL_I_LOC,
    CW_LABEL_B_ORG,
    CW_LABEL_I_ORG,
    CW_LABEL_B_MISC,
    CW_LABEL_I_MISC,
    CW_NAME_LABELS
} cw_name_label;

typedef struct {
    uint32_t magic, version;
    uint32_t n_bytes;    // of the whole file
    uint32_t n_sections; // rows that follow
    uint64_t checksum;   // XXH3 of all bytes behind this head
} cw_model_head;

typedef struct {
    char name[8]; // padded with 0
    uint32_t at, n_bytes;
} cw_model_row;

typedef union {
    int8_t weight[CW_FEW_LABELS];
    uint32_t where; // at << 8 | number of pairs or CW_FULL_ROW
} cw_weight_row;

typedef struct {
    uint8_t label;
    int8_t weight;
} cw_weight_pair;

/* Begins a weights section; rows, checks, pairs and full rows follow. */
typedef struct {
    uint32_t n_labels;
    uint32_t n_slots; // without the CW_MODEL_PROBES spare ones
    uint32_t n_pairs, n_full;
} cw_weights_head;

/* Bytes of a full row; more pairs than its fifth are slower to add up. */
static inline uint32_t cw_weights_width(uint32_t n_labels)
{
    return (n_labels + 15) / 16 * 16;
}

typedef struct {
    const cw_weight_row *rows;
    const uint16_t *checks;
    const cw_weight_pair *pairs;
    const int8_t *full; // [n_full][cw_weights_width(n_labels)]
    uint32_t n_slots;
    uint32_t n_labels; // 0: the model has no such head
} cw_weights;

/* Words of open text that stand in like company: classes, fine and coarse;
 * 0 is "unknown". An open-addressing table by key, 0 marks a free slot. */
typedef struct {
    uint32_t key; // hash of the word as it stands, digits as 0
    uint16_t fine;
    uint8_t coarse, spare;
} cw_cluster;

typedef struct {
    uint8_t tag, xpos; // cw_tag, cw_xpos
} cw_tag_pair;

/* A frequent word that is nearly always tagged the same; sorted by slot as
 * cw_cluster. */
typedef struct {
    uint32_t key;
    uint32_t label;
} cw_known_word;

/* A name that iso-codes or the time zones have, by the FNV-1a hash of its
 * words with single blanks; kinds as in train/count_gazette.c. */
typedef struct {
    uint32_t key;
    uint32_t kinds;
} cw_gazette;

typedef struct {
    cw_weights ends, tags, moves, relations, names;
    const cw_tag_pair *tag_pairs; // [tags.n_labels]
    const cw_cluster *clusters;
    const cw_known_word *known;
    const cw_gazette *gazette;
    // slots - 1; slots may be NULL
    uint32_t cluster_mask, known_mask, gazette_mask;
} cw_model;

/* The sections of a file, borrowed from `bytes`, which must be aligned to 8.
 * Fails with CW_DAMAGED and says which part is wrong. */
CW_CHECK cw_status cw_model_open(cw_bytes bytes, cw_error *error,
                                 cw_model *out);

/* model_map.c: a file, mapped for reading, and its sections. Whoever changes
 * the file while it is mapped ends the program. CW_UNREADABLE or CW_DAMAGED,
 * with *bytes empty. Unmapping tolerates that. */
CW_CHECK cw_status cw_model_map(const char *path, cw_error *error,
                                cw_bytes *bytes, cw_model *out);
void cw_model_unmap(cw_bytes bytes);

/* The model that is linked in; it was checked when the library was tested, so
 * only its sections are found. A head that it lacks has no labels. */
void cw_model_linked(cw_model *out);
cw_bytes cw_model_linked_bytes(void);

/* Where the slots of a feature begin. */
static inline uint32_t cw_weights_slot(uint32_t feature, uint32_t n_slots)
{
    return (uint32_t)((uint64_t)feature * n_slots >> 32);
}

/* What tells a feature from others whose slots begin nearby. */
static inline uint16_t cw_weights_check(uint32_t feature)
{
    uint16_t check = (uint16_t)feature;
    return check ? check : 1;
}

/* s(y) = sum over k of W[f(k)][y], added to score.
 *
 *   feature [K]        hashes of the features that fire, K <= CW_MAX_FEATURES
 *   score   [n_labels] unit is the head's own; |s| <= 127 K, no overflow */
void cw_weights_add(const cw_weights *weights, const uint32_t *feature,
                    size_t K, int32_t *score);

/* The same in 16 bits, added to sum[cw_weights_width], whose padding stays as
 * it is where all rows have 0 there. */
void cw_weights_sum(const cw_weights *weights, const uint32_t *feature,
                    size_t K, int16_t *sum);

/* The first label of [from, n) that has the most; from where there is none. */
uint32_t cw_weights_best(const int16_t *sum, uint32_t from, uint32_t n);

/* Class of a word in open text; a row of zeros when it is unknown. */
cw_cluster cw_model_cluster(const cw_model *model, uint32_t key);

/* Kinds of a name of the gazetteers, 0 when it is unknown. */
uint32_t cw_model_gazette(const cw_model *model, uint32_t key);

/* Label of a frequent word, or -1. */
int cw_model_known(const cw_model *model, uint32_t key);

/* A feature: number of its template and what it saw. murmur3's finalizer; the
 * numbers are part of the file format. */
static inline uint32_t cw_feature(uint32_t template, uint32_t a, uint32_t b)
{
    uint32_t h = (a ^ template * 0x9E3779B1u) * 0x85EBCA6Bu;
    h ^= h >> 15;
    h = (h ^ b) * 0xC2B2AE35u;
    h ^= h >> 13;
    h *= 0x27D4EB2Fu;
    return h ^ h >> 16;
}

#endif
