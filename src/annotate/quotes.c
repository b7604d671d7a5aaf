/* quotes.c: who said what, in whose words.
 *
 *   marks -> spans between marks            quotes_marks.c
 *   cues  -> speaker                        quotes_cue.c
 *         -> place of the content           quotes_content.c
 *   both  -> quotations                     here
 *   names before colons, behind dashes      quotes_lines.c
 *   marks without a cue                     quotes_rest.c
 *   attitudes toward a thing                quotes_stance.c
 *   all of them as marks                    quotes_write.c
 *
 * A statement with a cue is direct when marks hold all of it, mixed when they
 * hold a part, else indirect. Spans that no cue took are, in this order: the
 * same speaker going on; a phrase of a clause with a subject that can speak;
 * scare quotes, which nobody is said to have said. */
#include "annotate/quotes_int.h"
#include "base/search.h"

enum { SHORT_TOKENS = 4 }; // "Too often,": no clause

cw_said *cw_quotes_add(cw_quotes_reader *r, const cw_cue *cue, int confidence)
{
    cw_draft *draft = r->common.draft;
    cw_said *s = cw_draft_add(draft, &r->list, sizeof *s, CW_MAX_MARKS);
    if (!s) {
        if (!draft->is_cut)
            r->common.status = CW_NO_MEMORY;
        return NULL;
    }
    *s = (cw_said){.sentence = r->common.sentence,
                   .previous = CW_NONE,
                   .speaker = CW_NONE,
                   .chain = CW_NONE,
                   .confidence = (uint8_t)confidence};
    if (!cue)
        return s;
    bool has_colon = cue->to < r->common.end && cw_look_is(draft, cue->to, ":");
    s->cue = (cw_tokens){cue->from, cue->to + has_colon};
    s->source = cue->source;
    s->speaker = cw_np_name(&r->common.view, cue->source);
    s->chain = cw_np_chain(&r->common.view, cue->source);
    s->is_denial = (cue->classes & CW_CUE_DENY) != 0;
    for (uint32_t i = s->cue.from; i < s->cue.to; i++)
        r->common.is_cued[i] = true;
    return s;
}

static void add_piece(cw_said *s, uint32_t from, uint32_t to)
{
    if (from < to && s->n_content < CW_PIECES_MAX)
        s->content[s->n_content++] = (cw_tokens){from, to};
}

/* All pieces of a speech over paragraphs, up to the span `last`. */
void cw_quotes_add_speech(cw_quotes_reader *r, cw_said *s, uint32_t last)
{
    const cw_quotes *quotes = &r->common;
    uint32_t number = (uint32_t)(s - r->list.at), first = last;
    while (first > 0 && quotes->marked.at[first].is_continued)
        first--;
    for (uint32_t i = first; i != CW_NONE; i = quotes->marked.at[i].next) {
        cw_marked *marked = &quotes->marked.at[i];
        marked->owner = number;
        if (s->n_content < CW_PIECES_MAX - 1 || i == last)
            add_piece(s, marked->from, marked->to);
        else
            s->content[s->n_content - 1].to = marked->to;
    }
}

static bool ends_speech(const cw_draft *draft, uint32_t i)
{
    static const char *const marks[] = {",",   ".", "!", "?", "…",
                                        "...", "—", "–", ";", NULL};
    return cw_look_in(draft, i, marks);
}

/* The span that stands right before an attribution that begins at `start`:
 * “...,” said; “...” , said. CW_NONE when there is none. */
static uint32_t span_before(const cw_quotes *quotes, uint32_t start,
                            bool is_inverted)
{
    const cw_draft *draft = quotes->draft;
    if (start == 0 || (start == quotes->first &&
                       draft->sentences.at[quotes->sentence].begins_block))
        return CW_NONE;
    uint32_t i = start - 1;
    bool has_comma = cw_look_is(draft, i, ",") && !cw_is_quoted(quotes, i);
    if (has_comma && i > 0)
        i--;
    uint32_t span = quotes->marked_at[i];
    if (span == CW_NONE || quotes->marked.at[span].owner != CW_NONE)
        return CW_NONE;
    const cw_marked *marked = &quotes->marked.at[span];
    if (marked->close != i)
        return CW_NONE;
    uint32_t last = marked->to - 1;
    if (last > marked->from && cw_look_is_mark(draft, last))
        last--; // “... a little bit,'”
    bool is_speech = has_comma || is_inverted || ends_speech(draft, last);
    return is_speech ? span : CW_NONE;
}

