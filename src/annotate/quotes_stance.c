/* quotes_stance.c: attributions that are no statements.
 *
 *   The mayor has mocked the plan            a thing and what is said of it
 *   Ruiz plans to call a vote                an intention
 *   The council was willing to wait          a state of mind
 *   her promise that the road would open     a noun and its owner
 *   The bridge was first reported by Lind    a passive with its agent
 *
 * They are read last, of words that no statement has taken or tells, and stay
 * below CW_QUOTE_TOLD: a reader of marks sees them, a record of who said what
 * does not. */
#include "annotate/quotes_int.h"

enum {
    MODIFIERS_MAX = 4,
    THAT_REACH = 12,  // tokens between a cue and its "that"
    LENT_MAX = 6,     // "had such long and deep reservations"
    LABEL_MAX = 10,   // "called a quack and a fraud by"
    ATTITUDE_MAX = 80 // confidence of cues that are no "said" or "wrote"
};

#define TAKES_THAT                                                           \
    (CW_CUE_SAY | CW_CUE_CLAIM | CW_CUE_CONCEDE | CW_CUE_PROMISE |           \
     CW_CUE_WRITE | CW_CUE_THINK | CW_CUE_WARN | CW_CUE_SHOW | CW_CUE_DENY | \
     CW_CUE_DEMAND | CW_CUE_TELL)

static const char *const clause_openers[] = {"that", "whether", "how", "why",
                                             "what", "if",      NULL};

static bool begins_infinitive(const cw_quotes *quotes, uint32_t i)
{
    const cw_draft *draft = quotes->draft;
    if (i < quotes->end && cw_look_is(draft, i, "not"))
        i++;
    if (i + 1 >= quotes->end || !cw_look_is(draft, i, "to"))
        return false;
    uint8_t tag = cw_look_tag(draft, i + 1);
    return tag == CW_TAG_VERB || tag == CW_TAG_AUX || tag == CW_TAG_ADV;
}

/* "recent comments", "Friday's ruling": a thing that begins with its time. */
static bool begins_with_time(const cw_quotes *quotes, uint32_t i)
{
    uint32_t time = quotes->view.time[i], to = i;
    while (to < quotes->end && quotes->view.time[to] == time)
        to++;
    return to < quotes->end && (cw_look_is_possessive(quotes->draft, to) ||
                                (cw_look_tag(quotes->draft, i) == CW_TAG_ADJ &&
                                 cw_look_begins_phrase(quotes->draft, to)));
}

static bool begins_thing(const cw_quotes *quotes, uint32_t i)
{
    const cw_draft *draft = quotes->draft;
    if (i >= quotes->end)
        return false;
    if (cw_is_quoted(quotes, i) || cw_look_in(draft, i, clause_openers))
        return true;
    if (quotes->view.time[i] != CW_NONE)
        return begins_with_time(quotes, i);
    if (cw_look_begins_phrase(draft, i) || cw_look_is(draft, i, "$"))
        return true;
    if (cw_look_tag(draft, i) == CW_TAG_ADV && i + 1 < quotes->end) {
        // "jointly owned ships", "immediately closing it"
        uint8_t next = cw_look_tag(draft, i + 1);
        i += next == CW_TAG_VERB || next == CW_TAG_ADJ;
        if (next == CW_TAG_ADJ)
            return true;
    }
    if (cw_look_is(draft, i, "as") && i + 1 < quotes->end &&
        cw_look_is(draft, i + 1, "much"))
        return true; // "said as much"
    // "for closing it", "for increased spending"
    uint16_t form = cw_look(draft, i)->form;
    uint8_t tag = cw_look_tag(draft, i);
    return (tag == CW_TAG_VERB || tag == CW_TAG_AUX) &&
           ((form & CW_FORM_ING) ||
            ((form & CW_FORM_PARTICIPLE) && i + 1 < quotes->end &&
             cw_look_tag(draft, i + 1) == CW_TAG_NOUN));
}

