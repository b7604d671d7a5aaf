/* conflict_who.c: is one deed told of two doers? */
#include "annotate/words.h"
#include "base/search.h"
#include "base/utf8.h"
#include "story/conflict_int.h"

static const cw_entity *entity_at(const cw_plot *plot, uint32_t entity)
{
    return &plot->story->entities[entity];
}

static bool is_told_in(const cw_entity *entity, uint32_t report)
{
    return cw_ids_hold((cw_ids){entity->reports.at, entity->reports.n}, report);
}

/* Words that name nobody in particular: "officials" may be "the police". */
static bool is_generic(cw_bytes lemma)
{
    static const char *const lemmas[] = {
        "official",     "authority", "government", "police",      "officer",
        "people",       "group",     "source",     "agency",      "who",
        "which",        "that",      "he",         "she",         "it",
        "they",         "man",       "woman",      "person",      "resident",
        "state",        "country",   "leader",     "president",   "minister",
        "team",         "ministry",  "spokesman",  "spokeswoman", "one",
        "this",         "we",        "i",          "force",       "side",
        "report",       "company",   "party",      "court",       "local",
        "several",      "many",      "two",        "both",        "some",
        "spokesperson", NULL};
    return cw_bytes_among(lemma, lemmas);
}

/* The first words of a phrase that describe: no articles and the like. */
typedef struct {
    cw_bytes lemma[6];
    size_t n;
    bool is_body; // "the border police": definite, its head a body
} phrase;

static phrase read_phrase(const cw_marks *marks, cw_range range)
{
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    phrase out = {.n = 0};
    uint32_t first = cw_token_at(marks, range.from);
    bool is_definite =
        first < marks->tokens.n &&
        cw_bytes_equal(cw_token_lemma(marks, &tokens[first]), CW_LIT("the"));
    for (uint32_t i = first;
         i < marks->tokens.n && tokens[i].range.to <= range.to && out.n < 6;
         i++) {
        cw_bytes lemma = cw_token_lemma(marks, &tokens[i]);
        if (!(tokens[i].shape & CW_SHAPE_LETTER) ||
            tokens[i].tag == CW_TAG_DET || tokens[i].tag == CW_TAG_ADP)
            continue;
        out.is_body =
            is_definite && ((tokens[i].word_class & CW_WORD_ORG_HEAD) != 0 ||
                            cw_bytes_equal(lemma, CW_LIT("guard")));
        out.lemma[out.n++] = lemma;
    }
    return out;
}

static bool are_all_generic(const phrase *words)
{
    for (size_t i = 0; i < words->n; i++)
        if (!is_generic(words->lemma[i]))
            return false;
    return true;
}

static cw_slot_state compare_phrases(const phrase *a, const phrase *b)
{
    size_t common = 0;
    if (a->n == 0 || b->n == 0)
        return CW_SLOT_UNKNOWN;
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->n; j++)
            common += cw_bytes_equal(a->lemma[i], b->lemma[j]);
    if (common > 0)
        return common == a->n || common == b->n ? CW_SLOT_AGREES
                                                : CW_SLOT_UNKNOWN;
    return !a->is_body || !b->is_body || are_all_generic(a) ||
                   are_all_generic(b)
               ? CW_SLOT_UNKNOWN
               : CW_SLOT_DIFFERS;
}

/* "Raj Chohan", "Raj K. Chohan" */
bool cw_names_share_a_word(cw_bytes a, cw_bytes b)
{
    for (size_t at = 0, to; at < a.n; at = to + 1) {
        cw_bytes word;
        size_t found;
        for (to = at; to < a.n && a.at[to] != ' '; to++)
            continue;
        word = cw_bytes_cut(a, at, to);
        found = word.n > 2 ? cw_bytes_find_fold(b, word, 0) : CW_NOT_FOUND;
        if (found != CW_NOT_FOUND)
            return true;
    }
    return false;
}

/* Two named people or two named bodies are two; a person and the body behind
 * may be one, and a report that names both may tell of both. */
static cw_slot_state compare_named(const cw_plot *plot, const cw_happening *x,
                                   const cw_happening *y)
{
    const cw_entity *one = entity_at(plot, x->who);
    const cw_entity *other = entity_at(plot, y->who);
    if (one->kind != other->kind || one->kind == CW_NAME_PLACE ||
        one->kind == CW_NAME_OTHER ||
        cw_names_overlap(one->name, other->name) ||
        cw_names_transcribed(plot, one->name, other->name) ||
        cw_names_share_a_word(one->name, other->name) ||
        is_told_in(one, plot->statements[y->statement].span.report) ||
        is_told_in(other, plot->statements[x->statement].span.report))
        return CW_SLOT_UNKNOWN;
    return CW_SLOT_DIFFERS;
}

