/* corpus.c: checks the annotated reports, counts them, and prints their words.
 *
 *   usage: corpus check FOLDER [PUBLIC_FIGURES]   complaints, then tables
 *          corpus agree FOLDER AGAIN              two hands compared
 *          corpus bare FILE                       the words alone
 *          corpus statements FILE                 who said what, in brat's
 * lines
 *
 * FOLDER holds *.news and may hold measure/. Exit 0, 1 with complaints, 2 for
 * a wrong call, 3 when a file cannot be read. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "train/news_corpus.h"

void news_complain(news_corpus *corpus, const news_file *file, uint32_t line,
                   const char *what, cw_bytes word)
{
    fprintf(stderr, "%s: line %u: %s '%.*s'\n", file->path, line, what,
            (int)(word.n < 80 ? word.n : 80), (const char *)word.at);
    corpus->n_complaints++;
}

static void stop(const char *what, const char *path)
{
    fprintf(stderr, "corpus: %s: %s\n", path, what);
    exit(3);
}

static cw_bytes read_file(const char *path, cw_arena *keep)
{
    FILE *file = fopen(path, "rb");
    uint8_t *at = cw_arena_alloc(keep, NEWS_MAX_BYTES + 1);
    size_t n;
    if (!file)
        stop("cannot be opened", path);
    if (!at)
        stop("memory ran out", path);
    n = fread(at, 1, NEWS_MAX_BYTES + 1, file);
    if (ferror(file) || n > NEWS_MAX_BYTES)
        stop("cannot be read, or is above a megabyte", path);
    fclose(file);
    at = cw_arena_grow(keep, at, NEWS_MAX_BYTES + 1, n + 1);
    return (cw_bytes){at, n};
}

static void add_report(news_corpus *corpus, const char *path, bool is_aside)
{
    news_file file = {.path = path, .is_kept_aside = is_aside};
    cw_error error;
    cw_bytes bytes = read_file(path, &corpus->keep);
    if (news_read(path, bytes, &corpus->keep, &error, &file.report) != CW_OK) {
        char line[1024];
        cw_error_line(&error, line, sizeof line);
        fprintf(stderr, "%s\n", line);
        corpus->n_complaints++;
        return;
    }
    if (cw_grow(&corpus->keep, (void **)&corpus->files, &corpus->capacity,
                corpus->n + 1, sizeof file, CW_MAX_TOKENS) != CW_OK)
        stop("memory ran out", path);
    corpus->files[corpus->n++] = file;
}

static const char *join(news_corpus *corpus, const char *folder,
                        const char *name)
{
    cw_buf buf;
    cw_buf_init(&buf, &corpus->keep, 4096);
    cw_buf_addf(&buf, "%s/%s", folder, name);
    if (cw_buf_add_byte(&buf, 0) != CW_OK)
        stop("the path is too long", folder);
    return (const char *)buf.at;
}

static void add_folder(news_corpus *corpus, const char *folder, bool is_aside)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    if (!dir)
        stop("cannot be opened", folder);
    while ((entry = readdir(dir)))
        if (cw_bytes_ends(cw_bytes_from(entry->d_name), CW_LIT(".news")))
            add_report(corpus, join(corpus, folder, entry->d_name), is_aside);
    closedir(dir);
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const news_file *)a)->path, ((const news_file *)b)->path);
}

/* FOLDER, and FOLDER/measure where there is one. */
static void open_corpus(news_corpus *corpus, const char *folder)
{
    const char *measure;
    DIR *dir;
    cw_arena_init(&corpus->keep, CW_MAX_STORY_ARENA);
    add_folder(corpus, folder, false);
    measure = join(corpus, folder, "measure");
    dir = opendir(measure);
    if (dir) {
        closedir(dir);
        add_folder(corpus, measure, true);
    }
    if (corpus->n > 1)
        qsort(corpus->files, corpus->n, sizeof *corpus->files, compare_files);
}

