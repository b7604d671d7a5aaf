/* statement.c: the sentences of a story, their terms and how much they weigh.
 *
 *   tokens -> content lemmas -> numbers -> df over statements -> weights
 *
 * Weights are those of this story alone: a word that most sentences hold (the
 * name of the main figure) tells little here, one that two sentences share
 * tells much. */
#include "annotate/words.h"
#include "story/locate.h"

/* Nouns, names, full verbs, adjectives, numbers, long adverbs. */
static bool is_content(const cw_token *token)
{
    enum { LEFT_OUT = CW_WORD_FUNCTION | CW_WORD_MODAL | CW_WORD_HONORIFIC };
    if (token->word_class & LEFT_OUT)
        return false;
    switch (token->tag) {
    case CW_TAG_NOUN:
    case CW_TAG_PROPN:
    case CW_TAG_VERB:
    case CW_TAG_ADJ:
    case CW_TAG_NUM:
    case CW_TAG_X:
        return token->shape & (CW_SHAPE_LETTER | CW_SHAPE_DIGIT);
    case CW_TAG_ADV:
        return token->range.to - token->range.from > 4;
    default:
        return false;
    }
}

cw_status cw_sentence_lemmas(const cw_marks *marks, const cw_sentence *sentence,
                             cw_arena *arena, cw_table *numbers, cw_ids *out)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t *ids = cw_arena_array(arena, sentence->n, sizeof *ids);
    size_t n = 0;
    if (!ids)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < sentence->n; i++) {
        const cw_token *token = &tokens[sentence->first + i];
        cw_table_entry *entry;
        bool is_new;
        cw_status status;
        if (!is_content(token))
            continue;
        status = cw_table_add(numbers, cw_token_lemma(marks, token), &is_new,
                              &entry);
        if (status != CW_OK)
            return status;
        ids[n++] = (uint32_t)(entry - numbers->entries);
    }
    *out = (cw_ids){ids, n};
    return CW_OK;
}

cw_status cw_sentence_terms(const cw_marks *marks, const cw_sentence *sentence,
                            cw_arena *arena, cw_table *numbers, cw_ids *out)
{
    cw_status status = cw_sentence_lemmas(marks, sentence, arena, numbers, out);
    if (status == CW_OK)
        out->n = cw_ids_sort((uint32_t *)out->at, out->n);
    return status;
}

/* Entities of the names and resolved mentions in a sentence. *mention moves
 * past those of this sentence; mentions ascend by place. */
static cw_status find_entities(cw_plot *plot, uint32_t report,
                               const cw_sentence *sentence, uint32_t *mention,
                               cw_ids *out)
{
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    uint32_t first = *mention, *ids;
    size_t n = 0;
    while (*mention < marks->mentions.n &&
           mentions[*mention].range.from < sentence->range.to)
        ++*mention;
    ids = cw_arena_array(plot->scratch, *mention - first, sizeof *ids);
    if (!ids)
        return CW_NO_MEMORY;
    for (uint32_t i = first; i < *mention; i++) {
        uint32_t chain = mentions[i].chain;
        uint32_t entity =
            chain == CW_NONE ? CW_NONE : plot->entity_of[report][chain];
        if (entity != CW_NONE && mentions[i].range.from >= sentence->range.from)
            ids[n++] = entity;
    }
    *out = (cw_ids){ids, cw_ids_sort(ids, n)};
    return CW_OK;
}

static bool is_of_office(const cw_token *token)
{
    return token->tag == CW_TAG_NOUN || token->tag == CW_TAG_ADJ ||
           token->tag == CW_TAG_PROPN;
}

/* Where the words begin that say who the person of the name at `at` is: "the
 * timber merchant Rolf Eder", "its chief engineer, Miriam Tolle". */
static uint32_t label_begin(const cw_marks *marks, uint32_t first, uint32_t at)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t from = at;
    if (from > first + 1 && tokens[from - 1].tag == CW_TAG_PUNCT &&
        tokens[from - 2].tag == CW_TAG_NOUN)
        from--;
    while (from > first &&
           (is_of_office(&tokens[from - 1]) ||
            (from > first + 1 && tokens[from - 1].tag == CW_TAG_ADP &&
             tokens[from - 2].tag == CW_TAG_NOUN)))
        from--;
    return from;
}

/* Terms that only say who somebody is: those of a person's name and of what he
 * is told to be before it. */
static cw_status find_labels(cw_plot *plot, uint32_t report,
                             const cw_sentence *sentence, cw_ids *out)
{
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    uint32_t *ids = cw_arena_array(plot->scratch, sentence->n, sizeof *ids);
    uint32_t next = sentence->first; // no token is taken twice
    size_t n = 0;
    if (!ids)
        return CW_NO_MEMORY;
    for (size_t i = cw_first_name(marks, sentence->range.from);
         i < marks->names.n && names[i].range.from < sentence->range.to; i++) {
        uint32_t end = names[i].first + names[i].n;
        uint32_t at;
        if (names[i].kind != CW_NAME_PERSON)
            continue;
        at = label_begin(marks, sentence->first, names[i].first);
        for (at = at > next ? at : next;
             at < end && at < sentence->first + sentence->n; at++) {
            const cw_table_entry *entry =
                cw_table_find(&plot->terms, cw_token_lemma(marks, &tokens[at]));
            if (entry)
                ids[n++] = (uint32_t)(entry - plot->terms.entries);
        }
        next = end;
    }
    *out = (cw_ids){ids, cw_ids_sort(ids, n)};
    return CW_OK;
}

