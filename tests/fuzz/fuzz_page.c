/* What the page writes of any bytes: each context stays closed, two wordings
 * hold all of their words, and marks over a text, crossed as they come, are
 * well-formed and leave the text as it was. */
#include <stdio.h>

#include "check_show.h"
#include "show/page_diff.h"
#include "show/page_int.h"

/* ---- contexts ---------------------------------------------------------- */

static void check_context(cw_arena *arena, cw_bytes bytes, writer write,
                          const char *forbidden)
{
    cw_bytes out = written(arena, write, bytes);
    for (size_t at = 0; at < out.n;) {
        uint32_t c = cw_utf8_next(out, &at);
        CHECK(!cw_utf8_is_unsafe(c));
        CHECK(c >= 0x80 || strchr(forbidden, (int)c) == NULL);
    }
}

static void check_url(cw_arena *arena, cw_bytes bytes)
{
    cw_sink sink;
    cw_buf out;
    bool is_link;
    cw_buf_init(&out, arena, OUTPUT_MAX);
    cw_sink_init_buf(&sink, &out);
    is_link = cw_page_safe_url(&sink, bytes);
    CHECK(cw_sink_end(&sink) == CW_OK && is_link == (out.n > 0));
    for (size_t i = 0; i < out.n; i++)
        CHECK(out.at[i] > 0x20 && out.at[i] < 0x7F &&
              strchr("\"'<>`\\{}|^", out.at[i]) == NULL);
    CHECK(!is_link || cw_bytes_starts_fold(cw_buf_bytes(&out), CW_LIT("http")));
}

/* ---- wordings ---------------------------------------------------------- */

static size_t letters(cw_bytes text)
{
    size_t n = 0;
    for (size_t at = 0; at < text.n;)
        n += !cw_utf8_is_space(cw_utf8_next(text, &at));
    return n;
}

static void check_diff(cw_arena *arena, cw_bytes before, cw_bytes after)
{
    cw_diff diff;
    size_t n_after = 0, n_gone = 0;
    CHECK(cw_diff_make(before, after, arena, &diff) == CW_OK);
    for (size_t i = 0; i < diff.n; i++) {
        const cw_diff_run *run = &diff.runs[i];
        bool is_gone = run->kind == CW_DIFF_GONE;
        cw_bytes from = is_gone ? before : after;
        CHECK(run->range.from < run->range.to && run->range.to <= from.n);
        *(is_gone ? &n_gone : &n_after) +=
            letters(cw_bytes_at(from, run->range));
    }
    CHECK(n_after == letters(after) && n_gone <= letters(before));
}

/* ---- marks ------------------------------------------------------------- */

enum { CITES = 24 };

static int compare_cites(const void *left, const void *right)
{
    const cw_span *a = &((const cw_page_cite *)left)->span;
    const cw_span *b = &((const cw_page_cite *)right)->span;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to < b->to) - (a->to > b->to);
}

/* Places from the first bytes: two of them are one place. */
static size_t read_cites(cw_bytes bytes, uint32_t n_text, cw_page_cite *out)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < bytes.n && n < CITES && n_text > 0; i += 2) {
        uint32_t from = bytes.at[i] % n_text;
        uint32_t to = from + 1 + bytes.at[i + 1] % (n_text - from);
        out[n++] = (cw_page_cite){.span = {0, from, to},
                                  .is_quiet = bytes.at[i] > 0x60};
    }
    qsort(out, n, sizeof *out, compare_cites);
    return n;
}

static const cw_report *make_report(cw_arena *arena, cw_bytes text)
{
    uint32_t half = (uint32_t)text.n / 2;
    cw_block blocks[2] = {{{0, half}, CW_ROLE_PARAGRAPH, 0},
                          {{half, (uint32_t)text.n}, CW_ROLE_FURNITURE, 0}};
    cw_report head = {.kind = 0};
    const void *made;
    cw_pack pack;
    cw_pack_init(&pack, arena, sizeof head, CW_REPORT_MAGIC, OUTPUT_MAX);
    head.text = cw_pack_add_bytes(&pack, text);
    head.blocks = cw_pack_add(&pack, blocks, 2, sizeof *blocks);
    CHECK(cw_pack_end(&pack, &head, sizeof head, &made) == CW_OK);
    return made;
}

/* Tags close in the order in which they opened; how many bytes of words stand
 * outside of tags, numbers that lead back not counted. */
static size_t check_tags(cw_bytes page)
{
    char open[64];
    size_t depth = 0, n_words = 0;
    bool is_back = false;
    for (size_t i = 0; i < page.n; i++) {
        bool is_end =
            page.at[i] == '<' && i + 1 < page.n && page.at[i + 1] == '/';
        if (page.at[i] != '<') {
            n_words += !is_back && page.at[i] == 'x';
            continue;
        }
        i += is_end ? 2 : 1;
        if (is_end) {
            CHECK(depth > 0 && open[--depth] == (char)page.at[i]);
            is_back = false;
        } else {
            CHECK(depth < sizeof open);
            open[depth++] = (char)page.at[i];
            is_back = page.at[i] == 'a';
        }
        while (i < page.n && page.at[i] != '>')
            i++;
    }
    CHECK(depth == 0);
    return n_words;
}

/* A text of x only: each of them must come out once. */
static void check_marks(cw_arena *arena, cw_bytes bytes)
{
    uint8_t text[96];
    cw_page_cite cites[CITES];
    const cw_page_cite *sorted[CITES];
    uint32_t numbers[CITES] = {0};
    cw_letter letter = {"A"};
    cw_told_report told = {.id = "0"};
    cw_dossier dossier = {.reports = &told, .n_reports = 1};
    cw_sheet sheet = {.dossier = &dossier, .order = {.letters = &letter}};
    cw_sink sink;
    cw_buf out;
    size_t n = read_cites(bytes, sizeof text, cites);
    memset(text, 'x', sizeof text);
    told.report = make_report(arena, (cw_bytes){text, sizeof text});
    for (size_t i = 0; i < n; i++)
        sorted[i] = &cites[i];
    cw_buf_init(&out, arena, OUTPUT_MAX);
    cw_sink_init_buf(&sink, &out);
    sheet.sink = &sink;
    sheet.scratch = arena;
    cw_sheet_kept(&sheet, 0, true, sorted, numbers, n);
    CHECK(cw_sink_end(&sink) == CW_OK);
    CHECK(check_tags(cw_buf_bytes(&out)) == sizeof text);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n)
{
    cw_bytes bytes = {at, n};
    cw_arena arena;
    cw_arena_init(&arena, SIZE_MAX);
    check_context(&arena, bytes, cw_page_safe_text, "<>");
    check_context(&arena, bytes, cw_page_safe_attribute, "<>\"'`");
    check_url(&arena, bytes);
    check_diff(&arena, cw_bytes_cut(bytes, 0, n / 2),
               cw_bytes_cut(bytes, n / 2, n));
    check_marks(&arena, bytes);
    cw_arena_free(&arena);
    return 0;
}
