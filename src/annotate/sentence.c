/* sentence.c: where sentences end, and what is a headline.
 *
 *   tokens   He | met | Mr. | Ek | . | ” | “ | No | , | ” | he | said | .
 *   ends                           x   ^closing marks stay with it
 *
 * A block's end always ends a sentence. Inside, full stops, question and
 * exclamation marks do, unless the words around say otherwise: after titles,
 * initials and other abbreviations, and where a lower-case word goes on. A
 * line break ends one only where the line was broken by hand. */
#include "annotate/sentence_int.h"
#include "annotate/words.h"
#include "base/utf8.h"

typedef struct {
    cw_draft *draft;
    size_t block;
    size_t first, end; // tokens of the block
    size_t wrap;       // widest line of the block; 0: no line breaks in it
} splitter;

static bool is_closing(cw_bytes word)
{
    static const char *const marks[] = {"”", "’", "\"", "'",  ")",
                                        "]", "}", "»",  "''", NULL};
    return cw_bytes_among_fold(word, marks);
}

static bool is_opening(cw_bytes word)
{
    static const char *const marks[] = {"“", "‘", "\"", "'", "(",
                                        "[", "{", "«",  "„", NULL};
    return cw_bytes_among_fold(word, marks);
}

static cw_bytes word_at(const splitter *s, size_t i)
{
    return cw_draft_word(s->draft, &s->draft->tokens.at[i]);
}

/* First letter is a capital, or the token is a number. */
static bool begins_sentence(cw_bytes word)
{
    size_t at = 0;
    uint32_t point;
    if (word.n == 0)
        return false;
    if (cw_is_digit(word.at[0]))
        return true;
    point = cw_utf8_next(word, &at);
    return cw_utf8_is_upper(point) ||
           (cw_utf8_is_letter(point) && !cw_utf8_is_lower(point));
}

/* Words that, with a capital, rather begin a sentence than go on with a name:
 * the closed classes and adverbs. */
static bool is_starter(cw_bytes word)
{
    cw_words words = cw_words_find_fold(word);
    for (size_t i = 0; i < words.n; i++)
        if ((words.at[i].classes & CW_WORD_FUNCTION) ||
            words.at[i].tag == CW_TAG_ADV)
            return true;
    return false;
}

bool cw_is_ellipsis(cw_bytes word)
{
    return cw_bytes_equal(word, CW_LIT("…")) ||
           (word.n > 1 && word.at[0] == '.' && word.at[1] == '.');
}

typedef enum { END_NO, END_MAYBE, END_YES } end_kind;

/* What the full stop inside or after the token says. MAYBE: an abbreviation
 * that also ends sentences ("U.S.", "Inc.", "p.m."). */
static end_kind end_kind_of(cw_bytes word)
{
    static const char *const never[] = {
        "vs.",  "cf.",  "#",     "fig.",  "figs.", "no.",  "nos.",    "p.",
        "pp.",  "vol.", "vols.", "mt.",   "ft.",   "ph.",  "supt.",   "insp.",
        "pvt.", "cpl.", "amb.",  "atty.", "e.g.",  "i.e.", "approx.", NULL};
    uint8_t form[CW_MAX_WORD_BYTES];
    cw_words words;
    size_t n;
    if (word.n == 0)
        return END_NO;
    if (word.at[0] == '!' || word.at[0] == '?')
        return END_YES;
    if (cw_is_ellipsis(word))
        return END_MAYBE;
    if (word.at[word.n - 1] != '.')
        return cw_bytes_equal(word, CW_LIT("。")) ? END_YES : END_NO;
    if (word.n == 1)
        return END_YES;
    if (cw_bytes_among_fold(word, never))
        return END_NO;
    n = cw_word_fold(word, form);
    words = cw_words_find((cw_bytes){form, n});
    if (words.n && (words.at[0].classes & CW_WORD_HONORIFIC))
        return END_NO;
    return END_MAYBE;
}

/* Does the sentence go on after the abbreviation `word` (MAYBE) with `next`,
 * which begins with a capital or a digit? */
static bool goes_on(cw_bytes word, cw_bytes next, bool is_quote_between)
{
    static const char *const day_parts[] = {"a.m.", "p.m.", NULL};
    cw_words words = cw_words_find_fold(next);
    bool is_initial = word.n == 2;
    if (cw_bytes_among_fold(word, day_parts)) {
        static const char *const zones[] = {"EST", "EDT",   "ET",  "GMT", "PST",
                                            "PDT", "PT",    "UTC", "CET", "BST",
                                            "IST", "local", NULL};
        return cw_bytes_among_fold(next, zones) ||
               (words.n &&
                (words.at[0].classes & (CW_WORD_WEEKDAY | CW_WORD_MONTH)));
    }
    if (is_quote_between)
        return false;
    if (cw_bytes_equal_fold(word, CW_LIT("etc.")))
        return false;
    if (is_initial && !cw_bytes_equal(word, CW_LIT("I.")))
        return !is_starter(next) || next.n == 2;
    return !is_starter(next);
}

/* A line of the block that was broken by hand: the next line's first word
 * would have had room on it. Long lines are never wrapped. */
