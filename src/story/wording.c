/* wording.c: the quotations of a story; the same words in several outlets
 * are one quotation, and other wordings of them are its variants.
 *
 *   wordings -> word pairs -> candidates -> aligned words -> one quotation
 *     -> wordings: the one most reports have gives the text
 *
 * A fragment of one outlet lies inside the passage of another, so the share
 * is that of the shorter. Two quotations of one report are two, however
 * alike: who reports writes the same words down once. */
#include <stdlib.h>

#include "story/locate.h"
#include "story/postings.h"
#include "story/wording_int.h"

enum {
    SAME_WORDS = 700,  // thousandths of the shorter's words, in order
    SAME_REPORT = 950, // ... when both stand in one report
    TOLD_WORDS = 850,  // ... when one of them is told without marks
    TOLD_MIN = 6,      // words of the shorter one then
    FEW_WORDS = 3,     // so few are joined for a known common speaker only
    LOOK_MAX = 24,     // quotations met through one pair of words
};

/* ---- the same words ----------------------------------------------------- */

/* Longest common subsequence of words, one row of the table kept:
 *   row[j] = length for a[0 .. i] and b[0 .. j)
 * Texts are at most CW_CITE_BYTES, so rows hold at most 300 words. */
static uint32_t words_in_common(const cw_wording *a, const cw_wording *b)
{
    uint16_t row[CW_CITE_BYTES / 2 + 2] = {0};
    for (uint32_t i = 0; i < a->n_words; i++) {
        uint16_t corner = 0;
        for (uint32_t j = 0; j < b->n_words; j++) {
            uint16_t above = row[j + 1];
            if (a->words[i].hash == b->words[j].hash)
                row[j + 1] = (uint16_t)(corner + 1);
            else if (row[j] > above)
                row[j + 1] = row[j];
            corner = above;
        }
    }
    return row[b->n_words];
}

static bool can_be_one_speaker(const cw_wordings *list, const cw_wording *a,
                               const cw_wording *b)
{
    uint32_t x = list->at[a->root].told, y = list->at[b->root].told;
    return x == CW_NONE || y == CW_NONE || x == y;
}

/* The shorter one tells no number, month or day that the longer one does not,
 * and neither denies what the other does not. */
static bool have_one_matter(const cw_wording *a, const cw_wording *b)
{
    const cw_wording *less = a->n_words < b->n_words ? a : b;
    const cw_wording *more = less == a ? b : a;
    if (a->n_denials != b->n_denials)
        return false;
    for (uint32_t i = 0; i < less->n_facts; i++) {
        uint32_t k = 0;
        while (k < more->n_facts && more->facts[k] != less->facts[i])
            k++;
        if (k == more->n_facts)
            return false;
    }
    return true;
}

/* "An expert" is not somebody who is known, nor another reporter's "a guard";
 * who is meant by "the company" or "he" may be. */
static bool is_somebody(const cw_wording *draft)
{
    return cw_bytes_starts_fold(draft->speaker, CW_LIT("a ")) ||
           cw_bytes_starts_fold(draft->speaker, CW_LIT("an "));
}

static bool are_one_told(const cw_wordings *list, const cw_wording *a,
                         const cw_wording *b)
{
    bool is_one_known = list->at[a->root].told != CW_NONE &&
                        list->at[a->root].told == list->at[b->root].told;
    return have_one_matter(a, b) &&
           (is_one_known || (!is_somebody(a) && !is_somebody(b)) ||
            cw_bytes_equal_fold(a->speaker, b->speaker));
}

static bool are_one(const cw_wordings *list, const cw_wording *a,
                    const cw_wording *b)
{
    uint32_t less = a->n_words < b->n_words ? a->n_words : b->n_words;
    uint32_t share, min = a->report == b->report ? SAME_REPORT : SAME_WORDS;
    if (!can_be_one_speaker(list, a, b))
        return false;
    if ((a->kind == CW_QUOTE_INDIRECT || b->kind == CW_QUOTE_INDIRECT) &&
        !are_one_told(list, a, b))
        return false;
    if ((a->kind == CW_QUOTE_INDIRECT) != (b->kind == CW_QUOTE_INDIRECT)) {
        if (a->report == b->report || less < TOLD_MIN ||
            list->at[a->root].told == CW_NONE ||
            list->at[a->root].told != list->at[b->root].told)
            return false;
        min = TOLD_WORDS;
    }
    if (less < FEW_WORDS && a->hash_of_words != b->hash_of_words &&
        (list->at[a->root].told == CW_NONE ||
         list->at[a->root].told != list->at[b->root].told))
        return false;
    share = words_in_common(a, b) * 1000 / less;
    return share >= min;
}

