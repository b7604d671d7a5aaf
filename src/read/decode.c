/* The decoders of the WHATWG Encoding Standard, sections 8 to 14. Each `next`
 * reads one character at `at` and moves past it; an error answers
 * CW_BAD_CODE_POINT and moves past what the standard's decoder consumes (a
 * trail byte that is ASCII is "prepended", so it is read again). */
#include "read/decode.h"

#include "base/utf8.h"

#include "charset_res.h"

#define BAD      CW_BAD_CODE_POINT
#define N_LABELS (sizeof cw_labels / sizeof cw_labels[0])
#define N_RANGES (sizeof cw_gb18030_ranges / sizeof cw_gb18030_ranges[0])

/* ISO-2022-JP: what the last escape chose (section 12.2). */
typedef enum { JP_ASCII, JP_ROMAN, JP_KATAKANA, JP_KANJI } jp_state;

typedef struct {
    const cw_charset *charset;
    cw_bytes source;
    size_t at;
    uint32_t held;   // second code point of a Big5 pair, 0 if none
    jp_state state;  // ISO-2022-JP
    bool was_escape; // ISO-2022-JP: nothing since the last escape
} decoder;

const cw_charset *cw_charset_find(cw_bytes label)
{
    char name[sizeof cw_labels[0].label] = {0};
    size_t low = 0, high = N_LABELS;
    while (label.n > 0 && cw_is_space(label.at[0]) && label.at[0] != '\v')
        label = cw_bytes_cut(label, 1, label.n);
    while (label.n > 0 && cw_is_space(label.at[label.n - 1]) &&
           label.at[label.n - 1] != '\v')
        label.n--;
    if (label.n == 0 || label.n >= sizeof name)
        return NULL;
    for (size_t i = 0; i < label.n; i++)
        name[i] = (char)cw_to_lower(label.at[i]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(name, cw_labels[middle].label, sizeof name);
        if (order == 0)
            return &cw_charsets[cw_labels[middle].charset];
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The byte `ahead` of at, or -1 past the end. */
static int peek(const decoder *d, size_t ahead)
{
    return ahead < d->source.n - d->at ? d->source.at[d->at + ahead] : -1;
}

static uint32_t take(decoder *d, size_t n, uint32_t code_point)
{
    d->at += n;
    return code_point;
}

/* A two-byte sequence that has no meaning: its trail is read again when it
 * is ASCII, and is part of the error when not. */
static uint32_t bad_pair(decoder *d, int trail)
{
    return take(d, trail < 0 || trail < 0x80 ? 1 : 2, BAD);
}

static uint32_t pair(decoder *d, int trail, uint32_t code_point)
{
    return code_point == 0xFFFD ? bad_pair(d, trail) : take(d, 2, code_point);
}

static uint32_t gb18030_range(uint32_t pointer)
{
    size_t low = 0, high = N_RANGES;
    if ((pointer > 39419 && pointer < 189000) || pointer > 1237575)
        return BAD;
    if (pointer >= 189000)
        return 0x10000 + (pointer - 189000);
    if (pointer == 7457)
        return 0xE7C7;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (cw_gb18030_ranges[middle].pointer <= pointer)
            low = middle;
        else
            high = middle;
    }
    return cw_gb18030_ranges[low].code_point +
           (pointer - cw_gb18030_ranges[low].pointer);
}

/* Four bytes (section 10.2.1). When the third or fourth byte is wrong, all
 * but the first are read again; at the end of the source none is. */
static uint32_t next_gb18030_four(decoder *d)
{
    int second = peek(d, 1), third = peek(d, 2), fourth = peek(d, 3);
    uint32_t code_point;
    if (third < 0)
        return take(d, 2, BAD);
    if (third < 0x81 || third > 0xFE)
        return take(d, 1, BAD);
    if (fourth < 0)
        return take(d, 3, BAD);
    if (fourth < 0x30 || fourth > 0x39)
        return take(d, 1, BAD);
    code_point = gb18030_range(
        (uint32_t)(((d->source.at[d->at] - 0x81) * 10 + second - 0x30) * 1260 +
                   (third - 0x81) * 10 + fourth - 0x30));
    return take(d, 4, code_point);
}

static uint32_t next_gb18030(decoder *d)
{
    int lead = peek(d, 0), trail = peek(d, 1);
    if (lead == 0x80)
        return take(d, 1, 0x20AC);
    if (lead == 0xFF)
        return take(d, 1, BAD);
    if (trail >= 0x30 && trail <= 0x39)
        return next_gb18030_four(d);
    if (trail < 0x40 || trail == 0x7F || trail == 0xFF)
        return bad_pair(d, trail);
    return pair(
        d, trail,
        cw_gb18030[(lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)]);
}

static uint32_t next_big5(decoder *d)
{
    int lead = peek(d, 0), trail = peek(d, 1), pointer;
    uint32_t code_point;
    if (lead == 0x80 || lead == 0xFF)
        return take(d, 1, BAD);
    if (trail < 0x40 || (trail > 0x7E && trail < 0xA1) || trail == 0xFF)
        return bad_pair(d, trail);
    pointer = (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62);
    if (pointer == 1133 || pointer == 1135) { // no code point of their own
        d->held = pointer == 1133 ? 0x0304 : 0x030C;
        return take(d, 2, 0x00CA);
    }
    if (pointer == 1164 || pointer == 1166) {
        d->held = pointer == 1164 ? 0x0304 : 0x030C;
        return take(d, 2, 0x00EA);
    }
    code_point = cw_big5[pointer];
    if (cw_big5_plane2[pointer / 8] >> (pointer % 8) & 1)
        code_point += 0x20000;
    return pair(d, trail, code_point);
}

static uint32_t next_euc_jp(decoder *d)
{
    int lead = peek(d, 0), trail = peek(d, 1);
    bool is_jis0212 = lead == 0x8F;
    if (lead == 0x8E && trail >= 0xA1 && trail <= 0xDF)
        return take(d, 2, (uint32_t)(0xFF61 - 0xA1 + trail));
    if (is_jis0212 && trail >= 0xA1 && trail <= 0xFE) {
        lead = trail;
        trail = peek(d, 2);
        if (trail < 0)
            return take(d, 2, BAD);
        if (trail < 0xA1 || trail == 0xFF)
            return take(d, trail < 0x80 ? 2 : 3, BAD);
        uint32_t code_point = cw_jis0212[(lead - 0xA1) * 94 + trail - 0xA1];
        return take(d, 3, code_point == 0xFFFD ? BAD : code_point);
    }
    if (lead != 0x8E && !is_jis0212 && (lead < 0xA1 || lead == 0xFF))
        return take(d, 1, BAD);
    if (lead < 0xA1 || trail < 0xA1 || trail == 0xFF)
        return bad_pair(d, trail);
    return pair(d, trail, cw_jis0208[(lead - 0xA1) * 94 + trail - 0xA1]);
}

static uint32_t next_shift_jis(decoder *d)
{
    int lead = peek(d, 0), trail = peek(d, 1), pointer;
    if (lead == 0x80)
        return take(d, 1, 0x80);
    if (lead >= 0xA1 && lead <= 0xDF)
        return take(d, 1, (uint32_t)(0xFF61 - 0xA1 + lead));
    if (lead == 0xA0 || lead > 0xFC)
        return take(d, 1, BAD);
    if (trail < 0x40 || trail == 0x7F || trail > 0xFC)
        return bad_pair(d, trail);
    pointer = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + trail -
              (trail < 0x7F ? 0x40 : 0x41);
    if (pointer >= 8836 && pointer <= 10715) // end-user-defined characters
        return take(d, 2, (uint32_t)(0xE000 - 8836 + pointer));
    return pair(d, trail, cw_jis0208[pointer]);
}

static uint32_t next_euc_kr(decoder *d)
{
    int lead = peek(d, 0), trail = peek(d, 1);
    if (lead == 0x80 || lead == 0xFF)
        return take(d, 1, BAD);
    if (trail < 0x41 || trail == 0xFF)
        return bad_pair(d, trail);
    return pair(d, trail, cw_euc_kr[(lead - 0x81) * 190 + trail - 0x41]);
}

/* ESC ( B, ESC ( J, ESC ( I, ESC $ @, ESC $ B; false: no escape of ours. */
static bool jp_escape(const decoder *d, jp_state *state)
{
    int lead = peek(d, 1), trail = peek(d, 2);
    if (lead == '(' && (trail == 'B' || trail == 'J' || trail == 'I')) {
        *state =
            trail == 'B' ? JP_ASCII : (trail == 'J' ? JP_ROMAN : JP_KATAKANA);
        return true;
    }
    *state = JP_KANJI;
    return lead == '$' && (trail == '@' || trail == 'B');
}

/* One character in the state that the last escape chose. */
static uint32_t next_jp_character(decoder *d)
{
    int byte = peek(d, 0), trail = peek(d, 1);
    d->was_escape = false;
    if (d->state == JP_KATAKANA)
        return take(d, 1,
                    byte >= 0x21 && byte <= 0x5F
                        ? (uint32_t)(0xFF61 - 0x21 + byte)
                        : BAD);
    if (d->state != JP_KANJI) {
        if (byte > 0x7F || byte == 0x0E || byte == 0x0F)
            return take(d, 1, BAD);
        if (d->state == JP_ROMAN && (byte == 0x5C || byte == 0x7E))
            return take(d, 1, byte == 0x5C ? 0xA5 : 0x203E);
        return take(d, 1, (uint32_t)byte);
    }
    if (byte < 0x21 || byte > 0x7E || trail < 0 || trail == 0x1B)
        return take(d, 1, BAD);
    if (trail < 0x21 || trail > 0x7E)
        return take(d, 2, BAD);
    uint32_t code_point = cw_jis0208[(byte - 0x21) * 94 + trail - 0x21];
    return take(d, 2, code_point == 0xFFFD ? BAD : code_point);
}

/* Escapes take no place in the text; two in a row are an error (12.2.1,
 * "output"). NOTHING: only an escape was left. */
#define NOTHING 0xFFFFFFFEu
static uint32_t next_iso_2022_jp(decoder *d)
{
    while (d->at < d->source.n && d->source.at[d->at] == 0x1B) {
        jp_state state;
        bool is_second = d->was_escape;
        d->was_escape = jp_escape(d, &state);
        if (!d->was_escape)
            return take(d, 1, BAD);
        d->state = state;
        d->at += 3;
        if (is_second)
            return BAD;
    }
    return d->at < d->source.n ? next_jp_character(d) : NOTHING;
}

static uint32_t utf16_unit(const decoder *d, size_t ahead)
{
    bool is_little = d->charset->method == CW_DECODE_UTF_16LE;
    uint32_t a = (uint32_t)peek(d, ahead), b = (uint32_t)peek(d, ahead + 1);
    return is_little ? b << 8 | a : a << 8 | b;
}

static uint32_t next_utf16(decoder *d)
{
    uint32_t unit, low;
    if (peek(d, 1) < 0)
        return take(d, 1, BAD);
    unit = utf16_unit(d, 0);
    if (unit < 0xD800 || unit > 0xDFFF)
        return take(d, 2, unit);
    if (unit >= 0xDC00 || peek(d, 3) < 0)
        return take(d, unit >= 0xDC00 ? 2 : d->source.n - d->at, BAD);
    low = utf16_unit(d, 2);
    if (low < 0xDC00 || low > 0xDFFF)
        return take(d, 2, BAD);
    return take(d, 4, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
}

static uint32_t next(decoder *d)
{
    int byte = d->source.at[d->at];
    uint32_t code_point;
    switch ((cw_decode_method)d->charset->method) {
    case CW_DECODE_UTF_16BE:
    case CW_DECODE_UTF_16LE:
        return next_utf16(d);
    case CW_DECODE_ISO_2022_JP:
        return next_iso_2022_jp(d);
    case CW_DECODE_UTF_8:
        return cw_utf8_next(d->source, &d->at);
    case CW_DECODE_REPLACEMENT:
        return take(d, d->source.n - d->at, BAD);
    default:
        break;
    }
    if (byte < 0x80)
        return take(d, 1, (uint32_t)byte);
    switch ((cw_decode_method)d->charset->method) {
    case CW_DECODE_GB18030:
        return next_gb18030(d);
    case CW_DECODE_BIG5:
        return next_big5(d);
    case CW_DECODE_EUC_JP:
        return next_euc_jp(d);
    case CW_DECODE_SHIFT_JIS:
        return next_shift_jis(d);
    case CW_DECODE_EUC_KR:
        return next_euc_kr(d);
    case CW_DECODE_X_USER_DEFINED:
        return take(d, 1, (uint32_t)(0xF780 + byte - 0x80));
    default:
        code_point = cw_single[d->charset->table][byte - 0x80];
        return take(d, 1, code_point == 0xFFFD ? BAD : code_point);
    }
}

/* Where the decoded bytes and the map go. Walked twice: the first time with
 * text and map NULL, only to count. */
typedef struct {
    uint8_t *text;
    cw_map_entry *map;
    size_t n_text, n_map, text_max;
    size_t run_text, run_source, run_n; // the open run; run_n 0: none
    size_t gap_n;                       // characters since the last entry
    bool was_space, is_cut;
} sink;

static void add_entry(sink *s, size_t text_from, size_t source_from,
                      size_t length)
{
    if (s->map)
        s->map[s->n_map] = (cw_map_entry){
            (uint32_t)text_from, (uint32_t)source_from, (uint32_t)length};
    s->n_map++;
    s->gap_n = 0;
}

static void close_run(sink *s)
{
    if (s->run_n > 0)
        add_entry(s, s->run_text, s->run_source, s->run_n);
    s->run_n = 0;
}

static bool has_room(sink *s, size_t n)
{
    s->is_cut = s->is_cut || n > s->text_max - s->n_text;
    return !s->is_cut;
}

static void add_text(sink *s, const uint8_t *bytes, size_t n)
{
    if (s->text)
        memcpy(s->text + s->n_text, bytes, n);
    s->n_text += n;
}

/* n bytes of the source at `from` that stay as they are. */
static void add_equal(sink *s, cw_bytes source, size_t from, size_t n)
{
    if (!has_room(s, n))
        return;
    if (s->run_n == 0 || s->run_source + s->run_n != from) {
        close_run(s);
        s->run_text = s->n_text;
        s->run_source = from;
    }
    s->run_n += n;
    add_text(s, source.at + from, n);
}

/* One character that was decoded from the source at `from`. */
#define GAP_MAX 16
static void add_decoded(sink *s, const uint8_t *bytes, size_t n, size_t from)
{
    bool is_space = n == 1 && cw_is_space(bytes[0]);
    if (!has_room(s, n))
        return;
    close_run(s);
    if (s->gap_n >= GAP_MAX || (s->gap_n > 0 && is_space != s->was_space) ||
        (s->n_text == 0 && from > 0))
        add_entry(s, s->n_text, from, 0);
    s->gap_n++;
    s->was_space = is_space;
    for (size_t i = 0; s->text && i < n; i++)
        s->text[s->n_text + i] = bytes[i];
    s->n_text += n;
}

static size_t ascii_run(cw_bytes source, size_t from)
{
    size_t at = from;
    uint64_t eight;
    for (; source.n - at >= 8; at += 8) {
        memcpy(&eight, source.at + at, 8);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (at < source.n && source.at[at] < 0x80)
        at++;
    return at - from;
}

static bool is_ascii_kept(const cw_charset *charset)
{
    return charset->method != CW_DECODE_UTF_16BE &&
           charset->method != CW_DECODE_UTF_16LE &&
           charset->method != CW_DECODE_ISO_2022_JP &&
           charset->method != CW_DECODE_REPLACEMENT;
}

static void walk_one(decoder *d, sink *s)
{
    size_t from = d->at, n;
    uint8_t bytes[8];
    uint32_t code_point = next(d);
    if (code_point == NOTHING)
        return;
    n = cw_utf8_put(code_point == BAD ? 0xFFFD : code_point, bytes);
    if (d->held && d->charset->method == CW_DECODE_BIG5) {
        n += cw_utf8_put(d->held, bytes + n);
        d->held = 0;
    }
    if (d->at - from == n && bytes[0] == d->source.at[from] &&
        memcmp(d->source.at + from, bytes, n) == 0)
        add_equal(s, d->source, from, n);
    else
        add_decoded(s, bytes, n, from);
    if (s->is_cut)
        d->at = from;
}

static void walk(const cw_charset *charset, cw_bytes source, size_t from,
                 sink *s)
{
    decoder d = {.charset = charset, .source = source, .at = from};
    bool has_ascii = is_ascii_kept(charset);
    while (d.at < source.n && !s->is_cut) {
        size_t n = has_ascii ? ascii_run(source, d.at) : 0;
        if (n > s->text_max - s->n_text) {
            n = s->text_max - s->n_text;
            add_equal(s, source, d.at, n);
            s->is_cut = true;
        } else if (n > 0) {
            add_equal(s, source, d.at, n);
            d.at += n;
        } else {
            walk_one(&d, s);
        }
    }
    if (s->run_n > 0)
        close_run(s);
    else if (s->n_text > 0)
        add_entry(s, s->n_text, d.at, 0);
}

/* Nothing to decode: the text is the source, up to the maximum. */
static bool is_text_already(const cw_charset *charset, cw_bytes source)
{
    if (charset->method == CW_DECODE_UTF_8)
        return cw_utf8_valid(source) == source.n;
    return is_ascii_kept(charset) && ascii_run(source, 0) == source.n;
}

cw_status cw_decode(const cw_charset *charset, cw_bytes source, size_t from,
                    size_t utf8_max, cw_arena *keep, cw_decoded *out)
{
    sink count = {.text_max = utf8_max}, write = {.text_max = utf8_max};
    *out = (cw_decoded){0};
    if (source.n > UINT32_MAX || utf8_max > UINT32_MAX)
        return CW_LIMIT;
    if (from == 0 && source.n <= utf8_max && is_text_already(charset, source)) {
        out->utf8 = source;
        return CW_OK;
    }
    walk(charset, source, from, &count);
    write.text = cw_arena_alloc(keep, count.n_text + 1);
    write.map = cw_arena_array(keep, count.n_map + 1, sizeof *write.map);
    if (!write.text || !write.map)
        return CW_NO_MEMORY;
    walk(charset, source, from, &write);
    out->utf8 = (cw_bytes){write.text, write.n_text};
    out->map = (cw_map){write.map, write.n_map};
    out->is_cut = write.is_cut;
    return CW_OK;
}
