/* group.c: streaming TF-IDF against story centroids.
 *
 *   report -> words -> weighted terms (title, first words, names count more)
 *     -> stories that share a rare term -> cosine, decayed by days
 *     -> joins the best above JOIN_MIN, or founds a new one
 *
 * How rare a word is tells English at large (background.h) and the stream so
 * far, added: at the start of a stream nothing is frequent yet, and later the
 * words of its own field are. Scores are integers: weights in 1/16 (log2),
 * cosines in thousandths by an integer square root, so the groups are the same
 * on every machine.
 *
 * Decay: Gaussian with sigma of 3 days, as news stories die; a report without
 * a day does not decay (DESIGN section 6).
 *
 * Known weakness: two stories of one template ("wins in Ohio", "wins in Iowa",
 * or two earthquakes of one week) share most of their words and are joined
 * when few names tell them apart. */
#include "story/group.h"

#include "annotate/words.h"
#include "story/background.h"
#include "story/story_int.h"
#include "story/weighted.h"

/* Chosen on topics 1 to 25 of ECB+ (score_groups.py): BCubed F1 .815 -> .879
 * there, .879 -> .892 on the other topics. */
enum {
    JOIN_MIN = 250,    // cosine after decay, thousandths
    TERMS_MAX = 48,    // heaviest terms of a report that are kept
    CENTROID_MAX = 96, // heaviest terms of a story that are kept
    HOLDERS_MAX = 64,  // newest stories a term is looked up in
    TITLE_FACTOR = 3,
    LEAD_WORDS = 60, // first words of a text ...
    LEAD_FACTOR = 2, // ... which tell what it is about
    NAME_FACTOR = 2, // capital letter inside a sentence
    RARE_MIN = 64,   // background weight of a word that counts
    WORD_BYTES_MIN = 3,
};

typedef struct {
    cw_weighted terms[CENTROID_MAX]; // by term
    size_t n;
    uint64_t square; // sum of squared weights
    uint32_t n_reports;
    uint32_t met_by; // number of the report that looked at it last, from 1
    int32_t last_day;
} centroid;

/* Newest stories that hold a term, as a ring. */
typedef struct {
    uint32_t stories[HOLDERS_MAX];
    uint32_t n; // ever noted
} holders;

typedef struct {
    holders *held;       // NULL: no story holds it yet
    uint32_t background; // weight in English at large
    uint32_t count;      // in the report at hand, by factors; else 0
} term_facts;

struct cw_grouper {
    cw_arena *arena;
    cw_table terms;    // word -> document frequency; numbered
    term_facts *facts; // [terms.n]
    size_t facts_capacity;
    centroid **stories; // [n_stories]
    size_t n_stories, stories_capacity;
    uint32_t n_reports;
};

cw_status cw_grouper_open(cw_arena *arena, cw_grouper **out)
{
    cw_grouper *grouper = cw_arena_array(arena, 1, sizeof *grouper);
    *out = grouper;
    if (!grouper)
        return CW_NO_MEMORY;
    grouper->arena = arena;
    cw_table_init(&grouper->terms, arena, CW_MAX_TOKENS);
    return CW_OK;
}

/* ---- terms of a report -------------------------------------------------- */

/* A word in lower case, without "'s"; empty when it is too long for one. */
static cw_bytes fold_word(cw_bytes word, uint8_t folded[CW_MAX_WORD_BYTES])
{
    cw_bytes out = {folded, cw_word_fold(word, folded)};
    if (cw_bytes_ends(out, CW_LIT("'s")))
        out.n -= 2;
    return out;
}

static cw_status note_word(cw_grouper *grouper, cw_bytes word, uint32_t *number)
{
    cw_table_entry *entry = cw_table_find(&grouper->terms, word);
    cw_status status;
    cw_bytes key;
    bool is_new;
    if (entry) {
        *number = (uint32_t)(entry - grouper->terms.entries);
        return CW_OK;
    }
    status = cw_arena_copy(grouper->arena, word, &key);
    if (status == CW_OK)
        status = cw_table_add(&grouper->terms, key, &is_new, &entry);
    if (status == CW_OK)
        status = cw_grow(grouper->arena, (void **)&grouper->facts,
                         &grouper->facts_capacity, grouper->terms.n,
                         sizeof *grouper->facts, CW_MAX_TOKENS);
    if (status != CW_OK)
        return status;
    *number = (uint32_t)grouper->terms.n - 1;
    grouper->facts[*number] =
        (term_facts){.background = cw_background_weight(word)};
    return CW_OK;
}

