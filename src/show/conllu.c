/* conllu.c: columns out. */
#include "show/conllu.h"

#include "base/utf8.h"
#include "show/safe.h"

/* "Russian" is no place: CoNLL-2003 counts nationalities as MISC. */
static const char *kind_name(const cw_name *name)
{
    static const char *const names[] = {
        [CW_NAME_OTHER] = "MISC",
        [CW_NAME_PERSON] = "PER",
        [CW_NAME_ORGANIZATION] = "ORG",
        [CW_NAME_PLACE] = "LOC",
    };
    return names[name->is_adjective ? CW_NAME_OTHER : name->kind];
}

/* White space inside a column would be read as its end. */
static void print_cell(cw_sink *sink, cw_bytes text)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = cw_utf8_next(text, &at);
        if (c < 0x80 && cw_is_space((uint8_t)c))
            cw_sink_add_byte(sink, ' ');
        else
            cw_safe_data(sink, cw_bytes_cut(text, from, at));
    }
    if (text.n == 0)
        cw_sink_add_byte(sink, '_');
}

/* Names ascend, and so do the words asked for: *at walks along. Answers the
 * name that holds the range, or NULL; *is_first when it begins there. */
static const cw_name *name_at(const cw_marks *marks, uint32_t *at,
                              cw_range word, bool *is_first)
{
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    while (*at < marks->names.n && names[*at].range.to <= word.from)
        ++*at;
    if (*at >= marks->names.n || !cw_range_overlaps(names[*at].range, word))
        return NULL;
    *is_first = names[*at].range.from >= word.from;
    return &names[*at];
}

/* HEAD, DEPREL and an empty DEPS; `first` is the sentence's first token. */
static void print_head(cw_sink *sink, const cw_token *token, uint32_t first)
{
    if (token == NULL || token->relation == CW_RELATION_NONE)
        cw_sink_add_text(sink, "_\t_\t_\t");
    else
        cw_sink_addf(sink, "%u\t%s\t_\t",
                     token->head == CW_NONE ? 0 : token->head - first + 1,
                     cw_relation_name(token->relation));
}

/* Columns 2 to 9; the tenth, MISC, is begun. True when it has an entry. */
static bool print_columns(cw_sink *sink, cw_bytes form, const cw_marks *marks,
                          const cw_token *token, uint32_t first,
                          const cw_name *name, bool is_first_of_name)
{
    print_cell(sink, form);
    cw_sink_add_byte(sink, '\t');
    if (token != NULL)
        print_cell(sink, cw_token_lemma(marks, token));
    else
        cw_sink_add_byte(sink, '_');
    cw_sink_addf(sink, "\t%s\t%s\t_\t",
                 token != NULL ? cw_tag_name(token->tag) : "_",
                 token != NULL ? cw_xpos_name(token->xpos) : "_");
    print_head(sink, token, first);
    if (name != NULL)
        cw_sink_addf(sink, "NE=%c-%s", is_first_of_name ? 'B' : 'I',
                     kind_name(name));
    return name != NULL;
}

static void print_space_after(cw_sink *sink, bool has_space, bool has_entry)
{
    if (!has_space)
        cw_sink_add_text(sink, has_entry ? "|SpaceAfter=No" : "SpaceAfter=No");
    else if (!has_entry)
        cw_sink_add_byte(sink, '_');
    cw_sink_add_byte(sink, '\n');
}

static bool has_space_after(cw_bytes text, cw_range range)
{
    size_t at = range.to;
    return at >= text.n || cw_utf8_is_space(cw_utf8_next(text, &at));
}

void cw_marks_print_conllu(const cw_marks *marks, cw_bytes text, cw_bytes path,
                           cw_sink *sink)
{
    const cw_sentence *sentences = CW_AT(marks, marks->sentences, cw_sentence);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t name_number = 0;
    if (path.n > 0) {
        cw_sink_add_text(sink, "# newdoc id = ");
        print_cell(sink, path);
        cw_sink_add_byte(sink, '\n');
    }
    for (uint32_t i = 0; i < marks->sentences.n; i++) {
        const cw_sentence *sentence = &sentences[i];
        if (sentence->n == 0)
            continue;
        if (sentence->begins_block)
            cw_sink_add_text(sink, "# newpar\n");
        cw_sink_addf(sink, "# sent_id = %u\n# text = ", i + 1);
        print_cell(sink, cw_bytes_at(text, sentence->range));
        cw_sink_add_byte(sink, '\n');
        for (uint32_t k = 0; k < sentence->n; k++) {
            const cw_token *token = &tokens[sentence->first + k];
            bool is_first = false, has_entry;
            const cw_name *name =
                name_at(marks, &name_number, token->range, &is_first);
            cw_sink_addf(sink, "%u\t", k + 1);
            has_entry =
                print_columns(sink, cw_bytes_at(text, token->range), marks,
                              token, sentence->first, name, is_first || k == 0);
            print_space_after(sink, has_space_after(text, token->range),
                              has_entry);
        }
        cw_sink_add_byte(sink, '\n');
    }
}

/* ---- words that are given ---------------------------------------------- */

/* The token that says most about a given word: the one of the same range,
 * else the first that it overlaps. Tokens and words ascend. */
static const cw_token *token_at(const cw_marks *marks, uint32_t *at,
                                cw_range word)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    while (*at < marks->tokens.n && tokens[*at].range.to <= word.from)
        ++*at;
    if (*at >= marks->tokens.n || !cw_range_overlaps(tokens[*at].range, word))
        return NULL;
    return &tokens[*at];
}

void cw_given_print_conllu(const cw_given_words *given, cw_bytes file,
                           const cw_marks *marks, cw_sink *sink)
{
    uint32_t token_number = 0, name_number = 0, n_words = 0, first = 0;
    const cw_name *before = NULL;
    for (size_t i = 0; i < given->n_lines; i++) {
        const cw_given *line = &given->lines[i];
        bool is_first = false, has_entry;
        const cw_token *token;
        const cw_name *name;
        if (cw_range_is_empty(line->word)) {
            cw_safe_data(sink, cw_bytes_at(file, line->line));
            cw_sink_add_byte(sink, '\n');
            continue;
        }
        if (line->is_first) {
            n_words = 0;
            before = NULL;
            first = UINT32_MAX;
        }
        token = token_at(marks, &token_number, line->word);
        if (first == UINT32_MAX)
            first = token_number;
        name = name_at(marks, &name_number, line->word, &is_first);
        cw_sink_addf(sink, "%u\t", ++n_words);
        has_entry =
            print_columns(sink, cw_bytes_at(given->text, line->word), marks,
                          token, first, name, is_first || name != before);
        print_space_after(sink, has_space_after(given->text, line->word),
                          has_entry);
        before = name;
    }
}
