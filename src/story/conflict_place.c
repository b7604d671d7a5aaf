/* conflict_place.c: is one thing told of two places? */
#include "annotate/lexicon.h"
#include "annotate/words.h"
#include "story/conflict_int.h"

static const cw_entity *entity_at(const cw_plot *plot, uint32_t entity)
{
    return &plot->story->entities[entity];
}

/* A name of a place and the word before it: "in", "at". */
typedef struct {
    uint32_t entity; // or CW_NONE
    uint32_t before; // token
    cw_range range;
} placed;

static bool read_placed(const cw_plot *plot, uint32_t s, const cw_name *name,
                        placed *out)
{
    static const char *const words[] = {"in",   "at",      "near", "off",
                                        "over", "outside", NULL};
    uint32_t report = plot->statements[s].span.report;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    cw_bytes text = cw_text_of(plot, s);
    if (name->kind != CW_NAME_PLACE || name->chain == CW_NONE ||
        name->is_adjective || name->first == 0)
        return false;
    out->before = name->first - 1;
    if (out->before > 0 &&
        cw_bytes_are_fold(cw_bytes_at(text, tokens[out->before].range), "the"))
        out->before--;
    out->entity = plot->entity_of[report][name->chain];
    out->range = name->range;
    return out->entity != CW_NONE &&
           cw_bytes_among_fold(cw_bytes_at(text, tokens[out->before].range),
                               words);
}

/* The one place a statement says "in", "at", "near", "off" before. */
static placed place_of(const cw_plot *plot, uint32_t s)
{
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    placed found = {.entity = CW_NONE};
    for (size_t i = cw_first_name(marks, statement->span.from);
         i < marks->names.n && names[i].range.to <= statement->span.to; i++) {
        placed here;
        if (!read_placed(plot, s, &names[i], &here) ||
            here.entity == found.entity)
            continue;
        if (found.entity != CW_NONE)
            return (placed){.entity = CW_NONE};
        found = here;
    }
    return found;
}

/* How wide a place is; of unequal ones one may lie in the other. */
static unsigned width_of(const cw_entity *entity)
{
    return cw_lexicon_name_classes(entity->name) &
           (CW_LEX_COUNTRY | CW_LEX_CONTINENT | CW_LEX_REGION);
}

static bool is_told_in(const cw_entity *entity, uint32_t report)
{
    return cw_ids_hold((cw_ids){entity->reports.at, entity->reports.n}, report);
}

/* Two names of one country. */
static bool is_alias(cw_bytes a, cw_bytes b)
{
    static const char *const names[][4] = {
        {"uk", "u.k.", "united kingdom", "britain"},
        {"us", "u.s.", "united states", "america"}};
    for (size_t c = 0; c < sizeof names / sizeof *names; c++) {
        bool has_a = false, has_b = false;
        for (size_t i = 0; i < 4; i++) {
            has_a |= cw_bytes_are_fold(a, names[c][i]);
            has_b |= cw_bytes_are_fold(b, names[c][i]);
        }
        if (has_a && has_b)
            return true;
    }
    return false;
}

/* "97th Avenue", "Mount Sefton": narrower than a town, and may lie in it. */
static bool is_spot(cw_bytes name)
{
    static const char *const words[] = {
        "street", "avenue",  "road",     "lane",     "drive",    "boulevard",
        "square", "bridge",  "park",     "airport",  "hospital", "university",
        "school", "station", "hotel",    "mount",    "lake",     "river",
        "island", "county",  "district", "province", NULL};
    for (size_t from = 0, to; from < name.n; from = to + 1) {
        for (to = from; to < name.n && name.at[to] != ' '; to++)
            if (name.at[to] >= '0' && name.at[to] <= '9')
                return true;
        if (cw_bytes_among_fold(cw_bytes_cut(name, from, to), words))
            return true;
    }
    return false;
}

bool cw_names_overlap(cw_bytes a, cw_bytes b)
{
    return cw_bytes_find_fold(a, b, 0) != CW_NOT_FOUND ||
           cw_bytes_find_fold(b, a, 0) != CW_NOT_FOUND;
}

/* A report that names both places may mean one inside the other. */
cw_slot_state cw_slots_place(const cw_plot *plot, uint32_t a, uint32_t b,
                             cw_slots *out)
{
    const cw_entity *x, *y;
    out->where_a = place_of(plot, a).entity;
    out->where_b = place_of(plot, b).entity;
    if (out->where_a == CW_NONE || out->where_b == CW_NONE)
        return CW_SLOT_UNKNOWN;
    if (out->where_a == out->where_b)
        return CW_SLOT_AGREES;
    x = entity_at(plot, out->where_a);
    y = entity_at(plot, out->where_b);
    if (width_of(x) != width_of(y) || is_spot(x->name) != is_spot(y->name) ||
        cw_names_share_a_word(x->name, y->name) ||
        cw_names_overlap(x->name, y->name) || is_alias(x->name, y->name) ||
        is_told_in(x, plot->statements[b].span.report) ||
        is_told_in(y, plot->statements[a].span.report))
        return CW_SLOT_UNKNOWN;
    return CW_SLOT_DIFFERS;
}

