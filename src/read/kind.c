#include "read/kind.h"

#include <stdio.h>

#include "base/sixteen.h"
#include "read/mhtml.h"

typedef struct {
    uint8_t n;
    const char *magic;
    cw_kind kind;
} magic;

/* Begins with; from the formats' specifications and WHATWG MIME Sniffing 6. */
#define M(text, kind)                          \
    {                                          \
        sizeof(text) - 1, text, CW_KIND_##kind \
    }
static const magic magics[] = {
    M("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OFFICE),
    M("{\\rtf", OFFICE),
    M("\x89PNG\r\n\x1A\n", IMAGE),
    M("\xFF\xD8\xFF", IMAGE),
    M("GIF87a", IMAGE),
    M("GIF89a", IMAGE),
    M("II*\0", IMAGE),
    M("MM\0*", IMAGE),
    M("\0\0\1\0", IMAGE),
    M("ID3", MEDIA),
    M("OggS\0", MEDIA),
    M("fLaC", MEDIA),
    M("\x1A\x45\xDF\xA3", MEDIA),
    M("\x28\xB5\x2F\xFD", COMPRESSED),
    M("\xFD"
      "7zXZ\0",
      COMPRESSED),
    M("BZh", COMPRESSED),
    M("7z\xBC\xAF\x27\x1C", COMPRESSED),
    M("Rar!\x1A\x07", COMPRESSED),
    M("\x1F\x8B", COMPRESSED), // gzipped twice
    M("SQLite format 3\0", BINARY),
    M("\x7F"
      "ELF",
      BINARY),
    M("WARC/1.", WARC),
    M("WARC/0.", WARC),
};
#undef M

static bool has(cw_bytes text, const char *word)
{
    return cw_bytes_find_fold(text, cw_bytes_from(word), 0) != CW_NOT_FOUND;
}

static cw_bytes skip_space(cw_bytes text)
{
    while (text.n > 0 && cw_is_space(text.at[0]))
        text = cw_bytes_cut(text, 1, text.n);
    return text;
}

static cw_bytes skip_mark(cw_bytes head)
{
    return cw_bytes_starts(head, CW_LIT("\xEF\xBB\xBF"))
               ? cw_bytes_cut(head, 3, head.n)
               : head;
}

static bool is_utf16(cw_bytes head)
{
    return cw_bytes_starts(head, CW_LIT("\xFF\xFE")) ||
           cw_bytes_starts(head, CW_LIT("\xFE\xFF"));
}

/* UTF-16 without a mark: one byte of each pair is mostly 0, as in ASCII. */
static bool looks_utf16(cw_bytes head)
{
    size_t zeros[2] = {0, 0}, n = head.n & ~(size_t)1;
    if (n < 16 || !memchr(head.at, 0, n))
        return false;
    for (size_t i = 0; i < n; i++)
        zeros[i % 2] += head.at[i] == 0;
    return (zeros[0] == 0 || zeros[1] == 0) &&
           zeros[0] + zeros[1] >= n / 2 * 3 / 4;
}

/* The ASCII of UTF-16, so that tags can be looked for; other units are '?'.
 * Returns how many bytes were written to out[0 .. n_max). */
static size_t narrow(cw_bytes head, uint8_t *out, size_t n_max)
{
    size_t n = 0, at = 0, high = 1;
    if (is_utf16(head)) {
        high = head.at[0] == 0xFE ? 0 : 1;
        at = 2;
    } else {
        high = head.at[0] == 0 ? 0 : 1;
    }
    for (; at + 1 < head.n && n < n_max; at += 2) {
        uint8_t byte = head.at[at + (1 - high)];
        out[n++] = head.at[at + high] == 0 && byte < 0x80 ? byte : '?';
    }
    return n;
}

/* Control bytes that text does not hold: "binary data bytes" of WHATWG MIME
 * Sniffing 3. One in twenty makes a file binary: compressed data have one in
 * ten, and a stray NUL does not take a report away. */
static bool is_control(uint8_t c)
{
    return c <= 0x08 || c == 0x0B || (c >= 0x0E && c <= 0x1A) ||
           (c >= 0x1C && c <= 0x1F) || c == 0x7F;
}

static size_t count_control(cw_bytes head)
{
    size_t n = 0, at = 0;
    for (; head.n - at >= CW_SIXTEEN; at += CW_SIXTEEN) {
        cw_sixteen here = cw_sixteen_load(head.at + at);
        uint32_t bits = cw_sixteen_bits(cw_sixteen_or(
            cw_sixteen_within(here, 0, 0x1F), cw_sixteen_equal(here, 0x7F)));
        for (; bits != 0; bits &= bits - 1)
            n += is_control(head.at[at + cw_sixteen_first(bits)]);
    }
    for (; at < head.n; at++)
        n += is_control(head.at[at]);
    return n;
}

static bool is_binary(cw_bytes head)
{
    if (cw_bytes_find(head, CW_LIT("\x1B$)"), 0) != CW_NOT_FOUND)
        return false; // ISO-2022-KR shifts in and out with 0E and 0F
    return count_control(head) * 20 > head.n;
}

static cw_kind find_zip(cw_bytes head)
{
    static const char *const inside[] = {
        "word/", "xl/", "ppt/", "[Content_Types].xml", "mimetypeapplication/"};
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
        if (has(head, inside[i]))
            return CW_KIND_OFFICE;
    return CW_KIND_ZIP;
}

/* CW_KIND_TEXT: no magic number fits. */
static cw_kind find_magic(cw_bytes head)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (cw_bytes_starts(head, (cw_bytes){(const uint8_t *)magics[i].magic,
                                             magics[i].n}))
            return magics[i].kind;
    if (cw_bytes_starts(head, CW_LIT("PK\3\4")))
        return find_zip(head);
    if (head.n >= 12 && cw_bytes_starts(head, CW_LIT("RIFF")))
        return memcmp(head.at + 8, "WEBP", 4) == 0 ? CW_KIND_IMAGE
                                                   : CW_KIND_MEDIA;
    if (head.n >= 12 && memcmp(head.at + 4, "ftyp", 4) == 0)
        return has(cw_bytes_cut(head, 8, 12), "avif") ? CW_KIND_IMAGE
                                                      : CW_KIND_MEDIA;
    // readers accept junk before the mark (PDF 32000-1, annex H.3.4.1)
    if (cw_bytes_find(cw_bytes_cut(head, 0, head.n < 1024 ? head.n : 1024),
                      CW_LIT("%PDF-"), 0) != CW_NOT_FOUND)
        return is_binary(head) || cw_bytes_starts(head, CW_LIT("%PDF-"))
                   ? CW_KIND_PDF
                   : CW_KIND_TEXT;
    return CW_KIND_TEXT;
}

