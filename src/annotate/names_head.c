/* names_head.c: where names begin and end and of what kind they are, by the
 * trained head over the rules' evidence.
 *
 *   best path of labels y(1..n) by  sum over i of s(i, y(i)) + t(y(i-1), y(i))
 *
 * twice: after the first pass each word's labels all over the report are
 * counted, and the second pass reads that count, so that a sure mention
 * ("Mr Elsen") corrects a weak one ("Elsen rose") of the same report. */
#include "annotate/names_int.h"

enum {
    N = CW_NAME_LABELS,
    SLOTS_MIN = 64,
    TRUST = 20,
    TRUST_SURE = 40,
    TRUST_KNOWN = 600,
    SURE_FROM = 80,

    CONFIDENCE_UNIT = 12
};

/* An inside follows its own kind only. Before the first word, and behind one
 * that no name holds, "outside" is all that can stand. */
void cw_names_decode(const int32_t (*score)[N], const int32_t (*step)[N],
                     const uint16_t *allowed, size_t n, uint8_t *label)
{
    int64_t best[N] = {0}, next[N];
    uint8_t from[CW_MAX_SENTENCE_TOKENS][N];
    uint8_t y_best = 0;
    for (size_t i = 0; i < n; i++) {
        uint8_t last = i > 0 && allowed[i - 1] != 1 << CW_LABEL_O ? N - 1 : 0;
        memset(from[i], 0, sizeof from[i]);
        for (uint8_t y = 0; y < N; y++)
            next[y] = INT64_MIN / 2;
        for (uint32_t left = allowed[i]; left != 0; left &= left - 1) {
            uint8_t y = (uint8_t)__builtin_ctz(left);
            bool is_inside = cw_label_is_inside(y);
            uint8_t end = is_inside && y < last ? y : last;
            for (uint8_t x = is_inside ? y - 1 : 0; x <= end; x++) {
                int64_t sum = best[x] + step[x][y];
                if (sum > next[y]) {
                    next[y] = sum;
                    from[i][y] = x;
                }
            }
            next[y] += score[i][y];
        }
        memcpy(best, next, sizeof best);
    }
    for (uint8_t y = 1; y < N; y++)
        if (best[y] > best[y_best])
            y_best = y;
    for (size_t i = n; i-- > 0;) {
        label[i] = y_best;
        y_best = from[i][y_best];
    }
}

/* ---- votes ------------------------------------------------------------- */

typedef struct {
    uint32_t form;             // 0: free
    uint32_t count[N / 2 + 1]; // outside, and each kind
} tally;

static tally *find_tally(tally *tallies, size_t n_slots, uint32_t form)
{
    size_t at = form & (n_slots - 1);
    while (tallies[at].form != 0 && tallies[at].form != form)
        at = (at + 1) & (n_slots - 1);
    return &tallies[at];
}

/* A vote: 1 + the commonest kind among the other places of the word, and 8
 * when all agree; 0 when it stands nowhere else. */
static uint8_t vote_of(const tally *counts, uint32_t own)
{
    uint32_t all = 0, most = 0, best = 0;
    for (uint32_t kind = 0; kind <= N / 2; kind++) {
        uint32_t n = counts->count[kind] - (kind == own);
        all += n;
        if (n > most) {
            most = n;
            best = kind;
        }
    }
    return all == 0 ? 0 : (uint8_t)((1 + best) | (most == all ? 8 : 0));
}

cw_status cw_names_vote(cw_names_view *view, const uint8_t *label)
{
    const cw_draft *draft = view->draft;
    size_t n_slots = SLOTS_MIN, n_may = 0;
    tally *tallies;
    for (size_t s = 0; s < draft->sentences.n; s++)
        for (uint32_t i = draft->sentences.at[s].first;
             i < cw_look_end(&draft->sentences.at[s]); i++)
            n_may += cw_names_may_be(view, &draft->sentences.at[s], i);
    while (n_slots < 2 * n_may)
        n_slots *= 2;
    tallies = cw_arena_array(draft->arena, n_slots, sizeof *tallies);
    if (!tallies)
        return CW_NO_MEMORY;
    for (int pass = 0; pass < 2; pass++)
        for (size_t s = 0; s < draft->sentences.n; s++) {
            const cw_sentence *sentence = &draft->sentences.at[s];
            for (uint32_t i = sentence->first; i < cw_look_end(sentence); i++) {
                uint32_t kind = (label[i] + 1u) / 2;
                tally *counts;
                if (!cw_names_may_be(view, sentence, i))
                    continue;
                counts = find_tally(tallies, n_slots, draft->traits[i].form);
                counts->form = draft->traits[i].form;
                if (pass == 0)
                    counts->count[kind]++;
                else
                    view->vote[i] = vote_of(counts, kind);
            }
        }
    return CW_OK;
}