/* “...,” she said on Monday, “...”: the span that goes on after the
 * attribution that ends at `from`. */
static uint32_t span_after(const cw_quotes *quotes, uint32_t from)
{
    const cw_draft *draft = quotes->draft;
    for (uint32_t i = from; i < quotes->end && i < from + 14; i++) {
        if (cw_is_quoted(quotes, i)) {
            bool is_open = i > from && (cw_look_is(draft, i - 1, ",") ||
                                        cw_look_is(draft, i - 1, ":"));
            return is_open ? quotes->marked_at[i] : CW_NONE;
        }
        if (cw_look_tag(draft, i) == CW_TAG_VERB)
            return CW_NONE;
    }
    return CW_NONE;
}

/* The end of a statement that runs to the end of its sentence: without the
 * final stop, and to the end of a speech that runs on. */
static uint32_t statement_end(const cw_quotes *quotes)
{
    const cw_draft *draft = quotes->draft;
    uint32_t end = quotes->end;
    uint32_t span = quotes->marked_at[end - 1];
    if (span != CW_NONE && quotes->marked.at[span].to > end)
        return quotes->marked.at[span].to;
    while (end > quotes->first && cw_look_tag(draft, end - 1) == CW_TAG_PUNCT &&
           !cw_is_quoted(quotes, end - 1) && !cw_look_is(draft, end - 1, ")"))
        end--;
    return end;
}

/* A statement of this sentence that runs into the clause of a later cue ends
 * before it: "said that A, while B denied ...", "said A, adding that". */
static void trim_before(cw_quotes_reader *r, uint32_t clause,
                        bool is_participle)
{
    static const char *const conjunctions[] = {
        "and", "but", "while", "although", "though", "as", "whereas", NULL};
    const cw_draft *draft = r->common.draft;
    if (r->list.n == 0 || clause == 0)
        return;
    cw_said *s = &r->list.at[r->list.n - 1];
    if (s->sentence != r->common.sentence || s->n_content == 0)
        return;
    cw_tokens *piece = &s->content[s->n_content - 1];
    if (clause <= piece->from + 1 || clause > piece->to)
        return;
    uint32_t end = clause;
    bool is_cut = is_participle && (cw_look_is(draft, end - 1, ",") ||
                                    cw_look_is(draft, end, ","));
    /* "While A said that ..., B said that ...". */
    is_cut |= cw_look_is(draft, end - 1, ",") &&
              cw_look_in(draft, r->common.first, conjunctions);
    if (cw_look_in(draft, end - 1, conjunctions) ||
        cw_look_in(draft, end, conjunctions)) {
        end -= !cw_look_in(draft, end, conjunctions);
        is_cut = true;
    } else if (cw_look_is(draft, end - 1, ";")) {
        is_cut = true;
    }
    static const char *const loose[] = {",", ";", "even", "just", NULL};
    while (is_cut && end > piece->from + 1 && cw_look_in(draft, end - 1, loose))
        end--;
    if (is_cut && end > piece->from)
        piece->to = end;
}

/* Nothing but adverbials between `from` and the end of the sentence. */
static bool is_tail(const cw_quotes *quotes, uint32_t from)
{
    const cw_draft *draft = quotes->draft;
    for (uint32_t i = from; i < quotes->end; i++) {
        uint8_t tag = cw_look_tag(draft, i);
        if (tag == CW_TAG_VERB && !(cw_look(draft, i)->form & CW_FORM_ING))
            return false;
        if (cw_look_is(draft, i, ",") && i + 1 < quotes->end &&
            tag == CW_TAG_PUNCT)
            return true;
    }
    return true;
}

