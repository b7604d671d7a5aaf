/* phrase.c: tokens of a block, and patterns over them. */
#include "clean/phrase.h"

#include "clean/letters.h"

static bool is_word_byte(uint8_t c)
{
    return cw_is_alpha(c) || cw_is_digit(c) || c >= 0x80;
}

/* Length of a multi-byte mark at text[at], and its class; 0: it is none.
 * Quotes and dashes of General Punctuation (E2 80 xx), NBSP and ©. */
static size_t wide_mark(cw_bytes text, size_t at, size_t end, uint8_t *mark)
{
    const uint8_t *p = text.at + at;
    if (end - at >= 2 && p[0] == 0xC2) {
        *mark = p[1] == 0xA9 ? 'c' : p[1] == 0xA0 ? ' ' : '*';
        return p[1] <= 0xBF ? 2 : 0;
    }
    if (end - at >= 3 && p[0] == 0xE2 && (p[1] == 0x80 || p[1] == 0x81)) {
        bool is_dash = p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x95;
        bool is_dots = p[1] == 0x80 && p[2] == 0xA6;
        *mark = is_dash ? '-' : is_dots ? '.' : '"';
        return 3;
    }
    return 0;
}

/* U+2019, the apostrophe as it is printed. */
static bool is_curly(cw_bytes text, size_t at, size_t end)
{
    return end - at >= 3 && text.at[at] == 0xE2 && text.at[at + 1] == 0x80 &&
           text.at[at + 2] == 0x99;
}

#define WORD_BYTES_MAX 23u // of the table's words; the generator refuses more

/* Does the folded word read like the entry? */
static bool is_spelled(cw_bytes word, const char *entry)
{
    for (size_t i = 0; i < word.n; i++, entry++) {
        uint8_t c = cw_letters[word.at[i]];
        if (c == 0 && is_curly(word, i, word.n)) {
            c = '\'';
            i += 2;
        } else if (c == 0) {
            c = word.at[i];
        }
        if ((uint8_t)*entry != c)
            return false;
    }
    return *entry == 0;
}

static uint16_t find_word(const cw_phrase_table *table, cw_bytes word,
                          cw_word_key key)
{
    uint64_t spread = cw_slot_spread(key.hash);
    size_t slot = cw_slot_first(spread, table->n_slots);
    uint32_t number;
    while ((number = cw_slots_next(table->slots, table->n_slots, spread,
                                   &slot)) != UINT32_MAX)
        if (is_spelled(word, table->words[number]))
            return (uint16_t)number;
    return CW_PHRASE_NO_WORD;
}

/* The key of a word with marks or other scripts in it, a printed apostrophe
 * read as a plain one. */
static cw_word_key joined_key(cw_bytes word)
{
    uint8_t spelled[WORD_BYTES_MAX + 1];
    size_t n = 0;
    for (size_t at = 0; at < word.n && n < sizeof spelled; at++) {
        bool is_joint = is_curly(word, at, word.n);
        spelled[n++] = is_joint ? '\'' : word.at[at];
        at += is_joint ? 2 : 0;
    }
    return cw_word_key_of((cw_bytes){spelled, n}); // longer ones are no words
}

/* The end of the word that begins at text[at]; an apostrophe between letters
 * belongs to it. */
static size_t word_end(cw_bytes text, size_t at, size_t end, cw_word_key *key)
{
    size_t from = at, plain = cw_letters_end(text, at, end, key);
    for (at = plain; at < end;) {
        uint8_t c = text.at[at];
        size_t join = c == '\'' ? 1 : is_curly(text, at, end) ? 3 : 0;
        if (cw_letters[c] != 0 ||
            (c == 0xE2 && !cw_is_wide_punctuation(text, at, end)))
            at++;
        else if (join > 0 && at + join < end &&
                 is_word_byte(text.at[at + join]))
            at += join;
        else
            break;
    }
    if (at > plain)
        *key = joined_key(cw_bytes_cut(text, from, at));
    return at;
}

