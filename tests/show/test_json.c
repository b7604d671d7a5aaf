/* The JSON writer: escapes, numbers, layout; and that a parser reads back
 * what went in, whatever it was. */
#include "show/json.h"

#include <inttypes.h>
#include <jansson.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "support/case.h"

static void one_value(case_now *now, void *state)
{
    cw_bytes line = case_line(now, 0), value;
    char number[64];
    cw_sink sink;
    cw_json json;
    cw_buf out;
    (void)state;
    cw_buf_init(&out, now->arena, 1 << 20);
    cw_sink_init_buf(&sink, &out);
    cw_json_init(&json, &sink);
    (void)snprintf(number, sizeof number, "%.*s", (int)line.n,
                   (const char *)line.at);
    if (case_field(now, "text", &value))
        cw_json_text(&json, value);
    else if (case_field(now, "number", &value))
        cw_json_number(&json, strtod(number + 7, NULL));
    else if (case_field(now, "thousandths", &value))
        cw_json_thousandths(&json, (uint32_t)atoi(number + 12));
    else
        case_fail(now, 0, "unknown kind of case");
    if (cw_sink_end(&sink) != CW_OK)
        case_fail(now, 0, "the sink failed");
    case_expect(now, 1, cw_buf_bytes(&out));
}

static void values(void **state)
{
    (void)state;
    case_run_file("tests/show/json.case", one_value, NULL);
}

/* A small generator of its own, so that every run tries the same bytes. */
static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* What a reader gets back: the bytes, the bad ones replaced. */
static cw_bytes repaired(cw_arena *arena, cw_bytes bytes)
{
    cw_buf out;
    cw_buf_init(&out, arena, 1 << 20);
    for (size_t at = 0; at < bytes.n;) {
        uint32_t c = cw_utf8_next(bytes, &at);
        (void)cw_buf_add_utf8(&out, c == CW_BAD_CODE_POINT ? 0xFFFD : c);
    }
    return cw_buf_bytes(&out);
}

static void any_bytes_come_back(void **state)
{
    uint64_t seed = 88172645463325252u;
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (int round = 0; round < 2000; round++) {
        uint8_t bytes[64];
        size_t n = next_random(&seed) % sizeof bytes;
        cw_bytes given = {bytes, n}, want;
        json_t *read;
        cw_sink sink;
        cw_json json;
        cw_buf out;
        for (size_t i = 0; i < n; i++) {
            uint64_t random = next_random(&seed);
            bytes[i] = (uint8_t)(random % 3 ? random >> 8 : 0xC0 | random >> 9);
        }
        cw_buf_init(&out, &arena, 1 << 20);
        cw_sink_init_buf(&sink, &out);
        cw_json_init(&json, &sink);
        cw_json_text(&json, given);
        assert_int_equal(cw_sink_end(&sink), CW_OK);
        assert_int_equal(cw_utf8_valid(cw_buf_bytes(&out)), out.n);
        read = json_loadb((const char *)out.at, out.n,
                          JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        assert_non_null(read);
        want = repaired(&arena, given);
        assert_int_equal(json_string_length(read), want.n);
        if (want.n > 0)
            assert_memory_equal(json_string_value(read), want.at, want.n);
        json_decref(read);
        cw_arena_clear(&arena);
    }
    cw_arena_free(&arena);
}

/* The writer looks at sixteen bytes at a time: something to escape at every
 * place of texts of every length up to three steps, and near the end of what
 * a sink gathers. */
static void every_place_is_looked_at(void **state)
{
    static uint8_t filling[CW_SINK_BYTES];
    cw_arena arena;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    for (size_t n = 1; n <= 48; n++)
        for (size_t place = 0; place < n; place++) {
            size_t gathered = CW_SINK_BYTES - n - 8 + place % 16;
            char text[49] = {0}, want[64];
            cw_sink sink;
            cw_json json;
            cw_buf out;
            memset(text, 'x', n);
            text[place] = "\"\\\x1F\x7F"[place % 4];
            (void)snprintf(want, sizeof want, "\"%.*s%s%s\"", (int)place, text,
                           ((const char *[]){"\\\"", "\\\\", "\\u001f",
                                             "\\u007f"})[place % 4],
                           text + place + 1);
            cw_buf_init(&out, &arena, 1 << 20);
            cw_sink_init_buf(&sink, &out);
            cw_sink_add(&sink, (cw_bytes){filling, gathered});
            cw_json_init(&json, &sink);
            cw_json_text(&json, cw_bytes_from(text));
            assert_int_equal(cw_sink_end(&sink), CW_OK);
            assert_int_equal(out.n, gathered + strlen(want));
            assert_memory_equal(out.at + gathered, want, strlen(want));
            cw_arena_clear(&arena);
        }
    cw_arena_free(&arena);
}

static void expect_digits(int64_t value)
{
    char want[24];
    cw_sink sink;
    cw_sink_init(&sink, NULL, NULL); // too little for it to be handed on
    cw_sink_add_int(&sink, value);
    (void)snprintf(want, sizeof want, "%" PRId64, value);
    assert_int_equal(sink.n, strlen(want));
    assert_memory_equal(sink.at, want, sink.n);
}

static void whole_numbers_have_all_digits(void **state)
{
    int64_t power = 1;
    (void)state;
    for (int i = 0; i < 18; i++, power *= 10) {
        expect_digits(power);
        expect_digits(-power);
        expect_digits(power - 1);
        expect_digits(power * 5 + 7);
    }
    expect_digits(INT64_MAX);
    expect_digits(INT64_MIN);
}

static void numbers_come_back(void **state)
{
    uint64_t seed = 1181783497276652981u;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        uint64_t bits = next_random(&seed);
        char out[40];
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        cw_number_print(value, out);
        assert_true(strtod(out, NULL) == value);
    }
}

