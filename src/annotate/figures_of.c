/* figures_of.c: what a figure counts or measures.
 *
 *   40 homes in the valley          of: "homes in the valley", head: homes
 *   $2m on new roads                of: "new roads", head: roads
 *   Prices rose 4.5%                of: "Prices"
 *   talks for over four hours       of: "talks"
 *
 * Behind the figure stands what is counted; a sum or a measure without such a
 * phrase is of the subject of its verb, or of what "for" hangs on. */
#include "annotate/figures_int.h"
#include "annotate/words.h"
#include "base/search.h"

enum { MAX_OF = 10 }; // tokens of the phrase

/* A word that may stand before the head: adjective, participle, number. */
static bool is_modifier(const cw_figure_view *v, size_t i)
{
    const cw_token *token;
    if (i >= v->n)
        return false;
    token = &v->tokens[i];
    if (token->tag == CW_TAG_ADJ || token->tag == CW_TAG_NUM ||
        cw_figure_is_noun(v, i))
        return true;
    // "injured people", "rising costs"; not "people died"
    if (token->tag == CW_TAG_VERB &&
        (token->form & (CW_FORM_PARTICIPLE | CW_FORM_ING | CW_FORM_PAST)))
        return cw_figure_is_noun(v, i + 1) && !cw_figure_is_noun(v, i - 1);
    return token->tag == CW_TAG_ADV && i + 1 < v->n &&
           v->tokens[i + 1].tag == CW_TAG_ADJ;
}

/* The end of a noun phrase that begins at `at`, and its head; `at` when there
 * is none. */
static size_t phrase_end(const cw_figure_view *v, size_t at, size_t limit,
                         size_t *head)
{
    size_t i = at;
    bool has_noun = false;
    if (cw_figure_tagged(v, i, CW_TAG_BIT(DET)) || cw_figure_is(v, i, "his") ||
        cw_figure_is(v, i, "her") || cw_figure_is(v, i, "its") ||
        cw_figure_is(v, i, "their") || cw_figure_is(v, i, "our"))
        i++;
    while (i < v->n && i < limit) {
        if (has_noun && cw_figure_tagged(v, i, CW_TAG_BIT(PROPN)) &&
            cw_figure_tagged(v, i - 1, CW_TAG_BIT(NOUN)) &&
            !(v->tokens[i - 1].shape & CW_SHAPE_UPPER_FIRST))
            break; // "the third time Ek spoke"
        if (cw_figure_is_noun(v, i)) {
            *head = i;
            has_noun = true;
            i++;
            if (i + 1 < limit && cw_figure_tagged(v, i, CW_TAG_BIT(PART)) &&
                !cw_figure_is(v, i, "to") && !cw_figure_is(v, i, "not") &&
                is_modifier(v, i + 1))
                i++; // the court|'s members
        } else if (!has_noun && is_modifier(v, i)) {
            i++;
        } else if (has_noun && cw_figure_tagged(v, i, CW_TAG_BIT(NUM)) &&
                   (v->tokens[i - 1].shape & CW_SHAPE_UPPER_FIRST)) {
            i++;
        } else if (!has_noun && cw_figure_is(v, i, "and") &&
                   cw_figure_tagged(v, i + 1, CW_TAG_BIT(ADJ)) && i > at) {
            i++; // "old and new homes"
        } else {
            break;
        }
    }
    return has_noun ? *head + 1 : at;
}

/* Attachments of, in, for, from ... behind the head, MAX_OF tokens in all. */
static size_t with_attachments(const cw_figure_view *v, size_t from, size_t to)
{
    static const char *const links[] = {"of", "in", "for",  "from", "on",
                                        "to", "at", "with", NULL};
    size_t limit = from + MAX_OF, ignored;
    for (int i = 0; i < 3 && to < limit; i++) {
        size_t end;
        if (cw_figure_is(v, to, "and") && cw_figure_is_noun(v, to - 1)) {
            // "infrastructure and other projects"; not before a new clause
            end = phrase_end(v, to + 1, limit, &ignored);
            if (end > to + 1 &&
                !cw_figure_tagged(v, end,
                                  CW_TAG_BIT(VERB) | CW_TAG_BIT(AUX) |
                                      CW_TAG_BIT(PRON)) &&
                !cw_figure_tagged(v, to + 1, CW_TAG_BIT(NUM))) {
                to = end;
                continue;
            }
            break;
        }
        if (!cw_figure_among(v, to, links) ||
            cw_figure_tagged(v, to, CW_TAG_BIT(PART)))
            break;
        end = phrase_end(v, to + 1, limit, &ignored);
        if (end == to + 1 || (end < v->n && cw_figure_is(v, end, "%")) ||
            cw_figure_tagged(v, to + 1, CW_TAG_BIT(NUM)) ||
            (v->tokens[to + 1].word_class &
             (CW_WORD_MONTH | CW_WORD_WEEKDAY)) ||
            (v->tokens[end - 1].word_class & CW_WORD_MONTH))
            break;
        to = end;
    }
    return to;
}