static void join(cw_wordings *list, uint32_t a, uint32_t b)
{
    cw_wording *drafts = list->at;
    uint32_t first = drafts[a].root, second = drafts[b].root;
    if (first == second)
        return;
    if (second < first) {
        uint32_t swap = first;
        first = second;
        second = swap;
    }
    drafts[drafts[first].last].next = second;
    drafts[first].last = drafts[second].last;
    if (drafts[first].told == CW_NONE)
        drafts[first].told = drafts[second].told;
    for (uint32_t i = second; i != CW_NONE; i = drafts[i].next)
        drafts[i].root = first;
}

/* What of a wording says that it has too few words of another. */
typedef struct {
    uint64_t kinds_of_words;
    uint32_t n_words;
    uint32_t met_by; // wording that met it last, from 1
} outline;

typedef struct {
    cw_wordings *list;
    cw_postings pairs; // two words -> drafts
    outline *outlines; // [list->n]
    uint32_t *met;     // [n_met] that may be one with the wording at hand
    size_t n_met;
} matcher;

/* Words that are of no kind of the longer one's are none of its words. */
static bool may_share(const outline *a, const outline *b)
{
    const outline *less = a->n_words < b->n_words ? a : b;
    const outline *more = less == a ? b : a;
    uint32_t own = (uint32_t)__builtin_popcountll(less->kinds_of_words &
                                                  ~more->kinds_of_words);
    return (less->n_words - own) * 1000 / less->n_words >= SAME_WORDS;
}

static cw_status meet(matcher *match, uint32_t i, uint64_t key)
{
    cw_status status = cw_postings_add(&match->pairs, key, i);
    uint32_t at;
    if (status != CW_OK)
        return status;
    at = cw_postings_next(&match->pairs, (uint32_t)match->pairs.n - 1);
    for (int k = 0; at != CW_NONE && k < LOOK_MAX; k++) {
        uint32_t other = match->pairs.at[at].item;
        outline *met = &match->outlines[other];
        at = cw_postings_next(&match->pairs, at);
        if (other == i || met->met_by == i + 1)
            continue;
        met->met_by = i + 1;
        if (may_share(met, &match->outlines[i]))
            match->met[match->n_met++] = other;
    }
    return CW_OK;
}

static cw_status meet_others(matcher *match, uint32_t i)
{
    const cw_wording *draft = &match->list->at[i];
    cw_status status = CW_OK;
    if (draft->n_words == 1)
        return meet(match, i, draft->words[0].hash);
    for (uint32_t w = 0; w + 1 < draft->n_words && status == CW_OK; w++)
        status = meet(
            match, i,
            cw_hash_mix(draft->words[w].hash + 1, draft->words[w + 1].hash));
    return status;
}

static cw_status join_quotes(cw_wordings *list)
{
    matcher match = {.list = list};
    cw_arena *scratch = list->plot->scratch;
    cw_status status = CW_OK;
    match.met = cw_arena_array(scratch, list->n, sizeof *match.met);
    match.outlines = cw_arena_array(scratch, list->n, sizeof *match.outlines);
    if (!match.met || !match.outlines)
        return CW_NO_MEMORY;
    cw_postings_init(&match.pairs, scratch);
    for (uint32_t i = 0; i < list->n && status == CW_OK; i++) {
        const cw_wording *here = &list->at[i];
        match.outlines[i] = (outline){here->kinds_of_words, here->n_words, 0};
        match.n_met = 0;
        status = meet_others(&match, i);
        for (size_t k = 0; k < match.n_met && status == CW_OK; k++) {
            cw_wording *other = &list->at[match.met[k]];
            if (other->root != here->root && are_one(list, here, other))
                join(list, i, match.met[k]);
        }
    }
    return status;
}

