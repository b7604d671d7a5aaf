/* paste.c: from lines to parts.
 *
 *   lines ─▶ depth of quotation, starts ─▶ part of each line ─▶ pages
 *
 * Messages: a part begins where a mail program says so. Marks of quotation
 * count only in a text that holds such a line: elsewhere ">" is the author's.
 * Articles: a headline with a line of author or day below it, or a dateline,
 * between two stretches of prose. */
#include "clean/paste.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "clean/clean_int.h"
#include "clean/letters.h"

#define DEPTH_MAX      8u
#define HEADLINE_WORDS 20u
#define HEAD_LINES     6u  // from a headline to its first paragraph
#define HEAD_WORDS     40u // of the longest of them, a standfirst
#define SIGN_WORDS     12u // of a line of author or day
#define BESIDE_WORDS   6u  // of them beside the day
#define FIRST_WORDS    12u // of a first paragraph
#define PROSE_WORDS    7u  // of a line that counts as prose
#define ARTICLE_WORDS  60u // of prose on both sides of a headline
#define REMARK_WORDS   25u // a message of fewer is a remark on the others
#define MENU_PROSE     40u
#define MENU_LINES     5u
#define MENU_RUN       12u
#define DATELINE_BYTES 60u

typedef enum {
    START_NONE,
    START_QUOTED,  // an attribution: the lines that are deeper are meant
    START_MESSAGE, // a forwarded or an answered message, at this depth
    START_ARTICLE
} start;

typedef struct {
    cw_range range; // from behind the marks to behind the line end
    uint32_t part, n_words;
    uint8_t depth, start; // start
    bool is_head;         // of a message: no word of its own
} paste_line;

typedef struct {
    cw_bytes text;
    paste_line *lines;
    size_t n, capacity;
    bool is_mail;
} paste;

static cw_bytes words_of(const paste *all, size_t i)
{
    return cw_bytes_trim(cw_bytes_at(all->text, all->lines[i].range));
}

/* ---- messages ---------------------------------------------------------- */

/* "> > words" has depth 2; *from moves to the words. */
static uint8_t quote_depth(cw_bytes text, cw_range line, size_t *from)
{
    uint8_t depth = 0;
    size_t at = line.from;
    while (at < line.to && depth < DEPTH_MAX &&
           (text.at[at] == '>' || (text.at[at] == ' ' && at + 1 < line.to &&
                                   text.at[at + 1] == '>'))) {
        if (text.at[at] == '>')
            depth++;
        at++;
    }
    if (depth > 0 && at < line.to && text.at[at] == ' ')
        at++;
    *from = at;
    return depth;
}

static CW_CHECK cw_status read_lines(paste *all, cw_arena *scratch,
                                     bool has_quotes)
{
    size_t at = 0, from = 0, begin = 0;
    cw_range line;
    all->n = 0;
    while (cw_bytes_line(all->text, &at, &line)) {
        cw_status status =
            cw_grow(scratch, (void **)&all->lines, &all->capacity, all->n + 1,
                    sizeof *all->lines, CW_MAX_TEXT_BYTES);
        if (status != CW_OK)
            return status;
        from = line.from;
        uint8_t depth =
            has_quotes ? quote_depth(all->text, line, &from) : (uint8_t)0;
        all->lines[all->n] = (paste_line){
            .range = {(uint32_t)(depth > 0 ? from : begin), (uint32_t)at},
            .depth = depth};
        all->lines[all->n].n_words =
            (uint32_t)cw_letters_count_words(words_of(all, all->n));
        all->n++;
        begin = at;
    }
    return CW_OK;
}

/* The next line that is not empty, or n. */
static size_t next_line(const paste *all, size_t i)
{
    i++;
    while (i < all->n && all->lines[i].n_words == 0)
        i++;
    return i;
}

static bool has_stamp(cw_bytes line)
{
    cw_stamp stamp;
    size_t at = 0;
    return cw_stamp_next(line, &at, line.n, &stamp);
}

/* Three fields of a header in a row, who and what among them. */
static bool is_header_block(paste *all, size_t i)
{
    cw_bytes value;
    size_t n = 0;
    bool has_from = false, has_more = false;
    for (; i + n < all->n; n++) {
        cw_mail_header header = cw_mail_header_of(words_of(all, i + n), &value);
        if (header == CW_MAIL_NONE)
            break;
        has_from |= header == CW_MAIL_FROM;
        has_more |= header == CW_MAIL_SUBJECT || header == CW_MAIL_DATE;
    }
    if (n < 3 || !has_from || !has_more)
        return false;
    for (size_t k = 0; k < n; k++)
        all->lines[i + k].is_head = true;
    return true;
}

/* An attribution is followed by quoted lines, or has the day on it; long ones
 * are broken before their last word. */
