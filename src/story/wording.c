/* wording.c: the quotations of a story; the same words in several outlets
 * are one quotation, and other wordings of them are its variants.
 *
 *   marks' quotes -> drafts: text, cites, words, speaker
 *     -> word pairs -> candidates -> aligned words -> one quotation
 *     -> wordings: the one most reports have gives the text
 *
 * A fragment of one outlet lies inside the passage of another, so the share
 * is that of the shorter. Two quotations of one report are two, however
 * alike: who reports writes the same words down once. */
#include <stdlib.h>

#include "story/locate.h"
#include "story/postings.h"

enum {
    TEXT_MAX = CW_CITE_BYTES,
    SAME_WORDS = 700,  // thousandths of the shorter's words, in order
    SAME_REPORT = 950, // ... when both stand in one report
    TOLD_WORDS = 850,  // ... when one of them is told without marks
    TOLD_MIN = 6,      // words of the shorter one then
    FEW_WORDS = 3,     // so few are joined for a known common speaker only
    INDIRECT_MIN = 4,  // words of an indirect one that is worth telling
    LOOK_MAX = 24,     // quotations met through one pair of words
};

typedef struct {
    uint32_t report, number, entity;
    uint32_t weight; // of the sentence it begins in
    uint8_t kind;
    cw_bytes text, speaker, cue;
    cw_span *cite;
    uint32_t n_cite;
    const cw_run_word *words;
    uint32_t n_words;
    uint64_t wording;    // hash of the words
    uint32_t root, next; // the quotation it belongs to; next of its drafts
    uint32_t last;       // of a root: its last draft
    uint32_t told;       // of a root: the speaker's entity, if any draft knows
    uint32_t shared;     // pairs of words shared with the current draft
} draft_quote;

typedef struct {
    cw_plot *plot;
    draft_quote *at;
    size_t n;
} draft_quotes;

/* ---- drafts ------------------------------------------------------------- */

/* One cite for each sentence a content range runs through. */
static cw_status cite_content(cw_plot *plot, uint32_t report, cw_range content,
                              draft_quote *draft, size_t *room)
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
                             draft_quote *draft, size_t *room)
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
static cw_status join_text(cw_plot *plot, draft_quote *draft)
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

/* Who speaks, as named here or where the quotation began. */
static void find_speaker(const cw_plot *plot, draft_quote *draft)
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
        if (draft->speaker.n > 0 || draft->entity != CW_NONE)
            return;
        at = quote->previous < at ? quote->previous : CW_NONE;
    }
}

static bool is_worth_telling(const draft_quote *draft, const cw_quote *quote)
{
    bool is_attributed = draft->entity != CW_NONE || draft->speaker.n > 0;
    if (quote->kind == CW_QUOTE_INDIRECT)
        return is_attributed && draft->n_words >= INDIRECT_MIN;
    if (is_attributed)
        return draft->n_words >= 1;
    return !quote->is_scare && draft->n_words >= 2;
}

/* The words of the text, with the hashes of their lemmas: "they count" and
 * "they counted" differ in wording, not in words. */
