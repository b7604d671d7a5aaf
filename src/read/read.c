#include "read/read.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/table.h"
#include "read/charset.h"
#include "read/input.h"
#include "read/jsonl.h"
#include "read/kind.h"
#include "read/load.h"
#include "read/mhtml.h"

#define PIECE_BYTES 65536u

/* The JSONL file that is open. buffer[from .. n) was read and not handed out;
 * `scanned` bytes of it hold no line end. */
typedef struct {
    cw_stream stream;
    uint8_t *buffer; // from cw_alloc
    size_t capacity, from, n, scanned;
    uint64_t byte; // of buffer[from] in the entity
    uint64_t line; // number of the line that begins there, from 1
    bool is_open, is_over, is_skipping; // skipping: inside a line too long
    cw_status failure; // is_over: how the file ended, CW_OK at its end
    cw_load_error error;
} lines;

struct cw_read {
    cw_input_list inputs;
    size_t at;                   // the next input
    cw_table outlets, published; // path -> index of the override
    const cw_read_options *options;
    cw_read_options kept; // what options points to
    lines lines;
    uint64_t n_items;
};

static cw_status item_error(cw_read_item *item, cw_status status, uint64_t byte,
                            const char *what, const char *remedy)
{
    item->kind = CW_ITEM_ERROR;
    item->status = status;
    item->error_byte = byte;
    item->what = what;
    item->remedy = remedy;
    return CW_OK;
}

static cw_status item_load_error(cw_read_item *item, cw_status status,
                                 const cw_load_error *error)
{
    if (status == CW_NO_MEMORY)
        return status;
    return item_error(item, status, error->byte, error->what, error->remedy);
}

/* ---- overrides ---- */

static cw_bytes without_dot_slash(cw_bytes path)
{
    while (path.n > 2 && path.at[0] == '.' && path.at[1] == '/')
        path = cw_bytes_cut(path, 2, path.n);
    return path;
}

static bool is_among(const cw_table *paths, cw_bytes path)
{
    return cw_table_find(paths, without_dot_slash(path)) != NULL;
}

static cw_status add_overrides(const cw_read_override *at, size_t n,
                               const cw_table *paths, const char *option,
                               cw_error *error, cw_table *out)
{
    for (size_t i = 0; i < n; i++) {
        cw_table_entry *entry;
        bool is_new;
        cw_status status;
        if (!is_among(paths, at[i].path))
            return cw_fail(error, CW_USAGE, "", CW_NO_BYTE,
                           "Write FILE as it is given, or as it is found "
                           "below the folder that is given",
                           "%s names %.*s, which is not among the inputs",
                           option, (int)at[i].path.n,
                           (const char *)at[i].path.at);
        status =
            cw_table_add(out, without_dot_slash(at[i].path), &is_new, &entry);
        if (status != CW_OK)
            return status;
        entry->value = (uint32_t)i; // the last of several wins
    }
    return CW_OK;
}

static cw_status find_overrides(cw_read *read, cw_arena *keep, cw_error *error)
{
    const cw_read_options *options = read->options;
    cw_status status = CW_OK;
    cw_table paths;
    cw_table_init(&paths, keep, (size_t)CW_MAX_INPUTS + 1);
    cw_table_init(&read->outlets, keep, CW_MAX_INPUTS);
    cw_table_init(&read->published, keep, CW_MAX_INPUTS);
    if (options->n_outlets + options->n_published == 0)
        return CW_OK;
    for (size_t i = 0; i < read->inputs.n && status == CW_OK; i++) {
        cw_table_entry *entry;
        bool is_new;
        status =
            cw_table_add(&paths, without_dot_slash(read->inputs.at[i].path),
                         &is_new, &entry);
    }
    if (status == CW_OK)
        status = add_overrides(options->outlets, options->n_outlets, &paths,
                               "--outlet", error, &read->outlets);
    if (status == CW_OK)
        status = add_overrides(options->published, options->n_published, &paths,
                               "--published", error, &read->published);
    return status;
}

static cw_bytes overriding(const cw_table *table, const cw_read_override *at,
                           cw_bytes path)
{
    const cw_table_entry *entry =
        table->n > 0 ? cw_table_find(table, without_dot_slash(path)) : NULL;
    return entry ? at[entry->value].value : (cw_bytes){0};
}