static bool is_line_end(const splitter *s, size_t i)
{
    cw_bytes text = s->draft->text;
    size_t from = s->draft->tokens.at[i].range.to;
    size_t to = s->draft->tokens.at[i + 1].range.from;
    size_t line = from, n_breaks = 0;
    if (s->wrap == 0)
        return false;
    for (size_t at = from; at < to; at++)
        n_breaks += text.at[at] == '\n';
    if (n_breaks == 0)
        return false;
    if (n_breaks > 1)
        return true;
    if (!begins_sentence(word_at(s, i + 1)) && !is_opening(word_at(s, i + 1)))
        return false;
    if (s->wrap > 120)
        return true;
    while (line > 0 && text.at[line - 1] != '\n' && from - line <= 120)
        line--;
    return from - line + 1 + word_at(s, i + 1).n + 8 < s->wrap;
}

/* "Stop!" Mr Ek said: after a quotation that ends in ! or ?, a verb of saying
 * stands among the next words, before any other punctuation. */
static bool is_attribution(const splitter *s, size_t i, size_t next)
{
    if (word_at(s, i).at[0] == '.')
        return false;
    for (size_t k = next; k < s->end && k < next + 6; k++) {
        cw_bytes word = word_at(s, k);
        cw_words words = cw_words_find_fold(word);
        if (!cw_is_alpha(word.at[0]) && word.at[0] < 0x80)
            return false;
        for (size_t w = 0; k > next && w < words.n; w++)
            if ((words.at[w].classes & CW_WORD_SAY) &&
                (words.at[w].form & (CW_FORM_PAST | CW_FORM_PRESENT_S)))
                return true;
    }
    return false;
}

/* Does a sentence end with token i? *last is its last token, with the marks
 * that close quotations and brackets. */
static bool ends_at(const splitter *s, size_t i, size_t begin, size_t *last)
{
    const cw_token *tokens = s->draft->tokens.at;
    end_kind kind = end_kind_of(word_at(s, i));
    bool is_quote_between = false;
    cw_bytes next;
    size_t j = i;
    *last = i;
    if (kind == END_NO)
        return false;
    while (j + 1 < s->end && is_closing(word_at(s, j + 1)) &&
           !(tokens[j + 1].shape & CW_SHAPE_SPACE_BEFORE))
        j++;
    *last = j;
    if (j + 1 >= s->end)
        return true;
    if (!(tokens[j + 1].shape & CW_SHAPE_SPACE_BEFORE)) {
        // "end.[1]", "end.The": a missing blank, not an inner full stop
        if (kind != END_YES || !begins_sentence(word_at(s, j + 1)) ||
            cw_is_digit(word_at(s, j + 1).at[0]) || word_at(s, i).at[0] != '.')
            return false;
        return word_at(s, i).n == 1 && i > begin &&
               tokens[i - 1].range.to - tokens[i - 1].range.from > 2 &&
               word_at(s, j + 1).n > 1;
    }
    // "1. Water": the number of an item of a list
    if (kind == END_YES && i == begin + 1 && word_at(s, i).at[0] == '.' &&
        (tokens[begin].shape & CW_SHAPE_DIGIT) && j == i)
        return false;
    if (j > i && is_attribution(s, i, j + 1))
        return false;
    next = word_at(s, j + 1);
    for (size_t k = j + 1; k < s->end && k < j + 4; k++) {
        next = word_at(s, k);
        if (!is_opening(next) && !cw_bytes_equal(next, CW_LIT("-")) &&
            !cw_bytes_equal(next, CW_LIT("…")))
            break;
        is_quote_between |= is_opening(next);
    }
    if (!begins_sentence(next))
        return is_quote_between && kind == END_YES && j == i &&
               word_at(s, i).at[0] == '.';
    return kind == END_YES ||
           !goes_on(word_at(s, i), next, is_quote_between || j > i);
}

/* The first word or number of a sentence. */
static void set_first(splitter *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        cw_token *token = &s->draft->tokens.at[i];
        if (token->shape & (CW_SHAPE_LETTER | CW_SHAPE_DIGIT)) {
            token->shape |= CW_SHAPE_FIRST;
            return;
        }
    }
}

/* Most words of four letters and more have a capital, or the block is the
 * title; no full stop at its end. */
static bool is_headline(const splitter *s, size_t from, size_t to)
{
    uint8_t role = s->draft->blocks[s->block].role;
    size_t n_long = 0, n_upper = 0;
    if (role == CW_ROLE_TITLE || role == CW_ROLE_HEADING)
        return true;
    if (to - from < 4 || to - from > 30 ||
        cw_bytes_equal(word_at(s, to - 1), CW_LIT(".")))
        return false;
    for (size_t i = from; i < to; i++) {
        const cw_token *token = &s->draft->tokens.at[i];
        if (!(token->shape & CW_SHAPE_LETTER) || word_at(s, i).n < 4)
            continue;
        n_long++;
        n_upper += token->shape & CW_SHAPE_UPPER_FIRST ? 1 : 0;
    }
    return n_long >= 3 && n_upper * 10 >= n_long * 8;
}