static void set_of(const cw_figure_view *v, size_t from, size_t to, size_t head,
                   cw_figure *figure)
{
    figure->of =
        (cw_range){v->tokens[from].range.from, v->tokens[to - 1].range.to};
    figure->head = v->tokens[head].range;
}

/* "a year", "per head", of money "a dose": how often, not what. */
static bool is_rate_word(const cw_figure_view *v, size_t i, bool is_money)
{
    return cw_figure_is(v, i, "per") ||
           ((cw_figure_is(v, i, "a") || cw_figure_is(v, i, "an")) &&
            i + 1 < v->n &&
            (is_money || (v->tokens[i + 1].word_class & CW_WORD_UNIT) ||
             cw_figure_measure(cw_figure_word(v, i + 1))));
}

/* "200 km east of Brae", "12 metres high": where and how, not what. */
static bool is_side(const cw_figure_view *v, size_t i)
{
    static const char *const words[] = {
        "east", "west", "north", "south", "high", "long", "tall",
        "deep", "wide", "thick", "apart", "away", "off",  NULL};
    return cw_figure_among(v, i, words);
}

/* "was spent on roads", "will go to schools": what a sum that is the subject
 * of its sentence is for. */
static bool find_purpose(const cw_figure_view *v, size_t to, cw_figure *figure)
{
    size_t i = to, head, end;
    for (; i < v->n && i < to + 4; i++)
        if (!cw_figure_tagged(
                v, i, CW_TAG_BIT(VERB) | CW_TAG_BIT(AUX) | CW_TAG_BIT(ADV)))
            break;
    if (i == to || !(cw_figure_is(v, i, "on") || cw_figure_is(v, i, "in") ||
                     cw_figure_is(v, i, "to") || cw_figure_is(v, i, "for")))
        return false;
    end = phrase_end(v, i + 1, i + 1 + MAX_OF, &head);
    if (end == i + 1 || (v->tokens[head].word_class &
                         (CW_WORD_MONTH | CW_WORD_WEEKDAY | CW_WORD_UNIT)))
        return false;
    set_of(v, i + 1, with_attachments(v, i + 1, end), head, figure);
    return true;
}

/* Is token i part of a time expression? */
static bool is_in_time(const cw_figure_view *v, size_t i)
{
    const cw_draft *draft = v->draft;
    size_t at = CW_FIRST_FROM(draft->times.at, draft->times.n, cw_time,
                              range.to, v->tokens[i].range.from + 1);
    return at < draft->times.n &&
           cw_range_overlaps(draft->times.at[at].range, v->tokens[i].range);
}