static bool is_attribution(const paste *all, size_t i, size_t *end)
{
    cw_bytes line = words_of(all, i);
    *end = i;
    if (!cw_is_mail_attribution(line)) {
        if (i + 1 == all->n || all->lines[i + 1].n_words > SIGN_WORDS ||
            !cw_is_mail_attribution(words_of(all, i + 1)) || !has_stamp(line))
            return false;
        *end = i + 1;
        return true;
    }
    size_t next = next_line(all, i);
    return has_stamp(line) ||
           (next < all->n && all->lines[next].depth > all->lines[i].depth);
}

static start start_of(paste *all, size_t i, size_t *end)
{
    *end = i;
    if (cw_is_mail_forward(words_of(all, i)))
        return START_MESSAGE;
    if (is_attribution(all, i, end)) {
        size_t next = next_line(all, *end);
        return next < all->n && all->lines[next].depth > all->lines[i].depth
                   ? START_QUOTED
                   : START_MESSAGE;
    }
    if ((i > 0 && all->lines[i - 1].n_words > 0) || !is_header_block(all, i))
        return START_NONE;
    while (i > 0 && all->lines[i - 1].n_words == 0)
        i--;
    return i > 0 && all->lines[i - 1].start == START_MESSAGE ? START_NONE
                                                             : START_MESSAGE;
}

static void find_messages(paste *all)
{
    for (size_t i = 0, end; i < all->n; i = end + 1) {
        all->lines[i].start = (uint8_t)start_of(all, i, &end);
        if (all->lines[i].start == START_NONE)
            continue;
        all->is_mail = true;
        all->lines[i].is_head = all->lines[end].is_head = true;
    }
}

/* ---- articles ---------------------------------------------------------- */

/* "PORT SAND (Coast Press) - ", "VARMOUTH, May 3 - ": capitals, then an agency,
 * a day or little else before the dash. "PACK LIGHT - Take ..." is no place. */
static bool begins_with_dateline(cw_bytes line)
{
    static const char *const dashes[] = {" - ", " -- ", " \xE2\x80\x94 ",
                                         " \xE2\x80\x93 "};
    cw_bytes head = {line.at,
                     line.n < DATELINE_BYTES ? line.n : DATELINE_BYTES};
    if (head.n < 6 || !cw_is_upper(head.at[0]) || !cw_is_upper(head.at[1]) ||
        !cw_is_upper(head.at[2]))
        return false;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t at = cw_bytes_find(head, cw_bytes_from(dashes[i]), 0);
        if (at == CW_NOT_FOUND)
            continue;
        cw_bytes place = cw_bytes_cut(head, 0, at);
        return place.at[at - 1] == ')' ||
               cw_bytes_find(place, CW_LIT(", "), 0) != CW_NOT_FOUND;
    }
    return false;
}

static bool is_headline(cw_bytes line, uint32_t n_words)
{
    size_t at = 0;
    if (n_words < 3 || n_words > HEADLINE_WORDS ||
        strchr(".,;:", line.at[line.n - 1]))
        return false;
    uint32_t first = cw_utf8_next(line, &at);
    return cw_utf8_is_upper(first) || cw_is_digit(*line.at) ||
           first == 0x201C || first == 0x2018 || first == '\'' || first == '"';
}

/* "By Ana Brook", or a line of little more than a date, and no code. */
static bool is_sign(const paste *all, size_t i)
{
    cw_bytes words = words_of(all, i);
    cw_stamp stamp;
    size_t at = 0;
    if (all->lines[i].n_words > SIGN_WORDS)
        return false;
    if (cw_bytes_starts_fold(words, CW_LIT("by ")))
        return true;
    if (!cw_stamp_next(words, &at, words.n, &stamp))
        return false;
    for (size_t k = 0; k < words.n; k++)
        if (strchr("=<>{};*", words.at[k]))
            return false;
    return cw_letters_count_words(cw_bytes_cut(words, 0, stamp.range.from)) +
               cw_letters_count_words(
                   cw_bytes_cut(words, stamp.range.to, words.n)) <=
           BESIDE_WORDS;
}

/* Does the head of an article begin at line i? */
static bool is_article_head(const paste *all, size_t i)
{
    const paste_line *line = &all->lines[i];
    bool has_sign = false;
    if ((i > 0 && all->lines[i - 1].n_words > 0 &&
         all->lines[i - 1].depth == line->depth) ||
        !is_headline(words_of(all, i), line->n_words) || is_sign(all, i))
        return false;
    for (size_t k = next_line(all, i), n = 0; k < all->n && n < HEAD_LINES;
         k = next_line(all, k), n++) {
        cw_bytes words = words_of(all, k);
        if (all->lines[k].depth != line->depth ||
            all->lines[k].start != START_NONE)
            return false;
        if (begins_with_dateline(words) && all->lines[k].n_words >= FIRST_WORDS)
            return true;
        if (is_sign(all, k))
            has_sign = true;
        else if (has_sign && all->lines[k].n_words >= FIRST_WORDS)
            return true;
        else if (all->lines[k].n_words > HEAD_WORDS)
            return false;
    }
    return false;
}