/* Where a thing or an intention that begins at `from` ends. */
static uint32_t thing_end(const cw_quotes *quotes, uint32_t from)
{
    static const char *const breaks[] = {";",       "—",        "–",     "--",
                                         "because", "although", "while", NULL};
    static const char *const joins[] = {"and", "but", "or", NULL};
    const cw_draft *draft = quotes->draft;
    for (uint32_t i = from + 1; i < quotes->end; i++) {
        if (cw_is_quoted(quotes, i))
            continue;
        if (cw_look_is(draft, i, ",") || cw_look_in(draft, i, breaks))
            return i;
        uint8_t after = i + 1 < quotes->end ? cw_look_tag(draft, i + 1) : 0;
        if (cw_look_in(draft, i, joins) &&
            (after == CW_TAG_VERB || after == CW_TAG_AUX) &&
            !(cw_look(draft, i + 1)->form & (CW_FORM_ING | CW_FORM_BASE)))
            return i;
    }
    uint32_t end = quotes->end;
    while (end > from + 1 && cw_look_tag(draft, end - 1) == CW_TAG_PUNCT &&
           !cw_is_quoted(quotes, end - 1))
        end--;
    return end;
}

static uint32_t classes_at(const cw_draft *draft, uint32_t i)
{
    const cw_lexeme *entry =
        cw_lexicon_cue(cw_draft_lemma(draft, cw_look(draft, i)));
    return entry ? entry->classes : 0;
}

/* The tagger may take the noun of "Lind's claim that" for a verb. */
static bool is_noun_cue(const cw_draft *draft, uint32_t i)
{
    uint8_t tag = cw_look_tag(draft, i);
    bool is_noun =
        tag == CW_TAG_NOUN || (tag == CW_TAG_VERB && i > 0 &&
                               cw_look_tag(draft, i - 1) == CW_TAG_PART &&
                               cw_look_is_possessive(draft, i - 1));
    return is_noun && (classes_at(draft, i) & CW_CUE_NOUN);
}

/* First token of the verb group of i that no quotation holds. */
static uint32_t group_of(const cw_quotes *quotes, uint32_t i)
{
    uint32_t group = cw_verb_group(&quotes->view, i, quotes->first);
    while (group < i && cw_is_quoted(quotes, group))
        group++;
    return group;
}

/* "said at a rally on Friday that ...": its clause, past adverbials. */
static uint32_t late_that(const cw_quotes *quotes, uint32_t i)
{
    const cw_draft *draft = quotes->draft;
    for (uint32_t k = i; k < quotes->end && k < i + THAT_REACH; k++) {
        if (cw_is_quoted(quotes, k))
            return CW_NONE;
        if (cw_look_is(draft, k, "that") && k + 1 < quotes->end &&
            cw_look_tag(draft, k + 1) != CW_TAG_VERB)
            return k > i && is_noun_cue(draft, k - 1) ? CW_NONE : k;
        if (cw_look_tag(draft, k) == CW_TAG_VERB)
            return CW_NONE;
    }
    return CW_NONE;
}

/* "decided after a long talk not to go": the infinitive past adverbials. */
static uint32_t late_infinitive(const cw_quotes *quotes, uint32_t i)
{
    static const char *const of_time[] = {"after", "at",     "in",   "on",
                                          "last",  "during", "with", NULL};
    for (int steps = 0; steps < 4 && i < quotes->end; steps++) {
        if (begins_infinitive(quotes, i))
            return i;
        if (cw_look_tag(quotes->draft, i) == CW_TAG_ADP &&
            !cw_look_in(quotes->draft, i, of_time))
            return CW_NONE;
        uint32_t next = cw_quotes_skip_adverbial(quotes, i);
        if (next == i)
            return CW_NONE;
        i = next;
    }
    return CW_NONE;
}

static uint32_t content_after(const cw_quotes *quotes, uint32_t i,
                              uint32_t classes)
{
    const cw_draft *draft = quotes->draft;
    if (i >= quotes->end)
        return CW_NONE;
    if (classes & CW_CUE_PLAN) {
        uint32_t to = late_infinitive(quotes, i);
        if (to != CW_NONE)
            return to;
    }
    if (classes & TAKES_THAT) {
        uint32_t that = late_that(quotes, i);
        if (that != CW_NONE)
            return that;
    }
    if ((classes & (TAKES_THAT | CW_CUE_THING)) &&
        cw_look_in(draft, i, clause_openers))
        return i;
    if (!(classes & (CW_CUE_THING | CW_CUE_ACCUSE | CW_CUE_PRAISE |
                     CW_CUE_DENY | CW_CUE_DEMAND)))
        return CW_NONE;
    return begins_thing(quotes, i) ? i : CW_NONE;
}

