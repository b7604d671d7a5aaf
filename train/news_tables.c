/* news_tables.c: what the corpus holds, counted. */
#include <stdio.h>

#include "train/news_corpus.h"

typedef struct {
    const char *name;
    uint32_t share; // wanted, in hundredths of the words
} share;

static const share registers[] = {
    {"agency", 12},  {"broadsheet", 10}, {"tabloid", 6}, {"broadcaster", 10},
    {"local", 8},    {"business", 8},    {"sport", 8},   {"court", 8},
    {"disaster", 7}, {"diplomacy", 7},   {"science", 6}, {"culture", 4},
    {"ticker", 3},   {"release", 3}};
static const share regions[] = {{"british", 25},    {"american", 25},
                                {"indian", 15},     {"african", 15},
                                {"australian", 10}, {"translated", 10}};

const char *news_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

uint32_t news_count_words(cw_bytes text)
{
    uint32_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n +=
            !cw_is_space(text.at[i]) && (i == 0 || cw_is_space(text.at[i - 1]));
    return n;
}

static void print_shares(const news_corpus *corpus, const char *what,
                         const share *shares, size_t n, bool is_region)
{
    uint32_t n_words = 0;
    for (size_t i = 0; i < corpus->n; i++)
        n_words += news_count_words(corpus->files[i].report.text);
    printf("\n| %s | reports | words | share | wanted | kept aside |\n"
           "|---|---:|---:|---:|---:|---:|\n",
           what);
    for (size_t k = 0; k < n; k++) {
        uint32_t reports = 0, words = 0, aside = 0;
        for (size_t i = 0; i < corpus->n; i++) {
            const news_report *report = &corpus->files[i].report;
            if (!cw_bytes_are(is_region ? report->region : report->reg,
                              shares[k].name))
                continue;
            reports++;
            words += news_count_words(report->text);
            aside += corpus->files[i].is_kept_aside;
        }
        printf("| %s | %u | %u | %.1f %% | %u %% | %u |\n", shares[k].name,
               reports, words, 100.0 * words / (n_words ? n_words : 1),
               shares[k].share, aside);
    }
}

typedef struct {
    uint32_t reports, words, sentences, kinds[NEWS_N_KINDS], chains;
    uint32_t direct, mixed, planned, denied, possible, reviewed_twice;
} counts;

static counts count(const news_corpus *corpus, bool is_kept_aside)
{
    counts c = {0};
    for (size_t i = 0; i < corpus->n; i++) {
        const news_report *report = &corpus->files[i].report;
        if (corpus->files[i].is_kept_aside != is_kept_aside)
            continue;
        c.reports++;
        c.words += news_count_words(report->text);
        c.sentences += report->n_sentences;
        c.reviewed_twice += report->reviewed.n >= 3;
        for (uint32_t j = 0; j < report->n_marks; j++) {
            const news_mark *mark = &report->marks[j];
            c.kinds[mark->kind]++;
            c.chains += mark->kind <= NEWS_REFERENCE && mark->head.n > 0;
            if (mark->kind == NEWS_CONTENT) {
                c.direct += mark->sort == 'd';
                c.mixed += mark->sort == 'm';
            } else if (mark->kind == NEWS_EVENT) {
                c.planned += mark->sort == 'p';
                c.denied += mark->sort == 'n';
                c.possible += mark->sort == 'm';
            }
        }
    }
    return c;
}

static void print_row(const char *name, uint32_t a, uint32_t b)
{
    printf("| %s | %u | %u |\n", name, a, b);
}

void news_print_tables(const news_corpus *corpus)
{
    counts a = count(corpus, false), b = count(corpus, true);
    printf("| | to train on | kept aside |\n|---|---:|---:|\n");
    print_row("reports", a.reports, b.reports);
    print_row("… reviewed twice", a.reviewed_twice, b.reviewed_twice);
    print_row("words", a.words, b.words);
    print_row("sentences and lines", a.sentences, b.sentences);
    for (uint32_t k = 0; k < NEWS_N_KINDS; k++)
        print_row(news_kind_name((news_kind)k), a.kinds[k], b.kinds[k]);
    print_row("marks in chains", a.chains, b.chains);
    print_row("CONTENT, direct", a.direct, b.direct);
    print_row("CONTENT, mixed", a.mixed, b.mixed);
    print_row("EVENT, planned", a.planned, b.planned);
    print_row("EVENT, not", a.denied, b.denied);
    print_row("EVENT, possible", a.possible, b.possible);
    print_shares(corpus, "register", registers,
                 sizeof registers / sizeof *registers, false);
    print_shares(corpus, "region", regions, sizeof regions / sizeof *regions,
                 true);
}