/* A whole web page has menus, and its teasers look like heads: of 378 such
 * pages 95 in 100 have five short lines before 40 words of prose, of pasted
 * articles 2 in 100; most of the others have a long run of them further on. */
static bool has_menus(const paste *all)
{
    uint32_t n_prose = 0, n_short = 0, n_run = 0;
    for (size_t i = 0; i < all->n; i++) {
        bool is_prose = all->lines[i].n_words >= PROSE_WORDS;
        bool is_short = !is_prose && all->lines[i].n_words > 0;
        n_prose += is_prose ? all->lines[i].n_words : 0;
        n_short += is_short && n_prose < MENU_PROSE;
        n_run = is_prose ? 0 : n_run + is_short;
        if (n_short >= MENU_LINES || n_run >= MENU_RUN)
            return true;
    }
    return false;
}

/* Heads with enough prose before and behind them are starts. `since` is the
 * last start, `head` the one that waits for its prose. */
static void find_articles(paste *all)
{
    size_t head = all->n;
    uint32_t before = 0, behind = 0;
    for (size_t i = 0; i <= all->n; i++) {
        bool is_end = i == all->n || all->lines[i].start != START_NONE;
        bool is_head = !is_end && is_article_head(all, i);
        if ((is_end || is_head) && head < all->n) {
            bool is_start = before >= ARTICLE_WORDS && behind >= ARTICLE_WORDS;
            if (is_start)
                all->lines[head].start = START_ARTICLE;
            before = is_start ? behind : before + behind;
            behind = 0;
            head = all->n;
        }
        if (is_end)
            before = 0;
        if (i == all->n)
            break;
        if (is_head)
            head = i;
        if (all->lines[i].n_words >= PROSE_WORDS)
            *(head < all->n ? &behind : &before) += all->lines[i].n_words;
    }
}

/* ---- parts ------------------------------------------------------------- */

/* Gives each line its part; how many there are. open[d] is the part of the
 * lines of depth d; UINT32_MAX: their next line begins one. */
static size_t give_parts(paste *all)
{
    uint32_t open[DEPTH_MAX + 2], n = 0;
    memset(open, 0xFF, sizeof open);
    for (size_t i = 0; i < all->n; i++) {
        paste_line *line = &all->lines[i];
        uint8_t depth = line->depth;
        if (line->start == START_QUOTED && depth < DEPTH_MAX)
            depth++; // the attribution goes with what it quotes
        if ((line->start != START_NONE || open[depth] == UINT32_MAX) &&
            n < CW_MAX_ENTRIES && line->n_words > 0) {
            open[depth] = n++;
            for (size_t d = depth + 1u; d < DEPTH_MAX + 2; d++)
                open[d] = UINT32_MAX;
        }
        /* an empty line goes with what stands above it */
        if (line->n_words == 0)
            line->part = i > 0 ? all->lines[i - 1].part : 0;
        else
            line->part = open[depth] == UINT32_MAX ? n - 1 : open[depth];
        if (line->start == START_QUOTED && i + 1 < all->n &&
            all->lines[i + 1].depth == line->depth &&
            cw_is_mail_attribution(words_of(all, i + 1)) &&
            !cw_is_mail_attribution(words_of(all, i)))
            all->lines[++i].part = line->part; // its broken end
    }
    return n;
}

typedef struct {
    cw_buf text;
    cw_arena *keep;
    cw_map_entry *map;
    size_t n, capacity;
} part_draft;