/* ---- reading a report -------------------------------------------------- */

typedef struct {
    cw_draft *draft;
    cw_names_view view;
    int32_t step[N][N];
    int32_t (*score)[N];  // [tokens.n] without votes
    int32_t (*voted)[N];  // [CW_MAX_SENTENCE_TOKENS] with them
    uint16_t *allowed;    // [tokens.n]
    uint8_t *label;       // [tokens.n]
    uint32_t *old_name;   // [tokens.n] name of the rules that begins there
    const cw_name *rules; // [n_rules]
    size_t n_rules;
} reader;

/* "a fire in Leeds": who knows towns by their teams has to be told. */
static bool stands_in(const reader *r, const cw_name *rule)
{
    static const char *const words[] = {"in", "near", "outside", NULL};
    cw_bytes before;
    if (rule->kind != CW_NAME_PLACE || rule->first == 0)
        return false;
    before = cw_draft_word(r->draft, &r->draft->tokens.at[rule->first - 1]);
    return cw_bytes_among_fold(before, words);
}

/* "the Salt and Stone forum": joined by its last word, one thing for certain.
 */
static bool is_joined(const reader *r, const cw_name *rule)
{
    for (uint32_t i = rule->first + 1; i + 1 < rule->first + rule->n; i++)
        if (cw_look_is(r->draft, i, "and"))
            return true;
    return false;
}

/* The rules' kind is worth something in itself, the more the surer, and most
 * where the lexicons have the whole name ("The Hague"): what the head was
 * trained on knows less of the world. Measured on the last fifth of wikigold,
 * GUM news and the measuring part of train/corpus. */
static int32_t trust_in(const reader *r, const cw_name *rule)
{
    uint8_t room[CW_LOOK_ROOM];
    if (is_joined(r, rule))
        return TRUST_KNOWN;
    if ((rule->n > 1 || stands_in(r, rule)) &&
        (cw_lexicon_name_classes(cw_look_phrase(r->draft, rule->first,
                                                rule->first + rule->n, room)) &
         CW_LEX_KNOWN))
        return TRUST_KNOWN;
    return rule->confidence >= SURE_FROM ? TRUST_SURE : TRUST;
}

static void trust_rules(reader *r)
{
    for (size_t k = 0; k < r->n_rules; k++) {
        const cw_name *rule = &r->rules[k];
        int32_t trust = trust_in(r, rule);
        for (uint32_t i = rule->first; i < rule->first + rule->n; i++)
            r->score[i][r->view.guess[i] & 15] += trust;
    }
}

static void score_tokens(reader *r)
{
    const cw_weights *weights = &r->draft->model.names;
    for (size_t s = 0; s < r->draft->sentences.n; s++) {
        const cw_sentence *sentence = &r->draft->sentences.at[s];
        for (uint32_t i = sentence->first; i < cw_look_end(sentence); i++) {
            uint32_t feature[CW_NAME_FEATURES];
            r->allowed[i] = 1;
            if (!cw_names_may_be(&r->view, sentence, i))
                continue;
            r->allowed[i] = (1 << N) - 1;
            cw_weights_add(weights, feature,
                           cw_names_features(&r->view, sentence, i, feature),
                           r->score[i]);
        }
    }
}

static void choose(reader *r)
{
    for (size_t s = 0; s < r->draft->sentences.n; s++) {
        const cw_sentence *sentence = &r->draft->sentences.at[s];
        uint32_t first = sentence->first;
        for (uint32_t i = 0; i < sentence->n; i++) {
            uint32_t feature[CW_VOTE_FEATURES];
            memcpy(r->voted[i], r->score[first + i], sizeof r->voted[i]);
            if (r->allowed[first + i] != 1)
                cw_weights_add(
                    &r->draft->model.names, feature,
                    cw_names_votes(&r->view, sentence, first + i, feature),
                    r->voted[i]);
        }
        cw_names_decode((const int32_t(*)[N])r->voted,
                        (const int32_t(*)[N])r->step, r->allowed + first,
                        sentence->n, r->label + first);
    }
}

