/* token.c: words, numbers and signs of the blocks that are read.
 *
 * As in Universal Dependencies for English, contractions are parted (do|n't,
 * Ito|'s) and a full stop stands alone unless it belongs to an abbreviation;
 * unlike there, a hyphenated word stays whole ("two-day"). One pass, every
 * byte looked at a bounded number of times. */
#include "annotate/annotate_int.h"
#include "annotate/words.h"
#include "base/utf8.h"

typedef enum { KIND_SPACE, KIND_WORD, KIND_DIGIT, KIND_SIGN } char_kind;

/* Kind of the character at `at`; *next is where the following one begins. */
static char_kind kind_at(cw_bytes text, size_t at, size_t *next)
{
    uint8_t c = text.at[at];
    uint32_t point;
    *next = at + 1;
    if (c < 0x80) {
        if (cw_is_alpha(c))
            return KIND_WORD;
        if (cw_is_digit(c))
            return KIND_DIGIT;
        return c <= ' ' || c == 0x7F ? KIND_SPACE : KIND_SIGN;
    }
    *next = at;
    point = cw_utf8_next(text, next);
    if (cw_utf8_is_space(point) || point == 0x200B || point == 0x200E ||
        point == 0x200F)
        return KIND_SPACE;
    // combining marks go on with the word they stand on
    if (cw_utf8_is_letter(point) || (point >= 0x300 && point <= 0x36F) ||
        (point >= 0x900 && point <= 0xDFF) || point == 0xAD)
        return KIND_WORD;
    return KIND_SIGN;
}

static char_kind kind_of(cw_bytes text, size_t at, size_t end)
{
    size_t next;
    return at < end ? kind_at(text, at, &next) : KIND_SPACE;
}

/* Bytes of an apostrophe at `at`: ' or U+2019; 0 when there is none. */
static size_t apostrophe_at(cw_bytes text, size_t at, size_t end)
{
    if (at < end && text.at[at] == '\'')
        return 1;
    if (at + 3 <= end && text.at[at] == 0xE2 && text.at[at + 1] == 0x80 &&
        text.at[at + 2] == 0x99)
        return 3;
    return 0;
}

/* Bytes of a hyphen that may stand inside a word: -, U+2010, U+2011. */
static size_t hyphen_at(cw_bytes text, size_t at, size_t end)
{
    if (at < end && text.at[at] == '-')
        return 1;
    if (at + 3 <= end && text.at[at] == 0xE2 && text.at[at + 1] == 0x80 &&
        (text.at[at + 2] == 0x90 || text.at[at + 2] == 0x91))
        return 3;
    return 0;
}

static cw_status add_token(cw_draft *draft, size_t from, size_t to)
{
    cw_token *token;
    uint8_t c = from < to ? draft->text.at[from] : 0;
    if (from >= to)
        return CW_OK;
    token = cw_draft_add(draft, &draft->tokens, sizeof *token, CW_MAX_TOKENS);
    if (!token)
        return draft->is_cut ? CW_LIMIT : CW_NO_MEMORY;
    *token = (cw_token){.range = {(uint32_t)from, (uint32_t)to}};
    if (cw_is_digit(c))
        token->shape |= CW_SHAPE_DIGIT;
    if (from > 0) {
        size_t before = from, next;
        cw_utf8_before(draft->text, &before);
        if (kind_at(draft->text, before, &next) == KIND_SPACE)
            token->shape |= CW_SHAPE_SPACE_BEFORE;
    }
    return CW_OK;
}

/* ---- numbers ----------------------------------------------------------- */

static size_t digits_from(cw_bytes text, size_t at, size_t end)
{
    while (at < end && cw_is_digit(text.at[at]))
        at++;
    return at;
}

/* "2023-10-17", "17/10/2023", "10:30:15", "1,234.5": digits joined by single
 * , . : / and, in an ISO date only, by -. */
