/* count_scope.c: of what and when a count is told, by the words around it. */
#include "story/count.h"

#include "annotate/words.h"

/* One count in its sentence. */
typedef struct {
    const cw_plot *plot;
    const cw_told_report *told;
    const cw_marks *marks;
    const cw_token *tokens;
    cw_bytes text;
    uint32_t report, sentence;
    uint32_t first, end; // tokens of the sentence
    uint32_t token;      // of the figure
    uint32_t from, to;   // tokens between the figures before and after it
} place;

static place place_of(const cw_plot *plot, const cw_count *count)
{
    const cw_statement *statement = &plot->statements[count->statement];
    uint32_t report = statement->span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_figure *figures = CW_AT(marks, marks->figures, cw_figure);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    uint32_t i = count->number;
    place out = {.plot = plot,
                 .told = &plot->batch->reports[report],
                 .marks = marks,
                 .tokens = CW_AT(marks, marks->tokens, cw_token),
                 .text = cw_report_text(plot->batch->reports[report].report),
                 .report = report,
                 .sentence = statement->sentence,
                 .first = sentence->first,
                 .end = sentence->first + sentence->n,
                 .token = figures[i].token};
    out.from = i > 0 && figures[i - 1].sentence == statement->sentence
                   ? figures[i - 1].token + 1
                   : out.first;
    out.to = i + 1 < marks->figures.n &&
                     figures[i + 1].sentence == statement->sentence
                 ? figures[i + 1].token
                 : out.end;
    return out;
}

static cw_bytes lemma_at(const place *at, uint32_t token)
{
    return cw_token_lemma(at->marks, &at->tokens[token]);
}

/* ---- where -------------------------------------------------------------- */

/* The place named nearest after the figure, else before it, both without
 * another figure between; CW_NONE if there is none. */
static uint32_t find_where(const place *at)
{
    const cw_name *names = CW_AT(at->marks, at->marks->names, cw_name);
    uint32_t before = CW_NONE;
    for (size_t i = cw_first_name(at->marks, at->tokens[at->from].range.from);
         i < at->marks->names.n && names[i].sentence == at->sentence &&
         names[i].first < at->to;
         i++) {
        uint32_t entity;
        if (names[i].kind != CW_NAME_PLACE || names[i].is_adjective ||
            names[i].chain == CW_NONE)
            continue;
        entity = at->plot->entity_of[at->report][names[i].chain];
        if (names[i].first < at->token &&
            at->tokens[names[i].first + names[i].n].tag == CW_TAG_PUNCT)
            continue; // "GENEVA (Press) - ..."
        if (entity != CW_NONE && names[i].first > at->token)
            return entity;
        before = entity != CW_NONE ? entity : before;
    }
    return before;
}

/* ---- when --------------------------------------------------------------- */

/* "since March", "until noon", "by Monday": no day of what is counted. */
static bool is_limit(const place *at, uint32_t token)
{
    static const char *const words[] = {"since", "until", "by", "before",
                                        "after", "of",    NULL};
    return token > at->first && cw_bytes_among(lemma_at(at, token - 1), words);
}

/* "said on Friday", "on Friday, police said" */
static bool is_of_saying(const place *at, uint32_t token, uint32_t last)
{
    enum { REACH = 4 };
    for (uint32_t d = 1; d <= REACH && token >= at->first + d; d++) {
        const cw_token *before = &at->tokens[token - d];
        if (before->word_class & CW_WORD_SAY)
            return true;
        if (before->tag == CW_TAG_VERB || before->tag == CW_TAG_NOUN)
            break;
    }
    if (last + 1 >= at->end ||
        !cw_bytes_equal(lemma_at(at, last + 1), CW_LIT(",")))
        return false;
    for (uint32_t d = 2; d <= REACH && last + d < at->end; d++)
        if (at->tokens[last + d].word_class & CW_WORD_SAY)
            return true;
    return false;
}