/* How far the label leads before its best rival, over the name's tokens. */
static uint8_t confidence_of(const reader *r, uint32_t first, uint32_t n)
{
    int32_t least = INT32_MAX;
    for (uint32_t i = first; i < first + n; i++) {
        const int32_t *score = r->score[i];
        uint8_t y = r->label[i];
        int32_t rival = INT32_MIN;
        for (uint8_t x = 0; x < N; x++)
            if (x != y && score[x] > rival)
                rival = score[x];
        least = score[y] - rival < least ? score[y] - rival : least;
    }
    least = 50 + least / CONFIDENCE_UNIT;
    return (uint8_t)(least < 20 ? 20 : least > 99 ? 99 : least);
}

/* "Russian", "Kenyans": other to the treebanks, of a land to us. */
static bool is_nationality(const reader *r, uint32_t first, uint32_t n)
{
    return n == 1 &&
           (r->view.lexicon[first] & (CW_LEX_ADJECTIVE | CW_LEX_PEOPLE) ||
            cw_look_has(r->draft, first, CW_WORD_NATIONALITY));
}

/* A title of the lexicons, or a word for an office, right before a person. */
static void find_title(const cw_draft *draft, cw_name *name)
{
    uint32_t least = draft->sentences.at[name->sentence].first;
    cw_candidate found = {.sentence = name->sentence,
                          .first = name->first,
                          .n = name->n,
                          .title_first = name->first};
    uint32_t start;
    for (uint32_t n = 1; n <= CW_KNOWN_TOKENS_MAX && name->first - n >= least &&
                         n <= name->first;
         n++) {
        uint8_t room[CW_LOOK_ROOM];
        uint32_t classes = cw_lexicon_name_classes(
            cw_look_phrase(draft, name->first - n, name->first, room));
        if (!(classes & CW_LEX_TITLES))
            continue;
        found.title_first = name->first - n;
        found.title_n = n;
        name->gender = classes & CW_LEX_TITLE_MALE     ? 'm'
                       : classes & CW_LEX_TITLE_FEMALE ? 'f'
                                                       : name->gender;
    }
    start = cw_names_office(draft, &found);
    if (start < name->first)
        name->title = cw_look_range(draft, start, name->first);
}

void cw_names_dress(const cw_draft *draft, cw_name *name)
{
    uint32_t classes = cw_lexicon_name_classes(
        cw_draft_word(draft, cw_look(draft, name->first)));
    find_title(draft, name);
    if (name->n > 1 && !name->gender)
        name->gender = classes & CW_LEX_FIRST_MALE     ? 'm'
                       : classes & CW_LEX_FIRST_FEMALE ? 'f'
                                                       : 0;
}

/* A name begins behind "the" and titles, when a capitalised word is left and
 * the rules did not find it with them. */
static uint32_t skip_title(const reader *r, uint32_t first, uint32_t n,
                           cw_name_kind kind)
{
    const cw_draft *draft = r->draft;
    uint32_t i = first;
    while (i + 1 < first + n && r->old_name[i] == CW_NONE &&
           cw_look_is_upper(draft, i + 1) &&
           (cw_look_is(draft, i, "the") ||
            (kind == CW_NAME_PERSON &&
             (r->view.lexicon[i] & CW_LEX_TITLES ||
              cw_look_has(draft, i, CW_WORD_HONORIFIC | CW_WORD_OFFICE)))))
        i++;
    return i;
}

static cw_status add_name(reader *r, uint32_t sentence, uint32_t first,
                          uint32_t n, cw_name_kind kind)
{
    cw_draft *draft = r->draft;
    uint32_t begin = skip_title(r, first, n, kind);
    uint32_t old = r->old_name[begin];
    cw_name *name =
        cw_draft_add(draft, &draft->names, sizeof *name, CW_MAX_MARKS);
    if (!name)
        return draft->is_cut ? CW_OK : CW_NO_MEMORY;
    n -= begin - first;
    first = begin;
    *name = (cw_name){.range = cw_look_range(draft, first, first + n),
                      .sentence = sentence,
                      .first = first,
                      .n = n,
                      .kind = (uint8_t)kind,
                      .confidence = confidence_of(r, first, n),
                      .chain = CW_NONE};
    name->title.from = name->title.to = name->range.from;
    if (old != CW_NONE && r->rules[old].n == n &&
        (r->rules[old].kind == kind ||
         (r->rules[old].is_adjective && kind == CW_NAME_OTHER))) {
        const cw_name *rule = &r->rules[old];
        uint8_t confidence = name->confidence;
        *name = *rule;
        if (confidence > name->confidence)
            name->confidence = confidence;
        return CW_OK;
    }
    if (kind == CW_NAME_OTHER && is_nationality(r, first, n)) {
        name->kind = CW_NAME_PLACE;
        name->is_adjective = 1;
    }
    if (kind == CW_NAME_PERSON)
        cw_names_dress(draft, name);
    return CW_OK;
}