/* A host program may have set any locale; skipped where none with a comma is
 * installed. */
static void the_locale_does_not_show(void **state)
{
    char out[40];
    (void)state;
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL &&
        setlocale(LC_NUMERIC, "fr_FR.UTF-8") == NULL)
        skip();
    cw_number_print(1234.5, out);
    (void)setlocale(LC_NUMERIC, "C");
    assert_string_equal(out, "1234.5");
}

static void layout_is_one_record_a_line(void **state)
{
    cw_arena arena;
    cw_sink sink;
    cw_json json;
    cw_buf out;
    (void)state;
    cw_arena_init(&arena, SIZE_MAX);
    cw_buf_init(&out, &arena, 1000);
    cw_sink_init_buf(&sink, &out);
    cw_json_init(&json, &sink);
    cw_json_open(&json, '{', CW_JSON_LINES);
    cw_json_key(&json, "none");
    cw_json_open(&json, '[', CW_JSON_LINES);
    cw_json_close(&json);
    cw_json_key(&json, "two");
    cw_json_open(&json, '[', CW_JSON_LINES);
    cw_json_range(&json, (cw_range){3, 9});
    cw_json_null(&json);
    cw_json_close(&json);
    cw_json_close(&json);
    assert_int_equal(cw_sink_end(&sink), CW_OK);
    assert_true(cw_bytes_equal(
        cw_buf_bytes(&out),
        CW_LIT("{\n \"none\":[],\n \"two\":[\n  [3,9],\n  null\n ]\n}")));
    cw_arena_free(&arena);
}

/* ---- the sink ---------------------------------------------------------- */

typedef struct {
    size_t n_calls, n_bytes, fails_at;
} taker;

static cw_status take(void *shared, cw_bytes bytes)
{
    taker *to = shared;
    to->n_bytes += bytes.n;
    return ++to->n_calls == to->fails_at ? CW_UNWRITABLE : CW_OK;
}

static void the_sink_hands_on_every_byte_once(void **state)
{
    static const size_t sizes[] = {1, CW_SINK_BYTES - 1, CW_SINK_BYTES,
                                   CW_SINK_BYTES + 1, 3 * CW_SINK_BYTES};
    static uint8_t bytes[3 * CW_SINK_BYTES];
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        taker to = {0, 0, 0};
        cw_sink sink;
        cw_sink_init(&sink, take, &to);
        for (int k = 0; k < 3; k++)
            cw_sink_add(&sink, (cw_bytes){bytes, sizes[i]});
        assert_int_equal(cw_sink_end(&sink), CW_OK);
        assert_int_equal(to.n_bytes, 3 * sizes[i]);
    }
}

static void the_first_failure_of_a_sink_stays(void **state)
{
    static uint8_t bytes[CW_SINK_BYTES + 1];
    taker to = {0, 0, 2};
    cw_sink sink;
    (void)state;
    cw_sink_init(&sink, take, &to);
    for (int k = 0; k < 5; k++)
        cw_sink_add(&sink, (cw_bytes){bytes, sizeof bytes});
    assert_int_equal(to.n_calls, 2);
    assert_int_equal(cw_sink_end(&sink), CW_UNWRITABLE);
    assert_int_equal(to.n_calls, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(any_bytes_come_back),
        cmocka_unit_test(every_place_is_looked_at),
        cmocka_unit_test(whole_numbers_have_all_digits),
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(the_locale_does_not_show),
        cmocka_unit_test(layout_is_one_record_a_line),
        cmocka_unit_test(the_sink_hands_on_every_byte_once),
        cmocka_unit_test(the_first_failure_of_a_sink_stays),
    };
    return case_run_tests(tests);
}