static int cue_confidence(const cw_cue *cue, bool has_that)
{
    if (cue->classes & (CW_CUE_SAY | CW_CUE_PHRASE | CW_CUE_WRITE))
        return has_that ? 90 : 85;
    if (cue->classes & CW_CUE_THINK)
        return has_that ? 60 : 50;
    if (cue->classes & CW_CUE_DEMAND)
        return 60;
    return has_that ? 80 : 70;
}

/* "denied the charges, which ...", "accused Lind of theft, and left": a thing
 * or a person and what belongs to it, not the rest of the sentence. */
static bool is_thing(const cw_draft *draft, const cw_cue *cue, uint32_t from)
{
    static const char *const openers[] = {"that", "to",   "whether", "how",
                                          "why",  "what", NULL};
    return (cue->classes & (CW_CUE_DENY | CW_CUE_ACCUSE | CW_CUE_DEMAND)) &&
           !(cue->classes & (CW_CUE_SAY | CW_CUE_CLAIM)) &&
           !cw_look_in(draft, from, openers);
}

static uint32_t thing_end(const cw_quotes *quotes, uint32_t from, uint32_t end)
{
    for (uint32_t i = from + 1; i < end; i++)
        if (!cw_is_quoted(quotes, i) && (cw_look_is(quotes->draft, i, ",") ||
                                         cw_look_is(quotes->draft, i, ";")))
            return i;
    return end;
}

/* The statement after a cue begins at `from`. */
static void take_after(cw_quotes_reader *r, const cw_cue *cue, uint32_t from)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    uint32_t end = statement_end(quotes);
    uint32_t span = quotes->marked_at[from];
    if (from >= end)
        return;
    if (span != CW_NONE && quotes->marked.at[span].owner == CW_NONE) {
        const cw_marked *marked = &quotes->marked.at[span];
        bool is_introduced = from > 0 && (cw_look_is(draft, from - 1, ",") ||
                                          cw_look_is(draft, from - 1, ":"));
        uint32_t after =
            marked->close == CW_NONE ? marked->to : marked->close + 1;
        if (is_introduced || after >= end) {
            cw_said *s = cw_quotes_add(r, cue, 95);
            if (s)
                cw_quotes_add_speech(r, s, span);
            return;
        }
    }
    if (is_thing(draft, cue, from))
        end = thing_end(quotes, from, end);
    cw_said *s = cw_quotes_add(
        r, cue, cue_confidence(cue, cw_look_is(draft, from, "that")));
    if (!s)
        return;
    s->kind = CW_QUOTE_INDIRECT;
    add_piece(s, from, end);
}

/* “...,” Ruiz said, “...”. */
static void take_speech(cw_quotes_reader *r, const cw_cue *cue, uint32_t span)
{
    cw_said *s = cw_quotes_add(r, cue, 95);
    if (!s)
        return;
    uint32_t tail = cue->to > cue->source.to ? cue->to : cue->source.to;
    s->sentence = r->common.sentence;
    cw_quotes_add_speech(r, s, span);
    uint32_t more = span_after(&r->common, tail);
    if (more != CW_NONE && r->common.marked.at[more].owner == CW_NONE)
        cw_quotes_add_speech(r, s, more);
}

/* "called the plan “...”", "praised “...”": only words in marks. */
static void take_label(cw_quotes_reader *r, const cw_cue *cue)
{
    cw_quotes *quotes = &r->common;
    for (uint32_t i = cue->to; i < quotes->end && i < cue->to + 20; i++) {
        uint32_t span = quotes->marked_at[i];
        if (span == CW_NONE) {
            if (cw_look_tag(quotes->draft, i) == CW_TAG_VERB &&
                !(cw_look(quotes->draft, i)->form & CW_FORM_ING))
                return;
            continue;
        }
        if (quotes->marked.at[span].owner != CW_NONE)
            return;
        cw_said *s = cw_quotes_add(r, cue, 80);
        if (!s)
            return;
        s->kind = CW_QUOTE_MIXED;
        cw_quotes_add_speech(r, s, span);
        return;
    }
}

/* "The bridge, Ruiz said on Monday, is safe", "Too often, Ruiz said, it is
 * shut": where the clause around the attribution goes on with its verb, or
 * whole when only a few words stood before; CW_NONE when it does not. */