static cw_status read_words(cw_plot *plot, draft_quote *draft)
{
    const cw_marks *marks = cw_plot_marks(plot, draft->report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    cw_run_word *words =
        cw_arena_array(plot->scratch, draft->text.n + 1, sizeof *words);
    if (!words)
        return CW_NO_MEMORY;
    draft->words = words;
    for (uint32_t c = 0; c < draft->n_cite; c++) {
        cw_span cite = draft->cite[c];
        size_t n = cw_run_words(cw_span_text(plot->batch, cite),
                                words + draft->n_words);
        for (size_t i = 0; i < n; i++) {
            cw_run_word *word = &words[draft->n_words++];
            uint32_t at = cite.from + word->range.from;
            uint32_t token = cw_token_at(marks, at);
            draft->wording = cw_hash_mix(draft->wording, word->hash);
            if (token < marks->tokens.n && tokens[token].range.from == at)
                word->hash = cw_hash(cw_token_lemma(marks, &tokens[token]));
        }
    }
    return CW_OK;
}

static cw_status add_quote(draft_quotes *list, uint32_t report, uint32_t number)
{
    cw_plot *plot = list->plot;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_quote *quote = &CW_AT(marks, marks->quotes, cw_quote)[number];
    const cw_range *content = CW_AT(marks, quote->content, cw_range);
    uint32_t statement = cw_statement_of(plot, report, quote->sentence);
    draft_quote *draft = &list->at[list->n];
    size_t room = 0;
    cw_status status = CW_OK;
    *draft =
        (draft_quote){.report = report, .number = number, .kind = quote->kind};
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
        status = read_words(plot, draft);
    if (status == CW_OK && is_worth_telling(draft, quote))
        list->n++;
    return status;
}

static cw_status find_quotes(draft_quotes *list)
{
    const cw_plot *plot = list->plot;
    size_t n = 0;
    cw_status status = CW_OK;
    for (size_t i = 0; i < plot->members.n; i++)
        n += cw_plot_marks(plot, plot->members.at[i])->quotes.n;
    list->at = cw_arena_array(plot->scratch, n + 1, sizeof *list->at);
    if (!list->at)
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

/* ---- the same words ----------------------------------------------------- */

/* Longest common subsequence of words, one row of the table kept:
 *   row[j] = length for a[0 .. i] and b[0 .. j)
 * Texts are at most TEXT_MAX bytes, so rows hold at most 300 words. */
static uint32_t words_in_common(const draft_quote *a, const draft_quote *b)
{
    uint16_t row[TEXT_MAX / 2 + 2] = {0};
    for (uint32_t i = 0; i < a->n_words; i++) {
        uint16_t corner = 0;
        for (uint32_t j = 0; j < b->n_words; j++) {
            uint16_t above = row[j + 1];
            if (a->words[i].hash == b->words[j].hash)
                row[j + 1] = (uint16_t)(corner + 1);
            else if (row[j] > above)
                row[j + 1] = row[j];
            corner = above;
        }
    }
    return row[b->n_words];
}

static bool can_be_one_speaker(const draft_quotes *list, const draft_quote *a,
                               const draft_quote *b)
{
    uint32_t x = list->at[a->root].told, y = list->at[b->root].told;
    return x == CW_NONE || y == CW_NONE || x == y;
}

static bool are_one(const draft_quotes *list, const draft_quote *a,
                    const draft_quote *b)
{
    uint32_t less = a->n_words < b->n_words ? a->n_words : b->n_words;
    uint32_t share, min = a->report == b->report ? SAME_REPORT : SAME_WORDS;
    if (!can_be_one_speaker(list, a, b))
        return false;
    if ((a->kind == CW_QUOTE_INDIRECT) != (b->kind == CW_QUOTE_INDIRECT)) {
        if (a->report == b->report || less < TOLD_MIN ||
            list->at[a->root].told == CW_NONE ||
            list->at[a->root].told != list->at[b->root].told)
            return false;
        min = TOLD_WORDS;
    }
    if (less < FEW_WORDS && a->wording != b->wording &&
        (list->at[a->root].told == CW_NONE ||
         list->at[a->root].told != list->at[b->root].told))
        return false;
    share = words_in_common(a, b) * 1000 / less;
    return share >= min;
}

static void join(draft_quotes *list, uint32_t a, uint32_t b)
{
    draft_quote *drafts = list->at;
    uint32_t first = drafts[a].root, second = drafts[b].root;
    if (first == second)
        return;
    if (second < first) {
        uint32_t swap = first;
        first = second;
        second = swap;
    }
    drafts[drafts[first].last].next = second;
    drafts[first].last = drafts[second].last;
    if (drafts[first].told == CW_NONE)
        drafts[first].told = drafts[second].told;
    for (uint32_t i = second; i != CW_NONE; i = drafts[i].next)
        drafts[i].root = first;
}

typedef struct {
    draft_quotes *list;
    cw_postings pairs; // two words -> drafts
    uint32_t *met;
    size_t n_met;
} matcher;

static cw_status meet(matcher *match, uint32_t i, uint64_t key)
{
    uint32_t at = cw_postings_first(&match->pairs, key);
    for (int k = 0; at != CW_NONE && k < LOOK_MAX; k++) {
        uint32_t other = match->pairs.at[at].item;
        if (other != i && match->list->at[other].shared++ == 0)
            match->met[match->n_met++] = other;
        at = cw_postings_next(&match->pairs, at);
    }
    return cw_postings_add(&match->pairs, key, i);
}

static cw_status meet_others(matcher *match, uint32_t i)
{
    const draft_quote *draft = &match->list->at[i];
    cw_status status = CW_OK;
    if (draft->n_words == 1)
        return meet(match, i, draft->words[0].hash);
    for (uint32_t w = 0; w + 1 < draft->n_words && status == CW_OK; w++)
        status = meet(
            match, i,
            cw_hash_mix(draft->words[w].hash + 1, draft->words[w + 1].hash));
    return status;
}

static cw_status join_quotes(draft_quotes *list)
{
    matcher match = {.list = list};
    cw_status status = CW_OK;
    match.met = cw_arena_array(list->plot->scratch, list->n, 4);
    if (!match.met)
        return CW_NO_MEMORY;
    cw_postings_init(&match.pairs, list->plot->scratch);
    for (uint32_t i = 0; i < list->n && status == CW_OK; i++) {
        match.n_met = 0;
        status = meet_others(&match, i);
        for (size_t k = 0; k < match.n_met; k++) {
            draft_quote *other = &list->at[match.met[k]];
            other->shared = 0;
            if (status == CW_OK && other->root != list->at[i].root &&
                are_one(list, &list->at[i], other))
                join(list, i, match.met[k]);
        }
    }
    return status;
}

/* ---- quotations --------------------------------------------------------- */

typedef struct {
    uint32_t root;
    uint32_t best; // draft that gives the text
    uint32_t n_reports, weight;
    bool is_direct, has_speaker;
    cw_span first;
} ranked;

/* Reports that have a draft's very wording. Drafts of one quotation hang
 * together by report, but not in order; a few repeats do no harm. */
static uint32_t reports_of_wording(const draft_quotes *list, uint32_t root,
                                   uint64_t wording)
{
    enum { COUNTED_MAX = 64 };
    uint32_t n = 0, report = CW_NONE, steps = 0;
    for (uint32_t i = root; i != CW_NONE && steps < COUNTED_MAX;
         i = list->at[i].next, steps++) {
        if (list->at[i].wording != wording || list->at[i].report == report)
            continue;
        report = list->at[i].report;
        n++;
    }
    return n;
}

/* The wording of most reports tells it, the longest one of those, rather a
 * direct one, and one that no editor cut or wrote into. */
static uint32_t score_of(const draft_quotes *list, uint32_t root,
                         const draft_quote *draft)
{
    uint32_t n = reports_of_wording(list, root, draft->wording);
    bool is_edited =
        cw_bytes_find(draft->text, CW_LIT("["), 0) != CW_NOT_FOUND ||
        cw_bytes_find(draft->text, CW_LIT("…"), 0) != CW_NOT_FOUND ||
        cw_bytes_find(draft->text, CW_LIT("..."), 0) != CW_NOT_FOUND;
    return (draft->kind != CW_QUOTE_INDIRECT ? 1000000 : 0) + n * 2000 +
           (is_edited ? 0 : 1000) + draft->n_words;
}

static bool is_earlier(const draft_quotes *list, uint32_t a, uint32_t b)
{
    int32_t x = cw_report_day(list->plot, list->at[a].report);
    int32_t y = cw_report_day(list->plot, list->at[b].report);
    return x != CW_NO_DAY && (y == CW_NO_DAY || x < y);
}

static ranked rank_quote(const draft_quotes *list, uint32_t root)
{
    ranked out = {.root = root, .best = root, .first = list->at[root].cite[0]};
    uint32_t best = 0, report = CW_NONE;
    for (uint32_t i = root; i != CW_NONE; i = list->at[i].next) {
        const draft_quote *draft = &list->at[i];
        uint32_t score = score_of(list, root, draft);
        if (score > best || (score == best && is_earlier(list, i, out.best))) {
            best = score;
            out.best = i;
        }
        out.n_reports += draft->report != report;
        report = draft->report;
        out.weight = out.weight > draft->weight ? out.weight : draft->weight;
        out.is_direct |= draft->kind != CW_QUOTE_INDIRECT;
        out.has_speaker |= draft->entity != CW_NONE || draft->speaker.n > 0;
    }
    return out;
}

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->is_direct != y->is_direct)
        return x->is_direct ? -1 : 1;
    if (x->n_reports != y->n_reports)
        return x->n_reports > y->n_reports ? -1 : 1;
    if (x->has_speaker != y->has_speaker)
        return x->has_speaker ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return cw_span_compare(x->first, y->first);
}

