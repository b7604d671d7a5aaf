/* quotes_marks.c: which quotation mark closes which.
 *
 *   “One.            opened, not closed: the next paragraph opens again,
 *   “Two,” she said.   so both are one speech of two pieces
 *
 * A single mark is told from an apostrophe by the blanks around it. Double
 * marks may hold single ones, never the other way round. A mark that nothing
 * closes ends with its paragraph. */
#include "annotate/quotes_int.h"

typedef enum { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER } mark_side;

typedef struct {
    mark_side side;
    bool is_single;
} mark_kind;

static mark_kind mark_of(cw_bytes word)
{
    static const struct {
        const char *text;
        mark_kind mark;
    } marks[] = {
        {"\"", {MARK_EITHER, false}}, {"“", {MARK_OPEN, false}},
        {"”", {MARK_CLOSE, false}},   {"„", {MARK_OPEN, false}},
        {"«", {MARK_OPEN, false}},    {"»", {MARK_CLOSE, false}},
        {"``", {MARK_OPEN, false}},   {"''", {MARK_EITHER, false}},
        {"‘", {MARK_OPEN, true}},     {"’", {MARK_CLOSE, true}},
        {"‚", {MARK_OPEN, true}},     {"'", {MARK_EITHER, true}},
        {"‹", {MARK_OPEN, true}},     {"›", {MARK_CLOSE, true}},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cw_bytes_are(word, marks[i].text))
            return marks[i].mark;
    return (mark_kind){MARK_NONE, false};
}

static bool may_be_mark(cw_bytes word)
{
    return word.n > 0 && word.n <= 3 &&
           (word.at[0] == '"' || word.at[0] == '\'' || word.at[0] == '`' ||
            word.at[0] == 0xC2 || word.at[0] == 0xE2);
}

static bool has_space_before(const cw_draft *draft, uint32_t i)
{
    return i == 0 || (cw_look(draft, i)->shape & CW_SHAPE_SPACE_BEFORE) ||
           cw_look(draft, i)->range.from > cw_look(draft, i - 1)->range.to;
}

static bool has_space_after(const cw_draft *draft, uint32_t i)
{
    return i + 1 >= draft->tokens.n || has_space_before(draft, i + 1) ||
           cw_look_tag(draft, i + 1) == CW_TAG_PUNCT;
}

/* Which side a mark stands on here; MARK_NONE for an apostrophe. */
static mark_side side_here(const cw_draft *draft, uint32_t i, mark_kind mark,
                           bool is_open)
{
    bool opens =
        has_space_before(draft, i) || cw_look_tag(draft, i - 1) == CW_TAG_PUNCT;
    bool has_after = has_space_after(draft, i);
    if (!mark.is_single) {
        // blanks tell more than the mark: ”here” opens, „here“ closes, and
        // where one is missing what follows is not taken for speech
        if (has_space_before(draft, i) && !has_after)
            return MARK_OPEN;
        if (!opens && has_after)
            return MARK_CLOSE;
        if (mark.side != MARK_EITHER)
            return mark.side;
        return is_open ? MARK_CLOSE : MARK_OPEN;
    }
    if (is_open && mark.side != MARK_OPEN && has_after &&
        !has_space_before(draft, i))
        return MARK_CLOSE;
    if (!is_open && mark.side != MARK_CLOSE && opens &&
        i + 1 < draft->tokens.n && !has_space_before(draft, i + 1))
        return MARK_OPEN;
    return MARK_NONE;
}

/* A single mark opens a quotation only when one further on closes it. */
static bool is_closed_later(const cw_draft *draft, uint32_t i, uint32_t end)
{
    for (uint32_t k = i + 2; k < end && k < i + 120; k++) {
        cw_bytes word = cw_draft_word(draft, cw_look(draft, k));
        if (!may_be_mark(word))
            continue;
        mark_kind mark = mark_of(word);
        if (mark.is_single && side_here(draft, k, mark, true) == MARK_CLOSE)
            return true;
    }
    return false;
}

