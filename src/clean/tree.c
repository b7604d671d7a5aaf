/* tree.c: the segments of a web page as pieces, with what the elements around
 * them say: their names, the words of their class, id and role, their links. */
#include "clean/tree_int.h"

#include "classes_res.h"
#include "clean/letters.h"

#define CLASS_BYTES_MAX 512u // of one attribute; more is generated noise
#define ANCESTORS_MAX   64u
#define NAME_BYTES      48u // of a class that tell one from another
#define NAMED_LEVELS    3u  // elements whose names tell a piece's kind
#define PROSE_BYTES_MIN 80u // shorter segments may be anything
/* An element with this share of the page's prose holds the report, whatever
 * its classes say ("share-enabled", "has-sidebar"). */
#define HOLDER_PERCENT 30u

typedef struct {
    int8_t up, down; // points for and against; down <= 0
    uint8_t kind;    // furniture that the words name
    bool is_known;   // computed
    uint32_t prose;  // bytes of long segments below it
    uint32_t names;  // hash of tag and class
} node_points;

#define N_SLOTS (sizeof class_slots / sizeof *class_slots)

static void add_word(cw_bytes word, node_points *points)
{
    uint64_t spread = cw_slot_spread(cw_slot_hash(word.at, word.n));
    size_t slot = cw_slot_first(spread, N_SLOTS);
    uint32_t number;
    while ((number = cw_slots_next(class_slots, N_SLOTS, spread, &slot)) !=
           UINT32_MAX) {
        int8_t value = class_words[number].points;
        if (!cw_bytes_are_fold(word, class_words[number].text))
            continue;
        if (value > points->up)
            points->up = value;
        if (value < points->down) {
            points->down = value;
            points->kind = class_words[number].kind;
        }
        return;
    }
}

/* Cut at what is no letter or digit, and where a capital follows a small
 * letter. */
static void add_words(cw_bytes value, node_points *points)
{
    size_t at = 0;
    value.n = value.n < CLASS_BYTES_MAX ? value.n : CLASS_BYTES_MAX;
    while (at < value.n) {
        size_t from = at;
        uint8_t c = value.at[at];
        while (c < 0x80 && cw_letters[c] != 0) {
            if (++at == value.n)
                break;
            c = value.at[at];
            if (cw_is_upper(c) && cw_is_lower(value.at[at - 1]))
                break;
        }
        if (at > from)
            add_word(cw_bytes_cut(value, from, at), points);
        else
            at++;
    }
}

