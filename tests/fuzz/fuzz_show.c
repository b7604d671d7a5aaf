/* What show writes of any bytes: JSON that a parser reads back, text and
 * paper without a byte that a terminal obeys, columns that keep their words. */
#include <jansson.h>

#include "check_show.h"
#include "show/conllu.h"
#include "show/json.h"
#include "show/paper.h"
#include "show/safe.h"

static void write_json(cw_sink *sink, cw_bytes bytes)
{
    cw_json json;
    cw_json_init(&json, sink);
    cw_json_text(&json, bytes);
}

static void write_paper(cw_sink *sink, cw_bytes bytes)
{
    cw_paper paper;
    cw_paper_init(&paper, sink, 24, false);
    cw_paper_indent(&paper, bytes.n % 7 * 4);
    cw_paper_add_cut(&paper, bytes, (unsigned)(bytes.n % 200));
    cw_paper_end_line(&paper);
}

static void check_harmless(cw_bytes out)
{
    for (size_t at = 0; at < out.n;) {
        uint32_t c = cw_utf8_next(out, &at);
        CHECK(c == '\n' || !cw_utf8_is_unsafe(c));
    }
}

static void check_json(cw_bytes out)
{
    json_t *read = json_loadb((const char *)out.at, out.n,
                              JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    CHECK(read != NULL && json_is_string(read));
    json_decref(read);
    check_harmless(out);
}

/* Every given word stands in the text, and their places ascend. */
static void check_given(cw_arena *arena, cw_bytes bytes)
{
    cw_given_words given;
    uint32_t at = 0;
    CHECK(cw_given_read(bytes, arena, &given) == CW_OK);
    for (size_t i = 0; i < given.n_lines; i++) {
        cw_range word = given.lines[i].word;
        CHECK(given.lines[i].line.to <= bytes.n);
        if (cw_range_is_empty(word))
            continue;
        CHECK(word.from >= at && word.to <= given.text.n);
        at = word.to;
    }
}

static void check_number(cw_bytes bytes)
{
    double value = 0;
    char out[40];
    memcpy(&value, bytes.at, bytes.n < sizeof value ? bytes.n : sizeof value);
    if (value - value != 0) // neither a number nor its difference
        return;
    cw_number_print(value, out);
    CHECK(strtod(out, NULL) == value);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n)
{
    cw_bytes bytes = {at, n};
    cw_arena arena;
    cw_arena_init(&arena, SIZE_MAX);
    check_json(written(&arena, write_json, bytes));
    check_harmless(written(&arena, cw_safe_text, bytes));
    check_harmless(written(&arena, write_paper, bytes));
    (void)written(&arena, cw_safe_data, bytes);
    (void)written(&arena, cw_safe_xml, bytes);
    check_given(&arena, bytes);
    if (n > 0)
        check_number(bytes);
    cw_arena_free(&arena);
    return 0;
}
