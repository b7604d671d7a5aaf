#include "html/html_text_int.h"

#include "base/limits.h"
#include "base/sixteen.h"

typedef struct {
    const cw_html_tree *tree;
    const cw_page *page;
    cw_arena *keep, *scratch;
    uint8_t *text;
    size_t n_text, text_capacity;
    text_map map;
    cw_html_run *runs;
    size_t n_runs, run_capacity;
    cw_html_segment *segments;
    size_t n_segments, segment_capacity;
    uint32_t *blocks; // open blocks and cells, innermost last
    size_t n_blocks, block_capacity;
    uint32_t n_pre, n_links; // open <pre>, open <a href>
    /* What is owed before the next character; nothing before the first. */
    uint32_t n_edge_breaks;         // LFs by block edges: the widest
    uint32_t n_line_breaks;         // LFs by br: the sum
    uint32_t n_tabs;                // cells of this row that ended
    bool is_broken_in_cell;         // an edge inside a cell: no TAB
    bool has_blank, is_plain_blank; // white space; its first byte is ' '
    cw_range blank;                 // its bytes of page->utf8
    bool has_run;                   // the text node under way has a run already
    cw_status status;
} text_builder;

/* ---- writing */

static bool append(text_builder *b, const void *bytes, size_t n)
{
    if (b->status == CW_OK)
        b->status = cw_grow(b->keep, (void **)&b->text, &b->text_capacity,
                            b->n_text + n, 1, CW_MAX_TEXT_BYTES);
    if (b->status != CW_OK)
        return false;
    memcpy(b->text + b->n_text, bytes, n);
    b->n_text += n;
    return true;
}

static void append_many(text_builder *b, char c, uint32_t n)
{
    while (n-- > 0 && append(b, &c, 1))
        continue;
}

/* LFs that end the text already: those of a <pre>. */
static uint32_t count_newlines(const text_builder *b, uint32_t max)
{
    uint32_t n = 0;
    while (n < max && n < b->n_text && b->text[b->n_text - 1 - n] == '\n')
        n++;
    return n;
}

/* True when they part two segments. */
static bool write_separators(text_builder *b)
{
    uint32_t n_breaks = b->n_edge_breaks > b->n_line_breaks ? b->n_edge_breaks
                                                            : b->n_line_breaks;
    bool is_parted = b->n_edge_breaks > 0 || b->n_tabs > 0;
    if (b->n_text == 0)
        return true;
    append_many(b, '\n', n_breaks - count_newlines(b, n_breaks));
    if (b->n_tabs > 0 && !(n_breaks > 0 && b->is_broken_in_cell))
        append_many(b, '\t', b->n_tabs);
    else if (n_breaks == 0 && b->has_blank && append(b, " ", 1)) {
        uint32_t at = (uint32_t)b->n_text - 1;
        if (b->is_plain_blank)
            text_map_equal(&b->map, at, b->blank.from, 1);
        else
            text_map_gap(&b->map, (cw_range){at, at + 1}, b->blank);
    }
    return is_parted;
}

static void begin_segment(text_builder *b)
{
    if (b->status == CW_OK)
        b->status =
            cw_grow(b->keep, (void **)&b->segments, &b->segment_capacity,
                    b->n_segments + 1, sizeof *b->segments, CW_MAX_TEXT_BYTES);
    if (b->status != CW_OK)
        return;
    uint32_t at = (uint32_t)b->n_text;
    b->segments[b->n_segments++] = (cw_html_segment){
        .node = b->n_blocks > 0 ? b->blocks[b->n_blocks - 1] : 0,
        .text = {at, at},
        .first_run = (uint32_t)b->n_runs,
    };
}