static uint32_t rest_of_clause(const cw_quotes *quotes, const cw_cue *cue,
                               bool is_short)
{
    const cw_draft *draft = quotes->draft;
    uint32_t i = cue->to > cue->source.to ? cue->to : cue->source.to;
    while (i < quotes->end && !cw_look_is(draft, i, ","))
        i++;
    if (i + 2 >= quotes->end)
        return CW_NONE;
    uint32_t verb = i + 1;
    if (cw_look_tag(draft, verb) == CW_TAG_ADV && verb + 1 < quotes->end)
        verb++;
    uint8_t tag = cw_look_tag(draft, verb);
    bool is_finite = tag == CW_TAG_AUX ||
                     (tag == CW_TAG_VERB &&
                      (cw_look(draft, verb)->form &
                       (CW_FORM_PAST | CW_FORM_BASE | CW_FORM_PRESENT_S)));
    return is_finite || (is_short && cw_quotes_is_clause(quotes, i + 1))
               ? i + 1
               : CW_NONE;
}

/* "A, Ruiz said on Monday." */
static void take_clause_before(cw_quotes_reader *r, const cw_cue *cue,
                               uint32_t start)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    uint32_t from = quotes->first, to = start;
    while (to > from &&
           (cw_look_is(draft, to - 1, ",") || cw_look_is(draft, to - 1, "—") ||
            cw_look_is(draft, to - 1, "–")))
        to--;
    if (r->list.n > 0) {
        const cw_said *last = &r->list.at[r->list.n - 1];
        if (last->sentence == quotes->sentence && last->n_content > 0) {
            uint32_t used = last->content[last->n_content - 1].to;
            uint32_t cue_end =
                last->cue.to > last->source.to ? last->cue.to : last->source.to;
            if (used > from && used <= to)
                from = used > cue_end ? used : cue_end;
        }
    }
    while (from < to &&
           (cw_look_tag(draft, from) == CW_TAG_PUNCT ||
            cw_look_tag(draft, from) == CW_TAG_CCONJ) &&
           !cw_is_quoted(quotes, from))
        from++;
    uint32_t rest = rest_of_clause(quotes, cue, to < from + SHORT_TOKENS);
    if (from >= to || (to < from + 3 && rest == CW_NONE))
        return;
    cw_said *s = cw_quotes_add(r, cue, cue_confidence(cue, false));
    if (!s)
        return;
    s->kind = CW_QUOTE_INDIRECT;
    add_piece(s, from, to);
    if (rest != CW_NONE)
        add_piece(s, rest, statement_end(quotes));
}

static void take_phrase(cw_quotes_reader *r, const cw_cue *cue)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    uint32_t span = span_before(quotes, cue->from, true);
    if (span != CW_NONE) {
        take_speech(r, cue, span);
        return;
    }
    uint32_t after = cue->source.to;
    bool is_first = cue->from <= quotes->first + 1;
    if (is_first && after < quotes->end && cw_look_is(draft, after, ","))
        take_after(r, cue, after + 1);
    else if (!is_first) {
        trim_before(r, cue->from, true);
        take_clause_before(r, cue, cue->from);
    }
}

/* "Ruiz said that “...”, the paper reported": the words are Ruiz's, and her
 * statement ends with them. */
static bool is_told_on(cw_quotes_reader *r, uint32_t span)
{
    const cw_marked *marked = &r->common.marked.at[span];
    if (r->list.n == 0)
        return false;
    cw_said *last = &r->list.at[r->list.n - 1];
    if (last->sentence != r->common.sentence || last->n_content == 0)
        return false;
    cw_tokens *piece = &last->content[last->n_content - 1];
    if (marked->from < piece->from || marked->to > piece->to ||
        marked->close == CW_NONE)
        return false;
    piece->to = marked->close + 1;
    return true;
}

/* "cited the report", and not "said", "told reporters": the verb has an object
 * of its own behind it. */