cw_status cw_read_open(const cw_read_options *options, cw_arena *keep,
                       cw_error *error, cw_read **out)
{
    cw_read *read = cw_arena_array(keep, 1, sizeof *read);
    cw_status status;
    *out = NULL;
    if (!read)
        return CW_NO_MEMORY;
    read->kept = *options;
    read->options = &read->kept;
    read->lines.stream.fd = -1;
    status =
        cw_input_find(options->paths, options->n_paths, keep, &read->inputs);
    if (status == CW_OK)
        status = find_overrides(read, keep, error);
    if (status == CW_OK)
        *out = read;
    return status;
}

size_t cw_read_count(const cw_read *read)
{
    return read->inputs.n;
}

/* ---- lines of JSONL ---- */

static void close_lines(lines *l)
{
    cw_stream_close(&l->stream);
    cw_alloc_free(l->buffer);
    memset(l, 0, sizeof *l);
    l->stream.fd = -1;
}

/* Room for PIECE_BYTES behind what is there. */
static cw_status make_room(lines *l)
{
    size_t left = l->n - l->from, capacity;
    uint8_t *more;
    if (l->from > 0) {
        memmove(l->buffer, l->buffer + l->from, left);
        l->n = left;
        l->from = 0;
    }
    if (l->capacity - l->n >= PIECE_BYTES)
        return CW_OK;
    capacity = l->capacity * 2 < left + PIECE_BYTES ? left + PIECE_BYTES
                                                    : l->capacity * 2;
    more = cw_alloc(capacity);
    if (!more)
        return CW_NO_MEMORY;
    if (left > 0)
        memcpy(more, l->buffer, left);
    cw_alloc_free(l->buffer);
    l->buffer = more;
    l->capacity = capacity;
    return CW_OK;
}

/* One more piece of the file. A failure is kept until the lines before it
 * are handed out. */
static cw_status read_piece(lines *l)
{
    size_t got = 0;
    cw_status status = make_room(l);
    if (status != CW_OK)
        return status;
    status = cw_stream_read(&l->stream, l->buffer + l->n, l->capacity - l->n,
                            &got, &l->error);
    l->n += got;
    if (status == CW_OK || status == CW_NO_MEMORY)
        return status;
    l->is_over = true;
    l->failure = status == CW_END ? CW_OK : status;
    return CW_OK;
}

/* Step over n bytes, which end a line or not. */
static void pass(lines *l, size_t n, bool is_line)
{
    l->from += n;
    l->byte += n;
    l->line += is_line;
    l->scanned = 0;
}

static bool is_blank(cw_bytes line)
{
    for (size_t i = 0; i < line.n; i++)
        if (!cw_is_space(line.at[i]))
            return false;
    return true;
}

static void fail_long_line(const lines *l, cw_read_item *item)
{
    item->line = l->line;
    (void)item_error(item, CW_LIMIT, l->byte, "a line is longer than 64 MiB",
                     "Split the report, or leave it out");
}

static cw_status make_line(lines *l, size_t n, bool has_end, cw_arena *keep,
                           cw_read_item *item, bool *is_made)
{
    cw_bytes line = {l->buffer + l->from, n};
    size_t n_mark = 0;
    cw_status status = CW_OK;
    if (l->byte == 0 && cw_bytes_starts(line, CW_LIT("\xEF\xBB\xBF")))
        n_mark = 3;
    line = cw_bytes_cut(line, n_mark, line.n);
    if (line.n > 0 && line.at[line.n - 1] == '\r')
        line.n--;
    *is_made = !is_blank(line) && !l->is_skipping;
    if (*is_made && line.n > CW_MAX_LINE_BYTES) {
        fail_long_line(l, item);
    } else if (*is_made) {
        item->kind = CW_ITEM_LINE;
        item->line = l->line;
        item->byte = l->byte + n_mark;
        status = cw_arena_copy(keep, line, &item->bytes);
    }
    l->is_skipping = false;
    pass(l, n + has_end, true);
    return status;
}

/* What is left after the last line end. Of a file that ended in damage it is
 * half a line: it is dropped, and the damage told instead. CW_END: nothing. */
