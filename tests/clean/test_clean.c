/* Whole pages: which lines are the report, and what the page says of itself.
 *
 * A flat page is written with the role of each line before it:
 *
 *   title| Ferry strike ends          a line of that role or furniture kind
 *   appeal+| Your gift helps us.      the same, with no line end behind it
 *   -|                                an empty line
 *   @body                             four paragraphs of the report below
 *   = published 2024-05-03 text       what must be found
 *
 * A page in HTML is written as it is; @body stands for paragraphs. */
#include "clean/clean.h"

#include "base/limits.h"
#include <stdio.h>

#include "support/case.h"

static const char *const body[] = {
    "Ferries returned to the bay on Friday after crews and the harbour "
    "company agreed on pay, ending a strike that had kept thousands of "
    "islanders at home for nine days.",
    "The first boat left Port Sand at dawn with 212 people aboard, the "
    "company said, and the last islands were to be reached by night.",
    "\xE2\x80\x9CWe have waited for this morning,\xE2\x80\x9D said the "
    "harbour master, Lena Brandt, who had slept in her office all week.",
    "Under the deal crews will get three percent more from July and work "
    "one weekend less each month, according to both sides."};

#define N_BODY (sizeof body / sizeof *body)

typedef struct {
    cw_buf page;
    cw_buf expected; // "role<TAB>words<LF>" for each block
    cw_page_kind kind;
    cw_bytes url, outlet, published;
} written;

static bool is_field(cw_bytes line)
{
    return cw_bytes_starts(line, CW_LIT("= "));
}

/* Line ends inside a block are shown as "/". */
static void add_one_line(cw_buf *out, cw_bytes words)
{
    for (size_t i = 0; i < words.n; i++)
        cw_buf_add_byte(out, words.at[i] == '\n' ? '/' : words.at[i]);
}

static void expect_block(written *w, const char *role, size_t n_role,
                         const char *words, size_t n)
{
    cw_buf_addf(&w->expected, "%.*s\t", (int)n_role, role);
    add_one_line(&w->expected,
                 cw_bytes_trim((cw_bytes){(const uint8_t *)words, n}));
    cw_buf_add_byte(&w->expected, '\n');
}

static void add_flat(case_now *now, written *w, size_t i)
{
    cw_bytes line = case_line(now, i);
    if (cw_bytes_equal(line, CW_LIT("@body"))) {
        for (size_t k = 0; k < N_BODY; k++) {
            cw_buf_addf(&w->page, "%s\n", body[k]);
            expect_block(w, "paragraph", 9, body[k], strlen(body[k]));
        }
        return;
    }
    size_t bar = cw_bytes_find(line, CW_LIT("|"), 0);
    if (bar == CW_NOT_FOUND || bar == 0) {
        case_fail(now, i, "no role before the line");
        return;
    }
    bool is_glued = line.at[bar - 1] == '+';
    size_t from = bar + 1 < line.n ? bar + 2 : line.n;
    cw_bytes words = cw_bytes_cut(line, from, line.n);
    cw_buf_add(&w->page, words);
    if (!is_glued)
        cw_buf_add_byte(&w->page, '\n');
    if (line.at[0] != '-')
        expect_block(w, (const char *)line.at, bar - is_glued,
                     (const char *)words.at, words.n);
}

static void add_html(case_now *now, written *w, size_t i)
{
    cw_bytes line = case_line(now, i);
    if (!cw_bytes_equal(line, CW_LIT("@body"))) {
        cw_buf_add(&w->page, line);
        cw_buf_add_byte(&w->page, '\n');
        return;
    }
    for (size_t k = 0; k < N_BODY; k++)
        cw_buf_addf(&w->page, "<p>%s</p>\n", body[k]);
}

static cw_bytes facts(const cw_report *report, cw_slice slice, cw_buf *out)
{
    const cw_fact *list = CW_AT(report, slice, cw_fact);
    cw_buf_clear(out);
    for (uint32_t i = 0; i < slice.n; i++) {
        cw_buf_add_text(out, i > 0 ? "; " : "");
        cw_buf_add(out, cw_slice_bytes(report, list[i].value));
    }
    return cw_buf_bytes(out);
}

static cw_bytes dates(const cw_report *report, bool modified, cw_buf *out)
{
    const cw_date_candidate *list =
        CW_AT(report, report->dates, cw_date_candidate);
    cw_buf_clear(out);
    for (uint32_t i = 0; i < report->dates.n; i++) {
        char value[32];
        if (list[i].is_modified != modified)
            continue;
        cw_moment_print(list[i].moment, value);
        cw_buf_addf(out, "%s %s", value,
                    cw_evidence_name((cw_evidence)list[i].evidence));
        break;
    }
    if (out->n == 0)
        cw_buf_add_text(out, "unknown");
    return cw_buf_bytes(out);
}

