/* conflict_day.c: is one event told on two days? */
#include "story/conflict_int.h"

static bool has_word(const cw_marks *marks, uint32_t from, uint32_t to,
                     const char *const *words)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    for (uint32_t i = from; i < to; i++)
        if (cw_bytes_among(cw_token_lemma(marks, &tokens[i]), words))
            return true;
    return false;
}

/* "arrived ahead of talks on Monday": a word between the predicate and the
 * time says that the time is another event's. So does a verb of telling
 * before the predicate: "said on Sunday that three were killed"; and what is
 * told has a time of its own: "accused the army of raids on Monday". */
static bool is_own_time(const cw_plot *plot, const cw_happening *happening)
{
    static const char *const words[] = {"ahead",     "before", "after", "since",
                                        "following", "until",  "who",   "which",
                                        "that",      "for",    NULL};
    enum { TELL_REACH = 3 }; // tokens from "said" to its day
    static const char *const telling[] = {"say",    "tell",     "report",
                                          "accuse", "announce", "charge",
                                          "claim",  "allege",   NULL};
    const cw_statement *statement = &plot->statements[happening->statement];
    uint32_t report = statement->span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_event *event =
        &CW_AT(marks, marks->events, cw_event)[happening->event];
    uint32_t from = event->token, to;
    bool is_behind;
    if (happening->time == CW_NONE)
        return false;
    to = cw_token_at(
        marks, plot->batch->reports[report].times[happening->time].range.from);
    is_behind = to > from;
    if (!is_behind) {
        to = from;
        from = CW_AT(marks, marks->sentences, cw_sentence)[statement->sentence]
                   .first;
    }
    if (has_word(marks, from, to, words))
        return false;
    return is_behind ? to - from <= TELL_REACH ||
                           !cw_bytes_among(happening->lemma, telling)
                     : !has_word(marks, from, to, telling);
}

/* The day a statement's event is told to be on: its own, not one that its
 * sentence tells of something else. */
bool cw_slots_find_day(const cw_plot *plot, uint32_t h, cw_happening *out)
{
    *out = plot->happenings[h];
    return out->from_day != CW_NO_DAY && out->basis != CW_BASIS_PUBLISHED &&
           is_own_time(plot, out);
}

/* A day that a report names itself, or by a weekday of a report whose own day
 * is known; a bare hour ("at 6 pm") names none. */
static bool is_sure_day(const cw_plot *plot, const cw_happening *happening)
{
    const cw_told_report *told =
        &plot->batch
             ->reports[plot->statements[happening->statement].span.report];
    const cw_time *time;
    if (happening->time == CW_NONE)
        return false;
    time = &told->times[happening->time];
    if (time->type != CW_TIME_DATE && time->anchor != CW_ANCHOR_NONE &&
        time->grain != CW_GRAIN_PART)
        return false;
    return time->anchor == CW_ANCHOR_NONE ||
           told->evidence != CW_EVIDENCE_INFERRED;
}

/* "on Monday" in two reports of different weeks: a repeated sentence, or two
 * events, and never one event on two days. */
static bool same_expression(const cw_plot *plot, const cw_happening *a,
                            const cw_happening *b)
{
    uint32_t x = plot->statements[a->statement].span.report;
    uint32_t y = plot->statements[b->statement].span.report;
    const cw_told_report *left = &plot->batch->reports[x];
    const cw_told_report *right = &plot->batch->reports[y];
    return cw_bytes_equal_fold(
        cw_bytes_at(cw_report_text(left->report), left->times[a->time].range),
        cw_bytes_at(cw_report_text(right->report),
                    right->times[b->time].range));
}

/* To begin or to end a thing is another event than the thing itself. */
static bool is_aspect(const cw_happening *happening)
{
    static const char *const verbs[] = {"begin",    "start", "end", "finish",
                                        "continue", "stop",  NULL};
    return cw_bytes_among(happening->lemma, verbs);
}

/* Shots are heard on Saturday and on Sunday. */
static bool is_perceived(const cw_happening *happening)
{
    static const char *const verbs[] = {"hear", "see", "feel", NULL};
    return cw_bytes_among(happening->lemma, verbs);
}

cw_slot_state cw_slots_day(const cw_plot *plot, const cw_match *match)
{
    cw_happening x, y;
    int agree;
    int32_t gap;
    if (!cw_slots_find_day(plot, match->a, &x) ||
        !cw_slots_find_day(plot, match->b, &y))
        return CW_SLOT_UNKNOWN;
    if (is_perceived(&x) || is_perceived(&y))
        return CW_SLOT_UNKNOWN;
    // "began" and "won" are no one event, nor "ballots" and "won"
    if (!cw_bytes_equal(x.lemma, y.lemma) &&
        (x.is_noun || y.is_noun || is_aspect(&x) || is_aspect(&y)))
        return CW_SLOT_UNKNOWN;
    agree = cw_days_agree(&x, &y);
    if (agree >= 0)
        return (cw_slot_state)agree;
    if (x.grain > CW_GRAIN_DAY || y.grain > CW_GRAIN_DAY)
        return x.grain < CW_GRAIN_YEAR && y.grain < CW_GRAIN_YEAR
                   ? CW_SLOT_APART
                   : CW_SLOT_UNKNOWN;
    gap = x.from_day > y.from_day ? x.from_day - y.from_day
                                  : y.from_day - x.from_day;
    if (!is_sure_day(plot, &x) || !is_sure_day(plot, &y) || gap % 7 == 0)
        return CW_SLOT_UNKNOWN; // "last Friday" may be the one before
    if (same_expression(plot, &x, &y))
        return CW_SLOT_APART;
    if (gap == 1 && (x.grain == CW_GRAIN_PART) != (y.grain == CW_GRAIN_PART))
        return CW_SLOT_UNKNOWN; // "Sunday night" may be early on Monday
    return CW_SLOT_DIFFERS;
}
