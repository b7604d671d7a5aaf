/* news_repeats.c: sentences and sentence frames that stand too often. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/table.h"
#include "train/news_corpus.h"

enum { FRAME_MAX = 3, WORDS_MIN = 6, FRAMES_MAX = 1 << 20 };

static bool is_blotted(news_kind kind)
{
    return kind <= NEWS_FIGURE;
}

/* "[P|Amara Sen] said so on [T …|Friday]" as "* said so on *", lower case. */
static cw_bytes frame_of(const news_report *report,
                         const news_sentence *sentence, cw_buf *buf)
{
    uint32_t at = sentence->range.from;
    cw_buf_clear(buf);
    for (uint32_t i = 0; i < report->n_marks; i++) {
        const news_mark *mark = &report->marks[i];
        if (!is_blotted(mark->kind) || mark->range.from < at ||
            mark->range.to > sentence->range.to)
            continue;
        for (; at < mark->range.from; at++)
            cw_buf_add_byte(buf, cw_to_lower(report->text.at[at]));
        cw_buf_add_byte(buf, '*');
        at = mark->range.to;
    }
    for (; at < sentence->range.to; at++)
        cw_buf_add_byte(buf, cw_to_lower(report->text.at[at]));
    return cw_buf_bytes(buf);
}

static uint32_t times_seen(news_corpus *corpus, cw_table *table, cw_bytes key)
{
    cw_table_entry *entry;
    bool is_new;
    if (!cw_table_find(table, key) &&
        cw_arena_copy(&corpus->keep, key, &key) != CW_OK)
        abort();
    if (cw_table_add(table, key, &is_new, &entry) != CW_OK)
        abort();
    return ++entry->value;
}

void news_check_repeats(news_corpus *corpus)
{
    cw_table sentences, frames;
    cw_buf buf;
    cw_table_init(&sentences, &corpus->keep, FRAMES_MAX);
    cw_table_init(&frames, &corpus->keep, FRAMES_MAX);
    cw_buf_init(&buf, &corpus->keep, NEWS_MAX_BYTES);
    for (size_t i = 0; i < corpus->n; i++) {
        const news_file *file = &corpus->files[i];
        for (uint32_t j = 0; j < file->report.n_sentences; j++) {
            const news_sentence *sentence = &file->report.sentences[j];
            cw_bytes words = cw_bytes_at(file->report.text, sentence->range);
            if (sentence->role != ' ' || news_count_words(words) < WORDS_MIN)
                continue;
            if (times_seen(corpus, &sentences, words) > 1)
                news_complain(corpus, file, sentence->line,
                              "this sentence stood before:", words);
            else if (times_seen(corpus, &frames,
                                frame_of(&file->report, sentence, &buf)) >
                     FRAME_MAX)
                news_complain(corpus, file, sentence->line,
                              "a frame that stood three times:", words);
        }
    }
}