static size_t number_end(cw_bytes text, size_t at, size_t end)
{
    size_t from = at;
    at = digits_from(text, at, end);
    if (at - from == 4 && at + 6 <= end && text.at[at] == '-' &&
        digits_from(text, at + 1, end) == at + 3 && text.at[at + 3] == '-' &&
        digits_from(text, at + 4, end) == at + 6)
        return at + 6;
    while (at + 1 < end && cw_is_digit(text.at[at + 1]) &&
           (text.at[at] == ',' || text.at[at] == '.' || text.at[at] == ':' ||
            text.at[at] == '/'))
        at = digits_from(text, at + 1, end);
    return at;
}

/* ---- words ------------------------------------------------------------- */

/* Runs of letters and digits, joined by single inner hyphens, apostrophes,
 * full stops between letters (U.S.) and & or _ (AT&T). */
static size_t word_end(cw_bytes text, size_t at, size_t end)
{
    while (at < end) {
        size_t next, join;
        char_kind kind = kind_at(text, at, &next);
        if (kind == KIND_WORD || kind == KIND_DIGIT) {
            at = next;
            continue;
        }
        if (kind != KIND_SIGN)
            break;
        join = apostrophe_at(text, at, end);
        if (!join)
            join = hyphen_at(text, at, end);
        if (!join && (text.at[at] == '&' || text.at[at] == '_'))
            join = 1;
        if (!join)
            break;
        kind = kind_of(text, at + join, end);
        if (kind != KIND_WORD && kind != KIND_DIGIT)
            break;
        at += join;
    }
    return at;
}

/* "U.S.", "e.g.", "J.P.": single letters each with its full stop, from `at`;
 * the end of the run, or `at` when it is none. */
static size_t dotted_end(cw_bytes text, size_t at, size_t end)
{
    size_t from = at, n = 0;
    while (at + 1 < end && cw_is_alpha(text.at[at]) && text.at[at + 1] == '.') {
        at += 2;
        n++;
    }
    if (n >= 2 && at < end && cw_is_alpha(text.at[at]) &&
        kind_of(text, at + 1, end) != KIND_WORD)
        at++; // "U.S.A"
    return n >= 2 ? at : from;
}

/* Web and mail addresses and @names run to the next white space, without
 * punctuation at their end. */
static size_t address_end(cw_bytes text, size_t from, size_t end)
{
    size_t at = from;
    while (at < end && text.at[at] > ' ' && text.at[at] != '"' &&
           text.at[at] != '<' && text.at[at] != '>' && text.at[at] < 0x7F)
        at++;
    while (at > from && strchr(".,;:!?')]}", text.at[at - 1]))
        at--;
    return at;
}

static bool is_address(cw_bytes text, size_t from, size_t end)
{
    cw_bytes rest = cw_bytes_cut(text, from, end);
    return cw_bytes_starts_fold(rest, CW_LIT("http://")) ||
           cw_bytes_starts_fold(rest, CW_LIT("https://")) ||
           cw_bytes_starts_fold(rest, CW_LIT("www."));
}

/* Where the clitic of a word begins: do|n't, Ito|'s, we|'ll, can|not; `to`
 * when it has none. */
static size_t clitic_at(cw_bytes text, size_t from, size_t to)
{
    static const char *const endings[] = {"s",  "S",  "re", "RE", "ve", "VE",
                                          "ll", "LL", "d",  "D",  "m",  "M"};
    cw_bytes word = cw_bytes_cut(text, from, to);
    if (word.n == 6 && cw_bytes_equal_fold(word, CW_LIT("cannot")))
        return from + 3;
    for (size_t back = 1; back <= 2 && back < word.n; back++) {
        size_t mark = to - back, size = 0;
        if (mark - from >= 1 && text.at[mark - 1] == '\'')
            size = 1;
        else if (mark - from >= 3 && apostrophe_at(text, mark - 3, to) == 3)
            size = 3;
        if (!size || mark - size == from)
            continue;
        if (back == 1 && (text.at[mark] == 't' || text.at[mark] == 'T') &&
            (text.at[mark - size - 1] | 32) == 'n' && mark - size - 1 > from)
            return mark - size - 1;
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
            if (strlen(endings[i]) == back &&
                memcmp(text.at + mark, endings[i], back) == 0)
                return mark - size;
        return to;
    }
    return to;
}