/* n_mark: tokens of each mark. */
static cw_status add_marked(cw_quotes *quotes, uint32_t open, uint32_t close,
                            uint32_t end, uint32_t continues, uint32_t n_mark)
{
    cw_draft *draft = quotes->draft;
    uint32_t to = close == CW_NONE ? end : close;
    if (to <= open + n_mark)
        return CW_OK;
    cw_marked *marked =
        cw_draft_add(draft, &quotes->marked, sizeof *marked, CW_MAX_MARKS);
    if (!marked)
        return draft->is_cut ? CW_OK : CW_NO_MEMORY;
    uint32_t number = (uint32_t)quotes->marked.n - 1;
    *marked = (cw_marked){.from = open + n_mark,
                          .to = to,
                          .open = open,
                          .close = close,
                          .next = CW_NONE,
                          .owner = CW_NONE,
                          .is_continued = continues != CW_NONE};
    if (continues != CW_NONE)
        quotes->marked.at[continues].next = number;
    if (close != CW_NONE)
        marked->close = close + n_mark - 1;
    for (uint32_t i = open; i < to + (close != CW_NONE ? n_mark : 0); i++)
        quotes->marked_at[i] = number;
    return CW_OK;
}

/* Two single marks without a blank between them are a double one. */
static bool is_doubled(const cw_draft *draft, uint32_t i, uint32_t end)
{
    return i + 1 < end && !has_space_before(draft, i + 1) &&
           cw_look_is(draft, i, "'") && cw_look_is(draft, i + 1, "'");
}

/* The marks of one block's tokens [from, end). *unclosed: the span before
 * that its block left open, in and out. */
static cw_status pair_block(cw_quotes *quotes, uint32_t from, uint32_t end,
                            uint32_t *unclosed)
{
    const cw_draft *draft = quotes->draft;
    uint32_t open = CW_NONE, n_open = 1, before = *unclosed;
    bool is_single = false;
    cw_status status = CW_OK;
    *unclosed = CW_NONE;
    for (uint32_t i = from; i < end && status == CW_OK; i++) {
        cw_bytes word = cw_draft_word(draft, cw_look(draft, i));
        if (!may_be_mark(word))
            continue;
        mark_kind mark = mark_of(word);
        if (mark.side == MARK_NONE)
            continue;
        bool is_open = open != CW_NONE;
        uint32_t at = i, n_mark = 1;
        if (mark.is_single && is_doubled(draft, i, end)) {
            mark = (mark_kind){MARK_EITHER, false};
            n_mark = 2;
            i++;
        }
        if (is_open && mark.is_single != is_single)
            continue;
        // a paragraph cannot begin with the end of a speech
        mark_side side = at == from && !mark.is_single
                             ? MARK_OPEN
                             : side_here(draft, at, mark, is_open);
        if (side == MARK_OPEN && !is_open) {
            if (mark.is_single && !is_closed_later(draft, at, end))
                continue;
            open = at;
            n_open = n_mark;
            is_single = mark.is_single;
        } else if (side == MARK_CLOSE && is_open && n_mark == n_open) {
            status = add_marked(quotes, open, at, end,
                                open == from ? before : CW_NONE, n_mark);
            open = CW_NONE;
        }
    }
    if (open != CW_NONE && status == CW_OK && !is_single) {
        size_t n = quotes->marked.n;
        status = add_marked(quotes, open, CW_NONE, end,
                            open == from ? before : CW_NONE, n_open);
        if (quotes->marked.n > n)
            *unclosed = (uint32_t)n;
    }
    return status;
}

/* The next block goes on with the speech only if it opens with a mark. */
static bool opens_with_mark(const cw_draft *draft, uint32_t i)
{
    mark_kind mark = mark_of(cw_draft_word(draft, cw_look(draft, i)));
    return !mark.is_single &&
           (mark.side == MARK_OPEN || mark.side == MARK_EITHER);
}

cw_status cw_quotes_pair(cw_quotes *quotes)
{
    const cw_draft *draft = quotes->draft;
    uint32_t unclosed = CW_NONE;
    cw_status status = CW_OK;
    for (size_t s = 0; s < draft->sentences.n && status == CW_OK;) {
        uint32_t block = draft->sentences.at[s].block;
        uint32_t from = draft->sentences.at[s].first, end = from;
        for (; s < draft->sentences.n && draft->sentences.at[s].block == block;
             s++)
            end = cw_look_end(&draft->sentences.at[s]);
        if (from == end)
            continue;
        if (unclosed != CW_NONE && !opens_with_mark(draft, from))
            unclosed = CW_NONE;
        status = pair_block(quotes, from, end, &unclosed);
    }
    return status;
}