static void begin_run(text_builder *b, uint32_t node)
{
    if (b->status == CW_OK)
        b->status = cw_grow(b->keep, (void **)&b->runs, &b->run_capacity,
                            b->n_runs + 1, sizeof *b->runs, CW_MAX_TEXT_BYTES);
    if (b->status != CW_OK)
        return;
    uint32_t at = (uint32_t)b->n_text;
    b->runs[b->n_runs++] = (cw_html_run){
        .node = node,
        .text = {at, at},
        .source = {UINT32_MAX, 0},
        .is_link = b->n_links > 0,
    };
    b->segments[b->n_segments - 1].n_runs++;
    b->has_run = true;
}

/* Characters of a text node, which are to be seen: n bytes made from `utf8`,
 * equal to them or (is_decoded) not. */
static void write_ink(text_builder *b, uint32_t node, cw_bytes bytes,
                      cw_range utf8, bool is_decoded)
{
    bool is_parted = write_separators(b);
    b->n_edge_breaks = b->n_line_breaks = b->n_tabs = 0;
    b->is_broken_in_cell = b->has_blank = false;
    if (is_parted)
        begin_segment(b);
    if (is_parted || !b->has_run)
        begin_run(b, node);
    uint32_t at = (uint32_t)b->n_text;
    if (!append(b, bytes.at, bytes.n))
        return;
    uint32_t to = (uint32_t)b->n_text;
    if (is_decoded)
        text_map_gap(&b->map, (cw_range){at, to}, utf8);
    else
        text_map_equal(&b->map, at, utf8.from, to - at);
    cw_html_run *run = &b->runs[b->n_runs - 1];
    cw_range source = cw_map_range(b->page->map, utf8);
    run->text.to = b->segments[b->n_segments - 1].text.to = to;
    if (source.from < run->source.from)
        run->source.from = source.from;
    if (source.to > run->source.to)
        run->source.to = source.to;
}

static void owe_blank(text_builder *b, cw_range utf8, bool is_decoded)
{
    if (b->has_blank)
        return;
    b->has_blank = true;
    b->blank = utf8;
    b->is_plain_blank = !is_decoded && b->tree->page.at[utf8.from] == ' ';
}

