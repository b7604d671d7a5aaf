/* times_find.c: matching the rules of data/en/times.rules.
 *
 *   sentence -> seen (times_seen.h) -> at each token the longest rule
 *     -> joined with what belongs to it:  early | Friday | at 10 a.m.
 *     -> anchor, context and direction -> cw_time
 *
 * A token offers only the rules that begin with its word or its classes, and
 * a rule has at most CW_TIME_STEPS steps, so time is linear. */
#include "annotate/times_govern.h"
#include "annotate/times_make.h"
#include "annotate/times_seen.h"
#include "annotate/words.h"

#include "times_res.h"

enum { N_SLOTS = sizeof time_slots / sizeof *time_slots };

typedef struct {
    size_t from, to; // tokens of the sentence
    size_t variant;
    cw_time_caught caught;
} match;

typedef struct {
    cw_draft *draft;
    const cw_sentence *sentence;
    size_t sentence_number;
    const cw_token *tokens;
    size_t n;
    cw_time_seen *seen;
    size_t first_time; // of the sentence, in draft->times
} finder;

const char *cw_time_rule_name(uint16_t rule)
{
    return rule < sizeof time_rules / sizeof *time_rules ? time_rules[rule].name
                                                         : "";
}

static uint16_t find_word(cw_bytes form)
{
    uint32_t slot = 2166136261u;
    for (size_t i = 0; i < form.n; i++)
        slot = (slot ^ form.at[i]) * 16777619u;
    slot &= N_SLOTS - 1;
    for (; time_slots[slot]; slot = (slot + 1) & (N_SLOTS - 1)) {
        if (cw_bytes_are(form, time_words[time_slots[slot]]))
            return time_slots[slot];
    }
    return 0;
}

bool cw_time_may_begin(cw_bytes form)
{
    return find_word(form) != 0 || cw_time_is_seen(form);
}

/* ---- one rule ---------------------------------------------------------- */

/* Take the token at `at` as this class; how many tokens it was. */
static size_t catch_class(const cw_time_seen *s, int class, cw_time_caught *c)
{
    if (s->mod)
        c->mod = s->mod;
    switch (class) {
    case CW_TIME_CLASS_WEEKDAY:
    case CW_TIME_CLASS_WEEKDAYS:
        c->weekday = s->weekday;
        return 1;
    case CW_TIME_CLASS_MONTH:
        c->month = s->month;
        return 1;
    case CW_TIME_CLASS_DAY:
        if (c->day)
            c->day2 = s->day;
        else
            c->day = s->day;
        return 1;
    case CW_TIME_CLASS_YEAR:
    case CW_TIME_CLASS_ANYYEAR:
        c->year = s->year;
        return 1;
    case CW_TIME_CLASS_SPELLED:
        c->year = s->year;
        return s->n_spelled;
    case CW_TIME_CLASS_NUM:
        c->num = s->num;
        c->flags = s->flags;
        c->year = c->year ? c->year : s->num;
        return s->n_num;
    case CW_TIME_CLASS_ORDINAL:
        c->ordinal = s->ordinal;
        return 1;
    case CW_TIME_CLASS_UNIT:
    case CW_TIME_CLASS_UNITS:
        c->unit = s->unit;
        return 1;
    case CW_TIME_CLASS_SEASON:
        c->season = s->season;
        return 1;
    case CW_TIME_CLASS_PART:
        c->part = s->part;
        return 1;
    case CW_TIME_CLASS_CLOCK:
        c->minute = s->minute;
        c->zone_min = s->zone_min;
        return s->n_clock;
    case CW_TIME_CLASS_ISO:
    case CW_TIME_CLASS_SLASH:
        c->year = s->year;
        c->month = s->month;
        c->day = s->day;
        return 1;
    case CW_TIME_CLASS_DECADE:
        c->decade = s->decade;
        return 1;
    case CW_TIME_CLASS_NUMUNIT:
        c->num = s->num;
        c->unit = s->unit;
        return 1;
    default: // QUARTER
        c->quarter = s->quarter;
        return 1;
    }
}

/* The span of a variant from token `at`, when all its steps fit. */
static bool match_variant(const finder *f, const cw_time_variant *v, size_t at,
                          match *out)
{
    out->caught = (cw_time_caught){.minute = -1, .zone_min = CW_NO_ZONE};
    out->from = at;
    for (size_t i = 0; i < v->n; i++) {
        const cw_time_step *step = &time_steps[v->first + i];
        const cw_time_seen *s;
        uint32_t fits;
        if (at >= f->n)
            return false;
        s = &f->seen[at];
        if (i == (size_t)(v->n - v->trail))
            out->to = at;
        fits = s->classes & step->classes;
        if (fits)
            at += catch_class(s, __builtin_ctz(fits), &out->caught);
        else if (s->word &&
                 (time_sets[step->set][s->word / 32] >> s->word % 32 & 1))
            at++;
        else
            return false;
        if (i + 1 == v->lead)
            out->from = at;
    }
    if (v->trail == 0)
        out->to = at;
    return true;
}