static bool is_whole(const cw_marks *marks, const cw_sentence *sentence)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    bool has_verb = false, has_noun = false;
    for (uint32_t i = 0; i < sentence->n; i++) {
        uint8_t tag = tokens[sentence->first + i].tag;
        has_verb |= tag == CW_TAG_VERB || tag == CW_TAG_AUX;
        has_noun |= tag == CW_TAG_NOUN || tag == CW_TAG_PROPN;
    }
    return has_verb && has_noun;
}

static bool is_quoted(const cw_marks *marks, const cw_sentence *sentence)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    for (uint32_t i = 0; i < sentence->n; i++) {
        const cw_token *token = &tokens[sentence->first + i];
        if (token->tag != CW_TAG_PUNCT && !(token->shape & CW_SHAPE_QUOTED))
            return false;
    }
    return sentence->n > 0;
}

static bool is_told(const cw_sentence *sentence)
{
    return sentence->role == CW_ROLE_TITLE ||
           cw_role_is_body((cw_role)sentence->role);
}

static cw_status add_report(cw_plot *plot, uint32_t report)
{
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_sentence *sentences = CW_AT(marks, marks->sentences, cw_sentence);
    uint32_t mention = 0, n_body = 0;
    for (uint32_t i = 0; i < marks->sentences.n; i++) {
        const cw_sentence *sentence = &sentences[i];
        cw_statement *statement = &plot->statements[plot->n_statements];
        cw_status status;
        if (!is_told(sentence))
            continue;
        *statement = (cw_statement){
            .span = cw_span_of(report, sentence->range),
            .sentence = i,
            .role = sentence->role,
            .is_quoted = is_quoted(marks, sentence),
            .is_headline = sentence->is_headline,
            .is_whole = is_whole(marks, sentence),
        };
        if (sentence->role == CW_ROLE_PARAGRAPH) {
            statement->is_first = n_body == 0;
            statement->is_lead = n_body++ < 2;
        }
        status = cw_sentence_terms(marks, sentence, plot->scratch, &plot->terms,
                                   &statement->terms);
        if (status == CW_OK)
            status = find_labels(plot, report, sentence, &statement->labels);
        if (status == CW_OK)
            status = find_entities(plot, report, sentence, &mention,
                                   &statement->entities);
        if (status != CW_OK)
            return status;
        plot->n_statements++;
    }
    return CW_OK;
}

/* weight(t) = log2((N + 1) / df(t)) in 1/16, at least 1: N statements. */
static void weigh_terms(cw_plot *plot, const uint32_t *df)
{
    uint32_t n = cw_log2_16(plot->n_statements + 1);
    for (size_t t = 0; t < plot->terms.n; t++)
        plot->term_weight[t] = cw_rarity(n, df[t]);
}

/* weight(s) = 1000 * sum w(t) r(t) / (R sum w(t)): the share of reports that
 * hold its terms, r(t) of R; scaled down below six terms, up for a lead. */
static void weigh_statements(cw_plot *plot)
{
    enum { TERMS_FULL = 6, LEAD_BONUS = 200 };
    for (size_t s = 0; s < plot->n_statements; s++) {
        cw_statement *statement = &plot->statements[s];
        uint64_t held = 0, all = 0;
        size_t n = statement->terms.n;
        for (size_t i = 0; i < n; i++) {
            uint32_t term = statement->terms.at[i];
            all += plot->term_weight[term];
            held +=
                (uint64_t)plot->term_weight[term] * plot->term_reports[term];
        }
        statement->term_weight = (uint32_t)all;
        if (all == 0)
            continue;
        held = held * 1000 / (all * plot->members.n);
        if (n < TERMS_FULL)
            held = held * n / TERMS_FULL;
        statement->weight =
            (uint32_t)held + (statement->is_lead ? LEAD_BONUS : 0);
    }
}

static cw_status weigh(cw_plot *plot)
{
    size_t n = plot->terms.n;
    uint32_t *df = cw_arena_array(plot->scratch, n, sizeof *df);
    uint32_t *last_report = cw_arena_array(plot->scratch, n, sizeof *df);
    plot->term_weight = cw_arena_array(plot->scratch, n, sizeof *df);
    plot->term_reports = cw_arena_array(plot->scratch, n, sizeof *df);
    if (!df || !plot->term_reports || !last_report || !plot->term_weight)
        return CW_NO_MEMORY;
    for (size_t s = 0; s < plot->n_statements; s++) {
        const cw_statement *statement = &plot->statements[s];
        for (size_t i = 0; i < statement->terms.n; i++) {
            uint32_t term = statement->terms.at[i];
            df[term]++;
            if (last_report[term] != statement->span.report + 1) {
                last_report[term] = statement->span.report + 1;
                plot->term_reports[term]++;
            }
        }
    }
    weigh_terms(plot, df);
    weigh_statements(plot);
    return CW_OK;
}

cw_status cw_statements_build(cw_plot *plot)
{
    size_t n = 0;
    cw_status status = CW_OK;
    for (size_t i = 0; i < plot->members.n; i++)
        n += cw_plot_marks(plot, plot->members.at[i])->sentences.n;
    plot->statements =
        cw_arena_array(plot->scratch, n + 1, sizeof *plot->statements);
    if (!plot->statements)
        return CW_NO_MEMORY;
    cw_table_init(&plot->terms, plot->scratch, CW_MAX_TOKENS);
    for (size_t i = 0; i < plot->members.n && status == CW_OK; i++)
        status = add_report(plot, plot->members.at[i]);
    return status == CW_OK ? weigh(plot) : status;
}