/* Abbreviations that keep their full stop: the word list's own entries with
 * a stop ("mr.", "sept.") and these. ^ only with a capital ("Wash.", not
 * "they wash."), # only before a digit ("No. 5", not "he said no."). */
static const char *const abbreviations[] = {
    "approx.", "assn.",  "^ave.",  "^bldg.", "^blvd.", "^bros.", "^calif.",
    "cf.",     "^co.",   "^colo.", "^conn.", "^corp.", "dept.",  "est.",
    "etc.",    "#fig.",  "#figs.", "^fla.",  "^ft.",   "govt.",  "^ill.",
    "^inc.",   "intl.",  "^jr.",   "^ltd.",  "^mass.", "^mich.", "^minn.",
    "^miss.",  "^mo.",   "^mt.",   "#no.",   "#nos.",  "^okla.", "^ore.",
    "#p.",     "^pa.",   "^penn.", "^plc.",  "#pp.",   "^ph.",   "^rd.",
    "^sq.",    "^sr.",   "#tel.",  "^tenn.", "^tex.",  "^univ.", "^va.",
    "#vol.",   "#vols.", "^wash.", "^wis.",  "^ariz.", "^esq.",  "^supt.",
    "^insp.",  "^pvt.",  "^cpl.",  "^amb.",  "^atty.", "^dist.", "vs.",
};

static bool is_abbreviation(cw_bytes text, size_t from, size_t to, size_t end)
{
    bool is_upper = cw_is_upper(text.at[from]), is_digit_next;
    uint8_t form[CW_MAX_WORD_BYTES];
    size_t n = cw_word_fold(cw_bytes_cut(text, from, to + 1), form);
    size_t after = to + 1;
    while (after < end && after < to + 4 && text.at[after] == ' ')
        after++;
    is_digit_next = after < end && cw_is_digit(text.at[after]);
    if (n < 2)
        return false;
    if (n == 2)
        return is_upper || (form[0] == 'p' && is_digit_next);
    if (is_upper && cw_words_find((cw_bytes){form, n}).n)
        return true;
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
        const char *known = abbreviations[i];
        bool is_good = *known == '^'   ? is_upper
                       : *known == '#' ? is_digit_next
                                       : true;
        known += *known == '^' || *known == '#';
        if (is_good && strlen(known) == n && memcmp(known, form, n) == 0)
            return true;
    }
    return false;
}

/* "(D-Mont.)", "(R-S.C.)": where the short form of a state behind the letter
 * of a party ends; `at` when it is none. */
static size_t party_end(cw_bytes text, size_t at, size_t end)
{
    static const char *const states[] = {
        "ala",  "ariz", "ark",  "calif", "colo", "conn", "del", "fla",  "ga",
        "ill",  "ind",  "kan",  "ky",    "la",   "mass", "md",  "mich", "minn",
        "miss", "mo",   "mont", "neb",   "nev",  "okla", "ore", "pa",   "tenn",
        "tex",  "va",   "vt",   "wash",  "wis",  "wyo"};
    size_t state = at + 2, to;
    if (state >= end || text.at[at + 1] != '-' || !cw_is_upper(text.at[at]) ||
        !cw_is_upper(text.at[state]))
        return at;
    to = dotted_end(text, state, end);
    if (to > state)
        return to;
    to = word_end(text, state, end);
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (to < end && text.at[to] == '.' &&
            cw_bytes_are_fold(cw_bytes_cut(text, state, to), states[i]))
            return to + 1;
    return at;
}