static cw_status finish(lines *l, cw_arena *keep, cw_read_item *item,
                        bool *is_made)
{
    size_t left = l->n - l->from;
    cw_status status = l->failure;
    if (status == CW_OK && left == 0)
        return CW_END;
    if (status == CW_OK)
        return make_line(l, left, false, keep, item, is_made);
    pass(l, left, false);
    l->failure = CW_OK;
    *is_made = true;
    return item_load_error(item, status, &l->error);
}

static void skip_long_line(lines *l, cw_read_item *item, bool *is_made)
{
    *is_made = !l->is_skipping;
    if (*is_made)
        fail_long_line(l, item);
    l->is_skipping = true;
    pass(l, l->n - l->from, false);
}

/* The next line that is not blank. CW_END: the file has no more. */
static cw_status next_line(lines *l, cw_arena *keep, cw_read_item *item)
{
    cw_status status = CW_OK;
    bool is_made = false;
    while (status == CW_OK && !is_made) {
        size_t left = l->n - l->from;
        const uint8_t *end = NULL;
        if (left > l->scanned)
            end = memchr(l->buffer + l->from + l->scanned, '\n',
                         left - l->scanned);
        if (end) {
            status = make_line(l, (size_t)(end - l->buffer) - l->from, true,
                               keep, item, &is_made);
        } else if (left > CW_MAX_LINE_BYTES + 1) { // 1: CR before LF
            skip_long_line(l, item, &is_made);
        } else if (l->is_over) {
            status = finish(l, keep, item, &is_made);
        } else {
            l->scanned = left;
            status = read_piece(l);
        }
    }
    return status;
}

/* ---- the next item ---- */

static cw_status open_stream(cw_read *read, const cw_input *input,
                             cw_arena *keep, cw_read_item *item, bool *is_lines)
{
    uint8_t head[CW_KIND_HEAD_BYTES];
    size_t n_head = 0;
    cw_load_error error;
    cw_stream *stream = &read->lines.stream;
    cw_status status = cw_stream_open(
        stream,
        input->kind == CW_INPUT_STDIN ? NULL : (const char *)input->path.at,
        &error);
    *is_lines = false;
    if (status != CW_OK)
        return item_load_error(item, status, &error);
    status = cw_stream_head(stream, head, sizeof head, &n_head);
    if (status == CW_OK &&
        cw_kind_find((cw_bytes){head, n_head}, input->path) == CW_KIND_JSONL) {
        *is_lines = true;
        read->lines.is_open = true;
        read->lines.line = 1;
        return CW_OK;
    }
    item->kind = CW_ITEM_FILE;
    // a file that is in memory already need not be opened again
    if (status == CW_OK &&
        (input->kind != CW_INPUT_FILE || stream->n < CW_STREAM_BYTES)) {
        item->kind = CW_ITEM_BYTES;
        status = cw_stream_rest(stream, keep, &error, &item->bytes);
        if (status != CW_OK)
            status = item_load_error(item, status, &error);
    }
    close_lines(&read->lines);
    return status;
}

static void begin_item(const cw_read *read, const cw_input *input,
                       cw_read_item *item)
{
    const cw_read_options *options = read->options;
    *item = (cw_read_item){.path = input->path, .error_byte = CW_NO_BYTE};
    item->outlet = overriding(&read->outlets, options->outlets, input->path);
    item->published =
        overriding(&read->published, options->published, input->path);
}

static cw_status next_item(cw_read *read, cw_arena *keep, cw_read_item *item)
{
    for (;;) {
        const cw_input *input;
        cw_status status;
        bool is_lines = false;
        if (read->lines.is_open) {
            begin_item(read, &read->inputs.at[read->at - 1], item);
            status = next_line(&read->lines, keep, item);
            if (status != CW_END)
                return status;
            close_lines(&read->lines);
        }
        if (read->at == read->inputs.n)
            return CW_END;
        input = &read->inputs.at[read->at++];
        begin_item(read, input, item);
        if (input->kind == CW_INPUT_ERROR)
            return item_error(item, input->status, CW_NO_BYTE, input->what,
                              input->remedy);
        status = open_stream(read, input, keep, item, &is_lines);
        if (status != CW_OK || !is_lines)
            return status;
    }
}