static bool is_tag(cw_bytes text, const char *name)
{
    size_t n = strlen(name);
    return text.n > n + 1 && text.at[0] == '<' &&
           cw_bytes_starts_fold(cw_bytes_cut(text, 1, text.n),
                                cw_bytes_from(name)) &&
           (cw_is_space(text.at[n + 1]) || text.at[n + 1] == '>' ||
            text.at[n + 1] == '/');
}

/* WHATWG MIME Sniffing 7.1, and the tags that pages cut out of the middle
 * begin with. */
static bool starts_html(cw_bytes text)
{
    static const char *const tags[] = {
        "html",    "head",   "body",  "script",  "iframe", "h1",    "h2",
        "div",     "font",   "table", "a",       "style",  "title", "b",
        "br",      "p",      "meta",  "link",    "main",   "span",  "article",
        "section", "header", "base",  "noscript"};
    if (cw_bytes_starts_fold(text, CW_LIT("<!doctype html")) ||
        cw_bytes_starts(text, CW_LIT("<!--")))
        return true;
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (is_tag(text, tags[i]))
            return true;
    return false;
}

/* A page with something before its root: a server's banner, a blank
 * declaration. */
static bool has_html_root(cw_bytes text)
{
    size_t at = 0;
    if (text.n > 1024)
        text.n = 1024;
    while ((at = cw_bytes_find(text, CW_LIT("<"), at)) != CW_NOT_FOUND) {
        cw_bytes rest = cw_bytes_cut(text, at, text.n);
        if (is_tag(rest, "html") ||
            cw_bytes_starts_fold(rest, CW_LIT("<!doctype html")))
            return true;
        at++;
    }
    return false;
}