/* A pronoun or description may have been given to the wrong one. */
static bool is_named(const cw_plot *plot, const cw_happening *happening,
                     cw_range who)
{
    return cw_names_share_a_word(
        entity_at(plot, happening->who)->name,
        cw_bytes_at(cw_text_of(plot, happening->statement), who));
}

cw_slot_state cw_slots_who(const cw_plot *plot, const cw_match *match)
{
    const cw_happening *x = &plot->happenings[match->a];
    const cw_happening *y = &plot->happenings[match->b];
    cw_range left = cw_event_of(plot, match->a)->who;
    cw_range right = cw_event_of(plot, match->b)->who;
    phrase a, b;
    if (cw_range_is_empty(left) || cw_range_is_empty(right))
        return CW_SLOT_UNKNOWN;
    if ((x->who != CW_NONE && x->who == y->who) ||
        cw_names_overlap(cw_bytes_at(cw_text_of(plot, x->statement), left),
                         cw_bytes_at(cw_text_of(plot, y->statement), right)))
        return CW_SLOT_AGREES;
    if (x->who != CW_NONE && y->who != CW_NONE)
        return is_named(plot, x, left) && is_named(plot, y, right)
                   ? compare_named(plot, x, y)
                   : CW_SLOT_UNKNOWN;
    a = read_phrase(
        cw_plot_marks(plot, plot->statements[x->statement].span.report), left);
    b = read_phrase(
        cw_plot_marks(plot, plot->statements[y->statement].span.report), right);
    if (x->who != CW_NONE || y->who != CW_NONE)
        return compare_phrases(&a, &b) == CW_SLOT_AGREES ? CW_SLOT_AGREES
                                                         : CW_SLOT_UNKNOWN;
    return compare_phrases(&a, &b);
}

/* ---- reversed roles ----------------------------------------------------- */

enum { LOOK_MAX = 16, ROLES_LIKE_MIN = 120, ROLES_SCORE = 700 };

typedef struct {
    cw_findings *findings;
    cw_table epithets; // "russian president" -> entity + 1, 0: of several
    cw_postings deeds; // (predicate, thing) -> happenings
    uint32_t *doer;    // [n_happenings] see find_doer, of those in deeds
    uint8_t *role;     // [n_happenings] see role_of, of those in deeds
} role_work;

static cw_status fold(const cw_plot *plot, cw_bytes text, cw_bytes *out)
{
    cw_buf buf;
    cw_buf_init(&buf, plot->scratch, 1024);
    cw_utf8_fold(text, &buf);
    *out = cw_buf_bytes(&buf);
    if (cw_bytes_starts(*out, CW_LIT("the ")))
        *out = cw_bytes_cut(*out, 4, out->n);
    return buf.status == CW_NO_MEMORY ? CW_NO_MEMORY : CW_OK;
}

static cw_status read_epithets(role_work *work)
{
    const cw_plot *plot = work->findings->plot;
    const cw_story *story = plot->story;
    for (uint32_t e = 0; e < story->n_entities; e++) {
        const cw_entity *entity = &story->entities[e];
        for (size_t i = 0; i < entity->n_descriptors; i++) {
            cw_table_entry *entry;
            cw_bytes folded;
            bool is_new;
            cw_status status = fold(plot, entity->descriptors[i].text, &folded);
            if (status == CW_OK)
                status = cw_table_add(&work->epithets, folded, &is_new, &entry);
            if (status != CW_OK)
                return status;
            entry->value = is_new || entry->value == e + 1 ? e + 1 : 0;
        }
    }
    return CW_OK;
}

/* Who did it, when only his office is named: the one who is called so. */
static cw_status find_doer(const role_work *work, uint32_t h, uint32_t *out)
{
    const cw_plot *plot = work->findings->plot;
    const cw_happening *happening = &plot->happenings[h];
    cw_mark mark = cw_arena_mark(plot->scratch);
    const cw_table_entry *entry;
    cw_bytes folded;
    cw_status status;
    *out = happening->who;
    if (*out != CW_NONE)
        return CW_OK;
    status = fold(plot,
                  cw_bytes_at(cw_text_of(plot, happening->statement),
                              cw_event_of(plot, h)->who),
                  &folded);
    if (status == CW_OK) {
        entry = cw_table_find(&work->epithets, folded);
        *out = entry ? entry->value - 1 : CW_NONE;
    }
    cw_arena_reset(plot->scratch, mark);
    return status;
}