/* ASCII white space of HTML: no vertical tab. */
static bool is_blank(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

/* The words of a page end where white space is more than one blank: " " is
 * written as it stands and needs no second look. */
static bool ends_words(const uint8_t *page, uint32_t at, uint32_t to)
{
    if (page[at] != ' ')
        return is_blank(page[at]);
    return at + 1 == to || is_blank(page[at + 1]);
}

/* The first place from `at` on where the words may end, or one near `to`. */
static uint32_t pass_words(const uint8_t *page, uint32_t at, uint32_t to)
{
    for (; to - at > CW_SIXTEEN; at += CW_SIXTEEN) {
        cw_sixteen here = cw_sixteen_load(page + at);
        cw_sixteen next = cw_sixteen_load(page + at + 1);
        uint32_t bits = cw_sixteen_bits(
            cw_sixteen_or(cw_sixteen_within(here, '\t', '\r'),
                          cw_sixteen_and(cw_sixteen_equal(here, ' '),
                                         cw_sixteen_space(next))));
        if (bits != 0)
            return at + (uint32_t)cw_sixteen_first(bits);
    }
    return at;
}

/* Bytes of the page, cut into words and the white space between them. */
static void write_words(text_builder *b, uint32_t node, cw_range utf8)
{
    const uint8_t *page = b->tree->page.at;
    uint32_t at = utf8.from;
    while (at < utf8.to) {
        uint32_t from = at;
        while (at < utf8.to && is_blank(page[at]))
            at++;
        if (at > from)
            owe_blank(b, (cw_range){from, at}, false);
        from = at;
        while ((at = pass_words(page, at, utf8.to)) < utf8.to &&
               !ends_words(page, at, utf8.to))
            at++;
        if (at > from)
            write_ink(b, node, cw_bytes_cut(b->tree->page, from, at),
                      (cw_range){from, at}, false);
    }
}

static void write_text_node(text_builder *b, uint32_t node)
{
    const cw_html_tree *tree = b->tree;
    b->has_run = false;
    for (uint32_t i = tree->nodes[node].first; i != 0 && b->status == CW_OK;
         i = tree->pieces[i].next) {
        const cw_html_piece *piece = &tree->pieces[i];
        cw_bytes bytes = cw_html_piece_bytes(tree, i);
        bool is_decoded = piece->n_decoded > 0;
        if (b->n_pre > 0)
            write_ink(b, node, bytes, piece->source, is_decoded);
        else if (!is_decoded)
            write_words(b, node, piece->source);
        else if (is_blank(bytes.at[0]))
            owe_blank(b, piece->source, true);
        else
            write_ink(b, node, bytes, piece->source, true);
    }
}

/* ---- walking */

/* The last `display` of an inline style is `none`. */
static bool is_display_none(cw_bytes style)
{
    bool is_none = false;
    for (size_t at = 0; at < style.n;) {
        size_t colon = at, end;
        while (colon < style.n && style.at[colon] != ':' &&
               style.at[colon] != ';')
            colon++;
        for (end = colon; end < style.n && style.at[end] != ';';)
            end++;
        cw_bytes name = cw_bytes_trim(cw_bytes_cut(style, at, colon));
        if (colon < end && cw_bytes_equal_fold(name, CW_LIT("display"))) {
            cw_bytes value = cw_bytes_trim(cw_bytes_cut(style, colon + 1, end));
            is_none = cw_bytes_starts_fold(value, CW_LIT("none"));
        }
        at = end + 1;
    }
    return is_none;
}

/* React streams parts of a page in <div hidden id="S:1a">, and an inline
 * script puts them where every reader sees them. */
static bool is_streamed(const cw_html_tree *tree, uint32_t node)
{
    cw_bytes id = cw_html_attribute_value(tree, node, CW_LIT("id"));
    if (id.n < 3 || id.n > 10 || id.at[0] != 'S' || id.at[1] != ':')
        return false;
    for (size_t i = 2; i < id.n; i++)
        if (!cw_is_digit(id.at[i]) && (id.at[i] < 'a' || id.at[i] > 'f'))
            return false;
    return true;
}

bool cw_html_is_unread(const cw_html_tree *tree, uint32_t node)
{
    const cw_html_node *element = &tree->nodes[node];
    cw_html_tag tag = (cw_html_tag)element->tag;
    if ((cw_html_tag_bits(tag) & CW_TAG_IS_UNREAD) != 0)
        return true;
    for (uint32_t i = 0; element->kind == CW_NODE_ELEMENT && i < element->n;
         i++) {
        const cw_html_attribute *at = &tree->attributes[element->first + i];
        if ((cw_bytes_equal(at->name, CW_LIT("hidden")) &&
             !is_streamed(tree, node)) ||
            (cw_bytes_equal(at->name, CW_LIT("style")) &&
             is_display_none(at->value)))
            return true;
    }
    return false;
}

static void owe_edge(text_builder *b, cw_html_tag tag)
{
    uint32_t bits = cw_html_tag_bits(tag);
    uint32_t n = (bits & CW_TAG_IS_PARAGRAPH) != 0 ? 2 : 1;
    if ((bits & CW_TAG_IS_BLOCK) == 0)
        return;
    if (n > b->n_edge_breaks)
        b->n_edge_breaks = n;
    b->is_broken_in_cell |= tag != CW_TAG_TR;
}

static void open_block(text_builder *b, uint32_t node)
{
    if (b->status == CW_OK)
        b->status =
            cw_grow(b->scratch, (void **)&b->blocks, &b->block_capacity,
                    b->n_blocks + 1, sizeof *b->blocks, CW_MAX_TEXT_BYTES);
    if (b->status == CW_OK)
        b->blocks[b->n_blocks++] = node;
}

static bool is_link(const cw_html_tree *tree, uint32_t node)
{
    return tree->nodes[node].tag == CW_TAG_A &&
           cw_html_attribute_find(tree, node, CW_LIT("href")) != NULL;
}

/* False: nothing below it is read. */
static bool enter(text_builder *b, uint32_t node)
{
    const cw_html_node *at = &b->tree->nodes[node];
    cw_html_tag tag = (cw_html_tag)at->tag;
    if (at->kind == CW_NODE_TEXT)
        write_text_node(b, node);
    if (at->kind != CW_NODE_ELEMENT)
        return true;
    if (cw_html_is_unread(b->tree, node))
        return false;
    if ((cw_html_tag_bits(tag) & (CW_TAG_IS_BLOCK | CW_TAG_IS_CELL)) != 0)
        open_block(b, node);
    owe_edge(b, tag);
    b->n_line_breaks += tag == CW_TAG_BR;
    b->n_pre += tag == CW_TAG_PRE;
    b->n_links += is_link(b->tree, node);
    if (tag == CW_TAG_TR) {
        b->n_tabs = 0;
        b->is_broken_in_cell = false;
    }
    return true;
}

static void leave(text_builder *b, uint32_t node)
{
    cw_html_tag tag = (cw_html_tag)b->tree->nodes[node].tag;
    uint32_t bits = cw_html_tag_bits(tag);
    if (b->tree->nodes[node].kind != CW_NODE_ELEMENT)
        return;
    if ((bits & (CW_TAG_IS_BLOCK | CW_TAG_IS_CELL)) != 0 && b->n_blocks > 0)
        b->n_blocks--;
    owe_edge(b, tag);
    b->n_pre -= tag == CW_TAG_PRE;
    b->n_links -= is_link(b->tree, node);
    b->n_tabs += (bits & CW_TAG_IS_CELL) != 0;
    if (tag == CW_TAG_TR)
        b->n_tabs = 0;
}

static void walk(text_builder *b)
{
    const cw_html_node *nodes = b->tree->nodes;
    uint32_t at = 0;
    while (b->status == CW_OK && b->map.status == CW_OK) {
        bool is_read = enter(b, at);
        if (is_read && nodes[at].first_child != 0) {
            at = nodes[at].first_child;
            continue;
        }
        if (is_read)
            leave(b, at);
        while (at != 0 && nodes[at].next == 0) {
            at = nodes[at].parent;
            leave(b, at);
        }
        if (at == 0)
            return;
        at = nodes[at].next;
    }
}

/* What was begun when a limit ended the text. */
static void drop_empty(text_builder *b)
{
    if (b->n_runs > 0 && cw_range_is_empty(b->runs[b->n_runs - 1].text)) {
        b->n_runs--;
        b->segments[b->n_segments - 1].n_runs--;
    }
    if (b->n_segments > 0 &&
        cw_range_is_empty(b->segments[b->n_segments - 1].text))
        b->n_segments--;
}

cw_status cw_html_text_build(const cw_html_tree *tree, const cw_page *page,
                             cw_arena *keep, cw_arena *scratch,
                             cw_html_text *out)
{
    cw_mark mark = cw_arena_mark(scratch);
    text_builder b = {
        .tree = tree,
        .page = page,
        .keep = keep,
        .scratch = scratch,
        .map = {.arena = keep, .page = page->map},
    };
    *out = (cw_html_text){0};
    if (tree->n_nodes > 0)
        walk(&b);
    text_map_end(&b.map);
    cw_arena_reset(scratch, mark);
    if (b.status == CW_NO_MEMORY || b.map.status == CW_NO_MEMORY)
        return CW_NO_MEMORY;
    drop_empty(&b);
    out->text = (cw_bytes){b.text, b.n_text};
    out->map = (cw_map){b.map.entries, b.map.n};
    out->runs = b.runs;
    out->n_runs = b.n_runs;
    out->segments = b.segments;
    out->n_segments = b.n_segments;
    if (b.status != CW_OK || b.map.status != CW_OK)
        out->cut = "the text is longer than 128 MiB and was cut there";
    return CW_OK;
}