/* The time that dates the count: the nearest after it, else before it. */
static void find_when(const place *at, cw_count_scope *out)
{
    const cw_told_report *told = at->told;
    for (size_t i = cw_first_time(told, at->sentence);
         i < at->marks->times.n && told->times[i].sentence == at->sentence;
         i++) {
        const cw_time *time = &told->times[i];
        uint32_t token = cw_token_at(at->marks, time->range.from);
        uint32_t last = cw_token_at(at->marks, time->range.to);
        if ((time->type != CW_TIME_DATE && time->type != CW_TIME_TIME) ||
            time->from_day == CW_NO_DAY || time->to_day == CW_NO_DAY ||
            token >= at->end || is_limit(at, token) ||
            (last > 0 && is_of_saying(at, token, last - 1)))
            continue;
        if (out->from_day != CW_NO_DAY && token >= at->to)
            break;
        out->from_day = time->from_day;
        out->to_day = time->to_day;
        if (token > at->token)
            break;
    }
}

/* ---- so far ------------------------------------------------------------- */

/* "the death toll", "the number of", "so far", "since May", "have died". */
static bool is_running_word(const place *at, uint32_t token)
{
    static const char *const words[] = {"toll", "total", "tally", "since",
                                        NULL};
    static const char *const perfect[] = {"has", "have", "'ve", NULL};
    cw_bytes lemma = lemma_at(at, token);
    bool is_next = token + 1 < at->end;
    return cw_bytes_among(lemma, words) ||
           cw_bytes_among_fold(cw_bytes_at(at->text, at->tokens[token].range),
                               perfect) ||
           (is_next && cw_bytes_are(lemma, "number") &&
            cw_bytes_are(lemma_at(at, token + 1), "of")) ||
           (is_next && cw_bytes_are(lemma, "so") &&
            cw_bytes_are(lemma_at(at, token + 1), "far"));
}

/* "700 people had slept in the hall": who stays somewhere is counted anew each
 * day. */
static bool is_stay(const place *at, const cw_count *count)
{
    static const char *const verbs[] = {"sleep", "stay", "shelter",
                                        "camp",  "live", NULL};
    for (uint32_t i = at->from; count->is_human && i < at->to; i++)
        if (at->tokens[i].tag == CW_TAG_VERB &&
            cw_bytes_among(lemma_at(at, i), verbs))
            return true;
    return false;
}

/* "has risen to 14", "raised the reward to 100,000" */
static bool is_moved(const place *at, const cw_figure *figure)
{
    static const char *const words[] = {
        "rise",    "grow",  "climb",  "increase", "raise", "widen",
        "jump",    "soar",  "expand", "lower",    "cut",   "reduce",
        "fall",    "drop",  "surge",  "revise",   "swell", "downgrade",
        "upgrade", "bring", "take",   "push",     "put",   NULL};
    uint32_t before = cw_token_at(at->marks, figure->range.from);
    if (before <= at->first || !cw_bytes_are(lemma_at(at, before - 1), "to"))
        return false;
    for (uint32_t i = at->first; i + 1 < before; i++)
        if (cw_bytes_among(lemma_at(at, i), words))
            return true;
    return false;
}

/* "in the past 24 hours", "in the week", "in the first quarter": each span of
 * days has its own count. */
static bool is_window(const place *at)
{
    static const char *const before[] = {"past", "last",  "previous",
                                         "the",  "first", NULL};
    static const char *const units[] = {"hour", "day", "week", "month", NULL};
    static const char *const prior[] = {"last", "prior", "previous", NULL};
    static const char *const always[] = {"quarter", "half", NULL};
    enum { REACH = 3 };
    for (uint32_t i = at->first; i + 1 < at->end; i++) {
        if (cw_bytes_among(lemma_at(at, i), always))
            return true;
        if (cw_bytes_among(lemma_at(at, i), prior) &&
            cw_bytes_among(lemma_at(at, i + 1), units))
            return true;
        if (i == at->first || !cw_bytes_among(lemma_at(at, i), before) ||
            !cw_bytes_are(lemma_at(at, i - 1), "in"))
            continue;
        for (uint32_t d = 1; d <= REACH && i + d < at->end; d++)
            if (cw_bytes_among(lemma_at(at, i + d), units))
                return true;
    }
    return false;
}

