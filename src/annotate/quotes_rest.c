/* quotes_rest.c: words in marks that no cue took: the same speaker going on, a
 * phrase of a clause whose subject can speak, or scare quotes. */
#include "annotate/quotes_int.h"

enum { GOES_ON_SENTENCES = 4, SUBJECT_TOKENS_MAX = 50, FRAGMENT_WORDS = 4 };

/* The span fills its sentences: nothing but marks and stops around it. */
static bool is_whole(const cw_quotes *quotes, const cw_marked *marked)
{
    const cw_draft *draft = quotes->draft;
    size_t s =
        cw_look_sentence_at(draft, cw_look(draft, marked->open)->range.from);
    if (s >= draft->sentences.n ||
        marked->open > draft->sentences.at[s].first + 1 ||
        marked->to < marked->from + 2)
        return false;
    uint32_t after = marked->close == CW_NONE ? marked->to : marked->close + 1;
    if (after >= draft->tokens.n)
        return true;
    size_t e = cw_look_sentence_at(draft, cw_look(draft, after)->range.from);
    return e >= draft->sentences.n || draft->sentences.at[e].first == after ||
           cw_look_is(draft, after, ".");
}

/* The first subject of a sentence; *verb: the verb group it belongs to. */
static cw_tokens first_subject(cw_quotes_reader *r, size_t sentence,
                               cw_tokens *verb)
{
    cw_quotes *quotes = &r->common;
    const cw_sentence *s = &quotes->draft->sentences.at[sentence];
    uint32_t end = cw_look_end(s);
    if (end - s->first > SUBJECT_TOKENS_MAX)
        end = s->first + SUBJECT_TOKENS_MAX;
    for (uint32_t i = s->first; i < end; i++) {
        uint8_t tag = cw_look_tag(quotes->draft, i);
        if ((tag != CW_TAG_VERB && tag != CW_TAG_AUX) ||
            cw_is_quoted(quotes, i))
            continue;
        cw_tokens subject = cw_subject_before(&quotes->view, i, s->first);
        if (subject.from >= subject.to)
            continue;
        *verb = (cw_tokens){i, i + 1};
        while (verb->to < end &&
               cw_look_tag(quotes->draft, verb->to - 1) != CW_TAG_VERB &&
               (cw_look_tag(quotes->draft, verb->to) == CW_TAG_VERB ||
                cw_look_tag(quotes->draft, verb->to) == CW_TAG_AUX ||
                cw_look_tag(quotes->draft, verb->to) == CW_TAG_ADV ||
                cw_look_tag(quotes->draft, verb->to) == CW_TAG_PART))
            verb->to++;
        verb->to += cw_quotes_cue_length(quotes, verb->to - 1) - 1;
        return subject;
    }
    return (cw_tokens){0, 0};
}

/* Words of somebody, and not a title: enough of them, most of them small. */
static bool is_wording(const cw_draft *draft, const cw_marked *marked)
{
    uint32_t n = 0, n_upper = 0;
    for (uint32_t i = marked->from; i < marked->to; i++) {
        if (!(cw_look(draft, i)->shape & CW_SHAPE_LETTER))
            continue;
        n++;
        n_upper += cw_look_is_upper(draft, i);
    }
    return n >= FRAGMENT_WORDS && 2 * n_upper < n;
}

/* A person or an organization may speak; a place stands for its government. */
static bool may_speak(const cw_quotes_reader *r, cw_tokens phrase)
{
    const cw_draft *draft = r->common.draft;
    uint32_t chain = cw_np_chain(&r->common.view, phrase);
    return chain != CW_NONE && draft->chains.at[chain].kind != CW_NAME_OTHER;
}

static void take_left_over(cw_quotes_reader *r, uint32_t number,
                           uint32_t recent)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    cw_marked *marked = &quotes->marked.at[number];
    size_t at =
        cw_look_sentence_at(draft, cw_look(draft, marked->open)->range.from);
    if (at >= draft->sentences.n)
        return;
    quotes->sentence = (uint32_t)at;
    quotes->first = draft->sentences.at[at].first;
    quotes->end = cw_look_end(&draft->sentences.at[at]);
    cw_cue cue = {.classes = 0};
    cw_tokens verb = {0, 0}, before = {0, 0};
    bool whole = is_whole(quotes, marked);
    if (whole && recent != CW_NONE &&
        r->list.at[recent].sentence + GOES_ON_SENTENCES >= at) {
        cw_said *s = cw_quotes_add(r, NULL, 65);
        if (!s)
            return;
        s->previous = recent;
        s->source = r->list.at[recent].source;
        s->cue = r->list.at[recent].cue;
        s->speaker = r->list.at[recent].speaker;
        s->chain = r->list.at[recent].chain;
        cw_quotes_add_speech(r, s, number);
        return;
    }
    bool is_introduced = marked->open > quotes->first + 1 &&
                         cw_look_is(draft, marked->open - 1, ":");
    if (is_introduced)
        cue.source =
            cw_np_before(&quotes->view, marked->open - 1, quotes->first);
    if (!whole && !may_speak(r, cue.source))
        cue.source = first_subject(r, at, &verb);
    else if (cue.source.from == cue.source.to && at > 0)
        cue.source = first_subject(r, at - 1, &before);
    bool is_spoken = (whole || is_wording(draft, marked)) &&
                     may_speak(r, cue.source) &&
                     (whole || cue.source.to <= marked->open) &&
                     (is_introduced || !draft->sentences.at[at].is_headline);
    cw_said *s = cw_quotes_add(r, is_spoken ? &cue : NULL, is_spoken ? 40 : 30);
    if (!s)
        return;
    s->cue = (cw_tokens){0, 0};
    if (is_spoken && is_introduced)
        s->cue = (cw_tokens){marked->open - 1, marked->open};
    else if (is_spoken && verb.to <= marked->open)
        s->cue = verb;
    for (uint32_t i = s->cue.from; i < s->cue.to; i++)
        quotes->is_cued[i] = true;
    s->is_scare = !is_spoken;
    s->kind = whole || is_introduced ? CW_QUOTE_DIRECT : CW_QUOTE_MIXED;
    cw_quotes_add_speech(r, s, number);
}

/* Spans without a cue, in text order, each with the newest speaker before. */
void cw_quotes_rest(cw_quotes_reader *r)
{
    cw_quotes *quotes = &r->common;
    uint32_t n_cued = (uint32_t)r->list.n, k = 0, recent = CW_NONE;
    for (uint32_t i = 0; i < quotes->marked.n; i++) {
        const cw_marked *marked = &quotes->marked.at[i];
        for (; k < n_cued && r->list.at[k].cue.from < marked->open; k++)
            if (r->list.at[k].confidence > 60)
                recent = k;
        if (marked->owner != CW_NONE || marked->is_continued)
            continue;
        uint32_t n = (uint32_t)r->list.n;
        take_left_over(r, i, recent);
        if (r->list.n > n && !r->list.at[n].is_scare &&
            r->list.at[n].kind == CW_QUOTE_DIRECT)
            recent = n;
    }
}