/* Does a capital letter begin the word, and no sentence before it? */
static bool is_name(cw_bytes text, cw_range word)
{
    size_t at = word.from;
    if (!cw_is_upper(text.at[at]))
        return false;
    while (at > 0 && text.at[at - 1] == ' ')
        at--;
    return at > 0 && !strchr(".!?\n\"", text.at[at - 1]);
}

/* Count the words of one text, by factors; terms: each that is met first. */
static cw_status add_words(cw_grouper *grouper, cw_bytes text, uint32_t factor,
                           cw_arena *scratch, cw_weighted *terms, size_t *n)
{
    cw_run_word *words = cw_arena_array(scratch, text.n / 2 + 1, sizeof *words);
    size_t n_words;
    if (!words)
        return CW_NO_MEMORY;
    n_words = cw_run_words(text, words);
    for (size_t i = 0; i < n_words; i++) {
        uint8_t folded[CW_MAX_WORD_BYTES];
        cw_bytes word = fold_word(cw_bytes_at(text, words[i].range), folded);
        uint32_t term;
        cw_status status;
        if (word.n < WORD_BYTES_MIN)
            continue;
        status = note_word(grouper, word, &term);
        if (status != CW_OK)
            return status;
        if (grouper->facts[term].count == 0)
            terms[(*n)++].term = term;
        grouper->facts[term].count +=
            factor * (i < LEAD_WORDS ? LEAD_FACTOR : 1u) *
            (is_name(text, words[i].range) ? NAME_FACTOR : 1u);
    }
    return CW_OK;
}

/* w(t) = (1 + log2 tf) * (background + log2((N + 1) / df)), both factors in
 * 1/16 and the whole divided by 64: below 2^17 for a tf below 2^32 */
static size_t weigh_terms(cw_grouper *grouper, cw_weighted *terms, size_t n)
{
    uint32_t log_n = cw_log2_16(grouper->n_reports + 1ull);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        term_facts *facts = &grouper->facts[terms[i].term];
        uint32_t tf = facts->count, log_df;
        facts->count = 0;
        log_df = cw_log2_16(++grouper->terms.entries[terms[i].term].value);
        if (facts->background <= RARE_MIN)
            continue;
        terms[kept++] = (cw_weighted){
            terms[i].term,
            (16 + cw_log2_16(tf)) * (facts->background + log_n - log_df) / 64};
    }
    return cw_weighted_keep(terms, kept, TERMS_MAX);
}

/* ---- stories ------------------------------------------------------------ */

static uint64_t square(const cw_weighted *terms, size_t n)
{
    return cw_weighted_dot(terms, n, terms, n);
}

/* exp(-d^2 / (2 * 3^2)) in thousandths for d = 0 .. 15 days */
static uint32_t decay(int32_t a, int32_t b)
{
    static const uint16_t gauss[] = {1000, 946, 801, 607, 411, 249, 135, 66,
                                     29,   11,  4,   1,   0,   0,   0,   0};
    int64_t days;
    if (a == CW_NO_DAY || b == CW_NO_DAY)
        return 1000;
    days = a > b ? (int64_t)a - b : (int64_t)b - a;
    return days < 16 ? gauss[days] : 0;
}

static uint32_t likeness(const centroid *story, const cw_weighted *terms,
                         size_t n, uint64_t own_square, int32_t day)
{
    uint64_t both = cw_square_root(story->square) * cw_square_root(own_square);
    uint64_t cosine;
    if (both == 0)
        return 0;
    cosine = cw_weighted_dot(story->terms, story->n, terms, n) * 1000 / both;
    return (uint32_t)(cosine * decay(story->last_day, day) / 1000);
}

/* The story most like a report, the oldest of equals; CW_NONE below JOIN_MIN.
 * Each story that holds one of its terms is looked at once. */