cw_status cw_read_next(cw_read *read, cw_arena *keep, cw_read_item *item)
{
    cw_status status;
    if (read->n_items > CW_MAX_REPORTS)
        return CW_END;
    status = next_item(read, keep, item);
    if (status == CW_OK && read->n_items++ == CW_MAX_REPORTS)
        return item_error(item, CW_LIMIT, CW_NO_BYTE,
                          "more reports than one run may have; the rest was "
                          "left out",
                          "Give fewer reports at a time");
    return status;
}

void cw_read_close(cw_read *read)
{
    if (read)
        close_lines(&read->lines);
}

/* ---- pages ---- */

static cw_status load_failure(cw_bytes path, cw_status status,
                              const cw_load_error *why, cw_error *error)
{
    if (status == CW_NO_MEMORY)
        return cw_fail(error, status, (const char *)path.at, CW_NO_BYTE, "",
                       "%s", cw_status_text(status));
    return cw_fail(error, status, (const char *)path.at, why->byte, why->remedy,
                   "%s", why->what);
}

static cw_status fail_charset(cw_bytes path, const char *name, cw_error *error)
{
    char remedy[128];
    snprintf(remedy, sizeof remedy,
             "Convert it first: iconv -f %s -t UTF-8 FILE", name);
    return cw_fail(error, CW_BAD_INPUT, (const char *)path.at, CW_NO_BYTE,
                   remedy, "the character set %s is not read", name);
}

#define CUT_NOTE "the text is longer than 128 MiB and was cut there"

static void note_unknown(cw_page *page, const cw_charset_found *found,
                         cw_error *error)
{
    page->is_cut = true;
    page->note = "the page declares an unknown character set";
    (void)cw_fail(error, CW_BAD_INPUT, (const char *)page->path.at,
                  (uint64_t)(found->unknown.at - page->source.at),
                  "Put the right one there if letters look wrong",
                  "the character set %.*s is unknown; read as %s",
                  (int)(found->unknown.n < 40 ? found->unknown.n : 40),
                  (const char *)found->unknown.at, page->charset);
}

/* Decode the source. Of text the byte order mark of UTF-8 stays, so that the
 * text is the file; a mark of UTF-16 has no bytes to stay, and HTML drops
 * marks before its tokenizer (Encoding, "decode"). */
static cw_status decode_page(cw_page *page, cw_bytes label, cw_arena *keep,
                             cw_error *error)
{
    bool is_html = page->kind == CW_PAGE_HTML;
    cw_charset_found found;
    cw_decoded decoded;
    size_t from;
    cw_status status = cw_charset_detect(page->source, is_html, label, &found);
    if (status != CW_OK)
        return status;
    if (!found.charset)
        return fail_charset(page->path, found.foreign, error);
    if (found.charset->method == CW_DECODE_REPLACEMENT)
        return fail_charset(page->path, "ISO-2022-KR", error);
    from =
        is_html || found.charset->method != CW_DECODE_UTF_8 ? found.n_mark : 0;
    page->charset = found.charset->name;
    status =
        cw_decode(found.charset, page->source, from,
                  is_html ? 3 * (size_t)CW_MAX_INPUT_BYTES : CW_MAX_TEXT_BYTES,
                  keep, &decoded);
    if (status != CW_OK)
        return status;
    page->utf8 = decoded.utf8;
    page->map = decoded.map;
    if (found.unknown.n > 0)
        note_unknown(page, &found, error);
    if (decoded.is_cut) {
        page->is_cut = true;
        page->note = CUT_NOTE;
        (void)cw_fail(error, CW_LIMIT, (const char *)page->path.at, CW_NO_BYTE,
                      "Split the file", "%s", CUT_NOTE);
    }
    return CW_OK;
}

/* JSONL that comes as one block of bytes has no lines to hand out. */
static cw_status check_kind(cw_bytes source, cw_bytes path, cw_error *error,
                            cw_kind *kind)
{
    *kind = cw_kind_find(source, path);
    if (*kind == CW_KIND_JSONL)
        *kind = CW_KIND_LINES;
    return cw_kind_check(*kind, path, error);
}

#define MHTML_CUT_NOTE "the MHTML file ends inside its page"

