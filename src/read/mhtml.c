#include "read/mhtml.h"

#include "read/transfer.h"

/* What a header says that matters here; empty: nothing. */
typedef struct {
    cw_bytes type; // "text/html", without its parameters
    cw_bytes boundary, start, charset;
    cw_bytes encoding, location, id;
    bool is_mime; // MIME-Version or a transfer encoding stands in it
} header;

/* ---- headers ----------------------------------------------------------- */

/* The next parameter of a header field at value[*at]; blanks and line ends
 * between them do not count (RFC 2045, 5.1). */
static bool next_parameter(cw_bytes value, size_t *at, cw_bytes *name,
                           cw_bytes *is)
{
    const uint8_t *mark = memchr(value.at + *at, ';', value.n - *at);
    size_t from = mark ? (size_t)(mark - value.at) + 1 : value.n, to;
    if (from >= value.n)
        return false;
    for (to = from; to < value.n && value.at[to] != '=';)
        to++;
    *name = cw_bytes_trim(cw_bytes_cut(value, from, to));
    from = to < value.n ? to + 1 : to;
    while (from < value.n && cw_is_space(value.at[from]))
        from++;
    if (from < value.n && value.at[from] == '"') {
        for (to = ++from; to < value.n && value.at[to] != '"';)
            to++;
    } else {
        for (to = from;
             to < value.n && value.at[to] != ';' && !cw_is_space(value.at[to]);)
            to++;
    }
    *is = cw_bytes_cut(value, from, to);
    *at = to;
    return true;
}

static void read_type(cw_bytes value, header *out)
{
    const uint8_t *mark = memchr(value.at, ';', value.n);
    size_t at = 0;
    cw_bytes name, is;
    out->type = cw_bytes_trim(
        cw_bytes_cut(value, 0, mark ? (size_t)(mark - value.at) : value.n));
    while (next_parameter(value, &at, &name, &is)) {
        if (cw_bytes_equal_fold(name, CW_LIT("boundary")))
            out->boundary = is;
        else if (cw_bytes_equal_fold(name, CW_LIT("start")))
            out->start = is;
        else if (cw_bytes_equal_fold(name, CW_LIT("charset")))
            out->charset = is;
    }
}

static void read_field(cw_bytes name, cw_bytes value, header *out)
{
    value = cw_bytes_trim(value);
    if (cw_bytes_equal_fold(name, CW_LIT("content-type")) && out->type.n == 0) {
        read_type(value, out);
    } else if (cw_bytes_equal_fold(name, CW_LIT("mime-version"))) {
        out->is_mime = true;
    } else if (cw_bytes_equal_fold(name, CW_LIT("content-transfer-encoding"))) {
        out->encoding = value;
        out->is_mime = true;
    } else if (cw_bytes_equal_fold(name, CW_LIT("content-id"))) {
        out->id = value;
    } else if (cw_bytes_equal_fold(name, CW_LIT("snapshot-content-location"))) {
        out->location = value;
    } else if (cw_bytes_equal_fold(name, CW_LIT("content-location")) &&
               out->location.n == 0) {
        out->location = value;
    }
}

/* Name of a field: printable ASCII without a colon (RFC 5322, 3.6.8). */
static size_t name_length(cw_bytes line)
{
    size_t n = 0;
    while (n < line.n && line.at[n] > ' ' && line.at[n] < 0x7F &&
           line.at[n] != ':')
        n++;
    return n < line.n && line.at[n] == ':' ? n : 0;
}

/* The header at text[*at], which moves past the empty line that ends it. A
 * line that is no field ends it too, and begins the body. */
static void read_header(cw_bytes text, size_t *at, header *out)
{
    size_t next = *at;
    cw_range line, more;
    *out = (header){0};
    while (cw_bytes_line(text, &next, &line)) {
        cw_bytes field;
        size_t n;
        if (cw_range_is_empty(line)) {
            *at = next;
            return;
        }
        n = name_length(cw_bytes_at(text, line));
        if (n == 0)
            return;
        *at = next;
        while (cw_bytes_line(text, &next, &more) && !cw_range_is_empty(more) &&
               (text.at[more.from] == ' ' || text.at[more.from] == '\t')) {
            line.to = more.to; // folded: the value goes on
            *at = next;
        }
        next = *at;
        field = cw_bytes_at(text, line);
        read_field(cw_bytes_cut(field, 0, n),
                   cw_bytes_cut(field, n + 1, field.n), out);
    }
}

static bool is_multipart(const header *head)
{
    return cw_bytes_starts_fold(head->type, CW_LIT("multipart/"));
}

static bool is_page(const header *head)
{
    return cw_bytes_equal_fold(head->type, CW_LIT("text/html")) ||
           cw_bytes_equal_fold(head->type, CW_LIT("application/xhtml+xml"));
}

/* RFC 2045, 5.2: what says nothing of its type is plain text. */
static bool is_text(const header *head)
{
    return head->type.n == 0 ||
           cw_bytes_equal_fold(head->type, CW_LIT("text/plain"));
}

bool cw_mhtml_is(cw_bytes head)
{
    header top;
    size_t at = 0;
    read_header(head, &at, &top);
    return is_multipart(&top) || (top.is_mime && is_page(&top));
}