/* ---- the same words, another place -------------------------------------- */

/* Something may not have been, or is asked, hoped or quoted. */
static bool is_plain(const cw_plot *plot, uint32_t s)
{
    const cw_statement *statement = &plot->statements[s];
    const cw_marks *marks = cw_plot_marks(plot, statement->span.report);
    const cw_sentence *sentence = cw_plot_sentence(plot, statement);
    const cw_token *tokens =
        CW_AT(marks, marks->tokens, cw_token) + sentence->first;
    bool has_past = false;
    for (uint32_t i = 0; i < sentence->n; i++) {
        if ((tokens[i].word_class & (CW_WORD_MODAL | CW_WORD_NEGATION)) ||
            (tokens[i].shape & CW_SHAPE_QUOTED))
            return false;
        has_past |= (tokens[i].form & CW_FORM_PAST) != 0;
    }
    return has_past;
}

/* Weight of the statement's terms without the words of its place. */
static uint32_t weight_without(const cw_plot *plot, uint32_t s,
                               const placed *place)
{
    const cw_statement *statement = &plot->statements[s];
    cw_bytes name = cw_bytes_at(cw_text_of(plot, s), place->range);
    uint32_t weight = 0;
    for (size_t i = 0; i < statement->terms.n; i++) {
        uint32_t term = statement->terms.at[i];
        if (cw_bytes_find_fold(name, plot->terms.entries[term].key, 0) ==
            CW_NOT_FOUND)
            weight += plot->term_weight[term];
    }
    return weight;
}

/* Days that the sentences name, of any grain to a week, share none. */
static bool are_days_apart(const cw_plot *plot, uint32_t a, uint32_t b)
{
    const cw_statement *x = &plot->statements[a], *y = &plot->statements[b];
    const cw_told_report *left = &plot->batch->reports[x->span.report];
    const cw_told_report *right = &plot->batch->reports[y->span.report];
    bool is_apart = false;
    for (size_t i = cw_first_time(left, x->sentence);
         i < left->marks->times.n && left->times[i].sentence == x->sentence;
         i++)
        for (size_t j = cw_first_time(right, y->sentence);
             j < right->marks->times.n &&
             right->times[j].sentence == y->sentence;
             j++) {
            const cw_time *one = &left->times[i], *other = &right->times[j];
            if (one->from_day == CW_NO_DAY || other->from_day == CW_NO_DAY)
                continue;
            if (one->from_day <= other->to_day &&
                other->from_day <= one->to_day)
                return false;
            is_apart = true;
        }
    return is_apart;
}

static cw_said say_placed(const cw_plot *plot, uint32_t s, const placed *place)
{
    uint32_t report = plot->statements[s].span.report;
    return (cw_said){.value = entity_at(plot, place->entity)->name,
                     .key = place->entity,
                     .cite = cw_cite_around(plot, s, place->range),
                     .day = cw_report_day(plot, report)};
}

/* "The injured were taken to the hospital in Orvik", "in Sandby": no event
 * that both tell is known, but one says all that the other does. */
cw_status cw_conflicts_of_place(cw_findings *findings, const cw_pair *pair)
{
    enum { SAME_WORDS_MIN = 850, TERMS_MIN = 3, SOON_DAYS = 3, SCORE = 600 };
    const cw_plot *plot = findings->plot;
    uint32_t a = pair->a, b = pair->b, less, other, common;
    const cw_statement *x = &plot->statements[a], *y = &plot->statements[b];
    int32_t gap = cw_report_day(plot, x->span.report) -
                  cw_report_day(plot, y->span.report);
    cw_slots found = {.n_counts = 0};
    placed left, right;
    cw_bytes text = cw_text_of(plot, a);
    const cw_token *tokens;
    if (gap > SOON_DAYS || gap < -SOON_DAYS || !is_plain(plot, a) ||
        !is_plain(plot, b) ||
        cw_slots_place(plot, a, b, &found) != CW_SLOT_DIFFERS ||
        cw_ids_common(x->terms, y->terms) < TERMS_MIN ||
        are_days_apart(plot, a, b))
        return CW_OK;
    cw_slots_number(findings, a, b, &found);
    if (found.state[CW_SLOT_NUMBER] == CW_SLOT_DIFFERS || found.n_apart > 0)
        return CW_OK;
    left = place_of(plot, a);
    right = place_of(plot, b);
    less = weight_without(plot, a, &left);
    other = weight_without(plot, b, &right);
    less = less < other ? less : other;
    common = cw_ids_common_weight(x->terms, y->terms, plot->term_weight);
    if (less == 0 || (uint64_t)common * 1000 < (uint64_t)less * SAME_WORDS_MIN)
        return CW_OK;
    tokens = CW_AT(cw_plot_marks(plot, x->span.report),
                   cw_plot_marks(plot, x->span.report)->tokens, cw_token);
    return cw_finding_add(
        findings,
        (cw_finding){.kind = CW_CONFLICT_PLACE,
                     .score = SCORE,
                     .about = cw_bytes_trim(cw_bytes_cut(
                         text, x->span.from, tokens[left.before].range.from)),
                     .a = say_placed(plot, a, &left),
                     .b = say_placed(plot, b, &right)});
}