static int check(const char *folder, const char *public_figures)
{
    news_corpus corpus = {0};
    bool is_clean;
    open_corpus(&corpus, folder);
    if (public_figures)
        corpus.public_figures = read_file(public_figures, &corpus.keep);
    news_check(&corpus);
    news_check_repeats(&corpus);
    news_print_tables(&corpus);
    is_clean = corpus.n_complaints == 0;
    if (!is_clean)
        fprintf(stderr, "%u complaints\n", corpus.n_complaints);
    cw_arena_free(&corpus.keep);
    return is_clean ? 0 : 1;
}

static int agree(const char *folder, const char *again)
{
    news_corpus first = {0}, second = {0};
    bool is_clean;
    open_corpus(&first, folder);
    open_corpus(&second, again);
    is_clean = news_print_agreement(&first, &second);
    cw_arena_free(&first.keep);
    cw_arena_free(&second.keep);
    return is_clean ? 0 : 1;
}

static int bare(const char *path)
{
    news_corpus corpus = {0};
    cw_arena_init(&corpus.keep, CW_MAX_STORY_ARENA);
    add_report(&corpus, path, false);
    if (corpus.n > 0) {
        fwrite(corpus.files[0].report.text.at, 1, corpus.files[0].report.text.n,
               stdout);
        putchar('\n');
    }
    cw_arena_free(&corpus.keep);
    return corpus.n_complaints == 0 ? 0 : 1;
}

/* Code points before a byte: brat counts characters. */
static uint32_t characters_before(cw_bytes text, uint32_t byte)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < byte && i < text.n; i++)
        n += (text.at[i] & 0xC0) != 0x80;
    return n;
}

/* T-lines of the three kinds of marks, then an E-line for each content with
 * the cue and the source of its number. */
static int statements(const char *path)
{
    static const char *const roles[NEWS_N_KINDS] = {[NEWS_SOURCE] = "Source",
                                                    [NEWS_CUE] = "Cue",
                                                    [NEWS_CONTENT] = "Content"};
    news_corpus corpus = {0};
    cw_arena_init(&corpus.keep, CW_MAX_STORY_ARENA);
    add_report(&corpus, path, false);
    const news_report *report = corpus.n > 0 ? &corpus.files[0].report : NULL;
    for (uint32_t i = 0; report && i < report->n_marks; i++) {
        const news_mark *mark = &report->marks[i];
        if (roles[mark->kind])
            printf("T%u\t%s %u %u\t-\n", i + 1, roles[mark->kind],
                   characters_before(report->text, mark->range.from),
                   characters_before(report->text, mark->range.to));
    }
    for (uint32_t i = 0; report && i < report->n_marks; i++) {
        if (report->marks[i].kind != NEWS_CUE)
            continue;
        printf("E%u\tAttribution:T%u", i + 1, i + 1);
        for (uint32_t k = 0; k < report->n_marks; k++)
            if (roles[report->marks[k].kind] &&
                cw_bytes_equal(report->marks[k].head, report->marks[i].head))
                printf(" %s:T%u", roles[report->marks[k].kind], k + 1);
        putchar('\n');
    }
    cw_arena_free(&corpus.keep);
    return corpus.n_complaints == 0 ? 0 : 1;
}

int main(int n, char **arguments)
{
    if ((n == 3 || n == 4) && strcmp(arguments[1], "check") == 0)
        return check(arguments[2], n == 4 ? arguments[3] : NULL);
    if (n == 4 && strcmp(arguments[1], "agree") == 0)
        return agree(arguments[2], arguments[3]);
    if (n == 3 && strcmp(arguments[1], "bare") == 0)
        return bare(arguments[2]);
    if (n == 3 && strcmp(arguments[1], "statements") == 0)
        return statements(arguments[2]);
    fprintf(stderr, "usage: corpus check FOLDER [PUBLIC_FIGURES] | corpus "
                    "agree FOLDER AGAIN | corpus bare FILE | corpus "
                    "statements FILE\n");
    return 2;
}
