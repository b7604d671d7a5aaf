/* marks.c: the names of kinds, and checking a block that came from outside. */
#include "annotate/marks.h"
#include "annotate/times.h"

#include <math.h>

#define NAME(name)                #name,
#define TEXT(name, text)          text,
#define RELATION_NAME(name, text) text,
static const char *const relation_names[] = {CW_RELATION_MAP(RELATION_NAME)};
#undef RELATION_NAME
#define XPOS_NAME(name, text) text,
static const char *const xpos_names[] = {CW_XPOS_MAP(XPOS_NAME)};
#undef XPOS_NAME
static const char *const tag_names[] = {CW_TAG_MAP(NAME)};
static const char *const grain_names[] = {CW_GRAIN_MAP(TEXT)};
static const char *const bound_names[] = {CW_BOUND_MAP(TEXT)};
static const char *const fact_names[] = {CW_FACT_MAP(TEXT)};
static const char *const event_names[] = {CW_EVENT_MAP(NAME)};
static const char *const kind_names[] = {"other", "person", "organization",
                                         "place"};
static const char *const quote_names[] = {"direct", "indirect", "mixed"};
static const char *const time_names[] = {"DATE", "TIME", "DURATION", "SET"};
#undef NAME
#undef TEXT

#define N_OF(names)    (sizeof(names) / sizeof *(names))
#define PICK(names, i) ((size_t)(i) < N_OF(names) ? names[i] : "")

const char *cw_tag_name(cw_tag tag)
{
    return PICK(tag_names, tag);
}
const char *cw_relation_name(cw_relation relation)
{
    return PICK(relation_names, relation);
}
const char *cw_xpos_name(cw_xpos xpos)
{
    return PICK(xpos_names, xpos);
}
const char *cw_grain_name(cw_grain grain)
{
    return PICK(grain_names, grain);
}
const char *cw_bound_name(cw_bound bound)
{
    return PICK(bound_names, bound);
}
const char *cw_fact_name(cw_factuality factuality)
{
    return PICK(fact_names, factuality);
}
const char *cw_event_class_name(cw_event_class event_class)
{
    return PICK(event_names, event_class);
}
const char *cw_name_kind_name(cw_name_kind kind)
{
    return PICK(kind_names, kind);
}
const char *cw_quote_kind_name(cw_quote_kind kind)
{
    return PICK(quote_names, kind);
}
const char *cw_time_type_name(cw_time_type type)
{
    return PICK(time_names, type);
}

/* ---- checking ---------------------------------------------------------- */

typedef struct {
    const cw_marks *marks;
    size_t n_text;
} checker;

static bool range_fits(const checker *c, cw_range range)
{
    return range.from <= range.to && range.to <= c->n_text;
}

static bool index_fits(uint32_t i, uint32_t n)
{
    return i == CW_NONE || i < n;
}

static bool run_fits(uint32_t first, uint32_t n, uint32_t n_items)
{
    return first <= n_items && n <= n_items - first;
}

static bool tokens_fit(const checker *c)
{
    const cw_marks *m = c->marks;
    const cw_token *tokens = CW_AT(m, m->tokens, cw_token);
    const cw_sentence *sentences = CW_AT(m, m->sentences, cw_sentence);
    for (uint32_t i = 0; i < m->tokens.n; i++)
        if (!range_fits(c, tokens[i].range) ||
            tokens[i].tag >= N_OF(tag_names) ||
            tokens[i].xpos >= N_OF(xpos_names) ||
            tokens[i].relation >= N_OF(relation_names) ||
            (tokens[i].head != CW_NONE && tokens[i].head >= m->tokens.n) ||
            !run_fits(tokens[i].lemma_at, tokens[i].lemma_n, m->strings.n))
            return false;
    for (uint32_t i = 0; i < m->sentences.n; i++)
        if (!range_fits(c, sentences[i].range) ||
            !run_fits(sentences[i].first, sentences[i].n, m->tokens.n))
            return false;
    return true;
}

static bool names_fit(const checker *c)
{
    const cw_marks *m = c->marks;
    const cw_name *names = CW_AT(m, m->names, cw_name);
    const cw_mention *mentions = CW_AT(m, m->mentions, cw_mention);
    const cw_chain *chains = CW_AT(m, m->chains, cw_chain);
    for (uint32_t i = 0; i < m->names.n; i++)
        if (!range_fits(c, names[i].range) || !range_fits(c, names[i].title) ||
            names[i].sentence >= m->sentences.n ||
            !run_fits(names[i].first, names[i].n, m->tokens.n) ||
            names[i].kind >= N_OF(kind_names) ||
            !index_fits(names[i].chain, m->chains.n))
            return false;
    for (uint32_t i = 0; i < m->mentions.n; i++)
        if (!range_fits(c, mentions[i].range) ||
            !index_fits(mentions[i].chain, m->chains.n) ||
            mentions[i].sentence >= m->sentences.n ||
            !index_fits(mentions[i].name, m->names.n))
            return false;
    for (uint32_t i = 0; i < m->chains.n; i++)
        if (chains[i].best >= m->mentions.n ||
            chains[i].kind >= N_OF(kind_names))
            return false;
    return true;
}