/* ---- quotations --------------------------------------------------------- */

typedef struct {
    uint32_t root;
    uint32_t best; // draft that gives the text
    uint32_t n_reports, weight;
    bool is_direct, has_speaker;
    cw_span first;
} ranked;

/* Reports that have a draft's very wording. Drafts of one quotation hang
 * together by report, but not in order; a few repeats do no harm. */
static uint32_t reports_of_wording(const cw_wordings *list, uint32_t root,
                                   uint64_t wording)
{
    enum { COUNTED_MAX = 64 };
    uint32_t n = 0, report = CW_NONE, steps = 0;
    for (uint32_t i = root; i != CW_NONE && steps < COUNTED_MAX;
         i = list->at[i].next, steps++) {
        if (list->at[i].hash_of_words != wording ||
            list->at[i].report == report)
            continue;
        report = list->at[i].report;
        n++;
    }
    return n;
}

/* The wording of most reports tells it, the longest one of those, rather a
 * direct one, and one that no editor cut or wrote into. */
static uint32_t score_of(const cw_wordings *list, uint32_t root,
                         const cw_wording *draft)
{
    uint32_t n = reports_of_wording(list, root, draft->hash_of_words);
    bool is_edited =
        cw_bytes_find(draft->text, CW_LIT("["), 0) != CW_NOT_FOUND ||
        cw_bytes_find(draft->text, CW_LIT("…"), 0) != CW_NOT_FOUND ||
        cw_bytes_find(draft->text, CW_LIT("..."), 0) != CW_NOT_FOUND;
    return (draft->kind != CW_QUOTE_INDIRECT ? 1000000 : 0) + n * 2000 +
           (is_edited ? 0 : 1000) + draft->n_words;
}

static bool is_earlier(const cw_wordings *list, uint32_t a, uint32_t b)
{
    int32_t x = cw_report_day(list->plot, list->at[a].report);
    int32_t y = cw_report_day(list->plot, list->at[b].report);
    return x != CW_NO_DAY && (y == CW_NO_DAY || x < y);
}

static ranked rank_quote(const cw_wordings *list, uint32_t root)
{
    ranked out = {.root = root, .best = root, .first = list->at[root].cite[0]};
    uint32_t best = 0, report = CW_NONE;
    for (uint32_t i = root; i != CW_NONE; i = list->at[i].next) {
        const cw_wording *draft = &list->at[i];
        uint32_t score = score_of(list, root, draft);
        if (score > best || (score == best && is_earlier(list, i, out.best))) {
            best = score;
            out.best = i;
        }
        out.n_reports += draft->report != report;
        report = draft->report;
        out.weight = out.weight > draft->weight ? out.weight : draft->weight;
        out.is_direct |= draft->kind != CW_QUOTE_INDIRECT;
        out.has_speaker |= draft->entity != CW_NONE || draft->speaker.n > 0;
    }
    return out;
}

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->is_direct != y->is_direct)
        return x->is_direct ? -1 : 1;
    if (x->n_reports != y->n_reports)
        return x->n_reports > y->n_reports ? -1 : 1;
    if (x->has_speaker != y->has_speaker)
        return x->has_speaker ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return cw_span_compare(x->first, y->first);
}

/* All cites of the drafts of one quotation that have draft `of`'s wording. */
static cw_status cite_wording(const cw_wordings *list, uint32_t root,
                              uint32_t of, cw_cites *out)
{
    cw_plot *plot = list->plot;
    const cw_wording *drafts = list->at;
    cw_span *spans;
    size_t n = 0;
    for (uint32_t i = root; i != CW_NONE; i = drafts[i].next)
        n += drafts[i].hash_of_words == drafts[of].hash_of_words
                 ? drafts[i].n_cite
                 : 0;
    spans = cw_arena_array(plot->scratch, n, sizeof *spans);
    if (!spans)
        return CW_NO_MEMORY;
    n = 0;
    for (uint32_t i = root; i != CW_NONE; i = drafts[i].next)
        for (uint32_t c = 0;
             drafts[i].hash_of_words == drafts[of].hash_of_words &&
             c < drafts[i].n_cite;
             c++)
            spans[n++] = drafts[i].cite[c];
    return cw_cites_make(plot->keep, spans, n, out, NULL);
}

