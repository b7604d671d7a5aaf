/* The model that is linked in, and files that are not one. */
#include "annotate/model.h"
#include "support/case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A copy aligned as a mapped file is. */
static uint8_t *copy_of(cw_bytes bytes)
{
    uint8_t *copy = malloc(bytes.n + 1);
    assert_non_null(copy);
    memcpy(copy, bytes.at, bytes.n);
    return copy;
}

static void linked_model_is_whole(void **state)
{
    cw_model model, linked;
    cw_error error;
    (void)state;
    assert_int_equal(cw_model_open(cw_model_linked_bytes(), &error, &model),
                     CW_OK);
    cw_model_linked(&linked);
    assert_memory_equal(&model, &linked, sizeof model);
    assert_true(model.tags.n_labels > 40);
    assert_non_null(model.clusters);
}

static void expect_refused(cw_bytes bytes, const char *what)
{
    cw_model model;
    cw_error error;
    assert_int_equal(cw_model_open(bytes, &error, &model), CW_DAMAGED);
    if (!strstr(error.what, what))
        fail_msg("\"%s\" does not say \"%s\"", error.what, what);
    assert_int_equal(model.tags.n_labels, 0);
}

static void other_files_are_refused(void **state)
{
    cw_bytes bytes = cw_model_linked_bytes();
    uint8_t *copy = copy_of(bytes);
    (void)state;
    expect_refused((cw_bytes){copy, 0}, "cut off");
    expect_refused((cw_bytes){copy, 23}, "cut off");
    expect_refused((cw_bytes){copy, bytes.n - 1}, "cut off or has a tail");
    copy[bytes.n / 2] ^= 1;
    expect_refused((cw_bytes){copy, bytes.n}, "altered");
    copy[4]++;
    expect_refused((cw_bytes){copy, bytes.n}, "has format 4, not 3");
    copy[0] ^= 1;
    expect_refused((cw_bytes){copy, bytes.n}, "not a model file");
    free(copy);
}

static void write_file(const char *path, cw_bytes bytes)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes.at, 1, bytes.n, out), bytes.n);
    assert_int_equal(fclose(out), 0);
}

static void files_are_mapped(void **state)
{
    char path[] = "/tmp/clew-model-XXXXXX";
    cw_bytes linked = cw_model_linked_bytes(), bytes;
    cw_model model;
    cw_error error;
    (void)state;
    assert_true(close(mkstemp(path)) == 0);
    write_file(path, linked);
    assert_int_equal(cw_model_map(path, &error, &bytes, &model), CW_OK);
    assert_int_equal(bytes.n, linked.n);
    assert_true(model.tags.n_labels > 40);
    cw_model_unmap(bytes);
    write_file(path, (cw_bytes){linked.at, linked.n - 1});
    assert_int_equal(cw_model_map(path, &error, &bytes, &model), CW_DAMAGED);
    assert_string_equal(error.path, path);
    assert_int_equal(bytes.n, 0);
    assert_int_equal(model.tags.n_labels, 0);
    write_file(path, (cw_bytes){linked.at, 0});
    assert_int_equal(cw_model_map(path, &error, &bytes, &model), CW_DAMAGED);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(cw_model_map(path, &error, &bytes, &model), CW_UNREADABLE);
    cw_model_unmap(bytes);
}

/* Four slots begin at 0 for features below 2^30: the rows lie at the first,
 * the second and the last place that is looked at. */
static void weights_are_found_by_their_check(void **state)
{
    enum { SLOTS = 4, ALL = SLOTS + CW_MODEL_PROBES, LAST = 15 };
    cw_weight_row rows[ALL] = {[0] = {{1, -2, 3, 0}},
                               [1] = {{10, 0, 0, 0}},
                               [LAST] = {{100, 0, 0, 0}}};
    uint16_t checks[ALL] = {7, 1};
    const cw_weights weights = {
        .rows = rows, .checks = checks, .n_slots = SLOTS, .n_labels = 3};
    const uint32_t near[] = {7, 0x10000, 9, 0x20007}, far = 5;
    int32_t score[3] = {0};
    (void)state;
    cw_weights_add(&weights, near, 4, score); // 7 twice, 0 as 1, no 9
    assert_int_equal(score[0], 12);
    assert_int_equal(score[1], -4);
    assert_int_equal(score[2], 6);
    checks[LAST] = 5;
    cw_weights_add(&weights, &far, 1, score); // a free slot lies before it
    assert_int_equal(score[0], 12);
    for (size_t i = 2; i < LAST; i++)
        checks[i] = 8;
    cw_weights_add(&weights, &far, 1, score);
    assert_int_equal(score[0], 112);
}

/* Labels of a full row, the last one of the second sixteen; and pairs. */
static void full_rows_are_added(void **state)
{
    enum { SLOTS = 4, ALL = SLOTS + CW_MODEL_PROBES, LABELS = 19 };
    cw_weight_row rows[ALL] = {[0] = {.where = 0 << 8 | 2},
                               [1] = {.where = 1 << 8 | CW_FULL_ROW},
                               [2] = {.where = 0 << 8 | CW_FULL_ROW}};
    const uint16_t checks[ALL] = {7, 8, 9};
    const cw_weight_pair pairs[] = {{0, -5}, {18, 6}};
    int8_t full[2][32] = {{[0] = 127, [17] = 1, [18] = -128},
                          {[0] = 127, [15] = -1, [16] = 3}};
    const cw_weights weights = {.rows = rows,
                                .checks = checks,
                                .pairs = pairs,
                                .full = full[0],
                                .n_slots = SLOTS,
                                .n_labels = LABELS};
    uint32_t features[CW_MAX_FEATURES] = {7, 8, 9};
    int32_t score[LABELS + 1] = {[LABELS] = 77};
    (void)state;
    cw_weights_add(&weights, features, 3, score);
    assert_int_equal(score[0], 249);
    assert_int_equal(score[15], -1);
    assert_int_equal(score[16], 3);
    assert_int_equal(score[17], 1);
    assert_int_equal(score[18], -122);
    for (size_t k = 0; k < CW_MAX_FEATURES; k++)
        features[k] = 9;
    cw_weights_add(&weights, features, CW_MAX_FEATURES, score);
    assert_int_equal(score[0], 249 + 127 * CW_MAX_FEATURES);
    assert_int_equal(score[18], -122 - 128 * CW_MAX_FEATURES);
    assert_int_equal(score[LABELS], 77);
}

static void the_first_best_label_is_taken(void **state)
{
    int16_t sum[CW_MAX_LABELS];
    (void)state;
    for (uint32_t n = 1; n <= 40; n++)
        for (uint32_t best = 0; best < n; best++) {
            for (uint32_t y = 0; y < n; y++)
                sum[y] = (int16_t)(y < best ? -3 : (int)(y % 3));
            sum[best] = 2;
            assert_int_equal(cw_weights_best(sum, 0, n), best);
            assert_int_equal(cw_weights_best(sum, best, n), best);
        }
    assert_int_equal(cw_weights_best(sum, 2, 2), 2);
    memset(sum, 0x80, sizeof sum); // all below -32000
    assert_int_equal(cw_weights_best(sum, 0, CW_MAX_LABELS), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linked_model_is_whole),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(files_are_mapped),
        cmocka_unit_test(weights_are_found_by_their_check),
        cmocka_unit_test(full_rows_are_added),
        cmocka_unit_test(the_first_best_label_is_taken),
    };
    return case_run_tests(tests);
}