static cw_bytes body_text(const cw_report *report, cw_buf *out)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_buf_clear(out);
    for (uint32_t i = 0; i < report->blocks.n; i++)
        if (cw_role_is_body((cw_role)blocks[i].role)) {
            cw_buf_add(out,
                       cw_bytes_at(cw_report_text(report), blocks[i].range));
            cw_buf_add_byte(out, '\n');
        }
    return cw_buf_bytes(out);
}

/* "2024-05-03T10:12 Gates open / The crew; unknown ...": the day of each entry
 * of a live blog, and the first word of each of its body blocks. */
static cw_bytes entries(const cw_report *report, cw_buf *out)
{
    const cw_entry *list = CW_AT(report, report->entries, cw_entry);
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_buf_clear(out);
    for (uint32_t i = 0; i < report->entries.n; i++) {
        char value[32];
        cw_moment_print(list[i].date.moment, value);
        cw_buf_addf(out, "%s%s", i > 0 ? "; " : "",
                    value[0] != 0 ? value : "unknown");
        for (uint32_t k = 0; k < list[i].n; k++) {
            const cw_block *block = &blocks[list[i].first + k];
            cw_bytes words = cw_bytes_at(cw_report_text(report), block->range);
            size_t end = cw_bytes_find(words, CW_LIT(" "), 0);
            if (!cw_role_is_body((cw_role)block->role))
                continue;
            cw_buf_add_byte(out, ' ');
            cw_buf_add(out,
                       cw_bytes_cut(words, 0, end < words.n ? end : words.n));
        }
    }
    return cw_buf_bytes(out);
}

/* The words of all blocks of a role, with " / " between them. */
static cw_bytes of_role(const cw_report *report, cw_role role, cw_buf *out)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_buf_clear(out);
    for (uint32_t i = 0; i < report->blocks.n; i++)
        if (blocks[i].role == role) {
            cw_buf_add_text(out, out->n > 0 ? " / " : "");
            cw_buf_add(out,
                       cw_bytes_at(cw_report_text(report), blocks[i].range));
        }
    return cw_buf_bytes(out);
}

/* One "= key value" line. */
static void check_field(case_now *now, size_t i, const cw_report *report)
{
    cw_bytes line = case_line(now, i), got = {NULL, 0};
    size_t blank = cw_bytes_find(line, CW_LIT(" "), 2);
    cw_bytes key =
        cw_bytes_cut(line, 2, blank == CW_NOT_FOUND ? line.n : blank);
    cw_bytes value = blank == CW_NOT_FOUND
                         ? (cw_bytes){NULL, 0}
                         : cw_bytes_cut(line, blank + 1, line.n);
    cw_buf out;
    cw_buf_init(&out, now->arena, 65536);
    if (cw_bytes_equal(key, CW_LIT("title")))
        got = cw_slice_bytes(report, report->title.value);
    else if (cw_bytes_equal(key, CW_LIT("outlet")))
        got = cw_slice_bytes(report, report->outlet.value);
    else if (cw_bytes_equal(key, CW_LIT("dateline")))
        got = cw_slice_bytes(report, report->dateline.value);
    else if (cw_bytes_equal(key, CW_LIT("url")))
        got = cw_slice_bytes(report, report->url.value);
    else if (cw_bytes_equal(key, CW_LIT("byline")))
        got = facts(report, report->byline, &out);
    else if (cw_bytes_equal(key, CW_LIT("agency")))
        got = facts(report, report->agency, &out);
    else if (cw_bytes_equal(key, CW_LIT("language")))
        got = cw_bytes_from(report->language);
    else if (cw_bytes_equal(key, CW_LIT("note")))
        got = cw_slice_bytes(report, report->note);
    else if (cw_bytes_equal(key, CW_LIT("published")))
        got = dates(report, false, &out);
    else if (cw_bytes_equal(key, CW_LIT("modified")))
        got = dates(report, true, &out);
    else if (cw_bytes_equal(key, CW_LIT("entries")))
        got = entries(report, &out);
    else if (cw_bytes_equal(key, CW_LIT("posts")))
        got = of_role(report, CW_ROLE_POST, &out);
    else if (cw_bytes_equal(key, CW_LIT("has")) ||
             cw_bytes_equal(key, CW_LIT("lacks"))) {
        bool found =
            cw_bytes_find(body_text(report, &out), value, 0) != CW_NOT_FOUND;
        if (found != (key.at[0] == 'h'))
            case_fail(now, i, "body is\n%.*s", (int)out.n,
                      (const char *)out.at);
        return;
    } else if (cw_bytes_equal(key, CW_LIT("given"))) {
        return; // read before
    } else {
        case_fail(now, i, "unknown key");
        return;
    }
    if (!cw_bytes_equal(got, value))
        case_fail(now, i, "got \"%.*s\"", (int)got.n, (const char *)got.at);
}

