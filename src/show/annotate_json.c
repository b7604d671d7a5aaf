/* annotate_json.c: marks as JSON. */
#include "show/annotate_json.h"

#include "annotate/times.h"
#include "show/json_parts.h"

typedef struct {
    cw_json json;
    const cw_marks *marks;
    cw_bytes text;
    bool has_explanations;
} printer;

static void key_text(printer *out, const char *key, cw_bytes text)
{
    cw_json_key(&out->json, key);
    cw_json_text_or_null(&out->json, text);
}

static void key_range(printer *out, const char *key, cw_range range)
{
    cw_json_key(&out->json, key);
    cw_json_range_or_null(&out->json, range);
}

static void key_index(printer *out, const char *key, uint32_t index)
{
    cw_json_key(&out->json, key);
    if (index == CW_NONE)
        cw_json_null(&out->json);
    else
        cw_json_int(&out->json, index);
}

static void print_token(printer *out, const cw_token *token)
{
    key_range(out, "span", token->range);
    key_text(out, "form", cw_bytes_at(out->text, token->range));
    key_text(out, "lemma", cw_token_lemma(out->marks, token));
    cw_json_key(&out->json, "tag");
    cw_json_word(&out->json, cw_tag_name(token->tag));
    key_index(out, "head", token->head);
    cw_json_key(&out->json, "rel");
    if (token->relation == CW_RELATION_NONE)
        cw_json_null(&out->json);
    else
        cw_json_word(&out->json, cw_relation_name(token->relation));
}

static void print_name(printer *out, const cw_name *name)
{
    key_range(out, "span", name->range);
    cw_json_key(&out->json, "kind");
    cw_json_word(&out->json, cw_name_kind_name(name->kind));
    key_index(out, "chain", name->chain);
}

static void print_time(printer *out, const cw_time *time)
{
    bool is_minute = time->grain == CW_GRAIN_MINUTE;
    int16_t minute = is_minute ? time->minute : (int16_t)-1;
    key_range(out, "span", time->range);
    cw_json_key(&out->json, "type");
    cw_json_word(&out->json, cw_time_type_name(time->type));
    key_text(out, "value", cw_bytes_from(time->value));
    cw_json_key(&out->json, "from");
    cw_json_day(&out->json, time->from_day, minute, time->zone_min);
    cw_json_key(&out->json, "to");
    cw_json_day(&out->json, time->to_day, minute, time->zone_min);
    cw_json_key(&out->json, "precision");
    cw_json_word(&out->json, cw_grain_name(time->grain));
    if (out->has_explanations)
        key_text(out, "rule", cw_bytes_from(cw_time_rule_name(time->rule)));
}

static void print_figure(printer *out, const cw_figure *figure)
{
    key_range(out, "span", figure->range);
    cw_json_key(&out->json, "value");
    cw_json_number(&out->json, figure->value);
    cw_json_key(&out->json, "low");
    cw_json_number(&out->json, figure->low);
    cw_json_key(&out->json, "high");
    cw_json_number(&out->json, figure->high);
    key_text(out, "unit", cw_bytes_from(figure->unit));
    cw_json_key(&out->json, "bound");
    cw_json_word(&out->json, cw_bound_name(figure->bound));
    key_text(out, "of", cw_bytes_at(out->text, figure->of));
}

static void key_ranges(printer *out, const char *key, cw_slice ranges)
{
    cw_json_key(&out->json, key);
    cw_json_open(&out->json, '[', CW_JSON_INLINE);
    for (uint32_t i = 0; i < ranges.n; i++)
        cw_json_range(&out->json, CW_AT(out->marks, ranges, cw_range)[i]);
    cw_json_close(&out->json);
}

static void print_quote(printer *out, const cw_quote *quote)
{
    const cw_name *names = CW_AT(out->marks, out->marks->names, cw_name);
    cw_bytes speaker = {NULL, 0};
    if (quote->speaker != CW_NONE)
        speaker = cw_bytes_at(out->text, names[quote->speaker].range);
    cw_json_key(&out->json, "kind");
    cw_json_word(&out->json, cw_quote_kind_name(quote->kind));
    key_ranges(out, "content", quote->content);
    key_ranges(out, "source", quote->source);
    key_ranges(out, "cue", quote->cue);
    key_text(out, "speaker", speaker);
    key_index(out, "chain", quote->chain);
    cw_json_key(&out->json, "confidence");
    cw_json_int(&out->json, quote->confidence);
}

/* Words in marks that nobody is said to have said are no quotations. */
static void print_scare_quotes(printer *out)
{
    const cw_quote *quotes = CW_AT(out->marks, out->marks->quotes, cw_quote);
    const cw_range *ranges;
    cw_json_key(&out->json, "scare_quotes");
    cw_json_open(&out->json, '[', CW_JSON_INLINE);
    for (uint32_t i = 0; i < out->marks->quotes.n; i++) {
        ranges = CW_AT(out->marks, quotes[i].content, cw_range);
        for (uint32_t k = 0; quotes[i].is_scare && k < quotes[i].content.n; k++)
            cw_json_range(&out->json, ranges[k]);
    }
    cw_json_close(&out->json);
}

static bool is_scare(const void *quote)
{
    return ((const cw_quote *)quote)->is_scare;
}

static bool is_nothing(const void *item)
{
    (void)item;
    return false;
}