/* All cites of the drafts of one quotation that have draft `of`'s wording. */
static cw_status cite_wording(const draft_quotes *list, uint32_t root,
                              uint32_t of, cw_cites *out)
{
    cw_plot *plot = list->plot;
    const draft_quote *drafts = list->at;
    cw_span *spans;
    size_t n = 0;
    for (uint32_t i = root; i != CW_NONE; i = drafts[i].next)
        n += drafts[i].wording == drafts[of].wording ? drafts[i].n_cite : 0;
    spans = cw_arena_array(plot->scratch, n, sizeof *spans);
    if (!spans)
        return CW_NO_MEMORY;
    n = 0;
    for (uint32_t i = root; i != CW_NONE; i = drafts[i].next)
        for (uint32_t c = 0;
             drafts[i].wording == drafts[of].wording && c < drafts[i].n_cite;
             c++)
            spans[n++] = drafts[i].cite[c];
    return cw_cites_make(plot->keep, spans, n, out, NULL);
}

/* The first draft of each wording but the text's own; at most VARIANTS_MAX,
 * which also bounds the search for repeats. */
static cw_status find_variants(const draft_quotes *list, const ranked *rank,
                               cw_story_quote *quote)
{
    enum { VARIANTS_MAX = 16 };
    uint64_t seen[VARIANTS_MAX + 1];
    size_t n = 1;
    cw_status status = CW_OK;
    cw_line *lines =
        cw_arena_array(list->plot->keep, VARIANTS_MAX, sizeof *lines);
    if (!lines)
        return CW_NO_MEMORY;
    seen[0] = list->at[rank->best].wording;
    for (uint32_t i = rank->root;
         i != CW_NONE && n <= VARIANTS_MAX && status == CW_OK;
         i = list->at[i].next) {
        bool is_seen = false;
        for (size_t k = 0; k < n; k++)
            is_seen |= seen[k] == list->at[i].wording;
        if (is_seen)
            continue;
        seen[n++] = list->at[i].wording;
        lines[n - 2].text = list->at[i].text;
        status = cite_wording(list, rank->root, i, &lines[n - 2].cite);
    }
    quote->variants = lines;
    quote->n_variants = n - 1;
    return status;
}