/* "40 homes", "hundreds of homes", "40 of the homes", "40 more homes". */
static bool find_behind(const cw_figure_view *v, size_t to, cw_figure *figure)
{
    size_t from = to, head = to, end;
    bool is_money = cw_figure_is_money(figure->unit);
    static const char *const wholes[] = {"average", "total", "all", NULL};
    if (cw_figure_is(v, from, "or") &&
        (cw_figure_is(v, from + 1, "more") || cw_figure_is(v, from + 1, "so") ||
         cw_figure_is(v, from + 1, "less")))
        from += 2;
    if (is_rate_word(v, from, is_money) ||
        (figure->unit[0] && cw_figure_is(v, from + 1, "on") &&
         (v->tokens[from].word_class & CW_WORD_UNIT)) || // "year on year"
        (figure->unit[0] && is_side(v, from)))
        return false;
    if (cw_figure_is(v, from, "more") || cw_figure_is(v, from, "other") ||
        cw_figure_is(v, from, "further") || cw_figure_is(v, from, "worth"))
        from++;
    if (cw_figure_is(v, from, "of"))
        from++;
    else if (is_money &&
             (cw_figure_is(v, from, "in") || cw_figure_is(v, from, "on") ||
              cw_figure_is(v, from, "for") || cw_figure_is(v, from, "to") ||
              cw_figure_is(v, from, "into") || cw_figure_is(v, from, "as") ||
              cw_figure_is(v, from, "towards")))
        from++;
    else if (figure->unit[0] && !is_money && from == to &&
             !is_modifier(v, from))
        return false;
    if (from >= v->n || (from > to && cw_figure_among(v, from, wholes)) ||
        (v->tokens[from].word_class & (CW_WORD_MONTH | CW_WORD_WEEKDAY)) ||
        ((is_money || from == to) && is_in_time(v, from)))
        return false;
    end = phrase_end(v, from, from + MAX_OF, &head);
    if (end == from && from == to && !figure->unit[0] && figure->value > 1 &&
        cw_figure_tagged(v, from, CW_TAG_BIT(VERB)) &&
        cw_bytes_ends(cw_figure_word(v, from), CW_LIT("s"))) {
        head = from; // "1,400 calls a day": a verb has no s after many
        end = from + 1;
    }
    if (end == from || is_side(v, head))
        return false;
    // "two in five households heat": a verb read as a noun behind the plural
    if (!figure->unit[0] && head > from && v->tokens[head].xpos == CW_XPOS_NN &&
        v->tokens[head - 1].xpos == CW_XPOS_NNS &&
        !(v->tokens[head].word_class & CW_WORD_HUMAN))
        end = head--;
    end = with_attachments(v, from, end);
    // "60 countries are members of the union"
    if (cw_figure_is(v, end, "are") && cw_figure_is(v, end + 1, "members") &&
        cw_figure_is(v, end + 2, "of")) {
        size_t ignored;
        size_t union_end = phrase_end(v, end + 3, end + 3 + MAX_OF, &ignored);
        if (union_end > end + 3)
            end = union_end;
    }
    set_of(v, from, end, head, figure);
    return true;
}

/* The noun phrase that ends before token `end`: its first token. */
static size_t phrase_start(const cw_figure_view *v, size_t end)
{
    size_t i = end;
    while (i > 0 && end - i < MAX_OF &&
           (cw_figure_is_noun(v, i - 1) ||
            cw_figure_tagged(v, i - 1, CW_TAG_BIT(ADJ)) ||
            (cw_figure_tagged(v, i - 1, CW_TAG_BIT(PART)) && i - 1 > 0 &&
             !cw_figure_is(v, i - 1, "to") && cw_figure_is_noun(v, i - 2))))
        i--;
    return i;
}

/* Words that hang a phrase on the noun before it. */
static const char *const attachments[] = {
    "of",    "in",      "on",      "for",   "from",    "to",
    "with",  "at",      "against", "among", "under",   "into",
    "about", "between", "by",      "over",  "towards", NULL};

static bool is_time_unit(const char *unit)
{
    static const char *const units[] = {"second", "minute",    "hour",  "day",
                                        "night",  "week",      "month", "year",
                                        "decade", "fortnight", NULL};
    return cw_bytes_among(cw_bytes_from(unit), units);
}

/* Verbs that say how long their subject is. */
static bool is_lasting(const cw_figure_view *v, size_t i)
{
    static const char *const lemmas[] = {"last", "take",     "run",
                                         "go",   "continue", NULL};
    return cw_bytes_among(cw_draft_lemma(v->draft, &v->tokens[i]), lemmas);
}

/* Where the subject ends when token i - 1 parts it from its verb: before the
 * relative pronoun of "the bridge, which cost $3bn", before the commas of
 * "Rain, 310 mm in two days, fell" and "the toll, now at 5, rose to 7"; i when
 * it is none of these. */
static size_t past_clause(const cw_figure_view *v, size_t i, bool has_verb)
{
    static const char *const relatives[] = {"which", "that", "who", NULL};
    size_t at = i - 1;
    if (has_verb && cw_figure_among(v, at, relatives))
        return at > 1 && cw_figure_is(v, at - 1, ",") ? at - 1 : at;
    if (!cw_figure_is(v, at, ","))
        return i;
    if (!has_verb) {
        for (size_t end = i; end < v->n && end < i + 8; end++)
            if (cw_figure_is(v, end, ","))
                return cw_figure_tagged(v, end + 1,
                                        CW_TAG_BIT(VERB) | CW_TAG_BIT(AUX))
                           ? at
                           : i;
        return i;
    }
    for (size_t from = at;
         cw_figure_tagged(v, i, CW_TAG_BIT(VERB) | CW_TAG_BIT(AUX)) &&
         from > 1 && from + 15 > at;
         from--)
        if (cw_figure_is(v, from - 1, ","))
            return from - 1;
    return i;
}

