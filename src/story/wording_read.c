/* wording_read.c: the quotations of each report, as it words them.
 *
 *   marks' quotes -> cites: the sentences, or the quoted words alone
 *     -> text, words, speaker -> those worth telling */
#include "annotate/words.h"
#include "story/locate.h"
#include "story/wording_int.h"

enum {
    TEXT_MAX = CW_CITE_BYTES,
    INDIRECT_MIN = 4, // words of an indirect one that is worth telling
};

/* One cite for each sentence a content range runs through. */
static cw_status cite_content(cw_plot *plot, uint32_t report, cw_range content,
                              cw_wording *draft, size_t *room)
{
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_sentence *sentences = CW_AT(marks, marks->sentences, cw_sentence);
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    for (uint32_t s = cw_sentence_at(marks, content.from);
         s < marks->sentences.n && sentences[s].range.from < content.to; s++) {
        cw_range piece = sentences[s].range;
        cw_status status;
        piece.from = piece.from > content.from ? piece.from : content.from;
        piece.to = piece.to < content.to ? piece.to : content.to;
        piece = cw_range_trim(text, piece);
        if (cw_range_is_empty(piece))
            continue;
        status =
            cw_grow(plot->scratch, (void **)&draft->cite, room,
                    draft->n_cite + 1, sizeof *draft->cite, CW_MAX_STORY_ITEMS);
        if (status != CW_OK)
            return status;
        draft->cite[draft->n_cite++] = cw_span_of(report, piece);
    }
    return CW_OK;
}

/* Of a quotation that is half told, half quoted, the quoted words alone: runs
 * of tokens inside double quotation marks; nothing when there are none. */
static cw_status cite_quoted(cw_plot *plot, uint32_t report, cw_range content,
                             cw_wording *draft, size_t *room)
{
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t at = cw_token_at(marks, content.from);
    cw_status status = CW_OK;
    while (at < marks->tokens.n && tokens[at].range.from < content.to &&
           status == CW_OK) {
        cw_range passage = tokens[at].range;
        if (!(tokens[at].shape & CW_SHAPE_QUOTED)) {
            at++;
            continue;
        }
        for (; at < marks->tokens.n && tokens[at].range.to <= content.to &&
               (tokens[at].shape & CW_SHAPE_QUOTED);
             at++)
            passage.to = tokens[at].range.to;
        status = cite_content(plot, report, passage, draft, room);
        at++;
    }
    return status;
}

/* As many cites as make a text of TEXT_MAX bytes; a first one that is longer
 * alone is cut between words. Passages are joined by an ellipsis unless only
 * white space lies between them. */
static cw_status join_text(cw_plot *plot, cw_wording *draft)
{
    cw_bytes text = cw_report_text(plot->batch->reports[draft->report].report);
    cw_span *cite = draft->cite;
    uint32_t taken = 1;
    cw_buf buf;
    if (cite[0].to - cite[0].from > TEXT_MAX) {
        uint32_t to = cite[0].from + TEXT_MAX;
        while (to > cite[0].from + 1 && text.at[to] != ' ')
            to--;
        cite[0].to = to;
        draft->n_cite = 1;
    }
    cw_buf_init(&buf, plot->keep, TEXT_MAX);
    cw_buf_add(&buf, cw_span_text(plot->batch, cite[0]));
    for (; taken < draft->n_cite; taken++) {
        cw_bytes gap = cw_bytes_cut(text, cite[taken - 1].to, cite[taken].from);
        cw_bytes more = cw_span_text(plot->batch, cite[taken]);
        if (buf.n + 5 + more.n > TEXT_MAX)
            break;
        cw_buf_add_text(&buf, cw_bytes_trim(gap).n == 0 ? " " : " … ");
        cw_buf_add(&buf, more);
    }
    draft->n_cite = taken;
    draft->text = cw_buf_bytes(&buf);
    return cw_buf_status(&buf);
}

static bool is_described_as(const cw_entity *entity, cw_bytes words)
{
    for (size_t i = 0; i < entity->n_descriptors; i++)
        if (cw_bytes_equal_fold(entity->descriptors[i].text, words))
            return true;
    return false;
}

/* "The president", when the report names one person whom any report calls so,
 * and no other. */
static uint32_t find_described(const cw_plot *plot, uint32_t report,
                               cw_bytes speaker)
{
    const cw_marks *marks = cw_plot_marks(plot, report);
    uint32_t found = CW_NONE;
    if (!cw_bytes_starts_fold(speaker, CW_LIT("the ")))
        return CW_NONE;
    speaker = cw_bytes_cut(speaker, 4, speaker.n);
    for (uint32_t c = 0; c < marks->chains.n; c++) {
        uint32_t entity = plot->entity_of[report][c];
        if (entity == CW_NONE || entity == found ||
            plot->story->entities[entity].kind != CW_NAME_PERSON ||
            !is_described_as(&plot->story->entities[entity], speaker))
            continue;
        if (found != CW_NONE)
            return CW_NONE;
        found = entity;
    }
    return found;
}