static cw_status add_sentence(splitter *s, size_t from, size_t to)
{
    cw_draft *draft = s->draft;
    cw_sentence *sentence;
    if (from >= to)
        return CW_OK;
    sentence =
        cw_draft_add(draft, &draft->sentences, sizeof *sentence, CW_MAX_MARKS);
    if (!sentence)
        return draft->is_cut ? CW_LIMIT : CW_NO_MEMORY;
    set_first(s, from, to);
    *sentence = (cw_sentence){
        .range = {draft->tokens.at[from].range.from,
                  draft->tokens.at[to - 1].range.to},
        .first = (uint32_t)from,
        .n = (uint32_t)(to - from),
        .block = (uint32_t)s->block,
        .role = draft->blocks[s->block].role,
        .is_headline = is_headline(s, from, to),
        .begins_block = from == s->first,
    };
    return CW_OK;
}

/* Straight and curly double marks turn quotation on and off; it never lasts
 * beyond its block. */
static void set_quoted(const splitter *s)
{
    bool is_quoted = false;
    for (size_t i = s->first; i < s->end; i++) {
        cw_bytes word = word_at(s, i);
        if (cw_bytes_equal(word, CW_LIT("“")) ||
            cw_bytes_equal(word, CW_LIT("«")))
            is_quoted = true;
        else if (cw_bytes_equal(word, CW_LIT("”")) ||
                 cw_bytes_equal(word, CW_LIT("»")))
            is_quoted = false;
        else if (cw_bytes_equal(word, CW_LIT("\"")))
            is_quoted = !is_quoted;
        else if (is_quoted)
            s->draft->tokens.at[i].shape |= CW_SHAPE_QUOTED;
    }
}

/* The rules' ends of one block; given sentences end with their block only. */
static void guess_block(const splitter *s, uint8_t *ends)
{
    size_t begin = s->first;
    bool is_given = s->draft->is_given;
    for (size_t i = s->first; i < s->end; i++) {
        size_t last = i;
        bool is_end = !is_given && ends_at(s, i, begin, &last);
        if (!is_end && (i + 1 == s->end || (!is_given && is_line_end(s, i)))) {
            ends[i] = CW_END_RULE | CW_END_FIXED;
            begin = i + 1;
        } else if (is_end) {
            ends[last] = CW_END_RULE;
            begin = last + 1;
            i = last;
        }
    }
    ends[s->end - 1] |= CW_END_FIXED;
}

static cw_status split_block(splitter *s, const uint8_t *ends)
{
    size_t begin = s->first;
    cw_status status = CW_OK;
    for (size_t i = s->first; i < s->end && status == CW_OK; i++) {
        bool is_end = ends[i] & CW_END_YES ||
                      (ends[i] & CW_END_RULE && !(ends[i] & CW_END_NO)) ||
                      i + 1 == s->end ||
                      i + 1 - begin >= CW_MAX_SENTENCE_TOKENS;
        if (!is_end)
            continue;
        status = add_sentence(s, begin, i + 1);
        begin = i + 1;
    }
    return status;
}

static size_t widest_line(cw_bytes text, cw_range block)
{
    size_t widest = 0, line = block.from;
    bool has_break = false;
    for (size_t at = block.from; at <= block.to; at++)
        if (at == block.to || text.at[at] == '\n') {
            widest = at - line > widest ? at - line : widest;
            line = at + 1;
            has_break |= at < block.to;
        }
    return has_break ? widest : 0;
}

/* The next block that has tokens, behind token *token; false at the end. */
static bool next_block(cw_draft *draft, size_t *block, size_t *token,
                       splitter *s)
{
    for (; *block < draft->n_blocks; ++*block) {
        cw_range range = draft->blocks[*block].range;
        *s = (splitter){.draft = draft, .block = *block, .first = *token};
        while (*token < draft->tokens.n &&
               draft->tokens.at[*token].range.from < range.to)
            ++*token;
        s->end = *token;
        if (s->first == s->end)
            continue;
        s->wrap = widest_line(draft->text, range);
        ++*block;
        return true;
    }
    return false;
}

void cw_ends_guess(cw_draft *draft, uint8_t *ends)
{
    size_t block = 0, token = 0;
    splitter s;
    while (next_block(draft, &block, &token, &s)) {
        set_quoted(&s);
        guess_block(&s, ends);
    }
}

cw_status cw_find_sentences(cw_draft *draft)
{
    size_t block = 0, token = 0;
    cw_status status = CW_OK;
    splitter s;
    uint32_t manner;
    uint8_t *ends = cw_arena_array(draft->arena, draft->tokens.n, 1);
    if (!ends)
        return CW_NO_MEMORY;
    cw_ends_guess(draft, ends);
    manner = cw_ends_manner(draft, ends, 0, draft->tokens.n);
    while (status == CW_OK && next_block(draft, &block, &token, &s)) {
        if (draft->model.ends.n_labels > 0 && !draft->is_given)
            cw_ends_decide(draft, ends, s.first, s.end, manner);
        status = split_block(&s, ends);
    }
    return status == CW_LIMIT ? CW_OK : status;
}