/* Whether the second step fits, where the first was one word: most variants
 * that a word begins end there. */
static bool may_go_on(const finder *f, const cw_time_variant *v, size_t at)
{
    const cw_time_step *step = &time_steps[v->first];
    const cw_time_seen *s = &f->seen[at];
    if (v->n < 2 || (s->classes & step->classes))
        return true;
    if (at + 1 >= f->n)
        return false;
    step++;
    s++;
    return (s->classes & step->classes) ||
           (s->word &&
            (time_sets[step->set][s->word / 32] >> s->word % 32 & 1));
}

static void try_starts(const finder *f, cw_time_starts starts, size_t at,
                       match *best)
{
    for (size_t i = 0; i < starts.n; i++) {
        size_t number = time_starts[starts.first + i];
        match m;
        if (!may_go_on(f, &time_variants[number], at) ||
            !match_variant(f, &time_variants[number], at, &m))
            continue;
        m.variant = number;
        if (m.to > best->to ||
            (m.to == best->to && best->to &&
             time_variants[number].rule < time_variants[best->variant].rule))
            *best = m;
    }
}

/* The longest rule at this token; to == 0 when there is none. */
static match match_at(const finder *f, size_t at)
{
    match best = {0};
    const cw_time_seen *s = &f->seen[at];
    if (f->tokens[at].tag == CW_TAG_PUNCT)
        return best; // a comma that may be left out opens nothing
    if (s->word)
        try_starts(f, time_by_word[s->word], at, &best);
    for (uint32_t classes = s->classes; classes; classes &= classes - 1)
        try_starts(f, time_by_class[__builtin_ctz(classes)], at, &best);
    // "{million} a year" leaves "a year ago" to the rule that has more of it
    if (best.to && best.from > at) {
        match inner = match_at(f, best.from);
        if (inner.to > best.to)
            return inner;
    }
    return best;
}

static const cw_time_rule *rule_of(const match *m)
{
    return &time_rules[time_variants[m->variant].rule];
}

static cw_time time_of(const match *m)
{
    return cw_time_make(rule_of(m), time_variants[m->variant].rule, &m->caught);
}

/* ---- joining ----------------------------------------------------------- */

static bool word_is(const finder *f, size_t i, const char *word)
{
    return i < f->n &&
           cw_bytes_are_fold(cw_draft_word(f->draft, &f->tokens[i]), word);
}

/* A day takes the part of the day or the clock time behind it ("Monday
 * morning", "Monday at 10:30"), and a clock time the day behind it ("10 a.m.
 * on Monday"). */
static void join_right(const finder *f, match *m, cw_time *time)
{
    size_t at = m->to;
    match next;
    if (cw_time_is_whole_day(time) && time->type == CW_TIME_DATE) {
        if (at < f->n && (f->seen[at].classes & CW_TIME_BIT(PART))) {
            time->part = f->seen[at].part;
            time->type = CW_TIME_TIME;
            m->to = ++at;
        }
        if (word_is(f, at, "at") || word_is(f, at, ",") ||
            word_is(f, at, "around") || word_is(f, at, "about"))
            at++;
        if (at >= f->n)
            return;
        next = match_at(f, at);
        if (next.to && rule_of(&next)->meaning == CW_TIME_MEANING_CLOCK &&
            next.from == at) {
            cw_time clock = time_of(&next);
            if (clock.minute < 0 && !rule_of(&next)->part)
                return;
            time->minute = clock.minute;
            time->zone_min = clock.zone_min;
            time->part = rule_of(&next)->part;
            time->type = CW_TIME_TIME;
            m->to = next.to;
        }
        return;
    }
    if (time->meaning != CW_TIME_MEANING_CLOCK)
        return;
    if (word_is(f, at, "on") || word_is(f, at, ",") || word_is(f, at, "of"))
        at++;
    if (at >= f->n)
        return;
    next = match_at(f, at);
    if (next.to && next.from == at) {
        cw_time day = time_of(&next);
        if (day.type == CW_TIME_DATE && cw_time_is_whole_day(&day)) {
            day.minute = time->minute;
            day.zone_min = time->zone_min;
            day.part = time->part;
            day.type = CW_TIME_TIME;
            *time = day;
            m->to = next.to;
        }
    }
}

