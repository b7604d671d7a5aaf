/* A model file from anywhere. Its head is put right first, so that what
 * stands behind it is reached; what is accepted is then used, and must not be
 * read past its end. */
#include <stdlib.h>
#include <xxhash.h>

#include "annotate/model.h"

#define CHECK(that)  \
    do {             \
        if (!(that)) \
            abort(); \
    } while (0)

static void use(const cw_model *model)
{
    for (uint32_t i = 0; i < 64; i++) {
        uint32_t feature = cw_feature(i, i, i);
        int32_t score[CW_MAX_LABELS] = {0};
        int label = cw_model_known(model, feature);
        CHECK(label < (int)model->tags.n_labels || label < 0);
        cw_weights_add(&model->tags, &feature, 1, score);
        (void)cw_model_cluster(model, feature);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size + 1); // aligned, and ends where it ends
    cw_model_head head;
    cw_model model;
    cw_error error;
    CHECK(copy);
    if (size)
        memcpy(copy, data, size);
    CHECK(cw_model_open((cw_bytes){copy, size}, &error, &model) == CW_DAMAGED ||
          size >= sizeof head);
    if (size >= sizeof head) {
        memcpy(&head, data, sizeof head);
        head.magic = CW_MODEL_MAGIC;
        head.version = CW_MODEL_VERSION;
        head.n_bytes = (uint32_t)size;
        head.checksum = XXH3_64bits(copy + sizeof head, size - sizeof head);
        memcpy(copy, &head, sizeof head);
        if (cw_model_open((cw_bytes){copy, size}, &error, &model) == CW_OK)
            use(&model);
    }
    free(copy);
    return 0;
}