static void tell(cw_quotes *quotes, cw_tokens content)
{
    for (uint32_t i = content.from; i < content.to; i++)
        quotes->is_told[i] = true;
}

void cw_quotes_add_stance(cw_quotes_reader *r, cw_tokens cue, cw_tokens source,
                          cw_tokens content)
{
    cw_cue how = {.from = cue.from,
                  .to = cue.to,
                  .verb = cue.from,
                  .source = source,
                  .clause = cue.from};
    cw_said *s = cw_quotes_add(r, &how, CW_QUOTE_TOLD - 10);
    if (!s)
        return;
    s->kind = CW_QUOTE_INDIRECT;
    s->content[s->n_content++] = content;
    tell(&r->common, content);
    for (uint32_t i = content.from; i < content.to; i++)
        r->common.is_meant[i] = true;
}

/* Nouns before a token that may stand for its owner: "the mayor's early
 * promise": the owner with its mark; "his promise": the pronoun. */
static cw_tokens owner_before(const cw_quotes *quotes, uint32_t noun)
{
    static const char *const owners[] = {"his", "her", "its",  "their",
                                         "our", "my",  "your", NULL};
    const cw_draft *draft = quotes->draft;
    for (uint32_t i = noun; i > quotes->first && noun - i < MODIFIERS_MAX;
         i--) {
        uint32_t k = i - 1;
        if (cw_look_in(draft, k, owners))
            return (cw_tokens){k, k + 1};
        if (cw_look_is_possessive(draft, k)) {
            cw_tokens owner = cw_np_before(&quotes->view, k, quotes->first);
            return owner.from < owner.to ? (cw_tokens){owner.from, k + 1}
                                         : owner;
        }
        uint8_t tag = cw_look_tag(draft, k);
        if (tag != CW_TAG_ADJ && tag != CW_TAG_NOUN && tag != CW_TAG_NUM)
            break;
    }
    return (cw_tokens){0, 0};
}

/* "her promise that the road would open", "reports that". */
static void take_noun(cw_quotes_reader *r, uint32_t i)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    if (i + 2 >= quotes->end || !cw_look_is(draft, i + 1, "that") ||
        !is_noun_cue(draft, i))
        return;
    uint8_t after = cw_look_tag(draft, i + 2);
    /* "said in a statement that": it is told already. */
    if (after == CW_TAG_VERB || after == CW_TAG_AUX || quotes->is_told[i + 1])
        return;
    cw_quotes_add_stance(r, (cw_tokens){i, i + 1}, owner_before(quotes, i),
                         (cw_tokens){i + 1, thing_end(quotes, i + 1)});
}

/* "is willing to", "was critical of", "are sure that", "is a fierce critic of".
 */
static void take_state(cw_quotes_reader *r, uint32_t i)
{
    static const char *const prepositions[] = {"of",   "about", "in", "on",
                                               "with", "for",   "to", "against",
                                               "at",   "over",  NULL};
    static const char *const links[] = {"be", "seem", "remain", "become", NULL};
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    uint32_t link = i, to = i + 1, from = i + 1;
    if (!(classes_at(draft, i) & CW_CUE_STATE) || from >= quotes->end)
        return;
    bool is_noun = cw_look_tag(draft, i) == CW_TAG_NOUN;
    while (link > quotes->first && i - link < (is_noun ? LENT_MAX : 3)) {
        uint8_t tag = cw_look_tag(draft, link - 1);
        if (tag != CW_TAG_ADV &&
            !(is_noun &&
              (tag == CW_TAG_ADJ || tag == CW_TAG_DET || tag == CW_TAG_CCONJ)))
            break;
        link--;
    }
    if (link == quotes->first)
        return;
    link--;
    if (!cw_look_lemma_in(draft, link, links))
        return;
    uint32_t group = cw_verb_group(&quotes->view, link, quotes->first);
    cw_tokens source = cw_subject_before(&quotes->view, group, quotes->first);
    if (source.from >= source.to)
        return;
    if (!begins_infinitive(quotes, from) &&
        !cw_look_in(draft, from, clause_openers) &&
        !cw_quotes_is_clause(quotes, from)) {
        if (!cw_look_in(draft, from, prepositions) ||
            !begins_thing(quotes, from + 1))
            return;
        from = ++to;
    }
    cw_quotes_add_stance(r, (cw_tokens){group, to}, source,
                         (cw_tokens){from, thing_end(quotes, from)});
}