static void add_tag(uint8_t tag, node_points *points)
{
    static const struct {
        uint8_t tag;
        int8_t points;
        uint8_t kind;
    } tags[] = {
        {CW_TAG_NAV, -8, CW_FURNITURE_NAVIGATION},
        {CW_TAG_FOOTER, -6, CW_FURNITURE_LEGAL},
        {CW_TAG_ASIDE, -5, CW_FURNITURE_RELATED},
        {CW_TAG_FORM, -4, CW_FURNITURE_OTHER},
        {CW_TAG_BUTTON, -8, CW_FURNITURE_NAVIGATION},
        {CW_TAG_SELECT, -8, CW_FURNITURE_NAVIGATION},
        {CW_TAG_TEXTAREA, -8, CW_FURNITURE_OTHER},
        {CW_TAG_LABEL, -4, CW_FURNITURE_OTHER},
        {CW_TAG_FIGCAPTION, -6, CW_FURNITURE_CAPTION},
        {CW_TAG_FIGURE, -4, CW_FURNITURE_CAPTION},
        {CW_TAG_ARTICLE, 2, CW_FURNITURE_NONE},
        {CW_TAG_MAIN, 1, CW_FURNITURE_NONE},
        {CW_TAG_P, 2, CW_FURNITURE_NONE},
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (tags[i].tag == tag) {
            points->up = tags[i].points > 0 ? tags[i].points : 0;
            if (tags[i].points < 0) {
                points->down = tags[i].points;
                points->kind = tags[i].kind;
            }
        }
}

static node_points find_points(const cw_html_tree *tree, uint32_t node,
                               uint32_t prose)
{
    const cw_html_node *element = &tree->nodes[node];
    node_points points = {
        .is_known = true, .prose = prose, .names = element->tag};
    if (element->kind != CW_NODE_ELEMENT || element->tag == CW_TAG_BODY ||
        element->tag == CW_TAG_HTML)
        return points;
    add_tag(element->tag, &points);
    cw_bytes names = cw_html_attribute_value(tree, node, CW_LIT("class"));
    for (size_t i = 0; i < names.n && i < NAME_BYTES; i++)
        points.names = (points.names ^ names.at[i]) * 16777619u;
    add_words(names, &points);
    add_words(cw_html_attribute_value(tree, node, CW_LIT("id")), &points);
    add_words(cw_html_attribute_value(tree, node, CW_LIT("role")), &points);
    cw_bytes item = cw_html_attribute_value(tree, node, CW_LIT("itemprop"));
    if (cw_bytes_equal(item, CW_LIT("articleBody")))
        points.up = 6;
    /* An element that holds the whole report often bears many words. */
    if (element->tag == CW_TAG_ARTICLE || element->tag == CW_TAG_MAIN)
        points.down = 0;
    return points;
}

/* Elements that say what a piece is. The nearest one decides. */
static uint8_t form_of(uint8_t tag)
{
    switch (tag) {
    case CW_TAG_P:
        return CW_FORM_PARAGRAPH;
    case CW_TAG_H1:
        return CW_FORM_TITLE;
    case CW_TAG_H2:
    case CW_TAG_H3:
    case CW_TAG_H4:
    case CW_TAG_H5:
    case CW_TAG_H6:
        return CW_FORM_HEADING;
    case CW_TAG_LI:
    case CW_TAG_DD:
    case CW_TAG_DT:
        return CW_FORM_LIST;
    case CW_TAG_BLOCKQUOTE:
        return CW_FORM_QUOTE;
    case CW_TAG_TD:
    case CW_TAG_TH:
        return CW_FORM_TABLE;
    case CW_TAG_FIGCAPTION:
    case CW_TAG_FIGURE:
        return CW_FORM_CAPTION;
    default:
        return CW_FORM_NONE;
    }
}

static void read_ancestors(const cw_html_tree *tree, uint32_t node,
                           node_points *memo, uint32_t article_prose,
                           cw_piece *piece)
{
    uint64_t all_prose = memo[0].prose;
    int up = 0, down = 0, n_near = 0;
    piece->group = tree->nodes[node].parent;
    piece->names = 2166136261u;
    for (size_t depth = 0; node != 0 && depth < ANCESTORS_MAX; depth++) {
        const cw_html_node *element = &tree->nodes[node];
        if (!memo[node].is_known)
            memo[node] = find_points(tree, node, memo[node].prose);
        if (depth < NAMED_LEVELS)
            piece->names = (piece->names ^ memo[node].names) * 16777619u;
        if (depth >= 1 && depth <= 4)
            piece->share[depth - 1] =
                (uint16_t)(all_prose > 0
                               ? (uint64_t)memo[node].prose * 1000 / all_prose
                               : 0);
        if (element->tag == CW_TAG_ARTICLE && piece->in_article == 0)
            piece->in_article = memo[node].prose == article_prose ? 1 : 2;
        piece->depth = (uint8_t)depth;
        if (memo[node].up > up)
            up = memo[node].up;
        bool holds_report =
            (uint64_t)memo[node].prose * 100 > all_prose * HOLDER_PERCENT;
        if (memo[node].down < down && !holds_report) {
            down = memo[node].down;
            piece->tree_kind = memo[node].kind;
        }
        uint8_t form = form_of(element->tag);
        if (form != CW_FORM_NONE && n_near < 6 &&
            (piece->form == CW_FORM_NONE ||
             (piece->form == CW_FORM_PARAGRAPH &&
              (form == CW_FORM_LIST || form == CW_FORM_QUOTE ||
               form == CW_FORM_CAPTION || form == CW_FORM_TABLE))))
            piece->form = form;
        n_near++;
        node = element->parent;
    }
    piece->tag_points = (int16_t)(up + down);
    piece->tag_down = (int16_t)down;
}

/* Characters of links in range. *run is the first run of the segment that may
 * reach into it, and moves on with the range: a segment of many pieces is
 * walked once. */
static uint32_t link_chars(const cw_html_text *text,
                           const cw_html_segment *segment, cw_range range,
                           uint32_t *run)
{
    const cw_html_run *runs = text->runs + segment->first_run;
    uint32_t n = 0;
    while (*run < segment->n_runs && runs[*run].text.to <= range.from)
        ++*run;
    for (uint32_t i = *run; i < segment->n_runs && runs[i].text.from < range.to;
         i++)
        n += runs[i].is_link ? runs[i].text.to - runs[i].text.from : 0;
    return n;
}

/* Where two line ends follow each other in text[from, end), or end. Hardly a
 * segment holds one, so that asking for the first of them is the whole work. */
static size_t empty_line(cw_bytes text, size_t from, size_t end)
{
    const uint8_t *at;
    while (from < end && (at = memchr(text.at + from, '\n', end - from))) {
        from = (size_t)(at - text.at) + 1;
        if (from < end && text.at[from] == '\n')
            return from - 1;
    }
    return end;
}

/* A segment with empty lines inside (two <br>) is several pieces. */
static CW_CHECK cw_status add_segment(cw_sheet *sheet, const cw_web *web,
                                      const cw_html_segment *segment,
                                      node_points *memo, uint32_t article_prose)
{
    cw_status status = CW_OK;
    size_t from = segment->text.from;
    uint32_t run = 0;
    while (from < segment->text.to && status == CW_OK) {
        size_t to = empty_line(web->text.text, from, segment->text.to);
        cw_range range = {(uint32_t)from, (uint32_t)to};
        cw_piece *piece;
        status = cw_sheet_add(sheet, range, &piece);
        if (status == CW_OK && piece) {
            read_ancestors(&web->tree, segment->node, memo, article_prose,
                           piece);
            piece->n_link = link_chars(&web->text, segment, piece->range, &run);
            piece->has_gap = true;
            piece->node = segment->node;
        }
        from = to + 1;
    }
    return status;
}

/* Bytes of prose below every element; memo[0] has those of the page. */
static void count_prose(const cw_web *web, node_points *memo)
{
    for (size_t i = 0; i < web->text.n_segments; i++) {
        const cw_html_segment *segment = &web->text.segments[i];
        uint32_t n = segment->text.to - segment->text.from, run = 0;
        if (n < PROSE_BYTES_MIN ||
            link_chars(&web->text, segment, segment->text, &run) * 2 > n)
            continue;
        memo[0].prose += n;
        uint32_t node = segment->node;
        for (size_t depth = 0; node != 0 && depth < ANCESTORS_MAX; depth++) {
            memo[node].prose += n;
            node = web->tree.nodes[node].parent;
        }
    }
}

cw_status cw_web_read(cw_sheet *sheet, cw_arena *memory, cw_web *web)
{
    cw_status status = cw_html_tree_build(sheet->page->utf8, NULL, memory,
                                          sheet->scratch, &web->tree);
    if (status == CW_OK)
        status = cw_html_text_build(&web->tree, sheet->page, memory,
                                    sheet->scratch, &web->text);
    if (status != CW_OK)
        return status;
    sheet->text = web->text.text;
    sheet->map = web->text.map;
    sheet->cut = web->tree.cut != NULL ? web->tree.cut : web->text.cut;
    cw_mark mark = cw_arena_mark(memory);
    node_points *memo = cw_arena_array(memory, web->tree.n_nodes, sizeof *memo);
    if (!memo)
        return CW_NO_MEMORY;
    count_prose(web, memo);
    uint32_t article_prose = 0; // of the article that has most
    for (uint32_t node = 1; node < web->tree.n_nodes; node++)
        if (web->tree.nodes[node].tag == CW_TAG_ARTICLE &&
            memo[node].prose > article_prose)
            article_prose = memo[node].prose;
    for (size_t i = 0; i < web->text.n_segments && status == CW_OK; i++)
        status = add_segment(sheet, web, &web->text.segments[i], memo,
                             article_prose);
    cw_arena_reset(memory, mark);
    return status;
}