/* <?xml, or a feed's root without it. */
static cw_kind find_xml(cw_bytes text)
{
    if (is_tag(text, "rss") || is_tag(text, "feed") || is_tag(text, "rdf:rdf"))
        return CW_KIND_FEED;
    if (!cw_bytes_starts_fold(text, CW_LIT("<?xml")))
        return CW_KIND_TEXT;
    if (has_html_root(text))
        return CW_KIND_HTML;
    if (has(text, "<rss") || has(text, "<feed") || has(text, "<rdf:rdf"))
        return CW_KIND_FEED;
    return CW_KIND_XML;
}

/* Is there a key of this name before the end of the line? */
static bool has_key(cw_bytes line, const char *quoted)
{
    cw_bytes key = cw_bytes_from(quoted);
    size_t at = 0;
    while ((at = cw_bytes_find(line, key, at)) != CW_NOT_FOUND) {
        cw_bytes rest;
        at += key.n;
        rest = skip_space(cw_bytes_cut(line, at, line.n));
        if (rest.n > 0 && rest.at[0] == ':')
            return true;
    }
    return false;
}

static cw_kind find_json(cw_bytes text)
{
    cw_bytes inside = skip_space(cw_bytes_cut(text, 1, text.n)), line;
    const uint8_t *end = memchr(text.at, '\n', text.n);
    if (text.at[0] == '[')
        return inside.n > 0 && inside.at[0] == '{' &&
                       skip_space(cw_bytes_cut(inside, 1, inside.n)).n > 0 &&
                       skip_space(cw_bytes_cut(inside, 1, inside.n)).at[0] ==
                           '"'
                   ? CW_KIND_JSON_ARRAY
                   : CW_KIND_TEXT;
    if (inside.n == 0 || inside.at[0] != '"' ||
        !memchr(inside.at, ':', inside.n))
        return CW_KIND_TEXT;
    if (has(text, "https://jsonfeed.org/version/"))
        return CW_KIND_FEED;
    line = text;
    if (end)
        line.n = (size_t)(end - text.at);
    // a line longer than the head cannot be seen whole: its keys may follow
    if (has_key(line, "\"text\"") || has_key(line, "\"html\"") ||
        (!end && text.n >= CW_KIND_HEAD_BYTES / 2))
        return CW_KIND_JSONL;
    return CW_KIND_JSON;
}

static bool named(cw_bytes path, const char *const *ends, size_t n)
{
    if (cw_bytes_ends_fold(path, CW_LIT(".gz")))
        path.n -= 3;
    for (size_t i = 0; i < n; i++)
        if (cw_bytes_ends_fold(path, cw_bytes_from(ends[i])))
            return true;
    return false;
}

static cw_kind find_text(cw_bytes text, cw_bytes path)
{
    static const char *const lines[] = {".jsonl", ".ndjson", ".jsonlines"};
    static const char *const pages[] = {".html", ".htm", ".xhtml", ".shtml",
                                        ".xht"};
    static const char *const plain[] = {".txt", ".text", ".md"};
    cw_kind kind;
    if (named(path, lines, 3))
        return CW_KIND_JSONL;
    text = skip_space(text);
    if (text.n == 0)
        return CW_KIND_TEXT;
    if (starts_html(text))
        return CW_KIND_HTML;
    kind = find_xml(text);
    if (kind == CW_KIND_TEXT && (text.at[0] == '{' || text.at[0] == '['))
        kind = find_json(text);
    if (kind == CW_KIND_TEXT && cw_mhtml_is(text))
        kind = CW_KIND_MHTML;
    if (kind != CW_KIND_TEXT)
        return kind;
    if (named(path, pages, 5) ||
        (!named(path, plain, 3) && has_html_root(text)))
        return CW_KIND_HTML;
    return CW_KIND_TEXT;
}

