/* day_cut.c: which adverbials name a bare day, and the sentence without. */
#include "story/day_cut.h"

#include "annotate/words.h"
#include "story/alone.h"
#include "story/locate.h"

typedef struct {
    const cw_told_report *told;
    cw_bytes text;
    const cw_token *tokens; // [n] of the sentence
    uint32_t n;
} sentence_view;

static cw_bytes word_at(const sentence_view *v, uint32_t i)
{
    return cw_bytes_at(v->text, v->tokens[i].range);
}

/* The time expression of this sentence that holds the token, or NULL. */
static const cw_time *time_over(const sentence_view *v, uint32_t sentence,
                                const cw_token *token)
{
    size_t n = v->told->marks->times.n;
    for (size_t i = cw_first_time(v->told, sentence);
         i < n && v->told->times[i].sentence == sentence; i++)
        if (v->told->times[i].range.from <= token->range.from &&
            token->range.to <= v->told->times[i].range.to)
            return &v->told->times[i];
    return NULL;
}

/* What may stand before an adverbial of time without a preposition. */
static bool can_stand_before(const cw_token *token)
{
    switch (token->tag) {
    case CW_TAG_VERB:
    case CW_TAG_NOUN:
    case CW_TAG_PROPN:
    case CW_TAG_ADV:
    case CW_TAG_PUNCT:
        return true;
    default:
        return false;
    }
}

/* "Thursday's vote", "the Monday deadline", "on Monday and Tuesday": the day
 * belongs to what follows. */
static bool belongs_to_next(const sentence_view *v, uint32_t next)
{
    if (next >= v->n)
        return false;
    switch (v->tokens[next].tag) {
    case CW_TAG_NOUN:
    case CW_TAG_PROPN:
    case CW_TAG_ADJ:
    case CW_TAG_NUM:
    case CW_TAG_PART:
    case CW_TAG_CCONJ:
        return true;
    default:
        return false;
    }
}

/* The adverbial around token `day`: its tokens from *first to before *end. */
static bool find_adverbial(const sentence_view *v, const cw_time *time,
                           uint32_t day, uint32_t *first, uint32_t *end)
{
    uint32_t a = day, b = day + 1;
    while (a > 0 && v->tokens[a - 1].range.from >= time->range.from)
        a--;
    while (b < v->n && v->tokens[b].range.to <= time->range.to)
        b++;
    if (time->is_range || a == 0 || belongs_to_next(v, b))
        return false;
    if (cw_bytes_are_fold(word_at(v, a - 1), "on"))
        a--;
    else if (!can_stand_before(&v->tokens[a - 1]))
        return false;
    *first = a;
    *end = b;
    return a > 0 && v->tokens[a - 1].tag != CW_TAG_AUX; // "the vote is on ..."
}

/* Is it the day of what a verb tells? Not that of a talk which somebody has
 * arrived ahead of. */
static bool dates_a_deed(const cw_plot *plot, const cw_statement *statement,
                         const cw_time *time)
{
    const cw_told_report *told = &plot->batch->reports[statement->span.report];
    for (uint32_t i = 0; i < statement->n_happenings; i++) {
        const cw_happening *happening =
            &plot->happenings[statement->first_happening + i];
        if (happening->time != CW_NONE && !happening->is_noun &&
            &told->times[happening->time] == time)
            return true;
    }
    return false;
}

/* False if another cut has named another day. */
static bool take_day(const cw_time *time, cw_day_cuts *out)
{
    if (time->from_day == CW_NO_DAY)
        return true;
    if (out->from_day != CW_NO_DAY &&
        (out->from_day != time->from_day || out->to_day != time->to_day))
        return false;
    out->from_day = time->from_day;
    out->to_day = time->to_day;
    return true;
}

bool cw_day_cuts_find(const cw_plot *plot, const cw_statement *statement,
                      cw_day_cuts *out)
{
    const cw_told_report *told = &plot->batch->reports[statement->span.report];
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    sentence_view v = {told, cw_report_text(told->report),
                       CW_AT(told->marks, told->marks->tokens, cw_token) +
                           sentence->first,
                       sentence->n};
    *out = (cw_day_cuts){.from_day = CW_NO_DAY, .to_day = CW_NO_DAY};
    for (uint32_t i = 0; i < v.n; i++) {
        const cw_time *time;
        uint32_t first, end;
        if (!cw_is_bare_day(&v.tokens[0], v.n, i, v.text))
            continue;
        time = time_over(&v, statement->sentence, &v.tokens[i]);
        if (!time || out->n == CW_DAY_CUTS_MAX ||
            !find_adverbial(&v, time, i, &first, &end))
            return false;
        if (!(v.tokens[first - 1].word_class & CW_WORD_SAY) &&
            dates_a_deed(plot, statement, time) && !take_day(time, out))
            return false;
        out->at[out->n++] =
            (cw_range){v.tokens[first].range.from, v.tokens[end - 1].range.to};
        i = end - 1;
    }
    return true;
}

cw_status cw_day_cuts_text(const cw_plot *plot, const cw_statement *statement,
                           const cw_day_cuts *cuts, cw_bytes *out)
{
    cw_span span = statement->span;
    cw_bytes text = cw_report_text(plot->batch->reports[span.report].report);
    cw_buf buf;
    uint32_t from = span.from;
    *out = cw_span_text(plot->batch, span);
    if (cuts->n == 0)
        return CW_OK;
    cw_buf_init(&buf, plot->keep, CW_MAX_TEXT_BYTES);
    for (uint32_t i = 0; i < cuts->n; i++) {
        (void)cw_buf_add(
            &buf, cw_bytes_trim(cw_bytes_cut(text, from, cuts->at[i].from)));
        (void)cw_buf_add_text(&buf, " …");
        from = cuts->at[i].to;
    }
    if (span.to - from > 1) // more than the full stop
        (void)cw_buf_add(&buf, cw_bytes_cut(text, from, span.to));
    *out = (cw_bytes){buf.at, buf.n};
    return cw_buf_status(&buf);
}