/* "$24 a barrel", "17.50 dollars per share": what it costs moves all day. */
static bool is_price(const place *at, const cw_figure *figure)
{
    static const char *const per[] = {"a", "an", "per", "/", NULL};
    static const char *const goods[] = {"barrel", "bbl",   "share", "ton",
                                        "tonne",  "pound", "ounce", "gallon",
                                        "bushel", NULL};
    enum { REACH = 3 };
    uint32_t after = cw_token_at(at->marks, figure->range.to);
    for (uint32_t i = after; i < after + REACH && i + 1 < at->end; i++)
        if (cw_bytes_among(lemma_at(at, i), per) &&
            cw_bytes_among(lemma_at(at, i + 1), goods))
            return true;
    return false;
}

/* ---- of what ------------------------------------------------------------ */

static bool is_total(const place *at, const cw_figure *figure)
{
    uint32_t token = cw_token_at(at->marks, figure->range.from);
    if (token > 1 && cw_bytes_are(lemma_at(at, token - 1), "all"))
        token--;
    return token > 1 && cw_bytes_are(lemma_at(at, token - 1), "of") &&
           at->tokens[token - 2].tag == CW_TAG_NUM;
}

/* The lemma of the last noun of a phrase before its first preposition: "a
 * loaf of bread" is a loaf; empty for a pronoun. */
static cw_bytes head_noun(const place *at, cw_range phrase)
{
    cw_bytes head = {NULL, 0};
    for (uint32_t i = cw_token_at(at->marks, phrase.from);
         i < at->marks->tokens.n && at->tokens[i].range.to <= phrase.to &&
         at->tokens[i].tag != CW_TAG_ADP;
         i++)
        if (at->tokens[i].tag == CW_TAG_NOUN ||
            at->tokens[i].tag == CW_TAG_PROPN)
            head = lemma_at(at, i);
    return head;
}

static cw_bytes find_subject(const place *at, const cw_count *count)
{
    const cw_statement *statement = &at->plot->statements[count->statement];
    const cw_event *event =
        count->event == CW_NONE
            ? NULL
            : &CW_AT(at->marks, at->marks->events, cw_event)[count->event];
    cw_bytes head = {NULL, 0};
    if (event && !cw_range_is_empty(event->who))
        head = head_noun(at, event->who);
    if (head.n == 0)
        head = head_noun(
            at, (cw_range){statement->span.from, count->figure->range.from});
    return head;
}

static bool is_measured(const cw_count *count)
{
    static const char *const moneys[] = {"crown",    "mark", "franc", "dollar",
                                         "pound",    "euro", "cent",  "rouble",
                                         "shilling", "peso", NULL};
    return count->figure->unit[0] != 0 || cw_bytes_among(count->head, moneys);
}

/* ---- measures ----------------------------------------------------------- */

static bool has_word(const place *at, const char *const *words)
{
    for (uint32_t i = at->from; i < at->to; i++)
        if (cw_bytes_among(lemma_at(at, i), words))
            return true;
    return false;
}

static bool has_pair(const place *at, const char *first, const char *second)
{
    for (uint32_t i = at->from; i + 1 < at->to; i++)
        if (cw_bytes_are(lemma_at(at, i), first) &&
            cw_bytes_are(lemma_at(at, i + 1), second))
            return true;
    return false;
}

/* "employs", also where it is taken for a noun, "employees". */
static bool has_employ(const place *at)
{
    for (uint32_t i = at->from; i < at->to; i++)
        if (cw_bytes_starts(lemma_at(at, i), CW_LIT("employ")))
            return true;
    return false;
}