/* The phrase behind "by" at i. */
static cw_tokens agent_at(const cw_quotes *quotes, uint32_t i)
{
    return cw_look_is(quotes->draft, i, "by")
               ? cw_np_after(&quotes->view, i + 1, quotes->end)
               : (cw_tokens){0, 0};
}

/* "was first reported by Lind": the subject is what somebody says. "Is expected
 * to rise", "was criticised for it": nobody is named. */
static bool take_passive(cw_quotes_reader *r, uint32_t group, uint32_t to,
                         uint32_t classes)
{
    static const char *const reasons[] = {"for", "as", "of", NULL};
    static const char *const seen_as[] = {"see",     "view",      "regard",
                                          "know",    "recognize", "recognise",
                                          "mention", "perceive",  NULL};
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    cw_tokens subject = cw_subject_before(&quotes->view, group, quotes->first);
    if (to >= quotes->end || subject.from >= subject.to)
        return false;
    cw_tokens agent = agent_at(quotes, to);
    if (agent.from < agent.to) {
        cw_quotes_add_stance(r, (cw_tokens){group, to + 1}, agent, subject);
        return true;
    }
    // "was called a fraud by Lind"
    for (uint32_t k = to + 1;
         (classes & CW_CUE_LABEL) && k < quotes->end && k - to < LABEL_MAX &&
         cw_look_tag(draft, k) != CW_TAG_PUNCT;
         k++) {
        agent = agent_at(quotes, k);
        if (agent.from == agent.to)
            continue;
        cw_quotes_add_stance(r, (cw_tokens){group, to}, agent,
                             (cw_tokens){to, k});
        return true;
    }
    uint32_t minds = CW_CUE_THINK | CW_CUE_SAY | CW_CUE_ASK | CW_CUE_CLAIM |
                     CW_CUE_DEMAND | CW_CUE_TELL;
    uint32_t views = CW_CUE_ACCUSE | CW_CUE_PRAISE | CW_CUE_LABEL;
    bool asks_about = (classes & CW_CUE_ASK) && cw_look_is(draft, to, "about");
    bool is_seen_as =
        cw_look_lemma_in(draft, to - 1, seen_as) && cw_look_is(draft, to, "as");
    to += asks_about;
    if (asks_about || is_seen_as ||
        ((classes & minds) && (begins_infinitive(quotes, to) ||
                               cw_look_in(draft, to, clause_openers))) ||
        ((classes & views) && cw_look_in(draft, to, reasons))) {
        cw_quotes_add_stance(r, (cw_tokens){group, to}, (cw_tokens){0, 0},
                             (cw_tokens){to, thing_end(quotes, to)});
        return true;
    }
    return false;
}

/* "the levels desired by Norland": the noun before it is what it is about. */
static bool take_reduced(cw_quotes_reader *r, uint32_t i)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    if (!(cw_look(draft, i)->form & (CW_FORM_PARTICIPLE | CW_FORM_PAST)) ||
        i == quotes->first || i + 1 >= quotes->end)
        return false;
    cw_tokens agent = agent_at(quotes, i + 1);
    cw_tokens thing = cw_np_before(&quotes->view, i, quotes->first);
    if (agent.from == agent.to || thing.from == thing.to)
        return false;
    cw_quotes_add_stance(r, (cw_tokens){i, i + 1}, agent, thing);
    return true;
}

/* "Asked about the plan, Lind shrugged", "When pressed by Lind": nobody need be
 * named who asks. */
static bool take_asked(cw_quotes_reader *r, uint32_t i)
{
    static const char *const asked[] = {"ask", "press", "question", "quiz",
                                        NULL};
    static const char *const openers[] = {"when", "if", "once", NULL};
    static const char *const behind[] = {"about", "by", "to", "on", NULL};
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    bool is_first =
        i == quotes->first ||
        (i == quotes->first + 1 && cw_look_in(draft, quotes->first, openers));
    uint32_t to = i + 1;
    if (!is_first || to + 1 >= quotes->end ||
        !(cw_look(draft, i)->form & (CW_FORM_PARTICIPLE | CW_FORM_PAST)) ||
        !cw_look_lemma_in(draft, i, asked) ||
        !(cw_look_in(draft, to, behind) ||
          cw_look_in(draft, to, clause_openers)))
        return false;
    to += cw_look_is(draft, to, "about");
    cw_quotes_add_stance(r, (cw_tokens){i, to}, agent_at(quotes, to),
                         (cw_tokens){to, thing_end(quotes, to)});
    return true;
}

