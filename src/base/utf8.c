/* utf8.c: UTF-8 after Unicode 15, section 3.9, and the properties of code
 * points, which come from utf8proc. */
#include "base/utf8.h"

#include <utf8proc.h>

#include "base/sixteen.h"

static bool is_continuation(uint8_t byte)
{
    return (byte & 0xC0) == 0x80;
}

uint32_t cw_utf8_next(cw_bytes text, size_t *at)
{
    uint8_t lead = text.at[(*at)++];
    uint8_t from = 0x80, to = 0xBF; // what the second byte may be: table 3-7
    unsigned n_more;
    uint32_t code_point;
    if (lead < 0x80)
        return lead;
    if (lead < 0xC2 || lead > 0xF4)
        return CW_BAD_CODE_POINT;
    n_more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    code_point = lead & (0x3Fu >> n_more);
    if (lead == 0xE0)
        from = 0xA0; // below: too long a form
    else if (lead == 0xED)
        to = 0x9F; // above: surrogates
    else if (lead == 0xF0)
        from = 0x90;
    else if (lead == 0xF4)
        to = 0x8F; // above: past 10FFFF
    for (; n_more > 0; n_more--) {
        uint8_t byte = *at < text.n ? text.at[*at] : 0;
        if (byte < from || byte > to)
            return CW_BAD_CODE_POINT;
        code_point = code_point << 6 | (byte & 0x3Fu);
        from = 0x80;
        to = 0xBF;
        *at += 1;
    }
    return code_point;
}

uint32_t cw_utf8_before(cw_bytes text, size_t *at)
{
    size_t end = *at, start = end - 1;
    while (start > 0 && end - start < 4 && is_continuation(text.at[start]))
        start--;
    *at = start;
    return cw_utf8_next(cw_bytes_cut(text, 0, end), &start);
}

size_t cw_utf8_valid(cw_bytes text)
{
    size_t at = 0;
    while (at < text.n) {
        size_t from = at;
        if (text.n - at >= CW_SIXTEEN &&
            cw_sixteen_bits(cw_sixteen_load(text.at + at)) == 0) {
            at += CW_SIXTEEN; // all of them ASCII
            continue;
        }
        if (cw_utf8_next(text, &at) == CW_BAD_CODE_POINT)
            return from;
    }
    return text.n;
}