/* Something done to a thing: "issued a warrant". */
static bool has_thing(const cw_plot *plot, uint32_t h)
{
    const cw_event *event = cw_event_of(plot, h);
    return !event->is_noun && plot->happenings[h].whom == CW_NONE &&
           !cw_range_is_empty(event->who) && !cw_range_is_empty(event->whom) &&
           plot->happenings[h].factuality == CW_FACT_HAPPENED;
}

/* The entity is spoken of after the predicate, as whom it was done to. */
static bool is_target(const cw_plot *plot, uint32_t h, uint32_t entity)
{
    const cw_happening *happening = &plot->happenings[h];
    const cw_statement *statement = &plot->statements[happening->statement];
    uint32_t report = statement->span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    uint32_t after = cw_event_of(plot, h)->range.to;
    size_t from = CW_FIRST_FROM(mentions, marks->mentions.n, cw_mention,
                                range.from, after);
    for (; from < marks->mentions.n &&
           mentions[from].range.to <= statement->span.to;
         from++)
        if (mentions[from].chain != CW_NONE &&
            plot->entity_of[report][mentions[from].chain] == entity)
            return true;
    return false;
}

/* "Issued by the president", "the court issued": the two ways of telling whose
 * doers may stand the wrong way round. */
enum { NO_ROLE, BY_PERSON, BODY_DID };

static uint8_t role_of(const cw_plot *plot, uint32_t h, uint32_t doer)
{
    uint8_t kind;
    if (doer == CW_NONE)
        return NO_ROLE;
    kind = entity_at(plot, doer)->kind;
    if (cw_event_of(plot, h)->is_passive)
        return kind == CW_NAME_PERSON ? BY_PERSON : NO_ROLE;
    return kind == CW_NAME_ORGANIZATION ? BODY_DID : NO_ROLE;
}

/* "Issued by the president" against "the court issued ... against him": the
 * person who did it here is the one it was done to there. */
static bool are_reversed(const role_work *work, uint32_t h, uint32_t other)
{
    const cw_plot *plot = work->findings->plot;
    uint32_t by_person = work->role[h] == BY_PERSON ? h : other;
    uint32_t body_did = by_person == h ? other : h;
    uint32_t a = plot->happenings[by_person].statement;
    uint32_t b = plot->happenings[body_did].statement;
    return work->role[by_person] == BY_PERSON &&
           work->role[body_did] == BODY_DID &&
           is_target(plot, body_did, work->doer[by_person]) &&
           cw_statement_likeness(plot, &plot->statements[a],
                                 &plot->statements[b]) >= ROLES_LIKE_MIN;
}

static cw_status meet_deeds(role_work *work, uint32_t h)
{
    const cw_plot *plot = work->findings->plot;
    uint32_t report =
        plot->statements[plot->happenings[h].statement].span.report;
    cw_bytes thing =
        cw_lemma_in(cw_plot_marks(plot, report), cw_event_of(plot, h)->whom);
    uint64_t key =
        cw_hash_mix(cw_hash(plot->happenings[h].lemma), cw_hash(thing));
    uint32_t at = cw_postings_first(&work->deeds, key);
    cw_status status = find_doer(work, h, &work->doer[h]);
    work->role[h] = role_of(plot, h, work->doer[h]);
    for (int k = 0; work->role[h] != NO_ROLE && at != CW_NONE && k < LOOK_MAX &&
                    status == CW_OK;
         k++, at = cw_postings_next(&work->deeds, at)) {
        uint32_t other = work->deeds.at[at].item;
        if (are_reversed(work, h, other))
            status = cw_finding_add(
                work->findings, (cw_finding){.kind = CW_CONFLICT_WHO,
                                             .score = ROLES_SCORE,
                                             .about = cw_about_event(plot, h),
                                             .matter = key | 1,
                                             .a = cw_say_who(plot, other),
                                             .b = cw_say_who(plot, h)});
    }
    return status == CW_OK ? cw_postings_add(&work->deeds, key, h) : status;
}

cw_status cw_conflicts_of_roles(cw_findings *findings)
{
    const cw_plot *plot = findings->plot;
    role_work work = {.findings = findings};
    cw_status status;
    cw_table_init(&work.epithets, plot->scratch, CW_MAX_STORY_ITEMS);
    cw_postings_init(&work.deeds, plot->scratch);
    work.doer = cw_arena_array(plot->scratch, plot->n_happenings, 4);
    work.role = cw_arena_array(plot->scratch, plot->n_happenings, 1);
    status = work.doer && work.role ? read_epithets(&work) : CW_NO_MEMORY;
    for (uint32_t h = 0; h < plot->n_happenings && status == CW_OK; h++)
        if (has_thing(plot, h))
            status = meet_deeds(&work, h);
    return status;
}