static void check_blocks(case_now *now, const written *w,
                         const cw_report *report)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    cw_bytes expected = cw_buf_bytes(&w->expected);
    size_t at = 0;
    cw_range line = {0, 0};
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        cw_buf got;
        cw_buf_init(&got, now->arena, 65536);
        cw_bytes words = cw_bytes_at(cw_report_text(report), blocks[i].range);
        cw_buf_addf(&got, "%s\t",
                    blocks[i].role == CW_ROLE_FURNITURE
                        ? cw_furniture_name((cw_furniture)blocks[i].furniture)
                        : cw_role_name((cw_role)blocks[i].role));
        add_one_line(&got, words);
        if (!cw_bytes_line(expected, &at, &line) ||
            !cw_bytes_equal(cw_bytes_at(expected, line), cw_buf_bytes(&got)))
            case_fail(now, 0, "block %u is %.*s, expected %.*s", i, (int)got.n,
                      (const char *)got.at, (int)(line.to - line.from),
                      (const char *)expected.at + line.from);
    }
    if (cw_bytes_line(expected, &at, &line))
        case_fail(now, 0, "no block for %.*s", (int)(line.to - line.from),
                  (const char *)expected.at + line.from);
}

static void given_field(case_now *now, size_t i, written *w)
{
    cw_bytes line = case_line(now, i);
    static const char *const keys[] = {"= given url ", "= given outlet ",
                                       "= given published "};
    cw_bytes *values[] = {&w->url, &w->outlet, &w->published};
    for (size_t k = 0; k < 3; k++)
        if (cw_bytes_starts(line, cw_bytes_from(keys[k])))
            *values[k] = cw_bytes_cut(line, strlen(keys[k]), line.n);
}

static void run_case(case_now *now, cw_page_kind kind)
{
    written w = {.kind = kind};
    cw_arena keep, scratch;
    const cw_report *report;
    size_t n = 0;
    cw_buf_init(&w.page, now->arena, 1 << 20);
    cw_buf_init(&w.expected, now->arena, 1 << 20);
    while (n < now->n_lines && !is_field(case_raw(now, n))) {
        if (kind == CW_PAGE_HTML)
            add_html(now, &w, n);
        else
            add_flat(now, &w, n);
        n++;
    }
    for (size_t i = n; i < now->n_lines; i++)
        given_field(now, i, &w);
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    cw_page page = {.kind = kind,
                    .source = cw_buf_bytes(&w.page),
                    .utf8 = cw_buf_bytes(&w.page),
                    .url = w.url,
                    .outlet = w.outlet,
                    .published = w.published};
    if (cw_clean(&page, &keep, &scratch, &report) != CW_OK) {
        case_fail(now, 0, "cw_clean failed");
    } else {
        if (!cw_report_check(report, report->head.n_bytes))
            case_fail(now, 0, "the report does not pass its own check");
        if (kind != CW_PAGE_HTML)
            check_blocks(now, &w, report);
        for (size_t i = n; i < now->n_lines; i++)
            check_field(now, i, report);
    }
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
}

static void one_flat(case_now *now, void *state)
{
    (void)state;
    run_case(now, CW_PAGE_TEXT);
}

static void one_html(case_now *now, void *state)
{
    (void)state;
    run_case(now, CW_PAGE_HTML);
}

static void one_clean(case_now *now, void *state)
{
    (void)state;
    run_case(now, CW_PAGE_CLEAN);
}

static void flat_pages(void **state)
{
    (void)state;
    case_run_file("tests/clean/flat.case", one_flat, NULL);
}

static void html_pages(void **state)
{
    (void)state;
    case_run_file("tests/clean/html.case", one_html, NULL);
    case_run_file("tests/clean/live.case", one_html, NULL);
}

static void clean_texts(void **state)
{
    (void)state;
    case_run_file("tests/clean/clean.case", one_clean, NULL);
}

/* ---- limits, batches, memory ------------------------------------------- */