/* The phrase that the one beginning at `start` hangs on: where it ends, 0 when
 * there is none. "the price of |the oil", "support for joining |the pact", "a
 * plan to build |homes", "homes owned by |the bank". */
static size_t hung_on(const cw_figure_view *v, size_t start)
{
    uint32_t openers = CW_TAG_BIT(DET) | CW_TAG_BIT(PRON) | CW_TAG_BIT(NUM);
    size_t link = start;
    while (link > 0 && start < link + 2 &&
           cw_figure_tagged(v, link - 1, openers))
        link--; // "between |the two lands"
    if (link > 2 && cw_figure_tagged(v, link - 1, CW_TAG_BIT(VERB)) &&
        ((v->tokens[link - 1].form & CW_FORM_ING) ||
         cw_figure_is(v, link - 2, "to")))
        link--;
    if (link > 2 && cw_figure_is(v, link - 1, "by") &&
        (v->tokens[link - 2].form & CW_FORM_PARTICIPLE) &&
        cw_figure_is_noun(v, link - 3))
        return link - 2;
    return link > 1 && cw_figure_among(v, link - 1, attachments) &&
                   cw_figure_is_noun(v, link - 2)
               ? link - 1
               : 0;
}

/* "closed at 83.1": a verb of prices, though tagged as an adjective. */
static bool is_reaching(const cw_figure_view *v, size_t i)
{
    static const char *const words[] = {"closed", "ended",   "opened",
                                        "traded", "settled", "stood",
                                        "stands", "peaked",  NULL};
    return cw_figure_among(v, i, words);
}

/* "4.5 percent lower", "80 feet wide and 20 feet deep", "17 feet long and
 * weighed 198": a word behind another measure, or what joins two. */
static bool is_behind_measure(const cw_figure_view *v, size_t i)
{
    if (i > 0 && cw_figure_is(v, i, "and") && cw_figure_is_measured(v, i - 1))
        return true;
    if (i > 0 && (cw_figure_is(v, i, "and") || cw_figure_is(v, i, ",")))
        i--;
    return i > 0 && (is_side(v, i) || v->tokens[i].xpos == CW_XPOS_JJR) &&
           cw_figure_is_measured(v, i - 1);
}

static bool is_verb(const cw_figure_view *v, size_t i)
{
    return cw_figure_tagged(v, i, CW_TAG_BIT(VERB) | CW_TAG_BIT(AUX)) ||
           cw_figure_is_measuring(v, i) || is_reaching(v, i);
}

/* May token i stand between a subject and the figure that is told of it? */
static bool is_between(const cw_figure_view *v, size_t i)
{
    uint32_t small =
        CW_TAG_BIT(ADV) | CW_TAG_BIT(ADP) | CW_TAG_BIT(PART) | CW_TAG_BIT(DET);
    return cw_figure_tagged(v, i, small) || is_verb(v, i) ||
           cw_figure_is_measured(v, i) || is_behind_measure(v, i) ||
           cw_figure_is(v, i, "worth") ||
           (cw_figure_is(v, i, ",") &&
            (cw_figure_is(v, i + 1, "at") || cw_figure_is(v, i + 1, "valued")));
}

/* "The number of people killed when a ferry sank off [Ossing] has risen to":
 * the phrase from `start` ends a clause inside the subject. */
static bool ends_side_clause(const cw_figure_view *v, size_t start)
{
    static const char *const openers[] = {"when",  "after", "as",
                                          "while", "where", NULL};
    bool has_verb = false;
    for (size_t i = start; i > 1 && i + 14 > start; i--) {
        if (has_verb && cw_figure_among(v, i - 1, openers))
            return !cw_figure_is(v, i - 2, ",");
        has_verb |= is_verb(v, i - 1);
    }
    return false;
}

/* "Prices rose by 4.5%", "talks lasted four hours", "held talks for hours":
 * back over prepositions and the verb to the nearest noun phrase. A length of
 * time is one of an event, or of the subject of a verb of lasting. */