size_t cw_utf8_put(uint32_t c, uint8_t out[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    if (c < 0x80) {
        out[0] = (uint8_t)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (uint8_t)(0xC0 | c >> 6);
        out[1] = (uint8_t)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (uint8_t)(0xE0 | c >> 12);
        out[1] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | c >> 18);
    out[1] = (uint8_t)(0x80 | (c >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (c & 0x3F));
    return 4;
}

/* utf8proc answers the property of an unassigned code point for all that it
 * does not know, CW_BAD_CODE_POINT among them. */
static const utf8proc_property_t *property(uint32_t c)
{
    return utf8proc_get_property(c > 0x10FFFF ? -1 : (utf8proc_int32_t)c);
}

bool cw_utf8_is_letter(uint32_t c)
{
    if (c < 0x80)
        return cw_is_alpha((uint8_t)c);
    switch (property(c)->category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return true;
    default:
        return false;
    }
}

bool cw_utf8_is_upper(uint32_t c)
{
    if (c < 0x80)
        return cw_is_upper((uint8_t)c);
    return property(c)->category == UTF8PROC_CATEGORY_LU ||
           property(c)->category == UTF8PROC_CATEGORY_LT;
}

bool cw_utf8_is_lower(uint32_t c)
{
    if (c < 0x80)
        return cw_is_lower((uint8_t)c);
    return property(c)->category == UTF8PROC_CATEGORY_LL;
}

bool cw_utf8_is_space(uint32_t c)
{
    if (c < 0x80)
        return cw_is_space((uint8_t)c);
    return c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/* Format characters with a shape of their own: Prepended_Concatenation_Mark
 * in PropList.txt of Unicode 15. */
static bool is_shown_format(uint32_t c)
{
    return (c >= 0x600 && c <= 0x605) || c == 0x6DD || c == 0x70F ||
           c == 0x890 || c == 0x891 || c == 0x8E2 || c == 0x110BD ||
           c == 0x110CD;
}

bool cw_utf8_is_unsafe(uint32_t c)
{
    if (c < 0x80)
        return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
    if (c > 0x10FFFF)
        return true;
    switch (property(c)->category) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    case UTF8PROC_CATEGORY_CF:
        return !is_shown_format(c);
    default:
        return false;
    }
}

int cw_utf8_width(uint32_t c)
{
    if (c < 0x80)
        return c >= 0x20 && c != 0x7F;
    return c > 0x10FFFF ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);
}

/* Quotation marks and dashes as the keyboard has them. */
static uint32_t plain(uint32_t c)
{
    switch (c) {
    case '`':
    case 0xB4:   // acute accent typed as an apostrophe
    case 0x2018: // the four single quotation marks
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032: // prime
    case 0x2039: // single guillemets
    case 0x203A:
    case 0x2BC: // modifier letter apostrophe
        return '\'';
    case 0xAB: // guillemets
    case 0xBB:
    case 0x201C: // the four double quotation marks
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033: // double prime
        return '"';
    case 0x2010: // hyphens, dashes, bar, minus
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return '-';
    default:
        return c;
    }
}

/* A letter and the accents behind it, at most this many code points; what
 * hostile text piles on top begins a new cluster. */
#define CLUSTER_MAX 16

/* End of the cluster that begins at `from` and whose first code point ends at
 * `at`; `at` itself when no accent follows. */
static size_t cluster_end(cw_bytes text, size_t at)
{
    for (size_t n = 1; n < CLUSTER_MAX && at < text.n; n++) {
        size_t next = at;
        uint32_t c;
        if (text.at[at] < 0xCC) // U+0300, the first accent, is CC 80
            break;
        c = cw_utf8_next(text, &next);
        if (c == CW_BAD_CODE_POINT || property(c)->combining_class == 0)
            break;
        at = next;
    }
    return at;
}

/* Unicode's canonical composition of a case folded cluster. One code point
 * decomposes to at most 4 and folds to at most 3. */
static cw_status fold_cluster(cw_bytes cluster, cw_buf *out)
{
    utf8proc_int32_t points[CLUSTER_MAX * 12];
    utf8proc_option_t options =
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
    utf8proc_ssize_t n =
        utf8proc_decompose(cluster.at, (utf8proc_ssize_t)cluster.n, points,
                           CLUSTER_MAX * 12, options);
    if (n < 0 || n > CLUSTER_MAX * 12)
        return cw_buf_add(out, cluster);
    n = utf8proc_normalize_utf32(points, n, options);
    for (utf8proc_ssize_t i = 0; i < n; i++)
        (void)cw_buf_add_utf8(out, plain((uint32_t)points[i]));
    return cw_buf_status(out);
}

/* A code point may fold to several, and those compose again: U+01F0. */
static cw_status fold_one(uint32_t c, cw_buf *out)
{
    utf8proc_int32_t points[8];
    int boundary = 0;
    utf8proc_ssize_t n;
    if (c < 0x80)
        return cw_buf_add_byte(out, cw_to_lower((uint8_t)plain(c)));
    n = utf8proc_decompose_char((utf8proc_int32_t)c, points, 8,
                                UTF8PROC_CASEFOLD, &boundary);
    if (n < 1 || n > 8)
        return cw_buf_add_utf8(out, c);
    if (n > 1)
        n = utf8proc_normalize_utf32(points, n,
                                     UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    for (utf8proc_ssize_t i = 0; i < n; i++)
        (void)cw_buf_add_utf8(out, plain((uint32_t)points[i]));
    return cw_buf_status(out);
}

typedef struct {
    cw_buf *out;
    bool is_begun;     // something stands before
    bool is_blank_due; // white space since then
} folding;

/* ASCII from `at` on, as far as no other byte follows: the common case, put
 * together aside and added in one go. Answers where it ends. */
static size_t fold_ascii(cw_bytes text, size_t at, folding *now)
{
    uint8_t run[256];
    size_t n = 0;
    for (; at < text.n && text.at[at] < 0x80 && n + 2 <= sizeof run; at++) {
        uint8_t c = text.at[at];
        if (at + 1 < text.n && text.at[at + 1] >= 0x80)
            break; // an accent may follow
        if (cw_is_space(c)) {
            now->is_blank_due = now->is_begun;
            continue;
        }
        if (now->is_blank_due)
            run[n++] = ' ';
        run[n++] = c == '`' ? '\'' : cw_to_lower(c);
        now->is_begun = true;
        now->is_blank_due = false;
    }
    (void)cw_buf_add(now->out, (cw_bytes){run, n});
    return at;
}

/* The code point at `from` and the accents behind it. */
static size_t fold_point(cw_bytes text, size_t from, folding *now)
{
    size_t at = from, end;
    uint32_t c = cw_utf8_next(text, &at);
    if (c == CW_BAD_CODE_POINT)
        c = 0xFFFD;
    if (c >= 0x80 && property(c)->ignorable)
        return at;
    if (cw_utf8_is_space(c)) {
        now->is_blank_due = now->is_begun;
        return at;
    }
    if (now->is_blank_due)
        (void)cw_buf_add_byte(now->out, ' ');
    now->is_begun = true;
    now->is_blank_due = false;
    end = c == 0xFFFD ? at : cluster_end(text, at);
    if (end == at)
        (void)fold_one(c, now->out);
    else
        (void)fold_cluster(cw_bytes_cut(text, from, end), now->out);
    return end;
}

cw_status cw_utf8_fold(cw_bytes text, cw_buf *out)
{
    folding now = {.out = out};
    for (size_t at = 0; at < text.n && cw_buf_status(out) == CW_OK;) {
        size_t end = fold_ascii(text, at, &now);
        at = end > at ? end : fold_point(text, at, &now);
    }
    return cw_buf_status(out);
}

cw_status cw_utf8_bare(cw_bytes text, cw_buf *out)
{
    for (size_t at = 0; at < text.n && cw_buf_status(out) == CW_OK;) {
        utf8proc_int32_t points[8];
        uint32_t c = cw_utf8_next(text, &at);
        int boundary = 0;
        utf8proc_ssize_t n =
            c == CW_BAD_CODE_POINT || c < 0x80
                ? 0
                : utf8proc_decompose_char((utf8proc_int32_t)c, points, 8,
                                          UTF8PROC_DECOMPOSE, &boundary);
        if (n < 1 || n > 8)
            (void)cw_buf_add_utf8(out, c == CW_BAD_CODE_POINT ? 0xFFFD : c);
        for (utf8proc_ssize_t i = 0; i < n && i < 8; i++)
            if (property((uint32_t)points[i])->combining_class == 0)
                (void)cw_buf_add_utf8(out, (uint32_t)points[i]);
    }
    return cw_buf_status(out);
}