static cw_status clean_text(const char *text, cw_page_kind kind,
                            const char *outlet, uint8_t number, cw_arena *keep,
                            const cw_report **report)
{
    cw_arena scratch;
    cw_page page = {.kind = kind,
                    .source = cw_bytes_from(text),
                    .utf8 = cw_bytes_from(text),
                    .outlet = cw_bytes_from(outlet),
                    .sha256 = {number}};
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    cw_status status = cw_clean(&page, keep, &scratch, report);
    cw_arena_free(&scratch);
    return status;
}

/* Past the limit the last entry takes what follows, and the report says so. */
static void entries_are_limited(void **state)
{
    (void)state;
    for (size_t n = CW_MAX_ENTRIES - 1; n <= CW_MAX_ENTRIES + 1; n++) {
        const cw_report *report;
        cw_arena keep, scratch;
        cw_buf text;
        cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
        cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
        cw_buf_init(&text, &keep, CW_MAX_TEXT_BYTES);
        cw_buf_add_text(&text, "<div class=live-blog><h1>Ferry strike</h1>");
        for (size_t i = 0; i < n; i++)
            cw_buf_addf(&text,
                        "<div><time datetime=2024-05-03></time><p>Boat %zu of "
                        "the fleet left the quay at dawn, the crew said, and "
                        "the harbour office counted %zu people aboard.</div>",
                        i, i * 7919 % 211);
        cw_page page = {.kind = CW_PAGE_HTML,
                        .source = cw_buf_bytes(&text),
                        .utf8 = cw_buf_bytes(&text)};
        assert_int_equal(cw_clean(&page, &keep, &scratch, &report), CW_OK);
        assert_int_equal(report->entries.n,
                         n < CW_MAX_ENTRIES ? n : CW_MAX_ENTRIES);
        assert_int_equal(report->status,
                         n > CW_MAX_ENTRIES ? CW_REPORT_PARTIAL : CW_REPORT_OK);
        cw_arena_free(&keep);
        cw_arena_free(&scratch);
    }
}

static void nothing_is_empty(void **state)
{
    static const char *const pages[] = {"", "\n\n \n", "Home\nNews\nSport\n"};
    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (int kind = CW_PAGE_TEXT; kind <= CW_PAGE_HTML; kind++) {
            cw_arena keep;
            const cw_report *report;
            cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
            assert_int_equal(clean_text(pages[i], (cw_page_kind)kind, NULL, 0,
                                        &keep, &report),
                             CW_OK);
            assert_int_equal(report->status, CW_REPORT_EMPTY);
            assert_true(report->note.n > 0);
            assert_null(cw_report_published(report));
            cw_arena_free(&keep);
        }
}

static const char small_page[] =
    "<html lang=en><head><title>Ferry strike ends | Harbour Mail</title>"
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
    "\"headline\":\"Ferry strike ends\",\"datePublished\":\"2024-05-03\"}"
    "</script></head><body><h1>Ferry strike ends</h1><p>By Ana Brook</p>"
    "<p>Ferries returned to the bay on Friday after crews and the company "
    "agreed on pay, both sides said.</p></body></html>";

static void every_allocation_fails_once(void **state)
{
    static const char flat[] = "Ferry strike ends\nBy Ana Brook\n3 May 2024\n"
                               "PORT SAND (AP) - Ferries returned to the bay "
                               "on Friday after crews agreed on pay.\n";
    const char *pages[] = {flat, small_page};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        cw_status status = CW_NO_MEMORY;
        for (size_t n = 0; status != CW_OK; n++) {
            cw_arena keep;
            const cw_report *report = NULL;
            cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
            test_fail_allocation(n);
            status = clean_text(pages[i], i == 0 ? CW_PAGE_TEXT : CW_PAGE_HTML,
                                NULL, 0, &keep, &report);
            assert_true(status == CW_OK || status == CW_NO_MEMORY);
            assert_true(status == CW_OK || report == NULL);
            cw_arena_free(&keep);
            assert_int_equal(test_blocks_alive(), 0);
        }
    }
}