/* "prompted the board to order a review": who is brought to do it, and where
 * its "to" stands at `to`. */
static cw_tokens brought_before(const cw_quotes *quotes, uint32_t to)
{
    static const char *const bring[] = {"prompt", "force",  "lead",
                                        "cause",  "compel", "inspire",
                                        "spur",   "drive",  NULL};
    cw_tokens who = cw_np_before(&quotes->view, to, quotes->first);
    bool is_brought = who.from < who.to && who.from > quotes->first &&
                      cw_look_lemma_in(quotes->draft, who.from - 1, bring);
    return is_brought ? who : (cw_tokens){0, 0};
}

/* "appeared to suggest", "went on to explain", "was slow to praise": the word
 * before "to" that makes one cue with the verb after it; CW_NONE when there is
 * none. */
static uint32_t first_of_chain(const cw_quotes *quotes, uint32_t to)
{
    static const char *const firsts[] = {
        "appear", "seem",    "try",   "refuse", "continue", "decline",
        "begin",  "attempt", "start", "manage", "fail",     NULL};
    static const char *const states[] = {"able",  "unable", "slow",
                                         "quick", "free",   NULL};
    const cw_draft *draft = quotes->draft;
    if (to < quotes->first + 2 || !cw_look_is(draft, to, "to"))
        return CW_NONE;
    if (cw_look_is(draft, to - 1, "on") && cw_look_lemma(draft, to - 2, "go"))
        return to - 2;
    if (cw_look_in(draft, to - 1, states))
        return cw_look_lemma(draft, to - 2, "be") ? to - 2 : CW_NONE;
    return cw_look_tag(draft, to - 1) == CW_TAG_VERB &&
                   cw_look_lemma_in(draft, to - 1, firsts)
               ? to - 1
               : CW_NONE;
}

/* "kept praising", "began to mock": where the group of the verb at i begins
 * with another verb. */
static uint32_t verb_before(const cw_quotes *quotes, uint32_t i)
{
    static const char *const firsts[] = {"keep",  "start",    "begin",
                                         "avoid", "continue", NULL};
    const cw_draft *draft = quotes->draft;
    return i > quotes->first && (cw_look(draft, i)->form & CW_FORM_ING) &&
                   cw_look_tag(draft, i - 1) == CW_TAG_VERB &&
                   cw_look_lemma_in(draft, i - 1, firsts)
               ? i - 1
               : CW_NONE;
}

/* The verb at i leaves the cue to the infinitive behind it. */
static bool is_chain(const cw_quotes *quotes, uint32_t i)
{
    const cw_draft *draft = quotes->draft;
    if (i + 3 >= quotes->end || first_of_chain(quotes, i + 1) != i)
        return false;
    uint32_t verb = i + 2 + (cw_look_tag(draft, i + 2) == CW_TAG_ADV);
    uint32_t classes = cw_quotes_cue_of(quotes, verb, 1);
    return verb + 1 < quotes->end && cw_look_tag(draft, verb) == CW_TAG_VERB &&
           classes != 0 && content_after(quotes, verb + 1, classes) != CW_NONE;
}

/* A cue that ends in token `to` - 1 and has its verb at i; what it is about
 * begins at `from`. */
static bool take_group(cw_quotes_reader *r, uint32_t i, uint32_t to,
                       uint32_t from)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    uint32_t verb = i, group = group_of(quotes, i);
    if (verb_before(quotes, i) != CW_NONE)
        group = group_of(quotes, verb = i - 1);
    for (uint32_t k = group; k < verb; k++)
        if (cw_look_is(draft, k, "to")) {
            cw_tokens who = brought_before(quotes, k);
            if (who.from < who.to) {
                cw_quotes_add_stance(
                    r, (cw_tokens){k, to}, who,
                    (cw_tokens){from, thing_end(quotes, from)});
                return true;
            }
            verb = first_of_chain(quotes, k);
            if (verb == CW_NONE)
                return false;
            group = cw_verb_group(&quotes->view, verb, quotes->first);
            break;
        }
    cw_tokens source = cw_quotes_source(quotes, verb, group);
    if (source.from >= source.to)
        return false;
    cw_quotes_add_stance(r, (cw_tokens){group, to}, source,
                         (cw_tokens){from, thing_end(quotes, from)});
    return true;
}