static void print_event(printer *out, const cw_event *event)
{
    const cw_time *times = CW_AT(out->marks, out->marks->times, cw_time);
    cw_range when = {0, 0};
    if (event->time != CW_NONE)
        when = times[event->time].range;
    key_range(out, "span", event->range);
    key_text(out, "lemma",
             cw_bytes_cut(cw_slice_bytes(out->marks, out->marks->strings),
                          event->lemma_at,
                          (size_t)event->lemma_at + event->lemma_n));
    cw_json_key(&out->json, "class");
    cw_json_word(&out->json, cw_event_class_name(event->event_class));
    key_range(out, "who", event->who);
    key_range(out, "whom", event->whom);
    key_range(out, "where", event->where);
    key_range(out, "when", when);
    cw_json_key(&out->json, "polarity");
    cw_json_word(&out->json, event->is_negative ? "negative" : "positive");
    cw_json_key(&out->json, "factuality");
    cw_json_word(&out->json, cw_fact_name(event->factuality));
}

static void print_sentences(printer *out)
{
    const cw_sentence *sentences =
        CW_AT(out->marks, out->marks->sentences, cw_sentence);
    cw_json_key(&out->json, "sentences");
    cw_json_open(&out->json, '[', CW_JSON_INLINE);
    for (uint32_t i = 0; i < out->marks->sentences.n; i++)
        cw_json_range(&out->json, sentences[i].range);
    cw_json_close(&out->json);
}

/* Mentions stand in text order; first[c] counts up to where those of chain c
 * begin once they are sorted by chain (counting sort).
 *   first [n_chains + 1]   order [n_mentions] */
static cw_status print_chains(printer *out, cw_arena *scratch)
{
    const cw_marks *marks = out->marks;
    const cw_chain *chains = CW_AT(marks, marks->chains, cw_chain);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    uint32_t n_chains = marks->chains.n, n = marks->mentions.n;
    uint32_t *first = cw_arena_array(scratch, n_chains + (size_t)2, 4);
    uint32_t *order = cw_arena_array(scratch, n, 4);
    if (first == NULL || order == NULL)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < n; i++)
        if (mentions[i].chain < n_chains)
            first[mentions[i].chain + 2]++;
    for (uint32_t c = 2; c < n_chains + 2; c++)
        first[c] += first[c - 1];
    for (uint32_t i = 0; i < n; i++)
        if (mentions[i].chain < n_chains)
            order[first[mentions[i].chain + 1]++] = i;
    cw_json_key(&out->json, "chains");
    cw_json_open(&out->json, '[', CW_JSON_INLINE);
    for (uint32_t c = 0; c < n_chains; c++) {
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        key_text(out, "name",
                 cw_bytes_at(out->text, mentions[chains[c].best].range));
        cw_json_key(&out->json, "kind");
        cw_json_word(&out->json, cw_name_kind_name(chains[c].kind));
        cw_json_key(&out->json, "mentions");
        cw_json_open(&out->json, '[', CW_JSON_INLINE);
        for (uint32_t i = first[c]; i < first[c + 1]; i++)
            cw_json_range(&out->json, mentions[order[i]].range);
        cw_json_close(&out->json);
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
    return CW_OK;
}

/* Lists whose entries are objects: field, its item, the printer of one, and
 * which entries are left out. */
#define MARK_LISTS(X)                               \
    X(tokens, cw_token, print_token, is_nothing)    \
    X(names, cw_name, print_name, is_nothing)       \
    X(times, cw_time, print_time, is_nothing)       \
    X(figures, cw_figure, print_figure, is_nothing) \
    X(quotes, cw_quote, print_quote, is_scare)      \
    X(events, cw_event, print_event, is_nothing)

cw_status cw_marks_print_json(const cw_marks *marks, cw_bytes text,
                              const cw_annotate_json_options *options,
                              cw_arena *scratch, cw_sink *sink)
{
    printer out = {.marks = marks,
                   .text = text,
                   .has_explanations = options->has_explanations};
    cw_mark mark = cw_arena_mark(scratch);
    cw_status status;
    cw_json_init(&out.json, sink);
    cw_json_open(&out.json, '{', CW_JSON_INLINE);
    if (options->path.n > 0)
        key_text(&out, "path", options->path);
    cw_json_key(&out.json, "text");
    cw_json_text(&out.json, text);
    print_sentences(&out);
#define PRINT_LIST(list, type, print_item, is_left_out)         \
    cw_json_key(&out.json, #list);                              \
    cw_json_open(&out.json, '[', CW_JSON_INLINE);               \
    for (uint32_t i = 0; i < marks->list.n; i++) {              \
        const type *item = &CW_AT(marks, marks->list, type)[i]; \
        if (is_left_out(item))                                  \
            continue;                                           \
        cw_json_open(&out.json, '{', CW_JSON_INLINE);           \
        print_item(&out, item);                                 \
        cw_json_close(&out.json);                               \
    }                                                           \
    cw_json_close(&out.json);
    MARK_LISTS(PRINT_LIST)
#undef PRINT_LIST
    print_scare_quotes(&out);
    status = print_chains(&out, scratch);
    cw_json_close(&out.json);
    cw_sink_add_byte(sink, '\n');
    cw_arena_reset(scratch, mark);
    return status != CW_OK ? status : sink->status;
}