/* A block from outside that was cut or bent does not pass. */
static void bent_reports_are_refused(void **state)
{
    cw_arena keep;
    const cw_report *report;
    (void)state;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    assert_int_equal(
        clean_text(small_page, CW_PAGE_HTML, NULL, 0, &keep, &report), CW_OK);
    size_t n = report->head.n_bytes;
    assert_true(cw_report_check(report, n));
    assert_false(cw_report_check(report, n - 1));
    assert_false(cw_report_check(report, sizeof(cw_report) - 1));
    cw_report *bent = cw_arena_alloc(&keep, n);
    assert_non_null(bent);
    memcpy(bent, report, n);
    bent->blocks.n = UINT32_MAX;
    assert_false(cw_report_check(bent, n));
    memcpy(bent, report, n);
    bent->title.span.to = report->text.n + 1;
    assert_false(cw_report_check(bent, n));
    memcpy(bent, report, n);
    cw_block *blocks = (cw_block *)(void *)((uint8_t *)bent + bent->blocks.at);
    blocks[0].role = 99;
    assert_false(cw_report_check(bent, n));
    memcpy(bent, report, n);
    blocks[1].range.from = blocks[0].range.from;
    assert_false(cw_report_check(bent, n));
    cw_arena_free(&keep);
}

static size_t count_body(const cw_report *report, const char *words)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    size_t n = 0;
    for (uint32_t i = 0; i < report->blocks.n; i++)
        n += cw_role_is_body((cw_role)blocks[i].role) &&
             cw_bytes_find(cw_bytes_at(cw_report_text(report), blocks[i].range),
                           cw_bytes_from(words), 0) != CW_NOT_FOUND;
    return n;
}

/* "The boats of the bay: our story" stands in three reports of one outlet,
 * and in one of another, where it is the report's own. */
static void recurring_lines(void **state)
{
    static const char *const outlets[] = {"Harbour Mail", "Harbour Mail",
                                          "Harbour Mail", "Coast Times"};
    const cw_report *reports[4];
    cw_arena keep, scratch;
    (void)state;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    for (uint8_t i = 0; i < 4; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "%s\nReport %d says that boat %d left the harbour on Friday "
                 "with many people aboard.\nThe bay was calm and the sun "
                 "shone over every island of the coast, sailors said.\n%s\n",
                 body[0], i, i, body[i]);
        assert_int_equal(
            clean_text(text, CW_PAGE_TEXT, outlets[i], i, &keep, &reports[i]),
            CW_OK);
        assert_int_equal(count_body(reports[i], "bay was calm"), 1);
    }
    assert_int_equal(cw_clean_batch(reports, 4, &keep, &scratch), CW_OK);
    for (size_t i = 0; i < 4; i++) {
        assert_true(cw_report_check(reports[i], reports[i]->head.n_bytes));
        assert_int_equal(count_body(reports[i], "bay was calm"), i == 3);
        assert_int_equal(count_body(reports[i], "Report "), 1);
    }
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
}

/* Two reports of one outlet share a paragraph of background: it stays. */
static void shared_background_stays(void **state)
{
    const cw_report *reports[2];
    cw_arena keep, scratch;
    (void)state;
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    for (uint8_t i = 0; i < 2; i++) {
        char text[1024];
        snprintf(text, sizeof text, "%s\n%s\n", body[0], body[i + 1]);
        assert_int_equal(clean_text(text, CW_PAGE_TEXT, "Harbour Mail", i,
                                    &keep, &reports[i]),
                         CW_OK);
    }
    assert_int_equal(cw_clean_batch(reports, 2, &keep, &scratch), CW_OK);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(count_body(reports[i], "Ferries returned"), 1);
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
}

/* A megabyte of glued places, of brackets, of digits: judged in linear time,
 * so the test ends. */
static void hostile_runs_end(void **state)
{
    static const char *const units[] = {
        "ab.Ab",          "(",        "[",
        "2024-",          "By A. ",   "We our us donate ",
        "<div class=ad>", "{\"a\":[", "aA"};
    enum { BYTES = 1 << 20 };
    static char text[BYTES + 64];
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (int kind = CW_PAGE_TEXT; kind <= CW_PAGE_HTML; kind++) {
            size_t n = 0, unit = strlen(units[i]);
            cw_arena keep;
            const cw_report *report;
            for (; n + unit <= BYTES; n += unit)
                memcpy(text + n, units[i], unit);
            text[n] = 0;
            cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
            assert_int_equal(
                clean_text(text, (cw_page_kind)kind, NULL, 0, &keep, &report),
                CW_OK);
            assert_true(cw_report_check(report, report->head.n_bytes));
            cw_arena_free(&keep);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flat_pages),
        cmocka_unit_test(html_pages),
        cmocka_unit_test(clean_texts),
        cmocka_unit_test(entries_are_limited),
        cmocka_unit_test(nothing_is_empty),
        cmocka_unit_test(every_allocation_fails_once),
        cmocka_unit_test(bent_reports_are_refused),
        cmocka_unit_test(recurring_lines),
        cmocka_unit_test(shared_background_stays),
        cmocka_unit_test(hostile_runs_end)};
    return case_run_tests(tests);
}