static bool has_thing(const cw_quotes *quotes, const cw_cue *cue, uint32_t tail)
{
    if (tail >= quotes->end || (cue->classes & CW_CUE_TELL) ||
        quotes->view.time[tail] != CW_NONE)
        return false;
    uint8_t tag = cw_look_tag(quotes->draft, tail);
    return tag == CW_TAG_NOUN || tag == CW_TAG_PROPN || tag == CW_TAG_DET ||
           tag == CW_TAG_ADJ || tag == CW_TAG_PRON;
}

/* "Lind said that she hoped to win": a mind or an act that another tells of
 * is part of what is told. */
static bool is_said_by_another(const cw_quotes_reader *r, const cw_cue *cue)
{
    if (r->list.n == 0 ||
        (cue->classes & (CW_CUE_SAY | CW_CUE_WRITE | CW_CUE_CLAIM)))
        return false;
    const cw_said *last = &r->list.at[r->list.n - 1];
    if (last->sentence != r->common.sentence || last->n_content == 0 ||
        last->kind != CW_QUOTE_INDIRECT)
        return false;
    cw_tokens piece = last->content[last->n_content - 1];
    return cue->verb >= piece.from && cue->verb < piece.to;
}

/* "Ruiz, who understood that it would fail, told Lind to stop": what is said
 * inside the aside of a later speaker ends with the aside. */
static void close_aside(cw_quotes_reader *r, const cw_cue *cue)
{
    if (r->list.n == 0)
        return;
    cw_said *last = &r->list.at[r->list.n - 1];
    if (last->sentence != r->common.sentence || last->n_content == 0 ||
        last->cue.from < cue->source.from || last->cue.to > cue->source.to)
        return;
    cw_tokens *piece = &last->content[last->n_content - 1];
    if (piece->from < cue->source.to && piece->to > cue->source.to)
        piece->to = cue->source.to;
}

/* "As Ruiz noted on Monday, the road is closed": where the clause behind the
 * attribution begins; CW_NONE when it does not open the sentence with "as". */
static uint32_t after_as(const cw_quotes *quotes, uint32_t start, uint32_t tail)
{
    const cw_draft *draft = quotes->draft;
    if (start != quotes->first + 1 || !cw_look_is(draft, start - 1, "as"))
        return CW_NONE;
    for (int steps = 0; steps < 4 && tail + 1 < quotes->end; steps++) {
        if (cw_look_is(draft, tail, ","))
            return tail + 1;
        uint32_t next = cw_quotes_skip_adverbial(quotes, tail);
        if (next == tail)
            return CW_NONE;
        tail = next;
    }
    return CW_NONE;
}

static void take_cue(cw_quotes_reader *r, const cw_cue *cue)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    if (cue->classes & CW_CUE_PHRASE) {
        take_phrase(r, cue);
        return;
    }
    bool is_inverted = cue->source.from > cue->from;
    uint32_t start = is_inverted ? cue->from : cue->clause;
    if (start > quotes->first + 1 && cw_look_is(draft, start - 1, "as") &&
        cw_look_is(draft, start - 2, ","))
        start--; // "the bridge, as Ruiz said, is safe"
    uint32_t span = span_before(quotes, start, is_inverted);
    uint32_t content = is_inverted ? CW_NONE : cw_quotes_content(quotes, cue);
    if (content == CW_NONE && (cue->classes & (CW_CUE_SAY | CW_CUE_WRITE |
                                               CW_CUE_CLAIM | CW_CUE_THINK)))
        content = after_as(quotes, start, cue->to);
    /* “...” Ruiz said that ...: a new sentence with a statement of its own. */
    if (span != CW_NONE && is_told_on(r, span)) {
        cw_said *again = cw_quotes_add(r, cue, CW_QUOTE_TOLD - 10);
        if (again)
            add_piece(again, quotes->marked.at[span].from,
                      quotes->marked.at[span].to);
        return;
    }
    bool is_new = content != CW_NONE && start == quotes->first &&
                  !cw_is_quoted(quotes, content);
    if (span != CW_NONE && !is_new) {
        take_speech(r, cue, span);
        return;
    }
    bool is_participle = (cw_look(draft, cue->verb)->form & CW_FORM_ING) &&
                         cue->clause + 1 >= cue->from;
    if (!is_inverted) {
        close_aside(r, cue);
        trim_before(r, cue->clause, is_participle);
    }
    if (is_said_by_another(r, cue))
        return;
    if (content != CW_NONE) {
        bool is_label = (cue->classes & (CW_CUE_LABEL | CW_CUE_PRAISE)) &&
                        !(cue->classes & (CW_CUE_SAY | CW_CUE_CLAIM));
        if (!is_label || cw_is_quoted(quotes, content)) {
            take_after(r, cue, content);
            return;
        }
    }
    uint32_t tail = cue->to > cue->source.to ? cue->to : cue->source.to;
    bool is_late = !has_thing(quotes, cue, tail) && start > quotes->first + 2 &&
                   (cw_look_is(draft, start - 1, ",") || is_inverted) &&
                   (cue->classes &
                    (CW_CUE_SAY | CW_CUE_WRITE | CW_CUE_CLAIM | CW_CUE_WARN |
                     CW_CUE_CONCEDE | CW_CUE_THINK | CW_CUE_PROMISE));
    if (is_late && is_tail(quotes, tail))
        take_clause_before(r, cue, start);
    else if (cue->classes & (CW_CUE_LABEL | CW_CUE_PRAISE | CW_CUE_ACCUSE))
        take_label(r, cue);
}