static bool find_before(const cw_figure_view *v, size_t from, cw_figure *figure)
{
    bool is_time = is_time_unit(figure->unit), has_verb = false;
    bool is_long = false;
    size_t i = from, start, head;
    for (int steps = 0; i > 0 && steps < 14; steps++, i--) {
        if (has_verb && is_in_time(v, i - 1))
            continue; // "income for the three months to June rose"
        if (cw_figure_is_noun(v, i - 1) && !cw_figure_is_measured(v, i - 1))
            break;
        if (i > 2 && cw_figure_tagged(v, i - 1, CW_TAG_BIT(ADJ)) &&
            cw_figure_is(v, i - 2, "of") && cw_figure_is_noun(v, i - 3)) {
            i -= 2; // "the number of dead": the word that is a count
            break;
        }
        if (!is_between(v, i - 1)) {
            size_t subject = past_clause(v, i, has_verb);
            if (subject == i)
                return false;
            i = subject + 1; // the loop takes one
            continue;
        }
        if (is_verb(v, i - 1)) {
            has_verb = true;
            is_long |= is_lasting(v, i - 1);
        }
    }
    if (i == 0 || !cw_figure_is_noun(v, i - 1) ||
        (v->tokens[i - 1].word_class & CW_WORD_MONTH))
        return false;
    if (is_time && !is_long &&
        (has_verb || !(v->tokens[i - 1].word_class & CW_WORD_EVENT)))
        return false;
    head = i - 1;
    start = phrase_start(v, i);
    if (has_verb && ends_side_clause(v, start))
        return false;
    for (int links = 0; has_verb && links < 3; links++) {
        size_t link = hung_on(v, start);
        if (link == 0 || (v->tokens[link - 1].word_class & CW_WORD_MONTH))
            break;
        head = link - 1;
        start = phrase_start(v, link);
    }
    set_of(v, start, i, head, figure);
    return true;
}

/* "debts of $14 trillion", "a crew of 22": the noun that "of" hangs on, when
 * it is more than the word for a sum. */
static bool find_measured(const cw_figure_view *v, size_t from,
                          cw_figure *figure)
{
    static const char *const sums[] = {"total",   "sum",    "amount",
                                       "average", "record", "worth",
                                       "rate",    "some",   NULL};
    if (from < 2 || !cw_figure_is(v, from - 1, "of") ||
        !cw_figure_is_noun(v, from - 2))
        return false;
    if (cw_figure_among(v, from - 2, sums))
        return false;
    set_of(v, phrase_start(v, from - 1), from - 1, from - 2, figure);
    return true;
}

/* "the toll has risen to 148", "put the number of dead at 45", "the index
 * closed at 83.1": a bare number behind "to" or "at", and before it the word
 * for a count or a verb of reaching. */
static bool is_tally(const cw_figure_view *v, size_t from)
{
    static const char *const tallies[] = {
        "toll",       "number",     "count",     "tally", "population",
        "attendance", "membership", "workforce", "total", NULL};
    if (from == 0 ||
        !(cw_figure_is(v, from - 1, "to") || cw_figure_is(v, from - 1, "at")))
        return false;
    if (from > 1 &&
        (is_reaching(v, from - 2) || cw_figure_is_change(v, from - 2) ||
         cw_figure_is_measured(v, from - 2)))
        return true;
    for (size_t i = from - 1; i > 0 && i + 9 > from; i--)
        if (cw_figure_among(v, i - 1, tallies))
            return true;
    return false;
}

/* "rose to $5m on sales of", "grew 8% to $1.9bn": a sum that a subject reached,
 * whatever stands behind. */
static bool is_reached(const cw_figure_view *v, size_t from)
{
    return from > 1 && cw_figure_is(v, from - 1, "to") &&
           (cw_figure_tagged(v, from - 2, CW_TAG_BIT(VERB)) ||
            cw_figure_is_measured(v, from - 2));
}

/* "14 were children": what they were. */
static bool find_predicate(const cw_figure_view *v, size_t to,
                           cw_figure *figure)
{
    static const char *const being[] = {"were", "are", NULL};
    size_t head, end;
    if (!cw_figure_among(v, to, being))
        return false;
    end = phrase_end(v, to + 1, to + 1 + MAX_OF, &head);
    if (end == to + 1 || v->tokens[head].xpos != CW_XPOS_NNS)
        return false;
    set_of(v, to + 1, end, head, figure);
    return true;
}

void cw_figure_find_of(const cw_figure_view *v, size_t from, size_t to,
                       bool is_compound, cw_figure *figure)
{
    bool is_money = cw_figure_is_money(figure->unit);
    if (is_money && (find_measured(v, from, figure) ||
                     (is_reached(v, from) && find_before(v, from, figure))))
        return;
    if (find_behind(v, to, figure) || is_compound)
        return;
    if (is_money && find_purpose(v, to, figure))
        return;
    if (find_measured(v, from, figure))
        return;
    if (!figure->unit[0] && find_predicate(v, to, figure))
        return;
    if (figure->unit[0] || is_tally(v, from) ||
        (figure->value < 1 && from > 0 && cw_figure_is(v, from - 1, "by")))
        (void)find_before(v, from, figure);
}