size_t cw_phrase_tokens(const cw_phrase_table *table, cw_bytes text,
                        cw_range range, cw_phrase_token *tokens, size_t n_max)
{
    size_t n = 0, at = range.from, end = range.to;
    while (at < end && n < n_max) {
        uint8_t c = text.at[at], mark = c;
        size_t wide;
        if (cw_is_space(c)) {
            at++;
            continue;
        }
        wide = c >= 0x80 ? wide_mark(text, at, end, &mark) : 0;
        if (wide > 0 && mark == ' ') {
            at += wide;
            continue;
        }
        cw_phrase_token token = {.from = (uint32_t)at,
                                 .word = CW_PHRASE_NO_WORD};
        if (wide > 0 || !is_word_byte(c)) {
            at += wide > 0 ? wide : 1;
            token.mark = mark;
        } else {
            cw_word_key key;
            at = word_end(text, at, end, &key);
            at = at > token.from ? at : token.from + 1u;
            cw_bytes word = cw_bytes_cut(text, token.from, at);
            token.word = find_word(table, word, key);
            token.is_cap = cw_is_upper(c) ||
                           (c == 0xC3 && word.n > 1 && word.at[1] < 0x9F);
            token.is_number = cw_is_digit(c);
        }
        token.to = (uint32_t)at;
        tokens[n++] = token;
    }
    return n;
}

/* The rest of a match: step by step, with the two choices that a gap, a run
 * of capitals and an optional word leave. Depth is the number of steps. */
typedef struct {
    const cw_phrase_table *table;
    const cw_phrase_rule *rule;
    const cw_phrase_token *tokens;
    size_t n;
} matcher;

static bool is_stop(uint8_t mark)
{
    return mark == '.' || mark == '!' || mark == '?';
}

static bool step_holds(const matcher *m, const cw_phrase_step *step,
                       const cw_phrase_token *token)
{
    if (token->mark != 0)
        return false;
    switch (step->kind) {
    case CW_STEP_WORD:
        for (size_t i = 0; i < step->n; i++)
            if (m->table->alternatives[step->first + i] == token->word)
                return true;
        return false;
    case CW_STEP_CAP:
    case CW_STEP_CAPS:
        return token->is_cap;
    case CW_STEP_NUM:
        return token->is_number;
    default:
        return true;
    }
}

static bool match_from(const matcher *m, size_t step_at, size_t at,
                       size_t *end);

/* Words that repeat: <caps> at least one, a gap any number. */
static bool match_run(const matcher *m, size_t step_at, size_t at, size_t *end)
{
    const cw_phrase_step *step = &m->table->steps[m->rule->first + step_at];
    bool is_gap = step->kind == CW_STEP_GAP;
    size_t run_max = is_gap ? CW_PHRASE_GAP : CW_PHRASE_CAPS;
    for (size_t k = 0; k <= run_max; k++) {
        if ((k > 0 || is_gap) && match_from(m, step_at + 1, at, end))
            return true;
        while (at < m->n && m->tokens[at].mark != 0 &&
               !is_stop(m->tokens[at].mark))
            at++;
        if (at >= m->n || !step_holds(m, step, &m->tokens[at]))
            return false;
        at++;
    }
    return false;
}

static bool match_from(const matcher *m, size_t step_at, size_t at, size_t *end)
{
    for (; step_at < m->rule->n_steps; step_at++) {
        const cw_phrase_step *step = &m->table->steps[m->rule->first + step_at];
        if (step->kind == CW_STEP_START) {
            for (size_t i = 0; i < at; i++)
                if (m->tokens[i].mark == 0)
                    return false;
            continue;
        }
        if (step->kind == CW_STEP_END) {
            for (size_t i = at; i < m->n; i++)
                if (m->tokens[i].mark == 0)
                    return false;
            continue;
        }
        if (step->kind == CW_STEP_MARK) {
            if (at < m->n && m->tokens[at].mark == step->first)
                at++;
            else if (!step->is_optional)
                return false;
            continue;
        }
        if (step->kind == CW_STEP_GAP || step->kind == CW_STEP_CAPS)
            return match_run(m, step_at, at, end);
        size_t next = at;
        while (next < m->n && m->tokens[next].mark != 0 &&
               !is_stop(m->tokens[next].mark))
            next++;
        bool holds = next < m->n && step_holds(m, step, &m->tokens[next]);
        if (!holds && !step->is_optional)
            return false;
        if (holds && step->is_optional &&
            match_from(m, step_at + 1, next + 1, end))
            return true;
        if (holds && !step->is_optional)
            at = next + 1;
    }
    *end = at;
    return true;
}

bool cw_phrase_match(const cw_phrase_table *table, const cw_phrase_rule *rule,
                     const cw_phrase_token *tokens, size_t n, size_t at,
                     size_t *end)
{
    matcher m = {table, rule, tokens, n};
    return match_from(&m, 0, at, end);
}