/* "early Friday", "more than four hours": the modifier in front belongs to
 * the expression when one follows that it can modify. */
static bool join_prefix(const finder *f, match *m, cw_time *time)
{
    int32_t mod = time->a;
    match next;
    cw_time inner;
    if (m->to >= f->n)
        return false;
    next = match_at(f, m->to);
    if (!next.to || next.from != m->to)
        return false;
    inner = time_of(&next);
    if (inner.meaning == CW_TIME_MEANING_PREFIX ||
        inner.meaning == CW_TIME_MEANING_REF)
        return false;
    if (mod >= CW_MOD_APPROX && (inner.type != CW_TIME_DURATION ||
                                 inner.meaning == CW_TIME_MEANING_PERIOD))
        return false;
    if (mod < CW_MOD_APPROX &&
        (inner.type == CW_TIME_DURATION || inner.type == CW_TIME_SET))
        return false;
    inner.mod = (uint8_t)mod;
    *time = inner;
    m->to = next.to;
    m->variant = next.variant;
    return true;
}

/* ---- not dates --------------------------------------------------------- */

/* "the Long March", "his March to the sea", "the annual March for Peace": no
 * months. "In March, the March vote" are. */
static bool is_walk(const finder *f, size_t at)
{
    const cw_token *before = &f->tokens[at - 1];
    if (before->tag != CW_TAG_ADP && word_is(f, at + 1, "to"))
        return true;
    if ((before->shape & CW_SHAPE_UPPER_FIRST) &&
        (before->tag == CW_TAG_PROPN || before->tag == CW_TAG_ADJ ||
         before->tag == CW_TAG_NOUN))
        return !(before->word_class & (CW_WORD_MONTH | CW_WORD_WEEKDAY));
    return (before->tag == CW_TAG_DET || before->tag == CW_TAG_ADJ ||
            before->tag == CW_TAG_PRON) &&
           (word_is(f, at + 1, "for") || word_is(f, at + 1, "on") ||
            word_is(f, at + 1, "through"));
}

/* "April Smith", "Theresa May", "the Sunday Herald", "August Wilson". */
static bool is_in_name(const finder *f, const match *m)
{
    size_t at = m->from;
    const cw_token *token = &f->tokens[at];
    uint16_t calendar = CW_WORD_MONTH | CW_WORD_WEEKDAY;
    bool is_bare = m->to == m->from + 1;
    if (!is_bare || !(token->word_class & calendar) || f->sentence->is_headline)
        return false;
    if (at > 0 && word_is(f, at, "march") && is_walk(f, at))
        return true;
    if (at > 0 && f->tokens[at - 1].tag == CW_TAG_PROPN &&
        !(f->tokens[at - 1].word_class & calendar) &&
        (f->tokens[at - 1].word_class &
         (CW_WORD_FIRST_NAME | CW_WORD_HONORIFIC)))
        return true;
    if (at + 1 < f->n && f->tokens[at + 1].tag == CW_TAG_PROPN &&
        (token->word_class & CW_WORD_MONTH) &&
        !(f->tokens[at + 1].word_class & calendar) &&
        (at == 0 || f->tokens[at - 1].tag != CW_TAG_ADP) &&
        (f->tokens[at + 1].shape & CW_SHAPE_UPPER_FIRST))
        return true;
    return word_is(f, at + 1, "times") || word_is(f, at + 1, "herald") ||
           word_is(f, at + 1, "telegraph") || word_is(f, at + 1, "mirror") ||
           word_is(f, at + 1, "post") || word_is(f, at + 1, "express");
}

/* "31 February": not even its month is meant for sure. */
static bool is_impossible(const cw_time *time)
{
    cw_date date = {time->a > 0 ? time->a : 2000, (uint8_t)time->b,
                    (uint8_t)time->c};
    return time->meaning == CW_TIME_MEANING_DATE && time->b > 0 &&
           time->c > 0 && !cw_date_is_valid(date);
}

/* "VOA Today", "60 Minutes", the programme "This Week": words that count from
 * now or tell a length are written small inside a sentence. */