/* The first draft of each wording but the text's own; at most VARIANTS_MAX,
 * which also bounds the search for repeats. */
static cw_status find_variants(const cw_wordings *list, const ranked *rank,
                               cw_story_quote *quote)
{
    enum { VARIANTS_MAX = 16 };
    uint64_t seen[VARIANTS_MAX + 1];
    size_t n = 1;
    cw_status status = CW_OK;
    cw_line *lines =
        cw_arena_array(list->plot->keep, VARIANTS_MAX, sizeof *lines);
    if (!lines)
        return CW_NO_MEMORY;
    seen[0] = list->at[rank->best].hash_of_words;
    for (uint32_t i = rank->root;
         i != CW_NONE && n <= VARIANTS_MAX && status == CW_OK;
         i = list->at[i].next) {
        bool is_seen = false;
        for (size_t k = 0; k < n; k++)
            is_seen |= seen[k] == list->at[i].hash_of_words;
        if (is_seen)
            continue;
        seen[n++] = list->at[i].hash_of_words;
        lines[n - 2].text = list->at[i].text;
        status = cite_wording(list, rank->root, i, &lines[n - 2].cite);
    }
    quote->variants = lines;
    quote->n_variants = n - 1;
    return status;
}

/* The speaker is named as by the draft that gives the text; when it does not
 * say, as by the first that does. */
static void name_speaker(const cw_wordings *list, const ranked *rank,
                         cw_story_quote *quote)
{
    const cw_wording *best = &list->at[rank->best];
    quote->entity = best->entity;
    quote->speaker = best->speaker;
    quote->cue = best->cue;
    for (uint32_t i = rank->root; i != CW_NONE; i = list->at[i].next) {
        const cw_wording *draft = &list->at[i];
        if (quote->entity == CW_NONE && draft->entity != CW_NONE) {
            quote->entity = draft->entity;
            quote->speaker = draft->speaker;
            quote->cue = draft->cue;
        } else if (quote->speaker.n == 0 && quote->entity == CW_NONE) {
            quote->speaker = draft->speaker;
            quote->cue = draft->cue;
        }
    }
}

static cw_status make_quote(const cw_wordings *list, cw_id_maker *ids,
                            const ranked *rank, cw_story_quote *quote)
{
    const cw_wording *best = &list->at[rank->best];
    cw_plot *plot = list->plot;
    cw_status status;
    *quote = (cw_story_quote){.kind = best->kind, .text = best->text};
    name_speaker(list, rank, quote);
    status = cite_wording(list, rank->root, rank->best, &quote->cite);
    if (status == CW_OK)
        status = find_variants(list, rank, quote);
    if (status != CW_OK)
        return status;
    return cw_id_make(ids, plot->keep, 'q',
                      plot->batch->reports[best->report].id, best->cite[0],
                      &quote->id);
}

cw_status cw_quotes_build(cw_plot *plot)
{
    cw_wordings list = {.plot = plot};
    cw_story_quote *quotes;
    ranked *ranks;
    size_t n = 0, most = 40 + 12 * plot->members.n;
    cw_id_maker ids;
    cw_status status = cw_wordings_read(&list);
    if (status == CW_OK)
        status = join_quotes(&list);
    if (status != CW_OK)
        return status;
    ranks = cw_arena_array(plot->scratch, list.n, sizeof *ranks);
    if (!ranks)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < list.n; i++)
        if (list.at[i].root == i)
            ranks[n++] = rank_quote(&list, i);
    if (n > 0)
        qsort(ranks, n, sizeof *ranks, compare_ranked);
    n = n < most ? n : most;
    quotes = cw_arena_array(plot->keep, n, sizeof *quotes);
    if (!quotes)
        return CW_NO_MEMORY;
    cw_id_maker_init(&ids, plot->scratch);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        status = make_quote(&list, &ids, &ranks[i], &quotes[i]);
    if (status == CW_OK)
        status = cw_attributions_find(plot, quotes, n);
    plot->story->quotes = quotes;
    plot->story->n_quotes = n;
    return status;
}