/* The first span whose words end after this token. Spans ascend. */
static uint32_t first_span_at(const cw_quotes *quotes, uint32_t token)
{
    return (uint32_t)CW_FIRST_FROM(quotes->marked.at, quotes->marked.n,
                                   cw_marked, to, token + 1);
}

/* Spans inside an indirect statement make it a mixed one. */
static void own_spans(cw_quotes_reader *r)
{
    cw_quotes *quotes = &r->common;
    for (uint32_t k = 0; k < r->list.n; k++) {
        cw_said *s = &r->list.at[k];
        if (s->kind != CW_QUOTE_INDIRECT)
            continue;
        for (uint32_t i = first_span_at(quotes, s->content[0].from);
             i < quotes->marked.n &&
             quotes->marked.at[i].from < s->content[0].to;
             i++) {
            cw_marked *marked = &quotes->marked.at[i];
            if (marked->owner == CW_NONE) {
                marked->owner = k;
                s->kind = CW_QUOTE_MIXED;
            }
        }
    }
}

static void read_sentence(cw_quotes_reader *r, uint32_t number)
{
    cw_quotes *quotes = &r->common;
    cw_quotes_enter(quotes, number);
    for (uint32_t i = quotes->first; i < quotes->end; i++) {
        cw_cue cue;
        if (!cw_is_quoted(quotes, i) && !cw_quotes_label(r, i) &&
            cw_quotes_cue(quotes, i, &cue))
            take_cue(r, &cue);
    }
}

cw_status cw_find_quotes(cw_draft *draft)
{
    cw_quotes_reader r = {.common = {.draft = draft}};
    cw_status status = cw_view_init(&r.common.view, draft);
    if (status != CW_OK)
        return status;
    size_t n = draft->tokens.n + 1;
    r.common.marked_at =
        cw_arena_alloc(draft->arena, n * sizeof *r.common.marked_at);
    r.common.is_cued =
        cw_arena_alloc(draft->arena, 3 * n * sizeof *r.common.is_cued);
    if (!r.common.marked_at || !r.common.is_cued)
        return CW_NO_MEMORY;
    r.common.is_told = r.common.is_cued + n;
    r.common.is_meant = r.common.is_told + n;
    memset(r.common.is_cued, 0, 3 * n * sizeof *r.common.is_cued);
    memset(r.common.marked_at, 0xff, n * sizeof *r.common.marked_at);
    status = cw_quotes_pair(&r.common);
    if (status != CW_OK)
        return status;
    for (uint32_t i = 0; i < draft->sentences.n; i++)
        read_sentence(&r, i);
    own_spans(&r);
    cw_quotes_rest(&r);
    cw_quotes_stances(&r);
    status = cw_quotes_write(&r);
    return status == CW_OK ? r.common.status : status;
}