static bool is_titled(const finder *f, const match *m, const cw_time *time)
{
    if (f->sentence->is_headline || (time->meaning != CW_TIME_MEANING_SHIFT &&
                                     time->meaning != CW_TIME_MEANING_REF &&
                                     time->meaning != CW_TIME_MEANING_DURATION))
        return false;
    for (size_t i = m->from; i < m->to; i++) {
        const cw_token *token = &f->tokens[i];
        bool is_inside =
            i > m->from || (i > 0 && token[-1].tag != CW_TAG_PUNCT &&
                            !(token->shape & CW_SHAPE_FIRST));
        if (is_inside && (token->shape & CW_SHAPE_UPPER_FIRST) &&
            !(token->shape & CW_SHAPE_ALL_UPPER))
            return true;
    }
    return false;
}

static bool is_unlikely(const finder *f, const match *m, const cw_time *time)
{
    const cw_token *token = &f->tokens[m->from];
    if (is_in_name(f, m) || is_titled(f, m, time))
        return true;
    if (time->meaning == CW_TIME_MEANING_DATE && time->a > 0 && time->b == 0 &&
        (time->a < 1000 || time->a > 2200))
        return true;
    if (is_impossible(time))
        return true;
    if (time->meaning == CW_TIME_MEANING_QUARTER &&
        (time->b < 1 || time->b > 4))
        return true;
    if (time->type == CW_TIME_DURATION && time->b == CW_TIME_UNIT_QUARTER &&
        (m->to - m->from == 1 || time->a == 1 || word_is(f, m->to, "of")))
        return true; // "a quarter", "three quarters of the men": parts
    // a word alone that is a verb: "they present a plan"
    return time->meaning == CW_TIME_MEANING_REF && m->to == m->from + 1 &&
           token->tag == CW_TAG_VERB;
}

/* ---- adding ------------------------------------------------------------ */

/* The nearest expression before it that says when: for "a day later". */
static uint32_t find_context(const finder *f)
{
    const cw_draft *draft = f->draft;
    for (size_t i = draft->times.n, steps = 0; i-- > 0 && steps < 8; steps++) {
        const cw_time *before = &draft->times.at[i];
        if (f->sentence_number - before->sentence > 3)
            break;
        if ((before->type == CW_TIME_DATE || before->type == CW_TIME_TIME) &&
            before->meaning != CW_TIME_MEANING_REF &&
            before->meaning != CW_TIME_MEANING_UNKNOWN)
            return (uint32_t)i;
    }
    return CW_NONE;
}

/* from X to Y, between X and Y: two expressions, one range. */
static void set_range(finder *f, const match *m, size_t before_to,
                      size_t before_from)
{
    cw_time *last = &f->draft->times.at[f->draft->times.n - 1];
    bool is_joined = m->from == before_to + 1 && before_from > 0;
    bool is_from, is_between;
    if (!is_joined || f->draft->times.n < f->first_time + 2 ||
        last[-1].type == CW_TIME_DURATION || last[-1].type == CW_TIME_SET)
        return;
    is_from = word_is(f, before_from - 1, "from") &&
              (word_is(f, before_to, "to") || word_is(f, before_to, "until") ||
               word_is(f, before_to, "through"));
    is_between =
        word_is(f, before_from - 1, "between") && word_is(f, before_to, "and");
    if (!is_from && !is_between)
        return;
    last[-1].is_range = 2;
    last->is_range = 3;
    if (last->context == CW_NONE)
        last->context = (uint32_t)(f->draft->times.n - 2);
}

/* The end of a date without the 's of "1965's harvest", which is one token. */
static uint32_t cut_owner(const cw_draft *draft, cw_range range)
{
    cw_bytes text = cw_bytes_cut(draft->text, range.from, range.to);
    return range.to - (cw_bytes_ends(text, CW_LIT("'s"))   ? 2
                       : cw_bytes_ends(text, CW_LIT("’s")) ? 4
                                                           : 0);
}

static cw_status add_time(finder *f, const match *m, cw_time time)
{
    cw_draft *draft = f->draft;
    cw_time *out;
    cw_time_set_grain(&time);
    if (time.anchor == CW_ANCHOR_CONTEXT ||
        time.meaning == CW_TIME_MEANING_CLOCK)
        time.context = find_context(f);
    time.sentence = (uint32_t)f->sentence_number;
    time.range = (cw_range){f->tokens[m->from].range.from,
                            f->tokens[m->to - 1].range.to};
    if (time.meaning == CW_TIME_MEANING_DATE)
        time.range.to = cut_owner(draft, time.range);
    time.direction = cw_time_direction(draft, f->sentence, m->from, m->to,
                                       time.meaning == CW_TIME_MEANING_WEEKDAY);
    out = cw_draft_add(draft, &draft->times, sizeof *out, CW_MAX_MARKS);
    if (!out)
        return draft->is_cut ? CW_LIMIT : CW_NO_MEMORY;
    *out = time;
    return CW_OK;
}