/* Nationalities of the rules stay where no name overlaps them: half of what
 * the head was trained on does not mark them. */
static cw_status keep_nationality(reader *r, uint32_t i)
{
    const cw_name *rule;
    cw_name *name;
    if (r->old_name[i] == CW_NONE)
        return CW_OK;
    rule = &r->rules[r->old_name[i]];
    if (!rule->is_adjective)
        return CW_OK;
    for (uint32_t k = 0; k < rule->n; k++)
        if (r->label[i + k] != CW_LABEL_O)
            return CW_OK;
    name = cw_draft_add(r->draft, &r->draft->names, sizeof *name, CW_MAX_MARKS);
    if (!name)
        return r->draft->is_cut ? CW_OK : CW_NO_MEMORY;
    *name = *rule;
    return CW_OK;
}

static cw_status write_names(reader *r)
{
    static const cw_name_kind kinds[] = {CW_NAME_PERSON, CW_NAME_PLACE,
                                         CW_NAME_ORGANIZATION, CW_NAME_OTHER};
    cw_status status = CW_OK;
    for (uint32_t s = 0; s < r->draft->sentences.n; s++) {
        uint32_t end = cw_look_end(&r->draft->sentences.at[s]);
        uint32_t i = r->draft->sentences.at[s].first;
        while (i < end && status == CW_OK) {
            uint32_t first = i;
            uint8_t y = r->label[i++];
            if (y == CW_LABEL_O) {
                status = keep_nationality(r, first);
                continue;
            }
            // two people never stand side by side without a word between
            while (i < end &&
                   (cw_label_is_inside(r->label[i]) ||
                    (kinds[(y - 1) / 2] == CW_NAME_PERSON && r->label[i] == y)))
                i++;
            status = add_name(r, s, first, i - first, kinds[(y - 1) / 2]);
        }
    }
    return status;
}

static cw_status reader_init(reader *r, cw_draft *draft)
{
    size_t n = draft->tokens.n;
    cw_arena *arena = draft->arena;
    cw_status status = cw_names_view_init(&r->view, draft);
    if (status != CW_OK)
        return status;
    r->draft = draft;
    r->score = cw_arena_array(arena, n, sizeof *r->score);
    r->voted = cw_arena_array(arena, CW_MAX_SENTENCE_TOKENS, sizeof *r->voted);
    r->allowed = cw_arena_array(arena, n, sizeof *r->allowed);
    r->label = cw_arena_array(arena, n, sizeof *r->label);
    r->old_name = cw_arena_array(arena, n, sizeof *r->old_name);
    if (!r->score || !r->voted || !r->allowed || !r->label || !r->old_name)
        return CW_NO_MEMORY;
    memset(r->old_name, 0xff, n * sizeof *r->old_name);
    r->rules = draft->names.at;
    r->n_rules = draft->names.n;
    for (uint32_t k = 0; k < r->n_rules; k++)
        r->old_name[r->rules[k].first] = k;
    for (uint8_t y = 0; y < N; y++) {
        uint32_t feature = cw_names_step(y);
        cw_weights_add(&draft->model.names, &feature, 1, r->step[y]);
    }
    return CW_OK;
}

/* The report's own names correct each other, as those of its story will. */
static cw_status read_again(cw_draft *draft)
{
    cw_known_report own = {.text = draft->text,
                           .tokens = draft->tokens.at,
                           .sentences = draft->sentences.at,
                           .names = draft->names.at,
                           .n_sentences = draft->sentences.n,
                           .n_names = draft->names.n};
    cw_known known;
    bool is_changed;
    cw_status status = cw_known_make(&known, &own, 1, draft->arena);
    return status == CW_OK ? cw_names_again(draft, &known, &is_changed)
                           : status;
}

cw_status cw_find_names(cw_draft *draft)
{
    reader r = {0};
    cw_status status = cw_names_guess(draft);
    if (status != CW_OK || draft->model.names.n_labels != N)
        return status;
    status = reader_init(&r, draft);
    if (status != CW_OK)
        return status;
    score_tokens(&r);
    trust_rules(&r);
    choose(&r);
    status = cw_names_vote(&r.view, r.label);
    if (status != CW_OK)
        return status;
    choose(&r);
    cw_names_mend(draft, r.label);
    draft->names.at = NULL; // the rules' list is still read
    draft->names.n = draft->names.capacity = 0;
    status = write_names(&r);
    return status == CW_OK ? read_again(draft) : status;
}
