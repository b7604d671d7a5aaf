/* news_agree.c: two hands that annotated the same words. */
#include <stdio.h>
#include <stdlib.h>

#include "train/news_corpus.h"

/* F1 of two sets of marks: 2 * both / (first + second). */
typedef struct {
    double both, first, second;
} agreement;

typedef enum { SPANS, VALUES, OVERLAP, EVENTS } layer_kind;

static const struct {
    const char *name;
    news_kind from, to; // kinds that the layer holds
    layer_kind kind;
} layers[] = {
    {"names, kind and span", NEWS_PER, NEWS_MISC, SPANS},
    {"references, span and chain's first mention", NEWS_REFERENCE,
     NEWS_REFERENCE, SPANS},
    {"quotations, bytes of contents", NEWS_CONTENT, NEWS_CONTENT, OVERLAP},
    {"quotations, bytes of sources", NEWS_SOURCE, NEWS_SOURCE, OVERLAP},
    {"quotations, bytes of cues", NEWS_CUE, NEWS_CUE, OVERLAP},
    {"times, place and value", NEWS_TIME, NEWS_TIME, VALUES},
    {"figures, place and value", NEWS_FIGURE, NEWS_FIGURE, VALUES},
    {"events found", NEWS_EVENT, NEWS_EVENT, EVENTS}};

/* Where the chain of a reference begins: ids are each hand's own. */
static uint32_t chain_start(const news_report *report, const news_mark *mark)
{
    for (uint32_t i = 0; i < report->n_marks; i++)
        if (report->marks[i].kind <= NEWS_REFERENCE &&
            cw_bytes_equal(report->marks[i].head, mark->head))
            return report->marks[i].range.from;
    return UINT32_MAX;
}

static bool is_same(const news_report *ra, const news_mark *a,
                    const news_report *rb, const news_mark *b, layer_kind kind)
{
    bool equal = a->range.from == b->range.from && a->range.to == b->range.to;
    switch (kind) {
    case VALUES:
        return cw_range_overlaps(a->range, b->range) &&
               cw_bytes_equal(a->head, b->head);
    case EVENTS:
        return cw_range_overlaps(a->range, b->range);
    default:
        return equal && a->kind == b->kind &&
               (a->kind != NEWS_REFERENCE ||
                chain_start(ra, a) == chain_start(rb, b));
    }
}

/* Each mark of one hand meets at most one of the other, in text order. */
static void compare_marks(const news_report *a, const news_report *b,
                          size_t layer, agreement *sum, agreement *factuality)
{
    bool *used = calloc(b->n_marks + 1, sizeof *used);
    if (!used)
        abort();
    for (uint32_t j = 0; j < b->n_marks; j++)
        sum->second += b->marks[j].kind >= layers[layer].from &&
                       b->marks[j].kind <= layers[layer].to;
    for (uint32_t i = 0; i < a->n_marks; i++) {
        const news_mark *m = &a->marks[i];
        if (m->kind < layers[layer].from || m->kind > layers[layer].to)
            continue;
        sum->first++;
        for (uint32_t j = 0; j < b->n_marks; j++) {
            const news_mark *o = &b->marks[j];
            if (used[j] || o->kind < layers[layer].from ||
                o->kind > layers[layer].to ||
                !is_same(a, m, b, o, layers[layer].kind))
                continue;
            used[j] = true;
            sum->both++;
            factuality->first++;
            factuality->both += m->sort == o->sort;
            break;
        }
    }
    free(used);
}

static void paint(const news_report *report, news_kind kind, uint8_t *bytes)
{
    memset(bytes, 0, report->text.n);
    for (uint32_t i = 0; i < report->n_marks; i++)
        if (report->marks[i].kind == kind)
            memset(bytes + report->marks[i].range.from, 1,
                   report->marks[i].range.to - report->marks[i].range.from);
}

static void compare_bytes(const news_report *a, const news_report *b,
                          news_kind kind, agreement *sum)
{
    uint8_t *first = malloc(a->text.n + 1), *second = malloc(a->text.n + 1);
    if (!first || !second)
        abort();
    paint(a, kind, first);
    paint(b, kind, second);
    for (size_t i = 0; i < a->text.n; i++) {
        sum->first += first[i];
        sum->second += second[i];
        sum->both += first[i] && second[i];
    }
    free(first);
    free(second);
}

static const news_file *file_named(const news_corpus *corpus, const char *name)
{
    for (size_t i = 0; i < corpus->n; i++)
        if (strcmp(news_file_name(corpus->files[i].path), name) == 0)
            return &corpus->files[i];
    return NULL;
}

bool news_print_agreement(news_corpus *first, news_corpus *second)
{
    enum { N = sizeof layers / sizeof *layers };
    agreement sums[N] = {0}, factuality = {0}, unused = {0};
    uint32_t n_words = 0;
    for (size_t i = 0; i < second->n; i++) {
        const news_file *b = &second->files[i];
        const news_file *a = file_named(first, news_file_name(b->path));
        if (!a || !cw_bytes_equal(a->report.text, b->report.text)) {
            news_complain(second, b, 1,
                          a ? "another text than in" : "no such report:",
                          cw_bytes_from(a ? a->path : b->path));
            continue;
        }
        n_words += news_count_words(b->report.text);
        for (size_t k = 0; k < N; k++)
            if (layers[k].kind == OVERLAP)
                compare_bytes(&a->report, &b->report, layers[k].from, &sums[k]);
            else
                compare_marks(&a->report, &b->report, k, &sums[k],
                              layers[k].kind == EVENTS ? &factuality : &unused);
    }
    printf("%zu reports of %u words, annotated twice:\n\n| layer | first | "
           "second | F1 |\n|---|---:|---:|---:|\n",
           second->n, n_words);
    for (size_t k = 0; k < N; k++)
        printf("| %s | %.0f | %.0f | %.3f |\n", layers[k].name, sums[k].first,
               sums[k].second,
               2 * sums[k].both / (sums[k].first + sums[k].second + 1e-9));
    printf("| factuality of the events both found | %.0f | | %.3f |\n",
           factuality.first, factuality.both / (factuality.first + 1e-9));
    return second->n_complaints == 0;
}