/* ---- parts ------------------------------------------------------------- */

typedef struct {
    cw_bytes file;
    header top;
    cw_bytes boundaries[CW_MHTML_NESTING]; // of the multiparts that are open
    size_t n_open;
    /* the best root so far */
    header root;
    cw_bytes body;
    int rank; // 0: none
    bool is_cut;
} walk;

/* The multipart (1 for the outermost) that this line delimits; 0: none. */
static size_t delimits(const walk *w, cw_bytes line, bool *is_close)
{
    for (size_t i = w->n_open; i > 0; i--) {
        cw_bytes boundary = w->boundaries[i - 1], rest;
        if (!cw_bytes_starts(cw_bytes_cut(line, 2, line.n), boundary))
            continue;
        rest = cw_bytes_cut(line, 2 + boundary.n, line.n);
        *is_close = cw_bytes_starts(rest, CW_LIT("--"));
        if (cw_bytes_trim(cw_bytes_cut(rest, *is_close ? 2 : 0, rest.n)).n == 0)
            return i;
    }
    return 0;
}

typedef struct {
    size_t from, next; // the delimiter's line begins; the next line begins
    size_t level;      // 0: the file ended
    bool is_close;
} delimiter;

/* The next delimiter from the line that begins at file[at] on. */
static delimiter find_delimiter(const walk *w, size_t at)
{
    delimiter found = {w->file.n, w->file.n, 0, false};
    while (at < w->file.n) {
        cw_bytes rest = cw_bytes_cut(w->file, at, w->file.n);
        if (cw_bytes_starts(rest, CW_LIT("--"))) {
            size_t next = at;
            cw_range line;
            (void)cw_bytes_line(w->file, &next, &line);
            found.level =
                delimits(w, cw_bytes_at(w->file, line), &found.is_close);
            if (found.level > 0) {
                found.from = at;
                found.next = next;
                return found;
            }
        }
        at = cw_bytes_find(w->file, CW_LIT("\n--"), at);
        at = at == CW_NOT_FOUND ? w->file.n : at + 1;
    }
    return found;
}

static int rank_part(const walk *w, const header *part)
{
    if (!is_page(part) && !is_text(part))
        return 0;
    if (w->top.start.n > 0 && cw_bytes_equal(w->top.start, part->id))
        return 4;
    if (!is_page(part))
        return 1;
    return w->top.location.n > 0 &&
                   cw_bytes_equal(w->top.location, part->location)
               ? 3
               : 2;
}

/* The line end before a delimiter belongs to the delimiter (RFC 2046, 5.1.1).
 */
static cw_bytes part_body(cw_bytes file, size_t from, size_t to)
{
    if (to > from && file.at[to - 1] == '\n')
        to--;
    if (to > from && file.at[to - 1] == '\r')
        to--;
    return cw_bytes_cut(file, from, to);
}

static void take_part(walk *w, const header *part, size_t from,
                      const delimiter *end)
{
    int rank = rank_part(w, part);
    if (rank <= w->rank)
        return;
    w->rank = rank;
    w->root = *part;
    w->is_cut = end->level == 0;
    w->body = w->is_cut ? cw_bytes_cut(w->file, from, w->file.n)
                        : part_body(w->file, from, end->from);
}

static void walk_parts(walk *w, size_t at)
{
    delimiter end = find_delimiter(w, at);
    while (end.level > 0) {
        header part;
        w->n_open = end.is_close ? end.level - 1 : end.level;
        at = end.next;
        if (!end.is_close)
            read_header(w->file, &at, &part);
        if (!end.is_close && is_multipart(&part)) {
            if (part.boundary.n > 0 && w->n_open < CW_MHTML_NESTING)
                w->boundaries[w->n_open++] = part.boundary;
            end = find_delimiter(w, at);
            continue;
        }
        delimiter next = find_delimiter(w, at);
        if (!end.is_close)
            take_part(w, &part, at, &next);
        end = next;
    }
}

static bool is_web_address(cw_bytes url)
{
    return cw_bytes_starts_fold(url, CW_LIT("http://")) ||
           cw_bytes_starts_fold(url, CW_LIT("https://"));
}

cw_status cw_mhtml_find(cw_bytes file, cw_arena *keep, cw_mhtml *out)
{
    walk w = {.file = file};
    size_t at = 0;
    *out = (cw_mhtml){0};
    while (at < file.n && cw_is_space(file.at[at]))
        at++;
    read_header(file, &at, &w.top);
    if (is_multipart(&w.top) && w.top.boundary.n > 0) {
        w.boundaries[w.n_open++] = w.top.boundary;
        walk_parts(&w, at);
    } else if (is_page(&w.top)) {
        w.rank = 1;
        w.root = w.top;
        w.body = cw_bytes_cut(file, at, file.n);
    }
    if (w.rank == 0)
        return CW_BAD_INPUT;
    out->is_html = is_page(&w.root);
    out->is_cut = w.is_cut;
    out->charset = w.root.charset;
    out->url =
        is_web_address(w.root.location) ? w.root.location : w.top.location;
    if (!is_web_address(out->url))
        out->url = (cw_bytes){0};
    return cw_transfer_decode(w.body, w.root.encoding, keep, &out->root);
}
