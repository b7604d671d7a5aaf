/* conllu_given.c: words that are given as columns. */
#include "show/conllu.h"

#include "base/limits.h"

static cw_range column(cw_bytes file, cw_range line, uint32_t wanted)
{
    uint32_t from = line.from;
    for (uint32_t at = line.from, n = 1; at <= line.to; at++) {
        if (at < line.to && file.at[at] != '\t')
            continue;
        if (n++ == wanted)
            return (cw_range){from, at};
        from = at + 1;
    }
    return (cw_range){line.to, line.to};
}

/* The word of a line: column 2 behind a whole number ("3-4" and "3.1" are no
 * words), otherwise what stands before the first blank or TAB. */
static cw_range find_word(cw_bytes file, cw_range line)
{
    cw_range first = column(file, line, 1), second = column(file, line, 2);
    uint64_t number;
    uint32_t at = line.from;
    if (cw_range_is_empty(line))
        return line;
    if (second.from < second.to && cw_is_digit(file.at[first.from])) {
        if (cw_bytes_number(cw_bytes_at(file, first), UINT32_MAX, &number))
            return second;
        return (cw_range){line.to, line.to};
    }
    while (at < line.to && file.at[at] != '\t' && file.at[at] != ' ')
        at++;
    return (cw_range){line.from, at};
}

static bool is_tight(cw_bytes file, cw_range line)
{
    return cw_bytes_find(cw_bytes_at(file, column(file, line, 10)),
                         CW_LIT("SpaceAfter=No"), 0) != CW_NOT_FOUND;
}

cw_status cw_given_read(cw_bytes file, cw_arena *keep, cw_given_words *out)
{
    cw_given *lines = NULL;
    cw_given_token *tokens = NULL;
    size_t n = 0, capacity = 0, n_tokens = 0, token_capacity = 0, at = 0;
    cw_status status = CW_OK;
    cw_range line;
    bool is_first = true, has_space = false;
    cw_buf text;
    *out = (cw_given_words){0};
    cw_buf_init(&text, keep, CW_MAX_TEXT_BYTES);
    while (status == CW_OK && cw_bytes_line(file, &at, &line)) {
        cw_given given = {.line = line};
        bool is_comment =
            line.from < line.to && file.at[line.from] == '#' && is_first;
        cw_range word = find_word(file, line);
        status = cw_grow(keep, (void **)&lines, &capacity, n + 1, sizeof *lines,
                         CW_MAX_TOKENS);
        if (status != CW_OK)
            break;
        if (cw_range_is_empty(line)) {
            is_first = true;
        } else if (!is_comment && !cw_range_is_empty(word)) {
            if (text.n > 0 && (is_first || has_space))
                (void)cw_buf_add_text(&text, is_first ? "\n\n" : " ");
            given.is_first = is_first;
            given.word.from = (uint32_t)text.n;
            status = cw_buf_add(&text, cw_bytes_at(file, word));
            given.word.to = (uint32_t)text.n;
            if (status == CW_OK)
                status = cw_grow(keep, (void **)&tokens, &token_capacity,
                                 n_tokens + 1, sizeof *tokens, CW_MAX_TOKENS);
            if (status != CW_OK)
                break;
            tokens[n_tokens++] = (cw_given_token){given.word, is_first};
            has_space = !is_tight(file, line);
            is_first = false;
        }
        lines[n++] = given;
    }
    *out = (cw_given_words){lines, n, tokens, n_tokens, cw_buf_bytes(&text)};
    return status;
}