/* The speaker is named as by the draft that gives the text; when it does not
 * say, as by the first that does. */
static void name_speaker(const draft_quotes *list, const ranked *rank,
                         cw_story_quote *quote)
{
    const draft_quote *best = &list->at[rank->best];
    quote->entity = best->entity;
    quote->speaker = best->speaker;
    quote->cue = best->cue;
    for (uint32_t i = rank->root; i != CW_NONE; i = list->at[i].next) {
        const draft_quote *draft = &list->at[i];
        if (quote->entity == CW_NONE && draft->entity != CW_NONE) {
            quote->entity = draft->entity;
            quote->speaker = draft->speaker;
            quote->cue = draft->cue;
        } else if (quote->speaker.n == 0 && quote->entity == CW_NONE) {
            quote->speaker = draft->speaker;
            quote->cue = draft->cue;
        }
    }
}

static cw_status make_quote(const draft_quotes *list, cw_id_maker *ids,
                            const ranked *rank, cw_story_quote *quote)
{
    const draft_quote *best = &list->at[rank->best];
    cw_plot *plot = list->plot;
    cw_status status;
    *quote = (cw_story_quote){.kind = best->kind, .text = best->text};
    name_speaker(list, rank, quote);
    status = cite_wording(list, rank->root, rank->best, &quote->cite);
    if (status == CW_OK)
        status = find_variants(list, rank, quote);
    if (status != CW_OK)
        return status;
    return cw_id_make(ids, plot->keep, 'q',
                      plot->batch->reports[best->report].id, best->cite[0],
                      &quote->id);
}

cw_status cw_quotes_build(cw_plot *plot)
{
    draft_quotes list = {.plot = plot};
    cw_story_quote *quotes;
    ranked *ranks;
    size_t n = 0, most = 40 + 12 * plot->members.n;
    cw_id_maker ids;
    cw_status status = find_quotes(&list);
    if (status == CW_OK)
        status = join_quotes(&list);
    if (status != CW_OK)
        return status;
    ranks = cw_arena_array(plot->scratch, list.n, sizeof *ranks);
    if (!ranks)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < list.n; i++)
        if (list.at[i].root == i)
            ranks[n++] = rank_quote(&list, i);
    if (n > 0)
        qsort(ranks, n, sizeof *ranks, compare_ranked);
    n = n < most ? n : most;
    quotes = cw_arena_array(plot->keep, n, sizeof *quotes);
    if (!quotes)
        return CW_NO_MEMORY;
    cw_id_maker_init(&ids, plot->scratch);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        status = make_quote(&list, &ids, &ranks[i], &quotes[i]);
    if (status == CW_OK)
        status = cw_attributions_find(plot, quotes, n);
    plot->story->quotes = quotes;
    plot->story->n_quotes = n;
    return status;
}