static bool day_fits(int32_t day)
{
    return day == CW_NO_DAY || (day > -800000 && day < 3000000);
}

static bool times_fit(const checker *c)
{
    const cw_marks *m = c->marks;
    const cw_time *times = CW_AT(m, m->times, cw_time);
    const cw_figure *figures = CW_AT(m, m->figures, cw_figure);
    for (uint32_t i = 0; i < m->times.n; i++)
        if (!range_fits(c, times[i].range) ||
            times[i].sentence >= m->sentences.n ||
            times[i].type >= N_OF(time_names) ||
            times[i].grain >= N_OF(grain_names) ||
            times[i].meaning >= CW_TIME_MEANING_PREFIX ||
            !index_fits(times[i].context, m->times.n) ||
            !day_fits(times[i].from_day) || !day_fits(times[i].to_day) ||
            !memchr(times[i].value, 0, sizeof times[i].value))
            return false;
    for (uint32_t i = 0; i < m->figures.n; i++)
        if (!range_fits(c, figures[i].range) ||
            !range_fits(c, figures[i].number) ||
            !range_fits(c, figures[i].of) || !range_fits(c, figures[i].head) ||
            figures[i].sentence >= m->sentences.n ||
            figures[i].token >= m->tokens.n ||
            figures[i].bound >= N_OF(bound_names) || isnan(figures[i].value) ||
            !memchr(figures[i].unit, 0, sizeof figures[i].unit))
            return false;
    return true;
}

/* A quotation's slice must lie in the block's list of ranges. */
static bool slice_in_ranges(const cw_marks *m, cw_slice slice)
{
    uint32_t size = sizeof(cw_range);
    return slice.n == 0 ||
           (slice.at >= m->ranges.at && (slice.at - m->ranges.at) % size == 0 &&
            run_fits((slice.at - m->ranges.at) / size, slice.n, m->ranges.n));
}

static bool quotes_fit(const checker *c)
{
    const cw_marks *m = c->marks;
    const cw_range *ranges = CW_AT(m, m->ranges, cw_range);
    const cw_quote *quotes = CW_AT(m, m->quotes, cw_quote);
    for (uint32_t i = 0; i < m->ranges.n; i++)
        if (!range_fits(c, ranges[i]))
            return false;
    for (uint32_t i = 0; i < m->quotes.n; i++)
        if (quotes[i].kind >= N_OF(quote_names) ||
            quotes[i].sentence >= m->sentences.n ||
            !slice_in_ranges(m, quotes[i].content) ||
            !slice_in_ranges(m, quotes[i].source) ||
            !slice_in_ranges(m, quotes[i].cue) ||
            !index_fits(quotes[i].speaker, m->names.n) ||
            !index_fits(quotes[i].chain, m->chains.n) ||
            !index_fits(quotes[i].previous, m->quotes.n))
            return false;
    return true;
}

static bool events_fit(const checker *c)
{
    const cw_marks *m = c->marks;
    const cw_event *events = CW_AT(m, m->events, cw_event);
    for (uint32_t i = 0; i < m->events.n; i++) {
        const cw_event *e = &events[i];
        if (!range_fits(c, e->range) || !range_fits(c, e->who) ||
            !range_fits(c, e->whom) || !range_fits(c, e->where) ||
            !range_fits(c, e->alleged_by) || e->sentence >= m->sentences.n ||
            e->token >= m->tokens.n ||
            !run_fits(e->lemma_at, e->lemma_n, m->strings.n) ||
            e->event_class >= N_OF(event_names) ||
            e->factuality >= N_OF(fact_names) ||
            !index_fits(e->who_chain, m->chains.n) ||
            !index_fits(e->whom_chain, m->chains.n) ||
            !index_fits(e->time, m->times.n))
            return false;
    }
    return true;
}

bool cw_marks_check(const cw_marks *marks, size_t n_bytes, size_t n_text)
{
    checker c = {marks, n_text};
    if (n_bytes < sizeof *marks || marks->head.magic != CW_MARKS_MAGIC ||
        marks->head.n_bytes != n_bytes)
        return false;
#define FITS(slice, type) \
    cw_slice_fits(&marks->head, marks->slice, sizeof(type))
    if (!FITS(strings, uint8_t) || !FITS(tokens, cw_token) ||
        !FITS(sentences, cw_sentence) || !FITS(names, cw_name) ||
        !FITS(mentions, cw_mention) || !FITS(chains, cw_chain) ||
        !FITS(times, cw_time) || !FITS(figures, cw_figure) ||
        !FITS(ranges, cw_range) || !FITS(quotes, cw_quote) ||
        !FITS(events, cw_event))
        return false;
#undef FITS
    return tokens_fit(&c) && names_fit(&c) && times_fit(&c) && quotes_fit(&c) &&
           events_fit(&c);
}