/* "April 6-7", "between 6 and 7 April" are two expressions, as TIMEX3 has
 * them: *m keeps the first day, the second follows by itself. Both cover all
 * the days. */
static cw_status add_days(finder *f, const match *m, cw_time time)
{
    match first = *m, second = *m;
    cw_status status;
    while (!(f->seen[first.from].classes &
             (CW_TIME_BIT(DAY) | CW_TIME_BIT(MONTH))))
        first.from++; // "between"
    first.to = first.from;
    while (!(f->seen[first.to++].classes & CW_TIME_BIT(DAY)))
        continue;
    second.from = first.to;
    while (!(f->seen[second.from].classes & CW_TIME_BIT(DAY)))
        second.from++;
    status = add_time(f, &first, time);
    if (status != CW_OK)
        return status;
    f->draft->times.at[f->draft->times.n - 1].is_range = 2;
    status = add_time(f, &second, time);
    if (status == CW_OK) {
        cw_time *last = &f->draft->times.at[f->draft->times.n - 1];
        last->is_range = 3;
        last->context = (uint32_t)(f->draft->times.n - 2);
    }
    return status;
}

/* The second day of "May 4 and 5", "May 4 and 5, 1998": *m and *time become
 * it. What stands behind it must not be what it counts. */
static bool take_second_day(finder *f, match *m, cw_time *time)
{
    cw_time *first = &f->draft->times.at[f->draft->times.n - 1];
    size_t from = m->to + 1, at = from + 1;
    const cw_time_seen *day = &f->seen[from];
    if (from >= f->n || time->meaning != CW_TIME_MEANING_DATE ||
        time->type != CW_TIME_DATE || time->c == 0 ||
        f->seen[m->to - 1].day != time->c || !word_is(f, m->to, "and") ||
        !(day->classes & CW_TIME_BIT(DAY)) ||
        !(f->tokens[from].shape & CW_SHAPE_DIGIT) || day->day <= time->c)
        return false;
    if (at < f->n &&
        (f->tokens[at].tag == CW_TAG_NOUN || f->tokens[at].tag == CW_TAG_ADJ ||
         f->tokens[at].tag == CW_TAG_PROPN || f->tokens[at].tag == CW_TAG_NUM ||
         f->tokens[at].tag == CW_TAG_SYM))
        return false;
    if (word_is(f, at, ",") && at + 1 < f->n &&
        (f->seen[at + 1].classes & CW_TIME_BIT(ANYYEAR))) {
        time->a = first->a = f->seen[at + 1].year;
        cw_time_set_grain(first);
        at += 2;
    }
    time->c = day->day;
    m->from = from;
    m->to = at;
    return true;
}

static cw_status find_in_sentence(finder *f)
{
    size_t before_from = 0, before_to = f->n + 1;
    cw_times_see(f->draft, f->sentence, find_word, f->seen);
    for (size_t at = 0; at < f->n;) {
        match m = match_at(f, at);
        cw_time time;
        cw_status status;
        if (!m.to) {
            at++;
            continue;
        }
        time = time_of(&m);
        if (time.meaning == CW_TIME_MEANING_PREFIX &&
            !join_prefix(f, &m, &time)) {
            at++;
            continue;
        }
        if (is_unlikely(f, &m, &time)) {
            at = is_impossible(&time) ? m.to : at + 1;
            continue;
        }
        join_right(f, &m, &time);
        status = time.meaning == CW_TIME_MEANING_DAYS ? add_days(f, &m, time)
                                                      : add_time(f, &m, time);
        if (status != CW_OK)
            return status;
        set_range(f, &m, before_to, before_from);
        if (take_second_day(f, &m, &time))
            status = add_time(f, &m, time);
        if (status != CW_OK)
            return status;
        before_from = m.from;
        before_to = m.to;
        at = m.to;
    }
    return CW_OK;
}

cw_status cw_find_times(cw_draft *draft)
{
    finder f = {.draft = draft};
    cw_status status = CW_OK;
    f.seen =
        cw_arena_array(draft->arena, CW_MAX_SENTENCE_TOKENS, sizeof *f.seen);
    if (!f.seen)
        return CW_NO_MEMORY;
    for (size_t i = 0; i < draft->sentences.n && status == CW_OK; i++) {
        f.sentence = &draft->sentences.at[i];
        f.sentence_number = i;
        f.tokens = draft->tokens.at + f.sentence->first;
        f.n = f.sentence->n;
        f.first_time = draft->times.n;
        status = find_in_sentence(&f);
    }
    return status;
}