static uint32_t best_story(cw_grouper *grouper, const cw_weighted *terms,
                           size_t n, int32_t day)
{
    uint64_t own_square = square(terms, n);
    uint32_t best = CW_NONE, best_score = JOIN_MIN;
    for (size_t i = 0; i < n; i++) {
        const holders *list = grouper->facts[terms[i].term].held;
        uint32_t held = list ? list->n : 0;
        held = held < HOLDERS_MAX ? held : HOLDERS_MAX;
        for (uint32_t k = 0; k < held; k++) {
            uint32_t number = list->stories[k], score;
            centroid *story = grouper->stories[number];
            if (story->met_by == grouper->n_reports)
                continue;
            story->met_by = grouper->n_reports;
            score = likeness(story, terms, n, own_square, day);
            if (score > best_score || (score == best_score && number < best)) {
                best_score = score;
                best = number;
            }
        }
    }
    return best;
}

/* The mean of the centroid and the newcomer: c = (c * k + t) / (k + 1), k at
 * most 7, so that a long story goes with the news. */
static void pull(centroid *story, const cw_weighted *terms, size_t n,
                 int32_t day)
{
    cw_weighted merged[CENTROID_MAX + TERMS_MAX];
    uint32_t k = story->n_reports < 7 ? story->n_reports : 7;
    size_t i = 0, j = 0, m = 0;
    while (i < story->n || j < n) {
        bool left =
            j == n || (i < story->n && story->terms[i].term <= terms[j].term);
        bool right =
            i == story->n || (j < n && terms[j].term <= story->terms[i].term);
        uint32_t term = left ? story->terms[i].term : terms[j].term;
        uint32_t sum = (left ? story->terms[i].weight * k : 0) +
                       (right ? terms[j].weight : 0);
        i += left;
        j += right;
        if (sum / (k + 1) > 0)
            merged[m++] = (cw_weighted){term, sum / (k + 1)};
    }
    m = cw_weighted_keep(merged, m, CENTROID_MAX);
    memcpy(story->terms, merged, m * sizeof *merged);
    story->n = m;
    story->square = square(story->terms, m);
    story->n_reports++;
    if (day != CW_NO_DAY &&
        (story->last_day == CW_NO_DAY || day > story->last_day))
        story->last_day = day;
}

static cw_status found_story(cw_grouper *grouper, uint32_t *number)
{
    centroid *story = cw_arena_array(grouper->arena, 1, sizeof *story);
    cw_status status;
    if (!story)
        return CW_NO_MEMORY;
    story->last_day = CW_NO_DAY;
    status = cw_grow(grouper->arena, (void **)&grouper->stories,
                     &grouper->stories_capacity, grouper->n_stories + 1,
                     sizeof *grouper->stories, CW_MAX_STORY_ITEMS);
    if (status != CW_OK)
        return status;
    *number = (uint32_t)grouper->n_stories;
    grouper->stories[grouper->n_stories++] = story;
    return CW_OK;
}

static cw_status note_holder(cw_grouper *grouper, uint32_t term, uint32_t story)
{
    holders **held = &grouper->facts[term].held;
    if (!*held) {
        *held = cw_arena_array(grouper->arena, 1, sizeof **held);
        if (!*held)
            return CW_NO_MEMORY;
    }
    for (uint32_t k = 0; k < (*held)->n && k < HOLDERS_MAX; k++)
        if ((*held)->stories[k] == story)
            return CW_OK;
    (*held)->stories[(*held)->n++ % HOLDERS_MAX] = story;
    return CW_OK;
}

cw_status cw_grouper_add(cw_grouper *grouper, const cw_group_item *item,
                         cw_arena *scratch, uint32_t *story)
{
    cw_mark mark = cw_arena_mark(scratch);
    size_t n = 0;
    cw_weighted *terms = cw_arena_array(
        scratch, (item->title.n + item->text.n) / 2 + 2, sizeof *terms);
    cw_status status = terms ? CW_OK : CW_NO_MEMORY;
    grouper->n_reports++;
    if (status == CW_OK)
        status =
            add_words(grouper, item->title, TITLE_FACTOR, scratch, terms, &n);
    if (status == CW_OK)
        status = add_words(grouper, item->text, 1, scratch, terms, &n);
    if (status == CW_OK) {
        n = weigh_terms(grouper, terms, n);
        *story = best_story(grouper, terms, n, item->day);
    }
    if (status == CW_OK && *story == CW_NONE)
        status = found_story(grouper, story);
    if (status == CW_OK)
        pull(grouper->stories[*story], terms, n, item->day);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        status = note_holder(grouper, terms[i].term, *story);
    cw_arena_reset(scratch, mark);
    return status;
}