static bool is_lead(const place *at)
{
    static const char *const leads[] = {"lead", "majority", "margin", NULL};
    static const char *const contests[] = {"win",   "lose",   "lead", "beat",
                                           "ahead", "defeat", NULL};
    bool is_by = at->token > at->first &&
                 cw_bytes_are(lemma_at(at, at->token - 1), "by");
    for (uint32_t i = at->token; i > at->first; i--) {
        cw_bytes lemma = lemma_at(at, i - 1);
        if ((at->tokens[i - 1].tag == CW_TAG_NOUN &&
             cw_bytes_among(lemma, leads)) ||
            (is_by && cw_bytes_among(lemma, contests)))
            return true;
    }
    return false;
}

/* "delivers 2,300 meals a day" */
static bool is_rate(const place *at, const cw_figure *figure)
{
    static const char *const verbs[] = {"deliver", "serve",  "make",
                                        "bake",    "print",  "carry",
                                        "produce", "supply", NULL};
    return figure->is_rate && figure->unit[0] == 0 && has_word(at, verbs);
}

/* "supplies 80,000 households" */
static bool is_served(const place *at, const cw_count *count)
{
    static const char *const verbs[] = {"supply", "serve", NULL};
    static const char *const heads[] = {"household", "home",   "customer",
                                        "client",    "member", "subscriber",
                                        NULL};
    return cw_bytes_among(count->head, heads) && has_word(at, verbs);
}

static cw_measure measure_of(const place *at, const cw_count *count,
                             const cw_figure *figure)
{
    static const char *const aboard[] = {"aboard", "carry", NULL};
    static const char *const votes[] = {"vote", "ballot", NULL};
    bool is_length =
        strcmp(figure->unit, "km") == 0 || strcmp(figure->unit, "mile") == 0;
    if (is_length && (has_pair(at, "an", "hour") || has_pair(at, "a", "hour") ||
                      has_pair(at, "per", "hour")))
        return CW_MEASURE_SPEED;
    if (cw_bytes_among(count->head, votes))
        return is_lead(at) ? CW_MEASURE_LEAD : CW_MEASURE_NONE;
    if (count->head.n > 0 && has_pair(at, "be", "worth"))
        return CW_MEASURE_WORTH;
    if (count->is_human && (has_employ(at) || has_pair(at, "work", "for")))
        return CW_MEASURE_STAFF;
    if (cw_bytes_are(count->head, "passenger") &&
        (has_word(at, aboard) || has_pair(at, "on", "board")))
        return CW_MEASURE_ABOARD;
    if (is_rate(at, figure))
        return CW_MEASURE_RATE;
    return is_served(at, count) ? CW_MEASURE_SERVED : CW_MEASURE_NONE;
}

/* A firm that "has 40 employees" has 40, not 40 so far. */
static bool is_lasting(uint8_t measure)
{
    return measure != CW_MEASURE_NONE && measure != CW_MEASURE_LEAD;
}

cw_count_scope cw_count_scope_of(const cw_plot *plot, const cw_count *count)
{
    place at = place_of(plot, count);
    cw_count_scope out = {
        .where = find_where(&at), .from_day = CW_NO_DAY, .to_day = CW_NO_DAY};
    find_when(&at, &out);
    out.is_moved = is_moved(&at, count->figure);
    out.is_running = out.is_moved;
    out.is_window = is_window(&at);
    out.is_price = is_price(&at, count->figure);
    out.is_total = is_total(&at, count->figure);
    out.is_measured = is_measured(count);
    out.subject = find_subject(&at, count);
    out.is_lead = is_lead(&at);
    out.measure = (uint8_t)measure_of(&at, count, count->figure);
    out.is_running |= is_stay(&at, count);
    for (uint32_t i = at.from; i < at.to && !is_lasting(out.measure); i++)
        out.is_running |= is_running_word(&at, i);
    return out;
}