/* Bytes [from, to) of the page are next in the part. */
static CW_CHECK cw_status add_run(part_draft *part, const cw_page *page,
                                  cw_range range)
{
    const cw_map_entry whole = {0, 0, (uint32_t)page->utf8.n};
    const cw_map_entry *at = page->map.n > 0 ? page->map.at : &whole;
    size_t n = page->map.n > 0 ? page->map.n : 1, low = 0, high = n;
    uint32_t begin = (uint32_t)part->text.n;
    while (low < high) { // the first entry that ends behind range.from
        size_t middle = (low + high) / 2;
        if (at[middle].text_from + at[middle].length <= range.from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < n && at[low].text_from < range.to; low++) {
        uint32_t from = at[low].text_from, to = from + at[low].length;
        uint32_t skip = from < range.from ? range.from - from : 0;
        to = to > range.to ? range.to : to;
        cw_status status =
            cw_grow(part->keep, (void **)&part->map, &part->capacity,
                    part->n + 1, sizeof *part->map, CW_MAX_TEXT_BYTES);
        if (status != CW_OK)
            return status;
        part->map[part->n++] =
            (cw_map_entry){begin + (from + skip - range.from),
                           at[low].source_from + skip, to - from - skip};
    }
    return cw_buf_add(&part->text, cw_bytes_at(page->utf8, range));
}

static uint32_t own_words(const paste_line *line)
{
    return line->is_head ? 0 : line->n_words;
}

/* Lines order[0 .. n) as a page of their own. */
static CW_CHECK cw_status make_part(const paste *all, const cw_page *page,
                                    const uint32_t *order, size_t n,
                                    cw_arena *keep, cw_page *out)
{
    part_draft part = {.keep = keep};
    cw_status status = CW_OK;
    uint32_t n_words = 0;
    cw_buf_init(&part.text, keep, CW_MAX_TEXT_BYTES);
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        cw_range range = all->lines[order[i]].range;
        n_words += own_words(&all->lines[order[i]]);
        while (i + 1 < n && all->lines[order[i + 1]].range.from == range.to) {
            range.to = all->lines[order[++i]].range.to;
            n_words += own_words(&all->lines[order[i]]);
        }
        status = add_run(&part, page, range);
    }
    if (status != CW_OK)
        return status;
    *out = *page;
    out->utf8 = cw_buf_bytes(&part.text);
    out->map = (cw_map){part.map, part.n};
    out->is_remark = all->is_mail && n_words < REMARK_WORDS;
    cw_sha256(out->utf8, out->sha256);
    return CW_OK;
}

/* Lines by part, those of one part in the order of the text: order[first[p] ..
 * first[p + 1]) are those of part p. */
static void sort_lines(const paste *all, uint32_t *order, uint32_t *first,
                       size_t n_parts)
{
    for (size_t i = 0; i < all->n; i++)
        first[all->lines[i].part + 1]++;
    for (size_t p = 0; p < n_parts; p++)
        first[p + 1] += first[p];
    for (size_t i = 0; i < all->n; i++)
        order[first[all->lines[i].part]++] = (uint32_t)i;
    for (size_t p = n_parts; p > 0; p--)
        first[p] = first[p - 1];
    first[0] = 0;
}

static CW_CHECK cw_status make_parts(const paste *all, const cw_page *page,
                                     size_t n, cw_arena *keep,
                                     cw_arena *scratch, const cw_page **parts)
{
    uint32_t *order = cw_arena_array(scratch, all->n, sizeof *order);
    uint32_t *first = cw_arena_array(scratch, n + 1, sizeof *first);
    cw_page *made = cw_arena_array(keep, n, sizeof *made);
    cw_status status = CW_OK;
    if (!order || !first || !made)
        return CW_NO_MEMORY;
    sort_lines(all, order, first, n);
    for (size_t p = 0; p < n && status == CW_OK; p++)
        status = make_part(all, page, order + first[p], first[p + 1] - first[p],
                           keep, &made[p]);
    *parts = made;
    return status;
}

static CW_CHECK cw_status split(const cw_page *page, cw_arena *keep,
                                cw_arena *scratch, const cw_page **parts,
                                size_t *n)
{
    paste all = {.text = page->utf8};
    bool has_quotes =
        cw_bytes_starts(page->utf8, CW_LIT(">")) ||
        cw_bytes_find(page->utf8, CW_LIT("\n>"), 0) != CW_NOT_FOUND;
    cw_status status = read_lines(&all, scratch, has_quotes);
    if (status != CW_OK)
        return status;
    find_messages(&all);
    if (has_quotes && !all.is_mail) {
        status = read_lines(&all, scratch, false);
        has_quotes = false;
    }
    if (status != CW_OK)
        return status;
    if (all.is_mail || !has_menus(&all))
        find_articles(&all);
    size_t n_parts = give_parts(&all);
    if (n_parts == 0 || (n_parts == 1 && !has_quotes))
        return CW_OK;
    *n = n_parts;
    return make_parts(&all, page, n_parts, keep, scratch, parts);
}

cw_status cw_paste_split(const cw_page *page, cw_arena *keep, cw_arena *scratch,
                         const cw_page **parts, size_t *n)
{
    cw_mark mark = cw_arena_mark(scratch);
    cw_status status = CW_OK;
    *parts = page;
    *n = 1;
    if (page->kind == CW_PAGE_TEXT && page->utf8.n <= CW_MAX_TEXT_BYTES)
        status = split(page, keep, scratch, parts, n);
    cw_arena_reset(scratch, mark);
    return status;
}