/* The page inside an MHTML file takes the place of the file. */
static cw_status open_mhtml(cw_page *page, cw_arena *keep, cw_error *error,
                            cw_bytes *label)
{
    const char *path = (const char *)page->path.at;
    cw_mhtml found;
    cw_status status = cw_mhtml_find(page->source, keep, &found);
    if (status == CW_BAD_INPUT)
        return cw_fail(error, status, path, CW_NO_BYTE,
                       "Save the page again, as a complete web page (HTML)",
                       "an MHTML file in which no part is a page");
    if (status != CW_OK)
        return status;
    page->kind = found.is_html ? CW_PAGE_HTML : CW_PAGE_TEXT;
    page->source = found.root;
    page->url = found.url;
    *label = found.charset;
    if (found.is_cut && !page->is_cut) {
        page->is_cut = true;
        page->note = MHTML_CUT_NOTE;
        (void)cw_fail(error, CW_BAD_INPUT, path, CW_NO_BYTE,
                      "Save the page again, or use what was read", "%s",
                      MHTML_CUT_NOTE);
    }
    return CW_OK;
}

cw_status cw_read_bytes(cw_bytes raw, cw_bytes path, cw_arena *keep,
                        cw_error *error, cw_page *page)
{
    cw_load_error why;
    cw_kind kind = CW_KIND_TEXT;
    cw_bytes label = {0};
    cw_status status;
    *page = (cw_page){.path = path};
    status = cw_load_entity(raw, CW_MAX_INPUT_BYTES, keep, &why, &page->source);
    if (status != CW_OK)
        return load_failure(path, status, &why, error);
    status = check_kind(page->source, path, error, &kind);
    if (status != CW_OK)
        return status;
    if (why.what) {
        page->is_cut = true;
        page->note = why.what;
        (void)load_failure(path, CW_BAD_INPUT, &why, error);
    }
    page->kind = kind == CW_KIND_HTML ? CW_PAGE_HTML : CW_PAGE_TEXT;
    cw_sha256(raw, page->sha256);
    if (kind == CW_KIND_MHTML)
        status = open_mhtml(page, keep, error, &label);
    if (status != CW_OK)
        return status;
    return decode_page(page, label, keep, error);
}

static cw_status read_file(const cw_read_item *item, cw_arena *keep,
                           cw_error *error, cw_page *page)
{
    cw_load_error why;
    cw_bytes raw;
    cw_status status =
        cw_load_raw((const char *)item->path.at, keep, &why, &raw);
    if (status != CW_OK)
        return load_failure(item->path, status, &why, error);
    status = cw_read_bytes(raw, item->path, keep, error, page);
    if (status != CW_OK || page->utf8.at == page->source.at || page->url.n > 0)
        return status; // the address of an MHTML file stands in its bytes
    cw_arena_move(NULL, (void *)(uintptr_t)raw.at, raw.n); // it was decoded
    page->source = (cw_bytes){NULL, 0};
    return CW_OK;
}

static cw_status fail_item(const cw_read_item *item, cw_error *error)
{
    const char *path = (const char *)item->path.at;
    if (item->line == 0)
        return cw_fail(error, item->status, path, item->error_byte,
                       item->remedy, "%s", item->what);
    return cw_fail(error, item->status, path, item->error_byte, item->remedy,
                   "line %" PRIu64 ": %s", item->line, item->what);
}

cw_status cw_read_page(const cw_read_item *item, cw_arena *keep,
                       cw_error *error, cw_page *page)
{
    cw_status status = CW_OK;
    *page = (cw_page){.path = item->path};
    switch (item->kind) {
    case CW_ITEM_FILE:
        status = read_file(item, keep, error, page);
        break;
    case CW_ITEM_BYTES:
        status = cw_read_bytes(item->bytes, item->path, keep, error, page);
        break;
    case CW_ITEM_LINE:
        status = cw_jsonl_page(item->bytes, item->path, item->line, item->byte,
                               keep, error, page);
        if (status == CW_OK && !(item->is_known_by_id && page->source_id.n > 0))
            cw_sha256(item->bytes, page->sha256);
        break;
    case CW_ITEM_ERROR:
        return fail_item(item, error);
    }
    if (status == CW_OK && item->outlet.n > 0)
        page->outlet = item->outlet;
    if (status == CW_OK && item->published.n > 0)
        page->published = item->published;
    return status;
}