/* Who speaks, as named here or where the quotation began. */
static void find_speaker(const cw_plot *plot, cw_wording *draft)
{
    const cw_marks *marks = cw_plot_marks(plot, draft->report);
    const cw_quote *quotes = CW_AT(marks, marks->quotes, cw_quote);
    cw_bytes text = cw_report_text(plot->batch->reports[draft->report].report);
    uint32_t at = draft->number;
    draft->entity = CW_NONE;
    for (int steps = 0; steps < 8 && at != CW_NONE; steps++) {
        const cw_quote *quote = &quotes[at];
        if (draft->cue.n == 0 && quote->cue.n > 0)
            draft->cue =
                cw_bytes_at(text, CW_AT(marks, quote->cue, cw_range)[0]);
        if (draft->speaker.n == 0 && quote->source.n > 0)
            draft->speaker =
                cw_bytes_at(text, CW_AT(marks, quote->source, cw_range)[0]);
        if (draft->entity == CW_NONE && quote->chain != CW_NONE)
            draft->entity = plot->entity_of[draft->report][quote->chain];
        if (draft->entity == CW_NONE && draft->speaker.n > 0)
            draft->entity = find_described(plot, draft->report, draft->speaker);
        if (draft->speaker.n > 0 || draft->entity != CW_NONE)
            return;
        at = quote->previous < at ? quote->previous : CW_NONE;
    }
}

static bool is_worth_telling(const cw_wording *draft, const cw_quote *quote)
{
    bool is_attributed = draft->entity != CW_NONE || draft->speaker.n > 0;
    if (quote->kind == CW_QUOTE_INDIRECT)
        return is_attributed && draft->n_words >= INDIRECT_MIN;
    if (is_attributed)
        return draft->n_words >= 1;
    return !quote->is_scare && draft->n_words >= 2;
}

/* What makes two statements of one shape two statements. */
static void note_fact(cw_wording *draft, const cw_token *token, uint64_t hash)
{
    draft->n_denials += (token->word_class & CW_WORD_NEGATION) != 0;
    if ((token->tag == CW_TAG_NUM ||
         token->word_class & (CW_WORD_MONTH | CW_WORD_WEEKDAY)) &&
        draft->n_facts < CW_WORDING_FACTS)
        draft->facts[draft->n_facts++] = hash;
}

/* The words of the text, with the hashes of their lemmas: "they count" and
 * "they counted" differ in wording, not in words. */
static cw_status read_words(const cw_wordings *list, cw_wording *draft)
{
    const cw_plot *plot = list->plot;
    const cw_marks *marks = cw_plot_marks(plot, draft->report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    cw_run_word *words;
    for (uint32_t c = 0; c < draft->n_cite; c++) {
        cw_span cite = draft->cite[c];
        size_t n = cw_run_words(cw_span_text(plot->batch, cite),
                                list->room + draft->n_words);
        for (size_t i = 0; i < n; i++) {
            cw_run_word *word = &list->room[draft->n_words++];
            uint32_t at = cite.from + word->range.from;
            uint32_t token = cw_token_at(marks, at);
            draft->hash_of_words =
                cw_hash_mix(draft->hash_of_words, word->hash);
            if (token < marks->tokens.n && tokens[token].range.from == at) {
                word->hash = cw_hash(cw_token_lemma(marks, &tokens[token]));
                note_fact(draft, &tokens[token], word->hash);
            }
            draft->kinds_of_words |= 1ull << word->hash % 64;
        }
    }
    words = cw_arena_array(plot->scratch, draft->n_words, sizeof *words);
    if (!words)
        return CW_NO_MEMORY;
    if (draft->n_words > 0)
        memcpy(words, list->room, draft->n_words * sizeof *words);
    draft->words = words;
    return CW_OK;
}

static cw_status add_quote(cw_wordings *list, uint32_t report, uint32_t number)
{
    cw_plot *plot = list->plot;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_quote *quote = &CW_AT(marks, marks->quotes, cw_quote)[number];
    const cw_range *content = CW_AT(marks, quote->content, cw_range);
    uint32_t statement = cw_statement_of(plot, report, quote->sentence);
    cw_wording *draft = &list->at[list->n];
    size_t room = 0;
    cw_status status = CW_OK;
    *draft =
        (cw_wording){.report = report, .number = number, .kind = quote->kind};
    if (statement == CW_NONE || quote->confidence < CW_QUOTE_TOLD)
        return CW_OK;
    draft->weight = plot->statements[statement].weight;
    for (uint32_t i = 0; i < quote->content.n && status == CW_OK; i++)
        if (quote->kind == CW_QUOTE_MIXED)
            status = cite_quoted(plot, report, content[i], draft, &room);
    if (draft->n_cite == 0)
        for (uint32_t i = 0; i < quote->content.n && status == CW_OK; i++)
            status = cite_content(plot, report, content[i], draft, &room);
    if (status != CW_OK || draft->n_cite == 0)
        return status;
    find_speaker(plot, draft);
    status = join_text(plot, draft);
    if (status == CW_OK)
        status = read_words(list, draft);
    if (status == CW_OK && is_worth_telling(draft, quote))
        list->n++;
    return status;
}

cw_status cw_wordings_read(cw_wordings *list)
{
    const cw_plot *plot = list->plot;
    size_t n = 0;
    cw_status status = CW_OK;
    for (size_t i = 0; i < plot->members.n; i++)
        n += cw_plot_marks(plot, plot->members.at[i])->quotes.n;
    list->at = cw_arena_array(plot->scratch, n + 1, sizeof *list->at);
    list->room =
        cw_arena_array(plot->scratch, TEXT_MAX + 1, sizeof *list->room);
    if (!list->at || !list->room)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < plot->members.n; i++) {
        uint32_t report = plot->members.at[i];
        uint32_t n_quotes = cw_plot_marks(plot, report)->quotes.n;
        for (uint32_t q = 0; q < n_quotes && status == CW_OK; q++)
            status = add_quote(list, report, q);
    }
    for (uint32_t i = 0; i < list->n; i++) {
        list->at[i].root = list->at[i].last = i;
        list->at[i].next = CW_NONE;
        list->at[i].told = list->at[i].entity;
    }
    return status;
}