/* A cue of n tokens at i with what follows it. */
static bool take_verb(cw_quotes_reader *r, uint32_t i, uint32_t n)
{
    cw_quotes *quotes = &r->common;
    uint32_t classes = cw_quotes_cue_of(quotes, i, n);
    if (classes == 0 || is_chain(quotes, i))
        return false;
    uint32_t group = group_of(quotes, i);
    if (cw_quotes_is_passive(quotes->draft, i, group))
        return take_passive(r, group, i + n, classes);
    if (group == i && n == 1 && take_reduced(r, i))
        return true;
    uint32_t from = content_after(quotes, i + n, classes);
    return from != CW_NONE && take_group(r, i, i + n, from);
}

/* "voiced deep concern about the plan", "made a late promise to pay": the verb
 * only lends itself to the noun, and both are the cue. */
static bool take_lent(cw_quotes_reader *r, uint32_t i)
{
    static const char *const prepositions[] = {
        "about", "of", "for", "over", "against", "on", "toward", NULL};
    static const char *const of_trust[] = {"interest", "faith", "confidence",
                                           "belief",   "trust", NULL};
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    uint32_t noun = i + 1;
    if (!(classes_at(draft, i) & CW_CUE_LEND))
        return false;
    for (; noun < quotes->end && noun - i <= LENT_MAX; noun++) {
        uint8_t tag = cw_look_tag(draft, noun);
        if (tag == CW_TAG_NOUN && (classes_at(draft, noun) & CW_CUE_HELD))
            break;
        if ((tag != CW_TAG_NOUN && !cw_look_begins_phrase(draft, noun) &&
             tag != CW_TAG_ADV) ||
            tag == CW_TAG_PROPN || cw_is_quoted(quotes, noun))
            return false;
    }
    uint32_t from = noun + 1;
    if (noun - i > LENT_MAX || from + 1 >= quotes->end)
        return false;
    if (begins_infinitive(quotes, from) || cw_look_is(draft, from, "that"))
        return take_group(r, i, from, from);
    bool is_linked = cw_look_in(draft, from, prepositions) ||
                     (cw_look_is(draft, from, "in") &&
                      cw_look_lemma_in(draft, noun, of_trust));
    return is_linked && begins_thing(quotes, from + 1) &&
           take_group(r, i, from + 1, from + 1);
}

static void take_verbs(cw_quotes_reader *r, uint32_t i)
{
    uint32_t n = CW_CUE_WORDS_MAX;
    if (take_lent(r, i) || take_asked(r, i))
        return;
    while (n > 0 && !take_verb(r, i, n))
        n--;
}

/* "Ruiz called on Lind to stop blaming the board": an attitude without marks
 * inside what another's is about is not told, and may not even be so. */
static void drop_meant(cw_quotes_reader *r)
{
    for (uint32_t k = 0; k < r->list.n; k++) {
        cw_said *s = &r->list.at[k];
        if (s->kind == CW_QUOTE_INDIRECT && s->confidence >= CW_QUOTE_TOLD &&
            s->confidence <= ATTITUDE_MAX && s->cue.from < s->cue.to &&
            r->common.is_meant[s->cue.from])
            s->n_content = 0;
    }
}

void cw_quotes_stances(cw_quotes_reader *r)
{
    cw_quotes *quotes = &r->common;
    const cw_draft *draft = quotes->draft;
    for (uint32_t k = 0; k < r->list.n; k++)
        for (uint32_t c = 0; c < r->list.at[k].n_content; c++)
            if (!r->list.at[k].is_scare)
                tell(quotes, r->list.at[k].content[c]);
    for (uint32_t s = 0; s < draft->sentences.n; s++) {
        cw_quotes_enter(quotes, s);
        cw_quotes_line(r);
        for (uint32_t i = quotes->first; i < quotes->end; i++) {
            if (quotes->is_cued[i] || quotes->is_told[i] ||
                cw_is_quoted(quotes, i) || quotes->view.name[i] != CW_NONE ||
                quotes->view.time[i] != CW_NONE)
                continue;
            uint8_t tag = cw_look_tag(draft, i);
            take_noun(r, i);
            if (tag == CW_TAG_VERB && !quotes->is_cued[i])
                take_verbs(r, i);
            if (!quotes->is_cued[i])
                take_state(r, i);
        }
    }
    drop_meant(r);
}