static cw_status add_word(cw_draft *draft, size_t at, size_t end, size_t *next)
{
    cw_bytes text = draft->text;
    size_t to = dotted_end(text, at, end), clitic;
    if (to == at)
        to = party_end(text, at, end);
    cw_status status;
    if (to == at) {
        to = word_end(text, at, end);
        if (to < end && text.at[to] == '@')
            to = address_end(text, at, end);
        else if (to < end && text.at[to] == '.' &&
                 is_abbreviation(text, at, to, end))
            to++;
        else if (to + 3 < end && text.at[to] == '.' && to - at >= 2 &&
                 cw_is_lower(text.at[to - 1]) && cw_is_lower(text.at[to + 1]) &&
                 cw_is_lower(text.at[to + 2]))
            to = address_end(text, at, end); // example.org
    }
    *next = to;
    clitic = clitic_at(text, at, to);
    status = add_token(draft, at, clitic);
    return status == CW_OK ? add_token(draft, clitic, to) : status;
}

/* A sign: runs of one of . - = * _ ~ # + and of ! with ? make one token. */
static size_t sign_end(cw_bytes text, size_t at, size_t end)
{
    uint8_t c = text.at[at];
    size_t next;
    kind_at(text, at, &next);
    if (c == '!' || c == '?') {
        while (next < end && (text.at[next] == '!' || text.at[next] == '?'))
            next++;
    } else if (c < 0x80 && strchr(".-=*_~#+", c)) {
        while (next < end && text.at[next] == c)
            next++;
    }
    return next;
}

static cw_status add_number(cw_draft *draft, size_t at, size_t end,
                            size_t *next)
{
    cw_bytes text = draft->text;
    size_t to = number_end(text, at, end);
    char_kind kind = kind_of(text, to, end);
    size_t hyphen = hyphen_at(text, to, end);
    size_t n_mark = apostrophe_at(text, to, end);
    // "40m", "10th", "5,000-word", "1990's": a number with letters to it
    if (kind == KIND_WORD ||
        (hyphen && kind_of(text, to + hyphen, end) == KIND_WORD))
        to = word_end(text, to, end);
    else if (n_mark && to + n_mark < end && text.at[to + n_mark] == 's' &&
             kind_of(text, to + n_mark + 1, end) != KIND_WORD)
        to += n_mark + 1;
    *next = to;
    return add_token(draft, at, to);
}

static cw_status block_tokens(cw_draft *draft, cw_range block)
{
    cw_bytes text = draft->text;
    size_t at = block.from, end = block.to;
    cw_status status = CW_OK;
    while (at < end && status == CW_OK) {
        size_t next;
        char_kind kind = kind_at(text, at, &next);
        if (kind == KIND_DIGIT) {
            status = add_number(draft, at, end, &next);
        } else if (kind == KIND_WORD && is_address(text, at, end)) {
            next = address_end(text, at, end);
            status = add_token(draft, at, next);
        } else if (kind == KIND_WORD) {
            status = add_word(draft, at, end, &next);
        } else if (kind == KIND_SIGN) {
            size_t mark = apostrophe_at(text, at, end);
            bool is_tag = (text.at[at] == '@' || text.at[at] == '#') &&
                          kind_of(text, at + 1, end) == KIND_WORD;
            if (is_tag)
                next = word_end(text, at + 1, end);
            else if (mark && at + mark + 1 < end && // 's after white space
                     text.at[at + mark] == 's' &&
                     kind_of(text, at + mark + 1, end) == KIND_SPACE)
                next = at + mark + 1;
            else
                next = sign_end(text, at, end);
            status = add_token(draft, at, next);
        }
        at = next > at ? next : at + 1;
    }
    return status;
}

cw_status cw_find_tokens(cw_draft *draft)
{
    cw_status status = CW_OK;
    for (size_t i = 0; i < draft->n_blocks && status == CW_OK; i++) {
        const cw_block *block = &draft->blocks[i];
        if (block->role == CW_ROLE_TITLE || cw_role_is_body(block->role))
            status = block_tokens(draft, block->range);
    }
    return status == CW_LIMIT ? CW_OK : status;
}