cw_kind cw_kind_find(cw_bytes head, cw_bytes path)
{
    uint8_t ascii[CW_KIND_HEAD_BYTES / 2];
    cw_kind kind;
    if (head.n == 0)
        return CW_KIND_EMPTY;
    if (head.n > CW_KIND_HEAD_BYTES)
        head.n = CW_KIND_HEAD_BYTES;
    kind = find_magic(head);
    if (kind != CW_KIND_TEXT)
        return kind;
    if (is_utf16(head) || looks_utf16(head)) {
        kind = find_text((cw_bytes){ascii, narrow(head, ascii, sizeof ascii)},
                         path);
        return kind == CW_KIND_JSONL ? CW_KIND_UTF16_JSONL : kind;
    }
    head = skip_mark(head);
    if (head.n == 0)
        return CW_KIND_EMPTY;
    kind = find_text(head, path);
    if (kind == CW_KIND_HTML && starts_html(skip_space(head)))
        return kind; // NULs between tags are the tokenizer's business
    return is_binary(head) ? CW_KIND_BINARY : kind;
}

bool cw_kind_is_read(cw_kind kind)
{
    return kind == CW_KIND_TEXT || kind == CW_KIND_HTML ||
           kind == CW_KIND_MHTML || kind == CW_KIND_JSONL;
}

const char *cw_kind_name(cw_kind kind)
{
    switch (kind) {
#define CW_KIND_CASE(name, what, remedy) \
    case CW_KIND_##name:                 \
        return #name;
        CW_KIND_MAP(CW_KIND_CASE)
#undef CW_KIND_CASE
    }
    return "?";
}

/* The path as it can be pasted into a shell, or FILE. */
static void plain_path(cw_bytes path, char out[128])
{
    bool is_plain = path.n > 0 && path.n < 64 && path.at[0] != '-';
    for (size_t i = 0; i < path.n && is_plain; i++)
        is_plain = cw_is_alpha(path.at[i]) || cw_is_digit(path.at[i]) ||
                   (path.at[i] != 0 && strchr("._/-+", path.at[i]));
    snprintf(out, 128, "%.*s", is_plain ? (int)path.n : 4,
             is_plain ? (const char *)path.at : "FILE");
}

/* How many bytes of the path stand before its last ending. */
static int base_length(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    bool has_ending = dot && dot > path && (!slash || dot > slash + 1);
    return has_ending ? (int)(dot - path) : (int)strlen(path);
}

/* The remedy with %s and %b filled in. */
static void fill_remedy(const char *remedy, const char *path, char *out,
                        size_t size)
{
    size_t n = 0;
    for (const char *c = remedy; *c && n + 1 < size; c++) {
        if (c[0] == '%' && (c[1] == 's' || c[1] == 'b')) {
            int length = c[1] == 's' ? (int)strlen(path) : base_length(path);
            int wrote = snprintf(out + n, size - n, "%.*s", length, path);
            n += (size_t)wrote < size - n ? (size_t)wrote : size - n - 1;
            c++;
        } else {
            out[n++] = *c;
        }
    }
    out[n] = 0;
}

cw_status cw_kind_check(cw_kind kind, cw_bytes path, cw_error *error)
{
    static const struct {
        const char *what, *remedy;
    } texts[] = {
#define CW_KIND_TEXTS(name, what, remedy) {what, remedy},
        CW_KIND_MAP(CW_KIND_TEXTS)
#undef CW_KIND_TEXTS
    };
    char shown[128], remedy[256];
    if (cw_kind_is_read(kind))
        return CW_OK;
    plain_path(path, shown);
    fill_remedy(texts[kind].remedy, shown, remedy, sizeof remedy);
    return cw_fail(error, CW_BAD_INPUT, (const char *)path.at, CW_NO_BYTE,
                   remedy, "%s", texts[kind].what);
}
